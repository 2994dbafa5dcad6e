/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who holds what, and how they are. A check-in runs inside the list: each holder's row shows the answers, keys
 * 1, 2, 3 and 0 answer for the row with the focus and go to the next one without an answer. Somebody with two
 * posts is asked once, at the first of them. What was answered lives here until the check-in is closed, so that
 * news from elsewhere, which redraws the rows, takes nothing away; who did not answer is recorded as such. */

#include <glib/gi18n-lib.h>

#include "vigie-act.h"
#include "vigie-page-columns.h"
#include "vigie-page-parts.h"
#include "vigie-roster-brief.h"
#include "vigie-roster-people.h"
#include "vigie-roster-row.h"
#include "vigie-roster-strip.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define MAX_HISTORY 6
#define MAX_WITHOUT_POST 12

struct _VigieRosterPage
{
  GtkWidget parent_instance;

  GtkWidget *columns;
  GtkWidget *strip;
  GtkWidget *count;
  GtkWidget *list;
  GtkWidget *channel;
  GtkWidget *others_head;
  GtkWidget *others_note;
  GtkWidget *others;
  GtkWidget *history_head;
  GtkWidget *history_note;
  GtkWidget *history;
  GtkWidget *brief;
  VigieIncidentModel *model;
  GHashTable *answers; /* person → state, while a check-in runs; else NULL */
  char *others_shown;
};

G_DEFINE_FINAL_TYPE (VigieRosterPage, vigie_roster_page, GTK_TYPE_WIDGET)

/* ---- Rows ---- */

static VigieRosterRow *
row_after (VigieRosterPage *self, VigieRosterRow *row)
{
  GtkWidget *next = row != NULL ? gtk_widget_get_next_sibling (GTK_WIDGET (row)) : gtk_widget_get_first_child (self->list);

  while (next != NULL && !VIGIE_IS_ROSTER_ROW (next))
    next = gtk_widget_get_next_sibling (next);

  return next != NULL ? VIGIE_ROSTER_ROW (next) : NULL;
}

static VigieRosterRow *
find_row (VigieRosterPage *self, const char *post)
{
  for (VigieRosterRow *row = row_after (self, NULL); row != NULL; row = row_after (self, row))
    if (g_strcmp0 (vigie_roster_row_get_post (row), post) == 0)
      return row;

  return NULL;
}

/* The row that is asked for @person: the first of their posts. */
static VigieRosterRow *
row_of_person (VigieRosterPage *self, const char *person)
{
  for (VigieRosterRow *row = row_after (self, NULL); row != NULL; row = row_after (self, row))
    if (g_strcmp0 (vigie_roster_row_get_holder (row), person) == 0)
      return row;

  return NULL;
}

static gboolean
is_asked (VigieRosterPage *self, VigieRosterRow *row)
{
  const char *person = vigie_roster_row_get_holder (row);

  return self->answers != NULL && person != NULL && row_of_person (self, person) == row;
}

static void
show_asking (VigieRosterPage *self)
{
  for (VigieRosterRow *row = row_after (self, NULL); row != NULL; row = row_after (self, row))
    {
      gboolean asked = is_asked (self, row);

      vigie_roster_row_set_asking (row, asked, asked ? g_hash_table_lookup (self->answers, vigie_roster_row_get_holder (row)) : NULL);
    }
}

static void
show_round (VigieRosterPage *self)
{
  g_autoptr(GString) missing = g_string_new (NULL);
  guint asked = 0, answered = 0;

  for (VigieRosterRow *row = row_after (self, NULL); row != NULL; row = row_after (self, row))
    {
      if (!is_asked (self, row))
        continue;
      asked++;
      if (g_hash_table_contains (self->answers, vigie_roster_row_get_holder (row)))
        answered++;
      else
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", vigie_roster_row_get_holder (row));
    }
  vigie_roster_strip_show_round (VIGIE_ROSTER_STRIP (self->strip), answered, asked, missing->str);
}

