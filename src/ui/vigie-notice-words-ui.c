/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-notice-words-ui.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"

char *
vigie_notice_approver_words (VigieIncidentModel *model, const char *id)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigiePlaybook *playbook = vigie_session_get_playbook (session);
  VigieLang lang = vigie_session_get_lang (session);
  const VigiePostDef *post = vigie_playbook_post (playbook, id);
  const VigieContactDef *contact = vigie_playbook_contact (playbook, id);
  const VigieHolding *holder = vigie_incident_holder (vigie_incident_model_get_incident (model), id);
  const char *title = post ? vigie_text_get (&post->title, lang) : contact ? vigie_text_get (&contact->name, lang) : id;

  if (holder)
    return g_strdup_printf ("%s (%s)", title, holder->person);
  if (contact && contact->people->len > 0)
    return g_strdup_printf ("%s (%s)", title, (const char *) g_ptr_array_index (contact->people, 0));
  return g_strdup (title);
}

char *
vigie_notice_missing_words (VigieIncidentModel *model, const VigieNotice *notice)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < notice->missing->len; i++)
    {
      g_autofree char *words = vigie_notice_approver_words (model, g_ptr_array_index (notice->missing, i));

      g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", words);
    }
  return g_string_free (all, FALSE);
}

static char *
draft_words (VigieIncidentModel *model, const VigieNotice *notice)
{
  g_autofree char *writer = vigie_short_name (vigie_incident_person_of (vigie_incident_model_get_incident (model), notice->version->event));

  if (notice->refused)
    return g_strdup_printf (_("%1$s refused: %2$s"), notice->refused->approver, notice->refused->reason);
  return g_strdup_printf (_("Written by %s"), writer);
}

char *
vigie_notice_next_words (VigieIncidentModel *model, const VigieNotice *notice)
{
  g_autofree char *missing = vigie_notice_missing_words (model, notice);

  switch (notice->state)
    {
    case VIGIE_NOTICE_REVIEW:
      return g_strdup_printf (_("Approval still missing: %s"), missing);
    case VIGIE_NOTICE_APPROVED:
      return g_strdup (_("Ready to be published"));
    case VIGIE_NOTICE_SENT:
      return g_strdup (notice->changed_since_sent ? _("Another text went out than the one that stands") : _("Went out; to be completed when nothing is open any more"));
    case VIGIE_NOTICE_COMPLETED:
      return g_strdup (_("Nothing is open any more"));
    case VIGIE_NOTICE_WITHDRAWN:
      return g_strdup (notice->withdrawn->reason);
    case VIGIE_NOTICE_DRAFT:
    case VIGIE_N_NOTICE_STATES:
    default:
      return draft_words (model, notice);
    }
}

const char *
vigie_notice_state_style (const VigieNotice *notice)
{
  switch (notice->state)
    {
    case VIGIE_NOTICE_REVIEW: return "soon";
    case VIGIE_NOTICE_APPROVED: return "acc";
    case VIGIE_NOTICE_SENT: return notice->changed_since_sent ? "late" : "ok";
    case VIGIE_NOTICE_COMPLETED: return "ok";
    case VIGIE_NOTICE_DRAFT: return notice->refused ? "late" : NULL;
    case VIGIE_NOTICE_WITHDRAWN:
    case VIGIE_N_NOTICE_STATES:
    default: return NULL;
    }
}
