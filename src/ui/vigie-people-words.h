/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-session.h"

/* Who is present, in words; as last known, with its time, while the hub is not reached. */

G_BEGIN_DECLS

/* "6 present", "6 present at 02:59"; NULL without a hub or before it has said anything. Owned. */
char *vigie_people_count_words (VigieSession *session, const char *stream);
/* Their names with what they do, a line each; NULL as above. Owned. */
char *vigie_people_names (VigieSession *session, const char *stream);
/* "Awa Koné writes…": the others who type in @stream; NULL: nobody, or nobody knows. Owned. */
char *vigie_people_typing_words (VigieSession *session, const char *stream);
/* "here", "writes", "away", "in another incident", "seen at 02:59", and what they have not sent. Owned. */
char *vigie_person_words (VigieSession *session, const VigieWirePerson *person, const char *stream);

G_END_DECLS
