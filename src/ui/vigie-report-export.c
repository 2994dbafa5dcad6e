/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the report on screen to a file. A large incident takes a second and a PDF more, so the document
 * is made in a thread from the fold that was on screen when the button was pressed: it is immutable,
 * and what is noted meanwhile belongs to the next export. The file is written whole or not at all, so
 * a cancelled export leaves nothing behind. */

#include "vigie-report-export.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-export-file.h"
#include "vigie-store-thread-content.h"
#include "vigie-text-ui.h"

struct _VigieReportExport
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *progress;           /* words while it runs, then what was written */
  GtkWidget *cancel;
  GtkWidget *open;
  GtkWidget *button;
  GtkWidget *popover;

  VigieIncidentModel *model;
  GFile *written;
  GCancellable *running;         /* NULL: nothing under way */
  char *head_hash;
  VigieLang lang;
};

G_DEFINE_FINAL_TYPE (VigieReportExport, vigie_report_export, GTK_TYPE_WIDGET)

enum { FINISHED, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct
{
  VigieFormat format;
  const char *title;             /* msgid */
  const char *hint;              /* msgid */
} FormatWords;

static const FormatWords formats[] = {
  { VIGIE_FORMAT_PDF, N_("PDF report"), N_("to print, to send") },
  { VIGIE_FORMAT_MARKDOWN, N_("Markdown report"), N_("to keep beside code") },
  { VIGIE_FORMAT_HTML, N_("HTML report"), N_("one file for a browser") },
  { VIGIE_FORMAT_JSON, N_("Full record (JSON)"), N_("every signed event, to verify or import") },
  { VIGIE_FORMAT_CSV, N_("Timeline (CSV)"), N_("for a spreadsheet") },
  { VIGIE_FORMAT_ICS, N_("Deadlines (calendar)"), N_("for a calendar program") },
};

/* ---- The job ---- */

typedef struct
{
  VigieIncident *incident;
  VigiePlaybook *playbook;
  VigieFormat format;
  VigieLang lang;
  GTimeZone *zone;
  char *author;
  char *head_hash;
  gint64 now_usec;
  GFile *file;
  VigieStoreThread *store;       /* gives the contents of evidence */
  GPtrArray *events;             /* with their signed bytes, for the record; NULL for the rest */
  GCancellable *cancellable;     /* borrowed from the task */
} Job;

static void
job_free (Job *job)
{
  vigie_incident_unref (job->incident);
  vigie_playbook_unref (job->playbook);
  g_time_zone_unref (job->zone);
  g_free (job->author);
  g_free (job->head_hash);
  g_object_unref (job->file);
  g_clear_object (&job->store);
  g_clear_pointer (&job->events, g_ptr_array_unref);
  g_free (job);
}

/* What is not here or is damaged does not keep the record from being written: the file says so. */
static gboolean
give_content (const char *hash, GBytes **content, gpointer data, GError **error)
{
  Job *job = data;

  *content = vigie_store_thread_read_content_wait (job->store, hash, job->cancellable, NULL);

  return !g_cancellable_set_error_if_cancelled (job->cancellable, error);
}

static gboolean
make_file (Job *job, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr(GBytes) bytes = NULL;

  job->cancellable = cancellable;
  if (job->events != NULL)
    return vigie_export_save (path, job->events, job->incident->ref, job->incident->title, give_content, job, NULL,
                              cancellable, error);
  bytes = vigie_document_make (job->incident, job->playbook, job->format, job->lang, job->zone, job->author,
                               job->now_usec, job->head_hash, cancellable, error);

  return bytes != NULL && !g_cancellable_set_error_if_cancelled (cancellable, error) && vigie_document_save (path, bytes, error);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autofree char *path = g_file_get_path (job->file);
  GError *error = NULL;

  if (path == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("The report can only be written to a folder of this computer."));
      return;
    }
  if (!make_file (job, path, cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static Job *
job_new (VigieReportExport *self, VigieFormat format, GFile *file)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  Job *job = g_new0 (Job, 1);

  job->incident = vigie_incident_ref (vigie_incident_model_get_incident (self->model));
  job->playbook = vigie_playbook_ref (vigie_session_get_playbook (session));
  job->format = format;
  job->lang = self->lang;
  job->zone = g_time_zone_ref (vigie_session_get_zone (session));
  job->author = g_strdup (vigie_session_get_author (session));
  job->head_hash = g_strdup (self->head_hash);
  job->now_usec = vigie_session_now_usec (session);
  job->file = g_object_ref (file);
  job->store = vigie_session_get_store (session) != NULL ? g_object_ref (vigie_session_get_store (session)) : NULL;

  return job;
}

/* ---- What is shown ---- */

static void
show_running (VigieReportExport *self, const char *words)
{
  gboolean running = self->running != NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  vigie_label_set (GTK_LABEL (self->progress), words);
  gtk_widget_set_visible (self->progress, words != NULL);
  gtk_widget_set_visible (self->cancel, running);
  gtk_widget_set_visible (self->open, !running && self->written != NULL);
  gtk_widget_set_sensitive (self->button, !running && self->model != NULL);
  /* The button that one pressed takes no keys for a while, or the one that was there is gone. */
  if (had_focus)
    gtk_widget_grab_focus (running ? self->cancel : self->button);
}

static void
say_written (VigieReportExport *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *display = g_filename_display_name (name);
  g_autofree char *words = g_strdup_printf (_("Written: %s"), display);

  g_set_object (&self->written, file);
  show_running (self, words);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
}

static void
made_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  VigieReportExport *self = VIGIE_REPORT_EXPORT (object);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);

