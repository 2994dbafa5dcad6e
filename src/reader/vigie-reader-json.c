/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The exports of two services for on-call schedules, as their interfaces give them: PagerDuty's schedule with its
 * rendered entries, and Grafana OnCall's final shifts. Both have the overrides worked in already. */

#include <string.h>

#include "vigie-json.h"
#include "vigie-reader.h"
#include "vigie-time.h"

static gboolean
read_time (const VigieJson *json, VigieJsonNode node, const char *name, gint64 *out_usec)
{
  g_autofree char *text = vigie_json_member_string (json, node, name);

  return text != NULL && vigie_time_parse_rfc3339 (text, out_usec, NULL);
}

static VigieJsonNode
array_of (const VigieJson *json, VigieJsonNode object, const char *name)
{
  VigieJsonNode node = object != VIGIE_JSON_NONE && vigie_json_type (json, object) == VIGIE_JSON_OBJECT ? vigie_json_member (json, object, name)
                                                                                                       : VIGIE_JSON_NONE;

  return node != VIGIE_JSON_NONE && vigie_json_type (json, node) == VIGIE_JSON_ARRAY ? node : VIGIE_JSON_NONE;
}

static VigieJsonNode
object_of (const VigieJson *json, VigieJsonNode object, const char *name)
{
  VigieJsonNode node = vigie_json_type (json, object) == VIGIE_JSON_OBJECT ? vigie_json_member (json, object, name) : VIGIE_JSON_NONE;

  return node != VIGIE_JSON_NONE && vigie_json_type (json, node) == VIGIE_JSON_OBJECT ? node : VIGIE_JSON_NONE;
}

/* The first of @names that the object has as a text. */
static char *
text_of (const VigieJson *json, VigieJsonNode object, const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      char *text = vigie_json_member_string (json, object, names[i]);

      if (text != NULL && *text != '\0')
        return text;
      g_free (text);
    }

  return NULL;
}

static gboolean
add_entry (VigieReader *reader, const VigieJson *json, VigieJsonNode entry, VigieJsonNode person, const char *start, const char *end)
{
  static const char *const names[] = { "name", "summary", "user_name", "user_username", "username", NULL };
  static const char *const mails[] = { "email", "user_email", NULL };
  g_autofree char *name = NULL;
  g_autofree char *mail = NULL;
  gint64 from_usec, to_usec;

  if (person == VIGIE_JSON_NONE || vigie_json_type (json, entry) != VIGIE_JSON_OBJECT || !read_time (json, entry, start, &from_usec)
      || !read_time (json, entry, end, &to_usec))
    {
      reader->n_skipped++;
      return TRUE;
    }
  name = text_of (json, person, names);
  mail = text_of (json, person, mails);

  return vigie_reader_add (reader, name != NULL ? name : mail, mail, NULL, from_usec, to_usec);
}

/* "schedule": { "final_schedule": { "rendered_schedule_entries": [ … ] } }; each with "start", "end", "user" */
static const char *
read_pagerduty (VigieReader *reader, const VigieJson *json, VigieJsonNode schedule)
{
  VigieJsonNode final = object_of (json, schedule, "final_schedule");
  VigieJsonNode entries = final != VIGIE_JSON_NONE ? array_of (json, final, "rendered_schedule_entries") : VIGIE_JSON_NONE;

  reader->name = vigie_json_member_string (json, schedule, "name");
  if (entries == VIGIE_JSON_NONE || vigie_json_size (json, entries) == 0)
    return VIGIE_READER_NO_SHIFTS;
  for (VigieJsonNode one = vigie_json_first (json, entries); one != VIGIE_JSON_NONE; one = vigie_json_next (json, one))
    if (!add_entry (reader, json, one, object_of (json, one, "user"), "start", "end"))
      return VIGIE_READER_TOO_MANY;

  return NULL;
}

/* "results": [ { "user_username", "user_email", "shift_start", "shift_end" } ] */
static const char *
read_grafana (VigieReader *reader, const VigieJson *json, VigieJsonNode results)
{
  for (VigieJsonNode one = vigie_json_first (json, results); one != VIGIE_JSON_NONE; one = vigie_json_next (json, one))
    if (!add_entry (reader, json, one, one, "shift_start", "shift_end"))
      return VIGIE_READER_TOO_MANY;

  return NULL;
}

const char *
vigie_reader_read_json (VigieReader *reader, const GString *text)
{
  g_autoptr(VigieJson) json = vigie_json_parse (text->str, text->len, VIGIE_READER_MAX_BYTES, NULL);
  VigieJsonNode schedule, results;

  if (json == NULL || vigie_json_type (json, 0) != VIGIE_JSON_OBJECT)
    return VIGIE_READER_NO_CALENDAR;
  schedule = object_of (json, 0, "schedule");
  results = array_of (json, 0, "results");
  if (schedule != VIGIE_JSON_NONE)
    return read_pagerduty (reader, json, schedule);
  if (results != VIGIE_JSON_NONE)
    return read_grafana (reader, json, results);

  return object_of (json, 0, "final_schedule") != VIGIE_JSON_NONE ? read_pagerduty (reader, json, 0) : VIGIE_READER_NO_CALENDAR;
}
