/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-session.h"

/* The exchange with the hub in shapes and words: header, sidebar and popover say the same with them. */

G_BEGIN_DECLS

/* A shape for each state; static. */
const char *vigie_exchange_icon (const VigieSyncStatus *status);
/* The class that colours it: "local", "busy", "live", "offline" or "refused"; static. */
const char *vigie_exchange_style (const VigieSyncStatus *status);
/* Where there is no room for vigie_sync_status_words(): only what needs somebody; "" when nothing does. Owned. */
char *vigie_exchange_brief (const VigieSyncStatus *status);
/* Two lines for the sidebar: the state with its time, and what goes with it; owned. */
char *vigie_exchange_title (VigieSession *session);
char *vigie_exchange_detail (VigieSession *session);
/* "26 h ahead" of the hub's clock, as a sentence; owned. */
char *vigie_exchange_clock_words (const VigieSyncStatus *status, VigieLang lang);
/* "Awa Koné, Commander"; owned. */
char *vigie_exchange_who (const VigieStoreHub *hub, VigieLang lang);

G_END_DECLS
