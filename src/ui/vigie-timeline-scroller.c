/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GTK 4.8 has no function for scrolling a list to an item, only the action, which knows nothing of a row
 * that has not been measured; so it waits for the end of the next layout, whose frame then draws the row
 * where it belongs. What the adjustment says between a change and that moment is not taken for a person's
 * scrolling. */

#include "vigie-timeline-scroller.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-timeline-row.h"

#define END_SLACK_PX 50
/* While an entry is kept in sight: it may be the one before the last. */
#define KEPT_SLACK_PX 1
#define FILL_AROUND_PX 200

struct _VigieTimelineScroller
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;    /* owned */
  GListModel *rows;             /* owned */

  GtkWidget *root;
  GtkWidget *scroller;
  GtkWidget *list;
  GtkWidget *news;
  GtkLabel *news_label;

  gboolean follow;
  gboolean settling;            /* rows changed, the list has not scrolled yet */
  char *seen_id;                /* the last row when the end was last in sight, or NULL */
  guint n_new;                  /* entries below it */
  GdkFrameClock *settle_clock;  /* owned while it waits for a layout */
  gulong settle_id;
  GdkFrameClock *fill_clock;    /* owned while it is mapped */
  gulong fill_id;
  char *wanted_id;              /* entry to show once it is in the list */
  char *kept_id;                /* entry that was shown: it stays in sight when the list becomes lower */
};

G_DEFINE_FINAL_TYPE (VigieTimelineScroller, vigie_timeline_scroller, GTK_TYPE_WIDGET)

enum { TO_END, N_SIGNALS };
static guint signals[N_SIGNALS];

static guint
n_rows (VigieTimelineScroller *self)
{
  return g_list_model_get_n_items (self->rows);
}

guint
vigie_timeline_scroller_position_of (VigieTimelineScroller *self, const char *id)
{
  /* What was recorded a moment ago is not in the fold yet: thousands of rows need not be asked for it. */
  if (self->model == NULL || vigie_incident_entry (vigie_incident_model_get_incident (self->model), id) == NULL)
    return GTK_INVALID_LIST_POSITION;

  for (guint i = n_rows (self); i > 0; i--)
    {
      g_autoptr(VigieTimelineItem) item = g_list_model_get_item (self->rows, i - 1);

      if (g_str_equal (vigie_timeline_item_get_id (item), id))
        return i - 1;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* What came in below while one reads further up is counted on a pill that leads there. */
static void
show_news (VigieTimelineScroller *self)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u new ↓", "%u new ↓", self->n_new), self->n_new);
  g_autofree char *name = g_strdup_printf (ngettext ("%u new entry below, go to the end", "%u new entries below, go to the end", self->n_new), self->n_new);

  vigie_label_set (self->news_label, words);
  vigie_set_accessible_label (self->news, name);
  gtk_widget_set_visible (self->news, self->n_new > 0);
}

static void
see_end (VigieTimelineScroller *self)
{
  g_autoptr(VigieTimelineItem) last = n_rows (self) > 0 ? g_list_model_get_item (self->rows, n_rows (self) - 1) : NULL;

  g_free (self->seen_id);
  self->seen_id = last != NULL ? g_strdup (vigie_timeline_item_get_id (last)) : NULL;
  self->n_new = 0;
}

/* Entries behind the last one that was seen: what is entered for an earlier time is no news below. */
static void
count_news (VigieTimelineScroller *self)
{
  guint n_new = 0;

  for (guint i = n_rows (self); i > 0; i--)
    {
      g_autoptr(VigieTimelineItem) item = g_list_model_get_item (self->rows, i - 1);

      if (g_strcmp0 (vigie_timeline_item_get_id (item), self->seen_id) == 0)
        {
          self->n_new = n_new;
          return;
        }
      n_new += !vigie_timeline_item_is_day (item);
    }
  /* It is not shown any more: what is there now counts as seen. */
  see_end (self);
}

static void
stop_settling (VigieTimelineScroller *self)
{
  g_clear_signal_handler (&self->settle_id, self->settle_clock);
  g_clear_object (&self->settle_clock);
}

/* With every row in sight nothing is news, wherever one reads. */
static gboolean
is_all_in_sight (VigieTimelineScroller *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  return gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment);
}

