/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows, and which of them is chosen. Scrolling is the scroller's; acts on an entry are the page's. */

#include "vigie-timeline-list.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-timeline-row.h"
#include "vigie-timeline-scroller.h"

struct _VigieTimelineList
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;

  VigieTimelineScroller *scroller;
  GtkWidget *list;

  gboolean both_times;          /* when it happened and when it was recorded */
};

G_DEFINE_FINAL_TYPE (VigieTimelineList, vigie_timeline_list, GTK_TYPE_WIDGET)

enum { ROWS_CHANGED, CHOSEN, ACTIVATED, PRESSED, TO_END, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- Rows ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, VigieTimelineList *self)
{
  GtkWidget *row = vigie_timeline_row_new ();

  vigie_timeline_row_set_both_times (VIGIE_TIMELINE_ROW (row), self->both_times);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, VigieTimelineList *self)
{
  VigieTimelineItem *item = gtk_list_item_get_item (list_item);
  gboolean is_day = vigie_timeline_item_is_day (item);

  gtk_list_item_set_selectable (list_item, !is_day);
  gtk_list_item_set_activatable (list_item, !is_day);
  vigie_timeline_row_set_item (VIGIE_TIMELINE_ROW (gtk_list_item_get_child (list_item)), self->model, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, VigieTimelineList *self)
{
  vigie_timeline_row_set_item (VIGIE_TIMELINE_ROW (gtk_list_item_get_child (list_item)), NULL, NULL);
}

static guint
n_rows (VigieTimelineList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
}

static GtkWidget *
row_widget_at (VigieTimelineList *self, guint position)
{
  g_autoptr(VigieTimelineItem) wanted = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  for (GtkWidget *child = gtk_widget_get_first_child (self->list); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (VIGIE_IS_TIMELINE_ROW (row) && vigie_timeline_row_get_item (VIGIE_TIMELINE_ROW (row)) == wanted)
        return child;
    }

  return NULL;
}

/* ---- What happens to it ---- */

static void
rows_changed_cb (GListModel *rows, guint position, guint removed, guint added, VigieTimelineList *self)
{
  g_signal_emit (self, signals[ROWS_CHANGED], 0);
  vigie_timeline_scroller_settle (self->scroller);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, VigieTimelineList *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
activated_cb (GtkListView *list, guint position, VigieTimelineList *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, VigieTimelineList *self)
{
  g_signal_emit (self, signals[PRESSED], 0);
}

static void
to_end_cb (VigieTimelineScroller *scroller, VigieTimelineList *self)
{
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_emit (self, signals[TO_END], 0);
}

/* ---- Object ---- */

static void
vigie_timeline_list_dispose (GObject *object)
{
  VigieTimelineList *self = VIGIE_TIMELINE_LIST (object);

  if (self->scroller != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->filtered, self);
      g_signal_handlers_disconnect_by_data (self->selection, self);
      gtk_widget_unparent (GTK_WIDGET (self->scroller));
      self->scroller = NULL;
    }
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (vigie_timeline_list_parent_class)->dispose (object);
}

static void
vigie_timeline_list_class_init (VigieTimelineListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[N_SIGNALS] = { "rows-changed", "chosen", "activated", "pressed", "to-end" };

  G_OBJECT_CLASS (klass)->dispose = vigie_timeline_list_dispose;
  for (int i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], VIGIE_TYPE_TIMELINE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "timeline-list");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkListItemFactory *
make_factory (VigieTimelineList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);

  return factory;
}

static void
make_rows (VigieTimelineList *self, VigieTimelineFilter *filter)
{
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (filter)));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect (self->filtered, "items-changed", G_CALLBACK (rows_changed_cb), self);
}

static GtkWidget *
make_list (VigieTimelineList *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), make_factory (self));
  gtk_widget_add_css_class (self->list, "timeline");
  vigie_set_accessible_label (self->list, _("Timeline"));
  g_signal_connect (self->list, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));

  return self->list;
}

