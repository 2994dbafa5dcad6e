/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Identifiers: UUIDv7 for things, a short reference for people, names of streams.
 *
 * A reference is made from the id alone, offline; it need not be unique in the world, only rare to
 * collide within one day of one organisation, and easy to say on the phone. Its four signs come
 * from a hash of the id, because ids made in the same millisecond look alike. */

#include "vigie-id.h"

#include "vigie-bytes-private.h"
#include "vigie-event.h"

#include <string.h>

/* No 0 O, 1 I L, 2 Z, 5 S, 8 B, U V: each sign is told apart in writing and on the phone. */
#define REFERENCE_ALPHABET "34679ACDEFGHJKMNPQRTWXY"
#define REFERENCE_SIGNS 4

#define STREAM_INCIDENT "incident/"
#define STREAM_LOCAL "local/"
#define STREAM_SHARED "org/"
#define STREAM_ORGANISATION "organisation/"
#define STREAM_NAME_MAX_CHARS 32

/**
 * vigie_id_new:
 * @time_usec: when the thing is made, microseconds since 1970 UTC
 * @random: (array fixed-size=10): %VIGIE_ID_RANDOM_BYTES random bytes
 *
 * Returns: (transfer full): a UUIDv7 (RFC 9562), lower case
 */
char *
vigie_id_new (gint64 time_usec, const guint8 *random)
{
  guint64 time_ms = (guint64) (MAX (time_usec, 0) / 1000);
  guint8 b[16];

  for (int i = 0; i < 6; i++)
    b[i] = (guint8) (time_ms >> (40 - 8 * i));
  memcpy (b + 6, random, VIGIE_ID_RANDOM_BYTES);
  b[6] = (guint8) (0x70 | (b[6] & 0x0f));
  b[8] = (guint8) (0x80 | (b[8] & 0x3f));

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11],
                          b[12], b[13], b[14], b[15]);
}

/**
 * vigie_id_is_valid:
 * @id: (nullable): a text
 *
 * Returns: %TRUE if @id is a UUID of any version in its canonical form, lower case
 */
gboolean
vigie_id_is_valid (const char *id)
{
  guint n_digits = 0;

  /* Counted rather than branched upon: events are read by the ten thousand. */
  if (id == NULL || strnlen (id, VIGIE_ID_LENGTH + 1) != VIGIE_ID_LENGTH)
    return FALSE;

  for (int i = 0; i < VIGIE_ID_LENGTH; i++)
    n_digits += vigie_hex_digits[(guchar) id[i]] != 0;

  return n_digits == VIGIE_ID_LENGTH - 4 && id[8] == '-' && id[13] == '-' && id[18] == '-'
         && id[23] == '-';
}

/**
 * vigie_reference_new:
 * @time_usec: when the incident was declared
 * @incident_id: its id
 *
 * Returns: (transfer full): the reference, like "2026-11-22-K7QF"
 */
char *
vigie_reference_new (gint64 time_usec, const char *incident_id)
{
  static const char alphabet[] = REFERENCE_ALPHABET;
  guint8 hash[VIGIE_HASH_BYTES];
  char signs[REFERENCE_SIGNS + 1] = { 0 };
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time_usec / VIGIE_SECOND_USEC);
  guint64 number = 0;

  g_return_val_if_fail (date != NULL, NULL);

  vigie_hash (incident_id, strlen (incident_id), hash);
  for (int i = 0; i < 8; i++)
    number = number << 8 | hash[i];
  for (int i = 0; i < REFERENCE_SIGNS; i++, number /= strlen (alphabet))
    signs[i] = alphabet[number % strlen (alphabet)];

  return g_strdup_printf ("%04d-%02d-%02d-%s", g_date_time_get_year (date),
                          g_date_time_get_month (date), g_date_time_get_day_of_month (date), signs);
}

/**
 * vigie_reference_matches:
 * @reference: a whole reference
 * @given: (nullable): what a person gave
 *
 * Compares in any case. A beginning of any length matches; an end must hold the four signs, or
 * "2" would match half of the list.
 *
 * Returns: %TRUE if @given may mean @reference
 */
