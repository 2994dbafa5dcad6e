/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of roles on a real display over a real store: a post is handed over by keys and buttons, each side sees
 * its own words, a form that was overtaken answers nothing, and two commanders become one. */

#include "page-fixture.h"

#include "vigie-clock-words.h"

#include "vigie-check-in-words.h"
#include "vigie-handover-bar.h"
#include "vigie-handover-mark.h"
#include "vigie-handover-words.h"
#include "vigie-roster-people.h"
#include "vigie-roster-row.h"
#include "vigie-war-room-links.h"

/* ---- Ways through the page ---- */

static gboolean
is_post (GtkWidget *widget, gconstpointer post)
{
  return g_str_equal (vigie_roster_row_get_post (VIGIE_ROSTER_ROW (widget)), post);
}

#define find_post(fixture, post) VIGIE_ROSTER_ROW (find_in ((fixture)->page, VIGIE_TYPE_ROSTER_ROW, is_post, post))

static void
show_roster (Fixture *fixture, int width)
{
  GtkWidget *page = vigie_roster_page_new ();

  if (fixture->model == NULL)
    {
      g_autofree char *stream = declare (fixture, "Application unreachable", VIGIE_LEVEL_P1, noon);

      open_model (fixture, stream);
    }
  vigie_roster_page_set_model (VIGIE_ROSTER_PAGE (page), fixture->model);
  show_page (fixture, page, width, 760);
}

static gboolean
press_key (Fixture *fixture, guint keyval)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (fixture->page);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, (GdkModifierType) 0, &handled);
    }

  return handled;
}

/* Somebody else sits down here. */
static void
sit (Fixture *fixture, const char *name)
{
  vigie_session_set_author (fixture->session, name);
}

/* A title may say the same as the button. */
static gboolean
says_on_button (GtkWidget *widget, gconstpointer words)
{
  return says (widget, words) && gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) != NULL;
}

