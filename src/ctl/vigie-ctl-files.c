/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* export, import, verify, playbook check, rebuild and backup: whole files and whole stores. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-csv.h"
#include "vigie-ctl.h"
#include "vigie-document.h"
#include "vigie-error.h"
#include "vigie-export-file.h"
#include "vigie-time.h"

#define IMPORT_TIMEOUT_MS (10 * 60 * 1000)
#define CSV_MAX_BYTES ((gsize) 512 * 1024 * 1024)
#define PLAYBOOK_MAX_BYTES ((gsize) 16 * 1024 * 1024)

static int
print_word (VigieCtl *ctl, const char *name, const char *word)
{
  g_autoptr(VigieJsonWriter) writer = NULL;

  if (!ctl->json)
    {
      g_print ("%s\n", word);
      return VIGIE_EXIT_DONE;
    }
  writer = vigie_json_writer_new (FALSE);
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, name, word);
  vigie_json_writer_end_object (writer);

  return vigie_ctl_print_json (writer);
}

static gboolean
refuse (GError **error, const char *format, const char *word)
{
  g_autofree char *message = g_strdup_printf ("%s “%s”.", format, word);

  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
read_export_options (VigieCtl *ctl, VigieArgs *args, VigieFormat *format, VigieLang *lang, GError **error)
{
  const char *word = vigie_args_get (args, "format");
  const char *lang_word = vigie_args_get (args, "lang");

  *lang = ctl->lang;
  if (word == NULL || !vigie_args_has (args, "o"))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("Missing: “%s”."), word == NULL ? "--format" : "-o");
      return FALSE;
    }
  if (!vigie_format_from_word (word, format))
    return refuse (error, _("There is no format"), word);
  if (lang_word != NULL && !vigie_lang_from_word (lang_word, lang))
    return refuse (error, _("There is no language"), lang_word);

  return TRUE;
}

static char *
chain_head (VigieCtl *ctl, const char *stream)
{
  g_autoptr(VigieStore) store = vigie_ctl_open (ctl, NULL);

  /* Without a head the report says so; it is no reason not to write it. */
  return store != NULL ? vigie_store_chain_head (store, stream, NULL) : NULL;
}

/* A content that is not here, or is damaged, must not keep the record from being written: the file says so. */
static gboolean
give_content (const char *hash, GBytes **content, gpointer data, GError **error)
{
  *content = vigie_store_content_read (data, hash, NULL);

  return TRUE;
}

static int
export_record (VigieCtl *ctl, VigieIncident *incident, const char *path, GError **error)
{
  g_autoptr(VigieStore) store = vigie_ctl_open (ctl, error);
  g_autoptr(GPtrArray) loaded = store != NULL ? vigie_store_load (store, incident->stream, NULL, error) : NULL;
  g_autoptr(GPtrArray) events = loaded != NULL ? vigie_events_sorted (loaded, VIGIE_TIME_NONE) : NULL;
  guint n_missing = 0;

  if (events == NULL || !vigie_export_save (path, events, incident->ref, incident->title, give_content, store, &n_missing, NULL, error))
    return VIGIE_EXIT_REFUSED;
  if (n_missing > 0)
    g_printerr (g_dngettext (GETTEXT_PACKAGE, "%u file kept as evidence is not in the export: its content is missing here or damaged.\n",
                             "%u files kept as evidence are not in the export: their contents are missing here or damaged.\n", n_missing),
                n_missing);

  return print_word (ctl, "file", path);
}

static int
run_export (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  VigieFormat format;
  VigieLang lang;
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *head = NULL;

  if (!read_export_options (ctl, args, &format, &lang, error))
    return VIGIE_EXIT_REFUSED;
  incident = vigie_ctl_incident (ctl, args, error);
  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  if (format == VIGIE_FORMAT_JSON)
    return export_record (ctl, incident, vigie_args_get (args, "o"), error);
  head = chain_head (ctl, incident->stream);
  bytes = vigie_document_make (incident, ctl->playbook, format, lang, ctl->zone, ctl->author, ctl->now_usec, head, NULL, error);
  if (bytes == NULL || !vigie_document_save (vigie_args_get (args, "o"), bytes, error))
    return VIGIE_EXIT_REFUSED;

  return print_word (ctl, "file", vigie_args_get (args, "o"));
}

static int
print_imported (VigieCtl *ctl, GPtrArray *events, GError **error)
{
  g_autoptr(VigieIncident) incident = vigie_incident_fold (events, ctl->playbook, VIGIE_TIME_NONE, error);

  return incident != NULL ? print_word (ctl, "ref", incident->ref) : VIGIE_EXIT_REFUSED;
}

static gboolean
keep_content (GBytes *content, gpointer data, GError **error)
{
  VigieCtl *ctl = data;
  g_autofree char *hash = vigie_store_writer_keep_content (ctl->store_path, ctl->playbook, content, IMPORT_TIMEOUT_MS, error);

  return hash != NULL;
}

/* Read twice: nothing is taken of a file that is not whole and true to its end, and no more than one content
 * is in memory. The contents are safe before the events that name them. */
static int
import_record (VigieCtl *ctl, const char *path, GError **error)
{
  g_autoptr(GPtrArray) events = vigie_export_load (path, ctl->playbook, NULL, NULL, NULL, error);
  g_autoptr(GPtrArray) again = events != NULL ? vigie_export_load (path, ctl->playbook, keep_content, ctl, NULL, error) : NULL;

  if (again == NULL || !vigie_store_writer_ingest (ctl->store_path, ctl->playbook, again, IMPORT_TIMEOUT_MS, NULL, error))
    return VIGIE_EXIT_REFUSED;

  return print_imported (ctl, again, error);
}

