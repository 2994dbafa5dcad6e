/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-clock-row.h"

#include <glib/gi18n-lib.h>

#include "vigie-clock-words.h"
#include "vigie-text-ui.h"

#define DIAL_PX 22
#define KEPT_DIAL_PX 17

VigieClockRow *
vigie_clock_row_new (const VigieObligation *obligation, VigieClockGroup group, guint index)
{
  VigieClockRow *row = g_new0 (VigieClockRow, 1);

  row->key = vigie_clock_key (obligation);
  row->group = group;
  row->index = index;

  return row;
}

void
vigie_clock_row_free (VigieClockRow *row)
{
  g_free (row->key);
  g_free (row);
}

/* A line of words and a figure. Each line by itself, so that a long due time takes nothing from the title. */
static GtkWidget *
make_line (GtkLabel **words, const char *words_class, GtkLabel **figure, const char *figure_class)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  *words = GTK_LABEL (vigie_label_new (NULL, words_class));
  *figure = GTK_LABEL (vigie_label_new (NULL, figure_class));
  gtk_widget_set_hexpand (GTK_WIDGET (*words), TRUE);
  gtk_label_set_xalign (*figure, 1);
  gtk_label_set_ellipsize (*figure, PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (*words));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (*figure));

  return line;
}

static GtkWidget *
make_clock_row (VigieClockRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* spacing is the stylesheet's */
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->dial = VIGIE_CLOCK_DIAL (vigie_clock_dial_new (DIAL_PX));
  gtk_box_append (GTK_BOX (lines), make_line (&row->title, "clock-title", &row->number, "number-board"));
  gtk_box_append (GTK_BOX (lines), make_line (&row->line, "clock-owner", &row->due, "clock-due"));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "clock-row");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->dial));
  gtk_box_append (GTK_BOX (box), lines);

  return box;
}

static GtkWidget *
make_kept_row (VigieClockRow *row, const VigieObligation *obligation)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  row->dial = VIGIE_CLOCK_DIAL (vigie_clock_dial_new (KEPT_DIAL_PX));
  row->title = GTK_LABEL (vigie_label_new (NULL, NULL));
  row->number = GTK_LABEL (vigie_label_new (NULL, "num"));
  gtk_label_set_max_width_chars (row->number, 20);
  gtk_label_set_width_chars (row->number, 9);
  gtk_label_set_xalign (row->number, 1);
  if (obligation->state == VIGIE_OBLIGATION_DONE)
    {
      gtk_widget_add_css_class (GTK_WIDGET (row->number), "kept-time");
      gtk_widget_add_css_class (GTK_WIDGET (row->dial), "ok-text");
    }
  gtk_widget_set_hexpand (GTK_WIDGET (row->title), TRUE);
  gtk_widget_add_css_class (box, "kept-row");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->dial));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->number));

  return box;
}

GtkWidget *
vigie_clock_row_build (VigieClockRow *row, const VigieObligation *obligation)
{
  row->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row),
                              row->group == VIGIE_CLOCKS_KEPT ? make_kept_row (row, obligation) : make_clock_row (row));
  g_object_set_data_full (G_OBJECT (row->row), "key", g_strdup (row->key), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row->row), row->group != VIGIE_CLOCKS_KEPT);

  return row->row;
}

static void
say_kept (VigieClockRow *row, const VigieObligation *obligation, const char *title, const char *words)
{
  g_autofree char *name = g_strdup_printf ("%s, %s", title, words);

  vigie_label_set (row->title, title);
  vigie_label_set (row->number, words);
  vigie_set_tooltip (row->row, name);
  vigie_set_accessible_label (row->row, name);
}

void
vigie_clock_row_update (VigieClockRow *row, VigieIncidentModel *model, const VigieObligation *obligation)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  GTimeZone *zone = vigie_session_get_zone (session);
  VigieLang lang = vigie_session_get_lang (session);
  gint64 now_usec = vigie_session_now_usec (session);
  g_autofree char *title = vigie_obligation_title (obligation, lang);
  g_autofree char *words = vigie_clock_words (obligation, now_usec, zone, lang);
  g_autofree char *short_title = NULL;
  g_autofree char *line = NULL;
  g_autofree char *number = NULL;
  g_autofree char *due = NULL;
  g_autofree char *proof = NULL;
  g_autofree char *name = NULL;

  vigie_clock_dial_set (row->dial, obligation->state, vigie_clock_share (obligation, now_usec), FALSE);
  if (row->group == VIGIE_CLOCKS_KEPT)
    {
      say_kept (row, obligation, title, words);
      return;
    }
  short_title = vigie_clock_short_title (obligation, lang);
  line = vigie_clock_second_line (model, obligation);
  number = vigie_clock_number (obligation, now_usec, zone, lang);
  due = vigie_clock_due (obligation, now_usec, zone, lang);
  proof = vigie_clock_proof (obligation, now_usec, zone, lang);
  name = g_strdup_printf ("%s, %s. %s. %s. %s", title, words, due, line, proof);
  vigie_label_set (row->title, short_title);
  vigie_label_set (row->line, line);
  vigie_label_set (row->number, number);
  vigie_label_set (row->due, due);
  vigie_clock_set_class (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row->row)), obligation);
  vigie_set_tooltip (row->row, name);
  vigie_set_accessible_label (row->row, name);
}

/* Position among the two urgent ones, for the key cap; -1 if neither. */
static int
urgent_index (VigieIncidentModel *model, const VigieObligation *obligation)
{
  for (int i = 0; i < 2; i++)
    if (vigie_incident_model_get_urgent (model, i) == obligation)
      return i;

  return -1;
}

GtkWidget *
vigie_clock_row_build_acts (const VigieClockRow *row, VigieIncidentModel *model, const VigieObligation *obligation,
                            GCallback act_cb, GCallback postpone_cb, gpointer user_data)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  GtkWidget *list_row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *act = gtk_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *postpone = gtk_button_new_with_label (_("Postpone…"));
  int urgent = urgent_index (model, obligation);

  gtk_box_append (GTK_BOX (words), vigie_label_new (vigie_text_get (&obligation->clock->act, lang), "strong"));
  if (urgent >= 0)
    {
      g_autofree char *key = g_strdup_printf (_("Alt %d"), urgent + 1);

      gtk_box_append (GTK_BOX (words), vigie_kbd_new (key));
    }
  gtk_button_set_child (GTK_BUTTON (act), words);
  vigie_set_accessible_label (act, vigie_text_get (&obligation->clock->act, lang));
  gtk_widget_add_css_class (act, "destructive-action");
  gtk_widget_add_css_class (act, "compact");
  gtk_widget_add_css_class (postpone, "flat");
  gtk_widget_add_css_class (postpone, "compact");
  g_object_set_data_full (G_OBJECT (act), "key", g_strdup (row->key), g_free);
  g_object_set_data_full (G_OBJECT (postpone), "key", g_strdup (row->key), g_free);
  g_signal_connect (act, "clicked", act_cb, user_data);
  g_signal_connect (postpone, "clicked", postpone_cb, user_data);
  gtk_widget_add_css_class (box, "clock-acts");
  gtk_box_append (GTK_BOX (box), act);
  gtk_box_append (GTK_BOX (box), postpone);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (list_row), FALSE);
  gtk_widget_set_focusable (list_row, FALSE);
  vigie_set_accessible_label (list_row, vigie_text_get (&obligation->clock->act, lang));

  return list_row;
}
