/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

static inline guint
n_pool_threads (void)
{
  g_autoptr(GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char *id;
  guint n = 0;

  while (tasks != NULL && (id = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", id, "comm", NULL);
      g_autofree char *name = NULL;

      if (g_file_get_contents (path, &name, NULL, NULL))
        n += g_str_has_prefix (name, "pool-") && !g_str_has_prefix (name, "pool-spawner");
    }

  return n;
}

/* The leak checker falls over threads that have used TLS; those of the pools need not be there any more. */
static inline void
end_pool_threads (void)
{
  gint64 end_usec = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  g_thread_pool_set_max_unused_threads (0);
  while (n_pool_threads () > 0 && g_get_monotonic_time () < end_usec)
    g_usleep (5000);
}

G_END_DECLS
