/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A version against the record. What went to the same audience before counts as earlier, in whatever language: figures have
 * none. Other audiences got other texts, so a correction for them would be read by people who never saw the fault. */

#include "vigie-notice-inspect.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"

static void
add_all (GPtrArray *out, GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (out, g_strdup (from->pdata[i]));
}

/**
 * vigie_notice_addresses:
 * @directory: the contacts as they stand
 *
 * Returns: (transfer full): what may stand in a notice without being somebody else's
 */
char **
vigie_notice_addresses (const VigieDirectory *directory)
{
  GPtrArray *entries = vigie_directory_entries (directory);
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const VigieDirectoryEntry *entry = entries->pdata[i];

      add_all (out, entry->contact->def.phones);
      add_all (out, entry->contact->def.emails);
    }
  g_ptr_array_add (out, NULL);

  return (char **) g_ptr_array_free (out, FALSE);
}

static void
add_texts (GPtrArray *texts, GPtrArray *messages, const char *audience)
{
  for (guint i = 0; i < messages->len; i++)
    {
      const VigieMessage *message = messages->pdata[i];

      if (strcmp (message->audience, audience) == 0 && message->text != NULL)
        g_ptr_array_add (texts, (char *) message->text);
    }
}

/**
 * vigie_notice_earlier:
 * @incident: the fold
 * @audience: of the playbook
 *
 * Returns: (transfer container): the texts recorded as sent to @audience, those
 *   too that went out without the approval they need
 */
GPtrArray *
vigie_notice_earlier (const VigieIncident *incident, const char *audience)
{
  GPtrArray *earlier = g_ptr_array_new ();

  add_texts (earlier, incident->messages, audience);
  add_texts (earlier, incident->void_messages, audience);

  return earlier;
}

/**
 * vigie_notice_inspect:
 * @inspection: what it is compared with
 * @version: the text
 * @channel: (nullable): one of its channels
 * @lang: one of its languages
 *
 * Returns: (transfer full): what is found
 */
VigieCheckReport *
vigie_notice_inspect (const VigieNoticeInspection *inspection,
                      const VigieNoticeVersion *version,
                      const char *channel,
                      VigieLang lang)
{
  g_autoptr (GPtrArray) earlier = vigie_notice_earlier (inspection->incident, version->audience);
  VigieCheckInput input = {
    .kind = version->kind,
    .audience = version->audience,
    .channel = channel != NULL ? channel : version->channels[0],
    .stage = version->stage,
    .lang = lang,
    .screen_lang = inspection->screen_lang,
    .subject = version->texts[lang].subject,
    .body = version->texts[lang].body,
    .next_update_usec = version->next_update_usec,
    .correction = version->correction,
    .incident = inspection->incident,
    .playbook = inspection->playbook,
    .earlier = earlier,
    .addresses = inspection->addresses,
    .zone = inspection->zone,
    .now_usec = inspection->now_usec,
  };

  return vigie_notice_check (&input);
}

gboolean
vigie_notice_is_sound (const VigieNoticeInspection *inspection,
                       const VigieNoticeVersion *version,
                       GError **error)
{
  for (guint i = 0; version->channels[i] != NULL; i++)
    for (VigieLang lang = 0; lang < VIGIE_N_LANGS; lang++)
      {
        g_autoptr (VigieCheckReport) report = NULL;
        const VigieCheckFinding *first;

        if (version->texts[lang].body[0] == '\0')
          continue;
        report = vigie_notice_inspect (inspection, version, version->channels[i], lang);
        if (report->n_stops == 0)
          continue;
        first = report->findings->pdata[0];
        /* Translators: %s is the first finding of a check, like “[TIME]”: fill this in */
        g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT,
                     ngettext ("%u check blocks this text. %s",
                               "%u checks block this text. The first: %s", report->n_stops),
                     report->n_stops, first->message);
        return FALSE;
      }

  return TRUE;
}
