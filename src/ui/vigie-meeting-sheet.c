/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows stay and only their words change: the focus is among them while the clock runs. Whoever was invited, was in the
 * war room or is recorded as present has a row; the ticks follow the record once the meeting runs. */

#include "vigie-meeting-sheet.h"

#include <glib/gi18n-lib.h>

#include "vigie-notice.h"
#include "vigie-text-ui.h"

struct _VigieMeetingSheet
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *agenda;
  GtkWidget *people;
  GtkWidget *add;
  VigieIncidentModel *model;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (VigieMeetingSheet, vigie_meeting_sheet, GTK_TYPE_WIDGET)

enum { ITEM, PRESENT, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- Agenda ---- */

static void
item_cb (VigieMeetingSheet *self, GtkWidget *button)
{
  g_signal_emit (self, signals[ITEM], 0, g_object_get_data (G_OBJECT (button), "item"));
}

static GtkWidget *
item_new (VigieMeetingSheet *self, const VigieAgendaItem *item)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = vigie_label_new (vigie_text_get (&item->title, vigie_session_get_lang (vigie_incident_model_get_session (self->model))), NULL);
  GtkWidget *time = vigie_label_new ("", "small num");
  GtkWidget *mark = vigie_icon_new ("vigie-todo-symbolic", NULL);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (time), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), time);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "item", g_strdup (item->id), g_free);
  g_object_set_data (G_OBJECT (button), "mark", mark);
  g_object_set_data (G_OBJECT (button), "title", title);
  g_object_set_data (G_OBJECT (button), "time", time);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (item_cb), self);

  return button;
}

static gint64
spent_on (const VigieMeeting *meeting, const char *item, gboolean *was_taken)
{
  for (guint i = 0; i < meeting->spans->len; i++)
    if (g_str_equal (g_array_index (meeting->spans, VigieMeetingSpan, i).item, item))
      {
        *was_taken = TRUE;
        return g_array_index (meeting->spans, VigieMeetingSpan, i).spent_usec;
      }
  *was_taken = FALSE;

  return 0;
}

static void
show_row (GtkWidget *button, const VigieAgendaItem *item, const VigieMeeting *meeting, VigieLang lang)
{
  gboolean was_taken;
  gint64 spent_usec = spent_on (meeting, item->id, &was_taken);
  gboolean is_now = g_strcmp0 (meeting->item, item->id) == 0;
  gboolean late = spent_usec > item->duration_usec;
  GtkWidget *mark = g_object_get_data (G_OBJECT (button), "mark");
  GtkWidget *time = g_object_get_data (G_OBJECT (button), "time");
  g_autofree char *words = was_taken ? g_strdup_printf (_("%d of %d min"), (int) (spent_usec / VIGIE_MINUTE_USEC), (int) (item->duration_usec / VIGIE_MINUTE_USEC))
                                     : g_strdup_printf (_("%d min"), (int) (item->duration_usec / VIGIE_MINUTE_USEC));
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", vigie_text_get (&item->title, lang), words,
                                           is_now ? _("present item") : late ? _("over its time") : was_taken ? _("done") : _("to come"));

  gtk_image_set_from_icon_name (GTK_IMAGE (mark), is_now ? "vigie-action-symbolic" : was_taken ? "vigie-check-symbolic" : "vigie-todo-symbolic");
  vigie_set_class (mark, "accent-text", is_now);
  vigie_set_class (mark, "ok-text", was_taken && !is_now);
  vigie_label_set (GTK_LABEL (time), words);
  vigie_set_class (time, "late-text", late);
  vigie_set_class (time, "dim", !late);
  vigie_set_class (g_object_get_data (G_OBJECT (button), "title"), "strong", is_now);
  vigie_set_accessible_label (button, name);
}

/* ---- People ---- */

static void
ticked_cb (VigieMeetingSheet *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[PRESENT], 0);
}

static GtkWidget *
row_of (VigieMeetingSheet *self, const char *person)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->people); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (vigie_notice_same_person (g_object_get_data (G_OBJECT (row), "person"), person))
      return row;

  return NULL;
}

