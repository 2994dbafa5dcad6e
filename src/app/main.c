/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <malloc.h>

#include "vigie-application.h"
#include "vigie-config.h"
#include "vigie-quick-start.h"
#include "vigie-sync-session.h"

static void
init_words (void)
{
  const char *dir = g_getenv ("VIGIE_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, dir ? dir : VIGIE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* A pixmap of the whole window, freed, teaches malloc to keep such blocks in the heap; below them nothing is
 * given back then. The threads do little that meets in malloc. */
static void
limit_heap (void)
{
  mallopt (M_MMAP_THRESHOLD, 128 * 1024);
  mallopt (M_TRIM_THRESHOLD, 256 * 1024);
  mallopt (M_ARENA_MAX, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *store = NULL;
  g_autofree char *playbook = g_strdup (g_getenv ("VIGIE_PLAYBOOK"));
  g_autofree char *tour = NULL;
  g_autofree char *frame_trace = NULL;
  gboolean demo = FALSE;
  gboolean version = FALSE;
  gboolean first_frame = FALSE;
  const GOptionEntry options[] = {
    { "store", 's', 0, G_OPTION_ARG_FILENAME, &store, N_("Open the record FILE"), N_("FILE") },
    { "playbook", 'p', 0, G_OPTION_ARG_FILENAME, &playbook, N_("Use the playbook FILE"), N_("FILE") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &demo, N_("Show a night that never happened, in a record of its own"), NULL },
    { "tour", 0, 0, G_OPTION_ARG_FILENAME, &tour, N_("Draw every screen into the folder DIR and end"), N_("DIR") },
    { "version", 'v', 0, G_OPTION_ARG_NONE, &version, N_("Say the version and end"), NULL },
    { "first-frame", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &first_frame, NULL, NULL },
    { "frame-trace", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &frame_trace, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GOptionContext) context = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieApplication) application = NULL;
  int status;

  vigie_sync_init ();
  limit_heap ();
  init_words ();
  context = g_option_context_new (_("[LINK]"));
  g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("vigie: %s\n", error->message);
      return 2;
    }
  if (version)
    {
      g_print ("Vigie %s\n", VIGIE_VERSION);
      return 0;
    }

  vigie_quick_start_prepare ();
  g_set_prgname (VIGIE_APP_ID);
  g_set_application_name ("Vigie");
  if (argc > 2 || (argc == 2 && !g_str_has_prefix (argv[1], "vigie:")))
    {
      g_printerr ("vigie: %s\n", _("Only a link to a hub can be opened: vigie LINK"));
      return 2;
    }
  application = vigie_application_new (&(VigieStart) { store, playbook, tour, argc == 2 ? argv[1] : NULL, demo, first_frame, frame_trace });
  status = g_application_run (G_APPLICATION (application), 1, argv);
  return status ? status : vigie_application_get_status (application);
}
