/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-contact.h"

/* Contacts as vCards: written as 3.0 (RFC 2426), which everything reads; read as 2.1, 3.0 and 4.0. Pure, without
 * recursion, bounded: what a file from elsewhere holds is never believed. */

G_BEGIN_DECLS

#define VIGIE_VCARD_MAX_BYTES (32u * 1024 * 1024) /* of a file */
#define VIGIE_VCARD_MAX_CARDS 20000
/* A line with what it continues; longer ones (photos) are passed over and counted. */
#define VIGIE_VCARD_LINE_MAX_BYTES (128u * 1024)

/* @contacts: VigieContact. @lang: the language of the names where a contact has two. Lines end with CR LF. Owned. */
char *vigie_vcard_write (GPtrArray *contacts, VigieLang lang);
/* One card as small as it can be, for a code that a phone reads: name, role, organisation, numbers, mail. Owned. */
char *vigie_vcard_write_short (const VigieContact *contact, VigieLang lang);

typedef struct
{
  GPtrArray *contacts;               /* VigieContact, owned; id NULL, or what its UID says */
  GPtrArray *faults;                 /* char *, one sentence with its line each, at most VIGIE_IMPORT_MAX_FAULTS; owned */
  guint n_faults;                    /* all of them */
  guint n_dropped;                   /* properties that were passed over: pictures, sounds, too long */
} VigieContactFile;
#define VIGIE_IMPORT_MAX_FAULTS 100
VigieContactFile *vigie_contact_file_new (void);
void vigie_contact_file_free (VigieContactFile *file);
void vigie_contact_file_add_fault (VigieContactFile *file, guint line, const char *sentence);

/* Called now and then while a long text is read, with the bytes done; FALSE ends the reading. */
typedef gboolean (*VigieReadProgress) (gsize done_bytes, gpointer user_data);
/* Reads what is UTF-8, UTF-16 with its mark, or else taken for windows-1252. NULL with one sentence: no card in it
 * (INVALID), more cards or bytes than the limits (TOO_LARGE). @progress may be NULL. */
VigieContactFile *vigie_vcard_read (const char *bytes, gsize length_bytes, VigieReadProgress progress, gpointer user_data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieContactFile, vigie_contact_file_free)

G_END_DECLS
