/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything but the entries of the record is in memory and is ranked anew at each key press: some hundred
 * short texts. An act is named by its clock and subject, since obligations live only until the next tick. */

#include "vigie-palette-item.h"

#include <glib/gi18n-lib.h>

#include "vigie-checklist-column.h"
#include "vigie-contact-card.h"
#include "vigie-directory.h"
#include "vigie-fact-display.h"
#include "vigie-match.h"
#include "vigie-page-parts.h"
#include "vigie-palette-commands.h"
#include "vigie-text-ui.h"

typedef struct
{
  VigieSession *session;
  VigiePlaybook *playbook;
  VigieLang lang;
  const char *query;
  GPtrArray *items;
} Collect;

const char *
vigie_palette_group_title (VigiePaletteGroup group)
{
  static const char *const titles[] = {
    N_("What is due"), N_("To tell, to do"), N_("Commands"), N_("Entries"), N_("Incidents"), N_("Contacts"), N_("Steps and queries"), N_("Facts"),
  };

  return _(titles[group]);
}

void
vigie_palette_item_free (VigiePaletteItem *item)
{
  g_free (item->title);
  g_free (item->detail);
  g_free (item->action);
  g_free (item->obligation);
  g_free (item->subject);
  g_free (item->copy);
  g_free (item);
}

/* A new item if @title, or else @title with @more, answers the query; NULL otherwise. Borrowed. */
static VigiePaletteItem *
add (Collect *collect, VigiePaletteGroup group, const char *icon, const char *title, const char *more)
{
  g_autofree char *all = g_strconcat (title, " ", more, NULL);
  guint score = vigie_match_score (all, collect->query);
  VigiePaletteItem *item;

  if (score == 0)
    return NULL;
  item = g_new0 (VigiePaletteItem, 1);
  item->group = group;
  item->icon = icon;
  item->title = vigie_text_ui_clean (title, 160);
  item->score = score;
  g_ptr_array_add (collect->items, item);

  return item;
}

static gboolean
can_do (GActionGroup *actions, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  return g_action_parse_detailed_name (detailed, &name, &target, NULL) && g_str_has_prefix (name, "win.")
         && g_action_group_has_action (actions, name + 4) && g_action_group_get_action_enabled (actions, name + 4);
}

/* Some commands make no sense without an incident, though their action is there. */
static gboolean
is_offered (const VigiePaletteCommand *command, VigieIncidentModel *model, GActionGroup *actions)
{
  static const char *const needing[] = { "win.page", "win.command", "win.duties", "win.toggle-board" };

  for (gsize i = 0; i < G_N_ELEMENTS (needing) && model == NULL; i++)
    if (g_str_has_prefix (command->action, needing[i]))
      return FALSE;

  return can_do (actions, command->action);
}

static void
add_commands (Collect *collect, VigieIncidentModel *model, GActionGroup *actions)
{
  gsize n;
  const VigiePaletteCommand *commands = vigie_palette_commands (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *names = g_strconcat (commands[i].words, " ", commands[i].also, NULL);
      VigiePaletteItem *item = NULL;

      if (is_offered (&commands[i], model, actions))
        item = add (collect, VIGIE_PALETTE_COMMANDS, "vigie-next-symbolic", _(commands[i].words), names);
      if (item == NULL)
        continue;
      item->action = g_strdup (commands[i].action);
      if (g_str_equal (commands[i].action, "win.support") && model != NULL)
        item->detail = g_strdup (vigie_incident_support_level (vigie_incident_model_get_incident (model)));
      item->keys = commands[i].keys;
    }
}

static void
add_acts (Collect *collect, VigieIncidentModel *model)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (model);
  GTimeZone *zone = vigie_session_get_zone (collect->session);
  gint64 now_usec = vigie_session_now_usec (collect->session);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);
      g_autofree char *title = NULL;
      VigiePaletteItem *item;

      if (obligation->history || !vigie_obligation_is_running (obligation))
        continue;
      title = vigie_obligation_title (obligation, collect->lang);
      item = add (collect, VIGIE_PALETTE_ACTS, obligation->state == VIGIE_OBLIGATION_OVERDUE ? "vigie-overdue-symbolic" : "vigie-clock-symbolic",
                  title, vigie_text_get (&obligation->clock->act, collect->lang));
      if (item == NULL)
        continue;
      item->detail = vigie_obligation_words (obligation, now_usec, zone, collect->lang);
      item->obligation = g_strdup (obligation->id);
      item->subject = g_strdup (obligation->subject);
    }
}

