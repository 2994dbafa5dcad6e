/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* list, show, search, obligations, metrics: reading, from a read-only view of the store. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-ctl.h"
#include "vigie-duty.h"
#include "vigie-error.h"
#include "vigie-fact-derive.h"
#include "vigie-metrics.h"
#include "vigie-procedure.h"
#include "vigie-missing.h"
#include "vigie-reassess.h"
#include "vigie-time.h"

static void
write_row (VigieJsonWriter *writer, const VigieIncidentRow *row)
{
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "ref", row->ref);
  vigie_json_writer_member_string (writer, "title", row->title);
  vigie_json_writer_member_string (writer, "type", row->type);
  vigie_json_writer_member_string (writer, "severity", vigie_level_to_word (row->level));
  vigie_json_writer_member_boolean (writer, "provisional", row->provisional);
  vigie_json_writer_member_string (writer, "stage", vigie_stage_to_word (row->stage));
  vigie_json_writer_member_string (writer, "commander", row->commander);
  vigie_json_writer_member_time (writer, "detected", row->detected_usec);
  vigie_json_writer_member_time (writer, "declared", row->declared_usec);
  vigie_json_writer_member_time (writer, "resolved", row->resolved_usec);
  vigie_json_writer_member_boolean (writer, "example", row->example);
  vigie_json_writer_end_object (writer);
}

static void
print_row (const VigieIncidentRow *row, GTimeZone *zone, VigieLang lang)
{
  g_autofree char *detected = vigie_time_format_full (row->detected_usec, zone, lang);
  g_autofree char *title = vigie_ctl_line (row->title);
  const char *level = vigie_level_to_word (row->level);

  g_print ("%-3s %-22s %-20s %s  %s\n", level != NULL ? level : "–", detected, vigie_stage_label (row->stage, lang), title, row->ref);
}

static int
run_list (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieStore) store = vigie_ctl_open (ctl, error);
  VigieIncidentFilter filter = { .from_usec = VIGIE_TIME_NONE, .to_usec = VIGIE_TIME_NONE, .before_usec = VIGIE_TIME_NONE };
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autoptr(GPtrArray) rows = NULL;

  filter.only_active = vigie_args_has (args, "active");
  rows = store != NULL ? vigie_store_list (store, &filter, error) : NULL;
  if (rows == NULL)
    return VIGIE_EXIT_REFUSED;
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < rows->len; i++)
    {
      if (!ctl->json)
        print_row (g_ptr_array_index (rows, i), ctl->zone, ctl->lang);
      write_row (writer, g_ptr_array_index (rows, i));
    }
  vigie_json_writer_end_array (writer);

  return ctl->json ? vigie_ctl_print_json (writer) : VIGIE_EXIT_DONE;
}

static void
write_obligation (VigieJsonWriter *writer, const VigieObligation *obligation, VigieLang lang)
{
  g_autofree char *title = vigie_obligation_title (obligation, lang);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "id", obligation->id);
  vigie_json_writer_member_string (writer, "subject", *obligation->subject != '\0' ? obligation->subject : NULL);
  vigie_json_writer_member_string (writer, "title", title);
  vigie_json_writer_member_time (writer, "started", obligation->started_usec);
  vigie_json_writer_member_time (writer, "due", obligation->due_usec);
  vigie_json_writer_member_string (writer, "state", vigie_obligation_state_to_word (obligation->state));
  vigie_json_writer_member_time (writer, "fulfilled", obligation->fulfilled_usec);
  vigie_json_writer_member_string (writer, "owner", obligation->owner);
  vigie_json_writer_member_time (writer, "last_fulfilled", obligation->last_fulfilled_usec);
  vigie_json_writer_member_time (writer, "postponed_until", obligation->postponed_until_usec);
  vigie_json_writer_member_string (writer, "note", obligation->note);
  vigie_json_writer_end_object (writer);
}

/* Earlier rounds of repeating clocks are left out: one element a clock and subject. */
static void
write_obligations (VigieJsonWriter *writer, GPtrArray *obligations, VigieLang lang)
{
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (!obligation->history)
        write_obligation (writer, obligation, lang);
    }
  vigie_json_writer_end_array (writer);
}

