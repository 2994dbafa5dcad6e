/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same incident declared twice: when it is asked, who leads, and what each of the two then is. */

#include "vigie-twin.h"

#include "seats.h"
#include "vigie-duty.h"
#include "vigie-error.h"
#include "vigie-obligation.h"
#include "vigie-report.h"

#define PLAYBOOK vigie_test_playbook ()
#define OTHER_ID "0193a2c4-0000-7000-8000-000000000002"

static void
test_likeness (void)
{
  static const struct { const char *title, *type, *other_title, *other_type; int minutes; gboolean likely; } rows[] = {
    { "Site down", "INC-01", "Orders fail", "INC-01", 5, TRUE },
    { "Site down", "INC-01", "Orders fail", "INC-03", 5, FALSE },
    { "Paiements Wave refusés", "INC-05", "Plus aucun paiement par wave", "other", 20, TRUE },
    { "Paiements refusés", "other", "Livraisons en retard", "other", 5, FALSE },
    { "The site is down", "other", "The app is slow", "other", 5, FALSE },
    { "Site down", "INC-01", "Orders fail", "INC-01", 59, TRUE },
    { "Site down", "INC-01", "Orders fail", "INC-01", 61, FALSE },
    { "Orders fail at night", "INC-01", "Orders fail", "INC-01", 180, TRUE },
    { "Orders fail at night", "INC-01", "Orders fail", "INC-03", 180, FALSE },
    { "Orders fail at night", "INC-01", "Orders fail", "INC-01", 300, FALSE },
    { "Erreurs 503", "INC-01", "ERREURS sur la caisse", "INC-03", -20, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      VigieTwinSign a = { INCIDENT_ID, rows[i].title, rows[i].type, seat_time (0) };
      VigieTwinSign b = { OTHER_ID, rows[i].other_title, rows[i].other_type, seat_time (rows[i].minutes) };

      g_test_message ("%s / %s", rows[i].title, rows[i].other_title);
      g_assert_cmpint (vigie_twin_is_likely (&a, &b), ==, rows[i].likely);
      g_assert_cmpint (vigie_twin_is_likely (&b, &a), ==, rows[i].likely);
      b.id = a.id;
      g_assert_false (vigie_twin_is_likely (&a, &b));
    }
}

typedef struct
{
  Seat one, other;            /* each with its own incident */
  VigieIncident *first, *second;
} Fixture;

static void
refold (Fixture *fixture)
{
  g_clear_pointer (&fixture->first, vigie_incident_unref);
  g_clear_pointer (&fixture->second, vigie_incident_unref);
  fixture->first = seat_fold (&fixture->one);
  fixture->second = seat_fold (&fixture->other);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  seat_init (&fixture->one, 1, "Awa");
  seat_init (&fixture->other, 2, "Koffi");
  seat_declare (&fixture->one);
  seat_declare_as (&fixture->other, OTHER_ID, "Orders fail");
  refold (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vigie_incident_unref (fixture->first);
  vigie_incident_unref (fixture->second);
  seat_clear (&fixture->one);
  seat_clear (&fixture->other);
}

/* Each draft goes into its own stream, by the device of @seat. */
static void
record_both (Fixture *fixture, Seat *seat, int minutes, GPtrArray *drafts)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);

  vigie_test_device_set_now (seat->device, seat_time (minutes));
  vigie_test_device_record (seat->device, drafts, events);
  for (guint i = 0; i < events->len; i++)
    {
      const VigieEvent *event = events->pdata[i];
      Seat *to = g_str_has_suffix (event->stream, OTHER_ID) ? &fixture->other : &fixture->one;

      g_ptr_array_add (to->events, vigie_event_ref (events->pdata[i]));
    }
  refold (fixture);
}

static void
link_them (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = vigie_act_twin (fixture->first, fixture->second, "Awa", seat_time (10), &error);

  g_assert_no_error (error);
  record_both (fixture, &fixture->one, 10, drafts);
}

static guint
count_obligations (const VigieIncident *incident)
{
  g_autoptr(GPtrArray) obligations = vigie_obligations_evaluate (PLAYBOOK, incident, seat_time (20));

  return obligations->len;
}

static guint
count_duties (const VigieIncident *incident)
{
  g_autoptr(GPtrArray) duties = vigie_duties_evaluate (PLAYBOOK, NULL, incident, seat_time (20));

  return duties->len;
}

