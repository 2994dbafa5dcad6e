/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What follows from the facts: values, states, inputs, what is missing, and what presses to be recorded. */

#include "obligation-scene.h"
#include "vigie-fact-derive.h"
#include "vigie-time.h"

static void
set_estimated (Scene *scene, const char *name, const char *value, gint64 after)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_fact (vigie_test_playbook (), scene->incident, name, value, VIGIE_FACT_ESTIMATED, NULL, utc, "Awa",
                                      scene->start_usec + after, &error);

  record (scene, after, drafts, error);
}

static GPtrArray *
derive (const Scene *scene, gint64 after)
{
  return vigie_facts_derive (vigie_test_playbook (), scene->incident, scene->start_usec + after, NULL, VIGIE_LANG_EN);
}

static void
assert_missing (const VigieDerived *derived, const char *names)
{
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < derived->missing->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "", (const char *) g_ptr_array_index (derived->missing, i));
  g_assert_cmpstr (found->str, ==, names);
  g_assert_true ((derived->value == NULL) == (*names != '\0'));
  g_assert_true ((derived->state == VIGIE_FACT_UNKNOWN) == (*names != '\0'));
}

static void
test_missing_is_named (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-03", VIGIE_LEVEL_P3);
  g_autoptr(GPtrArray) all = derive (scene, MINUTES (5));

  g_assert_cmpuint (all->len, ==, 4);
  assert_missing (vigie_derived_find (all, "downtime"), "outage_start");
  assert_missing (vigie_derived_find (all, "users_share"), "users_affected users_total");
  assert_missing (vigie_derived_find (all, "orders_lost"), "orders_per_hour outage_start");
  assert_missing (vigie_derived_find (all, "loss_fcfa"), "orders_per_hour outage_start average_order_fcfa");
}

static void
test_downtime (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-03", VIGIE_LEVEL_P3);
  g_autoptr(GPtrArray) running = NULL;
  g_autoptr(GPtrArray) ended = NULL;
  const VigieDerived *downtime;

  set_fact (scene, "outage_start", "2026-11-21T23:50:00Z", MINUTES (1));
  running = derive (scene, MINUTES (10));
  downtime = vigie_derived_find (running, "downtime");
  g_assert_cmpstr (downtime->value, ==, "1200");
  g_assert_true (downtime->running);
  g_assert_cmpint (downtime->state, ==, VIGIE_FACT_ESTIMATED);
  g_assert_nonnull (strstr (downtime->formula, "now"));

  set_fact (scene, "outage_end", "2026-11-22T00:20:00Z", MINUTES (21));
  ended = derive (scene, HOURS (9));
  downtime = vigie_derived_find (ended, "downtime");
  g_assert_cmpstr (downtime->value, ==, "1800");
  g_assert_false (downtime->running);
  g_assert_cmpint (downtime->state, ==, VIGIE_FACT_CONFIRMED);
}

static void
test_end_before_start_is_no_downtime (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-03", VIGIE_LEVEL_P3);
  g_autoptr(GPtrArray) all = NULL;

  set_fact (scene, "outage_start", "2026-11-22T00:10:00Z", MINUTES (11));
  set_fact (scene, "outage_end", "2026-11-22T00:05:00Z", MINUTES (12));
  all = derive (scene, MINUTES (20));
  assert_missing (vigie_derived_find (all, "downtime"), "outage_end");
}

static void
test_share (void)
{
  static const struct { const char *affected, *total, *value; } rows[] = {
    { "600", "12000", "5" }, { "599", "12000", "4.99" }, { "1", "3", "33.33" }, { "12000", "12000", "100" }, { "0", "10", "0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P2);
      g_autoptr(GPtrArray) all = NULL;
      const VigieDerived *share;

      set_fact (scene, "users_affected", rows[i].affected, MINUTES (1));
      set_fact (scene, "users_total", rows[i].total, MINUTES (2));
      all = derive (scene, MINUTES (5));
      share = vigie_derived_find (all, "users_share");
      g_assert_cmpstr (share->value, ==, rows[i].value);
      g_assert_cmpint (share->state, ==, VIGIE_FACT_CONFIRMED);
    }
}

static void
test_more_than_all_contradicts (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P2);
  g_autoptr(GPtrArray) all = NULL;
  double percent;

  set_fact (scene, "users_affected", "11", MINUTES (1));
  set_fact (scene, "users_total", "10", MINUTES (2));
  all = derive (scene, MINUTES (5));
  assert_missing (vigie_derived_find (all, "users_share"), "users_total");
  g_assert_false (vigie_derive_users_percent (scene->incident, &percent, NULL));
}

