/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The brief is core's list of lines (vigie-brief.h); the card, the copied text and the file are ways of showing
 * that list, so that what is pasted into a chat can never say something else than what was read. It is made
 * anew at each change of the fold: it holds nothing that could be lost. Files are written by a worker thread. */

#include "vigie-roster-brief.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-brief.h"
#include "vigie-compat.h"
#include "vigie-document.h"
#include "vigie-fact-display.h"
#include "vigie-hypothesis-card.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

struct _VigieRosterBrief
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *time;
  GtkWidget *lines_box;
  VigieIncidentModel *model;
  GPtrArray *lines; /* VigieBriefLine */
  gint64 made_usec;
};

G_DEFINE_FINAL_TYPE (VigieRosterBrief, vigie_roster_brief, GTK_TYPE_WIDGET)

/* ---- Showing ---- */

static void
look_of (const VigieBriefLine *line, const char **icon, const char **css_class)
{
  static const struct { const char *icon, *css_class; } looks[] = {
    [VIGIE_BRIEF_MARK_LEVEL] = { "vigie-alert-symbolic", "accent-text" },
    [VIGIE_BRIEF_MARK_HYPOTHESIS] = { NULL, NULL },
    [VIGIE_BRIEF_MARK_FACT] = { NULL, NULL },
    [VIGIE_BRIEF_MARK_DECISION] = { "vigie-decision-symbolic", "accent-text" },
    [VIGIE_BRIEF_MARK_REVIEWED] = { "vigie-check-symbolic", "ok-text" },
    [VIGIE_BRIEF_MARK_MESSAGE] = { "vigie-message-symbolic", "ok-text" },
    [VIGIE_BRIEF_MARK_TODO] = { "vigie-todo-symbolic", "dim" },
    [VIGIE_BRIEF_MARK_CLOCK] = { "vigie-clock-symbolic", "dim" },
    [VIGIE_BRIEF_MARK_LATE] = { "vigie-overdue-symbolic", "late-text" },
    [VIGIE_BRIEF_MARK_PERSON] = { "vigie-roster-symbolic", "dim" },
    [VIGIE_BRIEF_MARK_VACANT] = { "vigie-dash-symbolic", "soon-text" },
    [VIGIE_BRIEF_MARK_CHANNEL] = { "vigie-link-symbolic", "dim" },
    [VIGIE_BRIEF_MARK_NOTHING] = { "vigie-dash-symbolic", "dim" },
  };

  *icon = looks[line->mark].icon;
  *css_class = looks[line->mark].css_class;
  if (line->mark == VIGIE_BRIEF_MARK_HYPOTHESIS)
    {
      *icon = vigie_hypothesis_state_icon ((VigieHypothesisState) line->state);
      *css_class = vigie_hypothesis_state_class ((VigieHypothesisState) line->state);
    }
  if (line->mark == VIGIE_BRIEF_MARK_FACT)
    {
      *icon = vigie_fact_state_icon ((VigieFactState) line->state);
      *css_class = vigie_fact_state_class ((VigieFactState) line->state);
    }
}

static void
show_heading (VigieRosterBrief *self, const VigieBriefLine *line)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  gboolean is_first = gtk_widget_get_first_child (self->lines_box) == NULL;
  GtkWidget *heading = vigie_label_new (vigie_brief_section_title (line->section, lang), "caption strong dim");

  gtk_widget_set_margin_top (heading, is_first ? 0 : 6);
  gtk_box_append (GTK_BOX (self->lines_box), heading);
}

static void
show_line (VigieRosterBrief *self, const VigieBriefLine *line)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon;
  const char *icon_name, *css_class;

  look_of (line, &icon_name, &css_class);
  icon = vigie_icon_new (icon_name, css_class);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), vigie_paragraph_new (line->words, "small"));
  gtk_box_append (GTK_BOX (self->lines_box), row);
}

