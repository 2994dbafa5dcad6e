/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The incidents are read one after another on the store's thread, so that the window stays awake however many there
 * are; the lines appear when all have been read. What is shown is what is exported. */

#include "vigie-breach-register-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-breach-csv.h"
#include "vigie-breach-register.h"
#include "vigie-document-save.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define WIDTH_PX 900
#define HEIGHT_PX 640
#define LEAST_PX 360
#define N_YEARS 6
#define LINE_PX 8

struct _VigieBreachRegisterWindow
{
  AdwWindow parent_instance;

  GtkWidget *year;
  GtkWidget *state;
  GtkWidget *list;
  GtkWidget *csv;
  GtkWidget *summary;
  VigieSession *session;
  GCancellable *cancellable;
  GPtrArray *streams;           /* char *: still to be read, the next one last */
  GPtrArray *incidents;         /* VigieIncident * */
  GPtrArray *lines;             /* VigieBreachLine *, or NULL */
  int this_year;
};

G_DEFINE_FINAL_TYPE (VigieBreachRegisterWindow, vigie_breach_register_window, ADW_TYPE_WINDOW)

/* 0: all years. */
static int
chosen_year (VigieBreachRegisterWindow *self)
{
  guint index = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->year));

  return index == 0 ? 0 : self->this_year + 1 - (int) index;
}

static GPtrArray *
lines_in (VigieBreachRegisterWindow *self, VigieLang lang)
{
  return vigie_breach_register (self->incidents, vigie_session_get_playbook (self->session), chosen_year (self), vigie_session_now_usec (self->session),
                                vigie_session_get_zone (self->session), lang);
}

/* The main window has the acts. As an action group of this one it would never be let go. */
static GtkWidget *
parent_of (GtkWindow *window)
{
  return GTK_WIDGET (gtk_window_get_transient_for (window));
}

/* ---- Lines ---- */

static void
open_cb (GtkWidget *button, const char *stream)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (button));

  gtk_widget_activate_action (parent_of (window), "win.open-incident", "s", stream);
  gtk_window_close (window);
}

/* What stands in the line, in one breath for the screen reader. */
static void
name_line (GtkWidget *row, const VigieBreachLine *line, const char *data)
{
  g_autofree char *name = g_strdup_printf ("%s, %s, %s, %s%s%s", line->incident->title, *line->number != '\0' ? line->number : _("no number yet"), data, line->decision,
                                           line->is_late ? ", " : "", line->is_late ? _("late") : "");

  vigie_set_accessible_label (row, name);
}

static GtkWidget *
line_new (VigieBreachRegisterWindow *self, const VigieBreachLine *line)
{
  GtkWidget *row = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *title = vigie_label_new (line->incident->title, "strong");
  g_autofree char *aware = line->aware_usec != VIGIE_TIME_NONE ? vigie_time_format_date (line->aware_usec, vigie_session_get_zone (self->session), vigie_session_get_lang (self->session))
                                                                : g_strdup ("–");
  g_autofree char *data = g_strdup_printf (_("%1$s · persons: %2$s · data: %3$s"), line->incident->ref, *line->persons != '\0' ? line->persons : _("not counted"),
                                           *line->data != '\0' ? line->data : _("unknown"));

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), vigie_tag_new (*line->number != '\0' ? line->number : _("no number yet"), *line->number != '\0' ? "ok" : "soon"));
  gtk_box_append (GTK_BOX (head), title);
  if (line->is_late)
    gtk_box_append (GTK_BOX (head), vigie_tag_new (_("late"), "late"));
  gtk_box_append (GTK_BOX (head), vigie_label_new (aware, "caption num"));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), vigie_label_new (data, "small"));
  gtk_box_append (GTK_BOX (box), vigie_label_new (line->decision, "caption dim"));
  name_line (row, line, data);
  gtk_widget_set_margin_top (box, LINE_PX);
  gtk_widget_set_margin_bottom (box, LINE_PX);
  gtk_button_set_child (GTK_BUTTON (row), box);
  vigie_add_classes (row, "flat card-row");
  g_signal_connect_data (row, "clicked", G_CALLBACK (open_cb), g_strdup (line->incident->stream), (GClosureNotify) (void (*) (void)) g_free, 0);

  return row;
}

