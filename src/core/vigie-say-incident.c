/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of the incident itself and of its report. */

#include "vigie-action.h"
#include "vigie-say.h"

#include <string.h>

#include "vigie-attachment.h"

char *
vigie_say_declared (const VigieSay *say)
{
  g_autofree char *title = vigie_say_string_of (say, "title");
  g_autofree char *level = vigie_say_string_of (say, "level");
  g_autofree char *label = g_strconcat (level, vigie_say_pick (say->lang, " declared", " déclaré"), NULL);

  return vigie_say_with_brackets (vigie_say_labelled (say->lang, label, title),
                        vigie_json_member_boolean (say->body, 0, "provisional", FALSE)
                          ? vigie_say_pick (say->lang, "provisional level", "niveau provisoire")
                          : NULL);
}

/* What the answers were before this assessment, in fold order. */
static gboolean
answers_before (const VigieSay *say, VigieAnswers *out)
{
  gboolean found = FALSE;

  for (guint i = 0; i < say->incident->events->len; i++)
    {
      const VigieEvent *event = say->incident->events->pdata[i];
      g_autoptr(VigieJson) body = NULL;
      VigieAnswers answers;

      if (event == say->event)
        break;
      if (event->redacted
          || (strcmp (event->kind, "incident.assessed") != 0 && strcmp (event->kind, "incident.declared") != 0))
        continue;
      body = vigie_event_body (event);
      if (body != NULL && vigie_body_answers (body, vigie_json_member (body, 0, "answers"), &answers))
        {
          *out = answers;
          found = TRUE;
        }
    }

  return found;
}

char *
vigie_say_assessed (const VigieSay *say)
{
  g_autofree char *level = vigie_say_string_of (say, "level");
  g_autofree char *reason = vigie_say_string_of (say, "reason");
  g_autofree char *difference = NULL;
  VigieAnswers before, after;
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, vigie_say_pick (say->lang, "Assessed again, level %s", "Nouvelle évaluation, niveau %s"), level);
  if (say->playbook != NULL && answers_before (say, &before)
      && vigie_body_answers (say->body, vigie_json_member (say->body, 0, "answers"), &after))
    difference = vigie_answers_difference (say->playbook, &before, &after, say->lang);
  if (difference != NULL)
    g_string_append_printf (out, "%s%s", vigie_say_pick (say->lang, ": ", "\302\240: "), difference);
  if (*reason != '\0')
    g_string_append_printf (out, " (%s)", reason);

  return g_string_free (out, FALSE);
}

char *
vigie_say_titled (const VigieSay *say)
{
  g_autofree char *title = vigie_say_string_of (say, "title");

  return vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "New title", "Nouveau titre"), title);
}

