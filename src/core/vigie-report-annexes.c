/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The annexes: hypotheses with their states, decisions with what led to them and what came of them,
 * files kept, messages sent, the size of the whole record and the head of its chain. */

#include "vigie-message-rule.h"
#include "vigie-report-private.h"

#include "vigie-attachment.h"
#include "vigie-text.h"

static const char *
or_dash (const char *text)
{
  return text != NULL && *text != '\0' ? text : "–";
}

static void
add_hypotheses (const VigieReportBuild *build, VigieReportPart *part)
{
  static const int widths[] = { 1, 6, 2, 4 };
  VigieBlock *table;

  if (build->incident->hypotheses->len == 0)
    {
      vigie_report_add_missing (build, part, vigie_report_pick (build, "hypotheses", "hypothèses"));
      return;
    }
  vigie_report_add_block (part, VIGIE_BLOCK_HEADING,
                          vigie_report_pick (build, "Hypotheses", "Hypothèses"));
  table = vigie_report_add_table (part, widths, G_N_ELEMENTS (widths));
  vigie_report_add_row (table, "#", vigie_report_pick (build, "Hypothesis", "Hypothèse"),
                        vigie_report_pick (build, "State", "État"),
                        vigie_report_pick (build, "What was tried", "Ce qui a été essayé"), NULL);
  for (guint i = 0; i < build->incident->hypotheses->len; i++)
    {
      const VigieHypothesis *hypothesis = build->incident->hypotheses->pdata[i];

      vigie_report_add_row (table, hypothesis->code, hypothesis->text,
                            vigie_hypothesis_state_label (hypothesis->state, build->lang),
                            or_dash (hypothesis->tried), NULL);
    }
}

static void
add_decision (const VigieReportBuild *build, VigieReportPart *part, const VigieDecision *decision)
{
  g_autofree char *time = vigie_report_time (build, decision->taken_usec);
  g_autofree char *head = g_strdup_printf ("%s, %s, %s", decision->code, time, decision->author);
  g_autofree char *by = decision->by_usec != VIGIE_TIME_NONE
                            ? vigie_report_time (build, decision->by_usec)
                            : NULL;
  VigieBlock *fields;
  const struct
  {
    const char *label, *text;
  } parts[] = {
    { vigie_report_pick (build, "Observed", "Observé"), decision->observe },
    { vigie_report_pick (build, "Options and constraints", "Options et contraintes"),
      decision->orient },
    { vigie_report_pick (build, "Decided", "Décidé"), decision->decide },
    { vigie_report_pick (build, "Carried out", "Exécuté"), decision->act },
    { vigie_report_pick (build, "By", "Par"), decision->who },
    { vigie_report_pick (build, "By when", "Pour"),
      decision->by_usec != VIGIE_TIME_NONE ? by : NULL },
    { vigie_report_pick (build, "Result", "Résultat"),
      decision->reviewed_usec != VIGIE_TIME_NONE
          ? decision->result
          : vigie_report_pick (build, "not reviewed", "sans revue") },
  };

  vigie_report_add_block (part, VIGIE_BLOCK_PARAGRAPH, head);
  fields = vigie_report_add_block (part, VIGIE_BLOCK_FIELDS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i].text != NULL)
        vigie_report_add_row (fields, parts[i].label, parts[i].text, NULL);
    }
}

static void
add_decisions (const VigieReportBuild *build, VigieReportPart *part)
{
  if (build->incident->decisions->len == 0)
    {
      vigie_report_add_missing (build, part, vigie_report_pick (build, "decisions", "décisions"));
      return;
    }
  vigie_report_add_block (part, VIGIE_BLOCK_HEADING,
                          vigie_report_pick (build, "Decisions", "Décisions"));
  for (guint i = 0; i < build->incident->decisions->len; i++)
    add_decision (build, part, build->incident->decisions->pdata[i]);
}

static VigieBlock *
begin_evidence (const VigieReportBuild *build, VigieReportPart *part)
{
  static const int widths[] = { 4, 6, 4, 4, 9 };
  VigieBlock *table;

  vigie_report_add_block (part, VIGIE_BLOCK_HEADING,
                          vigie_report_pick (build, "Evidence", "Pièces"));
  table = vigie_report_add_table (part, widths, G_N_ELEMENTS (widths));
  vigie_report_add_row (
      table, vigie_report_pick (build, "Time", "Heure"),
      vigie_report_pick (build, "File", "Fichier"), vigie_report_pick (build, "Size", "Taille"),
      vigie_report_pick (build, "Kept by", "Conservé par"),
      vigie_report_pick (build, "Hash (BLAKE2b-256)", "Empreinte (BLAKE2b-256)"), NULL);

  return table;
}