static void
vigie_timeline_list_init (VigieTimelineList *self)
{
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

/**
 * vigie_timeline_list_new:
 * @filter: what passes; kept
 *
 * Returns: (transfer floating): a list without rows until it has an incident
 */
GtkWidget *
vigie_timeline_list_new (VigieTimelineFilter *filter)
{
  VigieTimelineList *self = g_object_new (VIGIE_TYPE_TIMELINE_LIST, NULL);

  make_rows (self, filter);
  self->scroller = VIGIE_TIMELINE_SCROLLER (vigie_timeline_scroller_new (make_list (self), G_LIST_MODEL (self->filtered)));
  g_signal_connect (self->scroller, "to-end", G_CALLBACK (to_end_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->scroller), GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

/**
 * vigie_timeline_list_set_model:
 * @model: (nullable): the incident to show
 *
 * Shows the end of the timeline of @model.
 */
void
vigie_timeline_list_set_model (VigieTimelineList *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_LIST (self));

  gtk_filter_list_model_set_model (self->filtered, NULL);
  g_set_object (&self->model, model);
  gtk_filter_list_model_set_model (self->filtered, model != NULL ? vigie_incident_model_get_timeline (model) : NULL);
  vigie_timeline_scroller_set_model (self->scroller, model);
}

void
vigie_timeline_list_add_keys (VigieTimelineList *self, GtkEventController *keys)
{
  /* Before the list itself, which would keep the space bar. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->list, keys);
}

guint
vigie_timeline_list_get_n_rows (VigieTimelineList *self)
{
  g_return_val_if_fail (VIGIE_IS_TIMELINE_LIST (self), 0);

  return n_rows (self);
}

const VigieEntry *
vigie_timeline_list_get_chosen (VigieTimelineList *self)
{
  VigieTimelineItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? vigie_timeline_item_get_entry (item) : NULL;
}

gboolean
vigie_timeline_list_choose (VigieTimelineList *self, const char *id)
{
  guint position;

  g_return_val_if_fail (VIGIE_IS_TIMELINE_LIST (self), FALSE);

  position = vigie_timeline_scroller_position_of (self->scroller, id);
  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  gtk_single_selection_set_selected (self->selection, position);
  vigie_timeline_scroller_show (self->scroller, id, FALSE);

  return TRUE;
}

void
vigie_timeline_list_await (VigieTimelineList *self, const char *id)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_LIST (self));

  vigie_timeline_scroller_show (self->scroller, id, TRUE);
}

gboolean
vigie_timeline_list_hides_awaited (VigieTimelineList *self)
{
  g_return_val_if_fail (VIGIE_IS_TIMELINE_LIST (self), FALSE);

  return vigie_timeline_scroller_drop_hidden (self->scroller);
}

void
vigie_timeline_list_focus (VigieTimelineList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  GtkWidget *row;

  if (n_rows (self) == 0)
    return;
  if (position == GTK_INVALID_LIST_POSITION)
    {
      position = n_rows (self) - 1;
      gtk_single_selection_set_selected (self->selection, position);
    }
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
  row = row_widget_at (self, position);
  if (row == NULL || !gtk_widget_grab_focus (row))
    gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
}

void
vigie_timeline_list_step (VigieTimelineList *self, int direction)
{
  guint n = n_rows (self);
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position == GTK_INVALID_LIST_POSITION)
    position = direction > 0 ? n - 1 : 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(VigieTimelineItem) item = NULL;

      position = (position + (direction > 0 ? 1 : n - 1)) % n;
      item = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);
      if (vigie_timeline_item_is_day (item))
        continue;
      vigie_timeline_scroller_set_follow (self->scroller, FALSE);
      gtk_single_selection_set_selected (self->selection, position);
      vigie_timeline_list_focus (self);
      return;
    }
}

void
vigie_timeline_list_jump (VigieTimelineList *self, gint64 time_usec)
{
  guint wanted = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n_rows (self); i++)
    {
      g_autoptr(VigieTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->filtered), i);

      if (vigie_timeline_item_is_day (item))
        continue;
      wanted = i;
      if (vigie_timeline_item_get_entry (item)->occurred_usec >= time_usec)
        break;
    }
  if (wanted == GTK_INVALID_LIST_POSITION)
    return;
  vigie_timeline_scroller_set_follow (self->scroller, wanted + 1 == n_rows (self));
  gtk_single_selection_set_selected (self->selection, wanted);
  vigie_timeline_list_focus (self);
}

void
vigie_timeline_list_set_both_times (VigieTimelineList *self, gboolean both)
{
  self->both_times = both;
  for (GtkWidget *child = gtk_widget_get_first_child (self->list); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (VIGIE_IS_TIMELINE_ROW (gtk_widget_get_first_child (child)))
      vigie_timeline_row_set_both_times (VIGIE_TIMELINE_ROW (gtk_widget_get_first_child (child)), both);
}

void
vigie_timeline_list_forget_news (VigieTimelineList *self)
{
  vigie_timeline_scroller_forget_news (self->scroller);
}
