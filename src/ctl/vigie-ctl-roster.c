/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The roster of `show --json`: who holds what, which handovers were asked for, where the war room meets. */

#include "vigie-brief.h"
#include "vigie-ctl.h"
#include "vigie-time.h"

static void
write_roster (VigieJsonWriter *writer, const VigieIncident *incident)
{
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = g_ptr_array_index (incident->holdings, i);

      if (holding->until_usec != VIGIE_TIME_NONE)
        continue;
      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "post", holding->post);
      vigie_json_writer_member_string (writer, "person", holding->person);
      vigie_json_writer_member_time (writer, "since", holding->since_usec);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
}

/* Requests to hand a post over, oldest first, with what came of them. */
static void
write_handovers (VigieJsonWriter *writer, const VigieIncident *incident)
{
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < incident->handovers->len; i++)
    {
      const VigieHandover *handover = g_ptr_array_index (incident->handovers, i);

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "post", handover->post);
      vigie_json_writer_member_string (writer, "to", handover->to);
      vigie_json_writer_member_string (writer, "asked_by", handover->event->author);
      vigie_json_writer_member_string (writer, "note", handover->note);
      vigie_json_writer_member_string (writer, "state", handover->state);
      vigie_json_writer_member_time (writer, "requested", handover->requested_usec);
      vigie_json_writer_member_time (writer, "answered", handover->answered_usec);
      vigie_json_writer_member_string (writer, "reason", handover->reason);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
}

void
vigie_ctl_write_roster (VigieJsonWriter *writer, VigieCtl *ctl, const VigieIncident *incident)
{
  g_autofree char *channel = vigie_incident_channel (incident, ctl->playbook);

  vigie_json_writer_key (writer, "roster");
  write_roster (writer, incident);
  vigie_json_writer_key (writer, "handovers");
  write_handovers (writer, incident);
  vigie_json_writer_member_string (writer, "channel", channel);
  vigie_json_writer_member_string (writer, "video", incident->video_link);
}
