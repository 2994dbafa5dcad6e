/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts on the rota. What is set anew names what it replaces and all that stands beside it, so that an act settles what
 * was written apart. An imported calendar replaces the calendars of its level that lie in its window. */

#include "vigie-rota-act.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "vigie-act-private.h"
#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-rota-private.h"

#define ZONE_MAX_CHARS 64
#define LEVEL_MAX_CHARS 40
#define SPAN_MAX_USEC (3 * 366 * VIGIE_DAY_USEC)

void
vigie_read_shift_free (VigieReadShift *shift)
{
  if (shift == NULL)
    return;
  g_free (shift->person);
  g_free (shift);
}

static void
replace (VigieDraft *draft, GPtrArray *ids)
{
  if (ids->len == 0)
    return;
  g_ptr_array_add (ids, NULL);
  draft->replaces = g_strdupv ((char **) ids->pdata);
}

/* One draft; @replaced: const char *, ids. */
static GPtrArray *
one_draft (VigieJsonWriter *writer, const char *kind, gint64 at_usec, const char *author, GPtrArray *replaced)
{
  GPtrArray *drafts = vigie_act_drafts_new ();

  replace (vigie_act_add (drafts, writer, VIGIE_STREAM_DIRECTORY, kind, at_usec, author, NULL), replaced);

  return drafts;
}

/* The optional reason, cleaned; FALSE with a sentence. */
static gboolean
clean_reason (const char *reason, char **out, GError **error)
{
  *out = NULL;
  if (vigie_text_is_blank (reason))
    return TRUE;
  *out = vigie_text_clean (reason, -1, error);

  return *out != NULL;
}

static gboolean
check_span (gint64 from_usec, gint64 to_usec, GError **error)
{
  if (from_usec < 0 || to_usec <= from_usec)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("The end must lie after the beginning."));
  if (to_usec - from_usec > SPAN_MAX_USEC)
    return vigie_act_refuse (error, VIGIE_ERROR_TOO_LARGE, _("More than three years at once are not taken."));

  return TRUE;
}

static void
write_span (VigieJsonWriter *writer, gint64 from_usec, gint64 to_usec)
{
  vigie_json_writer_member_time (writer, "from", from_usec);
  vigie_json_writer_member_time (writer, "to", to_usec);
}

/* ---- The rotation ---- */

static gboolean
is_date (const char *text)
{
  GDate date;
  int year, month, day;

  if (text == NULL || strlen (text) != 10 || strspn (text, "0123456789-") != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  year = atoi (text);
  month = atoi (text + 5);
  day = atoi (text + 8);
  g_date_clear (&date, 1);

  return year >= 1970 && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static gboolean
is_clock (const char *text)
{
  return text != NULL && strlen (text) == 5 && strspn (text, "0123456789:") == 5 && text[2] == ':' && atoi (text) < 24 && atoi (text + 3) < 60;
}

static gboolean
check_rotation (const char *const *people, const char *starts, const char *handover, guint weeks, GError **error)
{
  if (g_strv_length ((char **) people) > VIGIE_ROTA_MAX_PEOPLE)
    return vigie_act_refuse (error, VIGIE_ERROR_TOO_LARGE, _("A rotation takes at most 100 people."));
  if (!is_date (starts))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("The first day is given as year, month and day: 2026-11-23."));
  if (!is_clock (handover))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("The hand-over is given as hour and minute: 08:00."));
  if (weeks < 1 || weeks > VIGIE_ROTA_MAX_WEEKS)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("A turn lasts from 1 to 52 weeks."));

  return TRUE;
}

static gboolean
write_people (VigieJsonWriter *writer, const char *const *people, GError **error)
{
  vigie_json_writer_key (writer, "people");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; people[i] != NULL; i++)
    {
      g_autofree char *clean = vigie_text_clean_line (people[i], _("The name"), VIGIE_NAME_MAX_CHARS, error);

      if (clean == NULL)
        return FALSE;
      vigie_json_writer_string (writer, clean);
    }
  vigie_json_writer_end_array (writer);

  return TRUE;
}

