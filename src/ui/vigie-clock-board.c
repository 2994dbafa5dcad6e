/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The board: every obligation of the incident in four groups by time left, late ones first, kept ones
 * folded. Rows are built anew only when the order changes, and an order that changed by time alone
 * waits while the pointer is over the board, so that nothing slips away from under a click; a new
 * fold is shown at once. Between, only words and dials change, each tick. A press on a row does what
 * the obligation asks; late rows show that act as a button, with "Postpone…" beside it. */

#include "vigie-widgets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-forms.h"
#include "vigie-clock-plan.h"
#include "vigie-clock-words.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define FOLD_KEY "fold"

struct _VigieClockBoard
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  GtkWidget *root;
  GtkLabel *summary;
  GtkWidget *scroller;
  GtkBox *groups;
  GtkWidget *fold;              /* of the kept ones, while there is one */
  VigieClockPlan *plan;         /* what is shown; never NULL */
  gboolean kept_open;
  gboolean pointer_inside;
  gboolean stale;               /* order waits for the pointer to leave */
};

G_DEFINE_FINAL_TYPE (VigieClockBoard, vigie_clock_board, GTK_TYPE_WIDGET)

static void refresh (VigieClockBoard *self, gboolean may_move);

static gint64
now_of (VigieClockBoard *self)
{
  return vigie_session_now_usec (vigie_incident_model_get_session (self->model));
}

/* The obligation a row shows now, found by key: the array is a new one after each evaluation. */
static const VigieObligation *
find (VigieClockBoard *self, const char *key)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (self->model);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);
      g_autofree char *its_key = vigie_clock_key (obligation);

      if (g_str_equal (its_key, key))
        return obligation;
    }

  return NULL;
}

/* ---- Acts ---- */

static void
do_it (VigieClockBoard *self, const char *key)
{
  const VigieObligation *obligation = find (self, key);

  if (obligation != NULL && vigie_obligation_is_running (obligation))
    vigie_obligation_act (GTK_WIDGET (self), self->model, obligation);
}

static void
act_cb (GtkButton *button, VigieClockBoard *self)
{
  do_it (self, g_object_get_data (G_OBJECT (button), "key"));
}

static void
postpone_cb (GtkButton *button, VigieClockBoard *self)
{
  const VigieObligation *obligation = find (self, g_object_get_data (G_OBJECT (button), "key"));

  if (obligation != NULL)
    vigie_act_form_postpone (GTK_WIDGET (self), self->model, obligation);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, VigieClockBoard *self)
{
  const char *key = g_object_get_data (G_OBJECT (row), "key");

  if (key != NULL)
    do_it (self, key);
}

static void
kept_toggled_cb (GtkButton *button, VigieClockBoard *self)
{
  self->kept_open = !self->kept_open;
  g_ptr_array_set_size (self->plan->rows, 0);
  refresh (self, TRUE);
}

/* ---- Building ---- */

static const char *
group_title (VigieClockGroup group)
{
  const char *const titles[VIGIE_N_CLOCKS] = { _("Late"), _("Within 30 minutes"), _("Later"), _("Kept") };

  return titles[group];
}

static GtkWidget *
make_section (VigieClockBoard *self, VigieClockGroup group, guint count)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *number = g_strdup_printf ("%u", count);
  GtkWidget *count_label = vigie_label_new (number, "count");
  GtkWidget *title = vigie_label_new (group_title (group), NULL);

  gtk_widget_set_valign (count_label, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (box, "board-section");
  if (group == VIGIE_CLOCKS_LATE)
    gtk_widget_add_css_class (box, "late");
  else if (group == VIGIE_CLOCKS_SOON)
    gtk_widget_add_css_class (box, "soon");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count_label);
  if (group == VIGIE_CLOCKS_KEPT && count > vigie_clock_plan_most_rows (group, FALSE))
    {
      GtkWidget *fold = gtk_button_new_from_icon_name (self->kept_open ? "vigie-down-symbolic" : "vigie-next-symbolic");
      const char *name = self->kept_open ? _("Fold the kept clocks") : _("Show all kept clocks");
      GtkWidget *spacer = vigie_label_new (NULL, NULL);

      gtk_widget_set_hexpand (spacer, TRUE);
      self->fold = fold;
      g_object_set_data (G_OBJECT (fold), "key", (gpointer) FOLD_KEY);
      gtk_widget_add_css_class (fold, "flat");
      gtk_widget_add_css_class (fold, "compact");
      gtk_widget_set_valign (fold, GTK_ALIGN_CENTER);
      vigie_set_tooltip (fold, name);
      vigie_set_accessible_label (fold, name);
      g_signal_connect (fold, "clicked", G_CALLBACK (kept_toggled_cb), self);
      gtk_box_append (GTK_BOX (box), spacer);
      gtk_box_append (GTK_BOX (box), fold);
    }

  return box;
}

