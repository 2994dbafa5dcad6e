/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was written apart, in words: what it is about, what happened, what each version says. A version that has
 * no better words is told by the line of the timeline that recorded it. */

#include "vigie-conflict.h"

#include <string.h>

#include "vigie-comment.h"
#include "vigie-notice.h"
#include "vigie-say.h"
#include "vigie-time.h"

static const VigieItem *
item_of (const VigieIncident *incident, const VigieEvent *event)
{
  return vigie_incident_item (incident, event->id);
}

static char *
member_of (const VigieEvent *event, const char *name)
{
  g_autoptr(VigieJson) body = vigie_event_body (event);

  return body != NULL ? vigie_json_member_string (body, 0, name) : NULL;
}

static GTimeZone *
zone_or_utc (GTimeZone *zone)
{
  return zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_utc ();
}

/* ---- What it is about ---- */

static char *
entry_title (const VigieIncident *incident, const char *id, GTimeZone *given_zone, VigieLang lang)
{
  g_autoptr(GTimeZone) zone = zone_or_utc (given_zone);
  const VigieEntry *entry = vigie_incident_entry (incident, id);
  g_autofree char *clock = entry != NULL ? vigie_time_format_clock (entry->occurred_usec, zone) : NULL;

  if (entry == NULL)
    return g_strdup (vigie_say_pick (lang, "An entry", "Une entrée"));
  if (entry->code != NULL)
    return g_strdup (entry->code);

  return g_strdup_printf (vigie_say_pick (lang, "Entry of %s", "Entrée de %s"), clock);
}

static const char *
fact_title (const VigiePlaybook *playbook, const char *name, VigieLang lang)
{
  const VigieFactDef *def = playbook != NULL ? vigie_playbook_fact (playbook, name) : NULL;

  return def != NULL ? vigie_text_get (&def->label, lang) : name;
}

static const char *
step_title (const VigiePlaybook *playbook, const char *key, VigieLang lang)
{
  const VigieText *words = playbook != NULL ? vigie_playbook_step_text (playbook, key) : NULL;

  return words != NULL ? vigie_text_get (words, lang) : key;
}

static char *
section_title (const VigiePlaybook *playbook, const char *subject, VigieLang lang)
{
  g_auto(GStrv) parts = g_strsplit (subject, "/", 2);

  return vigie_say_labelled (lang, vigie_say_pick (lang, "Report", "Rapport"), vigie_say_section_title (playbook, parts[0], lang));
}

static const char *
action_code (const VigieIncident *incident, const char *id)
{
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const VigieActionItem *action = incident->actions->pdata[i];

      if (strcmp (action->id, id) == 0)
        return action->code;
    }

  return "";
}

static const char *
comment_code (const VigieIncident *incident, const char *id)
{
  const VigieComment *comment = vigie_incident_comment (incident, id);

  return comment != NULL ? comment->code : "";
}

static const char *
cause_code (const VigieIncident *incident, const char *id)
{
  const VigieCause *cause = vigie_incident_cause (incident, id);

  return cause != NULL ? cause->code : "";
}

static char *
notice_title (const VigieIncident *incident, const VigiePlaybook *playbook, const char *id, VigieLang lang)
{
  const VigieNotice *notice = vigie_incident_notice (incident, id);
  g_autofree char *title = notice != NULL ? vigie_notice_title (notice, playbook, lang) : NULL;

  return vigie_say_labelled (lang, vigie_say_pick (lang, "Notice", "Message"), title != NULL ? title : id);
}

