/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-here.h"

#include <string.h>

#define INCIDENT "incident/"

struct _VigieHere
{
  VigieWireHere here;            /* its incident is owned */
  VigieHereFunc changed;
  gpointer user_data;
  gint64 touched_usec;           /* monotonic */
  guint typing_id;
  guint away_id;
};

static void away_soon (VigieHere *self, gint64 wait_ms);

static void
set_state (VigieHere *self, VigieWirePresence state)
{
  if (self->here.state == state)
    return;
  self->here.state = state;
  self->changed (&self->here, self->user_data);
}

static gboolean
typing_over_cb (gpointer user_data)
{
  VigieHere *self = user_data;

  self->typing_id = 0;
  if (self->here.state == VIGIE_WIRE_TYPING)
    set_state (self, VIGIE_WIRE_HERE);

  return G_SOURCE_REMOVE;
}

/* A touch only notes its time, so that each movement of the pointer costs next to nothing. */
static gboolean
away_cb (gpointer user_data)
{
  VigieHere *self = user_data;
  gint64 left_ms = VIGIE_HERE_AWAY_MS - (g_get_monotonic_time () - self->touched_usec) / 1000;

  self->away_id = 0;
  if (left_ms > 0)
    away_soon (self, left_ms);
  else
    set_state (self, VIGIE_WIRE_AWAY);

  return G_SOURCE_REMOVE;
}

static void
away_soon (VigieHere *self, gint64 wait_ms)
{
  self->away_id = g_timeout_add ((guint) wait_ms + 1, away_cb, self);
}

void
vigie_here_touch (VigieHere *self)
{
  self->touched_usec = g_get_monotonic_time ();
  if (self->here.state != VIGIE_WIRE_AWAY)
    return;
  set_state (self, VIGIE_WIRE_HERE);
  away_soon (self, VIGIE_HERE_AWAY_MS);
}

void
vigie_here_type (VigieHere *self)
{
  vigie_here_touch (self);
  g_clear_handle_id (&self->typing_id, g_source_remove);
  self->typing_id = g_timeout_add (VIGIE_HERE_TYPING_MS, typing_over_cb, self);
  set_state (self, VIGIE_WIRE_TYPING);
}

void
vigie_here_open (VigieHere *self, const char *stream)
{
  const char *incident = stream != NULL && g_str_has_prefix (stream, INCIDENT) ? stream + strlen (INCIDENT) : NULL;

  if (g_strcmp0 (self->here.incident, incident) == 0)
    return;
  g_free (self->here.incident);
  self->here.incident = g_strdup (incident);
  /* What was typed was typed elsewhere. */
  if (self->here.state == VIGIE_WIRE_TYPING)
    self->here.state = VIGIE_WIRE_HERE;
  self->changed (&self->here, self->user_data);
}

const VigieWireHere *
vigie_here_get (VigieHere *self)
{
  return &self->here;
}

/**
 * vigie_here_new:
 * @changed: told when it says something else
 * @user_data: for @changed
 *
 * Returns: (transfer full): somebody who is there, without an incident
 */
VigieHere *
vigie_here_new (VigieHereFunc changed, gpointer user_data)
{
  VigieHere *self = g_new0 (VigieHere, 1);

  self->changed = changed;
  self->user_data = user_data;
  self->here.state = VIGIE_WIRE_HERE;
  self->touched_usec = g_get_monotonic_time ();
  away_soon (self, VIGIE_HERE_AWAY_MS);

  return self;
}

void
vigie_here_free (VigieHere *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->typing_id, g_source_remove);
  g_clear_handle_id (&self->away_id, g_source_remove);
  g_free (self->here.incident);
  g_free (self);
}
