/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One table says everything about a column; the factory, the sorter and the file are made from it.
 *
 * Rows live for as long as their incident and are patched in place, so a bound cell listens to its
 * item. Cells are single lines that end in "…": rows of different heights make GtkListView lose its
 * place. A duration nobody can know is said in words, never left empty and never counted as zero. */

#include "vigie-registry-columns.h"

#include <glib/gi18n-lib.h>

#include "vigie-csv.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define TITLE_MIN_WIDTH 140
/* From this width on all columns are there, and from this one the reference. */
#define WIDE_PX 860
#define REFERENCE_PX 640

static const struct
{
  const char *title;             /* msgid */
  const char *name;              /* in the file */
  const char *style;
  int width_px;                  /* fixed; 0: takes the rest */
} columns[VIGIE_N_REGISTRY_COLUMNS] = {
  [VIGIE_REGISTRY_DETECTED] = { N_("Detected (GMT)"), "detected", "small num", 138 },
  [VIGIE_REGISTRY_REFERENCE] = { N_("Reference"), "reference", "small strong num", 80 },
  [VIGIE_REGISTRY_LEVEL] = { N_("Level"), "level", "small strong", 84 },
  [VIGIE_REGISTRY_TITLE] = { N_("Title"), "title", "small", 0 },
  [VIGIE_REGISTRY_TYPE] = { N_("Type"), "type", "small dim", 74 },
  [VIGIE_REGISTRY_STAGE] = { N_("Stage"), "stage", "small", 142 },
  [VIGIE_REGISTRY_DURATION] = { N_("Duration"), "duration_seconds", "small num", 86 },
  [VIGIE_REGISTRY_COMMANDER] = { N_("Commander"), "commander", "small dim", 118 },
};

/* ---- Words ---- */

gint64
vigie_registry_duration_usec (const VigieIncidentRow *row, gint64 now_usec)
{
  gint64 start_usec = row->started_usec != VIGIE_TIME_NONE ? row->started_usec : row->detected_usec;
  gint64 end_usec = row->resolved_usec != VIGIE_TIME_NONE ? row->resolved_usec : row->active ? now_usec : VIGIE_TIME_NONE;

  if (start_usec == VIGIE_TIME_NONE || end_usec == VIGIE_TIME_NONE || end_usec < start_usec)
    return VIGIE_TIME_NONE;

  return end_usec - start_usec;
}

/* "2026-11-21-K7QF" → "K7QF": the date stands beside it. */
static const char *
short_reference (const char *ref)
{
  const char *dash = strrchr (ref, '-');

  return dash != NULL ? dash + 1 : ref;
}

static char *
detected_words (VigieSession *session, const VigieIncidentRow *row)
{
  g_autofree char *date = NULL;
  g_autofree char *clock = NULL;

  if (row->detected_usec == VIGIE_TIME_NONE)
    return g_strdup (_("not recorded"));
  date = vigie_time_format_date (row->detected_usec, vigie_session_get_zone (session), vigie_session_get_lang (session));
  clock = vigie_time_format_clock (row->detected_usec, vigie_session_get_zone (session));

  return g_strdup_printf ("%s %s", date, clock);
}

char *
vigie_registry_words (VigieSession *session, const VigieIncidentRow *row, VigieRegistryField field)
{
  const char *level = vigie_level_to_word (row->level);
  gint64 duration_usec;

  switch (field)
    {
    case VIGIE_REGISTRY_DETECTED:
      return detected_words (session, row);
    case VIGIE_REGISTRY_REFERENCE:
      return g_strdup (short_reference (row->ref));
    case VIGIE_REGISTRY_LEVEL:
      return g_strdup (level != NULL ? level : "—");
    case VIGIE_REGISTRY_TITLE:
      return g_strdup (row->title);
    case VIGIE_REGISTRY_TYPE:
      return g_strdup (row->type == NULL || g_str_equal (row->type, "other") ? C_("incident type", "other") : row->type);
    case VIGIE_REGISTRY_STAGE:
      return g_strdup (vigie_stage_label (row->stage, vigie_session_get_lang (session)));
    case VIGIE_REGISTRY_DURATION:
      duration_usec = vigie_registry_duration_usec (row, vigie_session_now_usec (session));
      return duration_usec == VIGIE_TIME_NONE ? g_strdup (_("not recorded")) : vigie_duration_format (duration_usec, vigie_session_get_lang (session));
    case VIGIE_REGISTRY_COMMANDER:
    default:
      return g_strdup (row->commander != NULL ? row->commander : "—");
    }
}

/* ---- Sorting ---- */

typedef struct
{
  VigieSession *session;         /* not owned: it outlives its windows' columns */
  VigieRegistryField field;
} Column;

