/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading events. Strict about the members of version 1 and silent about all others, which newer
 * versions may add.
 *
 * An incident of ten thousand events is read on every opening, so this path looks into the nodes of
 * the JSON document directly, finds members in their usual order, and makes one allocation: header,
 * list of replaced ids, decoded strings, domain tag and bytes (vigie-event.c says why the tag). */

#include "vigie-bytes-private.h"
#include "vigie-error.h"
#include "vigie-text.h"
#include "vigie-event-private.h"
#include "vigie-id.h"
#include "vigie-json-private.h"
#include "vigie-json-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* 9999-12-31T23:59:59.999999Z */
#define TIME_MAX_USEC G_GINT64_CONSTANT (253402300799999999)

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

typedef struct
{
  const char *text;
  gsize length;
} MemberName;

#define NAME(text) { text, sizeof text - 1 }

static const MemberName member_names[N_MEMBERS] = {
  NAME ("v"),      NAME ("id"),     NAME ("stream"), NAME ("kind"), NAME ("occurred"), NAME ("stamp"),
  NAME ("author"), NAME ("device"), NAME ("dseq"),   NAME ("prev"), NAME ("replaces"), NAME ("body"),
};

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
  gboolean has_dot = FALSE;
  gsize length = 0;

  if (kind == NULL)
    return FALSE;

  for (; kind[length] != '\0'; length++)
    {
      char c = kind[length];

      if (c == '.')
        has_dot = TRUE;
      else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
        return FALSE;
    }

  return has_dot && length <= VIGIE_KIND_MAX_CHARS;
}

static gboolean
is_time (gint64 time_usec)
{
  return time_usec >= 0 && time_usec <= TIME_MAX_USEC;
}

static gboolean
is_author (const char *author)
{
  return vigie_text_is_author (author) && g_utf8_strlen (author, -1) <= VIGIE_AUTHOR_MAX_CHARS;
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

gboolean
vigie_event_check_values (const char *id, const char *stream, const char *kind,
                          gint64 occurred_usec, const char *const *replaces, GError **error)
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

static gboolean
is_member (const VigieJson *json, VigieJsonNode node, Member member)
{
  const JsonNode *n = &json->nodes[node];
  const MemberName *name = &member_names[member];

  if (G_UNLIKELY (n->key_escaped))
    return vigie_json_key_equal (json, node, name->text);

  return n->key_length == name->length
         && memcmp (json->text + n->key_start, name->text, name->length) == 0;
}

/* Which member @node is, or N_MEMBERS. The usual order makes @expected right nearly always, so that
 * reading an event compares each name once. */
static Member
which_member (const VigieJson *json, VigieJsonNode node, Member expected)
{
  if (expected < N_MEMBERS && is_member (json, node, expected))
    return expected;

  for (Member m = 0; m < N_MEMBERS; m++)
    {
      if (is_member (json, node, m))
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
                       member_names[m].text);
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
  gsize size = sizeof (VigieEventBlock) + sizeof (char *) + replaces_bytes + VIGIE_EVENT_TAG_BYTES
               + length_bytes + 1;
  VigieEventBlock *block;
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

  memcpy (out, VIGIE_EVENT_TAG, VIGIE_EVENT_TAG_BYTES);
  out += VIGIE_EVENT_TAG_BYTES;
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

  return vigie_unhex_span (span + 1, length - 2, out, length_bytes);
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
      || !vigie_event_check_values (event->id, event->stream, event->kind, event->occurred_usec,
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
