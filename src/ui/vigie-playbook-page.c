/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page only puts the three columns side by side and gives them the keys: Space is the check button's own,
 * N asks why a step does not apply, O and C open and copy the link of the step at the foot, H adds a hypothesis, D a
 * decision, R notes the result of the decision that has waited longest, left and right go from column to column. */

#include <glib/gi18n-lib.h>

#include "vigie-checklist-column.h"
#include "vigie-hypothesis-column.h"
#include "vigie-page-columns.h"
#include "vigie-page-parts.h"
#include "vigie-procedure-list.h"
#include "vigie-procedure-query.h"
#include "vigie-procedure-step.h"
#include "vigie-step-foot.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

enum { COLUMN_PROCEDURE, COLUMN_CHECKLISTS, COLUMN_HYPOTHESES };

struct _VigiePlaybookPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *columns;
  GtkWidget *foot;
  GtkWidget *procedure;
  GtkWidget *checklists;
  GtkWidget *hypotheses;
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigiePlaybookPage, vigie_playbook_page, GTK_TYPE_WIDGET)

static void
show_step (VigiePlaybookPage *self)
{
  VigieProcedureStep *step = gtk_widget_get_root (GTK_WIDGET (self)) != NULL ? vigie_page_focused (GTK_WIDGET (self), VIGIE_TYPE_PROCEDURE_STEP) : NULL;

  if (step != NULL && self->model != NULL)
    vigie_step_foot_show (VIGIE_STEP_FOOT (self->foot), step, vigie_session_get_lang (vigie_incident_model_get_session (self->model)));
}

static void
changed_cb (VigiePlaybookPage *self)
{
  vigie_procedure_list_update (VIGIE_PROCEDURE_LIST (self->procedure));
  vigie_checklist_column_update (VIGIE_CHECKLIST_COLUMN (self->checklists));
  vigie_hypothesis_column_update (VIGIE_HYPOTHESIS_COLUMN (self->hypotheses));
  show_step (self);
}

static void
tick_cb (VigiePlaybookPage *self)
{
  vigie_procedure_list_tick (VIGIE_PROCEDURE_LIST (self->procedure));
  vigie_hypothesis_column_tick (VIGIE_HYPOTHESIS_COLUMN (self->hypotheses));
  show_step (self);
}

static gboolean
letter_pressed (VigiePlaybookPage *self, guint keyval)
{
  VigieProcedureStep *step = vigie_page_focused (GTK_WIDGET (self), VIGIE_TYPE_PROCEDURE_STEP);

  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_n:
      if (step == NULL)
        return FALSE;
      vigie_procedure_step_ask_reason (step);
      return TRUE;
    case GDK_KEY_h:
      vigie_page_columns_show (VIGIE_PAGE_COLUMNS (self->columns), COLUMN_HYPOTHESES);
      vigie_hypothesis_column_ask (VIGIE_HYPOTHESIS_COLUMN (self->hypotheses));
      return TRUE;
    case GDK_KEY_d:
    case GDK_KEY_r:
      vigie_page_columns_show (VIGIE_PAGE_COLUMNS (self->columns), COLUMN_HYPOTHESES);
      vigie_hypothesis_column_decide (VIGIE_HYPOTHESIS_COLUMN (self->hypotheses), gdk_keyval_to_lower (keyval) == GDK_KEY_r);
      return TRUE;
    case GDK_KEY_o:
      return step != NULL && vigie_step_foot_open (VIGIE_STEP_FOOT (self->foot));
    case GDK_KEY_c:
      return step != NULL && vigie_step_foot_copy (VIGIE_STEP_FOOT (self->foot));
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      return vigie_page_columns_move (VIGIE_PAGE_COLUMNS (self->columns), keyval == GDK_KEY_Right ? 1 : -1);
    default:
      return FALSE;
    }
}

