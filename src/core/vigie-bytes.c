/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hexadecimal text, hashes and keys: the few uses of libsodium that are not an event's own. */

#include "vigie-bytes-private.h"
#include "vigie-event-private.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (VIGIE_HASH_BYTES == crypto_generichash_BYTES);
G_STATIC_ASSERT (VIGIE_KEY_BYTES == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (VIGIE_SECRET_KEY_BYTES == crypto_sign_SECRETKEYBYTES);
G_STATIC_ASSERT (VIGIE_SIGNATURE_BYTES == crypto_sign_BYTES);

/* Without this call libsodium would use its slowest, portable code. */
void
vigie_ensure_sodium (void)
{
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      if (sodium_init () < 0)
        g_error ("The cryptographic library cannot be used on this computer");
      g_once_init_leave (&ready, 1);
    }
}

/* Value of a lower-case digit plus one, 0 for any other byte. */
const guint8 vigie_hex_digits[256] = {
  ['0'] = 1, ['1'] = 2, ['2'] = 3, ['3'] = 4, ['4'] = 5, ['5'] = 6, ['6'] = 7, ['7'] = 8,
  ['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

/* Like vigie_unhex(), for @length characters that no NUL follows. Events are read by the ten
 * thousand, hence no branch per digit. */
gboolean
vigie_unhex_span (const char *text, gsize length, guint8 *out, gsize length_bytes)
{
  guint all = 0;

  if (length != length_bytes * 2)
    return FALSE;

  /* What is no digit has all bits, and so has everything that it is joined with. */
  for (gsize i = 0; i < length_bytes; i++)
    {
      guint high = vigie_hex_digits[(guchar) text[2 * i]] - 1u;
      guint low = vigie_hex_digits[(guchar) text[2 * i + 1]] - 1u;

      all |= high | low;
      out[i] = (guint8) (high << 4 | (low & 0x0f));
    }

  return all <= 0x0f;
}

/**
 * vigie_hex:
 * @bytes: bytes
 * @length_bytes: how many
 *
 * Returns: (transfer full): them in lower-case hexadecimal
 */
char *
vigie_hex (const guint8 *bytes, gsize length_bytes)
{
  char *text = g_malloc (length_bytes * 2 + 1);

  sodium_bin2hex (text, length_bytes * 2 + 1, bytes, length_bytes);
  return text;
}

/**
 * vigie_unhex:
 * @text: (nullable): lower-case hexadecimal digits
 * @out: (out caller-allocates): @length_bytes bytes; undefined when the answer is %FALSE
 * @length_bytes: how many bytes there must be
 *
 * Returns: %TRUE if @text is exactly that
 */
gboolean
vigie_unhex (const char *text, guint8 *out, gsize length_bytes)
{
  return text != NULL && vigie_unhex_span (text, strlen (text), out, length_bytes);
}

/**
 * vigie_hash:
 * @data: bytes
 * @length_bytes: how many
 * @out: (out caller-allocates): %VIGIE_HASH_BYTES bytes
 *
 * Computes BLAKE2b-256.
 */
void
vigie_hash (const void *data, gsize length_bytes, guint8 *out)
{
  vigie_ensure_sodium ();
  crypto_generichash (out, VIGIE_HASH_BYTES, data, length_bytes, NULL, 0);
}

/**
 * vigie_key_from_seed:
 * @seed: 32 random bytes
 * @public_key: (out caller-allocates): %VIGIE_KEY_BYTES bytes
 * @secret_key: (out caller-allocates): %VIGIE_SECRET_KEY_BYTES bytes
 *
 * Makes the Ed25519 key pair that belongs to @seed.
 */
void
vigie_key_from_seed (const guint8 *seed, guint8 *public_key, guint8 *secret_key)
{
  vigie_ensure_sodium ();
  crypto_sign_seed_keypair (public_key, secret_key, seed);
}

/**
 * vigie_sign:
 * @message: what is signed, its domain in front
 * @secret_key: (array fixed-size=64): of vigie_key_from_seed()
 * @signature: (out caller-allocates): %VIGIE_SIGNATURE_BYTES bytes
 *
 * Signs bytes that are no event. The same message and key always give the same signature.
 */
void
vigie_sign (GBytes *message, const guint8 *secret_key, guint8 *signature)
{
  gsize length_bytes;
  const guint8 *data = g_bytes_get_data (message, &length_bytes);

  vigie_ensure_sodium ();
  crypto_sign_detached (signature, NULL, data, length_bytes, secret_key);
}

/**
 * vigie_signature_is_of:
 * @signature: (array fixed-size=64): a signature
 * @message: what it should be over
 * @public_key: (array fixed-size=32): whose it should be
 *
 * Returns: %TRUE if it is
 */
gboolean
vigie_signature_is_of (const guint8 *signature, GBytes *message, const guint8 *public_key)
{
  gsize length_bytes;
  const guint8 *data = g_bytes_get_data (message, &length_bytes);

  vigie_ensure_sodium ();
  return crypto_sign_verify_detached (signature, data, length_bytes, public_key) == 0;
}

/**
 * vigie_wipe:
 * @secret: bytes that must not stay in memory
 * @length_bytes: how many
 */
void
vigie_wipe (void *secret, gsize length_bytes)
{
  sodium_memzero (secret, length_bytes);
}
