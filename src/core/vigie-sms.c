/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parts of an SMS, counted as networks cut them.
 *
 * A part of a longer message gives up seven octets to its header. Neither the two septets of a sign of
 * the extension table nor the two units of a sign beyond the first plane are parted: they go to the
 * next part together, which a mere division does not see. */

#include "vigie-sms.h"

#include "vigie-sms-alphabet.h"

#include <string.h>

#define GSM_ALONE    160
#define GSM_PART     153
#define UCS2_ALONE   70
#define UCS2_PART    67
#define FIRST_ASTRAL 0x10000

static void
sign_free (gpointer data)
{
  VigieSmsSign *sign = data;

  g_free (sign->sign);
  g_free (sign);
}

static void
note_costly (VigieSms *sms, const char *text, const char *at)
{
  gsize length = (gsize) (g_utf8_next_char (at) - at);
  VigieSmsSign *sign;

  for (guint i = 0; i < sms->costly->len; i++)
    {
      VigieSmsSign *known = sms->costly->pdata[i];

      if (strlen (known->sign) != length || strncmp (known->sign, at, length) != 0)
        continue;
      known->n_times++;
      return;
    }

  sign = g_new0 (VigieSmsSign, 1);
  sign->sign = g_strndup (at, length);
  sign->instead = vigie_sms_instead (g_utf8_get_char (at));
  sign->at_bytes = (gsize) (at - text);
  sign->n_times = 1;
  g_ptr_array_add (sms->costly, sign);
}

static guint
units_of (const VigieSms *sms, gunichar sign)
{
  if (!sms->is_ucs2)
    return vigie_sms_septets (sign);

  return sign >= FIRST_ASTRAL ? 2 : 1;
}

static void
count_units (VigieSms *sms, const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    sms->n_units += units_of (sms, g_utf8_get_char (at));
}

/* Cuts into parts of @room units; leaves what remains of the last one. */
static void
cut (VigieSms *sms, const char *text, guint room)
{
  guint left = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      guint units = units_of (sms, g_utf8_get_char (at));

      if (units > left)
        {
          gsize start_bytes = (gsize) (at - text);

          g_array_append_val (sms->starts_bytes, start_bytes);
          left = room;
        }
      left -= units;
    }
  sms->n_left = left;
  sms->n_parts = sms->starts_bytes->len;
}

/**
 * vigie_sms_count:
 * @text: valid UTF-8
 *
 * Counts the parts that @text takes as SMS, and finds the signs that make it dear.
 *
 * Returns: (transfer full): what was counted
 */
VigieSms *
vigie_sms_count (const char *text)
{
  VigieSms *sms = g_new0 (VigieSms, 1);
  guint alone, part;

  sms->starts_bytes = g_array_new (FALSE, FALSE, sizeof (gsize));
  sms->costly = g_ptr_array_new_with_free_func (sign_free);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (vigie_sms_septets (g_utf8_get_char (at)) == 0)
      note_costly (sms, text, at);

  sms->is_ucs2 = sms->costly->len > 0;
  alone = sms->is_ucs2 ? UCS2_ALONE : GSM_ALONE;
  part = sms->is_ucs2 ? UCS2_PART : GSM_PART;
  count_units (sms, text);
  cut (sms, text, sms->n_units <= alone ? alone : part);
  if (sms->n_parts == 0)
    sms->n_left = alone;

  return sms;
}

/**
 * vigie_sms_free:
 * @sms: (nullable) (transfer full): what vigie_sms_count() gave
 */
void
vigie_sms_free (VigieSms *sms)
{
  if (sms == NULL)
    return;

  g_array_unref (sms->starts_bytes);
  g_ptr_array_unref (sms->costly);
  g_free (sms);
}

/* A space in front of a mark is French in print and a wasted sign in an SMS, but it is left: the text
 * stays the one that people approved. */
static gboolean
append_reworded (GString *out, const char **at, gboolean at_word_start)
{
  gunichar sign = g_utf8_get_char (*at);
  gsize length = (gsize) (g_utf8_next_char (*at) - *at);
  const char *instead = at_word_start ? vigie_sms_other_word (*at, &length) : NULL;

  if (instead == NULL && vigie_sms_septets (sign) == 0)
    {
      instead = vigie_sms_instead (sign);
      if (instead == NULL)
        return FALSE;
    }
  if (instead != NULL)
    g_string_append (out, instead);
  else
    g_string_append_len (out, *at, (gssize) length);
  *at += length;

  return TRUE;
}

/**
 * vigie_sms_reword:
 * @text: valid UTF-8
 *
 * Writes @text with the signs of the GSM alphabet alone, meaning the same.
 *
 * Returns: (transfer full) (nullable): the new wording; %NULL if a sign has no stand-in, or none is needed
 */
char *
vigie_sms_reword (const char *text)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  gboolean at_word_start = TRUE;

  for (const char *at = composed; at != NULL && *at != '\0';)
    {
      gboolean is_letter = g_unichar_isalpha (g_utf8_get_char (at));

      if (!append_reworded (out, &at, at_word_start))
        return NULL;
      at_word_start = !is_letter;
    }

  return strcmp (out->str, text) != 0 ? g_strdup (out->str) : NULL;
}
