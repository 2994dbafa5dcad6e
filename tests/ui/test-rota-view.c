/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rotation on a real display: week and month, gaps in words, and the forms that change it. */

#include "page-fixture.h"

#include "vigie-name-picks.h"
#include "vigie-oncall.h"
#include "vigie-rota-act.h"
#include "vigie-rota-view.h"
#include "vigie-test-support.h"

/* 2025-12-01 is a Monday; the fixture's clock says 13:00. */
static const VigieRota *
rota (Fixture *fixture)
{
  return vigie_oncall_rota (fixture->session);
}

static void
set_rotation (Fixture *fixture)
{
  const char *const people[] = { "cto", "Dan Kouassi", NULL };

  record (fixture, vigie_rota_act_set (rota (fixture), "L3", people, "2025-12-01", "08:00", "UTC", 1, "Awa Koné", noon, NULL));
  wait_until (vigie_rota_has_level (rota (fixture), "L3"));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, vigie_rota_view_new (fixture->session), 700, 500);
  g_assert_nonnull (find_words (fixture, "No rotation is set"));
  g_assert_nonnull (find_words (fixture, "no rotation"));
  g_assert_null (vigie_oncall_sentence (fixture->session));
}

static void
test_week (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sentence = NULL;

  show_page (fixture, vigie_rota_view_new (fixture->session), 700, 500);
  set_rotation (fixture);
  wait_until (find_words (fixture, "On call, week 49") != NULL && find_words (fixture, "Mon 8 Dec 08:00: Dan Kouassi") != NULL);
  sentence = vigie_oncall_sentence (fixture->session);
  g_assert_cmpstr (sentence, ==, "On call now: L3 CTO");
  record (fixture, vigie_rota_act_absent (rota (fixture), "cto", noon + VIGIE_DAY_USEC, noon + 3 * VIGIE_DAY_USEC, NULL, "Awa Koné", noon, NULL));
  wait_until (find_words (fixture, "L3: nobody from Tue 2 Dec 12:00 to Thu 4 Dec 12:00, CTO is away") != NULL);
}

static void
test_month (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, vigie_rota_view_new (fixture->session), 700, 900);
  set_rotation (fixture);
  vigie_rota_view_set_month (VIGIE_ROTA_VIEW (fixture->page), TRUE);
  wait_until (find_words (fixture, "On call, December 2025") != NULL);
  g_assert_nonnull (find_words (fixture, "Dan Kouassi"));
}

static GtkWidget *
form_of (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (all, i);

      if (VIGIE_IS_ACT_WINDOW (window))
        return window;
    }

  return NULL;
}

static gboolean
is_suggested (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "suggested-action");
}

static gboolean
is_off (GtkWidget *widget, gconstpointer data)
{
  return !gtk_check_button_get_active (GTK_CHECK_BUTTON (widget));
}

static gboolean
label_begins (GtkWidget *widget, gconstpointer words)
{
  return g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), words);
}

static gboolean
is_label (GtkWidget *widget, gconstpointer words)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), words) == 0;
}

static gboolean
is_gap_or_swap (GtkWidget *widget, gconstpointer css_class)
{
  return gtk_widget_has_css_class (widget, "rota-bar") && (css_class == NULL || gtk_widget_has_css_class (widget, css_class));
}

static void
press (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* Somebody stands in from a bar of the week, and it is taken back. */
static void
test_substitution (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, vigie_rota_view_new (fixture->session), 700, 500);
  set_rotation (fixture);
  wait_until (find_in (fixture->page, GTK_TYPE_BUTTON, is_gap_or_swap, "now") != NULL);
  press (find_in (fixture->page, GTK_TYPE_BUTTON, is_gap_or_swap, "now"));
  wait_until (form_of () != NULL);
  gtk_editable_set_text (GTK_EDITABLE (find_in (form_of (), GTK_TYPE_ENTRY, NULL, NULL)), "Eve Bamba");
  press (find_in (form_of (), GTK_TYPE_BUTTON, is_suggested, NULL));
  wait_until (form_of () == NULL && vigie_rota_substitutions (rota (fixture))->len == 1);
  wait_until (find_words (fixture, "Eve Bamba stands in") != NULL);
  press (find_in (fixture->page, GTK_TYPE_BUTTON, is_gap_or_swap, "swap"));
  wait_until (form_of () != NULL);
  press (find_in (form_of (), GTK_TYPE_BUTTON, is_label, "Take the substitution back"));
  wait_until (form_of () == NULL && vigie_rota_substitutions (rota (fixture))->len == 0);
}

