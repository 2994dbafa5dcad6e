/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-event.h"
#include "vigie-hub-error.h"

/* What a hub keeps, whichever database holds it: the log of events with one gap-free number over all
 * streams (seq) and a position and chain link in each stream, the contents of attachments in pieces,
 * and what is the hub's own and never replicated: tokens (as hashes), invitations, a few values.
 *
 * A log belongs to one thread. One writer has it, with the lock; any number of readers see what was
 * committed. Everything that writes stands between begin() and commit(); nothing is acknowledged
 * before commit() returned TRUE, which means that it is on the disk. Names are never given twice:
 * after rollback() the same seq is given to the next event. */

G_BEGIN_DECLS

typedef struct _VigieHubLog VigieHubLog;

/* Kinds that somebody asks for without knowing the stream. Stored: never renumber. */
typedef enum
{
  VIGIE_HUB_SPECIAL_NONE = 0,
  VIGIE_HUB_SPECIAL_RESTRICTED = 1, /* incident.restricted */
} VigieHubSpecial;

/* One event as it lies in the log. */
typedef struct
{
  guint64 seq;
  guint64 position;          /* in its stream, from 1 */
  const char *stream;
  const guint8 *link;        /* VIGIE_HASH_BYTES */
  const guint8 *hash;        /* VIGIE_HASH_BYTES */
  const guint8 *signature;   /* VIGIE_SIGNATURE_BYTES */
  const char *bytes;         /* the signed bytes; of a redacted event its header */
  gsize length_bytes;
  gboolean redacted;
  const guint8 *withheld;    /* hashes of the places of its device directly before it that were not taken; NULL: none */
  gsize withheld_bytes;
} VigieHubRow;

/* @row is borrowed for the call; FALSE ends the reading, which is no error. Must not use the log. */
typedef gboolean (*VigieHubRowFunc) (const VigieHubRow *row, gpointer user_data);

/* Where an event lies. */
typedef struct
{
  guint64 seq;
  guint64 position;
  guint8 hash[VIGIE_HASH_BYTES];
  guint8 link[VIGIE_HASH_BYTES];
} VigieHubPlace;

/* The last place of a device in a stream; zeros if there is none. */
typedef struct
{
  guint64 dseq;
  guint8 hash[VIGIE_HASH_BYTES];
  guint n_withheld;          /* the last so many were not taken */
} VigieHubTail;

/* A place of a device whose event was not taken. */
typedef struct
{
  const char *stream;
  guint8 device[VIGIE_KEY_BYTES];
  guint64 dseq;
  guint8 hash[VIGIE_HASH_BYTES];
  const char *id;            /* NULL: only the place is known */
  const char *reason;        /* a word */
  gint64 since_usec;
  gboolean admitted;         /* an administrator lets it in when it comes again */
} VigieHubWithheld;
/* @withheld is borrowed for the call; FALSE ends the reading. Must not use the log. */
typedef gboolean (*VigieHubWithheldFunc) (const VigieHubWithheld *withheld, gpointer user_data);

/* A stream as a whole. */
typedef struct
{
  const char *name;
  guint64 count;
  const guint8 *link;        /* of its newest event */
  const guint8 *set;         /* XOR of the hashes of its events */
} VigieHubStream;
typedef gboolean (*VigieHubStreamFunc) (const VigieHubStream *stream, gpointer user_data);

/* A stream that names a content, and the size it says. */
typedef gboolean (*VigieHubNamedFunc) (const char *stream, gint64 size_bytes, gpointer user_data);

typedef struct
{
  guint8 device[VIGIE_KEY_BYTES]; /* of a device's token; zeros for a source of alerts */
  char scope[16];                 /* "device" or "alerts" */
} VigieHubToken;

typedef struct
{
  char *member;              /* an existing member's UUID, or NULL: a new one */
  char *name;
  char *role;
  gint64 until_usec;
  gboolean used;
  guint8 device[VIGIE_KEY_BYTES]; /* that used it */
} VigieHubInvitation;

