/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The loaded playbook: references and look-ups.
 *
 * The document is immutable once loaded and owned as a whole (PlaybookPool): no part has a lifetime
 * of its own, so a pointer into it is good as long as a reference is held. Every struct begins with
 * its id, which lets one search serve all of them; the lists are short, only the steps (some
 * hundreds, asked for in every fold) have a hash table. */

#include "vigie-playbook.h"

#include <string.h>

#include "vigie-playbook-private.h"

/**
 * vigie_playbook_ref:
 * @playbook: a playbook
 *
 * Takes a reference; may be called from any thread.
 *
 * Returns: (transfer full): @playbook
 */
VigiePlaybook *
vigie_playbook_ref (VigiePlaybook *playbook)
{
  g_return_val_if_fail (playbook != NULL, NULL);
  g_atomic_ref_count_inc (&playbook->ref_count);

  return playbook;
}

/**
 * vigie_playbook_unref:
 * @playbook: (transfer full) (nullable): a playbook
 *
 * Drops a reference; the last one frees everything that points into the playbook.
 */
void
vigie_playbook_unref (VigiePlaybook *playbook)
{
  PlaybookPool *pool;

  if (playbook == NULL || !g_atomic_ref_count_dec (&playbook->ref_count))
    return;

  pool = playbook->owned;
  g_hash_table_unref (pool->steps);
  g_ptr_array_unref (pool->arrays);
  vigie_arena_free (pool->arena);
  g_free (pool);
  g_free (playbook);
}

static gpointer
find_id (GPtrArray *records, const char *id)
{
  if (id == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      char *const *record = g_ptr_array_index (records, i);

      if (strcmp (record[0], id) == 0)
        return g_ptr_array_index (records, i);
    }

  return NULL;
}

gboolean
vigie_playbook_has_id (GPtrArray *records, const char *id)
{
  return find_id (records, id) != NULL;
}

gboolean
vigie_playbook_has_string (GPtrArray *strings, const char *string)
{
  for (guint i = 0; i < strings->len; i++)
    if (strcmp (g_ptr_array_index (strings, i), string) == 0)
      return TRUE;

  return FALSE;
}

/**
 * vigie_playbook_level:
 * @playbook: a playbook
 * @level: a level
 *
 * Returns: (transfer none) (nullable): its definition; %NULL for %VIGIE_LEVEL_NONE
 */
const VigieLevelDef *
vigie_playbook_level (const VigiePlaybook *playbook, VigieLevel level)
{
  g_return_val_if_fail (playbook != NULL, NULL);

  for (guint i = 0; i < playbook->levels->len; i++)
    {
      const VigieLevelDef *def = g_ptr_array_index (playbook->levels, i);

      if (def->level == level)
        return def;
    }

  return NULL;
}

#define DEFINE_LOOKUP(Type, name, array)                                      \
  const Type *                                                                \
  vigie_playbook_##name (const VigiePlaybook *playbook, const char *id)       \
  {                                                                           \
    g_return_val_if_fail (playbook != NULL, NULL);                            \
    return find_id (playbook->array, id);                                     \
  }

/* Look-ups by id, all alike: the definition, borrowed from the playbook, or NULL (also for NULL). */
DEFINE_LOOKUP (VigieQuestionDef, question, questions)
DEFINE_LOOKUP (VigieTypeDef, type, types)
DEFINE_LOOKUP (VigieChecklist, checklist, checklists)
DEFINE_LOOKUP (VigiePostDef, post, posts)
DEFINE_LOOKUP (VigieContactDef, contact, contacts)
DEFINE_LOOKUP (VigieClockDef, clock, clocks)
DEFINE_LOOKUP (VigieFactDef, fact, facts)
DEFINE_LOOKUP (VigieTarget, target, targets)
DEFINE_LOOKUP (VigieTemplate, template, templates)

static gboolean
folds_to (const char *text, const char *folded)
{
  g_autofree char *own = vigie_text_fold (text);

  return strcmp (own, folded) == 0;
}

/* TRUE if an alias, the id or the title in either language is @folded. */
static gboolean
is_called (const char *id, const VigieText *title, GPtrArray *aliases, const char *folded)
{
  if (strcmp (id, folded) == 0 || folds_to (title->en, folded) || folds_to (title->fr, folded))
    return TRUE;
  for (guint i = 0; i < aliases->len; i++)
    if (folds_to (g_ptr_array_index (aliases, i), folded))
      return TRUE;

  return FALSE;
}

/**
 * vigie_playbook_audience:
 * @playbook: a playbook
 * @id_or_alias: (nullable): an id, or an alias or title of any case, accents or not
 *
 * Returns: (transfer none) (nullable): the audience, or %NULL
 */
const VigieAudience *
vigie_playbook_audience (const VigiePlaybook *playbook, const char *id_or_alias)
{
  const VigieAudience *exact;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (playbook != NULL, NULL);

  exact = find_id (playbook->audiences, id_or_alias);
  if (exact != NULL || id_or_alias == NULL)
    return exact;

  folded = vigie_text_fold (id_or_alias);
  for (guint i = 0; i < playbook->audiences->len; i++)
    {
      const VigieAudience *audience = g_ptr_array_index (playbook->audiences, i);

      if (is_called (audience->id, &audience->title, audience->aliases, folded))
        return audience;
    }

  return NULL;
}

/**
 * vigie_playbook_channel:
 * @playbook: a playbook
 * @id_or_alias: (nullable): an id, or an alias or title of any case, accents or not
 *
 * Returns: (transfer none) (nullable): the channel, or %NULL
 */
