/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Handing posts over: every path of a request, two seats that did not know of each other, two holders of one
 * post, and how many people report to one. */

#include "vigie-act.h"

#include <string.h>

#include "vigie-error.h"
#include "vigie-obligation.h"
#include "vigie-test-support.h"
#include "vigie-time.h"

#define PLAYBOOK vigie_test_playbook ()
#define AT(fixture, minutes) ((fixture)->t0_usec + (minutes) * VIGIE_MINUTE_USEC)

typedef struct
{
  VigieTestDevice *device;
  VigieTestDevice *other;
  GPtrArray *events;
  VigieIncident *incident;
  gint64 t0_usec;
} Fixture;

static void
fold (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&fixture->incident, vigie_incident_unref);
  fixture->incident = vigie_incident_fold (fixture->events, PLAYBOOK, VIGIE_TIME_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->incident->n_set_aside, ==, 0);
}

static void
accept_at (Fixture *fixture, VigieTestDevice *device, GPtrArray *drafts, GError *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (drafts);
  vigie_test_device_record (device, drafts, fixture->events);
}

static void
accept (Fixture *fixture, GPtrArray *drafts, GError *error)
{
  accept_at (fixture, fixture->device, drafts, error);
  fold (fixture);
}

static void
refuse (GPtrArray *drafts, GError **error, int code)
{
  g_assert_null (drafts);
  g_assert_error (*error, VIGIE_ERROR, code);
  g_assert_cmpuint (strlen ((*error)->message), >, 10);
  g_clear_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  VigieDeclaration declaration = { .title = "Site down", .type = "INC-01", .started_usec = VIGIE_TIME_NONE, .detected_usec = VIGIE_TIME_NONE,
                                   .incident_id = "0193a2c4-0000-7000-8000-000000000001" };

  fixture->t0_usec = vigie_test_time ("2026-11-22T03:00:00Z");
  fixture->device = vigie_test_device_new (1);
  fixture->other = vigie_test_device_new (2);
  fixture->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  vigie_test_device_set_now (fixture->device, fixture->t0_usec);
  vigie_test_device_set_now (fixture->other, AT (fixture, 200));
  vigie_answers_init (&declaration.answers);
  declaration.answers.users_percent = 60;
  declaration.declared_usec = fixture->t0_usec;
  accept (fixture, vigie_act_declare (PLAYBOOK, &declaration, "Awa Koné", &error), error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vigie_incident_unref (fixture->incident);
  vigie_test_device_free (fixture->device);
  vigie_test_device_free (fixture->other);
  g_ptr_array_unref (fixture->events);
}

static GPtrArray *
ask (Fixture *fixture, const char *post, const char *to, int minute, GError **error)
{
  return vigie_act_handover_request (PLAYBOOK, fixture->incident, post, to, "4 h", FALSE, "Awa Koné", AT (fixture, minute), error);
}

static GPtrArray *
answer (Fixture *fixture, const char *word, const char *reason, int minute, GError **error)
{
  return vigie_act_handover_answer (PLAYBOOK, fixture->incident, "commander", word, reason, "Kouassi", AT (fixture, minute), error);
}

static const VigieHandover *
last (Fixture *fixture)
{
  return fixture->incident->handovers->pdata[fixture->incident->handovers->len - 1];
}

static VigieObligationState
state_of_clock (Fixture *fixture, int minute, const char *owner)
{
  g_autoptr(GPtrArray) all = vigie_obligations_evaluate (PLAYBOOK, fixture->incident, AT (fixture, minute));

  for (guint i = 0; i < all->len; i++)
    {
      const VigieObligation *obligation = all->pdata[i];

      if (!obligation->history && strcmp (obligation->id, "handover") == 0 && g_strcmp0 (obligation->owner, owner) == 0)
        return obligation->state;
    }
  g_assert_not_reached ();
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *answer, *reason; gboolean taken; const char *holder; guint n_drafts; } cases[] = {
    { "accepted", NULL, TRUE, "Kouassi", 2 },      { "accepted", "brief read", TRUE, "Kouassi", 2 },
    { "declined", NULL, FALSE, NULL, 0 },          { "declined", "  ", FALSE, NULL, 0 },
    { "declined", "on the road", TRUE, "Awa Koné", 1 }, { "cancelled", NULL, TRUE, "Awa Koné", 1 },
    { "forced", NULL, FALSE, NULL, 0 },            { "forced", "does not answer", TRUE, "Kouassi", 2 },
    { "perhaps", "why not", FALSE, NULL, 0 },
  };
  guint n_events = fixture->events->len;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      GPtrArray *drafts;

      g_test_message ("%s, %s", cases[i].answer, cases[i].reason);
      g_ptr_array_set_size (fixture->events, (int) n_events);
      fold (fixture);
      accept (fixture, ask (fixture, "commander", "Kouassi", 230, &error), error);
      g_assert_cmpstr (vigie_incident_handover (fixture->incident, "commander")->to, ==, "Kouassi");
      g_assert_cmpstr (vigie_incident_holder (fixture->incident, "commander")->person, ==, "Awa Koné");
      drafts = answer (fixture, cases[i].answer, cases[i].reason, 235, &error);
      if (!cases[i].taken)
        {
          refuse (drafts, &error, VIGIE_ERROR_INVALID);
          continue;
        }
      g_assert_cmpuint (drafts->len, ==, cases[i].n_drafts);
      accept (fixture, drafts, error);
      g_assert_null (vigie_incident_handover (fixture->incident, "commander"));
      g_assert_cmpstr (last (fixture)->state, ==, cases[i].answer);
      g_assert_cmpstr (last (fixture)->reason, ==, cases[i].reason);
      g_assert_cmpstr (last (fixture)->answered_by, ==, "Kouassi");
      g_assert_cmpstr (vigie_incident_holder (fixture->incident, "commander")->person, ==, cases[i].holder);
      g_assert_cmpuint (vigie_incident_n_holders (fixture->incident, "commander"), ==, 1);
      refuse (answer (fixture, "accepted", NULL, 236, &error), &error, VIGIE_ERROR_NOT_FOUND);
    }
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  refuse (ask (fixture, "king", "Yao", 1, &error), &error, VIGIE_ERROR_NOT_FOUND);
  refuse (ask (fixture, "scribe", "Yao", 1, &error), &error, VIGIE_ERROR_CONFLICT);          /* vacant */
  refuse (ask (fixture, "commander", "Awa Koné", 1, &error), &error, VIGIE_ERROR_CONFLICT);  /* holds it */
  refuse (ask (fixture, "commander", " ", 1, &error), &error, VIGIE_ERROR_INVALID);
  accept (fixture, ask (fixture, "commander", "Kouassi", 2, &error), error);
  refuse (ask (fixture, "commander", "Yao", 3, &error), &error, VIGIE_ERROR_CONFLICT);       /* one waits */
  accept (fixture, vigie_act_handover_request (PLAYBOOK, fixture->incident, "commander", "Yao", NULL, TRUE, "Awa Koné", AT (fixture, 4), &error), error);
  g_assert_cmpstr (((const VigieHandover *) fixture->incident->handovers->pdata[0])->state, ==, "replaced");
  g_assert_cmpstr (vigie_incident_handover (fixture->incident, "commander")->to, ==, "Yao");
}