char *
vigie_say_typed (const VigieSay *say)
{
  g_autofree char *type = vigie_say_string_of (say, "type");
  const VigieTypeDef *def = say->playbook != NULL ? vigie_playbook_type (say->playbook, type) : NULL;
  const char *title = def != NULL ? vigie_text_get (&def->title, say->lang) : NULL;

  return vigie_say_with_brackets (vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Type of incident", "Type d’incident"), type), title);
}

char *
vigie_say_stage (const VigieSay *say)
{
  g_autofree char *word = vigie_say_string_of (say, "stage");
  VigieStage stage;

  if (!vigie_stage_from_word (word, &stage))
    return g_strdup (vigie_say_pick (say->lang, "The public stage follows the milestones again",
                           "L’étape publique suit de nouveau les jalons"));

  return vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Public stage", "Étape publique"), vigie_stage_label (stage, say->lang));
}

char *
vigie_say_milestone (const VigieSay *say)
{
  g_autofree char *word = vigie_say_string_of (say, "milestone");
  VigieJsonNode time_node = vigie_json_member (say->body, 0, "time");
  VigieMilestone milestone;

  if (!vigie_milestone_from_word (word, &milestone))
    return g_strdup (word);
  if (time_node != VIGIE_JSON_NONE && vigie_json_type (say->body, time_node) != VIGIE_JSON_NULL)
    return g_strdup (vigie_milestone_label (milestone, say->lang));

  return vigie_say_labelled (say->lang, vigie_milestone_label (milestone, say->lang), vigie_say_pick (say->lang, "time cleared", "heure effacée"));
}

char *
vigie_say_reopened (const VigieSay *say)
{
  g_autofree char *reason = vigie_say_string_of (say, "reason");

  return vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Incident reopened", "Incident rouvert"), reason);
}

char *
vigie_say_cancelled (const VigieSay *say)
{
  g_autofree char *reason = vigie_say_string_of (say, "reason");

  if (!vigie_json_member_boolean (say->body, 0, "cancelled", FALSE))
    return vigie_say_with_brackets (g_strdup (vigie_say_pick (say->lang, "It was an incident after all", "C’était bien un incident")), reason);

  return vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Cancelled, it was no incident", "Annulé, ce n’était pas un incident"), reason);
}

char *
vigie_say_restricted (const VigieSay *say)
{
  guint n = vigie_json_size (say->body, vigie_json_member (say->body, 0, "people"));
  g_autofree char *people = NULL;

  if (!vigie_json_member_boolean (say->body, 0, "restricted", FALSE))
    return g_strdup (vigie_say_pick (say->lang, "Access open to every member again", "Accès rouvert à tous les membres"));

  if (n == 1)
    people = g_strdup (vigie_say_pick (say->lang, "one more person named", "une autre personne désignée"));
  else if (n > 1)
    people = g_strdup_printf (vigie_say_pick (say->lang, "%u more people named", "%u autres personnes désignées"), n);
  return vigie_say_with_brackets (g_strdup (vigie_say_pick (say->lang, "Access restricted to who declared, commanders and administrators",
                                                            "Accès réservé au déclarant, au commandement et à l’administration")),
                                  people);
}

char *
vigie_say_war_room_opened (const VigieSay *say)
{
  g_autofree char *asked = vigie_say_string_of (say, "asked");
  const char *opened = vigie_say_pick (say->lang, "War room opened", "Poste de commandement ouvert");

  if (*asked == '\0')
    return g_strdup (opened);

  return vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "War room opened, asked for by", "Poste de commandement ouvert, à la demande de"), asked);
}

char *
vigie_say_war_room_linked (const VigieSay *say)
{
  g_autofree char *video = vigie_say_string_of (say, "video");

  return vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Video call", "Visioconférence"), *video != '\0' ? video : vigie_say_pick (say->lang, "link removed", "lien retiré"));
}

char *
vigie_say_war_room_closed (const VigieSay *say)
{
  return g_strdup (vigie_say_pick (say->lang, "War room closed", "Poste de commandement fermé"));
}

const char *
vigie_say_section_title (const VigiePlaybook *playbook, const char *section, VigieLang lang)
{
  for (guint i = 0; playbook != NULL && i < playbook->report_sections->len; i++)
    {
      const VigieReportSection *def = playbook->report_sections->pdata[i];

      if (strcmp (def->id, section) == 0)
        return vigie_text_get (&def->title, lang);
    }

  return strcmp (section, "surprise") == 0 ? vigie_say_pick (lang, "Why we were surprised", "Pourquoi nous avons été surpris") : section;
}

char *
vigie_say_section (const VigieSay *say)
{
  g_autofree char *id = vigie_say_string_of (say, "section");

  return vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Section of the report written", "Section du rapport rédigée"),
                             vigie_say_section_title (say->playbook, id, say->lang));
}

char *
vigie_say_comment_made (const VigieSay *say)
{
  g_autofree char *id = vigie_say_string_of (say, "section");
  g_autofree char *text = vigie_say_string_of (say, "text");
  g_autofree char *label = g_strdup_printf (vigie_say_pick (say->lang, "Comment on “%s”", "Commentaire sur «\302\240%s\302\240»"),
                                            vigie_say_section_title (say->playbook, id, say->lang));

  return vigie_say_labelled (say->lang, label, text);
}

char *
vigie_say_comment_answered (const VigieSay *say)
{
  g_autofree char *text = vigie_say_string_of (say, "text");

  return vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Answer to a comment", "Réponse à un commentaire"), text);
}

char *
vigie_say_comment_settled (const VigieSay *say)
{
  g_autofree char *note = vigie_say_string_of (say, "note");
  gboolean settled = vigie_json_member_boolean (say->body, 0, "settled", TRUE);

  return vigie_say_with_brackets (g_strdup (settled ? vigie_say_pick (say->lang, "Comment settled", "Commentaire réglé")
                                                    : vigie_say_pick (say->lang, "Comment reopened", "Commentaire rouvert")),
                                  note);
}

