/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the fields to a message like any other: reviewed, approved and sent by the same ways. It remembers the facts it
 * drew on, so that a changed fact marks it. While one of that kind has not gone out it is that one that is rewritten. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-breach.h"
#include "vigie-act-notice.h"
#include "vigie-breach-notice.h"
#include "vigie-error.h"

static const char *const kinds[] = { "authority-initial", "authority-complement", "authority-withdrawal" };

/* The one of that kind that is still being worked on, or NULL. */
static const VigieNotice *
open_notice (const VigieIncident *incident, const char *kind)
{
  GPtrArray *notices = vigie_incident_get_notices (incident);

  for (guint i = notices->len; i > 0; i--)
    {
      const VigieNotice *notice = g_ptr_array_index (notices, i - 1);

      if (strcmp (notice->version->kind, kind) == 0 && notice->state < VIGIE_NOTICE_SENT)
        return notice;
    }

  return NULL;
}

static GPtrArray *
facts_of (const VigieBreachNotice *notice, const VigieIncident *incident, gint64 at_usec)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < notice->fields->len; i++)
    {
      const VigieBreachField *field = g_ptr_array_index (notice->fields, i);
      const VigieFact *fact = field->fact != NULL && !field->own ? vigie_incident_fact_at (incident, field->fact, at_usec) : NULL;
      VigieNoticeFact *drawn;

      if (fact == NULL)
        continue;
      drawn = g_new0 (VigieNoticeFact, 1);
      drawn->name = fact->name;
      drawn->value = fact->value;
      drawn->state = fact->state;
      g_ptr_array_add (facts, drawn);
    }

  return facts;
}

static VigieBreachNotice *
notice_in (const VigiePlaybook *playbook, const VigieIncident *incident, VigieBreachNoticeKind kind, gint64 at_usec, GTimeZone *zone, VigieLang lang)
{
  g_autoptr(VigieBreach) breach = vigie_breach_evaluate (playbook, incident, at_usec, zone, lang);

  return vigie_breach_notice_new (breach, incident, playbook, kind, at_usec, zone, lang);
}

/* First line as subject, the rest as body. */
static void
split (const char *text, VigieNoticeText *out, char **subject)
{
  const char *end = strchr (text, '\n');

  *subject = g_strndup (text, (gsize) (end - text));
  while (*end == '\n')
    end++;
  out->subject = *subject;
  out->body = end;
}

/**
 * vigie_act_breach_notice:
 * @kind: what notice it is
 * @zone: (nullable): zone of the times in it; %NULL for UTC
 *
 * Drafts the notice to the authority in both languages from what is known. Refused while something is missing for
 * which no blank may stand; what may stay open is named in it.
 */
GPtrArray *
vigie_act_breach_notice (const VigiePlaybook *playbook, const VigieIncident *incident, VigieBreachNoticeKind kind, GTimeZone *zone, const char *author, gint64 at_usec, GError **error)
{
  VigieNoticeDraft draft = { .next_update_usec = VIGIE_TIME_NONE };
  const VigieNotice *open;
  g_autoptr(GPtrArray) facts = NULL;
  char *texts[VIGIE_N_LANGS] = { NULL };
  char *subjects[VIGIE_N_LANGS] = { NULL };
  g_autofree char *missing = NULL;
  GPtrArray *drafts = NULL;

  g_return_val_if_fail (playbook != NULL && incident != NULL && kind < G_N_ELEMENTS (kinds), NULL);

  open = open_notice (incident, kinds[kind]);
  draft.notice = open != NULL ? open->id : NULL;
  draft.kind = kinds[kind];
  draft.audience = "authority";
  for (VigieLang lang = VIGIE_LANG_EN; lang <= VIGIE_LANG_FR; lang++)
    {
      g_autoptr(VigieBreachNotice) notice = notice_in (playbook, incident, kind, at_usec, zone, lang);

      if (lang == VIGIE_LANG_EN)
        facts = facts_of (notice, incident, at_usec);
      g_free (missing);
      missing = vigie_breach_notice_list (notice, VIGIE_FIELD_MISSING);
      texts[lang] = vigie_breach_notice_text (notice);
      split (texts[lang], &draft.texts[lang], &subjects[lang]);
    }
  draft.facts = facts;
  if (*missing != '\0')
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The notice may not go out yet. Missing: %s."), missing);
  else
    drafts = vigie_act_notice_draft (playbook, incident, &draft, author, at_usec, error);
  for (gsize i = 0; i < VIGIE_N_LANGS; i++)
    {
      g_free (texts[i]);
      g_free (subjects[i]);
    }

  return drafts;
}
