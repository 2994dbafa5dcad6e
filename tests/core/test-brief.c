/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The brief of a handover: each thing that happens adds its line, in both languages; and which posts are shown. */

#include "vigie-brief.h"

#include <string.h>

#include "vigie-act.h"
#include "vigie-posts.h"
#include "vigie-test-support.h"
#include "vigie-time.h"

#define STREAM "incident/0193a2c4-0000-7000-8000-000000000001"
#define PLAYBOOK vigie_test_playbook ()

typedef struct
{
  VigieTestDevice *device;
  GPtrArray *events;
  gint64 t0_usec;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  VigieDeclaration declaration = { .title = "Site down", .type = "INC-01", .started_usec = VIGIE_TIME_NONE, .detected_usec = VIGIE_TIME_NONE,
                                   .incident_id = "0193a2c4-0000-7000-8000-000000000001" };
  GPtrArray *drafts;

  fixture->t0_usec = vigie_test_time ("2026-11-22T03:00:00Z");
  fixture->device = vigie_test_device_new (1);
  fixture->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  vigie_test_device_set_now (fixture->device, fixture->t0_usec);
  vigie_answers_init (&declaration.answers);
  declaration.answers.users_percent = 60;
  declaration.declared_usec = fixture->t0_usec;
  drafts = vigie_act_declare (PLAYBOOK, &declaration, "Awa Koné", &error);
  g_assert_no_error (error);
  vigie_test_device_record (fixture->device, drafts, fixture->events);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vigie_test_device_free (fixture->device);
  g_ptr_array_unref (fixture->events);
}

static void
put (Fixture *fixture, int minute, const char *kind, const char *body)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  g_ptr_array_add (drafts, vigie_draft_new (STREAM, kind, fixture->t0_usec + minute * VIGIE_MINUTE_USEC, "Awa Koné", g_strdup (body)));
  vigie_test_device_record (fixture->device, drafts, fixture->events);
}

static VigieIncident *
fold (Fixture *fixture)
{
  return vigie_incident_fold (fixture->events, PLAYBOOK, VIGIE_TIME_NONE, NULL);
}

static char *
brief_at (Fixture *fixture, int minute, VigieLang lang)
{
  g_autoptr(VigieIncident) incident = fold (fixture);
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  gint64 now_usec = fixture->t0_usec + minute * VIGIE_MINUTE_USEC;
  g_autoptr(GPtrArray) lines = vigie_brief_new (incident, PLAYBOOK, now_usec, zone, lang);

  return vigie_brief_to_text (lines, incident, now_usec, zone, lang);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is missing in:\n%s", words, text);
}

static void
test_lines (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *kind, *body, *english, *french; } cases[] = {
    { "entry.logged", "{\"kind\":\"hypothesis\",\"text\":\"lock of a migration\",\"code\":\"HX7\"}", "HX7 Open: lock of a migration", "HX7 Ouverte\302\240: lock of a migration" },
    { "entry.logged", "{\"kind\":\"decision\",\"text\":\"roll back\",\"decide\":\"roll back v4\"}", "D1 of 03:05, to review: roll back v4", "D1 de 03:05, à revoir\302\240: roll back v4" },
    { "message.sent", "{\"audience\":\"users\",\"channel\":\"status-page\",\"text\":\"We know.\"}", "03:05 “We know.”", "03:05 «\302\240We know.\302\240»" },
    { "entry.logged", "{\"kind\":\"todo\",\"text\":\"test Wave\"}", "- test Wave", "- test Wave" },
    { "action.set", "{\"text\":\"Add a test\",\"owner\":\"Yao\",\"status\":\"open\"}", "A1 Add a test (Yao)", "A1 Add a test (Yao)" },
    { "role.assigned", "{\"post\":\"scribe\",\"person\":\"Mariam\"}", "Scribe: Mariam, since 03:05", "Scribe\302\240: Mariam, depuis 03:05" },
    { "handover.requested", "{\"post\":\"commander\",\"to\":\"Kouassi\"}", "Commander: handover to Kouassi waits", "Commandement\302\240: relève proposée à Kouassi" },
    { "war-room.linked", "{\"video\":\"https://meet.example/x\"}", "- https://meet.example/x", "- https://meet.example/x" },
    { "fact.set", "{\"name\":\"users_affected\",\"value\":\"1200\",\"state\":\"confirmed\"}", "1,200 · Confirmed", "Confirmé" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *english = NULL;
      g_autofree char *french = NULL;

      put (fixture, 5, cases[i].kind, cases[i].body);
      english = brief_at (fixture, 6, VIGIE_LANG_EN);
      french = brief_at (fixture, 6, VIGIE_LANG_FR);
      assert_says (english, cases[i].english);
      assert_says (french, cases[i].french);
    }
}

