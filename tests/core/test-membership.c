/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who belongs to an organisation. The cast: the organisation's own key, a hub, an administrator's device, a
 * responder's device and a stranger's. */

#include "vigie-test-support.h"

#include <string.h>

#include "vigie-id.h"
#include "vigie-membership.h"

#define AWA "019ab0c4-1c00-7fff-bfff-000000000001"
#define YAO "019ab0c4-1c00-7fff-bfff-000000000002"
#define EVE "019ab0c4-1c00-7fff-bfff-000000000003"

enum { ORGANISATION, HUB, ADMIN, RESPONDER, STRANGER, N_CAST };

typedef struct
{
  VigieTestDevice *cast[N_CAST];
  guint8 keys[N_CAST][VIGIE_KEY_BYTES];
  GPtrArray *events;
  char *stream;
  gint64 now_usec;
} Fixture;

static const VigieEvent *
put (Fixture *fixture, guint who, const char *kind, char *body, const char *replaces)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  VigieDraft *draft = vigie_draft_new (fixture->stream, kind, fixture->now_usec, "vigie-hub", body);

  if (replaces != NULL)
    draft->replaces = g_strdupv ((char *[]) { (char *) replaces, NULL });
  g_ptr_array_add (drafts, draft);
  fixture->now_usec += VIGIE_SECOND_USEC;
  vigie_test_device_set_now (fixture->cast[who], fixture->now_usec);
  vigie_test_device_record (fixture->cast[who], drafts, fixture->events);

  return fixture->events->pdata[fixture->events->len - 1];
}

static VigieMembership *
fold (Fixture *fixture)
{
  return vigie_membership_fold (fixture->keys[ORGANISATION], fixture->events);
}

static void
read_key (Fixture *fixture, guint who)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(VigieTestDevice) twin = vigie_test_device_new (who + 1);
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  g_ptr_array_add (drafts, vigie_draft_new ("org/directory", "a.b", fixture->now_usec, "x", g_strdup ("{}")));
  vigie_test_device_record (twin, drafts, events);
  memcpy (fixture->keys[who], ((VigieEvent *) events->pdata[0])->device, VIGIE_KEY_BYTES);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->now_usec = vigie_test_time ("2026-11-22T03:00:00Z");
  fixture->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  for (guint i = 0; i < N_CAST; i++)
    {
      fixture->cast[i] = vigie_test_device_new (i + 1);
      read_key (fixture, i);
    }
  fixture->stream = vigie_stream_for_organisation (fixture->keys[ORGANISATION]);
}

static void
found (Fixture *fixture)
{
  put (fixture, ORGANISATION, "organisation.founded", vigie_membership_body_founded ("DISTRI-NIGHT"), NULL);
  put (fixture, ORGANISATION, "hub.enrolled", vigie_membership_body_hub (fixture->keys[HUB], "Rack"), NULL);
  put (fixture, HUB, "member.set", vigie_membership_body_member (AWA, "Awa Koné", VIGIE_ROLE_ADMINISTRATOR, TRUE), NULL);
  put (fixture, HUB, "device.enrolled", vigie_membership_body_device (fixture->keys[ADMIN], AWA, "Awa's laptop"), NULL);
  put (fixture, HUB, "member.set", vigie_membership_body_member (YAO, "Yao", VIGIE_ROLE_RESPONDER, TRUE), NULL);
  put (fixture, HUB, "device.enrolled", vigie_membership_body_device (fixture->keys[RESPONDER], YAO, "Yao's laptop"), NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_CAST; i++)
    vigie_test_device_free (fixture->cast[i]);
  g_ptr_array_unref (fixture->events);
  g_free (fixture->stream);
}

