/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Handing a post over: asked, then accepted, declined, cancelled or forced.
 *
 * The post moves only with an answer that says so, and then in the same transaction: nobody is left
 * without a commander between two events. Who presses a button is the author; who takes the post is
 * named in the request, because one desk often records what somebody has said aloud. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-text.h"

static gboolean
check_request (const VigiePlaybook *playbook, const VigieIncident *incident, const char *post, const char *to, gboolean replace, GError **error)
{
  const VigieHolding *holder = post != NULL ? vigie_incident_holder (incident, post) : NULL;
  const VigieHandover *waiting = post != NULL ? vigie_incident_handover (incident, post) : NULL;

  if (post == NULL || vigie_playbook_post (playbook, post) == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no post “%s” in the playbook."), post != NULL ? post : "");
      return FALSE;
    }
  if (holder == NULL)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("Nobody holds this post: assign it instead of handing it over."));
  if (strcmp (holder->person, to) == 0 && vigie_incident_n_holders (incident, post) == 1)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("%s already holds this post."), to);
      return FALSE;
    }
  if (waiting != NULL && !replace)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("A handover to %s is waiting for an answer: cancel it first."), waiting->to);
      return FALSE;
    }

  return TRUE;
}

/* Every request of the post that nobody answered is superseded, those that became void too. */
static void
replace_requests (VigieDraft *draft, const VigieIncident *incident, const char *post)
{
  for (guint i = 0; i < incident->handovers->len; i++)
    {
      const VigieHandover *handover = incident->handovers->pdata[i];

      if (strcmp (handover->post, post) == 0 && handover->answered_usec == VIGIE_TIME_NONE)
        vigie_act_replace (draft, handover->event);
    }
}

/**
 * vigie_act_handover_request:
 * @post: id of a post that somebody holds
 * @to: who is to take it
 * @note: (nullable): why, or what to know first
 * @replace: takes the place of a request that waits
 */
GPtrArray *
vigie_act_handover_request (const VigiePlaybook *playbook, const VigieIncident *incident, const char *post, const char *to, const char *note, gboolean replace, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *clean_note = NULL;
  VigieJsonWriter *writer;
  GPtrArray *drafts;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  clean = vigie_text_clean_line (to, _("The name"), VIGIE_NAME_MAX_CHARS, error);
  if (clean == NULL || !check_request (playbook, incident, post, clean, replace, error))
    return NULL;
  if (!vigie_text_is_blank (note) && (clean_note = vigie_act_text (note, _("The note"), error)) == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "post", post);
  vigie_json_writer_member_string (writer, "to", clean);
  vigie_act_member_optional (writer, "note", clean_note);
  drafts = vigie_act_one (writer, incident, "handover.requested", at_usec, author, NULL);
  replace_requests (drafts->pdata[0], incident, post);

  return drafts;
}

static const VigieHandover *
find_request (const VigieIncident *incident, const char *post, GError **error)
{
  const VigieHandover *waiting = post != NULL ? vigie_incident_handover (incident, post) : NULL;

  if (waiting != NULL)
    return waiting;
  for (guint i = incident->handovers->len; post != NULL && i > 0; i--)
    {
      const VigieHandover *handover = incident->handovers->pdata[i - 1];

      if (strcmp (handover->post, post) != 0)
        continue;
      if (strcmp (handover->state, "void") == 0)
        {
          vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("The post changed hands meanwhile: the request is void."));
          return NULL;
        }
      break;
    }
  vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _("No handover of this post is waiting for an answer."));

  return NULL;
}

static void
add_assignment (GPtrArray *drafts, const VigieIncident *incident, const VigieHandover *request, const char *author, gint64 at_usec)
{
  VigieJsonWriter *writer = vigie_act_begin ();
  VigieDraft *draft;

  vigie_json_writer_member_string (writer, "post", request->post);
  vigie_json_writer_member_string (writer, "person", request->to);
  draft = vigie_act_add (drafts, writer, incident->stream, "role.assigned", at_usec, author, NULL);
  vigie_act_replace_holders (draft, incident, request->post);
}

static gboolean
check_answer (const char *answer, const char *reason, GError **error)
{
  static const char *const answers[] = { "accepted", "declined", "cancelled", "forced", NULL };

  if (answer == NULL || !g_strv_contains (answers, answer))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("A handover is accepted, declined, cancelled or forced."));
  if (vigie_text_is_blank (reason) && strcmp (answer, "declined") == 0)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Say why the handover is declined."));
  if (vigie_text_is_blank (reason) && strcmp (answer, "forced") == 0)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Say why the handover is forced."));

  return TRUE;
}

/**
 * vigie_act_handover_answer:
 * @post: whose waiting request is answered
 * @answer: "accepted", "declined", "cancelled" or "forced"
 * @reason: (nullable): needed to decline and to force
 */
GPtrArray *
vigie_act_handover_answer (const VigiePlaybook *playbook, const VigieIncident *incident, const char *post, const char *answer, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = NULL;
  const VigieHandover *request;
  VigieJsonWriter *writer;
  GPtrArray *drafts;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !check_answer (answer, reason, error))
    return NULL;
  request = find_request (incident, post, error);
  if (request == NULL || (!vigie_text_is_blank (reason) && (clean = vigie_act_text (reason, _("The reason"), error)) == NULL))
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "request", request->event->id);
  vigie_json_writer_member_string (writer, "answer", answer);
  vigie_act_member_optional (writer, "reason", clean);
  drafts = vigie_act_one (writer, incident, "handover.answered", at_usec, author, NULL);
  if (strcmp (answer, "accepted") == 0 || strcmp (answer, "forced") == 0)
    add_assignment (drafts, incident, request, author, at_usec);

  return drafts;
}

/**
 * vigie_act_video:
 * @link: (nullable): address of the video call; blank takes it away
 *
 * What is not an https address is kept as text, and is never opened.
 */
GPtrArray *
vigie_act_video (const VigieIncident *incident, const char *link, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  if (!vigie_text_is_blank (link) && (clean = vigie_text_clean_line (link, _("The link"), 500, error)) == NULL)
    return NULL;
  if (g_strcmp0 (clean, incident->video_link) == 0)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This is the link already."));
      return NULL;
    }

  writer = vigie_act_begin ();
  vigie_act_member_optional (writer, "video", clean);

  return vigie_act_one (writer, incident, "war-room.linked", at_usec, author, vigie_incident_priv (incident)->link_event);
}
