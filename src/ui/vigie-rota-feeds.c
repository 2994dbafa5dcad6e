/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A calendar is asked for again once an hour, with the marks of the last answer. What differs from what stands is recorded
 * as an import, under the name of the host, and said. What somebody took back is not taken over a second time: the person
 * was nearer than the calendar. Without a network all stays as it is, and the line says how old it is. */

#include "vigie-rota-feeds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-json-writer.h"
#include "vigie-json.h"
#include "vigie-oncall.h"
#include "vigie-rota-calendar.h"
#include "vigie-rota-fetch.h"
#include "vigie-rota-import.h"
#include "vigie-sync-feed.h"
#include "vigie-time.h"

#define PLACE "directory/calendars"
#define KEPT_MAX_BYTES (64 * 1024)
#define DATA "vigie-rota-feeds"
#define HORIZON_USEC (26 * VIGIE_WEEK_USEC) /* shorter than that, the rest of the calendar is taken over too */

struct _VigieRotaFeeds
{
  GObject parent_instance;

  VigieSession *session;         /* weak: it owns this */
  GPtrArray *feeds;              /* VigieRotaFeed * */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (VigieRotaFeeds, vigie_rota_feeds, G_TYPE_OBJECT)

enum { CHANGED, ANNOUNCED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
feed_free (gpointer data)
{
  VigieRotaFeed *feed = data;

  g_free (feed->address);
  g_free (feed->host);
  g_free (feed->level);
  g_free (feed->etag);
  g_free (feed->modified);
  g_free (feed->failure);
  g_free (feed->change);
  g_free (feed);
}

static VigieRotaFeed *
feed_new (const char *address, const char *level)
{
  VigieRotaFeed *feed = g_new0 (VigieRotaFeed, 1);

  feed->address = g_strdup (address);
  feed->host = vigie_sync_feed_host (address);
  feed->level = g_strdup (level);
  feed->checked_usec = feed->tried_usec = feed->changed_usec = VIGIE_TIME_NONE;

  return feed;
}

static VigieRotaFeed *
find (VigieRotaFeeds *self, const char *address)
{
  for (guint i = 0; i < self->feeds->len; i++)
    if (g_str_equal (((VigieRotaFeed *) self->feeds->pdata[i])->address, address))
      return self->feeds->pdata[i];

  return NULL;
}

/* ---- Kept ---- */

static void
keep (VigieRotaFeeds *self)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < self->feeds->len; i++)
    {
      const VigieRotaFeed *feed = self->feeds->pdata[i];

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "address", feed->address);
      vigie_json_writer_member_string (writer, "level", feed->level);
      vigie_json_writer_member_string (writer, "etag", feed->etag);
      vigie_json_writer_member_string (writer, "modified", feed->modified);
      vigie_json_writer_member_int (writer, "checked", feed->checked_usec);
      vigie_json_writer_member_string (writer, "change", feed->change);
      vigie_json_writer_member_int (writer, "changed", feed->changed_usec);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
  text = vigie_json_writer_steal (writer);
  vigie_store_thread_keep_text (vigie_session_get_store (self->session), PLACE, self->feeds->len > 0 ? text : NULL);
}

static void
read_kept (VigieRotaFeeds *self, const VigieJson *json)
{
  for (VigieJsonNode one = vigie_json_first (json, 0); one != VIGIE_JSON_NONE; one = vigie_json_next (json, one))
    {
      g_autofree char *typed = vigie_json_member_string (json, one, "address");
      g_autofree char *address = typed != NULL ? vigie_sync_feed_address (typed, NULL) : NULL;
      g_autofree char *level = vigie_json_member_string (json, one, "level");
      VigieRotaFeed *feed;

      if (address == NULL || level == NULL || find (self, address) != NULL || self->feeds->len >= VIGIE_ROTA_FEEDS_MAX)
        continue;
      feed = feed_new (address, level);
      feed->etag = vigie_json_member_string (json, one, "etag");
      feed->modified = vigie_json_member_string (json, one, "modified");
      feed->checked_usec = vigie_json_member_int (json, one, "checked", VIGIE_TIME_NONE);
      feed->change = vigie_json_member_string (json, one, "change");
      feed->changed_usec = vigie_json_member_int (json, one, "changed", VIGIE_TIME_NONE);
      g_ptr_array_add (self->feeds, feed);
    }
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieRotaFeeds) self = user_data;
  g_autofree char *text = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result, NULL);
  g_autoptr(VigieJson) json = text != NULL ? vigie_json_parse (text, strlen (text), KEPT_MAX_BYTES, NULL) : NULL;

  if (json == NULL || vigie_json_type (json, 0) != VIGIE_JSON_ARRAY || self->session == NULL)
    return;
  read_kept (self, json);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- Taking over ---- */