static GtkWidget *
button_in (GtkWidget *root, const char *words)
{
  GtkWidget *label = root != NULL ? find_in (root, GTK_TYPE_LABEL, says_on_button, words) : NULL;

  return label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

static void
click (GtkWidget *root, const char *words)
{
  GtkWidget *button = button_in (root, words);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static const VigieHandover *
last_request (Fixture *fixture)
{
  GPtrArray *all = incident_of (fixture)->handovers;

  return all->len > 0 ? g_ptr_array_index (all, all->len - 1) : NULL;
}

static const char *
state_of (Fixture *fixture)
{
  const VigieHandover *request = last_request (fixture);

  return request != NULL ? request->state : "none";
}

static void
ask (Fixture *fixture, const char *to, const char *author)
{
  guint n = incident_of (fixture)->handovers->len;

  record (fixture, vigie_act_handover_request (playbook, incident_of (fixture), "commander", to, "since noon at it", TRUE, author,
                                               noon + VIGIE_HOUR_USEC, NULL));
  wait_until (incident_of (fixture)->handovers->len == n + 1);
}

static const char *
commander (Fixture *fixture)
{
  const VigieHolding *holding = vigie_incident_holder (incident_of (fixture), "commander");

  return holding != NULL ? holding->person : "";
}

/* ---- Requests ---- */

/* R on a post, a name, and the request waits; whoever asked can take it back. */
static void
test_request (Fixture *fixture, gconstpointer data)
{
  show_roster (fixture, 1040);
  gtk_widget_grab_focus (GTK_WIDGET (find_post (fixture, "commander")));
  g_assert_true (press_key (fixture, GDK_KEY_r));
  wait_until (shown_form ("Propose the handover") != NULL);
  click (shown_form ("Propose the handover"), "Ask for the handover");
  g_assert_nonnull (find_in (shown_form ("Propose the handover"), GTK_TYPE_LABEL, says, "Write who is to take over."));
  form_type ("Propose the handover", 0, "Kouassi N’Guessan");
  click (shown_form ("Propose the handover"), "Ask for the handover");
  wait_until (g_str_equal (state_of (fixture), "pending"));
  wait_until (shown_form ("Propose the handover") == NULL);
  g_assert_cmpstr (commander (fixture), ==, "Awa Koné");

  wait_until (find_words (fixture, "You ask Kouassi N’Guessan to take over: Commander") != NULL);
  g_assert_nonnull (button_in (fixture->page, "Record the acceptance"));
  g_assert_nonnull (button_in (fixture->page, "Force…"));
  g_assert_nonnull (button_in (GTK_WIDGET (find_post (fixture, "commander")), "Request waits"));
  gtk_test_accessible_assert_property (GTK_WIDGET (find_post (fixture, "commander")), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Commander: Awa Koné, handover to Kouassi N’Guessan waits for an answer");
  click (fixture->page, "Take the request back");
  wait_until (g_str_equal (state_of (fixture), "cancelled"));
  wait_until (find_words (fixture, "You ask Kouassi") == NULL);
}

/* The one who is asked has two buttons and the brief beside them; a second click records nothing more. */
static void
test_accept (Fixture *fixture, gconstpointer data)
{
  GtkWidget *take;
  guint n;

  show_roster (fixture, 1040);
  ask (fixture, "Yao Kouamé", "Awa Koné");
  sit (fixture, "yao kouame");
  wait_until (find_words (fixture, "Awa Koné asks you to take over: Commander") != NULL);
  g_assert_nonnull (find_words (fixture, "waits for your answer"));
  g_assert_nonnull (find_words (fixture, "since noon at it"));
  g_assert_nonnull (find_words (fixture, "Handover brief"));
  g_assert_null (button_in (fixture->page, "Force…"));
  n = incident_of (fixture)->events->len;
  take = button_in (fixture->page, "Take over");
  g_signal_emit_by_name (take, "clicked");
  g_signal_emit_by_name (take, "clicked");
  wait_until (g_str_equal (commander (fixture), "Yao Kouamé"));
  wait_until (button_in (fixture->page, "Take over") == NULL);
  g_assert_cmpuint (incident_of (fixture)->events->len, ==, n + 2);
}

/* Ctrl Enter takes over where the brief is in sight; in the narrow form it shows the brief first. */
static void
test_suggested_shows_brief (Fixture *fixture, gconstpointer data)
{
  show_roster (fixture, 700);
  ask (fixture, "Yao Kouamé", "Awa Koné");
  sit (fixture, "Yao Kouamé");
  wait_until (find_words (fixture, "Handover brief") == NULL);
  g_assert_true (gtk_widget_activate_action (fixture->page, "page.suggested", NULL));
  wait_until (find_words (fixture, "Handover brief") != NULL);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == button_in (fixture->page, "Take over"));
  g_assert_cmpstr (commander (fixture), ==, "Awa Koné");
  gtk_widget_activate_action (fixture->page, "page.suggested", NULL);
  wait_until (g_str_equal (commander (fixture), "Yao Kouamé"));
}

static void
test_decline_and_force (Fixture *fixture, gconstpointer data)
{
  show_roster (fixture, 1040);
  ask (fixture, "Yao Kouamé", "Awa Koné");
  sit (fixture, "Yao Kouamé");
  click (fixture->page, "Decline…");
  wait_until (shown_form ("Decline the handover") != NULL);
  click (shown_form ("Decline the handover"), "Record the refusal");
  g_assert_nonnull (find_in (shown_form ("Decline the handover"), GTK_TYPE_LABEL, says, "Say why the handover is declined."));
  form_type ("Decline the handover", 0, "no sleep since Friday");
  click (shown_form ("Decline the handover"), "Record the refusal");
  wait_until (g_str_equal (state_of (fixture), "declined"));
  g_assert_cmpstr (last_request (fixture)->reason, ==, "no sleep since Friday");
  wait_until (shown_form ("Decline the handover") == NULL);

  ask (fixture, "Serge Aka", "Awa Koné");
  sit (fixture, "Fatou Diabaté");
  wait_until (find_words (fixture, "Awa Koné asks Serge Aka to take over: Commander") != NULL);
  click (fixture->page, "Force…");
  wait_until (shown_form ("Force the handover") != NULL);
  click (shown_form ("Force the handover"), "Force the handover");
  g_assert_cmpstr (state_of (fixture), ==, "pending");
  form_type ("Force the handover", 0, "Awa has left the building");
  click (shown_form ("Force the handover"), "Force the handover");
  wait_until (g_str_equal (commander (fixture), "Serge Aka"));
  g_assert_cmpstr (state_of (fixture), ==, "forced");
}

/* A form that was opened for a request which was replaced meanwhile answers neither of them. */
static void
test_overtaken_form (Fixture *fixture, gconstpointer data)
{
  show_roster (fixture, 1040);
  ask (fixture, "Yao Kouamé", "Awa Koné");
  click (fixture->page, "Record a refusal…");
  wait_until (shown_form ("Decline the handover") != NULL);
  ask (fixture, "Serge Aka", "Awa Koné");
  form_type ("Decline the handover", 0, "busy");
  click (shown_form ("Decline the handover"), "Record the refusal");
  g_assert_nonnull (find_in (shown_form ("Decline the handover"), GTK_TYPE_LABEL, says, "nothing was recorded"));
  g_assert_cmpstr (state_of (fixture), ==, "pending");
  gtk_window_destroy (GTK_WINDOW (shown_form ("Decline the handover")));
}

/* A post that somebody holds is asked for, not taken; the holder answers. */
static void
test_take_asks (Fixture *fixture, gconstpointer data)
{
  show_roster (fixture, 1040);
  sit (fixture, "Serge Aka");
  gtk_widget_grab_focus (GTK_WIDGET (find_post (fixture, "commander")));
  g_assert_true (press_key (fixture, GDK_KEY_p));
  wait_until (shown_form ("Propose the handover") != NULL);
  click (shown_form ("Propose the handover"), "Ask for the handover");
  wait_until (g_str_equal (state_of (fixture), "pending"));
  g_assert_cmpstr (commander (fixture), ==, "Awa Koné");
  wait_until (find_words (fixture, "You ask to relieve Awa Koné: Commander") != NULL);
  sit (fixture, "Awa Koné");
  g_assert_nonnull (find_words (fixture, "Serge Aka asks to relieve you: Commander"));
  click (fixture->page, "Hand over the post");
  wait_until (g_str_equal (commander (fixture), "Serge Aka"));
}

/* The four-hour clock asks as well, and leads to the request where one waits. */
static void
test_clock_asks (Fixture *fixture, gconstpointer data)
{
  GPtrArray *obligations;
  const VigieObligation *clock = NULL;

  show_roster (fixture, 1040);
  obligations = vigie_incident_model_get_obligations (fixture->model);
  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (g_str_equal (obligation->id, "handover") && g_strcmp0 (obligation->subject, "commander") == 0)
        clock = obligation;
    }
  g_assert_nonnull (clock);
  vigie_obligation_act (fixture->page, fixture->model, clock);
  wait_until (shown_form ("Propose the handover") != NULL);
  g_assert_nonnull (button_in (shown_form ("Propose the handover"), "Postpone…"));
  form_type ("Propose the handover", 0, "Yao Kouamé");
  click (shown_form ("Propose the handover"), "Ask for the handover");
  wait_until (g_str_equal (state_of (fixture), "pending"));
  g_assert_cmpstr (commander (fixture), ==, "Awa Koné");
}

/* ---- Two commanders ---- */

static void
merge_second_commander (Fixture *fixture, const char *person)
{
  GPtrArray *drafts = vigie_act_role (playbook, incident_of (fixture), "commander", person, person, noon + 30 * VIGIE_MINUTE_USEC, NULL);
  VigieDraft *draft = g_ptr_array_index (drafts, 0);

  /* Made at a desk that did not know of the first one. */
  g_clear_pointer (&draft->replaces, g_strfreev);
  record (fixture, drafts);
  wait_until (vigie_incident_n_holders (incident_of (fixture), "commander") == 2);
}

static void
test_two_commanders (Fixture *fixture, gconstpointer data)
{
  show_roster (fixture, 1040);
  merge_second_commander (fixture, "Kouassi N’Guessan");
  wait_until (find_words (fixture, "Two commanders since 12:30") != NULL);
  g_assert_nonnull (button_in (fixture->page, "I yield"));
  click (fixture->page, "Ask Kouassi N’Guessan");
  wait_until (g_str_equal (state_of (fixture), "pending"));
  wait_until (button_in (fixture->page, "Ask Kouassi N’Guessan") == NULL);

  sit (fixture, "Kouassi N’Guessan");
  g_assert_nonnull (find_words (fixture, "Awa Koné asks to relieve you: Commander"));
  click (fixture->page, "Hand over the post");
  wait_until (vigie_incident_n_holders (incident_of (fixture), "commander") == 1);
  g_assert_cmpstr (commander (fixture), ==, "Awa Koné");
  wait_until (find_words (fixture, "Two commanders") == NULL);
}

/* The clock calls both, and each has an answer of their own. */
static void
test_both_are_called (Fixture *fixture, gconstpointer data)
{
  GPtrArray *obligations;
  const VigieObligation *clock = NULL;
  g_autofree char *owner = NULL;
  GtkWidget *form;

  show_roster (fixture, 1040);
  merge_second_commander (fixture, "Kouassi N’Guessan");
  obligations = vigie_incident_model_get_obligations (fixture->model);
  for (guint i = 0; i < obligations->len; i++)
    if (g_str_equal (((const VigieObligation *) g_ptr_array_index (obligations, i))->id, "check-in"))
      clock = g_ptr_array_index (obligations, i);
  owner = vigie_clock_owner (fixture->model, clock);
  g_assert_cmpstr (owner, ==, "Awa Koné, Kouassi N’Guessan");
  vigie_obligation_act (fixture->page, fixture->model, clock);
  wait_until (shown_form ("Run check-in") != NULL);
  form = shown_form ("Run check-in");
  g_assert_nonnull (find_in (form, GTK_TYPE_LABEL, says, "Awa Koné"));
  g_assert_nonnull (find_in (form, GTK_TYPE_LABEL, says, "Kouassi N’Guessan"));
  gtk_window_destroy (GTK_WINDOW (form));
}

/* One row, two people: one answers after the other. */
static void
test_both_answer (Fixture *fixture, gconstpointer data)
{
  const VigieCheckIn *round;

  show_roster (fixture, 1040);
  merge_second_commander (fixture, "Kouassi N’Guessan");
  click (fixture->page, "Run check-in");
  wait_until (find_words (fixture, "answers now: Awa Koné") != NULL);
  g_assert_true (press_key (fixture, GDK_KEY_1));
  wait_until (find_words (fixture, "answers now: Kouassi N’Guessan") != NULL);
  g_assert_nonnull (find_words (fixture, "1 answer of 2; missing: Kouassi N’Guessan."));
  g_assert_true (press_key (fixture, GDK_KEY_2));
  wait_until (find_words (fixture, "2 answers of 2.") != NULL);
  click (fixture->page, "Close check-in");
  wait_until (incident_of (fixture)->check_ins->len == 1);
  round = g_ptr_array_index (incident_of (fixture)->check_ins, 0);
  g_assert_cmpuint (round->answers->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const VigieCheckInAnswer *answer = g_ptr_array_index (round->answers, i);

      g_assert_cmpstr (answer->post, ==, "commander");
      g_assert_cmpstr (answer->state, ==, g_str_equal (answer->person, "Awa Koné") ? "fit" : "tired");
    }
}

static void
test_yield (Fixture *fixture, gconstpointer data)
{
  show_roster (fixture, 1040);
  merge_second_commander (fixture, "Kouassi N’Guessan");
  click (fixture->page, "I yield");
  wait_until (vigie_incident_n_holders (incident_of (fixture), "commander") == 1);
  g_assert_cmpstr (commander (fixture), ==, "Kouassi N’Guessan");

  merge_second_commander (fixture, "Awa Koné");
  sit (fixture, "Fatou Diabaté");
  g_assert_null (button_in (fixture->page, "I yield"));
  click (fixture->page, "Awa Koné commands");
  wait_until (vigie_incident_n_holders (incident_of (fixture), "commander") == 1);
  g_assert_cmpstr (commander (fixture), ==, "Awa Koné");
}

/* ---- Posts and check-in ---- */

static int
place_of (Fixture *fixture, const char *post)
{
  return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (find_post (fixture, post)));
}

