/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One reading at a time: while it runs nothing can be pressed, and the window outlives it. What is taken is what was shown
 * last. Who is told by the archive, and is here already, is counted and left where it is. */

#include "vigie-slack-window.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-page-parts.h"
#include "vigie-slack.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define ROWS_MAX 100

typedef struct
{
  GtkWindow *window;
  VigieIncidentModel *model;
  char *path;
  VigieSlack *slack;
  GPtrArray *messages;           /* what was shown last; NULL: nothing yet */
  GStrv channels;
  gboolean closed;

  GtkWidget *form, *channel, *from, *to, *people, *say, *list, *take;
} Slack;

/* What one reading wants and brings. */
typedef struct
{
  GtkWindow *window;             /* keeps the rest alive */
  Slack *slack;
  VigieSlackChoice choice;
  char *channel;
  GStrv people;
  VigieSlack *opened;
} Reading;

static void
slack_free (gpointer data)
{
  Slack *slack = data;

  g_object_unref (slack->model);
  g_free (slack->path);
  vigie_slack_free (slack->slack);
  g_clear_pointer (&slack->messages, g_ptr_array_unref);
  g_strfreev (slack->channels);
  g_free (slack);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->channel);
  g_strfreev (reading->people);
  vigie_slack_free (reading->opened);
  g_object_unref (reading->window);
  g_free (reading);
}

static void
say (Slack *slack, const char *words, gboolean fault)
{
  vigie_label_set (GTK_LABEL (slack->say), words);
  vigie_set_class (slack->say, "late-text", fault);
}

/* ---- Showing ---- */

static GtkWidget *
row_new (Slack *slack, const VigieSlackMessage *message)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  VigieSession *session = vigie_incident_model_get_session (slack->model);
  g_autofree char *time = vigie_time_format_full (message->occurred_usec, vigie_session_get_zone (session), vigie_session_get_lang (session));
  g_autofree char *head = g_strdup_printf ("%s · %s", time, message->author);

  gtk_box_append (GTK_BOX (row), vigie_label_new (head, "small strong"));
  gtk_box_append (GTK_BOX (row), vigie_paragraph_new (message->text, "small"));

  return row;
}

static void
show_messages (Slack *slack)
{
  guint n = slack->messages->len;
  g_autofree char *words = g_strdup_printf (ngettext ("%u message", "%u messages", n), n);
  g_autofree char *more = n > ROWS_MAX ? g_strdup_printf (_("%s; the first %d are shown"), words, ROWS_MAX) : g_strdup (words);

  vigie_clear_box (GTK_BOX (slack->list));
  for (guint i = 0; i < MIN (n, ROWS_MAX); i++)
    gtk_box_append (GTK_BOX (slack->list), row_new (slack, slack->messages->pdata[i]));
  say (slack, more, FALSE);
  gtk_widget_set_sensitive (slack->take, n > 0);
}

/* ---- Reading ---- */

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  VigieSlack *slack = reading->slack->slack;
  GError *error = NULL;
  GPtrArray *messages;

  if (slack == NULL)
    slack = reading->opened = vigie_slack_open (reading->slack->path, &error);
  if (slack == NULL || reading->channel == NULL)
    {
      if (slack == NULL)
        g_task_return_error (task, error);
      else
        g_task_return_pointer (task, NULL, NULL);
      return;
    }
  messages = vigie_slack_messages (slack, &reading->choice, &error);
  if (messages != NULL)
    g_task_return_pointer (task, messages, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void read_again (Slack *slack);

static void
fill_channels (Slack *slack, Reading *reading)
{
  slack->slack = g_steal_pointer (&reading->opened);
  slack->channels = vigie_slack_channels (slack->slack);
  gtk_drop_down_set_model (GTK_DROP_DOWN (slack->channel), G_LIST_MODEL (gtk_string_list_new ((const char *const *) slack->channels)));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));
  Slack *slack = reading->slack;
  g_autoptr(GError) error = NULL;
  GPtrArray *messages = g_task_propagate_pointer (G_TASK (result), &error);

  if (slack->closed)
    {
      g_clear_pointer (&messages, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&slack->messages, g_ptr_array_unref);
  vigie_clear_box (GTK_BOX (slack->list));
  gtk_widget_set_sensitive (slack->take, FALSE);
  gtk_widget_set_sensitive (slack->form, error == NULL || slack->slack != NULL);
  if (error != NULL)
    {
      say (slack, error->message, TRUE);
      return;
    }
  if (messages == NULL)
    {
      fill_channels (slack, reading);
      read_again (slack);
      return;
    }
  slack->messages = messages;
  show_messages (slack);
}

