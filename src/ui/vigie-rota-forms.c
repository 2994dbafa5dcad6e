/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A form keeps the directory it was opened on: what it records replaces what was seen. People are written as they are
 * called; the record has the id where the directory knows one, which stays when a name changes. */

#include "vigie-rota-forms.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-window.h"
#include "vigie-error.h"
#include "vigie-name-picks.h"
#include "vigie-oncall.h"
#include "vigie-rota-act.h"

#define PEOPLE_HEIGHT_PX 120
#define N_FIELDS 5

typedef struct
{
  VigieDirectory *seen;
  char *level;
  const VigieEvent *event;       /* of @seen: what can be taken back, or NULL */
  char *instead_of;              /* or NULL */
  GtkWidget *fields[N_FIELDS];
} Form;

static Form *
form_new (VigieSession *session, const char *level)
{
  Form *form = g_new0 (Form, 1);

  form->seen = vigie_directory_ref (vigie_session_get_directory (session));
  form->level = g_strdup (level);

  return form;
}

static void
form_free (gpointer data)
{
  Form *form = data;

  vigie_directory_unref (form->seen);
  g_free (form->level);
  g_free (form->instead_of);
  g_free (form);
}

static const char *
field_text (Form *form, guint index)
{
  return gtk_editable_get_text (GTK_EDITABLE (form->fields[index]));
}

/* The id of the contact with that name, else the name. */
static char *
person_of (const VigieDirectory *directory, const char *typed)
{
  g_autofree char *name = g_strstrip (g_strdup (typed));
  const VigieContact *contact = *name != '\0' ? vigie_directory_find (directory, name) : NULL;

  return contact != NULL ? g_strdup (contact->id) : g_steal_pointer (&name);
}

static const char *
level_title (VigieSession *session, const char *id)
{
  return vigie_directory_category_title (vigie_session_get_directory (session), id, vigie_session_get_lang (session));
}

/* A field for a name, with everybody of the directory under it. */
static GtkWidget *
add_person (VigieActWindow *window, VigieSession *session, const char *label, const char *text)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *entries = vigie_directory_entries (vigie_session_get_directory (session));
  GtkWidget *entry = vigie_act_window_add_entry (window, label, text);

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (names, g_strdup (vigie_text_get (&((const VigieDirectoryEntry *) entries->pdata[i])->contact->name, vigie_session_get_lang (session))));
  vigie_name_picks_add (window, session, entry, names);

  return entry;
}

static char *
full_time (VigieSession *session, gint64 time_usec)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_usec / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) here = utc != NULL ? g_date_time_to_timezone (utc, vigie_session_get_zone (session)) : NULL;

  return here != NULL ? g_date_time_format (here, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static void
add_span (VigieActWindow *window, VigieSession *session, Form *form, guint first, gint64 from_usec, gint64 to_usec)
{
  g_autofree char *from = full_time (session, from_usec);
  g_autofree char *to = full_time (session, to_usec);

  form->fields[first] = vigie_act_window_add_entry (window, _("From"), from);
  form->fields[first + 1] = vigie_act_window_add_entry (window, _("Until"), to);
}

static gboolean
read_span (VigieActWindow *window, Form *form, guint first, gint64 *from_usec, gint64 *to_usec, GError **error)
{
  return vigie_act_window_read_time (window, form->fields[first], from_usec, error)
         && vigie_act_window_read_time (window, form->fields[first + 1], to_usec, error);
}

/* ---- The rotation ---- */

enum { SET_PEOPLE, SET_STARTS, SET_HANDOVER, SET_WEEKS, SET_ZONE };

static GStrv
read_people (Form *form)
{
  g_autofree char *text = vigie_act_window_read_text (form->fields[SET_PEOPLE]);
  g_auto(GStrv) lines = g_strsplit_set (text, "\n,", -1);
  g_autoptr(GStrvBuilder) people = g_strv_builder_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      {
        g_autofree char *person = person_of (form->seen, lines[i]);

        g_strv_builder_add (people, person);
      }

  return g_strv_builder_end (people);
}

static GPtrArray *
set_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  Form *form = data;
  VigieSession *session = vigie_act_window_get_session (window);
  g_auto(GStrv) people = read_people (form);
  guint64 weeks = 0;
  const char *zone = field_text (form, SET_ZONE);

  if (vigie_oncall_zones (session)->look_up (zone, vigie_oncall_zones (session)->data) == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("This computer knows no time zone “%s”."), zone);
      return NULL;
    }
  if (!g_ascii_string_to_unsigned (field_text (form, SET_WEEKS), 10, 1, VIGIE_ROTA_MAX_WEEKS, &weeks, NULL))
    weeks = 0; /* the act has the sentence */

  return vigie_rota_act_set (vigie_directory_rota (form->seen), form->level, (const char *const *) people, field_text (form, SET_STARTS),
                             field_text (form, SET_HANDOVER), zone, (guint) weeks, vigie_session_get_author (session), vigie_session_now_usec (session), error);
}

