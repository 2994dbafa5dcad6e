/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-contact-import.h"
#include "vigie-vcard.h"
#include "vigie-widgets.h"

G_BEGIN_DECLS

/* What was read on another thread. */
typedef struct
{
  VigieContactFile *file;
  VigieImportPlan *plan;
  GPtrArray *columns;            /* char *: how each column of a table was understood; empty for vCards */
} VigieContactPreviewData;

/* Takes @file and @columns; makes the plan. Any thread. */
VigieContactPreviewData *vigie_contact_preview_data_new (VigieDirectory *directory, VigieContactFile *file, GPtrArray *columns);
void vigie_contact_preview_data_free (VigieContactPreviewData *data);
/* Shows what would become of each, to be chosen and recorded. Takes @data. Main thread. */
GtkWindow *vigie_contact_preview_present (GtkWidget *from, VigieSession *session, VigieContactPreviewData *data);

G_END_DECLS
