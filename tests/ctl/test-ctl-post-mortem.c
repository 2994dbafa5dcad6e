/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A post-mortem from a script: planned, held, asked for, signed by somebody else, published; what is refused on the way. The
 * store is opened anew by each step, so all of it is read back from disk. */

#include "ctl-runner.h"

static void
assert_stage (Ctl *ctl, const char *ref, const char *stage)
{
  ctl_do (ctl, "--json", "postmortem", "status", ref, NULL);
  ctl_assert_value (ctl, "stage", stage);
}

static void
test_way (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = g_strdup (ctl_do (ctl, "--as", "Awa", "declare", "--title", "Site down", "--severity", "P1", "--reason", "r", NULL));
  const char *calendar;

  assert_stage (ctl, ref, "none");
  ctl_run (ctl, "postmortem", "schedule", ref, NULL);
  ctl_assert_refused (ctl, "not resolved");
  ctl_do (ctl, "--as", "Awa", "milestone", ref, "resolved", NULL);
  assert_stage (ctl, ref, "resolved");
  ctl_assert_value (ctl, "missing/0/kind", "schedule");
  ctl_run (ctl, "postmortem", "invite", ref, NULL);
  ctl_assert_refused (ctl, "planned");
  ctl_run (ctl, "postmortem", "schedule", ref, "--minutes", "soon", NULL);
  ctl_assert_refused (ctl, "number");
  ctl_do (ctl, "--as", "Awa", "postmortem", "schedule", ref, "--people", "Ali, Fanta", "--place", "Room 2", NULL);
  assert_stage (ctl, ref, "documenting");
  calendar = ctl_do (ctl, "postmortem", "invite", ref, NULL);
  g_assert_nonnull (strstr (calendar, "METHOD:REQUEST"));
  ctl_do (ctl, "--as", "Awa", "postmortem", "hold", ref, NULL);
  ctl_run (ctl, "--as", "Awa", "postmortem", "ask", ref, "--people", "Ali", NULL);
  ctl_assert_refused (ctl, "missing");
  ctl_do (ctl, "--as", "Awa", "postmortem", "ask", ref, "--people", "Ali", "--despite", "nobody knows", NULL);
  ctl_run (ctl, "--as", "Ali", "postmortem", "publish", ref, "team", NULL);
  ctl_assert_refused (ctl, "sign");
  ctl_do (ctl, "--as", "Ali", "postmortem", "sign", ref, NULL);
  ctl_run (ctl, "--as", "Ali", "postmortem", "publish", ref, "moon", NULL);
  ctl_assert_refused (ctl, "everybody");
  for (guint i = 0; i < 3; i++)
    ctl_do (ctl, "--as", "Awa", "postmortem", "publish", ref, i == 0 ? "team" : i == 1 ? "management" : "everybody", "--recipients", "7", NULL);
  assert_stage (ctl, ref, "followed-up");
  ctl_assert_value (ctl, "signed_by", "Ali");
  ctl_assert_value (ctl, "changed_since_published", "false");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/post-mortem/way", test_way);

  return g_test_run ();
}
