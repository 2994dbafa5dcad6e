/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sealing, reading and checking events: what is written can be read, what was touched is noticed. */

#include "vigie-error.h"
#include "vigie-event.h"
#include "vigie-id.h"

#include <string.h>

#define INCIDENT "019ab0c4-1c00-7fff-bfff-ffffffffffff"
#define OTHER "019ab0c4-1c00-7aaa-baaa-aaaaaaaaaaaa"
#define STREAM "incident/" INCIDENT
#define NOW G_GINT64_CONSTANT (1795316645000000)

typedef struct
{
  guint8 public_key[VIGIE_KEY_BYTES];
  guint8 secret_key[VIGIE_SECRET_KEY_BYTES];
  guint8 random[VIGIE_ID_RANDOM_BYTES];
  VigieSealContext context;
} Device;

static void
device_init (Device *device, guint8 seed)
{
  guint8 bytes[32];

  memset (bytes, seed, sizeof bytes);
  memset (device, 0, sizeof *device);
  memset (device->random, seed, sizeof device->random);
  vigie_key_from_seed (bytes, device->public_key, device->secret_key);
  device->context.now_usec = NOW;
  device->context.last_stamp_usec = VIGIE_TIME_NONE;
  device->context.random = device->random;
  device->context.secret_key = device->secret_key;
}

static VigieDraft *
sample_draft (void)
{
  VigieDraft *draft
    = vigie_draft_new (STREAM, "entry.note", NOW - VIGIE_MINUTE_USEC, "Awa Koné",
                       g_strdup ("{\"text\":\"Le disque est plein à 95 %\",\"kind\":\"note\"}"));
  const char *replaces[] = { OTHER, NULL };

  draft->replaces = g_strdupv ((GStrv) replaces);
  return draft;
}

static VigieEvent *
seal (const VigieDraft *draft, Device *device)
{
  g_autoptr (GError) error = NULL;
  VigieEvent *event = vigie_event_seal (draft, &device->context, &error);

  g_assert_no_error (error);
  g_assert_nonnull (event);
  device->context.last_stamp_usec = event->stamp_usec;
  device->context.last_dseq = event->dseq;
  memcpy (device->context.last_hash, event->hash, VIGIE_HASH_BYTES);
  device->random[0]++;
  return event;
}

static VigieEvent *
seal_sample (Device *device)
{
  g_autoptr (VigieDraft) draft = sample_draft ();

  return seal (draft, device);
}

/* A copy of its own size, so that a sanitizer sees every byte read beyond it. */
static VigieEvent *
parse (const char *bytes, gsize length, const guint8 *signature, GError **error)
{
  g_autofree char *copy = g_malloc (MAX (length, 1));

  memcpy (copy, bytes, length);
  return vigie_event_parse (copy, length, signature, error);
}

static void
test_seal_bytes (void)
{
  Device device;
  g_autoptr (VigieEvent) event = NULL;
  g_autofree char *key = NULL;
  g_autofree char *expected = NULL;

  device_init (&device, 7);
  event = seal_sample (&device);
  key = vigie_hex (device.public_key, VIGIE_KEY_BYTES);
  expected = g_strdup_printf (
    "{\"v\":1,\"id\":\"%s\",\"stream\":\"" STREAM "\",\"kind\":\"entry.note\","
    "\"occurred\":1795316585000000,\"stamp\":1795316645000000,\"author\":\"Awa Koné\","
    "\"device\":\"%s\",\"dseq\":1,\"prev\":\"\",\"replaces\":[\"" OTHER "\"],"
    "\"body\":{\"text\":\"Le disque est plein à 95 %%\",\"kind\":\"note\"}}",
    event->id, key);
  g_assert_cmpstr (event->bytes, ==, expected);
  g_assert_cmpuint (event->length_bytes, ==, strlen (expected));
  g_assert_true (vigie_id_is_valid (event->id));
}

