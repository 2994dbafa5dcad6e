/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words and classes of obligations that the band, the board and the forms share. The sentence
 * ("2 min late") is core's; here are only the forms that need room to be saved. A handover names its
 * post and then its person on the second line; where both words do not fit in a row of the board the
 * post stands alone and "Handover" goes down, so that the post is never the part that is cut. */

#include "vigie-clock-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-post-mortem.h"
#include "vigie-roster-people.h"
#include "vigie-text.h"
#include "vigie-time.h"

#define SECONDS_UNDER_USEC (5 * VIGIE_MINUTE_USEC)
#define SHORT_TITLE_CHARS 24 /* what a row of the board shows whole beside its figure */

const char *
vigie_clock_class (const VigieObligation *obligation)
{
  switch (obligation->state)
    {
    case VIGIE_OBLIGATION_OVERDUE:
      return "late";
    case VIGIE_OBLIGATION_DUE_SOON:
      return "soon";
    case VIGIE_OBLIGATION_DONE:
      return "kept";
    case VIGIE_OBLIGATION_WAIVED:
      return "waived";
    case VIGIE_OBLIGATION_PENDING:
    default:
      return "calm";
    }
}

void
vigie_clock_set_class (GtkWidget *widget, const VigieObligation *obligation)
{
  const char *const all[] = { "late", "soon", "calm", "kept", "waived" };
  const char *wanted = vigie_clock_class (obligation);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (g_str_equal (all[i], wanted))
        gtk_widget_add_css_class (widget, all[i]);
      else
        gtk_widget_remove_css_class (widget, all[i]);
    }
}

double
vigie_clock_share (const VigieObligation *obligation, gint64 now_usec)
{
  if (obligation->due_usec == VIGIE_TIME_NONE || obligation->span_usec <= 0)
    return 1.0;

  return CLAMP ((double) (obligation->due_usec - now_usec) / (double) obligation->span_usec, 0.0, 1.0);
}

gboolean
vigie_clock_shows_seconds (const VigieObligation *obligation, gint64 now_usec)
{
  gint64 left_usec;

  if (!vigie_obligation_is_running (obligation) || obligation->due_usec == VIGIE_TIME_NONE)
    return FALSE;

  left_usec = obligation->due_usec - now_usec;

  return left_usec <= SECONDS_UNDER_USEC && left_usec > -VIGIE_MINUTE_USEC;
}

/* The moment whose words are shown: lateness counts whole minutes once there is one, because nobody
 * acts on its seconds and a figure that runs draws the eye for nothing. */
static gint64
shown_now_usec (const VigieObligation *obligation, gint64 now_usec)
{
  gint64 late_usec;

  if (!vigie_obligation_is_running (obligation) || obligation->due_usec == VIGIE_TIME_NONE)
    return now_usec;

  late_usec = now_usec - obligation->due_usec;

  return late_usec < VIGIE_MINUTE_USEC ? now_usec : now_usec - late_usec % VIGIE_MINUTE_USEC;
}

char *
vigie_clock_words (const VigieObligation *obligation, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  return vigie_obligation_words (obligation, shown_now_usec (obligation, now_usec), zone, lang);
}

/* "CTO" and "DevOps" keep their first letter. */
static gboolean
has_inner_capital (const char *rest)
{
  for (; *rest != '\0' && *rest != ' '; rest = g_utf8_next_char (rest))
    if (g_unichar_isupper (g_utf8_get_char (rest)))
      return TRUE;

  return FALSE;
}

/* "Scribe" within a sentence; "CTO" and "DevOps" as they are. */
static char *
lower_first (const char *word)
{
  gunichar first = g_utf8_get_char (word);
  const char *rest = *word != '\0' ? g_utf8_next_char (word) : word;
  g_autofree char *small = NULL;

  if (!g_unichar_isupper (first) || has_inner_capital (rest))
    return g_strdup (word);
  small = g_utf8_strdown (word, rest - word);

  return g_strconcat (small, rest, NULL);
}

char *
vigie_clock_short_title (const VigieObligation *obligation, VigieLang lang)
{
  const char *title = vigie_text_get (&obligation->clock->title, lang);
  const char *subjects = obligation->clock->subjects;
  g_autofree char *post = NULL;

  if (g_strcmp0 (subjects, "decisions") == 0 && *obligation->subject != '\0')
    return g_strconcat (title, " ", obligation->subject, NULL);
  if (g_strcmp0 (subjects, "holders") != 0 || obligation->subject_text == NULL)
    return vigie_obligation_title (obligation, lang);
  post = lower_first (vigie_text_get (obligation->subject_text, lang));
  if (g_utf8_strlen (title, -1) + g_utf8_strlen (post, -1) > SHORT_TITLE_CHARS)
    return g_strdup (vigie_text_get (obligation->subject_text, lang));

  return g_strconcat (title, ", ", post, NULL);
}

