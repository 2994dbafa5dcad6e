/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-exchange-words.h"

#include <glib/gi18n-lib.h>

#include "vigie-rights.h"
#include "vigie-time.h"

static gboolean
needs_somebody (const VigieSyncStatus *status)
{
  return status->n_parked > 0 || status->n_aside > 0 || vigie_sync_status_clock_is_wrong (status);
}

const char *
vigie_exchange_icon (const VigieSyncStatus *status)
{
  switch (status->state)
    {
    case VIGIE_SYNC_CONNECTING:
      return "vigie-link-symbolic";
    case VIGIE_SYNC_CATCHING_UP:
      return "vigie-tray-arrow-symbolic";
    case VIGIE_SYNC_LIVE:
      return needs_somebody (status) ? "vigie-warning-symbolic" : "vigie-live-symbolic";
    case VIGIE_SYNC_OFFLINE:
      return "vigie-offline-symbolic";
    case VIGIE_SYNC_REFUSED:
      return "vigie-cross-symbolic";
    case VIGIE_SYNC_NOT_JOINED:
    default:
      return "vigie-lock-symbolic";
    }
}

const char *
vigie_exchange_style (const VigieSyncStatus *status)
{
  switch (status->state)
    {
    case VIGIE_SYNC_CONNECTING:
    case VIGIE_SYNC_CATCHING_UP:
      return "busy";
    case VIGIE_SYNC_LIVE:
      return needs_somebody (status) ? "offline" : "live";
    case VIGIE_SYNC_OFFLINE:
      return "offline";
    case VIGIE_SYNC_REFUSED:
      return "refused";
    case VIGIE_SYNC_NOT_JOINED:
    default:
      return "local";
    }
}

char *
vigie_exchange_brief (const VigieSyncStatus *status)
{
  if (status->n_parked > 0)
    return g_strdup_printf (ngettext ("%u not taken", "%u not taken", status->n_parked), status->n_parked);
  if (status->state == VIGIE_SYNC_REFUSED)
    return g_strdup (_("Refused"));
  if (status->state == VIGIE_SYNC_OFFLINE && status->n_waiting > 0)
    return g_strdup_printf (ngettext ("%u waiting", "%u waiting", status->n_waiting), status->n_waiting);
  if (status->state == VIGIE_SYNC_OFFLINE)
    return g_strdup (_("Offline"));
  if (status->state == VIGIE_SYNC_LIVE && vigie_sync_status_clock_is_wrong (status))
    return g_strdup (_("Clock"));
  if (status->n_aside > 0)
    return g_strdup_printf (ngettext ("%u set aside", "%u set aside", status->n_aside), status->n_aside);

  return g_strdup ("");
}

/* The state alone: counts stand in the second line. */
static char *
bare_words (const VigieSyncStatus *status)
{
  VigieSyncStatus bare = { .state = status->state };

  return vigie_sync_status_words (&bare);
}

char *
vigie_exchange_title (VigieSession *session)
{
  VigieExchange *exchange = vigie_session_get_exchange (session);
  const VigieSyncStatus *status = vigie_exchange_get_status (exchange);
  gint64 live_usec = vigie_exchange_get_live_usec (exchange);
  g_autofree char *words = bare_words (status);
  g_autofree char *time = NULL;

  if (status->state != VIGIE_SYNC_OFFLINE || live_usec == VIGIE_TIME_NONE)
    return g_steal_pointer (&words);
  time = vigie_time_format_near (live_usec, vigie_session_now_usec (session), vigie_session_get_zone (session),
                                 vigie_session_get_lang (session));

  /* Translators: a state, and the time it began: "Offline, 02:59" */
  return g_strdup_printf (_("%s, %s"), words, time);
}

static char *
with_people (const char *name, guint n)
{
  g_autofree char *people = NULL;

  if (n == 0)
    return g_strdup (name);
  people = g_strdup_printf (ngettext ("%u present", "%u present", n), n);

  return g_strdup_printf ("%s · %s", name, people);
}

static char *
progress_words (const VigieSyncStatus *status)
{
  g_autofree char *done = g_strdup_printf ("%" G_GINT64_FORMAT, status->done);
  g_autofree char *all = g_strdup_printf ("%" G_GINT64_FORMAT, status->all);

  return g_strdup_printf (_("%s of %s"), done, all);
}

char *
vigie_exchange_detail (VigieSession *session)
{
  VigieExchange *exchange = vigie_session_get_exchange (session);
  const VigieSyncStatus *status = vigie_exchange_get_status (exchange);
  const VigieStoreHub *hub = vigie_exchange_get_hub (exchange);

  if (hub == NULL)
    return g_strdup (_("nothing is shared"));
  if (status->n_parked > 0)
    return g_strdup_printf (ngettext ("%u entry not taken", "%u entries not taken", status->n_parked), status->n_parked);
  if (status->n_waiting > 0 && status->state != VIGIE_SYNC_LIVE)
    return g_strdup_printf (ngettext ("%u entry to send", "%u entries to send", status->n_waiting), status->n_waiting);
  if (status->state == VIGIE_SYNC_LIVE && vigie_sync_status_clock_is_wrong (status))
    return g_strdup (_("this computer’s clock is wrong"));
  if (status->n_aside > 0 && status->state == VIGIE_SYNC_LIVE)
    return g_strdup_printf (ngettext ("%u entry set aside", "%u entries set aside", status->n_aside), status->n_aside);
  if (status->state == VIGIE_SYNC_CATCHING_UP && status->all > 0)
    return progress_words (status);

  return with_people (hub->name, status->state == VIGIE_SYNC_LIVE ? vigie_exchange_count_people (exchange, NULL) : 0);
}

char *
vigie_exchange_clock_words (const VigieSyncStatus *status, VigieLang lang)
{
  g_autofree char *span = vigie_duration_format (status->clock_offset_usec, lang);

  if (status->clock_offset_usec < 0)
    return g_strdup_printf (_("This computer’s clock is %s ahead. The times recorded here have to be read again."), span);

  return g_strdup_printf (_("This computer’s clock is %s behind. The times recorded here have to be read again."), span);
}

char *
vigie_exchange_who (const VigieStoreHub *hub, VigieLang lang)
{
  VigieRole role = VIGIE_ROLE_NONE;
  const char *label;

  vigie_role_from_word (hub->role, &role);
  label = vigie_role_label (role, lang);

  return *label != '\0' ? g_strdup_printf ("%s, %s", hub->person, label) : g_strdup (hub->person);
}
