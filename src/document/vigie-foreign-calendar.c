/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The desk never sees the bytes of a foreign calendar: the file is opened as the standard input of vigie-reader, and what
 * comes back is read as strictly as everything else. A program that dies on a file has refused it. */

#include "vigie-foreign-calendar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-config.h"
#include "vigie-error.h"
#include "vigie-json.h"

#define PROGRAM "vigie-reader"
#define ANSWER_MAX_BYTES (16 * 1024 * 1024)

static const struct { const char *word; int code; const char *sentence; } refusals[] = {
  { "too-large", VIGIE_ERROR_TOO_LARGE, N_("The calendar is too large: at most 4 MB, and no line over 64 kB, are read.") },
  { "too-many", VIGIE_ERROR_TOO_LARGE, N_("The calendar has too many entries: at most 5000 shifts, and 1000 people in one, are read.") },
  { "too-often", VIGIE_ERROR_INVALID, N_("The calendar repeats something every hour or more often; that is no rotation.") },
  { "no-calendar", VIGIE_ERROR_INVALID, N_("This is neither a calendar (.ics) nor an export of PagerDuty or Grafana OnCall.") },
  { "no-shifts", VIGIE_ERROR_INVALID, N_("The export has no final shifts: export the schedule with a beginning and an end.") },
};

void
vigie_foreign_calendar_free (VigieForeignCalendar *calendar)
{
  if (calendar == NULL)
    return;
  g_free (calendar->name);
  g_ptr_array_unref (calendar->shifts);
  g_free (calendar);
}

static void
shift_free (gpointer data)
{
  VigieForeignShift *shift = data;

  g_free (shift->person);
  g_free (shift->mail);
  g_free (shift->level);
  g_free (shift);
}

/* $VIGIE_READER, else where this Vigie was installed. */
static char *
find_program (GError **error)
{
  const char *told = g_getenv ("VIGIE_READER");
  g_autofree char *path = told != NULL ? g_strdup (told) : g_build_filename (VIGIE_LIBEXECDIR, PROGRAM, NULL);

  if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&path);
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("The program “vigie-reader” is not on this computer: install it, then try again."));

  return NULL;
}

static gboolean
unreadable (GError **error)
{
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The calendar cannot be read: it is damaged, or made to do harm."));

  return FALSE;
}

static gboolean
refuse (const char *word, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (strcmp (refusals[i].word, word) == 0)
      {
        g_set_error_literal (error, VIGIE_ERROR, refusals[i].code, _(refusals[i].sentence));
        return FALSE;
      }

  return unreadable (error);
}

static gboolean
read_shifts (VigieForeignCalendar *calendar, const VigieJson *json, VigieJsonNode shifts)
{
  if (shifts == VIGIE_JSON_NONE || vigie_json_type (json, shifts) != VIGIE_JSON_ARRAY)
    return FALSE;
  for (VigieJsonNode one = vigie_json_first (json, shifts); one != VIGIE_JSON_NONE; one = vigie_json_next (json, one))
    {
      VigieForeignShift *shift = g_new0 (VigieForeignShift, 1);

      g_ptr_array_add (calendar->shifts, shift);
      shift->person = vigie_json_member_string (json, one, "person");
      shift->mail = vigie_json_member_string (json, one, "mail");
      shift->level = vigie_json_member_string (json, one, "level");
      shift->from_usec = vigie_json_member_int (json, one, "from", 0);
      shift->to_usec = vigie_json_member_int (json, one, "to", 0);
      if (shift->person == NULL || shift->to_usec <= shift->from_usec)
        return FALSE;
    }

  return TRUE;
}

static VigieForeignCalendar *
read_answer (const char *answer, GError **error)
{
  g_autoptr(VigieForeignCalendar) calendar = g_new0 (VigieForeignCalendar, 1);
  g_autoptr(VigieJson) json = answer != NULL ? vigie_json_parse (answer, strlen (answer), ANSWER_MAX_BYTES, NULL) : NULL;
  g_autofree char *refusal = NULL;

  calendar->shifts = g_ptr_array_new_with_free_func (shift_free);
  if (json == NULL || vigie_json_type (json, 0) != VIGIE_JSON_OBJECT)
    {
      unreadable (error);
      return NULL;
    }
  refusal = vigie_json_member_string (json, 0, "error");
  if (refusal != NULL)
    {
      refuse (refusal, error);
      return NULL;
    }
  calendar->name = vigie_json_member_string (json, 0, "name");
  calendar->n_skipped = (guint) CLAMP (vigie_json_member_int (json, 0, "skipped", 0), 0, G_MAXINT);
  if (!read_shifts (calendar, json, vigie_json_member (json, 0, "shifts")))
    {
      unreadable (error);
      return NULL;
    }

  return g_steal_pointer (&calendar);
}

