/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* vCards in. A card that is wrong is a fault with its line, and the next one is read; a picture or a sound is passed over
 * and counted; what has no place in a contact is kept as a line and goes out again with it. */

#include "vigie-vcard-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-bytes-text.h"
#include "vigie-error.h"

#define PROGRESS_EVERY_LINES 2000

/* One card while it is read. */
typedef struct
{
  VigieContact *contact;
  guint line;                      /* of its BEGIN */
  gsize extra_bytes;
  GHashTable *grouped;             /* group → VigieContactLine, borrowed: a label of its own may follow */
  GHashTable *labels;              /* group → label that came before what it is of */
  guint depth;                     /* a card inside a card (AGENT): passed over */
} Card;

typedef struct
{
  VigieContactFile *file;
  VigieVcardText text;
  Card card;
  gboolean in_card;
} Reader;

/* ---- Taking a property ---- */

static void
set_text_if_new (VigieText *place, const char *text)
{
  if (*vigie_text_get (place, VIGIE_LANG_EN) == '\0')
    vigie_contact_set_text (place, text);
}

static void
set_word (char **place, const char *word)
{
  g_free (*place);
  *place = g_strdup (word);
}

static char *
label_of (const VigieVcardLine *line)
{
  g_autoptr(GString) label = g_string_new (NULL);

  for (guint i = 0; line->types[i] != NULL; i++)
    {
      const char *type = line->types[i];

      /* What every number or address is says nothing of this one. */
      if (g_strv_contains (((const char *const[]) { "voice", "pref", "internet", "x-internet", "msg", NULL }), type))
        continue;
      g_string_append_printf (label, "%s%s", label->len > 0 ? " " : "", strcmp (type, "cell") == 0 ? "mobile" : type);
    }

  return g_string_free (g_steal_pointer (&label), FALSE);
}

/* "_$!<Mobile>!$_", as one vendor writes its own labels. */
static char *
clean_label (const char *text)
{
  const char *from = strstr (text, "_$!<"), *to = strstr (text, ">!$_");

  return from == text && to != NULL ? g_ascii_strdown (text + 4, to - text - 4) : g_strdup (text);
}

static void
take_line (Card *card, const VigieVcardLine *line, GPtrArray *lines, const char *value)
{
  g_autofree char *label = label_of (line);
  const char *own = line->group != NULL ? g_hash_table_lookup (card->labels, line->group) : NULL;
  VigieContactLine *taken;

  if (*value == '\0' || lines->len >= VIGIE_CONTACT_LINES_MAX)
    return;
  taken = vigie_contact_line_new (own != NULL ? own : label, value);
  g_ptr_array_insert (lines, vigie_vcard_line_has_type (line, "pref") ? 0 : -1, taken);
  if (line->group != NULL)
    g_hash_table_insert (card->grouped, g_strdup (line->group), taken);
}

static void
take_label (Card *card, const VigieVcardLine *line, const char *value)
{
  VigieContactLine *of = line->group != NULL ? g_hash_table_lookup (card->grouped, line->group) : NULL;
  g_autofree char *label = clean_label (value);

  if (of != NULL)
    set_word (&of->label, label);
  else if (line->group != NULL)
    g_hash_table_insert (card->labels, g_strdup (line->group), g_steal_pointer (&label));
}

/* "Family;Given;Middle;Prefix;Suffix": a name only where the card gives no other. */
static void
take_n (VigieContact *contact, const char *value)
{
  static const guint order[] = { 3, 1, 2, 0, 4 };
  g_autoptr(GString) name = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *part = vigie_vcard_unescape (value, ';', order[i]);

      if (*g_strstrip (part) != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
    }
  set_text_if_new (&contact->name, name->str);
}