/* 310 orders an hour for 2 hours at 4,500. */
static void
test_loss (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-03", VIGIE_LEVEL_P3);
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) typed = NULL;
  const VigieDerived *orders, *loss;

  set_fact (scene, "outage_start", "2026-11-21T22:30:00Z", MINUTES (1));
  set_fact (scene, "outage_end", "2026-11-22T00:30:00Z", MINUTES (2));
  set_fact (scene, "orders_per_hour", "310", MINUTES (3));
  set_estimated (scene, "average_order_fcfa", "4500", MINUTES (4));
  all = derive (scene, MINUTES (40));
  orders = vigie_derived_find (all, "orders_lost");
  loss = vigie_derived_find (all, "loss_fcfa");
  g_assert_cmpstr (orders->value, ==, "620");
  g_assert_cmpint (orders->state, ==, VIGIE_FACT_CONFIRMED);
  g_assert_cmpstr (loss->value, ==, "2790000");
  g_assert_cmpint (loss->state, ==, VIGIE_FACT_ESTIMATED);
  g_assert_true (g_str_has_prefix (loss->formula, "310/h × 2"));
  g_assert_true (loss->is_pressing);

  /* What a person typed wins, and the difference is known. */
  set_fact (scene, "orders_lost", "100", MINUTES (41));
  set_fact (scene, "loss_fcfa", "460000", MINUTES (42));
  typed = derive (scene, MINUTES (43));
  g_assert_true (vigie_derived_find (typed, "orders_lost")->differs);
  loss = vigie_derived_find (typed, "loss_fcfa");
  g_assert_cmpstr (loss->value, ==, "450000");
  g_assert_true (loss->is_recorded && loss->differs);
  g_assert_false (loss->is_pressing);
}

/* The limit of the notice to the CFO: strictly over a million, and not yet recorded. */
static void
test_pressing_at_the_limit (void)
{
  static const struct { const char *average, *recorded; gboolean is_pressing; } rows[] = {
    { "1000", NULL, FALSE }, { "1001", NULL, TRUE }, { "1001", "1000000", TRUE }, { "1001", "1000001", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(Scene) scene = scene_new ("INC-03", VIGIE_LEVEL_P3);
      g_autoptr(GPtrArray) all = NULL;

      set_fact (scene, "orders_lost", "1000", MINUTES (1));
      set_fact (scene, "average_order_fcfa", rows[i].average, MINUTES (2));
      if (rows[i].recorded != NULL)
        set_fact (scene, "loss_fcfa", rows[i].recorded, MINUTES (3));
      all = derive (scene, MINUTES (5));
      g_assert_true (vigie_derived_find (all, "loss_fcfa")->is_pressing == rows[i].is_pressing);
      /* Nothing starts before a person records it. */
      assert_state (scene, "cfo-notice", "", MINUTES (5), i >= 2 && g_str_equal (rows[i].recorded, "1000001") ? "pending" : "absent");
    }
}

#define HUGE_COUNT "1000000000000000"

/* At the bounds, with nothing, with too much: what comes out, or what is said to be missing. NULL: not recorded. */
static const struct { const char *affected, *total, *value, *missing; } shares[] = {
  { "0", "1", "0", "" },
  { "1", "1", "100", "" },
  { "0", "0", NULL, "users_total" },
  { "1", "0", NULL, "users_total" },
  { "2", "1", NULL, "users_total" },
  { "1", "20", "5", "" },
  { "1", "3", "33.33", "" },
  { "2", "3", "66.67", "" },
  { "1", HUGE_COUNT, "0", "" },
  { HUGE_COUNT, HUGE_COUNT, "100", "" },
  { "999999999999999", HUGE_COUNT, "100", "" },
  { NULL, "10", NULL, "users_affected" },
  { "10", NULL, NULL, "users_total" },
  { NULL, NULL, NULL, "users_affected users_total" },
};

static void
set_if (Scene *scene, const char *name, const char *value, gint64 after)
{
  if (value != NULL)
    set_fact (scene, name, value, after);
}

static void
test_share_ranges (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P2);
      g_autoptr(GPtrArray) all = NULL;
      const VigieDerived *share;
      double percent = -1;

      set_if (scene, "users_affected", shares[i].affected, MINUTES (1));
      set_if (scene, "users_total", shares[i].total, MINUTES (2));
      all = derive (scene, MINUTES (5));
      share = vigie_derived_find (all, "users_share");
      g_assert_cmpstr (share->value, ==, shares[i].value);
      assert_missing (share, shares[i].missing);
      g_assert_true (vigie_derive_users_percent (scene->incident, &percent, NULL) == (share->value != NULL));
      g_assert_true (share->value == NULL || (percent >= 0 && percent <= 100));
    }
}

