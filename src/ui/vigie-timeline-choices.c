/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rarer choices of the timeline, in a popover because the bar has no room for them at 800 pixels.
 * Persons are those who wrote something here, listed when the popover opens: names are text that
 * people typed, so the list shows them as cleaned labels and compares the names themselves. */

#include "vigie-timeline-choices.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-time.h"

struct _VigieTimelineChoices
{
  GtkWidget parent_instance;

  VigieTimelineFilter *filter;
  VigieIncidentModel *model;
  GPtrArray *people;            /* names as they are recorded, in the order of the choice, without "everyone" */
  gboolean setting;

  GtkWidget *root;
  GtkWidget *kind;
  GtkWidget *person;
  GtkWidget *both;
  GtkWidget *time;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (VigieTimelineChoices, vigie_timeline_choices, GTK_TYPE_WIDGET)

enum { CHANGED, BOTH_TIMES, JUMP, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
kind_cb (GtkDropDown *choice, GParamSpec *pspec, VigieTimelineChoices *self)
{
  guint selected = gtk_drop_down_get_selected (choice);

  if (self->setting || selected == GTK_INVALID_LIST_POSITION)
    return;
  vigie_timeline_filter_set_kind (self->filter, (int) selected - 1);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
person_cb (GtkDropDown *choice, GParamSpec *pspec, VigieTimelineChoices *self)
{
  guint selected = gtk_drop_down_get_selected (choice);

  if (self->setting || selected == GTK_INVALID_LIST_POSITION)
    return;
  vigie_timeline_filter_set_person (self->filter, selected > 0 ? g_ptr_array_index (self->people, selected - 1) : NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
both_cb (GtkCheckButton *check, VigieTimelineChoices *self)
{
  g_signal_emit (self, signals[BOTH_TIMES], 0, gtk_check_button_get_active (check));
}

static void
complain (VigieTimelineChoices *self, const char *sentence)
{
  vigie_label_set (self->problem, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static void
jump_cb (GtkEntry *entry, VigieTimelineChoices *self)
{
  VigieSession *session;
  g_autoptr(GError) error = NULL;
  gint64 time_usec;

  if (self->model == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  if (!vigie_time_parse (gtk_editable_get_text (GTK_EDITABLE (entry)), vigie_session_now_usec (session),
                         vigie_session_get_zone (session), &time_usec, &error))
    {
      complain (self, error->message);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.announce", "s", error->message);
      return;
    }
  complain (self, NULL);
  g_signal_emit (self, signals[JUMP], 0, time_usec);
}

static GtkWidget *
add_field (VigieTimelineChoices *self, const char *name, GtkWidget *field)
{
  gtk_box_append (GTK_BOX (self->root), vigie_label_new (name, "caption dim"));
  vigie_set_accessible_label (field, name);
  gtk_box_append (GTK_BOX (self->root), field);

  return field;
}

static void
vigie_timeline_choices_dispose (GObject *object)
{
  VigieTimelineChoices *self = VIGIE_TIMELINE_CHOICES (object);

  self->setting = TRUE;
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->filter);
  g_clear_object (&self->model);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  G_OBJECT_CLASS (vigie_timeline_choices_parent_class)->dispose (object);
}

static void
vigie_timeline_choices_class_init (VigieTimelineChoicesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = VIGIE_TYPE_TIMELINE_CHOICES;

  G_OBJECT_CLASS (klass)->dispose = vigie_timeline_choices_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[BOTH_TIMES] = g_signal_new ("both-times", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[JUMP] = g_signal_new ("jump", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
vigie_timeline_choices_init (VigieTimelineChoices *self)
{
  self->people = g_ptr_array_new_with_free_func (g_free);
  self->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0); /* spacing is the stylesheet's */
  gtk_widget_add_css_class (self->root, "timeline-choices");
  self->kind = add_field (self, _("Kind"), gtk_drop_down_new (NULL, NULL));
  self->person = add_field (self, _("Who wrote it"), gtk_drop_down_new (NULL, NULL));
  self->time = add_field (self, _("Go to a time: 14:32, -2h, yesterday 23:10"), gtk_entry_new ());
  self->problem = GTK_LABEL (vigie_paragraph_new (NULL, "caption late-text"));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (self->root), GTK_WIDGET (self->problem));
  self->both = gtk_check_button_new_with_label (_("Show when it was recorded too"));
  gtk_box_append (GTK_BOX (self->root), self->both);
  g_signal_connect (self->kind, "notify::selected", G_CALLBACK (kind_cb), self);
  g_signal_connect (self->person, "notify::selected", G_CALLBACK (person_cb), self);
  g_signal_connect (self->time, "activate", G_CALLBACK (jump_cb), self);
  g_signal_connect (self->both, "toggled", G_CALLBACK (both_cb), self);
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
}

GtkWidget *
vigie_timeline_choices_new (VigieTimelineFilter *filter)
{
  VigieTimelineChoices *self = g_object_new (VIGIE_TYPE_TIMELINE_CHOICES, NULL);

  self->filter = g_object_ref (filter);

  return GTK_WIDGET (self);
}

void
vigie_timeline_choices_set_model (VigieTimelineChoices *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_CHOICES (self));

  if (g_set_object (&self->model, model))
    vigie_timeline_choices_reset (self);
}

static void
list_people (VigieTimelineChoices *self)
{
  GListModel *timeline = vigie_incident_model_get_timeline (self->model);
  guint n_items = g_list_model_get_n_items (timeline);

  g_ptr_array_set_size (self->people, 0);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(VigieTimelineItem) item = g_list_model_get_item (timeline, i);
      const VigieEntry *entry = vigie_timeline_item_get_entry (item);

      if (entry != NULL && !g_ptr_array_find_with_equal_func (self->people, entry->event->author, g_str_equal, NULL))
        g_ptr_array_add (self->people, g_strdup (entry->event->author));
    }
}

static void
fill_people (VigieTimelineChoices *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  const char *person = vigie_timeline_filter_get_person (self->filter);
  guint selected = 0;

  gtk_string_list_append (names, _("Everyone"));
  for (guint i = 0; i < self->people->len; i++)
    {
      gtk_string_list_take (names, vigie_text_ui_clean (g_ptr_array_index (self->people, i), 80));
      if (g_strcmp0 (person, g_ptr_array_index (self->people, i)) == 0)
        selected = i + 1;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->person), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->person), selected);
}

static void
fill_kinds (VigieTimelineChoices *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));

  gtk_string_list_append (names, _("Every kind"));
  for (guint i = 0; i < VIGIE_N_ENTRY_KINDS; i++)
    gtk_string_list_append (names, vigie_entry_kind_label (i, lang));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->kind), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), (guint) (vigie_timeline_filter_get_kind (self->filter) + 1));
}

void
vigie_timeline_choices_refresh (VigieTimelineChoices *self)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_CHOICES (self));

  if (self->model == NULL)
    return;
  self->setting = TRUE;
  list_people (self);
  fill_people (self);
  fill_kinds (self);
  self->setting = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->time), "");
  complain (self, NULL);
}

void
vigie_timeline_choices_focus_time (VigieTimelineChoices *self)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_CHOICES (self));

  gtk_widget_grab_focus (self->time);
}

void
vigie_timeline_choices_toggle_both (VigieTimelineChoices *self)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_CHOICES (self));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->both), !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->both)));
}

void
vigie_timeline_choices_reset (VigieTimelineChoices *self)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_CHOICES (self));

  vigie_timeline_filter_set_kind (self->filter, -1);
  vigie_timeline_filter_set_person (self->filter, NULL);
  vigie_timeline_choices_refresh (self);
}
