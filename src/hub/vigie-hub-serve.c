/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* vigie-hub serve. The main thread waits for signals and for the control socket; everything else has its own
 * threads. SIGTERM and SIGINT end it in order: no new connections, what was accepted is answered, the log is
 * closed, status 0.
 *
 * With --tether the end of the standard input ends it as well, so that no hub is left behind by a program that started
 * it and is gone, however it went. The line “stay” there lets it go on without that program, “end” takes it back. */

#include <glib/gi18n-lib.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "vigie-hub-certificate.h"
#include "vigie-hub-control.h"
#include "vigie-hub-journal.h"
#include "vigie-hub-program.h"
#include "vigie-hub-sqlite.h"

#define RATE_DEFAULT 500
#define JOIN_FAILURES 10
#define FINGERPRINT_CHARS 16

typedef struct
{
  char *path;
  VigieHub *hub;
  VigieHubServer *server;
  VigieHubCertificate certificate;
  char fingerprint[2 * VIGIE_HUB_FINGERPRINT_BYTES + 1];
  int signals;
  int control;
  gboolean stays;       /* beyond the end of the standard input */
} Serve;

/* The proxy ends TLS; its certificate, if it is given, is what the hub says it is known by. */
static gboolean
is_proxied (const VigieHubArguments *a)
{
  return a->plain && a->behind_proxy;
}

static gboolean
check_arguments (const VigieHubArguments *a, GError **error)
{
  const char *wrong = NULL;

  if (is_proxied (a))
    wrong = a->self_signed || a->key != NULL ? _("Give one of --cert, --self-signed and --plain.") : NULL;
  else if ((a->certificate == NULL) != (a->key == NULL))
    wrong = _("--cert and --key go together.");
  else if ((a->certificate != NULL) + a->self_signed + a->plain > 1)
    wrong = _("Give one of --cert, --self-signed and --plain.");
  else if (a->db != NULL && g_str_has_prefix (a->db, "postgresql:"))
    wrong = _("This vigie-hub keeps its log in a file; it knows no PostgreSQL.");
  if (wrong != NULL)
    g_set_error_literal (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_USAGE, wrong);

  return wrong == NULL;
}

/* Blocked before there are threads, so that only this one ever gets them. */
static int
take_signals (void)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGTERM);
  sigaddset (&set, SIGINT);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  signal (SIGPIPE, SIG_IGN);

  return signalfd (-1, &set, SFD_CLOEXEC);
}

static gboolean
load_certificate (Serve *serve, const VigieHubArguments *a, GError **error)
{
  guint8 fingerprint[VIGIE_HUB_FINGERPRINT_BYTES];
  g_autofree char *hex = NULL;

  if (a->certificate == NULL && !a->self_signed)
    return TRUE;
  if (is_proxied (a) ? !g_file_get_contents (a->certificate, &serve->certificate.certificate, NULL, error)
      : a->self_signed ? !vigie_hub_certificate_self_signed (&serve->certificate, serve->path, error)
                       : !vigie_hub_certificate_read (&serve->certificate, a->certificate, a->key, error))
    return FALSE;
  if (!vigie_hub_certificate_fingerprint (serve->certificate.certificate, fingerprint, error))
    return FALSE;
  hex = vigie_hex (fingerprint, sizeof fingerprint);
  g_strlcpy (serve->fingerprint, hex, sizeof serve->fingerprint);
  if (is_proxied (a))
    vigie_hub_certificate_clear (&serve->certificate);

  return TRUE;
}

static gboolean
open_hub (Serve *serve, const VigieHubArguments *a, GError **error)
{
  VigieHubLimits limits = { 0, a->behind_proxy ? 0 : JOIN_FAILURES };
  gboolean loopback = TRUE;
  VigieHubSeams seams;
  VigieHubLog *log;

  if (a->listen != NULL && !vigie_hub_listen_is_loopback (a->listen, &loopback, error))
    return FALSE;
  limits.rate_per_s = a->rate >= 0 ? (guint) a->rate : loopback && !a->behind_proxy ? 0 : RATE_DEFAULT;
  vigie_hub_program_seams (&seams);
  log = vigie_hub_sqlite_open (serve->path, &seams, error);
  if (log == NULL)
    return FALSE;
  serve->hub = vigie_hub_new (log, serve->path, a->organisation != NULL ? a->organisation : g_get_host_name (), &seams, &limits, error);

  return serve->hub != NULL;
}

