/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The nine times of an incident. All are always shown: a time that nobody noted is a line that says so,
 * since the delays of the report and the indicators hang on them. A time is either a button that opens
 * a field, or that field; a row never changes its height when it gets a time.
 *
 * Nothing stops a time that contradicts another one (people correct one after the other), but the rows
 * that make a delay negative are marked until they agree.
 *
 * Two acts need a reason, and open their form instead: closing before the watch is over, and taking a
 * resolution or a closing back. */

#include "vigie-milestones-card.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-metrics.h"
#include "vigie-missing.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

typedef struct
{
  GtkWidget *mark;
  GtkWidget *stack;              /* "shown": button with the time · "edit": entry */
  GtkWidget *show;
  GtkWidget *words;
  GtkWidget *entry;
  GtkWidget *now;
  GtkWidget *reopen;             /* of a resolution, else NULL */
  GtkWidget *fault;              /* sentence under the row, hidden when empty */
} Row;

struct _VigieMilestonesCard
{
  GtkWidget parent_instance;

  GtkWidget *list;
  Row rows[VIGIE_N_MILESTONES];

  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieMilestonesCard, vigie_milestones_card, GTK_TYPE_WIDGET)

static VigieMilestone
milestone_of (GtkWidget *widget)
{
  return (VigieMilestone) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), "milestone"));
}

guint
vigie_milestones_missing (const VigieIncident *incident, VigieMilestone *out)
{
  guint n = 0;

  for (guint i = VIGIE_MILESTONE_RESPONDED; i < VIGIE_N_MILESTONES; i++)
    if (incident->milestones[i] == VIGIE_TIME_NONE)
      out[n++] = i;

  return n;
}

/* TRUE: a form asks for the reason, from @from. */
static gboolean
ask_reason (GtkWidget *from, VigieIncidentModel *model, VigieMilestone milestone, gint64 time_usec)
{
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  VigiePlaybook *playbook = vigie_session_get_playbook (vigie_incident_model_get_session (model));
  gboolean is_cleared = time_usec == VIGIE_TIME_NONE && incident->milestones[milestone] != VIGIE_TIME_NONE;

  if (is_cleared && (milestone == VIGIE_MILESTONE_RESOLVED || milestone == VIGIE_MILESTONE_CLOSED))
    vigie_act_form_reopen (from, model, VIGIE_STAGE_MONITORING);
  else if (incident->milestones[VIGIE_MILESTONE_CLOSED] == VIGIE_TIME_NONE
           && vigie_incident_closes_early_usec (playbook, incident, milestone, time_usec, NULL) > 0)
    vigie_act_form_close (from, model, time_usec);
  else
    return FALSE;

  return TRUE;
}

/* Only a closing that is corrected into the time of the watch is still refused here. */
static gboolean
record (GtkWidget *from, VigieIncidentModel *model, VigieMilestone milestone, gint64 time_usec, GError **error)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  const char *author = vigie_session_get_author (session);
  gint64 now_usec = vigie_session_now_usec (session);
  GPtrArray *drafts;

  if (ask_reason (from, model, milestone, time_usec))
    return TRUE;
  if (time_usec == VIGIE_TIME_NONE)
    drafts = vigie_act_milestone (incident, milestone, time_usec, author, now_usec, error);
  else
    drafts = vigie_act_reached (vigie_session_get_playbook (session), incident, milestone, time_usec, NULL, author, now_usec, error);
  if (drafts == NULL)
    return FALSE;
  vigie_session_do (session, drafts, NULL);

  return TRUE;
}

void
vigie_milestone_set_now (GtkWidget *from, VigieIncidentModel *model, VigieMilestone milestone)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  GError *error = NULL;

  if (!record (from, model, milestone, vigie_session_now_usec (session), &error))
    vigie_session_do (session, NULL, error);
}

/* ---- What is shown ---- */

