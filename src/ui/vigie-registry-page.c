/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All incidents: found, filtered, sorted, opened, written to a file.
 *
 * Items are patched in place by the session, which neither filter nor sorter can see; after a change of
 * an incident both are asked again at the session's next tick. */

#include "vigie-registry-page.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-figure-book.h"
#include "vigie-registry-columns.h"
#include "vigie-registry-export.h"
#include "vigie-registry-filter.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

struct _VigieRegistryPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *search;
  GtkWidget *level, *period, *state, *type;
  GtkWidget *count;
  GtkWidget *only, *only_words;  /* the incidents behind a figure, and whose */
  GtkWidget *stack;              /* "list" · "empty" · "nothing" */
  GtkWidget *nothing;
  GtkColumnView *view;
  GtkWidget *excerpt;
  GtkWidget *export;

  VigieSession *session;
  VigieRegistryFilter *filter;
  VigieFigureBook *book;         /* borrowed from the session */
  gboolean is_wanting;           /* of the book */
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  GtkSingleSelection *selection;
  double width;
  guint fold_id;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (VigieRegistryPage, vigie_registry_page, GTK_TYPE_WIDGET)

/* ---- What is shown ---- */

static void
show_excerpt (VigieRegistryPage *self)
{
  VigieIncidentItem *item = gtk_single_selection_get_selected_item (self->selection);
  const char *found = item != NULL ? vigie_registry_filter_get_excerpt (self->filter, vigie_incident_item_get_row (item)->stream) : NULL;
  g_autofree char *line = found != NULL ? g_strdelimit (g_strdup (found), "\n\t", ' ') : NULL;
  g_autofree char *words = line != NULL ? g_strdup_printf (_("Found in it: %s"), line) : NULL;

  vigie_label_set (GTK_LABEL (self->excerpt), words);
  gtk_widget_set_visible (self->excerpt, words != NULL);
}

static void
show_count (VigieRegistryPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));
  guint all = g_list_model_get_n_items (vigie_session_get_registry (self->session));
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *words = g_strdup_printf (ngettext ("%u incident", "%u incidents", n), n);

  vigie_label_set (GTK_LABEL (self->count), words);
  gtk_widget_set_sensitive (self->export, n > 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n > 0 ? "list" : all == 0 ? "empty" : "nothing");
  if (n == 0)
    {
      g_autofree char *nothing = *typed != '\0' ? g_strdup_printf (_("Nothing for “%s”."), typed) : g_strdup (_("No incident fits these filters."));

      vigie_label_set (GTK_LABEL (self->nothing), nothing);
    }
  show_excerpt (self);
}

static void
chosen_cb (VigieRegistryPage *self)
{
  static const guint months[] = { 3, 12, 0 };
  guint level = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->level));
  guint period = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->period));
  guint show = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->state));

  vigie_registry_filter_choose (self->filter, level <= VIGIE_LEVEL_P4 ? (VigieLevel) level : VIGIE_LEVEL_NONE,
                                period < G_N_ELEMENTS (months) ? months[period] : 0, (VigieRegistryShow) show);
}

static void
type_cb (VigieRegistryPage *self)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (self->session);
  guint type = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->type));

  if (type == 0 || type == GTK_INVALID_LIST_POSITION)
    vigie_registry_filter_choose_type (self->filter, NULL);
  else
    vigie_registry_filter_choose_type (self->filter, type <= playbook->types->len ? ((const VigieTypeDef *) playbook->types->pdata[type - 1])->id : "other");
}

/* Which incidents have open actions is read only while somebody asks for them. */
static void
want_figures (VigieRegistryPage *self)
{
  gboolean wants = gtk_widget_get_mapped (GTK_WIDGET (self))
                   && gtk_drop_down_get_selected (GTK_DROP_DOWN (self->state)) >= VIGIE_REGISTRY_WITH_ACTIONS;

  if (wants == self->is_wanting)
    return;
  self->is_wanting = wants;
  vigie_figure_book_want (self->book, wants);
}

