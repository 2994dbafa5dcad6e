/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The filter of the timeline. Entries are judged one by one; a day is shown when one of its entries
 * is, which an entry-by-entry filter cannot know: the days that show are worked out when something
 * changes and only looked up in match(). The timeline's own "items-changed" is connected before the
 * filter model connects its own, so the days are right when new rows are judged. */

#include "vigie-timeline-filter.h"

#include <string.h>

#include "vigie-text.h"

struct _VigieTimelineFilter
{
  GtkFilter parent_instance;

  GListModel *timeline;
  gulong items_id;
  VigieTimelineShow show;
  gboolean followups;
  int kind;                     /* -1: every kind */
  char *person;                 /* NULL: everyone */
  GStrv words;                  /* folded, NULL if none */
  GHashTable *days;             /* ids (char *) of days with a shown entry */
};

G_DEFINE_FINAL_TYPE (VigieTimelineFilter, vigie_timeline_filter, GTK_TYPE_FILTER)

static gboolean
matches_show (VigieTimelineFilter *self, const VigieEntry *entry)
{
  switch (self->show)
    {
    case VIGIE_TIMELINE_DECISIONS:
      return entry->kind == VIGIE_ENTRY_DECISION;
    case VIGIE_TIMELINE_HYPOTHESES:
      return entry->kind == VIGIE_ENTRY_HYPOTHESIS;
    case VIGIE_TIMELINE_CALLS:
      return entry->kind == VIGIE_ENTRY_CALL;
    case VIGIE_TIMELINE_STARRED:
      return entry->starred;
    case VIGIE_TIMELINE_ALL:
    default:
      return self->followups || entry->kind != VIGIE_ENTRY_FOLLOWUP || self->kind == VIGIE_ENTRY_FOLLOWUP;
    }
}

static gboolean
matches_choice (VigieTimelineFilter *self, const VigieEntry *entry)
{
  return (self->kind < 0 || entry->kind == (VigieEntryKind) self->kind)
         && (self->person == NULL || g_str_equal (entry->event->author, self->person));
}

static gboolean
matches_words (VigieTimelineFilter *self, VigieTimelineItem *item)
{
  g_autofree char *haystack = NULL;
  g_autofree char *folded = NULL;

  if (self->words == NULL)
    return TRUE;
  haystack = g_strconcat (vigie_timeline_item_get_text (item), " ", vigie_timeline_item_get_entry (item)->event->author, NULL);
  folded = vigie_text_fold (haystack);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
matches_entry (VigieTimelineFilter *self, VigieTimelineItem *item)
{
  const VigieEntry *entry = vigie_timeline_item_get_entry (item);

  return matches_show (self, entry) && matches_choice (self, entry) && matches_words (self, item);
}

static void
judge_days (VigieTimelineFilter *self)
{
  g_autofree char *day = NULL;
  guint n_items = self->timeline != NULL ? g_list_model_get_n_items (self->timeline) : 0;

  g_hash_table_remove_all (self->days);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(VigieTimelineItem) item = g_list_model_get_item (self->timeline, i);

      if (vigie_timeline_item_is_day (item))
        {
          g_free (day);
          day = g_strdup (vigie_timeline_item_get_id (item));
        }
      else if (day != NULL && matches_entry (self, item))
        {
          g_hash_table_add (self->days, g_steal_pointer (&day));
        }
    }
}

