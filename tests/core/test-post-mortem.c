/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way of a post-mortem: its stages and what is missing before each, which signatures count, the meeting, what goes out. */

#include "notice-scene.h"

#include "vigie-act-cause.h"
#include "vigie-act-post-mortem.h"
#include "vigie-cause.h"
#include "vigie-comment.h"
#include "vigie-membership.h"
#include "vigie-twin.h"

#define PLAYBOOK vigie_test_playbook ()
#define RESOLVED 60

/* Everything that people can complete but the meeting is complete, so that each test takes away what it is about. */
static void
set_up (Scene *scene, gconstpointer data)
{
  static const struct { const char *name, *value; } facts[] = {
    { "users_affected", "1200" }, { "users_share", "60" }, { "orders_lost", "12" }, { "loss_fcfa", "400000" }, { "reputation", "low" },
    { "outage_start", "2026-11-22T02:50:00Z" }, { "outage_end", "2026-11-22T03:50:00Z" },
  };
  static const VigieMilestone times[] = { VIGIE_MILESTONE_STARTED, VIGIE_MILESTONE_RESPONDED, VIGIE_MILESTONE_RESOLVED };
  static const int minutes[] = { -10, 5, RESOLVED };

  scene_set_up (scene, data);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr(GError) error = NULL;

      scene_record (scene, &scene->commander,
                    vigie_act_milestone (scene->incident, times[i], seat_time (minutes[i]), "Awa Koné", seat_time (RESOLVED), &error), error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autoptr(GError) error = NULL;

      scene_record (scene, &scene->commander, vigie_act_fact (PLAYBOOK, scene->incident, facts[i].name, facts[i].value, VIGIE_FACT_CONFIRMED, NULL, NULL,
                                                              "Awa Koné", seat_time (RESOLVED), &error), error);
    }
  scene->minute = RESOLVED + 10;
}

static VigiePostMortem *
look (Scene *scene)
{
  return vigie_post_mortem_new (scene->incident, PLAYBOOK, seat_time (scene->minute));
}

static void
assert_stage (Scene *scene, const char *word)
{
  g_autoptr(VigiePostMortem) self = look (scene);

  g_assert_cmpstr (vigie_post_mortem_stage_to_word (self->stage), ==, word);
}

static GPtrArray *
gaps_of (Scene *scene, VigieLang lang)
{
  g_autoptr(VigiePostMortem) self = look (scene);
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();

  return vigie_post_mortem_gaps (self, scene->incident, PLAYBOOK, lang, zone, seat_time (scene->minute));
}

/* "meeting section/lessons …": kind and, after a slash, id; a gap that does not block is in brackets. */
static void
assert_gaps (Scene *scene, const char *wanted)
{
  g_autoptr(GPtrArray) gaps = gaps_of (scene, VIGIE_LANG_EN);
  g_autoptr(GPtrArray) french = gaps_of (scene, VIGIE_LANG_FR);
  g_autoptr(GString) all = g_string_new (NULL);

  g_assert_cmpuint (gaps->len, ==, french->len);
  for (guint i = 0; i < gaps->len; i++)
    {
      const VigieGap *gap = gaps->pdata[i];
      const VigieGap *other = french->pdata[i];

      g_assert_cmpuint (strlen (gap->words), >, 10);
      g_assert_cmpstr (gap->words, !=, other->words);
      g_string_append_printf (all, "%s%s%s%s%s%s", i > 0 ? " " : "", gap->blocks ? "" : "(", vigie_gap_kind_to_word (gap->kind), *gap->id != '\0' ? "/" : "",
                              gap->id, gap->blocks ? "" : ")");
    }
  g_assert_cmpstr (all->str, ==, wanted);
}

static GPtrArray *
names (const char *list)
{
  g_auto(GStrv) parts = g_strsplit (list, ",", -1);
  GPtrArray *people = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL && *list != '\0'; i++)
    g_ptr_array_add (people, g_strdup (parts[i]));

  return people;
}

static Seat *
seat_of (Scene *scene, const char *person)
{
  if (strcmp (person, "Awa Koné") == 0)
    return &scene->commander;

  return strcmp (person, "Fanta") == 0 ? &scene->writer : &scene->third;
}

static GPtrArray *
write_act (Scene *scene, const char *person, const char *section, const char *text, GError **error)
{
  return vigie_act_section (scene->incident, section, VIGIE_LANG_EN, text, person, seat_time (scene->minute), error);
}

