/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The envelope: what was cut, changed or made by somebody in between is never believed. */

#include "wire-hostile.h"

#include <string.h>

#include "vigie-error.h"
#include "vigie-wire.h"

static gboolean
opens (GBytes *body, GError **error)
{
  g_autoptr(VigieWireBody) opened = vigie_wire_open (body, 1000, error);

  return opened != NULL && vigie_wire_check_count (opened, 3, error);
}

static void
test_seal_and_open (void)
{
  g_autoptr(GBytes) body = vigie_wire_seal ("{\"a\":[1,2,3]}", 3);
  g_autoptr(VigieWireBody) opened = vigie_wire_open (body, 1000, NULL);

  g_assert_nonnull (opened);
  g_assert_cmpuint (opened->count, ==, 3);
  g_assert_cmpuint (vigie_json_size (opened->json, vigie_json_member (opened->json, opened->data, "a")), ==, 3);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (body, NULL), "{\"v\":1,\"count\":3,\"digest\":\""));
}

static void
test_nothing_else_believed (void)
{
  g_autoptr(GBytes) body = vigie_wire_seal ("{\"a\":[1,2,3]}", 3);

  wire_assert_nothing_else_believed (body, opens);
}

/* The digest is over the bytes as they stand: white space inside `data` counts, around it it does not. */
static void
test_digest_is_over_the_bytes (void)
{
  guint8 digest[VIGIE_HASH_BYTES];
  g_autofree char *hex = NULL;
  static const struct { const char *data; int code; } cases[] = {
    { "{\"a\": 1}", -1 }, { "{\"a\":1}", VIGIE_ERROR_TAMPERED }, { " {\"a\": 1} ", -1 }, { "{\"a\":  1}", VIGIE_ERROR_TAMPERED },
  };

  vigie_hash ("{\"a\": 1}", 8, digest);
  hex = vigie_hex (digest, sizeof digest);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"data\":%s,\"newer\":true,\"digest\":\"%s\",\"count\":0,\"v\":1}", cases[i].data, hex);
      g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));
      g_autoptr(GError) error = NULL;
      g_autoptr(VigieWireBody) opened = vigie_wire_open (body, 1000, &error);

      g_assert_true ((opened != NULL) == (cases[i].code < 0));
      if (cases[i].code >= 0)
        g_assert_error (error, VIGIE_ERROR, cases[i].code);
    }
}

static void
test_bad_envelopes (void)
{
  static const struct { const char *v, *count, *data; int code; } cases[] = {
    { "2", "0", "{}", VIGIE_ERROR_UNSUPPORTED },  { "0", "0", "{}", VIGIE_ERROR_INVALID },
    { "\"1\"", "0", "{}", VIGIE_ERROR_INVALID },  { "1", "-1", "{}", VIGIE_ERROR_INVALID },
    { "1", "1.0", "{}", VIGIE_ERROR_INVALID },    { "1", "99999999999", "{}", VIGIE_ERROR_INVALID },
    { "1", "0", "[]", VIGIE_ERROR_INVALID },      { "1", "0", "null", VIGIE_ERROR_INVALID },
    { "1", "0", "{\"a\":1,\"a\":1}", VIGIE_ERROR_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 digest[VIGIE_HASH_BYTES];
      g_autofree char *hex = NULL;
      g_autofree char *text = NULL;
      g_autoptr(GBytes) body = NULL;
      g_autoptr(GError) error = NULL;

      vigie_hash (cases[i].data, strlen (cases[i].data), digest);
      hex = vigie_hex (digest, sizeof digest);
      text = g_strdup_printf ("{\"v\":%s,\"count\":%s,\"digest\":\"%s\",\"data\":%s}", cases[i].v, cases[i].count, hex, cases[i].data);
      body = g_bytes_new (text, strlen (text));
      g_assert_null (vigie_wire_open (body, 1000, &error));
      g_assert_error (error, VIGIE_ERROR, cases[i].code);
    }
}

static void
test_limit (void)
{
  g_autoptr(GBytes) body = vigie_wire_seal ("{\"a\":[1,2,3]}", 3);
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieWireBody) exact = vigie_wire_open (body, g_bytes_get_size (body), NULL);

  g_assert_nonnull (exact);
  g_assert_null (vigie_wire_open (body, g_bytes_get_size (body) - 1, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE);
}

static void
test_depth (void)
{
  GString *data = g_string_new ("{\"a\":");
  g_autofree char *text = NULL;
  g_autoptr(GBytes) body = NULL;

  for (guint i = 0; i < 70; i++)
    g_string_append_c (data, '[');
  for (guint i = 0; i < 70; i++)
    g_string_append_c (data, ']');
  g_string_append_c (data, '}');
  text = g_string_free (data, FALSE);
  body = vigie_wire_seal (text, 0);
  g_assert_null (vigie_wire_open (body, 1000, NULL));
}

static void
test_error_body (void)
{
  static const char *const bad[] = {
    "", "{}", "<html>", "{\"error\":\"x\"}", "{\"error\":{\"code\":\"x\"}}", "{\"error\":{\"message\":\"x\"}}",
    "{\"error\":{\"code\":\"this-word-is-much-longer-than-any-word\",\"message\":\"x\"}}",
  };
  g_autoptr(GBytes) body = vigie_wire_error_new ("forbidden", "Your role may not do this.");
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;

  g_assert_true (vigie_wire_error_read (body, &code, &message));
  g_assert_cmpstr (code, ==, "forbidden");
  g_assert_cmpstr (message, ==, "Your role may not do this.");
  /* A refusal never looks like something that can be believed. */
  g_assert_null (vigie_wire_open (body, 1000, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GBytes) other = g_bytes_new (bad[i], strlen (bad[i]));
      char *no_code = NULL, *no_message = NULL;

      g_assert_false (vigie_wire_error_read (other, &no_code, &no_message));
      g_assert_null (no_code);
      g_assert_null (no_message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/envelope/seal-and-open", test_seal_and_open);
  g_test_add_func ("/fault/F19/envelope", test_nothing_else_believed);
  g_test_add_func ("/wire/envelope/digest-is-over-the-bytes", test_digest_is_over_the_bytes);
  g_test_add_func ("/wire/envelope/bad-envelopes", test_bad_envelopes);
  g_test_add_func ("/fault/F36/envelope-limit", test_limit);
  g_test_add_func ("/fault/F31/envelope-depth", test_depth);
  g_test_add_func ("/wire/envelope/error-body", test_error_body);
  return g_test_run ();
}
