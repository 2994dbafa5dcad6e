/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which words are asked about, which are marked, and what may stand for them. */

#include <adwaita.h>
#include <string.h>

#include "vigie-spelling-words.h"
#include "vigie-spelling.h"
#include "vigie-test-support.h"
#include "vigie-widgets.h"
#include "wait-until.h"

static void
list_cb (const char *word, gsize start, gsize end, gpointer data)
{
  g_string_append_printf (data, "%s ", word);
}

static void
test_words (void)
{
  static const struct { const char *text, *words; } rows[] = {
    { "L’heure qu’il est", "heure il est " },
    { "Voir https://status.distri-night.ci ou dpo@distri-night.ci", "Voir ou " },
    { "Le 21 nov. 1 840 clients, 22h41.", "Le nov clients " },
    { "Bonjour Kouassi, ça va ?", "Bonjour ça va " },
    { "DISTRI-NIGHT est arrêté", "est arrêté " },
    { "Fini. Demain, tout va.", "Fini Demain tout va " },
    { "{{cause}} [HEURE] #canal", "" },
    { "Rendez-vous aujourd’hui", "Rendez vous aujourd’hui " },
    { "don't", "don't " },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GString) words = g_string_new (NULL);

      g_test_message ("%s", rows[i].text);
      vigie_spelling_each_word (rows[i].text, list_cb, words);
      g_assert_cmpstr (words->str, ==, rows[i].words);
    }
}

static void
test_known (void)
{
  static const char *const words[] = { "artci", "fcfa", "distri", "supabase", "cloudflare", "vercel" };
  g_autoptr(GHashTable) known = vigie_spelling_known_words (vigie_test_playbook ());

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_true (g_hash_table_contains (known, words[i]));
  g_assert_false (g_hash_table_contains (known, "eror"));
}

typedef struct
{
  GtkWidget *view;
  GtkTextBuffer *buffer;
  VigieSpelling *spelling;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->view = g_object_ref_sink (gtk_text_view_new ());
  fixture->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view));
  fixture->spelling = vigie_spelling_new (GTK_TEXT_VIEW (fixture->view), vigie_test_playbook ());
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->spelling);
  g_object_unref (fixture->view);
}

static char *
selected (Fixture *fixture)
{
  GtkTextIter start, end;

  return gtk_text_buffer_get_selection_bounds (fixture->buffer, &start, &end) ? gtk_text_buffer_get_text (fixture->buffer, &start, &end, FALSE) : NULL;
}

static gboolean done;

static gboolean
done_cb (gpointer data)
{
  done = TRUE;

  return G_SOURCE_REMOVE;
}

/* Reads the dictionary; FALSE if there is none here. */
static gboolean
read_dictionary (Fixture *fixture, VigieLang lang)
{
  guint id;

  done = FALSE;
  vigie_spelling_set_lang (fixture->spelling, lang);
  id = g_timeout_add_seconds (10, done_cb, NULL);
  wait_until (vigie_spelling_is_ready (fixture->spelling) || done);
  if (!done)
    g_source_remove (id);
  if (!vigie_spelling_is_ready (fixture->spelling))
    g_test_skip ("no dictionary");

  return vigie_spelling_is_ready (fixture->spelling);
}

static char **
proposals_of (Fixture *fixture)
{
  g_autoptr(GAsyncResult) outcome = NULL;

  vigie_spelling_proposals_async (fixture->spelling, take_result_cb, &outcome);
  wait_until (outcome != NULL);

  return vigie_spelling_proposals_finish (fixture->spelling, outcome);
}

/* How many of them the view's menu offers by now, the word to ignore among them. */
static int
n_offered (Fixture *fixture)
{
  g_autoptr(GMenuModel) section = g_menu_model_get_item_link (gtk_text_view_get_extra_menu (GTK_TEXT_VIEW (fixture->view)), 0, G_MENU_LINK_SECTION);

  return g_menu_model_get_n_items (section);
}

