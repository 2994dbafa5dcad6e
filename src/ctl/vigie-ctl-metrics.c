/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* actions: what follows over all incidents. metrics: the indicators of a period, printed, as JSON, or as the report that the window makes of them. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-action.h"
#include "vigie-cause.h"
#include "vigie-csv-actions.h"
#include "vigie-ctl.h"
#include "vigie-document.h"
#include "vigie-error.h"
#include "vigie-metrics-report.h"
#include "vigie-time.h"

static void
write_seconds (VigieJsonWriter *writer, const char *name, gint64 delay_usec)
{
  vigie_json_writer_key (writer, name);
  if (delay_usec == VIGIE_TIME_NONE)
    vigie_json_writer_null (writer);
  else if (delay_usec % VIGIE_SECOND_USEC == 0)
    vigie_json_writer_int (writer, delay_usec / VIGIE_SECOND_USEC);
  else
    vigie_json_writer_double (writer, (double) delay_usec / VIGIE_SECOND_USEC);
}

static void
write_share (VigieJsonWriter *writer, const char *name, guint part, guint whole)
{
  vigie_json_writer_key (writer, name);
  if (whole == 0)
    vigie_json_writer_null (writer);
  else
    vigie_json_writer_double (writer, (double) part / whole);
}

static void
write_indicator (VigieJsonWriter *writer, const char *name, const VigieIndicator *indicator)
{
  vigie_json_writer_key (writer, name);
  vigie_json_writer_begin_object (writer);
  write_seconds (writer, "median_s", indicator->median_usec);
  write_seconds (writer, "mean_s", indicator->mean_usec);
  vigie_json_writer_member_int (writer, "count", indicator->count);
  vigie_json_writer_member_int (writer, "missing", indicator->missing);
  vigie_json_writer_member_int (writer, "impossible", indicator->impossible);
  vigie_json_writer_member_int (writer, "open", indicator->open);
  write_seconds (writer, "target_s", indicator->target_usec);
  write_seconds (writer, "baseline_s", indicator->baseline_usec);
  vigie_json_writer_member_int (writer, "promised", indicator->n_promised);
  vigie_json_writer_member_int (writer, "kept", indicator->n_kept);
  write_share (writer, "share_kept", indicator->n_kept, indicator->n_promised);
  vigie_json_writer_end_object (writer);
}

static void
write_recurrence (VigieJsonWriter *writer, const VigieMetrics *metrics)
{
  vigie_json_writer_key (writer, "recurrence");
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_key (writer, "share");
  vigie_json_writer_double (writer, metrics->recurrence_share);
  vigie_json_writer_member_int (writer, "count", metrics->recurrence_count);
  vigie_json_writer_member_int (writer, "missing", metrics->cause_missing);
  vigie_json_writer_key (writer, "target");
  vigie_json_writer_double (writer, metrics->recurrence_target);
  vigie_json_writer_key (writer, "baseline");
  vigie_json_writer_double (writer, metrics->recurrence_baseline);
  vigie_json_writer_end_object (writer);
}

static void
write_promises (VigieJsonWriter *writer, const VigieMetrics *metrics)
{
  vigie_json_writer_key (writer, "messages");
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_int (writer, "count", metrics->n_updates);
  vigie_json_writer_member_int (writer, "late", metrics->n_updates_late);
  write_share (writer, "share_kept", metrics->n_updates - metrics->n_updates_late, metrics->n_updates);
  vigie_json_writer_end_object (writer);
  vigie_json_writer_key (writer, "actions");
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_int (writer, "count", metrics->n_actions);
  vigie_json_writer_member_int (writer, "open", metrics->n_actions_open);
  vigie_json_writer_member_int (writer, "overdue", metrics->n_actions_overdue);
  vigie_json_writer_member_int (writer, "done", metrics->n_actions_done);
  vigie_json_writer_member_int (writer, "in_time", metrics->n_actions_in_time);
  vigie_json_writer_member_int (writer, "dropped", metrics->n_actions_dropped);
  vigie_json_writer_end_object (writer);
}