/* A time before the one its delay is measured from; NULL when it agrees. */
static const char *
contradiction (const VigieIncident *incident, const VigieDelays *delays, VigieMilestone milestone)
{
  const gint64 *times = incident->milestones;

  if (times[milestone] == VIGIE_TIME_NONE)
    return NULL;
  if (milestone == VIGIE_MILESTONE_DETECTED && delays->impossible[VIGIE_DELAY_DETECT])
    return _("Impossible: detected before it started. Correct one of the two.");
  if (milestone == VIGIE_MILESTONE_RESPONDED && delays->impossible[VIGIE_DELAY_RESPOND])
    return _("Impossible: responded before it was detected. Correct one of the two.");
  if (milestone == VIGIE_MILESTONE_RESOLVED && delays->impossible[VIGIE_DELAY_RESOLVE])
    return _("Impossible: resolved before it was detected. Correct one of the two.");
  if (milestone == VIGIE_MILESTONE_CLOSED && times[VIGIE_MILESTONE_RESOLVED] != VIGIE_TIME_NONE && times[milestone] < times[VIGIE_MILESTONE_RESOLVED])
    return _("Impossible: closed before it was resolved. Correct one of the two.");

  return NULL;
}

static void
set_fault (Row *row, const char *words)
{
  vigie_label_set (GTK_LABEL (row->fault), words);
  gtk_widget_set_visible (row->fault, words != NULL);
}

static void
show_row (VigieMilestonesCard *self, VigieMilestone milestone, const VigieDelays *delays)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  VigieLang lang = vigie_session_get_lang (session);
  gint64 time_usec = incident->milestones[milestone];
  Row *row = &self->rows[milestone];
  gboolean missing = time_usec == VIGIE_TIME_NONE;
  const char *fault = contradiction (incident, delays, milestone);
  g_autofree char *words = missing ? g_strdup (_("not recorded")) : vigie_time_format_full (time_usec, vigie_session_get_zone (session), lang);
  g_autofree char *name = g_strdup_printf (_("%s: %s. Change"), vigie_milestone_label (milestone, lang), words);

  vigie_label_set (GTK_LABEL (row->words), words);
  vigie_set_class (row->words, "soon-text", missing);
  vigie_set_class (row->words, "late-text", fault != NULL);
  vigie_set_accessible_label (row->show, name);
  gtk_image_set_from_icon_name (GTK_IMAGE (row->mark), fault != NULL ? "vigie-warning-symbolic" : missing ? "vigie-todo-symbolic" : "vigie-check-symbolic");
  vigie_set_class (row->mark, "late-text", fault != NULL);
  vigie_set_class (row->mark, "ok-text", fault == NULL && !missing);
  vigie_set_class (row->mark, "soon-text", fault == NULL && missing);
  gtk_widget_set_visible (row->now, missing);
  if (row->reopen != NULL)
    gtk_widget_set_visible (row->reopen, !vigie_incident_is_active (incident));
  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (row->stack)), "edit") != 0)
    set_fault (row, fault);
}

static void
show (VigieMilestonesCard *self)
{
  VigieDelays delays;

  if (self->model == NULL)
    return;
  vigie_delays_of (vigie_incident_model_get_incident (self->model),
                   vigie_session_get_playbook (vigie_incident_model_get_session (self->model)), &delays);
  for (guint i = 0; i < VIGIE_N_MILESTONES; i++)
    show_row (self, i, &delays);
}

/* ---- Acts ---- */

static void
stop_editing (VigieMilestonesCard *self, VigieMilestone milestone, gboolean keep_focus)
{
  Row *row = &self->rows[milestone];

  gtk_stack_set_visible_child_name (GTK_STACK (row->stack), "shown");
  if (keep_focus)
    gtk_widget_grab_focus (row->show);
  show (self);
}

