/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* assess and declare: the severity rule and a new incident. */

#include <glib/gi18n-lib.h>

#include "vigie-ctl.h"
#include "vigie-error.h"
#include "vigie-id.h"

#define ASSESS_OPTIONS "users revenue workaround function data"

static gboolean
read_answers (VigieArgs *args, VigieAnswers *answers, GError **error)
{
  g_auto(GStrv) questions = g_strsplit (ASSESS_OPTIONS, " ", -1);

  vigie_answers_init (answers);
  for (guint i = 0; questions[i] != NULL; i++)
    {
      const char *value = vigie_args_get (args, questions[i]);

      if (value != NULL && !vigie_answers_set (answers, questions[i], value, error))
        return FALSE;
    }

  return TRUE;
}

static int
print_assessment_json (const VigieAssessment *assessment)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "severity", vigie_level_to_word (assessment->level));
  vigie_json_writer_member_boolean (writer, "provisional", assessment->provisional);
  vigie_json_writer_key (writer, "reasons");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < assessment->reasons->len; i++)
    {
      const VigieReason *reason = g_ptr_array_index (assessment->reasons, i);

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "rule", reason->rule);
      vigie_json_writer_member_string (writer, "text", reason->text);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
  vigie_json_writer_end_object (writer);

  return vigie_ctl_print_json (writer);
}

static int
run_assess (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieAssessment) assessment = NULL;
  const char *level;
  VigieAnswers answers;

  if (!read_answers (args, &answers, error))
    return VIGIE_EXIT_REFUSED;
  if (vigie_args_has (args, "type") && vigie_playbook_type (ctl->playbook, vigie_args_get (args, "type")) == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The playbook has no incident type “%s”."), vigie_args_get (args, "type"));
      return VIGIE_EXIT_REFUSED;
    }
  assessment = vigie_severity_assess (ctl->playbook, &answers, vigie_args_get (args, "type"), ctl->lang);
  if (ctl->json)
    return print_assessment_json (assessment);

  level = vigie_level_to_word (assessment->level);
  g_print ("%s%s\n", level != NULL ? level : "none", assessment->provisional ? _(" (provisional)") : "");
  for (guint i = 0; i < assessment->reasons->len; i++)
    g_print ("  %s\n", ((VigieReason *) g_ptr_array_index (assessment->reasons, i))->text);

  return VIGIE_EXIT_DONE;
}

static gboolean
read_declaration (VigieCtl *ctl, VigieArgs *args, VigieDeclaration *declaration, GError **error)
{
  const char *severity = vigie_args_get (args, "severity");

  declaration->title = vigie_args_get (args, "title");
  declaration->type = vigie_args_get (args, "type");
  declaration->reason = vigie_args_get (args, "reason");
  declaration->started_usec = declaration->detected_usec = VIGIE_TIME_NONE;
  declaration->declared_usec = ctl->now_usec;
  if (declaration->title == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("Missing: “%s”."), "--title");
      return FALSE;
    }
  if (severity != NULL && !vigie_level_from_word (severity, &declaration->level))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is no severity; say P1, P2, P3 or P4."), severity);
      return FALSE;
    }

  return read_answers (args, &declaration->answers, error) &&
         vigie_args_time (args, "started", ctl, &declaration->started_usec, error) &&
         vigie_args_time (args, "detected", ctl, &declaration->detected_usec, error) &&
         vigie_args_time (args, "at", ctl, &declaration->declared_usec, error);
}

static int
print_declared (VigieCtl *ctl, const VigieEvent *event)
{
  g_autoptr(VigieJsonWriter) writer = NULL;
  g_autoptr(VigieJson) body = vigie_event_body (event);
  g_autofree char *ref = vigie_json_member_string (body, 0, "ref");

  if (!ctl->json)
    {
      g_print ("%s\n", ref);
      return VIGIE_EXIT_DONE;
    }
  writer = vigie_json_writer_new (FALSE);
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "ref", ref);
  vigie_json_writer_member_string (writer, "id", vigie_stream_incident_id (event->stream));
  vigie_json_writer_end_object (writer);

  return vigie_ctl_print_json (writer);
}

static int
run_declare (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  VigieDeclaration declaration = { 0 };
  g_autofree char *id = vigie_ctl_new_id (ctl);
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(GPtrArray) events = NULL;

  declaration.incident_id = id;
  declaration.open_war_room = vigie_args_has (args, "war-room");
  if (!read_declaration (ctl, args, &declaration, error))
    return VIGIE_EXIT_REFUSED;
  drafts = vigie_act_declare (ctl->playbook, &declaration, ctl->author, error);
  if (drafts != NULL)
    events = vigie_store_writer_record (ctl->store_path, ctl->playbook, drafts, 60 * 1000, error);
  if (events == NULL)
    return VIGIE_EXIT_REFUSED;

  return print_declared (ctl, g_ptr_array_index (events, 0));
}

const VigieCommandDef vigie_ctl_classify_commands[] = {
  { "assess", "", ASSESS_OPTIONS " type", N_("apply the severity rule to the five answers"), run_assess },
  { "declare", "", "title type severity reason started detected at war-room! " ASSESS_OPTIONS, N_("declare an incident"), run_declare },
  { NULL },
};
