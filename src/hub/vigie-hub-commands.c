/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* invite, revoke and admit: through the lock when no hub runs, through the control socket when one does. */

#include <glib/gi18n-lib.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <netinet/in.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>

#include "vigie-hub-certificate.h"
#include "vigie-hub-control.h"
#include "vigie-hub-program.h"
#include "vigie-hub-sqlite.h"
#include "vigie-join-link.h"
#include "vigie-json.h"

#define LISTEN_DEFAULT "127.0.0.1:8471"

/* Sending --------------------------------------------------------------------------------------- */

static char *
run_here (VigieHubLog *log_taken, const char *path, const VigieHubArguments *a, VigieHubCommand *command_taken, GError **error)
{
  VigieHubLimits limits = { 0, 0 };
  g_autoptr(GPtrArray) requests = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_hub_request_free);
  GPtrArray *frames;
  VigieHubSeams seams;
  VigieHubRequest *request;
  VigieHub *hub;
  gsize length = 0;
  const char *reply;
  char *text;

  vigie_hub_program_seams (&seams);
  hub = vigie_hub_new (log_taken, path, a->organisation != NULL ? a->organisation : g_get_host_name (), &seams, &limits, error);
  if (hub == NULL)
    {
      vigie_hub_command_free (command_taken);
      return NULL;
    }
  request = vigie_hub_command_request (command_taken);
  g_ptr_array_add (requests, request);
  frames = vigie_hub_write (hub, requests);
  reply = g_bytes_get_data (request->reply, &length);
  text = g_strndup (reply, length);
  g_ptr_array_unref (frames);
  vigie_hub_free (hub);

  return text;
}

/* The reply as it came. */
static char *
send_command (const VigieHubArguments *a, const char *path, VigieHubCommand *command_taken, GError **error)
{
  g_autoptr(VigieHubCommand) command = command_taken;
  g_autoptr(GError) open_error = NULL;
  VigieHubSeams seams;
  VigieHubLog *log;

  vigie_hub_program_seams (&seams);
  log = vigie_hub_sqlite_open (path, &seams, &open_error);
  if (log != NULL)
    return run_here (log, path, a, g_steal_pointer (&command), error);
  if (g_error_matches (open_error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_BUSY))
    return vigie_hub_control_send (path, command, error);
  g_propagate_error (error, g_steal_pointer (&open_error));

  return NULL;
}

/* NULL + USAGE with the hub's sentence if it refused. */
static VigieJson *
parse_reply (const char *reply, GError **error)
{
  g_autoptr(VigieJson) json = vigie_json_parse (reply, strlen (reply), 65536, error);
  VigieJsonNode refusal = json != NULL ? vigie_json_member (json, 0, "error") : VIGIE_JSON_NONE;
  g_autofree char *message = NULL;

  if (json == NULL || refusal == VIGIE_JSON_NONE)
    return g_steal_pointer (&json);
  message = vigie_json_member_string (json, refusal, "message");
  g_set_error_literal (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FAILED, message != NULL ? message : "");

  return NULL;
}

/* The link -------------------------------------------------------------------------------------- */

static gboolean
is_wildcard (const char *address)
{
  return g_str_has_prefix (address, "0.0.0.0:") || g_str_has_prefix (address, "[::]:");
}

/* The addresses of this computer in the networks it is in, with the port of @listen. */
static void
add_own_addresses (GStrvBuilder *hubs, const char *listen)
{
  const char *port = strrchr (listen, ':');
  struct ifaddrs *all = NULL;
  guint n = 0;

  if (getifaddrs (&all) != 0)
    return;
  for (struct ifaddrs *i = all; i != NULL && n < VIGIE_JOIN_LINK_MAX_HUBS; i = i->ifa_next)
    {
      char host[NI_MAXHOST];
      g_autofree char *address = NULL;

      if (i->ifa_addr == NULL || i->ifa_addr->sa_family != AF_INET || (i->ifa_flags & IFF_LOOPBACK) != 0
          || getnameinfo (i->ifa_addr, sizeof (struct sockaddr_in), host, sizeof host, NULL, 0, NI_NUMERICHOST) != 0)
        continue;
      address = g_strconcat (host, port, NULL);
      g_strv_builder_add (hubs, address);
      n++;
    }
  freeifaddrs (all);
}

/* "https://hub.example:8471/" is taken for what it means. */
static char *
bare_address (const char *url)
{
  const char *start = strstr (url, "://");
  char *address = g_strdup (start != NULL ? start + 3 : url);
  char *slash = strchr (address, '/');

  if (slash != NULL)
    *slash = '\0';

  return address;
}

GStrv
vigie_hub_program_addresses (const char *listen)
{
  g_autoptr(GStrvBuilder) hubs = g_strv_builder_new ();

  if (is_wildcard (listen))
    add_own_addresses (hubs, listen);
  else if (vigie_hub_address_is_valid (listen))
    g_strv_builder_add (hubs, listen);

  return g_strv_builder_end (hubs);
}

static GStrv
link_hubs (const VigieHubArguments *a, const char *listen)
{
  g_autoptr(GStrvBuilder) hubs = g_strv_builder_new ();

  if (a->urls == NULL)
    return vigie_hub_program_addresses (listen);
  for (guint i = 0; a->urls[i] != NULL; i++)
    {
      g_autofree char *address = bare_address (a->urls[i]);

      g_strv_builder_add (hubs, address);
    }

  return g_strv_builder_end (hubs);
}

