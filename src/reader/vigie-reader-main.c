/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* vigie-reader calendar FROM TO ZONE < FILE
 *
 * FROM and TO are microseconds since 1970. Prints {"name": …, "skipped": N, "shifts": [{"person", "mail", "level", "from",
 * "to"}]} in order of time, or {"error": WORD} with status 1. Memory and time are bounded from the first line on, so that
 * whatever a library makes of a file ends here. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "vigie-json-writer.h"
#include "vigie-reader.h"

static void
bound (int what, rlim_t limit)
{
  struct rlimit bounds = { limit, limit };

  setrlimit (what, &bounds);
}

static void
shift_free (gpointer data)
{
  VigieReaderShift *shift = data;

  g_free (shift->person);
  g_free (shift->mail);
  g_free (shift->level);
  g_free (shift);
}

gboolean
vigie_reader_add (VigieReader *reader, const char *person, const char *mail, const char *level, gint64 from_usec, gint64 to_usec)
{
  VigieReaderShift *shift;

  if (person == NULL || from_usec < 0 || to_usec <= from_usec)
    {
      reader->n_skipped++;
      return TRUE;
    }
  if (to_usec <= reader->from_usec || from_usec >= reader->to_usec)
    return TRUE;
  if (reader->shifts->len >= VIGIE_READER_MAX_SHIFTS)
    return FALSE;
  shift = g_new0 (VigieReaderShift, 1);
  *shift = (VigieReaderShift) { g_strdup (person), g_strdup (mail), g_strdup (level), from_usec, to_usec };
  g_ptr_array_add (reader->shifts, shift);

  return TRUE;
}

/* By beginning; of two that begin together the longer one first, because the shorter one is the exception. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const VigieReaderShift *one = *(const VigieReaderShift *const *) a, *other = *(const VigieReaderShift *const *) b;

  if (one->from_usec != other->from_usec)
    return one->from_usec < other->from_usec ? -1 : 1;

  return one->to_usec > other->to_usec ? -1 : one->to_usec < other->to_usec;
}

static void
print_shifts (VigieReader *reader)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  g_ptr_array_sort (reader->shifts, compare);
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "name", reader->name);
  vigie_json_writer_member_int (writer, "skipped", reader->n_skipped);
  vigie_json_writer_key (writer, "shifts");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < reader->shifts->len; i++)
    {
      const VigieReaderShift *shift = reader->shifts->pdata[i];

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "person", shift->person);
      vigie_json_writer_member_string (writer, "mail", shift->mail);
      vigie_json_writer_member_string (writer, "level", shift->level);
      vigie_json_writer_member_int (writer, "from", shift->from_usec);
      vigie_json_writer_member_int (writer, "to", shift->to_usec);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
  vigie_json_writer_end_object (writer);
  text = vigie_json_writer_steal (writer);
  puts (text);
}

static const char *
read_all (VigieReader *reader)
{
  const char *refusal = NULL;
  g_autoptr(GString) text = vigie_reader_take (STDIN_FILENO, &refusal);
  const char *start;

  if (text == NULL)
    return refusal;
  start = text->str + (g_str_has_prefix (text->str, "\xEF\xBB\xBF") ? 3 : 0);
  start += strspn (start, " \t\r\n");
  g_string_erase (text, 0, start - text->str);
  if (text->str[0] == '{')
    return vigie_reader_read_json (reader, text);
  if (g_ascii_strncasecmp (text->str, "BEGIN:VCALENDAR", 15) != 0)
    return VIGIE_READER_NO_CALENDAR;
  refusal = vigie_reader_look_over (text);

  return refusal != NULL ? refusal : vigie_reader_read_calendar (reader, text->str);
}

int
main (int argc, char **argv)
{
  VigieReader reader = { 0 };
  const char *refusal;

  /* The address sanitizer reserves terabytes that it never uses. */
#if !defined (__SANITIZE_ADDRESS__)
  bound (RLIMIT_AS, VIGIE_READER_MEMORY_BYTES);
#endif
  bound (RLIMIT_CPU, VIGIE_READER_CPU_SECONDS);
  bound (RLIMIT_CORE, 0);
  if (argc != 5 || strcmp (argv[1], "calendar") != 0)
    {
      fputs ("vigie-reader calendar FROM TO ZONE < FILE\n", stderr);
      return 2;
    }
  reader.from_usec = g_ascii_strtoll (argv[2], NULL, 10);
  reader.to_usec = g_ascii_strtoll (argv[3], NULL, 10);
  reader.zone = g_time_zone_new_identifier (argv[4]);
  if (reader.zone == NULL)
    reader.zone = g_time_zone_new_utc ();
  reader.shifts = g_ptr_array_new_with_free_func (shift_free);
  refusal = read_all (&reader);
  if (refusal == NULL)
    print_shifts (&reader);
  else
    printf ("{\"error\":\"%s\"}\n", refusal);
  g_ptr_array_unref (reader.shifts);
  g_time_zone_unref (reader.zone);
  g_free (reader.name);

  return refusal == NULL ? 0 : 1;
}
