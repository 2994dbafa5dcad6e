/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hostile text through vigiectl: JSON gives it back byte for byte, and nothing it prints can move a terminal's
 * cursor, change its colours or turn the reading direction round, refusals included. */

#include <string.h>

#include "ctl-runner.h"
#include "vigie-test-hostile.h"

static gboolean
is_harmless_line (const char *text)
{
  vigie_test_assert_harmless (text);

  return strchr (text, '\t') == NULL;
}

static void
test_entries (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = g_strdup (ctl_do (ctl, "declare", "--title", "Site down", "--users", "60", NULL));
  guint n_before, n = 0;

  ctl_do (ctl, "--json", "show", ref, NULL);
  for (n_before = 0;; n_before++)
    {
      g_autoptr(VigieJson) json = ctl_json (ctl);
      g_autofree char *path = g_strdup_printf ("timeline/%u/id", n_before);
      g_autofree char *id = ctl_value (json, path);

      if (id == NULL)
        break;
    }
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    ctl_do (ctl, "log", ref, vigie_test_hostile[i], "--kind", "note", NULL);
  ctl_do (ctl, "--json", "show", ref, NULL);
  is_harmless_line (ctl->out);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("timeline/%u/text", n_before + n++);

      ctl_assert_value (ctl, path, vigie_test_hostile[i]);
    }
  g_assert_cmpuint (n, >=, 60);
  ctl_do (ctl, "show", ref, NULL);
  vigie_test_assert_harmless (ctl->out);
  ctl_do (ctl, "brief", ref, NULL);
  vigie_test_assert_harmless (ctl->out);
}

/* A store for a few of them: the references of a hundred incidents of one day may be alike. */
static void
try_titles (guint from, guint to)
{
  g_autoptr(Ctl) ctl = ctl_new ();

  for (guint i = from; i < to && vigie_test_hostile[i] != NULL; i++)
    {
      g_autofree char *ref = NULL;
      g_autofree char *trimmed = g_strstrip (g_strdup (vigie_test_hostile[i]));

      ref = g_strdup (ctl_do (ctl, "declare", "--title", vigie_test_hostile[i], "--users", "60", NULL));
      ctl_do (ctl, "--json", "show", ref, NULL);
      ctl_assert_value (ctl, "title", trimmed);
      if (i != from)
        continue;
      ctl_do (ctl, "role", ref, "scribe", vigie_test_hostile[i], NULL);
      ctl_do (ctl, "fact", ref, "systems", vigie_test_hostile[i], "--source", vigie_test_hostile[i], NULL);
      ctl_do (ctl, "show", ref, NULL);
      vigie_test_assert_harmless (ctl->out);
    }
  ctl_do (ctl, "list", NULL);
  vigie_test_assert_harmless (ctl->out);
  ctl_do (ctl, "--json", "list", NULL);
  vigie_test_assert_harmless (ctl->out);
}

static void
test_titles_and_people (void)
{
  for (guint i = 0; i < vigie_test_n_hostile (); i += 8)
    try_titles (i, i + 8);
}

/* Any words are looked for literally; nothing of what was found is obeyed by the terminal. */
static void
test_search_and_refusals (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = g_strdup (ctl_do (ctl, "declare", "--title", "\x1b[31mred", "--users", "60", NULL));

  ctl_do (ctl, "log", ref, "\x1b]0;needle\x07 \xe2\x80\xae" "elbon", NULL);
  ctl_do (ctl, "search", "needle", NULL);
  g_assert_nonnull (strstr (ctl->out, "␛]0;"));
  is_harmless_line (ctl->out);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      ctl_do (ctl, "search", vigie_test_hostile[i], NULL);
      ctl_run (ctl, "show", vigie_test_hostile[i], NULL);
      if (ctl->status != 0)
        vigie_test_assert_harmless (ctl->err);
      ctl_run (ctl, "--json", "tick", ref, vigie_test_hostile[i], NULL);
      g_assert_cmpint (ctl->status, ==, 1);
      vigie_test_assert_harmless (ctl->err);
    }
}

static void
test_nothing_to_see (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = g_strdup (ctl_do (ctl, "declare", "--title", "Site down", "--users", "60", NULL));

  for (guint i = 0; vigie_test_invisible[i] != NULL; i++)
    {
      ctl_run (ctl, "log", ref, vigie_test_invisible[i], NULL);
      g_assert_cmpint (ctl->status, !=, 0);
      ctl_run (ctl, "declare", "--title", vigie_test_invisible[i], "--users", "60", NULL);
      g_assert_cmpint (ctl->status, !=, 0);
    }
  for (guint i = 0; vigie_test_broken[i] != NULL; i++)
    {
      ctl_run (ctl, "log", ref, vigie_test_broken[i], NULL);
      ctl_assert_refused (ctl, "UTF-8");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/F33/ctl-entries", test_entries);
  g_test_add_func ("/ctl/hostile-text/titles-and-people", test_titles_and_people);
  g_test_add_func ("/ctl/hostile-text/search-and-refusals", test_search_and_refusals);
  g_test_add_func ("/ctl/hostile-text/nothing-to-see", test_nothing_to_see);

  return g_test_run ();
}
