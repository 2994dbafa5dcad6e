/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The body of contact.set. A text is a string when it is the same in both languages, as a name is, else an object with
 * "en" and "fr". Members that this version does not know are kept and written out again with the next change. */

#include "vigie-contact.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-json-writer.h"

/* ---- Writing ---- */

static void
put_text (VigieJsonWriter *writer, const char *name, const VigieText *text)
{
  const char *en = vigie_text_get (text, VIGIE_LANG_EN);
  const char *fr = vigie_text_get (text, VIGIE_LANG_FR);

  if (strcmp (en, fr) == 0)
    {
      if (*en != '\0')
        vigie_json_writer_member_string (writer, name, en);
      return;
    }
  vigie_json_writer_key (writer, name);
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "en", en);
  vigie_json_writer_member_string (writer, "fr", fr);
  vigie_json_writer_end_object (writer);
}

static void
put_word (VigieJsonWriter *writer, const char *name, const char *word)
{
  if (*word != '\0')
    vigie_json_writer_member_string (writer, name, word);
}

static void
put_lines (VigieJsonWriter *writer, const char *name, const GPtrArray *lines)
{
  if (lines->len == 0)
    return;
  vigie_json_writer_key (writer, name);
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < lines->len; i++)
    {
      const VigieContactLine *line = lines->pdata[i];

      vigie_json_writer_begin_object (writer);
      put_word (writer, "label", line->label);
      vigie_json_writer_member_string (writer, "value", line->value);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
}

static void
put_strings (VigieJsonWriter *writer, const char *name, const GPtrArray *strings)
{
  if (strings->len == 0)
    return;
  vigie_json_writer_key (writer, name);
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < strings->len; i++)
    vigie_json_writer_string (writer, strings->pdata[i]);
  vigie_json_writer_end_array (writer);
}

/**
 * vigie_contact_to_body:
 * @contact: a contact that vigie_contact_check() lets through
 *
 * Returns: (transfer full): the body of its contact.set
 */
char *
vigie_contact_to_body (const VigieContact *contact)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  g_return_val_if_fail (contact != NULL, NULL);

  vigie_json_writer_begin_object (writer);
  if (contact->id != NULL)
    vigie_json_writer_member_string (writer, "contact", contact->id);
  put_text (writer, "name", &contact->name);
  put_text (writer, "role", &contact->role);
  put_word (writer, "category", contact->category);
  put_word (writer, "organisation", contact->organisation);
  put_lines (writer, "numbers", contact->numbers);
  put_lines (writer, "addresses", contact->addresses);
  put_strings (writer, "languages", contact->languages);
  put_word (writer, "deputy", contact->deputy);
  put_word (writer, "zone", contact->zone);
  put_text (writer, "notes", &contact->note);
  put_strings (writer, "groups", contact->groups);
  put_strings (writer, "extra", contact->extra);
  for (guint i = 0; i < contact->unknown->len; i++)
    {
      const VigieContactLine *member = contact->unknown->pdata[i];

      vigie_json_writer_key (writer, member->label);
      vigie_json_writer_raw (writer, member->value);
    }
  vigie_json_writer_end_object (writer);

  return vigie_json_writer_steal (writer);
}

/* ---- Reading: each returns FALSE for a value of another type ---- */

static gboolean
take_string (const VigieJson *json, VigieJsonNode node, char **out)
{
  char *text = vigie_json_string (json, node);

  if (text == NULL)
    return vigie_json_type (json, node) == VIGIE_JSON_NULL;
  g_free (*out);
  *out = text;
  return TRUE;
}

static gboolean
take_text (const VigieJson *json, VigieJsonNode node, VigieText *out)
{
  g_autofree char *both = NULL;

  if (vigie_json_type (json, node) == VIGIE_JSON_NULL)
    return TRUE;
  if (vigie_json_type (json, node) == VIGIE_JSON_OBJECT)
    {
      g_autofree char *en = vigie_json_member_string (json, node, "en");
      g_autofree char *fr = vigie_json_member_string (json, node, "fr");

      if (en == NULL && fr == NULL)
        return FALSE;
      vigie_text_clear (out);
      out->en = g_strdup (en != NULL ? en : fr);
      out->fr = g_strdup (fr != NULL ? fr : en);
      return TRUE;
    }
  both = vigie_json_string (json, node);
  if (both != NULL)
    vigie_contact_set_text (out, both);
  return both != NULL;
}