/* One act said in words, by @person: "plan", "begin", "next", "end", "write SECTION", "action", "ask PEOPLE", "sign", … */
static GPtrArray *
act (Scene *scene, const char *person, const char *line, GError **error)
{
  const VigieIncident *incident = scene->incident;
  gint64 at_usec = seat_time (scene->minute);
  g_auto(GStrv) words = g_strsplit (line, "|", 3);
  const char *first = words[1] != NULL ? words[1] : "";
  g_autoptr(GPtrArray) people = names (first);

  if (strcmp (words[0], "plan") == 0)
    return vigie_act_meeting_plan (PLAYBOOK, incident, &(VigieMeetingPlan) { .time_usec = seat_time (RESOLVED + 24 * 60), .people = people }, person, at_usec, error);
  if (strcmp (words[0], "call-off") == 0)
    return vigie_act_meeting_plan (PLAYBOOK, incident, &(VigieMeetingPlan) { .time_usec = VIGIE_TIME_NONE }, person, at_usec, error);
  if (strcmp (words[0], "begin") == 0)
    return vigie_act_meeting_begin (PLAYBOOK, incident, person, people, person, at_usec, error);
  if (strcmp (words[0], "next") == 0)
    return vigie_act_meeting_item (PLAYBOOK, incident, *first != '\0' ? first : NULL, person, at_usec, error);
  if (strcmp (words[0], "end") == 0)
    return vigie_act_meeting_end (PLAYBOOK, incident, first, person, at_usec, error);
  if (strcmp (words[0], "present") == 0)
    return vigie_act_meeting_present (PLAYBOOK, incident, people, person, at_usec, error);
  if (strcmp (words[0], "note") == 0)
    return vigie_act_meeting_note (PLAYBOOK, incident, first, words[1] != NULL ? words[2] : NULL, VIGIE_LANG_EN, person, at_usec, error);
  if (strcmp (words[0], "park") == 0)
    return vigie_act_meeting_park (PLAYBOOK, incident, first, person, at_usec, error);
  if (strcmp (words[0], "write") == 0)
    return write_act (scene, person, first, words[2] != NULL ? words[2] : "It is written.", error);
  if (strcmp (words[0], "action") == 0)
    return vigie_act_action_item (incident, NULL, "Alert at 80 % of connections", first, at_usec + VIGIE_DAY_USEC, NULL, person, at_usec, error);
  if (strcmp (words[0], "done") == 0)
    return vigie_act_action (incident, "A1", &(VigieActionChange) { .due_usec = VIGIE_TIME_NONE, .status = "done", .proof = "alert 812 exists" }, person, at_usec, error);
  if (strcmp (words[0], "retext") == 0)
    return vigie_act_action (incident, "A1", &(VigieActionChange) { .due_usec = VIGIE_TIME_NONE, .text = "Alert at 70 % of connections" }, person, at_usec, error);
  if (strcmp (words[0], "ask") == 0)
    return vigie_act_review_request (PLAYBOOK, incident, people, NULL, person, at_usec, error);
  if (strcmp (words[0], "ask-despite") == 0)
    return vigie_act_review_request (PLAYBOOK, incident, people, "nobody knows any more", person, at_usec, error);
  if (strcmp (words[0], "sign") == 0)
    return vigie_act_review_sign (PLAYBOOK, incident, NULL, NULL, person, at_usec, error);
  if (strcmp (words[0], "take-back") == 0)
    return vigie_act_review_withdraw (PLAYBOOK, incident, "too early", person, at_usec, error);
  if (strcmp (words[0], "publish") == 0)
    {
      VigiePostMortemList list = VIGIE_POST_MORTEM_TEAM;

      g_assert_true (vigie_post_mortem_list_from_word (first, &list));
      return vigie_act_post_mortem_publish (PLAYBOOK, incident, list, VIGIE_LANG_EN, "It is attached.", 7, person, at_usec, error);
    }
  if (strcmp (words[0], "message") == 0)
    return vigie_act_message (PLAYBOOK, incident, "users", "status-page", "resolved", "It works again.", person, seat_time (20), error);
  if (strcmp (words[0], "reopen") == 0)
    return vigie_act_reopen (incident, VIGIE_STAGE_MONITORING, "It fails again", person, at_usec, error);
  if (strcmp (words[0], "resolve") == 0)
    return vigie_act_milestone (incident, VIGIE_MILESTONE_RESOLVED, at_usec, person, at_usec, error);
  if (strcmp (words[0], "close") == 0)
    return vigie_act_milestone (incident, VIGIE_MILESTONE_CLOSED, at_usec, person, at_usec, error);
  if (strcmp (words[0], "fact") == 0)
    return vigie_act_fact (PLAYBOOK, incident, "orders_lost", first, VIGIE_FACT_CONFIRMED, NULL, NULL, person, at_usec, error);
  if (strcmp (words[0], "cancel") == 0)
    return vigie_act_cancel (incident, TRUE, "a drill", person, at_usec, error);
  if (strcmp (words[0], "cause") == 0)
    return vigie_act_cause (PLAYBOOK, incident, NULL, &(VigieCauseChange) { .text = "No alert on the pool", .state = "confirmed", .root = 1, .evidence = (const char *const[]) { "fact:orders_lost", NULL } },
                            person, at_usec, error);
  if (strcmp (words[0], "answer") == 0)
    return vigie_act_action (incident, "A1", &(VigieActionChange) { .due_usec = VIGIE_TIME_NONE, .cause = ((const VigieCause *) incident->causes->pdata[0])->id }, person, at_usec, error);
  if (strcmp (words[0], "log") == 0)
    return vigie_act_log (incident, VIGIE_ENTRY_NOTE, first, NULL, person, at_usec, error);
  g_assert_not_reached ();
}

