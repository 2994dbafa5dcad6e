/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-event.h"
#include "vigie-incident.h"
#include "vigie-types.h"

/* The JSON export: all events of an incident, enough to verify and to import.
 *
 * {"format":"vigie-export","version":1,"stream":…,"ref":…,"title":…,
 *  "devices":[{"device":HEX,"authors":[…]}],
 *  "events":[{"bytes":"…","signature":HEX,"hash":HEX,"link":HEX}, one a line],
 *  "count":N,"head":HEX}
 *
 * Events stand in fold order; link = H (previous link ‖ hash ‖ signature), zeros before the first. No time and no name of
 * the exporter is in it, so the same record always gives the same file. A record that names files kept as evidence is written with their
 * contents, as version 2: see vigie-export-file.h. What is here knows the events alone. */

G_BEGIN_DECLS

#define VIGIE_EXPORT_MAX_BYTES ((gsize) 1024 * 1024 * 1024)

GBytes *vigie_export_events (GPtrArray *events, const char *ref, const char *title);
/* Reads and checks everything: form, hashes, signatures, the devices' links, the chain, and that the file is
 * exactly what its events make. TAMPERED names the first event that is wrong. → VigieEvent array, owned. */
GPtrArray *vigie_export_read (GBytes *bytes, const VigiePlaybook *playbook, GError **error);
/* TRUE if @bytes look like such an export (first non-blank byte is a brace). */
gboolean vigie_export_looks_like (GBytes *bytes);

G_END_DECLS
