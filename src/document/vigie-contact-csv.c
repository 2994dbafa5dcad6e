/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of contacts. The header decides what a column is; a header that says nothing we know is no fault: the cell is kept
 * as a line of the contact ("X-CSV-…") and goes out again. A row that is wrong is a fault with its line, the others are read. */

#include "vigie-contact-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-csv.h"
#include "vigie-error.h"

#define MAX_COLUMNS 200

typedef enum
{
  COLUMN_OTHER, COLUMN_SKIP, COLUMN_ID, COLUMN_NAME, COLUMN_GIVEN, COLUMN_FAMILY, COLUMN_ROLE, COLUMN_CATEGORY, COLUMN_ORGANISATION, COLUMN_NUMBER,
  COLUMN_ADDRESS, COLUMN_LANGUAGES, COLUMN_DEPUTY, COLUMN_ZONE, COLUMN_NOTE, COLUMN_GROUPS,
} Column;

/* A name begins so, folded; the longer ones first. "Phone 1 - Label" and the like say only what stands beside them. */
static const struct { const char *begins; Column column; } names[] = {
  { "given name", COLUMN_GIVEN },   { "first name", COLUMN_GIVEN },     { "prenom", COLUMN_GIVEN },        { "family name", COLUMN_FAMILY },
  { "last name", COLUMN_FAMILY },   { "nom de famille", COLUMN_FAMILY }, { "surname", COLUMN_FAMILY },     { "display name", COLUMN_NAME },
  { "nom complet", COLUMN_NAME },   { "full name", COLUMN_NAME },       { "name", COLUMN_NAME },           { "nom", COLUMN_NAME },
  { "contact", COLUMN_NAME },       { "id", COLUMN_ID },                { "uid", COLUMN_ID },              { "role", COLUMN_ROLE },
  { "fonction", COLUMN_ROLE },      { "poste", COLUMN_ROLE },           { "title", COLUMN_ROLE },          { "job title", COLUMN_ROLE },
  { "titre", COLUMN_ROLE },         { "organization title", COLUMN_ROLE }, { "category", COLUMN_CATEGORY }, { "categorie", COLUMN_CATEGORY },
  { "organisation", COLUMN_ORGANISATION }, { "organization", COLUMN_ORGANISATION }, { "company", COLUMN_ORGANISATION }, { "societe", COLUMN_ORGANISATION },
  { "entreprise", COLUMN_ORGANISATION }, { "phone", COLUMN_NUMBER },    { "telephone", COLUMN_NUMBER },    { "tel", COLUMN_NUMBER },
  { "number", COLUMN_NUMBER },      { "numero", COLUMN_NUMBER },        { "mobile", COLUMN_NUMBER },       { "portable", COLUMN_NUMBER },
  { "work phone", COLUMN_NUMBER },  { "home phone", COLUMN_NUMBER },    { "mobile phone", COLUMN_NUMBER }, { "business phone", COLUMN_NUMBER },
  { "e-mail", COLUMN_ADDRESS },     { "email", COLUMN_ADDRESS },        { "mail", COLUMN_ADDRESS },        { "courriel", COLUMN_ADDRESS },
  { "address", COLUMN_ADDRESS },    { "adresse", COLUMN_ADDRESS },      { "website", COLUMN_ADDRESS },     { "site", COLUMN_ADDRESS },
  { "language", COLUMN_LANGUAGES }, { "langue", COLUMN_LANGUAGES },     { "deputy", COLUMN_DEPUTY },       { "suppl", COLUMN_DEPUTY },
  { "time zone", COLUMN_ZONE },     { "zone", COLUMN_ZONE },            { "fuseau", COLUMN_ZONE },         { "note", COLUMN_NOTE },
  { "remarque", COLUMN_NOTE },      { "comment", COLUMN_NOTE },         { "group", COLUMN_GROUPS },        { "labels", COLUMN_GROUPS },
};

