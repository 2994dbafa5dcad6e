/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* postmortem: where it stands and what is missing, and the acts of its way. */

#include <glib/gi18n-lib.h>

#include "vigie-act-post-mortem.h"
#include "vigie-calendar.h"
#include "vigie-ctl.h"
#include "vigie-error.h"
#include "vigie-time.h"

/* ---- Where it stands ---- */

static void
write_gaps (VigieJsonWriter *writer, GPtrArray *gaps)
{
  vigie_json_writer_key (writer, "missing");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < gaps->len; i++)
    {
      const VigieGap *gap = gaps->pdata[i];

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "kind", vigie_gap_kind_to_word (gap->kind));
      vigie_json_writer_member_string (writer, "id", gap->id);
      vigie_json_writer_member_string (writer, "words", gap->words);
      vigie_json_writer_member_boolean (writer, "blocks", gap->blocks);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
}

static void
write_published (VigieJsonWriter *writer, const VigiePostMortem *state)
{
  vigie_json_writer_key (writer, "published");
  vigie_json_writer_begin_object (writer);
  for (guint i = 0; i < VIGIE_N_POST_MORTEM_LISTS; i++)
    vigie_json_writer_member_string (writer, vigie_post_mortem_list_to_word (i), state->published[i] != NULL ? state->published[i]->version : NULL);
  vigie_json_writer_end_object (writer);
}

static int
print_json (const VigiePostMortem *state, GPtrArray *gaps)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "stage", vigie_post_mortem_stage_to_word (state->stage));
  vigie_json_writer_member_boolean (writer, "owed", state->owed);
  vigie_json_writer_member_string (writer, "version", state->hash);
  vigie_json_writer_member_time (writer, "scheduled", state->schedule != NULL ? state->schedule->time_usec : VIGIE_TIME_NONE);
  vigie_json_writer_member_time (writer, "held", state->held != NULL ? state->held->event->occurred_usec : VIGIE_TIME_NONE);
  vigie_json_writer_member_string (writer, "signed_by", state->signature != NULL ? state->signature->signer : NULL);
  write_published (writer, state);
  vigie_json_writer_member_boolean (writer, "changed_since_published", state->changed_since_published);
  write_gaps (writer, gaps);
  vigie_json_writer_end_object (writer);

  return vigie_ctl_print_json (writer);
}

static int
run_status (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieIncident) incident = vigie_ctl_incident (ctl, args, error);
  g_autoptr(VigiePostMortem) state = NULL;
  g_autoptr(GPtrArray) gaps = NULL;

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  state = vigie_post_mortem_new (incident, ctl->playbook, ctl->now_usec);
  gaps = vigie_post_mortem_gaps (state, incident, ctl->playbook, ctl->lang, ctl->zone, ctl->now_usec);
  if (ctl->json)
    return print_json (state, gaps);
  g_print ("%s\n", state->stage == VIGIE_POST_MORTEM_NONE ? vigie_post_mortem_none_sentence (state, ctl->lang) : vigie_post_mortem_stage_label (state->stage, ctl->lang));
  for (guint i = 0; i < gaps->len; i++)
    {
      g_autofree char *line = vigie_ctl_line (((const VigieGap *) gaps->pdata[i])->words);

      g_print ("%s %s\n", ((const VigieGap *) gaps->pdata[i])->blocks ? "-" : " ", line);
    }

  return VIGIE_EXIT_DONE;
}

/* ---- Acts ---- */

static GPtrArray *
names_of (VigieArgs *args)
{
  const char *list = vigie_args_get (args, "people");
  g_auto(GStrv) parts = g_strsplit (list != NULL ? list : "", ",", -1);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (names, g_strdup (parts[i]));

  return names;
}

/* -1: not given. */
static gboolean
read_number (VigieArgs *args, const char *name, gint64 most, gint64 *out, GError **error)
{
  const char *text = vigie_args_get (args, name);

  if (text == NULL || g_ascii_string_to_signed (text, 10, 0, most, out, NULL))
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is not a number that fits."), text);

  return FALSE;
}

/* The fold and the time of an act; NULL: refused. */
static VigieIncident *
begin (VigieCtl *ctl, VigieArgs *args, gint64 *at_usec, GError **error)
{
  *at_usec = ctl->now_usec;

  return vigie_args_time (args, "at", ctl, at_usec, error) ? vigie_ctl_incident (ctl, args, error) : NULL;
}

