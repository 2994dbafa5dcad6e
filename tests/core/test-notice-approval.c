/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every way round an approval, twice: the act refuses it, and an event that somebody's program recorded all the same
 * does not count, whatever its clock says. */

#include "notice-scene.h"

#define PLAYBOOK vigie_test_playbook ()

static const VigieNoticeSending somewhere = { .channel = NULL, .count = -1, .uncertain = -1, .lang = VIGIE_LANG_EN };

/* What events are made of; @more: further members, each with its comma. */
static char *
body_about (const VigieNotice *notice, const VigieNoticeVersion *version, const char *more)
{
  return g_strdup_printf ("{\"notice\":\"%s\",\"version\":\"%s\",\"hash\":\"%s\"%s}", notice->id, version->event->id, version->hash, more);
}

static GPtrArray *
approve (Scene *scene, const char *approver, const char *heard_by, const char *as, const guint8 *device, const char *author, GError **error)
{
  VigieNoticeSay say = { approver, as, heard_by };

  return vigie_act_notice_approve (PLAYBOOK, scene->incident, scene_notice (scene)->code, &say, device, author, seat_time (scene->minute), error);
}

static const guint8 *
device_of (Seat *seat)
{
  for (guint i = seat->events->len; i > 0; i--)
    {
      const VigieEvent *event = seat->events->pdata[i - 1];

      if (strcmp (event->author, seat->person) == 0)
        return event->device;
    }
  g_assert_not_reached ();
}

/* One claim of an approval: who records it where, and what it says. */
typedef struct
{
  const char *what, *audience;
  guint seat;                       /* 0: the commander's, 1: the writer's, 2: the third's */
  const char *author, *approver, *as, *heard_by;
  VigieNoticeFault fault;
} Claim;

static const Claim claims[] = {
  { "by the holder of the post", "users", 0, "Awa Koné", "Awa Koné", "commander", NULL, VIGIE_NOTICE_FAULT_NONE },
  { "the same, spelt otherwise", "users", 0, "AWA KONE", "awa kone", "commander", NULL, VIGIE_NOTICE_FAULT_NONE },
  { "heard on the telephone at the writer's desk", "users", 1, "Fanta", "Awa Koné", "commander", "Fanta", VIGIE_NOTICE_FAULT_NONE },
  { "heard on the telephone, the CEO", "press", 1, "Fanta", "CEO", "ceo", "Fanta", VIGIE_NOTICE_FAULT_NONE },
  { "one's own text, by name", "users", 1, "Fanta", "Fanta", "commander", NULL, VIGIE_NOTICE_FAULT_HOLDER },
  { "at the writer's device", "users", 1, "Awa Koné", "Awa Koné", "commander", NULL, VIGIE_NOTICE_FAULT_OWN },
  { "by somebody not named", "users", 2, "Ali", "Ali", "commander", NULL, VIGIE_NOTICE_FAULT_HOLDER },
  { "by somebody who says to be the CEO", "press", 2, "Ali", "Ali", "ceo", NULL, VIGIE_NOTICE_FAULT_HOLDER },
  { "by a post of another audience", "press", 0, "Awa Koné", "Awa Koné", "commander", NULL, VIGIE_NOTICE_FAULT_RIGHT },
  { "recorded by somebody else", "users", 2, "Ali", "Awa Koné", "commander", NULL, VIGIE_NOTICE_FAULT_IN_PERSON },
  { "heard by its giver", "users", 2, "Ali", "Awa Koné", "commander", "Awa Kone", VIGIE_NOTICE_FAULT_HEARER },
  { "heard, but recorded by its giver", "users", 1, "Awa Koné", "Awa Koné", "commander", "Fanta", VIGIE_NOTICE_FAULT_HEARER },
  { "heard, of one who has no right", "users", 1, "Fanta", "Ali", "commander", "Fanta", VIGIE_NOTICE_FAULT_HOLDER },
};