static void
laid_out_cb (GdkFrameClock *clock, VigieTimelineScroller *self)
{
  guint position;

  /* Behind another page nothing is measured: when it is shown again. */
  if (!gtk_widget_get_mapped (self->list))
    return;
  position = self->wanted_id != NULL ? vigie_timeline_scroller_position_of (self, self->wanted_id) : GTK_INVALID_LIST_POSITION;

  stop_settling (self);
  if (position != GTK_INVALID_LIST_POSITION)
    {
      g_free (self->kept_id);
      self->kept_id = g_steal_pointer (&self->wanted_id);
      self->follow = position + 1 == n_rows (self);
      gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
    }
  else if (self->follow && n_rows (self) > 0)
    {
      gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", n_rows (self) - 1);
    }
  self->settling = FALSE;
  self->follow = self->follow || is_all_in_sight (self);
  if (self->follow)
    see_end (self);
  else
    count_news (self);
  show_news (self);
  /* The rows that came into view wait to be filled, in this frame. */
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

/* ---- Filling ---- */

/* Fills the rows in view and some around it. After each layout, which a filled row asks for once more, and so
 * before the frame is drawn; not before the list has scrolled to where it is wanted. */
static void
fill_cb (GdkFrameClock *clock, VigieTimelineScroller *self)
{
  double height = gtk_widget_get_height (self->list);

  if (self->settling)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (self->list); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      int row_height = gtk_widget_get_height (child);
      double y = 0;

      /* One without a height has no place yet. */
      if (!VIGIE_IS_TIMELINE_ROW (row) || vigie_timeline_row_is_filled (VIGIE_TIMELINE_ROW (row)) || row_height == 0
          || !gtk_widget_translate_coordinates (child, self->list, 0, 0, NULL, &y))
        continue;
      if (y < height + FILL_AROUND_PX && y + row_height > -FILL_AROUND_PX)
        vigie_timeline_row_fill (VIGIE_TIMELINE_ROW (row));
    }
}

static void
stop_filling (VigieTimelineScroller *self)
{
  g_clear_signal_handler (&self->fill_id, self->fill_clock);
  g_clear_object (&self->fill_clock);
}

static void
start_filling (VigieTimelineScroller *self)
{
  stop_filling (self);
  self->fill_clock = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  self->fill_id = g_signal_connect_after (self->fill_clock, "layout", G_CALLBACK (fill_cb), self);
}

static void
settle (VigieTimelineScroller *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  self->settling = TRUE;
  if (self->settle_id != 0 || clock == NULL)
    return;
  self->settle_clock = g_object_ref (clock);
  /* After the toolkit's own handler. */
  self->settle_id = g_signal_connect_after (clock, "layout", G_CALLBACK (laid_out_cb), self);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

static void
scrolled_cb (GtkAdjustment *adjustment, VigieTimelineScroller *self)
{
  if (self->settling)
    return;
  self->follow = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment)
                 >= gtk_adjustment_get_upper (adjustment) - (self->kept_id != NULL ? KEPT_SLACK_PX : END_SLACK_PX);
  if (self->follow)
    {
      g_clear_pointer (&self->kept_id, g_free);
      see_end (self);
    }
  show_news (self);
}

/* The list became higher or lower: the detail opened, or the window changed. */
static void
resized_cb (GtkAdjustment *adjustment, GParamSpec *pspec, VigieTimelineScroller *self)
{
  if (self->kept_id != NULL && self->wanted_id == NULL)
    self->wanted_id = g_strdup (self->kept_id);
  if (self->follow || self->wanted_id != NULL)
    settle (self);
}

static void
news_cb (GtkButton *button, VigieTimelineScroller *self)
{
  self->follow = TRUE;
  settle (self);
  g_signal_emit (self, signals[TO_END], 0);
}

/* ---- Object ---- */

static void
vigie_timeline_scroller_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vigie_timeline_scroller_parent_class)->map (widget);
  start_filling (VIGIE_TIMELINE_SCROLLER (widget));
  settle (VIGIE_TIMELINE_SCROLLER (widget));
}

static void
vigie_timeline_scroller_unmap (GtkWidget *widget)
{
  stop_filling (VIGIE_TIMELINE_SCROLLER (widget));
  GTK_WIDGET_CLASS (vigie_timeline_scroller_parent_class)->unmap (widget);
}

/* The clock goes with the window's surface. */
static void
vigie_timeline_scroller_unrealize (GtkWidget *widget)
{
  stop_settling (VIGIE_TIMELINE_SCROLLER (widget));
  GTK_WIDGET_CLASS (vigie_timeline_scroller_parent_class)->unrealize (widget);
}