/* From 00:00 of 22 November until @end, or running until @now. */
static const struct { const char *start, *end; gint64 now; const char *value, *missing; } downtimes[] = {
  { "2026-11-22T00:00:00Z", "2026-11-22T00:00:00Z", HOURS (1), "0", "" },
  { "2026-11-22T00:00:00Z", "2026-11-22T00:00:01Z", HOURS (1), "1", "" },
  { "2026-11-22T00:00:01Z", "2026-11-22T00:00:00Z", HOURS (1), NULL, "outage_end" },
  { "2026-11-22T00:00:00Z", NULL, 0, "0", "" },
  { "2026-11-22T00:00:00Z", NULL, VIGIE_SECOND_USEC, "1", "" },
  { "2026-11-22T00:00:01Z", NULL, 0, NULL, "outage_end" },
  { "2016-11-22T00:00:00Z", "2026-11-22T00:00:00Z", HOURS (1), "315532800", "" },
  { NULL, "2026-11-22T00:10:00Z", HOURS (1), NULL, "outage_start" },
  { NULL, NULL, HOURS (1), NULL, "outage_start" },
};

static void
test_downtime_ranges (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (downtimes); i++)
    {
      g_autoptr(Scene) scene = scene_new ("INC-03", VIGIE_LEVEL_P3);
      g_autoptr(GPtrArray) all = NULL;
      const VigieDerived *downtime;

      set_if (scene, "outage_start", downtimes[i].start, MINUTES (1));
      set_if (scene, "outage_end", downtimes[i].end, MINUTES (11));
      all = derive (scene, downtimes[i].now);
      downtime = vigie_derived_find (all, "downtime");
      g_assert_cmpstr (downtime->value, ==, downtimes[i].value);
      assert_missing (downtime, downtimes[i].missing);
    }
}

/* Orders an hour over an outage that ended after so many minutes (-1: none), at so much each. */
static const struct { const char *rate; int minutes; const char *average, *orders, *loss, *missing; } losses[] = {
  { "0", 120, "4500", "0", "0", "" },
  { "310", 0, "4500", "0", "0", "" },
  { "310", 120, "0", "620", "0", "" },
  { "310", 120, "4500", "620", "2790000", "" },
  { "1", 1, "4500", "0", "75", "" },
  { "30", 1, "4500", "1", "2250", "" },
  { "29", 1, "3", "0", "1", "" },
  { HUGE_COUNT, 60, "1", HUGE_COUNT, HUGE_COUNT, "" },
  { HUGE_COUNT, 1440, HUGE_COUNT, HUGE_COUNT, HUGE_COUNT, "" },
  { NULL, 120, "4500", NULL, NULL, "orders_per_hour" },
  { "310", -1, "4500", NULL, NULL, "outage_start" },
  { "310", 120, NULL, "620", NULL, "average_order_fcfa" },
  { NULL, -1, NULL, NULL, NULL, "orders_per_hour outage_start average_order_fcfa" },
};

static void
test_loss_ranges (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_autoptr(Scene) scene = scene_new ("INC-03", VIGIE_LEVEL_P3);
      g_autofree char *end = vigie_time_format_rfc3339 (scene->start_usec + MINUTES (MAX (losses[i].minutes, 0)));
      g_autoptr(GPtrArray) all = NULL;

      set_if (scene, "outage_start", losses[i].minutes >= 0 ? T0 : NULL, HOURS (25));
      set_if (scene, "outage_end", losses[i].minutes >= 0 ? end : NULL, HOURS (25));
      set_if (scene, "orders_per_hour", losses[i].rate, HOURS (25));
      set_if (scene, "average_order_fcfa", losses[i].average, HOURS (25));
      all = derive (scene, HOURS (26));
      g_assert_cmpstr (vigie_derived_find (all, "orders_lost")->value, ==, losses[i].orders);
      g_assert_cmpstr (vigie_derived_find (all, "loss_fcfa")->value, ==, losses[i].loss);
      assert_missing (vigie_derived_find (all, "loss_fcfa"), losses[i].missing);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fact-derive/missing-is-named", test_missing_is_named);
  g_test_add_func ("/fact-derive/downtime", test_downtime);
  g_test_add_func ("/fact-derive/end-before-start", test_end_before_start_is_no_downtime);
  g_test_add_func ("/fact-derive/share", test_share);
  g_test_add_func ("/fact-derive/more-than-all", test_more_than_all_contradicts);
  g_test_add_func ("/fact-derive/loss", test_loss);
  g_test_add_func ("/fact-derive/pressing", test_pressing_at_the_limit);
  g_test_add_func ("/fact-derive/share-ranges", test_share_ranges);
  g_test_add_func ("/fact-derive/downtime-ranges", test_downtime_ranges);
  g_test_add_func ("/fact-derive/loss-ranges", test_loss_ranges);

  return g_test_run ();
}
