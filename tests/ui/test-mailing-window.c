/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A mailing through the real windows, over TLS to a real server: the list and its faults, the message of each reader, the
 * question, the progress, a server that refuses, an interruption that is found again, and what the record says of it. */

#include "exchange-fixture.h"

#include "mail-server.h"
#include "vigie-act-notice.h"
#include "vigie-incident-view.h"
#include "vigie-mailing-desk.h"
#include "vigie-mailing-quit.h"
#include "vigie-mailing-record.h"
#include "vigie-mailing-window.h"
#include "vigie-notice-composer.h"
#include "vigie-page-parts.h"
#include "vigie-text.h"

#define LIST "email,name,language,order\r\nawa@x.example,Awa Koné,fr,17\r\nnobody,N,fr,18\r\nAWA@x.example,Awa,fr,17\r\nbob@x.example,Bob & <i>Co</i>,en,19\r\nsilent@x.example,,fr,20\r\n"

static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
type_in (GtkWindow *window, const char *title, const char *text)
{
  GtkWidget *row = find_row (GTK_WIDGET (window), title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static GtkWidget *
button (GtkWidget *root, const char *words)
{
  GtkWidget *label = find_words (root, words);

  return label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

static void
press (GtkWidget *root, const char *words)
{
  wait_until (button (root, words) != NULL && gtk_widget_is_sensitive (button (root, words)));
  gtk_widget_activate (button (root, words));
}

/* The question that lies over @window. */
static GtkWidget *
question (GtkWindow *window)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkWidget) other = g_list_model_get_item (all, i);

      if (GTK_IS_WINDOW (other) && gtk_window_get_transient_for (GTK_WINDOW (other)) == window && gtk_widget_get_mapped (other))
        return other;
    }

  return NULL;
}

static VigieMailingPlan *
offer_new (const char *stream)
{
  VigieMailingPlan *offer = vigie_mailing_plan_new ();

  offer->stream = g_strdup (stream);
  offer->ref = g_strdup ("2026-11-22-K7QF");
  offer->audience = g_strdup ("users");
  offer->subjects[VIGIE_LANG_FR] = g_strdup ("Interruption de service");
  offer->bodies[VIGIE_LANG_FR] = g_strdup ("Bonjour {{to.name|cher client}},\n\nVotre commande {{to.order}} attend.");
  offer->subjects[VIGIE_LANG_EN] = g_strdup ("Service interrupted");
  offer->bodies[VIGIE_LANG_EN] = g_strdup ("Hello {{to.name}},\n\nYour order {{to.order}} waits.");

  return offer;
}

static void
read_list (Fixture *fixture, GtkWindow *window, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, "people.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  vigie_mailing_window_read (VIGIE_MAILING_WINDOW (window), file);
}

static void
fill_in (GtkWindow *window, const MailServer *server)
{
  type_in (window, "Name", "DISTRI-NIGHT");
  type_in (window, "E-mail address", "info@distri-night.example");
  type_in (window, "Server", server->url);
}

static void
use_ca (const char *file)
{
  g_autoptr(GSettings) settings = vigie_preferences_settings ();

  g_assert_nonnull (settings);
  g_settings_set_string (settings, "mail-ca-file", file);
}

static VigieMailingStep
recorded (Fixture *fixture, const char *stream, const char *run)
{
  g_autoptr(VigieIncidentModel) model = open_model (fixture, stream);

  return vigie_mailing_step_of (FOLD, run);
}

