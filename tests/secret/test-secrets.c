/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* With GNOME's real keyring on a bus of the test's own, and without any. One process has one bus, so each case leaves it
 * without a keyring. */

#include "keyring-fixture.h"
#include "vigie-secrets.h"

static Keyring *keyring;

/* ---- One step, waited for ---- */

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
} Wait;

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

static GAsyncResult *
wait_for (Wait *wait)
{
  wait->loop = g_main_loop_new (NULL, FALSE);
  g_main_loop_run (wait->loop);
  g_main_loop_unref (wait->loop);

  return wait->result;
}

static VigieSecretPlace
store (VigieSecrets *secrets, const char *account, const char *secret, VigieSecretPlace wanted)
{
  Wait wait = { NULL };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  VigieSecretPlace place;

  vigie_secrets_store_async (secrets, "mail", account, "Vigie: mail", secret, wanted, NULL, waited_cb, &wait);
  result = wait_for (&wait);
  place = vigie_secrets_store_finish (secrets, result, &error);
  g_assert_no_error (error);

  return place;
}

static void
assert_found (VigieSecrets *secrets, const char *account, const char *secret, VigieSecretPlace where)
{
  Wait wait = { NULL };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  VigieSecretPlace place;
  char *found;

  vigie_secrets_look_up_async (secrets, "mail", account, NULL, waited_cb, &wait);
  result = wait_for (&wait);
  found = vigie_secrets_look_up_finish (secrets, result, &place, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, secret);
  g_assert_cmpint (place, ==, where);
  vigie_secret_free (found);
}

static gboolean
forget (VigieSecrets *secrets, const char *account, GError **error)
{
  Wait wait = { NULL };
  g_autoptr(GAsyncResult) result = NULL;

  vigie_secrets_forget_async (secrets, "mail", account, NULL, waited_cb, &wait);
  result = wait_for (&wait);

  return vigie_secrets_forget_finish (secrets, result, error);
}

/* ---- Cases ---- */

static void
test_without_keyring (void)
{
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();
  g_autoptr(VigieSecrets) next = vigie_secrets_new ();

  g_assert_null (vigie_secrets_get_trouble (secrets));
  assert_found (secrets, "awa@example.org", NULL, VIGIE_SECRET_NOWHERE);
  g_assert_cmpint (store (secrets, "awa@example.org", "one", VIGIE_SECRET_KEYRING), ==, VIGIE_SECRET_SESSION);
  g_assert_cmpstr (vigie_secrets_get_trouble (secrets), ==,
                   "No keyring answers on this computer, so secrets are kept until the program ends.");
  assert_found (secrets, "awa@example.org", "one", VIGIE_SECRET_SESSION);
  assert_found (secrets, "ibrahim@example.org", NULL, VIGIE_SECRET_NOWHERE);
  assert_found (next, "awa@example.org", NULL, VIGIE_SECRET_NOWHERE);
  g_assert_true (forget (secrets, "awa@example.org", NULL));
  assert_found (secrets, "awa@example.org", NULL, VIGIE_SECRET_NOWHERE);
}

static void
test_in_keyring (void)
{
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();
  g_autoptr(VigieSecrets) next = vigie_secrets_new ();

  if (!keyring_start_or_skip (keyring))
    return;
  g_assert_cmpint (store (secrets, "awa@example.org", "mot de passe à 3 h", VIGIE_SECRET_KEYRING), ==, VIGIE_SECRET_KEYRING);
  g_assert_null (vigie_secrets_get_trouble (secrets));
  assert_found (next, "awa@example.org", "mot de passe à 3 h", VIGIE_SECRET_KEYRING);
  assert_found (next, "ibrahim@example.org", NULL, VIGIE_SECRET_NOWHERE);
  g_assert_cmpint (store (next, "awa@example.org", "two", VIGIE_SECRET_KEYRING), ==, VIGIE_SECRET_KEYRING);
  assert_found (secrets, "awa@example.org", "two", VIGIE_SECRET_KEYRING);
  g_assert_true (forget (secrets, "awa@example.org", NULL));
  assert_found (next, "awa@example.org", NULL, VIGIE_SECRET_NOWHERE);
  keyring_stop (keyring);
}

