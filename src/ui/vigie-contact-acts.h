/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* What is done with one contact, from wherever it is shown. Main thread. @id: of a contact of the directory. */

G_BEGIN_DECLS

/* The form; @id NULL makes a new contact. */
void vigie_contact_edit (GtkWidget *from, VigieSession *session, const char *id);
/* Numbers and addresses were looked at just now. */
void vigie_contact_verify (VigieSession *session, const char *id);
/* Can be undone. */
void vigie_contact_remove (VigieSession *session, const char *id);
/* All that was said of it, and what was written apart, to be settled. */
void vigie_contact_show_history (GtkWidget *from, VigieSession *session, const char *id);
/* A code that a phone reads into its own contacts. */
void vigie_contact_show_code (GtkWidget *from, VigieSession *session, const char *id);
/* A window of its own over that of @from, which Escape closes; not presented yet. */
GtkWindow *vigie_contact_window_new (GtkWidget *from, const char *title, GtkWidget *child);
/* A label of a number as people read it: "work" is what files say. Owned. */
char *vigie_contact_label_words (const char *label);
/* The other way round; @before: the label that was shown, which stays when nobody changed its words. Owned. */
char *vigie_contact_label_of_words (const char *typed, const char *before);
/* One sentence about what two people wrote apart; owned. */
char *vigie_contact_disputed_words (const VigieDirectoryEntry *entry);
/* The title of a field of a contact; static. */
const char *vigie_contact_field_title (VigieContactField field);
/* What @contact says there, on one line; owned. */
char *vigie_contact_field_words (const VigieDirectory *directory, const VigieContact *contact, VigieContactField field, VigieLang lang);

G_END_DECLS
