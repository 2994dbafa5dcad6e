/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-tour-mailing.h"

#include <glib/gstdio.h>

#include "vigie-mailing-window.h"

#define RUN "019ab0c4-1c00-7fff-bfff-0000000000b1"
#define N_PEOPLE 120
#define N_SENT 83

static const char *const names[] = { "Awa Koné", "Yao N’Guessan", "Mariam Traoré", "Koffi Kouassi", "Aminata Diallo", "Serge Gnahoré" };

static VigieMailingPlan *
offer_new (VigieIncidentModel *model)
{
  VigieMailingPlan *plan = vigie_mailing_plan_new ();

  plan->stream = g_strdup (vigie_incident_model_get_stream (model));
  plan->ref = g_strdup (vigie_incident_model_get_incident (model)->ref);
  plan->audience = g_strdup ("users");
  plan->subjects[VIGIE_LANG_FR] = g_strdup ("DISTRI-NIGHT : service interrompu");
  plan->bodies[VIGIE_LANG_FR] = g_strdup ("Bonjour {{to.name|cher client}},\n\nDepuis 23:44, les paiements échouent. Votre commande {{to.commande}} n’est pas perdue.\n\nProchaine mise à jour : 04:30.\n\nL’équipe DISTRI-NIGHT");
  plan->subjects[VIGIE_LANG_EN] = g_strdup ("DISTRI-NIGHT: service interrupted");
  plan->bodies[VIGIE_LANG_EN] = g_strdup ("Hello {{to.name|dear customer}},\n\nSince 23:44, payments have failed. Your order {{to.commande}} is not lost.\n\nNext update: 04:30.\n\nThe DISTRI-NIGHT team");

  return plan;
}

static char *
list_new (const char *lang, gboolean faulty)
{
  GString *list = g_string_new ("email,nom,langue,commande\n");

  for (guint i = 0; i < N_PEOPLE; i++)
    g_string_append_printf (list, "client%u@exemple.ci,%s,%s,%u\n", i + 1, names[i % G_N_ELEMENTS (names)], lang, 48210 + i);
  if (faulty)
    g_string_append (list, "client7.exemple.ci,Awa Koné,fr,1\nclient4@exemple.ci,Koffi Kouassi,fr,2\nclient@exemple.ci,Yao,klingon,3\n");

  return g_string_free (list, FALSE);
}

static const char *
lang_of (VigieIncidentModel *model)
{
  return vigie_lang_to_word (vigie_session_get_lang (vigie_incident_model_get_session (model)));
}

static gboolean
remove_cb (gpointer path)
{
  g_remove (path);

  return G_SOURCE_REMOVE;
}

void
vigie_tour_mailing_setup (GtkWidget *from, VigieIncidentModel *model)
{
  g_autoptr(VigieMailingPlan) offer = offer_new (model);
  g_autofree char *folder = g_dir_make_tmp ("vigie-tour-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "clients.csv", NULL);
  g_autofree char *list = list_new (lang_of (model), TRUE);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GtkWindow *window = vigie_mailing_window_present (GTK_WINDOW (from), vigie_incident_model_get_session (model), offer);

  g_file_set_contents (path, list, -1, NULL);
  vigie_mailing_window_read (VIGIE_MAILING_WINDOW (window), file);
  g_timeout_add_full (G_PRIORITY_DEFAULT, 1000, remove_cb, g_strdup (path), g_free);
  g_timeout_add_full (G_PRIORITY_DEFAULT, 1500, remove_cb, g_strdup (folder), g_free);
}

/* The files go at once; the journal that is open does not mind. */
static void
remove_folder (const char *folder)
{
  static const char *const files[] = { "plan.json", "list.csv", "states", "lock", "" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, RUN, files[i], NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static void
note_all (VigieMailingJournal *journal)
{
  for (guint i = 0; i < N_SENT; i++)
    {
      gboolean refused = i == 11 || i == 40;

      vigie_mailing_journal_note (journal, i, VIGIE_MAIL_BEGUN, NULL, 0, NULL);
      vigie_mailing_journal_note (journal, i, refused ? VIGIE_MAIL_REFUSED : VIGIE_MAIL_ACCEPTED, refused ? "550 5.1.1 User unknown" : NULL, 0, NULL);
    }
  vigie_mailing_journal_note (journal, N_SENT, VIGIE_MAIL_BEGUN, NULL, 0, NULL);
}

void
vigie_tour_mailing_view (GtkWidget *from, VigieIncidentModel *model)
{
  g_autofree char *folder = g_dir_make_tmp ("vigie-tour-XXXXXX", NULL);
  g_autofree char *text = list_new (lang_of (model), FALSE);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  VigieMailingPlan *plan = offer_new (model);
  VigieMailingJournal *journal;
  g_autoptr(VigieMailing) mailing = NULL;

  plan->run = g_strdup (RUN);
  plan->url = g_strdup ("smtps://smtp.exemple.ci");
  plan->from_address = g_strdup ("info@distri-night.ci");
  journal = vigie_mailing_journal_create (folder, plan, vigie_recipients_read (bytes, VIGIE_LANG_FR, NULL), NULL);
  if (journal == NULL)
    return;
  note_all (journal);
  remove_folder (folder);
  mailing = vigie_mailing_new (journal);
  vigie_mailing_window_present_for (GTK_WINDOW (from), vigie_incident_model_get_session (model), mailing);
}
