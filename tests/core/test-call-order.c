/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom “no answer” leads to: the order of the playbook with deputies, those who stand in on call, and who is away. */

#include "vigie-call-order.h"
#include "vigie-duty.h"
#include "vigie-rota-act.h"

#include "obligation-scene.h"

/* A step: a deputy, an absence or a substitution of the hours from 1 to 3. */
typedef struct { char what; const char *who, *other; } Step;

enum { DEPUTY = 'd', NEW_DEPUTY = 'n', AWAY = 'a', STANDS_IN = 's', REMOVED = 'r' };

static const struct
{
  const char *name, *wanted;
  Step steps[4];
  const char *before, *meanwhile; /* the order outside of those hours, and in them; NULL: the same */
} cases[] = {
  { "playbook", "ceo", { { 0 } }, "ceo coo cfo", NULL },
  { "not-backwards", "coo", { { 0 } }, "coo cfo", NULL },
  { "no-number", "security-officer", { { 0 } }, "security-officer security-support", NULL },
  { "deputy", "ceo", { { DEPUTY, "ceo", "dba" } }, "ceo dba coo cfo", NULL },
  { "deputy-of-the-next", "ceo", { { DEPUTY, "coo", "dba" } }, "ceo coo dba cfo", NULL },
  { "deputy-is-the-next", "ceo", { { DEPUTY, "ceo", "cfo" } }, "ceo cfo coo", NULL },
  { "each-other", "cto", { { DEPUTY, "cto", "devops-lead" }, { DEPUTY, "devops-lead", "cto" } }, "cto devops-lead", NULL },
  { "deputy-without-number", "ceo", { { DEPUTY, "ceo", "dpo" } }, "ceo coo cfo", NULL },
  { "no-deputy-of-a-deputy", "ceo", { { DEPUTY, "ceo", "dba" }, { DEPUTY, "dba", "legal" } }, "ceo dba coo cfo", NULL },
  { "somebody-new", "ceo", { { NEW_DEPUTY, "ceo", "Aya Touré" } }, "ceo Aya Touré coo cfo", NULL },
  { "removed", "ceo", { { REMOVED, "coo", NULL } }, "ceo cfo", NULL },
  { "away", "ceo", { { AWAY, "coo", NULL } }, "ceo coo cfo", "ceo cfo coo" },
  { "wanted-away", "ceo", { { DEPUTY, "ceo", "dba" }, { AWAY, "ceo", NULL } }, "ceo dba coo cfo", "dba coo cfo ceo" },
  { "deputy-away", "ceo", { { DEPUTY, "ceo", "dba" }, { AWAY, "dba", NULL } }, "ceo dba coo cfo", "ceo coo cfo dba" },
  { "stands-in", "cto", { { STANDS_IN, "cto", "dba" } }, "cto devops-lead", "cto dba devops-lead" },
  { "stands-in-before-the-deputy", "ceo", { { DEPUTY, "ceo", "legal" }, { STANDS_IN, "ceo", "dba" } }, "ceo legal coo cfo", "ceo dba legal coo cfo" },
  { "stands-in-for-one-who-is-away", "cto", { { AWAY, "cto", NULL }, { STANDS_IN, "cto", "dba" } }, "cto devops-lead", "dba devops-lead cto" },
  { "stranger-stands-in", "cto", { { STANDS_IN, "cto", "Nobody Known" } }, "cto devops-lead", NULL },
};

typedef struct { VigieTestDevice *device; GPtrArray *events; VigieDirectory *directory; gint64 now_usec; } Seat;

static void
seat_record (Seat *seat, GPtrArray *drafts)
{
  g_assert_nonnull (drafts);
  seat->now_usec += VIGIE_SECOND_USEC;
  vigie_test_device_set_now (seat->device, seat->now_usec);
  vigie_test_device_record (seat->device, drafts, seat->events);
  vigie_directory_unref (seat->directory);
  seat->directory = vigie_directory_fold (vigie_test_playbook (), seat->events);
}

static void
seat_init (Seat *seat)
{
  *seat = (Seat) { .device = vigie_test_device_new (9), .events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref),
                   .now_usec = vigie_test_time (T0) - HOURS (1) };
  seat->directory = vigie_directory_fold (vigie_test_playbook (), seat->events);
}

static void
seat_clear (Seat *seat)
{
  vigie_directory_unref (seat->directory);
  g_ptr_array_unref (seat->events);
  vigie_test_device_free (seat->device);
}

static void
set_deputy (Seat *seat, const char *who, const char *deputy)
{
  g_autoptr(VigieContact) contact = vigie_contact_copy (vigie_directory_contact (seat->directory, who));
  const VigieContact *found = vigie_directory_find (seat->directory, deputy);

  g_free (contact->deputy);
  contact->deputy = g_strdup (found->id);
  seat_record (seat, vigie_directory_draft_set (seat->directory, contact, "Awa", seat->now_usec, NULL));
}

static void
add_contact (Seat *seat, const char *name)
{
  g_autoptr(VigieContact) contact = vigie_contact_new ();

  vigie_contact_set_text (&contact->name, name);
  g_ptr_array_add (contact->numbers, vigie_contact_line_new ("mobile", "+225 07 01 02 03 04"));
  seat_record (seat, vigie_directory_draft_set (seat->directory, contact, "Awa", seat->now_usec, NULL));
}

