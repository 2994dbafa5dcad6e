/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hub-engine.h"

#include <string.h>

#include "vigie-hub-adopt.h"
#include "vigie-hub-journal.h"
#include "vigie-hub-private.h"
#include "vigie-hub-verify.h"
#include "vigie-id.h"
#include "vigie-json.h"
#include "vigie-wire-join.h"

static void
open_engine (HubEngine *engine)
{
  const VigieHubLimits limits = { 0, 10 };
  g_autoptr(GError) error = NULL;

  engine->hub = vigie_hub_new (hub_fixture_open (engine->fixture), engine->fixture->path, "Distri", &engine->fixture->seams,
                               &limits, &error);
  g_assert_no_error (error);
  engine->reader = vigie_hub_reader (engine->hub, &error);
  g_assert_no_error (error);
  /* Frames are only made for somebody. */
  vigie_hub_count (engine->hub, VIGIE_HUB_COUNT_LISTENERS, 1);
}

static HubEngine *
new_engine (guint seed)
{
  HubEngine *engine = g_new0 (HubEngine, 1);

  vigie_hub_journal_silence ();
  engine->fixture = hub_fixture_new (seed);
  engine->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_hub_frame_unref);

  return engine;
}

HubEngine *
hub_engine_new (guint seed)
{
  HubEngine *engine = new_engine (seed);

  open_engine (engine);

  return engine;
}

HubEngine *
hub_engine_new_adopted (guint seed, GBytes *membership)
{
  HubEngine *engine = new_engine (seed);
  VigieHubLog *log = hub_fixture_open (engine->fixture);
  g_autoptr(GError) error = NULL;

  g_assert_true (vigie_hub_adopt (log, membership, &error));
  g_assert_no_error (error);
  vigie_hub_log_free (log);
  open_engine (engine);

  return engine;
}

void
hub_engine_close (HubEngine *engine)
{
  g_clear_pointer (&engine->reader, vigie_hub_log_free);
  g_clear_pointer (&engine->hub, vigie_hub_free);
}

void
hub_engine_reopen (HubEngine *engine)
{
  hub_engine_close (engine);
  open_engine (engine);
}

void
hub_engine_free (HubEngine *engine)
{
  hub_engine_close (engine);
  g_ptr_array_unref (engine->frames);
  hub_fixture_free (engine->fixture);
  g_free (engine);
}

static void
write_request (HubEngine *engine, VigieHubRequest *request)
{
  g_autoptr(GPtrArray) requests = g_ptr_array_new ();

  g_ptr_array_add (requests, request);
  g_ptr_array_extend_and_steal (engine->frames, vigie_hub_write (engine->hub, requests));
}

VigieHubRequest *
hub_engine_ask (HubEngine *engine, const char *method, const char *path, const char *query, const char *token, GBytes *body)
{
  VigieHubRequest *request = vigie_hub_request_new (method, path, query);
  gsize max_bytes = 0;

  request->token = g_strdup (token);
  request->address = g_strdup ("192.0.2.7");
  if (!vigie_hub_admit (engine->hub, engine->reader, request, &max_bytes))
    return request;
  g_assert_cmpuint (body != NULL ? g_bytes_get_size (body) : 0, <=, max_bytes);
  request->body = body != NULL ? g_bytes_ref (body) : NULL;
  if (vigie_hub_answer (engine->hub, engine->reader, request) == VIGIE_HUB_WRITE)
    write_request (engine, request);

  return request;
}

char *
hub_engine_error (VigieHubRequest *request)
{
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;

  if (!vigie_wire_error_read (request->reply, &code, &message))
    return g_strdup ("");

  return g_steal_pointer (&code);
}

char *
hub_engine_command (HubEngine *engine, VigieHubCommand *command_taken, guint *status)
{
  g_autoptr(VigieHubRequest) request = vigie_hub_command_request (command_taken);
  gsize length = 0;
  const char *reply;

  write_request (engine, request);
  *status = request->status;
  reply = g_bytes_get_data (request->reply, &length);

  return g_strndup (reply, length);
}

