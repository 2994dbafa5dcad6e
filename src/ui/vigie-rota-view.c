/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rotation: who now and next at the head, then a week or a month to scale, then what is wrong with it in words. It is
 * built anew when the directory changes or a stretch ends, some times a week, and not with the clock. */

#include "vigie-rota-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-oncall.h"
#include "vigie-page-parts.h"
#include "vigie-rota-feeds.h"
#include "vigie-rota-forms.h"
#include "vigie-rota-rows.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

struct _VigieRotaView
{
  GtkWidget parent_instance;

  VigieSession *session;
  GtkWidget *box;
  GtkLabel *title;
  GtkBox *now, *rows, *faults, *feeds;
  GtkWidget *month_toggle;
  gint64 shown_usec;             /* Monday 00:00 of the week, or a moment of the month */
  gint64 redraw_usec;            /* when the next stretch begins */
};

G_DEFINE_FINAL_TYPE (VigieRotaView, vigie_rota_view, GTK_TYPE_WIDGET)

static gboolean
is_month (VigieRotaView *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->month_toggle));
}

static GDateTime *
here_of (VigieRotaView *self, gint64 time_usec)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_usec / VIGIE_SECOND_USEC);

  return g_date_time_to_timezone (utc, vigie_session_get_zone (self->session));
}

/* The first Monday on or before the first day of the month that most of the shown week is in. */
static gint64
month_start (VigieRotaView *self, int *month)
{
  g_autoptr(GDateTime) here = here_of (self, self->shown_usec + 3 * VIGIE_DAY_USEC);
  g_autoptr(GDateTime) first = g_date_time_new (vigie_session_get_zone (self->session), g_date_time_get_year (here), g_date_time_get_month (here), 1, 12, 0, 0);

  *month = g_date_time_get_month (here);

  return vigie_week_start (g_date_time_to_unix (first) * VIGIE_SECOND_USEC, vigie_session_get_zone (self->session));
}

/* "novembre 2026": the end of the long date. */
static char *
title_words (VigieRotaView *self)
{
  gint64 middle_usec = self->shown_usec + 3 * VIGIE_DAY_USEC;
  g_autoptr(GDateTime) here = here_of (self, middle_usec);
  g_autofree char *date = vigie_time_format_long_date (middle_usec, vigie_session_get_zone (self->session), vigie_session_get_lang (self->session));
  g_auto(GStrv) words = g_strsplit (date, " ", 4);

  if (!is_month (self))
    return g_strdup_printf (_("On call, week %d"), g_date_time_get_week_of_year (here));

  /* Translators: %s is a month, “November 2026”. */
  return g_strdup_printf (_("On call, %s"), g_strv_length (words) == 4 ? strstr (date, words[2]) : date);
}

/* ---- Filling ---- */

static void
fill_week (VigieRotaView *self)
{
  GPtrArray *levels = vigie_session_get_playbook (self->session)->support_levels;
  gint64 end_usec = vigie_week_add (self->shown_usec, 1, vigie_session_get_zone (self->session));

  gtk_box_append (self->rows, vigie_rota_days_new (self->session, self->shown_usec, TRUE));
  for (guint i = 0; i < levels->len; i++)
    gtk_box_append (self->rows, vigie_rota_row_new (self->session, levels->pdata[i], self->shown_usec, end_usec, FALSE));
  vigie_rota_add_faults (self->faults, self->session, self->shown_usec, end_usec);
}

static void
fill_month (VigieRotaView *self)
{
  GPtrArray *levels = vigie_session_get_playbook (self->session)->support_levels;
  GTimeZone *zone = vigie_session_get_zone (self->session);
  int month;
  gint64 first_usec = month_start (self, &month), week_usec = first_usec;
  gboolean is_inside = TRUE;

  for (guint week = 0; week < 6 && is_inside; week++)
    {
      gint64 next_usec = vigie_week_add (week_usec, 1, zone);
      g_autoptr(GDateTime) next = here_of (self, next_usec + VIGIE_HOUR_USEC);

      gtk_box_append (self->rows, vigie_rota_days_new (self->session, week_usec, week == 0));
      for (guint i = 0; i < levels->len; i++)
        if (vigie_rota_has_level (vigie_oncall_rota (self->session), ((const VigieSupportLevel *) levels->pdata[i])->id))
          gtk_box_append (self->rows, vigie_rota_row_new (self->session, levels->pdata[i], week_usec, next_usec, TRUE));
      week_usec = next_usec;
      is_inside = g_date_time_get_month (next) == month;
    }
  vigie_rota_add_faults (self->faults, self->session, first_usec, week_usec);
}

