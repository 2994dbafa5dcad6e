/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notices of an incident: finding them, the hash of a text, and the kinds.
 *
 * The hash is over a canonical form, JSON without white space whose members stand in one order, and so does not change
 * with the order in which an event's members were written. What goes in is what a reader gets to see and where it
 * appears; what the text is drawn from does not. */

#include "vigie-notice.h"

#include <string.h>

#include "vigie-incident-private.h"
#include "vigie-json-writer.h"

#define HASH_DOMAIN "vigie-notice-v1"

GPtrArray *
vigie_incident_get_notices (const VigieIncident *incident)
{
  g_return_val_if_fail (incident != NULL, NULL);

  return incident->notices;
}

const VigieNotice *
vigie_incident_notice (const VigieIncident *incident, const char *id)
{
  g_return_val_if_fail (incident != NULL, NULL);

  for (guint i = 0; id != NULL && i < incident->notices->len; i++)
    {
      const VigieNotice *notice = incident->notices->pdata[i];

      if (strcmp (notice->id, id) == 0 || g_ascii_strcasecmp (notice->code, id) == 0 || vigie_notice_version (notice, id) != NULL)
        return notice;
    }

  return NULL;
}

const VigieNoticeVersion *
vigie_notice_version (const VigieNotice *notice, const char *version_id)
{
  g_return_val_if_fail (notice != NULL, NULL);

  for (guint i = 0; version_id != NULL && i < notice->versions->len; i++)
    {
      const VigieNoticeVersion *version = notice->versions->pdata[i];

      if (strcmp (version->event->id, version_id) == 0)
        return version;
    }

  return NULL;
}

const VigieNoticeText *
vigie_notice_text (const VigieNoticeVersion *version, VigieLang lang)
{
  VigieLang other = lang == VIGIE_LANG_FR ? VIGIE_LANG_EN : VIGIE_LANG_FR;

  g_return_val_if_fail (version != NULL, NULL);

  return version->texts[lang].body != NULL && *version->texts[lang].body != '\0' ? &version->texts[lang] : &version->texts[other];
}

static void
write_text (VigieJsonWriter *writer, const char *lang, const VigieNoticeText *text)
{
  vigie_json_writer_key (writer, lang);
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "subject", text->subject != NULL ? text->subject : "");
  vigie_json_writer_member_string (writer, "body", text->body != NULL ? text->body : "");
  vigie_json_writer_end_object (writer);
}

/**
 * vigie_notice_hash:
 * @version: a text; its event and hash are not looked at
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *
vigie_notice_hash (const VigieNoticeVersion *version)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autofree char *canonical = NULL;
  g_autofree char *signed_form = NULL;
  guint8 hash[VIGIE_HASH_BYTES];

  g_return_val_if_fail (version != NULL, NULL);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "audience", version->audience);
  vigie_json_writer_key (writer, "channels");
  vigie_json_writer_begin_array (writer);
  for (gsize i = 0; version->channels[i] != NULL; i++)
    vigie_json_writer_string (writer, version->channels[i]);
  vigie_json_writer_end_array (writer);
  vigie_json_writer_member_string (writer, "stage", version->stage);
  write_text (writer, "en", &version->texts[VIGIE_LANG_EN]);
  write_text (writer, "fr", &version->texts[VIGIE_LANG_FR]);
  vigie_json_writer_member_time (writer, "next_update", version->next_update_usec);
  vigie_json_writer_member_string (writer, "correction", version->correction);
  vigie_json_writer_end_object (writer);
  canonical = vigie_json_writer_steal (writer);
  signed_form = g_strconcat (HASH_DOMAIN, "\n", canonical, NULL);
  vigie_hash (signed_form, strlen (signed_form), hash);

  return vigie_hex (hash, sizeof hash);
}

static const char *const kind_words[] = {
  "status", "mail", "sms", "in-app", "team", "management", "partners", "press", "persons",
  "authority-initial", "authority-complement", "authority-withdrawal", NULL,
};

gboolean
vigie_notice_is_kind (const char *word)
{
  return word != NULL && g_strv_contains (kind_words, word);
}

static const char *
kind_for_users (const char *channel)
{
  if (g_strcmp0 (channel, "status-page") == 0)
    return "status";
  if (g_strcmp0 (channel, "sms") == 0 || g_strcmp0 (channel, "in-app") == 0)
    return channel;

  return "mail";
}

static const char *
kind_for_authority (const char *template_id)
{
  if (template_id != NULL && strstr (template_id, "complement") != NULL)
    return "authority-complement";
  if (template_id != NULL && strstr (template_id, "withdrawal") != NULL)
    return "authority-withdrawal";

  return "authority-initial";
}

/**
 * vigie_notice_kind_of:
 * @audience: id of an audience
 * @channel: (nullable): id of its first channel
 * @template_id: (nullable): the template it was made from
 *
 * Returns: a static word; single readers (the CEO, the DPO) are of the kind "management"
 */
const char *
vigie_notice_kind_of (const char *audience, const char *channel, const char *template_id)
{
  static const char *const own[] = { "team", "partners", "press", "persons", NULL };

  g_return_val_if_fail (audience != NULL, NULL);

  if (strcmp (audience, "users") == 0)
    return kind_for_users (channel);
  if (strcmp (audience, "authority") == 0)
    return kind_for_authority (template_id);
  for (gsize i = 0; own[i] != NULL; i++)
    {
      if (strcmp (audience, own[i]) == 0)
        return own[i];
    }

  return "management";
}
