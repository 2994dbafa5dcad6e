/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What it cannot find: events that are missing at the very end of a log, together with everything that named
 * them. Heads printed on reports, and what seats have, show those. */

#include "vigie-hub-verify.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-attachment.h"
#include "vigie-hub-private.h"
#include "vigie-membership.h"

#define FAULTS_MAX 1000

typedef struct
{
  guint64 position;
  guint8 link[VIGIE_HASH_BYTES];
  guint8 set[VIGIE_HASH_BYTES];
} StreamState;

typedef struct
{
  GPtrArray *faults;
  GHashTable *streams;   /* name → StreamState */
  GHashTable *tails;     /* "stream device" → VigieHubTail */
  GHashTable *withheld;  /* set of "stream device dseq": places that are not filled yet */
  GHashTable *ids;       /* set */
  GPtrArray *contents;   /* VigieAttachment */
  guint64 seq;
  char number[24];
} Check;

/* For a sentence; borrowed until the next one. */
static const char *
number (Check *check, guint64 value)
{
  g_snprintf (check->number, sizeof check->number, "%" G_GUINT64_FORMAT, value);

  return check->number;
}

static void G_GNUC_PRINTF (2, 3)
fault (Check *check, const char *format, ...)
{
  va_list args;

  if (check->faults->len >= FAULTS_MAX)
    return;
  va_start (args, format);
  g_ptr_array_add (check->faults, g_strdup_vprintf (format, args));
  va_end (args);
}

static StreamState *
stream_state (Check *check, const char *stream)
{
  StreamState *state = g_hash_table_lookup (check->streams, stream);

  if (state == NULL)
    {
      state = g_new0 (StreamState, 1);
      g_hash_table_insert (check->streams, g_strdup (stream), state);
    }

  return state;
}

static void
check_chain (Check *check, const VigieHubRow *row, const VigieEvent *event)
{
  StreamState *state = stream_state (check, row->stream);
  guint8 link[VIGIE_HASH_BYTES];

  vigie_chain_link (state->position > 0 ? state->link : NULL, event, link);
  if (row->position != state->position + 1)
    fault (check, _("Event %s has not the place after the one before it in its stream."), number (check, row->seq));
  if (memcmp (link, row->link, VIGIE_HASH_BYTES) != 0)
    fault (check, _("The chain is broken at event %s."), number (check, row->seq));
  state->position = row->position;
  memcpy (state->link, row->link, VIGIE_HASH_BYTES);
  for (guint i = 0; i < VIGIE_HASH_BYTES; i++)
    state->set[i] ^= row->hash[i];
}

static char *
place_key (const char *tail_key, guint64 dseq)
{
  return g_strdup_printf ("%s %" G_GUINT64_FORMAT, tail_key, dseq);
}

/* Behind the last place, or behind places that are said to be withheld, the last of which it names. */
static gboolean
follows (Check *check, const char *key, const VigieHubRow *row, const VigieEvent *event, const VigieHubTail *tail)
{
  if (vigie_hub_is_next (event, tail))
    return TRUE;
  if (event->dseq <= tail->dseq + 1 || row->withheld == NULL
      || event->dseq - tail->dseq - 1 > row->withheld_bytes / VIGIE_HASH_BYTES
      || memcmp (row->withheld + row->withheld_bytes - VIGIE_HASH_BYTES, event->prev, VIGIE_HASH_BYTES) != 0)
    return FALSE;
  for (guint64 dseq = tail->dseq + 1; dseq < event->dseq; dseq++)
    g_hash_table_add (check->withheld, place_key (key, dseq));

  return TRUE;
}

/* An event that came after those behind it takes the place that was withheld. */
static gboolean
fills (Check *check, const char *key, const VigieEvent *event)
{
  g_autofree char *place = place_key (key, event->dseq);

  return g_hash_table_remove (check->withheld, place);
}

static void
check_device (Check *check, const VigieHubRow *row, const VigieEvent *event)
{
  g_autofree char *device = vigie_hex (event->device, VIGIE_KEY_BYTES);
  g_autofree char *key = g_strconcat (event->stream, " ", device, NULL);
  VigieHubTail *tail = g_hash_table_lookup (check->tails, key);

  if (tail == NULL)
    {
      tail = g_new0 (VigieHubTail, 1);
      g_hash_table_insert (check->tails, g_strdup (key), tail);
    }
  if (event->dseq <= tail->dseq && fills (check, key, event))
    return;
  if (!follows (check, key, row, event, tail))
    fault (check, _("Event %s does not follow what its device recorded before it."), number (check, row->seq));
  tail->dseq = event->dseq;
  memcpy (tail->hash, row->hash, VIGIE_HASH_BYTES);
}

