/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the hub on somebody's laptop to a permanent one and back: nothing is lost, nothing is there twice, and what was
 * printed still checks. Who belongs to the organisation needs no new invitation for it. */

#include "real-hub.h"

#include <glib/gstdio.h>
#include <string.h>

#include "vigie-store-sync.h"
#include "vigie-test-support.h"

static char *
declare (Ctl *seat, const char *title)
{
  return g_strdup (ctl_do (seat, "declare", "--title", title, "--severity", "P1", "--reason", "test", NULL));
}

static char *
timeline_of (Ctl *seat, const char *ref)
{
  g_autoptr(VigieJson) json = NULL;

  ctl_do (seat, "--json", "show", ref, NULL);
  json = ctl_json (seat);
  return ctl_value (json, "timeline");
}

static guint
n_times (const char *text, const char *words)
{
  guint n = 0;

  for (const char *at = strstr (text, words); at != NULL; at = strstr (at + 1, words))
    n++;
  return n;
}

static void
assert_equal (Ctl *a, Ctl *b, const char *ref)
{
  g_autofree char *here = timeline_of (a, ref);
  g_autofree char *there = timeline_of (b, ref);

  g_assert_cmpstr (here, ==, there);
}

static void
assert_in_step (Ctl *seat)
{
  ctl_do (seat, "--json", "sync", NULL);
  ctl_assert_value (seat, "waiting", "0");
  ctl_assert_value (seat, "set_aside", "0");
  ctl_assert_value (seat, "parked", "[]");
}

/* What a report prints. */
static char *
printed_head (Ctl *seat, const char *ref)
{
  g_autoptr(VigieStore) store = vigie_store_open (seat->store, VIGIE_STORE_READER, vigie_test_playbook (), NULL, NULL);
  g_autofree char *stream = vigie_store_find (store, ref, NULL);

  return vigie_store_chain_head (store, stream, NULL);
}

/* What stood before a printed head is what stands there now. */
static void
assert_head_checks (Ctl *seat, const char *ref, const char *head)
{
  g_autoptr(VigieStore) store = vigie_store_open (seat->store, VIGIE_STORE_READER, vigie_test_playbook (), NULL, NULL);
  g_autofree char *stream = vigie_store_find (store, ref, NULL);
  g_autoptr(GPtrArray) events = vigie_store_load (store, stream, NULL, NULL);
  guint8 link[VIGIE_HASH_BYTES];
  gboolean found = FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *hex = NULL;

      vigie_chain_link (i > 0 ? link : NULL, events->pdata[i], link);
      hex = vigie_hex (link, sizeof link);
      found = found || strcmp (hex, head) == 0;
    }
  g_assert_true (found);
}

/* Place and head of the hub's own chain, as the seat saw it last. */
static char *
hub_head (Ctl *seat, const char *ref)
{
  g_autoptr(VigieStore) store = vigie_store_open (seat->store, VIGIE_STORE_READER, vigie_test_playbook (), NULL, NULL);
  g_autofree char *stream = vigie_store_find (store, ref, NULL);
  guint8 link[VIGIE_HASH_BYTES] = { 0 };
  g_autofree char *hex = NULL;
  gint64 position = 0;

  g_assert_true (vigie_store_hub_head (store, stream, &position, link, NULL));
  hex = vigie_hex (link, sizeof link);
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", position, hex);
}

static void
move (Ctl *seat, const char *link)
{
  ctl_do (seat, "join", link, NULL);
  assert_in_step (seat);
}

/* Laptop and permanent hub, and two seats at the laptop; the permanent one is enrolled by whoever is first there. */
typedef struct
{
  RealHub *laptop, *permanent;
  Ctl *awa, *yao;
  char *to_laptop, *to_permanent;
} Scene;

static void
scene_init (Scene *scene)
{
  g_autofree char *invitation = NULL;

  scene->laptop = real_hub_new (FALSE);
  scene->awa = real_hub_seat (scene->laptop, "Awa", "administrator");
  scene->yao = real_hub_seat (scene->laptop, "Yao", "responder");
  ctl_do (scene->awa, "sync", NULL);
  ctl_do (scene->yao, "sync", NULL);
  scene->permanent = real_hub_new_of (scene->laptop);
  invitation = real_hub_invite (scene->laptop, "Eve", "viewer");
  scene->to_laptop = real_hub_link (scene->laptop, invitation);
  scene->to_permanent = real_hub_link (scene->permanent, invitation);
}

static void
scene_clear (Scene *scene)
{
  ctl_free (scene->awa);
  ctl_free (scene->yao);
  real_hub_free (scene->laptop);
  real_hub_free (scene->permanent);
  g_free (scene->to_laptop);
  g_free (scene->to_permanent);
}

