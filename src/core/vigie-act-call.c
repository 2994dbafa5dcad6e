/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attempts to reach somebody: one event where it is over at once, two where it runs meanwhile. */

#include "vigie-act-private.h"
#include <glib/gi18n-lib.h>
#include <string.h>
#include "vigie-error.h"
#include "vigie-procedure.h"
#include "vigie-text.h"

/**
 * vigie_act_call_begin:
 * @whom: id of a contact, or a name
 *
 * Records an attempt to call somebody; it runs until vigie_act_call_end().
 */
GPtrArray *
vigie_act_call_begin (const VigieIncident *incident, const char *whom, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  clean = vigie_text_clean_line (whom, _("The name"), VIGIE_NAME_MAX_CHARS, error);
  if (clean == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "whom", clean);

  return vigie_act_one (writer, incident, "call.began", at_usec, author, NULL);
}

static gboolean
check_outcome (const char *outcome, GError **error)
{
  static const char *const outcomes[] = { "reached", "no-answer", "busy", "refused", NULL };

  return (outcome != NULL && g_strv_contains (outcomes, outcome))
         || vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("A call ends with reached, no-answer, busy or refused."));
}

static const VigieCall *
find_running_call (const VigieIncident *incident, const char *call)
{
  for (guint i = incident->calls->len; call != NULL && i > 0; i--)
    {
      const VigieCall *candidate = incident->calls->pdata[i - 1];

      if (candidate->ended_usec == VIGIE_TIME_NONE
          && (strcmp (candidate->event->id, call) == 0 || strcmp (candidate->whom, call) == 0))
        return candidate;
    }

  return NULL;
}

/* @note: (nullable) what was said, clean */
static GPtrArray *
end_call (const VigieIncident *incident, const VigieCall *running, const char *outcome, const char *note, const char *author, gint64 at_usec)
{
  VigieJsonWriter *writer = vigie_act_begin ();

  vigie_json_writer_member_string (writer, "call", running->event->id);
  vigie_json_writer_member_string (writer, "outcome", outcome);
  vigie_act_member_optional (writer, "note", note);

  return vigie_act_one (writer, incident, "call.ended", at_usec, author, NULL);
}

/**
 * vigie_act_call_end:
 * @call: id of the call, or whom it was for
 * @outcome: "reached", "no-answer", "busy" or "refused"
 */
GPtrArray *
vigie_act_call_end (const VigieIncident *incident, const char *call, const char *outcome, const char *author, gint64 at_usec, GError **error)
{
  const VigieCall *running;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  running = find_running_call (incident, call);
  if (running == NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _("There is no such call under way."));
      return NULL;
    }
  if (!check_outcome (outcome, error))
    return NULL;

  return end_call (incident, running, outcome, NULL, author, at_usec);
}

/**
 * vigie_act_call:
 * @whom: id of a contact, or a name
 * @outcome: "reached", "no-answer", "busy" or "refused"
 *
 * Records an attempt that is over: it ends the running call to @whom if there is one, and is one event else.
 */
GPtrArray *
vigie_act_call (const VigieIncident *incident, const char *whom, const char *outcome, const char *author, gint64 at_usec, GError **error)
{
  return vigie_act_call_said (incident, whom, outcome, NULL, author, at_usec, error);
}

/**
 * vigie_act_call_said:
 * @said: (nullable): what was said, kept with the attempt
 *
 * As vigie_act_call().
 */
GPtrArray *
vigie_act_call_said (const VigieIncident *incident, const char *whom, const char *outcome, const char *said, const char *author, gint64 at_usec, GError **error)
{
  const VigieCall *running;
  VigieJsonWriter *writer;
  g_autofree char *clean = NULL;
  g_autofree char *note = NULL;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !check_outcome (outcome, error))
    return NULL;
  clean = vigie_text_clean_line (whom, _("The name"), VIGIE_NAME_MAX_CHARS, error);
  note = clean != NULL && !vigie_text_is_blank (said) ? vigie_text_clean (said, -1, error) : NULL;
  if (clean == NULL || (note == NULL && !vigie_text_is_blank (said)))
    return NULL;
  running = find_running_call (incident, clean);
  if (running != NULL)
    return end_call (incident, running, outcome, note, author, at_usec);

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "whom", clean);
  vigie_json_writer_member_string (writer, "outcome", outcome);
  vigie_act_member_optional (writer, "note", note);

  return vigie_act_one (writer, incident, "call.began", at_usec, author, NULL);
}
