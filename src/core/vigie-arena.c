/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A bump allocator.
 *
 * A folded incident of 10,000 events holds some 30,000 small strings and structs that live and die
 * together. One malloc for each would cost more than reading the events; blocks that double in size
 * cost nothing that can be measured, and freeing is a walk over a dozen blocks. */

#include "vigie-arena.h"

#include <string.h>

#include "vigie-json-private.h"

#define ALIGNMENT 16
#define BLOCK_MAX_BYTES (1024 * 1024)

typedef struct _Block Block;
struct _Block
{
  Block *next;
  gsize used;
  gsize size;
  gsize padding; /* keeps data[] aligned */
  char data[];
};

struct _VigieArena
{
  Block *newest;
};

static Block *
add_block (VigieArena *arena, gsize size_bytes)
{
  Block *block = g_malloc (sizeof (Block) + size_bytes);

  block->next = arena->newest;
  block->used = 0;
  block->size = size_bytes;
  arena->newest = block;

  return block;
}

VigieArena *
vigie_arena_new (gsize first_block_bytes)
{
  VigieArena *arena = g_new0 (VigieArena, 1);

  add_block (arena, MAX (first_block_bytes, 1024));

  return arena;
}

void
vigie_arena_free (VigieArena *arena)
{
  Block *block = arena->newest;

  while (block != NULL)
    {
      Block *next = block->next;

      g_free (block);
      block = next;
    }
  g_free (arena);
}

/* Not zeroed: for callers that write every byte. */
static gpointer
take (VigieArena *arena, gsize size_bytes)
{
  gsize size = (size_bytes + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1);
  Block *block = arena->newest;
  gpointer place;

  if (block->size - block->used < size)
    block = add_block (arena, MAX (size, MIN (block->size * 2, (gsize) BLOCK_MAX_BYTES)));
  place = block->data + block->used;
  block->used += size;

  return place;
}

gpointer
vigie_arena_alloc (VigieArena *arena, gsize size_bytes)
{
  return memset (take (arena, size_bytes), 0, size_bytes);
}

char *
vigie_arena_string (VigieArena *arena, const char *text)
{
  gsize size;

  if (text == NULL)
    return NULL;
  size = strlen (text) + 1;

  return memcpy (take (arena, size), text, size);
}

char *
vigie_arena_json_string (VigieArena *arena, const VigieJson *json, VigieJsonNode node)
{
  gsize bound;
  char *text;

  if (node == VIGIE_JSON_NONE)
    return NULL;
  bound = vigie_json_copy_bound (json, node);
  if (bound == 0)
    return NULL;
  text = take (arena, bound);
  vigie_json_copy_string (json, node, text);

  return text;
}
