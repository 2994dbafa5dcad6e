/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-directory.h"

/* Whom to call for somebody, one after the other. Pure. */

G_BEGIN_DECLS

/* The order for @contact of @playbook at @now_usec: the contact, whoever stands in for them on call at that moment, their
 * deputy; then in the same way each one who follows in the same category of the playbook. Who is away at that moment comes
 * after all the others. Nobody stands twice in it; who has no number and was removed is left out, but for @contact.
 *
 * @directory: who is who now; NULL: the playbook alone. Array of const VigieContactDef *, owned container: those of the
 * playbook as the playbook has them, the others as @directory has them; borrowed from both. */
GPtrArray *vigie_call_order (const VigiePlaybook *playbook, const VigieDirectory *directory, const VigieContactDef *contact, gint64 now_usec);
/* TRUE when the record means @contact by @whom: the id, or a name of the playbook or of @directory. */
gboolean vigie_call_order_is (const VigieDirectory *directory, const VigieContactDef *contact, const char *whom);

G_END_DECLS
