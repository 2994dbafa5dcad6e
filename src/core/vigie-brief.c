/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The brief of a handover. What is late or undecided comes before what is settled; each text is cut to a
 * line, because the brief is read in two minutes and the record is one page away. */

#include "vigie-brief.h"

#include <string.h>

#include "vigie-obligation.h"
#include "vigie-posts.h"
#include "vigie-text.h"
#include "vigie-time.h"

#define MAX_FACTS 12
#define MAX_CHARS 180
#define MAX_NEXT 4

typedef struct
{
  const VigieIncident *incident;
  const VigiePlaybook *playbook;
  GPtrArray *obligations;
  GPtrArray *lines;
  gint64 now_usec;
  GTimeZone *zone;
  VigieLang lang;
} Brief;

static const char *pick (const Brief *brief, const char *english, const char *french) G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);

static const char *
pick (const Brief *brief, const char *english, const char *french)
{
  return brief->lang == VIGIE_LANG_FR ? french : english;
}

static void
line_free (VigieBriefLine *line)
{
  g_free (line->words);
  g_free (line);
}

static void
add (Brief *brief, VigieBriefSection section, VigieBriefMark mark, int state, char *words_taken)
{
  VigieBriefLine *line = g_new0 (VigieBriefLine, 1);

  line->section = section;
  line->mark = mark;
  line->state = state;
  line->words = words_taken;
  g_ptr_array_add (brief->lines, line);
}

static char *
at (const Brief *brief, gint64 time_usec)
{
  return time_usec != VIGIE_TIME_NONE ? vigie_time_format_near (time_usec, brief->now_usec, brief->zone, brief->lang) : g_strdup ("—");
}

static char *
short_text (const char *text)
{
  return vigie_text_first_line (text != NULL ? text : "", MAX_CHARS);
}

static void
add_state (Brief *brief)
{
  const VigieIncident *incident = brief->incident;
  const VigieLevelDef *level = vigie_playbook_level (brief->playbook, incident->level);
  g_autofree char *elapsed = vigie_duration_format (vigie_incident_elapsed_usec (incident, brief->now_usec), brief->lang);

  add (brief, VIGIE_BRIEF_STATE, VIGIE_BRIEF_MARK_LEVEL, incident->level,
       g_strdup_printf ("%s %s%s · %s · %s", incident->level != VIGIE_LEVEL_NONE ? vigie_level_to_word (incident->level) : "—",
                        level != NULL ? vigie_text_get (&level->name, brief->lang) : "",
                        incident->provisional ? pick (brief, " (provisional)", " (provisoire)") : "",
                        vigie_stage_label (incident->stage, brief->lang), elapsed));
}

static void
add_hypotheses (Brief *brief)
{
  static const VigieHypothesisState order[] = { VIGIE_HYPOTHESIS_CONFIRMED, VIGIE_HYPOTHESIS_OPEN, VIGIE_HYPOTHESIS_TESTED, VIGIE_HYPOTHESIS_ELIMINATED };
  GPtrArray *all = brief->incident->hypotheses;

  for (guint s = 0; s < G_N_ELEMENTS (order); s++)
    for (guint i = 0; i < all->len; i++)
      {
        const VigieHypothesis *hypothesis = g_ptr_array_index (all, i);
        g_autofree char *text = short_text (hypothesis->text);

        if (hypothesis->state != order[s] || (hypothesis->entry != NULL && hypothesis->entry->retract_reason != NULL))
          continue;
        add (brief, VIGIE_BRIEF_HYPOTHESES, VIGIE_BRIEF_MARK_HYPOTHESIS, (int) order[s],
             g_strdup_printf (pick (brief, "%s %s: %s", "%s %s\302\240: %s"), hypothesis->code, vigie_hypothesis_state_label (order[s], brief->lang), text));
      }
}

static void
add_decision (Brief *brief, const VigieDecision *decision)
{
  gboolean open = decision->reviewed_usec == VIGIE_TIME_NONE;
  const char *said = decision->decide != NULL ? decision->decide : decision->entry != NULL ? decision->entry->text : NULL;
  g_autofree char *text = short_text (said);
  g_autofree char *result = short_text (decision->result);
  g_autofree char *time = at (brief, decision->taken_usec);

  if (open)
    add (brief, VIGIE_BRIEF_DECISIONS, VIGIE_BRIEF_MARK_DECISION, 0,
         g_strdup_printf (pick (brief, "%s of %s, to review: %s", "%s de %s, à revoir\302\240: %s"), decision->code, time, text));
  else
    add (brief, VIGIE_BRIEF_DECISIONS, VIGIE_BRIEF_MARK_REVIEWED, 0,
         g_strdup_printf (pick (brief, "%s of %s: %s (%s)", "%s de %s\302\240: %s (%s)"), decision->code, time, text, result));
}

