/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the cursor stands decides what may follow. The head of a line (nothing before, or a time, or a word with
 * its colon) may be a time, a word with a colon or a fact; anywhere else only what carries a sign of its own is
 * completed: @people, #facts and codes. Plain words of a note are left alone, because a list that opens at each
 * of them would soon not be looked at any more. Nothing is proposed in the middle of a word. */

#include "vigie-complete-private.h"

#include <string.h>

#include "vigie-command-words.h"
#include "vigie-text.h"

/* A single letter says too little: half the kinds begin with it. */
#define WORD_MIN_CHARS 2
#define FACT_MIN_CHARS 4
/* How far back authors of entries are looked for. */
#define AUTHORS_OF_LAST 200

void
vigie_completion_free (VigieCompletion *completion)
{
  g_free (completion->label);
  g_free (completion->detail);
  g_free (completion->insert);
  g_free (completion);
}

VigieCompletion *
vigie_completer_offer (VigieCompleter *self, VigieCompletionKind kind, const char *from, const char *insert,
                       const char *label, const char *detail)
{
  VigieCompletion *completion;

  if (self->found->len >= VIGIE_COMPLETE_MAX || !g_hash_table_add (self->seen, vigie_text_fold (insert)))
    return NULL;
  completion = g_new0 (VigieCompletion, 1);
  completion->kind = kind;
  completion->entry_kind = VIGIE_ENTRY_NOTE;
  completion->label = g_strdup (label);
  completion->detail = g_strdup (detail != NULL ? detail : "");
  completion->insert = g_strdup (insert);
  completion->start = (guint) g_utf8_pointer_to_offset (self->before, from);
  completion->end = self->cursor;
  g_ptr_array_add (self->found, completion);

  return completion;
}

gboolean
vigie_completer_begins_a_word (const char *text, const char *folded_start)
{
  g_autofree char *folded = vigie_text_fold (text);

  if (g_str_has_prefix (folded, folded_start))
    return TRUE;
  for (const char *at = strpbrk (folded, " _.-'/("); at != NULL; at = strpbrk (at + 1, " _.-'/("))
    if (g_str_has_prefix (at + 1, folded_start))
      return TRUE;

  return FALSE;
}

/* ---- People ---- */

/* The parser reads dots back as spaces; what it would not read back stands between quotes. */
static char *
mention_of (const char *name)
{
  gboolean plain = name[strlen (name) - 1] != '.' && strpbrk (name, "._\"()[],;:/&+@#") == NULL
                   && strchr ("-'", name[strlen (name) - 1]) == NULL;

  if (plain)
    return g_strdelimit (g_strdup_printf ("@%s", name), " ", '.');

  return strchr (name, '"') == NULL ? g_strdup_printf ("@\"%s\"", name) : NULL;
}

static void
offer_person (VigieCompleter *self, const char *from, const char *name, const char *detail, const char *folded)
{
  g_autofree char *mention = NULL;
  g_autofree char *insert = NULL;

  if (name == NULL || *name == '\0' || !vigie_completer_begins_a_word (name, folded))
    return;
  mention = mention_of (name);
  if (mention == NULL)
    return;
  insert = g_strconcat (mention, " ", NULL);
  vigie_completer_offer (self, VIGIE_COMPLETION_PERSON, from, insert, name, detail);
}

static void
offer_people_here (VigieCompleter *self, const char *from, const char *folded)
{
  const VigieIncident *incident = self->scene->incident;

  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = g_ptr_array_index (incident->holdings, i);
      const VigiePostDef *post = vigie_playbook_post (self->scene->playbook, holding->post);

      offer_person (self, from, holding->person, post != NULL ? vigie_text_get (&post->title, self->scene->lang) : NULL, folded);
    }
  for (guint i = incident->entries->len; i > 0 && i + AUTHORS_OF_LAST > incident->entries->len; i--)
    offer_person (self, from, ((const VigieEntry *) g_ptr_array_index (incident->entries, i - 1))->event->author, NULL, folded);
}

