/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing is ever taken out of the record: to undo is to do the opposite, as a new act. Which acts have
 * one is told by the kind of their events, in one table here, so that every button, key and command
 * that records one of them can be undone and none has to say so.
 *
 * An act is undone only while it is the last word on its thing. That is known by the id of its event
 * where the fold keeps it (posts, steps, gates, choices) and by the value otherwise; undoing over somebody else's later
 * decision would be worse than not undoing. */

#include "vigie-undo.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-cause.h"
#include "vigie-error.h"
#include "vigie-id.h"

#define MAX_DIRECTORY_DRAFTS 200

/* GATE_STEP: the tick that came with an answer at a gate; undoing the answer undoes it. */
typedef enum { STAR, TODO, RETRACTION, STEP, POST, GATE, GATE_STEP, CHOICE, CAUSE } Kind;

typedef struct
{
  Kind kind;
  char *target;                  /* entry, step or post */
  char *person;                  /* posts: who holds it now, NULL when it was freed */
  gboolean on;                   /* stars, to-dos: as the act set it; gates: there was an answer before */
  gboolean yes;                  /* gates: what was answered before */
  VigieStepState state;          /* steps: as the act set it */

  VigieStepState former_state;
  char *former;                  /* posts: who held it; steps: the reason there was; gates: who answered; may be NULL */
  char *note;                    /* gates: what was said with it, may be NULL */
  char *event;                   /* id of what was recorded */
} Part;

struct _VigieUndo
{
  char *stream;
  VigieDirectoryUndo *directory; /* the act was one of the directory, else NULL */
  GPtrArray *parts;              /* in the order of the drafts */
};

static void
free_part (gpointer data)
{
  Part *part = data;

  g_free (part->target);
  g_free (part->person);
  g_free (part->former);
  g_free (part->note);
  g_free (part->event);
  g_free (part);
}

/* ---- From a draft ---- */

static gboolean
read_star (Part *part, const VigieIncident *incident, const VigieJson *body)
{
  const VigieEntry *entry;

  part->target = vigie_json_member_string (body, 0, "entry");
  part->on = vigie_json_member_boolean (body, 0, "starred", FALSE);
  entry = part->target ? vigie_incident_entry (incident, part->target) : NULL;
  return entry && entry->starred != part->on;
}

static gboolean
read_todo (Part *part, const VigieIncident *incident, const VigieJson *body)
{
  const VigieEntry *entry;

  part->target = vigie_json_member_string (body, 0, "entry");
  part->on = vigie_json_member_boolean (body, 0, "done", FALSE);
  entry = part->target ? vigie_incident_entry (incident, part->target) : NULL;
  return entry && entry->done != part->on;
}

/* Taking a retraction back is no act of its own: it is what undoing one does. */
static gboolean
read_retraction (Part *part, const VigieIncident *incident, const VigieJson *body)
{
  g_autofree char *reason = vigie_json_member_string (body, 0, "reason");
  const VigieEntry *entry;

  part->target = vigie_json_member_string (body, 0, "entry");
  entry = part->target ? vigie_incident_entry (incident, part->target) : NULL;
  return reason && entry && !entry->retract_reason;
}

static gboolean
read_step (Part *part, const VigieIncident *incident, const VigieJson *body)
{
  g_autofree char *state = vigie_json_member_string (body, 0, "state");
  const VigieStepMark *mark;

  part->target = vigie_json_member_string (body, 0, "step");
  if (!part->target || !state || !vigie_step_state_from_word (state, &part->state))
    return FALSE;
  mark = vigie_incident_step (incident, part->target);
  part->former_state = mark ? mark->state : VIGIE_STEP_OPEN;
  part->former = mark ? g_strdup (mark->reason) : NULL;
  return part->former_state != part->state;
}

static const VigieHolding *
only_holding (const VigieIncident *incident, const char *post, guint *n)
{
  const VigieHolding *found = NULL;

  *n = 0;
  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = incident->holdings->pdata[i];

      if (holding->until_usec != VIGIE_TIME_NONE || !g_str_equal (holding->post, post))
        continue;
      found = holding;
      (*n)++;
    }
  return found;
}

static gboolean
read_post (Part *part, const VigieIncident *incident, const VigieJson *body)
{
  const VigieHolding *holding;
  guint n;

  part->target = vigie_json_member_string (body, 0, "post");
  part->person = vigie_json_member_string (body, 0, "person");
  if (!part->target)
    return FALSE;
  holding = only_holding (incident, part->target, &n);
  part->former = holding ? g_strdup (holding->person) : NULL;
  /* Two holders settled to one cannot become two again. */
  return n <= 1 && g_strcmp0 (part->former, part->person) != 0;
}

static gboolean
read_gate (Part *part, const VigieIncident *incident, const VigieJson *body)
{
  const VigieGateAnswer *before;

  part->target = vigie_json_member_string (body, 0, "step");
  before = part->target ? vigie_incident_gate (incident, part->target) : NULL;
  part->on = before != NULL;
  part->yes = before && before->yes;
  part->former = before ? g_strdup (before->approver) : NULL;
  part->note = before ? g_strdup (before->note) : NULL;
  return part->target != NULL;
}

