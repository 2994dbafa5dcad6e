/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one who is asked has two buttons, because under stress two are enough; whoever waits or stands by can also
 * record what was said aloud, take the request back or force it. Cards are made anew only when what they say has
 * changed: the focus must not leave a button at each tick. A button answers the request it stands on, by its id. */

#include "vigie-handover-cards.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act.h"
#include "vigie-act-forms.h"
#include "vigie-handover-words.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define AVATAR_PX 28

struct _VigieHandoverCards
{
  GtkWidget parent_instance;

  GtkWidget *box;
  VigieIncidentModel *model;
  char *shown;                   /* what the cards say */
  char *answered;                /* the request whose answer is being recorded: a second click must not record a second one */
};

G_DEFINE_FINAL_TYPE (VigieHandoverCards, vigie_handover_cards, GTK_TYPE_WIDGET)

/* ---- Acts ---- */

/* The request that the card of @button stands for, while it waits. */
static const VigieHandover *
request_of (VigieHandoverCards *self, GtkWidget *button)
{
  const char *id = g_object_get_data (G_OBJECT (button), "request");
  GPtrArray *handovers;

  if (self->model == NULL)
    return NULL;
  handovers = vigie_incident_model_get_incident (self->model)->handovers;
  for (guint i = 0; i < handovers->len; i++)
    {
      const VigieHandover *handover = g_ptr_array_index (handovers, i);

      if (g_strcmp0 (handover->event->id, id) == 0 && strcmp (handover->state, "pending") == 0)
        return handover;
    }

  return NULL;
}

/* The window says what failed; the card can be pressed again. */
static void
recorded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieHandoverCards) self = user_data;
  g_autoptr(GPtrArray) events = vigie_session_record_finish (VIGIE_SESSION (object), result, NULL);

  if (events == NULL)
    g_clear_pointer (&self->answered, g_free);
}

static void
answer (VigieHandoverCards *self, const VigieHandover *handover, const char *word)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GError *error = NULL;
  GPtrArray *drafts;

  if (handover == NULL || g_strcmp0 (self->answered, handover->event->id) == 0)
    return;
  drafts = vigie_act_handover_answer (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model), handover->post, word,
                                      NULL, vigie_session_get_author (session), vigie_session_now_usec (session), &error);
  if (drafts == NULL)
    {
      vigie_session_do (session, NULL, error);
      return;
    }
  g_free (self->answered);
  self->answered = g_strdup (handover->event->id);
  vigie_session_record_async (session, drafts, NULL, recorded_cb, g_object_ref (self));
}

static void
accept_cb (GtkWidget *button, VigieHandoverCards *self)
{
  answer (self, request_of (self, button), "accepted");
}

static void
cancel_cb (GtkWidget *button, VigieHandoverCards *self)
{
  answer (self, request_of (self, button), "cancelled");
}

static void
decline_cb (GtkWidget *button, VigieHandoverCards *self)
{
  const VigieHandover *handover = request_of (self, button);

  if (handover != NULL)
    vigie_act_form_handover_answer (button, self->model, handover, "declined");
}

static void
force_cb (GtkWidget *button, VigieHandoverCards *self)
{
  const VigieHandover *handover = request_of (self, button);

  if (handover != NULL)
    vigie_act_form_handover_answer (button, self->model, handover, "forced");
}

gboolean
vigie_handover_cards_accept (VigieHandoverCards *self)
{
  const VigieHandover *mine;

  if (self->model == NULL)
    return FALSE;
  mine = vigie_handover_for (vigie_incident_model_get_incident (self->model), vigie_session_get_author (vigie_incident_model_get_session (self->model)));
  if (mine == NULL)
    return FALSE;
  answer (self, mine, "accepted");

  return TRUE;
}

/* ---- Cards ---- */

static void
add_act (VigieHandoverCards *self, GtkWidget *line, const VigieHandover *handover, const char *words, const char *key, const char *css_class, GCallback act)
{
  GtkWidget *button = vigie_page_button_new (words, key, css_class);

  g_object_set_data_full (G_OBJECT (button), "request", g_strdup (handover->event->id), g_free);
  g_object_set_data_full (G_OBJECT (button), "post", g_strdup (handover->post), g_free);
  g_signal_connect (button, "clicked", act, self);
  gtk_box_append (GTK_BOX (line), button);
}

static void
add_acts (VigieHandoverCards *self, GtkWidget *card, const VigieHandover *handover, VigieHandoverSide side)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gboolean mine = side == VIGIE_HANDOVER_MINE;

  add_act (self, line, handover, vigie_handover_accept_words (handover, side), mine ? _("Ctrl ↵") : NULL,
           mine ? "compact suggested-action" : "compact", G_CALLBACK (accept_cb));
  add_act (self, line, handover, vigie_handover_decline_words (side), NULL, "compact", G_CALLBACK (decline_cb));
  gtk_box_append (GTK_BOX (card), line);
  if (mine)
    return;
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  add_act (self, line, handover, _("Take the request back"), NULL, "compact flat", G_CALLBACK (cancel_cb));
  add_act (self, line, handover, _("Force…"), NULL, "compact flat", G_CALLBACK (force_cb));
  gtk_box_append (GTK_BOX (card), line);
}

