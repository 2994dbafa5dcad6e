/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One day of the chosen channel is in memory at a time. What a message says of itself decides: its ts is its time and its
 * identity, whatever day its file bears. The people are those of users.json; a bot says its own name. */

#include "vigie-slack.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-json.h"
#include "vigie-source.h"
#include "vigie-text-show.h"
#include "vigie-text.h"
#include "vigie-time.h"
#include "vigie-zip.h"

#define MESSAGES_MAX   20000
#define NAME_MAX_CHARS 80

struct _VigieSlack
{
  VigieZip *zip;
  GHashTable *users; /* id → name */
};

static void
message_free (gpointer data)
{
  VigieSlackMessage *message = data;

  g_free (message->source);
  g_free (message->author);
  g_free (message->text);
  g_free (message);
}

void
vigie_slack_free (VigieSlack *slack)
{
  if (slack == NULL)
    return;
  vigie_zip_free (slack->zip);
  g_hash_table_unref (slack->users);
  g_free (slack);
}

static VigieJson *
read_json (const VigieSlack *slack, guint index, GError **error)
{
  g_autoptr (GBytes) bytes = vigie_zip_read (slack->zip, index, error);
  VigieJson *json = bytes != NULL ? vigie_json_parse_bytes (bytes, g_bytes_get_size (bytes), NULL)
                                  : NULL;

  if (bytes != NULL && (json == NULL || vigie_json_type (json, 0) != VIGIE_JSON_ARRAY))
    {
      g_clear_pointer (&json, vigie_json_free);
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                   _ ("“%s” in the archive is no list of Slack’s; nothing was taken."),
                   vigie_zip_name (slack->zip, index));
    }

  return json;
}

/* ---- People ---- */

static char *
first_said (const VigieJson *json, VigieJsonNode object, const char *const *names)
{
  for (guint i = 0; object != VIGIE_JSON_NONE && names[i] != NULL; i++)
    {
      g_autofree char *text = vigie_json_member_string (json, object, names[i]);

      if (text != NULL && *g_strstrip (text) != '\0')
        return g_steal_pointer (&text);
    }

  return NULL;
}

static char *
name_of_user (const VigieJson *json, VigieJsonNode user)
{
  static const char *const of_profile[] = { "real_name", "display_name", NULL };
  static const char *const of_user[] = { "real_name", "name", NULL };
  VigieJsonNode profile = vigie_json_member (json, user, "profile");
  char *name = first_said (json, profile, of_profile);

  return name != NULL ? name : first_said (json, user, of_user);
}

static gboolean
read_users (VigieSlack *slack, GError **error)
{
  int index = vigie_zip_find (slack->zip, "users.json");
  g_autoptr (VigieJson) json = NULL;

  if (index < 0)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                           _ ("This archive is no export of Slack: it has no users.json."));
      return FALSE;
    }
  json = read_json (slack, (guint) index, error);
  if (json == NULL)
    return FALSE;
  for (VigieJsonNode user = vigie_json_first (json, 0); user != VIGIE_JSON_NONE;
       user = vigie_json_next (json, user))
    {
      char *id = vigie_json_type (json, user) == VIGIE_JSON_OBJECT
                     ? vigie_json_member_string (json, user, "id")
                     : NULL;
      char *name = id != NULL ? name_of_user (json, user) : NULL;

      if (name != NULL)
        g_hash_table_insert (slack->users, id, name);
      else
        g_free (id);
    }

  return TRUE;
}

VigieSlack *
vigie_slack_open (const char *path, GError **error)
{
  g_autoptr (VigieSlack) slack = NULL;
  VigieZip *zip = vigie_zip_open (path, error);

  if (zip == NULL)
    return NULL;
  slack = g_new0 (VigieSlack, 1);
  slack->zip = zip;
  slack->users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!read_users (slack, error))
    return NULL;

  return g_steal_pointer (&slack);
}

/* ---- Channels ---- */

