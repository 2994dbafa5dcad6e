/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* status and stop: for programs that start a hub, or find one. */

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "vigie-hub-control.h"
#include "vigie-hub-keys.h"
#include "vigie-hub-program.h"
#include "vigie-hub-sqlite.h"
#include "vigie-json-writer.h"
#include "vigie-json.h"

#define REPLY_MAX_BYTES 65536

/* NULL: nobody serves this log. */
static VigieJson *
ask (const char *path, VigieHubCommandKind kind)
{
  VigieHubCommand command = { .kind = kind };
  char *reply = vigie_hub_control_send (path, &command, NULL);
  g_autoptr(GBytes) bytes = reply != NULL ? g_bytes_new_take (reply, strlen (reply)) : NULL;
  g_autoptr(VigieJson) json = bytes != NULL ? vigie_json_parse_bytes (bytes, REPLY_MAX_BYTES, NULL) : NULL;

  return json != NULL && vigie_json_member (json, 0, "error") == VIGIE_JSON_NONE ? g_steal_pointer (&json) : NULL;
}

static void
copy_string (VigieJsonWriter *writer, const VigieJson *json, const char *name)
{
  g_autofree char *value = vigie_json_member_string (json, 0, name);

  vigie_json_writer_member_string (writer, name, value);
}

static void
put_running (VigieJsonWriter *writer, const VigieJson *json)
{
  g_autofree char *listen = vigie_json_member_string (json, 0, "listen");
  g_auto(GStrv) addresses = vigie_hub_program_addresses (listen != NULL ? listen : "");

  for (const char *const *name = (const char *const[]) { "organisation", "name", "hub", "listen", "certificate", NULL };
       *name != NULL; name++)
    copy_string (writer, json, *name);
  vigie_json_writer_member_boolean (writer, "enrolled", vigie_json_member_boolean (json, 0, "enrolled", FALSE));
  vigie_json_writer_member_int (writer, "pid", vigie_json_member_int (json, 0, "pid", 0));
  vigie_json_writer_key (writer, "addresses");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; addresses[i] != NULL; i++)
    vigie_json_writer_string (writer, addresses[i]);
  vigie_json_writer_end_array (writer);
}

/* What it was when it served last. */
static gboolean
put_resting (VigieJsonWriter *writer, const char *path, GError **error)
{
  VigieHubSeams seams;
  g_autoptr(VigieHubLog) log = NULL;

  vigie_hub_program_seams (&seams);
  log = vigie_hub_sqlite_open_reader (path, &seams, error);
  if (log == NULL)
    return FALSE;
  for (const char *const *name = (const char *const[]) { "organisation", "listen", "certificate", NULL }; *name != NULL; name++)
    {
      g_autofree char *value = vigie_hub_log_value_get (log, *name, NULL);

      vigie_json_writer_member_string (writer, *name, value);
    }

  return TRUE;
}

int
vigie_hub_program_status (const VigieHubArguments *arguments)
{
  g_autofree char *path = vigie_hub_program_log_path (arguments);
  g_autoptr(VigieJson) json = ask (path, VIGIE_HUB_STATUS);
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autofree char *text = NULL;
  GError *error = NULL;

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_boolean (writer, "running", json != NULL);
  if (json != NULL)
    put_running (writer, json);
  else if (!put_resting (writer, path, &error))
    return vigie_hub_program_fail (error);
  vigie_json_writer_end_object (writer);
  text = vigie_json_writer_steal (writer);
  printf ("%s\n", text);

  return 0;
}

int
vigie_hub_program_stop (const VigieHubArguments *arguments)
{
  g_autofree char *path = vigie_hub_program_log_path (arguments);
  g_autoptr(VigieJson) json = ask (path, VIGIE_HUB_STOP);
  GError *error = NULL;

  if (json != NULL)
    return 0;
  g_set_error (&error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_MISSING, _("No hub serves “%s”."), path);

  return vigie_hub_program_fail (error);
}