static void
does (Scene *scene, const char *person, const char *line)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts;

  g_test_message ("%s: %s", person, line);
  drafts = act (scene, person, line, &error);
  g_assert_no_error (error);
  scene_record (scene, seat_of (scene, person), drafts, NULL);
}

static void
may_not (Scene *scene, const char *person, const char *line)
{
  g_autoptr(GError) error = NULL;

  g_test_message ("%s may not: %s", person, line);
  scene_refuse (act (scene, person, line, &error), &error);
}

typedef struct { const char *person, *line, *stage, *gaps; } Step;

static void
walk (Scene *scene, const Step *steps, gsize n_steps)
{
  for (gsize i = 0; i < n_steps; i++)
    {
      does (scene, steps[i].person, steps[i].line);
      if (steps[i].stage != NULL)
        assert_stage (scene, steps[i].stage);
      if (steps[i].gaps != NULL)
        assert_gaps (scene, steps[i].gaps);
    }
}

#define SECTIONS "section/resolution section/went-well section/improve section/lessons"

/* All the way, with what is missing at each step. */
static void
test_way (Scene *scene, gconstpointer data)
{
  static const Step steps[] = {
    { "Awa Koné", "plan|Fanta,Ali", "documenting", "meeting message " SECTIONS " cause action" },
    { "Awa Koné", "message", "documenting", "meeting " SECTIONS " cause action" },
    { "Awa Koné", "begin|Fanta", "documenting", "meeting " SECTIONS " cause action" },
    { "Awa Koné", "end", "documenting", SECTIONS " cause action" },
    { "Fanta", "write|resolution", NULL, NULL },
    { "Fanta", "write|went-well", NULL, NULL },
    { "Fanta", "write|improve", NULL, NULL },
    { "Fanta", "write|lessons", "documenting", "cause action" },
    { "Fanta", "cause", "documenting", "cause/C1 action" },
    { "Fanta", "action|Yao Kouamé", "documenting", "cause/C1" },
    { "Fanta", "answer", "documenting", "" },
    { "Fanta", "ask|Ali,Moussa", "reviewing", "signature (signature/Ali) (signature/Moussa)" },
    { "Fanta", "sign", "reviewing", "signature (signature/Ali) (signature/Moussa)" },
    { "Ali", "sign", "reviewing", "(signature/Moussa)" },
    { "Fanta", "publish|team", "published", "publication/management publication/everybody action/A1" },
    { "Fanta", "publish|management", "published", "publication/everybody action/A1" },
    { "Fanta", "publish|everybody", "published", "action/A1" },
    { "Fanta", "done", "followed-up", "" },
    { "Fanta", "close", "followed-up", "" },
  };

  assert_stage (scene, "resolved");
  assert_gaps (scene, "schedule");
  may_not (scene, "Fanta", "sign");
  may_not (scene, "Fanta", "publish|team");
  may_not (scene, "Fanta", "next");
  may_not (scene, "Fanta", "call-off");
  walk (scene, steps, G_N_ELEMENTS (steps));
}

/* Up to the signature of somebody who wrote nothing. */
static void
come_to_signature (Scene *scene)
{
  static const Step steps[] = {
    { "Awa Koné", "end", NULL, NULL }, { "Fanta", "write|lessons", NULL, NULL }, { "Fanta", "action|Yao Kouamé", NULL, NULL },
    { "Fanta", "ask-despite|Ali", "reviewing", NULL }, { "Ali", "sign", "reviewing", "" },
  };

  walk (scene, steps, G_N_ELEMENTS (steps));
}

static void
test_despite (Scene *scene, gconstpointer data)
{
  does (scene, "Fanta", "write|lessons");
  assert_stage (scene, "documenting");
  may_not (scene, "Fanta", "ask|Ali");
  does (scene, "Fanta", "ask-despite|Ali");
  assert_stage (scene, "reviewing");
  may_not (scene, "Ali", "take-back");
  does (scene, "Fanta", "take-back");
  assert_stage (scene, "documenting");
}

