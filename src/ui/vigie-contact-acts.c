/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What needs no form: a look that was taken, a removal, a code for a telephone. And words that forms share. */

#include "vigie-contact-acts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-qr-code.h"
#include "vigie-text-ui.h"
#include "vigie-vcard.h"

void
vigie_contact_verify (VigieSession *session, const char *id)
{
  GError *error = NULL;
  GPtrArray *drafts = vigie_directory_draft_verified (vigie_session_get_directory (session), id, NULL, vigie_session_get_author (session),
                                                      vigie_session_now_usec (session), &error);

  vigie_session_do (session, drafts, error);
}

void
vigie_contact_remove (VigieSession *session, const char *id)
{
  GError *error = NULL;
  GPtrArray *drafts = vigie_directory_draft_removed (vigie_session_get_directory (session), id, NULL, vigie_session_get_author (session),
                                                     vigie_session_now_usec (session), &error);

  vigie_session_do (session, drafts, error);
}

/* ---- The code ---- */

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

GtkWindow *
vigie_contact_window_new (GtkWidget *from, const char *title, GtkWidget *child)
{
  GtkWindow *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", gtk_widget_get_root (from), "modal", TRUE, "destroy-with-parent", TRUE,
                                    "title", title, NULL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), child);
  adw_window_set_content (ADW_WINDOW (window), content);

  return window;
}

void
vigie_contact_show_code (GtkWidget *from, VigieSession *session, const char *id)
{
  const VigieContact *contact = vigie_directory_contact (vigie_session_get_directory (session), id);
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *card = contact != NULL ? vigie_vcard_write_short (contact, lang) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  GtkWidget *box, *code;

  if (card == NULL)
    return;
  name = vigie_text_ui_clean (vigie_text_get (&contact->name, lang), 60);
  label = g_strdup_printf (_("Code with the numbers of %s"), name);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  code = vigie_qr_code_new (label);
  gtk_widget_set_halign (code, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 14);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), code);
  gtk_box_append (GTK_BOX (box), vigie_paragraph_new (vigie_qr_code_set_text (VIGIE_QR_CODE (code), card)
                                                        ? _("Point the camera of a telephone at it: name, numbers and addresses go into its contacts.")
                                                        : _("There is more in this contact than a code can hold."), "small"));
  gtk_widget_set_size_request (box, 300, -1);
  gtk_window_present (vigie_contact_window_new (from, name, box));
}

/* ---- Words ---- */

/* Words that files and other programs write, in whatever case; the first of a meaning is the one that is recorded. */
static const struct { const char *word, *said; } label_words[] = {
  { "mobile", N_("mobile") }, { "cell", N_("mobile") }, { "iphone", N_("mobile") }, { "work", N_("work") }, { "bureau", N_("work") },
  { "home", N_("home") }, { "fax", N_("fax") }, { "main", N_("switchboard") }, { "pager", N_("pager") }, { "other", N_("other") },
};
/* What says nothing of a number to a person. */
static const char *const silent_words[] = { "voice", "pref", "text", "internet", "msg", "x-internet" };

static const char *
label_word (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (silent_words); i++)
    if (g_ascii_strcasecmp (word, silent_words[i]) == 0)
      return "";
  for (gsize i = 0; i < G_N_ELEMENTS (label_words); i++)
    if (g_ascii_strcasecmp (word, label_words[i].word) == 0)
      return _(label_words[i].said);

  return word;
}

char *
vigie_contact_label_words (const char *label)
{
  g_auto(GStrv) words = g_strsplit_set (label, " ,;/", -1);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*label_word (words[i]) != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", label_word (words[i]));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
vigie_contact_label_of_words (const char *typed, const char *before)
{
  g_autofree char *said = vigie_contact_label_words (before);
  g_auto(GStrv) words = g_strsplit (typed, " ", -1);
  g_autoptr(GString) label = g_string_new (NULL);

  if (strcmp (said, typed) == 0)
    return g_strdup (before);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = words[i];

      for (gsize k = G_N_ELEMENTS (label_words); k > 0; k--)
        if (strcmp (words[i], _(label_words[k - 1].said)) == 0)
          word = label_words[k - 1].word;
      if (*word != '\0')
        g_string_append_printf (label, "%s%s", label->len > 0 ? " " : "", word);
    }

  return g_string_free (g_steal_pointer (&label), FALSE);
}

