/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A message without a notice: which audiences get one, what the act refuses, what the fold does not count however it
 * came into the record, and that incidents declared before the rule mean what they meant. */

#include "notice-scene.h"
#include "vigie-message-rule.h"

#define PLAYBOOK (vigie_test_playbook ())

static const struct
{
  const char *audience, *channel;
  gboolean plain, plain_in_breach;
} audiences[] = {
  { "users", "status-page", TRUE, FALSE },
  { "team", "slack", TRUE, TRUE },
  { "management", "email", TRUE, TRUE },
  { "partners", "email", FALSE, FALSE },
  { "press", "press-release", FALSE, FALSE },
  { "authority", "portal", FALSE, FALSE },
  { "persons", "email", FALSE, FALSE },
  { "ceo", "email", TRUE, TRUE },
  { "cto", "sms", TRUE, TRUE },
  { "cfo", "email", TRUE, TRUE },
  { "coo", "email", TRUE, TRUE },
  { "legal", "email", TRUE, TRUE },
  { "security-officer", "email", TRUE, TRUE },
  { "dpo", "email", TRUE, TRUE },
};

static guint
n_counted (Scene *scene)
{
  return scene->incident->messages->len;
}

static const char *
line_of (Scene *scene, const VigieEvent *event)
{
  static char *text;

  g_clear_pointer (&text, g_free);
  for (guint i = 0; i < scene->incident->entries->len; i++)
    {
      const VigieEntry *entry = scene->incident->entries->pdata[i];

      if (strcmp (entry->event->id, event->id) == 0)
        text = vigie_entry_text (entry, scene->incident, PLAYBOOK, VIGIE_LANG_EN);
    }
  g_assert_nonnull (text);

  return text;
}

/* By hand into the record, as an older version would. */
static const VigieEvent *
put_message (Scene *scene, Seat *seat, const char *audience, const char *channel, const char *more)
{
  g_autofree char *body = g_strdup_printf (
      "{\"audience\":\"%s\",\"channel\":\"%s\",\"text\":\"x\"%s}", audience, channel, more);

  return scene_put (scene, seat, seat->person, "message.sent", body, NULL);
}

static void
becomes_breach (Scene *scene)
{
  g_autoptr (GError) error = NULL;

  scene_record (scene, &scene->commander,
                vigie_act_retype (PLAYBOOK, scene->incident, "INC-02", "Awa Koné",
                                  seat_time (scene->minute), &error),
                error);
  g_assert_true (vigie_incident_is_breach (scene->incident));
}

static void
check_audiences (Scene *scene, gboolean breach)
{
  for (gsize i = 0; i < G_N_ELEMENTS (audiences); i++)
    {
      gboolean plain = breach ? audiences[i].plain_in_breach : audiences[i].plain;
      guint before = n_counted (scene);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) drafts = vigie_act_message (
          PLAYBOOK, scene->incident, audiences[i].audience, audiences[i].channel, NULL, "x",
          "Fanta", seat_time (scene->minute), &error);
      const VigieEvent *event = put_message (scene, &scene->writer, audiences[i].audience,
                                             audiences[i].channel, "");

      g_test_message ("%s, %s", audiences[i].audience, breach ? "breach" : "no breach");
      g_assert_cmpint (drafts != NULL, ==, plain);
      g_assert_cmpint (error == NULL, ==, plain);
      g_assert_cmpuint (n_counted (scene) - before, ==, plain ? 1 : 0);
      g_assert_cmpint (strstr (line_of (scene, event), "does not count") == NULL, ==, plain);
      g_assert_cmpint (vigie_incident_void_message (scene->incident, event->id) == NULL, ==, plain);
    }
}

static void
test_audiences (Scene *scene, gconstpointer data)
{
  g_assert_cmpuint (G_N_ELEMENTS (audiences), ==, PLAYBOOK->audiences->len);
  check_audiences (scene, FALSE);
  becomes_breach (scene);
  check_audiences (scene, TRUE);
}

/* A clock turned far back does not bring a message before the breach its own device knew of. */
static void
test_breach_known (Scene *scene, gconstpointer data)
{
  const VigieEvent *before = put_message (scene, &scene->commander, "users", "status-page", "");
  const VigieEvent *after;

  becomes_breach (scene);
  scene->shift = -600;
  after = put_message (scene, &scene->commander, "users", "status-page", "");
  g_assert_null (vigie_incident_void_message (scene->incident, before->id));
  g_assert_cmpint (vigie_incident_void_message (scene->incident, after->id)->fault, ==,
                   VIGIE_MESSAGE_NEEDS_READER);
}

