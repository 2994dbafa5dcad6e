/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the places of the templates stand for: a fact of the sheet, or what the record says by itself. Words are for the
 * reader: choices by their names, one line for each member of a list, times with the date when it is not today's. */

#include "vigie-notice-render.h"

#include <string.h>

#include "vigie-directory.h"
#include "vigie-say.h"
#include "vigie-time.h"

#define LINES_MAX 4

typedef struct
{
  const VigieNoticeContext *context;
  const char *stage;
  VigieLang lang;
  GTimeZone *zone;
} Place;

static char *
say_time (const Place *place, gint64 time_usec)
{
  const VigieNoticeContext *context = place->context;

  if (time_usec == VIGIE_TIME_NONE)
    return NULL;
  if (vigie_time_same_day (time_usec, context->now_usec, place->zone))
    return vigie_time_format_clock_zone (time_usec, place->zone);

  return vigie_time_format_full (time_usec, place->zone, place->lang);
}

/* "a, b" → "- a\n- b"; one line alone stays as it is. */
static char *
as_lines (char *words_taken, const char *separators)
{
  g_auto(GStrv) parts = g_strsplit_set (words_taken, separators, -1);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *line = g_strstrip (parts[i]);

      if (*line != '\0')
        g_string_append_printf (lines, "%s- %s", lines->len > 0 ? "\n" : "", line);
    }
  g_free (words_taken);

  return g_string_free (lines, FALSE);
}

static char *
say_fact (const Place *place, const VigiePlaceholder *of)
{
  const VigieNoticeContext *context = place->context;
  const VigieFact *fact = vigie_incident_fact (context->incident, of->fact);
  const VigieFactDef *def = vigie_playbook_fact (context->playbook, of->fact);
  gboolean is_list = strcmp (of->type, "list") == 0;
  gint64 time_usec;
  char *words;

  if (fact == NULL || fact->state == VIGIE_FACT_UNKNOWN || fact->value == NULL || *fact->value == '\0')
    return NULL;
  if (def != NULL && strcmp (def->type, "time") == 0 && vigie_time_parse_rfc3339 (fact->value, &time_usec, NULL))
    return say_time (place, time_usec);
  words = vigie_fact_value_words (context->playbook, of->fact, fact->value, place->zone, place->lang);
  /* Some templates say the percent sign themselves. */
  if (is_list)
    return as_lines (words, def != NULL && strcmp (def->type, "choices") == 0 ? "," : "\n;");

  return words;
}

/* A sentence of its own, so that its line goes where nobody has counted. */
static char *
say_how_many (const Place *place)
{
  const VigieNoticeContext *context = place->context;
  const VigieFact *fact = vigie_incident_fact (context->incident, "persons");
  g_autofree char *count = NULL;

  if (fact == NULL || fact->state == VIGIE_FACT_UNKNOWN || fact->value == NULL || *fact->value == '\0')
    return NULL;
  count = vigie_fact_value_words (context->playbook, "persons", fact->value, context->zone, place->lang);
  if (strcmp (fact->value, "0") == 0 || strcmp (fact->value, "1") == 0)
    return g_strdup_printf (vigie_say_pick (place->lang, "Persons concerned: %s.", "Personnes concernées\u00a0: %s."), count);

  return g_strdup_printf (vigie_say_pick (place->lang, "This concerns %s persons.", "Cela concerne %s personnes."), count);
}

static char *
say_duration (const Place *place)
{
  gint64 start_usec, end_usec;
  gboolean running;

  if (!vigie_incident_outage (place->context->incident, place->context->playbook, &start_usec, &end_usec, &running) || running)
    return NULL;

  return vigie_duration_format (end_usec - start_usec, place->lang);
}

static char *
say_holder (const Place *place, const char *post)
{
  const VigieHolding *holding = vigie_incident_holder (place->context->incident, post);

  return holding != NULL ? g_strdup (holding->person) : NULL;
}

