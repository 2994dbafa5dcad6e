/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "vigie-test-hostile.h"
#include "vigie-text-show.h"
#include "vigie-text.h"

typedef struct
{
  const char *given;
  const char *text, *line, *terminal;
} Case;

static const Case cases[] = {
  { NULL, "", "", "" },
  { "", "", "", "" },
  { "disk < 5% & rising\u00a0: é 😀", "disk < 5% & rising\u00a0: é 😀", "disk < 5% & rising\u00a0: é 😀", "disk < 5% & rising\u00a0: é 😀" },
  { "a\r\nb\rc\nd", "a\nb\nc\nd", "a↵b↵c↵d", "a\nb\nc\nd" },
  { "a\xc2\x85" "b\u2028c\u2029d", "a\nb\nc\nd", "a↵b↵c↵d", "a\nb\nc\nd" },
  { "a\tb", "a\tb", "a b", "a\tb" },
  { "\x1b[31mred\x07\x7f", "␛[31mred␇␡", "␛[31mred␇␡", "␛[31mred␇␡" },
  { "\xc2\x9b" "31m", "‹U+009B›31m", "‹U+009B›31m", "‹U+009B›31m" },
  { "abc\u202etxt.exe", "abc‹U+202E›txt.exe", "abc‹U+202E›txt.exe", "abc‹U+202E›txt.exe" },
  { "\u2066x\u2069", "‹U+2066›x‹U+2069›", "‹U+2066›x‹U+2069›", "‹U+2066›x‹U+2069›" },
  { "x\u200f", "x\u200f", "x\u200f", "x‹U+200F›" },
  { "a\u200db", "a\u200db", "a\u200db", "a\u200db" },
  { "\u200b", "‹U+200B›", "‹U+200B›", "‹U+200B›" },
  { "\u3164", "‹U+3164›", "‹U+3164›", "‹U+3164›" },
  { "\ufdd0", "‹U+FDD0›", "‹U+FDD0›", "‹U+FDD0›" },
  { "caf\xc3", "caf\ufffd", "caf\ufffd", "caf\ufffd" },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = vigie_text_show (cases[i].given);
      g_autofree char *line = vigie_text_show_line (cases[i].given);
      g_autofree char *terminal = vigie_text_show_terminal (cases[i].given);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (line, ==, cases[i].line);
      g_assert_cmpstr (terminal, ==, cases[i].terminal);
    }
}

static void
test_blank (void)
{
  g_assert_true (vigie_text_is_blank (NULL));
  for (guint i = 0; vigie_test_invisible[i] != NULL; i++)
    g_assert_true (vigie_text_is_blank (vigie_test_invisible[i]));
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    g_assert_false (vigie_text_is_blank (vigie_test_hostile[i]));
  for (guint i = 0; vigie_test_broken[i] != NULL; i++)
    g_assert_false (vigie_text_is_blank (vigie_test_broken[i]));
}

/* F S I and P D I stand for the isolates, so that the cases can be read. */
static void
test_isolate (void)
{
  static const struct { const char *given, *expected; } isolated[] = {
    { "", "" },
    { "plain 12:30", "plain 12:30" },
    { "\u05d0\u05d1", "\u2068\u05d0\u05d1\u2069" },
    { "\u05d0 abc", "\u2068\u05d0 abc\u2069" },
    { "Awa, \u05d0\u05d1 12 \u05d2 12:30", "Awa, \u2068\u05d0\u05d1 12 \u05d2\u2069 12:30" },
    { "x \u05d0 y \u05d1", "x \u2068\u05d0\u2069 y \u2068\u05d1\u2069" },
    { "\u05d0\nabc\n\u05d1", "\u2068\u05d0\u2069\nabc\n\u2068\u05d1\u2069" },
    { "12 \u05d0", "\u206812 \u05d0\u2069" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (isolated); i++)
    {
      g_autofree char *text = vigie_text_isolate (isolated[i].given);

      g_assert_cmpstr (text, ==, isolated[i].expected);
    }
}

/* Nothing harmful is left, showing twice is showing once, and what was typed can still be told from the rest. */
static void
test_hostile (void)
{
  g_assert_cmpuint (vigie_test_n_hostile (), >=, 60);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      g_autofree char *text = vigie_text_show (vigie_test_hostile[i]);
      g_autofree char *again = vigie_text_show (text);
      g_autofree char *line = vigie_text_show_line (vigie_test_hostile[i]);
      g_autofree char *terminal = vigie_text_show_terminal (vigie_test_hostile[i]);
      g_autofree char *isolated = vigie_text_show_isolated (vigie_test_hostile[i]);

      g_assert_cmpstr (again, ==, text);
      vigie_test_assert_harmless (text);
      vigie_test_assert_harmless (line);
      vigie_test_assert_harmless (terminal);
      vigie_test_assert_harmless (isolated);
      g_assert_null (strpbrk (line, "\n\t"));
    }
}

static void
test_invisible_is_seen (void)
{
  for (guint i = 0; vigie_test_invisible[i] != NULL; i++)
    {
      g_autofree char *text = vigie_text_show (vigie_test_invisible[i]);
      gboolean only_space = TRUE;

      for (const char *at = vigie_test_invisible[i]; *at != '\0'; at = g_utf8_next_char (at))
        only_space &= g_unichar_isspace (g_utf8_get_char (at)) || g_utf8_get_char (at) == 0x85;
      if (!only_space)
        vigie_test_assert_harmless (text);
    }
}

static void
test_broken (void)
{
  for (guint i = 0; vigie_test_broken[i] != NULL; i++)
    {
      g_autofree char *text = vigie_text_show (vigie_test_broken[i]);

      vigie_test_assert_harmless (text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text-show/cases", test_cases);
  g_test_add_func ("/core/text-show/blank", test_blank);
  g_test_add_func ("/core/text-show/isolate", test_isolate);
  g_test_add_func ("/core/text-show/hostile", test_hostile);
  g_test_add_func ("/core/text-show/invisible-is-seen", test_invisible_is_seen);
  g_test_add_func ("/core/text-show/broken", test_broken);

  return g_test_run ();
}