static void
take_list (GPtrArray *list, const char *value)
{
  guint n = MIN (vigie_vcard_n_parts (value, ','), VIGIE_CONTACT_LINES_MAX);

  for (guint i = 0; i < n && list->len < VIGIE_CONTACT_LINES_MAX; i++)
    {
      char *part = g_strstrip (vigie_vcard_unescape (value, ',', i));

      if (*part != '\0')
        g_ptr_array_add (list, part);
      else
        g_free (part);
    }
}

/* "tel:+225-07-07;ext=5" of 4.0. */
static char *
number_of (const char *value)
{
  g_autofree char *text = NULL;

  if (g_ascii_strncasecmp (value, "tel:", 4) != 0)
    return g_strstrip (g_strdup (value));
  text = g_uri_unescape_string (value + 4, NULL);
  return text != NULL ? g_strstrip (g_steal_pointer (&text)) : g_strdup (value + 4);
}

static char *
mail_of (const char *value)
{
  return g_strstrip (g_strdup (g_ascii_strncasecmp (value, "mailto:", 7) == 0 ? value + 7 : value));
}

static void
take_both (VigieText *place, const char *name, const char *value)
{
  char **side = g_str_has_suffix (name, "-FR") ? &place->fr : &place->en;

  g_free (*side);
  *side = g_strdup (value);
}

static gboolean
take_words (VigieContact *contact, const VigieVcardLine *line, const char *value)
{
  const char *name = line->name;

  if (strcmp (name, "FN") == 0)
    {
      if (*value != '\0')
        vigie_contact_set_text (&contact->name, value);
    }
  else if (strcmp (name, "TITLE") == 0 || strcmp (name, "ROLE") == 0)
    {
      if (*vigie_text_get (&contact->role, VIGIE_LANG_EN) != '\0')
        return FALSE;
      vigie_contact_set_text (&contact->role, value);
    }
  else if (strcmp (name, "NOTE") == 0)
    {
      if (*vigie_text_get (&contact->note, VIGIE_LANG_EN) != '\0')
        return FALSE;
      vigie_contact_set_text (&contact->note, value);
    }
  else if (g_str_has_prefix (name, "X-VIGIE-NAME-"))
    take_both (&contact->name, name, value);
  else if (g_str_has_prefix (name, "X-VIGIE-ROLE-"))
    take_both (&contact->role, name, value);
  else if (g_str_has_prefix (name, "X-VIGIE-NOTE-"))
    take_both (&contact->note, name, value);
  else
    return FALSE;

  return TRUE;
}

static gboolean
take_word (VigieContact *contact, const VigieVcardLine *line, const char *value)
{
  const struct { const char *name; char **place; } words[] = {
    { "X-VIGIE-CATEGORY", &contact->category }, { "X-VIGIE-DEPUTY", &contact->deputy }, { "UID", &contact->id },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strcmp (words[i].name, line->name) != 0)
        continue;
      if (*value != '\0' && strlen (value) <= VIGIE_CONTACT_NAME_MAX_CHARS)
        set_word (words[i].place, value);
      return TRUE;
    }
  /* An offset ("-05:00") is no zone by name and is kept as a line. */
  if (strcmp (line->name, "TZ") == 0 && strchr (value, '/') != NULL && strlen (value) <= 64)
    {
      set_word (&contact->zone, value);
      return TRUE;
    }

  return FALSE;
}

static gboolean
take_organisation (VigieContact *contact, const VigieVcardLine *line)
{
  g_autofree char *first = NULL;

  if (strcmp (line->name, "ORG") != 0 || *contact->organisation != '\0' || vigie_vcard_n_parts (line->value, ';') > 1)
    return FALSE;
  first = line->is_quoted ? g_strdup (line->value) : vigie_vcard_unescape (line->value, '\0', 0);
  set_word (&contact->organisation, g_strstrip (first));
  return TRUE;
}

