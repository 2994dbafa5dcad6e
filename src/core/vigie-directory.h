/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-contact.h"
#include "vigie-event.h"
#include "vigie-rota.h"

/* The directory: a pure fold over the stream VIGIE_STREAM_DIRECTORY on the ground of the playbook's contacts, immutable
 * once made; and the search in it as one types. docs/events.md, "The directory", has the kinds and how writes that were
 * made apart are merged: one field at a time, so that people are asked only about what both of them changed.
 * The rotation is in the same stream, folded apart (vigie-rota.h) and kept with it. */

G_BEGIN_DECLS

/* TRUE when every word of @query begins a word of name, category, number (digits only) or address;
 * accents and case do not matter; initials count. An empty query matches. */
gboolean vigie_contact_matches (const VigieContactDef *contact, const VigieCategory *category, const char *query, VigieLang lang);
/* TRUE for "+225 XX XX …" and the like: a number nobody can call. */
gboolean vigie_number_is_placeholder (const char *number);
gboolean vigie_contact_is_incomplete (const VigieContactDef *contact); /* no usable number although one is foreseen */
guint vigie_directory_count_incomplete (const VigiePlaybook *playbook);

typedef struct _VigieDirectory VigieDirectory;

typedef struct
{
  const VigieContact *contact;     /* as it stands; its `def` is settled */
  const VigieEvent *event;         /* the last write that stands; NULL: as the playbook has it */
  gboolean in_playbook;
  gboolean removed;
  const char *removed_reason;      /* or NULL */
  const VigieEvent *verification;  /* the last one that was not withdrawn; NULL: never */
  gboolean verified;               /* it covers every number and address that stands now */
  guint disputed;                  /* bit (1 << VigieContactField): two wrote different things apart, the last one stands */
  gboolean disputed_removal;       /* removed by one while another changed it: it stays */
  GPtrArray *heads;                /* const VigieEvent *: what the next write replaces, in fold order */
  GPtrArray *history;              /* const VigieEvent *: all that was said of it, in fold order */
} VigieDirectoryEntry;

/* @events: VigieEvent in any order; those of other streams are passed over. */
VigieDirectory *vigie_directory_fold (VigiePlaybook *playbook, GPtrArray *events);
VigieDirectory *vigie_directory_ref (VigieDirectory *directory);
void vigie_directory_unref (VigieDirectory *directory);

VigiePlaybook *vigie_directory_playbook (const VigieDirectory *directory);   /* borrowed, like all that follows */
const VigieRota *vigie_directory_rota (const VigieDirectory *directory);      /* who is on call */
GPtrArray *vigie_directory_events (const VigieDirectory *directory);         /* VigieEvent, in fold order */
guint vigie_directory_n_set_aside (const VigieDirectory *directory);         /* bodies that cannot be read */
/* VigieDirectoryEntry, those that were removed left out: the playbook's in its order, then the others by name. */
GPtrArray *vigie_directory_entries (const VigieDirectory *directory);
GPtrArray *vigie_directory_removed (const VigieDirectory *directory);        /* VigieDirectoryEntry */
/* NULL: unknown. Also one that was removed. */
const VigieDirectoryEntry *vigie_directory_entry (const VigieDirectory *directory, const char *id);
/* NULL: unknown or removed. */
const VigieContact *vigie_directory_contact (const VigieDirectory *directory, const char *id);
/* The same for what takes a contact of the playbook. */
const VigieContactDef *vigie_directory_def (const VigieDirectory *directory, const char *id);
/* Who stands in for @id, or NULL: nobody is named, or was removed. */
const VigieContact *vigie_directory_deputy (const VigieDirectory *directory, const char *id);
/* Whoever has that name (any case, accents folded) or id; NULL: nobody, or several. */
const VigieContact *vigie_directory_find (const VigieDirectory *directory, const char *name_or_id);
/* How a contact is said to a person; the id itself when nobody has it. */
const char *vigie_directory_name (const VigieDirectory *directory, const char *id, VigieLang lang);
/* The title of a category of the playbook or of a support level; the word itself when it has neither. */
const char *vigie_directory_category_title (const VigieDirectory *directory, const char *category, VigieLang lang);
/* Whom the words typed so far may mean, as vigie_contact_matches() does, but with role, organisation and groups in both
 * languages; quick enough for each key among thousands. VigieDirectoryEntry in the order of the directory; owned container. */
GPtrArray *vigie_directory_search (const VigieDirectory *directory, const char *typed);
/* What one version says, for the history and for who settles: NULL unless @event is a contact.set. Owned. */
VigieContact *vigie_directory_version (const VigieDirectory *directory, const VigieEvent *event);

/* Drafts: GPtrArray of VigieDraft, owned; NULL with one sentence. Each names all that stands, so that it settles what
 * was written apart. @directory is the one that was looked at. */
GPtrArray *vigie_directory_draft_set (const VigieDirectory *directory, const VigieContact *contact, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_directory_draft_removed (const VigieDirectory *directory, const char *id, const char *reason, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_directory_draft_verified (const VigieDirectory *directory, const char *id, const char *note, const char *author, gint64 at_usec, GError **error);
/* Takes the last verification back. */
GPtrArray *vigie_directory_draft_unverified (const VigieDirectory *directory, const char *id, const char *author, gint64 at_usec, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieDirectory, vigie_directory_unref)

G_END_DECLS
