/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-types.h"

/* One message as RFC 5322 has it, built by GMime alone: names and subjects in RFC 2047, the body as text and as HTML,
 * files in base64. The same input gives the same bytes. Any thread. */

G_BEGIN_DECLS

typedef struct
{
  const char *name;             /* shown to the reader; never a path */
  const char *type;             /* media type */
  GBytes *content;
} VigieEmlFile;

typedef struct
{
  const char *from_name;        /* nullable, as are the other names */
  const char *from_address;     /* nullable in a draft: the other program knows who sends */
  const char *to_name;
  const char *to_address;       /* NULL: a draft, whose reader is not known yet */
  const char *reply_to;         /* nullable */
  const char *subject;
  const char *message_id;       /* "local@domain", without brackets; NULL: a draft, to be sent by another program */
  gint64 date_usec;             /* VIGIE_TIME_NONE: no date (a draft) */
  GTimeZone *zone;              /* nullable: UTC */
  VigieLang lang;
  const char *body;             /* plain text; the HTML is made from it */
  const VigieEmlFile *files;
  guint n_files;
  gboolean automatic;           /* says so, and keeps automatic answers away */
} VigieEml;

/**
 * vigie_eml_make:
 * @eml: the message; everything in it may hold any text
 * @error: return location for a #VigieError: INVALID for an address, or for a message without subject or body
 *
 * Line ends are CRLF. Controls in a header become spaces; in the body they vanish, but line ends and tabs.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *vigie_eml_make (const VigieEml *eml, GError **error);
/* The body as a page without links, scripts or anything to fetch. Owned. */
char *vigie_eml_html (const char *body, VigieLang lang);
/* Text that will stand on one line: controls and line ends become spaces, none at the ends. Owned. */
char *vigie_eml_line (const char *text);

G_END_DECLS