static GtkWidget *
add_person (VigieMeetingSheet *self, const char *person)
{
  GtkWidget *row = row_of (self, person);
  g_autofree char *shown = NULL;
  GtkWidget *label;

  if (row != NULL)
    return row;
  shown = vigie_text_ui_clean (person, 60);
  row = gtk_check_button_new ();
  label = vigie_label_new (NULL, NULL);
  vigie_label_set (GTK_LABEL (label), shown);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (row), label);
  vigie_set_accessible_label (row, shown);
  g_object_set_data_full (G_OBJECT (row), "person", g_strdup (person), g_free);
  g_signal_connect_swapped (row, "toggled", G_CALLBACK (ticked_cb), self);
  gtk_box_append (GTK_BOX (self->people), row);

  return row;
}

static void
add_cb (VigieMeetingSheet *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->add))));

  if (*name == '\0')
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->add), "");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (add_person (self, name)), TRUE);
}

static void
add_all (VigieMeetingSheet *self, const char *const *people)
{
  for (gsize i = 0; people[i] != NULL; i++)
    add_person (self, people[i]);
}

static gboolean
is_among (const char *const *people, const char *person)
{
  for (gsize i = 0; people[i] != NULL; i++)
    if (vigie_notice_same_person (people[i], person))
      return TRUE;

  return FALSE;
}

static void
show_people (VigieMeetingSheet *self, const VigiePostMortem *state)
{
  g_autoptr(GPtrArray) room = vigie_post_mortem_people (vigie_incident_model_get_incident (self->model));

  for (guint i = 0; i < room->len; i++)
    add_person (self, room->pdata[i]);
  if (state->schedule != NULL)
    add_all (self, state->schedule->people);
  add_all (self, state->meeting.present);
  if (!vigie_post_mortem_is_meeting (state))
    return;
  self->filling = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (self->people); row != NULL; row = gtk_widget_get_next_sibling (row))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (row), is_among (state->meeting.present, g_object_get_data (G_OBJECT (row), "person")));
  self->filling = FALSE;
}

void
vigie_meeting_sheet_show (VigieMeetingSheet *self, const VigiePostMortem *state)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigiePlaybook *playbook = vigie_session_get_playbook (session);
  GtkWidget *row = gtk_widget_get_first_child (self->agenda);

  g_return_if_fail (VIGIE_IS_MEETING_SHEET (self) && state != NULL);

  for (guint i = 0; i < playbook->agenda->len && row != NULL; i++, row = gtk_widget_get_next_sibling (row))
    show_row (row, playbook->agenda->pdata[i], &state->meeting, vigie_session_get_lang (session));
  show_people (self, state);
}

GPtrArray *
vigie_meeting_sheet_get_present (VigieMeetingSheet *self)
{
  GPtrArray *present = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (VIGIE_IS_MEETING_SHEET (self), present);

  for (GtkWidget *row = gtk_widget_get_first_child (self->people); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (row)))
      g_ptr_array_add (present, g_strdup (g_object_get_data (G_OBJECT (row), "person")));

  return present;
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieMeetingSheet *self = VIGIE_MEETING_SHEET (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (vigie_meeting_sheet_parent_class)->dispose (object);
}

static void
vigie_meeting_sheet_class_init (VigieMeetingSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[ITEM] = g_signal_new ("item", VIGIE_TYPE_MEETING_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PRESENT] = g_signal_new ("present", VIGIE_TYPE_MEETING_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_meeting_sheet_init (VigieMeetingSheet *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->agenda = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->people = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->add = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->add), _("Somebody else"));
  vigie_set_accessible_label (self->add, _("Add somebody who is present"));
  g_signal_connect_swapped (self->add, "activate", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (box), vigie_label_new (_("Agenda"), "small strong"));
  gtk_box_append (GTK_BOX (box), self->agenda);
  gtk_box_append (GTK_BOX (box), vigie_label_new (_("Present"), "small strong"));
  gtk_box_append (GTK_BOX (box), self->people);
  gtk_box_append (GTK_BOX (box), self->add);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 10);
  gtk_widget_set_margin_end (box, 10);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "report-nav");
}

GtkWidget *
vigie_meeting_sheet_new (VigieIncidentModel *model)
{
  VigieMeetingSheet *self = g_object_new (VIGIE_TYPE_MEETING_SHEET, NULL);
  VigiePlaybook *playbook = vigie_session_get_playbook (vigie_incident_model_get_session (model));

  self->model = g_object_ref (model);
  for (guint i = 0; i < playbook->agenda->len; i++)
    gtk_box_append (GTK_BOX (self->agenda), item_new (self, playbook->agenda->pdata[i]));

  return GTK_WIDGET (self);
}
