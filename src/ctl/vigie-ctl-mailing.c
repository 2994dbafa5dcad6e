/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An approved notice sent to a list from a script, as the window does it. The password comes from the environment, since
 * arguments can be read by every process of the computer. Ctrl C pauses after the message on its way; the same list can be
 * gone on with by mail-resume, here or in the window. */

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <sodium.h>

#include "vigie-act-notice.h"
#include "vigie-ctl.h"
#include "vigie-error.h"
#include "vigie-mailing-notice.h"

#define PASSWORD_VARIABLE "VIGIE_SMTP_PASSWORD"
#define RECORD_TIMEOUT_MS (60 * 1000)
#define PER_MINUTE_MAX 100000

typedef struct
{
  VigieCtl *ctl;
  VigieMailing *mailing;
  gboolean published;
  GMainLoop *loop;
} Run;

/* ---- The record ---- */

static VigieIncident *
fold_now (Run *run, GError **error)
{
  g_autoptr(VigieStore) store = vigie_ctl_open (run->ctl, error);

  return store != NULL ? vigie_store_incident (store, vigie_mailing_get_plan (run->mailing)->stream, error) : NULL;
}

static gboolean
record (Run *run, GPtrArray *drafts, GError **error)
{
  g_autoptr(GPtrArray) owned = drafts;
  g_autoptr(GPtrArray) events = owned != NULL ? vigie_store_writer_record (run->ctl->store_path, run->ctl->playbook, owned, RECORD_TIMEOUT_MS, error) : NULL;

  return events != NULL;
}

static gboolean
tell (Run *run, VigieMailingStep step, GError **error)
{
  g_autoptr(VigieIncident) incident = fold_now (run, error);
  g_autofree char *problem = vigie_mailing_dup_problem (run->mailing);
  VigieMailingProgress progress;

  if (incident == NULL)
    return FALSE;
  vigie_mailing_get_progress (run->mailing, &progress);

  return record (run, vigie_mailing_drafts (incident, vigie_mailing_get_plan (run->mailing), &progress, step, problem, run->ctl->author, g_get_real_time (), error), error);
}

/* With the first message; what the record refuses is said, and does not hold up the rest. */
static void
publish (Run *run)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieIncident) incident = fold_now (run, &error);
  const VigieMailingPlan *plan = vigie_mailing_get_plan (run->mailing);
  VigieMailingProgress progress;

  vigie_mailing_get_progress (run->mailing, &progress);
  if (progress.accepted == 0 || run->published)
    return;
  run->published = TRUE;
  if (incident != NULL && vigie_mailing_publication_due (incident, plan, &progress)
      && !record (run, vigie_mailing_publication (run->ctl->playbook, incident, plan, run->ctl->author, g_get_real_time (), &error), &error))
    g_printerr ("%s\n", error->message);
}

/* ---- Sending ---- */

static gboolean
interrupted_cb (gpointer data)
{
  vigie_mailing_pause (((Run *) data)->mailing);

  return G_SOURCE_CONTINUE;
}

static void
changed_cb (Run *run)
{
  VigieMailingProgress progress;

  vigie_mailing_get_progress (run->mailing, &progress);
  publish (run);
  if (progress.phase != VIGIE_MAILING_RUNNING)
    g_main_loop_quit (run->loop);
}

static int
print_outcome (Run *run)
{
  const VigieMailingPlan *plan = vigie_mailing_get_plan (run->mailing);
  g_autofree char *problem = vigie_mailing_dup_problem (run->mailing);
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  VigieMailingProgress progress;

  vigie_mailing_get_progress (run->mailing, &progress);
  if (!run->ctl->json)
    {
      g_print (_("sent: %u of %u; refused: %u; uncertain: %u; not sent yet: %u\n"), progress.accepted, progress.count, progress.refused, progress.uncertain,
               progress.waiting + progress.later);
      g_print ("%s\n", plan->run);
      return VIGIE_EXIT_DONE;
    }
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "run", plan->run);
  vigie_json_writer_member_int (writer, "count", progress.count);
  vigie_json_writer_member_int (writer, "accepted", progress.accepted);
  vigie_json_writer_member_int (writer, "refused", progress.refused);
  vigie_json_writer_member_int (writer, "uncertain", progress.uncertain);
  vigie_json_writer_member_int (writer, "waiting", progress.waiting + progress.later);
  vigie_json_writer_member_boolean (writer, "done", progress.phase == VIGIE_MAILING_DONE);
  vigie_json_writer_member_string (writer, "problem", problem);
  vigie_json_writer_end_object (writer);

  return vigie_ctl_print_json (writer);
}

