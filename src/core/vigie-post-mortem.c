/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a post-mortem stands, and which of its requests, signatures and publications count.
 *
 * A signature is bound to the text by its hash, so an edit voids it and no clock can move it to another text; a publication
 * names the signatures it stands on, so it cannot have come before them. One reader at least must have written none of the
 * text. Who wrote is asked as of the signature: who corrects the text later did not sign a text of their own. A device counts
 * as its member where the membership is known; else a name is all there is, and one computer may serve a whole room. What was
 * recorded before the incident was reopened belongs to the earlier resolution. */

#include "vigie-post-mortem-private.h"

#include <string.h>

#include "vigie-notice.h"
#include "vigie-twin.h"

static const char *const nobody[] = { NULL };

/* Known to who recorded @later: before it in the order of the fold, or made on the same device earlier. */
static gboolean
was_known (const VigieEvent *earlier, const VigieEvent *later)
{
  if (memcmp (earlier->device, later->device, VIGIE_KEY_BYTES) == 0)
    return earlier->dseq < later->dseq;

  return vigie_event_compare (earlier, later) < 0;
}

static gboolean
is_of_before (const VigieIncident *incident, const VigieEvent *event)
{
  const VigieEvent *reopened = vigie_incident_priv (incident)->reopened_event;

  return reopened != NULL && vigie_event_compare (event, reopened) < 0;
}

/* ---- Who wrote it ---- */

/* Does @event write text of the document? An action whose state alone changes is followed, not written. */
static gboolean
writes (const VigieEvent *event, GHashTable *action_texts)
{
  g_autoptr(VigieJson) body = NULL;
  g_autofree char *action = NULL;
  g_autofree char *text = NULL;
  gboolean is_new;

  if (event->redacted)
    return FALSE;
  if (strcmp (event->kind, "section.written") == 0 || strcmp (event->kind, "technique.set") == 0
      || g_str_has_prefix (event->kind, "cause."))
    return TRUE;
  if (strcmp (event->kind, "action.set") != 0 || (body = vigie_event_body (event)) == NULL)
    return FALSE;
  action = vigie_json_member_string (body, 0, "action");
  text = vigie_json_member_string (body, 0, "text");
  is_new = g_strcmp0 (g_hash_table_lookup (action_texts, action != NULL ? action : event->id), text)
           != 0;
  g_hash_table_insert (action_texts,
                       action != NULL ? g_steal_pointer (&action) : g_strdup (event->id),
                       g_steal_pointer (&text));

  return is_new;
}

/* const VigieEvent *: what wrote text, in fold order; owned array. */
static GPtrArray *
writings (const VigieIncident *incident)
{
  g_autoptr(GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < incident->events->len; i++)
    {
      const VigieEvent *event = incident->events->pdata[i];
      const VigieItem *item = vigie_incident_item (incident, event->id);

      if (item != NULL && !item->bad && writes (event, texts))
        g_ptr_array_add (all, (gpointer) event);
    }

  return all;
}

static gboolean
wrote (const VigieIncident *incident,
       GPtrArray *events,
       const char *person,
       const guint8 *device,
       const VigieEvent *before)
{
  gboolean by_device = device != NULL && vigie_incident_priv (incident)->membership != NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const VigieEvent *event = events->pdata[i];

      if (before != NULL && !was_known (event, before))
        continue;
      if ((by_device && memcmp (device, event->device, VIGIE_KEY_BYTES) == 0)
          || vigie_notice_same_person (person, vigie_incident_person_of (incident, event))
          || vigie_notice_same_person (person, event->author))
        return TRUE;
    }

  return FALSE;
}

gboolean
vigie_post_mortem_is_writer (const VigieIncident *incident,
                             const char *person,
                             const guint8 *device)
{
  g_autoptr(GPtrArray) events = NULL;

  g_return_val_if_fail (incident != NULL, TRUE);

  events = writings (incident);

  return wrote (incident, events, person, device, NULL);
}

static gboolean
lists_person (GPtrArray *names, const char *person)
{
  for (guint i = 0; i < names->len; i++)
    {
      if (vigie_notice_same_person (names->pdata[i], person))
        return TRUE;
    }

  return FALSE;
}

static void
find_writers (VigiePostMortem *self, const VigieIncident *incident, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const char *person = vigie_incident_person_of (incident, events->pdata[i]);

      if (!lists_person (self->writers, person))
        g_ptr_array_add (self->writers, (gpointer) person);
    }
}

/* ---- Each act ---- */

static GPtrArray *
steps_of (const VigieIncident *incident)
{
  return vigie_incident_priv (incident)->post_mortem_steps;
}