static void
figures_cb (VigieRegistryPage *self)
{
  if (self->is_wanting && vigie_figure_book_get_all (self->book) != NULL)
    vigie_registry_filter_set_figures (self->filter, vigie_figure_book_get_all (self->book));
}

static void
state_cb (VigieRegistryPage *self)
{
  want_figures (self);
  figures_cb (self);
  chosen_cb (self);
}

/* ---- Search ---- */

static void
search (VigieRegistryPage *self)
{
  vigie_registry_filter_search (self->filter, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
search_changed_cb (VigieRegistryPage *self)
{
  search (self);
}

/* ---- Acts ---- */

static gboolean
select_first (VigieRegistryPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->sorted)) == 0)
    return FALSE;
  if (gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, 0);

  return gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_DOWN) || gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
open_position (VigieRegistryPage *self, guint position)
{
  g_autoptr(VigieIncidentItem) item = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-incident", "s", vigie_incident_item_get_row (item)->stream);
}

static void
activate_cb (VigieRegistryPage *self, guint position)
{
  open_position (self, position);
}

static void
search_activate_cb (VigieRegistryPage *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  search (self);
  open_position (self, selected != GTK_INVALID_LIST_POSITION && selected < g_list_model_get_n_items (G_LIST_MODEL (self->sorted)) ? selected : 0);
}

static gboolean
search_key_cb (VigieRegistryPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return FALSE;

  return select_first (self);
}

void
vigie_registry_page_export_to (VigieRegistryPage *self, GFile *file)
{
  char *csv;

  g_return_if_fail (VIGIE_IS_REGISTRY_PAGE (self) && G_IS_FILE (file));

  csv = vigie_registry_to_csv (self->session, G_LIST_MODEL (self->sorted));
  vigie_registry_export (GTK_WIDGET (self), g_bytes_new_take (csv, strlen (csv)), file);
}

static void
file_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr(VigieRegistryPage) self = user_data;

  if (file != NULL && self->box != NULL)
    vigie_registry_page_export_to (self, file);
}

static void
export_cb (VigieRegistryPage *self)
{
  vigie_compat_choose_save (GTK_WIDGET (self), _("Export the registry"), "vigie.csv", file_chosen_cb, g_object_ref (self));
}

/* ---- Keeping up ---- */

static void
incident_changed_cb (VigieRegistryPage *self)
{
  self->stale = TRUE;
}

static void
tick_cb (VigieRegistryPage *self)
{
  GtkSorter *sorter;

  if (!self->stale)
    return;
  self->stale = FALSE;
  sorter = gtk_column_view_get_sorter (self->view);
  if (sorter != NULL)
    gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static gboolean
fold_cb (gpointer user_data)
{
  VigieRegistryPage *self = user_data;

  self->fold_id = 0;
  vigie_registry_fold_columns (self->view, self->width);

  return G_SOURCE_REMOVE;
}

/* Columns cannot change while sizes are given out: after the frame. */
static void
width_cb (VigieRegistryPage *self, GParamSpec *pspec, GtkAdjustment *adjustment)
{
  self->width = gtk_adjustment_get_page_size (adjustment);
  if (self->width > 0 && self->fold_id == 0)
    self->fold_id = g_idle_add (fold_cb, self);
}

/* ---- Building ---- */

static GtkWidget *
choice_new (VigieRegistryPage *self, const char *const *words, const char *name, guint selected)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  vigie_set_accessible_label (choice, name);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (chosen_cb), self);

  return choice;
}

static GtkWidget *
types_new (VigieRegistryPage *self)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (self->session);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  GtkWidget *choice;

  g_ptr_array_add (words, (gpointer) _("All types"));
  for (guint i = 0; i < playbook->types->len; i++)
    g_ptr_array_add (words, ((const VigieTypeDef *) playbook->types->pdata[i])->id);
  g_ptr_array_add (words, (gpointer) C_("incident type", "other"));
  g_ptr_array_add (words, NULL);
  choice = gtk_drop_down_new_from_strings ((const char *const *) words->pdata);
  vigie_set_accessible_label (choice, _("Type"));
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (type_cb), self);

  return choice;
}

