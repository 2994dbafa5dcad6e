/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The call protocol at work. A call that was begun runs against the playbook's own clock for calls; before and
 * after it stands by when the person has to be reached. Attempts are listed with the latest at the bottom and
 * only the last few, because what matters is who was tried just now. */

#include "vigie-call-run.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-call-order.h"
#include "vigie-call-parts.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define DIAL_PX 22
#define N_SHOWN 4
#define CALL_CLOCK "call-next"

struct _VigieCallRun
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  char *duty_key;
  const VigieContactDef *contact; /* of the playbook or a directory that the form keeps */
  char *whom;                   /* what the record calls them */

  GtkWidget *box;
  VigieClockDial *dial;
  GtkLabel *left;               /* of a call that runs, large */
  GtkWidget *bar;
  GtkLabel *words;
  GtkLabel *others;             /* who calls the same person at this moment */
  GtkBox *attempts;
  GtkWidget *escalation;
  GtkLabel *escalation_words;
  char *shown;                  /* the attempts in the box, to build them only when they change */
};

G_DEFINE_FINAL_TYPE (VigieCallRun, vigie_call_run, GTK_TYPE_WIDGET)

static const VigieObligation *
running_clock (VigieCallRun *self)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (self->model);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *one = g_ptr_array_index (obligations, i);

      if (!one->history && vigie_obligation_is_running (one) && g_str_equal (one->id, CALL_CLOCK)
          && g_str_equal (one->subject, self->whom))
        return one;
    }

  return NULL;
}

/* Who is called after this one; NULL while that is the same person. */
static const char *
name_of_next (VigieCallRun *self, const VigieDuty *duty, VigieLang lang)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigieDirectory *directory = vigie_session_get_directory (session);
  g_autoptr(GPtrArray) order = vigie_call_order (vigie_session_get_playbook (session), directory, duty->contact, vigie_session_now_usec (session));

  for (guint i = 0; i < order->len; i++)
    if (g_str_equal (((const VigieContactDef *) order->pdata[i])->id, self->contact->id))
      {
        const VigieContactDef *next = order->pdata[(i + 1) % order->len];

        return order->len > 1 ? vigie_directory_name (directory, next->id, lang) : NULL;
      }

  return self->contact != duty->contact ? vigie_directory_name (directory, duty->contact->id, lang) : NULL;
}

static char *
calling_words (VigieCallRun *self, const VigieDuty *duty, const VigieObligation *clock, gint64 now_usec)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *since = vigie_time_format_near (clock->started_usec, now_usec, vigie_session_get_zone (session), lang);
  g_autofree char *left = vigie_duration_format (ABS (clock->due_usec - now_usec), lang);
  const char *next = name_of_next (self, duty, lang);

  if (now_usec > clock->due_usec)
    return next != NULL ? g_strdup_printf (_("Calling since %1$s: time is over, call %2$s"), since, next)
                        : g_strdup_printf (_("Calling since %s: time is over"), since);

  return next != NULL ? g_strdup_printf (_("Calling since %1$s: another %2$s, then call %3$s"), since, left, next)
                      : g_strdup_printf (_("Calling since %1$s: another %2$s"), since, left);
}

static char *
waiting_words (VigieCallRun *self, const VigieDuty *duty, gint64 now_usec)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *by = NULL;
  g_autofree char *left = NULL;

  if (duty->due_usec == VIGIE_TIME_NONE)
    return g_strdup (_("No time is set for this call"));
  by = vigie_time_format_near (duty->due_usec, now_usec, vigie_session_get_zone (session), lang);
  left = vigie_duration_format (ABS (duty->due_usec - now_usec), lang);

  return now_usec > duty->due_usec ? g_strdup_printf (_("To be reached by %1$s: %2$s late"), by, left)
                                   : g_strdup_printf (_("To be reached by %1$s: in %2$s"), by, left);
}

static VigieObligationState
state_at (gint64 started_usec, gint64 due_usec, gint64 now_usec)
{
  if (due_usec == VIGIE_TIME_NONE)
    return VIGIE_OBLIGATION_PENDING;
  if (now_usec > due_usec)
    return VIGIE_OBLIGATION_OVERDUE;

  return due_usec - now_usec <= vigie_obligation_soon_usec (due_usec - started_usec) ? VIGIE_OBLIGATION_DUE_SOON : VIGIE_OBLIGATION_PENDING;
}

