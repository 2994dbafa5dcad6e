/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Made when it is first opened: a list of posts is drawn at each change, and most rows stay shut. */

#include "vigie-roster-details.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-act.h"
#include "vigie-handover-words.h"
#include "vigie-oncall.h"
#include "vigie-page-parts.h"
#include "vigie-page-prompt.h"
#include "vigie-roster-people.h"
#include "vigie-text-ui.h"

struct _VigieRosterDetails
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *duties; /* NULL until opened */
  GtkWidget *held_acts;
  GtkWidget *prompt; /* NULL until opened */
  VigieIncidentModel *model;
  char *post;
  gboolean is_held;
};

G_DEFINE_FINAL_TYPE (VigieRosterDetails, vigie_roster_details, GTK_TYPE_WIDGET)

enum { LEFT, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- Acts ---- */

static gboolean
record (VigieRosterDetails *self, const char *person, GError **error)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GPtrArray *drafts = vigie_act_role (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model), self->post, person,
                                      vigie_session_get_author (session), vigie_session_now_usec (session), error);

  if (drafts == NULL)
    return FALSE;
  vigie_session_do (session, drafts, NULL);

  return TRUE;
}

static void
record_or_say (VigieRosterDetails *self, const char *person)
{
  GError *error = NULL;

  g_signal_emit (self, signals[LEFT], 0);
  if (!record (self, person, &error))
    vigie_session_do (vigie_incident_model_get_session (self->model), NULL, error);
}

gboolean
vigie_roster_details_show_request (VigieRosterDetails *self)
{
  return vigie_incident_handover (vigie_incident_model_get_incident (self->model), self->post) != NULL
         && gtk_widget_activate_action (GTK_WIDGET (self), "page.handover", "s", self->post);
}

/* A post that somebody holds is asked for: its holder must know. */
void
vigie_roster_details_take (VigieRosterDetails *self)
{
  const char *me = vigie_session_get_author (vigie_incident_model_get_session (self->model));
  const VigieHolding *holder = vigie_incident_holder (vigie_incident_model_get_incident (self->model), self->post);

  if (holder == NULL || vigie_handover_same_person (holder->person, me))
    record_or_say (self, me);
  else if (!vigie_roster_details_show_request (self))
    vigie_act_form_handover (GTK_WIDGET (self), self->model, self->post, me, NULL);
}

static void
free_cb (VigieRosterDetails *self)
{
  record_or_say (self, NULL);
}

/* ---- The field for a name ---- */

static void
close_prompt (VigieRosterDetails *self)
{
  gtk_widget_set_visible (self->prompt, FALSE);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
assigned_cb (VigieRosterDetails *self, const char *person)
{
  g_autoptr(GError) error = NULL;

  if (!record (self, person, &error))
    vigie_page_prompt_fail (VIGIE_PAGE_PROMPT (self->prompt), error->message);
  else
    close_prompt (self);
}

void
vigie_roster_details_assign (VigieRosterDetails *self)
{
  g_autoptr(GPtrArray) names = vigie_roster_people_offered (self->model);

  if (self->prompt == NULL)
    {
      self->prompt = vigie_page_prompt_new (_("Who takes this post?"), _("Assign"));
      gtk_widget_set_margin_bottom (self->prompt, 10);
      vigie_page_prompt_set_session (VIGIE_PAGE_PROMPT (self->prompt), vigie_incident_model_get_session (self->model));
      g_signal_connect_swapped (self->prompt, "accepted", G_CALLBACK (assigned_cb), self);
      g_signal_connect_swapped (self->prompt, "cancelled", G_CALLBACK (close_prompt), self);
      gtk_box_append (GTK_BOX (self->box), vigie_oncall_line_new (vigie_incident_model_get_session (self->model)));
      gtk_box_append (GTK_BOX (self->box), self->prompt);
    }
  vigie_page_prompt_set_text (VIGIE_PAGE_PROMPT (self->prompt), "");
  vigie_page_prompt_set_names (VIGIE_PAGE_PROMPT (self->prompt), names);
  vigie_page_prompt_fail (VIGIE_PAGE_PROMPT (self->prompt), NULL);
  gtk_widget_set_visible (self->prompt, TRUE);
  gtk_widget_grab_focus (self->prompt);
  vigie_page_reveal (GTK_WIDGET (self));
}

/* ---- Duties ---- */

static void
add_held_acts (VigieRosterDetails *self)
{
  GtkWidget *assign = vigie_page_button_new (_("Assign someone else…"), NULL, "compact");
  GtkWidget *take = vigie_page_button_new (_("Ask to take over…"), NULL, "compact");
  GtkWidget *release = vigie_page_button_new (_("Free the post"), NULL, "compact flat");

  self->held_acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_margin_top (self->held_acts, 4);
  gtk_box_append (GTK_BOX (self->held_acts), assign);
  gtk_box_append (GTK_BOX (self->held_acts), take);
  gtk_box_append (GTK_BOX (self->held_acts), release);
  gtk_box_append (GTK_BOX (self->duties), self->held_acts);
  gtk_widget_set_visible (self->held_acts, self->is_held);
  g_signal_connect_swapped (assign, "clicked", G_CALLBACK (vigie_roster_details_assign), self);
  g_signal_connect_swapped (take, "clicked", G_CALLBACK (vigie_roster_details_take), self);
  g_signal_connect_swapped (release, "clicked", G_CALLBACK (free_cb), self);
}

static void
fill_duties (VigieRosterDetails *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const VigiePostDef *def = vigie_playbook_post (vigie_session_get_playbook (session), self->post);

  self->duties = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  for (guint i = 0; def != NULL && i < def->duties->len; i++)
    {
      g_autofree char *duty = g_strdup_printf ("• %s", vigie_text_get (g_ptr_array_index (def->duties, i), vigie_session_get_lang (session)));

      gtk_box_append (GTK_BOX (self->duties), vigie_paragraph_new (duty, "small dim"));
    }
  add_held_acts (self);
  gtk_widget_set_margin_bottom (self->duties, 10);
  gtk_box_prepend (GTK_BOX (self->box), self->duties);
}

void
vigie_roster_details_show_duties (VigieRosterDetails *self, gboolean show)
{
  if (self->duties == NULL)
    fill_duties (self);
  gtk_widget_set_visible (self->duties, show);
}

void
vigie_roster_details_set_held (VigieRosterDetails *self, gboolean held)
{
  self->is_held = held;
  if (self->held_acts != NULL)
    gtk_widget_set_visible (self->held_acts, held);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieRosterDetails *self = VIGIE_ROSTER_DETAILS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_pointer (&self->post, g_free);
  G_OBJECT_CLASS (vigie_roster_details_parent_class)->dispose (object);
}

static void
vigie_roster_details_class_init (VigieRosterDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_roster_details_init (VigieRosterDetails *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_margin_start (self->box, 60);
  gtk_widget_set_margin_end (self->box, 14);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_roster_details_new (VigieIncidentModel *model, const char *post)
{
  VigieRosterDetails *self = g_object_new (VIGIE_TYPE_ROSTER_DETAILS, NULL);

  self->model = g_object_ref (model);
  self->post = g_strdup (post);

  return GTK_WIDGET (self);
}
