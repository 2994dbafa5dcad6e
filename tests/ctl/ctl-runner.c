/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ctl-runner.h"

#include <glib/gstdio.h>
#include <string.h>

Ctl *
ctl_new (void)
{
  Ctl *ctl = g_new0 (Ctl, 1);

  ctl->folder = g_dir_make_tmp ("vigie-ctl-XXXXXX", NULL);
  ctl->store = g_build_filename (ctl->folder, "store", "vigie.db", NULL);
  g_setenv ("XDG_RUNTIME_DIR", ctl->folder, TRUE);

  return ctl;
}

static void
remove_tree (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

void
ctl_free (Ctl *ctl)
{
  remove_tree (ctl->folder);
  g_free (ctl->folder);
  g_free (ctl->store);
  g_free (ctl->out);
  g_free (ctl->err);
  g_free (ctl);
}

char *
ctl_path (Ctl *ctl, const char *name)
{
  return g_build_filename (ctl->folder, name, NULL);
}

static const char *
run (Ctl *ctl, va_list words)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  const char *word;
  int status = 0;

  g_ptr_array_add (argv, (gpointer) g_getenv ("VIGIECTL"));
  g_ptr_array_add (argv, (gpointer) "--store");
  g_ptr_array_add (argv, ctl->store);
  while ((word = va_arg (words, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer) word);
  g_ptr_array_add (argv, NULL);
  g_clear_pointer (&ctl->out, g_free);
  g_clear_pointer (&ctl->err, g_free);
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &ctl->out, &ctl->err, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  ctl->status = WEXITSTATUS (status);
  g_strchomp (ctl->out);
  g_strchomp (ctl->err);

  return ctl->out;
}

const char *
ctl_run (Ctl *ctl, ...)
{
  const char *out;
  va_list words;

  va_start (words, ctl);
  out = run (ctl, words);
  va_end (words);

  return out;
}

const char *
ctl_do (Ctl *ctl, ...)
{
  const char *out;
  va_list words;

  va_start (words, ctl);
  out = run (ctl, words);
  va_end (words);
  if (ctl->status != 0)
    g_error ("status %d: %s", ctl->status, ctl->err);

  return out;
}

VigieJson *
ctl_json (Ctl *ctl)
{
  g_autoptr(GError) error = NULL;
  VigieJson *json = vigie_json_parse (ctl->out, strlen (ctl->out), 1024 * 1024 * 1024, &error);

  g_assert_no_error (error);

  return json;
}

static VigieJsonNode
step_into (VigieJson *json, VigieJsonNode node, const char *name)
{
  if (vigie_json_type (json, node) == VIGIE_JSON_ARRAY)
    return vigie_json_element (json, node, (guint) g_ascii_strtoull (name, NULL, 10));
  if (vigie_json_type (json, node) == VIGIE_JSON_OBJECT)
    return vigie_json_member (json, node, name);

  return VIGIE_JSON_NONE;
}

char *
ctl_value (VigieJson *json, const char *path)
{
  g_auto(GStrv) names = g_strsplit (path, "/", -1);
  VigieJsonNode node = 0;
  gsize length_bytes = 0;
  const char *span;

  for (guint i = 0; names[i] != NULL && node != VIGIE_JSON_NONE; i++)
    node = step_into (json, node, names[i]);
  if (node == VIGIE_JSON_NONE)
    return NULL;
  if (vigie_json_type (json, node) == VIGIE_JSON_STRING)
    return vigie_json_string (json, node);
  span = vigie_json_span (json, node, &length_bytes);

  return g_strndup (span, length_bytes);
}

void
ctl_assert_value (Ctl *ctl, const char *path, const char *value)
{
  g_autoptr(VigieJson) json = ctl_json (ctl);
  g_autofree char *found = ctl_value (json, path);

  g_assert_cmpstr (found, ==, value);
}

void
ctl_assert_refused (Ctl *ctl, const char *words)
{
  g_test_message ("%s", ctl->err);
  g_assert_cmpint (ctl->status, ==, 1);
  g_assert_cmpstr (ctl->out, ==, "");
  g_assert_cmpstr (ctl->err, !=, "");
  g_assert_null (strchr (ctl->err, '\n'));
  if (words != NULL && strstr (ctl->err, words) == NULL)
    g_error ("“%s” does not say “%s”", ctl->err, words);
}
