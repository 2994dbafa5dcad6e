/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The shipped playbook, and what the loader says when it is damaged.
 *
 * Damage is systematic: the document is cut at every member of every kind (the first occurrence of each
 * path without its indices), the member is removed, retyped, emptied, or joined by one that nobody
 * knows, and the loader must name exactly that place. */

#include "vigie-error.h"
#include "vigie-json.h"
#include "vigie-test-support.h"

#include <string.h>

static char *document;
static gsize document_length;

static void
read_document (void)
{
  g_autoptr(GError) error = NULL;

  g_file_get_contents (g_getenv ("VIGIE_PLAYBOOK_FILE"), &document, &document_length, &error);
  g_assert_no_error (error);
}

/* Loads @text; TRUE if it loads. @faults takes what was found. */
static gboolean
loads (const char *text, GPtrArray *faults)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(VigiePlaybook) playbook = vigie_playbook_load (bytes, faults, &error);

  if (playbook != NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (faults->len, ==, 0);
      return TRUE;
    }
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  g_assert_cmpuint (faults->len, >, 0);

  return FALSE;
}

static gboolean
has_fault_at (GPtrArray *faults, const char *pointer)
{
  gsize length = strlen (pointer);

  for (guint i = 0; i < faults->len; i++)
    {
      const char *fault = g_ptr_array_index (faults, i);

      if (strncmp (fault, pointer, length) == 0 && (fault[length] == ':' || fault[length] == '/'))
        return TRUE;
    }

  return FALSE;
}

/* @document with the @length bytes at @offset replaced. */
static char *
splice (gsize offset, gsize length, const char *replacement)
{
  GString *text = g_string_new_len (document, (gssize) offset);

  g_string_append (text, replacement);
  g_string_append_len (text, document + offset + length, (gssize) (document_length - offset - length));

  return g_string_free (text, FALSE);
}

/* "/types/3/title/fr" → "/types/#/title/fr" */
static char *
without_indices (const char *pointer)
{
  g_auto(GStrv) parts = g_strsplit (pointer, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_ascii_isdigit (parts[i][0]) && parts[i][strspn (parts[i], "0123456789")] == '\0')
      {
        g_free (parts[i]);
        parts[i] = g_strdup ("#");
      }

  return g_strjoinv ("/", parts);
}

/* What makes a place like another one: its path; for one language of a text, the text's own name. */
static char *
kind_of (const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (!g_str_has_suffix (path, "/en") && !g_str_has_suffix (path, "/fr"))
    return g_strdup (path);
  text = g_path_get_dirname (path);
  name = g_path_get_basename (text);

  return g_strconcat (name, strrchr (path, '/'), NULL);
}

typedef void (*Visit) (const VigieJson *json, VigieJsonNode node, const char *pointer, const char *path);

static void
walk (const VigieJson *json, VigieJsonNode node, GHashTable *seen, Visit visit)
{
  for (VigieJsonNode child = vigie_json_first (json, node); child != VIGIE_JSON_NONE;
       child = vigie_json_next (json, child))
    {
      g_autofree char *pointer = vigie_json_pointer (json, child);
      g_autofree char *path = without_indices (pointer);

      /* Members that are none of the playbook's: "$schema", "x_…", "_…". */
      if (strstr (path, "/$") != NULL || strstr (path, "/x_") != NULL || strstr (path, "/_") != NULL)
        continue;
      if (g_hash_table_add (seen, kind_of (path)))
        visit (json, child, pointer, path);
      walk (json, child, seen, visit);
    }
}

static void
walk_document (Visit visit)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieJson) json = vigie_json_parse (document, document_length, G_MAXUINT32, &error);

  g_assert_no_error (error);
  walk (json, 0, seen, visit);
  g_assert_cmpuint (g_hash_table_size (seen), >, 150);
}

static gboolean
ends_with_any (const char *path, const char *const *endings)
{
  for (gsize i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (path, endings[i]))
      return TRUE;

  return FALSE;
}

