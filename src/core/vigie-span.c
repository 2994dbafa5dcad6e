/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Span of control: how many people one holder has to listen to.
 *
 * Each person counts once, whatever posts they hold, and reports to the post above theirs as the
 * playbook says; where nobody holds that one, to the next one up, and in the end to the commander.
 * People without a post are not counted: nobody has said yet whom they answer to. */

#include "vigie-incident.h"

#include <string.h>

#include "vigie-time.h"

#define COMMANDER "commander"

/* The nearest post above @post that somebody holds. */
static const char *
superior_of (const VigieIncident *incident, const VigiePlaybook *playbook, const char *post)
{
  const VigiePostDef *def = vigie_playbook_post (playbook, post);

  while (def != NULL && def->reports_to[0] != '\0')
    {
      if (vigie_incident_n_holders (incident, def->reports_to) > 0)
        return def->reports_to;
      def = vigie_playbook_post (playbook, def->reports_to);
    }

  return strcmp (post, COMMANDER) != 0 ? COMMANDER : NULL;
}

static gboolean
holds (const VigieIncident *incident, const char *post, const char *person)
{
  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = incident->holdings->pdata[i];

      if (holding->until_usec == VIGIE_TIME_NONE && strcmp (holding->post, post) == 0 && strcmp (holding->person, person) == 0)
        return TRUE;
    }

  return FALSE;
}

guint
vigie_incident_span (const VigieIncident *incident, const VigiePlaybook *playbook, const char *post)
{
  g_autoptr(GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (incident != NULL && playbook != NULL && post != NULL, 0);

  if (vigie_incident_n_holders (incident, post) == 0)
    return 0;
  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = incident->holdings->pdata[i];

      if (holding->until_usec == VIGIE_TIME_NONE && !holds (incident, post, holding->person)
          && g_strcmp0 (superior_of (incident, playbook, holding->post), post) == 0)
        g_hash_table_add (people, (gpointer) holding->person);
    }

  return g_hash_table_size (people);
}
