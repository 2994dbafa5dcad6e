/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* vigiectl as scripts use it: what it prints, what it records, which status it ends with. */

#include <string.h>

#include "ctl-runner.h"
#include "vigie-id.h"

#define TITLE "disk < 5% & rising"

static char *
declare (Ctl *ctl)
{
  return g_strdup (ctl_do (ctl, "--as", "Awa Koné", "declare", "--title", TITLE, "--type", "INC-01", "--users", "100", "--function", "critical",
                           "--detected", "2025-11-22T09:00:00Z", "--at", "2025-11-22T09:02:00Z", NULL));
}

static const struct
{
  const char *users, *revenue, *workaround, *function, *data;
  const char *first;
} assessments[] = {
  { "20", "0", "complex", "nice-to-have", "none", "P2" },
  { "3", "0", "simple", "important", "potential", "P3" },
  { "60", "0", "simple", "nice-to-have", "none", "P2" },
  { "1", "0", "simple", "nice-to-have", "confirmed", "P1" },
  { "unknown", "unknown", "none", "core", "none", "P2" },
  { "unknown", "unknown", "unknown", "unknown", "unknown", "none" },
  { "unknown", "unknown", "unknown", "unknown", "confirmed", "P1" },
  { "4.999", "0", "complex", "nice-to-have", "none", "P4" },
  { "5", "0", "complex", "nice-to-have", "none", "P3" },
  { "50", "0", "complex", "nice-to-have", "none", "P2" },
  { "50.1", "0", "none-raise", "nice-to-have", "none", "P1" },
};

static void
test_assess (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();

  for (guint i = 0; i < G_N_ELEMENTS (assessments); i++)
    {
      const char *out = ctl_do (ctl, "assess", "--users", assessments[i].users, "--revenue", assessments[i].revenue, "--workaround", assessments[i].workaround,
                                "--function", assessments[i].function, "--data", assessments[i].data, NULL);

      g_assert_true (g_str_has_prefix (out, assessments[i].first));
    }
  ctl_do (ctl, "--json", "assess", "--function", "core", "--workaround", "none", "--data", "none", NULL);
  ctl_assert_value (ctl, "severity", "P2");
  ctl_assert_value (ctl, "provisional", "true");
  ctl_do (ctl, "--json", "assess", NULL);
  ctl_assert_value (ctl, "severity", "null");
}

static void
test_assess_refuses_junk (void)
{
  const char *junk[] = { "-1", "101", "abc", "nan", "1e999", "", "5,5", "inf", "0x10", " 5", "5%", "100.0001" };
  g_autoptr(Ctl) ctl = ctl_new ();

  for (guint i = 0; i < G_N_ELEMENTS (junk); i++)
    {
      ctl_run (ctl, "assess", "--users", junk[i], NULL);
      ctl_assert_refused (ctl, NULL);
      ctl_run (ctl, "assess", "--revenue", junk[i], NULL);
      ctl_assert_refused (ctl, NULL);
    }
  ctl_run (ctl, "assess", "--workaround", "perhaps", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_run (ctl, "--json", "assess", "--users", "-1", NULL);
  g_assert_cmpint (ctl->status, ==, 1);
  g_assert_true (g_str_has_prefix (ctl->err, "{\"error\":{\"code\":\"invalid\",\"message\":\""));
}

static void
test_declare_and_show (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  g_assert_true (g_str_has_prefix (ref, "2025-11-22-"));
  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "title", TITLE);
  ctl_assert_value (ctl, "severity", "P1");
  ctl_assert_value (ctl, "stage", "investigating");
  ctl_assert_value (ctl, "milestones/detected", "2025-11-22T09:00:00Z");
  ctl_assert_value (ctl, "milestones/declared", "2025-11-22T09:02:00Z");
  ctl_assert_value (ctl, "milestones/resolved", "null");
  ctl_assert_value (ctl, "roster/0/post", "commander");
  ctl_assert_value (ctl, "roster/0/person", "Awa Koné");
  ctl_assert_value (ctl, "timeline/0/author", "Awa Koné");
  ctl_do (ctl, "--json", "list", NULL);
  ctl_assert_value (ctl, "0/title", TITLE);
  g_assert_nonnull (strstr (ctl_do (ctl, "list", NULL), TITLE));
  g_assert_true (g_str_has_suffix (ctl->out, ref));
  /* A unique prefix and the four signs name it too. */
  ctl_do (ctl, "show", "2025-11", NULL);
  ctl_do (ctl, "show", ref + strlen ("2025-11-22-"), NULL);
  ctl_run (ctl, "show", "1999", NULL);
  ctl_assert_refused (ctl, NULL);
}

