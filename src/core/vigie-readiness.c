/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Readiness of the directory.
 *
 * A contact that holds a post of the playbook, or that the playbook says is on call, will be called at night: it needs a
 * number and a deputy. Of others (a provider, an authority) an address is enough, and nobody stands in for them. */

#include "vigie-readiness.h"

#include <string.h>

#include "vigie-time.h"

static gint64
midnight_of (const char *date)
{
  g_autofree char *text = g_strconcat (date != NULL ? date : "", "T00:00:00Z", NULL);
  gint64 time_usec;

  return vigie_time_parse_rfc3339 (text, &time_usec, NULL) ? time_usec : VIGIE_TIME_NONE;
}

/**
 * vigie_readiness_since_usec:
 * @playbook: a playbook
 * @now_usec: the present
 *
 * Returns: from when on a verification counts: the day of the playbook's next review once it has come, before that the day
 *   the playbook was brought up to date; VIGIE_TIME_NONE when it says neither
 */
gint64
vigie_readiness_since_usec (const VigiePlaybook *playbook, gint64 now_usec)
{
  gint64 review_usec;

  g_return_val_if_fail (playbook != NULL, VIGIE_TIME_NONE);

  review_usec = midnight_of (playbook->next_review);
  if (review_usec != VIGIE_TIME_NONE && review_usec <= now_usec)
    return review_usec;
  return midnight_of (playbook->updated);
}

static gboolean
is_called_at_night (const VigiePlaybook *playbook, const VigieContact *contact)
{
  if (contact->on_call)
    return TRUE;
  for (guint i = 0; i < playbook->posts->len; i++)
    if (strcmp (((const VigiePostDef *) playbook->posts->pdata[i])->contact, contact->id) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_fresh (const VigieDirectory *directory, const VigieDirectoryEntry *entry, gint64 now_usec)
{
  return entry->verified && entry->verification->occurred_usec >= vigie_readiness_since_usec (vigie_directory_playbook (directory), now_usec);
}

/**
 * vigie_readiness_lacks:
 * @directory: the directory
 * @entry: one of it
 * @now_usec: the present
 *
 * Returns: what it lacks, bits of VigieLack
 */
guint
vigie_readiness_lacks (const VigieDirectory *directory, const VigieDirectoryEntry *entry, gint64 now_usec)
{
  const VigieContact *contact;
  gboolean at_night;
  guint lacks = 0;

  g_return_val_if_fail (directory != NULL && entry != NULL, 0);

  contact = entry->contact;
  at_night = is_called_at_night (vigie_directory_playbook (directory), contact);
  if (vigie_contact_is_incomplete (&contact->def))
    lacks |= VIGIE_LACK_NUMBER;
  if (contact->numbers->len == 0 && (at_night || contact->addresses->len == 0))
    lacks |= VIGIE_LACK_REACH;
  if (at_night && vigie_directory_deputy (directory, contact->id) == NULL)
    lacks |= VIGIE_LACK_DEPUTY;
  if (!is_fresh (directory, entry, now_usec))
    lacks |= VIGIE_LACK_VERIFIED;
  if (entry->disputed != 0 || entry->disputed_removal)
    lacks |= VIGIE_LACK_AGREEMENT;

  return lacks;
}

/**
 * vigie_readiness_count:
 * @directory: the directory
 * @now_usec: the present
 * @out: (out): how many lack what
 */
void
vigie_readiness_count (const VigieDirectory *directory, gint64 now_usec, VigieReadiness *out)
{
  GPtrArray *entries = vigie_directory_entries (directory);

  g_return_if_fail (out != NULL);

  memset (out, 0, sizeof *out);
  out->n_entries = entries->len;
  for (guint i = 0; i < entries->len; i++)
    {
      guint lacks = vigie_readiness_lacks (directory, entries->pdata[i], now_usec);

      out->n_lacking += lacks != 0;
      out->n_urgent += (lacks & VIGIE_LACK_URGENT) != 0;
      for (guint bit = 0; bit < VIGIE_N_LACKS; bit++)
        out->n[bit] += (lacks & 1u << bit) != 0;
    }
}

/**
 * vigie_readiness_round:
 * @directory: the directory
 * @lacks: bits of VigieLack
 * @now_usec: the present
 *
 * Returns: (transfer container) (element-type VigieDirectoryEntry): whom to go through, the urgent ones first
 */
GPtrArray *
vigie_readiness_round (const VigieDirectory *directory, guint lacks, gint64 now_usec)
{
  GPtrArray *entries = vigie_directory_entries (directory);
  GPtrArray *round = g_ptr_array_new ();

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < entries->len; i++)
      {
        guint own = vigie_readiness_lacks (directory, entries->pdata[i], now_usec);

        if ((own & lacks) != 0 && ((own & VIGIE_LACK_URGENT) != 0) == (pass == 0))
          g_ptr_array_add (round, entries->pdata[i]);
      }

  return round;
}
