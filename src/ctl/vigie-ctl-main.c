/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* vigiectl: the same acts as the window, for scripts. Global options first, then a command; every refusal is
 * one sentence on standard error (or one JSON object with --json), status 1; wrong usage is status 2. */

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <sodium.h>
#include <string.h>

#include "vigie-config.h"
#include "vigie-ctl.h"
#include "vigie-document.h"
#include "vigie-error.h"
#include "vigie-playbook-resources.h"
#include "vigie-sync-session.h"

#define PLAYBOOK_RESOURCE "/ci/distri_night/Vigie/playbook/distri-night.json"
#define PLAYBOOK_MAX_BYTES ((gsize) 16 * 1024 * 1024)

static const VigieCommandDef *const tables[] = {
  vigie_ctl_classify_commands,
  vigie_ctl_record_commands,
  vigie_ctl_read_commands,
  vigie_ctl_brief_commands,
  vigie_ctl_contacts_commands,
  vigie_ctl_oncall_commands,
  vigie_ctl_metrics_commands,
  vigie_ctl_file_commands,
  vigie_ctl_attachment_commands,
  vigie_ctl_breach_commands,
  vigie_ctl_register_commands,
  vigie_ctl_notice_commands,
  vigie_ctl_mailing_commands,
  vigie_ctl_merge_commands,
  vigie_ctl_review_commands,
  vigie_ctl_cause_commands,
  vigie_ctl_post_mortem_commands,
  vigie_ctl_hub_commands,
};

static void
print_usage (void)
{
  g_printerr (_("Usage: vigiectl [--store FILE] [--playbook FILE] [--as NAME] [--json] COMMAND …\n\nCommands:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const VigieCommandDef *command = tables[i]; command->words != NULL; command++)
      g_printerr ("  %-16s %s\n", command->words, _(command->help));
}

/* The command whose words begin @argv; @n_words is how many it has. */
static const VigieCommandDef *
find_command (char **argv, guint *n_words)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const VigieCommandDef *command = tables[i]; command->words != NULL; command++)
      {
        g_auto(GStrv) words = g_strsplit (command->words, " ", -1);
        guint n = 0;

        while (words[n] != NULL && argv[n] != NULL && g_str_equal (words[n], argv[n]))
          n++;
        *n_words = n;
        if (words[n] == NULL)
          return command;
      }

  return NULL;
}

static const char *
code_of (const GError *error)
{
  if (error->domain == VIGIE_ERROR)
    return vigie_error_code_word (error->code);
  if (error->domain == G_OPTION_ERROR)
    return "usage";
  if (error->domain == VIGIE_STORE_ERROR)
    {
      static const char *const words[] = { "busy", "foreign", "newer", "damaged", "full", "not-found", "ambiguous", "failed" };

      return words[error->code];
    }

  return "failed";
}

static void
print_error (const GError *error, gboolean json)
{
  g_autoptr(VigieJsonWriter) writer = NULL;
  g_autofree char *json_text = NULL;
  g_autofree char *text = NULL;

  if (!json)
    {
      g_printerr ("vigiectl: %s\n", error->message);
      return;
    }
  writer = vigie_json_writer_new (FALSE);
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_key (writer, "error");
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "code", code_of (error));
  vigie_json_writer_member_string (writer, "message", error->message);
  vigie_json_writer_end_object (writer);
  vigie_json_writer_end_object (writer);
  json_text = vigie_json_writer_steal (writer);
  text = vigie_ctl_harmless_json (json_text);
  g_printerr ("%s\n", text);
}

typedef struct
{
  char *store;
  char *playbook;
  char *author;
  gboolean json;
  gboolean version;
} Globals;

static gboolean
take_global (Globals *globals, char ***argv, const char *name, char **out, GError **error)
{
  gsize length = strlen (name);

  if (strncmp (**argv, name, length) != 0 || (**argv)[length] != '=')
    {
      if (!g_str_equal (**argv, name))
        return FALSE;
      if ((*argv)[1] == NULL)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("A value is missing after “%s”."), name);
          return FALSE;
        }
      *argv += 1;
      *out = **argv;
    }
  else
    *out = **argv + length + 1;
  *argv += 1;

  return TRUE;
}

