/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files kept as evidence: attach puts one in, attachment takes one out. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-content-file.h"
#include "vigie-ctl.h"
#include "vigie-document.h"
#include "vigie-error.h"

#define KEEP_TIMEOUT_MS (2 * 60 * 1000)

/* What the file is called and said to be; refused before any of it is kept. */
static GPtrArray *
make_drafts (VigieCtl *ctl, VigieArgs *args, VigieIncident *incident, GFile *file, GBytes *content, gint64 at_usec, GError **error)
{
  g_autofree char *own_name = vigie_content_name (file);
  const char *name = vigie_args_has (args, "name") ? vigie_args_get (args, "name") : own_name;
  g_autofree char *guessed = vigie_content_guess_type (name, content);
  const char *type = vigie_args_has (args, "mime") ? vigie_args_get (args, "mime") : guessed;
  g_autofree char *hash = vigie_content_hash (content);

  return vigie_act_attachment (incident, name, (gint64) g_bytes_get_size (content), hash, type, ctl->author, at_usec, error);
}

static int
run_attach (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (vigie_args_get (args, "FILE"));
  gint64 at_usec = ctl->now_usec;
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(GBytes) content = NULL;
  g_autofree char *hash = NULL;

  if (!vigie_args_time (args, "at", ctl, &at_usec, error))
    return VIGIE_EXIT_REFUSED;
  incident = vigie_ctl_incident (ctl, args, error);
  content = incident != NULL ? vigie_content_read_file (file, NULL, error) : NULL;
  drafts = content != NULL ? make_drafts (ctl, args, incident, file, content, at_usec, error) : NULL;
  if (drafts == NULL)
    return VIGIE_EXIT_REFUSED;
  hash = vigie_store_writer_keep_content (ctl->store_path, ctl->playbook, content, KEEP_TIMEOUT_MS, error);
  if (hash == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, g_steal_pointer (&drafts), error);
}

/* The file kept whose entry's id is @id or begins with it. */
static VigieAttachment *
find_attachment (VigieIncident *incident, const char *id, GError **error)
{
  g_autoptr(VigieAttachment) found = NULL;

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = incident->entries->pdata[i];
      g_autoptr(VigieAttachment) attachment = NULL;

      if (entry->kind != VIGIE_ENTRY_ATTACHMENT || !g_str_has_prefix (entry->event->id, id))
        continue;
      attachment = vigie_attachment_of_event (entry->event);
      if (attachment != NULL && found != NULL)
        {
          g_set_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_AMBIGUOUS, _("Several files answer to “%s”; give more of the identifier."), id);
          return NULL;
        }
      if (attachment != NULL)
        found = g_steal_pointer (&attachment);
    }
  if (found == NULL)
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("No file of this incident answers to “%s”."), id);

  return g_steal_pointer (&found);
}

static int
print_file (VigieCtl *ctl, const VigieAttachment *attachment, const char *path)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  if (!ctl->json)
    {
      g_print ("%s\n", path);
      return VIGIE_EXIT_DONE;
    }
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "file", path);
  vigie_ctl_write_attachment (writer, attachment);
  vigie_json_writer_end_object (writer);

  return vigie_ctl_print_json (writer);
}

static int
run_attachment (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *path = vigie_args_get (args, "o");
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(VigieAttachment) attachment = NULL;
  g_autoptr(VigieStore) store = NULL;
  g_autoptr(GBytes) content = NULL;

  if (path == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("Missing: “%s”."), "-o");
      return VIGIE_EXIT_REFUSED;
    }
  incident = vigie_ctl_incident (ctl, args, error);
  attachment = incident != NULL ? find_attachment (incident, vigie_args_get (args, "ID"), error) : NULL;
  store = attachment != NULL ? vigie_ctl_open (ctl, error) : NULL;
  content = store != NULL ? vigie_store_content_read (store, attachment->hash, error) : NULL;
  if (content == NULL || !vigie_document_save (path, content, error))
    return VIGIE_EXIT_REFUSED;

  return print_file (ctl, attachment, path);
}

/* The members that say what a file is, into the object that is open. */
void
vigie_ctl_write_attachment (VigieJsonWriter *writer, const VigieAttachment *attachment)
{
  vigie_json_writer_member_string (writer, "name", attachment->name);
  vigie_json_writer_member_int (writer, "size", attachment->size_bytes);
  vigie_json_writer_member_string (writer, "hash", attachment->hash);
  vigie_json_writer_member_string (writer, "type", attachment->type);
}

const VigieCommandDef vigie_ctl_attachment_commands[] = {
  { "attach", "REF FILE", "name mime at", N_("keep a file of at most 25 MiB as evidence"), run_attach },
  { "attachment", "REF ID", "o", N_("write a file kept as evidence to -o FILE"), run_attachment },
  { NULL },
};
