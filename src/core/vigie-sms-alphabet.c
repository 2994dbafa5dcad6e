/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The signs of an SMS.
 *
 * Place 0x09 is Ç in the standard and ç in a widespread table, so ç counts as missing: a text with it
 * may arrive with a capital, or as UCS-2. A few French words mean something else once their circumflex
 * is gone; for those there is another word of the same gender and number. */

#include "vigie-sms-alphabet.h"

#include <string.h>

static const char basic_signs[] = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";
static const char extension_signs[] = "^{}\\[~]|€";

typedef struct
{
  const char *signs;
  const char *instead;
} Instead;

static const Instead insteads[] = {
  { "ÀÁÂÃ", "A" },   { "áâã", "a" },      { "ÈÊË", "E" },     { "êë", "e" },         { "ÌÍÎÏ", "I" },
  { "íîï", "i" },    { "ÒÓÔÕ", "O" },     { "óôõ", "o" },     { "ÙÚÛ", "U" },        { "úû", "u" },
  { "ç", "c" },      { "Œ", "OE" },       { "œ", "oe" },      { "ÿý", "y" },         { "Ÿ", "Y" },
  { "’‘‛ʼ′", "'" },  { "“”„«»″", "\"" }, { "–—−‐‑", "-" },  { "…", "..." },       { "•·", "-" },
  { "×", "x" },      { "→", "->" },       { "≤", "<=" },      { "≥", ">=" },         { "№", "no" },
  { "\302\240\342\200\257\342\200\211\342\200\203\342\200\202\t", " " },
  { "\342\200\213\342\200\215\357\270\217\302\255\357\273\277", "" },
};

typedef struct
{
  const char *word;
  const char *instead;
} OtherWord;

static const OtherWord other_words[] = {
  { "sûrs", "certains" },   { "sûres", "certaines" }, { "sûre", "certaine" }, { "sûr", "certain" },
  { "bientôt", "sous peu" }, { "dûs", "liés" },        { "dû", "lié" },
};

guint
vigie_sms_septets (gunichar sign)
{
  if (sign == '\n' || sign == '\r')
    return 1;
  if (sign < 0x80 && (g_ascii_isalnum ((char) sign) || (sign != 0 && strchr (" !\"#%&'()*+,-./:;<=>?", (int) sign) != NULL)))
    return 1;
  if (g_utf8_strchr (basic_signs, -1, sign) != NULL)
    return 1;

  return g_utf8_strchr (extension_signs, -1, sign) != NULL || sign == '\f' ? 2 : 0;
}

const char *
vigie_sms_instead (gunichar sign)
{
  for (gsize i = 0; i < G_N_ELEMENTS (insteads); i++)
    if (g_utf8_strchr (insteads[i].signs, -1, sign) != NULL)
      return insteads[i].instead;

  return NULL;
}

const char *
vigie_sms_other_word (const char *text, gsize *word_bytes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (other_words); i++)
    {
      gsize length = strlen (other_words[i].word);

      if (strncmp (text, other_words[i].word, length) != 0 || g_unichar_isalpha (g_utf8_get_char (text + length)))
        continue;
      *word_bytes = length;
      return other_words[i].instead;
    }

  return NULL;
}
