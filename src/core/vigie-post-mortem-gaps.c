/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is missing before the next stage, one sentence each, with where it is mended. Everything is read from the record by the
 * same functions that make the report and the figures, so that nobody is asked for what is there, and nothing is guessed. A
 * gap before the review may be left with a reason; one before the publication may not. */

#include "vigie-post-mortem-private.h"

#include <string.h>

#include "vigie-action.h"
#include "vigie-cause.h"
#include "vigie-comment.h"
#include "vigie-conflict.h"
#include "vigie-delays.h"
#include "vigie-report.h"
#include "vigie-say.h"
#include "vigie-time.h"

typedef struct
{
  const VigiePostMortem *self;
  const VigieIncident *incident;
  const VigiePlaybook *playbook;
  VigieLang lang;
  GTimeZone *zone;
  gint64 now_usec;
  GPtrArray *gaps;
} Search;

void
vigie_gap_free (VigieGap *gap)
{
  if (gap == NULL)
    return;
  g_free (gap->id);
  g_free (gap->words);
  g_free (gap);
}

/* Takes @words. */
static void
add (Search *search, VigieGapKind kind, const char *id, gboolean blocks, char *words)
{
  VigieGap *gap = g_new0 (VigieGap, 1);

  gap->kind = kind;
  gap->id = g_strdup (id != NULL ? id : "");
  gap->words = words;
  gap->blocks = blocks;
  g_ptr_array_add (search->gaps, gap);
}

static const char *pick (const Search *search, const char *english, const char *french)
    G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);
static const char *
pick (const Search *search, const char *english, const char *french)
{
  return vigie_say_pick (search->lang, english, french);
}

/* ---- Before it is written ---- */

static void
find_schedule (Search *search)
{
  const VigieClockDef *clock = vigie_playbook_clock (search->playbook, "post-mortem");
  gint64 due_usec = search->incident->milestones[VIGIE_MILESTONE_RESOLVED]
                    + (clock != NULL ? clock->span_usec[0] : 0);
  g_autofree char *due = NULL;

  if (!search->self->owed || clock == NULL)
    {
      add (search, VIGIE_GAP_SCHEDULE, NULL, TRUE,
           g_strdup (pick (search, "The meeting has no date.", "La réunion n’a pas de date.")));
      return;
    }
  due = vigie_time_format_full (due_usec, search->zone, search->lang);
  add (search, VIGIE_GAP_SCHEDULE, NULL, TRUE,
       g_strdup_printf (pick (search, "The meeting has no date; it is due by %s.",
                              "La réunion n’a pas de date\302\240; elle est due avant le %s."),
                        due));
}

/* ---- Before it is read ---- */

static void
find_meeting (Search *search)
{
  g_autofree char *when = NULL;

  if (search->self->held != NULL)
    return;
  if (vigie_post_mortem_is_meeting (search->self))
    add (search, VIGIE_GAP_MEETING, NULL, TRUE,
         g_strdup (pick (search, "The meeting runs and has not been ended.",
                         "La réunion est en cours\302\240: la terminer.")));
  else if (search->self->schedule == NULL)
    find_schedule (search);
  else
    {
      when = vigie_time_format_full (search->self->schedule->time_usec, search->zone, search->lang);
      add (search, VIGIE_GAP_MEETING, NULL, TRUE,
           g_strdup_printf (pick (search, "The meeting of %s has not been held.",
                                  "La réunion du %s n’a pas été tenue."),
                            when));
    }
}

static const char *
delay_label (const Search *search, VigieDelay delay)
{
  const VigieTarget *target = vigie_playbook_target (search->playbook, vigie_delay_to_word (delay));

  return target != NULL ? vigie_text_get (&target->title, search->lang)
                        : vigie_delay_to_word (delay);
}

/* From which milestone to which a delay is counted; CLOSED: a message. */
static const struct
{
  VigieMilestone from, to;
} ends[VIGIE_N_DELAYS] = {
  [VIGIE_DELAY_DETECT] = { VIGIE_MILESTONE_STARTED, VIGIE_MILESTONE_DETECTED },
  [VIGIE_DELAY_RESPOND] = { VIGIE_MILESTONE_DETECTED, VIGIE_MILESTONE_RESPONDED },
  [VIGIE_DELAY_RESOLVE] = { VIGIE_MILESTONE_DETECTED, VIGIE_MILESTONE_RESOLVED },
  [VIGIE_DELAY_COMMUNICATE] = { VIGIE_MILESTONE_DECLARED, VIGIE_MILESTONE_CLOSED },
};

