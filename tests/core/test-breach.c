/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules about a breach of data, against verdicts that were worked out by hand from the rule books: every row,
 * every case in which they disagree, every vector of clock and count. */

#include "breach-scene.h"

#define ZERO BREACH_ZERO
#define SOON "2026-11-20T15:00:00Z"
#define SIMPLE "data_touched=name,phone; breach_kind=confidentiality"

/* One rule of the table, what makes it so, what it says. */
static const struct { const char *name, *type, *facts, *at, *expected; } rows[] = {
  /* The playbook */
  { "pb-1/confirmed", "INC-02", SIMPLE, SOON, "PB-1=yes@-" },
  { "pb-1/not-confirmed", "INC-02", "", SOON, "PB-1=check" },
  { "pb-1/no-sign", "INC-01", "", SOON, "PB-1=no" },
  { "pb-1/excluded", "INC-02", "data_untouched=name,email|audit log of the export", SOON, "PB-1=no" },
  { "pb-2/breach", "INC-02", "", SOON, "PB-2=yes@2026-11-20T14:05:00Z" },
  { "pb-2/no-sign", "INC-05", "", SOON, "PB-2=no" },
  { "pb-3/breach", "INC-02", "", SOON, "PB-3=yes@2026-11-20T18:00:00Z" },
  { "pb-4/1000", "INC-02", "persons=1000", SOON, "PB-4=no@-" },
  { "pb-4/1001", "INC-02", "persons=1001", SOON, "PB-4=yes@2026-11-23T14:00:00Z" },
  { "pb-4/unknown", "INC-02", "", SOON, "PB-4=check@2026-11-23T14:00:00Z" },
  { "pb-4/said-unknown", "INC-02", "persons=?", SOON, "PB-4=check@2026-11-23T14:00:00Z" },
  { "pb-4/range-across", "INC-02", "persons?=600-1400", SOON, "PB-4=check@2026-11-23T14:00:00Z" },
  { "pb-4/range-below", "INC-02", "persons?=600-1000", SOON, "PB-4=no" },
  { "pb-4/range-above", "INC-02", "persons?=1001-4000", SOON, "PB-4=yes" },
  { "pb-4/nobody-but-records", "INC-02", "persons=0; records=40", SOON, "PB-4=check@2026-11-23T14:00:00Z" },
  { "pb-4/nobody", "INC-02", "persons=0; records=0", SOON, "PB-4=no PB-5=no" },
  { "pb-4/users-stand-in", "INC-02", "users_affected=1001", SOON, "PB-4=yes" },
  { "pb-4/persons-go-before-users", "INC-02", "users_affected=9000; persons=40", SOON, "PB-4=no" },
  { "pb-5/compromised", "INC-02", SIMPLE, SOON, "PB-5=yes@2026-11-21T14:00:00Z" },
  { "pb-5/exfiltrated", "INC-02", "exfiltrated=likely", SOON, "PB-5=yes" },
  { "pb-5/unknown", "INC-02", "", SOON, "PB-5=check@2026-11-21T14:00:00Z" },
  { "pb-6/breach", "INC-02", "", SOON, "PB-6=yes@-" },
  { "pb-6/small", "INC-05", "", SOON, "PB-6=no" },
  { "pb-7/not-resolved", "INC-02", "", SOON, "PB-7=yes@-" },
  { "pb-8/seen", "INC-02", "visible_impact=yes", SOON, "PB-8=yes@2026-11-20T14:30:00Z" },
  { "pb-8/not-said", "INC-02", "", SOON, "PB-8=check@2026-11-20T14:30:00Z" },
  { "pb-8/not-seen", "INC-02", "visible_impact=no", SOON, "PB-8=no" },
  { "pb-8/p3", "INC-05", "visible_impact=yes", SOON, "PB-8=no" },
  { "pb-9/always", "INC-05", "", SOON, "PB-9=yes" },
  { "pb-10/over", "INC-02", "loss_fcfa=1000001", SOON, "PB-10=yes@2026-11-20T14:16:00Z" },
  { "pb-10/at", "INC-02", "loss_fcfa=1000000", SOON, "PB-10=no" },
  { "pb-10/unknown", "INC-02", "", SOON, "PB-10=check@-" },
  /* The GDPR */
  { "g-0/proved", "INC-02", "data_untouched=name,email|audit log of the export", SOON, "G-0=yes G-1=no G-3=no G-6=no PB-4=no PB-5=no CI-1=no" },
  { "g-0/without-evidence", "INC-02", "data_untouched=name,email", SOON, "G-0=check G-1=yes G-3=check PB-5=check" },
  { "g-0/estimated", "INC-02", "data_untouched?=name|said by the host", SOON, "G-0=check G-3=check" },
  { "g-0/rest-unknown", "INC-02", "data_untouched=name|audit log; data_unknown=phone", SOON, "G-0=check" },
  { "g-0/touched", "INC-02", SIMPLE, SOON, "G-0=no" },
  { "g-1/any", "INC-02", SIMPLE "; risk=unlikely|sent to ourselves", SOON, "G-1=yes" },
  { "g-2/with-reason", "INC-02", SIMPLE "; risk=unlikely|sent to ourselves", SOON, "G-2=yes G-3=no@- G-6=no" },
  { "g-2/without-reason", "INC-02", SIMPLE "; risk=unlikely", SOON, "G-2=check G-3=check@2026-11-23T14:00:00Z" },
  { "g-2/not-judged", "INC-02", SIMPLE, SOON, "G-2=check" },
  { "g-2/risk", "INC-02", SIMPLE "; risk=risk", SOON, "G-2=no" },
  { "g-3/risk", "INC-02", SIMPLE "; risk=risk", SOON, "G-3=yes@2026-11-23T14:00:00Z" },
  { "g-3/risk-few", "INC-02", SIMPLE "; risk=risk; persons=1", SOON, "G-3=yes PB-4=no" },
  { "g-3/in-doubt", "INC-02", "", SOON, "G-3=check@2026-11-23T14:00:00Z" },
  { "g-3/basis-no", "INC-02", SIMPLE "; risk=high; gdpr_basis=no", SOON, "G-1=no G-3=no@- G-6=no PB-5=yes" },
  { "g-3/basis-unknown", "INC-02", SIMPLE "; risk=risk; gdpr_basis=unknown", SOON, "G-3=check@2026-11-23T14:00:00Z" },
  { "g-3/basis-law", "INC-02", SIMPLE "; risk=risk; gdpr_basis=law", SOON, "G-3=yes" },
  { "g-4/missing", "INC-02", SIMPLE "; risk=risk", SOON, "G-4=yes@2026-11-23T14:00:00Z" },
  { "g-4/complete", "INC-02", SIMPLE "; risk=risk; persons=800; records=900; measures=Access closed", SOON, "G-4=no" },
  { "g-4/no-notice", "INC-02", SIMPLE "; risk=unlikely|sent to ourselves", SOON, "G-4=no" },
  { "g-5/in-time", "INC-02", SIMPLE "; risk=risk", "2026-11-23T14:00:00Z", "G-5=no" },
  { "g-5/late", "INC-02", SIMPLE "; risk=risk", "2026-11-23T14:00:01Z", "G-5=yes" },
  { "g-6/high", "INC-02", SIMPLE "; risk=high; contacts_usable=yes", SOON, "G-6=yes@- G-9=no" },
  { "g-6/not-judged", "INC-02", SIMPLE, SOON, "G-6=check" },
  { "g-6/not-high", "INC-02", SIMPLE "; risk=risk", SOON, "G-6=no G-7=no G-8=no G-9=no" },
  { "g-6/unlikely-without-reason", "INC-02", SIMPLE "; risk=unlikely", SOON, "G-6=check" },
  { "g-7/intact", "INC-02", SIMPLE "; risk=high; protection=intact|key in the safe", SOON, "G-7=yes G-6=no G-1=yes G-3=yes" },
  { "g-7/not-proved", "INC-02", SIMPLE "; risk=high; protection?=intact", SOON, "G-7=check G-6=yes" },
  { "g-7/more-was-lost", "INC-02", "data_touched=name; breach_kind=confidentiality,availability; risk=high; protection=intact|key", SOON, "G-7=no G-6=yes" },
  { "g-7/kind-unknown", "INC-02", "data_touched=name; risk=high; protection=intact|key", SOON, "G-7=check G-6=yes" },
  { "g-7/readable", "INC-02", SIMPLE "; risk=high; protection=none", SOON, "G-7=no G-6=yes" },
  { "g-8/with-evidence", "INC-02", SIMPLE "; risk=high; later_measures=yes|all accounts reset, log attached", SOON, "G-8=yes G-6=no" },
  { "g-8/without-evidence", "INC-02", SIMPLE "; risk=high; later_measures=yes", SOON, "G-8=check G-6=yes" },
  { "g-8/no", "INC-02", SIMPLE "; risk=high; later_measures=no", SOON, "G-8=no G-6=yes" },
  { "g-9/not-reachable", "INC-02", SIMPLE "; risk=high; contacts_usable=no", SOON, "G-9=yes G-6=no" },
  { "g-9/unknown", "INC-02", SIMPLE "; risk=high", SOON, "G-9=check G-6=yes" },
  { "g-10/processor", "INC-02", SIMPLE "; risk=high; we_are_processor=yes", SOON, "G-10=yes@- G-3=no G-6=no" },
  { "g-10/unknown", "INC-02", SIMPLE, SOON, "G-10=check" },
  { "g-10/controller", "INC-02", SIMPLE "; we_are_processor=no", SOON, "G-10=no" },
  { "g-11/nothing-sent", "INC-02", SIMPLE, SOON, "G-11=no" },
  /* The Ivorian law */
  { "ci-1/any", "INC-02", SIMPLE, SOON, "CI-1=yes@2027-03-31T23:59:59Z" },
  { "ci-2/never-no", "INC-02", SIMPLE, SOON, "CI-2=check@-" },
  { "ci-3/optional", "INC-02", SIMPLE, SOON, "CI-3=check@-" },
  { "ci/no-breach", "INC-05", "", SOON, "CI-1=no CI-2=no CI-3=no" },
};

