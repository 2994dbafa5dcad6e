/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the commands share: opening, finding, recording, printing. */

#include <sodium.h>

#include "vigie-ctl.h"
#include "vigie-id.h"

/* Long enough for a big import to finish in the app, short enough to say so. */
#define WRITER_TIMEOUT_MS (60 * 1000)

int
vigie_ctl_print_json (VigieJsonWriter *writer)
{
  g_autofree char *json = vigie_json_writer_steal (writer);
  g_autofree char *text = vigie_ctl_harmless_json (json);

  g_print ("%s\n", text);

  return VIGIE_EXIT_DONE;
}

VigieStore *
vigie_ctl_open (VigieCtl *ctl, GError **error)
{
  return vigie_store_open (ctl->store_path, VIGIE_STORE_READER, ctl->playbook, NULL, error);
}

VigieIncident *
vigie_ctl_incident (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  return vigie_ctl_incident_of (ctl, args, "REF", error);
}

VigieIncident *
vigie_ctl_incident_of (VigieCtl *ctl, VigieArgs *args, const char *name, GError **error)
{
  g_autoptr(VigieStore) store = vigie_ctl_open (ctl, error);
  g_autofree char *stream = NULL;

  if (store == NULL)
    return NULL;
  stream = vigie_store_find (store, vigie_args_get (args, name), error);
  if (stream == NULL)
    return NULL;

  return vigie_store_incident (store, stream, error);
}

char *
vigie_ctl_new_id (VigieCtl *ctl)
{
  guint8 random[VIGIE_ID_RANDOM_BYTES];

  randombytes_buf (random, sizeof random);

  return vigie_id_new (ctl->now_usec, random);
}

static int
print_event (VigieCtl *ctl, const VigieEvent *event)
{
  g_autoptr(VigieJsonWriter) writer = NULL;

  if (!ctl->json)
    {
      g_print ("%s\n", event->id);
      return VIGIE_EXIT_DONE;
    }
  writer = vigie_json_writer_new (FALSE);
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "id", event->id);
  vigie_json_writer_member_string (writer, "kind", event->kind);
  vigie_json_writer_member_time (writer, "occurred", event->occurred_usec);
  vigie_json_writer_end_object (writer);

  return vigie_ctl_print_json (writer);
}

int
vigie_ctl_record (VigieCtl *ctl, GPtrArray *drafts, GError **error)
{
  g_autoptr(GPtrArray) owned = drafts;
  g_autoptr(GPtrArray) events = NULL;

  if (owned == NULL)
    return VIGIE_EXIT_REFUSED;
  events = vigie_store_writer_record (ctl->store_path, ctl->playbook, owned, WRITER_TIMEOUT_MS, error);
  if (events == NULL)
    return VIGIE_EXIT_REFUSED;

  return print_event (ctl, g_ptr_array_index (events, 0));
}
