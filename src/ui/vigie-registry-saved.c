/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of the popover are made when it opens. One field serves for saving and for renaming, so that there is one
 * place to type a name in; what it would do stands on its button. */

#include "vigie-registry-saved.h"

#include <glib/gi18n-lib.h>

#include "vigie-page-parts.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define NAME_CHARS 24

struct _VigieRegistrySaved
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *words; /* of the button */
  GtkWidget *rows;
  GtkWidget *none;
  GtkWidget *entry, *save;
  GtkWidget *error;

  VigieSession *session;
  GCancellable *cancellable;
  GPtrArray *filters; /* VigieSavedFilter */
  VigieRegistryQuery *query; /* what is asked now */
  char *renaming; /* the name that is changed; NULL: the field saves */
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VigieRegistrySaved, vigie_registry_saved, GTK_TYPE_WIDGET)

static void show_rows (VigieRegistrySaved *self);

/* ---- Keeping ---- */

static char *
place_of (VigieRegistrySaved *self)
{
  return g_strdup_printf ("registry/filters/%s", vigie_session_get_author (self->session));
}

static void
keep (VigieRegistrySaved *self)
{
  g_autofree char *place = place_of (self);
  g_autofree char *text = vigie_saved_filters_to_text (self->filters);

  vigie_store_thread_keep_text (vigie_session_get_store (self->session), place, text);
}

static void
show_name (VigieRegistrySaved *self)
{
  const char *name = NULL;

  for (guint i = 0; name == NULL && i < self->filters->len; i++)
    {
      const VigieSavedFilter *filter = self->filters->pdata[i];

      if (vigie_registry_query_equal (filter->query, self->query))
        name = filter->name;
    }
  vigie_label_set (GTK_LABEL (self->words), name != NULL ? name : _("Saved filters"));
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieRegistrySaved) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result,
                                                               &error);

  if (error != NULL || self->button == NULL)
    return;
  g_ptr_array_unref (self->filters);
  self->filters = vigie_saved_filters_from_text (text);
  show_name (self);
  show_rows (self);
}

static void
read_kept (VigieRegistrySaved *self)
{
  g_autofree char *place = place_of (self);

  vigie_store_thread_kept_text_async (vigie_session_get_store (self->session), place,
                                      self->cancellable, kept_cb, g_object_ref (self));
}

/* ---- Acts ---- */

static void
set_renaming (VigieRegistrySaved *self, const char *name)
{
  g_free (self->renaming);
  self->renaming = g_strdup (name);
  gtk_button_set_label (GTK_BUTTON (self->save), name != NULL ? _("Rename") : _("Save"));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name != NULL ? name : "");
  vigie_label_set (GTK_LABEL (self->error), NULL);
  gtk_widget_set_visible (self->error, FALSE);
}

static void
fail (VigieRegistrySaved *self, const char *message)
{
  vigie_label_set (GTK_LABEL (self->error), message);
  gtk_widget_set_visible (self->error, TRUE);
  gtk_widget_grab_focus (self->entry);
}

static void
save_cb (VigieRegistrySaved *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr(GError) error = NULL;
  gboolean good = self->renaming != NULL
                      ? vigie_saved_filters_rename (self->filters, self->renaming, typed, &error)
                      : vigie_saved_filters_set (self->filters, typed, self->query, &error);

  if (!good)
    {
      fail (self, error->message);
      return;
    }
  keep (self);
  set_renaming (self, NULL);
  show_name (self);
  show_rows (self);
}

static const char *
name_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "name");
}

static void
choose_cb (GtkWidget *button, VigieRegistrySaved *self)
{
  const VigieSavedFilter *filter = vigie_saved_filters_find (self->filters, name_of (button));
  g_autoptr(VigieRegistryQuery) query = filter != NULL ? vigie_registry_query_copy (filter->query)
                                                        : NULL;

  if (query == NULL)
    return;
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[CHOSEN], 0, query);
}

static void
rename_cb (GtkWidget *button, VigieRegistrySaved *self)
{
  set_renaming (self, name_of (button));
  gtk_widget_grab_focus (self->entry);
}

static void
remove_cb (GtkWidget *button, VigieRegistrySaved *self)
{
  g_autofree char *name = g_strdup (name_of (button));

  if (!vigie_saved_filters_remove (self->filters, name))
    return;
  keep (self);
  set_renaming (self, NULL);
  show_name (self);
  show_rows (self);
  gtk_widget_grab_focus (self->entry);
}

/* ---- Rows ---- */

static GtkWidget *
named (GtkWidget *button, const char *name, GCallback callback, VigieRegistrySaved *self)
{
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, self, 0);

  return button;
}