static void
take_step (Seat *seat, const Step *step)
{
  const VigieRota *rota = vigie_directory_rota (seat->directory);
  gint64 from_usec = vigie_test_time (T0) + HOURS (1), to_usec = from_usec + HOURS (2);

  if (step->what == NEW_DEPUTY)
    add_contact (seat, step->other);
  if (step->what == DEPUTY || step->what == NEW_DEPUTY)
    set_deputy (seat, step->who, step->other);
  if (step->what == AWAY)
    seat_record (seat, vigie_rota_act_absent (rota, step->who, from_usec, to_usec, NULL, "Awa", seat->now_usec, NULL));
  if (step->what == STANDS_IN)
    seat_record (seat, vigie_rota_act_substitute (rota, "L3", step->other, step->who, from_usec, to_usec, NULL, "Awa", seat->now_usec, NULL));
  if (step->what == REMOVED)
    seat_record (seat, vigie_directory_draft_removed (seat->directory, step->who, NULL, "Awa", seat->now_usec, NULL));
}

/* Ids, and the names of those whom the playbook does not know. */
static char *
order_words (Seat *seat, const char *wanted, gint64 at_usec)
{
  const VigiePlaybook *playbook = vigie_test_playbook ();
  g_autoptr(GPtrArray) order = vigie_call_order (playbook, seat->directory, vigie_playbook_contact (playbook, wanted), at_usec);
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < order->len; i++)
    {
      const VigieContactDef *one = order->pdata[i];

      g_string_append_printf (words, "%s%s", i > 0 ? " " : "", vigie_playbook_contact (playbook, one->id) != NULL ? one->id : one->name.en);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
test_order (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  gint64 start_usec = vigie_test_time (T0);
  g_autofree char *before = NULL, *meanwhile = NULL, *after = NULL;
  Seat seat;

  seat_init (&seat);
  for (guint k = 0; k < G_N_ELEMENTS (cases[i].steps) && cases[i].steps[k].what != 0; k++)
    take_step (&seat, &cases[i].steps[k]);
  before = order_words (&seat, cases[i].wanted, start_usec + HOURS (1) - 1);
  meanwhile = order_words (&seat, cases[i].wanted, start_usec + HOURS (1));
  after = order_words (&seat, cases[i].wanted, start_usec + HOURS (3));
  g_assert_cmpstr (before, ==, cases[i].before);
  g_assert_cmpstr (meanwhile, ==, cases[i].meanwhile != NULL ? cases[i].meanwhile : cases[i].before);
  g_assert_cmpstr (after, ==, cases[i].before);
  seat_clear (&seat);
}

static void
test_playbook_alone (void)
{
  const VigiePlaybook *playbook = vigie_test_playbook ();
  g_autoptr(GPtrArray) order = vigie_call_order (playbook, NULL, vigie_playbook_contact (playbook, "ceo"), 0);

  g_assert_cmpuint (order->len, ==, 3);
  g_assert_true (order->pdata[0] == vigie_playbook_contact (playbook, "ceo"));
  g_assert_true (order->pdata[2] == vigie_playbook_contact (playbook, "cfo"));
}

/* ---- In an incident ---- */

static void
call (Scene *scene, const char *whom, const char *outcome, gint64 after)
{
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_call (scene->incident, whom, outcome, "Awa", scene->start_usec + after, &error);

  record (scene, after, drafts, error);
}

static void
assert_next (Seat *seat, Scene *scene, gint64 after, const char *name, guint n_attempts)
{
  g_autoptr(GPtrArray) duties = vigie_duties_evaluate (vigie_test_playbook (), seat->directory, scene->incident, scene->start_usec + after);
  const VigieDuty *duty = vigie_duties_find (duties, "cto-alert");
  g_autoptr(GPtrArray) attempts = vigie_duty_attempts (vigie_test_playbook (), seat->directory, scene->incident, duty, scene->start_usec + after);

  g_assert_cmpstr (duty->to_call->name.en, ==, name);
  g_assert_cmpuint (attempts->len, ==, n_attempts);
}

/* The record has the name of a deputy whom the playbook does not know; the attempt counts all the same. */
static void
test_no_answer_leads_to_the_deputy (void)
{
  g_autoptr(Scene) scene = scene_new ("other", VIGIE_LEVEL_P1);
  Seat seat;

  seat_init (&seat);
  add_contact (&seat, "Aya Touré");
  set_deputy (&seat, "cto", "Aya Touré");
  assert_next (&seat, scene, 0, "CTO", 0);
  call (scene, "cto", "no-answer", MINUTES (1));
  assert_next (&seat, scene, MINUTES (1), "Aya Touré", 1);
  call (scene, "Aya Touré", "busy", MINUTES (2));
  assert_next (&seat, scene, MINUTES (2), "DevOps lead", 2);
  call (scene, "devops-lead", "refused", MINUTES (3));
  /* A whole round: the one who is wanted again. */
  assert_next (&seat, scene, MINUTES (3), "CTO", 3);
  call (scene, "cto", "no-answer", MINUTES (4));
  call (scene, "Aya Touré", "reached", MINUTES (5));
  /* The deputy knows what to do; the CTO still has to be told. */
  assert_next (&seat, scene, MINUTES (5), "CTO", 5);
  seat_clear (&seat);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/call-order/%s", cases[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_order);
    }
  g_test_add_func ("/core/call-order/playbook-alone", test_playbook_alone);
  g_test_add_func ("/core/call-order/no-answer-leads-to-the-deputy", test_no_answer_leads_to_the_deputy);

  return g_test_run ();
}
