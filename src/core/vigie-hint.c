/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Applying the rules, and the one that is no pattern: somebody's name in a sentence about a cause. It is let pass where
 * the sentence tells of something that person set right, or found. */

#include "vigie-hint.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-bytes-text.h"
#include "vigie-event.h"
#include "vigie-hint-rules.h"

#define HINTS_MAX 100
/* Nobody reads a section of that length; what lies behind is left alone. */
#define TEXT_MAX_BYTES   ((gsize) 64 * 1024)
#define NAME_MIN_LETTERS 3

static VigiePattern cause[] = {
  [VIGIE_LANG_EN] = { "\\b(?:because|due to|caused by|fault|as a result of|owing "
                      "to|forgot|forgotten|failed "
                      "to|neglected|overlooked|omitted|mistakes?|mistakenly|wrongly|error by|did "
                      "not|didn't|deleted the wrong|should|to blame|broke)\\b",
                      NULL },
  [VIGIE_LANG_FR] = { "\\b(?:parce qu|car\\b|a cause d|faute|en raison d|du fait "
                      "d|oubli\\w*|omis|neglige\\w*|s'est trompee?|trompee?\\b|par erreur|erreur "
                      "d|n'a pas|n'avait pas|n'ont pas|aurait du|a casse|coupable|suite a "
                      "(?:une|l'|un) (?:erreur|action|manipulation))",
                      NULL },
};
static VigiePattern merit[] = {
  [VIGIE_LANG_EN] = { "\\b(?:restor\\w+|restart\\w+|fixed|noticed|detected|found|saved|repaired|"
                      "spotted|reported|thanks to|approved|confirmed)\\b",
                      NULL },
  [VIGIE_LANG_FR] = { "\\b(?:retabli\\w*|redemarre\\w*|corrig\\w+|detect\\w+|remarqu\\w+|trouv\\w+|"
                      "repar\\w+|signal\\w+|grace a|approuv\\w+|confirm\\w+)",
                      NULL },
};

static const char *const named_proposals[] = {
  [VIGIE_LANG_EN] =
      "Say what it depended on, without the name: “The restart was in nobody’s checklist.”",
  [VIGIE_LANG_FR] = "Dites de quoi cela dépendait, sans le nom\302\240: «\302\240Le redémarrage ne "
                    "figurait dans aucune liste.\302\240»",
};

typedef struct
{
  const VigieFlat *flat;
  VigieLang lang;
  GPtrArray *hints;
} Finder;

static void
hint_free (gpointer data)
{
  VigieHint *hint = data;

  g_free (hint->words);
  g_free (hint->key);
  g_free (hint);
}

/* "RULE/HASH", of the words and the sentence they stand in. */
static char *
key_of (const Finder *finder, const char *rule, VigieFlatSpan span)
{
  VigieFlatSpan sentence = vigie_flat_around (finder->flat, span, "");
  g_autoptr (GString) said = g_string_new (NULL);
  guint8 hash[VIGIE_HASH_BYTES];
  g_autofree char *hex = NULL;

  while (sentence.start < span.start && finder->flat->lower[sentence.start] == ' ')
    sentence.start++;
  g_string_append_len (said, finder->flat->lower + sentence.start, sentence.end - sentence.start);
  g_string_append_printf (said, "\n%d", span.start - sentence.start);
  vigie_hash (said->str, said->len, hash);
  hex = vigie_hex (hash, 8);

  return g_strconcat (rule, "/", hex, NULL);
}

/* The wider find stands: "the operator failed to" needs no second hint for one of its words. */
static gboolean
is_covered (const Finder *finder, VigieHintKind kind, glong start, glong end)
{
  for (guint i = 0; i < finder->hints->len; i++)
    {
      const VigieHint *other = finder->hints->pdata[i];

      if (other->kind == kind && start < other->end_chars && other->start_chars < end)
        return TRUE;
    }

  return FALSE;
}

static void
add (Finder *finder,
     const char *rule,
     VigieHintKind kind,
     VigieFlatSpan span,
     const char *reason,
     const char *proposal)
{
  const VigieFlat *flat = finder->flat;
  glong start = g_utf8_pointer_to_offset (flat->text, flat->text + flat->at_bytes[span.start]);
  glong end = g_utf8_pointer_to_offset (flat->text, flat->text + flat->at_bytes[span.end]);
  VigieHint *hint;

  if (finder->hints->len >= HINTS_MAX || is_covered (finder, kind, start, end))
    return;
  hint = g_new0 (VigieHint, 1);
  hint->rule = rule;
  hint->kind = kind;
  hint->start_chars = start;
  hint->end_chars = end;
  hint->words = vigie_flat_slice (flat, span);
  hint->reason = _ (reason);
  hint->proposal = proposal;
  hint->key = key_of (finder, rule, span);
  g_ptr_array_add (finder->hints, hint);
}

/* ---- Names ---- */

static gboolean
is_word_sign (char sign)
{
  return g_ascii_isalnum (sign) || sign == VIGIE_FLAT_LETTER;
}

/* A whole word, with a capital: "Rose" is a name, "rose" is none. */
static gboolean
is_name_at (const VigieFlat *flat, VigieFlatSpan span)
{
  return (span.start == 0 || !is_word_sign (flat->lower[span.start - 1]))
         && !is_word_sign (flat->lower[span.end]) && !g_ascii_islower (flat->cased[span.start]);
}

