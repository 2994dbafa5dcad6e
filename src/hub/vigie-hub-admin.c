/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-hub-admin.h"

#include <string.h>
#include <unistd.h>

#include "vigie-hub-journal.h"
#include "vigie-hub-private.h"
#include "vigie-id.h"
#include "vigie-join-link.h"
#include "vigie-json-writer.h"
#include "vigie-json.h"
#include "vigie-text.h"
#include "vigie-wire.h"

#define ROLE_ALERTS "alerts"

static const char *const words[VIGIE_HUB_N_COMMANDS] = { "invite", "revoke", "status", "stop", "admit" };
#define COMMAND_MAX_BYTES 8192

void
vigie_hub_command_free (VigieHubCommand *command)
{
  if (command == NULL)
    return;
  g_free (command->name);
  g_free (command->role);
  g_free (command->member);
  g_free (command->who);
  g_free (command->reason);
  g_free (command);
}

char *
vigie_hub_command_to_json (const VigieHubCommand *command)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "command", words[command->kind]);
  vigie_json_writer_member_string (writer, "name", command->name);
  vigie_json_writer_member_string (writer, "role", command->role);
  vigie_json_writer_member_string (writer, "member", command->member);
  vigie_json_writer_member_string (writer, "who", command->who);
  vigie_json_writer_member_string (writer, "reason", command->reason);
  vigie_json_writer_member_int (writer, "days", command->days);
  vigie_json_writer_end_object (writer);

  return vigie_json_writer_steal (writer);
}

VigieHubCommand *
vigie_hub_command_from_json (const char *json, gsize length_bytes, GError **error)
{
  g_autoptr(VigieJson) parsed = vigie_json_parse (json, length_bytes, COMMAND_MAX_BYTES, error);
  g_autofree char *word = parsed != NULL ? vigie_json_member_string (parsed, 0, "command") : NULL;
  VigieHubCommand *command;
  guint kind = 0;

  while (kind < VIGIE_HUB_N_COMMANDS && g_strcmp0 (word, words[kind]) != 0)
    kind++;
  if (parsed == NULL || kind == VIGIE_HUB_N_COMMANDS)
    return NULL;
  command = g_new0 (VigieHubCommand, 1);
  command->kind = kind;
  command->name = vigie_json_member_string (parsed, 0, "name");
  command->role = vigie_json_member_string (parsed, 0, "role");
  command->member = vigie_json_member_string (parsed, 0, "member");
  command->who = vigie_json_member_string (parsed, 0, "who");
  command->reason = vigie_json_member_string (parsed, 0, "reason");
  command->days = vigie_json_member_int (parsed, 0, "days", 7);

  return command;
}

static void
reply_json (VigieHubRequest *request, VigieJsonWriter *writer)
{
  char *text;

  vigie_json_writer_end_object (writer);
  text = vigie_json_writer_steal (writer);
  vigie_hub_reply_take (request, 200, NULL, g_bytes_new_take (text, strlen (text)));
}

static gboolean
refuse (VigieHubRequest *request, const char *sentence)
{
  vigie_hub_reply_error (request, 400, "malformed", sentence);

  return TRUE;
}

/* Inviting -------------------------------------------------------------------------------------- */

static gboolean
invite_source (VigieHub *hub, VigieHubRequest *request, VigieHubCommit *commit, GError **error)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  guint8 secret[VIGIE_WIRE_TOKEN_BYTES], hash[VIGIE_HASH_BYTES];
  VigieHubToken token = { { 0 }, ROLE_ALERTS };
  g_autofree char *hex = NULL;

  vigie_hub_random (hub, secret, sizeof secret);
  vigie_hash (secret, sizeof secret, hash);
  hex = vigie_hex (secret, sizeof secret);
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "token", hex);
  reply_json (request, writer);
  vigie_wipe (secret, sizeof secret);
  vigie_wipe (hex, strlen (hex));
  commit->tokens = TRUE;

  return vigie_hub_log_token_put (hub->log, hash, &token, vigie_hub_now (hub), error);
}

static const char *
why_no_invitation (VigieHub *hub, const VigieHubCommand *command)
{
  VigieRole role;

  if (command->name == NULL || !vigie_text_is_author (command->name)
      || g_utf8_strlen (command->name, -1) > VIGIE_WIRE_NAME_MAX_CHARS)
    return "The name must be one line with something to see in it.";
  if (!vigie_role_from_word (command->role, &role) && g_strcmp0 (command->role, ROLE_ALERTS) != 0)
    return "The role must be viewer, responder, communications, commander, administrator or alerts.";
  if (command->days < 1 || command->days > 365)
    return "An invitation holds from 1 to 365 days.";
  if (command->member != NULL
      && (!vigie_id_is_valid (command->member)
          || vigie_membership_member (vigie_hub_view_membership (hub->next), command->member) == NULL))
    return "There is no such member.";

  return NULL;
}

