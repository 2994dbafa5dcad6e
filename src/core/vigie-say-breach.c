/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sentences of the timeline about a breach of data. */

#include "vigie-say.h"

#include "vigie-breach-notice.h"

#include <string.h>

char *
vigie_say_breach (const VigieSay *say)
{
  g_autofree char *reason = vigie_say_string_of (say, "reason");

  return vigie_say_with_brackets (g_strdup (vigie_say_pick (say->lang, "Decision on the data breach recorded",
                                        "Décision sur la violation de données consignée")), reason);
}

/* "Verdict G-3 lowered to no by Me Ehui (the key was safe)" */
char *
vigie_say_breach_lowered (const VigieSay *say)
{
  g_autofree char *rule = vigie_say_string_of (say, "rule");
  g_autofree char *verdict = vigie_say_string_of (say, "verdict");
  g_autofree char *by = vigie_say_string_of (say, "by");
  g_autofree char *reason = vigie_say_string_of (say, "reason");
  gboolean to_check = strcmp (verdict, "check") == 0;

  if (*verdict == '\0')
    return vigie_say_with_brackets (g_strdup_printf (vigie_say_pick (say->lang, "Verdict %s no longer lowered",
                                                                     "Verdict %s rétabli : plus abaissé"), rule), reason);

  return vigie_say_with_brackets (g_strdup_printf (to_check ? vigie_say_pick (say->lang, "Verdict %s lowered to “check” by %s", "Verdict %s abaissé à « à vérifier » par %s")
                                                            : vigie_say_pick (say->lang, "Verdict %s lowered to “no” by %s", "Verdict %s abaissé à « non » par %s"),
                                                   rule, by), reason);
}

char *
vigie_say_breach_answered (const VigieSay *say)
{
  g_autofree char *field = vigie_say_string_of (say, "field");
  g_autofree char *value = vigie_say_string_of (say, "value");
  const VigieBreachChoices *choices = vigie_breach_choices_of (field);
  const char *label = vigie_breach_notice_label (field, say->lang);
  g_autofree char *name = g_strdup_printf (vigie_say_pick (say->lang, "Notice to the authority, “%s”", "Avis à l’autorité, «\302\240%s\302\240»"), label != NULL ? label : field);

  if (choices != NULL && *value != '\0')
    {
      g_autofree char *words = vigie_breach_choices_words (choices, value, say->lang);

      return vigie_say_labelled (say->lang, name, words);
    }

  return vigie_say_labelled (say->lang, name, *value != '\0' ? value : vigie_say_pick (say->lang, "left blank", "laissé vide"));
}

char *
vigie_say_breach_registered (const VigieSay *say)
{
  g_autofree char *number = vigie_say_string_of (say, "number");
  g_autofree char *note = vigie_say_string_of (say, "note");

  return vigie_say_with_brackets (vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Entered in the breach register", "Inscrit au registre des violations"),
                                                      number), note);
}
