/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One number or address with its acts beside it: call, write or open, and copy. A number nobody can call is shown as it
 * stands, said to be missing in words, and has no button that would only fail. */

#include "vigie-contact-line.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-contact-acts.h"
#include "vigie-directory.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

#define LONGEST_NUMBER 24 /* signs; longer ones are no numbers */

char *
vigie_contact_tel_uri (const char *number)
{
  g_autoptr(GString) uri = g_string_new ("tel:");

  if (number == NULL || vigie_number_is_placeholder (number))
    return NULL;
  for (const char *sign = number; *sign != '\0'; sign++)
    if (g_ascii_isdigit (*sign) || (*sign == '+' && uri->len == strlen ("tel:")))
      g_string_append_c (uri, *sign);

  return uri->len > strlen ("tel:+") ? g_string_free (g_steal_pointer (&uri), FALSE) : NULL;
}

static char *
uri_of (VigieContactLineKind kind, const char *text)
{
  g_autofree char *escaped = NULL;

  switch (kind)
    {
    case VIGIE_LINE_PHONE:
      return vigie_contact_tel_uri (text);
    case VIGIE_LINE_MAIL:
      escaped = g_uri_escape_string (text, "@", FALSE);
      return g_strconcat ("mailto:", escaped, NULL);
    default:
      return g_strdup (text);
    }
}

/* ---- Acts ---- */

static void
copy_cb (GtkWidget *button, const char *text)
{
  g_autofree char *words = g_strdup_printf (_("Copied: %s"), text);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
  gtk_widget_activate_action (button, "win.toast", "s", words);
}

static void
open_cb (GtkWidget *button, const char *uri)
{
  vigie_compat_show_uri (button, uri);
}

static void
free_text (gpointer data, GClosure *closure)
{
  g_free (data);
}

static GtkWidget *
act_new (const char *icon, const char *words, const char *name, gboolean suggested)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), vigie_icon_new (icon, NULL));
  gtk_box_append (GTK_BOX (box), gtk_label_new (words));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, suggested ? "suggested-action" : "compact");
  if (suggested)
    gtk_widget_add_css_class (button, "stress");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (button, name);

  return button;
}

GtkWidget *
vigie_contact_copy_button_new (const char *text)
{
  g_autofree char *name = g_strdup_printf (_("Copy %s"), text);
  GtkWidget *button = act_new ("vigie-copy-symbolic", _("Copy"), name, FALSE);

  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), g_strdup (text), free_text, 0);

  return button;
}

GtkWidget *
vigie_contact_open_button_new (VigieContactLineKind kind, const char *text, gboolean suggested)
{
  static const char *const icons[] = { "vigie-call-symbolic", "vigie-message-symbolic", "vigie-link-symbolic" };
  const char *const words[] = { _("Call"), _("Write"), _("Open") };
  g_autofree char *uri = uri_of (kind, text);
  g_autofree char *name = NULL;
  GtkWidget *button;

  if (uri == NULL)
    return NULL;
  name = g_strdup_printf ("%s %s", words[kind], text);
  button = act_new (icons[kind], words[kind], name, suggested);
  g_signal_connect_data (button, "clicked", G_CALLBACK (open_cb), g_steal_pointer (&uri), free_text, 0);

  return button;
}

/* Without its word, which would take the room of the number in a small window. */
static GtkWidget *
small_copy_button_new (const char *text)
{
  g_autofree char *name = g_strdup_printf (_("Copy %s"), text);
  GtkWidget *button = vigie_page_icon_button_new ("vigie-copy-symbolic", name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), g_strdup (text), free_text, 0);
  return button;
}

/* ---- Lines ---- */

GtkWidget *
vigie_contact_line_row_new (VigieContactLineKind kind, const VigieContactLine *line)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = vigie_paragraph_new (line->value, "num");
  GtkWidget *open = vigie_contact_open_button_new (kind, line->value, FALSE);
  g_autofree char *said = vigie_contact_label_words (line->label);

  gtk_widget_add_css_class (row, "card-row");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (kind == VIGIE_LINE_PHONE && g_utf8_strlen (line->value, -1) <= LONGEST_NUMBER) /* read aloud in one piece */
    gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_box_append (GTK_BOX (words), label);
  if (*said != '\0')
    gtk_box_append (GTK_BOX (words), vigie_label_new (said, "caption dim"));
  gtk_box_append (GTK_BOX (row), words);
  if (kind == VIGIE_LINE_PHONE && open == NULL)
    {
      vigie_add_classes (label, "soon-text strong");
      gtk_box_append (GTK_BOX (row), vigie_label_new (_("number missing"), "caption soon-text"));
      return row;
    }
  if (open != NULL)
    gtk_box_append (GTK_BOX (row), open);
  gtk_box_append (GTK_BOX (row), small_copy_button_new (line->value));

  return row;
}

/* The number one reads aloud, with the one suggested act of this page. */
GtkWidget *
vigie_contact_number_new (const VigieContactLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = vigie_label_new (line->value, "number-phone");
  GtkWidget *call = vigie_contact_open_button_new (VIGIE_LINE_PHONE, line->value, TRUE);
  g_autofree char *said = vigie_contact_label_words (line->label);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (call == NULL)
    {
      gtk_widget_add_css_class (label, "soon-text");
      gtk_box_append (GTK_BOX (acts), vigie_icon_new ("vigie-warning-symbolic", "soon-text"));
      gtk_box_append (GTK_BOX (acts), vigie_paragraph_new (_("Number missing: there is none that can be called."), "soon-text strong small"));
    }
  else
    {
      gtk_box_append (GTK_BOX (acts), call);
      gtk_box_append (GTK_BOX (acts), vigie_contact_copy_button_new (line->value));
      if (*said != '\0')
        gtk_box_append (GTK_BOX (acts), vigie_label_new (said, "small dim"));
    }
  gtk_box_append (GTK_BOX (box), acts);

  return box;
}
