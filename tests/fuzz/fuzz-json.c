/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever the bytes are, the reader answers yes or no; and what it takes can be walked, decoded,
 * written again and read again with the same outcome. */

#include "vigie-fuzz.h"

#include "vigie-json-writer.h"
#include "vigie-json.h"

#include <string.h>

static void
copy_value (const VigieJson *json, VigieJsonNode node, VigieJsonWriter *writer);

static void
copy_children (const VigieJson *json, VigieJsonNode node, VigieJsonWriter *writer)
{
  guint n_children = 0;

  for (VigieJsonNode child = vigie_json_first (json, node); child != VIGIE_JSON_NONE;
       child = vigie_json_next (json, child), n_children++)
    {
      g_autofree char *key = vigie_json_key (json, child);

      g_assert_true (vigie_json_key_equal (json, child, key != NULL ? key : "") == (key != NULL));
      if (key != NULL)
        vigie_json_writer_key (writer, key);
      copy_value (json, child, writer);
    }

  g_assert_cmpuint (n_children, ==, vigie_json_size (json, node));
}

/* Bounded by the depth that the reader takes. */
static void
copy_value (const VigieJson *json, VigieJsonNode node, VigieJsonWriter *writer)
{
  g_autofree char *text = vigie_json_string (json, node);
  gboolean flag;
  double number;

  if (text != NULL)
    {
      g_assert_true (g_utf8_validate (text, -1, NULL));
      vigie_json_writer_string (writer, text);
    }
  else if (vigie_json_boolean (json, node, &flag))
    vigie_json_writer_boolean (writer, flag);
  else if (vigie_json_double (json, node, &number))
    vigie_json_writer_double (writer, number);
  else if (vigie_json_type (json, node) == VIGIE_JSON_NULL)
    vigie_json_writer_null (writer);
  else if (vigie_json_type (json, node) == VIGIE_JSON_ARRAY)
    {
      vigie_json_writer_begin_array (writer);
      copy_children (json, node, writer);
      vigie_json_writer_end_array (writer);
    }
  else
    {
      vigie_json_writer_begin_object (writer);
      copy_children (json, node, writer);
      vigie_json_writer_end_object (writer);
    }
}

static char *
copy_document (const VigieJson *json)
{
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  copy_value (json, 0, writer);
  return vigie_json_writer_steal (writer);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VigieJson) json
    = vigie_json_parse ((const char *) data, length_bytes, 1024 * 1024, &error);
  g_autoptr (VigieJson) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_true ((json == NULL) == (error != NULL));
  if (json == NULL)
    return 0;

  first = copy_document (json);
  again = vigie_json_parse (first, strlen (first), 8 * 1024 * 1024, NULL);
  g_assert_nonnull (again);
  second = copy_document (again);
  g_assert_cmpstr (first, ==, second);
  return 0;
}