static gboolean
invite_work (VigieHub *hub, VigieHubRequest *request, VigieHubCommit *commit, GError **error)
{
  const VigieHubCommand *command = request->data;
  const char *why = why_no_invitation (hub, command);
  VigieHubInvitation invitation = { command->member, command->name, command->role };
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autofree char *organisation = vigie_hex (hub->keys.organisation, VIGIE_KEY_BYTES);
  g_autofree char *listen = vigie_hub_log_value_get (hub->log, VIGIE_HUB_VALUE_LISTEN, NULL);
  g_autofree char *certificate = vigie_hub_log_value_get (hub->log, VIGIE_HUB_VALUE_CERTIFICATE, NULL);
  g_autofree char *code = NULL;
  guint8 random[VIGIE_JOIN_CODE_RANDOM_BYTES], hash[VIGIE_HASH_BYTES];

  if (why != NULL)
    return refuse (request, why);
  if (strcmp (command->role, ROLE_ALERTS) == 0)
    return invite_source (hub, request, commit, error);
  vigie_hub_random (hub, random, sizeof random);
  code = vigie_join_code_new (random);
  vigie_wipe (random, sizeof random);
  vigie_hash (code, strlen (code), hash);
  invitation.until_usec = vigie_hub_now (hub) + command->days * VIGIE_DAY_USEC;
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "organisation", organisation);
  vigie_json_writer_member_string (writer, "code", code);
  vigie_json_writer_member_time (writer, "until", invitation.until_usec);
  vigie_json_writer_member_string (writer, "listen", listen);
  vigie_json_writer_member_string (writer, "certificate", certificate);
  reply_json (request, writer);
  vigie_hub_journal ("invited", "role", command->role, NULL);

  return vigie_hub_log_invitation_put (hub->log, hash, &invitation, error);
}

/* Revoking -------------------------------------------------------------------------------------- */

static gboolean
revoke_device (VigieHub *hub, VigieHubCommit *commit, const guint8 *key, const char *reason, GError **error)
{
  commit->tokens = TRUE;

  return vigie_hub_record (hub, commit, FALSE, "device.revoked", vigie_membership_body_revoked ("device", key, reason), NULL, error)
         && vigie_hub_log_token_drop (hub->log, key, error);
}

/* Keys of the devices of a member that are not revoked; each owned. */
static GPtrArray *
devices_of (const VigieMembership *membership, const char *member_id)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) devices = vigie_membership_devices (membership);

  for (guint i = 0; i < devices->len; i++)
    {
      const VigieMemberDevice *device = devices->pdata[i];

      if (strcmp (device->member, member_id) == 0 && device->revoked_usec == VIGIE_TIME_NONE)
        g_ptr_array_add (keys, g_memdup2 (device->key, VIGIE_KEY_BYTES));
    }

  return keys;
}

static gboolean
revoke_member (VigieHub *hub, VigieHubCommit *commit, const VigieMember *member, const char *reason, guint *n, GError **error)
{
  g_autoptr(GPtrArray) keys = devices_of (vigie_hub_view_membership (hub->next), member->id);
  /* The first event makes a new fold, and @member goes with the old one. */
  g_autofree char *body = vigie_membership_body_member (member->id, member->name, member->role, FALSE);
  g_autofree char *standing = g_strdup (member->event->id);

  for (guint i = 0; i < keys->len; i++)
    if (!revoke_device (hub, commit, keys->pdata[i], reason, error))
      return FALSE;
  *n = keys->len;

  return vigie_hub_record (hub, commit, FALSE, "member.set", g_steal_pointer (&body), standing, error);
}

/* By id, or by a name that only one active member has. */
static const VigieMember *
find_member (const VigieMembership *membership, const char *who)
{
  g_autoptr(GPtrArray) members = vigie_membership_members (membership);
  const VigieMember *found = NULL;
  guint n = 0;

  for (guint i = 0; i < members->len; i++)
    {
      const VigieMember *member = members->pdata[i];

      if (strcmp (member->id, who) == 0)
        return member;
      if (member->active && strcmp (member->name, who) == 0)
        {
          found = member;
          n++;
        }
    }

  return n == 1 ? found : NULL;
}

