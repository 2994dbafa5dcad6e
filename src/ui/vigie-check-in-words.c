/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tired is not well: a check beside it was read as “all is well” from two metres. The four answers differ in shape
 * even without colour: a check, a triangle, a disc with a mark, and a question. */

#include "vigie-check-in-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *const vigie_check_in_answers[VIGIE_N_ANSWERS] = { "fit", "tired", "relieve", "no-answer" };

static const struct { const char *icon, *css_class; } looks[VIGIE_N_ANSWERS] = {
  { "vigie-check-symbolic", "ok-text" },
  { "vigie-warning-symbolic", "soon-text" },
  { "vigie-overdue-symbolic", "late-text" },
  { "vigie-question-disc-symbolic", "dim" },
};

static guint
index_of (const char *state)
{
  for (guint i = 0; i < VIGIE_N_ANSWERS; i++)
    if (g_strcmp0 (state, vigie_check_in_answers[i]) == 0)
      return i;

  return VIGIE_N_ANSWERS - 1;
}

const char *
vigie_check_in_label (const char *state)
{
  switch (index_of (state))
    {
    case 0: return C_("state of a person", "Fit");
    case 1: return C_("state of a person", "Tired");
    case 2: return C_("state of a person", "To relieve");
    default: return _("No answer");
    }
}

const char *
vigie_check_in_icon (const char *state)
{
  return looks[index_of (state)].icon;
}

const char *
vigie_check_in_class (const char *state)
{
  return looks[index_of (state)].css_class;
}

guint
vigie_check_in_count (const VigieCheckIn *check_in, const char *state)
{
  guint n = 0;

  for (guint i = 0; i < check_in->answers->len; i++)
    n += g_strcmp0 (((const VigieCheckInAnswer *) g_ptr_array_index (check_in->answers, i))->state, state) == 0;

  return n;
}

gboolean
vigie_check_in_is_complete (const VigieCheckIn *check_in)
{
  return vigie_check_in_count (check_in, "no-answer") == 0;
}

const char *
vigie_check_in_worst (const VigieCheckIn *check_in)
{
  for (guint i = VIGIE_N_ANSWERS - 1; i > 0; i--)
    if (vigie_check_in_count (check_in, vigie_check_in_answers[i - 1]) > 0)
      return vigie_check_in_answers[i - 1];

  return NULL;
}

char *
vigie_check_in_outcome (const VigieCheckIn *check_in)
{
  guint asked = check_in->answers->len;
  guint n = asked - vigie_check_in_count (check_in, "no-answer");

  /* Translators: people who answered, people asked. */
  if (n == asked)
    return g_strdup_printf (ngettext ("complete, %u answer of %u", "complete, %u answers of %u", n), n, asked);

  return g_strdup_printf (ngettext ("incomplete, %u answer of %u", "incomplete, %u answers of %u", n), n, asked);
}

static void
add_names (GString *out, const VigieCheckIn *check_in, const char *state, const char *format)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *sentence = NULL;
  g_auto(GStrv) parts = NULL;

  for (guint i = 0; i < check_in->answers->len; i++)
    {
      const VigieCheckInAnswer *answer = g_ptr_array_index (check_in->answers, i);

      if (g_strcmp0 (answer->state, state) == 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", answer->person);
    }
  if (names->len == 0)
    return;
  parts = g_strsplit (format, "%s", 2);
  sentence = g_strjoinv (names->str, parts);
  g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", sentence);
}

char *
vigie_check_in_names (const VigieCheckIn *check_in)
{
  GString *out = g_string_new (NULL);

  /* Translators: %s are names of people. */
  add_names (out, check_in, "no-answer", _("No answer: %s."));
  add_names (out, check_in, "relieve", _("To relieve: %s."));
  add_names (out, check_in, "tired", _("Tired: %s."));

  return g_string_free (out, FALSE);
}
