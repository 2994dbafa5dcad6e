/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <microhttpd.h>

#include "vigie-hub-server.h"

/* What the files of the HTTP shell share. */

G_BEGIN_DECLS

/* vigie-hub-writer.c: the thread that writes. */
typedef struct _VigieHubWriter VigieHubWriter;
typedef void (*VigieHubWritten) (gpointer user_data); /* in the writer's thread, after the commit */
typedef void (*VigieHubPublish) (GPtrArray *frames, gpointer user_data);
VigieHubWriter *vigie_hub_writer_new (VigieHub *hub, VigieHubPublish publish, gpointer user_data);
/* Answers what waits, then ends; from then on nothing is taken any more. */
void vigie_hub_writer_stop (VigieHubWriter *writer);
void vigie_hub_writer_free (VigieHubWriter *writer);
/* FALSE: too much waits already, or it ends; nothing was taken. */
gboolean vigie_hub_writer_push (VigieHubWriter *writer, VigieHubRequest *request, VigieHubWritten written, gpointer user_data);
void vigie_hub_writer_tick (VigieHubWriter *writer);

/* vigie-hub-live.c: the live streams. */
typedef struct _VigieHubLive VigieHubLive;
VigieHubLive *vigie_hub_live_new (VigieHub *hub);
void vigie_hub_live_free (VigieHubLive *live);
/* Queues the endless reply. */
enum MHD_Result vigie_hub_live_open (VigieHubLive *live, struct MHD_Connection *connection, const VigieHubSeat *seat, GBytes *first);
void vigie_hub_live_publish (VigieHubLive *live, GPtrArray *frames);
/* A comment line to everybody. */
void vigie_hub_live_beat (VigieHubLive *live);
/* No stream is left suspended afterwards. */
void vigie_hub_live_quit (VigieHubLive *live);

/* vigie-hub-deadline.c: sockets that take too long. */
typedef struct _VigieHubDeadlines VigieHubDeadlines;
typedef struct _VigieHubSocket VigieHubSocket;
VigieHubDeadlines *vigie_hub_deadlines_new (void);
void vigie_hub_deadlines_free (VigieHubDeadlines *deadlines);
VigieHubSocket *vigie_hub_deadlines_add (VigieHubDeadlines *deadlines, int fd, guint seconds);
void vigie_hub_deadlines_remove (VigieHubDeadlines *deadlines, VigieHubSocket *socket);
/* 0: no deadline any more. */
void vigie_hub_deadlines_set (VigieHubDeadlines *deadlines, VigieHubSocket *socket, guint seconds);
guint vigie_hub_deadlines_reap (VigieHubDeadlines *deadlines);

/* vigie-hub-guard.c: what is refused before anybody looks at the request. */
typedef struct
{
  gint64 content_length;   /* -1: none */
  char *token;             /* owned; NULL: none */
  guint status;            /* 0: it may pass */
  const char *code;        /* static */
  const char *message;     /* static */
} VigieHubGuard;
void vigie_hub_guard (struct MHD_Connection *connection, const char *method, const char *version, const char *raw_uri, VigieHubGuard *guard);

/* vigie-hub-exchange.c: one request on a connection. */
typedef struct _VigieHubExchange VigieHubExchange;
void *vigie_hub_exchange_uri (void *server, const char *uri, struct MHD_Connection *connection);
enum MHD_Result vigie_hub_exchange_handle (void *server, struct MHD_Connection *connection, const char *url, const char *method,
                                           const char *version, const char *data, size_t *data_length, void **context);
void vigie_hub_exchange_completed (void *server, struct MHD_Connection *connection, void **context,
                                   enum MHD_RequestTerminationCode code);

/* vigie-hub-listen.c */
int vigie_hub_listen (const char *listen, char **address, gboolean *loopback, GError **error);

struct _VigieHubServer
{
  VigieHub *hub;              /* borrowed */
  VigieHubServerOptions options;
  struct MHD_Daemon *daemon;
  VigieHubWriter *writer;
  VigieHubLive *live;
  VigieHubDeadlines *deadlines;
  char *address;
  GThread *ticker;
  GMutex lock;
  GCond wake;
  gboolean quitting;          /* under the lock */
  gsize body_bytes;           /* atomic: of bodies in memory */
  gsize reply_bytes;          /* atomic: of large replies on their way */
};

/* The calling thread's reader of the log; borrowed. */
VigieHubLog *vigie_hub_server_reader (VigieHubServer *server);

G_END_DECLS
