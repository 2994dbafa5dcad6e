/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the button of the composer does next, for whoever sits here, and why it cannot. */

#include "vigie-notice-composer-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-conflict.h"
#include "vigie-notice-words-ui.h"
#include "vigie-text-ui.h"

VigieSession *
vigie_composer_session (VigieNoticeComposer *self)
{
  return vigie_incident_model_get_session (self->model);
}

VigieIncident *
vigie_composer_incident (VigieNoticeComposer *self)
{
  return vigie_incident_model_get_incident (self->model);
}

const VigieNotice *
vigie_composer_notice (VigieNoticeComposer *self)
{
  return self->model && self->text && self->text->notice
             ? vigie_incident_notice (vigie_composer_incident (self), self->text->notice)
             : NULL;
}

gboolean
vigie_composer_is_edited (VigieNoticeComposer *self)
{
  const VigieNotice *notice = vigie_composer_notice (self);

  return !notice || !vigie_draft_text_equals (self->text, notice->version);
}

gboolean
vigie_composer_may_edit (VigieNoticeComposer *self)
{
  const VigieNotice *notice = vigie_composer_notice (self);

  return !notice || (!notice->sent && !notice->withdrawn);
}

VigieComposerNext
vigie_composer_next (VigieNoticeComposer *self)
{
  const VigieNotice *notice = vigie_composer_notice (self);
  const VigieAudience *audience = vigie_notice_choices_get_audience (
      VIGIE_NOTICE_CHOICES (self->choices));

  if (!notice || (vigie_composer_is_edited (self) && vigie_composer_may_edit (self)))
    return audience && audience->approvers->len > 0 ? VIGIE_COMPOSER_SUBMIT
                                                    : VIGIE_COMPOSER_PUBLISH;
  switch (notice->state)
    {
    case VIGIE_NOTICE_DRAFT:
      return notice->needs_approval ? VIGIE_COMPOSER_SUBMIT : VIGIE_COMPOSER_PUBLISH;
    case VIGIE_NOTICE_REVIEW:
      return VIGIE_COMPOSER_APPROVE;
    case VIGIE_NOTICE_APPROVED:
      return VIGIE_COMPOSER_PUBLISH;
    case VIGIE_NOTICE_SENT:
      return VIGIE_COMPOSER_COMPLETE;
    case VIGIE_NOTICE_COMPLETED:
    case VIGIE_NOTICE_WITHDRAWN:
    case VIGIE_N_NOTICE_STATES:
    default:
      return VIGIE_COMPOSER_NOTHING;
    }
}

const char *
vigie_composer_next_label (VigieComposerNext next)
{
  switch (next)
    {
    case VIGIE_COMPOSER_SUBMIT:
      return _ ("Ask for approval");
    case VIGIE_COMPOSER_APPROVE:
      return _ ("Approve…");
    case VIGIE_COMPOSER_PUBLISH:
      return _ ("Publish…");
    case VIGIE_COMPOSER_COMPLETE:
      return _ ("Complete…");
    case VIGIE_COMPOSER_NOTHING:
    default:
      return _ ("Done");
    }
}

/* Why the button is off, NULL: it is on. Owned. */
char *
vigie_composer_obstacle (VigieNoticeComposer *self, VigieComposerNext next)
{
  const VigieCheckReport *report = vigie_notice_editor_get_report (
      VIGIE_NOTICE_EDITOR (self->editor));
  const VigieNotice *notice = vigie_composer_notice (self);
  g_autofree char *body = vigie_notice_editor_get_body (VIGIE_NOTICE_EDITOR (self->editor));

  if (self->awaited)
    return g_strdup (_ ("Being recorded …"));
  if (next == VIGIE_COMPOSER_NOTHING)
    return g_strdup (notice && notice->withdrawn ? notice->withdrawn->reason
                                                 : _ ("Nothing is open any more"));
  if (notice
      && vigie_incident_conflict (vigie_composer_incident (self), VIGIE_CONFLICT_NOTICE,
                                  notice->id))
    return g_strdup (_ ("Two versions of this text were written apart: choose one first."));
  if (notice && notice->refused && !vigie_composer_is_edited (self))
    return g_strdup_printf (_ ("Refused: %s"), notice->refused->reason);
  if (*g_strstrip (body) == '\0')
    return g_strdup (_ ("The notice must not be empty."));
  if (next != VIGIE_COMPOSER_COMPLETE && report && report->n_stops > 0)
    return g_strdup_printf (ngettext ("%u check blocks", "%u checks block", report->n_stops),
                            report->n_stops);
  return NULL;
}

/* What is good to know although nothing stands in the way. Owned. */
char *
vigie_composer_hint (VigieNoticeComposer *self, VigieComposerNext next)
{
  const VigieNotice *notice = vigie_composer_notice (self);
  g_autofree char *missing = NULL;

  if (next != VIGIE_COMPOSER_APPROVE || !notice)
    return g_strdup ("");
  missing = vigie_notice_missing_words (self->model, notice);
  return g_strdup_printf (_ ("Approval still missing: %s"), missing);
}
