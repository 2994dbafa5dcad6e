/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The register of breaches over all incidents, its entries, the summary of a year, and the notice to the authority. */

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "vigie-act-breach.h"
#include "vigie-breach-csv.h"
#include "vigie-breach-notice.h"
#include "vigie-breach-register.h"
#include "vigie-ctl.h"
#include "vigie-document.h"
#include "vigie-error.h"
#include "vigie-time.h"

/* Every incident of the store, folded. */
static GPtrArray *
all_incidents (VigieCtl *ctl, GError **error)
{
  g_autoptr(VigieStore) store = vigie_ctl_open (ctl, error);
  VigieIncidentFilter filter = { .from_usec = VIGIE_TIME_NONE, .to_usec = VIGIE_TIME_NONE, .before_usec = VIGIE_TIME_NONE };
  g_autoptr(GPtrArray) rows = store != NULL ? vigie_store_list (store, &filter, error) : NULL;
  g_autoptr(GPtrArray) incidents = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_incident_unref);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      VigieIncident *incident = vigie_store_incident (store, ((const VigieIncidentRow *) rows->pdata[i])->stream, error);

      if (incident == NULL)
        return NULL;
      g_ptr_array_add (incidents, incident);
    }

  return g_steal_pointer (&incidents);
}

/* --year, 0 when it is not given. */
static gboolean
read_year (VigieArgs *args, int *year, GError **error)
{
  const char *word = vigie_args_get (args, "year");
  guint64 number = 0;

  if (word != NULL && !g_ascii_string_to_unsigned (word, 10, 1970, 9999, &number, NULL))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is no year."), word);
      return FALSE;
    }
  *year = (int) number;

  return TRUE;
}

static gboolean
read_lang (VigieCtl *ctl, VigieArgs *args, VigieLang *lang, GError **error)
{
  const char *word = vigie_args_get (args, "lang");

  *lang = ctl->lang;
  if (word == NULL || vigie_lang_from_word (word, lang))
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is no language; say fr or en."), word);

  return FALSE;
}

/* Into the file named by -o, by its ending; without one, Markdown on standard output. */
static int
give_report (const VigieReport *report, VigieArgs *args, GError **error)
{
  const char *path = vigie_args_get (args, "o");
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (path == NULL)
    {
      text = vigie_markdown_from_report (report);
      g_print ("%s\n", text);
      return VIGIE_EXIT_DONE;
    }
  if (g_str_has_suffix (path, ".pdf"))
    bytes = vigie_pdf_from_report (report, NULL, error);
  else
    {
      text = g_str_has_suffix (path, ".html") ? vigie_html_from_report (report) : vigie_markdown_from_report (report);
      bytes = g_bytes_new (text, strlen (text));
    }
  if (bytes == NULL || !vigie_document_save (path, bytes, error))
    return VIGIE_EXIT_REFUSED;
  g_print ("%s\n", path);

  return VIGIE_EXIT_DONE;
}

static void
write_line (VigieJsonWriter *writer, const VigieBreachLine *line)
{
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "number", *line->number != '\0' ? line->number : NULL);
  vigie_json_writer_member_string (writer, "ref", line->incident->ref);
  vigie_json_writer_member_string (writer, "title", line->incident->title);
  vigie_json_writer_member_time (writer, "aware", line->aware_usec);
  vigie_json_writer_member_string (writer, "data", line->data);
  vigie_json_writer_member_string (writer, "persons", line->persons);
  vigie_json_writer_member_string (writer, "authority", vigie_breach_verdict_to_word (line->authority));
  vigie_json_writer_member_time (writer, "authority_told", line->authority_usec);
  vigie_json_writer_member_time (writer, "persons_told", line->persons_usec);
  vigie_json_writer_member_boolean (writer, "late", line->is_late);
  vigie_json_writer_member_time (writer, "entered", line->entered_usec);
  vigie_json_writer_member_string (writer, "decision", line->decision);
  vigie_json_writer_end_object (writer);
}

