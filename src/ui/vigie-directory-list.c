/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One card a category. Each card is a list box of its own, so that the groups look like groups; to a person with a
 * keyboard they are one list all the same: an arrow that leaves a card enters the next, and only one row in all of them
 * is selected.
 *
 * A row is made once and searching shows and hides it, so that a key costs little. Of a long directory only the first rows
 * that match are made at once, as many as a part of a frame allows, and the others while nothing else happens, up to
 * MOST_ROWS: who has thousands of contacts types a name and does not scroll. */

#include "vigie-directory-list.h"

#include <glib/gi18n-lib.h>

#include "vigie-directory-row.h"
#include "vigie-page-parts.h"
#include "vigie-readiness.h"
#include "vigie-text-ui.h"

#define FIRST_ROWS 40
#define MOST_ROWS 150
#define MOST_REMOVED 8           /* rows at one key */
#define BUDGET_USEC 4000         /* for making rows, at one key or between two frames */

typedef struct
{
  char *category;
  GtkWidget *box;                /* heading and card */
  GtkWidget *count;
  GtkListBox *list;
  guint n_found;
} Group;

struct _VigieDirectoryList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *nobody;
  GtkWidget *more;
  VigieSession *session;
  VigieDirectory *directory;     /* what the rows say; keeps @found */
  GArray *groups;                /* Group */
  GHashTable *rows;              /* id → GtkListBoxRow, borrowed */
  GPtrArray *found;              /* VigieDirectoryEntry, borrowed from @directory */
  guint n_placed;
  guint idle_id;
  char *query, *filter;
  char *selected;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (VigieDirectoryList, vigie_directory_list, GTK_TYPE_WIDGET)

enum { SELECTED, ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
id_of (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "contact") : NULL;
}

static void
clear_group (gpointer data)
{
  g_free (((Group *) data)->category);
}

/* ---- Moving among the cards ---- */

static GtkListBoxRow *
edge_row (Group *group, gboolean last)
{
  GtkListBoxRow *found = NULL, *row;

  if (!gtk_widget_get_visible (group->box))
    return NULL;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (group->list, i)) != NULL; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (row)))
      {
        found = row;
        if (!last)
          break;
      }

  return found;
}

static gboolean
keynav_failed_cb (VigieDirectoryList *self, GtkDirectionType direction, GtkListBox *list)
{
  gboolean up = direction == GTK_DIR_UP;
  int at = -1;

  if (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN)
    return FALSE;
  for (guint i = 0; i < self->groups->len; i++)
    if (g_array_index (self->groups, Group, i).list == list)
      at = (int) i;
  for (int i = at + (up ? -1 : 1); i >= 0 && i < (int) self->groups->len; i += up ? -1 : 1)
    {
      GtkListBoxRow *row = edge_row (&g_array_index (self->groups, Group, i), up);

      if (row != NULL)
        {
          gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (row))), row);
          return gtk_widget_grab_focus (GTK_WIDGET (row));
        }
    }

  return FALSE;
}

static void
row_selected_cb (VigieDirectoryList *self, GtkListBoxRow *row, GtkListBox *list)
{
  if (self->updating || row == NULL)
    return;
  self->updating = TRUE;
  for (guint i = 0; i < self->groups->len; i++)
    if (g_array_index (self->groups, Group, i).list != list)
      gtk_list_box_unselect_all (g_array_index (self->groups, Group, i).list);
  self->updating = FALSE;
  g_free (self->selected);
  self->selected = g_strdup (id_of (row));
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
row_activated_cb (VigieDirectoryList *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* ---- Groups ---- */

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (a), "place")) - GPOINTER_TO_INT (g_object_get_data (G_OBJECT (b), "place"));
}

static Group *
find_group (VigieDirectoryList *self, const char *category)
{
  for (guint i = 0; i < self->groups->len; i++)
    if (g_str_equal (g_array_index (self->groups, Group, i).category, category))
      return &g_array_index (self->groups, Group, i);

  return NULL;
}

