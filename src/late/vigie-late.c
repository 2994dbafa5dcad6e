/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-late.h"

#include <dlfcn.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static GMutex lock;

static void
set_error (GError **error, const VigieLate *late)
{
  const char *why = dlerror ();

  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
               _ ("A part of this computer’s software is missing: %s."),
               why != NULL ? why : late->file);
}

/* All calls or none: a table that is half filled is never used. */
static gboolean
fill (const VigieLate *late, void *library)
{
  for (gsize i = 0; i < late->n_calls; i++)
    {
      void *found = dlsym (library, late->calls[i].symbol);

      if (found == NULL)
        return FALSE;
      memcpy (late->calls[i].place, &found, sizeof found);
    }

  return TRUE;
}

static gboolean
load (VigieLate *late, GError **error)
{
  void *library = dlopen (late->file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

  if (library == NULL || !fill (late, library))
    {
      set_error (error, late);
      return FALSE;
    }
  g_atomic_pointer_set (&late->is_loaded, 1);

  return TRUE;
}

gboolean
vigie_late_load (VigieLate *late, GError **error)
{
  gboolean loaded;

  if (g_atomic_pointer_get (&late->is_loaded) != 0)
    return TRUE;
  g_mutex_lock (&lock);
  loaded = g_atomic_pointer_get (&late->is_loaded) != 0 || load (late, error);
  g_mutex_unlock (&lock);

  return loaded;
}
