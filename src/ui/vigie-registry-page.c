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
#include "vigie-registry-bar.h"
#include "vigie-registry-columns.h"
#include "vigie-registry-export.h"
#include "vigie-registry-filter.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

struct _VigieRegistryPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  VigieRegistryBar *bar;
  GtkWidget *only, *only_words; /* the incidents behind a figure, and whose */
  GtkWidget *stack; /* "list" · "empty" · "nothing" */
  GtkWidget *nothing;
  GtkColumnView *view;
  GtkWidget *excerpt, *similar;

  VigieSession *session;
  VigieRegistryFilter *filter;
  VigieFigureBook *book; /* borrowed from the session */
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  GtkSingleSelection *selection;
  double width;
  guint fold_id;
  gboolean is_wanting; /* of the book */
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (VigieRegistryPage, vigie_registry_page, GTK_TYPE_WIDGET)

/* ---- What is shown ---- */

static void
show_selected (VigieRegistryPage *self)
{
  VigieIncidentItem *item = gtk_single_selection_get_selected_item (self->selection);
  const char *found = item != NULL ? vigie_registry_filter_get_excerpt (self->filter, vigie_incident_item_get_row (item)->stream) : NULL;
  g_autofree char *line = found != NULL ? g_strdelimit (g_strdup (found), "\n\t", ' ') : NULL;
  g_autofree char *words = line != NULL ? g_strdup_printf (_("Found in it: %s"), line) : NULL;

  vigie_label_set (GTK_LABEL (self->excerpt), words);
  gtk_widget_set_visible (self->similar, item != NULL);
}

static void
show_count (VigieRegistryPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));
  guint all = g_list_model_get_n_items (vigie_session_get_registry (self->session));
  const char *typed = vigie_registry_bar_get_query (self->bar)->text;

  vigie_registry_bar_set_count (self->bar, n);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n > 0      ? "list"
                                                             : all == 0 ? "empty"
                                                                        : "nothing");
  if (n == 0)
    {
      g_autofree char *nothing = *typed != '\0' ? g_strdup_printf (_("Nothing for “%s”."), typed) : g_strdup (_("No incident fits these filters."));

      vigie_label_set (GTK_LABEL (self->nothing), nothing);
    }
  show_selected (self);
}

static void
asked_cb (VigieRegistryPage *self)
{
  vigie_registry_filter_ask (self->filter, vigie_registry_bar_get_query (self->bar));
}

/* ---- Figures ---- */

/* Causes, open actions and recurrence are known while somebody looks. */
static void
want_figures (VigieRegistryPage *self)
{
  gboolean wants = gtk_widget_get_mapped (GTK_WIDGET (self));

  if (wants == self->is_wanting)
    return;
  self->is_wanting = wants;
  vigie_figure_book_want (self->book, wants);
}

static int
by_words (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static void
show_causes (VigieRegistryPage *self, GPtrArray *all)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) causes = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      const VigieFigures *figures = all->pdata[i];

      for (guint c = 0; c < figures->causes->len; c++)
        if (g_hash_table_add (seen, figures->causes->pdata[c]))
          g_ptr_array_add (causes, figures->causes->pdata[c]);
    }
  g_ptr_array_sort (causes, by_words);
  vigie_registry_bar_set_causes (self->bar, causes);
}

static void
figures_cb (VigieRegistryPage *self)
{
  GPtrArray *all = self->is_wanting ? vigie_figure_book_get_all (self->book) : NULL;

  if (all == NULL)
    return;
  show_causes (self, all);
  vigie_registry_filter_set_figures (self->filter, all);
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
entered_cb (VigieRegistryPage *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  open_position (self, selected != GTK_INVALID_LIST_POSITION
                               && selected < g_list_model_get_n_items (G_LIST_MODEL (self->sorted))
                           ? selected
                           : 0);
}

static void
similar_cb (VigieRegistryPage *self)
{
  VigieIncidentItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.similar", "s",
                                vigie_incident_item_get_row (item)->stream);
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
  vigie_registry_bar_fold (self->bar, self->width);

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
bar_new (VigieRegistryPage *self)
{
  GtkWidget *bar = vigie_registry_bar_new (self->session);

  self->bar = VIGIE_REGISTRY_BAR (bar);
  g_signal_connect_swapped (bar, "changed", G_CALLBACK (asked_cb), self);
  g_signal_connect_swapped (bar, "entered", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (bar, "left-down", G_CALLBACK (select_first), self);
  g_signal_connect_swapped (bar, "export", G_CALLBACK (export_cb), self);

  return bar;
}

static GtkWidget *
foot_new (VigieRegistryPage *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->excerpt = vigie_label_new (NULL, "small");
  gtk_widget_set_hexpand (self->excerpt, TRUE);
  self->similar = gtk_button_new_with_label (_("Similar incidents…"));
  gtk_widget_add_css_class (self->similar, "compact");
  g_signal_connect_swapped (self->similar, "clicked", G_CALLBACK (similar_cb), self);
  gtk_box_append (GTK_BOX (foot), self->excerpt);
  gtk_box_append (GTK_BOX (foot), self->similar);

  return foot;
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
  g_autoptr(VigieRegistryQuery) everything = vigie_registry_query_new ();

  drop_only (self);
  vigie_registry_bar_set_query (self->bar, everything);
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
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_selected),
                           self, G_CONNECT_SWAPPED);
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
  GtkWidget *foot;

  self->filter = vigie_registry_filter_new (self->session);
  bar = bar_new (self);
  foot = foot_new (self);
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
  gtk_box_append (GTK_BOX (self->box), foot);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sorted, "items-changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  show_count (self);
}

/* ---- Object ---- */

static gboolean
vigie_registry_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (VIGIE_REGISTRY_PAGE (widget)->bar));
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

  vigie_registry_bar_focus_search (self->bar);
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
