/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Causes and the actions that answer them. */

#include "vigie-ctl.h"

#include <glib/gi18n.h>
#include <string.h>

#include "vigie-act-cause.h"
#include "vigie-error.h"

static gint64
at_of (VigieCtl *ctl, VigieArgs *args, gboolean *good, GError **error)
{
  gint64 at_usec = ctl->now_usec;

  *good = vigie_args_time (args, "at", ctl, &at_usec, error);

  return at_usec;
}

static void
write_cause (VigieJsonWriter *writer, const VigieCause *cause)
{
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "cause", cause->code);
  vigie_json_writer_member_string (writer, "id", cause->id);
  vigie_json_writer_member_string (writer, "explains", cause->parent != NULL ? cause->parent->code : NULL);
  vigie_json_writer_member_string (writer, "kind", cause->is_factor ? "factor" : "why");
  vigie_json_writer_member_string (writer, "state", vigie_cause_state_to_word (cause->state));
  vigie_json_writer_member_boolean (writer, "root", vigie_cause_is_root (cause));
  vigie_json_writer_member_string (writer, "term", cause->term);
  vigie_json_writer_member_string (writer, "text", cause->text);
  vigie_json_writer_key (writer, "evidence");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < cause->evidence->len; i++)
    vigie_json_writer_string (writer, cause->evidence->pdata[i]);
  vigie_json_writer_end_array (writer);
  vigie_json_writer_end_object (writer);
}

static int
list_causes (VigieCtl *ctl, const VigieIncident *incident)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < incident->causes->len; i++)
    {
      const VigieCause *cause = incident->causes->pdata[i];
      g_autofree char *text = vigie_ctl_line (cause->text);
      const char *term = vigie_cause_is_root (cause) && cause->term != NULL ? vigie_cause_term_label (ctl->playbook, cause->term, ctl->lang) : NULL;
      g_autofree char *more = term != NULL ? vigie_ctl_line (term) : NULL;

      write_cause (writer, cause);
      if (!ctl->json)
        g_print ("%*s%s  %s  %s%s%s%s\n", (int) MIN (cause->depth, 20) * 2, "", cause->code, vigie_cause_state_label (cause->state, ctl->lang), text,
                 more != NULL ? " [" : "", more != NULL ? more : "", more != NULL ? "]" : "");
    }
  vigie_json_writer_end_array (writer);

  return ctl->json ? vigie_ctl_print_json (writer) : VIGIE_EXIT_DONE;
}

static int
run_causes (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieIncident) incident = vigie_ctl_incident (ctl, args, error);

  return incident != NULL ? list_causes (ctl, incident) : VIGIE_EXIT_REFUSED;
}

static GPtrArray *
remove_or_restore (VigieCtl *ctl, VigieArgs *args, const VigieIncident *incident, const char *code, gint64 at_usec, GError **error)
{
  const VigieCause *cause = vigie_incident_cause (incident, code);
  const char *const alone[] = { code, NULL };
  g_auto(GStrv) branch = cause != NULL && vigie_args_has (args, "remove") ? vigie_cause_branch (incident, cause) : NULL;

  return vigie_act_causes_removed (incident, branch != NULL ? (const char *const *) branch : alone, vigie_args_has (args, "remove"), ctl->author, at_usec, error);
}

static int
run_cause (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *evidence = vigie_args_get (args, "evidence");
  g_auto(GStrv) cited = evidence != NULL ? g_strsplit (evidence, ",", -1) : NULL;
  const char *code = vigie_args_get (args, "change");
  const VigieCauseChange change = {
    .text = vigie_args_get (args, "TEXT"),
    .kind = vigie_args_has (args, "factor") ? "factor" : NULL,
    .state = vigie_args_get (args, "state"),
    .parent = vigie_args_get (args, "parent"),
    .term = vigie_args_get (args, "term"),
    .note = vigie_args_get (args, "note"),
    .evidence = (const char *const *) cited,
    .root = vigie_args_has (args, "root") || vigie_args_has (args, "term") ? 1 : -1,
  };
  gboolean good;
  gint64 at_usec = at_of (ctl, args, &good, error);
  g_autoptr(VigieIncident) incident = good ? vigie_ctl_incident (ctl, args, error) : NULL;

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  if (code != NULL && (vigie_args_has (args, "remove") || vigie_args_has (args, "restore")))
    return vigie_ctl_record (ctl, remove_or_restore (ctl, args, incident, code, at_usec, error), error);

  return vigie_ctl_record (ctl, vigie_act_cause (ctl->playbook, incident, code, &change, ctl->author, at_usec, error), error);
}

static int
run_technique (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_auto(GStrv) words = g_strsplit (vigie_args_get (args, "TECHNIQUES"), ",", -1);
  gboolean good;
  gint64 at_usec = at_of (ctl, args, &good, error);
  g_autoptr(VigieIncident) incident = good ? vigie_ctl_incident (ctl, args, error) : NULL;

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_act_techniques (incident, (const char *const *) words, vigie_args_get (args, "note"), ctl->author, at_usec, error), error);
}

static int
run_action (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  VigieActionChange change = {
    .text = vigie_args_get (args, "TEXT"),
    .owner = vigie_args_get (args, "owner"),
    .due_usec = VIGIE_TIME_NONE,
    .status = vigie_args_get (args, "status"),
    .impact = vigie_args_get (args, "impact"),
    .effort = vigie_args_get (args, "effort"),
    .cause = vigie_args_get (args, "cause"),
    .proof = vigie_args_get (args, "proof"),
    .reason = vigie_args_get (args, "reason"),
    .ticket = vigie_args_get (args, "ticket"),
  };
  gboolean good;
  gint64 at_usec = at_of (ctl, args, &good, error);
  g_autoptr(VigieIncident) incident = good && vigie_args_time (args, "due", ctl, &change.due_usec, error) ? vigie_ctl_incident (ctl, args, error) : NULL;

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_act_action (incident, vigie_args_get (args, "change"), &change, ctl->author, at_usec, error), error);
}

const VigieCommandDef vigie_ctl_cause_commands[] = {
  { "cause", "REF text", "change parent state term evidence note at root! factor! remove! restore!",
    N_("record why: a cause beneath --parent, or --change C2; --evidence takes codes, ids and fact:NAME, by commas"), run_cause },
  { "causes", "REF", "", N_("the tree of causes"), run_causes },
  { "technique", "REF TECHNIQUES", "note at", N_("say how the causes were looked for, by commas: five-whys, fishbone, fault-tree…"), run_technique },
  { "action", "REF text", "change owner due status impact effort cause proof reason ticket at",
    N_("record an action with --owner and --due, or --change A1"), run_action },
  { NULL },
};