static void
find_name (Finder *finder, const char *name)
{
  const VigieFlat *flat = finder->flat;
  g_autoptr (VigieFlat) wanted = vigie_flat_new (name);

  if (wanted->length < NAME_MIN_LETTERS)
    return;
  for (const char *at = strstr (flat->lower, wanted->lower); at != NULL;
       at = strstr (at + 1, wanted->lower))
    {
      VigieFlatSpan span = { (int) (at - flat->lower),
                             (int) (at - flat->lower + (gssize) wanted->length) };
      VigieFlatSpan sentence = vigie_flat_around (flat, span, ";");

      if (is_name_at (flat, span) && vigie_flat_has_within (flat, &cause[finder->lang], sentence)
          && !vigie_flat_has_within (flat, &merit[finder->lang], sentence))
        add (finder, "named-cause", VIGIE_HINT_BLAME, span,
             N_ ("A name stands where the cause is told. The report looks for what made it "
                 "possible."),
             named_proposals[finder->lang]);
    }
}

/* The whole name first, then each part of it. */
static void
find_names (Finder *finder, const char *const *names)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    find_name (finder, names[i]);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit_set (names[i], " .", -1);

      for (guint k = 0; parts[k] != NULL; k++)
        if (g_unichar_isupper (g_utf8_get_char (parts[k])))
          find_name (finder, parts[k]);
    }
}

/* ---- Rules ---- */

static void
find_rule (Finder *finder, VigieHintRule *rule)
{
  VigieFlatSpan span;

  for (int from = 0; vigie_flat_next (finder->flat, &rule->pattern, FALSE, &from, &span);)
    if (rule->unless.pattern == NULL
        || !vigie_flat_has_within (finder->flat, &rule->unless,
                                   vigie_flat_around (finder->flat, span, ";")))
      add (finder, rule->rule, rule->kind, vigie_flat_whole_word (finder->flat, span), rule->reason,
           rule->proposal);
}

static int
compare_hints (gconstpointer a, gconstpointer b)
{
  const VigieHint *left = *(const VigieHint *const *) a;
  const VigieHint *right = *(const VigieHint *const *) b;

  if (left->start_chars != right->start_chars)
    return left->start_chars < right->start_chars ? -1 : 1;

  return strcmp (left->rule, right->rule);
}

GPtrArray *
vigie_hints_find (const char *text, VigieLang lang, const char *const *names)
{
  Finder finder = { .lang = lang, .hints = g_ptr_array_new_with_free_func (hint_free) };
  g_autofree char *head = NULL;
  g_autoptr (VigieFlat) flat = NULL;
  const char *end;

  g_return_val_if_fail (text != NULL, finder.hints);

  head = g_strndup (text, TEXT_MAX_BYTES);
  if (!g_utf8_validate (head, -1, &end))
    head[end - head] = '\0';
  flat = vigie_flat_new (head);
  finder.flat = flat;
  for (VigieHintRule *rule = vigie_hint_rules; rule->rule != NULL; rule++)
    if (rule->lang == lang)
      find_rule (&finder, rule);
  find_names (&finder, names);
  g_ptr_array_sort (finder.hints, compare_hints);

  return finder.hints;
}

/* ---- Who may be named ---- */

static void
add_name (GPtrArray *names, GHashTable *seen, const char *name)
{
  if (name != NULL && *name != '\0' && g_hash_table_add (seen, (gpointer) name))
    g_ptr_array_add (names, g_strdup (name));
}

/* Services are entries too ("Orange Money"): only those who have been put into the directory, and by two words. */
static void
add_persons (GPtrArray *names, GHashTable *seen, const VigieDirectory *directory)
{
  GPtrArray *entries = vigie_directory_entries (directory);

  for (guint i = 0; i < entries->len; i++)
    {
      const VigieDirectoryEntry *entry = entries->pdata[i];
      const VigieContactDef *def = &entry->contact->def;

      for (guint k = 0; def->people != NULL && k < def->people->len; k++)
        add_name (names, seen, def->people->pdata[k]);
      if (!entry->in_playbook && strchr (vigie_text_get (&def->name, VIGIE_LANG_EN), ' ') != NULL)
        add_name (names, seen, vigie_text_get (&def->name, VIGIE_LANG_EN));
    }
}

GStrv
vigie_hints_names (const VigieIncident *incident, const VigieDirectory *directory)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (incident != NULL, NULL);

  for (guint i = 0; i < incident->holdings->len; i++)
    add_name (names, seen, ((const VigieHolding *) incident->holdings->pdata[i])->person);
  for (guint i = 0; i < incident->events->len; i++)
    add_name (names, seen, ((const VigieEvent *) incident->events->pdata[i])->author);
  if (directory != NULL)
    add_persons (names, seen, directory);
  g_ptr_array_add (names, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/* ---- Words ---- */

gboolean
vigie_hint_is_waved (const VigieHint *hint, const char *waved)
{
  g_auto (GStrv) keys = waved != NULL ? g_strsplit (waved, "\n", -1) : NULL;

  g_return_val_if_fail (hint != NULL, FALSE);

  return keys != NULL && g_strv_contains ((const char *const *) keys, hint->key);
}

const char *
vigie_hint_kind_label (VigieHintKind kind)
{
  static const char *const labels[VIGIE_N_HINT_KINDS] = { N_ ("Blame"), N_ ("Hindsight"),
                                                          N_ ("Vague"), N_ ("Figure missing") };

  g_return_val_if_fail (kind < VIGIE_N_HINT_KINDS, "");

  return _ (labels[kind]);
}
