/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* One connection to a mail server, kept open between messages. TLS always, certificate and name checked. Blocks; for one
 * thread, which need not be the main one and should not be. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_SMTP_ACCEPTED,          /* the server took the message over */
  VIGIE_SMTP_LATER,             /* this recipient is refused for now (4xx) */
  VIGIE_SMTP_REFUSED,           /* this recipient or message is refused for good (5xx) */
  VIGIE_SMTP_UNCERTAIN,         /* handed over whole, and no answer came */
  VIGIE_SMTP_AWAY,              /* nothing was handed over: network, server busy; try again */
  VIGIE_SMTP_BLOCKED,           /* nothing was handed over and nothing will be: password, certificate, sender */
} VigieSmtpOutcome;

typedef struct _VigieSmtp VigieSmtp;

/**
 * vigie_smtp_new:
 * @url: checked by vigie_mailing_check_url()
 * @user: (nullable): name at the server; NULL: it asks for none
 * @password: (nullable): wiped from our memory by vigie_smtp_free()
 * @ca_file: (nullable): certificates in PEM; NULL: the system's
 * @from: cleaned address of the sender
 */
VigieSmtp *vigie_smtp_new (const char *url, const char *user, const char *password, const char *ca_file, const char *from);

/**
 * vigie_smtp_send:
 * @to: cleaned address
 * @message: as vigie_eml_make() makes it
 * @cancellable: (nullable): gives the message up at once; it may then be uncertain
 * @reason: (out) (transfer full) (nullable): the server's words, or a sentence; NULL when accepted
 */
VigieSmtpOutcome vigie_smtp_send (VigieSmtp *smtp, const char *to, GBytes *message, GCancellable *cancellable, char **reason);
void vigie_smtp_free (VigieSmtp *smtp);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieSmtp, vigie_smtp_free)

G_END_DECLS
