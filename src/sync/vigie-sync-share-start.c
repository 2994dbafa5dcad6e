/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starting, or finding again, the hub of this computer:
 *
 *   LOOK (store) → STATUS of the log in STORE.hub/ that is this organisation's → found: on
 *   else, for an organisation that has no log here, ADOPT it; SPAWN the process; its line says that it listens → STATUS
 *   → a new organisation: INVITE whoever sits here; an older one: ENROL (store) the hub, if it is not → JOIN → on.
 *
 * Only an administrator can enrol a hub, so nobody else begins. */

#include "vigie-sync-share-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "vigie-error.h"
#include "vigie-store-thread-private.h"
#include "vigie-sync-organisation.h"
#include "vigie-sync-program.h"

#define PORTS 20
#define FINGERPRINT_BYTES 8
#define STATUS_MAX_BYTES 65536

typedef struct
{
  VigieSyncShare *share;         /* owned */
  GCancellable *cancellable;     /* owned; of this start */
  gboolean only_find;
  char *organisation, *person;

  /* What the store says. */
  VigieStoreHub *hub;            /* NULL: it has joined none */
  GBytes *membership;            /* with @hub */
  gboolean is_founded;           /* something of the membership is known here */
  gboolean may_enrol;

  gboolean is_there;             /* the log */
  guint port;                    /* it listened on before; 0: none */
  guint8 key[VIGIE_KEY_BYTES];   /* of the hub */
  gboolean is_enrolled;
  GDataInputStream *line;
} Start;

static void
start_free (Start *start)
{
  g_object_unref (start->share);
  g_object_unref (start->cancellable);
  g_free (start->organisation);
  g_free (start->person);
  vigie_store_hub_free (start->hub);
  g_clear_pointer (&start->membership, g_bytes_unref);
  g_clear_object (&start->line);
  g_free (start);
}

/* TRUE: somebody has stopped it meanwhile, or @error_taken ends it; @start is gone. */
static gboolean
is_over (Start *start, GError *error_taken)
{
  g_autoptr(GError) error = error_taken;

  if (error == NULL && !g_cancellable_is_cancelled (start->cancellable))
    return FALSE;
  if (!g_cancellable_is_cancelled (start->cancellable))
    vigie_sync_share_fail (start->share, start->only_find ? NULL : error->message);
  start_free (start);

  return TRUE;
}

static void
give_up (Start *start, const char *sentence)
{
  is_over (start, g_error_new_literal (VIGIE_ERROR, VIGIE_ERROR_CONFLICT, sentence));
}

static VigieJson *
parse_status (const char *text)
{
  return vigie_json_parse (text, strlen (text), STATUS_MAX_BYTES, NULL);
}

static void
run (Start *start, GAsyncReadyCallback callback, ...)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  const char *word;
  va_list list;

  va_start (list, callback);
  while ((word = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (words, (gpointer) word);
  va_end (list);
  g_ptr_array_add (words, NULL);
  vigie_sync_program_run_async ((const char *const *) words->pdata, start->cancellable, callback, start);
}

/* JOIN ---------------------------------------------------------------------------------------------- */

/* The end: vigie_sync_share_joined() is called for it. */
static void
join (Start *start, const VigieJoinLink *link)
{
  VigieSyncShare *self = start->share;
  g_autoptr(VigieSyncShare) kept G_GNUC_UNUSED = g_object_ref (self);
  VigieSyncShareJoinFunc func = self->join;

  start_free (start);
  func (self, link, self->join_data);
}

/**
 * vigie_sync_share_joined:
 * @self: a share that asked for it
 * @error: (nullable): why this computer could not join
 */
void
vigie_sync_share_joined (VigieSyncShare *self, const GError *error)
{
  g_return_if_fail (VIGIE_IS_SYNC_SHARE (self));

  if (self->state != VIGIE_SYNC_SHARE_STARTING)
    return;
  if (error != NULL)
    vigie_sync_share_fail (self, error->message);
  else if (self->process != NULL && g_subprocess_get_identifier (self->process) == NULL)
    vigie_sync_share_fail (self, _("The hub ended without saying why."));
  else
    vigie_sync_share_set_state (self, VIGIE_SYNC_SHARE_ON);
}

static void
invited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Start *start = user_data;
  GError *error = NULL;
  g_autofree char *text = vigie_sync_program_run_finish (result, &error);
  g_autoptr(VigieJoinLink) link = NULL;

  if (is_over (start, error))
    return;
  link = vigie_join_link_parse (text, &error);
  if (link != NULL)
    join (start, link);
  else
    is_over (start, error);
}