static int
run_schedule (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(GPtrArray) people = names_of (args);
  VigieMeetingPlan plan = { .facilitator = vigie_args_get (args, "facilitator"), .place = vigie_args_get (args, "place"), .video = vigie_args_get (args, "video"),
                            .note = vigie_args_get (args, "note"), .people = people };
  gint64 at_usec;
  g_autoptr(VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL || !read_number (args, "minutes", 24 * 60, &plan.minutes, error))
    return VIGIE_EXIT_REFUSED;
  if (people->len == 0)
    {
      g_autoptr(GPtrArray) room = vigie_post_mortem_people (incident);

      for (guint i = 0; i < room->len; i++)
        g_ptr_array_add (people, g_strdup (room->pdata[i]));
    }
  plan.time_usec = vigie_post_mortem_propose_usec (incident, ctl->playbook, ctl->zone, ctl->now_usec);
  if (!vigie_args_time (args, "time", ctl, &plan.time_usec, error))
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_act_meeting_plan (ctl->playbook, incident, &plan, ctl->author, at_usec, error), error);
}

static int
run_invite (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieIncident) incident = vigie_ctl_incident (ctl, args, error);
  g_autoptr(VigieDirectory) directory = incident != NULL ? vigie_ctl_open_directory (ctl, error) : NULL;
  g_autoptr(VigiePostMortem) state = NULL;
  g_autofree char *text = NULL;

  if (directory == NULL)
    return VIGIE_EXIT_REFUSED;
  state = vigie_post_mortem_new (incident, ctl->playbook, ctl->now_usec);
  if (state->schedule == NULL)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("No meeting is planned."));
      return VIGIE_EXIT_REFUSED;
    }
  text = vigie_calendar_of_meeting (incident, ctl->playbook, directory, state->schedule, ctl->lang, ctl->now_usec);
  g_print ("%s", text);

  return VIGIE_EXIT_DONE;
}

static int
run_hold (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr(VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_act_meeting_end (ctl->playbook, incident, vigie_args_get (args, "note"), ctl->author, at_usec, error), error);
}

static int
run_ask (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(GPtrArray) people = names_of (args);
  gint64 at_usec;
  g_autoptr(VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_act_review_request (ctl->playbook, incident, people, vigie_args_get (args, "despite"), ctl->author, at_usec, error), error);
}

static int
run_sign (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr(VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_act_review_sign (ctl->playbook, incident, vigie_args_get (args, "post"), vigie_args_get (args, "note"), ctl->author, at_usec, error), error);
}

static int
run_publish (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *summary = vigie_args_get (args, "summary");
  VigieLang lang = ctl->lang;
  gint64 recipients = -1;
  VigiePostMortemList list;
  gint64 at_usec;
  g_autoptr(VigieIncident) incident = begin (ctl, args, &at_usec, error);
  g_autofree char *proposed = NULL;

  if (incident == NULL || !read_number (args, "recipients", G_MAXINT, &recipients, error))
    return VIGIE_EXIT_REFUSED;
  if (!vigie_post_mortem_list_from_word (vigie_args_get (args, "LIST"), &list)
      || (vigie_args_has (args, "lang") && !vigie_lang_from_word (vigie_args_get (args, "lang"), &lang)))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Say team, management or everybody, and fr or en."));
      return VIGIE_EXIT_REFUSED;
    }
  proposed = summary == NULL ? vigie_post_mortem_summary (incident, ctl->playbook, list, lang, ctl->zone, ctl->now_usec) : NULL;

  return vigie_ctl_record (ctl, vigie_act_post_mortem_publish (ctl->playbook, incident, list, lang, summary != NULL ? summary : proposed, recipients, ctl->author,
                                                               at_usec, error), error);
}

const VigieCommandDef vigie_ctl_post_mortem_commands[] = {
  { "postmortem status", "REF", "", N_("where the post-mortem stands, and what is missing before its next stage"), run_status },
  { "postmortem schedule", "REF", "time minutes facilitator place video people note at", N_("plan the meeting; without a time in working hours that keep its clock"), run_schedule },
  { "postmortem invite", "REF", "", N_("print the invitation to the planned meeting as a calendar"), run_invite },
  { "postmortem hold", "REF", "note at", N_("record that the meeting was held"), run_hold },
  { "postmortem ask", "REF", "people despite at", N_("ask for the review of the text"), run_ask },
  { "postmortem sign", "REF", "post note at", N_("sign the text as it stands"), run_sign },
  { "postmortem publish", "REF LIST", "lang summary recipients at", N_("record that the signed text went to team, management or everybody"), run_publish },
  { NULL },
};