/* What is empty and required comes first and says so; the focus goes with the row that moves. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  VigieRosterRow *scribe;

  show_roster (fixture, 1040);
  g_assert_cmpint (place_of (fixture, "scribe"), <, place_of (fixture, "commander"));
  g_assert_cmpint (place_of (fixture, "commander"), <, place_of (fixture, "support"));
  scribe = find_post (fixture, "scribe");
  g_assert_nonnull (find_in (GTK_WIDGET (scribe), GTK_TYPE_LABEL, says, "required"));
  gtk_test_accessible_assert_property (GTK_WIDGET (scribe), GTK_ACCESSIBLE_PROPERTY_LABEL, "Scribe: vacant since 12:00, required");
  g_assert_nonnull (find_in (GTK_WIDGET (find_post (fixture, "support")), GTK_TYPE_LABEL, says, "suggested"));
  gtk_widget_grab_focus (GTK_WIDGET (scribe));
  g_assert_true (press_key (fixture, GDK_KEY_p));
  wait_until (vigie_roster_row_get_holder (scribe) != NULL);
  g_assert_cmpint (place_of (fixture, "commander"), <, place_of (fixture, "scribe"));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == GTK_WIDGET (scribe));
}

static gboolean
has_icon (GtkWidget *widget, gconstpointer name)
{
  return gtk_widget_get_mapped (widget) && g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (widget)), name) == 0;
}

static void
hold_check_in (Fixture *fixture, const char *state)
{
  VigieCheckInAnswer answer = { (char *) "commander", (char *) "Awa Koné", (char *) state };
  g_autoptr(GPtrArray) answers = g_ptr_array_new ();
  guint n = incident_of (fixture)->check_ins->len;

  g_ptr_array_add (answers, &answer);
  record (fixture, vigie_act_check_in (incident_of (fixture), answers, NULL, "Awa Koné", noon + VIGIE_HOUR_USEC, NULL));
  wait_until (incident_of (fixture)->check_ins->len == n + 1);
}

/* Each answer has a shape of its own, and tired is not well. */
static void
test_fatigue (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *state, *word, *icon, *outcome; } cases[] = {
    { "fit", "Fit", "vigie-check-symbolic", "complete, 1 answer of 1." },
    { "tired", "Tired", "vigie-warning-symbolic", "complete, 1 answer of 1. Tired: Awa Koné." },
    { "relieve", "To relieve", "vigie-overdue-symbolic", "complete, 1 answer of 1. To relieve: Awa Koné." },
    { "no-answer", "No answer", "vigie-question-disc-symbolic", "incomplete, 0 answers of 1. No answer: Awa Koné." },
  };

  show_roster (fixture, 1040);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *row = GTK_WIDGET (find_post (fixture, "commander"));

      hold_check_in (fixture, cases[i].state);
      wait_until (find_in (row, GTK_TYPE_LABEL, says, cases[i].word) != NULL);
      g_assert_nonnull (find_in (row, GTK_TYPE_IMAGE, has_icon, cases[i].icon));
      g_assert_nonnull (find_words (fixture, cases[i].outcome));
    }
}

