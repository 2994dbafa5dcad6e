/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Plays a script of acts. Acts need the incident as it stands (codes, holders, entries), and the store
 * belongs to another thread; so the events are sealed here with a throw-away key, only to fold them, and
 * the drafts, which bear their ids already, are recorded by the caller in one batch. An example can
 * therefore hold nothing that a person could not have done. */

#include "vigie-example-builder.h"

#include <string.h>

#include "vigie-act-cause.h"
#include "vigie-content-file.h"
#include "vigie-example-picture.h"
#include "vigie-id.h"
#include "vigie-time.h"

typedef struct
{
  VigiePlaybook *playbook;       /* borrowed */
  VigieLang lang;
  gint64 detected_usec;
  GRand *random;                 /* borrowed */
  GPtrArray *drafts;             /* borrowed: where they end up */
  GPtrArray *events;
  VigieIncident *incident;
  VigieSealContext seal;
  guint8 secret_key[VIGIE_SECRET_KEY_BYTES];
  char *last_id;
} Builder;

static void
fill_random (GRand  *random,
             guint8 *out,
             gsize   length_bytes)
{
  for (gsize i = 0; i < length_bytes; i++)
    out[i] = g_rand_int_range (random, 0, 256);
}

static char *
next_id (Builder *self,
         gint64   time_usec)
{
  guint8 bytes[VIGIE_ID_RANDOM_BYTES];

  fill_random (self->random, bytes, sizeof bytes);
  return vigie_id_new (time_usec, bytes);
}

static gboolean
seal_draft (Builder     *self,
            VigieDraft  *draft,
            GError     **error)
{
  guint8 bytes[VIGIE_ID_RANDOM_BYTES];
  VigieEvent *event;

  if (!draft->id)
    draft->id = next_id (self, draft->occurred_usec);
  fill_random (self->random, bytes, sizeof bytes);
  self->seal.now_usec = MAX (draft->occurred_usec, self->seal.last_stamp_usec);
  self->seal.random = bytes;
  event = vigie_event_seal (draft, &self->seal, error);
  if (!event)
    return FALSE;
  self->seal.last_stamp_usec = event->stamp_usec;
  self->seal.last_dseq = event->dseq;
  memcpy (self->seal.last_hash, event->hash, VIGIE_HASH_BYTES);
  g_ptr_array_add (self->events, event);
  g_free (self->last_id);
  self->last_id = g_strdup (draft->id);
  return TRUE;
}

/* @taken: (transfer full) (nullable): what an act gave. */
static gboolean
take (Builder    *self,
      GPtrArray  *taken,
      GError    **error)
{
  g_autoptr(GPtrArray) drafts = taken;
  VigieIncident *incident;

  if (!drafts)
    return FALSE;
  for (guint i = 0; i < drafts->len; i++)
    if (!seal_draft (self, drafts->pdata[i], error))
      return FALSE;
  g_ptr_array_extend_and_steal (self->drafts, g_steal_pointer (&drafts));

  incident = vigie_incident_fold (self->events, self->playbook, VIGIE_TIME_NONE, error);
  if (!incident)
    return FALSE;
  g_clear_pointer (&self->incident, vigie_incident_unref);
  self->incident = incident;
  return TRUE;
}

static GPtrArray *
log_decision (Builder                *self,
              const char             *text,
              const VigieScriptLine  *line,
              gint64                  at_usec,
              GError                **error)
{
  g_auto(GStrv) parts = g_strsplit (text, "|", 5);
  guint n = g_strv_length (parts);
  VigieOoda ooda = { n > 1 ? parts[1] : NULL, n > 2 ? parts[2] : NULL, n > 3 ? parts[3] : NULL, n > 4 ? parts[4] : NULL };

  return vigie_act_log (self->incident, VIGIE_ENTRY_DECISION, parts[0], &ooda, line->who, at_usec, error);
}

static void
free_answer (gpointer data)
{
  VigieCheckInAnswer *answer = data;

  g_free (answer->post);
  g_free (answer->person);
  g_free (answer->state);
  g_free (answer);
}

static GPtrArray *
hold_check_in (Builder                *self,
               const char             *note,
               const VigieScriptLine  *line,
               gint64                  at_usec,
               GError                **error)
{
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func (free_answer);
  GPtrArray *holdings = self->incident->holdings;

  for (guint i = 0; i < holdings->len; i++)
    {
      const VigieHolding *holding = holdings->pdata[i];
      VigieCheckInAnswer *answer;

      if (holding->until_usec != VIGIE_TIME_NONE)
        continue;
      answer = g_new0 (VigieCheckInAnswer, 1);
      answer->post = g_strdup (holding->post);
      answer->person = g_strdup (holding->person);
      answer->state = g_strdup (g_strcmp0 (line->a, holding->person) == 0 ? "tired" : "fit");
      g_ptr_array_add (answers, answer);
    }
  return vigie_act_check_in (self->incident, answers, note, line->who, at_usec, error);
}

