/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* contacts: who can be called, for scripts. Somebody is named by id, or by a name that only one has. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-contact-csv.h"
#include "vigie-contact-import.h"
#include "vigie-contact-sheet.h"
#include "vigie-ctl.h"
#include "vigie-directory.h"
#include "vigie-document.h"
#include "vigie-error.h"

VigieDirectory *
vigie_ctl_open_directory (VigieCtl *ctl, GError **error)
{
  g_autoptr(VigieStore) store = NULL;

  if (!g_file_test (ctl->store_path, G_FILE_TEST_EXISTS))
    {
      g_autoptr(GPtrArray) nothing = g_ptr_array_new ();

      return vigie_directory_fold (ctl->playbook, nothing);
    }
  store = vigie_ctl_open (ctl, error);
  return store != NULL ? vigie_store_directory (store, error) : NULL;
}

static const VigieContact *
find_contact (const VigieDirectory *directory, const char *given, GError **error)
{
  const VigieContact *contact = vigie_directory_find (directory, given);

  if (contact == NULL)
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("“%s” is nobody in the directory, or several people."), given);
  return contact;
}

/* ---- Listing ---- */

static void
write_strings (VigieJsonWriter *writer, const char *name, const GPtrArray *strings)
{
  vigie_json_writer_key (writer, name);
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < strings->len; i++)
    vigie_json_writer_string (writer, g_ptr_array_index (strings, i));
  vigie_json_writer_end_array (writer);
}

static void
write_entry (VigieJsonWriter *writer, const VigieDirectoryEntry *entry, VigieLang lang)
{
  const VigieContact *contact = entry->contact;

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "id", contact->id);
  vigie_json_writer_member_string (writer, "name", vigie_text_get (&contact->name, lang));
  vigie_json_writer_member_string (writer, "role", vigie_text_get (&contact->role, lang));
  vigie_json_writer_member_string (writer, "category", contact->category);
  vigie_json_writer_member_string (writer, "organisation", contact->organisation);
  write_strings (writer, "phones", contact->def.phones);
  write_strings (writer, "emails", contact->def.emails);
  write_strings (writer, "links", contact->def.urls);
  write_strings (writer, "languages", contact->languages);
  write_strings (writer, "groups", contact->groups);
  vigie_json_writer_member_string (writer, "deputy", *contact->deputy != '\0' ? contact->deputy : NULL);
  vigie_json_writer_member_string (writer, "zone", *contact->zone != '\0' ? contact->zone : NULL);
  vigie_json_writer_member_boolean (writer, "incomplete", vigie_contact_is_incomplete (&contact->def));
  vigie_json_writer_member_time (writer, "verified", entry->verification != NULL ? entry->verification->occurred_usec : VIGIE_TIME_NONE);
  vigie_json_writer_member_string (writer, "verified_by", entry->verification != NULL ? entry->verification->author : NULL);
  vigie_json_writer_member_boolean (writer, "written_apart", entry->disputed != 0 || entry->disputed_removal);
  vigie_json_writer_end_object (writer);
}

static void
print_entry (const VigieDirectoryEntry *entry, VigieLang lang)
{
  const VigieContact *contact = entry->contact;
  const char *number = vigie_contact_number (contact);
  const char *reach = number != NULL ? number : vigie_contact_mail (contact);
  g_autofree char *name = vigie_ctl_line (vigie_text_get (&contact->name, lang));
  g_autofree char *line = vigie_ctl_line (reach != NULL ? reach : "–");
  g_autofree char *category = vigie_ctl_line (contact->category);

  g_print ("%-32s %-18s %s\n", name, category, line);
}

static int
run_list (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieDirectory) directory = vigie_ctl_open_directory (ctl, error);
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  GPtrArray *entries;

  if (directory == NULL)
    return VIGIE_EXIT_REFUSED;
  entries = vigie_directory_entries (directory);
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < entries->len; i++)
    {
      if (ctl->json)
        write_entry (writer, entries->pdata[i], ctl->lang);
      else
        print_entry (entries->pdata[i], ctl->lang);
    }
  vigie_json_writer_end_array (writer);

  return ctl->json ? vigie_ctl_print_json (writer) : VIGIE_EXIT_DONE;
}