/* The two books disagree: seven cases, with the score where one is given. */
#define HACKED "breach_kind=confidentiality; exfiltrated=yes; recipients=unknown; malicious=yes; integrity=none; availability=none"
static const struct { const char *name, *type, *facts, *expected; double score; const char *band; gboolean borderline; } cases[] = {
  { "800-names-and-phones", "INC-02", "persons=800; data_touched=name,phone; identification=maximum; " HACKED,
    "PB-4=no PB-5=yes G-1=yes G-3=yes G-6=check", 2.0, "medium", TRUE },
  { "1500-mobile-money", "INC-02", "persons=1500; data_touched=mobile-money-history; identification=maximum; " HACKED,
    "PB-4=yes@2026-11-23T14:00:00Z PB-5=yes@2026-11-21T14:00:00Z PB-6=yes G-3=yes@2026-11-23T14:00:00Z G-6=yes", 4.0, "very-high", TRUE },
  { "encrypted-laptop-lost", "INC-02", "persons=5000; data_touched=name,email; breach_kind=confidentiality; protection=intact|key not on it, backup tested; malicious=no; risk=unlikely|disk encrypted, key safe, backup",
    "PB-4=yes G-1=yes G-2=yes G-3=no G-6=no", 0.25, "low", FALSE },
  { "encrypted-laptop-stolen", "INC-02", "persons=5000; data_touched=name,email; breach_kind=confidentiality; protection=intact|key not on it, backup tested; malicious=yes; risk=unlikely|disk encrypted, key safe, backup",
    "PB-4=yes G-1=yes G-2=yes G-3=no G-6=no", 0.75, "low", FALSE },
  { "1200-salted-hashes", "INC-02", "persons=1200; data_touched=password-hash; breach_kind=confidentiality; exfiltrated=yes; protection=intact|bcrypt, salted; risk=unlikely|hashes salted and slow; malicious=yes",
    "PB-4=yes PB-5=yes G-1=yes G-2=yes G-3=no G-6=no", -1, NULL, FALSE },
  { "outage-of-3-hours", "INC-01", "data_touched=name,phone; breach_kind=availability; availability=recoverable; identification=maximum; malicious=no; risk=unlikely|all data back after 3 hours",
    "PB-2=no PB-4=no PB-5=no G-1=yes G-2=yes G-3=no G-6=no", 1.25, "low", FALSE },
  { "order-to-wrong-client", "INC-02", "persons=1; data_touched=name,address; breach_kind=confidentiality; recipients=known; identification=maximum; malicious=no; risk=unlikely|one known client, message deleted",
    "PB-4=no PB-5=yes G-1=yes G-2=yes G-3=no G-6=no", 1.25, "low", FALSE },
  { "order-to-wrong-client-behaviour", "INC-02", "persons=1; data_touched=name,orders; breach_kind=confidentiality; recipients=known; identification=maximum; malicious=no; risk=unlikely|one known client, message deleted",
    "PB-4=no PB-5=yes G-1=yes G-2=yes G-3=no G-6=no", 2.25, "medium", TRUE },
  { "40-identity-documents", "INC-02", "persons=40; data_touched=identity-document; " HACKED, "PB-4=no PB-5=yes G-3=yes G-6=yes", -1, NULL, FALSE },
};