static char *
timeline_text (Ctl *ctl, const char *ref, const char *id)
{
  g_autoptr(VigieJson) json = NULL;

  ctl_do (ctl, "--json", "show", ref, NULL);
  json = ctl_json (ctl);
  for (guint i = 0; i < vigie_json_size (json, vigie_json_member (json, 0, "timeline")); i++)
    {
      g_autofree char *id_path = g_strdup_printf ("timeline/%u/id", i);
      g_autofree char *text_path = g_strdup_printf ("timeline/%u/text", i);
      g_autofree char *found = ctl_value (json, id_path);

      if (g_str_equal (found, id))
        return ctl_value (json, text_path);
    }

  return NULL;
}

static void
test_log_keeps_the_text (void)
{
  const char *texts[] = { "-5 degrees in the server room", "--at is no option here", "disk < 5% & rising", "« déjà vu » 🙂", "a\nb", "=1+1", "'quoted'", "-" };
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *id = g_strdup (ctl_do (ctl, "log", ref, texts[i], "--at", "2025-11-22T09:05:00Z", NULL));
      g_autofree char *found = NULL;

      g_assert_true (vigie_id_is_valid (id));
      found = timeline_text (ctl, ref, id);
      g_assert_cmpstr (found, ==, texts[i]);
    }
  ctl_do (ctl, "log", ref, "with a kind", "--kind", "decision", NULL);
  ctl_run (ctl, "log", ref, "x", "--kind", "gossip", NULL);
  ctl_assert_refused (ctl, "gossip");
  ctl_run (ctl, "log", ref, "", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_run (ctl, "log", ref, "x", "--at", "tomorrowish", NULL);
  ctl_assert_refused (ctl, NULL);
}

static char *
obligation_state (Ctl *ctl, const char *ref, const char *at, const char *id)
{
  g_autoptr(VigieJson) json = NULL;

  ctl_do (ctl, "--json", "obligations", ref, "--at", at, NULL);
  json = ctl_json (ctl);
  for (guint i = 0; i < vigie_json_size (json, 0); i++)
    {
      g_autofree char *id_path = g_strdup_printf ("%u/id", i);
      g_autofree char *state_path = g_strdup_printf ("%u/state", i);
      g_autofree char *found = ctl_value (json, id_path);

      if (g_str_equal (found, id))
        return ctl_value (json, state_path);
    }

  return g_strdup ("absent");
}

static void
assert_state (Ctl *ctl, const char *ref, const char *at, const char *id, const char *state)
{
  g_autofree char *found = obligation_state (ctl, ref, at, id);

  g_test_message ("%s at %s: %s", id, at, found);
  g_assert_cmpstr (found, ==, state);
}

