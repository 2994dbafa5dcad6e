/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The focus never leaves the line: arrows move the selection of the list, Enter does it, Escape closes. The window
 * under it keeps its own focus, so closing gives it back. What is in memory answers at once; the entries of the
 * record come from the store's thread a moment later and join the list without moving the selection. Page Up and
 * Page Down go from group to group, Ctrl C copies a number without leaving. */

#include "vigie-palette.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-palette-item.h"
#include "vigie-text-ui.h"

#define WIDTH_PX 620
#define HEIGHT_PX 460
#define ROW_PX 40
#define MOST_IN_GROUP 5
#define MOST_HITS 40
#define LEAST_CHARS 2

struct _VigiePalette
{
  AdwWindow parent_instance;

  GtkWidget *entry;
  GtkWidget *list;
  GtkWidget *empty;
  VigieSession *session;
  VigieIncidentModel *model;
  GPtrArray *items;              /* VigiePaletteItem */
  GPtrArray *hits;               /* VigieSearchHit of the present query, or NULL */
  GCancellable *searching;
};

G_DEFINE_FINAL_TYPE (VigiePalette, vigie_palette, ADW_TYPE_WINDOW)

static const VigiePaletteItem *
item_of (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "item") : NULL;
}

/* ---- Rows ---- */

static GtkWidget *
head_new (VigiePaletteGroup group, guint n)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *count = n > MOST_IN_GROUP ? g_strdup_printf (_("%u of %u"), MOST_IN_GROUP, n) : g_strdup_printf ("%u", n);

  gtk_box_append (GTK_BOX (box), vigie_label_new (vigie_palette_group_title (group), "caption strong dim"));
  gtk_box_append (GTK_BOX (box), vigie_label_new (count, "caption dim num"));
  gtk_widget_set_margin_start (box, 14);
  gtk_widget_set_margin_top (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  vigie_set_accessible_label (row, vigie_palette_group_title (group));

  return row;
}

static GtkWidget *
row_new (VigiePaletteItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *title = vigie_label_new (item->title, NULL);
  g_autofree char *name = g_strdup_printf ("%s, %s%s%s", item->title, vigie_palette_group_title (item->group),
                                           item->detail != NULL ? ", " : "", item->detail != NULL ? item->detail : "");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), vigie_icon_new (item->icon, NULL));
  gtk_box_append (GTK_BOX (box), title);
  if (item->detail != NULL)
    {
      gboolean is_number = item->copy != NULL && strchr (item->copy, '@') == NULL;
      GtkWidget *detail = vigie_label_new (item->detail, is_number ? "number-call-line" : item->copy != NULL ? "num strong" : "small dim num");

      /* A number is read from here, and aloud: it is large and not cut. */
      if (item->copy != NULL)
        gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_NONE);
      gtk_box_append (GTK_BOX (box), detail);
    }
  if (item->keys != NULL)
    gtk_box_append (GTK_BOX (box), vigie_kbd_new (item->keys));
  gtk_widget_set_margin_start (box, 14);
  gtk_widget_set_margin_end (box, 14);
  gtk_widget_set_size_request (box, -1, ROW_PX);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  vigie_set_accessible_label (row, name);
  g_object_set_data (G_OBJECT (row), "item", item);

  return row;
}

/* ---- Selection ---- */

static void
select_row (VigiePalette *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
}

static void
scroll_to (VigiePalette *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (GTK_LIST_BOX (self->list));
  graphene_rect_t bounds;

  if (adjustment != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), self->list, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y - ROW_PX, bounds.origin.y + bounds.size.height);
}

/* The next row in that direction that holds an item; at the end it begins again. */
static void
step (VigiePalette *self, int direction)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int n = 0, at = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), n) != NULL)
    n++;
  for (int i = 0; i < n; i++)
    {
      at = (at + direction + n) % n;
      row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), at);
      if (item_of (row) == NULL)
        continue;
      select_row (self, row);
      scroll_to (self, row);
      return;
    }
}

/* The row before the selected one holds an item of @group too. */
static gboolean
is_after (VigiePalette *self, VigiePaletteGroup group)
{
  int at = gtk_list_box_row_get_index (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
  const VigiePaletteItem *before = at > 0 ? item_of (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), at - 1)) : NULL;

  return before != NULL && before->group == group;
}

