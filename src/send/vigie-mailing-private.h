/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-mailing.h"
#include "vigie-smtp.h"

G_BEGIN_DECLS

typedef enum { JOB_SEND_AGAIN, JOB_COUNT_AS_SENT, JOB_STOP } VigieMailingJobKind;

typedef struct
{
  VigieMailingJobKind kind;
  guint index;
} VigieMailingJob;

struct _VigieMailing
{
  GObject parent_instance;

  GMainContext *context;

  /* Under the lock, held for moments only. */
  struct
  {
    GMutex mutex;
    GCond cond;                 /* something below changed */
    gboolean wanted;            /* somebody wants it to send */
    gboolean alive;             /* the thread */
    gboolean sending;           /* the thread sends, and does not only take jobs */
    gboolean begun;
    gboolean telling;           /* "changed" is on its way */
    gboolean done, stopped;
    guint per_minute;
    guint counts[VIGIE_N_MAIL_STATES];
    int in_flight;              /* index, -1: none */
    char *problem;
    char *password;
    GHashTable *troubles;       /* index + 1 → VigieMailingTrouble */
    GQueue jobs;                /* VigieMailingJob */
  } shared;

  /* The thread's, and while there is none, of who starts it. */
  struct
  {
    VigieMailingJournal *journal;
    VigieSmtp *smtp;
    guint cursor;               /* nobody before it is waiting */
    guint away_in_row, refused_in_row;
    gboolean answered;          /* the message in flight is no longer */
    gint64 last_usec;           /* monotonic: the last message */
    gint64 away_until_usec;     /* monotonic: the server is left alone */
    gint64 later_usec, away_usec;
  } own;
};

/* The thread. */
gpointer vigie_mailing_work_in_thread (gpointer data);
/* Takes counts and the trouble of @index (-1: none) over from the journal, and tells. */
void vigie_mailing_publish (VigieMailing *self, int index);
void vigie_mailing_tell (VigieMailing *self);

G_END_DECLS
