/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts of the meeting: planned, begun, moved on, noted, ended.
 *
 * A note goes where it will be looked for: into the section that the item is about, else into the timeline. */

#include "vigie-act-post-mortem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-private.h"
#include "vigie-error.h"
#include "vigie-post-mortem-private.h"
#include "vigie-text.h"

#define PLACE_MAX_CHARS 300

VigiePostMortem *
vigie_act_post_mortem_of (const VigieIncident *incident,
                          const VigiePlaybook *playbook,
                          gint64 at_usec,
                          const char *author,
                          GError **error)
{
  g_autoptr(VigiePostMortem) self = NULL;

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  self = vigie_post_mortem_new (incident, playbook, at_usec);
  if (self->stage != VIGIE_POST_MORTEM_NONE)
    return g_steal_pointer (&self);
  if (self->cancelled)
    vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                      _("This incident was cancelled: it has no post-mortem."));
  else if (self->follows)
    vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                      _("This incident follows another one: its post-mortem is there."));
  else
    vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                      _("The incident is not resolved: its post-mortem comes afterwards."));

  return NULL;
}

void
vigie_act_write_names (VigieJsonWriter *writer, GPtrArray *names)
{
  vigie_json_writer_key (writer, "people");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < names->len; i++)
    vigie_json_writer_string (writer, names->pdata[i]);
  vigie_json_writer_end_array (writer);
}

GPtrArray *
vigie_act_clean_names (GPtrArray *names, GError **error)
{
  g_autoptr(GPtrArray) clean = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      char *name = vigie_text_clean_line (names->pdata[i], _("The name"), VIGIE_NAME_MAX_CHARS,
                                          error);

      if (name == NULL)
        return NULL;
      g_ptr_array_add (clean, name);
    }

  return g_steal_pointer (&clean);
}

/* A line that may be missing or blank. FALSE: it cannot be recorded. */
static gboolean
write_line (VigieJsonWriter *writer,
            const char *name,
            const char *text,
            const char *what,
            guint max_chars,
            GError **error)
{
  g_autofree char *clean = NULL;

  if (vigie_text_is_blank (text))
    return TRUE;
  clean = vigie_text_clean_line (text, what, max_chars, error);
  if (clean == NULL)
    return FALSE;
  vigie_json_writer_member_string (writer, name, clean);

  return TRUE;
}

/* ---- Planned ---- */

static gboolean
write_plan (VigieJsonWriter *writer, const VigieMeetingPlan *plan, GError **error)
{
  g_autoptr(GPtrArray) people = vigie_act_clean_names (plan->people, error);

  if (people == NULL)
    return FALSE;
  vigie_json_writer_member_time (writer, "time", plan->time_usec);
  if (plan->minutes > 0)
    vigie_json_writer_member_int (writer, "minutes", plan->minutes);
  if (!write_line (writer, "facilitator", plan->facilitator, _("The facilitator’s name"),
                   VIGIE_NAME_MAX_CHARS, error)
      || !write_line (writer, "place", plan->place, _("The place"), PLACE_MAX_CHARS, error)
      || !write_line (writer, "video", plan->video, _("The link of the video call"),
                      PLACE_MAX_CHARS, error)
      || !write_line (writer, "note", plan->note, _("The note"), PLACE_MAX_CHARS, error))
    return FALSE;
  vigie_act_write_names (writer, people);

  return TRUE;
}

/* What stands, or called it off: the next one names it. */
static const VigieEvent *
schedule_seen (const VigieIncident *incident)
{
  GPtrArray *steps = vigie_incident_priv (incident)->post_mortem_steps;

  for (guint i = steps->len; i > 0; i--)
    {
      const VigiePostMortemStep *step = steps->pdata[i - 1];

      if (step->verb == VIGIE_POST_MORTEM_STEP_SCHEDULED)
        return step->event;
    }

  return NULL;
}

GPtrArray *
vigie_act_meeting_plan (const VigiePlaybook *playbook,
                        const VigieIncident *incident,
                        const VigieMeetingPlan *plan,
                        const char *author,
                        gint64 at_usec,
                        GError **error)
{
  g_autoptr(VigiePostMortem) self = NULL;
  g_autoptr(VigieJsonWriter) writer = NULL;

  g_return_val_if_fail (playbook != NULL && incident != NULL && plan != NULL, NULL);

  self = vigie_act_post_mortem_of (incident, playbook, at_usec, author, error);
  if (self == NULL)
    return NULL;
  if (plan->time_usec == VIGIE_TIME_NONE && self->schedule == NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("No meeting is planned."));
      return NULL;
    }
  if (plan->time_usec != VIGIE_TIME_NONE && !vigie_act_check (author, plan->time_usec, error))
    return NULL;
  if (plan->time_usec != VIGIE_TIME_NONE
      && plan->time_usec < incident->milestones[VIGIE_MILESTONE_RESOLVED])
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                        _("The meeting cannot come before the resolution."));
      return NULL;
    }
  if (plan->minutes < 0 || plan->minutes > 24 * 60)
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("A meeting lasts at most a day."));
      return NULL;
    }
  writer = vigie_act_begin ();
  if (!write_plan (writer, plan, error))
    return NULL;

  return vigie_act_one (g_steal_pointer (&writer), incident, "post-mortem.scheduled", at_usec,
                        author, schedule_seen (incident));
}