/* Taken back by who had recorded it, and known to be so at @before (NULL: ever). */
static gboolean
is_withdrawn (const VigieIncident *incident,
              const VigiePostMortemStep *step,
              const VigieEvent *before)
{
  GPtrArray *steps = steps_of (incident);

  for (guint i = 0; i < steps->len; i++)
    {
      const VigiePostMortemStep *other = steps->pdata[i];

      if (other->verb == VIGIE_POST_MORTEM_STEP_WITHDRAWN
          && strcmp (other->of, step->event->id) == 0
          && vigie_notice_same_person (vigie_incident_person_of (incident, other->event),
                                       vigie_incident_person_of (incident, step->event))
          && (before == NULL || was_known (other->event, before)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_in_person (const VigieIncident *incident, const VigiePostMortemStep *step)
{
  return vigie_notice_same_person (step->signer, vigie_incident_person_of (incident, step->event));
}

static gboolean
is_independent (const VigieIncident *incident, GPtrArray *events, const VigiePostMortemStep *step)
{
  return !wrote (incident, events, step->signer, step->event->device, step->event);
}

static gboolean
stands_on (const VigieIncident *incident, GPtrArray *events, const VigiePostMortemStep *published)
{
  GPtrArray *steps = steps_of (incident);

  for (guint i = 0; i < steps->len; i++)
    {
      const VigiePostMortemStep *step = steps->pdata[i];

      if (step->verb == VIGIE_POST_MORTEM_STEP_SIGNED
          && g_strv_contains (published->signatures, step->event->id)
          && strcmp (step->version, published->version) == 0
          && !is_of_before (incident, step->event) && is_in_person (incident, step)
          && is_independent (incident, events, step)
          && !is_withdrawn (incident, step, published->event))
        return TRUE;
    }

  return FALSE;
}

static VigiePostMortemFault
judge (const VigiePostMortem *self,
       const VigieIncident *incident,
       GPtrArray *events,
       const VigiePostMortemStep *step)
{
  if (is_of_before (incident, step->event))
    return VIGIE_POST_MORTEM_FAULT_REOPENED;
  if (step->verb == VIGIE_POST_MORTEM_STEP_PUBLISHED)
    return stands_on (incident, events, step) ? VIGIE_POST_MORTEM_FAULT_NONE
                                              : VIGIE_POST_MORTEM_FAULT_UNSIGNED;
  if (is_withdrawn (incident, step, NULL))
    return VIGIE_POST_MORTEM_FAULT_WITHDRAWN;
  if (step->verb == VIGIE_POST_MORTEM_STEP_REQUESTED)
    return VIGIE_POST_MORTEM_FAULT_NONE;
  if (!is_in_person (incident, step))
    return VIGIE_POST_MORTEM_FAULT_IN_PERSON;

  return strcmp (step->version, self->hash) == 0 ? VIGIE_POST_MORTEM_FAULT_NONE
                                                 : VIGIE_POST_MORTEM_FAULT_EDITED;
}

static void
take_mark (VigiePostMortem *self, const VigiePostMortemMark *mark)
{
  if (mark->fault != VIGIE_POST_MORTEM_FAULT_NONE)
    return;
  if (mark->step->verb == VIGIE_POST_MORTEM_STEP_REQUESTED)
    self->request = mark->step;
  else if (mark->step->verb == VIGIE_POST_MORTEM_STEP_PUBLISHED)
    self->published[mark->step->list] = mark->step;
  else if (mark->independent && self->signature == NULL)
    self->signature = mark->step;
}

static void
add_mark (VigiePostMortem *self,
          const VigieIncident *incident,
          GPtrArray *events,
          const VigiePostMortemStep *step)
{
  VigiePostMortemMark *mark = g_new0 (VigiePostMortemMark, 1);

  mark->step = step;
  mark->fault = judge (self, incident, events, step);
  mark->independent = step->verb == VIGIE_POST_MORTEM_STEP_SIGNED
                      && is_independent (incident, events, step);
  g_ptr_array_add (self->marks, mark);
  take_mark (self, mark);
}

static void
take_steps (VigiePostMortem *self, const VigieIncident *incident, GPtrArray *events)
{
  GPtrArray *steps = steps_of (incident);

  for (guint i = 0; i < steps->len; i++)
    {
      const VigiePostMortemStep *step = steps->pdata[i];

      switch (step->verb)
        {
        case VIGIE_POST_MORTEM_STEP_SCHEDULED:
          if (!is_of_before (incident, step->event))
            self->schedule = step->time_usec != VIGIE_TIME_NONE ? step : NULL;
          break;
        case VIGIE_POST_MORTEM_STEP_REQUESTED:
        case VIGIE_POST_MORTEM_STEP_SIGNED:
        case VIGIE_POST_MORTEM_STEP_PUBLISHED:
          add_mark (self, incident, events, step);
          break;
        case VIGIE_POST_MORTEM_STEP_BEGAN:
        case VIGIE_POST_MORTEM_STEP_ITEM:
        case VIGIE_POST_MORTEM_STEP_PRESENT:
        case VIGIE_POST_MORTEM_STEP_HELD:
        case VIGIE_POST_MORTEM_STEP_WITHDRAWN:
        default:
          if (!is_of_before (incident, step->event))
            vigie_meeting_take (&self->meeting, step);
          if (step->verb == VIGIE_POST_MORTEM_STEP_HELD && !is_of_before (incident, step->event))
            self->held = step;
          break;
        }
    }
}

/* ---- The stage ---- */

static const VigiePostMortemStep *
last_published (const VigiePostMortem *self)
{
  const VigiePostMortemStep *last = NULL;

  for (guint i = 0; i < VIGIE_N_POST_MORTEM_LISTS; i++)
    {
      const VigiePostMortemStep *one = self->published[i];

      if (one != NULL && (last == NULL || vigie_event_compare (last->event, one->event) < 0))
        last = one;
    }

  return last;
}

static gboolean
is_settled (const VigiePostMortem *self, const VigieIncident *incident)
{
  VigiePostMortemList list;

  for (guint i = 0; i < incident->actions->len; i++)
    {
      const VigieActionItem *action = incident->actions->pdata[i];

      if (strcmp (action->status, "done") != 0 && strcmp (action->status, "dropped") != 0)
        return FALSE;
    }

  return !vigie_post_mortem_next_list (self, &list);
}

static VigiePostMortemStage
stage_of (const VigiePostMortem *self, const VigieIncident *incident)
{
  if (self->cancelled || self->follows
      || incident->milestones[VIGIE_MILESTONE_RESOLVED] == VIGIE_TIME_NONE)
    return VIGIE_POST_MORTEM_NONE;
  if (last_published (self) != NULL)
    return is_settled (self, incident) ? VIGIE_POST_MORTEM_FOLLOWED_UP
                                       : VIGIE_POST_MORTEM_PUBLISHED;
  if (self->request != NULL)
    return VIGIE_POST_MORTEM_REVIEWING;
  if (self->schedule != NULL || self->held != NULL || self->meeting.began != NULL
      || self->writers->len > 0)
    return VIGIE_POST_MORTEM_DOCUMENTING;

  return VIGIE_POST_MORTEM_RESOLVED;
}

static gboolean
is_owed (const VigieIncident *incident, const VigiePlaybook *playbook)
{
  const VigieClockDef *clock = vigie_playbook_clock (playbook, "post-mortem");

  for (guint i = 0; clock != NULL && i < clock->levels->len; i++)
    {
      if (GPOINTER_TO_INT (clock->levels->pdata[i]) == (int) incident->level)
        return TRUE;
    }

  return clock != NULL && clock->levels->len == 0;
}

VigiePostMortem *
vigie_post_mortem_new (const VigieIncident *incident,
                       const VigiePlaybook *playbook,
                       gint64 now_usec)
{
  VigiePostMortem *self;
  g_autoptr(GPtrArray) events = NULL;
  const VigiePostMortemStep *last;
  VigieTwin leader;

  g_return_val_if_fail (incident != NULL && playbook != NULL, NULL);

  self = g_new0 (VigiePostMortem, 1);
  self->owed = is_owed (incident, playbook);
  self->cancelled = incident->cancelled;
  self->follows = vigie_incident_leader (incident, &leader);
  self->hash = vigie_post_mortem_hash (incident);
  self->marks = g_ptr_array_new_with_free_func (g_free);
  self->writers = g_ptr_array_new ();
  self->meeting.present = nobody;
  self->meeting.item_since_usec = VIGIE_TIME_NONE;
  self->meeting.spans = g_array_new (FALSE, TRUE, sizeof (VigieMeetingSpan));
  events = writings (incident);
  find_writers (self, incident, events);
  take_steps (self, incident, events);
  vigie_meeting_finish (&self->meeting, now_usec);
  last = last_published (self);
  self->changed_since_published = last != NULL && strcmp (last->version, self->hash) != 0;
  self->stage = stage_of (self, incident);

  return self;
}

void
vigie_post_mortem_free (VigiePostMortem *self)
{
  if (self == NULL)
    return;
  g_free (self->hash);
  g_ptr_array_unref (self->marks);
  g_ptr_array_unref (self->writers);
  g_array_unref (self->meeting.spans);
  g_free (self);
}

/* ---- Asked of it ---- */

gboolean
vigie_post_mortem_next_list (const VigiePostMortem *self, VigiePostMortemList *out)
{
  g_return_val_if_fail (self != NULL && out != NULL, FALSE);

  for (guint i = 0; i < VIGIE_N_POST_MORTEM_LISTS; i++)
    {
      if (self->published[i] == NULL || strcmp (self->published[i]->version, self->hash) != 0)
        {
          *out = i;
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
vigie_post_mortem_has_signed (const VigiePostMortem *self,
                              const VigieIncident *incident,
                              const char *person)
{
  g_return_val_if_fail (self != NULL && incident != NULL, FALSE);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const VigiePostMortemMark *mark = self->marks->pdata[i];

      if (mark->step->verb == VIGIE_POST_MORTEM_STEP_SIGNED
          && mark->fault == VIGIE_POST_MORTEM_FAULT_NONE
          && vigie_notice_same_person (mark->step->signer, person))
        return TRUE;
    }

  return FALSE;
}

GPtrArray *
vigie_post_mortem_awaited (const VigiePostMortem *self, const VigieIncident *incident)
{
  GPtrArray *awaited = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL && incident != NULL, awaited);

  for (guint i = 0; self->request != NULL && self->request->people[i] != NULL; i++)
    {
      const char *person = self->request->people[i];

      if (!vigie_post_mortem_has_signed (self, incident, person) && !lists_person (awaited, person))
        g_ptr_array_add (awaited, (gpointer) person);
    }

  return awaited;
}

gboolean
vigie_post_mortem_awaits (const VigiePostMortem *self,
                          const VigieIncident *incident,
                          const char *person)
{
  g_autoptr(GPtrArray) awaited = NULL;

  g_return_val_if_fail (self != NULL && incident != NULL, FALSE);

  if (self->stage != VIGIE_POST_MORTEM_REVIEWING
      && !(self->stage == VIGIE_POST_MORTEM_PUBLISHED && self->changed_since_published))
    return FALSE;
  awaited = vigie_post_mortem_awaited (self, incident);

  return lists_person (awaited, person);
}

/* Until somebody independent signed, a reader signs and a writer waits for one. */
static VigiePostMortemAct
act_of_review (const VigiePostMortem *self, const VigieIncident *incident, const char *person)
{
  if (self->signature != NULL)
    return vigie_post_mortem_awaits (self, incident, person) ? VIGIE_POST_MORTEM_ACT_SIGN
                                                             : VIGIE_POST_MORTEM_ACT_PUBLISH;
  if (lists_person (self->writers, person) || vigie_post_mortem_has_signed (self, incident, person))
    return VIGIE_POST_MORTEM_ACT_WAIT;

  return VIGIE_POST_MORTEM_ACT_SIGN;
}

VigiePostMortemAct
vigie_post_mortem_next_act (const VigiePostMortem *self,
                            const VigieIncident *incident,
                            const char *person)
{
  VigiePostMortemList list;

  g_return_val_if_fail (self != NULL && incident != NULL, VIGIE_POST_MORTEM_ACT_NONE);

  if (vigie_post_mortem_is_meeting (self) && self->stage != VIGIE_POST_MORTEM_NONE)
    return VIGIE_POST_MORTEM_ACT_MEET;
  switch (self->stage)
    {
    case VIGIE_POST_MORTEM_RESOLVED:
      return VIGIE_POST_MORTEM_ACT_SCHEDULE;
    case VIGIE_POST_MORTEM_DOCUMENTING:
      if (self->held != NULL)
        return VIGIE_POST_MORTEM_ACT_REQUEST;
      return self->schedule != NULL ? VIGIE_POST_MORTEM_ACT_MEET : VIGIE_POST_MORTEM_ACT_SCHEDULE;
    case VIGIE_POST_MORTEM_REVIEWING:
      return act_of_review (self, incident, person);
    case VIGIE_POST_MORTEM_PUBLISHED:
      if (vigie_post_mortem_next_list (self, &list))
        return act_of_review (self, incident, person);
      return VIGIE_POST_MORTEM_ACT_FOLLOW;
    case VIGIE_POST_MORTEM_NONE:
    case VIGIE_POST_MORTEM_FOLLOWED_UP:
    case VIGIE_N_POST_MORTEM_STAGES:
    default:
      return VIGIE_POST_MORTEM_ACT_NONE;
    }
}