static Seat *
seat_of (Scene *scene, guint seat)
{
  return seat == 0 ? &scene->commander : seat == 1 ? &scene->writer : &scene->third;
}

static void
test_claim (Scene *scene, gconstpointer data)
{
  const Claim *claim = data;
  Seat *seat = seat_of (scene, claim->seat);
  g_autoptr(GError) error = NULL;
  g_autofree char *heard = claim->heard_by != NULL ? g_strdup_printf (",\"heard_by\":\"%s\"", claim->heard_by) : g_strdup ("");
  g_autofree char *more = NULL;
  g_autofree char *body = NULL;
  g_autoptr(GPtrArray) drafts = NULL;
  const VigieEvent *event;
  gboolean counts = claim->fault == VIGIE_NOTICE_FAULT_NONE;

  g_test_message ("%s", claim->what);
  scene_write (scene, &scene->writer, NULL, claim->audience, "We know.");
  drafts = approve (scene, claim->approver, claim->heard_by, claim->as, claim->seat == 1 ? device_of (&scene->writer) : NULL, claim->author, &error);
  g_assert_true ((drafts != NULL) == counts);
  if (!counts)
    scene_refuse (NULL, &error);

  more = g_strdup_printf (",\"approver\":\"%s\",\"as\":\"%s\"%s", claim->approver, claim->as, heard);
  body = body_about (scene_notice (scene), scene_notice (scene)->version, more);
  event = scene_put (scene, seat, claim->author, "notice.approved", body, NULL);
  g_assert_cmpint (scene_step (scene, event)->fault, ==, claim->fault);
  g_assert_cmpint (scene_notice (scene)->state, ==, counts ? VIGIE_NOTICE_APPROVED : VIGIE_NOTICE_DRAFT);
  g_assert_cmpuint (scene_notice (scene)->n_faults, ==, !counts);
}

/* Who wrote it and holds the post all the same: by name at another device, by device under another name. */
static void
test_own_text (Scene *scene, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *body = NULL;
  const VigieEvent *event;

  scene_write (scene, &scene->commander, NULL, "users", "We know.");
  scene_refuse (approve (scene, NULL, NULL, NULL, device_of (&scene->commander), "Awa Koné", &error), &error);
  scene_refuse (approve (scene, NULL, NULL, NULL, NULL, "awa koné", &error), &error);
  scene_refuse (approve (scene, "Awa Koné", "Fanta", NULL, NULL, "Fanta", &error), &error); /* nor by telephone */
  body = body_about (scene_notice (scene), scene_notice (scene)->version, ",\"approver\":\"Awa Koné\",\"as\":\"commander\"");
  event = scene_put (scene, &scene->third, "Awa Koné", "notice.approved", body, NULL);
  g_assert_cmpint (scene_step (scene, event)->fault, ==, VIGIE_NOTICE_FAULT_OWN);
  /* Nor does it help that somebody else touches it last. */
  scene_write (scene, &scene->writer, "N1", "users", "We know!");
  scene_refuse (approve (scene, NULL, NULL, NULL, NULL, "Awa Koné", &error), &error);
}

static void
approve_truly (Scene *scene)
{
  g_autoptr(GError) error = NULL;

  scene_record (scene, &scene->commander, approve (scene, NULL, NULL, NULL, NULL, "Awa Koné", &error), error);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_APPROVED);
}

static char *
sent_body (Scene *scene, const VigieNoticeVersion *version, const char *approval, const char *channel)
{
  g_autofree char *more = g_strdup_printf (",\"channel\":\"%s\",\"approvals\":[%s%s%s]", channel, approval != NULL ? "\"" : "",
                                           approval != NULL ? approval : "", approval != NULL ? "\"" : "");

  return body_about (scene_notice (scene), version, more);
}

