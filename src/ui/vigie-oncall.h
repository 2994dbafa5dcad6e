/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-rota.h"
#include "vigie-session.h"

/* Who is on call now, for whatever shows or chooses people. Main thread. */

G_BEGIN_DECLS

/* The zones of this computer, for vigie-rota.h; they live as long as @session. */
const VigieZones *vigie_oncall_zones (VigieSession *session);
const VigieRota *vigie_oncall_rota (VigieSession *session);
/* Who is on call now at @level: id of a contact or a name; NULL: nobody. Borrowed until the directory changes. */
const char *vigie_oncall_person (VigieSession *session, const char *level);
/* "on call L3 until Mon 30 Nov 08:00" of somebody who is; NULL for others. Owned. @person: id of a contact, or a name. */
char *vigie_oncall_words_of (VigieSession *session, const char *person);
/* "on call L3", or "next L3, Mon 30 Nov 08:00" of who takes over next; NULL for others. Owned. @name: id of a contact, or a name. */
char *vigie_oncall_mark (VigieSession *session, const char *name);
/* "On call now: L3 Awa Koné · Management CTO"; NULL where nobody is. Owned. */
char *vigie_oncall_sentence (VigieSession *session);
/* "Next: L3 Ben, Mon 30 Nov 08:00": the hand-overs of all levels, the nearest first; NULL where nothing changes. Owned. */
char *vigie_oncall_next_sentence (VigieSession *session);
/* "On call now: Awa Koné until Mon 30 Nov 08:00, then Ben" of one level; NULL where it has no rotation. Owned. */
char *vigie_oncall_level_sentence (VigieSession *session, const char *level);
/* When somebody who is on call now no longer is: until then vigie_oncall_sentence() stays. G_MAXINT64: never. */
gint64 vigie_oncall_next_change (VigieSession *session);
/* Names of everybody who is on call now, the level that is called first at the head: char *, owned. */
GPtrArray *vigie_oncall_names (VigieSession *session);
/* A line that says who is on call now and next, and follows the directory and the clock; not shown where nobody is. */
GtkWidget *vigie_oncall_line_new (VigieSession *session);
/* A mark for who is on call now, with the time when @whole; where no rotation is set, for whom the playbook names. NULL:
 * none. Floating. */
GtkWidget *vigie_oncall_tag_new (VigieSession *session, const char *person, gboolean playbook_says, gboolean whole);
/* "Mon", "lun.". Owned. */
char *vigie_oncall_weekday (VigieSession *session, gint64 time_usec);
/* "Mon 30 Nov 08:00", in the session's zone. Owned. */
char *vigie_oncall_time (VigieSession *session, gint64 time_usec);

G_END_DECLS
