/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fold keeps what stands; the events keep everything. */

#include "vigie-section-history.h"

#include <string.h>

#include "vigie-incident-private.h"

static void
version_free (gpointer data)
{
  VigieSectionVersion *version = data;

  g_free (version->text);
  g_free (version);
}

static VigieVersionState
state_of (const VigieIncident *incident, const VigieEvent *event, const VigieSection *present)
{
  const VigieItem *item = vigie_incident_item (incident, event->id);

  if (present != NULL && present->event == event)
    return VIGIE_VERSION_PRESENT;

  return item != NULL && item->replaced_by != NULL ? VIGIE_VERSION_EARLIER : VIGIE_VERSION_RIVAL;
}

/* The text that @event wrote for the section; NULL: it did not. Owned. */
static char *
text_of (const VigieIncident *incident,
         const VigieEvent *event,
         const char *section,
         VigieLang lang)
{
  const VigieItem *item = vigie_incident_item (incident, event->id);
  g_autoptr (VigieJson) body = NULL;
  g_autofree char *of_section = NULL;
  g_autofree char *of_lang = NULL;

  if (event->redacted || strcmp (event->kind, "section.written") != 0
      || (item != NULL && item->bad))
    return NULL;
  body = vigie_event_body (event);
  if (body == NULL)
    return NULL;
  of_section = vigie_json_member_string (body, 0, "section");
  of_lang = vigie_json_member_string (body, 0, "lang");
  if (g_strcmp0 (of_section, section) != 0 || g_strcmp0 (of_lang, vigie_lang_to_word (lang)) != 0)
    return NULL;

  return vigie_json_member_string (body, 0, "text");
}

GPtrArray *
vigie_section_versions (const VigieIncident *incident, const char *section, VigieLang lang)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func (version_free);
  const VigieSection *present;

  g_return_val_if_fail (incident != NULL && section != NULL, versions);

  present = vigie_incident_section (incident, section, lang);
  for (guint i = 0; i < incident->events->len; i++)
    {
      const VigieEvent *event = incident->events->pdata[i];
      char *text = text_of (incident, event, section, lang);
      VigieSectionVersion *version;

      if (text == NULL)
        continue;
      version = g_new0 (VigieSectionVersion, 1);
      version->text = text;
      version->author = event->author;
      version->occurred_usec = event->occurred_usec;
      version->state = state_of (incident, event, present);
      version->event = event;
      g_ptr_array_add (versions, version);
    }

  return versions;
}
