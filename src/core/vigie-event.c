/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Events: sealing and checking; vigie-event-parse.c reads them.
 *
 * The signed bytes are made once and then only copied: two programs never agree on how to write the
 * same JSON, so a signature over anything but the original bytes would break. Reading is strict
 * about the members of version 1 and silent about all others, which newer versions may add.
 *
 * An event is one allocation: header, list of replaced ids, decoded strings, and last the domain
 * tag followed by the signed bytes. The tag stands in front of the bytes so that a signature can be
 * checked without copying them (Ed25519 needs its message in one piece). Events are immutable and
 * counted atomically, so they may cross threads.
 *
 * parse() does not check the signature: that costs fifty times as much as all the rest, and thanks
 * to `prev` one check of a device's newest event covers its earlier ones (vigie_event_follows()). */

#include "vigie-event.h"

#include "vigie-error.h"
#include "vigie-event-private.h"
#include "vigie-id.h"
#include "vigie-json-writer.h"
#include "vigie-text.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

static gboolean
set_invalid (GError **error, const char *message)
{
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, message);
  return FALSE;
}

/* Sealing ------------------------------------------------------------------------------------- */

/**
 * vigie_stamp_next:
 * @now_usec: the device's clock
 * @last_stamp_usec: the greatest stamp seen so far, or %VIGIE_TIME_NONE
 *
 * Computes the stamp of a new event: the clock's time, unless that would not be later than what has
 * been seen. A stamp more than %VIGIE_STAMP_DRIFT_MAX_USEC ahead comes from a clock that is wrong
 * and does not pull this one along.
 *
 * Returns: the stamp
 */
gint64
vigie_stamp_next (gint64 now_usec, gint64 last_stamp_usec)
{
  if (last_stamp_usec == VIGIE_TIME_NONE || last_stamp_usec < now_usec
      || last_stamp_usec - now_usec > VIGIE_STAMP_DRIFT_MAX_USEC)
    return now_usec;

  return last_stamp_usec + 1;
}

/* The root of @body without the white space around it, or NULL. */
static char *
check_body (const char *body, GError **error)
{
  g_autoptr (VigieJson) json = NULL;
  const char *span;
  gsize length;

  if (body == NULL)
    {
      set_invalid (error, _ ("An event has no content."));
      return NULL;
    }

  json = vigie_json_parse (body, strlen (body), VIGIE_EVENT_MAX_BYTES, error);
  if (json == NULL)
    return NULL;
  if (vigie_json_type (json, 0) != VIGIE_JSON_OBJECT)
    {
      set_invalid (error, _ ("The content of an event must be a JSON object."));
      return NULL;
    }

  span = vigie_json_span (json, 0, &length);
  return g_strndup (span, length);
}

static void
write_chain (VigieJsonWriter *writer, const VigieSealContext *context)
{
  g_autofree char *device = NULL;
  g_autofree char *prev = NULL;
  guint8 key[VIGIE_KEY_BYTES];

  crypto_sign_ed25519_sk_to_pk (key, context->secret_key);
  device = vigie_hex (key, sizeof key);
  prev = context->last_dseq == 0 ? g_strdup ("") : vigie_hex (context->last_hash, VIGIE_HASH_BYTES);

  vigie_json_writer_member_string (writer, "device", device);
  vigie_json_writer_member_int (writer, "dseq", (gint64) context->last_dseq + 1);
  vigie_json_writer_member_string (writer, "prev", prev);
}

static char *
write_event (const VigieDraft *draft, const VigieSealContext *context, const char *id,
             const char *author, const char *body)
{
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_int (writer, "v", VIGIE_EVENT_VERSION);
  vigie_json_writer_member_string (writer, "id", id);
  vigie_json_writer_member_string (writer, "stream", draft->stream);
  vigie_json_writer_member_string (writer, "kind", draft->kind);
  vigie_json_writer_member_int (writer, "occurred", draft->occurred_usec);
  vigie_json_writer_member_int (writer, "stamp",
                                vigie_stamp_next (context->now_usec, context->last_stamp_usec));
  vigie_json_writer_member_string (writer, "author", author);
  write_chain (writer, context);
  vigie_json_writer_key (writer, "replaces");
  vigie_json_writer_begin_array (writer);
  for (gsize i = 0; draft->replaces != NULL && draft->replaces[i] != NULL; i++)
    vigie_json_writer_string (writer, draft->replaces[i]);
  vigie_json_writer_end_array (writer);
  vigie_json_writer_key (writer, "body");
  vigie_json_writer_raw (writer, body);
  vigie_json_writer_end_object (writer);

  return vigie_json_writer_steal (writer);
}

/**
 * vigie_event_seal:
 * @draft: what happened
 * @context: what the recording device adds
 * @error: return location
 *
 * Checks @draft, builds the bytes, hashes and signs them. The author is cleaned as one line.
 *
 * Returns: (nullable) (transfer full): the event; %NULL with %VIGIE_ERROR_INVALID or
 *   %VIGIE_ERROR_TOO_LARGE
 */