/* An edit voids the signature, and taking it back too; what happens to an action or the closing does not. */
static void
test_voided (Scene *scene, gconstpointer data)
{
  static const struct { const char *person, *line; gboolean stands; } cases[] = {
    { "Fanta", "write|lessons|Another lesson.", FALSE }, { "Ali", "sign", TRUE },
    { "Fanta", "fact|13", FALSE }, { "Ali", "sign", TRUE },
    { "Fanta", "retext", FALSE }, { "Ali", "sign", TRUE },
    { "Fanta", "done", TRUE }, { "Awa Koné", "close", TRUE }, { "Fanta", "log|Nothing to see", TRUE },
    { "Fanta", "write|lessons|A third.", FALSE }, { "Fanta", "write|lessons|Another lesson.", TRUE },
    { "Ali", "take-back", FALSE }, { "Ali", "sign", TRUE },
  };

  come_to_signature (scene);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VigiePostMortem) self = NULL;

      does (scene, cases[i].person, cases[i].line);
      self = look (scene);
      g_assert_cmpint (self->signature != NULL, ==, cases[i].stands);
    }
}

/* Who may be the one reader: nobody who wrote some of it, by whatever spelling, nor somebody through another's hands. */
static void
test_who_signs (Scene *scene, gconstpointer data)
{
  static const struct { const char *seat, *author, *signer; gboolean counts; VigiePostMortemFault fault; } cases[] = {
    { "Fanta", "Fanta", "Fanta", FALSE, VIGIE_POST_MORTEM_FAULT_NONE },
    { "Ali", "FANTA ", "Fanta", FALSE, VIGIE_POST_MORTEM_FAULT_NONE },
    { "Fanta", "Fanta", "Ali", FALSE, VIGIE_POST_MORTEM_FAULT_IN_PERSON },
    { "Awa Koné", "Awa Koné", "awa kone", TRUE, VIGIE_POST_MORTEM_FAULT_NONE },
    { "Ali", "Ali", "Ali", TRUE, VIGIE_POST_MORTEM_FAULT_NONE },
  };

  does (scene, "Fanta", "write|lessons");
  does (scene, "Fanta", "ask-despite|");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VigiePostMortem) before = look (scene);
      g_autofree char *body = g_strdup_printf ("{\"version\":\"%s\",\"signer\":\"%s\"}", before->hash, cases[i].signer);
      g_autofree char *author = g_strstrip (g_strdup (cases[i].author));
      g_autoptr(VigiePostMortem) after = NULL;
      const VigiePostMortemMark *mark;

      g_test_message ("%s signs as %s", cases[i].author, cases[i].signer);
      scene_put (scene, seat_of (scene, cases[i].seat), author, "review.signed", body, NULL);
      after = look (scene);
      mark = after->marks->pdata[after->marks->len - 1];
      g_assert_cmpint (mark->fault, ==, cases[i].fault);
      g_assert_cmpint (mark->independent && mark->fault == VIGIE_POST_MORTEM_FAULT_NONE, ==, cases[i].counts);
      g_assert_cmpuint (strlen (vigie_post_mortem_fault_sentence (mark->fault, VIGIE_LANG_FR)) > 0, ==, mark->fault != VIGIE_POST_MORTEM_FAULT_NONE);
    }
}

static void
put_member (GPtrArray *events, VigieTestDevice *device, const char *stream, const char *kind, char *body_taken)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  g_ptr_array_add (drafts, vigie_draft_new (stream, kind, seat_time (0), "Admin", body_taken));
  vigie_test_device_record (device, drafts, events);
}

/* Where the membership is known, the device says who signs: Ali's name on the writer's laptop is no second reader. */
static void
test_device (Scene *scene, gconstpointer data)
{
  g_autoptr(VigieTestDevice) organisation = vigie_test_device_new (9);
  g_autoptr(GPtrArray) probe = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(VigieMembership) membership = NULL;
  g_autoptr(VigiePostMortem) by_name = NULL;
  g_autoptr(VigiePostMortem) by_device = NULL;
  g_autofree char *stream = NULL;
  g_autofree char *key = NULL;
  g_autofree char *body = NULL;
  const VigieEvent *event;

  does (scene, "Fanta", "write|lessons");
  does (scene, "Fanta", "ask-despite|");
  by_name = look (scene);
  body = g_strdup_printf ("{\"version\":\"%s\",\"signer\":\"Ali\"}", by_name->hash);
  event = scene_put (scene, &scene->writer, "Ali", "review.signed", body, NULL);
  g_clear_pointer (&by_name, vigie_post_mortem_free);
  by_name = look (scene);
  g_assert_nonnull (by_name->signature); /* nobody knows better */

  put_member (probe, organisation, "organisation/" "0000000000000000000000000000000000000000000000000000000000000000", "organisation.founded",
              vigie_membership_body_founded ("DISTRI-NIGHT"));
  key = vigie_hex (((const VigieEvent *) probe->pdata[0])->device, VIGIE_KEY_BYTES);
  stream = g_strconcat ("organisation/", key, NULL);
  g_clear_pointer (&organisation, vigie_test_device_free);
  organisation = vigie_test_device_new (9);
  put_member (events, organisation, stream, "organisation.founded", vigie_membership_body_founded ("DISTRI-NIGHT"));
  put_member (events, organisation, stream, "member.set", vigie_membership_body_member ("019ab0c4-1c00-7fff-bfff-000000000001", "Fanta", VIGIE_ROLE_RESPONDER, TRUE));
  put_member (events, organisation, stream, "device.enrolled", vigie_membership_body_device (event->device, "019ab0c4-1c00-7fff-bfff-000000000001", "laptop"));
  membership = vigie_membership_fold (((const VigieEvent *) events->pdata[0])->device, events);
  vigie_incident_judge_members (scene->incident, PLAYBOOK, membership);
  by_device = look (scene);
  g_assert_null (by_device->signature);
}

