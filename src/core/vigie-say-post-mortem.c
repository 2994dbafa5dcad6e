/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of the way of a post-mortem: planned, held, read, signed, published. */

#include "vigie-post-mortem.h"
#include "vigie-say.h"

#include <string.h>

#include "vigie-time.h"

char *
vigie_say_post_mortem_scheduled (const VigieSay *say)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *note = vigie_say_string_of (say, "note");
  g_autofree char *when = NULL;
  gint64 time_usec = VIGIE_TIME_NONE;

  if (!vigie_body_maybe_time (say->body, "time", &time_usec) || time_usec == VIGIE_TIME_NONE)
    return vigie_say_with_brackets (g_strdup (vigie_say_pick (say->lang, "Post-mortem called off",
                                                              "Retour d’expérience décommandé")),
                                    note);
  when = vigie_time_format_full (time_usec, zone, say->lang);

  return vigie_say_with_brackets (
      vigie_say_labelled (
          say->lang,
          vigie_say_pick (say->lang, "Post-mortem planned", "Retour d’expérience planifié"), when),
      note);
}

char *
vigie_say_post_mortem_began (const VigieSay *say)
{
  g_autofree char *facilitator = vigie_say_string_of (say, "facilitator");

  return vigie_say_with_brackets (
      g_strdup (vigie_say_pick (say->lang, "Post-mortem meeting begun",
                                "Réunion de retour d’expérience commencée")),
      facilitator);
}

char *
vigie_say_post_mortem_item (const VigieSay *say)
{
  g_autofree char *id = vigie_say_string_of (say, "item");
  const char *title = id;

  for (guint i = 0; say->playbook != NULL && i < say->playbook->agenda->len; i++)
    {
      const VigieAgendaItem *item = say->playbook->agenda->pdata[i];

      if (strcmp (item->id, id) == 0)
        title = vigie_text_get (&item->title, say->lang);
    }

  return vigie_say_labelled (
      say->lang, vigie_say_pick (say->lang, "Post-mortem, item", "Retour d’expérience, point"),
      title);
}

static char *
names_of (const VigieSay *say)
{
  VigieJsonNode people = vigie_json_member (say->body, 0, "people");
  g_autoptr(GString) names = g_string_new (NULL);

  for (VigieJsonNode child = people != VIGIE_JSON_NONE ? vigie_json_first (say->body, people)
                                                       : VIGIE_JSON_NONE;
       child != VIGIE_JSON_NONE; child = vigie_json_next (say->body, child))
    {
      g_autofree char *name = vigie_json_string (say->body, child);

      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name != NULL ? name : "");
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

char *
vigie_say_post_mortem_present (const VigieSay *say)
{
  g_autofree char *names = names_of (say);

  return vigie_say_labelled (
      say->lang,
      vigie_say_pick (say->lang, "Present at the post-mortem", "Présents au retour d’expérience"),
      *names != '\0' ? names : vigie_say_pick (say->lang, "nobody", "personne"));
}

char *
vigie_say_review_requested (const VigieSay *say)
{
  g_autofree char *names = names_of (say);
  g_autofree char *despite = vigie_say_string_of (say, "despite");
  const char *label = vigie_say_pick (say->lang, "Review of the post-mortem asked for",
                                      "Relecture du retour d’expérience demandée");

  return vigie_say_with_brackets (
      *names != '\0' ? vigie_say_labelled (say->lang, label, names) : g_strdup (label), despite);
}

char *
vigie_say_review_signed (const VigieSay *say)
{
  g_autofree char *signer = vigie_say_string_of (say, "signer");
  g_autofree char *note = vigie_say_string_of (say, "note");

  return vigie_say_with_brackets (
      vigie_say_labelled (
          say->lang, vigie_say_pick (say->lang, "Post-mortem signed", "Retour d’expérience signé"),
          signer),
      note);
}

char *
vigie_say_review_withdrawn (const VigieSay *say)
{
  g_autofree char *id = vigie_say_string_of (say, "review");
  g_autofree char *reason = vigie_say_string_of (say, "reason");
  const VigieItem *item = vigie_incident_item (say->incident, id);
  gboolean of_request = item != NULL && strcmp (item->entry.event->kind, "review.requested") == 0;

  return vigie_say_with_brackets (
      g_strdup (of_request
                    ? vigie_say_pick (say->lang, "Review taken back", "Relecture retirée")
                    : vigie_say_pick (say->lang, "Signature taken back", "Signature retirée")),
      reason);
}

char *
vigie_say_post_mortem_published (const VigieSay *say)
{
  g_autofree char *word = vigie_say_string_of (say, "list");
  VigiePostMortemList list;

  return vigie_say_labelled (
      say->lang, vigie_say_pick (say->lang, "Post-mortem published", "Retour d’expérience publié"),
      vigie_post_mortem_list_from_word (word, &list)
          ? vigie_post_mortem_list_label (list, say->lang)
          : word);
}
