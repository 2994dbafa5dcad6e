/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one reader of playbook structs.
 *
 * A struct is described by a table of its members (PlaybookRecord), so that every member of every
 * part of the playbook is checked in the same way: missing, wrong type, empty, unknown. Reading
 * never stops at a fault: it notes the JSON pointer and goes on with a harmless value ("" or an
 * empty array, never NULL), because an editor wants all faults at once. A playbook with a fault is
 * thrown away by the caller; nothing that was read here reaches the application. */

#include "vigie-playbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Ten years: a longer span in a playbook is a slip of the finger. */
#define SECONDS_MAX (G_GINT64_CONSTANT (315360000))

static void
append_token (GString *pointer, const char *member)
{
  g_string_append_c (pointer, '/');
  for (const char *c = member; *c != '\0'; c++)
    {
      if (*c == '~')
        g_string_append (pointer, "~0");
      else if (*c == '/')
        g_string_append (pointer, "~1");
      else
        g_string_append_c (pointer, *c);
    }
}

/*
 * vigie_playbook_fault:
 * @loader: the loader
 * @node: where
 * @member: (nullable): a member of @node that the fault is about, when it is not there
 * @message: what is wrong, in a few words
 *
 * Notes a fault with its JSON pointer.
 */
void
vigie_playbook_fault (PlaybookLoader *loader, VigieJsonNode node, const char *member,
                      const char *message)
{
  g_autofree char *base = vigie_json_pointer (loader->json, node);
  g_autoptr(GString) fault = g_string_new (base);

  if (member != NULL)
    append_token (fault, member);
  g_string_append_printf (fault, ": %s", message);
  g_ptr_array_add (loader->faults, g_strdup (fault->str));
}

/* Like vigie_playbook_fault(), for a place known by its indices rather than by its node. */
void
vigie_playbook_fault_at (PlaybookLoader *loader, const char *message, const char *pointer_format, ...)
{
  g_autofree char *pointer = NULL;
  va_list args;

  va_start (args, pointer_format);
  pointer = g_strdup_vprintf (pointer_format, args);
  va_end (args);
  g_ptr_array_add (loader->faults, g_strdup_printf ("%s: %s", pointer, message));
}

GPtrArray *
vigie_playbook_new_array (PlaybookLoader *loader)
{
  GPtrArray *array = g_ptr_array_new ();

  g_ptr_array_add (loader->pool->arrays, array);

  return array;
}

static char *
keep_string (PlaybookLoader *loader, const char *text)
{
  return vigie_arena_string (loader->pool->arena, text);
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\n\r")] == '\0';
}

static void
read_string (PlaybookLoader *loader, VigieJsonNode node, gboolean optional, char **out)
{
  char *text = vigie_arena_json_string (loader->pool->arena, loader->json, node);

  if (text == NULL)
    vigie_playbook_fault (loader, node, NULL, _("must be a string"));
  else if (!optional && is_blank (text))
    vigie_playbook_fault (loader, node, NULL, _("empty"));
  *out = text != NULL ? text : keep_string (loader, "");
}

/* A string that must not be empty; "" and a fault otherwise. Kept by the pool. */
char *
vigie_playbook_read_string (PlaybookLoader *loader, VigieJsonNode node)
{
  char *text = NULL;

  read_string (loader, node, FALSE, &text);

  return text;
}

static char *
read_text_part (PlaybookLoader *loader, VigieJsonNode node, VigieJsonNode part, const char *lang, gboolean optional)
{
  char *text = NULL;

  if (part == VIGIE_JSON_NONE)
    {
      vigie_playbook_fault (loader, node, lang, _("missing"));
      return keep_string (loader, "");
    }
  read_string (loader, part, optional, &text);

  return text;
}

static gboolean
is_private_name (const char *name)
{
  return name[0] == '_' || g_str_has_prefix (name, "x_") || strcmp (name, "$schema") == 0;
}

static void
read_text (PlaybookLoader *loader, VigieJsonNode node, gboolean optional, VigieText *out)
{
  VigieJsonNode en = vigie_json_member (loader->json, node, "en");
  VigieJsonNode fr = vigie_json_member (loader->json, node, "fr");

  if (vigie_json_type (loader->json, node) != VIGIE_JSON_OBJECT)
    {
      vigie_playbook_fault (loader, node, NULL, _("must be an object with “en” and “fr”"));
      out->en = keep_string (loader, "");
      out->fr = keep_string (loader, "");
      return;
    }

  out->en = read_text_part (loader, node, en, "en", optional);
  out->fr = read_text_part (loader, node, fr, "fr", optional);
  if (is_blank (out->en) != is_blank (out->fr) && optional)
    vigie_playbook_fault (loader, node, is_blank (out->en) ? "en" : "fr", _("empty"));
  if (en != VIGIE_JSON_NONE && fr != VIGIE_JSON_NONE && vigie_json_size (loader->json, node) == 2)
    return;

  for (VigieJsonNode child = vigie_json_first (loader->json, node); child != VIGIE_JSON_NONE;
       child = vigie_json_next (loader->json, child))
    {
      g_autofree char *name = vigie_json_key (loader->json, child);

      if (strcmp (name, "en") != 0 && strcmp (name, "fr") != 0 && !is_private_name (name))
        vigie_playbook_fault (loader, child, NULL, _("unknown member"));
    }
}

