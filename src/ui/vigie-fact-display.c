/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-fact-display.h"

#include <glib/gi18n-lib.h>

#include "vigie-text.h"

const char *
vigie_fact_state_icon (VigieFactState state)
{
  return state == VIGIE_FACT_CONFIRMED ? "vigie-check-symbolic" : "vigie-question-disc-symbolic";
}

const char *
vigie_fact_state_class (VigieFactState state)
{
  switch (state)
    {
    case VIGIE_FACT_CONFIRMED: return "state-confirmed";
    case VIGIE_FACT_ESTIMATED: return "state-estimated";
    case VIGIE_FACT_UNKNOWN:
    default: return "state-unknown";
    }
}

const char *
vigie_fact_group_title (const char *group)
{
  static const struct
  {
    const char *id;
    const char *title;
  } titles[] = {
    { "scope", NC_("facts", "Who and what is affected") },
    { "outage", NC_("facts", "The outage") },
    { "business", NC_("facts", "Cost and reputation") },
    { "technical", NC_("facts", "Cause and measurements") },
    { "payment", NC_("facts", "Payments") },
    { "breach", NC_("facts", "Personal data") },
    { "measures", NC_("facts", "Measures taken") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_strcmp0 (titles[i].id, group) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "facts", titles[i].title);

  return C_("facts", "Other facts");
}

const char *
vigie_fact_label (VigieSession *session, const char *name)
{
  const VigieFactDef *def = vigie_playbook_fact (vigie_session_get_playbook (session), name);

  return def != NULL ? vigie_text_get (&def->label, vigie_session_get_lang (session)) : name;
}

char *
vigie_fact_words (VigieSession *session, const VigieFact *fact, const char *name)
{
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *words = NULL;

  if (fact == NULL || fact->value == NULL || *fact->value == '\0')
    return g_strdup (vigie_fact_state_label (VIGIE_FACT_UNKNOWN, lang));
  words = vigie_fact_value_words (vigie_session_get_playbook (session), name, fact->value, vigie_session_get_zone (session), lang);

  return vigie_text_first_line (words, 200);
}
