/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The form of a contact. It keeps the directory it was opened on, so that what it records replaces what was seen and
 * nothing else: what came meanwhile is merged by the fold, or asked about. A text that has two languages in the playbook
 * keeps both as long as it is not touched. */

#include "vigie-contact-acts.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-window.h"
#include "vigie-contact-lines.h"
#include "vigie-error.h"

typedef struct
{
  VigieDirectory *seen;
  VigieContact *contact;           /* as it was seen; a new one has no id */
  VigieLang lang;
  GPtrArray *categories;           /* char *: ids beside the choice's words */
  GtkWidget *name, *role, *category, *organisation, *numbers, *addresses, *deputy, *languages, *zone, *groups, *note;
} Form;

static void
free_form (gpointer data)
{
  Form *form = data;

  vigie_directory_unref (form->seen);
  vigie_contact_free (form->contact);
  g_ptr_array_unref (form->categories);
  g_free (form);
}

/* ---- Reading ---- */

static void
take_text (VigieText *place, const char *typed, VigieLang lang)
{
  if (strcmp (vigie_text_get (place, lang), typed) != 0)
    vigie_contact_set_text (place, typed);
}

static void
take_word (char **place, GtkWidget *entry)
{
  g_free (*place);
  *place = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
take_list (GPtrArray *list, GtkWidget *entry)
{
  g_auto(GStrv) parts = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (entry)), ",", -1);

  g_ptr_array_set_size (list, 0);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (list, g_strdup (parts[i]));
}

/* The field names a person; the record has the id, which stays when the name changes. */
static gboolean
take_deputy (Form *form, VigieContact *contact, GError **error)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (form->deputy))));
  const VigieContact *deputy = vigie_directory_find (form->seen, typed);

  if (*typed != '\0' && strcmp (typed, vigie_directory_name (form->seen, form->contact->deputy, form->lang)) == 0)
    return TRUE;
  if (*typed != '\0' && deputy == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("“%s” is nobody in the directory, or several people: write the name as it stands there."), typed);
      return FALSE;
    }
  g_free (contact->deputy);
  contact->deputy = g_strdup (deputy != NULL ? deputy->id : "");
  return TRUE;
}

static gboolean
take_zone (Form *form, VigieContact *contact, GError **error)
{
  g_autoptr(GTimeZone) known = NULL;

  take_word (&contact->zone, form->zone);
  known = *contact->zone != '\0' ? g_time_zone_new_identifier (contact->zone) : NULL;
  if (*contact->zone == '\0' || known != NULL)
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is not a time zone. One is written like Africa/Abidjan."), contact->zone);
  return FALSE;
}

static GPtrArray *
drafts_of (VigieActWindow *window, gpointer data, GError **error)
{
  Form *form = data;
  VigieSession *session = vigie_act_window_get_session (window);
  g_autoptr(VigieContact) contact = vigie_contact_copy (form->contact);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (form->name))));
  g_autofree char *note = vigie_act_window_read_text (form->note);
  guint category = gtk_drop_down_get_selected (GTK_DROP_DOWN (form->category));

  take_text (&contact->name, name, form->lang);
  take_text (&contact->role, gtk_editable_get_text (GTK_EDITABLE (form->role)), form->lang);
  take_text (&contact->note, note, form->lang);
  g_free (contact->category);
  contact->category = g_strdup (form->categories->pdata[MIN (category, form->categories->len - 1)]);
  take_word (&contact->organisation, form->organisation);
  vigie_contact_lines_read (VIGIE_CONTACT_LINES (form->numbers), contact->numbers);
  vigie_contact_lines_read (VIGIE_CONTACT_LINES (form->addresses), contact->addresses);
  take_list (contact->languages, form->languages);
  take_list (contact->groups, form->groups);
  if (!take_deputy (form, contact, error) || !take_zone (form, contact, error))
    return NULL;

  return vigie_directory_draft_set (form->seen, contact, vigie_session_get_author (session), vigie_session_now_usec (session), error);
}