static int
compare_times (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_words (const char *a, const char *b)
{
  return g_utf8_collate (a != NULL ? a : "", b != NULL ? b : "");
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Column *column = user_data;
  const VigieIncidentRow *first = vigie_incident_item_get_row (VIGIE_INCIDENT_ITEM ((gpointer) a));
  const VigieIncidentRow *second = vigie_incident_item_get_row (VIGIE_INCIDENT_ITEM ((gpointer) b));
  gint64 now_usec;

  switch (column->field)
    {
    case VIGIE_REGISTRY_DETECTED:
      return compare_times (first->detected_usec, second->detected_usec);
    case VIGIE_REGISTRY_REFERENCE:
      return compare_words (short_reference (first->ref), short_reference (second->ref));
    case VIGIE_REGISTRY_LEVEL:
      return compare_times (first->level, second->level);
    case VIGIE_REGISTRY_TITLE:
      return compare_words (first->title, second->title);
    case VIGIE_REGISTRY_TYPE:
      return compare_words (first->type, second->type);
    case VIGIE_REGISTRY_STAGE:
      return compare_times (first->stage, second->stage);
    case VIGIE_REGISTRY_DURATION:
      now_usec = vigie_session_now_usec (column->session);
      return compare_times (vigie_registry_duration_usec (first, now_usec), vigie_registry_duration_usec (second, now_usec));
    case VIGIE_REGISTRY_COMMANDER:
    default:
      return compare_words (first->commander, second->commander);
    }
}

/* ---- Cells ---- */

static GtkWidget *
cell_icon (GtkWidget *cell)
{
  GtkWidget *first = gtk_widget_get_first_child (cell);

  return first != gtk_widget_get_last_child (cell) ? first : NULL;
}

/* A row takes the focus as a whole and has no name but what we give it. */
static void
name_row (GtkWidget *cell, const Column *column, const VigieIncidentRow *row)
{
  GtkWidget *holder = gtk_widget_get_parent (cell);
  GtkWidget *list_row = holder != NULL ? gtk_widget_get_parent (holder) : NULL;
  g_autofree char *stage = vigie_registry_words (column->session, row, VIGIE_REGISTRY_STAGE);
  g_autofree char *name = NULL;

  if (list_row == NULL)
    return;
  name = row->level != VIGIE_LEVEL_NONE ? g_strdup_printf ("%s %s, %s", vigie_level_to_word (row->level), row->title, stage)
                                        : g_strdup_printf ("%s, %s", row->title, stage);
  vigie_set_accessible_label (list_row, name);
}

static void
fill_cell (GtkListItem *list_item)
{
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  const Column *column = g_object_get_data (G_OBJECT (list_item), "column");
  VigieIncidentItem *item = gtk_list_item_get_item (list_item);
  const VigieIncidentRow *row = vigie_incident_item_get_row (item);
  GtkWidget *label = gtk_widget_get_last_child (cell);
  GtkWidget *icon = cell_icon (cell);
  g_autofree char *words = vigie_registry_words (column->session, row, column->field);
  gboolean unknown;

  vigie_label_set (GTK_LABEL (label), words);
  if (column->field == VIGIE_REGISTRY_TITLE)
    name_row (cell, column, row);
  if (column->field == VIGIE_REGISTRY_LEVEL)
    vigie_severity_badge_set_level (VIGIE_SEVERITY_BADGE (icon), row->level);
  if (column->field == VIGIE_REGISTRY_STAGE)
    {
      gtk_image_set_from_icon_name (GTK_IMAGE (icon), row->active ? "vigie-live-symbolic" : "vigie-check-symbolic");
      vigie_set_class (icon, "ok-text", !row->active);
      vigie_set_class (icon, "accent-text", row->active);
    }
  if (column->field == VIGIE_REGISTRY_DURATION)
    {
      unknown = vigie_registry_duration_usec (row, vigie_session_now_usec (column->session)) == VIGIE_TIME_NONE;
      vigie_set_class (label, "soon-text", unknown);
      vigie_set_class (label, "strong", unknown);
    }
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  const Column *column = user_data;
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = vigie_label_new ("", columns[column->field].style);

  if (column->field == VIGIE_REGISTRY_LEVEL)
    gtk_box_append (GTK_BOX (cell), vigie_severity_badge_new (20));
  if (column->field == VIGIE_REGISTRY_STAGE)
    gtk_box_append (GTK_BOX (cell), vigie_icon_new ("vigie-check-symbolic", NULL));
  if (column->field == VIGIE_REGISTRY_DURATION)
    gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (cell), label);
  g_object_set_data (G_OBJECT (list_item), "column", (gpointer) column);
  gtk_list_item_set_child (list_item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  g_signal_connect_object (gtk_list_item_get_item (list_item), "notify", G_CALLBACK (fill_cell), list_item, G_CONNECT_SWAPPED);
  fill_cell (list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), fill_cell, list_item);
}