/* Kinds that have one subject alone. */
static const struct { const char *english, *french; } plain_titles[VIGIE_N_CONFLICT_KINDS] = {
  [VIGIE_CONFLICT_LEVEL] = { "Severity", "Gravité" },
  [VIGIE_CONFLICT_TYPE] = { "Type of incident", "Type d’incident" },
  [VIGIE_CONFLICT_TITLE] = { "Title", "Titre" },
  [VIGIE_CONFLICT_STAGE] = { "Public stage", "Étape publique" },
  [VIGIE_CONFLICT_OPTION] = { "Way chosen", "Voie choisie" },
  [VIGIE_CONFLICT_TECHNIQUE] = { "Method of the analysis", "Méthode de l’analyse" },
  [VIGIE_CONFLICT_SUPPORT] = { "Support level", "Niveau de support" },
  [VIGIE_CONFLICT_WAR_ROOM] = { "War room", "Cellule de crise" },
  [VIGIE_CONFLICT_VIDEO] = { "Video call", "Visio" },
  [VIGIE_CONFLICT_MEETING] = { "Date of the post-mortem", "Date du retour d’expérience" },
  [VIGIE_CONFLICT_REGISTER] = { "Entry in the breach register", "Inscription au registre des violations" },
};

char *
vigie_conflict_title (const VigieConflict *conflict, const VigieIncident *incident, const VigiePlaybook *playbook, GTimeZone *zone, VigieLang lang)
{
  VigieSay say = { incident, playbook, NULL, NULL, lang };
  VigieMilestone milestone;
  const char *subject;

  g_return_val_if_fail (conflict != NULL && incident != NULL, NULL);

  subject = conflict->subject;
  switch (conflict->kind)
    {
    case VIGIE_CONFLICT_POST:
      return g_strdup (vigie_say_post_title (&say, subject));
    case VIGIE_CONFLICT_HANDOVER:
      return vigie_say_labelled (lang, vigie_say_pick (lang, "Handover", "Relève"), vigie_say_post_title (&say, subject));
    case VIGIE_CONFLICT_MILESTONE:
      return g_strdup (vigie_milestone_from_word (subject, &milestone) ? vigie_milestone_label (milestone, lang) : subject);
    case VIGIE_CONFLICT_FACT:
      return g_strdup (fact_title (playbook, subject, lang));
    case VIGIE_CONFLICT_GATE:
    case VIGIE_CONFLICT_STEP:
      return g_strdup (step_title (playbook, subject, lang));
    case VIGIE_CONFLICT_CONFIRMATION:
      return vigie_say_labelled (lang, vigie_say_pick (lang, "Payment of order", "Paiement de la commande"), strchr (subject, '\n') + 1);
    case VIGIE_CONFLICT_HYPOTHESIS:
    case VIGIE_CONFLICT_REVIEW:
    case VIGIE_CONFLICT_ENTRY:
      return entry_title (incident, subject, zone, lang);
    case VIGIE_CONFLICT_SECTION:
      return section_title (playbook, subject, lang);
    case VIGIE_CONFLICT_NOTICE:
      return notice_title (incident, playbook, subject, lang);
    case VIGIE_CONFLICT_ACTION:
      return vigie_say_labelled (lang, vigie_say_pick (lang, "Action", "Action"), action_code (incident, subject));
    case VIGIE_CONFLICT_COMMENT:
      return vigie_say_labelled (lang, vigie_say_pick (lang, "Comment", "Commentaire"), comment_code (incident, subject));
    case VIGIE_CONFLICT_CAUSE:
      return vigie_say_labelled (lang, vigie_say_pick (lang, "Cause", "Cause"), cause_code (incident, subject));
    case VIGIE_CONFLICT_VERDICT:
      return vigie_say_labelled (lang, vigie_say_pick (lang, "Verdict of the breach rules", "Verdict des règles de violation"), subject);
    case VIGIE_CONFLICT_ANSWER:
      return vigie_say_labelled (lang, vigie_say_pick (lang, "Answer in the notice to the authority", "Réponse dans l’avis à l’autorité"), subject);
    case VIGIE_CONFLICT_REGISTER:
    case VIGIE_CONFLICT_TECHNIQUE:
    case VIGIE_CONFLICT_LEVEL:
    case VIGIE_CONFLICT_TYPE:
    case VIGIE_CONFLICT_TITLE:
    case VIGIE_CONFLICT_STAGE:
    case VIGIE_CONFLICT_OPTION:
    case VIGIE_CONFLICT_SUPPORT:
    case VIGIE_CONFLICT_WAR_ROOM:
    case VIGIE_CONFLICT_VIDEO:
    case VIGIE_CONFLICT_MEETING:
    case VIGIE_N_CONFLICT_KINDS:
    default:
      return g_strdup (vigie_say_pick (lang, plain_titles[conflict->kind].english, plain_titles[conflict->kind].french));
    }
}