static gboolean
read_time (Slack *slack, GtkWidget *entry, gint64 *out_usec)
{
  VigieSession *session = vigie_incident_model_get_session (slack->model);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autoptr(GError) error = NULL;

  *out_usec = VIGIE_TIME_NONE;
  if (*text == '\0' || vigie_time_parse (text, vigie_session_now_usec (session), vigie_session_get_zone (session), out_usec, &error))
    return TRUE;
  say (slack, error->message, TRUE);

  return FALSE;
}

static GStrv
people_of (Slack *slack)
{
  g_auto(GStrv) parts = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (slack->people)), ",", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);

  return g_strv_builder_end (builder);
}

static void
read_again (Slack *slack)
{
  Reading *reading;
  g_autoptr(GTask) task = NULL;
  VigieSlackChoice choice = { NULL, VIGIE_TIME_NONE, VIGIE_TIME_NONE, NULL };
  guint channel = gtk_drop_down_get_selected (GTK_DROP_DOWN (slack->channel));

  if (!read_time (slack, slack->from, &choice.from_usec) || !read_time (slack, slack->to, &choice.to_usec))
    return;
  if (slack->slack != NULL && (slack->channels == NULL || channel >= g_strv_length (slack->channels)))
    {
      say (slack, _("This export has no channel."), TRUE);
      return;
    }
  reading = g_new0 (Reading, 1);
  reading->window = g_object_ref (slack->window);
  reading->slack = slack;
  reading->people = people_of (slack);
  reading->channel = slack->slack != NULL ? g_strdup (slack->channels[channel]) : NULL;
  reading->choice = choice;
  reading->choice.channel = reading->channel;
  reading->choice.people = (const char *const *) reading->people;
  gtk_widget_set_sensitive (slack->form, FALSE);
  task = g_task_new (slack->window, NULL, read_cb, NULL);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

/* ---- Taking ---- */

static void
take_cb (Slack *slack)
{
  VigieSession *session = vigie_incident_model_get_session (slack->model);
  GError *error = NULL;
  guint n_known = 0;
  g_autoptr(GPtrArray) drafts = NULL;
  g_autofree char *words = NULL;
  guint n;

  if (slack->messages == NULL)
    return;
  drafts = vigie_slack_drafts (slack->messages, vigie_incident_model_get_incident (slack->model), &n_known, &error);
  if (drafts == NULL)
    {
      vigie_session_do (session, NULL, error);
      return;
    }
  n = drafts->len;
  if (n > 0)
    vigie_session_do (session, g_steal_pointer (&drafts), NULL);
  words = g_strdup_printf (_("%u taken, %u known already"), n, n_known);
  gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (slack->window)), "win.toast", "s", words);
  gtk_window_close (slack->window);
}

/* ---- Building ---- */

static GtkWidget *
field_new (GtkWidget *grid, int row, const char *label, GtkWidget *field)
{
  gtk_grid_attach (GTK_GRID (grid), vigie_label_new (label, "small"), 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), field, 1, row, 1, 1);
  gtk_widget_set_hexpand (field, TRUE);
  vigie_set_accessible_label (field, label);

  return field;
}

