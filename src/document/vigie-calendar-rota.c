/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is on call, as a calendar that other programs read. A stretch's uid is made of its level and its beginning, so
 * that a later copy of the calendar replaces the earlier one event by event. The person stands in it as the rota names
 * them, besides the name for people, so that nothing is guessed when the calendar comes back. */

#include "vigie-calendar-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-text-show.h"

/* ATTENDEE;CN="Awa Koné":mailto:awa@distri-night.ci; no quote and no control may stand in the name. */
static void
add_attendee (GString *out, const VigieDirectory *directory, const char *person, VigieLang lang)
{
  const VigieContact *contact = vigie_directory_contact (directory, person);
  const char *mail = contact != NULL ? vigie_contact_mail (contact) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *line = NULL;

  if (mail == NULL || strpbrk (mail, " \t\r\n:;,\"") != NULL)
    return;
  name = g_strdelimit (vigie_text_show_line (vigie_directory_name (directory, person, lang)), "\"\r\n\t", '\'');
  line = g_strdup_printf ("ATTENDEE;CN=\"%s\":mailto:%s", name, mail);
  vigie_calendar_add_line (out, line);
}

static void
add_description (GString *out, const VigieDirectory *directory, const VigieShift *shift, VigieLang lang)
{
  g_autofree char *words = NULL;

  if (shift->instead_of == NULL)
    return;
  words = g_strdup_printf (lang == VIGIE_LANG_FR ? "Remplace %s" : "Stands in for %s", vigie_directory_name (directory, shift->instead_of, lang));
  vigie_calendar_add_text (out, "DESCRIPTION", words);
}

static void
add_shift (GString *out, const VigieDirectory *directory, const VigieSupportLevel *level, const VigieShift *shift, VigieLang lang, gint64 now_usec)
{
  g_autofree char *uid = g_strdup_printf ("oncall-%s-%" G_GINT64_FORMAT "@vigie", level->id, shift->from_usec / VIGIE_SECOND_USEC);
  g_autofree char *summary = vigie_text_show_line (vigie_directory_name (directory, shift->person, lang));

  vigie_calendar_add_line (out, "BEGIN:VEVENT");
  vigie_calendar_add_text (out, "UID", uid);
  vigie_calendar_add_time (out, "DTSTAMP", now_usec);
  vigie_calendar_add_time (out, "DTSTART", shift->from_usec);
  vigie_calendar_add_time (out, "DTEND", shift->to_usec);
  vigie_calendar_add_text (out, "SUMMARY", summary);
  add_description (out, directory, shift, lang);
  vigie_calendar_add_text (out, "LOCATION", vigie_text_get (&level->title, lang));
  add_attendee (out, directory, shift->person, lang);
  vigie_calendar_add_line (out, "TRANSP:TRANSPARENT");
  vigie_calendar_add_text (out, "X-VIGIE-LEVEL", level->id);
  vigie_calendar_add_text (out, "X-VIGIE-PERSON", shift->person);
  vigie_calendar_add_line (out, "END:VEVENT");
}

/**
 * vigie_calendar_of_rota:
 * @directory: the people and who is on call
 * @level: (nullable): only this one
 * @from_usec: begin
 * @to_usec: end, not included
 * @zones: (nullable): how to find a zone's rules
 * @lang: of titles
 * @now_usec: when the calendar is made
 *
 * Returns: (transfer full): the calendar; stretches with nobody are not in it
 */
char *
vigie_calendar_of_rota (const VigieDirectory *directory, const char *level, gint64 from_usec, gint64 to_usec, const VigieZones *zones, VigieLang lang,
                        gint64 now_usec)
{
  GString *out = g_string_new (NULL);
  const VigiePlaybook *playbook;

  g_return_val_if_fail (directory != NULL, g_string_free (out, FALSE));

  playbook = vigie_directory_playbook (directory);
  vigie_calendar_add_line (out, "BEGIN:VCALENDAR");
  vigie_calendar_add_line (out, "VERSION:2.0");
  vigie_calendar_add_line (out, "PRODID:-//DISTRI-NIGHT//Vigie//FR");
  vigie_calendar_add_line (out, lang == VIGIE_LANG_FR ? "X-WR-CALNAME:Astreinte" : "X-WR-CALNAME:On call");
  for (guint i = 0; i < playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *one = playbook->support_levels->pdata[i];
      g_autoptr(GPtrArray) shifts = NULL;

      if (level != NULL && strcmp (level, one->id) != 0)
        continue;
      shifts = vigie_rota_shifts (vigie_directory_rota (directory), one->id, from_usec, to_usec, zones);
      for (guint k = 0; k < shifts->len; k++)
        if (((const VigieShift *) shifts->pdata[k])->person != NULL)
          add_shift (out, directory, one, shifts->pdata[k], lang, now_usec);
    }
  vigie_calendar_add_line (out, "END:VCALENDAR");

  return g_string_free (out, FALSE);
}
