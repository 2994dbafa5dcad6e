/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <signal.h>
#include <sys/prctl.h>

/* A program that a test starts and that would go on by itself ends with the test, however that ends. */

/* For g_spawn and GSubprocessLauncher; of the thread that starts it, which has to be the main one. */
static inline void
vigie_test_end_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* @argv: NULL-terminated. Owned. */
static inline GSubprocess *
vigie_test_spawn (const char *const *argv, GSubprocessFlags flags)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr(GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_child_setup (launcher, vigie_test_end_with_parent, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);

  return process;
}
