/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* vCards out. What the format has no place for goes into properties X-VIGIE-…, which others keep and we read back; lines
 * that came with a contact and mean nothing to us go out as they came. A line is folded at 75 octets, between two signs. */

#include "vigie-vcard-line.h"

#include <string.h>

#define FOLD_BYTES 73 /* and CR LF is not counted, the blank of the next line is */

static void
put_line (GString *out, const char *line)
{
  const char *start = line, *end = line + strlen (line);
  gsize room = FOLD_BYTES + 2;

  while ((gsize) (end - start) > room)
    {
      const char *cut = start + room;

      while (cut > start && (*cut & 0xc0) == 0x80)
        cut--;
      g_string_append_len (out, start, cut - start);
      g_string_append (out, "\r\n ");
      start = cut;
      room = FOLD_BYTES + 1;
    }
  g_string_append (out, start);
  g_string_append (out, "\r\n");
}

static void
append_escaped (GString *line, const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\n')
        g_string_append (line, "\\n");
      else if (*c == '\r')
        continue;
      else
        {
          if (strchr ("\\;,", *c) != NULL)
            g_string_append_c (line, '\\');
          g_string_append_c (line, *c);
        }
    }
}

static void
put (GString *out, const char *name, const char *text)
{
  g_autoptr(GString) line = g_string_new (name);

  if (*text == '\0')
    return;
  g_string_append_c (line, ':');
  append_escaped (line, text);
  put_line (out, line->str);
}

/* ---- Labels ---- */

static const struct { const char *word, *type; } types[] = {
  { "mobile", "CELL" }, { "work", "WORK" }, { "home", "HOME" }, { "fax", "FAX" }, { "pager", "PAGER" },
};

static const char *
type_of (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].word, word) == 0)
      return types[i].type;

  return NULL;
}

/* ";TYPE=CELL,WORK" when every word of the label has a type; NULL else. Owned. */
static char *
types_of (const char *label)
{
  g_auto(GStrv) words = g_strsplit (label, " ", -1);
  g_autoptr(GString) text = g_string_new (";TYPE=");

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *type = type_of (words[i]);

      if (type == NULL)
        return NULL;
      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", type);
    }

  return words[0] != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* A label of people's own words stands beside the property, as address books of telephones write it. */
static void
put_labelled (GString *out, const char *property, const VigieContactLine *line, guint *item)
{
  g_autofree char *type = types_of (line->label);
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;

  if (*line->label == '\0' || type != NULL)
    {
      name = g_strconcat (property, type, NULL);
      put (out, name, line->value);
      return;
    }
  ++*item;
  name = g_strdup_printf ("vigie%u.%s", *item, property);
  label = g_strdup_printf ("vigie%u.X-ABLabel", *item);
  put (out, name, line->value);
  put (out, label, line->label);
}

static void
put_lines (GString *out, const VigieContact *contact)
{
  guint item = 0;

  for (guint i = 0; i < contact->numbers->len; i++)
    put_labelled (out, "TEL", contact->numbers->pdata[i], &item);
  for (guint i = 0; i < contact->addresses->len; i++)
    {
      const VigieContactLine *line = contact->addresses->pdata[i];

      put_labelled (out, vigie_address_is_link (line->value) ? "URL" : "EMAIL", line, &item);
    }
}

/* ---- The rest ---- */

/* Both languages, where they differ; the property itself has the one asked for. */
static void
put_both (GString *out, const char *name, const VigieText *text)
{
  g_autofree char *en = g_strdup_printf ("X-VIGIE-%s-EN", name);
  g_autofree char *fr = g_strdup_printf ("X-VIGIE-%s-FR", name);

  if (strcmp (vigie_text_get (text, VIGIE_LANG_EN), vigie_text_get (text, VIGIE_LANG_FR)) == 0)
    return;
  put (out, en, vigie_text_get (text, VIGIE_LANG_EN));
  put (out, fr, vigie_text_get (text, VIGIE_LANG_FR));
}

