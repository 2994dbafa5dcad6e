/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How a text travels as SMS: in the GSM alphabet 160 signs to a message (153 to each part of a longer one), or, as soon
 * as one sign is not of it, in UCS-2 with 70 (67). Pure. */

G_BEGIN_DECLS

typedef struct
{
  char *sign;               /* as it stands in the text: "ê" */
  const char *instead;      /* what may be written for it; NULL: nothing would say the same */
  gsize at_bytes;           /* where it stands first */
  guint n_times;
} VigieSmsSign;

typedef struct
{
  gboolean is_ucs2;
  guint n_parts;            /* 0 for an empty text */
  guint n_units;            /* septets, or 16-bit units */
  guint n_left;             /* units that still go into the last part */
  GArray *starts_bytes;     /* gsize: where each part begins; a sign is never cut in two */
  GPtrArray *costly;        /* VigieSmsSign: the signs that make it UCS-2, in the order of the text */
} VigieSms;

VigieSms *vigie_sms_count (const char *text);
void vigie_sms_free (VigieSms *sms);
char *vigie_sms_reword (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieSms, vigie_sms_free)

G_END_DECLS
