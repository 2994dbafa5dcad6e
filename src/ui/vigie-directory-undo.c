/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What takes an act in the directory back: a change by the contact as it was, a new contact by its removal, a removal by the
 * contact said once more, a verification by its withdrawal. Only while the act is the last word on its contact. */

#include "vigie-directory-undo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-text-ui.h"

typedef struct
{
  char *contact;                 /* NULL: the act makes one */
  VigieContact *former;          /* as it was; NULL: it was not there */
  char *name;
  char *event;                   /* id of what was recorded */
  gboolean is_removal, is_verification;
} Part;

struct _VigieDirectoryUndo
{
  GPtrArray *parts;              /* Part, in the order of the drafts; NULL where a draft cannot be undone */
};

static void
free_part (gpointer data)
{
  Part *part = data;

  if (part == NULL)
    return;
  g_free (part->contact);
  vigie_contact_free (part->former);
  g_free (part->name);
  g_free (part->event);
  g_free (part);
}

static char *
name_in (const VigieJson *body)
{
  g_autoptr(VigieContact) contact = vigie_contact_from_body (body);

  return g_strdup (contact != NULL ? vigie_text_get (&contact->name, vigie_ui_lang ()) : "");
}

static Part *
read_part (const VigieDirectory *directory, const VigieDraft *draft)
{
  g_autoptr(VigieJson) body = vigie_json_parse (draft->body, strlen (draft->body), G_MAXSIZE, NULL);
  const VigieDirectoryEntry *entry;
  Part *part;

  if (body == NULL || !g_str_has_prefix (draft->kind, "contact.") || vigie_json_member_boolean (body, 0, "withdrawn", FALSE))
    return NULL;
  part = g_new0 (Part, 1);
  part->is_removal = g_str_equal (draft->kind, "contact.removed");
  part->is_verification = g_str_equal (draft->kind, "contact.verified");
  part->contact = vigie_json_member_string (body, 0, "contact");
  entry = vigie_directory_entry (directory, part->contact);
  part->former = entry != NULL && !entry->removed ? vigie_contact_copy (entry->contact) : NULL;
  part->name = entry != NULL ? g_strdup (vigie_text_get (&entry->contact->name, vigie_ui_lang ())) : name_in (body);
  return part;
}

VigieDirectoryUndo *
vigie_directory_undo_new (const VigieDirectory *directory, GPtrArray *drafts)
{
  g_autoptr(VigieDirectoryUndo) self = g_new0 (VigieDirectoryUndo, 1);
  guint n = 0;

  self->parts = g_ptr_array_new_with_free_func (free_part);
  for (guint i = 0; i < drafts->len; i++)
    {
      Part *part = read_part (directory, drafts->pdata[i]);

      n += part != NULL;
      g_ptr_array_add (self->parts, part);
    }

  return n > 0 ? g_steal_pointer (&self) : NULL;
}

void
vigie_directory_undo_free (VigieDirectoryUndo *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->parts);
  g_free (self);
}

void
vigie_directory_undo_set_events (VigieDirectoryUndo *self, GPtrArray *events)
{
  for (guint i = 0; i < self->parts->len && i < events->len; i++)
    {
      Part *part = self->parts->pdata[i];
      const VigieEvent *event = events->pdata[i];

      if (part == NULL)
        continue;
      part->event = g_strdup (event->id);
      if (part->contact == NULL)
        part->contact = g_strdup (event->id);
    }
}

char *
vigie_directory_undo_words (const VigieDirectoryUndo *self)
{
  const Part *part = self->parts->pdata[0];

  if (self->parts->len > 1 || part == NULL)
    return g_strdup_printf (ngettext ("%u contact recorded", "%u contacts recorded", self->parts->len), self->parts->len);
  if (part->is_removal)
    return g_strdup_printf (_("Removed: %s"), part->name);
  if (part->is_verification)
    return g_strdup_printf (_("Verified: %s"), part->name);
  if (part->former == NULL)
    return g_strdup_printf (_("Added: %s"), part->name);
  return g_strdup_printf (_("Changed: %s"), part->name);
}

static gboolean
is_last_word (const Part *part, const VigieDirectoryEntry *entry)
{
  if (entry == NULL)
    return FALSE;
  if (part->is_verification)
    return entry->verification != NULL && g_strcmp0 (entry->verification->id, part->event) == 0;
  return entry->heads->len == 1 && g_strcmp0 (((const VigieEvent *) entry->heads->pdata[0])->id, part->event) == 0;
}

static GPtrArray *
opposite (const Part *part, const VigieDirectory *directory, const char *author, gint64 at_usec, GError **error)
{
  if (!is_last_word (part, vigie_directory_entry (directory, part->contact)))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("Not undone: somebody has written about %s since."), part->name);
      return NULL;
    }
  if (part->is_verification)
    return vigie_directory_draft_unverified (directory, part->contact, author, at_usec, error);
  if (part->former != NULL)
    return vigie_directory_draft_set (directory, part->former, author, at_usec, error);
  return vigie_directory_draft_removed (directory, part->contact, NULL, author, at_usec, error);
}

GPtrArray *
vigie_directory_undo_drafts (const VigieDirectoryUndo *self, const VigieDirectory *directory, const char *author, gint64 at_usec, GError **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  for (guint i = 0; i < self->parts->len; i++)
    {
      GPtrArray *drafts;

      if (self->parts->pdata[i] == NULL)
        continue;
      drafts = opposite (self->parts->pdata[i], directory, author, at_usec, error);
      if (drafts == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, drafts);
    }

  return g_steal_pointer (&all);
}
