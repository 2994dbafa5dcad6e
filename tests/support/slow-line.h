/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A line between a client and a server on this computer, with all that a line can do: be slow, late, lossy, cut off, or
 * silent. It runs in threads of its own. */

G_BEGIN_DECLS

typedef struct _SlowLine SlowLine;

typedef struct
{
  guint bytes_per_s;      /* each way; 0: as fast as can be */
  guint delay_ms;         /* each way */
  guint loss_percent;     /* of its packets: they come after a second try */
  gint64 cut_after_bytes; /* of what the server says on a connection; then it is closed. -1: never */
  gboolean silent;        /* nothing passes any more, and nobody is told */
} SlowLineKind;

/* To @port of this computer. */
SlowLine *slow_line_new (guint port, guint seed);
void slow_line_free (SlowLine *line);
guint slow_line_port (SlowLine *line);
/* For everything from now on, open connections too. */
void slow_line_set (SlowLine *line, const SlowLineKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlowLine, slow_line_free)

G_END_DECLS