/* How often each term was a confirmed root cause, most frequent first. */
static void
write_causes (VigieJsonWriter *writer, GArray *causes, const VigieCtl *ctl)
{
  vigie_json_writer_key (writer, "causes");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < causes->len; i++)
    {
      const VigieCauseCount *cause = &g_array_index (causes, VigieCauseCount, i);

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "term", cause->cause);
      vigie_json_writer_member_string (writer, "label", vigie_cause_term_label (ctl->playbook, cause->cause, ctl->lang));
      vigie_json_writer_member_int (writer, "count", cause->count);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
}

static void
write_metrics (VigieJsonWriter *writer, const VigieMetrics *metrics, GArray *causes, const VigieCtl *ctl)
{
  vigie_json_writer_begin_object (writer);
  for (guint i = 0; i < VIGIE_N_DELAYS; i++)
    write_indicator (writer, vigie_delay_to_word (i), &metrics->delay[i]);
  write_recurrence (writer, metrics);
  vigie_json_writer_member_int (writer, "incidents", metrics->n_incidents);
  vigie_json_writer_member_int (writer, "cancelled", metrics->n_cancelled);
  vigie_json_writer_member_int (writer, "duplicates", metrics->n_followers);
  write_promises (writer, metrics);
  write_causes (writer, causes, ctl);
  vigie_json_writer_end_object (writer);
}

static char *
span_words (gint64 delay_usec, VigieLang lang)
{
  return delay_usec != VIGIE_TIME_NONE ? vigie_duration_format_span (delay_usec, lang) : g_strdup ("–");
}

static void
print_metrics (const VigieMetrics *metrics, VigieLang lang)
{
  for (guint i = 0; i < VIGIE_N_DELAYS; i++)
    {
      const VigieIndicator *indicator = &metrics->delay[i];
      g_autofree char *median = span_words (indicator->median_usec, lang);
      g_autofree char *mean = span_words (indicator->mean_usec, lang);
      g_autofree char *target = span_words (indicator->target_usec, lang);

      g_print (_("%-12s %u counted, %u missing, target %s, mean %s, median %s\n"), vigie_delay_to_word (i), indicator->count, indicator->missing, target, mean, median);
    }
  g_print (_("%-12s %u of %u, target %.0f%%\n"), "recurrence", metrics->recurrence_count, metrics->n_incidents, metrics->recurrence_target * 100);
}

static gboolean
read_cut (VigieCtl *ctl, VigieArgs *args, VigieMetricsCut *cut, GError **error)
{
  const char *level = vigie_args_get (args, "level");
  VigieLevel value = VIGIE_LEVEL_NONE;

  *cut = VIGIE_METRICS_CUT_ALL;
  cut->now_usec = ctl->now_usec;
  if (!vigie_args_time (args, "from", ctl, &cut->from_usec, error) || !vigie_args_time (args, "to", ctl, &cut->to_usec, error))
    return FALSE;
  /* What was said last still belongs to it. */
  if (cut->to_usec != VIGIE_TIME_NONE)
    cut->to_usec++;
  cut->type = vigie_args_get (args, "type");
  if (level == NULL)
    return TRUE;
  if (!vigie_level_from_word (level, &value))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is no level; say P1, P2, P3 or P4."), level);
      return FALSE;
    }
  cut->levels = 1u << value;

  return TRUE;
}

static int
write_report (VigieCtl *ctl, VigieArgs *args, GPtrArray *all, const VigieMetricsCut *cut, GError **error)
{
  const char *path = vigie_args_get (args, "o");
  const char *lang_word = vigie_args_get (args, "lang");
  VigieLang lang = ctl->lang;
  g_autoptr(VigieReport) report = NULL;
  g_autoptr(GBytes) bytes = NULL;
  char *text;

  if (lang_word != NULL && !vigie_lang_from_word (lang_word, &lang))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("There is no language “%s”."), lang_word);
      return VIGIE_EXIT_REFUSED;
    }
  report = vigie_metrics_report_new (all, cut, ctl->playbook, lang, ctl->zone, ctl->author, ctl->now_usec);
  if (g_str_has_suffix (path, ".pdf"))
    bytes = vigie_pdf_from_report (report, NULL, error);
  else
    {
      text = g_str_has_suffix (path, ".html") ? vigie_html_from_report (report) : vigie_markdown_from_report (report);
      bytes = g_bytes_new_take (text, strlen (text));
    }
  if (bytes == NULL || !vigie_document_save (path, bytes, error))
    return VIGIE_EXIT_REFUSED;
  g_print ("%s\n", path);

  return VIGIE_EXIT_DONE;
}