/* What has a clock is in the group of what is due already. */
static void
add_duties (Collect *collect, VigieIncidentModel *model)
{
  GPtrArray *duties = vigie_incident_model_get_duties (model);
  GTimeZone *zone = vigie_session_get_zone (collect->session);
  gint64 now_usec = vigie_session_now_usec (collect->session);

  for (guint i = 0; i < duties->len; i++)
    {
      const VigieDuty *duty = g_ptr_array_index (duties, i);
      g_autofree char *whom = NULL;
      g_autofree char *how = NULL;
      g_autofree char *title = NULL;
      VigiePaletteItem *item;

      if (duty->clock != NULL || !vigie_duty_is_open (duty))
        continue;
      whom = vigie_duty_whom (duty, collect->lang);
      how = vigie_duty_how (duty, collect->lang);
      title = *how != '\0' ? g_strdup_printf ("%s · %s", whom, how) : g_strdup (whom);
      item = add (collect, VIGIE_PALETTE_DUTIES, "vigie-todo-symbolic", title, duty->what != NULL ? vigie_text_get (duty->what, collect->lang) : NULL);
      if (item == NULL)
        continue;
      item->detail = vigie_duty_words (duty, now_usec, zone, collect->lang);
      item->action = g_strdup_printf ("win.go::duty:%s", duty->key);
    }
}

static void
add_incidents (Collect *collect)
{
  GListModel *registry = vigie_session_get_registry (collect->session);
  guint n = g_list_model_get_n_items (registry);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(VigieIncidentItem) incident = g_list_model_get_item (registry, i);
      const VigieIncidentRow *row = vigie_incident_item_get_row (incident);
      const char *level = vigie_level_to_word (row->level);
      VigiePaletteItem *item = add (collect, VIGIE_PALETTE_INCIDENTS, "vigie-beacon-symbolic", row->title, row->ref);

      if (item == NULL)
        continue;
      item->detail = g_strdup_printf ("%s · %s · %s", level != NULL ? level : "–", row->ref, vigie_stage_label (row->stage, collect->lang));
      item->action = g_strdup_printf ("win.open-incident::%s", row->stream);
    }
}

static void
add_contacts (Collect *collect)
{
  VigieDirectory *directory = vigie_session_get_directory (collect->session);
  GPtrArray *entries = vigie_directory_entries (directory);

  for (guint i = 0; i < entries->len; i++)
    {
      const VigieContact *contact = ((const VigieDirectoryEntry *) entries->pdata[i])->contact;
      const char *number = vigie_contact_number (contact);
      g_autofree char *more = g_strjoin (" ", contact->id, vigie_directory_category_title (directory, contact->category, collect->lang),
                                         vigie_text_get (&contact->role, collect->lang), contact->organisation, NULL);
      VigiePaletteItem *item = add (collect, VIGIE_PALETTE_CONTACTS, "vigie-call-symbolic", vigie_text_get (&contact->name, collect->lang), more);

      if (item == NULL)
        continue;
      if (number == NULL || vigie_number_is_placeholder (number))
        number = vigie_contact_mail (contact);
      item->detail = g_strdup (number != NULL ? number : _("number missing"));
      item->copy = g_strdup (number);
      item->action = g_strdup_printf ("win.go::contact:%s", contact->id);
    }
}

/* @where is shown beside it, @action leads to it. Takes @action. */
static void
add_place (Collect *collect, VigiePaletteGroup group, const char *icon, const char *title, const char *where, char *action)
{
  VigiePaletteItem *item = add (collect, group, icon, title, NULL);

  if (item != NULL)
    {
      item->detail = g_strdup (where);
      item->action = g_steal_pointer (&action);
    }
  g_free (action);
}

static void
add_group (Collect *collect, const char *list, const char *where, const VigieStepGroup *group)
{
  for (guint i = 0; i < group->steps->len; i++)
    {
      const VigieStepDef *step = g_ptr_array_index (group->steps, i);

      add_place (collect, VIGIE_PALETTE_STEPS, "vigie-check-square-symbolic", vigie_text_get (&step->text, collect->lang), where,
                 g_strdup_printf ("win.go::step:%s/%s", list, step->id));
    }
}

/* Steps, queries and facts are many: they are looked up and not offered unasked. */
static void
add_procedure (Collect *collect, const VigieTypeDef *type)
{
  for (guint i = 0; i < type->groups->len; i++)
    {
      const VigieStepGroup *group = g_ptr_array_index (type->groups, i);

      add_group (collect, type->id, vigie_text_get (&group->title, collect->lang), group);
    }
  for (guint i = 0; i < type->queries->len; i++)
    {
      const VigieQueryDef *query = g_ptr_array_index (type->queries, i);

      add_place (collect, VIGIE_PALETTE_STEPS, "vigie-copy-symbolic", vigie_text_get (&query->title, collect->lang), query->language,
                 g_strdup_printf ("win.go::query:%s/%s", type->id, query->id));
    }
}