static void
test_marks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *round = NULL;

  gtk_text_buffer_set_text (fixture->buffer, "L’erreurr de DISTRI-NIGHT touche la commannde de Kouassi.", -1);
  if (!read_dictionary (fixture, VIGIE_LANG_FR))
    return;
  g_assert_true (vigie_spelling_next (fixture->spelling));
  first = selected (fixture);
  g_assert_cmpstr (first, ==, "erreurr");
  g_assert_true (vigie_spelling_next (fixture->spelling));
  second = selected (fixture);
  g_assert_cmpstr (second, ==, "commannde");
  g_assert_true (vigie_spelling_next (fixture->spelling));
  round = selected (fixture);
  g_assert_cmpstr (round, ==, "erreurr");
}

static void
test_replaces (Fixture *fixture, gconstpointer data)
{
  g_auto(GStrv) proposals = NULL;
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_set_text (fixture->buffer, "The servise is down.", -1);
  if (!read_dictionary (fixture, VIGIE_LANG_EN))
    return;
  g_assert_true (vigie_spelling_next (fixture->spelling));
  wait_until (n_offered (fixture) > 1);
  proposals = proposals_of (fixture);
  g_assert_nonnull (proposals);
  g_assert_true (g_strv_contains ((const char *const *) proposals, "service"));
  gtk_widget_activate_action (fixture->view, "spelling.replace", "s", "service");
  gtk_text_buffer_get_bounds (fixture->buffer, &start, &end);
  text = gtk_text_buffer_get_text (fixture->buffer, &start, &end, FALSE);
  g_assert_cmpstr (text, ==, "The service is down.");
}

static void
test_ignores (Fixture *fixture, gconstpointer data)
{
  gtk_text_buffer_set_text (fixture->buffer, "The servise is down.", -1);
  if (!read_dictionary (fixture, VIGIE_LANG_EN))
    return;
  g_assert_true (vigie_spelling_next (fixture->spelling));
  gtk_widget_activate_action (fixture->view, "spelling.ignore", NULL);
  g_assert_false (vigie_spelling_next (fixture->spelling));
}

/* Without a dictionary nothing is marked and nothing fails. */
static void
test_no_dictionary (Fixture *fixture, gconstpointer data)
{
  static const char *const none[] = { "xx_XX", NULL };

  gtk_text_buffer_set_text (fixture->buffer, "erreurr", -1);
  done = FALSE;
  vigie_spelling_set_dictionaries (fixture->spelling, none);
  g_timeout_add (600, done_cb, NULL);
  wait_until (done);
  g_assert_false (vigie_spelling_is_ready (fixture->spelling));
  g_assert_false (vigie_spelling_next (fixture->spelling));
  g_assert_null (proposals_of (fixture));
}

/* What is typed while a thread has the dictionary is looked at afterwards. */
static void
test_typed_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GAsyncResult) outcome = NULL;
  g_auto(GStrv) proposals = NULL;
  g_autofree char *word = NULL;

  gtk_text_buffer_set_text (fixture->buffer, "The servise is down.", -1);
  if (!read_dictionary (fixture, VIGIE_LANG_EN))
    return;
  g_assert_true (vigie_spelling_next (fixture->spelling));
  wait_until (n_offered (fixture) > 1);
  vigie_spelling_proposals_async (fixture->spelling, take_result_cb, &outcome);
  gtk_text_buffer_set_text (fixture->buffer, "It is arived.", -1);
  wait_until (outcome != NULL);
  proposals = vigie_spelling_proposals_finish (fixture->spelling, outcome);
  wait_until (vigie_spelling_next (fixture->spelling));
  word = selected (fixture);
  g_assert_cmpstr (word, ==, "arived");
}

/* It goes while a dictionary is being read. */
static void
test_goes_early (Fixture *fixture, gconstpointer data)
{
  gtk_text_buffer_set_text (fixture->buffer, "erreurr", -1);
  vigie_spelling_set_lang (fixture->spelling, VIGIE_LANG_FR);
  vigie_spelling_set_lang (fixture->spelling, VIGIE_LANG_EN);
}

#define ADD(name, func) g_test_add ("/ui/spelling/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  vigie_ui_init ();
  g_test_add_func ("/ui/spelling/words", test_words);
  g_test_add_func ("/ui/spelling/known", test_known);
  ADD ("marks", test_marks);
  ADD ("replaces", test_replaces);
  ADD ("ignores", test_ignores);
  ADD ("typed-meanwhile", test_typed_meanwhile);
  ADD ("no-dictionary", test_no_dictionary);
  ADD ("goes-early", test_goes_early);

  return g_test_run ();
}
