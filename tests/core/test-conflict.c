/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What two desks write apart from each other: for each kind of value, what stands, what is asked, and how it is
 * settled. Each case runs in every order of arrival, and with either clock ahead. */

#include "vigie-conflict.h"
#include "vigie-error.h"

#include "seat-acts.h"

typedef struct
{
  Seat here, there;
} Fixture;

static void
act (Seat *seat, int minutes, const char *line)
{
  g_autoptr(GError) error = NULL;

  seat_act (seat, minutes, line, &error);
  g_assert_no_error (error);
}

/* ---- Fixture ---- */

static void
set_up (Fixture *fixture, gconstpointer data)
{
  seat_init (&fixture->here, 1, "Awa");
  seat_init (&fixture->there, 2, "Koffi");
  seat_begin (&fixture->here);
  seat_hear (&fixture->there, &fixture->here);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  seat_clear (&fixture->here);
  seat_clear (&fixture->there);
}

/* ---- The table ---- */

typedef struct
{
  const char *here, *there;
  const char *key;           /* of the conflict; NULL: there is none. A * at its end: any subject */
  const char *says_here, *says_there; /* parts of what the versions say */
} Case;

static const Case cases[] = {
  { "title|Shop down", "title|Payments down", "title", "Shop down", "Payments down" },
  { "title|Shop down", "title|Shop down", NULL, NULL, NULL },
  { "type|INC-03", "type|INC-04", "type", "INC-03", "INC-04" },
  { "level|P2", "level|P3", "level", "P2", "P3" },
  { "level|P2", "level|P2", NULL, NULL, NULL },
  { "stage|identified", "stage|monitoring", "stage", "dentified", "onitoring" },
  { "milestone|restored|30", "milestone|restored|40", "milestone/restored", "03:30", "03:40" },
  { "milestone|restored|30", "milestone|restored|30", NULL, NULL, NULL },
  { "milestone|detected|-3", "milestone|detected|-9", "milestone/detected", "02:57", "02:51" },
  { "fact|users_affected|1200", "fact|users_affected|900|estimated", "fact/users_affected", "1,200 · Confirmed (Awa)", "900 · Estimated (Koffi)" },
  { "fact|users_affected|1200", "fact|users_affected|1200", NULL, NULL, NULL },
  { "fact|users_affected|1200", "fact|orders_lost|12", NULL, NULL, NULL },
  { "step|done", "step|done", NULL, NULL, NULL },
  { "step|done", "step|not-applicable", "step/P1/war-room", "done", "not applicable" },
  { "hypothesis|eliminated", "hypothesis|confirmed", "hypothesis/*", "Ruled out", "onfirmed" },
  { "entry|Orders|Orders fail since 3", "entry|Orders|Payments fail", "entry/*", "since 3", "Payments" },
  { "entry|Orders|Orders fail since 3", "entry|Orders|retract", NULL, NULL, NULL },
  { "section|It began with a full disk.", "section|It began with a cable.", "section/summary/en", "full disk", "cable" },
  { "action|Add an alert on the disk of db-2", "action|Add an alert on all the disks", "action/*", "db-2", "all the disks" },
  { "action|Add an alert on the disk of db-1|done", "action|Add an alert on all the disks", "action/*", "done", "all the disks" },
  { "review|It helped", "review|It did not help", "review/*", "It helped", "did not" },
  { "support|L2", "support|management", "support", "L2", "anagement" },
  { "video|https://meet.example/a", "video|https://meet.example/b", "video", "", "" },
  { "war-room|close", "log|still here", NULL, NULL, NULL },
  { "role|scribe|Mariam", "role|scribe|Koffi", "post/scribe", "Mariam", "Koffi" },
  { "role|scribe|Mariam", "role|scribe|Mariam", NULL, NULL, NULL },
  { "role|commander|Mariam", "role|commander|Koffi", "post/commander", "Mariam", "Koffi" },
  { "role|scribe", "role|scribe|Koffi", "post/scribe", "vacant", "Koffi" },
  { "role|scribe", "role|scribe", NULL, NULL, NULL },
  { "handover|commander|Mariam", "handover|commander|Koffi", "handover/commander", "Mariam", "Koffi" },
  { "choose|INC-04/targeted", "choose|INC-04/restore-all", "option/INC-04", "", "" },
  { "message|team|Down", "message|team|We are down", NULL, NULL, NULL },
};

