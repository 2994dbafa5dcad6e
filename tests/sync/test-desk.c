/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two desks in one program and a real hub: what is recorded at one is in the store of the other, and said there. */

#include "real-hub.h"
#include "store-fixture.h"

#include <string.h>

#include "vigie-error.h"
#include "vigie-sync-desk.h"
#include "vigie-test-support.h"
#include "vigie-test-threads.h"

typedef struct
{
  StoreFixture *fixture;
  VigieStoreThread *thread;
  VigieSyncSession *session;
  GString *changes;              /* streams, as the store said them */
  GString *people;               /* "NAME STATE;" of all that was said */
} Desk;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  vigie_store_thread_open_finish (VIGIE_STORE_THREAD (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
changed_cb (VigieStoreThread *thread, const char *stream, Desk *desk)
{
  g_string_append_printf (desk->changes, "%s;", stream);
}

static void
people_cb (VigieSyncSession *session, GPtrArray *people, Desk *desk)
{
  for (guint i = 0; i < people->len; i++)
    {
      const VigieWirePerson *person = people->pdata[i];

      g_string_append_printf (desk->people, "%s %d;", person->name, person->state);
    }
}

typedef struct
{
  gboolean done;
  VigieStoreHub *hub;
  char *token;
  GError *error;
} Joined;

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Joined *joined = user_data;

  joined->hub = vigie_sync_desk_join_finish (VIGIE_SYNC_SESSION (source), result, &joined->token, &joined->error);
  joined->done = TRUE;
}

static Desk *
desk_new (guint seed)
{
  Desk *desk = g_new0 (Desk, 1);
  gboolean opened = FALSE;

  desk->fixture = store_fixture_new (seed);
  desk->changes = g_string_new (NULL);
  desk->people = g_string_new (NULL);
  desk->thread = vigie_store_thread_new (desk->fixture->path, vigie_test_playbook (), NULL);
  vigie_store_thread_open_async (desk->thread, NULL, opened_cb, &opened);
  while (!opened)
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (desk->thread, "changed", G_CALLBACK (changed_cb), desk);
  desk->session = vigie_sync_desk_new (desk->thread);
  g_signal_connect (desk->session, "people", G_CALLBACK (people_cb), desk);
  vigie_sync_session_start (desk->session);
  return desk;
}

static void
desk_free (Desk *desk)
{
  vigie_sync_session_stop (desk->session);
  vigie_store_thread_close (desk->thread);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (desk->session);
  g_assert_finalize_object (desk->thread);
  store_fixture_free (desk->fixture);
  g_string_free (desk->changes, TRUE);
  g_string_free (desk->people, TRUE);
  g_free (desk);
}

static void
join (Desk *desk, const char *text, Joined *joined)
{
  g_autoptr(VigieJoinLink) link = vigie_join_link_parse (text, NULL);

  vigie_sync_desk_join_async (desk->session, desk->thread, link, "desk", NULL, joined_cb, joined);
  while (!joined->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
join_well (Desk *desk, RealHub *hub, const char *name)
{
  g_autofree char *link = real_hub_invite (hub, name, "commander");
  Joined joined = { FALSE };

  join (desk, link, &joined);
  g_assert_no_error (joined.error);
  g_assert_cmpstr (joined.hub->person, ==, name);
  g_assert_cmpuint (strlen (joined.token), ==, 64);
  vigie_store_hub_free (joined.hub);
  g_free (joined.token);
}

static VigieSyncStatus
status_of (Desk *desk)
{
  VigieSyncStatus status;

  vigie_sync_session_get_status (desk->session, &status);
  return status;
}

static void
wait_for (Desk *desk, VigieSyncState state)
{
  while (status_of (desk).state != state || (state == VIGIE_SYNC_LIVE && status_of (desk).n_waiting > 0))
    g_main_context_iteration (NULL, TRUE);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_store_thread_record_finish (VIGIE_STORE_THREAD (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (events->len, >, 0);
  *(gboolean *) user_data = TRUE;
}

static void
record (Desk *desk, GPtrArray *drafts)
{
  gboolean done = FALSE;

  vigie_store_thread_record_async (desk->thread, drafts, NULL, recorded_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_ptr_array_unref (drafts);
}

#define ID "019ab0c4-1c00-7fff-bfff-000000000009"

static void
test_two_desks (void)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  Desk *awa = desk_new (1);
  Desk *yao = desk_new (2);
  gint64 now_usec = g_get_real_time ();
  VigieWireHere typing = { (char *) ID, VIGIE_WIRE_TYPING, NULL, 0, 0 };

  wait_for (awa, VIGIE_SYNC_NOT_JOINED);
  join_well (awa, hub, "Awa");
  join_well (yao, hub, "Yao");
  wait_for (awa, VIGIE_SYNC_LIVE);
  wait_for (yao, VIGIE_SYNC_LIVE);

  g_string_truncate (yao->changes, 0);
  record (awa, store_fixture_declare_drafts ("Site down", ID, now_usec, FALSE));
  while (strstr (yao->changes->str, "incident/" ID) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_string_truncate (awa->changes, 0);
  record (yao, store_fixture_note_drafts ("incident/" ID, "I look", now_usec));
  while (strstr (awa->changes->str, "incident/" ID) == NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_for (awa, VIGIE_SYNC_LIVE);
  wait_for (yao, VIGIE_SYNC_LIVE);

  /* Each sees the other, and what they do there. */
  vigie_sync_session_set_here (awa->session, &typing);
  while (strstr (yao->people->str, "Awa 1;") == NULL)
    g_main_context_iteration (NULL, TRUE);

  /* The hub goes: both say so; it comes back, and what was recorded meanwhile arrives. */
  real_hub_stop (hub);
  wait_for (awa, VIGIE_SYNC_OFFLINE);
  record (awa, store_fixture_note_drafts ("incident/" ID, "offline", now_usec));
  while (status_of (awa).n_waiting != 1)
    g_main_context_iteration (NULL, TRUE);
  g_string_truncate (yao->changes, 0);
  real_hub_start (hub);
  vigie_sync_session_try_now (awa->session);
  while (yao->changes->len == 0)
    g_main_context_iteration (NULL, TRUE);
  wait_for (awa, VIGIE_SYNC_LIVE);
  desk_free (awa);
  desk_free (yao);
}

static void
test_bad_invitation (void)
{
  g_autoptr(RealHub) hub = real_hub_new (TRUE);
  g_autofree char *link = real_hub_invite (hub, "Awa", "viewer");
  Desk *awa = desk_new (1);
  Joined joined = { FALSE };

  memcpy (strstr (link, "&code=") + 6, "00000000", 8);
  join (awa, link, &joined);
  g_assert_error (joined.error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  g_assert_null (joined.hub);
  g_assert_null (joined.token);
  g_clear_error (&joined.error);
  wait_for (awa, VIGIE_SYNC_NOT_JOINED);
  desk_free (awa);
}

int
main (int argc, char **argv)
{
  int status;

  vigie_sync_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/desk/two-desks", test_two_desks);
  g_test_add_func ("/sync/desk/bad-invitation", test_bad_invitation);
  status = g_test_run ();
  end_pool_threads ();
  return status;
}
