/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the record says of a mailing, step after step, and in which words. */

#include "vigie-mailing-record.h"

#include <string.h>

#include "vigie-act.h"
#include "vigie-error.h"
#include "vigie-test-support.h"

#define PLAYBOOK vigie_test_playbook ()
#define RUN "019a0000-0000-7000-8000-00000000000a"

typedef struct
{
  VigieTestDevice *device;
  GPtrArray *events;
  VigieIncident *incident;
  gint64 now_usec;
} Night;

static void
take (Night *night, GPtrArray *drafts)
{
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (drafts);
  vigie_test_device_record (night->device, drafts, night->events);
  g_clear_pointer (&night->incident, vigie_incident_unref);
  night->incident = vigie_incident_fold (night->events, PLAYBOOK, VIGIE_TIME_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (night->incident->n_set_aside, ==, 0);
  night->now_usec += VIGIE_MINUTE_USEC;
}

static void
begin (Night *night)
{
  VigieDeclaration declaration = { .title = "Outage", .type = "INC-01", .incident_id = "019a0000-0000-7000-8000-000000000001", .started_usec = VIGIE_TIME_NONE };

  night->device = vigie_test_device_new (3);
  night->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  night->now_usec = vigie_test_time ("2026-11-22T00:00:00Z");
  vigie_answers_init (&declaration.answers);
  declaration.detected_usec = declaration.declared_usec = night->now_usec;
  take (night, vigie_act_declare (PLAYBOOK, &declaration, "Awa Koné", NULL));
}

static void
end (Night *night)
{
  vigie_incident_unref (night->incident);
  g_ptr_array_unref (night->events);
  vigie_test_device_free (night->device);
}

static VigieMailingRecord
record_of (guint accepted, const char *reason)
{
  return (VigieMailingRecord) { .run = RUN, .audience = "users", .digest = "ab", .count = 1487, .accepted = accepted, .refused = 3, .uncertain = 1, .reason = reason };
}

static void
step (Night *night, VigieMailingStep step, const VigieMailingRecord *record)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = vigie_act_mailing (night->incident, step, record, "Awa Koné", night->now_usec, &error);

  g_assert_no_error (error);
  take (night, drafts);
  g_assert_cmpint (vigie_mailing_step_of (night->incident, RUN), ==, step);
}

static void
assert_refused (Night *night, VigieMailingStep step, const VigieMailingRecord *record)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (vigie_act_mailing (night->incident, step, record, "Awa Koné", night->now_usec, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
}

static void
assert_last_line (Night *night, const char *english, const char *french)
{
  const VigieEntry *entry = g_ptr_array_index (night->incident->entries, night->incident->entries->len - 1);
  g_autofree char *in_english = vigie_entry_text (entry, night->incident, PLAYBOOK, VIGIE_LANG_EN);
  g_autofree char *in_french = vigie_entry_text (entry, night->incident, PLAYBOOK, VIGIE_LANG_FR);

  g_assert_cmpstr (in_english, ==, english);
  g_assert_cmpstr (in_french, ==, french);
}

static void
test_steps (void)
{
  Night night = { 0 };
  VigieMailingRecord none = record_of (0, NULL), some = record_of (412, "network"), all = record_of (1483, NULL);
  VigieMailingRecord odd = record_of (0, NULL);

  begin (&night);
  odd.run = "../x";
  assert_refused (&night, VIGIE_MAILING_STEP_BEGUN, &odd);
  assert_refused (&night, VIGIE_MAILING_STEP_PAUSED, &some);
  assert_refused (&night, VIGIE_MAILING_STEP_FINISHED, &all);
  step (&night, VIGIE_MAILING_STEP_BEGUN, &none);
  assert_last_line (&night, "Mailing begun, Customers and suppliers: messages to send: 1,487",
                    "Publipostage commencé, Clients et fournisseurs\u00a0: messages à envoyer\u00a0: 1\u202f487");
  assert_refused (&night, VIGIE_MAILING_STEP_BEGUN, &none);
  step (&night, VIGIE_MAILING_STEP_PAUSED, &some);
  assert_last_line (&night, "Mailing paused, Customers and suppliers: sent: 412 of 1,487; refused: 3; uncertain: 1 (network)",
                    "Publipostage en pause, Clients et fournisseurs\u00a0: envoyés\u00a0: 412 sur 1\u202f487\u202f; refusés\u00a0: 3\u202f; incertains\u00a0: 1 (network)");
  step (&night, VIGIE_MAILING_STEP_RESUMED, &some);
  step (&night, VIGIE_MAILING_STEP_RESUMED, &some); /* it was killed in between */
  step (&night, VIGIE_MAILING_STEP_FINISHED, &all);
  assert_refused (&night, VIGIE_MAILING_STEP_FINISHED, &all);
  assert_refused (&night, VIGIE_MAILING_STEP_PAUSED, &all);
  step (&night, VIGIE_MAILING_STEP_RESUMED, &all); /* an uncertain one is sent again */
  all.stopped = TRUE;
  step (&night, VIGIE_MAILING_STEP_FINISHED, &all);
  assert_last_line (&night, "Mailing ended early, Customers and suppliers: sent: 1,483 of 1,487; refused: 3; uncertain: 1",
                    "Publipostage arrêté avant la fin, Clients et fournisseurs\u00a0: envoyés\u00a0: 1\u202f483 sur 1\u202f487\u202f; refusés\u00a0: 3\u202f; incertains\u00a0: 1");
  end (&night);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/mailing-record/steps", test_steps);

  return g_test_run ();
}
