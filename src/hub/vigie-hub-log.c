/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The interface between the hub and whichever database holds its log: each call goes to the class of
 * the log. vigie-hub-log.h says what each must do. */

#include "vigie-hub-log.h"

G_DEFINE_QUARK (vigie-hub-error-quark, vigie_hub_error)

void
vigie_hub_invitation_clear (VigieHubInvitation *invitation)
{
  g_clear_pointer (&invitation->member, g_free);
  g_clear_pointer (&invitation->name, g_free);
  g_clear_pointer (&invitation->role, g_free);
}

void
vigie_hub_log_free (VigieHubLog *log)
{
  if (log != NULL)
    log->klass->free (log);
}

VigieHubLog *
vigie_hub_log_reader (VigieHubLog *log, GError **error)
{
  return log->klass->reader (log, error);
}

gboolean
vigie_hub_log_begin (VigieHubLog *log, GError **error)
{
  return log->klass->begin (log, error);
}

gboolean
vigie_hub_log_commit (VigieHubLog *log, GError **error)
{
  return log->klass->commit (log, error);
}

void
vigie_hub_log_rollback (VigieHubLog *log)
{
  log->klass->rollback (log);
}

gboolean
vigie_hub_log_append (VigieHubLog *log, const VigieEvent *event, GBytes *withheld, VigieHubSpecial special,
                      VigieHubPlace *place, GError **error)
{
  return log->klass->append (log, event, withheld, special, place, error);
}

gboolean
vigie_hub_log_withhold (VigieHubLog *log, const VigieHubWithheld *withheld, gint64 now_usec, GError **error)
{
  return log->klass->withhold (log, withheld, now_usec, error);
}

gboolean
vigie_hub_log_withheld (VigieHubLog *log, const VigieEvent *event, gboolean *fits, gboolean *admitted, GError **error)
{
  return log->klass->withheld (log, event, fits, admitted, error);
}

gboolean
vigie_hub_log_withheld_before (VigieHubLog *log, const VigieEvent *event, GBytes **hashes, GError **error)
{
  return log->klass->withheld_before (log, event, hashes, error);
}

gboolean
vigie_hub_log_list_withheld (VigieHubLog *log, VigieHubWithheldFunc func, gpointer user_data, GError **error)
{
  return log->klass->list_withheld (log, func, user_data, error);
}

gboolean
vigie_hub_log_admit (VigieHubLog *log, const char *id, gboolean *found, GError **error)
{
  return log->klass->admit (log, id, found, error);
}

gboolean
vigie_hub_log_redact (VigieHubLog *log, const char *id, const char *header, gboolean *found, GError **error)
{
  return log->klass->redact (log, id, header, found, error);
}

gboolean
vigie_hub_log_find (VigieHubLog *log, const char *id, VigieHubPlace *place, gboolean *found, GError **error)
{
  return log->klass->find (log, id, place, found, error);
}

gboolean
vigie_hub_log_tail (VigieHubLog *log, const char *stream, const guint8 *device, VigieHubTail *tail, GError **error)
{
  return log->klass->tail (log, stream, device, tail, error);
}

gboolean
vigie_hub_log_epoch (VigieHubLog *log, char epoch[33], guint64 *head, GError **error)
{
  return log->klass->epoch (log, epoch, head, error);
}

gboolean
vigie_hub_log_page (VigieHubLog *log, guint64 after, VigieHubRowFunc func, gpointer user_data, GError **error)
{
  return log->klass->page (log, after, func, user_data, error);
}

gboolean
vigie_hub_log_page_stream (VigieHubLog *log, const char *stream, guint64 after, VigieHubRowFunc func, gpointer user_data, GError **error)
{
  return log->klass->page_stream (log, stream, after, func, user_data, error);
}

gboolean
vigie_hub_log_page_special (VigieHubLog *log, VigieHubSpecial special, VigieHubRowFunc func, gpointer user_data, GError **error)
{
  return log->klass->page_special (log, special, func, user_data, error);
}

gboolean
vigie_hub_log_streams (VigieHubLog *log, const char *after, VigieHubStreamFunc func, gpointer user_data, GError **error)
{
  return log->klass->streams (log, after, func, user_data, error);
}

gboolean
vigie_hub_log_name_blob (VigieHubLog *log, const guint8 *hash, const char *stream, gint64 size_bytes, GError **error)
{
  return log->klass->name_blob (log, hash, stream, size_bytes, error);
}

gboolean
vigie_hub_log_blob_named (VigieHubLog *log, const guint8 *hash, VigieHubNamedFunc func, gpointer user_data, GError **error)
{
  return log->klass->blob_named (log, hash, func, user_data, error);
}

gboolean
vigie_hub_log_blob_state (VigieHubLog *log, const guint8 *hash, gint64 *size_bytes, guint *n_pieces, gboolean *complete, GError **error)
{
  return log->klass->blob_state (log, hash, size_bytes, n_pieces, complete, error);
}

gboolean
vigie_hub_log_blob_put (VigieHubLog *log, const guint8 *hash, gint64 size_bytes, guint piece, GBytes *bytes, GError **error)
{
  return log->klass->blob_put (log, hash, size_bytes, piece, bytes, error);
}

gboolean
vigie_hub_log_blob_set_complete (VigieHubLog *log, const guint8 *hash, GError **error)
{
  return log->klass->blob_set_complete (log, hash, error);
}

gboolean
vigie_hub_log_blob_drop (VigieHubLog *log, const guint8 *hash, GError **error)
{
  return log->klass->blob_drop (log, hash, error);
}

GBytes *
vigie_hub_log_blob_get (VigieHubLog *log, const guint8 *hash, guint piece, GError **error)
{
  return log->klass->blob_get (log, hash, piece, error);
}

gboolean
vigie_hub_log_token_put (VigieHubLog *log, const guint8 *hash, const VigieHubToken *token, gint64 now_usec, GError **error)
{
  return log->klass->token_put (log, hash, token, now_usec, error);
}

gboolean
vigie_hub_log_token_find (VigieHubLog *log, const guint8 *hash, VigieHubToken *token, gboolean *found, GError **error)
{
  return log->klass->token_find (log, hash, token, found, error);
}

gboolean
vigie_hub_log_token_drop (VigieHubLog *log, const guint8 *device, GError **error)
{
  return log->klass->token_drop (log, device, error);
}

gboolean
vigie_hub_log_invitation_put (VigieHubLog *log, const guint8 *hash, const VigieHubInvitation *invitation, GError **error)
{
  return log->klass->invitation_put (log, hash, invitation, error);
}

gboolean
vigie_hub_log_invitation_find (VigieHubLog *log, const guint8 *hash, VigieHubInvitation *invitation, gboolean *found, GError **error)
{
  return log->klass->invitation_find (log, hash, invitation, found, error);
}

gboolean
vigie_hub_log_invitation_use (VigieHubLog *log, const guint8 *hash, const guint8 *device, GError **error)
{
  return log->klass->invitation_use (log, hash, device, error);
}

gboolean
vigie_hub_log_value_put (VigieHubLog *log, const char *name, const char *value, GError **error)
{
  return log->klass->value_put (log, name, value, error);
}

char *
vigie_hub_log_value_get (VigieHubLog *log, const char *name, GError **error)
{
  return log->klass->value_get (log, name, error);
}

gboolean
vigie_hub_log_backup (VigieHubLog *log, const char *path, GError **error)
{
  return log->klass->backup (log, path, error);
}

gboolean
vigie_hub_log_check (VigieHubLog *log, GPtrArray *faults, GError **error)
{
  return log->klass->check (log, faults, error);
}