static gboolean
enrol_in_thread (VigieStore *store, gpointer data, GError **error)
{
  Start *start = data;
  g_autoptr(GPtrArray) drafts = vigie_sync_enrol_drafts (store, start->key, g_get_host_name (), g_get_real_time (), error);
  g_autoptr(GPtrArray) events = drafts != NULL ? vigie_store_record (store, drafts, error) : NULL;

  return events != NULL;
}

static void
enrolled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Start *start = user_data;
  GError *error = NULL;

  vigie_store_thread_call_finish (VIGIE_STORE_THREAD (source), result, &error);
  /* Known here already, though the hub has not heard of it: then it will. */
  if (g_error_matches (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT))
    g_clear_error (&error);
  if (!is_over (start, error))
    join (start, start->share->link);
}

static void
get_in (Start *start)
{
  const VigieJoinLink *link = start->share->link;

  /* The second happens when the first start was cut off before it was in step. */
  if (start->hub == NULL || !start->is_founded)
    run (start, invited_cb, "invite", "--db", start->share->db, "--name", start->person != NULL ? start->person : start->hub->person, "--role", "administrator", "--url",
         link->hubs[0], NULL);
  else if (!start->is_enrolled)
    vigie_store_thread_call_async (start->share->thread, enrol_in_thread, start, NULL, enrolled_cb, start);
  else
    join (start, link);
}

/* SPAWN --------------------------------------------------------------------------------------------- */

static void
status_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Start *start = user_data;
  GError *error = NULL;
  g_autofree char *text = vigie_sync_program_run_finish (result, &error);
  g_autoptr(VigieJson) status = NULL;
  g_autofree char *key = NULL;

  if (is_over (start, error))
    return;
  status = parse_status (text);
  key = status != NULL ? vigie_json_member_string (status, 0, "hub") : NULL;
  if (status == NULL || !vigie_sync_share_take_status (start->share, status) || !vigie_unhex (key, start->key, VIGIE_KEY_BYTES))
    {
      give_up (start, _("The hub on this computer does not answer as it should."));
      return;
    }
  start->is_enrolled = vigie_json_member_boolean (status, 0, "enrolled", FALSE);
  vigie_sync_share_watch (start->share, vigie_json_member_int (status, 0, "pid", 0));
  get_in (start);
}

static char *
log_path (const Start *start)
{
  return g_strconcat (start->share->db, ".log", NULL);
}

static void
dead_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Start *start = user_data;
  g_autofree char *path = log_path (start);
  g_autofree char *text = NULL;
  g_autofree char *sentence = NULL;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  g_file_get_contents (path, &text, NULL, NULL);
  sentence = vigie_sync_program_sentence (text);
  give_up (start, sentence != NULL ? sentence : _("The hub ended without saying why."));
}

static void
line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Start *start = user_data;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (is_over (start, NULL))
    return;
  if (line != NULL)
    run (start, status_cb, "status", "--db", start->share->db, NULL);
  else
    g_subprocess_wait_async (start->share->process, NULL, dead_cb, start);
}

/* A signal for the terminal we were started from is not for it. */
static void
leave_terminal (gpointer user_data)
{
  setsid ();
}

static gboolean
is_free (guint port)
{
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr(GInetAddress) any = g_inet_address_new_any (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (any, (guint16) port);

  return socket != NULL && g_socket_bind (socket, address, TRUE, NULL) && g_socket_listen (socket, NULL);
}

/* The one it had, so that those who know it find it; 0: none near is free. */
static guint
choose_port (guint before)
{
  if (before != 0 && is_free (before))
    return before;
  for (guint i = 0; i < PORTS; i++)
    {
      if (is_free (VIGIE_SYNC_SHARE_PORT + i))
        return VIGIE_SYNC_SHARE_PORT + i;
    }

  return 0;
}

/* Only for us, whatever the umask; what it says of a start is not looked for among what it said before. */
static gboolean
empty_log (const char *path, GError **error)
{
  g_unlink (path);

  return g_file_set_contents_full (path, "", 0, G_FILE_SET_CONTENTS_NONE, 0600, error);
}

static GSubprocess *
spawn_process (Start *start, guint port, GError **error)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program = vigie_sync_program_find (error);
  g_autofree char *listen = g_strdup_printf ("0.0.0.0:%u", port);
  g_autofree char *log = log_path (start);

  if (program == NULL || !empty_log (log, error))
    return NULL;
  g_subprocess_launcher_set_stderr_file_path (launcher, log);
  g_subprocess_launcher_set_child_setup (launcher, leave_terminal, NULL, NULL);

  return g_subprocess_launcher_spawn (launcher, error, program, "serve", "--db", start->share->db, "--listen", listen, "--self-signed",
                                      "--tether", "--organisation", start->organisation, NULL);
}

