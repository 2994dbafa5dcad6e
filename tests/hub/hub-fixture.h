/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-hub-sqlite.h"
#include "vigie-test-support.h"

/* A folder with the log of a hub, and a clock and random bytes that follow from a seed. */

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path;
  gint64 now_usec;       /* each look at the clock is a millisecond later */
  GRand *rand;
  VigieHubSeams seams;
} HubFixture;

HubFixture *hub_fixture_new (guint seed);
void hub_fixture_free (HubFixture *fixture); /* removes the folder */
char *hub_fixture_file (HubFixture *fixture, const char *name); /* owned path in the folder */
VigieHubLog *hub_fixture_open (HubFixture *fixture);
/* A recording device whose keys can be asked for. */
VigieTestDevice *hub_device_new (guint seed);
const guint8 *hub_device_key (VigieTestDevice *device);
const guint8 *hub_device_secret_key (VigieTestDevice *device);
/* @n notes of @device in @stream; VigieEvent. */
GPtrArray *hub_fixture_notes (VigieTestDevice *device, const char *stream, guint n);
/* Appends in one transaction; aborts on failure. */
void hub_fixture_append (VigieHubLog *log, GPtrArray *events);
char *hub_fixture_stream (guint number); /* owned */
void hub_fixture_sql (const char *path, const char *sql);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HubFixture, hub_fixture_free)

G_END_DECLS
