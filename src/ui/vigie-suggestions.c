/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Suggestions over the command line. The popover never takes the focus (autohide off, nothing in it
 * can be focused): who does not look at it types on as if it were not there, and Enter records the
 * line unless a suggestion was chosen with the arrows. The choice is told to assistive technology as the
 * field's active descendant, and announced, since not every reader follows that. */

#include "vigie-suggestions.h"

#include <glib/gi18n-lib.h>

#include "vigie-complete.h"
#include "vigie-text-ui.h"
#include "vigie-timeline-row.h"

#define ROW_PX 30
#define MOST_ROWS_IN_SIGHT 8

struct _VigieSuggestions
{
  GtkWidget *entry;             /* borrowed */
  GtkWidget *popover;
  GtkScrolledWindow *scroller;
  GtkListBox *list;
  GtkSizeGroup *columns;        /* labels are equally wide, so that what they mean stands in a column; owned */
  GPtrArray *found;             /* VigieCompletion, one for each row; owned */
};

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, VigieSuggestions *self)
{
  gtk_list_box_select_row (list, row);
  vigie_suggestions_accept (self, FALSE);
}

static void
closed_cb (GtkPopover *popover, VigieSuggestions *self)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
}

static GtkWidget *
make_list (VigieSuggestions *self)
{
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->list = g_object_new (GTK_TYPE_LIST_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_BOX, NULL);
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  vigie_set_accessible_label (GTK_WIDGET (self->list), _("Suggestions"));
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_propagate_natural_width (self->scroller, TRUE);
  gtk_scrolled_window_set_propagate_natural_height (self->scroller, TRUE);
  gtk_scrolled_window_set_max_content_height (self->scroller, ROW_PX * MOST_ROWS_IN_SIGHT);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->list));
  gtk_widget_set_can_focus (GTK_WIDGET (self->scroller), FALSE);

  return GTK_WIDGET (self->scroller);
}

static void
make_popover (VigieSuggestions *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *keys = vigie_label_new (_("↓ choose · Tab complete · Enter record as it is · Esc close"), "dim small");

  gtk_widget_add_css_class (keys, "suggestion-keys");
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_box_append (GTK_BOX (box), keys);
  self->popover = gtk_popover_new ();
  gtk_widget_add_css_class (self->popover, "suggestions");
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_TOP);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_signal_connect (self->popover, "closed", G_CALLBACK (closed_cb), self);
  gtk_widget_set_parent (self->popover, self->entry);
}

VigieSuggestions *
vigie_suggestions_new (GtkWidget *entry)
{
  VigieSuggestions *self = g_new0 (VigieSuggestions, 1);

  self->entry = entry;
  self->columns = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  make_popover (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE, GTK_ACCESSIBLE_AUTOCOMPLETE_LIST,
                                  GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);

  return self;
}

void
vigie_suggestions_free (VigieSuggestions *self)
{
  g_signal_handlers_disconnect_by_data (self->popover, self);
  gtk_widget_unparent (self->popover);
  g_clear_object (&self->columns);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self);
}

gboolean
vigie_suggestions_is_shown (VigieSuggestions *self)
{
  return gtk_widget_get_visible (self->popover);
}

