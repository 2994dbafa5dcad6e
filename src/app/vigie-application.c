/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Builds and connects everything: playbook, store thread, session, window.
 *
 * States: nothing → opening (store thread at work) → open (window) or failed (a window with one
 * sentence and three acts; retry goes back to opening). A store is opened by one process: the id on the
 * bus is made from its path, so a second start with the same store raises the first one's window, and
 * two stores can be open side by side. A demonstration has a store of its own in a temporary folder and
 * takes no name on the bus. */

#include "vigie-application.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "vigie-compat.h"
#include "vigie-config.h"
#include "vigie-example-record.h"
#include "vigie-example.h"
#include "vigie-failure.h"
#include "vigie-first-frame.h"
#include "vigie-frame-trace.h"
#include "vigie-guided-example.h"
#include "vigie-mailing-quit.h"
#include "vigie-notices.h"
#include "vigie-preferences.h"
#include "vigie-quick-start.h"
#include "vigie-store-thread.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-tour.h"
#include "vigie-window.h"

#define PLAYBOOK_RESOURCE "/ci/distri_night/Vigie/playbook/distri-night.json"
/* The night of the pictures. */
#define TOUR_NOW "2026-11-22T03:04:14Z"
#define TOUR_SEED 20261122

struct _VigieApplication
{
  AdwApplication parent_instance;

  char *store_path;
  char *playbook_path;
  char *tour_folder;
  char *temporary;               /* folder of a demonstration's store */
  char *link;                    /* of a hub, to be asked about when the window is there, or NULL */
  char *demo_stream;             /* the incident a demonstration shows first */
  gboolean demo;
  gboolean first_frame;
  char *frame_trace_path;

  GThread *playbook_thread;      /* reads ahead while the display is opened; NULL before and after */
  VigiePlaybook *playbook;
  VigieStoreThread *store;
  VigieSession *session;
  GtkWindow *window;
  GtkWindow *failure;
  GRand *random;
  gboolean is_opening;
  int status;
};

G_DEFINE_FINAL_TYPE (VigieApplication, vigie_application, ADW_TYPE_APPLICATION)

static void start_opening (VigieApplication *self);

/* ---- Failure ---- */

static void
fail (VigieApplication *self,
      const char       *title,
      const char       *sentence)
{
  self->is_opening = FALSE;
  g_clear_object (&self->store);
  if (self->tour_folder)
    {
      g_printerr ("vigie: %s\n", sentence);
      vigie_application_end (self, 1);
      return;
    }
  self->failure = vigie_failure_window_new (GTK_APPLICATION (self), title, sentence, self->playbook != NULL && !self->demo);
  gtk_window_present (self->failure);
}

/* ---- Session ---- */

static gint64
start_now (VigieApplication *self)
{
  gint64 now_usec = g_get_real_time ();

  if (self->tour_folder)
    vigie_time_parse_rfc3339 (TOUR_NOW, &now_usec, NULL);
  return now_usec;
}

/* The language of the catalogue in use, also where the locale itself says nothing (LANGUAGE alone). */
static VigieLang
session_lang (void)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i]; i++)
    {
      VigieLang lang;

      if (vigie_lang_from_word (names[i], &lang))
        return lang;
    }
  return VIGIE_LANG_EN;
}

/* Who sits here: the name that was given, or the account's; a bare login is only a guess. */
static void
set_author (VigieApplication *self)
{
  g_autofree char *name = self->demo ? g_strdup ("Awa Koné") : vigie_preferences_get_author ();
  const char *real_name = g_get_real_name ();
  const char *login = g_get_user_name ();

  if (name)
    vigie_session_set_author (self->session, name);
  else if (real_name && *real_name && !g_str_equal (real_name, "Unknown") && !g_str_equal (real_name, login))
    vigie_session_set_author (self->session, real_name);
  else
    vigie_session_guess_author (self->session, login);
}

static gboolean
shows_incident (GtkWindow *window)
{
  return vigie_window_get_model (VIGIE_WINDOW (window)) != NULL;
}

/* The icon costs as much as a tenth of the first frame (a theme is read, a picture drawn in each size),
 * and no frame waits for it. */
static gboolean
set_icon_cb (gpointer user_data)
{
  gtk_window_set_default_icon_name (VIGIE_APP_ID);
  return G_SOURCE_REMOVE;
}

static void
ask_about_link (VigieApplication *self)
{
  g_autofree char *link = g_steal_pointer (&self->link);

  if (!link)
    return;
  gtk_window_present (self->window);
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "join-hub", g_variant_new_string (link));
}

/* Over the window, which has to be there. */
static gboolean
ask_about_link_cb (gpointer user_data)
{
  g_autoptr(VigieApplication) self = user_data;

  if (self->window)
    ask_about_link (self);
  return G_SOURCE_REMOVE;
}