static void
test_look_ups (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieMembership) membership = NULL;
  g_autoptr(GPtrArray) members = NULL;
  g_autoptr(GPtrArray) devices = NULL;
  g_autoptr(GPtrArray) hubs = NULL;

  found (fixture);
  membership = fold (fixture);
  g_assert_cmpstr (vigie_membership_name (membership), ==, "DISTRI-NIGHT");
  g_assert_cmpmem (vigie_membership_key (membership), VIGIE_KEY_BYTES, fixture->keys[ORGANISATION], VIGIE_KEY_BYTES);
  g_assert_cmpuint (vigie_membership_n_set_aside (membership), ==, 0);
  g_assert_cmpstr (vigie_membership_member (membership, AWA)->name, ==, "Awa Koné");
  g_assert_null (vigie_membership_member (membership, EVE));
  g_assert_cmpstr (vigie_membership_device (membership, fixture->keys[RESPONDER])->name, ==, "Yao's laptop");
  g_assert_null (vigie_membership_device (membership, fixture->keys[STRANGER]));
  g_assert_cmpstr (vigie_membership_member_of (membership, fixture->keys[RESPONDER])->id, ==, YAO);
  g_assert_cmpint (vigie_membership_role_of (membership, fixture->keys[ADMIN]), ==, VIGIE_ROLE_ADMINISTRATOR);
  g_assert_cmpint (vigie_membership_role_of (membership, fixture->keys[STRANGER]), ==, VIGIE_ROLE_NONE);
  g_assert_cmpstr (vigie_membership_hub (membership, fixture->keys[HUB])->name, ==, "Rack");
  g_assert_true (vigie_membership_is_hub (membership, fixture->keys[HUB]));
  g_assert_false (vigie_membership_is_hub (membership, fixture->keys[ADMIN]));

  members = vigie_membership_members (membership);
  devices = vigie_membership_devices (membership);
  hubs = vigie_membership_hubs (membership);
  g_assert_cmpuint (members->len, ==, 2);
  g_assert_cmpstr (((VigieMember *) members->pdata[0])->name, ==, "Awa Koné");
  g_assert_cmpuint (devices->len, ==, 2);
  g_assert_cmpuint (hubs->len, ==, 1);
}

static void
test_no_ground_no_effect (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieMembership) none = NULL;
  g_autoptr(VigieMembership) forged = NULL;
  g_autoptr(VigieMembership) late = NULL;

  found (fixture);
  g_ptr_array_remove_index (fixture->events, 0);
  none = fold (fixture);
  g_assert_null (vigie_membership_name (none));
  g_assert_cmpint (vigie_membership_role_of (none, fixture->keys[ADMIN]), ==, VIGIE_ROLE_NONE);

  /* Only its own key founds an organisation, and only with its first event. */
  put (fixture, STRANGER, "organisation.founded", vigie_membership_body_founded ("Mine"), NULL);
  forged = fold (fixture);
  g_assert_null (vigie_membership_name (forged));
  put (fixture, ORGANISATION, "organisation.founded", vigie_membership_body_founded ("Late"), NULL);
  late = fold (fixture);
  g_assert_null (vigie_membership_name (late));
}

/* Who may record what, tried by recording it. y: counts, n: is set aside. In the order of the cast. */
static void
test_who_may_record_what (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *kind, *cells; } cases[] = {
    { "hub.enrolled", "ynynn" },   { "hub.revoked", "ynynn" },    { "member.set", "yyynn" },
    { "device.enrolled", "yyynn" }, { "device.revoked", "yyynn" }, { "organisation.founded", "ynnnn" },
  };
  static const guint8 other[VIGIE_KEY_BYTES] = { 9 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint who = 0; who < N_CAST; who++)
      {
        char *const bodies[] = {
          vigie_membership_body_hub (other, "H"), vigie_membership_body_revoked ("hub", other, "lost"),
          vigie_membership_body_member (EVE, "Eve", VIGIE_ROLE_VIEWER, TRUE), vigie_membership_body_device (other, EVE, "E"),
          vigie_membership_body_revoked ("device", other, NULL), vigie_membership_body_founded ("Again"),
        };
        g_autoptr(VigieMembership) before = NULL;
        g_autoptr(VigieMembership) after = NULL;
        Fixture scene = { { 0 } };
        gboolean may = cases[i].cells[who] == 'y';

        set_up (&scene, NULL);
        found (&scene);
        before = fold (&scene);
        g_test_message ("%s by %u", cases[i].kind, who);
        g_assert_cmpint (vigie_membership_may_record (before, scene.keys[who], cases[i].kind), ==, may);
        put (&scene, who, cases[i].kind, g_strdup (bodies[i]), NULL);
        after = fold (&scene);
        g_assert_cmpuint (vigie_membership_n_set_aside (after), ==, may ? 0 : 1);
        for (gsize j = 0; j < G_N_ELEMENTS (bodies); j++)
          g_free (bodies[j]);
        tear_down (&scene, NULL);
      }
}

