/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A fact's value as a person reads it: the timeline, the report and the fact sheet say it alike. */

#include "vigie-incident.h"

#include <string.h>

#include "vigie-text.h"
#include "vigie-time.h"

static char *
number_words (const char *digits, VigieLang lang)
{
  gint64 number;

  if (!g_ascii_string_to_signed (digits, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return g_strdup (digits);

  return vigie_text_number (number, lang);
}

static char *
range_words (const char *value, VigieLang lang)
{
  g_auto(GStrv) parts = g_strsplit (value, "-", 2);
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (parts[0] == NULL || parts[1] == NULL)
    return number_words (value, lang);
  low = number_words (parts[0], lang);
  high = number_words (parts[1], lang);

  return g_strdup_printf (lang == VIGIE_LANG_FR ? "%s à %s" : "%s to %s", low, high);
}

static const char *
choice_label (const VigieFactDef *def, const char *id, VigieLang lang)
{
  for (guint i = 0; def->values != NULL && i < def->values->len; i++)
    {
      const VigieFactValue *value = def->values->pdata[i];

      if (strcmp (value->id, id) == 0)
        return vigie_text_get (&value->label, lang);
    }

  return id;
}

static char *
choices_words (const VigieFactDef *def, const char *value, VigieLang lang)
{
  g_auto(GStrv) ids = g_strsplit (value, ",", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      g_string_append (out, choice_label (def, g_strstrip (ids[i]), lang));
    }

  return g_string_free (out, FALSE);
}

static char *
time_words (const char *value, GTimeZone *zone, VigieLang lang)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  gint64 time_usec;

  if (!vigie_time_parse_rfc3339 (value, &time_usec, NULL))
    return g_strdup (value);

  return vigie_time_format_full (time_usec, zone != NULL ? zone : utc, lang);
}

static char *
with_unit (char *number_taken, const char *unit)
{
  char *out;

  if (unit == NULL || *unit == '\0')
    return number_taken;
  out = g_strconcat (number_taken, "\302\240", unit, NULL);
  g_free (number_taken);

  return out;
}

/**
 * vigie_fact_value_words:
 * @playbook: (nullable): where the fact is defined
 * @name: its name
 * @value: as stored
 * @zone: (nullable): for times; %NULL for UTC
 *
 * Returns: (transfer full): the value in words and digits of @lang
 */
char *
vigie_fact_value_words (const VigiePlaybook *playbook, const char *name, const char *value, GTimeZone *zone, VigieLang lang)
{
  const VigieFactDef *def = playbook != NULL ? vigie_playbook_fact (playbook, name) : NULL;
  const char *type = def != NULL ? def->type : "text";

  if (value == NULL || *value == '\0')
    return g_strdup ("");
  if (strcmp (type, "count") == 0 || strcmp (type, "amount") == 0 || strcmp (type, "duration-ms") == 0)
    return with_unit (number_words (value, lang), def->unit);
  if (strcmp (type, "count-range") == 0)
    return with_unit (range_words (value, lang), def->unit);
  if (strcmp (type, "percent") == 0)
    {
      char *text = g_strconcat (value, lang == VIGIE_LANG_FR ? "\302\240%" : "%", NULL);

      return lang == VIGIE_LANG_FR ? g_strdelimit (text, ".", ',') : text;
    }
  if (strcmp (type, "time") == 0)
    return time_words (value, zone, lang);
  if (strcmp (type, "choice") == 0)
    return g_strdup (choice_label (def, value, lang));
  if (strcmp (type, "choices") == 0)
    return choices_words (def, value, lang);

  return g_strdup (value);
}