static gboolean
all_loopback (GStrv hubs)
{
  for (guint i = 0; hubs[i] != NULL; i++)
    if (!vigie_hub_address_is_loopback (hubs[i]))
      return FALSE;

  return TRUE;
}

static gboolean
check_hubs (GStrv hubs, GError **error)
{
  gboolean ok = hubs[0] != NULL && g_strv_length (hubs) <= VIGIE_JOIN_LINK_MAX_HUBS;

  for (guint i = 0; ok && hubs[i] != NULL; i++)
    ok = vigie_hub_address_is_valid (hubs[i]);
  if (!ok)
    g_set_error_literal (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_USAGE,
                         _("Name the address that people will use, like --url hub.example:8471."));

  return ok;
}

/* That of the hub that served last; else one is made when people come from other computers. */
static gboolean
link_certificate (const VigieHubArguments *a, const char *path, const char *known, VigieJoinLink *link, GError **error)
{
  g_auto(VigieHubCertificate) certificate = { NULL, NULL };

  if (a->certificate == NULL && known != NULL && vigie_unhex (known, link->certificate, sizeof link->certificate))
    {
      link->has_certificate = TRUE;
      return TRUE;
    }
  if (a->plain || (all_loopback (link->hubs) && !a->self_signed && a->certificate == NULL))
    return TRUE;
  if (a->certificate != NULL ? !g_file_get_contents (a->certificate, &certificate.certificate, NULL, error)
                             : !vigie_hub_certificate_self_signed (&certificate, path, error))
    return FALSE;
  link->has_certificate = TRUE;

  return vigie_hub_certificate_fingerprint (certificate.certificate, link->certificate, error);
}

static char *
make_link (const VigieHubArguments *a, const char *path, const VigieJson *reply, GError **error)
{
  g_autoptr(VigieJoinLink) link = g_new0 (VigieJoinLink, 1);
  g_autofree char *organisation = vigie_json_member_string (reply, 0, "organisation");
  g_autofree char *certificate = vigie_json_member_string (reply, 0, "certificate");
  g_autofree char *listen = a->listen != NULL ? g_strdup (a->listen) : vigie_json_member_string (reply, 0, "listen");

  link->code = vigie_json_member_string (reply, 0, "code");
  link->hubs = link_hubs (a, listen != NULL ? listen : LISTEN_DEFAULT);
  if (organisation == NULL || link->code == NULL || !vigie_unhex (organisation, link->organisation, VIGIE_KEY_BYTES))
    {
      g_set_error_literal (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FAILED, _("The hub did not answer as it should."));
      return NULL;
    }
  if (!check_hubs (link->hubs, error) || !link_certificate (a, path, certificate, link, error))
    return NULL;

  return vigie_join_link_format (link);
}

/* Commands -------------------------------------------------------------------------------------- */

int
vigie_hub_program_invite (const VigieHubArguments *arguments)
{
  g_autofree char *path = vigie_hub_program_log_path (arguments);
  VigieHubCommand *command = g_new0 (VigieHubCommand, 1);
  g_autofree char *reply = NULL;
  g_autofree char *result = NULL;
  g_autoptr(VigieJson) json = NULL;
  GError *error = NULL;

  command->kind = VIGIE_HUB_INVITE;
  command->name = g_strdup (arguments->name);
  command->role = g_strdup (arguments->role);
  command->member = g_strdup (arguments->member);
  command->days = arguments->days;
  reply = send_command (arguments, path, command, &error);
  json = reply != NULL ? parse_reply (reply, &error) : NULL;
  if (json != NULL)
    {
      result = vigie_json_member_string (json, 0, "token");
      if (result == NULL)
        result = make_link (arguments, path, json, &error);
    }
  if (result == NULL)
    return vigie_hub_program_fail (error);
  printf ("%s\n", result);

  return 0;
}

int
vigie_hub_program_revoke (const VigieHubArguments *arguments)
{
  g_autofree char *path = vigie_hub_program_log_path (arguments);
  VigieHubCommand *command = g_new0 (VigieHubCommand, 1);
  g_autofree char *reply = NULL;
  g_autoptr(VigieJson) json = NULL;
  GError *error = NULL;
  guint n;

  command->kind = VIGIE_HUB_REVOKE;
  command->who = g_strdup (arguments->rest[0]);
  command->reason = g_strdup (arguments->reason);
  reply = send_command (arguments, path, command, &error);
  json = reply != NULL ? parse_reply (reply, &error) : NULL;
  if (json == NULL)
    return vigie_hub_program_fail (error);
  n = (guint) vigie_json_member_int (json, 0, "devices", 0);
  printf (ngettext ("%u device revoked.\n", "%u devices revoked.\n", n), n);

  return 0;
}

int
vigie_hub_program_admit (const VigieHubArguments *arguments)
{
  g_autofree char *path = vigie_hub_program_log_path (arguments);
  VigieHubCommand *command = g_new0 (VigieHubCommand, 1);
  g_autofree char *reply = NULL;
  g_autoptr(VigieJson) json = NULL;
  GError *error = NULL;

  command->kind = VIGIE_HUB_ADMIT;
  command->who = g_strdup (arguments->rest[0]);
  reply = send_command (arguments, path, command, &error);
  json = reply != NULL ? parse_reply (reply, &error) : NULL;
  if (json == NULL)
    return vigie_hub_program_fail (error);
  printf ("%s\n", _("It is let in when its author’s seat offers it again."));

  return 0;
}