static const char *
action_label (VigieLang lang, const char *status)
{
  if (strcmp (status, "done") == 0)
    return vigie_say_pick (lang, "Action done", "Action faite");
  if (strcmp (status, "dropped") == 0)
    return vigie_say_pick (lang, "Action dropped", "Action abandonnée");
  if (strcmp (status, "in-progress") == 0)
    return vigie_say_pick (lang, "Action in progress", "Action en cours");

  return vigie_say_pick (lang, "Action to follow", "Action à suivre");
}

char *
vigie_say_action (const VigieSay *say)
{
  g_autofree char *text = vigie_say_string_of (say, "text");
  g_autofree char *owner = vigie_say_string_of (say, "owner");
  g_autofree char *status = vigie_say_string_of (say, "status");
  g_autofree char *shown = vigie_say_string_of (say, strcmp (status, "dropped") == 0 ? "reason" : "proof");
  g_autofree char *more = *shown != '\0' && vigie_action_is_settled (status) ? g_strdup_printf ("%s, %s", owner, shown) : g_strdup (owner);

  return vigie_say_with_brackets (vigie_say_labelled (say->lang, action_label (say->lang, status), text), more);
}

char *
vigie_say_linked (const VigieSay *say)
{
  g_autofree char *relation = vigie_say_string_of (say, "relation");
  g_autofree char *ref = vigie_say_string_of (say, "ref");
  g_autofree char *id = vigie_say_string_of (say, "incident");
  const char *other = *ref != '\0' ? ref : id;
  const char *label = strcmp (relation, "same-cause") == 0 ? vigie_say_pick (say->lang, "Same root cause as", "Même cause racine que")
                      : strcmp (relation, "same-incident") == 0
                        ? vigie_say_pick (say->lang, "Same incident as", "Même incident que")
                        : vigie_say_pick (say->lang, "Related to", "Lié à");

  if (vigie_json_member (say->body, 0, "leads") != VIGIE_JSON_NONE)
    return vigie_say_with_brackets (vigie_say_labelled (say->lang, label, other),
                                    vigie_json_member_boolean (say->body, 0, "leads", FALSE) ? vigie_say_pick (say->lang, "this one leads", "celui-ci mène")
                                                                                             : vigie_say_pick (say->lang, "that one leads", "l’autre mène"));

  return vigie_say_labelled (say->lang, label, other);
}

char *
vigie_say_unlinked (const VigieSay *say)
{
  g_autofree char *ref = vigie_say_string_of (say, "ref");
  g_autofree char *id = vigie_say_string_of (say, "incident");
  g_autofree char *reason = vigie_say_string_of (say, "reason");

  return vigie_say_with_brackets (vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Not the same incident as", "Pas le même incident que"),
                                                      *ref != '\0' ? ref : id),
                                  reason);
}

char *
vigie_say_attachment (const VigieSay *say)
{
  g_autofree char *name = vigie_say_string_of (say, "name");
  g_autofree char *size = vigie_size_words (vigie_json_member_int (say->body, 0, "size", 0), say->lang);

  return vigie_say_with_brackets (vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "File kept", "Fichier conservé"), name),
                                  size);
}

char *
vigie_say_post_mortem (const VigieSay *say)
{
  g_autofree char *note = vigie_say_string_of (say, "note");

  return vigie_say_with_brackets (g_strdup (vigie_say_pick (say->lang, "Post-mortem meeting held", "Réunion post-mortem tenue")), note);
}

char *
vigie_say_redacted (const VigieSay *say)
{
  g_autofree char *reason = vigie_say_string_of (say, "reason");

  return vigie_say_with_brackets (g_strdup (vigie_say_pick (say->lang, "Content of an entry removed", "Contenu d’une entrée retiré")), reason);
}

/* Marks whose entry is not (yet) here: the only case in which they have a line of their own. */
char *
vigie_say_mark (const VigieSay *say)
{
  return g_strdup (vigie_say_pick (say->lang, "Change to an entry that has not arrived yet",
                         "Modification d’une entrée qui n’est pas encore arrivée"));
}
