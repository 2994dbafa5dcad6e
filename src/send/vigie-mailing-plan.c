/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A mailing is checked as a whole before its first message: somebody who is told after three thousand of them that the
 * rest cannot be filled in has two kinds of customers. */

#include "vigie-mailing-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-eml.h"
#include "vigie-error.h"
#include "vigie-event.h"
#include "vigie-id.h"
#include "vigie-json-writer.h"
#include "vigie-json.h"
#include "vigie-mail-address.h"
#include "vigie-mailing-text.h"
#include "vigie-text-show.h"

#define PLAN_VERSION 1
#define PLAN_MAX_BYTES (16 * 1024 * 1024)

static const struct { const char *name; gsize offset; } members[] = {
#define MEMBER(name) { #name, G_STRUCT_OFFSET (VigieMailingPlan, name) }
  MEMBER (run), MEMBER (stream), MEMBER (ref), MEMBER (notice), MEMBER (version), MEMBER (hash), MEMBER (audience),
  MEMBER (from_name), MEMBER (from_address), MEMBER (reply_to), MEMBER (url), MEMBER (user), MEMBER (ca_file), MEMBER (digest),
  { "subject_en", G_STRUCT_OFFSET (VigieMailingPlan, subjects[VIGIE_LANG_EN]) },
  { "subject_fr", G_STRUCT_OFFSET (VigieMailingPlan, subjects[VIGIE_LANG_FR]) },
  { "body_en", G_STRUCT_OFFSET (VigieMailingPlan, bodies[VIGIE_LANG_EN]) },
  { "body_fr", G_STRUCT_OFFSET (VigieMailingPlan, bodies[VIGIE_LANG_FR]) },
#undef MEMBER
};

#define FIELD(plan, i) G_STRUCT_MEMBER (char *, (plan), members[i].offset)

VigieMailingPlan *
vigie_mailing_plan_new (void)
{
  return g_new0 (VigieMailingPlan, 1);
}

VigieMailingPlan *
vigie_mailing_plan_copy (const VigieMailingPlan *plan)
{
  VigieMailingPlan *copy = g_memdup2 (plan, sizeof *plan);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    FIELD (copy, i) = g_strdup (FIELD (plan, i));

  return copy;
}

void
vigie_mailing_plan_free (VigieMailingPlan *plan)
{
  if (plan == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_free (FIELD (plan, i));
  g_free (plan);
}

char *
vigie_mailing_plan_to_json (const VigieMailingPlan *plan)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (TRUE);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_int (writer, "v", PLAN_VERSION);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (FIELD (plan, i) != NULL)
      vigie_json_writer_member_string (writer, members[i].name, FIELD (plan, i));
  vigie_json_writer_member_int (writer, "made", plan->made_usec);
  vigie_json_writer_member_int (writer, "count", plan->count);
  vigie_json_writer_member_hex (writer, "salt", plan->salt, sizeof plan->salt);
  vigie_json_writer_end_object (writer);

  return vigie_json_writer_steal (writer);
}

static gboolean
read_numbers (VigieMailingPlan *plan, const VigieJson *json, VigieJsonNode root)
{
  g_autofree char *salt = vigie_json_member_string (json, root, "salt");
  gint64 count = vigie_json_member_int (json, root, "count", -1);

  plan->made_usec = vigie_json_member_int (json, root, "made", 0);
  plan->count = (guint) MAX (count, 0);

  return count > 0 && count <= VIGIE_RECIPIENTS_MAX && salt != NULL && vigie_unhex (salt, plan->salt, sizeof plan->salt);
}

VigieMailingPlan *
vigie_mailing_plan_from_json (GBytes *bytes, GError **error)
{
  g_autoptr(VigieJson) json = vigie_json_parse_bytes (bytes, PLAN_MAX_BYTES, error);
  g_autoptr(VigieMailingPlan) plan = vigie_mailing_plan_new ();
  VigieJsonNode root = 0;

  if (json == NULL)
    return NULL;
  if (vigie_json_member_int (json, root, "v", 0) > PLAN_VERSION)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_UNSUPPORTED, _("A newer Vigie began this mailing; go on with that one."));
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    FIELD (plan, i) = vigie_json_member_string (json, root, members[i].name);
  if (!read_numbers (plan, json, root) || plan->run == NULL || !vigie_id_is_valid (plan->run) || plan->from_address == NULL
      || plan->url == NULL)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("What was kept of this mailing cannot be read."));
      return NULL;
    }

  return g_steal_pointer (&plan);
}