static void
add_checklists (Collect *collect, VigieIncidentModel *model)
{
  for (guint i = 0; i < collect->playbook->checklists->len; i++)
    {
      const VigieChecklist *list = g_ptr_array_index (collect->playbook->checklists, i);

      for (guint j = 0; vigie_checklist_concerns (model, list) && j < list->groups->len; j++)
        add_group (collect, list->id, vigie_text_get (&list->title, collect->lang), g_ptr_array_index (list->groups, j));
    }
}

static void
add_facts (Collect *collect, VigieIncidentModel *model)
{
  for (guint i = 0; i < collect->playbook->facts->len; i++)
    {
      const VigieFactDef *def = g_ptr_array_index (collect->playbook->facts, i);
      const VigieFact *fact = vigie_incident_fact (vigie_incident_model_get_incident (model), def->name);
      g_autofree char *words = vigie_fact_words (collect->session, fact, def->name);
      VigiePaletteItem *item = add (collect, VIGIE_PALETTE_FACTS, "vigie-facts-symbolic", vigie_text_get (&def->label, collect->lang), def->name);

      if (item == NULL)
        continue;
      item->detail = vigie_text_ui_clean (words, 60);
      item->action = g_strdup_printf ("win.go::fact:%s", def->name);
    }
}

/* What only an incident has. */
static void
add_of_incident (Collect *collect, VigieIncidentModel *model)
{
  const VigieTypeDef *type = vigie_playbook_type (collect->playbook, vigie_incident_model_get_incident (model)->type);

  if (type != NULL)
    add_procedure (collect, type);
  add_checklists (collect, model);
  add_facts (collect, model);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const VigiePaletteItem *first = *(VigiePaletteItem *const *) a, *second = *(VigiePaletteItem *const *) b;

  if (first->group != second->group)
    return first->group < second->group ? -1 : 1;

  return (second->score > first->score) - (second->score < first->score);
}

GPtrArray *
vigie_palette_collect (VigieSession *session, VigieIncidentModel *model, GActionGroup *actions, const char *query)
{
  Collect collect = { .session = session, .playbook = vigie_session_get_playbook (session), .lang = vigie_session_get_lang (session), .query = query };
  gboolean is_asked = *query != '\0';

  collect.items = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_palette_item_free);
  if (model != NULL)
    {
      add_acts (&collect, model);
      add_duties (&collect, model);
    }
  add_commands (&collect, model, actions);
  add_incidents (&collect);
  if (is_asked)
    add_contacts (&collect);
  if (is_asked && model != NULL)
    add_of_incident (&collect, model);
  g_ptr_array_sort (collect.items, compare); /* stable: merge sort */

  return collect.items;
}

VigiePaletteItem *
vigie_palette_item_for_hit (VigieSession *session, const VigieSearchHit *hit, gboolean is_here)
{
  VigiePaletteItem *item = g_new0 (VigiePaletteItem, 1);
  g_autofree char *time = vigie_page_time (session, hit->occurred_usec);

  item->group = VIGIE_PALETTE_ENTRIES;
  item->icon = "vigie-note-symbolic";
  item->title = vigie_text_ui_clean (hit->excerpt, 160);
  item->detail = is_here ? g_steal_pointer (&time) : g_strdup_printf ("%s · %s", hit->ref, time);
  item->score = is_here ? 2 : 1;
  item->action = g_strdup_printf ("win.entry(('%s','%s'))", hit->stream, hit->event_id); /* both are ids: nothing to escape */

  return item;
}

static void
do_act (const VigiePaletteItem *item, GtkWidget *window, VigieIncidentModel *model)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (model);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (!obligation->history && vigie_obligation_is_running (obligation) && g_str_equal (obligation->id, item->obligation)
          && g_str_equal (obligation->subject, item->subject))
        {
          vigie_obligation_act (window, model, obligation);
          return;
        }
    }
}

gboolean
vigie_palette_item_copy (const VigiePaletteItem *item, GtkWidget *window)
{
  g_autofree char *said = NULL;

  if (item->copy == NULL)
    return FALSE;
  said = g_strdup_printf (_("%s: %s copied"), item->title, item->copy);
  vigie_page_copy (window, item->copy, said);

  return TRUE;
}

void
vigie_palette_item_do (const VigiePaletteItem *item, GtkWidget *window, VigieIncidentModel *model)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  if (item->obligation != NULL && model != NULL)
    do_act (item, window, model);
  else if (item->action != NULL && g_action_parse_detailed_name (item->action, &name, &target, NULL))
    gtk_widget_activate_action_variant (window, name, target);
}
