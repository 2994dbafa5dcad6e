/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* vigie-hub: one table of commands. Status 0 done, 1 refused or failed (one sentence on standard error),
 * 2 wrong usage. */

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "vigie-config.h"
#include "vigie-hub-program.h"
#include "vigie-hub-sqlite.h"

typedef struct
{
  const char *name;
  int (*run) (const VigieHubArguments *arguments);
  guint n_rest;         /* how many words it takes */
  const char *usage;
} Command;

static const Command commands[] = {
  { "serve", vigie_hub_program_serve, 0,
    "serve [--db FILE] [--listen ADDR:PORT] [--cert FILE --key FILE | --self-signed | --plain]" },
  { "status", vigie_hub_program_status, 0, "status" },
  { "stop", vigie_hub_program_stop, 0, "stop" },
  { "invite", vigie_hub_program_invite, 0, "invite --name NAME --role ROLE [--url HOST:PORT]… [--days N] [--member ID]" },
  { "membership", vigie_hub_program_membership, 1, "membership FILE" },
  { "adopt", vigie_hub_program_adopt, 1, "adopt FILE" },
  { "members", vigie_hub_program_members, 0, "members" },
  { "revoke", vigie_hub_program_revoke, 1, "revoke WHO [--reason TEXT]" },
  { "withheld", vigie_hub_program_withheld, 0, "withheld" },
  { "admit", vigie_hub_program_admit, 1, "admit EVENT" },
  { "backup", vigie_hub_program_backup, 1, "backup FILE [--with-keys]" },
  { "verify", vigie_hub_program_verify, 0, "verify" },
};

static gint64
real_now (gpointer user_data)
{
  return g_get_real_time ();
}

static void
real_random (guint8 *out, gsize length_bytes, gpointer user_data)
{
  randombytes_buf (out, length_bytes);
}

void
vigie_hub_program_seams (VigieHubSeams *seams)
{
  *seams = (VigieHubSeams) { real_now, real_random, NULL };
}

int
vigie_hub_program_fail (GError *error_taken)
{
  int status = g_error_matches (error_taken, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_USAGE) ? 2 : 1;

  fprintf (stderr, "vigie-hub: %s\n", error_taken->message);
  g_error_free (error_taken);

  return status;
}

char *
vigie_hub_program_log_path (const VigieHubArguments *arguments)
{
  if (arguments->db != NULL)
    return g_canonicalize_filename (arguments->db, NULL);

  return vigie_hub_sqlite_default_path ();
}

static int
usage (FILE *out)
{
  fprintf (out, "%s\n", _("Usage:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (out, "  vigie-hub %s\n", commands[i].usage);
  fprintf (out, "%s\n", _("All take --db FILE. See vigie-hub(1)."));

  return out == stdout ? 0 : 2;
}

static gboolean
parse (int *argc, char ***argv, VigieHubArguments *a, GError **error)
{
  const GOptionEntry entries[] = {
    { "db", 0, 0, G_OPTION_ARG_FILENAME, &a->db, NULL, NULL },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &a->listen, NULL, NULL },
    { "cert", 0, 0, G_OPTION_ARG_FILENAME, &a->certificate, NULL, NULL },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &a->key, NULL, NULL },
    { "self-signed", 0, 0, G_OPTION_ARG_NONE, &a->self_signed, NULL, NULL },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &a->plain, NULL, NULL },
    { "tether", 0, 0, G_OPTION_ARG_NONE, &a->tether, NULL, NULL },
    { "behind-proxy", 0, 0, G_OPTION_ARG_NONE, &a->behind_proxy, NULL, NULL },
    { "organisation", 0, 0, G_OPTION_ARG_STRING, &a->organisation, NULL, NULL },
    { "per-address", 0, 0, G_OPTION_ARG_INT, &a->per_address, NULL, NULL },
    { "rate", 0, 0, G_OPTION_ARG_INT, &a->rate, NULL, NULL },
    { "url", 0, 0, G_OPTION_ARG_STRING_ARRAY, &a->urls, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &a->name, NULL, NULL },
    { "role", 0, 0, G_OPTION_ARG_STRING, &a->role, NULL, NULL },
    { "member", 0, 0, G_OPTION_ARG_STRING, &a->member, NULL, NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &a->reason, NULL, NULL },
    { "days", 0, 0, G_OPTION_ARG_INT, &a->days, NULL, NULL },
    { "with-keys", 0, 0, G_OPTION_ARG_NONE, &a->with_keys, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &a->rest, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) parse_error = NULL;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, argc, argv, &parse_error))
    return TRUE;
  g_set_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_USAGE, "%s.", parse_error->message);

  return FALSE;
}

static void
arguments_clear (VigieHubArguments *arguments)
{
  char **const owned[] = { &arguments->db, &arguments->listen, &arguments->certificate, &arguments->key,
                           &arguments->organisation, &arguments->name, &arguments->role, &arguments->member,
                           &arguments->reason };

  for (gsize i = 0; i < G_N_ELEMENTS (owned); i++)
    g_free (*owned[i]);
  g_strfreev (arguments->urls);
  g_strfreev (arguments->rest);
}

static int
run (const Command *command, int argc, char *argv[])
{
  VigieHubArguments arguments = { .per_address = -1, .rate = -1, .days = 7 };
  GError *error = NULL;
  guint n_rest;
  int status;

  if (!parse (&argc, &argv, &arguments, &error))
    status = vigie_hub_program_fail (error);
  else
    {
      n_rest = arguments.rest != NULL ? g_strv_length (arguments.rest) : 0;
      if (n_rest == command->n_rest)
        status = command->run (&arguments);
      else
        {
          fprintf (stderr, "vigie-hub %s\n", command->usage);
          status = 2;
        }
    }
  arguments_clear (&arguments);

  return status;
}

int
main (int argc, char *argv[])
{
  const char *locale_folder = g_getenv ("VIGIE_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_folder != NULL ? locale_folder : VIGIE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* Whatever it writes is for its own user. */
  umask (0077);
  if (sodium_init () < 0)
    return 1;
  if (argc < 2)
    return usage (stderr);
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "help") == 0)
    return usage (stdout);
  if (strcmp (argv[1], "--version") == 0)
    {
      printf ("vigie-hub %s\n", VIGIE_VERSION);
      return 0;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return run (&commands[i], argc - 1, argv + 1);

  return usage (stderr);
}
