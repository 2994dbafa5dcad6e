/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The composer holds the text under the hand apart from the record. Its button does what comes next for whoever sits here:
 * it records the text first if it was changed, waits until the fold has that version, and takes the step then; so no step
 * is ever about another text than the one on the screen. When it cannot, the button is off and the reason stands beside it. */

#include "vigie-notice-composer.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-notice.h"
#include "vigie-conflict.h"
#include "vigie-mailing-window.h"
#include "vigie-notice-choices.h"
#include "vigie-notice-draft-text.h"
#include "vigie-notice-editor.h"
#include "vigie-notice-forms.h"
#include "vigie-notice-handover.h"
#include "vigie-notice-source.h"
#include "vigie-notice-steps.h"
#include "vigie-notice-strip.h"
#include "vigie-notice-words-ui.h"
#include "vigie-page-parts.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

#define KEEP_AFTER_MS 500
/* Lower than this, the text needs the room of the steps: the button and its reason say what comes next. */
#define SHORT_PX 480

/* What the button does next. */
typedef enum
{
  NEXT_NOTHING,
  NEXT_SUBMIT,
  NEXT_APPROVE,
  NEXT_PUBLISH,
  NEXT_COMPLETE,
} Next;

struct _VigieNoticeComposer
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *back;
  GtkWidget *choices;
  GtkWidget *strip;
  GtkWidget *again;              /* button of the strip: draw the text anew */
  GtkWidget *editor;
  GtkWidget *steps;
  GtkWidget *reason;
  GtkWidget *more;
  GtkWidget *act;
  VigieIncidentModel *model;
  VigieDraftText *text;
  VigieNoticeSource source;      /* what the editor compares with */
  guint keep_id;
  guint fit_id;
  gboolean is_short;
  char *awaited;                 /* version that the fold has to have before @then */
  Next then;
  gboolean touched;              /* somebody typed what is not recorded */
};

G_DEFINE_FINAL_TYPE (VigieNoticeComposer, vigie_notice_composer, GTK_TYPE_WIDGET)

static VigieSession *
session_of (VigieNoticeComposer *self)
{
  return vigie_incident_model_get_session (self->model);
}

static VigieIncident *
incident_of (VigieNoticeComposer *self)
{
  return vigie_incident_model_get_incident (self->model);
}

static const VigieNotice *
notice_of (VigieNoticeComposer *self)
{
  return self->model && self->text && self->text->notice ? vigie_incident_notice (incident_of (self), self->text->notice) : NULL;
}

static gboolean
is_edited (VigieNoticeComposer *self)
{
  const VigieNotice *notice = notice_of (self);

  return !notice || !vigie_draft_text_equals (self->text, notice->version);
}

static gboolean
may_edit (VigieNoticeComposer *self)
{
  const VigieNotice *notice = notice_of (self);

  return !notice || (!notice->sent && !notice->withdrawn);
}

/* ---- Kept while it is typed ---- */

static char *
place_of (VigieNoticeComposer *self)
{
  return g_strconcat ("notice/", vigie_incident_model_get_stream (self->model), NULL);
}

static void
keep (VigieNoticeComposer *self, gboolean forget)
{
  g_autofree char *place = place_of (self);
  g_autofree char *json = forget ? g_strdup ("") : vigie_draft_text_to_json (self->text);

  g_clear_handle_id (&self->keep_id, g_source_remove);
  vigie_store_thread_keep_text (vigie_session_get_store (session_of (self)), place, json);
}

