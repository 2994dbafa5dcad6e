/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-event.h"
#include "vigie-rights.h"

/* Who belongs to an organisation: a pure fold over the stream `organisation/HEX64`, immutable once made, so that every
 * seat and every hub that has the same events says the same. docs/protocol.md names the kinds and who may record them.
 * Signatures are not checked here: every event that entered a store or a log has been. */

G_BEGIN_DECLS

typedef struct _VigieMembership VigieMembership;

typedef struct
{
  const VigieEvent *event;       /* the member.set that stands */
  const char *id;                /* UUID */
  const char *name;
  VigieRole role;
  gboolean active;
} VigieMember;

typedef struct
{
  const VigieEvent *event;       /* the device.enrolled that stands */
  const char *member;            /* UUID; that member need not be known */
  const char *name;
  guint8 key[VIGIE_KEY_BYTES];
  gint64 revoked_usec;           /* stamp of the revocation, VIGIE_TIME_NONE while it is trusted */
} VigieMemberDevice;

typedef struct
{
  const VigieEvent *event;
  const char *name;
  guint8 key[VIGIE_KEY_BYTES];
  gint64 revoked_usec;           /* or NONE */
} VigieMemberHub;

/* @events: VigieEvent of the stream of that organisation, any order; those of other streams are passed over. */
VigieMembership *vigie_membership_fold (const guint8 *organisation_key, GPtrArray *events);
VigieMembership *vigie_membership_ref (VigieMembership *membership);
void vigie_membership_unref (VigieMembership *membership);

const guint8 *vigie_membership_key (const VigieMembership *membership); /* the organisation's */
const char *vigie_membership_name (const VigieMembership *membership);  /* NULL: not founded, nothing has effect */
/* Events that have no effect: bodies that cannot be read, and what the recorder had no right to. */
guint vigie_membership_n_set_aside (const VigieMembership *membership);

/* NULL: not known. Borrowed, like all that follows. */
const VigieMember *vigie_membership_member (const VigieMembership *membership, const char *member_id);
/* Also a device that was revoked: look at revoked_usec. */
const VigieMemberDevice *vigie_membership_device (const VigieMembership *membership, const guint8 *device_key);
const VigieMemberHub *vigie_membership_hub (const VigieMembership *membership, const guint8 *hub_key);
/* The member a device speaks for: NULL if it is not enrolled, or revoked. */
const VigieMember *vigie_membership_member_of (const VigieMembership *membership, const guint8 *device_key);
/* Role of that member; NONE if there is none, or not active. */
VigieRole vigie_membership_role_of (const VigieMembership *membership, const guint8 *device_key);
/* A hub that may enrol members and devices now. */
gboolean vigie_membership_is_hub (const VigieMembership *membership, const guint8 *hub_key);
/* When the device was revoked, or NONE; also for one that was never enrolled. */
gint64 vigie_membership_revoked_usec (const VigieMembership *membership, const guint8 *device_key);
/* May @recorder (a device, a hub, the organisation's own key) record an event of @kind in this stream now? */
gboolean vigie_membership_may_record (const VigieMembership *membership, const guint8 *recorder, const char *kind);

/* VigieMember, by name; VigieMemberDevice and VigieMemberHub, by key. Owned list of borrowed elements. */
GPtrArray *vigie_membership_members (const VigieMembership *membership);
GPtrArray *vigie_membership_devices (const VigieMembership *membership);
GPtrArray *vigie_membership_hubs (const VigieMembership *membership);

/* Bodies of the events, owned, for vigie_draft_new(). */
char *vigie_membership_body_founded (const char *name);
char *vigie_membership_body_member (const char *member_id, const char *name, VigieRole role, gboolean active);
char *vigie_membership_body_device (const guint8 *device_key, const char *member_id, const char *name);
char *vigie_membership_body_hub (const guint8 *hub_key, const char *name);
char *vigie_membership_body_revoked (const char *what, const guint8 *key, const char *reason); /* "device" or "hub"; @reason nullable */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieMembership, vigie_membership_unref)

G_END_DECLS