/* Who chooses this run alone leaves nothing behind, not even what was there before. */
static void
test_session_only (void)
{
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();
  g_autoptr(VigieSecrets) next = vigie_secrets_new ();

  if (!keyring_start_or_skip (keyring))
    return;
  store (secrets, "awa@example.org", "old", VIGIE_SECRET_KEYRING);
  g_assert_cmpint (store (secrets, "awa@example.org", "new", VIGIE_SECRET_SESSION), ==, VIGIE_SECRET_SESSION);
  assert_found (secrets, "awa@example.org", "new", VIGIE_SECRET_SESSION);
  assert_found (next, "awa@example.org", NULL, VIGIE_SECRET_NOWHERE);
  /* And back. */
  g_assert_cmpint (store (secrets, "awa@example.org", "newer", VIGIE_SECRET_KEYRING), ==, VIGIE_SECRET_KEYRING);
  assert_found (next, "awa@example.org", "newer", VIGIE_SECRET_KEYRING);
  g_assert_true (forget (secrets, "awa@example.org", NULL));
  keyring_stop (keyring);
}

/* A keyring that came back knows nothing of what was agreed with the one before. */
static void
test_keyring_comes_back (void)
{
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();

  if (!keyring_start_or_skip (keyring))
    return;
  g_assert_cmpint (store (secrets, "awa@example.org", "one", VIGIE_SECRET_KEYRING), ==, VIGIE_SECRET_KEYRING);
  keyring_stop (keyring);
  assert_found (secrets, "awa@example.org", NULL, VIGIE_SECRET_NOWHERE);
  keyring_start_or_skip (keyring);
  assert_found (secrets, "awa@example.org", "one", VIGIE_SECRET_KEYRING);
  g_assert_true (forget (secrets, "awa@example.org", NULL));
  keyring_stop (keyring);
}

static void
test_locked (void)
{
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();
  g_autoptr(GError) error = NULL;

  if (!keyring_start_or_skip (keyring))
    return;
  store (secrets, "awa@example.org", "one", VIGIE_SECRET_KEYRING);
  keyring_lock (keyring);
  assert_found (secrets, "awa@example.org", NULL, VIGIE_SECRET_NOWHERE);
  g_assert_cmpint (store (secrets, "awa@example.org", "two", VIGIE_SECRET_KEYRING), ==, VIGIE_SECRET_SESSION);
  g_assert_cmpstr (vigie_secrets_get_trouble (secrets), ==, "The keyring stayed locked, so secrets are kept until the program ends.");
  assert_found (secrets, "awa@example.org", "two", VIGIE_SECRET_SESSION);
  g_assert_false (forget (secrets, "awa@example.org", &error));
  g_assert_cmpstr (error->message, ==, "The keyring stayed locked; it still has the secret.");
  keyring_stop (keyring);
}

/* The keyring may ask a person, and the person may give up. */
static void
test_cancelled (void)
{
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Wait wait = { NULL };

  g_cancellable_cancel (cancellable);
  vigie_secrets_look_up_async (secrets, "mail", "awa@example.org", cancellable, waited_cb, &wait);
  result = wait_for (&wait);
  g_assert_null (vigie_secrets_look_up_finish (secrets, result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_switched_off (void)
{
  g_autoptr(VigieSecrets) secrets = NULL;

  if (!keyring_start_or_skip (keyring))
    return;
  g_setenv ("VIGIE_KEYRING", "off", TRUE);
  secrets = vigie_secrets_new ();
  g_unsetenv ("VIGIE_KEYRING");
  g_assert_cmpint (store (secrets, "awa@example.org", "one", VIGIE_SECRET_KEYRING), ==, VIGIE_SECRET_SESSION);
  g_assert_cmpstr (vigie_secrets_get_trouble (secrets), ==,
                   "The keyring is switched off for this program, so secrets are kept until it ends.");
  assert_found (secrets, "awa@example.org", "one", VIGIE_SECRET_SESSION);
  g_assert_true (forget (secrets, "awa@example.org", NULL));
  keyring_stop (keyring);
}

static void
test_words (void)
{
  g_assert_cmpstr (vigie_secret_place_words (VIGIE_SECRET_KEYRING), ==, "It lies in your keyring.");
  g_assert_cmpstr (vigie_secret_place_words (VIGIE_SECRET_SESSION), ==, "It is kept in memory until Vigie is closed.");
  g_assert_cmpstr (vigie_secret_place_words (VIGIE_SECRET_NOWHERE), ==, "");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  keyring = keyring_new ();
  g_test_add_func ("/secret/secrets/without-keyring", test_without_keyring);
  g_test_add_func ("/secret/secrets/in-keyring", test_in_keyring);
  g_test_add_func ("/secret/secrets/session-only", test_session_only);
  g_test_add_func ("/secret/secrets/keyring-comes-back", test_keyring_comes_back);
  g_test_add_func ("/secret/secrets/locked", test_locked);
  g_test_add_func ("/secret/secrets/cancelled", test_cancelled);
  g_test_add_func ("/secret/secrets/switched-off", test_switched_off);
  g_test_add_func ("/secret/secrets/words", test_words);
  status = g_test_run ();
  keyring_free (keyring);

  return status;
}
