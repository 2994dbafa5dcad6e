/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who holds what, how they are, and what who takes over has to know. The posts and the check-in are one widget, the
 * requests and the brief another column: the one who is asked reads the brief beside the button. In the narrow form
 * the columns show one at a time, and nothing is accepted before the brief has been shown. */

#include <glib/gi18n-lib.h>

#include "vigie-handover-cards.h"
#include "vigie-handover-words.h"
#include "vigie-page-columns.h"
#include "vigie-page-parts.h"
#include "vigie-rivals-card.h"
#include "vigie-roster-brief.h"
#include "vigie-roster-channels.h"
#include "vigie-roster-list.h"
#include "vigie-presence-list.h"
#include "vigie-roster-people.h"
#include "vigie-roster-row.h"
#include "vigie-roster-strip.h"
#include "vigie-span-hint.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define MAX_HISTORY 5
#define SIDE_BY_SIDE_PX 1000
#define MAX_WITHOUT_POST 12

struct _VigieRosterPage
{
  GtkWidget parent_instance;

  GtkWidget *columns;
  GtkWidget *rivals;
  GtkWidget *strip;
  GtkWidget *count;
  GtkWidget *list;
  GtkWidget *span;
  GtkWidget *channels;
  GtkWidget *presence;
  GtkWidget *others_head;
  GtkWidget *others_note;
  GtkWidget *others;
  GtkWidget *history_head;
  GtkWidget *history_note;
  GtkWidget *history;
  GtkWidget *brief;
  VigieIncidentModel *model;
  GtkWidget *requests;
  char *others_shown;
};

G_DEFINE_FINAL_TYPE (VigieRosterPage, vigie_roster_page, GTK_TYPE_WIDGET)

/* ---- Check-in ---- */

static void
show_strip (VigieRosterPage *self)
{
  VigieRosterList *list = VIGIE_ROSTER_LIST (self->list);
  g_autofree char *missing = NULL;
  guint answered, asked;

  if (self->model == NULL)
    return;
  if (!vigie_roster_list_is_round (list))
    {
      vigie_roster_strip_show_clock (VIGIE_ROSTER_STRIP (self->strip), self->model);
      return;
    }
  vigie_roster_list_get_round (list, &answered, &asked, &missing);
  vigie_roster_strip_show_round (VIGIE_ROSTER_STRIP (self->strip), answered, asked, missing);
}

