/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One transaction for everything that waits. Replies are written before the commit and sent after it; when
 * the commit fails they are all replaced by a refusal, because nothing was stored. */

#include "vigie-hub-private.h"

#include "vigie-hub-journal.h"

static void
appended_clear (gpointer data)
{
  VigieHubAppended *appended = data;

  vigie_event_unref (appended->event);
  g_clear_pointer (&appended->withheld, g_bytes_unref);
}

void
vigie_hub_commit_init (VigieHubCommit *commit)
{
  commit->appended = g_array_new (FALSE, FALSE, sizeof (VigieHubAppended));
  g_array_set_clear_func (commit->appended, appended_clear);
  commit->tokens = FALSE;
}

void
vigie_hub_commit_clear (VigieHubCommit *commit)
{
  g_array_unref (commit->appended);
}

/* What the commit changed is true for everybody from here on. */
static void
take_effect (VigieHub *hub, const VigieHubCommit *commit)
{
  g_mutex_lock (&hub->lock);
  if (hub->view != hub->next)
    {
      vigie_hub_view_unref (hub->view);
      hub->view = vigie_hub_view_ref (hub->next);
      hub->generation++;
    }
  hub->head += commit->appended->len;
  hub->failing = FALSE;
  if (commit->tokens)
    {
      hub->token_generation++;
      g_hash_table_remove_all (hub->tokens);
    }
  g_mutex_unlock (&hub->lock);
  vigie_hub_count (hub, VIGIE_HUB_COUNT_STORED, commit->appended->len);
  vigie_hub_count (hub, VIGIE_HUB_COUNT_COMMITS, 1);
}

/* The rights are those of the last commit again; what they are folded from is read anew before the next
 * transaction, when the log can perhaps be read. */
static void
take_back (VigieHub *hub, const GError *error)
{
  vigie_hub_log_rollback (hub->log);
  vigie_hub_view_unref (hub->next);
  hub->next = vigie_hub_view_ref (hub->view);
  hub->stale = TRUE;
  g_mutex_lock (&hub->lock);
  hub->failing = TRUE;
  g_mutex_unlock (&hub->lock);
  vigie_hub_count (hub, VIGIE_HUB_COUNT_FAILED, 1);
  vigie_hub_journal ("commit-failed", "error", error != NULL ? error->message : "", NULL);
}

static gboolean
begin (VigieHub *hub, GError **error)
{
  return vigie_hub_log_begin (hub->log, error) && (!hub->stale || vigie_hub_load_view (hub, error));
}

gboolean
vigie_hub_transact (VigieHub *hub, gboolean (*work) (VigieHub *hub, VigieHubCommit *commit, gpointer data, GError **error),
                    gpointer data, GError **error)
{
  g_autoptr(GError) own_error = NULL;
  VigieHubCommit commit;
  gboolean ok;

  vigie_hub_commit_init (&commit);
  ok = begin (hub, &own_error) && work (hub, &commit, data, &own_error)
       && vigie_hub_log_commit (hub->log, &own_error);
  if (ok)
    take_effect (hub, &commit);
  else
    take_back (hub, own_error);
  vigie_hub_commit_clear (&commit);
  if (own_error != NULL)
    g_propagate_error (error, g_steal_pointer (&own_error));

  return ok;
}

static gboolean
run_all (VigieHub *hub, VigieHubRequest **requests, guint n, VigieHubCommit *commit, GError **error)
{
  if (!begin (hub, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!requests[i]->work (hub, requests[i], commit, error))
      return FALSE;

  return vigie_hub_log_commit (hub->log, error);
}

static void
write_some (VigieHub *hub, VigieHubRequest **requests, guint n, GPtrArray *frames)
{
  g_autoptr(GError) error = NULL;
  VigieHubCommit commit;
  gboolean ok;

  vigie_hub_commit_init (&commit);
  ok = run_all (hub, requests, n, &commit, &error);
  if (ok)
    {
      take_effect (hub, &commit);
      vigie_hub_add_frames (hub, &commit, frames);
    }
  else
    take_back (hub, error);
  vigie_hub_commit_clear (&commit);
  if (ok)
    return;
  /* Perhaps only one of them cannot be stored; the others must not suffer for it. A full disk is everybody's. */
  if (n > 1 && !g_error_matches (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FULL))
    for (guint i = 0; i < n; i++)
      write_some (hub, &requests[i], 1, frames);
  else
    for (guint i = 0; i < n; i++)
      vigie_hub_reply_log_error (requests[i], error);
}

GPtrArray *
vigie_hub_write (VigieHub *hub, GPtrArray *requests)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_hub_frame_unref);

  write_some (hub, (VigieHubRequest **) requests->pdata, requests->len, frames);

  return frames;
}

static gboolean
probe_work (VigieHub *hub, VigieHubCommit *commit, gpointer data, GError **error)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, vigie_hub_now (hub));

  return vigie_hub_log_value_put (hub->log, "probe", now, error);
}

GPtrArray *
vigie_hub_tick (VigieHub *hub)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_hub_frame_unref);
  gboolean failing;

  g_mutex_lock (&hub->lock);
  failing = hub->failing;
  g_mutex_unlock (&hub->lock);
  /* Errors are in the journal already. */
  if (failing)
    vigie_hub_transact (hub, probe_work, NULL, NULL);
  vigie_hub_add_presence_frame (hub, frames);

  return frames;
}