gboolean
vigie_reference_matches (const char *reference, const char *given)
{
  gsize length, given_length;

  if (given == NULL || *given == '\0')
    return FALSE;

  length = strlen (reference);
  given_length = strlen (given);
  if (given_length > length)
    return FALSE;
  if (g_ascii_strncasecmp (reference, given, given_length) == 0)
    return TRUE;

  return given_length >= REFERENCE_SIGNS
         && g_ascii_strcasecmp (reference + length - given_length, given) == 0;
}

/**
 * vigie_stream_for_incident:
 * @incident_id: id of the incident
 * @local: %TRUE for an example or a rehearsal, which never leaves this store
 *
 * Returns: (transfer full): name of the stream
 */
char *
vigie_stream_for_incident (const char *incident_id, gboolean local)
{
  return g_strconcat (local ? STREAM_LOCAL : STREAM_INCIDENT, incident_id, NULL);
}

/**
 * vigie_stream_incident_id:
 * @stream: a stream
 *
 * Returns: (nullable): the id inside @stream; %NULL if it is not that of an incident
 */
const char *
vigie_stream_incident_id (const char *stream)
{
  const char *id;

  if (stream == NULL)
    return NULL;
  if (g_str_has_prefix (stream, STREAM_INCIDENT))
    id = stream + strlen (STREAM_INCIDENT);
  else if (g_str_has_prefix (stream, STREAM_LOCAL))
    id = stream + strlen (STREAM_LOCAL);
  else
    return NULL;

  return vigie_id_is_valid (id) ? id : NULL;
}

/**
 * vigie_stream_for_organisation:
 * @organisation_key: (array fixed-size=32): public key of the organisation
 *
 * Returns: (transfer full): name of the stream that says who belongs to it
 */
char *
vigie_stream_for_organisation (const guint8 *organisation_key)
{
  g_autofree char *name = vigie_hex (organisation_key, VIGIE_KEY_BYTES);

  return g_strconcat (STREAM_ORGANISATION, name, NULL);
}

/**
 * vigie_stream_is_organisation:
 * @stream: (nullable): a stream
 * @organisation_key: (out caller-allocates) (optional): %VIGIE_KEY_BYTES bytes; untouched when the answer is %FALSE
 *
 * Returns: %TRUE if @stream says who belongs to an organisation
 */
gboolean
vigie_stream_is_organisation (const char *stream, guint8 *organisation_key)
{
  guint8 key[VIGIE_KEY_BYTES];

  if (stream == NULL || !g_str_has_prefix (stream, STREAM_ORGANISATION)
      || !vigie_unhex (stream + strlen (STREAM_ORGANISATION), key, sizeof key))
    return FALSE;

  if (organisation_key != NULL)
    memcpy (organisation_key, key, sizeof key);
  return TRUE;
}

/**
 * vigie_stream_is_valid:
 * @stream: (nullable): a text
 *
 * Streams of the organisation that this version does not know are valid: an older Vigie keeps and
 * forwards what a newer one made.
 *
 * Returns: %TRUE if @stream has the form of a stream's name
 */
gboolean
vigie_stream_is_valid (const char *stream)
{
  const char *name;
  gsize length;

  if (stream == NULL)
    return FALSE;
  if (!g_str_has_prefix (stream, STREAM_SHARED))
    return vigie_stream_incident_id (stream) != NULL || vigie_stream_is_organisation (stream, NULL);

  name = stream + strlen (STREAM_SHARED);
  length = strspn (name, "abcdefghijklmnopqrstuvwxyz-");
  return length > 0 && length <= STREAM_NAME_MAX_CHARS && name[length] == '\0';
}

/**
 * vigie_stream_is_incident:
 * @stream: (nullable): a stream
 *
 * Returns: %TRUE if @stream is that of an incident, shared or local
 */
gboolean
vigie_stream_is_incident (const char *stream)
{
  return vigie_stream_incident_id (stream) != NULL;
}

/**
 * vigie_stream_is_local:
 * @stream: (nullable): a stream
 *
 * Returns: %TRUE if @stream never syncs
 */
gboolean
vigie_stream_is_local (const char *stream)
{
  return stream != NULL && g_str_has_prefix (stream, STREAM_LOCAL);
}