static const struct { const char *name, *facts, *at, *expected; } vectors[] = {
  /* The weekend counts; 22:30 itself is in time. */
  { "weekend", SIMPLE "; risk=risk; aware_at=2026-11-20T22:30:00Z|query log", "2026-11-23T22:30:00Z", "G-3=yes@2026-11-23T22:30:00Z G-5=no" },
  { "weekend-over", SIMPLE "; risk=risk; aware_at=2026-11-20T22:30:00Z|query log", "2026-11-23T22:31:00Z", "G-3=yes@2026-11-23T22:30:00Z G-5=yes" },
  { "both-books", SIMPLE "; risk=risk; persons=1500; aware_at=2026-11-20T22:30:00Z|query log", SOON,
    "PB-3=yes@2026-11-20T18:00:00Z PB-5=yes@2026-11-21T14:00:00Z PB-4=yes@2026-11-23T14:00:00Z G-3=yes@2026-11-23T22:30:00Z" },
  /* Received 03:10, read 08:00: reception counts. */
  { "processor", SIMPLE "; risk=risk; processor_notice_at=2026-11-20T03:10:00Z; aware_at=2026-11-20T08:00:00Z|read by the duty engineer", SOON, "G-3=yes@2026-11-23T03:10:00Z" },
  { "processor-alone", SIMPLE "; risk=risk; processor_notice_at=2026-11-20T03:10:00Z", SOON, "G-3=yes@2026-11-23T03:10:00Z" },
  { "alert-is-the-default", SIMPLE "; risk=risk; alert_at=2026-11-20T13:20:00Z", SOON, "G-3=yes@2026-11-23T13:20:00Z" },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(Scene) scene = breach_scene (rows[i].type);
  g_autoptr(VigieBreach) breach = NULL;

  say_facts (scene, rows[i].facts, MINUTES (1));
  breach = judge_at (scene, rows[i].at);
  assert_verdicts (breach, rows[i].expected, rows[i].name);
}

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(Scene) scene = breach_scene (cases[i].type);
  g_autoptr(VigieBreach) breach = NULL;

  say_facts (scene, cases[i].facts, MINUTES (1));
  breach = judge_at (scene, SOON);
  assert_verdicts (breach, cases[i].expected, cases[i].name);
  if (cases[i].band == NULL)
    return;
  g_assert_cmpfloat (breach->score->total, ==, cases[i].score);
  g_assert_cmpstr (vigie_breach_band_to_word (breach->score->band), ==, cases[i].band);
  g_assert_cmpint (breach->score->borderline, ==, cases[i].borderline);
}