static void
show_lines (VigieBreachRegisterWindow *self)
{
  g_autofree char *words = NULL;

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines = lines_in (self, vigie_session_get_lang (self->session));
  vigie_clear_box (GTK_BOX (self->list));
  for (guint i = 0; i < self->lines->len; i++)
    gtk_box_append (GTK_BOX (self->list), line_new (self, g_ptr_array_index (self->lines, i)));
  gtk_widget_set_visible (self->list, self->lines->len > 0);
  words = self->lines->len > 0 ? g_strdup_printf (ngettext ("%u breach, notified or not", "%u breaches, notified or not", self->lines->len), self->lines->len)
                               : g_strdup (_("No breach of personal data is recorded for this time."));
  vigie_label_set (GTK_LABEL (self->state), words);
  gtk_widget_set_sensitive (self->csv, self->lines->len > 0);
  gtk_widget_set_sensitive (self->summary, chosen_year (self) != 0);
  vigie_set_tooltip (self->summary, chosen_year (self) == 0 ? _("Choose a year first.") : NULL);
}

static void
year_cb (VigieBreachRegisterWindow *self)
{
  if (self->lines != NULL)
    show_lines (self);
}

/* ---- Reading ---- */

static void read_next (VigieBreachRegisterWindow *self);

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieBreachRegisterWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  VigieIncident *incident = vigie_store_thread_incident_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (self->incidents == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  /* One that cannot be read is said, and does not hide the others. */
  if (incident != NULL)
    g_ptr_array_add (self->incidents, incident);
  else
    gtk_widget_activate_action (parent_of (GTK_WINDOW (self)), "win.fail", "s", error->message);
  read_next (self);
}

