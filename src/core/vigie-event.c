/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Events: sealing, reading, checking.
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
#include "vigie-id.h"
#include "vigie-json-private.h"
#include "vigie-json-writer.h"
#include "vigie-text.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (VIGIE_HASH_BYTES == crypto_generichash_BYTES);
G_STATIC_ASSERT (VIGIE_KEY_BYTES == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (VIGIE_SECRET_KEY_BYTES == crypto_sign_SECRETKEYBYTES);
G_STATIC_ASSERT (VIGIE_SIGNATURE_BYTES == crypto_sign_BYTES);

/* With its final NUL. */
static const char domain_tag[] = "vigie-event-v1";

#define AUTHOR_MAX_CHARS 200
/* 9999-12-31T23:59:59.999999Z */
#define TIME_MAX_USEC G_GINT64_CONSTANT (253402300799999999)

typedef struct
{
  VigieEvent event;
  gatomicrefcount count;
} EventBlock;

/* The nodes of the members of version 1. */
typedef enum
{
  MEMBER_V,
  MEMBER_ID,
  MEMBER_STREAM,
  MEMBER_KIND,
  MEMBER_OCCURRED,
  MEMBER_STAMP,
  MEMBER_AUTHOR,
  MEMBER_DEVICE,
  MEMBER_DSEQ,
  MEMBER_PREV,
  MEMBER_REPLACES,
  MEMBER_BODY,
  N_MEMBERS,
} Member;

static const char *const member_names[N_MEMBERS] = {
  "v",      "id",     "stream", "kind", "occurred", "stamp",
  "author", "device", "dseq",   "prev", "replaces", "body",
};

/* Without this call libsodium would use its slowest, portable code. */
static void
ensure_sodium (void)
{
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      if (sodium_init () < 0)
        g_error ("The cryptographic library cannot be used on this computer");
      g_once_init_leave (&ready, 1);
    }
}

/* Bytes --------------------------------------------------------------------------------------- */

/**
 * vigie_hex:
 * @bytes: bytes
 * @length_bytes: how many
 *
 * Returns: (transfer full): them in lower-case hexadecimal
 */
char *
vigie_hex (const guint8 *bytes, gsize length_bytes)
{
  char *text = g_malloc (length_bytes * 2 + 1);

  sodium_bin2hex (text, length_bytes * 2 + 1, bytes, length_bytes);
  return text;
}

static int
hex_value (char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return -1;
}

static gboolean
unhex_span (const char *text, gsize length, guint8 *out, gsize length_bytes)
{
  if (length != length_bytes * 2)
    return FALSE;

  for (gsize i = 0; i < length_bytes; i++)
    {
      int high = hex_value (text[2 * i]);
      int low = hex_value (text[2 * i + 1]);

      if ((high | low) < 0)
        return FALSE;
      out[i] = (guint8) (high << 4 | low);
    }

  return TRUE;
}

/**
 * vigie_unhex:
 * @text: (nullable): lower-case hexadecimal digits
 * @out: (out caller-allocates): @length_bytes bytes; undefined when the answer is %FALSE
 * @length_bytes: how many bytes there must be
 *
 * Returns: %TRUE if @text is exactly that
 */
gboolean
vigie_unhex (const char *text, guint8 *out, gsize length_bytes)
{
  return text != NULL && unhex_span (text, strlen (text), out, length_bytes);
}

/**
 * vigie_hash:
 * @data: bytes
 * @length_bytes: how many
 * @out: (out caller-allocates): %VIGIE_HASH_BYTES bytes
 *
 * Computes BLAKE2b-256.
 */
void
vigie_hash (const void *data, gsize length_bytes, guint8 *out)
{
  ensure_sodium ();
  crypto_generichash (out, VIGIE_HASH_BYTES, data, length_bytes, NULL, 0);
}

/**
 * vigie_key_from_seed:
 * @seed: 32 random bytes
 * @public_key: (out caller-allocates): %VIGIE_KEY_BYTES bytes
 * @secret_key: (out caller-allocates): %VIGIE_SECRET_KEY_BYTES bytes
 *
 * Makes the Ed25519 key pair that belongs to @seed.
 */
void
vigie_key_from_seed (const guint8 *seed, guint8 *public_key, guint8 *secret_key)
{
  ensure_sodium ();
  crypto_sign_seed_keypair (public_key, secret_key, seed);
}