static void
test_edited_after (Scene *scene, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *old = NULL;
  g_autofree char *fresh = NULL;
  g_autofree char *approval = NULL;
  const VigieEvent *event;

  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  approve_truly (scene);
  approval = g_strdup (((const VigieNoticeStep *) scene_notice (scene)->approvals->pdata[0])->event->id);
  scene_write (scene, &scene->writer, "N1", "users", "We know nothing.");
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_DRAFT);
  g_assert_cmpuint (scene_notice (scene)->n_faults, ==, 0);
  scene_refuse (vigie_act_notice_sent (PLAYBOOK, scene->incident, "N1", &somewhere, "Fanta", seat_time (9), &error), &error);
  /* The new text with the old approval, and the old text although there is a new one; the clock far back each time. */
  scene->shift = -600;
  fresh = sent_body (scene, scene_notice (scene)->version, approval, "status-page");
  event = scene_put (scene, &scene->writer, "Fanta", "notice.sent", fresh, NULL);
  g_assert_cmpint (scene_step (scene, event)->fault, ==, VIGIE_NOTICE_FAULT_UNAPPROVED);
  old = sent_body (scene, scene_notice (scene)->versions->pdata[0], approval, "status-page");
  event = scene_put (scene, &scene->writer, "Fanta", "notice.sent", old, NULL);
  g_assert_cmpint (scene_step (scene, event)->fault, ==, VIGIE_NOTICE_FAULT_EDITED);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_DRAFT);
  g_assert_cmpuint (scene_notice (scene)->n_faults, ==, 2);
}

/* An edit from a desk whose clock is far behind voids the approval all the same. */
static void
test_edited_in_the_past (Scene *scene, gconstpointer data)
{
  g_autofree char *body = NULL;
  g_autofree char *first = NULL;

  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  approve_truly (scene);
  first = g_strdup (scene_notice (scene)->version->event->id);
  body = g_strdup_printf ("{\"notice\":\"%s\",\"kind\":\"status\",\"audience\":\"users\",\"channels\":[\"status-page\"],\"texts\":{\"en\":{\"body\":\"Lies.\"}}}",
                          scene_notice (scene)->id);
  scene->shift = -600;
  scene_put (scene, &scene->third, "Ali", "notice.drafted", body, first);
  g_assert_cmpstr (scene_notice (scene)->version->texts[VIGIE_LANG_EN].body, ==, "Lies.");
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_DRAFT);
}

static void
test_sent_without (Scene *scene, gconstpointer data)
{
  static const struct { const char *channel; gint minutes; VigieNoticeFault fault; } cases[] = {
    { "status-page", 60, VIGIE_NOTICE_FAULT_UNAPPROVED }, { "status-page", -600, VIGIE_NOTICE_FAULT_UNAPPROVED },
    { "social", 60, VIGIE_NOTICE_FAULT_CHANNEL },
  };

  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = sent_body (scene, scene_notice (scene)->version, NULL, cases[i].channel);
      const VigieEvent *event;
      g_autofree char *line = NULL;

      scene->shift = cases[i].minutes;
      event = scene_put (scene, &scene->writer, "Fanta", "notice.sent", body, NULL);
      g_assert_cmpint (scene_step (scene, event)->fault, ==, cases[i].fault);
      g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_DRAFT);
      line = vigie_entry_text (vigie_incident_entry (scene->incident, event->id), scene->incident, PLAYBOOK, VIGIE_LANG_EN);
      g_assert_nonnull (strstr (line, vigie_notice_fault_sentence (cases[i].fault, VIGIE_LANG_EN)));
    }
  /* An approval that comes afterwards makes none of them good. */
  scene->shift = 0;
  approve_truly (scene);
  g_assert_cmpuint (scene_notice (scene)->n_faults, ==, G_N_ELEMENTS (cases));
  g_assert_null (scene_notice (scene)->sent);
}