static void
check_content (Check *check, const VigieHubRow *row, VigieEvent *event)
{
  VigieAttachment *attachment;

  if (row->redacted)
    {
      memcpy (event->hash, row->hash, VIGIE_HASH_BYTES);
      return;
    }
  if (memcmp (event->hash, row->hash, VIGIE_HASH_BYTES) != 0 || !vigie_event_verify (event, NULL))
    fault (check, _("Event %s is not what its device signed."), number (check, row->seq));
  attachment = vigie_attachment_of_event (event);
  if (attachment != NULL)
    g_ptr_array_add (check->contents, attachment);
}

static gboolean
check_row (const VigieHubRow *row, gpointer user_data)
{
  Check *check = user_data;
  g_autoptr(VigieEvent) event = vigie_event_parse (row->bytes, row->length_bytes, row->signature, NULL);

  if (row->seq != check->seq + 1)
    fault (check, _("Events are missing before number %s."), number (check, row->seq));
  check->seq = row->seq;
  if (event == NULL || strcmp (event->stream, row->stream) != 0)
    {
      fault (check, _("Event %s cannot be read."), number (check, row->seq));
      return TRUE;
    }
  if (!g_hash_table_add (check->ids, g_strdup (event->id)))
    fault (check, _("Event %s is there twice."), number (check, row->seq));
  check_content (check, row, event);
  check_chain (check, row, event);
  check_device (check, row, event);

  return TRUE;
}

static gboolean
check_stream (const VigieHubStream *stream, gpointer user_data)
{
  Check *check = user_data;
  const StreamState *state = g_hash_table_lookup (check->streams, stream->name);

  if (state == NULL || state->position != stream->count || stream->link == NULL || stream->set == NULL
      || memcmp (state->link, stream->link, VIGIE_HASH_BYTES) != 0 || memcmp (state->set, stream->set, VIGIE_HASH_BYTES) != 0)
    fault (check, _("The stream %s is not the sum of its events."), stream->name);

  return TRUE;
}

static gboolean
check_blob (Check *check, VigieHubLog *log, const VigieAttachment *attachment, GError **error)
{
  g_autoptr(GByteArray) content = g_byte_array_new ();
  guint8 hash[VIGIE_HASH_BYTES], found[VIGIE_HASH_BYTES];
  gboolean complete = FALSE;
  gint64 size_bytes = 0;
  guint n_pieces = 0;

  if (!vigie_unhex (attachment->hash, hash, sizeof hash))
    return TRUE;
  if (!vigie_hub_log_blob_state (log, hash, &size_bytes, &n_pieces, &complete, error))
    return FALSE;
  if (!complete)
    return TRUE;
  for (guint i = 0; i < n_pieces; i++)
    {
      g_autoptr(GBytes) piece = vigie_hub_log_blob_get (log, hash, i, NULL);

      if (piece != NULL)
        g_byte_array_append (content, g_bytes_get_data (piece, NULL), (guint) g_bytes_get_size (piece));
    }
  vigie_hash (content->data, content->len, found);
  if (memcmp (found, hash, sizeof hash) != 0)
    fault (check, _("The content %s is not the one that was kept."), attachment->hash);

  return TRUE;
}

static gboolean
check_all (Check *check, VigieHubLog *log, GError **error)
{
  char epoch[33];
  guint64 head = 0;

  if (!vigie_hub_log_check (log, check->faults, error) || !vigie_hub_log_page (log, 0, check_row, check, error)
      || !vigie_hub_log_streams (log, "", check_stream, check, error) || !vigie_hub_log_epoch (log, epoch, &head, error))
    return FALSE;
  for (guint i = 0; i < check->contents->len; i++)
    if (!check_blob (check, log, check->contents->pdata[i], error))
      return FALSE;

  return TRUE;
}

gboolean
vigie_hub_verify (VigieHubLog *log, GPtrArray *faults, VigieHubVerified *verified, GError **error)
{
  Check check = { faults };
  gboolean ok;

  check.streams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  check.tails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  check.withheld = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  check.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  check.contents = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_attachment_free);
  ok = check_all (&check, log, error);
  verified->n_events = check.seq;
  verified->n_streams = g_hash_table_size (check.streams);
  verified->organisation = ok ? vigie_hub_log_value_get (log, "organisation", NULL) : NULL;
  g_hash_table_unref (check.streams);
  g_hash_table_unref (check.tails);
  g_hash_table_unref (check.withheld);
  g_hash_table_unref (check.ids);
  g_ptr_array_unref (check.contents);

  return ok;
}
