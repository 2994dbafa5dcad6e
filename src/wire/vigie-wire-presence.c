/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Presence, and pieces of files. */

#include "vigie-wire-presence.h"

#include <string.h>

#include "vigie-attachment.h"
#include "vigie-id.h"
#include "vigie-wire-presence-private.h"
#include "vigie-wire-private.h"

static const char *const words[VIGIE_WIRE_N_PRESENCES] = {
  [VIGIE_WIRE_HERE] = "here", [VIGIE_WIRE_TYPING] = "typing", [VIGIE_WIRE_AWAY] = "away", [VIGIE_WIRE_GONE] = "gone",
};

/**
 * vigie_wire_presence_to_word:
 * @state: a presence
 *
 * Returns: its word in the protocol
 */
const char *
vigie_wire_presence_to_word (VigieWirePresence state)
{
  g_return_val_if_fail (state < VIGIE_WIRE_N_PRESENCES, NULL);

  return words[state];
}

/**
 * vigie_wire_presence_from_word:
 * @word: (nullable): a word
 * @out: (out): the presence; untouched when the answer is %FALSE
 *
 * Returns: %TRUE if @word names a presence
 */
gboolean
vigie_wire_presence_from_word (const char *word, VigieWirePresence *out)
{
  for (VigieWirePresence state = 0; word != NULL && state < VIGIE_WIRE_N_PRESENCES; state++)
    {
      if (strcmp (words[state], word) == 0)
        {
          *out = state;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
read_state (const VigieJson *json, VigieJsonNode node, VigieWirePresence *out, GError **error)
{
  g_autofree char *word = vigie_json_member_string (json, node, "state");

  return vigie_wire_presence_from_word (word, out) || vigie_wire_refuse ("state", error);
}

static gboolean
read_incident (const VigieJson *json, VigieJsonNode node, char **out, GError **error)
{
  if (!vigie_wire_maybe_string (json, node, "incident", VIGIE_ID_LENGTH, out, error))
    return FALSE;

  return *out == NULL || vigie_id_is_valid (*out) || vigie_wire_refuse ("incident", error);
}

/* The request ------------------------------------------------------------------------------------- */

/**
 * vigie_wire_here_new:
 * @here: what this seat says of itself
 *
 * Returns: (transfer full): the body of the request
 */
GBytes *
vigie_wire_here_new (const VigieWireHere *here)
{
  VigieJsonWriter *writer = vigie_wire_begin ();

  if (here->incident != NULL)
    vigie_json_writer_member_string (writer, "incident", here->incident);
  vigie_json_writer_member_string (writer, "state", words[here->state]);
  if (here->post != NULL)
    vigie_json_writer_member_string (writer, "post", here->post);
  vigie_json_writer_member_int (writer, "unsent", here->unsent);
  vigie_json_writer_member_int (writer, "now", here->now_usec);

  return vigie_wire_end (writer, 0);
}

/**
 * vigie_wire_here_read:
 * @body: body of the request
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what a seat says of itself
 */
VigieWireHere *
vigie_wire_here_read (GBytes *body, GError **error)
{
  g_autoptr(VigieWireBody) opened = vigie_wire_open (body, VIGIE_WIRE_FRAME_MAX_BYTES, error);
  g_autoptr(VigieWireHere) here = g_new0 (VigieWireHere, 1);

  if (opened == NULL || !vigie_wire_check_count (opened, 0, error)
      || !read_incident (opened->json, opened->data, &here->incident, error)
      || !read_state (opened->json, opened->data, &here->state, error)
      || !vigie_wire_maybe_string (opened->json, opened->data, "post", VIGIE_WIRE_NAME_MAX_CHARS, &here->post, error)
      || !vigie_wire_need_int (opened->json, opened->data, "unsent", 0, &here->unsent, error)
      || !vigie_wire_need_int (opened->json, opened->data, "now", 0, &here->now_usec, error))
    return NULL;

  return g_steal_pointer (&here);
}

/**
 * vigie_wire_here_free:
 * @here: (nullable) (transfer full): a request
 */
void
vigie_wire_here_free (VigieWireHere *here)
{
  if (here == NULL)
    return;
  g_free (here->incident);
  g_free (here->post);
  g_free (here);
}

/* People ------------------------------------------------------------------------------------------ */

/**
 * vigie_wire_person_free:
 * @person: (nullable) (transfer full): somebody present
 */
void
vigie_wire_person_free (VigieWirePerson *person)
{
  if (person == NULL)
    return;
  g_free (person->member);
  g_free (person->name);
  g_free (person->incident);
  g_free (person);
}

static void
put_person (VigieJsonWriter *writer, const VigieWirePerson *person)
{
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "member", person->member);
  vigie_json_writer_member_string (writer, "name", person->name);
  vigie_wire_put_hex (writer, "device", person->device, VIGIE_KEY_BYTES);
  if (person->incident != NULL)
    vigie_json_writer_member_string (writer, "incident", person->incident);
  vigie_json_writer_member_string (writer, "state", words[person->state]);
  vigie_json_writer_member_int (writer, "unsent", person->unsent);
  vigie_json_writer_member_int (writer, "seen", person->seen_usec);
  vigie_json_writer_end_object (writer);
}

void
vigie_wire_put_people (VigieJsonWriter *writer, GPtrArray *people)
{
  vigie_json_writer_key (writer, "people");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < people->len; i++)
    put_person (writer, people->pdata[i]);
  vigie_json_writer_end_array (writer);
}

static VigieWirePerson *
read_person (const VigieJson *json, VigieJsonNode node, GError **error)
{
  g_autoptr(VigieWirePerson) person = g_new0 (VigieWirePerson, 1);

  if (!vigie_wire_need_string (json, node, "member", VIGIE_ID_LENGTH, &person->member, error)
      || !vigie_wire_need_string (json, node, "name", VIGIE_WIRE_NAME_MAX_CHARS, &person->name, error)
      || !vigie_wire_need_hex (json, node, "device", person->device, VIGIE_KEY_BYTES, error)
      || !read_incident (json, node, &person->incident, error) || !read_state (json, node, &person->state, error)
      || !vigie_wire_need_int (json, node, "unsent", 0, &person->unsent, error)
      || !vigie_wire_need_int (json, node, "seen", 0, &person->seen_usec, error))
    return NULL;
  if (!vigie_id_is_valid (person->member))
    {
      vigie_wire_refuse ("member", error);
      return NULL;
    }

  return g_steal_pointer (&person);
}

gboolean
vigie_wire_read_people (const VigieWireBody *body, GPtrArray *people, GError **error)
{
  VigieJsonNode list;

  if (!vigie_wire_need_array (body->json, body->data, "people", VIGIE_WIRE_PEOPLE_MAX, &list, error))
    return FALSE;
  for (VigieJsonNode n = vigie_json_first (body->json, list); n != VIGIE_JSON_NONE; n = vigie_json_next (body->json, n))
    {
      VigieWirePerson *person = read_person (body->json, n, error);

      if (person == NULL)
        return FALSE;
      g_ptr_array_add (people, person);
    }

  return vigie_wire_check_count (body, people->len, error);
}

/**
 * vigie_wire_people_new:
 * @now_usec: the hub's clock
 * @people: (element-type VigieWirePerson): who is present
 *
 * Returns: (transfer full): the body of the reply
 */
GBytes *
vigie_wire_people_new (gint64 now_usec, GPtrArray *people)
{
  VigieJsonWriter *writer = vigie_wire_begin ();

  vigie_json_writer_member_int (writer, "now", now_usec);
  vigie_wire_put_people (writer, people);
  return vigie_wire_end (writer, people->len);
}

/**
 * vigie_wire_people_read:
 * @body: body of the reply
 * @error: return location
 *
 * Returns: (nullable) (transfer full): who is present
 */
VigieWirePeople *
vigie_wire_people_read (GBytes *body, GError **error)
{
  g_autoptr(VigieWireBody) opened = vigie_wire_open (body, VIGIE_WIRE_FRAME_CAP_BYTES, error);
  g_autoptr(VigieWirePeople) people = g_new0 (VigieWirePeople, 1);

  people->people = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_person_free);
  if (opened == NULL || !vigie_wire_need_int (opened->json, opened->data, "now", 0, &people->now_usec, error)
      || !vigie_wire_read_people (opened, people->people, error))
    return NULL;

  return g_steal_pointer (&people);
}