/* The first item of the next group in that direction; at the end it begins again. */
static void
step_group (VigiePalette *self, int direction)
{
  const VigiePaletteItem *from = item_of (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
  guint rounds = from != NULL ? self->items->len : 0;

  /* Back: over the group before, to its own first. */
  while (rounds-- > 0 && item_of (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)))->group == from->group)
    step (self, direction);
  from = item_of (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
  for (rounds = from != NULL && direction < 0 ? self->items->len : 0; rounds > 0 && is_after (self, from->group); rounds--)
    step (self, direction);
}

/* ---- Filling ---- */

static void
clear_list (VigiePalette *self)
{
  GtkWidget *row;

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

/* Entries of the open incident before those of others; the search gives the newest first. */
static void
add_hits (VigiePalette *self)
{
  const char *here = self->model != NULL ? vigie_incident_model_get_stream (self->model) : "";

  for (guint pass = 0; self->hits != NULL && pass < 2; pass++)
    for (guint i = 0; i < self->hits->len; i++)
      {
        const VigieSearchHit *hit = g_ptr_array_index (self->hits, i);

        if (g_str_equal (hit->stream, here) == (pass == 0))
          g_ptr_array_add (self->items, vigie_palette_item_for_hit (self->session, hit, pass == 0));
      }
}

static guint
count_in (GPtrArray *items, VigiePaletteGroup group)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += ((VigiePaletteItem *) g_ptr_array_index (items, i))->group == group;

  return n;
}

static void
append_group (VigiePalette *self, VigiePaletteGroup group)
{
  guint n = count_in (self->items, group), shown = 0;

  if (n == 0)
    return;
  gtk_list_box_append (GTK_LIST_BOX (self->list), head_new (group, n));
  for (guint i = 0; i < self->items->len && shown < MOST_IN_GROUP; i++)
    {
      VigiePaletteItem *item = g_ptr_array_index (self->items, i);

      if (item->group != group)
        continue;
      gtk_list_box_append (GTK_LIST_BOX (self->list), row_new (item));
      shown++;
    }
}

/* The group with the best answer comes first; alike, they keep their order. */
static void
append_groups (VigiePalette *self)
{
  guint best[VIGIE_N_PALETTE_GROUPS] = { 0 };
  gboolean done[VIGIE_N_PALETTE_GROUPS] = { FALSE };

  for (guint i = 0; i < self->items->len; i++)
    {
      const VigiePaletteItem *item = g_ptr_array_index (self->items, i);

      best[item->group] = MAX (best[item->group], item->score);
    }
  for (guint i = 0; i < VIGIE_N_PALETTE_GROUPS; i++)
    {
      guint first = VIGIE_N_PALETTE_GROUPS;

      for (guint group = 0; group < VIGIE_N_PALETTE_GROUPS; group++)
        if (!done[group] && (first == VIGIE_N_PALETTE_GROUPS || best[group] > best[first]))
          first = group;
      done[first] = TRUE;
      append_group (self, first);
    }
}

static void
show_empty (VigiePalette *self, const char *query)
{
  g_autofree char *clean = vigie_text_ui_clean (query, 60);
  g_autofree char *words = g_strdup_printf (_("Nothing for “%s” in commands, clocks, acts, contacts, steps, facts, entries and all incidents, closed ones too."), clean);

  vigie_label_set (GTK_LABEL (self->empty), words);
  gtk_widget_set_visible (self->empty, self->items->len == 0);
}

static void
fill (VigiePalette *self, gboolean keep_selection)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *query = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  const VigiePaletteItem *selected = keep_selection ? item_of (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list))) : NULL;
  g_autofree char *title = selected != NULL ? g_strdup (selected->title) : NULL;

  clear_list (self);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = vigie_palette_collect (self->session, self->model, G_ACTION_GROUP (parent), query);
  add_hits (self);
  append_groups (self);
  show_empty (self, query);
  step (self, 1);
  for (int i = 0; title != NULL && gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i);

      if (item_of (row) != NULL && g_str_equal (item_of (row)->title, title))
        {
          select_row (self, row);
          break;
        }
    }
}

/* Weak: a window that was closed must not live on until the last answer, its parent perhaps does not. */
static GWeakRef *
weak_new (VigiePalette *self)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, self);

  return weak;
}

