/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A recipients' list is made by somebody else, in a spreadsheet, in a hurry. What can be used is used, the rest is listed
 * with its line so that it can be mended there. Rows are read one at a time: a file of a million of them costs no more
 * memory than the hundred thousand that are taken before it is refused. */

#include "vigie-recipients.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-csv.h"
#include "vigie-document.h"
#include "vigie-eml.h"
#include "vigie-error.h"
#include "vigie-mail-address.h"
#include "vigie-text-show.h"
#include "vigie-text.h"

#define NOWHERE (-1)
#define SETTLED (-2)
/* In our own copy of a list the name stands whole, and the columns it was made of stand there too. */
#define WHOLE_NAME "vigie_name"

typedef enum { COLUMN_ADDRESS, COLUMN_NAME, COLUMN_FIRST_NAME, COLUMN_LANG, N_COLUMNS } Column;

static const char *const column_words[N_COLUMNS] = {
  [COLUMN_ADDRESS] = "email|e_mail|mail|courriel|email_address|e_mail_address|mail_address|adresse_email|adresse_e_mail|adresse_mail|adresse_electronique|adresse_courriel",
  [COLUMN_NAME] = "name|full_name|last_name|surname|nom|nom_complet|nom_de_famille|nom_et_prenom|prenom_et_nom",
  [COLUMN_FIRST_NAME] = "first_name|firstname|given_name|prenom|prenoms",
  [COLUMN_LANG] = "language|lang|langue",
};

static const struct { const char *word; VigieLang lang; } lang_words[] = {
  { "fr", VIGIE_LANG_FR }, { "french", VIGIE_LANG_FR }, { "francais", VIGIE_LANG_FR }, { "fra", VIGIE_LANG_FR },
  { "en", VIGIE_LANG_EN }, { "english", VIGIE_LANG_EN }, { "anglais", VIGIE_LANG_EN }, { "eng", VIGIE_LANG_EN },
};

typedef struct
{
  VigieRecipients *list;
  GHashTable *lines;            /* key of the address → line it stood in first */
  int columns[N_COLUMNS];       /* where they are, or NOWHERE, or SETTLED */
  VigieLang lang;
} Reading;

static void
recipient_free (gpointer data)
{
  VigieRecipient *person = data;

  g_free (person->address);
  g_free (person->name);
  g_strfreev (person->values);
  g_free (person);
}

static void
fault_free (gpointer data)
{
  VigieRecipientFault *fault = data;

  g_free (fault->sentence);
  g_free (fault);
}

void
vigie_recipients_free (VigieRecipients *recipients)
{
  if (recipients == NULL)
    return;
  g_strfreev (recipients->columns);
  g_ptr_array_unref (recipients->people);
  g_ptr_array_unref (recipients->faults);
  g_free (recipients);
}

static void
add_fault (VigieRecipients *list, guint line, gboolean duplicate, char *taken_sentence)
{
  VigieRecipientFault *fault;

  if (duplicate)
    list->n_duplicates++;
  else
    list->n_faults++;
  if (list->faults->len >= VIGIE_RECIPIENT_FAULTS_MAX)
    {
      g_free (taken_sentence);
      return;
    }
  fault = g_new0 (VigieRecipientFault, 1);
  fault->line = line;
  fault->duplicate = duplicate;
  fault->sentence = taken_sentence;
  g_ptr_array_add (list->faults, fault);
}

/* "Prénom du client" → "prenom_du_client": what stands in a place has to be typed on any keyboard. */
static char *
column_name (const char *heading)
{
  g_autofree char *folded = vigie_text_fold (heading);
  GString *name = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (name, *at);
    else if (name->len > 0 && name->str[name->len - 1] != '_')
      g_string_append_c (name, '_');
  while (name->len > 0 && name->str[name->len - 1] == '_')
    g_string_truncate (name, name->len - 1);

  return g_string_free (name, FALSE);
}

static gboolean
is_one_of (const char *name, const char *words)
{
  g_auto(GStrv) all = g_strsplit (words, "|", -1);

  return g_strv_contains ((const char *const *) all, name);
}

