/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What goes out with the document, for each list: the team gets what happened and what everyone does next, management the
 * figures and the promises, everybody what was learnt, without a name. It is only a draft: whoever sends it reads it first.
 *
 * Names are found by what the record knows of them, the authors, the holders of posts and the owners of actions, whole and by
 * each of their words. One that the record does not know stays, which is why the text is shown before it goes out. */

#include "vigie-post-mortem-private.h"

#include <string.h>

#include "vigie-action.h"
#include "vigie-delays.h"
#include "vigie-report.h"
#include "vigie-say.h"
#include "vigie-time.h"

#define MIN_NAME_CHARS 3

typedef struct
{
  const VigieIncident *incident;
  const VigiePlaybook *playbook;
  const VigieReport *report;
  VigieLang lang;
  GTimeZone *zone;
  GString *out;
} Letter;

static const char *pick (const Letter *letter, const char *english, const char *french)
    G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);
static const char *
pick (const Letter *letter, const char *english, const char *french)
{
  return vigie_say_pick (letter->lang, english, french);
}

static void
add_heading (Letter *letter, const char *heading)
{
  g_string_append_printf (letter->out, "%s%s\n", letter->out->len > 0 ? "\n" : "", heading);
}

/* The section as written, in the other language if it is only there; else as the record proposes it. */
static char *
section_text (const Letter *letter, const char *id)
{
  const VigieReportPart *part = vigie_report_part (letter->report, id);
  const VigieSection *other = vigie_incident_section (
      letter->incident, id, letter->lang == VIGIE_LANG_FR ? VIGIE_LANG_EN : VIGIE_LANG_FR);

  if (part != NULL && !part->edited && other != NULL && *other->text != '\0')
    return g_strstrip (g_strdup (other->text));

  return g_strstrip (g_strdup (part != NULL ? part->text : ""));
}

static void
add_section (Letter *letter, const char *id, const char *heading)
{
  g_autofree char *text = section_text (letter, id);

  if (*text == '\0')
    return;
  add_heading (letter, heading);
  g_string_append_printf (letter->out, "%s\n", text);
}

/* The figures of the report's impact, as they are known. */
static void
add_impact (Letter *letter)
{
  const VigieReportPart *part = vigie_report_part (letter->report, "impact");

  add_heading (letter, pick (letter, "Impact", "Impact"));
  for (guint i = 0; part != NULL && i < part->blocks->len; i++)
    {
      const VigieBlock *block = part->blocks->pdata[i];

      for (guint j = 0; block->type == VIGIE_BLOCK_FIELDS && j < block->rows->len; j++)
        {
          char **row = block->rows->pdata[j];

          g_string_append_printf (letter->out, pick (letter, "- %s: %s\n", "- %s\302\240: %s\n"),
                                  row[0], row[1]);
        }
      if (block->type == VIGIE_BLOCK_MISSING)
        g_string_append_printf (letter->out, "- %s\n", block->text);
    }
}

static void
add_delays (Letter *letter)
{
  VigieDelays delays;

  vigie_delays_of (letter->incident, letter->playbook, &delays);
  add_heading (letter, pick (letter, "Delays", "Délais"));
  for (guint i = 0; i < VIGIE_N_DELAYS; i++)
    {
      const VigieTarget *target = vigie_playbook_target (letter->playbook, vigie_delay_to_word (i));
      const char *label = target != NULL ? vigie_text_get (&target->title, letter->lang)
                                         : vigie_delay_to_word (i);
      g_autofree char *took = delays.delay_usec[i] != VIGIE_TIME_NONE
                                  ? vigie_duration_format (delays.delay_usec[i], letter->lang)
                                  : g_strdup (pick (letter, "not recorded", "non consigné"));
      g_autofree char *wanted = target != NULL ? vigie_duration_format_span (
                                    (gint64) (target->target * (double) VIGIE_SECOND_USEC),
                                    letter->lang)
                                               : NULL;

      g_string_append_printf (letter->out, pick (letter, "- %s: %s", "- %s\302\240: %s"), label,
                              took);
      if (wanted != NULL)
        g_string_append_printf (
            letter->out, pick (letter, " (target under %s)", " (objectif moins de %s)"), wanted);
      g_string_append_c (letter->out, '\n');
    }
}

