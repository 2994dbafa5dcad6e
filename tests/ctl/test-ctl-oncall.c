/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is on call, asked and changed from the command line. */

#include <string.h>

#include "ctl-runner.h"

static void
test_now (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();

  ctl_do (ctl, "--json", "oncall", NULL);
  ctl_assert_value (ctl, "2/level", "L3");
  ctl_assert_value (ctl, "2/person", "null");
  ctl_assert_value (ctl, "2/from", "null");
  ctl_do (ctl, "oncall", "set", "L3", "--people", "cto, Dan", "--starts", "2026-11-23", "--handover", "08:00", NULL);
  ctl_do (ctl, "oncall", "substitute", "L3", "Eve", "--from", "2026-11-25T08:00:00Z", "--to", "2026-11-26T08:00:00Z", NULL);
  ctl_do (ctl, "--json", "oncall", "--at", "2026-11-24T00:00:00Z", NULL);
  ctl_assert_value (ctl, "2/name", "CTO");
  ctl_assert_value (ctl, "2/to", "2026-11-25T08:00:00Z");
  ctl_assert_value (ctl, "2/next/person", "Eve");
  ctl_assert_value (ctl, "2/next/instead_of", "cto");
  ctl_do (ctl, "oncall", "absent", "CTO", "--from", "2026-11-23T00:00:00Z", "--to", "2026-11-30T00:00:00Z", NULL);
  ctl_do (ctl, "--json", "oncall", "--at", "2026-11-24T00:00:00Z", NULL);
  ctl_assert_value (ctl, "2/person", "null");
  ctl_assert_value (ctl, "2/absent", "cto");
}

static void
test_refused (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();

  ctl_run (ctl, "oncall", "set", "L9", "--people", "a", NULL);
  ctl_assert_refused (ctl, "L9");
  ctl_run (ctl, "oncall", "set", "L3", "--people", "a", "--zone", "Mars/Base", NULL);
  ctl_assert_refused (ctl, "Mars/Base");
  ctl_run (ctl, "oncall", "set", "L3", "--people", "a", "--weeks", "0", NULL);
  ctl_assert_refused (ctl, "52");
  ctl_run (ctl, "oncall", "substitute", "L3", "a", NULL);
  ctl_assert_refused (ctl, "--from");
  ctl_run (ctl, "oncall", "import", "/nowhere.ics", "--level", "L3", NULL);
  ctl_assert_refused (ctl, "/nowhere.ics");
}

/* Out of one store and into another. */
static void
test_calendar (void)
{
  g_autoptr(Ctl) here = ctl_new ();
  g_autoptr(Ctl) there = ctl_new ();
  g_autofree char *file = ctl_path (here, "oncall.ics");
  const char *from = "2026-11-23T00:00:00Z";

  ctl_do (here, "oncall", "set", "L2", "--people", "cto, Dan", "--starts", "2026-11-23", "--zone", "Europe/Paris", NULL);
  ctl_do (here, "oncall", "export", "--from", from, "--to", "2027-06-01T00:00:00Z", "-o", file, NULL);
  ctl_do (there, "oncall", "import", file, "--from", from, "--preview", NULL);
  g_assert_nonnull (strstr (there->err, "Dan"));
  ctl_do (there, "--json", "oncall", "--at", "2027-04-06T00:00:00Z", NULL);
  ctl_assert_value (there, "1/person", "null");
  ctl_do (there, "oncall", "import", file, "--from", from, NULL);
  ctl_do (there, "--json", "oncall", "--at", "2027-04-06T00:00:00Z", NULL);
  ctl_assert_value (there, "1/person", "Dan");
  ctl_assert_value (there, "1/from", "2027-04-05T06:00:00Z");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/oncall/now", test_now);
  g_test_add_func ("/ctl/oncall/refused", test_refused);
  g_test_add_func ("/ctl/oncall/calendar", test_calendar);

  return g_test_run ();
}