/* "from Mon 30 Nov 08:00 Ben": the first stretch that was not so before. */
static char *
change_words (VigieRotaFeeds *self, const VigieRotaFeed *feed, const VigieRotaImport *import)
{
  for (guint i = 0; i < import->levels->len; i++)
    {
      const VigieRotaImportLevel *level = import->levels->pdata[i];

      for (guint k = 0; k < level->shifts->len; k++)
        {
          const VigieReadShift *shift = level->shifts->pdata[k];
          g_autofree char *from = vigie_oncall_time (self->session, shift->from_usec);

          if (!vigie_rota_calendar_has (vigie_oncall_rota (self->session), level->level, feed->host, shift->person, shift->from_usec, shift->to_usec))
            /* Translators: %1$s is the name of a server, %2$s a support level, %3$s a time, %4$s a person. */
            return g_strdup_printf (_("The calendar of %1$s changed: %2$s, from %3$s %4$s"), feed->host, level->level, from,
                                    vigie_directory_name (vigie_session_get_directory (self->session), shift->person, vigie_session_get_lang (self->session)));
        }
    }

  /* Translators: %s is the name of a server. */
  return g_strdup_printf (_("The calendar of %s changed: shifts fell away"), feed->host);
}

/* What stands up to its own end counts as said: after the end of a shorter calendar there is nobody, not who was before. */
static gboolean
compare_levels (VigieRotaFeeds *self, const VigieRotaFeed *feed, VigieRotaImport *import, gboolean *stands, gboolean *is_short)
{
  gint64 now_usec = vigie_session_now_usec (self->session);
  gboolean same = TRUE;

  *stands = *is_short = FALSE;
  for (guint i = 0; i < import->levels->len; i++)
    {
      VigieRotaImportLevel *level = import->levels->pdata[i];
      gint64 until_usec = VIGIE_TIME_NONE;

      same = vigie_rota_calendar_says (vigie_oncall_rota (self->session), level->level, feed->host, level->shifts, now_usec, &until_usec) && same;
      if (until_usec == VIGIE_TIME_NONE)
        continue;
      *stands = TRUE;
      *is_short = *is_short || (until_usec - now_usec < HORIZON_USEC && level->to_usec > until_usec);
      level->to_usec = MAX (level->to_usec, until_usec);
    }

  return same;
}

typedef struct { VigieRotaFeeds *self; char *address, *change; } Taking;

static void
recorded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Taking *taking = user_data;
  g_autoptr(VigieRotaFeeds) self = taking->self;
  g_autofree char *address = taking->address;
  g_autofree char *change = taking->change;
  g_autoptr(GPtrArray) events = NULL;
  VigieRotaFeed *feed;

  g_free (taking);
  if (self->session == NULL)
    return;
  events = vigie_session_record_finish (self->session, result, NULL);
  feed = find (self, address);
  if (events == NULL || feed == NULL || change == NULL)
    return;
  g_free (feed->change);
  feed->change = g_strdup (change);
  feed->changed_usec = vigie_session_now_usec (self->session);
  keep (self);
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[ANNOUNCED], 0, change);
}

/* NULL, or why it cannot be taken over. */
static char *
take_over (VigieRotaFeeds *self, VigieRotaFeed *feed, const VigieForeignCalendar *calendar)
{
  VigieDirectory *directory = vigie_session_get_directory (self->session);
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieRotaImport) import = vigie_rota_import_prepare (calendar, directory, feed->level, &error);
  gboolean stands = FALSE, is_short = FALSE, same;
  GPtrArray *drafts;
  Taking *taking;

  if (import == NULL)
    return g_strdup (error->message);
  same = compare_levels (self, feed, import, &stands, &is_short);
  feed->is_withdrawn = !stands;
  if (!stands || (same && !is_short))
    return NULL;
  drafts = vigie_rota_import_drafts (import, directory, feed->host, vigie_session_get_author (self->session), vigie_session_now_usec (self->session), &error);
  if (drafts == NULL)
    return g_strdup (error->message);
  taking = g_new0 (Taking, 1);
  *taking = (Taking) { g_object_ref (self), g_strdup (feed->address), same ? NULL : change_words (self, feed, import) };
  vigie_session_record_async (self->session, drafts, self->cancellable, recorded_cb, taking);

  return NULL;
}

