/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-store.h"

/* A store in a folder of its own, with a clock and random bytes that follow from a seed. */

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path;
  VigieSeams seams;
  gint64 now_usec;      /* each look at the clock is a second later */
  GRand *rand;
} StoreFixture;

StoreFixture *store_fixture_new (guint seed);
void store_fixture_free (StoreFixture *fixture); /* removes the folder */
/* Opens as writer; aborts on failure. */
VigieStore *store_fixture_open (StoreFixture *fixture);
/* Declares an incident and returns its stream (owned). */
char *store_fixture_declare (StoreFixture *fixture, VigieStore *store, const char *title, gboolean local);
GPtrArray *store_fixture_note_drafts (const char *stream, const char *text, gint64 occurred_usec);
/* Records one note and returns its id (owned). */
char *store_fixture_note (StoreFixture *fixture, VigieStore *store, const char *stream, const char *text);
/* Content of @length_bytes that follows from @seed; owned. */
GBytes *store_fixture_content (guint seed, gsize length_bytes);
char *store_fixture_hash (GBytes *content); /* owned */
/* Keeps @content piece by piece and returns its hash (owned). */
char *store_fixture_keep (VigieStore *store, GBytes *content);
GPtrArray *store_fixture_attachment_drafts (const char *stream, const char *name, GBytes *content, gint64 occurred_usec);
/* Keeps @content, records it under @name and returns its hash (owned). */
char *store_fixture_attach (StoreFixture *fixture, VigieStore *store, const char *stream, const char *name, GBytes *content);
/* Drafts of a declaration for an incident of that id. */
GPtrArray *store_fixture_declare_drafts (const char *title, const char *incident_id, gint64 at_usec, gboolean local);
void store_fixture_remove_folder (const char *folder);
/* Runs SQL past the store, as damage would come. The store must be closed. */
void store_fixture_sql (const char *path, const char *sql);
void store_assert_clean (VigieStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreFixture, store_fixture_free)

G_END_DECLS
