/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each rule says to the author, and whether it stops the notice. Short: the title stands in a list beside a button. */

#include "vigie-notice-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STOP VIGIE_CHECK_STOP
#define WARN VIGIE_CHECK_WARN

static const VigieCheckRule rules[] = {
  { "placeholder", STOP, N_ ("fill this in"), N_ ("A reader would see the gap.") },
  { "unticked", STOP, N_ ("nobody ticked this box"), N_ ("Say it in words, or take the line out.") },
  { "authority-claim", STOP, N_ ("no notice to an authority is recorded as sent"),
    N_ ("Record the sending first, or say what is planned.") },
  { "untouched-unproved", STOP, N_ ("not proved"),
    N_ ("Say so only when the fact “Data proved untouched” is confirmed and names its source.") },
  { "untouched-unproved-outage", WARN, N_ ("not proved"),
    N_ ("No fact “Data proved untouched” is confirmed with a source.") },
  { "asks-secret", STOP, N_ ("never ask for a password, a PIN or a code"), N_ ("Fraudsters do exactly that.") },
  { "secret", STOP, N_ ("this looks like a secret"), N_ ("Keys, passwords and tokens never go into a notice.") },
  { "card-number", STOP, N_ ("this looks like a card number"), N_ ("It belongs to somebody.") },
  { "others-address", STOP, N_ ("somebody else’s address"), N_ ("It is in neither the playbook nor the directory.") },
  { "others-phone", STOP, N_ ("somebody else’s telephone number"), N_ ("It is in neither the playbook nor the directory.") },
  { "unknown-phone", WARN, N_ ("a telephone number that the directory does not know"), N_ ("Call it once before you send.") },
  { "staff-address", WARN, N_ ("the address of one person"), N_ ("Give the address of a service.") },
  { "fact-differs", STOP, N_ ("the fact sheet says something else"), "" },
  { "earlier-differs", STOP, N_ ("an earlier message said something else"),
    N_ ("Add a line that begins with “Correction:” and gives both.") },
  { "next-missing", STOP, N_ ("Say when the next update comes"), N_ ("Readers wait for a time, even if nothing will have changed.") },
  { "next-past", STOP, N_ ("the time of the next update is over"), "" },
  { "next-differs", STOP, N_ ("the next update is planned for another time"), "" },
  { "no-subject", STOP, N_ ("The subject is empty"), N_ ("Say what it is about in one line.") },
  { "missing-nature", STOP, N_ ("Say what happened"), N_ ("GDPR, article 34(2) with 33(3)(a).") },
  { "missing-consequences", STOP, N_ ("Say what it may lead to"), N_ ("GDPR, article 34(2) with 33(3)(c).") },
  { "missing-dpo", STOP, N_ ("Name the DPO or another contact for data protection"),
    N_ ("GDPR, article 34(2) with 33(3)(b). A support mailbox is not enough.") },
  { "missing-measures", STOP, N_ ("Say what was done"), N_ ("GDPR, article 34(2) with 33(3)(d).") },
  { "missing-advice", STOP, N_ ("Say what the reader can do"), N_ ("Four things at most, the urgent first.") },
  { "missing-contact", STOP, N_ ("Say whom to ask, or where to read on"), "" },
  { "missing-persons", STOP, N_ ("Say how many persons are concerned, and which"), N_ ("GDPR, article 33(3)(a). “To be determined” may stand.") },
  { "missing-records", STOP, N_ ("Say how many records are concerned, and which"), N_ ("GDPR, article 33(3)(a). “To be determined” may stand.") },
  { "missing-delay-reason", STOP, N_ ("Say why it comes after 72 hours"), N_ ("GDPR, article 33(1).") },
  { "missing-change", STOP, N_ ("Say what was written, what is true now, and why"), N_ ("A complement changes what the authority has.") },
  { "missing-reason", STOP, N_ ("Say why the notice is withdrawn"), "" },
  { "missing-impact", STOP, N_ ("Say what no longer works for the reader"), "" },
  { "impact-late", WARN, N_ ("Say first what the reader notices"), N_ ("The cause comes after what it does to people.") },
  { "missing-aware", WARN, N_ ("Say when you learnt of it"), "" },
  { "missing-reference", WARN, N_ ("Give a reference"), N_ ("So that a reader can name the case.") },
  { "missing-verify", WARN, N_ ("Say how to check that the message is real"), N_ ("For instance: open the status page yourself.") },
  { "missing-fraud", WARN, N_ ("Warn of Mobile Money fraud"), N_ ("Payments are the main way to misuse what was taken.") },
  { "missing-press-contact", WARN, N_ ("Give a contact for the press"), "" },
  { "missing-date", WARN, N_ ("Say on what day it happened"), "" },
  { "missing-done", WARN, N_ ("Say what was done"), "" },
  { "missing-effect", WARN, N_ ("Say whom it affected, and how"), "" },
  { "hedge", WARN, N_ ("say what is certain"), N_ ("What is not known yet stands under its own heading.") },
  { "no-misuse", WARN, N_ ("readers hear that you did not look"), N_ ("Say what was checked and until when, or leave it out.") },
  { "seriously", WARN, N_ ("says nothing; show it by what you did"), "" },
  { "apology", WARN, N_ ("an apology for nothing in particular"), N_ ("Say for what: “We are sorry that your orders failed.”") },
  { "internal", WARN, N_ ("an internal name or address"), N_ ("It helps attackers and nobody else.") },
  { "exploit", WARN, N_ ("the way in, for others to follow"), N_ ("Name it after all of it is closed, and only if a reader needs it.") },
  { "employee", WARN, N_ ("the name of a member of the team"), N_ ("Name the service instead.") },
  { "cause-early", WARN, N_ ("the cause is not confirmed"), N_ ("Confirm the fact “Cause”, or say that you look for it.") },
  { "marketing", WARN, N_ ("advertising"), N_ ("Not in this message.") },
  { "short-link", WARN, N_ ("a short link hides where it leads"), N_ ("Give the full address.") },
  { "login-link", WARN, N_ ("a link to log in looks like phishing"), N_ ("Say: open our application yourself.") },
  { "foreign-link", WARN, N_ ("a site that is not ours"), "" },
  { "plain-link", WARN, N_ ("a link without encryption"), "" },
  { "hashed", WARN, N_ ("passwords are hashed, not encrypted"), "" },
  { "jargon", WARN, N_ ("jargon in the first paragraph"), N_ ("Say it in everyday words, or further down.") },
  { "blame", WARN, N_ ("blames somebody"), N_ ("Say what happened to the service, not whose fault it was.") },
  { "hard-to-read", WARN, N_ ("The text is hard to read"), "" },
  { "long-sentence", WARN, N_ ("a long sentence"), "" },
  { "sms-parts", WARN, N_ ("this sign makes the SMS dearer"), "" },
  { "sms-long", WARN, N_ ("The SMS is long"), "" },
};

const VigieCheckRule *
vigie_check_rule (const char *rule)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strcmp (rules[i].rule, rule) == 0)
      return &rules[i];

  g_assert_not_reached ();
}
