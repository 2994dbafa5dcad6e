/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The restriction folded alone says the same as the whole fold, whatever the order. */

#include "vigie-test-support.h"

#include <string.h>

#include "vigie-incident.h"
#include "vigie-restriction.h"

#define STREAM "incident/019ab0c4-1c00-7fff-bfff-ffffffffffff"
#define AWA "019ab0c4-1c00-7fff-bfff-000000000001"
#define YAO "019ab0c4-1c00-7fff-bfff-000000000002"
#define DECLARATION                                                                                      \
  "{\"title\":\"X\",\"type\":\"INC-02\",\"playbook\":{\"id\":\"p\",\"version\":\"1\"},"                   \
  "\"answers\":{\"users\":\"30\",\"revenue\":\"unknown\",\"function\":\"core\",\"workaround\":\"none\"," \
  "\"data\":\"confirmed\"},\"level\":\"P1\",\"provisional\":true,\"ref\":\"2026-11-22-AAAA\"}"
#define RESTRICT(people) "{\"restricted\":true,\"people\":[" people "]}"
#define OPEN "{\"restricted\":false,\"people\":[]}"

static VigieEvent *
put (VigieTestDevice *device, GPtrArray *events, const char *kind, const char *body, const char *replaces)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  VigieDraft *draft = vigie_draft_new (STREAM, kind, vigie_test_time ("2026-11-22T03:00:00Z"), "Awa", g_strdup (body));

  if (replaces != NULL)
    draft->replaces = g_strdupv ((char *[]) { (char *) replaces, NULL });
  g_ptr_array_add (drafts, draft);
  vigie_test_device_record (device, drafts, events);
  return events->pdata[events->len - 1];
}

static GPtrArray *
begin (VigieTestDevice *device)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);

  put (device, events, "incident.declared", DECLARATION, NULL);
  return events;
}

static void
assert_same_as_whole_fold (GPtrArray *events, const VigieRestriction *restriction)
{
  g_autoptr(VigieIncident) incident = vigie_incident_fold (events, vigie_test_playbook (), VIGIE_TIME_NONE, NULL);

  g_assert_cmpint (restriction->restricted, ==, incident->restricted);
  g_assert_true (g_strv_equal (restriction->people, incident->restricted_to));
}

static void
test_open_at_first (void)
{
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autoptr(GPtrArray) events = begin (device);
  g_autoptr(VigieRestriction) restriction = vigie_restriction_fold (events);

  g_assert_false (restriction->restricted);
  g_assert_null (restriction->people[0]);
  g_assert_true (restriction->declared);
  g_assert_cmpmem (restriction->declarer, VIGIE_KEY_BYTES, ((VigieEvent *) events->pdata[0])->device, VIGIE_KEY_BYTES);
  assert_same_as_whole_fold (events, restriction);
}

static void
test_nothing_known (void)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(VigieRestriction) restriction = vigie_restriction_fold (none);

  g_assert_false (restriction->restricted);
  g_assert_false (restriction->declared);
  g_assert_null (restriction->people[0]);
}

static void
test_replaced_never_wins (void)
{
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autoptr(VigieTestDevice) ahead = vigie_test_device_new (2);
  g_autoptr(GPtrArray) events = begin (device);
  g_autoptr(VigieRestriction) restriction = NULL;
  const VigieEvent *first;

  vigie_test_device_set_now (ahead, vigie_test_time ("2027-01-01T00:00:00Z"));
  first = put (ahead, events, "incident.restricted", OPEN, NULL);
  put (device, events, "incident.restricted", RESTRICT ("\"" AWA "\""), first->id);
  restriction = vigie_restriction_fold (events);
  g_assert_true (restriction->restricted);
  g_assert_cmpstr (restriction->people[0], ==, AWA);
  assert_same_as_whole_fold (events, restriction);
}

static void
test_bad_body_replaces_nothing (void)
{
  static const char *const bad[] = {
    "{}", "{\"restricted\":false}", "{\"restricted\":\"no\",\"people\":[]}", "{\"restricted\":false,\"people\":{}}",
    "{\"restricted\":false,\"people\":[\"Awa\"]}", "{\"restricted\":false,\"people\":[1]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
      g_autoptr(GPtrArray) events = begin (device);
      g_autoptr(VigieRestriction) restriction = NULL;
      const VigieEvent *good = put (device, events, "incident.restricted", RESTRICT ("\"" YAO "\""), NULL);

      put (device, events, "incident.restricted", bad[i], good->id);
      restriction = vigie_restriction_fold (events);
      g_assert_true (restriction->restricted);
      g_assert_cmpstr (restriction->people[0], ==, YAO);
      assert_same_as_whole_fold (events, restriction);
    }
}

static void
test_any_order (void)
{
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autoptr(VigieTestDevice) other = vigie_test_device_new (2);
  g_autoptr(GPtrArray) events = begin (device);
  g_autoptr(GRand) rand = g_rand_new_with_seed (4);
  const VigieEvent *first = put (device, events, "incident.restricted", RESTRICT (""), NULL);

  put (other, events, "incident.restricted", RESTRICT ("\"" AWA "\""), first->id);
  put (device, events, "incident.restricted", OPEN, first->id);
  put (other, events, "entry.logged", "{\"kind\":\"note\",\"text\":\"x\"}", NULL);
  for (guint round = 0; round < 100; round++)
    {
      g_autoptr(VigieRestriction) restriction = NULL;

      for (guint i = events->len - 1; i > 0; i--)
        {
          guint j = (guint) g_rand_int_range (rand, 0, (gint32) i + 1);
          gpointer held = events->pdata[i];

          events->pdata[i] = events->pdata[j];
          events->pdata[j] = held;
        }
      restriction = vigie_restriction_fold (events);
      assert_same_as_whole_fold (events, restriction);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/restriction/open-at-first", test_open_at_first);
  g_test_add_func ("/core/restriction/nothing-known", test_nothing_known);
  g_test_add_func ("/core/restriction/replaced-never-wins", test_replaced_never_wins);
  g_test_add_func ("/core/restriction/bad-body-replaces-nothing", test_bad_body_replaces_nothing);
  g_test_add_func ("/core/restriction/any-order", test_any_order);
  return g_test_run ();
}
