/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "seats.h"
#include "vigie-act-notice.h"
#include "vigie-error.h"

/* An incident that Awa commands at one seat, and Fanta who writes its notices at another. */

typedef struct
{
  Seat commander;          /* Awa: holds the post, so she approves what goes to users */
  Seat writer;             /* Fanta */
  Seat third;              /* Ali, who has no post */
  VigieIncident *incident; /* as the writer's seat sees it; all seats hear each other */
  int minute;
  int shift;               /* minutes by which the clock of who puts an event is wrong */
} Scene;

static inline void
scene_fold (Scene *scene)
{
  seat_hear (&scene->writer, &scene->commander);
  seat_hear (&scene->writer, &scene->third);
  seat_hear (&scene->commander, &scene->writer);
  seat_hear (&scene->third, &scene->writer);
  g_clear_pointer (&scene->incident, vigie_incident_unref);
  scene->incident = seat_fold (&scene->writer);
  g_assert_cmpuint (scene->incident->n_set_aside, ==, 0);
}

static inline void
scene_set_up (Scene *scene, gconstpointer data)
{
  seat_init (&scene->commander, 1, "Awa Koné");
  seat_init (&scene->writer, 2, "Fanta");
  seat_init (&scene->third, 3, "Ali");
  seat_declare (&scene->commander);
  scene->minute = 1;
  scene_fold (scene);
}

static inline void
scene_tear_down (Scene *scene, gconstpointer data)
{
  vigie_incident_unref (scene->incident);
  seat_clear (&scene->commander);
  seat_clear (&scene->writer);
  seat_clear (&scene->third);
}

static inline void
scene_record (Scene *scene, Seat *seat, GPtrArray *drafts, GError *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (drafts);
  seat_record (seat, scene->minute++, drafts);
  scene_fold (scene);
}

/* Refused with one sentence. */
static inline void
scene_refuse (GPtrArray *drafts, GError **error)
{
  g_assert_null (drafts);
  g_assert_nonnull (*error);
  g_assert_true ((*error)->domain == VIGIE_ERROR);
  g_assert_cmpuint (strlen ((*error)->message), >, 15);
  g_clear_error (error);
}

static inline const VigieNotice *
scene_notice (Scene *scene)
{
  g_assert_cmpuint (scene->incident->notices->len, >, 0);

  return scene->incident->notices->pdata[scene->incident->notices->len - 1];
}

static inline VigieNoticeDraft
scene_draft (const char *audience, const char *body)
{
  VigieNoticeDraft draft = { .audience = audience, .next_update_usec = VIGIE_TIME_NONE };

  draft.texts[VIGIE_LANG_EN].body = body;

  return draft;
}

static inline void
scene_write (Scene *scene, Seat *seat, const char *notice, const char *audience, const char *body)
{
  g_autoptr(GError) error = NULL;
  VigieNoticeDraft draft = scene_draft (audience, body);

  draft.notice = notice;
  scene_record (scene, seat, vigie_act_notice_draft (vigie_test_playbook (), scene->incident, &draft, seat->person, seat_time (scene->minute), &error), error);
}

/* An event with any body, as a program of somebody else might record it. */
static inline const VigieEvent *
scene_put (Scene *scene, Seat *seat, const char *author, const char *kind, const char *body, const char *replaces)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  VigieDraft *draft = vigie_draft_new (scene->incident->stream, kind, seat_time (scene->minute), author, g_strdup (body));
  const VigieEvent *event;

  if (replaces != NULL)
    draft->replaces = g_strsplit (replaces, " ", -1);
  g_ptr_array_add (drafts, draft);
  vigie_test_device_set_now (seat->device, seat_time (scene->minute + scene->shift));
  vigie_test_device_record (seat->device, drafts, seat->events);
  event = seat->events->pdata[seat->events->len - 1];
  scene->minute++;
  scene_fold (scene);

  return event;
}

static inline const VigieNoticeStep *
scene_step (Scene *scene, const VigieEvent *event)
{
  for (guint i = 0; i < scene->incident->notices->len; i++)
    {
      const VigieNotice *notice = scene->incident->notices->pdata[i];

      for (guint j = 0; j < notice->steps->len; j++)
        {
          const VigieNoticeStep *step = notice->steps->pdata[j];

          if (strcmp (step->event->id, event->id) == 0)
            return step;
        }
    }

  return NULL;
}