static void
end (Fixture *fixture, GtkWindow *window, MailServer *server)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "vigie.db.mailings", NULL);

  if (window != NULL)
    gtk_window_destroy (window);
  if (server != NULL)
    mail_server_stop (server);
  vigie_test_remove_tree (folder);
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  MailServer *server = mail_server_start (NULL);
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  g_autoptr(VigieMailingPlan) offer = offer_new (stream);
  GtkWindow *window;
  VigieMailing *mailing;
  g_autofree char *run = NULL;

  use_ca (server->ca_file);
  window = vigie_mailing_window_present (NULL, fixture->session, offer);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  g_assert_false (gtk_widget_is_sensitive (button (GTK_WIDGET (window), "Send…")));
  read_list (fixture, window, LIST);
  wait_until (find_words (GTK_WIDGET (window), "3 people will get the message."));
  g_assert_nonnull (find_words (GTK_WIDGET (window), "2 rows were left out"));
  wait_until (find_words (GTK_WIDGET (window), "Line 3: “nobody” is no e-mail address: it has no @."));
  g_assert_nonnull (find_words (GTK_WIDGET (window), "1 of 3"));

  /* Without a sender nothing is asked yet. */
  press (GTK_WIDGET (window), "Send to 3 people…");
  wait_until (find_words (GTK_WIDGET (window), "The sender: The e-mail address is missing."));
  g_assert_null (question (window));
  fill_in (window, server);
  press (GTK_WIDGET (window), "Send to 3 people…");
  wait_until (question (window) != NULL);
  g_assert_nonnull (find_words (question (window), "Send to Customers and suppliers: 3 people?"));
  press (question (window), "Send 3 messages");
  wait_until (find_words (GTK_WIDGET (window), "Everybody was written to"));
  g_assert_nonnull (find_words (GTK_WIDGET (window), "2 of 3 sent; refused: 0; uncertain: 1"));
  g_assert_cmpuint (mail_server_count (server, "awa@x.example"), ==, 1);
  g_assert_cmpuint (mail_server_count (server, "bob@x.example"), ==, 1);

  mailing = vigie_mailing_desk_get_open (vigie_mailing_desk_of (fixture->session), stream);
  g_assert_nonnull (mailing);
  run = g_strdup (vigie_mailing_get_plan (mailing)->run);
  wait_until (recorded (fixture, stream, run) == VIGIE_MAILING_STEP_FINISHED);

  /* What becomes of the uncertain one is a person's choice, in its row. */
  press (GTK_WIDGET (window), "Count as sent");
  wait_until (find_words (GTK_WIDGET (window), "3 of 3 sent; refused: 0; uncertain: 0"));
  g_assert_null (vigie_mailing_desk_get_open (vigie_mailing_desk_of (fixture->session), stream));
  end (fixture, window, server);
}

/* The record knows how many, and nothing of whom. */
static void
test_record_names_nobody (Fixture *fixture, gconstpointer data)
{
  MailServer *server = mail_server_start (NULL);
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  g_autoptr(VigieMailingPlan) offer = offer_new (stream);
  GtkWindow *window;
  g_autoptr(VigieIncidentModel) model = NULL;
  guint n_steps = 0;

  use_ca (server->ca_file);
  window = vigie_mailing_window_present (NULL, fixture->session, offer);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  read_list (fixture, window, LIST);
  fill_in (window, server);
  press (GTK_WIDGET (window), "Send to 3 people…");
  wait_until (question (window) != NULL);
  press (question (window), "Send 3 messages");
  wait_until (find_words (GTK_WIDGET (window), "Everybody was written to"));
  model = open_model (fixture, stream);
  wait_until (({ n_steps = 0; for (guint i = 0; i < FOLD->events->len; i++) n_steps += g_str_has_prefix (((VigieEvent *) FOLD->events->pdata[i])->kind, "mailing."); n_steps; }) == 2);
  for (guint i = 0; i < FOLD->events->len; i++)
    {
      const VigieEvent *event = FOLD->events->pdata[i];
      g_autofree char *body = g_strndup (event->body, event->body_length_bytes);

      g_assert_null (strstr (body, "x.example"));
      g_assert_null (strstr (body, "Bob"));
    }
  end (fixture, window, server);
}

static void
test_refused_server (Fixture *fixture, gconstpointer data)
{
  MailServer *server = mail_server_start ("--plain", NULL);
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  g_autoptr(VigieMailingPlan) offer = offer_new (stream);
  GtkWindow *window;

  use_ca (server->ca_file);
  window = vigie_mailing_window_present (NULL, fixture->session, offer);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  read_list (fixture, window, LIST);
  fill_in (window, server);
  press (GTK_WIDGET (window), "Send to 3 people…");
  wait_until (question (window) != NULL);
  press (question (window), "Send 3 messages");
  wait_until (find_words (GTK_WIDGET (window), "The server offers no encryption; nothing was sent."));
  wait_until (find_words (GTK_WIDGET (window), "Paused"));
  g_assert_nonnull (find_words (GTK_WIDGET (window), "0 of 3 sent; refused: 0; uncertain: 0"));

  /* Whom it was to goes with the mailing. */
  press (GTK_WIDGET (window), "End…");
  wait_until (question (window) != NULL);
  g_assert_nonnull (find_words (question (window), "3 people will not be written to."));
  press (question (window), "End the mailing");
  wait_until (find_words (GTK_WIDGET (window), "Ended early"));
  end (fixture, window, server);
}

