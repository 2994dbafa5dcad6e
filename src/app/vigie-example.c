/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scripts themselves are tables (vigie-example-outage.h, vigie-example-registry.h); here is only
 * where in time they are placed. Detection falls on a whole minute, as a person would give it. */

#include "vigie-example.h"

#include "vigie-example-outage.h"
#include "vigie-example-registry.h"

static gint64
minutes_before (gint64 now_usec,
                gint64 minutes)
{
  return now_usec - now_usec % VIGIE_MINUTE_USEC - minutes * VIGIE_MINUTE_USEC;
}

static GPtrArray *
drafts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
}

GPtrArray *
vigie_example_drafts (VigiePlaybook  *playbook,
                      VigieLang       lang,
                      gint64          now_usec,
                      gboolean        is_example,
                      GRand          *random,
                      char          **stream_out,
                      GError        **error)
{
  g_autoptr(GPtrArray) drafts = drafts_new ();

  if (!vigie_script_play (&outage_script, playbook, lang, minutes_before (now_usec, VIGIE_OUTAGE_MINUTES), is_example, FALSE, random, drafts, stream_out, error))
    return NULL;
  return g_steal_pointer (&drafts);
}

GPtrArray *
vigie_example_registry_drafts (VigiePlaybook  *playbook,
                               VigieLang       lang,
                               gint64          now_usec,
                               GRand          *random,
                               GError        **error)
{
  static const gint64 day = 24 * 60;
  const struct
  {
    const VigieScript *script;
    gint64 minutes;
    gboolean is_historical;
  } all[] = {
    { &access_script, 190, FALSE },
    { &wave_script, 174, FALSE },
    { &deploy_script, 11 * day + 410, TRUE },
    { &timeouts_script, 24 * day + 700, TRUE },
    { &import_script, 41 * day + 130, TRUE },
    { &orange_script, 63 * day + 520, TRUE },
  };
  g_autoptr(GPtrArray) drafts = drafts_new ();

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (!vigie_script_play (all[i].script, playbook, lang, minutes_before (now_usec, all[i].minutes), FALSE, all[i].is_historical, random, drafts, NULL, error))
      {
        g_prefix_error (error, "%s: ", all[i].script->en);
        return NULL;
      }
  return g_steal_pointer (&drafts);
}