const char *
vigie_contact_field_title (VigieContactField field)
{
  switch (field)
    {
    case VIGIE_CONTACT_NAME:
      return _("Name");
    case VIGIE_CONTACT_ROLE:
      return _("Role");
    case VIGIE_CONTACT_CATEGORY:
      return _("Category");
    case VIGIE_CONTACT_ORGANISATION:
      return _("Organisation");
    case VIGIE_CONTACT_NUMBERS:
      return _("Numbers");
    case VIGIE_CONTACT_ADDRESSES:
      return _("Addresses");
    case VIGIE_CONTACT_LANGUAGES:
      return _("Languages");
    case VIGIE_CONTACT_DEPUTY:
      return _("Deputy");
    case VIGIE_CONTACT_ZONE:
      return _("Time zone");
    case VIGIE_CONTACT_NOTE:
      return _("Notes");
    case VIGIE_CONTACT_GROUPS:
      return _("Groups");
    default:
      return _("Other");
    }
}

static void
append_lines (GString *words, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const VigieContactLine *line = lines->pdata[i];

      g_autofree char *label = vigie_contact_label_words (line->label);

      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", line->value);
      if (*label != '\0')
        g_string_append_printf (words, " (%s)", label);
    }
}

static void
append_strings (GString *words, const GPtrArray *strings)
{
  for (guint i = 0; i < strings->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", (const char *) strings->pdata[i]);
}

char *
vigie_contact_field_words (const VigieDirectory *directory, const VigieContact *contact, VigieContactField field, VigieLang lang)
{
  GString *words = g_string_new (NULL);

  if (vigie_contact_field_is_empty (contact, field))
    g_string_append (words, _("nothing"));
  else if (field == VIGIE_CONTACT_NUMBERS || field == VIGIE_CONTACT_ADDRESSES)
    append_lines (words, field == VIGIE_CONTACT_NUMBERS ? contact->numbers : contact->addresses);
  else if (field == VIGIE_CONTACT_LANGUAGES || field == VIGIE_CONTACT_GROUPS || field == VIGIE_CONTACT_EXTRA)
    append_strings (words, field == VIGIE_CONTACT_LANGUAGES ? contact->languages : field == VIGIE_CONTACT_GROUPS ? contact->groups : contact->extra);
  else if (field == VIGIE_CONTACT_NAME || field == VIGIE_CONTACT_ROLE || field == VIGIE_CONTACT_NOTE)
    g_string_append (words, vigie_text_get (field == VIGIE_CONTACT_NAME ? &contact->name : field == VIGIE_CONTACT_ROLE ? &contact->role : &contact->note, lang));
  else if (field == VIGIE_CONTACT_CATEGORY)
    g_string_append (words, vigie_directory_category_title (directory, contact->category, lang));
  else if (field == VIGIE_CONTACT_DEPUTY)
    g_string_append (words, vigie_directory_name (directory, contact->deputy, lang));
  else if (field == VIGIE_CONTACT_ORGANISATION || field == VIGIE_CONTACT_ZONE)
    g_string_append (words, field == VIGIE_CONTACT_ORGANISATION ? contact->organisation : contact->zone);

  return g_string_free (words, FALSE);
}

char *
vigie_contact_disputed_words (const VigieDirectoryEntry *entry)
{
  g_autoptr(GString) fields = g_string_new (NULL);

  if (entry->disputed_removal)
    return g_strdup (_("One person removed this contact while another one changed it: it stays until somebody decides."));
  for (VigieContactField field = 0; field < VIGIE_CONTACT_N_FIELDS; field++)
    if ((entry->disputed & 1u << field) != 0)
      g_string_append_printf (fields, "%s%s", fields->len > 0 ? ", " : "", vigie_contact_field_title (field));
  /* Translators: names of fields with commas: Numbers, Deputy. */
  return g_strdup_printf (_("Written by two people without knowing of each other: %s. The last one stands until somebody decides."), fields->str);
}
