/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of a zone are a file of this computer, so core is given them. A zone's name comes from events that other
 * people recorded: it is never taken for a path. */

#include "vigie-zones.h"

#include <string.h>

struct _VigieZoneTable
{
  GHashTable *zones;             /* id → GTimeZone, or NULL: not known */
  VigieZones lookup;
};

static void
zone_free (gpointer zone)
{
  if (zone != NULL)
    g_time_zone_unref (zone);
}

static GTimeZone *
look_up (const char *id, gpointer data)
{
  VigieZoneTable *table = data;
  gpointer zone = NULL;

  if (id == NULL || *id == '\0' || *id == '/' || strchr (id, ':') != NULL || strstr (id, "..") != NULL)
    return NULL;
  if (!g_hash_table_lookup_extended (table->zones, id, NULL, &zone))
    {
      zone = g_time_zone_new_identifier (id);
      g_hash_table_insert (table->zones, g_strdup (id), zone);
    }

  return zone;
}

VigieZoneTable *
vigie_zone_table_new (void)
{
  VigieZoneTable *table = g_new0 (VigieZoneTable, 1);

  table->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, zone_free);
  table->lookup = (VigieZones) { look_up, table };

  return table;
}

void
vigie_zone_table_free (VigieZoneTable *table)
{
  if (table == NULL)
    return;
  g_hash_table_unref (table->zones);
  g_free (table);
}

const VigieZones *
vigie_zone_table_get (VigieZoneTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  return &table->lookup;
}

gboolean
vigie_zone_table_knows (VigieZoneTable *table, const char *id)
{
  g_return_val_if_fail (table != NULL, FALSE);

  return look_up (id, table) != NULL;
}
