/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-breach-csv.h"

#include "vigie-csv.h"
#include "vigie-time.h"

static void
append_time (GString *out, gint64 time_usec)
{
  g_autofree char *words = time_usec != VIGIE_TIME_NONE ? vigie_time_format_rfc3339 (time_usec) : g_strdup ("");

  vigie_csv_append_field (out, words, FALSE);
}

static void
append_line (GString *out, const VigieBreachLine *line)
{
  g_autofree char *score = line->score != NULL ? g_strdup_printf ("%d.%02d", (int) line->score->total, (int) (line->score->total * 100) % 100) : g_strdup ("");
  const char *const texts[] = { line->number, line->incident->ref, line->incident->title };
  const char *const more[] = { line->kind, line->data, line->persons, line->records, line->risk, score,
                               line->score != NULL ? vigie_breach_band_to_word (line->score->band) : "" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    vigie_csv_append_field (out, texts[i], FALSE);
  append_time (out, line->aware_usec);
  for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
    vigie_csv_append_field (out, more[i], FALSE);
  vigie_csv_append_field (out, vigie_breach_verdict_to_word (line->authority), FALSE);
  append_time (out, line->authority_usec);
  vigie_csv_append_field (out, line->is_late ? "yes" : "no", FALSE);
  vigie_csv_append_field (out, vigie_breach_verdict_to_word (line->told), FALSE);
  append_time (out, line->persons_usec);
  append_time (out, line->entered_usec);
  vigie_csv_append_field (out, line->decision, TRUE);
}

char *
vigie_csv_from_breaches (GPtrArray *lines)
{
  GString *out = g_string_new ("number,ref,title,aware,kind,data,persons,records,risk,score,band,authority,authority_told,late,persons_verdict,persons_told,entered,decision\r\n");

  for (guint i = 0; i < lines->len; i++)
    append_line (out, g_ptr_array_index (lines, i));

  return g_string_free (out, FALSE);
}
