/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-store-private.h"
#include "vigie-store-thread-private.h"

/* What is asked of the store's thread, and what comes back of it. Private to vigie-store-thread*.c. */

G_BEGIN_DECLS

typedef struct _VigieStoreJob VigieStoreJob;
typedef void (*VigieStoreJobFunc) (VigieStore *store, VigieStoreJob *job);

struct _VigieStoreJob
{
  VigieStoreJobFunc run; /* NULL: the worker ends */
  GTask *task;          /* NULL: nobody waits */

  /* Request */
  GPtrArray *things;    /* drafts or events */
  char *text;           /* stream, words, place */
  char *kept;
  VigieIncidentFilter filter;
  guint limit;
  VigieStoreCall call;
  gpointer call_data;

  /* Result */
  gpointer result;
  GDestroyNotify free_result;
  gboolean ok;
  guint n_new;
  char *device;
  GPtrArray *changed;   /* names of streams */
  GError *error;
};

/* A job for which @callback waits; @text is copied, may be NULL. */
VigieStoreJob *vigie_store_job_new (VigieStoreThread *self, VigieStoreJobFunc run, const char *text, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data, gpointer tag);
/* Takes @job; one that comes when the store is not open is answered with an error. */
void vigie_store_thread_push (VigieStoreThread *self, VigieStoreJob *job);
/* The answer to a job of @tag: its result (transfer full), or its count. */
gpointer vigie_store_thread_finish_pointer (VigieStoreThread *self, GAsyncResult *result, gpointer tag, GError **error);
gboolean vigie_store_thread_finish_count (VigieStoreThread *self, GAsyncResult *result, gpointer tag, guint *n_new, GError **error);

G_END_DECLS
