/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells the desktop what presses: one notification for each incident, which says how many clocks press and
 * which is the most urgent. Each threshold replaces it; when one clock is kept and others still press it
 * is replaced quietly, and when none presses it is withdrawn. What passes in the same moment is told at
 * once: after a night with the lid closed there must be one notice, not twenty. The bell, when it is
 * wanted, rings for "overdue" only, once for all of that moment. */

#include "vigie-notices.h"

#include <gdk/gdk.h>
#include <glib/gi18n-lib.h>

#include "vigie-obligation.h"
#include "vigie-text-ui.h"

typedef struct
{
  GApplication *application;     /* borrowed: it owns this */
  VigieSession *session;         /* weak */
  GHashTable *waiting;           /* stream → GINT_TO_POINTER: something new passed a threshold */
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

/* "P1 Application unreachable · 3 clocks press" */
static char *
body_of (const VigieIncident *incident, guint n)
{
  const char *level = vigie_level_to_word (incident->level);
  g_autofree char *title = vigie_text_ui_clean (incident->title, 120);
  g_autofree char *count = NULL;

  if (n < 2)
    return g_strdup_printf ("%s %s", level ? level : "", title);
  count = g_strdup_printf (ngettext ("%u clock presses", "%u clocks press", n), n);
  return g_strdup_printf ("%s %s · %s", level ? level : "", title, count);
}

static GNotification *
make_notice (Notices *notices, const VigieIncident *incident, const VigieObligation *urgent, guint n, gboolean is_new)
{
  VigieSession *session = notices->session;
  VigieLang lang = vigie_session_get_lang (session);
  gboolean is_alarm = urgent->state == VIGIE_OBLIGATION_OVERDUE && incident->level == VIGIE_LEVEL_P1;
  g_autofree char *what = vigie_obligation_title (urgent, lang);
  g_autofree char *when = vigie_obligation_words (urgent, vigie_session_now_usec (session), vigie_session_get_zone (session), lang);
  g_autofree char *title = g_strdup_printf ("%s, %s", what, when);
  g_autofree char *body = body_of (incident, n);
  GNotification *notice = g_notification_new (title);

  g_notification_set_body (notice, body);
  g_notification_set_priority (notice, !is_new    ? G_NOTIFICATION_PRIORITY_LOW
                                       : is_alarm ? G_NOTIFICATION_PRIORITY_URGENT
                                                  : G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notice, "app.open-incident", "s", incident->stream);
  g_notification_add_button_with_target (notice, vigie_text_get (&urgent->clock->act, lang), "app.act", "s", incident->stream);
  return notice;
}

static void
tell (Notices *notices, const char *stream, gboolean is_new)
{
  VigieIncident *incident;
  const VigieObligation *urgent;
  guint n = vigie_session_get_pressing (notices->session, stream, &incident, &urgent);
  g_autoptr(GNotification) notice = NULL;

  if (n == 0 || !incident)
    {
      g_application_withdraw_notification (notices->application, stream);
      return;
    }
  notice = make_notice (notices, incident, urgent, n, is_new);
  g_application_send_notification (notices->application, stream, notice);
}

static gboolean
tell_cb (gpointer user_data)
{
  Notices *notices = user_data;
  GHashTableIter iter;
  gpointer stream, is_new;

  notices->idle_id = 0;
  g_hash_table_iter_init (&iter, notices->waiting);
  while (notices->session && g_hash_table_iter_next (&iter, &stream, &is_new))
    tell (notices, stream, GPOINTER_TO_INT (is_new));
  g_hash_table_remove_all (notices->waiting);
  if (notices->rings)
    ring ();
  notices->rings = FALSE;
  return G_SOURCE_REMOVE;
}

static void
wait_for (Notices *notices, const char *stream, gboolean is_new)
{
  gboolean was_new = GPOINTER_TO_INT (g_hash_table_lookup (notices->waiting, stream));

  g_hash_table_insert (notices->waiting, g_strdup (stream), GINT_TO_POINTER (was_new || is_new));
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

  wait_for (notices, incident->stream, TRUE);
  notices->rings = notices->rings || (obligation->state == VIGIE_OBLIGATION_OVERDUE && vigie_session_get_bell (session));
}

static void
settled_cb (VigieSession *session,
            const char   *stream,
            const char   *key,
            GApplication *application)
{
  wait_for (g_object_get_data (G_OBJECT (application), "vigie-notices"), stream, FALSE);
}

void
vigie_notices_connect (GApplication *application,
                       VigieSession *session)
{
  Notices *notices = g_new0 (Notices, 1);

  notices->application = application;
  g_set_weak_pointer (&notices->session, session);
  notices->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_object_set_data_full (G_OBJECT (application), "vigie-notices", notices, notices_free);
  g_signal_connect_object (session, "threshold", G_CALLBACK (threshold_cb), application, 0);
  g_signal_connect_object (session, "settled", G_CALLBACK (settled_cb), application, 0);
}