/* Who is in the directory under a name of their own. */
static void
offer_directory (VigieCompleter *self, const char *from, const char *folded)
{
  GPtrArray *entries = vigie_directory_entries (self->scene->directory);

  for (guint i = 0; i < entries->len; i++)
    {
      const VigieContact *contact = ((const VigieDirectoryEntry *) entries->pdata[i])->contact;
      const VigieContactDef *def = vigie_playbook_contact (self->scene->playbook, contact->id);
      const char *role = vigie_text_get (&contact->role, self->scene->lang);

      /* Under the name of the playbook it was offered already. */
      if (def != NULL && strcmp (vigie_text_get (&def->name, self->scene->lang), vigie_text_get (&contact->name, self->scene->lang)) == 0)
        continue;
      offer_person (self, from, vigie_text_get (&contact->name, self->scene->lang), *role != '\0' ? role : NULL, folded);
    }
}

static void
offer_people (VigieCompleter *self, const char *from, const char *folded)
{
  const VigiePlaybook *playbook = self->scene->playbook;

  if (self->scene->incident != NULL)
    offer_people_here (self, from, folded);
  for (guint i = 0; i < playbook->contacts->len; i++)
    {
      const VigieContactDef *contact = g_ptr_array_index (playbook->contacts, i);
      const char *name = vigie_text_get (&contact->name, self->scene->lang);
      g_autofree char *mention = g_strdup_printf ("@%s", contact->id);
      g_autofree char *insert = g_strconcat (mention, " ", NULL);

      if (vigie_completer_begins_a_word (name, folded) || vigie_completer_begins_a_word (contact->id, folded))
        vigie_completer_offer (self, VIGIE_COMPLETION_PERSON, from, insert, name, mention);
    }
  if (self->scene->directory != NULL)
    offer_directory (self, from, folded);
}

/* ---- Codes ---- */

static void
offer_code (VigieCompleter *self, const char *from, const char *code, const char *text, const char *state, const char *folded)
{
  g_autofree char *lower = code != NULL ? vigie_text_fold (code) : NULL;
  g_autofree char *begin = vigie_text_first_line (text, 60);
  g_autofree char *detail = state != NULL ? g_strdup_printf ("%s · %s", begin, state) : g_strdup (begin);
  g_autofree char *insert = g_strdup_printf ("%s ", code);

  if (lower != NULL && g_str_has_prefix (lower, folded) && strcmp (lower, folded) != 0)
    vigie_completer_offer (self, VIGIE_COMPLETION_CODE, from, insert, code, detail);
}

/* Those of this incident first; the playbook's are only hypotheses, of its type. */
static void
offer_codes (VigieCompleter *self, const char *from, const char *folded)
{
  const VigieIncident *incident = self->scene->incident;
  const VigieTypeDef *type;

  if (incident == NULL || g_utf8_strlen (folded, -1) < WORD_MIN_CHARS)
    return;
  for (guint i = 0; i < incident->hypotheses->len; i++)
    {
      const VigieHypothesis *hypothesis = g_ptr_array_index (incident->hypotheses, i);

      offer_code (self, from, hypothesis->code, hypothesis->text, vigie_hypothesis_state_label (hypothesis->state, self->scene->lang), folded);
    }
  for (guint i = 0; i < incident->decisions->len; i++)
    {
      const VigieDecision *decision = g_ptr_array_index (incident->decisions, i);

      offer_code (self, from, decision->code, decision->decide, NULL, folded);
    }
  type = incident->type != NULL ? vigie_playbook_type (self->scene->playbook, incident->type) : NULL;
  for (guint i = 0; type != NULL && i < type->hypotheses->len; i++)
    {
      const VigieHypothesisDef *def = g_ptr_array_index (type->hypotheses, i);

      offer_code (self, from, def->id, vigie_text_get (&def->title, self->scene->lang), NULL, folded);
    }
}

/* ---- Where the cursor stands ---- */

