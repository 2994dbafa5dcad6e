/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-people-words.h"

#include <glib/gi18n-lib.h>

#include "vigie-time.h"

static gboolean
is_live (VigieSession *session)
{
  VigieSyncState state = vigie_exchange_get_status (vigie_session_get_exchange (session))->state;

  return state == VIGIE_SYNC_LIVE || state == VIGIE_SYNC_CATCHING_UP;
}

static char *
clock_of (VigieSession *session, gint64 time_usec)
{
  return vigie_time_format_near (time_usec, vigie_session_now_usec (session), vigie_session_get_zone (session),
                                 vigie_session_get_lang (session));
}

char *
vigie_people_count_words (VigieSession *session, const char *stream)
{
  VigieExchange *exchange = vigie_session_get_exchange (session);
  guint n = vigie_exchange_count_people (exchange, stream);
  g_autofree char *clock = NULL;
  gint64 known_usec;

  vigie_exchange_get_people (exchange, &known_usec);
  if (vigie_exchange_get_hub (exchange) == NULL || known_usec == VIGIE_TIME_NONE)
    return NULL;
  if (is_live (session))
    return g_strdup_printf (ngettext ("%u present", "%u present", n), n);
  clock = clock_of (session, known_usec);

  return g_strdup_printf (ngettext ("%1$u present at %2$s", "%1$u present at %2$s", n), n, clock);
}

static char *
state_words (VigieSession *session, const VigieWirePerson *person, const char *stream)
{
  gint64 known_usec;
  g_autofree char *clock = NULL;

  vigie_exchange_get_people (vigie_session_get_exchange (session), &known_usec);
  if (!is_live (session) || person->state == VIGIE_WIRE_GONE)
    {
      clock = clock_of (session, MIN (person->seen_usec, known_usec));
      return g_strdup_printf (_("seen at %s"), clock);
    }
  if (person->state == VIGIE_WIRE_AWAY)
    return g_strdup (_("away"));
  if (!vigie_exchange_person_is_in (person, stream))
    return g_strdup (person->incident != NULL ? _("in another incident") : _("in no incident"));

  return g_strdup (person->state == VIGIE_WIRE_TYPING ? C_("person", "writes") : C_("person", "here"));
}

char *
vigie_person_words (VigieSession *session, const VigieWirePerson *person, const char *stream)
{
  g_autofree char *state = state_words (session, person, stream);
  g_autofree char *unsent = NULL;

  if (person->unsent <= 0)
    return g_steal_pointer (&state);
  unsent = g_strdup_printf (ngettext ("%u entry to send", "%u entries to send", (gulong) person->unsent), (guint) person->unsent);

  return g_strdup_printf ("%s, %s", state, unsent);
}

char *
vigie_people_names (VigieSession *session, const char *stream)
{
  GPtrArray *people = vigie_exchange_get_people (vigie_session_get_exchange (session), NULL);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++)
    {
      const VigieWirePerson *person = people->pdata[i];
      g_autofree char *words = vigie_person_words (session, person, stream);

      g_string_append_printf (names, "%s%s: %s", i > 0 ? "\n" : "", person->name, words);
    }

  return g_string_free (names, people->len == 0);
}

static gboolean
types_here (VigieSession *session, const VigieWirePerson *person, const char *stream)
{
  const char *own = vigie_store_thread_get_device (vigie_session_get_store (session));
  g_autofree char *device = vigie_hex (person->device, VIGIE_KEY_BYTES);

  return person->state == VIGIE_WIRE_TYPING && vigie_exchange_person_is_in (person, stream) && g_strcmp0 (own, device) != 0;
}

char *
vigie_people_typing_words (VigieSession *session, const char *stream)
{
  GPtrArray *people = vigie_exchange_get_people (vigie_session_get_exchange (session), NULL);
  const char *first = NULL, *second = NULL;
  guint n = 0;

  for (guint i = 0; is_live (session) && i < people->len; i++)
    {
      const VigieWirePerson *person = people->pdata[i];

      if (!types_here (session, person, stream))
        continue;
      n++;
      if (first == NULL)
        first = person->name;
      else
        second = person->name;
    }
  if (n == 0)
    return NULL;
  if (n == 1)
    return g_strdup_printf (_("%s writes…"), first);
  if (n == 2)
    return g_strdup_printf (_("%s and %s write…"), first, second);

  return g_strdup_printf (_("%u people write…"), n);
}