void
vigie_roster_brief_update (VigieRosterBrief *self)
{
  VigieSession *session;
  int section = -1;
  g_autofree char *now = NULL;
  g_autofree char *words = NULL;

  if (self->model == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  self->made_usec = vigie_session_now_usec (session);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines = vigie_brief_new (vigie_incident_model_get_incident (self->model), vigie_session_get_playbook (session), self->made_usec,
                                 vigie_session_get_zone (session), vigie_session_get_lang (session));

  now = vigie_time_format_clock_zone (self->made_usec, vigie_session_get_zone (session));
  /* Translators: the brief stands as of this time. */
  words = g_strdup_printf (_("as of %s"), now);
  vigie_label_set (GTK_LABEL (self->time), words);
  vigie_clear_box (GTK_BOX (self->lines_box));
  for (guint i = 0; i < self->lines->len; i++)
    {
      const VigieBriefLine *line = g_ptr_array_index (self->lines, i);

      if ((int) line->section != section)
        show_heading (self, line);
      section = (int) line->section;
      show_line (self, line);
    }
}

/* ---- Taking it away ---- */

char *
vigie_roster_brief_to_text (VigieRosterBrief *self)
{
  VigieSession *session;

  if (self->model == NULL || self->lines == NULL)
    return g_strdup ("");
  session = vigie_incident_model_get_session (self->model);

  return vigie_brief_to_text (self->lines, vigie_incident_model_get_incident (self->model), self->made_usec,
                              vigie_session_get_zone (session), vigie_session_get_lang (session));
}

static void
copy_cb (VigieRosterBrief *self)
{
  g_autofree char *text = vigie_roster_brief_to_text (self);

  vigie_page_copy (GTK_WIDGET (self), text, _("Brief copied."));
}

typedef struct
{
  VigieReport *report;
  char *text;
  char *path;
} Job;

static void
job_free (Job *job)
{
  vigie_report_free (job->report);
  g_free (job->text);
  g_free (job->path);
  g_free (job);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr(GBytes) bytes = NULL;
  GError *error = NULL;

  if (g_str_has_suffix (job->path, ".pdf"))
    bytes = vigie_pdf_from_report (job->report, cancellable, &error);
  else
    {
      char *text = g_str_has_suffix (job->path, ".md") ? vigie_markdown_from_report (job->report) : g_strdup (job->text);

      bytes = g_bytes_new_take (text, strlen (text));
    }
  if (bytes == NULL || !vigie_document_save (job->path, bytes, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  VigieRosterBrief *self = VIGIE_ROSTER_BRIEF (object);
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->box == NULL)
    return;
  if (written)
    words = g_strdup (_("Brief exported."));
  else
    words = g_strdup_printf (_("Not exported: %s"), error->message);
  gtk_widget_activate_action (GTK_WIDGET (self), written ? "win.toast" : "win.fail", "s", words);
}

/* The ending of the chosen name says the form: .pdf, .md, anything else is plain text. */
static void
chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr(VigieRosterBrief) self = user_data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr(GTask) task = NULL;
  VigieSession *session;
  Job *job;

  if (path == NULL || self->model == NULL || self->lines == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  job = g_new0 (Job, 1);
  job->report = vigie_brief_to_report (self->lines, vigie_incident_model_get_incident (self->model), vigie_session_get_author (session),
                                       self->made_usec, vigie_session_get_zone (session), vigie_session_get_lang (session));
  job->text = vigie_roster_brief_to_text (self);
  job->path = g_steal_pointer (&path);
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, write_in_thread);
}

static void
export_cb (VigieRosterBrief *self)
{
  g_autofree char *name = NULL;

  if (self->model == NULL)
    return;
  /* Translators: the name of a file; %s is the reference of an incident. */
  name = g_strdup_printf (_("brief-%s.pdf"), vigie_incident_model_get_incident (self->model)->ref);
  vigie_compat_choose_save (GTK_WIDGET (self), _("Export the brief (.pdf, .md or .txt)"), name, chosen_cb, g_object_ref (self));
}

void
vigie_roster_brief_set_model (VigieRosterBrief *self, VigieIncidentModel *model)
{
  if (!g_set_object (&self->model, model))
    return;
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  vigie_clear_box (GTK_BOX (self->lines_box));
  vigie_roster_brief_update (self);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieRosterBrief *self = VIGIE_ROSTER_BRIEF (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (vigie_roster_brief_parent_class)->dispose (object);
}

static void
vigie_roster_brief_class_init (VigieRosterBriefClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_roster_brief_init (VigieRosterBrief *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = vigie_label_new (_("Handover brief"), "heading");
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *copy = vigie_page_button_new (_("Copy"), NULL, "compact");
  GtkWidget *export = vigie_page_button_new (_("Export…"), NULL, "compact");

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->time = vigie_label_new ("", "caption dim num");
  self->lines_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), self->time);
  vigie_set_accessible_label (copy, _("Copy the brief"));
  vigie_set_accessible_label (export, _("Export the brief"));
  gtk_box_append (GTK_BOX (head), words);
  gtk_box_append (GTK_BOX (head), copy);
  gtk_box_append (GTK_BOX (head), export);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->lines_box);
  vigie_add_classes (self->box, "card hypothesis-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (copy_cb), self);
  g_signal_connect_swapped (export, "clicked", G_CALLBACK (export_cb), self);
}

GtkWidget *
vigie_roster_brief_new (void)
{
  return g_object_new (VIGIE_TYPE_ROSTER_BRIEF, NULL);
}
