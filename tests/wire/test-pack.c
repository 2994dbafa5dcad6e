/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Packs: nothing comes out that was not put in, and never more than was allowed. */

#include "wire-events.h"

#include <string.h>

#include "vigie-error.h"
#include "vigie-wire-pack.h"
#include "vigie-wire.h"

static GBytes *
make_page (void)
{
  g_autoptr(GPtrArray) events = wire_page_events (20);
  VigieWirePage page = { (char *) WIRE_EPOCH, 0, 40, 40, FALSE, events };

  return vigie_wire_page_new (&page);
}

static void
test_round_trip (void)
{
  g_autoptr(GBytes) body = make_page ();
  g_autoptr(GBytes) packed = vigie_wire_pack (body);
  g_autoptr(GBytes) content = NULL;
  g_autoptr(VigieWirePage) page = NULL;

  g_assert_nonnull (packed);
  g_assert_cmpuint (g_bytes_get_size (packed), <, g_bytes_get_size (body) / 2);
  content = vigie_wire_unpack (packed, g_bytes_get_size (body), NULL);
  g_assert_true (g_bytes_equal (content, body));
  page = vigie_wire_page_read (packed, VIGIE_WIRE_BY_SEQ, 0, NULL);
  g_assert_cmpuint (page->events->len, ==, 20);
}

/* An older hub, or one that does not want to, sends what it always sent. */
static void
test_no_pack (void)
{
  g_autoptr(GBytes) body = make_page ();
  g_autoptr(GBytes) content = vigie_wire_unpack (body, 1, NULL);
  g_autoptr(GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr(GBytes) same = vigie_wire_unpack (empty, 1, NULL);

  g_assert_true (content == body);
  g_assert_true (same == empty);
}

static void
test_not_worth_it (void)
{
  g_autofree char *same = g_strnfill (1000000, 'a');
  g_autoptr(GBytes) few = g_bytes_new_static ("{}", 2);
  g_autoptr(GBytes) alike = g_bytes_new (same, 1000000);

  g_assert_null (vigie_wire_pack (few));
  g_assert_null (vigie_wire_pack (alike));
}

static void
assert_refused (const char *data, gsize length_bytes, gsize max_bytes, int code)
{
  g_autoptr(GBytes) body = g_bytes_new (data, length_bytes);
  g_autoptr(GError) error = NULL;

  g_assert_null (vigie_wire_unpack (body, max_bytes, &error));
  g_assert_error (error, VIGIE_ERROR, code);
}

static void
test_cut_or_prolonged (void)
{
  g_autoptr(GBytes) body = make_page ();
  g_autoptr(GBytes) packed = vigie_wire_pack (body);
  gsize length_bytes, head_bytes = strlen ("vigie-pack-v1 ");
  const char *data = g_bytes_get_data (packed, &length_bytes);
  g_autofree char *longer = g_malloc0 (length_bytes + 1);

  memcpy (longer, data, length_bytes);
  for (gsize n = head_bytes; n < length_bytes; n++)
    {
      g_autoptr(GBytes) cut = g_bytes_new (data, n);
      g_autoptr(GError) error = NULL;

      g_assert_null (vigie_wire_unpack (cut, VIGIE_WIRE_REPLY_MAX_BYTES, &error));
      g_assert_nonnull (error);
    }
  assert_refused (longer, length_bytes + 1, VIGIE_WIRE_REPLY_MAX_BYTES, VIGIE_ERROR_TAMPERED);
}

/* The head is what room is made by. */
static void
test_heads (void)
{
  static const char *const heads[] = { "vigie-pack-v1 ", "vigie-pack-v1 \n", "vigie-pack-v1 0\n", "vigie-pack-v1 07\n",
                                       "vigie-pack-v1 -7\n", "vigie-pack-v1 7", "vigie-pack-v1 7 \n", "vigie-pack-v1 123456789\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    assert_refused (heads[i], strlen (heads[i]), VIGIE_WIRE_REPLY_MAX_BYTES, VIGIE_ERROR_TAMPERED);
}

static GBytes *
with_size (GBytes *packed, gsize size_bytes)
{
  gsize length_bytes;
  const char *data = g_bytes_get_data (packed, &length_bytes);
  const char *stream = strchr (data, '\n') + 1;
  GString *text = g_string_new (NULL);

  g_string_printf (text, "vigie-pack-v1 %" G_GSIZE_FORMAT "\n", size_bytes);
  g_string_append_len (text, stream, (gssize) length_bytes - (stream - data));

  return g_string_free_to_bytes (text);
}

static void
test_sizes_that_lie (void)
{
  g_autoptr(GBytes) body = make_page ();
  g_autoptr(GBytes) packed = vigie_wire_pack (body);
  gsize size_bytes = g_bytes_get_size (body);
  const struct { gsize size_bytes; int code; } cases[] = {
    { size_bytes - 1, VIGIE_ERROR_TAMPERED },  { size_bytes + 1, VIGIE_ERROR_TAMPERED }, { 1, VIGIE_ERROR_TAMPERED },
    { 99999999, VIGIE_ERROR_TOO_LARGE },       { VIGIE_WIRE_REPLY_MAX_BYTES, VIGIE_ERROR_TOO_LARGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) lie = with_size (packed, cases[i].size_bytes);
      g_autoptr(GError) error = NULL;

      g_assert_null (vigie_wire_unpack (lie, VIGIE_WIRE_REPLY_MAX_BYTES, &error));
      g_assert_error (error, VIGIE_ERROR, cases[i].code);
    }
}

static void
test_limit (void)
{
  g_autoptr(GBytes) body = make_page ();
  g_autoptr(GBytes) packed = vigie_wire_pack (body);
  gsize length_bytes;
  const char *data = g_bytes_get_data (packed, &length_bytes);

  assert_refused (data, length_bytes, g_bytes_get_size (body) - 1, VIGIE_ERROR_TOO_LARGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/pack/round-trip", test_round_trip);
  g_test_add_func ("/wire/pack/no-pack", test_no_pack);
  g_test_add_func ("/wire/pack/not-worth-it", test_not_worth_it);
  g_test_add_func ("/wire/pack/cut-or-prolonged", test_cut_or_prolonged);
  g_test_add_func ("/wire/pack/heads", test_heads);
  g_test_add_func ("/wire/pack/sizes-that-lie", test_sizes_that_lie);
  g_test_add_func ("/wire/pack/limit", test_limit);
  return g_test_run ();
}
