/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A channel of a Slack export into the timeline of an incident: looked at first with --preview, then taken. */

#include <glib/gi18n-lib.h>

#include "vigie-ctl.h"
#include "vigie-error.h"
#include "vigie-slack.h"
#include "vigie-time.h"

#define IMPORT_TIMEOUT_MS (10 * 60 * 1000)

/* The one that was asked for, or the only one there is. */
static gboolean
choose_channel (const VigieSlack *slack, VigieArgs *args, char **out, GError **error)
{
  g_auto (GStrv) channels = vigie_slack_channels (slack);
  g_autofree char *all = g_strjoinv (", ", channels);

  *out = g_strdup (vigie_args_get (args, "channel"));
  if (*out == NULL && g_strv_length (channels) == 1)
    *out = g_strdup (channels[0]);
  if (*out != NULL)
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _ ("Say with --channel which one: %s"),
               *all != '\0' ? all : "–");

  return FALSE;
}

static int
preview (VigieCtl *ctl, GPtrArray *messages)
{
  g_autoptr(VigieJsonWriter) writer = NULL;

  if (ctl->json)
    {
      writer = vigie_json_writer_new (FALSE);
      vigie_json_writer_begin_array (writer);
    }
  for (guint i = 0; i < messages->len; i++)
    {
      const VigieSlackMessage *message = g_ptr_array_index (messages, i);
      g_autofree char *time = vigie_time_format_full (message->occurred_usec, ctl->zone, ctl->lang);
      g_autofree char *line = vigie_ctl_line (message->text);

      if (!ctl->json)
        {
          g_print ("%s  %s  %s\n", time, message->author, line);
          continue;
        }
      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_time (writer, "occurred", message->occurred_usec);
      vigie_json_writer_member_string (writer, "author", message->author);
      vigie_json_writer_member_string (writer, "text", message->text);
      vigie_json_writer_member_string (writer, "source", message->source);
      vigie_json_writer_member_boolean (writer, "answer", message->is_answer);
      vigie_json_writer_member_boolean (writer, "edited", message->edited);
      vigie_json_writer_member_boolean (writer, "bot", message->bot);
      vigie_json_writer_end_object (writer);
    }
  if (!ctl->json)
    return VIGIE_EXIT_DONE;
  vigie_json_writer_end_array (writer);

  return vigie_ctl_print_json (writer);
}

static int
take (VigieCtl *ctl, VigieArgs *args, GPtrArray *messages, GError **error)
{
  g_autoptr (VigieIncident) incident = vigie_ctl_incident_of (ctl, args, "into", error);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (VigieJsonWriter) writer = NULL;
  guint n_known = 0;
  guint n_taken;

  if (incident == NULL
      || (drafts = vigie_slack_drafts (messages, incident, &n_known, error)) == NULL)
    return VIGIE_EXIT_REFUSED;
  n_taken = drafts->len;
  if (n_taken > 0)
    {
      events = vigie_store_writer_record (ctl->store_path, ctl->playbook, g_steal_pointer (&drafts),
                                          IMPORT_TIMEOUT_MS, error);
      if (events == NULL)
        return VIGIE_EXIT_REFUSED;
    }
  if (!ctl->json)
    {
      g_print (_ ("%u taken, %u known already\n"), n_taken, n_known);
      return VIGIE_EXIT_DONE;
    }
  writer = vigie_json_writer_new (FALSE);
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_int (writer, "taken", n_taken);
  vigie_json_writer_member_int (writer, "known", n_known);
  vigie_json_writer_end_object (writer);

  return vigie_ctl_print_json (writer);
}

int
vigie_ctl_import_slack (VigieCtl *ctl, VigieArgs *args, const char *path, GError **error)
{
  g_auto (GStrv) people = vigie_args_get (args, "people") != NULL
                              ? g_strsplit (vigie_args_get (args, "people"), ",", -1)
                              : NULL;
  VigieSlackChoice choice = { .from_usec = VIGIE_TIME_NONE,
                              .to_usec = VIGIE_TIME_NONE,
                              .people = (const char *const *) people };
  g_autoptr (VigieSlack) slack = NULL;
  g_autofree char *channel = NULL;
  g_autoptr (GPtrArray) messages = NULL;

  if (vigie_args_get (args, "into") == NULL && !vigie_args_has (args, "preview"))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("Missing: “%s”."), "--into");
      return VIGIE_EXIT_USAGE;
    }
  if (!vigie_args_time (args, "from", ctl, &choice.from_usec, error)
      || !vigie_args_time (args, "to", ctl, &choice.to_usec, error)
      || (slack = vigie_slack_open (path, error)) == NULL
      || !choose_channel (slack, args, &channel, error))
    return VIGIE_EXIT_REFUSED;
  choice.channel = channel;
  messages = vigie_slack_messages (slack, &choice, error);
  if (messages == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_args_has (args, "preview") ? preview (ctl, messages)
                                          : take (ctl, args, messages, error);
}