/* Begun by a process that died: the window says so on every place, and leads to it. */
static void
test_found_again (Fixture *fixture, gconstpointer data)
{
  MailServer *server = mail_server_start (NULL);
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  g_autofree char *folder = g_build_filename (fixture->folder, "vigie.db.mailings", NULL);
  VigieMailingPlan *plan = offer_new (stream);
  g_autoptr(GBytes) list = g_bytes_new_static (LIST, strlen (LIST));
  VigieMailingRecord record = { .run = "019a0000-0000-7000-8000-00000000000a", .audience = "users", .count = 3 };
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GPtrArray) events = NULL;
  VigieMailingJournal *journal;
  GtkWindow *window;

  plan->run = g_strdup (record.run);
  plan->url = g_strdup (server->url);
  plan->ca_file = g_strdup (server->ca_file);
  plan->from_address = g_strdup ("info@distri-night.example");
  journal = vigie_mailing_journal_create (folder, plan, vigie_recipients_read (list, VIGIE_LANG_FR, NULL), NULL);
  g_assert_nonnull (journal);
  vigie_mailing_journal_note (journal, 0, VIGIE_MAIL_BEGUN, NULL, 1, NULL);
  vigie_mailing_journal_note (journal, 0, VIGIE_MAIL_ACCEPTED, NULL, 2, NULL);
  vigie_mailing_journal_note (journal, 1, VIGIE_MAIL_BEGUN, NULL, 3, NULL);
  vigie_mailing_journal_close (journal);
  {
    g_autoptr(VigieIncidentModel) model = open_model (fixture, stream);

    vigie_session_record_async (fixture->session, vigie_act_mailing (FOLD, VIGIE_MAILING_STEP_BEGUN, &record, "Awa Koné", g_get_real_time (), NULL), NULL, take_result_cb, &outcome);
    wait_until (outcome != NULL);
    events = vigie_session_record_finish (fixture->session, outcome, NULL);
  }

  open_window (fixture);
  wait_until (find_words (GTK_WIDGET (fixture->window), "A mailing was interrupted: 1 of 3 sent."));
  wait_until (recorded (fixture, stream, record.run) == VIGIE_MAILING_STEP_PAUSED);
  press (GTK_WIDGET (fixture->window), "Show the mailing");
  wait_until (question (GTK_WINDOW (fixture->window)) != NULL);
  window = GTK_WINDOW (question (GTK_WINDOW (fixture->window)));
  wait_until (find_words (GTK_WIDGET (window), "1 of 3 sent; refused: 0; uncertain: 1"));
  g_assert_nonnull (find_words (GTK_WIDGET (window), "Uncertain: Vigie ended before the server answered."));
  press (GTK_WIDGET (window), "Send again");
  wait_until (find_words (GTK_WIDGET (window), "1 of 3 sent; refused: 0; uncertain: 0"));
  press (GTK_WIDGET (window), "Go on sending");
  wait_until (find_words (GTK_WIDGET (window), "2 of 3 sent; refused: 0; uncertain: 1"));
  wait_until (recorded (fixture, stream, record.run) == VIGIE_MAILING_STEP_FINISHED);
  g_assert_cmpuint (mail_server_count (server, "bob@x.example"), ==, 1);
  g_assert_cmpuint (mail_server_count (server, "awa@x.example"), ==, 0);
  end (fixture, window, server);
}

/* Ten thousand rows: no turn of the main loop takes long, since reading is a thread's and rows are made as they are seen. */
static void
test_ten_thousand (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  g_autoptr(VigieMailingPlan) offer = offer_new (stream);
  g_autoptr(GString) list = g_string_new ("email,name,order\n");
  GtkWindow *window = vigie_mailing_window_present (NULL, fixture->session, offer);

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (list, i % 10 == 9 ? "nobody%u,x,1\n" : "c%u@x.example,Client,1\n", i);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  read_list (fixture, window, list->str);
  wait_until (find_words (GTK_WIDGET (window), "9,000 people will get the message.") || find_words (GTK_WIDGET (window), "9 000 people will get the message."));
  g_assert_nonnull (find_words (GTK_WIDGET (window), "1000 rows were left out"));
  end (fixture, window, NULL);
}

