/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-hub-frame.h"
#include "vigie-hub-log.h"
#include "vigie-hub-request.h"

/* The engine of the hub: what to answer to a request, and what a commit tells the listeners. It has no
 * sockets and no threads of its own and is told the time, so that a simulator can run it in one thread.
 *
 * A request goes through three steps. vigie_hub_admit(), when its header is complete: may it send a body,
 * and how much? vigie_hub_answer(), when the body is complete, in any thread, with a reader of the log:
 * signatures are checked and pages are read here. vigie_hub_write(), if the answer is to write: the one
 * thread that owns the log takes all requests that wait into one transaction. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_HUB_DONE,   /* the reply is there */
  VIGIE_HUB_WRITE,  /* give it to vigie_hub_write() */
  VIGIE_HUB_LIVE,   /* the seat listens from now on */
} VigieHubStep;

typedef enum
{
  VIGIE_HUB_COUNT_REQUESTS,
  VIGIE_HUB_COUNT_REFUSED,      /* 401, 403, 429 */
  VIGIE_HUB_COUNT_STORED,       /* events */
  VIGIE_HUB_COUNT_COMMITS,
  VIGIE_HUB_COUNT_FAILED,       /* transactions */
  VIGIE_HUB_COUNT_FRAMES,
  VIGIE_HUB_COUNT_LISTENERS,    /* now */
  VIGIE_HUB_COUNT_CONNECTIONS,  /* now */
  VIGIE_HUB_N_COUNTS,
} VigieHubCount;

typedef struct
{
  guint rate_per_s;         /* requests of one device; 0: no limit */
  guint join_failures;      /* of one address in a minute; 0: no limit */
} VigieHubLimits;

/* Takes @log over. @key_path: where the keys of hub and organisation are or will be; made with @name, the name of the
 * organisation, when this log has no organisation yet. */
VigieHub *vigie_hub_new (VigieHubLog *log, const char *key_path, const char *name, const VigieHubSeams *seams, const VigieHubLimits *limits, GError **error);
void vigie_hub_free (VigieHub *hub);
char *vigie_hub_organisation (VigieHub *hub); /* its key in hexadecimal; owned */
/* Another reader for another thread. Owned. */
VigieHubLog *vigie_hub_reader (VigieHub *hub, GError **error);

/* FALSE: the reply says why it is refused, and its body need not be read. *max_bytes: what the body may have. */
gboolean vigie_hub_admit (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request, gsize *max_bytes);
/* Fills the reply of @request, or says that it is to be written, or that the seat listens. May block on the disk; any
 * thread, with a @reader of its own. */
VigieHubStep vigie_hub_answer (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request);
/* @requests: VigieHubRequest, borrowed. Returns the frames for the listeners (VigieHubFrame; owned), after the commit. */
GPtrArray *vigie_hub_write (VigieHub *hub, GPtrArray *requests);
/* Once a second: what is due (presence; a try whether the log can be written again). Only in the thread that writes. */
GPtrArray *vigie_hub_tick (VigieHub *hub);

/* May this device still listen? The seat is looked up anew. */
gboolean vigie_hub_seat (VigieHub *hub, const guint8 *device, VigieHubSeat *seat);
/* Another number as soon as a commit changed who may see what. */
gint64 vigie_hub_generation (VigieHub *hub);
gboolean vigie_hub_may_see (VigieHub *hub, const VigieHubSeat *seat, const char *stream);

void vigie_hub_count (VigieHub *hub, VigieHubCount what, gint64 by);
gint64 vigie_hub_get_count (VigieHub *hub, VigieHubCount what);

G_END_DECLS