/* The four hours: kept by the handover, at its moment and not before; a refusal changes nothing. */
static void
test_clock (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (state_of_clock (fixture, 240, "Awa Koné"), ==, VIGIE_OBLIGATION_DUE_SOON);
  g_assert_cmpint (state_of_clock (fixture, 241, "Awa Koné"), ==, VIGIE_OBLIGATION_OVERDUE);
  accept (fixture, ask (fixture, "commander", "Kouassi", 242, &error), error);
  accept (fixture, answer (fixture, "declined", "asleep", 243, &error), error);
  g_assert_cmpint (state_of_clock (fixture, 244, "Awa Koné"), ==, VIGIE_OBLIGATION_OVERDUE);
  accept (fixture, ask (fixture, "commander", "Kouassi", 245, &error), error);
  accept (fixture, answer (fixture, "accepted", NULL, 246, &error), error);
  g_assert_cmpint (state_of_clock (fixture, 247, "Kouassi"), ==, VIGIE_OBLIGATION_PENDING);
  accept (fixture, vigie_act_done (PLAYBOOK, fixture->incident, "handover", "commander", "alone tonight", "Kouassi", AT (fixture, 480), &error), error);
  g_assert_cmpint (state_of_clock (fixture, 490, "Kouassi"), ==, VIGIE_OBLIGATION_PENDING); /* four more hours */
  g_assert_cmpint (state_of_clock (fixture, 721, "Kouassi"), ==, VIGIE_OBLIGATION_OVERDUE);
}