char *
vigie_clock_number (const VigieObligation *obligation, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  if (obligation->state == VIGIE_OBLIGATION_WAIVED)
    return g_strdup ("—");
  if (obligation->state == VIGIE_OBLIGATION_DONE)
    return obligation->fulfilled_usec == VIGIE_TIME_NONE ? g_strdup ("—")
                                                        : vigie_time_format_clock (obligation->fulfilled_usec, zone);
  if (obligation->due_usec == VIGIE_TIME_NONE)
    return vigie_duration_format_span (obligation->span_usec, lang);
  if (obligation->state == VIGIE_OBLIGATION_OVERDUE)
    {
      g_autofree char *late = vigie_duration_format (shown_now_usec (obligation, now_usec) - obligation->due_usec, lang);

      return g_strconcat ("−\302\240", late, NULL);
    }

  return vigie_duration_format (obligation->due_usec - now_usec, lang);
}

static gboolean
starts_with_resolution (const VigieObligation *obligation)
{
  const GPtrArray *starts = obligation->clock->starts;

  return starts != NULL && starts->len > 0 && g_str_equal (g_ptr_array_index (starts, 0), "milestone:resolved");
}

char *
vigie_clock_due (const VigieObligation *obligation, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  g_autofree char *near = NULL;
  g_autofree char *clock = NULL;
  const char *zone_word;

  if (obligation->due_usec == VIGIE_TIME_NONE)
    return g_strdup (starts_with_resolution (obligation) ? _("after resolution") : _("start not known yet"));

  clock = vigie_time_format_clock_zone (obligation->due_usec, zone);
  if (vigie_time_same_day (obligation->due_usec, now_usec, zone))
    return g_steal_pointer (&clock);
  near = vigie_time_format_near (obligation->due_usec, now_usec, zone, lang);
  zone_word = strchr (clock, ' ');

  return g_strconcat (near, zone_word, NULL);
}

/* Everybody who holds the post: after the records of two desks have met, both commanders are called. */
char *
vigie_clock_owner (VigieIncidentModel *model, const VigieObligation *obligation)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autoptr(GPtrArray) holders = vigie_roster_holders (vigie_incident_model_get_incident (model), obligation->owner);
  const VigiePostDef *post = vigie_playbook_post (vigie_session_get_playbook (session), obligation->owner);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < holders->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((const VigieHolding *) g_ptr_array_index (holders, i))->person);
  if (names->len > 0)
    return g_strdup (names->str);
  if (post != NULL)
    return g_strdup (vigie_text_get (&post->title, vigie_session_get_lang (session)));

  return g_strdup (obligation->owner != NULL ? obligation->owner : "");
}

/* For when the meeting is planned that keeps it, or NULL; owned. */
static char *
planned_words (VigieIncidentModel *model, const VigieObligation *obligation)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autoptr(VigiePostMortem) state = NULL;
  g_autofree char *when = NULL;

  if (strcmp (obligation->id, "post-mortem") != 0 || !vigie_obligation_is_running (obligation))
    return NULL;
  state = vigie_post_mortem_new (vigie_incident_model_get_incident (model), vigie_session_get_playbook (session), vigie_session_now_usec (session));
  if (state->schedule == NULL)
    return NULL;
  when = vigie_time_format_full (state->schedule->time_usec, vigie_session_get_zone (session), vigie_session_get_lang (session));

  return g_strdup_printf (_("Planned: %s"), when);
}

char *
vigie_clock_second_line (VigieIncidentModel *model, const VigieObligation *obligation)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieLang lang = vigie_session_get_lang (session);
  const char *title = vigie_text_get (&obligation->clock->title, lang);
  g_autofree char *short_title = vigie_clock_short_title (obligation, lang);
  g_autofree char *owner = NULL;
  g_autofree char *planned = NULL;

  if (obligation->postponed_until_usec != VIGIE_TIME_NONE && vigie_obligation_is_running (obligation))
    {
      g_autofree char *until = vigie_time_format_clock (obligation->postponed_until_usec, vigie_session_get_zone (session));

      /* Translators: %1$s is a time, %2$s the reason somebody gave. */
      return g_strdup_printf (_("Postponed to %1$s: %2$s"), until, obligation->note != NULL ? obligation->note : "");
    }

  planned = planned_words (model, obligation);
  if (planned != NULL)
    return g_steal_pointer (&planned);
  owner = vigie_clock_owner (model, obligation);
  if (!g_str_has_prefix (short_title, title))
    return g_strdup_printf ("%s · %s", title, owner);

  return g_strdup_printf ("%s · %s", owner, vigie_text_get (&obligation->clock->act, lang));
}

char *
vigie_clock_proof (const VigieObligation *obligation, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  const char *proof = vigie_text_get (&obligation->clock->proof, lang);
  g_autofree char *start = NULL;

  if (obligation->started_usec == VIGIE_TIME_NONE)
    return g_strdup_printf (_("Kept by: %s"), proof);
  start = vigie_time_format_near (obligation->started_usec, now_usec, zone, lang);

  /* Translators: %1$s is a time, %2$s what keeps a clock ("CTO reached"). */
  return g_strdup_printf (_("Runs since %1$s. Kept by: %2$s"), start, proof);
}

char *
vigie_clock_key (const VigieObligation *obligation)
{
  return g_strdup_printf ("%s/%s/%" G_GINT64_FORMAT, obligation->id, obligation->subject,
                          obligation->history ? obligation->due_usec : 0);
}
