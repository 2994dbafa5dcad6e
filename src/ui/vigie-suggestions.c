/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Suggestions over the command line. The popover never takes the focus (autohide off, nothing in it
 * can be focused): who does not look at it types on as if it were not there, and Enter records the
 * line unless a suggestion was chosen with the arrows. People are those of this incident first, then
 * the contacts of the playbook; matching is by the beginning of any word, accents aside. */

#include "vigie-suggestions.h"

#include <string.h>

#include "vigie-text-ui.h"
#include "vigie-text.h"

#define MAX_SHOWN 6

struct _VigieSuggestions
{
  GtkWidget *entry;             /* borrowed */
  GtkWidget *popover;
  GtkListBox *list;
  int word_start;               /* in characters, of the @ or # */
  int word_end;
};

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, VigieSuggestions *self)
{
  gtk_list_box_select_row (list, row);
  vigie_suggestions_accept (self, FALSE);
}

VigieSuggestions *
vigie_suggestions_new (GtkWidget *entry)
{
  VigieSuggestions *self = g_new0 (VigieSuggestions, 1);

  self->entry = entry;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  self->popover = gtk_popover_new ();
  gtk_widget_add_css_class (self->popover, "suggestions");
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_TOP);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->popover, entry);

  return self;
}

void
vigie_suggestions_free (VigieSuggestions *self)
{
  gtk_widget_unparent (self->popover);
  g_free (self);
}

gboolean
vigie_suggestions_is_shown (VigieSuggestions *self)
{
  return gtk_widget_get_visible (self->popover);
}

void
vigie_suggestions_hide (VigieSuggestions *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* The word that ends at the cursor, when it begins with @ or #; owned, without that sign. */
static char *
word_at_cursor (VigieSuggestions *self, gunichar *sign)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  int cursor = gtk_editable_get_position (GTK_EDITABLE (self->entry));
  const char *end = g_utf8_offset_to_pointer (text, cursor);
  const char *start = end;

  while (start > text)
    {
      const char *before = g_utf8_find_prev_char (text, start);

      if (g_unichar_isspace (g_utf8_get_char (before)))
        break;
      start = before;
    }
  *sign = start < end ? g_utf8_get_char (start) : 0;
  if (*sign != '@' && *sign != '#')
    return NULL;
  self->word_start = (int) g_utf8_pointer_to_offset (text, start);
  self->word_end = cursor;

  return g_strndup (start + 1, (gsize) (end - start - 1));
}

static gboolean
begins_a_word (const char *text, const char *folded_start)
{
  g_autofree char *folded = vigie_text_fold (text);

  for (const char *at = folded; at != NULL && *at != '\0'; at = strpbrk (at, " _.-'’"))
    {
      at += at == folded ? 0 : 1;
      if (g_str_has_prefix (at, folded_start))
        return TRUE;
    }

  return *folded_start == '\0';
}

/* @insert is what goes into the line; each is offered once. */
static void
offer (VigieSuggestions *self, GHashTable *seen, const char *insert, const char *words, const char *more)
{
  GtkWidget *row, *box;

  if (g_hash_table_size (seen) >= MAX_SHOWN || !g_hash_table_add (seen, g_strdup (insert)))
    return;
  row = gtk_list_box_row_new ();
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  gtk_box_append (GTK_BOX (box), vigie_label_new (words, "strong"));
  gtk_box_append (GTK_BOX (box), vigie_label_new (more, "dim small"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_can_focus (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "insert", g_strdup (insert), g_free);
  gtk_list_box_append (self->list, row);
}

static void
offer_person (VigieSuggestions *self, GHashTable *seen, const char *name, const char *more, const char *folded)
{
  g_autofree char *insert = NULL;

  if (name == NULL || !begins_a_word (name, folded))
    return;
  /* A mention ends at a space; the parser reads the dots back as spaces. */
  insert = g_strdelimit (g_strdup_printf ("@%s", name), " ", '.');
  offer (self, seen, insert, name, more);
}

static void
offer_people (VigieSuggestions *self, VigieIncidentModel *model, GHashTable *seen, const char *folded)
{
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  VigiePlaybook *playbook = vigie_session_get_playbook (vigie_incident_model_get_session (model));
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));

  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = g_ptr_array_index (incident->holdings, i);
      const VigiePostDef *post = vigie_playbook_post (playbook, holding->post);

      offer_person (self, seen, holding->person, post != NULL ? vigie_text_get (&post->title, lang) : NULL, folded);
    }
  for (guint i = incident->entries->len; i > 0 && i + 200 > incident->entries->len; i--)
    offer_person (self, seen, ((const VigieEntry *) g_ptr_array_index (incident->entries, i - 1))->event->author, NULL, folded);
  for (guint i = 0; i < playbook->contacts->len; i++)
    {
      const VigieContactDef *contact = g_ptr_array_index (playbook->contacts, i);
      const char *name = vigie_text_get (&contact->name, lang);
      g_autofree char *insert = g_strdup_printf ("@%s", contact->id);

      if (begins_a_word (name, folded) || begins_a_word (contact->id, folded))
        offer (self, seen, insert, name, insert);
    }
}

static void
offer_facts (VigieSuggestions *self, VigieIncidentModel *model, GHashTable *seen, const char *folded)
{
  GPtrArray *facts = vigie_session_get_playbook (vigie_incident_model_get_session (model))->facts;
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));

  for (guint i = 0; i < facts->len; i++)
    {
      const VigieFactDef *fact = g_ptr_array_index (facts, i);
      const char *label = vigie_text_get (&fact->label, lang);
      g_autofree char *insert = g_strdup_printf ("#%s", fact->name);

      if (begins_a_word (label, folded) || begins_a_word (fact->name, folded))
        offer (self, seen, insert, label, insert);
    }
}

void
vigie_suggestions_update (VigieSuggestions *self, VigieIncidentModel *model)
{
  gunichar sign;
  g_autofree char *word = word_at_cursor (self, &sign);
  g_autofree char *folded = word != NULL ? vigie_text_fold (word) : NULL;
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (word != NULL && model != NULL && sign == '@')
    offer_people (self, model, seen, folded);
  else if (word != NULL && model != NULL)
    offer_facts (self, model, seen, folded);
  if (g_hash_table_size (seen) == 0 || !gtk_widget_get_mapped (self->entry))
    {
      vigie_suggestions_hide (self);
      return;
    }
  gtk_list_box_unselect_all (self->list);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_popover_present (GTK_POPOVER (self->popover));
}

void
vigie_suggestions_move (VigieSuggestions *self, int step)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int index = selected != NULL ? gtk_list_box_row_get_index (selected) + step : step > 0 ? 0 : -1;
  GtkListBoxRow *row = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;

  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  else
    gtk_list_box_unselect_all (self->list);
}

gboolean
vigie_suggestions_accept (VigieSuggestions *self, gboolean first)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  g_autofree char *insert = NULL;
  int position = self->word_start;

  if (row == NULL && first)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row == NULL || !vigie_suggestions_is_shown (self))
    return FALSE;
  insert = g_strconcat (g_object_get_data (G_OBJECT (row), "insert"), " ", NULL);
  vigie_suggestions_hide (self);
  gtk_editable_delete_text (GTK_EDITABLE (self->entry), self->word_start, self->word_end);
  gtk_editable_insert_text (GTK_EDITABLE (self->entry), insert, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), position);

  return TRUE;
}
