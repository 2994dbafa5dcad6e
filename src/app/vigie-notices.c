/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells the desktop what presses: one notification for each incident. Each threshold replaces it with one
 * that names what has just passed, the most urgent first, and says how many clocks press in all; what was
 * named before is not named again. When one clock is kept and others still press it is replaced quietly by
 * the most urgent of these, and when none presses it is withdrawn. What passes in the same moment is told at
 * once: after a night with the lid closed there must be one notice, not twenty. The bell, when it is
 * wanted, rings for "overdue" only, once for all of that moment.
 *
 * A request for a handover that waits for whoever sits here has a notification of its own: one for each incident,
 * replaced by a newer request, withdrawn when it is answered, taken back, or somebody else sits down. */

#include "vigie-notices.h"

#include <gdk/gdk.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-handover-words.h"
#include "vigie-obligation.h"
#include "vigie-text-ui.h"

typedef struct
{
  GApplication *application;     /* borrowed: it owns this */
  VigieSession *session;         /* weak */
  GHashTable *waiting;           /* stream → set of "clock/subject" that passed a threshold */
  guint idle_id;
  gboolean rings;
} Notices;

static void
notices_free (gpointer data)
{
  Notices *notices = data;

  g_clear_handle_id (&notices->idle_id, g_source_remove);
  g_clear_weak_pointer (&notices->session);
  g_hash_table_unref (notices->waiting);
  g_free (notices);
}

static void
ring (void)
{
  static gint64 last_usec;
  gint64 now_usec = g_get_monotonic_time ();
  GdkDisplay *display = gdk_display_get_default ();

  if (!display || (last_usec != 0 && now_usec - last_usec < G_USEC_PER_SEC))
    return;
  last_usec = now_usec;
  gdk_display_beep (display);
}

static char *
key_of (const VigieObligation *obligation)
{
  return g_strconcat (obligation->id, "/", obligation->subject, NULL);
}

/* "Public update, 4 min late" */
static char *
line_of (VigieSession *session, const VigieObligation *obligation)
{
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *what = vigie_obligation_title (obligation, lang);
  g_autofree char *clean = vigie_text_ui_clean (what, 120);
  g_autofree char *when = vigie_obligation_words (obligation, vigie_session_now_usec (session), vigie_session_get_zone (session), lang);

  return g_strdup_printf ("%s, %s", clean, when);
}

/* Some desktops read markup in a body, others show it as it is; without this sign there is none for either. */
static void
make_plain (char *text)
{
  for (char *at = strchr (text, '<'); at; at = strchr (at, '<'))
    *at = '(';
}

/* "P1 Application unreachable · 3 clocks press", and a line for each of @told but the first, which is the title. */
static char *
body_of (VigieSession *session, const VigieIncident *incident, GPtrArray *told, guint n_pressing)
{
  const char *level = vigie_level_to_word (incident->level);
  g_autofree char *title = vigie_text_ui_clean (incident->title, 120);
  GString *body = g_string_new (NULL);

  g_string_printf (body, "%s %s", level ? level : "", title);
  if (n_pressing > 1)
    {
      g_string_append (body, " · ");
      g_string_append_printf (body, ngettext ("%u clock presses", "%u clocks press", n_pressing), n_pressing);
    }
  for (guint i = 1; i < told->len; i++)
    {
      g_autofree char *line = line_of (session, told->pdata[i]);

      g_string_append_printf (body, "\n%s", line);
    }
  make_plain (body->str);
  return g_string_free (body, FALSE);
}

static gboolean
is_alarm (const VigieIncident *incident, GPtrArray *told)
{
  for (guint i = 0; i < told->len && incident->level == VIGIE_LEVEL_P1; i++)
    if (((const VigieObligation *) told->pdata[i])->state == VIGIE_OBLIGATION_OVERDUE)
      return TRUE;
  return FALSE;
}

/* @told: what the notice names, the most urgent first. */
static GNotification *
make_notice (Notices *notices, const VigieIncident *incident, GPtrArray *told, guint n_pressing, gboolean is_new)
{
  VigieSession *session = notices->session;
  const VigieObligation *first = told->pdata[0];
  g_autofree char *title = line_of (session, first);
  g_autofree char *body = body_of (session, incident, told, n_pressing);
  g_autofree char *key = key_of (first);
  GNotification *notice = g_notification_new (title);

  g_notification_set_body (notice, body);
  g_notification_set_priority (notice, !is_new                      ? G_NOTIFICATION_PRIORITY_LOW
                                       : is_alarm (incident, told) ? G_NOTIFICATION_PRIORITY_URGENT
                                                                   : G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notice, "app.open-incident", "s", incident->stream);
  g_notification_add_button_with_target (notice, vigie_text_get (&first->clock->act, vigie_session_get_lang (session)), "app.act",
                                         "(ss)", incident->stream, key);
  return notice;
}