static void
test_seal_and_verify (void)
{
  Device device;
  g_autoptr (VigieEvent) sealed = NULL;
  g_autoptr (VigieEvent) event = NULL;
  g_autoptr (GError) error = NULL;
  guint8 hash[VIGIE_HASH_BYTES];

  device_init (&device, 7);
  sealed = seal_sample (&device);
  event = parse (sealed->bytes, sealed->length_bytes, sealed->signature, &error);
  g_assert_no_error (error);
  g_assert_true (vigie_event_verify (sealed, &error));
  g_assert_true (vigie_event_verify (event, &error));
  g_assert_no_error (error);

  g_assert_cmpstr (event->id, ==, sealed->id);
  g_assert_cmpstr (event->stream, ==, STREAM);
  g_assert_cmpstr (event->kind, ==, "entry.note");
  g_assert_cmpstr (event->author, ==, "Awa Koné");
  g_assert_cmpint (event->occurred_usec, ==, NOW - VIGIE_MINUTE_USEC);
  g_assert_cmpint (event->stamp_usec, ==, NOW);
  g_assert_cmpuint (event->dseq, ==, 1);
  g_assert_cmpstr (event->replaces[0], ==, OTHER);
  g_assert_null (event->replaces[1]);
  g_assert_cmpmem (event->device, VIGIE_KEY_BYTES, device.public_key, VIGIE_KEY_BYTES);
  g_assert_false (event->redacted);
  vigie_hash (event->bytes, event->length_bytes, hash);
  g_assert_cmpmem (event->hash, VIGIE_HASH_BYTES, hash, VIGIE_HASH_BYTES);
}

static void
test_body (void)
{
  Device device;
  g_autoptr (VigieEvent) event = NULL;
  g_autoptr (VigieJson) body = NULL;
  g_autofree char *text = NULL;

  device_init (&device, 7);
  event = seal_sample (&device);
  body = vigie_event_body (event);
  text = vigie_json_member_string (body, 0, "text");
  g_assert_cmpstr (text, ==, "Le disque est plein à 95 %");
}