/* A publication that stands on no signature, on a later one, or on one of another text, does not count. */
static void
test_publications (Scene *scene, gconstpointer data)
{
  g_autoptr(VigiePostMortem) self = NULL;
  g_autoptr(VigiePostMortem) after = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *signature = NULL;

  come_to_signature (scene);
  self = look (scene);
  /* What is put in makes the fold anew: what was read from it goes. */
  hash = g_strdup (self->hash);
  signature = g_strdup (self->signature->event->id);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"version\":\"%s\",\"list\":\"team\",\"lang\":\"en\",\"summary\":\"x\",\"signatures\":[%s%s%s]}",
                                               i == 2 ? "00" : hash, i == 0 ? "" : "\"", i == 0 ? "" : i == 1 ? "nothing" : signature,
                                               i == 0 ? "" : "\"");

      scene_put (scene, &scene->writer, "Fanta", "post-mortem.published", body, NULL);
      assert_stage (scene, "reviewing");
    }
  does (scene, "Fanta", "publish|team");
  assert_stage (scene, "published");
  /* Who corrects the text afterwards did not sign a text of their own. */
  does (scene, "Ali", "write|improve");
  after = look (scene);
  g_assert_cmpint (after->stage, ==, VIGIE_POST_MORTEM_PUBLISHED);
  g_assert_true (after->changed_since_published);
  g_assert_null (after->signature);
  assert_gaps (scene, "signature/Ali (signature/Ali) publication/team publication/management publication/everybody action/A1");
  may_not (scene, "Fanta", "publish|team");
  does (scene, "Awa Koné", "sign");
  does (scene, "Fanta", "publish|team");
  assert_gaps (scene, "publication/management publication/everybody action/A1");
}

static void
test_comments_hold_it_up (Scene *scene, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *wanted = NULL;
  const VigieComment *comment;

  come_to_signature (scene);
  scene_record (scene, &scene->third, vigie_act_comment (scene->incident, "lessons", VIGIE_LANG_EN, "", -1, "Which one?", "Ali", seat_time (scene->minute), &error), error);
  comment = scene->incident->comments->pdata[0];
  wanted = g_strconcat ("comment/", comment->id, NULL);
  assert_gaps (scene, wanted);
  may_not (scene, "Fanta", "publish|team");
}

static void
test_reopened (Scene *scene, gconstpointer data)
{
  g_autoptr(VigiePostMortem) self = NULL;

  come_to_signature (scene);
  does (scene, "Fanta", "publish|team");
  does (scene, "Awa Koné", "reopen");
  assert_stage (scene, "none");
  may_not (scene, "Awa Koné", "plan|");
  does (scene, "Awa Koné", "resolve");
  assert_stage (scene, "documenting");
  self = look (scene);
  g_assert_null (self->held);
  g_assert_null (self->signature);
  for (guint i = 0; i < self->marks->len; i++)
    g_assert_cmpint (((const VigiePostMortemMark *) self->marks->pdata[i])->fault, ==, VIGIE_POST_MORTEM_FAULT_REOPENED);
}

static void
test_none (Scene *scene, gconstpointer data)
{
  g_autoptr(VigiePostMortem) self = NULL;

  does (scene, "Awa Koné", "cancel");
  assert_stage (scene, "none");
  assert_gaps (scene, "");
  may_not (scene, "Awa Koné", "plan|");
  self = look (scene);
  g_assert_true (self->cancelled);
  g_assert_cmpuint (strlen (vigie_post_mortem_none_sentence (self, VIGIE_LANG_FR)), >, 20);
}

/* Two who set different dates apart are asked; what is not settled is missing before the review. */
static void
test_dates_apart (Scene *scene, gconstpointer data)
{
  g_autoptr(VigieIncident) before = vigie_incident_ref (scene->incident);
  g_autoptr(GPtrArray) gaps = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;
      Seat *seat = i == 0 ? &scene->writer : &scene->third;
      VigieMeetingPlan plan = { .time_usec = seat_time (RESOLVED + 24 * 60 + (int) i * 60), .minutes = 90, .facilitator = "Ali", .place = "Room 2" };

      scene_record (scene, seat, vigie_act_meeting_plan (PLAYBOOK, before, &plan, seat->person, seat_time (scene->minute), &error), error);
    }
  g_assert_nonnull (vigie_incident_conflict (scene->incident, VIGIE_CONFLICT_MEETING, NULL));
  gaps = gaps_of (scene, VIGIE_LANG_EN);
  g_assert_cmpint (((const VigieGap *) gaps->pdata[gaps->len - 1])->kind, ==, VIGIE_GAP_CONFLICT);
  does (scene, "Ali", "plan|");
  g_assert_null (vigie_incident_conflict (scene->incident, VIGIE_CONFLICT_MEETING, NULL));
  does (scene, "Ali", "call-off");
  assert_stage (scene, "resolved");
}

