/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vigie-event.h"
#include "vigie-playbook.h"

G_BEGIN_DECLS

/* The shipped playbook, loaded once per program; borrowed. */
VigiePlaybook *vigie_test_playbook (void);

/* A recording device with its own clock, ids and sequence, all from a seed: the same every run. */
typedef struct _VigieTestDevice VigieTestDevice;
VigieTestDevice *vigie_test_device_new (guint seed);
void vigie_test_device_free (VigieTestDevice *device);
void vigie_test_device_set_now (VigieTestDevice *device, gint64 now_usec);
/* Seals @drafts (consumed) and appends the events to @events (VigieEvent *, free function set). */
void vigie_test_device_record (VigieTestDevice *device, GPtrArray *drafts, GPtrArray *events);

/* "2026-11-22T03:04:05Z" → microseconds; aborts on a mistake in the test. */
gint64 vigie_test_time (const char *rfc3339);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieTestDevice, vigie_test_device_free)

/* Whether the long form was asked for (build-aux/test --long), and the number that goes with the form. */
gboolean vigie_test_is_long (void);
guint vigie_test_number (guint in_short, guint in_long);
/* Prints a figure for docs/fault-matrix.md, as in (“F21”, “p99 %.0f ms”, …). */
void vigie_test_figure (const char *row, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* From now on a message of a library with @words (static) in it is dropped, and ends no test: for what a later
 * version says against itself. At most once in a program. */
void vigie_test_tolerate (const char *words);

G_END_DECLS