/* Large, because it is read from an arm's length with a telephone at the ear. */
static void
show_left (VigieCallRun *self, const VigieObligation *clock, gint64 now_usec, double share)
{
  gint64 seconds = clock != NULL ? MAX (0, clock->due_usec - now_usec) / VIGIE_SECOND_USEC : 0;
  g_autofree char *words = g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));

  gtk_widget_set_visible (GTK_WIDGET (self->left), clock != NULL);
  gtk_widget_set_visible (self->bar, clock != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->dial), clock == NULL);
  if (clock == NULL)
    return;
  vigie_label_set (self->left, words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), share);
}

static void
show_time (VigieCallRun *self, const VigieDuty *duty, gint64 now_usec)
{
  const VigieObligation *clock = running_clock (self);
  gint64 started = clock != NULL ? clock->started_usec : duty->started_usec;
  gint64 due = clock != NULL ? clock->due_usec : duty->due_usec;
  g_autofree char *words = clock != NULL ? calling_words (self, duty, clock, now_usec) : waiting_words (self, duty, now_usec);
  VigieObligationState state = state_at (started, due, now_usec);
  double share = due > started ? CLAMP ((double) (due - now_usec) / (double) (due - started), 0.0, 1.0) : 0.0;

  vigie_clock_dial_set (self->dial, state, share, FALSE);
  show_left (self, clock, now_usec, share);
  vigie_label_set (self->words, words);
  vigie_set_class (GTK_WIDGET (self->words), "late-text", state == VIGIE_OBLIGATION_OVERDUE);
  vigie_set_class (GTK_WIDGET (self->words), "soon-text", state == VIGIE_OBLIGATION_DUE_SOON);
}

static void
show_attempts (VigieCallRun *self, const VigieDuty *duty, gint64 now_usec)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autoptr(GPtrArray) attempts = vigie_duty_attempts (vigie_session_get_playbook (session), vigie_session_get_directory (session), vigie_incident_model_get_incident (self->model),
                                                       duty, now_usec);
  g_autoptr(GString) all = g_string_new (NULL);
  g_auto(GStrv) lines = NULL;

  for (guint i = attempts->len > N_SHOWN ? attempts->len - N_SHOWN : 0; i < attempts->len; i++)
    {
      g_autofree char *line = vigie_attempt_words (g_ptr_array_index (attempts, i), now_usec, vigie_session_get_zone (session),
                                                   vigie_session_get_lang (session));

      g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", line);
    }
  if (g_strcmp0 (self->shown, all->str) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (all->str);
  vigie_clear_box (self->attempts);
  lines = g_strsplit (all->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    gtk_box_append (self->attempts, vigie_label_new (lines[i], "caption dim num"));
  gtk_widget_set_visible (GTK_WIDGET (self->attempts), all->len > 0);
}

/* Two at one telephone number: each sees the other. */
static void
show_others (VigieCallRun *self, const VigieDuty *duty, gint64 now_usec)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autoptr(GPtrArray) attempts = vigie_duty_attempts (vigie_session_get_playbook (session), vigie_session_get_directory (session), vigie_incident_model_get_incident (self->model),
                                                       duty, now_usec);
  g_autofree char *words = NULL;

  for (guint i = attempts->len; i > 0 && words == NULL; i--)
    {
      const VigieAttempt *attempt = attempts->pdata[i - 1];
      g_autofree char *since = vigie_time_format_near (attempt->began_usec, now_usec, vigie_session_get_zone (session), vigie_session_get_lang (session));

      if (attempt->is_running && g_str_equal (attempt->contact->id, self->contact->id)
          && g_strcmp0 (attempt->author, vigie_session_get_author (session)) != 0)
        /* Translators: %1$s is a person who sits at another computer, %2$s a time. */
        words = g_strdup_printf (_("%1$s has been calling them since %2$s"), attempt->author, since);
    }
  vigie_label_set (self->others, words);
  gtk_widget_set_visible (GTK_WIDGET (self->others), words != NULL);
}