char *
hub_engine_invite (HubEngine *engine, const char *name, const char *role)
{
  VigieHubCommand *command = g_new0 (VigieHubCommand, 1);
  g_autoptr(VigieJson) json = NULL;
  g_autofree char *reply = NULL;
  guint status;

  command->kind = VIGIE_HUB_INVITE;
  command->name = g_strdup (name);
  command->role = g_strdup (role);
  command->days = 7;
  reply = hub_engine_command (engine, command, &status);
  g_assert_cmpuint (status, ==, 200);
  json = vigie_json_parse (reply, strlen (reply), 65536, NULL);

  return vigie_json_member_string (json, 0, "code");
}

guint
hub_engine_revoke (HubEngine *engine, const char *who)
{
  VigieHubCommand *command = g_new0 (VigieHubCommand, 1);
  g_autofree char *reply = NULL;
  guint status;

  command->kind = VIGIE_HUB_REVOKE;
  command->who = g_strdup (who);
  reply = hub_engine_command (engine, command, &status);

  return status;
}

/* Seats --------------------------------------------------------------------------------------- */

GBytes *
hub_seat_join_body (HubEngine *engine, VigieTestDevice *device, const char *code)
{
  g_autofree char *organisation = vigie_hub_organisation (engine->hub);
  VigieWireJoin join = { .kind = VIGIE_WIRE_JOIN_CODE, .code = (char *) code, .name = (char *) "laptop" };
  guint8 key[VIGIE_KEY_BYTES];
  g_autoptr(GBytes) proof = NULL;

  g_assert_true (vigie_unhex (organisation, key, sizeof key));
  proof = vigie_wire_code_proof (key, code);
  memcpy (join.device, hub_device_key (device), VIGIE_KEY_BYTES);
  vigie_sign (proof, hub_device_secret_key (device), join.proof);

  return vigie_wire_join_new (&join);
}

HubSeat *
hub_seat_join (HubEngine *engine, guint seed, const char *name, const char *role)
{
  HubSeat *seat = g_new0 (HubSeat, 1);
  g_autofree char *code = hub_engine_invite (engine, name, role);
  g_autoptr(VigieWireJoinReply) reply = NULL;
  g_autoptr(VigieHubRequest) request = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autoptr(GError) error = NULL;

  seat->engine = engine;
  seat->device = hub_device_new (seed);
  vigie_test_device_set_now (seat->device, engine->fixture->now_usec);
  body = hub_seat_join_body (engine, seat->device, code);
  request = hub_engine_ask (engine, "POST", "/v1/join", NULL, NULL, body);
  g_assert_cmpuint (request->status, ==, 200);
  reply = vigie_wire_join_reply_read (request->reply, &error);
  g_assert_no_error (error);
  seat->token = g_strdup (reply->token);
  seat->member = g_strdup (reply->member);

  return seat;
}

void
hub_seat_free (HubSeat *seat)
{
  vigie_test_device_free (seat->device);
  g_free (seat->token);
  g_free (seat->member);
  g_free (seat);
}

GPtrArray *
hub_seat_record (HubSeat *seat, const char *stream, const char *kind, char *body_taken)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);

  g_ptr_array_add (drafts, vigie_draft_new (stream, kind, seat->engine->fixture->now_usec, "Awa Koné", body_taken));
  vigie_test_device_set_now (seat->device, seat->engine->fixture->now_usec);
  vigie_test_device_record (seat->device, drafts, events);

  return events;
}

VigieWireAppendReply *
hub_seat_send (HubSeat *seat, GPtrArray *events, guint *status)
{
  g_autoptr(GBytes) body = vigie_wire_append_new (events);
  g_autoptr(VigieHubRequest) request = hub_engine_ask (seat->engine, "POST", "/v1/events", NULL, seat->token, body);

  if (status != NULL)
    *status = request->status;

  return vigie_wire_append_reply_read (request->reply, events->len, NULL);
}

