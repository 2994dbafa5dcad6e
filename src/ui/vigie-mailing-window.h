/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-mailing-desk.h"

/* A mailing from its list to the last answer. Closing the window leaves a mailing that is running alone. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_MAILING_WINDOW (vigie_mailing_window_get_type ())
G_DECLARE_FINAL_TYPE (VigieMailingWindow, vigie_mailing_window, VIGIE, MAILING_WINDOW, AdwWindow)

/* To fill in: @offer says what is sent (stream, notice, audience, texts); copied. Presented, owned by GTK. */
GtkWindow *vigie_mailing_window_present (GtkWindow *parent, VigieSession *session, const VigieMailingPlan *offer);
/* To look at one that is here. */
GtkWindow *vigie_mailing_window_present_for (GtkWindow *parent, VigieSession *session, VigieMailing *mailing);
/* As if the list had been chosen in the file window. */
void vigie_mailing_window_read (VigieMailingWindow *self, GFile *file);

G_END_DECLS
