/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One card a category. Each card is a list box of its own, so that the groups look like groups; to a
 * person with a keyboard they are one list all the same: an arrow that leaves a card enters the next,
 * and only one row in all of them is selected. A playbook has tens of contacts, not thousands, so
 * every row is made once and searching only hides rows. */

#include "vigie-directory-list.h"

#include <glib/gi18n-lib.h>

#include "vigie-directory.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

typedef struct
{
  const VigieCategory *category;
  GtkWidget *box;                /* heading and card */
  GtkWidget *count;
  GtkListBox *list;
} Group;

struct _VigieDirectoryList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *nobody;
  VigiePlaybook *playbook;
  GArray *groups;                /* Group */
  const VigieContactDef *selected;
  VigieLang lang;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (VigieDirectoryList, vigie_directory_list, GTK_TYPE_WIDGET)

enum { SELECTED, ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const VigieContactDef *
contact_of (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "contact") : NULL;
}

/* ---- Rows ---- */

static GtkWidget *
reach_new (const VigieContactDef *contact)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *number = contact->phones->len > 0 ? contact->phones->pdata[0] : NULL;

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  /* The blanks of a number that is none would take the room of the name. */
  if (number != NULL && vigie_number_is_placeholder (number))
    gtk_box_append (GTK_BOX (box), vigie_label_new (_("number missing"), "small strong soon-text"));
  else if (number != NULL)
    gtk_box_append (GTK_BOX (box), vigie_label_new (number, "num strong"));
  else if (contact->emails->len > 0)
    gtk_box_append (GTK_BOX (box), vigie_label_new (contact->emails->pdata[0], "small"));
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gtk_label_set_xalign (GTK_LABEL (child), 1);
      /* A number that is cut cannot be called. */
      if (number != NULL)
        gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_NONE);
    }

  return box;
}

static GtkWidget *
name_new (const VigieContactDef *contact, VigieLang lang)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const char *note = vigie_text_get (&contact->note, lang);

  if (*note == '\0' && contact->phones->len > 0 && contact->emails->len > 0)
    note = contact->emails->pdata[0];
  gtk_box_append (GTK_BOX (line), vigie_label_new (vigie_text_get (&contact->name, lang), "strong"));
  if (contact->on_call)
    gtk_box_append (GTK_BOX (line), vigie_tag_new (_("on call"), "acc"));
  gtk_box_append (GTK_BOX (box), line);
  if (*note != '\0')
    gtk_box_append (GTK_BOX (box), vigie_label_new (note, "small dim"));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

static GtkWidget *
row_new (const VigieContactDef *contact, VigieLang lang)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const char *name = vigie_text_get (&contact->name, lang);
  const char *number = contact->phones->len > 0 ? contact->phones->pdata[0] : contact->emails->len > 0 ? contact->emails->pdata[0] : "";
  g_autofree char *spoken = g_strdup_printf ("%s, %s", name, vigie_contact_is_incomplete (contact) ? _("number missing") : number);
  g_autofree char *letters = vigie_initials_text (name);
  GtkWidget *avatar = adw_avatar_new (30, letters, TRUE);

  gtk_widget_set_valign (avatar, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "ready-row");
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), name_new (contact, lang));
  gtk_box_append (GTK_BOX (box), reach_new (contact));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "contact", (gpointer) contact);
  vigie_set_accessible_label (row, spoken);

  return row;
}

/* ---- Groups ---- */