typedef struct
{
  void (*free) (VigieHubLog *log);
  VigieHubLog *(*reader) (VigieHubLog *log, GError **error);
  gboolean (*begin) (VigieHubLog *log, GError **error);
  gboolean (*commit) (VigieHubLog *log, GError **error);
  void (*rollback) (VigieHubLog *log);
  gboolean (*append) (VigieHubLog *log, const VigieEvent *event, GBytes *withheld, VigieHubSpecial special, VigieHubPlace *place, GError **error);
  gboolean (*withhold) (VigieHubLog *log, const VigieHubWithheld *withheld, gint64 now_usec, GError **error);
  gboolean (*withheld) (VigieHubLog *log, const VigieEvent *event, gboolean *fits, gboolean *admitted, GError **error);
  gboolean (*withheld_before) (VigieHubLog *log, const VigieEvent *event, GBytes **hashes, GError **error);
  gboolean (*list_withheld) (VigieHubLog *log, VigieHubWithheldFunc func, gpointer user_data, GError **error);
  gboolean (*admit) (VigieHubLog *log, const char *id, gboolean *found, GError **error);
  gboolean (*redact) (VigieHubLog *log, const char *id, const char *header, gboolean *found, GError **error);
  gboolean (*find) (VigieHubLog *log, const char *id, VigieHubPlace *place, gboolean *found, GError **error);
  gboolean (*tail) (VigieHubLog *log, const char *stream, const guint8 *device, VigieHubTail *tail, GError **error);
  gboolean (*epoch) (VigieHubLog *log, char epoch[33], guint64 *head, GError **error);
  gboolean (*page) (VigieHubLog *log, guint64 after, VigieHubRowFunc func, gpointer user_data, GError **error);
  gboolean (*page_stream) (VigieHubLog *log, const char *stream, guint64 after, VigieHubRowFunc func, gpointer user_data, GError **error);
  gboolean (*page_special) (VigieHubLog *log, VigieHubSpecial special, VigieHubRowFunc func, gpointer user_data, GError **error);
  gboolean (*streams) (VigieHubLog *log, const char *after, VigieHubStreamFunc func, gpointer user_data, GError **error);
  gboolean (*name_blob) (VigieHubLog *log, const guint8 *hash, const char *stream, gint64 size_bytes, GError **error);
  gboolean (*blob_named) (VigieHubLog *log, const guint8 *hash, VigieHubNamedFunc func, gpointer user_data, GError **error);
  gboolean (*blob_state) (VigieHubLog *log, const guint8 *hash, gint64 *size_bytes, guint *n_pieces, gboolean *complete, GError **error);
  gboolean (*blob_put) (VigieHubLog *log, const guint8 *hash, gint64 size_bytes, guint piece, GBytes *bytes, GError **error);
  gboolean (*blob_set_complete) (VigieHubLog *log, const guint8 *hash, GError **error);
  gboolean (*blob_drop) (VigieHubLog *log, const guint8 *hash, GError **error);
  GBytes *(*blob_get) (VigieHubLog *log, const guint8 *hash, guint piece, GError **error);
  gboolean (*token_put) (VigieHubLog *log, const guint8 *hash, const VigieHubToken *token, gint64 now_usec, GError **error);
  gboolean (*token_find) (VigieHubLog *log, const guint8 *hash, VigieHubToken *token, gboolean *found, GError **error);
  gboolean (*token_drop) (VigieHubLog *log, const guint8 *device, GError **error);
  gboolean (*invitation_put) (VigieHubLog *log, const guint8 *hash, const VigieHubInvitation *invitation, GError **error);
  gboolean (*invitation_find) (VigieHubLog *log, const guint8 *hash, VigieHubInvitation *invitation, gboolean *found, GError **error);
  gboolean (*invitation_use) (VigieHubLog *log, const guint8 *hash, const guint8 *device, GError **error);
  gboolean (*value_put) (VigieHubLog *log, const char *name, const char *value, GError **error);
  char *(*value_get) (VigieHubLog *log, const char *name, GError **error);
  gboolean (*backup) (VigieHubLog *log, const char *path, GError **error);
  gboolean (*check) (VigieHubLog *log, GPtrArray *faults, GError **error);
} VigieHubLogClass;

struct _VigieHubLog
{
  const VigieHubLogClass *klass;
};

void vigie_hub_log_free (VigieHubLog *log);
/* The same log for another thread, to read what was committed. */
VigieHubLog *vigie_hub_log_reader (VigieHubLog *log, GError **error);

gboolean vigie_hub_log_begin (VigieHubLog *log, GError **error);
gboolean vigie_hub_log_commit (VigieHubLog *log, GError **error);
void vigie_hub_log_rollback (VigieHubLog *log);

/* @event was checked and follows its device's tail, or takes a place that is withheld; @withheld (nullable): what
 * vigie_hub_log_withheld_before() says. TAKEN: its id is here already. */
gboolean vigie_hub_log_append (VigieHubLog *log, const VigieEvent *event, GBytes *withheld, VigieHubSpecial special, VigieHubPlace *place, GError **error);

/* Keeps the place of an event that was not taken, directly after its device's tail, which moves on; or says more of a place
 * that is withheld already. */
