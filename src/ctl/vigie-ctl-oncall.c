/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* oncall: who is on call, and changing it, for scripts. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-calendar.h"
#include "vigie-ctl.h"
#include "vigie-document.h"
#include "vigie-error.h"
#include "vigie-rota-import.h"
#include "vigie-time.h"
#include "vigie-zones.h"

#define EXPORT_WEEKS 26
#define IMPORT_WEEKS 53

/* Who is on call now and who comes next, on one level. */
typedef struct { const VigieSupportLevel *level; VigieShift *now, *next; } Answer;

/* What holds as far as one looks has no beginning or no end. */
static gint64
bounded (const VigieShift *shift, gint64 time_usec)
{
  return shift->to_usec - shift->from_usec < 2 * IMPORT_WEEKS * VIGIE_WEEK_USEC ? time_usec : VIGIE_TIME_NONE;
}

static void
write_person (VigieJsonWriter *writer, VigieCtl *ctl, const VigieDirectory *directory, const VigieShift *shift)
{
  const VigieContact *contact = shift->person != NULL ? vigie_directory_contact (directory, shift->person) : NULL;

  vigie_json_writer_member_string (writer, "person", shift->person);
  vigie_json_writer_member_string (writer, "name", shift->person != NULL ? vigie_directory_name (directory, shift->person, ctl->lang) : NULL);
  vigie_json_writer_member_string (writer, "number", contact != NULL ? vigie_contact_number (contact) : NULL);
  vigie_json_writer_member_string (writer, "mail", contact != NULL ? vigie_contact_mail (contact) : NULL);
  vigie_json_writer_member_string (writer, "instead_of", shift->instead_of);
  vigie_json_writer_member_string (writer, "absent", shift->absent);
  vigie_json_writer_member_time (writer, "from", bounded (shift, shift->from_usec));
  vigie_json_writer_member_time (writer, "to", bounded (shift, shift->to_usec));
}

static void
write_answer (VigieJsonWriter *writer, VigieCtl *ctl, const VigieDirectory *directory, const Answer *answer)
{
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "level", answer->level->id);
  vigie_json_writer_member_string (writer, "title", vigie_text_get (&answer->level->title, ctl->lang));
  write_person (writer, ctl, directory, answer->now);
  vigie_json_writer_key (writer, "next");
  if (answer->next != NULL)
    {
      vigie_json_writer_begin_object (writer);
      write_person (writer, ctl, directory, answer->next);
      vigie_json_writer_end_object (writer);
    }
  else
    vigie_json_writer_null (writer);
  vigie_json_writer_end_object (writer);
}

static char *
name_in_row (VigieCtl *ctl, const VigieDirectory *directory, const VigieShift *shift)
{
  return vigie_ctl_line (shift->person != NULL ? vigie_directory_name (directory, shift->person, ctl->lang) : _("nobody"));
}

static void
print_answer (VigieCtl *ctl, const VigieDirectory *directory, const Answer *answer)
{
  g_autofree char *name = name_in_row (ctl, directory, answer->now);
  g_autofree char *until = NULL;

  if (answer->next == NULL)
    {
      g_print ("%-12s %s\n", answer->level->id, name);
      return;
    }
  until = vigie_time_format_near (answer->now->to_usec, ctl->now_usec, ctl->zone, ctl->lang);
  g_print ("%-12s %-28s → %s\n", answer->level->id, name, until);
}

static int
run_oncall (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieDirectory) directory = vigie_ctl_open_directory (ctl, error);
  g_autoptr(VigieZoneTable) table = vigie_zone_table_new ();
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  const VigieZones *zones = vigie_zone_table_get (table);
  gint64 at_usec = ctl->now_usec;

  if (directory == NULL || !vigie_args_time (args, "at", ctl, &at_usec, error))
    return VIGIE_EXIT_REFUSED;
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < ctl->playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *level = ctl->playbook->support_levels->pdata[i];
      g_autoptr(VigieShift) now = vigie_rota_at (vigie_directory_rota (directory), level->id, at_usec, zones);
      g_autoptr(VigieShift) next = vigie_rota_next (vigie_directory_rota (directory), level->id, at_usec, zones);
      Answer answer = { level, now, next };

      if (ctl->json)
        write_answer (writer, ctl, directory, &answer);
      else
        print_answer (ctl, directory, &answer);
    }
  vigie_json_writer_end_array (writer);

  return ctl->json ? vigie_ctl_print_json (writer) : VIGIE_EXIT_DONE;
}

/* ---- Changing ---- */

static const char *
find_level (VigieCtl *ctl, const char *given, GError **error)
{
  for (guint i = 0; i < ctl->playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *level = ctl->playbook->support_levels->pdata[i];

      if (g_ascii_strcasecmp (level->id, given) == 0)
        return level->id;
    }
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no support level “%s” in the playbook."), given);

  return NULL;
}

/* The id of a contact, else the name as it was given. */
static const char *
find_person (const VigieDirectory *directory, const char *given)
{
  const VigieContact *contact = vigie_directory_find (directory, given);

  return contact != NULL ? contact->id : given;
}

