/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was not shown to a seat for a while, beside a hub on paper. */

#include "paper-hub.h"
#include "vigie-test-support.h"

static void
say_last (Seat *seat)
{
  seat_frame (seat, paper_hub_last (seat->hub));
  seat_run (seat);
}

/* An incident was closed to a seat, went on, and is opened again: the first event that is shown leads to all of it. */
static void
test_opened_again (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream = seat_declare (awa);
  g_autofree char *other = NULL;

  seat_run (awa);
  seat_run (yao);
  hub->hide = stream;
  hub->page_events = 4;
  for (guint i = 0; i < 9; i++)
    seat_note (awa, stream, "behind the door");
  other = seat_declare (awa);
  seat_run (awa);
  seat_frame (yao, paper_hub_behind (hub));
  seat_run (yao);
  g_assert_cmpuint (hub->n_fills, ==, 0);
  hub->hide = NULL;
  seat_note (awa, stream, "open again");
  seat_run (awa);
  say_last (yao);
  g_assert_cmpuint (hub->n_fills, ==, 3);
  seat_assert_equal (awa, yao, stream);
  seat_assert_equal (awa, yao, other);
  g_assert_cmpuint (seat_status (yao).n_aside, ==, 0);
  g_assert_cmpint (seat_status (yao).state, ==, VIGIE_SYNC_LIVE);

  /* And then no more. */
  seat_note (awa, stream, "goes on");
  seat_run (awa);
  say_last (yao);
  g_assert_cmpuint (hub->n_fills, ==, 3);
  seat_assert_equal (awa, yao, stream);
}

/* Nothing comes that would show a jump: the next start looks. */
static void
test_opened_without_a_word (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream = seat_declare (awa);

  hub->hide = stream;
  seat_run (awa);
  seat_run (yao);
  hub->hide = NULL;
  seat_frame (yao, paper_hub_behind (hub));
  seat_run (yao);
  g_assert_null (vigie_store_incident (yao->store, stream, NULL));
  seat_restart (yao, VIGIE_SYNC_ONCE);
  seat_run (yao);
  seat_assert_equal (awa, yao, stream);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/gap/opened-again", test_opened_again);
  g_test_add_func ("/sync/gap/opened-without-a-word", test_opened_without_a_word);
  return g_test_run ();
}