/* Another desk, which did not know of it, set the rotation of the level too. */
static void
set_apart (Fixture *fixture, const VigieRota *seen)
{
  const char *const people[] = { "Eve Bamba", NULL };
  VigieTestDevice *device = vigie_test_device_new (7);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;

  vigie_test_device_set_now (device, noon + 2 * VIGIE_HOUR_USEC);
  vigie_test_device_record (device, vigie_rota_act_set (seen, "L3", people, "2025-12-01", "08:00", "UTC", 1, "Yao", noon, NULL), events);
  vigie_store_thread_ingest_async (fixture->store, events, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_store_thread_ingest_finish (fixture->store, outcome, NULL, &error));
  g_assert_no_error (error);
  vigie_test_device_free (device);
}

/* It is said where one looks, and one press keeps the one that did not count. */
static void
test_set_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieRota) before = vigie_rota_ref ((VigieRota *) rota (fixture));
  g_autoptr(GPtrArray) rivals = NULL;
  GtkWidget *other;

  show_page (fixture, vigie_rota_view_new (fixture->session), 700, 500);
  set_rotation (fixture);
  set_apart (fixture, before);
  wait_until (find_words (fixture, "L3: the rotation was set twice") != NULL);
  press (find_in (fixture->page, GTK_TYPE_BUTTON, is_label, "Settle…"));
  wait_until (form_of () != NULL);
  other = find_in (form_of (), GTK_TYPE_CHECK_BUTTON, is_off, NULL);
  g_assert_nonnull (other);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (other), TRUE);
  press (find_in (form_of (), GTK_TYPE_BUTTON, is_suggested, NULL));
  wait_until (form_of () == NULL && find_words (fixture, "the rotation was set twice") == NULL);
  rivals = vigie_rota_rivals (rota (fixture), "L3");
  g_assert_cmpuint (rivals->len, ==, 0);
  g_assert_cmpstr (vigie_rota_rotation (rota (fixture), "L3")->people->pdata[0], ==, "Eve Bamba");
}

/* ---- The home view ---- */

static void
test_home (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieRota) before = vigie_rota_ref ((VigieRota *) rota (fixture));

  set_rotation (fixture);
  show_page (fixture, vigie_home_page_new (fixture->session), 900, 700);
  wait_until (find_words (fixture, "On call now: L3 CTO") != NULL);
  /* Nothing is written: the hour alone turns it. */
  vigie_session_set_now (fixture->session, noon + 7 * VIGIE_DAY_USEC - 4 * VIGIE_HOUR_USEC - VIGIE_SECOND_USEC);
  g_signal_emit_by_name (fixture->session, "tick");
  g_assert_nonnull (find_words (fixture, "On call now: L3 CTO"));
  vigie_session_set_now (fixture->session, noon + 7 * VIGIE_DAY_USEC - 4 * VIGIE_HOUR_USEC);
  g_signal_emit_by_name (fixture->session, "tick");
  g_assert_nonnull (find_words (fixture, "On call now: L3 Dan Kouassi"));
  set_apart (fixture, before);
  wait_until (find_words (fixture, "On call: two rotations for L3, one has to be chosen") != NULL);
}

/* ---- Where a person is chosen ---- */

static gboolean
is_button_named (GtkWidget *widget, gconstpointer words)
{
  GtkWidget *label = find_in (widget, GTK_TYPE_LABEL, label_begins, words);

  return label != NULL;
}

/* Who is on call stands first and says so, who is next says when. */
static void
test_picks (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *entry = gtk_entry_new ();
  GtkWidget *picks = vigie_name_picks_new (GTK_EDITABLE (entry), 2);
  g_autofree char *level = NULL;
  g_autofree char *none = NULL;

  set_rotation (fixture);
  g_ptr_array_add (names, (gpointer) "Eve Bamba");
  g_ptr_array_add (names, (gpointer) "Dan Kouassi");
  g_ptr_array_add (names, (gpointer) "CTO");
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), picks);
  vigie_name_picks_set_session (VIGIE_NAME_PICKS (picks), fixture->session);
  vigie_name_picks_set_names (VIGIE_NAME_PICKS (picks), names);
  show_page (fixture, box, 600, 300);
  g_assert_true (is_button_named (find_in (picks, GTK_TYPE_BUTTON, NULL, NULL), "CTO"));
  g_assert_nonnull (find_words (fixture, "on call L3"));
  g_assert_nonnull (find_words (fixture, "next L3, Mon 8 Dec 08:00"));
  level = vigie_oncall_level_sentence (fixture->session, "L3");
  g_assert_cmpstr (level, ==, "On call now: CTO until Mon 8 Dec 08:00, then Dan Kouassi.");
  none = vigie_oncall_level_sentence (fixture->session, "L2");
  g_assert_null (none);
}

static void
add_all (void)
{
  add_test ("/ui/rota-view/empty", test_empty);
  add_test ("/ui/rota-view/week", test_week);
  add_test ("/ui/rota-view/month", test_month);
  add_test ("/ui/rota-view/substitution", test_substitution);
  add_test ("/ui/rota-view/set-twice", test_set_twice);
  add_test ("/ui/rota-view/home-turns", test_home);
  add_test ("/ui/rota-view/picks", test_picks);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