static void
test_vector (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreach) breach = NULL;

  say_facts (scene, vectors[i].facts, MINUTES (1));
  breach = judge_at (scene, vectors[i].at);
  assert_verdicts (breach, vectors[i].expected, vectors[i].name);
}

/* A score on a cut belongs to the upper band; a quarter on either side is marked. */
static const struct { const char *facts; double total; const char *band; gboolean borderline; } scores[] = {
  { "data_class=1|set; identification=maximum; recipients=known; integrity=recoverable; malicious=no", 1.5, "low", FALSE },
  { "data_class=1|set; identification=maximum; recipients=unknown; integrity=recoverable; malicious=no", 1.75, "low", TRUE },
  { "data_class=1|set; identification=maximum; recipients=unknown; malicious=yes", 2.0, "medium", TRUE },
  { "data_class=2|set; identification=maximum; recipients=known; malicious=no", 2.25, "medium", TRUE },
  { "data_class=2|set; identification=maximum; recipients=unknown; malicious=no", 2.5, "medium", FALSE },
  { "data_class=2|set; identification=maximum; recipients=known; malicious=yes", 2.75, "medium", TRUE },
  { "data_class=3|set; identification=maximum; recipients=none; malicious=no", 3.0, "high", TRUE },
  { "data_class=3|set; identification=maximum; recipients=known; malicious=no", 3.25, "high", TRUE },
  { "data_class=3|set; identification=maximum; recipients=known; malicious=yes", 3.75, "high", TRUE },
  { "data_class=4|set; identification=maximum; recipients=none; malicious=no", 4.0, "very-high", TRUE },
  { "data_class=4|set; identification=maximum; recipients=unknown; integrity=lost; availability=lost; malicious=yes", 6.0, "very-high", FALSE },
  { "data_class=4|set; identification=negligible; recipients=none; malicious=no", 1.0, "low", FALSE },
  { "data_class=2|set; identification=limited; recipients=none; malicious=no", 1.0, "low", FALSE },
  { "data_class=4|set; identification=significant; recipients=none; malicious=no", 3.0, "high", TRUE },
};

static void
test_score (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      g_autoptr(Scene) scene = breach_scene ("INC-02");
      g_autoptr(VigieBreach) breach = NULL;

      say_facts (scene, scores[i].facts, MINUTES (1));
      breach = judge_at (scene, SOON);
      if (breach->score->total != scores[i].total)
        g_error ("%s: %g, expected %g", scores[i].facts, breach->score->total, scores[i].total);
      g_assert_cmpstr (vigie_breach_band_to_word (breach->score->band), ==, scores[i].band);
      g_assert_cmpint (breach->score->borderline, ==, scores[i].borderline);
    }
}