static Group *
add_group (VigieDirectoryList *self, const char *category)
{
  Group group = { .category = g_strdup (category) };
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const char *title = vigie_directory_category_title (self->directory, category, vigie_session_get_lang (self->session));

  if (*title == '\0')
    title = _("Others");
  group.box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  group.count = vigie_label_new ("", "count");
  group.list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (head, "list-head");
  gtk_box_append (GTK_BOX (head), vigie_label_new (title, NULL));
  gtk_box_append (GTK_BOX (head), group.count);
  gtk_widget_add_css_class (GTK_WIDGET (group.list), "card-list");
  vigie_set_accessible_label (GTK_WIDGET (group.list), title);
  gtk_list_box_set_sort_func (group.list, compare_rows, NULL, NULL);
  g_signal_connect_swapped (group.list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (group.list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (group.list, "keynav-failed", G_CALLBACK (keynav_failed_cb), self);
  gtk_box_append (GTK_BOX (group.box), head);
  gtk_box_append (GTK_BOX (group.box), GTK_WIDGET (group.list));
  gtk_box_append (GTK_BOX (self->box), group.box);
  gtk_box_reorder_child_after (GTK_BOX (self->box), self->more, group.box);
  g_array_append_val (self->groups, group);

  return &g_array_index (self->groups, Group, self->groups->len - 1);
}

/* The playbook's categories in its order, then the support levels; any other word comes when somebody has it. */
static void
add_groups (VigieDirectoryList *self)
{
  const VigiePlaybook *playbook = vigie_directory_playbook (self->directory);

  for (guint i = 0; i < playbook->categories->len; i++)
    add_group (self, ((const VigieCategory *) playbook->categories->pdata[i])->id);
  for (guint i = 0; i < playbook->support_levels->len; i++)
    if (find_group (self, ((const VigieSupportLevel *) playbook->support_levels->pdata[i])->id) == NULL)
      add_group (self, ((const VigieSupportLevel *) playbook->support_levels->pdata[i])->id);
}

static Group *
need_group (VigieDirectoryList *self, const char *category)
{
  Group *group = find_group (self, category);

  return group != NULL ? group : add_group (self, category);
}

/* ---- Rows ---- */

static void
place_row (VigieDirectoryList *self, const VigieDirectoryEntry *entry, guint place)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, entry->contact->id);
  Group *group;

  if (row != NULL)
    {
      gtk_widget_set_visible (row, TRUE);
      return;
    }
  group = need_group (self, entry->contact->category);
  row = vigie_directory_row_new (self->session, entry);
  g_object_set_data_full (G_OBJECT (row), "contact", g_strdup (entry->contact->id), g_free);
  g_object_set_data (G_OBJECT (row), "place", GUINT_TO_POINTER (place));
  g_hash_table_insert (self->rows, (gpointer) id_of (GTK_LIST_BOX_ROW (row)), row);
  gtk_list_box_append (group->list, row);
  if (g_strcmp0 (self->selected, entry->contact->id) == 0)
    {
      self->updating = TRUE;
      gtk_list_box_select_row (group->list, GTK_LIST_BOX_ROW (row));
      self->updating = FALSE;
    }
}

static GPtrArray *
rows_of (VigieDirectoryList *self)
{
  GPtrArray *rows = g_ptr_array_sized_new (g_hash_table_size (self->rows));
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_ptr_array_add (rows, row);
  return rows;
}

static guint
place_of (VigieDirectoryList *self, const VigieDirectoryEntry *entry)
{
  guint place = 0;

  g_ptr_array_find (vigie_directory_entries (self->directory), entry, &place);
  return place;
}

/* At least one, and others while there is time; @budget_usec 0: without looking at the clock. */
static void
place_rows (VigieDirectoryList *self, guint n, gint64 budget_usec)
{
  guint end = MIN (MIN (self->found->len, MOST_ROWS), self->n_placed + n);
  gint64 until_usec = g_get_monotonic_time () + budget_usec;
  guint first = self->n_placed;

  for (; self->n_placed < end && (self->n_placed == first || budget_usec == 0 || g_get_monotonic_time () < until_usec); self->n_placed++)
    {
      const VigieDirectoryEntry *entry = self->found->pdata[self->n_placed];

      place_row (self, entry, place_of (self, entry));
    }
}

static gboolean
idle_cb (gpointer user_data)
{
  VigieDirectoryList *self = user_data;

  place_rows (self, FIRST_ROWS, BUDGET_USEC);
  if (self->n_placed < MIN (self->found->len, MOST_ROWS))
    return G_SOURCE_CONTINUE;
  self->idle_id = 0;
  return G_SOURCE_REMOVE;
}

static void
remove_row (VigieDirectoryList *self, GtkWidget *row)
{
  g_hash_table_remove (self->rows, id_of (GTK_LIST_BOX_ROW (row)));
  gtk_list_box_remove (GTK_LIST_BOX (gtk_widget_get_parent (row)), row);
}

/* Hides the rows that are not found any more, and no other: one that has the focus would lose it. Of those of earlier
 * searches no more are kept than the list may show. */