/* For invitations. A full disk, of which the journal tells, is no reason not to serve what is there. */
static void
keep_address (Serve *serve)
{
  g_autoptr(VigieHubRequest) request = vigie_hub_address_request (vigie_hub_server_address (serve->server), serve->fingerprint);

  vigie_hub_server_run (serve->server, request);
}

static gboolean
start (Serve *serve, const VigieHubArguments *a, GError **error)
{
  VigieHubServerOptions options;

  vigie_hub_server_options_init (&options);
  if (a->listen != NULL)
    options.listen = a->listen;
  if (a->per_address >= 0)
    options.per_address = (guint) a->per_address;
  if (a->behind_proxy)
    options.per_address = 0;
  options.certificate = serve->certificate.certificate;
  options.key = serve->certificate.key;
  serve->control = vigie_hub_control_listen (serve->path, error);
  if (serve->control < 0)
    return FALSE;
  serve->server = vigie_hub_server_new (serve->hub, &options, error);
  if (serve->server != NULL)
    keep_address (serve);

  return serve->server != NULL;
}

static void
announce (Serve *serve)
{
  g_autofree char *organisation = vigie_hub_organisation (serve->hub);

  organisation[FINGERPRINT_CHARS] = '\0';
  printf ("vigie-hub listens on %s, organisation %s%s%s\n", vigie_hub_server_address (serve->server), organisation,
          serve->fingerprint[0] != '\0' ? ", certificate " : "", serve->fingerprint);
  fflush (stdout);
  vigie_hub_journal ("listening", "address", vigie_hub_server_address (serve->server), "organisation", organisation, NULL);
}

/* FALSE: whoever held the other end is gone, and it was not to stay. *fd -1: nothing more will come. */
static gboolean
read_tether (Serve *serve, int *fd)
{
  char text[64];
  gssize n = read (*fd, text, sizeof text - 1);
  const char *stay, *end;

  if (n <= 0)
    {
      *fd = -1;
      return serve->stays;
    }
  text[n] = '\0';
  stay = g_strrstr (text, "stay");
  end = g_strrstr (text, "end");
  if (stay != NULL || end != NULL)
    serve->stays = end == NULL || (stay != NULL && stay > end);

  return TRUE;
}

static void
wait_for_the_end (Serve *serve, gboolean tethered)
{
  struct pollfd wait[] = { { serve->signals, POLLIN, 0 }, { serve->control, POLLIN, 0 }, { tethered ? STDIN_FILENO : -1, POLLIN, 0 } };

  while (TRUE)
    {
      if (poll (wait, G_N_ELEMENTS (wait), -1) < 0)
        continue;
      if (wait[0].revents != 0 || (wait[2].revents != 0 && !read_tether (serve, &wait[2].fd)))
        break;
      if (wait[1].revents != 0 && !vigie_hub_control_answer (serve->control, serve->server))
        break;
    }
  vigie_hub_journal ("ending", NULL);
}

static void
stop (Serve *serve)
{
  vigie_hub_server_free (serve->server);
  vigie_hub_control_close (serve->control, serve->path);
  vigie_hub_free (serve->hub);
  vigie_hub_certificate_clear (&serve->certificate);
  g_free (serve->path);
}

int
vigie_hub_program_serve (const VigieHubArguments *arguments)
{
  Serve serve = { .path = vigie_hub_program_log_path (arguments), .control = -1 };
  GError *error = NULL;
  int status = 0;

  serve.signals = take_signals ();
  if (check_arguments (arguments, &error) && open_hub (&serve, arguments, &error)
      && load_certificate (&serve, arguments, &error) && start (&serve, arguments, &error))
    {
      announce (&serve);
      wait_for_the_end (&serve, arguments->tether);
    }
  else
    status = vigie_hub_program_fail (error);
  stop (&serve);

  return status;
}