/* The first address of a contact that somebody can use. */
static char *
say_contact (const Place *place, const char *id, gboolean phone)
{
  const VigieContactDef *contact = vigie_playbook_contact (place->context->playbook, id);
  GPtrArray *addresses = contact == NULL ? NULL : phone ? contact->phones : contact->emails;

  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    {
      if (!phone || !vigie_number_is_placeholder (addresses->pdata[i]))
        return g_strdup (addresses->pdata[i]);
    }

  return NULL;
}

static char *
say_war_room (const Place *place)
{
  g_autoptr(GString) channel = g_string_new (place->context->playbook->war_room_channel);

  if (channel->len == 0)
    return NULL;
  g_string_replace (channel, "{{ref}}", place->context->incident->ref, 0);

  return g_strdup (channel->str);
}

/* The last things done, or the hypotheses that are still open, for those who work on it. */
static char *
say_actions (const Place *place)
{
  GPtrArray *entries = place->context->incident->entries;
  GString *lines = g_string_new (NULL);
  guint n = 0;

  for (guint i = entries->len; i > 0 && n < LINES_MAX; i--)
    {
      const VigieEntry *entry = entries->pdata[i - 1];
      g_autofree char *line = NULL;

      if (entry->kind != VIGIE_ENTRY_ACTION || entry->retract_reason != NULL || entry->text == NULL)
        continue;
      line = vigie_text_first_line (entry->text, 200);
      g_string_prepend (lines, n > 0 ? "\n" : "");
      g_string_prepend (lines, line);
      g_string_prepend (lines, "- ");
      n++;
    }

  return g_string_free (lines, n == 0);
}

static char *
say_hypotheses (const Place *place)
{
  GPtrArray *hypotheses = place->context->incident->hypotheses;
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < hypotheses->len; i++)
    {
      const VigieHypothesis *hypothesis = hypotheses->pdata[i];

      g_string_append_printf (lines, "%s- %s %s (%s)", lines->len > 0 ? "\n" : "", hypothesis->code, hypothesis->text,
                              vigie_hypothesis_state_label (hypothesis->state, place->lang));
    }

  return g_string_free (lines, hypotheses->len == 0);
}

/* Which facts of a breach are still open. */
static char *
say_unknowns (const Place *place)
{
  static const char *const wanted[] = { "data_touched", "persons", "records", "vector", "systems", "contained_at", "cause" };
  GString *lines = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const VigieFact *fact = vigie_incident_fact (place->context->incident, wanted[i]);
      const VigieFactDef *def = vigie_playbook_fact (place->context->playbook, wanted[i]);

      if (def != NULL && (fact == NULL || fact->state == VIGIE_FACT_UNKNOWN || *fact->value == '\0'))
        g_string_append_printf (lines, "%s- %s", lines->len > 0 ? "\n" : "", vigie_text_get (&def->label, place->lang));
    }
  if (lines->len == 0)
    g_string_append (lines, vigie_say_pick (place->lang, "nothing", "rien"));

  return g_string_free (lines, FALSE);
}

/* What somebody may do with such data; said to the persons in words they can use. */
static const struct { const char *data, *english, *french; } consequences[] = {
  { "phone", "calls and messages from people who pretend to be us, to obtain your Mobile Money code",
    "des appels et des SMS de personnes qui se font passer pour nous, pour obtenir votre code Mobile Money" },
  { "email", "false e-mails in our name", "de faux courriels à notre nom" },
  { "mobile-money-history", "fraud that is based on payments you have made", "des fraudes qui s’appuient sur des paiements que vous avez faits" },
  { "mobile-money-balance", "fraud that aims at the money on your account", "des fraudes qui visent l’argent de votre compte" },
  { "mobile-money-pin", "money taken from your Mobile Money account", "de l’argent retiré de votre compte Mobile Money" },
  { "payment-token", "payments made in your name", "des paiements faits à votre nom" },
  { "password", "somebody else in your account, here or wherever you use the same password",
    "quelqu’un d’autre dans votre compte, chez nous ou partout où vous avez le même mot de passe" },
  { "password-hash", "attempts to find your password", "des tentatives pour trouver votre mot de passe" },
  { "address", "somebody knows where you have things delivered", "quelqu’un sait où vous êtes livré" },
  { "location", "somebody knows where you were", "quelqu’un sait où vous étiez" },
  { "orders", "somebody knows what you have bought", "quelqu’un sait ce que vous avez acheté" },
  { "identity-document", "contracts or accounts opened in your name", "des contrats ou des comptes ouverts à votre nom" },
};

