/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-recipients.h"

/* Places of a mailing, filled for one reader: {{to.name}}, {{to.COLUMN}}, and {{to.name|Madam, Sir}} with what stands
 * there for who has none. Everything else in double braces is left alone. Pure. */

G_BEGIN_DECLS

/**
 * vigie_mailing_fill:
 * @text: the approved text
 * @recipients: the list
 * @person: one of the list
 * @error: return location for a #VigieError: INVALID for a place that the list cannot fill for @person
 *
 * A value is one line without controls, whatever the list holds; it is never looked through for places.
 *
 * Returns: (transfer full) (nullable): the text for @person
 */
char *vigie_mailing_fill (const char *text, const VigieRecipients *recipients, const VigieRecipient *person, GError **error);
/* Columns that @text names and the list does not have. NULL-terminated, owned. */
GStrv vigie_mailing_unknown_places (const char *text, const VigieRecipients *recipients);

G_END_DECLS