/* An approval of another text's hash, of another notice's version, and one copied from another incident. */
static void
test_copied (Scene *scene, gconstpointer data)
{
  const VigieNotice *one, *two;
  g_autofree char *first = NULL;
  g_autofree char *wrong_hash = NULL;
  g_autofree char *wrong_notice = NULL;
  g_autofree char *foreign = NULL;
  const VigieEvent *event;

  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  scene_write (scene, &scene->writer, NULL, "users", "We know other things.");
  one = scene->incident->notices->pdata[0];
  two = scene->incident->notices->pdata[1];
  first = g_strdup (two->version->event->id);
  wrong_hash = g_strdup_printf ("{\"notice\":\"%s\",\"version\":\"%s\",\"hash\":\"%s\",\"approver\":\"Awa Koné\",\"as\":\"commander\"}", two->id,
                                two->version->event->id, one->version->hash);
  wrong_notice = g_strdup_printf ("{\"notice\":\"%s\",\"version\":\"%s\",\"hash\":\"%s\",\"approver\":\"Awa Koné\",\"as\":\"commander\"}", two->id,
                                  one->version->event->id, one->version->hash);
  foreign = g_strdup_printf ("{\"notice\":\"%s\",\"version\":\"0193a2c4-0000-7000-8000-0000000000ff\",\"hash\":\"%s\",\"approver\":\"Awa Koné\",\"as\":\"commander\"}",
                             two->id, two->version->hash);
  event = scene_put (scene, &scene->commander, "Awa Koné", "notice.approved", wrong_hash, NULL);
  g_assert_cmpint (scene_step (scene, event)->fault, ==, VIGIE_NOTICE_FAULT_HASH);
  event = scene_put (scene, &scene->commander, "Awa Koné", "notice.approved", wrong_notice, NULL);
  g_assert_cmpint (scene_step (scene, event)->fault, ==, VIGIE_NOTICE_FAULT_VERSION);
  event = scene_put (scene, &scene->commander, "Awa Koné", "notice.approved", foreign, NULL);
  g_assert_cmpint (scene_step (scene, event)->fault, ==, VIGIE_NOTICE_FAULT_VERSION);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_DRAFT);
  g_assert_cmpstr (scene_notice (scene)->version->event->id, ==, first);
}

/* The bytes of an approval in another stream, or under another id, are no longer what was signed. */
static void
test_copied_bytes (Scene *scene, gconstpointer data)
{
  static const char *const members[] = { "\"stream\":\"", "\"id\":\"", "\"hash\":\"", "\"version\":\"" };
  const VigieEvent *event;

  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  approve_truly (scene);
  event = ((const VigieNoticeStep *) scene_notice (scene)->approvals->pdata[0])->event;
  g_assert_true (vigie_event_verify (event, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *bytes = g_strndup (event->bytes, event->length_bytes);
      char *place = strstr (bytes, members[i]);
      g_autoptr(VigieEvent) copy = NULL;
      g_autoptr(GError) error = NULL;
      char *last;

      g_assert_nonnull (place);
      last = strchr (place + strlen (members[i]), '"') - 1;
      *last = *last == '1' ? '2' : '1';
      copy = vigie_event_parse (bytes, event->length_bytes, event->signature, &error);
      g_assert_no_error (error);
      g_assert_false (vigie_event_verify (copy, &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED);
    }
}

static void
take_post (Scene *scene, const char *post, const char *person)
{
  g_autoptr(GError) error = NULL;

  scene_record (scene, &scene->commander,
                vigie_act_role (PLAYBOOK, scene->incident, post, person, "Awa Koné", seat_time (scene->minute), &error), error);
}

/* The authority's notice needs both, each for itself; a deputy stands in for one of them. */
static void
test_all_of_them (Scene *scene, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  take_post (scene, "dpo", "Nadia");
  take_post (scene, "legal", "Paul");
  scene_write (scene, &scene->writer, NULL, "authority", "A breach.");
  scene_record (scene, &scene->writer, vigie_act_notice_submit (PLAYBOOK, scene->incident, "N1", "Fanta", seat_time (9), &error), error);
  scene_record (scene, &scene->third, approve (scene, NULL, NULL, NULL, NULL, "Nadia", &error), error);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_REVIEW);
  g_assert_cmpuint (scene_notice (scene)->missing->len, ==, 1);
  g_assert_cmpstr (scene_notice (scene)->missing->pdata[0], ==, "legal");
  scene_refuse (approve (scene, NULL, NULL, NULL, NULL, "Nadia", &error), &error);
  scene_refuse (approve (scene, NULL, NULL, "dpo", NULL, "Paul", &error), &error);
  scene_refuse (vigie_act_notice_sent (PLAYBOOK, scene->incident, "N1", &somewhere, "Fanta", seat_time (9), &error), &error);
  scene_record (scene, &scene->writer, approve (scene, "Compliance officer", "Fanta", NULL, NULL, "Fanta", &error), error);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_APPROVED);
  g_assert_cmpstr (((const VigieNoticeStep *) scene_notice (scene)->approvals->pdata[1])->deputy, ==, "compliance-officer");
  scene_record (scene, &scene->writer, vigie_act_notice_sent (PLAYBOOK, scene->incident, "N1", &somewhere, "Fanta", seat_time (9), &error), error);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_SENT);
}

