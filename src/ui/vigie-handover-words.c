/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names are typed by hand, so one person is told from another by the folded name. A request that its own taker
 * made ("I take over") waits for the holder; any other waits for the one who is named in it. */

#include "vigie-handover-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-page-parts.h"
#include "vigie-text.h"

gboolean
vigie_handover_same_person (const char *name, const char *other)
{
  g_autofree char *folded = vigie_text_fold (name != NULL ? name : "");
  g_autofree char *folded_other = vigie_text_fold (other != NULL ? other : "");

  return *folded != '\0' && strcmp (folded, folded_other) == 0;
}

gboolean
vigie_handover_is_wish (const VigieHandover *handover)
{
  return vigie_handover_same_person (handover->event->author, handover->to);
}

static gboolean
is_holder (const VigieIncident *incident, const char *post, const char *person)
{
  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = g_ptr_array_index (incident->holdings, i);

      if (holding->until_usec == VIGIE_TIME_NONE && strcmp (holding->post, post) == 0
          && vigie_handover_same_person (holding->person, person))
        return TRUE;
    }

  return FALSE;
}

VigieHandoverSide
vigie_handover_side (const VigieIncident *incident, const VigieHandover *handover, const char *me)
{
  gboolean is_taker = vigie_handover_same_person (me, handover->to);
  gboolean is_wish = vigie_handover_is_wish (handover);

  if (is_taker)
    return is_wish ? VIGIE_HANDOVER_ASKED : VIGIE_HANDOVER_MINE;
  if (is_holder (incident, handover->post, me))
    return is_wish ? VIGIE_HANDOVER_MINE : VIGIE_HANDOVER_ASKED;

  return vigie_handover_same_person (me, handover->event->author) ? VIGIE_HANDOVER_ASKED : VIGIE_HANDOVER_ASIDE;
}

const char *
vigie_handover_from (const VigieIncident *incident, const VigieHandover *handover)
{
  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = g_ptr_array_index (incident->holdings, i);

      if (holding->until_usec == VIGIE_TIME_NONE && strcmp (holding->post, handover->post) == 0
          && !vigie_handover_same_person (holding->person, handover->to))
        return holding->person;
    }

  return "";
}

static const VigieHandover *
find_pending (const VigieIncident *incident, const char *me, gboolean only_mine)
{
  for (guint i = 0; i < incident->handovers->len; i++)
    {
      const VigieHandover *handover = g_ptr_array_index (incident->handovers, i);

      if (strcmp (handover->state, "pending") == 0
          && (!only_mine || vigie_handover_side (incident, handover, me) == VIGIE_HANDOVER_MINE))
        return handover;
    }

  return NULL;
}

const VigieHandover *
vigie_handover_for (const VigieIncident *incident, const char *me)
{
  return find_pending (incident, me, TRUE);
}

const VigieHandover *
vigie_handover_pending (const VigieIncident *incident, const char *me)
{
  const VigieHandover *mine = find_pending (incident, me, TRUE);

  return mine != NULL ? mine : find_pending (incident, me, FALSE);
}

/* ---- Sentences ---- */

static char *
offer_title (const VigieIncident *incident, const VigieHandover *handover, const char *me, const char *title)
{
  const char *author = handover->event->author;

  if (vigie_handover_same_person (me, handover->to))
    /* Translators: a person, a post. */
    return g_strdup_printf (_("%1$s asks you to take over: %2$s"), author, title);
  if (vigie_handover_same_person (me, author))
    /* Translators: a person, a post. */
    return g_strdup_printf (_("You ask %1$s to take over: %2$s"), handover->to, title);
  if (is_holder (incident, handover->post, me))
    /* Translators: who asks, who is to take the post, the post. */
    return g_strdup_printf (_("%1$s asks %2$s to relieve you: %3$s"), author, handover->to, title);

  /* Translators: who asks, who is to take the post, the post. */
  return g_strdup_printf (_("%1$s asks %2$s to take over: %3$s"), author, handover->to, title);
}

static char *
wish_title (const VigieIncident *incident, const VigieHandover *handover, const char *me, const char *title)
{
  if (vigie_handover_same_person (me, handover->to))
    /* Translators: a person, a post. */
    return g_strdup_printf (_("You ask to relieve %1$s: %2$s"), vigie_handover_from (incident, handover), title);
  if (is_holder (incident, handover->post, me))
    /* Translators: a person, a post. */
    return g_strdup_printf (_("%1$s asks to relieve you: %2$s"), handover->to, title);

  /* Translators: who would take the post, who holds it, the post. */
  return g_strdup_printf (_("%1$s asks to relieve %2$s: %3$s"), handover->to, vigie_handover_from (incident, handover), title);
}

char *
vigie_handover_title_in (VigieSession *session, const VigieIncident *incident, const VigieHandover *handover)
{
  const char *title = vigie_page_post_title (session, handover->post);
  const char *me = vigie_session_get_author (session);

  return vigie_handover_is_wish (handover) ? wish_title (incident, handover, me, title) : offer_title (incident, handover, me, title);
}

char *
vigie_handover_title (VigieIncidentModel *model, const VigieHandover *handover)
{
  return vigie_handover_title_in (vigie_incident_model_get_session (model), vigie_incident_model_get_incident (model), handover);
}

char *
vigie_handover_detail_in (VigieSession *session, const VigieIncident *incident, const VigieHandover *handover)
{
  g_autofree char *time = vigie_page_time (session, handover->requested_usec);

  if (vigie_handover_side (incident, handover, vigie_session_get_author (session)) == VIGIE_HANDOVER_MINE)
    return g_strdup_printf (_("asked at %s, waits for your answer"), time);

  /* Translators: a time, a person. */
  return g_strdup_printf (_("asked at %1$s, waits for an answer of %2$s"), time,
                          vigie_handover_is_wish (handover) ? vigie_handover_from (incident, handover) : handover->to);
}

char *
vigie_handover_detail (VigieIncidentModel *model, const VigieHandover *handover)
{
  return vigie_handover_detail_in (vigie_incident_model_get_session (model), vigie_incident_model_get_incident (model), handover);
}

const char *
vigie_handover_accept_words (const VigieHandover *handover, VigieHandoverSide side)
{
  if (side != VIGIE_HANDOVER_MINE)
    return _("Record the acceptance");

  return vigie_handover_is_wish (handover) ? _("Hand over the post") : _("Take over");
}

const char *
vigie_handover_decline_words (VigieHandoverSide side)
{
  return side == VIGIE_HANDOVER_MINE ? _("Decline…") : _("Record a refusal…");
}
