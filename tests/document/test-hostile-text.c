/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hostile text through every act that takes words: it stands in the event byte for byte, the export read back and
 * written again is the same file, the timeline goes through CSV unharmed, and no report takes it for markup. */

#include "vigie-act.h"

#include <string.h>

#include "vigie-csv.h"
#include "vigie-document.h"
#include "vigie-error.h"
#include "vigie-export.h"
#include "vigie-json-writer.h"
#include "vigie-test-hostile.h"
#include "vigie-test-support.h"
#include "vigie-text-show.h"
#include "vigie-time.h"

#define INCIDENT_ID "019a0000-0000-7000-8000-000000000003"

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


/* An act of the scene before the one that is tried. */
static void
before (Night *night, GPtrArray *drafts)
{
  g_assert_nonnull (drafts);
  take (night, drafts);
  night->now_usec += VIGIE_MINUTE_USEC;
}

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

#define INCIDENT night->incident
#define ACT(name, call) \
  static GPtrArray * \
  name (Night *night, const char *text, GError **error) \
  { \
    return call; \
  }

/* Declaring is not an act on an incident that is there. */
static GPtrArray *
declare_with (Night *night, const char *title, const char *reason, GError **error)
{
  VigieDeclaration declaration = { .title = title, .type = "INC-01", .incident_id = "019a0000-0000-7000-8000-000000000004",
                                   .started_usec = VIGIE_TIME_NONE, .level = VIGIE_LEVEL_P3, .reason = reason };

  vigie_answers_init (&declaration.answers);
  declaration.answers.users_percent = 60;
  declaration.detected_usec = declaration.declared_usec = night->now_usec;

  return vigie_act_declare (PLAYBOOK, &declaration, "Awa Koné", error);
}

static GPtrArray *
assessed (Night *night, const char *text, GError **error)
{
  VigieAnswers answers;

  vigie_answers_init (&answers);
  answers.users_percent = 60;

  return vigie_act_assess (PLAYBOOK, INCIDENT, &answers, VIGIE_LEVEL_P3, text, WHO, error);
}

static GPtrArray *
decide (Night *night, const VigieOoda *ooda, GError **error)
{
  return vigie_act_log (INCIDENT, VIGIE_ENTRY_DECISION, "Decide", ooda, WHO, error);
}

static GPtrArray *
asked (Night *night, const char *text, GError **error)
{
  before (night, vigie_act_war_room (INCIDENT, FALSE, WHO, NULL));

  return vigie_act_war_room_asked (INCIDENT, text, WHO, error);
}

static GPtrArray *
reopened (Night *night, const char *text, GError **error)
{
  before (night, vigie_act_milestone (INCIDENT, VIGIE_MILESTONE_RESOLVED, night->now_usec, WHO, NULL));

  return vigie_act_reopen (INCIDENT, VIGIE_STAGE_INVESTIGATING, text, WHO, error);
}

static GPtrArray *
closed (Night *night, const char *text, GError **error)
{
  before (night, vigie_act_milestone (INCIDENT, VIGIE_MILESTONE_RESOLVED, night->now_usec, WHO, NULL));

  return vigie_act_close (PLAYBOOK, INCIDENT, text, night->now_usec, WHO, error);
}

static GPtrArray *
tried (Night *night, const char *text, GError **error)
{
  before (night, vigie_act_hypothesis_add (INCIDENT, "HX1", "The deployment", WHO, NULL));

  return vigie_act_hypothesis (INCIDENT, "HX1", VIGIE_HYPOTHESIS_TESTED, text, WHO, error);
}

static GPtrArray *
reviewed (Night *night, const char *text, GError **error)
{
  VigieOoda ooda = { .observe = "w", .orient = "x", .decide = "y", .act = "z" };
  const VigieDecision *decision;

  before (night, decide (night, &ooda, NULL));
  decision = g_ptr_array_index (INCIDENT->decisions, 0);

  return vigie_act_review (INCIDENT, decision->code, text, WHO, error);
}

static GPtrArray *
chosen (Night *night, const char *text, GError **error)
{
  before (night, vigie_act_retype (PLAYBOOK, INCIDENT, "INC-04", WHO, NULL));

  return vigie_act_choose (PLAYBOOK, INCIDENT, "targeted", text, VIGIE_LANG_EN, WHO, error);
}