static void
test_bad_bodies (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *kind, *body; } bad[] = {
    { "member.set", "{\"member\":\"Awa\",\"name\":\"A\",\"role\":\"viewer\",\"active\":true}" },
    { "member.set", "{\"member\":\"" YAO "\",\"name\":\"A\",\"role\":\"king\",\"active\":true}" },
    { "member.set", "{\"member\":\"" YAO "\",\"name\":\"A\",\"role\":\"viewer\",\"active\":1}" },
    { "member.set", "{\"member\":\"" YAO "\",\"role\":\"viewer\",\"active\":true}" },
    { "device.enrolled", "{\"device\":\"12\",\"member\":\"" YAO "\",\"name\":\"A\"}" },
    { "device.enrolled", "{\"member\":\"" YAO "\",\"name\":\"A\"}" },
    { "device.revoked", "{}" },
    { "hub.enrolled", "{\"hub\":7,\"name\":\"A\"}" },
    { "hub.revoked", "{\"hub\":\"\"}" },
  };
  g_autoptr(VigieMembership) membership = NULL;

  found (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    put (fixture, ORGANISATION, bad[i].kind, g_strdup (bad[i].body), NULL);
  put (fixture, ORGANISATION, "hub.renamed", g_strdup ("{}"), NULL);
  membership = fold (fixture);
  g_assert_cmpuint (vigie_membership_n_set_aside (membership), ==, G_N_ELEMENTS (bad));
  g_assert_cmpint (vigie_membership_role_of (membership, fixture->keys[RESPONDER]), ==, VIGIE_ROLE_RESPONDER);
}

static void
test_revoked_device (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieMembership) membership = NULL;
  const VigieEvent *revocation;

  found (fixture);
  put (fixture, ADMIN, "member.set", vigie_membership_body_member (EVE, "Eve", VIGIE_ROLE_VIEWER, TRUE), NULL);
  revocation = put (fixture, HUB, "device.revoked", vigie_membership_body_revoked ("device", fixture->keys[ADMIN], "stolen"), NULL);
  put (fixture, ADMIN, "member.set", vigie_membership_body_member (EVE, "Eve", VIGIE_ROLE_ADMINISTRATOR, TRUE), NULL);
  put (fixture, HUB, "device.enrolled", vigie_membership_body_device (fixture->keys[ADMIN], AWA, "again"), NULL);
  membership = fold (fixture);

  /* What it recorded before stays, what comes after has no effect, and it never comes back. */
  g_assert_cmpint (vigie_membership_member (membership, EVE)->role, ==, VIGIE_ROLE_VIEWER);
  g_assert_cmpuint (vigie_membership_n_set_aside (membership), ==, 1);
  g_assert_cmpint (vigie_membership_revoked_usec (membership, fixture->keys[ADMIN]), ==, revocation->stamp_usec);
  g_assert_cmpint (vigie_membership_device (membership, fixture->keys[ADMIN])->revoked_usec, ==, revocation->stamp_usec);
  g_assert_null (vigie_membership_member_of (membership, fixture->keys[ADMIN]));
  g_assert_cmpint (vigie_membership_role_of (membership, fixture->keys[ADMIN]), ==, VIGIE_ROLE_NONE);
  g_assert_cmpint (vigie_membership_revoked_usec (membership, fixture->keys[RESPONDER]), ==, VIGIE_TIME_NONE);
}

static void
test_revoked_hub (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieMembership) membership = NULL;

  found (fixture);
  put (fixture, ADMIN, "hub.revoked", vigie_membership_body_revoked ("hub", fixture->keys[HUB], NULL), NULL);
  put (fixture, HUB, "member.set", vigie_membership_body_member (EVE, "Eve", VIGIE_ROLE_VIEWER, TRUE), NULL);
  put (fixture, ADMIN, "hub.enrolled", vigie_membership_body_hub (fixture->keys[HUB], "Back"), NULL);
  membership = fold (fixture);
  g_assert_false (vigie_membership_is_hub (membership, fixture->keys[HUB]));
  g_assert_null (vigie_membership_member (membership, EVE));
}

static void
test_inactive_member (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieMembership) membership = NULL;

  found (fixture);
  put (fixture, HUB, "member.set", vigie_membership_body_member (YAO, "Yao", VIGIE_ROLE_RESPONDER, FALSE), NULL);
  membership = fold (fixture);
  g_assert_nonnull (vigie_membership_member_of (membership, fixture->keys[RESPONDER]));
  g_assert_cmpint (vigie_membership_role_of (membership, fixture->keys[RESPONDER]), ==, VIGIE_ROLE_NONE);
}

static void
test_replaced_never_wins (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieMembership) membership = NULL;
  const VigieEvent *ahead;

  found (fixture);
  fixture->now_usec += 20 * VIGIE_DAY_USEC;
  ahead = put (fixture, ADMIN, "member.set", vigie_membership_body_member (YAO, "Yao", VIGIE_ROLE_ADMINISTRATOR, TRUE), NULL);
  fixture->now_usec -= 20 * VIGIE_DAY_USEC;
  put (fixture, HUB, "member.set", vigie_membership_body_member (YAO, "Yao", VIGIE_ROLE_VIEWER, TRUE), ahead->id);
  membership = fold (fixture);
  g_assert_cmpint (vigie_membership_member (membership, YAO)->role, ==, VIGIE_ROLE_VIEWER);
}

