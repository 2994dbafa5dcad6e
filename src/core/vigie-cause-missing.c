/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the analysis of the causes lacks before somebody signs it. It is listed, never filled in. */

#include "vigie-cause.h"
#include "vigie-missing.h"

#include <string.h>

static const char *
pick (VigieLang lang, const char *english, const char *french) G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);

static const char *
pick (VigieLang lang, const char *english, const char *french)
{
  return lang == VIGIE_LANG_FR ? french : english;
}

static void
add (GPtrArray *all, VigieMissingKind kind, const char *id, char *words)
{
  VigieMissing *missing = g_new0 (VigieMissing, 1);

  missing->kind = kind;
  missing->id = g_strdup (id);
  missing->words = words;
  g_ptr_array_add (all, missing);
}

/* What is confirmed at the end of a branch, and what contributed, is to be changed by something. */
static gboolean
needs_action (const VigieCause *cause)
{
  return cause->state == VIGIE_CAUSE_CONFIRMED && (cause->is_factor || cause->root);
}

static void
check_cause (GPtrArray *all, const VigieIncident *incident, const VigieCause *cause, VigieLang lang)
{
  g_autoptr(GPtrArray) actions = vigie_cause_actions (incident, cause);

  if (cause->state == VIGIE_CAUSE_CONFIRMED && !vigie_cause_has_standing_evidence (incident, cause))
    add (all, VIGIE_MISSING_CAUSE, cause->code,
         g_strdup_printf (pick (lang, "%s is confirmed, and what showed it has been retracted",
                                "%s est confirmée, mais ce qui la montrait a été retiré"),
                          cause->code));
  if (vigie_cause_is_root (cause) && cause->state == VIGIE_CAUSE_CONFIRMED && cause->term == NULL)
    add (all, VIGIE_MISSING_CAUSE, cause->code,
         g_strdup_printf (pick (lang, "%s has no term of the shared list",
                                "%s n’a pas de terme de la liste commune"),
                          cause->code));
  if (cause->circular)
    add (all, VIGIE_MISSING_CAUSE, cause->code,
         g_strdup_printf (pick (lang, "%s was moved on two sides at once and waits for its place",
                                "%s a été déplacée de deux côtés à la fois et attend sa place"),
                          cause->code));
  if (needs_action (cause) && actions->len == 0)
    add (all, VIGIE_MISSING_CAUSE, cause->code,
         g_strdup_printf (pick (lang, "%s has no action", "%s n’a pas d’action"), cause->code));
}

static void
check_root (GPtrArray *all, const VigieIncident *incident, VigieLang lang)
{
  for (guint i = 0; i < incident->causes->len; i++)
    {
      const VigieCause *cause = incident->causes->pdata[i];

      if (vigie_cause_is_root (cause) && cause->state == VIGIE_CAUSE_CONFIRMED)
        return;
    }
  add (all, VIGIE_MISSING_CAUSE, "root",
       g_strdup (pick (lang, "No root cause is confirmed", "Aucune cause racine n’est confirmée")));
}

/* A cause that was removed answers nothing any more. */
static gboolean
answers_a_cause (const VigieIncident *incident, const VigieActionItem *action)
{
  const VigieCause *cause = action->cause != NULL ? vigie_incident_cause (incident, action->cause)
                                                  : NULL;

  return cause != NULL && !cause->removed;
}

GPtrArray *
vigie_cause_missing (const VigieIncident *incident, VigieLang lang)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_missing_free);

  g_return_val_if_fail (incident != NULL, all);

  check_root (all, incident, lang);
  for (guint i = 0; i < incident->causes->len; i++)
    check_cause (all, incident, incident->causes->pdata[i], lang);
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const VigieActionItem *action = incident->actions->pdata[i];

      if (strcmp (action->status, "dropped") != 0 && !answers_a_cause (incident, action))
        add (all, VIGIE_MISSING_ACTION, action->code,
             g_strdup_printf (pick (lang, "%s answers no cause", "%s ne répond à aucune cause"),
                              action->code));
    }

  return all;
}