static GtkWidget *
head_new (VigieHandoverCards *self, const VigieHandover *handover, const char *title, const char *detail)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  const char *from = vigie_handover_from (vigie_incident_model_get_incident (self->model), handover);
  g_autofree char *from_letters = vigie_initials_text (from);
  g_autofree char *to_letters = vigie_initials_text (handover->to);

  gtk_box_append (GTK_BOX (head), adw_avatar_new (AVATAR_PX, from_letters, TRUE));
  gtk_box_append (GTK_BOX (head), vigie_icon_new ("vigie-arrow-right-symbolic", NULL));
  gtk_box_append (GTK_BOX (head), adw_avatar_new (AVATAR_PX, to_letters, TRUE));
  gtk_widget_set_valign (gtk_widget_get_first_child (head), GTK_ALIGN_START);
  gtk_widget_set_valign (gtk_widget_get_last_child (head), GTK_ALIGN_START);
  gtk_widget_set_margin_end (gtk_widget_get_last_child (head), 4);
  gtk_box_append (GTK_BOX (words), vigie_paragraph_new (title, "strong"));
  gtk_box_append (GTK_BOX (words), vigie_paragraph_new (detail, "small strong soon-text"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (head), words);

  return head;
}

static GtkWidget *
card_new (VigieHandoverCards *self, const VigieHandover *handover, const char *title, const char *detail)
{
  VigieHandoverSide side = vigie_handover_side (vigie_incident_model_get_incident (self->model), handover,
                                                vigie_session_get_author (vigie_incident_model_get_session (self->model)));
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, detail);

  vigie_add_classes (card, "notice-bar soon handover-card");
  vigie_set_accessible_label (card, name);
  gtk_box_append (GTK_BOX (card), head_new (self, handover, title, detail));
  if (handover->note != NULL)
    gtk_box_append (GTK_BOX (card), vigie_paragraph_new (handover->note, "small"));
  add_acts (self, card, handover, side);

  return card;
}

static void
add_request (VigieHandoverCards *self, const VigieHandover *handover, GString *says, gboolean make)
{
  g_autofree char *title = vigie_handover_title (self->model, handover);
  g_autofree char *detail = vigie_handover_detail (self->model, handover);

  g_string_append_printf (says, "%s\n%s\n%s\n", handover->event->id, title, detail);
  if (make)
    gtk_box_append (GTK_BOX (self->box), card_new (self, handover, title, detail));
}

/* Those that wait for whoever sits here come first. */
static char *
walk (VigieHandoverCards *self, gboolean make)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  const char *me = vigie_session_get_author (vigie_incident_model_get_session (self->model));
  GString *says = g_string_new (NULL);

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < incident->handovers->len; i++)
      {
        const VigieHandover *handover = g_ptr_array_index (incident->handovers, i);

        if (strcmp (handover->state, "pending") == 0
            && (vigie_handover_side (incident, handover, me) == VIGIE_HANDOVER_MINE) == (round == 0))
          add_request (self, handover, says, make);
      }

  return g_string_free (says, FALSE);
}

void
vigie_handover_cards_update (VigieHandoverCards *self, VigieIncidentModel *model)
{
  g_autofree char *says = NULL;

  g_set_object (&self->model, model);
  says = model != NULL ? walk (self, FALSE) : g_strdup ("");
  if (g_strcmp0 (self->shown, says) == 0)
    return;
  vigie_clear_box (GTK_BOX (self->box));
  g_free (self->shown);
  self->shown = g_steal_pointer (&says);
  if (model != NULL)
    g_free (walk (self, TRUE));
  gtk_widget_set_visible (GTK_WIDGET (self), *self->shown != '\0');
}

static GtkWidget *
find_act (GtkWidget *widget, const char *post)
{
  const char *its = g_object_get_data (G_OBJECT (widget), "post");

  if (its != NULL && (post == NULL || *post == '\0' || strcmp (its, post) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_act (child, post);

      if (found != NULL)
        return found;
    }

  return NULL;
}

gboolean
vigie_handover_cards_focus (VigieHandoverCards *self, const char *post)
{
  GtkWidget *act = find_act (self->box, post);

  return act != NULL && gtk_widget_grab_focus (act);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieHandoverCards *self = VIGIE_HANDOVER_CARDS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->answered, g_free);
  G_OBJECT_CLASS (vigie_handover_cards_parent_class)->dispose (object);
}

static void
vigie_handover_cards_class_init (VigieHandoverCardsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_handover_cards_init (VigieHandoverCards *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_handover_cards_new (void)
{
  return g_object_new (VIGIE_TYPE_HANDOVER_CARDS, NULL);
}
