/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-mailing-plan.h"

/* What is known on disk of a mailing and of each of its messages: enough to go on after a power cut with nobody skipped
 * and nobody written to twice but by choice. One process at a time has a journal open. Blocks; one thread at a time. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_MAIL_WAITING,           /* not begun, or to be sent again by somebody's choice */
  VIGIE_MAIL_BEGUN,             /* handed to the server, answer not known: on its way, or else uncertain */
  VIGIE_MAIL_ACCEPTED,          /* the server took it over */
  VIGIE_MAIL_LATER,             /* refused for now */
  VIGIE_MAIL_REFUSED,           /* refused for good, or too often */
  VIGIE_MAIL_SETTLED,           /* uncertain, and counted as sent by somebody's choice */
} VigieMailState;

#define VIGIE_N_MAIL_STATES 6

typedef struct
{
  VigieMailState state;
  guint8 tries;
  gint64 when_usec;             /* of the last change */
  char *reason;                 /* the server's words or ours; NULL */
} VigieMailEntry;

typedef struct _VigieMailingJournal VigieMailingJournal;

struct _VigieMailingJournal
{
  /*< read only >*/
  VigieMailingPlan *plan;
  VigieRecipients *recipients;
  VigieMailEntry *entries;      /* plan->count of them */
  guint counts[VIGIE_N_MAIL_STATES];
  gboolean stopped;             /* somebody ended it before all was sent */

  /*< private >*/
  char *path;
  int lock_fd;
  int log_fd;
};

/* Beside the store: "vigie.db.mailings". Owned. */
char *vigie_mailing_folder (const char *store_path);
/* Ids of the mailings in @folder, oldest first; owned. No folder: none. */
GStrv vigie_mailing_list (const char *folder);

/**
 * vigie_mailing_journal_create:
 * @folder: from vigie_mailing_folder(); made if need be, mode 0700
 * @plan: (transfer full): without count and digest, which are set here
 * @recipients: (transfer full): the list
 * @error: return location for a #VigieError or a GFileError
 *
 * Writes plan and list durably before it returns.
 *
 * Returns: (transfer full) (nullable): open, every message waiting
 */
VigieMailingJournal *vigie_mailing_journal_create (const char *folder, VigieMailingPlan *plan, VigieRecipients *recipients, GError **error);
/* CONFLICT while another process has it open; TAMPERED if a line of it was changed. */
VigieMailingJournal *vigie_mailing_journal_open (const char *folder, const char *run, GError **error);
void vigie_mailing_journal_close (VigieMailingJournal *journal);

/* On disk when it returns TRUE. @reason is nullable. After a failure the journal takes nothing more. */
gboolean vigie_mailing_journal_note (VigieMailingJournal *journal, guint index, VigieMailState state, const char *reason, gint64 now_usec, GError **error);
gboolean vigie_mailing_journal_stop (VigieMailingJournal *journal, gint64 now_usec, GError **error);
/* Removes the list and all that is known of it from the disk, and closes the journal in any case. */
gboolean vigie_mailing_journal_forget (VigieMailingJournal *journal, GError **error);

/* Everybody has an answer, or somebody ended it; uncertain messages are left to people and do not count. */
gboolean vigie_mailing_journal_is_done (const VigieMailingJournal *journal);
/* "email,name,state,reason" of everybody who is not accepted; CSV, owned. */
char *vigie_mailing_journal_report (const VigieMailingJournal *journal);
const char *vigie_mail_state_to_word (VigieMailState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieMailingJournal, vigie_mailing_journal_close)

G_END_DECLS