/* ---- Span ---- */

/* Eight people under one: who, how many, and the post to fill. */
static void
test_span (Fixture *fixture, gconstpointer data)
{
  static const char *const posts[] = { "devops-lead", "dev-lead", "scribe", "communications", "product-owner", "legal", "security-officer" };

  show_roster (fixture, 1040);
  g_assert_null (find_words (fixture, "people answer to"));
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_autofree char *person = g_strdup_printf ("Person %u", i);

      record (fixture, vigie_act_role (playbook, incident_of (fixture), posts[i], person, "Awa Koné", noon + VIGIE_HOUR_USEC, NULL));
      wait_until (vigie_incident_holder (incident_of (fixture), posts[i]) != NULL);
    }
  g_assert_cmpuint (vigie_incident_span (incident_of (fixture), playbook, "commander"), ==, 7);
  g_assert_null (find_words (fixture, "people answer to"));
  record (fixture, vigie_act_role (playbook, incident_of (fixture), "dpo", "Person 8", "Awa Koné", noon + VIGIE_HOUR_USEC, NULL));
  wait_until (find_words (fixture, "8 people answer to Awa Koné (Commander)") != NULL);
  g_assert_nonnull (find_words (fixture, "Fill the post Technical lead: 2 of them answer there."));
  click (fixture->page, "Assign: Technical lead");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), GTK_WIDGET (find_post (fixture, "technical-lead"))));
}

