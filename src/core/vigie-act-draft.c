/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What all acts share: checks of who, when and what, and the making of drafts. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-error.h"
#include "vigie-text.h"

/* 9999-12-31T23:59:59Z: later times cannot be written as RFC 3339. */
#define LAST_TIME_USEC (G_GINT64_CONSTANT (253402300799) * VIGIE_SECOND_USEC)

gboolean
vigie_act_refuse (GError **error, int code, const char *sentence)
{
  g_set_error_literal (error, VIGIE_ERROR, code, sentence);

  return FALSE;
}

GPtrArray *
vigie_act_drafts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
}

VigieJsonWriter *
vigie_act_begin (void)
{
  VigieJsonWriter *writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_object (writer);

  return writer;
}

void
vigie_act_replace (VigieDraft *draft, const VigieEvent *replaced)
{
  guint n = draft->replaces != NULL ? g_strv_length (draft->replaces) : 0;

  if (replaced == NULL || (draft->replaces != NULL && g_strv_contains ((const char *const *) draft->replaces, replaced->id)))
    return;
  draft->replaces = g_renew (char *, draft->replaces, n + 2);
  draft->replaces[n] = g_strdup (replaced->id);
  draft->replaces[n + 1] = NULL;
}

void
vigie_act_replace_seen (VigieDraft *draft, const VigieIncident *incident, const VigieEvent *seen)
{
  GPtrArray *rivals = seen != NULL ? g_hash_table_lookup (vigie_incident_priv (incident)->rivals, seen->id) : NULL;

  vigie_act_replace (draft, seen);
  for (guint i = 0; rivals != NULL && i < rivals->len; i++)
    vigie_act_replace (draft, rivals->pdata[i]);
}

VigieDraft *
vigie_act_add (GPtrArray *drafts, VigieJsonWriter *writer, const char *stream, const char *kind, gint64 occurred_usec, const char *author, const VigieEvent *replaced)
{
  g_autofree char *author_clean = vigie_text_clean_author (author, _("The author’s name"), VIGIE_AUTHOR_MAX_CHARS, NULL);
  VigieDraft *draft;

  vigie_json_writer_end_object (writer);
  draft = vigie_draft_new (stream, kind, occurred_usec, author_clean != NULL ? author_clean : author,
                           vigie_json_writer_steal (writer));
  vigie_json_writer_free (writer);
  vigie_act_replace (draft, replaced);
  g_ptr_array_add (drafts, draft);

  return draft;
}

GPtrArray *
vigie_act_one (VigieJsonWriter *writer, const VigieIncident *incident, const char *kind, gint64 occurred_usec, const char *author, const VigieEvent *replaced)
{
  GPtrArray *drafts = vigie_act_drafts_new ();

  vigie_act_replace_seen (vigie_act_add (drafts, writer, incident->stream, kind, occurred_usec, author, NULL), incident, replaced);

  return drafts;
}

gboolean
vigie_act_check (const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = vigie_text_clean_author (author, _("The author’s name"), VIGIE_AUTHOR_MAX_CHARS, error);

  if (clean == NULL)
    return FALSE;
  if (at_usec < 0 || at_usec > LAST_TIME_USEC)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("The time must lie between the years 1970 and 9999."));

  return TRUE;
}

char *
vigie_act_text (const char *text, const char *what, GError **error)
{
  g_autofree char *clean = vigie_text_clean (text != NULL ? text : "", -1, error);

  if (clean == NULL)
    return NULL;
  if (vigie_text_is_blank (clean))
    {
      /* Translators: %s is what is missing, like “The text”. */
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("%s must not be empty."), what);
      return NULL;
    }

  return g_steal_pointer (&clean);
}

void
vigie_act_member_optional (VigieJsonWriter *writer, const char *name, const char *text)
{
  if (text != NULL)
    vigie_json_writer_member_string (writer, name, text);
}
