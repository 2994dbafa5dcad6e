/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Both forms are there; which one shows is settled when the width is known, so that nothing is measured twice. The least
 * width asked for is the narrow form's. */

#include "vigie-flow-trail.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"

struct _VigieFlowTrail
{
  GtkWidget parent_instance;

  GtkWidget *wide;
  GtkWidget *narrow;
  int stage; /* -1 before the first is set */
};

G_DEFINE_FINAL_TYPE (VigieFlowTrail, vigie_flow_trail, GTK_TYPE_WIDGET)

static GtkWidget *
word_new (const char *mark, const char *word, const char *css_class)
{
  g_autofree char *text = g_strconcat (mark, word, NULL);
  GtkWidget *label = vigie_label_new (text, css_class);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);

  return label;
}

static void
add_stage (VigieFlowTrail *self, int stage, VigieLang lang)
{
  const char *word = vigie_post_mortem_stage_label (stage, lang);
  gboolean is_last = self->stage == VIGIE_POST_MORTEM_FOLLOWED_UP;

  if (stage > VIGIE_POST_MORTEM_RESOLVED)
    gtk_box_append (GTK_BOX (self->wide), vigie_label_new ("›", "stage-sep"));
  if (stage < self->stage)
    gtk_box_append (GTK_BOX (self->wide), word_new ("✓\302\240", word, "stage-past"));
  else if (stage == self->stage)
    gtk_box_append (GTK_BOX (self->wide), word_new (is_last ? "✓\302\240" : "●\302\240", word, "stage-current"));
  else
    gtk_box_append (GTK_BOX (self->wide), word_new ("", word, "stage-future"));
}

void
vigie_flow_trail_set_stage (VigieFlowTrail *self, VigiePostMortemStage stage, VigieLang lang)
{
  const char *word = vigie_post_mortem_stage_label (stage, lang);
  g_autofree char *place = g_strdup_printf ("%d/%d", (int) stage, VIGIE_N_POST_MORTEM_STAGES - 1);
  g_autofree char *name = NULL;

  g_return_if_fail (VIGIE_IS_FLOW_TRAIL (self));

  if (self->stage == (int) stage)
    return;
  self->stage = (int) stage;
  vigie_clear_box (GTK_BOX (self->wide));
  vigie_clear_box (GTK_BOX (self->narrow));
  for (int i = VIGIE_POST_MORTEM_RESOLVED; i < VIGIE_N_POST_MORTEM_STAGES; i++)
    add_stage (self, i, lang);
  gtk_box_append (GTK_BOX (self->narrow), word_new ("●\302\240", word, "stage-current"));
  gtk_box_append (GTK_BOX (self->narrow), word_new ("", place, "stage-future"));
  /* Translators: the stage a post-mortem is at, and its place among the five. */
  name = g_strdup_printf (_("Post-mortem: %s, stage %d of %d"), word, (int) stage, VIGIE_N_POST_MORTEM_STAGES - 1);
  vigie_set_accessible_label (GTK_WIDGET (self), name);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* ---- Object ---- */

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  VigieFlowTrail *self = VIGIE_FLOW_TRAIL (widget);
  int narrow = 0, wide = 0, least = 0;

  gtk_widget_measure (self->narrow, orientation, -1, &narrow, NULL, NULL, NULL);
  gtk_widget_measure (self->wide, orientation, -1, &least, &wide, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? narrow : MAX (narrow, least);
  *natural = MAX (*minimum, wide);
  *minimum_baseline = *natural_baseline = -1;
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VigieFlowTrail *self = VIGIE_FLOW_TRAIL (widget);
  gboolean fits;
  int least;

  gtk_widget_measure (self->wide, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  fits = width >= least;
  gtk_widget_set_child_visible (self->wide, fits);
  gtk_widget_set_child_visible (self->narrow, !fits);
  gtk_widget_allocate (fits ? self->wide : self->narrow, width, height, baseline, NULL);
}

static void
dispose (GObject *object)
{
  VigieFlowTrail *self = VIGIE_FLOW_TRAIL (object);

  g_clear_pointer (&self->wide, gtk_widget_unparent);
  g_clear_pointer (&self->narrow, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_flow_trail_parent_class)->dispose (object);
}

static void
vigie_flow_trail_class_init (VigieFlowTrailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_flow_trail_init (VigieFlowTrail *self)
{
  self->stage = -1;
  self->wide = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->narrow = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->wide, GTK_WIDGET (self));
  gtk_widget_set_parent (self->narrow, GTK_WIDGET (self));
}

GtkWidget *
vigie_flow_trail_new (void)
{
  return g_object_new (VIGIE_TYPE_FLOW_TRAIL, NULL);
}