/* Every rotation of the level that nobody replaced. */
static GPtrArray *
standing_rotations (const VigieRota *rota, const char *level)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < rota->rotations->len; i++)
    {
      const VigieRotation *rotation = rota->rotations->pdata[i];

      if (strcmp (rotation->level, level) == 0 && !g_hash_table_contains (rota->replaced, rotation->event->id))
        g_ptr_array_add (ids, (gpointer) rotation->event->id);
    }

  return ids;
}

GPtrArray *
vigie_rota_act_set (const VigieRota *rota, const char *level, const char *const *people, const char *starts,
                    const char *handover, const char *zone, guint weeks, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean_level = NULL, *clean_zone = NULL;
  g_autoptr(VigieJsonWriter) writer = NULL;
  g_autoptr(GPtrArray) replaced = NULL;

  g_return_val_if_fail (rota != NULL && people != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !check_rotation (people, starts, handover, weeks, error))
    return NULL;
  clean_level = vigie_text_clean_line (level, _("The level"), LEVEL_MAX_CHARS, error);
  clean_zone = clean_level != NULL ? vigie_text_clean_line (zone, _("The time zone"), ZONE_MAX_CHARS, error) : NULL;
  if (clean_zone == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "level", clean_level);
  if (!write_people (writer, people, error))
    return NULL;
  vigie_json_writer_member_string (writer, "starts", starts);
  vigie_json_writer_member_string (writer, "handover", handover);
  vigie_json_writer_member_string (writer, "zone", clean_zone);
  vigie_json_writer_member_int (writer, "weeks", weeks);
  replaced = standing_rotations (rota, clean_level);

  return one_draft (g_steal_pointer (&writer), "rota.set", at_usec, author, replaced);
}

GPtrArray *
vigie_rota_act_keep (const VigieRota *rota, const VigieRotation *kept, const char *author, gint64 at_usec, GError **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) people = NULL;
  g_autofree char *starts = NULL;
  g_autofree char *handover = NULL;
  GDate date;

  g_return_val_if_fail (rota != NULL && kept != NULL, NULL);

  for (guint i = 0; i < kept->people->len; i++)
    g_strv_builder_add (builder, kept->people->pdata[i]);
  people = g_strv_builder_end (builder);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, kept->starts_julian);
  starts = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
  handover = g_strdup_printf ("%02u:%02u", kept->handover_minutes / 60, kept->handover_minutes % 60);

  return vigie_rota_act_set (rota, kept->level, (const char *const *) people, starts, handover, kept->zone, kept->weeks, author, at_usec, error);
}

/* ---- Exceptions ---- */

GPtrArray *
vigie_rota_act_substitute (const VigieRota *rota, const char *level, const char *person, const char *instead_of,
                           gint64 from_usec, gint64 to_usec, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean_level = NULL, *clean = NULL, *clean_other = NULL, *clean_why = NULL;
  g_autoptr(GPtrArray) replaced = g_ptr_array_new ();
  VigieJsonWriter *writer;

  g_return_val_if_fail (rota != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !check_span (from_usec, to_usec, error))
    return NULL;
  clean_level = vigie_text_clean_line (level, _("The level"), LEVEL_MAX_CHARS, error);
  clean = clean_level != NULL ? vigie_text_clean_line (person, _("The name"), VIGIE_NAME_MAX_CHARS, error) : NULL;
  if (clean == NULL || !clean_reason (reason, &clean_why, error))
    return NULL;
  if (instead_of != NULL && (clean_other = vigie_text_clean_line (instead_of, _("The name"), VIGIE_NAME_MAX_CHARS, error)) == NULL)
    return NULL;
  if (g_strcmp0 (clean, clean_other) == 0)
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Nobody stands in for themselves."));
      return NULL;
    }

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "level", clean_level);
  write_span (writer, from_usec, to_usec);
  vigie_json_writer_member_string (writer, "person", clean);
  vigie_act_member_optional (writer, "instead_of", clean_other);
  vigie_act_member_optional (writer, "reason", clean_why);

  return one_draft (writer, "rota.substituted", at_usec, author, replaced);
}