/* ---- On every page ---- */

typedef struct { GtkWidget *bar, *mark, *links; } Heads;

static Heads
show_heads (Fixture *fixture, int width)
{
  g_autofree char *stream = declare (fixture, "Application unreachable", VIGIE_LEVEL_P1, noon);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  Heads heads = { vigie_handover_bar_new (), vigie_handover_mark_new (), vigie_war_room_links_new () };

  open_model (fixture, stream);
  gtk_box_append (GTK_BOX (box), heads.bar);
  gtk_box_append (GTK_BOX (box), heads.mark);
  gtk_box_append (GTK_BOX (box), heads.links);
  show_page (fixture, box, width, 300);
  vigie_handover_bar_set_model (VIGIE_HANDOVER_BAR (heads.bar), fixture->model);

  return heads;
}

/* The one who is asked is told everywhere; the others see a mark. */
static void
test_told_everywhere (Fixture *fixture, gconstpointer data)
{
  Heads heads = show_heads (fixture, 900);
  VigieHandoverMark *mark = VIGIE_HANDOVER_MARK (heads.mark);

  g_assert_false (gtk_widget_get_visible (heads.bar));
  g_assert_false (vigie_handover_mark_update (mark, fixture->model));
  ask (fixture, "Yao Kouamé", "Awa Koné");
  g_assert_false (gtk_widget_get_visible (heads.bar));
  g_assert_true (vigie_handover_mark_update (mark, fixture->model));
  wait_until (find_words (fixture, "handover asked") != NULL);

  sit (fixture, "Yao Kouamé");
  wait_until (find_words (fixture, "Awa Koné asks you to take over: Commander (asked at 13:00, waits for your answer)") != NULL);
  vigie_handover_mark_update (mark, fixture->model);
  wait_until (find_words (fixture, "handover: answer") != NULL);
  g_assert_cmpstr (fixture->failure, ==, NULL);

  merge_second_commander (fixture, "Serge Aka");
  wait_until (find_words (fixture, "Two commanders since 12:30") != NULL);
  vigie_handover_mark_update (mark, fixture->model);
  wait_until (find_words (fixture, "two commanders") != NULL);
}