static void
print_obligations (VigieCtl *ctl, GPtrArray *obligations, gint64 at_usec)
{
  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);
      g_autofree char *title = vigie_obligation_title (obligation, ctl->lang);
      g_autofree char *words = vigie_obligation_words (obligation, at_usec, ctl->zone, ctl->lang);
      g_autofree char *due = obligation->due_usec != VIGIE_TIME_NONE
                               ? vigie_time_format_full (obligation->due_usec, ctl->zone, ctl->lang) : g_strdup ("–");

      if (!obligation->history)
        g_print ("%-9s %-40s %-26s %-24s %s%s%s\n", vigie_obligation_state_to_word (obligation->state), title, words, due,
                 obligation->id, *obligation->subject != '\0' ? ":" : "", obligation->subject);
    }
}

static int
run_obligations (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec = ctl->now_usec;
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(GPtrArray) obligations = NULL;
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  if (!vigie_args_time (args, "at", ctl, &at_usec, error))
    return VIGIE_EXIT_REFUSED;
  incident = vigie_ctl_incident (ctl, args, error);
  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  obligations = vigie_obligations_evaluate (ctl->playbook, incident, at_usec);
  if (!ctl->json)
    {
      print_obligations (ctl, obligations, at_usec);
      return VIGIE_EXIT_DONE;
    }
  write_obligations (writer, obligations, ctl->lang);

  return vigie_ctl_print_json (writer);
}

static void
write_duty (VigieJsonWriter *writer, const VigieDuty *duty, gint64 at_usec, VigieCtl *ctl)
{
  g_autofree char *whom = vigie_duty_whom (duty, ctl->lang);
  g_autofree char *how = vigie_duty_how (duty, ctl->lang);
  g_autofree char *words = vigie_duty_words (duty, at_usec, ctl->zone, ctl->lang);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "id", duty->key);
  vigie_json_writer_member_string (writer, "way", vigie_duty_way_to_word (duty->way));
  vigie_json_writer_member_string (writer, "what", vigie_text_get (duty->what, ctl->lang));
  vigie_json_writer_member_string (writer, "whom", whom);
  vigie_json_writer_member_string (writer, "contact", duty->contact != NULL ? duty->contact->id : NULL);
  vigie_json_writer_member_string (writer, "audience", duty->audience != NULL ? duty->audience->id : NULL);
  vigie_json_writer_member_string (writer, "channel", duty->channel != NULL ? duty->channel->id : NULL);
  vigie_json_writer_member_string (writer, "how", how);
  vigie_json_writer_member_string (writer, "obligation", duty->clock != NULL ? duty->clock->id : NULL);
  vigie_json_writer_member_string (writer, "subject", *duty->subject != '\0' ? duty->subject : NULL);
  vigie_json_writer_member_time (writer, "started", duty->started_usec);
  vigie_json_writer_member_time (writer, "due", duty->due_usec);
  vigie_json_writer_member_boolean (writer, "overdue", duty->overdue && vigie_duty_is_open (duty));
  vigie_json_writer_member_string (writer, "state", vigie_duty_state_to_word (duty->state));
  vigie_json_writer_member_string (writer, "words", words);
  vigie_json_writer_member_int (writer, "tries", duty->n_tries);
  vigie_json_writer_member_time (writer, "settled", duty->settled_usec);
  vigie_json_writer_member_string (writer, "by", duty->settled_by);
  vigie_json_writer_member_string (writer, "note", duty->note);
  vigie_json_writer_end_object (writer);
}

static void
print_duty (const VigieDuty *duty, gint64 at_usec, VigieCtl *ctl)
{
  g_autofree char *whom = vigie_duty_whom (duty, ctl->lang);
  g_autofree char *how = vigie_duty_how (duty, ctl->lang);
  g_autofree char *words = vigie_duty_words (duty, at_usec, ctl->zone, ctl->lang);
  g_autofree char *due = duty->due_usec != VIGIE_TIME_NONE ? vigie_time_format_full (duty->due_usec, ctl->zone, ctl->lang)
                                                           : g_strdup ("–");

  g_print ("%-14s %-34s %-22s %-24s %-34s %s\n", vigie_duty_state_to_word (duty->state), whom, how, due, words, duty->key);
}