static void
mapped_cb (VigieApplication *self)
{
  if (self->link)
    g_idle_add_full (G_PRIORITY_LOW, ask_about_link_cb, g_object_ref (self), NULL);
}

static void
end_cb (gpointer user_data)
{
  VigieApplication *self = user_data;

  if (self->window)
    gtk_window_destroy (self->window);
  g_application_quit (G_APPLICATION (self));
}

/* A mailing that sends pauses first. */
static gboolean
close_request_cb (VigieApplication *self)
{
  return self->session && self->window && !vigie_mailing_quit (self->window, self->session, end_cb, self);
}

static void
show_window (VigieApplication *self)
{
  self->is_opening = FALSE;
  self->window = GTK_WINDOW (vigie_window_new (GTK_APPLICATION (self), self->session));
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_signal_connect_object (self->window, "close-request", G_CALLBACK (close_request_cb), self, G_CONNECT_SWAPPED);
  if (self->demo_stream)
    vigie_window_open (VIGIE_WINDOW (self->window), self->demo_stream);
  if (self->failure)
    gtk_window_destroy (g_steal_pointer (&self->failure));
  if (self->tour_folder)
    {
      vigie_tour_start (self, VIGIE_WINDOW (self->window), self->tour_folder);
      return;
    }
  vigie_notices_connect (G_APPLICATION (self), self->session);
  if (self->first_frame)
    vigie_first_frame_watch (G_APPLICATION (self), self->window, shows_incident);
  if (self->frame_trace_path)
    vigie_frame_trace_start (self->window, self->frame_trace_path);
  vigie_window_present_listed (VIGIE_WINDOW (self->window));
  g_idle_add_full (G_PRIORITY_LOW, set_icon_cb, NULL, NULL);
  g_signal_connect_object (self->window, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_SWAPPED);
}

static void
demo_recorded_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(VigieApplication) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_example_record_finish (VIGIE_SESSION (object), result, &error);

  g_application_release (G_APPLICATION (self));
  if (events)
    show_window (self);
  else
    fail (self, _("The demonstration cannot be shown"), error->message);
}

static void
record_demo (VigieApplication *self)
{
  g_autoptr(GError) error = NULL;
  gint64 now_usec = start_now (self);
  VigieLang lang = vigie_session_get_lang (self->session);
  GPtrArray *drafts = vigie_example_drafts (self->playbook, lang, now_usec, FALSE, self->random, &self->demo_stream, &error);
  GPtrArray *others = drafts ? vigie_example_registry_drafts (self->playbook, lang, now_usec, self->random, &error) : NULL;

  if (!others)
    {
      g_clear_pointer (&drafts, g_ptr_array_unref);
      fail (self, _("The demonstration cannot be shown"), error->message);
      return;
    }
  g_ptr_array_extend_and_steal (drafts, others);
  g_application_hold (G_APPLICATION (self));
  vigie_example_record_async (self->session, drafts, demo_recorded_cb, g_object_ref (self));
}

static void
store_opened_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(VigieApplication) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GTimeZone) zone = NULL;

  g_application_release (G_APPLICATION (self));
  if (!vigie_store_thread_open_finish (VIGIE_STORE_THREAD (object), result, &error))
    {
      fail (self, _("The record cannot be opened"), error->message);
      return;
    }
  zone = g_time_zone_new_identifier (self->playbook->zone);
  if (!zone)
    zone = g_time_zone_new_utc ();
  self->session = vigie_session_new (self->playbook, self->store, zone, session_lang (), NULL);
  set_author (self);
  /* The pictures of the tour do not depend on who makes them. */
  if (self->tour_folder)
    vigie_session_set_now (self->session, start_now (self));
  else
    vigie_preferences_restore (self->session);
  if (self->demo)
    record_demo (self);
  else
    show_window (self);
}

/* ---- Opening ---- */

/* Also from a thread of its own: it needs nothing but @path, the playbook of a person or NULL. */
static VigiePlaybook *
read_playbook (const char  *path,
               GError     **error)
{
  g_autoptr(GBytes) bytes = NULL;
  char *content = NULL;
  gsize length_bytes = 0;

  if (path)
    {
      if (!g_file_get_contents (path, &content, &length_bytes, error))
        return NULL;
      bytes = g_bytes_new_take (content, length_bytes);
    }
  else
    bytes = g_resources_lookup_data (PLAYBOOK_RESOURCE, 0, error);
  return bytes ? vigie_playbook_load (bytes, NULL, error) : NULL;
}