/* One leads with its clocks; the other one keeps its log and promises nothing. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GArray) followers = NULL;
  VigieTwin twin;
  guint before = count_obligations (fixture->first);

  g_assert_cmpuint (count_obligations (fixture->second), >, 0);
  g_assert_false (vigie_incident_knows_twin (fixture->first, OTHER_ID));
  link_them (fixture);
  g_assert_false (vigie_incident_leader (fixture->first, &twin));
  followers = vigie_incident_followers (fixture->first);
  g_assert_cmpuint (followers->len, ==, 1);
  g_assert_cmpstr (g_array_index (followers, VigieTwin, 0).ref, ==, fixture->second->ref);
  g_assert_true (vigie_incident_leader (fixture->second, &twin));
  g_assert_cmpstr (twin.incident, ==, INCIDENT_ID);
  g_assert_cmpstr (twin.ref, ==, fixture->first->ref);
  g_assert_true (vigie_incident_knows_twin (fixture->first, OTHER_ID) && vigie_incident_knows_twin (fixture->second, INCIDENT_ID));
  g_assert_cmpuint (count_obligations (fixture->first), ==, before);
  g_assert_cmpuint (count_obligations (fixture->second), ==, 0);
  g_assert_cmpuint (count_duties (fixture->second), ==, 0);
}

static void
test_unlink (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) followers = NULL;
  VigieTwin twin;
  guint before = count_obligations (fixture->second);

  link_them (fixture);
  g_assert_null (vigie_act_untwin (fixture->first, fixture->second, " ", "Koffi", seat_time (12), &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  g_clear_error (&error);
  record_both (fixture, &fixture->other, 12, vigie_act_untwin (fixture->first, fixture->second, "Two outages after all", "Koffi", seat_time (12), &error));
  g_assert_no_error (error);
  g_assert_false (vigie_incident_leader (fixture->second, &twin));
  followers = vigie_incident_followers (fixture->first);
  g_assert_cmpuint (followers->len, ==, 0);
  g_assert_cmpuint (count_obligations (fixture->second), ==, before);
  g_assert_true (vigie_incident_knows_twin (fixture->first, OTHER_ID)); /* nobody is asked again */
  link_them (fixture);
  g_assert_true (vigie_incident_leader (fixture->second, &twin));
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (vigie_act_twin (fixture->first, fixture->first, "Awa", seat_time (10), &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  g_clear_error (&error);
  link_them (fixture);
  g_assert_null (vigie_act_twin (fixture->first, fixture->second, "Awa", seat_time (11), &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (vigie_act_twin (fixture->second, fixture->first, "Awa", seat_time (11), &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
}

/* Two people link them at once, each the other way round: both streams agree on who leads, in every order. */
static void
test_both_ways_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) followers = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  GPtrArray *here = vigie_act_twin (fixture->first, fixture->second, "Awa", seat_time (10), &error);
  GPtrArray *there = vigie_act_twin (fixture->second, fixture->first, "Koffi", seat_time (11), &error);
  VigieTwin twin;

  g_assert_no_error (error);
  record_both (fixture, &fixture->one, 10, here);
  record_both (fixture, &fixture->other, 11, there);
  g_assert_true (vigie_incident_leader (fixture->first, &twin));
  g_assert_false (vigie_incident_leader (fixture->second, &twin));
  followers = vigie_incident_followers (fixture->second);
  g_assert_cmpuint (followers->len, ==, 1);
  g_assert_cmpuint (count_obligations (fixture->first), ==, 0);
  g_assert_cmpuint (count_obligations (fixture->second), >, 0);
  first = digest_of (fixture->one.events);
  second = digest_of (fixture->other.events);
  permute_tail (fixture->one.events, MIN (fixture->one.events->len, 5), first);
  permute_tail (fixture->other.events, MIN (fixture->other.events->len, 5), second);
}

static gboolean
head_says (const VigieIncident *incident, const char *words)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(VigieReport) report = vigie_report_new (incident, PLAYBOOK, VIGIE_LANG_EN, zone, "Awa", seat_time (60), NULL);

  for (guint i = 0; i < report->head->len; i++)
    {
      GStrv field = report->head->pdata[i];

      if (strstr (field[1], words) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
test_report_says_it (Fixture *fixture, gconstpointer data)
{
  g_assert_false (head_says (fixture->first, fixture->second->ref));
  link_them (fixture);
  g_assert_true (head_says (fixture->first, fixture->second->ref));
  g_assert_true (head_says (fixture->second, fixture->first->ref));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/twin/likeness", test_likeness);
#define ADD(name, func) g_test_add ("/core/twin/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("link", test_link);
  ADD ("unlink", test_unlink);
  ADD ("refusals", test_refusals);
  ADD ("both-ways-at-once", test_both_ways_at_once);
  ADD ("report-says-it", test_report_says_it);

  return g_test_run ();
}
