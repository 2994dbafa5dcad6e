/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The timeline: a filter bar, the list, the detail of one entry, the command line. The command line
 * has the focus first and after every act; the list is for reading and for acts on one entry, and any
 * letter typed there goes on in the command line, so nobody needs to know where the focus is. */

#include "vigie-widgets.h"

#include <glib/gi18n-lib.h>

#include "vigie-command-line.h"
#include "vigie-entry-detail.h"
#include "vigie-entry-keys.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-timeline-bar.h"
#include "vigie-timeline-drop.h"
#include "vigie-timeline-filter.h"
#include "vigie-timeline-list.h"
#include "vigie-timeline-page.h"

#define HINT_WIDTH_PX 560
#define HINT_HEIGHT_PX 480
#define COUNTS_WIDTH_PX 740

struct _VigieTimelinePage
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  VigieTimelineFilter *filter;

  GtkWidget *root;
  VigieTimelineBar *bar;
  GtkStack *stack;
  GtkLabel *empty;
  VigieTimelineList *list;
  GtkRevealer *revealer;
  VigieEntryDetail *detail;
  VigieCommandLine *command;
  VigieTimelineDrop *drop;

  gboolean hint_hidden;
  gboolean narrow;
  guint narrow_id;
};

G_DEFINE_FINAL_TYPE (VigieTimelinePage, vigie_timeline_page, GTK_TYPE_WIDGET)

/* ---- What is shown ---- */

static void
show_empty (VigieTimelinePage *self)
{
  const char *words = vigie_timeline_bar_get_words (self->bar);
  g_autofree char *sentence = NULL;

  if (vigie_timeline_list_get_n_rows (self->list) > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "list");
      return;
    }
  if (*words != '\0')
    sentence = g_strdup_printf (_("Nothing for “%s”."), words);
  else if (vigie_timeline_filter_get_show (self->filter) != VIGIE_TIMELINE_ALL
           || vigie_timeline_filter_get_kind (self->filter) >= 0 || vigie_timeline_filter_get_person (self->filter) != NULL)
    sentence = g_strdup (_("Nothing of that kind is noted yet."));
  else
    sentence = g_strdup (_("Nothing is noted yet. Write what you know."));
  vigie_label_set (self->empty, sentence);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
rows_changed_cb (VigieTimelineList *list, VigieTimelinePage *self)
{
  show_empty (self);
}

static void
close_detail (VigieTimelinePage *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
refresh_detail (VigieTimelinePage *self)
{
  const VigieEntry *entry = vigie_timeline_list_get_chosen (self->list);

  if (!gtk_revealer_get_reveal_child (self->revealer))
    return;
  if (entry != NULL)
    vigie_entry_detail_show (self->detail, self->model, entry);
  else
    close_detail (self);
}

static void
open_detail (VigieTimelinePage *self)
{
  if (vigie_timeline_list_get_chosen (self->list) == NULL)
    return;
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  refresh_detail (self);
}

static void
detail_closed_cb (VigieEntryDetail *detail, VigieTimelinePage *self)
{
  close_detail (self);
  vigie_timeline_list_focus (self->list);
}

static void
chosen_cb (VigieTimelineList *list, VigieTimelinePage *self)
{
  refresh_detail (self);
}

static void
changed_cb (VigieIncidentModel *model, VigieTimelinePage *self)
{
  vigie_timeline_filter_update (self->filter);
  vigie_timeline_bar_count (self->bar);
  refresh_detail (self);
  if (vigie_timeline_list_hides_awaited (self->list))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Recorded; the filter hides it."));
}

/* ---- Acts on one entry ---- */

static void
activated_cb (VigieTimelineList *list, VigieTimelinePage *self)
{
  if (gtk_revealer_get_reveal_child (self->revealer))
    close_detail (self);
  else
    open_detail (self);
}

static gboolean
list_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, VigieTimelinePage *self)
{
  const VigieEntry *entry = vigie_timeline_list_get_chosen (self->list);
  gunichar letter = gdk_keyval_to_unicode (keyval);

  if (self->model == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Escape)
    {
      if (gtk_revealer_get_reveal_child (self->revealer))
        close_detail (self);
      else
        {
          vigie_timeline_bar_stop_search (self->bar);
          vigie_command_line_type (self->command, NULL);
        }
      return TRUE;
    }
  if (entry != NULL && vigie_entry_keys_do (self->command, self->model, entry, keyval))
    return TRUE;
  if (letter != 0 && g_unichar_isgraph (letter))
    {
      char typed[7] = "";

      g_unichar_to_utf8 (letter, typed);
      vigie_command_line_type (self->command, typed);
      return TRUE;
    }

  return FALSE;
}

static void
pressed_cb (VigieTimelineList *list, VigieTimelinePage *self)
{
  if (gtk_revealer_get_reveal_child (self->revealer))
    refresh_detail (self);
}

