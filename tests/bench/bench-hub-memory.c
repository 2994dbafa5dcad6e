/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a live stream costs the hub's process, plain and over TLS. The listeners are another process, this very
 * program started again, so that none of their memory is counted. */

#include <gio/gio.h>
#include <gnutls/gnutls.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hub-bench.h"
#include "vigie-hub-certificate.h"

#define LISTENERS 1000
#define FIRST_LISTENERS 100 /* what the first ones bring along, threads and the ring of frames, is no matter of each */

/* The listeners ---------------------------------------------------------------------------------- */

static void
send_over_tls (int fd, gnutls_certificate_credentials_t credentials, const char *request)
{
  gnutls_session_t session;
  int code;

  gnutls_init (&session, GNUTLS_CLIENT);
  g_assert_cmpint (gnutls_set_default_priority (session), ==, 0);
  gnutls_credentials_set (session, GNUTLS_CRD_CERTIFICATE, credentials);
  gnutls_transport_set_int (session, fd);
  do
    code = gnutls_handshake (session);
  while (code < 0 && !gnutls_error_is_fatal (code));
  g_assert_cmpint (code, >=, 0);
  g_assert_cmpint (gnutls_record_send (session, request, strlen (request)), >, 0);
}

/* Opens them and keeps them until nobody writes to the standard input any more. */
static int
listen_to (guint port, const char *token, gboolean tls, guint n)
{
  g_autofree char *request = g_strdup_printf ("GET /v1/live HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer %s\r\n\r\n", token);
  gnutls_certificate_credentials_t credentials;
  char end;

  bench_raise_limits ();
  gnutls_certificate_allocate_credentials (&credentials);
  for (guint i = 0; i < n; i++)
    {
      int fd = hub_connect (port);

      if (tls)
        send_over_tls (fd, credentials, request);
      else
        hub_send (fd, request, -1);
    }

  return read (STDIN_FILENO, &end, 1) == 0 ? 0 : 1;
}

/* The hub ----------------------------------------------------------------------------------------- */

/* The plain client of the tests joins; then the same hub goes on with TLS. */
static void
serve_with (Bench *bench, VigieHubServerOptions *options)
{
  g_autoptr(GError) error = NULL;

  vigie_hub_server_free (bench->served->server);
  options->listen = "127.0.0.1:0";
  bench->served->server = vigie_hub_server_new (bench->served->hub, options, &error);
  g_assert_no_error (error);
  bench->served->port = (guint) atoi (strrchr (vigie_hub_server_address (bench->served->server), ':') + 1);
}

static GSubprocess *
start_listeners (Bench *bench, const char *program, const char *way, guint n, guint n_in_all)
{
  g_autofree char *port = g_strdup_printf ("%u", bench->served->port);
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autoptr(GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, &error, program, port, bench->tokens[0], way, count, NULL);

  g_assert_no_error (error);
  while (vigie_hub_get_count (bench->served->hub, VIGIE_HUB_COUNT_LISTENERS) < n_in_all)
    g_usleep (10000);
  g_usleep (G_USEC_PER_SEC);

  return process;
}

static void
end_listeners (GSubprocess *process)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL);
  g_subprocess_wait (process, NULL, NULL);
  g_object_unref (process);
}

static void
measure (const char *program, VigieHubServerOptions *options, const char *what, double goal)
{
  const char *way = options->certificate != NULL ? "tls" : "plain";
  GSubprocess *first, *others;
  Bench bench = { NULL };
  gsize before_bytes;

  bench_open (&bench, NULL);
  serve_with (&bench, options);
  first = start_listeners (&bench, program, way, FIRST_LISTENERS, FIRST_LISTENERS);
  before_bytes = bench_resident_bytes ();
  others = start_listeners (&bench, program, way, LISTENERS, FIRST_LISTENERS + LISTENERS);
  bench_say (what, (double) (bench_resident_bytes () - before_bytes) / 1000 / LISTENERS, 0, goal, "kB", FALSE);
  end_listeners (others);
  end_listeners (first);
  bench_close (&bench);
}

int
main (int argc, char *argv[])
{
  g_autoptr(HubFixture) fixture = NULL;
  g_auto(VigieHubCertificate) certificate = { NULL, NULL };
  VigieHubServerOptions options;

  if (argc > 4)
    return listen_to ((guint) atoi (argv[1]), argv[2], strcmp (argv[3], "tls") == 0, (guint) atoi (argv[4]));
  bench_raise_limits ();
  vigie_hub_server_options_init (&options);
  measure (argv[0], &options, "memory of a live stream, plain", 25);
  fixture = hub_fixture_new (3);
  g_assert_true (vigie_hub_certificate_self_signed (&certificate, fixture->path, NULL));
  options.certificate = certificate.certificate;
  options.key = certificate.key;
  measure (argv[0], &options, "memory of a live stream, TLS", 45);

  return 0;
}
