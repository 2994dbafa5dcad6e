/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Join links. They come through chats and mail and are typed off a screen, so white space around them and escaped
 * brackets are taken; everything that says where to go and whom to trust must be exact. */

#include "vigie-join-link.h"

#include <string.h>

#include "vigie-wire-private.h"

#define PREFIX "vigie://join?"
#define HOST_MAX_CHARS 253
#define FOR_MEMBERS "members"

/* Crockford's base 32: without I, L, O and U. */
static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Codes ------------------------------------------------------------------------------------------- */

/**
 * vigie_join_code_new:
 * @random: (array fixed-size=16): %VIGIE_JOIN_CODE_RANDOM_BYTES random bytes
 *
 * Returns: (transfer full): the code, %VIGIE_JOIN_CODE_SIGNS signs
 */
char *
vigie_join_code_new (const guint8 *random)
{
  char *code = g_malloc (VIGIE_JOIN_CODE_SIGNS + 1);

  for (guint i = 0; i < VIGIE_JOIN_CODE_SIGNS; i++)
    {
      guint value = 0;

      for (guint bit = 5 * i; bit < 5 * i + 5; bit++)
        value = value << 1 | (bit < 128 ? (random[bit / 8] >> (7 - bit % 8)) & 1u : 0u);
      code[i] = signs[value];
    }
  code[VIGIE_JOIN_CODE_SIGNS] = '\0';

  return code;
}

static char
normal_sign (char c)
{
  c = g_ascii_toupper (c);
  if (c == 'O')
    return '0';
  if (c == 'I' || c == 'L')
    return '1';

  return c != '\0' && strchr (signs, c) != NULL ? c : '\0';
}

/**
 * vigie_join_code_normalise:
 * @text: (nullable): what a person typed
 *
 * Returns: (nullable) (transfer full): the code as the hub knows it; %NULL if @text is none
 */
char *
vigie_join_code_normalise (const char *text)
{
  g_autofree char *code = g_malloc (VIGIE_JOIN_CODE_SIGNS + 1);
  guint n = 0;

  for (; text != NULL && *text != '\0'; text++)
    {
      char sign = normal_sign (*text);

      if (*text == '-' || *text == ' ')
        continue;
      if (sign == '\0' || n == VIGIE_JOIN_CODE_SIGNS)
        return NULL;
      code[n++] = sign;
    }
  code[n] = '\0';

  return n == VIGIE_JOIN_CODE_SIGNS ? g_steal_pointer (&code) : NULL;
}

/* Addresses --------------------------------------------------------------------------------------- */

static gboolean
is_port (const char *text)
{
  gsize length = strspn (text, "0123456789");
  guint64 port = length > 0 && length <= 5 && text[length] == '\0' ? g_ascii_strtoull (text, NULL, 10) : 0;

  return port >= 1 && port <= 65535 && text[0] != '0';
}

static gboolean
is_host (const char *host, gsize length)
{
  if (length == 0 || length > HOST_MAX_CHARS || host[0] == '.' || host[0] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (host[i]) && host[i] != '.' && host[i] != '-')
        return FALSE;
    }

  return TRUE;
}

/* @text begins with a bracket; *end is set to what follows the closing one. */
static gboolean
is_bracketed (const char *text, const char **end)
{
  gsize length = strspn (text + 1, "0123456789abcdefABCDEF:.");

  if (length < 2 || length > 45 || text[length + 1] != ']')
    return FALSE;
  *end = text + length + 2;
  return TRUE;
}

/**
 * vigie_hub_address_is_valid:
 * @address: (nullable): a text
 *
 * Returns: %TRUE if @address is a host and a port
 */
gboolean
vigie_hub_address_is_valid (const char *address)
{
  const char *colon;

  if (address == NULL)
    return FALSE;
  if (address[0] == '[')
    return is_bracketed (address, &colon) && *colon == ':' && is_port (colon + 1);

  colon = strchr (address, ':');
  return colon != NULL && is_host (address, (gsize) (colon - address)) && is_port (colon + 1);
}

/**
 * vigie_hub_address_is_loopback:
 * @address: a valid address
 *
 * Returns: %TRUE if what is sent there never leaves this computer
 */
gboolean
vigie_hub_address_is_loopback (const char *address)
{
  static const char *const prefixes[] = { "127.0.0.1:", "localhost:", "[::1]:" };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      if (g_ascii_strncasecmp (address, prefixes[i], strlen (prefixes[i])) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Links ------------------------------------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, message);
  return FALSE;
}

typedef struct
{
  GStrvBuilder *hubs;
  guint n_hubs;
  gboolean has_version, has_organisation, is_for_members;
  VigieJoinLink *link;
} Parse;

static gboolean
take_hub (Parse *parse, const char *value, GError **error)
{
  if (!vigie_hub_address_is_valid (value) || parse->n_hubs == VIGIE_JOIN_LINK_MAX_HUBS)
    return refuse (error, _("The address of the hub in this link is not valid."));

  g_strv_builder_add (parse->hubs, value);
  parse->n_hubs++;
  return TRUE;
}

/* Said twice, nobody can tell which one is meant. */
static gboolean
take_key (const char *value, guint8 *out, gboolean *has, GError **error)
{
  if (*has || !vigie_unhex (value, out, VIGIE_KEY_BYTES))
    return refuse (error, _("A key in this link is not valid: it was cut or changed on its way."));

  *has = TRUE;
  return TRUE;
}