static int
run_acts (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec = ctl->now_usec;
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(GPtrArray) duties = NULL;
  g_autoptr(VigieDirectory) directory = NULL;
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  if (!vigie_args_time (args, "at", ctl, &at_usec, error))
    return VIGIE_EXIT_REFUSED;
  incident = vigie_ctl_incident (ctl, args, error);
  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  directory = vigie_ctl_open_directory (ctl, error);
  if (directory == NULL)
    return VIGIE_EXIT_REFUSED;
  duties = vigie_duties_evaluate (ctl->playbook, directory, incident, at_usec);
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < duties->len; i++)
    {
      if (!ctl->json)
        print_duty (g_ptr_array_index (duties, i), at_usec, ctl);
      write_duty (writer, g_ptr_array_index (duties, i), at_usec, ctl);
    }
  vigie_json_writer_end_array (writer);

  return ctl->json ? vigie_ctl_print_json (writer) : VIGIE_EXIT_DONE;
}

static void
write_entry_attachment (VigieJsonWriter *writer, const VigieEntry *entry)
{
  g_autoptr(VigieAttachment) attachment = vigie_attachment_of_event (entry->event);

  if (attachment == NULL)
    return;
  vigie_json_writer_key (writer, "attachment");
  vigie_json_writer_begin_object (writer);
  vigie_ctl_write_attachment (writer, attachment);
  vigie_json_writer_end_object (writer);
}

static void
write_entry (VigieJsonWriter *writer, const VigieEntry *entry, VigieCtl *ctl, VigieIncident *incident)
{
  g_autofree char *text = vigie_entry_text (entry, incident, ctl->playbook, ctl->lang);
  g_autofree char *device = vigie_hex (entry->event->device, VIGIE_KEY_BYTES);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "id", entry->event->id);
  vigie_json_writer_member_time (writer, "occurred", entry->occurred_usec);
  vigie_json_writer_member_time (writer, "recorded", entry->event->stamp_usec);
  vigie_json_writer_member_string (writer, "kind", vigie_entry_kind_to_word (entry->kind));
  vigie_json_writer_member_string (writer, "author", entry->event->author);
  vigie_json_writer_member_string (writer, "device", device);
  vigie_json_writer_member_string (writer, "text", text);
  vigie_json_writer_member_string (writer, "code", entry->code);
  vigie_json_writer_member_boolean (writer, "starred", entry->starred);
  vigie_json_writer_member_boolean (writer, "corrected", entry->correction != NULL);
  vigie_json_writer_member_string (writer, "retracted", entry->retract_reason);
  write_entry_attachment (writer, entry);
  vigie_json_writer_end_object (writer);
}

static void
write_milestones (VigieJsonWriter *writer, const VigieIncident *incident)
{
  vigie_json_writer_begin_object (writer);
  for (guint i = 0; i < VIGIE_N_MILESTONES; i++)
    vigie_json_writer_member_time (writer, vigie_milestone_to_word (i), incident->milestones[i]);
  vigie_json_writer_end_object (writer);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(VigieFact *const *) a)->name, (*(VigieFact *const *) b)->name);
}

static void
write_facts (VigieJsonWriter *writer, const VigieIncident *incident)
{
  g_autoptr(GPtrArray) facts = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer fact;

  g_hash_table_iter_init (&iter, incident->facts);
  while (g_hash_table_iter_next (&iter, NULL, &fact))
    g_ptr_array_add (facts, fact);
  g_ptr_array_sort (facts, compare_names);
  vigie_json_writer_begin_object (writer);
  for (guint i = 0; i < facts->len; i++)
    {
      const VigieFact *one = g_ptr_array_index (facts, i);

      vigie_json_writer_key (writer, one->name);
      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "value", one->value);
      vigie_json_writer_member_string (writer, "state", vigie_fact_state_to_word (one->state));
      vigie_json_writer_member_string (writer, "source", one->source);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_object (writer);
}

/* What follows from the facts; an object by name. */
static void
write_derived (VigieJsonWriter *writer, VigieCtl *ctl, const VigieIncident *incident)
{
  g_autoptr(GPtrArray) all = vigie_facts_derive (ctl->playbook, incident, ctl->now_usec, ctl->zone, ctl->lang);

  vigie_json_writer_begin_object (writer);
  for (guint i = 0; i < all->len; i++)
    {
      const VigieDerived *derived = g_ptr_array_index (all, i);

      vigie_json_writer_key (writer, derived->name);
      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "value", derived->value);
      vigie_json_writer_member_string (writer, "state", vigie_fact_state_to_word (derived->state));
      vigie_json_writer_member_string (writer, "formula", derived->formula);
      vigie_json_writer_member_boolean (writer, "differs", derived->differs);
      vigie_json_writer_key (writer, "missing");
      vigie_json_writer_begin_array (writer);
      for (guint j = 0; j < derived->missing->len; j++)
        vigie_json_writer_string (writer, g_ptr_array_index (derived->missing, j));
      vigie_json_writer_end_array (writer);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_object (writer);
}