/* ---- What happened ---- */

static char *
post_sentence (const VigieConflict *conflict, VigieLang lang)
{
  const VigieEvent *first = conflict->versions->pdata[0];
  const VigieEvent *last = conflict->versions->pdata[conflict->versions->len - 1];
  g_autofree char *person = member_of (last, "person");
  g_autoptr(GString) all = g_string_new (NULL);

  if (strcmp (first->kind, "role.freed") == 0 && conflict->versions->len == 2)
    return g_strdup_printf (vigie_say_pick (lang, "%1$s freed the post while it was given to %2$s. %2$s holds it.",
                                            "%1$s a libéré le poste pendant qu’il était confié à %2$s. %2$s le tient."),
                            first->author, person);
  for (guint i = 0; i < conflict->versions->len; i++)
    {
      g_autofree char *name = member_of (conflict->versions->pdata[i], "person");

      if (name == NULL)
        continue;
      g_string_append (all, all->len == 0 ? "" : i + 1 == conflict->versions->len ? vigie_say_pick (lang, " and ", " et ") : ", ");
      g_string_append (all, name);
    }

  return g_strdup_printf (vigie_say_pick (lang, "%1$s took the post apart from each other. All of them hold it; %2$s is shown first.",
                                          "%1$s ont pris le poste chacun de leur côté. Tous le tiennent\302\240; %2$s est montré en premier."),
                          all->str, person);
}

static char *
handover_sentence (const VigieConflict *conflict, VigieLang lang)
{
  const VigieEvent *waiting = conflict->versions->pdata[conflict->versions->len - 1];
  g_autofree char *to = member_of (waiting, "to");

  return g_strdup_printf (vigie_say_pick (lang, "Two desks asked for the handover at once. Only the request to %s waits for an answer.",
                                          "Deux postes ont demandé la relève en même temps. Seule la demande à %s attend une réponse."),
                          to);
}

char *
vigie_conflict_sentence (const VigieConflict *conflict, const VigieIncident *incident, const VigiePlaybook *playbook, VigieLang lang)
{
  const VigieEvent *last;

  g_return_val_if_fail (conflict != NULL && incident != NULL, NULL);

  last = conflict->versions->pdata[conflict->versions->len - 1];
  if (conflict->kind == VIGIE_CONFLICT_POST)
    return post_sentence (conflict, lang);
  if (conflict->kind == VIGIE_CONFLICT_HANDOVER)
    return handover_sentence (conflict, lang);

  return g_strdup_printf (vigie_say_pick (lang, "%1$u versions were recorded apart from each other. Until somebody settles it, the last one is shown (%2$s).",
                                          "%1$u versions ont été enregistrées chacune de son côté. Tant que personne ne tranche, la dernière est montrée (%2$s)."),
                          conflict->versions->len, last->author);
}

/* ---- What each version says ---- */

static char *
fact_words (const VigieEvent *version, const char *name, const VigiePlaybook *playbook, GTimeZone *zone, VigieLang lang)
{
  g_autofree char *value = member_of (version, "value");
  g_autofree char *state_word = member_of (version, "state");
  g_autofree char *source = member_of (version, "source");
  g_autofree char *words = value != NULL && *value != '\0' && playbook != NULL ? vigie_fact_value_words (playbook, name, value, zone, lang) : NULL;
  VigieFactState state = VIGIE_FACT_UNKNOWN;
  const char *label;

  if (state_word != NULL)
    vigie_fact_state_from_word (state_word, &state);
  label = vigie_fact_state_label (state, lang);

  return vigie_say_with_brackets (words != NULL ? g_strdup_printf ("%s · %s", words, label) : g_strdup (label), source);
}

