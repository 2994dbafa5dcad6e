/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parts of an SMS, signs that make it dear, and another wording. */

#include "vigie-sms.h"

#include <string.h>

#include "vigie-test-hostile.h"

static char *
repeat (const char *unit, guint n)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (out, unit);

  return g_string_free (out, FALSE);
}

static void
test_parts (void)
{
  static const struct
  {
    const char *unit;
    guint n;
    const char *tail;
    gboolean ucs2;
    guint n_units, n_parts, n_left;
  } rows[] = {
    { "", 0, "", FALSE, 0, 0, 160 },
    { "a", 1, "", FALSE, 1, 1, 159 },
    { "a", 160, "", FALSE, 160, 1, 0 },
    { "a", 161, "", FALSE, 161, 2, 145 },
    { "a", 306, "", FALSE, 306, 2, 0 },
    { "a", 307, "", FALSE, 307, 3, 152 },
    { "€", 80, "", FALSE, 160, 1, 0 },
    { "é", 160, "", FALSE, 160, 1, 0 },
    { "\n", 160, "", FALSE, 160, 1, 0 },
    { "a", 69, "ê", TRUE, 70, 1, 0 },
    { "a", 70, "ê", TRUE, 71, 2, 63 },
    { "a", 133, "ê", TRUE, 134, 2, 0 },
    { "a", 134, "ê", TRUE, 135, 3, 66 },
    { "a", 69, "ç", TRUE, 70, 1, 0 },
    { "😀", 35, "", TRUE, 70, 1, 0 },
    { "😀", 36, "", TRUE, 72, 2, 61 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *head = repeat (rows[i].unit, rows[i].n);
      g_autofree char *text = g_strconcat (head, rows[i].tail, NULL);
      g_autoptr(VigieSms) sms = vigie_sms_count (text);

      g_assert_cmpint (sms->is_ucs2, ==, rows[i].ucs2);
      g_assert_cmpuint (sms->n_units, ==, rows[i].n_units);
      g_assert_cmpuint (sms->n_parts, ==, rows[i].n_parts);
      g_assert_cmpuint (sms->n_left, ==, rows[i].n_left);
    }
}

/* 152 signs and a “€”: its two septets do not fit into the first part, so the part stays one short. */
static void
test_pairs_stay_together (void)
{
  g_autofree char *start = repeat ("a", 152);
  g_autofree char *end = repeat ("b", 152);
  g_autofree char *escape = g_strconcat (start, "€", end, NULL);
  g_autofree char *low = repeat ("ê", 66);
  g_autofree char *surrogate = g_strconcat (low, "😀", low, NULL);
  g_autoptr(VigieSms) gsm = vigie_sms_count (escape);
  g_autoptr(VigieSms) ucs2 = vigie_sms_count (surrogate);

  g_assert_cmpuint (gsm->n_units, ==, 306);
  g_assert_cmpuint (gsm->n_parts, ==, 3);
  g_assert_cmpuint (g_array_index (gsm->starts_bytes, gsize, 1), ==, 152);
  g_assert_cmpuint (ucs2->n_units, ==, 134);
  g_assert_cmpuint (ucs2->n_parts, ==, 3);
  g_assert_cmpuint (g_array_index (ucs2->starts_bytes, gsize, 1), ==, 132);
}

static const char notice[] =
    "DISTRI-NIGHT : vos commandes ne passent plus depuis 02:58 GMT. Nous y travaillons. Prochain point 03:38 GMT sur "
    "https://status.distri-night.ci";

static void
test_one_sign_trebles_the_notice (void)
{
  g_autofree char *padded = g_strdup_printf ("%-158s", notice);
  g_autofree char *with = g_strconcat (padded, " bientêt.!", NULL);
  g_autoptr(VigieSms) cheap = vigie_sms_count (padded);
  g_autoptr(VigieSms) costly = vigie_sms_count (with);

  g_assert_cmpuint (cheap->n_units, ==, 158);
  g_assert_cmpuint (cheap->n_parts, ==, 1);
  g_assert_cmpuint (costly->n_units, ==, 168);
  g_assert_cmpuint (costly->n_parts, ==, 3);
  g_assert_cmpuint (costly->costly->len, ==, 1);
  g_assert_cmpstr (((VigieSmsSign *) costly->costly->pdata[0])->sign, ==, "ê");
  g_assert_cmpstr (((VigieSmsSign *) costly->costly->pdata[0])->instead, ==, "e");
  g_assert_cmpuint (((VigieSmsSign *) costly->costly->pdata[0])->at_bytes, ==, 158 + strlen (" bient"));
}

static void
test_costly_signs (void)
{
  g_autoptr(VigieSms) sms = vigie_sms_count ("l’état d’ê\302\240: ê 😀");
  static const struct { const char *sign; guint n_times; } rows[] = { { "’", 2 }, { "ê", 2 }, { "\302\240", 1 }, { "😀", 1 } };

  g_assert_cmpuint (sms->costly->len, ==, G_N_ELEMENTS (rows));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const VigieSmsSign *sign = sms->costly->pdata[i];

      g_assert_cmpstr (sign->sign, ==, rows[i].sign);
      g_assert_cmpuint (sign->n_times, ==, rows[i].n_times);
      g_assert_true ((sign->instead == NULL) == (i == 3));
    }
}

static void
test_reword (void)
{
  static const struct { const char *from, *to; } rows[] = {
    { "Service arrêté\302\240: 1\342\200\257840 clients", "Service arreté : 1 840 clients" },
    { "l’œuvre reprend… dès l’aube", "l'oeuvre reprend... dès l'aube" },
    { "Nous sommes sûrs, c’est sûr.", "Nous sommes certains, c'est certain." },
    { "Un arrêt dû à une panne\342\200\257; retour bientôt", "Un arret lié à une panne ; retour sous peu" },
    { "«\302\240prêt\302\240»", "\" pret \"" },
    { "Reçu", "Recu" },
    { "e\314\202tre", "etre" },
    { "Plain text, 100% GSM", NULL },
    { "à é è ù ò ì", NULL },
    { "😀", NULL },
    { "État sûrement", "État surement" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *to = vigie_sms_reword (rows[i].from);

      g_assert_cmpstr (to, ==, rows[i].to);
      if (to != NULL)
        {
          g_autoptr(VigieSms) sms = vigie_sms_count (to);

          g_assert_false (sms->is_ucs2);
        }
    }
}

/* Parts begin at signs, and another wording has signs of the alphabet alone: no control reaches a network. */
static void
test_hostile (void)
{
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      g_autofree char *text = repeat (vigie_test_hostile[i], 40);
      g_autoptr(VigieSms) sms = vigie_sms_count (text);
      g_autofree char *wording = vigie_sms_reword (text);

      for (guint part = 0; part < sms->n_parts; part++)
        g_assert_true (g_utf8_validate (text + g_array_index (sms->starts_bytes, gsize, part), -1, NULL));
      for (const char *at = wording != NULL ? wording : ""; *at != '\0'; at = g_utf8_next_char (at))
        g_assert_true (g_utf8_get_char (at) >= 0x20 || *at == '\n' || *at == '\r' || *at == '\f');
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/sms/parts", test_parts);
  g_test_add_func ("/core/sms/pairs-stay-together", test_pairs_stay_together);
  g_test_add_func ("/core/sms/one-sign-trebles-the-notice", test_one_sign_trebles_the_notice);
  g_test_add_func ("/core/sms/costly-signs", test_costly_signs);
  g_test_add_func ("/core/sms/reword", test_reword);
  g_test_add_func ("/core/sms/hostile", test_hostile);

  return g_test_run ();
}
