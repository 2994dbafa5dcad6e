/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of the timeline. The object of an event stays the same from fold to fold; only what it points
 * to changes, and "changed" says so. Its words are made when first asked for: a long night has
 * thousands of rows and a screen shows twenty. */

#include "vigie-timeline-item-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-conflict.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define ROW_MAX_CHARS 500

struct _VigieTimelineItem
{
  GObject parent_instance;

  VigieSession *session;         /* borrowed from the model that made this */
  char *id;
  gint64 time_usec;
  gint64 came_usec;
  gboolean is_day;
  VigieIncident *incident;       /* owned: keeps @entry alive */
  const VigieEntry *entry;

  char *time;
  char *text;
  char *author;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VigieTimelineItem, vigie_timeline_item, G_TYPE_OBJECT)

static void
forget_words (VigieTimelineItem *self)
{
  g_clear_pointer (&self->time, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->author, g_free);
}

static void
vigie_timeline_item_finalize (GObject *object)
{
  VigieTimelineItem *self = VIGIE_TIMELINE_ITEM (object);

  forget_words (self);
  g_clear_pointer (&self->incident, vigie_incident_unref);
  g_clear_object (&self->session);
  g_free (self->id);
  G_OBJECT_CLASS (vigie_timeline_item_parent_class)->finalize (object);
}

