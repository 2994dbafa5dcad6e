/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The answer to “who is on call”, asked anew each time: a rota is small, and a name that was right a minute ago is the
 * wrong one after the hand-over. */

#include "vigie-oncall.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-zones.h"

#define TABLE "vigie-zone-table"

const VigieZones *
vigie_oncall_zones (VigieSession *session)
{
  VigieZoneTable *table = g_object_get_data (G_OBJECT (session), TABLE);

  if (table == NULL)
    {
      table = vigie_zone_table_new ();
      g_object_set_data_full (G_OBJECT (session), TABLE, table, (GDestroyNotify) vigie_zone_table_free);
    }

  return vigie_zone_table_get (table);
}

const VigieRota *
vigie_oncall_rota (VigieSession *session)
{
  return vigie_directory_rota (vigie_session_get_directory (session));
}

const char *
vigie_oncall_person (VigieSession *session, const char *level)
{
  gint64 now_usec = vigie_session_now_usec (session);
  g_autoptr(GPtrArray) now = vigie_rota_shifts (vigie_oncall_rota (session), level, now_usec, now_usec + 1, vigie_oncall_zones (session));

  return now->len > 0 ? ((const VigieShift *) now->pdata[0])->person : NULL;
}

/* "lun.", "Mon": what the long date begins with. */
char *
vigie_oncall_weekday (VigieSession *session, gint64 time_usec)
{
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *date = vigie_time_format_long_date (time_usec, vigie_session_get_zone (session), lang);

  date[MIN (strlen (date), 3)] = '\0';

  return g_strconcat (date, lang == VIGIE_LANG_FR ? "." : "", NULL);
}

/* The year is known from what stands around. */
char *
vigie_oncall_time (VigieSession *session, gint64 time_usec)
{
  GTimeZone *zone = vigie_session_get_zone (session);
  g_autofree char *weekday = vigie_oncall_weekday (session, time_usec);
  g_autofree char *date = vigie_time_format_date (time_usec, zone, vigie_session_get_lang (session));
  g_autofree char *clock = vigie_time_format_clock (time_usec, zone);
  char *year = strrchr (date, ' ');

  if (year != NULL)
    *year = '\0';

  return g_strdup_printf ("%s %s %s", weekday, date, clock);
}

/* The title without the words after the level: "L3", "Management". */
static char *
short_title (const VigieSupportLevel *level, VigieLang lang)
{
  const char *title = vigie_text_get (&level->title, lang);

  return g_strndup (title, strcspn (title, " "));
}

static char *
level_words (VigieSession *session, const char *id)
{
  GPtrArray *levels = vigie_session_get_playbook (session)->support_levels;

  for (guint i = 0; i < levels->len; i++)
    if (g_str_equal (((const VigieSupportLevel *) levels->pdata[i])->id, id))
      return short_title (levels->pdata[i], vigie_session_get_lang (session));

  return g_strdup (id);
}

char *
vigie_oncall_words_of (VigieSession *session, const char *person)
{
  g_autoptr(VigieShift) shift = vigie_rota_of_person (vigie_oncall_rota (session), vigie_session_get_playbook (session), person,
                                                      vigie_session_now_usec (session), vigie_oncall_zones (session));
  g_autofree char *until = NULL;
  g_autofree char *level = NULL;

  if (shift == NULL)
    return NULL;
  level = level_words (session, shift->level);
  until = vigie_oncall_time (session, shift->to_usec);

  /* Translators: %1$s is a support level (L3), %2$s a time. */
  return g_strdup_printf (_("on call %1$s until %2$s"), level, until);
}

static void
add_level (VigieSession *session, const VigieSupportLevel *level, GString *words)
{
  const char *person = vigie_oncall_person (session, level->id);
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *title = short_title (level, lang);

  if (person != NULL)
    g_string_append_printf (words, "%s%s %s", words->len > 0 ? " · " : "", title,
                            vigie_directory_name (vigie_session_get_directory (session), person, lang));
}