static void
judge_again (VigieTimelineFilter *self)
{
  judge_days (self);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
items_changed_cb (GListModel *timeline, guint position, guint removed, guint added, VigieTimelineFilter *self)
{
  judge_days (self);
}

static gboolean
vigie_timeline_filter_match (GtkFilter *filter, gpointer object)
{
  VigieTimelineFilter *self = VIGIE_TIMELINE_FILTER (filter);
  VigieTimelineItem *item = VIGIE_TIMELINE_ITEM (object);

  if (vigie_timeline_item_is_day (item))
    return g_hash_table_contains (self->days, vigie_timeline_item_get_id (item));

  return matches_entry (self, item);
}

static void
vigie_timeline_filter_dispose (GObject *object)
{
  VigieTimelineFilter *self = VIGIE_TIMELINE_FILTER (object);

  g_clear_signal_handler (&self->items_id, self->timeline);
  g_clear_object (&self->timeline);
  G_OBJECT_CLASS (vigie_timeline_filter_parent_class)->dispose (object);
}

static void
vigie_timeline_filter_finalize (GObject *object)
{
  VigieTimelineFilter *self = VIGIE_TIMELINE_FILTER (object);

  g_hash_table_unref (self->days);
  g_strfreev (self->words);
  g_free (self->person);
  G_OBJECT_CLASS (vigie_timeline_filter_parent_class)->finalize (object);
}

static void
vigie_timeline_filter_class_init (VigieTimelineFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_timeline_filter_dispose;
  G_OBJECT_CLASS (klass)->finalize = vigie_timeline_filter_finalize;
  GTK_FILTER_CLASS (klass)->match = vigie_timeline_filter_match;
}

static void
vigie_timeline_filter_init (VigieTimelineFilter *self)
{
  self->kind = -1;
  self->days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

VigieTimelineFilter *
vigie_timeline_filter_new (void)
{
  return g_object_new (VIGIE_TYPE_TIMELINE_FILTER, NULL);
}

void
vigie_timeline_filter_set_timeline (VigieTimelineFilter *self, GListModel *timeline)
{
  g_clear_signal_handler (&self->items_id, self->timeline);
  g_set_object (&self->timeline, timeline);
  if (timeline != NULL)
    self->items_id = g_signal_connect (timeline, "items-changed", G_CALLBACK (items_changed_cb), self);
  judge_days (self);
}

void
vigie_timeline_filter_set_show (VigieTimelineFilter *self, VigieTimelineShow show)
{
  if (self->show == show)
    return;
  self->show = show;
  judge_again (self);
}

VigieTimelineShow
vigie_timeline_filter_get_show (VigieTimelineFilter *self)
{
  return self->show;
}

void
vigie_timeline_filter_set_followups (VigieTimelineFilter *self, gboolean shown)
{
  if (self->followups == shown)
    return;
  self->followups = shown;
  judge_again (self);
}

void
vigie_timeline_filter_set_kind (VigieTimelineFilter *self, int kind)
{
  if (self->kind == kind)
    return;
  self->kind = kind;
  judge_again (self);
}

int
vigie_timeline_filter_get_kind (VigieTimelineFilter *self)
{
  return self->kind;
}

void
vigie_timeline_filter_set_person (VigieTimelineFilter *self, const char *person)
{
  g_autofree char *given = g_strdup (person);

  if (g_strcmp0 (self->person, given) == 0)
    return;
  g_free (self->person);
  self->person = g_steal_pointer (&given);
  judge_again (self);
}

const char *
vigie_timeline_filter_get_person (VigieTimelineFilter *self)
{
  return self->person;
}

static gboolean
is_narrowed (VigieTimelineFilter *self)
{
  return self->show != VIGIE_TIMELINE_ALL || self->words != NULL || self->kind >= 0 || self->person != NULL;
}

void
vigie_timeline_filter_count (VigieTimelineFilter *self, guint *n_shown, guint *n_hidden)
{
  guint n_items = self->timeline != NULL && is_narrowed (self) ? g_list_model_get_n_items (self->timeline) : 0;

  *n_shown = *n_hidden = 0;
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(VigieTimelineItem) item = g_list_model_get_item (self->timeline, i);

      if (vigie_timeline_item_is_day (item))
        continue;
      if (matches_entry (self, item))
        ++*n_shown;
      else if (self->followups || !vigie_timeline_item_is_followup (item))
        ++*n_hidden;
    }
}

void
vigie_timeline_filter_set_words (VigieTimelineFilter *self, const char *words)
{
  g_autofree char *folded = vigie_text_fold (words);

  g_clear_pointer (&self->words, g_strfreev);
  if (*g_strstrip (folded) != '\0')
    self->words = g_strsplit_set (folded, " ", -1);
  judge_again (self);
}

void
vigie_timeline_filter_update (VigieTimelineFilter *self)
{
  if (is_narrowed (self))
    judge_again (self);
}