/* ---- Held ---- */

static void
add_item (GPtrArray *drafts,
          const VigieIncident *incident,
          const char *item,
          const char *author,
          gint64 at_usec)
{
  VigieJsonWriter *writer = vigie_act_begin ();

  vigie_json_writer_member_string (writer, "item", item);
  vigie_act_add (drafts, writer, incident->stream, "post-mortem.item", at_usec, author, NULL);
}

GPtrArray *
vigie_act_meeting_begin (const VigiePlaybook *playbook,
                         const VigieIncident *incident,
                         const char *facilitator,
                         GPtrArray *people,
                         const char *author,
                         gint64 at_usec,
                         GError **error)
{
  g_autoptr(VigiePostMortem) self = NULL;
  g_autoptr(GPtrArray) clean = NULL;
  g_autoptr(VigieJsonWriter) writer = NULL;
  GPtrArray *drafts;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  self = vigie_act_post_mortem_of (incident, playbook, at_usec, author, error);
  if (self == NULL || (clean = vigie_act_clean_names (people, error)) == NULL)
    return NULL;
  if (vigie_post_mortem_is_meeting (self))
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("The meeting has begun already."));
      return NULL;
    }
  writer = vigie_act_begin ();
  if (!write_line (writer, "facilitator", facilitator, _("The facilitator’s name"),
                   VIGIE_NAME_MAX_CHARS, error))
    return NULL;
  vigie_act_write_names (writer, clean);
  drafts = vigie_act_drafts_new ();
  vigie_act_add (drafts, g_steal_pointer (&writer), incident->stream, "post-mortem.began", at_usec,
                 author, NULL);
  if (playbook->agenda->len > 0)
    add_item (drafts, incident, ((const VigieAgendaItem *) playbook->agenda->pdata[0])->id, author,
              at_usec);

  return drafts;
}

