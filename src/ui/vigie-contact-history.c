/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All that was said of a contact, the last first: who changed what from what to what. Where two wrote apart, each of the
 * versions that stand beside each other has a button that keeps it; that is one more event, which names them all. */

#include "vigie-contact-acts.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-time.h"

#define MOST_LINES 200

typedef struct
{
  GtkWindow *window;
  VigieSession *session;
  GtkWidget *box;
  char *contact;
} History;

static void
free_history (gpointer data)
{
  History *history = data;

  g_object_unref (history->session);
  g_free (history->contact);
  g_free (history);
}

/* ---- Lines ---- */

static GtkWidget *
line_new (const char *title, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_top (row, 8);
  gtk_widget_set_margin_bottom (row, 8);
  gtk_widget_set_margin_start (row, 14);
  gtk_widget_set_margin_end (row, 14);
  gtk_box_append (GTK_BOX (row), vigie_paragraph_new (title, "small strong"));
  gtk_box_append (GTK_BOX (row), vigie_paragraph_new (text, "small"));
  return row;
}

/* The version @event was written on, as far as it is known: the last one it replaces. */
static VigieContact *
version_before (History *history, const VigieDirectoryEntry *entry, const VigieEvent *event)
{
  VigieDirectory *directory = vigie_session_get_directory (history->session);
  const VigieContactDef *def = vigie_playbook_contact (vigie_session_get_playbook (history->session), history->contact);

  for (guint i = entry->history->len; i > 0; i--)
    {
      const VigieEvent *other = entry->history->pdata[i - 1];

      if (g_strv_contains (event->replaces, other->id) && g_str_equal (other->kind, "contact.set"))
        return vigie_directory_version (directory, other);
    }

  return def != NULL ? vigie_contact_new_from_playbook (def) : NULL;
}

static char *
change_words (History *history, const VigieDirectoryEntry *entry, const VigieEvent *event)
{
  VigieDirectory *directory = vigie_session_get_directory (history->session);
  VigieLang lang = vigie_session_get_lang (history->session);
  g_autoptr(VigieContact) after = vigie_directory_version (directory, event);
  g_autoptr(VigieContact) before = version_before (history, entry, event);
  g_autoptr(GString) words = g_string_new (NULL);

  for (VigieContactField field = 0; after != NULL && field < VIGIE_CONTACT_N_FIELDS; field++)
    {
      g_autofree char *now = vigie_contact_field_words (directory, after, field, lang);
      g_autofree char *then = before != NULL ? vigie_contact_field_words (directory, before, field, lang) : NULL;

      if (before != NULL ? vigie_contact_field_equal (before, after, field) : vigie_contact_field_is_empty (after, field))
        continue;
      g_string_append (words, words->len > 0 ? "\n" : "");
      if (then != NULL)
        /* Translators: a field, what it said, what it says. */
        g_string_append_printf (words, _("%s: %s → %s"), vigie_contact_field_title (field), then, now);
      else
        g_string_append_printf (words, _("%s: %s"), vigie_contact_field_title (field), now);
    }

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : g_strdup (_("nothing else than before"));
}

static char *
event_words (History *history, const VigieDirectoryEntry *entry, const VigieEvent *event)
{
  g_autoptr(VigieJson) body = event->redacted ? NULL : vigie_event_body (event);
  g_autofree char *more = NULL;

  if (g_str_equal (event->kind, "contact.set"))
    return change_words (history, entry, event);
  if (body == NULL)
    return g_strdup (_("The content of this entry was taken out of the record."));
  if (g_str_equal (event->kind, "contact.removed"))
    {
      more = vigie_json_member_string (body, 0, "reason");
      return more != NULL ? g_strdup_printf (_("removed: %s"), more) : g_strdup (_("removed"));
    }
  if (vigie_json_member_boolean (body, 0, "withdrawn", FALSE))
    return g_strdup (_("the verification was taken back"));
  more = vigie_json_member_string (body, 0, "note");
  return more != NULL ? g_strdup_printf (_("numbers and addresses verified: %s"), more) : g_strdup (_("numbers and addresses verified"));
}

static char *
event_title (History *history, const VigieEvent *event)
{
  g_autofree char *when = vigie_time_format_full (event->occurred_usec, vigie_session_get_zone (history->session), vigie_session_get_lang (history->session));
  g_autofree char *author = vigie_text_ui_clean (event->author, 60);

  return g_strdup_printf ("%s · %s", when, author);
}

/* ---- Settling ---- */

static void
keep_cb (GtkButton *button, History *history)
{
  VigieDirectory *directory = vigie_session_get_directory (history->session);
  const VigieDirectoryEntry *entry = vigie_directory_entry (directory, history->contact);
  const char *id = g_object_get_data (G_OBJECT (button), "event");
  const char *author = vigie_session_get_author (history->session);
  gint64 now_usec = vigie_session_now_usec (history->session);
  g_autoptr(VigieContact) version = NULL;
  GError *error = NULL;
  GPtrArray *drafts = NULL;

  for (guint i = 0; entry != NULL && i < entry->heads->len; i++)
    {
      const VigieEvent *head = entry->heads->pdata[i];

      if (!g_str_equal (head->id, id))
        continue;
      version = vigie_directory_version (directory, head);
      drafts = version != NULL ? vigie_directory_draft_set (directory, version, author, now_usec, &error)
                               : vigie_directory_draft_removed (directory, history->contact, NULL, author, now_usec, &error);
    }
  vigie_session_do (history->session, drafts, error);
}

