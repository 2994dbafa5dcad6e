/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words before a colon: each thing once, in the language of the screen if that has a word which begins so. */

#include "vigie-complete-private.h"

#include "vigie-command-words.h"

static const char *
kind_detail (VigieEntryKind kind, VigieLang lang)
{
  static const struct
  {
    VigieEntryKind kind;
    const char *words[2]; /* English, French */
  } details[] = {
    { VIGIE_ENTRY_NOTE, { "what you see", "ce qu’on constate" } },
    { VIGIE_ENTRY_ACTION, { "what is being done", "ce qu’on fait" } },
    { VIGIE_ENTRY_DECISION, { "what is decided (Ctrl Enter: in four fields)", "ce qu’on décide (Ctrl Entrée : en quatre champs)" } },
    { VIGIE_ENTRY_HYPOTHESIS, { "a possible cause", "une cause possible" } },
    { VIGIE_ENTRY_CALL, { "who was called, and what was said", "qui est appelé, et ce qui s’est dit" } },
    { VIGIE_ENTRY_TODO, { "what is still to do", "ce qui reste à faire" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (details); i++)
    if (details[i].kind == kind)
      return details[i].words[lang == VIGIE_LANG_FR];

  return "";
}

/* "Restored", or since when it already is. */
static char *
milestone_detail (VigieCompleter *self, VigieMilestone milestone)
{
  const VigieCompleteScene *scene = self->scene;
  const char *label = vigie_milestone_label (milestone, scene->lang);
  g_autofree char *moment = NULL;

  if (scene->incident == NULL || scene->incident->milestones[milestone] == VIGIE_TIME_NONE)
    return g_strdup_printf (scene->lang == VIGIE_LANG_FR ? "fixe l’heure « %s »" : "sets the time of “%s”", label);
  moment = vigie_completer_moment (self, scene->incident->milestones[milestone]);

  return g_strdup_printf (scene->lang == VIGIE_LANG_FR ? "« %s », déjà fixée : %s" : "“%s”, already set: %s", label, moment);
}

static void
offer_word (VigieCompleter *self, const char *from, const VigieCommandWord *word)
{
  g_autofree char *label = g_strconcat (word->word, ":", NULL);
  g_autofree char *insert = g_strconcat (label, " ", NULL);
  g_autofree char *detail = word->is_milestone ? milestone_detail (self, word->milestone)
                                               : g_strdup (kind_detail (word->kind, self->scene->lang));
  VigieCompletion *completion;

  completion = vigie_completer_offer (self, word->is_milestone ? VIGIE_COMPLETION_MILESTONE : VIGIE_COMPLETION_KIND,
                                      from, insert, label, detail);
  if (completion != NULL)
    completion->entry_kind = word->kind;
}

/* What @word stands for, as a bit. */
static guint32
bit_of (const VigieCommandWord *word)
{
  return 1u << (word->is_milestone ? 16 + (int) word->milestone : (int) word->kind);
}

void
vigie_completer_offer_words (VigieCompleter *self, const char *from, const char *folded)
{
  gsize n_words;
  const VigieCommandWord *words = vigie_command_words (&n_words);
  guint32 offered = 0;

  for (int pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < n_words; i++)
      {
        gboolean is_own = self->scene->lang == VIGIE_LANG_FR ? words[i].in_fr : words[i].in_en;

        if (is_own != (pass == 0) || (offered & bit_of (&words[i])) != 0 || !g_str_has_prefix (words[i].folded, folded))
          continue;
        offered |= bit_of (&words[i]);
        offer_word (self, from, &words[i]);
      }
}
