/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The timeline: a filter bar, the list, the detail of one entry, the command line. The command line
 * has the focus first and after every act; the list is for reading and for acts on one entry, and any
 * letter typed there goes on in the command line, so nobody needs to know where the focus is.
 *
 * The list follows its end unless one scrolls up. GTK 4.8 has no function for scrolling a list to an
 * item, only the action, which knows nothing of a row that has not been measured; so it waits for the
 * end of the next layout, whose frame then draws the row where it belongs. What the adjustment says
 * between a change and that moment is not taken for a person's scrolling. */

#include "vigie-widgets.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-command-line.h"
#include "vigie-entry-detail.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-timeline-bar.h"
#include "vigie-timeline-drop.h"
#include "vigie-timeline-filter.h"
#include "vigie-timeline-page.h"
#include "vigie-timeline-row.h"

#define HINT_WIDTH_PX 560
#define HINT_HEIGHT_PX 480
#define END_SLACK_PX 50

struct _VigieTimelinePage
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  VigieTimelineFilter *filter;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;

  GtkWidget *root;
  VigieTimelineBar *bar;
  GtkStack *stack;
  GtkLabel *empty;
  GtkWidget *scroller;
  GtkWidget *news;
  GtkLabel *news_label;
  GtkWidget *list;
  GtkRevealer *revealer;
  VigieEntryDetail *detail;
  VigieCommandLine *command;
  VigieTimelineDrop *drop;

  gboolean follow;
  gboolean settling;            /* rows changed, the list has not scrolled yet */
  gboolean narrow;
  gboolean both_times;          /* when it happened and when it was recorded */
  guint n_seen;                 /* rows there were when the end was last in sight */
  GdkFrameClock *settle_clock;  /* owned while it waits for a layout */
  gulong settle_id;
  guint narrow_id;
  char *wanted_id;              /* entry to show once it is in the list */
};

G_DEFINE_FINAL_TYPE (VigieTimelinePage, vigie_timeline_page, GTK_TYPE_WIDGET)

static void close_detail (VigieTimelinePage *self);

/* ---- Rows ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, VigieTimelinePage *self)
{
  GtkWidget *row = vigie_timeline_row_new ();

  vigie_timeline_row_set_both_times (VIGIE_TIMELINE_ROW (row), self->both_times);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, VigieTimelinePage *self)
{
  VigieTimelineItem *item = gtk_list_item_get_item (list_item);
  gboolean is_day = vigie_timeline_item_is_day (item);

  gtk_list_item_set_selectable (list_item, !is_day);
  gtk_list_item_set_activatable (list_item, !is_day);
  vigie_timeline_row_set_item (VIGIE_TIMELINE_ROW (gtk_list_item_get_child (list_item)), self->model, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, VigieTimelinePage *self)
{
  vigie_timeline_row_set_item (VIGIE_TIMELINE_ROW (gtk_list_item_get_child (list_item)), NULL, NULL);
}

static guint
n_rows (VigieTimelinePage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
}

/* The entry chosen in the list, or NULL. */
static const VigieEntry *
chosen_entry (VigieTimelinePage *self)
{
  VigieTimelineItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? vigie_timeline_item_get_entry (item) : NULL;
}