static void
leave_cb (VigieRosterPage *self)
{
  vigie_roster_list_leave_round (VIGIE_ROSTER_LIST (self->list));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
record_cb (VigieRosterPage *self)
{
  vigie_roster_list_record_round (VIGIE_ROSTER_LIST (self->list));
  if (!vigie_roster_list_is_round (VIGIE_ROSTER_LIST (self->list)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* ---- Showing ---- */

static void
show_count (VigieRosterPage *self)
{
  g_autofree char *words = NULL;
  guint held, vacant;

  vigie_roster_list_count (VIGIE_ROSTER_LIST (self->list), &held, &vacant);
  /* Translators: posts that somebody holds, and posts that nobody holds. */
  words = g_strdup_printf (_("%u held, %u vacant"), held, vacant);
  vigie_label_set (GTK_LABEL (self->count), words);
}

static GtkWidget *
person_chip_new (const char *person)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *letters = vigie_initials_text (person);
  GtkWidget *avatar = adw_avatar_new (24, letters, TRUE);

  vigie_add_classes (chip, "card");
  gtk_box_append (GTK_BOX (chip), avatar);
  gtk_box_append (GTK_BOX (chip), vigie_label_new (person, "small strong"));
  gtk_widget_set_margin_end (gtk_widget_get_last_child (chip), 10);
  gtk_widget_set_margin_start (avatar, 8);
  gtk_widget_set_margin_top (avatar, 5);
  gtk_widget_set_margin_bottom (avatar, 5);

  return chip;
}

static void
show_others (VigieRosterPage *self)
{
  g_autoptr(GPtrArray) people = vigie_roster_people_seen (self->model);
  g_autoptr(GString) shown = g_string_new (NULL);
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  g_autofree char *note = NULL;
  guint n = 0;

  for (guint i = 0; i < people->len; i++)
    if (!vigie_roster_person_holds_a_post (incident, g_ptr_array_index (people, i)) && n++ < MAX_WITHOUT_POST)
      g_string_append_printf (shown, "%s\n", (const char *) g_ptr_array_index (people, i));
  gtk_widget_set_visible (self->others_head, n > 0);
  gtk_widget_set_visible (self->others, n > 0);
  note = g_strdup_printf (ngettext ("%u person", "%u people", n), n);
  vigie_label_set (GTK_LABEL (self->others_note), note);
  if (g_strcmp0 (self->others_shown, shown->str) != 0)
    {
      g_auto(GStrv) names = g_strsplit (shown->str, "\n", -1);
      GtkWidget *child;

      while ((child = gtk_widget_get_first_child (self->others)) != NULL)
        gtk_flow_box_remove (GTK_FLOW_BOX (self->others), child);
      for (guint i = 0; names[i] != NULL; i++)
        if (*names[i] != '\0')
          gtk_flow_box_insert (GTK_FLOW_BOX (self->others), person_chip_new (names[i]), -1);
      g_free (self->others_shown);
      self->others_shown = g_strdup (shown->str);
    }
}

static void
show_history (VigieRosterPage *self)
{
  guint n = vigie_incident_model_get_incident (self->model)->check_ins->len;
  g_autofree char *note = g_strdup_printf (ngettext ("%u held", "%u held", n), n);

  gtk_widget_set_visible (self->history_head, n > 0);
  gtk_widget_set_visible (self->history, n > 0);
  vigie_label_set (GTK_LABEL (self->history_note), note);
  vigie_roster_strip_fill_history (GTK_BOX (self->history), self->model, MAX_HISTORY);
}

/* What may be said anew at each tick as well: who sits here may change, and times get their date at midnight. */
static void
show_notices (VigieRosterPage *self)
{
  vigie_rivals_card_update (VIGIE_RIVALS_CARD (self->rivals), self->model);
  vigie_handover_cards_update (VIGIE_HANDOVER_CARDS (self->requests), self->model);
}

static void
tick_cb (VigieRosterPage *self)
{
  vigie_roster_list_tick (VIGIE_ROSTER_LIST (self->list));
  show_strip (self);
  show_notices (self);
}

static void
changed_cb (VigieRosterPage *self)
{
  vigie_roster_list_update (VIGIE_ROSTER_LIST (self->list));
  show_strip (self);
  show_count (self);
  show_others (self);
  show_history (self);
  show_notices (self);
  vigie_span_hint_update (VIGIE_SPAN_HINT (self->span), self->model);
  vigie_roster_channels_update (VIGIE_ROSTER_CHANNELS (self->channels), self->model);
  vigie_roster_brief_update (VIGIE_ROSTER_BRIEF (self->brief));
}

/* ---- Keys ---- */

/* The row with the focus, else the first one: what is vacant and required, if anything is. */
static VigieRosterRow *
row_for_act (VigieRosterPage *self)
{
  VigieRosterRow *row = vigie_page_focused (GTK_WIDGET (self), VIGIE_TYPE_ROSTER_ROW);

  return row != NULL ? row : vigie_roster_list_first (VIGIE_ROSTER_LIST (self->list));
}

static gboolean
act_key (VigieRosterPage *self, guint key)
{
  VigieRosterRow *row = row_for_act (self);

  if (row == NULL || (key != GDK_KEY_a && key != GDK_KEY_p && key != GDK_KEY_r))
    return GDK_EVENT_PROPAGATE;
  vigie_page_columns_show (VIGIE_PAGE_COLUMNS (self->columns), 0);
  if (key == GDK_KEY_a)
    vigie_roster_row_assign (row);
  else if (key == GDK_KEY_p)
    vigie_roster_row_take (row);
  else
    vigie_roster_row_relieve (row);

  return GDK_EVENT_STOP;
}

static gboolean
key_cb (VigieRosterPage *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  VigieRosterList *list = VIGIE_ROSTER_LIST (self->list);
  guint key = gdk_keyval_to_lower (keyval);

  if (self->model == NULL)
    return GDK_EVENT_PROPAGATE;
  if (vigie_roster_list_is_round (list) && (modifiers & GDK_CONTROL_MASK) != 0 && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter))
    {
      record_cb (self);
      return GDK_EVENT_STOP;
    }
  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || vigie_page_is_typing (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;
  if (vigie_roster_list_answer (list, vigie_page_digit (keyval, keycode)))
    return GDK_EVENT_STOP;
  if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    return vigie_page_columns_move (VIGIE_PAGE_COLUMNS (self->columns), key == GDK_KEY_Right ? 1 : -1);
  if (key == GDK_KEY_Escape && vigie_roster_list_is_round (list))
    {
      leave_cb (self);
      return GDK_EVENT_STOP;
    }

  return act_key (self, key);
}

/* ---- Handover ---- */

/**
 * vigie_roster_page_show_request:
 * @post: (nullable): whose request; %NULL: the first one
 *
 * Brings the brief and the card of a request to the eye, with the focus on its first act.
 */
void
vigie_roster_page_show_request (VigieRosterPage *self, const char *post)
{
  vigie_page_columns_show (VIGIE_PAGE_COLUMNS (self->columns), 1);
  if (!vigie_handover_cards_focus (VIGIE_HANDOVER_CARDS (self->requests), post))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
handover_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vigie_roster_page_show_request (VIGIE_ROSTER_PAGE (widget), g_variant_get_string (parameter, NULL));
}

/* Takes over where the brief is in sight; elsewhere it shows the brief first. */
static gboolean
accept_request (VigieRosterPage *self)
{
  const VigieHandover *mine = vigie_handover_for (vigie_incident_model_get_incident (self->model),
                                                  vigie_session_get_author (vigie_incident_model_get_session (self->model)));

  if (mine == NULL)
    return FALSE;
  if (gtk_widget_get_mapped (self->requests))
    vigie_handover_cards_accept (VIGIE_HANDOVER_CARDS (self->requests));
  else
    vigie_roster_page_show_request (self, mine->post);

  return TRUE;
}

/* ---- Object ---- */

/* During a check-in the row that lacks an answer, else the first row. */
static gboolean
grab_focus (GtkWidget *widget)
{
  VigieRosterPage *self = VIGIE_ROSTER_PAGE (widget);
  VigieRosterRow *row = vigie_roster_list_first (VIGIE_ROSTER_LIST (self->list));

  vigie_page_columns_show (VIGIE_PAGE_COLUMNS (self->columns), 0);
  if (vigie_roster_list_is_round (VIGIE_ROSTER_LIST (self->list)))
    {
      vigie_roster_list_focus_unanswered (VIGIE_ROSTER_LIST (self->list));
      return TRUE;
    }

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
dispose (GObject *object)
{
  VigieRosterPage *self = VIGIE_ROSTER_PAGE (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->columns, gtk_widget_unparent);
  g_clear_pointer (&self->others_shown, g_free);
  G_OBJECT_CLASS (vigie_roster_page_parent_class)->dispose (object);
}

/* Ctrl Enter is the window's key, which runs before this page sees it. */
static void
suggested_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieRosterPage *self = VIGIE_ROSTER_PAGE (widget);

  if (self->model == NULL)
    return;
  if (vigie_roster_list_is_round (VIGIE_ROSTER_LIST (self->list)))
    record_cb (self);
  else if (!accept_request (self))
    vigie_roster_list_start_round (VIGIE_ROSTER_LIST (self->list));
}

static void
vigie_roster_page_class_init (VigieRosterPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.suggested", NULL, suggested_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.handover", "s", handover_action);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
assign_cb (VigieRosterPage *self, const char *post)
{
  VigieRosterRow *row = vigie_roster_list_find (VIGIE_ROSTER_LIST (self->list), post);

  if (row != NULL)
    vigie_roster_row_assign (row);
}

static GtkWidget *
posts_column_new (VigieRosterPage *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head = vigie_page_head_new (_("Posts"), &self->count);

  self->strip = vigie_roster_strip_new ();
  self->rivals = vigie_rivals_card_new ();
  self->list = vigie_roster_list_new ();
  self->span = vigie_span_hint_new ();
  self->channels = vigie_roster_channels_new ();
  self->presence = vigie_presence_list_new ();
  self->others_head = vigie_page_head_new (_("Without a post"), &self->others_note);
  self->others = gtk_flow_box_new ();
  self->history_head = vigie_page_head_new (_("Check-ins"), &self->history_note);
  self->history = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (head), vigie_kbd_new (_("A assign")));
  gtk_box_append (GTK_BOX (head), vigie_kbd_new (_("P take")));
  gtk_box_append (GTK_BOX (head), vigie_kbd_new (_("R hand over")));
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->others), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->others), 6);
  gtk_widget_set_can_focus (self->others, FALSE); /* nothing to press: Tab passes */
  gtk_widget_set_halign (self->others, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->history, "card");
  gtk_widget_set_halign (self->history, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (column), self->rivals);
  gtk_box_append (GTK_BOX (column), self->strip);
  gtk_box_append (GTK_BOX (column), head);
  gtk_box_append (GTK_BOX (column), self->span);
  gtk_box_append (GTK_BOX (column), self->list);
  gtk_box_append (GTK_BOX (column), self->channels);
  gtk_box_append (GTK_BOX (column), self->presence);
  gtk_box_append (GTK_BOX (column), self->others_head);
  gtk_box_append (GTK_BOX (column), self->others);
  gtk_box_append (GTK_BOX (column), self->history_head);
  gtk_box_append (GTK_BOX (column), self->history);
  gtk_widget_set_margin_top (column, 14);
  gtk_widget_set_margin_bottom (column, 16);
  gtk_widget_set_margin_start (column, 16);
  gtk_widget_set_margin_end (column, 12);

  return column;
}