static void
hide_rows (VigieDirectoryList *self)
{
  g_autoptr(GPtrArray) kept = rows_of (self);
  g_autoptr(GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_removed = 0;

  for (guint i = 0; i < MIN (self->found->len, MOST_ROWS); i++)
    g_hash_table_add (wanted, ((const VigieDirectoryEntry *) self->found->pdata[i])->contact->id);
  self->updating = TRUE;
  for (guint i = 0; i < kept->len; i++)
    {
      if (g_hash_table_contains (wanted, id_of (kept->pdata[i])))
        continue;
      if (kept->len - n_removed > 2 * MOST_ROWS && n_removed < MOST_REMOVED && ++n_removed)
        remove_row (self, kept->pdata[i]);
      else
        gtk_widget_set_visible (kept->pdata[i], FALSE);
    }
  self->updating = FALSE;
}

/* ---- Filtering ---- */

static gboolean
has_group (const VigieContact *contact, const char *group)
{
  for (guint i = 0; i < contact->groups->len; i++)
    if (g_str_equal (contact->groups->pdata[i], group))
      return TRUE;

  return FALSE;
}

static gboolean
passes (VigieDirectoryList *self, const VigieDirectoryEntry *entry)
{
  const VigieContact *contact = entry->contact;

  if (g_str_equal (self->filter, "lack"))
    return (vigie_readiness_lacks (self->directory, entry, vigie_session_now_usec (self->session)) & VIGIE_LACK_URGENT) != 0;
  if (g_str_equal (self->filter, "favourite"))
    return vigie_session_is_favourite (self->session, contact->id);
  if (g_str_has_prefix (self->filter, "category:"))
    return g_str_equal (contact->category, self->filter + strlen ("category:"));
  if (g_str_has_prefix (self->filter, "group:"))
    return has_group (contact, self->filter + strlen ("group:"));

  return TRUE;
}

static void
find (VigieDirectoryList *self)
{
  g_autoptr(GPtrArray) found = vigie_directory_search (self->directory, self->query);

  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = g_ptr_array_sized_new (found->len);
  for (guint i = 0; i < self->groups->len; i++)
    g_array_index (self->groups, Group, i).n_found = 0;
  for (guint i = 0; i < found->len; i++)
    {
      const VigieDirectoryEntry *entry = found->pdata[i];

      if (!passes (self, entry))
        continue;
      g_ptr_array_add (self->found, (gpointer) entry);
      need_group (self, entry->contact->category)->n_found++;
    }
}

static void
show_counts (VigieDirectoryList *self)
{
  g_autofree char *query = vigie_text_ui_clean (self->query, 60);
  g_autofree char *nobody = *query != '\0' ? g_strdup_printf (_("Nobody for “%s”."), query) : g_strdup (_("Nobody here yet."));

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = &g_array_index (self->groups, Group, i);
      g_autofree char *words = g_strdup_printf ("%u", group->n_found);

      vigie_label_set (GTK_LABEL (group->count), words);
      gtk_widget_set_visible (group->box, group->n_found > 0);
    }
  gtk_widget_set_visible (self->nobody, self->found->len == 0);
  vigie_label_set (GTK_LABEL (self->nobody), nobody);
  gtk_widget_set_visible (self->more, self->found->len > MOST_ROWS);
  if (self->found->len > MOST_ROWS)
    {
      guint n = self->found->len - MOST_ROWS;
      g_autofree char *words = g_strdup_printf (ngettext ("%u more: type a name to find them.", "%u more: type a name to find them.", n), n);

      vigie_label_set (GTK_LABEL (self->more), words);
    }
}

static void
apply (VigieDirectoryList *self, gint64 budget_usec)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);
  find (self);
  hide_rows (self);
  self->n_placed = 0;
  place_rows (self, FIRST_ROWS, budget_usec);
  show_counts (self);
  if (self->n_placed < MIN (self->found->len, MOST_ROWS))
    self->idle_id = g_idle_add (idle_cb, self);
}

guint
vigie_directory_list_filter (VigieDirectoryList *self, const char *query, const char *filter)
{
  g_return_val_if_fail (VIGIE_IS_DIRECTORY_LIST (self), 0);

  g_free (self->query);
  self->query = g_strdup (query);
  g_free (self->filter);
  self->filter = g_strdup (filter);
  apply (self, BUDGET_USEC);

  return self->found->len;
}

/* ---- What changed elsewhere ---- */

