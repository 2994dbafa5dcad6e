/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recording causes. Each event says the whole cause as it is now; who changes one names the version that was seen.
 * What is confirmed cites what shows it: a cause that somebody merely believes in stays supposed. */

#include "vigie-act-cause.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-private.h"
#include "vigie-error.h"
#include "vigie-text.h"

static const VigieCause *
need_cause (const VigieIncident *incident, const char *id_or_code, GError **error)
{
  const VigieCause *cause = vigie_incident_cause (incident, id_or_code);

  if (cause == NULL)
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no cause “%s”."),
                 id_or_code);

  return cause;
}

static const char *
kept (const char *given, const char *before)
{
  return given != NULL ? given : before;
}

static void
fill_from (VigieCauseChange *change, const VigieCause *before)
{
  if (before != NULL)
    {
      change->text = kept (change->text, before->text);
      change->kind = kept (change->kind, before->is_factor ? "factor" : "why");
      change->state = kept (change->state, vigie_cause_state_to_word (before->state));
      change->term = kept (change->term, before->term);
      change->note = kept (change->note, before->note);
      change->root = change->root >= 0 ? change->root : before->root;
    }
  change->kind = kept (change->kind, "why");
  change->state = kept (change->state, "supposed");
  change->root = MAX (change->root, 0);
  if (strcmp (change->state, "ruled-out") == 0)
    change->root = 0;
  if (change->root == 0)
    change->term = NULL;
}

/* ---- Evidence ---- */

static const char *
find_by_code (const VigieIncident *incident, const char *code)
{
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = incident->entries->pdata[i];

      if (entry->code != NULL && g_ascii_strcasecmp (entry->code, code) == 0)
        return entry->event->id;
    }

  return code;
}

static gboolean
cites_already (const VigieCause *before, const char *evidence)
{
  return before != NULL
         && g_ptr_array_find_with_equal_func (before->evidence, evidence, g_str_equal, NULL);
}

/* What was cited before stays, even if its entry has been retracted since: the list of what is missing says so. */
static GPtrArray *
find_evidence (const VigieIncident *incident,
               const VigieCauseChange *change,
               const VigieCause *before,
               GError **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; change->evidence == NULL && before != NULL && i < before->evidence->len; i++)
    g_ptr_array_add (found, before->evidence->pdata[i]);
  for (guint i = 0; change->evidence != NULL && change->evidence[i] != NULL; i++)
    {
      const char *id = find_by_code (incident, change->evidence[i]);

      if (!cites_already (before, id) && !vigie_cause_evidence_stands (incident, id))
        {
          g_set_error (
              error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND,
              _("“%s” is neither an entry of the timeline nor a known fact, so it shows nothing."),
              change->evidence[i]);
          return NULL;
        }
      if (!g_ptr_array_find_with_equal_func (found, id, g_str_equal, NULL))
        g_ptr_array_add (found, (gpointer) id);
    }
  if (strcmp (change->state, "confirmed") == 0 && found->len == 0)
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                        _("A cause is confirmed by evidence: cite an entry of the timeline or a "
                           "fact that shows it, or leave it supposed."));
      return NULL;
    }

  return g_steal_pointer (&found);
}

/* ---- The rest ---- */

/* Id of what the cause is to explain: "" for the problem itself; NULL with a sentence. */
static const char *
find_parent (const VigieIncident *incident,
             const VigieCauseChange *change,
             const VigieCause *before,
             GError **error)
{
  const VigieCause *parent;

  if (change->parent == NULL)
    return before != NULL && before->parent != NULL ? before->parent->id : "";
  if (*change->parent == '\0')
    return "";
  parent = need_cause (incident, change->parent, error);
  if (parent == NULL)
    return NULL;
  if (before != NULL && (parent == before || vigie_cause_is_beneath (parent, before)))
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                        _("A cause cannot stand beneath itself: choose one outside its branch."));
      return NULL;
    }

  return parent->id;
}

static gboolean
check_words (const VigieCauseChange *change, GError **error)
{
  VigieCauseState state;

  if (strcmp (change->kind, "why") != 0 && strcmp (change->kind, "factor") != 0)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                             _("A cause is an answer to “why?” or a contributing factor."));
  if (!vigie_cause_state_from_word (change->state, &state))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                             _("A cause is supposed, confirmed or ruled out."));
  if (change->root > 0 && strcmp (change->kind, "factor") == 0)
    return vigie_act_refuse (
        error, VIGIE_ERROR_INVALID,
        _("A contributing factor is no root cause: make it an answer to “why?” first."));

  return TRUE;
}

static gboolean
add_term (VigieJsonWriter *writer, const VigiePlaybook *playbook, const char *given, GError **error)
{
  g_autofree char *term = NULL;

  if (given == NULL || vigie_text_is_blank (given))
    return TRUE;
  term = vigie_text_clean_line (vigie_cause_term_find (playbook, given), _("The term"),
                                VIGIE_CAUSE_TERM_MAX_CHARS, error);
  if (term == NULL)
    return FALSE;
  vigie_json_writer_member_string (writer, "term", term);

  return TRUE;
}