  g_clear_object (&self->running);
  if (self->box == NULL)
    return;
  if (written)
    say_written (self, job->file);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_running (self, _("Cancelled, nothing was written."));
  else
    {
      g_autofree char *words = g_strdup_printf (_("Not exported: %s"), error->message);

      show_running (self, NULL);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.fail", "s", words);
    }
  g_signal_emit (self, signals[FINISHED], 0, written);
}

/* The fold on screen is without the signed bytes. */
static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_store_thread_load_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (events == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  job->events = vigie_events_sorted (events, VIGIE_TIME_NONE);
  g_task_run_in_thread (task, make_in_thread);
}

static void
run (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  if (job->format == VIGIE_FORMAT_JSON && job->store != NULL)
    vigie_store_thread_load_async (job->store, job->incident->stream, g_task_get_cancellable (task), loaded_cb, g_object_ref (task));
  else
    g_task_run_in_thread (task, make_in_thread);
}

gboolean
vigie_report_export_to (VigieReportExport *self, VigieFormat format, GFile *file)
{
  g_autoptr(GTask) task = NULL;

  g_return_val_if_fail (VIGIE_IS_REPORT_EXPORT (self) && G_IS_FILE (file), FALSE);

  if (self->running != NULL || self->model == NULL)
    return FALSE;
  self->running = g_cancellable_new ();
  g_clear_object (&self->written);
  task = g_task_new (self, self->running, made_cb, NULL);
  g_task_set_source_tag (task, vigie_report_export_to);
  g_task_set_task_data (task, job_new (self, format, file), (GDestroyNotify) job_free);
  /* What was written is told even if the person cancelled in the last moment: the file is there. */
  g_task_set_check_cancellable (task, FALSE);
  show_running (self, _("The document is being made…"));
  run (task);

  return TRUE;
}

void
vigie_report_export_cancel (VigieReportExport *self)
{
  g_return_if_fail (VIGIE_IS_REPORT_EXPORT (self));

  g_cancellable_cancel (self->running);
}

/* ---- Choosing ---- */

typedef struct
{
  VigieReportExport *export;
  VigieFormat format;
} Choice;

static void
file_chosen_cb (GFile *file, gpointer user_data)
{
  Choice *choice = user_data;

  if (file != NULL)
    vigie_report_export_to (choice->export, choice->format, file);
  g_object_unref (choice->export);
  g_free (choice);
}

