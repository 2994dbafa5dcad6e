/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tree of causes: what may be recorded, what stands where, and what two people who did not know of each other make
 * of it in whatever order it arrives. */

#include "vigie-cause.h"

#include <string.h>

#include "vigie-act-cause.h"
#include "vigie-act.h"
#include "vigie-conflict.h"
#include "vigie-error.h"
#include "vigie-figures.h"
#include "vigie-missing.h"
#include "vigie-report.h"
#include "vigie-test-support.h"
#include "vigie-time.h"

#define INCIDENT_ID "0193a2c4-0000-7000-8000-000000000001"

typedef struct
{
  VigieTestDevice *device;
  GPtrArray *events;
  gint64 at_usec;
} Fixture;

static VigieIncident *
fold_events (GPtrArray *events)
{
  g_autoptr(GError) error = NULL;
  VigieIncident *incident = vigie_incident_fold (events, vigie_test_playbook (), VIGIE_TIME_NONE,
                                                 &error);

  g_assert_no_error (error);

  return incident;
}

static const VigieEvent *
record (Fixture *fixture, VigieTestDevice *device, GPtrArray *drafts)
{
  g_assert_nonnull (drafts);
  vigie_test_device_record (device, drafts, fixture->events);

  return fixture->events->pdata[fixture->events->len - 1];
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  VigieDeclaration declaration = { .title = "Site down",
                                   .type = "INC-01",
                                   .started_usec = VIGIE_TIME_NONE,
                                   .detected_usec = VIGIE_TIME_NONE,
                                   .incident_id = INCIDENT_ID };

  fixture->device = vigie_test_device_new (1);
  fixture->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  fixture->at_usec = declaration.declared_usec = vigie_test_time ("2026-11-22T03:00:00Z");
  vigie_test_device_set_now (fixture->device, fixture->at_usec);
  vigie_answers_init (&declaration.answers);
  record (fixture, fixture->device,
          vigie_act_declare (vigie_test_playbook (), &declaration, "Awa Koné", NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vigie_test_device_free (fixture->device);
  g_ptr_array_unref (fixture->events);
}

/* On the fold of all events so far; the id of what was changed or made. */
static const char *
change_by (Fixture *fixture,
           VigieTestDevice *device,
           VigieIncident *seen,
           const char *cause,
           VigieCauseChange change)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = vigie_act_cause (vigie_test_playbook (), seen, cause, &change, "Yao",
                                       fixture->at_usec, &error);

  g_assert_no_error (error);

  return record (fixture, device, drafts)->id;
}

static const char *
change (Fixture *fixture, const char *cause, VigieCauseChange change_taken)
{
  g_autoptr(VigieIncident) seen = fold_events (fixture->events);

  return change_by (fixture, fixture->device, seen, cause, change_taken);
}

static const char *
add_why (Fixture *fixture, const char *text, const char *parent)
{
  return change (fixture, NULL, (VigieCauseChange){ .text = text, .parent = parent, .root = -1 });
}

static const char *
log_entry (Fixture *fixture, const char *text)
{
  g_autoptr(VigieIncident) seen = fold_events (fixture->events);

  return record (fixture, fixture->device,
                 vigie_act_log (seen, VIGIE_ENTRY_NOTE, text, NULL, "Yao", fixture->at_usec, NULL))
      ->id;
}

/* "C1 C2> C3>>": codes in the order of the tree, a sign for each level down. */
static char *
shape (const VigieIncident *incident)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < incident->causes->len; i++)
    {
      const VigieCause *cause = incident->causes->pdata[i];

      g_string_append_printf (out, "%s%s%.*s", i > 0 ? " " : "", cause->code,
                              (int) MIN (cause->depth, 9), ">>>>>>>>>");
    }

  return g_string_free (out, FALSE);
}