static void
add_action (Letter *letter, const VigieActionItem *action, gboolean with_people)
{
  g_autofree char *due = action->due_usec != VIGIE_TIME_NONE
                             ? vigie_time_format_date (action->due_usec, letter->zone, letter->lang)
                             : NULL;

  if (strcmp (action->status, "dropped") == 0)
    return;
  g_string_append_printf (letter->out, "- %s", action->text);
  if (with_people)
    g_string_append_printf (
        letter->out, pick (letter, " (%s: %s%s%s, %s)", " (%s\302\240: %s%s%s, %s)"), action->code,
        action->owner, due != NULL ? ", " : "", due != NULL ? due : "",
        vigie_action_status_label (action->status, letter->lang));
  g_string_append_c (letter->out, '\n');
}

static void
add_actions (Letter *letter, const char *heading, gboolean with_people)
{
  if (letter->incident->actions->len == 0)
    return;
  add_heading (letter, heading);
  for (guint i = 0; i < letter->incident->actions->len; i++)
    add_action (letter, letter->incident->actions->pdata[i], with_people);
}

/* ---- Without names ---- */

static void
collect_name (GPtrArray *names, const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " \t-’'", -1);

  if (name != NULL && g_utf8_strlen (name, -1) >= MIN_NAME_CHARS)
    g_ptr_array_add (names, g_strdup (name));
  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (g_utf8_strlen (words[i], -1) >= MIN_NAME_CHARS
          && g_unichar_isupper (g_utf8_get_char (words[i])))
        g_ptr_array_add (names, g_strdup (words[i]));
    }
}

static int
longer_first (gconstpointer a, gconstpointer b)
{
  gsize left = strlen (*(const char *const *) a);
  gsize right = strlen (*(const char *const *) b);

  return left != right ? (left < right ? 1 : -1)
                       : strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
names_of (const VigieIncident *incident)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) people = vigie_post_mortem_people (incident);

  for (guint i = 0; i < people->len; i++)
    collect_name (names, people->pdata[i]);
  for (guint i = 0; i < incident->actions->len; i++)
    collect_name (names, ((const VigieActionItem *) incident->actions->pdata[i])->owner);
  for (guint i = 0; i < incident->events->len; i++)
    {
      const char *author = ((const VigieEvent *) incident->events->pdata[i])->author;

      if (g_hash_table_add (seen, (gpointer) author))
        collect_name (names, author);
    }
  g_ptr_array_sort (names, longer_first);

  return names;
}

static gboolean
is_letter_at (const char *text, const char *at)
{
  return *at != '\0' && at >= text && g_unichar_isalnum (g_utf8_get_char (at));
}

static gboolean
stands_alone (const char *text, const char *at, gsize length)
{
  const char *before = at > text ? g_utf8_prev_char (at) : NULL;

  return (before == NULL || !is_letter_at (text, before)) && !is_letter_at (text, at + length);
}

static char *
replace_word (const char *text, const char *word, const char *by)
{
  GString *out = g_string_new (NULL);
  gsize length = strlen (word);
  const char *rest = text;
  const char *at;

  while ((at = strstr (rest, word)) != NULL)
    {
      gboolean alone = stands_alone (text, at, length);

      g_string_append_len (out, rest, at - rest);
      g_string_append (out, alone ? by : word);
      rest = at + length;
    }
  g_string_append (out, rest);

  return g_string_free (out, FALSE);
}

static char *
without_names (const VigieIncident *incident, const char *text, VigieLang lang)
{
  g_autoptr(GPtrArray) names = names_of (incident);
  const char *somebody = vigie_say_pick (lang, "a colleague", "une personne de l’équipe");
  char *clean = g_strdup (text);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *before = clean;

      clean = replace_word (before, names->pdata[i], somebody);
    }

  return clean;
}

/* ---- Each list ---- */

