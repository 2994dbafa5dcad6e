/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What begins with "-" behind REF, command by command: text where text is wanted, refused in one sentence (status 1)
 * where a name is wanted that is not there, wrong usage (status 2) only for what no command has. */

#include <string.h>

#include "ctl-runner.h"

#define MAX_WORDS 9

/* REF stands for the reference. @path, @value: what "show" says of it afterwards, NULL for nothing. */
static const struct
{
  const char *words[MAX_WORDS];
  int status;
  const char *path, *value;
} cases[] = {
  /* texts */
  { { "log", "REF", "-5 degrees in the rack" }, 0, "timeline/LAST/text", "-5 degrees in the rack" },
  { { "log", "REF", "-" }, 0, "timeline/LAST/text", "-" },
  { { "log", "REF", "--" }, 0, "timeline/LAST/text", "--" },
  { { "log", "REF", "--at" }, 0, "timeline/LAST/text", "--at" },
  { { "log", "REF", "--kind=call", "--kind", "note" }, 0, "timeline/LAST/text", "--kind=call" },
  { { "log", "REF", "-5", "--at", "-5" }, 0, "timeline/LAST/text", "-5" },
  { { "log", "REF", "--json" }, 0, "timeline/LAST/text", "--json" },
  { { "message", "REF", "-10 % of orders", "--audience", "team", "--channel", "slack" }, 0, NULL, NULL },
  { { "message", "REF", "--audience", "team", "--channel", "slack", "-10 % of orders" }, 0, NULL, NULL },
  { { "message", "REF", "--audience", "team", "--channel", "slack", "--", "--stage" }, 0, NULL, NULL },
  /* facts: name and value */
  { { "fact", "REF", "systems", "-db1" }, 0, "facts/systems/value", "-db1" },
  { { "fact", "REF", "-margin", "-3" }, 0, "facts/-margin/value", "-3" },
  { { "fact", "REF", "functions", "-", "--state", "estimated", "--source", "-awa" }, 0, "facts/functions/source", "-awa" },
  { { "fact", "REF", "users_affected", "-3" }, 1, NULL, NULL },
  { { "fact", "REF", "outage_start", "-5" }, 0, NULL, NULL },
  /* people */
  { { "role", "REF", "scribe", "-Awa-" }, 0, NULL, NULL },
  { { "role", "REF", "-scribe", "Awa" }, 1, NULL, NULL },
  { { "handover", "REF", "commander", "-Yao-", "--note", "-tired" }, 0, NULL, NULL },
  /* names that must be there */
  { { "milestone", "REF", "-restored" }, 1, NULL, NULL },
  { { "milestone", "REF", "--at", "-5", "restored" }, 0, NULL, NULL },
  { { "done", "REF", "-respond" }, 1, NULL, NULL },
  { { "done", "REF", "respond", "--note", "-done" }, 0, NULL, NULL },
  { { "waive", "REF", "-respond", "--reason", "r" }, 1, NULL, NULL },
  { { "waive", "REF", "cto-alert", "--reason", "--at" }, 0, NULL, NULL },
  { { "tick", "REF", "-step" }, 1, NULL, NULL },
  { { "gate", "REF", "-step", "yes", "--by", "Awa" }, 1, NULL, NULL },
  { { "choose", "REF", "-way" }, 1, NULL, NULL },
  { { "query", "REF", "-query" }, 1, NULL, NULL },
  { { "confirm", "REF", "-query", "-4", "--source", "Wave" }, 1, NULL, NULL },
  { { "attach", "REF", "-nothing.log" }, 1, NULL, NULL },
  { { "attachment", "REF", "-id", "-o", "-" }, 1, NULL, NULL },
  { { "video", "REF", "-link" }, 0, NULL, NULL },
  /* reasons */
  { { "reopen", "REF", "--reason", "-again" }, 1, NULL, NULL },
  { { "search", "-5 degrees" }, 0, NULL, NULL },
  /* wrong usage stays wrong usage */
  { { "list", "-5" }, 2, NULL, NULL },
  { { "show", "-REF" }, 2, NULL, NULL },
  { { "show", "REF", "-5" }, 2, NULL, NULL },
  { { "milestone", "REF", "restored", "-5" }, 2, NULL, NULL },
  { { "log", "REF" }, 2, NULL, NULL },
};

static const char *
word (gsize row, int n, const char *ref)
{
  const char *given = n < MAX_WORDS ? cases[row].words[n] : NULL;

  return g_strcmp0 (given, "REF") == 0 ? ref : given;
}

static void
run (Ctl *ctl, gsize row, const char *ref)
{
  ctl_run (ctl, word (row, 0, ref), word (row, 1, ref), word (row, 2, ref), word (row, 3, ref), word (row, 4, ref),
           word (row, 5, ref), word (row, 6, ref), word (row, 7, ref), word (row, 8, ref), NULL);
}

/* "timeline/LAST/text" with the entry whose id the run printed. */
static void
assert_shown (Ctl *ctl, const char *ref, const char *id, const char *path, const char *value)
{
  g_autoptr(VigieJson) json = NULL;

  ctl_do (ctl, "--json", "show", ref, NULL);
  json = ctl_json (ctl);
  if (!g_str_has_prefix (path, "timeline/LAST/"))
    {
      ctl_assert_value (ctl, path, value);
      return;
    }
  for (guint i = 0;; i++)
    {
      g_autofree char *id_path = g_strdup_printf ("timeline/%u/id", i);
      g_autofree char *text_path = g_strdup_printf ("timeline/%u/text", i);
      g_autofree char *found = ctl_value (json, id_path);

      g_assert_nonnull (found);
      if (g_str_equal (found, id))
        {
          ctl_assert_value (ctl, text_path, value);
          return;
        }
    }
}

static void
test_table (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = g_strdup (ctl_do (ctl, "declare", "--title", "-5 orders", "--severity", "P1", "--reason", "-", NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = NULL;

      run (ctl, i, ref);
      g_test_message ("%s %s: %d %s", cases[i].words[0], cases[i].words[2] != NULL ? cases[i].words[2] : "", ctl->status, ctl->err);
      g_assert_cmpint (ctl->status, ==, cases[i].status);
      if (cases[i].status != 0)
        g_assert_cmpstr (ctl->out, ==, "");
      id = g_strdup (ctl->out);
      if (cases[i].path != NULL)
        assert_shown (ctl, ref, id, cases[i].path, cases[i].value);
    }
  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "title", "-5 orders");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/dashes/table", test_table);

  return g_test_run ();
}
