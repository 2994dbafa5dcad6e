/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How the exchange with the hub stands, for people. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_SYNC_NOT_JOINED,
  VIGIE_SYNC_CONNECTING,
  VIGIE_SYNC_CATCHING_UP,
  VIGIE_SYNC_LIVE,
  VIGIE_SYNC_OFFLINE,
  VIGIE_SYNC_REFUSED,            /* the hub is there and does not want us; nothing helps but a person */
} VigieSyncState;

/* Why it is offline or refused. */
typedef enum
{
  VIGIE_SYNC_REASON_NONE,
  VIGIE_SYNC_REASON_NETWORK,     /* nobody answers */
  VIGIE_SYNC_REASON_SILENCE,     /* the stream went silent */
  VIGIE_SYNC_REASON_NOT_HUB,     /* somebody answers who is not the hub: a portal, another server */
  VIGIE_SYNC_REASON_CERTIFICATE, /* the certificate is not the pinned one */
  VIGIE_SYNC_REASON_BUSY,        /* the hub asks to wait, is full or ends */
  VIGIE_SYNC_REASON_TOKEN,       /* the token is gone, wrong or revoked */
  VIGIE_SYNC_REASON_FORBIDDEN,
  VIGIE_SYNC_REASON_STORE,       /* our own disk */
} VigieSyncReason;

#define VIGIE_SYNC_CLOCK_LIMIT_USEC (G_GINT64_CONSTANT (120000000))

typedef struct
{
  VigieSyncState state;
  VigieSyncReason reason;
  guint n_waiting;               /* recorded here, not yet at the hub */
  guint n_parked;                /* the hub did not take them */
  guint n_aside;                 /* of what it sent, set aside since the start */
  gint64 done, all;              /* CATCHING_UP */
  gint64 clock_offset_usec;      /* hub minus here; 0 until it is known */
  gint64 retry_usec;             /* OFFLINE: when it is tried again */
} VigieSyncStatus;

/* The clock here is so wrong that people should know. */
gboolean vigie_sync_status_clock_is_wrong (const VigieSyncStatus *status);
/* "Live", "Catching up (120 of 4,000)", "Offline, 3 entries waiting", … in the language of the process. Owned. */
char *vigie_sync_status_words (const VigieSyncStatus *status);
/* The reason as a sentence, "" for NONE; static. */
const char *vigie_sync_reason_words (VigieSyncReason reason);
/* "live", "offline", … and "network", "token", …: stable words for programs. */
const char *vigie_sync_state_to_word (VigieSyncState state);
const char *vigie_sync_reason_to_word (VigieSyncReason reason);

G_END_DECLS