static GtkWidget *
entry_new (Slack *slack, const char *placeholder)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (read_again), slack);

  return entry;
}

static GtkWidget *
form_new (Slack *slack)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *show = gtk_button_new_with_label (_("Show what would come"));

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  slack->channel = field_new (grid, 0, _("Channel"), gtk_drop_down_new (NULL, NULL));
  vigie_drop_down_show_text (GTK_DROP_DOWN (slack->channel));
  slack->from = field_new (grid, 1, _("From"), entry_new (slack, _("the first message")));
  slack->to = field_new (grid, 2, _("Until"), entry_new (slack, _("the last message")));
  slack->people = field_new (grid, 3, _("People"), entry_new (slack, _("everybody; or names, with commas")));
  gtk_widget_set_halign (show, GTK_ALIGN_START);
  g_signal_connect_swapped (show, "clicked", G_CALLBACK (read_again), slack);
  gtk_grid_attach (GTK_GRID (grid), show, 1, 4, 1, 1);

  return grid;
}

static void
closed_cb (GtkWidget *window, Slack *slack)
{
  slack->closed = TRUE;
}

static gboolean
escape_cb (GtkWidget *window, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (window));

  return TRUE;
}

static void
build (Slack *slack)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 14);
  gtk_widget_set_margin_end (box, 14);
  slack->form = form_new (slack);
  slack->say = vigie_paragraph_new (_("The archive is being read…"), "small");
  slack->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  slack->take = gtk_button_new_with_label (_("Take into the timeline"));
  gtk_widget_add_css_class (slack->take, "suggested-action");
  gtk_widget_set_halign (slack->take, GTK_ALIGN_END);
  gtk_widget_set_sensitive (slack->take, FALSE);
  g_signal_connect_swapped (slack->take, "clicked", G_CALLBACK (take_cb), slack);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), slack->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), slack->form);
  gtk_box_append (GTK_BOX (box), slack->say);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), slack->take);
  gtk_window_set_child (slack->window, box);
  gtk_window_set_title (slack->window, _("A channel of a Slack export"));
  gtk_window_set_default_size (slack->window, 640, 540);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                                                          gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (slack->window), keys);
  g_signal_connect (slack->window, "destroy", G_CALLBACK (closed_cb), slack);
}

GtkWindow *
vigie_slack_window_present (GtkWidget *from, VigieIncidentModel *model, const char *path)
{
  Slack *slack = g_new0 (Slack, 1);

  slack->window = GTK_WINDOW (gtk_window_new ());
  slack->model = g_object_ref (model);
  slack->path = g_strdup (path);
  g_object_set_data_full (G_OBJECT (slack->window), "slack", slack, slack_free);
  build (slack);
  gtk_window_set_modal (slack->window, TRUE);
  gtk_window_set_transient_for (slack->window, GTK_WINDOW (gtk_widget_get_root (from)));
  gtk_window_present (slack->window);
  read_again (slack);

  return slack->window;
}

/* ---- Choosing ---- */

typedef struct { GtkWidget *from; VigieIncidentModel *model; } Choosing;

static void
chosen_cb (GFile *file, gpointer user_data)
{
  Choosing *choosing = user_data;
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    vigie_slack_window_present (choosing->from, choosing->model, path);
}

static void
choosing_free (gpointer data)
{
  Choosing *choosing = data;

  g_object_unref (choosing->model);
  g_free (choosing);
}

void
vigie_slack_window_choose (GtkWidget *from, VigieIncidentModel *model)
{
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->from = from;
  choosing->model = g_object_ref (model);
  /* The window that asks keeps what was asked for: nobody says when nothing is chosen. */
  g_object_set_data_full (G_OBJECT (from), "vigie-slack-choosing", choosing, choosing_free);
  vigie_compat_choose_open (from, _("Open a Slack export"), "*.zip", _("Slack exports"), chosen_cb, choosing);
}