static guint
position_of (VigieTimelinePage *self, const char *id)
{
  /* What was recorded a moment ago is not in the fold yet: thousands of rows need not be asked for it. */
  if (self->model == NULL || vigie_incident_entry (vigie_incident_model_get_incident (self->model), id) == NULL)
    return GTK_INVALID_LIST_POSITION;

  for (guint i = n_rows (self); i > 0; i--)
    {
      g_autoptr(VigieTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->filtered), i - 1);

      if (g_str_equal (vigie_timeline_item_get_id (item), id))
        return i - 1;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* ---- Scrolling ---- */

/* What came in below while one reads further up is counted on a pill that leads there. */
static void
count_news (VigieTimelinePage *self)
{
  guint n_new = !self->follow && n_rows (self) > self->n_seen ? n_rows (self) - self->n_seen : 0;
  g_autofree char *words = g_strdup_printf (ngettext ("%u new ↓", "%u new ↓", n_new), n_new);
  g_autofree char *name = g_strdup_printf (ngettext ("%u new entry below, go to the end", "%u new entries below, go to the end", n_new), n_new);

  if (self->follow)
    self->n_seen = n_rows (self);
  vigie_label_set (self->news_label, words);
  vigie_set_accessible_label (self->news, name);
  gtk_widget_set_visible (self->news, n_new > 0);
}

static void
stop_settling (VigieTimelinePage *self)
{
  g_clear_signal_handler (&self->settle_id, self->settle_clock);
  g_clear_object (&self->settle_clock);
}

static void
laid_out_cb (GdkFrameClock *clock, VigieTimelinePage *self)
{
  guint position;

  /* Behind another page nothing is measured: when it is shown again. */
  if (!gtk_widget_get_mapped (self->list))
    return;
  position = self->wanted_id != NULL ? position_of (self, self->wanted_id) : GTK_INVALID_LIST_POSITION;

  stop_settling (self);
  if (position != GTK_INVALID_LIST_POSITION)
    {
      g_clear_pointer (&self->wanted_id, g_free);
      self->follow = position + 1 == n_rows (self);
      gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
    }
  else if (self->follow && n_rows (self) > 0)
    {
      gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", n_rows (self) - 1);
    }
  self->settling = FALSE;
  count_news (self);
}

static void
settle (VigieTimelinePage *self)
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
scrolled_cb (GtkAdjustment *adjustment, VigieTimelinePage *self)
{
  if (self->settling)
    return;
  self->follow = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment)
                 >= gtk_adjustment_get_upper (adjustment) - END_SLACK_PX;
  count_news (self);
}

static void
news_cb (GtkButton *button, VigieTimelinePage *self)
{
  self->follow = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  settle (self);
  vigie_command_line_type (self->command, NULL);
}

/* The list became higher or lower: the detail opened, or the window changed. */
static void
resized_cb (GtkAdjustment *adjustment, GParamSpec *pspec, VigieTimelinePage *self)
{
  if (self->follow)
    settle (self);
}

static GtkWidget *
row_widget_at (VigieTimelinePage *self, guint position)
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

/* To the list: the chosen row, else the last one. */
static void
focus_list (VigieTimelinePage *self)
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

/* ---- What is shown ---- */

static void
show_empty (VigieTimelinePage *self)
{
  const char *words = vigie_timeline_bar_get_words (self->bar);
  g_autofree char *sentence = NULL;

  if (n_rows (self) > 0)
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
rows_changed_cb (GListModel *rows, guint position, guint removed, guint added, VigieTimelinePage *self)
{
  show_empty (self);
  settle (self);
}

static void
refresh_detail (VigieTimelinePage *self)
{
  const VigieEntry *entry = chosen_entry (self);

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
  if (chosen_entry (self) == NULL)
    return;
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  refresh_detail (self);
}

static void
close_detail (VigieTimelinePage *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
detail_closed_cb (VigieEntryDetail *detail, VigieTimelinePage *self)
{
  close_detail (self);
  focus_list (self);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, VigieTimelinePage *self)
{
  refresh_detail (self);
}

static void
changed_cb (VigieIncidentModel *model, VigieTimelinePage *self)
{
  vigie_timeline_filter_update (self->filter);
  vigie_timeline_bar_count (self->bar);
  refresh_detail (self);
}

/* ---- Acts on one entry ---- */

static void
activated_cb (GtkListView *list, guint position, VigieTimelinePage *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  if (gtk_revealer_get_reveal_child (self->revealer))
    close_detail (self);
  else
    open_detail (self);
}

static void
star (VigieTimelinePage *self, const VigieEntry *entry)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = vigie_act_star (vigie_incident_model_get_incident (self->model), entry->event->id, !entry->starred,
                                      vigie_session_get_author (session), vigie_session_now_usec (session), &error);

  vigie_session_do (session, drafts, g_steal_pointer (&error));
}

/* The command line with the time of @entry in front: what is written there comes before it. */
static void
insert_before (VigieTimelinePage *self, const VigieEntry *entry)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GTimeZone *zone = vigie_session_get_zone (session);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (entry->occurred_usec / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) local = g_date_time_to_timezone (utc, zone);
  gboolean is_today = vigie_time_same_day (entry->occurred_usec, vigie_session_now_usec (session), zone);
  g_autofree char *prefix = g_date_time_format (local, is_today ? "%H:%M " : "%Y-%m-%d %H:%M ");

  vigie_command_line_type (self->command, prefix);
}

