/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The queue of acts.
 *
 * Three sources, one row for each duty. Clocks that a call, a message or a handing over keeps: whom and
 * how stand in the clock's own words, so a clock of another playbook becomes a duty by itself. Acts of
 * the communication plan that have no clock. Acts of the levels: one id is one act at whatever level it
 * stands, and an act gives way to its clock while that applies.
 *
 * Nothing is stored about the queue. Two seats that both did a thing leave two events and one row that is
 * done; a level that goes down and up again finds its acts as they were. */

#include "vigie-duty.h"

#include <string.h>

#include "vigie-duty-private.h"
#include "vigie-incident-private.h"
#include "vigie-twin.h"

typedef VigieDutyQueue Queue;

void
vigie_duty_free (VigieDuty *duty)
{
  if (duty == NULL)
    return;
  g_free (duty->key);
  g_free (duty->subject);
  g_free (duty->also_subject);
  g_free (duty);
}

gboolean
vigie_duty_is_open (const VigieDuty *duty)
{
  return duty->state < VIGIE_DUTY_DONE;
}

guint
vigie_duties_count_open (GPtrArray *duties)
{
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    n += vigie_duty_is_open (g_ptr_array_index (duties, i));

  return n;
}

const VigieDuty *
vigie_duties_find (GPtrArray *duties, const char *key)
{
  for (guint i = 0; i < duties->len; i++)
    {
      const VigieDuty *duty = g_ptr_array_index (duties, i);

      if (g_strcmp0 (duty->key, key) == 0)
        return duty;
    }

  return NULL;
}

static VigieDuty *
new_duty (char *key, VigieDutyWay way, const VigieText *what)
{
  VigieDuty *duty = g_new0 (VigieDuty, 1);

  duty->key = key;
  duty->way = way;
  duty->what = what;
  duty->subject = g_strdup ("");
  duty->also_subject = g_strdup ("");
  duty->started_usec = VIGIE_TIME_NONE;
  duty->due_usec = VIGIE_TIME_NONE;
  duty->last_usec = VIGIE_TIME_NONE;
  duty->settled_usec = VIGIE_TIME_NONE;
  duty->stand_in_usec = VIGIE_TIME_NONE;

  return duty;
}

/* ---- Whom ---- */

static void
set_reader (Queue *queue, VigieDuty *duty, const char *audience, const char *channel)
{
  const VigiePlaybook *playbook = queue->view.playbook;

  duty->audience = vigie_playbook_audience (playbook, audience);
  duty->contact = vigie_playbook_contact (playbook, audience);
  duty->channel = strcmp (channel, "*") != 0 ? vigie_playbook_channel (playbook, channel) : NULL;
}

static void
set_holder (Queue *queue, VigieDuty *duty)
{
  GPtrArray *holdings = queue->view.incident->holdings;

  for (guint i = 0; duty->contact != NULL && i < holdings->len; i++)
    {
      const VigieHolding *holding = g_ptr_array_index (holdings, i);

      if (strcmp (holding->post, duty->contact->id) == 0 && holding->person != NULL
          && holding->since_usec <= queue->view.now_usec
          && (holding->until_usec == VIGIE_TIME_NONE || holding->until_usec > queue->view.now_usec))
        duty->holder = holding->person;
    }
}

static const VigieSupportLevel *
find_support (const VigiePlaybook *playbook, const char *id)
{
  for (guint i = 0; i < playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *level = g_ptr_array_index (playbook->support_levels, i);

      if (strcmp (level->id, id) == 0)
        return level;
    }

  return NULL;
}