/* "general/2026-11-22.json" → "general"; NULL for anything else. Owned. */
static char *
channel_of (const char *name)
{
  const char *slash = strchr (name, '/');

  if (slash == NULL || slash == name || strchr (slash + 1, '/') != NULL
      || !g_str_has_suffix (name, ".json"))
    return NULL;

  return g_strndup (name, (gsize) (slash - name));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
vigie_slack_channels (const VigieSlack *slack)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) channels = g_ptr_array_new ();

  for (guint i = 0; i < vigie_zip_n_entries (slack->zip); i++)
    {
      char *channel = channel_of (vigie_zip_name (slack->zip, i));

      if (channel == NULL || g_hash_table_contains (seen, channel))
        {
          g_free (channel);
          continue;
        }
      g_hash_table_add (seen, channel);
      g_ptr_array_add (channels, channel);
    }
  g_ptr_array_sort (channels, compare_names);
  g_ptr_array_add (channels, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&channels), FALSE);
}

/* ---- Texts ---- */

static const char *
user_name (const VigieSlack *slack, const char *id)
{
  const char *name = g_hash_table_lookup (slack->users, id);

  return name != NULL ? name : id;
}

/* What stands between < and >: a person, a channel, a link, each with or without words of its own. */
static void
append_reference (const VigieSlack *slack, GString *out, const char *inside)
{
  const char *bar = strchr (inside, '|');
  const char *label = bar != NULL && bar[1] != '\0' ? bar + 1 : NULL;
  g_autofree char *target = bar != NULL ? g_strndup (inside, (gsize) (bar - inside))
                                        : g_strdup (inside);

  if (g_str_has_prefix (target, "@"))
    g_string_append_printf (out, "@%s",
                            label != NULL && !g_hash_table_contains (slack->users, target + 1)
                                ? label
                                : user_name (slack, target + 1));
  else if (g_str_has_prefix (target, "#"))
    g_string_append_printf (out, "#%s", label != NULL ? label : target + 1);
  else if (g_str_has_prefix (target, "!"))
    g_string_append_printf (out, "@%s", label != NULL ? label : target + 1);
  else if (label != NULL && strcmp (label, target) != 0)
    g_string_append_printf (out, "%s (%s)", label, target);
  else
    g_string_append (out, target);
}

static char *
plain (const VigieSlack *slack, const char *text)
{
  static const struct
  {
    const char *escaped, *sign;
  } escapes[] = { { "&lt;", "<" }, { "&gt;", ">" }, { "&amp;", "&" } };
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0';)
    {
      const char *close = *at == '<' ? strchr (at, '>') : NULL;
      gboolean taken = FALSE;

      if (close != NULL)
        {
          g_autofree char *inside = g_strndup (at + 1, (gsize) (close - at - 1));

          append_reference (slack, out, inside);
          at = close + 1;
          continue;
        }
      for (gsize i = 0; i < G_N_ELEMENTS (escapes) && !taken; i++)
        if (g_str_has_prefix (at, escapes[i].escaped))
          {
            g_string_append (out, escapes[i].sign);
            at += strlen (escapes[i].escaped);
            taken = TRUE;
          }
      if (!taken)
        g_string_append_c (out, *at++);
    }

  return g_string_free (out, FALSE);
}

static void
append_files (const VigieJson *json, VigieJsonNode node, GString *text)
{
  VigieJsonNode files = vigie_json_member (json, node, "files");

  if (files == VIGIE_JSON_NONE || vigie_json_type (json, files) != VIGIE_JSON_ARRAY)
    return;
  for (VigieJsonNode file = vigie_json_first (json, files); file != VIGIE_JSON_NONE;
       file = vigie_json_next (json, file))
    {
      g_autofree char *name = vigie_json_type (json, file) == VIGIE_JSON_OBJECT
                                  ? vigie_json_member_string (json, file, "name")
                                  : NULL;

      if (name != NULL)
        g_string_append_printf (text, "%s[%s]", text->len > 0 ? " " : "", name);
    }
}

/* ---- Messages ---- */

