/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Seats, a hub and a bad line between them: programs, sockets, TLS. */

#include "real-hub.h"
#include "slow-line.h"
#include "vigie-test-support.h"

#include <stdlib.h>
#include <string.h>

#define PROMISE_S 60
#define ANSWER_S 30        /* what a request waits for */

typedef struct
{
  RealHub *hub;
  SlowLine *line;
  Ctl *here;              /* at the hub */
  Ctl *far;               /* behind the line */
  char *ref;
} Scene;

static guint
port_of (const char *address)
{
  return (guint) atoi (strrchr (address, ':') + 1);
}

/* The seat behind the line joins through it: the link names the line's port. */
static Ctl *
join_through (RealHub *hub, SlowLine *line)
{
  g_autofree char *link = real_hub_invite (hub, "Yao", "responder");
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", slow_line_port (line));
  g_auto(GStrv) parts = g_strsplit (link, hub->address, 2);
  g_autofree char *changed = g_strjoinv (address, parts);
  Ctl *seat = ctl_new ();

  g_assert_nonnull (parts[1]);
  ctl_do (seat, "join", changed, NULL);

  return seat;
}

static void
scene_init (Scene *scene, gboolean plain)
{
  scene->hub = real_hub_new (plain);
  scene->line = slow_line_new (port_of (scene->hub->address), 1);
  scene->here = real_hub_seat (scene->hub, "Awa", "commander");
  scene->far = join_through (scene->hub, scene->line);
  scene->ref = g_strdup (ctl_do (scene->here, "declare", "--title", "Site down", "--severity", "P1", "--reason", "test", NULL));
  ctl_do (scene->here, "sync", NULL);
  ctl_do (scene->far, "sync", NULL);
}

static void
scene_clear (Scene *scene)
{
  ctl_free (scene->here);
  ctl_free (scene->far);
  slow_line_free (scene->line);
  real_hub_free (scene->hub);
  g_free (scene->ref);
}

static double
seconds_since (gint64 start_usec)
{
  return (double) (g_get_monotonic_time () - start_usec) / G_USEC_PER_SEC;
}

static gboolean
has_entry (Ctl *seat, const char *ref, const char *text)
{
  return strstr (ctl_do (seat, "--json", "show", ref, NULL), text) != NULL;
}

/* As the program does by itself: on such a line one exchange may take longer than an answer is waited for. Returns the
 * seconds until one was whole. */
static double
sync_patiently (Ctl *seat)
{
  gint64 start_usec = g_get_monotonic_time ();

  do
    ctl_run (seat, "sync", NULL);
  while (seat->status != 0 && seconds_since (start_usec) < 2 * PROMISE_S);
  g_assert_cmpint (seat->status, ==, 0);

  return seconds_since (start_usec);
}

/* 16 kbit/s that loses three in ten: a short entry comes through, both ways, and recording does not wait for it. */
static void
test_slow (void)
{
  const SlowLineKind kind = { 2000, vigie_test_number (80, 500), 30, -1, FALSE };
  double down_s, up_s, typed_s;
  gint64 start_usec;
  Scene scene;

  scene_init (&scene, FALSE);
  slow_line_set (scene.line, &kind);
  ctl_do (scene.here, "log", scene.ref, "restarted nginx", NULL);
  ctl_do (scene.here, "sync", NULL);
  down_s = sync_patiently (scene.far);
  g_assert_true (has_entry (scene.far, scene.ref, "restarted nginx"));
  start_usec = g_get_monotonic_time ();
  ctl_do (scene.far, "log", scene.ref, "it answers again", NULL);
  typed_s = seconds_since (start_usec);
  up_s = sync_patiently (scene.far);
  ctl_do (scene.here, "sync", NULL);
  g_assert_true (has_entry (scene.here, scene.ref, "it answers again"));
  g_assert_cmpfloat (down_s, <, PROMISE_S);
  g_assert_cmpfloat (up_s, <, PROMISE_S);
  /* A program starts, records and ends. */
  g_assert_cmpfloat (typed_s, <, PROMISE_S / 10.0);
  vigie_test_figure ("F27", "an entry came in %.1f s, went out in %.1f s, was recorded in %.2f s", down_s, up_s, typed_s);
  scene_clear (&scene);
}

/* What the hub says is cut at one byte after the other: the next try gets everything, once. */
static void
test_cut (void)
{
  SlowLineKind kind = { 0, 0, 0, 0, FALSE };
  const SlowLineKind sound = { 0, 0, 0, -1, FALSE };
  guint n_cuts = vigie_test_number (12, 400);
  Scene scene;

  scene_init (&scene, TRUE);
  for (guint i = 0; i < n_cuts; i++)
    {
      g_autofree char *text = g_strdup_printf ("entry-%u.", i);

      ctl_do (scene.far, "log", scene.ref, text, NULL);
      kind.cut_after_bytes = vigie_test_is_long () ? i : i * 37;
      slow_line_set (scene.line, &kind);
      ctl_run (scene.far, "sync", NULL);
    }
  slow_line_set (scene.line, &sound);
  ctl_do (scene.far, "sync", NULL);
  ctl_do (scene.here, "sync", NULL);
  ctl_do (scene.here, "--json", "show", scene.ref, NULL);
  for (guint i = 0; i < n_cuts; i++)
    {
      g_autofree char *text = g_strdup_printf ("\"entry-%u.\"", i);
      const char *found = strstr (scene.here->out, text);

      g_assert_nonnull (found);
      g_assert_null (strstr (found + 1, text));
    }
  vigie_test_figure ("F19", "%u replies cut", n_cuts);
  scene_clear (&scene);
}

/* The line says nothing any more; whoever asks is told within the time, and loses nothing. */
static void
test_silent (void)
{
  const SlowLineKind silent = { 0, 0, 0, -1, TRUE };
  const SlowLineKind sound = { 0, 0, 0, -1, FALSE };
  gint64 start_usec;
  double said_s;
  Scene scene;

  scene_init (&scene, TRUE);
  slow_line_set (scene.line, &silent);
  ctl_do (scene.far, "log", scene.ref, "nobody hears me", NULL);
  start_usec = g_get_monotonic_time ();
  ctl_run (scene.far, "sync", NULL);
  said_s = seconds_since (start_usec);
  ctl_assert_refused (scene.far, "hub");
  g_assert_cmpfloat (said_s, <, ANSWER_S + 5);
  slow_line_set (scene.line, &sound);
  ctl_do (scene.far, "sync", NULL);
  ctl_do (scene.here, "sync", NULL);
  g_assert_true (has_entry (scene.here, scene.ref, "nobody hears me"));
  vigie_test_figure ("F21", "a dead line was told of after %.1f s", said_s);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/F19/real-hub-cut", test_cut);
  if (vigie_test_is_long ())
    g_test_add_func ("/fault/F21/silent-line", test_silent);
  g_test_add_func ("/fault/F27/short-entry", test_slow);
  return g_test_run ();
}