gboolean vigie_hub_log_withhold (VigieHubLog *log, const VigieHubWithheld *withheld, gint64 now_usec, GError **error);
/* *fits: the place of @event is withheld, and nothing says that another event belongs there. */
gboolean vigie_hub_log_withheld (VigieHubLog *log, const VigieEvent *event, gboolean *fits, gboolean *admitted, GError **error);
/* The hashes of the withheld places directly before that of @event, joined; *hashes is owned, NULL when there are none. */
gboolean vigie_hub_log_withheld_before (VigieHubLog *log, const VigieEvent *event, GBytes **hashes, GError **error);
/* The oldest first. */
gboolean vigie_hub_log_list_withheld (VigieHubLog *log, VigieHubWithheldFunc func, gpointer user_data, GError **error);
/* Lets event @id in when it comes again, whatever the role of who recorded it. */
gboolean vigie_hub_log_admit (VigieHubLog *log, const char *id, gboolean *found, GError **error);
/* The bytes of event @id give way to @header; hash, signature and link stay. */
gboolean vigie_hub_log_redact (VigieHubLog *log, const char *id, const char *header, gboolean *found, GError **error);
gboolean vigie_hub_log_find (VigieHubLog *log, const char *id, VigieHubPlace *place, gboolean *found, GError **error);
gboolean vigie_hub_log_tail (VigieHubLog *log, const char *stream, const guint8 *device, VigieHubTail *tail, GError **error);
gboolean vigie_hub_log_epoch (VigieHubLog *log, char epoch[33], guint64 *head, GError **error);

/* Rows with seq > @after in order; of one stream those with position > @after. */
gboolean vigie_hub_log_page (VigieHubLog *log, guint64 after, VigieHubRowFunc func, gpointer user_data, GError **error);
gboolean vigie_hub_log_page_stream (VigieHubLog *log, const char *stream, guint64 after, VigieHubRowFunc func, gpointer user_data, GError **error);
gboolean vigie_hub_log_page_special (VigieHubLog *log, VigieHubSpecial special, VigieHubRowFunc func, gpointer user_data, GError **error);
/* Streams whose name stands after @after ("": all), by name. */
gboolean vigie_hub_log_streams (VigieHubLog *log, const char *after, VigieHubStreamFunc func, gpointer user_data, GError **error);

/* Contents of attachments: first an event names one, then it arrives piece by piece. */
gboolean vigie_hub_log_name_blob (VigieHubLog *log, const guint8 *hash, const char *stream, gint64 size_bytes, GError **error);
gboolean vigie_hub_log_blob_named (VigieHubLog *log, const guint8 *hash, VigieHubNamedFunc func, gpointer user_data, GError **error);
/* How many pieces from the first on are here; all 0 when nothing is. */
gboolean vigie_hub_log_blob_state (VigieHubLog *log, const guint8 *hash, gint64 *size_bytes, guint *n_pieces, gboolean *complete, GError **error);
gboolean vigie_hub_log_blob_put (VigieHubLog *log, const guint8 *hash, gint64 size_bytes, guint piece, GBytes *bytes, GError **error);
gboolean vigie_hub_log_blob_set_complete (VigieHubLog *log, const guint8 *hash, GError **error);
gboolean vigie_hub_log_blob_drop (VigieHubLog *log, const guint8 *hash, GError **error);
GBytes *vigie_hub_log_blob_get (VigieHubLog *log, const guint8 *hash, guint piece, GError **error); /* MISSING when it is not here */

/* A device has one token: a new one takes the place of the old. Hashes only. */
gboolean vigie_hub_log_token_put (VigieHubLog *log, const guint8 *hash, const VigieHubToken *token, gint64 now_usec, GError **error);
gboolean vigie_hub_log_token_find (VigieHubLog *log, const guint8 *hash, VigieHubToken *token, gboolean *found, GError **error);
gboolean vigie_hub_log_token_drop (VigieHubLog *log, const guint8 *device, GError **error);

gboolean vigie_hub_log_invitation_put (VigieHubLog *log, const guint8 *hash, const VigieHubInvitation *invitation, GError **error);
gboolean vigie_hub_log_invitation_find (VigieHubLog *log, const guint8 *hash, VigieHubInvitation *invitation, gboolean *found, GError **error);
gboolean vigie_hub_log_invitation_use (VigieHubLog *log, const guint8 *hash, const guint8 *device, GError **error);
void vigie_hub_invitation_clear (VigieHubInvitation *invitation);

gboolean vigie_hub_log_value_put (VigieHubLog *log, const char *name, const char *value, GError **error);
char *vigie_hub_log_value_get (VigieHubLog *log, const char *name, GError **error); /* NULL without error: none */

/* A consistent copy under @path (mode 0600), which gets a new epoch when it is opened. */
gboolean vigie_hub_log_backup (VigieHubLog *log, const char *path, GError **error);
/* What the database itself finds wrong, as sentences. */
gboolean vigie_hub_log_check (VigieHubLog *log, GPtrArray *faults, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieHubLog, vigie_hub_log_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VigieHubInvitation, vigie_hub_invitation_clear)

G_END_DECLS
