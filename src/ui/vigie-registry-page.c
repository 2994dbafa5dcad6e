/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All incidents: found, filtered, sorted, opened, written to a file.
 *
 * Two searches run as one types. What stands in the row (title, reference, type, commander) is compared
 * here at once; the full text of what was noted is asked of the store, and its answer adds incidents a
 * moment later, with the words that were found under the list. A slower answer to older words is
 * cancelled, so what is shown always belongs to what stands in the field.
 *
 * Items are patched in place by the session, which neither filter nor sorter can see; after a change of
 * an incident both are asked again at the session's next tick. */

#include "vigie-registry-page.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-document.h"
#include "vigie-registry-columns.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define TITLE_MIN_WIDTH 140
#define MAX_HITS 500

struct _VigieRegistryPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *search;
  GtkWidget *level, *period, *state;
  GtkWidget *count;
  GtkWidget *stack;              /* "list" · "empty" · "nothing" */
  GtkWidget *nothing;
  GtkColumnView *view;
  GtkWidget *excerpt;
  GtkWidget *export;

  VigieSession *session;
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  GtkSingleSelection *selection;
  GHashTable *excerpts;          /* stream → words found in it */
  GStrv words;                   /* folded; NULL: nothing is searched */
  GCancellable *searching;
  double width;
  guint fold_id;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (VigieRegistryPage, vigie_registry_page, GTK_TYPE_WIDGET)

enum { STATE_ALL, STATE_ACTIVE, STATE_PAST };

/* ---- Filter ---- */

static gboolean
matches_words (VigieRegistryPage *self, const VigieIncidentRow *row)
{
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;

  if (self->words == NULL || g_hash_table_contains (self->excerpts, row->stream))
    return TRUE;
  all = g_strjoin (" ", row->title, row->ref, row->type != NULL ? row->type : "", row->commander != NULL ? row->commander : "", NULL);
  folded = vigie_text_fold (all);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gint64
period_start_usec (VigieRegistryPage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->period));
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc (vigie_session_now_usec (self->session) / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) start = NULL;

  if (selected > 1 || now == NULL)
    return VIGIE_TIME_NONE;
  start = g_date_time_add_months (now, selected == 0 ? -3 : -12);

  return start != NULL ? g_date_time_to_unix (start) * VIGIE_SECOND_USEC : VIGIE_TIME_NONE;
}

static gboolean
shows (gpointer object, gpointer user_data)
{
  VigieRegistryPage *self = user_data;
  const VigieIncidentRow *row = vigie_incident_item_get_row (VIGIE_INCIDENT_ITEM (object));
  guint level = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->level));
  guint state = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->state));
  gint64 start_usec = period_start_usec (self);

  if (level > 0 && level <= VIGIE_LEVEL_P4 && row->level != (VigieLevel) level)
    return FALSE;
  if ((state == STATE_ACTIVE && !row->active) || (state == STATE_PAST && row->active))
    return FALSE;
  /* An incident that runs is never too old to be seen. */
  if (start_usec != VIGIE_TIME_NONE && !row->active && row->detected_usec != VIGIE_TIME_NONE && row->detected_usec < start_usec)
    return FALSE;

  return matches_words (self, row);
}

/* ---- What is shown ---- */

static void
show_excerpt (VigieRegistryPage *self)
{
  VigieIncidentItem *item = gtk_single_selection_get_selected_item (self->selection);
  const char *found = item != NULL ? g_hash_table_lookup (self->excerpts, vigie_incident_item_get_row (item)->stream) : NULL;
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
filter_changed (VigieRegistryPage *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
}

/* ---- Search ---- */

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieRegistryPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = vigie_store_thread_search_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (hits == NULL || self->box == NULL)
    {
      if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("The full text could not be searched: %s", error->message);
      return;
    }
  for (guint i = 0; i < hits->len; i++)
    {
      const VigieSearchHit *hit = hits->pdata[i];

      /* Newest first: the first of an incident is the one to show. */
      if (!g_hash_table_contains (self->excerpts, hit->stream))
        g_hash_table_insert (self->excerpts, g_strdup (hit->stream), g_strdup (hit->excerpt));
    }
  filter_changed (self);
}

