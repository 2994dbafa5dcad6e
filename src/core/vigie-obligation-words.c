/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Obligations said to people, and the two kinds that no running incident has: those a declaration
 * would start, and those of the organisation. The preview is a real declaration, sealed with a key
 * that everybody knows and folded like any other, so that it cannot differ from what will follow. */

#include "vigie-obligation.h"

#include <string.h>

#include "vigie-act.h"
#include "vigie-obligation-private.h"
#include "vigie-time.h"

#define PREVIEW_ID "00000000-0000-7000-8000-000000000000"
#define PREVIEW_PERSON "Preview"

/* By VigieLang; "%s" is a duration, a time or a reason. */
typedef struct
{
  const char *running, *late, *done, *done_late, *waived, *unknown;
} Phrases;

static const Phrases phrases[2] = {
  { "in %s", "%s late", "done %s", "done %s, %s late", "not applicable: %s", "due time not known yet" },
  { "dans %s", "en retard %s", "fait %s", "fait %s, en retard de %s", "sans objet\u00a0: %s",
    "échéance pas encore connue" },
};

static char *
fill (const char *phrase, const char *first, const char *second)
{
  g_auto(GStrv) parts = g_strsplit (phrase, "%s", -1);
  GString *text = g_string_new (parts[0]);

  if (parts[1] != NULL)
    {
      g_string_append (text, first);
      g_string_append (text, parts[1]);
      if (parts[2] != NULL)
        {
          g_string_append (text, second);
          g_string_append (text, parts[2]);
        }
    }

  return g_string_free (text, FALSE);
}

/**
 * vigie_obligation_words:
 * @obligation: an obligation
 * @now_usec: the moment, in microseconds since 1970 UTC
 * @zone: the zone for times of day
 * @lang: the language
 *
 * Says how it stands: "in 37 min", "2 min late", "done 23:58, 4 min late", "not applicable: …".
 *
 * Returns: (transfer full): the words
 */
char *
vigie_obligation_words (const VigieObligation *obligation, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  const Phrases *words = &phrases[lang == VIGIE_LANG_FR ? 1 : 0];
  g_autofree char *duration = NULL;
  g_autofree char *done = NULL;

  g_return_val_if_fail (obligation != NULL, NULL);

  if (obligation->state == VIGIE_OBLIGATION_WAIVED)
    return fill (words->waived, obligation->note != NULL ? obligation->note : "", "");
  if (obligation->state == VIGIE_OBLIGATION_DONE)
    {
      gint64 late = obligation->due_usec != VIGIE_TIME_NONE ? obligation->fulfilled_usec - obligation->due_usec : 0;

      done = vigie_time_format_near (obligation->fulfilled_usec, now_usec, zone, lang);
      duration = vigie_duration_format (MAX (late, 0), lang);
      return fill (late > 0 ? words->done_late : words->done, done, duration);
    }
  if (obligation->due_usec == VIGIE_TIME_NONE)
    return g_strdup (words->unknown);

  duration = vigie_duration_format (ABS (obligation->due_usec - now_usec), lang);

  return fill (now_usec > obligation->due_usec ? words->late : words->running, duration, "");
}

/**
 * vigie_obligation_title:
 * @obligation: an obligation
 * @lang: the language
 *
 * Returns: (transfer full): its title, with what it is about: "Handover: Scribe (Awa)"
 */
char *
vigie_obligation_title (const VigieObligation *obligation, VigieLang lang)
{
  const char *title;
  const char *name;
  g_autofree char *label = NULL;
  const char *colon = lang == VIGIE_LANG_FR ? "\u00a0: " : ": ";

  g_return_val_if_fail (obligation != NULL, NULL);

  title = vigie_text_get (&obligation->clock->title, lang);
  name = obligation->subject_text != NULL ? vigie_text_get (obligation->subject_text, lang) : obligation->subject;
  label = vigie_text_first_line (obligation->subject_label, 60);
  if (*name == '\0')
    return g_strdup (title);
  if (*label == '\0' || strcmp (label, name) == 0)
    return g_strconcat (title, colon, name, NULL);

  return g_strconcat (title, colon, name, " (", label, ")", NULL);
}

/* The declarer of a trial is nobody: the post is all that can be said. */
static void
forget_person (gpointer data, gpointer user_data)
{
  VigieObligation *obligation = data;

  if (strcmp (obligation->owner, PREVIEW_PERSON) != 0)
    return;
  g_free (obligation->owner);
  g_free (obligation->subject_label);
  obligation->owner = g_strdup (obligation->subject);
  obligation->subject_label = g_strdup ("");
}

/**
 * vigie_obligations_preview:
 * @playbook: a playbook; must outlive the result
 * @type: (nullable): the type to declare
 * @level: the level to declare, or %VIGIE_LEVEL_NONE for the recommended one
 * @answers: the answers
 * @detected_usec: when it was detected, or %VIGIE_TIME_NONE
 * @declared_usec: when it would be declared
 *
 * Lists what a declaration would start, as it would stand at that moment.
 *
 * Returns: (transfer full) (element-type VigieObligation): the obligations; empty if the declaration
 *   would be refused
 */
GPtrArray *
vigie_obligations_preview (const VigiePlaybook *playbook, const char *type, VigieLevel level,
                           const VigieAnswers *answers, gint64 detected_usec, gint64 declared_usec)
{
  VigieDeclaration declaration = { 0 };
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(VigieIncident) incident = NULL;
  GPtrArray *obligations;

  g_return_val_if_fail (playbook != NULL && answers != NULL, NULL);

  declaration.title = PREVIEW_PERSON;
  declaration.type = type;
  declaration.answers = *answers;
  declaration.level = level;
  declaration.reason = PREVIEW_PERSON;
  declaration.started_usec = VIGIE_TIME_NONE;
  declaration.detected_usec = detected_usec;
  declaration.declared_usec = declared_usec;
  declaration.incident_id = PREVIEW_ID;

  drafts = vigie_act_declare (playbook, &declaration, PREVIEW_PERSON, NULL);
  if (drafts != NULL)
    incident = vigie_incident_trial (NULL, playbook, drafts, declared_usec);
  if (incident == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_obligation_free);

  obligations = vigie_obligations_evaluate (playbook, incident, declared_usec);
  g_ptr_array_foreach (obligations, forget_person, NULL);

  return obligations;
}
