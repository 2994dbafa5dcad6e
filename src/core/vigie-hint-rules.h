/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-flat.h"
#include "vigie-hint.h"

/* Private to vigie-hint*.c: the rules as data. */

G_BEGIN_DECLS

typedef struct
{
  const char *rule;
  VigieHintKind kind;
  VigieLang lang; /* of the text */
  VigiePattern pattern; /* for the flat form, lower case */
  VigiePattern unless; /* in the same clause lets it pass; pattern NULL: nothing does */
  const char *reason; /* msgid */
  const char *proposal; /* in @lang */
} VigieHintRule;

/* Ends with a rule of name NULL. */
extern VigieHintRule vigie_hint_rules[];

G_END_DECLS
