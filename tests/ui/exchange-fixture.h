/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The window of window-fixture.h beside a hub: one that is only said, or a real one on this computer. */

#include "real-hub.h"
#include "vigie-exchange.h"
#include "vigie-test-threads.h"
#include "window-fixture.h"

#define EXCHANGE (vigie_session_get_exchange (fixture->session))
#define STATUS (vigie_exchange_get_status (EXCHANGE))

static inline gboolean
reads (GtkWidget *widget, const char *words)
{
  g_auto(GStrv) parts = GTK_IS_LABEL (widget) ? g_strsplit (gtk_label_get_text (GTK_LABEL (widget)), "\302\240", -1) : NULL;
  g_autofree char *text = parts != NULL ? g_strjoinv (" ", parts) : NULL;

  return g_strcmp0 (text, words) == 0;
}

/* The first label under @root that reads @words, whatever kind of spaces it has, and is on screen. */
static inline GtkWidget *
find_words (GtkWidget *root, const char *words)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (reads (root, words))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_words (child, words);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static inline void
said_hub (VigieStoreHub *hub)
{
  static const char *const addresses[] = { "10.0.0.5:8471", NULL };

  *hub = (VigieStoreHub) { .name = (char *) "DISTRI-NIGHT", .addresses = (GStrv) addresses, .epoch = (char *) "00",
                           .member = (char *) "019ab0c4-1c00-7fff-bfff-0000000000a1", .person = (char *) "Awa Koné",
                           .role = (char *) "commander" };
}

/* The hub of said_hub() in @status, and who is there. */
static inline void
say (Fixture *fixture, VigieSyncStatus status, GPtrArray *people)
{
  VigieStoreHub hub;

  said_hub (&hub);
  vigie_exchange_hold (EXCHANGE, status.state == VIGIE_SYNC_NOT_JOINED ? NULL : &hub, &status, people, g_get_real_time ());
}

/* Somebody who is there in @state; @incident: UUID, or NULL. */
static inline void
add_person (GPtrArray *people, const char *name, VigieWirePresence state, const char *incident, gint64 unsent)
{
  VigieWirePerson *person = g_new0 (VigieWirePerson, 1);

  person->member = g_strdup (name);
  person->name = g_strdup (name);
  person->device[0] = (guint8) (people->len + 1);
  person->incident = g_strdup (incident);
  person->state = state;
  person->unsent = unsent;
  person->seen_usec = g_get_real_time ();
  g_ptr_array_add (people, person);
}

static inline void
join_hub (Fixture *fixture, RealHub *hub, const char *name, const char *role)
{
  g_autofree char *text = real_hub_invite (hub, name, role);
  g_autoptr(VigieJoinLink) link = vigie_join_link_parse (text, NULL);
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;

  vigie_exchange_join_async (EXCHANGE, link, NULL, NULL, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_exchange_join_finish (EXCHANGE, outcome, &error));
  g_assert_no_error (error);
}