/* Members that a playbook may leave out. Everything else is required. */
static const char *const optional[] = {
  "/cause_terms",
  "/detail", "/post", "/hypothesis", "/option", "/evidence", "/after_evidence", "/links", "/queries", "/at_s",
  "/until_s", "/from_s", "/phase", "/condition", "/phases", "/hypotheses", "/options", "/tools", "/checklists",
  "/types/#/posts", "/hypotheses/#/text", "/options/#/text", "/queries/#/note", "/notes", "/usual_level_note",
  "/duties", "/contact", "/posts/#/reports_to", "/escalation", "/decisions", "/clock", "/aliases", "/trigger", "/content", "/cadence",
  "/tone", "/approval", "/approvers", "/deputies", "/messages", "/readers", "/people", "/contents", "/channels/#/when", "/subject", "/placeholders", "/fact",
  "/placeholders/#/required", "/phones", "/emails", "/urls", "/contacts/#/note", "/on_call", "/organisation",
  "/levels/#/opens_war_room", "/clocks/#/levels", "/requires", "/subjects", "/start_rule", "/span_by_type",
  "/limit_s", "/not_before_s", "/longer_than_s", "/repeats", "/restarts", "/source", "/unit", "/facts/#/values",
  "/points", "/avoid", "/report_sections/#/hint", "/actual", "/targets/#/note", "/setting", "/severity_notes",
  "/questions/#/hint", "/is_base", "/is_percentage", "/gate", "/before", "/queries/#/time", "/queries/#/confirmed_by", "/answers/#/level", "/shift", "/forces_p1", "/has_range",
  "/at_least", "/at_most", "/above_excluded", "/below_excluded", "/typical", "/spans", "/spans/P1", "/spans/P2", "/spans/P3",
  "/spans/P4", "/spans/any", "/levels/#/resolve_s", "/actions/#/clocks", "/actions/#/fulfilled_by", "/lasting",
  "/automatisms/#/levels", NULL
};
/* Of these, absence is a fault all the same, seen as part of the whole and named there. */
static const char *const needed_as_a_whole[] = { "/targets/#/unit", "/automatisms/#/clock", NULL };

/* Removes the member with the comma before or after it. */
static char *
without_member (const VigieJson *json, VigieJsonNode node)
{
  gsize length = 0;
  const char *value = vigie_json_span (json, node, &length);
  gsize end = (gsize) (value - document) + length;
  gsize start = (gsize) (value - document);

  /* Back over ": " and the name to its opening quote. */
  while (document[start] != ':' )
    start--;
  while (document[start] != '"')
    start--;
  start--;
  while (document[start] != '"' || document[start - 1] == '\\')
    start--;
  while (g_ascii_isspace (document[end]))
    end++;
  if (document[end] == ',')
    end++;
  else
    {
      while (document[start - 1] != ',' && document[start - 1] != '{')
        start--;
      if (document[start - 1] == ',')
        start--;
    }

  return splice (start, end - start, "");
}

static gboolean
is_member (const VigieJson *json, VigieJsonNode node)
{
  g_autofree char *key = vigie_json_key (json, node);

  return key != NULL;
}

static void
remove_one (const VigieJson *json, VigieJsonNode node, const char *pointer, const char *path)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  gboolean loaded;

  if (!is_member (json, node))
    return;
  text = without_member (json, node);
  loaded = loads (text, faults);
  if (ends_with_any (path, optional) && !ends_with_any (path, needed_as_a_whole))
    return;
  if (loaded || !has_fault_at (faults, pointer))
    g_error ("%s removed: %s", pointer, loaded ? "nobody noticed" : (char *) g_ptr_array_index (faults, 0));
}

static void
test_each_member_removed (void)
{
  walk_document (remove_one);
}

