/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vigie-error.h"

G_DEFINE_QUARK (vigie-error-quark, vigie_error)

/**
 * vigie_error_code_word:
 * @code: a #VigieError, or any other number
 *
 * Names @code for programs (`--json` refusals, HTTP answers). The words are part of the public
 * contract and never translated.
 *
 * Returns: a static word; "failed" for a code that is not of this domain
 */
const char *
vigie_error_code_word (int code)
{
  static const char *const words[] = {
    [VIGIE_ERROR_INVALID] = "invalid",         [VIGIE_ERROR_NOT_FOUND] = "not-found",
    [VIGIE_ERROR_TOO_LARGE] = "too-large",     [VIGIE_ERROR_TAMPERED] = "tampered",
    [VIGIE_ERROR_UNSUPPORTED] = "unsupported", [VIGIE_ERROR_CONFLICT] = "conflict",
  };

  if (code < 0 || (gsize) code >= G_N_ELEMENTS (words))
    return "failed";

  return words[code];
}
