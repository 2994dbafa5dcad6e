/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reviewing the report from a script. */

#include "ctl-runner.h"

static char *
declare (Ctl *ctl)
{
  return g_strdup (
      ctl_do (ctl, "declare", "--title", "Site down", "--severity", "P2", "--reason", "r", NULL));
}

static void
test_comments (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  ctl_do (ctl, "comment", ref, "lessons", "Say what we learnt.", "--lang", "en", NULL);
  ctl_do (ctl, "comment", ref, "summary", "Which site?", "--quote", "Site down", "--lang", "en",
          NULL);
  ctl_run (ctl, "comment", ref, "summary", "What?", "--quote", "Shop up", "--lang", "en", NULL);
  ctl_assert_refused (ctl, "Shop up");
  ctl_run (ctl, "comment", ref, "preface", "What?", NULL);
  ctl_assert_refused (ctl, "preface");
  ctl_do (ctl, "comment-answer", ref, "C2", "The shop", NULL);
  ctl_do (ctl, "--json", "comments", ref, NULL);
  ctl_assert_value (ctl, "0/passage", "section");
  ctl_assert_value (ctl, "1/passage", "exact");
  ctl_assert_value (ctl, "1/answers/0/text", "The shop");
  ctl_do (ctl, "comment-settle", ref, "C1", "--note", "done", NULL);
  ctl_run (ctl, "comment-settle", ref, "C1", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_do (ctl, "--json", "comments", ref, NULL);
  ctl_assert_value (ctl, "0/code", "C2");
  ctl_do (ctl, "comment-settle", ref, "C1", "--reopen", NULL);
  ctl_do (ctl, "--json", "comments", ref, NULL);
  ctl_assert_value (ctl, "0/settled", "false");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/review/comments", test_comments);

  return g_test_run ();
}