static void
vigie_timeline_item_class_init (VigieTimelineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vigie_timeline_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", VIGIE_TYPE_TIMELINE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_timeline_item_init (VigieTimelineItem *self)
{
  self->came_usec = VIGIE_TIME_NONE;
}

VigieTimelineItem *
vigie_timeline_item_new_day (VigieSession *session,
                             const char   *id,
                             gint64        time_usec)
{
  VigieTimelineItem *self = g_object_new (VIGIE_TYPE_TIMELINE_ITEM, NULL);

  self->session = g_object_ref (session);
  self->id = g_strdup (id);
  self->time_usec = time_usec;
  self->is_day = TRUE;
  return self;
}

VigieTimelineItem *
vigie_timeline_item_new (VigieSession     *session,
                         VigieIncident    *incident,
                         const VigieEntry *entry)
{
  VigieTimelineItem *self = g_object_new (VIGIE_TYPE_TIMELINE_ITEM, NULL);

  self->session = g_object_ref (session);
  self->id = g_strdup (entry->event->id);
  self->incident = vigie_incident_ref (incident);
  self->entry = entry;
  self->time_usec = entry->occurred_usec;
  return self;
}

static gboolean
looks_the_same (const VigieEntry *a,
                const VigieEntry *b)
{
  return a->occurred_usec == b->occurred_usec && a->kind == b->kind && a->starred == b->starred &&
         a->done == b->done && a->retracted_usec == b->retracted_usec && !a->correction == !b->correction &&
         !g_strcmp0 (a->text, b->text) && !g_strcmp0 (a->code, b->code) &&
         !g_strcmp0 (a->retract_reason, b->retract_reason);
}

gboolean
vigie_entry_is_after_closing (const VigieIncident *incident,
                              const VigieEntry    *entry)
{
  const VigieEvent *closing = incident->milestone_events[VIGIE_MILESTONE_CLOSED];

  return incident->milestones[VIGIE_MILESTONE_CLOSED] != VIGIE_TIME_NONE && closing != NULL && entry->text != NULL &&
         !entry->is_milestone && g_str_equal (closing->kind, "milestone.set") && vigie_event_compare (closing, entry->event) < 0;
}

/* It counts what came after it. */
static gboolean
is_closing (const VigieEntry *entry)
{
  return entry->is_milestone && entry->milestone == VIGIE_MILESTONE_CLOSED;
}

static const VigieConflict *
find_conflict (VigieIncident    *incident,
               const VigieEntry *entry)
{
  static const VigieConflictKind kinds[] = { VIGIE_CONFLICT_ENTRY, VIGIE_CONFLICT_HYPOTHESIS, VIGIE_CONFLICT_REVIEW };
  const VigieConflict *conflict = NULL;

  for (gsize i = 0; incident->conflicts->len > 0 && conflict == NULL && i < G_N_ELEMENTS (kinds); i++)
    conflict = vigie_incident_conflict (incident, kinds[i], entry->event->id);

  return conflict;
}

const VigieConflict *
vigie_timeline_item_get_conflict (VigieTimelineItem *self)
{
  return self->entry != NULL ? find_conflict (self->incident, self->entry) : NULL;
}

void
vigie_timeline_item_set_entry (VigieTimelineItem *self,
                               VigieIncident     *incident,
                               const VigieEntry  *entry)
{
  /* The old fold is still held, so its entry may be read. */
  gboolean same = looks_the_same (self->entry, entry)
                  && !vigie_timeline_item_get_conflict (self) == !find_conflict (incident, entry)
                  && vigie_entry_is_after_closing (self->incident, self->entry) == vigie_entry_is_after_closing (incident, entry)
                  && !is_closing (entry);

  vigie_incident_ref (incident);
  vigie_incident_unref (self->incident);
  self->incident = incident;
  self->entry = entry;
  self->time_usec = entry->occurred_usec;
  if (same)
    return;
  forget_words (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
vigie_timeline_item_set_fold (VigieTimelineItem *self,
                              VigieIncident     *incident)
{
  if (self->is_day || self->incident == incident)
    return;
  vigie_incident_ref (incident);
  vigie_incident_unref (self->incident);
  self->incident = incident;
  if (is_closing (self->entry))
    g_signal_emit (self, signals[CHANGED], 0);
}

void
vigie_timeline_item_set_came (VigieTimelineItem *self,
                              gint64             came_usec)
{
  self->came_usec = came_usec;
}

gint64
vigie_timeline_item_get_came_usec (VigieTimelineItem *self)
{
  return self->came_usec;
}

gboolean
vigie_timeline_item_is_day (VigieTimelineItem *self)
{
  return self->is_day;
}

const char *
vigie_timeline_item_get_id (VigieTimelineItem *self)
{
  return self->id;
}

const VigieEntry *
vigie_timeline_item_get_entry (VigieTimelineItem *self)
{
  return self->entry;
}

const char *
vigie_timeline_item_get_time (VigieTimelineItem *self)
{
  GTimeZone *zone = vigie_session_get_zone (self->session);

  if (!self->time && self->is_day)
    self->time = vigie_time_format_long_date (self->time_usec, zone, vigie_session_get_lang (self->session));
  else if (!self->time)
    self->time = vigie_time_format_clock (self->time_usec, zone);
  return self->time;
}

/* "Closed: the shop is shut": what was typed with a time of the incident does not say which time it is. */
static char *
whole_text (VigieTimelineItem *self)
{
  VigieLang lang = vigie_session_get_lang (self->session);
  char *text = vigie_entry_text (self->entry, self->incident, vigie_session_get_playbook (self->session), lang);
  g_autofree char *typed = NULL;

  if (!self->entry->is_milestone || self->entry->text == NULL)
    return text;
  typed = text;

  /* Translators: a time of the incident's life, as “Closed”, and what was typed with it. */
  return g_strdup_printf (_("%1$s: %2$s"), vigie_milestone_label (self->entry->milestone, lang), typed);
}

static char *
make_text (VigieTimelineItem *self)
{
  g_autofree char *whole = NULL;
  g_autofree char *line = NULL;

  if (self->is_day)
    return g_strdup (vigie_timeline_item_get_time (self));
  whole = whole_text (self);
  line = vigie_text_first_line (whole, ROW_MAX_CHARS);
  return vigie_text_ui_clean (line, ROW_MAX_CHARS);
}

const char *
vigie_timeline_item_get_text (VigieTimelineItem *self)
{
  if (!self->text)
    self->text = make_text (self);
  return self->text;
}

const char *
vigie_timeline_item_get_author (VigieTimelineItem *self)
{
  if (!self->author)
    self->author = self->is_day ? g_strdup ("") : vigie_short_name (self->entry->event->author);
  return self->author;
}

gboolean
vigie_timeline_item_is_followup (VigieTimelineItem *self)
{
  return self->entry && self->entry->kind == VIGIE_ENTRY_FOLLOWUP;
}
