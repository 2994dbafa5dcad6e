/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Facts: checked and put into one form before they are recorded, because every notice and report
 * quotes them. The form by type: a count or an amount is digits alone ("1200"), a range "600-1400",
 * a percentage "12.5", a time RFC 3339 in UTC, a choice its id, choices ids with commas in the
 * playbook's order. Facts of names the playbook does not know are free text. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-text.h"
#include "vigie-time.h"

#define NUMBER_MAX (G_GINT64_CONSTANT (1000000000000000))

typedef struct
{
  const VigieFactDef *def;
  const char *value; /* trimmed */
  gint64 now_usec;
  GTimeZone *zone;
} FactInput;

static char *
refuse_value (const FactInput *input, const char *wanted, GError **error)
{
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is no value of %s: %s."), input->value, input->def->name, wanted);

  return NULL;
}

/* Without spaces of any kind and without a unit at the end. */
static char *
squeeze (const char *value, const char *unit)
{
  GString *out = g_string_new (NULL);
  gsize unit_length = unit != NULL ? strlen (unit) : 0;

  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
  if (unit_length > 0 && out->len > unit_length
      && g_ascii_strcasecmp (out->str + out->len - unit_length, unit) == 0)
    g_string_truncate (out, out->len - unit_length);

  return g_string_free (out, FALSE);
}

static gboolean
read_count (const char *text, gint64 *out)
{
  guint64 number;

  if (!g_ascii_isdigit (*text) || !g_ascii_string_to_unsigned (text, 10, 0, NUMBER_MAX, &number, NULL))
    return FALSE;
  *out = (gint64) number;

  return TRUE;
}

static char *
normalise_count (const FactInput *input, GError **error)
{
  g_autofree char *digits = squeeze (input->value, input->def->unit);
  gint64 number;

  if (!read_count (digits, &number))
    return refuse_value (input, _("a whole number, 0 or more, is expected"), error);

  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static char *
normalise_range (const FactInput *input, GError **error)
{
  g_autofree char *digits = squeeze (input->value, input->def->unit);
  g_autofree char *plain = NULL;
  g_auto(GStrv) halves = g_strsplit (digits, "–", 2);
  g_auto(GStrv) parts = NULL;
  gint64 low, high;

  plain = g_strjoinv ("-", halves);
  parts = g_strsplit (plain, "-", 2);
  if (parts[0] != NULL && parts[1] == NULL && read_count (parts[0], &low))
    return g_strdup_printf ("%" G_GINT64_FORMAT, low);
  if (parts[0] == NULL || parts[1] == NULL || !read_count (parts[0], &low) || !read_count (parts[1], &high) || low > high)
    return refuse_value (input, _("a whole number or a range like 600-1400 is expected"), error);

  return g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, low, high);
}

/* Plain decimals only: what reads differently in two languages is refused. */
static gboolean
is_percentage (const char *text)
{
  const char *p = text;

  while (g_ascii_isdigit (*p))
    p++;
  if (p == text || p - text > 3)
    return FALSE;
  if (*p == '.')
    {
      const char *fraction = ++p;

      while (g_ascii_isdigit (*p))
        p++;
      if (p == fraction || p - fraction > 6)
        return FALSE;
    }

  return *p == '\0' && g_ascii_strtod (text, NULL) <= 100.0;
}

static char *
normalise_percent (const FactInput *input, GError **error)
{
  g_autofree char *digits = squeeze (input->value, "%");
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!is_percentage (digits))
    return refuse_value (input, _("a decimal number from 0 to 100 is expected"), error);

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.10g", g_ascii_strtod (digits, NULL)));
}

static char *
normalise_time (const FactInput *input, GError **error)
{
  gint64 time_usec;

  if (!vigie_time_parse (input->value, input->now_usec, input->zone, &time_usec, error))
    return NULL;

  return vigie_time_format_rfc3339 (time_usec);
}

/* Ids with commas, for sentences. */
static char *
list_values (const VigieFactDef *def)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < def->values->len; i++)
    {
      const VigieFactValue *value = def->values->pdata[i];

      if (i > 0)
        g_string_append (out, ", ");
      g_string_append (out, value->id);
    }

  return g_string_free (out, FALSE);
}

/* The index of the value that @text names by its id or by its label, or -1. */
static int
find_value (const VigieFactDef *def, const char *text)
{
  g_autofree char *wanted = vigie_text_fold (text);

  for (guint i = 0; i < def->values->len; i++)
    {
      const VigieFactValue *value = def->values->pdata[i];
      const char *const names[] = { value->id, value->label.en, value->label.fr };

      for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
        {
          g_autofree char *name = names[j] != NULL ? vigie_text_fold (names[j]) : NULL;

          if (g_strcmp0 (name, wanted) == 0)
            return (int) i;
        }
    }

  return -1;
}

