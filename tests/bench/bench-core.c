/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pure part needs for an incident of 10,000 events: reading them, folding them, taking in one
 * more, the clocks, the severity rule. Reading stands beside bare hashing of the same bytes in the same
 * run; the others have a time as their goal, because a window waits for them. Each figure is the median
 * of several rounds, in time of the processor: what else the computer does must not decide. */

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "vigie-act.h"
#include "vigie-incident.h"
#include "vigie-notice-check.h"
#include "vigie-obligation.h"
#include "vigie-severity.h"
#include "vigie-test-support.h"
#include "vigie-time.h"

#define N_EVENTS 10000
#define ROUNDS 11
#define INCIDENT_ID "0193514a-8f40-7000-8000-000000000001"
#define STREAM "incident/" INCIDENT_ID
#define T0 "2026-11-22T00:00:00Z"
#define FRAME_MS 16.0

typedef struct
{
  gint64 t0_usec;
  GPtrArray *events;            /* VigieEvent: all but the last two */
  GPtrArray *last;              /* one that comes after them */
  GPtrArray *late;              /* one of another device that belongs in their middle */
  VigieIncident *incident;
} Bench;

/* Kinds as they come in a long night; each stands for one of @every events, the first that fits. */
static const struct
{
  guint every;
  const char *kind;
  const char *body;
} kinds[] = {
  { 200, "entry.logged", "{\"kind\":\"decision\",\"text\":\"Ne pas redémarrer avant la sauvegarde\"}" },
  { 190, "entry.logged", "{\"kind\":\"hypothesis\",\"text\":\"Certificat de l’opérateur expiré\"}" },
  { 95, "role.assigned", "{\"post\":\"scribe\",\"person\":\"Yao\"}" },
  { 45, "message.sent", "{\"audience\":\"users\",\"channel\":\"status-page\",\"stage\":\"identified\",\"text\":\"Nous connaissons la cause et la corrigeons.\"}" },
  { 12, "fact.set", "{\"name\":\"users_affected\",\"value\":\"1200\",\"state\":\"estimated\",\"source\":\"tableau de bord\"}" },
  { 11, "step.ticked", "{\"step\":\"war-room/setup-channel\",\"state\":\"done\"}" },
  { 3, "entry.logged", "{\"kind\":\"action\",\"text\":\"Bascule de la base sur la réplique\",\"people\":[\"Yao\"]}" },
  { 1, "entry.logged", "{\"kind\":\"note\",\"text\":\"La passerelle de paiement répond de nouveau à la plupart des commandes, 3 % d’erreurs\"}" },
};

static VigieDraft *
make_draft (guint serial, gint64 now_usec)
{
  guint i = 0;

  while (serial % kinds[i].every != 0)
    i++;

  return vigie_draft_new (STREAM, kinds[i].kind, now_usec, "Awa Koné", g_strdup (kinds[i].body));
}

static void
make_events (Bench *bench)
{
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autoptr(VigieTestDevice) other = vigie_test_device_new (2);
  VigieDeclaration declaration = { .title = "Paiements en échec", .type = "INC-01", .level = VIGIE_LEVEL_P1, .reason = "Mesure",
                                   .started_usec = VIGIE_TIME_NONE, .detected_usec = VIGIE_TIME_NONE,
                                   .declared_usec = bench->t0_usec, .incident_id = INCIDENT_ID };
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts, *made;

  vigie_answers_init (&declaration.answers);
  made = vigie_act_declare (vigie_test_playbook (), &declaration, "Awa Koné", &error);
  g_assert_no_error (error);
  vigie_test_device_set_now (device, bench->t0_usec);
  vigie_test_device_record (device, made, bench->events);
  for (guint i = bench->events->len; i < N_EVENTS + 1; i++)
    {
      gint64 now_usec = bench->t0_usec + i * VIGIE_SECOND_USEC;

      drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
      g_ptr_array_add (drafts, make_draft (i, now_usec));
      vigie_test_device_set_now (device, now_usec);
      vigie_test_device_record (device, drafts, i < N_EVENTS ? bench->events : bench->last);
    }
  drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  g_ptr_array_add (drafts, make_draft (1, bench->t0_usec));
  vigie_test_device_set_now (other, bench->t0_usec + N_EVENTS / 2 * VIGIE_SECOND_USEC);
  vigie_test_device_record (other, drafts, bench->late);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static gint64
processor_usec (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return time.tv_sec * VIGIE_SECOND_USEC + time.tv_nsec / 1000;
}

/* Milliseconds of the median of ROUNDS calls. */
static double
measure (void (*act) (Bench *bench), Bench *bench)
{
  gint64 times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start_usec = processor_usec ();

      act (bench);
      times[i] = processor_usec () - start_usec;
    }
  qsort (times, ROUNDS, sizeof times[0], compare_times);

  return (double) times[ROUNDS / 2] / 1e3;
}

static void
report (const char *name, double ms, double goal_ms)
{
  g_print ("%s: %.2f ms, goal ≤ %.0f ms %s\n", name, ms, goal_ms, ms <= goal_ms ? "met" : "MISSED");
}

