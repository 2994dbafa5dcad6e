/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notices from scripts: rendered from a template, written down, and taken through the same steps as in the window. What
 * the checks stop is refused here too, with the list of what stops it. */

#include "vigie-ctl.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-notice.h"
#include "vigie-document.h"
#include "vigie-error.h"
#include "vigie-notice-inspect.h"
#include "vigie-notice-render.h"

/* ---- Checks ---- */

/* Owned; NULL: the store cannot be read. */
static VigieCheckReport *
check (VigieCtl *ctl,
       const VigieIncident *incident,
       const VigieNoticeVersion *version,
       const char *channel,
       VigieLang lang,
       GError **error)
{
  g_autoptr (VigieDirectory) directory = vigie_ctl_open_directory (ctl, error);
  g_auto (GStrv) addresses = directory != NULL ? vigie_notice_addresses (directory) : NULL;
  VigieNoticeInspection inspection = { .playbook = ctl->playbook,
                                       .incident = incident,
                                       .addresses = (const char *const *) addresses,
                                       .zone = ctl->zone,
                                       .screen_lang = ctl->lang,
                                       .now_usec = ctl->now_usec };

  return directory != NULL ? vigie_notice_inspect (&inspection, version, channel, lang) : NULL;
}

static void
add_stops (GString *all, const VigieCheckReport *report, const char *between)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const VigieCheckFinding *finding = report->findings->pdata[i];

      if (finding->level == VIGIE_CHECK_STOP)
        g_string_append_printf (all, "%s%s: %s", all->len > 0 ? between : "", finding->rule,
                                finding->message);
    }
}

/* Adds what stops the text on one of its channels, in every language it is written in. */
static gboolean
check_channel (VigieCtl *ctl,
               const VigieIncident *incident,
               const VigieNoticeVersion *version,
               const char *channel,
               GString *stops,
               GError **error)
{
  for (guint lang = 0; lang < VIGIE_N_LANGS; lang++)
    {
      g_autoptr (VigieCheckReport) report = NULL;

      if (*version->texts[lang].body == '\0')
        continue;
      report = check (ctl, incident, version, channel, (VigieLang) lang, error);
      if (report == NULL)
        return FALSE;
      add_stops (stops, report, "; ");
    }

  return TRUE;
}

/* FALSE and the list of what stops it. */
gboolean
vigie_ctl_may_go_out (VigieCtl *ctl,
                      const VigieIncident *incident,
                      const VigieNotice *notice,
                      GError **error)
{
  g_autoptr (GString) stops = g_string_new (NULL);

  for (guint i = 0; notice->version->channels[i] != NULL && stops->len == 0; i++)
    if (!check_channel (ctl, incident, notice->version, notice->version->channels[i], stops, error))
      return FALSE;
  if (stops->len == 0)
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _ ("The text may not go out: %s"),
               stops->str);

  return FALSE;
}

/* ---- Rendering ---- */

static gboolean
read_lang (VigieCtl *ctl, VigieArgs *args, VigieLang *lang, GError **error)
{
  const char *word = vigie_args_get (args, "lang");

  *lang = ctl->lang;
  if (word == NULL || vigie_lang_from_word (word, lang))
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _ ("“%s” is no language: fr or en."), word);

  return FALSE;
}

static const VigieTemplate *
find_template (VigieCtl *ctl, const char *id, GError **error)
{
  const VigieTemplate *template = id != NULL ? vigie_playbook_template (ctl->playbook, id) : NULL;

  if (template == NULL)
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND,
                 _ ("There is no template “%s” in the playbook."), id != NULL ? id : "");

  return template;
}

static VigieNoticeRendering *
render (VigieCtl *ctl, const VigieIncident *incident, const VigieTemplate *template, VigieLang lang)
{
  VigieNoticeContext context = { ctl->playbook,  incident,
                                 ctl->author,    vigie_notice_list_reader (template, lang),
                                 ctl->zone,      ctl->now_usec,
                                 VIGIE_TIME_NONE };

  return vigie_notice_render (&context, template, lang);
}

