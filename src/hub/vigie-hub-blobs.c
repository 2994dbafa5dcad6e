/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contents of attachments, by their hash. First an event names a content, then its pieces may come, in order.
 * What no visible event names is not there for the reader, whether the hub has it or not. The hash is
 * compared before a content counts as complete; one that is wrong is dropped whole. */

#include "vigie-hub-private.h"

#include <sodium.h>
#include <string.h>

#include "vigie-attachment.h"
#include "vigie-wire-presence.h"

#define BLOBS "/v1/blobs/"
#define WHOLE_MAX_BYTES ((gsize) 128 * 1024 * 1024) /* of all whole contents in memory */
#define NO_PIECE G_MAXUINT64

typedef struct
{
  guint8 hash[VIGIE_HASH_BYTES];
  guint64 piece;
  gint64 size_bytes;
} BlobRequest;

typedef struct
{
  const VigieHubView *view;
  const VigieHubSeat *seat;
  gint64 size_bytes;     /* that has to be the one; -1: any */
  gboolean named;
} Naming;

static gboolean
look_at_name (const char *stream, gint64 size_bytes, gpointer user_data)
{
  Naming *naming = user_data;

  naming->named = (naming->size_bytes < 0 || naming->size_bytes == size_bytes)
                  && vigie_hub_view_may_see (naming->view, naming->seat, stream);

  return !naming->named;
}

/* FALSE + error: the log cannot be read. */
static gboolean
is_named (const VigieHubView *view, VigieHubLog *log, const VigieHubSeat *seat, const BlobRequest *blob, gboolean *named,
          GError **error)
{
  Naming naming = { view, seat, blob->size_bytes, FALSE };
  gboolean ok = vigie_hub_log_blob_named (log, blob->hash, look_at_name, &naming, error);

  *named = naming.named;

  return ok;
}

static gboolean
read_request (VigieHubRequest *request, BlobRequest *blob)
{
  guint64 size = G_MAXUINT64;

  blob->piece = NO_PIECE;
  if (!vigie_unhex (request->path + strlen (BLOBS), blob->hash, sizeof blob->hash)
      || !vigie_hub_query_number (request, "piece", VIGIE_PIECES_MAX - 1, &blob->piece)
      || !vigie_hub_query_number (request, "size", VIGIE_ATTACHMENT_MAX_BYTES, &size))
    return FALSE;
  blob->size_bytes = size <= VIGIE_ATTACHMENT_MAX_BYTES ? (gint64) size : -1;

  return TRUE;
}

static VigieHubStep
refuse_missing (VigieHubRequest *request)
{
  return vigie_hub_refuse (request, 404, "not-found", "No event that you can see names this content.");
}

/* Putting -------------------------------------------------------------------------------------- */

