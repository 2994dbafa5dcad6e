/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-attachment.h"
#include "vigie-export.h"

/* Shared by the files of the export. */

G_BEGIN_DECLS

#define VIGIE_EXPORT_CONTENTS_LINE "\"contents\":["

/* The file up to its contents, closed by a brace. */
GBytes *vigie_export_head (GPtrArray *events, const char *ref, const char *title, int version);
/* The events of a head, VigieEvent, checked one by one against their hashes and signatures; owned. NULL with
 * VIGIE_ERROR_INVALID and one sentence that names the event, or with the reader's fault. @playbook: (nullable) gives
 * the words. */
GPtrArray *vigie_export_read_head (GBytes *bytes, int version, const VigiePlaybook *playbook, GError **error);
/* VigieAttachment by hash, each hash once; owned. */
GPtrArray *vigie_export_attachments (GPtrArray *events);

G_END_DECLS