/* What a person reads in place of a column. */
static const char *
column_title (Column column)
{
  static const char *const titles[] = {
    N_("kept as it is"), N_("passed over"), N_("id"), N_("name"), N_("given name"), N_("family name"), N_("role"), N_("category"), N_("organisation"),
    N_("number"), N_("address"), N_("languages"), N_("deputy"), N_("time zone"), N_("notes"), N_("groups"),
  };

  return _(titles[column]);
}

typedef struct
{
  VigieContactFile *file;
  GArray *columns;                 /* Column; NULL before the first row */
  GPtrArray *headers;              /* char * */
  GPtrArray *said;                 /* the caller's, or NULL */
} Reading;

/* ---- The header ---- */

static Column
column_of (const char *header)
{
  g_autofree char *folded = vigie_text_fold (header);

  g_strstrip (folded);
  if (g_str_has_suffix (folded, "- type") || g_str_has_suffix (folded, "- label") || g_str_equal (folded, "verified"))
    return COLUMN_SKIP;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length = strlen (names[i].begins);

      /* "id" is not "idea", and "nom" not "nombre". */
      if (g_str_has_prefix (folded, names[i].begins) && (!g_ascii_isalpha (folded[length]) || length > 4 || g_str_equal (folded + length, "s")))
        return names[i].column;
    }

  return COLUMN_OTHER;
}

static gboolean
take_header (Reading *reading, const VigieCsvRow *row, GError **error)
{
  gboolean has_name = FALSE;

  reading->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  for (guint i = 0; i < row->fields->len && i < MAX_COLUMNS; i++)
    {
      Column column = column_of (row->fields->pdata[i]);

      g_array_append_val (reading->columns, column);
      g_ptr_array_add (reading->headers, g_strdup (row->fields->pdata[i]));
      has_name = has_name || column == COLUMN_NAME || column == COLUMN_GIVEN || column == COLUMN_FAMILY;
      if (reading->said != NULL)
        g_ptr_array_add (reading->said, g_strdup_printf ("%s → %s", (const char *) row->fields->pdata[i], column_title (column)));
    }
  if (!has_name)
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The first line names no column for the name: it says for example “name,role,phone,email”."));

  return has_name;
}

/* ---- A row ---- */

static void
take_lines (GPtrArray *lines, const char *cell)
{
  g_auto(GStrv) parts = g_strsplit (cell, "|", VIGIE_CONTACT_LINES_MAX);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      gboolean labelled = equals != NULL && strstr (parts[i], "://") == NULL;
      const char *value;

      if (labelled)
        *equals = '\0';
      value = g_strstrip (labelled ? equals + 1 : parts[i]);
      if (*value != '\0' && lines->len < VIGIE_CONTACT_LINES_MAX)
        g_ptr_array_add (lines, vigie_contact_line_new (labelled ? g_strstrip (parts[i]) : "", value));
    }
}

static void
take_strings (GPtrArray *strings, const char *cell)
{
  /* Ours stand between bars, for one may have a comma in it. */
  g_auto(GStrv) parts = g_strsplit_set (cell, strchr (cell, '|') != NULL ? "|" : ",;", VIGIE_CONTACT_LINES_MAX);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0' && strings->len < VIGIE_CONTACT_LINES_MAX)
      g_ptr_array_add (strings, g_strdup (parts[i]));
}

static void
set_word (char **word, const char *cell)
{
  g_free (*word);
  *word = g_strdup (cell);
}

/* As a line of a vCard: letters, digits and hyphens of the header, and the cell with its escapes. */
static void
keep_other (VigieContact *contact, const char *header, const char *cell)
{
  g_autoptr(GString) line = g_string_new ("X-CSV-");

  for (const char *c = header; *c != '\0'; c++)
    g_string_append_c (line, g_ascii_isalnum (*c) ? g_ascii_toupper (*c) : '-');
  g_string_append_c (line, ':');
  for (const char *c = cell; *c != '\0'; c++)
    {
      if (*c == '\n')
        g_string_append (line, "\\n");
      else if (*c != '\r')
        g_string_append_c (line, *c);
    }
  g_ptr_array_add (contact->extra, g_strdup (line->str));
}

