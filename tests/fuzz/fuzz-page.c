/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever a hub sends for a page, a list of streams or an answer to an append, it is in good form and in order, or it
 * is refused; what was taken can be sent on and is taken again. */

#include "vigie-fuzz.h"

#include <string.h>

#include "vigie-fuzz-wire.h"
#include "vigie-id.h"
#include "vigie-wire-append.h"
#include "vigie-wire-page.h"
#include "vigie-wire-streams.h"

static void
check_page (const VigieWirePage *page)
{
  gint64 last = page->after;

  g_assert_cmpint (page->next, >=, page->after);
  g_assert_cmpint (page->head, >=, page->next);
  g_assert_true (!page->more || page->next > page->after);
  for (guint i = 0; i < page->events->len; i++)
    {
      const VigieWirePageEvent *event = page->events->pdata[i];

      g_assert_cmpint (event->seq, >, last);
      last = event->seq;
      g_assert_true (vigie_stream_is_valid (event->stream) && !vigie_stream_is_local (event->stream));
      g_assert_true (event->event == NULL || strcmp (event->event->stream, event->stream) == 0);
      g_assert_true (event->withheld == NULL
                     || (g_bytes_get_size (event->withheld) > 0 && g_bytes_get_size (event->withheld) % VIGIE_HASH_BYTES == 0));
    }
  g_assert_cmpint (last, <=, page->next);
}

static void
try_page (GBytes *body)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieWirePage) page = vigie_wire_page_read (body, VIGIE_WIRE_BY_SEQ, 0, &error);
  g_autoptr(VigieWirePage) again = NULL;
  g_autoptr(GBytes) sent = NULL;

  g_assert_true ((page == NULL) == (error != NULL));
  if (page == NULL)
    return;
  check_page (page);
  for (guint i = page->events->len; i > 0; i--)
    {
      if (((VigieWirePageEvent *) page->events->pdata[i - 1])->event == NULL)
        g_ptr_array_remove_index (page->events, i - 1);
    }
  sent = vigie_wire_page_new (page);
  again = vigie_wire_page_read (sent, VIGIE_WIRE_BY_SEQ, 0, NULL);
  g_assert_cmpuint (again->events->len, ==, page->events->len);
}

static void
try_others (GBytes *events, GBytes *streams, GBytes *results)
{
  g_autoptr(GPtrArray) sent = vigie_wire_append_read (events, NULL);
  g_autoptr(VigieWireStreams) listed = vigie_wire_streams_read (streams, "", NULL);
  g_autoptr(VigieWireAppendReply) reply = vigie_wire_append_reply_read (results, 1, NULL);

  g_assert_true (sent == NULL || sent->len <= VIGIE_WIRE_PAGE_MAX_EVENTS);
  g_assert_true (listed == NULL || listed->streams->len <= VIGIE_WIRE_STREAMS_MAX);
  g_assert_true (reply == NULL || reply->results->len == 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length_bytes)
{
  g_autoptr(GBytes) events = vigie_fuzz_seal (data, length_bytes, "events");
  g_autoptr(GBytes) streams = vigie_fuzz_seal (data, length_bytes, "streams");
  g_autoptr(GBytes) results = vigie_fuzz_seal (data, length_bytes, "results");

  if (events == NULL)
    return 0;
  try_page (events);
  try_others (events, streams, results);
  return 0;
}