static VigiePostMortem *
running (const VigieIncident *incident,
         const VigiePlaybook *playbook,
         const char *author,
         gint64 at_usec,
         GError **error)
{
  g_autoptr(VigiePostMortem) self = vigie_act_post_mortem_of (incident, playbook, at_usec, author,
                                                               error);

  if (self == NULL)
    return NULL;
  if (!vigie_post_mortem_is_meeting (self))
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("No meeting is running."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* -1: not on the agenda. */
static int
place_of (const VigiePlaybook *playbook, const char *item)
{
  for (guint i = 0; item != NULL && i < playbook->agenda->len; i++)
    {
      if (strcmp (((const VigieAgendaItem *) playbook->agenda->pdata[i])->id, item) == 0)
        return (int) i;
    }

  return -1;
}

GPtrArray *
vigie_act_meeting_item (const VigiePlaybook *playbook,
                        const VigieIncident *incident,
                        const char *item,
                        const char *author,
                        gint64 at_usec,
                        GError **error)
{
  g_autoptr(VigiePostMortem) self = NULL;
  GPtrArray *drafts;
  int place;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  self = running (incident, playbook, author, at_usec, error);
  if (self == NULL)
    return NULL;
  place = item != NULL ? place_of (playbook, item) : place_of (playbook, self->meeting.item) + 1;
  if (place < 0 || place >= (int) playbook->agenda->len)
    {
      vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND,
                        item != NULL ? _("The agenda has no such item.")
                                     : _("That was the last item: end the meeting."));
      return NULL;
    }
  drafts = vigie_act_drafts_new ();
  add_item (drafts, incident, ((const VigieAgendaItem *) playbook->agenda->pdata[place])->id,
            author, at_usec);

  return drafts;
}

GPtrArray *
vigie_act_meeting_present (const VigiePlaybook *playbook,
                           const VigieIncident *incident,
                           GPtrArray *people,
                           const char *author,
                           gint64 at_usec,
                           GError **error)
{
  g_autoptr(VigiePostMortem) self = NULL;
  g_autoptr(GPtrArray) clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (playbook != NULL && incident != NULL && people != NULL, NULL);

  self = running (incident, playbook, author, at_usec, error);
  if (self == NULL || (clean = vigie_act_clean_names (people, error)) == NULL)
    return NULL;
  writer = vigie_act_begin ();
  vigie_act_write_names (writer, clean);

  return vigie_act_one (writer, incident, "post-mortem.present", at_usec, author, NULL);
}

/* ---- Noted ---- */

const char *
vigie_meeting_section (const char *item)
{
  static const struct
  {
    const char *item, *section;
  } places[] = {
    { "causes", "causes" },
    { "went-well", "went-well" },
    { "improve", "improve" },
    { "close", "lessons" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (g_strcmp0 (places[i].item, item) == 0)
        return places[i].section;
    }

  return NULL;
}

GPtrArray *
vigie_act_meeting_note (const VigiePlaybook *playbook,
                        const VigieIncident *incident,
                        const char *text,
                        const char *before,
                        VigieLang lang,
                        const char *author,
                        gint64 at_usec,
                        GError **error)
{
  g_autoptr(VigiePostMortem) self = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *all = NULL;
  g_autofree char *kept = NULL;
  const char *section;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  self = running (incident, playbook, author, at_usec, error);
  if (self == NULL || (clean = vigie_act_text (text, _("The note"), error)) == NULL)
    return NULL;
  section = vigie_meeting_section (self->meeting.item);
  if (section == NULL)
    return vigie_act_log (incident, VIGIE_ENTRY_NOTE, clean, NULL, author, at_usec, error);
  kept = g_strchomp (g_strdup (before != NULL ? before : ""));
  g_strstrip (clean);
  all = *kept != '\0' ? g_strconcat (kept, "\n- ", clean, NULL) : g_strconcat ("- ", clean, NULL);

  return vigie_act_section (incident, section, lang, all, author, at_usec, error);
}

GPtrArray *
vigie_act_meeting_park (const VigiePlaybook *playbook,
                        const VigieIncident *incident,
                        const char *text,
                        const char *author,
                        gint64 at_usec,
                        GError **error)
{
  g_autoptr(VigiePostMortem) self = NULL;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  self = running (incident, playbook, author, at_usec, error);
  if (self == NULL)
    return NULL;

  return vigie_act_log (incident, VIGIE_ENTRY_TODO, text, NULL, author, at_usec, error);
}

GPtrArray *
vigie_meeting_parked (const VigieIncident *incident, const VigieMeeting *meeting)
{
  GPtrArray *parked = g_ptr_array_new ();

  g_return_val_if_fail (incident != NULL && meeting != NULL, parked);

  for (guint i = 0; meeting->began != NULL && i < incident->entries->len; i++)
    {
      const VigieEntry *entry = incident->entries->pdata[i];

      if (entry->kind == VIGIE_ENTRY_TODO && entry->retract_reason == NULL
          && vigie_event_compare (meeting->began->event, entry->event) < 0
          && (meeting->held == NULL
              || vigie_event_compare (entry->event, meeting->held->event) < 0))
        g_ptr_array_add (parked, (gpointer) entry);
    }

  return parked;
}

/* ---- Ended ---- */

static void
write_spans (VigieJsonWriter *writer, GArray *spans)
{
  vigie_json_writer_key (writer, "items");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < spans->len; i++)
    {
      const VigieMeetingSpan *span = &g_array_index (spans, VigieMeetingSpan, i);

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "item", span->item);
      vigie_json_writer_member_int (writer, "seconds", span->spent_usec / VIGIE_SECOND_USEC);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
}

static void
write_meeting (VigieJsonWriter *writer, const VigieMeeting *meeting)
{
  vigie_act_member_optional (writer, "facilitator", meeting->facilitator);
  vigie_json_writer_key (writer, "people");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; meeting->present[i] != NULL; i++)
    vigie_json_writer_string (writer, meeting->present[i]);
  vigie_json_writer_end_array (writer);
  write_spans (writer, meeting->spans);
}

GPtrArray *
vigie_act_meeting_end (const VigiePlaybook *playbook,
                       const VigieIncident *incident,
                       const char *note,
                       const char *author,
                       gint64 at_usec,
                       GError **error)
{
  g_autoptr(VigiePostMortem) self = NULL;
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  self = vigie_act_post_mortem_of (incident, playbook, at_usec, author, error);
  if (self == NULL
      || (!vigie_text_is_blank (note)
          && (clean = vigie_act_text (note, _("The note"), error)) == NULL))
    return NULL;
  if (!vigie_post_mortem_is_meeting (self) && self->held != NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("The meeting was held already."));
      return NULL;
    }
  writer = vigie_act_begin ();
  vigie_act_member_optional (writer, "note", clean);
  if (vigie_post_mortem_is_meeting (self))
    write_meeting (writer, &self->meeting);

  return vigie_act_one (writer, incident, "post-mortem.held", at_usec, author, NULL);
}
