/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-directory.h"
#include "vigie-foreign-calendar.h"
#include "vigie-rota-act.h"

G_BEGIN_DECLS

/* What a foreign calendar would change, before it changes anything. */
typedef struct
{
  const char *level;             /* of the playbook */
  GPtrArray *shifts;             /* VigieReadShift, in order of time */
  gint64 from_usec, to_usec;     /* the window in which they alone say who is on call */
} VigieRotaImportLevel;

typedef struct
{
  GPtrArray *levels;             /* VigieRotaImportLevel */
  GPtrArray *strangers;          /* char *: names that nobody in the directory has; they are kept as names */
  guint n_shifts, n_skipped;
} VigieRotaImport;

/* @level: for shifts that do not name one that the playbook has. NOT_FOUND: no such level, or no shift at all. */
VigieRotaImport *vigie_rota_import_prepare (const VigieForeignCalendar *calendar, const VigieDirectory *directory, const char *level, GError **error);
void vigie_rota_import_free (VigieRotaImport *import);
/* Drafts, one for each level. @source: a name, or NULL. */
GPtrArray *vigie_rota_import_drafts (const VigieRotaImport *import, const VigieDirectory *directory, const char *source, const char *author, gint64 at_usec, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieRotaImport, vigie_rota_import_free)

G_END_DECLS