static void
test_deputy_twice (Scene *scene, gconstpointer data)
{
  static const char *const posts[] = { "dpo", "legal" };
  g_autoptr(GError) error = NULL;
  const VigieEvent *event = NULL;

  scene_write (scene, &scene->writer, NULL, "authority", "A breach.");
  scene_record (scene, &scene->writer, approve (scene, "Compliance officer", "Fanta", NULL, NULL, "Fanta", &error), error);
  scene_refuse (approve (scene, "Compliance officer", "Fanta", NULL, NULL, "Fanta", &error), &error);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *more = g_strdup_printf (",\"approver\":\"Compliance officer\",\"as\":\"%s\",\"deputy\":\"%s\",\"heard_by\":\"Fanta\"", posts[i],
                                               i == 0 ? "cto" : "compliance-officer");
      g_autofree char *body = body_about (scene_notice (scene), scene_notice (scene)->version, more);

      event = scene_put (scene, &scene->writer, "Fanta", "notice.approved", body, NULL);
      g_assert_cmpint (scene_step (scene, event)->fault, ==, i == 0 ? VIGIE_NOTICE_FAULT_RIGHT : VIGIE_NOTICE_FAULT_TWICE);
    }
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_REVIEW);
}

static void
test_refusal (Scene *scene, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *body = NULL;
  const char *refusal;

  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  approve_truly (scene);
  scene_refuse (vigie_act_notice_refuse (PLAYBOOK, scene->incident, "N1", NULL, "no", "Ali", seat_time (9), &error), &error);
  scene_refuse (vigie_act_notice_refuse (PLAYBOOK, scene->incident, "N1", NULL, " ", "Awa Koné", seat_time (9), &error), &error);
  scene_record (scene, &scene->commander, vigie_act_notice_refuse (PLAYBOOK, scene->incident, "N1", NULL, "Say more.", "Awa Koné", seat_time (9), &error), error);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_DRAFT);
  g_assert_cmpstr (scene_notice (scene)->refused->reason, ==, "Say more.");
  refusal = scene_notice (scene)->refused->event->id;
  scene_refuse (vigie_act_notice_submit (PLAYBOOK, scene->incident, "N1", "Fanta", seat_time (9), &error), &error);
  /* Somebody without a say claims to take the refusal back. */
  body = body_about (scene_notice (scene), scene_notice (scene)->version, ",\"approver\":\"Ali\",\"as\":\"commander\"");
  scene_put (scene, &scene->third, "Ali", "notice.approved", body, refusal);
  g_assert_nonnull (scene_notice (scene)->refused);
  /* Who refused may think better of it. */
  scene_record (scene, &scene->commander, approve (scene, NULL, NULL, NULL, NULL, "Awa Koné", &error), error);
  g_assert_null (scene_notice (scene)->refused);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_APPROVED);
}

