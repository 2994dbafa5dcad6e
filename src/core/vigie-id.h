/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-types.h"

/* Identifiers. Randomness is passed in. */

G_BEGIN_DECLS

#define VIGIE_ID_LENGTH 36         /* UUID text */
#define VIGIE_ID_RANDOM_BYTES 10   /* random bytes one id uses */

/* UUIDv7 of @time_usec (millisecond part) and @random (VIGIE_ID_RANDOM_BYTES). Owned, lower case. */
char *vigie_id_new (gint64 time_usec, const guint8 *random);
gboolean vigie_id_is_valid (const char *id); /* any UUID in lower-case canonical form */

/* "2026-11-22-K7QF": the UTC date of @time_usec and four signs from the id, from an alphabet without
 * look-alikes (no 0 O 1 I L U …). Deterministic, made offline. Owned. */
char *vigie_reference_new (gint64 time_usec, const char *incident_id);
/* TRUE if @reference equals @given or begins/ends with it (prefix, or the four signs alone), any case. */
gboolean vigie_reference_matches (const char *reference, const char *given);

/* Streams. */
#define VIGIE_STREAM_DIRECTORY "org/directory"
#define VIGIE_STREAM_PLAYBOOK "org/playbook"
char *vigie_stream_for_incident (const char *incident_id, gboolean local); /* "incident/UUID" or "local/UUID" (never syncs) */
/* "organisation/HEX64": who belongs to the organisation with that key. Owned. */
char *vigie_stream_for_organisation (const guint8 *organisation_key);
/* FALSE, leaving @organisation_key (nullable, 32 bytes) alone, for any other stream. */
gboolean vigie_stream_is_organisation (const char *stream, guint8 *organisation_key);
gboolean vigie_stream_is_valid (const char *stream);
gboolean vigie_stream_is_incident (const char *stream);  /* incident/ or local/ */
gboolean vigie_stream_is_local (const char *stream);
const char *vigie_stream_incident_id (const char *stream); /* points into @stream; NULL if no incident */

G_END_DECLS