static char *
say_consequences (const Place *place)
{
  const VigieFact *fact = vigie_incident_fact (place->context->incident, "data_touched");
  g_auto(GStrv) touched = g_strsplit (fact != NULL && fact->state != VIGIE_FACT_UNKNOWN ? fact->value : "", ",", -1);
  GString *lines = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (consequences); i++)
    {
      if (g_strv_contains ((const char *const *) touched, consequences[i].data))
        g_string_append_printf (lines, "%s- %s", lines->len > 0 ? "\n" : "", vigie_say_pick (place->lang, consequences[i].english, consequences[i].french));
    }

  return g_string_free (lines, lines->len == 0);
}

/* Said only if the record has it: a notice to the authority that went out. */
static char *
say_authority (const Place *place)
{
  for (guint i = 0; i < place->context->incident->notices->len; i++)
    {
      const VigieNotice *notice = place->context->incident->notices->pdata[i];

      if (notice->sent != NULL && strcmp (notice->version->audience, "authority") == 0)
        return g_strdup (vigie_say_pick (place->lang, "We have informed the data protection authority.",
                                         "Nous avons informé l’autorité de protection des données."));
    }

  return NULL;
}

static char *
say_persons (const Place *place)
{
  for (guint i = place->context->incident->messages->len; i > 0; i--)
    {
      const VigieMessage *message = place->context->incident->messages->pdata[i - 1];
      g_autofree char *when = NULL;

      if (strcmp (message->audience, "persons") != 0)
        continue;
      when = vigie_time_format_full (message->occurred_usec, place->zone, place->lang);
      return g_strdup_printf (vigie_say_pick (place->lang, "They were told on %s.", "Elles ont été informées le %s."), when);
    }

  return g_strdup (vigie_say_pick (place->lang, "They have not been told yet.", "Elles ne sont pas encore informées."));
}

static char *
say_milestone (const Place *place, VigieMilestone milestone)
{
  return say_time (place, place->context->incident->milestones[milestone]);
}

static char *
say_next_update (const Place *place)
{
  return say_time (place, vigie_notice_next_update (place->context, place->stage));
}

static char *
say_review_date (const Place *place)
{
  gint64 resolved_usec = place->context->incident->milestones[VIGIE_MILESTONE_RESOLVED];

  return resolved_usec != VIGIE_TIME_NONE ? vigie_time_format_long_date (resolved_usec + 2 * VIGIE_DAY_USEC, place->zone, place->lang) : NULL;
}