static void
show_escalation (VigieCallRun *self, const VigieDuty *duty)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const VigieSupportLevel *level = vigie_duty_escalates_to (vigie_session_get_playbook (session),
                                                            vigie_incident_model_get_incident (self->model), duty);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->escalation, level != NULL);
  if (level == NULL)
    return;
  /* Translators: %s is a support level: "L3", "Management". */
  words = g_strdup_printf (_("Nobody was reached: escalate to %s"), vigie_text_get (&level->title, vigie_session_get_lang (session)));
  vigie_label_set (self->escalation_words, words);
}

static void
refresh_cb (VigieCallRun *self)
{
  const VigieDuty *duty = vigie_duties_find (vigie_incident_model_get_duties (self->model), self->duty_key);
  gint64 now_usec = vigie_session_now_usec (vigie_incident_model_get_session (self->model));

  gtk_widget_set_visible (GTK_WIDGET (self), duty != NULL && vigie_duty_is_open (duty));
  if (duty == NULL || !vigie_duty_is_open (duty))
    return;
  show_time (self, duty, now_usec);
  show_others (self, duty, now_usec);
  show_attempts (self, duty, now_usec);
  show_escalation (self, duty);
}

static void
escalate_cb (VigieCallRun *self)
{
  vigie_act_form_support_move (GTK_WIDGET (self), self->model);
}

/* ---- Object ---- */

static void
vigie_call_run_dispose (GObject *object)
{
  VigieCallRun *self = VIGIE_CALL_RUN (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  if (self->model != NULL)
    vigie_session_set_wants_seconds (vigie_incident_model_get_session (self->model), object, FALSE);
  g_clear_object (&self->model);
  g_clear_pointer (&self->duty_key, g_free);
  g_clear_pointer (&self->whom, g_free);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (vigie_call_run_parent_class)->dispose (object);
}

static void
vigie_call_run_class_init (VigieCallRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_call_run_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_call_run_init (VigieCallRun *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = gtk_button_new_with_label (_("Escalate…"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->dial = VIGIE_CLOCK_DIAL (vigie_clock_dial_new (DIAL_PX));
  self->words = GTK_LABEL (vigie_paragraph_new (NULL, "strong num"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  self->left = GTK_LABEL (vigie_label_new (NULL, "number-call"));
  gtk_label_set_ellipsize (self->left, PANGO_ELLIPSIZE_NONE);
  self->bar = gtk_progress_bar_new ();
  vigie_set_accessible_label (self->bar, _("Time left for this call"));
  self->others = GTK_LABEL (vigie_paragraph_new (NULL, "soon-text strong small"));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->left));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->dial));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->words));
  self->attempts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_widget_set_margin_start (GTK_WIDGET (self->attempts), DIAL_PX + 8);
  self->escalation = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->escalation_words = GTK_LABEL (vigie_paragraph_new (NULL, "late-text strong"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->escalation_words), TRUE);
  gtk_widget_set_margin_start (self->escalation, DIAL_PX + 8);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (escalate_cb), self);
  gtk_box_append (GTK_BOX (self->escalation), GTK_WIDGET (self->escalation_words));
  gtk_box_append (GTK_BOX (self->escalation), button);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), self->bar);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->others));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->attempts));
  gtk_box_append (GTK_BOX (self->box), self->escalation);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  vigie_set_accessible_label (GTK_WIDGET (self), _("Progress of the call"));
}

GtkWidget *
vigie_call_run_new (VigieIncidentModel *model, const char *duty_key, const VigieContactDef *contact)
{
  VigieCallRun *self = g_object_new (VIGIE_TYPE_CALL_RUN, NULL);

  self->model = g_object_ref (model);
  self->duty_key = g_strdup (duty_key);
  self->contact = contact;
  self->whom = vigie_call_whom (vigie_incident_model_get_session (model), contact);
  g_signal_connect_object (model, "changed", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "tick", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  vigie_session_set_wants_seconds (vigie_incident_model_get_session (model), G_OBJECT (self), TRUE);
  refresh_cb (self);

  return GTK_WIDGET (self);
}