static gboolean
keep_cb (gpointer user_data)
{
  VigieNoticeComposer *self = user_data;

  self->keep_id = 0;
  if (self->model && self->text)
    keep (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* ---- What comes next ---- */

static Next
next_of (VigieNoticeComposer *self)
{
  const VigieNotice *notice = notice_of (self);
  const VigieAudience *audience = vigie_notice_choices_get_audience (VIGIE_NOTICE_CHOICES (self->choices));

  if (!notice || (is_edited (self) && may_edit (self)))
    return audience && audience->approvers->len > 0 ? NEXT_SUBMIT : NEXT_PUBLISH;
  switch (notice->state)
    {
    case VIGIE_NOTICE_DRAFT:
      return notice->needs_approval ? NEXT_SUBMIT : NEXT_PUBLISH;
    case VIGIE_NOTICE_REVIEW:
      return NEXT_APPROVE;
    case VIGIE_NOTICE_APPROVED:
      return NEXT_PUBLISH;
    case VIGIE_NOTICE_SENT:
      return NEXT_COMPLETE;
    case VIGIE_NOTICE_COMPLETED:
    case VIGIE_NOTICE_WITHDRAWN:
    case VIGIE_N_NOTICE_STATES:
    default:
      return NEXT_NOTHING;
    }
}

static const char *
next_label (Next next)
{
  switch (next)
    {
    case NEXT_SUBMIT: return _("Ask for approval");
    case NEXT_APPROVE: return _("Approve…");
    case NEXT_PUBLISH: return _("Publish…");
    case NEXT_COMPLETE: return _("Complete…");
    case NEXT_NOTHING:
    default: return _("Done");
    }
}

/* Why the button is off, NULL: it is on. Owned. */
static char *
obstacle (VigieNoticeComposer *self, Next next)
{
  const VigieCheckReport *report = vigie_notice_editor_get_report (VIGIE_NOTICE_EDITOR (self->editor));
  const VigieNotice *notice = notice_of (self);
  g_autofree char *body = vigie_notice_editor_get_body (VIGIE_NOTICE_EDITOR (self->editor));

  if (self->awaited)
    return g_strdup (_("Being recorded …"));
  if (next == NEXT_NOTHING)
    return g_strdup (notice && notice->withdrawn ? notice->withdrawn->reason : _("Nothing is open any more"));
  if (notice && vigie_incident_conflict (incident_of (self), VIGIE_CONFLICT_NOTICE, notice->id))
    return g_strdup (_("Two versions of this text were written apart: choose one first."));
  if (notice && notice->refused && !is_edited (self))
    return g_strdup_printf (_("Refused: %s"), notice->refused->reason);
  if (*g_strstrip (body) == '\0')
    return g_strdup (_("The notice must not be empty."));
  if (next != NEXT_COMPLETE && report && report->n_stops > 0)
    return g_strdup_printf (ngettext ("%u check blocks", "%u checks block", report->n_stops), report->n_stops);
  return NULL;
}

/* What is good to know although nothing stands in the way. Owned. */
static char *
hint (VigieNoticeComposer *self, Next next)
{
  const VigieNotice *notice = notice_of (self);
  g_autofree char *missing = NULL;

  if (next != NEXT_APPROVE || !notice)
    return g_strdup ("");
  missing = vigie_notice_missing_words (self->model, notice);
  return g_strdup_printf (_("Approval still missing: %s"), missing);
}

static void
show_act (VigieNoticeComposer *self)
{
  Next next = next_of (self);
  g_autofree char *reason = obstacle (self, next);
  g_autofree char *words = reason ? g_strdup (reason) : hint (self, next);

  gtk_button_set_label (GTK_BUTTON (self->act), next_label (next));
  gtk_widget_set_sensitive (self->act, reason == NULL);
  vigie_label_set (GTK_LABEL (self->reason), words);
  vigie_set_class (self->reason, "late-text", reason != NULL && next != NEXT_NOTHING);
  vigie_notice_steps_show (VIGIE_NOTICE_STEPS (self->steps), self->model, notice_of (self), is_edited (self));
}

/* ---- The strip: what changed under the text ---- */

static char *
fact_words (VigieNoticeComposer *self, const char *name)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (session_of (self));
  VigieLang lang = vigie_session_get_lang (session_of (self));
  const VigieFactDef *def = vigie_playbook_fact (playbook, name);
  const VigieFact *fact = vigie_incident_fact (incident_of (self), name);
  g_autofree char *value = fact && *fact->value ? vigie_fact_value_words (playbook, name, fact->value, vigie_session_get_zone (session_of (self)), lang)
                                                : g_strdup (_("unknown"));

  return g_strdup_printf (_("%1$s is now %2$s"), def ? vigie_text_get (&def->label, lang) : name, value);
}

static char *
strip_words (VigieNoticeComposer *self)
{
  const VigieNotice *notice = notice_of (self);
  g_autoptr(GString) facts = g_string_new (NULL);
  g_autofree char *stale = NULL;
  g_autofree char *faults = NULL;

  for (guint i = 0; notice && i < notice->stale->len; i++)
    {
      g_autofree char *words = fact_words (self, g_ptr_array_index (notice->stale, i));

      g_string_append_printf (facts, "%s%s", i > 0 ? " · " : "", words);
    }
  if (facts->len > 0)
    stale = g_strdup_printf (notice->sent ? _("%s. What went out no longer agrees: write a correction.") : _("%s. The text drew on what was known before."),
                             facts->str);
  if (notice && notice->n_faults > 0)
    faults = g_strdup_printf (ngettext ("%u step does not count: the timeline says why.", "%u steps do not count: the timeline says why.", notice->n_faults),
                              notice->n_faults);
  if (stale && faults)
    return g_strconcat (stale, " ", faults, NULL);
  return stale ? g_steal_pointer (&stale) : g_steal_pointer (&faults);
}

static void
show_strip (VigieNoticeComposer *self)
{
  const VigieNotice *notice = notice_of (self);
  g_autofree char *words = strip_words (self);

  vigie_notice_strip_say (VIGIE_NOTICE_STRIP (self->strip), words);
  gtk_widget_set_visible (self->again, notice && notice->stale->len > 0 && may_edit (self) && notice->version->template_id);
}

/* ---- Text ---- */

static gboolean
has_subject (VigieNoticeComposer *self)
{
  const VigieChannel *channel = vigie_notice_choices_get_channel (VIGIE_NOTICE_CHOICES (self->choices));
  static const char *const without[] = { "sms", "in-app", "slack", "call", "social", NULL };

  return channel && !g_strv_contains (without, channel->id);
}

static void
take_text (VigieNoticeComposer *self)
{
  VigieNoticeEditor *editor = VIGIE_NOTICE_EDITOR (self->editor);
  VigieLang lang = vigie_notice_editor_get_lang (editor);

  g_free (self->text->subjects[lang]);
  g_free (self->text->bodies[lang]);
  self->text->subjects[lang] = vigie_notice_editor_get_subject (editor);
  self->text->bodies[lang] = vigie_notice_editor_get_body (editor);
}

static void
show_text (VigieNoticeComposer *self)
{
  VigieLang lang = vigie_notice_choices_get_lang (VIGIE_NOTICE_CHOICES (self->choices));
  VigieNoticeEditor *editor = VIGIE_NOTICE_EDITOR (self->editor);

  vigie_notice_source_set (&self->source, self->model, self->text, lang);
  vigie_notice_editor_set_text (editor, lang, has_subject (self) ? self->text->subjects[lang] : NULL, self->text->bodies[lang]);
  vigie_notice_source_mark (&self->source, editor);
  vigie_notice_editor_set_editable (editor, may_edit (self));
  vigie_notice_choices_set_editable (VIGIE_NOTICE_CHOICES (self->choices), may_edit (self));
  show_strip (self);
  show_act (self);
}

static void
fill (VigieNoticeComposer *self)
{
  VigieNoticeChoices *choices = VIGIE_NOTICE_CHOICES (self->choices);
  VigieSession *session = session_of (self);

  g_free (self->text->audience);
  g_free (self->text->channel);
  self->text->audience = g_strdup (vigie_notice_choices_get_audience (choices)->id);
  self->text->channel = g_strdup (vigie_notice_choices_get_channel (choices)->id);
  vigie_draft_text_fill (self->text, vigie_session_get_playbook (session), incident_of (self), vigie_notice_choices_get_template (choices),
                         vigie_session_get_author (session), vigie_session_get_zone (session), vigie_session_now_usec (session));
  show_text (self);
}

static void
edited_cb (VigieNoticeComposer *self)
{
  if (!self->text || !self->model)
    return;
  take_text (self);
  self->touched = TRUE;
  if (self->keep_id == 0)
    self->keep_id = g_timeout_add (KEEP_AFTER_MS, keep_cb, self);
  show_act (self);
}

static void
checked_cb (VigieNoticeComposer *self)
{
  if (self->text && self->model)
    show_act (self);
}

static void
chosen_cb (VigieNoticeComposer *self)
{
  if (self->text)
    fill (self);
}

static void
lang_cb (VigieNoticeComposer *self)
{
  if (self->text)
    show_text (self);
}

static void
again_cb (VigieNoticeComposer *self)
{
  fill (self);
  keep (self, FALSE);
}

/* ---- Acts ---- */

static void take_step (VigieNoticeComposer *self, Next next);

static void
recorded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieNoticeComposer) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_session_record_finish (VIGIE_SESSION (object), result, &error);

  if (!self->model)
    return;
  if (!events)
    {
      g_clear_pointer (&self->awaited, g_free);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.fail", "s", error->message);
      show_act (self);
      return;
    }
  g_free (self->awaited);
  self->awaited = g_strdup (((const VigieEvent *) g_ptr_array_index (events, 0))->id);
  if (!self->text->notice)
    self->text->notice = g_strdup (self->awaited);
  g_free (self->text->seen);
  self->text->seen = g_strdup (self->awaited);
  self->touched = FALSE;
  keep (self, TRUE);
}

