/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the promises of incidents that are not on screen: a war room one is not looking at must still
 * say that something is late.
 *
 * Obligations are evaluated again only when a new fold arrives or when the moment comes at which the
 * engine said a state would change; between the two only words change. Each threshold (soon, overdue)
 * of each round is announced once: the round is known by its due time, so a repeated obligation that
 * was kept and falls due again is announced again. One that was postponed presses again at the time that
 * was named, and is then announced once more.
 *
 * What was announced is kept in the store, one line for each clock and subject ("DUE STATE@WOKEN
 * CLOCK/SUBJECT"; "LATEST now" says how far time had come), so that a restart does not ring for it again
 * and what fell due in between is still announced. A line outlives its pressing: when the computer's
 * clock is set back, everything passes its thresholds a second time, and what was said must be known.
 *
 * A request for a handover that waits for whoever sits here is looked for in each new fold, and when somebody else
 * sits down. */

#include "vigie-session-private.h"

#include <string.h>

#include "vigie-handover-words.h"

#define LATEST_MARK " now"

typedef struct
{
  gint64 due_usec;
  VigieObligationState state;
  gint64 woken_usec;             /* end of the postponement that was announced, or NONE */
  gboolean is_shown;             /* nobody was told yet that it no longer presses */
} Announced;

typedef struct
{
  VigieIncident *incident;
  GPtrArray *obligations;
  GHashTable *announced;         /* "clock/subject" → Announced */
  gboolean is_changed;           /* @announced is newer than what the store keeps */
  gint64 evaluated_usec;
  gint64 latest_usec;            /* the furthest that time had come, before it was set back */
  gint64 next_change_usec;
  guint late;
  char *asked;                   /* the request that was told, its event; or NULL */
} Watch;

struct _VigieWatchList
{
  VigieSession *session;         /* borrowed: the owner */
  GHashTable *watches;           /* stream → Watch */
  GHashTable *restored;          /* stream → announced, until its first fold arrives */
};

static void
free_watch (gpointer data)
{
  Watch *watch = data;

  g_clear_pointer (&watch->incident, vigie_incident_unref);
  g_clear_pointer (&watch->obligations, g_ptr_array_unref);
  g_hash_table_unref (watch->announced);
  g_free (watch->asked);
  g_free (watch);
}

VigieWatchList *
vigie_watch_list_new (VigieSession *session)
{
  VigieWatchList *self = g_new0 (VigieWatchList, 1);

  self->session = session;
  self->watches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_watch);
  self->restored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return self;
}

void
vigie_watch_list_free (VigieWatchList *self)
{
  g_hash_table_unref (self->watches);
  g_hash_table_unref (self->restored);
  g_free (self);
}

/* ---- What was announced, over restarts ---- */

char *
vigie_watch_list_place (const char *stream)
{
  return g_strconcat ("announced/", stream, NULL);
}