static void
take_cell (VigieContact *contact, Column column, const char *header, const char *cell, char **given, char **family)
{
  switch (column)
    {
    case COLUMN_SKIP:
      break;
    case COLUMN_ID:
      set_word (&contact->id, cell);
      break;
    case COLUMN_NAME:
      vigie_contact_set_text (&contact->name, cell);
      break;
    case COLUMN_GIVEN:
      set_word (given, cell);
      break;
    case COLUMN_FAMILY:
      set_word (family, cell);
      break;
    case COLUMN_ROLE:
      vigie_contact_set_text (&contact->role, cell);
      break;
    case COLUMN_NOTE:
      vigie_contact_set_text (&contact->note, cell);
      break;
    case COLUMN_CATEGORY:
      set_word (&contact->category, cell);
      break;
    case COLUMN_ORGANISATION:
      set_word (&contact->organisation, cell);
      break;
    case COLUMN_DEPUTY:
      set_word (&contact->deputy, cell);
      break;
    case COLUMN_ZONE:
      set_word (&contact->zone, cell);
      break;
    case COLUMN_NUMBER:
      take_lines (contact->numbers, cell);
      break;
    case COLUMN_ADDRESS:
      take_lines (contact->addresses, cell);
      break;
    case COLUMN_LANGUAGES:
      take_strings (contact->languages, cell);
      break;
    case COLUMN_GROUPS:
      take_strings (contact->groups, cell);
      break;
    default:
      keep_other (contact, header, cell);
    }
}

static VigieContact *
contact_of (Reading *reading, const VigieCsvRow *row)
{
  VigieContact *contact = vigie_contact_new ();
  g_autofree char *given = g_strdup ("");
  g_autofree char *family = g_strdup ("");

  for (guint i = 0; i < row->fields->len && i < reading->columns->len; i++)
    {
      g_autofree char *cell = g_strstrip (g_strdup (row->fields->pdata[i]));

      if (*cell != '\0')
        take_cell (contact, g_array_index (reading->columns, Column, i), reading->headers->pdata[i], cell, &given, &family);
    }
  if (vigie_contact_field_is_empty (contact, VIGIE_CONTACT_NAME))
    {
      g_autofree char *name = g_strjoin (" ", given, family, NULL);

      vigie_contact_set_text (&contact->name, g_strstrip (name));
    }

  return contact;
}

static gboolean
is_blank (const VigieCsvRow *row)
{
  for (guint i = 0; i < row->fields->len; i++)
    if (((const char *) row->fields->pdata[i])[strspn (row->fields->pdata[i], " \t")] != '\0')
      return FALSE;

  return TRUE;
}

static gboolean
row_cb (const VigieCsvRow *row, gpointer data, GError **error)
{
  Reading *reading = data;
  g_autoptr(VigieContact) contact = NULL;
  g_autoptr(GError) fault = NULL;

  if (reading->columns == NULL)
    return take_header (reading, row, error);
  if (is_blank (row))
    return TRUE;
  if (reading->file->contacts->len + reading->file->n_faults >= VIGIE_VCARD_MAX_CARDS)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("The file has more than %u contacts: split it, and nothing of it was taken."), VIGIE_VCARD_MAX_CARDS);
      return FALSE;
    }
  contact = contact_of (reading, row);
  if (vigie_contact_check (contact, &fault))
    g_ptr_array_add (reading->file->contacts, g_steal_pointer (&contact));
  else
    vigie_contact_file_add_fault (reading->file, row->line, fault->message);

  return TRUE;
}

/**
 * vigie_contact_csv_read:
 * @text: a table with a header, separated by comma or semicolon
 * @length_bytes: its length
 * @columns: (nullable) (element-type utf8): gets a line for each column: how it was understood
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the contacts and the faults by line
 */