static char *
as_file (const VigieNoticeRendering *text)
{
  return *text->subject != '\0' ? g_strconcat (text->subject, "\n\n", text->body, "\n", NULL)
                                : g_strconcat (text->body, "\n", NULL);
}

static void
write_findings (VigieJsonWriter *writer, const VigieCheckReport *report)
{
  vigie_json_writer_key (writer, "findings");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const VigieCheckFinding *finding = report->findings->pdata[i];

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "rule", finding->rule);
      vigie_json_writer_member_string (writer, "level",
                                       finding->level == VIGIE_CHECK_STOP ? "stop" : "warning");
      vigie_json_writer_member_string (writer, "message", finding->message);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
}

static void
print_json (const VigieTemplate *template,
            const VigieNoticeRendering *text,
            const VigieCheckReport *report)
{
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "template", template->id);
  vigie_json_writer_member_string (writer, "subject", text->subject);
  vigie_json_writer_member_string (writer, "body", text->body);
  vigie_json_writer_member_time (writer, "next_update", text->next_update_usec);
  vigie_json_writer_member_boolean (writer, "may_go_out", report->n_stops == 0);
  write_findings (writer, report);
  vigie_json_writer_end_object (writer);
  vigie_ctl_print_json (writer);
}

static gboolean
put_out (VigieCtl *ctl,
         VigieArgs *args,
         const VigieTemplate *template,
         const VigieNoticeRendering *text,
         const VigieCheckReport *report,
         GError **error)
{
  const char *path = vigie_args_get (args, "o");
  g_autofree char *all = as_file (text);

  if (path != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (all, strlen (all));

      if (!vigie_document_save (path, bytes, error))
        return FALSE;
    }
  if (ctl->json)
    print_json (template, text, report);
  else
    g_print ("%s", path != NULL ? path : all);
  if (!ctl->json && path != NULL)
    g_print ("\n");

  return TRUE;
}

/* Prints or writes the text also when it may not go out: somebody has to mend it. */
static int
render_template (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr (VigieIncident) incident = vigie_ctl_incident (ctl, args, error);
  g_autoptr (VigieNoticeRendering) text = NULL;
  g_autoptr (VigieCheckReport) report = NULL;
  g_autoptr (GString) stops = g_string_new (NULL);
  const char *channels[] = { NULL, NULL };
  VigieNoticeVersion version = { .channels = channels };
  const VigieTemplate *template;
  VigieLang lang;

  if (incident == NULL || !read_lang (ctl, args, &lang, error)
      || (template = find_template (ctl, vigie_args_get (args, "template"), error)) == NULL)
    return VIGIE_EXIT_REFUSED;
  text = render (ctl, incident, template, lang);
  channels[0] = template->channel;
  version.audience = template->audience;
  version.kind = vigie_notice_kind_of (template->audience, template->channel, template->id);
  version.stage = template->stage;
  version.texts[lang].subject = text->subject;
  version.texts[lang].body = text->body;
  version.next_update_usec = text->next_update_usec;
  report = check (ctl, incident, &version, template->channel, lang, error);
  if (report == NULL || !put_out (ctl, args, template, text, report, error))
    return VIGIE_EXIT_REFUSED;
  if (report->n_stops == 0)
    return VIGIE_EXIT_DONE;
  if (ctl->json)
    return VIGIE_EXIT_REFUSED;
  add_stops (stops, report, "\n");
  g_printerr (_ ("The text may not go out:\n%s"), stops->str);
  g_printerr ("\n");

  return VIGIE_EXIT_REFUSED;
}

static int
run_render (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  if (vigie_args_has (args, "recipients") || vigie_args_has (args, "smtp"))
    return vigie_ctl_mail_template (ctl, args, error);

  return render_template (ctl, args, error);
}

