/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-tour-rota.h"

#include "vigie-oncall.h"
#include "vigie-page-parts.h"
#include "vigie-rota-act.h"
#include "vigie-rota-view.h"

typedef struct { VigieSession *session; const VigieRota *rota; gint64 monday_usec; } Scene;

static void
set (Scene *scene, const char *level, const char *const *people, guint weeks)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (scene->monday_usec / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) here = g_date_time_to_timezone (utc, vigie_session_get_zone (scene->session));
  g_autofree char *starts = g_date_time_format (here, "%Y-%m-%d");

  vigie_session_do (scene->session, vigie_rota_act_set (scene->rota, level, people, starts, "08:00", vigie_session_get_playbook (scene->session)->zone, weeks,
                                                        vigie_session_get_author (scene->session), vigie_session_now_usec (scene->session), NULL), NULL);
}

/* From day @from of the week that was two weeks ago, for @days days. */
static void
substitute (Scene *scene, const char *level, const char *person, int from, int days)
{
  gint64 from_usec = scene->monday_usec + from * VIGIE_DAY_USEC + 8 * VIGIE_HOUR_USEC;

  vigie_session_do (scene->session, vigie_rota_act_substitute (scene->rota, level, person, NULL, from_usec, from_usec + days * VIGIE_DAY_USEC, NULL,
                                                               vigie_session_get_author (scene->session), vigie_session_now_usec (scene->session), NULL), NULL);
}

static void
absent (Scene *scene, const char *person, int from, int days)
{
  gint64 from_usec = scene->monday_usec + from * VIGIE_DAY_USEC;

  vigie_session_do (scene->session, vigie_rota_act_absent (scene->rota, person, from_usec, from_usec + days * VIGIE_DAY_USEC, NULL,
                                                           vigie_session_get_author (scene->session), vigie_session_now_usec (scene->session), NULL), NULL);
}

void
vigie_tour_rota (VigieSession *session)
{
  static const char *const l2[] = { "Issouf Ouattara", "Mariam Traoré", NULL };
  static const char *const l3[] = { "Kouassi N’Guessan", "Awa Koné", "Fanta Diabaté", NULL };
  static const char *const top[] = { "cto", "ceo", NULL };
  GTimeZone *zone = vigie_session_get_zone (session);
  Scene scene = { session, vigie_oncall_rota (session), vigie_week_add (vigie_week_start (vigie_session_now_usec (session), zone), -1, zone) };

  set (&scene, "L2", l2, 1);
  set (&scene, "L3", l3, 1);
  set (&scene, "management", top, 2);
  substitute (&scene, "L3", "Yao Kouamé", 11, 3);
  substitute (&scene, "L2", "Aïcha Bamba", 8, 1);
  absent (&scene, "Issouf Ouattara", 17, 3);
}

static gboolean
is_view (GtkWidget *widget, const char *name)
{
  return TRUE;
}

void
vigie_tour_show_rota (GtkWidget *window, gboolean month)
{
  GtkWidget *view = vigie_page_find (window, VIGIE_TYPE_ROTA_VIEW, is_view, NULL);

  if (view == NULL)
    return;
  vigie_rota_view_set_month (VIGIE_ROTA_VIEW (view), month);
  gtk_widget_activate_action (view, "directory.rota", NULL);
}
