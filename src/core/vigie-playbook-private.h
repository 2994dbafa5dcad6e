/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-arena.h"
#include "vigie-json.h"
#include "vigie-playbook.h"

/* Private to the vigie-playbook*.c files: how a JSON object becomes a struct. Each struct of the
 * playbook is described by a PlaybookRecord, a table of its members; one reader walks the tables. */

G_BEGIN_DECLS

typedef struct _PlaybookRecord PlaybookRecord;
typedef struct _PlaybookField PlaybookField;

/* Everything a playbook owns: strings, structs and arrays, freed together. */
typedef struct
{
  VigieArena *arena;     /* strings and structs */
  GPtrArray *arrays;     /* GPtrArray, g_ptr_array_unref() */
  GHashTable *steps;     /* "INC-01/t0-validate" → const VigieStepDef * */
} PlaybookPool;

typedef struct
{
  const VigieJson *json;
  VigiePlaybook *playbook;
  PlaybookPool *pool;
  GPtrArray *faults;     /* char *, in the order found */
} PlaybookLoader;

typedef enum
{
  FIELD_STRING,   /* char *, not empty unless OPTIONAL */
  FIELD_TEXT,     /* VigieText, both languages, not empty unless OPTIONAL */
  FIELD_BOOLEAN,  /* gboolean; absent is FALSE when OPTIONAL */
  FIELD_DOUBLE,   /* double */
  FIELD_SHIFT,    /* int from -1 to 1 */
  FIELD_SECONDS,  /* gint64 of microseconds, from whole seconds */
  FIELD_LEVEL,    /* VigieLevel, from "P1" … */
  FIELD_STRINGS,  /* GPtrArray of char * */
  FIELD_TEXTS,    /* GPtrArray of VigieText * */
  FIELD_RECORDS,  /* GPtrArray of structs */
  FIELD_CUSTOM,   /* read by its own function */
} PlaybookFieldKind;

typedef enum
{
  FIELD_REQUIRED = 0,
  FIELD_OPTIONAL = 1 << 0,  /* may be absent, null or empty */
  FIELD_NULLABLE = 1 << 1,  /* seconds: null (or absent when OPTIONAL) is VIGIE_TIME_NONE */
  FIELD_FILLED = 1 << 2,    /* arrays: at least one element */
} PlaybookFieldFlags;

typedef void (*PlaybookFieldReader) (PlaybookLoader *loader, VigieJsonNode node, gpointer record);

struct _PlaybookField
{
  const char *name;
  PlaybookFieldKind kind;
  PlaybookFieldFlags flags;
  gsize offset_bytes;
  const PlaybookRecord *record;   /* FIELD_RECORDS */
  PlaybookFieldReader reader;     /* FIELD_CUSTOM; node is VIGIE_JSON_NONE when the member is absent */
};

struct _PlaybookRecord
{
  gsize size_bytes;
  const PlaybookField *fields;    /* ends with a NULL name */
};

#define FIELD(Type, member, kind, flags) { #member, FIELD_##kind, flags, G_STRUCT_OFFSET (Type, member), NULL, NULL }
#define FIELD_AS(Type, name, member, kind, flags) { name, FIELD_##kind, flags, G_STRUCT_OFFSET (Type, member), NULL, NULL }
#define FIELD_OF(Type, member, record, flags) { #member, FIELD_RECORDS, flags, G_STRUCT_OFFSET (Type, member), record, NULL }
#define FIELD_BY(name, reader, flags) { name, FIELD_CUSTOM, flags, 0, NULL, reader }
#define FIELD_END { NULL, FIELD_CUSTOM, FIELD_REQUIRED, 0, NULL, NULL }

/* vigie-playbook-load-fields.c */
void vigie_playbook_fault (PlaybookLoader *loader, VigieJsonNode node, const char *member, const char *message);
void vigie_playbook_fault_at (PlaybookLoader *loader, const char *message, const char *pointer_format, ...) G_GNUC_PRINTF (3, 4);
void vigie_playbook_read_record (PlaybookLoader *loader, VigieJsonNode node, const PlaybookRecord *record, gpointer out);
gboolean vigie_playbook_read_seconds (PlaybookLoader *loader, VigieJsonNode node, gint64 *out_usec);
GPtrArray *vigie_playbook_new_array (PlaybookLoader *loader);
char *vigie_playbook_read_string (PlaybookLoader *loader, VigieJsonNode node);
GPtrArray *vigie_playbook_read_texts (PlaybookLoader *loader, VigieJsonNode node);
/* vigie-playbook-load-clocks.c: array of GINT_TO_POINTER (VigieLevel), owned by the playbook. */
GPtrArray *vigie_playbook_read_levels (PlaybookLoader *loader, VigieJsonNode node);

/* The tables, by part. */
extern const PlaybookRecord vigie_playbook_level_record;
extern const PlaybookRecord vigie_playbook_question_record;
extern const PlaybookRecord vigie_playbook_type_record;
extern const PlaybookRecord vigie_playbook_checklist_record;
extern const PlaybookRecord vigie_playbook_post_record;
extern const PlaybookRecord vigie_playbook_support_record;
extern const PlaybookRecord vigie_playbook_automatism_record;
extern const PlaybookRecord vigie_playbook_audience_record;
extern const PlaybookRecord vigie_playbook_channel_record;
extern const PlaybookRecord vigie_playbook_template_record;
extern const PlaybookRecord vigie_playbook_category_record;
extern const PlaybookRecord vigie_playbook_contact_record;
extern const PlaybookRecord vigie_playbook_clock_record;
extern const PlaybookRecord vigie_playbook_fact_record;

/* vigie-playbook-check.c: what one member alone cannot show. */
void vigie_playbook_check (PlaybookLoader *loader);
void vigie_playbook_check_severity (PlaybookLoader *loader);
void vigie_playbook_check_procedures (PlaybookLoader *loader);
void vigie_playbook_check_clocks (PlaybookLoader *loader);
/* Words of the clocks' vocabulary that acts share. */
gboolean vigie_playbook_is_requirement (const VigiePlaybook *playbook, const char *word);
gboolean vigie_playbook_is_message (const VigiePlaybook *playbook, const char *text, const char *subjects);
/* TRUE if the first member (char *) of one of @records is @id. */
gboolean vigie_playbook_has_id (GPtrArray *records, const char *id);
gboolean vigie_playbook_has_string (GPtrArray *strings, const char *string);

G_END_DECLS
