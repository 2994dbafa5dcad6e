/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-test-support.h"
#include "vigie-wire-page.h"

/* Events and pages to send. */

G_BEGIN_DECLS

#define WIRE_STREAM "incident/019ab0c4-1c00-7fff-bfff-ffffffffffff"
#define WIRE_EPOCH "00112233445566778899aabbccddeeff"

/* @n notes of one device, sealed; VigieEvent, owned. */
GPtrArray *wire_events (guint n);
/* The same as they stand in a page: seq 2, 4, 6 …, position 1, 2, 3 …; VigieWirePageEvent, owned. */
GPtrArray *wire_page_events (guint n);

G_END_DECLS
