/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sharing from a computer: the real program as a process of its own, desks that join it, and how it ends. */

#include "real-hub.h"
#include "store-fixture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "vigie-error.h"
#include "vigie-sync-desk.h"
#include "vigie-sync-share.h"
#include "vigie-test-ends.h"
#include "vigie-test-support.h"
#include "vigie-test-threads.h"

#define ID "019ab0c4-1c00-7fff-bfff-0000000000e1"

typedef struct
{
  StoreFixture *fixture;
  VigieStoreThread *thread;
  VigieSyncSession *session;
  VigieSyncShare *share;
} Desk;

/* Asking and waiting ------------------------------------------------------------------------------- */

typedef struct
{
  gboolean done;
  gpointer value;
  char *token;
  GError *error;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_free (answer->token);
  g_clear_error (&answer->error);
}

static void
wait_for (Answer *answer)
{
  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->done = vigie_store_thread_open_finish (VIGIE_STORE_THREAD (source), result, &answer->error);
  g_assert_no_error (answer->error);
}

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->value = vigie_sync_desk_join_finish (VIGIE_SYNC_SESSION (source), result, &answer->token, &answer->error);
  answer->done = TRUE;
}

static void
invited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->value = vigie_sync_share_invite_finish (VIGIE_SYNC_SHARE (source), result, &answer->error);
  answer->done = TRUE;
}

static void
members_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->value = vigie_sync_share_members_finish (VIGIE_SYNC_SHARE (source), result, &answer->error);
  answer->done = TRUE;
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  vigie_sync_share_revoke_finish (VIGIE_SYNC_SHARE (source), result, &answer->error);
  answer->done = TRUE;
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GPtrArray) events = vigie_store_thread_record_finish (VIGIE_STORE_THREAD (source), result, NULL);

  g_assert_nonnull (events);
  ((Answer *) user_data)->done = TRUE;
}

/* Desks --------------------------------------------------------------------------------------------- */

/* What the program does with a link to itself. */
static void
self_joined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieSyncShare) share = user_data;
  g_autoptr(VigieStoreHub) hub = NULL;
  g_autofree char *token = NULL;
  g_autoptr(GError) error = NULL;

  hub = vigie_sync_desk_join_finish (VIGIE_SYNC_SESSION (source), result, &token, &error);
  vigie_sync_share_joined (share, error);
}

static void
join_self (VigieSyncShare *share, const VigieJoinLink *link, gpointer user_data)
{
  Desk *desk = user_data;

  vigie_sync_desk_join_async (desk->session, desk->thread, link, "here", NULL, self_joined_cb, g_object_ref (share));
}

static Desk *
desk_new (guint seed)
{
  Desk *desk = g_new0 (Desk, 1);
  Answer opened = { FALSE };

  desk->fixture = store_fixture_new (seed);
  desk->thread = vigie_store_thread_new (desk->fixture->path, vigie_test_playbook (), NULL);
  vigie_store_thread_open_async (desk->thread, NULL, opened_cb, &opened);
  wait_for (&opened);
  desk->session = vigie_sync_desk_new (desk->thread);
  desk->share = vigie_sync_share_new (desk->thread, join_self, desk);
  vigie_sync_session_start (desk->session);
  return desk;
}

static void
remove_hub (Desk *desk)
{
  g_autofree char *folder = g_strconcat (desk->fixture->path, ".hub", NULL);

  store_fixture_remove_folder (folder);
}

static void
desk_free (Desk *desk)
{
  vigie_sync_session_stop (desk->session);
  vigie_store_thread_close (desk->thread);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  vigie_test_assert_ends (desk->share);
  vigie_test_assert_ends (desk->session);
  vigie_test_assert_ends (desk->thread);
  remove_hub (desk);
  store_fixture_free (desk->fixture);
  g_free (desk);
}