typedef struct { VigieRotaFeeds *self; char *address; } Checking;

/* Told once: when what was right begins to grow old. */
static void
note_failure (VigieRotaFeeds *self, VigieRotaFeed *feed, char *failure_taken)
{
  gboolean is_new = failure_taken != NULL && feed->failure == NULL;

  g_free (feed->failure);
  feed->failure = failure_taken;
  if (is_new)
    g_signal_emit (self, signals[ANNOUNCED], 0, failure_taken);
}

static void
fetched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Checking *checking = user_data;
  g_autoptr(VigieRotaFeeds) self = checking->self;
  g_autofree char *address = checking->address;
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieRotaFetched) fetched = vigie_rota_fetch_finish (result, &error);
  VigieRotaFeed *feed = self->session != NULL ? find (self, address) : NULL;
  char *failure = NULL;

  g_free (checking);
  if (feed == NULL)
    return;
  feed->is_fetching = FALSE;
  if (fetched == NULL)
    failure = g_strdup (error->message);
  else if (fetched->calendar != NULL)
    failure = take_over (self, feed, fetched->calendar);
  if (failure == NULL)
    {
      g_free (feed->etag);
      g_free (feed->modified);
      feed->etag = g_steal_pointer (&fetched->etag);
      feed->modified = g_steal_pointer (&fetched->modified);
      feed->checked_usec = vigie_session_now_usec (self->session);
      keep (self);
    }
  note_failure (self, feed, failure);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Not modified says nothing of a year that grew shorter meanwhile: twice a year all of it is asked for. */
static gboolean
needs_whole (VigieRotaFeeds *self, const VigieRotaFeed *feed)
{
  gint64 until_usec = vigie_rota_calendar_until (vigie_oncall_rota (self->session), feed->host);

  return until_usec == VIGIE_TIME_NONE || until_usec - vigie_session_now_usec (self->session) < HORIZON_USEC;
}

static void
check (VigieRotaFeeds *self, VigieRotaFeed *feed)
{
  gboolean whole = needs_whole (self, feed);
  Checking *checking;

  if (feed->is_fetching)
    return;
  checking = g_new0 (Checking, 1);
  *checking = (Checking) { g_object_ref (self), g_strdup (feed->address) };
  feed->is_fetching = TRUE;
  feed->tried_usec = vigie_session_now_usec (self->session);
  vigie_rota_fetch_async (self->session, feed->address, whole ? NULL : feed->etag, whole ? NULL : feed->modified, self->cancellable, fetched_cb, checking);
}

static gboolean
is_due (const VigieRotaFeed *feed, gint64 now_usec)
{
  gint64 since_usec = feed->tried_usec != VIGIE_TIME_NONE ? feed->tried_usec : feed->checked_usec;
  gint64 every_usec = feed->failure != NULL ? VIGIE_ROTA_FEED_AGAIN_USEC : VIGIE_ROTA_FEED_EVERY_USEC;

  /* A clock that was set back makes nothing younger. */
  return since_usec == VIGIE_TIME_NONE || now_usec < since_usec || now_usec - since_usec >= every_usec;
}

static void
tick_cb (VigieRotaFeeds *self)
{
  gint64 now_usec = vigie_session_now_usec (self->session);

  for (guint i = 0; i < self->feeds->len; i++)
    if (!((VigieRotaFeed *) self->feeds->pdata[i])->is_withdrawn && is_due (self->feeds->pdata[i], now_usec))
      check (self, self->feeds->pdata[i]);
}

/* ---- The list ---- */

GPtrArray *
vigie_rota_feeds_list (VigieRotaFeeds *self)
{
  g_return_val_if_fail (VIGIE_IS_ROTA_FEEDS (self), NULL);

  return self->feeds;
}

gboolean
vigie_rota_feeds_follow (VigieRotaFeeds *self, const char *address, const char *level, const char *etag, const char *modified)
{
  VigieRotaFeed *feed;

  g_return_val_if_fail (VIGIE_IS_ROTA_FEEDS (self) && address != NULL && level != NULL, FALSE);

  vigie_rota_feeds_stop (self, address);
  if (self->feeds->len >= VIGIE_ROTA_FEEDS_MAX)
    return FALSE;
  feed = feed_new (address, level);
  feed->etag = g_strdup (etag);
  feed->modified = g_strdup (modified);
  feed->checked_usec = vigie_session_now_usec (self->session);
  g_ptr_array_add (self->feeds, feed);
  keep (self);
  g_signal_emit (self, signals[CHANGED], 0);

  return TRUE;
}