static void
find_delay (Search *search, const VigieDelays *delays, VigieDelay delay)
{
  const gint64 *times = search->incident->milestones;
  VigieMilestone lacking = times[ends[delay].from] == VIGIE_TIME_NONE ? ends[delay].from
                                                                      : ends[delay].to;
  const char *label = delay_label (search, delay);

  if (delays->impossible[delay])
    add (
        search, lacking == VIGIE_MILESTONE_CLOSED ? VIGIE_GAP_MESSAGE : VIGIE_GAP_MILESTONE,
        lacking == VIGIE_MILESTONE_CLOSED ? NULL : vigie_milestone_to_word (lacking), TRUE,
        g_strdup_printf (pick (search, "%s: it ends before it begins; correct the times.",
                               "%s\302\240: la fin précède le début\302\240; corriger les heures."),
                         label));
  else if (delays->delay_usec[delay] == VIGIE_TIME_NONE && lacking == VIGIE_MILESTONE_CLOSED)
    add (search, VIGIE_GAP_MESSAGE, NULL, TRUE,
         g_strdup_printf (pick (search, "%s: no message outside the team is recorded.",
                                "%s\302\240: aucun message hors de l’équipe n’est consigné."),
                          label));
  else if (delays->delay_usec[delay] == VIGIE_TIME_NONE)
    add (search, VIGIE_GAP_MILESTONE, vigie_milestone_to_word (lacking), TRUE,
         g_strdup_printf (pick (search, "%s: no time for “%s”.",
                                "%s\302\240: pas d’heure pour «\302\240%s\302\240»."),
                          label, vigie_milestone_label (lacking, search->lang)));
}

static void
find_delays (Search *search)
{
  VigieDelays delays;

  vigie_delays_of (search->incident, search->playbook, &delays);
  for (guint i = 0; i < VIGIE_N_DELAYS; i++)
    find_delay (search, &delays, i);
}

/* A text in the other language is a text. */
static gboolean
is_written (const VigieIncident *incident, const char *section)
{
  for (guint i = 0; i < 2; i++)
    {
      const VigieSection *written = vigie_incident_section (incident, section, (VigieLang) i);

      if (written != NULL && *written->text != '\0')
        return TRUE;
    }

  return FALSE;
}

static void
find_in_part (Search *search, const VigieReportPart *part)
{
  g_autoptr(GString) missing = g_string_new (NULL);

  for (guint i = 0; i < part->blocks->len; i++)
    {
      const VigieBlock *block = part->blocks->pdata[i];

      if (block->type == VIGIE_BLOCK_MISSING)
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? " " : "", block->text);
    }
  if (missing->len == 0)
    return;
  add (search, VIGIE_GAP_SECTION, part->id, TRUE,
       g_strdup_printf (pick (search, "“%s”: %s", "«\302\240%s\302\240»\302\240: %s"), part->title,
                        missing->str));
}

/* The timeline and its delays, the causes and the actions have gaps of their own, the annexes come from the record. */
static void
find_sections (Search *search)
{
  static const char *const apart[] = { "timeline", "causes", "actions", "annexes", NULL };
  g_autoptr(VigieReport) report = vigie_report_new (
      search->incident, search->playbook, search->lang, search->zone, "", search->now_usec, NULL);

  for (guint i = 0; i < report->parts->len; i++)
    {
      const VigieReportPart *part = report->parts->pdata[i];

      if (!part->complete && !g_strv_contains (apart, part->id)
          && !is_written (search->incident, part->id))
        find_in_part (search, part);
    }
}

static void
find_in_cause (Search *search, const VigieCause *cause)
{
  g_autoptr(GPtrArray) actions = vigie_cause_actions (search->incident, cause);

  if (!vigie_cause_has_standing_evidence (search->incident, cause))
    add (search, VIGIE_GAP_CAUSE, cause->code, TRUE,
         g_strdup_printf (pick (search, "%s is confirmed, and nothing shows it any more.", "%s est confirmée et plus rien ne la montre."), cause->code));
  if (actions->len == 0)
    add (search, VIGIE_GAP_CAUSE, cause->code, TRUE,
         g_strdup_printf (pick (search, "No action answers the root cause %s.", "Aucune action ne répond à la cause racine %s."), cause->code));
}