static gboolean
key_cb (VigiePlaybookPage *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  if (self->model == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || vigie_page_is_typing (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;

  return letter_pressed (self, keyval);
}

/* ---- Leading to a step or a query ---- */

static gboolean
is_step (GtkWidget *widget, const char *key)
{
  return g_str_equal (vigie_procedure_step_get_key (VIGIE_PROCEDURE_STEP (widget)), key);
}

static gboolean
is_query (GtkWidget *widget, const char *key)
{
  return g_str_equal (vigie_procedure_query_get_key (VIGIE_PROCEDURE_QUERY (widget)), key);
}

static GtkWidget *
find (VigiePlaybookPage *self, const char *key, guint *column)
{
  GtkWidget *found = vigie_page_find (self->procedure, VIGIE_TYPE_PROCEDURE_STEP, is_step, key);

  *column = COLUMN_PROCEDURE;
  if (found != NULL)
    return found;
  *column = COLUMN_CHECKLISTS;
  if (vigie_checklist_column_unfold (VIGIE_CHECKLIST_COLUMN (self->checklists), key))
    return vigie_page_find (self->checklists, VIGIE_TYPE_PROCEDURE_STEP, is_step, key);
  *column = COLUMN_HYPOTHESES;

  return vigie_page_find (self->hypotheses, VIGIE_TYPE_PROCEDURE_QUERY, is_query, key);
}

/**
 * vigie_playbook_page_lead_to:
 * @key: a step, as "INC-01/check-hosting" or "resolution/tell", or a query, as "INC-03/slow-queries"
 *
 * Shows it in its column, marks it and gives it the focus.
 *
 * Returns: %FALSE if the incident has nothing of that key
 */
gboolean
vigie_playbook_page_lead_to (VigiePlaybookPage *self, const char *key)
{
  guint column = 0;
  GtkWidget *found = self->model != NULL ? find (self, key, &column) : NULL;

  if (found == NULL)
    return FALSE;
  vigie_page_columns_show (VIGIE_PAGE_COLUMNS (self->columns), column);
  vigie_page_lead_to (found);

  return TRUE;
}

static gboolean
grab_focus (GtkWidget *widget)
{
  VigiePlaybookPage *self = VIGIE_PLAYBOOK_PAGE (widget);

  vigie_page_columns_show (VIGIE_PAGE_COLUMNS (self->columns), COLUMN_PROCEDURE);

  return gtk_widget_grab_focus (self->procedure);
}

static void
root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vigie_playbook_page_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget", G_CALLBACK (show_step), widget, G_CONNECT_SWAPPED);
}

static void
unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), show_step, widget);
  GTK_WIDGET_CLASS (vigie_playbook_page_parent_class)->unroot (widget);
}

static void
dispose (GObject *object)
{
  VigiePlaybookPage *self = VIGIE_PLAYBOOK_PAGE (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_playbook_page_parent_class)->dispose (object);
}

static void
vigie_playbook_page_class_init (VigiePlaybookPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  GTK_WIDGET_CLASS (klass)->root = root;
  GTK_WIDGET_CLASS (klass)->unroot = unroot;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_playbook_page_init (VigiePlaybookPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->procedure = vigie_procedure_list_new ();
  self->checklists = vigie_checklist_column_new ();
  self->hypotheses = vigie_hypothesis_column_new ();
  self->columns = vigie_page_columns_new (900);
  vigie_page_columns_add (VIGIE_PAGE_COLUMNS (self->columns), _("Procedure"), self->procedure, 0);
  vigie_page_columns_add (VIGIE_PAGE_COLUMNS (self->columns), _("Checklists"), self->checklists, 302);
  vigie_page_columns_add (VIGIE_PAGE_COLUMNS (self->columns), C_("column", "Causes, decisions"), self->hypotheses, 284);
  gtk_widget_set_vexpand (self->columns, TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->foot = vigie_step_foot_new ();
  gtk_box_append (GTK_BOX (self->box), self->columns);
  gtk_box_append (GTK_BOX (self->box), self->foot);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "paper");
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
vigie_playbook_page_new (void)
{
  return g_object_new (VIGIE_TYPE_PLAYBOOK_PAGE, NULL);
}

/**
 * vigie_playbook_page_set_model:
 * @model: (nullable): the incident to show
 */
void
vigie_playbook_page_set_model (VigiePlaybookPage *self, VigieIncidentModel *model)
{
  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  vigie_procedure_list_set_model (VIGIE_PROCEDURE_LIST (self->procedure), model);
  vigie_checklist_column_set_model (VIGIE_CHECKLIST_COLUMN (self->checklists), model);
  vigie_hypothesis_column_set_model (VIGIE_HYPOTHESIS_COLUMN (self->hypotheses), model);
  if (model != NULL)
    {
      g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (model, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
    }
}
