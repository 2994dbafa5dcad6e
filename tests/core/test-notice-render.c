/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts from templates and the record: every template in both languages, places and where they went, facts drawn on. */

#include "notice-scene.h"
#include "vigie-notice-blanks.h"
#include "vigie-notice-render.h"

#define PLAYBOOK vigie_test_playbook ()

static VigieNoticeContext
context_of (Scene *scene)
{
  VigieNoticeContext context = { PLAYBOOK, scene->incident, "Fanta", NULL, NULL, seat_time (10), VIGIE_TIME_NONE };

  return context;
}

static void
set_fact (Scene *scene, const char *name, const char *value)
{
  g_autoptr(GError) error = NULL;

  scene_record (scene, &scene->writer, vigie_act_fact (PLAYBOOK, scene->incident, name, value, VIGIE_FACT_CONFIRMED, NULL, NULL, "Fanta",
                                                       seat_time (scene->minute), &error), error);
}

/* Each span is where its words are; what is open is said to be open. */
static void
test_every_template (Scene *scene, gconstpointer data)
{
  VigieNoticeContext context = context_of (scene);

  for (guint i = 0; i < PLAYBOOK->templates->len; i++)
    for (guint lang = 0; lang < VIGIE_N_LANGS; lang++)
      {
        const VigieTemplate *template = PLAYBOOK->templates->pdata[i];
        g_autoptr(VigieNoticeRendering) text = vigie_notice_render (&context, template, (VigieLang) lang);
        g_autofree char *all = g_strconcat (text->subject, "\n", text->body, NULL);
        g_autoptr(GPtrArray) open = vigie_notice_open_places (all);
        guint n_missing = 0;

        g_test_message ("%s", template->id);
        g_assert_true (g_utf8_validate (text->body, -1, NULL));
        g_assert_null (strpbrk (text->subject, "\r\n"));
        for (guint j = 0; j < text->body_spans->len; j++)
          {
            const VigieNoticeSpan *span = &g_array_index (text->body_spans, VigieNoticeSpan, j);
            gboolean is_mark = strncmp (text->body + span->start_bytes, "{{", 2) == 0;

            g_assert_cmpuint (span->end_bytes, >, span->start_bytes);
            g_assert_cmpuint (span->end_bytes, <=, strlen (text->body));
            g_assert_true (is_mark == (span->state == VIGIE_PLACE_MISSING));
            n_missing += is_mark;
          }
        g_assert_cmpuint (text->n_missing, >=, n_missing);
        g_assert_true ((open->len > 0) == (text->n_missing > 0));
        if (vigie_playbook_audience (PLAYBOOK, template->audience)->outside)
          g_assert_cmpint (text->next_update_usec, !=, VIGIE_TIME_NONE);
      }
}

/* Under their names no blank is one of a program, each label leads back to its own place, and spans stay at their words. */
static void
test_names (Scene *scene, gconstpointer data)
{
  VigieNoticeContext context = context_of (scene);

  for (guint i = 0; i < PLAYBOOK->templates->len; i++)
    for (guint lang = 0; lang < VIGIE_N_LANGS; lang++)
      {
        const VigieTemplate *template = PLAYBOOK->templates->pdata[i];
        g_autoptr (VigieNoticeRendering) text = vigie_notice_render (&context, template,
                                                                     (VigieLang) lang);
        g_autofree char *named = NULL;

        named = vigie_notice_name_blanks (PLAYBOOK, text->body, (VigieLang) lang);
        vigie_notice_rendering_name_blanks (text, (VigieLang) lang);
        g_assert_cmpstr (text->body, ==, named);
        g_assert_null (strstr (text->subject, "{{"));
        for (guint j = 0; j < text->body_spans->len; j++)
          {
            const VigieNoticeSpan *span = &g_array_index (text->body_spans, VigieNoticeSpan, j);
            g_autofree char *words = g_strndup (text->body + span->start_bytes,
                                                span->end_bytes - span->start_bytes);

            if (span->state == VIGIE_PLACE_MISSING)
              g_assert_cmpstr (vigie_notice_blank_placeholder (PLAYBOOK, words)->name, ==,
                               span->placeholder->name);
          }
      }
  g_assert_null (vigie_notice_blank_placeholder (PLAYBOOK, "[DATE]"));
  g_assert_null (vigie_notice_blank_placeholder (PLAYBOOK, "{{}}"));
  g_assert_null (vigie_notice_blank_placeholder (PLAYBOOK, "["));
}

