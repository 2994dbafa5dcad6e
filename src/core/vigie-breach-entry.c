/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole entry of one breach in the register, as a document. */

#include "vigie-breach-notice.h"
#include "vigie-breach-register.h"
#include "vigie-breach-report-private.h"

#include <string.h>

#include "vigie-say.h"
#include "vigie-time.h"

typedef struct
{
  const VigieIncident *incident;
  const VigiePlaybook *playbook;
  const VigieBreach *breach;
  gint64 now_usec;
  GTimeZone *zone;
  VigieLang lang;
} Entry;

static char *
time_words (const Entry *entry, gint64 time_usec)
{
  return vigie_time_format_full (time_usec, entry->zone, entry->lang);
}

static void
add_head (const Entry *entry, VigieReport *report)
{
  GPtrArray *entries = entry->incident->breach_entries;
  const VigieBreachEntry *last = entries->len > 0 ? g_ptr_array_index (entries, entries->len - 1) : NULL;
  g_autofree char *time = last != NULL ? time_words (entry, last->occurred_usec) : NULL;
  g_autofree char *by = last != NULL ? g_strdup_printf ("%s, %s", last->author, time) : NULL;
  g_autofree char *rules = g_strdup_printf ("%s %s", entry->playbook->organisation, entry->playbook->version);

  vigie_breach_document_field (report->head, vigie_say_pick (entry->lang, "Number", "Numéro"), last != NULL ? last->number : vigie_say_pick (entry->lang, "not entered yet", "pas encore inscrit"));
  vigie_breach_document_field (report->head, vigie_say_pick (entry->lang, "Entered by", "Inscrit par"), by);
  if (last != NULL && last->note != NULL)
    vigie_breach_document_field (report->head, vigie_say_pick (entry->lang, "Note", "Note"), last->note);
  vigie_breach_document_field (report->head, vigie_say_pick (entry->lang, "Rules", "Règles"), rules);
}

/* Who decided what: the assessment, and every verdict that was lowered, also those taken back. */
static void
add_decisions (const Entry *entry, VigieReportPart *part)
{
  VigieBlock *list = vigie_report_add_block (part, VIGIE_BLOCK_LIST, NULL);
  GPtrArray *decisions = entry->incident->breach_decisions;
  GPtrArray *lowerings = entry->incident->breach_lowerings;

  for (guint i = 0; i < decisions->len; i++)
    {
      const VigieBreachDecision *decision = g_ptr_array_index (decisions, i);
      g_autofree char *time = time_words (entry, decision->occurred_usec);
      g_autofree char *words = g_strdup_printf (vigie_say_pick (entry->lang, "%s, assessment recorded by %s: %s", "%s, évaluation consignée par %s : %s"), time,
                                                decision->author, decision->reason != NULL ? decision->reason : "–");

      vigie_report_add_row (list, words, NULL);
    }
  for (guint i = 0; i < lowerings->len; i++)
    {
      const VigieBreachLowering *lowering = g_ptr_array_index (lowerings, i);
      g_autofree char *time = time_words (entry, lowering->occurred_usec);
      g_autofree char *words = lowering->verdict != NULL
                                 ? g_strdup_printf (vigie_say_pick (entry->lang, "%s, %s lowered by %s: %s", "%s, %s abaissé par %s : %s"), time, lowering->rule, lowering->by, lowering->reason)
                                 : g_strdup_printf (vigie_say_pick (entry->lang, "%s, %s no longer lowered", "%s, %s plus abaissé"), time, lowering->rule);

      vigie_report_add_row (list, words, NULL);
    }
  if (list->rows->len == 0)
    vigie_report_add_row (list, vigie_say_pick (entry->lang, "No decision recorded.", "Aucune décision consignée."), NULL);
}

static gboolean
is_notice (const VigieMessage *message)
{
  static const char *const audiences[] = { "authority", "persons", "press", "partners", "users", NULL };

  return g_strv_contains (audiences, message->audience);
}

static void
add_notices (const Entry *entry, VigieReportPart *part)
{
  static const int widths[] = { 26, 24, 18, 32 };
  VigieBlock *table = vigie_report_add_table (part, widths, G_N_ELEMENTS (widths));

  vigie_report_add_row (table, vigie_say_pick (entry->lang, "Time", "Heure"), vigie_say_pick (entry->lang, "To", "À"), vigie_say_pick (entry->lang, "Channel", "Canal"),
                        vigie_say_pick (entry->lang, "Text", "Texte"), NULL);
  for (guint i = 0; i < entry->incident->messages->len; i++)
    {
      const VigieMessage *message = g_ptr_array_index (entry->incident->messages, i);
      const VigieAudience *audience = vigie_playbook_audience (entry->playbook, message->audience);
      g_autofree char *time = time_words (entry, message->occurred_usec);
      g_autofree char *text = vigie_text_first_line (message->text, 120);

      if (is_notice (message) && message->occurred_usec <= entry->now_usec)
        vigie_report_add_row (table, time, audience != NULL ? vigie_text_get (&audience->title, entry->lang) : message->audience, message->channel, text, NULL);
    }
}