static void
record_text (VigieNoticeComposer *self, Next then)
{
  VigieSession *session = session_of (self);
  GError *error = NULL;
  GPtrArray *drafts;

  take_text (self);
  drafts = vigie_draft_text_record (self->text, vigie_session_get_playbook (session), incident_of (self), vigie_session_get_author (session),
                                    vigie_session_now_usec (session), &error);
  if (!drafts)
    {
      vigie_session_do (session, NULL, error);
      return;
    }
  self->then = then;
  self->awaited = g_strdup ("");
  vigie_session_record_async (session, drafts, NULL, recorded_cb, g_object_ref (self));
  show_act (self);
}

static void
submit (VigieNoticeComposer *self, const VigieNotice *notice)
{
  VigieSession *session = session_of (self);
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_notice_submit (vigie_session_get_playbook (session), incident_of (self), notice->id, vigie_session_get_author (session),
                                               vigie_session_now_usec (session), &error);

  vigie_session_do (session, drafts, error);
}

static void
take_step (VigieNoticeComposer *self, Next next)
{
  const VigieNotice *notice = notice_of (self);
  VigieLang lang = vigie_notice_choices_get_lang (VIGIE_NOTICE_CHOICES (self->choices));

  if (!notice)
    return;
  switch (next)
    {
    case NEXT_SUBMIT:
      submit (self, notice);
      break;
    case NEXT_APPROVE:
      vigie_notice_form_approve (GTK_WIDGET (self), self->model, notice);
      break;
    case NEXT_PUBLISH:
      vigie_notice_form_publish (GTK_WIDGET (self), self->model, notice, lang);
      break;
    case NEXT_COMPLETE:
      vigie_notice_form_complete (GTK_WIDGET (self), self->model, notice);
      break;
    case NEXT_NOTHING:
    default:
      break;
    }
}

