/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a notice's versions and steps come to: which text stands, what was said of it, which facts changed, its state.
 * The pointers of a notice lead to what counts alone; the rest stays in its list of steps. */

#include "vigie-notice-private.h"

#include <string.h>

/* ---- What follows ---- */

static void
take_step (VigieNoticeJudge *judge, const VigieNoticeStep *step)
{
  VigieNotice *notice = judge->notice;

  switch (step->verb)
    {
    case VIGIE_NOTICE_SUBMITTED:
      notice->submitted = step;
      break;
    case VIGIE_NOTICE_REVIEWED:
      notice->reviewed = step;
      g_ptr_array_add (notice->readings, (gpointer) step);
      break;
    case VIGIE_NOTICE_APPROVAL:
      g_ptr_array_add (notice->approvals, (gpointer) step);
      break;
    case VIGIE_NOTICE_REFUSAL:
      if (vigie_notice_judge_refusal_stands (judge, step))
        notice->refused = step;
      break;
    case VIGIE_NOTICE_WITHDRAWAL:
      notice->withdrawn = step;
      break;
    case VIGIE_NOTICE_PUBLICATION:
      notice->sent = step;
      break;
    case VIGIE_NOTICE_COMPLETION:
    default:
      notice->completed = step;
      break;
    }
}

/* What was rightly said of a text that somebody has edited since: void, and nobody's fault. */
static gboolean
is_of_old_text (const VigieNotice *notice, const VigieNoticeStep *step)
{
  return step->version != NULL && step->verb != VIGIE_NOTICE_PUBLICATION
         && strcmp (step->version, notice->version->event->id) != 0;
}

static void
take_steps (VigieNoticeJudge *judge)
{
  VigieNotice *notice = judge->notice;

  for (guint i = 0; i < notice->steps->len; i++)
    {
      VigieNoticeStep *step = notice->steps->pdata[i];

      if (step->fault == VIGIE_NOTICE_FAULT_NONE && is_of_old_text (notice, step))
        step->fault = VIGIE_NOTICE_FAULT_EDITED;
      else if (step->fault == VIGIE_NOTICE_FAULT_NONE)
        take_step (judge, step);
      else if (step->fault != VIGIE_NOTICE_FAULT_REFUSED)
        notice->n_faults++;
    }
}

static void
find_missing (VigieNoticeJudge *judge)
{
  VigieNotice *notice = judge->notice;
  const VigieAudience *audience = vigie_notice_judge_audience (judge, notice->version);

  for (guint i = 0; audience != NULL && i < audience->approvers->len; i++)
    {
      const char *approver = audience->approvers->pdata[i];
      gboolean is_given = FALSE;

      for (guint j = 0; j < notice->approvals->len; j++)
        is_given = is_given
                   || strcmp (((const VigieNoticeStep *) notice->approvals->pdata[j])->as, approver)
                          == 0;
      if (!is_given)
        g_ptr_array_add (notice->missing, (gpointer) approver);
    }
}

static void
find_stale (VigieNoticeJudge *judge)
{
  GPtrArray *facts = judge->notice->version->facts;

  for (guint i = 0; i < facts->len; i++)
    {
      const VigieNoticeFact *drawn = facts->pdata[i];
      const VigieFact *fact = vigie_incident_fact (judge->incident, drawn->name);
      VigieFactState state = fact != NULL ? fact->state : VIGIE_FACT_UNKNOWN;

      if (state != drawn->state || strcmp (fact != NULL ? fact->value : "", drawn->value) != 0)
        g_ptr_array_add (judge->notice->stale, (gpointer) drawn->name);
    }
}

static VigieNoticeState
state_of (const VigieNoticeJudge *judge)
{
  const VigieNotice *notice = judge->notice;

  if (notice->withdrawn != NULL)
    return VIGIE_NOTICE_WITHDRAWN;
  if (notice->sent != NULL)
    return notice->completed != NULL ? VIGIE_NOTICE_COMPLETED : VIGIE_NOTICE_SENT;
  if (notice->refused != NULL)
    return VIGIE_NOTICE_DRAFT;
  if (!notice->needs_approval)
    return notice->submitted == NULL  ? VIGIE_NOTICE_DRAFT
           : notice->unread->len == 0 ? VIGIE_NOTICE_APPROVED
                                      : VIGIE_NOTICE_REVIEW;
  if (notice->approvals->len > 0 && notice->missing->len == 0 && notice->unread->len == 0)
    return VIGIE_NOTICE_APPROVED;

  return notice->submitted != NULL || notice->approvals->len > 0 ? VIGIE_NOTICE_REVIEW
                                                                 : VIGIE_NOTICE_DRAFT;
}

