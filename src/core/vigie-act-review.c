/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The post-mortem is given to its readers, signed, and sent out. Each act names the text by its hash, as whoever acts has it
 * before the eyes. */

#include "vigie-act-post-mortem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-private.h"
#include "vigie-comment.h"
#include "vigie-error.h"
#include "vigie-notice.h"
#include "vigie-post-mortem-private.h"
#include "vigie-text.h"

/* Texts written apart are no text that one could sign. */
static gboolean
is_one_text (const VigieIncident *incident, GError **error)
{
  if (incident->conflicts->len > 0)
    return vigie_act_refuse (
        error, VIGIE_ERROR_CONFLICT,
        _("Something was written apart and is not settled: settle it first."));

  return TRUE;
}

static guint
count_blocking (const VigiePostMortem *self,
                const VigieIncident *incident,
                const VigiePlaybook *playbook,
                gint64 at_usec)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GPtrArray) gaps = vigie_post_mortem_gaps (self, incident, playbook, VIGIE_LANG_EN,
                                                       zone, at_usec);
  guint n = 0;

  for (guint i = 0; i < gaps->len; i++)
    n += ((const VigieGap *) gaps->pdata[i])->blocks ? 1 : 0;

  return n;
}

/* ---- Asked for ---- */

static gboolean
may_request (const VigiePostMortem *self, guint n_missing, const char *despite, GError **error)
{
  if (self->stage == VIGIE_POST_MORTEM_FOLLOWED_UP)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                             _("This post-mortem is published and followed up."));
  if (self->stage > VIGIE_POST_MORTEM_DOCUMENTING || n_missing == 0
      || !vigie_text_is_blank (despite))
    return TRUE;
  g_set_error (
      error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT,
      ngettext (
          "One thing is still missing: complete it, or say why the review should begin without it.",
          "%u things are still missing: complete them, or say why the review should begin without "
          "them.",
          n_missing),
      n_missing);

  return FALSE;
}

GPtrArray *
vigie_act_review_request (const VigiePlaybook *playbook,
                          const VigieIncident *incident,
                          GPtrArray *people,
                          const char *despite,
                          const char *author,
                          gint64 at_usec,
                          GError **error)
{
  g_autoptr(VigiePostMortem) self = NULL;
  g_autoptr(GPtrArray) clean = NULL;
  g_autofree char *reason = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  self = vigie_act_post_mortem_of (incident, playbook, at_usec, author, error);
  if (self == NULL || (clean = vigie_act_clean_names (people, error)) == NULL
      || !may_request (self, count_blocking (self, incident, playbook, at_usec), despite, error)
      || (!vigie_text_is_blank (despite)
          && (reason = vigie_act_text (despite, _("The reason"), error)) == NULL))
    return NULL;
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "version", self->hash);
  vigie_act_write_names (writer, clean);
  vigie_act_member_optional (writer, "despite", reason);

  return vigie_act_one (writer, incident, "review.requested", at_usec, author, NULL);
}

/* ---- Signed ---- */

static gboolean
may_sign (const VigiePostMortem *self,
          const VigieIncident *incident,
          const VigiePlaybook *playbook,
          const char *as,
          const char *author,
          GError **error)
{
  if (self->stage < VIGIE_POST_MORTEM_REVIEWING)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                             _("The review has not begun: ask for it first."));
  if (!is_one_text (incident, error))
    return FALSE;
  if (vigie_post_mortem_has_signed (self, incident, author))
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("You have signed this text already."));
  if (as != NULL && vigie_playbook_post (playbook, as) == NULL)
    return vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _("The playbook has no such post."));

  return TRUE;
}

GPtrArray *
vigie_act_review_sign (const VigiePlaybook *playbook,
                       const VigieIncident *incident,
                       const char *as,
                       const char *note,
                       const char *author,
                       gint64 at_usec,
                       GError **error)
{
  g_autoptr(VigiePostMortem) self = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *signer = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  self = vigie_act_post_mortem_of (incident, playbook, at_usec, author, error);
  if (self == NULL || !may_sign (self, incident, playbook, as, author, error)
      || (!vigie_text_is_blank (note)
          && (clean = vigie_act_text (note, _("The note"), error)) == NULL)
      || (signer = vigie_text_clean_line (author, _("The signer’s name"), VIGIE_NAME_MAX_CHARS,
                                          error))
             == NULL)
    return NULL;
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "version", self->hash);
  vigie_json_writer_member_string (writer, "signer", signer);
  vigie_act_member_optional (writer, "as", as);
  vigie_act_member_optional (writer, "note", clean);

  return vigie_act_one (writer, incident, "review.signed", at_usec, author, NULL);
}

