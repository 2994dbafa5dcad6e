/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire-events.h"

GPtrArray *
wire_events (guint n)
{
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (drafts, vigie_draft_new (WIRE_STREAM, "entry.logged", vigie_test_time ("2026-11-22T03:00:00Z"), "Awa Koné",
                                              g_strdup ("{\"kind\":\"note\",\"text\":\"\\\"d\\\\b\\\" é\"}")));
  vigie_test_device_record (device, drafts, events);
  return events;
}

GPtrArray *
wire_page_events (guint n)
{
  g_autoptr(GPtrArray) events = wire_events (n);
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_page_event_free);
  guint8 link[VIGIE_HASH_BYTES] = { 0 };

  for (guint i = 0; i < n; i++)
    {
      vigie_chain_link (link, events->pdata[i], link);
      g_ptr_array_add (page, vigie_wire_page_event_new (2 * i + 2, i + 1, link, events->pdata[i]));
    }
  return page;
}
