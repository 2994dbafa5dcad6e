/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fold of the events `rota.*`.
 *
 * A level has a register of rotations. The last one that nobody replaced stands; one that it replaced holds for the
 * time before it starts, so that a new order of people does not rewrite who was on call last year. Substitutions and
 * absences stand until one of a later event's `replaces` names them. */

#include "vigie-rota-private.h"

#include <string.h>

static const VigieEvent *
event_of (gconstpointer value)
{
  return *(const VigieEvent *const *) value; /* each value begins with its event */
}

static gboolean
is_replaced (const VigieRota *rota, gconstpointer value)
{
  return g_hash_table_contains (rota->replaced, event_of (value)->id);
}

static void
drop_replaced (const VigieRota *rota, GPtrArray *values)
{
  for (guint i = values->len; i > 0; i--)
    if (is_replaced (rota, values->pdata[i - 1]))
      g_ptr_array_remove_index (values, i - 1);
}

static void
apply_event (VigieRota *rota, const VigieEvent *event)
{
  g_autoptr(VigieJson) body = NULL;

  if (!vigie_rota_knows_kind (event->kind))
    return;
  body = event->redacted ? NULL : vigie_event_body (event);
  if (body == NULL || !vigie_rota_apply (rota, event, body))
    {
      rota->n_set_aside++;
      return;
    }
  for (gsize i = 0; event->replaces[i] != NULL; i++)
    if (strcmp (event->replaces[i], event->id) != 0)
      g_hash_table_add (rota->replaced, (gpointer) event->replaces[i]);
}

/* Those of the level that stand beside the last one. */
static void
count_apart (VigieRota *rota)
{
  for (guint i = 0; i < rota->rotations->len; i++)
    {
      VigieRotation *rotation = rota->rotations->pdata[i];

      for (guint k = 0; k < rota->rotations->len; k++)
        {
          const VigieRotation *other = rota->rotations->pdata[k];

          rotation->n_apart += k != i && strcmp (other->level, rotation->level) == 0 && !is_replaced (rota, other)
                               && memcmp (other->event->device, rotation->event->device, VIGIE_KEY_BYTES) != 0;
        }
    }
}

static void
free_rotation (gpointer value)
{
  g_ptr_array_unref (((VigieRotation *) value)->people);
}

static void
free_calendar (gpointer value)
{
  g_array_unref (((VigieRotaCalendar *) value)->shifts);
}

/**
 * vigie_rota_fold:
 * @events: (element-type VigieEvent): events of the directory, checked, in any order
 *
 * Folds who is on call when. Any thread.
 *
 * Returns: (transfer full): the rota; without events nobody is on call
 */
VigieRota *
vigie_rota_fold (GPtrArray *events)
{
  VigieRota *rota;

  g_return_val_if_fail (events != NULL, NULL);

  rota = g_new0 (VigieRota, 1);
  g_atomic_ref_count_init (&rota->ref_count);
  rota->arena = vigie_arena_new (1024);
  rota->events = vigie_events_sorted (events, VIGIE_TIME_NONE);
  rota->replaced = g_hash_table_new (g_str_hash, g_str_equal);
  rota->rotations = g_ptr_array_new_with_free_func (free_rotation);
  rota->calendars = g_ptr_array_new_with_free_func (free_calendar);
  rota->substitutions = g_ptr_array_new ();
  rota->absences = g_ptr_array_new ();

  for (guint i = 0; i < rota->events->len; i++)
    apply_event (rota, rota->events->pdata[i]);
  drop_replaced (rota, rota->calendars);
  drop_replaced (rota, rota->substitutions);
  drop_replaced (rota, rota->absences);
  count_apart (rota);

  return rota;
}

/**
 * vigie_rota_ref:
 * @rota: a rota
 *
 * Returns: (transfer full): @rota with one more reference; any thread
 */
VigieRota *
vigie_rota_ref (VigieRota *rota)
{
  g_return_val_if_fail (rota != NULL, NULL);

  g_atomic_ref_count_inc (&rota->ref_count);
  return rota;
}