/* How the clock is kept says whom to tell: the first of its words that names somebody. FALSE: nobody. */
static gboolean
read_word (Queue *queue, VigieDuty *duty, const char *word, const char *subject)
{
  g_auto(GStrv) parts = NULL;

  if (g_str_has_prefix (word, "reached:"))
    {
      const char *id = word + strlen ("reached:");

      id = strcmp (id, "$subject") == 0 ? subject : id;
      duty->way = VIGIE_DUTY_TELL;
      set_reader (queue, duty, id, "call");
      return TRUE;
    }
  if (g_str_has_prefix (word, "support:"))
    {
      duty->way = VIGIE_DUTY_ESCALATE;
      duty->support = find_support (queue->view.playbook, word + strlen ("support:"));
      return TRUE;
    }
  if (!g_str_has_prefix (word, "message:"))
    return FALSE;

  parts = g_strsplit (word + strlen ("message:"), "/", 2);
  duty->way = VIGIE_DUTY_WRITE;
  set_reader (queue, duty, strcmp (parts[0], "$subject") == 0 ? subject : parts[0], parts[1] != NULL ? parts[1] : "*");

  return TRUE;
}

/* ---- Clocks ---- */

/* One call tells a person whatever two clocks ask for: P1 and breach both want the CTO. The row is of the
 * clock that presses more. */
static gboolean
join (Queue *queue, VigieDuty *duty)
{
  for (guint i = 0; duty->way == VIGIE_DUTY_TELL && i < queue->out->len; i++)
    {
      VigieDuty *other = g_ptr_array_index (queue->out, i);

      if (other->way != VIGIE_DUTY_TELL || other->contact != duty->contact || other->also != NULL
          || vigie_duty_is_open (other) != vigie_duty_is_open (duty))
        continue;
      other->also = duty->clock;
      g_free (other->also_subject);
      other->also_subject = g_strdup (duty->subject);
      vigie_duty_free (duty);
      return TRUE;
    }

  return FALSE;
}

static void
add_of_clock (Queue *queue, const VigieObligation *obligation)
{
  const GPtrArray *words = obligation->clock->fulfilled_by;
  gboolean has_subject = *obligation->subject != '\0';
  VigieDuty *duty = new_duty (has_subject ? g_strconcat (obligation->id, "/", obligation->subject, NULL)
                                          : g_strdup (obligation->id),
                              VIGIE_DUTY_TELL, &obligation->clock->title);
  gboolean tells = FALSE;

  for (guint i = 0; i < words->len && !tells; i++)
    tells = read_word (queue, duty, g_ptr_array_index (words, i), obligation->subject);
  if (!tells)
    {
      vigie_duty_free (duty);
      return;
    }
  duty->clock = obligation->clock;
  g_free (duty->subject);
  duty->subject = g_strdup (obligation->subject);
  set_holder (queue, duty);
  vigie_duty_read_clock (queue, duty, obligation);
  if (!join (queue, duty))
    g_ptr_array_add (queue->out, duty);
}

/* ---- The communication plan ---- */

static gint64
message_since (Queue *queue, const char *audience, const char *channel)
{
  GPtrArray *messages = queue->view.incident->messages; /* by time */

  for (guint i = 0; i < messages->len; i++)
    {
      const VigieMessage *message = g_ptr_array_index (messages, i);

      if (message->occurred_usec <= queue->view.now_usec && strcmp (message->audience, audience) == 0
          && (strcmp (channel, "*") == 0 || strcmp (message->channel, channel) == 0))
        return message->occurred_usec;
    }

  return VIGIE_TIME_NONE;
}

static void
read_mark (VigieDuty *duty, const VigieStepMark *mark)
{
  if (mark->state == VIGIE_STEP_DONE)
    vigie_duty_settle (duty, VIGIE_DUTY_DONE, mark->occurred_usec, mark->author, mark->reason);
  else if (mark->state == VIGIE_STEP_NOT_APPLICABLE)
    vigie_duty_settle (duty, VIGIE_DUTY_NOT_APPLICABLE, mark->occurred_usec, mark->author, mark->reason);
}

/* The mark that stands at @key at the moment, if it settles something. */
static const VigieStepMark *
settling_mark (Queue *queue, const char *key)
{
  const VigieStepMark *mark = vigie_incident_step_at (queue->view.incident, key, queue->view.now_usec);

  return mark != NULL && mark->state != VIGIE_STEP_OPEN ? mark : NULL;
}