/* ---- Steps ---- */

static const VigieNotice *
find_notice (const VigieIncident *incident, VigieArgs *args, GError **error)
{
  const VigieNotice *notice = vigie_incident_notice (incident, vigie_args_get (args, "NOTICE"));

  if (notice == NULL)
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _ ("There is no such notice."));

  return notice;
}

/* The incident and the time of the act; NULL: refused. */
static VigieIncident *
begin (VigieCtl *ctl, VigieArgs *args, gint64 *at_usec, GError **error)
{
  *at_usec = ctl->now_usec;

  return vigie_args_time (args, "at", ctl, at_usec, error) ? vigie_ctl_incident (ctl, args, error)
                                                           : NULL;
}

static GPtrArray *
draft_from_template (VigieCtl *ctl,
                     const VigieIncident *incident,
                     const VigieTemplate *template,
                     gint64 at_usec,
                     GError **error)
{
  const char *const channels[] = { template->channel, NULL };
  g_autoptr (VigieNoticeRendering) english = render (ctl, incident, template, VIGIE_LANG_EN);
  g_autoptr (VigieNoticeRendering) french = render (ctl, incident, template, VIGIE_LANG_FR);
  VigieNoticeDraft draft = { .audience = template->audience,
                             .channels = channels,
                             .template_id = template->id,
                             .stage = template->stage,
                             .next_update_usec = english->next_update_usec,
                             .facts = english->facts };

  draft.texts[VIGIE_LANG_EN].subject = english->subject;
  draft.texts[VIGIE_LANG_EN].body = english->body;
  draft.texts[VIGIE_LANG_FR].subject = french->subject;
  draft.texts[VIGIE_LANG_FR].body = french->body;

  return vigie_act_notice_draft (ctl->playbook, incident, &draft, ctl->author, at_usec, error);
}

/* A text of one's own, in place of what the notice says in that language. */
static GPtrArray *
draft_from_text (VigieCtl *ctl,
                 VigieArgs *args,
                 const VigieIncident *incident,
                 VigieLang lang,
                 gint64 at_usec,
                 GError **error)
{
  const VigieNotice *notice = vigie_args_has (args, "notice") ? vigie_incident_notice (
                                  incident, vigie_args_get (args, "notice"))
                                                              : NULL;
  const char *given[] = { vigie_args_get (args, "channel"), NULL };
  VigieNoticeDraft draft = { .notice = vigie_args_get (args, "notice"),
                             .audience = vigie_args_get (args, "audience"),
                             .channels = given[0] != NULL ? given : NULL,
                             .stage = vigie_args_get (args, "stage"),
                             .next_update_usec = VIGIE_TIME_NONE,
                             .correction = vigie_args_get (args, "correction") };

  if (notice != NULL)
    {
      const VigieNoticeVersion *version = notice->version;

      draft.kind = version->kind;
      draft.audience = version->audience;
      draft.channels = version->channels;
      draft.template_id = version->template_id;
      draft.stage = draft.stage != NULL ? draft.stage : version->stage;
      draft.correction = draft.correction != NULL ? draft.correction : version->correction;
      draft.next_update_usec = version->next_update_usec;
      draft.facts = version->facts;
      memcpy (draft.texts, version->texts, sizeof draft.texts);
    }
  if (vigie_args_has (args, "subject"))
    draft.texts[lang].subject = vigie_args_get (args, "subject");
  draft.texts[lang].body = vigie_args_get (args, "TEXT");
  if (!vigie_args_time (args, "next", ctl, &draft.next_update_usec, error))
    return NULL;

  return vigie_act_notice_draft (ctl->playbook, incident, &draft, ctl->author, at_usec, error);
}