gboolean
vigie_playbook_read_seconds (PlaybookLoader *loader, VigieJsonNode node, gint64 *out_usec)
{
  gint64 seconds = 0;

  if (!vigie_json_int (loader->json, node, &seconds) || seconds < 0 || seconds > SECONDS_MAX)
    {
      vigie_playbook_fault (loader, node, NULL, _("must be a whole number of seconds"));
      return FALSE;
    }
  *out_usec = seconds * VIGIE_SECOND_USEC;

  return TRUE;
}

static gboolean
check_array (PlaybookLoader *loader, VigieJsonNode node)
{
  if (vigie_json_type (loader->json, node) == VIGIE_JSON_ARRAY)
    return TRUE;
  vigie_playbook_fault (loader, node, NULL, _("must be an array"));

  return FALSE;
}

GPtrArray *
vigie_playbook_read_texts (PlaybookLoader *loader, VigieJsonNode node)
{
  GPtrArray *array = vigie_playbook_new_array (loader);

  if (!check_array (loader, node))
    return array;
  for (VigieJsonNode child = vigie_json_first (loader->json, node); child != VIGIE_JSON_NONE;
       child = vigie_json_next (loader->json, child))
    {
      VigieText *text = vigie_arena_new0 (loader->pool->arena, VigieText);

      read_text (loader, child, FALSE, text);
      g_ptr_array_add (array, text);
    }

  return array;
}

static GPtrArray *
read_strings (PlaybookLoader *loader, VigieJsonNode node)
{
  GPtrArray *array = vigie_playbook_new_array (loader);

  if (!check_array (loader, node))
    return array;
  for (VigieJsonNode child = vigie_json_first (loader->json, node); child != VIGIE_JSON_NONE;
       child = vigie_json_next (loader->json, child))
    g_ptr_array_add (array, vigie_playbook_read_string (loader, child));

  return array;
}

static GPtrArray *
read_records (PlaybookLoader *loader, VigieJsonNode node, const PlaybookRecord *record)
{
  GPtrArray *array = vigie_playbook_new_array (loader);

  if (!check_array (loader, node))
    return array;
  for (VigieJsonNode child = vigie_json_first (loader->json, node); child != VIGIE_JSON_NONE;
       child = vigie_json_next (loader->json, child))
    {
      gpointer block = vigie_arena_alloc (loader->pool->arena, record->size_bytes);

      vigie_playbook_read_record (loader, child, record, block);
      g_ptr_array_add (array, block);
    }

  return array;
}

static void
read_level (PlaybookLoader *loader, VigieJsonNode node, VigieLevel *out)
{
  g_autofree char *word = vigie_json_string (loader->json, node);

  if (word == NULL || !vigie_level_from_word (word, out))
    vigie_playbook_fault (loader, node, NULL, _("must be P1, P2, P3 or P4"));
}

static void
read_shift (PlaybookLoader *loader, VigieJsonNode node, int *out)
{
  gint64 shift = 0;

  if (!vigie_json_int (loader->json, node, &shift) || shift < -1 || shift > 1)
    vigie_playbook_fault (loader, node, NULL, _("must be -1, 0 or 1"));
  else
    *out = (int) shift;
}

/* What a member that is not there (or null, when it may be) leaves behind. */
static void
set_absent (PlaybookLoader *loader, const PlaybookField *field, gpointer record)
{
  gpointer place = (guint8 *) record + field->offset_bytes;

  switch (field->kind)
    {
    case FIELD_STRING:
      *(char **) place = keep_string (loader, "");
      break;
    case FIELD_TEXT:
      ((VigieText *) place)->en = keep_string (loader, "");
      ((VigieText *) place)->fr = keep_string (loader, "");
      break;
    case FIELD_STRINGS:
    case FIELD_TEXTS:
    case FIELD_RECORDS:
      *(GPtrArray **) place = vigie_playbook_new_array (loader);
      break;
    case FIELD_SECONDS:
      *(gint64 *) place = (field->flags & FIELD_NULLABLE) != 0 ? VIGIE_TIME_NONE : 0;
      break;
    case FIELD_BOOLEAN:
    case FIELD_DOUBLE:
    case FIELD_SHIFT:
    case FIELD_LEVEL:
      break; /* the struct began as zeros */
    case FIELD_CUSTOM:
      field->reader (loader, VIGIE_JSON_NONE, record);
      break;
    }
}