/* Checks of values ---------------------------------------------------------------------------- */

static gboolean
set_invalid (GError **error, const char *message)
{
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
is_kind (const char *kind)
{
  gsize length;

  if (kind == NULL || strchr (kind, '.') == NULL)
    return FALSE;

  length = strspn (kind, "abcdefghijklmnopqrstuvwxyz0123456789.-");
  return kind[length] == '\0' && length <= VIGIE_KIND_MAX_CHARS;
}

static gboolean
is_time (gint64 time_usec)
{
  return time_usec >= 0 && time_usec <= TIME_MAX_USEC;
}

/* One line that cannot disturb a row: no control, no line break, no bidirectional override. */
static gboolean
is_author (const char *author)
{
  gsize n_chars = 0;

  for (; *author != '\0'; author = g_utf8_next_char (author))
    {
      guchar c = (guchar) *author;

      if (c < 0x20 || c == 0x7f || ++n_chars > AUTHOR_MAX_CHARS)
        return FALSE;
      if (c >= 0x80)
        {
          gunichar u = g_utf8_get_char (author);

          if (u < 0xa0 || (u >= 0x2028 && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069))
            return FALSE;
        }
    }

  return n_chars > 0;
}

static gboolean
check_replaces (const char *const *ids, GError **error)
{
  for (; ids != NULL && *ids != NULL; ids++)
    {
      if (!vigie_id_is_valid (*ids))
        return set_invalid (error, _ ("An event says that it replaces something that is no id."));
    }

  return TRUE;
}

/* What holds for drafts and for received events alike. */
static gboolean
check_values (const char *id, const char *stream, const char *kind, gint64 occurred_usec,
              const char *const *replaces, GError **error)
{
  if (id != NULL && !vigie_id_is_valid (id))
    return set_invalid (error, _ ("The id of an event is not valid."));
  if (!vigie_stream_is_valid (stream))
    return set_invalid (error, _ ("An event does not say which incident it belongs to."));
  if (!is_kind (kind))
    return set_invalid (error, _ ("The kind of an event is not valid."));
  if (!is_time (occurred_usec))
    return set_invalid (error, _ ("The time of an event must lie between 1970 and 9999."));

  return check_replaces (replaces, error);
}

/* Reading ------------------------------------------------------------------------------------- */

/* Which member @key (not empty) is, or N_MEMBERS. The usual order makes @expected right nearly
 * always, so that reading an event compares each name once. */
static Member
which_member (const VigieJson *json, VigieJsonNode node, Member expected)
{
  if (expected < N_MEMBERS && vigie_json_key_equal (json, node, member_names[expected]))
    return expected;

  for (Member m = 0; m < N_MEMBERS; m++)
    {
      if (vigie_json_key_equal (json, node, member_names[m]))
        return m;
    }

  return N_MEMBERS;
}

static void
find_members (const VigieJson *json, VigieJsonNode members[N_MEMBERS])
{
  Member expected = 0;

  for (Member m = 0; m < N_MEMBERS; m++)
    members[m] = VIGIE_JSON_NONE;

  for (VigieJsonNode n = vigie_json_first (json, 0); n != VIGIE_JSON_NONE;
       n = vigie_json_next (json, n))
    {
      Member m = which_member (json, n, expected);

      if (m == N_MEMBERS)
        continue;
      members[m] = n;
      expected = m + 1;
    }
}

static gboolean
check_version (const VigieJson *json, VigieJsonNode version, GError **error)
{
  gint64 v;

  if (!vigie_json_int (json, version, &v) || v < 1)
    return set_invalid (error, _ ("This is not an event."));
  if (v > VIGIE_EVENT_VERSION)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_UNSUPPORTED,
                           _ ("This event was made by a newer version of Vigie."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_types (const VigieJson *json, const VigieJsonNode members[N_MEMBERS], GError **error)
{
  static const VigieJsonType types[N_MEMBERS] = {
    VIGIE_JSON_NUMBER, VIGIE_JSON_STRING, VIGIE_JSON_STRING, VIGIE_JSON_STRING,
    VIGIE_JSON_NUMBER, VIGIE_JSON_NUMBER, VIGIE_JSON_STRING, VIGIE_JSON_STRING,
    VIGIE_JSON_NUMBER, VIGIE_JSON_STRING, VIGIE_JSON_ARRAY,  VIGIE_JSON_OBJECT,
  };

  for (Member m = 0; m < N_MEMBERS; m++)
    {
      if (members[m] == VIGIE_JSON_NONE || vigie_json_type (json, members[m]) != types[m])
        {
          g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                       _ ("The member “%s” of an event is missing or of the wrong type."),
                       member_names[m]);
          return FALSE;
        }
    }

  return TRUE;
}

/* Room for the decoded ids of @list and their NULL-terminated array; FALSE if one is no string. */
static gboolean
measure_replaces (const VigieJson *json, VigieJsonNode list, gsize *size_bytes)
{
  for (VigieJsonNode n = vigie_json_first (json, list); n != VIGIE_JSON_NONE;
       n = vigie_json_next (json, n))
    {
      gsize bound = vigie_json_copy_bound (json, n);

      if (bound == 0)
        return FALSE;
      *size_bytes += bound + sizeof (char *);
    }

  return TRUE;
}

static char *
copy_replaces (const VigieJson *json, VigieJsonNode list, const char **ids, char *out)
{
  for (VigieJsonNode n = vigie_json_first (json, list); n != VIGIE_JSON_NONE;
       n = vigie_json_next (json, n))
    {
      *ids++ = out;
      out = vigie_json_copy_string (json, n, out);
    }

  *ids = NULL;
  return out;
}

/* Builds the one block; all types are known to be right. */
static VigieEvent *
event_new (const VigieJson *json, const VigieJsonNode members[N_MEMBERS], const char *bytes,
           gsize length_bytes, gsize replaces_bytes)
{
  static const Member strings[] = { MEMBER_ID, MEMBER_STREAM, MEMBER_KIND, MEMBER_AUTHOR };
  const char *copies[G_N_ELEMENTS (strings)];
  gsize size = sizeof (EventBlock) + sizeof (char *) + replaces_bytes + sizeof domain_tag
               + length_bytes + 1;
  EventBlock *block;
  const char **ids;
  const char *body;
  char *out;

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    size += vigie_json_copy_bound (json, members[strings[i]]);

  block = g_malloc (size);
  memset (block, 0, sizeof *block);
  g_atomic_ref_count_init (&block->count);

  ids = (const char **) (block + 1);
  out = (char *) (ids + vigie_json_size (json, members[MEMBER_REPLACES]) + 1);
  out = copy_replaces (json, members[MEMBER_REPLACES], ids, out);
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      copies[i] = out;
      out = vigie_json_copy_string (json, members[strings[i]], out);
    }

  memcpy (out, domain_tag, sizeof domain_tag);
  out += sizeof domain_tag;
  memcpy (out, bytes, length_bytes);
  out[length_bytes] = '\0';

  block->event.replaces = ids;
  block->event.id = copies[0];
  block->event.stream = copies[1];
  block->event.kind = copies[2];
  block->event.author = copies[3];
  block->event.bytes = out;
  block->event.length_bytes = length_bytes;
  body = vigie_json_span (json, members[MEMBER_BODY], &block->event.body_length_bytes);
  block->event.body = out + (body - bytes);
  return &block->event;
}

static gboolean
read_hex_member (const VigieJson *json, VigieJsonNode node, guint8 *out, gsize length_bytes)
{
  gsize length;
  const char *span = vigie_json_span (json, node, &length);

  return unhex_span (span + 1, length - 2, out, length_bytes);
}

static gboolean
read_numbers (VigieEvent *event, const VigieJson *json, const VigieJsonNode members[N_MEMBERS],
              GError **error)
{
  gint64 dseq;

  if (!vigie_json_int (json, members[MEMBER_OCCURRED], &event->occurred_usec)
      || !vigie_json_int (json, members[MEMBER_STAMP], &event->stamp_usec)
      || !is_time (event->stamp_usec))
    return set_invalid (error, _ ("The time of an event must lie between 1970 and 9999."));
  if (!vigie_json_int (json, members[MEMBER_DSEQ], &dseq) || dseq < 1)
    return set_invalid (error, _ ("The number of an event is not valid."));

  event->dseq = (guint64) dseq;
  return TRUE;
}

static gboolean
read_keys (VigieEvent *event, const VigieJson *json, const VigieJsonNode members[N_MEMBERS],
           GError **error)
{
  gsize prev_length;

  if (!read_hex_member (json, members[MEMBER_DEVICE], event->device, VIGIE_KEY_BYTES))
    return set_invalid (error, _ ("The device of an event is not valid."));

  vigie_json_span (json, members[MEMBER_PREV], &prev_length);
  if (event->dseq == 1 ? prev_length != 2
                       : !read_hex_member (json, members[MEMBER_PREV], event->prev,
                                           VIGIE_HASH_BYTES))
    return set_invalid (error, _ ("The link of an event to the one before it is not valid."));

  return TRUE;
}

static gboolean
fill_event (VigieEvent *event, const VigieJson *json, const VigieJsonNode members[N_MEMBERS],
            GError **error)
{
  if (!read_numbers (event, json, members, error) || !read_keys (event, json, members, error)
      || !check_values (event->id, event->stream, event->kind, event->occurred_usec,
                        event->replaces, error))
    return FALSE;
  if (!is_author (event->author))
    return set_invalid (error, _ ("The author of an event is not valid."));

  return TRUE;
}

/**
 * vigie_event_parse:
 * @bytes: stored or received bytes; copied
 * @length_bytes: how many
 * @signature: (array fixed-size=64): their signature, which is not checked here; copied
 * @error: return location
 *
 * Reads an event and computes its hash. Unknown kinds and unknown members are no fault. See
 * vigie_event_verify() and vigie_event_follows() for the checks of an entering event. May be called
 * in any thread.
 *
 * Returns: (nullable) (transfer full): the event; %NULL with %VIGIE_ERROR_TOO_LARGE,
 *   %VIGIE_ERROR_UNSUPPORTED (a newer version) or %VIGIE_ERROR_INVALID
 */
VigieEvent *
vigie_event_parse (const char *bytes, gsize length_bytes, const guint8 *signature, GError **error)
{
  g_autoptr (VigieJson) json = NULL;
  g_autoptr (VigieEvent) event = NULL;
  VigieJsonNode members[N_MEMBERS];
  gsize replaces_bytes = 0;

  if (length_bytes > VIGIE_EVENT_MAX_BYTES)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE,
                           _ ("An event must not be larger than 4 MiB."));
      return NULL;
    }

  json = vigie_json_parse (bytes, length_bytes, VIGIE_EVENT_MAX_BYTES, error);
  if (json == NULL)
    return NULL;

  find_members (json, members);
  if (!check_version (json, members[MEMBER_V], error) || !check_types (json, members, error))
    return NULL;
  if (!measure_replaces (json, members[MEMBER_REPLACES], &replaces_bytes))
    {
      set_invalid (error, _ ("An event says that it replaces something that is no id."));
      return NULL;
    }

  event = event_new (json, members, bytes, length_bytes, replaces_bytes);
  if (!fill_event (event, json, members, error))
    return NULL;

  memcpy (event->signature, signature, VIGIE_SIGNATURE_BYTES);
  vigie_hash (event->bytes, event->length_bytes, event->hash);
  return g_steal_pointer (&event);
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

  if (!check_values (draft->id, draft->stream, draft->kind, draft->occurred_usec,
                     (const char *const *) draft->replaces, error))
    return NULL;
  author = vigie_text_clean_line (draft->author, _ ("The author"), AUTHOR_MAX_CHARS, error);
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
                        (const guint8 *) event->bytes - sizeof domain_tag,
                        sizeof domain_tag + event->length_bytes, context->secret_key);
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
 * Returns: %TRUE if the signature is @event's device's; else %FALSE with %VIGIE_ERROR_TAMPERED
 */
gboolean
vigie_event_verify (const VigieEvent *event, GError **error)
{
  ensure_sodium ();
  if (crypto_sign_verify_detached (event->signature,
                                   (const guint8 *) event->bytes - sizeof domain_tag,
                                   sizeof domain_tag + event->length_bytes, event->device)
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
  g_atomic_ref_count_inc (&((EventBlock *) event)->count);
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
  if (event != NULL && g_atomic_ref_count_dec (&((EventBlock *) event)->count))
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