static gboolean
take_code (Parse *parse, const char *value, GError **error)
{
  g_autofree char *code = vigie_join_code_normalise (value);

  if (code == NULL || parse->link->code != NULL)
    return refuse (error, _("The code in this link is not valid: it was cut or changed on its way."));

  parse->link->code = g_steal_pointer (&code);
  return TRUE;
}

/* Says that the code is not missing by mistake: a link that was cut is none. */
static gboolean
take_audience (Parse *parse, const char *value, GError **error)
{
  if (strcmp (value, FOR_MEMBERS) != 0)
    return refuse (error, _("This is not a link to join a hub."));

  parse->is_for_members = TRUE;
  return TRUE;
}

static gboolean
take_version (Parse *parse, const char *value, GError **error)
{
  if (parse->has_version)
    return refuse (error, _("This is not a link to join a hub."));
  if (strcmp (value, "1") != 0)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_UNSUPPORTED, _("This link was made by a newer version of Vigie."));
      return FALSE;
    }

  parse->has_version = TRUE;
  return TRUE;
}

static gboolean
take_parameter (Parse *parse, const char *name, const char *value, GError **error)
{
  if (strcmp (name, "v") == 0)
    return take_version (parse, value, error);
  if (strcmp (name, "hub") == 0)
    return take_hub (parse, value, error);
  if (strcmp (name, "org") == 0)
    return take_key (value, parse->link->organisation, &parse->has_organisation, error);
  if (strcmp (name, "cert") == 0)
    return take_key (value, parse->link->certificate, &parse->link->has_certificate, error);
  if (strcmp (name, "code") == 0)
    return take_code (parse, value, error);
  if (strcmp (name, "for") == 0)
    return take_audience (parse, value, error);

  return TRUE;
}

static gboolean
take_all (Parse *parse, const char *query, GError **error)
{
  g_auto(GStrv) parts = g_strsplit (query, "&", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      g_autofree char *value = equals != NULL ? g_uri_unescape_string (equals + 1, NULL) : NULL;

      if (value == NULL || !g_utf8_validate (value, -1, NULL))
        return refuse (error, _("This is not a link to join a hub."));
      *equals = '\0';
      if (!take_parameter (parse, parts[i], value, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_whole (const VigieJoinLink *link, const Parse *parse, GError **error)
{
  if (!parse->has_version || !parse->has_organisation || link->hubs[0] == NULL
      || (link->code == NULL) != parse->is_for_members)
    return refuse (error, _("A part of this link is missing: copy it whole."));
  for (gsize i = 0; !link->has_certificate && link->hubs[i] != NULL; i++)
    {
      if (!vigie_hub_address_is_loopback (link->hubs[i]))
        return refuse (error, _("This link does not say how to recognise the hub: ask for a new one."));
    }

  return TRUE;
}

/**
 * vigie_join_link_parse:
 * @text: (nullable): what a person pasted
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the link; %NULL with %VIGIE_ERROR_INVALID, %VIGIE_ERROR_TOO_LARGE or
 *   %VIGIE_ERROR_UNSUPPORTED
 */
VigieJoinLink *
vigie_join_link_parse (const char *text, GError **error)
{
  g_autoptr(VigieJoinLink) link = NULL;
  g_autoptr(GStrvBuilder) hubs = g_strv_builder_new ();
  g_autofree char *trimmed = NULL;
  Parse parse = { hubs };
  gboolean good;

  if (text == NULL || strlen (text) > VIGIE_JOIN_LINK_MAX_BYTES)
    {
      g_set_error_literal (error, VIGIE_ERROR, text == NULL ? VIGIE_ERROR_INVALID : VIGIE_ERROR_TOO_LARGE,
                           _("This is not a link to join a hub."));
      return NULL;
    }
  trimmed = g_strstrip (g_strdup (text));
  if (!g_str_has_prefix (trimmed, PREFIX))
    {
      refuse (error, _("This is not a link to join a hub."));
      return NULL;
    }

  link = parse.link = g_new0 (VigieJoinLink, 1);
  good = take_all (&parse, trimmed + strlen (PREFIX), error);
  link->hubs = g_strv_builder_end (hubs);

  return good && check_whole (link, &parse, error) ? g_steal_pointer (&link) : NULL;
}

/**
 * vigie_join_link_format:
 * @link: a link
 *
 * Returns: (transfer full): its text
 */
char *
vigie_join_link_format (const VigieJoinLink *link)
{
  GString *text = g_string_new (PREFIX "v=1");
  g_autofree char *organisation = vigie_hex (link->organisation, VIGIE_KEY_BYTES);

  for (gsize i = 0; link->hubs[i] != NULL; i++)
    g_string_append_printf (text, "&hub=%s", link->hubs[i]);
  g_string_append_printf (text, "&org=%s", organisation);
  if (link->has_certificate)
    {
      g_autofree char *certificate = vigie_hex (link->certificate, VIGIE_HASH_BYTES);

      g_string_append_printf (text, "&cert=%s", certificate);
    }
  if (link->code != NULL)
    g_string_append_printf (text, "&code=%s", link->code);
  else
    g_string_append (text, "&for=" FOR_MEMBERS);

  return g_string_free (text, FALSE);
}

/**
 * vigie_join_link_free:
 * @link: (nullable) (transfer full): a link
 */
void
vigie_join_link_free (VigieJoinLink *link)
{
  if (link == NULL)
    return;
  g_strfreev (link->hubs);
  g_free (link->code);
  g_free (link);
}
