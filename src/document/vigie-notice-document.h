/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-types.h"

/* A notice on paper and as a page. Everything in it may hold any text: it never becomes markup, a link, or something that is
 * fetched. The same input gives the same bytes. Any thread. */

G_BEGIN_DECLS

typedef struct
{
  VigieLang lang;
  const char *organisation;     /* head of the letter; nullable, as are those below but @body */
  const char *address;          /* whom a letter is to; lines */
  const char *place, *date;     /* where and when it is written, in words */
  const char *subject;
  const char *body;
  const char *reference;        /* in the foot */
} VigieNoticeDocument;

/* Real headings and lists, no link, no script, nothing to fetch; the style stands in the elements, where mail programs keep it.
 * Owned. */
char *vigie_notice_html (const VigieNoticeDocument *document);
/* The same words without any markup; what the HTML says, no more and no less. Owned. */
char *vigie_notice_plain (const VigieNoticeDocument *document);
/* An A4 letter as PDF, fonts embedded. NULL with a #VigieError: INVALID when it cannot be drawn. */
GBytes *vigie_notice_letter (const VigieNoticeDocument *document, GError **error);

G_END_DECLS
