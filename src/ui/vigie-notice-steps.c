/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-notice-steps.h"

#include <glib/gi18n-lib.h>

#include "vigie-notice-words-ui.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

#define N_STEPS 4
#define HASH_SIGNS 4

struct _VigieNoticeSteps
{
  GtkBox parent_instance;

  struct { GtkWidget *mark, *tick, *number, *title, *words; } steps[N_STEPS];
};

G_DEFINE_FINAL_TYPE (VigieNoticeSteps, vigie_notice_steps, GTK_TYPE_BOX)

static void
show_step (VigieNoticeSteps *self, guint step, gboolean done, gboolean is_next, const char *words)
{
  gtk_stack_set_visible_child (GTK_STACK (self->steps[step].mark), done ? self->steps[step].tick : self->steps[step].number);
  vigie_set_class (self->steps[step].title, "accent-text", is_next);
  vigie_label_set (GTK_LABEL (self->steps[step].words), words);
  vigie_set_tooltip (self->steps[step].words, words);
}

/* "F. Traoré, 03:01" */
static char *
who_when (VigieIncidentModel *model, const VigieEvent *event)
{
  g_autofree char *who = vigie_short_name (vigie_incident_person_of (vigie_incident_model_get_incident (model), event));
  g_autofree char *when = vigie_page_time (vigie_incident_model_get_session (model), event->occurred_usec);

  return g_strdup_printf ("%s, %s", who, when);
}

static char *
approval_words (VigieIncidentModel *model, const VigieNotice *notice)
{
  g_autofree char *missing = vigie_notice_missing_words (model, notice);
  g_autofree char *hash = g_strndup (notice->version->hash, HASH_SIGNS);

  if (!notice->needs_approval)
    return g_strdup (_("nobody need"));
  if (notice->refused)
    return g_strdup_printf (_("refused by %s"), notice->refused->approver);
  if (notice->missing->len > 0)
    return g_strdup (missing);
  /* Translators: who approved, and the first signs of the hash of what they approved. */
  return g_strdup_printf (_("%1$s, text %2$s"), ((const VigieNoticeStep *) g_ptr_array_index (notice->approvals, 0))->approver, hash);
}

static void
show_recorded (VigieNoticeSteps *self, VigieIncidentModel *model, const VigieNotice *notice)
{
  g_autofree char *draft = who_when (model, notice->version->event);
  g_autofree char *review = notice->reviewed ? who_when (model, notice->reviewed->event)
                            : notice->submitted ? who_when (model, notice->submitted->event) : NULL;
  g_autofree char *approval = approval_words (model, notice);
  g_autofree char *sent = notice->sent ? who_when (model, notice->sent->event) : NULL;
  gboolean approved = !notice->needs_approval || (notice->missing->len == 0 && notice->approvals->len > 0);

  show_step (self, 0, TRUE, FALSE, draft);
  show_step (self, 1, notice->submitted || notice->reviewed || approved, notice->state == VIGIE_NOTICE_DRAFT,
             review ? review : approved ? _("not asked for") : _("to be asked for"));
  show_step (self, 2, approved, notice->state == VIGIE_NOTICE_REVIEW, approval);
  show_step (self, 3, notice->sent != NULL, notice->state == VIGIE_NOTICE_APPROVED, sent ? sent : _("not yet"));
}

void
vigie_notice_steps_show (VigieNoticeSteps *self, VigieIncidentModel *model, const VigieNotice *notice, gboolean is_edited)
{
  if (notice && !is_edited)
    {
      show_recorded (self, model, notice);
      return;
    }
  show_step (self, 0, FALSE, TRUE, notice ? _("changed here, not recorded") : _("not recorded yet"));
  show_step (self, 1, FALSE, FALSE, _("not yet"));
  show_step (self, 2, FALSE, FALSE, _("not yet"));
  show_step (self, 3, FALSE, FALSE, _("not yet"));
}

static void
vigie_notice_steps_class_init (VigieNoticeStepsClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_step (VigieNoticeSteps *self, guint step, const char *title)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *number = g_strdup_printf ("%u", step + 1);

  self->steps[step].mark = gtk_stack_new ();
  self->steps[step].tick = vigie_icon_new ("vigie-check-symbolic", "ok-text");
  self->steps[step].number = vigie_label_new (number, "count");
  gtk_widget_set_valign (self->steps[step].mark, GTK_ALIGN_CENTER);
  gtk_stack_add_child (GTK_STACK (self->steps[step].mark), self->steps[step].number);
  gtk_stack_add_child (GTK_STACK (self->steps[step].mark), self->steps[step].tick);
  self->steps[step].title = vigie_label_new (title, "small strong");
  self->steps[step].words = vigie_label_new (NULL, "dim caption");
  gtk_box_append (GTK_BOX (words), self->steps[step].title);
  gtk_box_append (GTK_BOX (words), self->steps[step].words);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), self->steps[step].mark);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (self), line);
}

static void
vigie_notice_steps_init (VigieNoticeSteps *self)
{
  const char *const titles[N_STEPS] = { _("Draft"), _("Review"), _("Approval"), _("Publication") };

  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_box_set_homogeneous (GTK_BOX (self), TRUE);
  for (guint i = 0; i < N_STEPS; i++)
    add_step (self, i, titles[i]);
  vigie_set_accessible_label (GTK_WIDGET (self), _("Steps of this message"));
}

GtkWidget *
vigie_notice_steps_new (void)
{
  return g_object_new (VIGIE_TYPE_NOTICE_STEPS, NULL);
}
