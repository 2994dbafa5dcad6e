/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every cell of the table of rights, and who sees a restricted incident. */

#include <string.h>

#include "vigie-rights.h"

#define AWA "019ab0c4-1c00-7fff-bfff-000000000001"
#define YAO "019ab0c4-1c00-7fff-bfff-000000000002"
#define EVE "019ab0c4-1c00-7fff-bfff-000000000003"

/* One letter for each role from none on: y may append, n may not. */
static const struct { const char *kind, *cells; } cells[] = {
  { "action.set", "nnyyyy" },
  { "attachment.added", "nnyyyy" },
  { "breach.decided", "nnnyyy" },
  { "call.began", "nnyyyy" },
  { "call.ended", "nnyyyy" },
  { "cause.removed", "nnyyyy" },
  { "cause.set", "nnyyyy" },
  { "check-in.held", "nnyyyy" },
  { "comment.answered", "nnyyyy" },
  { "comment.made", "nnyyyy" },
  { "comment.settled", "nnyyyy" },
  { "confirmation.recorded", "nnyyyy" },
  { "contact.removed", "nnyyyy" },
  { "contact.set", "nnyyyy" },
  { "contact.verified", "nnyyyy" },
  { "decision.reviewed", "nnyyyy" },
  { "entry.corrected", "nnyyyy" },
  { "entry.done", "nnyyyy" },
  { "entry.logged", "nnyyyy" },
  { "entry.retracted", "nnyyyy" },
  { "entry.starred", "nnyyyy" },
  { "event.redacted", "nnnnny" },
  { "fact.set", "nnyyyy" },
  { "gate.answered", "nnyyyy" },
  { "gate.withdrawn", "nnyyyy" },
  { "handover.answered", "nnyyyy" },
  { "handover.requested", "nnyyyy" },
  { "hypothesis.set", "nnyyyy" },
  { "incident.assessed", "nnyyyy" },
  { "incident.declared", "nnyyyy" },
  { "incident.linked", "nnyyyy" },
  { "incident.reopened", "nnyyyy" },
  { "incident.restricted", "nnnnyy" },
  { "incident.stage", "nnyyyy" },
  { "incident.titled", "nnyyyy" },
  { "incident.typed", "nnyyyy" },
  { "mailing.begun", "nnnyyy" },
  { "mailing.finished", "nnnyyy" },
  { "mailing.paused", "nnnyyy" },
  { "mailing.resumed", "nnnyyy" },
  { "message.sent", "nnyyyy" },
  { "milestone.set", "nnyyyy" },
  { "notice.approved", "nnyyyy" },
  { "notice.completed", "nnyyyy" },
  { "notice.drafted", "nnyyyy" },
  { "notice.refused", "nnyyyy" },
  { "notice.reviewed", "nnyyyy" },
  { "notice.sent", "nnyyyy" },
  { "notice.submitted", "nnyyyy" },
  { "notice.withdrawn", "nnyyyy" },
  { "obligation.done", "nnyyyy" },
  { "obligation.postponed", "nnyyyy" },
  { "obligation.waived", "nnyyyy" },
  { "post-mortem.began", "nnyyyy" },
  { "post-mortem.held", "nnyyyy" },
  { "post-mortem.item", "nnyyyy" },
  { "post-mortem.present", "nnyyyy" },
  { "post-mortem.published", "nnnyyy" },
  { "post-mortem.scheduled", "nnyyyy" },
  { "review.requested", "nnyyyy" },
  { "review.signed", "nnyyyy" },
  { "review.withdrawn", "nnyyyy" },
  { "role.assigned", "nnyyyy" },
  { "role.freed", "nnyyyy" },
  { "section.written", "nnyyyy" },
  { "step.ticked", "nnyyyy" },
  { "support.moved", "nnyyyy" },
  { "technique.set", "nnyyyy" },
  { "war-room.closed", "nnyyyy" },
  { "war-room.linked", "nnyyyy" },
  { "war-room.opened", "nnyyyy" },
  { "something.newer", "nnyyyy" },
  { "member.set", "nnnnny" },
  { "device.enrolled", "nnnnny" },
  { "device.revoked", "nnnnny" },
  { "hub.enrolled", "nnnnny" },
  { "hub.revoked", "nnnnny" },
  { "organisation.founded", "nnnnnn" },
};

static void
test_every_cell (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_test_message ("%s", cells[i].kind);
      g_assert_cmpuint (strlen (cells[i].cells), ==, VIGIE_N_ROLES);
      for (VigieRole role = VIGIE_ROLE_NONE; role < VIGIE_N_ROLES; role++)
        g_assert_cmpint (vigie_rights_may_append (role, cells[i].kind), ==, cells[i].cells[role] == 'y');
    }
}

static void
test_words (void)
{
  VigieRole role = VIGIE_ROLE_COMMANDER;

  g_assert_null (vigie_role_to_word (VIGIE_ROLE_NONE));
  for (VigieRole r = VIGIE_ROLE_VIEWER; r < VIGIE_N_ROLES; r++)
    {
      VigieRole found = VIGIE_ROLE_NONE;

      g_assert_true (vigie_role_from_word (vigie_role_to_word (r), &found));
      g_assert_cmpint (found, ==, r);
      g_assert_cmpuint (strlen (vigie_role_label (r, VIGIE_LANG_FR)), >, 3);
      g_assert_cmpstr (vigie_role_label (r, VIGIE_LANG_FR), !=, vigie_role_label (r, VIGIE_LANG_EN));
    }
  g_assert_false (vigie_role_from_word ("Viewer", &role));
  g_assert_false (vigie_role_from_word ("", &role));
  g_assert_false (vigie_role_from_word (NULL, &role));
  g_assert_cmpint (role, ==, VIGIE_ROLE_COMMANDER);
}

static void
test_who_sees (void)
{
  static const char *const named[] = { YAO, NULL };
  static const char *const nobody[] = { NULL };
  VigieRestriction restricted = { TRUE, named, TRUE, { 0 } };
  VigieRestriction open = { FALSE, nobody, TRUE, { 0 } };
  /* who asks → sees it restricted, by role from none on */
  static const struct { const char *member, *sees; } cases[] = {
    { AWA, "nyyyyy" }, /* declared it */
    { YAO, "nyyyyy" }, /* is named */
    { EVE, "nnnnyy" },
    { NULL, "nnnnyy" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (VigieRole role = VIGIE_ROLE_NONE; role < VIGIE_N_ROLES; role++)
      {
        g_assert_cmpint (vigie_rights_may_see (role, cases[i].member, &restricted, AWA), ==, cases[i].sees[role] == 'y');
        g_assert_cmpint (vigie_rights_may_see (role, cases[i].member, &open, AWA), ==, role != VIGIE_ROLE_NONE);
      }
  /* Nobody knows who declared it: that is not the same as nobody asking. */
  g_assert_false (vigie_rights_may_see (VIGIE_ROLE_RESPONDER, NULL, &restricted, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/rights/every-cell", test_every_cell);
  g_test_add_func ("/core/rights/words", test_words);
  g_test_add_func ("/core/rights/who-sees", test_who_sees);
  return g_test_run ();
}