/* ---- From the composer ---- */

static void
do_record (Fixture *fixture, GPtrArray *drafts, GError *error)
{
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GError) failed = NULL;

  g_assert_no_error (error);
  vigie_session_record_async (fixture->session, drafts, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  events = vigie_session_record_finish (fixture->session, outcome, &failed);
  g_assert_no_error (failed);
}

/* A text that Fanta wrote and Awa Koné, who commands, approves. */
static void
approve_text (Fixture *fixture, const char *stream)
{
  static const char *const channels[] = { "email", NULL };
  const char *body = "Orders fail for everybody. Your data is not affected by this outage. We are restoring the service.\n\nNext update: 23:59 GMT.";
  VigieNoticeDraft draft = { .audience = "users", .channels = channels, .stage = "investigating", .next_update_usec = VIGIE_TIME_NONE,
                             .texts[VIGIE_LANG_EN] = { "Orders fail", body } };
  VigieNoticeSay say = { "Awa Koné", NULL, "Fanta" }; /* by telephone: it was written on this computer */
  gint64 now_usec = g_get_real_time ();

  for (guint step = 0; step < 3; step++)
    {
      g_autoptr(VigieIncidentModel) model = open_model (fixture, stream);
      GError *error = NULL;
      GPtrArray *drafts = step == 0 ? vigie_act_notice_draft (playbook, FOLD, &draft, "Fanta", now_usec, &error)
                        : step == 1 ? vigie_act_notice_submit (playbook, FOLD, "N1", "Fanta", now_usec, &error)
                                    : vigie_act_notice_approve (playbook, FOLD, "N1", &say, NULL, "Fanta", now_usec, &error);

      do_record (fixture, drafts, error);
    }
}

static gboolean
is_any (GtkWidget *widget, const char *name)
{
  return TRUE;
}

/* The whole way of a person: the approved text, the menu, the list, the question, the last answer; and the record says that
 * the text went out. */
static void
test_from_the_composer (Fixture *fixture, gconstpointer data)
{
  MailServer *server = mail_server_start ("--keep", NULL);
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  GtkWidget *composer;
  GtkWindow *window;

  approve_text (fixture, stream);
  use_ca (server->ca_file);
  open_window (fixture);
  vigie_window_open (VIGIE_WINDOW (fixture->window), stream);
  wait_until (vigie_page_find (GTK_WIDGET (fixture->window), VIGIE_TYPE_INCIDENT_VIEW, is_any, NULL) != NULL);
  wait_until ((gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "i", 4), vigie_page_find (GTK_WIDGET (fixture->window), VIGIE_TYPE_NOTICE_COMPOSER, is_any, NULL) != NULL));
  composer = vigie_page_find (GTK_WIDGET (fixture->window), VIGIE_TYPE_NOTICE_COMPOSER, is_any, NULL);
  wait_until (vigie_notice_composer_open (VIGIE_NOTICE_COMPOSER (composer), "N1"));
  {
    g_autoptr(VigieIncidentModel) model = open_model (fixture, stream);
    const VigieNotice *notice = vigie_incident_get_notices (FOLD)->pdata[0];
    g_autoptr(GError) error = NULL;

    g_assert_true (vigie_notice_may_send (FOLD, notice, &error));
    g_assert_no_error (error);
  }
  g_assert_true (gtk_widget_activate_action (composer, "notice.mailing", NULL));
  wait_until (question (GTK_WINDOW (fixture->window)) != NULL);
  window = GTK_WINDOW (question (GTK_WINDOW (fixture->window)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (GTK_WIDGET (window), "Name"))), ==, playbook->organisation);
  read_list (fixture, window, LIST);
  type_in (window, "E-mail address", "info@distri-night.example");
  type_in (window, "Server", server->url);
  press (GTK_WIDGET (window), "Send to 3 people…");
  wait_until (question (window) != NULL);
  press (question (window), "Send 3 messages");
  wait_until (find_words (GTK_WIDGET (window), "Everybody was written to"));
  g_assert_cmpuint (mail_server_count (server, "awa@x.example"), ==, 1);
  g_assert_cmpuint (mail_server_count (server, "bob@x.example"), ==, 1);
  wait_until (({ g_autoptr(VigieIncidentModel) model = open_model (fixture, stream); ((VigieNotice *) vigie_incident_get_notices (FOLD)->pdata[0])->state == VIGIE_NOTICE_SENT; }));
  end (fixture, window, server);
}