static gboolean
read_severity (VigieArgs *args, VigieLevel *level, GError **error)
{
  const char *word = vigie_args_get (args, "severity");

  *level = VIGIE_LEVEL_NONE;
  if (word == NULL || vigie_level_from_word (word, level))
    return TRUE;

  return refuse (error, _("There is no severity"), word);
}

static int
import_timeline (VigieCtl *ctl, VigieArgs *args, GBytes *bytes, GError **error)
{
  g_autofree char *id = vigie_ctl_new_id (ctl);
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(GPtrArray) events = NULL;
  VigieLevel level;

  if (vigie_args_get (args, "title") == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("Missing: “%s”."), "--title");
      return VIGIE_EXIT_REFUSED;
    }
  if (!read_severity (args, &level, error))
    return VIGIE_EXIT_REFUSED;
  drafts = vigie_csv_to_drafts (bytes, ctl->playbook, vigie_args_get (args, "title"), vigie_args_get (args, "type"), level, id,
                                ctl->author, ctl->now_usec, error);
  if (drafts != NULL)
    events = vigie_store_writer_record (ctl->store_path, ctl->playbook, drafts, IMPORT_TIMEOUT_MS, error);

  return events != NULL ? print_imported (ctl, events, error) : VIGIE_EXIT_REFUSED;
}

static int
run_import (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *path = vigie_args_get (args, "FILE");
  g_autoptr(GBytes) bytes = NULL;

  if (g_str_has_suffix (path, ".zip"))
    return vigie_ctl_import_slack (ctl, args, path, error);
  if (vigie_export_file_looks_like (path))
    return import_record (ctl, path, error);
  bytes = vigie_document_read (path, CSV_MAX_BYTES, error);

  return bytes != NULL ? import_timeline (ctl, args, bytes, error) : VIGIE_EXIT_REFUSED;
}

static int
verify_store (VigieCtl *ctl, GError **error)
{
  g_autoptr(VigieStore) store = vigie_ctl_open (ctl, error);
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  if (store == NULL || !vigie_store_verify (store, faults, NULL, error))
    return VIGIE_EXIT_REFUSED;
  if (faults->len == 0)
    return print_word (ctl, "verdict", "consistent");
  for (guint i = 1; i < faults->len; i++)
    g_printerr ("%s\n", (char *) g_ptr_array_index (faults, i));
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED, g_ptr_array_index (faults, 0));

  return VIGIE_EXIT_REFUSED;
}

static int
run_verify (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *path = vigie_args_get (args, "FILE");
  g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) events = NULL;

  if (path == NULL)
    return verify_store (ctl, error);
  events = vigie_export_load (path, ctl->playbook, NULL, NULL, missing, error);
  if (events == NULL)
    return VIGIE_EXIT_REFUSED;
  if (missing->len == 0)
    return print_word (ctl, "verdict", "consistent");
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("The content of “%s” is not in the file."), (char *) g_ptr_array_index (missing, 0));

  return VIGIE_EXIT_REFUSED;
}

static int
run_playbook_check (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(GBytes) bytes = vigie_document_read (vigie_args_get (args, "FILE"), PLAYBOOK_MAX_BYTES, error);
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(VigiePlaybook) playbook = bytes != NULL ? vigie_playbook_load (bytes, faults, error) : NULL;

  if (playbook == NULL)
    {
      for (guint i = 0; !ctl->json && i < faults->len; i++)
        g_printerr ("%s\n", (char *) g_ptr_array_index (faults, i));
      return VIGIE_EXIT_REFUSED;
    }

  return print_word (ctl, "version", playbook->version);
}

static int
run_rebuild (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieStore) store = vigie_store_open (ctl->store_path, VIGIE_STORE_WRITER, ctl->playbook, NULL, error);
  g_autofree char *digest = NULL;

  if (store == NULL || !vigie_store_rebuild (store, NULL, NULL, NULL, error))
    return VIGIE_EXIT_REFUSED;
  digest = vigie_store_derived_digest (store, error);

  return digest != NULL ? print_word (ctl, "digest", digest) : VIGIE_EXIT_REFUSED;
}

static int
run_backup (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieStore) store = vigie_ctl_open (ctl, error);

  if (store == NULL || !vigie_store_backup (store, vigie_args_get (args, "FILE"), error))
    return VIGIE_EXIT_REFUSED;

  return print_word (ctl, "file", vigie_args_get (args, "FILE"));
}

const VigieCommandDef vigie_ctl_file_commands[] = {
  { "export", "REF", "format o lang", N_("write the report or the record to a file"), run_export },
  { "import", "FILE", "title type severity into channel from to people preview!", N_("take a JSON export, a CSV timeline, or a channel of a Slack export (.zip) into an incident"), run_import },
  { "verify", "file", "", N_("check an export, or the store"), run_verify },
  { "playbook check", "FILE", "", N_("check a playbook document"), run_playbook_check },
  { "rebuild", "", "", N_("make the derived tables anew"), run_rebuild },
  { "backup", "FILE", "", N_("write a consistent copy of the store"), run_backup },
  { NULL },
};