static void
test_void (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *person; const char *state; } cases[] = { { "Yao", "void" }, { NULL, "void" } };
  guint n_events = fixture->events->len;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_ptr_array_set_size (fixture->events, (int) n_events);
      fold (fixture);
      accept (fixture, ask (fixture, "commander", "Kouassi", 10, &error), error);
      accept (fixture, vigie_act_role (PLAYBOOK, fixture->incident, "commander", cases[i].person, "Awa Koné", AT (fixture, 11), &error), error);
      g_assert_cmpstr (last (fixture)->state, ==, cases[i].state);
      refuse (answer (fixture, "accepted", NULL, 12, &error), &error, VIGIE_ERROR_CONFLICT);
    }
}

static void
swap (GPtrArray *array, guint a, guint b)
{
  gpointer kept = array->pdata[a];

  array->pdata[a] = array->pdata[b];
  array->pdata[b] = kept;
}

/* Folds every order of the first @n events; all must give @wanted. */
static void
permute (Fixture *fixture, guint n, const char *wanted)
{
  if (n <= 1)
    {
      g_autofree char *digest = NULL;

      fold (fixture);
      digest = vigie_incident_digest (fixture->incident);
      g_assert_cmpstr (digest, ==, wanted);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      permute (fixture, n - 1, wanted);
      swap (fixture->events, n % 2 == 1 ? 0 : i, n - 1);
    }
}

static void
add_all (GPtrArray *to, GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, vigie_event_ref (from->pdata[i]));
}

/* Two desks ask different people, and each gets an answer to its own request. */
static void
test_two_desks (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *here, *there, *holder; guint n_holders; } cases[] = {
    { "accepted", "declined", "Kouassi", 1 },
    { "declined", "forced", "Mariam", 1 },
    { "accepted", "accepted", "Mariam", 2 },
    { NULL, NULL, "Awa Koné", 1 },
  };
  GPtrArray *all = fixture->events;
  g_autoptr(GPtrArray) base = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);

  add_all (base, all);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) here = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
      g_autofree char *digest = NULL;

      g_test_message ("%s here, %s there", cases[i].here, cases[i].there);
      g_ptr_array_set_size (all, 0);
      add_all (all, base);
      fold (fixture);
      accept (fixture, ask (fixture, "commander", "Kouassi", 100, &error), error);
      if (cases[i].here != NULL)
        accept (fixture, answer (fixture, cases[i].here, "said so", 101, &error), error);
      for (guint j = base->len; j < all->len; j++)
        g_ptr_array_add (here, vigie_event_ref (all->pdata[j]));
      g_ptr_array_set_size (all, 0);
      add_all (all, base);
      fold (fixture);
      accept_at (fixture, fixture->other, ask (fixture, "commander", "Mariam", 201, &error), error);
      fold (fixture);
      if (cases[i].there != NULL)
        accept_at (fixture, fixture->other, answer (fixture, cases[i].there, "said so", 202, &error), error);
      add_all (all, here);

      fold (fixture);
      g_assert_cmpstr (vigie_incident_holder (fixture->incident, "commander")->person, ==, cases[i].holder);
      g_assert_cmpuint (vigie_incident_n_holders (fixture->incident, "commander"), ==, cases[i].n_holders);
      if (cases[i].here == NULL)
        g_assert_cmpstr (vigie_incident_handover (fixture->incident, "commander")->to, ==, "Mariam");
      digest = vigie_incident_digest (fixture->incident);
      permute (fixture, MIN (all->len, 6), digest);
    }
}

/* One request, accepted here and declined there: the post has moved, so the acceptance stands. */
static void
test_two_answers (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *declined;

  accept (fixture, ask (fixture, "commander", "Kouassi", 100, &error), error);
  declined = answer (fixture, "declined", "asleep", 201, &error);
  accept (fixture, answer (fixture, "accepted", NULL, 101, &error), error);
  accept_at (fixture, fixture->other, declined, error);
  fold (fixture);
  g_assert_cmpstr (last (fixture)->state, ==, "accepted");
  g_assert_cmpstr (vigie_incident_holder (fixture->incident, "commander")->person, ==, "Kouassi");
}

