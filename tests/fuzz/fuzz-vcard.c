/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* vCards of other programs. What was taken can be recorded, and says the same when it is written and read again. */

#include "vigie-fuzz.h"

#include <string.h>

#include "vigie-vcard.h"

static void
try_again (GPtrArray *contacts)
{
  g_autofree char *text = vigie_vcard_write (contacts, VIGIE_LANG_EN);
  g_autoptr(VigieContactFile) again = vigie_vcard_read (text, strlen (text), NULL, NULL, NULL);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (contacts->len == 0 || (again != NULL && again->contacts->len == contacts->len));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieContactFile) file = vigie_vcard_read ((const char *) data, size, NULL, NULL, &error);

  g_assert_true ((file == NULL) == (error != NULL));
  if (file == NULL)
    return 0;
  for (guint i = 0; i < file->contacts->len; i++)
    g_assert_true (vigie_contact_check (file->contacts->pdata[i], NULL));
  try_again (file->contacts);

  return 0;
}