static void
run_loop (Run *run)
{
  guint interrupt = g_unix_signal_add (SIGINT, interrupted_cb, run);
  guint terminate = g_unix_signal_add (SIGTERM, interrupted_cb, run);

  run->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect_swapped (run->mailing, "changed", G_CALLBACK (changed_cb), run);
  vigie_mailing_start (run->mailing, g_getenv (PASSWORD_VARIABLE));
  g_main_loop_run (run->loop);
  g_signal_handlers_disconnect_by_data (run->mailing, run);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  g_clear_pointer (&run->loop, g_main_loop_unref);
}

/* What it is at the end, in the record and on the terminal. */
static int
send (VigieCtl *ctl, VigieArgs *args, VigieMailingJournal *journal, VigieMailingStep first, GError **error)
{
  g_autoptr(VigieMailing) mailing = vigie_mailing_new (journal);
  Run run = { ctl, mailing };
  const char *pace = vigie_args_get (args, "per-minute");
  g_autofree char *problem = NULL;
  VigieMailingProgress progress;

  if (pace != NULL)
    vigie_mailing_set_pace (mailing, (guint) CLAMP (g_ascii_strtoll (pace, NULL, 10), 0, PER_MINUTE_MAX));
  if (!tell (&run, first, error))
    return VIGIE_EXIT_REFUSED;
  run_loop (&run);
  vigie_mailing_get_progress (mailing, &progress);
  if (!tell (&run, progress.phase == VIGIE_MAILING_DONE ? VIGIE_MAILING_STEP_FINISHED : VIGIE_MAILING_STEP_PAUSED, error))
    return VIGIE_EXIT_REFUSED;
  problem = vigie_mailing_dup_problem (mailing);
  if (progress.phase == VIGIE_MAILING_DONE || problem == NULL || ctl->json)
    {
      print_outcome (&run);
      return progress.phase == VIGIE_MAILING_DONE ? VIGIE_EXIT_DONE : VIGIE_EXIT_REFUSED;
    }
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("The mailing %s paused: %s"), vigie_mailing_get_plan (mailing)->run, problem);

  return VIGIE_EXIT_REFUSED;
}

/* ---- Commands ---- */

static void
print_faults (const VigieRecipients *list)
{
  for (guint i = 0; i < list->faults->len; i++)
    {
      g_autofree char *line = vigie_ctl_line (((VigieRecipientFault *) list->faults->pdata[i])->sentence);

      g_printerr ("%s\n", line);
    }
}

/* The first reader's message, and nothing sent or kept. */
static int
print_preview (VigieCtl *ctl, const VigieMailingPlan *plan, const VigieRecipients *list, GError **error)
{
  const VigieRecipient *first = g_ptr_array_index (list->people, 0);
  g_autofree char *subject = NULL, *body = NULL, *text = NULL;
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  if (!vigie_mailing_texts (plan, list, 0, &subject, &body, error))
    return VIGIE_EXIT_REFUSED;
  if (!ctl->json)
    {
      text = vigie_ctl_paragraph (body);
      g_print ("%s\n%s\n\n%s\n\n%u\n", first->address, subject, text, list->people->len);
      return VIGIE_EXIT_DONE;
    }
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_int (writer, "count", list->people->len);
  vigie_json_writer_member_int (writer, "faults", list->n_faults);
  vigie_json_writer_member_int (writer, "duplicates", list->n_duplicates);
  vigie_json_writer_member_string (writer, "audience", plan->audience);
  vigie_json_writer_member_string (writer, "to", first->address);
  vigie_json_writer_member_string (writer, "subject", subject);
  vigie_json_writer_member_string (writer, "body", body);
  vigie_json_writer_end_object (writer);

  return vigie_ctl_print_json (writer);
}

/* The one that is named, or the newest from the template that may go out; else the newest, so that it is said why not. */
static const char *
notice_of (const VigieIncident *incident, VigieArgs *args)
{
  const char *template_id = vigie_args_get (args, "template");
  const char *found = NULL;
  gboolean found_ready = FALSE;

  if (template_id == NULL)
    return vigie_args_get (args, "NOTICE");
  for (guint i = 0; i < incident->notices->len; i++)
    {
      const VigieNotice *notice = incident->notices->pdata[i];
      gboolean ready = vigie_notice_may_send (incident, notice, NULL);

      if (g_strcmp0 (notice->version->template_id, template_id) != 0 || (found_ready && !ready))
        continue;
      found = notice->id;
      found_ready = ready;
    }

  return found != NULL ? found : template_id;
}