VigieEvent *
vigie_event_seal (const VigieDraft *draft, const VigieSealContext *context, GError **error)
{
  static const guint8 unsigned_yet[VIGIE_SIGNATURE_BYTES] = { 0 };
  g_autofree char *author = NULL;
  g_autofree char *body = NULL;
  g_autofree char *id = NULL;
  g_autofree char *bytes = NULL;
  VigieEvent *event;

  if (!vigie_event_check_values (draft->id, draft->stream, draft->kind, draft->occurred_usec,
                     (const char *const *) draft->replaces, error))
    return NULL;
  author = vigie_text_clean_author (draft->author, _ ("The author"), VIGIE_AUTHOR_MAX_CHARS, error);
  if (author == NULL)
    return NULL;
  body = check_body (draft->body, error);
  if (body == NULL)
    return NULL;

  id = draft->id != NULL ? g_strdup (draft->id) : vigie_id_new (context->now_usec, context->random);
  bytes = write_event (draft, context, id, author, body);
  event = vigie_event_parse (bytes, strlen (bytes), unsigned_yet, error);
  if (event == NULL)
    return NULL;

  crypto_sign_detached (event->signature, NULL,
                        (const guint8 *) event->bytes - VIGIE_EVENT_TAG_BYTES,
                        VIGIE_EVENT_TAG_BYTES + event->length_bytes, context->secret_key);
  return event;
}

/* Checking ------------------------------------------------------------------------------------ */

static gboolean
set_tampered (GError **error, const char *message)
{
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED, message);
  return FALSE;
}

/**
 * vigie_event_verify:
 * @event: an event
 * @error: return location
 *
 * Checks the signature. Proves that the device wrote these bytes, not that the author is who they
 * say. May be called in any thread.
 *
 * Returns: %TRUE if the signature is @event's device's; else %FALSE with %VIGIE_ERROR_TAMPERED, or
 *   with %VIGIE_ERROR_NOT_FOUND if the bytes have been redacted
 */
gboolean
vigie_event_verify (const VigieEvent *event, GError **error)
{
  g_return_val_if_fail (event->redacted || event->length_bytes > 0, FALSE);

  if (event->redacted)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND,
                           _ ("The content of this event has been redacted, so its signature can "
                              "no longer be checked."));
      return FALSE;
    }

  vigie_ensure_sodium ();
  if (crypto_sign_verify_detached (event->signature,
                                   (const guint8 *) event->bytes - VIGIE_EVENT_TAG_BYTES,
                                   VIGIE_EVENT_TAG_BYTES + event->length_bytes, event->device)
      != 0)
    return set_tampered (error, _ ("The signature of an event does not fit its content."));

  return TRUE;
}

/**
 * vigie_event_follows:
 * @event: an event
 * @previous: (nullable): the event before it of the same device and stream; %NULL if there is none
 * @error: return location
 *
 * Checks the link between two events of one device in one stream. Stamps are not compared: a clock
 * that was set back is no tampering.
 *
 * Returns: %TRUE if @event directly follows; else %FALSE with %VIGIE_ERROR_TAMPERED
 */
gboolean
vigie_event_follows (const VigieEvent *event, const VigieEvent *previous, GError **error)
{
  if (previous == NULL)
    {
      if (event->dseq != 1)
        return set_tampered (error, _ ("Events are missing before the first one of a device."));
      return TRUE;
    }

  if (memcmp (event->device, previous->device, VIGIE_KEY_BYTES) != 0
      || strcmp (event->stream, previous->stream) != 0)
    return set_tampered (error, _ ("Two events that should follow each other are not of the same "
                                   "device and incident."));
  if (event->dseq != previous->dseq + 1)
    return set_tampered (error, _ ("Events of a device are missing or stand twice."));
  if (memcmp (event->prev, previous->hash, VIGIE_HASH_BYTES) != 0)
    return set_tampered (error, _ ("An event does not link to the one before it."));

  return TRUE;
}

/**
 * vigie_chain_link:
 * @previous: (nullable): the link before, %VIGIE_HASH_BYTES bytes; %NULL for the first event
 * @event: the event
 * @out: (out caller-allocates): %VIGIE_HASH_BYTES bytes; may be @previous
 *
 * Computes the hub's link of @event. It covers the content's hash rather than the content, so that
 * the chain still checks when an event's bytes have been redacted. The first link is made as if 32
 * zero bytes stood before it.
 */