/* A clock is next until its moment, and late right after it. */
static void
test_clocks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = brief_at (fixture, 15, VIGIE_LANG_EN);
  g_autofree char *after = brief_at (fixture, 16, VIGIE_LANG_EN);

  assert_says (before, "Late: Alert the CTO");
  g_assert_null (strstr (before, "Late: Response"));
  assert_says (after, "Late: Response");
  assert_says (after, "Next: Public update");
  assert_says (after, "Nothing published yet.");
  assert_says (after, "Technical lead: vacant");
  assert_says (after, "#war-room-incident-2026-11-22-");
}

static VigiePostKind
kind_of (const VigieIncident *incident, const char *post)
{
  g_autoptr(GPtrArray) posts = vigie_incident_posts (incident, PLAYBOOK);

  for (guint i = 0; i < posts->len; i++)
    if (strcmp (((const VigiePostNeed *) posts->pdata[i])->post, post) == 0)
      return ((const VigiePostNeed *) posts->pdata[i])->kind;

  return (VigiePostKind) -1;
}

static void
test_posts (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieIncident) outage = fold (fixture);
  g_autoptr(VigieIncident) inside = NULL;
  g_autoptr(VigieIncident) breach = NULL;

  g_assert_cmpint (kind_of (outage, "commander"), ==, VIGIE_POST_REQUIRED);
  g_assert_cmpint (kind_of (outage, "communications"), ==, VIGIE_POST_REQUIRED);
  g_assert_cmpint (kind_of (outage, "support"), ==, VIGIE_POST_SUGGESTED);
  g_assert_cmpint ((int) kind_of (outage, "legal"), ==, -1);
  put (fixture, 1, "role.assigned", "{\"post\":\"legal\",\"person\":\"Adjoua\"}");
  put (fixture, 1, "fact.set", "{\"name\":\"visible_impact\",\"value\":\"no\",\"state\":\"confirmed\"}");
  inside = fold (fixture);
  g_assert_cmpint (kind_of (inside, "legal"), ==, VIGIE_POST_EXTRA);
  g_assert_cmpint (kind_of (inside, "communications"), ==, VIGIE_POST_SUGGESTED);
  put (fixture, 2, "incident.typed", "{\"type\":\"INC-02\"}");
  breach = fold (fixture);
  g_assert_cmpint (kind_of (breach, "legal"), ==, VIGIE_POST_REQUIRED);
  g_assert_cmpint (kind_of (breach, "security-officer"), ==, VIGIE_POST_REQUIRED);
}

static void
test_links (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *link; gboolean opens; } cases[] = {
    { "https://meet.example/x", TRUE }, { "HTTPS://meet.example", TRUE }, { "https://", FALSE },
    { "http://meet.example", FALSE },   { "javascript:alert(1)", FALSE }, { "https://a b", FALSE },
    { "meet.example/x", FALSE },        { "file:///etc/passwd", FALSE },  { NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (vigie_link_can_be_opened (cases[i].link), ==, cases[i].opens);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/core/brief/lines", Fixture, NULL, set_up, test_lines, tear_down);
  g_test_add ("/core/brief/clocks", Fixture, NULL, set_up, test_clocks, tear_down);
  g_test_add ("/core/brief/posts", Fixture, NULL, set_up, test_posts, tear_down);
  g_test_add ("/core/brief/links", Fixture, NULL, set_up, test_links, tear_down);

  return g_test_run ();
}