static GStrv
take_people (const VigieDirectory *directory, const char *given)
{
  g_auto(GStrv) parts = g_strsplit (given != NULL ? given : "", ",", -1);
  g_autoptr(GStrvBuilder) people = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (people, find_person (directory, parts[i]));

  return g_strv_builder_end (people);
}

/* Monday of this week, in the playbook's zone. */
static char *
this_monday (VigieCtl *ctl, GTimeZone *zone)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (vigie_week_start (ctl->now_usec, zone) / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) here = g_date_time_to_timezone (time, zone);

  return g_date_time_format (here, "%Y-%m-%d");
}

static gboolean
take_weeks (VigieArgs *args, guint *weeks, GError **error)
{
  const char *given = vigie_args_get (args, "weeks");
  guint64 number = 1;

  if (given != NULL && !g_ascii_string_to_unsigned (given, 10, 1, VIGIE_ROTA_MAX_WEEKS, &number, NULL))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("A turn lasts from 1 to 52 weeks."));
      return FALSE;
    }
  *weeks = (guint) number;

  return TRUE;
}

static int
run_set (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieDirectory) directory = vigie_ctl_open_directory (ctl, error);
  g_autoptr(VigieZoneTable) table = vigie_zone_table_new ();
  const char *level = directory != NULL ? find_level (ctl, vigie_args_get (args, "LEVEL"), error) : NULL;
  const char *zone = vigie_args_has (args, "zone") ? vigie_args_get (args, "zone") : ctl->playbook->zone;
  const char *handover = vigie_args_has (args, "handover") ? vigie_args_get (args, "handover") : "08:00";
  g_auto(GStrv) people = NULL;
  g_autofree char *starts = NULL;
  guint weeks;

  if (level == NULL || !take_weeks (args, &weeks, error))
    return VIGIE_EXIT_REFUSED;
  if (!vigie_zone_table_knows (table, zone))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("This computer knows no time zone “%s”."), zone);
      return VIGIE_EXIT_REFUSED;
    }
  people = take_people (directory, vigie_args_get (args, "people"));
  starts = vigie_args_has (args, "starts") ? g_strdup (vigie_args_get (args, "starts"))
                                           : this_monday (ctl, vigie_zone_table_get (table)->look_up (zone, table));

  return vigie_ctl_record (ctl, vigie_rota_act_set (vigie_directory_rota (directory), level, (const char *const *) people, starts, handover, zone, weeks,
                                                    ctl->author, ctl->now_usec, error), error);
}

/* "--from" and "--to", which are both needed. */
static gboolean
take_span (VigieCtl *ctl, VigieArgs *args, gint64 *from_usec, gint64 *to_usec, GError **error)
{
  if (!vigie_args_has (args, "from") || !vigie_args_has (args, "to"))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Say from when and until when: --from TIME --to TIME."));
      return FALSE;
    }

  return vigie_args_time (args, "from", ctl, from_usec, error) && vigie_args_time (args, "to", ctl, to_usec, error);
}

static int
run_substitute (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieDirectory) directory = vigie_ctl_open_directory (ctl, error);
  const char *level = directory != NULL ? find_level (ctl, vigie_args_get (args, "LEVEL"), error) : NULL;
  const char *instead_of = vigie_args_get (args, "instead-of");
  gint64 from_usec, to_usec;

  if (level == NULL || !take_span (ctl, args, &from_usec, &to_usec, error))
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_rota_act_substitute (vigie_directory_rota (directory), level, find_person (directory, vigie_args_get (args, "PERSON")),
                                                           instead_of != NULL ? find_person (directory, instead_of) : NULL, from_usec, to_usec,
                                                           vigie_args_get (args, "reason"), ctl->author, ctl->now_usec, error), error);
}

static int
run_absent (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieDirectory) directory = vigie_ctl_open_directory (ctl, error);
  gint64 from_usec, to_usec;

  if (directory == NULL || !take_span (ctl, args, &from_usec, &to_usec, error))
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_rota_act_absent (vigie_directory_rota (directory), find_person (directory, vigie_args_get (args, "PERSON")), from_usec,
                                                       to_usec, vigie_args_get (args, "reason"), ctl->author, ctl->now_usec, error), error);
}

/* ---- Calendars ---- */

static int
run_export (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieDirectory) directory = vigie_ctl_open_directory (ctl, error);
  g_autoptr(VigieZoneTable) table = vigie_zone_table_new ();
  gint64 from_usec = ctl->now_usec, to_usec;
  const char *level = vigie_args_get (args, "level");
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (directory == NULL || !vigie_args_time (args, "from", ctl, &from_usec, error) || (level != NULL && (level = find_level (ctl, level, error)) == NULL))
    return VIGIE_EXIT_REFUSED;
  to_usec = from_usec + EXPORT_WEEKS * VIGIE_WEEK_USEC;
  if (!vigie_args_time (args, "to", ctl, &to_usec, error))
    return VIGIE_EXIT_REFUSED;
  text = vigie_calendar_of_rota (directory, level, from_usec, to_usec, vigie_zone_table_get (table), ctl->lang, ctl->now_usec);
  if (!vigie_args_has (args, "o"))
    {
      g_print ("%s", text);
      return VIGIE_EXIT_DONE;
    }
  bytes = g_bytes_new_take (g_steal_pointer (&text), strlen (text));

  return vigie_document_save (vigie_args_get (args, "o"), bytes, error) ? VIGIE_EXIT_DONE : VIGIE_EXIT_REFUSED;
}

