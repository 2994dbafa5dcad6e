/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-types.h"

/* The people a mailing goes to, read from a CSV file. They are personal data: they stay in memory and in the mailing's
 * own folder, and no event holds any of them. Any thread; blocks for as long as parsing takes. */

G_BEGIN_DECLS

#define VIGIE_RECIPIENTS_MAX 100000
#define VIGIE_RECIPIENTS_FILE_MAX_BYTES (64 * 1024 * 1024)
#define VIGIE_RECIPIENT_VALUE_MAX_CHARS 2000
/* So many faults are kept with their words; the others are counted. */
#define VIGIE_RECIPIENT_FAULTS_MAX 1000

typedef struct
{
  char *address;
  char *name;                   /* "" if the list has none */
  VigieLang lang;
  guint line;                   /* in the file, from 1 */
  GStrv values;                 /* one for each of the list's columns */
} VigieRecipient;

typedef struct
{
  guint line;
  gboolean duplicate;           /* no fault of the list: the address is written to once */
  char *sentence;               /* whole, with the line in it */
} VigieRecipientFault;

typedef struct
{
  GStrv columns;                /* as places name them: lower case, no accents, _ for spaces */
  GPtrArray *people;            /* VigieRecipient, in the order of the file */
  GPtrArray *faults;            /* VigieRecipientFault */
  guint n_faults;               /* rows left out because of a fault */
  guint n_duplicates;           /* rows left out because the address stood further up */
} VigieRecipients;

/**
 * vigie_recipients_read:
 * @bytes: RFC 4180 in UTF-8 with a header row; ; instead of , is understood
 * @lang: language of who has none in the list
 * @error: return location for a #VigieError: INVALID if the file as a whole cannot be read, TOO_LARGE
 *
 * One column has to be the address; name, first name and language are recognised in English and French; all columns
 * can be used as places. A row with a fault is left out and listed.
 *
 * Returns: (transfer full) (nullable): the list, perhaps with nobody in it
 */
VigieRecipients *vigie_recipients_read (GBytes *bytes, VigieLang lang, GError **error);
/* The same from a file; the file system's sentence if it cannot be read. */
VigieRecipients *vigie_recipients_read_file (const char *path, VigieLang lang, GError **error);
/* As the mailing's folder keeps them: CSV that vigie_recipients_read() reads back the same, line numbers aside. Owned. */
char *vigie_recipients_to_csv (const VigieRecipients *recipients);
/* Points at the value, "" for an unknown column. */
const char *vigie_recipient_value (const VigieRecipients *recipients, const VigieRecipient *person, const char *column);
void vigie_recipients_free (VigieRecipients *recipients);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieRecipients, vigie_recipients_free)

G_END_DECLS
