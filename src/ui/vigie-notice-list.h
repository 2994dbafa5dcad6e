/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The notices of an incident with their states, the newest first. Main thread.
 *
 * Signal "open" (const char *id): that notice is to be shown; "begin" (): a new one is to be written. */

G_BEGIN_DECLS

#define VIGIE_TYPE_NOTICE_LIST (vigie_notice_list_get_type ())
VIGIE_DECLARE_PAGE (NoticeList, notice_list, NOTICE_LIST)

G_END_DECLS
