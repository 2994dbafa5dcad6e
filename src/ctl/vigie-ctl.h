/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-act.h"
#include "vigie-attachment.h"
#include "vigie-json-writer.h"
#include "vigie-notice.h"
#include "vigie-obligation.h"
#include "vigie-store-writer.h"

/* What every command of vigiectl has at hand, and the few things they share. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_EXIT_DONE = 0,
  VIGIE_EXIT_REFUSED = 1,
  VIGIE_EXIT_USAGE = 2,
} VigieExit;

typedef struct
{
  const char *store_path;
  VigiePlaybook *playbook;
  const char *author;
  gboolean json;
  GTimeZone *zone;
  VigieLang lang;
  gint64 now_usec;
} VigieCtl;

/* Arguments of one command: named positionals, options by name. */
typedef struct _VigieArgs VigieArgs;

typedef struct
{
  const char *words;        /* "log", "contacts list" */
  const char *positionals;  /* "REF TEXT…": names by space; lower case = optional, "*" after the last = the rest joined */
  const char *options;      /* "at kind": names by space, "x!" = a flag without a value */
  const char *help;
  int (*run) (VigieCtl *ctl, VigieArgs *args, GError **error);
} VigieCommandDef;

/* Fails with G_OPTION_ERROR on wrong usage. */
VigieArgs *vigie_args_parse (const VigieCommandDef *command, int argc, char **argv, GError **error);
void vigie_args_free (VigieArgs *args);
const char *vigie_args_get (VigieArgs *args, const char *name);    /* positional or option; NULL if absent */
gboolean vigie_args_has (VigieArgs *args, const char *name);
/* Time option in the short forms; absent leaves @out_usec alone. */
gboolean vigie_args_time (VigieArgs *args, const char *name, const VigieCtl *ctl, gint64 *out_usec, GError **error);

/* From now on whatever is printed is harmless to a terminal: no escape sequence, no sign that turns the reading
 * direction round. What goes into files is not touched. */
void vigie_ctl_make_printing_safe (void);
/* JSON with its controls and signs of direction escaped: another spelling of the same value. Owned. */
char *vigie_ctl_harmless_json (const char *json);
/* What is printed of a recorded text in a row: one line; in a paragraph: further lines set in. Owned. */
char *vigie_ctl_line (const char *text);
char *vigie_ctl_paragraph (const char *text);
/* Prints the value and frees the writer's text. */
int vigie_ctl_print_json (VigieJsonWriter *writer);
VigieStore *vigie_ctl_open (VigieCtl *ctl, GError **error);
/* The contacts and who is on call; the playbook's where there is no store yet. */
VigieDirectory *vigie_ctl_open_directory (VigieCtl *ctl, GError **error);
/* The incident REF names, folded from the store. */
VigieIncident *vigie_ctl_incident (VigieCtl *ctl, VigieArgs *args, GError **error);
/* The same for another argument. */
VigieIncident *vigie_ctl_incident_of (VigieCtl *ctl, VigieArgs *args, const char *name, GError **error);
/* Records @drafts (consumed, may be NULL) and prints the event's id (of the first), or returns REFUSED. */
int vigie_ctl_record (VigieCtl *ctl, GPtrArray *drafts, GError **error);
char *vigie_ctl_new_id (VigieCtl *ctl);
/* name, size, hash and type of a file kept as evidence, as members of the open object. */
void vigie_ctl_write_attachment (VigieJsonWriter *writer, const VigieAttachment *attachment);
/* Members "roster", "handovers", "channel" and "video" of an incident (vigie-ctl-roster.c). */
/* Members "conflicts", "follows" and "followers" of an incident (vigie-ctl-merge.c). */
void vigie_ctl_write_conflicts (VigieJsonWriter *writer, VigieCtl *ctl, const VigieIncident *incident);
void vigie_ctl_write_roster (VigieJsonWriter *writer, VigieCtl *ctl, const VigieIncident *incident);

extern const VigieCommandDef vigie_ctl_classify_commands[];
extern const VigieCommandDef vigie_ctl_record_commands[];
extern const VigieCommandDef vigie_ctl_read_commands[];
extern const VigieCommandDef vigie_ctl_brief_commands[];
extern const VigieCommandDef vigie_ctl_contacts_commands[];
extern const VigieCommandDef vigie_ctl_oncall_commands[];
extern const VigieCommandDef vigie_ctl_metrics_commands[];
extern const VigieCommandDef vigie_ctl_file_commands[];
extern const VigieCommandDef vigie_ctl_attachment_commands[];
extern const VigieCommandDef vigie_ctl_breach_commands[];
extern const VigieCommandDef vigie_ctl_register_commands[];
extern const VigieCommandDef vigie_ctl_notice_commands[];
/* FALSE and the list of what the checks stop, in every language the notice is written in (vigie-ctl-notice.c). */
gboolean vigie_ctl_may_go_out (VigieCtl *ctl, const VigieIncident *incident, const VigieNotice *notice, GError **error);
/* Sends the newest notice made from --template that may go out to --recipients (vigie-ctl-mailing.c). */
int vigie_ctl_mail_template (VigieCtl *ctl, VigieArgs *args, GError **error);
extern const VigieCommandDef vigie_ctl_mailing_commands[];
extern const VigieCommandDef vigie_ctl_merge_commands[];
extern const VigieCommandDef vigie_ctl_review_commands[];
extern const VigieCommandDef vigie_ctl_cause_commands[];
extern const VigieCommandDef vigie_ctl_post_mortem_commands[];
extern const VigieCommandDef vigie_ctl_hub_commands[];
/* vigie-ctl-slack.c: a channel of a Slack export, with the options of import. */
int vigie_ctl_import_slack (VigieCtl *ctl, VigieArgs *args, const char *path, GError **error);
/* vigie-ctl-watch.c */
int vigie_ctl_run_watch (VigieCtl *ctl, VigieArgs *args, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieArgs, vigie_args_free)

G_END_DECLS
