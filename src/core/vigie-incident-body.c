/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading members of event bodies.
 *
 * "need" refuses a missing member, "maybe" takes a missing one or null for nothing; both refuse a
 * value of another type. An apply function reads all its members first and changes the incident
 * only afterwards, so that a bad body changes nothing. */

#include "vigie-incident-private.h"

#include "vigie-time.h"

gboolean
vigie_body_maybe_string (VigieArena *arena, const VigieJson *body, const char *name, const char **out)
{
  VigieJsonNode node = vigie_json_member (body, 0, name);

  *out = NULL;
  if (node == VIGIE_JSON_NONE || vigie_json_type (body, node) == VIGIE_JSON_NULL)
    return TRUE;
  *out = vigie_arena_json_string (arena, body, node);

  return *out != NULL;
}

gboolean
vigie_body_need_string (VigieArena *arena, const VigieJson *body, const char *name, const char **out)
{
  return vigie_body_maybe_string (arena, body, name, out) && *out != NULL;
}

gboolean
vigie_body_maybe_time (const VigieJson *body, const char *name, gint64 *out_usec)
{
  VigieJsonNode node = vigie_json_member (body, 0, name);
  g_autofree char *text = NULL;

  *out_usec = VIGIE_TIME_NONE;
  if (node == VIGIE_JSON_NONE || vigie_json_type (body, node) == VIGIE_JSON_NULL)
    return TRUE;
  text = vigie_json_string (body, node);

  return text != NULL && vigie_time_parse_rfc3339 (text, out_usec, NULL);
}

gboolean
vigie_body_answers (const VigieJson *body, VigieJsonNode node, VigieAnswers *out)
{
  static const char *const questions[] = { "users", "revenue", "function", "workaround", "data" };

  vigie_answers_init (out);
  if (node == VIGIE_JSON_NONE || vigie_json_type (body, node) != VIGIE_JSON_OBJECT)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *word = vigie_json_member_string (body, node, questions[i]);

      if (word == NULL || !vigie_answers_set (out, questions[i], word, NULL))
        return FALSE;
    }

  return TRUE;
}
