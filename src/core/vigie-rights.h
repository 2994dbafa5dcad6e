/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-restriction.h"

/* What a member of an organisation may do. Each role has the rights of those before it. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_ROLE_NONE,            /* no member, or one that is not active */
  VIGIE_ROLE_VIEWER,          /* reads */
  VIGIE_ROLE_RESPONDER,       /* works on incidents */
  VIGIE_ROLE_COMMUNICATIONS,  /* decides on breaches */
  VIGIE_ROLE_COMMANDER,       /* restricts an incident and opens it again */
  VIGIE_ROLE_ADMINISTRATOR,   /* members, devices, hubs, redaction */
  VIGIE_N_ROLES,
} VigieRole;

/* Stable words ("viewer", …); NULL for NONE. The reader leaves @out alone for any other word, NULL included. */
const char *vigie_role_to_word (VigieRole role);
gboolean vigie_role_from_word (const char *word, VigieRole *out);
/* The same said to a person; a static string, "" for NONE. */
const char *vigie_role_label (VigieRole role, VigieLang lang);

/* May a device of a member with @role append an event of @kind? A kind that this version does not know is work on
 * an incident. The events of the membership have a rule of their own: vigie_membership_may_record(). */
gboolean vigie_rights_may_append (VigieRole role, const char *kind);

/* May a member see an incident? @member_id: who asks; @declarer_id: the member whose device declared it. Either may
 * be NULL: nobody known. */
gboolean vigie_rights_may_see (VigieRole role, const char *member_id, const VigieRestriction *restriction, const char *declarer_id);

G_END_DECLS
