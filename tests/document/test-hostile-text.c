/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hostile text through every act that takes words: what vigie_text_clean() leaves of it stands in the
 * event byte for byte, and the export read back and written again is the same file. What it leaves is
 * all of it, but control signs and bidirectional overrides. */

#include "vigie-act.h"

#include <string.h>

#include "vigie-error.h"
#include "vigie-export.h"
#include "vigie-test-support.h"
#include "vigie-text.h"

#define INCIDENT_ID "019a0000-0000-7000-8000-000000000003"

static const char *const hostile[] = {
  "disk < 5% & rising", "<b>bold", "</span>", "<a href='file:///etc/passwd'>x</a>", "<a href=\"javascript:alert(1)\">x</a>",
  "&amp;&lt;&#x41;", "&nosuch;", "<!-- -->", "<![CDATA[x]]>", "<script>alert(1)</script>", "]]>", "<img src=x onerror=y>",
  "%s%n%x%d", "%99999999s", "%1$s %2$n", "$(reboot)", "`reboot`", "; rm -rf /", "| cat", "\\", "\\\\n", "\\u0000", "\\ud800",
  "\"", "'", "\"quoted\", with comma", "{\"v\":1}", "[1,2", "null", "true", "=1+1", "=HYPERLINK(\"x\")", "+33 1", "-5", "@SUM(A1)",
  "'; DROP TABLE event;--", "x' OR '1'='1", "a\" OR b*", "NEAR(a b)", "text:x AND NOT y", "^start", "(", "*",
  "../../etc/passwd", "C:\\x\\y", "a/b", ".", "été ÉTÉ", "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "👩‍👩‍👧‍👦", "🇨🇮",
  "\u200b", "a\u200bb", "a\u200db", "\ufeffx", "\u05d0\u05d1 abc \u05d2", "abc \u202etxt.exe", "\u2066x", "\u200fx\u200e",
  "\x01\x02x\x7f", "\x1b[31mred", "a\tb", "\ufdd0", "\U0001f9ea", "ﷺ", "a\u2028b",
};

typedef struct
{
  VigieTestDevice *device;
  GPtrArray *events;
  VigieIncident *incident;
  gint64 now_usec;
} Night;

typedef GPtrArray *(*Act) (Night *night, const char *text, GError **error);

#define PLAYBOOK vigie_test_playbook ()
#define WHO "Awa Koné", night->now_usec

static const char *
first_entry (Night *night)
{
  for (guint i = 0; i < night->incident->entries->len; i++)
    {
      const VigieEntry *entry = g_ptr_array_index (night->incident->entries, i);

      if (entry->kind == VIGIE_ENTRY_NOTE && entry->retract_reason == NULL)
        return entry->event->id;
    }
  g_assert_not_reached ();
}

static GPtrArray *
title (Night *night, const char *text, GError **error)
{
  return vigie_act_retitle (night->incident, text, WHO, error);
}

static GPtrArray *
entry (Night *night, const char *text, GError **error)
{
  return vigie_act_log (night->incident, VIGIE_ENTRY_NOTE, text, NULL, WHO, error);
}

static GPtrArray *
observe (Night *night, const char *text, GError **error)
{
  VigieOoda ooda = { .observe = text, .orient = "x", .decide = "y", .act = "z" };

  return vigie_act_log (night->incident, VIGIE_ENTRY_DECISION, "Decide", &ooda, WHO, error);
}

static GPtrArray *
correction (Night *night, const char *text, GError **error)
{
  return vigie_act_correct (night->incident, first_entry (night), text, night->now_usec, VIGIE_ENTRY_NOTE, WHO, error);
}

static GPtrArray *
milestone (Night *night, const char *text, GError **error)
{
  return vigie_act_milestone_told (night->incident, VIGIE_MILESTONE_DIAGNOSED, night->now_usec, text, WHO, error);
}

static GPtrArray *
holder (Night *night, const char *text, GError **error)
{
  return vigie_act_role (PLAYBOOK, night->incident, "scribe", text, WHO, error);
}

static GPtrArray *
message (Night *night, const char *text, GError **error)
{
  return vigie_act_message (PLAYBOOK, night->incident, "clients", "statuspage", "investigating", text, WHO, error);
}

static GPtrArray *
waiver (Night *night, const char *text, GError **error)
{
  return vigie_act_waive (PLAYBOOK, night->incident, "ceo-mail", NULL, text, WHO, error);
}

static GPtrArray *
delay (Night *night, const char *text, GError **error)
{
  return vigie_act_postpone (PLAYBOOK, night->incident, "check-in", NULL, night->now_usec + VIGIE_HOUR_USEC, text, WHO, error);
}

static GPtrArray *
whom (Night *night, const char *text, GError **error)
{
  return vigie_act_call_begin (night->incident, text, WHO, error);
}