gboolean
vigie_milestones_card_take (VigieMilestonesCard *self, VigieMilestone milestone, const char *text)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  g_autoptr(GError) error = NULL;
  VigieSession *session;
  gint64 time_usec = VIGIE_TIME_NONE;

  g_return_val_if_fail (VIGIE_IS_MILESTONES_CARD (self) && milestone < VIGIE_N_MILESTONES, FALSE);

  if (self->model == NULL)
    return FALSE;
  session = vigie_incident_model_get_session (self->model);
  if ((*clean != '\0' && !vigie_time_parse (clean, vigie_session_now_usec (session), vigie_session_get_zone (session), &time_usec, &error)) ||
      !record (GTK_WIDGET (self), self->model, milestone, time_usec, &error))
    {
      set_fault (&self->rows[milestone], error->message);
      return FALSE;
    }
  stop_editing (self, milestone, TRUE);

  return TRUE;
}

static void
entry_activate_cb (VigieMilestonesCard *self, GtkWidget *entry)
{
  vigie_milestones_card_take (self, milestone_of (entry), gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static gboolean
entry_key_cb (GtkEventController *controller, guint keyval, guint keycode, GdkModifierType state, VigieMilestonesCard *self)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  stop_editing (self, milestone_of (gtk_event_controller_get_widget (controller)), TRUE);

  return TRUE;
}

void
vigie_milestones_card_edit (VigieMilestonesCard *self, VigieMilestone milestone)
{
  g_return_if_fail (VIGIE_IS_MILESTONES_CARD (self) && milestone < VIGIE_N_MILESTONES);

  Row *row = &self->rows[milestone];
  VigieSession *session;
  g_autofree char *text = NULL;
  gint64 time_usec;

  if (self->model == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  time_usec = vigie_incident_model_get_incident (self->model)->milestones[milestone];
  if (time_usec != VIGIE_TIME_NONE)
    {
      g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_usec / G_USEC_PER_SEC);
      g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, vigie_session_get_zone (session)) : NULL;

      text = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : NULL;
    }
  gtk_editable_set_text (GTK_EDITABLE (row->entry), text != NULL ? text : "");
  gtk_stack_set_visible_child_name (GTK_STACK (row->stack), "edit");
  gtk_widget_grab_focus (row->entry);
}

static void
show_clicked_cb (VigieMilestonesCard *self, GtkWidget *button)
{
  vigie_milestones_card_edit (self, milestone_of (button));
}

static void
now_clicked_cb (VigieMilestonesCard *self, GtkWidget *button)
{
  VigieMilestone milestone = milestone_of (button);

  if (self->model == NULL)
    return;
  vigie_milestone_set_now (GTK_WIDGET (self), self->model, milestone);
  stop_editing (self, milestone, TRUE);
}

static void
reopen_cb (VigieMilestonesCard *self)
{
  if (self->model != NULL)
    vigie_act_form_reopen (GTK_WIDGET (self), self->model, VIGIE_STAGE_INVESTIGATING);
}

/* ---- Building ---- */

static GtkWidget *
reopen_new (VigieMilestonesCard *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("Reopen…"));

  gtk_widget_add_css_class (button, "compact");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  vigie_set_tooltip (button, _("Take the resolution back, with a reason"));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (reopen_cb), self);

  return button;
}

