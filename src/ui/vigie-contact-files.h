/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Contacts in and out of files, and the card for the wall. Each asks for a file and says how it went. Main thread; files are
 * read and written on another one. */

G_BEGIN_DECLS

void vigie_contacts_import (GtkWidget *from, VigieSession *session);
/* The preview of what @file would do, past the chooser. */
void vigie_contacts_import_file (GtkWidget *from, VigieSession *session, GFile *file);
/* @format: "vcard" or "csv". */
void vigie_contacts_export (GtkWidget *from, VigieSession *session, const char *format);
void vigie_contacts_save_sheet (GtkWidget *from, VigieSession *session);
void vigie_contacts_print_sheet (GtkWidget *from, VigieSession *session);

G_END_DECLS