static void
find_causes (Search *search)
{
  guint n = 0;

  for (guint i = 0; i < search->incident->causes->len; i++)
    {
      const VigieCause *cause = search->incident->causes->pdata[i];

      if (!vigie_cause_is_root (cause) || cause->state != VIGIE_CAUSE_CONFIRMED)
        continue;
      find_in_cause (search, cause);
      n++;
    }
  if (n == 0)
    add (search, VIGIE_GAP_CAUSE, NULL, TRUE, g_strdup (pick (search, "No root cause is confirmed.", "Aucune cause racine n’est confirmée.")));
}

static void
find_in_action (Search *search, const VigieActionItem *action)
{
  if (vigie_action_is_settled (action->status))
    return;
  if (vigie_action_text_fault (action->text) != VIGIE_ACTION_FINE)
    add (search, VIGIE_GAP_ACTION, action->code, TRUE,
         g_strdup_printf (
             pick (search, "%s is vague: nobody could check that it was done.",
                   "%s est vague\302\240: personne ne pourrait vérifier qu’elle est faite."),
             action->code));
  if (!vigie_action_owner_is_one (action->owner))
    add (search, VIGIE_GAP_ACTION, action->code, TRUE,
         g_strdup_printf (pick (search, "%s has no owner: one person, by name.",
                                "%s n’a personne\302\240: une seule, par son nom."),
                          action->code));
  if (action->due_usec == VIGIE_TIME_NONE)
    add (
        search, VIGIE_GAP_ACTION, action->code, TRUE,
        g_strdup_printf (pick (search, "%s has no date.", "%s n’a pas d’échéance."), action->code));
}

static void
find_actions (Search *search)
{
  if (search->incident->actions->len == 0)
    add (search, VIGIE_GAP_ACTION, NULL, TRUE,
         g_strdup (pick (search, "No action was agreed.", "Aucune action n’a été convenue.")));
  for (guint i = 0; i < search->incident->actions->len; i++)
    find_in_action (search, search->incident->actions->pdata[i]);
}

static void
find_conflicts (Search *search)
{
  for (guint i = 0; i < search->incident->conflicts->len; i++)
    {
      const VigieConflict *conflict = search->incident->conflicts->pdata[i];
      g_autofree char *title = vigie_conflict_title (conflict, search->incident, search->playbook,
                                                     search->zone, search->lang);

      add (search, VIGIE_GAP_CONFLICT, conflict->key, TRUE,
           g_strdup_printf (pick (search, "Written apart and not settled: %s.",
                                  "Écrit chacun de son côté, à trancher\302\240: %s."),
                            title));
    }
}

/* ---- Before it is published ---- */

static void
find_comments (Search *search)
{
  g_autoptr(GPtrArray) comments = vigie_incident_open_comments (search->incident, NULL);

  for (guint i = 0; i < comments->len; i++)
    {
      const VigieComment *comment = comments->pdata[i];
      g_autofree char *text = vigie_text_first_line (comment->text, 60);

      add (search, VIGIE_GAP_COMMENT, comment->id, TRUE,
           g_strdup_printf (pick (search, "Comment by %s not settled: %s", "Commentaire de %s à régler\302\240: %s"), comment->author, text));
    }
}

static gboolean
was_signed_before (const VigiePostMortem *self, const char **signer)
{
  for (guint i = self->marks->len; i > 0; i--)
    {
      const VigiePostMortemMark *mark = self->marks->pdata[i - 1];

      if (mark->step->verb == VIGIE_POST_MORTEM_STEP_SIGNED
          && mark->fault == VIGIE_POST_MORTEM_FAULT_EDITED)
        {
          *signer = mark->step->signer;
          return TRUE;
        }
    }

  return FALSE;
}

static void
find_signature (Search *search)
{
  const char *signer;

  if (search->self->signature != NULL)
    return;
  if (was_signed_before (search->self, &signer))
    add (
        search, VIGIE_GAP_SIGNATURE, signer, TRUE,
        g_strdup_printf (
            pick (search, "The text was edited since %s signed it: it is to be signed again.",
                  "Le texte a été modifié depuis la signature de %s\302\240: à signer de nouveau."),
            signer));
  else
    add (search, VIGIE_GAP_SIGNATURE, NULL, TRUE,
         g_strdup (pick (search, "Nobody who wrote none of it has signed it.",
                         "Personne d’autre que ses auteurs ne l’a signé.")));
}