static GStrv
folded_words (const char *text)
{
  g_autofree char *folded = vigie_text_fold (text);
  g_auto(GStrv) parts = g_strsplit_set (folded, " \t", -1);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  if (words->len == 0)
    return NULL;
  g_ptr_array_add (words, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

static void
search (VigieRegistryPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_pointer (&self->words, g_strfreev);
  g_hash_table_remove_all (self->excerpts);
  self->words = folded_words (text);
  if (self->words != NULL)
    {
      self->searching = g_cancellable_new ();
      vigie_store_thread_search_async (vigie_session_get_store (self->session), text, MAX_HITS, self->searching, found_cb, g_object_ref (self));
    }
  filter_changed (self);
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

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  VigieRegistryPage *self = VIGIE_REGISTRY_PAGE (object);
  GFile *file = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *display = g_filename_display_name (name);
  gboolean saved = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *words = saved ? g_strdup_printf (_("Written: %s"), display) : g_strdup_printf (_("Not exported: %s"), error->message);

  gtk_widget_activate_action (GTK_WIDGET (self), saved ? "win.toast" : "win.fail", "s", words);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GBytes *bytes = g_object_get_data (G_OBJECT (task), "bytes");
  g_autofree char *path = g_file_get_path (data);
  GError *error = NULL;

  if (path == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("The list can only be written to a folder of this computer."));
  else if (vigie_document_save (path, bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
vigie_registry_page_export_to (VigieRegistryPage *self, GFile *file)
{
  g_autoptr(GTask) task = NULL;
  char *csv;

  g_return_if_fail (VIGIE_IS_REGISTRY_PAGE (self) && G_IS_FILE (file));

  csv = vigie_registry_to_csv (self->session, G_LIST_MODEL (self->sorted));
  task = g_task_new (self, NULL, saved_cb, NULL);
  g_task_set_source_tag (task, vigie_registry_page_export_to);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_object_set_data_full (G_OBJECT (task), "bytes", g_bytes_new_take (csv, strlen (csv)), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, save_in_thread);
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
  filter_changed (self);
}

/* GTK 4.8 does not give an expanding column the room of columns that were hidden, so it is worked out here. */
static void
give_title_the_rest (VigieRegistryPage *self, GListModel *columns)
{
  g_autoptr(GtkColumnViewColumn) title = g_list_model_get_item (columns, VIGIE_REGISTRY_TITLE);
  int taken = 0;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (i != VIGIE_REGISTRY_TITLE && gtk_column_view_column_get_visible (column))
        taken += MAX (0, gtk_column_view_column_get_fixed_width (column));
    }
  gtk_column_view_column_set_fixed_width (title, MAX (TITLE_MIN_WIDTH, (int) self->width - taken));
}

/* What must stay readable in a narrow window is title, level, stage and duration. */
static gboolean
fold_cb (gpointer user_data)
{
  VigieRegistryPage *self = user_data;
  GListModel *columns = gtk_column_view_get_columns (self->view);
  gboolean wide = self->width >= 860;

  self->fold_id = 0;
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (i == VIGIE_REGISTRY_TYPE || i == VIGIE_REGISTRY_COMMANDER)
        gtk_column_view_column_set_visible (column, wide);
      else if (i == VIGIE_REGISTRY_REFERENCE)
        gtk_column_view_column_set_visible (column, self->width >= 640);
    }
  give_title_the_rest (self, columns);

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
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (filter_changed), self);

  return choice;
}

static void
make_choices (VigieRegistryPage *self)
{
  const char *levels[VIGIE_LEVEL_P4 + 2] = { _("All levels"), "P1", "P2", "P3", "P4", NULL };
  const char *periods[] = { _("Last 3 months"), _("Last 12 months"), _("All the time"), NULL };
  const char *states[] = { _("Active and past"), _("Active"), _("Past"), NULL };

  self->level = choice_new (self, levels, _("Level"), 0);
  self->period = choice_new (self, periods, _("Period"), 2);
  self->state = choice_new (self, states, _("Active or past"), STATE_ALL);
}

static GtkWidget *
bar_new (VigieRegistryPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *filters = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
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
  gtk_box_append (GTK_BOX (filters), self->level);
  gtk_box_append (GTK_BOX (filters), self->period);
  gtk_box_append (GTK_BOX (filters), self->state);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), filters);

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
clear_cb (VigieRegistryPage *self)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->level), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->period), 2);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->state), STATE_ALL);
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
  self->filter = GTK_FILTER (gtk_custom_filter_new (shows, self, NULL));
  self->filtered = gtk_filter_list_model_new (g_object_ref (registry), g_object_ref (self->filter));
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
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_box_append (GTK_BOX (self->box), self->excerpt);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
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
}

static void
vigie_registry_page_unmap (GtkWidget *widget)
{
  VigieRegistryPage *self = VIGIE_REGISTRY_PAGE (widget);

  GTK_WIDGET_CLASS (vigie_registry_page_parent_class)->unmap (widget);
  if (self->session != NULL)
    vigie_session_want_all (self->session, FALSE);
}

static void
vigie_registry_page_dispose (GObject *object)
{
  VigieRegistryPage *self = VIGIE_REGISTRY_PAGE (object);

  g_cancellable_cancel (self->searching);
  g_clear_handle_id (&self->fold_id, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  /* The filter asks this page; the model it hangs on belongs to the session and lives on. */
  if (self->filtered != NULL)
    gtk_filter_list_model_set_filter (self->filtered, NULL);
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
vigie_registry_page_finalize (GObject *object)
{
  VigieRegistryPage *self = VIGIE_REGISTRY_PAGE (object);

  g_clear_object (&self->searching);
  g_hash_table_unref (self->excerpts);
  g_strfreev (self->words);

  G_OBJECT_CLASS (vigie_registry_page_parent_class)->finalize (object);
}

static void
vigie_registry_page_class_init (VigieRegistryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vigie_registry_page_dispose;
  object_class->finalize = vigie_registry_page_finalize;
  widget_class->grab_focus = vigie_registry_page_grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  widget_class->map = vigie_registry_page_map;
  widget_class->unmap = vigie_registry_page_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_registry_page_init (VigieRegistryPage *self)
{
  self->excerpts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
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
  build (self);
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

GListModel *
vigie_registry_page_get_shown (VigieRegistryPage *self)
{
  g_return_val_if_fail (VIGIE_IS_REGISTRY_PAGE (self), NULL);

  return G_LIST_MODEL (self->sorted);
}