/* ---- While it runs ---- */

static char *
long_list (guint n)
{
  GString *list = g_string_new ("email,name,order\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (list, "c%u@x.example,Client %u,%u\n", i, i, i);

  return g_string_free (list, FALSE);
}

/* From the list to the first message on its way. */
static VigieMailing *
begin (Fixture *fixture, const MailServer *server, const char *stream, guint n, GtkWindow **window)
{
  g_autoptr(VigieMailingPlan) offer = offer_new (stream);
  g_autofree char *list = long_list (n);
  g_autofree char *number = vigie_text_number (n, VIGIE_LANG_EN);
  g_autofree char *act = g_strdup_printf ("Send to %s people…", number);
  g_autofree char *answer = g_strdup_printf ("Send %s messages", number);

  use_ca (server->ca_file);
  *window = vigie_mailing_window_present (NULL, fixture->session, offer);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (*window)));
  read_list (fixture, *window, list);
  fill_in (*window, server);
  press (GTK_WIDGET (*window), act);
  wait_until (question (*window) != NULL);
  press (question (*window), answer);
  wait_until (vigie_mailing_desk_get_running (vigie_mailing_desk_of (fixture->session)) != NULL);

  return vigie_mailing_desk_get_running (vigie_mailing_desk_of (fixture->session));
}

static void
count_cb (gpointer n)
{
  (*(guint *) n)++;
}

/* The message on its way is finished, the record knows of the pause, and only then may the program end; who keeps sending
 * is left alone. */
static void
test_quit (Fixture *fixture, gconstpointer data)
{
  MailServer *server = mail_server_start ("--slow", "0.3", NULL);
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  g_autofree char *run = NULL;
  GtkWindow *window;
  VigieMailing *mailing;
  VigieMailingProgress progress;
  guint n_ends = 0;

  g_assert_true (vigie_mailing_quit (NULL, fixture->session, count_cb, &n_ends)); /* nothing is on its way */
  mailing = begin (fixture, server, stream, 20, &window);
  run = g_strdup (vigie_mailing_get_plan (mailing)->run);
  g_assert_false (vigie_mailing_quit (window, fixture->session, count_cb, &n_ends));
  wait_until (question (window) != NULL);
  g_assert_nonnull (find_words (question (window), "A mailing is being sent"));
  press (question (window), "Cancel");
  wait_until (question (window) == NULL);
  vigie_mailing_get_progress (mailing, &progress);
  g_assert_cmpint (progress.phase, ==, VIGIE_MAILING_RUNNING);
  g_assert_false (progress.pausing);

  g_assert_false (vigie_mailing_quit (window, fixture->session, count_cb, &n_ends));
  wait_until (question (window) != NULL);
  press (question (window), "Pause and quit");
  wait_until (n_ends == 1);
  vigie_mailing_get_progress (mailing, &progress);
  g_assert_cmpint (progress.phase, ==, VIGIE_MAILING_PAUSED);
  g_assert_cmpuint (progress.uncertain, ==, 0);
  g_assert_cmpuint (progress.waiting, >, 0);
  g_assert_cmpint (recorded (fixture, stream, run), ==, VIGIE_MAILING_STEP_PAUSED);
  g_assert_true (vigie_mailing_quit (window, fixture->session, count_cb, &n_ends));
  end (fixture, window, server);
}

