/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-hub-keys.h"
#include "vigie-hub-view.h"
#include "vigie-hub.h"
#include "vigie-wire-append.h"

/* What the files of the engine share. */

G_BEGIN_DECLS

#define VIGIE_HUB_TOKEN_CHARS 64
/* Values of the log. */
#define VIGIE_HUB_VALUE_ORGANISATION "organisation" /* key in hexadecimal */
#define VIGIE_HUB_VALUE_LISTEN "listen"
#define VIGIE_HUB_VALUE_CERTIFICATE "certificate"

/* An event that this transaction appended. */
typedef struct
{
  VigieEvent *event;    /* owned */
  GBytes *withheld;     /* owned: what is withheld directly before it, or NULL */
  VigieHubPlace place;
} VigieHubAppended;

/* What one transaction has done so far. */
struct _VigieHubCommit
{
  GArray *appended;           /* VigieHubAppended */
  gboolean tokens;            /* tokens were made or dropped */
};

struct _VigieHub
{
  VigieHubSeams seams;
  VigieHubLimits limits;
  VigieHubKeys keys;
  char *key_path;
  char *stream;               /* of the organisation */
  char epoch[33];
  gint64 counts[VIGIE_HUB_N_COUNTS]; /* atomic */

  /* The writer's thread alone. */
  VigieHubLog *log;
  GPtrArray *members;         /* VigieEvent of the organisation's stream, as of the transaction */
  VigieHubView *next;         /* the view as of the transaction */
  gboolean stale;             /* a transaction failed: @members and @next are read anew before the next one */

  /* Any thread, under the lock. */
  GMutex lock;
  VigieHubView *view;         /* as of the last commit */
  gint64 generation;          /* of the view */
  guint64 head;
  gboolean failing;           /* the last transaction failed */
  GHashTable *tokens;         /* hash in hexadecimal → VigieHubToken; what was asked for lately */
  gint64 token_generation;    /* commits that made or dropped tokens */
  GHashTable *rates;          /* device in hexadecimal → bucket */
  GHashTable *failures;       /* address → failed attempts to join */
  GHashTable *nonces;         /* hexadecimal → when it ends */
  GHashTable *people;         /* device in hexadecimal → who is present */
  gboolean people_changed;
};

/* vigie-hub.c */
gint64 vigie_hub_now (VigieHub *hub);
void vigie_hub_random (VigieHub *hub, guint8 *out, gsize length_bytes);
VigieHubView *vigie_hub_view (VigieHub *hub); /* as of the last commit; owned */

const char *vigie_hub_organisation_name (VigieHub *hub);

/* vigie-hub-record.c: events of the hub itself, and what an event changes for the hub. */
/* Appends an event that was checked and follows its device's tail or takes a withheld place; keeps references. */
gboolean vigie_hub_append (VigieHub *hub, VigieHubCommit *commit, VigieEvent *event, GBytes *withheld, VigieHubPlace *place, GError **error);
/* Seals an event of the organisation's stream with the hub's key, or the organisation's, and appends it. */
gboolean vigie_hub_record (VigieHub *hub, VigieHubCommit *commit, gboolean as_organisation, const char *kind, char *body_taken, const char *replaces, GError **error);
gboolean vigie_hub_load_view (VigieHub *hub, GError **error);
VigieRestriction *vigie_hub_read_restriction (VigieHubLog *log, const char *stream, GError **error);

/* vigie-hub-write.c */
void vigie_hub_commit_init (VigieHubCommit *commit);
void vigie_hub_commit_clear (VigieHubCommit *commit);
/* One transaction of the hub's own, outside of the requests (founding). */
gboolean vigie_hub_transact (VigieHub *hub, gboolean (*work) (VigieHub *hub, VigieHubCommit *commit, gpointer data, GError **error), gpointer data, GError **error);

/* vigie-hub-events.c: POST /v1/events */
VigieHubStep vigie_hub_answer_append (VigieHub *hub, VigieHubRequest *request);
/* vigie-hub-candidate.c: an event as it came, before it is in the log. */
typedef struct
{
  VigieEvent *event;        /* owned; NULL: it could not be read */
  GBytes *withheld;         /* owned: the places before it that the sender cannot give, or NULL */
  VigieWireStatus status;   /* INVALID, REFUSED, or STORED while nothing speaks against it */
  const char *code;         /* static */
  const char *message;      /* static */
  gboolean verified;
} VigieHubCandidate;
/* VigieHubCandidate; form and signatures are checked. Any thread. */
GArray *vigie_hub_candidates (GPtrArray *sent);
void vigie_hub_candidate_spoil (VigieHubCandidate *candidate, VigieWireStatus status, const char *code, const char *message);
/* vigie-hub-bridge.c: does @event directly follow the last place of its device? */
gboolean vigie_hub_is_next (const VigieEvent *event, const VigieHubTail *tail);
/* Does it behind the places @withheld (nullable), whose events the sender cannot give? */
gboolean vigie_hub_is_bridged (const VigieEvent *event, GBytes *withheld, const VigieHubTail *tail);
/* Keeps those places; afterwards @event is the next one. */
gboolean vigie_hub_build_bridge (VigieHubLog *log, const VigieEvent *event, GBytes *withheld, const VigieHubTail *tail, gint64 now_usec, GError **error);
/* vigie-hub-rights.c: spoils what its recorder, or its sender, has no right to. */
void vigie_hub_check_rights (VigieHub *hub, const VigieHubSeat *seat, VigieHubCandidate *candidate);
/* Whether the sender may have to do with that stream at all. */
gboolean vigie_hub_check_stream (VigieHub *hub, const VigieHubSeat *seat, VigieHubCandidate *candidate);
/* vigie-hub-page.c: GET /v1/events, /v1/streams */
VigieHubStep vigie_hub_answer_page (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request);
VigieHubStep vigie_hub_answer_streams (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request);
/* vigie-hub-listeners.c: GET /v1/live, and the frames of a commit */
VigieHubStep vigie_hub_answer_live (VigieHub *hub, VigieHubRequest *request);
void vigie_hub_add_frames (VigieHub *hub, const VigieHubCommit *commit, GPtrArray *frames);
/* vigie-hub-presence.c */
void vigie_hub_presence_init (VigieHub *hub);
VigieHubStep vigie_hub_answer_presence (VigieHub *hub, VigieHubRequest *request);
void vigie_hub_add_presence_frame (VigieHub *hub, GPtrArray *frames);
/* vigie-hub-blobs.c */
VigieHubStep vigie_hub_answer_blob_put (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request);
VigieHubStep vigie_hub_answer_blob_get (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request);
/* vigie-hub-join.c */
VigieHubStep vigie_hub_answer_join (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request);
gboolean vigie_hub_may_join (VigieHub *hub, const char *address);
/* vigie-hub-metrics.c */
VigieHubStep vigie_hub_answer_health (VigieHub *hub, VigieHubRequest *request);
VigieHubStep vigie_hub_answer_metrics (VigieHub *hub, VigieHubRequest *request);

/* Shared by the answers: a reply with an envelope around @data (taken), and the common refusals. */
void vigie_hub_reply_data (VigieHubRequest *request, guint status, char *data_taken, guint count);
VigieHubStep vigie_hub_refuse (VigieHubRequest *request, guint status, const char *code, const char *message);
VigieHubStep vigie_hub_reply_log_error (VigieHubRequest *request, const GError *error);
/* FALSE + a reply for a body that is not what it says. */
void vigie_hub_reply_wire_error (VigieHubRequest *request, const GError *error);

G_END_DECLS