/* What a version says of what is disputed. */
static char *
version_words (History *history, const VigieDirectoryEntry *entry, const VigieEvent *event)
{
  VigieDirectory *directory = vigie_session_get_directory (history->session);
  g_autoptr(VigieContact) version = vigie_directory_version (directory, event);
  g_autoptr(GString) words = g_string_new (NULL);

  if (version == NULL)
    return g_strdup (_("removed"));
  for (VigieContactField field = 0; field < VIGIE_CONTACT_N_FIELDS; field++)
    {
      g_autofree char *own = vigie_contact_field_words (directory, version, field, vigie_session_get_lang (history->session));

      if ((entry->disputed & 1u << field) == 0 && !(entry->disputed_removal && field == VIGIE_CONTACT_NUMBERS))
        continue;
      g_string_append_printf (words, "%s", words->len > 0 ? "\n" : "");
      g_string_append_printf (words, _("%s: %s"), vigie_contact_field_title (field), own);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_versions (History *history, const VigieDirectoryEntry *entry)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *words = vigie_contact_disputed_words (entry);

  gtk_widget_add_css_class (list, "card-list");
  gtk_box_append (GTK_BOX (history->box), vigie_paragraph_new (words, "soon-text"));
  for (guint i = 0; i < entry->heads->len; i++)
    {
      const VigieEvent *head = entry->heads->pdata[i];
      g_autofree char *title = event_title (history, head);
      g_autofree char *text = version_words (history, entry, head);
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      GtkWidget *line = line_new (title, text);
      GtkWidget *button = gtk_button_new_with_label (_("Keep this one"));

      g_object_set_data_full (G_OBJECT (button), "event", g_strdup (head->id), g_free);
      gtk_widget_add_css_class (button, "compact");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_margin_end (button, 14);
      g_signal_connect (button, "clicked", G_CALLBACK (keep_cb), history);
      gtk_widget_set_hexpand (line, TRUE);
      gtk_box_append (GTK_BOX (row), line);
      gtk_box_append (GTK_BOX (row), button);
      gtk_box_append (GTK_BOX (list), row);
    }
  gtk_box_append (GTK_BOX (history->box), list);
}

/* ---- The window ---- */

static void
fill (History *history)
{
  const VigieDirectoryEntry *entry = vigie_directory_entry (vigie_session_get_directory (history->session), history->contact);
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  vigie_clear_box (GTK_BOX (history->box));
  if (entry != NULL && (entry->disputed != 0 || entry->disputed_removal))
    add_versions (history, entry);
  gtk_widget_add_css_class (list, "card-list");
  for (guint i = entry != NULL ? entry->history->len : 0; i > 0 && entry->history->len - i < MOST_LINES; i--)
    {
      const VigieEvent *event = entry->history->pdata[i - 1];
      g_autofree char *title = event_title (history, event);
      g_autofree char *text = event_words (history, entry, event);

      gtk_box_append (GTK_BOX (list), line_new (title, text));
    }
  if (entry != NULL && entry->in_playbook)
    gtk_box_append (GTK_BOX (list), line_new (_("Before"), _("the contact as the playbook has it")));
  gtk_box_append (GTK_BOX (history->box), list);
}

static void
changed_cb (GtkWindow *window)
{
  History *history = g_object_get_data (G_OBJECT (window), "history");

  if (history->box != NULL)
    fill (history);
}

static void
destroy_cb (GtkWindow *window, History *history)
{
  history->box = NULL;
}

void
vigie_contact_show_history (GtkWidget *from, VigieSession *session, const char *id)
{
  History *history = g_new0 (History, 1);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autofree char *name = vigie_text_ui_clean (vigie_directory_name (vigie_session_get_directory (session), id, vigie_session_get_lang (session)), 60);

  history->session = g_object_ref (session);
  history->contact = g_strdup (id);
  history->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_top (history->box, 14);
  gtk_widget_set_margin_bottom (history->box, 14);
  gtk_widget_set_margin_start (history->box, 14);
  gtk_widget_set_margin_end (history->box, 14);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), history->box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  history->window = vigie_contact_window_new (from, name, scrolled);
  gtk_window_set_default_size (history->window, 520, 520);
  g_object_set_data_full (G_OBJECT (history->window), "history", history, free_history);
  g_signal_connect_object (session, "directory-changed", G_CALLBACK (changed_cb), history->window, G_CONNECT_SWAPPED);
  g_signal_connect (history->window, "destroy", G_CALLBACK (destroy_cb), history);
  fill (history);
  gtk_window_present (history->window);
}
