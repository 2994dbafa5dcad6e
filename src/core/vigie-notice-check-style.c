/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How it reads: jargon at the start, long sentences, the score, and what an SMS costs. */

#include "vigie-notice-check-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-readability.h"
#include "vigie-sms.h"

#define SMS_MAX_PARTS 3
#define MIN_WORDS_TO_SCORE 30

static VigiePattern jargon = { "\\b(?:artci|rgpd|gdpr|cnil|exfiltr\\w+|sql|ddos|api|rollback|backend|webhooks?|downtime|patch(?:er|e)?|pare-feu|firewall|tokens?|endpoints?|clusters?|cdn|dns|latences?|latency|articles? 3[34]|art\\. 3[34]|edge functions?|timeouts?|payload|base de donnees relationnelle)\\b", NULL };

/* From the first line that is no greeting to the first blank line behind it. */
static VigieFlatSpan
first_paragraph (const VigieFlat *flat)
{
  static VigiePattern greeting = { "^[^\\n]{0,60},[ ]*$", NULL };
  int at = 0, end;

  while (at < (int) flat->length)
    {
      VigieFlatSpan line = vigie_flat_line (flat, (VigieFlatSpan) { at, at });

      if (line.end > line.start && !vigie_flat_has_within (flat, &greeting, line))
        break;
      at = line.end + 1;
    }
  at = MIN (at, (int) flat->length);
  for (end = at; end < (int) flat->length; end++)
    if (flat->lower[end] == '\n' && flat->lower[end + 1] == '\n')
      break;

  return (VigieFlatSpan) { at, end };
}

static void
check_jargon (VigieChecker *checker)
{
  const VigieFlat *flat = checker->flats[VIGIE_CHECK_BODY];
  VigieFlatSpan paragraph = first_paragraph (flat), span;

  for (int from = paragraph.start; vigie_flat_next (flat, &jargon, FALSE, &from, &span) && span.end <= paragraph.end;)
    vigie_checker_add (checker, "jargon", VIGIE_CHECK_BODY, span, NULL, NULL);
  for (int from = 0; vigie_flat_next (checker->flats[VIGIE_CHECK_SUBJECT], &jargon, FALSE, &from, &span);)
    vigie_checker_add (checker, "jargon", VIGIE_CHECK_SUBJECT, span, NULL, NULL);
}

/* The flat place of @at_bytes. */
static int
flat_place (const VigieFlat *flat, gsize at_bytes)
{
  int low = 0, high = (int) flat->length;

  while (low < high)
    {
      int middle = (low + high) / 2;

      if (flat->at_bytes[middle] < at_bytes)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
check_sentences (VigieChecker *checker)
{
  const VigieFlat *flat = checker->flats[VIGIE_CHECK_BODY];
  VigieReadability reading;

  vigie_readability_measure (checker->input->body, checker->input->lang, &reading);
  if (reading.n_words >= MIN_WORDS_TO_SCORE && reading.score < VIGIE_READABILITY_WARN)
    vigie_checker_add_whole (checker, "hard-to-read",
                             /* Translators: a score of readability. */
                             g_strdup_printf (_ ("%.0f of 100, while 60 is plain. Shorten the sentences below first."), MAX (reading.score, 0.0)));
  for (guint i = 0; i < reading.n_worst; i++)
    {
      const VigieSentence *sentence = &reading.worst[i];
      VigieFlatSpan span = { flat_place (flat, sentence->start_bytes), flat_place (flat, sentence->end_bytes) };

      if (sentence->n_words > VIGIE_SENTENCE_MAX_WORDS)
        vigie_checker_add (checker, "long-sentence", VIGIE_CHECK_BODY, span,
                           g_strdup_printf (ngettext ("%u word; make two of it.", "%u words; make two of it.", sentence->n_words), sentence->n_words), NULL);
    }
}

static void
check_sms (VigieChecker *checker)
{
  g_autoptr(VigieSms) sms = vigie_sms_count (checker->input->body);
  const VigieFlat *flat = checker->flats[VIGIE_CHECK_BODY];

  for (guint i = 0; i < sms->costly->len && sms->n_parts > 1; i++)
    {
      const VigieSmsSign *sign = sms->costly->pdata[i];
      VigieFlatSpan span = { flat_place (flat, sign->at_bytes), 0 };

      span.end = MIN (span.start + 1, (int) flat->length);
      while (span.end < (int) flat->length && flat->at_bytes[span.end] == sign->at_bytes)
        span.end++;
      if (span.end > span.start)
        vigie_checker_add (checker, "sms-parts", VIGIE_CHECK_BODY, span,
                           g_strdup_printf (ngettext ("With it the text takes %u part.", "With it the text takes %u parts.", sms->n_parts), sms->n_parts),
                           g_strdup (sign->instead));
    }
  if (sms->n_parts > SMS_MAX_PARTS)
    vigie_checker_add_whole (checker, "sms-long",
                             g_strdup_printf (ngettext ("%u part; each is paid for.", "%u parts; each is paid for.", sms->n_parts), sms->n_parts));
}

void
vigie_check_style (VigieChecker *checker)
{
  if (vigie_checker_channel_is (checker, "sms"))
    check_sms (checker);
  if (!checker->is_outside || checker->is_authority)
    return;
  check_jargon (checker);
  check_sentences (checker);
}
