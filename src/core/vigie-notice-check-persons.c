/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What belongs to a person: addresses, telephone and card numbers, names of the team.
 *
 * What the playbook and the directory know may stand. An unknown number where a reader is told whom to call gets a warning
 * only, since hotlines are opened during an incident; anywhere else it is most likely a customer's. */

#include "vigie-notice-check-private.h"

#include <string.h>

#define MIN_PHONE_DIGITS 8
#define MIN_NAME_LETTERS 4

static VigiePattern mail = { "[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+", NULL };
static VigiePattern phone = { "(?<![\\w.+#])(?:\\+|00)\\d{1,3}(?:[ .-]?\\(?\\d{1,4}\\)?){3,7}\\b|(?<![\\w.+#-])0\\d(?:[ .-]\\d{2}){3,4}\\b(?![ .]?\\d)", NULL };
static VigiePattern card = { "(?<![\\d+])(?<!\\+\\d)\\d(?:[ -]?\\d){12,18}(?!\\d)", NULL };
static VigiePattern contact_words = { "\\btel\\b|telephone|appele[zr]|contact|assistance|support|aide\\b|hotline|standard|joindre|questions?|\\bdpo\\b|protection|\\bcall\\b|\\bphone\\b|\\bhelp\\b|reach us|presse?\\b", NULL };

/* The digits of @text alone, without an international prefix. Owned. */
static char *
digits_of (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (out, *at);
  if (g_str_has_prefix (out->str, "00"))
    g_string_erase (out, 0, 2);

  return g_string_free (out, FALSE);
}

static gboolean
is_same_phone (const char *digits, const char *known)
{
  g_autofree char *other = digits_of (known);
  gsize one = strlen (digits), two = strlen (other);

  if (one < MIN_PHONE_DIGITS || two < MIN_PHONE_DIGITS)
    return FALSE;

  return g_str_has_suffix (digits, other) || g_str_has_suffix (other, digits);
}

static gboolean
is_own (const VigieChecker *checker, const char *words, gboolean is_phone)
{
  const VigiePlaybook *playbook = checker->input->playbook;
  g_autofree char *digits = digits_of (words);

  for (guint i = 0; checker->input->addresses != NULL && checker->input->addresses[i] != NULL; i++)
    if (is_phone ? is_same_phone (digits, checker->input->addresses[i]) : g_ascii_strcasecmp (words, checker->input->addresses[i]) == 0)
      return TRUE;
  for (guint i = 0; playbook != NULL && i < playbook->contacts->len; i++)
    {
      const VigieContactDef *contact = playbook->contacts->pdata[i];
      GPtrArray *known = is_phone ? contact->phones : contact->emails;

      for (guint j = 0; j < known->len; j++)
        if (is_phone ? is_same_phone (digits, known->pdata[j]) : g_ascii_strcasecmp (words, known->pdata[j]) == 0)
          return TRUE;
    }

  return FALSE;
}

/* Whether @address is of the company: of the domain of one of the playbook's addresses for a post. */
static gboolean
is_of_company (const VigieChecker *checker, const char *address)
{
  const VigiePlaybook *playbook = checker->input->playbook;
  const char *domain = strchr (address, '@') + 1;
  const char *host = playbook != NULL && playbook->status_page_url != NULL ? strstr (playbook->status_page_url, "://") : NULL;

  /* “status.distri-night.ci” serves “distri-night.ci”. */
  return host != NULL && (g_str_has_suffix (host + 3, domain) || (strchr (host, '.') != NULL && g_ascii_strcasecmp (strchr (host, '.') + 1, domain) == 0));
}

static void
check_mails (VigieChecker *checker, VigieCheckField field)
{
  VigieFlatSpan span;

  for (int from = 0; vigie_flat_next (checker->flats[field], &mail, TRUE, &from, &span);)
    {
      g_autofree char *words = vigie_flat_slice (checker->flats[field], span);

      /* A link with a name and a password in it is a secret, not an address. */
      if (span.start > 2 && strncmp (checker->flats[field]->lower + span.start - 1, "/", 1) == 0)
        continue;
      if (!is_own (checker, words, FALSE))
        vigie_checker_add (checker, is_of_company (checker, words) ? "staff-address" : "others-address", field, span, NULL, NULL);
    }
}