static GHashTable *
new_announced (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* A line that cannot be read is forgotten: the worst is that something is said twice. */
static void
read_line (GHashTable *announced,
           const char *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", 3);
  g_auto(GStrv) parts = NULL;
  gint64 due_usec;
  gint64 woken_usec = VIGIE_TIME_NONE;
  guint64 state;
  Announced *known;

  if (g_str_has_suffix (line, LATEST_MARK) && g_strv_length (words) == 2 &&
      g_ascii_string_to_signed (words[0], 10, G_MININT64, G_MAXINT64, &due_usec, NULL))
    {
      known = g_new0 (Announced, 1);
      known->due_usec = due_usec;
      g_hash_table_insert (announced, g_strdup (LATEST_MARK), known);
      return;
    }
  if (g_strv_length (words) != 3 || !g_ascii_string_to_signed (words[0], 10, G_MININT64, G_MAXINT64, &due_usec, NULL))
    return;
  parts = g_strsplit (words[1], "@", 2);
  if (!parts[0] ||
      !g_ascii_string_to_unsigned (parts[0], 10, VIGIE_OBLIGATION_DUE_SOON, VIGIE_OBLIGATION_OVERDUE, &state, NULL))
    return;
  /* Lines of earlier versions have no second part. */
  if (parts[1])
    g_ascii_string_to_signed (parts[1], 10, G_MININT64, G_MAXINT64, &woken_usec, NULL);
  known = g_new0 (Announced, 1);
  known->due_usec = due_usec;
  known->state = state;
  known->woken_usec = woken_usec;
  known->is_shown = TRUE;
  g_hash_table_insert (announced, g_strdup (words[2]), known);
}

void
vigie_watch_list_restore (VigieWatchList *self,
                          const char     *stream,
                          const char     *text)
{
  g_auto(GStrv) lines = g_strsplit (text ? text : "", "\n", -1);
  GHashTable *announced;

  if (!text || vigie_watch_list_has (self, stream))
    return;
  announced = new_announced ();
  for (guint i = 0; lines[i]; i++)
    read_line (announced, lines[i]);
  g_hash_table_insert (self->restored, g_strdup (stream), announced);
}

static void
keep (VigieWatchList *self,
      Watch          *watch)
{
  g_autofree char *place = vigie_watch_list_place (watch->incident->stream);
  g_autoptr(GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer key, value;

  if (!watch->is_changed)
    return;
  watch->is_changed = FALSE;
  g_hash_table_iter_init (&iter, watch->announced);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Announced *known = value;

      /* A line holds one clock; a subject with a line break in it cannot be kept. */
      if (!strchr (key, '\n'))
        g_string_append_printf (text, "%" G_GINT64_FORMAT " %d@%" G_GINT64_FORMAT " %s\n", known->due_usec, known->state,
                                known->woken_usec, (const char *) key);
    }
  if (text->len > 0)
    g_string_append_printf (text, "%" G_GINT64_FORMAT LATEST_MARK "\n", watch->latest_usec);
  vigie_store_thread_keep_text (vigie_session_get_store (self->session), place, text->len > 0 ? text->str : NULL);
}

/* ---- Announcing ---- */

/* Somebody who postponed it is left alone until then. */
static gboolean
presses (const VigieObligation *obligation,
         gint64                 now_usec)
{
  gboolean is_asleep = obligation->postponed_until_usec != VIGIE_TIME_NONE && obligation->postponed_until_usec > now_usec;

  return !obligation->history && !is_asleep &&
         (obligation->state == VIGIE_OBLIGATION_DUE_SOON || obligation->state == VIGIE_OBLIGATION_OVERDUE);
}

/* Whether this threshold of this round was said. A round that ends earlier than the one that was said is an
 * old one if time was set back; else its start or its span was changed, and it counts by its state. */
static gboolean
was_said (const Watch           *watch,
          const Announced       *known,
          const VigieObligation *obligation)
{
  if (obligation->postponed_until_usec != VIGIE_TIME_NONE && obligation->postponed_until_usec > known->woken_usec)
    return FALSE;
  if (obligation->due_usec > known->due_usec)
    return FALSE;
  if (obligation->due_usec < known->due_usec && watch->evaluated_usec < watch->latest_usec)
    return TRUE;
  return known->state >= obligation->state;
}

static void
announce (VigieWatchList        *self,
          Watch                 *watch,
          const char            *key,
          const VigieObligation *obligation)
{
  Announced *known = g_hash_table_lookup (watch->announced, key);

  if (known && was_said (watch, known, obligation))
    return;
  if (!known)
    {
      known = g_new0 (Announced, 1);
      g_hash_table_insert (watch->announced, g_strdup (key), known);
    }
  known->due_usec = obligation->due_usec;
  known->state = obligation->state;
  known->woken_usec = obligation->postponed_until_usec;
  known->is_shown = TRUE;
  watch->is_changed = TRUE;
  vigie_session_emit_threshold (self->session, watch->incident, obligation);
}

/* Withdraws the announcement of everything that no longer presses; that it was made stays known. */
static void
settle (VigieWatchList *self,
        Watch          *watch,
        GHashTable     *pressing)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, watch->announced);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Announced *known = value;

      if (!known->is_shown || g_hash_table_contains (pressing, key))
        continue;
      known->is_shown = FALSE;
      vigie_session_emit_settled (self->session, watch->incident->stream, key);
    }
  keep (self, watch);
}

