/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-directory-row.h"

#include <glib/gi18n-lib.h>

#include "vigie-oncall.h"
#include "vigie-readiness.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

char *
vigie_directory_verified_words (VigieSession *session, const VigieDirectoryEntry *entry, gboolean short_form)
{
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *date = NULL;
  g_autofree char *author = NULL;

  if (entry->verification == NULL)
    return g_strdup (_("never verified"));
  date = vigie_time_format_date (entry->verification->occurred_usec, vigie_session_get_zone (session), lang);
  if (!entry->verified)
    /* Translators: a date. A number or address was changed after somebody had checked the contact. */
    return g_strdup_printf (_("changed since %s"), date);
  if (short_form)
    return g_strdup_printf (_("verified %s"), date);
  author = vigie_text_ui_clean (entry->verification->author, 60);
  return g_strdup_printf (_("verified %s by %s"), date, author);
}

/* ---- The two halves of a row ---- */

static void
append_end (GtkBox *box, const char *text, const char *classes, gboolean whole)
{
  GtkWidget *label = vigie_label_new (text, NULL);

  vigie_add_classes (label, classes);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  /* A number that is cut cannot be called. */
  if (whole)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (box, label);
}

static GtkWidget *
reach_new (VigieSession *session, const VigieDirectoryEntry *entry, guint lacks)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *number = vigie_contact_number (entry->contact);
  const char *mail = vigie_contact_mail (entry->contact);
  g_autofree char *verified = vigie_directory_verified_words (session, entry, TRUE);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  /* The blanks of a number that is none would take the room of the name. */
  if ((lacks & (VIGIE_LACK_NUMBER | VIGIE_LACK_REACH)) != 0)
    append_end (GTK_BOX (box), _("number missing"), "small strong soon-text", TRUE);
  else if (number != NULL)
    append_end (GTK_BOX (box), number, "num strong", TRUE);
  else if (mail != NULL)
    append_end (GTK_BOX (box), mail, "small", FALSE);
  else if (entry->contact->def.urls->len > 0)
    append_end (GTK_BOX (box), entry->contact->def.urls->pdata[0], "small", FALSE);
  if ((lacks & VIGIE_LACK_AGREEMENT) != 0)
    append_end (GTK_BOX (box), _("written twice: to settle"), "caption strong soon-text", TRUE);
  else
    append_end (GTK_BOX (box), verified, (lacks & VIGIE_LACK_VERIFIED) != 0 ? "caption soon-text" : "caption dim", TRUE);

  return box;
}

static char *
second_line (const VigieContact *contact, VigieLang lang)
{
  const char *parts[] = { vigie_text_get (&contact->role, lang), contact->organisation, vigie_text_get (&contact->note, lang) };
  g_autoptr(GString) line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0' && (i < 2 || line->len == 0))
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", parts[i]);
  if (line->len == 0 && vigie_contact_number (contact) != NULL && vigie_contact_mail (contact) != NULL)
    g_string_append (line, vigie_contact_mail (contact));

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static GtkWidget *
name_new (VigieSession *session, const VigieContact *contact)
{
  VigieLang lang = vigie_session_get_lang (session);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *tag = vigie_oncall_tag_new (session, contact->id, contact->on_call, FALSE);
  g_autofree char *second = second_line (contact, lang);

  gtk_box_append (GTK_BOX (line), vigie_label_new (vigie_text_get (&contact->name, lang), "strong"));
  if (vigie_session_is_favourite (session, contact->id))
    gtk_box_append (GTK_BOX (line), vigie_icon_new ("vigie-star-symbolic", "accent-text"));
  if (tag != NULL)
    gtk_box_append (GTK_BOX (line), tag);
  gtk_box_append (GTK_BOX (box), line);
  if (*second != '\0')
    gtk_box_append (GTK_BOX (box), vigie_label_new (second, "small dim"));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

static char *
spoken (VigieSession *session, const VigieDirectoryEntry *entry, guint lacks)
{
  const VigieContact *contact = entry->contact;
  const char *number = vigie_contact_number (contact) != NULL ? vigie_contact_number (contact) : vigie_contact_mail (contact);
  g_autofree char *verified = vigie_directory_verified_words (session, entry, TRUE);
  gboolean is_missing = (lacks & (VIGIE_LACK_NUMBER | VIGIE_LACK_REACH)) != 0;

  return g_strdup_printf ("%s, %s, %s%s%s", vigie_text_get (&contact->name, vigie_session_get_lang (session)),
                          is_missing ? _("number missing") : number != NULL ? number : "", verified,
                          vigie_session_is_favourite (session, contact->id) ? ", " : "",
                          vigie_session_is_favourite (session, contact->id) ? _("favourite") : "");
}

void
vigie_directory_row_fill (GtkWidget *row, VigieSession *session, const VigieDirectoryEntry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  guint lacks = vigie_readiness_lacks (vigie_session_get_directory (session), entry, vigie_session_now_usec (session));
  g_autofree char *letters = vigie_initials_text (vigie_text_get (&entry->contact->name, vigie_session_get_lang (session)));
  g_autofree char *words = spoken (session, entry, lacks);
  GtkWidget *avatar = adw_avatar_new (30, letters, TRUE);

  gtk_widget_set_valign (avatar, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "ready-row");
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), name_new (session, entry->contact));
  gtk_box_append (GTK_BOX (box), reach_new (session, entry, lacks));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  vigie_set_accessible_label (row, words);
}

GtkWidget *
vigie_directory_row_new (VigieSession *session, const VigieDirectoryEntry *entry)
{
  GtkWidget *row = gtk_list_box_row_new ();

  vigie_directory_row_fill (row, session, entry);
  return row;
}