/* Two hold the post after a merge; naming one of them settles it, and their hours go on. */
static void
test_two_holders (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = vigie_act_role (PLAYBOOK, fixture->incident, "commander", "Kouassi", "Kouassi", AT (fixture, 200), &error);
  VigieDraft *draft = drafts->pdata[0];
  const VigieHolding *holder;

  g_clear_pointer (&draft->replaces, g_strfreev);
  accept_at (fixture, fixture->other, drafts, error);
  fold (fixture);
  g_assert_cmpuint (vigie_incident_n_holders (fixture->incident, "commander"), ==, 2);
  accept (fixture, ask (fixture, "commander", "Awa Koné", 203, &error), error); /* asked to keep it */
  vigie_test_device_set_now (fixture->device, AT (fixture, 205));
  drafts = vigie_act_role (PLAYBOOK, fixture->incident, "commander", "Awa Koné", "Kouassi", AT (fixture, 205), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (((VigieDraft *) drafts->pdata[0])->replaces), ==, 2);
  accept (fixture, drafts, error);
  holder = vigie_incident_holder (fixture->incident, "commander");
  g_assert_cmpuint (vigie_incident_n_holders (fixture->incident, "commander"), ==, 1);
  g_assert_cmpstr (holder->person, ==, "Awa Koné");
  g_assert_cmpint (holder->since_usec, ==, fixture->t0_usec);
}

/* Seven report to one without a word; with the eighth comes the hint. */
static void
test_span (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *post, *person; guint commander, technical; } cases[] = {
    { "scribe", "P1", 1, 0 },           { "communications", "P2", 2, 0 }, { "product-owner", "P3", 3, 0 },
    { "security-officer", "P4", 4, 0 }, { "legal", "P5", 5, 0 },          { "dpo", "P5", 5, 0 },
    { "devops-lead", "P6", 6, 0 },      { "dev-lead", "P7", 7, 0 },       { "dpo", "P8", 8, 0 },
    { "technical-lead", "P9", 7, 2 },   { "support", "P10", 7, 2 },       { "technical-lead", NULL, 8, 0 },
    { "scribe", "Awa Koné", 7, 0 },     { "communications", NULL, 7, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      guint span;

      g_test_message ("%s: %s", cases[i].post, cases[i].person);
      accept (fixture, vigie_act_role (PLAYBOOK, fixture->incident, cases[i].post, cases[i].person, "Awa Koné", AT (fixture, 1 + (int) i), &error), error);
      span = vigie_incident_span (fixture->incident, PLAYBOOK, "commander");
      g_assert_cmpuint (span, ==, cases[i].commander);
      g_assert_cmpint (span > VIGIE_SPAN_MAX, ==, cases[i].commander >= 8);
      g_assert_cmpuint (vigie_incident_span (fixture->incident, PLAYBOOK, "technical-lead"), ==, cases[i].technical);
    }
}

static void
test_video (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (fixture->incident->video_link);
  accept (fixture, vigie_act_video (fixture->incident, " https://meet.example/a ", "Awa Koné", AT (fixture, 1), &error), error);
  g_assert_cmpstr (fixture->incident->video_link, ==, "https://meet.example/a");
  refuse (vigie_act_video (fixture->incident, "https://meet.example/a", "Awa Koné", AT (fixture, 2), &error), &error, VIGIE_ERROR_CONFLICT);
  accept (fixture, vigie_act_war_room (fixture->incident, FALSE, "Awa Koné", AT (fixture, 3), &error), error);
  accept (fixture, vigie_act_war_room (fixture->incident, TRUE, "Awa Koné", AT (fixture, 4), &error), error);
  g_assert_cmpstr (fixture->incident->video_link, ==, "https://meet.example/a");
  accept (fixture, vigie_act_video (fixture->incident, "", "Awa Koné", AT (fixture, 5), &error), error);
  g_assert_null (fixture->incident->video_link);
}

int
main (int argc, char *argv[])
{
  static const struct { const char *path; void (*test) (Fixture *fixture, gconstpointer data); } tests[] = {
    { "answers", test_answers },         { "refused", test_refused },         { "clock", test_clock },
    { "void", test_void },               { "two-desks", test_two_desks },     { "two-answers", test_two_answers },
    { "two-holders", test_two_holders }, { "span", test_span },               { "video", test_video },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/core/handover/", tests[i].path, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }

  return g_test_run ();
}
