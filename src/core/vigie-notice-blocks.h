/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A notice is typed as plain text. Here it is cut into what a reader takes it for, so that a page, a letter and a mail have
 * real headings and lists. Pure. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_NOTICE_BLOCK_HEADING,   /* a short line in front of others: one line */
  VIGIE_NOTICE_BLOCK_PARAGRAPH, /* lines as they were broken */
  VIGIE_NOTICE_BLOCK_BULLETS,   /* items without their mark */
  VIGIE_NOTICE_BLOCK_NUMBERS,   /* items without their number, counted from 1 */
} VigieNoticeBlockKind;

typedef struct
{
  VigieNoticeBlockKind kind;
  GPtrArray *lines;             /* char * */
} VigieNoticeBlock;

/* VigieNoticeBlock *, in their order. @body: valid UTF-8, any line ends. Owned. */
GPtrArray *vigie_notice_blocks (const char *body);

G_END_DECLS
