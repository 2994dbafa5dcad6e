/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-session.h"

/* The calendars that this computer follows: their addresses stay here, for such an address is often a secret; the shifts
 * that come of them are recorded, and so reach every seat. Main thread.
 *
 * Signals: "changed" (): a line of the list says something else; "announced" (const char *words): a calendar changed and was
 * taken over, or can no longer be read. */

G_BEGIN_DECLS

#define VIGIE_TYPE_ROTA_FEEDS (vigie_rota_feeds_get_type ())
G_DECLARE_FINAL_TYPE (VigieRotaFeeds, vigie_rota_feeds, VIGIE, ROTA_FEEDS, GObject)

#define VIGIE_ROTA_FEEDS_MAX 8
#define VIGIE_ROTA_FEED_EVERY_USEC (60 * VIGIE_MINUTE_USEC)  /* how old an answer may be */
#define VIGIE_ROTA_FEED_AGAIN_USEC (10 * VIGIE_MINUTE_USEC)  /* after a failure */

typedef struct
{
  char *address, *host;
  char *level;                   /* of shifts that name none */
  char *etag, *modified;         /* or NULL */
  gint64 checked_usec;           /* the last answer, or NONE */
  gint64 tried_usec;             /* in this run, or NONE */
  char *failure;                 /* why the last try brought nothing, or NULL */
  char *change;                  /* what the last change was, or NULL */
  gint64 changed_usec;
  gboolean is_withdrawn;         /* what it gave was taken back: nothing is taken over before somebody has looked */
  gboolean is_fetching;
} VigieRotaFeed;

/* Those of @session; made, and read from its store, at the first call. Borrowed. */
VigieRotaFeeds *vigie_rota_feeds_of (VigieSession *session);
GPtrArray *vigie_rota_feeds_list (VigieRotaFeeds *self); /* const VigieRotaFeed *, borrowed until "changed" */
/* From now on; what it gives so far was taken over. FALSE: there are too many. An address that is followed already begins anew. */
gboolean vigie_rota_feeds_follow (VigieRotaFeeds *self, const char *address, const char *level, const char *etag, const char *modified);
void vigie_rota_feeds_stop (VigieRotaFeeds *self, const char *address);
void vigie_rota_feeds_check (VigieRotaFeeds *self, const char *address); /* now, whatever its age */
/* "calendar.example.ci: checked 14:05", "… cannot be reached. Shown is what it said 2 h 10 ago." Owned. */
char *vigie_rota_feed_words (VigieSession *session, const VigieRotaFeed *feed);
/* "The calendar of … changed: L3, from Mon 30 Nov 08:00 Ben, 14:05."; NULL: it never did. Owned. */
char *vigie_rota_feed_change_words (VigieSession *session, const VigieRotaFeed *feed);

G_END_DECLS
