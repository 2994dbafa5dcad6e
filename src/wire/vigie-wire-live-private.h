/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-wire-live.h"

G_BEGIN_DECLS

/* The frame named @name with @data joined; NULL + error when it cannot be believed. */
VigieWireLive *vigie_wire_live_read (const char *name, GBytes *data, GError **error);

G_END_DECLS
