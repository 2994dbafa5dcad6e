/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines of the timeline that notices make. A step that does not count says so, and why. */

#include "vigie-say.h"

#include <string.h>

#include "vigie-notice.h"

static const VigieNotice *
notice_of (const VigieSay *say)
{
  g_autofree char *id = vigie_say_string_of (say, "notice");

  return vigie_incident_notice (say->incident, *id != '\0' ? id : say->event->id);
}

/* "N2 Press release", as far as it is known. */
static char *
title_of (const VigieSay *say)
{
  const VigieNotice *notice = notice_of (say);
  g_autofree char *title = notice != NULL ? vigie_notice_title (notice, say->playbook, say->lang) : NULL;

  if (notice == NULL)
    return g_strdup (vigie_say_pick (say->lang, "a notice that is not here", "un message qui n’est pas ici"));

  return g_strdup_printf ("%s %s", notice->code, title);
}

static const VigieNoticeStep *
step_of (const VigieSay *say)
{
  const VigieNotice *notice = notice_of (say);

  for (guint i = 0; notice != NULL && i < notice->steps->len; i++)
    {
      const VigieNoticeStep *step = notice->steps->pdata[i];

      if (strcmp (step->event->id, say->event->id) == 0)
        return step;
    }

  return NULL;
}

/* @line (consumed), and why it does not count. */
static char *
with_fault (const VigieSay *say, char *line)
{
  const VigieNoticeStep *step = step_of (say);

  if (step == NULL || step->fault == VIGIE_NOTICE_FAULT_NONE)
    return line;

  return vigie_say_with_brackets (line, vigie_notice_fault_sentence (step->fault, say->lang));
}

static char *
line (const VigieSay *say, const char *what)
{
  g_autofree char *title = title_of (say);

  return with_fault (say, vigie_say_labelled (say->lang, what, title));
}

char *
vigie_say_notice_drafted (const VigieSay *say)
{
  g_autofree char *id = vigie_say_string_of (say, "notice");

  return line (say, *id == '\0' ? vigie_say_pick (say->lang, "Notice begun", "Message commencé")
                                : vigie_say_pick (say->lang, "Notice edited", "Message modifié"));
}

char *
vigie_say_notice_submitted (const VigieSay *say)
{
  return line (say, vigie_say_pick (say->lang, "Approval asked for", "Approbation demandée"));
}

char *
vigie_say_notice_reviewed (const VigieSay *say)
{
  return line (say, vigie_say_pick (say->lang, "Notice read and found good", "Message relu, bon"));
}

static char *
with_reason (const VigieSay *say, const char *what, const char *member)
{
  g_autofree char *title = title_of (say);
  g_autofree char *reason = vigie_say_string_of (say, member);

  return with_fault (say, vigie_say_with_brackets (vigie_say_labelled (say->lang, what, title), reason));
}

char *
vigie_say_notice_approved (const VigieSay *say)
{
  g_autofree char *title = title_of (say);
  g_autofree char *approver = vigie_say_string_of (say, "approver");
  g_autofree char *as = vigie_say_string_of (say, "as");
  g_autofree char *heard_by = vigie_say_string_of (say, "heard_by");
  const char *right = vigie_say_post_title (say, as);
  char *said;

  if (strcmp (right, as) == 0)
    right = vigie_say_contact_name (say, as);
  if (*heard_by != '\0')
    said = g_strdup_printf (vigie_say_pick (say->lang, "%1$s approved for %2$s by telephone, heard by %3$s: %4$s",
                                            "%1$s a approuvé pour %2$s par téléphone, entendu par %3$s\302\240: %4$s"),
                            approver, right, heard_by, title);
  else
    said = g_strdup_printf (vigie_say_pick (say->lang, "%1$s approved for %2$s: %3$s", "%1$s a approuvé pour %2$s\302\240: %3$s"),
                            approver, right, title);

  return with_fault (say, said);
}

char *
vigie_say_notice_refused (const VigieSay *say)
{
  g_autofree char *approver = vigie_say_string_of (say, "approver");
  g_autofree char *what = g_strdup_printf (vigie_say_pick (say->lang, "%s refused", "%s a refusé"), approver);

  return with_reason (say, what, "reason");
}

char *
vigie_say_notice_withdrawn (const VigieSay *say)
{
  return with_reason (say, vigie_say_pick (say->lang, "Notice withdrawn", "Message retiré"), "reason");
}

char *
vigie_say_notice_completed (const VigieSay *say)
{
  return with_reason (say, vigie_say_pick (say->lang, "Notice completed", "Message terminé"), "note");
}

char *
vigie_say_notice_sent (const VigieSay *say)
{
  g_autofree char *channel = vigie_say_string_of (say, "channel");
  const VigieChannel *way = say->playbook != NULL ? vigie_playbook_channel (say->playbook, channel) : NULL;
  g_autofree char *title = title_of (say);
  const VigieNoticeStep *step = step_of (say);
  char *said = vigie_say_with_brackets (vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Notice published", "Message publié"), title),
                                        way != NULL ? vigie_text_get (&way->title, say->lang) : channel);

  if (step != NULL && step->count >= 0)
    {
      g_autofree char *count = g_strdup_printf (vigie_say_pick (say->lang, "%" G_GINT64_FORMAT " messages", "%" G_GINT64_FORMAT " messages"), step->count);
      char *with = g_strdup_printf ("%s, %s", said, count);

      g_free (said);
      said = with;
    }

  return with_fault (say, said);
}