static gboolean
revoke_work (VigieHub *hub, VigieHubRequest *request, VigieHubCommit *commit, GError **error)
{
  const VigieHubCommand *command = request->data;
  const VigieMembership *membership = vigie_hub_view_membership (hub->next);
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  const VigieMember *member = command->who != NULL ? find_member (membership, command->who) : NULL;
  guint8 key[VIGIE_KEY_BYTES];
  guint n = 1;

  if (!vigie_membership_is_hub (membership, hub->keys.hub))
    return refuse (request, "This hub is not enrolled, so it cannot change the organisation.");
  if (member != NULL)
    {
      if (!revoke_member (hub, commit, member, command->reason, &n, error))
        return FALSE;
    }
  else if (command->who != NULL && vigie_unhex (command->who, key, sizeof key) && vigie_membership_device (membership, key) != NULL)
    {
      if (!revoke_device (hub, commit, key, command->reason, error))
        return FALSE;
    }
  else
    return refuse (request, "No member or device answers to that, or more than one does; give the id.");
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_int (writer, "devices", n);
  reply_json (request, writer);
  vigie_hub_journal ("revoked", NULL);

  return TRUE;
}

/* Looking and ending -------------------------------------------------------------------------------- */

static gboolean
status_work (VigieHub *hub, VigieHubRequest *request, VigieHubCommit *commit, GError **error)
{
  const VigieMembership *membership = vigie_hub_view_membership (hub->next);
  g_autofree char *organisation = vigie_hex (hub->keys.organisation, VIGIE_KEY_BYTES);
  g_autofree char *key = vigie_hex (hub->keys.hub, VIGIE_KEY_BYTES);
  g_autofree char *listen = vigie_hub_log_value_get (hub->log, VIGIE_HUB_VALUE_LISTEN, NULL);
  g_autofree char *certificate = vigie_hub_log_value_get (hub->log, VIGIE_HUB_VALUE_CERTIFICATE, NULL);
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "organisation", organisation);
  vigie_json_writer_member_string (writer, "name", vigie_membership_name (membership));
  vigie_json_writer_member_string (writer, "hub", key);
  vigie_json_writer_member_boolean (writer, "enrolled", vigie_membership_is_hub (membership, hub->keys.hub));
  vigie_json_writer_member_string (writer, "listen", listen);
  vigie_json_writer_member_string (writer, "certificate", certificate);
  vigie_json_writer_member_int (writer, "pid", getpid ());
  reply_json (request, writer);

  return TRUE;
}

static gboolean
stop_work (VigieHub *hub, VigieHubRequest *request, VigieHubCommit *commit, GError **error)
{
  vigie_hub_reply_take (request, 200, NULL, g_bytes_new_static ("{}", 2));

  return TRUE;
}

/* Admitting ------------------------------------------------------------------------------------- */

/* The event is at its author's: it comes the next time that seat offers what was refused. */
static gboolean
admit_work (VigieHub *hub, VigieHubRequest *request, VigieHubCommit *commit, GError **error)
{
  const VigieHubCommand *command = request->data;
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  gboolean found = FALSE;

  if (command->who == NULL || !vigie_hub_log_admit (hub->log, command->who, &found, error))
    return command->who == NULL && refuse (request, "Name the event by its id.");
  if (!found)
    return refuse (request, "No event with this id was refused here.");
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "event", command->who);
  reply_json (request, writer);
  vigie_hub_journal ("admitted", "id", command->who, NULL);

  return TRUE;
}

VigieHubRequest *
vigie_hub_command_request (VigieHubCommand *command_taken)
{
  static const VigieHubWork works[VIGIE_HUB_N_COMMANDS] = { invite_work, revoke_work, status_work, stop_work,
                                                             admit_work };
  VigieHubRequest *request = vigie_hub_request_new ("CONTROL", "", NULL);

  request->data = command_taken;
  request->free_data = (GDestroyNotify) vigie_hub_command_free;
  request->work = works[command_taken->kind];

  return request;
}

static gboolean
address_work (VigieHub *hub, VigieHubRequest *request, VigieHubCommit *commit, GError **error)
{
  const GStrv values = request->data;

  vigie_hub_reply_take (request, 200, NULL, g_bytes_new_static ("{}", 2));

  return vigie_hub_log_value_put (hub->log, VIGIE_HUB_VALUE_LISTEN, values[0], error)
         && vigie_hub_log_value_put (hub->log, VIGIE_HUB_VALUE_CERTIFICATE, values[1], error);
}

VigieHubRequest *
vigie_hub_address_request (const char *listen, const char *fingerprint)
{
  const char *const values[] = { listen, fingerprint, NULL };
  VigieHubRequest *request = vigie_hub_request_new ("CONTROL", "", NULL);

  request->data = g_strdupv ((GStrv) values);
  request->free_data = (GDestroyNotify) g_strfreev;
  request->work = address_work;

  return request;
}
