/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a file of contacts held, with its faults by line. */

#include "vigie-vcard.h"

#include <glib/gi18n-lib.h>

/**
 * vigie_contact_file_new:
 *
 * Returns: (transfer full): nothing read yet
 */
VigieContactFile *
vigie_contact_file_new (void)
{
  VigieContactFile *file = g_new0 (VigieContactFile, 1);

  file->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_contact_free);
  file->faults = g_ptr_array_new_with_free_func (g_free);
  return file;
}

/**
 * vigie_contact_file_free:
 * @file: (nullable) (transfer full): what was read
 */
void
vigie_contact_file_free (VigieContactFile *file)
{
  if (file == NULL)
    return;
  g_ptr_array_unref (file->contacts);
  g_ptr_array_unref (file->faults);
  g_free (file);
}

/**
 * vigie_contact_file_add_fault:
 * @file: what is being read
 * @line: its line, from 1
 * @sentence: what is wrong there
 *
 * Only the first VIGIE_IMPORT_MAX_FAULTS are kept; all are counted.
 */
void
vigie_contact_file_add_fault (VigieContactFile *file, guint line, const char *sentence)
{
  if (file->n_faults++ < VIGIE_IMPORT_MAX_FAULTS)
    g_ptr_array_add (file->faults, g_strdup_printf (_("Line %u: %s"), line, sentence));
}