/* Who quits again does not wait for a server that is slow to answer. */
static void
test_quit_twice (Fixture *fixture, gconstpointer data)
{
  MailServer *server = mail_server_start ("--slow", "2", NULL);
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  GtkWindow *window;
  VigieMailing *mailing = begin (fixture, server, stream, 3, &window);
  VigieMailingProgress progress;
  guint n_ends = 0;

  g_assert_false (vigie_mailing_quit (window, fixture->session, count_cb, &n_ends));
  wait_until (question (window) != NULL);
  g_assert_false (vigie_mailing_quit (window, fixture->session, count_cb, &n_ends)); /* not asked twice */
  press (question (window), "Pause and quit");
  wait_until ((vigie_mailing_get_progress (mailing, &progress), progress.pausing));
  g_assert_true (vigie_mailing_quit (window, fixture->session, count_cb, &n_ends));
  wait_until (n_ends == 1);
  end (fixture, window, server);
}

/* The playbook's organisation signs where nobody chose another name. */
static void
test_offered_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  g_autoptr(VigieMailingPlan) offer = offer_new (stream);
  g_autoptr(GSettings) settings = vigie_preferences_settings ();
  static const struct { const char *kept, *shown; } rows[] = { { "", "DISTRI-NIGHT" }, { "The night desk", "The night desk" } };

  offer->from_name = g_strdup ("DISTRI-NIGHT");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWindow *window;

      g_settings_set_string (settings, "mail-from-name", rows[i].kept);
      window = vigie_mailing_window_present (NULL, fixture->session, offer);
      wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (GTK_WIDGET (window), "Name"))), ==, rows[i].shown);
      gtk_window_destroy (window);
    }
  g_settings_reset (settings, "mail-from-name");
  end (fixture, NULL, NULL);
}

typedef struct
{
  gint64 last_usec;
  gint64 longest_usec;
  guint n_stalls;               /* turns that kept the loop from a beat for over 50 ms */
} Beat;

static gboolean
beat_cb (gpointer user_data)
{
  Beat *beat = user_data;
  gint64 now_usec = g_get_monotonic_time ();
  gint64 gap_usec = now_usec - beat->last_usec;

  beat->longest_usec = MAX (beat->longest_usec, gap_usec);
  beat->n_stalls += gap_usec > 50 * 1000;
  beat->last_usec = now_usec;

  return G_SOURCE_CONTINUE;
}

/* Ten thousand messages: how many depends on the machine, so by default fewer; VIGIE_MAILING_COUNT says another number. */
static void
test_window_stays_responsive (Fixture *fixture, gconstpointer data)
{
  const char *wanted = g_getenv ("VIGIE_MAILING_COUNT");
  guint n = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 400;
  MailServer *server = mail_server_start (NULL);
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  GtkWindow *window;
  VigieMailing *mailing = begin (fixture, server, stream, n, &window);
  VigieMailingProgress progress;
  Beat beat = { .last_usec = g_get_monotonic_time () };
  guint n_beats = 0, id = g_timeout_add_full (G_PRIORITY_HIGH, 5, beat_cb, &beat, NULL);
  gint64 end_usec = g_get_monotonic_time () + (gint64) MAX (n, 3000) * 20 * 1000;

  vigie_mailing_set_pace (mailing, 0);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      n_beats++;
      vigie_mailing_get_progress (mailing, &progress);
    }
  while (progress.phase == VIGIE_MAILING_RUNNING && g_get_monotonic_time () < end_usec);
  g_source_remove (id);
  g_test_message ("%u messages: %u turns, %u over 50 ms, the longest %.1f ms", n, n_beats, beat.n_stalls, (double) beat.longest_usec / 1000);
  g_assert_cmpuint (progress.accepted, ==, n);
  /* A loaded machine takes the processor away now and then; a window that waits for the server would stall at each message. */
  g_assert_cmpuint (beat.n_stalls, <, MAX (n / 40, 10));
  end (fixture, window, server);
}

static void
add_tests (void)
{
  add_test ("/ui/mailing/whole", test_whole);
  add_test ("/ui/mailing/record-names-nobody", test_record_names_nobody);
  add_test ("/ui/mailing/refused-server", test_refused_server);
  add_test ("/ui/mailing/found-again", test_found_again);
  add_test ("/ui/mailing/ten-thousand", test_ten_thousand);
  add_test ("/ui/mailing/from-the-composer", test_from_the_composer);
  add_test ("/ui/mailing/quit", test_quit);
  add_test ("/ui/mailing/quit-twice", test_quit_twice);
  add_test ("/ui/mailing/offered-name", test_offered_name);
  add_test ("/ui/mailing/window-stays-responsive", test_window_stays_responsive);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add_tests);
}