static void
test_action_gaps (Scene *scene, gconstpointer data)
{
  static const struct { const char *body, *gaps; } cases[] = {
    { "{\"text\":\"Improve monitoring\",\"owner\":\"Yao\",\"due\":\"2026-12-01T00:00:00Z\",\"status\":\"open\"}", "action/A1" },
    { "{\"text\":\"Alert at 80 %\",\"owner\":\"the team\",\"due\":\"2026-12-01T00:00:00Z\",\"status\":\"open\"}", "action/A1" },
    { "{\"text\":\"Alert at 80 %\",\"owner\":\"Yao\",\"status\":\"open\"}", "action/A1" },
    { "{\"text\":\"Alert at 80 %\",\"owner\":\"Yao\",\"due\":\"2026-12-01T00:00:00Z\",\"status\":\"open\"}", "" },
    { "{\"text\":\"Improve monitoring\",\"owner\":\"all\",\"status\":\"dropped\",\"reason\":\"vague\"}", "" },
  };

  does (scene, "Awa Koné", "end");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) gaps = NULL;
      guint n = 0;

      scene_put (scene, &scene->writer, "Fanta", "action.set", cases[i].body, NULL);
      gaps = gaps_of (scene, VIGIE_LANG_EN);
      for (guint j = 0; j < gaps->len; j++)
        {
          const VigieGap *gap = gaps->pdata[j];
          g_autofree char *code = g_strdup_printf ("A%u", (guint) i + 1);

          n += gap->kind == VIGIE_GAP_ACTION && strcmp (gap->id, code) == 0 ? 1 : 0;
        }
      g_assert_cmpuint (n, ==, *cases[i].gaps != '\0' ? 1 : 0);
    }
}

/* ---- The meeting ---- */

static void
assert_spans (Scene *scene, const char *wanted)
{
  g_autoptr(VigiePostMortem) self = look (scene);
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < self->meeting.spans->len; i++)
    {
      const VigieMeetingSpan *span = &g_array_index (self->meeting.spans, VigieMeetingSpan, i);

      g_string_append_printf (all, "%s%s %d", i > 0 ? " " : "", span->item, (int) (span->spent_usec / VIGIE_MINUTE_USEC));
    }
  g_assert_cmpstr (all->str, ==, wanted);
}

/* It goes on from its events alone; an item taken twice adds up. */
static void
test_meeting (Scene *scene, gconstpointer data)
{
  g_autoptr(VigiePostMortem) self = NULL;
  g_autoptr(GPtrArray) parked = NULL;

  does (scene, "Awa Koné", "plan|Ali");
  does (scene, "Ali", "begin|Awa Koné,Fanta");
  may_not (scene, "Fanta", "begin|");
  scene->minute += 8;
  assert_spans (scene, "recap 9");
  does (scene, "Ali", "note|Replica lagged|");
  does (scene, "Ali", "next");
  scene->minute += 20;
  does (scene, "Ali", "note|Pool too small|Root cause: locks.");
  does (scene, "Ali", "park|Who owns the cache?");
  does (scene, "Ali", "present|Awa Koné");
  does (scene, "Ali", "next|recap");
  scene->minute += 1;
  assert_spans (scene, "recap 12 causes 24");
  self = look (scene);
  g_assert_cmpstr (self->meeting.item, ==, "recap");
  g_assert_cmpstr (self->meeting.facilitator, ==, "Ali");
  g_assert_cmpstr (self->meeting.present[0], ==, "Awa Koné");
  g_assert_null (self->meeting.present[1]);
  parked = vigie_meeting_parked (scene->incident, &self->meeting);
  g_assert_cmpuint (parked->len, ==, 1);
  g_assert_cmpstr (vigie_incident_section (scene->incident, "causes", VIGIE_LANG_EN)->text, ==, "Root cause: locks.\n- Pool too small");
  does (scene, "Ali", "next|close");
  may_not (scene, "Ali", "next");
  may_not (scene, "Ali", "next|lunch");
  does (scene, "Ali", "end|Thanks");
  may_not (scene, "Ali", "end|");
  may_not (scene, "Ali", "note|late|");
}

