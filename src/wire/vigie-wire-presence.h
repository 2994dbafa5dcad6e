/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-wire-envelope.h"
#include "vigie-wire.h"

/* POST /v1/presence: who is here; and the small reply to a piece of a file. */

G_BEGIN_DECLS

#define VIGIE_WIRE_PEOPLE_MAX 1000

typedef enum
{
  VIGIE_WIRE_HERE,
  VIGIE_WIRE_TYPING,
  VIGIE_WIRE_AWAY,
  VIGIE_WIRE_GONE,
  VIGIE_WIRE_N_PRESENCES,
} VigieWirePresence;

typedef struct
{
  char *incident;                /* UUID, or NULL: none open */
  VigieWirePresence state;
  char *post;                    /* id in the playbook, or NULL */
  gint64 unsent;
  gint64 now_usec;
} VigieWireHere;

typedef struct
{
  char *member;                  /* UUID */
  char *name;
  guint8 device[VIGIE_KEY_BYTES];
  char *incident;                /* or NULL */
  VigieWirePresence state;
  gint64 unsent;
  gint64 seen_usec;
} VigieWirePerson;

typedef struct
{
  gint64 now_usec;
  GPtrArray *people;             /* VigieWirePerson * */
} VigieWirePeople;

const char *vigie_wire_presence_to_word (VigieWirePresence state);
gboolean vigie_wire_presence_from_word (const char *word, VigieWirePresence *out);

GBytes *vigie_wire_here_new (const VigieWireHere *here);
VigieWireHere *vigie_wire_here_read (GBytes *body, GError **error);
void vigie_wire_here_free (VigieWireHere *here);
/* @people: VigieWirePerson. */
GBytes *vigie_wire_people_new (gint64 now_usec, GPtrArray *people);
VigieWirePeople *vigie_wire_people_read (GBytes *body, GError **error);
void vigie_wire_people_free (VigieWirePeople *people);
void vigie_wire_person_free (VigieWirePerson *person);

/* PUT /v1/blobs/HASH: whether the whole is there, and the first piece that is not. */
GBytes *vigie_wire_piece_new (gboolean complete, guint next);
gboolean vigie_wire_piece_read (GBytes *body, gboolean *complete, guint *next, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWireHere, vigie_wire_here_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWirePeople, vigie_wire_people_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWirePerson, vigie_wire_person_free)

G_END_DECLS
