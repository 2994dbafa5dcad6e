/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Comments on the report as the fold sees them. An answer or a mark may come before its comment in the order of the
 * fold, when clocks disagree: both are kept as they come and joined at the end. */

#include "vigie-comment.h"

#include <string.h>

#include "vigie-incident-apply.h"

/* ---- Applying ---- */

/* "start": a place in the text, in characters; missing or null is no fault. */
static gboolean
read_start (VigieApply *apply, gint64 *out_chars)
{
  VigieJsonNode node = vigie_json_member (apply->body, 0, "start");

  *out_chars = -1;
  if (node == VIGIE_JSON_NONE || vigie_json_type (apply->body, node) == VIGIE_JSON_NULL)
    return TRUE;

  return vigie_json_int (apply->body, node, out_chars) && *out_chars >= 0;
}

gboolean
vigie_apply_comment_made (VigieApply *apply)
{
  VigieComment read = { .id = apply->event->id,
                        .author = apply->event->author,
                        .occurred_usec = apply->event->occurred_usec,
                        .event = apply->event };
  VigieComment *comment;
  const char *lang;

  if (!vigie_body_need_string (apply->arena, apply->body, "section", &read.section)
      || !vigie_body_need_string (apply->arena, apply->body, "lang", &lang)
      || !vigie_lang_from_word (lang, &read.lang)
      || !vigie_body_need_string (apply->arena, apply->body, "quote", &read.quote)
      || !vigie_body_need_string (apply->arena, apply->body, "text", &read.text)
      || !read_start (apply, &read.start_chars))
    return FALSE;
  if (!vigie_apply_counts (apply))
    return TRUE;

  comment = vigie_arena_new0 (apply->arena, VigieComment);
  *comment = read;
  comment->answers = g_ptr_array_new ();
  g_ptr_array_add (apply->priv->owned_arrays, comment->answers);
  g_ptr_array_add (apply->incident->comments, comment);

  return TRUE;
}

static void
add_record (VigieApply *apply, const char *comment, const char *text, int settled)
{
  VigieCommentRecord *record = vigie_arena_new0 (apply->arena, VigieCommentRecord);

  vigie_incident_target (apply->incident, comment);
  record->comment = comment;
  record->text = text;
  record->settled = settled;
  record->event = apply->event;
  g_ptr_array_add (apply->priv->comment_records, record);
}

gboolean
vigie_apply_comment_answered (VigieApply *apply)
{
  const char *comment, *text;

  if (!vigie_body_need_string (apply->arena, apply->body, "comment", &comment)
      || !vigie_body_need_string (apply->arena, apply->body, "text", &text))
    return FALSE;
  if (vigie_apply_counts (apply))
    add_record (apply, comment, text, -1);

  return TRUE;
}

gboolean
vigie_apply_comment_settled (VigieApply *apply)
{
  const char *comment, *note;
  gboolean settled;

  if (!vigie_body_need_string (apply->arena, apply->body, "comment", &comment)
      || !vigie_json_boolean (apply->body, vigie_json_member (apply->body, 0, "settled"), &settled)
      || !vigie_body_maybe_string (apply->arena, apply->body, "note", &note))
    return FALSE;
  if (vigie_apply_counts (apply))
    add_record (apply, comment, note, settled);
  vigie_apply_write (apply, VIGIE_CONFLICT_COMMENT, comment, settled ? "settled" : "open");

  return TRUE;
}

/* ---- Finishing ---- */

static void
join (VigieIncident *incident, VigieComment *comment, const VigieCommentRecord *record)
{
  VigieCommentAnswer *answer;

  if (record->settled >= 0)
    {
      comment->settled = record->settled;
      comment->note = record->text;
      comment->mark = record->event;
      return;
    }
  answer = vigie_arena_new0 (vigie_incident_priv (incident)->arena, VigieCommentAnswer);
  answer->text = record->text;
  answer->author = record->event->author;
  answer->occurred_usec = record->event->occurred_usec;
  answer->event = record->event;
  g_ptr_array_add (comment->answers, answer);
}

void
vigie_incident_settle_comments (VigieIncident *incident)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < incident->comments->len; i++)
    {
      VigieComment *comment = incident->comments->pdata[i];
      char code[16];

      g_snprintf (code, sizeof code, "R%u", i + 1);
      comment->code = vigie_arena_string (priv->arena, code);
      g_hash_table_insert (by_id, (gpointer) comment->id, comment);
    }
  for (guint i = 0; i < priv->comment_records->len; i++)
    {
      const VigieCommentRecord *record = priv->comment_records->pdata[i];
      VigieComment *comment = g_hash_table_lookup (by_id, record->comment);

      if (comment != NULL)
        join (incident, comment, record);
    }
}

/* ---- Asking ---- */

const VigieComment *
vigie_incident_comment (const VigieIncident *incident, const char *id_or_code)
{
  g_return_val_if_fail (incident != NULL && id_or_code != NULL, NULL);

  for (guint i = 0; i < incident->comments->len; i++)
    {
      const VigieComment *comment = incident->comments->pdata[i];

      if (strcmp (comment->id, id_or_code) == 0
          || g_ascii_strcasecmp (comment->code, id_or_code) == 0)
        return comment;
    }

  return NULL;
}

GPtrArray *
vigie_incident_open_comments (const VigieIncident *incident, const char *section)
{
  GPtrArray *open = g_ptr_array_new ();

  g_return_val_if_fail (incident != NULL, open);

  for (guint i = 0; i < incident->comments->len; i++)
    {
      const VigieComment *comment = incident->comments->pdata[i];

      if (!comment->settled && (section == NULL || strcmp (comment->section, section) == 0))
        g_ptr_array_add (open, (gpointer) comment);
    }

  return open;
}

guint
vigie_incident_n_open_comments (const VigieIncident *incident, const char *section)
{
  g_autoptr (GPtrArray) open = vigie_incident_open_comments (incident, section);

  return open->len;
}

VigiePassageMatch
vigie_comment_find (const VigieComment *comment,
                    const char *text,
                    glong *start_chars,
                    glong *end_chars)
{
  g_return_val_if_fail (comment != NULL, VIGIE_PASSAGE_GONE);

  return vigie_passage_find (text, comment->quote, (glong) MIN (comment->start_chars, G_MAXINT),
                             start_chars, end_chars);
}