/* Reads the options before the command; leaves @argv at the command. */
static gboolean
read_globals (Globals *globals, char ***argv, GError **error)
{
  GError *inner = NULL;

  while (**argv != NULL && ***argv == '-')
    {
      if (take_global (globals, argv, "--store", &globals->store, &inner) || take_global (globals, argv, "--playbook", &globals->playbook, &inner) ||
          take_global (globals, argv, "--as", &globals->author, &inner))
        continue;
      if (inner != NULL)
        {
          g_propagate_error (error, inner);
          return FALSE;
        }
      if (g_str_equal (**argv, "--json"))
        globals->json = TRUE;
      else if (g_str_equal (**argv, "--version"))
        globals->version = TRUE;
      else
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("There is no option “%s”."), **argv);
          return FALSE;
        }
      *argv += 1;
    }

  return TRUE;
}

static VigiePlaybook *
load_playbook (const char *path, GError **error)
{
  g_autoptr(GBytes) bytes = NULL;

  if (path == NULL)
    path = g_getenv ("VIGIE_PLAYBOOK");
  if (path != NULL)
    bytes = vigie_document_read (path, PLAYBOOK_MAX_BYTES, error);
  else
    bytes = g_resource_lookup_data (vigie_playbook_resources_get_resource (), PLAYBOOK_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes != NULL ? vigie_playbook_load (bytes, NULL, error) : NULL;
}

/* Scripts often run with no name at all: the account's name is better than none. */
static const char *
default_author (void)
{
  const char *name = g_get_real_name ();

  if (name == NULL || *name == '\0' || g_str_equal (name, "Unknown"))
    name = g_get_user_name ();

  return g_utf8_validate (name, -1, NULL) ? name : "vigiectl";
}

static int
run_command (const Globals *globals, const VigieCommandDef *command, char **argv, GError **error)
{
  g_autofree char *store_path = globals->store != NULL ? g_strdup (globals->store) : vigie_store_default_path ();
  g_autoptr(VigieArgs) args = vigie_args_parse (command, (int) g_strv_length (argv), argv, error);
  g_autoptr(VigiePlaybook) playbook = NULL;
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  VigieCtl ctl = { .store_path = store_path, .json = globals->json, .zone = zone, .lang = VIGIE_LANG_EN };

  if (args == NULL)
    return VIGIE_EXIT_USAGE;
  playbook = load_playbook (globals->playbook, error);
  if (playbook == NULL)
    return VIGIE_EXIT_REFUSED;
  ctl.playbook = playbook;
  ctl.author = globals->author != NULL ? globals->author : default_author ();
  ctl.now_usec = g_get_real_time ();
  vigie_lang_from_word (g_get_language_names ()[0], &ctl.lang);

  return command->run (&ctl, args, error);
}

static int
finish (int status, const GError *error, gboolean json)
{
  if (error == NULL)
    return status;
  print_error (error, json);

  return error->domain == G_OPTION_ERROR ? VIGIE_EXIT_USAGE : VIGIE_EXIT_REFUSED;
}

static int
run (char **argv, GError **error, gboolean *json)
{
  Globals globals = { 0 };
  const VigieCommandDef *command;
  guint n_words = 0;

  if (!read_globals (&globals, &argv, error))
    return VIGIE_EXIT_USAGE;
  *json = globals.json;
  if (globals.version)
    {
      g_print ("vigiectl %s\n", VIGIE_VERSION);
      return VIGIE_EXIT_DONE;
    }
  command = *argv != NULL ? find_command (argv, &n_words) : NULL;
  if (command == NULL)
    {
      if (!globals.json)
        print_usage ();
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, *argv != NULL ? _("There is no command “%s”.") : _("Say a command.%s"), *argv != NULL ? *argv : "");
      return VIGIE_EXIT_USAGE;
    }

  return run_command (&globals, command, argv + n_words, error);
}

/* Arguments as people typed them: UTF-8 or nothing. */
static gboolean
check_arguments (char **argv, GError **error)
{
  for (; *argv != NULL; argv++)
    if (!g_utf8_validate (*argv, -1, NULL))
      {
        g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("An argument is not UTF-8."));
        return FALSE;
      }

  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr(GError) error = NULL;
  const char *localedir = g_getenv ("VIGIE_LOCALEDIR");
  gboolean json = FALSE;
  int status;

  vigie_sync_init ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : VIGIE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  vigie_ctl_make_printing_safe ();
  if (sodium_init () < 0)
    return VIGIE_EXIT_REFUSED;
  status = check_arguments (argv + 1, &error) ? run (argv + 1, &error, &json) : VIGIE_EXIT_REFUSED;

  return finish (status, error, json);
}