static void
vigie_timeline_scroller_dispose (GObject *object)
{
  VigieTimelineScroller *self = VIGIE_TIMELINE_SCROLLER (object);

  stop_settling (self);
  stop_filling (self);
  if (self->root != NULL)
    g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), self);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->rows);
  g_clear_object (&self->model);
  g_clear_pointer (&self->wanted_id, g_free);
  g_clear_pointer (&self->kept_id, g_free);
  g_clear_pointer (&self->seen_id, g_free);
  G_OBJECT_CLASS (vigie_timeline_scroller_parent_class)->dispose (object);
}

static void
vigie_timeline_scroller_class_init (VigieTimelineScrollerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_timeline_scroller_dispose;
  widget_class->unrealize = vigie_timeline_scroller_unrealize;
  widget_class->map = vigie_timeline_scroller_map;
  widget_class->unmap = vigie_timeline_scroller_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "timeline-scroller");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[TO_END] = g_signal_new ("to-end", VIGIE_TYPE_TIMELINE_SCROLLER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_scroller (VigieTimelineScroller *self)
{
  GtkAdjustment *adjustment;

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect (adjustment, "notify::page-size", G_CALLBACK (resized_cb), self);

  return self->scroller;
}

static GtkWidget *
make_news (VigieTimelineScroller *self)
{
  self->news = gtk_button_new ();
  self->news_label = GTK_LABEL (vigie_label_new (NULL, "num"));
  gtk_button_set_child (GTK_BUTTON (self->news), GTK_WIDGET (self->news_label));
  gtk_widget_add_css_class (self->news, "news-pill");
  gtk_widget_set_halign (self->news, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->news, GTK_ALIGN_END);
  gtk_widget_set_focus_on_click (self->news, FALSE);
  gtk_widget_set_visible (self->news, FALSE);
  g_signal_connect (self->news, "clicked", G_CALLBACK (news_cb), self);

  return self->news;
}

static void
vigie_timeline_scroller_init (VigieTimelineScroller *self)
{
  self->follow = TRUE;
}

/**
 * vigie_timeline_scroller_new:
 * @list: what scrolls; kept
 * @rows: what it shows; kept
 *
 * Returns: (transfer floating): a view of the end of @list
 */
GtkWidget *
vigie_timeline_scroller_new (GtkWidget *list, GListModel *rows)
{
  VigieTimelineScroller *self = g_object_new (VIGIE_TYPE_TIMELINE_SCROLLER, NULL);

  self->list = list;
  self->rows = g_object_ref (rows);
  self->root = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->root), make_scroller (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->root), make_news (self));
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

void
vigie_timeline_scroller_set_model (VigieTimelineScroller *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_SCROLLER (self));

  g_set_object (&self->model, model);
  self->follow = TRUE;
  g_clear_pointer (&self->wanted_id, g_free);
  g_clear_pointer (&self->kept_id, g_free);
  vigie_timeline_scroller_forget_news (self);
}

void
vigie_timeline_scroller_settle (VigieTimelineScroller *self)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_SCROLLER (self));

  settle (self);
}

void
vigie_timeline_scroller_show (VigieTimelineScroller *self, const char *id, gboolean follow)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_SCROLLER (self));

  g_free (self->wanted_id);
  self->wanted_id = g_strdup (id);
  self->follow = self->follow || follow;
  settle (self);
}

gboolean
vigie_timeline_scroller_drop_hidden (VigieTimelineScroller *self)
{
  const VigieEntry *entry;

  g_return_val_if_fail (VIGIE_IS_TIMELINE_SCROLLER (self), FALSE);

  entry = self->wanted_id != NULL && self->model != NULL
          ? vigie_incident_entry (vigie_incident_model_get_incident (self->model), self->wanted_id) : NULL;
  if (entry == NULL || vigie_timeline_scroller_position_of (self, self->wanted_id) != GTK_INVALID_LIST_POSITION)
    return FALSE;
  g_clear_pointer (&self->wanted_id, g_free);

  return entry->kind != VIGIE_ENTRY_FOLLOWUP;
}

void
vigie_timeline_scroller_set_follow (VigieTimelineScroller *self, gboolean follow)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_SCROLLER (self));

  self->follow = follow;
}

void
vigie_timeline_scroller_forget_news (VigieTimelineScroller *self)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_SCROLLER (self));

  see_end (self);
  show_news (self);
}
