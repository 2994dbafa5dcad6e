/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A directory as it is after an afternoon of work: some contacts complete, some still to do. Names and numbers are made up. */

#include "vigie-tour-directory.h"

#include "vigie-id.h"

static const struct { const char *id, *name, *role, *number, *mobile, *deputy; gboolean verified; } people[] = {
  { "cto", "Awa Koné", "CTO", "+225 07 07 21 44 09", "+225 27 22 40 11 02", "devops-lead", TRUE },
  { "devops-lead", "Kouassi N’Guessan", "DevOps", "+225 05 05 63 18 70", NULL, "cto", TRUE },
  { "dba", "Fatou Diabaté", "DBA", "+225 07 59 30 41 28", NULL, NULL, TRUE },
  { "ceo", "Adjoua Brou", "CEO", "+225 07 48 12 90 33", NULL, "coo", TRUE },
  { "coo", "Marc Tano", "COO", "+225 01 01 77 25 16", NULL, NULL, FALSE },
  { "security-officer", "Issouf Ouattara", "RSSI", "+225 07 59 30 41 29", NULL, "dpo", FALSE },
  { "wave", NULL, NULL, "+225 25 20 01 02 03", NULL, NULL, TRUE },
};

static GPtrArray *
set_contact (VigieDirectory *directory, guint i, const char *author, gint64 at_usec)
{
  g_autoptr(VigieContact) contact = vigie_contact_copy (vigie_directory_contact (directory, people[i].id));

  if (people[i].name != NULL)
    {
      vigie_contact_set_text (&contact->name, people[i].name);
      vigie_contact_set_text (&contact->role, people[i].role);
    }
  g_ptr_array_set_size (contact->numbers, 0);
  g_ptr_array_add (contact->numbers, vigie_contact_line_new ("mobile", people[i].number));
  if (people[i].mobile != NULL)
    g_ptr_array_add (contact->numbers, vigie_contact_line_new ("work", people[i].mobile));
  if (i < 2)
    {
      g_ptr_array_add (contact->languages, g_strdup ("fr"));
      g_ptr_array_add (contact->languages, g_strdup ("en"));
      g_free (contact->zone);
      contact->zone = g_strdup ("Africa/Abidjan");
    }
  g_free (contact->deputy);
  contact->deputy = g_strdup (people[i].deputy != NULL ? people[i].deputy : "");

  return vigie_directory_draft_set (directory, contact, author, at_usec, NULL);
}

/* What was looked at is what stands after the change: said by a body of its own, for the fold has it only later. */
static VigieDraft *
verified (guint i, const char *mail, const char *author, gint64 at_usec)
{
  g_autoptr(GString) body = g_string_new (NULL);

  g_string_append_printf (body, "{\"contact\":\"%s\",\"values\":[\"%s\"", people[i].id, people[i].number);
  if (people[i].mobile != NULL)
    g_string_append_printf (body, ",\"%s\"", people[i].mobile);
  if (mail != NULL)
    g_string_append_printf (body, ",\"%s\"", mail);
  g_string_append (body, ",\"https://www.wave.com\"]}");

  return vigie_draft_new (VIGIE_STREAM_DIRECTORY, "contact.verified", at_usec, author, g_string_free (g_steal_pointer (&body), FALSE));
}

static void
fill_contacts (VigieSession *session)
{
  VigieDirectory *directory = vigie_session_get_directory (session);
  gint64 at_usec = vigie_session_now_usec (session) - 19 * VIGIE_DAY_USEC;
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      const char *mail = vigie_contact_mail (vigie_directory_contact (directory, people[i].id));
      GPtrArray *set = set_contact (directory, i, "Mariam Traoré", at_usec);

      if (set != NULL)
        g_ptr_array_extend_and_steal (drafts, set);
      if (people[i].verified)
        g_ptr_array_add (drafts, verified (i, mail, "Mariam Traoré", at_usec));
    }
  /* Past the session, which would offer to undo it. */
  vigie_store_thread_record_async (vigie_session_get_store (session), drafts, NULL, NULL, NULL);
  g_ptr_array_unref (drafts);
  vigie_session_set_favourite (session, "cto", TRUE);
}

/* Two changes on one ground: neither names the other. */
static void
write_apart (VigieSession *session)
{
  static const char *const numbers[] = { "+225 07 48 12 90 34", "+225 05 44 02 87 51" };
  static const char *const authors[] = { "Kouassi N’Guessan", "Mariam Traoré" };
  VigieDirectory *directory = vigie_session_get_directory (session);
  gint64 at_usec = vigie_session_now_usec (session) - 2 * VIGIE_HOUR_USEC;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(VigieContact) contact = vigie_contact_copy (vigie_directory_contact (directory, "ceo"));
      g_autoptr(GPtrArray) drafts = NULL;

      g_ptr_array_set_size (contact->numbers, 0);
      g_ptr_array_add (contact->numbers, vigie_contact_line_new ("mobile", numbers[i]));
      drafts = vigie_directory_draft_set (directory, contact, authors[i], at_usec, NULL);
      if (drafts != NULL)
        vigie_store_thread_record_async (vigie_session_get_store (session), drafts, NULL, NULL, NULL);
    }
}

gboolean
vigie_tour_directory (VigieIncidentModel *model, const char *name)
{
  VigieSession *session = vigie_incident_model_get_session (model);

  if (g_str_equal (name, "contacts"))
    fill_contacts (session);
  else if (g_str_equal (name, "contacts-apart"))
    write_apart (session);
  else
    return FALSE;

  return TRUE;
}