VigieContactFile *
vigie_contact_csv_read (const char *text, gsize length_bytes, GPtrArray *columns, GError **error)
{
  g_autoptr(VigieContactFile) file = vigie_contact_file_new ();
  Reading reading = { file, NULL, g_ptr_array_new_with_free_func (g_free), columns };
  gboolean ok;

  if (length_bytes >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length_bytes -= 3;
    }
  ok = vigie_csv_each (text, length_bytes, vigie_csv_guess_separator (text, length_bytes), row_cb, &reading, error);
  g_ptr_array_unref (reading.headers);
  g_clear_pointer (&reading.columns, g_array_unref);
  if (!ok)
    return NULL;
  if (file->contacts->len == 0 && file->n_faults == 0)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("There is no contact in this file."));
      return NULL;
    }

  return g_steal_pointer (&file);
}

static gboolean
is_vcard (const char *text, gsize length_bytes)
{
  g_autofree char *start = g_ascii_strup (text, (gssize) MIN (length_bytes, 4096));
  const guchar *b = (const guchar *) text;

  return (length_bytes >= 2 && ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff))) || strstr (start, "BEGIN:VCARD") != NULL;
}

/**
 * vigie_contacts_read:
 * @bytes: a file
 * @columns: (nullable): as for vigie_contact_csv_read()
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the contacts of a vCard or CSV file
 */
VigieContactFile *
vigie_contacts_read (GBytes *bytes, GPtrArray *columns, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length == 0)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("There is no contact in this file."));
      return NULL;
    }

  return is_vcard (text, length) ? vigie_vcard_read (text, length, NULL, NULL, error) : vigie_contact_csv_read (text, length, columns, error);
}

/* ---- Writing ---- */

static char *
join_lines (const GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const VigieContactLine *line = lines->pdata[i];

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? " | " : "", line->label, *line->label != '\0' ? "=" : "", line->value);
    }

  return g_string_free (text, FALSE);
}

static char *
join_strings (const GPtrArray *strings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < strings->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " | " : "", (const char *) strings->pdata[i]);
  if (strings->len == 1 && strpbrk (text->str, ",;") != NULL)
    g_string_append (text, " |");
  return g_string_free (text, FALSE);
}

static void
write_contact (GString *out, const VigieContact *contact, const VigieDirectory *directory, VigieLang lang)
{
  const VigieDirectoryEntry *entry = vigie_directory_entry (directory, contact->id);
  g_autofree char *numbers = join_lines (contact->numbers);
  g_autofree char *addresses = join_lines (contact->addresses);
  g_autofree char *languages = join_strings (contact->languages);
  g_autofree char *groups = join_strings (contact->groups);
  g_autoptr(GDateTime) looked = entry != NULL && entry->verified ? g_date_time_new_from_unix_utc (entry->verification->occurred_usec / VIGIE_SECOND_USEC) : NULL;
  g_autofree char *verified = looked != NULL ? g_date_time_format (looked, "%Y-%m-%d") : g_strdup ("");
  const char *const cells[] = {
    contact->id != NULL ? contact->id : "", vigie_text_get (&contact->name, lang), vigie_text_get (&contact->role, lang), contact->category, contact->organisation,
    numbers, addresses, languages, contact->deputy, contact->zone, groups, vigie_text_get (&contact->note, lang), verified,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    vigie_csv_append_field (out, cells[i], i + 1 == G_N_ELEMENTS (cells));
}

/**
 * vigie_contact_csv_write:
 * @contacts: (element-type VigieContact): whom
 * @directory: says when they were verified
 * @lang: the language of names that have two
 *
 * Returns: (transfer full): the table
 */
char *
vigie_contact_csv_write (GPtrArray *contacts, const VigieDirectory *directory, VigieLang lang)
{
  GString *out = g_string_new ("id,name,role,category,organisation,phones,emails,languages,deputy,time zone,groups,notes,verified\r\n");

  for (guint i = 0; i < contacts->len; i++)
    write_contact (out, contacts->pdata[i], directory, lang);
  return g_string_free (out, FALSE);
}