void
vigie_rota_feeds_stop (VigieRotaFeeds *self, const char *address)
{
  g_return_if_fail (VIGIE_IS_ROTA_FEEDS (self) && address != NULL);

  if (find (self, address) == NULL)
    return;
  g_ptr_array_remove (self->feeds, find (self, address));
  keep (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
vigie_rota_feeds_check (VigieRotaFeeds *self, const char *address)
{
  VigieRotaFeed *feed;

  g_return_if_fail (VIGIE_IS_ROTA_FEEDS (self) && address != NULL);

  feed = find (self, address);
  if (feed == NULL)
    return;
  check (self, feed);
  g_signal_emit (self, signals[CHANGED], 0);
}

char *
vigie_rota_feed_words (VigieSession *session, const VigieRotaFeed *feed)
{
  gint64 now_usec = vigie_session_now_usec (session);
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *at = feed->checked_usec != VIGIE_TIME_NONE ? vigie_time_format_near (feed->checked_usec, now_usec, vigie_session_get_zone (session), lang) : NULL;
  g_autofree char *age = feed->checked_usec != VIGIE_TIME_NONE ? vigie_duration_format (MAX (0, now_usec - feed->checked_usec), lang) : NULL;

  if (feed->is_withdrawn)
    return g_strdup_printf (_("%s: its shifts were taken back here; follow it anew to take them over again."), feed->host);
  if (feed->failure != NULL && at != NULL)
    /* Translators: %1$s is a sentence, %2$s a time, %3$s a span of time. */
    return g_strdup_printf (_("%1$s What is shown is of %2$s, %3$s ago."), feed->failure, at, age);
  if (feed->failure != NULL)
    return g_strdup (feed->failure);
  if (feed->is_fetching || at == NULL)
    return g_strdup_printf (_("Follows %s: asking…"), feed->host);

  return g_strdup_printf (_("Follows %1$s: checked %2$s."), feed->host, at);
}

char *
vigie_rota_feed_change_words (VigieSession *session, const VigieRotaFeed *feed)
{
  g_autofree char *changed = NULL;

  if (feed->change == NULL || feed->changed_usec == VIGIE_TIME_NONE)
    return NULL;
  changed = vigie_time_format_near (feed->changed_usec, vigie_session_now_usec (session), vigie_session_get_zone (session), vigie_session_get_lang (session));

  return g_strdup_printf ("%s, %s.", feed->change, changed);
}

/* ---- Object ---- */

static void
vigie_rota_feeds_finalize (GObject *object)
{
  VigieRotaFeeds *self = VIGIE_ROTA_FEEDS (object);

  g_ptr_array_unref (self->feeds);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (vigie_rota_feeds_parent_class)->finalize (object);
}

static void
vigie_rota_feeds_class_init (VigieRotaFeedsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vigie_rota_feeds_finalize;
  signals[CHANGED] = g_signal_new ("changed", VIGIE_TYPE_ROTA_FEEDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ANNOUNCED] = g_signal_new ("announced", VIGIE_TYPE_ROTA_FEEDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vigie_rota_feeds_init (VigieRotaFeeds *self)
{
  self->feeds = g_ptr_array_new_with_free_func (feed_free);
  self->cancellable = g_cancellable_new ();
}

/* The session goes; what is on its way comes back to nobody. */
static void
let_go (gpointer data)
{
  VigieRotaFeeds *self = data;

  self->session = NULL;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self);
}

VigieRotaFeeds *
vigie_rota_feeds_of (VigieSession *session)
{
  VigieRotaFeeds *self = g_object_get_data (G_OBJECT (session), DATA);

  if (self != NULL)
    return self;
  self = g_object_new (VIGIE_TYPE_ROTA_FEEDS, NULL);
  self->session = session;
  g_object_set_data_full (G_OBJECT (session), DATA, self, let_go);
  g_signal_connect_object (session, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  vigie_store_thread_kept_text_async (vigie_session_get_store (session), PLACE, self->cancellable, kept_cb, g_object_ref (self));

  return self;
}