static void
leave_command_cb (VigieCommandLine *command, VigieTimelinePage *self)
{
  vigie_timeline_list_focus (self->list);
}

static void
recorded_cb (VigieCommandLine *command, const char *id, VigieTimelinePage *self)
{
  vigie_timeline_list_await (self->list, id);
}

static void
to_end_cb (VigieTimelineList *list, VigieTimelinePage *self)
{
  vigie_command_line_type (self->command, NULL);
}

/* ---- Filter bar ---- */

static void
bar_changed_cb (VigieTimelineBar *bar, VigieTimelinePage *self)
{
  show_empty (self);
  vigie_timeline_list_forget_news (self->list);
}

static void
both_times_cb (VigieTimelineBar *bar, gboolean both, VigieTimelinePage *self)
{
  vigie_timeline_list_set_both_times (self->list, both);
}

static void
jump_cb (VigieTimelineBar *bar, gint64 time_usec, VigieTimelinePage *self)
{
  vigie_timeline_list_jump (self->list, time_usec);
}

static void
bar_left_cb (VigieTimelineBar *bar, VigieTimelinePage *self)
{
  vigie_command_line_type (self->command, NULL);
}

static void
bar_entered_cb (VigieTimelineBar *bar, VigieTimelinePage *self)
{
  vigie_timeline_list_focus (self->list);
}

static GtkWidget *
make_filter_bar (VigieTimelinePage *self)
{
  self->bar = VIGIE_TIMELINE_BAR (vigie_timeline_bar_new (self->filter));
  g_signal_connect (self->bar, "changed", G_CALLBACK (bar_changed_cb), self);
  g_signal_connect (self->bar, "both-times", G_CALLBACK (both_times_cb), self);
  g_signal_connect (self->bar, "jump", G_CALLBACK (jump_cb), self);
  g_signal_connect (self->bar, "left", G_CALLBACK (bar_left_cb), self);
  g_signal_connect (self->bar, "entered", G_CALLBACK (bar_entered_cb), self);

  return GTK_WIDGET (self->bar);
}

/* ---- List ---- */

static GtkWidget *
make_list (VigieTimelinePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list = VIGIE_TIMELINE_LIST (vigie_timeline_list_new (self->filter));
  g_signal_connect (self->list, "rows-changed", G_CALLBACK (rows_changed_cb), self);
  g_signal_connect (self->list, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect (self->list, "activated", G_CALLBACK (activated_cb), self);
  g_signal_connect (self->list, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (self->list, "to-end", G_CALLBACK (to_end_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (list_key_cb), self);
  vigie_timeline_list_add_keys (self->list, keys);

  return GTK_WIDGET (self->list);
}

static GtkWidget *
make_empty (VigieTimelinePage *self)
{
  self->empty = GTK_LABEL (vigie_paragraph_new (NULL, "empty-state"));
  gtk_label_set_justify (self->empty, GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (self->empty, 0.5);
  gtk_widget_set_vexpand (GTK_WIDGET (self->empty), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "surface");

  return GTK_WIDGET (self->empty);
}

/* ---- Size ---- */

static gboolean
narrow_cb (gpointer user_data)
{
  VigieTimelinePage *self = user_data;

  self->narrow_id = 0;
  vigie_command_line_set_hint_visible (self->command, !self->hint_hidden);
  vigie_timeline_bar_set_narrow (self->bar, self->narrow);

  return G_SOURCE_REMOVE;
}

static void
vigie_timeline_page_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  gtk_widget_measure (VIGIE_TIMELINE_PAGE (widget)->root, orientation, for_size, minimum, natural, NULL, NULL);
}

/* The hint and words of counts go when there is no room; not inside the allocation, which would never come to rest. */
static void
vigie_timeline_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VigieTimelinePage *self = VIGIE_TIMELINE_PAGE (widget);
  gboolean hint_hidden = width < HINT_WIDTH_PX || height < HINT_HEIGHT_PX;
  gboolean narrow = width < COUNTS_WIDTH_PX;

  gtk_widget_allocate (self->root, width, height, baseline, NULL);
  if (hint_hidden == self->hint_hidden && narrow == self->narrow)
    return;
  self->hint_hidden = hint_hidden;
  self->narrow = narrow;
  if (self->narrow_id == 0)
    self->narrow_id = g_idle_add (narrow_cb, self);
}

/* ---- Object ---- */

static gboolean
vigie_timeline_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (VIGIE_TIMELINE_PAGE (widget)->command));
}

static void
vigie_timeline_page_dispose (GObject *object)
{
  VigieTimelinePage *self = VIGIE_TIMELINE_PAGE (object);

  if (self->root != NULL)
    vigie_timeline_page_set_model (self, NULL);
  g_clear_handle_id (&self->narrow_id, g_source_remove);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->filter);
  G_OBJECT_CLASS (vigie_timeline_page_parent_class)->dispose (object);
}

/* Ctrl F, from the window. */
static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vigie_timeline_bar_search (VIGIE_TIMELINE_PAGE (widget)->bar);
}

