/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act-window.h"

/* What stands in the form of a call besides the call itself. Main thread. */

G_BEGIN_DECLS

/* The message that goes out meanwhile, to be changed, and pasted into the channel or mailed to @contact. */
void vigie_call_add_message (VigieActWindow *window, const VigieContactDef *contact);
/* Who else may be called: the deputy of @contact, and who is on call now, the support level that is called first at the
 * head. const VigieContact *, borrowed from @directory; owned container. */
GPtrArray *vigie_call_others (VigieSession *session, const VigieDirectory *directory, const VigieContactDef *contact);
/* What the record calls @contact: the id that the playbook knows, else the name. Owned. */
char *vigie_call_whom (VigieSession *session, const VigieContactDef *contact);

G_END_DECLS
