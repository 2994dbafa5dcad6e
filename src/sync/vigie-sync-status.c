/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The exchange in words. One short line says the state; the reason is a sentence of its own, for a tooltip or a log. */

#include "vigie-sync-status.h"

#include <glib/gi18n-lib.h>

/**
 * vigie_sync_status_clock_is_wrong:
 * @status: a status
 *
 * Returns: %TRUE if the clock here differs from the hub's by more than two minutes
 */
gboolean
vigie_sync_status_clock_is_wrong (const VigieSyncStatus *status)
{
  return ABS (status->clock_offset_usec) > VIGIE_SYNC_CLOCK_LIMIT_USEC;
}

/* What was not taken says more than what only waits. */
static char *
with_counts (const char *state, const VigieSyncStatus *status)
{
  guint n = status->n_parked > 0 ? status->n_parked : status->n_waiting;
  g_autofree char *count = NULL;

  if (n == 0)
    return g_strdup (state);
  if (status->n_parked > 0)
    count = g_strdup_printf (ngettext ("%u not taken", "%u not taken", n), n);
  else
    count = g_strdup_printf (ngettext ("%u waiting", "%u waiting", n), n);
  /* Translators: the state of the exchange with the hub, and how many entries wait or were not taken */
  return g_strdup_printf (_("%s, %s"), state, count);
}

static char *
catching_up (const VigieSyncStatus *status)
{
  g_autofree char *done = g_strdup_printf ("%" G_GINT64_FORMAT, status->done);
  g_autofree char *all = g_strdup_printf ("%" G_GINT64_FORMAT, status->all);

  if (status->all <= 0)
    return with_counts (_("Catching up"), status);

  return g_strdup_printf (_("Catching up (%s of %s)"), done, all);
}

/**
 * vigie_sync_status_words:
 * @status: a status
 *
 * Returns: (transfer full): the state in a few words
 */
char *
vigie_sync_status_words (const VigieSyncStatus *status)
{
  g_return_val_if_fail (status != NULL, NULL);

  switch (status->state)
    {
    case VIGIE_SYNC_CONNECTING:
      return with_counts (_("Connecting"), status);
    case VIGIE_SYNC_CATCHING_UP:
      return catching_up (status);
    case VIGIE_SYNC_LIVE:
      if (vigie_sync_status_clock_is_wrong (status))
        return g_strdup (_("Live, clock wrong here"));
      return with_counts (_("Live"), status);
    case VIGIE_SYNC_OFFLINE:
      return with_counts (_("Offline"), status);
    case VIGIE_SYNC_REFUSED:
      return with_counts (_("Refused by the hub"), status);
    case VIGIE_SYNC_NOT_JOINED:
    default:
      return g_strdup (_("On this computer"));
    }
}

/**
 * vigie_sync_reason_words:
 * @reason: a reason
 *
 * Returns: one sentence; "" for %VIGIE_SYNC_REASON_NONE
 */
const char *
vigie_sync_reason_words (VigieSyncReason reason)
{
  switch (reason)
    {
    case VIGIE_SYNC_REASON_NETWORK:
      return _("The hub does not answer.");
    case VIGIE_SYNC_REASON_SILENCE:
      return _("The hub went silent.");
    case VIGIE_SYNC_REASON_NOT_HUB:
      return _("Somebody answers, but it is not your hub: perhaps a network that asks you to sign in.");
    case VIGIE_SYNC_REASON_CERTIFICATE:
      return _("Whoever answers does not show the certificate of your hub.");
    case VIGIE_SYNC_REASON_BUSY:
      return _("The hub asks to wait.");
    case VIGIE_SYNC_REASON_TOKEN:
      return _("The hub does not know this computer any more: join again.");
    case VIGIE_SYNC_REASON_FORBIDDEN:
      return _("The hub does not allow this to your role.");
    case VIGIE_SYNC_REASON_STORE:
      return _("The incident store on this computer could not be used.");
    case VIGIE_SYNC_REASON_NONE:
    default:
      return "";
    }
}

/**
 * vigie_sync_state_to_word:
 * @state: a state
 *
 * Returns: its stable word
 */
const char *
vigie_sync_state_to_word (VigieSyncState state)
{
  static const char *const words[] = { "not-joined", "connecting", "catching-up", "live", "offline", "refused" };

  g_return_val_if_fail (state < G_N_ELEMENTS (words), NULL);
  return words[state];
}

/**
 * vigie_sync_reason_to_word:
 * @reason: a reason
 *
 * Returns: its stable word
 */
const char *
vigie_sync_reason_to_word (VigieSyncReason reason)
{
  static const char *const words[] = { "none", "network", "silence", "not-hub", "certificate", "busy", "token", "forbidden", "store" };

  g_return_val_if_fail (reason < G_N_ELEMENTS (words), NULL);
  return words[reason];
}