void
vigie_notice_composer_suggested (VigieNoticeComposer *self)
{
  Next next;
  g_autofree char *reason = NULL;

  if (!self->model || !self->text)
    return;
  next = next_of (self);
  reason = obstacle (self, next);
  if (reason)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.announce", "s", reason);
  else if (is_edited (self) && may_edit (self))
    record_text (self, next);
  else
    take_step (self, next);
}

gboolean
vigie_notice_composer_next_check (VigieNoticeComposer *self)
{
  return vigie_notice_editor_next (VIGIE_NOTICE_EDITOR (self->editor));
}

/* ---- The menu ---- */

static void
document_of (VigieNoticeComposer *self, VigieNoticeDocument *document)
{
  VigieLang lang = vigie_notice_choices_get_lang (VIGIE_NOTICE_CHOICES (self->choices));

  *document = (VigieNoticeDocument) { .lang = lang, .organisation = vigie_session_get_playbook (session_of (self))->organisation,
                                      .subject = self->text->subjects[lang], .body = self->text->bodies[lang], .reference = incident_of (self)->ref };
}

/* Only an approved text leaves as a file that looks ready. */
static gboolean
may_leave (VigieNoticeComposer *self)
{
  const VigieNotice *notice = notice_of (self);
  g_autoptr(GError) error = NULL;

  if (notice && !is_edited (self) && vigie_notice_may_send (incident_of (self), notice, &error))
    return TRUE;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.fail", "s", error ? error->message : _("This text may not go out yet: an approval is missing."));
  return FALSE;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieNoticeComposer *self = VIGIE_NOTICE_COMPOSER (widget);

  if (self->text && is_edited (self) && may_edit (self) && !self->awaited)
    record_text (self, NEXT_NOTHING);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieNoticeComposer *self = VIGIE_NOTICE_COMPOSER (widget);
  VigieLang lang = vigie_notice_choices_get_lang (VIGIE_NOTICE_CHOICES (self->choices));

  if (self->text)
    vigie_notice_handover_copy (widget, self->text->subjects[lang], self->text->bodies[lang]);
}

