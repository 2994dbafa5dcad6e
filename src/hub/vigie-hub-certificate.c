/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-hub-certificate.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>
#include <unistd.h>

#define VALID_S (10 * 365 * 24 * 3600L)

void
vigie_hub_certificate_clear (VigieHubCertificate *certificate)
{
  if (certificate->key != NULL)
    explicit_bzero (certificate->key, strlen (certificate->key));
  g_clear_pointer (&certificate->certificate, g_free);
  g_clear_pointer (&certificate->key, g_free);
}

static gboolean
fail (GError **error, const char *path, const char *why)
{
  g_set_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FAILED, _("“%s” cannot be used: %s."), path, why);

  return FALSE;
}

static gboolean
read_file (const char *path, char **out, GError **error)
{
  g_autoptr(GError) read_error = NULL;

  if (g_file_get_contents (path, out, NULL, &read_error))
    return TRUE;

  return fail (error, path, read_error->message);
}

gboolean
vigie_hub_certificate_read (VigieHubCertificate *out, const char *certificate_path, const char *key_path, GError **error)
{
  guint8 fingerprint[VIGIE_HUB_FINGERPRINT_BYTES];

  return read_file (certificate_path, &out->certificate, error) && read_file (key_path, &out->key, error)
         && vigie_hub_certificate_fingerprint (out->certificate, fingerprint, error);
}

gboolean
vigie_hub_certificate_fingerprint (const char *pem, guint8 *out, GError **error)
{
  gnutls_datum_t datum = { (unsigned char *) pem, (unsigned int) strlen (pem) };
  gnutls_x509_crt_t certificate;
  size_t length = VIGIE_HUB_FINGERPRINT_BYTES;
  int code;

  gnutls_x509_crt_init (&certificate);
  code = gnutls_x509_crt_import (certificate, &datum, GNUTLS_X509_FMT_PEM);
  if (code >= 0)
    code = gnutls_x509_crt_get_fingerprint (certificate, GNUTLS_DIG_SHA256, out, &length);
  gnutls_x509_crt_deinit (certificate);
  if (code >= 0)
    return TRUE;
  g_set_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FAILED, _("The certificate cannot be read: %s."), gnutls_strerror (code));

  return FALSE;
}

/* Making ---------------------------------------------------------------------------------------- */

static int
describe (gnutls_x509_crt_t certificate)
{
  unsigned char serial[16];
  time_t now = time (NULL);
  const char *name = "Vigie hub";
  int code = gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial);

  serial[0] &= 0x7f;
  if (code >= 0)
    code = gnutls_x509_crt_set_version (certificate, 3);
  if (code >= 0)
    code = gnutls_x509_crt_set_serial (certificate, serial, sizeof serial);
  /* A clock that is a day behind at a seat must not make it invalid. */
  if (code >= 0)
    code = gnutls_x509_crt_set_activation_time (certificate, now - 7 * 24 * 3600);
  if (code >= 0)
    code = gnutls_x509_crt_set_expiration_time (certificate, now + VALID_S);
  if (code >= 0)
    code = gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name, (unsigned int) strlen (name));
  if (code >= 0)
    code = gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, "localhost", 9, GNUTLS_FSAN_SET);
  if (code >= 0)
    code = gnutls_x509_crt_set_key_purpose_oid (certificate, GNUTLS_KP_TLS_WWW_SERVER, 0);

  return code;
}

static int
make (gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key, gnutls_datum_t *certificate_pem, gnutls_datum_t *key_pem)
{
  int code = gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0);

  if (code >= 0)
    code = describe (certificate);
  if (code >= 0)
    code = gnutls_x509_crt_set_key (certificate, key);
  if (code >= 0)
    code = gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0);
  if (code >= 0)
    code = gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, certificate_pem);
  if (code >= 0)
    code = gnutls_x509_privkey_export2 (key, GNUTLS_X509_FMT_PEM, key_pem);

  return code;
}

static gboolean
write_file (const char *path, const gnutls_datum_t *pem, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean ok = fd >= 0 && write (fd, pem->data, pem->size) == (gssize) pem->size && fsync (fd) == 0;

  if (!ok)
    fail (error, path, g_strerror (errno));
  if (fd >= 0)
    close (fd);

  return ok;
}

static gboolean
make_files (const char *certificate_path, const char *key_path, GError **error)
{
  gnutls_datum_t certificate_pem = { NULL, 0 }, key_pem = { NULL, 0 };
  gnutls_x509_crt_t certificate;
  gnutls_x509_privkey_t key;
  gboolean ok;
  int code;

  gnutls_x509_crt_init (&certificate);
  gnutls_x509_privkey_init (&key);
  code = make (certificate, key, &certificate_pem, &key_pem);
  ok = code >= 0;
  if (!ok)
    fail (error, certificate_path, gnutls_strerror (code));
  /* The key first: a certificate without its key would be taken for a whole pair. */
  ok = ok && write_file (key_path, &key_pem, error) && write_file (certificate_path, &certificate_pem, error);
  if (key_pem.data != NULL)
    explicit_bzero (key_pem.data, key_pem.size);
  gnutls_free (certificate_pem.data);
  gnutls_free (key_pem.data);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);

  return ok;
}

gboolean
vigie_hub_certificate_self_signed (VigieHubCertificate *out, const char *path, GError **error)
{
  g_autofree char *certificate_path = g_strconcat (path, ".cert.pem", NULL);
  g_autofree char *key_path = g_strconcat (path, ".key.pem", NULL);

  if (!g_file_test (certificate_path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *folder = g_path_get_dirname (path);

      g_mkdir_with_parents (folder, 0700);
      g_unlink (key_path);
      if (!make_files (certificate_path, key_path, error))
        return FALSE;
    }

  return vigie_hub_certificate_read (out, certificate_path, key_path, error);
}
