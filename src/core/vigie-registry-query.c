/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saved filters are one line of JSON: an array of objects whose members are words, not numbers of an enumeration, so
 * that a filter saved today means the same in a program whose lists have grown. */

#include "vigie-registry-query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-json-writer.h"
#include "vigie-json.h"
#include "vigie-text.h"

#define NAME_MAX_CHARS 60
#define MAX_BYTES      (256 * 1024)

static const char *const shows[VIGIE_N_REGISTRY_SHOWS] = { "all", "active", "past", "open-actions",
                                                           "recurring" };

VigieRegistryQuery *
vigie_registry_query_new (void)
{
  return g_new0 (VigieRegistryQuery, 1);
}

VigieRegistryQuery *
vigie_registry_query_copy (const VigieRegistryQuery *query)
{
  VigieRegistryQuery *copy;

  g_return_val_if_fail (query != NULL, NULL);

  copy = g_memdup2 (query, sizeof *query);
  copy->text = g_strdup (query->text);
  copy->type = g_strdup (query->type);
  copy->cause = g_strdup (query->cause);

  return copy;
}

void
vigie_registry_query_free (VigieRegistryQuery *query)
{
  if (query == NULL)
    return;
  g_free (query->text);
  g_free (query->type);
  g_free (query->cause);
  g_free (query);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

gboolean
vigie_registry_query_equal (const VigieRegistryQuery *a, const VigieRegistryQuery *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return strcmp (or_empty (a->text), or_empty (b->text)) == 0 && a->level == b->level
         && g_strcmp0 (a->type, b->type) == 0 && g_strcmp0 (a->cause, b->cause) == 0
         && a->months == b->months && a->show == b->show;
}

gboolean
vigie_registry_query_is_all (const VigieRegistryQuery *query)
{
  static const VigieRegistryQuery all = { 0 };

  return vigie_registry_query_equal (query, &all);
}

/* ---- Text ---- */

static void
saved_filter_free (gpointer data)
{
  VigieSavedFilter *filter = data;

  g_free (filter->name);
  vigie_registry_query_free (filter->query);
  g_free (filter);
}

static VigieRegistryShow
show_of (const char *word)
{
  for (guint i = 0; i < VIGIE_N_REGISTRY_SHOWS; i++)
    if (g_strcmp0 (shows[i], word) == 0)
      return i;

  return VIGIE_N_REGISTRY_SHOWS;
}

/* NULL: it asks for something that this program does not know; half of a question would be another one. */
static VigieRegistryQuery *
read_query (const VigieJson *json, VigieJsonNode node)
{
  g_autoptr(VigieRegistryQuery) query = vigie_registry_query_new ();
  g_autofree char *level = vigie_json_member_string (json, node, "level");
  g_autofree char *show = vigie_json_member_string (json, node, "show");
  gint64 months = vigie_json_member_int (json, node, "months", 0);

  query->show = show_of (show);
  if (query->show == VIGIE_N_REGISTRY_SHOWS || months < 0 || months > 1200
      || (level != NULL && !vigie_level_from_word (level, &query->level)))
    return NULL;
  query->months = (guint) months;
  query->text = vigie_json_member_string (json, node, "text");
  query->type = vigie_json_member_string (json, node, "type");
  query->cause = vigie_json_member_string (json, node, "cause");

  return g_steal_pointer (&query);
}

GPtrArray *
vigie_saved_filters_from_text (const char *text)
{
  GPtrArray *filters = g_ptr_array_new_with_free_func (saved_filter_free);
  g_autoptr(VigieJson) json = text != NULL
                                   ? vigie_json_parse (text, strlen (text), MAX_BYTES, NULL)
                                   : NULL;

  if (json == NULL || vigie_json_type (json, 0) != VIGIE_JSON_ARRAY)
    return filters;
  for (VigieJsonNode node = vigie_json_first (json, 0); node != VIGIE_JSON_NONE;
       node = vigie_json_next (json, node))
    {
      g_autofree char *name = NULL;
      g_autoptr(VigieRegistryQuery) query = NULL;

      if (vigie_json_type (json, node) != VIGIE_JSON_OBJECT)
        continue;
      name = vigie_json_member_string (json, node, "name");
      query = name != NULL ? read_query (json, node) : NULL;
      if (query != NULL)
        vigie_saved_filters_set (filters, name, query, NULL);
    }

  return filters;
}

static void
write_filter (VigieJsonWriter *writer, const VigieSavedFilter *filter)
{
  const VigieRegistryQuery *query = filter->query;

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "name", filter->name);
  if (query->text != NULL && *query->text != '\0')
    vigie_json_writer_member_string (writer, "text", query->text);
  if (query->level != VIGIE_LEVEL_NONE)
    vigie_json_writer_member_string (writer, "level", vigie_level_to_word (query->level));
  if (query->type != NULL)
    vigie_json_writer_member_string (writer, "type", query->type);
  if (query->cause != NULL)
    vigie_json_writer_member_string (writer, "cause", query->cause);
  if (query->months > 0)
    vigie_json_writer_member_int (writer, "months", query->months);
  vigie_json_writer_member_string (writer, "show", shows[query->show]);
  vigie_json_writer_end_object (writer);
}

