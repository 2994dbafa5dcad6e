/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-private.h"
#include "vigie-membership.h"

/* Shared by the fold (vigie-membership.c) and the look-ups (vigie-membership-query.c). */

G_BEGIN_DECLS

/* All values said of one member or device. Each value begins with its event. */
typedef struct
{
  GPtrArray *values;
  GHashTable *replaced;  /* ids */
  gpointer standing;     /* or NULL */
} VigieMembershipRegister;

struct _VigieMembership
{
  gatomicrefcount ref_count;
  guint8 key[VIGIE_KEY_BYTES];
  const char *name;
  VigieArena *arena;
  GPtrArray *events;     /* sorted; keeps them */
  GHashTable *members;   /* id → Register of VigieMember */
  GHashTable *devices;   /* key → Register of VigieMemberDevice */
  GHashTable *hubs;      /* key → VigieMemberHub */
  GHashTable *revoked_devices, *revoked_hubs; /* key → gint64 stamp */
  guint n_set_aside;
};

typedef enum
{
  BY_ORGANISATION = 1,
  BY_ADMINISTRATOR = 2,
  BY_HUB = 4,
  BY_ALL = BY_ORGANISATION | BY_ADMINISTRATOR | BY_HUB,
} VigieMembershipRecorders;

/* A kind that this version does not know may be recorded by whoever may enrol a device. */
VigieMembershipRecorders vigie_membership_recorders_of (const char *kind);

G_END_DECLS