static void
vigie_roster_page_init (VigieRosterPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->columns = vigie_page_columns_new (SIDE_BY_SIDE_PX);
  vigie_page_columns_add (VIGIE_PAGE_COLUMNS (self->columns), _("Posts"), posts_column_new (self), 0);
  self->requests = vigie_handover_cards_new ();
  self->brief = vigie_roster_brief_new ();
  gtk_widget_set_margin_top (side, 14);
  gtk_widget_set_margin_bottom (side, 16);
  gtk_widget_set_margin_start (side, 12);
  gtk_widget_set_margin_end (side, 16);
  gtk_box_append (GTK_BOX (side), self->requests);
  gtk_box_append (GTK_BOX (side), self->brief);
  vigie_page_columns_add (VIGIE_PAGE_COLUMNS (self->columns), _("Brief"), side, 400);
  gtk_widget_set_parent (self->columns, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "paper");
  g_signal_connect_swapped (self->strip, "started", G_CALLBACK (vigie_roster_list_start_round), self->list);
  g_signal_connect_swapped (self->strip, "closed", G_CALLBACK (record_cb), self);
  g_signal_connect_swapped (self->strip, "abandoned", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (self->list, "round", G_CALLBACK (show_strip), self);
  g_signal_connect_swapped (self->span, "assign", G_CALLBACK (assign_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
vigie_roster_page_new (void)
{
  return g_object_new (VIGIE_TYPE_ROSTER_PAGE, NULL);
}

/**
 * vigie_roster_page_set_model:
 * @model: (nullable): the incident to show
 */
void
vigie_roster_page_set_model (VigieRosterPage *self, VigieIncidentModel *model)
{
  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  vigie_roster_list_set_model (VIGIE_ROSTER_LIST (self->list), model);
  vigie_roster_brief_set_model (VIGIE_ROSTER_BRIEF (self->brief), model);
  vigie_presence_list_set_model (VIGIE_PRESENCE_LIST (self->presence), model);
  show_notices (self);
  if (model == NULL)
    return;
  changed_cb (self);
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
}