static void
hash_all (Bench *bench)
{
  guint8 hash[VIGIE_HASH_BYTES];

  for (guint i = 0; i < bench->events->len; i++)
    {
      const VigieEvent *event = g_ptr_array_index (bench->events, i);

      vigie_hash (event->bytes, event->length_bytes, hash);
      g_assert_cmpmem (hash, sizeof hash, event->hash, sizeof event->hash);
    }
}

static void
parse_all (Bench *bench)
{
  for (guint i = 0; i < bench->events->len; i++)
    {
      const VigieEvent *event = g_ptr_array_index (bench->events, i);
      g_autoptr(VigieEvent) read = vigie_event_parse (event->bytes, event->length_bytes, event->signature, NULL);

      g_assert_cmpmem (read->hash, sizeof read->hash, event->hash, sizeof event->hash);
    }
}

static void
verify_all (Bench *bench)
{
  for (guint i = 0; i < bench->events->len; i++)
    g_assert_true (vigie_event_verify (g_ptr_array_index (bench->events, i), NULL));
}

static void
fold_all (Bench *bench)
{
  g_autoptr(VigieIncident) incident = vigie_incident_fold (bench->events, vigie_test_playbook (), VIGIE_TIME_NONE, NULL);

  g_assert_cmpuint (incident->events->len, ==, N_EVENTS);
  g_assert_cmpuint (incident->n_set_aside, ==, 0);
}

static void
take_last (Bench *bench)
{
  g_autoptr(VigieIncident) incident = vigie_incident_with (bench->incident, bench->last, vigie_test_playbook (), NULL);

  g_assert_cmpuint (incident->events->len, ==, N_EVENTS + 1);
}

static void
take_late (Bench *bench)
{
  g_autoptr(VigieIncident) incident = vigie_incident_with (bench->incident, bench->late, vigie_test_playbook (), NULL);

  g_assert_cmpuint (incident->events->len, ==, N_EVENTS + 1);
}

static void
evaluate_clocks (Bench *bench)
{
  g_autoptr(GPtrArray) obligations = vigie_obligations_evaluate (vigie_test_playbook (), bench->incident, bench->t0_usec + 3 * VIGIE_HOUR_USEC);

  g_assert_cmpuint (obligations->len, >, 0);
}

static void
assess_severity (Bench *bench)
{
  VigieAnswers answers;
  g_autoptr(VigieAssessment) assessment = NULL;

  vigie_answers_init (&answers);
  g_assert_true (vigie_answers_set (&answers, "users", "35", NULL));
  g_assert_true (vigie_answers_set (&answers, "workaround", "complex", NULL));
  g_assert_true (vigie_answers_set (&answers, "function", "core", NULL));
  assessment = vigie_severity_assess (vigie_test_playbook (), &answers, "INC-01", VIGIE_LANG_FR);
  g_assert_cmpint (assessment->level, !=, VIGIE_LEVEL_NONE);
}

/* A text of 4 kB, as each pause in typing has it looked at. */
static void
check_notice (Bench *bench)
{
  static const char paragraph[] =
      "Les commandes ne passent plus depuis 22:41 GMT. 1 840 clients sont touchés, 100 % des comptes. Nous cherchons la cause et "
      "nous écrivons ici dès que nous en savons plus. Ne donnez jamais votre code Mobile Money. Prochaine mise à jour : 03:38 GMT.\n\n";
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(VigieCheckReport) report = NULL;
  VigieCheckInput input = { .kind = "mail", .audience = "users", .channel = "email", .lang = VIGIE_LANG_FR, .subject = "Panne",
                            .next_update_usec = VIGIE_TIME_NONE, .incident = bench->incident, .playbook = vigie_test_playbook (),
                            .now_usec = bench->t0_usec };

  while (body->len < 4096)
    g_string_append (body, paragraph);
  input.body = body->str;
  report = vigie_notice_check (&input);
}

int
main (int argc, char *argv[])
{
  Bench bench = { .t0_usec = vigie_test_time (T0) };
  double hashing_ms, reading_ms;

  bench.events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  bench.last = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  bench.late = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  setlocale (LC_ALL, "");
  make_events (&bench);
  bench.incident = vigie_incident_fold (bench.events, vigie_test_playbook (), VIGIE_TIME_NONE, NULL);

  g_print ("an incident of %u events\n", bench.events->len);
  hashing_ms = measure (hash_all, &bench);
  reading_ms = measure (parse_all, &bench);
  g_print ("read, check form and hash: %.2f ms (bare hashing %.2f): %.2f µs for one\n", reading_ms, hashing_ms, reading_ms * 1e3 / N_EVENTS);
  g_print ("verify every signature: %.0f ms\n", measure (verify_all, &bench));
  report ("fold", measure (fold_all, &bench), 20.0);
  report ("take in one event at the end", measure (take_last, &bench), 20.0);
  report ("take in one late event", measure (take_late, &bench), 20.0);
  report ("evaluate the clocks", measure (evaluate_clocks, &bench), FRAME_MS);
  report ("apply the severity rule", measure (assess_severity, &bench), FRAME_MS);
  report ("check a notice of 4 kB", measure (check_notice, &bench), FRAME_MS);

  vigie_incident_unref (bench.incident);
  g_ptr_array_unref (bench.events);
  g_ptr_array_unref (bench.last);
  g_ptr_array_unref (bench.late);

  return 0;
}
