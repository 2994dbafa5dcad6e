/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

G_BEGIN_DECLS

/* What Enter records for @line: an entry, a fact or a time of the incident's life, by who sits here. VigieDraft; owned.
 * NULL with one sentence for a person when it cannot be recorded. */
GPtrArray *vigie_command_drafts (VigieIncidentModel *model, const char *line, GError **error);

G_END_DECLS