static gboolean
take_reach (Card *card, const VigieVcardLine *line, const char *value)
{
  VigieContact *contact = card->contact;
  g_autofree char *text = NULL;

  if (strcmp (line->name, "TEL") == 0)
    take_line (card, line, contact->numbers, text = number_of (value));
  else if (strcmp (line->name, "EMAIL") == 0)
    take_line (card, line, contact->addresses, text = mail_of (value));
  else if (strcmp (line->name, "URL") == 0 && vigie_address_is_link (value))
    take_line (card, line, contact->addresses, value);
  else if (strcmp (line->name, "X-ABLABEL") == 0)
    take_label (card, line, value);
  else if (strcmp (line->name, "LANG") == 0)
    take_list (contact->languages, value);
  else if (strcmp (line->name, "CATEGORIES") == 0)
    take_list (contact->groups, line->value);
  else
    return FALSE;

  return TRUE;
}

static void
keep_line (Reader *reader, const VigieVcardLine *line)
{
  Card *card = &reader->card;
  gsize bytes = strlen (line->line);

  if (line->is_binary || vigie_vcard_is_frame (line->line) || card->extra_bytes + bytes > VIGIE_CONTACT_EXTRA_MAX_BYTES)
    {
      reader->file->n_dropped++;
      return;
    }
  card->extra_bytes += bytes;
  g_ptr_array_add (card->contact->extra, g_strdup (line->line));
}

/* "N" is kept beside the name that it gives, because it alone says which part is the family's. */
static void
take_property (Reader *reader, const VigieVcardLine *line)
{
  Card *card = &reader->card;
  g_autofree char *value = line->is_quoted ? g_strdup (line->value) : vigie_vcard_unescape (line->value, '\0', 0);

  if (strcmp (line->name, "VERSION") == 0 || strcmp (line->name, "PRODID") == 0 || strcmp (line->name, "REV") == 0)
    return;
  if (line->is_binary)
    {
      reader->file->n_dropped++;
      return;
    }
  if (strcmp (line->name, "N") == 0)
    take_n (card->contact, line->value);
  else if (take_words (card->contact, line, value) || take_word (card->contact, line, value) || take_organisation (card->contact, line)
           || take_reach (card, line, value))
    return;
  keep_line (reader, line);
}

/* ---- Cards ---- */

static void
begin_card (Reader *reader)
{
  Card *card = &reader->card;

  card->contact = vigie_contact_new ();
  card->line = reader->text.logical_line;
  card->extra_bytes = 0;
  card->depth = 0;
  card->grouped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  card->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader->in_card = TRUE;
}

static void
drop_card (Reader *reader)
{
  g_clear_pointer (&reader->card.contact, vigie_contact_free);
  g_clear_pointer (&reader->card.grouped, g_hash_table_unref);
  g_clear_pointer (&reader->card.labels, g_hash_table_unref);
  reader->in_card = FALSE;
}

/* Where there is no name, what one calls or writes to stands in for it. */
static void
name_the_nameless (VigieContact *contact)
{
  const char *number = vigie_contact_number (contact);
  const char *mail = vigie_contact_mail (contact);

  if (vigie_contact_field_is_empty (contact, VIGIE_CONTACT_NAME))
    vigie_contact_set_text (&contact->name, *contact->organisation != '\0' ? contact->organisation : mail != NULL ? mail : number);
}

/* A line that we would write by ourselves says nothing: else a file of ours would add it to each contact. */
static void
forget_default_n (VigieContact *contact)
{
  for (guint i = 0; i < contact->extra->len; i++)
    for (VigieLang lang = VIGIE_LANG_EN; lang <= VIGIE_LANG_FR; lang++)
      {
        g_autofree char *n = vigie_vcard_default_n (vigie_text_get (&contact->name, lang));

        if (strcmp (n, contact->extra->pdata[i]) == 0)
          {
            g_ptr_array_remove_index (contact->extra, i);
            return;
          }
      }
}