/**
 * vigie_wire_people_free:
 * @people: (nullable) (transfer full): a reply
 */
void
vigie_wire_people_free (VigieWirePeople *people)
{
  if (people == NULL)
    return;
  g_ptr_array_unref (people->people);
  g_free (people);
}

/* Pieces ------------------------------------------------------------------------------------------ */

/**
 * vigie_wire_piece_new:
 * @complete: the whole is there and its hash is right
 * @next: the first piece that is not there
 *
 * Returns: (transfer full): the body of the reply
 */
GBytes *
vigie_wire_piece_new (gboolean complete, guint next)
{
  VigieJsonWriter *writer = vigie_wire_begin ();

  vigie_json_writer_member_boolean (writer, "complete", complete);
  vigie_json_writer_member_int (writer, "next", next);
  return vigie_wire_end (writer, 0);
}

/**
 * vigie_wire_piece_read:
 * @body: body of the reply
 * @complete: (out): whether the whole is there
 * @next: (out): the first piece that is not
 * @error: return location
 *
 * Returns: %TRUE if the reply could be read; otherwise nothing is set
 */
gboolean
vigie_wire_piece_read (GBytes *body, gboolean *complete, guint *next, GError **error)
{
  g_autoptr(VigieWireBody) opened = vigie_wire_open (body, VIGIE_WIRE_FRAME_MAX_BYTES, error);
  gint64 number;
  gboolean whole;

  if (opened == NULL || !vigie_wire_check_count (opened, 0, error)
      || !vigie_wire_need_boolean (opened->json, opened->data, "complete", &whole, error)
      || !vigie_wire_need_int (opened->json, opened->data, "next", 0, &number, error))
    return FALSE;
  if (number > VIGIE_PIECES_MAX)
    return vigie_wire_refuse ("next", error);

  *complete = whole;
  *next = (guint) number;
  return TRUE;
}
