/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VigieError:
 * @VIGIE_ERROR_INVALID: what was given cannot be taken; ask the person again.
 * @VIGIE_ERROR_NOT_FOUND: the thing named does not exist.
 * @VIGIE_ERROR_TOO_LARGE: over a published limit.
 * @VIGIE_ERROR_TAMPERED: bytes, hash, signature or link do not agree; set it aside and tell.
 * @VIGIE_ERROR_UNSUPPORTED: made by a newer Vigie; open read-only or update.
 * @VIGIE_ERROR_CONFLICT: the act no longer fits the state (already done, ambiguous name).
 *
 * Errors of core, cut by what the caller does next. Messages are whole sentences for people.
 */
typedef enum
{
  VIGIE_ERROR_INVALID,
  VIGIE_ERROR_NOT_FOUND,
  VIGIE_ERROR_TOO_LARGE,
  VIGIE_ERROR_TAMPERED,
  VIGIE_ERROR_UNSUPPORTED,
  VIGIE_ERROR_CONFLICT,
} VigieError;

#define VIGIE_ERROR (vigie_error_quark ())
GQuark vigie_error_quark (void);
const char *vigie_error_code_word (int code); /* "invalid", "not-found", … for --json refusals */

G_END_DECLS