static void
retype_one (const VigieJson *json, VigieJsonNode node, const char *pointer, const char *path)
{
  static const char *const wrong[] = { [VIGIE_JSON_NULL] = "[true]", [VIGIE_JSON_BOOLEAN] = "\"yes\"",
                                       [VIGIE_JSON_NUMBER] = "\"1\"", [VIGIE_JSON_STRING] = "{\"a\": 1}",
                                       [VIGIE_JSON_ARRAY] = "\"x\"",  [VIGIE_JSON_OBJECT] = "7" };
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  gsize length = 0;
  const char *value = vigie_json_span (json, node, &length);
  g_autofree char *text = splice ((gsize) (value - document), length, wrong[vigie_json_type (json, node)]);

  if (loads (text, faults) || !has_fault_at (faults, pointer))
    g_error ("%s retyped: %s", pointer, faults->len > 0 ? (char *) g_ptr_array_index (faults, 0) : "nobody noticed");
}

static void
test_each_value_retyped (void)
{
  walk_document (retype_one);
}

/* Strings that may be "", as members or as one language of an optional text. */
static gboolean
may_be_empty (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);

  return ends_with_any (path, optional)
         || ((g_str_has_suffix (path, "/en") || g_str_has_suffix (path, "/fr")) && ends_with_any (parent, optional));
}

static void
empty_one (const VigieJson *json, VigieJsonNode node, const char *pointer, const char *path)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  gsize length = 0;
  const char *value = vigie_json_span (json, node, &length);
  g_autofree char *text = NULL;

  if (vigie_json_type (json, node) != VIGIE_JSON_STRING || may_be_empty (path))
    return;
  text = splice ((gsize) (value - document), length, "\" \"");
  if (loads (text, faults) || !has_fault_at (faults, pointer))
    g_error ("%s emptied: %s", pointer, faults->len > 0 ? (char *) g_ptr_array_index (faults, 0) : "nobody noticed");
}

static void
test_each_text_emptied (void)
{
  walk_document (empty_one);
}

static void
add_unknown_one (const VigieJson *json, VigieJsonNode node, const char *pointer, const char *path)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) no_faults = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *where = g_strconcat (pointer, "/colour", NULL);
  g_autofree char *unknown = NULL;
  g_autofree char *private_member = NULL;
  gsize length = 0;
  const char *value = vigie_json_span (json, node, &length);

  if (vigie_json_type (json, node) != VIGIE_JSON_OBJECT || vigie_json_size (json, node) == 0)
    return;
  unknown = splice ((gsize) (value - document) + 1, 0, "\"colour\": 1,");
  if (loads (unknown, faults) || !has_fault_at (faults, where))
    g_error ("%s: nobody noticed", where);
  if (g_str_has_suffix (path, "/spans"))
    return;
  private_member = splice ((gsize) (value - document) + 1, 0, "\"x_colour\": 1, \"_note\": [],");
  if (!loads (private_member, no_faults))
    g_error ("%s: %s", pointer, (char *) g_ptr_array_index (no_faults, 0));
}

static void
test_unknown_members (void)
{
  walk_document (add_unknown_one);
}

