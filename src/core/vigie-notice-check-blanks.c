/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is still to be filled in: [DATE], {{name}}, +225 XX XX, HH:MM, an empty box, “to be completed”. */

#include "vigie-notice-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-notice-blanks.h"
#include "vigie-text.h"

static VigiePattern blanks[] = {
  { "\\[(?!\\d+\\]|sic\\]|\\.\\.\\.\\])[^\\[\\]\\n]{1,80}\\](?!\\()", NULL },
  { "\\{\\{[^{}\\n]{1,60}\\}\\}", NULL },
  { "\\+?\\d* ?\\bX{2,}(?:[ ,.-]?X{2,})*(?![A-Za-z])", NULL },
  { "\\b(?:HH|JJ|DD)[:/h]MM\\b(?:/(?:AAAA|YYYY))?|\\bYYYY-MM-DD\\b|\\bAAAA-MM-JJ\\b", NULL },
  { "_{3,}", NULL },
  { "<(?!\\d)[A-Za-z][^<>\\n@:/.]{1,40}>", NULL },
  { "(?i)\\blorem ipsum\\b|\\bTODO\\b|\\bFIXME\\b", NULL },
};

static VigiePattern later = { "\\ba (?:completer|remplir|preciser)\\b|\\btbd\\b|\\btba\\b|\\bto be (?:completed|determined|confirmed|filled in)\\b", NULL };
static VigiePattern box = { "\\x03", NULL };

/* The words that the record has for @place by now: whoever drew the text may take them. Owned, or NULL. */
static char *
words_of (const VigieChecker *checker, const VigiePlaceholder *place)
{
  const VigieCheckInput *input = checker->input;
  VigieNoticeContext context = { input->playbook, input->incident,        NULL, NULL, input->zone,
                                 input->now_usec, input->next_update_usec };

  return input->incident != NULL
             ? vigie_notice_place_words (&context, place, input->stage, input->lang)
             : NULL;
}

/* A blank of the playbook is called by its name there, and leads to the fact that fills it. */
static void
name_blank (const VigieChecker *checker, VigieCheckFinding *finding, const VigiePlaceholder *place)
{
  const char *label = vigie_text_get (&place->label, checker->input->screen_lang);

  g_free (finding->message);
  /* Translators: what a template leaves open: “What no longer works”: fill this in */
  finding->message = g_strdup_printf (_ ("“%s”: %s"), label,
                                      _ (vigie_check_rule (finding->rule)->title));
  finding->fact = place->fact != NULL && *place->fact != '\0' ? g_strdup (place->fact) : NULL;
  finding->proposal = words_of (checker, place);
}

static const VigiePlaceholder *
placeholder_at (const VigieChecker *checker, VigieCheckField field, VigieFlatSpan span)
{
  const VigieFlat *flat = checker->flats[field];
  const char *text = field == VIGIE_CHECK_SUBJECT ? checker->input->subject : checker->input->body;
  gsize start = flat->at_bytes[span.start], end = flat->at_bytes[span.end];
  g_autofree char *words = g_strndup (text + start, end - start);

  return checker->input->playbook != NULL
             ? vigie_notice_blank_placeholder (checker->input->playbook, words)
             : NULL;
}

/* A place that the list of recipients fills in, message by message. */
static gboolean
is_for_list (const VigieChecker *checker, VigieCheckField field, VigieFlatSpan span)
{
  g_autofree char *words = vigie_flat_slice (checker->flats[field], span);

  return strcmp (checker->input->channel != NULL ? checker->input->channel : "", "email") == 0 && g_str_has_prefix (words, "{{to.");
}

static void
find (VigieChecker *checker, VigieCheckField field, VigiePattern *pattern, gboolean cased, const char *rule)
{
  const VigiePlaceholder *place;
  VigieCheckFinding *found;
  VigieFlatSpan span;

  for (int from = 0; vigie_flat_next (checker->flats[field], pattern, cased, &from, &span);)
    {
      /* A number’s prefix may have brought a space with it. */
      while (checker->flats[field]->cased[span.start] == ' ')
        span.start++;
      if (is_for_list (checker, field, span))
        continue;
      found = vigie_checker_add (checker, rule, field, span, NULL, NULL);
      place = found != NULL ? placeholder_at (checker, field, span) : NULL;
      if (place != NULL)
        name_blank (checker, found, place);
    }
}

void
vigie_check_blanks (VigieChecker *checker)
{
  for (VigieCheckField field = VIGIE_CHECK_SUBJECT; field <= VIGIE_CHECK_BODY; field++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (blanks); i++)
        find (checker, field, &blanks[i], TRUE, "placeholder");
      /* An authority may be told in parts; others are told what is known. */
      if (!checker->is_authority)
        find (checker, field, &later, FALSE, "placeholder");
      find (checker, field, &box, FALSE, "unticked");
    }
}
