/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The export with the contents of files: the same file from the same record, and any changed byte found. */

#include <glib/gstdio.h>
#include <string.h>

#include "vigie-act.h"
#include "vigie-attachment.h"
#include "vigie-error.h"
#include "vigie-export-file.h"
#include "vigie-test-support.h"

#define INCIDENT_ID "019a0000-0000-7000-8000-000000000002"

typedef struct
{
  char *folder;
  GPtrArray *events;
  VigieIncident *incident;
  GHashTable *contents; /* hash → GBytes */
} Scene;

static char *
hash_of (GBytes *content)
{
  gsize length_bytes = 0;
  gconstpointer data = g_bytes_get_data (content, &length_bytes);
  guint8 hash[VIGIE_HASH_BYTES];

  vigie_hash (data, length_bytes, hash);

  return vigie_hex (hash, sizeof hash);
}

static void
refold (Scene *scene)
{
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&scene->incident, vigie_incident_unref);
  scene->incident = vigie_incident_fold (scene->events, vigie_test_playbook (), VIGIE_TIME_NONE, &error);
  g_assert_no_error (error);
}

static void
attach (Scene *scene, VigieTestDevice *device, const char *name, gsize length_bytes, int fill)
{
  guint8 *data = g_malloc (length_bytes + 1);
  g_autoptr(GBytes) content = NULL;
  g_autofree char *hash = NULL;
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; i < length_bytes; i++)
    data[i] = (guint8) (fill + (int) (i % 251));
  content = g_bytes_new_take (data, length_bytes);
  hash = hash_of (content);
  drafts = vigie_act_attachment (scene->incident, name, (gint64) length_bytes, hash, "image/png", "Awa Koné",
                                 vigie_test_time ("2026-11-22T00:10:00Z"), &error);
  g_assert_no_error (error);
  vigie_test_device_record (device, g_steal_pointer (&drafts), scene->events);
  g_hash_table_insert (scene->contents, g_steal_pointer (&hash), g_steal_pointer (&content));
}

static Scene *
scene_new (gboolean with_files)
{
  Scene *scene = g_new0 (Scene, 1);
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  VigieDeclaration declaration = { .title = "Paiements bloqués", .type = "INC-01", .incident_id = INCIDENT_ID, .started_usec = VIGIE_TIME_NONE };
  g_autoptr(GError) error = NULL;

  scene->folder = g_dir_make_tmp ("vigie-export-XXXXXX", NULL);
  scene->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  scene->contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  vigie_answers_init (&declaration.answers);
  declaration.detected_usec = declaration.declared_usec = vigie_test_time ("2026-11-22T00:00:00Z");
  vigie_test_device_record (device, vigie_act_declare (vigie_test_playbook (), &declaration, "Awa Koné", &error), scene->events);
  g_assert_no_error (error);
  refold (scene);
  if (with_files)
    {
      attach (scene, device, "vide.txt", 0, 0);
      attach (scene, device, "court.log", 100, 1);
      attach (scene, device, "capture « 502 » <b>.png", VIGIE_PIECE_BYTES + 5, 2);
      attach (scene, device, "la même.png", VIGIE_PIECE_BYTES + 5, 2);
      refold (scene);
    }

  return scene;
}