/* A value of one member, or one that its recorder had no right to, takes nothing from another. */
static void
test_replaces_only_its_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieMembership) membership = NULL;
  const VigieEvent *awa;

  found (fixture);
  awa = fixture->events->pdata[2];
  put (fixture, HUB, "member.set", vigie_membership_body_member (EVE, "Eve", VIGIE_ROLE_VIEWER, TRUE), awa->id);
  put (fixture, STRANGER, "member.set", vigie_membership_body_member (AWA, "Awa", VIGIE_ROLE_VIEWER, TRUE), awa->id);
  membership = fold (fixture);
  g_assert_cmpint (vigie_membership_member (membership, AWA)->role, ==, VIGIE_ROLE_ADMINISTRATOR);
  g_assert_cmpuint (vigie_membership_n_set_aside (membership), ==, 1);
}

static void
test_other_organisation (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieMembership) membership = NULL;

  found (fixture);
  membership = vigie_membership_fold (fixture->keys[STRANGER], fixture->events);
  g_assert_null (vigie_membership_name (membership));
  g_assert_cmpuint (vigie_membership_n_set_aside (membership), ==, 0);
}

/* All that can be asked, in one text. */
static char *
describe (Fixture *fixture, VigieMembership *membership)
{
  GString *out = g_string_new (vigie_membership_name (membership));
  g_autoptr(GPtrArray) members = vigie_membership_members (membership);

  for (guint i = 0; i < members->len; i++)
    {
      const VigieMember *member = members->pdata[i];

      g_string_append_printf (out, ";%s %s %d %d %s", member->id, member->name, member->role, member->active, member->event->id);
    }
  for (guint i = 0; i < N_CAST; i++)
    g_string_append_printf (out, ";%d %d %" G_GINT64_FORMAT, vigie_membership_role_of (membership, fixture->keys[i]),
                            vigie_membership_is_hub (membership, fixture->keys[i]),
                            vigie_membership_revoked_usec (membership, fixture->keys[i]));
  g_string_append_printf (out, ";%u", vigie_membership_n_set_aside (membership));

  return g_string_free (out, FALSE);
}

static void
test_any_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autoptr(VigieMembership) first = NULL;
  g_autofree char *expected = NULL;
  const VigieEvent *awa;

  found (fixture);
  awa = fixture->events->pdata[2];
  put (fixture, ADMIN, "member.set", vigie_membership_body_member (EVE, "Eve", VIGIE_ROLE_VIEWER, TRUE), NULL);
  put (fixture, HUB, "member.set", vigie_membership_body_member (AWA, "Awa", VIGIE_ROLE_RESPONDER, TRUE), awa->id);
  put (fixture, ADMIN, "member.set", vigie_membership_body_member (AWA, "Awa", VIGIE_ROLE_ADMINISTRATOR, TRUE), NULL);
  put (fixture, HUB, "device.revoked", vigie_membership_body_revoked ("device", fixture->keys[RESPONDER], NULL), NULL);
  put (fixture, HUB, "device.enrolled", vigie_membership_body_device (fixture->keys[RESPONDER], EVE, "x"), NULL);
  first = fold (fixture);
  expected = describe (fixture, first);
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr(VigieMembership) membership = NULL;
      g_autofree char *said = NULL;

      for (guint i = fixture->events->len - 1; i > 0; i--)
        {
          guint j = (guint) g_rand_int_range (rand, 0, (gint32) i + 1);
          gpointer held = fixture->events->pdata[i];

          fixture->events->pdata[i] = fixture->events->pdata[j];
          fixture->events->pdata[j] = held;
        }
      membership = fold (fixture);
      said = describe (fixture, membership);
      g_assert_cmpstr (said, ==, expected);
    }
}

#define ADD(name, func) g_test_add ("/core/membership/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("look-ups", test_look_ups);
  ADD ("no-ground-no-effect", test_no_ground_no_effect);
  ADD ("who-may-record-what", test_who_may_record_what);
  ADD ("bad-bodies", test_bad_bodies);
  ADD ("revoked-device", test_revoked_device);
  ADD ("revoked-hub", test_revoked_hub);
  ADD ("inactive-member", test_inactive_member);
  ADD ("replaced-never-wins", test_replaced_never_wins);
  ADD ("replaces-only-its-own", test_replaces_only_its_own);
  ADD ("other-organisation", test_other_organisation);
  ADD ("any-order", test_any_order);
  return g_test_run ();
}