/* The level that answers first in a bad night stands first. */
static const VigieSupportLevel *
level_at (VigieSession *session, guint index)
{
  GPtrArray *levels = vigie_session_get_playbook (session)->support_levels;

  return levels->pdata[levels->len - 1 - (index + 1) % levels->len];
}

char *
vigie_oncall_sentence (VigieSession *session)
{
  g_autoptr(GString) words = g_string_new (NULL);
  guint n = vigie_session_get_playbook (session)->support_levels->len;

  for (guint i = 0; i < n; i++)
    add_level (session, level_at (session, i), words);

  /* Translators: %s is like “L3 Awa Koné · Management CTO”. */
  return words->len > 0 ? g_strdup_printf (_("On call now: %s"), words->str) : NULL;
}

/* ---- Next ---- */

typedef struct { const VigieSupportLevel *level; VigieShift *next; } Turn;

static void
turn_clear (gpointer data)
{
  g_free (((Turn *) data)->next);
}

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  gint64 one = ((const Turn *) a)->next->from_usec, other = ((const Turn *) b)->next->from_usec;

  return one < other ? -1 : one > other;
}

/* The next stretch of each level that has somebody else in it, the nearest first. */
static GArray *
list_turns (VigieSession *session)
{
  GPtrArray *levels = vigie_session_get_playbook (session)->support_levels;
  GArray *turns = g_array_new (FALSE, FALSE, sizeof (Turn));

  g_array_set_clear_func (turns, turn_clear);
  for (guint i = 0; i < levels->len; i++)
    {
      const VigieSupportLevel *level = levels->pdata[i];
      Turn turn = { level, vigie_rota_next (vigie_oncall_rota (session), level->id, vigie_session_now_usec (session), vigie_oncall_zones (session)) };

      if (turn.next != NULL && turn.next->person != NULL && g_strcmp0 (turn.next->person, vigie_oncall_person (session, level->id)) != 0)
        g_array_append_val (turns, turn);
      else
        g_free (turn.next);
    }
  g_array_sort (turns, compare_turns);

  return turns;
}

char *
vigie_oncall_next_sentence (VigieSession *session)
{
  g_autoptr(GArray) turns = list_turns (session);
  g_autoptr(GString) words = g_string_new (NULL);
  VigieLang lang = vigie_session_get_lang (session);

  for (guint i = 0; i < turns->len; i++)
    {
      const Turn *turn = &g_array_index (turns, Turn, i);
      g_autofree char *title = short_title (turn->level, lang);
      g_autofree char *at = vigie_oncall_time (session, turn->next->from_usec);

      g_string_append_printf (words, "%s%s %s, %s", i > 0 ? " · " : "", title,
                              vigie_directory_name (vigie_session_get_directory (session), turn->next->person, lang), at);
    }

  /* Translators: %s is like “L3 Awa Koné, Mon 30 Nov 08:00”. */
  return words->len > 0 ? g_strdup_printf (_("Next: %s"), words->str) : NULL;
}

char *
vigie_oncall_mark (VigieSession *session, const char *name)
{
  const VigieContact *contact = vigie_directory_find (vigie_session_get_directory (session), name);
  const char *person = contact != NULL ? contact->id : name;
  g_autoptr(VigieShift) shift = vigie_rota_of_person (vigie_oncall_rota (session), vigie_session_get_playbook (session), person,
                                                      vigie_session_now_usec (session), vigie_oncall_zones (session));
  g_autofree char *level = shift != NULL ? level_words (session, shift->level) : NULL;
  g_autoptr(GArray) turns = NULL;

  if (level != NULL)
    /* Translators: %s is a support level (L3). */
    return g_strdup_printf (_("on call %s"), level);
  turns = list_turns (session);
  for (guint i = 0; i < turns->len; i++)
    {
      const Turn *turn = &g_array_index (turns, Turn, i);
      g_autofree char *title = short_title (turn->level, vigie_session_get_lang (session));
      g_autofree char *at = vigie_oncall_time (session, turn->next->from_usec);

      if (strcmp (turn->next->person, person) == 0)
        /* Translators: %1$s is a support level (L3), %2$s a time. */
        return g_strdup_printf (_("next %1$s, %2$s"), title, at);
    }

  return NULL;
}