static GPtrArray *
send_message (Builder                *self,
              const char             *text,
              const VigieScriptLine  *line,
              gint64                  at_usec,
              GError                **error)
{
  g_auto(GStrv) parts = g_strsplit (line->a, "/", 2);

  return vigie_act_message (self->playbook, self->incident, parts[0], parts[1], line->b, text, line->who, at_usec, error);
}

static GPtrArray *
add_evidence (Builder                *self,
              const char             *name,
              const VigieScriptLine  *line,
              gint64                  at_usec,
              GError                **error)
{
  g_autoptr(GBytes) picture = vigie_example_picture (self->lang);
  g_autofree char *hash = vigie_content_hash (picture);

  return vigie_act_attachment (self->incident, name, (gint64) g_bytes_get_size (picture), hash, VIGIE_EXAMPLE_PICTURE_TYPE, line->who, at_usec, error);
}

/* A cause with a term is a root cause. */
static GPtrArray *
add_cause (Builder                *self,
           const char             *text,
           const VigieScriptLine  *line,
           gint64                  at_usec,
           GError                **error)
{
  g_auto(GStrv) parts = g_strsplit (line->a, "/", 4);
  const char *const evidence[] = { g_strcmp0 (line->b, "last") == 0 ? self->last_id : line->b, NULL };
  const VigieCauseChange change = { .text = text, .parent = parts[0], .kind = parts[1], .state = parts[2], .term = parts[3],
                                    .evidence = evidence, .root = *parts[3] != '\0' };

  return vigie_act_cause (self->playbook, self->incident, NULL, &change, line->who, at_usec, error);
}

static GPtrArray *
add_follow_up (Builder                *self,
               const char             *text,
               const VigieScriptLine  *line,
               gint64                  at_usec,
               GError                **error)
{
  const VigieActionChange change = { .text = text, .owner = line->a, .cause = line->b, .due_usec = at_usec + 90 * VIGIE_DAY_USEC };

  return vigie_act_action (self->incident, NULL, &change, line->who, at_usec, error);
}

/* Texts name times as "{203}", minutes after detection, since an example may be played at any hour. Owned. */
static char *
text_of_line (Builder               *self,
              const VigieScriptLine *line,
              GTimeZone             *zone)
{
  const char *text = self->lang == VIGIE_LANG_FR ? line->fr : line->en;
  GString *out;

  if (!text)
    return NULL;
  out = g_string_new (NULL);
  while (*text)
    {
      char *end = NULL;
      gint64 minute = *text == '{' ? g_ascii_strtoll (text + 1, &end, 10) : 0;

      if (end && end > text + 1 && *end == '}')
        {
          g_autofree char *clock = vigie_time_format_clock (self->detected_usec + minute * VIGIE_MINUTE_USEC, zone);

          g_string_append (out, clock);
          text = end + 1;
        }
      else
        g_string_append_c (out, *text++);
    }
  return g_string_free (out, FALSE);
}

