/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text on its way to the screen. */

#include "window-fixture.h"

static void
test_text_clean (void)
{
  static const struct { const char *in; guint max; const char *out; } cases[] = {
    { NULL, 0, "" },
    { "plain", 0, "plain" },
    { "a\x01" "b\x1b[0m", 0, "a␁b␛[0m" },
    { "abc\xe2\x80\xae" "fed", 0, "abc‹U+202E›fed" },
    { "caf\xc3", 0, "caf\xef\xbf\xbd" },
    { "éèàùç", 3, "éèà…" },
    { "<b>x</b>", 0, "<b>x</b>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = vigie_text_ui_clean (cases[i].in, cases[i].max);

      g_assert_cmpstr (out, ==, cases[i].out);
      g_assert_true (g_utf8_validate (out, -1, NULL));
    }
}

/* A label that says nothing is not said by the name of its class either. */
static void
test_text_wordless (void)
{
  GtkWidget *label = g_object_ref_sink (vigie_label_new (NULL, NULL));
  static const struct { const char *text; gboolean hidden; } cases[] = {
    { "D1", FALSE }, { "", TRUE }, { "·", TRUE }, { "é", FALSE }, { "=", TRUE }, { "+ 1", FALSE }, { "—", TRUE },
  };

  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].text);
      vigie_label_set (GTK_LABEL (label), cases[i].text);
      gtk_test_accessible_assert_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_HIDDEN, cases[i].hidden);
    }
  gtk_label_set_text (GTK_LABEL (label), "set otherwise");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_HIDDEN, FALSE);
  g_object_unref (label);
}

static void
test_text_short_name (void)
{
  static const char *const cases[][2] = {
    { "Awa Koné", "A. Koné" }, { "Élodie Marie N’Guessan", "É. N’Guessan" }, { "Vigie", "Vigie" }, { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = vigie_short_name (cases[i][0]);

      g_assert_cmpstr (out, ==, cases[i][1]);
    }
}

static void
add (void)
{
  g_test_add_func ("/ui/text/clean", test_text_clean);
  g_test_add_func ("/ui/text/short-name", test_text_short_name);
  g_test_add_func ("/ui/text/wordless", test_text_wordless);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
