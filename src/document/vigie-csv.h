/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-incident.h"
#include "vigie-playbook.h"

/* RFC 4180, UTF-8. A field that a spreadsheet would take for a formula is guarded by a leading ' on the
 * way out, and the guard is undone on the way in. */

G_BEGIN_DECLS

typedef struct { GPtrArray *fields; /* char * */ guint line; /* where it begins, from 1 */ } VigieCsvRow;

/* All rows. INVALID with the line number on NUL, bad UTF-8, a stray quote; TOO_LARGE on a field over
 * VIGIE_TEXT_MAX_BYTES. Array of VigieCsvRow, owned. */
GPtrArray *vigie_csv_parse (const char *text, gsize length_bytes, GError **error);

/* Called for each row in turn, which it must not keep; FALSE with @error set stops the reading. */
typedef gboolean (*VigieCsvRowFunc) (const VigieCsvRow *row, gpointer data, GError **error);
/* The same in memory for one row at a time; @separator is ',' or ';'. FALSE with @error. */
gboolean vigie_csv_each (const char *text, gsize length_bytes, char separator, VigieCsvRowFunc func, gpointer data, GError **error);
/* What a spreadsheet put between the fields of the first row: ',' or ';'. */
char vigie_csv_guess_separator (const char *text, gsize length_bytes);
void vigie_csv_append_field (GString *out, const char *text, gboolean last);

/* The timeline "time,kind,author,text" as it stands, retracted entries left out. Owned. */
char *vigie_csv_from_timeline (VigieIncident *incident, const VigiePlaybook *playbook);

/* Drafts that make a historical incident of a CSV timeline. @severity may be NONE (usual level of @type). */
GPtrArray *vigie_csv_to_drafts (GBytes *bytes, const VigiePlaybook *playbook, const char *title, const char *type, VigieLevel severity, const char *incident_id, const char *importer, gint64 now_usec, GError **error);

G_END_DECLS
