/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An SMS on a phone: one bubble for each part that is paid for, cut where the network cuts; above them the count, the sign
 * that makes it dear, and another wording that costs less. */

#include "vigie-notice-paper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-page-parts.h"
#include "vigie-sms.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

static void
add_bubble (GtkBox *box, const VigieSms *sms, const char *text, guint part)
{
  gsize start = g_array_index (sms->starts_bytes, gsize, part);
  gsize end = part + 1 < sms->n_parts ? g_array_index (sms->starts_bytes, gsize, part + 1) : strlen (text);
  g_autofree char *words = g_strndup (text + start, end - start);
  g_autofree char *count = g_strdup_printf ("%u/%u", part + 1, sms->n_parts);
  GtkWidget *label = vigie_paragraph_new (NULL, "sms-bubble");

  vigie_label_set_whole (GTK_LABEL (label), words);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_box_append (box, label);
  if (sms->n_parts > 1)
    gtk_box_append (box, vigie_label_new (count, "caption paper-dim num"));
}

static char *
count_words (const VigieSms *sms)
{
  g_autofree char *parts = g_strdup_printf (ngettext ("%u part", "%u parts", sms->n_parts), sms->n_parts);

  /* Translators: parts of an SMS, its alphabet, and how many signs of it are used and free. */
  return g_strdup_printf (_("%s · %s · %u used, %u left"), parts, sms->is_ucs2 ? "UCS-2" : "GSM-7", sms->n_units, sms->n_left);
}

/* “ê”, “’”: the signs that the alphabet lacks. */
static char *
costly_words (const VigieSms *sms)
{
  g_autoptr(GString) signs = g_string_new (NULL);

  for (guint i = 0; i < sms->costly->len; i++)
    {
      const VigieSmsSign *sign = sms->costly->pdata[i];
      gunichar first = g_utf8_get_char (sign->sign);
      g_autofree char *shown = first == 0x00a0 || first == 0x202f ? g_strdup (_("no-break space")) : g_strdup_printf (_("“%s”"), sign->sign);

      g_string_append_printf (signs, "%s%s", i > 0 ? ", " : "", shown);
    }

  return g_strdup_printf (ngettext ("This sign leaves room for 70 in place of 160: %s", "These signs leave room for 70 in place of 160: %s", sms->costly->len), signs->str);
}

static void
add_wording (GtkBox *box, const VigieSms *sms, GtkWidget **reword, const char *wording)
{
  g_autoptr(VigieSms) cheap = vigie_sms_count (wording);
  g_autofree char *words = NULL;

  if (cheap->n_parts >= sms->n_parts)
    return;
  words = g_strdup_printf (ngettext ("Reword it to take %u part", "Reword it to take %u parts", cheap->n_parts), cheap->n_parts);
  *reword = vigie_page_button_new (words, NULL, "compact");
  gtk_widget_set_halign (*reword, GTK_ALIGN_START);
  vigie_set_tooltip (*reword, wording);
  gtk_box_append (box, *reword);
}

GtkWidget *
vigie_notice_bubbles_new (const VigiePreviewData *data, GtkWidget **reword, char **wording)
{
  const char *text = data->body != NULL ? data->body : "";
  g_autoptr(VigieSms) sms = vigie_sms_count (text);
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *phone = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *count = count_words (sms);

  *reword = NULL;
  *wording = vigie_sms_reword (text);
  gtk_widget_add_css_class (phone, "notice-paper");
  gtk_widget_add_css_class (phone, "phone");
  gtk_box_append (GTK_BOX (phone), vigie_label_new (data->organisation, "small strong paper-dim"));
  for (guint i = 0; i < sms->n_parts; i++)
    add_bubble (GTK_BOX (phone), sms, text, i);
  gtk_box_append (GTK_BOX (outer), vigie_label_new (count, "small num"));
  if (sms->costly->len > 0)
    {
      g_autofree char *costly = costly_words (sms);

      gtk_box_append (GTK_BOX (outer), vigie_paragraph_new (costly, "small soon-text"));
    }
  if (*wording != NULL)
    add_wording (GTK_BOX (outer), sms, reword, *wording);
  gtk_box_append (GTK_BOX (outer), phone);

  return outer;
}
