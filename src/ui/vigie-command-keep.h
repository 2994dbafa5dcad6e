/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-command-field.h"

/* Keeps what is typed durably, per incident: it survives a crash, and waits when one goes to another incident. */

G_BEGIN_DECLS

typedef struct _VigieCommandKeep VigieCommandKeep;

/* For the text of @field, which outlives it. */
VigieCommandKeep *vigie_command_keep_new (VigieCommandField *field);
void vigie_command_keep_free (VigieCommandKeep *self);
/* Keeps what waits to be kept for the incident it leaves. */
void vigie_command_keep_leave (VigieCommandKeep *self);
/* Brings back what was typed for @model, unless one has typed on by then. */
void vigie_command_keep_enter (VigieCommandKeep *self, VigieIncidentModel *model);
/* Keeps @text for another incident, as nothing shows it now. */
void vigie_command_keep_elsewhere (VigieSession *session, const char *stream, const char *text);
/* A third of a second after the last call. */
void vigie_command_keep_soon (VigieCommandKeep *self);
void vigie_command_keep_now (VigieCommandKeep *self);
/* What soon() put off, at once. */
void vigie_command_keep_flush (VigieCommandKeep *self);

G_END_DECLS
