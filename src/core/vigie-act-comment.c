/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts of the review: commenting on a passage, answering, settling and opening again. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-comment.h"
#include "vigie-error.h"
#include "vigie-text.h"

static gboolean
check_quote (const char *quote, GError **error)
{
  if (quote != NULL && g_utf8_validate (quote, -1, NULL)
      && g_utf8_strlen (quote, -1) > VIGIE_QUOTE_MAX_CHARS)
    return vigie_act_refuse (error, VIGIE_ERROR_TOO_LARGE,
                             _ ("Comment on a shorter passage: at most 2,000 characters."));

  return TRUE;
}

/**
 * vigie_act_comment:
 * @section: id of one of the ten sections
 * @quote: (nullable): the passage, as it stands in the section; %NULL or "": the section as a whole
 * @start_chars: where the passage begins, in characters; -1: not known
 */
GPtrArray *
vigie_act_comment (const VigieIncident *incident,
                   const char *section,
                   VigieLang lang,
                   const char *quote,
                   gint64 start_chars,
                   const char *text,
                   const char *author,
                   gint64 at_usec,
                   GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *clean_quote = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !vigie_act_check_section (section, error)
      || !check_quote (quote, error))
    return NULL;
  clean = vigie_act_text (text, _ ("The comment"), error);
  clean_quote = clean != NULL ? vigie_text_clean (quote != NULL ? quote : "", -1, error) : NULL;
  if (clean_quote == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "section", section);
  vigie_json_writer_member_string (writer, "lang", vigie_lang_to_word (lang));
  vigie_json_writer_member_string (writer, "quote", clean_quote);
  if (start_chars >= 0 && *clean_quote != '\0')
    vigie_json_writer_member_int (writer, "start", start_chars);
  vigie_json_writer_member_string (writer, "text", clean);

  return vigie_act_one (writer, incident, "comment.made", at_usec, author, NULL);
}

static const VigieComment *
find_comment (const VigieIncident *incident, const char *comment, GError **error)
{
  const VigieComment *found = comment != NULL ? vigie_incident_comment (incident, comment) : NULL;

  if (found == NULL)
    vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _ ("There is no such comment."));

  return found;
}

/**
 * vigie_act_comment_answer:
 * @comment: id or code of a comment
 */
GPtrArray *
vigie_act_comment_answer (const VigieIncident *incident,
                          const char *comment,
                          const char *text,
                          const char *author,
                          gint64 at_usec,
                          GError **error)
{
  const VigieComment *found;
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error)
      || (found = find_comment (incident, comment, error)) == NULL)
    return NULL;
  clean = vigie_act_text (text, _ ("The answer"), error);
  if (clean == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "comment", found->id);
  vigie_json_writer_member_string (writer, "text", clean);

  return vigie_act_one (writer, incident, "comment.answered", at_usec, author, NULL);
}

/**
 * vigie_act_comment_settle:
 * @comment: id or code of a comment
 * @settled: %FALSE opens it again
 * @note: (nullable): what came of it
 * @error: CONFLICT when it already is
 */
GPtrArray *
vigie_act_comment_settle (const VigieIncident *incident,
                          const char *comment,
                          gboolean settled,
                          const char *note,
                          const char *author,
                          gint64 at_usec,
                          GError **error)
{
  const VigieComment *found;
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error)
      || (found = find_comment (incident, comment, error)) == NULL)
    return NULL;
  if (!!found->settled == !!settled
      && vigie_incident_conflict (incident, VIGIE_CONFLICT_COMMENT, found->id) == NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                        settled ? _ ("This comment is settled already.")
                                : _ ("This comment is open already."));
      return NULL;
    }
  if (!vigie_text_is_blank (note) && (clean = vigie_text_clean (note, -1, error)) == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "comment", found->id);
  vigie_json_writer_member_boolean (writer, "settled", settled);
  vigie_act_member_optional (writer, "note", clean);

  return vigie_act_one (writer, incident, "comment.settled", at_usec, author, found->mark);
}
