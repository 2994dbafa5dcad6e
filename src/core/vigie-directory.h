/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-playbook.h"

/* The directory: the playbook's contacts, searched as one types. Pure. */

G_BEGIN_DECLS

/* TRUE when every word of @query begins a word of name, category, number (digits only) or address;
 * accents and case do not matter; initials count. An empty query matches. */
gboolean vigie_contact_matches (const VigieContactDef *contact, const VigieCategory *category, const char *query, VigieLang lang);
/* TRUE for "+225 XX XX …" and the like: a number nobody can call. */
gboolean vigie_number_is_placeholder (const char *number);
gboolean vigie_contact_is_incomplete (const VigieContactDef *contact); /* no usable number although one is foreseen */
guint vigie_directory_count_incomplete (const VigiePlaybook *playbook);

G_END_DECLS
