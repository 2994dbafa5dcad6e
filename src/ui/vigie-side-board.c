/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pane beside the page: the clocks or the queue of acts, never both, so that each has the height it
 * needs; two buttons at its head say how many of either wait. Right after a declaration the acts come
 * first, because nothing else can be late yet; once somebody has chosen, the choice stands for that incident. */

#include "vigie-widgets.h"

#include <glib/gi18n-lib.h>

#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

#define FRESH_USEC (10 * VIGIE_MINUTE_USEC)

struct _VigieSideBoard
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  GtkWidget *root;
  GtkWidget *stack;
  GtkWidget *clocks, *duties;
  GtkWidget *clocks_button, *duties_button;
};

G_DEFINE_FINAL_TYPE (VigieSideBoard, vigie_side_board, GTK_TYPE_WIDGET)

static guint
count_clocks (VigieSideBoard *self)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (self->model);
  guint n = 0;

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      n += !obligation->history && vigie_obligation_is_running (obligation);
    }

  return n;
}

static void
say (GtkWidget *button, const char *word, guint n)
{
  g_autofree char *label = g_strdup_printf ("%s\302\240%u", word, n);

  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) != 0)
    gtk_button_set_label (GTK_BUTTON (button), label);
}

static void
refresh_cb (VigieSideBoard *self)
{
  say (self->clocks_button, _("Clocks"), count_clocks (self));
  say (self->duties_button, _("To tell"), vigie_duties_count_open (vigie_incident_model_get_duties (self->model)));
}

/* The one in front. The other one, some hundred widgets, follows when it is turned to. */
static void
show_model (VigieSideBoard *self)
{
  if (vigie_side_board_shows_duties (self))
    vigie_duty_list_set_model (VIGIE_DUTY_LIST (self->duties), self->model);
  else
    vigie_clock_board_set_model (VIGIE_CLOCK_BOARD (self->clocks), self->model);
}

static void
toggled_cb (VigieSideBoard *self)
{
  show_model (self);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), vigie_side_board_shows_duties (self) ? self->duties : self->clocks);
}

static gboolean
vigie_side_board_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (gtk_stack_get_visible_child (GTK_STACK (VIGIE_SIDE_BOARD (widget)->stack)));
}

static void
vigie_side_board_dispose (GObject *object)
{
  VigieSideBoard *self = VIGIE_SIDE_BOARD (object);

  if (self->root != NULL)
    vigie_side_board_set_model (self, NULL);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_side_board_parent_class)->dispose (object);
}

static void
vigie_side_board_class_init (VigieSideBoardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_side_board_dispose;
  widget_class->grab_focus = vigie_side_board_grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_side_board_init (VigieSideBoard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *keys = vigie_kbd_new ("F7");

  self->clocks_button = gtk_toggle_button_new_with_label (_("Clocks"));
  self->duties_button = gtk_toggle_button_new_with_label (_("To tell"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->duties_button), GTK_TOGGLE_BUTTON (self->clocks_button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->clocks_button), TRUE);
  g_signal_connect_swapped (self->duties_button, "toggled", G_CALLBACK (toggled_cb), self);
  vigie_add_classes (head, "board side-head linked");
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *button = i == 0 ? self->clocks_button : self->duties_button;

      gtk_widget_set_hexpand (button, TRUE);
      gtk_widget_add_css_class (button, "compact");
      gtk_box_append (GTK_BOX (head), button);
    }
  vigie_set_tooltip (self->clocks_button, _("Every clock of the incident (F8)"));
  vigie_set_tooltip (self->duties_button, _("Whom to tell, what to do (F7)"));
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), keys);

  self->clocks = vigie_clock_board_new ();
  vigie_clock_board_hide_head (VIGIE_CLOCK_BOARD (self->clocks));
  self->duties = vigie_duty_list_new ();
  self->stack = gtk_stack_new ();
  gtk_stack_add_child (GTK_STACK (self->stack), self->clocks);
  gtk_stack_add_child (GTK_STACK (self->stack), self->duties);
  gtk_widget_set_vexpand (self->stack, TRUE);
  self->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->root), head);
  gtk_box_append (GTK_BOX (self->root), self->stack);
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  vigie_set_accessible_label (GTK_WIDGET (self), _("Clocks and acts"));
}

/**
 * vigie_side_board_new:
 *
 * Returns: (transfer floating): a pane without an incident
 */
GtkWidget *
vigie_side_board_new (void)
{
  return g_object_new (VIGIE_TYPE_SIDE_BOARD, NULL);
}

/* Nothing can be late yet, and the people are still to be told. */
static gboolean
is_fresh (VigieIncidentModel *model)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (model);
  gint64 declared_usec = incident->milestones[VIGIE_MILESTONE_DECLARED];
  gint64 now_usec = vigie_session_now_usec (vigie_incident_model_get_session (model));

  return declared_usec != VIGIE_TIME_NONE && now_usec - declared_usec < FRESH_USEC && vigie_incident_is_active (incident)
         && vigie_duties_count_open (vigie_incident_model_get_duties (model)) > 0;
}

/**
 * vigie_side_board_set_model:
 * @model: (nullable): the incident to show
 */
void
vigie_side_board_set_model (VigieSideBoard *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_SIDE_BOARD (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  vigie_clock_board_set_model (VIGIE_CLOCK_BOARD (self->clocks), NULL);
  vigie_duty_list_set_model (VIGIE_DUTY_LIST (self->duties), NULL);
  if (model == NULL)
    return;
  g_signal_connect_object (model, "changed", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "tick", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  refresh_cb (self);
  vigie_side_board_show_duties (self, is_fresh (model));
  show_model (self);
}

void
vigie_side_board_show_duties (VigieSideBoard *self, gboolean duties)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (duties ? self->duties_button : self->clocks_button), TRUE);
}

gboolean
vigie_side_board_shows_duties (VigieSideBoard *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->duties_button));
}

gboolean
vigie_side_board_lead_to (VigieSideBoard *self, const char *duty)
{
  vigie_side_board_show_duties (self, TRUE);

  return vigie_duty_list_lead_to (VIGIE_DUTY_LIST (self->duties), duty);
}