/* A way that was chosen: its decision is retracted, which brings back the one before. */
static gboolean
read_choice (Part *part, const VigieIncident *incident, const VigieJson *body)
{
  g_autofree char *option = vigie_json_member_string (body, 0, "option");
  const char *slash = option ? strchr (option, '/') : NULL;

  part->target = slash ? g_strndup (option, (gsize) (slash - option)) : NULL;
  return part->target != NULL;
}

static gboolean
read_cause (Part *part, const VigieIncident *incident, const VigieJson *body)
{
  const VigieCause *cause;

  part->target = vigie_json_member_string (body, 0, "cause");
  part->on = vigie_json_member_boolean (body, 0, "removed", FALSE);
  cause = part->target ? vigie_incident_cause (incident, part->target) : NULL;
  return cause && cause->removed != part->on;
}

static const struct
{
  const char *event;
  Kind kind;
  gboolean (*read) (Part *part, const VigieIncident *incident, const VigieJson *body);
} kinds[] = {
  { "entry.starred", STAR, read_star },
  { "entry.done", TODO, read_todo },
  { "entry.retracted", RETRACTION, read_retraction },
  { "step.ticked", STEP, read_step },
  { "role.assigned", POST, read_post },
  { "role.freed", POST, read_post },
  { "gate.answered", GATE, read_gate },
  { "entry.logged", CHOICE, read_choice },
  { "cause.removed", CAUSE, read_cause },
};

static Part *
read_part (const VigieIncident *incident, const VigieDraft *draft)
{
  g_autoptr(VigieJson) body = vigie_json_parse (draft->body, strlen (draft->body), G_MAXSIZE, NULL);

  for (guint i = 0; body && i < G_N_ELEMENTS (kinds); i++)
    {
      Part *part;

      if (!g_str_equal (draft->kind, kinds[i].event))
        continue;
      part = g_new0 (Part, 1);
      part->kind = kinds[i].kind;
      if (kinds[i].read (part, incident, body))
        return part;
      free_part (part);
    }
  return NULL;
}

/* TRUE if the tick @part came with an answer at the same step. */
static gboolean
belongs_to_gate (GPtrArray *parts, const Part *part)
{
  for (guint i = 0; part->kind == STEP && i < parts->len; i++)
    {
      const Part *other = parts->pdata[i];

      if (other->kind == GATE && g_str_equal (other->target, part->target))
        return TRUE;
    }
  return FALSE;
}

VigieUndo *
vigie_undo_new (const VigieIncident *incident, GPtrArray *drafts)
{
  g_autoptr(VigieUndo) self = g_new0 (VigieUndo, 1);

  self->stream = g_strdup (incident->stream);
  self->parts = g_ptr_array_new_with_free_func (free_part);
  for (guint i = 0; i < drafts->len; i++)
    {
      const VigieDraft *draft = drafts->pdata[i];
      Part *part = g_str_equal (draft->stream, incident->stream) ? read_part (incident, draft) : NULL;

      if (!part)
        return NULL;
      if (belongs_to_gate (self->parts, part))
        part->kind = GATE_STEP;
      g_ptr_array_add (self->parts, part);
    }
  return self->parts->len > 0 ? g_steal_pointer (&self) : NULL;
}

VigieUndo *
vigie_undo_new_directory (const VigieDirectory *directory, GPtrArray *drafts)
{
  g_autoptr(VigieUndo) self = NULL;

  /* An import of thousands: to read it all would hold up the window. */
  if (drafts->len > MAX_DIRECTORY_DRAFTS)
    return NULL;
  self = g_new0 (VigieUndo, 1);
  self->stream = g_strdup (VIGIE_STREAM_DIRECTORY);
  self->parts = g_ptr_array_new_with_free_func (free_part);
  self->directory = vigie_directory_undo_new (directory, drafts);
  return self->directory ? g_steal_pointer (&self) : NULL;
}

const VigieDirectoryUndo *
vigie_undo_get_directory (const VigieUndo *self)
{
  return self->directory;
}

void
vigie_undo_free (VigieUndo *self)
{
  vigie_directory_undo_free (self->directory);
  g_ptr_array_unref (self->parts);
  g_free (self->stream);
  g_free (self);
}

void
vigie_undo_set_events (VigieUndo *self, GPtrArray *events)
{
  if (self->directory)
    vigie_directory_undo_set_events (self->directory, events);
  for (guint i = 0; i < self->parts->len && i < events->len; i++)
    {
      Part *part = self->parts->pdata[i];
      const VigieEvent *event = events->pdata[i];

      g_free (part->event);
      part->event = g_strdup (event->id);
    }
}

const char *
vigie_undo_get_stream (const VigieUndo *self)
{
  return self->stream;
}

/* ---- Words ---- */