/* Lateness and silence want their reasons. */
static void
add_reasons (const Entry *entry, VigieReportPart *part)
{
  const VigieBreachAnswer *late = g_hash_table_lookup (entry->incident->breach_answers, "f49");
  const VigieBreachRule *rule = vigie_breach_rule (entry->breach, "G-5");

  vigie_report_add_block (part, VIGIE_BLOCK_PARAGRAPH, rule->reason);
  if (late != NULL && *late->value != '\0')
    vigie_report_add_block (part, VIGIE_BLOCK_PARAGRAPH, late->value);
  else if (rule->verdict == VIGIE_BREACH_YES)
    vigie_report_add_block (part, VIGIE_BLOCK_MISSING, vigie_say_pick (entry->lang, "Not recorded: the reasons for the delay", "Non consigné : les motifs du retard"));
  if (!vigie_breach_asks (entry->breach, VIGIE_BREACH_AUTHORITY, FALSE))
    vigie_report_add_block (part, VIGIE_BLOCK_PARAGRAPH, vigie_breach_rule (entry->breach, "G-3")->reason);
}

static void
add_follow_ups (const Entry *entry, VigieReportPart *part)
{
  g_autoptr(VigieBreachNotice) notice = vigie_breach_notice_new (entry->breach, entry->incident, entry->playbook, VIGIE_BREACH_NOTICE_COMPLEMENT, entry->now_usec,
                                                                 entry->zone, entry->lang);
  static const int widths[] = { 28, 22, 22, 28 };
  VigieBlock *table;

  if (notice->changes->len == 0)
    {
      vigie_report_add_block (part, VIGIE_BLOCK_PARAGRAPH, vigie_say_pick (entry->lang, "Nothing has changed since a notice.", "Rien n’a changé depuis un avis."));
      return;
    }
  table = vigie_report_add_table (part, widths, G_N_ELEMENTS (widths));
  vigie_report_add_row (table, vigie_say_pick (entry->lang, "Fact", "Fait"), vigie_say_pick (entry->lang, "Was", "Avant"), vigie_say_pick (entry->lang, "Now", "Maintenant"),
                        vigie_say_pick (entry->lang, "Why", "Pourquoi"), NULL);
  for (guint i = 0; i < notice->changes->len; i++)
    {
      const char *const *row = notice->changes->pdata[i];

      vigie_report_add_row (table, row[0], row[1], row[2], row[3], NULL);
    }
}

static void
add_post_mortem (const Entry *entry, VigieReportPart *part)
{
  for (guint i = 0; i < entry->incident->fulfilments->len; i++)
    {
      const VigieFulfilment *act = g_ptr_array_index (entry->incident->fulfilments, i);
      g_autofree char *time = NULL;
      g_autofree char *words = NULL;

      if (strcmp (act->obligation, "post-mortem") != 0 || strcmp (act->verb, "done") != 0)
        continue;
      time = time_words (entry, act->occurred_usec);
      words = g_strdup_printf (vigie_say_pick (entry->lang, "Held %s; report %s.", "Tenu le %s ; rapport %s."), time, entry->incident->ref);
      vigie_report_add_block (part, VIGIE_BLOCK_PARAGRAPH, words);
      return;
    }
  vigie_report_add_block (part, VIGIE_BLOCK_MISSING, vigie_say_pick (entry->lang, "Not held yet", "Pas encore tenu"));
}

VigieReport *
vigie_breach_entry_report (const VigieIncident *incident, const VigiePlaybook *playbook, const char *author, gint64 now_usec, GTimeZone *given_zone, VigieLang lang)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  GTimeZone *zone = given_zone != NULL ? given_zone : utc;
  g_autoptr(VigieBreach) breach = NULL;
  g_autofree char *title = NULL;
  VigieReport *report;
  Entry entry;

  g_return_val_if_fail (incident != NULL && playbook != NULL, NULL);

  breach = vigie_breach_evaluate (playbook, incident, now_usec, zone, lang);
  entry = (Entry) { incident, playbook, breach, now_usec, zone, lang };
  title = g_strdup_printf (vigie_say_pick (lang, "Breach register, %s", "Registre des violations, %s"), incident->ref);
  report = vigie_breach_document_new (title, incident->title, author, now_usec, zone, lang);
  add_head (&entry, report);
  vigie_breach_document_times (vigie_breach_document_part (report, vigie_say_pick (lang, "Times", "Heures")), breach, zone, lang);
  vigie_breach_document_facts (vigie_breach_document_part (report, vigie_say_pick (lang, "Facts, data and persons, measures", "Faits, données et personnes, mesures")), incident, playbook, now_usec, zone, lang);
  vigie_breach_document_score (vigie_breach_document_part (report, vigie_say_pick (lang, "Severity", "Gravité")), breach, playbook, lang);
  vigie_breach_document_rules (vigie_breach_document_part (report, vigie_say_pick (lang, "Verdicts", "Verdicts")), breach, zone, lang);
  add_decisions (&entry, vigie_breach_document_part (report, vigie_say_pick (lang, "Who decided", "Qui a décidé")));
  add_notices (&entry, vigie_breach_document_part (report, vigie_say_pick (lang, "Notices sent", "Avis envoyés")));
  add_reasons (&entry, vigie_breach_document_part (report, vigie_say_pick (lang, "Reasons for lateness or for not notifying", "Motifs du retard ou de l’absence de notification")));
  add_follow_ups (&entry, vigie_breach_document_part (report, vigie_say_pick (lang, "Follow-ups (was, now, why)", "Suites (avant, maintenant, pourquoi)")));
  add_post_mortem (&entry, vigie_breach_document_part (report, vigie_say_pick (lang, "Post-mortem", "Retour d’expérience")));

  return report;
}