static gboolean
key_fits (const char *key, const char *pattern)
{
  gsize length = strlen (pattern);

  return pattern[length - 1] == '*' ? strncmp (key, pattern, length - 1) == 0 : strcmp (key, pattern) == 0;
}

static void
assert_says (const VigieConflict *conflict, const VigieIncident *incident, const Case *one)
{
  g_autoptr(GString) all = g_string_new (NULL);
  g_autofree char *title = vigie_conflict_title (conflict, incident, PLAYBOOK, NULL, VIGIE_LANG_EN);
  g_autofree char *sentence = vigie_conflict_sentence (conflict, incident, PLAYBOOK, VIGIE_LANG_EN);
  g_autofree char *french = vigie_conflict_sentence (conflict, incident, PLAYBOOK, VIGIE_LANG_FR);

  for (guint i = 0; i < conflict->versions->len; i++)
    {
      g_autofree char *words = vigie_conflict_version_words (conflict, conflict->versions->pdata[i], incident, PLAYBOOK, NULL, VIGIE_LANG_EN);

      g_string_append_printf (all, "%s\n", words);
    }
  g_test_message ("%s: %s %s", title, sentence, all->str);
  g_assert_cmpstr (title, !=, "");
  g_assert_nonnull (strstr (all->str, one->says_here));
  g_assert_nonnull (strstr (all->str, one->says_there));
  g_assert_cmpstr (sentence, !=, french);
}

/* Each version may be chosen, and nothing is asked any more, on either side and whatever the clock says. */
static void
settle_each (const Seat *merged, const char *key)
{
  g_autoptr(VigieIncident) incident = seat_fold ((Seat *) merged);
  const VigieConflict *conflict = vigie_incident_conflict_by_key (incident, key);

  for (guint i = 0; i < conflict->versions->len; i++)
    {
      const VigieEvent *version = conflict->versions->pdata[i];
      g_autoptr(GError) error = NULL;
      g_autoptr(VigieIncident) after = NULL;
      g_autofree char *digest = NULL;
      Seat third;
      GPtrArray *drafts;

      seat_init (&third, 3, "Mariam");
      seat_hear (&third, merged);
      drafts = vigie_act_settle (PLAYBOOK, incident, key, version->id, "Mariam", seat_time (60), &error);
      g_assert_no_error (error);
      seat_record (&third, -600, drafts);
      after = seat_fold (&third);
      g_assert_null (vigie_incident_conflict_by_key (after, key));
      g_assert_cmpuint (after->conflicts->len, ==, incident->conflicts->len - 1);
      digest = vigie_incident_digest (after);
      permute_tail (third.events, MIN (third.events->len, 3), digest);
      g_assert_null (vigie_act_settle (PLAYBOOK, after, key, version->id, "Mariam", seat_time (61), &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
      seat_clear (&third);
    }
}

static void
check_case (const Case *one, int minutes_here, int minutes_there)
{
  Fixture fixture;
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(VigieIncident) other = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *other_digest = NULL;

  set_up (&fixture, NULL);
  act (&fixture.here, minutes_here, one->here);
  act (&fixture.there, minutes_there, one->there);
  seat_hear (&fixture.here, &fixture.there);
  seat_hear (&fixture.there, &fixture.here);
  incident = seat_fold (&fixture.here);
  other = seat_fold (&fixture.there);
  digest = vigie_incident_digest (incident);
  other_digest = vigie_incident_digest (other);
  g_assert_cmpstr (digest, ==, other_digest);
  g_assert_cmpuint (permute_tail (fixture.here.events, 5, digest), ==, 120);

  g_assert_cmpuint (incident->conflicts->len, ==, one->key != NULL ? 1 : 0);
  if (one->key != NULL)
    {
      const VigieConflict *conflict = incident->conflicts->pdata[0];

      g_assert_true (key_fits (conflict->key, one->key));
      assert_says (conflict, incident, one);
      settle_each (&fixture.here, conflict->key);
    }
  tear_down (&fixture, NULL);
}

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", (guint) i);
      check_case (&cases[i], 50, 55);
      check_case (&cases[i], 55, 50);
    }
}