GPtrArray *
vigie_rota_act_absent (const VigieRota *rota, const char *person, gint64 from_usec, gint64 to_usec, const char *reason,
                       const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = NULL, *clean_why = NULL;
  g_autoptr(GPtrArray) replaced = g_ptr_array_new ();
  VigieJsonWriter *writer;

  g_return_val_if_fail (rota != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !check_span (from_usec, to_usec, error))
    return NULL;
  clean = vigie_text_clean_line (person, _("The name"), VIGIE_NAME_MAX_CHARS, error);
  if (clean == NULL || !clean_reason (reason, &clean_why, error))
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "person", clean);
  write_span (writer, from_usec, to_usec);
  vigie_act_member_optional (writer, "reason", clean_why);

  return one_draft (writer, "rota.absent", at_usec, author, replaced);
}

/* TRUE if @event gave something that can be taken back and still stands. */
static gboolean
stands (const VigieRota *rota, const VigieEvent *event)
{
  GPtrArray *const lists[] = { rota->substitutions, rota->absences, rota->calendars };

  for (gsize list = 0; event != NULL && list < G_N_ELEMENTS (lists); list++)
    for (guint i = 0; i < lists[list]->len; i++)
      if (strcmp ((*(const VigieEvent *const *) lists[list]->pdata[i])->id, event->id) == 0)
        return TRUE;

  return FALSE;
}

GPtrArray *
vigie_rota_act_withdraw (const VigieRota *rota, const VigieEvent *event, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean_why = NULL;
  g_autoptr(GPtrArray) replaced = g_ptr_array_new ();
  VigieJsonWriter *writer;

  g_return_val_if_fail (rota != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !clean_reason (reason, &clean_why, error))
    return NULL;
  if (!stands (rota, event))
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("That was taken back already."));
      return NULL;
    }
  g_ptr_array_add (replaced, (gpointer) event->id);
  writer = vigie_act_begin ();
  vigie_act_member_optional (writer, "reason", clean_why);

  return one_draft (writer, "rota.withdrawn", at_usec, author, replaced);
}

/* ---- A calendar ---- */

static gboolean
write_shift (VigieJsonWriter *writer, const VigieReadShift *shift, GError **error)
{
  g_autofree char *clean = vigie_text_clean_line (shift->person, _("The name"), VIGIE_NAME_MAX_CHARS, error);

  if (clean == NULL)
    return FALSE;
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "person", clean);
  write_span (writer, shift->from_usec, shift->to_usec);
  vigie_json_writer_end_object (writer);

  return TRUE;
}

static GPtrArray *
calendars_inside (const VigieRota *rota, const char *level, gint64 from_usec, gint64 to_usec)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < rota->calendars->len; i++)
    {
      const VigieRotaCalendar *calendar = rota->calendars->pdata[i];

      if (strcmp (calendar->level, level) == 0 && calendar->from_usec >= from_usec && calendar->to_usec <= to_usec)
        g_ptr_array_add (ids, (gpointer) calendar->event->id);
    }

  return ids;
}

GPtrArray *
vigie_rota_act_import (const VigieRota *rota, const char *level, GPtrArray *shifts, gint64 from_usec, gint64 to_usec,
                       const char *source, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean_level = NULL, *clean_source = NULL;
  g_autoptr(VigieJsonWriter) writer = NULL;
  g_autoptr(GPtrArray) replaced = NULL;

  g_return_val_if_fail (rota != NULL && shifts != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !check_span (from_usec, to_usec, error))
    return NULL;
  if (shifts->len > VIGIE_ROTA_MAX_SHIFTS)
    {
      vigie_act_refuse (error, VIGIE_ERROR_TOO_LARGE, _("A calendar of more than 5000 shifts is not taken."));
      return NULL;
    }
  clean_level = vigie_text_clean_line (level, _("The level"), LEVEL_MAX_CHARS, error);
  if (clean_level == NULL || !clean_reason (source, &clean_source, error))
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "level", clean_level);
  write_span (writer, from_usec, to_usec);
  vigie_act_member_optional (writer, "source", clean_source);
  vigie_json_writer_key (writer, "shifts");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < shifts->len; i++)
    if (!write_shift (writer, shifts->pdata[i], error))
      return NULL;
  vigie_json_writer_end_array (writer);
  replaced = calendars_inside (rota, clean_level, from_usec, to_usec);

  return one_draft (g_steal_pointer (&writer), "rota.imported", at_usec, author, replaced);
}