static void
test_obligations (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  assert_state (ctl, ref, "2025-11-22T09:03:00Z", "respond", "pending");
  assert_state (ctl, ref, "2025-11-22T09:08:00Z", "respond", "due-soon");
  assert_state (ctl, ref, "2025-11-22T09:15:00Z", "respond", "due-soon");
  assert_state (ctl, ref, "2025-11-22T09:15:01Z", "respond", "overdue");
  ctl_do (ctl, "milestone", ref, "responded", "--at", "2025-11-22T09:10:00Z", NULL);
  assert_state (ctl, ref, "2025-11-22T09:20:00Z", "respond", "done");
  assert_state (ctl, ref, "2025-11-22T09:09:00Z", "respond", "due-soon");

  ctl_do (ctl, "done", ref, "cto-alert", "--note", "joint au téléphone", "--at", "2025-11-22T09:04:00Z", NULL);
  assert_state (ctl, ref, "2025-11-22T09:30:00Z", "cto-alert", "done");
  assert_state (ctl, ref, "2025-11-22T09:33:00Z", "status-update", "overdue");
  ctl_do (ctl, "message", ref, "--audience", "users", "--channel", "status-page", "--stage", "investigating", "Nous cherchons.", "--at", "2025-11-22T09:20:00Z", NULL);
  assert_state (ctl, ref, "2025-11-22T09:33:00Z", "status-update", "pending");
  assert_state (ctl, ref, "2025-11-22T09:17:00Z", "ceo-mail", "overdue");
  ctl_do (ctl, "waive", ref, "ceo-mail", "--reason", "déjà informée", "--at", "2025-11-22T09:18:00Z", NULL);
  assert_state (ctl, ref, "2025-11-22T09:19:00Z", "ceo-mail", "waived");
  ctl_run (ctl, "waive", ref, "customer-mail", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_run (ctl, "done", ref, "no-such-clock", NULL);
  ctl_assert_refused (ctl, "no-such-clock");
}

static void
test_acts (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  ctl_do (ctl, "fact", ref, "users_affected", "1200", "--state", "confirmed", "--source", "Supabase", NULL);
  ctl_do (ctl, "fact", ref, "loss_fcfa", "4 850 000", NULL);
  ctl_do (ctl, "role", ref, "scribe", "Mariam Traoré", NULL);
  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "facts/users_affected/value", "1200");
  ctl_assert_value (ctl, "facts/users_affected/state", "confirmed");
  ctl_assert_value (ctl, "facts/users_affected/source", "Supabase");
  ctl_assert_value (ctl, "facts/loss_fcfa/value", "4850000");
  ctl_run (ctl, "fact", ref, "users_affected", "many", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_run (ctl, "milestone", ref, "lunch", NULL);
  ctl_assert_refused (ctl, "lunch");
  ctl_run (ctl, "role", ref, "jester", "Awa", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_run (ctl, "tick", ref, "no-such-step", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_run (ctl, "message", ref, "--audience", "aliens", "--channel", "email", "x", NULL);
  ctl_assert_refused (ctl, NULL);
}

static char *
declare_payments (Ctl *ctl)
{
  return g_strdup (ctl_do (ctl, "declare", "--title", "Payments stuck", "--type", "INC-05", "--severity", "P2", "--reason", "one operator", NULL));
}

static void
test_gates_and_queries (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare_payments (ctl);

  ctl_run (ctl, "gate", ref, "war-room/resolution-confirm", "maybe", "--by", "Awa", NULL);
  ctl_assert_refused (ctl, "maybe");
  ctl_run (ctl, "gate", ref, "war-room/resolution-confirm", "no", "--by", "Awa", NULL);
  ctl_assert_refused (ctl, "note");
  ctl_run (ctl, "gate", ref, "war-room/resolution-confirm", "withdraw", NULL);
  ctl_assert_refused (ctl, "answered");
  ctl_do (ctl, "gate", ref, "war-room/resolution-confirm", "yes", "--by", "Awa", NULL);
  ctl_do (ctl, "gate", ref, "war-room/resolution-confirm", "withdraw", NULL);
  ctl_do (ctl, "gate", ref, "war-room/resolution-confirm", "yes", "--by", "Awa", NULL);
  ctl_do (ctl, "choose", ref, "operator", NULL);
  ctl_run (ctl, "tick", ref, "s4-in-bug", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_do (ctl, "tick", ref, "s4-in-bug", "--reason", "both", NULL);

  ctl_run (ctl, "query", ref, "record-payment", "--subject", "ORD-1", NULL);
  ctl_assert_refused (ctl, "ORD-1");
  ctl_run (ctl, "confirm", ref, "record-payment", "1'; --", "--source", "Wave 77", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_do (ctl, "confirm", ref, "record-payment", "ORD-1", "--source", "Wave 77", NULL);
  ctl_run (ctl, "query", ref, "record-payment", "--subject", "ORD-1", NULL);
  ctl_assert_refused (ctl, "operator");
  ctl_do (ctl, "fact", ref, "operator", "Wave", NULL);
  g_assert_nonnull (strstr (ctl_do (ctl, "query", ref, "record-payment", "--subject", "ORD-1", NULL), "WHERE id = 'ORD-1'"));
  ctl_run (ctl, "query", ref, "record-payment", NULL);
  ctl_assert_refused (ctl, NULL);
}

static void
test_handover (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  ctl_run (ctl, "handover", ref, "commander", NULL);
  g_assert_cmpint (ctl->status, ==, 2);
  ctl_run (ctl, "handover", ref, "commander", "--accept", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_do (ctl, "handover", ref, "commander", "Kouassi", "--note", "4 h", NULL);
  ctl_run (ctl, "handover", ref, "commander", "Mariam", NULL);
  ctl_assert_refused (ctl, "Kouassi");
  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "handovers/0/state", "pending");
  ctl_assert_value (ctl, "handovers/0/to", "Kouassi");
  ctl_assert_value (ctl, "handovers/0/note", "4 h");
  ctl_run (ctl, "handover", ref, "commander", "--decline", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_do (ctl, "handover", ref, "commander", "--decline", "--reason", "sleeping", NULL);
  ctl_do (ctl, "handover", ref, "commander", "Mariam", NULL);
  ctl_do (ctl, "handover", ref, "commander", "Yao", "--replace", NULL);
  ctl_do (ctl, "handover", ref, "commander", "--accept", NULL);
  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "roster/0/person", "Yao");
  ctl_assert_value (ctl, "handovers/0/reason", "sleeping");
  ctl_assert_value (ctl, "handovers/2/state", "accepted");
  ctl_do (ctl, "video", ref, "https://meet.example/x", NULL);
  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "video", "https://meet.example/x");
  ctl_run (ctl, "video", ref, "https://meet.example/x", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_do (ctl, "video", ref, NULL);
}

static void
test_brief (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);
  g_autofree char *markdown = ctl_path (ctl, "brief.md");
  g_autofree char *pdf = ctl_path (ctl, "brief.pdf");
  g_autofree char *text = NULL;

  ctl_do (ctl, "log", ref, "Tester *Wave*", "--kind", "todo", NULL);
  g_assert_nonnull (strstr (ctl_do (ctl, "brief", ref, NULL), "- Tester *Wave*"));
  g_assert_nonnull (strstr (ctl_do (ctl, "brief", ref, "--lang", "fr", NULL), "Parole publique"));
  ctl_do (ctl, "brief", ref, "-o", markdown, NULL);
  g_assert_true (g_file_get_contents (markdown, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Tester \\*Wave\\*"));
  g_clear_pointer (&text, g_free);
  ctl_do (ctl, "brief", ref, "-o", pdf, NULL);
  g_assert_true (g_file_get_contents (pdf, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  ctl_run (ctl, "brief", ref, "--lang", "de", NULL);
  ctl_assert_refused (ctl, "de");
}

static void
test_search (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  ctl_do (ctl, "log", ref, "Connexions saturées à Yopougon", NULL);
  g_assert_true (g_str_has_suffix (ctl_do (ctl, "search", "saturees", "yopou", NULL), ref));
  g_assert_cmpstr (ctl_do (ctl, "search", "nowhere", NULL), ==, "");
  ctl_do (ctl, "search", "\"'*()-NEAR/2 OR", NULL);
}

static void
test_usage (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();

  ctl_run (ctl, NULL);
  g_assert_cmpint (ctl->status, ==, 2);
  ctl_run (ctl, "frobnicate", NULL);
  g_assert_cmpint (ctl->status, ==, 2);
  ctl_run (ctl, "show", NULL);
  g_assert_cmpint (ctl->status, ==, 2);
  ctl_run (ctl, "list", "--no-such-option", NULL);
  g_assert_cmpint (ctl->status, ==, 2);
  ctl_run (ctl, "declare", NULL);
  g_assert_cmpint (ctl->status, ==, 2);
  ctl_run (ctl, "--json", "show", NULL);
  g_assert_cmpint (ctl->status, ==, 2);
  g_assert_true (g_str_has_prefix (ctl->err, "{\"error\":"));
}

static void
test_closing (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  ctl_do (ctl, "--json", "missing", ref, NULL);
  ctl_assert_value (ctl, "0/kind", "milestone");
  ctl_assert_value (ctl, "0/id", "started");
  ctl_run (ctl, "reopen", ref, "--reason", "Why", NULL);
  ctl_assert_refused (ctl, "neither resolved nor closed");
  ctl_do (ctl, "milestone", ref, "restored", "--at", "2025-11-22T10:00:00Z", NULL);
  ctl_run (ctl, "resolve", ref, "--at", "2025-11-22T10:05:00Z", NULL);
  ctl_assert_refused (ctl, "--anyway");
  ctl_do (ctl, "resolve", ref, "--anyway", "--at", "2025-11-22T10:05:00Z", NULL);
  ctl_run (ctl, "close", ref, "--at", "2025-11-22T10:29:59Z", NULL);
  ctl_assert_refused (ctl, "--reason");
  ctl_run (ctl, "milestone", ref, "closed", "--at", "2025-11-22T10:29:59Z", NULL);
  ctl_assert_refused (ctl, "--reason");
  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "milestones/closed", "null");
  ctl_do (ctl, "milestone", ref, "closed", "--at", "2025-11-22T10:20:00Z", "--reason", "The shop is shut", NULL);
  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "milestones/closed", "2025-11-22T10:20:00Z");
  g_assert_nonnull (strstr (ctl->out, "The shop is shut"));
  ctl_run (ctl, "close", ref, "--at", "2025-11-22T10:29:59Z", NULL);
  ctl_assert_refused (ctl, "closed already");
  ctl_do (ctl, "milestone", ref, "closed", "--at", "2025-11-22T10:30:00Z", NULL);
  ctl_run (ctl, "reopen", ref, NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_run (ctl, "reopen", ref, "--reason", "It fails again", "--stage", "somewhere", NULL);
  ctl_assert_refused (ctl, "somewhere");
  ctl_do (ctl, "reopen", ref, "--reason", "It fails again", "--stage", "investigating", NULL);
  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "stage", "investigating");
  ctl_assert_value (ctl, "milestones/resolved", "null");
}

static void
test_derived_and_proposal (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = g_strdup (ctl_do (ctl, "declare", "--title", "Slow", "--users", "1", "--revenue", "0", "--function", "nice-to-have",
                                           "--workaround", "complex", "--data", "none", NULL));

  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "proposal", "null");
  ctl_assert_value (ctl, "derived/users_share/missing/0", "users_affected");
  ctl_do (ctl, "fact", ref, "users_affected", "600", "--state", "confirmed", NULL);
  ctl_do (ctl, "fact", ref, "users_total", "1000", NULL);
  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "derived/users_share/value", "60");
  ctl_assert_value (ctl, "derived/users_share/state", "estimated");
  ctl_assert_value (ctl, "proposal/severity", "P1");
  ctl_assert_value (ctl, "severity", "P4");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/assess", test_assess);
  g_test_add_func ("/ctl/assess-refuses-junk", test_assess_refuses_junk);
  g_test_add_func ("/ctl/declare-and-show", test_declare_and_show);
  g_test_add_func ("/ctl/log-keeps-the-text", test_log_keeps_the_text);
  g_test_add_func ("/ctl/obligations", test_obligations);
  g_test_add_func ("/ctl/acts", test_acts);
  g_test_add_func ("/ctl/handover", test_handover);
  g_test_add_func ("/ctl/gates-and-queries", test_gates_and_queries);
  g_test_add_func ("/ctl/closing", test_closing);
  g_test_add_func ("/ctl/derived-and-proposal", test_derived_and_proposal);
  g_test_add_func ("/ctl/brief", test_brief);
  g_test_add_func ("/ctl/search", test_search);
  g_test_add_func ("/ctl/usage", test_usage);

  return g_test_run ();
}