static GPtrArray *
confirm (Night *night, const char *source, const char *note, GError **error)
{
  before (night, vigie_act_retype (PLAYBOOK, INCIDENT, "INC-05", WHO, NULL));

  return vigie_act_confirm (PLAYBOOK, INCIDENT, "record-payment", "ORDER-1", source, VIGIE_TIME_NONE, note, WHO, error);
}

static GPtrArray *
fact (Night *night, const char *name, const char *value, const char *source, GError **error)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();

  return vigie_act_fact (PLAYBOOK, INCIDENT, name, value, VIGIE_FACT_ESTIMATED, source, zone, WHO, error);
}

static GPtrArray *
answered (Night *night, const char *text, GError **error)
{
  before (night, vigie_act_handover_request (PLAYBOOK, INCIDENT, "commander", "Yao B", NULL, FALSE, WHO, NULL));

  return vigie_act_handover_answer (PLAYBOOK, INCIDENT, "commander", "declined", text, WHO, error);
}

static GPtrArray *
check_in (Night *night, const char *person, const char *note, GError **error)
{
  VigieCheckInAnswer answer = { .post = (char *) "commander", .person = (char *) person, .state = (char *) "fit" };
  g_autoptr(GPtrArray) answers = g_ptr_array_new ();

  g_ptr_array_add (answers, &answer);

  return vigie_act_check_in (INCIDENT, answers, note, WHO, error);
}

static GPtrArray *
action (Night *night, const char *text, const char *owner, GError **error)
{
  return vigie_act_action_item (INCIDENT, NULL, text, owner, night->now_usec + VIGIE_HOUR_USEC, "open", WHO, error);
}

