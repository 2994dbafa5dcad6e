/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

G_BEGIN_DECLS

/* The form of one call: number large, what to say, and what came of it. @contact: who is called, of the playbook or the present directory: the one of
 * @duty or somebody in their place. @duty and @obligation (nullable) are borrowed for the call only. */
void vigie_duty_call (GtkWidget *from, VigieIncidentModel *model, const VigieContactDef *contact, const VigieDuty *duty, const VigieObligation *obligation);

G_END_DECLS