/* What the record says by itself. */
static char *
say_record (const Place *place, const char *name)
{
  const VigieNoticeContext *context = place->context;
  const VigieIncident *incident = context->incident;
  const struct { const char *name, *words; } plain[] = {
    { "ref", incident->ref },
    { "title", incident->title },
    { "level", vigie_level_to_word (incident->level) },
    { "stage", vigie_stage_label (incident->stage, place->lang) },
    { "sender", context->sender },
    { "reader", context->reader },
    { "status_url", context->playbook->status_page_url },
    { "call_link", incident->video_link },
  };
  const struct { const char *name; char *(*say) (const Place *place); } made[] = {
    { "duration", say_duration },       { "next_update", say_next_update },   { "review_date", say_review_date },
    { "war_room", say_war_room },       { "actions", say_actions },           { "hypotheses", say_hypotheses },
    { "unknowns", say_unknowns },       { "consequences", say_consequences }, { "authority_statement", say_authority },
    { "persons_statement", say_persons },
  };
  const struct { const char *name; VigieMilestone milestone; } times[] = {
    { "detected", VIGIE_MILESTONE_DETECTED }, { "started", VIGIE_MILESTONE_STARTED }, { "ended", VIGIE_MILESTONE_RESTORED },
  };
  const struct { const char *name, *contact; gboolean phone; } contacts[] = {
    { "support_email", "support-manager", FALSE }, { "support_phone", "support-manager", TRUE },
    { "dpo_contact", "dpo", FALSE },               { "press_contact", "communications-lead", FALSE },
  };

  if (strcmp (name, "commander") == 0)
    return say_holder (place, "commander");
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (strcmp (plain[i].name, name) == 0)
      return plain[i].words != NULL && *plain[i].words != '\0' ? g_strdup (plain[i].words) : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (made); i++)
    if (strcmp (made[i].name, name) == 0)
      return made[i].say (place);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    if (strcmp (times[i].name, name) == 0)
      return say_milestone (place, times[i].milestone);
  for (gsize i = 0; i < G_N_ELEMENTS (contacts); i++)
    if (strcmp (contacts[i].name, name) == 0)
      return say_contact (place, contacts[i].contact, contacts[i].phone);

  return NULL;
}

/* A line of its own, which is not there while nobody knows. */
static char *
as_sentence (const Place *place, char *words_taken)
{
  char *sentence = g_strdup_printf (vigie_say_pick (place->lang, "What works as usual: %s.", "Ce qui fonctionne normalement\302\240: %s."), words_taken);

  g_free (words_taken);

  return sentence;
}

char *
vigie_notice_place_words (const VigieNoticeContext *context, const VigiePlaceholder *placeholder, const char *stage, VigieLang lang)
{
  g_autoptr(GTimeZone) zone = context != NULL && context->zone != NULL ? g_time_zone_ref (context->zone) : g_time_zone_new_utc ();
  Place place = { context, stage, lang, zone };
  char *words = NULL;

  g_return_val_if_fail (context != NULL && placeholder != NULL, NULL);

  if (strcmp (placeholder->name, "how_many") == 0)
    return say_how_many (&place);
  if (placeholder->fact != NULL && *placeholder->fact != '\0')
    words = say_fact (&place, placeholder);
  if (words != NULL && strcmp (placeholder->name, "not_affected") == 0)
    return as_sentence (&place, words);
  if (words == NULL && (strcmp (placeholder->name, "data_untouched") == 0 || strcmp (placeholder->name, "data_unknown") == 0))
    return g_strdup (vigie_say_pick (lang, "- nothing so far", "- rien à ce jour"));

  return words != NULL ? words : say_record (&place, placeholder->name);
}

static gboolean
is_over (const char *stage)
{
  return g_strcmp0 (stage, "resolved") == 0 || g_strcmp0 (stage, "recap") == 0;
}

gint64
vigie_notice_next_update (const VigieNoticeContext *context, const char *stage)
{
  const VigieClockDef *clock;
  gint64 span_usec;

  g_return_val_if_fail (context != NULL, VIGIE_TIME_NONE);

  if (context->next_update_usec != VIGIE_TIME_NONE)
    return context->next_update_usec;
  if (is_over (stage))
    return context->now_usec + 2 * VIGIE_DAY_USEC;
  clock = vigie_playbook_clock (context->playbook, "status-update");
  span_usec = clock == NULL ? 0 : clock->span_usec[context->incident->level];
  if (clock != NULL && span_usec == 0)
    span_usec = clock->span_usec[0];

  return span_usec > 0 ? context->now_usec + span_usec : VIGIE_TIME_NONE;
}