ACT (declared, declare_with (night, text, "felt", error))
ACT (declared_reason, declare_with (night, "x", text, error))
ACT (title, vigie_act_retitle (INCIDENT, text, WHO, error))
ACT (milestone, vigie_act_milestone_told (INCIDENT, VIGIE_MILESTONE_DIAGNOSED, night->now_usec, text, WHO, error))
ACT (entry, vigie_act_log (INCIDENT, VIGIE_ENTRY_NOTE, text, NULL, WHO, error))
ACT (observe, decide (night, &(VigieOoda) { .observe = text, .orient = "x", .decide = "y", .act = "z" }, error))
ACT (orient, decide (night, &(VigieOoda) { .observe = "w", .orient = text, .decide = "y", .act = "z" }, error))
ACT (decision, decide (night, &(VigieOoda) { .observe = "w", .orient = "x", .decide = text, .act = "z" }, error))
ACT (doing, decide (night, &(VigieOoda) { .observe = "w", .orient = "x", .decide = "y", .act = text }, error))
ACT (doer, decide (night, &(VigieOoda) { .observe = "w", .decide = "y", .act = "z", .who = text }, error))
ACT (hypothesis, vigie_act_hypothesis_add (INCIDENT, NULL, text, WHO, error))
ACT (correction, vigie_act_correct (INCIDENT, first_entry (night), text, night->now_usec, VIGIE_ENTRY_NOTE, WHO, error))
ACT (retraction, vigie_act_retract (INCIDENT, first_entry (night), text, WHO, error))
ACT (approver, vigie_act_gate (PLAYBOOK, INCIDENT, "t10-confirm", TRUE, text, NULL, WHO, error))
ACT (gate_note, vigie_act_gate (PLAYBOOK, INCIDENT, "t10-confirm", FALSE, "Awa", text, WHO, error))
ACT (source, confirm (night, text, NULL, error))
ACT (confirmation, confirm (night, "Wave 1", text, error))
ACT (fact_value, fact (night, "systems", text, "Awa", error))
ACT (fact_source, fact (night, "systems", "db1", text, error))
ACT (fact_name, fact (night, text, "db1", "Awa", error))
ACT (holder, vigie_act_role (PLAYBOOK, INCIDENT, "scribe", text, WHO, error))
ACT (successor, vigie_act_handover_request (PLAYBOOK, INCIDENT, "commander", text, NULL, FALSE, WHO, error))
ACT (handover_note, vigie_act_handover_request (PLAYBOOK, INCIDENT, "commander", "Yao B", text, FALSE, WHO, error))
ACT (video, vigie_act_video (INCIDENT, text, WHO, error))
ACT (not_applicable, vigie_act_tick (PLAYBOOK, INCIDENT, "t10-confirm", VIGIE_STEP_NOT_APPLICABLE, text, WHO, error))
ACT (message, vigie_act_message (PLAYBOOK, INCIDENT, "clients", "statuspage", "investigating", text, WHO, error))
ACT (done_note, vigie_act_done (PLAYBOOK, INCIDENT, "ceo-mail", NULL, text, WHO, error))
ACT (waiver, vigie_act_waive (PLAYBOOK, INCIDENT, "ceo-mail", NULL, text, WHO, error))
ACT (delay, vigie_act_postpone (PLAYBOOK, INCIDENT, "check-in", NULL, night->now_usec + VIGIE_HOUR_USEC, text, WHO, error))
ACT (asked_person, check_in (night, text, NULL, error))
ACT (check_in_note, check_in (night, "Awa Koné", text, error))
ACT (section, vigie_act_section (INCIDENT, "lessons", VIGIE_LANG_FR, text, WHO, error))
ACT (owner, action (night, "Add a rollback test to the pipeline", text, error))
ACT (whom, vigie_act_call_begin (INCIDENT, text, WHO, error))
ACT (file_name, vigie_act_attachment (INCIDENT, text, 3, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8", NULL, WHO, error))

/* @line: titles and names, which are trimmed. @needed: must be filled. */
static const struct { const char *name; Act act; gboolean line, needed; } fields[] = {
  { "declared", declared, TRUE, TRUE }, { "declared-reason", declared_reason, FALSE, TRUE }, { "title", title, TRUE, TRUE },
  { "assessed", assessed, FALSE, TRUE }, { "milestone", milestone, FALSE, FALSE }, { "war-room-asked", asked, TRUE, FALSE },
  { "closed", closed, FALSE, TRUE }, { "reopened", reopened, FALSE, TRUE }, { "entry", entry, FALSE, TRUE },
  { "observe", observe, FALSE, FALSE }, { "orient", orient, FALSE, FALSE }, { "decision", decision, FALSE, FALSE },
  { "doing", doing, FALSE, FALSE }, { "doer", doer, FALSE, FALSE }, { "hypothesis", hypothesis, FALSE, TRUE },
  { "correction", correction, FALSE, TRUE }, { "retraction", retraction, FALSE, TRUE }, { "tried", tried, FALSE, FALSE },
  { "reviewed", reviewed, FALSE, TRUE }, { "chosen", chosen, FALSE, FALSE }, { "approver", approver, TRUE, TRUE },
  { "gate-note", gate_note, FALSE, TRUE }, { "source", source, TRUE, TRUE }, { "confirmation", confirmation, FALSE, FALSE },
  { "fact-value", fact_value, TRUE, TRUE }, { "fact-source", fact_source, FALSE, FALSE }, { "fact-name", fact_name, TRUE, TRUE },
  { "holder", holder, TRUE, TRUE }, { "successor", successor, TRUE, TRUE }, { "handover-note", handover_note, FALSE, FALSE },
  { "answered", answered, FALSE, TRUE }, { "video", video, TRUE, FALSE }, { "not-applicable", not_applicable, FALSE, TRUE },
  { "message", message, FALSE, TRUE }, { "done-note", done_note, FALSE, FALSE }, { "waiver", waiver, FALSE, TRUE },
  { "delay", delay, FALSE, TRUE }, { "asked-person", asked_person, TRUE, TRUE }, { "check-in-note", check_in_note, FALSE, FALSE },
  { "section", section, FALSE, FALSE }, { "owner", owner, TRUE, TRUE }, { "whom", whom, TRUE, TRUE },
  { "file-name", file_name, TRUE, TRUE },
};

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

/* @text as JSON spells it. */
static char *
spelling (const char *text)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_string (writer, text);

  return vigie_json_writer_steal (writer);
}

/* One of the events since @n_before holds @text, whole, as a value of its body. */
static void
expect_recorded (Night *night, guint n_before, const char *text)
{
  g_autofree char *spelt = spelling (text);
  gboolean found = FALSE;

  for (guint i = n_before; i < night->events->len; i++)
    {
      const VigieEvent *event = g_ptr_array_index (night->events, i);
      g_autoptr(VigieJson) body = vigie_event_body (event);

      g_assert_nonnull (body);
      found |= strstr (event->bytes, spelt) != NULL;
    }
  g_assert_true (found);
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

static char *
as_kept (guint field, const char *text)
{
  char *copy = g_strdup (text);

  return fields[field].line ? g_strstrip (copy) : copy;
}

/* Declaring makes another incident, which is not folded into this one. */
static gboolean
is_declaration (guint field)
{
  return fields[field].act == declared || fields[field].act == declared_reason;
}

static void
try_field (guint field, const char *text)
{
  Night night = { NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = as_kept (field, text);
  GPtrArray *drafts;
  guint n_before;

  begin (&night);
  drafts = fields[field].act (&night, text, &error);
  n_before = night.events->len;
  g_assert_no_error (error);
  if (is_declaration (field))
    vigie_test_device_record (night.device, drafts, night.events);
  else
    take (&night, drafts);
  expect_recorded (&night, n_before, kept);
  if (!is_declaration (field))
    expect_same_export (&night);
  end (&night);
}

static void
test_every_field (void)
{
  g_assert_cmpuint (vigie_test_n_hostile (), >=, 60);
  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
      {
        g_test_message ("%s: %s", fields[f].name, vigie_test_hostile[i]);
        try_field (f, vigie_test_hostile[i]);
      }
}

static void
expect_refused (Night *night, guint field, const char *text)
{
  g_autoptr(GError) error = NULL;

  g_test_message ("%s: %s", fields[field].name, g_utf8_validate (text, -1, NULL) ? text : "no UTF-8");
  g_assert_null (fields[field].act (night, text, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

/* Where something must be written, what nobody can see is nothing; elsewhere it is kept or left out, never an error. */
static void
test_nothing_to_see (void)
{
  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    for (guint i = 0; vigie_test_invisible[i] != NULL; i++)
      {
        Night night = { NULL };
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) drafts = NULL;

        begin (&night);
        if (fields[f].needed)
          expect_refused (&night, f, vigie_test_invisible[i]);
        else if (fields[f].act != video)
          {
            drafts = fields[f].act (&night, vigie_test_invisible[i], &error);
            g_assert_no_error (error);
          }
        end (&night);
      }
}

/* What is no text at all is refused in one sentence: a lone surrogate, a cut sign, an overlong one. */
static void
test_no_text (void)
{
  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    for (guint i = 0; vigie_test_broken[i] != NULL; i++)
      {
        Night night = { NULL };

        begin (&night);
        expect_refused (&night, f, vigie_test_broken[i]);
        end (&night);
      }
}

/* An incident in which every string stands as an entry, the title is one of them, and so are a fact and an action. */
static void
begin_full (Night *self, guint title_index)
{
  Night *night = self;

  begin (night);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    take (night, vigie_act_log (INCIDENT, VIGIE_ENTRY_NOTE, vigie_test_hostile[i], NULL, WHO, NULL));
  take (night, vigie_act_retitle (INCIDENT, vigie_test_hostile[title_index], WHO, NULL));
  take (night, fact (night, "systems", vigie_test_hostile[title_index], vigie_test_hostile[title_index], NULL));
  take (night, action (night, "Add a rollback test to the pipeline", vigie_test_hostile[title_index], NULL));
}

static GBytes *
make (Night *night, VigieFormat format)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GError) error = NULL;
  GBytes *bytes = vigie_document_make (night->incident, PLAYBOOK, format, VIGIE_LANG_FR, zone, "Awa Koné", night->now_usec, NULL, NULL, &error);

  g_assert_no_error (error);

  return bytes;
}

static char *
make_text (Night *night, VigieFormat format)
{
  g_autoptr(GBytes) bytes = make (night, format);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static guint
count_entries (Night *night, const char *text)
{
  guint n = 0;

  for (guint i = 0; i < night->incident->entries->len; i++)
    n += g_strcmp0 (((const VigieEntry *) g_ptr_array_index (night->incident->entries, i))->text, text) == 0;

  return n;
}

/* Out as CSV, in as a historical incident: each entry is there again, with its bytes. */
static void
test_csv (void)
{
  Night night = { NULL }, other = { NULL };
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  begin_full (&night, 0);
  bytes = make (&night, VIGIE_FORMAT_CSV);
  other.device = vigie_test_device_new (8);
  other.events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  take (&other, vigie_csv_to_drafts (bytes, PLAYBOOK, vigie_test_hostile[0], "INC-01", VIGIE_LEVEL_P2, "019a0000-0000-7000-8000-000000000009",
                                     "Awa Koné", night.now_usec, &error));
  g_assert_no_error (error);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    g_assert_cmpuint (count_entries (&other, vigie_test_hostile[i]), ==, 1);
  end (&other);
  end (&night);
}

/* A spreadsheet would calculate a field that begins with one of these signs, quoted or not. */
static void
test_csv_formulas (void)
{
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      GString *out = g_string_new (NULL);
      const char *text;

      vigie_csv_append_field (out, vigie_test_hostile[i], TRUE);
      text = out->str[0] == '"' ? out->str + 1 : out->str;
      g_assert_null (strchr ("=+-@\t\r", *text));
      g_string_free (out, TRUE);
    }
}

static void
elements_cb (GMarkupParseContext *context, const char *name, const char **names, const char **values, gpointer user_data, GError **error)
{
  static const char *const known[] = {
    "html", "head", "title", "style", "body", "header", "h1", "h2", "h3", "p", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td",
    "ul", "li", "section", "main", "footer", NULL,
  };

  g_test_message ("<%s>", name);
  g_assert_true (g_strv_contains (known, name));
  for (guint i = 0; names[i] != NULL; i++)
    g_assert_true (strcmp (names[i], "href") != 0 && strcmp (names[i], "src") != 0 && !g_str_has_prefix (names[i], "on"));
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length_bytes, gpointer user_data, GError **error)
{
  g_string_append_len (user_data, text, (gssize) length_bytes);
}

/* Read as markup, the report has its own elements and no other, no link, and all that was typed as its text. */
static void
test_html (void)
{
  static const GMarkupParser parser = { .start_element = elements_cb, .text = text_cb };

  for (guint t = 0; t < vigie_test_n_hostile (); t += 7)
    {
      Night night = { NULL };
      GString *text = g_string_new (NULL);
      g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, text, NULL);
      g_autofree char *html = NULL;
      g_autoptr(GError) error = NULL;

      begin_full (&night, t);
      html = make_text (&night, VIGIE_FORMAT_HTML);
      vigie_test_assert_harmless (html);
      /* The two things that HTML does not close. */
      for (char *at = html; (at = strstr (at, "<meta ")) != NULL;)
        memset (at, ' ', strcspn (at, ">") + 1);
      g_markup_parse_context_parse (context, strchr (html, '>') + 1, -1, &error);
      g_assert_no_error (error);
      for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
        {
          g_autofree char *shown = vigie_text_show_isolated (vigie_test_hostile[i]);

          g_test_message ("%s", shown);
          g_assert_nonnull (strstr (text->str, g_strstrip (shown)));
        }
      g_string_free (text, TRUE);
      end (&night);
    }
}

static void
test_markdown (void)
{
  Night night = { NULL };
  g_autofree char *markdown = NULL;

  begin_full (&night, 3);
  markdown = make_text (&night, VIGIE_FORMAT_MARKDOWN);
  vigie_test_assert_harmless (markdown);
  for (const char *at = markdown; (at = strpbrk (at, "<[`")) != NULL; at++)
    g_assert_true (at[-1] == '\\' || g_str_has_prefix (at, "<br>") || (*at == '<' && !g_ascii_isalpha (at[1]) && strchr ("/!?", at[1]) == NULL));
  g_assert_null (strstr (markdown, "://"));
  g_assert_null (strstr (markdown, "\n# heading"));
  g_assert_null (strstr (markdown, "www.evil"));
  end (&night);
}

static void
test_pdf_and_calendar (void)
{
  for (guint t = 0; t < vigie_test_n_hostile (); t += 11)
    {
      Night night = { NULL };
      g_autoptr(GBytes) pdf = NULL;
      g_autofree char *calendar = NULL;

      begin_full (&night, t);
      pdf = make (&night, VIGIE_FORMAT_PDF);
      g_assert_cmpuint (g_bytes_get_size (pdf), >, 1000);
      calendar = make_text (&night, VIGIE_FORMAT_ICS);
      g_assert_cmpint (strncmp (calendar, "BEGIN:VCALENDAR\r\n", 17), ==, 0);
      g_assert_null (strstr (calendar, "\nSUMMARY:x"));
      end (&night);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/hostile-text/every-field", test_every_field);
  g_test_add_func ("/document/hostile-text/nothing-to-see", test_nothing_to_see);
  g_test_add_func ("/document/hostile-text/no-text", test_no_text);
  g_test_add_func ("/fault/F33/csv", test_csv);
  g_test_add_func ("/fault/F33/csv-formulas", test_csv_formulas);
  g_test_add_func ("/fault/F33/html", test_html);
  g_test_add_func ("/fault/F33/markdown", test_markdown);
  g_test_add_func ("/fault/F33/pdf-and-calendar", test_pdf_and_calendar);

  return g_test_run ();
}