/* The word that ends at the cursor. */
static const char *
word_start (const char *before)
{
  const char *start = before + strlen (before);

  while (start > before)
    {
      const char *previous = g_utf8_find_prev_char (before, start);

      if (g_unichar_isspace (g_utf8_get_char (previous)))
        break;
      start = previous;
    }

  return start;
}

/* The head behind a time and a word that are complete: what still stands at the cursor is being typed. */
static const char *
find_head (VigieCompleter *self, gboolean *time_taken, gboolean *word_taken)
{
  const char *head = vigie_command_skip_space (self->before);
  gsize length = strlen (self->before);
  gboolean open = length > 0 && !g_unichar_isspace (g_utf8_get_char (g_utf8_find_prev_char (self->before, self->before + length)));

  *time_taken = *word_taken = FALSE;
  for (int i = 0; i < 2; i++)
    {
      const char *at = head;
      gint64 time_usec;

      if (!*time_taken && vigie_command_take_time (&at, self->scene->now_usec, self->scene->zone, &time_usec)
          && !(open && *at == '\0'))
        {
          *time_taken = TRUE;
          head = at;
        }
      at = head;
      if (!*word_taken && vigie_command_take_word (&at) != NULL)
        {
          *word_taken = TRUE;
          head = at;
        }
    }

  return head;
}

static void
complete_head (VigieCompleter *self, const char *head, gboolean time_taken, gboolean word_taken)
{
  g_autofree char *folded = vigie_text_fold (head);
  glong n_chars = g_utf8_strlen (folded, -1);

  if (!time_taken && n_chars > 0)
    vigie_completer_offer_times (self, head, TRUE);
  if (!word_taken && (n_chars >= WORD_MIN_CHARS || (self->scene->asked && n_chars > 0)))
    vigie_completer_offer_words (self, head, folded);
  if (!word_taken && n_chars >= FACT_MIN_CHARS && !vigie_completer_offer_values (self, head) && strchr (folded, ' ') == NULL)
    vigie_completer_offer_facts (self, head, folded, TRUE);
}

/* Nothing is typed yet and somebody asks: one of each. */
static void
complete_nothing (VigieCompleter *self, const char *head, gboolean time_taken, gboolean word_taken)
{
  if (!word_taken)
    vigie_completer_offer_words (self, head, "");
  if (!time_taken)
    vigie_completer_offer_times (self, head, TRUE);
}

static void
complete (VigieCompleter *self)
{
  gboolean time_taken, word_taken;
  const char *head = find_head (self, &time_taken, &word_taken);
  const char *word = word_start (self->before);
  g_autofree char *folded = *word != '\0' ? vigie_text_fold (word + (*word == '@' || *word == '#')) : g_strdup ("");

  if (*word == '@')
    offer_people (self, word, folded);
  else if (*head == '#' && vigie_completer_offer_values (self, head))
    return;
  else if (*word == '#')
    vigie_completer_offer_facts (self, word, folded, word == head);
  else if (*head == '\0' && self->scene->asked)
    complete_nothing (self, head, time_taken, word_taken);
  else
    {
      complete_head (self, head, time_taken, word_taken);
      if (*word != '\0')
        offer_codes (self, word, folded);
    }
}

/**
 * vigie_complete:
 * @scene: what there is to propose from
 * @text: the line
 * @cursor: characters before the cursor; more than there are is its end
 *
 * Returns: (transfer full): VigieCompletion, best first; may be empty
 */
GPtrArray *
vigie_complete (const VigieCompleteScene *scene, const char *text, guint cursor)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_completion_free);
  VigieCompleter self = { scene, NULL, 0, found, NULL };
  const char *after;

  g_return_val_if_fail (scene != NULL && scene->playbook != NULL && text != NULL, found);

  self.cursor = MIN (cursor, (guint) g_utf8_strlen (text, -1));
  after = g_utf8_offset_to_pointer (text, (glong) self.cursor);
  if (*after != '\0' && !g_unichar_isspace (g_utf8_get_char (after)))
    return found;
  self.before = g_strndup (text, (gsize) (after - text));
  self.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  complete (&self);
  g_hash_table_unref (self.seen);
  g_free (self.before);

  return found;
}