static int
run_metrics (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autoptr(VigieStore) store = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GArray) causes = NULL;
  VigieMetricsCut cut;
  VigieMetrics metrics;

  if (!read_cut (ctl, args, &cut, error))
    return VIGIE_EXIT_REFUSED;
  store = vigie_ctl_open (ctl, error);
  all = store != NULL ? vigie_store_figures (store, error) : NULL;
  if (all == NULL)
    return VIGIE_EXIT_REFUSED;
  if (vigie_args_has (args, "o"))
    return write_report (ctl, args, all, &cut, error);
  vigie_metrics_of (all, &cut, ctl->playbook, &metrics);
  if (!ctl->json)
    {
      print_metrics (&metrics, ctl->lang);
      return VIGIE_EXIT_DONE;
    }
  causes = vigie_metrics_causes (all, &cut);
  write_metrics (writer, &metrics, causes, ctl);

  return vigie_ctl_print_json (writer);
}

/* ---- Actions ---- */

static void
write_action (VigieJsonWriter *writer, const VigieFollowUp *one)
{
  int priority = vigie_action_priority (one->action->impact, one->action->effort);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "ref", one->incident->ref);
  vigie_json_writer_member_string (writer, "action", one->action->code);
  vigie_json_writer_member_string (writer, "text", one->action->text);
  vigie_json_writer_member_string (writer, "owner", one->action->owner);
  vigie_json_writer_member_time (writer, "due", one->action->due_usec);
  vigie_json_writer_member_string (writer, "status", one->action->status);
  if (priority > 0)
    vigie_json_writer_member_int (writer, "priority", priority);
  vigie_json_writer_member_string (writer, "ticket", one->action->ticket);
  vigie_json_writer_end_object (writer);
}

static int
print_actions (VigieCtl *ctl, GArray *rows)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < rows->len; i++)
    {
      const VigieFollowUp *one = &g_array_index (rows, VigieFollowUp, i);
      g_autofree char *text = vigie_ctl_line (one->action->text);
      g_autofree char *owner = vigie_ctl_line (one->action->owner);
      g_autofree char *due = one->action->due_usec != VIGIE_TIME_NONE ? vigie_time_format_date (one->action->due_usec, ctl->zone, ctl->lang) : g_strdup ("–");

      write_action (writer, one);
      if (!ctl->json)
        g_print ("%s %s  %s  %s  %s  %s\n", one->incident->ref, one->action->code, due, owner, vigie_action_status_label (one->action->status, ctl->lang), text);
    }
  vigie_json_writer_end_array (writer);

  return ctl->json ? vigie_ctl_print_json (writer) : VIGIE_EXIT_DONE;
}

static int
run_actions (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *path = vigie_args_get (args, "o");
  g_autoptr(VigieStore) store = vigie_ctl_open (ctl, error);
  g_autoptr(GPtrArray) all = store != NULL ? vigie_store_figures (store, error) : NULL;
  g_autoptr(GArray) rows = all != NULL ? vigie_follow_ups (all, vigie_args_has (args, "all"), FALSE) : NULL;
  g_autoptr(GBytes) bytes = NULL;
  char *csv;

  if (rows == NULL)
    return VIGIE_EXIT_REFUSED;
  if (path == NULL)
    return print_actions (ctl, rows);
  csv = vigie_args_has (args, "jira") ? vigie_csv_for_jira (rows, ctl->zone, ctl->lang) : vigie_csv_from_actions (rows, ctl->zone);
  bytes = g_bytes_new_take (csv, strlen (csv));
  if (!vigie_document_save (path, bytes, error))
    return VIGIE_EXIT_REFUSED;
  g_print ("%s\n", path);

  return VIGIE_EXIT_DONE;
}

const VigieCommandDef vigie_ctl_metrics_commands[] = {
  { "actions", "", "all! jira! o", N_("the actions over all incidents; -o writes them as CSV, with --jira for its import"), run_actions },
  { "metrics", "", "from to level type o lang", N_("the delays and the recurrence over the incidents; -o with .pdf, .md or .html: as a report"), run_metrics },
  { NULL },
};
