/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Appending. An event travels as a JSON string, so that its signed bytes arrive as they were. */

#include "vigie-wire-append.h"

#include <string.h>

#include "vigie-id.h"
#include "vigie-wire-private.h"

#define MESSAGE_MAX_CHARS 1000
#define CODE_MAX_CHARS 32

static const char *const words[VIGIE_WIRE_N_STATUS] = {
  [VIGIE_WIRE_STORED] = "stored",     [VIGIE_WIRE_KNOWN] = "known",     [VIGIE_WIRE_GAP] = "gap",
  [VIGIE_WIRE_CONFLICT] = "conflict", [VIGIE_WIRE_REFUSED] = "refused", [VIGIE_WIRE_INVALID] = "invalid",
};

/**
 * vigie_wire_status_to_word:
 * @status: a status
 *
 * Returns: its word in the protocol
 */
const char *
vigie_wire_status_to_word (VigieWireStatus status)
{
  g_return_val_if_fail (status < VIGIE_WIRE_N_STATUS, NULL);

  return words[status];
}

/* The request ------------------------------------------------------------------------------------- */

/**
 * vigie_wire_append_new:
 * @events: (element-type VigieEvent): events, none of them redacted
 *
 * Returns: (transfer full): the body of the request
 */
GBytes *
vigie_wire_append_new (GPtrArray *events)
{
  return vigie_wire_append_new_with (events, NULL);
}

/**
 * vigie_wire_append_new_with:
 * @events: (element-type VigieEvent): events, none of them redacted
 * @withheld: (nullable) (element-type GBytes): for each, the hashes of the places before it that cannot be given, or %NULL
 *
 * Returns: (transfer full): the body of the request
 */
GBytes *
vigie_wire_append_new_with (GPtrArray *events, GPtrArray *withheld)
{
  VigieJsonWriter *writer = vigie_wire_begin ();

  vigie_json_writer_key (writer, "events");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < events->len; i++)
    {
      const VigieEvent *event = events->pdata[i];

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "bytes", event->bytes);
      vigie_wire_put_hex (writer, "signature", event->signature, VIGIE_SIGNATURE_BYTES);
      vigie_wire_put_hashes (writer, "withheld", withheld != NULL ? withheld->pdata[i] : NULL);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);

  return vigie_wire_end (writer, events->len);
}

/**
 * vigie_wire_event_free:
 * @event: (nullable) (transfer full): an event as it was sent
 */
void
vigie_wire_event_free (VigieWireEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->bytes);
  g_clear_pointer (&event->withheld, g_bytes_unref);
  g_free (event);
}

static VigieWireEvent *
read_event (const VigieJson *json, VigieJsonNode node, GError **error)
{
  g_autoptr(VigieWireEvent) event = g_new0 (VigieWireEvent, 1);

  if (!vigie_wire_need_string (json, node, "bytes", VIGIE_WIRE_REQUEST_MAX_BYTES, &event->bytes, error)
      || !vigie_wire_need_hex (json, node, "signature", event->signature, VIGIE_SIGNATURE_BYTES, error)
      || !vigie_wire_maybe_hashes (json, node, "withheld", VIGIE_WIRE_WITHHELD_MAX, &event->withheld, error))
    return NULL;

  event->length_bytes = strlen (event->bytes);
  return g_steal_pointer (&event);
}

/**
 * vigie_wire_append_read:
 * @body: body of the request
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type VigieWireEvent): what was sent
 */
GPtrArray *
vigie_wire_append_read (GBytes *body, GError **error)
{
  g_autoptr(VigieWireBody) opened = vigie_wire_open (body, VIGIE_WIRE_REQUEST_MAX_BYTES, error);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_event_free);
  VigieJsonNode list;

  if (opened == NULL
      || !vigie_wire_need_array (opened->json, opened->data, "events", VIGIE_WIRE_PAGE_MAX_EVENTS, &list, error))
    return NULL;
  for (VigieJsonNode n = vigie_json_first (opened->json, list); n != VIGIE_JSON_NONE; n = vigie_json_next (opened->json, n))
    {
      VigieWireEvent *event = read_event (opened->json, n, error);

      if (event == NULL)
        return NULL;
      g_ptr_array_add (events, event);
    }

  return vigie_wire_check_count (opened, events->len, error) ? g_steal_pointer (&events) : NULL;
}

/* The reply --------------------------------------------------------------------------------------- */

/**
 * vigie_wire_result_new:
 * @id: (nullable): id of the event; %NULL when it could not be read
 * @status: what became of it
 * @code: (nullable): why it was refused, a word
 * @message: (nullable): the same as a sentence
 *
 * Returns: (transfer full): a result; seq and link are the caller's to set
 */
VigieWireResult *
vigie_wire_result_new (const char *id, VigieWireStatus status, const char *code, const char *message)
{
  VigieWireResult *result = g_new0 (VigieWireResult, 1);

  result->id = g_strdup (id);
  result->status = status;
  result->code = g_strdup (code);
  result->message = g_strdup (message);
  return result;
}

/**
 * vigie_wire_result_free:
 * @result: (nullable) (transfer full): a result
 */
void
vigie_wire_result_free (VigieWireResult *result)
{
  if (result == NULL)
    return;
  g_free (result->id);
  g_free (result->code);
  g_free (result->message);
  g_free (result);
}