static void
assert_shape (GPtrArray *events, const char *wanted)
{
  g_autoptr(VigieIncident) incident = fold_events (events);
  g_autofree char *found = shape (incident);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_tree (Fixture *fixture, gconstpointer data)
{
  const char *first, *second;

  first = add_why (fixture, "The application stopped", "");
  change (fixture, NULL,
          (VigieCauseChange){ .text = "It was a Sunday", .kind = "factor", .root = -1 });
  second = add_why (fixture, "The deployment had a fault", first);
  add_why (fixture, "The alert came late", "");
  add_why (fixture, "No test covered it", second);
  add_why (fixture, "Nobody reviewed it", "c3");
  assert_shape (fixture->events, "C1 C3> C5>> C6>> C4 C2");
  change (fixture, "C3", (VigieCauseChange){ .parent = "C4", .root = -1 });
  assert_shape (fixture->events, "C1 C4 C3> C5>> C6>> C2");
  change (fixture, "C3", (VigieCauseChange){ .parent = "", .root = -1 });
  assert_shape (fixture->events, "C1 C3 C5> C6> C4 C2");
}

static void
test_deep (Fixture *fixture, gconstpointer data)
{
  const char *above = "";
  g_autoptr(VigieIncident) incident = NULL;

  for (guint i = 0; i < 60; i++)
    above = add_why (fixture, "Because", above);
  incident = fold_events (fixture->events);
  g_assert_cmpuint (incident->causes->len, ==, 60);
  g_assert_cmpuint (((const VigieCause *) incident->causes->pdata[59])->depth, ==, 59);
}

#define CHANGE(...)         \
  {                         \
    .root = -1, __VA_ARGS__ \
  }

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const char *const nothing[] = { NULL };
  static const char *const unknown[] = { "fact:cause", NULL };
  static const char *const nowhere[] = { "D7", NULL };
  const struct
  {
    const char *cause;
    VigieCauseChange change;
    int code;
    const char *words;
  } cases[] = {
    { NULL, CHANGE (.text = " "), VIGIE_ERROR_INVALID, "empty" },
    { NULL, CHANGE (.text = "x", .kind = "reason"), VIGIE_ERROR_INVALID, "factor" },
    { NULL, CHANGE (.text = "x", .state = "sure"), VIGIE_ERROR_INVALID, "ruled out" },
    { NULL, CHANGE (.text = "x", .state = "confirmed"), VIGIE_ERROR_INVALID, "evidence" },
    { "C1", CHANGE (.state = "confirmed", .evidence = nothing), VIGIE_ERROR_INVALID, "evidence" },
    { "C1", CHANGE (.state = "confirmed", .evidence = unknown), VIGIE_ERROR_NOT_FOUND,
      "fact:cause" },
    { "C1", CHANGE (.evidence = nowhere), VIGIE_ERROR_NOT_FOUND, "D7" },
    { "C9", CHANGE (.text = "x"), VIGIE_ERROR_NOT_FOUND, "C9" },
    { NULL, CHANGE (.text = "x", .parent = "C9"), VIGIE_ERROR_NOT_FOUND, "C9" },
    { "C1", CHANGE (.parent = "C1"), VIGIE_ERROR_INVALID, "itself" },
    { "C1", CHANGE (.parent = "C3"), VIGIE_ERROR_INVALID, "itself" },
    { NULL, { .text = "x", .kind = "factor", .root = 1 }, VIGIE_ERROR_INVALID, "root" },
    { NULL,
      { .text = "x",
        .root = 1,
        .term = "a term that is much longer than anybody would want to read in a list of them" },
      VIGIE_ERROR_INVALID,
      "term" },
  };
  g_autoptr(VigieIncident) incident = NULL;
  guint n_before;

  add_why (fixture, "Because", "");
  add_why (fixture, "Because", "C1");
  add_why (fixture, "Because", "C2");
  incident = fold_events (fixture->events);
  n_before = fixture->events->len;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (vigie_act_cause (vigie_test_playbook (), incident, cases[i].cause,
                                      &cases[i].change, "Yao", fixture->at_usec, &error));
      g_assert_error (error, VIGIE_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
  g_assert_cmpuint (fixture->events->len, ==, n_before);
}

static void
test_confirmed (Fixture *fixture, gconstpointer data)
{
  const char *entry = log_entry (fixture, "No test covered the basket");
  const char *const evidence[] = { entry, entry, NULL };
  g_autoptr(VigieIncident) incident = NULL;
  g_autofree char *words = NULL;
  const VigieCause *cause;

  add_why (fixture, "No test covered it", "");
  change (fixture, "C1",
          (VigieCauseChange){ .state = "confirmed",
                              .evidence = evidence,
                              .root = 1,
                              .term = "déploiement avec un défaut qu’aucun test n’a trouvé" });
  incident = fold_events (fixture->events);
  cause = vigie_incident_cause (incident, "c1");
  g_assert_cmpint (cause->state, ==, VIGIE_CAUSE_CONFIRMED);
  g_assert_true (cause->root);
  g_assert_cmpstr (cause->term, ==, "deploy-untested");
  g_assert_cmpuint (cause->evidence->len, ==, 1);
  g_assert_true (vigie_cause_has_standing_evidence (incident, cause));
  words = vigie_cause_evidence_words (incident, vigie_test_playbook (), entry, NULL, VIGIE_LANG_EN);
  g_assert_cmpstr (words, ==, "03:00 No test covered the basket");
  g_clear_pointer (&incident, vigie_incident_unref);

  /* Ruled out, it is no root cause any more. */
  change (fixture, "C1", (VigieCauseChange){ .state = "ruled-out", .root = -1 });
  incident = fold_events (fixture->events);
  g_assert_false (vigie_incident_cause (incident, "C1")->root);
  g_assert_null (vigie_incident_cause (incident, "C1")->term);
}

/* ---- Apart ---- */

static void
swap (GPtrArray *array, guint a, guint b)
{
  gpointer kept = array->pdata[a];

  array->pdata[a] = array->pdata[b];
  array->pdata[b] = kept;
}

static guint
permute (GPtrArray *events, guint from, guint n, const char *digest)
{
  guint count = 0;

  if (n <= 1)
    {
      g_autoptr(VigieIncident) incident = fold_events (events);
      g_autofree char *found = vigie_incident_digest (incident);

      g_assert_cmpstr (found, ==, digest);

      return 1;
    }
  for (guint i = 0; i < n; i++)
    {
      count += permute (events, from, n - 1, digest);
      swap (events, from + (n % 2 == 1 ? 0 : i), from + n - 1);
    }

  return count;
}

/* Three people move three causes so that together they stand in a circle; the last move gives way, in every order. */
static void
test_circle (Fixture *fixture, gconstpointer data)
{
  static const char *const moves[][2] = { { "C1", "C2" }, { "C2", "C3" }, { "C3", "C1" } };
  g_autoptr(VigieIncident) seen = NULL;
  g_autoptr(VigieIncident) incident = NULL;
  g_autofree char *digest = NULL;
  VigieTestDevice *devices[3];

  for (guint i = 0; i < 3; i++)
    add_why (fixture, "Because", "");
  seen = fold_events (fixture->events);
  for (guint i = 0; i < 3; i++)
    {
      devices[i] = vigie_test_device_new (10 + i);
      vigie_test_device_set_now (devices[i], fixture->at_usec + (gint64) (i + 1) * VIGIE_HOUR_USEC);
      change_by (fixture, devices[i], seen, moves[i][0],
                 (VigieCauseChange){ .parent = moves[i][1], .root = -1 });
    }
  assert_shape (fixture->events, "C3 C2> C1>>");
  incident = fold_events (fixture->events);
  g_assert_true (vigie_incident_cause (incident, "C3")->circular);
  g_assert_false (vigie_incident_cause (incident, "C1")->circular);
  digest = vigie_incident_digest (incident);
  /* The six events of the causes in all their orders; those of the declaration keep their places. */
  g_assert_cmpuint (permute (fixture->events, fixture->events->len - 6, 6, digest), ==, 720);
  for (guint i = 0; i < 3; i++)
    vigie_test_device_free (devices[i]);

  /* Moved by a person, it is in nobody's way. */
  change (fixture, "C3", (VigieCauseChange){ .parent = "", .root = -1 });
  g_clear_pointer (&incident, vigie_incident_unref);
  incident = fold_events (fixture->events);
  g_assert_false (vigie_incident_cause (incident, "C3")->circular);
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieTestDevice) other = vigie_test_device_new (20);
  g_autoptr(VigieIncident) seen = NULL;
  g_autoptr(VigieIncident) apart = NULL;
  g_autoptr(VigieIncident) settled = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *title = NULL;
  const VigieConflict *conflict;

  add_why (fixture, "Because", "");
  seen = fold_events (fixture->events);
  vigie_test_device_set_now (other, fixture->at_usec + VIGIE_HOUR_USEC);
  change_by (fixture, fixture->device, seen, "C1",
             (VigieCauseChange){ .text = "The disk was full", .root = -1 });
  change_by (fixture, other, seen, "C1",
             (VigieCauseChange){ .text = "The disk was slow", .root = -1 });
  apart = fold_events (fixture->events);
  conflict = vigie_incident_conflict (apart, VIGIE_CONFLICT_CAUSE,
                                      vigie_incident_cause (apart, "C1")->id);
  g_assert_nonnull (conflict);
  title = vigie_conflict_title (conflict, apart, vigie_test_playbook (), NULL, VIGIE_LANG_EN);
  g_assert_cmpstr (title, ==, "Cause: C1");
  g_assert_cmpstr (vigie_incident_cause (apart, "C1")->text, ==, "The disk was slow");
  record (fixture, fixture->device,
          vigie_act_settle (vigie_test_playbook (), apart, conflict->key,
                            ((const VigieEvent *) conflict->versions->pdata[0])->id, "Awa Koné",
                            fixture->at_usec, &error));
  g_assert_no_error (error);
  settled = fold_events (fixture->events);
  g_assert_cmpuint (settled->conflicts->len, ==, 0);
  g_assert_cmpstr (vigie_incident_cause (settled, "C1")->text, ==, "The disk was full");
}

