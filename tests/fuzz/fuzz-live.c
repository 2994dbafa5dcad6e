/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A live stream cut into pieces at places that the input chooses: the splitter keeps its bounds, and in whatever pieces
 * the same bytes come, the same frames come out. */

#include "vigie-fuzz.h"

#include <string.h>

#include "vigie-wire-live.h"

/* How many frames of each kind, and whether it ended with an error. */
typedef struct
{
  guint n[VIGIE_WIRE_LIVE_BYE + 1];
  gboolean failed;
} Said;

static gboolean
take_frames (VigieWireSplitter *splitter, Said *said)
{
  g_autoptr(GError) error = NULL;
  VigieWireLive *live;

  while ((live = vigie_wire_splitter_next (splitter, &error)) != NULL)
    {
      g_assert_cmpint (live->kind, <=, VIGIE_WIRE_LIVE_BYE);
      g_assert_true ((live->epoch != NULL) == (live->kind == VIGIE_WIRE_LIVE_EVENTS || live->kind == VIGIE_WIRE_LIVE_BEHIND));
      said->n[live->kind]++;
      vigie_wire_live_free (live);
    }

  return error == NULL;
}

static Said
read_in_pieces (const guint8 *data, gsize length_bytes, gsize piece_bytes)
{
  g_autoptr(VigieWireSplitter) splitter = vigie_wire_splitter_new ();
  Said said = { { 0 }, FALSE };

  for (gsize at = 0; at < length_bytes && !said.failed; at += piece_bytes)
    said.failed = !vigie_wire_splitter_feed (splitter, data + at, MIN (piece_bytes, length_bytes - at), NULL)
                  || !take_frames (splitter, &said);

  return said;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length_bytes)
{
  gsize piece_bytes = length_bytes > 0 ? data[0] % 61 + 1u : 1;
  Said whole = read_in_pieces (data, length_bytes, MAX (length_bytes, 1));
  Said pieces = read_in_pieces (data, length_bytes, piece_bytes);

  g_assert_cmpmem (&whole, sizeof whole, &pieces, sizeof pieces);
  return 0;
}