static void
print_import (VigieCtl *ctl, const VigieRotaImport *import, const VigieDirectory *directory)
{
  for (guint i = 0; i < import->levels->len; i++)
    {
      const VigieRotaImportLevel *level = import->levels->pdata[i];

      for (guint k = 0; k < level->shifts->len; k++)
        {
          const VigieReadShift *shift = level->shifts->pdata[k];
          g_autofree char *from = vigie_time_format_full (shift->from_usec, ctl->zone, ctl->lang);
          g_autofree char *to = vigie_time_format_full (shift->to_usec, ctl->zone, ctl->lang);
          g_autofree char *name = vigie_ctl_line (vigie_directory_name (directory, shift->person, ctl->lang));

          g_print ("%-12s %s – %s  %s\n", level->level, from, to, name);
        }
    }
  for (guint i = 0; i < import->strangers->len; i++)
    {
      g_autofree char *name = vigie_ctl_line (import->strangers->pdata[i]);

      g_printerr (_("Not in the directory: %s\n"), name);
    }
}

static void
write_import (VigieJsonWriter *writer, const VigieRotaImport *import)
{
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < import->levels->len; i++)
    {
      const VigieRotaImportLevel *level = import->levels->pdata[i];

      for (guint k = 0; k < level->shifts->len; k++)
        {
          const VigieReadShift *shift = level->shifts->pdata[k];

          vigie_json_writer_begin_object (writer);
          vigie_json_writer_member_string (writer, "level", level->level);
          vigie_json_writer_member_string (writer, "person", shift->person);
          vigie_json_writer_member_time (writer, "from", shift->from_usec);
          vigie_json_writer_member_time (writer, "to", shift->to_usec);
          vigie_json_writer_end_object (writer);
        }
    }
  vigie_json_writer_end_array (writer);
}

static int
preview (VigieCtl *ctl, const VigieRotaImport *import, const VigieDirectory *directory)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  if (!ctl->json)
    {
      print_import (ctl, import, directory);
      return VIGIE_EXIT_DONE;
    }
  write_import (writer, import);

  return vigie_ctl_print_json (writer);
}

static int
run_import (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieDirectory) directory = vigie_ctl_open_directory (ctl, error);
  g_autoptr(VigieForeignCalendar) calendar = NULL;
  g_autoptr(VigieRotaImport) import = NULL;
  g_autofree char *source = g_path_get_basename (vigie_args_get (args, "FILE"));
  gint64 from_usec = ctl->now_usec, to_usec;

  if (directory == NULL || !vigie_args_time (args, "from", ctl, &from_usec, error))
    return VIGIE_EXIT_REFUSED;
  to_usec = from_usec + IMPORT_WEEKS * VIGIE_WEEK_USEC;
  if (!vigie_args_time (args, "to", ctl, &to_usec, error))
    return VIGIE_EXIT_REFUSED;
  calendar = vigie_foreign_calendar_read (vigie_args_get (args, "FILE"), from_usec, to_usec, ctl->playbook->zone, NULL, error);
  import = calendar != NULL ? vigie_rota_import_prepare (calendar, directory, vigie_args_get (args, "level"), error) : NULL;
  if (import == NULL)
    return VIGIE_EXIT_REFUSED;
  if (vigie_args_has (args, "preview"))
    return preview (ctl, import, directory);

  return vigie_ctl_record (ctl, vigie_rota_import_drafts (import, directory, calendar->name != NULL ? calendar->name : source, ctl->author, ctl->now_usec, error), error);
}

const VigieCommandDef vigie_ctl_oncall_commands[] = {
  { "oncall set", "LEVEL", "people starts handover zone weeks", N_("set the rotation of a support level: --people A,B one after the other"), run_set },
  { "oncall substitute", "LEVEL PERSON", "from to instead-of reason", N_("somebody stands in: --from TIME --to TIME"), run_substitute },
  { "oncall absent", "PERSON", "from to reason", N_("somebody is away: --from TIME --to TIME"), run_absent },
  { "oncall import", "FILE", "level from to preview!", N_("take shifts from a calendar, or an export of PagerDuty or Grafana OnCall"), run_import },
  { "oncall export", "", "level from to o", N_("write who is on call as a calendar"), run_export },
  { "oncall", "", "at", N_("show who is on call on each support level, and until when"), run_oncall },
  { NULL, NULL, NULL, NULL, NULL },
};