static void
show_strip (VigieRosterPage *self)
{
  if (self->answers != NULL)
    show_round (self);
  else
    vigie_roster_strip_show_clock (VIGIE_ROSTER_STRIP (self->strip), self->model);
}

/* ---- Check-in ---- */

static void
focus_unanswered (VigieRosterPage *self)
{
  for (VigieRosterRow *row = row_after (self, NULL); row != NULL; row = row_after (self, row))
    if (is_asked (self, row) && !g_hash_table_contains (self->answers, vigie_roster_row_get_holder (row)))
      {
        gtk_widget_grab_focus (GTK_WIDGET (row));
        return;
      }
}

static void
start_cb (VigieRosterPage *self)
{
  if (self->model == NULL || self->answers != NULL)
    return;
  if (row_after (self, NULL) == NULL || vigie_incident_model_get_incident (self->model)->holdings->len == 0)
    {
      vigie_session_do (vigie_incident_model_get_session (self->model), NULL,
                        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, _("Nobody holds a post yet: assign the posts first.")));
      return;
    }
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  show_asking (self);
  show_strip (self);
  focus_unanswered (self);
}

static void
end_round (VigieRosterPage *self)
{
  g_clear_pointer (&self->answers, g_hash_table_unref);
  show_asking (self);
  show_strip (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
answer_free (VigieCheckInAnswer *answer)
{
  g_free (answer->post);
  g_free (answer->person);
  g_free (answer->state);
  g_free (answer);
}

static void
close_cb (VigieRosterPage *self)
{
  VigieSession *session;
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  GError *error = NULL;
  GPtrArray *drafts;

  if (self->answers == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  for (VigieRosterRow *row = row_after (self, NULL); row != NULL; row = row_after (self, row))
    {
      VigieCheckInAnswer *answer;
      const char *state;

      if (!is_asked (self, row))
        continue;
      state = g_hash_table_lookup (self->answers, vigie_roster_row_get_holder (row));
      answer = g_new0 (VigieCheckInAnswer, 1);
      answer->post = g_strdup (vigie_roster_row_get_post (row));
      answer->person = g_strdup (vigie_roster_row_get_holder (row));
      answer->state = g_strdup (state != NULL ? state : "no-answer");
      g_ptr_array_add (answers, answer);
    }
  drafts = vigie_act_check_in (vigie_incident_model_get_incident (self->model), answers, NULL, vigie_session_get_author (session), vigie_session_now_usec (session), &error);
  if (drafts != NULL)
    end_round (self);
  vigie_session_do (session, drafts, error);
}

static void
answered_cb (VigieRosterRow *row, const char *state, VigieRosterPage *self)
{
  if (!is_asked (self, row))
    return;
  g_hash_table_insert (self->answers, g_strdup (vigie_roster_row_get_holder (row)), g_strdup (state));
  show_asking (self);
  show_round (self);
}

/* ---- Patching ---- */

static void
patch_rows (VigieRosterPage *self)
{
  g_autoptr(GPtrArray) posts = vigie_roster_posts (self->model);
  VigieRosterRow *next;

  for (VigieRosterRow *row = row_after (self, NULL); row != NULL; row = next)
    {
      next = row_after (self, row);
      if (!g_ptr_array_find_with_equal_func (posts, vigie_roster_row_get_post (row), g_str_equal, NULL))
        gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
    }
  for (guint i = 0; i < posts->len; i++)
    {
      const char *post = g_ptr_array_index (posts, i);
      VigieRosterRow *row = find_row (self, post);

      if (row == NULL)
        {
          row = VIGIE_ROSTER_ROW (vigie_roster_row_new (self->model, post));
          g_signal_connect (row, "answered", G_CALLBACK (answered_cb), self);
          gtk_list_box_insert (GTK_LIST_BOX (self->list), GTK_WIDGET (row), (int) i);
        }
    }
}

static void
show_count (VigieRosterPage *self)
{
  guint n = 0, vacant = 0;
  g_autofree char *words = NULL;

  for (VigieRosterRow *row = row_after (self, NULL); row != NULL; row = row_after (self, row))
    {
      n++;
      vacant += vigie_roster_row_get_holder (row) == NULL;
    }
  /* Translators: posts that somebody holds, and posts that nobody holds. */
  words = g_strdup_printf (_("%u held, %u vacant"), n - vacant, vacant);
  vigie_label_set (GTK_LABEL (self->count), words);
}

static GtkWidget *
person_chip_new (const char *person)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *avatar = adw_avatar_new (24, person, TRUE);

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

static char *
channel_name (VigieRosterPage *self)
{
  g_autofree char *ref = g_ascii_strdown (vigie_incident_model_get_incident (self->model)->ref, -1);
  g_auto(GStrv) parts = g_strsplit (vigie_session_get_playbook (vigie_incident_model_get_session (self->model))->war_room_channel, "{{ref}}", -1);

  return g_strjoinv (ref, parts);
}

static void
tick_cb (VigieRosterPage *self)
{
  for (VigieRosterRow *row = row_after (self, NULL); row != NULL; row = row_after (self, row))
    vigie_roster_row_update (row);
  show_strip (self);
}

static void
changed_cb (VigieRosterPage *self)
{
  g_autofree char *channel = channel_name (self);

  patch_rows (self);
  show_asking (self);
  show_strip (self);
  show_count (self);
  show_others (self);
  show_history (self);
  vigie_label_set (GTK_LABEL (self->channel), channel);
  vigie_roster_brief_update (VIGIE_ROSTER_BRIEF (self->brief));
}

/* ---- Keys ---- */

static VigieRosterRow *
row_for_act (VigieRosterPage *self)
{
  VigieRosterRow *row = vigie_page_focused (GTK_WIDGET (self), VIGIE_TYPE_ROSTER_ROW);

  if (row != NULL)
    return row;
  for (row = row_after (self, NULL); row != NULL; row = row_after (self, row))
    if (vigie_roster_row_get_holder (row) == NULL)
      return row;

  return row_after (self, NULL);
}

static gboolean
answer_key (VigieRosterPage *self, int digit)
{
  VigieRosterRow *row = vigie_page_focused (GTK_WIDGET (self), VIGIE_TYPE_ROSTER_ROW);

  if (self->answers == NULL || digit < 0 || digit >= VIGIE_N_ANSWERS || row == NULL || !is_asked (self, row))
    return FALSE;
  answered_cb (row, vigie_roster_answers[digit == 0 ? VIGIE_N_ANSWERS - 1 : digit - 1], self);
  focus_unanswered (self);

  return TRUE;
}

static gboolean
key_cb (VigieRosterPage *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  guint key = gdk_keyval_to_lower (keyval);
  VigieRosterRow *row;

  if (self->model == NULL)
    return GDK_EVENT_PROPAGATE;
  if (self->answers != NULL && (modifiers & GDK_CONTROL_MASK) != 0 && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter))
    {
      close_cb (self);
      return GDK_EVENT_STOP;
    }
  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || vigie_page_is_typing (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;
  if (answer_key (self, vigie_page_digit (keyval, keycode)))
    return GDK_EVENT_STOP;
  if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    return vigie_page_columns_move (VIGIE_PAGE_COLUMNS (self->columns), key == GDK_KEY_Right ? 1 : -1);
  if (key == GDK_KEY_Escape && self->answers != NULL)
    {
      end_round (self);
      return GDK_EVENT_STOP;
    }
  row = row_for_act (self);
  if (row == NULL || (key != GDK_KEY_a && key != GDK_KEY_p))
    return GDK_EVENT_PROPAGATE;
  vigie_page_columns_show (VIGIE_PAGE_COLUMNS (self->columns), 0);
  if (key == GDK_KEY_a)
    vigie_roster_row_assign (row);
  else
    vigie_roster_row_take (row);

  return GDK_EVENT_STOP;
}

static void
copy_channel_cb (VigieRosterPage *self)
{
  vigie_page_copy (GTK_WIDGET (self), gtk_label_get_text (GTK_LABEL (self->channel)), _("Channel name copied."));
}

/* ---- Object ---- */

/* During a check-in the row that lacks an answer, else the first row. */
static gboolean
grab_focus (GtkWidget *widget)
{
  VigieRosterPage *self = VIGIE_ROSTER_PAGE (widget);
  VigieRosterRow *row = row_after (self, NULL);

  vigie_page_columns_show (VIGIE_PAGE_COLUMNS (self->columns), 0);
  if (self->answers != NULL)
    {
      focus_unanswered (self);
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
  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_clear_pointer (&self->columns, gtk_widget_unparent);
  g_clear_pointer (&self->others_shown, g_free);
  G_OBJECT_CLASS (vigie_roster_page_parent_class)->dispose (object);
}

/* Ctrl Enter is the window's key, which runs before this page sees it. */
static void
suggested_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieRosterPage *self = VIGIE_ROSTER_PAGE (widget);

  if (self->answers != NULL)
    close_cb (self);
  else if (self->model != NULL)
    start_cb (self);
}

static void
vigie_roster_page_class_init (VigieRosterPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.suggested", NULL, suggested_action);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
channel_row_new (VigieRosterPage *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *copy = vigie_page_icon_button_new ("vigie-copy-symbolic", _("Copy the channel’s name"));

  self->channel = vigie_label_new ("", "mono");
  gtk_box_append (GTK_BOX (row), vigie_label_new (_("Channel"), "small dim"));
  gtk_box_append (GTK_BOX (row), self->channel);
  gtk_box_append (GTK_BOX (row), copy);
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (copy_channel_cb), self);

  return row;
}

static GtkWidget *
posts_column_new (VigieRosterPage *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head = vigie_page_head_new (_("Posts"), &self->count);

  self->strip = vigie_roster_strip_new ();
  self->list = gtk_list_box_new ();
  self->others_head = vigie_page_head_new (_("Without a post"), &self->others_note);
  self->others = gtk_flow_box_new ();
  self->history_head = vigie_page_head_new (_("Check-ins"), &self->history_note);
  self->history = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (head), vigie_kbd_new (_("A assign")));
  gtk_box_append (GTK_BOX (head), vigie_kbd_new (_("P take")));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "card-list");
  vigie_set_accessible_label (self->list, _("Posts"));
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->others), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->others), 6);
  gtk_widget_set_can_focus (self->others, FALSE); /* nothing to press: Tab passes */
  gtk_widget_set_halign (self->others, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->history, "card");
  gtk_widget_set_halign (self->history, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (column), self->strip);
  gtk_box_append (GTK_BOX (column), head);
  gtk_box_append (GTK_BOX (column), self->list);
  gtk_box_append (GTK_BOX (column), channel_row_new (self));
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
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->columns = vigie_page_columns_new (880);
  vigie_page_columns_add (VIGIE_PAGE_COLUMNS (self->columns), _("Posts"), posts_column_new (self), 0);
  self->brief = vigie_roster_brief_new ();
  gtk_widget_set_margin_top (side, 14);
  gtk_widget_set_margin_bottom (side, 16);
  gtk_widget_set_margin_start (side, 12);
  gtk_widget_set_margin_end (side, 16);
  gtk_box_append (GTK_BOX (side), self->brief);
  vigie_page_columns_add (VIGIE_PAGE_COLUMNS (self->columns), _("Brief"), side, 400);
  gtk_widget_set_parent (self->columns, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "paper");
  g_signal_connect_swapped (self->strip, "started", G_CALLBACK (start_cb), self);
  g_signal_connect_swapped (self->strip, "closed", G_CALLBACK (close_cb), self);
  g_signal_connect_swapped (self->strip, "abandoned", G_CALLBACK (end_round), self);
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
  GtkWidget *child;

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  vigie_roster_brief_set_model (VIGIE_ROSTER_BRIEF (self->brief), model);
  if (model == NULL)
    return;
  changed_cb (self);
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
}