static char *
milestone_words (const VigieEvent *version, GTimeZone *zone, VigieLang lang)
{
  g_autoptr(VigieJson) body = vigie_event_body (version);
  g_autofree char *text = member_of (version, "text");
  gint64 time_usec = VIGIE_TIME_NONE;

  if (body == NULL || !vigie_body_maybe_time (body, "time", &time_usec) || time_usec == VIGIE_TIME_NONE)
    return g_strdup (vigie_say_pick (lang, "no time", "pas d’heure"));

  return vigie_say_with_brackets (vigie_time_format_full (time_usec, zone, lang), text);
}

/* A correction may move the entry, too. */
static char *
correction_words (const VigieEvent *version, const VigieIncident *incident, const char *id, GTimeZone *zone)
{
  const VigieItem *item = vigie_incident_item (incident, id);
  g_autoptr(VigieJson) body = vigie_event_body (version);
  g_autofree char *text = member_of (version, "text");
  g_autofree char *clock = NULL;
  gint64 time_usec = VIGIE_TIME_NONE;

  if (body == NULL || item == NULL || !vigie_body_maybe_time (body, "occurred", &time_usec) || time_usec == VIGIE_TIME_NONE
      || time_usec == item->entry.event->occurred_usec)
    return g_steal_pointer (&text);
  clock = vigie_time_format_clock (time_usec, zone);

  return g_strdup_printf ("%s  %s", clock, text != NULL ? text : "");
}

static char *
line_words (const VigieEvent *version, const VigieIncident *incident, const VigiePlaybook *playbook, VigieLang lang)
{
  const VigieItem *item = item_of (incident, version);

  return item != NULL ? vigie_entry_text (&item->entry, incident, playbook, lang) : g_strdup ("");
}

/* Subject and text, in the language asked for. */
static char *
notice_words (const VigieEvent *version, const VigieIncident *incident, VigieLang lang)
{
  const VigieNotice *notice = vigie_incident_notice (incident, version->id);
  const VigieNoticeVersion *of = notice != NULL ? vigie_notice_version (notice, version->id) : NULL;
  const VigieNoticeText *text = of != NULL ? vigie_notice_text (of, lang) : NULL;

  if (text == NULL)
    return NULL;

  return *text->subject != '\0' ? g_strdup_printf ("%s\n%s", text->subject, text->body) : g_strdup (text->body);
}

char *
vigie_conflict_version_words (const VigieConflict *conflict, const VigieEvent *version, const VigieIncident *incident, const VigiePlaybook *playbook, GTimeZone *given_zone, VigieLang lang)
{
  g_autoptr(GTimeZone) zone = zone_or_utc (given_zone);
  char *text = NULL;

  g_return_val_if_fail (conflict != NULL && version != NULL && incident != NULL, NULL);

  if (conflict->kind == VIGIE_CONFLICT_FACT)
    return fact_words (version, conflict->subject, playbook, zone, lang);
  if (conflict->kind == VIGIE_CONFLICT_MILESTONE)
    return milestone_words (version, zone, lang);
  if (conflict->kind == VIGIE_CONFLICT_ENTRY)
    text = correction_words (version, incident, conflict->subject, zone);
  else if (conflict->kind == VIGIE_CONFLICT_NOTICE)
    text = notice_words (version, incident, lang);
  else
    text = vigie_conflict_version_text (conflict, version);

  return text != NULL ? text : line_words (version, incident, playbook, lang);
}

char *
vigie_conflict_version_text (const VigieConflict *conflict, const VigieEvent *version)
{
  g_return_val_if_fail (conflict != NULL && version != NULL, NULL);

  switch (conflict->kind)
    {
    case VIGIE_CONFLICT_TITLE:
      return member_of (version, "title");
    case VIGIE_CONFLICT_ENTRY:
    case VIGIE_CONFLICT_SECTION:
      return member_of (version, "text");
    default:
      return NULL;
    }
}