/* Null when there is nothing to assess again. */
static void
write_proposal (VigieJsonWriter *writer, VigieCtl *ctl, const VigieIncident *incident)
{
  g_autoptr(VigieProposal) proposal = vigie_reassess (ctl->playbook, incident, ctl->now_usec, ctl->lang);

  if (proposal == NULL)
    {
      vigie_json_writer_member_string (writer, "proposal", NULL);
      return;
    }
  vigie_json_writer_key (writer, "proposal");
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "severity", vigie_level_to_word (proposal->level));
  vigie_json_writer_member_boolean (writer, "provisional", proposal->provisional);
  vigie_json_writer_member_boolean (writer, "moves", proposal->moves);
  vigie_json_writer_member_string (writer, "text", proposal->sentence);
  vigie_json_writer_end_object (writer);
}

static void
write_incident (VigieJsonWriter *writer, VigieCtl *ctl, VigieIncident *incident, GPtrArray *obligations)
{
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "ref", incident->ref);
  vigie_json_writer_member_string (writer, "id", incident->id);
  vigie_json_writer_member_string (writer, "title", incident->title);
  vigie_json_writer_member_string (writer, "type", incident->type);
  vigie_json_writer_member_string (writer, "severity", vigie_level_to_word (incident->level));
  vigie_json_writer_member_string (writer, "recommended", vigie_level_to_word (incident->recommended));
  vigie_json_writer_member_boolean (writer, "provisional", incident->provisional);
  vigie_json_writer_member_string (writer, "stage", vigie_stage_to_word (incident->stage));
  vigie_json_writer_member_string (writer, "support", vigie_incident_support_level (incident));
  vigie_json_writer_member_boolean (writer, "war_room", vigie_incident_war_room_is_open (incident));
  vigie_json_writer_key (writer, "milestones");
  write_milestones (writer, incident);
  vigie_json_writer_key (writer, "facts");
  write_facts (writer, incident);
  vigie_json_writer_key (writer, "derived");
  write_derived (writer, ctl, incident);
  write_proposal (writer, ctl, incident);
  vigie_ctl_write_roster (writer, ctl, incident);
  vigie_ctl_write_conflicts (writer, ctl, incident);
  vigie_json_writer_key (writer, "timeline");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < incident->entries->len; i++)
    write_entry (writer, g_ptr_array_index (incident->entries, i), ctl, incident);
  vigie_json_writer_end_array (writer);
  vigie_json_writer_key (writer, "obligations");
  write_obligations (writer, obligations, ctl->lang);
  vigie_json_writer_end_object (writer);
}

/* Under the line of the entry: what to ask for, and what to compare with. */
static void
print_attachment (const VigieEntry *entry)
{
  g_autoptr(VigieAttachment) attachment = vigie_attachment_of_event (entry->event);

  if (attachment != NULL)
    g_print ("  %-22s %-11s %s  BLAKE2b-256 %s\n", "", "", entry->event->id, attachment->hash);
}

static void
print_incident (VigieCtl *ctl, VigieIncident *incident)
{
  g_autofree char *title = vigie_ctl_line (incident->title);
  const char *level = vigie_level_to_word (incident->level);

  g_print ("%s  %s · %s · %s\n\n", level != NULL ? level : "–", title, incident->type, vigie_stage_label (incident->stage, ctl->lang));
  for (guint i = 0; i < VIGIE_N_MILESTONES; i++)
    {
      g_autofree char *time = incident->milestones[i] != VIGIE_TIME_NONE
                                ? vigie_time_format_full (incident->milestones[i], ctl->zone, ctl->lang) : g_strdup ("–");

      g_print ("  %-16s %s\n", vigie_milestone_label (i, ctl->lang), time);
    }
  g_print ("\n");
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = g_ptr_array_index (incident->entries, i);
      g_autofree char *time = vigie_time_format_full (entry->occurred_usec, ctl->zone, ctl->lang);
      g_autofree char *whole = vigie_entry_text (entry, incident, ctl->playbook, ctl->lang);
      g_autofree char *text = vigie_ctl_paragraph (whole);

      g_print ("  %-22s %-11s %s  (%s)\n", time, vigie_entry_kind_label (entry->kind, ctl->lang), text, entry->event->author);
      if (entry->kind == VIGIE_ENTRY_ATTACHMENT)
        print_attachment (entry);
    }
  g_print ("\n%s\n", incident->ref);
}

