/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The real vigie-hub as a process of its own, and what the system says of it. */

G_BEGIN_DECLS

typedef struct
{
  GPid pid;
  guint port;
} HubProgram;

/* "serve" on the log at @path, without a limit of requests, and with the words that follow; the errors it writes go
 * nowhere. Without TLS unless they say so. Returns when it listens. */
void hub_program_start (HubProgram *program, const char *path, const char *listen, ...) G_GNUC_NULL_TERMINATED;
/* The port in the first line that a hub prints to @fd, which is closed. */
guint hub_program_read_port (int fd);
/* Sends the signal and waits; the status that waitpid() gave. */
int hub_program_end (HubProgram *program, int signal_number);
guint hub_program_descriptors (const HubProgram *program);
guint hub_program_memory_kb (const HubProgram *program); /* resident */
/* Until it has no more than @n open; FALSE: not within @seconds. */
gboolean hub_program_wait_descriptors (const HubProgram *program, guint n, guint seconds);

G_END_DECLS
