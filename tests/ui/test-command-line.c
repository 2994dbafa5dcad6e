/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line: what is typed is recorded, what is refused stays, texts of any length come back byte for byte. */

#include "war-room-fixture.h"

#include "vigie-act-window.h"
#include "vigie-entry-detail.h"
#include "vigie-long-text.h"
#include "vigie-timeline-page.h"

static void
test_command_records (Room *room, gconstpointer data)
{
  make_window (room, 1280, TRUE);
  type (room, "décision: passer en surveillance si 10 min sans 503 @Kouassi");
  g_assert_true (says (GTK_WIDGET (command (room)), vigie_entry_kind_label (VIGIE_ENTRY_DECISION, shots_lang ())));
  g_assert_true (says (GTK_WIDGET (command (room)), "03:04"));
  shoot (room->window, "typing");
  enter (room);
  g_assert_cmpint (last_entry (room)->kind, ==, VIGIE_ENTRY_DECISION);
  g_assert_cmpstr (last_entry (room)->text, ==, "passer en surveillance si 10 min sans 503 @Kouassi");
  run_for (150);
  g_assert_true (says (room->page, "passer en surveillance"));
}

static void
test_time_is_echoed (Room *room, gconstpointer data)
{
  make_window (room, 1280, TRUE);
  type (room, "-5 note sur le passé");
  g_assert_true (says (GTK_WIDGET (command (room)), "02:59"));
  enter (room);
  g_assert_cmpint (last_entry (room)->occurred_usec, ==, vigie_test_time ("2026-11-22T03:03:00Z"));
}

/* ---- Long texts ---- */

/* As long as a text may be, in lines or as one. */
static char *
long_note (gboolean in_lines)
{
  GString *text = g_string_sized_new (VIGIE_TEXT_MAX_BYTES);

  for (guint i = 0; text->len < VIGIE_TEXT_MAX_BYTES - 100; i++)
    g_string_append_printf (text, "%05u pg_stat_activity : session en attente, état « bloqué » <b>&amp;</b> ☎%s", i, in_lines ? "\n" : " ");
  while (text->len < VIGIE_TEXT_MAX_BYTES)
    g_string_append_c (text, 'x');

  return g_string_free (text, FALSE);
}

static void
paste (Room *room, const char *text)
{
  GtkWidget *entry = find_widget (GTK_WIDGET (command (room)), GTK_TYPE_ENTRY, NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (entry), text);
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "paste-clipboard");
}

static gboolean
is_long (Room *room, gpointer data)
{
  return strlen (vigie_command_line_get_text (command (room))) >= VIGIE_TEXT_MAX_BYTES;
}

static GtkTextView *
detail_view (Room *room)
{
  GtkWidget *detail = find_widget (room->page, VIGIE_TYPE_ENTRY_DETAIL, NULL);

  return GTK_TEXT_VIEW (find_widget (detail, GTK_TYPE_TEXT_VIEW, NULL));
}

static gboolean
detail_is_filled (Room *room, gpointer data)
{
  return detail_view (room) != NULL && vigie_long_text_is_filled (detail_view (room));
}

/* Pasted, recorded, read again from the store, shown: byte for byte. A line that the screen must break is
 * compared without its breaks. */
static void
check_long_note (Room *room, const char *text)
{
  g_autofree char *shown = NULL;
  g_autoptr(GString) joined = NULL;
  GtkTextIter start, end;

  paste (room, text);
  wait_until (room, is_long, NULL);
  g_assert_true (strcmp (vigie_command_line_get_text (command (room)), text) == 0);
  enter (room);
  g_assert_true (strcmp (last_entry (room)->text, text) == 0);

  vigie_timeline_page_show_entry (VIGIE_TIMELINE_PAGE (room->page), last_entry (room)->event->id);
  wait_until (room, detail_is_filled, NULL);
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (detail_view (room)), &start, &end);
  shown = gtk_text_iter_get_text (&start, &end);
  joined = g_string_new (shown);
  if (strchr (text, '\n') == NULL)
    g_string_replace (joined, "\n", "", 0);
  g_assert_true (strcmp (joined->str, text) == 0);
}

static void
test_long_note (Room *room, gconstpointer data)
{
  g_autofree char *lines = long_note (TRUE);
  g_autofree char *one = long_note (FALSE);

  make_window (room, 1280, TRUE);
  check_long_note (room, lines);
  check_long_note (room, one);
}

static gboolean
is_preview (Room *room, gpointer data)
{
  return !gtk_editable_get_editable (GTK_EDITABLE (data));
}

/* What was typed before a long paste stays in front of it, and the field is a field again afterwards. */
static void
test_long_text_is_held (Room *room, gconstpointer data)
{
  GtkWidget *entry;
  g_autofree char *text = g_strnfill (5000, 'y');
  const char *held;

  make_window (room, 1280, TRUE);
  entry = find_widget (GTK_WIDGET (command (room)), GTK_TYPE_ENTRY, NULL);
  type (room, "action: ");
  vigie_command_line_type (command (room), text);
  held = vigie_command_line_get_text (command (room));
  g_assert_cmpuint (strlen (held), ==, 5008);
  g_assert_true (g_str_has_prefix (held, "action: yyy"));
  wait_until (room, is_preview, entry);
  g_assert_true (says (GTK_WIDGET (command (room)), vigie_entry_kind_label (VIGIE_ENTRY_ACTION, shots_lang ())));
  shoot (room->window, "long-text");
  enter (room);
  g_assert_cmpint (last_entry (room)->kind, ==, VIGIE_ENTRY_ACTION);
  g_assert_cmpstr (last_entry (room)->text, ==, text);
  g_assert_true (gtk_editable_get_editable (GTK_EDITABLE (entry)));
}