/* ---- Changing ---- */

/* "mobile=+225 07 …, +225 05 …": parts by commas, each with or without a label. */
static void
take_lines (GPtrArray *lines, const char *given)
{
  g_auto(GStrv) parts = NULL;

  if (given == NULL)
    return;
  parts = g_strsplit (given, ",", -1);
  g_ptr_array_set_size (lines, 0);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      /* A link may have "=" in it. */
      gboolean labelled = equals != NULL && (strstr (parts[i], "://") == NULL || strstr (parts[i], "://") > equals);

      if (labelled)
        *equals = '\0';
      if (*g_strstrip (labelled ? equals + 1 : parts[i]) != '\0')
        g_ptr_array_add (lines, vigie_contact_line_new (labelled ? g_strstrip (parts[i]) : "", labelled ? equals + 1 : parts[i]));
    }
}

static void
take_strings (GPtrArray *strings, const char *given)
{
  g_auto(GStrv) parts = NULL;

  if (given == NULL)
    return;
  parts = g_strsplit (given, ",", -1);
  g_ptr_array_set_size (strings, 0);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (strings, g_strdup (parts[i]));
}

static void
take_word (char **word, const char *given)
{
  if (given == NULL)
    return;
  g_free (*word);
  *word = g_strdup (given);
}

static gboolean
take_deputy (VigieContact *contact, const VigieDirectory *directory, const char *given, GError **error)
{
  const VigieContact *deputy = NULL;

  if (given != NULL && *given != '\0' && (deputy = find_contact (directory, given, error)) == NULL)
    return FALSE;
  take_word (&contact->deputy, given == NULL ? NULL : deputy != NULL ? deputy->id : "");
  return TRUE;
}

static gboolean
take_options (VigieContact *contact, const VigieDirectory *directory, VigieArgs *args, GError **error)
{
  if (vigie_args_has (args, "name"))
    vigie_contact_set_text (&contact->name, vigie_args_get (args, "name"));
  if (vigie_args_has (args, "role"))
    vigie_contact_set_text (&contact->role, vigie_args_get (args, "role"));
  if (vigie_args_has (args, "note"))
    vigie_contact_set_text (&contact->note, vigie_args_get (args, "note"));
  take_word (&contact->category, vigie_args_get (args, "category"));
  take_word (&contact->organisation, vigie_args_get (args, "organisation"));
  take_word (&contact->zone, vigie_args_get (args, "zone"));
  take_lines (contact->numbers, vigie_args_get (args, "numbers"));
  take_lines (contact->addresses, vigie_args_get (args, "addresses"));
  take_strings (contact->languages, vigie_args_get (args, "languages"));
  take_strings (contact->groups, vigie_args_get (args, "groups"));

  return take_deputy (contact, directory, vigie_args_get (args, "deputy"), error);
}

static int
run_set (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieDirectory) directory = vigie_ctl_open_directory (ctl, error);
  const VigieContact *known = directory != NULL ? find_contact (directory, vigie_args_get (args, "CONTACT"), error) : NULL;
  g_autoptr(VigieContact) contact = known != NULL ? vigie_contact_copy (known) : NULL;

  if (contact == NULL || !take_options (contact, directory, args, error))
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_directory_draft_set (directory, contact, ctl->author, ctl->now_usec, error), error);
}

static int
run_add (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieDirectory) directory = vigie_ctl_open_directory (ctl, error);
  g_autoptr(VigieContact) contact = vigie_contact_new ();

  vigie_contact_set_text (&contact->name, vigie_args_get (args, "NAME"));
  if (directory == NULL || !take_options (contact, directory, args, error))
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_directory_draft_set (directory, contact, ctl->author, ctl->now_usec, error), error);
}