static void
format_clicked_cb (VigieReportExport *self, GtkWidget *row)
{
  VigieFormat format = (VigieFormat) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "format"));
  g_autofree char *name = NULL;
  Choice *choice;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (self->model == NULL)
    return;
  name = g_strdup_printf ("%s.%s", vigie_incident_model_get_incident (self->model)->ref, vigie_format_extension (format));
  choice = g_new0 (Choice, 1);
  choice->export = g_object_ref (self);
  choice->format = format;
  vigie_compat_choose_save (GTK_WIDGET (self), _("Export the incident"), name, file_chosen_cb, choice);
}

static void
open_cb (VigieReportExport *self)
{
  if (self->written != NULL)
    vigie_compat_show_file (GTK_WIDGET (self), self->written);
}

static GtkWidget *
format_button_new (VigieReportExport *self, const FormatWords *words)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), vigie_label_new (_(words->title), "strong"));
  gtk_box_append (GTK_BOX (box), vigie_label_new (_(words->hint), "caption dim"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "format", GINT_TO_POINTER ((int) words->format));
  vigie_set_accessible_label (button, _(words->title));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (format_clicked_cb), self);

  return button;
}

static GtkWidget *
export_button_new (VigieReportExport *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    gtk_box_append (GTK_BOX (list), format_button_new (self, &formats[i]));
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), list);
  gtk_box_append (GTK_BOX (words), gtk_label_new (_("Export…")));
  gtk_box_append (GTK_BOX (words), vigie_kbd_new (_("Ctrl E")));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), words);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), self->popover);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (button, _("Export the incident"));

  return button;
}

void
vigie_report_export_popup (VigieReportExport *self)
{
  g_return_if_fail (VIGIE_IS_REPORT_EXPORT (self));

  if (gtk_widget_get_mapped (self->button) && gtk_widget_get_sensitive (self->button))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}

/* ---- Object ---- */

static void
vigie_report_export_dispose (GObject *object)
{
  VigieReportExport *self = VIGIE_REPORT_EXPORT (object);

  g_cancellable_cancel (self->running);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_object (&self->written);

  G_OBJECT_CLASS (vigie_report_export_parent_class)->dispose (object);
}

static void
vigie_report_export_finalize (GObject *object)
{
  VigieReportExport *self = VIGIE_REPORT_EXPORT (object);

  g_clear_object (&self->running);
  g_free (self->head_hash);

  G_OBJECT_CLASS (vigie_report_export_parent_class)->finalize (object);
}

static void
vigie_report_export_class_init (VigieReportExportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vigie_report_export_dispose;
  object_class->finalize = vigie_report_export_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
vigie_report_export_init (VigieReportExport *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->progress = vigie_label_new (NULL, "small");
  self->cancel = gtk_button_new_with_label (_("Cancel the export"));
  self->open = gtk_button_new_with_label (_("Open the file"));
  self->button = export_button_new (self);
  gtk_widget_add_css_class (self->cancel, "compact");
  gtk_widget_add_css_class (self->open, "compact");
  gtk_widget_set_valign (self->cancel, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->open, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (vigie_report_export_cancel), self);
  g_signal_connect_swapped (self->open, "clicked", G_CALLBACK (open_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->progress);
  gtk_box_append (GTK_BOX (self->box), self->cancel);
  gtk_box_append (GTK_BOX (self->box), self->open);
  gtk_box_append (GTK_BOX (self->box), self->button);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  show_running (self, NULL);
}

GtkWidget *
vigie_report_export_new (void)
{
  return g_object_new (VIGIE_TYPE_REPORT_EXPORT, NULL);
}

void
vigie_report_export_set_model (VigieReportExport *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_REPORT_EXPORT (self));

  if (!g_set_object (&self->model, model))
    return;
  g_clear_object (&self->written);
  show_running (self, self->running != NULL ? _("The document is being made…") : NULL);
}

void
vigie_report_export_set_document (VigieReportExport *self, VigieLang lang, const char *head_hash)
{
  g_return_if_fail (VIGIE_IS_REPORT_EXPORT (self));

  self->lang = lang;
  if (g_strcmp0 (self->head_hash, head_hash) != 0)
    {
      g_free (self->head_hash);
      self->head_hash = g_strdup (head_hash);
    }
}
