/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The timeline's command line: what a tired person types at three in the morning.
 *
 * Grammar: [time] [kind:] text, or [kind:] [time] text. A time is any short form of
 * vigie_time_parse(); a kind is one of a dozen words in French and English, with or without accents,
 * with or without a space before its colon. Everything that is not understood is text: a line is
 * never refused for its form, only when nothing is left to write down. People ("@awa.kone",
 * "@\"Awa Koné\"") are noticed and stay in the text; a line that begins with "#name" is a fact. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-command-words.h"
#include "vigie-error.h"
#include "vigie-text.h"
#include "vigie-time.h"

#define KIND_MAX_BYTES 32

const char *
vigie_command_skip_space (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

/* The place after the word that begins at @text. */
static const char *
skip_word (const char *text)
{
  while (*text != '\0' && !g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

/* Cuts white space of any script from the end. */
static void
chomp (char *text)
{
  char *end = text + strlen (text);

  while (end > text)
    {
      char *previous = g_utf8_find_prev_char (text, end);

      if (!g_unichar_isspace (g_utf8_get_char (previous)))
        break;
      *previous = '\0';
      end = previous;
    }
}

const VigieCommandWord *
vigie_command_take_word (const char **text)
{
  const char *colon = strchr (*text, ':');
  const VigieCommandWord *known;
  g_autofree char *word = NULL;
  g_autofree char *folded = NULL;

  if (colon == NULL || colon - *text > KIND_MAX_BYTES)
    return NULL;
  word = g_strndup (*text, (gsize) (colon - *text));
  chomp (word);
  folded = vigie_text_fold (word);
  known = vigie_command_word_find (folded);
  if (known != NULL)
    *text = vigie_command_skip_space (colon + 1);

  return known;
}

static gboolean
take_kind (const char **text, VigieCommand *command)
{
  const VigieCommandWord *word = vigie_command_take_word (text);

  if (word == NULL)
    return FALSE;
  command->kind = word->kind;
  command->is_milestone = word->is_milestone;
  command->milestone = word->milestone;

  return TRUE;
}

/* Two words first ("hier 23:10"), because the first of them may be a time by itself. */
gboolean
vigie_command_take_time (const char **text, gint64 now_usec, GTimeZone *zone, gint64 *out_usec)
{
  const char *ends[2];

  ends[1] = skip_word (*text);
  ends[0] = skip_word (vigie_command_skip_space (ends[1]));
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *candidate = g_strndup (*text, (gsize) (ends[i] - *text));

      if (*candidate != '\0' && vigie_time_parse (candidate, now_usec, zone, out_usec, NULL))
        {
          *text = vigie_command_skip_space (ends[i]);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
begins_mention (const char *line, const char *at)
{
  const char *previous = g_utf8_find_prev_char (line, at);

  return previous == NULL || !g_unichar_isalnum (g_utf8_get_char (previous));
}

static gboolean
is_name_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '.' || c == '_' || c == '-' || c == 0x2019 || c == '\'';
}

/* The name after "@", NULL if there is none; *@end is where it stops. */
static char *
read_name (const char *text, const char **end)
{
  const char *p = text;
  char *name;

  if (*p == '"')
    {
      const char *close = strchr (p + 1, '"');

      if (close == NULL || close == p + 1)
        return NULL;
      *end = close + 1;
      return g_strndup (p + 1, (gsize) (close - p - 1));
    }
  while (*p != '\0' && is_name_char (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  while (p > text && strchr (".-_'", p[-1]) != NULL)
    p--;
  if (p == text)
    return NULL;
  *end = p;
  name = g_strndup (text, (gsize) (p - text));

  return g_strdelimit (name, "._", ' ');
}

GPtrArray *
vigie_command_mentions (const char *text)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (g_free);
  const char *p = text;

  while (p != NULL && (p = strchr (p, '@')) != NULL)
    {
      const char *end = p + 1;
      char *name = begins_mention (text, p) ? read_name (p + 1, &end) : NULL;

      if (name != NULL && g_ptr_array_find_with_equal_func (people, name, g_str_equal, NULL))
        g_free (name);
      else if (name != NULL)
        g_ptr_array_add (people, name);
      p = end;
    }

  return people;
}

/* "#users_affected 1200", "#operator=Wave"; "#4521 is slow" is text. */
static void
take_fact (VigieCommand *command)
{
  const char *name = command->text + 1;
  const char *end = name;

  if (command->text[0] != '#' || !g_ascii_isalpha (*name))
    return;
  while (g_ascii_isalnum (*end) || *end == '_' || *end == '-')
    end++;
  if (*end != '\0' && *end != '=' && *end != ':' && !g_unichar_isspace (g_utf8_get_char (end)))
    return;

  command->fact_name = g_strndup (name, (gsize) (end - name));
  end = vigie_command_skip_space (end);
  if (*end == '=' || *end == ':')
    end = vigie_command_skip_space (end + 1);
  command->fact_value = g_strdup (end);
  g_free (command->text);
  command->text = g_strdup ("");
}

/* NULL when @line is no text at all. */
static VigieCommand *
read_line (const char *line, gint64 now_usec, GTimeZone *zone, GError **error)
{
  g_autoptr(VigieCommand) command = g_new0 (VigieCommand, 1);
  g_autofree char *clean = vigie_text_clean (line != NULL ? line : "", -1, error);
  const char *rest;
  gboolean kind_given = FALSE;

  command->kind = VIGIE_ENTRY_NOTE;
  command->occurred_usec = now_usec;
  if (clean == NULL)
    return NULL;

  chomp (clean);
  rest = vigie_command_skip_space (clean);
  for (int i = 0; i < 2; i++)
    {
      if (!command->time_given)
        command->time_given = vigie_command_take_time (&rest, now_usec, zone, &command->occurred_usec);
      if (!kind_given)
        kind_given = take_kind (&rest, command);
    }
  command->text = g_strdup (rest);
  command->people = vigie_command_mentions (command->text);
  take_fact (command);

  return g_steal_pointer (&command);
}

/**
 * vigie_command_look:
 * @line: what is typed so far
 * @now_usec: the present, which short times refer to
 * @zone: the zone of times without one
 *
 * Understands a line that may still lack what is to be recorded: "décision:" is a decision already.
 *
 * Returns: (transfer full) (nullable): what was understood; %NULL for what is no text
 */
VigieCommand *
vigie_command_look (const char *line, gint64 now_usec, GTimeZone *zone)
{
  return read_line (line, now_usec, zone, NULL);
}

/**
 * vigie_command_retime:
 * @line: what is typed so far
 * @time: a time as one types it
 * @now_usec: the present
 * @zone: the zone of times without one
 *
 * Returns: (transfer full): @line with @time in front, in place of the time it began with
 */
char *
vigie_command_retime (const char *line, const char *time, gint64 now_usec, GTimeZone *zone)
{
  const char *rest = vigie_command_skip_space (line);
  gint64 old_usec;

  vigie_command_take_time (&rest, now_usec, zone, &old_usec);

  return g_strconcat (time, " ", rest, NULL);
}

/**
 * vigie_command_parse:
 * @line: what was typed
 * @now_usec: the present, which short times refer to
 * @zone: the zone of times without one
 * @error: INVALID with one sentence when there is nothing to record
 *
 * Returns: (transfer full) (nullable): what was understood
 */
VigieCommand *
vigie_command_parse (const char *line, gint64 now_usec, GTimeZone *zone, GError **error)
{
  g_autoptr(VigieCommand) command = read_line (line, now_usec, zone, error);

  if (command == NULL)
    return NULL;
  if (command->fact_name == NULL && *command->text == '\0' && !command->is_milestone)
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Write what happened before you press Enter."));
      return NULL;
    }
  if (command->fact_name != NULL && *command->fact_value == '\0')
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Write the value of “%s” after its name."), command->fact_name);
      return NULL;
    }

  return g_steal_pointer (&command);
}

void
vigie_command_free (VigieCommand *command)
{
  if (command == NULL)
    return;
  g_free (command->text);
  g_clear_pointer (&command->people, g_ptr_array_unref);
  g_free (command->fact_name);
  g_free (command->fact_value);
  g_free (command);
}