static gboolean
add_note (VigieJsonWriter *writer, const char *given, GError **error)
{
  g_autofree char *note = NULL;

  if (given == NULL || vigie_text_is_blank (given))
    return TRUE;
  note = vigie_text_clean (given, -1, error);
  if (note == NULL)
    return FALSE;
  vigie_json_writer_member_string (writer, "note", note);

  return TRUE;
}

static void
add_list (VigieJsonWriter *writer, const char *name, GPtrArray *texts)
{
  vigie_json_writer_key (writer, name);
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < texts->len; i++)
    vigie_json_writer_string (writer, texts->pdata[i]);
  vigie_json_writer_end_array (writer);
}

/**
 * vigie_act_cause:
 * @cause: (nullable): id or code of the cause to change; %NULL makes a new one
 * @given: what it is to be
 * @error: NOT_FOUND, or INVALID with what is missing
 *
 * Returns: (transfer full) (nullable): the draft
 */
GPtrArray *
vigie_act_cause (const VigiePlaybook *playbook,
                 const VigieIncident *incident,
                 const char *cause,
                 const VigieCauseChange *given,
                 const char *author,
                 gint64 at_usec,
                 GError **error)
{
  VigieCauseChange change = *given;
  const VigieCause *before = NULL;
  const char *parent;
  g_autofree char *text = NULL;
  g_autoptr(GPtrArray) evidence = NULL;
  g_autoptr(VigieJsonWriter) writer = NULL;

  g_return_val_if_fail (playbook != NULL && incident != NULL && given != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error)
      || (cause != NULL && (before = need_cause (incident, cause, error)) == NULL))
    return NULL;
  fill_from (&change, before);
  text = vigie_act_text (change.text, _("The cause"), error);
  if (text == NULL || !check_words (&change, error)
      || (parent = find_parent (incident, &change, before, error)) == NULL
      || (evidence = find_evidence (incident, &change, before, error)) == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_act_member_optional (writer, "cause", before != NULL ? before->id : NULL);
  vigie_act_member_optional (writer, "parent", *parent != '\0' ? parent : NULL);
  vigie_json_writer_member_string (writer, "kind", change.kind);
  vigie_json_writer_member_string (writer, "text", text);
  vigie_json_writer_member_string (writer, "state", change.state);
  vigie_json_writer_member_boolean (writer, "root", change.root > 0);
  add_list (writer, "evidence", evidence);
  if (!add_term (writer, playbook, change.term, error) || !add_note (writer, change.note, error))
    return NULL;

  return vigie_act_one (g_steal_pointer (&writer), incident, "cause.set", at_usec, author,
                        before != NULL ? before->event : NULL);
}

static void
add_removal (GPtrArray *drafts,
             const VigieIncident *incident,
             const VigieCause *cause,
             gboolean removed,
             const char *author,
             gint64 at_usec)
{
  VigieJsonWriter *writer = vigie_act_begin ();
  const VigieCauseItem *item = (const VigieCauseItem *) cause;

  vigie_json_writer_member_string (writer, "cause", cause->id);
  vigie_json_writer_member_boolean (writer, "removed", removed);
  vigie_act_add (drafts, writer, incident->stream, "cause.removed", at_usec, author, item->removal);
}

/**
 * vigie_act_causes_removed:
 * @causes: ids or codes, %NULL-terminated
 * @removed: %FALSE puts them back
 */
GPtrArray *
vigie_act_causes_removed (const VigieIncident *incident,
                          const char *const *causes,
                          gboolean removed,
                          const char *author,
                          gint64 at_usec,
                          GError **error)
{
  g_autoptr(GPtrArray) drafts = vigie_act_drafts_new ();

  g_return_val_if_fail (incident != NULL && causes != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  for (guint i = 0; causes[i] != NULL; i++)
    {
      const VigieCause *cause = need_cause (incident, causes[i], error);

      if (cause == NULL)
        return NULL;
      if (cause->removed != (removed != FALSE))
        add_removal (drafts, incident, cause, removed, author, at_usec);
    }
  if (drafts->len == 0)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                        removed ? _("This cause was removed already.")
                                : _("This cause is there already."));
      return NULL;
    }

  return g_steal_pointer (&drafts);
}

/**
 * vigie_act_techniques:
 * @words: techniques, %NULL-terminated; none takes what was said back
 * @note: (nullable): how they were used
 */
GPtrArray *
vigie_act_techniques (const VigieIncident *incident,
                      const char *const *words,
                      const char *note,
                      const char *author,
                      gint64 at_usec,
                      GError **error)
{
  g_autoptr(VigieJsonWriter) writer = NULL;
  g_autoptr(GPtrArray) used = g_ptr_array_new ();

  g_return_val_if_fail (incident != NULL && words != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!vigie_cause_technique_is_known (words[i]))
        {
          g_autofree char *known = g_strjoinv (", ", (GStrv) vigie_cause_techniques ());

          g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                       _("“%s” is no technique; there are %s."), words[i], known);
          return NULL;
        }
      if (!g_ptr_array_find_with_equal_func (used, words[i], g_str_equal, NULL))
        g_ptr_array_add (used, (gpointer) words[i]);
    }
  writer = vigie_act_begin ();
  add_list (writer, "techniques", used);
  if (!add_note (writer, note, error))
    return NULL;

  return vigie_act_one (g_steal_pointer (&writer), incident, "technique.set", at_usec, author,
                        vigie_incident_priv (incident)->technique_event);
}
