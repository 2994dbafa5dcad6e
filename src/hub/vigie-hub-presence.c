/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is present: kept in memory alone, never logged, forgotten after 45 s. Changes are told once a second
 * at most. Where somebody is, is told only to those who may see that incident; the others see that the
 * person is there. */

#include "vigie-hub-private.h"

#include <string.h>

#include "vigie-id.h"
#include "vigie-wire-live.h"

#define FORGET_USEC (45 * VIGIE_SECOND_USEC)
#define PERSON_BYTES 300 /* about */

static VigieWirePerson *
person_copy (const VigieWirePerson *person)
{
  VigieWirePerson *copy = g_memdup2 (person, sizeof *person);

  copy->member = g_strdup (person->member);
  copy->name = g_strdup (person->name);
  copy->incident = g_strdup (person->incident);

  return copy;
}

void
vigie_hub_presence_init (VigieHub *hub)
{
  hub->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) vigie_wire_person_free);
}

static VigieWirePerson *
new_person (const VigieHubView *view, const VigieHubSeat *seat, const VigieWireHere *here, gint64 now_usec)
{
  const VigieMember *member = vigie_membership_member (vigie_hub_view_membership (view), seat->member);
  VigieWirePerson *person = g_new0 (VigieWirePerson, 1);

  person->member = g_strdup (seat->member);
  person->name = g_strdup (member != NULL ? member->name : "");
  memcpy (person->device, seat->device, VIGIE_KEY_BYTES);
  person->incident = g_strdup (here->incident);
  person->state = here->state;
  person->unsent = here->unsent;
  person->seen_usec = now_usec;

  return person;
}

static gboolean
same_person (const VigieWirePerson *a, const VigieWirePerson *b)
{
  return a->state == b->state && a->unsent == b->unsent && g_strcmp0 (a->incident, b->incident) == 0
         && g_strcmp0 (a->name, b->name) == 0;
}

/* Under the lock. */
static void
put_person (VigieHub *hub, VigieWirePerson *person_taken)
{
  g_autofree char *device = vigie_hex (person_taken->device, VIGIE_KEY_BYTES);
  const VigieWirePerson *before = g_hash_table_lookup (hub->people, device);

  if (person_taken->state == VIGIE_WIRE_GONE)
    {
      hub->people_changed = g_hash_table_remove (hub->people, device) || hub->people_changed;
      vigie_wire_person_free (person_taken);
      return;
    }
  if (before == NULL && g_hash_table_size (hub->people) >= VIGIE_WIRE_PEOPLE_MAX)
    {
      vigie_wire_person_free (person_taken);
      return;
    }
  hub->people_changed = hub->people_changed || before == NULL || !same_person (before, person_taken);
  g_hash_table_insert (hub->people, g_steal_pointer (&device), person_taken);
}

typedef struct
{
  const VigieHubView *view;
  gint64 now_usec;
} Moment;

/* Not heard of for long, or no member any more. */
static gboolean
is_forgotten (gpointer device, gpointer value, gpointer user_data)
{
  const VigieWirePerson *person = value;
  const Moment *moment = user_data;
  VigieHubSeat seat;

  return person->seen_usec + FORGET_USEC <= moment->now_usec || !vigie_hub_view_seat (moment->view, person->device, &seat);
}

/* Copies of all who are present, under the lock. */
static GPtrArray *
list_people (VigieHub *hub, gint64 now_usec)
{
  Moment moment = { hub->view, now_usec };
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_person_free);
  GHashTableIter iter;
  gpointer person;

  if (g_hash_table_foreach_remove (hub->people, is_forgotten, &moment) > 0)
    hub->people_changed = TRUE;
  g_hash_table_iter_init (&iter, hub->people);
  while (g_hash_table_iter_next (&iter, NULL, &person))
    g_ptr_array_add (people, person_copy (person));

  return people;
}

static void
hide (const VigieHubView *view, const VigieHubSeat *seat, GPtrArray *people)
{
  for (guint i = 0; i < people->len; i++)
    {
      VigieWirePerson *person = people->pdata[i];
      g_autofree char *stream = person->incident != NULL ? vigie_stream_for_incident (person->incident, FALSE) : NULL;

      if (stream != NULL && !vigie_hub_view_may_see (view, seat, stream))
        g_clear_pointer (&person->incident, g_free);
    }
}

VigieHubStep
vigie_hub_answer_presence (VigieHub *hub, VigieHubRequest *request)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieWireHere) here = request->body != NULL ? vigie_wire_here_read (request->body, &error) : NULL;
  g_autoptr(VigieHubView) view = vigie_hub_view (hub);
  g_autoptr(GPtrArray) people = NULL;
  gint64 now_usec = vigie_hub_now (hub);

  if (here == NULL)
    {
      vigie_hub_reply_wire_error (request, error);
      return VIGIE_HUB_DONE;
    }
  g_mutex_lock (&hub->lock);
  put_person (hub, new_person (view, &request->seat, here, now_usec));
  people = list_people (hub, now_usec);
  g_mutex_unlock (&hub->lock);
  hide (view, &request->seat, people);
  vigie_hub_reply_take (request, 200, NULL, vigie_wire_people_new (now_usec, people));

  return VIGIE_HUB_DONE;
}

/* Frames --------------------------------------------------------------------------------------- */

/* @mask: which of the restricted @streams this reader may see. */
static GBytes *
make_frame (gpointer data, const char *const *streams, guint32 mask)
{
  GPtrArray *all = data;
  g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_person_free);

  for (guint i = 0; i < all->len; i++)
    {
      VigieWirePerson *person = person_copy (all->pdata[i]);

      for (guint j = 0; streams[j] != NULL; j++)
        if ((mask & 1u << j) == 0 && g_strcmp0 (person->incident, vigie_stream_incident_id (streams[j])) == 0)
          g_clear_pointer (&person->incident, g_free);
      g_ptr_array_add (people, person);
    }

  return vigie_wire_live_presence (people);
}

/* The restricted incidents somebody is in; what does not fit into the list is shown to nobody. */
static GStrv
restricted_streams (const VigieHubView *view, GPtrArray *people)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < people->len; i++)
    {
      VigieWirePerson *person = people->pdata[i];
      g_autofree char *stream = person->incident != NULL ? vigie_stream_for_incident (person->incident, FALSE) : NULL;

      if (stream == NULL || !vigie_hub_view_is_restricted (view, stream) || g_hash_table_contains (seen, stream))
        continue;
      if (g_hash_table_size (seen) == VIGIE_HUB_FRAME_STREAMS_MAX)
        {
          g_clear_pointer (&person->incident, g_free);
          continue;
        }
      g_strv_builder_add (builder, stream);
      g_hash_table_add (seen, g_steal_pointer (&stream));
    }

  return g_strv_builder_end (builder);
}

void
vigie_hub_add_presence_frame (VigieHub *hub, GPtrArray *frames)
{
  g_autoptr(GPtrArray) people = NULL;
  g_auto(GStrv) streams = NULL;
  gint64 now_usec = vigie_hub_now (hub);
  gboolean changed;

  g_mutex_lock (&hub->lock);
  people = list_people (hub, now_usec);
  changed = hub->people_changed;
  hub->people_changed = FALSE;
  g_mutex_unlock (&hub->lock);
  if (!changed)
    return;
  streams = restricted_streams (hub->next, people);
  g_ptr_array_add (frames, vigie_hub_frame_new_made ((const char *const *) streams, (gsize) people->len * PERSON_BYTES, make_frame,
                                                     g_ptr_array_ref (people), (GDestroyNotify) g_ptr_array_unref));
}