static int
run_remove (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieDirectory) directory = vigie_ctl_open_directory (ctl, error);
  const VigieContact *contact = directory != NULL ? find_contact (directory, vigie_args_get (args, "CONTACT"), error) : NULL;

  if (contact == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_directory_draft_removed (directory, contact->id, vigie_args_get (args, "reason"), ctl->author, ctl->now_usec, error), error);
}

static int
run_verify (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieDirectory) directory = vigie_ctl_open_directory (ctl, error);
  const VigieContact *contact = directory != NULL ? find_contact (directory, vigie_args_get (args, "CONTACT"), error) : NULL;

  if (contact == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_directory_draft_verified (directory, contact->id, vigie_args_get (args, "note"), ctl->author, ctl->now_usec, error), error);
}

/* ---- Files ---- */

/* Thousands of contacts are one transaction. */
#define IMPORT_TIMEOUT_MS (120 * 1000)

static void
print_faults (const VigieContactFile *file)
{
  for (guint i = 0; i < file->faults->len; i++)
    {
      g_autofree char *line = vigie_ctl_line (file->faults->pdata[i]);

      g_printerr ("%s\n", line);
    }
}

static int
print_plan (VigieCtl *ctl, const VigieImportPlan *plan, const VigieContactFile *file, guint n_recorded)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  if (!ctl->json)
    {
      g_print (_("%u new, %u with additions, %u that differ, %u the same, %u faults, %u recorded\n"), plan->n[VIGIE_IMPORT_NEW], plan->n[VIGIE_IMPORT_ADDS],
               plan->n[VIGIE_IMPORT_DIFFERS], plan->n[VIGIE_IMPORT_SAME], file->n_faults, n_recorded);
      return VIGIE_EXIT_DONE;
    }
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_int (writer, "new", plan->n[VIGIE_IMPORT_NEW]);
  vigie_json_writer_member_int (writer, "adds", plan->n[VIGIE_IMPORT_ADDS]);
  vigie_json_writer_member_int (writer, "differs", plan->n[VIGIE_IMPORT_DIFFERS]);
  vigie_json_writer_member_int (writer, "same", plan->n[VIGIE_IMPORT_SAME]);
  vigie_json_writer_member_int (writer, "faults", file->n_faults);
  vigie_json_writer_member_int (writer, "dropped", file->n_dropped);
  vigie_json_writer_member_int (writer, "recorded", n_recorded);
  vigie_json_writer_end_object (writer);

  return vigie_ctl_print_json (writer);
}

static int
record_plan (VigieCtl *ctl, const VigieImportPlan *plan, const VigieContactFile *file, GError **error)
{
  g_autoptr(GPtrArray) drafts = vigie_import_plan_drafts (plan, ctl->author, ctl->now_usec, error);
  g_autoptr(GPtrArray) events = NULL;

  if (drafts == NULL)
    return VIGIE_EXIT_REFUSED;
  if (drafts->len > 0)
    events = vigie_store_writer_record (ctl->store_path, ctl->playbook, drafts, IMPORT_TIMEOUT_MS, error);
  if (drafts->len > 0 && events == NULL)
    return VIGIE_EXIT_REFUSED;

  return print_plan (ctl, plan, file, drafts->len);
}

static int
run_import (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieDirectory) directory = vigie_ctl_open_directory (ctl, error);
  g_autoptr(GBytes) bytes = directory != NULL ? vigie_document_read (vigie_args_get (args, "FILE"), VIGIE_VCARD_MAX_BYTES, error) : NULL;
  g_autoptr(VigieContactFile) file = bytes != NULL ? vigie_contacts_read (bytes, NULL, error) : NULL;
  g_autoptr(VigieImportPlan) plan = NULL;

  if (file == NULL)
    return VIGIE_EXIT_REFUSED;
  g_clear_pointer (&bytes, g_bytes_unref);
  print_faults (file);
  plan = vigie_import_plan_new (directory, file->contacts);
  for (guint i = 0; i < plan->items->len; i++)
    {
      VigieImportItem *item = plan->items->pdata[i];

      if (item->kind == VIGIE_IMPORT_DIFFERS && vigie_args_has (args, "overwrite"))
        item->choice = VIGIE_IMPORT_TAKE;
    }
  if (vigie_args_has (args, "dry-run"))
    return print_plan (ctl, plan, file, 0);

  return record_plan (ctl, plan, file, error);
}