static void
test_read_by (Scene *scene, gconstpointer data)
{
  const char *legal = vigie_playbook_contact (PLAYBOOK, "legal")->name.en;
  g_autoptr (GError) error = NULL;

  becomes_breach (scene);
  scene_refuse (vigie_act_message_read (PLAYBOOK, scene->incident, "users", "email", NULL, "x",
                                        "Ali", "Fanta", seat_time (scene->minute), &error),
                &error);
  scene_refuse (vigie_act_message_read (PLAYBOOK, scene->incident, "press", "social", NULL, "x",
                                        legal, "Fanta", seat_time (scene->minute), &error),
                &error);
  scene_record (scene, &scene->writer,
                vigie_act_message_read (PLAYBOOK, scene->incident, "users", "email", NULL, "x",
                                        legal, "Fanta", seat_time (scene->minute), &error),
                error);
  g_assert_cmpuint (n_counted (scene), ==, 1);
  put_message (scene, &scene->writer, "users", "email", ",\"read_by\":\"Ali\"");
  g_assert_cmpuint (n_counted (scene), ==, 1);
}

static void
approve_press (Scene *scene)
{
  VigieNoticeSay say = { "CEO", NULL, "Ali" };
  g_autoptr (GError) error = NULL;

  scene_write (scene, &scene->writer, NULL, "press", "We know.");
  scene_record (scene, &scene->writer,
                vigie_act_notice_approve (PLAYBOOK, scene->incident, "N1", &say, NULL, "Fanta",
                                          seat_time (scene->minute), &error),
                error);
}

static void
publish_press (Scene *scene)
{
  VigieNoticeSending sending = { .channel = "press-release",
                                 .count = -1,
                                 .uncertain = -1,
                                 .lang = VIGIE_LANG_EN };
  g_autoptr (GError) error = NULL;

  scene_record (scene, &scene->writer,
                vigie_act_notice_sent (PLAYBOOK, scene->incident, "N1", &sending, "Fanta",
                                       seat_time (scene->minute), &error),
                error);
}

/* A message that names a notice stands and falls with the publication recorded with it. */
static void
test_notice (Scene *scene, gconstpointer data)
{
  g_autofree char *more = NULL;

  scene_write (scene, &scene->writer, NULL, "press", "We know.");
  more = g_strdup_printf (",\"notice\":\"%s\"", scene_notice (scene)->id);
  put_message (scene, &scene->writer, "press", "press-release", more);
  g_assert_cmpuint (n_counted (scene), ==, 0);
}

static void
test_published (Scene *scene, gconstpointer data)
{
  g_autofree char *more = NULL;

  approve_press (scene);
  publish_press (scene);
  g_assert_cmpuint (n_counted (scene), ==, 1);
  /* Copied, by the same device and by another. */
  more = g_strdup_printf (",\"notice\":\"%s\"", scene_notice (scene)->id);
  put_message (scene, &scene->writer, "press", "press-release", more);
  put_message (scene, &scene->third, "press", "press-release", more);
  put_message (scene, &scene->writer, "persons", "email", more);
  g_assert_cmpuint (n_counted (scene), ==, 1);
  g_assert_cmpuint (scene->incident->void_messages->len, ==, 3);
}

/* Legal reads first: enforced for a notice as well, given by telephone, and gone when the text is edited. */
static void
test_reader (Scene *scene, gconstpointer data)
{
  const char *legal = vigie_playbook_contact (PLAYBOOK, "legal")->name.en;
  VigieNoticeSay read = { legal, NULL, "Ali" }, other = { "Nobody", NULL, "Ali" };
  VigieNoticeSending sending = { .channel = "status-page",
                                 .count = -1,
                                 .uncertain = -1,
                                 .lang = VIGIE_LANG_EN };
  g_autoptr (GError) error = NULL;

  becomes_breach (scene);
  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  scene_record (scene, &scene->commander,
                vigie_act_notice_approve (PLAYBOOK, scene->incident, "N1", NULL, NULL, "Awa Koné",
                                          seat_time (scene->minute), &error),
                error);
  g_assert_cmpuint (scene_notice (scene)->missing->len, ==, 0);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_REVIEW);
  scene_refuse (vigie_act_notice_sent (PLAYBOOK, scene->incident, "N1", &sending, "Fanta",
                                       seat_time (scene->minute), &error),
                &error);
  scene_record (scene, &scene->writer,
                vigie_act_notice_review (PLAYBOOK, scene->incident, "N1", &other, "Fanta",
                                         seat_time (scene->minute), &error),
                error);
  scene_refuse (vigie_act_notice_sent (PLAYBOOK, scene->incident, "N1", &sending, "Fanta",
                                       seat_time (scene->minute), &error),
                &error);
  scene_record (scene, &scene->writer,
                vigie_act_notice_review (PLAYBOOK, scene->incident, "N1", &read, "Fanta",
                                         seat_time (scene->minute), &error),
                error);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_APPROVED);
  scene_record (scene, &scene->writer,
                vigie_act_notice_sent (PLAYBOOK, scene->incident, "N1", &sending, "Fanta",
                                       seat_time (scene->minute), &error),
                error);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_SENT);
  g_assert_cmpuint (n_counted (scene), ==, 1);
}

