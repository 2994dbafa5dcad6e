/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the key to the hub is: with a keyring, without one, when one comes, and for the app and vigiectl alike. Each case
 * leaves the bus without a keyring. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "keyring-fixture.h"
#include "real-hub.h"
#include "vigie-sync-token.h"

#define TOKEN "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define OTHER "ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static Keyring *keyring;

static void
take_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static VigieSyncTokenPlace
keep (VigieSecrets *secrets, const char *path, const char *token, gboolean for_later)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  VigieSyncTokenPlace place;

  vigie_sync_token_keep_async (secrets, path, token, for_later, NULL, take_cb, &result);
  place = vigie_sync_token_keep_finish (secrets, wait_for (&result), &error);
  g_assert_no_error (error);

  return place;
}

/* As a program that was just started. */
static void
assert_next_finds (const char *path, const char *token)
{
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *found;

  vigie_sync_token_find_async (secrets, path, NULL, take_cb, &result);
  found = vigie_sync_token_find_finish (secrets, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, token);
  vigie_secret_free (found);
}

static void
drop (const char *path)
{
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vigie_sync_token_drop_async (secrets, path, NULL, take_cb, &result);
  g_assert_true (vigie_sync_token_drop_finish (secrets, wait_for (&result), &error));
  g_assert_no_error (error);
}

static gboolean
has_file (const char *path)
{
  g_autofree char *file = g_strconcat (path, ".token", NULL);
  struct stat info;

  if (g_stat (file, &info) != 0)
    return FALSE;
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);

  return TRUE;
}

static Ctl *
seat_new (void)
{
  Ctl *seat = ctl_new ();
  g_autofree char *folder = g_path_get_dirname (seat->store);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);

  return seat;
}

/* ---- Cases ---- */

static void
test_file (void)
{
  g_autoptr(Ctl) seat = seat_new ();
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();

  assert_next_finds (seat->store, NULL);
  g_assert_cmpint (keep (secrets, seat->store, TOKEN, TRUE), ==, VIGIE_SYNC_TOKEN_FILE);
  g_assert_true (has_file (seat->store));
  assert_next_finds (seat->store, TOKEN);
  drop (seat->store);
  g_assert_false (has_file (seat->store));
  assert_next_finds (seat->store, NULL);
}

static void
test_keyring (void)
{
  g_autoptr(Ctl) seat = seat_new ();
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();

  if (!keyring_start_or_skip (keyring))
    return;
  g_assert_cmpint (keep (secrets, seat->store, TOKEN, TRUE), ==, VIGIE_SYNC_TOKEN_KEYRING);
  g_assert_false (has_file (seat->store));
  assert_next_finds (seat->store, TOKEN);
  drop (seat->store);
  assert_next_finds (seat->store, NULL);
  keyring_stop (keyring);
}

/* A file of an earlier version, or of a night without a keyring, is newer than what the keyring has. */
static void
test_file_moves (void)
{
  g_autoptr(Ctl) seat = seat_new ();
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();

  if (!keyring_start_or_skip (keyring))
    return;
  keep (secrets, seat->store, OTHER, TRUE);
  keyring_stop (keyring);
  g_assert_cmpint (keep (secrets, seat->store, TOKEN, TRUE), ==, VIGIE_SYNC_TOKEN_FILE);
  assert_next_finds (seat->store, TOKEN);
  g_assert_true (has_file (seat->store));
  keyring_start_or_skip (keyring);
  assert_next_finds (seat->store, TOKEN);
  g_assert_false (has_file (seat->store));
  assert_next_finds (seat->store, TOKEN);
  drop (seat->store);
  keyring_stop (keyring);
}

static void
test_this_run_alone (void)
{
  g_autoptr(Ctl) seat = seat_new ();
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();

  keep (secrets, seat->store, OTHER, TRUE);
  g_assert_true (has_file (seat->store));
  g_assert_cmpint (keep (secrets, seat->store, TOKEN, FALSE), ==, VIGIE_SYNC_TOKEN_SESSION);
  g_assert_false (has_file (seat->store));
  assert_next_finds (seat->store, NULL);
}

/* A keyring that stays locked is no reason to write a file. */
static void
test_locked (void)
{
  g_autoptr(Ctl) seat = seat_new ();
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();

  if (!keyring_start_or_skip (keyring))
    return;
  keyring_lock (keyring);
  g_assert_cmpint (keep (secrets, seat->store, TOKEN, TRUE), ==, VIGIE_SYNC_TOKEN_SESSION);
  g_assert_false (has_file (seat->store));
  keyring_stop (keyring);
}

static void
assert_no_token (const char *path, const char *token)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autofree char *data = NULL;
      gsize length;

      assert_no_token (child, token);
      if (g_file_test (child, G_FILE_TEST_IS_REGULAR) && g_file_get_contents (child, &data, &length, NULL))
        g_assert_null (memmem (data, length, token, strlen (token)));
    }
}

/* vigiectl puts it there, and whoever comes next finds it. */
static void
test_command_line (void)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(Ctl) seat = NULL;
  char *token;

  if (!keyring_start_or_skip (keyring))
    return;
  seat = real_hub_seat (hub, "Awa", "commander");
  ctl_do (seat, "declare", "--title", "Site down", "--severity", "P1", "--reason", "test", NULL);
  ctl_do (seat, "sync", NULL);
  g_assert_false (has_file (seat->store));
  vigie_sync_token_find_async (secrets, seat->store, NULL, take_cb, &result);
  token = vigie_sync_token_find_finish (secrets, wait_for (&result), NULL);
  g_assert_nonnull (token);
  assert_no_token (seat->folder, token);
  assert_no_token (hub->folder, token);
  assert_no_token (keyring->folder, token);
  vigie_secret_free (token);
  keyring_lock (keyring);
  ctl_run (seat, "sync", NULL);
  ctl_assert_refused (seat, "token");
  keyring_stop (keyring);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  keyring = keyring_new ();
  g_test_add_func ("/sync/token/file", test_file);
  g_test_add_func ("/sync/token/keyring", test_keyring);
  g_test_add_func ("/sync/token/file-moves", test_file_moves);
  g_test_add_func ("/sync/token/this-run-alone", test_this_run_alone);
  g_test_add_func ("/sync/token/locked", test_locked);
  g_test_add_func ("/fault/F41/token-in-the-keyring", test_command_line);
  status = g_test_run ();
  keyring_free (keyring);

  return status;
}
