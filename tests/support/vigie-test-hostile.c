/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-test-hostile.h"

#include "vigie-text-show.h"

const char *const vigie_test_hostile[] = {
  /* Markup of Pango, HTML, XML, Markdown, Slack */
  "disk < 5% & rising", "<b>bold", "</span>", "<a href='file:///etc/passwd'>x</a>", "<a href=\"javascript:alert(1)\">x</a>",
  "&amp;&lt;&#x41;", "&nosuch;", "<!-- -->", "<![CDATA[x]]>", "<script>alert(1)</script>", "]]>", "<img src=x onerror=y>",
  "<span foreground=\"red\">x</span>", "[x](javascript:alert(1))", "![x](http://evil.example/x.png)", "<http://evil.example>",
  "https://evil.example/?a=b&c=d", "www.evil.example", "mailto:a@b.example", "# heading", "- item", "1. one", "> quote", "---",
  "```\ncode", "*urgent* _now_ ~~not~~", "| a | b |", "<!channel> <@U123>", "_underlined menu", "a_b_c",
  /* Formats of other programs */
  "%s%n%x%d", "%99999999s", "%1$s %2$n", "$(reboot)", "`reboot`", "; rm -rf /", "| cat", "\\", "\\\\n", "\\u0000", "\\ud800",
  "\"", "'", "\"quoted\", with comma", "{\"v\":1}", "[1,2", "null", "true", "{{title}}",
  "=1+1", "=HYPERLINK(\"x\")", "+33 1", "-5", "@SUM(A1)", "'=1+1", "''", "\t=1+1 x", "\r=1+1 x",
  "'; DROP TABLE event;--", "x' OR '1'='1", "a\" OR b*", "NEAR(a b)", "text:x AND NOT y", "^start", "(", "*",
  "../../etc/passwd", "C:\\x\\y", "a/b", ".", "BEGIN:VEVENT\r\nSUMMARY:x",
  /* Signs that combine, join, or need a font */
  "été ÉTÉ", "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "👩‍👩‍👧‍👦", "🇨🇮", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "a\u200bb", "a\u200db", "\ufeffx", "x\u00ad", "ﷺ",
  "\ufdd0", "\uffff", "\U0001f9ea", "\U0010fffd", "x\u00a0y\u202fz", "I\u0307i\u0131",
  /* Direction */
  "\u05d0\u05d1 abc \u05d2", "abc \u05d0\u05d1 123 \u05d2 def", "\u0645\u0631\u062d\u0628\u0627", "abc \u202etxt.exe", "\u202a\u202b\u202c\u202dx",
  "\u2066x", "x\u2069", "\u2067x\u2069 \u2068y", "\u200fx\u200e", "\u061cx",
  /* Controls and line ends */
  "\x01\x02x\x7f", "\x1b[31mred", "\x1b]0;title\x07", "\x1b[2J\x1b[H", "\xc2\x9b" "31mred", "\xc2\x9dx\xc2\x9c", "a\bb\fc\vd", "a\tb", "a\rb", "a\r\nb",
  "a\nb", "a\u2028b\u2029c", "a\xc2\x85" "b", "x\n\n\n\ny",
  NULL,
};

const char *const vigie_test_invisible[] = {
  "", " ", "\t\n", "\u00a0", "\u2003\u3000", "\u200b", "\u200b\u200b", "\ufeff", "\u00ad", "\u2060", "\u202e", "\u2066\u2069", "\u200f", "\u061c",
  "\u3164", "\u115f", "\uffa0", "\u2800", "\ufe0f", "\u034f", "\U000e0041", "\x01\x02", "\x1b", "\x7f", "\xc2\x85", "\u2028", NULL,
};

const char *const vigie_test_broken[] = {
  "\xed\xa0\x80", "caf\xc3", "\xc0\xaf", "\xff\xfe", "\xf5\x80\x80\x80", "\xf5", "x\xe2\x82", "\x80", NULL,
};

guint
vigie_test_n_hostile (void)
{
  return g_strv_length ((GStrv) vigie_test_hostile);
}

void
vigie_test_assert_harmless (const char *shown)
{
  int depth = 0;

  g_assert_nonnull (shown);
  g_assert_true (g_utf8_validate (shown, -1, NULL));
  g_assert_false (vigie_text_is_blank (shown));
  for (const char *at = shown; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);

      if (sign == '\n')
        g_assert_cmpint (depth, ==, 0);
      g_assert_true (sign >= 0x20 || sign == '\n' || sign == '\t');
      g_assert_false (sign >= 0x7f && sign < 0xa0);
      g_assert_false ((sign >= 0x2028 && sign <= 0x202e) || sign == 0x2066 || sign == 0x2067);
      depth += sign == 0x2068 ? 1 : sign == 0x2069 ? -1 : 0;
      g_assert_true (depth == 0 || depth == 1);
    }
  g_assert_cmpint (depth, ==, 0);
}
