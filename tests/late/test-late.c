/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loading a library at its first use. zlib, which each computer of ours has; this program is not linked with it. */

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "vigie-late.h"

#define CALLS(CALL) CALL (zlib, Version) CALL (, crc32)
#define ZLIB        "libz.so.1"

VIGIE_LATE_LIBRARY (ZLIB, CALLS);

static void
test_filled (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lib.crc32);
  g_assert_true (vigie_late_load (&late, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (lib.crc32 (0, (const Bytef *) "123456789", 9), ==, 0xcbf43926);
  g_assert_nonnull (lib.Version ());
  g_assert_true (vigie_late_load (&late, &error));
}

typedef struct
{
  const char *name;
  const char *file;
  VigieLateCall call;
  const char *said;
} Missing;

static int place;

static void
test_missing (gconstpointer data)
{
  const Missing *missing = data;
  VigieLate fresh = { missing->file, &missing->call, 1, 0 };

  /* It is tried anew, and fails alike. */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (vigie_late_load (&fresh, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
      g_assert_nonnull (strstr (error->message, missing->said));
    }
  g_assert_cmpint (place, ==, 0);
}

static gpointer
load_cb (gpointer data)
{
  return GINT_TO_POINTER (vigie_late_load (data, NULL) && lib.crc32 != NULL);
}

/* Who is told that it is loaded finds the table filled, whichever thread did it. */
static void
test_threads (void)
{
  for (guint round = 0; round < 50; round++)
    {
      VigieLate fresh = VIGIE_LATE (ZLIB, late_calls);
      GThread *threads[4];

      memset (&lib, 0, sizeof lib);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new (NULL, load_cb, &fresh);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
    }
}

int
main (int argc, char *argv[])
{
  static const Missing missing[] = {
    { "library",
      "libvigie-no-such.so.7",
      { "crc32", &place },
      "libvigie-no-such.so.7" },
    { "function",
      ZLIB,
      { "vigie_no_such_function", &place },
      "vigie_no_such_function" },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/late/filled", test_filled);
  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    {
      g_autofree char *path = g_strconcat ("/late/missing/", missing[i].name, NULL);

      g_test_add_data_func (path, &missing[i], test_missing);
    }
  g_test_add_func ("/late/threads", test_threads);

  return g_test_run ();
}
