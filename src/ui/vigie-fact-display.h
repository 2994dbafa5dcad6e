/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* How facts are named and marked on the fact sheet. */

G_BEGIN_DECLS

const char *vigie_fact_state_icon (VigieFactState state);
const char *vigie_fact_state_class (VigieFactState state);
/* The heading of a group of the playbook ("scope", …); translated, static. */
const char *vigie_fact_group_title (const char *group);
/* The fact's name for people; the stored name when the playbook does not know it. Borrowed. */
const char *vigie_fact_label (VigieSession *session, const char *name);
/* The value in words, on one line, grouped and with its unit; "unknown" for none. Owned. */
char *vigie_fact_words (VigieSession *session, const VigieFact *fact, const char *name);

G_END_DECLS
