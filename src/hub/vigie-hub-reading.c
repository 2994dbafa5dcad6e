/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* members, withheld, backup and verify: they read the log, whether a hub runs on it or not. */

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "vigie-hub-keys.h"
#include "vigie-hub-program.h"
#include "vigie-hub-sqlite.h"
#include "vigie-hub-verify.h"
#include "vigie-id.h"
#include "vigie-membership.h"
#include "vigie-text-show.h"

#define FINGERPRINT_CHARS 16

static VigieHubLog *
open_reader (const VigieHubArguments *arguments, GError **error)
{
  g_autofree char *path = vigie_hub_program_log_path (arguments);
  VigieHubSeams seams;

  vigie_hub_program_seams (&seams);

  return vigie_hub_sqlite_open_reader (path, &seams, error);
}

static gboolean
collect (const VigieHubRow *row, gpointer events)
{
  VigieEvent *event = row->redacted ? NULL : vigie_event_parse (row->bytes, row->length_bytes, row->signature, NULL);

  if (event != NULL)
    g_ptr_array_add (events, event);

  return TRUE;
}

static VigieMembership *
read_membership (VigieHubLog *log, GError **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autofree char *hex = vigie_hub_log_value_get (log, "organisation", error);
  g_autofree char *stream = NULL;
  guint8 key[VIGIE_KEY_BYTES] = { 0 };

  if (hex == NULL || !vigie_unhex (hex, key, sizeof key))
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_MISSING, _("This hub has no organisation yet."));
      return NULL;
    }
  stream = vigie_stream_for_organisation (key);
  if (!vigie_hub_log_page_stream (log, stream, 0, collect, events, error))
    return NULL;

  return vigie_membership_fold (key, events);
}

/* What a terminal shows of a name that somebody chose. */
static void
print_name (const char *name)
{
  g_autofree char *shown = vigie_text_show (name);

  printf ("%s", shown);
}

static void
print_devices (const VigieMembership *membership, const char *member)
{
  g_autoptr(GPtrArray) devices = vigie_membership_devices (membership);

  for (guint i = 0; i < devices->len; i++)
    {
      const VigieMemberDevice *device = devices->pdata[i];
      g_autofree char *key = vigie_hex (device->key, VIGIE_KEY_BYTES);

      if (strcmp (device->member, member) != 0)
        continue;
      printf ("    %s  ", key);
      print_name (device->name);
      printf ("%s\n", device->revoked_usec != VIGIE_TIME_NONE ? _(" (revoked)") : "");
    }
}

int
vigie_hub_program_members (const VigieHubArguments *arguments)
{
  GError *error = NULL;
  g_autoptr(VigieHubLog) log = open_reader (arguments, &error);
  g_autoptr(VigieMembership) membership = log != NULL ? read_membership (log, &error) : NULL;
  g_autoptr(GPtrArray) members = NULL;

  if (membership == NULL)
    return vigie_hub_program_fail (error);
  members = vigie_membership_members (membership);
  for (guint i = 0; i < members->len; i++)
    {
      const VigieMember *member = members->pdata[i];

      printf ("%s  %-14s  ", member->id, vigie_role_to_word (member->role));
      print_name (member->name);
      printf ("%s\n", member->active ? "" : _(" (not active)"));
      print_devices (membership, member->id);
    }

  return 0;
}

static gboolean
print_withheld (const VigieHubWithheld *withheld, gpointer user_data)
{
  g_autofree char *device = vigie_hex (withheld->device, VIGIE_KEY_BYTES);

  printf ("%s\t%s\t%.16s\t%s%s\n", withheld->id != NULL ? withheld->id : "-", withheld->stream, device, withheld->reason,
          withheld->admitted ? "\tadmitted" : "");

  return TRUE;
}

/* Words, not sentences: for programs as well. */
int
vigie_hub_program_withheld (const VigieHubArguments *arguments)
{
  GError *error = NULL;
  g_autoptr(VigieHubLog) log = open_reader (arguments, &error);

  if (log == NULL || !vigie_hub_log_list_withheld (log, print_withheld, NULL, &error))
    return vigie_hub_program_fail (error);

  return 0;
}

int
vigie_hub_program_backup (const VigieHubArguments *arguments)
{
  GError *error = NULL;
  g_autoptr(VigieHubLog) log = open_reader (arguments, &error);
  g_autofree char *from = vigie_hub_program_log_path (arguments);
  const char *to = arguments->rest[0];

  if (log == NULL || !vigie_hub_log_backup (log, to, &error)
      || (arguments->with_keys && !vigie_hub_keys_copy (from, to, &error)))
    return vigie_hub_program_fail (error);
  printf ("%s\n", to);

  return 0;
}

static void
print_consistent (const VigieHubVerified *verified)
{
  g_autofree char *n_events = g_strdup_printf ("%" G_GUINT64_FORMAT, verified->n_events);
  g_autofree char *n_streams = g_strdup_printf ("%" G_GUINT64_FORMAT, verified->n_streams);
  g_autofree char *organisation = g_strndup (verified->organisation != NULL ? verified->organisation : "-", FINGERPRINT_CHARS);

  /* Translators: number of events, number of streams, fingerprint of the organisation's key */
  printf (_("Consistent: %s events in %s streams, anchored to the organisation %s.\n"), n_events, n_streams, organisation);
}

int
vigie_hub_program_verify (const VigieHubArguments *arguments)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;
  g_autoptr(VigieHubLog) log = open_reader (arguments, &error);
  VigieHubVerified verified = { 0 };

  if (log == NULL || !vigie_hub_verify (log, faults, &verified, &error))
    return vigie_hub_program_fail (error);
  for (guint i = 0; i < faults->len; i++)
    printf ("%s\n", (char *) faults->pdata[i]);
  if (faults->len == 0)
    print_consistent (&verified);
  g_free (verified.organisation);

  return faults->len == 0 ? 0 : 1;
}
