/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-recipients.h"

/* What one mailing sends, from whom and by which server: fixed when it is made, and kept in its folder. No password. */

G_BEGIN_DECLS

#define VIGIE_MAILING_SALT_BYTES 32

typedef struct
{
  char *run;                    /* UUID of the mailing */
  char *stream;                 /* of the incident */
  char *ref;                    /* of the incident, for people */
  char *notice;                 /* id of the notice */
  char *version;                /* the approved version, an event's id */
  char *hash;                   /* of the approved text */
  char *audience;               /* of the playbook */
  char *from_name;
  char *from_address;
  char *reply_to;               /* nullable */
  char *url;                    /* smtp:// or smtps:// */
  char *user;                   /* nullable: the server asks for none */
  char *ca_file;                /* nullable: the system's authorities */
  char *subjects[2];            /* by VigieLang; both NULL if the notice has no text in that language */
  char *bodies[2];
  gint64 made_usec;
  guint count;
  guint8 salt[VIGIE_MAILING_SALT_BYTES];
  char *digest;                 /* hexadecimal: BLAKE2b-256 of salt and list */
} VigieMailingPlan;

VigieMailingPlan *vigie_mailing_plan_new (void);
VigieMailingPlan *vigie_mailing_plan_copy (const VigieMailingPlan *plan);
void vigie_mailing_plan_free (VigieMailingPlan *plan);
char *vigie_mailing_plan_to_json (const VigieMailingPlan *plan);
/* INVALID for what is no plan. */
VigieMailingPlan *vigie_mailing_plan_from_json (GBytes *bytes, GError **error);

/**
 * vigie_mailing_plan_check:
 * @plan: what somebody filled in
 * @recipients: the list
 * @error: return location for a #VigieError
 *
 * Sender, server, texts for each language of the list, and every place filled for everybody.
 *
 * Returns: TRUE if the mailing can begin
 */
gboolean vigie_mailing_plan_check (const VigieMailingPlan *plan, const VigieRecipients *recipients, GError **error);
/* smtp://HOST[:PORT] (TLS by STARTTLS) or smtps://HOST[:PORT]; no user, password or path. INVALID with one sentence. */
gboolean vigie_mailing_check_url (const char *url, GError **error);
/* "INDEX.RUN@domain of the sender", from 1: the same whenever that message is sent. Owned. */
char *vigie_mailing_message_id (const VigieMailingPlan *plan, guint index);
/* The message for one reader as it goes over the wire. INVALID for a place that cannot be filled. */
GBytes *vigie_mailing_message (const VigieMailingPlan *plan, const VigieRecipients *recipients, guint index, gint64 now_usec, GError **error);
/* Subject and body for that reader; owned. */
gboolean vigie_mailing_texts (const VigieMailingPlan *plan, const VigieRecipients *recipients, guint index, char **subject, char **body, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieMailingPlan, vigie_mailing_plan_free)

G_END_DECLS