/* A reference to something that is not there, a word that nobody knows, an id used twice. */
static void
test_references_and_words (void)
{
  const struct
  {
    const char *pointer;   /* a string in the shipped document */
    const char *value;
  } cases[] = {
    { "/clocks/0/requires", "[\"tuesday\"]" },
    { "/clocks/0/requires", "[\"fact:nothing>5\"]" },
    { "/clocks/0/requires", "[\"fact:loss_fcfa>\"]" },
    { "/clocks/0/requires", "[\"type:INC-99\"]" },
    { "/clocks/0/requires", "[\"support:L9\"]" },
    { "/clocks/0/requires", "[\"milestone:lunch\"]" },
    { "/clocks/0/starts", "[\"milestone:lunch\"]" },
    { "/clocks/0/starts", "[\"sunrise\"]" },
    { "/clocks/0/starts", "[\"fact-time:loss_fcfa\"]" },
    { "/clocks/0/starts", "[]" },
    { "/clocks/0/start_rule", "\"last\"" },
    { "/clocks/0/owner", "\"nobody\"" },
    { "/clocks/0/spans", "{\"P1\": 900}" },
    { "/clocks/0/spans", "{\"P1\": -900, \"P2\": 1, \"P3\": 1, \"P4\": 1}" },
    { "/clocks/0/spans", "{\"P1\": 1.5, \"P2\": 1, \"P3\": 1, \"P4\": 1}" },
    { "/clocks/0/levels", "[\"P5\"]" },
    { "/clocks/0/fulfilled_by", "[\"message:nobody/email\"]" },
    { "/clocks/0/fulfilled_by", "[\"message:users/pigeon\"]" },
    { "/clocks/0/fulfilled_by", "[\"message:users\"]" },
    { "/clocks/0/fulfilled_by", "[\"reached:nobody\"]" },
    { "/clocks/0/fulfilled_by", "[\"reached:$subject\"]" },
    { "/clocks/0/fulfilled_by", "[\"support:L9\"]" },
    { "/clocks/0/fulfilled_by", "[\"luck\"]" },
    { "/clocks/1/id", "\"respond\"" },
    { "/types/0/usual_level", "\"P0\"" },
    { "/types/0/outage", "\"maybe\"" },
    { "/types/1/id", "\"INC-01\"" },
    { "/types/0/checklists", "[\"nothing\"]" },
    { "/types/0/posts", "[\"nobody\"]" },
    { "/types/0/groups/0/phase", "\"nothing\"" },
    { "/types/0/groups/0/steps/0/post", "\"nobody\"" },
    { "/types/0/groups/0/steps/0/hypothesis", "\"HX9\"" },
    { "/types/0/groups/0/steps/0/option", "\"Z\"" },
    { "/types/0/groups/0/steps/0/queries", "[\"nothing\"]" },
    { "/types/0/groups/0/steps/0/id", "\"a/b\"" },
    { "/checklists/0/applies", "\"never\"" },
    { "/posts/0/required", "\"perhaps\"" },
    { "/posts/0/contact", "\"nobody\"" },
    { "/posts/1/id", "\"commander\"" },
    { "/levels/0/support", "\"L9\"" },
    { "/levels/1/id", "\"P1\"" },
    { "/questions/0/id", "\"weather\"" },
    { "/questions/0/is_base", "false" },
    { "/questions/0/answers/1/at_least", "6" },
    { "/questions/0/answers/1/at_most", "21" },
    { "/questions/0/answers/0/typical", "50" },
    { "/automatisms/0/whom", "[\"nobody\"]" },
    { "/automatisms/0/clock", "\"nothing\"" },
    { "/automatisms/4/audience", "\"nobody\"" },
    { "/automatisms/4/channel", "\"pigeon\"" },
    { "/automatisms/5/requires", "[\"luck\"]" },
    { "/levels/0/actions/1/clocks", "[\"nothing\"]" },
    { "/levels/0/actions/0/fulfilled_by", "[\"message:nobody/email\"]" },
    { "/levels/0/actions/0/fulfilled_by", "[\"luck\"]" },
    { "/audiences/0/channels", "[\"pigeon\"]" },
    { "/audiences/0/approvers", "[\"nobody\"]" },
    { "/audiences/0/deputies", "[\"nobody\"]" },
    { "/audiences/0/messages", "\"some\"" },
    { "/audiences/1/messages", "\"approver\"" },
    { "/audiences/0/readers/0/who", "\"nobody\"" },
    { "/audiences/0/readers/0/when", "\"often\"" },
    { "/audiences/0/readers/0/deputies", "[\"nobody\"]" },
    { "/audiences/1/deputies", "[\"cto\"]" },
    { "/audiences/1/aliases", "[\"users\"]" },
    { "/templates/0/audience", "\"nobody\"" },
    { "/templates/0/channel", "\"pigeon\"" },
    { "/templates/0/stage", "\"limbo\"" },
    { "/templates/0/body/fr", "\"Bonjour {{inconnu}}\"" },
    { "/contacts/0/category", "\"nothing\"" },
    { "/contacts/1/id", "\"cto\"" },
    { "/facts/0/type", "\"colour\"" },
    { "/facts/0/group", "\"colour\"" },
    { "/next_review", "\"2026-02-30\"" },
    { "/updated", "\"soon\"" },
  };
  g_autoptr(VigieJson) json = vigie_json_parse (document, document_length, G_MAXUINT32, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
      g_auto(GStrv) parts = g_strsplit (cases[i].pointer + 1, "/", -1);
      g_autofree char *text = NULL;
      VigieJsonNode node = 0, parent = 0;
      guint depth = 0;

      for (; parts[depth] != NULL && node != VIGIE_JSON_NONE; depth++)
        {
          parent = node;
          node = vigie_json_type (json, node) == VIGIE_JSON_ARRAY
                   ? vigie_json_element (json, node, (guint) g_ascii_strtoull (parts[depth], NULL, 10))
                   : vigie_json_member (json, node, parts[depth]);
        }
      if (node != VIGIE_JSON_NONE)
        {
          gsize length = 0;
          const char *value = vigie_json_span (json, node, &length);

          text = splice ((gsize) (value - document), length, cases[i].value);
        }
      else
        {
          g_autofree char *member = g_strdup_printf ("\"%s\": %s,", parts[depth - 1], cases[i].value);
          gsize length = 0;

          g_assert_null (parts[depth]);
          text = splice ((gsize) (vigie_json_span (json, parent, &length) - document) + 1, 0, member);
        }
      if (loads (text, faults))
        g_error ("%s = %s: nobody noticed", cases[i].pointer, cases[i].value);
      if (!has_fault_at (faults, cases[i].pointer)
          && !g_str_has_prefix (g_ptr_array_index (faults, 0), "/questions/0/answers"))
        g_error ("%s = %s: %s", cases[i].pointer, cases[i].value, (char *) g_ptr_array_index (faults, 0));
    }
}

