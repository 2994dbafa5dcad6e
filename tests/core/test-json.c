/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The strict JSON reader: what it takes, what it refuses and where, and that hostile input costs no
 * more than honest input of the same size. */

#include "vigie-error.h"
#include "vigie-json-writer.h"
#include "vigie-json.h"

#include <string.h>

#define LIMIT (4 * 1024 * 1024)

static VigieJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  VigieJson *json = vigie_json_parse (text, strlen (text), LIMIT, &error);

  g_assert_no_error (error);
  g_assert_nonnull (json);
  return json;
}

/* A copy that ends with its last byte, so that a sanitizer sees one byte too many being read. */
static VigieJson *
parse_exact (const char *text, gsize length, GError **error)
{
  g_autofree char *copy = g_malloc (MAX (length, 1));

  memcpy (copy, text, length);
  return vigie_json_parse (copy, length, LIMIT, error);
}

static const char *const accepted[] = {
  "null", "true", "false", "0", "-0", "-1", "1.5", "1e5", "1E+5", "1e-400", "-0.0e-0", "123456789012",
  "\"\"", "\"a\"", " [ ] ", "\t{\n}\r", "[1,2]", "[[[]]]", "{\"a\":1}", "{\"a\":1,\"b\":{}}",
  "{\"\":0}", "[\"\\u00e9\"]", "[\"\\ud83d\\ude00\"]", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
  "[\"\x7f\"]", "[\"é\"]", "[\"€\"]", "[\"😀\"]", "[\"\xed\x9f\xbf\"]", "[\"\xee\x80\x80\"]",
  "[\"\xf4\x8f\xbf\xbf\"]", "[\"\xef\xbf\xbf\"]", "[\"\\uFFFF\"]", "[\"\xe2\x80\xa8\"]",
  "[1.7976931348623157e308]", "[9223372036854775807,-9223372036854775808,18446744073709551616]",
  "{\"a\":0,\"A\":0}", "{\"a\":{\"a\":{\"a\":0}},\"b\":{\"a\":0}}", "[null,null]",
  "[\"a long plain text of more than eight bytes, and then é\"]", "\"\\u0001\"",
};

static const char *const refused[] = {
  "", " ", "nul", "nulll", "True", "NaN", "Infinity", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+",
  "0x10", "1e999", "-1e999", "1_0", "'a'", "\"", "\"a", "\"\\", "\"\\u", "\"\\u12", "\"\\u123g\"",
  "\"\\x41\"", "\"\\a\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"",
  "\"\\ud800\\ud800\"", "\"\\ud83dx\"", "\"\n\"", "\"\t\"", "\"\x1f\"", "\"\x80\"", "\"\xc0\xaf\"",
  "\"\xc3\"", "\"\xc3(\"", "\"\xe2\x82\"", "\"\xe0\x80\xaf\"", "\"\xed\xa0\x80\"", "\"\xf0\x80\x80\xaf\"",
  "\"\xf4\x90\x80\x80\"", "\"\xf5\x80\x80\x80\"", "\"\xff\"", "[", "]", "{", "}", "[1", "[1,", "[1,]",
  "[,1]", "[1 2]", "[1,,2]", "[1]]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{a:1}", "{1:1}",
  "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\":1}}", "[1}", "{\"a\":1]", "[] []", "1 2", "[]x", "[\"a\" \"b\"]",
  "\xef\xbb\xbf[]", "/* */ []", "// \n[]", "[1] // no", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}",
  "{\"\\u00e9\":1,\"é\":2}", "{\"x\":{\"b\":1,\"c\":2,\"b\":3}}", "[\v1]", "[\f1]", "\xc2\xa0[]",
  "{\"a\n\":1}", "{\"\\ud800\":1}", "{\"\xff\":1}", "\"abcdefgh\x01ijklmnop\"", "\"abcdefgh\xffijkl\"",
};