void
vigie_suggestions_hide (VigieSuggestions *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* ---- Rows ---- */

static const char *
icon_of (const VigieCompletion *completion)
{
  switch (completion->kind)
    {
    case VIGIE_COMPLETION_KIND: return vigie_entry_kind_icon (completion->entry_kind);
    case VIGIE_COMPLETION_MILESTONE: return vigie_entry_kind_icon (VIGIE_ENTRY_ALERT);
    case VIGIE_COMPLETION_TIME: return "vigie-clock-symbolic";
    case VIGIE_COMPLETION_PERSON: return "vigie-roster-symbolic";
    case VIGIE_COMPLETION_CODE: return vigie_entry_kind_icon (VIGIE_ENTRY_HYPOTHESIS);
    case VIGIE_COMPLETION_FACT:
    case VIGIE_COMPLETION_VALUE:
    default: return "vigie-facts-symbolic";
    }
}

static GtkWidget *
row_new (VigieSuggestions *self, const VigieCompletion *completion)
{
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "accessible-role", GTK_ACCESSIBLE_ROLE_OPTION, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = vigie_label_new (completion->label, "strong num");
  GtkWidget *detail = vigie_label_new (completion->detail, "dim small num");
  g_autofree char *name = g_strjoin (*completion->detail != '\0' ? ", " : "", completion->label, completion->detail, NULL);

  gtk_size_group_add_widget (self->columns, label);
  gtk_box_append (GTK_BOX (box), vigie_icon_new (icon_of (completion), NULL));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_can_focus (row, FALSE);
  vigie_set_accessible_label (row, name);

  return row;
}

static void
clear_list (VigieSuggestions *self)
{
  GtkListBoxRow *row;

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_pointer (&self->found, g_ptr_array_unref);
}

/* Nothing over a selection, which the next key replaces. */
static GPtrArray *
find (VigieSuggestions *self, VigieIncidentModel *model, gboolean asked)
{
  GtkEditable *entry = GTK_EDITABLE (self->entry);
  VigieSession *session = model != NULL ? vigie_incident_model_get_session (model) : NULL;
  VigieCompleteScene scene = { 0 };

  if (session == NULL || !gtk_widget_get_mapped (self->entry) || !gtk_editable_get_editable (entry)
      || gtk_editable_get_selection_bounds (entry, NULL, NULL))
    return NULL;
  scene.playbook = vigie_session_get_playbook (session);
  scene.incident = vigie_incident_model_get_incident (model);
  scene.now_usec = vigie_session_now_usec (session);
  scene.zone = vigie_session_get_zone (session);
  scene.lang = vigie_session_get_lang (session);
  scene.asked = asked;
  scene.directory = vigie_session_get_directory (session);

  return vigie_complete (&scene, gtk_editable_get_text (entry), (guint) gtk_editable_get_position (entry));
}

void
vigie_suggestions_update (VigieSuggestions *self, VigieIncidentModel *model, gboolean asked)
{
  clear_list (self);
  self->found = find (self, model, asked);
  for (guint i = 0; self->found != NULL && i < self->found->len; i++)
    gtk_list_box_append (self->list, row_new (self, g_ptr_array_index (self->found, i)));
  if (self->found == NULL || self->found->len == 0)
    {
      vigie_suggestions_hide (self);
      return;
    }
  gtk_list_box_unselect_all (self->list);
  /* A bar that may be needed is given room for in height, even over a single row. */
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, self->found->len > MOST_ROWS_IN_SIGHT ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_popover_present (GTK_POPOVER (self->popover));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE, -1);
}

/* ---- The choice ---- */

static void
scroll_to (VigieSuggestions *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (self->list);
  graphene_rect_t bounds;

  if (adjustment != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
choose (VigieSuggestions *self, guint index)
{
  const VigieCompletion *completion = g_ptr_array_index (self->found, index);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) index);
  /* Translators: a suggestion, what it means, and its place among how many. */
  g_autofree char *words = g_strdup_printf (_("%s, %s, %u of %u"), completion->label, completion->detail, index + 1, self->found->len);

  gtk_list_box_select_row (self->list, row);
  scroll_to (self, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  gtk_widget_activate_action (self->entry, "win.announce", "s", words);
}

void
vigie_suggestions_move (VigieSuggestions *self, int step)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int n = self->found != NULL ? (int) self->found->len : 0;
  int index = selected != NULL ? gtk_list_box_row_get_index (selected) + step : step > 0 ? 0 : n - 1;

  if (index >= 0 && index < n)
    choose (self, (guint) index);
  else
    {
      /* Over the end: back to the line as it was typed. */
      gtk_list_box_unselect_all (self->list);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
    }
}

gboolean
vigie_suggestions_accept (VigieSuggestions *self, gboolean first)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  const VigieCompletion *completion;
  g_autofree char *insert = NULL;
  int start, end;

  if (row == NULL && first)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row == NULL || !vigie_suggestions_is_shown (self))
    return FALSE;
  completion = g_ptr_array_index (self->found, (guint) gtk_list_box_row_get_index (row));
  insert = g_strdup (completion->insert);
  start = (int) completion->start;
  end = (int) completion->end;
  vigie_suggestions_hide (self);
  /* The list is made anew while the text changes. */
  gtk_editable_delete_text (GTK_EDITABLE (self->entry), start, end);
  gtk_editable_insert_text (GTK_EDITABLE (self->entry), insert, -1, &start);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), start);

  return TRUE;
}