/**
 * vigie_rota_unref:
 * @rota: (nullable) (transfer full): a rota
 *
 * Drops a reference; any thread.
 */
void
vigie_rota_unref (VigieRota *rota)
{
  if (rota == NULL || !g_atomic_ref_count_dec (&rota->ref_count))
    return;

  g_ptr_array_unref (rota->rotations);
  g_ptr_array_unref (rota->calendars);
  g_ptr_array_unref (rota->substitutions);
  g_ptr_array_unref (rota->absences);
  g_hash_table_unref (rota->replaced);
  g_ptr_array_unref (rota->events);
  vigie_arena_free (rota->arena);
  g_free (rota);
}

guint
vigie_rota_n_set_aside (const VigieRota *rota)
{
  g_return_val_if_fail (rota != NULL, 0);

  return rota->n_set_aside;
}

/**
 * vigie_rota_rotation:
 * @rota: a rota
 * @level: id of a support level
 *
 * Returns: (nullable) (transfer none): the rotation that was set last and that nobody replaced
 */
const VigieRotation *
vigie_rota_rotation (const VigieRota *rota, const char *level)
{
  g_return_val_if_fail (rota != NULL && level != NULL, NULL);

  for (guint i = rota->rotations->len; i > 0; i--)
    {
      const VigieRotation *rotation = rota->rotations->pdata[i - 1];

      if (strcmp (rotation->level, level) == 0 && !is_replaced (rota, rotation))
        return rotation;
    }

  return NULL;
}

/**
 * vigie_rota_rivals:
 * @rota: a rota
 * @level: id of a support level
 *
 * Returns: (transfer container) (element-type VigieRotation): what somebody has to choose between
 */
GPtrArray *
vigie_rota_rivals (const VigieRota *rota, const char *level)
{
  const VigieRotation *last = vigie_rota_rotation (rota, level);
  GPtrArray *rivals = g_ptr_array_new ();

  if (last == NULL || last->n_apart == 0)
    return rivals;
  for (guint i = rota->rotations->len; i > 0; i--)
    {
      const VigieRotation *rotation = rota->rotations->pdata[i - 1];

      if (strcmp (rotation->level, level) == 0 && !is_replaced (rota, rotation))
        g_ptr_array_add (rivals, (gpointer) rotation);
    }

  return rivals;
}

GPtrArray *
vigie_rota_substitutions (const VigieRota *rota)
{
  g_return_val_if_fail (rota != NULL, NULL);

  return rota->substitutions;
}

GPtrArray *
vigie_rota_absences (const VigieRota *rota)
{
  g_return_val_if_fail (rota != NULL, NULL);

  return rota->absences;
}

/**
 * vigie_rota_has_level:
 * @rota: a rota
 * @level: id of a support level
 *
 * Returns: %TRUE if anything says who of that level is on call: a rotation with people, a calendar, a substitution
 */
gboolean
vigie_rota_has_level (const VigieRota *rota, const char *level)
{
  const VigieRotation *rotation = vigie_rota_rotation (rota, level);

  if (rotation != NULL && rotation->people->len > 0)
    return TRUE;
  for (guint i = 0; i < rota->calendars->len; i++)
    if (strcmp (((const VigieRotaCalendar *) rota->calendars->pdata[i])->level, level) == 0)
      return TRUE;
  for (guint i = 0; i < rota->substitutions->len; i++)
    if (strcmp (((const VigieSubstitution *) rota->substitutions->pdata[i])->level, level) == 0)
      return TRUE;

  return FALSE;
}

gboolean
vigie_rota_is_empty (const VigieRota *rota)
{
  g_return_val_if_fail (rota != NULL, TRUE);

  for (guint i = 0; i < rota->rotations->len; i++)
    if (vigie_rota_has_level (rota, ((const VigieRotation *) rota->rotations->pdata[i])->level))
      return FALSE;

  return rota->calendars->len == 0 && rota->substitutions->len == 0;
}
