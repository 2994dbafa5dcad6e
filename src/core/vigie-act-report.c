/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts of the post-mortem: texts of the report, and the actions that follow.
 *
 * The playbook warns of vague actions ("improve monitoring"). What can be checked without pretending
 * to understand language is checked: an owner, a date, and that a text which begins with a verb of
 * good intentions says at least what, where and how much. The refusal shows an example. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-text.h"

#define VAGUE_BELOW_WORDS 4

/* Folded: lower case, no accents. */
static const char *const vague_verbs[] = {
  "ameliorer", "renforcer", "optimiser", "revoir", "ameliorons", "renforcons", "mieux", "augmenter", "surveiller",
  "sensibiliser", "reflechir", "etudier", "faire", "improve", "strengthen", "better", "optimise", "optimize", "review",
  "enhance", "increase", "monitor", "consider", "think", "look", "reinforce", "be", NULL,
};

static gboolean
is_vague (const char *text)
{
  g_autofree char *folded = vigie_text_fold (text);
  g_auto(GStrv) words = g_strsplit_set (folded, " \t\n", -1);
  const char *first = NULL;
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (first == NULL)
        first = words[i];
      n++;
    }

  return n < 2 || (n < VAGUE_BELOW_WORDS && g_strv_contains (vague_verbs, first));
}

static const VigieActionItem *
find_action (const VigieIncident *incident, const char *id)
{
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const VigieActionItem *action = incident->actions->pdata[i];

      if (strcmp (action->id, id) == 0 || g_ascii_strcasecmp (action->code, id) == 0)
        return action;
    }

  return NULL;
}

static gboolean
check_action (const char *text, const char *owner, gint64 due_usec, const char *status, const char *author, GError **error)
{
  static const char *const states[] = { "open", "done", "dropped", NULL };

  if (is_vague (text))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                             _("This action is too vague to be checked later. For example: “Add a rollback test to the deployment pipeline”."));
  if (vigie_text_is_blank (owner))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                             _("An action needs one person who owns it, for example “Awa Koné”, not a team."));
  if (due_usec == VIGIE_TIME_NONE || !vigie_act_check (author, due_usec, NULL))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("An action needs a date by which it is done."));
  if (status == NULL || !g_strv_contains (states, status))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("An action is open, done or dropped."));

  return TRUE;
}

/**
 * vigie_act_action_item:
 * @action_id: (nullable): id or code of an action to change; %NULL makes a new one
 * @text: (nullable): verb and object; %NULL keeps it
 * @owner: (nullable): the person who owns it; %NULL keeps it
 * @due_usec: when it must be done; %VIGIE_TIME_NONE keeps it
 * @status: (nullable): "open", "done", "dropped"; %NULL keeps it ("open" for a new one)
 */
GPtrArray *
vigie_act_action_item (const VigieIncident *incident, const char *action_id, const char *text, const char *owner, gint64 due_usec, const char *status, const char *author, gint64 at_usec, GError **error)
{
  const VigieActionItem *before = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *clean_owner = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  if (action_id != NULL)
    {
      before = find_action (incident, action_id);
      if (before == NULL)
        {
          vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _("There is no such action."));
          return NULL;
        }
      text = text != NULL ? text : before->text;
      owner = owner != NULL ? owner : before->owner;
      due_usec = due_usec != VIGIE_TIME_NONE ? due_usec : before->due_usec;
    }
  if (status == NULL)
    status = before != NULL ? before->status : "open";
  clean = vigie_act_text (text, _("The action"), error);
  if (clean == NULL || !check_action (clean, owner, due_usec, status, author, error))
    return NULL;
  clean_owner = vigie_text_clean_line (owner, _("The owner"), VIGIE_NAME_MAX_CHARS, error);
  if (clean_owner == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_act_member_optional (writer, "action", before != NULL ? before->id : NULL);
  vigie_json_writer_member_string (writer, "text", clean);
  vigie_json_writer_member_string (writer, "owner", clean_owner);
  vigie_json_writer_member_time (writer, "due", due_usec);
  vigie_json_writer_member_string (writer, "status", status);

  return vigie_act_one (writer, incident, "action.set", at_usec, author, before != NULL ? before->event : NULL);
}

/**
 * vigie_act_section:
 * @section: id of one of the ten sections
 * @text: what a person wrote; "" gives the section back to the record
 *
 * The draft also names concurrent texts of the section: who saves has seen them all.
 */
GPtrArray *
vigie_act_section (const VigieIncident *incident, const char *section, VigieLang lang, const char *text, const char *author, gint64 at_usec, GError **error)
{
  static const char *const sections[] = {
    "summary", "impact", "timeline", "causes", "resolution", "went-well", "improve", "actions", "lessons", "annexes", NULL,
  };
  const VigieSection *written;
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  if (section == NULL || !g_strv_contains (sections, section))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("The report has no section “%s”."), section != NULL ? section : "");
      return NULL;
    }
  clean = vigie_text_clean (text != NULL ? text : "", -1, error);
  if (clean == NULL)
    return NULL;

  written = vigie_incident_section (incident, section, lang);
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "section", section);
  vigie_json_writer_member_string (writer, "lang", vigie_lang_to_word (lang));
  vigie_json_writer_member_string (writer, "text", clean);

  return vigie_act_one (writer, incident, "section.written", at_usec, author, written != NULL ? written->event : NULL);
}
