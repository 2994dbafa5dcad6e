/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The whole of one cause in a small window. Main thread. */

G_BEGIN_DECLS

/* @id: id or code of a cause that is there. @state (nullable): "confirmed", …, set beforehand; then evidence comes first.
 * @as_root: ticked as a root cause beforehand, and its term comes first. */
void vigie_cause_form_open (GtkWidget *from, VigieIncidentModel *model, const char *id, const char *state, gboolean as_root);
/* Terms to offer: those of the playbook in the window's language, then the own ones in use; (element-type utf8), owned. */
GPtrArray *vigie_cause_terms_offered (VigieIncidentModel *model);

G_END_DECLS