static void
spawn (Start *start)
{
  VigieSyncShare *self = start->share;
  guint port = choose_port (start->port);
  GError *error = NULL;

  if (port == 0)
    {
      g_autofree char *sentence = g_strdup_printf (_("The ports %d to %d of this computer are all taken: close the program that holds them."),
                                                   VIGIE_SYNC_SHARE_PORT, VIGIE_SYNC_SHARE_PORT + PORTS - 1);

      give_up (start, sentence);
      return;
    }
  self->process = spawn_process (start, port, &error);
  if (self->process == NULL)
    {
      is_over (start, error);
      return;
    }
  self->tether = g_subprocess_get_stdin_pipe (self->process);
  vigie_sync_share_tell_tether (self);
  start->line = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (start->line, G_PRIORITY_DEFAULT, start->cancellable, line_cb, start);
}

/* ADOPT --------------------------------------------------------------------------------------------- */

static char *
membership_path (const Start *start)
{
  return g_strconcat (start->share->db, ".membership", NULL);
}

static void
adopted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Start *start = user_data;
  g_autofree char *path = membership_path (start);
  GError *error = NULL;
  g_autofree char *out G_GNUC_UNUSED = vigie_sync_program_run_finish (result, &error);

  g_unlink (path);
  if (!is_over (start, error))
    spawn (start);
}

static void
begin (Start *start)
{
  g_autofree char *path = membership_path (start);
  gsize length = 0;
  const char *data = start->membership != NULL ? g_bytes_get_data (start->membership, &length) : NULL;
  GError *error = NULL;

  if (start->only_find)
    is_over (start, g_error_new_literal (VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, ""));
  else if (start->is_there || start->hub == NULL)
    spawn (start);
  else if (!start->may_enrol)
    give_up (start, _("Only an administrator of your organisation can share its incidents from another computer: ask one."));
  else if (!g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    is_over (start, error);
  else
    run (start, adopted_cb, "adopt", path, "--db", start->share->db, NULL);
}

/* STATUS of what is there ----------------------------------------------------------------------------- */

static gboolean
is_of (const VigieJson *status, const VigieStoreHub *hub)
{
  g_autofree char *organisation = vigie_json_member_string (status, 0, "organisation");
  guint8 key[VIGIE_KEY_BYTES];

  return hub == NULL || (vigie_unhex (organisation, key, sizeof key) && memcmp (key, hub->organisation, sizeof key) == 0);
}

static guint
port_of (const VigieJson *status)
{
  g_autofree char *listen = vigie_json_member_string (status, 0, "listen");
  const char *colon = listen != NULL ? strrchr (listen, ':') : NULL;

  return colon != NULL ? (guint) g_ascii_strtoull (colon + 1, NULL, 10) : 0;
}

static void try_log (Start *start, char *path_taken);

static char *
other_log (const Start *start)
{
  g_autofree char *folder = g_path_get_dirname (start->share->db);
  g_autofree char *fingerprint = vigie_hex (start->hub->organisation, FINGERPRINT_BYTES);
  g_autofree char *name = g_strconcat (fingerprint, ".db", NULL);

  return g_build_filename (folder, name, NULL);
}

/* One that stayed: this computer knows it, so it need not join again. */
static void
attach (Start *start, const VigieJson *status)
{
  VigieSyncShare *self = start->share;
  gint64 pid = vigie_json_member_int (status, 0, "pid", 0);

  self->stays = TRUE;
  vigie_sync_share_watch (self, pid);
  if (start->only_find && start->hub != NULL)
    {
      start_free (start);
      vigie_sync_share_set_state (self, VIGIE_SYNC_SHARE_ON);
      return;
    }
  start->is_enrolled = vigie_json_member_boolean (status, 0, "enrolled", FALSE);
  get_in (start);
}

static void
looked_at_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Start *start = user_data;
  GError *error = NULL;
  g_autofree char *text = vigie_sync_program_run_finish (result, &error);
  g_autoptr(VigieJson) status = NULL;
  g_autofree char *key = NULL;

  if (is_over (start, error))
    return;
  status = parse_status (text);
  if (status != NULL && !is_of (status, start->hub))
    {
      try_log (start, other_log (start));
      return;
    }
  key = status != NULL ? vigie_json_member_string (status, 0, "hub") : NULL;
  if (status != NULL && vigie_unhex (key, start->key, VIGIE_KEY_BYTES) && vigie_sync_share_take_status (start->share, status))
    {
      attach (start, status);
      return;
    }
  start->port = status != NULL ? port_of (status) : 0;
  begin (start);
}