static int
print_lines (VigieCtl *ctl, GPtrArray *lines)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < lines->len; i++)
    {
      const VigieBreachLine *line = lines->pdata[i];
      g_autofree char *title = vigie_ctl_line (line->incident->title);
      g_autofree char *aware = line->aware_usec != VIGIE_TIME_NONE ? vigie_time_format_full (line->aware_usec, ctl->zone, ctl->lang) : g_strdup ("–");
      g_autofree char *decision = vigie_ctl_line (line->decision);

      write_line (writer, line);
      if (!ctl->json)
        g_print ("%-16s %-24s %-10s %s · %s  %s\n", *line->number != '\0' ? line->number : "–", aware, *line->persons != '\0' ? line->persons : "?", title, decision,
                 line->incident->ref);
    }
  vigie_json_writer_end_array (writer);

  return ctl->json ? vigie_ctl_print_json (writer) : VIGIE_EXIT_DONE;
}

static int
run_register (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *path = vigie_args_get (args, "o");
  int year;
  g_autoptr(GPtrArray) incidents = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  g_autofree char *csv = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (!read_year (args, &year, error) || (incidents = all_incidents (ctl, error)) == NULL)
    return VIGIE_EXIT_REFUSED;
  lines = vigie_breach_register (incidents, ctl->playbook, year, ctl->now_usec, ctl->zone, ctl->lang);
  if (path == NULL)
    return print_lines (ctl, lines);
  csv = vigie_csv_from_breaches (lines);
  bytes = g_bytes_new (csv, strlen (csv));
  if (!vigie_document_save (path, bytes, error))
    return VIGIE_EXIT_REFUSED;
  g_print ("%s\n", path);

  return VIGIE_EXIT_DONE;
}

static int
run_year (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  guint64 year;
  VigieLang lang;
  g_autoptr(GPtrArray) incidents = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  g_autoptr(VigieReport) report = NULL;

  if (!g_ascii_string_to_unsigned (vigie_args_get (args, "YEAR"), 10, 1970, 9999, &year, NULL))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is no year."), vigie_args_get (args, "YEAR"));
      return VIGIE_EXIT_REFUSED;
    }
  if (!read_lang (ctl, args, &lang, error) || (incidents = all_incidents (ctl, error)) == NULL)
    return VIGIE_EXIT_REFUSED;
  lines = vigie_breach_register (incidents, ctl->playbook, (int) year, ctl->now_usec, ctl->zone, lang);
  report = vigie_breach_year_report (lines, ctl->playbook, (int) year, ctl->author, ctl->now_usec, ctl->zone, lang);

  return give_report (report, args, error);
}

static int
run_entry (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  VigieLang lang;
  g_autoptr(VigieIncident) incident = vigie_ctl_incident (ctl, args, error);

  g_autoptr(VigieReport) report = NULL;

  if (incident == NULL || !read_lang (ctl, args, &lang, error))
    return VIGIE_EXIT_REFUSED;
  report = vigie_breach_entry_report (incident, ctl->playbook, ctl->author, ctl->now_usec, ctl->zone, lang);

  return give_report (report, args, error);
}

/* ---- The notice to the authority ---- */

static void
write_field (VigieJsonWriter *writer, const VigieBreachField *field)
{
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "field", field->id);
  vigie_json_writer_member_string (writer, "section", field->section);
  vigie_json_writer_member_string (writer, "label", field->label);
  vigie_json_writer_member_string (writer, "need", vigie_breach_field_need_to_word (field->need));
  vigie_json_writer_member_string (writer, "state", vigie_breach_field_state_to_word (field->state));
  vigie_json_writer_member_string (writer, "value", field->value);
  vigie_json_writer_member_string (writer, "fact", field->fact);
  vigie_json_writer_member_boolean (writer, "own", field->own);
  vigie_json_writer_end_object (writer);
}

