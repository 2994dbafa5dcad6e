/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The type list shows symptoms and impact of each type, because choosing the type is choosing the procedure.
 * The time field takes the short forms of the timeline and always says back what it understood. */

#include "vigie-wizard-fields.h"

#include <glib/gi18n-lib.h>

#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-widgets.h"

#define HINT_LINES 2

struct _VigieWizardFields
{
  GtkWidget parent_instance;

  VigieSession *session; /* owned */

  GtkWidget *root;
  GtkWidget *title;
  GtkWidget *type;
  GtkWidget *time;
  GtkLabel *type_hint;
  GtkLabel *time_hint;

  gint64 detected_usec;
};

G_DEFINE_FINAL_TYPE (VigieWizardFields, vigie_wizard_fields, GTK_TYPE_WIDGET)

enum { CHANGED, FINISHED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const VigieTypeDef *
type_at (VigieWizardFields *self, guint index)
{
  GPtrArray *types = vigie_session_get_playbook (self->session)->types;

  return index < types->len ? g_ptr_array_index (types, index) : NULL;
}

static char *
join_texts (GPtrArray *texts, VigieLang lang)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " · " : "", vigie_text_get (g_ptr_array_index (texts, i), lang));

  return g_string_free (out, FALSE);
}

/* Signs and impact in full: choosing the type is choosing the procedure. */
static void
show_type_hint (VigieWizardFields *self)
{
  const VigieTypeDef *type = type_at (self, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->type)));
  VigieLang lang = vigie_session_get_lang (self->session);
  g_autofree char *symptoms = type != NULL ? join_texts (type->symptoms, lang) : g_strdup (_("None of the five: no procedure, all the clocks."));
  g_autofree char *impacts = type != NULL ? join_texts (type->impacts, lang) : g_strdup ("");
  g_autofree char *both = *impacts != '\0' ? g_strdup_printf ("%s → %s", symptoms, impacts) : g_strdup (symptoms);

  vigie_label_set (self->type_hint, both);
  vigie_set_tooltip (GTK_WIDGET (self->type_hint), both);
}

static void
show_time_hint (VigieWizardFields *self)
{
  gint64 now_usec = vigie_session_now_usec (self->session);
  VigieLang lang = vigie_session_get_lang (self->session);
  g_autoptr(GError) error = NULL;
  g_autofree char *full = NULL, *ago = NULL, *text = NULL;

  if (!vigie_time_parse (gtk_editable_get_text (GTK_EDITABLE (self->time)), now_usec, vigie_session_get_zone (self->session), &self->detected_usec, &error))
    {
      self->detected_usec = VIGIE_TIME_NONE;
      vigie_label_set (self->time_hint, error->message);
      vigie_set_class (GTK_WIDGET (self->time_hint), "late-text", TRUE);
      return;
    }
  full = vigie_time_format_full (self->detected_usec, vigie_session_get_zone (self->session), lang);
  ago = vigie_duration_format (MAX (0, now_usec - self->detected_usec), lang);
  /* Translators: first a date and time, then how long ago that is. */
  text = now_usec - self->detected_usec < VIGIE_MINUTE_USEC ? g_strdup_printf (_("%s, now"), full) : g_strdup_printf (_("%s, %s ago"), full, ago);
  vigie_set_class (GTK_WIDGET (self->time_hint), "late-text", FALSE);
  vigie_label_set (self->time_hint, text);
}

static void
title_changed_cb (VigieWizardFields *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
type_changed_cb (VigieWizardFields *self)
{
  show_type_hint (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
time_changed_cb (VigieWizardFields *self)
{
  show_time_hint (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static char *
type_line (VigieWizardFields *self, const VigieTypeDef *type)
{
  if (type == NULL)
    return g_strdup (C_("incident type", "Other"));

  return g_strdup_printf ("%s  %s", type->id, vigie_text_get (&type->title, vigie_session_get_lang (self->session)));
}

static void
setup_row_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *signs = vigie_label_new ("", "dim caption");

  gtk_widget_set_size_request (signs, 380, -1);
  gtk_label_set_max_width_chars (GTK_LABEL (signs), 60);
  gtk_box_append (GTK_BOX (box), vigie_label_new ("", "strong"));
  gtk_box_append (GTK_BOX (box), signs);
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkListItem *item, VigieWizardFields *self)
{
  const VigieTypeDef *type = type_at (self, gtk_list_item_get_position (item));
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *signs = gtk_widget_get_next_sibling (title);
  g_autofree char *line = type_line (self, type);
  g_autofree char *impacts = type != NULL ? join_texts (type->impacts, vigie_session_get_lang (self->session)) : g_strdup (_("None of the five"));
  g_autofree char *symptoms = type != NULL ? join_texts (type->symptoms, vigie_session_get_lang (self->session)) : g_strdup ("");

  vigie_label_set (GTK_LABEL (title), line);
  vigie_label_set (GTK_LABEL (signs), impacts);
  vigie_set_tooltip (signs, symptoms);
}

/* What the closed list shows: it may be cut, because its minimum would be the window's. */
static void
setup_chosen_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, vigie_label_new ("", "strong"));
}

static void
bind_chosen_cb (GtkListItemFactory *factory, GtkListItem *item, VigieWizardFields *self)
{
  g_autofree char *line = type_line (self, type_at (self, gtk_list_item_get_position (item)));

  vigie_label_set (GTK_LABEL (gtk_list_item_get_child (item)), line);
}

static GtkWidget *
type_new (VigieWizardFields *self)
{
  GtkStringList *lines = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkListItemFactory *chosen = gtk_signal_list_item_factory_new ();
  GtkWidget *dropdown;

  for (guint i = 0; i <= vigie_session_get_playbook (self->session)->types->len; i++)
    {
      g_autofree char *line = type_line (self, type_at (self, i));

      gtk_string_list_append (lines, line);
    }
  dropdown = gtk_drop_down_new (G_LIST_MODEL (lines), NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect (chosen, "setup", G_CALLBACK (setup_chosen_cb), NULL);
  g_signal_connect (chosen, "bind", G_CALLBACK (bind_chosen_cb), self);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (dropdown), chosen);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (dropdown), factory);
  g_object_unref (factory);
  g_object_unref (chosen);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (dropdown), vigie_session_get_playbook (self->session)->types->len);
  g_signal_connect_swapped (dropdown, "notify::selected", G_CALLBACK (type_changed_cb), self);

  return dropdown;
}