static void
end_card (Reader *reader)
{
  VigieContact *contact = reader->card.contact;
  g_autoptr(GError) error = NULL;

  name_the_nameless (contact);
  forget_default_n (contact);
  if (vigie_contact_check (contact, &error))
    g_ptr_array_add (reader->file->contacts, g_steal_pointer (&reader->card.contact));
  else
    vigie_contact_file_add_fault (reader->file, reader->card.line, error->message);
  drop_card (reader);
}

static gboolean
is_mark (const GString *line, const char *mark)
{
  g_autofree char *text = line->len < 40 ? g_ascii_strup (line->str, -1) : NULL;

  return text != NULL && strcmp (g_strstrip (text), mark) == 0;
}

static void
read_line (Reader *reader)
{
  g_autoptr(VigieVcardLine) line = NULL;

  if (is_mark (reader->text.logical, "BEGIN:VCARD"))
    {
      if (reader->in_card)
        reader->card.depth++;
      else
        begin_card (reader);
      return;
    }
  if (!reader->in_card)
    return;
  if (is_mark (reader->text.logical, "END:VCARD"))
    {
      if (reader->card.depth > 0)
        reader->card.depth--;
      else
        end_card (reader);
      return;
    }
  if (reader->text.too_long)
    reader->file->n_dropped++;
  if (reader->text.too_long || reader->card.depth > 0 || reader->text.logical->len == 0)
    return;
  line = vigie_vcard_line_parse (reader->text.logical->str, reader->text.logical->len);
  if (line != NULL)
    take_property (reader, line);
}

static gboolean
read_lines (Reader *reader, const char *bytes, VigieReadProgress progress, gpointer user_data, GError **error)
{
  guint n = 0;

  while (vigie_vcard_text_next (&reader->text))
    {
      read_line (reader);
      if (reader->file->contacts->len > VIGIE_VCARD_MAX_CARDS)
        {
          g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("The file has more than %u contacts: split it, and nothing of it was taken."), VIGIE_VCARD_MAX_CARDS);
          return FALSE;
        }
      if (++n % PROGRESS_EVERY_LINES == 0 && progress != NULL && !progress ((gsize) (reader->text.at - bytes), user_data))
        {
          g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The reading was stopped."));
          return FALSE;
        }
    }
  if (reader->in_card)
    vigie_contact_file_add_fault (reader->file, reader->card.line, _("This card has no end; it was left out."));

  return TRUE;
}

/**
 * vigie_vcard_read:
 * @bytes: what a file holds
 * @length_bytes: how many
 * @progress: (nullable): called now and then
 * @user_data: for @progress
 * @error: return location; INVALID when there is no card in it, TOO_LARGE beyond the limits
 *
 * Returns: (transfer full) (nullable): the contacts and the faults
 */
VigieContactFile *
vigie_vcard_read (const char *bytes, gsize length_bytes, VigieReadProgress progress, gpointer user_data, GError **error)
{
  g_autoptr(VigieContactFile) file = vigie_contact_file_new ();
  g_autofree char *converted = NULL;
  Reader reader = { .file = file };
  gboolean ok;

  g_return_val_if_fail (bytes != NULL || length_bytes == 0, NULL);

  if (length_bytes > VIGIE_VCARD_MAX_BYTES)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("The file is larger than %u MiB."), VIGIE_VCARD_MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  converted = length_bytes > 0 ? vigie_text_from_utf16 (bytes, length_bytes) : NULL;
  if (converted != NULL)
    {
      bytes = converted;
      length_bytes = strlen (converted);
    }
  else if (length_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      length_bytes -= 3;
    }
  reader.text = (VigieVcardText) { .at = bytes, .end = bytes + length_bytes, .line = 1, .logical = g_string_new (NULL) };
  ok = read_lines (&reader, bytes, progress, user_data, error);
  drop_card (&reader);
  g_string_free (reader.text.logical, TRUE);
  if (!ok)
    return NULL;
  if (file->contacts->len == 0 && file->n_faults == 0)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("There is no contact in this file."));
      return NULL;
    }

  return g_steal_pointer (&file);
}
