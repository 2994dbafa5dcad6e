/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-secrets-private.h"

#include <glib/gi18n-lib.h>

/**
 * vigie_secret_place_words:
 * @place: where a secret lies
 *
 * Returns: (not nullable): a sentence in the language of the process; "" for NOWHERE
 */
const char *
vigie_secret_place_words (VigieSecretPlace place)
{
  switch (place)
    {
    case VIGIE_SECRET_KEYRING:
      return _("It lies in your keyring.");
    case VIGIE_SECRET_SESSION:
      return _("It is kept in memory until Vigie is closed.");
    case VIGIE_SECRET_NOWHERE:
    default:
      return "";
    }
}

/* A sentence for each way a keyring fails; what it says itself may be in any language and goes to no screen. */
const char *
vigie_secrets_trouble_words (VigieSecretsTrouble trouble)
{
  switch (trouble)
    {
    case VIGIE_SECRETS_OFF:
      return _("The keyring is switched off for this program, so secrets are kept until it ends.");
    case VIGIE_SECRETS_ABSENT:
      return _("No keyring answers on this computer, so secrets are kept until the program ends.");
    case VIGIE_SECRETS_LOCKED:
      return _("The keyring stayed locked, so secrets are kept until the program ends.");
    case VIGIE_SECRETS_WELL:
    default:
      return NULL;
    }
}
