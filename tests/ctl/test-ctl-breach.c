/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* vigiectl breach: what the three rule books ask for, as text and as JSON, and the acts that go with it. */

#include <string.h>

#include "ctl-runner.h"

/* Where a rule stands in the list of verdicts. */
enum { PB_4 = 3, PB_5 = 4, G_3 = 13, G_5 = 15, G_6 = 16, CI_1 = 22, CI_2 = 23 };

static char *
declare (Ctl *ctl)
{
  return g_strdup (ctl_do (ctl, "declare", "--title", "Client export", "--type", "INC-02", "--severity", "P1", "--reason", "r",
                           "--detected", "2026-11-20T14:00:00Z", "--at", "2026-11-20T14:00:00Z", NULL));
}

static void
fact (Ctl *ctl, const char *ref, const char *name, const char *value)
{
  ctl_do (ctl, "fact", ref, name, value, "--state", "confirmed", "--source", "audit log", "--at", "2026-11-20T14:01:00Z", NULL);
}

static void
enter_case (Ctl *ctl, const char *ref)
{
  static const char *const facts[][2] = {
    { "persons", "1500" }, { "records", "1800" }, { "data_touched", "mobile-money-history" }, { "breach_kind", "confidentiality" },
    { "exfiltrated", "yes" }, { "recipients", "unknown" }, { "malicious", "yes" }, { "identification", "maximum" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    fact (ctl, ref, facts[i][0], facts[i][1]);
}

static void
assert_rule (Ctl *ctl, int index, const char *member, const char *value)
{
  g_autofree char *path = g_strdup_printf ("verdicts/%d/%s", index, member);

  ctl_assert_value (ctl, path, value);
}

static void
test_json (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  enter_case (ctl, ref);
  ctl_do (ctl, "--json", "breach", ref, "--at", "2026-11-20T15:00:00Z", NULL);
  ctl_assert_value (ctl, "score/dpc", "3");
  ctl_assert_value (ctl, "score/total", "4");
  ctl_assert_value (ctl, "score/band", "very-high");
  ctl_assert_value (ctl, "score/borderline", "true");
  assert_rule (ctl, PB_4, "rule", "PB-4");
  assert_rule (ctl, PB_4, "basis", "playbook");
  assert_rule (ctl, PB_4, "verdict", "yes");
  assert_rule (ctl, PB_4, "due", "2026-11-23T14:00:00Z");
  assert_rule (ctl, PB_5, "due", "2026-11-21T14:00:00Z");
  assert_rule (ctl, G_3, "rule", "G-3");
  assert_rule (ctl, G_3, "basis", "gdpr");
  assert_rule (ctl, G_3, "verdict", "yes");
  assert_rule (ctl, G_6, "verdict", "yes");
  assert_rule (ctl, G_6, "due", "null");
  assert_rule (ctl, CI_1, "due", "2027-03-31T23:59:59Z");
  assert_rule (ctl, CI_2, "basis", "ivorian-law");
  assert_rule (ctl, CI_2, "verdict", "check");
  ctl_do (ctl, "--json", "breach", ref, "--at", "2026-11-23T14:00:01Z", NULL);
  assert_rule (ctl, G_5, "verdict", "yes");
}

static void
test_text (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  enter_case (ctl, ref);
  ctl_do (ctl, "breach", ref, "--at", "2026-11-20T15:00:00Z", NULL);
  g_assert_nonnull (strstr (ctl->out, "PB-4   playbook     YES        before 23 Nov 2026, 14:00 GMT"));
  g_assert_nonnull (strstr (ctl->out, "CI-2   ivorian-law  TO CHECK   no time limit found"));
  g_assert_nonnull (strstr (ctl->out, "3 × 1.00 + 1.00 = 4.00, very high, on the limit"));
  g_assert_nonnull (strstr (ctl->out, "not legal advice"));
}

static void
test_lowering (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  enter_case (ctl, ref);
  ctl_run (ctl, "breach-lower", ref, "G-3", "no", "--reason", "Our own test.", NULL);
  ctl_assert_refused (ctl, "name");
  ctl_run (ctl, "breach-lower", ref, "G-3", "no", "--by", "Me Ehui", NULL);
  ctl_assert_refused (ctl, "reason");
  ctl_run (ctl, "breach-lower", ref, "G-3", "maybe", "--by", "Me Ehui", "--reason", "r", NULL);
  ctl_assert_refused (ctl, "maybe");
  ctl_do (ctl, "breach-lower", ref, "G-3", "no", "--by", "Me Ehui", "--reason", "Our own test.", NULL);
  ctl_do (ctl, "--json", "breach", ref, NULL);
  assert_rule (ctl, G_3, "verdict", "no");
  assert_rule (ctl, G_3, "unlowered", "yes");
  assert_rule (ctl, G_3, "lowered/by", "Me Ehui");
  ctl_do (ctl, "breach", ref, NULL);
  g_assert_nonnull (strstr (ctl->out, "lowered from YES by Me Ehui: Our own test."));
  ctl_do (ctl, "breach-raise", ref, "G-3", NULL);
  ctl_run (ctl, "breach-raise", ref, "G-3", NULL);
  ctl_assert_refused (ctl, "not lowered");
  ctl_do (ctl, "--json", "breach", ref, NULL);
  assert_rule (ctl, G_3, "verdict", "yes");
}

/* What one desk decided arrives at another one with the export. */
static void
test_export_keeps_them (void)
{
  g_autoptr(Ctl) here = ctl_new ();
  g_autoptr(Ctl) there = ctl_new ();
  g_autofree char *ref = declare (here);
  g_autofree char *file = ctl_path (here, "carried.json");

  enter_case (here, ref);
  ctl_do (here, "breach-decide", ref, "--reason", "Assessed with Legal.", NULL);
  ctl_do (here, "breach-enter", ref, "2026-014", NULL);
  ctl_do (here, "breach-lower", ref, "PB-7", "no", "--by", "CEO", "--reason", "No partner concerned.", NULL);
  ctl_do (here, "export", ref, "--format", "json", "-o", file, NULL);
  ctl_do (there, "import", file, NULL);
  ctl_do (there, "--json", "breach", ref, NULL);
  ctl_assert_value (there, "verdicts/6/lowered/by", "CEO");
  ctl_do (there, "--json", "show", ref, NULL);
  g_assert_nonnull (strstr (there->out, "Entered in the breach register: 2026-014"));
  g_assert_nonnull (strstr (there->out, "Verdict PB-7 lowered to “no” by CEO"));
}

/* The notice is refused as a file while something is missing for which no blank may stand. */
static void
test_notice (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);
  g_autofree char *file = ctl_path (ctl, "notice.md");
  g_autofree char *text = NULL;

  enter_case (ctl, ref);
  ctl_do (ctl, "--json", "breach-notice", ref, "--at", "2026-11-20T15:00:00Z", NULL);
  ctl_assert_value (ctl, "incomplete", "true");
  ctl_assert_value (ctl, "late", "false");
  ctl_assert_value (ctl, "due", "2026-11-23T14:00:00Z");
  ctl_run (ctl, "breach-notice", ref, "-o", file, "--at", "2026-11-24T15:00:00Z", NULL);
  ctl_assert_refused (ctl, "Reasons for the late notice");
  ctl_run (ctl, "breach-answer", ref, "f999", "x", NULL);
  ctl_assert_refused (ctl, "f999");
  ctl_do (ctl, "breach-answer", ref, "f49", "The log was read on Monday.", "--at", "2026-11-24T14:00:00Z", NULL);
  ctl_do (ctl, "breach-answer", ref, "f21", "Awa Koné, DPO", "--at", "2026-11-24T14:00:00Z", NULL);
  ctl_do (ctl, "breach-notice", ref, "-o", file, "--at", "2026-11-24T15:00:00Z", NULL);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "The log was read on Monday."));
  g_assert_nonnull (strstr (text, "1,500"));
}

