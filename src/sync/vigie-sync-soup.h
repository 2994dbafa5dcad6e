/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "vigie-late.h"

/* Private to src/sync: what is called of libsoup. Who works alone never needs it, so it is loaded with the first way to a
 * hub, or the first calendar that is fetched. */

G_BEGIN_DECLS

#define VIGIE_SYNC_SOUP_CALLS(CALL) \
  CALL (soup_, content_decoder_get_type) \
  CALL (soup_, message_add_flags) \
  CALL (soup_, message_get_request_headers) \
  CALL (soup_, message_get_response_headers) \
  CALL (soup_, message_get_status) \
  CALL (soup_, message_headers_get_content_length) \
  CALL (soup_, message_headers_get_content_type) \
  CALL (soup_, message_headers_get_encoding) \
  CALL (soup_, message_headers_get_one) \
  CALL (soup_, message_headers_replace) \
  CALL (soup_, message_new) \
  CALL (soup_, message_new_from_uri) \
  CALL (soup_, message_set_request_body_from_bytes) \
  CALL (soup_, session_new_with_options) \
  CALL (soup_, session_remove_feature_by_type) \
  CALL (soup_, session_send_async) \
  CALL (soup_, session_send_finish) \
  CALL (soup_, session_set_tls_database)

typedef VIGIE_LATE_TABLE (VIGIE_SYNC_SOUP_CALLS) VigieSyncSoup;

/* Filled by vigie_sync_soup_load(), before which nothing of it may be called. */
extern VigieSyncSoup vigie_soup;

/* FALSE: it is not on this computer. As vigie_late_load(). */
gboolean vigie_sync_soup_load (GError **error);

G_END_DECLS
