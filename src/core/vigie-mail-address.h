/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* One e-mail address, alone: no name, no angle brackets, no list. Narrower than RFC 5322 on purpose: quoted local
 * parts, comments and address literals are never an ordinary customer's, and are what header injection is made of. */

G_BEGIN_DECLS

#define VIGIE_MAIL_ADDRESS_MAX_BYTES 254

/**
 * vigie_mail_address_clean:
 * @text: (nullable): what a person or a file gave; white space round it does not count
 * @error: return location for a #VigieError: INVALID with one sentence
 *
 * The domain becomes lower case, and ASCII if it has accents; the part before the @ is kept as it is.
 *
 * Returns: (transfer full) (nullable): the address
 */
char *vigie_mail_address_clean (const char *text, GError **error);
/* The same for two spellings of one mailbox, as far as anybody can tell: all in lower case. Owned. */
char *vigie_mail_address_key (const char *address);
/* Points at the domain in a cleaned address. */
const char *vigie_mail_address_domain (const char *address);

G_END_DECLS