static void
scene_free (Scene *scene)
{
  g_autoptr(GDir) dir = g_dir_open (scene->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (scene->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (scene->folder);
  g_free (scene->folder);
  g_ptr_array_unref (scene->events);
  g_hash_table_unref (scene->contents);
  vigie_incident_unref (scene->incident);
  g_free (scene);
}

static gboolean
give (const char *hash, GBytes **content, gpointer data, GError **error)
{
  GBytes *found = g_hash_table_lookup (data, hash);

  *content = found != NULL ? g_bytes_ref (found) : NULL;

  return TRUE;
}

static gboolean
take (GBytes *content, gpointer data, GError **error)
{
  g_hash_table_insert (data, hash_of (content), g_bytes_ref (content));

  return TRUE;
}

static char *
save (Scene *scene, const char *name, GPtrArray *events, GHashTable *contents, guint *n_missing)
{
  g_autofree char *path = g_build_filename (scene->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (vigie_export_save (path, events, scene->incident->ref, scene->incident->title, give, contents, n_missing, NULL, &error));
  g_assert_no_error (error);

  return g_steal_pointer (&path);
}

static GBytes *
read_file (const char *path)
{
  char *data = NULL;
  gsize length_bytes = 0;

  g_assert_true (g_file_get_contents (path, &data, &length_bytes, NULL));

  return g_bytes_new_take (data, length_bytes);
}

static void
test_round_trip (void)
{
  Scene *scene = scene_new (TRUE);
  guint n_missing = 99;
  g_autofree char *first = save (scene, "first.json", scene->events, scene->contents, &n_missing);
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_export_load (first, vigie_test_playbook (), take, taken, missing, &error);
  g_autofree char *second = NULL;
  g_autoptr(GBytes) a = NULL;
  g_autoptr(GBytes) b = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (n_missing, ==, 0);
  g_assert_cmpuint (missing->len, ==, 0);
  g_assert_cmpuint (events->len, ==, scene->events->len);
  /* The same content under two names is written once. */
  g_assert_cmpuint (g_hash_table_size (taken), ==, 3);
  second = save (scene, "second.json", events, taken, NULL);
  a = read_file (first);
  b = read_file (second);
  g_assert_true (g_bytes_equal (a, b));
  scene_free (scene);
}

/* Without files it is the export of version 1, byte for byte. */
static void
test_without_files (void)
{
  Scene *scene = scene_new (FALSE);
  g_autofree char *path = save (scene, "plain.json", scene->events, scene->contents, NULL);
  g_autoptr(GBytes) written = read_file (path);
  g_autoptr(GBytes) expected = vigie_export_events (scene->events, scene->incident->ref, scene->incident->title);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_export_load (path, vigie_test_playbook (), NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (events);
  g_assert_true (g_bytes_equal (written, expected));
  g_assert_true (vigie_export_file_looks_like (path));
  scene_free (scene);
}

static void
test_missing (void)
{
  Scene *scene = scene_new (TRUE);
  g_autoptr(GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_missing = 0;
  g_autofree char *first = save (scene, "first.json", scene->events, none, &n_missing);
  g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_export_load (first, vigie_test_playbook (), take, none, missing, &error);
  g_autofree char *second = NULL;
  g_autoptr(GBytes) a = NULL;
  g_autoptr(GBytes) b = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (n_missing, ==, 3);
  g_assert_cmpuint (missing->len, ==, 3);
  second = save (scene, "second.json", events, none, NULL);
  a = read_file (first);
  b = read_file (second);
  g_assert_true (g_bytes_equal (a, b));
  scene_free (scene);
}

/* A byte changed anywhere is found; in a content, that content is named. */
static void
test_changed_bytes (void)
{
  Scene *scene = scene_new (TRUE);
  g_autofree char *path = save (scene, "first.json", scene->events, scene->contents, NULL);
  g_autoptr(GBytes) bytes = read_file (path);
  gsize length_bytes = 0;
  const char *text = g_bytes_get_data (bytes, &length_bytes);
  const char *list = g_strstr_len (text, (gssize) length_bytes, "\"contents\":[\n") + strlen ("\"contents\":[\n");

  for (gsize i = 0; i < length_bytes; i += text + i < list ? 13 : 4001)
    {
      g_autofree char *copy = g_memdup2 (text, length_bytes);
      g_autoptr(GPtrArray) events = NULL;
      g_autoptr(GError) error = NULL;

      copy[i] ^= 1;
      g_assert_true (g_file_set_contents (path, copy, (gssize) length_bytes, NULL));
      events = vigie_export_load (path, vigie_test_playbook (), NULL, NULL, NULL, &error);
      g_assert_null (events);
      g_assert_nonnull (error);
      if (text + i >= list && text + i < text + length_bytes - 4 && strstr (error->message, "The content of “") == NULL)
        g_error ("byte %zu (%.20s): %s", i, text + i, error->message);
    }
  scene_free (scene);
}

/* Cut off, drawn out, and a content that is not what its hash says but has the right form. */
static void
test_cut_and_forged (void)
{
  Scene *scene = scene_new (TRUE);
  g_autofree char *path = save (scene, "first.json", scene->events, scene->contents, NULL);
  g_autoptr(GBytes) bytes = read_file (path);
  gsize length_bytes = 0;
  const char *text = g_bytes_get_data (bytes, &length_bytes);
  g_autofree char *longer = g_strconcat (text, "\n", NULL);
  g_autofree char *forged = g_strndup (text, length_bytes);
  char *piece = strstr (forged, "\"pieces\":[\n\"") + strlen ("\"pieces\":[\n\"");
  g_autoptr(GError) error = NULL;

  for (gsize n = length_bytes - 1; n > length_bytes - 200; n -= 7)
    {
      g_assert_true (g_file_set_contents (path, text, (gssize) n, NULL));
      g_assert_null (vigie_export_load (path, vigie_test_playbook (), NULL, NULL, NULL, &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED);
      g_clear_error (&error);
    }
  g_assert_true (g_file_set_contents (path, longer, (gssize) length_bytes + 1, NULL));
  g_assert_null (vigie_export_load (path, vigie_test_playbook (), NULL, NULL, NULL, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED);
  g_clear_error (&error);
  piece[3] = piece[3] == 'A' ? 'B' : 'A';
  g_assert_true (g_file_set_contents (path, forged, (gssize) length_bytes, NULL));
  g_assert_null (vigie_export_load (path, vigie_test_playbook (), NULL, NULL, NULL, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED);
  g_assert_nonnull (strstr (error->message, "does not agree with its hash"));
  scene_free (scene);
}

static void
test_cannot_write (void)
{
  Scene *scene = scene_new (TRUE);
  g_autofree char *path = g_build_filename (scene->folder, "no", "such", "folder.json", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (vigie_export_save (path, scene->events, "r", "t", give, scene->contents, NULL, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  scene_free (scene);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/export-file/round-trip", test_round_trip);
  g_test_add_func ("/document/export-file/without-files", test_without_files);
  g_test_add_func ("/document/export-file/missing", test_missing);
  g_test_add_func ("/fault/F35/record-changed-bytes", test_changed_bytes);
  g_test_add_func ("/fault/F35/record-cut-and-forged", test_cut_and_forged);
  g_test_add_func ("/document/export-file/cannot-write", test_cannot_write);

  return g_test_run ();
}
