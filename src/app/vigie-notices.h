/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-session.h"

G_BEGIN_DECLS

/* Shows one desktop notification for each incident whose clocks press, and withdraws it when none does
 * any more. Lives as long as @application. */
void vigie_notices_connect (GApplication *application, VigieSession *session);

G_END_DECLS