static GPtrArray *
act_of_line (Builder                *self,
             const VigieScriptLine  *line,
             GTimeZone              *zone,
             GError                **error)
{
  gint64 at_usec = self->detected_usec + line->minute * VIGIE_MINUTE_USEC;
  g_autofree char *text = text_of_line (self, line, zone);
  const VigieIncident *incident = self->incident;
  VigiePlaybook *playbook = self->playbook;
  VigieEntryKind kind = VIGIE_ENTRY_NOTE;
  VigieMilestone milestone = VIGIE_MILESTONE_RESPONDED;
  VigieHypothesisState tested = VIGIE_HYPOTHESIS_OPEN;
  VigieFactState known = VIGIE_FACT_ESTIMATED;

  switch (line->op)
    {
    case VIGIE_SCRIPT_LOG:
      vigie_entry_kind_from_word (line->a, &kind);
      return vigie_act_log (incident, kind, text, NULL, line->who, at_usec, error);
    case VIGIE_SCRIPT_DECISION:
      return log_decision (self, text, line, at_usec, error);
    case VIGIE_SCRIPT_REVIEW:
      return vigie_act_review (incident, line->a, text, line->who, at_usec, error);
    case VIGIE_SCRIPT_HYPOTHESIS:
      return vigie_act_hypothesis_add (incident, line->a, text, line->who, at_usec, error);
    case VIGIE_SCRIPT_TESTED:
      vigie_hypothesis_state_from_word (line->b, &tested);
      return vigie_act_hypothesis (incident, line->a, tested, text, line->who, at_usec, error);
    case VIGIE_SCRIPT_ROLE:
      return vigie_act_role (playbook, incident, line->a, line->b, line->who, at_usec, error);
    case VIGIE_SCRIPT_MILESTONE:
      vigie_milestone_from_word (line->a, &milestone);
      return vigie_act_milestone (incident, milestone, at_usec, line->who, at_usec, error);
    case VIGIE_SCRIPT_FACT:
      vigie_fact_state_from_word (line->b, &known);
      return vigie_act_fact (playbook, incident, line->a, text, known, NULL, zone, line->who, at_usec, error);
    case VIGIE_SCRIPT_TICK:
      return vigie_act_tick (playbook, incident, line->a, VIGIE_STEP_DONE, NULL, line->who, at_usec, error);
    case VIGIE_SCRIPT_NOT_APPLICABLE:
      return vigie_act_tick (playbook, incident, line->a, VIGIE_STEP_NOT_APPLICABLE, text, line->who, at_usec, error);
    case VIGIE_SCRIPT_MESSAGE:
      return send_message (self, text, line, at_usec, error);
    case VIGIE_SCRIPT_CHECK_IN:
      return hold_check_in (self, text, line, at_usec, error);
    case VIGIE_SCRIPT_SUPPORT:
      return vigie_act_support (playbook, incident, line->a, line->who, at_usec, error);
    case VIGIE_SCRIPT_DONE:
      return vigie_act_done (playbook, incident, line->a, line->b, text, line->who, at_usec, error);
    case VIGIE_SCRIPT_WAIVE:
      return vigie_act_waive (playbook, incident, line->a, line->b, text, line->who, at_usec, error);
    case VIGIE_SCRIPT_CAUSE:
      return add_cause (self, text, line, at_usec, error);
    case VIGIE_SCRIPT_FOLLOW_UP:
      return add_follow_up (self, text, line, at_usec, error);
    case VIGIE_SCRIPT_EVIDENCE:
      return add_evidence (self, text, line, at_usec, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
play_line (Builder                *self,
           const VigieScriptLine  *line,
           GTimeZone              *zone,
           GError                **error)
{
  gint64 at_usec = self->detected_usec + line->minute * VIGIE_MINUTE_USEC;
  g_autofree char *id = NULL;

  if (!take (self, act_of_line (self, line, zone, error), error))
    {
      g_prefix_error (error, "%d min, %s: ", line->minute, line->a ? line->a : "");
      return FALSE;
    }
  if (!line->starred)
    return TRUE;
  id = g_strdup (self->last_id);
  return take (self, vigie_act_star (self->incident, id, TRUE, line->who, at_usec, error), error);
}

static gboolean
declare (Builder            *self,
         const VigieScript  *script,
         gboolean            is_example,
         gboolean            is_historical,
         GError            **error)
{
  static const char *const questions[] = { "users", "revenue", "function", "workaround", "data" };
  g_autofree char *id = next_id (self, self->detected_usec);
  VigieDeclaration declaration = {
    .title = self->lang == VIGIE_LANG_FR ? script->fr : script->en,
    .type = script->type,
    .level = script->level,
    .reason = script->level == VIGIE_LEVEL_NONE ? NULL : self->lang == VIGIE_LANG_FR ? "niveau constaté à l’époque" : "level found at the time",
    .started_usec = self->detected_usec + script->started * VIGIE_MINUTE_USEC,
    .detected_usec = self->detected_usec,
    .declared_usec = self->detected_usec + script->declared * VIGIE_MINUTE_USEC,
    .historical = is_historical,
    .example = is_example,
    .incident_id = id,
  };

  vigie_answers_init (&declaration.answers);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (script->answers[i] && !vigie_answers_set (&declaration.answers, questions[i], script->answers[i], error))
      return FALSE;
  return take (self, vigie_act_declare (self->playbook, &declaration, script->who, error), error);
}

gboolean
vigie_script_play (const VigieScript  *script,
                   VigiePlaybook      *playbook,
                   VigieLang           lang,
                   gint64              detected_usec,
                   gboolean            is_example,
                   gboolean            is_historical,
                   GRand              *random,
                   GPtrArray          *drafts,
                   char              **stream_out,
                   GError            **error)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (playbook->zone);
  guint8 seed[32], public_key[VIGIE_KEY_BYTES];
  Builder self = { .playbook = playbook, .lang = lang, .detected_usec = detected_usec, .random = random, .drafts = drafts };
  gboolean ok;

  if (!zone)
    zone = g_time_zone_new_utc ();
  fill_random (random, seed, sizeof seed);
  vigie_key_from_seed (seed, public_key, self.secret_key);
  self.seal.secret_key = self.secret_key;
  self.seal.last_stamp_usec = VIGIE_TIME_NONE;
  self.events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);

  ok = declare (&self, script, is_example, is_historical, error);
  for (guint i = 0; ok && i < script->n_lines; i++)
    ok = play_line (&self, &script->lines[i], zone, error);
  if (ok && stream_out)
    *stream_out = g_strdup (self.incident->stream);

  g_clear_pointer (&self.incident, vigie_incident_unref);
  g_ptr_array_unref (self.events);
  g_free (self.last_id);
  return ok;
}