/* "1480692315.000012" in seconds; FALSE for what is no time. */
static gboolean
read_ts (const char *ts, gint64 *out_usec)
{
  g_auto (GStrv) parts = g_strsplit (ts, ".", 2);
  guint64 seconds, fraction = 0;

  if (!g_ascii_string_to_unsigned (parts[0], 10, 0, G_GUINT64_CONSTANT (32503680000), &seconds,
                                   NULL))
    return FALSE;
  if (parts[1] != NULL
      && (strlen (parts[1]) != 6
          || !g_ascii_string_to_unsigned (parts[1], 10, 0, 999999, &fraction, NULL)))
    return FALSE;
  *out_usec = (gint64) seconds * VIGIE_SECOND_USEC + (gint64) fraction;

  return TRUE;
}

/* Messages that people or machines wrote; not that somebody joined, nor what is gone. */
static gboolean
is_told (const char *subtype)
{
  static const char *const told[] = { "bot_message", "me_message",   "thread_broadcast",
                                      "file_share",  "file_comment", NULL };

  return subtype == NULL || g_strv_contains (told, subtype);
}

/* A name that an event may bear. */
static char *
harmless_name (const char *name)
{
  g_autofree char *cut = g_utf8_strlen (name, -1) > NAME_MAX_CHARS
                             ? g_utf8_substring (name, 0, NAME_MAX_CHARS)
                             : g_strdup (name);
  GString *out = g_string_new (NULL);

  for (const char *at = cut; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isprint (g_utf8_get_char (at)))
      g_string_append_unichar (out, g_utf8_get_char (at));
  g_strstrip (out->str);
  out->len = strlen (out->str);
  if (out->len == 0 || !vigie_text_is_author (out->str))
    g_string_assign (out, "Slack");

  return g_string_free (out, FALSE);
}

static char *
author_of (const VigieSlack *slack, const VigieJson *json, VigieJsonNode node)
{
  static const char *const of_profile[] = { "real_name", "display_name", "name", NULL };
  static const char *const of_message[] = { "username", "user", NULL };
  g_autofree char *user = vigie_json_member_string (json, node, "user");
  g_autofree char *name = user != NULL && g_hash_table_contains (slack->users, user)
                              ? g_strdup (user_name (slack, user))
                              : NULL;

  if (name == NULL)
    name = first_said (json, vigie_json_member (json, node, "user_profile"), of_profile);
  if (name == NULL)
    name = first_said (json, vigie_json_member (json, node, "bot_profile"), of_profile);
  if (name == NULL)
    name = first_said (json, node, of_message);

  return harmless_name (name != NULL ? name : "Slack");
}

static gboolean
is_wanted (const VigieSlackChoice *choice, const VigieSlackMessage *message)
{
  if ((choice->from_usec != VIGIE_TIME_NONE && message->occurred_usec < choice->from_usec)
      || (choice->to_usec != VIGIE_TIME_NONE && message->occurred_usec > choice->to_usec))
    return FALSE;

  return choice->people == NULL || choice->people[0] == NULL
         || g_strv_contains (choice->people, message->author);
}

/* NULL: no message that is told. */
static VigieSlackMessage *
read_message (const VigieSlack *slack,
              const VigieJson *json,
              VigieJsonNode node,
              const char *channel)
{
  g_autofree char *type = vigie_json_member_string (json, node, "type");
  g_autofree char *subtype = vigie_json_member_string (json, node, "subtype");
  g_autofree char *ts = vigie_json_member_string (json, node, "ts");
  g_autofree char *thread = vigie_json_member_string (json, node, "thread_ts");
  g_autofree char *raw = vigie_json_member_string (json, node, "text");
  g_autofree char *words = NULL;
  g_autoptr (GString) text = NULL;
  VigieSlackMessage *message;
  gint64 occurred_usec;

  if (g_strcmp0 (type, "message") != 0 || !is_told (subtype) || ts == NULL
      || !read_ts (ts, &occurred_usec))
    return NULL;
  words = plain (slack, raw != NULL ? raw : "");
  text = g_string_new (words);
  append_files (json, node, text);
  if (vigie_text_is_blank (text->str))
    return NULL;
  message = g_new0 (VigieSlackMessage, 1);
  message->is_answer = thread != NULL && strcmp (thread, ts) != 0;
  message->edited = vigie_json_member (json, node, "edited") != VIGIE_JSON_NONE;
  message->bot = g_strcmp0 (subtype, "bot_message") == 0
                 || vigie_json_member (json, node, "bot_id") != VIGIE_JSON_NONE;
  message->occurred_usec = occurred_usec;
  message->source = g_strdup_printf ("slack/%s/%s", channel, ts);
  message->author = author_of (slack, json, node);
  message->text = g_strconcat (message->is_answer ? "↳ " : "", text->str, NULL);

  return message;
}