/* All 720 orders of six events, of which four were written apart. */
static void
test_six_events (Fixture *fixture, gconstpointer data)
{
  g_autofree char *digest = NULL;

  act (&fixture->here, 20, "fact|users_affected|1200");
  act (&fixture->here, 21, "role|scribe|Mariam");
  act (&fixture->here, 22, "entry|Orders|Orders fail since 3");
  act (&fixture->there, 20, "fact|users_affected|900");
  act (&fixture->there, 21, "role|scribe|Koffi");
  act (&fixture->there, 22, "entry|Orders|Payments fail");
  seat_hear (&fixture->here, &fixture->there);
  digest = digest_of (fixture->here.events);
  g_assert_cmpuint (permute_tail (fixture->here.events, 6, digest), ==, 720);
}

/* ---- Rules beside the table ---- */

/* Who simply writes on has seen both: nothing is asked, and the fast clock of the other one does not win. */
static void
test_next_write_settles (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieIncident) incident = NULL;

  act (&fixture->here, 10, "fact|users_affected|1200");
  act (&fixture->there, 9000, "fact|users_affected|900");
  seat_hear (&fixture->here, &fixture->there);
  act (&fixture->here, 12, "fact|users_affected|1000");
  incident = seat_fold (&fixture->here);
  g_assert_cmpuint (incident->conflicts->len, ==, 0);
  g_assert_cmpstr (vigie_incident_fact (incident, "users_affected")->value, ==, "1000");
  g_assert_cmpuint (incident->fact_history->len, ==, 3);
}

/* Two who said the same are named by the next one, too: what the first said does not come back. */
static void
test_equal_values_stay_replaced (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieIncident) incident = NULL;

  act (&fixture->here, 10, "step|done");
  act (&fixture->there, 11, "step|done");
  seat_hear (&fixture->here, &fixture->there);
  act (&fixture->here, 12, "step|open");
  incident = seat_fold (&fixture->here);
  g_assert_cmpuint (incident->conflicts->len, ==, 0);
  g_assert_cmpint (vigie_incident_step (incident, "P1/war-room")->state, ==, VIGIE_STEP_OPEN);
}

/* One device alone never contradicts itself, even if it named nothing, as an import does. */
static void
test_one_device (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieIncident) incident = seat_fold (&fixture->here);

  seat_record (&fixture->here, 10, vigie_act_milestone_in (incident->stream, VIGIE_MILESTONE_RESTORED, seat_time (30), NULL, "Awa", seat_time (31), &error));
  seat_record (&fixture->here, 11, vigie_act_milestone_in (incident->stream, VIGIE_MILESTONE_RESTORED, seat_time (35), NULL, "Awa", seat_time (36), &error));
  g_clear_pointer (&incident, vigie_incident_unref);
  incident = seat_fold (&fixture->here);
  g_assert_cmpuint (incident->conflicts->len, ==, 0);
}

