/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The last gate before the screen. Measured faults of the toolkit are kept out here: text that is read as
 * markup (toasts, rows), invalid UTF-8 that a label keeps without a word, controls that it draws as nothing,
 * and a long wrapped label that freezes the window (one megabyte: 54 s). So labels get text made visible by
 * vigie-text-show.h, at most 500 characters of it, and nothing in Vigie sets markup from what people typed. */

#include "vigie-text-ui.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-text-show.h"
#include "vigie-widgets.h"

#define LABEL_MAX_CHARS 500
#define TOOLTIP_MAX_CHARS 1000

/* Enough of @text for @max_chars on the screen: each sign but the first of a Windows line end gives one or more. */
static char *
copy_head (const char *text, guint max_chars)
{
  const char *end = text;

  for (gsize n = 0; *end != '\0' && n < 2 * ((gsize) max_chars + 1); n++)
    {
      gunichar sign = g_utf8_get_char_validated (end, -1);

      end = sign == (gunichar) -1 || sign == (gunichar) -2 ? end + 1 : g_utf8_next_char (end);
    }

  return g_strndup (text, (gsize) (end - text));
}

static char *
cut (char *shown, guint max_chars)
{
  char *end;

  if (g_utf8_strlen (shown, -1) <= (glong) max_chars)
    return shown;
  end = g_utf8_offset_to_pointer (shown, max_chars);
  *end = '\0';
  end = g_strconcat (shown, "…", NULL);
  g_free (shown);

  return end;
}

static char *
clean (const char *text, guint max_chars, gboolean line)
{
  g_autofree char *head = NULL;

  if (text == NULL)
    return g_strdup ("");
  if (max_chars == 0)
    max_chars = LABEL_MAX_CHARS;
  head = copy_head (text, max_chars);

  return cut (line ? vigie_text_show_line (head) : vigie_text_show (head), max_chars);
}

char *
vigie_text_ui_clean (const char *text,
                     guint       max_chars)
{
  return clean (text, max_chars, FALSE);
}

static gboolean
has_words (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static void
text_changed_cb (GtkLabel *label)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_HIDDEN,
                               !has_words (gtk_label_get_text (label)), -1);
}

/* An empty label would be said by the name of its class; a sign between words says nothing. Whoever sets
 * the text later, in whatever way, it is followed. Regions that announce stay. */
static void
hide_wordless (GtkLabel *label)
{
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (label)) != GTK_ACCESSIBLE_ROLE_LABEL
      || g_object_get_data (G_OBJECT (label), "vigie-follows-text"))
    return;
  g_object_set_data (G_OBJECT (label), "vigie-follows-text", label);
  g_signal_connect (label, "notify::label", G_CALLBACK (text_changed_cb), NULL);
  text_changed_cb (label);
}

/* Many fonts have no narrow space and draw one of a pixel: 4 850 000 would read as one word. */
static void
widen_digit_groups (char *text)
{
  static const char narrow[] = "\u202f", wide[] = "\u00a0";
  char *from = strstr (text, narrow), *to = from;

  while (from != NULL && *from != '\0')
    if (from > text && strncmp (from, narrow, strlen (narrow)) == 0 && g_ascii_isdigit (to[-1]) && g_ascii_isdigit (from[strlen (narrow)]))
      {
        memcpy (to, wide, strlen (wide));
        to += strlen (wide);
        from += strlen (narrow);
      }
    else
      *to++ = *from++;
  if (to != NULL)
    *to = '\0';
}

static void
set_shown (GtkLabel *label, const char *shown)
{
  g_autofree char *isolated = vigie_text_isolate (shown);

  widen_digit_groups (isolated);
  if (g_strcmp0 (gtk_label_get_text (label), isolated) != 0)
    {
      gtk_label_set_text (label, isolated);
      hide_wordless (label);
    }
}

void
vigie_label_set (GtkLabel   *label,
                 const char *text)
{
  g_autofree char *shown = clean (text, 0, gtk_label_get_single_line_mode (label));

  set_shown (label, shown);
}

void
vigie_label_set_whole (GtkLabel *label, const char *text)
{
  g_autofree char *shown = vigie_text_show (text);

  set_shown (label, shown);
}

