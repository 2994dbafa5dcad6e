/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-json.h"

/* Private to the files of the reader and to vigie-event-parse.c: how a document looks in memory. */

G_BEGIN_DECLS

/* A longer number has no meaning for us, and reading it would take long. */
#define VIGIE_JSON_NUMBER_MAX_CHARS 1024

typedef struct
{
  guint32 start;      /* of the value in the text */
  guint32 length;
  guint32 key_start;  /* of the member name, without its quotes */
  guint32 key_length;
  guint32 parent;     /* VIGIE_JSON_NONE for the root */
  guint32 next;       /* sibling, or VIGIE_JSON_NONE */
  guint32 size;       /* number of children */
  guint8 type;        /* VigieJsonType */
  guint8 value_escaped; /* the string holds a backslash */
  guint8 key_escaped;
} JsonNode;

struct _VigieJson
{
  const char *text;
  gsize length;
  GBytes *bytes;      /* (owned) (nullable) keeps @text alive */
  JsonNode *nodes;    /* own_nodes, or owned when it had to grow */
  guint32 n_nodes;
  guint32 n_allocated;
  JsonNode own_nodes[];
};

/* Decodes what stands between the quotes of a string that has been checked; returns the length. */
gsize vigie_json_decode (const char *raw, gsize length_bytes, char *out);
guint32 vigie_json_find_duplicate (const VigieJson *json, guint32 object);
void vigie_json_find_place (const char *text, gsize offset, guint *line, guint *column);

G_END_DECLS
