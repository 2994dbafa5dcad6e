/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who counts as whom for an approval: the person behind an event, who wrote a text, who has a right.
 *
 * A device that belongs to a member speaks for that member, whatever name its user typed, and a device that was revoked
 * still does. Names are compared without case, accents and spaces, because one person is not two for having typed
 * differently. */

#include "vigie-notice-private.h"

#include <string.h>

#include "vigie-text.h"

const char *
vigie_incident_person_of (const VigieIncident *incident, const VigieEvent *event)
{
  const VigieMembership *membership;
  const VigieMemberDevice *device;
  const VigieMember *member;

  g_return_val_if_fail (incident != NULL && event != NULL, NULL);

  membership = vigie_incident_priv (incident)->membership;
  device = membership != NULL ? vigie_membership_device (membership, event->device) : NULL;
  member = device != NULL ? vigie_membership_member (membership, device->member) : NULL;

  return member != NULL ? member->name : event->author;
}

/* Letters and digits alone, folded. */
static char *
name_key (const char *name)
{
  g_autofree char *folded = vigie_text_fold (name);
  GString *key = g_string_new (NULL);

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (g_unichar_isalnum (g_utf8_get_char (c)))
        g_string_append_unichar (key, g_utf8_get_char (c));
    }
  if (key->len == 0)
    g_string_append (key, folded);

  return g_string_free (key, FALSE);
}

gboolean
vigie_notice_same_person (const char *a, const char *b)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (a == NULL || b == NULL)
    return FALSE;
  left = name_key (a);
  right = name_key (b);

  return strcmp (left, right) == 0;
}

/* The versions that were made from @version: whoever wrote those did not write it. */
static GHashTable *
descendants (const VigieNotice *notice, const char *version_id)
{
  GHashTable *known = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_add (known, (gpointer) version_id);
  for (guint i = 0; i < notice->versions->len; i++)
    {
      const VigieEvent *event = ((const VigieNoticeVersion *) notice->versions->pdata[i])->event;

      for (gsize j = 0; event->replaces != NULL && event->replaces[j] != NULL; j++)
        {
          if (g_hash_table_contains (known, event->replaces[j]))
            g_hash_table_add (known, (gpointer) event->id);
        }
    }
  g_hash_table_remove (known, version_id);

  return known;
}

/**
 * vigie_notice_is_writer:
 * @version_id: id of a version of @notice
 * @person: (nullable): a name
 * @device: (nullable): the key of a device
 *
 * Returns: %TRUE if that person or that device wrote the version or one that does not come after it. A version written
 *   beside it counts too, as nobody can tell what was taken from it
 */
gboolean
vigie_notice_is_writer (const VigieIncident *incident,
                        const VigieNotice *notice,
                        const char *version_id,
                        const char *person,
                        const guint8 *device)
{
  g_autoptr (GHashTable) later = NULL;

  g_return_val_if_fail (incident != NULL && notice != NULL && version_id != NULL, TRUE);

  later = descendants (notice, version_id);
  for (guint i = 0; i < notice->versions->len; i++)
    {
      const VigieEvent *event = ((const VigieNoticeVersion *) notice->versions->pdata[i])->event;

      if (g_hash_table_contains (later, event->id))
        continue;
      if (device != NULL && memcmp (device, event->device, VIGIE_KEY_BYTES) == 0)
        return TRUE;
      if (vigie_notice_same_person (person, vigie_incident_person_of (incident, event))
          || vigie_notice_same_person (person, event->author))
        return TRUE;
    }

  return FALSE;
}

gboolean
vigie_notice_is_contact (const VigiePlaybook *playbook, const char *id, const char *person)
{
  const VigieContactDef *contact = vigie_playbook_contact (playbook, id);

  if (contact == NULL)
    return FALSE;
  for (guint i = 0; i < contact->people->len; i++)
    {
      if (vigie_notice_same_person (contact->people->pdata[i], person))
        return TRUE;
    }

  return contact->people->len == 0
         && (vigie_notice_same_person (contact->name.en, person)
             || vigie_notice_same_person (contact->name.fr, person)
             || vigie_notice_same_person (contact->id, person));
}

gboolean
vigie_notice_held (const VigieIncident *incident,
                   const VigiePlaybook *playbook,
                   const char *post,
                   const char *person,
                   const VigieEvent *event)
{
  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = incident->holdings->pdata[i];
      gboolean is_open = holding->until_usec == VIGIE_TIME_NONE;

      if (strcmp (holding->post, post) == 0 && vigie_notice_same_person (holding->person, person)
          && (event == NULL || vigie_event_compare (holding->event, event) < 0)
          && (is_open || (event != NULL && holding->until_usec >= event->stamp_usec)))
        return TRUE;
    }

  return vigie_notice_is_contact (playbook, post, person);
}

/**
 * vigie_notice_is_holder:
 * @id: a post or a contact of the playbook
 * @person: a name
 *
 * Returns: %TRUE if @person holds that post now, or is that contact: one of the persons it names or, where it names
 *   nobody, called like the contact itself
 */
gboolean
vigie_notice_is_holder (const VigieIncident *incident,
                        const VigiePlaybook *playbook,
                        const char *id,
                        const char *person)
{
  g_return_val_if_fail (incident != NULL && playbook != NULL && id != NULL, FALSE);

  return vigie_notice_held (incident, playbook, id, person, NULL);
}