/* In as many lines as the width needs. */
static GtkWidget *
filters_new (VigieRegistryPage *self)
{
  GtkWidget *const choices[] = { self->level, self->type, self->period, self->state };
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), G_N_ELEMENTS (choices));
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 8);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 8);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      gtk_flow_box_append (GTK_FLOW_BOX (flow), choices[i]);
      gtk_widget_set_focusable (gtk_widget_get_parent (choices[i]), FALSE);
    }

  return flow;
}

static void
make_choices (VigieRegistryPage *self)
{
  const char *levels[VIGIE_LEVEL_P4 + 2] = { _("All levels"), "P1", "P2", "P3", "P4", NULL };
  const char *periods[] = { _("Last 3 months"), _("Last 12 months"), _("All the time"), NULL };
  const char *states[] = { _("Active and past"), _("Active"), _("Past"), _("With open actions"), _("Of a known cause"), NULL };

  self->level = choice_new (self, levels, _("Level"), 0);
  self->period = choice_new (self, periods, _("Period"), 2);
  self->state = choice_new (self, states, _("Active or past"), VIGIE_REGISTRY_ALL);
  g_signal_connect_swapped (self->state, "notify::selected", G_CALLBACK (state_cb), self);
  self->type = types_new (self);
}

static GtkWidget *
bar_new (VigieRegistryPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Search the incidents"), NULL);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), NULL);
  vigie_set_accessible_label (self->search, _("Search the incidents"));
  gtk_widget_set_hexpand (self->search, TRUE);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activate_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->search, keys);
  self->count = vigie_label_new ("", "small dim");
  self->export = gtk_button_new_with_label (_("Export…"));
  g_signal_connect_swapped (self->export, "clicked", G_CALLBACK (export_cb), self);
  gtk_box_append (GTK_BOX (head), vigie_label_new (_("Registry"), "heading"));
  gtk_box_append (GTK_BOX (head), self->count);
  gtk_box_append (GTK_BOX (head), self->search);
  gtk_box_append (GTK_BOX (head), self->export);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), filters_new (self));

  return box;
}

static GtkWidget *
empty_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *button = gtk_button_new_with_label (_("Declare an incident"));

  gtk_box_append (GTK_BOX (box), gtk_label_new (_("No incident is recorded on this computer yet.")));
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.declare");
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "empty-state");

  return box;
}

static void
drop_only (VigieRegistryPage *self)
{
  gtk_widget_set_visible (self->only, FALSE);
  vigie_registry_filter_only (self->filter, NULL);
}

static GtkWidget *
only_new (VigieRegistryPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = gtk_button_new_with_label (_("Show all incidents"));

  self->only_words = vigie_label_new ("", "small strong");
  gtk_widget_set_hexpand (self->only_words, TRUE);
  gtk_widget_add_css_class (button, "compact");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (drop_only), self);
  gtk_box_append (GTK_BOX (bar), self->only_words);
  gtk_box_append (GTK_BOX (bar), button);
  vigie_add_classes (bar, "notice-bar acc");
  gtk_widget_set_visible (bar, FALSE);

  return bar;
}

static void
clear_cb (VigieRegistryPage *self)
{
  drop_only (self);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->level), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->period), 2);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->type), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->state), VIGIE_REGISTRY_ALL);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search (self);
}

static GtkWidget *
nothing_new (VigieRegistryPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *button = gtk_button_new_with_label (_("Show all incidents"));

  self->nothing = vigie_paragraph_new ("", NULL);
  gtk_label_set_xalign (GTK_LABEL (self->nothing), 0.5f);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clear_cb), self);
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "empty-state");

  return box;
}

static GtkWidget *
list_new (VigieRegistryPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GListModel *registry = vigie_session_get_registry (self->session);

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  vigie_registry_add_columns (self->view, self->session);
  self->filtered = gtk_filter_list_model_new (g_object_ref (registry), g_object_ref (GTK_FILTER (self->filter)));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->filtered)), g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->sorted)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "registry");
  vigie_set_accessible_label (GTK_WIDGET (self->view), _("Incidents"));
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_excerpt), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled)), "notify::page-size",
                           G_CALLBACK (width_cb), self, G_CONNECT_SWAPPED);

  return scrolled;
}

