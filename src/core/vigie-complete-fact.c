/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Facts and their values. A fact is found by its name or by any word of its label in either language, with or
 * without "#": "utilisateurs" and "attaque=" are what one types, "#users_affected=" is what the line records. What
 * is proposed always carries the name, so that the same fact is never recorded under two of them. */

#include "vigie-complete-private.h"

#include <string.h>

#include "vigie-command-words.h"
#include "vigie-text.h"

/* How well a fact answers to @folded, best first; NONE: not at all. Without "#" the words inside a name do not
 * count: they are English, and a note in French begins with many of them. */
enum { BY_NAME, BY_LABEL, BY_WORD, N_RANKS, NONE = N_RANKS };

static int
rank_of (VigieCompleter *self, const VigieFactDef *def, const char *folded, gboolean signed_)
{
  g_autofree char *label = vigie_text_fold (vigie_text_get (&def->label, self->scene->lang));

  if (g_str_has_prefix (def->name, folded))
    return BY_NAME;
  if (g_str_has_prefix (label, folded))
    return BY_LABEL;
  if ((signed_ && vigie_completer_begins_a_word (def->name, folded))
      || vigie_completer_begins_a_word (vigie_text_get (&def->label, VIGIE_LANG_FR), folded)
      || vigie_completer_begins_a_word (vigie_text_get (&def->label, VIGIE_LANG_EN), folded))
    return BY_WORD;

  return NONE;
}

/* "#users_affected · 1 200" */
static char *
fact_detail (VigieCompleter *self, const char *name)
{
  const VigieCompleteScene *scene = self->scene;
  const VigieFact *fact = scene->incident != NULL ? vigie_incident_fact (scene->incident, name) : NULL;
  g_autofree char *value = NULL;
  g_autofree char *line = NULL;

  if (fact == NULL || fact->value == NULL || *fact->value == '\0')
    return g_strdup_printf ("#%s", name);
  value = vigie_fact_value_words (scene->playbook, name, fact->value, scene->zone, scene->lang);
  line = vigie_text_first_line (value, 40);

  return g_strdup_printf ("#%s · %s", name, line);
}

static void
offer_fact (VigieCompleter *self, const char *from, const VigieFactDef *def, gboolean first)
{
  g_autofree char *insert = g_strdup_printf (first ? "#%s=" : "#%s ", def->name);
  g_autofree char *detail = fact_detail (self, def->name);

  vigie_completer_offer (self, VIGIE_COMPLETION_FACT, from, insert, vigie_text_get (&def->label, self->scene->lang), detail);
}

void
vigie_completer_offer_facts (VigieCompleter *self, const char *from, const char *typed, gboolean first)
{
  GPtrArray *facts = self->scene->playbook->facts;

  for (int rank = BY_NAME; rank < N_RANKS; rank++)
    for (guint i = 0; i < facts->len; i++)
      if (rank_of (self, g_ptr_array_index (facts, i), typed, *from == '#') == rank)
        offer_fact (self, from, g_ptr_array_index (facts, i), first);
}

/* ---- Values ---- */

/* What is typed for one fact. */
typedef struct
{
  const VigieFactDef *def;
  const char *from;    /* where the whole begins */
  const char *kept;    /* values before the last comma, with it; "" */
  const char *folded;  /* the value being typed */
} Typed;

static gboolean
is_whole (const VigieFactValue *value, const char *folded)
{
  g_autofree char *id = vigie_text_fold (value->id);
  g_autofree char *fr = vigie_text_fold (value->label.fr != NULL ? value->label.fr : value->id);
  g_autofree char *en = vigie_text_fold (value->label.en != NULL ? value->label.en : value->id);

  return strcmp (id, folded) == 0 || strcmp (fr, folded) == 0 || strcmp (en, folded) == 0;
}

static void
offer_value (VigieCompleter *self, const Typed *typed, const VigieFactValue *value)
{
  const char *label = vigie_text_get (&value->label, self->scene->lang);
  g_autofree char *insert = g_strdup_printf ("#%s=%s%s", typed->def->name, typed->kept, label);

  vigie_completer_offer (self, VIGIE_COMPLETION_VALUE, typed->from, insert, label, vigie_text_get (&typed->def->label, self->scene->lang));
}