/* Those of @pressing that have just passed a threshold. */
static GPtrArray *
pick_new (GPtrArray *pressing, GHashTable *passed)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < pressing->len; i++)
    {
      g_autofree char *key = key_of (pressing->pdata[i]);

      if (g_hash_table_contains (passed, key))
        g_ptr_array_add (picked, pressing->pdata[i]);
    }
  return picked;
}

static void
tell (Notices *notices, const char *stream, GHashTable *passed)
{
  VigieIncident *incident;
  const VigieObligation *urgent;
  g_autoptr(GPtrArray) pressing = vigie_session_list_pressing (notices->session, stream);
  g_autoptr(GPtrArray) told = pick_new (pressing, passed);
  g_autoptr(GNotification) notice = NULL;
  gboolean is_new = told->len > 0;

  vigie_session_get_pressing (notices->session, stream, &incident, &urgent);
  if (!urgent || !incident)
    {
      g_application_withdraw_notification (notices->application, stream);
      return;
    }
  if (!is_new)
    g_ptr_array_add (told, (gpointer) urgent);
  notice = make_notice (notices, incident, told, pressing->len, is_new);
  g_application_send_notification (notices->application, stream, notice);
}

static gboolean
tell_cb (gpointer user_data)
{
  Notices *notices = user_data;
  GHashTableIter iter;
  gpointer stream, passed;

  notices->idle_id = 0;
  g_hash_table_iter_init (&iter, notices->waiting);
  while (notices->session && g_hash_table_iter_next (&iter, &stream, &passed))
    tell (notices, stream, passed);
  g_hash_table_remove_all (notices->waiting);
  if (notices->rings)
    ring ();
  notices->rings = FALSE;
  return G_SOURCE_REMOVE;
}

/* @key: (nullable) what passed a threshold */
static void
wait_for (Notices *notices, const char *stream, char *key)
{
  GHashTable *passed = g_hash_table_lookup (notices->waiting, stream);

  if (!passed)
    {
      passed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (notices->waiting, g_strdup (stream), passed);
    }
  if (key)
    g_hash_table_add (passed, key);
  if (!notices->idle_id)
    notices->idle_id = g_idle_add (tell_cb, notices);
}

static void
threshold_cb (VigieSession          *session,
              VigieIncident         *incident,
              const VigieObligation *obligation,
              GApplication          *application)
{
  Notices *notices = g_object_get_data (G_OBJECT (application), "vigie-notices");

  wait_for (notices, incident->stream, key_of (obligation));
  notices->rings = notices->rings || (obligation->state == VIGIE_OBLIGATION_OVERDUE && vigie_session_get_bell (session));
}

static void
settled_cb (VigieSession *session,
            const char   *stream,
            const char   *key,
            GApplication *application)
{
  wait_for (g_object_get_data (G_OBJECT (application), "vigie-notices"), stream, NULL);
}

/* ---- Requests for a handover ---- */

/* "P1 Application unreachable · asked at 12:03, waits for your answer", and what was written with it. */
static char *
request_body (VigieSession *session, const VigieIncident *incident, const VigieHandover *handover)
{
  const char *level = vigie_level_to_word (incident->level);
  g_autofree char *title = vigie_text_ui_clean (incident->title, 120);
  g_autofree char *detail = vigie_handover_detail_in (session, incident, handover);
  g_autofree char *note = vigie_text_ui_clean (handover->note ? handover->note : "", 200);
  char *body = g_strdup_printf ("%s %s · %s%s%s", level ? level : "", title, detail, *note ? "\n" : "", note);

  make_plain (body);
  return body;
}

static void
asked_cb (VigieSession        *session,
          VigieIncident       *incident,
          const VigieHandover *handover,
          GApplication        *application)
{
  g_autofree char *id = g_strconcat ("handover/", incident->stream, NULL);
  g_autofree char *words = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  g_autoptr(GNotification) notice = NULL;

  if (!handover)
    {
      g_application_withdraw_notification (application, id);
      return;
    }
  words = vigie_handover_title_in (session, incident, handover);
  title = vigie_text_ui_clean (words, 160);
  body = request_body (session, incident, handover);
  notice = g_notification_new (title);
  g_notification_set_body (notice, body);
  g_notification_set_priority (notice, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notice, "app.answer", "(ss)", incident->stream, handover->post);
  g_notification_add_button_with_target (notice, _("Read the brief and answer"), "app.answer", "(ss)", incident->stream, handover->post);
  g_application_send_notification (application, id, notice);
}

void
vigie_notices_connect (GApplication *application,
                       VigieSession *session)
{
  Notices *notices = g_new0 (Notices, 1);

  notices->application = application;
  g_set_weak_pointer (&notices->session, session);
  notices->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_object_set_data_full (G_OBJECT (application), "vigie-notices", notices, notices_free);
  g_signal_connect_object (session, "threshold", G_CALLBACK (threshold_cb), application, 0);
  g_signal_connect_object (session, "settled", G_CALLBACK (settled_cb), application, 0);
  g_signal_connect_object (session, "asked", G_CALLBACK (asked_cb), application, 0);
}