static void
build (VigieRegistryPage *self)
{
  GtkWidget *bar;
  GtkWidget *list;

  self->filter = vigie_registry_filter_new (self->session);
  make_choices (self);
  bar = bar_new (self);
  self->excerpt = vigie_label_new (NULL, "small");
  list = list_new (self);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), list, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), empty_new (), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), nothing_new (self), "nothing");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_add_css_class (self->box, "report-page");
  gtk_box_append (GTK_BOX (self->box), bar);
  gtk_box_append (GTK_BOX (self->box), self->only = only_new (self));
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_box_append (GTK_BOX (self->box), self->excerpt);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sorted, "items-changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  show_count (self);
}

/* ---- Object ---- */

static gboolean
vigie_registry_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_REGISTRY_PAGE (widget)->search);
}

/* All incidents are only listed while they can be seen. */
static void
vigie_registry_page_map (GtkWidget *widget)
{
  vigie_session_want_all (VIGIE_REGISTRY_PAGE (widget)->session, TRUE);
  GTK_WIDGET_CLASS (vigie_registry_page_parent_class)->map (widget);
  want_figures (VIGIE_REGISTRY_PAGE (widget));
}

static void
vigie_registry_page_unmap (GtkWidget *widget)
{
  VigieRegistryPage *self = VIGIE_REGISTRY_PAGE (widget);

  GTK_WIDGET_CLASS (vigie_registry_page_parent_class)->unmap (widget);
  if (self->session == NULL)
    return;
  vigie_session_want_all (self->session, FALSE);
  want_figures (self);
}

static void
vigie_registry_page_dispose (GObject *object)
{
  VigieRegistryPage *self = VIGIE_REGISTRY_PAGE (object);

  if (self->filter != NULL)
    vigie_registry_filter_stop (self->filter);
  g_clear_handle_id (&self->fold_id, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->sorted != NULL)
    g_signal_handlers_disconnect_by_data (self->sorted, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (vigie_registry_page_parent_class)->dispose (object);
}

static void
vigie_registry_page_class_init (VigieRegistryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vigie_registry_page_dispose;
  widget_class->grab_focus = vigie_registry_page_grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  widget_class->map = vigie_registry_page_map;
  widget_class->unmap = vigie_registry_page_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_registry_page_init (VigieRegistryPage *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "paper");
}

/**
 * vigie_registry_page_new:
 * @session: a reference is taken
 *
 * Makes the page of all incidents. Main thread.
 */
GtkWidget *
vigie_registry_page_new (VigieSession *session)
{
  VigieRegistryPage *self = g_object_new (VIGIE_TYPE_REGISTRY_PAGE, NULL);

  self->session = g_object_ref (session);
  self->book = vigie_figure_book_of (session);
  build (self);
  g_signal_connect_object (self->book, "changed", G_CALLBACK (figures_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (session, "incident-changed", G_CALLBACK (incident_changed_cb), self);
  g_signal_connect_swapped (session, "tick", G_CALLBACK (tick_cb), self);

  return GTK_WIDGET (self);
}

/**
 * vigie_registry_page_focus_search:
 * @page: what vigie_registry_page_new() gave
 *
 * Puts the focus into the search, with what is typed there selected.
 */
void
vigie_registry_page_focus_search (GtkWidget *page)
{
  VigieRegistryPage *self = VIGIE_REGISTRY_PAGE (page);

  gtk_widget_grab_focus (self->search);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

void
vigie_registry_page_show_only (GtkWidget *page, const char *words, const char *const *streams)
{
  VigieRegistryPage *self = VIGIE_REGISTRY_PAGE (page);

  clear_cb (self);
  vigie_label_set (GTK_LABEL (self->only_words), words);
  gtk_widget_set_visible (self->only, TRUE);
  vigie_registry_filter_only (self->filter, streams);
  select_first (self);
}

GListModel *
vigie_registry_page_get_shown (VigieRegistryPage *self)
{
  g_return_val_if_fail (VIGIE_IS_REGISTRY_PAGE (self), NULL);

  return G_LIST_MODEL (self->sorted);
}