/* @path: NULL: it is given to the program as it runs. */
static GSubprocess *
start (const char *path, gint64 from_usec, gint64 to_usec, const char *zone, GError **error)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *program = find_program (error);
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, from_usec);
  g_autofree char *to = g_strdup_printf ("%" G_GINT64_FORMAT, to_usec);

  if (program == NULL)
    return NULL;
  if (path != NULL && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("The file “%s” cannot be read."), path);
      return NULL;
    }
  if (path != NULL)
    g_subprocess_launcher_set_stdin_file_path (launcher, path);
  else
    g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);

  return g_subprocess_launcher_spawn (launcher, error, program, "calendar", from, to, zone, NULL);
}

/**
 * vigie_foreign_calendar_read:
 * @path: a file
 * @from_usec: begin of the window
 * @to_usec: its end, not included
 * @zone: name of the time zone of times that have none
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the shifts that touch the window
 */
VigieForeignCalendar *
vigie_foreign_calendar_read (const char *path, gint64 from_usec, gint64 to_usec, const char *zone, GCancellable *cancellable, GError **error)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *answer = NULL;

  g_return_val_if_fail (path != NULL && zone != NULL, NULL);

  process = start (path, from_usec, to_usec, zone, error);
  if (process == NULL)
    return NULL;
  if (!g_subprocess_communicate_utf8 (process, NULL, cancellable, &answer, NULL, error))
    {
      g_subprocess_force_exit (process);
      return NULL;
    }

  return read_answer (answer, error);
}

/* A program that ended before it had read all refused what it had seen. */
static VigieForeignCalendar *
read_bytes (GBytes *bytes, gint64 from_usec, gint64 to_usec, const char *zone, GCancellable *cancellable, GError **error)
{
  g_autoptr(GSubprocess) process = start (NULL, from_usec, to_usec, zone, error);
  g_autoptr(GBytes) answer = NULL;
  g_autofree char *text = NULL;

  if (process == NULL)
    return NULL;
  if (!g_subprocess_communicate (process, bytes, cancellable, &answer, NULL, error))
    {
      g_subprocess_force_exit (process);
      if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
        {
          g_clear_error (error);
          unreadable (error);
        }
      return NULL;
    }
  text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));

  return read_answer (text, error);
}

/* ---- Off the main thread ---- */

/* @path or @bytes. */
typedef struct { char *path, *zone; GBytes *bytes; gint64 from_usec, to_usec; } Request;

static void
request_free (Request *request)
{
  g_free (request->path);
  g_free (request->zone);
  g_clear_pointer (&request->bytes, g_bytes_unref);
  g_free (request);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  VigieForeignCalendar *calendar
    = request->bytes != NULL ? read_bytes (request->bytes, request->from_usec, request->to_usec, request->zone, cancellable, &error)
                             : vigie_foreign_calendar_read (request->path, request->from_usec, request->to_usec, request->zone, cancellable, &error);

  if (calendar != NULL)
    g_task_return_pointer (task, calendar, (GDestroyNotify) vigie_foreign_calendar_free);
  else
    g_task_return_error (task, error);
}

void
vigie_foreign_calendar_read_async (const char *path, gint64 from_usec, gint64 to_usec, const char *zone, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, vigie_foreign_calendar_read_async);
  *request = (Request) { g_strdup (path), g_strdup (zone), NULL, from_usec, to_usec };
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_run_in_thread (task, read_in_thread);
}

void
vigie_foreign_calendar_read_bytes_async (GBytes *bytes, gint64 from_usec, gint64 to_usec, const char *zone, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, vigie_foreign_calendar_read_async);
  *request = (Request) { NULL, g_strdup (zone), g_bytes_ref (bytes), from_usec, to_usec };
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_run_in_thread (task, read_in_thread);
}

VigieForeignCalendar *
vigie_foreign_calendar_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, vigie_foreign_calendar_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