static void
fill_now (VigieRotaView *self)
{
  GPtrArray *levels = vigie_session_get_playbook (self->session)->support_levels;
  gint64 now_usec = vigie_session_now_usec (self->session);

  self->redraw_usec = G_MAXINT64;
  for (guint i = levels->len; i > 0; i--)
    {
      const VigieSupportLevel *level = levels->pdata[i - 1];
      GtkWidget *row = vigie_rota_now_new (self->session, level);
      g_autoptr(VigieShift) now = row != NULL ? vigie_rota_at (vigie_oncall_rota (self->session), level->id, now_usec, vigie_oncall_zones (self->session)) : NULL;

      if (row == NULL)
        continue;
      gtk_box_append (self->now, row);
      if (now != NULL)
        self->redraw_usec = MIN (self->redraw_usec, now->to_usec);
    }
  if (vigie_rota_is_empty (vigie_oncall_rota (self->session)))
    gtk_box_append (self->now, vigie_paragraph_new (_("No rotation is set: nobody is on call by plan. Press a level to set who follows whom."), "soon-text small"));
}

static void
fill_cb (VigieRotaView *self)
{
  g_autofree char *title = title_words (self);

  vigie_label_set (self->title, title);
  vigie_clear_box (self->now);
  vigie_clear_box (self->rows);
  vigie_clear_box (self->faults);
  fill_now (self);
  if (is_month (self))
    fill_month (self);
  else
    fill_week (self);
  gtk_widget_set_visible (GTK_WIDGET (self->faults), gtk_widget_get_first_child (GTK_WIDGET (self->faults)) != NULL);
}

/* ---- Calendars that are followed ---- */

static void
check_feed_cb (GtkWidget *button, const char *address)
{
  VigieRotaView *self = VIGIE_ROTA_VIEW (gtk_widget_get_ancestor (button, VIGIE_TYPE_ROTA_VIEW));

  vigie_rota_feeds_check (vigie_rota_feeds_of (self->session), address);
}

static void
stop_feed_cb (GtkWidget *button, const char *address)
{
  VigieRotaView *self = VIGIE_ROTA_VIEW (gtk_widget_get_ancestor (button, VIGIE_TYPE_ROTA_VIEW));

  vigie_rota_feeds_stop (vigie_rota_feeds_of (self->session), address);
}