/* ---- Building ---- */

static void
add_category (Form *form, GStrvBuilder *words, const char *id)
{
  const char *title = vigie_directory_category_title (form->seen, id, form->lang);

  if (g_ptr_array_find_with_equal_func (form->categories, id, g_str_equal, NULL))
    return;
  g_ptr_array_add (form->categories, g_strdup (id));
  g_strv_builder_add (words, *title != '\0' ? title : _("Others"));
}

static GtkWidget *
category_new (Form *form, VigieActWindow *window)
{
  const VigiePlaybook *playbook = vigie_directory_playbook (form->seen);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_auto(GStrv) strings = NULL;
  guint selected = 0;

  for (guint i = 0; i < playbook->categories->len; i++)
    add_category (form, words, ((const VigieCategory *) playbook->categories->pdata[i])->id);
  for (guint i = 0; i < playbook->support_levels->len; i++)
    add_category (form, words, ((const VigieSupportLevel *) playbook->support_levels->pdata[i])->id);
  add_category (form, words, "");
  add_category (form, words, form->contact->category);
  g_ptr_array_find_with_equal_func (form->categories, form->contact->category, g_str_equal, &selected);
  strings = g_strv_builder_end (words);

  return vigie_act_window_add_choice (window, _("Category"), (const char *const *) strings, selected);
}

static char *
join (const GPtrArray *strings)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < strings->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", (const char *) strings->pdata[i]);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_fields (Form *form, VigieActWindow *window)
{
  const VigieContact *contact = form->contact;
  g_autofree char *languages = join (contact->languages);
  g_autofree char *groups = join (contact->groups);

  form->name = vigie_act_window_add_entry (window, _("Name"), vigie_text_get (&contact->name, form->lang));
  form->numbers = vigie_contact_lines_new (_("Numbers, the first is called first"), _("Number"), _("Add a number"), "+225 07 00 00 00 00", _("mobile"), contact->numbers);
  vigie_act_window_add (window, form->numbers);
  form->addresses = vigie_contact_lines_new (_("Mail and links"), _("Address"), _("Add an address"), "nom@exemple.ci", _("work"), contact->addresses);
  vigie_act_window_add (window, form->addresses);
  form->role = vigie_act_window_add_entry (window, _("Role"), vigie_text_get (&contact->role, form->lang));
  form->category = category_new (form, window);
  form->organisation = vigie_act_window_add_entry (window, _("Organisation"), contact->organisation);
  form->deputy = vigie_act_window_add_entry (window, _("Deputy: who is called in place"), *contact->deputy != '\0' ? vigie_directory_name (form->seen, contact->deputy, form->lang) : "");
  form->languages = vigie_act_window_add_entry (window, _("Languages, with commas"), languages);
  form->zone = vigie_act_window_add_entry (window, _("Time zone, if it is another one"), contact->zone);
  form->groups = vigie_act_window_add_entry (window, _("Groups, with commas"), groups);
  form->note = vigie_act_window_add_text (window, _("Notes"), vigie_text_get (&contact->note, form->lang), 70);
}

void
vigie_contact_edit (GtkWidget *from, VigieSession *session, const char *id)
{
  VigieDirectory *directory = vigie_session_get_directory (session);
  const VigieContact *known = vigie_directory_contact (directory, id);
  VigieActWindow *window;
  Form *form;

  window = vigie_act_window_new_plain (from, session, known != NULL ? _("Change the contact") : _("New contact"), NULL);
  form = g_new0 (Form, 1);
  form->seen = vigie_directory_ref (directory);
  form->contact = known != NULL ? vigie_contact_copy (known) : vigie_contact_new ();
  form->lang = vigie_session_get_lang (session);
  form->categories = g_ptr_array_new_with_free_func (g_free);
  add_fields (form, window);
  vigie_act_window_set_scrolls (window);
  vigie_act_window_set_act (window, known != NULL ? _("Record the change") : _("Add the contact"), drafts_of, form, free_form);
  gtk_window_present (GTK_WINDOW (window));
}
