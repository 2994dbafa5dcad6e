/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A device whose clock, ids and keys follow from a seed, so that a failing test can be repeated. */

#include "vigie-test-support.h"

#include <string.h>

#include "vigie-id.h"
#include "vigie-time.h"

typedef struct
{
  guint64 dseq;
  guint8 hash[VIGIE_HASH_BYTES];
} Tail;

struct _VigieTestDevice
{
  guint8 secret_key[VIGIE_SECRET_KEY_BYTES];
  gint64 now_usec;
  gint64 last_stamp_usec;
  GRand *rand;
  GHashTable *tails; /* stream → Tail */
};

VigiePlaybook *
vigie_test_playbook (void)
{
  static VigiePlaybook *playbook = NULL;

  if (playbook == NULL)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;
      gsize length_bytes = 0;
      g_autoptr(GBytes) bytes = NULL;

      g_file_get_contents (g_getenv ("VIGIE_PLAYBOOK_FILE"), &text, &length_bytes, &error);
      g_assert_no_error (error);
      bytes = g_bytes_new (text, length_bytes);
      playbook = vigie_playbook_load (bytes, NULL, &error);
      g_assert_no_error (error);
    }

  return playbook;
}

VigieTestDevice *
vigie_test_device_new (guint seed)
{
  VigieTestDevice *device = g_new0 (VigieTestDevice, 1);
  guint8 public_key[VIGIE_KEY_BYTES];
  guint8 key_seed[32];

  memset (key_seed, (int) (seed & 0xff), sizeof key_seed);
  key_seed[0] = (guint8) (seed >> 8);
  vigie_key_from_seed (key_seed, public_key, device->secret_key);
  device->now_usec = vigie_test_time ("2026-11-22T00:00:00Z");
  device->last_stamp_usec = VIGIE_TIME_NONE;
  device->rand = g_rand_new_with_seed (seed);
  device->tails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return device;
}

void
vigie_test_device_free (VigieTestDevice *device)
{
  g_rand_free (device->rand);
  g_hash_table_unref (device->tails);
  g_free (device);
}

void
vigie_test_device_set_now (VigieTestDevice *device, gint64 now_usec)
{
  device->now_usec = now_usec;
}

static void
record_one (VigieTestDevice *device, VigieDraft *draft, GPtrArray *events)
{
  g_autoptr(GError) error = NULL;
  Tail *tail = g_hash_table_lookup (device->tails, draft->stream);
  guint8 random[VIGIE_ID_RANDOM_BYTES];
  VigieSealContext context = { 0 };
  VigieEvent *event;

  if (tail == NULL)
    {
      tail = g_new0 (Tail, 1);
      g_hash_table_insert (device->tails, g_strdup (draft->stream), tail);
    }
  for (gsize i = 0; i < sizeof random; i++)
    random[i] = (guint8) g_rand_int_range (device->rand, 0, 256);

  context.now_usec = device->now_usec;
  context.last_stamp_usec = device->last_stamp_usec;
  context.last_dseq = tail->dseq;
  memcpy (context.last_hash, tail->hash, VIGIE_HASH_BYTES);
  context.random = random;
  context.secret_key = device->secret_key;

  event = vigie_event_seal (draft, &context, &error);
  g_assert_no_error (error);
  tail->dseq = event->dseq;
  memcpy (tail->hash, event->hash, VIGIE_HASH_BYTES);
  device->last_stamp_usec = event->stamp_usec;
  g_ptr_array_add (events, event);
}

void
vigie_test_device_record (VigieTestDevice *device, GPtrArray *drafts, GPtrArray *events)
{
  for (guint i = 0; i < drafts->len; i++)
    record_one (device, g_ptr_array_index (drafts, i), events);
  g_ptr_array_unref (drafts);
}

gint64
vigie_test_time (const char *rfc3339)
{
  g_autoptr(GError) error = NULL;
  gint64 time_usec = 0;

  vigie_time_parse_rfc3339 (rfc3339, &time_usec, &error);
  g_assert_no_error (error);

  return time_usec;
}

gboolean
vigie_test_is_long (void)
{
  return g_getenv ("VIGIE_LONG") != NULL;
}

guint
vigie_test_number (guint in_short, guint in_long)
{
  return vigie_test_is_long () ? in_long : in_short;
}

void
vigie_test_figure (const char *row, const char *format, ...)
{
  g_autofree char *words = NULL;
  va_list arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s: %s", row, words);
}

/* The libraries log in the structured way, of which only the writer gets to know. */
static GLogWriterOutput
write_unless_tolerated (GLogLevelFlags   level,
                        const GLogField *fields,
                        gsize            n_fields,
                        gpointer         user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, "MESSAGE") == 0 && strstr (fields[i].value, user_data))
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, NULL);
}

void
vigie_test_tolerate (const char *words)
{
  g_log_set_writer_func (write_unless_tolerated, (gpointer) words, NULL);
}
