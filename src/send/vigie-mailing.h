/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-mailing-journal.h"

/* A mailing on its way: one thread of its own sends and keeps the journal; everything here is called by the thread that
 * made the object, returns at once, and is answered by "changed" in that thread's main context, ten times a second at
 * most. A mailing that is running keeps itself alive. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_MAILING_READY,          /* nothing has been sent yet */
  VIGIE_MAILING_RUNNING,
  VIGIE_MAILING_PAUSED,
  VIGIE_MAILING_DONE,           /* everybody has an answer, or somebody ended it */
} VigieMailingPhase;

typedef struct
{
  VigieMailingPhase phase;
  gboolean pausing;             /* asked to pause; a message is still on its way */
  gboolean stopped;
  guint count;
  guint accepted;               /* those counted as sent by somebody's choice included */
  guint refused;
  guint later;                  /* refused for now; tried again by itself */
  guint uncertain;
  guint waiting;
  guint answered;               /* accepted, refused and uncertain */
} VigieMailingProgress;

typedef struct
{
  guint index;
  char *address;
  char *name;
  VigieMailState state;         /* BEGUN: uncertain */
  char *reason;                 /* nullable */
} VigieMailingTrouble;

#define VIGIE_TYPE_MAILING (vigie_mailing_get_type ())
G_DECLARE_FINAL_TYPE (VigieMailing, vigie_mailing, VIGIE, MAILING, GObject)

/* Keeps @journal (transfer full), and closes it at the end. */
VigieMailing *vigie_mailing_new (VigieMailingJournal *journal);
/* Borrowed; neither changes while the object lives. */
const VigieMailingPlan *vigie_mailing_get_plan (VigieMailing *self);
const VigieRecipients *vigie_mailing_get_recipients (VigieMailing *self);

/* Begins or goes on. @password is nullable: the one given before; it is kept in memory with the object, and then wiped. */
void vigie_mailing_start (VigieMailing *self, const char *password);
/* After the message on its way. */
void vigie_mailing_pause (VigieMailing *self);
/* Ends it for good after the message on its way; who was not written to will not be. */
void vigie_mailing_stop (VigieMailing *self);
/* 0: as fast as the server takes them. */
void vigie_mailing_set_pace (VigieMailing *self, guint per_minute);
/* What to do with an uncertain or refused message: send it (again), or count it as sent. Only while it does not run. */
void vigie_mailing_settle (VigieMailing *self, guint index, gboolean again);
/* Waits of the tests, in µs; by default minutes for who is refused for now, seconds for a server that is away. */
void vigie_mailing_set_waits (VigieMailing *self, gint64 later_usec, gint64 away_usec);

void vigie_mailing_get_progress (VigieMailing *self, VigieMailingProgress *progress);
/* Why it paused by itself; NULL if it did not. Owned. */
char *vigie_mailing_dup_problem (VigieMailing *self);
/* Who is refused or uncertain; array of VigieMailingTrouble with its free function; owned. */
GPtrArray *vigie_mailing_dup_troubles (VigieMailing *self);
/* CSV of everybody who is not accepted; only while it does not run. Owned. */
char *vigie_mailing_report (VigieMailing *self);

G_END_DECLS