static void
test_there_and_back (void)
{
  Scene scene;
  g_autofree char *ref = NULL;
  g_autofree char *quiet = NULL;
  g_autofree char *of_awa = NULL;
  g_autofree char *of_yao = NULL;
  g_autofree char *laptop_head = NULL;
  g_autofree char *again = NULL;
  g_autofree char *timeline = NULL;

  scene_init (&scene);
  ref = declare (scene.awa, "Site down");
  quiet = declare (scene.awa, "Backups late");
  ctl_do (scene.awa, "log", ref, "on the laptop, by Awa", NULL);
  assert_in_step (scene.awa);
  assert_in_step (scene.yao);
  ctl_do (scene.yao, "log", ref, "on the laptop, by Yao", NULL);
  assert_in_step (scene.yao);
  assert_in_step (scene.awa);
  of_awa = printed_head (scene.awa, ref);
  of_yao = printed_head (scene.yao, ref);
  laptop_head = hub_head (scene.yao, quiet);

  /* The laptop is closed. One enrols the new hub and goes there, the other has heard of nothing. */
  ctl_do (scene.awa, "enrol", scene.permanent->key, "--name", "rack", NULL);
  real_hub_stop (scene.laptop);
  ctl_do (scene.yao, "log", ref, "under way, by Yao", NULL);
  move (scene.awa, scene.to_permanent);
  move (scene.yao, scene.to_permanent);
  ctl_do (scene.awa, "log", ref, "on the rack, by Awa", NULL);
  assert_in_step (scene.awa);
  assert_in_step (scene.yao);
  assert_equal (scene.awa, scene.yao, ref);

  /* And back, when the rack is gone. */
  real_hub_stop (scene.permanent);
  real_hub_start (scene.laptop);
  move (scene.yao, scene.to_laptop);
  move (scene.awa, scene.to_laptop);
  ctl_do (scene.yao, "log", ref, "back again, by Yao", NULL);
  assert_in_step (scene.yao);
  assert_in_step (scene.awa);
  assert_equal (scene.awa, scene.yao, ref);
  assert_equal (scene.awa, scene.yao, quiet);
  timeline = timeline_of (scene.awa, ref);
  for (const char *const *words = (const char *const[]) { "on the laptop, by Awa", "on the laptop, by Yao", "under way, by Yao",
                                                          "on the rack, by Awa", "back again, by Yao", NULL };
       *words != NULL; words++)
    g_assert_cmpuint (n_times (timeline, *words), ==, 1);

  /* What was printed, here and by the hub. */
  assert_head_checks (scene.awa, ref, of_awa);
  assert_head_checks (scene.yao, ref, of_yao);
  again = hub_head (scene.yao, quiet);
  g_assert_cmpstr (again, ==, laptop_head);
  ctl_do (scene.awa, "verify", NULL);
  ctl_do (scene.yao, "verify", NULL);
  real_hub_stop (scene.laptop);
  g_free (real_hub_do (scene.laptop, "verify", NULL));
  g_free (real_hub_do (scene.permanent, "verify", NULL));
  scene_clear (&scene);
}

static void
test_not_enrolled (void)
{
  Scene scene;
  g_autofree char *ref = NULL;

  scene_init (&scene);
  ref = declare (scene.yao, "Site down");
  ctl_run (scene.yao, "join", scene.to_permanent, NULL);
  ctl_assert_refused (scene.yao, "does not belong to your organisation");
  /* It stays where it was. */
  assert_in_step (scene.yao);
  ctl_run (scene.yao, "enrol", scene.permanent->key, NULL);
  ctl_assert_refused (scene.yao, "Only an administrator");
  ctl_run (scene.awa, "enrol", "123", NULL);
  ctl_assert_refused (scene.awa, "64 hexadecimal digits");
  ctl_do (scene.awa, "enrol", scene.permanent->key, NULL);
  ctl_run (scene.awa, "enrol", scene.permanent->key, NULL);
  ctl_assert_refused (scene.awa, "already");
  /* Known here, by way of the laptop, it is good. */
  assert_in_step (scene.awa);
  assert_in_step (scene.yao);
  move (scene.yao, scene.to_permanent);
  scene_clear (&scene);
}

/* A stranger, and one who was shown the door. */
static void
test_not_a_member (void)
{
  Scene scene;
  g_autoptr(Ctl) eve = ctl_new ();

  scene_init (&scene);
  ctl_run (eve, "join", scene.to_laptop, NULL);
  ctl_assert_refused (eve, "ask for an invitation");
  ctl_run (eve, "join", NULL);
  ctl_assert_refused (eve, NULL);
  g_free (real_hub_do (scene.laptop, "revoke", "Yao", NULL));
  ctl_run (scene.yao, "join", scene.to_laptop, NULL);
  ctl_assert_refused (scene.yao, "ask for an invitation");
  scene_clear (&scene);
}

static void
test_lost_token (void)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autoptr(Ctl) awa = real_hub_seat (hub, "Awa", "commander");
  g_autofree char *token = g_strconcat (awa->store, ".token", NULL);

  assert_in_step (awa);
  g_assert_cmpint (g_unlink (token), ==, 0);
  ctl_run (awa, "sync", NULL);
  ctl_assert_refused (awa, "token");
  ctl_do (awa, "join", NULL);
  assert_in_step (awa);
}

/* A hub that stands behind another certificate than it knows of passes on what somebody else says. */
static void
test_passed_on (void)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autoptr(Ctl) awa = real_hub_seat (hub, "Awa", "commander");
  g_autofree char *invitation = real_hub_invite (hub, "Yao", "viewer");
  g_autofree char *with = real_hub_link (hub, invitation);
  g_autofree char *without = NULL;
  g_autofree char *certificate = g_strconcat (hub->db, ".cert.pem", NULL);
  const char *argv[] = { g_getenv ("VIGIE_HUB"), "serve", "--db", hub->db, "--listen", hub->address, "--plain", "--behind-proxy",
                         "--cert", certificate, NULL };

  assert_in_step (awa);
  ctl_do (awa, "join", with, NULL);
  real_hub_stop (hub);
  real_hub_start_with (hub, argv);
  *strstr (with, "&cert=") = '\0';
  without = g_strconcat (with, "&for=members", NULL);
  ctl_run (awa, "join", without, NULL);
  ctl_assert_refused (awa, "not your hub");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/moving/there-and-back", test_there_and_back);
  g_test_add_func ("/sync/moving/not-enrolled", test_not_enrolled);
  g_test_add_func ("/sync/moving/not-a-member", test_not_a_member);
  g_test_add_func ("/sync/moving/lost-token", test_lost_token);
  g_test_add_func ("/sync/moving/passed-on", test_passed_on);
  return g_test_run ();
}