static gboolean
hash_agrees (VigieHubLog *log, const BlobRequest *blob, gboolean *agrees, GError **error)
{
  crypto_generichash_state state;
  guint8 hash[VIGIE_HASH_BYTES];

  crypto_generichash_init (&state, NULL, 0, sizeof hash);
  for (guint i = 0; i < vigie_piece_count (blob->size_bytes); i++)
    {
      g_autoptr(GBytes) piece = vigie_hub_log_blob_get (log, blob->hash, i, error);

      if (piece == NULL)
        return FALSE;
      crypto_generichash_update (&state, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
    }
  crypto_generichash_final (&state, hash, sizeof hash);
  *agrees = memcmp (hash, blob->hash, sizeof hash) == 0;

  return TRUE;
}

static gboolean
complete (VigieHub *hub, VigieHubRequest *request, const BlobRequest *blob, GError **error)
{
  gboolean agrees = FALSE;

  if (!hash_agrees (hub->log, blob, &agrees, error))
    return FALSE;
  if (!agrees)
    {
      vigie_hub_reply_error (request, 400, "digest", "The content is not the one that its hash names; send it again.");
      return vigie_hub_log_blob_drop (hub->log, blob->hash, error);
    }
  vigie_hub_reply_take (request, 200, NULL, vigie_wire_piece_new (TRUE, vigie_piece_count (blob->size_bytes)));

  return vigie_hub_log_blob_set_complete (hub->log, blob->hash, error);
}

static gboolean
put_work (VigieHub *hub, VigieHubRequest *request, VigieHubCommit *commit, GError **error)
{
  const BlobRequest *blob = request->data;
  guint n_needed = vigie_piece_count (blob->size_bytes), n_here = 0;
  gboolean named = FALSE, is_complete = FALSE;
  gint64 size_here = 0;

  if (!is_named (hub->next, hub->log, &request->seat, blob, &named, error)
      || !vigie_hub_log_blob_state (hub->log, blob->hash, &size_here, &n_here, &is_complete, error))
    return FALSE;
  if (!named)
    {
      refuse_missing (request);
      return TRUE;
    }
  /* Begun with a size that another event claims: only one of them can be right. */
  if (!is_complete && n_here > 0 && size_here != blob->size_bytes)
    {
      if (!vigie_hub_log_blob_drop (hub->log, blob->hash, error))
        return FALSE;
      n_here = 0;
    }
  /* A piece that is here already, or one too early: say where to go on. */
  if (is_complete || blob->piece != n_here)
    {
      vigie_hub_reply_take (request, 200, NULL, vigie_wire_piece_new (is_complete, is_complete ? n_needed : n_here));
      return TRUE;
    }
  if (!vigie_hub_log_blob_put (hub->log, blob->hash, blob->size_bytes, (guint) blob->piece, request->body, error))
    return FALSE;
  if (n_here + 1 >= n_needed)
    return complete (hub, request, blob, error);
  vigie_hub_reply_take (request, 200, NULL, vigie_wire_piece_new (FALSE, n_here + 1));

  return TRUE;
}

VigieHubStep
vigie_hub_answer_blob_put (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request)
{
  g_autofree BlobRequest *blob = g_new0 (BlobRequest, 1);

  if (!read_request (request, blob) || blob->piece == NO_PIECE || blob->size_bytes < 0)
    return vigie_hub_refuse (request, 400, "malformed", "The address holds a value that is not valid.");
  if (!vigie_rights_may_append (request->seat.role, "attachment.added"))
    return vigie_hub_refuse (request, 403, "forbidden", "Your role does not allow it.");
  if (request->body == NULL)
    request->body = g_bytes_new (NULL, 0);
  if (g_bytes_get_size (request->body) != vigie_piece_bytes (blob->size_bytes, (guint) blob->piece)
      || (blob->size_bytes > 0 && g_bytes_get_size (request->body) == 0))
    return vigie_hub_refuse (request, 400, "malformed", "The piece is not as long as it has to be.");
  request->data = g_steal_pointer (&blob);
  request->free_data = g_free;
  request->work = put_work;

  return VIGIE_HUB_WRITE;
}

/* Getting -------------------------------------------------------------------------------------- */

static gsize whole_bytes; /* atomic: of whole contents on their way */

typedef struct
{
  guint8 *data;
  gsize length;
} Whole;

static void
whole_free (gpointer data)
{
  Whole *whole = data;

  g_atomic_pointer_add (&whole_bytes, -(gssize) whole->length);
  g_free (whole->data);
  g_free (whole);
}

/* NULL without error: too many are on their way. */
static GBytes *
read_whole (VigieHubLog *reader, const guint8 *hash, gint64 size_bytes, GError **error)
{
  Whole *whole = g_new0 (Whole, 1);
  gsize at = 0;

  whole->length = (gsize) size_bytes;
  if (g_atomic_pointer_add (&whole_bytes, whole->length) + whole->length <= WHOLE_MAX_BYTES)
    whole->data = g_try_malloc (MAX (whole->length, 1));
  if (whole->data == NULL)
    {
      whole_free (whole);
      return NULL;
    }
  for (guint i = 0; i < vigie_piece_count (size_bytes); i++)
    {
      g_autoptr(GBytes) piece = vigie_hub_log_blob_get (reader, hash, i, error);
      gsize length = piece != NULL ? g_bytes_get_size (piece) : 0;

      if (piece == NULL || length > whole->length - at)
        {
          whole_free (whole);
          return NULL;
        }
      memcpy (whole->data + at, g_bytes_get_data (piece, NULL), length);
      at += length;
    }

  return g_bytes_new_with_free_func (whole->data, whole->length, whole_free, whole);
}

VigieHubStep
vigie_hub_answer_blob_get (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request)
{
  g_autoptr(VigieHubView) view = vigie_hub_view (hub);
  g_autoptr(GError) error = NULL;
  BlobRequest blob;
  GBytes *content;
  gboolean named = FALSE, is_complete = FALSE;
  gint64 size_bytes = 0;
  guint n_here = 0;

  if (!read_request (request, &blob))
    return vigie_hub_refuse (request, 400, "malformed", "The address holds a value that is not valid.");
  blob.size_bytes = -1;
  if (!is_named (view, reader, &request->seat, &blob, &named, &error)
      || !vigie_hub_log_blob_state (reader, blob.hash, &size_bytes, &n_here, &is_complete, &error))
    return vigie_hub_reply_log_error (request, error);
  if (!named || !is_complete || (blob.piece != NO_PIECE && blob.piece >= n_here))
    return refuse_missing (request);
  content = blob.piece != NO_PIECE ? vigie_hub_log_blob_get (reader, blob.hash, (guint) blob.piece, &error)
                                   : read_whole (reader, blob.hash, size_bytes, &error);
  if (content == NULL && error != NULL)
    return vigie_hub_reply_log_error (request, error);
  if (content == NULL)
    {
      request->retry_s = 5;
      return vigie_hub_refuse (request, 503, "rate", "Too many contents are on their way; ask for pieces.");
    }
  vigie_hub_reply_take (request, 200, "application/octet-stream", content);

  return VIGIE_HUB_DONE;
}