static VigiePalette *
weak_take (GWeakRef *weak)
{
  VigiePalette *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);

  return self;
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigiePalette) self = weak_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = vigie_store_thread_search_finish (VIGIE_STORE_THREAD (object), result, &error);

  /* The rest of the list is still right; a store that fails says so elsewhere. */
  if (self == NULL || hits == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  self->hits = g_steal_pointer (&hits);
  fill (self, TRUE);
}

static void
changed_cb (VigiePalette *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  fill (self, FALSE);
  if (g_utf8_strlen (words, -1) < LEAST_CHARS)
    return;
  self->searching = g_cancellable_new ();
  vigie_store_thread_search_async (vigie_session_get_store (self->session), words, MOST_HITS, self->searching, found_cb, weak_new (self));
}

/* ---- Doing ---- */

static void
do_row (VigiePalette *self, GtkListBoxRow *row)
{
  const VigiePaletteItem *item = item_of (row);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GtkWidget) parent = NULL;
  g_autoptr(VigieIncidentModel) model = NULL;

  if (item == NULL)
    return;
  items = g_ptr_array_ref (self->items);
  parent = g_object_ref (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))));
  model = self->model != NULL ? g_object_ref (self->model) : NULL;
  gtk_window_destroy (GTK_WINDOW (self));
  vigie_palette_item_do (item, parent, model);
}

/* What is marked in the line is what one wants to copy; with nothing marked it is the number of the line below. */
static gboolean
copy_number (VigiePalette *self)
{
  const VigiePaletteItem *item = item_of (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));

  return !gtk_editable_get_selection_bounds (GTK_EDITABLE (self->entry), NULL, NULL) && item != NULL
         && vigie_palette_item_copy (item, GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))));
}

static gboolean
key_pressed_cb (VigiePalette *self, guint keyval, guint keycode, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      step (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      step (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      step_group (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      step_group (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_c:
    case GDK_KEY_C:
      return (state & GDK_CONTROL_MASK) != 0 && copy_number (self) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      do_row (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      gtk_window_close (GTK_WINDOW (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
activated_cb (VigiePalette *self, GtkListBoxRow *row)
{
  do_row (self, row);
}

/* ---- Object ---- */

static void
vigie_palette_dispose (GObject *object)
{
  VigiePalette *self = VIGIE_PALETTE (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_palette_parent_class)->dispose (object);
}

static void
vigie_palette_class_init (VigiePaletteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_palette_dispose;
}

static GtkWidget *
list_new (VigiePalette *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  vigie_set_accessible_label (self->list, _("Found"));
  vigie_add_classes (self->list, "palette-list");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static void
vigie_palette_init (VigiePalette *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *hint = vigie_label_new (_("↑ ↓ choose · Page ↑ ↓ next group · Enter do · Ctrl C copy the number · Escape close"), "caption dim");

  self->entry = gtk_entry_new ();
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY, "vigie-search-symbolic");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Incident, entry, contact, clock, act, step, fact or command"));
  vigie_set_accessible_label (self->entry, _("Search anywhere"));
  gtk_widget_set_margin_top (self->entry, 12);
  gtk_widget_set_margin_start (self->entry, 12);
  gtk_widget_set_margin_end (self->entry, 12);
  gtk_widget_set_margin_bottom (self->entry, 6);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  self->empty = vigie_paragraph_new (NULL, "dim");
  gtk_widget_set_margin_start (self->empty, 16);
  gtk_widget_set_margin_end (self->empty, 16);
  gtk_widget_set_margin_top (self->empty, 10);
  gtk_widget_set_visible (self->empty, FALSE);
  gtk_widget_set_margin_start (hint, 16);
  gtk_widget_set_margin_top (hint, 6);
  gtk_widget_set_margin_bottom (hint, 8);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_box_append (GTK_BOX (box), list_new (self));
  gtk_box_append (GTK_BOX (box), hint);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWindow *
vigie_palette_present (GtkWindow *parent, VigieSession *session, VigieIncidentModel *model)
{
  VigiePalette *self;

  g_return_val_if_fail (G_IS_ACTION_GROUP (parent), NULL);

  self = g_object_new (VIGIE_TYPE_PALETTE, "modal", TRUE, "transient-for", parent, "destroy-with-parent", TRUE,
                       "title", _("Search anywhere"), NULL);
  self->session = g_object_ref (session);
  g_set_object (&self->model, model);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH_PX, HEIGHT_PX);
  fill (self, FALSE);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->entry);

  return GTK_WINDOW (self);
}
