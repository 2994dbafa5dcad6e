/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one member alone cannot show: ids used twice, references to things that are not there, words
 * outside their vocabulary. The places are named by index, as the arrays hold every element of the
 * document in its order. A reference that is let through here would be a step nobody owns or a
 * clock that can never be kept, and it would be found at three in the morning. */

#include "vigie-playbook-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static const char *const post_needs[] = { "always",    "security", "external", "breach",
                                          "suggested", "none",     NULL };
static const char *const template_stages[] = {
  "investigating", "identified", "monitoring", "resolved", "closed",
  "recap",         "initial",    "update",     "any",      NULL
};
static const char *const placeholder_types[] = { "text", "time", "duration", "number",
                                                 "list", "link", NULL };
static const char *const fact_types[] = { "count",       "count-range", "percent", "amount",
                                          "duration-ms", "time",        "text",    "choice",
                                          "choices",     NULL };
static const char *const fact_groups[] = { "scope",  "outage",  "business", "technical",
                                           "breach", "payment", "measures", NULL };
static const char *const target_ids[] = { "detect", "respond", "resolve", "communicate",
                                          "recurrence" };

static void
check_ids (PlaybookLoader *loader, GPtrArray *records, const char *pointer, const char *member)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < records->len; i++)
    {
      char *const *record = g_ptr_array_index (records, i);

      if (!g_hash_table_add (seen, record[0]))
        vigie_playbook_fault_at (loader, _ ("used twice"), "%s/%u/%s", pointer, i, member);
    }
}

