/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-json-writer.h"
#include "vigie-json.h"

#include <string.h>

static void
write_sample (VigieJsonWriter *writer)
{
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "s", "a\"b");
  vigie_json_writer_member_string (writer, "n", NULL);
  vigie_json_writer_member_int (writer, "i", G_MININT64);
  vigie_json_writer_member_boolean (writer, "t", TRUE);
  vigie_json_writer_key (writer, "list");
  vigie_json_writer_begin_array (writer);
  vigie_json_writer_int (writer, 1);
  vigie_json_writer_boolean (writer, FALSE);
  vigie_json_writer_null (writer);
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_end_object (writer);
  vigie_json_writer_raw (writer, "{\"raw\":0}");
  vigie_json_writer_end_array (writer);
  vigie_json_writer_key (writer, "empty");
  vigie_json_writer_begin_array (writer);
  vigie_json_writer_end_array (writer);
  vigie_json_writer_end_object (writer);
}

static void
test_compact (void)
{
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  write_sample (writer);
  text = vigie_json_writer_steal (writer);
  g_assert_cmpstr (text, ==,
                   "{\"s\":\"a\\\"b\",\"n\":null,\"i\":-9223372036854775808,\"t\":true,"
                   "\"list\":[1,false,null,{},{\"raw\":0}],\"empty\":[]}");
}

static void
test_indented (void)
{
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (TRUE);
  g_autofree char *text = NULL;

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_int (writer, "a", 1);
  vigie_json_writer_key (writer, "b");
  vigie_json_writer_begin_array (writer);
  vigie_json_writer_string (writer, "x");
  vigie_json_writer_string (writer, "y");
  vigie_json_writer_end_array (writer);
  vigie_json_writer_key (writer, "c");
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_end_object (writer);
  vigie_json_writer_end_object (writer);
  text = vigie_json_writer_steal (writer);
  g_assert_cmpstr (text, ==,
                   "{\n  \"a\": 1,\n  \"b\": [\n    \"x\",\n    \"y\"\n  ],\n  \"c\": {}\n}");
}

/* Every character comes back, the controls escaped. */
static void
test_strings_round_trip (void)
{
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  for (gunichar c = 1; c < 0x3000; c++)
    {
      char text[8] = { 0 };
      g_autofree char *written = NULL;
      g_autofree char *back = NULL;
      g_autoptr (VigieJson) json = NULL;

      g_unichar_to_utf8 (c, text);
      vigie_json_writer_string (writer, text);
      written = vigie_json_writer_steal (writer);
      json = vigie_json_parse (written, strlen (written), 100, NULL);
      g_assert_nonnull (json);
      back = vigie_json_string (json, 0);
      g_assert_cmpstr (back, ==, text);
    }
}

static void
test_invalid_utf8_is_repaired (void)
{
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  vigie_json_writer_string (writer, "a\xff"
                                    "b");
  text = vigie_json_writer_steal (writer);
  g_assert_cmpstr (text, ==, "\"a\xef\xbf\xbd"
                             "b\"");
}

static void
test_doubles (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[] = {
    { 0, "0" }, { 0.1, "0.1" }, { -2.5, "-2.5" }, { 1e21, "1e+21" }, { 1.0 / 3, "0.3333333333333333" },
  };
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      vigie_json_writer_double (writer, cases[i].value);
      text = vigie_json_writer_steal (writer);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, cases[i].value);
    }
}

