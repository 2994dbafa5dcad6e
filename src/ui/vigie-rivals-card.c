/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing chooses by itself: whoever wins by a rule would not know it. Yielding names the other one; asking is a
 * request that the other one accepts or declines. Who holds neither post records what the two have agreed on. */

#include "vigie-rivals-card.h"

#include <glib/gi18n-lib.h>

#include "vigie-act.h"
#include "vigie-handover-words.h"
#include "vigie-page-parts.h"
#include "vigie-roster-people.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define COMMANDER "commander"

struct _VigieRivalsCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *acts;
  VigieIncidentModel *model;
  char *shown;
};

G_DEFINE_FINAL_TYPE (VigieRivalsCard, vigie_rivals_card, GTK_TYPE_WIDGET)

char *
vigie_rivals_title (VigieIncidentModel *model)
{
  g_autoptr(GPtrArray) holders = vigie_roster_holders (vigie_incident_model_get_incident (model), COMMANDER);
  g_autofree char *time = NULL;
  gint64 since_usec = 0;

  if (holders->len < 2)
    return NULL;
  for (guint i = 0; i < holders->len; i++)
    since_usec = MAX (since_usec, ((const VigieHolding *) g_ptr_array_index (holders, i))->since_usec);
  time = vigie_page_time (vigie_incident_model_get_session (model), since_usec);
  if (holders->len == 2)
    return g_strdup_printf (_("Two commanders since %s"), time);

  return g_strdup_printf (_("%1$u commanders since %2$s"), holders->len, time);
}

/* ---- Acts ---- */

static void
keep_cb (GtkWidget *button, VigieRivalsCard *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_role (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model), COMMANDER,
                                      g_object_get_data (G_OBJECT (button), "person"), vigie_session_get_author (session),
                                      vigie_session_now_usec (session), &error);

  vigie_session_do (session, drafts, error);
}

static void
ask_cb (GtkWidget *button, VigieRivalsCard *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const char *me = vigie_session_get_author (session);
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_handover_request (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model), COMMANDER,
                                                  g_object_get_data (G_OBJECT (button), "me"), NULL, FALSE, me,
                                                  vigie_session_now_usec (session), &error);

  vigie_session_do (session, drafts, error);
}

static void
add_act (VigieRivalsCard *self, const char *words, const char *css_classes, GCallback act, const char *key, const char *value)
{
  GtkWidget *button = vigie_page_button_new (words, NULL, css_classes);

  g_object_set_data_full (G_OBJECT (button), key, g_strdup (value), g_free);
  g_signal_connect (button, "clicked", act, self);
  gtk_box_append (GTK_BOX (self->acts), button);
}

/* The one of two that sits here yields to the other or asks; for anybody else, which of them stays. */
static void
add_acts (VigieRivalsCard *self, GPtrArray *holders)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  const char *me = vigie_session_get_author (vigie_incident_model_get_session (self->model));

  for (guint i = 0; holders->len == 2 && i < 2; i++)
    {
      const VigieHolding *mine = g_ptr_array_index (holders, i);
      const VigieHolding *other = g_ptr_array_index (holders, 1 - i);
      g_autofree char *ask = g_strdup_printf (_("Ask %s"), other->person);

      if (!vigie_handover_same_person (mine->person, me))
        continue;
      add_act (self, _("I yield"), "compact", G_CALLBACK (keep_cb), "person", other->person);
      if (vigie_incident_handover (incident, COMMANDER) == NULL)
        add_act (self, ask, "compact", G_CALLBACK (ask_cb), "me", mine->person);
      return;
    }
  for (guint i = 0; i < holders->len; i++)
    {
      const char *person = ((const VigieHolding *) g_ptr_array_index (holders, i))->person;
      g_autofree char *words = g_strdup_printf (_("%s commands"), person);

      add_act (self, words, "compact", G_CALLBACK (keep_cb), "person", person);
    }
}

static char *
detail_words (VigieRivalsCard *self, GPtrArray *holders)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < holders->len; i++)
    {
      const VigieHolding *holding = g_ptr_array_index (holders, i);
      g_autofree char *since = vigie_page_time (session, holding->since_usec);

      g_string_append (names, i > 0 ? ", " : "");
      /* Translators: a person, since when they hold the post. */
      g_string_append_printf (names, _("%1$s (since %2$s)"), holding->person, since);
    }

  return g_strdup_printf (_("%s. The records of two desks have met: one of them yields."), names->str);
}

static char *
signature (VigieRivalsCard *self, const char *title, const char *detail)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  gboolean is_asked = vigie_incident_handover (vigie_incident_model_get_incident (self->model), COMMANDER) != NULL;

  return g_strdup_printf ("%s\n%s\n%s\n%d", title, detail, vigie_session_get_author (session), is_asked);
}

void
vigie_rivals_card_update (VigieRivalsCard *self, VigieIncidentModel *model)
{
  g_autoptr(GPtrArray) holders = NULL;
  g_autofree char *title = model != NULL ? vigie_rivals_title (model) : NULL;
  g_autofree char *detail = NULL;
  g_autofree char *says = NULL;

  g_set_object (&self->model, model);
  gtk_widget_set_visible (GTK_WIDGET (self), title != NULL);
  if (title == NULL)
    {
      g_clear_pointer (&self->shown, g_free);
      return;
    }
  holders = vigie_roster_holders (vigie_incident_model_get_incident (model), COMMANDER);
  detail = detail_words (self, holders);
  says = signature (self, title, detail);
  if (g_strcmp0 (says, self->shown) == 0)
    return;
  vigie_label_set (GTK_LABEL (self->title), title);
  vigie_label_set (GTK_LABEL (self->detail), detail);
  vigie_clear_box (GTK_BOX (self->acts));
  add_acts (self, holders);
  g_free (self->shown);
  self->shown = g_steal_pointer (&says);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieRivalsCard *self = VIGIE_RIVALS_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (vigie_rivals_card_parent_class)->dispose (object);
}

static void
vigie_rivals_card_class_init (VigieRivalsCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_rivals_card_init (VigieRivalsCard *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->title = vigie_paragraph_new ("", "strong notice-title");
  self->detail = vigie_paragraph_new ("", "small");
  self->acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  vigie_add_classes (self->box, "notice-bar late handover-card");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->detail);
  gtk_box_append (GTK_BOX (line), vigie_icon_new ("vigie-overdue-symbolic", "late-text"));
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), self->acts);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  vigie_set_accessible_label (GTK_WIDGET (self), _("Two people command"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_rivals_card_new (void)
{
  return g_object_new (VIGIE_TYPE_RIVALS_CARD, NULL);
}
