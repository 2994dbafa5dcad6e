/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reviewing the report: sections and their versions, comments on a passage, answers, and what is settled. */

#include <glib/gi18n-lib.h>

#include "vigie-comment.h"
#include "vigie-ctl.h"
#include "vigie-error.h"
#include "vigie-diff.h"
#include "vigie-report.h"
#include "vigie-section-history.h"
#include "vigie-time.h"

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
  g_autoptr(VigieJsonWriter) writer = NULL;

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

/* ---- Sections ---- */

/* What a section is to say, or what it says. */
static int
run_section (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *section = vigie_args_get (args, "SECTION");
  const char *text = vigie_args_has (args, "from-record") ? "" : vigie_args_get (args, "TEXT");
  g_autofree char *now = NULL;
  g_autoptr(GPtrArray) check = NULL;
  VigieLang lang;
  gint64 at_usec;
  g_autoptr(VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL || !read_lang (ctl, args, &lang, error))
    return VIGIE_EXIT_REFUSED;
  if (text != NULL)
    return vigie_ctl_record (ctl, vigie_act_section (incident, section, lang, text, ctl->author, at_usec, error), error);
  check = vigie_act_section (incident, section, lang, "", ctl->author, at_usec, error);
  if (check == NULL)
    return VIGIE_EXIT_REFUSED;
  now = text_of (ctl, incident, section, lang);
  g_print ("%s\n", now);

  return VIGIE_EXIT_DONE;
}

/* The number of a version, from 1; NULL + NOT_FOUND. */
static const VigieSectionVersion *
find_version (GPtrArray *versions, const char *word, GError **error)
{
  guint64 number = 0;

  if (word != NULL && g_ascii_string_to_unsigned (word, 10, 1, MAX (versions->len, 1), &number, NULL) && number <= versions->len)
    return g_ptr_array_index (versions, number - 1);
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("The section has no version “%s”."), word != NULL ? word : "");

  return NULL;
}

static int
print_difference (const VigieSectionVersion *before, const VigieSectionVersion *after)
{
  static const char *const marks[][2] = { { "", "" }, { "[-", "-]" }, { "{+", "+}" } };
  g_autoptr(GArray) runs = vigie_diff_words (before->text, after->text);

  for (guint i = 0; i < runs->len; i++)
    {
      const VigieDiffRun *run = &g_array_index (runs, VigieDiffRun, i);
      g_autofree char *words = g_strndup (run->kind == VIGIE_DIFF_ADDED ? after->text + run->after : before->text + run->before, run->length_bytes);

      g_print ("%s%s%s", marks[run->kind][0], words, marks[run->kind][1]);
    }
  g_print ("\n");

  return VIGIE_EXIT_DONE;
}

static void
print_version (VigieCtl *ctl, const VigieSectionVersion *version, guint number)
{
  static const char *const states[] = { N_ ("earlier"), N_ ("beside the present one"), N_ ("present") };
  g_autofree char *time = vigie_time_format_full (version->occurred_usec, ctl->zone, ctl->lang);
  g_autofree char *line = vigie_ctl_line (version->text);

  g_print ("%u  %s  %s  %s  %s\n", number, time, version->author, _(states[version->state]), line);
}

/* All versions, or what differs between two; one of them brought back. */
static int
run_versions (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *section = vigie_args_get (args, "SECTION");
  const char *back = vigie_args_get (args, "bring-back");
  g_autoptr(GPtrArray) versions = NULL;
  const VigieSectionVersion *before, *after;
  VigieLang lang;
  gint64 at_usec;
  g_autoptr(VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL || !read_lang (ctl, args, &lang, error))
    return VIGIE_EXIT_REFUSED;
  versions = vigie_section_versions (incident, section, lang);
  if (back != NULL)
    {
      before = find_version (versions, back, error);
      return before == NULL ? VIGIE_EXIT_REFUSED
                            : vigie_ctl_record (ctl, vigie_act_section (incident, section, lang, before->text, ctl->author, at_usec, error), error);
    }
  if (vigie_args_get (args, "BEFORE") != NULL)
    {
      before = find_version (versions, vigie_args_get (args, "BEFORE"), error);
      after = before != NULL ? find_version (versions, vigie_args_get (args, "AFTER"), error) : NULL;
      return after == NULL ? VIGIE_EXIT_REFUSED : print_difference (before, after);
    }
  for (guint i = 0; i < versions->len; i++)
    print_version (ctl, g_ptr_array_index (versions, i), i + 1);

  return VIGIE_EXIT_DONE;
}

const VigieCommandDef vigie_ctl_review_commands[] = {
  { "section", "REF SECTION text", "from-record! lang at", N_("what a section of the report says; with TEXT, write it; --from-record gives it back"), run_section },
  { "section-versions", "REF SECTION before after", "bring-back lang at", N_("every version of a section, what differs between two, or one brought back"), run_versions },
  { "comments", "REF", "all!", N_ ("the open comments on the report, or all"), run_comments },
  { "comment", "REF SECTION TEXT", "quote lang at",
    N_ ("comment on a section of the report, or on a passage of it"), run_comment },
  { "comment-answer", "REF COMMENT TEXT", "at", N_ ("answer a comment"), run_answer },
  { "comment-settle", "REF COMMENT", "note reopen! at",
    N_ ("say that a comment is settled, or that it is open again"), run_settle },
  { NULL },
};
