/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way out that costs least is a lead who is missing between the two: the vacant post to which most of those
 * people would answer. Without one, only words. */

#include "vigie-span-hint.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

struct _VigieSpanHint
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *assign;
  char *post; /* to fill, or NULL */
};

G_DEFINE_FINAL_TYPE (VigieSpanHint, vigie_span_hint, GTK_TYPE_WIDGET)

enum { ASSIGN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The holding whose holder has to listen to most people, if they are too many. */
static const VigieHolding *
find_overloaded (const VigieIncident *incident, const VigiePlaybook *playbook, guint *span)
{
  const VigieHolding *worst = NULL;

  *span = VIGIE_SPAN_MAX;
  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = g_ptr_array_index (incident->holdings, i);
      guint n = holding->until_usec == VIGIE_TIME_NONE ? vigie_incident_span (incident, playbook, holding->post) : 0;

      if (n <= *span)
        continue;
      *span = n;
      worst = holding;
    }

  return worst;
}

static guint
n_would_answer (const VigieIncident *incident, const VigiePlaybook *playbook, const char *post)
{
  guint n = 0;

  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = g_ptr_array_index (incident->holdings, i);
      const VigiePostDef *def = vigie_playbook_post (playbook, holding->post);

      n += holding->until_usec == VIGIE_TIME_NONE && def != NULL && strcmp (def->reports_to, post) == 0;
    }

  return n;
}

/* The vacant post under @over to which most would answer; NULL if nobody would to any. */
static const VigiePostDef *
find_missing_lead (const VigieIncident *incident, const VigiePlaybook *playbook, const char *over, guint *n)
{
  const VigiePostDef *best = NULL;

  *n = 0;
  for (guint i = 0; i < playbook->posts->len; i++)
    {
      const VigiePostDef *def = g_ptr_array_index (playbook->posts, i);
      guint its = vigie_incident_n_holders (incident, def->id) == 0 && strcmp (def->id, over) != 0 ? n_would_answer (incident, playbook, def->id) : 0;

      if (its <= *n)
        continue;
      *n = its;
      best = def;
    }

  return best;
}

static void
show_way_out (VigieSpanHint *self, VigieSession *session, const VigiePostDef *lead, guint n)
{
  const char *title = lead != NULL ? vigie_page_post_title (session, lead->id) : NULL;
  g_autofree char *words = NULL;
  g_autofree char *act = NULL;

  g_free (self->post);
  self->post = lead != NULL ? g_strdup (lead->id) : NULL;
  gtk_widget_set_visible (self->assign, lead != NULL);
  if (lead == NULL)
    {
      vigie_label_set (GTK_LABEL (self->detail), _("Give a part of them a lead of their own, or free the posts whose work is done."));
      return;
    }
  /* Translators: %1$s is a post, %2$u the people who would answer to its holder. */
  words = g_strdup_printf (ngettext ("Fill the post %1$s: %2$u of them answers there.", "Fill the post %1$s: %2$u of them answer there.", n), title, n);
  act = g_strdup_printf (_("Assign: %s"), title);
  vigie_label_set (GTK_LABEL (self->detail), words);
  gtk_button_set_label (GTK_BUTTON (self->assign), act);
}

void
vigie_span_hint_update (VigieSpanHint *self, VigieIncidentModel *model)
{
  VigieSession *session = model != NULL ? vigie_incident_model_get_session (model) : NULL;
  const VigieIncident *incident = model != NULL ? vigie_incident_model_get_incident (model) : NULL;
  const VigiePlaybook *playbook = model != NULL ? vigie_session_get_playbook (session) : NULL;
  guint span = 0, n = 0;
  const VigiePostDef *lead;
  const VigieHolding *over = model != NULL ? find_overloaded (incident, playbook, &span) : NULL;
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), over != NULL);
  if (over == NULL)
    return;
  /* Translators: how many people, a person, their post. */
  title = g_strdup_printf (_("%1$u people answer to %2$s (%3$s); seven are the most one can listen to"), span, over->person,
                           vigie_page_post_title (session, over->post));
  vigie_label_set (GTK_LABEL (self->title), title);
  lead = find_missing_lead (incident, playbook, over->post, &n);
  show_way_out (self, session, lead, n);
}

/* ---- Object ---- */

static void
assign_cb (VigieSpanHint *self)
{
  if (self->post != NULL)
    g_signal_emit (self, signals[ASSIGN], 0, self->post);
}

static void
dispose (GObject *object)
{
  VigieSpanHint *self = VIGIE_SPAN_HINT (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->post, g_free);
  G_OBJECT_CLASS (vigie_span_hint_parent_class)->dispose (object);
}

static void
vigie_span_hint_class_init (VigieSpanHintClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[ASSIGN] = g_signal_new ("assign", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vigie_span_hint_init (VigieSpanHint *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->title = vigie_paragraph_new ("", "small strong");
  self->detail = vigie_paragraph_new ("", "small");
  self->assign = gtk_button_new_with_label ("");
  vigie_add_classes (self->assign, "compact");
  gtk_widget_set_valign (self->assign, GTK_ALIGN_CENTER);
  vigie_add_classes (self->box, "notice-bar soon handover-card");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->detail);
  gtk_box_append (GTK_BOX (self->box), vigie_icon_new ("vigie-warning-symbolic", NULL));
  gtk_box_append (GTK_BOX (self->box), words);
  gtk_box_append (GTK_BOX (self->box), self->assign);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->assign, "clicked", G_CALLBACK (assign_cb), self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_span_hint_new (void)
{
  return g_object_new (VIGIE_TYPE_SPAN_HINT, NULL);
}