static const struct { const char *category; int dpc; } classes[] = {
  { "name", 1 }, { "phone", 1 }, { "email", 1 }, { "address", 1 }, { "identity-document", 1 }, { "orders", 2 }, { "location", 2 },
  { "mobile-money-history", 3 }, { "mobile-money-balance", 3 }, { "invoices", 3 }, { "mobile-money-pin", 3 }, { "payment-token", 3 },
  { "health", 4 }, { "religion", 4 }, { "name,health,orders", 4 }, { "phone,orders", 2 },
};

static void
test_class_of_data (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autoptr(Scene) scene = breach_scene ("INC-02");
      g_autofree char *fact = g_strdup_printf ("data_touched=%s", classes[i].category);
      g_autoptr(VigieBreach) breach = NULL;

      say_facts (scene, fact, MINUTES (1));
      breach = judge_at (scene, SOON);
      g_assert_cmpint (breach->score->dpc, ==, classes[i].dpc);
      g_assert_false (breach->score->class_by_hand);
    }
}

/* A class set by hand wants its reason; unknown inputs are taken at their worse and named. */
static void
test_score_inputs (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreach) before = NULL;
  g_autoptr(VigieBreach) with_reason = NULL;

  say_facts (scene, "data_touched=orders; data_class=3; persons=100", MINUTES (1));
  before = judge_at (scene, SOON);
  g_assert_cmpint (before->score->dpc, ==, 2);
  g_assert_cmpfloat (before->score->total, ==, 3.0); /* 2 × 1 + 0.5 + 0.5 */
  g_assert_cmpfloat (before->score->at_least, ==, 0.5);
  g_assert_cmpuint (before->score->assumed->len, ==, 3); /* identification, recipients, malicious */
  g_assert_false (before->score->over_100_persons);

  say_facts (scene, "data_class=3|night purchases of alcohol; persons=101", MINUTES (2));
  with_reason = judge_at (scene, SOON);
  g_assert_cmpint (with_reason->score->dpc, ==, 3);
  g_assert_true (with_reason->score->class_by_hand);
  g_assert_true (with_reason->score->over_100_persons);
}

static void
test_facts_of_the_moment (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreach) then = NULL;
  g_autoptr(VigieBreach) now = NULL;

  say_facts (scene, "persons=800", MINUTES (10));
  say_facts (scene, "persons=1500", MINUTES (50));
  then = judge_at (scene, "2026-11-20T14:30:00Z");
  now = judge_at (scene, SOON);
  assert_verdicts (then, "PB-4=no", "before the count was corrected");
  assert_verdicts (now, "PB-4=yes", "after");
}

static void
test_contradictions (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreach) breach = NULL;

  say_facts (scene, "persons=0; records=40; data_touched=name; data_untouched=name|log; exfiltrated=yes; recipients=none", MINUTES (1));
  breach = judge_at (scene, SOON);
  g_assert_cmpuint (breach->contradictions->len, ==, 3);
  g_assert_cmpstr (((VigieContradiction *) breach->contradictions->pdata[0])->facts[1], ==, "records");
}

static void
test_awareness_later_than_the_alert (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreach) without = NULL;
  g_autoptr(VigieBreach) with = NULL;

  say_facts (scene, "aware_at=2026-11-21T15:00:00Z", MINUTES (1));
  without = judge_at (scene, "2026-11-21T16:00:00Z");
  g_assert_true (without->times.aware_needs_reason);
  g_assert_true (without->times.aware_gap);
  g_assert_true (g_ptr_array_find_with_equal_func (without->missing, "aware_reason", g_str_equal, NULL));
  say_facts (scene, "aware_reason=The host confirmed the export", MINUTES (2));
  with = judge_at (scene, "2026-11-21T16:00:00Z");
  g_assert_false (with->times.aware_needs_reason);
  g_assert_cmpstr (with->times.aware_from, ==, "aware_at");
}

static void
test_notice_sent_and_then_news (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreach) sent = NULL;
  g_autoptr(VigieBreach) changed = NULL;
  g_autoptr(VigieBreach) told = NULL;

  say_facts (scene, SIMPLE "; risk=risk; persons=800", MINUTES (1));
  send_message (scene, "authority", "email", HOURS (73));
  sent = judge_at (scene, "2026-11-23T16:00:00Z");
  assert_verdicts (sent, "G-3=yes G-5=yes G-11=no", "sent an hour late");
  g_assert_cmpint (vigie_breach_rule (sent, "G-3")->done_usec, ==, scene->start_usec + HOURS (73));
  say_facts (scene, "persons=1500", HOURS (80));
  changed = judge_at (scene, "2026-11-24T00:00:00Z");
  assert_verdicts (changed, "G-11=yes PB-4=yes", "the number changed");
  send_message (scene, "authority", "email", HOURS (90));
  told = judge_at (scene, "2026-11-24T12:00:00Z");
  assert_verdicts (told, "G-11=no", "the complement went out");
}

