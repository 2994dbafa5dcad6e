/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an appended event changes for the hub itself: who belongs to the organisation, who sees an incident,
 * which contents may come. All of it holds for the rest of the transaction at once, and for everybody
 * else after the commit. */

#include "vigie-hub-private.h"

#include <string.h>

#include "vigie-attachment.h"
#include "vigie-id.h"
#include "vigie-json.h"
#include "vigie-json-writer.h"

/* Reading ------------------------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *events;
  gboolean restriction_only;
} Collect;

static gboolean
collect_row (const VigieHubRow *row, gpointer user_data)
{
  Collect *collect = user_data;
  VigieEvent *event;

  if (row->redacted)
    return TRUE;
  event = vigie_event_parse (row->bytes, row->length_bytes, row->signature, NULL);
  if (event != NULL && (!collect->restriction_only || vigie_restriction_concerns (event->kind)))
    g_ptr_array_add (collect->events, event);
  else
    vigie_event_unref (event);

  return TRUE;
}

/* NULL + error if the log cannot be read. */
VigieRestriction *
vigie_hub_read_restriction (VigieHubLog *log, const char *stream, GError **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  Collect collect = { events, TRUE };

  if (!vigie_hub_log_page_stream (log, stream, 0, collect_row, &collect, error))
    return NULL;

  return vigie_restriction_fold (events);
}

static gboolean
collect_stream (const VigieHubRow *row, gpointer user_data)
{
  g_hash_table_add (user_data, g_strdup (row->stream));

  return TRUE;
}

static void
set_next (VigieHub *hub, VigieHubView *view_taken)
{
  vigie_hub_view_unref (hub->next);
  hub->next = view_taken;
}

static void
fold_members (VigieHub *hub)
{
  set_next (hub, vigie_hub_view_new (hub->next, vigie_membership_fold (hub->keys.organisation, hub->members)));
}

static gboolean
fold_restriction (VigieHub *hub, const char *stream, GError **error)
{
  VigieRestriction *restriction = vigie_hub_read_restriction (hub->log, stream, error);

  if (restriction == NULL)
    return FALSE;
  set_next (hub, vigie_hub_view_restrict (hub->next, stream, restriction));

  return TRUE;
}

static void
publish_view (VigieHub *hub)
{
  g_mutex_lock (&hub->lock);
  vigie_hub_view_unref (hub->view);
  hub->view = vigie_hub_view_ref (hub->next);
  g_mutex_unlock (&hub->lock);
}

/* Everything anew from the log; what a rollback needs too. What was there stays when it cannot be read. */
gboolean
vigie_hub_load_view (VigieHub *hub, GError **error)
{
  g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GHashTable) streams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Collect collect = { members, FALSE };
  GHashTableIter iter;
  gpointer stream;

  if (!vigie_hub_log_page_stream (hub->log, hub->stream, 0, collect_row, &collect, error)
      || !vigie_hub_log_page_special (hub->log, VIGIE_HUB_SPECIAL_RESTRICTED, collect_stream, streams, error))
    return FALSE;
  g_ptr_array_unref (hub->members);
  hub->members = g_steal_pointer (&members);
  fold_members (hub);
  g_hash_table_iter_init (&iter, streams);
  while (g_hash_table_iter_next (&iter, &stream, NULL))
    if (!fold_restriction (hub, stream, error))
      return FALSE;
  publish_view (hub);
  hub->stale = FALSE;

  return TRUE;
}

/* What follows from an event ------------------------------------------------------------------- */

static gboolean
note_attachment (VigieHub *hub, const VigieEvent *event, GError **error)
{
  g_autoptr(VigieAttachment) attachment = vigie_attachment_of_event (event);
  guint8 hash[VIGIE_HASH_BYTES];

  if (attachment == NULL || attachment->size_bytes < 0 || attachment->size_bytes > VIGIE_ATTACHMENT_MAX_BYTES
      || !vigie_unhex (attachment->hash, hash, sizeof hash))
    return TRUE;

  return vigie_hub_log_name_blob (hub->log, hash, event->stream, attachment->size_bytes, error);
}

/* The same event without its content, still readable by vigie_event_parse(). */
static char *
header_of (const VigieEvent *event)
{
  gsize before = (gsize) (event->body - event->bytes);

  return g_strdup_printf ("%.*s{}%s", (int) before, event->bytes, event->body + event->body_length_bytes);
}

typedef struct
{
  const char *id;
  char *header;
} Redaction;

static gboolean
find_redacted (const VigieHubRow *row, gpointer user_data)
{
  Redaction *redaction = user_data;
  g_autoptr(VigieEvent) event = NULL;

  if (row->redacted)
    return TRUE;
  event = vigie_event_parse (row->bytes, row->length_bytes, row->signature, NULL);
  if (event == NULL || strcmp (event->id, redaction->id) != 0)
    return TRUE;
  redaction->header = header_of (event);

  return FALSE;
}

