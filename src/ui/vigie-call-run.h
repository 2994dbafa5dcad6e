/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

G_BEGIN_DECLS

/* How far one is in reaching somebody: by when, how long the call under way may last, who was tried, and to
 * whom the incident goes when nobody answers. Follows the incident each second. */
#define VIGIE_TYPE_CALL_RUN (vigie_call_run_get_type ())
G_DECLARE_FINAL_TYPE (VigieCallRun, vigie_call_run, VIGIE, CALL_RUN, GtkWidget)

/* @duty_key: what is to be done; @contact: who is called, of the playbook. */
GtkWidget *vigie_call_run_new (VigieIncidentModel *model, const char *duty_key, const VigieContactDef *contact);

G_END_DECLS
