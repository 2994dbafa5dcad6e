/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act-notice.h"
#include "vigie-test-support.h"

G_BEGIN_DECLS

/* Tells @audience by the way the playbook asks for: a plain message where that is enough, else a notice that somebody
 * else writes, whom it takes reads and approves by telephone, and that goes out. All by @device, at its own time, into
 * @events. @person records a plain message. */
void vigie_test_publish (VigieTestDevice *device,
                         GPtrArray *events,
                         const char *audience,
                         const char *channel,
                         const char *text,
                         const char *person,
                         gint64 at_usec);

G_END_DECLS
