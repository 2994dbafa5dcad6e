/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is given out here is pasted into a production database by a tired person. So a parameter is filled only
 * with a value that cannot end the literal or the name it stands in; anything else keeps its braces, which no
 * database accepts, and is named beside the query. A query that changes one order is given out for an order whose
 * payment somebody confirmed, and for that order alone: the id is checked when it is recorded and again here,
 * because a record can come from elsewhere. */

#include "vigie-procedure.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-time.h"

#define SUBJECT_MAX_CHARS 64

const VigieQueryDef *
vigie_playbook_query (const VigiePlaybook *playbook, const char *key)
{
  g_auto(GStrv) parts = key != NULL ? g_strsplit (key, "/", 2) : NULL;
  const VigieTypeDef *type;

  g_return_val_if_fail (playbook != NULL, NULL);

  if (parts == NULL || parts[0] == NULL || parts[1] == NULL)
    return NULL;
  type = vigie_playbook_type (playbook, parts[0]);
  for (guint i = 0; type != NULL && i < type->queries->len; i++)
    {
      const VigieQueryDef *query = g_ptr_array_index (type->queries, i);

      if (strcmp (query->id, parts[1]) == 0)
        return query;
    }

  return NULL;
}

char *
vigie_query_confirmed_by (const VigiePlaybook *playbook, const char *key)
{
  const VigieQueryDef *query = vigie_playbook_query (playbook, key);

  if (query == NULL || query->confirmed_by[0] == '\0')
    return g_strdup (key);

  return g_strdup_printf ("%.*s/%s", (int) (strchr (key, '/') - key), key, query->confirmed_by);
}

gboolean
vigie_query_subject_is_safe (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (length == 0 || length > SUBJECT_MAX_CHARS || !g_ascii_isalnum (text[0]) || strstr (text, "--") != NULL)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("-_.", text[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
is_safe (const char *value, gboolean quoted)
{
  if (value == NULL || *value == '\0' || strstr (value, "--") != NULL)
    return FALSE;
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar sign = g_utf8_get_char (p);

      if (!g_unichar_isalnum (sign) && sign != '_' && sign != '.' && !(quoted && (sign == ' ' || sign == ':' || sign == '-' || sign == '+')))
        return FALSE;
    }

  return TRUE;
}

static void
add_missing (GString *missing, const char *name)
{
  g_auto(GStrv) there = g_strsplit (missing->str, ", ", -1);

  if (g_strv_contains ((const char *const *) there, name))
    return;
  if (missing->len > 0)
    g_string_append (missing, ", ");
  g_string_append (missing, name);
}

/* Parameters that a confirmation fills; all NULL when there is none. */
typedef struct
{
  const char *subject_name, *subject;
  const char *time_name, *time;
} Confirmed;

static const char *
value_of (const VigieIncident *incident, const Confirmed *confirmed, const char *name)
{
  const VigieFact *fact;

  if (g_strcmp0 (confirmed->subject_name, name) == 0)
    return confirmed->subject;
  if (g_strcmp0 (confirmed->time_name, name) == 0)
    return confirmed->time;
  fact = vigie_incident_fact (incident, name);

  return fact != NULL && fact->state != VIGIE_FACT_UNKNOWN ? fact->value : NULL;
}

static char *
fill (const char *text, const VigieIncident *incident, const Confirmed *confirmed, char **missing)
{
  GString *out = g_string_new (NULL);
  g_autoptr(GString) left = g_string_new (NULL);
  const char *open;

  while ((open = strstr (text, "{{")) != NULL && strstr (open, "}}") != NULL)
    {
      const char *close = strstr (open, "}}");
      g_autofree char *name = g_strndup (open + 2, (gsize) (close - open - 2));
      const char *value = value_of (incident, confirmed, name);
      gboolean quoted = open > text && open[-1] == '\'';

      g_string_append_len (out, text, open - text);
      if (is_safe (value, quoted))
        g_string_append (out, value);
      else
        {
          g_string_append_len (out, open, close + 2 - open);
          add_missing (left, name);
        }
      text = close + 2;
    }
  g_string_append (out, text);
  if (missing != NULL)
    *missing = left->len > 0 ? g_strdup (left->str) : NULL;

  return g_string_free (out, FALSE);
}

char *
vigie_query_fill (const char *text, const VigieIncident *incident, char **missing)
{
  const Confirmed none = { 0 };

  g_return_val_if_fail (text != NULL && incident != NULL, NULL);

  return fill (text, incident, &none, missing);
}

static gboolean
check_subject (const VigieIncident *incident, const char *key, const char *subject, const VigieConfirmation **out, GError **error)
{
  if (!vigie_query_subject_is_safe (subject))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                           _("An order’s number has letters without accents, digits, “-”, “_” and “.”, at most 64."));
      return FALSE;
    }
  *out = vigie_incident_confirmation (incident, key, subject);
  if (*out == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("The operator’s confirmation for %s is not recorded."), subject);
      return FALSE;
    }

  return TRUE;
}

char *
vigie_query_text (const VigiePlaybook *playbook, const VigieIncident *incident, const char *key, const char *subject, char **missing, GError **error)
{
  const VigieQueryDef *query;
  const VigieConfirmation *confirmation = NULL;
  g_autofree char *time = NULL;
  g_autofree char *source = NULL;
  Confirmed confirmed = { 0 };

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  query = vigie_playbook_query (playbook, key);
  if (query == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no query “%s” in the playbook."), key != NULL ? key : "");
      return NULL;
    }
  if (query->subject[0] != '\0')
    {
      source = vigie_query_confirmed_by (playbook, key);
      if (!check_subject (incident, source, subject, &confirmation, error))
        return NULL;
      time = vigie_time_format_rfc3339 (confirmation->paid_usec != VIGIE_TIME_NONE ? confirmation->paid_usec : confirmation->occurred_usec);
      confirmed = (Confirmed){ query->subject, subject, query->time, time };
    }

  return fill (query->text, incident, &confirmed, missing);
}