static void
check_phones (VigieChecker *checker, VigieCheckField field)
{
  const VigieFlat *flat = checker->flats[field];
  VigieFlatSpan span;

  for (int from = 0; vigie_flat_next (flat, &phone, FALSE, &from, &span);)
    {
      g_autofree char *words = vigie_flat_slice (flat, span);
      VigieFlatSpan around = vigie_flat_line (flat, span);

      if (is_own (checker, words, TRUE))
        continue;
      if (around.start > 0)
        around = vigie_flat_line (flat, (VigieFlatSpan) { around.start - 1, around.end });
      vigie_checker_add (checker, vigie_flat_has_within (flat, &contact_words, around) ? "unknown-phone" : "others-phone", field, span, NULL, NULL);
    }
}

/* Luhn's sum, which every card number keeps. */
static gboolean
is_card (const char *digits)
{
  guint sum = 0;
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      guint digit = (guint) (digits[length - 1 - i] - '0') * (i % 2 + 1);

      sum += digit > 9 ? digit - 9 : digit;
    }

  return sum % 10 == 0 && strspn (digits, "0") < length;
}

static void
check_cards (VigieChecker *checker, VigieCheckField field)
{
  VigieFlatSpan span;

  for (int from = 0; vigie_flat_next (checker->flats[field], &card, FALSE, &from, &span);)
    {
      g_autofree char *words = vigie_flat_slice (checker->flats[field], span);
      g_autofree char *digits = digits_of (words);

      if (is_card (digits))
        vigie_checker_add (checker, "card-number", field, span, NULL, NULL);
    }
}

static gboolean
is_word_sign (char sign)
{
  return g_ascii_isalnum (sign) || sign == VIGIE_FLAT_LETTER;
}

/* A single word must begin with a capital where it stands: “Rose” is a name, “rose” is not. */
static gboolean
is_name_at (const VigieFlat *flat, int at, gsize length)
{
  return (at == 0 || !is_word_sign (flat->lower[at - 1])) && !is_word_sign (flat->lower[at + (int) length]) &&
         !g_ascii_islower (flat->cased[at]);
}

static VigiePattern named_by_right = { "\\bdpo\\b|protection des donnees|data protection|contact presse|press contact|porte-parole|spokes", NULL };

static void
check_name (VigieChecker *checker, VigieCheckField field, const char *name)
{
  const VigieFlat *flat = checker->flats[field];
  g_autoptr(VigieFlat) wanted = vigie_flat_new (name);

  if (wanted->length < MIN_NAME_LETTERS || strspn (wanted->cased, "ABCDEFGHIJKLMNOPQRSTUVWXYZ ") == wanted->length)
    return;
  for (const char *at = strstr (flat->lower, wanted->lower); at != NULL; at = strstr (at + 1, wanted->lower))
    {
      VigieFlatSpan span = { (int) (at - flat->lower), (int) (at - flat->lower + (gssize) wanted->length) };

      if (is_name_at (flat, span.start, wanted->length) && !vigie_flat_has_within (flat, &named_by_right, vigie_flat_line (flat, span)))
        vigie_checker_add (checker, "employee", field, span, NULL, NULL);
    }
}

static void
check_names (VigieChecker *checker, VigieCheckField field)
{
  const VigieIncident *incident = checker->input->incident;

  for (guint i = 0; incident != NULL && i < incident->holdings->len; i++)
    check_name (checker, field, ((const VigieHolding *) incident->holdings->pdata[i])->person);
  if (incident != NULL && incident->declared_by != NULL)
    check_name (checker, field, incident->declared_by);
}

void
vigie_check_persons (VigieChecker *checker)
{
  for (VigieCheckField field = VIGIE_CHECK_SUBJECT; field <= VIGIE_CHECK_BODY; field++)
    {
      check_cards (checker, field);
      if (!checker->is_outside)
        continue;
      check_mails (checker, field);
      check_phones (checker, field);
      /* An authority asks who reports. */
      if (!checker->is_authority)
        check_names (checker, field);
    }
}