static gboolean
read_header (Reading *reading, const VigieCsvRow *row, GError **error)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < row->fields->len; i++)
    {
      g_autofree char *name = column_name (g_ptr_array_index (row->fields, i));

      for (Column column = 0; column < N_COLUMNS; column++)
        if (reading->columns[column] == NOWHERE && is_one_of (name, column_words[column]))
          reading->columns[column] = (int) i;
      if (strcmp (name, WHOLE_NAME) == 0)
        {
          reading->columns[COLUMN_NAME] = (int) i;
          reading->columns[COLUMN_FIRST_NAME] = SETTLED;
        }
      g_strv_builder_add (names, name);
    }
  reading->list->columns = g_strv_builder_end (names);
  if (reading->columns[COLUMN_ADDRESS] >= 0)
    return TRUE;
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                       _("The first row has to name the columns, one of them “email”; further ones may be “name” and “language”."));

  return FALSE;
}

static char *
cell (const VigieCsvRow *row, int column)
{
  if (column < 0 || (guint) column >= row->fields->len)
    return g_strdup ("");

  return vigie_eml_line (g_ptr_array_index (row->fields, column));
}

static gboolean
read_lang (Reading *reading, const VigieCsvRow *row, VigieLang *lang)
{
  g_autofree char *given = cell (row, reading->columns[COLUMN_LANG]);
  g_autofree char *word = column_name (given);

  *lang = reading->lang;
  if (*given == '\0')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (lang_words); i++)
    if (strcmp (word, lang_words[i].word) == 0 || (g_str_has_prefix (word, lang_words[i].word) && word[2] == '_'))
      {
        *lang = lang_words[i].lang;
        return TRUE;
      }
  add_fault (reading->list, row->line, FALSE,
             g_strdup_printf (_("Line %u: the language “%s” is neither French nor English."), row->line, given));

  return FALSE;
}

static char *
read_name (Reading *reading, const VigieCsvRow *row)
{
  g_autofree char *first = cell (row, reading->columns[COLUMN_FIRST_NAME]);
  g_autofree char *last = cell (row, reading->columns[COLUMN_NAME]);

  return g_strstrip (g_strdup_printf ("%s %s", first, last));
}

static GStrv
read_values (Reading *reading, const VigieCsvRow *row)
{
  guint n = g_strv_length (reading->list->columns);
  GStrv values = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    values[i] = cell (row, (int) i);

  return values;
}

static gboolean
row_fits (Reading *reading, const VigieCsvRow *row)
{
  if (row->fields->len > g_strv_length (reading->list->columns))
    {
      add_fault (reading->list, row->line, FALSE,
                 g_strdup_printf (_("Line %u has more fields than the first row."), row->line));
      return FALSE;
    }
  for (guint i = 0; i < row->fields->len; i++)
    if (g_utf8_strlen (g_ptr_array_index (row->fields, i), -1) > VIGIE_RECIPIENT_VALUE_MAX_CHARS)
      {
        add_fault (reading->list, row->line, FALSE,
                   g_strdup_printf (_("Line %u: a field is longer than %u characters."), row->line, VIGIE_RECIPIENT_VALUE_MAX_CHARS));
        return FALSE;
      }

  return TRUE;
}

static gboolean
is_new (Reading *reading, const char *address, guint line)
{
  g_autofree char *key = vigie_mail_address_key (address);
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (reading->lines, key));

  if (first == 0)
    {
      g_hash_table_insert (reading->lines, g_steal_pointer (&key), GUINT_TO_POINTER (line));
      return TRUE;
    }
  add_fault (reading->list, line, TRUE,
             g_strdup_printf (_("Line %u: the address is that of line %u; it is written to once."), line, first));

  return FALSE;
}

static void
read_person (Reading *reading, const VigieCsvRow *row)
{
  g_autofree char *given = NULL;
  g_autofree char *address = NULL;
  g_autoptr(GError) cause = NULL;
  VigieRecipient *person;
  VigieLang lang;

  if (!row_fits (reading, row))
    return;
  given = (guint) reading->columns[COLUMN_ADDRESS] < row->fields->len
            ? g_strdup (g_ptr_array_index (row->fields, reading->columns[COLUMN_ADDRESS])) : NULL;
  address = vigie_mail_address_clean (given, &cause);
  if (address == NULL)
    {
      add_fault (reading->list, row->line, FALSE, g_strdup_printf (_("Line %u: %s"), row->line, cause->message));
      return;
    }
  if (!read_lang (reading, row, &lang) || !is_new (reading, address, row->line))
    return;
  person = g_new0 (VigieRecipient, 1);
  person->address = g_steal_pointer (&address);
  person->name = read_name (reading, row);
  person->lang = lang;
  person->line = row->line;
  person->values = read_values (reading, row);
  g_ptr_array_add (reading->list->people, person);
}

