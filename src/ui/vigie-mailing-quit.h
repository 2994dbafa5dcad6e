/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-session.h"

/* Ending the program while a mailing sends: it pauses behind the message on its way and is told to the record first, so that
 * nobody is left uncertain. Main thread. */

G_BEGIN_DECLS

typedef void (*VigieMailingQuitThen) (gpointer user_data);

/* TRUE: nothing is on its way, the program may end now. FALSE: people are asked over @parent, and @then is called once all is
 * settled, unless they keep sending; @user_data must live until then. Asked again while it settles, it waits no more. */
gboolean vigie_mailing_quit (GtkWindow *parent, VigieSession *session, VigieMailingQuitThen then, gpointer user_data);

G_END_DECLS