static void
hand_over_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieNoticeComposer *self = VIGIE_NOTICE_COMPOSER (widget);
  VigieNoticeDocument document;

  if (!self->text || !may_leave (self))
    return;
  document_of (self, &document);
  if (g_str_equal (name, "notice.letter"))
    vigie_notice_handover_letter (widget, &document, notice_of (self)->code);
  else if (g_str_equal (name, "notice.eml"))
    vigie_notice_handover_eml (widget, &document, notice_of (self)->code);
  else
    vigie_notice_handover_mail (widget, document.subject, document.body);
}

static char *
or_null (char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/* An approved text, in the languages it is written in, to a list of people. */
static void
mailing_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieNoticeComposer *self = VIGIE_NOTICE_COMPOSER (widget);
  const VigieNotice *notice;
  VigieMailingPlan offer = { 0 };

  if (!self->text || !may_leave (self))
    return;
  notice = notice_of (self);
  offer.stream = (char *) vigie_incident_model_get_stream (self->model);
  offer.ref = (char *) incident_of (self)->ref;
  offer.notice = (char *) notice->id;
  offer.version = (char *) notice->version->event->id;
  offer.hash = (char *) notice->version->hash;
  offer.audience = (char *) notice->version->audience;
  offer.from_name = vigie_session_get_playbook (session_of (self))->organisation;
  for (guint i = 0; i < VIGIE_N_LANGS; i++)
    {
      offer.bodies[i] = or_null (self->text->bodies[i]);
      offer.subjects[i] = offer.bodies[i] ? self->text->subjects[i] : NULL;
    }
  vigie_mailing_window_present (GTK_WINDOW (gtk_widget_get_root (widget)), session_of (self), &offer);
}

static void
form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieNoticeComposer *self = VIGIE_NOTICE_COMPOSER (widget);
  const VigieNotice *notice = notice_of (self);

  if (!notice)
    gtk_widget_activate_action (widget, "win.fail", "s", _("There is no such notice."));
  else if (g_str_equal (name, "notice.refuse"))
    vigie_notice_form_refuse (widget, self->model, notice);
  else
    vigie_notice_form_withdraw (widget, self->model, notice);
}

static GMenu *
menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) out = g_menu_new ();
  g_autoptr(GMenu) steps = g_menu_new ();

  g_menu_append (out, _("Copy the text"), "notice.copy");
  g_menu_append (out, _("Save as e-mail"), "notice.eml");
  g_menu_append (out, _("Save as letter"), "notice.letter");
  g_menu_append (out, _("Open in the mail program"), "notice.mail");
  g_menu_append (out, _("Send to a list…"), "notice.mailing");
  g_menu_append (steps, _("Record the draft"), "notice.save");
  g_menu_append (steps, _("Refuse the text"), "notice.refuse");
  g_menu_append (steps, _("Withdraw the message"), "notice.withdraw");
  g_menu_append_section (menu, _("Hand over"), G_MENU_MODEL (out));
  g_menu_append_section (menu, _("Steps"), G_MENU_MODEL (steps));
  return menu;
}

/* ---- Showing ---- */

static void
take (VigieNoticeComposer *self, VigieDraftText *text)
{
  vigie_draft_text_free (self->text);
  self->text = text;
  g_clear_pointer (&self->awaited, g_free);
  self->then = NEXT_NOTHING;
  self->touched = FALSE;
}