static void
test_every_truncation_is_refused (void)
{
  Device device;
  g_autoptr (VigieEvent) event = NULL;

  device_init (&device, 7);
  event = seal_sample (&device);
  for (gsize length = 0; length < event->length_bytes; length++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (event->bytes, length, event->signature, &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
    }
}

/* Each single bit of the bytes: either it is no event any more, or the signature says so. */
static void
test_every_bit_flip_is_noticed (void)
{
  Device device;
  g_autoptr (VigieEvent) event = NULL;
  g_autofree char *bytes = NULL;

  device_init (&device, 7);
  event = seal_sample (&device);
  bytes = g_memdup2 (event->bytes, event->length_bytes);
  for (gsize bit = 0; bit < event->length_bytes * 8; bit++)
    {
      g_autoptr (VigieEvent) touched = NULL;
      g_autoptr (GError) error = NULL;

      bytes[bit / 8] = (char) (bytes[bit / 8] ^ 1 << bit % 8);
      touched = parse (bytes, event->length_bytes, event->signature, NULL);
      bytes[bit / 8] = (char) (bytes[bit / 8] ^ 1 << bit % 8);
      if (touched == NULL)
        continue;
      g_assert_cmpint (memcmp (touched->hash, event->hash, VIGIE_HASH_BYTES), !=, 0);
      g_assert_false (vigie_event_verify (touched, &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED);
    }
}

static void
test_signature_bit_flips (void)
{
  Device device;
  g_autoptr (VigieEvent) event = NULL;

  device_init (&device, 7);
  event = seal_sample (&device);
  for (gsize bit = 0; bit < VIGIE_SIGNATURE_BYTES * 8; bit++)
    {
      event->signature[bit / 8] ^= (guint8) (1 << bit % 8);
      g_assert_false (vigie_event_verify (event, NULL));
      event->signature[bit / 8] ^= (guint8) (1 << bit % 8);
    }
  g_assert_true (vigie_event_verify (event, NULL));
}

static void
test_chain (void)
{
  Device device, stranger;
  g_autoptr (VigieEvent) first = NULL;
  g_autoptr (VigieEvent) second = NULL;
  g_autoptr (VigieEvent) third = NULL;
  g_autoptr (VigieEvent) foreign = NULL;
  g_autoptr (GError) error = NULL;

  device_init (&device, 7);
  device_init (&stranger, 8);
  first = seal_sample (&device);
  second = seal_sample (&device);
  third = seal_sample (&device);
  foreign = seal_sample (&stranger);

  g_assert_true (vigie_event_follows (first, NULL, &error));
  g_assert_true (vigie_event_follows (second, first, &error));
  g_assert_true (vigie_event_follows (third, second, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (second->prev, VIGIE_HASH_BYTES, first->hash, VIGIE_HASH_BYTES);

  g_assert_false (vigie_event_follows (second, NULL, NULL));
  g_assert_false (vigie_event_follows (third, first, NULL));
  g_assert_false (vigie_event_follows (first, second, NULL));
  g_assert_false (vigie_event_follows (second, second, NULL));
  g_assert_false (vigie_event_follows (second, foreign, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED);
  g_clear_error (&error);

  first->hash[5] ^= 1;
  g_assert_false (vigie_event_follows (second, first, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED);
}

static void
test_other_stream_does_not_follow (void)
{
  Device device;
  g_autoptr (VigieDraft) draft = sample_draft ();
  g_autoptr (VigieEvent) first = NULL;
  g_autoptr (VigieEvent) second = NULL;

  device_init (&device, 7);
  first = seal (draft, &device);
  g_free (draft->stream);
  draft->stream = g_strdup ("incident/" OTHER);
  second = seal (draft, &device);
  g_assert_false (vigie_event_follows (second, first, NULL));
}

static void
test_stamps (void)
{
  static const struct
  {
    gint64 now, last, stamp;
  } cases[] = {
    { 1000, VIGIE_TIME_NONE, 1000 },
    { 1000, 500, 1000 },
    { 1000, 999, 1000 },
    { 1000, 1000, 1001 },
    { 1000, 5000, 5001 },
    { 1000, 1000 + VIGIE_STAMP_DRIFT_MAX_USEC, 1001 + VIGIE_STAMP_DRIFT_MAX_USEC },
    { 1000, 1001 + VIGIE_STAMP_DRIFT_MAX_USEC, 1000 },
    { 1000, 253402300799999999, 1000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (vigie_stamp_next (cases[i].now, cases[i].last), ==, cases[i].stamp);
}

/* A clock that was set back does not bring an event before the one it answers. */
static void
test_stamps_increase (void)
{
  Device device;
  g_autoptr (VigieEvent) first = NULL;
  g_autoptr (VigieEvent) second = NULL;

  device_init (&device, 7);
  first = seal_sample (&device);
  device.context.now_usec -= 10 * VIGIE_MINUTE_USEC;
  second = seal_sample (&device);
  g_assert_cmpint (second->stamp_usec, ==, first->stamp_usec + 1);
  g_assert_cmpint (vigie_event_compare (first, second), <, 0);
  g_assert_cmpint (vigie_event_compare (second, first), >, 0);
  g_assert_cmpint (vigie_event_compare (first, first), ==, 0);
}

static void
test_ties_are_broken_by_device (void)
{
  Device a, b;
  g_autoptr (VigieEvent) one = NULL;
  g_autoptr (VigieEvent) two = NULL;
  int order;

  device_init (&a, 7);
  device_init (&b, 8);
  one = seal_sample (&a);
  two = seal_sample (&b);
  order = memcmp (a.public_key, b.public_key, VIGIE_KEY_BYTES);
  g_assert_cmpint (one->stamp_usec, ==, two->stamp_usec);
  g_assert_cmpint (vigie_event_compare (one, two) < 0, ==, order < 0);
}

typedef struct
{
  const char *stream;
  const char *kind;
  gint64 occurred_usec;
  const char *author;
  const char *body;
  const char *id;
} DraftCase;

static void
test_bad_drafts (void)
{
  static const DraftCase cases[] = {
    { "nowhere", "a.b", NOW, "A", "{}", NULL },
    { STREAM, "", NOW, "A", "{}", NULL },
    { STREAM, "nodot", NOW, "A", "{}", NULL },
    { STREAM, "Upper.case", NOW, "A", "{}", NULL },
    { STREAM, "a.b c", NOW, "A", "{}", NULL },
    { STREAM, "a.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", NOW, "A", "{}", NULL },
    { STREAM, "a.b", -1, "A", "{}", NULL },
    { STREAM, "a.b", VIGIE_TIME_NONE, "A", "{}", NULL },
    { STREAM, "a.b", 253402300800000000, "A", "{}", NULL },
    { STREAM, "a.b", NOW, "", "{}", NULL },
    { STREAM, "a.b", NOW, " \n\t ", "{}", NULL },
    { STREAM, "a.b", NOW, "\xff", "{}", NULL },
    { STREAM, "a.b", NOW, NULL, "{}", NULL },
    { STREAM, "a.b", NOW, "A", NULL, NULL },
    { STREAM, "a.b", NOW, "A", "", NULL },
    { STREAM, "a.b", NOW, "A", "[]", NULL },
    { STREAM, "a.b", NOW, "A", "{\"a\":1,\"a\":2}", NULL },
    { STREAM, "a.b", NOW, "A", "{},\"v\":2", NULL },
    { STREAM, "a.b", NOW, "A", "{}", "not-an-id" },
  };
  Device device;

  device_init (&device, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const DraftCase *c = &cases[i];
      g_autoptr (VigieDraft) draft
        = vigie_draft_new (c->stream, c->kind, c->occurred_usec, c->author, g_strdup (c->body));
      g_autoptr (GError) error = NULL;

      draft->id = g_strdup (c->id);
      g_assert_null (vigie_event_seal (draft, &device.context, &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
    }
}

static void
test_bad_replaces (void)
{
  const char *replaces[] = { OTHER, "nonsense", NULL };
  g_autoptr (VigieDraft) draft = vigie_draft_new (STREAM, "a.b", NOW, "A", g_strdup ("{}"));
  g_autoptr (GError) error = NULL;
  Device device;

  device_init (&device, 7);
  draft->replaces = g_strdupv ((GStrv) replaces);
  g_assert_null (vigie_event_seal (draft, &device.context, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
}

static void
test_author_is_cleaned (void)
{
  static const struct
  {
    const char *given, *kept; /* NULL: refused, as no device would read it back */
  } cases[] = {
    { "  Awa Koné\n", "Awa Koné" },
    { "Awa \n Koné", NULL },
    { "Awa\u202eKoné", NULL },
    { "Awa Koné\x1b[1m", NULL },
    { "Awa\xc2\x85\u2028Koné", NULL },
    { "\u200b", NULL },
    { "<b>Awa</b> & \u05d0", "<b>Awa</b> & \u05d0" },
    { "A \"B\" \\", "A \"B\" \\" },
  };
  Device device;

  device_init (&device, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VigieDraft) draft
        = vigie_draft_new (STREAM, "a.b", NOW, cases[i].given, g_strdup (" {} "));
      g_autoptr (VigieEvent) event = NULL;
      g_autoptr (GError) error = NULL;

      if (cases[i].kept == NULL)
        {
          g_assert_null (vigie_event_seal (draft, &device.context, &error));
          g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
          continue;
        }
      event = seal (draft, &device);
      g_assert_cmpstr (event->author, ==, cases[i].kept);
      g_assert_cmpuint (event->body_length_bytes, ==, 2);
      g_assert_null (event->replaces[0]);
    }
}

static void
test_size_limit (void)
{
  g_autofree char *text = g_strnfill (VIGIE_EVENT_MAX_BYTES - 10, 'x');
  g_autoptr (VigieDraft) draft
    = vigie_draft_new (STREAM, "a.b", NOW, "A", g_strdup_printf ("{\"t\":\"%s\"}", text));
  g_autoptr (GError) error = NULL;
  Device device;

  device_init (&device, 7);
  g_assert_null (vigie_event_seal (draft, &device.context, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE);
}

#define HEX64 "0101010101010101010101010101010101010101010101010101010101010101"
#define HEAD "{\"v\":1,\"id\":\"" OTHER "\",\"stream\":\"" STREAM "\",\"kind\":\"a.b\","
#define TIMES "\"occurred\":5,\"stamp\":6,"
#define WHO "\"author\":\"A\",\"device\":\"" HEX64 "\","
#define LINK "\"dseq\":1,\"prev\":\"\",\"replaces\":[],"

static void
test_forms (void)
{
  static const struct
  {
    const char *bytes;
    int code; /* -1: accepted */
  } cases[] = {
    { HEAD TIMES WHO LINK "\"body\":{}}", -1 },
    { HEAD TIMES WHO LINK "\"newer\":[1],\"body\":{}}", -1 },
    { " {\"body\":{}, " LINK WHO TIMES "\"kind\":\"x.unknown\",\"stream\":\"" STREAM
      "\",\"id\":\"" OTHER "\",\"v\":1}\n", -1 },
    { HEAD TIMES WHO "\"dseq\":2,\"prev\":\"" HEX64 "\",\"replaces\":[],\"body\":{}}", -1 },
    { HEAD TIMES WHO "\"dseq\":1,\"prev\":\"" HEX64 "\",\"replaces\":[],\"body\":{}}", VIGIE_ERROR_INVALID },
    { HEAD TIMES WHO "\"dseq\":2,\"prev\":\"\",\"replaces\":[],\"body\":{}}", VIGIE_ERROR_INVALID },
    { HEAD TIMES WHO "\"dseq\":0,\"prev\":\"\",\"replaces\":[],\"body\":{}}", VIGIE_ERROR_INVALID },
    { HEAD TIMES WHO "\"dseq\":1.0,\"prev\":\"\",\"replaces\":[],\"body\":{}}", VIGIE_ERROR_INVALID },
    { HEAD TIMES WHO "\"dseq\":1,\"prev\":\"\",\"replaces\":[1],\"body\":{}}", VIGIE_ERROR_INVALID },
    { HEAD TIMES WHO "\"dseq\":1,\"prev\":\"\",\"replaces\":[\"x\"],\"body\":{}}", VIGIE_ERROR_INVALID },
    { HEAD TIMES WHO "\"dseq\":1,\"prev\":\"\",\"body\":{}}", VIGIE_ERROR_INVALID },
    { HEAD TIMES WHO LINK "\"body\":[]}", VIGIE_ERROR_INVALID },
    { HEAD TIMES WHO LINK "\"body\":{},\"kind\":\"c.d\"}", VIGIE_ERROR_INVALID },
    { HEAD TIMES "\"author\":\"A\\nB\",\"device\":\"" HEX64 "\"," LINK "\"body\":{}}", VIGIE_ERROR_INVALID },
    { HEAD TIMES "\"author\":\"A\\u202eB\",\"device\":\"" HEX64 "\"," LINK "\"body\":{}}", VIGIE_ERROR_INVALID },
    { HEAD TIMES "\"author\":\"\",\"device\":\"" HEX64 "\"," LINK "\"body\":{}}", VIGIE_ERROR_INVALID },
    { HEAD TIMES "\"author\":\"A\",\"device\":\"0A\"," LINK "\"body\":{}}", VIGIE_ERROR_INVALID },
    { HEAD "\"occurred\":-1,\"stamp\":6," WHO LINK "\"body\":{}}", VIGIE_ERROR_INVALID },
    { HEAD "\"occurred\":5,\"stamp\":-6," WHO LINK "\"body\":{}}", VIGIE_ERROR_INVALID },
    { HEAD "\"occurred\":5,\"stamp\":253402300800000000," WHO LINK "\"body\":{}}", VIGIE_ERROR_INVALID },
    { "{\"v\":2}", VIGIE_ERROR_UNSUPPORTED },
    { "{\"v\":2,\"id\":7,\"anything\":true}", VIGIE_ERROR_UNSUPPORTED },
    { "{\"v\":0}", VIGIE_ERROR_INVALID },
    { "{\"v\":\"1\"}", VIGIE_ERROR_INVALID },
    { "{}", VIGIE_ERROR_INVALID },
    { "[]", VIGIE_ERROR_INVALID },
    { "1", VIGIE_ERROR_INVALID },
    { "", VIGIE_ERROR_INVALID },
  };
  static const guint8 signature[VIGIE_SIGNATURE_BYTES] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VigieEvent) event
        = parse (cases[i].bytes, strlen (cases[i].bytes), signature, &error);

      g_test_message ("case %u: %s", (guint) i, error != NULL ? error->message : "accepted");
      if (cases[i].code >= 0)
        g_assert_error (error, VIGIE_ERROR, cases[i].code);
      else
        g_assert_no_error (error);
      if (event != NULL)
        g_assert_cmpmem (event->body, event->body_length_bytes, "{}", 2);
    }
}

static void
test_links (void)
{
  Device device;
  g_autoptr (VigieEvent) first = NULL;
  g_autoptr (VigieEvent) second = NULL;
  guint8 one[VIGIE_HASH_BYTES], two[VIGIE_HASH_BYTES], again[VIGIE_HASH_BYTES];
  guint8 input[128] = { 0 };

  device_init (&device, 7);
  first = seal_sample (&device);
  second = seal_sample (&device);
  vigie_chain_link (NULL, first, one);
  vigie_chain_link (one, second, two);

  memcpy (input + 32, first->hash, 32);
  memcpy (input + 64, first->signature, 64);
  vigie_hash (input, sizeof input, again);
  g_assert_cmpmem (one, sizeof one, again, sizeof again);

  memcpy (again, one, sizeof again);
  vigie_chain_link (again, second, again);
  g_assert_cmpmem (two, sizeof two, again, sizeof again);
  second->signature[0] ^= 1;
  vigie_chain_link (one, second, again);
  g_assert_cmpint (memcmp (two, again, sizeof two), !=, 0);
}

/* The content goes; every link that others made to it still checks. */
static void
test_redacted (void)
{
  Device device;
  g_autoptr (VigieEvent) first = NULL;
  g_autoptr (VigieEvent) second = NULL;
  g_autoptr (VigieEvent) redacted = NULL;
  g_autoptr (VigieJson) body = NULL;
  g_autoptr (GError) error = NULL;
  guint8 before[VIGIE_HASH_BYTES], after[VIGIE_HASH_BYTES];

  device_init (&device, 7);
  first = seal_sample (&device);
  second = seal_sample (&device);
  redacted = vigie_event_new_redacted (first);
  vigie_chain_link (NULL, first, before);
  g_clear_pointer (&first, vigie_event_unref);

  g_assert_true (redacted->redacted);
  g_assert_cmpstr (redacted->author, ==, "Awa Koné");
  g_assert_cmpstr (redacted->stream, ==, STREAM);
  g_assert_cmpstr (redacted->replaces[0], ==, OTHER);
  g_assert_null (redacted->replaces[1]);
  g_assert_cmpuint (redacted->length_bytes, ==, 0);
  body = vigie_event_body (redacted);
  g_assert_cmpuint (vigie_json_size (body, 0), ==, 0);

  g_assert_true (vigie_event_follows (second, redacted, &error));
  vigie_chain_link (NULL, redacted, after);
  g_assert_cmpmem (before, sizeof before, after, sizeof after);
  g_assert_false (vigie_event_verify (redacted, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND);
}

/* What a fold keeps says the same; only the bytes are gone. */
static void
test_unproven (void)
{
  Device device;
  g_autoptr (VigieEvent) event = NULL;
  g_autoptr (VigieEvent) unproven = NULL;
  guint8 before[VIGIE_HASH_BYTES], after[VIGIE_HASH_BYTES];

  device_init (&device, 7);
  event = seal_sample (&device);
  unproven = vigie_event_new_unproven (event);
  g_assert_cmpint (vigie_event_compare (event, unproven), ==, 0);
  g_assert_cmpmem (event->body, event->body_length_bytes, unproven->body, unproven->body_length_bytes);
  vigie_chain_link (NULL, event, before);
  vigie_chain_link (NULL, unproven, after);
  g_assert_cmpmem (before, sizeof before, after, sizeof after);
  g_clear_pointer (&event, vigie_event_unref);

  g_assert_false (unproven->redacted);
  g_assert_cmpuint (unproven->length_bytes, ==, 0);
  g_assert_cmpstr (unproven->bytes, ==, "");
  g_assert_cmpstr (unproven->id, !=, "");
  g_assert_cmpstr (unproven->stream, ==, STREAM);
  g_assert_cmpstr (unproven->author, ==, "Awa Koné");
  g_assert_cmpstr (unproven->replaces[0], ==, OTHER);
}

static void
test_hex (void)
{
  static const guint8 bytes[] = { 0x00, 0x7f, 0xab, 0xff };
  g_autofree char *text = vigie_hex (bytes, sizeof bytes);
  guint8 back[4];

  g_assert_cmpstr (text, ==, "007fabff");
  g_assert_true (vigie_unhex (text, back, sizeof back));
  g_assert_cmpmem (back, sizeof back, bytes, sizeof bytes);
  g_assert_false (vigie_unhex ("007fabf", back, sizeof back));
  g_assert_false (vigie_unhex ("007fabff0", back, sizeof back));
  g_assert_false (vigie_unhex ("007fabfg", back, sizeof back));
  g_assert_false (vigie_unhex ("007FABFF", back, sizeof back));
  g_assert_false (vigie_unhex (NULL, back, sizeof back));
}

/* BLAKE2b-256 of "abc" and RFC 8032's first key: other programs must be able to check us. */
static void
test_known_answers (void)
{
  guint8 seed[32], public_key[VIGIE_KEY_BYTES], secret_key[VIGIE_SECRET_KEY_BYTES];
  guint8 hash[VIGIE_HASH_BYTES];
  g_autofree char *hash_text = NULL;
  g_autofree char *key_text = NULL;

  vigie_hash ("abc", 3, hash);
  hash_text = vigie_hex (hash, sizeof hash);
  g_assert_cmpstr (hash_text, ==,
                   "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");

  g_assert_true (vigie_unhex ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                              seed, sizeof seed));
  vigie_key_from_seed (seed, public_key, secret_key);
  key_text = vigie_hex (public_key, sizeof public_key);
  g_assert_cmpstr (key_text, ==,
                   "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
}

static void
test_draft_json (void)
{
  g_autoptr (VigieDraft) draft = sample_draft ();
  g_autoptr (VigieDraft) back = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  draft->id = g_strdup (OTHER);
  json = vigie_draft_to_json (draft);
  back = vigie_draft_from_json (json, &error);
  g_assert_no_error (error);
  again = vigie_draft_to_json (back);
  g_assert_cmpstr (json, ==, again);
  g_assert_cmpstr (back->id, ==, OTHER);
  g_assert_cmpstr (back->body, ==, draft->body);
  g_assert_cmpint (back->occurred_usec, ==, draft->occurred_usec);
  g_assert_cmpstr (back->replaces[0], ==, OTHER);
}

static void
test_draft_json_refused (void)
{
  static const char *const cases[] = {
    "", "[]", "{}", "{\"stream\":\"s\",\"kind\":\"k\",\"author\":\"a\",\"occurred\":1}",
    "{\"stream\":\"s\",\"kind\":\"k\",\"author\":\"a\",\"occurred\":1.5,\"body\":{}}",
    "{\"stream\":\"s\",\"kind\":\"k\",\"author\":\"a\",\"occurred\":1,\"body\":[]}",
    "{\"stream\":\"s\",\"kind\":\"k\",\"author\":1,\"occurred\":1,\"body\":{}}",
    "{\"stream\":\"s\",\"kind\":\"k\",\"author\":\"a\",\"occurred\":1,\"body\":{},\"id\":1}",
    "{\"stream\":\"s\",\"kind\":\"k\",\"author\":\"a\",\"occurred\":1,\"body\":{},\"replaces\":[1]}",
    "{\"stream\":\"s\",\"kind\":\"k\",\"author\":\"a\",\"occurred\":1,\"body\":{},\"replaces\":\"x\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vigie_draft_from_json (cases[i], &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
    }
}

static void
test_references (void)
{
  Device device;
  VigieEvent *event;

  device_init (&device, 7);
  event = seal_sample (&device);
  g_assert_true (vigie_event_ref (event) == event);
  vigie_event_unref (event);
  g_assert_cmpstr (event->kind, ==, "entry.note");
  vigie_event_unref (event);
  vigie_event_unref (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/event/seal-bytes", test_seal_bytes);
  g_test_add_func ("/core/event/seal-and-verify", test_seal_and_verify);
  g_test_add_func ("/core/event/body", test_body);
  g_test_add_func ("/core/event/every-truncation-is-refused", test_every_truncation_is_refused);
  g_test_add_func ("/core/event/every-bit-flip-is-noticed", test_every_bit_flip_is_noticed);
  g_test_add_func ("/core/event/signature-bit-flips", test_signature_bit_flips);
  g_test_add_func ("/core/event/chain", test_chain);
  g_test_add_func ("/core/event/other-stream-does-not-follow", test_other_stream_does_not_follow);
  g_test_add_func ("/core/event/stamps", test_stamps);
  g_test_add_func ("/core/event/stamps-increase", test_stamps_increase);
  g_test_add_func ("/core/event/ties-are-broken-by-device", test_ties_are_broken_by_device);
  g_test_add_func ("/core/event/bad-drafts", test_bad_drafts);
  g_test_add_func ("/core/event/bad-replaces", test_bad_replaces);
  g_test_add_func ("/core/event/author-is-cleaned", test_author_is_cleaned);
  g_test_add_func ("/core/event/size-limit", test_size_limit);
  g_test_add_func ("/core/event/forms", test_forms);
  g_test_add_func ("/core/event/links", test_links);
  g_test_add_func ("/core/event/redacted", test_redacted);
  g_test_add_func ("/core/event/unproven", test_unproven);
  g_test_add_func ("/core/event/hex", test_hex);
  g_test_add_func ("/core/event/known-answers", test_known_answers);
  g_test_add_func ("/core/event/draft-json", test_draft_json);
  g_test_add_func ("/core/event/draft-json-refused", test_draft_json_refused);
  g_test_add_func ("/core/event/references", test_references);
  return g_test_run ();
}
