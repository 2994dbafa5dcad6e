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
/* The same past the chooser; @format may be "sheet" too. */
void vigie_contacts_export_file (GtkWidget *from, VigieSession *session, const char *format, GFile *file);
void vigie_contacts_save_sheet (GtkWidget *from, VigieSession *session);
/* The card as it will be printed, with the acts that print and keep it. */
void vigie_contacts_show_sheet (GtkWidget *from, VigieSession *session);

G_END_DECLS