static GtkColumnViewColumn *
column_new (VigieSession *session, VigieRegistryField field)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *column = g_new0 (Column, 1);
  GtkColumnViewColumn *view_column;
  GtkSorter *sorter;

  column->session = session;
  column->field = field;
  g_object_set_data_full (G_OBJECT (factory), "column", column, g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), column);
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare, g_memdup2 (column, sizeof *column), g_free));
  view_column = gtk_column_view_column_new (_(columns[field].title), factory);
  gtk_column_view_column_set_sorter (view_column, sorter);
  g_object_unref (sorter);
  if (columns[field].width_px > 0)
    gtk_column_view_column_set_fixed_width (view_column, columns[field].width_px);
  else
    gtk_column_view_column_set_expand (view_column, TRUE);
  gtk_column_view_column_set_resizable (view_column, TRUE);

  return view_column;
}

void
vigie_registry_add_columns (GtkColumnView *view, VigieSession *session)
{
  for (guint i = 0; i < VIGIE_N_REGISTRY_COLUMNS; i++)
    {
      g_autoptr(GtkColumnViewColumn) column = column_new (session, i);

      gtk_column_view_append_column (view, column);
      if (i == VIGIE_REGISTRY_DETECTED)
        gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
    }
}

/* ---- File ---- */

static char *
file_field (const VigieIncidentRow *row, VigieRegistryField field, gint64 now_usec)
{
  gint64 duration_usec;

  switch (field)
    {
    case VIGIE_REGISTRY_DETECTED:
      return row->detected_usec != VIGIE_TIME_NONE ? vigie_time_format_rfc3339 (row->detected_usec) : g_strdup ("");
    case VIGIE_REGISTRY_REFERENCE:
      return g_strdup (row->ref);
    case VIGIE_REGISTRY_LEVEL:
      return g_strdup (row->level != VIGIE_LEVEL_NONE ? vigie_level_to_word (row->level) : "");
    case VIGIE_REGISTRY_TITLE:
      return g_strdup (row->title);
    case VIGIE_REGISTRY_TYPE:
      return g_strdup (row->type != NULL ? row->type : "other");
    case VIGIE_REGISTRY_STAGE:
      return g_strdup (vigie_stage_to_word (row->stage));
    case VIGIE_REGISTRY_DURATION:
      /* What still runs has no duration: the file would be wrong a second later. */
      duration_usec = row->active ? VIGIE_TIME_NONE : vigie_registry_duration_usec (row, now_usec);
      return duration_usec != VIGIE_TIME_NONE ? g_strdup_printf ("%" G_GINT64_FORMAT, duration_usec / VIGIE_SECOND_USEC) : g_strdup ("");
    case VIGIE_REGISTRY_COMMANDER:
    default:
      return g_strdup (row->commander != NULL ? row->commander : "");
    }
}

char *
vigie_registry_to_csv (VigieSession *session, GListModel *items)
{
  GString *out = g_string_new (NULL);
  gint64 now_usec = vigie_session_now_usec (session);

  for (guint i = 0; i < VIGIE_N_REGISTRY_COLUMNS; i++)
    vigie_csv_append_field (out, columns[i].name, i + 1 == VIGIE_N_REGISTRY_COLUMNS);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(VigieIncidentItem) item = g_list_model_get_item (items, i);

      for (guint j = 0; j < VIGIE_N_REGISTRY_COLUMNS; j++)
        {
          g_autofree char *field = file_field (vigie_incident_item_get_row (item), j, now_usec);

          vigie_csv_append_field (out, field, j + 1 == VIGIE_N_REGISTRY_COLUMNS);
        }
    }

  return g_string_free (out, FALSE);
}

/* GTK 4.8 does not give an expanding column the room of columns that were hidden, so it is worked out here. */
static void
give_title_the_rest (GListModel *shown, double width)
{
  g_autoptr(GtkColumnViewColumn) title = g_list_model_get_item (shown, VIGIE_REGISTRY_TITLE);
  int taken = 0;

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (shown, i);

      if (i != VIGIE_REGISTRY_TITLE && gtk_column_view_column_get_visible (column))
        taken += MAX (0, gtk_column_view_column_get_fixed_width (column));
    }
  gtk_column_view_column_set_fixed_width (title, MAX (TITLE_MIN_WIDTH, (int) width - taken));
}

void
vigie_registry_fold_columns (GtkColumnView *view, double width)
{
  GListModel *shown = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (shown, i);

      if (i == VIGIE_REGISTRY_TYPE || i == VIGIE_REGISTRY_COMMANDER)
        gtk_column_view_column_set_visible (column, width >= WIDE_PX);
      else if (i == VIGIE_REGISTRY_REFERENCE)
        gtk_column_view_column_set_visible (column, width >= REFERENCE_PX);
    }
  give_title_the_rest (shown, width);
}
