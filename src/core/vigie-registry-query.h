/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-types.h"

/* What somebody looks for in the registry, and the questions that person has given a name to. Pure: where they are
 * kept is for the caller to say. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_REGISTRY_ALL,
  VIGIE_REGISTRY_ACTIVE,
  VIGIE_REGISTRY_PAST,
  VIGIE_REGISTRY_WITH_ACTIONS, /* some action is open */
  VIGIE_REGISTRY_RECURRING, /* its confirmed cause was already that of an earlier one */
  VIGIE_N_REGISTRY_SHOWS,
} VigieRegistryShow;

typedef struct
{
  char *text; /* as it was typed; NULL or "": nothing is searched */
  VigieLevel level; /* NONE: all */
  char *type; /* "INC-01" … or "other"; NULL: all */
  char *cause; /* a confirmed root cause, as the shared list calls it; NULL: all */
  guint months; /* detected so long ago at most, 0: always; what runs is never too old */
  VigieRegistryShow show;
} VigieRegistryQuery;

/* Everything. Owned, as the copy is. */
VigieRegistryQuery *vigie_registry_query_new (void);
VigieRegistryQuery *vigie_registry_query_copy (const VigieRegistryQuery *query);
void vigie_registry_query_free (VigieRegistryQuery *query);
gboolean vigie_registry_query_equal (const VigieRegistryQuery *a, const VigieRegistryQuery *b);
/* Nothing is asked: all incidents fit. */
gboolean vigie_registry_query_is_all (const VigieRegistryQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieRegistryQuery, vigie_registry_query_free)

/* ---- Under a name ---- */

#define VIGIE_SAVED_FILTERS_MAX 50

typedef struct
{
  char *name;
  VigieRegistryQuery *query;
} VigieSavedFilter;

/* (element-type VigieSavedFilter) by name; owned. @text: what vigie_saved_filters_to_text() gave; what is not of that
 * form, or of a newer one, is left out: never an error. */
GPtrArray *vigie_saved_filters_from_text (const char *text);
/* Owned; NULL when there is none. */
char *vigie_saved_filters_to_text (GPtrArray *filters);
/* Borrowed, or NULL. Case and accents do not matter. */
const VigieSavedFilter *vigie_saved_filters_find (GPtrArray *filters, const char *name);
/* Under a name that is taken: in its place. INVALID for a name with nothing to read or over 60 characters; TOO_LARGE
 * when there are VIGIE_SAVED_FILTERS_MAX; nothing is changed then. */
gboolean vigie_saved_filters_set (GPtrArray *filters,
                                  const char *name,
                                  const VigieRegistryQuery *query,
                                  GError **error);
/* INVALID also when @to is the name of another one. */
gboolean
vigie_saved_filters_rename (GPtrArray *filters, const char *name, const char *to, GError **error);
gboolean vigie_saved_filters_remove (GPtrArray *filters, const char *name);

G_END_DECLS
