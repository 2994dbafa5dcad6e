/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-mail-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-text-show.h"
#include "vigie-text.h"

#define LOCAL_MAX_BYTES 64
#define LABEL_MAX_BYTES 63

#define SHOWN_MAX_CHARS 60

static void
fail (const char *text, GError **error)
{
  g_autofree char *shown = vigie_text_show_line (text);
  g_autofree char *cut = vigie_text_first_line (shown, SHOWN_MAX_CHARS);

  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
               strchr (text, '@') == NULL ? _("“%s” is no e-mail address: it has no @.")
                                          : _("“%s” is no e-mail address that can be written to."),
               cut);
}

static gboolean
is_atom (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("!#$%&'*+-/=?^_`{|}~.", c) != NULL);
}

static gboolean
local_is_good (const char *local, gsize length_bytes)
{
  if (length_bytes == 0 || length_bytes > LOCAL_MAX_BYTES || local[0] == '.' || local[length_bytes - 1] == '.')
    return FALSE;
  for (gsize i = 0; i < length_bytes; i++)
    if (!is_atom (local[i]) || (local[i] == '.' && local[i + 1] == '.'))
      return FALSE;

  return TRUE;
}

static gboolean
label_is_good (const char *label)
{
  gsize length_bytes = strlen (label);

  if (length_bytes == 0 || length_bytes > LABEL_MAX_BYTES || label[0] == '-' || label[length_bytes - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < length_bytes; i++)
    if (!g_ascii_isalnum (label[i]) && label[i] != '-')
      return FALSE;

  return TRUE;
}

/* At least two labels, and the last no number: "awa@10.0.0.1" is an address literal without its brackets. */
static gboolean
domain_is_good (const char *domain)
{
  g_auto(GStrv) labels = g_strsplit (domain, ".", -1);
  guint n = g_strv_length (labels);

  for (guint i = 0; i < n; i++)
    if (!label_is_good (labels[i]))
      return FALSE;

  return n >= 2 && !g_ascii_isdigit (labels[n - 1][0]);
}

/* Host names with accents are written in ASCII. */
static char *
clean_domain (const char *domain)
{
  g_autofree char *ascii = NULL;

  if (g_str_is_ascii (domain))
    return g_ascii_strdown (domain, -1);
  if (strlen (domain) <= VIGIE_MAIL_ADDRESS_MAX_BYTES)
    ascii = g_hostname_to_ascii (domain);

  return ascii != NULL ? g_ascii_strdown (ascii, -1) : NULL;
}

static char *
clean_parts (const char *given, const char *at)
{
  gsize local_bytes = (gsize) (at - given);
  g_autofree char *domain = clean_domain (at + 1);

  if (domain == NULL || !local_is_good (given, local_bytes) || !domain_is_good (domain)
      || local_bytes + 1 + strlen (domain) > VIGIE_MAIL_ADDRESS_MAX_BYTES)
    return NULL;

  return g_strdup_printf ("%.*s@%s", (int) local_bytes, given, domain);
}

char *
vigie_mail_address_clean (const char *text, GError **error)
{
  g_autofree char *given = g_strstrip (g_strdup (text != NULL && g_utf8_validate (text, -1, NULL) ? text : ""));
  const char *at = strrchr (given, '@');
  char *address;

  if (*given == '\0')
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The e-mail address is missing."));
      return NULL;
    }
  address = at != NULL ? clean_parts (given, at) : NULL;
  if (address == NULL)
    fail (given, error);

  return address;
}

char *
vigie_mail_address_key (const char *address)
{
  return g_ascii_strdown (address, -1);
}

const char *
vigie_mail_address_domain (const char *address)
{
  const char *at = strrchr (address, '@');

  return at != NULL ? at + 1 : address;
}