static void
try_log (Start *start, char *path_taken)
{
  VigieSyncShare *self = start->share;

  g_free (self->db);
  self->db = path_taken;
  start->is_there = g_file_test (self->db, G_FILE_TEST_EXISTS);
  if (start->is_there)
    run (start, looked_at_cb, "status", "--db", self->db, NULL);
  else
    begin (start);
}

/* LOOK ---------------------------------------------------------------------------------------------- */

static gboolean
look_in_thread (VigieStore *store, gpointer data, GError **error)
{
  Start *start = data;
  g_autoptr(VigieMembership) membership = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autofree char *hex = vigie_store_get_device (store);
  guint8 device[VIGIE_KEY_BYTES];

  start->hub = vigie_store_hub (store, &local_error);
  if (start->hub == NULL)
    {
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  membership = vigie_sync_membership (store, error);
  start->membership = membership != NULL ? vigie_sync_membership_body (store, error) : NULL;
  start->is_founded = membership != NULL && vigie_membership_name (membership) != NULL;
  start->may_enrol = membership != NULL && hex != NULL && vigie_unhex (hex, device, sizeof device)
                     && vigie_membership_may_record (membership, device, "hub.enrolled");

  return start->membership != NULL;
}

static gboolean
make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” cannot be made: %s."), folder, g_strerror (errno));

  return FALSE;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Start *start = user_data;
  g_autofree char *folder = g_strconcat (vigie_store_thread_get_path (start->share->thread), ".hub", NULL);
  GError *error = NULL;

  if (vigie_store_thread_call_finish (VIGIE_STORE_THREAD (source), result, &error) && !start->only_find)
    make_folder (folder, &error);
  if (!is_over (start, error))
    try_log (start, g_build_filename (folder, "hub.db", NULL));
}

static void
look (VigieSyncShare *self, gboolean only_find, const char *organisation, const char *person)
{
  Start *start;

  if (self->state != VIGIE_SYNC_SHARE_OFF)
    return;
  start = g_new0 (Start, 1);
  start->share = g_object_ref (self);
  start->cancellable = g_object_ref (self->cancellable);
  start->only_find = only_find;
  start->organisation = g_strdup (organisation);
  start->person = g_strdup (person);
  g_clear_pointer (&self->failure, g_free);
  vigie_sync_share_set_state (self, VIGIE_SYNC_SHARE_STARTING);
  vigie_store_thread_call_async (self->thread, look_in_thread, start, NULL, looked_cb, start);
}

/**
 * vigie_sync_share_find:
 * @self: a share
 *
 * Looks for a hub that stayed when this program was last closed.
 */
void
vigie_sync_share_find (VigieSyncShare *self)
{
  g_return_if_fail (VIGIE_IS_SYNC_SHARE (self));

  look (self, TRUE, NULL, NULL);
}

/**
 * vigie_sync_share_start:
 * @self: a share
 * @organisation: the name of the organisation, if it is founded now
 * @person: who sits here, who becomes its administrator then
 */
void
vigie_sync_share_start (VigieSyncShare *self, const char *organisation, const char *person)
{
  g_return_if_fail (VIGIE_IS_SYNC_SHARE (self) && organisation != NULL && person != NULL);

  look (self, FALSE, organisation, person);
}
