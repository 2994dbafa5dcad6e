/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bodies of the events of a membership, as vigie-membership.c reads them. */

#include "vigie-json-writer.h"
#include "vigie-membership.h"

static VigieJsonWriter *
begin (void)
{
  VigieJsonWriter *writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_object (writer);
  return writer;
}

static char *
end (VigieJsonWriter *writer)
{
  char *body;

  vigie_json_writer_end_object (writer);
  body = vigie_json_writer_steal (writer);
  vigie_json_writer_free (writer);
  return body;
}

static void
put_key (VigieJsonWriter *writer, const char *name, const guint8 *key)
{
  g_autofree char *hex = vigie_hex (key, VIGIE_KEY_BYTES);

  vigie_json_writer_member_string (writer, name, hex);
}

char *
vigie_membership_body_founded (const char *name)
{
  VigieJsonWriter *writer = begin ();

  vigie_json_writer_member_string (writer, "name", name);
  return end (writer);
}

char *
vigie_membership_body_member (const char *member_id, const char *name, VigieRole role, gboolean active)
{
  VigieJsonWriter *writer = begin ();

  vigie_json_writer_member_string (writer, "member", member_id);
  vigie_json_writer_member_string (writer, "name", name);
  vigie_json_writer_member_string (writer, "role", vigie_role_to_word (role));
  vigie_json_writer_member_boolean (writer, "active", active);
  return end (writer);
}

char *
vigie_membership_body_device (const guint8 *device_key, const char *member_id, const char *name)
{
  VigieJsonWriter *writer = begin ();

  put_key (writer, "device", device_key);
  vigie_json_writer_member_string (writer, "member", member_id);
  vigie_json_writer_member_string (writer, "name", name);
  return end (writer);
}

char *
vigie_membership_body_hub (const guint8 *hub_key, const char *name)
{
  VigieJsonWriter *writer = begin ();

  put_key (writer, "hub", hub_key);
  vigie_json_writer_member_string (writer, "name", name);
  return end (writer);
}

char *
vigie_membership_body_revoked (const char *what, const guint8 *key, const char *reason)
{
  VigieJsonWriter *writer = begin ();

  put_key (writer, what, key);
  if (reason != NULL)
    vigie_json_writer_member_string (writer, "reason", reason);
  return end (writer);
}