static void
test_facts (Scene *scene, gconstpointer data)
{
  const VigieTemplate *template = vigie_playbook_template (PLAYBOOK, "users.status-page.identified");
  VigieNoticeContext context;
  g_autoptr(VigieNoticeRendering) text = NULL;

  set_fact (scene, "cause", "a full disk");
  set_fact (scene, "functions", "orders");
  context = context_of (scene);
  text = vigie_notice_render (&context, template, VIGIE_LANG_EN);
  g_assert_nonnull (strstr (text->body, "Affected: orders."));
  g_assert_nonnull (strstr (text->body, "a full disk"));
  g_assert_null (strstr (text->body, "What works"));
  g_assert_null (strstr (text->body, "\n\n\n"));
  g_assert_true (strstr (text->body, "orders") < strstr (text->body, "a full disk")); /* people first */
  g_assert_nonnull (strstr (text->body, "{{eta}}"));
  g_assert_cmpuint (text->facts->len, ==, 3);
  g_clear_pointer (&text, vigie_notice_rendering_free);
  set_fact (scene, "not_affected", "payments");
  context = context_of (scene);
  text = vigie_notice_render (&context, template, VIGIE_LANG_FR);
  g_assert_nonnull (strstr (text->body, "Ce qui fonctionne normalement\302\240: payments."));
}

static void
test_persons (Scene *scene, gconstpointer data)
{
  const VigieTemplate *template = vigie_playbook_template (PLAYBOOK, "persons.email.initial");
  VigieNoticeContext context;
  g_autoptr(VigieNoticeRendering) text = NULL;

  set_fact (scene, "data_touched", "phone,mobile-money-history");
  context = context_of (scene);
  context.reader = vigie_notice_list_reader (template, VIGIE_LANG_FR);
  text = vigie_notice_render (&context, template, VIGIE_LANG_FR);
  g_assert_nonnull (strstr (text->body, "Bonjour {{to.name|"));
  g_assert_nonnull (strstr (text->body, "votre code Mobile Money"));      /* what it may lead to */
  g_assert_nonnull (strstr (text->body, "- rien à ce jour"));            /* no heading without a line */
  g_assert_null (strstr (text->body, "authority_statement"));            /* nobody was told: nothing is claimed */
}

/* Readers know no such places; a partner's letter keeps its own. */
static void
test_next_update (Scene *scene, gconstpointer data)
{
  VigieNoticeContext context = context_of (scene);

  g_assert_cmpint (vigie_notice_next_update (&context, "identified"), ==, seat_time (40));
  g_assert_cmpint (vigie_notice_next_update (&context, "resolved"), ==, seat_time (10) + 2 * VIGIE_DAY_USEC);
  context.next_update_usec = seat_time (25);
  g_assert_cmpint (vigie_notice_next_update (&context, "identified"), ==, seat_time (25));
}

static void
test_pick (Scene *scene, gconstpointer data)
{
  static const struct { const char *audience, *channel, *stage, *id; } cases[] = {
    { "users", "status-page", "investigating", "users.status-page.investigating" },
    { "users", "status-page", "resolved", "users.status-page.resolved" },
    { "users", "sms", "investigating", "users.sms.initial" },
    { "users", "sms", "monitoring", "users.sms.update" },
    { "users", "email", "resolved", "users.email.recap" },
    { "press", "social", "identified", "press.social.any" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (vigie_notice_pick_template (PLAYBOOK, scene->incident, cases[i].audience, cases[i].channel, cases[i].stage)->id, ==, cases[i].id);
  g_assert_null (vigie_notice_pick_template (PLAYBOOK, scene->incident, "users", "letter", NULL));
}

#define TEST(path, function) g_test_add ("/core/notice-render/" path, Scene, NULL, scene_set_up, function, scene_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("names", test_names);
  TEST ("every-template", test_every_template);
  TEST ("facts", test_facts);
  TEST ("persons", test_persons);
  TEST ("next-update", test_next_update);
  TEST ("pick", test_pick);

  return g_test_run ();
}
