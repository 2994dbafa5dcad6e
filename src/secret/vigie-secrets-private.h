/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-secrets.h"

G_BEGIN_DECLS

typedef enum
{
  VIGIE_SECRETS_WELL,
  VIGIE_SECRETS_OFF,
  VIGIE_SECRETS_ABSENT,
  VIGIE_SECRETS_LOCKED,
} VigieSecretsTrouble;

const char *vigie_secrets_trouble_words (VigieSecretsTrouble trouble);

G_END_DECLS