static void
test_accepted (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VigieJson) json = NULL;

      g_test_message ("%s", accepted[i]);
      json = parse_exact (accepted[i], strlen (accepted[i]), &error);
      g_assert_no_error (error);
      g_assert_nonnull (json);
    }
}

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VigieJson) json = NULL;

      g_test_message ("case %u", (guint) i);
      json = parse_exact (refused[i], strlen (refused[i]), &error);
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
      g_assert_null (json);
      g_assert_true (g_str_has_prefix (error->message, "Line "));
    }
}

/* A NUL byte is no end of text: it is refused wherever it stands. */
static void
test_nul_bytes (void)
{
  static const char text[] = "{\"key\":[\"value\",1]}";

  for (gsize i = 0; i < sizeof text - 1; i++)
    {
      g_autoptr (GError) error = NULL;
      char copy[sizeof text];

      memcpy (copy, text, sizeof text);
      copy[i] = '\0';
      g_assert_null (parse_exact (copy, sizeof text - 1, &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
    }
}

static void
test_truncations (void)
{
  static const char text[] = "{\"clé\":[1.5e3,\"\\ud83d\\ude00 é\",{\"a\":null}],\"b\":false}";

  for (gsize length = 0; length < sizeof text - 1; length++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse_exact (text, length, &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
    }
}

static char *
nested (gsize depth, const char *open, const char *close)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < depth; i++)
    g_string_append (text, open);
  for (gsize i = 0; i < depth; i++)
    g_string_append (text, close);

  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deepest = nested (VIGIE_JSON_MAX_DEPTH, "[", "]");
  g_autofree char *too_deep = nested (VIGIE_JSON_MAX_DEPTH + 1, "[", "]");
  g_autofree char *hostile = nested (1000000, "[", "");
  g_autofree char *objects = nested (200000, "{\"a\":", "}");
  g_autoptr (VigieJson) json = parse (deepest);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (json);
  g_assert_null (vigie_json_parse (too_deep, strlen (too_deep), LIMIT, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Line 1, column 65: The values are nested too deep.");
  g_assert_null (vigie_json_parse (hostile, strlen (hostile), LIMIT, NULL));
  g_assert_null (vigie_json_parse (objects, strlen (objects), LIMIT, NULL));
}

static void
test_places (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "{\n  \"é\": é\n}", "Line 2, column 8: A value is expected here." },
    { "[1,\n2,\n\"\x01\"]",
      "Line 3, column 2: A control character stands in a string; it must be escaped." },
    { "{\"a\":1,\n \"b\":2,\n \"a\":3}",
      "Line 3, column 2: This member stands twice in the same object." },
    { "[1] 2", "Line 1, column 5: Something follows the end of the JSON value." },
    { "\xef\xbb\xbf[]",
      "Line 1, column 1: The text begins with a byte order mark, which JSON does not allow." },
    { "[1e999]", "Line 1, column 2: This number is too large." },
    { "[\"ab\xff\"]", "Line 1, column 5: This is not valid UTF-8." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vigie_json_parse (cases[i].text, strlen (cases[i].text), LIMIT, &error));
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_size_limit (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VigieJson) json = vigie_json_parse ("[1]", 3, 3, &error);

  g_assert_no_error (error);
  g_assert_nonnull (json);
  g_assert_null (vigie_json_parse ("[1]", 3, 2, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE);
}

static void
test_walk (void)
{
  g_autoptr (VigieJson) json
    = parse (" {\"a\" : [10, \"x\", {}, null], \"b\\u00e9\":{\"c\":true}, \"d\":-7}");
  VigieJsonNode a = vigie_json_member (json, 0, "a");
  VigieJsonNode b = vigie_json_member (json, 0, "bé");
  g_autofree char *key = vigie_json_key (json, b);
  gsize length;
  const char *span;

  g_assert_cmpint (vigie_json_type (json, 0), ==, VIGIE_JSON_OBJECT);
  g_assert_cmpuint (vigie_json_size (json, 0), ==, 3);
  g_assert_cmpuint (vigie_json_first (json, 0), ==, a);
  g_assert_cmpuint (vigie_json_next (json, a), ==, b);
  g_assert_cmpuint (vigie_json_next (json, vigie_json_next (json, b)), ==, VIGIE_JSON_NONE);
  g_assert_cmpuint (vigie_json_size (json, a), ==, 4);
  g_assert_cmpint (vigie_json_type (json, vigie_json_element (json, a, 2)), ==, VIGIE_JSON_OBJECT);
  g_assert_cmpuint (vigie_json_element (json, a, 4), ==, VIGIE_JSON_NONE);
  g_assert_cmpuint (vigie_json_element (json, 0, 0), ==, VIGIE_JSON_NONE);
  g_assert_cmpuint (vigie_json_member (json, a, "a"), ==, VIGIE_JSON_NONE);
  g_assert_cmpstr (key, ==, "bé");
  g_assert_true (vigie_json_key_equal (json, a, "a"));
  g_assert_false (vigie_json_key_equal (json, a, "ab"));
  g_assert_null (vigie_json_key (json, 0));
  g_assert_null (vigie_json_key (json, vigie_json_first (json, a)));
  span = vigie_json_span (json, a, &length);
  g_assert_cmpmem (span, length, "[10, \"x\", {}, null]", 19);
}

/* Chains of look-ups need no check in between: nothing has no members. */
static void
test_none (void)
{
  g_autoptr (VigieJson) json = parse ("{\"a\":1}");
  VigieJsonNode none = vigie_json_member (json, vigie_json_member (json, 0, "x"), "y");
  gint64 number = 5;
  double real = 5;
  gboolean flag = TRUE;
  gsize length = 5;

  g_assert_cmpuint (none, ==, VIGIE_JSON_NONE);
  g_assert_cmpint (vigie_json_type (json, none), ==, VIGIE_JSON_NULL);
  g_assert_cmpuint (vigie_json_size (json, none), ==, 0);
  g_assert_cmpuint (vigie_json_first (json, none), ==, VIGIE_JSON_NONE);
  g_assert_cmpuint (vigie_json_next (json, none), ==, VIGIE_JSON_NONE);
  g_assert_cmpuint (vigie_json_element (json, none, 0), ==, VIGIE_JSON_NONE);
  g_assert_null (vigie_json_string (json, none));
  g_assert_null (vigie_json_key (json, none));
  g_assert_null (vigie_json_span (json, none, &length));
  g_assert_cmpuint (length, ==, 0);
  g_assert_false (vigie_json_int (json, none, &number));
  g_assert_false (vigie_json_double (json, none, &real));
  g_assert_false (vigie_json_boolean (json, none, &flag));
  g_assert_cmpint (number, ==, 5);
  g_assert_true (flag);
}

static void
test_strings (void)
{
  static const struct
  {
    const char *json;
    const char *text;
  } cases[] = {
    { "\"\"", "" },
    { "\"plain\"", "plain" },
    { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t" },
    { "\"\\u0041\\u00E9\\u20ac\"", "Aé€" },
    { "\"\\ud83d\\ude00!\"", "😀!" },
    { "\"\\uD834\\uDD1E\\uDBFF\\uDFFF\"", "𝄞\xf4\x8f\xbf\xbf" },
    { "\"d\\u00e9j\\u00e0 vu, 5 % à 14 h\"", "déjà vu, 5 % à 14 h" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VigieJson) json = parse (cases[i].json);
      g_autofree char *text = vigie_json_string (json, 0);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_integers (void)
{
  static const struct
  {
    const char *json;
    gboolean ok;
    gint64 value;
  } cases[] = {
    { "0", TRUE, 0 },
    { "-0", TRUE, 0 },
    { "42", TRUE, 42 },
    { "9007199254740993", TRUE, G_GINT64_CONSTANT (9007199254740993) },
    { "9223372036854775807", TRUE, G_MAXINT64 },
    { "-9223372036854775808", TRUE, G_MININT64 },
    { "9223372036854775808", FALSE, 0 },
    { "-9223372036854775809", FALSE, 0 },
    { "18446744073709551617", FALSE, 0 },
    { "99999999999999999999999999", FALSE, 0 },
    { "1.0", FALSE, 0 },
    { "1e2", FALSE, 0 },
    { "\"1\"", FALSE, 0 },
    { "null", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VigieJson) json = parse (cases[i].json);
      gint64 value = 17;

      g_assert_cmpint (vigie_json_int (json, 0, &value), ==, cases[i].ok);
      g_assert_cmpint (value, ==, cases[i].ok ? cases[i].value : 17);
    }
}

static void
test_doubles (void)
{
  g_autoptr (VigieJson) json = parse ("[0.1,-2.5e3,1e-400,7,\"1\",1.7976931348623157e308]");
  static const double values[] = { 0.1, -2500, 0, 7 };
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_assert_true (vigie_json_double (json, vigie_json_element (json, 0, i), &value));
      g_assert_cmpfloat (value, ==, values[i]);
    }
  g_assert_false (vigie_json_double (json, vigie_json_element (json, 0, 4), &value));
  g_assert_true (vigie_json_double (json, vigie_json_element (json, 0, 5), &value));
  g_assert_cmpfloat (value, ==, G_MAXDOUBLE);
}

static void
test_long_numbers (void)
{
  g_autofree char *fits = g_strnfill (300, '9');
  g_autofree char *overflows = g_strnfill (310, '9');
  g_autofree char *too_long = g_strnfill (2000, '0');
  g_autoptr (VigieJson) json = parse (fits);
  double value;

  g_assert_true (vigie_json_double (json, 0, &value));
  g_assert_null (vigie_json_parse (overflows, 310, LIMIT, NULL));
  memcpy (too_long, "0.", 2);
  g_assert_null (vigie_json_parse (too_long, 2000, LIMIT, NULL));
  g_clear_pointer (&json, vigie_json_free);
  json = vigie_json_parse (too_long, 1024, LIMIT, NULL);
  g_assert_nonnull (json);
  g_assert_true (vigie_json_double (json, 0, &value));
}

static void
test_short_cuts (void)
{
  g_autoptr (VigieJson) json = parse ("{\"s\":\"é\",\"i\":3,\"b\":true,\"f\":1.5}");
  g_autofree char *text = vigie_json_member_string (json, 0, "s");

  g_assert_cmpstr (text, ==, "é");
  g_assert_null (vigie_json_member_string (json, 0, "i"));
  g_assert_null (vigie_json_member_string (json, 0, "none"));
  g_assert_cmpint (vigie_json_member_int (json, 0, "i", 9), ==, 3);
  g_assert_cmpint (vigie_json_member_int (json, 0, "f", 9), ==, 9);
  g_assert_cmpint (vigie_json_member_int (json, 0, "none", 9), ==, 9);
  g_assert_true (vigie_json_member_boolean (json, 0, "b", FALSE));
  g_assert_true (vigie_json_member_boolean (json, 0, "i", TRUE));
  g_assert_false (vigie_json_member_boolean (json, 0, "none", FALSE));
}

static void
test_pointers (void)
{
  g_autoptr (VigieJson) json = parse ("{\"clocks\":[0,1,\n {\"a/b\":{\"c~d\":5}}],\"\":1}");
  VigieJsonNode clock = vigie_json_element (json, vigie_json_member (json, 0, "clocks"), 2);
  VigieJsonNode deep = vigie_json_member (json, vigie_json_member (json, clock, "a/b"), "c~d");
  g_autofree char *root = vigie_json_pointer (json, 0);
  g_autofree char *pointer = vigie_json_pointer (json, deep);
  g_autofree char *empty = vigie_json_pointer (json, vigie_json_member (json, 0, ""));
  guint line, column;

  g_assert_cmpstr (root, ==, "");
  g_assert_cmpstr (pointer, ==, "/clocks/2/a~1b/c~0d");
  g_assert_cmpstr (empty, ==, "/");
  vigie_json_place (json, deep, &line, &column);
  g_assert_cmpuint (line, ==, 2);
  g_assert_cmpuint (column, ==, 16);
}

static void
test_bytes (void)
{
  GBytes *bytes = g_bytes_new ("[\"kept\"]", 8);
  g_autoptr (VigieJson) json = vigie_json_parse_bytes (bytes, LIMIT, NULL);
  g_autofree char *text = NULL;

  g_bytes_unref (bytes);
  text = vigie_json_string (json, vigie_json_first (json, 0));
  g_assert_cmpstr (text, ==, "kept");
}

/* @n members "k0", "k1", …, and then @last. */
static char *
large_object (guint n, const char *last)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "\"k%u\":%u,", i, i);
  g_string_append_printf (text, "\"%s\":0}", last);
  return g_string_free (text, FALSE);
}

static void
test_duplicates (void)
{
  static const guint sizes[] = { 1, 2, 15, 16, 17, 100, 5000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *good = large_object (sizes[i], "k");
      g_autofree char *bad = large_object (sizes[i], "k0");
      g_autofree char *escaped = large_object (sizes[i], "\\u006b0");
      g_autoptr (VigieJson) json = parse (good);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (vigie_json_size (json, 0), ==, sizes[i] + 1);
      g_assert_null (vigie_json_parse (bad, strlen (bad), LIMIT, &error));
      g_assert_nonnull (strstr (error->message, "stands twice"));
      g_assert_null (vigie_json_parse (escaped, strlen (escaped), LIMIT, NULL));
    }
}

/* Four million bytes of whatever is worst: all must be read or refused well within a second (the
 * bar leaves room for a sanitizer and a busy machine; quadratic work would take minutes). */
static void
test_hostile_sizes (void)
{
  g_autofree char *members = large_object (250000, "k249999");
  g_autofree char *open = g_strnfill (LIMIT, '[');
  g_autofree char *digits = g_strnfill (LIMIT, '7');
  g_autofree char *quotes = g_strnfill (LIMIT, '"');
  g_autofree char *elements = g_malloc (LIMIT);
  g_autofree char *string = g_strnfill (LIMIT, 'x');
  g_autoptr (VigieJson) flat = NULL;
  g_autoptr (VigieJson) text = NULL;
  gint64 start = g_get_monotonic_time ();

  for (gsize i = 0; i < LIMIT; i += 2)
    memcpy (elements + i, i == 0 ? "[1" : i == LIMIT - 2 ? " ]" : ",1", 2);
  string[0] = string[LIMIT - 1] = '"';

  g_assert_null (vigie_json_parse (members, strlen (members), LIMIT, NULL));
  g_assert_null (vigie_json_parse (open, LIMIT, LIMIT, NULL));
  g_assert_null (vigie_json_parse (digits, LIMIT, LIMIT, NULL));
  g_assert_null (vigie_json_parse (quotes, LIMIT, LIMIT, NULL));
  flat = vigie_json_parse (elements, LIMIT, LIMIT, NULL);
  g_assert_cmpuint (vigie_json_size (flat, 0), ==, LIMIT / 2 - 1);
  text = vigie_json_parse (string, LIMIT, LIMIT, NULL);
  g_assert_nonnull (text);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/json/accepted", test_accepted);
  g_test_add_func ("/fault/F31/refused", test_refused);
  g_test_add_func ("/fault/F32/nul-in-json", test_nul_bytes);
  g_test_add_func ("/fault/F31/truncations", test_truncations);
  g_test_add_func ("/fault/F31/depth", test_depth);
  g_test_add_func ("/core/json/places", test_places);
  g_test_add_func ("/core/json/size-limit", test_size_limit);
  g_test_add_func ("/core/json/walk", test_walk);
  g_test_add_func ("/core/json/none", test_none);
  g_test_add_func ("/core/json/strings", test_strings);
  g_test_add_func ("/core/json/integers", test_integers);
  g_test_add_func ("/core/json/doubles", test_doubles);
  g_test_add_func ("/core/json/long-numbers", test_long_numbers);
  g_test_add_func ("/core/json/short-cuts", test_short_cuts);
  g_test_add_func ("/core/json/pointers", test_pointers);
  g_test_add_func ("/core/json/bytes", test_bytes);
  g_test_add_func ("/core/json/duplicates", test_duplicates);
  g_test_add_func ("/fault/F31/hostile-sizes", test_hostile_sizes);
  return g_test_run ();
}
