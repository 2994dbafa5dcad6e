/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-fixture.h"
#include "vigie-sync-engine.h"
#include "vigie-wire-append.h"

/* A hub on paper: a list of events and the rules that the engine has to get on with. It answers with the very bytes of
 * the protocol; what a test wants to go wrong it sets before. */

G_BEGIN_DECLS

typedef struct
{
  char *epoch;
  GPtrArray *log;               /* VigieWirePageEvent; seq is the place, from 1 */
  GHashTable *blobs;            /* hash → GByteArray, in pieces */
  GHashTable *whole;            /* hashes that are complete */
  guint page_events;            /* at most so many in a page */
  gint64 now_usec;

  const char *hide;             /* a stream that is not shown now; or NULL */
  const char *refuse_text;      /* events whose bytes hold it are refused */
  gsize body_limit;             /* over it: 413; 0: none */
  gboolean lose_next_answer;    /* of the next append: it is stored, the answer is not heard */
  guint n_requests, n_appends, n_presences, n_puts, n_gets, n_fills;
  gboolean refuse_blobs, damage_blobs;
  VigieWireHere *last_here;
} PaperHub;

PaperHub *paper_hub_new (void);
void paper_hub_free (PaperHub *hub);
/* @event (referenced) comes in from somebody else; the frame that says so, owned. */
VigieWireLive *paper_hub_add (PaperHub *hub, VigieEvent *event);
/* The frame of the last event; owned. */
VigieWireLive *paper_hub_last (PaperHub *hub);
/* The hub is put back from a backup: another epoch, only the first @n events. */
void paper_hub_restore (PaperHub *hub, const char *epoch, guint n);
/* The reply to a request; owned. *net is FAILED when it is lost. */
GBytes *paper_hub_answer (PaperHub *hub, const VigieSyncTask *task, guint *status, VigieSyncNet *net);
VigieWireLive *paper_hub_behind (PaperHub *hub);

/* A seat: store, engine and clock, joined to the hub. */
typedef struct
{
  PaperHub *hub;                /* borrowed */
  StoreFixture *fixture;
  VigieStore *store;
  VigieSyncEngine *engine;
  gint64 now_usec;
  gint64 wait_usec;             /* what the engine last said */
  guint live_ticket;            /* 0: no stream */
  gboolean deaf;                /* nobody answers: requests and streams fail */
  guint live_status;            /* of the next stream; 0: 200 */
  GBytes *(*instead) (const VigieSyncTask *task, guint *status); /* an answer by somebody else; NULL: the hub's */
  gboolean hold_files;          /* pieces of files stay on their way */
  VigieSyncTask *held;          /* the one that does; owned */
  guint n_store_tasks, n_applies, n_hang_ups;

  GRand *faults;                /* NULL: none. Else requests are lost, answers are lost or cut, and the seat may die */
  guint fault_percent;
  gboolean died;                /* between a step with the store and its answer: to be restarted */
  gint64 streamed;              /* seq up to which the stream has told */
} Seat;

Seat *seat_new (PaperHub *hub, guint number, VigieSyncMode mode);
void seat_free (Seat *seat);
/* Does what the engine says until it has nothing more to do. */
void seat_run (Seat *seat);
/* The same at a later time. */
void seat_run_at (Seat *seat, gint64 now_usec);
void seat_frame (Seat *seat, VigieWireLive *live);
VigieSyncStatus seat_status (Seat *seat);
/* A new engine over the same store, as after a restart. */
void seat_restart (Seat *seat, VigieSyncMode mode);
char *seat_digest (Seat *seat, const char *stream);
/* An incident, or a note in one, recorded at that seat. → the stream, for g_free(). */
char *seat_declare (Seat *seat);
void seat_note (Seat *seat, const char *stream, const char *text);
/* Both have the incident alike, nothing waits, and both stores are clean. */
void seat_assert_equal (Seat *a, Seat *b, const char *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PaperHub, paper_hub_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Seat, seat_free)

G_END_DECLS