static int
run_export (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *format = vigie_args_get (args, "format") != NULL ? vigie_args_get (args, "format") : "vcard";
  g_autoptr(VigieDirectory) directory = NULL;
  g_autoptr(GPtrArray) contacts = g_ptr_array_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  GPtrArray *entries;
  gsize length;

  if (strcmp (format, "vcard") != 0 && strcmp (format, "csv") != 0)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is no format of contacts; say vcard or csv."), format);
      return VIGIE_EXIT_REFUSED;
    }
  directory = vigie_ctl_open_directory (ctl, error);
  if (directory == NULL)
    return VIGIE_EXIT_REFUSED;
  entries = vigie_directory_entries (directory);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (contacts, (gpointer) ((const VigieDirectoryEntry *) entries->pdata[i])->contact);
  text = strcmp (format, "csv") == 0 ? vigie_contact_csv_write (contacts, directory, ctl->lang) : vigie_vcard_write (contacts, ctl->lang);
  if (vigie_args_get (args, "o") == NULL)
    {
      g_print ("%s", text);
      return VIGIE_EXIT_DONE;
    }
  length = strlen (text);
  bytes = g_bytes_new_take (g_steal_pointer (&text), length);

  return vigie_document_save (vigie_args_get (args, "o"), bytes, error) ? VIGIE_EXIT_DONE : VIGIE_EXIT_REFUSED;
}

/* The page for the wall. */
static int
run_card (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *path = vigie_args_get (args, "FILE");
  VigieLang lang = ctl->lang;
  g_autoptr(VigieDirectory) directory = vigie_ctl_open_directory (ctl, error);
  g_autoptr(GBytes) bytes = NULL;

  if (directory == NULL)
    return VIGIE_EXIT_REFUSED;
  if (vigie_args_has (args, "lang") && !vigie_lang_from_word (vigie_args_get (args, "lang"), &lang))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("There is no language “%s”."), vigie_args_get (args, "lang"));
      return VIGIE_EXIT_REFUSED;
    }
  bytes = vigie_contact_sheet_pdf (directory, lang, ctl->zone, ctl->now_usec, error);

  return bytes != NULL && vigie_document_save (path, bytes, error) ? VIGIE_EXIT_DONE : VIGIE_EXIT_REFUSED;
}

#define CONTACT_OPTIONS "name role category organisation numbers addresses languages deputy zone note groups"

const VigieCommandDef vigie_ctl_contacts_commands[] = {
  { "contacts list", "", "", N_("list the contacts"), run_list },
  { "contacts add", "NAME", CONTACT_OPTIONS, N_("add a contact; several numbers by commas, as in mobile=+225…"), run_add },
  { "contacts set", "CONTACT", CONTACT_OPTIONS, N_("change a contact"), run_set },
  { "contacts remove", "CONTACT", "reason", N_("remove a contact"), run_remove },
  { "contacts verify", "CONTACT", "note", N_("say that numbers and addresses of a contact were checked"), run_verify },
  { "contacts import", "FILE", "overwrite! dry-run!", N_("take contacts from a vCard or CSV file; what stands here stays"), run_import },
  { "contacts export", "", "format o", N_("write the contacts as vcard or csv"), run_export },
  { "contacts card", "FILE", "lang", N_("write the page for the wall: who is on call, all numbers, as PDF"), run_card },
  { NULL, NULL, NULL, NULL, NULL },
};