static char *
refuse_choice (const FactInput *input, GError **error)
{
  g_autofree char *list = list_values (input->def);
  /* Translators: %s is a list of words like “yes, no, unknown”. */
  g_autofree char *wanted = g_strdup_printf (_("one of %s is expected"), list);

  return refuse_value (input, wanted, error);
}

static char *
normalise_choice (const FactInput *input, GError **error)
{
  int index = find_value (input->def, input->value);

  if (index < 0)
    return refuse_choice (input, error);

  return g_strdup (((const VigieFactValue *) input->def->values->pdata[index])->id);
}

static char *
normalise_choices (const FactInput *input, GError **error)
{
  g_auto(GStrv) words = g_strsplit (input->value, ",", -1);
  g_autofree guint8 *chosen = g_new0 (guint8, input->def->values->len + 1);
  GString *out;

  for (guint i = 0; words[i] != NULL; i++)
    {
      int index = find_value (input->def, g_strstrip (words[i]));

      if (index < 0)
        return refuse_choice (input, error);
      chosen[index] = 1;
    }

  out = g_string_new (NULL);
  for (guint i = 0; i < input->def->values->len; i++)
    {
      if (!chosen[i])
        continue;
      if (out->len > 0)
        g_string_append_c (out, ',');
      g_string_append (out, ((const VigieFactValue *) input->def->values->pdata[i])->id);
    }

  return g_string_free (out, FALSE);
}

static const struct
{
  const char *type;
  char *(*normalise) (const FactInput *input, GError **error);
} types[] = {
  { "count", normalise_count },     { "count-range", normalise_range }, { "percent", normalise_percent },
  { "amount", normalise_count },    { "duration-ms", normalise_count }, { "time", normalise_time },
  { "choice", normalise_choice },   { "choices", normalise_choices },
};

char *
vigie_fact_normalise (const VigieFactDef *fact, const char *value, gint64 now_usec, GTimeZone *zone, GError **error)
{
  g_autofree char *clean = vigie_text_clean (value, -1, error);
  FactInput input = { fact, NULL, now_usec, zone };

  if (clean == NULL)
    return NULL;
  input.value = g_strstrip (clean);
  for (gsize i = 0; fact != NULL && i < G_N_ELEMENTS (types); i++)
    {
      if (strcmp (types[i].type, fact->type) == 0)
        return types[i].normalise (&input, error);
    }

  return g_steal_pointer (&clean);
}

static gboolean
says_unknown (const char *value)
{
  g_autofree char *folded = vigie_text_is_blank (value) ? NULL : vigie_text_fold (value);

  return folded == NULL || strcmp (g_strstrip (folded), "unknown") == 0 || strcmp (folded, "inconnu") == 0
         || strcmp (folded, "?") == 0;
}

/* The value to store; "" for an unknown one. */
static char *
settle_value (const VigieFactDef *def, const char *value, VigieFactState state, gint64 at_usec, GTimeZone *zone, GError **error)
{
  if (state == VIGIE_FACT_UNKNOWN && says_unknown (value))
    return g_strdup ("");
  if (vigie_text_is_blank (value))
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("A fact needs a value, or the state “unknown”."));
      return NULL;
    }

  return vigie_fact_normalise (def, value, at_usec, zone, error);
}

/**
 * vigie_act_fact:
 * @name: a name of the playbook, or any other
 * @value: what is known; may be empty when @state is unknown
 * @source: (nullable): who or what says so
 * @zone: in which times without a zone are read
 */
GPtrArray *
vigie_act_fact (const VigiePlaybook *playbook, const VigieIncident *incident, const char *name, const char *value, VigieFactState state, const char *source, GTimeZone *zone, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean_name = NULL;
  g_autofree char *clean_value = NULL;
  g_autofree char *clean_source = NULL;
  const VigieFact *before;
  VigieJsonWriter *writer;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  clean_name = vigie_text_clean_line (name, _("The fact’s name"), VIGIE_NAME_MAX_CHARS, error);
  if (clean_name == NULL)
    return NULL;
  clean_value = settle_value (vigie_playbook_fact (playbook, clean_name), value, state, at_usec, zone, error);
  if (clean_value == NULL)
    return NULL;
  clean_source = vigie_text_clean (vigie_text_is_blank (source) ? "" : source, -1, error);
  if (clean_source == NULL)
    return NULL;

  before = vigie_incident_fact (incident, clean_name);
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "name", clean_name);
  vigie_json_writer_member_string (writer, "value", clean_value);
  vigie_json_writer_member_string (writer, "state", vigie_fact_state_to_word (state));
  vigie_json_writer_member_string (writer, "source", clean_source);

  return vigie_act_one (writer, incident, "fact.set", at_usec, author, before != NULL ? before->event : NULL);
}