/* ---- Removed ---- */

static void
remove_branch (Fixture *fixture, VigieIncident *seen, const char *code, gboolean removed)
{
  g_auto(GStrv) ids = vigie_cause_branch (seen, vigie_incident_cause (seen, code));

  record (fixture, fixture->device,
          vigie_act_causes_removed (seen, (const char *const *) ids, removed, "Yao",
                                    fixture->at_usec, NULL));
}

static void
test_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieTestDevice) other = vigie_test_device_new (30);
  g_autoptr(VigieIncident) seen = NULL;
  g_autoptr(VigieIncident) without = NULL;
  g_autoptr(GError) error = NULL;
  const char *const both[] = { "C2", "C3", NULL };

  add_why (fixture, "Because", "");
  add_why (fixture, "Because", "C1");
  add_why (fixture, "Because", "C2");
  seen = fold_events (fixture->events);
  remove_branch (fixture, seen, "C2", TRUE);
  assert_shape (fixture->events, "C1");
  /* Somebody who did not know of it adds to the branch: it is not lost. */
  vigie_test_device_set_now (other, fixture->at_usec + VIGIE_HOUR_USEC);
  change_by (fixture, other, seen, NULL,
             (VigieCauseChange){ .text = "Because", .parent = "C3", .root = -1 });
  assert_shape (fixture->events, "C1 C4>");
  without = fold_events (fixture->events);
  g_assert_cmpuint (without->removed_causes->len, ==, 2);
  g_assert_null (vigie_act_causes_removed (without, both, TRUE, "Yao", fixture->at_usec, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  record (fixture, fixture->device,
          vigie_act_causes_removed (without, both, FALSE, "Yao", fixture->at_usec, NULL));
  assert_shape (fixture->events, "C1 C2> C3>> C4>>>");
}

/* ---- What is missing ---- */

static char *
missing (GPtrArray *events)
{
  g_autoptr(VigieIncident) incident = fold_events (events);
  g_autoptr(GPtrArray) all = vigie_cause_missing (incident, VIGIE_LANG_EN);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const VigieMissing *one = all->pdata[i];

      g_string_append_printf (out, "%s%s/%s", i > 0 ? " " : "",
                              vigie_missing_kind_to_word (one->kind), one->id);
    }

  return g_string_free (out, FALSE);
}

