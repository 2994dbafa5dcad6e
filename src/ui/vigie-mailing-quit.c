/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looked at ten times a second, as often as a mailing tells its progress: it costs nothing beside the wait for a server, and
 * neither the thread that sends nor the record has to know of it. Who cannot wait for a server that does not answer presses
 * again; the one message on its way is then shown as uncertain, as after a crash. */

#include "vigie-mailing-quit.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-mailing-desk.h"
#include "vigie-text.h"
#include "vigie-text-ui.h"

#define LOOK_MS 100
#define KEY "vigie-mailing-quit"

typedef struct
{
  VigieSession *session;        /* borrowed: it owns this */
  VigieMailingQuitThen then;
  gpointer user_data;
  guint look_id;
} Quit;

static void
quit_free (gpointer data)
{
  Quit *quit = data;

  g_clear_handle_id (&quit->look_id, g_source_remove);
  g_free (quit);
}

static gboolean
look_cb (gpointer user_data)
{
  Quit *quit = user_data;
  VigieMailingQuitThen then = quit->then;
  gpointer data = quit->user_data;

  if (vigie_mailing_desk_is_busy (vigie_mailing_desk_peek (quit->session)))
    return G_SOURCE_CONTINUE;
  quit->look_id = 0;
  g_object_set_data (G_OBJECT (quit->session), KEY, NULL);
  then (data);

  return G_SOURCE_REMOVE;
}

static void
answered_cb (gboolean accepted, gpointer user_data)
{
  Quit *quit = user_data;

  if (!accepted)
    {
      g_object_set_data (G_OBJECT (quit->session), KEY, NULL);
      return;
    }
  vigie_mailing_desk_pause_all (vigie_mailing_desk_peek (quit->session));
  quit->look_id = g_timeout_add (LOOK_MS, look_cb, quit);
}

static void
ask (GtkWindow *parent, Quit *quit)
{
  VigieMailing *mailing = vigie_mailing_desk_get_running (vigie_mailing_desk_peek (quit->session));
  VigieMailingProgress progress;
  g_autofree char *done = NULL;
  g_autofree char *all = NULL;
  g_autofree char *body = NULL;

  vigie_mailing_get_progress (mailing, &progress);
  done = vigie_text_number (progress.answered, vigie_ui_lang ());
  all = vigie_text_number (progress.count, vigie_ui_lang ());
  /* Translators: how many messages of how many. */
  body = g_strdup_printf (_("%s of %s messages are sent. The one on its way is finished first, then the mailing pauses; it goes on from there when you resume it."), done, all);
  vigie_compat_ask (GTK_WIDGET (parent), _("A mailing is being sent"), body, _("Pause and quit"), FALSE, NULL, answered_cb, quit);
}

gboolean
vigie_mailing_quit (GtkWindow *parent, VigieSession *session, VigieMailingQuitThen then, gpointer user_data)
{
  VigieMailingDesk *desk = vigie_mailing_desk_peek (session);
  Quit *quit = g_object_get_data (G_OBJECT (session), KEY);

  if (desk == NULL || vigie_mailing_desk_get_running (desk) == NULL)
    return TRUE;
  if (quit != NULL)
    return quit->look_id != 0;
  quit = g_new0 (Quit, 1);
  quit->session = session;
  quit->then = then;
  quit->user_data = user_data;
  g_object_set_data_full (G_OBJECT (session), KEY, quit, quit_free);
  ask (parent, quit);

  return FALSE;
}
