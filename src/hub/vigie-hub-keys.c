/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-hub-keys.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "vigie-key-1\n"
#define SEED_BYTES 32
#define FILE_BYTES (sizeof MAGIC - 1 + 2 * SEED_BYTES + 1)

#define HUB_SUFFIX ".key"
#define ORGANISATION_SUFFIX ".organisation"

static gboolean
set_errno (GError **error, int saved_errno, const char *path)
{
  g_set_error (error, VIGIE_HUB_ERROR, saved_errno == ENOENT ? VIGIE_HUB_ERROR_MISSING : VIGIE_HUB_ERROR_FAILED,
               _("“%s” cannot be used: %s."), path, g_strerror (saved_errno));

  return FALSE;
}

static gboolean
set_unusable (GError **error, const char *path)
{
  g_set_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_DAMAGED, _("“%s” is no key, or others may read it; nothing was changed."), path);

  return FALSE;
}

/* A key that others can read is none. */
static gboolean
read_seed (const char *path, guint8 seed[SEED_BYTES], GError **error)
{
  char text[FILE_BYTES + 1] = { 0 };
  struct stat info;
  gboolean ok;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0)
    return set_errno (error, errno, path);
  ok = fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && (info.st_mode & 0077) == 0
       && read (fd, text, FILE_BYTES) == (gssize) FILE_BYTES && g_str_has_prefix (text, MAGIC)
       && text[FILE_BYTES - 1] == '\n';
  close (fd);
  text[FILE_BYTES - 1] = '\0';
  ok = ok && vigie_unhex (text + strlen (MAGIC), seed, SEED_BYTES);
  explicit_bzero (text, sizeof text);

  return ok || set_unusable (error, path);
}

static gboolean
write_seed (const char *path, const guint8 seed[SEED_BYTES], GError **error)
{
  g_autofree char *hex = vigie_hex (seed, SEED_BYTES);
  g_autofree char *text = g_strconcat (MAGIC, hex, "\n", NULL);
  g_autofree char *temporary = g_strconcat (path, ".new", NULL);
  gboolean ok;
  int fd;

  g_unlink (temporary);
  fd = open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  ok = fd >= 0 && write (fd, text, strlen (text)) == (gssize) strlen (text) && fsync (fd) == 0
       && link (temporary, path) == 0;
  if (!ok)
    set_errno (error, errno, path);
  if (fd >= 0)
    close (fd);
  g_unlink (temporary);
  explicit_bzero (text, strlen (text));
  explicit_bzero (hex, strlen (hex));

  return ok;
}

/* TRUE with *there FALSE: there is none and none was to be made. */
static gboolean
load_one (const char *base, const char *suffix, gboolean make, const VigieHubSeams *seams, guint8 *public_key,
          guint8 *secret_key, gboolean *there, GError **error)
{
  g_autofree char *path = g_strconcat (base, suffix, NULL);
  guint8 seed[SEED_BYTES];
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);
  gboolean ok = TRUE;

  *there = exists || make;
  if (!*there)
    return TRUE;
  if (exists)
    ok = read_seed (path, seed, error);
  else
    {
      seams->random (seed, sizeof seed, seams->user_data);
      ok = write_seed (path, seed, error);
    }
  if (ok)
    vigie_key_from_seed (seed, public_key, secret_key);
  explicit_bzero (seed, sizeof seed);

  return ok;
}

gboolean
vigie_hub_keys_load (VigieHubKeys *keys, const char *path, const VigieHubSeams *seams, gboolean found, GError **error)
{
  gboolean there = FALSE;

  memset (keys, 0, sizeof *keys);

  return load_one (path, HUB_SUFFIX, TRUE, seams, keys->hub, keys->hub_secret, &there, error)
         && load_one (path, ORGANISATION_SUFFIX, found, seams, keys->organisation, keys->organisation_secret,
                      &keys->has_organisation, error);
}

void
vigie_hub_keys_clear (VigieHubKeys *keys)
{
  explicit_bzero (keys, sizeof *keys);
}

static gboolean
copy_one (const char *from, const char *to, const char *suffix, GError **error)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL);
  g_autofree char *target = g_strconcat (to, suffix, NULL);
  guint8 seed[SEED_BYTES];
  gboolean ok;

  if (!g_file_test (source, G_FILE_TEST_EXISTS))
    return TRUE;
  ok = read_seed (source, seed, error) && write_seed (target, seed, error);
  explicit_bzero (seed, sizeof seed);

  return ok;
}

gboolean
vigie_hub_keys_copy (const char *from, const char *to, GError **error)
{
  return copy_one (from, to, HUB_SUFFIX, error) && copy_one (from, to, ORGANISATION_SUFFIX, error);
}