static gboolean
entry_key (VigieTimelinePage *self, const VigieEntry *entry, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      star (self, entry);
      return TRUE;
    case GDK_KEY_F2:
      vigie_act_form_correct (GTK_WIDGET (self), self->model, entry);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      vigie_act_form_retract (GTK_WIDGET (self), self->model, entry);
      return TRUE;
    case GDK_KEY_i:
    case GDK_KEY_I:
      insert_before (self, entry);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
list_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, VigieTimelinePage *self)
{
  const VigieEntry *entry = chosen_entry (self);
  gunichar letter = gdk_keyval_to_unicode (keyval);

  if (self->model == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Escape)
    {
      if (gtk_revealer_get_reveal_child (self->revealer))
        close_detail (self);
      else
        vigie_command_line_type (self->command, NULL);
      return TRUE;
    }
  if (entry != NULL && entry_key (self, entry, keyval))
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
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, VigieTimelinePage *self)
{
  if (gtk_revealer_get_reveal_child (self->revealer))
    refresh_detail (self);
}

static void
leave_command_cb (VigieCommandLine *command, VigieTimelinePage *self)
{
  focus_list (self);
}

static void
recorded_cb (VigieCommandLine *command, const char *id, VigieTimelinePage *self)
{
  g_free (self->wanted_id);
  self->wanted_id = g_strdup (id);
  self->follow = TRUE;
  settle (self);
}

/* ---- Filter bar ---- */

static void
bar_changed_cb (VigieTimelineBar *bar, VigieTimelinePage *self)
{
  self->n_seen = n_rows (self);
  show_empty (self);
  count_news (self);
}

static void
both_times_cb (VigieTimelineBar *bar, gboolean both, VigieTimelinePage *self)
{
  self->both_times = both;
  for (GtkWidget *child = gtk_widget_get_first_child (self->list); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (VIGIE_IS_TIMELINE_ROW (gtk_widget_get_first_child (child)))
      vigie_timeline_row_set_both_times (VIGIE_TIMELINE_ROW (gtk_widget_get_first_child (child)), both);
}

/* The first entry at or after @time_usec, else the last one; chosen, in sight, with the focus. */
static void
jump_cb (VigieTimelineBar *bar, gint64 time_usec, VigieTimelinePage *self)
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
  self->follow = wanted + 1 == n_rows (self);
  gtk_single_selection_set_selected (self->selection, wanted);
  focus_list (self);
}

/* F3: the next entry that is shown, so with a search the next one found; around at the end. */
static void
step (VigieTimelinePage *self, int direction)
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
      self->follow = FALSE;
      gtk_single_selection_set_selected (self->selection, position);
      focus_list (self);
      return;
    }
}

static void
bar_left_cb (VigieTimelineBar *bar, VigieTimelinePage *self)
{
  vigie_command_line_type (self->command, NULL);
}

