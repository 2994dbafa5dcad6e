/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links: shortened, to log in, to a site that is not ours, or without encryption. */

#include "vigie-notice-check-private.h"

#include <string.h>

static VigiePattern link_pattern = { "\\bhttps?://[^\\s<>\")\\]]+|\\bwww\\.[^\\s<>\")\\]]+|\\b(?:bit\\.ly|tinyurl\\.com|t\\.co|goo\\.gl|cutt\\.ly|ow\\.ly|is\\.gd|rb\\.gy|rebrand\\.ly|lnkd\\.in|shorturl\\.at)/[^\\s<>\")\\]]+", NULL };
static VigiePattern shortener = { "^(?:https?://)?(?:www\\.)?(?:bit\\.ly|tinyurl\\.com|t\\.co|goo\\.gl|cutt\\.ly|ow\\.ly|is\\.gd|rb\\.gy|rebrand\\.ly|lnkd\\.in|shorturl\\.at)(?:/|$)", NULL };
static VigiePattern login = { "login|log-in|signin|sign-in|connexion|(?<!\\w)auth(?!\\w)|password|mot-de-passe|motdepasse|reset|reinit|2fa|verify|account|compte", NULL };
/* A request to log in, and a link or the blank of one on the same line. */
static VigiePattern login_line = { "(?:mots? de passe|authentification|facteurs|activite (?:de votre |du )?compte|connecte[zr]-?vous|password|two-factor|authentication|activity of your account|log in|sign in)[^\\n]{0,40}?(?:\\[[^\\]\\n]{1,40}\\]|https?://[^\\s]+|www\\.[^\\s]+)", NULL };

static const char *
host_of (const char *address)
{
  const char *host = strstr (address, "://");

  host = host != NULL ? host + 3 : address;

  return g_ascii_strncasecmp (host, "www.", 4) == 0 ? host + 4 : host;
}

/* Whether the host of @address is, or is under, that of @known. */
static gboolean
is_same_site (const char *address, const char *known)
{
  const char *host = host_of (address), *other = host_of (known);
  gsize length = strcspn (host, "/?#:"), other_length = strcspn (other, "/?#:");

  if (length < other_length || other_length == 0)
    return FALSE;

  return g_ascii_strncasecmp (host + length - other_length, other, other_length) == 0 &&
         (length == other_length || host[length - other_length - 1] == '.');
}

static gboolean
is_known_site (const VigiePlaybook *playbook, const char *address)
{
  const char *status = playbook->status_page_url;
  const char *domain = status != NULL ? strchr (host_of (status), '.') : NULL;

  if (domain != NULL && is_same_site (address, domain + 1))
    return TRUE;
  for (guint i = 0; i < playbook->contacts->len; i++)
    {
      const VigieContactDef *contact = playbook->contacts->pdata[i];

      for (guint j = 0; j < contact->urls->len; j++)
        if (is_same_site (address, contact->urls->pdata[j]))
          return TRUE;
    }

  return FALSE;
}

static void
check_link (VigieChecker *checker, VigieCheckField field, VigieFlatSpan span)
{
  const VigieFlat *flat = checker->flats[field];
  g_autofree char *address = NULL;

  while (span.end > span.start && strchr (".,;:!?", flat->lower[span.end - 1]) != NULL)
    span.end--;
  address = vigie_flat_slice (flat, span);
  if (vigie_flat_has_within (flat, &shortener, span))
    vigie_checker_add (checker, "short-link", field, span, NULL, NULL);
  else if (vigie_flat_has_within (flat, &login, span))
    vigie_checker_add (checker, "login-link", field, span, NULL, NULL);
  else if (checker->input->playbook != NULL && !is_known_site (checker->input->playbook, address))
    vigie_checker_add (checker, "foreign-link", field, span, NULL, NULL);
  if (g_ascii_strncasecmp (address, "http://", 7) == 0)
    vigie_checker_add (checker, "plain-link", field, span, NULL, g_strconcat ("https://", address + 7, NULL));
}

void
vigie_check_links (VigieChecker *checker)
{
  VigieFlatSpan span;

  if (!checker->is_outside)
    return;
  for (VigieCheckField field = VIGIE_CHECK_SUBJECT; field <= VIGIE_CHECK_BODY; field++)
    {
      for (int from = 0; vigie_flat_next (checker->flats[field], &link_pattern, FALSE, &from, &span);)
        check_link (checker, field, span);
      for (int from = 0; vigie_flat_next (checker->flats[field], &login_line, FALSE, &from, &span);)
        vigie_checker_add (checker, "login-link", field, span, NULL, NULL);
    }
}
