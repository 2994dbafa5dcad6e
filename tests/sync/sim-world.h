/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-disk.h"
#include "vigie-hub-admin.h"
#include "vigie-hub.h"
#include "vigie-sync-engine.h"

/* Five seats and a hub in one thread: the real stores, the real engines of both ends, the real log, over a network and on
 * disks that follow from a seed. Time is a number. */

G_BEGIN_DECLS

#define SIM_SEATS 5

/* Faults of our own making, to see that they are found. */
typedef enum
{
  SIM_SOUND,
  SIM_CURSOR_FIRST,        /* a seat moves its cursor before it has taken the page */
  SIM_ANSWER_FIRST,        /* the hub answers before its commit */
} SimMutation;

typedef struct _SimWorld SimWorld;

typedef struct
{
  SimWorld *world;
  guint index;
  const char *name, *role; /* static */
  char *folder, *path, *token, *member;
  SimDisk *disk;
  VigieSeams seams;
  gint64 skew_usec;
  VigieStore *store;       /* NULL: it is down */
  VigieSyncEngine *engine;
  guint life;              /* another one after each crash */
  gint64 wake_usec;        /* the earliest look at the engine that is planned, or NONE */
  gboolean offline, revoked;
  guint link;              /* of the live stream; 0: none */
  guint hub_link;          /* the one that the hub writes to; 0: none */
  guint live_ticket;
  VigieWireSplitter *splitter;
  gint64 stream_usec;      /* when the last bytes of the stream arrive */
  GHashTable *kept;        /* ids that its store said to have recorded */
} SimSeat;

typedef struct
{
  char *folder, *path;
  SimDisk *disk;
  VigieHub *hub;           /* NULL: it is down */
  VigieHubLog *reader;
  guint life;
  GPtrArray *waiting;      /* SimCall: for the writer */
  gboolean write_planned;
  char *backup;            /* path, or NULL */
} SimHub;

/* What a step is about; some of it. */
typedef struct
{
  SimSeat *seat;
  guint life, hub_life;
  guint ticket, link;
  VigieSyncTask *task;
  VigieHubRequest *request;
  VigieSyncNet net;
  guint status;
  GBytes *bytes;
  gboolean twin;           /* the network made two of it: nobody waits for this one's answer */
} SimCall;

typedef void (*SimStep) (SimWorld *world, SimCall *call);

struct _SimWorld
{
  GRand *rand;
  SimMutation mutation;
  char *folder;
  gint64 now_usec;
  GSequence *steps;        /* planned */
  guint64 n_steps, n_planned;
  guint last_link;
  SimSeat seats[SIM_SEATS];
  SimHub hub;
  VigieHubSeams hub_seams;
  GPtrArray *streams;      /* names of incidents */
  GHashTable *acknowledged; /* ids of which an answer of the hub arrived */
  GChecksum *trace;
  gboolean calm;           /* no more faults */
  GString *fault;          /* what the oracle found; empty: nothing */
  guint n_crashes, n_restores, n_refused, n_cut;
};

/* sim-world.c */
SimWorld *sim_world_new (guint seed, SimMutation mutation);
void sim_world_free (SimWorld *world);
guint sim_chance (SimWorld *world, guint n);               /* 0 to n - 1 */
void sim_trace (SimWorld *world, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Plans @step in @delay_usec; @call is taken over. */
void sim_plan (SimWorld *world, gint64 delay_usec, SimStep step, SimCall *call_taken);
SimCall *sim_call_new (SimWorld *world, SimSeat *seat);
void sim_call_free (SimCall *call);
/* Runs what is planned up to @until_usec. */
void sim_run (SimWorld *world, gint64 until_usec);
/* A name in a folder of the world; owned. */
void sim_copy_folder (const char *from, const char *to);

/* sim-seat.c */
void sim_seat_start (SimSeat *seat);
void sim_seat_die (SimSeat *seat, gint64 down_usec);
void sim_seat_look (SimSeat *seat);                        /* at what its engine wants */
void sim_seat_close (SimSeat *seat);
void sim_seat_stream (SimSeat *seat, guint link, GBytes *bytes); /* from the hub; NULL: it ends */
void sim_seat_hang_up (SimSeat *seat);
/* The answer of the hub goes on its way. */
void sim_seat_answer (SimSeat *seat, guint life, guint ticket, guint status, GBytes *bytes);

/* sim-hub.c */
void sim_hub_start (SimWorld *world);
void sim_hub_die (SimWorld *world, gint64 down_usec);
void sim_hub_close (SimWorld *world);
void sim_hub_arrive (SimWorld *world, SimCall *call);      /* a request */
void sim_hub_restore (SimWorld *world);
void sim_hub_keep_backup (SimWorld *world);
void sim_hub_command (SimWorld *world, VigieHubCommandKind kind, const char *who, const char *name, const char *role, char **reply);
void sim_hub_beat (SimWorld *world, SimCall *call);

/* sim-setup.c: the organisation as every world begins with it. */
void sim_setup (SimWorld *world);
void sim_setup_clear (void);

/* sim-acts.c: what people and misfortune do. */
void sim_act (SimWorld *world);
void sim_misfortune (SimWorld *world);

/* sim-oracle.c: what must hold in the end; says in world->fault what does not. */
gboolean sim_is_quiet (SimWorld *world);
gboolean sim_files_rest (SimWorld *world); /* none is on its way, or could be */
void sim_judge (SimWorld *world);

G_END_DECLS
