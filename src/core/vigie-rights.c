/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may do what, in one table: the hub asks it when an event arrives, a seat before it offers an act. What the
 * table does not name is work on an incident, which every responder may do. */

#include "vigie-rights.h"

#include <string.h>

static const struct
{
  const char *word;
  const char *labels[2]; /* by VigieLang */
} roles[VIGIE_N_ROLES] = {
  [VIGIE_ROLE_NONE] = { NULL, { "", "" } },
  [VIGIE_ROLE_VIEWER] = { "viewer", { "Viewer", "Lecture" } },
  [VIGIE_ROLE_RESPONDER] = { "responder", { "Responder", "Intervention" } },
  [VIGIE_ROLE_COMMUNICATIONS] = { "communications", { "Communications", "Communication" } },
  [VIGIE_ROLE_COMMANDER] = { "commander", { "Commander", "Commandement" } },
  [VIGIE_ROLE_ADMINISTRATOR] = { "administrator", { "Administrator", "Administration" } },
};

/* The kinds that take more than work on an incident does. Reviewing the report is work on it: whoever wrote a passage
 * answers its comments. VIGIE_N_ROLES: no role is enough. */
static const struct
{
  const char *kind;
  VigieRole least;
} rights[] = {
  { "breach.decided", VIGIE_ROLE_COMMUNICATIONS },
  { "breach.lowered", VIGIE_ROLE_COMMUNICATIONS },
  { "breach.answered", VIGIE_ROLE_COMMUNICATIONS },
  { "breach.registered", VIGIE_ROLE_COMMUNICATIONS },
  { "post-mortem.published", VIGIE_ROLE_COMMUNICATIONS },
  { "mailing.begun", VIGIE_ROLE_COMMUNICATIONS },
  { "mailing.paused", VIGIE_ROLE_COMMUNICATIONS },
  { "mailing.resumed", VIGIE_ROLE_COMMUNICATIONS },
  { "mailing.finished", VIGIE_ROLE_COMMUNICATIONS },
  { "incident.restricted", VIGIE_ROLE_COMMANDER },
  { "event.redacted", VIGIE_ROLE_ADMINISTRATOR },
  { "member.set", VIGIE_ROLE_ADMINISTRATOR },
  { "device.enrolled", VIGIE_ROLE_ADMINISTRATOR },
  { "device.revoked", VIGIE_ROLE_ADMINISTRATOR },
  { "hub.enrolled", VIGIE_ROLE_ADMINISTRATOR },
  { "hub.revoked", VIGIE_ROLE_ADMINISTRATOR },
  { "organisation.founded", VIGIE_N_ROLES },
};

/**
 * vigie_role_to_word:
 * @role: a role
 *
 * Returns: (nullable): the stable word of @role; %NULL for %VIGIE_ROLE_NONE
 */
const char *
vigie_role_to_word (VigieRole role)
{
  g_return_val_if_fail (role < VIGIE_N_ROLES, NULL);

  return roles[role].word;
}

/**
 * vigie_role_from_word:
 * @word: (nullable): a word
 * @out: (out): the role; untouched when the answer is %FALSE
 *
 * Returns: %TRUE if @word names a role
 */
gboolean
vigie_role_from_word (const char *word, VigieRole *out)
{
  for (VigieRole role = VIGIE_ROLE_VIEWER; word != NULL && role < VIGIE_N_ROLES; role++)
    {
      if (strcmp (roles[role].word, word) == 0)
        {
          *out = role;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * vigie_role_label:
 * @role: a role
 * @lang: a language
 *
 * Returns: @role said to a person; a static string, "" for %VIGIE_ROLE_NONE
 */
const char *
vigie_role_label (VigieRole role, VigieLang lang)
{
  g_return_val_if_fail (role < VIGIE_N_ROLES, NULL);

  return roles[role].labels[lang];
}

/**
 * vigie_rights_may_append:
 * @role: the role of the member whose device recorded the event
 * @kind: kind of the event
 *
 * Returns: %TRUE if that role may append an event of that kind
 */
gboolean
vigie_rights_may_append (VigieRole role, const char *kind)
{
  VigieRole least = VIGIE_ROLE_RESPONDER;

  g_return_val_if_fail (kind != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (rights); i++)
    {
      if (strcmp (rights[i].kind, kind) == 0)
        least = rights[i].least;
    }

  return role >= least;
}

/**
 * vigie_rights_may_see:
 * @role: the role of who asks
 * @member_id: (nullable): who asks
 * @restriction: what the incident's own events say
 * @declarer_id: (nullable): the member whose device declared the incident
 *
 * Returns: %TRUE if that member may see the incident, in whatever way
 */
gboolean
vigie_rights_may_see (VigieRole role, const char *member_id, const VigieRestriction *restriction, const char *declarer_id)
{
  g_return_val_if_fail (restriction != NULL, FALSE);

  if (role < VIGIE_ROLE_VIEWER)
    return FALSE;
  if (!restriction->restricted || role >= VIGIE_ROLE_COMMANDER)
    return TRUE;
  if (member_id == NULL)
    return FALSE;

  return g_strcmp0 (member_id, declarer_id) == 0 || g_strv_contains (restriction->people, member_id);
}
