/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A field of the toolkit silently cuts what is longer than 65,535 characters and lays all of it out as one
 * line. What is longer than a few thousand is therefore held beside the field, which shows how it begins and
 * cannot be edited then. */

#include "vigie-command-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

#define LONG_BYTES 4096
#define PREVIEW_CHARS 80

struct _VigieCommandField
{
  GtkWidget parent_instance;

  GtkWidget *entry;
  char *long_text;              /* what is too long for the field, or NULL */
  guint preview_id;
  gboolean setting;             /* text changes by our own hand */
};

G_DEFINE_FINAL_TYPE (VigieCommandField, vigie_command_field, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
show_text (VigieCommandField *self, const char *text)
{
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->setting = FALSE;
}

static void
forget_long (VigieCommandField *self)
{
  g_clear_handle_id (&self->preview_id, g_source_remove);
  if (self->long_text == NULL)
    return;
  g_clear_pointer (&self->long_text, g_free);
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), TRUE);
}

static void
show_preview (VigieCommandField *self)
{
  g_autofree char *begin = vigie_text_ui_clean (self->long_text, PREVIEW_CHARS);

  show_text (self, g_strdelimit (begin, "\n\t", ' '));
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), FALSE);
}

static gboolean
preview_cb (gpointer user_data)
{
  VigieCommandField *self = user_data;

  self->preview_id = 0;
  show_preview (self);
  g_signal_emit (self, signals[CHANGED], 0, TRUE);

  return G_SOURCE_REMOVE;
}

/* Typed, pasted, dropped or put there by an assistive program: all of it passes here before the field cuts it. The
 * field itself changes a moment later, as whoever inserts still holds positions in it. */
static void
insert_cb (GtkEditable *field, const char *text, int length, int *position, VigieCommandField *self)
{
  const char *now = gtk_editable_get_text (field);
  gsize added = length < 0 ? strlen (text) : (gsize) length;
  const char *at = now;
  GString *whole;

  if (self->setting || self->long_text != NULL || strlen (now) + added <= LONG_BYTES)
    return;
  g_signal_stop_emission_by_name (field, "insert-text");
  for (int i = 0; *at != '\0' && (*position < 0 || i < *position); i++)
    at = g_utf8_next_char (at);
  whole = g_string_new_len (now, at - now);
  g_string_append_len (whole, text, (gssize) added);
  g_string_append (whole, at);
  self->long_text = g_string_free (whole, FALSE);
  self->preview_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, preview_cb, self, NULL);
}

static void
text_changed_cb (GtkEditable *editable, VigieCommandField *self)
{
  g_signal_emit (self, signals[CHANGED], 0, !self->setting);
}

/* ---- What is understood ---- */

static void
add_attribute (PangoAttrList *attributes, PangoAttribute *attribute, const char *text, const char *start, const char *end)
{
  attribute->start_index = (guint) (start - text);
  attribute->end_index = (guint) (end - text);
  pango_attr_list_insert (attributes, attribute);
}

/* The colon after the kind's word: the one of a time stands between two digits. */
static const char *
colon_of_kind (const char *text)
{
  const char *colon = strchr (text, ':');

  while (colon != NULL && colon > text && g_ascii_isdigit (colon[-1]) && g_ascii_isdigit (colon[1]))
    colon = strchr (colon + 1, ':');
  return colon;
}

void
vigie_command_field_mark (VigieCommandField *self, gboolean kind)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *colon = kind ? colon_of_kind (text) : NULL;
  GdkRGBA accent;

  if (self->long_text != NULL)
    text = "";
  else if (colon != NULL)
    add_attribute (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), text, text, colon + 1);
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (self->entry), "accent_color", &accent))
    gtk_style_context_get_color (gtk_widget_get_style_context (self->entry), &accent);
  for (const char *at = text; (at = strpbrk (at, "@#")) != NULL;)
    {
      const char *end = at + 1;

      if (*end == '"')
        for (end++; *end != '\0' && *end != '"'; end++)
          ;
      while (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end > at + 1)
        {
          add_attribute (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), text, at, end);
          add_attribute (attributes, pango_attr_foreground_new ((guint16) (accent.red * 65535), (guint16) (accent.green * 65535),
                                                                (guint16) (accent.blue * 65535)), text, at, end);
        }
      at = end;
    }
  gtk_entry_set_attributes (GTK_ENTRY (self->entry), attributes);
}

/* ---- Object ---- */

static gboolean
vigie_command_field_grab_focus (GtkWidget *widget)
{
  return gtk_entry_grab_focus_without_selecting (GTK_ENTRY (VIGIE_COMMAND_FIELD (widget)->entry));
}

static void
vigie_command_field_dispose (GObject *object)
{
  VigieCommandField *self = VIGIE_COMMAND_FIELD (object);

  g_clear_handle_id (&self->preview_id, g_source_remove);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->long_text, g_free);
  G_OBJECT_CLASS (vigie_command_field_parent_class)->dispose (object);
}

static void
vigie_command_field_class_init (VigieCommandFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_command_field_dispose;
  widget_class->grab_focus = vigie_command_field_grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHANGED] = g_signal_new ("changed", VIGIE_TYPE_COMMAND_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
vigie_command_field_init (VigieCommandField *self)
{
  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 0);
  vigie_set_accessible_label (self->entry, _("Command line"));
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "insert-text", G_CALLBACK (insert_cb), self);
  g_signal_connect (self->entry, "changed", G_CALLBACK (text_changed_cb), self);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
}

/**
 * vigie_command_field_new:
 *
 * Returns: (transfer floating): an empty field
 */
GtkWidget *
vigie_command_field_new (void)
{
  return g_object_new (VIGIE_TYPE_COMMAND_FIELD, NULL);
}

const char *
vigie_command_field_get_text (VigieCommandField *self)
{
  g_return_val_if_fail (VIGIE_IS_COMMAND_FIELD (self), "");

  return self->long_text != NULL ? self->long_text : gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
vigie_command_field_set_text (VigieCommandField *self, const char *text)
{
  g_return_if_fail (VIGIE_IS_COMMAND_FIELD (self));

  forget_long (self);
  if (strlen (text) > LONG_BYTES)
    {
      self->long_text = g_strdup (text);
      show_preview (self);
    }
  else
    show_text (self, text);
}

gboolean
vigie_command_field_is_long (VigieCommandField *self)
{
  return self->long_text != NULL;
}

gboolean
vigie_command_field_is_setting (VigieCommandField *self)
{
  return self->setting;
}

GtkWidget *
vigie_command_field_get_entry (VigieCommandField *self)
{
  g_return_val_if_fail (VIGIE_IS_COMMAND_FIELD (self), NULL);

  return self->entry;
}