static gboolean
has_message_duty (Queue *queue, const VigieAutomatism *automatism)
{
  for (guint i = 0; i < queue->out->len; i++)
    {
      const VigieDuty *duty = g_ptr_array_index (queue->out, i);

      if (duty->way == VIGIE_DUTY_WRITE && duty->audience != NULL && duty->channel != NULL
          && strcmp (duty->audience->id, automatism->audience) == 0 && strcmp (duty->channel->id, automatism->channel) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_of_plan (Queue *queue, const VigieAutomatism *automatism)
{
  /* The conditions of a clock, without its time. */
  const VigieClockDef condition = {
    .levels = automatism->levels, .requires_ = automatism->requires_, .longer_than_usec = automatism->longer_than_usec,
  };
  g_autofree char *key = g_strconcat ("automatisms/", automatism->id, NULL);
  const VigieStepMark *mark = settling_mark (queue, key);
  gint64 sent;
  VigieDuty *duty;

  if (*automatism->clock != '\0' || has_message_duty (queue, automatism)
      || (mark == NULL && !vigie_clock_applies (&queue->view, &condition)))
    return;
  duty = new_duty (g_steal_pointer (&key), VIGIE_DUTY_WRITE, &automatism->act);
  set_reader (queue, duty, automatism->audience, automatism->channel);
  duty->started_usec = vigie_clock_view_milestone (&queue->view, VIGIE_MILESTONE_DECLARED);
  sent = message_since (queue, automatism->audience, automatism->channel);
  if (sent != VIGIE_TIME_NONE)
    vigie_duty_settle (duty, VIGIE_DUTY_DONE, sent, vigie_duty_author (queue, duty, sent), NULL);
  else if (mark != NULL)
    read_mark (duty, mark);
  g_ptr_array_add (queue->out, duty);
}

/* ---- Acts of the levels ---- */

static gboolean
clock_stands_for (Queue *queue, const VigieLevelAction *action)
{
  for (guint i = 0; i < queue->obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (queue->obligations, i);

      for (guint j = 0; j < action->clocks->len; j++)
        if (strcmp (obligation->id, g_ptr_array_index (action->clocks, j)) == 0)
          return TRUE;
    }

  return FALSE;
}

static gint64
done_by_itself (Queue *queue, const VigieLevelAction *action)
{
  for (guint i = 0; i < action->fulfilled_by->len; i++)
    {
      const char *word = g_ptr_array_index (action->fulfilled_by, i);
      gint64 done = VIGIE_TIME_NONE;

      if (strcmp (word, "war-room") == 0)
        done = vigie_clock_view_past (&queue->view, vigie_incident_first_opened_usec (queue->view.incident));
      else
        {
          g_auto(GStrv) parts = g_strsplit (word + strlen ("message:"), "/", 2);

          done = message_since (queue, parts[0], parts[1]);
        }
      if (done != VIGIE_TIME_NONE)
        return done;
    }

  return VIGIE_TIME_NONE;
}

/* One id is one act: a mark made at any level counts. */
static const VigieStepMark *
mark_of_action (Queue *queue, const char *id)
{
  for (guint level = VIGIE_LEVEL_P1; level <= VIGIE_LEVEL_P4; level++)
    {
      g_autofree char *key = g_strconcat (vigie_level_to_word (level), "/", id, NULL);
      const VigieStepMark *mark = settling_mark (queue, key);

      if (mark != NULL)
        return mark;
    }

  return NULL;
}

static gboolean
has_action (Queue *queue, const char *id)
{
  for (guint i = 0; i < queue->out->len; i++)
    {
      const VigieDuty *duty = g_ptr_array_index (queue->out, i);

      if (duty->way == VIGIE_DUTY_ACTION && g_str_has_suffix (duty->key, id)
          && duty->key[strlen (duty->key) - strlen (id) - 1] == '/')
        return TRUE;
    }

  return FALSE;
}

/* An open act of an earlier level is owed only if it outlives a worse turn. */
static void
add_of_level (Queue *queue, VigieLevel level, const VigieLevelAction *action)
{
  const VigieStepMark *mark = mark_of_action (queue, action->id);
  gboolean is_owed = level == queue->view.level || (action->lasting && level > queue->view.level);
  gint64 done = mark == NULL ? done_by_itself (queue, action) : VIGIE_TIME_NONE;
  VigieDuty *duty;

  if (has_action (queue, action->id) || clock_stands_for (queue, action) || (!is_owed && mark == NULL))
    return;
  duty = new_duty (g_strconcat (vigie_level_to_word (level), "/", action->id, NULL), VIGIE_DUTY_ACTION, &action->text);
  duty->started_usec = vigie_clock_view_milestone (&queue->view, VIGIE_MILESTONE_DECLARED);
  if (mark != NULL)
    read_mark (duty, mark);
  else if (done != VIGIE_TIME_NONE)
    vigie_duty_settle (duty, VIGIE_DUTY_DONE, done, vigie_duty_author (queue, duty, done), NULL);
  g_ptr_array_add (queue->out, duty);
}

static void
add_actions (Queue *queue, VigieLevel level)
{
  const VigieLevelDef *def = vigie_playbook_level (queue->view.playbook, level);

  for (guint i = 0; def != NULL && i < def->actions->len; i++)
    add_of_level (queue, level, g_ptr_array_index (def->actions, i));
}

static gboolean
had_level (Queue *queue, VigieLevel level)
{
  GPtrArray *changes = queue->view.incident->changes;

  for (guint i = 0; i < changes->len; i++)
    {
      const VigieChange *change = g_ptr_array_index (changes, i);

      if (change->is_level && change->level == level && change->occurred_usec <= queue->view.now_usec)
        return TRUE;
    }

  return FALSE;
}

/* ---- The queue ---- */

static int
compare (gconstpointer a, gconstpointer b)
{
  const VigieDuty *left = *(VigieDuty *const *) a;
  const VigieDuty *right = *(VigieDuty *const *) b;

  if (vigie_duty_is_open (left) != vigie_duty_is_open (right))
    return vigie_duty_is_open (left) ? -1 : 1;
  if (!vigie_duty_is_open (left) && left->settled_usec != right->settled_usec)
    return left->settled_usec > right->settled_usec ? -1 : 1;
  if (vigie_duty_is_open (left) && left->due_usec != right->due_usec)
    {
      if (left->due_usec == VIGIE_TIME_NONE || right->due_usec == VIGIE_TIME_NONE)
        return left->due_usec == VIGIE_TIME_NONE ? 1 : -1;
      return left->due_usec < right->due_usec ? -1 : 1;
    }

  return 0; /* the sort is stable */
}

/**
 * vigie_duties_evaluate:
 * @playbook: a playbook
 * @directory: (nullable): who can be called now
 * @incident: an incident
 * @now_usec: the moment, in microseconds since 1970 UTC; what happened after it does not count
 *
 * Returns: (transfer full) (element-type VigieDuty): the acts, open ones first
 */
GPtrArray *
vigie_duties_evaluate (const VigiePlaybook *playbook, const VigieDirectory *directory, const VigieIncident *incident, gint64 now_usec)
{
  g_autoptr(GPtrArray) obligations = NULL;
  Queue queue = { .directory = directory, .out = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_duty_free) };
  VigieTwin twin;

  g_return_val_if_fail (playbook != NULL && incident != NULL, queue.out);

  if (incident->cancelled || vigie_incident_leader (incident, &twin))
    return queue.out;
  obligations = vigie_obligations_evaluate (playbook, incident, now_usec);
  queue.obligations = obligations;
  vigie_clock_view_init (&queue.view, playbook, incident, now_usec);
  for (guint i = 0; i < obligations->len; i++)
    if (!((const VigieObligation *) g_ptr_array_index (obligations, i))->history)
      add_of_clock (&queue, g_ptr_array_index (obligations, i));
  for (guint i = 0; i < playbook->automatisms->len; i++)
    add_of_plan (&queue, g_ptr_array_index (playbook->automatisms, i));
  add_actions (&queue, queue.view.level);
  for (guint level = VIGIE_LEVEL_P1; level <= VIGIE_LEVEL_P4; level++)
    if (level != queue.view.level && had_level (&queue, level))
      add_actions (&queue, level);
  g_ptr_array_sort (queue.out, compare);

  return queue.out;
}