/* Text made of both: recorded, and both first versions stay in the record. */
static void
test_merged_text (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *here, *there, *merged; } rows[] = {
    { "title|Shop down", "title|Payments down", "Shop and payments down" },
    { "entry|Orders|Orders fail since 3", "entry|Orders|Payments fail", "Orders and payments fail since 3" },
    { "section|It began with a full disk.", "section|It began with a cable.", "Disk, then cable." },
    { "title|One", "title|Two", "One" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(VigieIncident) incident = NULL;
      g_autoptr(VigieIncident) after = NULL;
      const VigieConflict *conflict;
      Fixture own;
      GPtrArray *drafts;
      guint n_events;

      set_up (&own, NULL);
      act (&own.here, 10, rows[i].here);
      act (&own.there, 11, rows[i].there);
      seat_hear (&own.here, &own.there);
      incident = seat_fold (&own.here);
      conflict = incident->conflicts->pdata[0];
      drafts = vigie_act_settle_text (incident, conflict->key, rows[i].merged, "Awa", seat_time (20), &error);
      g_assert_no_error (error);
      n_events = own.here.events->len;
      seat_record (&own.here, 12, drafts);
      after = seat_fold (&own.here);
      g_assert_cmpuint (own.here.events->len, ==, n_events + 1);
      g_assert_cmpuint (after->conflicts->len, ==, 0);
      tear_down (&own, NULL);
    }
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieIncident) incident = NULL;

  act (&fixture->here, 10, "fact|users_affected|1200");
  act (&fixture->there, 11, "fact|users_affected|900");
  seat_hear (&fixture->here, &fixture->there);
  incident = seat_fold (&fixture->here);
  g_assert_null (vigie_act_settle (PLAYBOOK, incident, "fact/users_affected", INCIDENT_ID, "Awa", seat_time (20), &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (vigie_act_settle (PLAYBOOK, incident, "fact/orders_lost", INCIDENT_ID, "Awa", seat_time (20), &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (vigie_act_settle_text (incident, "fact/users_affected", "1000", "Awa", seat_time (20), &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
}

/* An option that was chosen twice: the decision that yields is retracted, the other stands, and neither comes back. */
static void
test_option (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(VigieIncident) after = NULL;
  const VigieConflict *conflict;
  GPtrArray *drafts;

  act (&fixture->here, 10, "choose|INC-04/targeted");
  act (&fixture->there, 11, "choose|INC-04/restore-all");
  seat_hear (&fixture->here, &fixture->there);
  incident = seat_fold (&fixture->here);
  g_assert_cmpstr (vigie_incident_option (incident, "INC-04", NULL), ==, "restore-all");
  conflict = vigie_incident_conflict (incident, VIGIE_CONFLICT_OPTION, "INC-04");
  drafts = vigie_act_settle (PLAYBOOK, incident, conflict->key, ((const VigieEvent *) conflict->versions->pdata[0])->id, "Awa", seat_time (20), &error);
  g_assert_no_error (error);
  seat_record (&fixture->here, 12, drafts);
  after = seat_fold (&fixture->here);
  g_assert_cmpstr (vigie_incident_option (after, "INC-04", NULL), ==, "targeted");
  g_assert_cmpuint (after->conflicts->len, ==, 0);
}

/* A level settled as one that works in the war room opens it, if nobody did. */
static void
test_level_opens_war_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieIncident) incident = NULL;

  act (&fixture->here, 10, "level|P2");
  act (&fixture->there, 11, "level|P3");
  seat_hear (&fixture->here, &fixture->there);
  incident = seat_fold (&fixture->here);
  g_assert_cmpint (incident->level, ==, VIGIE_LEVEL_P3);
  g_assert_true (vigie_incident_war_room_is_open (incident));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/conflict/table", test_table);
#define ADD(name, func) g_test_add ("/core/conflict/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("six-events", test_six_events);
  ADD ("next-write-settles", test_next_write_settles);
  ADD ("equal-values-stay-replaced", test_equal_values_stay_replaced);
  ADD ("one-device", test_one_device);
  ADD ("merged-text", test_merged_text);
  ADD ("refusals", test_refusals);
  ADD ("option", test_option);
  ADD ("level-opens-war-room", test_level_opens_war_room);

  return g_test_run ();
}