char *
vigie_saved_filters_to_text (GPtrArray *filters)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  g_return_val_if_fail (filters != NULL, NULL);

  if (filters->len == 0)
    return NULL;
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < filters->len; i++)
    write_filter (writer, filters->pdata[i]);
  vigie_json_writer_end_array (writer);

  return vigie_json_writer_steal (writer);
}

/* ---- Under a name ---- */

static guint
place_of (GPtrArray *filters, const char *name)
{
  g_autofree char *wanted = vigie_text_fold (name);

  for (guint i = 0; i < filters->len; i++)
    {
      g_autofree char *folded = vigie_text_fold (((VigieSavedFilter *) filters->pdata[i])->name);

      if (strcmp (folded, wanted) == 0)
        return i;
    }

  return G_MAXUINT;
}

const VigieSavedFilter *
vigie_saved_filters_find (GPtrArray *filters, const char *name)
{
  guint place;

  g_return_val_if_fail (filters != NULL && name != NULL, NULL);

  place = place_of (filters, name);

  return place != G_MAXUINT ? filters->pdata[place] : NULL;
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(VigieSavedFilter *const *) a)->name,
                         (*(VigieSavedFilter *const *) b)->name);
}

gboolean
vigie_saved_filters_set (GPtrArray *filters,
                         const char *name,
                         const VigieRegistryQuery *query,
                         GError **error)
{
  g_autofree char *clean = NULL;
  VigieSavedFilter *filter;
  guint place;

  g_return_val_if_fail (filters != NULL && query != NULL, FALSE);

  clean = vigie_text_clean_line (name, _("The name of the filter"), NAME_MAX_CHARS, error);
  if (clean == NULL)
    return FALSE;
  place = place_of (filters, clean);
  if (place == G_MAXUINT && filters->len >= VIGIE_SAVED_FILTERS_MAX)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE,
                   _("There are %d saved filters already; remove one first."),
                   VIGIE_SAVED_FILTERS_MAX);
      return FALSE;
    }
  filter = g_new0 (VigieSavedFilter, 1);
  filter->name = g_steal_pointer (&clean);
  filter->query = vigie_registry_query_copy (query);
  if (place != G_MAXUINT)
    g_ptr_array_remove_index (filters, place);
  g_ptr_array_add (filters, filter);
  g_ptr_array_sort (filters, by_name);

  return TRUE;
}

gboolean
vigie_saved_filters_rename (GPtrArray *filters, const char *name, const char *to, GError **error)
{
  g_autofree char *clean = NULL;
  VigieSavedFilter *filter;
  guint place, taken;

  g_return_val_if_fail (filters != NULL && name != NULL, FALSE);

  clean = vigie_text_clean_line (to, _("The name of the filter"), NAME_MAX_CHARS, error);
  if (clean == NULL)
    return FALSE;
  place = place_of (filters, name);
  taken = place_of (filters, clean);
  if (place == G_MAXUINT || (taken != G_MAXUINT && taken != place))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                   place == G_MAXUINT ? _("There is no saved filter “%s”.")
                                      : _("“%s” is the name of another saved filter."),
                   place == G_MAXUINT ? name : clean);
      return FALSE;
    }
  filter = filters->pdata[place];
  g_free (filter->name);
  filter->name = g_steal_pointer (&clean);
  g_ptr_array_sort (filters, by_name);

  return TRUE;
}

gboolean
vigie_saved_filters_remove (GPtrArray *filters, const char *name)
{
  guint place;

  g_return_val_if_fail (filters != NULL && name != NULL, FALSE);

  place = place_of (filters, name);
  if (place != G_MAXUINT)
    g_ptr_array_remove_index (filters, place);

  return place != G_MAXUINT;
}
