/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Arguments. An argument that begins with "-" and is no option of the command fills a place for free text, and
 * the place behind REF whatever it is for: notes like "-5 degrees", names like "-1" and short times need no
 * quoting tricks. What log finds behind REF is text even if an option is called so. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-ctl.h"
#include "vigie-time.h"

struct _VigieArgs
{
  GHashTable *values; /* name → text */
};

typedef struct
{
  const VigieCommandDef *command;
  GStrv names; /* positionals */
  GStrv options;
  guint next;
  gboolean options_end;
  VigieArgs *args;
} Parser;

void
vigie_args_free (VigieArgs *args)
{
  g_hash_table_unref (args->values);
  g_free (args);
}

const char *
vigie_args_get (VigieArgs *args, const char *name)
{
  return g_hash_table_lookup (args->values, name);
}

gboolean
vigie_args_has (VigieArgs *args, const char *name)
{
  return g_hash_table_contains (args->values, name);
}

gboolean
vigie_args_time (VigieArgs *args, const char *name, const VigieCtl *ctl, gint64 *out_usec, GError **error)
{
  const char *text = vigie_args_get (args, name);

  return text == NULL || vigie_time_parse (text, ctl->now_usec, ctl->zone, out_usec, error);
}

static gboolean
usage_error (GError **error, const char *format, const char *what)
{
  g_autofree char *message = g_strdup_printf ("%s “%s”.", format, what);

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, message);
  return FALSE;
}

/* "--at", "--at=TIME", "-o": the option's name in the command's list, or NULL. */
static const char *
find_option (Parser *parser, const char *argument, gboolean *is_flag)
{
  const char *name = g_str_has_prefix (argument, "--") ? argument + 2 : argument + 1;
  gsize length = strcspn (name, "=");

  if (*argument != '-' || length == 0)
    return NULL;
  for (guint i = 0; parser->options[i] != NULL; i++)
    {
      gsize option_length = strcspn (parser->options[i], "!");

      *is_flag = parser->options[i][option_length] == '!';
      if (option_length == length && strncmp (parser->options[i], name, length) == 0)
        return parser->options[i];
    }

  return NULL;
}

static gboolean
take_option (Parser *parser, const char *option, gboolean is_flag, char ***argv, GError **error)
{
  const char *equals = strchr (**argv, '=');
  g_autofree char *name = g_strndup (option, strcspn (option, "!"));
  const char *value = is_flag ? "" : equals != NULL ? equals + 1 : (*argv)[1];

  if (value == NULL)
    return usage_error (error, _("A value is missing after"), **argv);
  if (g_hash_table_contains (parser->args->values, name))
    return usage_error (error, _("Given twice:"), name);
  g_hash_table_insert (parser->args->values, g_steal_pointer (&name), g_strdup (value));
  *argv += !is_flag && equals == NULL ? 2 : 1;

  return TRUE;
}

static gboolean
is_text_place (const char *name)
{
  static const char *const places[] = { "TEXT", "VALUE", "PERSON", "person", "SUBJECT", "WORDS", NULL };

  return name != NULL && g_strv_contains (places, name);
}

/* The place right behind REF. */
static gboolean
is_behind_ref (Parser *parser)
{
  return parser->next == 1 && g_str_equal (parser->names[0], "REF") && parser->names[1] != NULL;
}

static gboolean
take_positional (Parser *parser, char ***argv, GError **error)
{
  const char *name = parser->names[parser->next];
  gboolean rest = name != NULL && parser->names[parser->next + 1] != NULL && g_str_equal (parser->names[parser->next + 1], "*");

  if (name == NULL)
    return usage_error (error, _("One argument too many:"), **argv);
  if (**argv[0] == '-' && (**argv)[1] != '\0' && !parser->options_end && !is_text_place (name) && !is_behind_ref (parser))
    return usage_error (error, _("There is no option"), **argv);
  if (rest)
    {
      g_hash_table_insert (parser->args->values, g_strdup (name), g_strjoinv (" ", *argv));
      *argv += g_strv_length (*argv);
    }
  else
    {
      g_hash_table_insert (parser->args->values, g_ascii_strup (name, -1), g_strdup (**argv));
      *argv += 1;
    }
  parser->next++;

  return TRUE;
}

static gboolean
take_next (Parser *parser, char ***argv, GError **error)
{
  gboolean is_flag = FALSE;
  gboolean verbatim = is_behind_ref (parser) && g_str_equal (parser->command->words, "log");
  const char *option = verbatim || parser->options_end ? NULL : find_option (parser, **argv, &is_flag);

  if (!verbatim && !parser->options_end && g_str_equal (**argv, "--"))
    {
      parser->options_end = TRUE;
      *argv += 1;
      return TRUE;
    }
  if (option != NULL)
    return take_option (parser, option, is_flag, argv, error);

  return take_positional (parser, argv, error);
}

static gboolean
check_complete (Parser *parser, GError **error)
{
  const char *name = parser->names[parser->next];

  if (name == NULL || g_str_equal (name, "*") || g_ascii_islower (*name))
    return TRUE;

  return usage_error (error, _("Missing:"), name);
}

static gboolean
parse_all (Parser *parser, char **argv, GError **error)
{
  while (*argv != NULL)
    if (!take_next (parser, &argv, error))
      return FALSE;

  return check_complete (parser, error);
}

VigieArgs *
vigie_args_parse (const VigieCommandDef *command, int argc, char **argv, GError **error)
{
  g_auto(GStrv) names = g_strsplit (command->positionals, " ", -1);
  g_auto(GStrv) options = g_strsplit (command->options, " ", -1);
  g_autoptr(VigieArgs) args = g_new0 (VigieArgs, 1);
  Parser parser = { command, names, options, 0, FALSE, args };

  args->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!parse_all (&parser, argv, error))
    return NULL;

  return g_steal_pointer (&args);
}
