/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ten incidents of different shape, for everything that shows figures: what is counted over them was worked out by
 * hand in tests/core/test-metrics-ten.c. */
#define VIGIE_TEST_N_TEN 10

/* All events of all ten (VigieEvent, free function set), in one array; owned. */
GPtrArray *vigie_test_ten_events (void);
/* Id of incident @number, 1 to 10; static. */
const char *vigie_test_ten_id (guint number);

G_END_DECLS
