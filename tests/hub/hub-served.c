/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hub-served.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "vigie-hub-journal.h"
#include "vigie-json.h"
#include "vigie-wire-join.h"

#define REPLY_MAX_BYTES (64 * 1024 * 1024)
#define WAIT_MS 30000

static gint64
real_now (gpointer user_data)
{
  return g_get_real_time ();
}

static void
real_random (guint8 *out, gsize length_bytes, gpointer user_data)
{
  randombytes_buf (out, length_bytes);
}

HubServed *
hub_served_new (const VigieHubServerOptions *options)
{
  const VigieHubSeams seams = { real_now, real_random, NULL };
  const VigieHubLimits limits = { 0, 10 };
  HubServed *served = g_new0 (HubServed, 1);
  VigieHubServerOptions own;
  g_autoptr(GError) error = NULL;
  VigieHubLog *log;

  vigie_hub_journal_silence ();
  if (options != NULL)
    own = *options;
  else
    vigie_hub_server_options_init (&own);
  own.listen = "127.0.0.1:0";
  served->fixture = hub_fixture_new (1);
  log = vigie_hub_sqlite_open (served->fixture->path, &seams, &error);
  g_assert_no_error (error);
  served->hub = vigie_hub_new (log, served->fixture->path, "Distri", &seams, &limits, &error);
  g_assert_no_error (error);
  served->server = vigie_hub_server_new (served->hub, &own, &error);
  g_assert_no_error (error);
  served->port = (guint) atoi (strrchr (vigie_hub_server_address (served->server), ':') + 1);

  return served;
}

void
hub_served_free (HubServed *served)
{
  vigie_hub_server_free (served->server);
  vigie_hub_free (served->hub);
  hub_fixture_free (served->fixture);
  g_free (served);
}

static VigieHubRequest *
run_command (HubServed *served, VigieHubCommand *command_taken)
{
  VigieHubRequest *request = vigie_hub_command_request (command_taken);

  vigie_hub_server_run (served->server, request);

  return request;
}

char *
hub_served_invite (HubServed *served, const char *name, const char *role)
{
  VigieHubCommand *command = g_new0 (VigieHubCommand, 1);
  g_autoptr(VigieHubRequest) request = NULL;
  g_autoptr(VigieJson) json = NULL;

  command->kind = VIGIE_HUB_INVITE;
  command->name = g_strdup (name);
  command->role = g_strdup (role);
  command->days = 1;
  request = run_command (served, command);
  g_assert_cmpuint (request->status, ==, 200);
  json = vigie_json_parse_bytes (request->reply, 65536, NULL);

  return vigie_json_member_string (json, 0, "code");
}

guint
hub_served_revoke (HubServed *served, const char *who)
{
  VigieHubCommand *command = g_new0 (VigieHubCommand, 1);
  g_autoptr(VigieHubRequest) request = NULL;

  command->kind = VIGIE_HUB_REVOKE;
  command->who = g_strdup (who);
  request = run_command (served, command);

  return request->status;
}

static GBytes *
join_body (HubServed *served, VigieTestDevice *device, const char *code)
{
  g_autofree char *organisation = vigie_hub_organisation (served->hub);
  VigieWireJoin join = { .kind = VIGIE_WIRE_JOIN_CODE, .code = (char *) code, .name = (char *) "laptop" };
  guint8 key[VIGIE_KEY_BYTES];
  g_autoptr(GBytes) proof = NULL;

  g_assert_true (vigie_unhex (organisation, key, sizeof key));
  proof = vigie_wire_code_proof (key, code);
  memcpy (join.device, hub_device_key (device), VIGIE_KEY_BYTES);
  vigie_sign (proof, hub_device_secret_key (device), join.proof);

  return vigie_wire_join_new (&join);
}

