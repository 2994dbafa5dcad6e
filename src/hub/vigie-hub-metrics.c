/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For machines: is it well, and how much goes on. Numbers over everything; nothing that names an incident or
 * a person, because these two addresses need no token. */

#include "vigie-hub-private.h"

static const struct
{
  const char *name;
  const char *type;
  const char *help;
} metrics[VIGIE_HUB_N_COUNTS] = {
  [VIGIE_HUB_COUNT_REQUESTS] = { "vigie_hub_requests_total", "counter", "Requests." },
  [VIGIE_HUB_COUNT_REFUSED] = { "vigie_hub_refused_total", "counter", "Requests without the right, or too many." },
  [VIGIE_HUB_COUNT_STORED] = { "vigie_hub_events_total", "counter", "Events stored since the start." },
  [VIGIE_HUB_COUNT_COMMITS] = { "vigie_hub_commits_total", "counter", "Transactions since the start." },
  [VIGIE_HUB_COUNT_FAILED] = { "vigie_hub_commit_failures_total", "counter", "Transactions that failed." },
  [VIGIE_HUB_COUNT_FRAMES] = { "vigie_hub_frames_total", "counter", "Live frames." },
  [VIGIE_HUB_COUNT_LISTENERS] = { "vigie_hub_listeners", "gauge", "Live streams now." },
  [VIGIE_HUB_COUNT_CONNECTIONS] = { "vigie_hub_connections", "gauge", "Connections now." },
};

VigieHubStep
vigie_hub_answer_health (VigieHub *hub, VigieHubRequest *request)
{
  gboolean failing;

  g_mutex_lock (&hub->lock);
  failing = hub->failing;
  g_mutex_unlock (&hub->lock);
  if (failing)
    return vigie_hub_refuse (request, 503, "failed", "The log cannot be written.");
  vigie_hub_reply_take (request, 200, NULL, g_bytes_new_static ("{\"status\":\"ok\"}", 15));

  return VIGIE_HUB_DONE;
}

VigieHubStep
vigie_hub_answer_metrics (VigieHub *hub, VigieHubRequest *request)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < VIGIE_HUB_N_COUNTS; i++)
    g_string_append_printf (text, "# HELP %s %s\n# TYPE %s %s\n%s %" G_GINT64_FORMAT "\n", metrics[i].name, metrics[i].help,
                            metrics[i].name, metrics[i].type, metrics[i].name, vigie_hub_get_count (hub, i));
  vigie_hub_reply_take (request, 200, "text/plain; version=0.0.4; charset=utf-8", g_string_free_to_bytes (text));

  return VIGIE_HUB_DONE;
}