void
vigie_chain_link (const guint8 *previous, const VigieEvent *event, guint8 *out)
{
  guint8 buffer[2 * VIGIE_HASH_BYTES + VIGIE_SIGNATURE_BYTES] = { 0 };

  if (previous != NULL)
    memcpy (buffer, previous, VIGIE_HASH_BYTES);
  memcpy (buffer + VIGIE_HASH_BYTES, event->hash, VIGIE_HASH_BYTES);
  memcpy (buffer + 2 * VIGIE_HASH_BYTES, event->signature, VIGIE_SIGNATURE_BYTES);
  vigie_hash (buffer, sizeof buffer, out);
}

/* Leaving out ---------------------------------------------------------------------------------- */

static char *
copy_text (const char **field, const char *text, char *out)
{
  *field = out;
  return g_stpcpy (out, text) + 1;
}

/* @header with another body, and without the signed bytes. */
static VigieEvent *
copy_without_bytes (const VigieEvent *header, const char *body, gsize body_length_bytes)
{
  gsize n_replaces = g_strv_length ((GStrv) header->replaces);
  gsize size = sizeof (VigieEventBlock) + (n_replaces + 1) * sizeof (char *)
               + strlen (header->id) + strlen (header->stream) + strlen (header->kind)
               + strlen (header->author) + 4 + body_length_bytes + 1;
  VigieEventBlock *block;
  const char **ids;
  char *out;

  for (gsize i = 0; i < n_replaces; i++)
    size += strlen (header->replaces[i]) + 1;

  block = g_malloc (size);
  block->event = *header;
  g_atomic_ref_count_init (&block->count);
  ids = (const char **) (block + 1);
  out = (char *) (ids + n_replaces + 1);
  for (gsize i = 0; i < n_replaces; i++)
    out = copy_text (&ids[i], header->replaces[i], out);
  ids[n_replaces] = NULL;
  out = copy_text (&block->event.id, header->id, out);
  out = copy_text (&block->event.stream, header->stream, out);
  out = copy_text (&block->event.kind, header->kind, out);
  out = copy_text (&block->event.author, header->author, out);
  memcpy (out, body, body_length_bytes);
  out[body_length_bytes] = '\0';

  block->event.replaces = ids;
  block->event.bytes = "";
  block->event.length_bytes = 0;
  block->event.body = out;
  block->event.body_length_bytes = body_length_bytes;
  return &block->event;
}

/**
 * vigie_event_new_redacted:
 * @header: an event, or a structure filled with all its members but bytes and body
 *
 * Makes what is left of an event when its content must go. Hash, signature and links stay, so that
 * its neighbours and the hub's chain still check; vigie_event_body() is an empty object.
 *
 * Returns: (transfer full): the redacted event
 */
VigieEvent *
vigie_event_new_redacted (const VigieEvent *header)
{
  VigieEvent *event = copy_without_bytes (header, "{}", 2);

  event->redacted = TRUE;
  return event;
}

/**
 * vigie_event_new_unproven:
 * @event: an event
 *
 * Makes what a fold needs of @event, half as large: all but the signed bytes, which the store keeps. It can
 * neither be verified nor exported.
 *
 * Returns: (transfer full): the event without its bytes (@bytes is "")
 */
VigieEvent *
vigie_event_new_unproven (const VigieEvent *event)
{
  return copy_without_bytes (event, event->body, event->body_length_bytes);
}

/* Life ---------------------------------------------------------------------------------------- */

/**
 * vigie_event_ref:
 * @event: an event
 *
 * Returns: (transfer full): @event with one more reference; any thread
 */
VigieEvent *
vigie_event_ref (VigieEvent *event)
{
  g_atomic_ref_count_inc (&((VigieEventBlock *) event)->count);
  return event;
}

/**
 * vigie_event_unref:
 * @event: (nullable) (transfer full): an event
 *
 * Drops a reference; any thread.
 */
void
vigie_event_unref (VigieEvent *event)
{
  if (event != NULL && g_atomic_ref_count_dec (&((VigieEventBlock *) event)->count))
    g_free (event);
}

/**
 * vigie_event_compare:
 * @a: an event
 * @b: an event
 *
 * Orders by stamp, device and id: the same order on every device, whatever arrived first.
 *
 * Returns: less than, equal to or greater than 0
 */
int
vigie_event_compare (const VigieEvent *a, const VigieEvent *b)
{
  int order;

  if (a->stamp_usec != b->stamp_usec)
    return a->stamp_usec < b->stamp_usec ? -1 : 1;

  order = memcmp (a->device, b->device, VIGIE_KEY_BYTES);
  return order != 0 ? order : strcmp (a->id, b->id);
}

/**
 * vigie_event_body:
 * @event: an event, which must outlive the document
 *
 * Returns: (transfer full): the body, parsed; its root is an object
 */
VigieJson *
vigie_event_body (const VigieEvent *event)
{
  VigieJson *json
    = vigie_json_parse (event->body, event->body_length_bytes, VIGIE_EVENT_MAX_BYTES, NULL);

  g_assert (json != NULL);
  return json;
}