static GtkWidget *
row_new (VigieRegistrySaved *self, const char *name)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *choose = gtk_button_new ();
  GtkWidget *label = vigie_label_new (name, NULL);
  g_autofree char *shown = vigie_text_ui_clean (name, 0);
  g_autofree char *rename = g_strdup_printf (_("Rename “%s”"), shown);
  g_autofree char *remove = g_strdup_printf (_("Remove “%s”"), shown);

  gtk_button_set_child (GTK_BUTTON (choose), label);
  gtk_widget_set_hexpand (choose, TRUE);
  vigie_set_accessible_label (choose, shown);
  gtk_box_append (GTK_BOX (row), named (choose, name, G_CALLBACK (choose_cb), self));
  gtk_box_append (GTK_BOX (row),
                  named (vigie_page_icon_button_new ("vigie-pencil-symbolic", rename), name,
                         G_CALLBACK (rename_cb), self));
  gtk_box_append (GTK_BOX (row), named (vigie_page_icon_button_new ("vigie-cross-symbolic", remove),
                                        name, G_CALLBACK (remove_cb), self));

  return row;
}

static void
show_rows (VigieRegistrySaved *self)
{
  vigie_clear_box (GTK_BOX (self->rows));
  for (guint i = 0; i < self->filters->len; i++)
    gtk_box_append (GTK_BOX (self->rows),
                    row_new (self, ((const VigieSavedFilter *) self->filters->pdata[i])->name));
  gtk_widget_set_visible (self->none, self->filters->len == 0);
}

static void
opened_cb (VigieRegistrySaved *self)
{
  set_renaming (self, NULL);
  show_rows (self);
}

/* ---- Object ---- */

static GtkWidget *
popover_new (VigieRegistrySaved *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->none = vigie_paragraph_new (
      _("Choose filters, then give them a name here to find them again."), "small dim");
  self->entry = gtk_entry_new ();
  self->save = gtk_button_new_with_label (_("Save"));
  self->error = vigie_paragraph_new (NULL, "small late-text");
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), NAME_CHARS);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Name of the filter"));
  vigie_set_accessible_label (self->entry, _("Name of the filter"));
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  gtk_widget_set_visible (self->error, FALSE);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), self->save);
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), self->none);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->error);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (popover, "show", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);

  return popover;
}

static void
vigie_registry_saved_dispose (GObject *object)
{
  VigieRegistrySaved *self = VIGIE_REGISTRY_SAVED (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_registry_saved_parent_class)->dispose (object);
}

static void
vigie_registry_saved_finalize (GObject *object)
{
  VigieRegistrySaved *self = VIGIE_REGISTRY_SAVED (object);

  g_ptr_array_unref (self->filters);
  vigie_registry_query_free (self->query);
  g_free (self->renaming);
  G_OBJECT_CLASS (vigie_registry_saved_parent_class)->finalize (object);
}

static void
vigie_registry_saved_class_init (VigieRegistrySavedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vigie_registry_saved_dispose;
  object_class->finalize = vigie_registry_saved_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", VIGIE_TYPE_REGISTRY_SAVED, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
vigie_registry_saved_init (VigieRegistrySaved *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->cancellable = g_cancellable_new ();
  self->filters = vigie_saved_filters_from_text (NULL);
  self->query = vigie_registry_query_new ();
  self->words = vigie_label_new (_("Saved filters"), NULL);
  gtk_label_set_max_width_chars (GTK_LABEL (self->words), NAME_CHARS);
  gtk_box_append (GTK_BOX (content), self->words);
  gtk_box_append (GTK_BOX (content), vigie_icon_new ("vigie-down-symbolic", NULL));
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), content);
  vigie_set_accessible_label (self->button, _("Saved filters"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover_new (self));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
vigie_registry_saved_new (VigieSession *session)
{
  VigieRegistrySaved *self = g_object_new (VIGIE_TYPE_REGISTRY_SAVED, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::author", G_CALLBACK (read_kept), self,
                           G_CONNECT_SWAPPED);
  read_kept (self);

  return GTK_WIDGET (self);
}

void
vigie_registry_saved_set_query (VigieRegistrySaved *self, const VigieRegistryQuery *query)
{
  g_return_if_fail (VIGIE_IS_REGISTRY_SAVED (self) && query != NULL);

  vigie_registry_query_free (self->query);
  self->query = vigie_registry_query_copy (query);
  show_name (self);
}

void
vigie_registry_saved_open (VigieRegistrySaved *self)
{
  g_return_if_fail (VIGIE_IS_REGISTRY_SAVED (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
