/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-vcard.h"

/* Private to vigie-vcard-*.c: from bytes to content lines, and one content line taken apart. */

G_BEGIN_DECLS

/* Where the reading of a text stands. */
typedef struct
{
  const char *at, *end;
  guint line;                        /* of @at, from 1 */
  GString *logical;                  /* the content line, unfolded; no longer than the limit */
  guint logical_line;                /* where it begins */
  gboolean too_long;                 /* it was longer: @logical is its beginning */
} VigieVcardText;

/* The next content line with what continues it (folded, or quoted-printable with a "=" at the end), as bytes. FALSE: the end. */
gboolean vigie_vcard_text_next (VigieVcardText *text);

typedef struct
{
  char *group;                       /* "item1", or NULL */
  char *name;                        /* upper case */
  GStrv types;                       /* words of TYPE, and the bare words of 2.1, lower case */
  char *value;                       /* UTF-8, decoded from quoted-printable; still escaped as its version escapes */
  char *line;                        /* the whole line in UTF-8, to be kept; quoted-printable is written out */
  gboolean is_binary;                /* base64, or a data: address */
  gboolean is_quoted;                /* it was quoted-printable: not escaped */
} VigieVcardLine;

/* NULL: no name or no value in it. Owned. */
VigieVcardLine *vigie_vcard_line_parse (const char *bytes, gsize length_bytes);
void vigie_vcard_line_free (VigieVcardLine *line);
gboolean vigie_vcard_line_has_type (const VigieVcardLine *line, const char *type);
/* The value with its escapes undone. @separator: the part number @index between separators that are not escaped; 0: the whole. Owned. */
char *vigie_vcard_unescape (const char *value, char separator, guint index);
guint vigie_vcard_n_parts (const char *value, char separator);

/* vigie-vcard-write.c: the line "N" that is written where a card had none. Owned. */
char *vigie_vcard_default_n (const char *name);

/* Whether a line begins or ends something, so that among the lines of a card it would break the file: "BEGIN:…", "item1.End;x:…". */
gboolean vigie_vcard_is_frame (const char *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieVcardLine, vigie_vcard_line_free)

G_END_DECLS
