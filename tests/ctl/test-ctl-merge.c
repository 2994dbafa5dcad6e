/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What two stores recorded apart, met through the export: values in two versions, and one incident declared twice. */

#include <glib/gstdio.h>
#include <string.h>

#include "ctl-runner.h"

static char *
declare (Ctl *ctl, const char *title)
{
  return g_strdup (ctl_do (ctl, "declare", "--title", title, "--severity", "P2", "--reason", "r", NULL));
}

/* What @from has of the incident arrives at @to. */
static void
carry (Ctl *from, Ctl *to, const char *ref)
{
  g_autofree char *file = ctl_path (from, "carried.json");

  g_unlink (file);
  ctl_do (from, "export", ref, "--format", "json", "-o", file, NULL);
  ctl_do (to, "import", file, NULL);
}

static void
test_settle (void)
{
  g_autoptr(Ctl) here = ctl_new ();
  g_autoptr(Ctl) there = ctl_new ();
  g_autofree char *ref = declare (here, "Site down");
  g_autofree char *id = NULL;
  g_autoptr(VigieJson) json = NULL;

  carry (here, there, ref);
  ctl_do (here, "fact", ref, "users_affected", "1200", NULL);
  ctl_do (there, "fact", ref, "users_affected", "900", NULL);
  carry (there, here, ref);
  ctl_do (here, "--json", "show", ref, NULL);
  ctl_assert_value (here, "conflicts/0/key", "fact/users_affected");
  ctl_assert_value (here, "conflicts/0/versions/1/stands", "true");
  json = ctl_json (here);
  id = ctl_value (json, "conflicts/0/versions/0/id");
  ctl_run (here, "settle", ref, "fact/orders_lost", id, NULL);
  ctl_assert_refused (here, NULL);
  ctl_do (here, "settle", ref, "fact/users_affected", id, NULL);
  ctl_run (here, "settle", ref, "fact/users_affected", id, NULL);
  ctl_assert_refused (here, NULL);
  carry (here, there, ref);
  ctl_do (there, "--json", "show", ref, NULL);
  g_assert_nonnull (strstr (there->out, "\"conflicts\":[]"));
}

static void
test_twins (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *first = declare (ctl, "Site down");
  g_autofree char *second = declare (ctl, "Orders fail");

  ctl_do (ctl, "link", first, second, NULL);
  ctl_do (ctl, "--json", "show", first, NULL);
  ctl_assert_value (ctl, "followers/0", second);
  ctl_do (ctl, "--json", "show", second, NULL);
  ctl_assert_value (ctl, "follows", first);
  g_assert_null (strstr (ctl_do (ctl, "list", "--active", NULL), second));
  g_assert_nonnull (strstr (ctl_do (ctl, "list", NULL), second));
  ctl_do (ctl, "--json", "obligations", second, NULL);
  g_assert_cmpstr (ctl->out, ==, "[]");
  ctl_run (ctl, "link", second, first, NULL);
  ctl_assert_refused (ctl, NULL);

  ctl_run (ctl, "unlink", first, second, NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_do (ctl, "unlink", second, first, "--reason", "Two outages after all", NULL);
  g_assert_nonnull (strstr (ctl_do (ctl, "list", "--active", NULL), second));
  ctl_do (ctl, "--json", "show", second, NULL);
  ctl_assert_value (ctl, "follows", "null");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/merge/settle", test_settle);
  g_test_add_func ("/ctl/merge/twins", test_twins);

  return g_test_run ();
}
