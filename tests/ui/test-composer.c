/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The composer with real widgets over a real store: typed, kept, recorded, asked for, approved, published. */

#include "page-fixture.h"

#include "vigie-act-notice.h"
#include "vigie-notice-composer.h"
#include "vigie-notice-editor.h"

#define TEXT "Orders fail for everybody since 12:00 GMT. Your data is not affected. We are restoring the database. Next update: 13:30 GMT."

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static VigieNoticeEditor *
editor_of (Fixture *fixture)
{
  return VIGIE_NOTICE_EDITOR (find_type (fixture->page, VIGIE_TYPE_NOTICE_EDITOR));
}

static GtkWidget *
button_saying (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = button_saying (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
open_page (Fixture *fixture, const char *author)
{
  g_autofree char *stream = declare (fixture, "Site down", VIGIE_LEVEL_P1, noon);
  GtkWidget *page = vigie_communications_page_new ();

  vigie_session_set_author (fixture->session, author);
  open_model (fixture, stream);
  vigie_communications_page_set_model (VIGIE_COMMUNICATIONS_PAGE (page), fixture->model);
  show_page (fixture, page, 1280, 800);
}

/* As somebody types over all there is. */
static void
type (Fixture *fixture, const char *text)
{
  GtkTextView *view = GTK_TEXT_VIEW (find_type (GTK_WIDGET (editor_of (fixture)), GTK_TYPE_TEXT_VIEW));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

static const VigieNotice *
notice_of (Fixture *fixture)
{
  GPtrArray *notices = vigie_incident_get_notices (vigie_incident_model_get_incident (fixture->model));

  return notices->len > 0 ? g_ptr_array_index (notices, notices->len - 1) : NULL;
}

static void
suggest (Fixture *fixture)
{
  gtk_widget_activate_action (fixture->page, "page.suggested", NULL);
}

static void
compose (Fixture *fixture, const char *audience, const char *channel, const char *text)
{
  vigie_communications_page_compose (VIGIE_COMMUNICATIONS_PAGE (fixture->page), audience, channel, NULL);
  if (text != NULL)
    {
      vigie_notice_editor_set_text (editor_of (fixture), VIGIE_LANG_EN, NULL, "");
      type (fixture, text);
      vigie_notice_editor_check (editor_of (fixture));
    }
}

/* A template with open places cannot go further; nothing is recorded. */
static void
test_blocked (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, "Fanta");
  compose (fixture, "users", "status-page", NULL);
  wait_until (vigie_notice_editor_get_report (editor_of (fixture)) != NULL);
  g_assert_cmpuint (vigie_notice_editor_get_report (editor_of (fixture))->n_stops, >, 0);
  g_assert_nonnull (button_saying (fixture->page, "Ask for approval"));
  g_assert_false (gtk_widget_get_sensitive (button_saying (fixture->page, "Ask for approval")));
  suggest (fixture);
  g_assert_null (notice_of (fixture));
}

/* From the text under the hand to the list of those who must approve, in one key. */
static void
test_submitted (Fixture *fixture, gconstpointer data)
{
  VigieNoticeSay say = { "Awa Koné", NULL, "Fanta" };
  g_autoptr(GError) error = NULL;

  open_page (fixture, "Fanta");
  compose (fixture, "users", "in-app", TEXT);
  wait_until (gtk_widget_get_sensitive (button_saying (fixture->page, "Ask for approval")));
  suggest (fixture);
  wait_until (notice_of (fixture) != NULL && notice_of (fixture)->state == VIGIE_NOTICE_REVIEW);
  g_assert_nonnull (strstr (vigie_notice_text (notice_of (fixture)->version, VIGIE_LANG_EN)->body, "restoring the database"));
  wait_until (button_saying (fixture->page, "Approve…") != NULL);
  record (fixture, vigie_act_notice_approve (playbook, vigie_incident_model_get_incident (fixture->model), "N1", &say, NULL, "Fanta",
                                             noon + VIGIE_HOUR_USEC, &error));
  g_assert_no_error (error);
  wait_until (button_saying (fixture->page, "Publish…") != NULL);
  /* An edit, and the approval is gone. */
  type (fixture, TEXT " We are sorry.");
  wait_until (button_saying (fixture->page, "Ask for approval") != NULL);
}

/* What was typed is there again, whatever happened to the window. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body = NULL;

  open_page (fixture, "Fanta");
  compose (fixture, "team", "slack", "Half a sente");
  vigie_communications_page_set_model (VIGIE_COMMUNICATIONS_PAGE (fixture->page), NULL);
  vigie_communications_page_set_model (VIGIE_COMMUNICATIONS_PAGE (fixture->page), fixture->model);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (editor_of (fixture))));
  body = vigie_notice_editor_get_body (editor_of (fixture));
  g_assert_nonnull (strstr (body, "Half a sente"));
}

/* A changed fact is said above the text. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  const VigieNoticeFact drawn = { "users_affected", "1200", VIGIE_FACT_CONFIRMED };
  g_autoptr(GPtrArray) facts = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  VigieNoticeDraft draft = { .audience = "users", .next_update_usec = VIGIE_TIME_NONE, .facts = facts };

  draft.texts[VIGIE_LANG_EN].body = TEXT;
  g_ptr_array_add (facts, (gpointer) &drawn);
  open_page (fixture, "Fanta");
  record (fixture, vigie_act_notice_draft (playbook, vigie_incident_model_get_incident (fixture->model), &draft, "Fanta", noon + VIGIE_HOUR_USEC, &error));
  g_assert_no_error (error);
  wait_until (notice_of (fixture) != NULL);
  g_assert_cmpuint (notice_of (fixture)->stale->len, ==, 1);
  g_assert_true (vigie_notice_composer_open (VIGIE_NOTICE_COMPOSER (find_type (fixture->page, VIGIE_TYPE_NOTICE_COMPOSER)), "N1"));
  g_assert_true (gtk_widget_get_visible (find_type (fixture->page, g_type_from_name ("VigieNoticeStrip"))));
}

static GtkWidget *
form_of (Fixture *fixture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (VIGIE_IS_ACT_WINDOW (window) && gtk_widget_get_mapped (window))
        return window;
    }

  return NULL;
}

/* Who sits at the writer's desk cannot approve there, whatever name is given; the telephone's hearer is asked for. */
static void
test_ways_round (Fixture *fixture, gconstpointer data)
{
  static const char *const authors[] = { "Fanta", "Awa Koné", "Ali" };

  open_page (fixture, "Fanta");
  compose (fixture, "users", "in-app", TEXT);
  wait_until (gtk_widget_get_sensitive (button_saying (fixture->page, "Ask for approval")));
  suggest (fixture);
  wait_until (notice_of (fixture) != NULL && notice_of (fixture)->state == VIGIE_NOTICE_REVIEW);
  for (guint i = 0; i < G_N_ELEMENTS (authors); i++)
    {
      GtkWidget *form;

      vigie_session_set_author (fixture->session, authors[i]);
      wait_until (button_saying (fixture->page, "Approve…") != NULL && gtk_widget_get_sensitive (button_saying (fixture->page, "Approve…")));
      suggest (fixture);
      wait_until (form_of (fixture) != NULL);
      form = form_of (fixture);
      /* As oneself, and heard by nobody. */
      gtk_editable_set_text (GTK_EDITABLE (find_type (form, GTK_TYPE_ENTRY)), authors[i]);
      g_signal_emit_by_name (button_saying (form, "Approve"), "clicked");
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_true (form_of (fixture) == form);
      g_assert_cmpint (notice_of (fixture)->state, ==, VIGIE_NOTICE_REVIEW);
      g_assert_cmpuint (notice_of (fixture)->steps->len, ==, 1);
      gtk_window_destroy (GTK_WINDOW (form));
    }
}

#define TEST(path, function) g_test_add ("/ui/composer/" path, Fixture, NULL, set_up, function, tear_down)

static void
add (void)
{
  TEST ("blocked", test_blocked);
  TEST ("submitted", test_submitted);
  TEST ("ways-round", test_ways_round);
  TEST ("kept", test_kept);
  TEST ("stale", test_stale);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
