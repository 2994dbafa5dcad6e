/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sender to be killed: mailing-run FOLDER LIST URL CA-FILE begins the mailing, or goes on with it, and when nothing is
 * left to do prints what became of it, the indices of the uncertain messages and the most memory it ever held, in kB. */

#include <sys/resource.h>

#include "mailing-fixture.h"

static VigieMailingJournal *
open_or_create (char *argv[], GError **error)
{
  g_auto(GStrv) runs = vigie_mailing_list (argv[1]);
  VigieRecipients *recipients;

  if (runs[0] != NULL)
    return vigie_mailing_journal_open (argv[1], runs[0], error);
  recipients = vigie_recipients_read_file (argv[2], VIGIE_LANG_FR, error);

  return recipients != NULL ? vigie_mailing_journal_create (argv[1], mailing_plan (argv[3], argv[4]), recipients, error) : NULL;
}

static void
print_outcome (VigieMailing *mailing)
{
  g_autoptr(GPtrArray) troubles = vigie_mailing_dup_troubles (mailing);
  g_autofree char *problem = vigie_mailing_dup_problem (mailing);
  VigieMailingProgress progress;
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  vigie_mailing_get_progress (mailing, &progress);
  g_print ("%u %u %ld", progress.accepted, progress.uncertain, usage.ru_maxrss);
  for (guint i = 0; i < troubles->len; i++)
    g_print (" %u", ((VigieMailingTrouble *) g_ptr_array_index (troubles, i))->index);
  g_print ("\n");
  if (problem != NULL)
    g_printerr ("%s\n", problem);
}

int
main (int argc, char *argv[])
{
  g_autoptr(GError) error = NULL;
  VigieMailingJournal *journal = argc == 5 ? open_or_create (argv, &error) : NULL;
  g_autoptr(VigieMailing) mailing = NULL;
  VigieMailingProgress progress;

  if (journal == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "mailing-run FOLDER LIST URL CA-FILE");
      return 1;
    }
  mailing = vigie_mailing_new (journal);
  vigie_mailing_start (mailing, NULL);
  for (vigie_mailing_get_progress (mailing, &progress); progress.phase == VIGIE_MAILING_RUNNING; vigie_mailing_get_progress (mailing, &progress))
    g_main_context_iteration (NULL, TRUE);
  print_outcome (mailing);

  return progress.phase == VIGIE_MAILING_DONE ? 0 : 1;
}
