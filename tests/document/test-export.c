/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The JSON export: the same file from the same record, and any changed byte found. */

#include <string.h>

#include "vigie-act.h"
#include "vigie-error.h"
#include "vigie-export.h"
#include "vigie-test-support.h"

#define INCIDENT_ID "019a0000-0000-7000-8000-000000000002"

static void
add (VigieTestDevice *device, GPtrArray *events, GPtrArray *drafts, GError *error)
{
  g_assert_no_error (error);
  vigie_test_device_record (device, drafts, events);
}

static GPtrArray *
make_events (void)
{
  g_autoptr(VigieTestDevice) one = vigie_test_device_new (1);
  g_autoptr(VigieTestDevice) two = vigie_test_device_new (2);
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  VigieDeclaration declaration = { .title = "disk < 5% & rising", .type = "INC-01", .incident_id = INCIDENT_ID, .started_usec = VIGIE_TIME_NONE };
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieIncident) incident = NULL;
  gint64 now_usec = vigie_test_time ("2026-11-22T00:00:00Z");

  vigie_answers_init (&declaration.answers);
  declaration.detected_usec = declaration.declared_usec = now_usec;
  add (one, events, vigie_act_declare (vigie_test_playbook (), &declaration, "Awa Koné", &error), error);
  incident = vigie_incident_fold (events, vigie_test_playbook (), VIGIE_TIME_NONE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *text = g_strdup_printf ("Entrée « %u » \"cotée\" \\ <b>&amp;\n=1+1", i);

      vigie_test_device_set_now (i % 2 == 0 ? two : one, now_usec + i * VIGIE_SECOND_USEC);
      add (i % 2 == 0 ? two : one, events,
           vigie_act_log (incident, VIGIE_ENTRY_NOTE, text, NULL, "Kouassi N'Guessan", now_usec + i, &error), error);
    }

  return events;
}

static GBytes *
export (GPtrArray *events)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieIncident) incident = vigie_incident_fold (events, vigie_test_playbook (), VIGIE_TIME_NONE, &error);

  g_assert_no_error (error);

  return vigie_export_events (events, incident->ref, incident->title);
}

static void
test_round_trip (void)
{
  g_autoptr(GPtrArray) events = make_events ();
  g_autoptr(GBytes) first = export (events);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) read = vigie_export_read (first, vigie_test_playbook (), &error);
  g_autoptr(GBytes) second = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, events->len);
  second = export (read);
  g_assert_true (g_bytes_equal (first, second));
}

/* Every byte of the file, changed in three ways: always refused; inside an event, that event is named. */
static void
test_every_changed_byte (void)
{
  g_autoptr(GPtrArray) events = make_events ();
  g_autoptr(GBytes) bytes = export (events);
  gsize length_bytes = 0;
  const char *text = g_bytes_get_data (bytes, &length_bytes);
  const char *list = strstr (text, "\"events\":[\n") + strlen ("\"events\":[\n");
  gsize step = g_test_slow () ? 1 : 7;

  for (gsize i = 0; i < length_bytes; i += step)
    {
      g_autofree char *copy = g_memdup2 (text, length_bytes);
      g_autoptr(GBytes) changed = NULL;
      g_autoptr(GError) error = NULL;
      gboolean in_events = text + i >= list && text[i] != '\n' && text + i < text + length_bytes - 90;

      copy[i] ^= 1;
      changed = g_bytes_new (copy, length_bytes);
      g_assert_null (vigie_export_read (changed, vigie_test_playbook (), &error));
      g_assert_nonnull (error);
      if (in_events && strstr (error->message, "Event ") == NULL)
        g_error ("byte %" G_GSIZE_FORMAT " (%.30s): %s", i, text + i, error->message);
    }
}

static void
expect_refusal (const char *text, int code, const char *words)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;

  g_assert_null (vigie_export_read (bytes, vigie_test_playbook (), &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, VIGIE_ERROR, code);
  if (words != NULL)
    g_assert_nonnull (strstr (error->message, words));
}

static void
test_foreign_files (void)
{
  g_autoptr(GString) deep = g_string_new ("{\"format\":");

  expect_refusal ("{}", VIGIE_ERROR_INVALID, "no export");
  expect_refusal ("[]", VIGIE_ERROR_INVALID, "no export");
  expect_refusal ("{\"format\":\"vigie-export\",\"version\":3}", VIGIE_ERROR_UNSUPPORTED, "version 3");
  expect_refusal ("{\"format\":\"vigie-export\",\"version\":1}", VIGIE_ERROR_INVALID, "list of events");
  expect_refusal ("{\"format\":\"vigie-export\",\"version\":1,\"events\":[]}", VIGIE_ERROR_INVALID, "no event");
  expect_refusal ("{\"format\":\"vigie-export\",\"version\":1,\"events\":[1]}", VIGIE_ERROR_TAMPERED, NULL);
  expect_refusal ("{\"format\"", VIGIE_ERROR_INVALID, NULL);
  for (guint i = 0; i < 100 * 1000; i++)
    g_string_append_c (deep, '[');
  expect_refusal (deep->str, VIGIE_ERROR_INVALID, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/export/round-trip", test_round_trip);
  g_test_add_func ("/document/export/every-changed-byte", test_every_changed_byte);
  g_test_add_func ("/document/export/foreign-files", test_foreign_files);

  return g_test_run ();
}
