/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bits that turn and files that lose their end. Whatever is damaged: the events that are read are those that were
 * written, and each that is not is reported; a copy that was made before has them all. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store-fixture.h"
#include "vigie-test-support.h"

#define EVENTS 60

typedef struct
{
  StoreFixture *fixture;
  char *stream;
  char *sound;            /* the file before any damage */
  gsize length;
  GPtrArray *events;      /* VigieEvent, as they were written */
} Scene;

static void
scene_init (Scene *scene, guint seed)
{
  g_autoptr(VigieStore) store = NULL;

  scene->fixture = store_fixture_new (seed);
  store = store_fixture_open (scene->fixture);
  scene->stream = store_fixture_declare (scene->fixture, store, "Site down", FALSE);
  for (guint i = 0; i < EVENTS; i++)
    {
      g_autofree char *text = g_strdup_printf ("entry %u: payments come through again", i);

      g_free (store_fixture_note (scene->fixture, store, scene->stream, text));
    }
  scene->events = vigie_store_load (store, scene->stream, NULL, NULL);
  vigie_store_close (g_steal_pointer (&store));
  /* All of it is in the file itself. */
  store_fixture_sql (scene->fixture->path, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_true (g_file_get_contents (scene->fixture->path, &scene->sound, &scene->length, NULL));
}

static void
scene_clear (Scene *scene)
{
  store_fixture_free (scene->fixture);
  g_ptr_array_unref (scene->events);
  g_free (scene->stream);
  g_free (scene->sound);
}

static void
write_damaged (Scene *scene, const char *data, gsize length)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (scene->fixture->path, suffixes[i], NULL);

      g_unlink (path);
    }
  g_assert_true (g_file_set_contents_full (scene->fixture->path, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* What is read is what was written, as far as it goes. */
static guint
count_sound (Scene *scene, VigieStore *store)
{
  g_autoptr(GPtrArray) there = vigie_store_load (store, scene->stream, NULL, NULL);
  guint at = 0, n = there != NULL ? there->len : 0;

  for (guint i = 0; i < n; i++)
    {
      const VigieEvent *event = there->pdata[i];

      while (at < scene->events->len && strcmp (((VigieEvent *) scene->events->pdata[at])->id, event->id) != 0)
        at++;
      g_assert_cmpuint (at, <, scene->events->len);
      g_assert_cmpmem (event->hash, VIGIE_HASH_BYTES, ((VigieEvent *) scene->events->pdata[at])->hash, VIGIE_HASH_BYTES);
    }

  return n;
}

/* TRUE if something was said of the damage; else nothing of the record may be missing. */
static gboolean
is_reported (Scene *scene)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieStore) store
    = vigie_store_open (scene->fixture->path, VIGIE_STORE_READER, vigie_test_playbook (), &scene->fixture->seams, &error);
  guint n;

  if (store == NULL)
    {
      g_assert_true (g_str_has_suffix (error->message, "."));
      return TRUE;
    }
  n = count_sound (scene, store);
  if (!vigie_store_verify (store, faults, NULL, &error) || faults->len > 0)
    return TRUE;
  g_assert_cmpuint (n, ==, scene->events->len);

  return FALSE;
}

static void
test_bits (void)
{
  guint n = vigie_test_number (100, 1000), n_reported = 0;
  g_autoptr(GRand) rand = g_rand_new_with_seed (6);
  g_autofree char *data = NULL;
  Scene scene;

  scene_init (&scene, 1);
  data = g_memdup2 (scene.sound, scene.length);
  for (guint i = 0; i < n; i++)
    {
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) scene.length);
      char turned = (char) (scene.sound[at] ^ 1 << g_rand_int_range (rand, 0, 8));

      data[at] = turned;
      write_damaged (&scene, data, scene.length);
      n_reported += is_reported (&scene);
      data[at] = scene.sound[at];
    }
  vigie_test_figure ("F06", "%u of %u turned bits reported, the others touched nothing of the record", n_reported, n);
  g_assert_cmpuint (n_reported, >, n / 10);
  scene_clear (&scene);
}

static void
test_ends (void)
{
  guint n = vigie_test_number (40, 200);
  Scene scene;

  scene_init (&scene, 2);
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " bytes", scene.length * i / n, scene.length);
      write_damaged (&scene, scene.sound, scene.length * i / n);
      g_assert_true (is_reported (&scene));
    }
  vigie_test_figure ("F06", "cut off at %u places", n);
  scene_clear (&scene);
}

int
main (int argc, char *argv[])
{
  /* What a disk keeps is decided here: it may be one in memory. */
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/F06/seat-bits", test_bits);
  g_test_add_func ("/fault/F06/seat-cut-off", test_ends);

  return g_test_run ();
}