static void
set_video (Fixture *fixture, const char *link)
{
  record (fixture, vigie_act_video (incident_of (fixture), link, "Awa Koné", noon + VIGIE_HOUR_USEC, NULL));
  wait_until (g_strcmp0 (incident_of (fixture)->video_link, link) == 0);
}

/* Channel and call with their words; what is not https is never opened, only copied. */
static void
test_links (Fixture *fixture, gconstpointer data)
{
  Heads heads = show_heads (fixture, 900);
  VigieWarRoomLinks *links = VIGIE_WAR_ROOM_LINKS (heads.links);

  vigie_war_room_links_update (links, fixture->model);
  wait_until (find_words (fixture, "Channel") != NULL);
  g_assert_nonnull (find_words (fixture, "Video…"));
  vigie_war_room_copy_channel (fixture->page, fixture->model);
  g_assert_nonnull (strstr (fixture->toast, "#war-room-incident-2025-12-01-"));
  vigie_war_room_open_video (fixture->page, fixture->model);
  wait_until (shown_form ("Set the link of the video call") != NULL);
  form_type ("Set the link of the video call", 0, "javascript:alert(1)");
  click (shown_form ("Set the link of the video call"), "Record the link");
  wait_until (g_strcmp0 (incident_of (fixture)->video_link, "javascript:alert(1)") == 0);
  vigie_war_room_open_video (fixture->page, fixture->model);
  g_assert_nonnull (strstr (fixture->toast, "not an https address"));

  set_video (fixture, "https://meet.example/night");
  vigie_war_room_links_update (links, fixture->model);
  gtk_test_accessible_assert_property (button_in (heads.links, "Video"), GTK_ACCESSIBLE_PROPERTY_LABEL, "Open the video call: https://meet.example/night");
}

static void
add_all (void)
{
  add_test ("/ui/roster/span", test_span);
  add_test ("/ui/roster/told-everywhere", test_told_everywhere);
  add_test ("/ui/roster/links", test_links);
  add_test ("/ui/roster/request", test_request);
  add_test ("/ui/roster/accept", test_accept);
  add_test ("/ui/roster/suggested-shows-brief", test_suggested_shows_brief);
  add_test ("/ui/roster/decline-and-force", test_decline_and_force);
  add_test ("/ui/roster/overtaken-form", test_overtaken_form);
  add_test ("/ui/roster/take-asks", test_take_asks);
  add_test ("/ui/roster/clock-asks", test_clock_asks);
  add_test ("/ui/roster/two-commanders", test_two_commanders);
  add_test ("/ui/roster/both-are-called", test_both_are_called);
  add_test ("/ui/roster/both-answer", test_both_answer);
  add_test ("/ui/roster/yield", test_yield);
  add_test ("/ui/roster/order", test_order);
  add_test ("/ui/roster/fatigue", test_fatigue);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
