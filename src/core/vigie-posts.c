/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The posts of an incident. None of them is hidden because it is empty: an empty post is what the commander
 * has to see. What the type of incident adds is suggested, unless the playbook requires it anyway. */

#include "vigie-posts.h"

#include <string.h>

#include "vigie-time.h"

/* People outside are told as soon as users notice, which is assumed until the facts say otherwise. */
static gboolean
is_external (const VigieIncident *incident)
{
  const VigieFact *fact = vigie_incident_fact (incident, "visible_impact");

  return fact == NULL || g_strcmp0 (fact->value, "no") != 0;
}

static void
add_need (GPtrArray *needs, const char *post, VigiePostKind kind)
{
  VigiePostNeed *need;

  for (guint i = 0; i < needs->len; i++)
    if (strcmp (((const VigiePostNeed *) needs->pdata[i])->post, post) == 0)
      return;
  need = g_new0 (VigiePostNeed, 1);
  need->post = post;
  need->kind = kind;
  g_ptr_array_add (needs, need);
}

static gboolean
is_suggested (const VigiePostDef *post, const VigieTypeDef *type)
{
  for (guint i = 0; type != NULL && i < type->posts->len; i++)
    if (strcmp (type->posts->pdata[i], post->id) == 0)
      return TRUE;

  return strcmp (post->required, "suggested") == 0;
}

GPtrArray *
vigie_incident_posts (const VigieIncident *incident, const VigiePlaybook *playbook)
{
  g_autoptr(GPtrArray) required = NULL;
  const VigieTypeDef *type;
  GPtrArray *needs = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (incident != NULL && playbook != NULL, needs);

  type = vigie_playbook_type (playbook, incident->type);
  required = vigie_playbook_required_posts (playbook, NULL, vigie_incident_is_breach (incident), is_external (incident));
  for (guint i = 0; i < required->len; i++)
    add_need (needs, ((const VigiePostDef *) required->pdata[i])->id, VIGIE_POST_REQUIRED);
  for (guint i = 0; i < playbook->posts->len; i++)
    {
      const VigiePostDef *post = playbook->posts->pdata[i];

      if (is_suggested (post, type))
        add_need (needs, post->id, VIGIE_POST_SUGGESTED);
    }
  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = incident->holdings->pdata[i];

      if (holding->until_usec == VIGIE_TIME_NONE)
        add_need (needs, holding->post, VIGIE_POST_EXTRA);
    }

  return needs;
}