static void
check_all_ids (PlaybookLoader *loader)
{
  VigiePlaybook *playbook = loader->playbook;
  const struct
  {
    GPtrArray *records;
    const char *pointer;
    const char *member;
  } lists[] = {
    { playbook->principles, "/principles", "id" },
    { playbook->questions, "/questions", "id" },
    { playbook->types, "/types", "id" },
    { playbook->checklists, "/checklists", "id" },
    { playbook->posts, "/posts", "id" },
    { playbook->support_levels, "/support_levels", "id" },
    { playbook->automatisms, "/automatisms", "id" },
    { playbook->audiences, "/audiences", "id" },
    { playbook->channels, "/channels", "id" },
    { playbook->templates, "/templates", "id" },
    { playbook->categories, "/categories", "id" },
    { playbook->contacts, "/contacts", "id" },
    { playbook->facts, "/facts", "name" },
    { playbook->agenda, "/agenda", "id" },
    { playbook->rules, "/rules", "id" },
    { playbook->report_sections, "/report_sections", "id" },
    { playbook->targets, "/targets", "id" },
    { playbook->choices, "/choices", "id" },
    { playbook->cause_terms, "/cause_terms", "id" },
    { playbook->ooda, "/ooda", "id" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    check_ids (loader, lists[i].records, lists[i].pointer, lists[i].member);
}

/* Upwards from every post one must come to an end: whoever answers to themselves answers to nobody. */
static void
check_superior (PlaybookLoader *loader, const VigiePostDef *post, guint index)
{
  const VigiePostDef *above = post;

  for (guint steps = 0; above != NULL && above->reports_to[0] != '\0'; steps++)
    {
      const VigiePostDef *next = vigie_playbook_post (loader->playbook, above->reports_to);

      if (next == NULL || steps > loader->playbook->posts->len)
        {
          vigie_playbook_fault_at (loader,
                                   next == NULL ? _ ("no such post") : _ ("reports to itself"),
                                   "/posts/%u/reports_to", index);
          return;
        }
      above = next;
    }
}

static void
check_posts (PlaybookLoader *loader)
{
  VigiePlaybook *playbook = loader->playbook;

  for (guint i = 0; i < playbook->posts->len; i++)
    {
      const VigiePostDef *post = g_ptr_array_index (playbook->posts, i);

      if (!g_strv_contains (post_needs, post->required))
        vigie_playbook_fault_at (loader, _ ("unknown word"), "/posts/%u/required", i);
      if (post->contact[0] != '\0' && !vigie_playbook_has_id (playbook->contacts, post->contact))
        vigie_playbook_fault_at (loader, _ ("no such contact"), "/posts/%u/contact", i);
      check_superior (loader, post, i);
    }
  if (vigie_playbook_post (playbook, "commander") == NULL)
    vigie_playbook_fault_at (loader, _ ("the post “commander” is missing"), "/posts");
}

static void
check_automatisms (PlaybookLoader *loader)
{
  VigiePlaybook *playbook = loader->playbook;

  for (guint i = 0; i < playbook->automatisms->len; i++)
    {
      const VigieAutomatism *automatism = g_ptr_array_index (playbook->automatisms, i);

      for (guint j = 0; j < automatism->whom->len; j++)
        if (!vigie_playbook_has_id (playbook->contacts, g_ptr_array_index (automatism->whom, j)))
          vigie_playbook_fault_at (loader, _ ("no such contact"), "/automatisms/%u/whom/%u", i, j);
      if (automatism->clock[0] != '\0'
          && vigie_playbook_clock (playbook, automatism->clock) == NULL)
        vigie_playbook_fault_at (loader, _ ("no such clock"), "/automatisms/%u/clock", i);
      if (automatism->clock[0] == '\0' && automatism->audience[0] == '\0')
        vigie_playbook_fault_at (loader, _ ("missing, and no audience either"),
                                 "/automatisms/%u/clock", i);
      if (automatism->clock[0] == '\0'
          && vigie_playbook_audience (playbook, automatism->audience) == NULL)
        vigie_playbook_fault_at (loader, _ ("no such audience"), "/automatisms/%u/audience", i);
      if (automatism->clock[0] == '\0'
          && vigie_playbook_channel (playbook, automatism->channel) == NULL)
        vigie_playbook_fault_at (loader, _ ("no such channel"), "/automatisms/%u/channel", i);
      for (guint j = 0; j < automatism->requires_->len; j++)
        if (!vigie_playbook_is_requirement (playbook, g_ptr_array_index (automatism->requires_, j)))
          vigie_playbook_fault_at (loader, _ ("unknown word"), "/automatisms/%u/requires/%u", i, j);
    }
}

/* What stands for an act of a level must exist, or the act would wait for ever. */
static void
check_level_actions (PlaybookLoader *loader)
{
  VigiePlaybook *playbook = loader->playbook;

  for (guint i = 0; i < playbook->levels->len; i++)
    {
      const VigieLevelDef *level = g_ptr_array_index (playbook->levels, i);

      for (guint j = 0; j < level->actions->len; j++)
        {
          const VigieLevelAction *action = g_ptr_array_index (level->actions, j);

          for (guint k = 0; k < action->clocks->len; k++)
            if (vigie_playbook_clock (playbook, g_ptr_array_index (action->clocks, k)) == NULL)
              vigie_playbook_fault_at (loader, _ ("no such clock"),
                                       "/levels/%u/actions/%u/clocks/%u", i, j, k);
          for (guint k = 0; k < action->fulfilled_by->len; k++)
            {
              const char *word = g_ptr_array_index (action->fulfilled_by, k);

              if (strcmp (word, "war-room") != 0
                  && (!g_str_has_prefix (word, "message:")
                      || !vigie_playbook_is_message (playbook, word + strlen ("message:"), "")))
                vigie_playbook_fault_at (loader, _ ("unknown word"),
                                         "/levels/%u/actions/%u/fulfilled_by/%u", i, j, k);
            }
        }
    }
}

/* Ids and aliases are one name space: a name that two readers share would go to the wrong one. */
static void
check_aliases (PlaybookLoader *loader,
               GHashTable *names,
               const char *id,
               GPtrArray *aliases,
               const char *list,
               guint index)
{
  for (guint j = 0; j < aliases->len; j++)
    {
      g_autofree char *folded = vigie_text_fold (g_ptr_array_index (aliases, j));
      const char *owner = g_hash_table_lookup (names, folded);

      if (owner != NULL && strcmp (owner, id) != 0)
        vigie_playbook_fault_at (loader, _ ("used twice"), "/%s/%u/aliases/%u", list, index, j);
      g_hash_table_insert (names, g_steal_pointer (&folded), (gpointer) id);
    }
}

static void
check_people (PlaybookLoader *loader, GPtrArray *ids, guint audience, const char *member)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);

      if (!vigie_playbook_has_id (loader->playbook->posts, id)
          && !vigie_playbook_has_id (loader->playbook->contacts, id))
        vigie_playbook_fault_at (loader, _ ("no such post or contact"), "/audiences/%u/%s/%u",
                                 audience, member, i);
    }
}