static VigieMailingPlan *
plan_of (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieMailingPlan) plan = vigie_mailing_plan_new ();
  g_autoptr(VigieIncident) incident = vigie_ctl_incident (ctl, args, error);

  if (incident == NULL || !vigie_mailing_plan_take_notice (plan, incident, notice_of (incident, args), error)
      || !vigie_ctl_may_go_out (ctl, incident, vigie_incident_notice (incident, plan->notice), error))
    return NULL;
  plan->url = g_strdup (vigie_args_get (args, "smtp"));
  plan->from_address = g_strdup (vigie_args_get (args, "from"));
  plan->from_name = g_strdup (vigie_args_get (args, "from-name"));
  plan->reply_to = g_strdup (vigie_args_get (args, "reply-to"));
  plan->user = g_strdup (vigie_args_get (args, "user"));
  plan->ca_file = g_strdup (vigie_args_get (args, "ca"));
  plan->made_usec = ctl->now_usec;
  plan->run = vigie_ctl_new_id (ctl);
  randombytes_buf (plan->salt, sizeof plan->salt);

  return g_steal_pointer (&plan);
}

static gboolean
check_options (VigieArgs *args, GError **error)
{
  if (vigie_args_get (args, "recipients") != NULL && vigie_args_get (args, "smtp") != NULL && vigie_args_get (args, "from") != NULL)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("Say --recipients FILE, --smtp URL and --from ADDRESS."));

  return FALSE;
}

static int
run_mail (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieMailingPlan) plan = NULL;
  g_autoptr(VigieRecipients) list = NULL;
  g_autofree char *folder = vigie_mailing_folder (ctl->store_path);
  VigieMailingJournal *journal;

  if (!check_options (args, error))
    return VIGIE_EXIT_USAGE;
  plan = plan_of (ctl, args, error);
  list = plan != NULL ? vigie_recipients_read_file (vigie_args_get (args, "recipients"), ctl->lang, error) : NULL;
  if (list == NULL || !vigie_mailing_plan_check (plan, list, error))
    return VIGIE_EXIT_REFUSED;
  if (!ctl->json)
    print_faults (list);
  if (vigie_args_has (args, "dry-run"))
    return print_preview (ctl, plan, list, error);
  journal = vigie_mailing_journal_create (folder, g_steal_pointer (&plan), g_steal_pointer (&list), error);

  return journal != NULL ? send (ctl, args, journal, VIGIE_MAILING_STEP_BEGUN, error) : VIGIE_EXIT_REFUSED;
}

int
vigie_ctl_mail_template (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  return run_mail (ctl, args, error);
}

static VigieMailingJournal *
open_run (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autofree char *folder = vigie_mailing_folder (ctl->store_path);
  g_auto(GStrv) runs = vigie_mailing_list (folder);
  const char *run = vigie_args_get (args, "RUN");

  if (g_strv_contains ((const char *const *) runs, run))
    return vigie_mailing_journal_open (folder, run, error);
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no mailing “%s” on this computer."), run);

  return NULL;
}

/* Uncertain messages stay as they are unless a person says what becomes of them. */
static gboolean
settle (VigieMailingJournal *journal, VigieArgs *args, GError **error)
{
  gboolean again = vigie_args_has (args, "send-uncertain-again");
  gboolean count = vigie_args_has (args, "count-uncertain-as-sent");

  for (guint i = 0; (again || count) && i < journal->plan->count; i++)
    if (journal->entries[i].state == VIGIE_MAIL_BEGUN
        && !vigie_mailing_journal_note (journal, i, again ? VIGIE_MAIL_WAITING : VIGIE_MAIL_SETTLED, NULL, g_get_real_time (), error))
      return FALSE;

  return TRUE;
}

static int
run_resume (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  VigieMailingJournal *journal = open_run (ctl, args, error);

  if (journal == NULL)
    return VIGIE_EXIT_REFUSED;
  if (settle (journal, args, error))
    return send (ctl, args, journal, VIGIE_MAILING_STEP_RESUMED, error);
  vigie_mailing_journal_close (journal);

  return VIGIE_EXIT_REFUSED;
}

static int
run_report (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieMailingJournal) journal = open_run (ctl, args, error);
  g_autofree char *report = journal != NULL ? vigie_mailing_journal_report (journal) : NULL;

  if (report == NULL)
    return VIGIE_EXIT_REFUSED;
  g_print ("%s", report);

  return VIGIE_EXIT_DONE;
}

static int
run_forget (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  VigieMailingJournal *journal = open_run (ctl, args, error);

  return journal != NULL && vigie_mailing_journal_forget (journal, error) ? VIGIE_EXIT_DONE : VIGIE_EXIT_REFUSED;
}

const VigieCommandDef vigie_ctl_mailing_commands[] = {
  { "mail", "REF NOTICE", "recipients smtp from from-name reply-to user ca per-minute dry-run!", N_("send an approved notice to a list, one message per person"), run_mail },
  { "mail-resume", "RUN", "per-minute send-uncertain-again! count-uncertain-as-sent!", N_("go on with a mailing that was interrupted"), run_resume },
  { "mail-report", "RUN", "", N_("who was not reached, as CSV"), run_report },
  { "mail-forget", "RUN", "", N_("remove a mailing’s list from this computer"), run_forget },
  { NULL },
};