static GPtrArray *
file_name (Night *night, const char *text, GError **error)
{
  return vigie_act_attachment (night->incident, text, 3, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8", NULL, WHO, error);
}

static const struct { const char *name; Act act; const char *member; gboolean line; } fields[] = {
  { "title", title, "title", TRUE }, { "entry", entry, "text", FALSE }, { "observe", observe, "observe", FALSE },
  { "correction", correction, "text", FALSE }, { "milestone", milestone, "text", FALSE }, { "holder", holder, "person", TRUE },
  { "message", message, "text", FALSE }, { "waiver", waiver, "reason", FALSE }, { "delay", delay, "reason", FALSE },
  { "whom", whom, "whom", TRUE }, { "file-name", file_name, "name", TRUE },
};

static void
take (Night *night, GPtrArray *drafts)
{
  g_autoptr(GError) error = NULL;

  vigie_test_device_record (night->device, drafts, night->events);
  g_clear_pointer (&night->incident, vigie_incident_unref);
  night->incident = vigie_incident_fold (night->events, PLAYBOOK, VIGIE_TIME_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (night->incident->n_set_aside, ==, 0);
}

static void
begin (Night *night)
{
  VigieDeclaration declaration = { .title = "Site down", .type = "INC-01", .incident_id = INCIDENT_ID, .started_usec = VIGIE_TIME_NONE };
  g_autoptr(GError) error = NULL;

  night->device = vigie_test_device_new (7);
  night->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  night->now_usec = vigie_test_time ("2026-11-22T00:00:00Z");
  vigie_answers_init (&declaration.answers);
  declaration.answers.users_percent = 60;
  declaration.detected_usec = declaration.declared_usec = night->now_usec;
  take (night, vigie_act_declare (PLAYBOOK, &declaration, "Awa Koné", &error));
  night->now_usec += VIGIE_MINUTE_USEC;
  take (night, vigie_act_log (night->incident, VIGIE_ENTRY_NOTE, "First", NULL, WHO, &error));
}

static void
end (Night *night)
{
  vigie_incident_unref (night->incident);
  g_ptr_array_unref (night->events);
  vigie_test_device_free (night->device);
}

/* The member of the newest event is @expected. */
static void
expect_member (Night *night, const char *member, const char *expected)
{
  const VigieEvent *event = g_ptr_array_index (night->events, night->events->len - 1);
  g_autoptr(VigieJson) body = vigie_event_body (event);
  g_autofree char *found = vigie_json_member_string (body, 0, member);

  g_assert_cmpstr (found, ==, expected);
}

static void
expect_same_export (Night *night)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) first = vigie_export_events (night->events, night->incident->ref, night->incident->title);
  g_autoptr(GPtrArray) read = vigie_export_read (first, PLAYBOOK, &error);
  g_autoptr(GBytes) second = NULL;

  g_assert_no_error (error);
  second = vigie_export_events (read, night->incident->ref, night->incident->title);
  g_assert_true (g_bytes_equal (first, second));
}

static void
test_every_field (void)
{
  guint n_kept = 0;

  G_STATIC_ASSERT (G_N_ELEMENTS (hostile) >= 60);
  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
      {
        Night night = { NULL };
        g_autoptr(GError) error = NULL;
        g_autofree char *clean = fields[f].line ? vigie_text_clean_line (hostile[i], "It", 200, NULL)
                                                : vigie_text_clean (hostile[i], -1, NULL);
        GPtrArray *drafts;

        begin (&night);
        drafts = fields[f].act (&night, hostile[i], &error);
        g_test_message ("%s: %s", fields[f].name, error != NULL ? error->message : "kept");
        if (drafts != NULL)
          {
            take (&night, drafts);
            expect_member (&night, fields[f].member, clean);
            expect_same_export (&night);
            n_kept++;
          }
        else
          {
            /* Only what has nothing to read in it is refused. */
            g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
          }
        end (&night);
      }
  g_assert_cmpuint (n_kept, >, G_N_ELEMENTS (fields) * 55);
}

/* What is no text at all is refused in one sentence: a lone surrogate, a cut sign, an overlong one. */
static void
test_no_text (void)
{
  const char *const broken[] = { "\xed\xa0\x80", "caf\xc3", "\xc0\xaf", "\xff\xfe", "\xf5\x80\x80\x80" };
  Night night = { NULL };

  begin (&night);
  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
      {
        g_autoptr(GError) error = NULL;

        g_assert_null (fields[f].act (&night, broken[i], &error));
        g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
      }
  end (&night);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/hostile-text/every-field", test_every_field);
  g_test_add_func ("/document/hostile-text/no-text", test_no_text);

  return g_test_run ();
}