static GPtrArray *
lower_to (const Scene *scene, const char *rule, VigieBreachVerdict to, const char *by, const char *reason, gint64 after, GError **error)
{
  return vigie_act_breach_lower (vigie_test_playbook (), scene->incident, rule, to, by, reason, "Awa", scene->start_usec + after, error);
}

static void
test_lowering_is_kept_beside_the_verdict (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreach) lowered = NULL;
  g_autoptr(VigieBreach) before = NULL;
  g_autoptr(VigieBreach) raised = NULL;
  const VigieBreachRule *rule;
  GError *error = NULL;

  say_facts (scene, SIMPLE "; risk=risk; persons=1500", MINUTES (1));
  record (scene, MINUTES (5), lower_to (scene, "G-3", VIGIE_BREACH_NO, "Me Ehui", "The export was our own test.", MINUTES (5), &error), error);
  lowered = judge_at (scene, SOON);
  rule = vigie_breach_rule (lowered, "G-3");
  g_assert_cmpint (rule->verdict, ==, VIGIE_BREACH_NO);
  g_assert_cmpint (rule->unlowered, ==, VIGIE_BREACH_YES);
  g_assert_false (rule->holds);
  g_assert_cmpstr (rule->lowering->by, ==, "Me Ehui");
  g_assert_cmpstr (rule->lowering->reason, ==, "The export was our own test.");
  assert_verdicts (lowered, "PB-4=yes", "the other book still asks");
  before = judge_at (scene, "2026-11-20T14:02:00Z");
  assert_verdicts (before, "G-3=yes", "nobody had lowered it yet");

  record (scene, MINUTES (9), vigie_act_breach_raise (scene->incident, "G-3", "", "Awa", scene->start_usec + MINUTES (9), &error), error);
  raised = judge_at (scene, SOON);
  assert_verdicts (raised, "G-3=yes", "taken back");
}

static void
test_lowering_wants_name_reason_and_less (void)
{
  static const struct { const char *rule; VigieBreachVerdict to; const char *by, *reason; int code; } refused[] = {
    { "G-3", VIGIE_BREACH_NO, "", "Because.", VIGIE_ERROR_INVALID },
    { "G-3", VIGIE_BREACH_NO, "Me Ehui", " ", VIGIE_ERROR_INVALID },
    { "G-3", VIGIE_BREACH_NO, NULL, NULL, VIGIE_ERROR_INVALID },
    { "G-3", VIGIE_BREACH_YES, "Me Ehui", "Because.", VIGIE_ERROR_INVALID },
    { "CI-2", VIGIE_BREACH_CHECK, "Me Ehui", "Because.", VIGIE_ERROR_INVALID },
    { "G-1", VIGIE_BREACH_NO, "Me Ehui", "Because.", VIGIE_ERROR_INVALID },
    { "G-2", VIGIE_BREACH_NO, "Me Ehui", "Because.", VIGIE_ERROR_INVALID },
    { "G-99", VIGIE_BREACH_NO, "Me Ehui", "Because.", VIGIE_ERROR_NOT_FOUND },
  };
  g_autoptr(Scene) scene = breach_scene ("INC-02");

  say_facts (scene, SIMPLE "; risk=risk", MINUTES (1));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (lower_to (scene, refused[i].rule, refused[i].to, refused[i].by, refused[i].reason, MINUTES (5), &error));
      g_assert_error (error, VIGIE_ERROR, refused[i].code);
    }
}

/* Lowered while it was "check"; then a fact made it "yes": nobody decided about that. */
static void
test_lowering_yields_to_new_facts (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreach) lowered = NULL;
  g_autoptr(VigieBreach) changed = NULL;
  GError *error = NULL;

  record (scene, MINUTES (5), lower_to (scene, "PB-4", VIGIE_BREACH_NO, "Me Ehui", "A dozen at most.", MINUTES (5), &error), error);
  lowered = judge_at (scene, "2026-11-20T14:10:00Z");
  assert_verdicts (lowered, "PB-4=no", "lowered from check");
  say_facts (scene, "persons=1500", MINUTES (20));
  changed = judge_at (scene, SOON);
  assert_verdicts (changed, "PB-4=yes", "the count is in");
  g_assert_true (vigie_breach_rule (changed, "PB-4")->lowering_is_stale);
}

static void
test_lowered_apart_is_asked (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  VigieTestDevice *other = vigie_test_device_new (8);
  GError *error = NULL;
  GPtrArray *first = lower_to (scene, "G-3", VIGIE_BREACH_NO, "Me Ehui", "One.", MINUTES (5), &error);
  GPtrArray *second = NULL;

  g_assert_no_error (error);
  say_facts (scene, SIMPLE "; risk=risk", MINUTES (1));
  second = lower_to (scene, "G-3", VIGIE_BREACH_CHECK, "DPO", "Two.", MINUTES (6), &error);
  vigie_test_device_set_now (other, scene->start_usec + MINUTES (6));
  vigie_test_device_record (other, second, scene->events);
  record (scene, MINUTES (5), first, NULL);
  g_assert_nonnull (vigie_incident_conflict (scene->incident, VIGIE_CONFLICT_VERDICT, "G-3"));
  vigie_test_device_free (other);
}

