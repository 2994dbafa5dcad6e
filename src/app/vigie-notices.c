/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells the desktop what presses. One notification for each obligation of each incident: it is known by stream, clock and subject, so
 * that "overdue" takes the place of "soon" and doing the thing takes it away. The bell, when it is
 * wanted, rings for "overdue" only, and once for all that fell due in the same second: after a night
 * with the lid closed it must not hammer. */

#include "vigie-notices.h"

#include <gdk/gdk.h>

#include "vigie-obligation.h"
#include "vigie-text-ui.h"

static char *
notice_id (const char *stream,
           const char *key)
{
  return g_strconcat (stream, "/", key, NULL);
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

static void
threshold_cb (VigieSession          *session,
              VigieIncident         *incident,
              const VigieObligation *obligation,
              gpointer               user_data)
{
  VigieLang lang = vigie_session_get_lang (session);
  gboolean overdue = obligation->state == VIGIE_OBLIGATION_OVERDUE;
  const char *level = vigie_level_to_word (incident->level);
  g_autofree char *key = g_strconcat (obligation->id, "/", obligation->subject, NULL);
  g_autofree char *id = notice_id (incident->stream, key);
  g_autofree char *what = vigie_obligation_title (obligation, lang);
  g_autofree char *when = vigie_obligation_words (obligation, vigie_session_now_usec (session), vigie_session_get_zone (session), lang);
  g_autofree char *title = g_strdup_printf ("%s, %s", what, when);
  g_autofree char *incident_title = vigie_text_ui_clean (incident->title, 120);
  g_autofree char *body = g_strdup_printf ("%s %s", level ? level : "", incident_title);
  g_autoptr(GNotification) notice = g_notification_new (title);

  g_notification_set_body (notice, body);
  g_notification_set_priority (notice, overdue && incident->level == VIGIE_LEVEL_P1 ? G_NOTIFICATION_PRIORITY_URGENT : G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notice, "app.open-incident", "s", incident->stream);
  g_notification_add_button_with_target (notice, vigie_text_get (&obligation->clock->act, lang), "app.open-incident", "s", incident->stream);
  g_application_send_notification (G_APPLICATION (user_data), id, notice);
  if (overdue && vigie_session_get_bell (session))
    ring ();
}

static void
settled_cb (VigieSession *session,
            const char   *stream,
            const char   *key,
            gpointer      user_data)
{
  g_autofree char *id = notice_id (stream, key);

  g_application_withdraw_notification (G_APPLICATION (user_data), id);
}

void
vigie_notices_connect (GApplication *application,
                       VigieSession *session)
{
  g_signal_connect_object (session, "threshold", G_CALLBACK (threshold_cb), application, 0);
  g_signal_connect_object (session, "settled", G_CALLBACK (settled_cb), application, 0);
}