static void
assert_missing (Fixture *fixture, const char *wanted)
{
  g_autofree char *found = missing (fixture->events);

  g_assert_cmpstr (found, ==, wanted);
}

static void
act_on (Fixture *fixture, const char *action, const char *cause)
{
  g_autoptr(VigieIncident) seen = fold_events (fixture->events);
  g_autoptr(GError) error = NULL;
  const VigieActionChange what = { .text = action == NULL ? "Add a rollback test to the pipeline"
                                                          : NULL,
                                   .owner = action == NULL ? "Awa Koné" : NULL,
                                   .due_usec = fixture->at_usec + VIGIE_DAY_USEC,
                                   .cause = cause };
  GPtrArray *drafts = vigie_act_action (seen, action, &what, "Yao", fixture->at_usec, &error);

  g_assert_no_error (error);
  record (fixture, fixture->device, drafts);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  const char *entry = log_entry (fixture, "No test covered the basket");
  const char *const evidence[] = { entry, NULL };
  g_autoptr(VigieIncident) seen = NULL;
  g_autoptr(GError) error = NULL;
  const VigieActionChange lost = { .text = "Add a rollback test to the pipeline",
                                   .owner = "Awa Koné",
                                   .due_usec = fixture->at_usec,
                                   .cause = "C7" };

  assert_missing (fixture, "cause/root");
  add_why (fixture, "No test covered it", "");
  change (fixture, "C1",
          (VigieCauseChange){ .state = "confirmed", .evidence = evidence, .root = 1 });
  assert_missing (fixture, "cause/C1 cause/C1");
  change (fixture, "C1", (VigieCauseChange){ .term = "deploy-untested", .root = -1 });
  assert_missing (fixture, "cause/C1");
  act_on (fixture, NULL, NULL);
  assert_missing (fixture, "cause/C1 action/A1");
  act_on (fixture, "A1", "c1");
  assert_missing (fixture, "");
  seen = fold_events (fixture->events);
  g_assert_cmpstr (
      vigie_incident_cause (seen, ((const VigieActionItem *) seen->actions->pdata[0])->cause)->code,
      ==, "C1");
  g_assert_null (vigie_act_action (seen, NULL, &lost, "Yao", fixture->at_usec, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND);
  record (fixture, fixture->device,
          vigie_act_retract (seen, entry, "wrong", "Yao", fixture->at_usec, NULL));
  assert_missing (fixture, "cause/C1");
  remove_branch (fixture, seen, "C1", TRUE);
  assert_missing (fixture, "cause/root action/A1");
}

static void
test_techniques (Fixture *fixture, gconstpointer data)
{
  static const char *const used[] = { "fault-tree", "change-analysis", "fault-tree", NULL };
  static const char *const unknown[] = { "guessing", NULL };
  g_autoptr(VigieIncident) before = NULL;
  g_autoptr(VigieIncident) after = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *words_before = NULL;
  g_autofree char *words_after = NULL;

  add_why (fixture, "Because", "");
  before = fold_events (fixture->events);
  words_before = vigie_incident_technique_words (before, VIGIE_LANG_EN);
  g_assert_cmpstr (words_before, ==, "five whys");
  g_assert_null (vigie_act_techniques (before, unknown, NULL, "Yao", fixture->at_usec, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  record (fixture, fixture->device,
          vigie_act_techniques (before, used, "on paper", "Yao", fixture->at_usec, NULL));
  after = fold_events (fixture->events);
  words_after = vigie_incident_technique_words (after, VIGIE_LANG_FR);
  g_assert_cmpstr (words_after, ==, "arbre de défaillances, analyse des changements (on paper)");
}

/* The report tells each cause at its depth, with its evidence, and the factors apart. */
static void
test_report (Fixture *fixture, gconstpointer data)
{
  const char *entry = log_entry (fixture, "No test covered the basket");
  const char *const evidence[] = { entry, NULL };
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(VigieReport) report = NULL;
  const VigieReportPart *part;
  GPtrArray *lists[2] = { NULL, NULL };
  guint n_lists = 0;

  add_why (fixture, "The application stopped", "");
  change (fixture, NULL, (VigieCauseChange) { .text = "No test covered it", .parent = "C1", .state = "confirmed", .evidence = evidence, .root = 1, .term = "deploy-untested" });
  change (fixture, NULL, (VigieCauseChange) { .text = "It was a Sunday", .kind = "factor", .root = -1 });
  incident = fold_events (fixture->events);
  report = vigie_report_new (incident, vigie_test_playbook (), VIGIE_LANG_EN, zone, "Yao", fixture->at_usec, NULL);
  part = vigie_report_part (report, "causes");
  for (guint i = 0; i < part->blocks->len; i++)
    {
      const VigieBlock *block = part->blocks->pdata[i];

      if (block->type == VIGIE_BLOCK_LIST && n_lists < 2)
        lists[n_lists++] = block->rows;
    }
  g_assert_cmpuint (n_lists, ==, 2);
  g_assert_cmpuint (lists[0]->len, ==, 2);
  g_assert_cmpuint (vigie_report_list_depth (lists[0]->pdata[0]), ==, 0);
  g_assert_cmpuint (vigie_report_list_depth (lists[0]->pdata[1]), ==, 1);
  g_assert_cmpstr (((GStrv) lists[0]->pdata[1])[0], ==,
                   "C2 (confirmed, root cause: Deployment with a fault that no test found): No test covered it\nEvidence: 03:00 No test covered the basket");
  g_assert_cmpstr (((GStrv) lists[1]->pdata[0])[0], ==, "C3 (supposed): It was a Sunday");
}

/* ---- Terms ---- */

static void
test_terms (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean equal;
  } cases[] = {
    { "capacity", "capacity", TRUE },         { "capacity", "network", FALSE },
    { "Disque plein", "disque PLEIN", TRUE }, { "Été", "ete", TRUE },
    { "disque plein", "disque", FALSE },      { "Capacity", "capacity", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (vigie_cause_term_equal (cases[i].a, cases[i].b), ==, cases[i].equal);
      if (cases[i].equal)
        g_assert_cmpuint (vigie_cause_term_hash (cases[i].a), ==,
                          vigie_cause_term_hash (cases[i].b));
    }
  g_assert_cmpstr (vigie_cause_term_find (vigie_test_playbook (), "réseau ou dns"), ==, "network");
  g_assert_cmpstr (vigie_cause_term_find (vigie_test_playbook (), "NETWORK"), ==, "network");
  g_assert_cmpstr (vigie_cause_term_find (vigie_test_playbook (), "the moon"), ==, "the moon");
  g_assert_cmpstr (vigie_cause_term_label (vigie_test_playbook (), "network", VIGIE_LANG_FR), ==,
                   "Réseau ou DNS");
}

static VigieFigures *
figures_with (const char *id, const char *begun, const char *term)
{
  VigieFigures *figures = vigie_figures_new ();

  figures->id = g_strdup (id);
  figures->begun_usec = vigie_test_time (begun);
  if (term != NULL)
    g_ptr_array_add (figures->causes, g_strdup (term));

  return figures;
}

/* The confirmed term of the record reaches the figures; a supposed one does not, but finds the earlier ones. */
static void
test_recurrence (Fixture *fixture, gconstpointer data)
{
  const char *entry = log_entry (fixture, "No test covered the basket");
  const char *const evidence[] = { entry, NULL };
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_figures_free);
  g_autoptr(VigieIncident) supposed = NULL;
  g_autoptr(VigieIncident) confirmed = NULL;
  g_autoptr(GPtrArray) terms = NULL;
  g_autoptr(GPtrArray) earlier = NULL;

  change (fixture, NULL,
          (VigieCauseChange){ .text = "The disk was full", .root = 1, .term = "Disque plein" });
  supposed = fold_events (fixture->events);
  g_ptr_array_add (all, figures_with ("a", "2026-01-01T00:00:00Z", "disque plein"));
  g_ptr_array_add (all, figures_with ("b", "2026-03-01T00:00:00Z", "DISQUE PLEIN"));
  g_ptr_array_add (all, figures_with ("c", "2026-02-01T00:00:00Z", "network"));
  g_ptr_array_add (all, figures_with ("d", "2027-02-01T00:00:00Z", "disque plein"));
  g_ptr_array_add (all, vigie_figures_of (supposed, vigie_test_playbook ()));
  g_assert_cmpuint (((VigieFigures *) all->pdata[4])->causes->len, ==, 0);
  terms = vigie_incident_cause_terms (supposed, FALSE);
  earlier = vigie_figures_of_causes (all, terms, supposed);
  g_assert_cmpuint (earlier->len, ==, 2);
  g_assert_cmpstr (((const VigieFigures *) earlier->pdata[0])->id, ==, "b");

  change (fixture, "C1",
          (VigieCauseChange){ .state = "confirmed", .evidence = evidence, .root = -1 });
  confirmed = fold_events (fixture->events);
  g_ptr_array_set_size (all, 4);
  g_ptr_array_add (all, vigie_figures_of (confirmed, vigie_test_playbook ()));
  vigie_figures_link (all);
  g_assert_false (((VigieFigures *) all->pdata[0])->recurs);
  g_assert_true (((VigieFigures *) all->pdata[1])->recurs);
  g_assert_false (((VigieFigures *) all->pdata[2])->recurs);
  g_assert_true (((VigieFigures *) all->pdata[3])->recurs);
  g_assert_true (((VigieFigures *) all->pdata[4])->recurs);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "tree", test_tree },
    { "deep", test_deep },
    { "refusals", test_refusals },
    { "confirmed-by-evidence", test_confirmed },
    { "circle-in-all-orders", test_circle },
    { "written-apart", test_conflict },
    { "removed", test_removed },
    { "missing", test_missing },
    { "techniques", test_techniques },
    { "recurrence", test_recurrence },
    { "report", test_report },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/cause/%s", tests[i].path);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  g_test_add_func ("/core/cause/terms", test_terms);

  return g_test_run ();
}
