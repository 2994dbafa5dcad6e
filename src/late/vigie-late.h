/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Libraries that most sessions never need are loaded when they are first used: libcurl alone brings thirty others along,
 * and a third of what the program did before its first frame was loading them.
 *
 * The file that uses one lists what it calls, with the prefix apart, and gets a table of the same types that the library's
 * header declares:
 *
 *   #define CALLS(CALL) CALL (curl_, easy_init) CALL (curl_, easy_cleanup)
 *   VIGIE_LATE_LIBRARY (VIGIE_LIBCURL, CALLS);
 *
 *   if (vigie_late_load (&late, error))
 *     curl = lib.easy_init ();
 *
 * Without the prefix, because a header may define a macro of the whole name. A library is never unloaded: it may have
 * registered types. */

G_BEGIN_DECLS

#define VIGIE_LATE_MEMBER(prefix, name) __typeof__ (prefix##name) *name;
#define VIGIE_LATE_TABLE(CALLS) struct { CALLS (VIGIE_LATE_MEMBER) }
#define VIGIE_LATE_CALL(prefix, name) { #prefix #name, &lib.name },
#define VIGIE_LATE(file, calls) { file, calls, G_N_ELEMENTS (calls), 0 }
#define VIGIE_LATE_LIBRARY(file, CALLS) \
  static VIGIE_LATE_TABLE (CALLS) lib; \
  static const VigieLateCall late_calls[] = { CALLS (VIGIE_LATE_CALL) }; \
  static VigieLate late = VIGIE_LATE (file, late_calls)

typedef struct
{
  const char *symbol;
  void *place;          /* a pointer to a function, filled by vigie_late_load() */
} VigieLateCall;

typedef struct
{
  const char *file;     /* as the dynamic linker looks for it */
  const VigieLateCall *calls;
  gsize n_calls;
  gsize is_loaded;      /* private */
} VigieLate;

/**
 * vigie_late_load:
 * @late: a library and what is called of it
 * @error: return location: G_FILE_ERROR_NOENT when the library is not on this computer, or is another one
 *
 * Loads it, or does nothing when it is loaded. From any thread; may read the disk. What failed is tried anew the next time.
 *
 * Returns: whether the table is filled
 */
gboolean vigie_late_load (VigieLate *late, GError **error);

G_END_DECLS
