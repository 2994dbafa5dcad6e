/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-figures.h"

/* Which earlier incidents resemble one, and why. The rule, in points:
 *
 *   the same confirmed root cause, or linked as of the same cause      50
 *   the same type, unless it is "other"                                15
 *   each system that both name (the fact "systems"), at most two       15
 *   each word that both titles have, at most three                     10
 *   each other word that title or first notes of both have, at most four  3
 *
 * From VIGIE_SIMILAR_LEAST points on an incident is similar: a type alone says too little. Words are those of
 * vigie_similar_terms(). Cancelled incidents and second declarations are left out; examples resemble examples. */

G_BEGIN_DECLS

#define VIGIE_SIMILAR_LEAST 25

typedef struct
{
  const VigieFigures *figures; /* borrowed */
  guint points;
  char *cause; /* the shared cause; "": linked, and nobody has named it; NULL: none */
  gboolean same_type;
  char *systems, *title_words, *other_words; /* shared, with ", "; NULL: none */
} VigieSimilar;

/**
 * vigie_similar_to:
 * @all: (element-type VigieFigures): of every incident there is
 * @one: whose kin is looked for; it need not be among @all
 * @most: how many at most
 *
 * Returns: (transfer full) (element-type VigieSimilar): most points first, then the latest
 */
GPtrArray *vigie_similar_to (GPtrArray *all, const VigieFigures *one, guint most);
/* "Same root cause: DNS · same type, INC-01 · words of the title: payments"; a cause is named in the words of @playbook;
 * owned. */
char *vigie_similar_reasons (const VigieSimilar *similar, const VigiePlaybook *playbook, VigieLang lang);

/* The words of @text that tell incidents apart: folded, of four characters or more (or with a digit among three), none
 * that any incident has; each once, in their order, at most @most, with a space between. Owned. */
char *vigie_similar_terms (const char *text, guint most);
/* What a list of systems names: folded, apart by commas, semicolons or line ends; one a line; owned. */
char *vigie_similar_systems (const char *value);

G_END_DECLS
