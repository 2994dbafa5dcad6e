/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reviewing the report from a script. */

#include <string.h>

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
  ctl_do (ctl, "comment-answer", ref, "R2", "The shop", NULL);
  ctl_do (ctl, "--json", "comments", ref, NULL);
  ctl_assert_value (ctl, "0/passage", "section");
  ctl_assert_value (ctl, "1/passage", "exact");
  ctl_assert_value (ctl, "1/answers/0/text", "The shop");
  ctl_do (ctl, "comment-settle", ref, "R1", "--note", "done", NULL);
  ctl_run (ctl, "comment-settle", ref, "R1", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_do (ctl, "--json", "comments", ref, NULL);
  ctl_assert_value (ctl, "0/code", "R2");
  ctl_do (ctl, "comment-settle", ref, "R1", "--reopen", NULL);
  ctl_do (ctl, "--json", "comments", ref, NULL);
  ctl_assert_value (ctl, "0/settled", "false");
}

static void
test_sections (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);

  ctl_do (ctl, "section", ref, "lessons", "Locks have a limit of 5 s.", "--lang", "en", NULL);
  ctl_do (ctl, "section", ref, "lessons", "Locks have a limit of 2 s now.", "--lang", "en", NULL);
  g_assert_cmpstr (ctl_do (ctl, "section", ref, "lessons", "--lang", "en", NULL), ==, "Locks have a limit of 2 s now.");
  g_assert_cmpstr (ctl_do (ctl, "section-versions", ref, "lessons", "1", "2", "--lang", "en", NULL), ==, "Locks have a limit of [-5-]{+2+} s{+ now+}.");
  ctl_run (ctl, "section-versions", ref, "lessons", "1", "3", "--lang", "en", NULL);
  ctl_assert_refused (ctl, "3");
  ctl_run (ctl, "section", ref, "preface", "--lang", "en", NULL);
  ctl_assert_refused (ctl, "preface");
  ctl_do (ctl, "section-versions", ref, "lessons", "--bring-back", "1", "--lang", "en", NULL);
  g_assert_cmpstr (ctl_do (ctl, "section", ref, "lessons", "--lang", "en", NULL), ==, "Locks have a limit of 5 s.");
  g_assert_nonnull (strstr (ctl_do (ctl, "section-versions", ref, "lessons", "--lang", "en", NULL), "3  "));
  ctl_do (ctl, "section", ref, "lessons", "--from-record", "--lang", "en", NULL);
  g_assert_cmpstr (ctl_do (ctl, "section", ref, "lessons", "--lang", "en", NULL), ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/review/comments", test_comments);
  g_test_add_func ("/ctl/review/sections", test_sections);

  return g_test_run ();
}