/* JSON has no infinity: the caller's mistake is reported. */
static void
test_not_finite (void)
{
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  if (g_test_subprocess ())
    {
      vigie_json_writer_double (writer, g_ascii_strtod ("1e999", NULL));
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*not finite*");
}

static void
test_times (void)
{
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_time (writer, "set", 1500000);
  vigie_json_writer_member_time (writer, "unset", VIGIE_TIME_NONE);
  vigie_json_writer_end_object (writer);
  text = vigie_json_writer_steal (writer);
  g_assert_cmpstr (text, ==, "{\"set\":\"1970-01-01T00:00:01.5Z\",\"unset\":null}");
}

static void
test_reuse (void)
{
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  write_sample (writer);
  first = vigie_json_writer_steal (writer);
  write_sample (writer);
  second = vigie_json_writer_steal (writer);
  g_assert_cmpstr (first, ==, second);
}

/* The writer nests as deep as the reader reads. */
static void
test_depth (void)
{
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autoptr (VigieJson) json = NULL;
  g_autofree char *text = NULL;

  for (int i = 0; i < VIGIE_JSON_MAX_DEPTH; i++)
    {
      vigie_json_writer_begin_array (writer);
      if (i < VIGIE_JSON_MAX_DEPTH - 1)
        vigie_json_writer_int (writer, i);
    }
  for (int i = 0; i < VIGIE_JSON_MAX_DEPTH; i++)
    vigie_json_writer_end_array (writer);
  text = vigie_json_writer_steal (writer);
  json = vigie_json_parse (text, strlen (text), 10000, NULL);
  g_assert_nonnull (json);
  g_assert_cmpuint (vigie_json_size (json, 0), ==, 2);
}

/* Eight bytes are written and read at a time: each kind of sign at each place of texts of each length comes back, and
 * one sign that is no UTF-8 is repaired wherever it stands. */
static void
test_every_place (void)
{
  static const char *const signs[] = { "\"", "\\", "\n", "\001", "\037", "é", "€", "😀", "\xff", "\xc3" };

  for (gsize s = 0; s < G_N_ELEMENTS (signs); s++)
    for (gsize length = 0; length < 20; length++)
      for (gsize at = 0; at <= length; at++)
        {
          g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
          g_autoptr (VigieJson) json = NULL;
          g_autofree char *plain = g_strnfill (length, 'x');
          g_autofree char *value = g_strdup_printf ("%.*s%s%s", (int) at, plain, signs[s], plain + at);
          g_autofree char *valid = g_utf8_make_valid (value, -1);
          g_autofree char *text = NULL;
          g_autofree char *back = NULL;

          vigie_json_writer_string (writer, value);
          text = vigie_json_writer_steal (writer);
          json = vigie_json_parse (text, strlen (text), 10000, NULL);
          g_assert_nonnull (json);
          back = vigie_json_string (json, 0);
          g_assert_cmpstr (back, ==, valid);
          g_assert_cmpuint (vigie_json_n_escapes (value, strlen (value)), ==, s < 2 ? 1 : 0);
        }
}

/* Beyond the size up to which room for the worst case is taken. */
static void
test_large (void)
{
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autofree char *value = g_strnfill (100000, '\001');
  g_autofree char *text = NULL;

  value[50000] = '"';
  vigie_json_writer_string (writer, value);
  text = vigie_json_writer_steal (writer);
  g_assert_cmpuint (strlen (text), ==, 2 + 99999 * 6 + 2);
}

static void
test_hex (void)
{
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  const guint8 bytes[] = { 0x00, 0x1f, 0xa0, 0xff };
  g_autofree char *text = NULL;

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_hex (writer, "a", bytes, sizeof bytes);
  vigie_json_writer_member_hex (writer, "b", bytes, 0);
  vigie_json_writer_end_object (writer);
  text = vigie_json_writer_steal (writer);
  g_assert_cmpstr (text, ==, "{\"a\":\"001fa0ff\",\"b\":\"\"}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/json-writer/compact", test_compact);
  g_test_add_func ("/core/json-writer/indented", test_indented);
  g_test_add_func ("/core/json-writer/strings-round-trip", test_strings_round_trip);
  g_test_add_func ("/core/json-writer/invalid-utf8-is-repaired", test_invalid_utf8_is_repaired);
  g_test_add_func ("/core/json-writer/doubles", test_doubles);
  g_test_add_func ("/core/json-writer/not-finite", test_not_finite);
  g_test_add_func ("/core/json-writer/times", test_times);
  g_test_add_func ("/core/json-writer/every-place", test_every_place);
  g_test_add_func ("/core/json-writer/large", test_large);
  g_test_add_func ("/core/json-writer/hex", test_hex);
  g_test_add_func ("/core/json-writer/reuse", test_reuse);
  g_test_add_func ("/core/json-writer/depth", test_depth);
  return g_test_run ();
}
