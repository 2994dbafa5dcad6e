/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines of the timeline that mailings make. */

#include "vigie-say.h"

static char *
number_of (const VigieSay *say, const char *name)
{
  return vigie_text_number (vigie_json_member_int (say->body, 0, name, 0), say->lang);
}

static const char *
audience_of (const VigieSay *say, const char *id)
{
  const VigieAudience *audience = say->playbook != NULL ? vigie_playbook_audience (say->playbook, id) : NULL;

  return audience != NULL ? vigie_text_get (&audience->title, say->lang) : id;
}

/* "412 sent of 1,487, 3 refused, 1 uncertain" */
static char *
counts_of (const VigieSay *say)
{
  g_autofree char *count = number_of (say, "count");
  g_autofree char *accepted = number_of (say, "accepted");
  g_autofree char *refused = number_of (say, "refused");
  g_autofree char *uncertain = number_of (say, "uncertain");

  return g_strdup_printf (vigie_say_pick (say->lang, "sent: %s of %s; refused: %s; uncertain: %s",
                                          "envoyés\u00a0: %s sur %s\u202f; refusés\u00a0: %s\u202f; incertains\u00a0: %s"),
                          accepted, count, refused, uncertain);
}

static char *
say_step (const VigieSay *say, const char *words)
{
  g_autofree char *id = vigie_say_string_of (say, "audience");
  g_autofree char *label = g_strdup_printf ("%s, %s", words, audience_of (say, id));
  g_autofree char *counts = counts_of (say);
  g_autofree char *reason = vigie_say_string_of (say, "reason");

  return vigie_say_with_brackets (vigie_say_labelled (say->lang, label, counts), reason);
}

char *
vigie_say_mailing_begun (const VigieSay *say)
{
  g_autofree char *id = vigie_say_string_of (say, "audience");
  g_autofree char *count = number_of (say, "count");
  g_autofree char *people = g_strdup_printf (vigie_say_pick (say->lang, "messages to send: %s", "messages à envoyer\u00a0: %s"), count);
  g_autofree char *label = g_strdup_printf ("%s, %s", vigie_say_pick (say->lang, "Mailing begun", "Publipostage commencé"), audience_of (say, id));

  return vigie_say_labelled (say->lang, label, people);
}

char *
vigie_say_mailing_paused (const VigieSay *say)
{
  return say_step (say, vigie_say_pick (say->lang, "Mailing paused", "Publipostage en pause"));
}

char *
vigie_say_mailing_resumed (const VigieSay *say)
{
  return say_step (say, vigie_say_pick (say->lang, "Mailing resumed", "Publipostage repris"));
}

char *
vigie_say_mailing_finished (const VigieSay *say)
{
  gboolean stopped = vigie_json_member_boolean (say->body, 0, "stopped", FALSE);

  return say_step (say, stopped ? vigie_say_pick (say->lang, "Mailing ended early", "Publipostage arrêté avant la fin")
                                : vigie_say_pick (say->lang, "Mailing finished", "Publipostage terminé"));
}
