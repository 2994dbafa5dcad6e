/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* membership and adopt: a second hub for the same organisation. */

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "vigie-hub-adopt.h"
#include "vigie-hub-keys.h"
#include "vigie-hub-program.h"
#include "vigie-hub-sqlite.h"

static gboolean
write_file (const char *path, GBytes *body, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (body, &length);

  /* 0600: it names people. */
  return g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

int
vigie_hub_program_membership (const VigieHubArguments *arguments)
{
  g_autofree char *path = vigie_hub_program_log_path (arguments);
  g_autoptr(VigieHubLog) log = NULL;
  g_autoptr(GBytes) body = NULL;
  VigieHubSeams seams;
  GError *error = NULL;

  vigie_hub_program_seams (&seams);
  log = vigie_hub_sqlite_open_reader (path, &seams, &error);
  body = log != NULL ? vigie_hub_membership_body (log, &error) : NULL;
  if (log != NULL && body == NULL && error == NULL)
    g_set_error_literal (&error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_MISSING, _("This hub has no organisation yet."));
  if (body == NULL || !write_file (arguments->rest[0], body, &error))
    return vigie_hub_program_fail (error);
  printf ("%s\n", arguments->rest[0]);

  return 0;
}

static GBytes *
read_file (const char *path, GError **error)
{
  char *data = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &data, &length, error) ? g_bytes_new_take (data, length) : NULL;
}

int
vigie_hub_program_adopt (const VigieHubArguments *arguments)
{
  g_autofree char *path = vigie_hub_program_log_path (arguments);
  g_autoptr(VigieHubLog) log = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autofree char *hex = NULL;
  VigieHubKeys keys;
  VigieHubSeams seams;
  GError *error = NULL;

  vigie_hub_program_seams (&seams);
  body = read_file (arguments->rest[0], &error);
  log = body != NULL ? vigie_hub_sqlite_open (path, &seams, &error) : NULL;
  if (log == NULL || !vigie_hub_adopt (log, body, &error) || !vigie_hub_keys_load (&keys, path, &seams, FALSE, &error))
    return vigie_hub_program_fail (error);
  hex = vigie_hex (keys.hub, VIGIE_KEY_BYTES);
  vigie_hub_keys_clear (&keys);
  printf ("%s\n", hex);

  return 0;
}