static char *
choose_store_path (VigieApplication  *self,
                   GError           **error)
{
  if (self->store_path)
    return g_strdup (self->store_path);
  if (!self->demo)
    return vigie_store_default_path ();
  if (!self->temporary)
    self->temporary = g_dir_make_tmp ("vigie-demo-XXXXXX", error);
  return self->temporary ? g_build_filename (self->temporary, "vigie.db", NULL) : NULL;
}

static void
open_store (VigieApplication *self,
            const char       *path)
{
  self->is_opening = TRUE;
  self->store = vigie_store_thread_new (path, self->playbook, NULL);
  g_application_hold (G_APPLICATION (self));
  vigie_store_thread_open_async (self->store, NULL, store_opened_cb, g_object_ref (self));
}

static gpointer
read_ahead (gpointer data)
{
  return read_playbook (data, NULL);
}

/* Lets the store open while GTK starts. What goes wrong here is met again, and told, when there is a
 * display to tell it on. */
static void
open_ahead (VigieApplication *self)
{
  g_autofree char *path = NULL;

  self->playbook = g_thread_join (g_steal_pointer (&self->playbook_thread));
  path = self->playbook ? choose_store_path (self, NULL) : NULL;
  if (path)
    open_store (self, path);
}

static void
start_opening (VigieApplication *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  if (!self->playbook)
    self->playbook = read_playbook (self->playbook_path, &error);
  if (!self->playbook)
    {
      fail (self, _("The playbook cannot be read"), error->message);
      return;
    }
  path = choose_store_path (self, &error);
  if (!path)
    {
      fail (self, _("The record cannot be opened"), error->message);
      return;
    }
  open_store (self, path);
}

static void
restart_opening (VigieApplication *self)
{
  GtkWindow *failure = g_steal_pointer (&self->failure);

  /* Held over the gap: without any window the application would end. */
  g_application_hold (G_APPLICATION (self));
  if (failure)
    gtk_window_destroy (failure);
  start_opening (self);
  g_application_release (G_APPLICATION (self));
}

/* ---- Actions ---- */

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  VigieApplication *self = user_data;

  if (close_request_cb (self))
    return;
  if (self->window)
    gtk_window_close (self->window);
  g_application_quit (G_APPLICATION (self));
}

static void
retry_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  VigieApplication *self = user_data;

  if (self->failure)
    restart_opening (self);
}

static void
store_chosen_cb (GFile   *file,
                 gpointer user_data)
{
  g_autoptr(VigieApplication) self = user_data;

  if (!file || !self->failure)
    return;
  g_free (self->store_path);
  self->store_path = g_file_get_path (file);
  restart_opening (self);
}

static void
choose_store_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  VigieApplication *self = user_data;

  if (self->failure)
    vigie_compat_choose_open (GTK_WIDGET (self->failure), _("Choose another record"), "*.db", _("Records of Vigie"), store_chosen_cb, g_object_ref (self));
}

static void
open_incident_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  VigieApplication *self = user_data;

  if (!self->window)
    return;
  vigie_window_open (VIGIE_WINDOW (self->window), g_variant_get_string (parameter, NULL));
  gtk_window_present (self->window);
}

/* The button of a notice: its clock's act, in its incident, whichever is in front. */
static void
act_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  VigieApplication *self = user_data;

  if (!self->window)
    return;
  gtk_window_present (self->window);
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "act", parameter);
}

/* The button of a request for a handover: the brief, with the answer beside it. */
static void
answer_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  VigieApplication *self = user_data;

  if (!self->window)
    return;
  gtk_window_present (self->window);
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "answer", parameter);
}

static void
example_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  VigieApplication *self = user_data;

  if (self->window)
    vigie_guided_example_open (VIGIE_WINDOW (self->window), self->random);
}

/* From a start with a link, this one or a later one. */
static void
join_hub_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  VigieApplication *self = user_data;

  g_free (self->link);
  self->link = g_variant_dup_string (parameter, NULL);
  if (self->window && gtk_widget_get_mapped (GTK_WIDGET (self->window)))
    ask_about_link (self);
}

static const GActionEntry entries[] = {
  { .name = "join-hub", .activate = join_hub_action, .parameter_type = "s" },
  { .name = "quit", .activate = quit_action },
  { .name = "retry", .activate = retry_action },
  { .name = "choose-store", .activate = choose_store_action },
  { .name = "example", .activate = example_action },
  { .name = "open-incident", .activate = open_incident_action, .parameter_type = "s" },
  { .name = "act", .activate = act_action, .parameter_type = "(ss)" },
  { .name = "answer", .activate = answer_action, .parameter_type = "(ss)" },
};

/* ---- Object ---- */