/* A refusal changes nothing, keeps the text and says why. */
static void
test_refusal_keeps_text (Room *room, gconstpointer data)
{
  guint before;

  make_window (room, 1280, TRUE);
  before = incident (room)->events->len;
  type (room, "#users_affected beaucoup");
  vigie_command_line_submit (command (room));
  run_for (100);
  g_assert_cmpstr (vigie_command_line_get_text (command (room)), ==, "#users_affected beaucoup");
  g_assert_cmpuint (incident (room)->events->len, ==, before);
  g_assert_nonnull (find_widget (GTK_WIDGET (command (room)), GTK_TYPE_BOX, NULL));
  type (room, "#users_affected 1200");
  enter (room);
  g_assert_cmpstr (vigie_incident_fact (incident (room), "users_affected")->value, ==, "1200");
}

static gboolean
is_refused (Room *room, gpointer data)
{
  return says (GTK_WIDGET (command (room)), "not open");
}

/* Enter empties the line at once; what the store does not take comes back, in front of what was typed meanwhile. */
static void
test_what_the_store_refuses_comes_back (Room *room, gconstpointer data)
{
  make_window (room, 900, FALSE);
  vigie_store_thread_close (room->store);
  type (room, "les paniers se vident");
  vigie_command_line_submit (command (room));
  g_assert_cmpstr (vigie_command_line_get_text (command (room)), ==, "");
  type (room, "appel: CTO");
  wait_until (room, is_refused, NULL);
  g_assert_cmpstr (vigie_command_line_get_text (command (room)), ==, "les paniers se vident appel: CTO");
}

static gboolean
form_is_open (Room *room, gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (VIGIE_IS_ACT_WINDOW (window) && gtk_widget_get_mapped (window))
        {
          gtk_window_destroy (GTK_WINDOW (window));
          return TRUE;
        }
    }

  return FALSE;
}

/* The word alone is enough for the four fields; a note has none. */
static void
test_decides (Room *room, gconstpointer data)
{
  make_window (room, 900, FALSE);
  type (room, "couper db1");
  g_assert_false (vigie_command_line_decide (command (room)));
  type (room, "décision:");
  g_assert_true (says (GTK_WIDGET (command (room)), "Decision"));
  g_assert_true (vigie_command_line_decide (command (room)));
  wait_until (room, form_is_open, NULL);
  g_assert_cmpstr (vigie_command_line_get_text (command (room)), ==, "décision:");
}

static gboolean
text_is_back (Room *room, gpointer data)
{
  return g_str_equal (vigie_command_line_get_text (command (room)), data);
}

static void
test_typed_text_survives (Room *room, gconstpointer data)
{
  make_window (room, 1280, TRUE);
  type (room, "note: pas encore notée");
  run_for (450);
  gtk_window_destroy (GTK_WINDOW (room->window));
  make_window (room, 1280, TRUE);
  wait_until (room, text_is_back, (gpointer) "note: pas encore notée");
}

static void
test_suggestions (Room *room, gconstpointer data)
{
  GtkWidget *entry, *popover;

  make_window (room, 1280, TRUE);
  entry = find_widget (GTK_WIDGET (command (room)), GTK_TYPE_ENTRY, NULL);
  popover = find_widget (entry, GTK_TYPE_POPOVER, NULL);
  g_assert_false (gtk_widget_get_visible (popover));
  type (room, "appel: @mar");
  run_for (60);
  g_assert_true (gtk_widget_get_visible (popover));
  g_assert_true (says (popover, "Mariam Traoré"));
  type (room, "#users_aff");
  run_for (60);
  g_assert_true (says (popover, "#users_affected"));
  type (room, "note sans nom");
  run_for (60);
  g_assert_false (gtk_widget_get_visible (popover));
}

int
main (int argc, char **argv)
{
  prepare_tests (&argc, &argv);
  add_test ("/ui/command-line/command-records", test_command_records);
  add_test ("/ui/command-line/long-note", test_long_note);
  add_test ("/fault/F30/long-text-is-held", test_long_text_is_held);
  add_test ("/ui/command-line/time-is-echoed", test_time_is_echoed);
  add_test ("/ui/command-line/refusal-keeps-text", test_refusal_keeps_text);
  add_test ("/fault/F03/typed-text-comes-back", test_what_the_store_refuses_comes_back);
  add_test ("/ui/command-line/decides", test_decides);
  add_test ("/fault/F01/typed-text-survives", test_typed_text_survives);
  add_test ("/ui/command-line/suggestions", test_suggestions);

  return g_test_run ();
}