static gboolean
is_kept (VigieWireStatus status)
{
  return status == VIGIE_WIRE_STORED || status == VIGIE_WIRE_KNOWN;
}

static void
put_result (VigieJsonWriter *writer, const VigieWireResult *result)
{
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "id", result->id);
  vigie_json_writer_member_string (writer, "status", words[result->status]);
  if (is_kept (result->status))
    {
      vigie_json_writer_member_int (writer, "seq", result->seq);
      vigie_wire_put_hex (writer, "link", result->link, VIGIE_HASH_BYTES);
    }
  if (result->code != NULL)
    vigie_json_writer_member_string (writer, "code", result->code);
  if (result->message != NULL)
    vigie_json_writer_member_string (writer, "message", result->message);
  vigie_json_writer_end_object (writer);
}

/**
 * vigie_wire_append_reply_new:
 * @epoch: the hub's epoch
 * @head: its newest seq
 * @now_usec: its clock
 * @results: (element-type VigieWireResult): one for each event, in order
 *
 * Returns: (transfer full): the body of the reply
 */
GBytes *
vigie_wire_append_reply_new (const char *epoch, gint64 head, gint64 now_usec, GPtrArray *results)
{
  VigieJsonWriter *writer = vigie_wire_begin ();

  vigie_json_writer_member_string (writer, "epoch", epoch);
  vigie_json_writer_member_int (writer, "head", head);
  vigie_json_writer_member_int (writer, "now", now_usec);
  vigie_json_writer_key (writer, "results");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < results->len; i++)
    put_result (writer, results->pdata[i]);
  vigie_json_writer_end_array (writer);

  return vigie_wire_end (writer, results->len);
}

static gboolean
read_status (const VigieJson *json, VigieJsonNode node, VigieWireStatus *out, GError **error)
{
  g_autofree char *word = vigie_json_member_string (json, node, "status");

  for (VigieWireStatus status = 0; word != NULL && status < VIGIE_WIRE_N_STATUS; status++)
    {
      if (strcmp (words[status], word) == 0)
        {
          *out = status;
          return TRUE;
        }
    }

  return vigie_wire_refuse ("status", error);
}

static VigieWireResult *
read_result (const VigieJson *json, VigieJsonNode node, GError **error)
{
  g_autoptr(VigieWireResult) result = g_new0 (VigieWireResult, 1);

  if (!read_status (json, node, &result->status, error)
      || !vigie_wire_maybe_string (json, node, "id", VIGIE_ID_LENGTH, &result->id, error)
      || !vigie_wire_maybe_string (json, node, "code", CODE_MAX_CHARS, &result->code, error)
      || !vigie_wire_maybe_string (json, node, "message", MESSAGE_MAX_CHARS, &result->message, error))
    return NULL;
  if (result->id != NULL ? !vigie_id_is_valid (result->id) : result->status != VIGIE_WIRE_INVALID)
    {
      vigie_wire_refuse ("id", error);
      return NULL;
    }
  if (is_kept (result->status)
      && (!vigie_wire_need_int (json, node, "seq", 1, &result->seq, error)
          || !vigie_wire_need_hex (json, node, "link", result->link, VIGIE_HASH_BYTES, error)))
    return NULL;

  return g_steal_pointer (&result);
}

static gboolean
read_results (VigieWireAppendReply *reply, const VigieWireBody *body, GError **error)
{
  VigieJsonNode list;

  if (!vigie_wire_need_array (body->json, body->data, "results", VIGIE_WIRE_PAGE_MAX_EVENTS, &list, error))
    return FALSE;
  for (VigieJsonNode n = vigie_json_first (body->json, list); n != VIGIE_JSON_NONE; n = vigie_json_next (body->json, n))
    {
      VigieWireResult *result = read_result (body->json, n, error);

      if (result == NULL)
        return FALSE;
      g_ptr_array_add (reply->results, result);
    }

  return vigie_wire_check_count (body, reply->results->len, error);
}

/**
 * vigie_wire_append_reply_read:
 * @body: body of the reply
 * @n_sent: how many events were sent
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the reply
 */
VigieWireAppendReply *
vigie_wire_append_reply_read (GBytes *body, guint n_sent, GError **error)
{
  g_autoptr(VigieWireBody) opened = vigie_wire_open (body, VIGIE_WIRE_REPLY_MAX_BYTES, error);
  g_autoptr(VigieWireAppendReply) reply = g_new0 (VigieWireAppendReply, 1);

  reply->results = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_result_free);
  if (opened == NULL || !vigie_wire_need_epoch (opened->json, opened->data, &reply->epoch, error)
      || !vigie_wire_need_int (opened->json, opened->data, "head", 0, &reply->head, error)
      || !vigie_wire_need_int (opened->json, opened->data, "now", 0, &reply->now_usec, error)
      || !read_results (reply, opened, error) || !vigie_wire_check_count (opened, n_sent, error))
    return NULL;

  return g_steal_pointer (&reply);
}

/**
 * vigie_wire_append_reply_free:
 * @reply: (nullable) (transfer full): a reply
 */
void
vigie_wire_append_reply_free (VigieWireAppendReply *reply)
{
  if (reply == NULL)
    return;
  g_free (reply->epoch);
  g_ptr_array_unref (reply->results);
  g_free (reply);
}