void
vigie_add_classes (GtkWidget  *widget,
                   const char *css_classes)
{
  g_auto(GStrv) classes = g_strsplit (css_classes ? css_classes : "", " ", -1);

  for (guint i = 0; classes[i]; i++)
    if (*classes[i])
      gtk_widget_add_css_class (widget, classes[i]);
}

void
vigie_set_class (GtkWidget  *widget,
                 const char *css_class,
                 gboolean    set)
{
  if (set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

void
vigie_set_tooltip (GtkWidget  *widget,
                   const char *text)
{
  g_autofree char *head = text != NULL ? vigie_text_ui_clean (text, TOOLTIP_MAX_CHARS) : NULL;
  g_autofree char *shown = head != NULL ? vigie_text_isolate (head) : NULL;

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), shown) != 0)
    gtk_widget_set_tooltip_text (widget, shown);
}

GtkWidget *
vigie_label_new (const char *text,
                 const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  vigie_label_set (GTK_LABEL (label), text);
  hide_wordless (GTK_LABEL (label));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  vigie_add_classes (label, css_class);
  return label;
}

GtkWidget *
vigie_paragraph_new (const char *text,
                     const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  vigie_label_set (GTK_LABEL (label), text);
  hide_wordless (GTK_LABEL (label));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  vigie_add_classes (label, css_class);
  return label;
}

/* A role can be given only while the object is made. */
static GtkWidget *
presentation_label (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

GtkWidget *
vigie_kbd_new (const char *text)
{
  GtkWidget *label = presentation_label (text);

  gtk_widget_add_css_class (label, "kbd");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

GtkWidget *
vigie_icon_new (const char *icon_name,
                const char *css_class)
{
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  vigie_add_classes (image, css_class);
  return image;
}

GtkWidget *
vigie_tag_new (const char *text,
               const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  vigie_label_set (GTK_LABEL (label), text);
  gtk_widget_add_css_class (label, "tag");
  vigie_add_classes (label, style);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

/* The focus goes to the button inside, which has no name of its own, or in later versions of GTK that of
 * what is chosen, by a relation that would win over our name. */
static void
label_drop_down (GtkWidget  *drop_down,
                 const char *name)
{
  GtkAccessible *button = GTK_ACCESSIBLE (gtk_widget_get_first_child (drop_down));

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (button, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
vigie_set_accessible_label (GtkWidget  *widget,
                            const char *label)
{
  g_autofree char *name = clean (label, 0, TRUE);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (GTK_IS_DROP_DOWN (widget))
    label_drop_down (widget, name);
}

static char *
show_item (GtkStringObject *item)
{
  g_autofree char *shown = clean (gtk_string_object_get_string (item), LABEL_MAX_CHARS, TRUE);

  return vigie_text_isolate (shown);
}

void
vigie_drop_down_show_text (GtkDropDown *drop_down)
{
  g_autoptr(GtkExpression) expression = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (show_item), NULL, NULL);

  gtk_drop_down_set_expression (drop_down, expression);
}

AdwToast *
vigie_toast_new (const char *text)
{
  g_autofree char *shown = clean (text, 200, TRUE);
  g_autofree char *isolated = vigie_text_isolate (shown);
  g_autofree char *escaped = g_markup_escape_text (isolated, -1);

  return adw_toast_new (escaped);
}

void
vigie_clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

char *
vigie_short_name (const char *name)
{
  const char *space = name ? strrchr (name, ' ') : NULL;
  char initial[7] = "";

  if (!space || space == name || !g_utf8_validate (name, -1, NULL))
    return vigie_text_ui_clean (name, 60);
  initial[g_unichar_to_utf8 (g_utf8_get_char (name), initial)] = '\0';
  return g_strdup_printf ("%s. %s", initial, space + 1);
}

char *
vigie_initials_text (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  GString *out = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);

      if (g_unichar_isalnum (sign))
        g_string_append_unichar (out, sign);
      else if (g_unichar_isspace (sign))
        g_string_append_c (out, ' ');
    }

  return g_strstrip (g_string_free (out, FALSE));
}

VigieLang
vigie_ui_lang (void)
{
  VigieLang lang = VIGIE_LANG_EN;

  /* Translators: the code of your language, two letters: fr, en. */
  vigie_lang_from_word (C_("language code", "en"), &lang);
  return lang;
}