/* Verdicts and clocks agree, by the earlier; where every verdict was lowered the clock is waived, with the reason. */
static void
test_clocks_agree (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(GPtrArray) keep = NULL;
  g_autoptr(VigieBreach) breach = NULL;
  GError *error = NULL;
  const VigieObligation *clock;

  say_facts (scene, SIMPLE "; risk=high; persons=1500; aware_at=2026-11-20T12:30:00Z|query log", MINUTES (1));
  breach = judge_at (scene, SOON);
  g_assert_cmpint (vigie_breach_due_usec (breach, VIGIE_BREACH_AUTHORITY), ==, vigie_test_time ("2026-11-23T12:30:00Z"));
  assert_due (scene, "authority-notice", "", HOURS (1), HOURS (72) - MINUTES (90));
  g_assert_cmpint (vigie_breach_due_usec (breach, VIGIE_BREACH_PERSONS), ==, scene->start_usec + HOURS (24));
  assert_due (scene, "persons-notice", "", HOURS (1), HOURS (24));
  g_assert_cmpint (vigie_breach_rule (breach, "PB-3")->due_usec, ==, scene->start_usec + HOURS (4));
  assert_due (scene, "legal-assessment", "", HOURS (1), HOURS (4));
  g_assert_cmpint (vigie_breach_rule (breach, "PB-2")->due_usec, ==, scene->start_usec + MINUTES (5));
  assert_due (scene, "breach-alert", "ceo", HOURS (1), MINUTES (5));

  say_facts (scene, "processor_notice_at=2026-11-20T03:10:00Z", HOURS (1));
  assert_due (scene, "authority-notice", "", HOURS (2), HOURS (72) - MINUTES (650));
  record (scene, HOURS (2), lower_to (scene, "G-3", VIGIE_BREACH_NO, "Me Ehui", "Our own test.", HOURS (2), &error), error);
  assert_state (scene, "authority-notice", "", HOURS (3), "pending");
  record (scene, HOURS (3), lower_to (scene, "PB-4", VIGIE_BREACH_NO, "CEO", "Our own test.", HOURS (3), &error), error);
  assert_state (scene, "authority-notice", "", HOURS (4), "waived");
  clock = find_at (scene, "authority-notice", "", HOURS (4), &keep);
  g_assert_cmpstr (clock->note, ==, "Our own test. (CEO)");
}

static void
test_no_duty_no_clock (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");

  say_facts (scene, SIMPLE "; persons=40; risk=unlikely|sent to ourselves", MINUTES (1));
  assert_state (scene, "authority-notice", "", HOURS (1), "absent");
  assert_state (scene, "persons-notice", "", HOURS (1), "pending"); /* the playbook has no such exemption */
  say_facts (scene, "persons=1001", HOURS (1));
  assert_state (scene, "authority-notice", "", HOURS (2), "pending");
}

/* A breach that only the facts show has its clocks too. */
static void
test_facts_start_the_clocks (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-05");

  assert_state (scene, "authority-notice", "", MINUTES (10), "absent");
  say_facts (scene, "data_touched=phone; exfiltrated=likely", MINUTES (20));
  assert_state (scene, "authority-notice", "", MINUTES (30), "pending");
  assert_state (scene, "persons-notice", "", MINUTES (30), "pending");
}

static void
test_assessment_and_register (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreach) breach = NULL;
  g_autoptr(GError) refused = NULL;
  GError *error = NULL;

  say_facts (scene, SIMPLE "; risk=unlikely", MINUTES (1));
  record (scene, HOURS (3), vigie_act_breach_decide (vigie_test_playbook (), scene->incident, "Sent to ourselves.", "Awa", scene->start_usec + HOURS (3), &error), error);
  assert_state (scene, "legal-assessment", "", HOURS (4), "done");
  record (scene, HOURS (4), vigie_act_breach_register (scene->incident, "2026-014", NULL, "Awa", scene->start_usec + HOURS (4), &error), error);
  breach = judge_at (scene, "2026-11-20T19:00:00Z");
  assert_verdicts (breach, "G-2=yes G-3=no", "the assessment is the written reason");
  g_assert_cmpint (vigie_breach_rule (breach, "PB-3")->done_usec, ==, scene->start_usec + HOURS (3));
  g_assert_cmpint (vigie_breach_rule (breach, "G-1")->done_usec, ==, scene->start_usec + HOURS (4));
  g_assert_null (vigie_act_breach_decide (vigie_test_playbook (), scene->incident, "", "Awa", scene->start_usec, &refused));
}