static int
run_show (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieIncident) incident = vigie_ctl_incident (ctl, args, error);
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autoptr(GPtrArray) obligations = NULL;

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  if (!ctl->json)
    {
      print_incident (ctl, incident);
      return VIGIE_EXIT_DONE;
    }
  obligations = vigie_obligations_evaluate (ctl->playbook, incident, ctl->now_usec);
  write_incident (writer, ctl, incident, obligations);

  return vigie_ctl_print_json (writer);
}

static int
run_missing (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieIncident) incident = vigie_ctl_incident (ctl, args, error);
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autoptr(GPtrArray) all = NULL;

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  all = vigie_incident_missing (ctl->playbook, incident, ctl->now_usec, ctl->lang);
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < all->len; i++)
    {
      const VigieMissing *missing = g_ptr_array_index (all, i);

      if (!ctl->json)
        g_print ("%-10s %s  %s\n", vigie_missing_kind_to_word (missing->kind), missing->words, missing->id);
      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "kind", vigie_missing_kind_to_word (missing->kind));
      vigie_json_writer_member_string (writer, "id", missing->id);
      vigie_json_writer_member_string (writer, "text", missing->words);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);

  return ctl->json ? vigie_ctl_print_json (writer) : VIGIE_EXIT_DONE;
}

static int
run_search (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieStore) store = vigie_ctl_open (ctl, error);
  g_autoptr(GPtrArray) hits = store != NULL ? vigie_store_search (store, vigie_args_get (args, "WORDS"), 200, error) : NULL;
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  if (hits == NULL)
    return VIGIE_EXIT_REFUSED;
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < hits->len; i++)
    {
      const VigieSearchHit *hit = g_ptr_array_index (hits, i);
      g_autofree char *time = vigie_time_format_full (hit->occurred_usec, ctl->zone, ctl->lang);
      g_autofree char *title = vigie_ctl_line (hit->title);
      g_autofree char *excerpt = vigie_ctl_line (hit->excerpt);

      if (!ctl->json)
        g_print ("%-22s %s · %s  %s\n", time, title, excerpt, hit->ref);
      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "ref", hit->ref);
      vigie_json_writer_member_string (writer, "title", hit->title);
      vigie_json_writer_member_string (writer, "id", hit->event_id);
      vigie_json_writer_member_string (writer, "excerpt", hit->excerpt);
      vigie_json_writer_member_time (writer, "occurred", hit->occurred_usec);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);

  return ctl->json ? vigie_ctl_print_json (writer) : VIGIE_EXIT_DONE;
}

/* The text alone, to be piped; a query with a gap is of no use to a script. */
static int
run_query (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *given = vigie_args_get (args, "QUERY");
  g_autoptr(VigieIncident) incident = vigie_ctl_incident (ctl, args, error);
  g_autofree char *key = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *text = NULL;

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  key = strchr (given, '/') == NULL ? g_strconcat (incident->type, "/", given, NULL) : g_strdup (given);
  text = vigie_query_text (ctl->playbook, incident, key, vigie_args_get (args, "subject"), &missing, error);
  if (text == NULL)
    return VIGIE_EXIT_REFUSED;
  if (missing != NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("The query lacks these facts: %s."), missing);
      return VIGIE_EXIT_REFUSED;
    }
  g_print ("%s\n", text);

  return VIGIE_EXIT_DONE;
}

const VigieCommandDef vigie_ctl_read_commands[] = {
  { "list", "", "active!", N_("list the incidents"), run_list },
  { "show", "REF", "", N_("show an incident"), run_show },
  { "missing", "REF", "", N_("list what is missing before an incident is resolved"), run_missing },
  { "search", "WORDS *", "", N_("search all incidents"), run_search },
  { "obligations", "REF", "at", N_("show the clocks as they stand at a time"), run_obligations },
  { "query", "REF QUERY", "subject", N_("print a query of the playbook, filled from the facts"), run_query },
  { "acts", "REF", "at", N_("show who has to be told and what the level orders, at a time"), run_acts },
  { NULL },
};
