/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A hub that was just founded and five seats that have joined it. It is made once, with the real way of joining, and copied
 * for each world: making it takes longer than a world lives. */

#include "sim-world.h"

#include <string.h>

#include "store-fixture.h"
#include "vigie-id.h"
#include "vigie-json.h"
#include "vigie-test-support.h"
#include "vigie-wire-join.h"

static const struct { const char *name, *role; } people[SIM_SEATS] = {
  { "Awa Koné", "administrator" }, { "Yao", "commander" }, { "Mariam", "responder" }, { "Ben", "responder" }, { "Issa", "responder" },
};

static char *template_folder;
static char *tokens[SIM_SEATS], *members[SIM_SEATS];

static gint64
seat_now (gpointer user_data)
{
  SimSeat *seat = user_data;

  return seat->world->now_usec + seat->skew_usec;
}

static void
seat_random (guint8 *out, gsize length_bytes, gpointer user_data)
{
  SimSeat *seat = user_data;

  for (gsize i = 0; i < length_bytes; i++)
    out[i] = (guint8) sim_chance (seat->world, 256);
}

static void
name_places (SimWorld *world, const char *folder)
{
  for (guint i = 0; i < SIM_SEATS; i++)
    {
      SimSeat *seat = &world->seats[i];

      g_free (seat->folder);
      g_free (seat->path);
      seat->folder = g_strdup_printf ("%s/seat-%u", folder, i);
      seat->path = g_build_filename (seat->folder, "vigie.db", NULL);
    }
  g_free (world->hub.folder);
  g_free (world->hub.path);
  world->hub.folder = g_build_filename (folder, "hub", NULL);
  world->hub.path = g_build_filename (world->hub.folder, "hub.db", NULL);
}

static char *
invite (SimWorld *world, guint i)
{
  g_autofree char *reply = NULL;
  g_autoptr(VigieJson) json = NULL;

  sim_hub_command (world, VIGIE_HUB_INVITE, NULL, people[i].name, people[i].role, &reply);
  json = vigie_json_parse (reply, strlen (reply), 65536, NULL);
  g_assert_nonnull (json);

  return vigie_json_member_string (json, 0, "code");
}

static VigieWireJoinReply *
ask_to_join (SimWorld *world, VigieStore *store, const char *code)
{
  g_autofree char *organisation = vigie_hub_organisation (world->hub.hub);
  g_autofree char *device = vigie_store_get_device (store);
  VigieWireJoin join = { .kind = VIGIE_WIRE_JOIN_CODE, .code = (char *) code, .name = (char *) "laptop" };
  g_autoptr(VigieHubRequest) request = vigie_hub_request_new ("POST", "/v1/join", NULL);
  g_autoptr(GPtrArray) requests = g_ptr_array_new ();
  g_autoptr(GBytes) proof = NULL;
  guint8 key[VIGIE_KEY_BYTES];
  gsize max_bytes;

  g_assert_true (vigie_unhex (organisation, key, sizeof key) && vigie_unhex (device, join.device, sizeof join.device));
  proof = vigie_wire_code_proof (key, code);
  g_assert_true (vigie_store_sign (store, proof, join.proof, NULL));
  g_assert_true (vigie_hub_admit (world->hub.hub, world->hub.reader, request, &max_bytes));
  request->body = vigie_wire_join_new (&join);
  if (vigie_hub_answer (world->hub.hub, world->hub.reader, request) == VIGIE_HUB_WRITE)
    {
      g_ptr_array_add (requests, request);
      g_ptr_array_unref (vigie_hub_write (world->hub.hub, requests));
    }
  g_assert_cmpuint (request->status, ==, 200);

  return vigie_wire_join_reply_read (request->reply, NULL);
}

static void
join (SimWorld *world, guint i)
{
  SimSeat *seat = &world->seats[i];
  g_autoptr(GError) error = NULL;
  VigieStore *store = vigie_store_open (seat->path, VIGIE_STORE_WRITER, vigie_test_playbook (), &seat->seams, &error);
  g_autofree char *code = invite (world, i);
  g_autoptr(VigieWireJoinReply) reply = NULL;
  char *addresses[] = { (char *) "hub.example:8471", NULL };
  VigieStoreHub hub = { .addresses = addresses };

  g_assert_no_error (error);
  reply = ask_to_join (world, store, code);
  memcpy (hub.organisation, reply->organisation, VIGIE_KEY_BYTES);
  memcpy (hub.hub, reply->hub, VIGIE_KEY_BYTES);
  hub.name = reply->name;
  hub.epoch = reply->epoch;
  hub.member = reply->member;
  hub.person = reply->person;
  hub.role = (char *) people[i].role;
  g_assert_true (vigie_store_set_hub (store, &hub, &error));
  g_assert_no_error (error);
  tokens[i] = g_strdup (reply->token);
  members[i] = g_strdup (reply->member);
  vigie_store_close (store);
}

static void
make_template (SimWorld *world)
{
  template_folder = g_dir_make_tmp ("vigie-sim-template-XXXXXX", NULL);
  name_places (world, template_folder);
  sim_hub_start (world);
  for (guint i = 0; i < SIM_SEATS; i++)
    join (world, i);
  sim_hub_close (world);
}

static void
place_seat (SimWorld *world, guint i)
{
  SimSeat *seat = &world->seats[i];
  g_autofree char *from = g_strdup_printf ("%s/seat-%u", template_folder, i);

  sim_copy_folder (from, seat->folder);
  seat->disk = sim_disk_new (seat->folder, world->rand);
  seat->token = g_strdup (tokens[i]);
  seat->member = g_strdup (members[i]);
  seat->skew_usec = sim_chance (world, 3) == 0 ? ((gint64) sim_chance (world, 9) - 4) * VIGIE_DAY_USEC
                                               : (gint64) sim_chance (world, 2000) * 1000;
}

void
sim_setup (SimWorld *world)
{
  g_autofree char *from = NULL;

  for (guint i = 0; i < SIM_SEATS; i++)
    {
      SimSeat *seat = &world->seats[i];

      seat->world = world;
      seat->index = i;
      seat->name = people[i].name;
      seat->role = people[i].role;
      seat->seams = (VigieSeams) { seat_now, seat_random, seat };
      seat->wake_usec = VIGIE_TIME_NONE;
      seat->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }
  if (template_folder == NULL)
    {
      GRand *rand = g_steal_pointer (&world->rand);

      /* The same for each seed. */
      world->rand = g_rand_new_with_seed (1);
      make_template (world);
      g_checksum_reset (world->trace);
      world->hub.life = 0;
      g_rand_free (world->rand);
      world->rand = rand;
    }
  name_places (world, world->folder);
  for (guint i = 0; i < SIM_SEATS; i++)
    place_seat (world, i);
  from = g_build_filename (template_folder, "hub", NULL);
  sim_copy_folder (from, world->hub.folder);
  world->hub.disk = sim_disk_new (world->hub.folder, world->rand);
  sim_hub_start (world);
  for (guint i = 0; i < SIM_SEATS; i++)
    sim_seat_start (&world->seats[i]);
}

void
sim_setup_clear (void)
{
  if (template_folder == NULL)
    return;
  store_fixture_remove_folder (template_folder);
  g_clear_pointer (&template_folder, g_free);
  for (guint i = 0; i < SIM_SEATS; i++)
    {
      g_clear_pointer (&tokens[i], g_free);
      g_clear_pointer (&members[i], g_free);
    }
}