VigieWireStatus
hub_seat_try (HubSeat *seat, GPtrArray *events, char **code)
{
  g_autoptr(VigieWireAppendReply) reply = hub_seat_send (seat, events, NULL);
  const VigieWireResult *result;

  g_assert_nonnull (reply);
  result = reply->results->pdata[0];
  if (code != NULL)
    *code = g_strdup (result->code);

  return result->status;
}

void
hub_seat_store (HubSeat *seat, GPtrArray *events)
{
  g_autoptr(VigieWireAppendReply) reply = hub_seat_send (seat, events, NULL);

  g_assert_nonnull (reply);
  for (guint i = 0; i < reply->results->len; i++)
    {
      const VigieWireResult *result = reply->results->pdata[i];

      g_test_message ("%s %s", vigie_wire_status_to_word (result->status), result->message != NULL ? result->message : "");
      g_assert_cmpint (result->status, ==, VIGIE_WIRE_STORED);
    }
}

GPtrArray *
hub_seat_pages (HubSeat *seat, gint64 after, guint limit)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_page_event_free);
  gboolean more = TRUE;

  while (more)
    {
      g_autofree char *query = g_strdup_printf ("after=%" G_GINT64_FORMAT "&limit=%u", after, limit);
      g_autoptr(VigieHubRequest) request = hub_engine_ask (seat->engine, "GET", "/v1/events", query, seat->token, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(VigieWirePage) page = vigie_wire_page_read (request->reply, VIGIE_WIRE_BY_SEQ, after, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (page->events->len, <=, limit);
      after = page->next;
      more = page->more;
      for (guint i = 0; i < page->events->len; i++)
        g_ptr_array_add (all, page->events->pdata[i]);
      g_ptr_array_set_free_func (page->events, NULL);
    }

  return all;
}

char *
hub_seat_live_text (HubSeat *seat)
{
  GString *text = g_string_new (NULL);
  VigieHubSeat as;

  if (!vigie_hub_seat (seat->engine->hub, hub_device_key (seat->device), &as))
    return g_string_free (text, FALSE);
  for (guint i = 0; i < seat->engine->frames->len; i++)
    {
      g_autoptr(GBytes) bytes = vigie_hub_frame_text (seat->engine->frames->pdata[i], seat->engine->hub, &as);

      if (bytes != NULL)
        g_string_append_len (text, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
    }

  return g_string_free (text, FALSE);
}

char *
hub_seat_declare (HubSeat *seat, guint number)
{
  char *stream = hub_fixture_stream (number);
  g_autoptr(GPtrArray) events
    = hub_seat_record (seat, stream, "incident.declared",
                       g_strdup ("{\"title\":\"Site down\",\"type\":\"INC-01\",\"playbook\":{\"id\":\"p\",\"version\":\"1\"},"
                                 "\"answers\":{},\"level\":\"P2\",\"provisional\":false,\"ref\":\"2026-11-22-K7QF\"}"));

  hub_seat_store (seat, events);

  return stream;
}

void
hub_seat_restrict (HubSeat *seat, const char *stream, gboolean restricted, const char *member)
{
  g_autofree char *people = member != NULL ? g_strdup_printf ("\"%s\"", member) : g_strdup ("");
  g_autoptr(GPtrArray) events
    = hub_seat_record (seat, stream, "incident.restricted",
                       g_strdup_printf ("{\"restricted\":%s,\"people\":[%s]}", restricted ? "true" : "false", people));

  hub_seat_store (seat, events);
}

void
hub_engine_assert_consistent (HubEngine *engine)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  VigieHubVerified verified = { 0 };

  g_assert_true (vigie_hub_verify (engine->reader, faults, &verified, NULL));
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (char *) faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);
  g_free (verified.organisation);
}
