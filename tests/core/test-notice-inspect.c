/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A notice of the record, checked against its own incident: what stops it, what was sent before, what excuses a difference. */

#include "vigie-notice-inspect.h"

#include "notice-scene.h"

static VigieNoticeInspection
inspection (const Scene *scene)
{
  return (VigieNoticeInspection) { .playbook = vigie_test_playbook (), .incident = scene->incident, .screen_lang = VIGIE_LANG_EN,
                                   .now_usec = seat_time (scene->minute) };
}

static gboolean
is_sound (const Scene *scene, const char *words)
{
  VigieNoticeInspection look = inspection (scene);
  const VigieNotice *notice = scene->incident->notices->pdata[scene->incident->notices->len - 1];
  g_autoptr(GError) error = NULL;
  gboolean sound = vigie_notice_is_sound (&look, notice->version, &error);

  g_assert_cmpint (sound, ==, words == NULL);
  if (words != NULL)
    {
      g_test_message ("%s", error->message);
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
      g_assert_nonnull (strstr (error->message, words));
    }

  return sound;
}

static void
test_sound (Scene *scene, gconstpointer data)
{
  scene_write (scene, &scene->writer, NULL, "users", "Orders do not work. Next update: 03:38 GMT.");
  is_sound (scene, NULL);
  scene_write (scene, &scene->writer, "N1", "users", "Orders do not work until [TIME]. Next update: 03:38 GMT.");
  is_sound (scene, "1 check blocks this text. “[TIME]”: fill this in");
  scene_write (scene, &scene->writer, "N1", "users", "Orders do not work until [TIME].");
  is_sound (scene, "2 checks block this text.");
}

/* Each language is looked at, and each channel. */
static void
test_every_language_and_channel (Scene *scene, gconstpointer data)
{
  static const char *const channels[] = { "status-page", "email", NULL };
  g_autoptr(GError) error = NULL;
  VigieNoticeDraft draft = scene_draft ("users", "Orders do not work. Next update: 03:38 GMT.");

  draft.texts[VIGIE_LANG_FR].body = "Les commandes ne passent plus. Envoyez votre mot de passe. Prochaine mise à jour : 03:38 GMT.";
  scene_record (scene, &scene->writer, vigie_act_notice_draft (vigie_test_playbook (), scene->incident, &draft, "Fanta", seat_time (scene->minute), &error), error);
  is_sound (scene, "never ask");
  draft.notice = "N1";
  draft.texts[VIGIE_LANG_FR].body = NULL;
  draft.channels = channels;
  scene_record (scene, &scene->writer, vigie_act_notice_draft (vigie_test_playbook (), scene->incident, &draft, "Fanta", seat_time (scene->minute), &error), error);
  is_sound (scene, "The subject is empty");
}

static void
test_earlier_message (Scene *scene, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) earlier = NULL;
  VigieNoticeDraft draft = scene_draft ("users", "1,920 customers cannot order. Next update: 03:38 GMT.");

  scene_record (scene, &scene->commander,
                vigie_act_message (vigie_test_playbook (), scene->incident, "users", "status-page", NULL, "1,840 customers cannot order.", "Awa Koné",
                                   seat_time (scene->minute), &error), error);
  earlier = vigie_notice_earlier (scene->incident, "users");
  g_assert_cmpuint (earlier->len, ==, 1);
  scene_record (scene, &scene->writer, vigie_act_notice_draft (vigie_test_playbook (), scene->incident, &draft, "Fanta", seat_time (scene->minute), &error), error);
  is_sound (scene, "an earlier message said something else");
  draft.notice = "N1";
  draft.correction = "We wrote 1,840.";
  scene_record (scene, &scene->writer, vigie_act_notice_draft (vigie_test_playbook (), scene->incident, &draft, "Fanta", seat_time (scene->minute), &error), error);
  is_sound (scene, NULL);
}

static void
test_addresses (Scene *scene, gconstpointer data)
{
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr(VigieDirectory) directory = vigie_directory_fold (vigie_test_playbook (), nothing);
  g_auto(GStrv) addresses = vigie_notice_addresses (directory);

  g_assert_true (g_strv_contains ((const char *const *) addresses, "dpo@distri-night.ci"));
  g_assert_false (g_strv_contains ((const char *const *) addresses, "awa@example.org"));
}

#define ADD(name, func) g_test_add ("/core/notice-inspect/" name, Scene, NULL, scene_set_up, func, scene_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sound", test_sound);
  ADD ("every-language-and-channel", test_every_language_and_channel);
  ADD ("addresses", test_addresses);
  ADD ("earlier-message", test_earlier_message);

  return g_test_run ();
}