static void
check_readers (PlaybookLoader *loader, const VigieAudience *audience, guint i)
{
  for (guint j = 0; j < audience->readers->len; j++)
    {
      const VigieReaderDef *reader = g_ptr_array_index (audience->readers, j);
      g_autofree char *member = g_strdup_printf ("readers/%u/deputies", j);

      if (!vigie_playbook_has_id (loader->playbook->posts, reader->who)
          && !vigie_playbook_has_id (loader->playbook->contacts, reader->who))
        vigie_playbook_fault_at (loader, _ ("no such post or contact"),
                                 "/audiences/%u/readers/%u/who", i, j);
      if (strcmp (reader->when, "always") != 0 && strcmp (reader->when, "breach") != 0)
        vigie_playbook_fault_at (loader, _ ("unknown word"), "/audiences/%u/readers/%u/when", i, j);
      check_people (loader, reader->deputies, i, member);
    }
}

static void
check_message_rule (PlaybookLoader *loader, const VigieAudience *audience, guint i)
{
  static const char *const words[] = { "", "anyone", "approver", "notice", NULL };

  if (!g_strv_contains (words, audience->messages)
      || (strcmp (audience->messages, "approver") == 0 && audience->approvers->len == 0))
    vigie_playbook_fault_at (loader, _ ("unknown word"), "/audiences/%u/messages", i);
}

static void
check_audience (PlaybookLoader *loader, const VigieAudience *audience, guint i)
{
  VigiePlaybook *playbook = loader->playbook;

  for (guint j = 0; j < audience->channels->len; j++)
    if (!vigie_playbook_has_id (playbook->channels, g_ptr_array_index (audience->channels, j)))
      vigie_playbook_fault_at (loader, _ ("no such channel"), "/audiences/%u/channels/%u", i, j);
  check_people (loader, audience->approvers, i, "approvers");
  check_people (loader, audience->deputies, i, "deputies");
  if (audience->approvers->len == 0 && audience->deputies->len > 0)
    vigie_playbook_fault_at (loader, _ ("there is no approver to stand in for"),
                             "/audiences/%u/deputies", i);
  check_readers (loader, audience, i);
  check_message_rule (loader, audience, i);
}

static GHashTable *
names_of (GPtrArray *records)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      char **record = g_ptr_array_index (records, i);

      g_hash_table_insert (names, g_strdup (record[0]), record[0]);
    }

  return names;
}

static void
check_audiences_and_channels (PlaybookLoader *loader)
{
  VigiePlaybook *playbook = loader->playbook;
  g_autoptr (GHashTable) audiences = names_of (playbook->audiences);
  g_autoptr (GHashTable) channels = names_of (playbook->channels);

  for (guint i = 0; i < playbook->audiences->len; i++)
    {
      const VigieAudience *audience = g_ptr_array_index (playbook->audiences, i);

      check_audience (loader, audience, i);
      check_aliases (loader, audiences, audience->id, audience->aliases, "audiences", i);
    }
  for (guint i = 0; i < playbook->channels->len; i++)
    {
      const VigieChannel *channel = g_ptr_array_index (playbook->channels, i);

      check_aliases (loader, channels, channel->id, channel->aliases, "channels", i);
    }
}

static void
check_placeholders (PlaybookLoader *loader, const VigieTemplate *template, guint i)
{
  g_autofree char *pointer = g_strdup_printf ("/templates/%u/placeholders", i);

  check_ids (loader, template->placeholders, pointer, "name");
  for (guint j = 0; j < template->placeholders->len; j++)
    {
      const VigiePlaceholder *placeholder = g_ptr_array_index (template->placeholders, j);

      if (!g_strv_contains (placeholder_types, placeholder->type))
        vigie_playbook_fault_at (loader, _ ("unknown word"), "%s/%u/type", pointer, j);
      if (placeholder->fact[0] != '\0'
          && vigie_playbook_fact (loader->playbook, placeholder->fact) == NULL)
        vigie_playbook_fault_at (loader, _ ("no such fact"), "%s/%u/fact", pointer, j);
    }
}

/* Every {{name}} of @text must be declared: an undeclared one would go out as it stands. */
static void
check_body (PlaybookLoader *loader,
            const VigieTemplate *template,
            const char *text,
            guint i,
            const char *member)
{
  const char *open = text;

  while ((open = strstr (open, "{{")) != NULL)
    {
      const char *close = strstr (open, "}}");
      g_autofree char *name = close != NULL ? g_strndup (open + 2, (gsize) (close - open - 2))
                                            : NULL;

      if (name == NULL || !vigie_playbook_has_id (template->placeholders, name))
        vigie_playbook_fault_at (loader, _ ("a placeholder that is not declared"),
                                 "/templates/%u/%s", i, member);
      open += 2;
    }
}

