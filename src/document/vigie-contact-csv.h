/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-directory.h"
#include "vigie-vcard.h"

/* Contacts as a table, and contacts of whatever file. */

G_BEGIN_DECLS

/* @contacts: VigieContact. The header is English; several values of a cell stand between " | ", a label before "=". Owned. */
char *vigie_contact_csv_write (GPtrArray *contacts, const VigieDirectory *directory, VigieLang lang);
/* Columns are known by their names, English or French, and as telephones and mail programs export them; a column that
 * nobody knows is kept with the contact. @columns: how each was understood, "Téléphone → Numbers"; may be NULL.
 * NULL with one sentence: no names in it, too many rows, no text. */
VigieContactFile *vigie_contact_csv_read (const char *text, gsize length_bytes, GPtrArray *columns, GError **error);
/* vCard or CSV, whichever @bytes are. For a worker thread. */
VigieContactFile *vigie_contacts_read (GBytes *bytes, GPtrArray *columns, GError **error);

G_END_DECLS
