/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Causes and actions from a script: what is recorded, what is refused, and that a cause that comes back is counted. */

#include "ctl-runner.h"

static char *
declare (Ctl *ctl, const char *title)
{
  return g_strdup (ctl_do (ctl, "declare", "--title", title, "--severity", "P2", "--reason", "r", NULL));
}

static void
test_tree (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl, "Site down");
  g_autofree char *entry = g_strdup (ctl_do (ctl, "log", ref, "The disk is full", NULL));

  ctl_do (ctl, "cause", ref, "The disk was full", NULL);
  ctl_do (ctl, "cause", ref, "Nobody watched it", "--parent", "C1", "--root", NULL);
  ctl_do (ctl, "cause", ref, "It was a Sunday", "--factor", NULL);
  ctl_run (ctl, "cause", ref, "--change", "C2", "--state", "confirmed", NULL);
  ctl_assert_refused (ctl, "evidence");
  ctl_run (ctl, "cause", ref, "--change", "C1", "--parent", "C2", NULL);
  ctl_assert_refused (ctl, "itself");
  ctl_do (ctl, "cause", ref, "--change", "C2", "--state", "confirmed", "--evidence", entry, "--term", "monitoring-gap", NULL);
  ctl_do (ctl, "action", ref, "Alert when a disk is 80 % full", "--owner", "Awa Koné", "--due", "2027-03-01 12:00", "--cause", "C2", NULL);
  ctl_run (ctl, "action", ref, "Improve monitoring", "--owner", "Awa Koné", "--due", "2027-03-01 12:00", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_do (ctl, "technique", ref, "five-whys,fishbone", NULL);
  ctl_do (ctl, "--json", "causes", ref, NULL);
  ctl_assert_value (ctl, "1/cause", "C2");
  ctl_assert_value (ctl, "1/explains", "C1");
  ctl_assert_value (ctl, "1/state", "confirmed");
  ctl_assert_value (ctl, "1/term", "monitoring-gap");
  ctl_assert_value (ctl, "2/kind", "factor");
  ctl_do (ctl, "cause", ref, "--change", "C1", "--remove", NULL);
  ctl_do (ctl, "--json", "causes", ref, NULL);
  ctl_assert_value (ctl, "0/cause", "C3");
  ctl_do (ctl, "cause", ref, "--change", "C1", "--restore", NULL);
  ctl_do (ctl, "--json", "causes", ref, NULL);
  ctl_assert_value (ctl, "0/cause", "C1");
}

static void
record_cause (Ctl *ctl, const char *title, const char *term)
{
  g_autofree char *ref = declare (ctl, title);
  g_autofree char *entry = g_strdup (ctl_do (ctl, "log", ref, "The disk is full", NULL));

  ctl_do (ctl, "cause", ref, "The disk was full", "--state", "confirmed", "--evidence", entry, "--term", term, NULL);
}

static void
test_recurrence (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();

  record_cause (ctl, "First", "disk full");
  record_cause (ctl, "Second", "network");
  record_cause (ctl, "Third", "Disk Full");
  ctl_do (ctl, "--json", "metrics", NULL);
  ctl_assert_value (ctl, "recurrence/count", "1");
  ctl_assert_value (ctl, "causes/0/count", "2");
  ctl_assert_value (ctl, "causes/1/term", "network");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/cause/tree", test_tree);
  g_test_add_func ("/ctl/cause/recurrence", test_recurrence);

  return g_test_run ();
}