static int
run_draft (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);
  const VigieTemplate *template = NULL;
  VigieLang lang;

  if (incident == NULL || !read_lang (ctl, args, &lang, error))
    return VIGIE_EXIT_REFUSED;
  if (vigie_args_has (args, "template")
      && (template = find_template (ctl, vigie_args_get (args, "template"), error)) == NULL)
    return VIGIE_EXIT_REFUSED;
  if (template != NULL)
    return vigie_ctl_record (ctl, draft_from_template (ctl, incident, template, at_usec, error),
                             error);

  return vigie_ctl_record (ctl, draft_from_text (ctl, args, incident, lang, at_usec, error), error);
}

static int
run_submit (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);
  const VigieNotice *notice = incident != NULL ? find_notice (incident, args, error) : NULL;

  if (notice == NULL || !vigie_ctl_may_go_out (ctl, incident, notice, error))
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (
      ctl,
      vigie_act_notice_submit (ctl->playbook, incident, notice->id, ctl->author, at_usec, error),
      error);
}

static int
run_review (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  VigieNoticeSay say = { vigie_args_get (args, "by"), NULL, vigie_args_get (args, "heard-by") };
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl,
                           vigie_act_notice_review (ctl->playbook, incident,
                                                    vigie_args_get (args, "NOTICE"), &say,
                                                    ctl->author, at_usec, error),
                           error);
}

/* The key of the device that will record: who wrote at this store does not approve here. */
static gboolean
read_device (VigieCtl *ctl, guint8 *key, GError **error)
{
  g_autoptr (VigieStore) store = vigie_ctl_open (ctl, error);
  g_autofree char *hex = store != NULL ? vigie_store_get_device (store) : NULL;

  return hex != NULL && vigie_unhex (hex, key, VIGIE_KEY_BYTES);
}

static int
run_approve (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  VigieNoticeSay say = { vigie_args_get (args, "by"), vigie_args_get (args, "as"),
                         vigie_args_get (args, "heard-by") };
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);
  guint8 device[VIGIE_KEY_BYTES];

  if (incident == NULL || !read_device (ctl, device, error))
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl,
                           vigie_act_notice_approve (ctl->playbook, incident,
                                                     vigie_args_get (args, "NOTICE"), &say, device,
                                                     ctl->author, at_usec, error),
                           error);
}

static int
run_refuse (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  VigieNoticeSay say = { vigie_args_get (args, "by"), vigie_args_get (args, "as"),
                         vigie_args_get (args, "heard-by") };
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (
      ctl,
      vigie_act_notice_refuse (ctl->playbook, incident, vigie_args_get (args, "NOTICE"), &say,
                               vigie_args_get (args, "REASON"), ctl->author, at_usec, error),
      error);
}

static gboolean
read_count (VigieArgs *args, const char *name, gint64 *out, GError **error)
{
  const char *word = vigie_args_get (args, name);

  *out = -1;
  if (word == NULL || g_ascii_string_to_signed (word, 10, 0, G_MAXINT32, out, NULL))
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _ ("“%s” is no count."), word);

  return FALSE;
}

static int
run_sent (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  VigieNoticeSending sending = { .channel = vigie_args_get (args, "channel"),
                                 .reference = vigie_args_get (args, "reference") };
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);
  const VigieNotice *notice = incident != NULL ? find_notice (incident, args, error) : NULL;

  if (notice == NULL || !read_count (args, "count", &sending.count, error)
      || !read_count (args, "uncertain", &sending.uncertain, error)
      || !read_lang (ctl, args, &sending.lang, error)
      || !vigie_notice_may_send (incident, notice, error)
      || !vigie_ctl_may_go_out (ctl, incident, notice, error))
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl,
                           vigie_act_notice_sent (ctl->playbook, incident, notice->id, &sending,
                                                  ctl->author, at_usec, error),
                           error);
}

static int
run_withdraw (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl,
                           vigie_act_notice_withdraw (incident, vigie_args_get (args, "NOTICE"),
                                                      vigie_args_get (args, "REASON"), ctl->author,
                                                      at_usec, error),
                           error);
}