static void
check_templates (PlaybookLoader *loader)
{
  VigiePlaybook *playbook = loader->playbook;

  for (guint i = 0; i < playbook->templates->len; i++)
    {
      const VigieTemplate *template = g_ptr_array_index (playbook->templates, i);

      if (!vigie_playbook_has_id (playbook->audiences, template->audience))
        vigie_playbook_fault_at (loader, _ ("no such audience"), "/templates/%u/audience", i);
      if (!vigie_playbook_has_id (playbook->channels, template->channel))
        vigie_playbook_fault_at (loader, _ ("no such channel"), "/templates/%u/channel", i);
      if (!g_strv_contains (template_stages, template->stage))
        vigie_playbook_fault_at (loader, _ ("unknown word"), "/templates/%u/stage", i);
      check_placeholders (loader, template, i);
      check_body (loader, template, template->subject.en, i, "subject/en");
      check_body (loader, template, template->subject.fr, i, "subject/fr");
      check_body (loader, template, template->body.en, i, "body/en");
      check_body (loader, template, template->body.fr, i, "body/fr");
    }
}

static void
check_contacts (PlaybookLoader *loader)
{
  VigiePlaybook *playbook = loader->playbook;

  for (guint i = 0; i < playbook->contacts->len; i++)
    {
      const VigieContactDef *contact = g_ptr_array_index (playbook->contacts, i);

      if (!vigie_playbook_has_id (playbook->categories, contact->category))
        vigie_playbook_fault_at (loader, _ ("no such category"), "/contacts/%u/category", i);
    }
}

static void
check_facts (PlaybookLoader *loader)
{
  VigiePlaybook *playbook = loader->playbook;

  for (guint i = 0; i < playbook->facts->len; i++)
    {
      const VigieFactDef *fact = g_ptr_array_index (playbook->facts, i);
      gboolean is_choice = g_str_has_prefix (fact->type, "choice");
      g_autofree char *pointer = g_strdup_printf ("/facts/%u/values", i);

      if (!g_strv_contains (fact_types, fact->type))
        vigie_playbook_fault_at (loader, _ ("unknown word"), "/facts/%u/type", i);
      if (!g_strv_contains (fact_groups, fact->group))
        vigie_playbook_fault_at (loader, _ ("unknown word"), "/facts/%u/group", i);
      if (is_choice != (fact->values->len > 0))
        vigie_playbook_fault_at (
            loader, is_choice ? _ ("a choice needs values") : _ ("only a choice has values"), "%s",
            pointer);
      check_ids (loader, fact->values, pointer, "id");
    }
}

static void
check_targets (PlaybookLoader *loader)
{
  for (gsize i = 0; i < G_N_ELEMENTS (target_ids); i++)
    if (vigie_playbook_target (loader->playbook, target_ids[i]) == NULL)
      {
        g_autofree char *message = g_strdup_printf (_ ("the target “%s” is missing"),
                                                    target_ids[i]);

        vigie_playbook_fault_at (loader, message, "/targets");
      }
  if (loader->playbook->report_sections->len != 10)
    vigie_playbook_fault_at (loader, _ ("a report has ten sections"), "/report_sections");
}

static void
check_date (PlaybookLoader *loader, const char *date, const char *pointer)
{
  int year = 0, month = 0, day = 0;
  char end = '\0';

  if (strlen (date) != 10 || sscanf (date, "%4d-%2d-%2d%c", &year, &month, &day, &end) != 3
      || year < 1970 || month < 1 || month > 12 || day < 1
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    vigie_playbook_fault_at (loader, _ ("must be a date such as 2026-01-31"), "%s", pointer);
}

/*
 * vigie_playbook_check:
 * @loader: a loader whose playbook has been read without a fault
 *
 * Checks everything that takes more than one member to see.
 */
void
vigie_playbook_check (PlaybookLoader *loader)
{
  check_date (loader, loader->playbook->updated, "/updated");
  check_date (loader, loader->playbook->next_review, "/next_review");
  check_all_ids (loader);
  vigie_playbook_check_severity (loader);
  vigie_playbook_check_procedures (loader);
  check_posts (loader);
  check_automatisms (loader);
  check_level_actions (loader);
  check_audiences_and_channels (loader);
  check_templates (loader);
  check_contacts (loader);
  vigie_playbook_check_clocks (loader);
  check_facts (loader);
  check_targets (loader);
}