/* What it recorded says how long each item took, and who was there. */
static void
test_meeting_record (Scene *scene, gconstpointer data)
{
  const VigieEvent *held = NULL;
  g_autofree char *body = NULL;

  does (scene, "Ali", "begin|Awa Koné");
  scene->minute += 4;
  does (scene, "Ali", "end|");
  for (guint i = 0; i < scene->incident->events->len; i++)
    {
      const VigieEvent *event = scene->incident->events->pdata[i];

      held = strcmp (event->kind, "post-mortem.held") == 0 ? event : held;
    }
  body = g_strndup (held->body, held->body_length_bytes);
  g_assert_cmpstr (body, ==, "{\"facilitator\":\"Ali\",\"people\":[\"Awa Koné\"],\"items\":[{\"item\":\"recap\",\"seconds\":300}]}");
  g_assert_cmpuint (scene->incident->fulfilments->len, ==, 1);
}

static void
test_proposed (Scene *scene, gconstpointer data)
{
  /* 2026-11-22 is a Sunday; the incident was resolved at 04:00. */
  static const struct { const char *resolved, *now, *zone, *proposed; } cases[] = {
    { "2026-11-24T10:10:00Z", "2026-11-24T10:20:00Z", "Africa/Abidjan", "2026-11-25T10:30:00Z" },
    { "2026-11-24T20:00:00Z", "2026-11-24T20:20:00Z", "Africa/Abidjan", "2026-11-26T09:00:00Z" },
    { "2026-11-24T03:00:00Z", "2026-11-24T03:20:00Z", "Africa/Abidjan", "2026-11-25T09:00:00Z" },
    { "2026-11-24T03:00:00Z", "2026-11-24T03:20:00Z", "Europe/Paris", "2026-11-25T08:00:00Z" },
    { "2026-11-24T03:00:00Z", "2026-11-26T02:00:00Z", "Africa/Abidjan", "2026-11-26T09:00:00Z" },
    { "2026-11-27T10:00:00Z", "2026-11-27T11:00:00Z", "Africa/Abidjan", "2026-11-28T10:00:00Z" },
    { "2026-11-27T10:00:00Z", "2026-12-01T10:10:00Z", "Africa/Abidjan", "2026-12-01T10:30:00Z" },
    { "2026-11-27T10:00:00Z", "2026-12-04T16:00:00Z", "Africa/Abidjan", "2026-12-07T09:00:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (cases[i].zone);
      g_autofree char *proposed = NULL;

      scene_record (scene, &scene->commander, vigie_act_milestone (scene->incident, VIGIE_MILESTONE_RESOLVED, vigie_test_time (cases[i].resolved), "Awa Koné",
                                                                   vigie_test_time (cases[i].resolved), &error), NULL);
      proposed = vigie_time_format_rfc3339 (vigie_post_mortem_propose_usec (scene->incident, PLAYBOOK, zone, vigie_test_time (cases[i].now)));
      g_assert_cmpstr (proposed, ==, cases[i].proposed);
    }
  g_assert_cmpint (vigie_agenda_span_usec (PLAYBOOK) / VIGIE_MINUTE_USEC, ==, 110);
}

static void
test_people (Scene *scene, gconstpointer data)
{
  g_autoptr(GPtrArray) people = NULL;
  g_autoptr(GError) error = NULL;

  scene_record (scene, &scene->commander, vigie_act_role (PLAYBOOK, scene->incident, "scribe", "AWA KONE", "Awa Koné", seat_time (scene->minute), &error), error);
  scene_record (scene, &scene->commander, vigie_act_role (PLAYBOOK, scene->incident, "communications", "Fanta", "Awa Koné", seat_time (scene->minute), &error), error);
  people = vigie_post_mortem_people (scene->incident);
  g_assert_cmpuint (people->len, ==, 2);
  g_assert_cmpstr (people->pdata[0], ==, "Awa Koné");
  g_assert_cmpstr (people->pdata[1], ==, "Fanta");
}

/* ---- The text ---- */

static void
test_hash_form (Scene *scene, gconstpointer data)
{
  g_autofree char *canonical = NULL;
  g_autofree char *hash = NULL;

  does (scene, "Fanta", "write|lessons|Two \"lessons\"");
  canonical = vigie_post_mortem_canonical (scene->incident);
  hash = vigie_post_mortem_hash (scene->incident);
  g_assert_true (g_str_has_prefix (canonical, "{\"title\":\"Site down\",\"type\":\"INC-01\",\"level\":\"P1\",\"milestones\":{\"started\":\"2026-11-22T02:50:00Z\","));
  g_assert_nonnull (strstr (canonical, "{\"name\":\"loss_fcfa\",\"value\":\"400000\",\"state\":\"confirmed\"}"));
  g_assert_nonnull (strstr (canonical, "\"sections\":[{\"section\":\"lessons\",\"lang\":\"en\",\"text\":\"Two \\\"lessons\\\"\"}]"));
  g_assert_cmpuint (strlen (hash), ==, 64);
}

static void
test_summaries (Scene *scene, gconstpointer data)
{
  static const struct { VigiePostMortemList list; VigieLang lang; const char *has, *has_not; } cases[] = {
    { VIGIE_POST_MORTEM_TEAM, VIGIE_LANG_EN, "Yao Kouamé", "In short" },
    { VIGIE_POST_MORTEM_MANAGEMENT, VIGIE_LANG_EN, "target under", "What changes" },
    { VIGIE_POST_MORTEM_MANAGEMENT, VIGIE_LANG_FR, "objectif moins de", "target" },
    { VIGIE_POST_MORTEM_EVERYBODY, VIGIE_LANG_EN, "a colleague asked a colleague, not Fantasia.", "Kouamé" },
    { VIGIE_POST_MORTEM_EVERYBODY, VIGIE_LANG_EN, "Alert at 80 % of connections", "Fanta asked" },
    { VIGIE_POST_MORTEM_EVERYBODY, VIGIE_LANG_FR, "une personne de l’équipe asked", "Awa" },
  };
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();

  does (scene, "Fanta", "write|lessons|Fanta asked Awa Koné, not Fantasia. Kouamé knew.");
  does (scene, "Fanta", "action|Yao Kouamé");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *summary = vigie_post_mortem_summary (scene->incident, PLAYBOOK, cases[i].list, cases[i].lang, zone, seat_time (100));
      g_autofree char *subject = vigie_post_mortem_subject (scene->incident, cases[i].list, cases[i].lang);

      g_test_message ("%s", summary);
      g_assert_nonnull (strstr (summary, cases[i].has));
      g_assert_null (strstr (summary, cases[i].has_not));
      g_assert_nonnull (strstr (subject, "Site down"));
    }
}