static void
fill_team (Letter *letter)
{
  g_string_append_printf (
      letter->out,
      pick (letter,
            "The post-mortem of %s, “%s”, is attached. Thank you to everyone who took part.\n",
            "Le retour d’expérience de %s, «\302\240%s\302\240», est joint. Merci à toutes celles "
            "et ceux qui y ont pris part.\n"),
      letter->incident->ref, letter->incident->title);
  add_section (letter, "summary", pick (letter, "What happened", "Ce qui s’est passé"));
  add_section (letter, "causes", pick (letter, "Causes", "Causes"));
  add_section (letter, "went-well", pick (letter, "What went well", "Ce qui a bien marché"));
  add_section (letter, "improve", pick (letter, "What to improve", "À améliorer"));
  add_actions (letter, pick (letter, "What we do now", "Ce que nous faisons maintenant"), TRUE);
}

static void
fill_management (Letter *letter)
{
  g_string_append_printf (
      letter->out,
      pick (letter, "The post-mortem of %s, “%s” (%s), is attached.\n",
            "Le retour d’expérience de %s, «\302\240%s\302\240» (%s), est joint.\n"),
      letter->incident->ref, letter->incident->title,
      vigie_level_to_word (letter->incident->level));
  add_section (letter, "summary", pick (letter, "In short", "En bref"));
  add_impact (letter);
  add_delays (letter);
  add_section (letter, "causes", pick (letter, "Causes", "Causes"));
  add_actions (letter,
               pick (letter, "Actions and who answers for them", "Actions et qui en répond"), TRUE);
}

static void
fill_everybody (Letter *letter)
{
  g_string_append_printf (letter->out,
                          pick (letter, "What we learnt from “%s”.\n",
                                "Ce que nous avons appris de «\302\240%s\302\240».\n"),
                          letter->incident->title);
  add_section (letter, "summary", pick (letter, "What happened", "Ce qui s’est passé"));
  add_section (letter, "causes", pick (letter, "Why it happened", "Pourquoi c’est arrivé"));
  add_section (letter, "lessons", pick (letter, "What we learnt", "Ce que nous retenons"));
  add_actions (letter, pick (letter, "What changes", "Ce qui change"), FALSE);
}

char *
vigie_post_mortem_summary (const VigieIncident *incident,
                           const VigiePlaybook *playbook,
                           VigiePostMortemList list,
                           VigieLang lang,
                           GTimeZone *zone,
                           gint64 now_usec)
{
  g_autoptr(VigieReport) report = NULL;
  g_autoptr(GString) out = g_string_new (NULL);
  Letter letter = { incident, playbook, NULL, lang, zone, out };

  g_return_val_if_fail (incident != NULL && playbook != NULL && zone != NULL, NULL);

  letter.report = report = vigie_report_new (incident, playbook, lang, zone, "", now_usec, NULL);
  if (list == VIGIE_POST_MORTEM_TEAM)
    fill_team (&letter);
  else if (list == VIGIE_POST_MORTEM_MANAGEMENT)
    fill_management (&letter);
  else
    {
      fill_everybody (&letter);
      return without_names (incident, out->str, lang);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
vigie_post_mortem_subject (const VigieIncident *incident, VigiePostMortemList list, VigieLang lang)
{
  g_return_val_if_fail (incident != NULL, NULL);

  if (list == VIGIE_POST_MORTEM_EVERYBODY)
    return without_names (incident, incident->title, lang);

  return g_strdup_printf (
      vigie_say_pick (lang, "Post-mortem %s: %s", "Retour d’expérience %s\302\240: %s"),
      incident->ref, incident->title);
}

char *
vigie_agenda_words (const VigiePlaybook *playbook, VigieLang lang)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (playbook != NULL, NULL);

  for (guint i = 0; i < playbook->agenda->len; i++)
    {
      const VigieAgendaItem *item = playbook->agenda->pdata[i];

      g_string_append_printf (out, "%s%u. %s (%" G_GINT64_FORMAT " min)", i > 0 ? "\n" : "", i + 1,
                              vigie_text_get (&item->title, lang),
                              item->duration_usec / VIGIE_MINUTE_USEC);
    }

  return g_string_free (out, FALSE);
}