static void
add_decisions (Brief *brief)
{
  GPtrArray *all = brief->incident->decisions;

  for (guint reviewed = 0; reviewed < 2; reviewed++)
    for (guint i = 0; i < all->len; i++)
      {
        const VigieDecision *decision = g_ptr_array_index (all, i);

        if ((decision->reviewed_usec != VIGIE_TIME_NONE) == (reviewed == 1)
            && (decision->entry == NULL || decision->entry->retract_reason == NULL))
          add_decision (brief, decision);
      }
}

static const VigieMessage *
last_public_message (const Brief *brief)
{
  for (guint i = brief->incident->messages->len; i > 0; i--)
    {
      const VigieMessage *message = g_ptr_array_index (brief->incident->messages, i - 1);
      const VigieAudience *audience = vigie_playbook_audience (brief->playbook, message->audience);

      if (audience != NULL && audience->outside)
        return message;
    }

  return NULL;
}

static gboolean
is_public (const VigieObligation *obligation)
{
  for (guint i = 0; i < obligation->clock->fulfilled_by->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (obligation->clock->fulfilled_by, i), "message:users/"))
      return TRUE;

  return FALSE;
}

static gboolean
is_due (const VigieObligation *obligation)
{
  return !obligation->history && vigie_obligation_is_running (obligation) && obligation->due_usec != VIGIE_TIME_NONE;
}

static void
add_clock (Brief *brief, VigieBriefSection section, const VigieObligation *obligation)
{
  gboolean late = obligation->state == VIGIE_OBLIGATION_OVERDUE;
  g_autofree char *title = vigie_obligation_title (obligation, brief->lang);
  g_autofree char *time = at (brief, obligation->due_usec);

  if (late)
    add (brief, section, VIGIE_BRIEF_MARK_LATE, 0, g_strdup_printf (pick (brief, "Late: %s, due at %s", "En retard\302\240: %s, échéance %s"), title, time));
  else
    add (brief, section, VIGIE_BRIEF_MARK_CLOCK, 0, g_strdup_printf (pick (brief, "Next: %s at %s", "À venir\302\240: %s à %s"), title, time));
}

static void
add_public_word (Brief *brief)
{
  const VigieMessage *message = last_public_message (brief);

  if (message != NULL)
    {
      g_autofree char *time = at (brief, message->occurred_usec);
      g_autofree char *text = short_text (message->text);

      add (brief, VIGIE_BRIEF_PUBLIC, VIGIE_BRIEF_MARK_MESSAGE, 0,
           g_strdup_printf (pick (brief, "%s “%s”", "%s «\302\240%s\302\240»"), time, text));
    }
  else
    add (brief, VIGIE_BRIEF_PUBLIC, VIGIE_BRIEF_MARK_NOTHING, 0, g_strdup (pick (brief, "Nothing published yet.", "Rien n’est encore publié.")));
  for (guint i = 0; i < brief->obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (brief->obligations, i);

      if (!is_due (obligation) || !is_public (obligation))
        continue;
      add_clock (brief, VIGIE_BRIEF_PUBLIC, obligation);
      if (obligation->state != VIGIE_OBLIGATION_OVERDUE) /* all that is late, and the next one */
        return;
    }
}

static void
add_open_work (Brief *brief)
{
  const VigieIncident *incident = brief->incident;

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = g_ptr_array_index (incident->entries, i);

      if (entry->kind == VIGIE_ENTRY_TODO && !entry->done && entry->retract_reason == NULL && entry->text != NULL)
        add (brief, VIGIE_BRIEF_OPEN, VIGIE_BRIEF_MARK_TODO, 0, short_text (entry->text));
    }
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const VigieActionItem *action = g_ptr_array_index (incident->actions, i);
      g_autofree char *text = short_text (action->text);

      if (strcmp (action->status, "open") == 0)
        add (brief, VIGIE_BRIEF_OPEN, VIGIE_BRIEF_MARK_TODO, 0, g_strdup_printf ("%s %s (%s)", action->code, text, action->owner));
    }
}

/* All that is late, then the next few; the public word has its own line above. */
static void
add_clocks (Brief *brief)
{
  guint n_next = 0;

  for (guint i = 0; i < brief->obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (brief->obligations, i);
      gboolean late = obligation->state == VIGIE_OBLIGATION_OVERDUE;

      if (!is_due (obligation) || is_public (obligation) || (!late && n_next++ >= MAX_NEXT))
        continue;
      add_clock (brief, VIGIE_BRIEF_CLOCKS, obligation);
    }
}