/* Both languages say something, everywhere. */
static void
test_reasons_in_both_languages (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreach) en = judge_at (scene, SOON);
  g_autoptr(VigieBreach) fr = vigie_breach_evaluate (vigie_test_playbook (), scene->incident, vigie_test_time (SOON), NULL, VIGIE_LANG_FR);

  g_assert_cmpuint (en->rules->len, ==, VIGIE_N_BREACH_RULES);
  for (guint i = 0; i < en->rules->len; i++)
    {
      const VigieBreachRule *left = en->rules->pdata[i];
      const VigieBreachRule *right = fr->rules->pdata[i];

      g_assert_cmpstr (left->reason, !=, right->reason);
      g_assert_cmpuint (strlen (left->reason), >, 10);
      g_assert_cmpstr (vigie_breach_rule_title (left->rule, VIGIE_LANG_FR), !=, "");
      g_assert_cmpuint (strlen (left->source), >, 3);
    }
}

/* No body that a stranger sends does more than be set aside. */
static void
test_bad_bodies_are_set_aside (void)
{
  static const struct { const char *kind, *body; } bad[] = {
    { "breach.lowered", "{}" },
    { "breach.lowered", "{\"rule\":\"G-3\",\"verdict\":\"no\"}" },
    { "breach.lowered", "{\"rule\":\"G-3\",\"verdict\":\"no\",\"by\":\"\",\"reason\":\"x\"}" },
    { "breach.lowered", "{\"rule\":\"G-3\",\"verdict\":\"yes\",\"by\":\"A\",\"reason\":\"x\"}" },
    { "breach.lowered", "{\"rule\":\"G-3\",\"verdict\":\"maybe\",\"by\":\"A\",\"reason\":\"x\"}" },
    { "breach.lowered", "{\"rule\":7,\"verdict\":\"no\",\"by\":\"A\",\"reason\":\"x\"}" },
    { "breach.answered", "{\"field\":\"f44\"}" },
    { "breach.answered", "{\"field\":\"f44\",\"value\":7}" },
    { "breach.registered", "{}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(Scene) scene = breach_scene ("INC-02");
      GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
      VigieDraft *draft = g_new0 (VigieDraft, 1);

      draft->stream = g_strdup (scene->incident->stream);
      draft->kind = g_strdup (bad[i].kind);
      draft->author = g_strdup ("Mallory");
      draft->body = g_strdup (bad[i].body);
      draft->occurred_usec = scene->start_usec + 1;
      g_ptr_array_add (drafts, draft);
      record (scene, 1, drafts, NULL);
      if (scene->incident->n_set_aside != 1)
        g_error ("%s %s was taken", bad[i].kind, bad[i].body);
    }
}

static void
add_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/core/breach/row/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/core/breach/disagreement/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *path = g_strconcat ("/core/breach/vector/", vectors[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_vector);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_tables ();
  g_test_add_func ("/core/breach/score", test_score);
  g_test_add_func ("/core/breach/class-of-data", test_class_of_data);
  g_test_add_func ("/core/breach/score-inputs", test_score_inputs);
  g_test_add_func ("/core/breach/facts-of-the-moment", test_facts_of_the_moment);
  g_test_add_func ("/core/breach/contradictions", test_contradictions);
  g_test_add_func ("/core/breach/awareness-later-than-the-alert", test_awareness_later_than_the_alert);
  g_test_add_func ("/core/breach/notice-sent-and-then-news", test_notice_sent_and_then_news);
  g_test_add_func ("/core/breach/lowering/kept-beside-the-verdict", test_lowering_is_kept_beside_the_verdict);
  g_test_add_func ("/core/breach/lowering/name-reason-and-less", test_lowering_wants_name_reason_and_less);
  g_test_add_func ("/core/breach/lowering/yields-to-new-facts", test_lowering_yields_to_new_facts);
  g_test_add_func ("/core/breach/lowering/apart-is-asked", test_lowered_apart_is_asked);
  g_test_add_func ("/core/breach/clocks/agree", test_clocks_agree);
  g_test_add_func ("/core/breach/clocks/no-duty-no-clock", test_no_duty_no_clock);
  g_test_add_func ("/core/breach/clocks/facts-start-them", test_facts_start_the_clocks);
  g_test_add_func ("/core/breach/assessment-and-register", test_assessment_and_register);
  g_test_add_func ("/core/breach/reasons-in-both-languages", test_reasons_in_both_languages);
  g_test_add_func ("/core/breach/bad-bodies-are-set-aside", test_bad_bodies_are_set_aside);

  return g_test_run ();
}
