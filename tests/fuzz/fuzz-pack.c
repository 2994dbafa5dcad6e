/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever stands in a pack, no more comes out than it said and was allowed; what comes out is the same when it is packed
 * again. */

#include "vigie-fuzz.h"

#include <string.h>

#include "vigie-wire-page.h"
#include "vigie-wire-pack.h"

#define MOST_BYTES (9 * 1024 * 1024)

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length_bytes)
{
  g_autoptr(GBytes) body = g_bytes_new (data, length_bytes);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) content = vigie_wire_unpack (body, MOST_BYTES, &error);
  g_autoptr(VigieWirePage) page = vigie_wire_page_read (body, VIGIE_WIRE_BY_SEQ, 0, NULL);
  g_autoptr(GBytes) packed = NULL;
  g_autoptr(GBytes) again = NULL;

  g_assert_true ((content == NULL) == (error != NULL));
  g_assert_true (page == NULL || content != NULL);
  if (content == NULL)
    return 0;
  g_assert_true (content == body || g_bytes_get_size (content) <= MIN (MOST_BYTES, (length_bytes + 1) * VIGIE_WIRE_PACK_RATIO_MAX));
  packed = vigie_wire_pack (content);
  if (packed == NULL)
    return 0;
  again = vigie_wire_unpack (packed, g_bytes_get_size (content), NULL);
  g_assert_nonnull (again);
  g_assert_true (g_bytes_equal (again, content));
  return 0;
}