static void
add_facts (Brief *brief)
{
  guint n = 0;

  for (guint i = 0; i < brief->playbook->facts->len && n < MAX_FACTS; i++)
    {
      const VigieFactDef *def = g_ptr_array_index (brief->playbook->facts, i);
      const VigieFact *fact = vigie_incident_fact (brief->incident, def->name);
      g_autofree char *value = NULL;
      g_autofree char *text = NULL;

      if (fact == NULL || fact->state == VIGIE_FACT_UNKNOWN || fact->value == NULL || *fact->value == '\0')
        continue;
      value = vigie_fact_value_words (brief->playbook, def->name, fact->value, brief->zone, brief->lang);
      text = short_text (value);
      n++;
      add (brief, VIGIE_BRIEF_FACTS, VIGIE_BRIEF_MARK_FACT, (int) fact->state,
           g_strdup_printf ("%s · %s · %s", vigie_text_get (&def->label, brief->lang), text, vigie_fact_state_label (fact->state, brief->lang)));
    }
}

static void
add_holders (Brief *brief, const char *post, const char *title)
{
  for (guint i = 0; i < brief->incident->holdings->len; i++)
    {
      const VigieHolding *holding = g_ptr_array_index (brief->incident->holdings, i);
      g_autofree char *since = NULL;

      if (holding->until_usec != VIGIE_TIME_NONE || strcmp (holding->post, post) != 0)
        continue;
      since = at (brief, holding->since_usec);
      add (brief, VIGIE_BRIEF_PEOPLE, VIGIE_BRIEF_MARK_PERSON, 0,
           g_strdup_printf (pick (brief, "%s: %s, since %s", "%s\302\240: %s, depuis %s"), title, holding->person, since));
    }
}

static void
add_people (Brief *brief)
{
  g_autoptr(GPtrArray) posts = vigie_incident_posts (brief->incident, brief->playbook);

  for (guint i = 0; i < posts->len; i++)
    {
      const VigiePostNeed *need = g_ptr_array_index (posts, i);
      const VigiePostDef *def = vigie_playbook_post (brief->playbook, need->post);
      const char *title = def != NULL ? vigie_text_get (&def->title, brief->lang) : need->post;
      const VigieHandover *waiting = vigie_incident_handover (brief->incident, need->post);

      if (vigie_incident_holder (brief->incident, need->post) != NULL)
        add_holders (brief, need->post, title);
      else if (need->kind == VIGIE_POST_REQUIRED)
        add (brief, VIGIE_BRIEF_PEOPLE, VIGIE_BRIEF_MARK_VACANT, 0, g_strdup_printf (pick (brief, "%s: vacant", "%s\302\240: à pourvoir"), title));
      if (waiting != NULL)
        add (brief, VIGIE_BRIEF_PEOPLE, VIGIE_BRIEF_MARK_CLOCK, 0,
             g_strdup_printf (pick (brief, "%s: handover to %s waits for an answer", "%s\302\240: relève proposée à %s, réponse attendue"), title, waiting->to));
    }
}

static void
add_channels (Brief *brief)
{
  char *channel = vigie_incident_channel (brief->incident, brief->playbook);

  add (brief, VIGIE_BRIEF_CHANNELS, VIGIE_BRIEF_MARK_CHANNEL, 0, channel);
  if (brief->incident->video_link != NULL)
    add (brief, VIGIE_BRIEF_CHANNELS, VIGIE_BRIEF_MARK_CHANNEL, 0, short_text (brief->incident->video_link));
  if (brief->playbook->status_page_url != NULL)
    add (brief, VIGIE_BRIEF_CHANNELS, VIGIE_BRIEF_MARK_CHANNEL, 0, g_strdup (brief->playbook->status_page_url));
}

GPtrArray *
vigie_brief_new (const VigieIncident *incident, const VigiePlaybook *playbook, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  Brief brief = { incident, playbook, NULL, NULL, now_usec, zone, lang };
  g_autoptr(GPtrArray) obligations = NULL;

  g_return_val_if_fail (incident != NULL && playbook != NULL && zone != NULL, NULL);

  obligations = vigie_obligations_evaluate (playbook, incident, now_usec);
  brief.obligations = obligations;
  brief.lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  add_state (&brief);
  add_hypotheses (&brief);
  add_decisions (&brief);
  add_public_word (&brief);
  add_open_work (&brief);
  add_clocks (&brief);
  add_facts (&brief);
  add_people (&brief);
  add_channels (&brief);

  return brief.lines;
}
