/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two choices of a version, and between them what differs. It opens with the present version against the one before: that
 * is what people look for. Bringing a version back records its text once more; nothing that was written in between goes. */

#include "vigie-report-history.h"

#include <glib/gi18n-lib.h>

#include "vigie-diff-view.h"
#include "vigie-section-history.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

typedef struct
{
  GtkWindow *window;
  VigieIncidentModel *model;
  VigieIncident *incident;       /* the fold whose versions are shown */
  GPtrArray *versions;           /* VigieSectionVersion */
  char *section;
  VigieLang lang;
  GtkWidget *before, *after;     /* GtkDropDown */
  GtkWidget *sides;              /* GtkCheckButton */
  GtkWidget *place;              /* box for the difference */
  GtkWidget *bring_back;
} History;

static void
free_history (gpointer data)
{
  History *history = data;

  g_ptr_array_unref (history->versions);
  vigie_incident_unref (history->incident);
  g_object_unref (history->model);
  g_free (history->section);
  g_free (history);
}

char *
vigie_report_history_words (const VigieIncident *incident, const char *section, VigieLang lang)
{
  g_autoptr(GPtrArray) versions = vigie_section_versions (incident, section, lang);

  return versions->len > 0 ? g_strdup_printf (ngettext ("%u version…", "%u versions…", versions->len), versions->len) : NULL;
}

static char *
version_words (History *history, guint index)
{
  static const char *const states[] = { NULL, N_ ("beside the present one"), N_ ("present") };
  const VigieSectionVersion *version = history->versions->pdata[index];
  VigieSession *session = vigie_incident_model_get_session (history->model);
  g_autofree char *time = vigie_time_format_full (version->occurred_usec, vigie_session_get_zone (session), vigie_session_get_lang (session));
  const char *state = *version->text == '\0' ? N_ ("given back to the record") : states[version->state];
  g_autofree char *author = vigie_text_ui_clean (version->author, 40);

  return state != NULL ? g_strdup_printf ("%u · %s · %s (%s)", index + 1, author, time, _(state)) : g_strdup_printf ("%u · %s · %s", index + 1, author, time);
}

static const VigieSectionVersion *
chosen (History *history, GtkWidget *drop_down)
{
  guint index = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));

  return index < history->versions->len ? history->versions->pdata[index] : NULL;
}

static void
show_cb (History *history)
{
  const VigieSectionVersion *before = chosen (history, history->before);
  const VigieSectionVersion *after = chosen (history, history->after);
  g_autofree char *before_words = NULL;
  g_autofree char *after_words = NULL;

  if (before == NULL || after == NULL)
    return;
  before_words = version_words (history, gtk_drop_down_get_selected (GTK_DROP_DOWN (history->before)));
  after_words = version_words (history, gtk_drop_down_get_selected (GTK_DROP_DOWN (history->after)));
  vigie_clear_box (GTK_BOX (history->place));
  gtk_box_append (GTK_BOX (history->place), vigie_diff_view_new (before->text, after->text, before_words, after_words,
                                                                 gtk_check_button_get_active (GTK_CHECK_BUTTON (history->sides))));
  gtk_widget_set_sensitive (history->bring_back, before->state != VIGIE_VERSION_PRESENT);
}

static void
bring_back_cb (History *history)
{
  VigieSession *session = vigie_incident_model_get_session (history->model);
  const VigieSectionVersion *version = chosen (history, history->before);
  GError *error = NULL;
  GPtrArray *drafts;

  if (version == NULL)
    return;
  drafts = vigie_act_section (vigie_incident_model_get_incident (history->model), history->section, history->lang, version->text,
                              vigie_session_get_author (session), vigie_session_now_usec (session), &error);
  vigie_session_do (session, drafts, error);
  gtk_window_close (history->window);
}

static GtkWidget *
choice_new (History *history, const char *label, guint selected)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *drop_down;

  for (guint i = 0; i < history->versions->len; i++)
    g_ptr_array_add (words, version_words (history, i));
  g_ptr_array_add (words, NULL);
  drop_down = gtk_drop_down_new_from_strings ((const char *const *) words->pdata);
  vigie_drop_down_show_text (GTK_DROP_DOWN (drop_down));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  gtk_widget_set_hexpand (drop_down, TRUE);
  vigie_set_accessible_label (drop_down, label);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (show_cb), history);

  return drop_down;
}

static GtkWidget *
choices_new (History *history)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  guint last = history->versions->len - 1;

  history->before = choice_new (history, _("Earlier version"), last > 0 ? last - 1 : 0);
  history->after = choice_new (history, _("Later version"), last);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (row), history->before);
  gtk_box_append (GTK_BOX (row), history->after);

  return row;
}

static GtkWidget *
foot_new (History *history)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  history->sides = gtk_check_button_new_with_label (_("Side by side"));
  history->bring_back = gtk_button_new_with_label (_("Bring the earlier version back"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (history->sides), FALSE);
  gtk_widget_set_hexpand (history->sides, TRUE);
  g_signal_connect_swapped (history->sides, "toggled", G_CALLBACK (show_cb), history);
  g_signal_connect_swapped (history->bring_back, "clicked", G_CALLBACK (bring_back_cb), history);
  gtk_box_append (GTK_BOX (row), history->sides);
  gtk_box_append (GTK_BOX (row), history->bring_back);

  return row;
}

static gboolean
escape_cb (GtkWidget *window, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (window));

  return TRUE;
}

static void
build (History *history, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 14);
  gtk_widget_set_margin_end (box, 14);
  history->place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (history->place, TRUE);
  gtk_box_append (GTK_BOX (box), choices_new (history));
  gtk_box_append (GTK_BOX (box), history->place);
  gtk_box_append (GTK_BOX (box), foot_new (history));
  gtk_window_set_child (history->window, box);
  gtk_window_set_title (history->window, title);
  gtk_window_set_default_size (history->window, 720, 480);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                                                          gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (history->window), keys);
}

void
vigie_report_history_present (GtkWidget *from, VigieIncidentModel *model, const char *section, const char *title, VigieLang lang)
{
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  g_autoptr(GPtrArray) versions = vigie_section_versions (incident, section, lang);
  g_autofree char *words = g_strdup_printf (_("Versions of “%s”"), title);
  History *history;

  if (versions->len == 0)
    return;
  history = g_new0 (History, 1);
  history->window = GTK_WINDOW (gtk_window_new ());
  history->model = g_object_ref (model);
  history->incident = vigie_incident_ref (incident);
  history->versions = g_steal_pointer (&versions);
  history->section = g_strdup (section);
  history->lang = lang;
  g_object_set_data_full (G_OBJECT (history->window), "history", history, free_history);
  build (history, words);
  show_cb (history);
  gtk_window_set_modal (history->window, TRUE);
  gtk_window_set_transient_for (history->window, GTK_WINDOW (gtk_widget_get_root (from)));
  gtk_window_present (history->window);
}