static GtkWidget *
time_stack_new (VigieMilestonesCard *self, VigieMilestone milestone, const char *label)
{
  Row *row = &self->rows[milestone];
  GtkEventController *keys = gtk_event_controller_key_new ();

  row->words = vigie_label_new ("", "num");
  row->show = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (row->show), row->words);
  vigie_add_classes (row->show, "flat compact");
  gtk_widget_set_halign (row->show, GTK_ALIGN_START);
  gtk_widget_set_valign (row->show, GTK_ALIGN_CENTER);
  row->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (row->entry), _("14:32, -5, yesterday 23:10"));
  gtk_editable_set_max_width_chars (GTK_EDITABLE (row->entry), 24);
  gtk_widget_set_valign (row->entry, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (row->entry, label);
  row->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (row->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (row->stack), row->show, "shown");
  gtk_stack_add_named (GTK_STACK (row->stack), row->entry, "edit");
  gtk_widget_set_hexpand (row->stack, TRUE);
  g_object_set_data (G_OBJECT (row->show), "milestone", GINT_TO_POINTER ((int) milestone));
  g_object_set_data (G_OBJECT (row->entry), "milestone", GINT_TO_POINTER ((int) milestone));
  g_signal_connect_swapped (row->show, "clicked", G_CALLBACK (show_clicked_cb), self);
  g_signal_connect_swapped (row->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (row->entry, keys);

  return row->stack;
}

static void
add_row (VigieMilestonesCard *self, VigieMilestone milestone)
{
  const char *label = vigie_milestone_label (milestone, vigie_ui_lang ());
  g_autofree char *now_name = g_strdup_printf (_("%s: set now"), label);
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *name = vigie_label_new (label, "small strong");
  Row *row = &self->rows[milestone];

  row->mark = vigie_icon_new ("vigie-todo-symbolic", NULL);
  gtk_label_set_width_chars (GTK_LABEL (name), 14);
  row->now = gtk_button_new_with_label (_("Set now"));
  gtk_widget_add_css_class (row->now, "compact");
  gtk_widget_set_valign (row->now, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (row->now, now_name);
  g_object_set_data (G_OBJECT (row->now), "milestone", GINT_TO_POINTER ((int) milestone));
  g_signal_connect_swapped (row->now, "clicked", G_CALLBACK (now_clicked_cb), self);
  row->fault = vigie_paragraph_new (NULL, "caption late-text");
  gtk_widget_set_margin_start (row->fault, 38);
  gtk_widget_set_margin_end (row->fault, 12);
  gtk_widget_set_margin_bottom (row->fault, 6);
  gtk_widget_set_visible (row->fault, FALSE);

  gtk_box_append (GTK_BOX (box), row->mark);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), time_stack_new (self, milestone, label));
  gtk_box_append (GTK_BOX (box), row->now);
  if (milestone == VIGIE_MILESTONE_RESOLVED)
    gtk_box_append (GTK_BOX (box), row->reopen = reopen_new (self));
  gtk_widget_add_css_class (box, "derive-row");
  gtk_widget_set_size_request (box, -1, 34);
  if (milestone > 0)
    gtk_box_append (GTK_BOX (self->list), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (outer), box);
  gtk_box_append (GTK_BOX (outer), row->fault);
  gtk_box_append (GTK_BOX (self->list), outer);
}

/* ---- Object ---- */

static void
vigie_milestones_card_dispose (GObject *object)
{
  VigieMilestonesCard *self = VIGIE_MILESTONES_CARD (object);

  vigie_milestones_card_set_model (self, NULL);
  g_clear_pointer (&self->list, gtk_widget_unparent);

  G_OBJECT_CLASS (vigie_milestones_card_parent_class)->dispose (object);
}

static void
vigie_milestones_card_class_init (VigieMilestonesCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_milestones_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_milestones_card_init (VigieMilestonesCard *self)
{
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->list, "card-list");
  for (guint i = 0; i < VIGIE_N_MILESTONES; i++)
    add_row (self, i);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

GtkWidget *
vigie_milestones_card_new (void)
{
  return g_object_new (VIGIE_TYPE_MILESTONES_CARD, NULL);
}

void
vigie_milestones_card_set_model (VigieMilestonesCard *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_MILESTONES_CARD (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model == NULL)
    return;
  for (guint i = 0; i < VIGIE_N_MILESTONES; i++)
    gtk_stack_set_visible_child_name (GTK_STACK (self->rows[i].stack), "shown");
  g_signal_connect_swapped (model, "changed", G_CALLBACK (show), self);
  show (self);
}