/* GUri knows the parts; curl gets the whole again, so only what both understand the same way is let through. */
static gboolean
url_is_good (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (scheme == NULL || (strcmp (scheme, "smtp") != 0 && strcmp (scheme, "smtps") != 0) || host == NULL || *host == '\0')
    return FALSE;
  for (const char *at = host; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr (".-:", *at) == NULL)
      return FALSE;

  return g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL
         && (*g_uri_get_path (uri) == '\0' || strcmp (g_uri_get_path (uri), "/") == 0);
}

gboolean
vigie_mailing_check_url (const char *url, GError **error)
{
  if (url != NULL && g_str_is_ascii (url) && url_is_good (url))
    return TRUE;
  /* The address is not said again: it may hold a password. */
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                       _("The mail server is written smtps://HOST or smtp://HOST, with :PORT behind it if need be; name and password are asked for apart."));

  return FALSE;
}

static gboolean
check_address (const char *address, GError **error)
{
  g_autofree char *clean = vigie_mail_address_clean (address, error);

  return clean != NULL;
}

static gboolean
check_sender (const VigieMailingPlan *plan, GError **error)
{
  g_autoptr(GError) cause = NULL;

  if (check_address (plan->from_address, &cause) && (plan->reply_to == NULL || check_address (plan->reply_to, &cause)))
    return vigie_mailing_check_url (plan->url, error);
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The sender: %s"), cause->message);

  return FALSE;
}

static gboolean
check_places (const char *text, const VigieRecipients *recipients, GError **error)
{
  g_auto(GStrv) unknown = vigie_mailing_unknown_places (text != NULL ? text : "", recipients);

  if (unknown[0] == NULL)
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The text has a place for “%s”, and the list has no such column."), unknown[0]);

  return FALSE;
}

gboolean
vigie_mailing_plan_check (const VigieMailingPlan *plan, const VigieRecipients *recipients, GError **error)
{
  if (recipients->people->len == 0)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("There is nobody in the list who can be written to."));
      return FALSE;
    }
  if (!check_sender (plan, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (plan->bodies); i++)
    if (!check_places (plan->subjects[i], recipients, error) || !check_places (plan->bodies[i], recipients, error))
      return FALSE;
  for (guint i = 0; i < recipients->people->len; i++)
    {
      g_autofree char *subject = NULL, *body = NULL;

      if (!vigie_mailing_texts (plan, recipients, i, &subject, &body, error))
        return FALSE;
    }

  return TRUE;
}

char *
vigie_mailing_message_id (const VigieMailingPlan *plan, guint index)
{
  return g_strdup_printf ("%u.%s@%s", index + 1, plan->run, vigie_mail_address_domain (plan->from_address));
}

/* Who has no text in their language is written to in the other one. */
static VigieLang
text_lang (const VigieMailingPlan *plan, VigieLang wanted)
{
  if (plan->bodies[wanted] != NULL && *plan->bodies[wanted] != '\0')
    return wanted;

  return wanted == VIGIE_LANG_FR ? VIGIE_LANG_EN : VIGIE_LANG_FR;
}

gboolean
vigie_mailing_texts (const VigieMailingPlan *plan, const VigieRecipients *recipients, guint index, char **subject, char **body, GError **error)
{
  const VigieRecipient *person = g_ptr_array_index (recipients->people, index);
  VigieLang lang = text_lang (plan, person->lang);

  if (vigie_text_is_blank (plan->subjects[lang]) || vigie_text_is_blank (plan->bodies[lang]))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("A message needs a subject and a text."));
      return FALSE;
    }
  *subject = vigie_mailing_fill (plan->subjects[lang], recipients, person, error);
  *body = *subject != NULL ? vigie_mailing_fill (plan->bodies[lang], recipients, person, error) : NULL;

  return *body != NULL;
}

GBytes *
vigie_mailing_message (const VigieMailingPlan *plan, const VigieRecipients *recipients, guint index, gint64 now_usec, GError **error)
{
  const VigieRecipient *person = g_ptr_array_index (recipients->people, index);
  g_autofree char *id = vigie_mailing_message_id (plan, index);
  g_autofree char *subject = NULL, *body = NULL;
  VigieEml eml = { .from_name = plan->from_name, .from_address = plan->from_address, .to_name = person->name,
                   .to_address = person->address, .reply_to = plan->reply_to, .message_id = id, .date_usec = now_usec,
                   .automatic = TRUE };

  if (!vigie_mailing_texts (plan, recipients, index, &subject, &body, error))
    return NULL;
  eml.lang = text_lang (plan, person->lang);
  eml.subject = subject;
  eml.body = body;

  return vigie_eml_make (&eml, error);
}
