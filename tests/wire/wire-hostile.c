/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire-hostile.h"

#include <string.h>

#include "vigie-error.h"
#include "vigie-json-reader.h"

static gboolean
reads_well (GBytes *body, WireReads reads)
{
  g_autoptr(GError) error = NULL;
  gboolean taken = reads (body, &error);

  g_assert_true (taken == (error == NULL));
  if (error != NULL)
    {
      g_assert_true (error->domain == VIGIE_ERROR);
      g_assert_cmpuint (strlen (error->message), >, 10);
    }
  return taken;
}

static void
assert_refused (const char *data, gsize length, WireReads reads)
{
  g_autoptr(GBytes) body = g_bytes_new (data, length);

  g_assert_false (reads_well (body, reads));
}

static void
assert_changes_refused (const char *text, gsize length, WireReads reads)
{
  g_autofree char *copy = g_memdup2 (text, length);

  for (gsize i = 0; i < length; i++)
    {
      assert_refused (text, i, reads);
      for (guint bit = 0; bit < 8; bit++)
        {
          copy[i] = (char) (text[i] ^ (1 << bit));
          assert_refused (copy, length, reads);
        }
      copy[i] = text[i];
    }
}

void
wire_assert_nothing_else_believed (GBytes *good, WireReads reads)
{
  static const char *const others[] = {
    "", "null", "[]", "{}", "<!DOCTYPE html><html><body>Sign in to the network</body></html>",
    "{\"error\":{\"code\":\"failed\",\"message\":\"No.\"}}", "{\"v\":1,\"count\":0,\"digest\":\"\",\"data\":{}}",
  };
  gsize length;
  const char *text = g_bytes_get_data (good, &length);
  g_autofree char *doubled = g_malloc (2 * length);
  g_autofree char *longer = g_malloc (length + 1);

  g_assert_true (reads_well (good, reads));
  assert_changes_refused (text, length, reads);
  memcpy (doubled, text, length);
  memcpy (doubled + length, text, length);
  assert_refused (doubled, 2 * length, reads);
  memcpy (longer, text, length);
  longer[length] = '\0';
  assert_refused (longer, length + 1, reads);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    assert_refused (others[i], strlen (others[i]), reads);
}

gboolean
wire_takes (const char *data, guint count, WireReads reads)
{
  g_autoptr(GBytes) body = vigie_wire_seal (data, count);

  return reads_well (body, reads);
}

GBytes *
wire_with (GBytes *body, const char *from, const char *to)
{
  g_autoptr(VigieWireBody) opened = vigie_wire_open (body, G_MAXUINT32, NULL);
  gsize length;
  const char *span = vigie_json_span (opened->json, opened->data, &length);
  g_autofree char *data = g_strndup (span, length);
  char *place = strstr (data, from);
  g_autoptr(GString) changed = g_string_new (NULL);

  g_assert_nonnull (place);
  g_string_append_len (changed, data, place - data);
  g_string_append (changed, to);
  g_string_append (changed, place + strlen (from));
  return vigie_wire_seal (changed->str, opened->count);
}