static void
vigie_application_startup (GApplication *application)
{
  VigieApplication *self = VIGIE_APPLICATION (application);

  self->playbook_thread = g_thread_new ("vigie-playbook", read_ahead, self->playbook_path);
  vigie_quick_start_open_display ();
  open_ahead (self);
  G_APPLICATION_CLASS (vigie_application_parent_class)->startup (application);
  vigie_ui_init ();
  vigie_quick_start_load_icons ();
  vigie_window_install_keys (GTK_APPLICATION (application));
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", (const char *const[]) { "<Control>q", NULL });
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), self);
}

static void
vigie_application_activate (GApplication *application)
{
  VigieApplication *self = VIGIE_APPLICATION (application);

  if (self->window)
    gtk_window_present (self->window);
  else if (self->failure)
    gtk_window_present (self->failure);
  else if (!self->is_opening)
    start_opening (self);
}

/* The link of a second start goes to the process that has the window. */
static gboolean
vigie_application_local_command_line (GApplication   *application,
                                      char         ***arguments,
                                      int            *status)
{
  VigieApplication *self = VIGIE_APPLICATION (application);
  g_autofree char *link = NULL;

  if (self->link && g_application_register (application, NULL, NULL) && g_application_get_is_remote (application))
    {
      link = g_steal_pointer (&self->link);
      g_action_group_activate_action (G_ACTION_GROUP (application), "join-hub", g_variant_new_string (link));
    }
  return G_APPLICATION_CLASS (vigie_application_parent_class)->local_command_line (application, arguments, status);
}

static void
remove_temporary (VigieApplication *self)
{
  g_autoptr(GDir) dir = self->temporary ? g_dir_open (self->temporary, 0, NULL) : NULL;
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (self->temporary, name, NULL);

      g_unlink (path);
    }
  if (self->temporary)
    g_rmdir (self->temporary);
}

static void
vigie_application_shutdown (GApplication *application)
{
  VigieApplication *self = VIGIE_APPLICATION (application);

  if (self->window)
    gtk_window_destroy (self->window);
  g_clear_object (&self->session);
  if (self->store)
    vigie_store_thread_close (self->store);
  g_clear_object (&self->store);
  remove_temporary (self);
  G_APPLICATION_CLASS (vigie_application_parent_class)->shutdown (application);
}

static void
vigie_application_finalize (GObject *object)
{
  VigieApplication *self = VIGIE_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->playbook, vigie_playbook_unref);
  g_clear_pointer (&self->random, g_rand_free);
  g_free (self->store_path);
  g_free (self->playbook_path);
  g_free (self->tour_folder);
  g_free (self->frame_trace_path);
  g_free (self->temporary);
  g_free (self->demo_stream);
  g_free (self->link);
  G_OBJECT_CLASS (vigie_application_parent_class)->finalize (object);
}

static void
vigie_application_class_init (VigieApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vigie_application_finalize;
  application_class->local_command_line = vigie_application_local_command_line;
  application_class->startup = vigie_application_startup;
  application_class->activate = vigie_application_activate;
  application_class->shutdown = vigie_application_shutdown;
}

static void
vigie_application_init (VigieApplication *self)
{
}

/* The plain id for the usual store, one with its fingerprint for any other. */
static char *
bus_name (const VigieStart *start)
{
  g_autofree char *usual = vigie_store_default_path ();
  g_autofree char *path = g_canonicalize_filename (start->store_path ? start->store_path : usual, NULL);
  g_autofree char *print = NULL;

  if (!start->store_path && !g_getenv ("VIGIE_STORE"))
    return g_strdup (VIGIE_APP_ID);
  print = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  print[16] = '\0';
  return g_strconcat (VIGIE_APP_ID, ".Store_", print, NULL);
}

VigieApplication *
vigie_application_new (const VigieStart *start)
{
  gboolean demo = start->demo || start->tour_folder;
  g_autofree char *id = bus_name (start);
  VigieApplication *self = g_object_new (VIGIE_TYPE_APPLICATION,
                                         "application-id", id,
                                         "flags", demo ? G_APPLICATION_NON_UNIQUE : G_APPLICATION_DEFAULT_FLAGS,
                                         "resource-base-path", "/ci/distri_night/Vigie",
                                         NULL);

  self->store_path = start->store_path ? g_canonicalize_filename (start->store_path, NULL) : NULL;
  self->playbook_path = g_strdup (start->playbook_path);
  self->tour_folder = g_strdup (start->tour_folder);
  self->link = g_strdup (start->link);
  self->demo = demo;
  self->first_frame = start->first_frame;
  self->frame_trace_path = g_strdup (start->frame_trace_path);
  self->random = start->tour_folder ? g_rand_new_with_seed (TOUR_SEED) : g_rand_new ();
  return self;
}

void
vigie_application_end (VigieApplication *self,
                       int               status)
{
  self->status = status;
  g_application_quit (G_APPLICATION (self));
}

int
vigie_application_get_status (VigieApplication *self)
{
  return self->status;
}
