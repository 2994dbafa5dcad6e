/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-json.h"

/* Private to core: many small values that are all freed together. */

G_BEGIN_DECLS

typedef struct _VigieArena VigieArena;

VigieArena *vigie_arena_new (gsize first_block_bytes);
void vigie_arena_free (VigieArena *arena);
/* Zeroed, aligned for any type. */
gpointer vigie_arena_alloc (VigieArena *arena, gsize size_bytes);
char *vigie_arena_string (VigieArena *arena, const char *text); /* NULL gives NULL */
/* The decoded string of @node; NULL if it is no string. */
char *vigie_arena_json_string (VigieArena *arena, const VigieJson *json, VigieJsonNode node);

#define vigie_arena_new0(arena, Type) ((Type *) vigie_arena_alloc (arena, sizeof (Type)))

G_END_DECLS
