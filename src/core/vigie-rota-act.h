/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-rota.h"

/* Changing who is on call. Each act returns drafts (VigieDraft, owned) for the directory's stream, or NULL with one
 * sentence. @rota is the one that was looked at: what it says is what the act replaces. */

G_BEGIN_DECLS

/* A shift read from a file, or one to be recorded. */
typedef struct { char *person; gint64 from_usec, to_usec; } VigieReadShift;
void vigie_read_shift_free (VigieReadShift *shift);

/* @people: NULL-terminated, empty: nobody from then on. @starts: "2026-11-23"; @handover: "08:00". */
GPtrArray *vigie_rota_act_set (const VigieRota *rota, const char *level, const char *const *people, const char *starts,
                               const char *handover, const char *zone, guint weeks, const char *author, gint64 at_usec, GError **error);
/* Sets @kept, of vigie_rota_rivals(), anew in place of all that stand beside it. */
GPtrArray *vigie_rota_act_keep (const VigieRota *rota, const VigieRotation *kept, const char *author, gint64 at_usec, GError **error);
/* @instead_of and @reason may be NULL. */
GPtrArray *vigie_rota_act_substitute (const VigieRota *rota, const char *level, const char *person, const char *instead_of,
                                      gint64 from_usec, gint64 to_usec, const char *reason, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_rota_act_absent (const VigieRota *rota, const char *person, gint64 from_usec, gint64 to_usec, const char *reason,
                                  const char *author, gint64 at_usec, GError **error);
/* Takes a substitution, an absence or the shifts of a calendar back: @event is theirs. */
GPtrArray *vigie_rota_act_withdraw (const VigieRota *rota, const VigieEvent *event, const char *reason, const char *author, gint64 at_usec, GError **error);
/* @shifts: VigieReadShift in any order; between @from_usec and @to_usec they alone say who is on call. @source: a name, or NULL. */
GPtrArray *vigie_rota_act_import (const VigieRota *rota, const char *level, GPtrArray *shifts, gint64 from_usec, gint64 to_usec,
                                  const char *source, const char *author, gint64 at_usec, GError **error);

G_END_DECLS