static gboolean
take_lines (const VigieJson *json, VigieJsonNode node, GPtrArray *lines)
{
  if (vigie_json_type (json, node) == VIGIE_JSON_NULL)
    return TRUE;
  if (vigie_json_type (json, node) != VIGIE_JSON_ARRAY)
    return FALSE;
  for (VigieJsonNode n = vigie_json_first (json, node); n != VIGIE_JSON_NONE; n = vigie_json_next (json, n))
    {
      g_autofree char *label = vigie_json_type (json, n) == VIGIE_JSON_OBJECT ? vigie_json_member_string (json, n, "label") : NULL;
      g_autofree char *value = vigie_json_type (json, n) == VIGIE_JSON_OBJECT ? vigie_json_member_string (json, n, "value") : NULL;

      if (value == NULL)
        return FALSE;
      g_ptr_array_add (lines, vigie_contact_line_new (label, value));
    }

  return TRUE;
}

static gboolean
take_strings (const VigieJson *json, VigieJsonNode node, GPtrArray *strings)
{
  if (vigie_json_type (json, node) == VIGIE_JSON_NULL)
    return TRUE;
  if (vigie_json_type (json, node) != VIGIE_JSON_ARRAY)
    return FALSE;
  for (VigieJsonNode n = vigie_json_first (json, node); n != VIGIE_JSON_NONE; n = vigie_json_next (json, n))
    {
      char *text = vigie_json_string (json, n);

      if (text == NULL)
        return FALSE;
      g_ptr_array_add (strings, text);
    }

  return TRUE;
}

static gboolean
take_member (VigieContact *contact, const VigieJson *json, VigieJsonNode node)
{
  g_autofree char *name = vigie_json_key (json, node);
  const struct { const char *name; VigieText *text; char **word; GPtrArray *lines, *strings; } members[] = {
    { "name", &contact->name, NULL, NULL, NULL },
    { "role", &contact->role, NULL, NULL, NULL },
    { "notes", &contact->note, NULL, NULL, NULL },
    { "contact", NULL, &contact->id, NULL, NULL },
    { "category", NULL, &contact->category, NULL, NULL },
    { "organisation", NULL, &contact->organisation, NULL, NULL },
    { "deputy", NULL, &contact->deputy, NULL, NULL },
    { "zone", NULL, &contact->zone, NULL, NULL },
    { "numbers", NULL, NULL, contact->numbers, NULL },
    { "addresses", NULL, NULL, contact->addresses, NULL },
    { "languages", NULL, NULL, NULL, contact->languages },
    { "groups", NULL, NULL, NULL, contact->groups },
    { "extra", NULL, NULL, NULL, contact->extra },
  };
  VigieContactLine *unknown;
  const char *span;
  gsize length;

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (strcmp (members[i].name, name) != 0)
        continue;
      if (members[i].text != NULL)
        return take_text (json, node, members[i].text);
      if (members[i].word != NULL)
        return take_string (json, node, members[i].word);
      return members[i].lines != NULL ? take_lines (json, node, members[i].lines) : take_strings (json, node, members[i].strings);
    }
  span = vigie_json_span (json, node, &length);
  unknown = vigie_contact_line_new (name, NULL);
  g_free (unknown->value);
  unknown->value = g_strndup (span, length);
  g_ptr_array_add (contact->unknown, unknown);
  return TRUE;
}

/**
 * vigie_contact_from_body:
 * @body: the body of a contact.set
 *
 * Returns: (transfer full) (nullable): the contact; %NULL when a member is of another type or nobody is named
 */
VigieContact *
vigie_contact_from_body (const VigieJson *body)
{
  g_autoptr(VigieContact) contact = vigie_contact_new ();

  g_return_val_if_fail (body != NULL, NULL);

  for (VigieJsonNode n = vigie_json_first (body, 0); n != VIGIE_JSON_NONE; n = vigie_json_next (body, n))
    if (!take_member (contact, body, n))
      return NULL;
  if (vigie_contact_field_is_empty (contact, VIGIE_CONTACT_NAME) || (contact->id != NULL && *contact->id == '\0'))
    return NULL;

  return g_steal_pointer (&contact);
}