static int
run_complete (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl,
                           vigie_act_notice_complete (incident, vigie_args_get (args, "NOTICE"),
                                                      vigie_args_get (args, "note"), ctl->author,
                                                      at_usec, error),
                           error);
}

/* ---- List ---- */

static void
write_notice (VigieJsonWriter *writer, const VigieNotice *notice)
{
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "code", notice->code);
  vigie_json_writer_member_string (writer, "id", notice->id);
  vigie_json_writer_member_string (writer, "kind", notice->version->kind);
  vigie_json_writer_member_string (writer, "audience", notice->version->audience);
  vigie_json_writer_member_string (writer, "state", vigie_notice_state_word (notice->state));
  vigie_json_writer_member_string (writer, "version", notice->version->event->id);
  vigie_json_writer_member_string (writer, "hash", notice->version->hash);
  vigie_json_writer_key (writer, "missing");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < notice->missing->len; i++)
    vigie_json_writer_string (writer, notice->missing->pdata[i]);
  vigie_json_writer_end_array (writer);
  vigie_json_writer_key (writer, "stale");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < notice->stale->len; i++)
    vigie_json_writer_string (writer, notice->stale->pdata[i]);
  vigie_json_writer_end_array (writer);
  vigie_json_writer_member_int (writer, "faults", notice->n_faults);
  vigie_json_writer_end_object (writer);
}

static int
run_list (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr (VigieIncident) incident = vigie_ctl_incident (ctl, args, error);
  g_autoptr (VigieJsonWriter) writer = NULL;

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  for (guint i = 0; !ctl->json && i < incident->notices->len; i++)
    {
      const VigieNotice *notice = incident->notices->pdata[i];
      g_autofree char *title = vigie_notice_title (notice, ctl->playbook, ctl->lang);
      g_autofree char *line = vigie_ctl_line (title);

      g_print ("%s  %s  %s  %s\n", notice->code, vigie_notice_state_word (notice->state), line,
               notice->id);
    }
  if (!ctl->json)
    return VIGIE_EXIT_DONE;
  writer = vigie_json_writer_new (FALSE);
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < incident->notices->len; i++)
    write_notice (writer, incident->notices->pdata[i]);
  vigie_json_writer_end_array (writer);

  return vigie_ctl_print_json (writer);
}

const VigieCommandDef vigie_ctl_notice_commands[] = {
  { "notice", "REF",
    "template lang o recipients smtp from from-name reply-to user ca per-minute dry-run!",
    N_ ("a text drawn from a template and the record, and what stops it; with --recipients and "
        "--smtp, its approved notice is sent"),
    run_render },
  { "notices", "REF", "", N_ ("the notices of an incident and their states"), run_list },
  { "notice-draft", "REF text",
    "template notice audience channel stage subject lang next correction at",
    N_ ("record the text of a notice"), run_draft },
  { "notice-submit", "REF NOTICE", "at", N_ ("ask for the approvals of a notice"), run_submit },
  { "notice-review", "REF NOTICE", "by heard-by at",
    N_ ("record that a notice was read and found good"), run_review },
  { "notice-approve", "REF NOTICE", "by as heard-by at", N_ ("approve the text of a notice"),
    run_approve },
  { "notice-refuse", "REF NOTICE REASON", "by as heard-by at",
    N_ ("refuse the text of a notice, with a reason"), run_refuse },
  { "notice-sent", "REF NOTICE", "channel lang count uncertain reference at",
    N_ ("record that an approved notice went out"), run_sent },
  { "notice-withdraw", "REF NOTICE REASON", "at", N_ ("withdraw a notice, with a reason"),
    run_withdraw },
  { "notice-complete", "REF NOTICE", "note at",
    N_ ("record that nothing of a notice is open any more"), run_complete },
  { NULL },
};