/* The author's last signature that counts, else the author's request, and only before it is out. */
static const VigiePostMortemStep *
find_own (const VigiePostMortem *self, const VigieIncident *incident, const char *author)
{
  for (guint i = self->marks->len; i > 0; i--)
    {
      const VigiePostMortemMark *mark = self->marks->pdata[i - 1];

      if (mark->step->verb == VIGIE_POST_MORTEM_STEP_SIGNED
          && mark->fault == VIGIE_POST_MORTEM_FAULT_NONE
          && vigie_notice_same_person (mark->step->signer, author))
        return mark->step;
    }
  if (self->request != NULL && self->stage == VIGIE_POST_MORTEM_REVIEWING
      && vigie_notice_same_person (vigie_incident_person_of (incident, self->request->event),
                                   author))
    return self->request;

  return NULL;
}

GPtrArray *
vigie_act_review_withdraw (const VigiePlaybook *playbook,
                           const VigieIncident *incident,
                           const char *reason,
                           const char *author,
                           gint64 at_usec,
                           GError **error)
{
  g_autoptr(VigiePostMortem) self = NULL;
  g_autofree char *clean = NULL;
  const VigiePostMortemStep *own;
  VigieJsonWriter *writer;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  self = vigie_act_post_mortem_of (incident, playbook, at_usec, author, error);
  if (self == NULL
      || (!vigie_text_is_blank (reason)
          && (clean = vigie_act_text (reason, _("The reason"), error)) == NULL))
    return NULL;
  own = find_own (self, incident, author);
  if (own == NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND,
                        _("There is no signature and no request of yours to take back."));
      return NULL;
    }
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "review", own->event->id);
  vigie_act_member_optional (writer, "reason", clean);

  return vigie_act_one (writer, incident, "review.withdrawn", at_usec, author, NULL);
}

/* ---- Out ---- */

static gboolean
may_publish (const VigiePostMortem *self, const VigieIncident *incident, GError **error)
{
  if (self->stage < VIGIE_POST_MORTEM_REVIEWING)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                             _("The review has not begun: ask for it first."));
  if (!is_one_text (incident, error))
    return FALSE;
  if (vigie_incident_n_open_comments (incident, NULL) > 0)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("A comment is not settled: settle it first."));
  if (self->signature == NULL)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                             _("Somebody who wrote none of the text must sign it first."));

  return TRUE;
}

static void
write_signatures (VigieJsonWriter *writer, const VigiePostMortem *self)
{
  vigie_json_writer_key (writer, "signatures");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const VigiePostMortemMark *mark = self->marks->pdata[i];

      if (mark->step->verb == VIGIE_POST_MORTEM_STEP_SIGNED
          && mark->fault == VIGIE_POST_MORTEM_FAULT_NONE)
        vigie_json_writer_string (writer, mark->step->event->id);
    }
  vigie_json_writer_end_array (writer);
}

GPtrArray *
vigie_act_post_mortem_publish (const VigiePlaybook *playbook,
                               const VigieIncident *incident,
                               VigiePostMortemList list,
                               VigieLang lang,
                               const char *summary,
                               gint64 recipients,
                               const char *author,
                               gint64 at_usec,
                               GError **error)
{
  g_autoptr(VigiePostMortem) self = NULL;
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (playbook != NULL && incident != NULL && list < VIGIE_N_POST_MORTEM_LISTS,
                        NULL);

  self = vigie_act_post_mortem_of (incident, playbook, at_usec, author, error);
  if (self == NULL || !may_publish (self, incident, error)
      || (clean = vigie_act_text (summary, _("The summary"), error)) == NULL)
    return NULL;
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "version", self->hash);
  vigie_json_writer_member_string (writer, "list", vigie_post_mortem_list_to_word (list));
  vigie_json_writer_member_string (writer, "lang", vigie_lang_to_word (lang));
  vigie_json_writer_member_string (writer, "summary", clean);
  write_signatures (writer, self);
  if (recipients >= 0)
    vigie_json_writer_member_int (writer, "recipients", recipients);

  return vigie_act_one (writer, incident, "post-mortem.published", at_usec, author, NULL);
}