static void
find_awaited (Search *search)
{
  g_autoptr(GPtrArray) awaited = vigie_post_mortem_awaited (search->self, search->incident);

  for (guint i = 0; i < awaited->len; i++)
    add (search, VIGIE_GAP_SIGNATURE, awaited->pdata[i], FALSE,
         g_strdup_printf (pick (search, "%s was asked and has not signed.",
                                "%s, à qui la relecture est demandée, n’a pas signé."),
                          (const char *) awaited->pdata[i]));
}

/* ---- Before it is followed up ---- */

static void
find_lists (Search *search)
{
  for (guint i = 0; i < VIGIE_N_POST_MORTEM_LISTS; i++)
    {
      const VigiePostMortemStep *published = search->self->published[i];
      const char *label = vigie_post_mortem_list_label (i, search->lang);

      if (published == NULL)
        add (search, VIGIE_GAP_PUBLICATION, vigie_post_mortem_list_to_word (i), TRUE,
             g_strdup_printf (pick (search, "Not sent yet: %s.", "Pas encore diffusé\302\240: %s."),
                              label));
      else if (strcmp (published->version, search->self->hash) != 0)
        add (search, VIGIE_GAP_PUBLICATION, vigie_post_mortem_list_to_word (i), TRUE,
             g_strdup_printf (pick (search, "Another text stands than the one that was sent: %s.",
                                    "Le texte a changé depuis sa diffusion\302\240: %s."),
                              label));
    }
}

static void
find_open_actions (Search *search)
{
  for (guint i = 0; i < search->incident->actions->len; i++)
    {
      const VigieActionItem *action = search->incident->actions->pdata[i];
      g_autofree char *due = action->due_usec != VIGIE_TIME_NONE ? vigie_time_format_date (
                                 action->due_usec, search->zone, search->lang)
                                                                 : NULL;

      if (vigie_action_is_settled (action->status))
        continue;
      add (search, VIGIE_GAP_ACTION, action->code, TRUE,
           due != NULL ? g_strdup_printf (pick (search, "%s is not done: %s, by %s.",
                                                "%s n’est pas faite\302\240: %s, pour le %s."),
                                          action->code, action->owner, due)
                       : g_strdup_printf (
                           pick (search, "%s is not done: %s.", "%s n’est pas faite\302\240: %s."),
                           action->code, action->owner));
    }
}

/* ---- All ---- */

static void
find_before_review (Search *search)
{
  find_meeting (search);
  find_delays (search);
  find_sections (search);
  find_causes (search);
  find_actions (search);
  find_conflicts (search);
}

static void
find_before_publication (Search *search)
{
  find_conflicts (search);
  find_comments (search);
  find_signature (search);
  find_awaited (search);
}

GPtrArray *
vigie_post_mortem_gaps (const VigiePostMortem *post_mortem,
                        const VigieIncident *incident,
                        const VigiePlaybook *playbook,
                        VigieLang lang,
                        GTimeZone *zone,
                        gint64 now_usec)
{
  Search search = { post_mortem, incident, playbook, lang, zone, now_usec, NULL };

  g_return_val_if_fail (post_mortem != NULL && incident != NULL && playbook != NULL && zone != NULL,
                        NULL);

  search.gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_gap_free);
  switch (post_mortem->stage)
    {
    case VIGIE_POST_MORTEM_RESOLVED:
      find_schedule (&search);
      break;
    case VIGIE_POST_MORTEM_DOCUMENTING:
      find_before_review (&search);
      break;
    case VIGIE_POST_MORTEM_REVIEWING:
      find_before_publication (&search);
      break;
    case VIGIE_POST_MORTEM_PUBLISHED:
      if (post_mortem->changed_since_published)
        find_before_publication (&search);
      find_lists (&search);
      find_open_actions (&search);
      break;
    case VIGIE_POST_MORTEM_NONE:
    case VIGIE_POST_MORTEM_FOLLOWED_UP:
    case VIGIE_N_POST_MORTEM_STAGES:
    default:
      break;
    }

  return search.gaps;
}