/* ---- What may be recorded ---- */

static gboolean
check_chars (const char *text, const char *what, glong max_chars, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("%s is not valid text."), what);
      return FALSE;
    }
  if (g_utf8_strlen (text, -1) <= max_chars)
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("%s is too long."), what);
  return FALSE;
}

static gboolean
check_lines (const GPtrArray *lines, const char *what, GError **error)
{
  if (lines->len > VIGIE_CONTACT_LINES_MAX)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("A contact has at most %d numbers and as many addresses."),
                   VIGIE_CONTACT_LINES_MAX);
      return FALSE;
    }
  for (guint i = 0; i < lines->len; i++)
    {
      const VigieContactLine *line = lines->pdata[i];

      if (!check_chars (line->label, what, VIGIE_CONTACT_LINE_MAX_CHARS, error)
          || !check_chars (line->value, what, VIGIE_CONTACT_LINE_MAX_CHARS, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_strings (const GPtrArray *strings, guint max, gsize max_bytes, const char *what, GError **error)
{
  gsize bytes = 0;

  for (guint i = 0; i < strings->len; i++)
    {
      if (!check_chars (strings->pdata[i], what, G_MAXLONG, error))
        return FALSE;
      bytes += strlen (strings->pdata[i]);
    }
  if (strings->len <= max && bytes <= max_bytes)
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("%s is too long."), what);
  return FALSE;
}

static gboolean
check_zone (const char *zone, GError **error)
{
  /* Whether there is such a zone is known to the computer, not to the core. */
  if (strlen (zone) <= 64 && zone[strspn (zone, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/")] == '\0')
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is not a time zone. One is written like Africa/Abidjan."), zone);
  return FALSE;
}

/**
 * vigie_contact_check:
 * @contact: what somebody wants to record
 * @error: return location; INVALID or TOO_LARGE with one sentence
 *
 * Returns: %TRUE if it may be recorded
 */
gboolean
vigie_contact_check (const VigieContact *contact, GError **error)
{
  g_autofree char *name = vigie_text_clean_line (vigie_text_get (&contact->name, VIGIE_LANG_EN), _("The name"), VIGIE_CONTACT_NAME_MAX_CHARS, error);

  if (name == NULL)
    return FALSE;
  if (contact->id != NULL && strcmp (contact->deputy, contact->id) == 0)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Nobody is their own deputy: choose somebody else."));
      return FALSE;
    }

  return check_chars (vigie_text_get (&contact->name, VIGIE_LANG_FR), _("The name"), VIGIE_CONTACT_NAME_MAX_CHARS, error)
         && check_chars (vigie_text_get (&contact->role, VIGIE_LANG_EN), _("The role"), VIGIE_CONTACT_LINE_MAX_CHARS, error)
         && check_chars (vigie_text_get (&contact->role, VIGIE_LANG_FR), _("The role"), VIGIE_CONTACT_LINE_MAX_CHARS, error)
         && check_chars (vigie_text_get (&contact->note, VIGIE_LANG_EN), _("The note"), VIGIE_CONTACT_NOTE_MAX_CHARS, error)
         && check_chars (vigie_text_get (&contact->note, VIGIE_LANG_FR), _("The note"), VIGIE_CONTACT_NOTE_MAX_CHARS, error)
         && check_chars (contact->organisation, _("The organisation"), VIGIE_CONTACT_LINE_MAX_CHARS, error)
         && check_chars (contact->category, _("The category"), VIGIE_CONTACT_NAME_MAX_CHARS, error)
         && check_chars (contact->deputy, _("The deputy"), VIGIE_CONTACT_NAME_MAX_CHARS, error)
         && check_lines (contact->numbers, _("A number"), error) && check_lines (contact->addresses, _("An address"), error)
         && check_strings (contact->languages, VIGIE_CONTACT_LINES_MAX, 4096, _("The list of languages"), error)
         && check_strings (contact->groups, VIGIE_CONTACT_LINES_MAX, 8192, _("The list of groups"), error)
         && check_strings (contact->extra, G_MAXUINT, VIGIE_CONTACT_EXTRA_MAX_BYTES, _("What the contact has besides"), error)
         && check_zone (contact->zone, error);
}