static void
wait_for_state (Desk *desk, VigieSyncShareState state)
{
  while (vigie_sync_share_get_state (desk->share) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
start (Desk *desk)
{
  vigie_sync_share_start (desk->share, "Distri", "Awa");
  while (vigie_sync_share_get_state (desk->share) == VIGIE_SYNC_SHARE_STARTING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (vigie_sync_share_get_failure (desk->share), ==, NULL);
  g_assert_cmpint (vigie_sync_share_get_state (desk->share), ==, VIGIE_SYNC_SHARE_ON);
}

static void
wait_live (Desk *desk, VigieSyncState state)
{
  VigieSyncStatus status;

  do
    {
      g_main_context_iteration (NULL, TRUE);
      vigie_sync_session_get_status (desk->session, &status);
    }
  while (status.state != state || status.n_waiting > 0);
}

static void
join (Desk *desk, const char *text)
{
  g_autoptr(VigieJoinLink) link = vigie_join_link_parse (text, NULL);
  Answer answer = { FALSE };

  g_assert_nonnull (link);
  vigie_sync_desk_join_async (desk->session, desk->thread, link, "desk", NULL, joined_cb, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  vigie_store_hub_free (answer.value);
  answer_clear (&answer);
}

static char *
invite (Desk *desk, const char *name, VigieRole role)
{
  Answer answer = { FALSE };

  vigie_sync_share_invite_async (desk->share, name, role, 1, NULL, invited_cb, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  return answer.value;
}

static GPtrArray *
members (Desk *desk)
{
  Answer answer = { FALSE };

  vigie_sync_share_members_async (desk->share, NULL, members_cb, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  return answer.value;
}

/* Waits until so many are known here. */
static GPtrArray *
wait_members (Desk *desk, guint n)
{
  GPtrArray *list = members (desk);

  while (list->len < n)
    {
      g_main_context_iteration (NULL, TRUE);
      g_ptr_array_unref (list);
      list = members (desk);
    }
  return list;
}

static void
record (Desk *desk, GPtrArray *drafts)
{
  Answer answer = { FALSE };

  vigie_store_thread_record_async (desk->thread, drafts, NULL, recorded_cb, &answer);
  g_ptr_array_unref (drafts);
  wait_for (&answer);
}

static void
changed_cb (VigieStoreThread *thread, const char *stream, gboolean *came)
{
  *came = *came || strcmp (stream, "incident/" ID) == 0;
}

/* The hub's process, from what it says of itself. */
static GPid
pid_of (Desk *desk, const char *name)
{
  g_autofree char *db = g_build_filename (desk->fixture->folder, "vigie.db.hub", name, NULL);
  const char *argv[] = { g_getenv ("VIGIE_HUB"), "status", "--db", db, NULL };
  g_autofree char *out = NULL;
  g_autoptr(VigieJson) json = NULL;
  int status = -1;

  g_assert_true (g_str_has_prefix (db, desk->fixture->path));
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  json = vigie_json_parse (out, strlen (out), 65536, NULL);
  return (GPid) vigie_json_member_int (json, 0, "pid", 0);
}

/* A process that is gone, or only waits to be reaped. */
static gboolean
is_gone (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;

  return !g_file_get_contents (path, &text, NULL, NULL) || strstr (text, ") Z ") != NULL;
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_gone (GPid pid)
{
  guint tick = g_timeout_add (20, tick_cb, NULL);

  while (!is_gone (pid))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

/* Tests --------------------------------------------------------------------------------------------- */

static void
test_found (void)
{
  Desk *awa = desk_new (1), *yao = desk_new (2);
  g_autofree char *link = NULL;
  g_autofree char *db = g_strconcat (awa->fixture->path, ".hub/hub.db", NULL);
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GPtrArray) after = NULL;
  const VigieSyncMember *member;
  Answer revoked = { FALSE };
  gboolean came = FALSE;
  struct stat info;
  GPid pid;

  start (awa);
  pid = pid_of (awa, "hub.db");
  g_assert_false (is_gone (pid));
  g_assert_cmpint (g_stat (db, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
  wait_live (awa, VIGIE_SYNC_LIVE);

  link = invite (awa, "Yao", VIGIE_ROLE_RESPONDER);
  g_assert_nonnull (strstr (link, "&code="));
  join (yao, link);
  wait_live (yao, VIGIE_SYNC_LIVE);
  list = wait_members (awa, 2);
  member = list->pdata[0];
  g_assert_cmpstr (member->name, ==, "Yao");
  g_assert_cmpint (member->role, ==, VIGIE_ROLE_RESPONDER);
  g_assert_false (member->is_here);
  member = list->pdata[1];
  g_assert_cmpstr (member->name, ==, "Awa");
  g_assert_cmpint (member->role, ==, VIGIE_ROLE_ADMINISTRATOR);
  g_assert_true (member->is_here);

  g_signal_connect (yao->thread, "changed", G_CALLBACK (changed_cb), &came);
  record (awa, store_fixture_declare_drafts ("Site down", ID, g_get_real_time (), FALSE));
  while (!came)
    g_main_context_iteration (NULL, TRUE);

  vigie_sync_share_revoke_async (awa->share, ((VigieSyncMember *) list->pdata[0])->id, NULL, revoked_cb, &revoked);
  wait_for (&revoked);
  g_assert_no_error (revoked.error);
  wait_live (yao, VIGIE_SYNC_REFUSED);
  wait_live (awa, VIGIE_SYNC_LIVE);

  vigie_sync_share_stop (awa->share);
  wait_for_state (awa, VIGIE_SYNC_SHARE_OFF);
  g_assert_null (vigie_sync_share_get_failure (awa->share));
  g_assert_true (is_gone (pid));
  after = members (awa);
  g_assert_cmpuint (after->len, ==, 2);
  desk_free (yao);
  desk_free (awa);
}

/* Again, after it was stopped: the same organisation, the same port, no second administrator. */
static void
test_again (void)
{
  Desk *awa = desk_new (3);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GPtrArray) list = NULL;

  start (awa);
  before = vigie_join_link_format (vigie_sync_share_get_link (awa->share));
  wait_live (awa, VIGIE_SYNC_LIVE);
  vigie_sync_share_stop (awa->share);
  wait_for_state (awa, VIGIE_SYNC_SHARE_OFF);
  g_assert_null (vigie_sync_share_get_link (awa->share));
  start (awa);
  after = vigie_join_link_format (vigie_sync_share_get_link (awa->share));
  g_assert_cmpstr (before, ==, after);
  wait_live (awa, VIGIE_SYNC_LIVE);
  list = members (awa);
  g_assert_cmpuint (list->len, ==, 1);
  desk_free (awa);
}

/* It ends with the program, by the pipe alone, and stays when it was told so; then it is found. */
static void
test_stays (void)
{
  Desk *awa = desk_new (4);
  GPid pid;

  start (awa);
  pid = pid_of (awa, "hub.db");
  vigie_sync_session_stop (awa->session);
  vigie_test_assert_ends (awa->share);
  wait_gone (pid);

  awa->share = vigie_sync_share_new (awa->thread, join_self, awa);
  vigie_sync_share_find (awa->share);
  wait_for_state (awa, VIGIE_SYNC_SHARE_OFF);
  g_assert_null (vigie_sync_share_get_failure (awa->share));
  start (awa);
  pid = pid_of (awa, "hub.db");
  vigie_sync_share_set_stays (awa->share, TRUE);
  vigie_test_assert_ends (awa->share);
  g_assert_cmpint (pid_of (awa, "hub.db"), ==, pid);

  awa->share = vigie_sync_share_new (awa->thread, join_self, awa);
  vigie_sync_share_find (awa->share);
  wait_for_state (awa, VIGIE_SYNC_SHARE_ON);
  g_assert_true (vigie_sync_share_get_stays (awa->share));
  g_assert_nonnull (vigie_sync_share_get_link (awa->share));
  g_free (invite (awa, "Yao", VIGIE_ROLE_VIEWER));
  vigie_sync_share_stop (awa->share);
  wait_for_state (awa, VIGIE_SYNC_SHARE_OFF);
  wait_gone (pid);
  desk_free (awa);
}

static void
test_dies (void)
{
  Desk *awa = desk_new (5);

  start (awa);
  kill (pid_of (awa, "hub.db"), SIGKILL);
  wait_for_state (awa, VIGIE_SYNC_SHARE_OFF);
  g_assert_nonnull (strstr (vigie_sync_share_get_failure (awa->share), "has ended"));
  start (awa);
  desk_free (awa);
}

/* The hub of the organisation is gone; an administrator's computer takes its place, and others come with no invitation. */
static void
test_takes_over (void)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  Desk *awa = desk_new (6), *yao = desk_new (7);
  g_autofree char *to_awa = real_hub_invite (hub, "Awa", "administrator");
  g_autofree char *to_yao = real_hub_invite (hub, "Yao", "responder");
  g_autofree char *link = NULL;
  g_autofree char *invitation = NULL;
  gboolean came = FALSE;

  join (awa, to_awa);
  join (yao, to_yao);
  wait_live (awa, VIGIE_SYNC_LIVE);
  wait_live (yao, VIGIE_SYNC_LIVE);
  g_ptr_array_unref (wait_members (awa, 2));
  real_hub_stop (hub);
  record (awa, store_fixture_declare_drafts ("Site down", ID, g_get_real_time (), FALSE));

  vigie_sync_share_start (yao->share, "", "Yao");
  wait_for_state (yao, VIGIE_SYNC_SHARE_OFF);
  g_assert_nonnull (strstr (vigie_sync_share_get_failure (yao->share), "administrator"));

  start (awa);
  wait_live (awa, VIGIE_SYNC_LIVE);
  link = vigie_join_link_format (vigie_sync_share_get_link (awa->share));
  g_signal_connect (yao->thread, "changed", G_CALLBACK (changed_cb), &came);
  join (yao, link);
  while (!came)
    g_main_context_iteration (NULL, TRUE);
  invitation = invite (awa, "Eve", VIGIE_ROLE_VIEWER);
  g_assert_nonnull (strstr (invitation, "&code="));
  desk_free (yao);
  desk_free (awa);
}

static void
test_not_installed (void)
{
  g_autofree char *before = g_strdup (g_getenv ("VIGIE_HUB"));
  Desk *awa = desk_new (8);

  g_setenv ("VIGIE_HUB", "/nowhere/vigie-hub", TRUE);
  vigie_sync_share_start (awa->share, "Distri", "Awa");
  wait_for_state (awa, VIGIE_SYNC_SHARE_OFF);
  g_assert_nonnull (strstr (vigie_sync_share_get_failure (awa->share), "not on this computer"));
  g_setenv ("VIGIE_HUB", before, TRUE);
  desk_free (awa);
}

/* What it says on its way out is what a person is told. */
static void
test_damaged (void)
{
  Desk *awa = desk_new (9);
  g_autofree char *folder = g_strconcat (awa->fixture->path, ".hub", NULL);
  g_autofree char *db = g_build_filename (folder, "hub.db", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (db, "no log at all, but long enough to be looked at", -1, NULL));
  vigie_sync_share_start (awa->share, "Distri", "Awa");
  wait_for_state (awa, VIGIE_SYNC_SHARE_OFF);
  g_test_message ("%s", vigie_sync_share_get_failure (awa->share));
  g_assert_nonnull (strstr (vigie_sync_share_get_failure (awa->share), "hub.db"));
  desk_free (awa);
}

int
main (int argc, char **argv)
{
  int status;

  vigie_sync_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/share/found", test_found);
  g_test_add_func ("/sync/share/again", test_again);
  g_test_add_func ("/sync/share/stays", test_stays);
  g_test_add_func ("/sync/share/dies", test_dies);
  g_test_add_func ("/sync/share/takes-over", test_takes_over);
  g_test_add_func ("/sync/share/not-installed", test_not_installed);
  g_test_add_func ("/sync/share/damaged", test_damaged);
  status = g_test_run ();
  end_pool_threads ();
  return status;
}
