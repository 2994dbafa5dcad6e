/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a secret could be read by others: files that let everybody read, and copies of it in places where nobody would
 * look for one. Programs as they are, with a mask that hides nothing. */

#include "real-hub.h"
#include "vigie-test-support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef void (*LookFunc) (const char *path, const struct stat *info, gpointer user_data);

static guint
walk (const char *folder, LookFunc look, gpointer user_data)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat info;

      if (g_lstat (path, &info) != 0)
        continue;
      look (path, &info, user_data);
      n += S_ISDIR (info.st_mode) ? walk (path, look, user_data) : 1;
    }

  return n;
}

static char *
declare (Ctl *seat)
{
  return g_strdup (ctl_do (seat, "declare", "--title", "Site down", "--severity", "P1", "--reason", "test", NULL));
}

/* Everything a seat writes: store, token, exports of every kind, a copy. */
static void
use_seat (Ctl *seat, const char *ref)
{
  static const char *const formats[] = { "json", "markdown", "html", "pdf", "csv", "ics" };
  g_autofree char *copy = ctl_path (seat, "copy.db");
  g_autofree char *picture = ctl_path (seat, "picture.png");

  g_assert_true (g_file_set_contents_full (picture, "no picture", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  ctl_do (seat, "log", ref, "restarted nginx", NULL);
  ctl_do (seat, "attach", ref, picture, NULL);
  ctl_do (seat, "sync", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/out.%s", seat->folder, formats[i]);

      ctl_do (seat, "export", ref, "--format", formats[i], "-o", path, NULL);
    }
  ctl_do (seat, "backup", copy, NULL);
  ctl_do (seat, "rebuild", NULL);
}

/* F11 ------------------------------------------------------------------------------------------------ */

static void
assert_private (const char *path, const struct stat *info, gpointer user_data)
{
  /* A link has no mode of its own. */
  if (S_ISLNK (info->st_mode))
    return;
  g_test_message ("%o %s", info->st_mode & 0777, path);
  g_assert_cmphex (info->st_mode & 0077, ==, 0);
}

static void
test_open_mask (void)
{
  mode_t before = umask (0);
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autoptr(Ctl) seat = real_hub_seat (hub, "Awa", "commander");
  g_autofree char *ref = declare (seat);
  g_autofree char *copy = g_build_filename (hub->folder, "copy.db", NULL);

  use_seat (seat, ref);
  g_free (real_hub_do (hub, "backup", copy, NULL));
  umask (before);
  g_assert_cmpuint (walk (seat->folder, assert_private, NULL), >, 10);
  g_assert_cmpuint (walk (hub->folder, assert_private, NULL), >, 4);
}

/* F41 ------------------------------------------------------------------------------------------------ */

typedef struct
{
  const char *name;
  char *text;             /* as people and programs write it */
  guint8 bytes[64];       /* as a file may hold it */
  gsize n_bytes;
  const char *home;       /* the end of the one path that may hold it */
} Secret;

static void
assert_not_in (const char *path, const char *data, gsize length, const Secret *secret)
{
  if (secret->home != NULL && g_str_has_suffix (path, secret->home))
    return;
  g_test_message ("%s in %s?", secret->name, path);
  g_assert_null (memmem (data, length, secret->text, strlen (secret->text)));
  if (secret->n_bytes > 0)
    g_assert_null (memmem (data, length, secret->bytes, secret->n_bytes));
}

static void
look_for_secrets (const char *path, const struct stat *info, gpointer user_data)
{
  const Secret *secrets = user_data;
  g_autofree char *data = NULL;
  gsize length = 0;

  if (!S_ISREG (info->st_mode) || !g_file_get_contents (path, &data, &length, NULL))
    return;
  for (const Secret *secret = secrets; secret->name != NULL; secret++)
    assert_not_in (path, data, length, secret);
}

static void
look_at_process (const char *pid, const Secret *secrets)
{
  static const char *const files[] = { "cmdline", "environ", "comm" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename ("/proc", pid, files[i], NULL);
      g_autofree char *data = NULL;
      gsize length = 0;

      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      for (const Secret *secret = secrets; secret->name != NULL; secret++)
        assert_not_in (path, data, length, secret);
    }
}

/* Both as text and as bytes. */
static void
set_bytes (Secret *secret)
{
  secret->n_bytes = strlen (secret->text) / 2;
  g_assert_cmpuint (secret->n_bytes, <=, sizeof secret->bytes);
  for (gsize i = 0; i < secret->n_bytes; i++)
    secret->bytes[i] = (guint8) (g_ascii_xdigit_value (secret->text[2 * i]) << 4 | g_ascii_xdigit_value (secret->text[2 * i + 1]));
}

/* Behind whatever says what it is. */
static char *
read_token (Ctl *seat)
{
  g_autofree char *path = g_strconcat (seat->store, ".token", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_strstrip (text);
  g_assert_cmpuint (strlen (text), >=, 64);

  return g_strdup (text + strlen (text) - 64);
}

/* The second line of the file is the seed, in hexadecimal. */
static char *
read_seed (Ctl *seat)
{
  g_autofree char *path = g_strconcat (seat->store, ".key", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", 3);
  g_assert_cmpuint (strlen (lines[1]), ==, 64);

  return g_strdup (lines[1]);
}

static void
test_nowhere (void)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autofree char *link = real_hub_invite (hub, "Awa", "commander");
  g_autofree char *code = g_strndup (strstr (link, "code=") + strlen ("code="), 26);
  g_autoptr(Ctl) seat = ctl_new ();
  g_autofree char *copy = g_build_filename (hub->folder, "copy.db", NULL);
  g_autofree char *token = NULL;
  g_autofree char *seed = NULL;
  g_autofree char *ref = NULL;
  Secret secrets[4] = { { 0 } };

  ctl_do (seat, "join", link, NULL);
  token = read_token (seat);
  seed = read_seed (seat);
  ref = declare (seat);
  use_seat (seat, ref);
  g_free (real_hub_do (hub, "backup", copy, NULL));

  secrets[0] = (Secret) { .name = "token", .text = token, .home = "vigie.db.token" };
  set_bytes (&secrets[0]);
  secrets[1] = (Secret) { .name = "code", .text = code };
  secrets[2] = (Secret) { .name = "device key", .text = seed, .home = "vigie.db.key" };
  set_bytes (&secrets[2]);
  walk (seat->folder, look_for_secrets, secrets);
  walk (hub->folder, look_for_secrets, secrets);
  look_at_process (g_subprocess_get_identifier (hub->process), secrets);
  /* What it says of itself is no place for them either. */
  ctl_do (seat, "--json", "sync", NULL);
  for (guint i = 0; secrets[i].name != NULL; i++)
    assert_not_in ("standard output", seat->out, strlen (seat->out), &secrets[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/F11/open-mask", test_open_mask);
  g_test_add_func ("/fault/F41/secrets-nowhere", test_nowhere);
  return g_test_run ();
}
