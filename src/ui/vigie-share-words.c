/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-share-words.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-widgets.h"

/**
 * vigie_share_role_words:
 * @role: a role
 *
 * Returns: what it allows, in one line
 */
const char *
vigie_share_role_words (VigieRole role)
{
  switch (role)
    {
    case VIGIE_ROLE_VIEWER:
      return _("Reads what is not restricted, and records nothing.");
    case VIGIE_ROLE_RESPONDER:
      return _("Works on incidents: declares, writes, ticks, takes posts.");
    case VIGIE_ROLE_COMMUNICATIONS:
      return _("As a responder; also decides on breaches and approves notices.");
    case VIGIE_ROLE_COMMANDER:
      return _("Also restricts an incident to named people, and sees all of them.");
    case VIGIE_ROLE_ADMINISTRATOR:
      return _("Also decides who belongs, and shares from another computer.");
    case VIGIE_ROLE_NONE:
    case VIGIE_N_ROLES:
    default:
      return "";
    }
}

/**
 * vigie_share_seen_words:
 * @session: the session
 * @member: a member
 * @is_present: whether one of their computers says so now
 * @seen_usec: when one said so last; NONE if never in this run
 *
 * Returns: (transfer full): when they were seen
 */
char *
vigie_share_seen_words (VigieSession *session, const VigieSyncMember *member, gboolean is_present, gint64 seen_usec)
{
  gint64 when_usec = seen_usec != VIGIE_TIME_NONE ? seen_usec : member->joined_usec;
  g_autofree char *when = vigie_time_format_near (when_usec, vigie_session_now_usec (session), vigie_session_get_zone (session),
                                                  vigie_session_get_lang (session));

  if (!member->active)
    return g_strdup (_("Has no access any more"));
  if (member->is_here)
    return g_strdup (_("You, at this computer"));
  if (is_present)
    return g_strdup (_("Here now"));

  /* Translators: %s is a time, or a date and a time */
  return g_strdup_printf (seen_usec != VIGIE_TIME_NONE ? _("Last seen: %s") : _("Joined: %s"), when);
}

/**
 * vigie_share_add_field:
 * @box: where it goes
 * @label: what it is called, on screen and by a screen reader
 * @field: (transfer floating): the field
 */
void
vigie_share_add_field (GtkBox *box, const char *label, GtkWidget *field)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  vigie_set_accessible_label (field, label);
  gtk_box_append (GTK_BOX (column), vigie_label_new (label, "caption strong"));
  gtk_box_append (GTK_BOX (column), field);
  gtk_box_append (box, column);
}
