/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-mailing-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"

#define OPEN "{{to."
#define CLOSE "}}"

typedef struct
{
  const char *start;            /* of OPEN */
  const char *end;              /* behind CLOSE */
  char *column;
  char *otherwise;              /* NULL: none given */
} Place;

static void
place_clear (Place *place)
{
  g_clear_pointer (&place->column, g_free);
  g_clear_pointer (&place->otherwise, g_free);
}

/* A place stands on one line; OPEN without its end is text like any other. */
static gboolean
next_place (const char *text, Place *place)
{
  for (const char *at = text; (at = strstr (at, OPEN)) != NULL; at += strlen (OPEN))
    {
      const char *inside = at + strlen (OPEN);
      const char *end = strstr (inside, CLOSE);
      const char *bar;

      if (end == NULL || memchr (inside, '\n', (gsize) (end - inside)) != NULL)
        continue;
      bar = memchr (inside, '|', (gsize) (end - inside));
      place->start = at;
      place->end = end + strlen (CLOSE);
      place->column = g_strstrip (g_strndup (inside, (gsize) ((bar != NULL ? bar : end) - inside)));
      place->otherwise = bar != NULL ? g_strstrip (g_strndup (bar + 1, (gsize) (end - bar - 1))) : NULL;
      return TRUE;
    }

  return FALSE;
}

char *
vigie_mailing_fill (const char *text, const VigieRecipients *recipients, const VigieRecipient *person, GError **error)
{
  g_autoptr(GString) out = g_string_new (NULL);
  Place place = { 0 };

  while (next_place (text, &place))
    {
      const char *value = vigie_recipient_value (recipients, person, place.column);

      if (*value == '\0')
        value = place.otherwise;
      if (value == NULL)
        {
          g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Line %u: the text needs “%s”, and there is none in the list."),
                       person->line, place.column);
          place_clear (&place);
          return NULL;
        }
      g_string_append_len (out, text, place.start - text);
      g_string_append (out, value);
      text = place.end;
      place_clear (&place);
    }
  g_string_append (out, text);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
has_column (const VigieRecipients *recipients, const char *column)
{
  return strcmp (column, "name") == 0 || g_strv_contains ((const char *const *) recipients->columns, column);
}

GStrv
vigie_mailing_unknown_places (const char *text, const VigieRecipients *recipients)
{
  g_autoptr(GStrvBuilder) unknown = g_strv_builder_new ();
  Place place = { 0 };

  while (next_place (text, &place))
    {
      if (!has_column (recipients, place.column))
        g_strv_builder_add (unknown, place.column);
      text = place.end;
      place_clear (&place);
    }

  return g_strv_builder_end (unknown);
}