static void
test_not_a_playbook (void)
{
  const char *texts[] = { "", "{", "[]", "7", "null", "{}", "{\"id\": \"x\"}", "{\"id\": \"x\", \"id\": \"y\"}", "\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

      g_assert_false (loads (texts[i], faults));
    }
}

static void
test_all_faults_are_told (void)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  g_assert_false (loads ("{\"id\": 1, \"version\": \"\", \"levels\": [{\"id\": \"P9\"}]}", faults));
  g_assert_true (has_fault_at (faults, "/id"));
  g_assert_true (has_fault_at (faults, "/version"));
  g_assert_true (has_fault_at (faults, "/levels/0/id"));
  g_assert_true (has_fault_at (faults, "/levels/0/name"));
  g_assert_true (has_fault_at (faults, "/clocks"));
}

static void
test_shipped (void)
{
  const VigiePlaybook *playbook = vigie_test_playbook ();
  const VigieClockDef *respond = vigie_playbook_clock (playbook, "respond");

  g_assert_cmpstr (playbook->id, ==, "distri-night");
  g_assert_cmpuint (playbook->levels->len, ==, 4);
  g_assert_cmpuint (playbook->questions->len, ==, 5);
  g_assert_cmpuint (playbook->types->len, ==, 5);
  g_assert_cmpuint (playbook->report_sections->len, ==, 10);
  g_assert_cmpint (respond->span_usec[VIGIE_LEVEL_P1], ==, 15 * VIGIE_MINUTE_USEC);
  g_assert_cmpint (respond->span_usec[VIGIE_LEVEL_P4], ==, 24 * VIGIE_HOUR_USEC);
  g_assert_cmpint (vigie_playbook_level (playbook, VIGIE_LEVEL_P1)->respond_usec, ==, 15 * VIGIE_MINUTE_USEC);
  g_assert_cmpint (vigie_playbook_level (playbook, VIGIE_LEVEL_P4)->resolve_usec, ==, VIGIE_TIME_NONE);
}