/* An incident that no longer counts leaves nothing behind. */
static void
forget (VigieWatchList *self,
        Watch          *watch)
{
  g_hash_table_remove_all (watch->announced);
  watch->is_changed = TRUE;
  keep (self, watch);
}

/* Nothing was recorded after this, by whichever clock. */
static gint64
last_stamp_usec (const VigieIncident *incident)
{
  const VigieEvent *last = incident->events->len > 0 ? incident->events->pdata[incident->events->len - 1] : NULL;

  return last ? last->stamp_usec : VIGIE_TIME_NONE;
}

static void
evaluate (VigieWatchList *self,
          Watch          *watch)
{
  g_autoptr(GHashTable) pressing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 now_usec = vigie_session_now_usec (self->session);

  g_clear_pointer (&watch->obligations, g_ptr_array_unref);
  watch->obligations = vigie_obligations_evaluate (vigie_session_get_playbook (self->session), watch->incident, now_usec);
  watch->evaluated_usec = now_usec;
  watch->latest_usec = MAX (watch->latest_usec, MAX (now_usec, last_stamp_usec (watch->incident)));
  watch->next_change_usec = vigie_obligations_next_change (watch->obligations, now_usec);
  watch->late = 0;

  for (guint i = 0; i < watch->obligations->len; i++)
    {
      const VigieObligation *obligation = watch->obligations->pdata[i];
      char *key;

      if (!obligation->history && obligation->state == VIGIE_OBLIGATION_OVERDUE)
        watch->late++;
      if (!presses (obligation, now_usec))
        continue;
      key = g_strconcat (obligation->id, "/", obligation->subject, NULL);
      announce (self, watch, key, obligation);
      g_hash_table_add (pressing, key);
    }
  settle (self, watch, pressing);
}

/* ---- Requests for a handover ---- */

/* @handover: what now waits for whoever sits here, or NULL. */
static void
tell_asked (VigieWatchList *self, Watch *watch, const VigieHandover *handover)
{
  const char *asked = handover ? handover->event->id : NULL;

  if (g_strcmp0 (asked, watch->asked) == 0)
    return;
  g_free (watch->asked);
  watch->asked = g_strdup (asked);
  vigie_session_emit_asked (self->session, watch->incident, handover);
}

static void
look_for_requests (VigieWatchList *self, Watch *watch)
{
  tell_asked (self, watch, vigie_handover_for (watch->incident, vigie_session_get_author (self->session)));
}

void
vigie_watch_list_sits_down (VigieWatchList *self)
{
  GHashTableIter iter;
  gpointer watch;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, &watch))
    look_for_requests (self, watch);
}

/* How far time had come before this start; kept among the lines under a name that no clock has. */
static gint64
take_latest (GHashTable *announced)
{
  Announced *latest = g_hash_table_lookup (announced, LATEST_MARK);
  gint64 latest_usec = latest ? latest->due_usec : VIGIE_TIME_NONE;

  g_hash_table_remove (announced, LATEST_MARK);
  return latest_usec;
}

void
vigie_watch_list_put (VigieWatchList *self,
                      const char     *stream,
                      VigieIncident  *incident)
{
  Watch *watch = g_hash_table_lookup (self->watches, stream);
  g_autofree char *name = NULL;
  GHashTable *announced;

  if (!watch)
    {
      watch = g_new0 (Watch, 1);
      if (g_hash_table_steal_extended (self->restored, stream, (gpointer *) &name, (gpointer *) &announced))
        watch->announced = announced;
      else
        watch->announced = new_announced ();
      watch->latest_usec = take_latest (watch->announced);
      g_hash_table_insert (self->watches, g_strdup (stream), watch);
    }
  vigie_incident_ref (incident);
  g_clear_pointer (&watch->incident, vigie_incident_unref);
  watch->incident = incident;
  evaluate (self, watch);
  look_for_requests (self, watch);
}

