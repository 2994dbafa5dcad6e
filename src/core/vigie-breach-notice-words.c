/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The notice as text and as document: one heading a section, one line a field; what is open is said to be open, and
 * an incomplete notice says that it is one. */

#include "vigie-breach-notice.h"
#include "vigie-breach-report-private.h"

#include <string.h>

#include "vigie-say.h"

static const char *const kind_words[] = { "initial", "complement", "withdrawal" };
static const char *const state_words[] = { "filled", "open", "missing", "empty" };
static const char *const need_words[] = { "mandatory", "conditional", "optional" };

gboolean
vigie_breach_notice_kind_from_word (const char *word, VigieBreachNoticeKind *out)
{
  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (kind_words); i++)
    {
      if (strcmp (kind_words[i], word) == 0)
        {
          *out = (VigieBreachNoticeKind) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
vigie_breach_field_state_to_word (VigieBreachFieldState state)
{
  return state_words[state];
}

const char *
vigie_breach_field_need_to_word (VigieBreachFieldNeed need)
{
  return need_words[need];
}

char *
vigie_breach_notice_list (const VigieBreachNotice *notice, VigieBreachFieldState state)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < notice->fields->len; i++)
    {
      const VigieBreachField *field = g_ptr_array_index (notice->fields, i);

      if (field->state == state)
        g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", field->label);
    }

  return g_string_free (out, FALSE);
}

static const char *
title_of (const VigieBreachNotice *notice)
{
  switch (notice->kind)
    {
    case VIGIE_BREACH_NOTICE_COMPLEMENT:
      return vigie_say_pick (notice->lang, "Complement to the notice of a personal data breach", "Complément à la notification d’une violation de données personnelles");
    case VIGIE_BREACH_NOTICE_WITHDRAWAL:
      return vigie_say_pick (notice->lang, "Withdrawal of the notice of a personal data breach", "Retrait de la notification d’une violation de données personnelles");
    case VIGIE_BREACH_NOTICE_INITIAL:
    default:
      return vigie_say_pick (notice->lang, "Notice of a personal data breach", "Notification d’une violation de données personnelles");
    }
}

/* "Incomplete: … follow" or NULL. */
static char *
open_words (const VigieBreachNotice *notice)
{
  g_autofree char *open = vigie_breach_notice_list (notice, VIGIE_FIELD_OPEN);

  if (!notice->is_incomplete)
    return NULL;

  return g_strdup_printf (vigie_say_pick (notice->lang, "This notice is incomplete; a complement follows with: %s.",
                                          "Cette notification est incomplète ; un complément suivra avec : %s."), open);
}

static const char *
value_words (const VigieBreachNotice *notice, const VigieBreachField *field)
{
  if (field->state == VIGIE_FIELD_FILLED)
    return field->value;

  return field->state == VIGIE_FIELD_OPEN ? vigie_say_pick (notice->lang, "to be determined", "à déterminer")
                                          : vigie_say_pick (notice->lang, "[MISSING]", "[MANQUE]");
}

char *
vigie_breach_notice_text (const VigieBreachNotice *notice)
{
  GString *out = g_string_new (title_of (notice));
  g_autofree char *open = open_words (notice);
  const char *section = NULL;

  if (open != NULL)
    g_string_append_printf (out, "\n\n%s", open);
  for (guint i = 0; i < notice->fields->len; i++)
    {
      const VigieBreachField *field = g_ptr_array_index (notice->fields, i);

      if (field->state == VIGIE_FIELD_EMPTY)
        continue;
      if (g_strcmp0 (section, field->section) != 0)
        g_string_append_printf (out, "\n\n%s", field->section);
      section = field->section;
      g_string_append_printf (out, vigie_say_pick (notice->lang, "\n- %s: %s", "\n- %s : %s"), field->label, value_words (notice, field));
    }
  g_string_append_c (out, '\n');

  return g_string_free (out, FALSE);
}

VigieReport *
vigie_breach_notice_report (const VigieBreachNotice *notice, const VigieIncident *incident, const char *author, gint64 now_usec, GTimeZone *given_zone)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  VigieReport *report = vigie_breach_document_new (title_of (notice), incident->ref, author, now_usec, given_zone != NULL ? given_zone : utc, notice->lang);
  g_autofree char *open = open_words (notice);
  VigieReportPart *part = NULL;
  VigieBlock *block = NULL;
  const char *section = NULL;

  for (guint i = 0; i < notice->fields->len; i++)
    {
      const VigieBreachField *field = g_ptr_array_index (notice->fields, i);

      if (field->state == VIGIE_FIELD_EMPTY)
        continue;
      if (g_strcmp0 (section, field->section) != 0)
        {
          part = vigie_breach_document_part (report, field->section);
          if (section == NULL && open != NULL)
            vigie_report_add_block (part, VIGIE_BLOCK_PARAGRAPH, open);
          block = vigie_report_add_block (part, VIGIE_BLOCK_FIELDS, NULL);
        }
      section = field->section;
      vigie_report_add_row (block, field->label, value_words (notice, field), NULL);
    }

  return report;
}
