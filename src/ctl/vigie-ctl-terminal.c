/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What vigiectl prints. A recorded text may hold escape sequences, and a terminal would obey them: move the
 * cursor, change its title, write what the next Enter runs. So nothing reaches it but through here, errors
 * included. Each call to print is one piece; JSON is spelt harmlessly before, so that it stays the same value. */

#include <stdio.h>

#include "vigie-ctl.h"
#include "vigie-text-show.h"

#define INDENT "\n                                     "

static void
write_out (FILE *file, const char *text)
{
  g_autofree char *shown = vigie_text_show_terminal (text);
  g_autofree char *local = NULL;
  const char *charset;

  if (!g_get_charset (&charset))
    local = g_convert_with_fallback (shown, -1, charset, "UTF-8", "?", NULL, NULL, NULL);
  fputs (local != NULL ? local : shown, file);
  fflush (file);
}

static void
print_cb (const char *text)
{
  write_out (stdout, text);
}

static void
print_error_cb (const char *text)
{
  write_out (stderr, text);
}

void
vigie_ctl_make_printing_safe (void)
{
  g_set_print_handler (print_cb);
  g_set_printerr_handler (print_error_cb);
}

static gboolean
is_harmless (gunichar sign)
{
  return sign >= 0x20 && !(sign >= 0x7f && sign < 0xa0) && !(sign >= 0x200e && sign <= 0x200f) && sign != 0x061c
         && !(sign >= 0x2028 && sign <= 0x202e) && !(sign >= 0x2066 && sign <= 0x2069) && (sign & 0xfffe) != 0xfffe
         && !(sign >= 0xfdd0 && sign <= 0xfdef);
}

char *
vigie_ctl_harmless_json (const char *json)
{
  GString *out = g_string_new (NULL);

  /* Outside its strings JSON has no such sign; line ends between its members are the writer's own. */
  for (const char *at = json; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);

      if (sign == '\n' || is_harmless (sign))
        g_string_append_unichar (out, sign);
      else if (sign < 0x10000)
        g_string_append_printf (out, "\\u%04x", sign);
      else
        g_string_append_printf (out, "\\u%04x\\u%04x", 0xd800 + ((sign - 0x10000) >> 10), 0xdc00 + ((sign - 0x10000) & 0x3ff));
    }

  return g_string_free (out, FALSE);
}

char *
vigie_ctl_line (const char *text)
{
  return vigie_text_show_line (text);
}

char *
vigie_ctl_paragraph (const char *text)
{
  g_autofree char *shown = vigie_text_show_terminal (text);
  g_auto(GStrv) lines = g_strsplit (shown, "\n", -1);

  return g_strjoinv (INDENT, lines);
}