static char *
people_text (VigieSession *session, const VigieRotation *rotation)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; rotation != NULL && i < rotation->people->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            vigie_directory_name (vigie_session_get_directory (session), rotation->people->pdata[i], vigie_session_get_lang (session)));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The day the turns are counted from; a new rotation begins this Monday. */
static char *
starts_text (VigieSession *session, const VigieRotation *rotation)
{
  g_autofree char *monday = full_time (session, vigie_week_start (vigie_session_now_usec (session), vigie_session_get_zone (session)));
  GDate date;

  if (rotation == NULL)
    return g_strndup (monday, 10);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, rotation->starts_julian);

  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

static void
add_set_fields (VigieActWindow *window, VigieSession *session, Form *form, const VigieRotation *rotation)
{
  g_autofree char *people = people_text (session, rotation);
  g_autofree char *starts = starts_text (session, rotation);
  g_autofree char *handover = rotation != NULL ? g_strdup_printf ("%02u:%02u", rotation->handover_minutes / 60, rotation->handover_minutes % 60)
                                               : g_strdup ("08:00");
  g_autofree char *weeks = g_strdup_printf ("%u", rotation != NULL ? rotation->weeks : 1);

  form->fields[SET_PEOPLE] = vigie_act_window_add_text (window, _("People, one per line, in order"), people, PEOPLE_HEIGHT_PX);
  form->fields[SET_STARTS] = vigie_act_window_add_entry (window, _("First day (2026-11-23)"), starts);
  form->fields[SET_HANDOVER] = vigie_act_window_add_entry (window, _("Hand-over at (08:00)"), handover);
  form->fields[SET_WEEKS] = vigie_act_window_add_entry (window, _("Weeks of a turn"), weeks);
  form->fields[SET_ZONE] = vigie_act_window_add_entry (window, _("Time zone"), rotation != NULL ? rotation->zone : vigie_session_get_playbook (session)->zone);
}

void
vigie_rota_form_set (GtkWidget *from, VigieSession *session, const char *level)
{
  const VigieRotation *rotation = vigie_rota_rotation (vigie_oncall_rota (session), level);
  g_autofree char *title = g_strdup_printf (_("Rotation of %s"), level_title (session, level));
  g_autofree char *intro = rotation != NULL && rotation->n_apart > 0
                             ? g_strdup (_("Two rotations were set apart from each other; the last one stands. Recording settles it."))
                             : g_strdup (_("One after the other from the first day on. Who was on call before it stays in the record."));
  VigieActWindow *window = vigie_act_window_new_plain (from, session, title, intro);
  Form *form = form_new (session, level);

  add_set_fields (window, session, form, rotation);
  vigie_act_window_set_first (window, form->fields[SET_PEOPLE]);
  vigie_act_window_set_act (window, _("Set the rotation"), set_drafts, form, form_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- A substitution ---- */

enum { SHIFT_PERSON, SHIFT_FROM, SHIFT_TO, SHIFT_REASON };

static GPtrArray *
substitute_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  Form *form = data;
  VigieSession *session = vigie_act_window_get_session (window);
  g_autofree char *person = person_of (form->seen, field_text (form, SHIFT_PERSON));
  gint64 from_usec, to_usec;

  if (!read_span (window, form, SHIFT_FROM, &from_usec, &to_usec, error))
    return NULL;

  return vigie_rota_act_substitute (vigie_directory_rota (form->seen), form->level, person, form->instead_of, from_usec, to_usec,
                                    field_text (form, SHIFT_REASON), vigie_session_get_author (session), vigie_session_now_usec (session), error);
}

static GPtrArray *
withdraw_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  Form *form = data;
  VigieSession *session = vigie_act_window_get_session (window);

  return vigie_rota_act_withdraw (vigie_directory_rota (form->seen), form->event, field_text (form, SHIFT_REASON), vigie_session_get_author (session),
                                  vigie_session_now_usec (session), error);
}

