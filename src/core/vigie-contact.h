/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-json.h"
#include "vigie-playbook.h"

/* Somebody who can be called: what an event `contact.set` holds, and what a form, a card or a file is made of. A plain
 * value; the fold that says which one stands is vigie-directory.h. Pure. */

G_BEGIN_DECLS

/* Limits of one contact. */
#define VIGIE_CONTACT_LINES_MAX 64          /* numbers; addresses; languages; groups */
#define VIGIE_CONTACT_LINE_MAX_CHARS 500
#define VIGIE_CONTACT_NAME_MAX_CHARS 200
#define VIGIE_CONTACT_NOTE_MAX_CHARS 20000
#define VIGIE_CONTACT_EXTRA_MAX_BYTES (64 * 1024)

/* A number or an address with its label: "mobile", "work"; the label may be "". */
typedef struct
{
  char *label;
  char *value;
} VigieContactLine;

typedef struct
{
  char *id;                        /* the playbook's, or the id of the event that made it; NULL: not recorded yet */
  char *category;                  /* id of a category of the playbook, or of a support level ("L1"); may be any word */
  VigieText name;                  /* a person's name is the same in both languages */
  VigieText role;                  /* "CTO"; may be empty */
  VigieText note;                  /* may be empty */
  char *organisation;              /* "" when not said, like the next two */
  char *zone;                      /* "Africa/Abidjan" */
  char *deputy;                    /* id of the contact who stands in */
  GPtrArray *numbers;              /* VigieContactLine *; the first one is called first */
  GPtrArray *addresses;            /* VigieContactLine *; mail, or a link when it has "://" */
  GPtrArray *languages;            /* char *: "fr", "en" */
  GPtrArray *groups;               /* char * */
  GPtrArray *extra;                /* char *: vCard lines that Vigie has no place for, unfolded, kept as they are */
  GPtrArray *unknown;              /* VigieContactLine *: members of a newer version, name and raw JSON */
  gboolean on_call;                /* the playbook says so */
  VigieContactDef def;             /* the same for whatever takes a contact of the playbook; see vigie_contact_settle() */
} VigieContact;

/* What can differ between two versions of a contact. */
typedef enum
{
  VIGIE_CONTACT_NAME,
  VIGIE_CONTACT_ROLE,
  VIGIE_CONTACT_CATEGORY,
  VIGIE_CONTACT_ORGANISATION,
  VIGIE_CONTACT_NUMBERS,
  VIGIE_CONTACT_ADDRESSES,
  VIGIE_CONTACT_LANGUAGES,
  VIGIE_CONTACT_DEPUTY,
  VIGIE_CONTACT_ZONE,
  VIGIE_CONTACT_NOTE,
  VIGIE_CONTACT_GROUPS,
  VIGIE_CONTACT_EXTRA,
  VIGIE_CONTACT_UNKNOWN,
  VIGIE_CONTACT_N_FIELDS,
} VigieContactField;

VigieContact *vigie_contact_new (void);                               /* all empty */
VigieContact *vigie_contact_new_from_playbook (const VigieContactDef *def);
VigieContact *vigie_contact_copy (const VigieContact *contact);
void vigie_contact_free (VigieContact *contact);
VigieContactLine *vigie_contact_line_new (const char *label, const char *value);
void vigie_contact_line_free (VigieContactLine *line);
/* Makes @contact->def say what the other members say; its strings are borrowed from them. */
void vigie_contact_settle (VigieContact *contact);
/* Both languages at once; @text NULL is "". */
void vigie_contact_set_text (VigieText *place, const char *text);

gboolean vigie_contact_field_equal (const VigieContact *a, const VigieContact *b, VigieContactField field);
gboolean vigie_contact_field_is_empty (const VigieContact *contact, VigieContactField field);
void vigie_contact_field_copy (VigieContact *to, const VigieContact *from, VigieContactField field);
gboolean vigie_contact_equal (const VigieContact *a, const VigieContact *b); /* but for the id */

/* The number to call first: the first that can be called, else the first; NULL: none is foreseen. Borrowed. */
const char *vigie_contact_number (const VigieContact *contact);
const char *vigie_contact_mail (const VigieContact *contact);         /* the first mail address, or NULL; borrowed */
gboolean vigie_address_is_link (const char *address);

/* The body of contact.set, owned. @contact->id NULL: the event itself will be its id. */
char *vigie_contact_to_body (const VigieContact *contact);
/* Reads what that wrote, and what newer versions add. NULL: a member is of another type, or there is no name. */
VigieContact *vigie_contact_from_body (const VigieJson *body);
/* One sentence, INVALID or TOO_LARGE, when @contact cannot be recorded. */
gboolean vigie_contact_check (const VigieContact *contact, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieContact, vigie_contact_free)

G_END_DECLS