char *
vigie_oncall_level_sentence (VigieSession *session, const char *level)
{
  VigieDirectory *directory = vigie_session_get_directory (session);
  VigieLang lang = vigie_session_get_lang (session);
  gint64 now_usec = vigie_session_now_usec (session);
  g_autoptr(VigieShift) now = NULL;
  g_autoptr(VigieShift) next = NULL;
  g_autofree char *until = NULL;

  if (!vigie_rota_has_level (vigie_oncall_rota (session), level))
    return NULL;
  now = vigie_rota_at (vigie_oncall_rota (session), level, now_usec, vigie_oncall_zones (session));
  next = vigie_rota_next (vigie_oncall_rota (session), level, now_usec, vigie_oncall_zones (session));
  until = now != NULL && next != NULL ? vigie_oncall_time (session, now->to_usec) : NULL;
  if (now == NULL || now->person == NULL)
    return until == NULL || next->person == NULL ? g_strdup (_("Nobody is on call now."))
                                                 : g_strdup_printf (_("Nobody is on call before %1$s, then %2$s."), until, vigie_directory_name (directory, next->person, lang));
  if (until == NULL)
    return g_strdup_printf (_("On call now: %s."), vigie_directory_name (directory, now->person, lang));

  return g_strdup_printf (_("On call now: %1$s until %2$s, then %3$s."), vigie_directory_name (directory, now->person, lang), until,
                          next->person != NULL ? vigie_directory_name (directory, next->person, lang) : _("nobody"));
}

gint64
vigie_oncall_next_change (VigieSession *session)
{
  GPtrArray *levels = vigie_session_get_playbook (session)->support_levels;
  gint64 change_usec = G_MAXINT64;

  for (guint i = 0; i < levels->len; i++)
    {
      g_autoptr(VigieShift) now = vigie_rota_at (vigie_oncall_rota (session), ((const VigieSupportLevel *) levels->pdata[i])->id,
                                                 vigie_session_now_usec (session), vigie_oncall_zones (session));

      if (now != NULL)
        change_usec = MIN (change_usec, now->to_usec);
    }

  return change_usec;
}

GPtrArray *
vigie_oncall_names (VigieSession *session)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  guint n = vigie_session_get_playbook (session)->support_levels->len;

  for (guint i = 0; i < n; i++)
    {
      const char *person = vigie_oncall_person (session, level_at (session, i)->id);

      if (person != NULL)
        g_ptr_array_add (names, g_strdup (vigie_directory_name (vigie_session_get_directory (session), person, vigie_session_get_lang (session))));
    }

  return names;
}

GtkWidget *
vigie_oncall_tag_new (VigieSession *session, const char *person, gboolean playbook_says, gboolean whole)
{
  g_autofree char *words = NULL;

  if (vigie_rota_is_empty (vigie_oncall_rota (session)))
    return playbook_says ? vigie_tag_new (_("on call"), "acc") : NULL;
  words = vigie_oncall_words_of (session, person);
  if (words == NULL)
    return NULL;

  return vigie_tag_new (whole ? words : _("on call"), "acc");
}

/* ---- The line ---- */

static void
line_cb (GtkLabel *label)
{
  VigieSession *session = g_object_get_data (G_OBJECT (label), "session");
  g_autofree char *now = vigie_oncall_sentence (session);
  g_autofree char *next = vigie_oncall_next_sentence (session);
  g_autofree char *words = now != NULL && next != NULL ? g_strdup_printf ("%s\n%s", now, next) : g_strdup (now != NULL ? now : next);

  vigie_label_set (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}

GtkWidget *
vigie_oncall_line_new (VigieSession *session)
{
  GtkWidget *label = vigie_paragraph_new (NULL, "small dim");

  g_object_set_data_full (G_OBJECT (label), "session", g_object_ref (session), g_object_unref);
  g_signal_connect_object (session, "directory-changed", G_CALLBACK (line_cb), label, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "tick", G_CALLBACK (line_cb), label, G_CONNECT_SWAPPED);
  line_cb (GTK_LABEL (label));

  return label;
}
