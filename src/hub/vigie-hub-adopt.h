/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-hub-log.h"

/* Another hub for an organisation that exists. It begins with who belongs to it, so that those who do are let
 * in by their keys, with no new invitation, and bring everything else along. */

G_BEGIN_DECLS

/* Begins the empty @log with the organisation's stream in @body, an append request of the protocol. USAGE: it has an
 * organisation already; FAILED: these are not the events of one. Nothing is changed then. */
gboolean vigie_hub_adopt (VigieHubLog *log, GBytes *body, GError **error);
/* The organisation's stream of @log as such a body; owned. */
GBytes *vigie_hub_membership_body (VigieHubLog *log, GError **error);

G_END_DECLS
