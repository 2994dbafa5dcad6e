/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-event.h"

/* The protocol of the hub (docs/protocol.md), encoded and decoded once for both ends. Everything here is pure and may
 * be called in any thread. A decoder takes what it understands whole or refuses it with one sentence (VIGIE_ERROR:
 * INVALID, TOO_LARGE, TAMPERED when a digest or a count does not agree, UNSUPPORTED for another version). */

G_BEGIN_DECLS

#define VIGIE_WIRE_VERSION 1
#define VIGIE_WIRE_PAGE_EVENTS 500                 /* when nothing is asked for */
#define VIGIE_WIRE_PAGE_MAX_EVENTS 1000
#define VIGIE_WIRE_PAGE_MAX_BYTES (8 * 1024 * 1024)
#define VIGIE_WIRE_REQUEST_MAX_BYTES (9 * 1024 * 1024)
#define VIGIE_WIRE_REPLY_MAX_BYTES (9 * 1024 * 1024)
#define VIGIE_WIRE_FRAME_MAX_BYTES (64 * 1024)     /* what a hub sends */
#define VIGIE_WIRE_FRAME_CAP_BYTES (1024 * 1024)   /* what a seat takes */
#define VIGIE_WIRE_EPOCH_DIGITS 32
#define VIGIE_WIRE_TOKEN_BYTES 32
#define VIGIE_WIRE_NONCE_BYTES 32
#define VIGIE_WIRE_WITHHELD_MAX 1000                /* places before one event */
#define VIGIE_WIRE_NAME_MAX_CHARS 200              /* of a person, a device, a post */
#define VIGIE_WIRE_HEARTBEAT_USEC (5 * VIGIE_SECOND_USEC)
#define VIGIE_WIRE_SILENCE_USEC (15 * VIGIE_SECOND_USEC)

G_END_DECLS