static void
add_row (VigieClockBoard *self, GtkListBox *list, VigieClockRow *row, const VigieObligation *obligation)
{
  gtk_list_box_append (list, vigie_clock_row_build (row, obligation));
  if (row->group == VIGIE_CLOCKS_LATE)
    gtk_list_box_append (list, vigie_clock_row_build_acts (row, self->model, obligation, G_CALLBACK (act_cb), G_CALLBACK (postpone_cb), self));
}

/* How many of @group are not shown, unless its own button folds them. */
static void
say_more (VigieClockBoard *self, VigieClockGroup group, guint count)
{
  guint most = vigie_clock_plan_most_rows (group, self->kept_open);
  g_autofree char *words = NULL;

  if (count <= most || (group == VIGIE_CLOCKS_KEPT && !self->kept_open))
    return;
  words = g_strdup_printf (ngettext ("and %u more clock", "and %u more clocks", count - most), count - most);
  gtk_box_append (self->groups, vigie_paragraph_new (words, "empty-state"));
}

static void
show_empty (VigieClockBoard *self)
{
  GtkWidget *empty = vigie_paragraph_new (_("No clock is running."), "empty-state");

  gtk_box_append (self->groups, empty);
}

/* The key of the row that holds the focus, itself or one of its buttons; "" if the focus is elsewhere on the board. */
static char *
focused_key (VigieClockBoard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->groups)))
    return NULL;
  for (; focus != GTK_WIDGET (self->groups); focus = gtk_widget_get_parent (focus))
    {
      const char *key = g_object_get_data (G_OBJECT (focus), "key");

      if (key != NULL)
        return g_strdup (key);
    }

  return g_strdup ("");
}

/* The focus must not be lost with the row that had it: then the first row has it. */
static void
restore_focus (VigieClockBoard *self, const char *key)
{
  if (g_str_equal (key, FOLD_KEY) && self->fold != NULL && gtk_widget_grab_focus (self->fold))
    return;
  for (guint i = 0; i < self->plan->rows->len; i++)
    {
      VigieClockRow *row = g_ptr_array_index (self->plan->rows, i);

      if (g_str_equal (row->key, key) && gtk_widget_grab_focus (row->row))
        return;
    }
  gtk_widget_child_focus (self->scroller, GTK_DIR_TAB_FORWARD);
}

/* Takes @plan. */
static void
rebuild (VigieClockBoard *self, VigieClockPlan *plan)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (self->model);
  g_autofree char *focused = focused_key (self);
  GPtrArray *rows = plan->rows;
  GtkListBox *list = NULL;
  int group = -1;

  vigie_clear_box (self->groups);
  self->fold = NULL;
  vigie_clock_plan_free (self->plan);
  self->plan = plan;
  for (guint i = 0; i < rows->len; i++)
    {
      VigieClockRow *row = g_ptr_array_index (rows, i);

      if ((int) row->group != group)
        {
          group = row->group;
          gtk_box_append (self->groups, make_section (self, group, plan->counts[group]));
          list = GTK_LIST_BOX (gtk_list_box_new ());
          gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
          vigie_set_accessible_label (GTK_WIDGET (list), group_title (group));
          g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), self);
          gtk_box_append (self->groups, GTK_WIDGET (list));
        }
      add_row (self, list, row, g_ptr_array_index (obligations, row->index));
      if (i + 1 == rows->len || ((VigieClockRow *) g_ptr_array_index (rows, i + 1))->group != row->group)
        say_more (self, row->group, plan->counts[group]);
    }
  if (rows->len == 0)
    show_empty (self);
  if (focused != NULL)
    restore_focus (self, focused);
}

static void
show_summary (VigieClockBoard *self, const guint *counts)
{
  guint all = counts[VIGIE_CLOCKS_LATE] + counts[VIGIE_CLOCKS_SOON] + counts[VIGIE_CLOCKS_LATER] + counts[VIGIE_CLOCKS_KEPT];
  g_autofree char *words = NULL;

  if (all > 0)
    /* Translators: %1$u clocks in all, %2$u of them kept. */
    words = g_strdup_printf (ngettext ("%1$u, %2$u kept", "%1$u, %2$u kept", counts[VIGIE_CLOCKS_KEPT]), all,
                             counts[VIGIE_CLOCKS_KEPT]);
  vigie_label_set (self->summary, words);
}

/* @may_move: rows may change places now. */
static void
refresh (VigieClockBoard *self, gboolean may_move)
{
  GPtrArray *obligations;
  g_autoptr(VigieClockPlan) plan = NULL;
  gboolean wants_seconds = FALSE;
  gboolean same;

  if (self->model == NULL)
    return;
  obligations = vigie_incident_model_get_obligations (self->model);
  plan = vigie_clock_plan_new (self->model, self->kept_open);
  show_summary (self, plan->counts);
  same = self->plan->rows->len > 0 && vigie_clock_plan_is_same (self->plan, plan);
  self->stale = !same && !may_move;
  for (guint i = 0; same && i < plan->rows->len; i++)
    ((VigieClockRow *) g_ptr_array_index (self->plan->rows, i))->index = ((VigieClockRow *) g_ptr_array_index (plan->rows, i))->index;
  if (!same && may_move)
    rebuild (self, g_steal_pointer (&plan));
  for (guint i = 0; i < self->plan->rows->len; i++)
    {
      VigieClockRow *row = g_ptr_array_index (self->plan->rows, i);
      const VigieObligation *obligation = self->stale ? find (self, row->key) : g_ptr_array_index (obligations, row->index);

      if (obligation == NULL)
        continue;
      vigie_clock_row_update (row, self->model, obligation);
      wants_seconds = wants_seconds || vigie_clock_shows_seconds (obligation, now_of (self));
    }
  vigie_session_set_wants_seconds (vigie_incident_model_get_session (self->model), G_OBJECT (self),
                                   wants_seconds && obligations->len > 0);
}