static void
test_withdrawn (Scene *scene, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *body = NULL;
  g_autofree char *approval = NULL;
  const VigieEvent *event;

  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  approve_truly (scene);
  approval = g_strdup (((const VigieNoticeStep *) scene_notice (scene)->approvals->pdata[0])->event->id);
  scene_record (scene, &scene->writer, vigie_act_notice_withdraw (scene->incident, "N1", "Not true.", "Fanta", seat_time (9), &error), error);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_WITHDRAWN);
  scene_refuse (vigie_act_notice_sent (PLAYBOOK, scene->incident, "N1", &somewhere, "Fanta", seat_time (9), &error), &error);
  scene->shift = -600;
  body = sent_body (scene, scene_notice (scene)->version, approval, "status-page");
  event = scene_put (scene, &scene->writer, "Fanta", "notice.sent", body, NULL);
  g_assert_cmpint (scene_step (scene, event)->fault, ==, VIGIE_NOTICE_FAULT_WITHDRAWN);
}

/* A post that is given up gives no right any more, and one that is taken later gave none. */
static void
test_holder_of_that_time (Scene *scene, gconstpointer data)
{
  g_autofree char *body = NULL;
  const VigieEvent *event;

  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  body = body_about (scene_notice (scene), scene_notice (scene)->version, ",\"approver\":\"Ali\",\"as\":\"commander\"");
  event = scene_put (scene, &scene->third, "Ali", "notice.approved", body, NULL);
  take_post (scene, "commander", "Ali");
  g_assert_cmpint (scene_step (scene, event)->fault, ==, VIGIE_NOTICE_FAULT_HOLDER);
  event = scene_put (scene, &scene->third, "Ali", "notice.approved", body, NULL);
  g_assert_cmpint (scene_step (scene, event)->fault, ==, VIGIE_NOTICE_FAULT_NONE);
  take_post (scene, "commander", "Awa Koné");
  g_assert_cmpint (scene_step (scene, event)->fault, ==, VIGIE_NOTICE_FAULT_NONE);
  event = scene_put (scene, &scene->third, "Ali", "notice.approved", body, NULL);
  g_assert_cmpint (scene_step (scene, event)->fault, ==, VIGIE_NOTICE_FAULT_HOLDER);
}

static void
put_member (GPtrArray *events, VigieTestDevice *organisation, const char *stream, const char *kind, char *body)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  g_ptr_array_add (drafts, vigie_draft_new (stream, kind, seat_time (0), "Organisation", body));
  vigie_test_device_record (organisation, drafts, events);
}