static void
free_address (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
add_feed_button (GtkWidget *row, const VigieRotaFeed *feed, const char *words, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (words);
  g_autofree char *name = g_strdup_printf ("%s, %s", words, feed->host);

  gtk_widget_add_css_class (button, "compact");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  vigie_set_accessible_label (button, name);
  g_signal_connect_data (button, "clicked", clicked, g_strdup (feed->address), free_address, 0);
  gtk_box_append (GTK_BOX (row), button);
}

static void
fill_feeds_cb (VigieRotaView *self)
{
  GPtrArray *feeds = vigie_rota_feeds_list (vigie_rota_feeds_of (self->session));

  vigie_clear_box (self->feeds);
  for (guint i = 0; i < feeds->len; i++)
    {
      const VigieRotaFeed *feed = feeds->pdata[i];
      g_autofree char *words = vigie_rota_feed_words (self->session, feed);
      gboolean is_old = feed->failure != NULL || feed->is_withdrawn;
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
      g_autofree char *change = vigie_rota_feed_change_words (self->session, feed);

      gtk_box_append (GTK_BOX (text), vigie_paragraph_new (words, is_old ? "small soon-text" : "small dim"));
      if (change != NULL)
        gtk_box_append (GTK_BOX (text), vigie_paragraph_new (change, "small"));
      gtk_box_append (GTK_BOX (row), vigie_icon_new (is_old ? "vigie-warning-symbolic" : "vigie-link-symbolic", is_old ? "soon-text" : NULL));
      gtk_widget_set_hexpand (text, TRUE);
      gtk_box_append (GTK_BOX (row), text);
      if (!feed->is_withdrawn)
        add_feed_button (row, feed, _("Check now"), G_CALLBACK (check_feed_cb));
      add_feed_button (row, feed, _("Stop following"), G_CALLBACK (stop_feed_cb));
      gtk_box_append (self->feeds, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->feeds), feeds->len > 0);
}

static void
tick_cb (VigieRotaView *self)
{
  if (vigie_session_now_usec (self->session) >= self->redraw_usec)
    fill_cb (self);
}

/* ---- Moving ---- */

static void
move (VigieRotaView *self, int step)
{
  GTimeZone *zone = vigie_session_get_zone (self->session);

  if (is_month (self))
    {
      g_autoptr(GDateTime) here = here_of (self, self->shown_usec + 3 * VIGIE_DAY_USEC);
      g_autoptr(GDateTime) middle = g_date_time_new (zone, g_date_time_get_year (here), g_date_time_get_month (here), 15, 12, 0, 0);
      g_autoptr(GDateTime) other = g_date_time_add_months (middle, step);

      self->shown_usec = vigie_week_start (g_date_time_to_unix (other) * VIGIE_SECOND_USEC, zone);
    }
  else
    self->shown_usec = vigie_week_add (self->shown_usec, step, zone);
  fill_cb (self);
}

static void
before_cb (VigieRotaView *self)
{
  move (self, -1);
}

static void
after_cb (VigieRotaView *self)
{
  move (self, 1);
}

static void
today_cb (VigieRotaView *self)
{
  self->shown_usec = vigie_week_start (vigie_session_now_usec (self->session), vigie_session_get_zone (self->session));
  fill_cb (self);
}

static void
absent_cb (VigieRotaView *self)
{
  vigie_rota_form_absent (GTK_WIDGET (self), self->session);
}

static void
import_cb (VigieRotaView *self)
{
  vigie_rota_form_import (GTK_WIDGET (self), self->session);
}

static void
follow_cb (VigieRotaView *self)
{
  vigie_rota_form_follow (GTK_WIDGET (self), self->session);
}

static void
export_cb (VigieRotaView *self)
{
  vigie_rota_form_export (GTK_WIDGET (self), self->session);
}

/* Page up and Page down, wherever the focus is in the view. */
static gboolean
key_cb (VigieRotaView *self, guint keyval)
{
  if (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up)
    before_cb (self);
  else if (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down)
    after_cb (self);
  else
    return FALSE;

  return TRUE;
}

/* ---- Object ---- */

static GtkWidget *
word_button_new (VigieRotaView *self, const char *words, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_add_css_class (button, "compact");
  g_signal_connect_swapped (button, "clicked", clicked, self);

  return button;
}

static GtkWidget *
icon_button_new (VigieRotaView *self, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = vigie_page_icon_button_new (icon, name);

  gtk_widget_add_css_class (button, "compact");
  g_signal_connect_swapped (button, "clicked", clicked, self);

  return button;
}

static GtkWidget *
head_new (VigieRotaView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = GTK_LABEL (vigie_paragraph_new (NULL, "heading"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  self->month_toggle = gtk_toggle_button_new_with_label (_("Month"));
  gtk_widget_add_css_class (self->month_toggle, "compact");
  g_signal_connect_swapped (self->month_toggle, "toggled", G_CALLBACK (fill_cb), self);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), icon_button_new (self, "vigie-back-symbolic", _("Before (Page Up)"), G_CALLBACK (before_cb)));
  gtk_box_append (GTK_BOX (head), word_button_new (self, _("Today"), G_CALLBACK (today_cb)));
  gtk_box_append (GTK_BOX (head), icon_button_new (self, "vigie-next-symbolic", _("After (Page Down)"), G_CALLBACK (after_cb)));
  gtk_box_append (GTK_BOX (head), self->month_toggle);

  return head;
}

static GtkWidget *
foot_new (VigieRotaView *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *calendars = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *away = word_button_new (self, _("Somebody is away…"), G_CALLBACK (absent_cb));

  /* On two lines: the card is narrow beside the list. */
  gtk_widget_set_halign (away, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (foot), away);
  gtk_box_append (GTK_BOX (calendars), word_button_new (self, _("Import…"), G_CALLBACK (import_cb)));
  gtk_box_append (GTK_BOX (calendars), word_button_new (self, _("Follow…"), G_CALLBACK (follow_cb)));
  gtk_box_append (GTK_BOX (calendars), word_button_new (self, _("Export…"), G_CALLBACK (export_cb)));
  gtk_box_append (GTK_BOX (foot), calendars);

  return foot;
}

static void
vigie_rota_view_dispose (GObject *object)
{
  VigieRotaView *self = VIGIE_ROTA_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_rota_view_parent_class)->dispose (object);
}

static void
vigie_rota_view_class_init (VigieRotaViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_rota_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkBox *
add_box (VigieRotaView *self, int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing);

  gtk_box_append (GTK_BOX (self->box), box);

  return GTK_BOX (box);
}

static void
vigie_rota_view_init (VigieRotaView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  vigie_add_classes (self->box, "card rota");
  gtk_box_append (GTK_BOX (self->box), head_new (self));
  self->now = add_box (self, 4);
  self->rows = add_box (self, 4);
  self->faults = add_box (self, 4);
  self->feeds = add_box (self, 4);
  gtk_box_append (GTK_BOX (self->box), foot_new (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  vigie_set_accessible_label (GTK_WIDGET (self), _("Who is on call"));
}

GtkWidget *
vigie_rota_view_new (VigieSession *session)
{
  VigieRotaView *self = g_object_new (VIGIE_TYPE_ROTA_VIEW, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "directory-changed", G_CALLBACK (fill_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vigie_rota_feeds_of (session), "changed", G_CALLBACK (fill_feeds_cb), self, G_CONNECT_SWAPPED);
  today_cb (self);
  fill_feeds_cb (self);

  return GTK_WIDGET (self);
}

void
vigie_rota_view_set_month (VigieRotaView *self, gboolean month)
{
  g_return_if_fail (VIGIE_IS_ROTA_VIEW (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->month_toggle), month);
}