static void
read_array (PlaybookLoader *loader, const PlaybookField *field, VigieJsonNode node, gpointer place)
{
  GPtrArray *array;

  if (field->kind == FIELD_STRINGS)
    array = read_strings (loader, node);
  else if (field->kind == FIELD_TEXTS)
    array = vigie_playbook_read_texts (loader, node);
  else
    array = read_records (loader, node, field->record);

  *(GPtrArray **) place = array;
  if ((field->flags & FIELD_FILLED) != 0 && array->len == 0
      && vigie_json_type (loader->json, node) == VIGIE_JSON_ARRAY)
    vigie_playbook_fault (loader, node, NULL, _("empty"));
}

static void
read_present (PlaybookLoader *loader, const PlaybookField *field, VigieJsonNode node, gpointer record)
{
  gpointer place = (guint8 *) record + field->offset_bytes;
  gboolean optional = (field->flags & FIELD_OPTIONAL) != 0;

  switch (field->kind)
    {
    case FIELD_STRING:
      read_string (loader, node, optional, place);
      break;
    case FIELD_TEXT:
      read_text (loader, node, optional, place);
      break;
    case FIELD_BOOLEAN:
      if (!vigie_json_boolean (loader->json, node, place))
        vigie_playbook_fault (loader, node, NULL, _("must be true or false"));
      break;
    case FIELD_DOUBLE:
      if (!vigie_json_double (loader->json, node, place))
        vigie_playbook_fault (loader, node, NULL, _("must be a number"));
      break;
    case FIELD_SHIFT:
      read_shift (loader, node, place);
      break;
    case FIELD_SECONDS:
      vigie_playbook_read_seconds (loader, node, place);
      break;
    case FIELD_LEVEL:
      read_level (loader, node, place);
      break;
    case FIELD_STRINGS:
    case FIELD_TEXTS:
    case FIELD_RECORDS:
      read_array (loader, field, node, place);
      break;
    case FIELD_CUSTOM:
      field->reader (loader, node, record);
      break;
    }
}

/* Whether the member is there. */
static gboolean
read_field (PlaybookLoader *loader, const PlaybookField *field, VigieJsonNode object, gpointer record)
{
  VigieJsonNode node = vigie_json_member (loader->json, object, field->name);
  gboolean is_null = node != VIGIE_JSON_NONE && vigie_json_type (loader->json, node) == VIGIE_JSON_NULL;
  gboolean may_be_absent = (field->flags & FIELD_OPTIONAL) != 0;
  gboolean may_be_null = (field->flags & (FIELD_OPTIONAL | FIELD_NULLABLE)) != 0;

  if (node != VIGIE_JSON_NONE && !(is_null && may_be_null))
    {
      read_present (loader, field, node, record);
      return TRUE;
    }
  if (node == VIGIE_JSON_NONE && !may_be_absent)
    vigie_playbook_fault (loader, object, field->name, _("missing"));
  set_absent (loader, field, record);

  return node != VIGIE_JSON_NONE;
}

static gboolean
has_field (const PlaybookRecord *record, const char *name)
{
  for (const PlaybookField *field = record->fields; field->name != NULL; field++)
    if (strcmp (field->name, name) == 0)
      return TRUE;

  return is_private_name (name);
}

/*
 * vigie_playbook_read_record:
 * @loader: the loader
 * @node: a JSON object, or anything else (a fault)
 * @record: the table of its members
 * @out: a zeroed struct of the record's size
 *
 * Fills @out. Afterwards no string, text or array in it is %NULL, whatever the faults.
 */
void
vigie_playbook_read_record (PlaybookLoader *loader, VigieJsonNode node, const PlaybookRecord *record,
                            gpointer out)
{
  guint n_known = 0;

  if (vigie_json_type (loader->json, node) != VIGIE_JSON_OBJECT)
    {
      vigie_playbook_fault (loader, node, NULL, _("must be an object"));
      for (const PlaybookField *field = record->fields; field->name != NULL; field++)
        set_absent (loader, field, out);
      return;
    }

  for (const PlaybookField *field = record->fields; field->name != NULL; field++)
    n_known += read_field (loader, field, node, out);
  /* No name comes twice, so there is none that is unknown. */
  if (n_known == vigie_json_size (loader->json, node))
    return;

  for (VigieJsonNode child = vigie_json_first (loader->json, node); child != VIGIE_JSON_NONE;
       child = vigie_json_next (loader->json, child))
    {
      g_autofree char *name = vigie_json_key (loader->json, child);

      if (!has_field (record, name))
        vigie_playbook_fault (loader, child, NULL, _("unknown member"));
    }
}