/* The row stays where the contact stays, and with it the place in the list. */
static void
refresh_row (VigieDirectoryList *self, GtkWidget *row)
{
  const VigieDirectoryEntry *entry = vigie_directory_entry (self->directory, id_of (GTK_LIST_BOX_ROW (row)));
  Group *group = entry != NULL ? find_group (self, entry->contact->category) : NULL;

  if (entry == NULL || entry->removed || group == NULL || GTK_WIDGET (group->list) != gtk_widget_get_parent (row))
    {
      remove_row (self, row);
      return;
    }
  g_object_set_data (G_OBJECT (row), "place", GUINT_TO_POINTER (place_of (self, entry)));
  vigie_directory_row_fill (row, self->session, entry);
}

static void
directory_changed_cb (VigieDirectoryList *self)
{
  g_autoptr(GPtrArray) rows = rows_of (self);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  vigie_directory_unref (self->directory);
  self->directory = vigie_directory_ref (vigie_session_get_directory (self->session));
  self->updating = TRUE;
  for (guint i = 0; i < rows->len; i++)
    refresh_row (self, rows->pdata[i]);
  self->updating = FALSE;
  for (guint i = 0; i < self->groups->len; i++)
    gtk_list_box_invalidate_sort (g_array_index (self->groups, Group, i).list);
  apply (self, BUDGET_USEC);
  if (vigie_directory_contact (self->directory, self->selected) == NULL)
    g_clear_pointer (&self->selected, g_free);
  g_signal_emit (self, signals[SELECTED], 0);
}

/* ---- Selecting ---- */

const char *
vigie_directory_list_get_selected (VigieDirectoryList *self)
{
  g_return_val_if_fail (VIGIE_IS_DIRECTORY_LIST (self), NULL);

  return self->selected;
}

gboolean
vigie_directory_list_select_first (VigieDirectoryList *self, gboolean focus)
{
  g_return_val_if_fail (VIGIE_IS_DIRECTORY_LIST (self), FALSE);

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = &g_array_index (self->groups, Group, i);
      GtkListBoxRow *row = edge_row (group, FALSE);

      if (row == NULL)
        continue;
      gtk_list_box_select_row (group->list, row);
      if (focus)
        gtk_widget_grab_focus (GTK_WIDGET (row));
      return TRUE;
    }

  return FALSE;
}

gboolean
vigie_directory_list_select (VigieDirectoryList *self, const char *id)
{
  GtkWidget *row;

  g_return_val_if_fail (VIGIE_IS_DIRECTORY_LIST (self), FALSE);

  for (guint i = 0; i < self->found->len; i++)
    if (g_str_equal (((const VigieDirectoryEntry *) self->found->pdata[i])->contact->id, id))
      place_row (self, self->found->pdata[i], place_of (self, self->found->pdata[i]));
  row = g_hash_table_lookup (self->rows, id);
  if (row == NULL || !gtk_widget_get_visible (row))
    return FALSE;
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
  vigie_page_lead_to (row);

  return TRUE;
}

gboolean
vigie_directory_list_focus (VigieDirectoryList *self)
{
  GtkWidget *row;

  g_return_val_if_fail (VIGIE_IS_DIRECTORY_LIST (self), FALSE);

  row = self->selected != NULL ? g_hash_table_lookup (self->rows, self->selected) : NULL;
  if (row != NULL && gtk_widget_get_visible (row) && gtk_widget_grab_focus (row))
    return TRUE;

  return vigie_directory_list_select_first (self, TRUE);
}

/* ---- Object ---- */

static void
vigie_directory_list_dispose (GObject *object)
{
  VigieDirectoryList *self = VIGIE_DIRECTORY_LIST (object);

  self->updating = TRUE;
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->directory, vigie_directory_unref);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->filter, g_free);
  g_clear_pointer (&self->selected, g_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (vigie_directory_list_parent_class)->dispose (object);
}

static void
vigie_directory_list_class_init (VigieDirectoryListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_directory_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_directory_list_init (VigieDirectoryList *self)
{
  self->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_array_set_clear_func (self->groups, clear_group);
  self->rows = g_hash_table_new (g_str_hash, g_str_equal);
  self->query = g_strdup ("");
  self->filter = g_strdup ("");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->nobody = vigie_paragraph_new ("", "empty-state");
  self->more = vigie_paragraph_new ("", "dim small");
  gtk_box_append (GTK_BOX (self->box), self->nobody);
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_directory_list_new (VigieSession *session)
{
  VigieDirectoryList *self = g_object_new (VIGIE_TYPE_DIRECTORY_LIST, NULL);

  self->session = g_object_ref (session);
  self->directory = vigie_directory_ref (vigie_session_get_directory (session));
  add_groups (self);
  apply (self, 0);
  g_signal_connect_object (session, "directory-changed", G_CALLBACK (directory_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
