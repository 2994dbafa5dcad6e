/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-event.h"
#include "vigie-hub-error.h"
#include "vigie-rights.h"

/* A request as the engine sees it, wherever it came from: no sockets. The shell that carries it fills in
 * the first part, the engine the reply. */

G_BEGIN_DECLS

typedef struct _VigieHub VigieHub;
typedef struct _VigieHubRequest VigieHubRequest;
typedef struct _VigieHubCommit VigieHubCommit;

/* Who asks. */
typedef struct
{
  guint8 device[VIGIE_KEY_BYTES];
  char member[40];            /* UUID */
  VigieRole role;
} VigieHubSeat;

/* What is left to do when a request needs the writer: runs between begin() and commit() in the one
 * thread that writes. Fills in the reply, which goes out after the commit. FALSE: the log failed, and
 * the whole transaction with it; whatever else is wrong is said in the reply. */
typedef gboolean (*VigieHubWork) (VigieHub *hub, VigieHubRequest *request, VigieHubCommit *commit, GError **error);

struct _VigieHubRequest
{
  /* From the shell. */
  char *method;
  char *path;                 /* decoded, valid UTF-8 */
  char *query;                /* as it came, without the question mark; NULL if none */
  char *token;                /* NULL if none */
  char *address;              /* of the peer; NULL: not limited */
  GBytes *body;               /* NULL if none */

  /* Between the steps of the engine. */
  VigieHubSeat seat;
  VigieHubWork work;
  gpointer data;
  GDestroyNotify free_data;

  /* The reply. */
  guint status;
  const char *type;           /* static */
  GBytes *reply;
  guint retry_s;              /* Retry-After, 0: none */
  const char *allow;          /* of a 405; static */
};

VigieHubRequest *vigie_hub_request_new (const char *method, const char *path, const char *query);
void vigie_hub_request_free (VigieHubRequest *request);

void vigie_hub_reply_take (VigieHubRequest *request, guint status, const char *type, GBytes *body_taken);
/* Replaces whatever reply there is. */
void vigie_hub_reply_error (VigieHubRequest *request, guint status, const char *code, const char *message);

/* A value of the query, decoded; NULL if it is not there or not valid. Owned. */
char *vigie_hub_query_string (const VigieHubRequest *request, const char *name);
/* FALSE unless it is there and a whole number in the range; absent: @out is left alone, TRUE. */
gboolean vigie_hub_query_number (const VigieHubRequest *request, const char *name, guint64 max, guint64 *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieHubRequest, vigie_hub_request_free)

G_END_DECLS
