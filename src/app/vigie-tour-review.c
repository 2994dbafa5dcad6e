/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-tour-review.h"

#include <string.h>

#include "vigie-act.h"
#include "vigie-comment.h"
#include "vigie-page-parts.h"
#include "vigie-report-nav.h"
#include "vigie-tour-scenes.h"

#define LESSONS 8

static const char *const texts[][2] = {
  { "A migration that locks a table stops every order within a minute.\n"
    "- Several alerts came late, because Awa forgot to raise the limit.\n"
    "- The way back was not tested with 200 connections.\n",
    "Une migration qui verrouille une table arrête toute commande en une minute.\n"
    "- Plusieurs alertes sont venues tard, car Awa a oublié de relever la limite.\n"
    "- Le retour arrière n’avait pas été essayé avec 200 connexions.\n" },
  { "A migration that locks a table stops every order within 40 seconds.\n"
    "- Three alerts came 43 min late: their limit was that of the year before.\n"
    "- The way back was not tested with 200 connections.\n",
    "Une migration qui verrouille une table arrête toute commande en 40 secondes.\n"
    "- Trois alertes sont venues avec 43 min de retard : leur limite était celle de l’année passée.\n"
    "- Le retour arrière n’avait pas été essayé avec 200 connexions.\n" },
  { "A migration that locks a table stops every order within 40 seconds.\n"
    "- Three alerts came 43 min late: nobody owns their limits.\n"
    "- The way back was not tested with 200 connections.\n"
    "- The status page was right from the third minute on.\n",
    "Une migration qui verrouille une table arrête toute commande en 40 secondes.\n"
    "- Trois alertes sont venues avec 43 min de retard : personne ne répond de leurs limites.\n"
    "- Le retour arrière n’avait pas été essayé avec 200 connexions.\n"
    "- La page d’état était juste dès la troisième minute.\n" },
};

static VigieLang
lang_of (VigieIncidentModel *model)
{
  return vigie_session_get_document_lang (vigie_incident_model_get_session (model));
}

static GPtrArray *
written (VigieIncidentModel *model, guint index, const char *author)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieLang lang = lang_of (model);

  return vigie_act_section (vigie_incident_model_get_incident (model), "lessons", lang, texts[index][lang], author,
                            vigie_session_now_usec (session) - (4 - (int) index) * VIGIE_MINUTE_USEC, NULL);
}

static void
comment (VigieIncidentModel *model, const char *quote, const char *text, const char *author)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieLang lang = lang_of (model);
  const char *hit = strstr (texts[0][lang], quote);
  glong start = hit != NULL ? g_utf8_pointer_to_offset (texts[0][lang], hit) : -1;

  vigie_session_do (session, vigie_act_comment (vigie_incident_model_get_incident (model), "lessons", lang, quote, start, text, author,
                                                vigie_session_now_usec (session), NULL), NULL);
}

static void
begin_review (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  gboolean french = lang_of (model) == VIGIE_LANG_FR;

  vigie_session_do (session, written (model, 0, vigie_session_get_author (session)), NULL);
  comment (model, french ? "en une minute" : "within a minute", french ? "Mesuré ? Le graphique donne 40 s." : "Measured? The graph says 40 s.", "Kouassi N’Guessan");
  comment (model, french ? "Plusieurs alertes" : "Several alerts", french ? "Lesquelles, et de combien ?" : "Which ones, and by how much?", "Mariam Traoré");
}

static void
review_again (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const VigieIncident *incident = vigie_incident_model_get_incident (model);
  gboolean french = lang_of (model) == VIGIE_LANG_FR;
  const char *author = vigie_session_get_author (session);
  gint64 now_usec = vigie_session_now_usec (session);

  vigie_session_do (session, written (model, 1, author), NULL);
  vigie_session_do (session, vigie_act_comment_answer (incident, "R2", french ? "Trois, voir 02:24." : "Three, see 02:24.", author, now_usec, NULL), NULL);
  vigie_session_do (session, vigie_act_comment_settle (incident, "R1", TRUE, french ? "40 s dans le texte" : "40 s in the text", author, now_usec, NULL), NULL);
}

static void
write_apart (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autoptr(GPtrArray) elsewhere = written (model, 2, "Mariam Traoré");

  vigie_session_do (session, written (model, 1, vigie_session_get_author (session)), NULL);
  vigie_tour_record_elsewhere (session, elsewhere, 53);
}

gboolean
vigie_tour_review (VigieIncidentModel *model, const char *name)
{
  if (strcmp (name, "review") == 0)
    begin_review (model);
  else if (strcmp (name, "review-again") == 0)
    review_again (model);
  else if (strcmp (name, "review-apart") == 0)
    write_apart (model);
  else
    return FALSE;

  return TRUE;
}

static gboolean
is_any (GtkWidget *widget, const char *name)
{
  return TRUE;
}

void
vigie_tour_show_lessons (GtkWidget *window, VigieIncidentModel *model)
{
  GtkWidget *nav = vigie_page_find (window, VIGIE_TYPE_REPORT_NAV, is_any, NULL);

  if (nav != NULL)
    vigie_report_nav_select (VIGIE_REPORT_NAV (nav), LESSONS);
}

static void
activate (GtkWidget *window, const char *action)
{
  GtkWidget *nav = vigie_page_find (window, VIGIE_TYPE_REPORT_NAV, is_any, NULL);

  if (nav != NULL)
    gtk_widget_activate_action (nav, action, NULL);
}

void
vigie_tour_begin_comment (GtkWidget *window, VigieIncidentModel *model)
{
  activate (window, "page.comment");
}

void
vigie_tour_open_history (GtkWidget *window, VigieIncidentModel *model)
{
  activate (window, "page.history");
}