static char *
shift_words (VigieSession *session, const VigieShift *shift)
{
  VigieDirectory *directory = vigie_session_get_directory (session);
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *from = vigie_oncall_time (session, shift->from_usec);
  g_autofree char *to = vigie_oncall_time (session, shift->to_usec);

  if (shift->absent != NULL)
    return g_strdup_printf (_("Nobody from %1$s to %2$s: %3$s is away."), from, to, vigie_directory_name (directory, shift->absent, lang));
  if (shift->person == NULL)
    return g_strdup_printf (_("Nobody from %1$s to %2$s."), from, to);
  if (shift->instead_of != NULL)
    return g_strdup_printf (_("%1$s in place of %2$s, from %3$s to %4$s."), vigie_directory_name (directory, shift->person, lang),
                            vigie_directory_name (directory, shift->instead_of, lang), from, to);

  return g_strdup_printf (_("%1$s from %2$s to %3$s."), vigie_directory_name (directory, shift->person, lang), from, to);
}

void
vigie_rota_form_shift (GtkWidget *from, VigieSession *session, const VigieShift *shift)
{
  g_autofree char *title = g_strdup_printf (_("Stand in, %s"), level_title (session, shift->level));
  g_autofree char *intro = shift_words (session, shift);
  VigieActWindow *window = vigie_act_window_new_plain (from, session, title, intro);
  Form *form = form_new (session, shift->level);
  gboolean is_exception = shift->event != NULL && (g_str_equal (shift->event->kind, "rota.substituted") || g_str_equal (shift->event->kind, "rota.absent"));

  form->instead_of = g_strdup (shift->person != NULL ? shift->person : shift->absent);
  form->event = is_exception ? shift->event : NULL;
  form->fields[SHIFT_PERSON] = add_person (window, session, _("Who stands in"), NULL);
  add_span (window, session, form, SHIFT_FROM, MAX (shift->from_usec, vigie_session_now_usec (session) / VIGIE_MINUTE_USEC * VIGIE_MINUTE_USEC),
            MAX (shift->to_usec, vigie_session_now_usec (session) + VIGIE_HOUR_USEC));
  form->fields[SHIFT_REASON] = vigie_act_window_add_entry (window, _("Reason (not required)"), shift->reason);
  vigie_act_window_set_first (window, form->fields[SHIFT_PERSON]);
  vigie_act_window_set_act (window, _("Record the substitution"), substitute_drafts, form, form_free);
  if (is_exception)
    vigie_act_window_add_act (window, shift->person != NULL ? _("Take the substitution back") : _("Take the absence back"), withdraw_drafts);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- An absence ---- */

static GPtrArray *
absent_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  Form *form = data;
  VigieSession *session = vigie_act_window_get_session (window);
  g_autofree char *person = person_of (form->seen, field_text (form, SHIFT_PERSON));
  gint64 from_usec, to_usec;

  if (!read_span (window, form, SHIFT_FROM, &from_usec, &to_usec, error))
    return NULL;

  return vigie_rota_act_absent (vigie_directory_rota (form->seen), person, from_usec, to_usec, field_text (form, SHIFT_REASON),
                                vigie_session_get_author (session), vigie_session_now_usec (session), error);
}

void
vigie_rota_form_absent (GtkWidget *from, VigieSession *session)
{
  VigieActWindow *window = vigie_act_window_new_plain (from, session, _("Somebody is away"),
                                                       _("Where they would be on call, nobody is: the gap is shown until somebody stands in."));
  Form *form = form_new (session, NULL);
  gint64 monday_usec = vigie_week_start (vigie_session_now_usec (session), vigie_session_get_zone (session));

  form->fields[SHIFT_PERSON] = add_person (window, session, _("Who is away"), NULL);
  add_span (window, session, form, SHIFT_FROM, vigie_week_add (monday_usec, 1, vigie_session_get_zone (session)),
            vigie_week_add (monday_usec, 2, vigie_session_get_zone (session)));
  form->fields[SHIFT_REASON] = vigie_act_window_add_entry (window, _("Reason (not required)"), NULL);
  vigie_act_window_set_first (window, form->fields[SHIFT_PERSON]);
  vigie_act_window_set_act (window, _("Record the absence"), absent_drafts, form, form_free);
  gtk_window_present (GTK_WINDOW (window));
}