static void
read_next (VigieBreachRegisterWindow *self)
{
  g_autofree char *stream = NULL;

  if (self->streams->len == 0)
    {
      show_lines (self);
      return;
    }
  stream = g_ptr_array_steal_index (self->streams, self->streams->len - 1);
  vigie_store_thread_incident_async (vigie_session_get_store (self->session), stream, self->cancellable, read_cb, g_object_ref (self));
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieBreachRegisterWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = vigie_store_thread_list_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (self->incidents == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (rows == NULL)
    {
      vigie_label_set (GTK_LABEL (self->state), error->message);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (self->streams, g_strdup (((const VigieIncidentRow *) g_ptr_array_index (rows, i))->stream));
  read_next (self);
}

/* ---- Acts ---- */

static void
csv_cb (VigieBreachRegisterWindow *self)
{
  g_autoptr(GPtrArray) lines = lines_in (self, vigie_session_get_document_lang (self->session));

  vigie_document_save_text (GTK_WIDGET (self), vigie_csv_from_breaches (lines), _("Export the register (CSV)"), _("breach-register.csv"));
}

static void
summary_cb (VigieBreachRegisterWindow *self)
{
  VigieLang lang = vigie_session_get_document_lang (self->session);
  g_autoptr(GPtrArray) lines = lines_in (self, lang);
  /* Translators: the name of a file; %d is a year. */
  g_autofree char *name = g_strdup_printf (_("breaches-%d.pdf"), chosen_year (self));

  vigie_document_save_report (GTK_WIDGET (self), vigie_breach_year_report (lines, vigie_session_get_playbook (self->session), chosen_year (self),
                                                                           vigie_session_get_author (self->session), vigie_session_now_usec (self->session),
                                                                           vigie_session_get_zone (self->session), lang),
                              _("Save the summary of the year (.pdf, .html or .md)"), name);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieBreachRegisterWindow *self = VIGIE_BREACH_REGISTER_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->incidents, g_ptr_array_unref);
  g_clear_pointer (&self->streams, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_breach_register_window_parent_class)->dispose (object);
}

static void
vigie_breach_register_window_class_init (VigieBreachRegisterWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static GtkWidget *
make_foot (VigieBreachRegisterWindow *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->state = vigie_paragraph_new (_("Reading the incidents …"), "small dim");
  self->csv = vigie_page_button_new (_("Export CSV"), NULL, NULL);
  self->summary = vigie_page_button_new (_("Summary of the year"), NULL, NULL);
  gtk_widget_set_hexpand (self->state, TRUE);
  gtk_widget_set_valign (self->csv, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->summary, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (self->csv, FALSE);
  gtk_widget_set_sensitive (self->summary, FALSE);
  gtk_widget_add_css_class (foot, "foot-bar");
  gtk_box_append (GTK_BOX (foot), self->state);
  gtk_box_append (GTK_BOX (foot), self->csv);
  gtk_box_append (GTK_BOX (foot), self->summary);
  g_signal_connect_swapped (self->csv, "clicked", G_CALLBACK (csv_cb), self);
  g_signal_connect_swapped (self->summary, "clicked", G_CALLBACK (summary_cb), self);

  return foot;
}

static void
vigie_breach_register_window_init (VigieBreachRegisterWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *header = adw_header_bar_new ();

  self->cancellable = g_cancellable_new ();
  self->streams = g_ptr_array_new_with_free_func (g_free);
  self->incidents = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_incident_unref);
  self->year = gtk_drop_down_new (NULL, NULL);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->list, "card-list");
  gtk_widget_set_visible (self->list, FALSE);
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  vigie_set_accessible_label (self->year, _("Year"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->year);
  gtk_widget_add_css_class (content, "breach-page");
  gtk_box_append (GTK_BOX (content), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), content);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), make_foot (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Breach register"));
  gtk_widget_add_css_class (GTK_WIDGET (self), "paper");
}

/* All years, this one, and those before. */
static void
fill_years (VigieBreachRegisterWindow *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc (vigie_session_now_usec (self->session) / VIGIE_SECOND_USEC);
  g_autoptr(GtkStringList) years = gtk_string_list_new (NULL);

  self->this_year = now != NULL ? g_date_time_get_year (now) : 1970;
  gtk_string_list_append (years, _("All years"));
  for (int i = 0; i < N_YEARS; i++)
    gtk_string_list_take (years, g_strdup_printf ("%d", self->this_year - i));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->year), G_LIST_MODEL (years));
  g_signal_connect_swapped (self->year, "notify::selected", G_CALLBACK (year_cb), self);
}

static gboolean
close_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

VigieBreachRegisterWindow *
vigie_breach_register_window_present (GtkWidget *from, VigieSession *session)
{
  VigieBreachRegisterWindow *self = g_object_new (VIGIE_TYPE_BREACH_REGISTER_WINDOW, NULL);
  VigieIncidentFilter filter = { .from_usec = VIGIE_TIME_NONE, .to_usec = VIGIE_TIME_NONE, .before_usec = VIGIE_TIME_NONE };
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (from));
  GtkEventController *keys = gtk_shortcut_controller_new ();
  int width, height;

  self->session = g_object_ref (session);
  fill_years (self);
  gtk_window_get_default_size (parent, &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width - 40, LEAST_PX, WIDTH_PX), CLAMP (height - 20, LEAST_PX, HEIGHT_PX));
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  vigie_store_thread_list_async (vigie_session_get_store (session), &filter, self->cancellable, listed_cb, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));

  return self;
}

guint
vigie_breach_register_window_count (VigieBreachRegisterWindow *self, gboolean *done)
{
  if (done != NULL)
    *done = self->lines != NULL;

  return self->lines != NULL ? self->lines->len : 0;
}
