/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Inviting, revoking, and who belongs. */

#include "vigie-sync-share-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-store-thread-private.h"
#include "vigie-sync-organisation.h"
#include "vigie-sync-program.h"

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  char *out = vigie_sync_program_run_finish (result, &error);

  if (out != NULL)
    g_task_return_pointer (task, out, g_free);
  else
    g_task_return_error (task, error);
}

/* @words: the command and its options, which are borrowed. */
static void
run (VigieSyncShare *self, GPtrArray *words, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  if (self->state != VIGIE_SYNC_SHARE_ON)
    {
      g_task_return_new_error (task, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, "%s", _("This computer does not share now."));
      g_object_unref (task);
      return;
    }
  g_ptr_array_add (words, (gpointer) "--db");
  g_ptr_array_add (words, self->db);
  g_ptr_array_add (words, NULL);
  vigie_sync_program_run_async ((const char *const *) words->pdata, cancellable, ran_cb, task);
}

static void
add (GPtrArray *words, const char *option, const char *value)
{
  g_ptr_array_add (words, (gpointer) option);
  g_ptr_array_add (words, (gpointer) value);
}

/**
 * vigie_sync_share_invite_async:
 * @self: a share that is on
 * @name: whom the invitation is for
 * @role: what they may do
 * @days: how long it holds
 * @cancellable: (nullable): forgets it
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Without any network the link leads to this computer itself, for another user of it.
 */
void
vigie_sync_share_invite_async (VigieSyncShare *self, const char *name, VigieRole role, guint days, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_autofree char *days_text = g_strdup_printf ("%u", days);

  g_return_if_fail (VIGIE_IS_SYNC_SHARE (self) && name != NULL && role > VIGIE_ROLE_NONE && role < VIGIE_N_ROLES);

  g_ptr_array_add (words, (gpointer) "invite");
  add (words, "--name", name);
  add (words, "--role", vigie_role_to_word (role));
  add (words, "--days", days_text);
  for (guint i = 0; self->addresses != NULL && self->addresses[i] != NULL; i++)
    add (words, "--url", self->addresses[i]);
  if (self->link != NULL && self->addresses[0] == NULL)
    add (words, "--url", self->link->hubs[0]);
  run (self, words, vigie_sync_share_invite_async, cancellable, callback, user_data);
}

/**
 * vigie_sync_share_invite_finish:
 * @self: the share
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the link
 */
char *
vigie_sync_share_invite_finish (VigieSyncShare *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * vigie_sync_share_revoke_async:
 * @self: a share that is on
 * @member_id: whose rights end
 * @cancellable: (nullable): forgets it
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
vigie_sync_share_revoke_async (VigieSyncShare *self, const char *member_id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  g_return_if_fail (VIGIE_IS_SYNC_SHARE (self) && member_id != NULL);

  g_ptr_array_add (words, (gpointer) "revoke");
  g_ptr_array_add (words, (gpointer) member_id);
  run (self, words, vigie_sync_share_revoke_async, cancellable, callback, user_data);
}

/**
 * vigie_sync_share_revoke_finish:
 * @self: the share
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: %TRUE if it was done
 */
gboolean
vigie_sync_share_revoke_finish (VigieSyncShare *self, GAsyncResult *result, GError **error)
{
  g_autofree char *out = g_task_propagate_pointer (G_TASK (result), error);

  return out != NULL;
}

/* Members ------------------------------------------------------------------------------------------- */

/**
 * vigie_sync_member_free:
 * @member: (nullable) (transfer full): a member
 */
void
vigie_sync_member_free (VigieSyncMember *member)
{
  if (member == NULL)
    return;
  g_free (member->id);
  g_free (member->name);
  g_free (member);
}

static gint64
joined_usec (const VigieMembership *membership, const VigieMember *member)
{
  g_autoptr(GPtrArray) devices = vigie_membership_devices (membership);
  gint64 first_usec = member->event->stamp_usec;

  for (guint i = 0; i < devices->len; i++)
    {
      const VigieMemberDevice *device = devices->pdata[i];

      if (strcmp (device->member, member->id) == 0)
        first_usec = MIN (first_usec, device->event->stamp_usec);
    }

  return first_usec;
}

static VigieSyncMember *
member_of (const VigieMembership *membership, const VigieMember *member, const char *here)
{
  VigieSyncMember *line = g_new0 (VigieSyncMember, 1);

  line->id = g_strdup (member->id);
  line->name = g_strdup (member->name);
  line->role = member->role;
  line->active = member->active;
  line->is_here = g_strcmp0 (member->id, here) == 0;
  line->joined_usec = joined_usec (membership, member);

  return line;
}

static int
newest_first (gconstpointer a, gconstpointer b)
{
  const VigieSyncMember *one = *(VigieSyncMember *const *) a, *two = *(VigieSyncMember *const *) b;

  if (one->active != two->active)
    return one->active ? -1 : 1;

  return one->joined_usec != two->joined_usec ? (one->joined_usec > two->joined_usec ? -1 : 1) : strcmp (one->id, two->id);
}

static gboolean
members_in_thread (VigieStore *store, gpointer data, GError **error)
{
  GPtrArray *lines = data;
  g_autoptr(VigieMembership) membership = vigie_sync_membership (store, error);
  g_autoptr(VigieStoreHub) hub = membership != NULL ? vigie_store_hub (store, error) : NULL;
  g_autoptr(GPtrArray) members = NULL;

  if (hub == NULL)
    return FALSE;
  members = vigie_membership_members (membership);
  for (guint i = 0; i < members->len; i++)
    g_ptr_array_add (lines, member_of (membership, members->pdata[i], hub->member));
  g_ptr_array_sort (lines, newest_first);

  return TRUE;
}

static void
members_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (vigie_store_thread_call_finish (VIGIE_STORE_THREAD (source), result, &error))
    g_task_return_pointer (task, g_ptr_array_ref (g_task_get_task_data (task)), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * vigie_sync_share_members_async:
 * @self: a share
 * @cancellable: (nullable): forgets it
 * @callback: called when they are known
 * @user_data: for @callback
 */
void
vigie_sync_share_members_async (VigieSyncShare *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GPtrArray *lines;
  GTask *task;

  g_return_if_fail (VIGIE_IS_SYNC_SHARE (self));

  lines = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_sync_member_free);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vigie_sync_share_members_async);
  g_task_set_task_data (task, lines, (GDestroyNotify) g_ptr_array_unref);
  vigie_store_thread_call_async (self->thread, members_in_thread, lines, NULL, members_cb, task);
}

/**
 * vigie_sync_share_members_finish:
 * @self: the share
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type VigieSyncMember): who belongs, as far as is known here
 */
GPtrArray *
vigie_sync_share_members_finish (VigieSyncShare *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
