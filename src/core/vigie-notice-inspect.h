/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-directory.h"
#include "vigie-notice-check.h"
#include "vigie-notice.h"

/* The check of a version of a notice against its own incident, for whoever is about to pass it on. Pure. */

G_BEGIN_DECLS

typedef struct
{
  const VigiePlaybook *playbook;
  const VigieIncident *incident;
  const char *const *addresses; /* of the directory: they may stand; or NULL */
  GTimeZone *zone;              /* NULL: UTC */
  VigieLang screen_lang;
  gint64 now_usec;
} VigieNoticeInspection;

/* Numbers and addresses of everybody in the directory, where people complete what the playbook leaves open. Owned, NULL-terminated. */
char **vigie_notice_addresses (const VigieDirectory *directory);
/* Texts that went to @audience, oldest first: const char *, owned container. */
GPtrArray *vigie_notice_earlier (const VigieIncident *incident, const char *audience);
/* What is found in @version as it goes out on @channel (NULL: its first) in @lang. Owned. */
VigieCheckReport *vigie_notice_inspect (const VigieNoticeInspection *inspection, const VigieNoticeVersion *version, const char *channel, VigieLang lang);
/* FALSE, with CONFLICT and one sentence, if a check stops @version in one of its languages on one of its channels. */
gboolean vigie_notice_is_sound (const VigieNoticeInspection *inspection, const VigieNoticeVersion *version, GError **error);

G_END_DECLS