static void
bar_entered_cb (VigieTimelineBar *bar, VigieTimelinePage *self)
{
  focus_list (self);
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
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkAdjustment *adjustment;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->filter = vigie_timeline_filter_new ();
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect (self->filtered, "items-changed", G_CALLBACK (rows_changed_cb), self);

  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_widget_add_css_class (self->list, "timeline");
  vigie_set_accessible_label (self->list, _("Timeline"));
  g_signal_connect (self->list, "activate", G_CALLBACK (activated_cb), self);
  /* Before the list itself, which would keep the space bar. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (list_key_cb), self);
  gtk_widget_add_controller (self->list, keys);
  g_signal_connect (click, "released", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));

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
  vigie_command_line_set_hint_visible (self->command, !self->narrow);

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

/* The hint goes when there is no room; not inside the allocation, which would never come to rest. */
static void
vigie_timeline_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VigieTimelinePage *self = VIGIE_TIMELINE_PAGE (widget);
  gboolean narrow = width < HINT_WIDTH_PX || height < HINT_HEIGHT_PX;

  gtk_widget_allocate (self->root, width, height, baseline, NULL);
  if (narrow == self->narrow)
    return;
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
vigie_timeline_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vigie_timeline_page_parent_class)->map (widget);
  settle (VIGIE_TIMELINE_PAGE (widget));
}

/* The clock goes with the window's surface. */
static void
vigie_timeline_page_unrealize (GtkWidget *widget)
{
  stop_settling (VIGIE_TIMELINE_PAGE (widget));
  GTK_WIDGET_CLASS (vigie_timeline_page_parent_class)->unrealize (widget);
}

static void
vigie_timeline_page_dispose (GObject *object)
{
  VigieTimelinePage *self = VIGIE_TIMELINE_PAGE (object);

  if (self->root != NULL)
    vigie_timeline_page_set_model (self, NULL);
  stop_settling (self);
  g_clear_handle_id (&self->narrow_id, g_source_remove);
  if (self->root != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->filtered, self);
      g_signal_handlers_disconnect_by_data (self->selection, self);
      g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), self);
    }
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->wanted_id, g_free);
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
  if (n_rows (VIGIE_TIMELINE_PAGE (widget)) > 0)
    step (VIGIE_TIMELINE_PAGE (widget), g_variant_get_int32 (parameter));
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
  widget_class->unrealize = vigie_timeline_page_unrealize;
  widget_class->map = vigie_timeline_page_map;
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

static GtkWidget *
make_news (VigieTimelinePage *self)
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
vigie_timeline_page_init (VigieTimelinePage *self)
{
  GtkWidget *list = make_list (self);
  GtkWidget *overlay = gtk_overlay_new ();

  self->follow = TRUE;
  self->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_overlay_set_child (GTK_OVERLAY (overlay), list);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), make_news (self));
  gtk_stack_add_named (self->stack, overlay, "list");
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
  gtk_filter_list_model_set_model (self->filtered, NULL);
  close_detail (self);
  vigie_entry_detail_show (self->detail, NULL, NULL);
  g_set_object (&self->model, model);
  self->follow = TRUE;
  g_clear_pointer (&self->wanted_id, g_free);
  vigie_timeline_filter_set_timeline (self->filter, timeline);
  gtk_filter_list_model_set_model (self->filtered, timeline);
  vigie_command_line_set_model (self->command, model);
  vigie_timeline_drop_set_model (self->drop, model);
  vigie_timeline_bar_set_model (self->bar, model);
  self->n_seen = n_rows (self);
  count_news (self);
  show_empty (self);
  if (model != NULL)
    g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, 0);
}

/**
 * vigie_timeline_page_focus_command:
 * @prefix: (nullable): what to type there.
 *
 * Puts the cursor in the command line.
 */
void
vigie_timeline_page_focus_command (VigieTimelinePage *self, const char *prefix)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_PAGE (self));

  vigie_command_line_type (self->command, prefix);
}

/**
 * vigie_timeline_page_focus_search:
 *
 * Opens the search of this timeline.
 */
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
  guint position;

  g_return_if_fail (VIGIE_IS_TIMELINE_PAGE (self));

  position = position_of (self, id);
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  g_free (self->wanted_id);
  self->wanted_id = g_strdup (id);
  gtk_single_selection_set_selected (self->selection, position);
  open_detail (self);
  settle (self);
}