static gboolean
is_replaced (const VigieNotice *notice, const VigieNoticeVersion *version)
{
  for (guint i = 0; i < notice->versions->len; i++)
    {
      const VigieNoticeVersion *other = notice->versions->pdata[i];

      if (other != version && other->event->replaces != NULL
          && g_strv_contains (other->event->replaces, version->event->id))
        return TRUE;
    }

  return FALSE;
}

/* The last one that no other version of the notice replaces. */
static void
find_version (VigieNotice *notice)
{
  notice->version = notice->versions->pdata[notice->versions->len - 1];
  for (guint i = notice->versions->len; i > 0; i--)
    {
      if (!is_replaced (notice, notice->versions->pdata[i - 1]))
        {
          notice->version = notice->versions->pdata[i - 1];
          return;
        }
    }
}

static void
judge_notice (VigieNoticeJudge *judge)
{
  VigieNotice *notice = judge->notice;

  notice->submitted = notice->reviewed = notice->refused = notice->withdrawn = notice->completed =
      notice->sent = NULL;
  notice->n_faults = 0;
  g_ptr_array_set_size (notice->approvals, 0);
  g_ptr_array_set_size (notice->missing, 0);
  g_ptr_array_set_size (notice->unread, 0);
  g_ptr_array_set_size (notice->readings, 0);
  g_ptr_array_set_size (notice->stale, 0);
  find_version (notice);
  notice->needs_approval = vigie_notice_judge_needs_approval (judge, notice->version);
  vigie_notice_judge_steps (judge);
  take_steps (judge);
  find_missing (judge);
  vigie_notice_judge_find_unread (judge);
  find_stale (judge);
  notice->changed_since_sent = notice->sent != NULL
                               && strcmp (notice->sent->version, notice->version->event->id) != 0;
  notice->state = state_of (judge);
}

/* ---- Bringing them together ---- */

static GPtrArray *
owned_array (VigieIncidentPriv *priv)
{
  GPtrArray *array = g_ptr_array_new ();

  g_ptr_array_add (priv->owned_arrays, array);

  return array;
}

static void
begin_notice (VigieIncident *incident, const VigieNoticeRecord *record)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);
  VigieNotice *notice = vigie_arena_new0 (priv->arena, VigieNotice);
  char code[16];

  notice->id = record->notice;
  g_snprintf (code, sizeof code, "N%u", incident->notices->len + 1);
  notice->code = vigie_arena_string (priv->arena, code);
  notice->versions = owned_array (priv);
  notice->steps = owned_array (priv);
  notice->approvals = owned_array (priv);
  notice->missing = owned_array (priv);
  notice->unread = owned_array (priv);
  notice->readings = owned_array (priv);
  notice->stale = owned_array (priv);
  g_hash_table_insert (priv->notice_by_id, (gpointer) notice->id, notice);
  g_ptr_array_add (incident->notices, notice);
}

/* Only the event whose id is the notice's own begins it: what names one that is not here waits for it. */
static void
collect (VigieIncident *incident)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);

  for (guint i = 0; i < priv->notice_records->len; i++)
    {
      const VigieNoticeRecord *record = priv->notice_records->pdata[i];

      if (record->version != NULL && strcmp (record->version->event->id, record->notice) == 0)
        begin_notice (incident, record);
    }
  for (guint i = 0; i < priv->notice_records->len; i++)
    {
      const VigieNoticeRecord *record = priv->notice_records->pdata[i];
      VigieNotice *notice = g_hash_table_lookup (priv->notice_by_id, record->notice);

      if (notice != NULL)
        g_ptr_array_add (record->version != NULL ? notice->versions : notice->steps,
                         record->version != NULL ? (gpointer) record->version
                                                 : (gpointer) record->step);
    }
}

static void
judge_all (VigieIncident *incident, const VigiePlaybook *playbook)
{
  for (guint i = 0; i < incident->notices->len; i++)
    {
      VigieNoticeJudge judge = { incident, playbook, incident->notices->pdata[i] };

      judge_notice (&judge);
    }
}

void
vigie_incident_settle_notices (VigieIncident *incident, const VigiePlaybook *playbook)
{
  collect (incident);
  judge_all (incident, playbook);
}

/**
 * vigie_incident_judge_members:
 * @incident: a fold that nobody else has yet
 * @playbook: (nullable): as given to the fold
 * @membership: who belongs to the organisation
 */
void
vigie_incident_judge_members (VigieIncident *incident,
                              const VigiePlaybook *playbook,
                              VigieMembership *membership)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);

  g_return_if_fail (incident != NULL && membership != NULL);

  /* What only adds lines to another fold shares its notices, which were judged with it. */
  if (priv->ground->depth > 0)
    return;
  if (priv->membership != membership)
    {
      g_clear_pointer (&priv->membership, vigie_membership_unref);
      priv->membership = vigie_membership_ref (membership);
    }
  judge_all (incident, playbook);
  vigie_incident_settle_messages (incident, playbook);
}
