/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-rota-fetch.h"
#include "vigie-rota.h"
#include "vigie-widgets.h"

/* Forms that change who is on call. @from: a widget of the window. Main thread. */

G_BEGIN_DECLS

/* The order of people of a level, as it stands. */
void vigie_rota_form_set (GtkWidget *from, VigieSession *session, const char *level);
/* Which of the rotations counts that two seats set apart from each other. */
void vigie_rota_form_rivals (GtkWidget *from, VigieSession *session, const char *level);
/* Somebody else in a stretch; where it is a substitution or an absence already, it can be taken back. */
void vigie_rota_form_shift (GtkWidget *from, VigieSession *session, const VigieShift *shift);
void vigie_rota_form_absent (GtkWidget *from, VigieSession *session);
/* Chooses a file, shows what it would change, and records it when that is wanted. */
void vigie_rota_form_import (GtkWidget *from, VigieSession *session);
/* The same two past the chooser. */
void vigie_rota_form_import_file (GtkWidget *from, VigieSession *session, GFile *file);
void vigie_rota_form_export_file (GtkWidget *from, VigieSession *session, GFile *file);
/* Asks for an address, fetches it and shows the same; when it is recorded the address is followed. */
void vigie_rota_form_follow (GtkWidget *from, VigieSession *session);
/* What that shows. @fetched_taken has a calendar. */
void vigie_rota_form_preview (GtkWidget *from, VigieSession *session, const char *address, VigieRotaFetched *fetched_taken);
void vigie_rota_form_export (GtkWidget *from, VigieSession *session);

G_END_DECLS