/* The third device is enrolled for Fanta: whatever name is typed there, it is she who approves. */
static void
test_device_of_a_member (Scene *scene, gconstpointer data)
{
  g_autoptr(VigieTestDevice) organisation = vigie_test_device_new (9);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(VigieMembership) membership = NULL;
  g_autofree char *probe = g_strdup ("organisation/" "0000000000000000000000000000000000000000000000000000000000000000");
  g_autofree char *stream = NULL;
  g_autofree char *key = NULL;
  g_autofree char *body = NULL;
  const VigieEvent *event;

  vigie_test_device_set_now (organisation, seat_time (0));
  put_member (events, organisation, probe, "organisation.founded", vigie_membership_body_founded ("DISTRI-NIGHT"));
  key = vigie_hex (((const VigieEvent *) events->pdata[0])->device, VIGIE_KEY_BYTES);
  stream = g_strconcat ("organisation/", key, NULL);
  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  body = body_about (scene_notice (scene), scene_notice (scene)->version, ",\"approver\":\"Awa Koné\",\"as\":\"commander\"");
  event = scene_put (scene, &scene->third, "Awa Koné", "notice.approved", body, NULL);
  g_assert_cmpint (scene_step (scene, event)->fault, ==, VIGIE_NOTICE_FAULT_NONE); /* nobody knows better */

  g_clear_pointer (&organisation, vigie_test_device_free);
  organisation = vigie_test_device_new (9);
  g_ptr_array_set_size (events, 0);
  vigie_test_device_set_now (organisation, seat_time (0));
  put_member (events, organisation, stream, "organisation.founded", vigie_membership_body_founded ("DISTRI-NIGHT"));
  put_member (events, organisation, stream, "member.set",
              vigie_membership_body_member ("019ab0c4-1c00-7fff-bfff-000000000001", "Fanta", VIGIE_ROLE_RESPONDER, TRUE));
  put_member (events, organisation, stream, "device.enrolled",
              vigie_membership_body_device (event->device, "019ab0c4-1c00-7fff-bfff-000000000001", "laptop"));
  membership = vigie_membership_fold (((const VigieEvent *) events->pdata[0])->device, events);
  g_assert_cmpuint (vigie_membership_n_set_aside (membership), ==, 0);
  vigie_incident_judge_members (scene->incident, PLAYBOOK, membership);
  g_assert_cmpstr (vigie_incident_person_of (scene->incident, event), ==, "Fanta");
  g_assert_cmpint (scene_step (scene, event)->fault, ==, VIGIE_NOTICE_FAULT_IN_PERSON);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_DRAFT);
}

/* Nobody need approve what goes to the team. */
static void
test_none_needed (Scene *scene, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  scene_write (scene, &scene->writer, NULL, "team", "We know.");
  g_assert_false (scene_notice (scene)->needs_approval);
  scene_refuse (approve (scene, NULL, NULL, NULL, NULL, "Awa Koné", &error), &error);
  scene_record (scene, &scene->writer, vigie_act_notice_sent (PLAYBOOK, scene->incident, "N1", &somewhere, "Fanta", seat_time (9), &error), error);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_SENT);
}

/* Approved, sent and edited apart: every order of arrival tells the same. */
static void
test_any_order (Scene *scene, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *digest = NULL;

  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  approve_truly (scene);
  scene_record (scene, &scene->writer, vigie_act_notice_sent (PLAYBOOK, scene->incident, "N1", &somewhere, "Fanta", seat_time (9), &error), error);
  digest = vigie_incident_digest (scene->incident);
  g_assert_cmpuint (permute_tail (scene->writer.events, 4, digest), ==, 24);
  swap_events (scene->writer.events, scene->writer.events->len - 1, scene->writer.events->len - 4);
  g_clear_pointer (&scene->incident, vigie_incident_unref);
  scene->incident = seat_fold (&scene->writer);
  g_assert_cmpint (scene_notice (scene)->state, ==, VIGIE_NOTICE_SENT);
}

#define TEST(path, function) g_test_add ("/core/notice-approval/" path, Scene, NULL, scene_set_up, function, scene_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (claims); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/notice-approval/claim/%" G_GSIZE_FORMAT, i);

      g_test_add (path, Scene, &claims[i], scene_set_up, test_claim, scene_tear_down);
    }
  TEST ("own-text", test_own_text);
  TEST ("edited-after", test_edited_after);
  TEST ("edited-in-the-past", test_edited_in_the_past);
  TEST ("sent-without", test_sent_without);
  TEST ("copied", test_copied);
  TEST ("copied-bytes", test_copied_bytes);
  TEST ("all-of-them", test_all_of_them);
  TEST ("deputy-twice", test_deputy_twice);
  TEST ("refusal", test_refusal);
  TEST ("withdrawn", test_withdrawn);
  TEST ("holder-of-that-time", test_holder_of_that_time);
  TEST ("device-of-a-member", test_device_of_a_member);
  TEST ("none-needed", test_none_needed);
  TEST ("any-order", test_any_order);

  return g_test_run ();
}