static GtkWidget *
column_new (GtkWidget *field, const char *title, GtkLabel **hint)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), vigie_label_new (title, "dim caption strong"));
  gtk_box_append (GTK_BOX (box), field);
  if (hint != NULL)
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (*hint = GTK_LABEL (vigie_label_new ("", "dim caption"))));
  vigie_set_accessible_label (field, title);

  return box;
}

static void
build (VigieWizardFields *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkLabel *title_hint;

  self->title = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->title), 200);
  self->type = type_new (self);
  self->time = gtk_entry_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_attach (GTK_GRID (grid), column_new (self->title, _("Title"), &title_hint), 0, 0, 7, 1);
  gtk_grid_attach (GTK_GRID (grid), column_new (self->type, _("Type"), NULL), 7, 0, 5, 1);
  gtk_grid_attach (GTK_GRID (grid), column_new (self->time, _("Detected at"), &self->time_hint), 12, 0, 5, 1);
  self->type_hint = GTK_LABEL (vigie_paragraph_new ("", "dim caption"));
  gtk_label_set_lines (self->type_hint, HINT_LINES);
  gtk_label_set_ellipsize (self->type_hint, PANGO_ELLIPSIZE_END);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->type_hint), 0, 1, 17, 1);
  vigie_label_set (title_hint, _("What does not work, as you would say it."));
  self->root = grid;
  gtk_widget_set_parent (grid, GTK_WIDGET (self));
  g_signal_connect_swapped (self->title, "changed", G_CALLBACK (title_changed_cb), self);
  g_signal_connect_swapped (self->time, "changed", G_CALLBACK (time_changed_cb), self);
  show_type_hint (self);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_WIZARD_FIELDS (widget)->title);
}

static void
vigie_wizard_fields_dispose (GObject *object)
{
  VigieWizardFields *self = VIGIE_WIZARD_FIELDS (object);

  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (vigie_wizard_fields_parent_class)->dispose (object);
}

static void
vigie_wizard_fields_class_init (VigieWizardFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_wizard_fields_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_wizard_fields_init (VigieWizardFields *self)
{
  self->detected_usec = VIGIE_TIME_NONE;
}

GtkWidget *
vigie_wizard_fields_new (VigieSession *session)
{
  VigieWizardFields *self = g_object_new (VIGIE_TYPE_WIZARD_FIELDS, NULL);
  g_autofree char *now = vigie_time_format_clock (vigie_session_now_usec (session), vigie_session_get_zone (session));

  self->session = g_object_ref (session);
  build (self);
  gtk_editable_set_text (GTK_EDITABLE (self->time), now);

  return GTK_WIDGET (self);
}

const char *
vigie_wizard_fields_get_title (VigieWizardFields *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->title));
}

void
vigie_wizard_fields_set_title (VigieWizardFields *self, const char *title)
{
  gtk_editable_set_text (GTK_EDITABLE (self->title), title);
  gtk_editable_set_position (GTK_EDITABLE (self->title), -1);
}

const char *
vigie_wizard_fields_get_type_id (VigieWizardFields *self)
{
  const VigieTypeDef *type = type_at (self, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->type)));

  return type != NULL ? type->id : NULL;
}

void
vigie_wizard_fields_set_type_id (VigieWizardFields *self, const char *type)
{
  GPtrArray *types = vigie_session_get_playbook (self->session)->types;
  guint index = types->len;

  for (guint i = 0; i < types->len; i++)
    if (g_strcmp0 (((VigieTypeDef *) g_ptr_array_index (types, i))->id, type) == 0)
      index = i;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->type), index);
}

void
vigie_wizard_fields_set_time_text (VigieWizardFields *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->time), text);
}

gint64
vigie_wizard_fields_get_detected_usec (VigieWizardFields *self)
{
  return self->detected_usec;
}

static gboolean
holds (GtkWidget *field, GtkWidget *focus)
{
  return focus != NULL && (focus == field || gtk_widget_is_ancestor (focus, field));
}

static gboolean
is_in_popover (GtkWidget *focus)
{
  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

gboolean
vigie_wizard_fields_advance (VigieWizardFields *self, GtkWidget *focus)
{
  if (is_in_popover (focus))
    return FALSE;
  if (holds (self->title, focus))
    return gtk_widget_grab_focus (self->type);
  if (holds (self->type, focus))
    return gtk_widget_grab_focus (self->time);
  if (!holds (self->time, focus))
    return FALSE;
  g_signal_emit (self, signals[FINISHED], 0);

  return TRUE;
}

gboolean
vigie_wizard_fields_press (VigieWizardFields *self, GtkWidget *focus, guint digit)
{
  guint n_types = vigie_session_get_playbook (self->session)->types->len;

  if (!holds (self->type, focus) || is_in_popover (focus) || digit > n_types)
    return FALSE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->type), digit == 0 ? n_types : digit - 1);

  return TRUE;
}
