/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* brief: what somebody who takes over has to know, printed or written; the file's ending says in which form. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-brief.h"
#include "vigie-ctl.h"
#include "vigie-document.h"
#include "vigie-error.h"

static GBytes *
make_file (VigieCtl *ctl, GPtrArray *lines, VigieIncident *incident, const char *path, VigieLang lang, GError **error)
{
  g_autoptr(VigieReport) report = vigie_brief_to_report (lines, incident, ctl->author, ctl->now_usec, ctl->zone, lang);
  char *text;

  if (g_str_has_suffix (path, ".pdf"))
    return vigie_pdf_from_report (report, NULL, error);
  text = g_str_has_suffix (path, ".md") ? vigie_markdown_from_report (report)
                                        : vigie_brief_to_text (lines, incident, ctl->now_usec, ctl->zone, lang);

  return g_bytes_new_take (text, strlen (text));
}

static int
run_brief (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *path = vigie_args_get (args, "o");
  const char *lang_word = vigie_args_get (args, "lang");
  VigieLang lang = ctl->lang;
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (lang_word != NULL && !vigie_lang_from_word (lang_word, &lang))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("There is no language “%s”."), lang_word);
      return VIGIE_EXIT_REFUSED;
    }
  incident = vigie_ctl_incident (ctl, args, error);
  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  lines = vigie_brief_new (incident, ctl->playbook, ctl->now_usec, ctl->zone, lang);
  bytes = make_file (ctl, lines, incident, path != NULL ? path : "", lang, error);
  if (bytes == NULL || (path != NULL && !vigie_document_save (path, bytes, error)))
    return VIGIE_EXIT_REFUSED;
  if (path != NULL)
    g_print ("%s\n", path);
  else
    g_print ("%.*s", (int) g_bytes_get_size (bytes), (const char *) g_bytes_get_data (bytes, NULL));

  return VIGIE_EXIT_DONE;
}

const VigieCommandDef vigie_ctl_brief_commands[] = {
  { "brief", "REF", "o lang", N_("the brief of a handover; -o with .md, .pdf or .txt"), run_brief },
  { NULL },
};
