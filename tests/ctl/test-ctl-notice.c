/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notices by command line: rendered, taken through their steps, and every way round an approval refused. */

#include <string.h>

#include "ctl-runner.h"

#define TEXT                                                                                   \
  "Orders and payments fail for everybody since 03:00 GMT. Your data is not affected. We are " \
  "restoring the database. Next update: 04:00 GMT."

static char *
declare (Ctl *ctl)
{
  return g_strdup (ctl_do (ctl, "--as", "Awa", "declare", "--title", "Site down", "--type",
                           "INC-01", "--severity", "P1", "--reason", "r", "--detected",
                           "2026-11-22T03:00:00Z", "--at", "2026-11-22T03:00:00Z", NULL));
}

static void
draft (Ctl *ctl, const char *ref, const char *who, const char *audience, const char *text)
{
  ctl_do (ctl, "--as", who, "notice-draft", ref, text, "--lang", "en", "--audience", audience,
          "--at", "2026-11-22T03:10:00Z", NULL);
}

static void
test_render (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);
  g_autofree char *path = ctl_path (ctl, "notice.txt");
  g_autofree char *written = NULL;

  ctl_run (ctl, "notice", ref, "--template", "users.status-page.identified", "--lang", "fr", NULL);
  g_assert_cmpint (ctl->status, ==, 1);
  g_assert_nonnull (strstr (ctl->out, "{{cause}}"));
  g_assert_nonnull (strstr (ctl->out, "Prochaine mise à jour"));
  g_assert_nonnull (strstr (ctl->err, "placeholder"));
  ctl_do (ctl, "fact", ref, "cause", "a full disk", "--state", "confirmed", NULL);
  ctl_run (ctl, "notice", ref, "--template", "users.status-page.identified", "--lang", "en", "-o",
           path, NULL);
  g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  g_assert_nonnull (strstr (written, "a full disk"));
  g_assert_null (strstr (written, "{{cause}}"));
  ctl_run (ctl, "notice", ref, "--template", "nothing", NULL);
  ctl_assert_refused (ctl, "nothing");
}

static void
test_ways_round (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  draft (ctl, ref, "Fanta", "press", TEXT);
  ctl_run (ctl, "--as", "Fanta", "notice-sent", ref, "N1", "--channel", "press-release", NULL);
  ctl_assert_refused (ctl, "approval is missing");
  ctl_run (ctl, "--as", "Fanta", "notice-approve", ref, "N1", NULL);
  ctl_assert_refused (ctl, "no right");
  ctl_run (ctl, "--as", "Ali", "notice-approve", ref, "N1", "--as", "ceo", NULL);
  g_assert_cmpint (ctl->status, !=, 0);
  ctl_run (ctl, "--as", "CEO", "notice-approve", ref, "N1", NULL); /* the writer's device */
  ctl_assert_refused (ctl, "of their own");
  ctl_run (ctl, "--as", "Fanta", "notice-approve", ref, "N1", "--by", "CEO", NULL);
  ctl_assert_refused (ctl, "who heard it");
  ctl_run (ctl, "--as", "Fanta", "notice-approve", ref, "N1", "--by", "CEO", "--heard-by", "CEO",
           NULL);
  ctl_assert_refused (ctl, "hears their own");
  ctl_run (ctl, "--as", "Fanta", "notice-approve", ref, "N1", "--by", "Fanta", "--heard-by", "Ali",
           NULL);
  ctl_assert_refused (ctl, "hears their own");
  ctl_do (ctl, "--as", "Fanta", "notice-approve", ref, "N1", "--by", "CEO", "--heard-by", "Fanta",
          NULL);
  ctl_do (ctl, "--json", "notices", ref, NULL);
  ctl_assert_value (ctl, "0/state", "approved");
  /* An edit voids it, and a time set back does not bring it back. */
  ctl_do (ctl, "--as", "Fanta", "notice-draft", ref, "Something else.", "--lang", "en", "--notice",
          "N1", "--at", "2026-11-22T03:05:00Z", NULL);
  ctl_do (ctl, "--json", "notices", ref, NULL);
  ctl_assert_value (ctl, "0/state", "draft");
  ctl_run (ctl, "--as", "Fanta", "notice-sent", ref, "N1", "--channel", "press-release", "--at",
           "2026-11-22T03:06:00Z", NULL);
  ctl_assert_refused (ctl, "approval is missing");
}

static void
test_steps (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  draft (ctl, ref, "Fanta", "team", "We look at the pool. Next check-in: 03:40 GMT.");
  ctl_do (ctl, "--as", "Fanta", "notice-sent", ref, "N1", "--channel", "slack", "--lang", "en",
          NULL);
  ctl_do (ctl, "--json", "notices", ref, NULL);
  ctl_assert_value (ctl, "0/state", "sent");
  ctl_run (ctl, "--as", "Fanta", "notice-draft", ref, "Other.", "--lang", "en", "--notice", "N1",
           NULL);
  ctl_assert_refused (ctl, "went out");
  ctl_do (ctl, "--as", "Fanta", "notice-complete", ref, "N1", NULL);
  ctl_do (ctl, "--json", "notices", ref, NULL);
  ctl_assert_value (ctl, "0/state", "completed");
}

static void
test_blocked (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  draft (ctl, ref, "Fanta", "users", "We will be back at [TIME].");
  ctl_run (ctl, "--as", "Fanta", "notice-submit", ref, "N1", NULL);
  ctl_assert_refused (ctl, "placeholder");
}

/* A message without a notice, by audience, before and in a breach. */
static void
test_messages (void)
{
  static const struct
  {
    const char *audience, *channel, *refusal, *refusal_in_breach;
  } cases[] = {
    { "users", "status-page", NULL, "legal" },
    { "management", "email", NULL, NULL },
    { "team", "slack", NULL, NULL },
    { "ceo", "email", NULL, NULL },
    { "press", "press-release", "approval", "approval" },
    { "partners", "email", "approval", "approval" },
    { "authority", "portal", "approval", "approval" },
    { "persons", "email", "approval", "approval" },
  };
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  for (guint breach = 0; breach < 2; breach++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          const char *refusal = breach ? cases[i].refusal_in_breach : cases[i].refusal;

          ctl_run (ctl, "--as", "Fanta", "message", ref, "We know.", "--audience",
                   cases[i].audience, "--channel", cases[i].channel, NULL);
          if (refusal != NULL)
            ctl_assert_refused (ctl, refusal);
          else
            g_assert_cmpint (ctl->status, ==, 0);
        }
      g_free (ref);
      ref = g_strdup (ctl_do (ctl, "--as", "Awa", "declare", "--title", "Data copied", "--type", "INC-02", "--severity", "P1", "--reason", "r",
                              "--detected", "2026-11-22T03:00:00Z", "--at", "2026-11-22T03:00:00Z", NULL));
    }
  ctl_run (ctl, "--as", "Fanta", "message", ref, "We know.", "--audience", "users", "--channel",
           "sms", "--read-by", "Ali", NULL);
  ctl_assert_refused (ctl, "legal");
  ctl_do (ctl, "--as", "Fanta", "message", ref, "We know.", "--audience", "users", "--channel",
          "sms", "--read-by", "Legal counsel", NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/notice/render", test_render);
  g_test_add_func ("/ctl/notice/ways-round", test_ways_round);
  g_test_add_func ("/ctl/notice/steps", test_steps);
  g_test_add_func ("/ctl/notice/blocked", test_blocked);
  g_test_add_func ("/ctl/notice/messages", test_messages);

  return g_test_run ();
}
