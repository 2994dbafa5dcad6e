/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-hub-error.h"

/* The certificate of the hub. Seats pin it by the fingerprint in their invitation, so a self-signed one is
 * as good as any; it is made once and kept, because another one is another hub to them. */

G_BEGIN_DECLS

#define VIGIE_HUB_FINGERPRINT_BYTES 32 /* SHA-256 of the DER */

typedef struct
{
  char *certificate;    /* PEM */
  char *key;            /* PEM */
} VigieHubCertificate;

/* Reads both files. */
gboolean vigie_hub_certificate_read (VigieHubCertificate *out, const char *certificate_path, const char *key_path, GError **error);
/* PATH.cert.pem and PATH.key.pem (0600), made when they are missing. */
gboolean vigie_hub_certificate_self_signed (VigieHubCertificate *out, const char *path, GError **error);
void vigie_hub_certificate_clear (VigieHubCertificate *certificate);
gboolean vigie_hub_certificate_fingerprint (const char *pem, guint8 *out, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VigieHubCertificate, vigie_hub_certificate_clear)

G_END_DECLS