static int
print_notice_json (const VigieBreachNotice *notice)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_boolean (writer, "incomplete", notice->is_incomplete);
  vigie_json_writer_member_boolean (writer, "late", notice->is_late);
  vigie_json_writer_member_int (writer, "open", notice->n_open);
  vigie_json_writer_member_int (writer, "missing", notice->n_missing);
  vigie_json_writer_member_time (writer, "due", notice->due_usec);
  vigie_json_writer_key (writer, "fields");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < notice->fields->len; i++)
    write_field (writer, notice->fields->pdata[i]);
  vigie_json_writer_end_array (writer);
  vigie_json_writer_end_object (writer);

  return vigie_ctl_print_json (writer);
}

static gboolean
read_kind (VigieArgs *args, VigieBreachNoticeKind *kind, GError **error)
{
  const char *word = vigie_args_get (args, "kind");

  *kind = VIGIE_BREACH_NOTICE_INITIAL;
  if (word == NULL || vigie_breach_notice_kind_from_word (word, kind))
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is no kind of notice; say initial, complement or withdrawal."), word);

  return FALSE;
}

/* A notice that lacks what no blank may stand for is printed all the same, and refused as a file. */
static int
run_notice (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec = ctl->now_usec;
  VigieBreachNoticeKind kind;
  VigieLang lang;
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(VigieBreach) breach = NULL;
  g_autoptr(VigieBreachNotice) notice = NULL;
  g_autoptr(VigieReport) report = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *text = NULL;

  if (!vigie_args_time (args, "at", ctl, &at_usec, error) || !read_kind (args, &kind, error) || !read_lang (ctl, args, &lang, error)
      || (incident = vigie_ctl_incident (ctl, args, error)) == NULL)
    return VIGIE_EXIT_REFUSED;
  breach = vigie_breach_evaluate (ctl->playbook, incident, at_usec, ctl->zone, lang);
  notice = vigie_breach_notice_new (breach, incident, ctl->playbook, kind, at_usec, ctl->zone, lang);
  if (ctl->json)
    return print_notice_json (notice);
  missing = vigie_breach_notice_list (notice, VIGIE_FIELD_MISSING);
  if (vigie_args_has (args, "o") && notice->n_missing > 0)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The notice may not go out yet. Missing: %s."), missing);
      return VIGIE_EXIT_REFUSED;
    }
  if (vigie_args_has (args, "o"))
    {
      report = vigie_breach_notice_report (notice, incident, ctl->author, at_usec, ctl->zone);
      return give_report (report, args, error);
    }
  text = vigie_breach_notice_text (notice);
  g_print ("%s", text);

  return VIGIE_EXIT_DONE;
}

static int
run_answer (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *field = vigie_args_get (args, "FIELD");
  gint64 at_usec = ctl->now_usec;
  g_autoptr(VigieIncident) incident = NULL;

  if (!vigie_args_time (args, "at", ctl, &at_usec, error) || (incident = vigie_ctl_incident (ctl, args, error)) == NULL)
    return VIGIE_EXIT_REFUSED;
  if (!vigie_breach_notice_knows (field))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("The notice has no field “%s”."), field);
      return VIGIE_EXIT_REFUSED;
    }

  return vigie_ctl_record (ctl, vigie_act_breach_answer (incident, field, vigie_args_get (args, "VALUE"), ctl->author, at_usec, error), error);
}

const VigieCommandDef vigie_ctl_register_commands[] = {
  { "breach-register", "", "year o", N_("the register of breaches; -o FILE writes it as CSV"), run_register },
  { "breach-year", "YEAR", "lang o", N_("the summary of a year for the authority's report"), run_year },
  { "breach-entry", "REF", "lang o", N_("the whole entry of an incident in the register"), run_entry },
  { "breach-notice", "REF", "kind lang at o", N_("the notice to the authority, and what it lacks"), run_notice },
  { "breach-answer", "REF FIELD VALUE", "at", N_("answer a field of the notice to the authority"), run_answer },
  { NULL },
};