/* The bytes of the event that is named give way to its header; its hash stays, so all links still check. */
static gboolean
note_redaction (VigieHub *hub, const VigieEvent *event, GError **error)
{
  g_autoptr(VigieJson) body = vigie_event_body (event);
  g_autofree char *id = vigie_json_member_string (body, 0, "event");
  Redaction redaction = { id, NULL };
  gboolean found, ok = TRUE;

  if (id == NULL || strcmp (id, event->id) == 0)
    return TRUE;
  if (!vigie_hub_log_page_stream (hub->log, event->stream, 0, find_redacted, &redaction, error))
    return FALSE;
  if (redaction.header != NULL)
    ok = vigie_hub_log_redact (hub->log, id, redaction.header, &found, error);
  g_free (redaction.header);

  return ok;
}

static gboolean
note_event (VigieHub *hub, VigieHubCommit *commit, VigieEvent *event, GError **error)
{
  if (strcmp (event->stream, hub->stream) == 0)
    {
      g_ptr_array_add (hub->members, vigie_event_ref (event));
      fold_members (hub);
      return TRUE;
    }
  /* A declaration matters as well once somebody has restricted the incident: it says who declared it. */
  if (vigie_restriction_concerns (event->kind)
      && (strcmp (event->kind, "incident.restricted") == 0 || vigie_hub_view_is_restricted (hub->next, event->stream)))
    return fold_restriction (hub, event->stream, error);
  if (strcmp (event->kind, "attachment.added") == 0)
    return note_attachment (hub, event, error);
  if (strcmp (event->kind, "event.redacted") == 0)
    return note_redaction (hub, event, error);

  return TRUE;
}

gboolean
vigie_hub_append (VigieHub *hub, VigieHubCommit *commit, VigieEvent *event, GBytes *withheld, VigieHubPlace *place,
                  GError **error)
{
  VigieHubSpecial special = strcmp (event->kind, "incident.restricted") == 0 ? VIGIE_HUB_SPECIAL_RESTRICTED
                                                                             : VIGIE_HUB_SPECIAL_NONE;
  VigieHubAppended appended = { event, NULL, { 0 } };

  if (!vigie_hub_log_append (hub->log, event, withheld, special, place, error))
    return FALSE;
  appended.place = *place;
  appended.withheld = withheld != NULL ? g_bytes_ref (withheld) : NULL;
  vigie_event_ref (event);
  g_array_append_val (commit->appended, appended);

  return note_event (hub, commit, event, error);
}

/* Own events ---------------------------------------------------------------------------------- */

static gint64
last_stamp (VigieHub *hub)
{
  gint64 stamp_usec = VIGIE_TIME_NONE;

  for (guint i = 0; i < hub->members->len; i++)
    stamp_usec = MAX (stamp_usec, ((VigieEvent *) hub->members->pdata[i])->stamp_usec);

  return stamp_usec;
}

static VigieEvent *
seal (VigieHub *hub, const VigieDraft *draft, gboolean as_organisation, GError **error)
{
  guint8 random[VIGIE_ID_RANDOM_BYTES];
  VigieHubTail tail;
  VigieSealContext context = { .now_usec = vigie_hub_now (hub), .last_stamp_usec = last_stamp (hub), .random = random };

  context.secret_key = as_organisation ? hub->keys.organisation_secret : hub->keys.hub_secret;
  if (!vigie_hub_log_tail (hub->log, hub->stream, as_organisation ? hub->keys.organisation : hub->keys.hub, &tail, error))
    return NULL;
  vigie_hub_random (hub, random, sizeof random);
  context.last_dseq = tail.dseq;
  memcpy (context.last_hash, tail.hash, VIGIE_HASH_BYTES);

  return vigie_event_seal (draft, &context, error);
}

gboolean
vigie_hub_record (VigieHub *hub, VigieHubCommit *commit, gboolean as_organisation, const char *kind, char *body_taken,
                  const char *replaces, GError **error)
{
  g_autoptr(VigieDraft) draft = vigie_draft_new (hub->stream, kind, vigie_hub_now (hub), "vigie-hub", body_taken);
  const char *const list[] = { replaces, NULL };
  g_autoptr(VigieEvent) event = NULL;
  g_autoptr(GBytes) withheld = NULL;
  VigieHubPlace place;

  if (replaces != NULL)
    {
      g_strfreev (draft->replaces);
      draft->replaces = g_strdupv ((GStrv) list);
    }
  event = seal (hub, draft, as_organisation, error);

  return event != NULL && vigie_hub_log_withheld_before (hub->log, event, &withheld, error)
         && vigie_hub_append (hub, commit, event, withheld, &place, error);
}