void
vigie_watch_list_retain (VigieWatchList *self,
                         GHashTable     *keep)
{
  g_autoptr(GHashTable) nothing = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer stream, watch;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, &stream, &watch))
    if (!g_hash_table_contains (keep, stream))
      {
        settle (self, watch, nothing);
        tell_asked (self, watch, NULL);
        forget (self, watch);
        g_hash_table_iter_remove (&iter);
      }
}

gboolean
vigie_watch_list_has (VigieWatchList *self,
                      const char     *stream)
{
  return g_hash_table_contains (self->watches, stream);
}

VigieIncident *
vigie_watch_list_get (VigieWatchList *self,
                      const char     *stream)
{
  Watch *watch = g_hash_table_lookup (self->watches, stream);

  return watch ? watch->incident : NULL;
}

void
vigie_watch_list_tick (VigieWatchList *self)
{
  gint64 now_usec = vigie_session_now_usec (self->session);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Watch *watch = value;
      gboolean due = watch->next_change_usec != VIGIE_TIME_NONE && now_usec >= watch->next_change_usec;

      /* A clock that was set back makes everything we worked out wrong, and until time has caught up what
       * has happened in the meantime comes into force again, at moments that no clock foretells. */
      if (due || now_usec < watch->evaluated_usec || watch->evaluated_usec < watch->latest_usec)
        evaluate (self, watch);
    }
}

GPtrArray *
vigie_watch_list_list_pressing (VigieWatchList *self,
                                const char     *stream)
{
  Watch *watch = g_hash_table_lookup (self->watches, stream);
  GPtrArray *pressing = g_ptr_array_new ();

  for (guint i = 0; watch && i < watch->obligations->len; i++)
    if (presses (watch->obligations->pdata[i], watch->evaluated_usec))
      g_ptr_array_add (pressing, watch->obligations->pdata[i]);
  return pressing;
}

guint
vigie_watch_list_pressing (VigieWatchList         *self,
                           const char             *stream,
                           const VigieObligation **urgent)
{
  g_autoptr(GPtrArray) pressing = vigie_watch_list_list_pressing (self, stream);

  *urgent = pressing->len > 0 ? pressing->pdata[0] : NULL;
  return pressing->len;
}

guint
vigie_watch_list_late (VigieWatchList *self,
                       const char     *stream)
{
  Watch *watch = g_hash_table_lookup (self->watches, stream);

  return watch ? watch->late : 0;
}

guint
vigie_watch_list_all_late (VigieWatchList *self)
{
  GHashTableIter iter;
  gpointer value;
  guint late = 0;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    late += ((Watch *) value)->late;
  return late;
}

gint64
vigie_watch_list_next_due (VigieWatchList *self,
                           const char     *stream)
{
  Watch *watch = g_hash_table_lookup (self->watches, stream);
  gint64 next_usec = VIGIE_TIME_NONE;

  for (guint i = 0; watch && i < watch->obligations->len; i++)
    {
      const VigieObligation *obligation = watch->obligations->pdata[i];

      if (obligation->history || !vigie_obligation_is_running (obligation) || obligation->due_usec == VIGIE_TIME_NONE)
        continue;
      if (next_usec == VIGIE_TIME_NONE || obligation->due_usec < next_usec)
        next_usec = obligation->due_usec;
    }
  return next_usec;
}

gint64
vigie_watch_list_next_change (VigieWatchList *self)
{
  gint64 next_usec = VIGIE_TIME_NONE;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      gint64 change_usec = ((Watch *) value)->next_change_usec;

      if (change_usec != VIGIE_TIME_NONE && (next_usec == VIGIE_TIME_NONE || change_usec < next_usec))
        next_usec = change_usec;
    }
  return next_usec;
}