static void
test_register (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);
  g_autofree char *csv = ctl_path (ctl, "register.csv");
  g_autofree char *pdf = ctl_path (ctl, "year.pdf");
  g_autofree char *text = NULL;
  g_autofree char *bytes = NULL;

  enter_case (ctl, ref);
  ctl_do (ctl, "breach-enter", ref, "=2026-014", NULL);
  ctl_do (ctl, "--json", "breach-register", "--year", "2026", NULL);
  ctl_assert_value (ctl, "0/number", "=2026-014");
  ctl_assert_value (ctl, "0/persons", "1,500");
  ctl_do (ctl, "--json", "breach-register", "--year", "2025", NULL);
  g_assert_cmpstr (ctl->out, ==, "[]");
  ctl_do (ctl, "breach-register", "-o", csv, NULL);
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "number,ref,title,"));
  g_assert_nonnull (strstr (text, "\"'=2026-014\"")); /* no formula */
  ctl_do (ctl, "breach-entry", ref, "--lang", "fr", NULL);
  g_assert_nonnull (strstr (ctl->out, "Registre des violations"));
  ctl_do (ctl, "breach-year", "2026", "--lang", "en", NULL);
  g_assert_nonnull (strstr (ctl->out, "31 March 2027, to ARTCI"));
  ctl_do (ctl, "breach-year", "2026", "-o", pdf, NULL);
  g_assert_true (g_file_get_contents (pdf, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF"));
  ctl_run (ctl, "breach-year", "soon", NULL);
  ctl_assert_refused (ctl, "soon");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/breach/json", test_json);
  g_test_add_func ("/ctl/breach/text", test_text);
  g_test_add_func ("/ctl/breach/lowering", test_lowering);
  g_test_add_func ("/ctl/breach/export-keeps-them", test_export_keeps_them);
  g_test_add_func ("/ctl/breach/notice", test_notice);
  g_test_add_func ("/ctl/breach/register", test_register);

  return g_test_run ();
}