static GtkListBoxRow *
edge_row (Group *group, gboolean last)
{
  GtkWidget *child = last ? gtk_widget_get_last_child (GTK_WIDGET (group->list)) : gtk_widget_get_first_child (GTK_WIDGET (group->list));

  while (child != NULL && !(GTK_IS_LIST_BOX_ROW (child) && gtk_widget_get_visible (child)))
    child = last ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child);

  return GTK_LIST_BOX_ROW (child);
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
  self->selected = contact_of (row);
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
row_activated_cb (VigieDirectoryList *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
add_group (VigieDirectoryList *self, const VigieCategory *category)
{
  Group group = { .category = category };
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  group.box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  group.count = vigie_label_new ("", "count");
  group.list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (head, "list-head");
  gtk_box_append (GTK_BOX (head), vigie_label_new (vigie_text_get (&category->title, self->lang), NULL));
  gtk_box_append (GTK_BOX (head), group.count);
  gtk_widget_add_css_class (GTK_WIDGET (group.list), "card-list");
  vigie_set_accessible_label (GTK_WIDGET (group.list), vigie_text_get (&category->title, self->lang));
  for (guint i = 0; i < self->playbook->contacts->len; i++)
    {
      const VigieContactDef *contact = self->playbook->contacts->pdata[i];

      if (g_str_equal (contact->category, category->id))
        gtk_list_box_append (group.list, row_new (contact, self->lang));
    }
  g_signal_connect_swapped (group.list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (group.list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (group.list, "keynav-failed", G_CALLBACK (keynav_failed_cb), self);
  gtk_box_append (GTK_BOX (group.box), head);
  gtk_box_append (GTK_BOX (group.box), GTK_WIDGET (group.list));
  gtk_box_append (GTK_BOX (self->box), group.box);
  g_array_append_val (self->groups, group);
}

static guint
filter_group (VigieDirectoryList *self, Group *group, const char *query, gboolean only_incomplete)
{
  g_autofree char *words = NULL;
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (group->list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      const VigieContactDef *contact = contact_of (GTK_LIST_BOX_ROW (row));
      gboolean shown = vigie_contact_matches (contact, group->category, query, self->lang) &&
                       (!only_incomplete || vigie_contact_is_incomplete (contact));

      gtk_widget_set_visible (row, shown);
      n += shown ? 1 : 0;
    }
  words = g_strdup_printf ("%u", n);
  vigie_label_set (GTK_LABEL (group->count), words);
  gtk_widget_set_visible (group->box, n > 0);

  return n;
}

guint
vigie_directory_list_filter (VigieDirectoryList *self, const char *query, gboolean only_incomplete)
{
  guint n = 0;

  g_return_val_if_fail (VIGIE_IS_DIRECTORY_LIST (self), 0);

  for (guint i = 0; i < self->groups->len; i++)
    n += filter_group (self, &g_array_index (self->groups, Group, i), query, only_incomplete);
  gtk_widget_set_visible (self->nobody, n == 0);
  if (n == 0)
    {
      g_autofree char *words = g_strdup_printf (_("Nobody for “%s”."), query);

      vigie_label_set (GTK_LABEL (self->nobody), words);
    }

  return n;
}

const VigieContactDef *
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
      GtkListBoxRow *row = gtk_widget_get_visible (group->box) ? edge_row (group, FALSE) : NULL;

      if (row == NULL)
        continue;
      gtk_list_box_select_row (group->list, row);
      if (focus)
        gtk_widget_grab_focus (GTK_WIDGET (row));
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_contact (GtkWidget *row, const char *id)
{
  return gtk_widget_get_visible (row) && g_str_equal (contact_of (GTK_LIST_BOX_ROW (row))->id, id);
}

gboolean
vigie_directory_list_select (VigieDirectoryList *self, const char *id)
{
  GtkWidget *row;

  g_return_val_if_fail (VIGIE_IS_DIRECTORY_LIST (self), FALSE);

  row = vigie_page_find (self->box, GTK_TYPE_LIST_BOX_ROW, is_contact, id);
  if (row == NULL)
    return FALSE;
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
  vigie_page_lead_to (row);

  return TRUE;
}

gboolean
vigie_directory_list_focus (VigieDirectoryList *self)
{
  g_return_val_if_fail (VIGIE_IS_DIRECTORY_LIST (self), FALSE);

  for (guint i = 0; i < self->groups->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_selected_row (g_array_index (self->groups, Group, i).list);

      if (row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row)))
        return TRUE;
    }

  return vigie_directory_list_select_first (self, TRUE);
}

/* ---- Object ---- */

static void
vigie_directory_list_dispose (GObject *object)
{
  VigieDirectoryList *self = VIGIE_DIRECTORY_LIST (object);

  self->updating = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_pointer (&self->playbook, vigie_playbook_unref);

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
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->nobody = vigie_paragraph_new ("", "empty-state");
  gtk_box_append (GTK_BOX (self->box), self->nobody);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_directory_list_new (VigiePlaybook *playbook, VigieLang lang)
{
  VigieDirectoryList *self = g_object_new (VIGIE_TYPE_DIRECTORY_LIST, NULL);

  self->playbook = vigie_playbook_ref (playbook);
  self->lang = lang;
  for (guint i = 0; i < playbook->categories->len; i++)
    add_group (self, playbook->categories->pdata[i]);
  vigie_directory_list_filter (self, "", FALSE);

  return GTK_WIDGET (self);
}
