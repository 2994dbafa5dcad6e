/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What several desks recorded apart: values in several versions, and one incident declared twice. */

#include <glib/gi18n-lib.h>

#include "vigie-conflict.h"
#include "vigie-ctl.h"
#include "vigie-twin.h"

static int
run_settle (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec = ctl->now_usec;
  g_autoptr(VigieIncident) incident = NULL;

  if (!vigie_args_time (args, "at", ctl, &at_usec, error) || (incident = vigie_ctl_incident (ctl, args, error)) == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_act_settle (ctl->playbook, incident, vigie_args_get (args, "KEY"), vigie_args_get (args, "ID"), ctl->author, at_usec, error),
                           error);
}

static int
run_link (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec = ctl->now_usec;
  g_autoptr(VigieIncident) leader = NULL;
  g_autoptr(VigieIncident) follower = NULL;

  if (!vigie_args_time (args, "at", ctl, &at_usec, error) || (leader = vigie_ctl_incident (ctl, args, error)) == NULL
      || (follower = vigie_ctl_incident_of (ctl, args, "OTHER", error)) == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_act_twin (leader, follower, ctl->author, at_usec, error), error);
}

static int
run_unlink (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec = ctl->now_usec;
  g_autoptr(VigieIncident) one = NULL;
  g_autoptr(VigieIncident) other = NULL;

  if (!vigie_args_time (args, "at", ctl, &at_usec, error) || (one = vigie_ctl_incident (ctl, args, error)) == NULL
      || (other = vigie_ctl_incident_of (ctl, args, "OTHER", error)) == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_act_untwin (one, other, vigie_args_get (args, "reason"), ctl->author, at_usec, error), error);
}

static void
write_conflict (VigieJsonWriter *writer, VigieCtl *ctl, const VigieIncident *incident, const VigieConflict *conflict)
{
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "key", conflict->key);
  vigie_json_writer_key (writer, "versions");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < conflict->versions->len; i++)
    {
      const VigieEvent *version = g_ptr_array_index (conflict->versions, i);
      g_autofree char *words = vigie_conflict_version_words (conflict, version, incident, ctl->playbook, ctl->zone, ctl->lang);

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "id", version->id);
      vigie_json_writer_member_string (writer, "author", version->author);
      vigie_json_writer_member_time (writer, "recorded", version->stamp_usec);
      vigie_json_writer_member_string (writer, "text", words);
      vigie_json_writer_member_boolean (writer, "stands", i + 1 == conflict->versions->len);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
  vigie_json_writer_end_object (writer);
}

void
vigie_ctl_write_conflicts (VigieJsonWriter *writer, VigieCtl *ctl, const VigieIncident *incident)
{
  g_autoptr(GArray) followers = vigie_incident_followers (incident);
  VigieTwin leader;

  vigie_json_writer_key (writer, "conflicts");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < incident->conflicts->len; i++)
    write_conflict (writer, ctl, incident, g_ptr_array_index (incident->conflicts, i));
  vigie_json_writer_end_array (writer);
  vigie_json_writer_member_string (writer, "follows", vigie_incident_leader (incident, &leader) ? leader.ref : NULL);
  vigie_json_writer_key (writer, "followers");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < followers->len; i++)
    vigie_json_writer_string (writer, g_array_index (followers, VigieTwin, i).ref);
  vigie_json_writer_end_array (writer);
}

const VigieCommandDef vigie_ctl_merge_commands[] = {
  { "settle", "REF KEY ID", "at", N_("let one version of a value stand; both are under “conflicts” of show --json"), run_settle },
  { "link", "REF OTHER", "at", N_("say that OTHER is the same incident, declared twice; REF leads"), run_link },
  { "unlink", "REF OTHER", "reason at", N_("say that two are not the same incident, with a reason"), run_unlink },
  { NULL },
};
