/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people do in the directory, as drafts of events. */

#include "vigie-directory-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-json-writer.h"

static GPtrArray *
one_draft (const char *kind, const char *author, gint64 at_usec, char *body_taken, GStrv replaces_taken)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  VigieDraft *draft = vigie_draft_new (VIGIE_STREAM_DIRECTORY, kind, at_usec, author, body_taken);

  draft->replaces = replaces_taken;
  g_ptr_array_add (drafts, draft);
  return drafts;
}

static GStrv
ids_of (const GPtrArray *events)
{
  GStrv ids = g_new0 (char *, (events != NULL ? events->len : 0) + 1);

  for (guint i = 0; events != NULL && i < events->len; i++)
    ids[i] = g_strdup (((const VigieEvent *) events->pdata[i])->id);
  return ids;
}

static const VigieDirectoryEntry *
need_entry (const VigieDirectory *directory, const char *id, GError **error)
{
  const VigieDirectoryEntry *entry = vigie_directory_entry (directory, id);

  if (entry == NULL)
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no such contact in the directory."));
  return entry;
}

/**
 * vigie_directory_draft_set:
 * @directory: what was looked at when the form was opened
 * @contact: the whole contact; an id of %NULL makes a new one
 * @author: who says so
 * @at_usec: when
 * @error: return location
 *
 * Also settles what was written apart, and takes back who was removed.
 *
 * Returns: (transfer full) (nullable): the drafts; %NULL with INVALID or TOO_LARGE, or CONFLICT when nothing would change
 */
GPtrArray *
vigie_directory_draft_set (const VigieDirectory *directory, const VigieContact *contact, const char *author, gint64 at_usec, GError **error)
{
  const VigieDirectoryEntry *entry;

  g_return_val_if_fail (directory != NULL && contact != NULL && author != NULL, NULL);

  if (!vigie_contact_check (contact, error))
    return NULL;
  entry = vigie_directory_entry (directory, contact->id);
  if (entry != NULL && !entry->removed && entry->disputed == 0 && !entry->disputed_removal && vigie_contact_equal (entry->contact, contact))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("Nothing was changed."));
      return NULL;
    }

  return one_draft ("contact.set", author, at_usec, vigie_contact_to_body (contact), ids_of (entry != NULL ? entry->heads : NULL));
}

/**
 * vigie_directory_draft_removed:
 * @directory: what was looked at
 * @id: whom
 * @reason: (nullable): why
 * @author: who says so
 * @at_usec: when
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the drafts; %NULL with NOT_FOUND, or CONFLICT when it is removed already
 */
GPtrArray *
vigie_directory_draft_removed (const VigieDirectory *directory, const char *id, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  const VigieDirectoryEntry *entry = need_entry (directory, id, error);
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  if (entry == NULL)
    return NULL;
  if (entry->removed)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("This contact has been removed already."));
      return NULL;
    }
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "contact", id);
  if (reason != NULL && *reason != '\0')
    vigie_json_writer_member_string (writer, "reason", reason);
  vigie_json_writer_end_object (writer);

  return one_draft ("contact.removed", author, at_usec, vigie_json_writer_steal (writer), ids_of (entry->heads));
}

static void
put_values (VigieJsonWriter *writer, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    vigie_json_writer_string (writer, ((const VigieContactLine *) lines->pdata[i])->value);
}

/**
 * vigie_directory_draft_verified:
 * @directory: what was looked at
 * @id: whom
 * @note: (nullable): "called, answered"
 * @author: who has checked it
 * @at_usec: when
 * @error: return location
 *
 * The draft names the numbers and addresses that were looked at: one that comes later is not verified by it.
 *
 * Returns: (transfer full) (nullable): the drafts; %NULL with NOT_FOUND
 */
GPtrArray *
vigie_directory_draft_verified (const VigieDirectory *directory, const char *id, const char *note, const char *author, gint64 at_usec, GError **error)
{
  const VigieDirectoryEntry *entry = need_entry (directory, id, error);
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  if (entry == NULL)
    return NULL;
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "contact", id);
  vigie_json_writer_key (writer, "values");
  vigie_json_writer_begin_array (writer);
  put_values (writer, entry->contact->numbers);
  put_values (writer, entry->contact->addresses);
  vigie_json_writer_end_array (writer);
  if (note != NULL && *note != '\0')
    vigie_json_writer_member_string (writer, "note", note);
  vigie_json_writer_end_object (writer);

  return one_draft ("contact.verified", author, at_usec, vigie_json_writer_steal (writer), NULL);
}

/**
 * vigie_directory_draft_unverified:
 * @directory: what was looked at
 * @id: whom
 * @author: who takes it back
 * @at_usec: when
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the drafts; %NULL with NOT_FOUND when nobody verified it
 */
GPtrArray *
vigie_directory_draft_unverified (const VigieDirectory *directory, const char *id, const char *author, gint64 at_usec, GError **error)
{
  const VigieDirectoryEntry *entry = need_entry (directory, id, error);
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  GStrv replaces;

  if (entry == NULL)
    return NULL;
  if (entry->verification == NULL)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("Nobody has verified this contact."));
      return NULL;
    }
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "contact", id);
  vigie_json_writer_member_boolean (writer, "withdrawn", TRUE);
  vigie_json_writer_end_object (writer);
  replaces = g_new0 (char *, 2);
  replaces[0] = g_strdup (entry->verification->id);

  return one_draft ("contact.verified", author, at_usec, vigie_json_writer_steal (writer), replaces);
}