static const char *
part_words (const Part *part)
{
  switch (part->kind)
    {
    case STAR:
      return part->on ? _("Starred for the report.") : _("Star taken away.");
    case TODO:
      return part->on ? _("To-do marked as done.") : _("To-do open again.");
    case RETRACTION:
      return _("Entry retracted.");
    case STEP:
      if (part->state == VIGIE_STEP_DONE)
        return _("Step ticked.");
      return part->state == VIGIE_STEP_OPEN ? _("Tick taken away.") : _("Step marked as not applicable.");
    case GATE:
    case GATE_STEP:
      return _("Answer recorded.");
    case CHOICE:
      return _("Way chosen.");
    case CAUSE:
      return part->on ? _("Cause removed.") : _("Cause put back.");
    case POST:
    default:
      return part->person ? _("Post assigned.") : _("Post freed.");
    }
}

char *
vigie_undo_words (const VigieUndo *self)
{
  const Part *last;

  if (self->directory)
    return vigie_directory_undo_words (self->directory);
  last = self->parts->pdata[self->parts->len - 1];
  if (self->parts->len == 1 || (self->parts->len == 2 && last->kind == GATE_STEP))
    return g_strdup (part_words (self->parts->pdata[0]));
  return g_strdup_printf (ngettext ("%u act recorded.", "%u acts recorded.", self->parts->len), self->parts->len);
}

/* ---- The opposite ---- */

/* Whether the act is still the last word on its thing. */
static gboolean
still_stands (const Part *part, const VigieIncident *incident)
{
  const VigieGateAnswer *answer;
  const VigieDecision *decision = NULL;
  const VigieEntry *entry = part->kind < STEP ? vigie_incident_entry (incident, part->target) : NULL;
  const VigieStepMark *mark;
  const VigieHolding *holding;
  const VigieCause *cause;
  guint n;

  switch (part->kind)
    {
    case STAR:
      return entry && entry->starred == part->on;
    case TODO:
      return entry && entry->done == part->on;
    case RETRACTION:
      return entry && entry->retract_reason;
    case STEP:
      mark = vigie_incident_step (incident, part->target);
      return mark && g_strcmp0 (mark->event->id, part->event) == 0;
    case GATE:
      answer = vigie_incident_gate (incident, part->target);
      return answer && g_strcmp0 (answer->event->id, part->event) == 0;
    case GATE_STEP:
      return TRUE;
    case CHOICE:
      vigie_incident_option (incident, part->target, &decision);
      return decision && g_strcmp0 (decision->entry->event->id, part->event) == 0;
    case CAUSE:
      cause = vigie_incident_cause (incident, part->target);
      return cause && cause->removed == part->on;
    case POST:
    default:
      holding = only_holding (incident, part->target, &n);
      if (!part->person)
        return n == 0;
      return n == 1 && g_strcmp0 (holding->event->id, part->event) == 0;
    }
}

static GPtrArray *
part_drafts (const Part *part, const VigiePlaybook *playbook, const VigieIncident *incident, const char *author, gint64 at_usec, GError **error)
{
  if (!still_stands (part, incident))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("Not undone: it was changed again since."));
      return NULL;
    }
  switch (part->kind)
    {
    case STAR:
      return vigie_act_star (incident, part->target, !part->on, author, at_usec, error);
    case TODO:
      return vigie_act_todo_done (incident, part->target, !part->on, author, at_usec, error);
    case RETRACTION:
      return vigie_act_retract (incident, part->target, NULL, author, at_usec, error);
    case STEP:
      return vigie_act_tick (playbook, incident, part->target, part->former_state, part->former, author, at_usec, error);
    case GATE:
      return part->on ? vigie_act_gate (playbook, incident, part->target, part->yes, part->former, part->note, author, at_usec, error)
                      : vigie_act_gate_withdraw (playbook, incident, part->target, author, at_usec, error);
    case GATE_STEP:
      return g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
    case CHOICE:
      return vigie_act_retract (incident, part->event, _("taken back at once"), author, at_usec, error);
    case CAUSE:
      return vigie_act_causes_removed (incident, (const char *const[]) { part->target, NULL }, !part->on, author, at_usec, error);
    case POST:
    default:
      return vigie_act_role (playbook, incident, part->target, part->former, author, at_usec, error);
    }
}

GPtrArray *
vigie_undo_drafts (const VigieUndo *self, const VigiePlaybook *playbook, const VigieIncident *incident, const char *author, gint64 at_usec, GError **error)
{
  g_autoptr(GPtrArray) all = NULL;

  /* All or nothing: what belonged together when it was done does so when it is undone. */
  for (guint i = 0; i < self->parts->len; i++)
    {
      GPtrArray *drafts = part_drafts (self->parts->pdata[i], playbook, incident, author, at_usec, error);

      if (!drafts)
        return NULL;
      if (all)
        g_ptr_array_extend_and_steal (all, drafts);
      else
        all = drafts;
    }
  return g_steal_pointer (&all);
}