static void
add_evidence (const VigieReportBuild *build, VigieReportPart *part)
{
  VigieBlock *table = NULL;

  for (guint i = 0; i < build->incident->entries->len; i++)
    {
      const VigieEntry *entry = build->incident->entries->pdata[i];
      g_autoptr (VigieAttachment) attachment = NULL;
      g_autofree char *time = NULL;
      g_autofree char *size = NULL;

      if (entry->kind != VIGIE_ENTRY_ATTACHMENT || entry->retract_reason != NULL)
        continue;
      attachment = vigie_attachment_of_event (entry->event);
      if (attachment == NULL)
        continue;
      if (table == NULL)
        table = begin_evidence (build, part);
      time = vigie_report_time (build, entry->occurred_usec);
      size = vigie_size_words (attachment->size_bytes, build->lang);
      vigie_report_add_row (table, time, attachment->name, size, entry->event->author,
                            attachment->hash, NULL);
    }
  if (table == NULL)
    vigie_report_add_missing (
        build, part, vigie_report_pick (build, "logs and screenshots", "journaux et captures"));
}

static void
add_message (const VigieReportBuild *build, VigieBlock *table, const VigieMessage *message)
{
  const VigieAudience *audience = vigie_playbook_audience (build->playbook, message->audience);
  const VigieChannel *channel = vigie_playbook_channel (build->playbook, message->channel);
  g_autofree char *time = vigie_report_time (build, message->occurred_usec);
  g_autofree char *text = message->fault == VIGIE_MESSAGE_COUNTS
                              ? g_strdup (message->text)
                              : g_strdup_printf (
                                  "%s (%s)", message->text,
                                  vigie_message_fault_sentence (message->fault, build->lang));

  vigie_report_add_row (
      table, time,
      audience != NULL ? vigie_text_get (&audience->title, build->lang) : message->audience,
      channel != NULL ? vigie_text_get (&channel->title, build->lang) : message->channel, text,
      NULL);
}

/* Those that do not count went out all the same: they come last, with the reason. */
static void
add_messages (const VigieReportBuild *build, VigieReportPart *part)
{
  static const int widths[] = { 4, 4, 3, 8 };
  VigieBlock *table;

  if (build->incident->messages->len + build->incident->void_messages->len == 0)
    {
      vigie_report_add_missing (build, part,
                                vigie_report_pick (build, "messages sent", "messages envoyés"));
      return;
    }
  vigie_report_add_block (part, VIGIE_BLOCK_HEADING,
                          vigie_report_pick (build, "Messages sent", "Messages envoyés"));
  table = vigie_report_add_table (part, widths, G_N_ELEMENTS (widths));
  vigie_report_add_row (table, vigie_report_pick (build, "Time", "Heure"),
                        vigie_report_pick (build, "Audience", "Public"),
                        vigie_report_pick (build, "Channel", "Canal"),
                        vigie_report_pick (build, "Text", "Texte"), NULL);
  for (guint i = 0; i < build->incident->messages->len; i++)
    add_message (build, table, build->incident->messages->pdata[i]);
  for (guint i = 0; i < build->incident->void_messages->len; i++)
    add_message (build, table, build->incident->void_messages->pdata[i]);
}

static void
add_record (const VigieReportBuild *build, VigieReportPart *part)
{
  g_autofree char *entries = vigie_text_number (build->incident->entries->len, build->lang);
  g_autofree char *events = vigie_text_number (build->incident->events->len, build->lang);
  VigieBlock *fields;

  vigie_report_add_block (part, VIGIE_BLOCK_HEADING,
                          vigie_report_pick (build, "The whole record", "Le journal complet"));
  fields = vigie_report_add_block (part, VIGIE_BLOCK_FIELDS, NULL);
  vigie_report_add_row (fields,
                        vigie_report_pick (build, "Entries in the detailed timeline",
                                           "Entrées de la chronologie détaillée"),
                        entries, NULL);
  vigie_report_add_row (fields, vigie_report_pick (build, "Signed events", "Événements signés"),
                        events, NULL);
  if (build->head_hash != NULL)
    vigie_report_add_row (fields, vigie_report_pick (build, "Head of the chain", "Tête de chaîne"),
                          build->head_hash, NULL);
}

void
vigie_report_fill_annexes (const VigieReportBuild *build, VigieReportPart *part)
{
  vigie_report_add_text (part, part->text);
  add_hypotheses (build, part);
  add_decisions (build, part);
  add_evidence (build, part);
  add_messages (build, part);
  add_record (build, part);
}
