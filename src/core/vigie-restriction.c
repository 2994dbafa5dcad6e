/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The restriction of an incident as a register of its own. It says the same as the whole fold does of the events it
 * looks at (the last `incident.restricted` that nobody replaced stands), at a cost that does not grow with the
 * timeline. */

#include "vigie-restriction.h"

#include <string.h>

#include "vigie-id.h"

static gboolean
is_restriction (const VigieEvent *event)
{
  return strcmp (event->kind, "incident.restricted") == 0;
}

static gboolean
is_declaration (const VigieEvent *event)
{
  return strcmp (event->kind, "incident.declared") == 0;
}

/**
 * vigie_restriction_concerns:
 * @kind: kind of an event
 *
 * Returns: %TRUE if the event matters to vigie_restriction_fold()
 */
gboolean
vigie_restriction_concerns (const char *kind)
{
  return strcmp (kind, "incident.restricted") == 0 || strcmp (kind, "incident.declared") == 0;
}

static gboolean
read_people (const VigieJson *body, VigieJsonNode list, GStrvBuilder *people)
{
  if (vigie_json_type (body, list) != VIGIE_JSON_ARRAY)
    return FALSE;
  for (VigieJsonNode n = vigie_json_first (body, list); n != VIGIE_JSON_NONE; n = vigie_json_next (body, n))
    {
      g_autofree char *id = vigie_json_string (body, n);

      if (id == NULL || !vigie_id_is_valid (id))
        return FALSE;
      g_strv_builder_add (people, id);
    }

  return TRUE;
}

/**
 * vigie_restriction_read:
 * @body: body of an `incident.restricted`
 * @restricted: (out): whether it restricts or opens again
 * @people: (out) (transfer full): ids of the members who see it all the same
 *
 * Returns: %TRUE if @body is as it has to be; otherwise nothing is set
 */
gboolean
vigie_restriction_read (const VigieJson *body, gboolean *restricted, GStrv *people)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  gboolean value;

  if (!vigie_json_boolean (body, vigie_json_member (body, 0, "restricted"), &value)
      || !read_people (body, vigie_json_member (body, 0, "people"), builder))
    return FALSE;

  *restricted = value;
  *people = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
is_readable (const VigieEvent *event)
{
  g_autoptr(VigieJson) body = vigie_event_body (event);
  g_auto(GStrv) people = NULL;
  gboolean restricted;

  return vigie_restriction_read (body, &restricted, &people);
}

/* Ids that a readable restriction of @events replaces. */
static GHashTable *
collect_replaced (GPtrArray *events)
{
  GHashTable *replaced = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < events->len; i++)
    {
      const VigieEvent *event = events->pdata[i];

      if (!is_restriction (event) || event->redacted || !is_readable (event))
        continue;
      for (gsize j = 0; event->replaces[j] != NULL; j++)
        {
          if (strcmp (event->replaces[j], event->id) != 0)
            g_hash_table_add (replaced, (gpointer) event->replaces[j]);
        }
    }

  return replaced;
}

static void
take_restriction (VigieRestriction *restriction, const VigieEvent *event)
{
  g_autoptr(VigieJson) body = vigie_event_body (event);
  GStrv people;

  if (!vigie_restriction_read (body, &restriction->restricted, &people))
    return;
  g_strfreev ((GStrv) restriction->people);
  restriction->people = (const char *const *) people;
}

/**
 * vigie_restriction_fold:
 * @events: (element-type VigieEvent): events of one incident, in any order
 *
 * Pure: any order gives the same answer. Any thread.
 *
 * Returns: (transfer full): who the incident is shown to
 */
VigieRestriction *
vigie_restriction_fold (GPtrArray *events)
{
  VigieRestriction *restriction = g_new0 (VigieRestriction, 1);
  g_autoptr(GPtrArray) sorted = NULL;
  g_autoptr(GHashTable) replaced = NULL;

  g_return_val_if_fail (events != NULL, NULL);

  sorted = vigie_events_sorted (events, VIGIE_TIME_NONE);
  replaced = collect_replaced (sorted);
  restriction->people = (const char *const *) g_new0 (char *, 1);
  for (guint i = 0; i < sorted->len; i++)
    {
      const VigieEvent *event = sorted->pdata[i];

      if (event->redacted)
        continue;
      if (is_restriction (event) && !g_hash_table_contains (replaced, event->id))
        take_restriction (restriction, event);
      if (is_declaration (event) && !restriction->declared)
        {
          restriction->declared = TRUE;
          memcpy (restriction->declarer, event->device, VIGIE_KEY_BYTES);
        }
    }

  return restriction;
}

/**
 * vigie_restriction_free:
 * @restriction: (nullable) (transfer full): a restriction
 */
void
vigie_restriction_free (VigieRestriction *restriction)
{
  if (restriction == NULL)
    return;
  g_strfreev ((GStrv) restriction->people);
  g_free (restriction);
}
