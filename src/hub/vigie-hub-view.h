/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-hub-request.h"
#include "vigie-membership.h"

/* Who may see and do what, as of one commit. Immutable and counted, so that every thread can keep the one
 * it began with. */

G_BEGIN_DECLS

typedef struct _VigieHubView VigieHubView;

/* A view with another membership; @before may be NULL. @membership is taken over. */
VigieHubView *vigie_hub_view_new (const VigieHubView *before, VigieMembership *membership_taken);
/* A view in which @stream is shown as @restriction says; it is taken over. */
VigieHubView *vigie_hub_view_restrict (const VigieHubView *before, const char *stream, VigieRestriction *restriction_taken);
VigieHubView *vigie_hub_view_ref (VigieHubView *view);
void vigie_hub_view_unref (VigieHubView *view);

const VigieMembership *vigie_hub_view_membership (const VigieHubView *view); /* borrowed */
gboolean vigie_hub_view_is_restricted (const VigieHubView *view, const char *stream);
gboolean vigie_hub_view_may_see (const VigieHubView *view, const VigieHubSeat *seat, const char *stream);
/* FALSE: the device is not enrolled, or revoked, or its member not active. */
gboolean vigie_hub_view_seat (const VigieHubView *view, const guint8 *device, VigieHubSeat *seat);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieHubView, vigie_hub_view_unref)

G_END_DECLS