static void
changed_cb (VigieIncidentModel *model, VigieClockBoard *self)
{
  refresh (self, TRUE);
}

static void
tick_cb (VigieIncidentModel *model, VigieClockBoard *self)
{
  refresh (self, !self->pointer_inside);
}

static void
enter_cb (GtkEventControllerMotion *motion, double x, double y, VigieClockBoard *self)
{
  self->pointer_inside = TRUE;
}

static void
leave_cb (GtkEventControllerMotion *motion, VigieClockBoard *self)
{
  self->pointer_inside = FALSE;
  if (self->stale)
    refresh (self, TRUE);
}

static GtkWidget *
row_widget (VigieClockBoard *self, guint index)
{
  return ((const VigieClockRow *) g_ptr_array_index (self->plan->rows, index))->row;
}

/* One list a group would stop the arrows at its end, and its rows of buttons take no focus. */
static gboolean
key_cb (VigieClockBoard *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  int step = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1 : keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up ? -1 : 0;
  int from = -1;

  if (step == 0 || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < self->plan->rows->len; i++)
    if (row_widget (self, i) != NULL && gtk_widget_has_focus (row_widget (self, i)))
      from = (int) i;
  if (from < 0)
    return GDK_EVENT_PROPAGATE;
  for (int i = from + step; i >= 0 && i < (int) self->plan->rows->len; i += step)
    {
      GtkWidget *row = row_widget (self, (guint) i);

      if (row != NULL && gtk_widget_get_mapped (row) && gtk_widget_grab_focus (row))
        break;
    }

  return GDK_EVENT_STOP;
}

/* ---- Object ---- */

static gboolean
vigie_clock_board_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (VIGIE_CLOCK_BOARD (widget)->scroller, GTK_DIR_TAB_FORWARD);
}

static void
vigie_clock_board_dispose (GObject *object)
{
  VigieClockBoard *self = VIGIE_CLOCK_BOARD (object);

  vigie_clock_board_set_model (self, NULL);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_pointer (&self->plan, vigie_clock_plan_free);
  G_OBJECT_CLASS (vigie_clock_board_parent_class)->dispose (object);
}

static void
vigie_clock_board_class_init (VigieClockBoardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_clock_board_dispose;
  widget_class->grab_focus = vigie_clock_board_grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "clock-board");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_clock_board_init (VigieClockBoard *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* spacing is the stylesheet's */
  GtkWidget *title = vigie_label_new (_("Clocks"), "heading");

  self->plan = vigie_clock_plan_new_empty ();
  self->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->root, "board");
  gtk_widget_add_css_class (head, "board-head");
  gtk_box_append (GTK_BOX (head), vigie_icon_new ("vigie-clock-symbolic", "dim"));
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  self->summary = GTK_LABEL (vigie_label_new (NULL, "caption dim num"));
  gtk_label_set_ellipsize (self->summary, PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (self->root), head);

  self->groups = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->groups));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (self->root), self->scroller);
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);

  g_signal_connect (motion, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  vigie_set_accessible_label (GTK_WIDGET (self), _("Clocks"));
}

/**
 * vigie_clock_board_new:
 *
 * Returns: (transfer floating): a board without an incident
 */
GtkWidget *
vigie_clock_board_new (void)
{
  return g_object_new (VIGIE_TYPE_CLOCK_BOARD, NULL);
}

/**
 * vigie_clock_board_hide_head:
 *
 * Takes its title away, where something over it says what it is.
 */
void
vigie_clock_board_hide_head (VigieClockBoard *self)
{
  g_return_if_fail (VIGIE_IS_CLOCK_BOARD (self));

  gtk_widget_set_visible (gtk_widget_get_first_child (self->root), FALSE);
}

/**
 * vigie_clock_board_set_model:
 * @model: (nullable): the incident to show.
 *
 * Shows and follows @model.
 */
void
vigie_clock_board_set_model (VigieClockBoard *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_CLOCK_BOARD (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      vigie_session_set_wants_seconds (vigie_incident_model_get_session (self->model), G_OBJECT (self), FALSE);
    }
  g_set_object (&self->model, model);
  self->kept_open = FALSE;
  g_ptr_array_set_size (self->plan->rows, 0);
  vigie_clear_box (self->groups);
  if (model == NULL)
    return;
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (model, "tick", G_CALLBACK (tick_cb), self, 0);
  refresh (self, TRUE);
}