/* One of a list that stands there already. */
static gboolean
is_kept (const Typed *typed, const VigieFactValue *value)
{
  g_auto(GStrv) kept = g_strsplit (typed->kept, ",", -1);

  for (guint i = 0; kept[i] != NULL; i++)
    {
      g_autofree char *folded = vigie_text_fold (g_strstrip (kept[i]));

      if (is_whole (value, folded))
        return TRUE;
    }

  return FALSE;
}

static void
offer_choices (VigieCompleter *self, const Typed *typed)
{
  for (guint i = 0; i < typed->def->values->len; i++)
    {
      const VigieFactValue *value = g_ptr_array_index (typed->def->values, i);

      if (is_kept (typed, value))
        continue;
      if (vigie_completer_begins_a_word (value->id, typed->folded)
          || vigie_completer_begins_a_word (vigie_text_get (&value->label, VIGIE_LANG_FR), typed->folded)
          || vigie_completer_begins_a_word (vigie_text_get (&value->label, VIGIE_LANG_EN), typed->folded))
        offer_value (self, typed, value);
    }
}

static gboolean
says_one (const VigieFactDef *def, const char *folded)
{
  for (guint i = 0; i < def->values->len; i++)
    if (is_whole (g_ptr_array_index (def->values, i), folded))
      return TRUE;

  return FALSE;
}

/* @value: what stands behind the name, up to the cursor. @named: the name is the fact's own. */
static void
offer_values_of (VigieCompleter *self, const char *from, const VigieFactDef *def, const char *value, gboolean named)
{
  gboolean is_list = strcmp (def->type, "choices") == 0;
  const char *comma = is_list ? strrchr (value, ',') : NULL;
  g_autofree char *kept = comma != NULL ? g_strndup (value, (gsize) (comma + 1 - value)) : g_strdup ("");
  g_autofree char *folded = vigie_text_fold (vigie_command_skip_space (comma != NULL ? comma + 1 : value));
  Typed typed = { def, from, kept, g_strchomp (folded) };

  if (is_list || strcmp (def->type, "choice") == 0)
    {
      if (!named || !says_one (def, folded))
        offer_choices (self, &typed);
    }
  else if (strcmp (def->type, "time") == 0 && named && *value != '\0')
    vigie_completer_offer_times (self, value, FALSE);
  else if (!named)
    offer_fact (self, from, def, TRUE);
}

/* The place behind the name of "#name=…" or "name=…", NULL if there is no "=" (":" or space after "#"). */
static const char *
end_of_name (const char *from)
{
  gboolean has_sign = *from == '#';
  const char *end = from + has_sign;

  while (*end != '\0' && (g_unichar_isalnum (g_utf8_get_char (end)) || *end == '_' || *end == '-'))
    end = g_utf8_next_char (end);
  if (end == from + has_sign || !(*end == '=' || (has_sign && (*end == ':' || *end == ' '))))
    return NULL;

  return end;
}

gboolean
vigie_completer_offer_values (VigieCompleter *self, const char *from)
{
  GPtrArray *facts = self->scene->playbook->facts;
  const char *end = end_of_name (from);
  const char *start = from + (*from == '#');
  g_autofree char *name = end != NULL ? g_strndup (start, (gsize) (end - start)) : NULL;
  g_autofree char *folded = name != NULL ? vigie_text_fold (name) : NULL;
  const VigieFactDef *own = name != NULL && *from == '#' ? vigie_playbook_fact (self->scene->playbook, name) : NULL;
  const char *value;

  if (name == NULL)
    return FALSE;
  value = vigie_command_skip_space (end);
  if (*value == '=' || *value == ':')
    value = vigie_command_skip_space (value + 1);
  if (own != NULL)
    offer_values_of (self, from, own, value, TRUE);
  for (guint i = 0; own == NULL && *end == '=' && i < facts->len; i++)
    if (rank_of (self, g_ptr_array_index (facts, i), folded, *from == '#') != NONE)
      offer_values_of (self, from, g_ptr_array_index (facts, i), value, FALSE);

  return TRUE;
}