static gboolean
read_day (const VigieSlack *slack,
          guint index,
          const VigieSlackChoice *choice,
          GHashTable *seen,
          GPtrArray *messages,
          GError **error)
{
  g_autoptr (VigieJson) json = read_json (slack, index, error);

  if (json == NULL)
    return FALSE;
  for (VigieJsonNode node = vigie_json_first (json, 0); node != VIGIE_JSON_NONE;
       node = vigie_json_next (json, node))
    {
      VigieSlackMessage *message = vigie_json_type (json, node) == VIGIE_JSON_OBJECT
                                       ? read_message (slack, json, node, choice->channel)
                                       : NULL;

      if (message == NULL)
        continue;
      if (!is_wanted (choice, message) || g_hash_table_contains (seen, message->source))
        {
          message_free (message);
          continue;
        }
      g_hash_table_add (seen, message->source);
      g_ptr_array_add (messages, message);
      if (messages->len > MESSAGES_MAX)
        {
          g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE,
                               _ ("These are more than 20,000 messages: choose a shorter period."));
          return FALSE;
        }
    }

  return TRUE;
}

static int
compare_messages (gconstpointer a, gconstpointer b)
{
  const VigieSlackMessage *left = *(const VigieSlackMessage *const *) a;
  const VigieSlackMessage *right = *(const VigieSlackMessage *const *) b;

  if (left->occurred_usec != right->occurred_usec)
    return left->occurred_usec < right->occurred_usec ? -1 : 1;

  return strcmp (left->source, right->source);
}

GPtrArray *
vigie_slack_messages (VigieSlack *slack, const VigieSlackChoice *choice, GError **error)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (message_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean found = FALSE;

  g_return_val_if_fail (slack != NULL && choice != NULL, NULL);

  for (guint i = 0; i < vigie_zip_n_entries (slack->zip); i++)
    {
      g_autofree char *channel = channel_of (vigie_zip_name (slack->zip, i));

      if (g_strcmp0 (channel, choice->channel) != 0)
        continue;
      found = TRUE;
      if (!read_day (slack, i, choice, seen, messages, error))
        return NULL;
    }
  if (!found)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _ ("The export has no channel “%s”."),
                   choice->channel != NULL ? choice->channel : "");
      return NULL;
    }
  g_ptr_array_sort (messages, compare_messages);

  return g_steal_pointer (&messages);
}

GPtrArray *
vigie_slack_drafts (GPtrArray *messages,
                    const VigieIncident *incident,
                    guint *n_known,
                    GError **error)
{
  g_autoptr (GHashTable) known = vigie_incident_sources (incident);
  g_autoptr (GPtrArray) drafts = NULL;

  *n_known = 0;
  for (guint i = 0; i < messages->len; i++)
    {
      const VigieSlackMessage *message = messages->pdata[i];
      g_autofree char *author = g_strdup_printf ("%s (Slack)", message->author);
      GPtrArray *one;

      if (g_hash_table_contains (known, message->source))
        {
          *n_known += 1;
          continue;
        }
      one = vigie_act_log_from (incident, message->text, message->source, author,
                                message->occurred_usec, error);
      if (one == NULL)
        return NULL;
      if (drafts == NULL)
        drafts = one;
      else
        g_ptr_array_extend_and_steal (drafts, one);
    }

  return drafts != NULL ? g_steal_pointer (&drafts) : g_ptr_array_new ();
}