void
vigie_notice_composer_begin (VigieNoticeComposer *self, const char *audience, const char *channel, const char *template_id)
{
  g_return_if_fail (self->model != NULL);

  take (self, vigie_draft_text_new ());
  vigie_notice_choices_select (VIGIE_NOTICE_CHOICES (self->choices), audience ? audience : "users", channel, template_id);
  fill (self);
}

static void
show_choices (VigieNoticeComposer *self)
{
  vigie_notice_choices_select (VIGIE_NOTICE_CHOICES (self->choices), self->text->audience, self->text->channel, self->text->template_id);
}

gboolean
vigie_notice_composer_open (VigieNoticeComposer *self, const char *id)
{
  const VigieNotice *notice = self->model ? vigie_incident_notice (incident_of (self), id) : NULL;

  if (!notice)
    return FALSE;
  take (self, vigie_draft_text_from_notice (notice));
  show_choices (self);
  show_text (self);
  return TRUE;
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieNoticeComposer) self = user_data;
  g_autofree char *json = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result, NULL);
  VigieDraftText *text = json ? vigie_draft_text_from_json (json) : NULL;

  if (!text || !self->model || self->text)
    {
      vigie_draft_text_free (text);
      return;
    }
  take (self, text);
  show_choices (self);
  show_text (self);
  g_signal_emit_by_name (self, "recalled");
}

void
vigie_notice_composer_recall (VigieNoticeComposer *self)
{
  g_autofree char *place = place_of (self);

  vigie_store_thread_kept_text_async (vigie_session_get_store (session_of (self)), place, NULL, kept_cb, g_object_ref (self));
}

/* Somebody else's edit shows at once where nothing is written here. */
static void
follow (VigieNoticeComposer *self)
{
  const VigieNotice *notice = notice_of (self);

  if (!notice || self->awaited || g_strcmp0 (self->text->seen, notice->version->event->id) == 0)
    return;
  if (vigie_notice_version (notice, self->text->seen) && vigie_draft_text_equals (self->text, vigie_notice_version (notice, self->text->seen)))
    vigie_notice_composer_open (self, notice->id);
}

static void
changed_cb (VigieNoticeComposer *self)
{
  const VigieNotice *notice;

  if (!self->text)
    return;
  follow (self);
  notice = notice_of (self);
  if (notice && self->awaited && g_str_equal (notice->version->event->id, self->awaited))
    {
      Next then = self->then;

      g_clear_pointer (&self->awaited, g_free);
      self->then = NEXT_NOTHING;
      take_step (self, then);
    }
  vigie_notice_editor_set_editable (VIGIE_NOTICE_EDITOR (self->editor), may_edit (self));
  vigie_notice_editor_check (VIGIE_NOTICE_EDITOR (self->editor));
  show_strip (self);
  show_act (self);
}

/* Nothing that somebody typed is left behind: it is recorded as the draft it is. */
static void
back_cb (VigieNoticeComposer *self)
{
  if (self->touched && is_edited (self) && may_edit (self) && !self->awaited)
    record_text (self, NEXT_NOTHING);
  g_signal_emit_by_name (self, "back");
}

/* ---- Object ---- */

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (VIGIE_NOTICE_COMPOSER (widget)->box, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static gboolean
fit_cb (gpointer user_data)
{
  VigieNoticeComposer *self = user_data;

  self->fit_id = 0;
  gtk_widget_set_visible (self->steps, !self->is_short);
  vigie_notice_editor_set_short (VIGIE_NOTICE_EDITOR (self->editor), self->is_short);
  return G_SOURCE_REMOVE;
}

/* What is shown may not change while it is laid out. */
static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VigieNoticeComposer *self = VIGIE_NOTICE_COMPOSER (widget);

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  if (self->is_short == (height < SHORT_PX))
    return;
  self->is_short = height < SHORT_PX;
  if (self->fit_id == 0)
    self->fit_id = g_idle_add (fit_cb, self);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_NOTICE_COMPOSER (widget)->editor);
}

static void
dispose (GObject *object)
{
  VigieNoticeComposer *self = VIGIE_NOTICE_COMPOSER (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);
  vigie_notice_composer_set_model (self, NULL);
  vigie_notice_source_clear (&self->source);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_notice_composer_parent_class)->dispose (object);
}

