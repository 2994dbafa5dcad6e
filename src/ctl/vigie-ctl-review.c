/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reviewing the report: comments on a passage, answers, and what is settled. */

#include <glib/gi18n-lib.h>

#include "vigie-comment.h"
#include "vigie-ctl.h"
#include "vigie-error.h"
#include "vigie-report.h"

static VigieIncident *
begin (VigieCtl *ctl, VigieArgs *args, gint64 *at_usec, GError **error)
{
  *at_usec = ctl->now_usec;
  if (!vigie_args_time (args, "at", ctl, at_usec, error))
    return NULL;

  return vigie_ctl_incident (ctl, args, error);
}

static gboolean
read_lang (VigieCtl *ctl, VigieArgs *args, VigieLang *out, GError **error)
{
  const char *word = vigie_args_get (args, "lang");

  *out = ctl->lang;
  if (word == NULL || vigie_lang_from_word (word, out))
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _ ("A report is written in “en” or “fr”."));

  return FALSE;
}

/* What the section says now, written or proposed: the passage has to be in it. Owned. */
static char *
text_of (VigieCtl *ctl, const VigieIncident *incident, const char *section, VigieLang lang)
{
  g_autoptr (VigieReport) report = vigie_report_new (incident, ctl->playbook, lang, ctl->zone,
                                                     ctl->author, ctl->now_usec, NULL);
  const VigieReportPart *part = vigie_report_part (report, section);

  return g_strdup (part != NULL ? part->text : "");
}

static int
run_comment (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *section = vigie_args_get (args, "SECTION");
  const char *quote = vigie_args_get (args, "quote");
  g_autofree char *text = NULL;
  VigieLang lang;
  glong start = -1;
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL || !read_lang (ctl, args, &lang, error))
    return VIGIE_EXIT_REFUSED;
  text = text_of (ctl, incident, section, lang);
  if (quote != NULL && *quote != '\0'
      && vigie_passage_find (text, quote, -1, &start, NULL) != VIGIE_PASSAGE_EXACT)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _ ("The section does not say “%s”."),
                   quote);
      return VIGIE_EXIT_REFUSED;
    }

  return vigie_ctl_record (ctl,
                           vigie_act_comment (incident, section, lang, quote, start,
                                              vigie_args_get (args, "TEXT"), ctl->author, at_usec,
                                              error),
                           error);
}

static int
run_answer (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl,
                           vigie_act_comment_answer (incident, vigie_args_get (args, "COMMENT"),
                                                     vigie_args_get (args, "TEXT"), ctl->author,
                                                     at_usec, error),
                           error);
}

static int
run_settle (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl,
                           vigie_act_comment_settle (incident, vigie_args_get (args, "COMMENT"),
                                                     !vigie_args_has (args, "reopen"),
                                                     vigie_args_get (args, "note"), ctl->author,
                                                     at_usec, error),
                           error);
}

static const char *
match_word (VigieCtl *ctl, const VigieIncident *incident, const VigieComment *comment)
{
  static const char *const words[] = { "exact", "near", "gone" };
  g_autofree char *text = text_of (ctl, incident, comment->section, comment->lang);

  return *comment->quote != '\0' ? words[vigie_comment_find (comment, text, NULL, NULL)]
                                 : "section";
}

static void
write_comment (VigieJsonWriter *writer,
               VigieCtl *ctl,
               const VigieIncident *incident,
               const VigieComment *comment)
{
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "id", comment->id);
  vigie_json_writer_member_string (writer, "code", comment->code);
  vigie_json_writer_member_string (writer, "section", comment->section);
  vigie_json_writer_member_string (writer, "lang", vigie_lang_to_word (comment->lang));
  vigie_json_writer_member_string (writer, "quote", comment->quote);
  vigie_json_writer_member_string (writer, "passage", match_word (ctl, incident, comment));
  vigie_json_writer_member_string (writer, "text", comment->text);
  vigie_json_writer_member_string (writer, "author", comment->author);
  vigie_json_writer_member_time (writer, "made", comment->occurred_usec);
  vigie_json_writer_member_boolean (writer, "settled", comment->settled);
  vigie_json_writer_member_string (writer, "note", comment->note);
  vigie_json_writer_key (writer, "answers");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < comment->answers->len; i++)
    {
      const VigieCommentAnswer *answer = g_ptr_array_index (comment->answers, i);

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "author", answer->author);
      vigie_json_writer_member_string (writer, "text", answer->text);
      vigie_json_writer_member_time (writer, "made", answer->occurred_usec);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
  vigie_json_writer_end_object (writer);
}

static void
print_comment (const VigieComment *comment)
{
  g_autofree char *text = vigie_ctl_paragraph (comment->text);
  g_autofree char *quote = vigie_ctl_line (comment->quote);

  g_print ("%s  %s  %s  %s\n", comment->code, comment->section,
           comment->settled ? _ ("settled") : _ ("open"), comment->author);
  if (*quote != '\0')
    g_print ("    > %s\n", quote);
  g_print ("    %s\n", text);
  for (guint i = 0; i < comment->answers->len; i++)
    {
      const VigieCommentAnswer *answer = g_ptr_array_index (comment->answers, i);
      g_autofree char *said = vigie_ctl_paragraph (answer->text);

      g_print ("    – %s: %s\n", answer->author, said);
    }
}

static int
run_comments (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr (VigieIncident) incident = vigie_ctl_incident (ctl, args, error);
  VigieJsonWriter *writer = NULL;

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  if (ctl->json)
    {
      writer = vigie_json_writer_new (FALSE);
      vigie_json_writer_begin_array (writer);
    }
  for (guint i = 0; i < incident->comments->len; i++)
    {
      const VigieComment *comment = g_ptr_array_index (incident->comments, i);

      if (comment->settled && !vigie_args_has (args, "all"))
        continue;
      if (ctl->json)
        write_comment (writer, ctl, incident, comment);
      else
        print_comment (comment);
    }
  if (!ctl->json)
    return VIGIE_EXIT_DONE;
  vigie_json_writer_end_array (writer);

  return vigie_ctl_print_json (writer);
}

const VigieCommandDef vigie_ctl_review_commands[] = {
  { "comments", "REF", "all!", N_ ("the open comments on the report, or all"), run_comments },
  { "comment", "REF SECTION TEXT", "quote lang at",
    N_ ("comment on a section of the report, or on a passage of it"), run_comment },
  { "comment-answer", "REF COMMENT TEXT", "at", N_ ("answer a comment"), run_answer },
  { "comment-settle", "REF COMMENT", "note reopen! at",
    N_ ("say that a comment is settled, or that it is open again"), run_settle },
  { NULL },
};