/* What each person does next. */
static void
test_next_act (Scene *scene, gconstpointer data)
{
  static const struct { const char *person, *line; VigiePostMortemAct of_writer, of_reader; } cases[] = {
    { "Awa Koné", "message", VIGIE_POST_MORTEM_ACT_SCHEDULE, VIGIE_POST_MORTEM_ACT_SCHEDULE },
    { "Awa Koné", "plan|Ali", VIGIE_POST_MORTEM_ACT_MEET, VIGIE_POST_MORTEM_ACT_MEET },
    { "Awa Koné", "end", VIGIE_POST_MORTEM_ACT_REQUEST, VIGIE_POST_MORTEM_ACT_REQUEST },
    { "Fanta", "write|lessons", VIGIE_POST_MORTEM_ACT_REQUEST, VIGIE_POST_MORTEM_ACT_REQUEST },
    { "Fanta", "ask-despite|Ali", VIGIE_POST_MORTEM_ACT_WAIT, VIGIE_POST_MORTEM_ACT_SIGN },
    { "Ali", "sign", VIGIE_POST_MORTEM_ACT_PUBLISH, VIGIE_POST_MORTEM_ACT_PUBLISH },
    { "Fanta", "publish|team", VIGIE_POST_MORTEM_ACT_PUBLISH, VIGIE_POST_MORTEM_ACT_PUBLISH },
    { "Fanta", "publish|management", VIGIE_POST_MORTEM_ACT_PUBLISH, VIGIE_POST_MORTEM_ACT_PUBLISH },
    { "Fanta", "publish|everybody", VIGIE_POST_MORTEM_ACT_NONE, VIGIE_POST_MORTEM_ACT_NONE },
    { "Fanta", "action|Yao Kouamé", VIGIE_POST_MORTEM_ACT_WAIT, VIGIE_POST_MORTEM_ACT_SIGN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VigiePostMortem) self = NULL;

      does (scene, cases[i].person, cases[i].line);
      self = look (scene);
      g_assert_cmpint (vigie_post_mortem_next_act (self, scene->incident, "Fanta"), ==, cases[i].of_writer);
      g_assert_cmpint (vigie_post_mortem_next_act (self, scene->incident, "Ali"), ==, cases[i].of_reader);
      g_assert_cmpint (vigie_post_mortem_awaits (self, scene->incident, "ali"), ==, cases[i].of_reader == VIGIE_POST_MORTEM_ACT_SIGN);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/core/post-mortem/" path, Scene, NULL, set_up, function, scene_tear_down)
  ADD ("way", test_way);
  ADD ("despite", test_despite);
  ADD ("voided", test_voided);
  ADD ("who-signs", test_who_signs);
  ADD ("device", test_device);
  ADD ("publications", test_publications);
  ADD ("comments-hold-it-up", test_comments_hold_it_up);
  ADD ("reopened", test_reopened);
  ADD ("none", test_none);
  ADD ("dates-apart", test_dates_apart);
  ADD ("action-gaps", test_action_gaps);
  ADD ("meeting", test_meeting);
  ADD ("meeting-record", test_meeting_record);
  ADD ("proposed", test_proposed);
  ADD ("people", test_people);
  ADD ("hash-form", test_hash_form);
  ADD ("summaries", test_summaries);
  ADD ("next-act", test_next_act);

  return g_test_run ();
}