static void
vigie_notice_composer_class_init (VigieNoticeComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_install_action (widget_class, "notice.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "notice.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "notice.eml", NULL, hand_over_action);
  gtk_widget_class_install_action (widget_class, "notice.letter", NULL, hand_over_action);
  gtk_widget_class_install_action (widget_class, "notice.mail", NULL, hand_over_action);
  gtk_widget_class_install_action (widget_class, "notice.mailing", NULL, mailing_action);
  gtk_widget_class_install_action (widget_class, "notice.refuse", NULL, form_action);
  gtk_widget_class_install_action (widget_class, "notice.withdraw", NULL, form_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "notice.save", NULL);
  g_signal_new ("back", VIGIE_TYPE_NOTICE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("recalled", VIGIE_TYPE_NOTICE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_head (VigieNoticeComposer *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->back = vigie_page_icon_button_new ("go-previous-symbolic", _("All messages of this incident"));
  self->choices = vigie_notice_choices_new ();
  gtk_widget_set_hexpand (self->choices, TRUE);
  gtk_box_append (GTK_BOX (head), self->back);
  gtk_box_append (GTK_BOX (head), self->choices);
  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 12);
  gtk_widget_set_margin_top (head, 8);
  gtk_widget_set_margin_bottom (head, 8);
  gtk_box_append (GTK_BOX (self->box), head);
  self->strip = vigie_notice_strip_new ("soon", "vigie-message-symbolic", "win.announce");
  self->again = vigie_notice_strip_add (VIGIE_NOTICE_STRIP (self->strip), _("Draw the text anew"), "compact");
  gtk_box_append (GTK_BOX (self->box), self->strip);
}

static void
add_foot (VigieNoticeComposer *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autoptr(GMenu) menu = menu_new ();

  self->steps = vigie_notice_steps_new ();
  self->reason = vigie_label_new (NULL, "small");
  self->more = gtk_menu_button_new ();
  self->act = gtk_button_new_with_label (_("Ask for approval"));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->more), _("Hand over"));
  vigie_set_accessible_label (self->more, _("Hand over"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), G_MENU_MODEL (menu));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->more), GTK_ARROW_UP);
  gtk_widget_set_hexpand (self->reason, TRUE);
  gtk_widget_add_css_class (self->act, "suggested-action");
  vigie_set_tooltip (self->act, _("Ctrl Enter"));
  gtk_box_append (GTK_BOX (line), self->reason);
  gtk_box_append (GTK_BOX (line), self->more);
  gtk_box_append (GTK_BOX (line), self->act);
  gtk_box_append (GTK_BOX (foot), self->steps);
  gtk_box_append (GTK_BOX (foot), line);
  vigie_add_classes (foot, "foot-bar two-rows");
  gtk_box_append (GTK_BOX (self->box), foot);
}

static void
vigie_notice_composer_init (VigieNoticeComposer *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  add_head (self);
  self->editor = vigie_notice_editor_new ();
  gtk_widget_set_vexpand (self->editor, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->editor);
  add_foot (self);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  vigie_notice_editor_set_source (VIGIE_NOTICE_EDITOR (self->editor), vigie_notice_source_fill, &self->source);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (self->choices, "changed", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->choices, "lang", G_CALLBACK (lang_cb), self);
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (again_cb), self);
  g_signal_connect_swapped (self->editor, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->editor, "checked", G_CALLBACK (checked_cb), self);
  g_signal_connect_swapped (self->act, "clicked", G_CALLBACK (vigie_notice_composer_suggested), self);
}

GtkWidget *
vigie_notice_composer_new (void)
{
  return g_object_new (VIGIE_TYPE_NOTICE_COMPOSER, NULL);
}

void
vigie_notice_composer_set_model (VigieNoticeComposer *self, VigieIncidentModel *model)
{
  if (self->model == model)
    return;
  if (self->model)
    {
      if (self->keep_id != 0)
        keep (self, FALSE);
      g_signal_handlers_disconnect_by_data (self->model, self);
    }
  vigie_notice_source_clear (&self->source);
  take (self, NULL);
  g_set_object (&self->model, model);
  vigie_notice_choices_set_model (VIGIE_NOTICE_CHOICES (self->choices), model);
  if (model)
    g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}
