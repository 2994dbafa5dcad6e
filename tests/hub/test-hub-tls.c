/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* TLS: the self-signed certificate, what is refused, and handshakes that nobody finishes. */

#include <gnutls/gnutls.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "hub-served.h"
#include "vigie-hub-certificate.h"


typedef struct
{
  gnutls_session_t session;
  gnutls_certificate_credentials_t credentials;
  int fd;
} Tls;

/* FALSE: no handshake. */
static gboolean
tls_open (Tls *tls, guint port, const char *priorities)
{
  struct timeval patience = { 10, 0 };
  int code;

  tls->fd = hub_connect (port);
  setsockopt (tls->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  gnutls_certificate_allocate_credentials (&tls->credentials);
  gnutls_init (&tls->session, GNUTLS_CLIENT);
  g_assert_cmpint (gnutls_priority_set_direct (tls->session, priorities, NULL), ==, 0);
  gnutls_credentials_set (tls->session, GNUTLS_CRD_CERTIFICATE, tls->credentials);
  gnutls_transport_set_int (tls->session, tls->fd);
  do
    code = gnutls_handshake (tls->session);
  while (code < 0 && !gnutls_error_is_fatal (code));

  return code >= 0;
}

static void
tls_close (Tls *tls)
{
  gnutls_deinit (tls->session);
  gnutls_certificate_free_credentials (tls->credentials);
  close (tls->fd);
}

static gboolean
tls_is_well (guint port)
{
  static const char request[] = "GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n";
  char reply[1024] = "";
  Tls tls;
  gboolean well = tls_open (&tls, port, "NORMAL") && gnutls_record_send (tls.session, request, strlen (request)) > 0
                  && gnutls_record_recv (tls.session, reply, sizeof reply - 1) > 0 && g_str_has_prefix (reply, "HTTP/1.1 200");

  tls_close (&tls);

  return well;
}

typedef struct
{
  HubFixture *fixture;
  VigieHubCertificate certificate;
  HubServed *served;
} Scene;

static void
scene_init (Scene *scene)
{
  VigieHubServerOptions options;
  g_autoptr(GError) error = NULL;

  scene->fixture = hub_fixture_new (1);
  scene->certificate = (VigieHubCertificate) { NULL, NULL };
  g_assert_true (vigie_hub_certificate_self_signed (&scene->certificate, scene->fixture->path, &error));
  g_assert_no_error (error);
  vigie_hub_server_options_init (&options);
  options.header_s = 2;
  options.certificate = scene->certificate.certificate;
  options.key = scene->certificate.key;
  scene->served = hub_served_new (&options);
}

static void
scene_clear (Scene *scene)
{
  hub_served_free (scene->served);
  vigie_hub_certificate_clear (&scene->certificate);
  hub_fixture_free (scene->fixture);
}

static void
test_certificate (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (2);
  g_autofree char *key_path = hub_fixture_file (fixture, "hub.db.key.pem");
  g_auto(VigieHubCertificate) first = { NULL, NULL };
  g_auto(VigieHubCertificate) second = { NULL, NULL };
  g_autoptr(GError) error = NULL;
  guint8 one[VIGIE_HUB_FINGERPRINT_BYTES], two[VIGIE_HUB_FINGERPRINT_BYTES];
  struct stat info;

  g_assert_true (vigie_hub_certificate_self_signed (&first, fixture->path, &error));
  g_assert_true (vigie_hub_certificate_self_signed (&second, fixture->path, &error));
  g_assert_true (vigie_hub_certificate_fingerprint (first.certificate, one, &error));
  g_assert_true (vigie_hub_certificate_fingerprint (second.certificate, two, &error));
  g_assert_cmpmem (one, sizeof one, two, sizeof two);
  g_assert_cmpint (stat (key_path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_false (vigie_hub_certificate_fingerprint ("nonsense", one, &error));
  g_assert_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FAILED);
}

/* The peer shows the very certificate whose fingerprint stands in the link. */
static void
test_pinned (void)
{
  guint8 expected[VIGIE_HUB_FINGERPRINT_BYTES], found[VIGIE_HUB_FINGERPRINT_BYTES];
  size_t length = sizeof found;
  const gnutls_datum_t *peer;
  unsigned int n_peers = 0;
  Scene scene;
  Tls tls;

  scene_init (&scene);
  g_assert_true (tls_open (&tls, scene.served->port, "NORMAL"));
  peer = gnutls_certificate_get_peers (tls.session, &n_peers);
  g_assert_cmpuint (n_peers, >=, 1);
  g_assert_cmpint (gnutls_fingerprint (GNUTLS_DIG_SHA256, peer, found, &length), ==, 0);
  g_assert_true (vigie_hub_certificate_fingerprint (scene.certificate.certificate, expected, NULL));
  g_assert_cmpmem (found, sizeof found, expected, sizeof expected);
  tls_close (&tls);
  g_assert_true (tls_is_well (scene.served->port));
  scene_clear (&scene);
}

static void
test_versions (void)
{
  static const struct
  {
    const char *priorities;
    gboolean accepted;
  } cases[] = {
    { "NORMAL:-VERS-ALL:+VERS-TLS1.0", FALSE },
    { "NORMAL:-VERS-ALL:+VERS-TLS1.1", FALSE },
    { "NORMAL:-VERS-ALL:+VERS-TLS1.2", TRUE },
    { "NORMAL:-VERS-ALL:+VERS-TLS1.3", TRUE },
  };
  Scene scene;

  scene_init (&scene);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Tls tls;

      g_test_message ("%s", cases[i].priorities);
      g_assert_cmpint (tls_open (&tls, scene.served->port, cases[i].priorities), ==, cases[i].accepted);
      tls_close (&tls);
    }
  scene_clear (&scene);
}

static int
compare_usec (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

/* More where a sanitizer slows everything down. */
static double
patience (void)
{
  const char *given = g_getenv ("VIGIE_TEST_PATIENCE");

  return given != NULL ? atof (given) : 1;
}

/* Connected and silent, or cut in the middle of the first message: others do not notice, and all are hung up on. */
static void
test_half_open (void)
{
  static const char partial_hello[] = "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03";
  guint n_half_open = vigie_test_number (100, 200), n_good = vigie_test_number (20, 200);
  g_autoptr(GArray) times_usec = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree int *fds = g_new (int, n_half_open);
  double p99_ms, closed_s;
  gint64 start_usec;
  Scene scene;

  scene_init (&scene);
  for (guint i = 0; i < n_half_open; i++)
    {
      fds[i] = hub_connect (scene.served->port);
      if (i % 2 == 0)
        hub_send (fds[i], partial_hello, sizeof partial_hello - 1);
    }
  start_usec = g_get_monotonic_time ();
  for (guint i = 0; i < n_good; i++)
    {
      gint64 asked_usec = g_get_monotonic_time (), took_usec;

      g_assert_true (tls_is_well (scene.served->port));
      took_usec = g_get_monotonic_time () - asked_usec;
      g_array_append_val (times_usec, took_usec);
    }
  for (guint i = 0; i < n_half_open; i++)
    {
      g_assert_true (hub_wait_closed (fds[i], 30));
      close (fds[i]);
    }
  closed_s = (double) (g_get_monotonic_time () - start_usec) / G_USEC_PER_SEC;
  g_assert_true (tls_is_well (scene.served->port));
  g_array_sort (times_usec, compare_usec);
  p99_ms = (double) g_array_index (times_usec, gint64, (guint) ((n_good - 1) * 0.99)) / 1000;
  vigie_test_figure ("F20", "beside %u half-open handshakes a whole one takes %.0f ms at p99", n_half_open, p99_ms);
  g_assert_cmpfloat (p99_ms, <, 1000 * patience ());
  g_assert_cmpfloat (closed_s, <, 15 * patience () + n_good * p99_ms / 1000);
  scene_clear (&scene);
}

/* After a whole handshake: a record that is cut after any of its bytes, or is none. */
static void
test_cut_records (void)
{
  static const char record[] = "\x17\x03\x03\x00\x20 this is no record of the session";
  guint n = vigie_test_number (12, 200);
  Scene scene;

  scene_init (&scene);
  for (guint i = 0; i < n; i++)
    {
      Tls tls;

      g_assert_true (tls_open (&tls, scene.served->port, "NORMAL"));
      hub_send (tls.fd, record, (gssize) (i % sizeof record));
      tls_close (&tls);
    }
  g_assert_true (tls_is_well (scene.served->port));
  for (guint i = 0; i < 300 && vigie_hub_get_count (scene.served->hub, VIGIE_HUB_COUNT_CONNECTIONS) > 0; i++)
    g_usleep (50000);
  g_assert_cmpint (vigie_hub_get_count (scene.served->hub, VIGIE_HUB_COUNT_CONNECTIONS), ==, 0);
  scene_clear (&scene);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/tls/certificate", test_certificate);
  g_test_add_func ("/fault/F42/pinned", test_pinned);
  g_test_add_func ("/fault/F42/versions", test_versions);
  g_test_add_func ("/fault/F20/half-open", test_half_open);
  g_test_add_func ("/fault/F20/cut-records", test_cut_records);

  return g_test_run ();
}