char *
hub_served_join (HubServed *served, VigieTestDevice *device, const char *role)
{
  g_autofree char *code = hub_served_invite (served, "Awa Koné", role);
  g_autoptr(GBytes) body = join_body (served, device, code);
  g_autoptr(VigieWireJoinReply) joined = NULL;
  g_autoptr(GBytes) reply = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (hub_request (served->port, "POST", "/v1/join", NULL, body, &reply), ==, 200);
  joined = vigie_wire_join_reply_read (reply, &error);
  g_assert_no_error (error);

  return g_strdup (joined->token);
}

/* Bytes ---------------------------------------------------------------------------------------- */

static int
try_connect (guint port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons ((guint16) port) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (fd, >=, 0);
  if (connect (fd, (struct sockaddr *) &address, sizeof address) == 0)
    return fd;
  close (fd);

  return -1;
}

int
hub_connect (guint port)
{
  int fd = try_connect (port);

  g_assert_cmpint (fd, >=, 0);

  return fd;
}

/* A hub that refuses may close while we still send; that is no mistake of the test. */
void
hub_send (int fd, const char *text, gssize length)
{
  gsize left = length >= 0 ? (gsize) length : strlen (text);

  while (left > 0)
    {
      gssize n = send (fd, text, left, MSG_NOSIGNAL);

      if (n <= 0)
        return;
      text += n;
      left -= (gsize) n;
    }
}

static gboolean
read_some (int fd, GString *text)
{
  struct pollfd wait = { fd, POLLIN, 0 };
  char buffer[16384];
  gssize n;

  if (poll (&wait, 1, WAIT_MS) <= 0)
    return FALSE;
  n = recv (fd, buffer, sizeof buffer, 0);
  if (n > 0)
    g_string_append_len (text, buffer, n);

  return n > 0 && text->len < REPLY_MAX_BYTES;
}

guint
hub_read_reply (int fd, char **body, gsize *body_length)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *end, *header;
  gsize length = 0, start;
  guint status;

  while ((end = strstr (text->str, "\r\n\r\n")) == NULL)
    if (!read_some (fd, text))
      return 0;
  header = strcasestr (text->str, "\r\nContent-Length: ");
  if (header != NULL && header < end)
    length = strtoul (header + strlen ("\r\nContent-Length: "), NULL, 10);
  start = (gsize) (end + 4 - text->str);
  while (text->len < start + length)
    if (!read_some (fd, text))
      return 0;
  status = g_str_has_prefix (text->str, "HTTP/1.1 ") ? (guint) atoi (text->str + 9) : 0;
  if (body != NULL)
    {
      *body = g_malloc0 (length + 1);
      memcpy (*body, text->str + start, length);
      if (body_length != NULL)
        *body_length = length;
    }

  return status;
}

guint
hub_request (guint port, const char *method, const char *target, const char *token, GBytes *body, GBytes **reply)
{
  g_autoptr(GString) head = g_string_new (NULL);
  gsize length = body != NULL ? g_bytes_get_size (body) : 0, reply_length = 0;
  int fd = try_connect (port);
  char *text = NULL;
  guint status;

  if (fd < 0)
    return 0;
  g_string_append_printf (head, "%s %s HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n", method, target);
  if (token != NULL)
    g_string_append_printf (head, "Authorization: Bearer %s\r\n", token);
  if (body != NULL)
    g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n", length);
  g_string_append (head, "\r\n");
  hub_send (fd, head->str, (gssize) head->len);
  if (body != NULL)
    hub_send (fd, g_bytes_get_data (body, NULL), (gssize) length);
  status = hub_read_reply (fd, &text, &reply_length);
  close (fd);
  if (reply != NULL)
    *reply = g_bytes_new_take (text, reply_length);
  else
    g_free (text);

  return status;
}

gboolean
hub_wait_closed (int fd, guint seconds)
{
  gint64 until_usec = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  char buffer[4096];

  while (g_get_monotonic_time () < until_usec)
    {
      struct pollfd wait = { fd, POLLIN, 0 };

      if (poll (&wait, 1, 200) > 0 && recv (fd, buffer, sizeof buffer, 0) <= 0)
        return TRUE;
    }

  return FALSE;
}