/* Ctrl Enter is the window's key, which runs before the command line sees it. */
static void
suggested_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vigie_command_line_decide (VIGIE_TIMELINE_PAGE (widget)->command);
}

/* Ctrl J */
static void
jump_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vigie_timeline_bar_ask_time (VIGIE_TIMELINE_PAGE (widget)->bar);
}

/* Ctrl H */
static void
both_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vigie_timeline_bar_toggle_both (VIGIE_TIMELINE_PAGE (widget)->bar);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vigie_timeline_list_step (VIGIE_TIMELINE_PAGE (widget)->list, g_variant_get_int32 (parameter));
}

/* Ctrl O */
static void
attach_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vigie_timeline_drop_choose (VIGIE_TIMELINE_PAGE (widget)->drop);
}

static void
vigie_timeline_page_class_init (VigieTimelinePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_timeline_page_dispose;
  widget_class->measure = vigie_timeline_page_measure;
  widget_class->size_allocate = vigie_timeline_page_size_allocate;
  widget_class->grab_focus = vigie_timeline_page_grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "page.suggested", NULL, suggested_action);
  gtk_widget_class_install_action (widget_class, "page.jump", NULL, jump_action);
  gtk_widget_class_install_action (widget_class, "page.both-times", NULL, both_action);
  gtk_widget_class_install_action (widget_class, "page.step", "i", step_action);
  gtk_widget_class_install_action (widget_class, "page.attach", NULL, attach_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "page.attach", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, GDK_CONTROL_MASK, "page.jump", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK, "page.both-times", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, 0, "page.step", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, GDK_SHIFT_MASK, "page.step", "i", -1);
  gtk_widget_class_set_css_name (widget_class, "timeline-page");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_timeline_page_init (VigieTimelinePage *self)
{
  self->filter = vigie_timeline_filter_new ();
  self->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, make_list (self), "list");
  gtk_stack_add_named (self->stack, make_empty (self), "empty");
  self->detail = VIGIE_ENTRY_DETAIL (vigie_entry_detail_new ());
  g_signal_connect (self->detail, "closed", G_CALLBACK (detail_closed_cb), self);
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_child (self->revealer, GTK_WIDGET (self->detail));
  self->command = VIGIE_COMMAND_LINE (vigie_command_line_new ());
  g_signal_connect (self->command, "leave", G_CALLBACK (leave_command_cb), self);
  g_signal_connect (self->command, "recorded", G_CALLBACK (recorded_cb), self);
  gtk_box_append (GTK_BOX (self->root), make_filter_bar (self));
  gtk_box_append (GTK_BOX (self->root), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (self->root), GTK_WIDGET (self->revealer));
  self->drop = VIGIE_TIMELINE_DROP (vigie_timeline_drop_new (GTK_WIDGET (self), self->command));
  gtk_box_append (GTK_BOX (self->root), GTK_WIDGET (self->drop));
  gtk_box_append (GTK_BOX (self->root), GTK_WIDGET (self->command));
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
  show_empty (self);
}

GtkWidget *
vigie_timeline_page_new (void)
{
  return g_object_new (VIGIE_TYPE_TIMELINE_PAGE, NULL);
}

/**
 * vigie_timeline_page_set_model:
 * @model: (nullable): the incident to show.
 *
 * Shows the end of the timeline of @model and what was being typed for it.
 */
void
vigie_timeline_page_set_model (VigieTimelinePage *self, VigieIncidentModel *model)
{
  GListModel *timeline = model != NULL ? vigie_incident_model_get_timeline (model) : NULL;

  g_return_if_fail (VIGIE_IS_TIMELINE_PAGE (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  vigie_timeline_list_set_model (self->list, NULL);
  close_detail (self);
  vigie_entry_detail_show (self->detail, NULL, NULL);
  g_set_object (&self->model, model);
  vigie_timeline_filter_set_timeline (self->filter, timeline);
  vigie_timeline_list_set_model (self->list, model);
  vigie_command_line_set_model (self->command, model);
  vigie_timeline_drop_set_model (self->drop, model);
  vigie_timeline_bar_set_model (self->bar, model);
  show_empty (self);
  if (model != NULL)
    g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, 0);
}

void
vigie_timeline_page_focus_command (VigieTimelinePage *self, const char *prefix)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_PAGE (self));

  vigie_command_line_type (self->command, prefix);
}

void
vigie_timeline_page_focus_search (VigieTimelinePage *self)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_PAGE (self));

  vigie_timeline_bar_search (self->bar);
}

/**
 * vigie_timeline_page_show_entry:
 * @id: an event id.
 *
 * Scrolls to an entry, chooses it and opens its detail; does nothing if it is not shown.
 */
void
vigie_timeline_page_show_entry (VigieTimelinePage *self, const char *id)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_PAGE (self));

  if (vigie_timeline_list_choose (self->list, id))
    open_detail (self);
}