/* Every clock of the organisation's table is there. */
static void
test_every_clock (void)
{
  const char *ids[] = { "respond", "resolve", "cto-alert", "breach-alert", "status-update", "check-in",
                        "decision-review", "action-due", "ceo-mail", "customer-mail", "cfo-notice", "board-mail", "escalate-l2",
                        "escalate-l3", "escalate-management", "partners-mail", "handover", "call-next", "monitoring",
                        "legal-assessment", "persons-notice", "authority-notice", "post-mortem", "contacts-review",
                        "playbook-review" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    if (vigie_playbook_clock (vigie_test_playbook (), ids[i]) == NULL)
      g_error ("%s is missing", ids[i]);
}

static void
test_lookups (void)
{
  const VigiePlaybook *playbook = vigie_test_playbook ();
  const VigieTypeDef *type = vigie_playbook_type (playbook, "INC-01");
  const VigieStepGroup *group = g_ptr_array_index (type->groups, 0);
  const VigieStepDef *step = g_ptr_array_index (group->steps, 0);
  const VigieAudience *users = vigie_playbook_audience (playbook, "users");
  g_autofree char *key = g_strconcat ("INC-01/", step->id, NULL);

  g_assert_true (vigie_playbook_step (playbook, key) == step);
  g_assert_null (vigie_playbook_step (playbook, step->id));
  g_assert_null (vigie_playbook_type (playbook, "other"));
  g_assert_null (vigie_playbook_type (playbook, NULL));
  g_assert_null (vigie_playbook_level (playbook, VIGIE_LEVEL_NONE));
  g_assert_null (vigie_playbook_contact (playbook, "nobody"));
  g_assert_true (vigie_playbook_audience (playbook, "USERS") == users);
  g_assert_true (vigie_playbook_audience (playbook, users->title.fr) == users);
  g_assert_null (vigie_playbook_audience (playbook, ""));
  g_assert_nonnull (vigie_playbook_channel (playbook, "Status-Page"));
  g_assert_null (vigie_playbook_channel (playbook, "pigeon"));
  for (guint i = 0; i < users->aliases->len; i++)
    g_assert_true (vigie_playbook_audience (playbook, g_ptr_array_index (users->aliases, i)) == users);
}

static gboolean
requires_post (const char *type, gboolean breach, gboolean external, const char *post)
{
  g_autoptr(GPtrArray) posts = vigie_playbook_required_posts (vigie_test_playbook (), type, breach, external);

  return g_ptr_array_find (posts, vigie_playbook_post (vigie_test_playbook (), post), NULL);
}

static void
test_required_posts (void)
{
  g_assert_true (requires_post (NULL, FALSE, FALSE, "commander"));
  g_assert_false (requires_post (NULL, FALSE, FALSE, "communications"));
  g_assert_true (requires_post (NULL, FALSE, TRUE, "communications"));
  g_assert_false (requires_post ("INC-01", FALSE, FALSE, "legal"));
  g_assert_true (requires_post ("INC-02", TRUE, FALSE, "legal"));
  g_assert_true (requires_post ("INC-02", TRUE, FALSE, "security-officer"));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  read_document ();
  g_test_add_func ("/core/playbook/shipped", test_shipped);
  g_test_add_func ("/core/playbook/every-clock", test_every_clock);
  g_test_add_func ("/core/playbook/lookups", test_lookups);
  g_test_add_func ("/core/playbook/required-posts", test_required_posts);
  g_test_add_func ("/core/playbook/each-member-removed", test_each_member_removed);
  g_test_add_func ("/core/playbook/each-value-retyped", test_each_value_retyped);
  g_test_add_func ("/core/playbook/each-text-emptied", test_each_text_emptied);
  g_test_add_func ("/core/playbook/unknown-members", test_unknown_members);
  g_test_add_func ("/core/playbook/references-and-words", test_references_and_words);
  g_test_add_func ("/core/playbook/not-a-playbook", test_not_a_playbook);
  g_test_add_func ("/core/playbook/all-faults-are-told", test_all_faults_are_told);
  status = g_test_run ();
  g_free (document);

  return status;
}