static gboolean
has_extra (const VigieContact *contact, const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; i < contact->extra->len; i++)
    {
      const char *line = contact->extra->pdata[i];

      if (g_ascii_strncasecmp (line, name, length) == 0 && (line[length] == ':' || line[length] == ';'))
        return TRUE;
    }

  return FALSE;
}

/**
 * vigie_vcard_default_n:
 * @name: a whole name
 *
 * Returns: (transfer full): the line "N" that the format requires: the last word is taken for the family name
 */
char *
vigie_vcard_default_n (const char *name)
{
  const char *blank = strrchr (name, ' ');
  g_autoptr(GString) line = g_string_new ("N:");
  g_autofree char *given = blank != NULL ? g_strndup (name, (gsize) (blank - name)) : g_strdup ("");

  append_escaped (line, blank != NULL ? blank + 1 : name);
  g_string_append_c (line, ';');
  append_escaped (line, given);
  g_string_append (line, ";;;");

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
put_n (GString *out, const VigieContact *contact, const char *name)
{
  g_autofree char *line = vigie_vcard_default_n (name);

  /* The card it came from knew better. */
  if (!has_extra (contact, "N"))
    put_line (out, line);
}

static void
put_list (GString *out, const char *name, const GPtrArray *strings)
{
  g_autoptr(GString) line = g_string_new (name);

  if (strings->len == 0)
    return;
  g_string_append_c (line, ':');
  for (guint i = 0; i < strings->len; i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      append_escaped (line, strings->pdata[i]);
    }
  put_line (out, line->str);
}

static void
put_head (GString *out, const VigieContact *contact, VigieLang lang)
{
  const char *name = vigie_text_get (&contact->name, lang);

  put_line (out, "BEGIN:VCARD");
  put_line (out, "VERSION:3.0");
  put (out, "FN", name);
  put_n (out, contact, name);
  put (out, "ORG", contact->organisation);
  put (out, "TITLE", vigie_text_get (&contact->role, lang));
}

/* Another program may have recorded what breaks the card. */
static void
put_extra (GString *out, const VigieContact *contact)
{
  for (guint i = 0; i < contact->extra->len; i++)
    {
      const char *line = contact->extra->pdata[i];

      if (!vigie_vcard_is_frame (line) && strpbrk (line, "\r\n") == NULL)
        put_line (out, line);
    }
}

static void
put_contact (GString *out, const VigieContact *contact, VigieLang lang)
{
  put_head (out, contact, lang);
  if (contact->id != NULL)
    put (out, "UID", contact->id);
  put_lines (out, contact);
  for (guint i = 0; i < contact->languages->len; i++)
    put (out, "LANG", contact->languages->pdata[i]);
  put (out, "TZ;VALUE=text", contact->zone);
  put (out, "NOTE", vigie_text_get (&contact->note, lang));
  put_list (out, "CATEGORIES", contact->groups);
  put (out, "X-VIGIE-CATEGORY", contact->category);
  put (out, "X-VIGIE-DEPUTY", contact->deputy);
  put_both (out, "NAME", &contact->name);
  put_both (out, "ROLE", &contact->role);
  put_both (out, "NOTE", &contact->note);
  put_extra (out, contact);
  put_line (out, "END:VCARD");
}

/**
 * vigie_vcard_write:
 * @contacts: (element-type VigieContact): whom
 * @lang: the language of names, roles and notes that have two
 *
 * Returns: (transfer full): vCards 3.0 in UTF-8, one after the other
 */
char *
vigie_vcard_write (GPtrArray *contacts, VigieLang lang)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (contacts != NULL, g_string_free (out, FALSE));

  for (guint i = 0; i < contacts->len; i++)
    put_contact (out, contacts->pdata[i], lang);
  return g_string_free (out, FALSE);
}

/**
 * vigie_vcard_write_short:
 * @contact: whom
 * @lang: the language
 *
 * Returns: (transfer full): a vCard with what one calls and writes to alone
 */
char *
vigie_vcard_write_short (const VigieContact *contact, VigieLang lang)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (contact != NULL, g_string_free (out, FALSE));

  put_head (out, contact, lang);
  put_lines (out, contact);
  put_line (out, "END:VCARD");
  return g_string_free (out, FALSE);
}
