/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts of the post-mortem: texts of the report. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-text.h"

gboolean
vigie_act_check_section (const char *section, GError **error)
{
  static const char *const sections[] = {
    "summary", "impact", "timeline", "causes", "resolution", "went-well", "improve", "actions", "lessons", "annexes", "surprise", NULL,
  };

  if (section != NULL && g_strv_contains (sections, section))
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("The report has no section “%s”."), section != NULL ? section : "");

  return FALSE;
}

/**
 * vigie_act_section:
 * @section: id of one of the ten sections, or "surprise": why the team was surprised, which stands with the causes
 * @text: what a person wrote; "" gives the section back to the record
 *
 * The draft also names concurrent texts of the section: who saves has seen them all.
 */
GPtrArray *
vigie_act_section (const VigieIncident *incident, const char *section, VigieLang lang, const char *text, const char *author, gint64 at_usec, GError **error)
{
  const VigieSection *written;
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !vigie_act_check_section (section, error))
    return NULL;
  clean = vigie_text_clean (text != NULL ? text : "", -1, error);
  if (clean == NULL)
    return NULL;

  written = vigie_incident_section (incident, section, lang);
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "section", section);
  vigie_json_writer_member_string (writer, "lang", vigie_lang_to_word (lang));
  vigie_json_writer_member_string (writer, "text", clean);

  return vigie_act_one (writer, incident, "section.written", at_usec, author, written != NULL ? written->event : NULL);
}