/* A publication that names the approval but no reading, as an older version records it. */
static void
test_unread_publication (Scene *scene, gconstpointer data)
{
  const VigieNotice *notice;
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;
  const VigieEvent *event;

  becomes_breach (scene);
  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  scene_record (scene, &scene->commander,
                vigie_act_notice_approve (PLAYBOOK, scene->incident, "N1", NULL, NULL, "Awa Koné",
                                          seat_time (scene->minute), &error),
                error);
  notice = scene_notice (scene);
  body = g_strdup_printf ("{\"notice\":\"%s\",\"version\":\"%s\",\"hash\":\"%s\",\"channel\":"
                          "\"status-page\",\"approvals\":[\"%s\"]}",
                          notice->id, notice->version->event->id, notice->version->hash,
                          ((const VigieNoticeStep *) notice->approvals->pdata[0])->event->id);
  event = scene_put (scene, &scene->writer, "Fanta", "notice.sent", body, NULL);
  g_assert_nonnull (strstr (line_of (scene, event), "before who must read it first"));
  g_assert_cmpint (scene_notice (scene)->state, !=, VIGIE_NOTICE_SENT);
}

/* Declared by an older version: no `rules`. Another declaration with an earlier stamp takes the rule from nobody. */
static void
fold_with (Scene *scene, const char *rules, guint n_counts)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (
      (GDestroyNotify) vigie_event_unref);
  g_autoptr (VigieTestDevice) device = vigie_test_device_new (31);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  g_autoptr (VigieIncident) incident = NULL;
  char *body = g_strdup_printf (
      "{\"title\":\"t\",\"type\":\"INC-01\",\"playbook\":{\"id\":\"x\",\"version\":\"1\"},"
      "\"answers\":{\"users\":\"unknown\",\"revenue\":\"unknown\","
      "\"function\":\"unknown\",\"workaround\":\"unknown\",\"data\":\"unknown\"},\"level\":\"P1\","
      "\"provisional\":true,\"ref\":\"R\"%s}",
      rules);
  const char *stream = scene->incident->stream;

  vigie_test_device_set_now (device, seat_time (0));
  g_ptr_array_add (drafts,
                   vigie_draft_new (stream, "incident.declared", seat_time (0), "Awa", body));
  g_ptr_array_add (
      drafts, vigie_draft_new (
                  stream, "message.sent", seat_time (1), "Awa",
                  g_strdup ("{\"audience\":\"press\",\"channel\":\"social\",\"text\":\"x\"}")));
  vigie_test_device_record (device, g_steal_pointer (&drafts), events);
  incident = vigie_incident_fold (events, PLAYBOOK, VIGIE_TIME_NONE, NULL);
  g_assert_cmpuint (incident->messages->len, ==, n_counts);
  g_assert_cmpuint (incident->messages->len + incident->void_messages->len, ==, 1);
}

static void
test_older_incident (Scene *scene, gconstpointer data)
{
  const VigieEvent *event;

  fold_with (scene, "", 1);
  fold_with (scene, ",\"rules\":1", 1);
  fold_with (scene, ",\"rules\":2", 0);
  event = put_message (scene, &scene->third, "press", "social", "");
  scene->shift = -6000;
  scene_put (scene, &scene->third, "Ali", "incident.declared",
             "{\"title\":\"t\",\"type\":\"INC-01\",\"playbook\":{\"id\":\"x\",\"version\":\"1\"},"
             "\"answers\":{\"users\":\"unknown\",\"revenue\":\"unknown\","
             "\"function\":\"unknown\",\"workaround\":\"unknown\",\"data\":\"unknown\"},\"level\":"
             "\"P1\",\"provisional\":true,\"ref\":\"R\"}",
             NULL);
  g_assert_nonnull (vigie_incident_void_message (scene->incident, event->id));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/core/message-rule/" name, Scene, NULL, scene_set_up, func, scene_tear_down)
  ADD ("audiences", test_audiences);
  ADD ("breach-known", test_breach_known);
  ADD ("read-by", test_read_by);
  ADD ("notice", test_notice);
  ADD ("published", test_published);
  ADD ("reader", test_reader);
  ADD ("unread-publication", test_unread_publication);
  ADD ("older-incident", test_older_incident);
#undef ADD

  return g_test_run ();
}