const VigieChannel *
vigie_playbook_channel (const VigiePlaybook *playbook, const char *id_or_alias)
{
  const VigieChannel *exact;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (playbook != NULL, NULL);

  exact = find_id (playbook->channels, id_or_alias);
  if (exact != NULL || id_or_alias == NULL)
    return exact;

  folded = vigie_text_fold (id_or_alias);
  for (guint i = 0; i < playbook->channels->len; i++)
    {
      const VigieChannel *channel = g_ptr_array_index (playbook->channels, i);

      if (is_called (channel->id, &channel->title, channel->aliases, folded))
        return channel;
    }

  return NULL;
}

/**
 * vigie_playbook_groups:
 * @list: (nullable): id of a type or a checklist
 *
 * Returns: (transfer none) (nullable) (element-type VigieStepGroup): its groups
 */
GPtrArray *
vigie_playbook_groups (const VigiePlaybook *playbook, const char *list)
{
  const VigieTypeDef *type = vigie_playbook_type (playbook, list);
  const VigieChecklist *checklist = type == NULL ? vigie_playbook_checklist (playbook, list) : NULL;

  return type != NULL ? type->groups : checklist != NULL ? checklist->groups : NULL;
}

/**
 * vigie_playbook_step:
 * @playbook: a playbook
 * @key: (nullable): list id, slash, step id ("INC-01/t0-validate")
 *
 * Returns: (transfer none) (nullable): the step, or %NULL
 */
const VigieStepDef *
vigie_playbook_step (const VigiePlaybook *playbook, const char *key)
{
  const PlaybookPool *pool;

  g_return_val_if_fail (playbook != NULL, NULL);
  pool = playbook->owned;

  return key != NULL ? g_hash_table_lookup (pool->steps, key) : NULL;
}

/**
 * vigie_playbook_level_action:
 * @playbook: a playbook
 * @key: (nullable): level, slash, id of the act ("P3/ticket")
 *
 * Returns: (transfer none) (nullable): the act, or %NULL
 */
const VigieLevelAction *
vigie_playbook_level_action (const VigiePlaybook *playbook, const char *key)
{
  const char *slash = key != NULL ? strchr (key, '/') : NULL;

  g_return_val_if_fail (playbook != NULL, NULL);
  if (slash == NULL)
    return NULL;
  for (guint i = 0; i < playbook->levels->len; i++)
    {
      const VigieLevelDef *def = g_ptr_array_index (playbook->levels, i);
      const char *word = vigie_level_to_word (def->level);

      if (strlen (word) != (gsize) (slash - key) || strncmp (word, key, slash - key) != 0)
        continue;
      for (guint j = 0; j < def->actions->len; j++)
        {
          const VigieLevelAction *action = g_ptr_array_index (def->actions, j);

          if (strcmp (action->id, slash + 1) == 0)
            return action;
        }
    }

  return NULL;
}

/**
 * vigie_playbook_step_text:
 * @playbook: a playbook
 * @key: (nullable): a key of step.ticked
 *
 * Returns: (transfer none) (nullable): what that step or act of a level says
 */
const VigieText *
vigie_playbook_step_text (const VigiePlaybook *playbook, const char *key)
{
  const VigieStepDef *step = vigie_playbook_step (playbook, key);
  const VigieLevelAction *action = step == NULL ? vigie_playbook_level_action (playbook, key) : NULL;

  if (step != NULL)
    return &step->text;
  if (action != NULL)
    return &action->text;
  for (guint i = 0; key != NULL && g_str_has_prefix (key, "automatisms/") && i < playbook->automatisms->len; i++)
    {
      const VigieAutomatism *automatism = g_ptr_array_index (playbook->automatisms, i);

      if (strcmp (automatism->id, key + strlen ("automatisms/")) == 0)
        return &automatism->act;
    }

  return NULL;
}

static gboolean
post_is_required (const VigiePostDef *post, const VigieTypeDef *type, gboolean breach, gboolean external)
{
  if (strcmp (post->required, "always") == 0)
    return TRUE;
  if (strcmp (post->required, "breach") == 0 && breach)
    return TRUE;
  if (strcmp (post->required, "security") == 0 && breach)
    return TRUE;
  if (strcmp (post->required, "external") == 0 && external)
    return TRUE;

  return type != NULL && vigie_playbook_has_string (type->posts, post->id);
}

/**
 * vigie_playbook_required_posts:
 * @playbook: a playbook
 * @type: (nullable): a type id; %NULL or unknown means no type
 * @breach: whether the incident is a data breach (a security incident counts as one)
 * @external: whether people outside the team are told
 *
 * Lists the posts that must be held, in the order of the playbook.
 *
 * Returns: (transfer container) (element-type VigiePostDef): the posts; never %NULL
 */
GPtrArray *
vigie_playbook_required_posts (const VigiePlaybook *playbook, const char *type, gboolean breach,
                               gboolean external)
{
  GPtrArray *required = g_ptr_array_new ();
  const VigieTypeDef *def;

  g_return_val_if_fail (playbook != NULL, required);

  def = vigie_playbook_type (playbook, type);
  for (guint i = 0; i < playbook->posts->len; i++)
    {
      VigiePostDef *post = g_ptr_array_index (playbook->posts, i);

      if (post_is_required (post, def, breach, external))
        g_ptr_array_add (required, post);
    }

  return required;
}