static gboolean
read_row_cb (const VigieCsvRow *row, gpointer data, GError **error)
{
  Reading *reading = data;
  VigieRecipients *list = reading->list;

  if (list->columns == NULL)
    return read_header (reading, row, error);
  if (list->people->len + list->n_faults + list->n_duplicates >= VIGIE_RECIPIENTS_MAX)
    {
      g_autofree char *most = vigie_text_number (VIGIE_RECIPIENTS_MAX, reading->lang);

      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("The list has more than %s rows; send it in parts."), most);
      return FALSE;
    }
  read_person (reading, row);

  return TRUE;
}

static gboolean
check_size (gsize length_bytes, GError **error)
{
  if (length_bytes <= VIGIE_RECIPIENTS_FILE_MAX_BYTES)
    return TRUE;
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("The list is larger than 64 MiB."));

  return FALSE;
}

VigieRecipients *
vigie_recipients_read (GBytes *bytes, VigieLang lang, GError **error)
{
  g_autoptr(VigieRecipients) list = g_new0 (VigieRecipients, 1);
  g_autoptr(GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { list, lines, { NOWHERE, NOWHERE, NOWHERE, NOWHERE }, lang };
  gsize length_bytes = 0;
  const char *text = g_bytes_get_data (bytes, &length_bytes);

  list->people = g_ptr_array_new_with_free_func (recipient_free);
  list->faults = g_ptr_array_new_with_free_func (fault_free);
  if (text == NULL)
    text = "";
  if (!check_size (length_bytes, error)
      || !vigie_csv_each (text, length_bytes, vigie_csv_guess_separator (text, length_bytes), read_row_cb, &reading, error))
    return NULL;
  if (list->columns == NULL)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The list is empty."));
      return NULL;
    }

  return g_steal_pointer (&list);
}

VigieRecipients *
vigie_recipients_read_file (const char *path, VigieLang lang, GError **error)
{
  g_autoptr(GBytes) bytes = vigie_document_read (path, VIGIE_RECIPIENTS_FILE_MAX_BYTES, error);

  return bytes != NULL ? vigie_recipients_read (bytes, lang, error) : NULL;
}

/* The language is written out, since the one that was meant by an empty field is not known later. */
char *
vigie_recipients_to_csv (const VigieRecipients *recipients)
{
  GString *out = g_string_new (NULL);

  vigie_csv_append_field (out, "email", FALSE);
  vigie_csv_append_field (out, WHOLE_NAME, FALSE);
  vigie_csv_append_field (out, "language", recipients->columns[0] == NULL);
  for (guint i = 0; recipients->columns[i] != NULL; i++)
    vigie_csv_append_field (out, recipients->columns[i], recipients->columns[i + 1] == NULL);
  for (guint n = 0; n < recipients->people->len; n++)
    {
      const VigieRecipient *person = g_ptr_array_index (recipients->people, n);

      vigie_csv_append_field (out, person->address, FALSE);
      vigie_csv_append_field (out, person->name, FALSE);
      vigie_csv_append_field (out, vigie_lang_to_word (person->lang), recipients->columns[0] == NULL);
      for (guint i = 0; recipients->columns[i] != NULL; i++)
        vigie_csv_append_field (out, person->values[i], recipients->columns[i + 1] == NULL);
    }

  return g_string_free (out, FALSE);
}

const char *
vigie_recipient_value (const VigieRecipients *recipients, const VigieRecipient *person, const char *column)
{
  if (strcmp (column, "email") == 0)
    return person->address;
  if (strcmp (column, "name") == 0)
    return person->name;
  for (guint i = 0; recipients->columns[i] != NULL; i++)
    if (strcmp (column, recipients->columns[i]) == 0)
      return person->values[i];

  return "";
}
