/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-store.h"

/* The facade for the desktop: owns the thread that owns the store. All functions are for the main
 * thread and return at once; results and signals arrive in the main context the object was made in.
 * While it is open it also serves the store's socket for other processes.
 *
 * Signals:
 *   "changed" (const char *stream): events were added to (or an incident removed from) @stream, by anyone.
 */

G_BEGIN_DECLS

#define VIGIE_TYPE_STORE_THREAD (vigie_store_thread_get_type ())
G_DECLARE_FINAL_TYPE (VigieStoreThread, vigie_store_thread, VIGIE, STORE_THREAD, GObject)

VigieStoreThread *vigie_store_thread_new (const char *path, VigiePlaybook *playbook, const VigieSeams *seams);
/* Opens as writer. Errors as of vigie_store_open(). */
void vigie_store_thread_open_async (VigieStoreThread *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_store_thread_open_finish (VigieStoreThread *self, GAsyncResult *result, GError **error);
/* Finishes queued jobs and joins the thread. */
void vigie_store_thread_close (VigieStoreThread *self);
const char *vigie_store_thread_get_path (VigieStoreThread *self);
const char *vigie_store_thread_get_device (VigieStoreThread *self); /* hex; NULL before open */

/* @drafts: GPtrArray of VigieDraft, a reference is taken. finish → GPtrArray of VigieEvent, owned. */
void vigie_store_thread_record_async (VigieStoreThread *self, GPtrArray *drafts, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *vigie_store_thread_record_finish (VigieStoreThread *self, GAsyncResult *result, GError **error);

/* @events: GPtrArray of VigieEvent; finish: @n_new may be NULL. */
void vigie_store_thread_ingest_async (VigieStoreThread *self, GPtrArray *events, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_store_thread_ingest_finish (VigieStoreThread *self, GAsyncResult *result, guint *n_new, GError **error);

void vigie_store_thread_incident_async (VigieStoreThread *self, const char *stream, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
VigieIncident *vigie_store_thread_incident_finish (VigieStoreThread *self, GAsyncResult *result, GError **error);
void vigie_store_thread_directory_async (VigieStoreThread *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
VigieDirectory *vigie_store_thread_directory_finish (VigieStoreThread *self, GAsyncResult *result, GError **error);
/* The events with their signed bytes, for an export: vigie_store_load(). */
void vigie_store_thread_load_async (VigieStoreThread *self, const char *stream, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *vigie_store_thread_load_finish (VigieStoreThread *self, GAsyncResult *result, GError **error);
void vigie_store_thread_list_async (VigieStoreThread *self, const VigieIncidentFilter *filter, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *vigie_store_thread_list_finish (VigieStoreThread *self, GAsyncResult *result, GError **error);
void vigie_store_thread_search_async (VigieStoreThread *self, const char *words, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *vigie_store_thread_search_finish (VigieStoreThread *self, GAsyncResult *result, GError **error);

/* Brings the figures of at most some hundred incidents up to date. finish: *more says whether some are behind still, *n_open
 * how many actions are open as far as is known. */
void vigie_store_thread_learn_async (VigieStoreThread *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_store_thread_learn_finish (VigieStoreThread *self, GAsyncResult *result, gboolean *more, guint *n_open, GError **error);
/* vigie_store_figures(): GPtrArray of VigieFigures, owned. */
void vigie_store_thread_figures_async (VigieStoreThread *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *vigie_store_thread_figures_finish (VigieStoreThread *self, GAsyncResult *result, GError **error);

void vigie_store_thread_keep_text (VigieStoreThread *self, const char *place, const char *text); /* fire and forget; order kept */
void vigie_store_thread_kept_text_async (VigieStoreThread *self, const char *place, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *vigie_store_thread_kept_text_finish (VigieStoreThread *self, GAsyncResult *result, GError **error);
void vigie_store_thread_remove_local_async (VigieStoreThread *self, const char *stream, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_store_thread_remove_local_finish (VigieStoreThread *self, GAsyncResult *result, GError **error);
void vigie_store_thread_chain_head_async (VigieStoreThread *self, const char *stream, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *vigie_store_thread_chain_head_finish (VigieStoreThread *self, GAsyncResult *result, GError **error);

G_END_DECLS
