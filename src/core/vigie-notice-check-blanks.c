/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is still to be filled in: [DATE], {{name}}, +225 XX XX, HH:MM, an empty box, “to be completed”. */

#include "vigie-notice-check-private.h"

#include <string.h>

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

/* What the playbook calls the blank @name. Owned, or NULL. */
static char *
label_of (const VigieChecker *checker, const char *name)
{
  const VigiePlaybook *playbook = checker->input->playbook;

  for (guint i = 0; playbook != NULL && i < playbook->templates->len; i++)
    {
      const VigieTemplate *form = playbook->templates->pdata[i];

      for (guint j = 0; j < form->placeholders->len; j++)
        {
          const VigiePlaceholder *placeholder = form->placeholders->pdata[j];

          if (strcmp (placeholder->name, name) == 0)
            return g_strdup (vigie_text_get (&placeholder->label, checker->input->screen_lang));
        }
    }

  return NULL;
}

static char *
detail_of (const VigieChecker *checker, VigieCheckField field, VigieFlatSpan span)
{
  g_autofree char *words = vigie_flat_slice (checker->flats[field], span);

  if (!g_str_has_prefix (words, "{{") || strlen (words) < 5)
    return NULL;
  words[strlen (words) - 2] = '\0';

  return label_of (checker, g_strstrip (words + 2));
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
  VigieFlatSpan span;

  for (int from = 0; vigie_flat_next (checker->flats[field], pattern, cased, &from, &span);)
    {
      /* A number’s prefix may have brought a space with it. */
      while (checker->flats[field]->cased[span.start] == ' ')
        span.start++;
      if (is_for_list (checker, field, span))
        continue;
      vigie_checker_add (checker, rule, field, span, detail_of (checker, field, span), NULL);
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
