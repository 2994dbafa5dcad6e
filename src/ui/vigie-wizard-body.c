/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The child changes its form when "narrow" is notified, which must not happen inside size_allocate: a widget
 * shown or hidden there is not laid out before the next frame and GTK complains. So the switch runs in an idle
 * callback of high priority, between this frame's layout and the next. With large text the wide form may need
 * more than the threshold; that is known only while it is shown, so it is remembered. */

#include "vigie-wizard-body.h"

struct _VigieWizardBody
{
  GtkWidget parent_instance;

  GtkWidget *child;
  int threshold;
  int min_width;
  int wide_width; /* what the child asked for in its wide form, once it was seen in it */
  guint idle;
  gboolean narrow;
  gboolean wanted;
};

G_DEFINE_FINAL_TYPE (VigieWizardBody, vigie_wizard_body, GTK_TYPE_WIDGET)

enum { PROP_NARROW = 1, N_PROPS };
static GParamSpec *props[N_PROPS];

static gboolean
switch_form (gpointer user_data)
{
  VigieWizardBody *self = user_data;

  self->idle = 0;
  if (self->wanted != self->narrow)
    {
      self->narrow = self->wanted;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
    }

  return G_SOURCE_REMOVE;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  VigieWizardBody *self = VIGIE_WIZARD_BODY (widget);
  int child_width = 0;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &child_width, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (self->child, orientation, for_size < 0 ? -1 : MAX (for_size, child_width), minimum, natural, NULL, NULL);
  else
    *minimum = MIN (child_width, self->min_width);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VigieWizardBody *self = VIGIE_WIZARD_BODY (widget);
  int child_width = 0, child_height = 0;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &child_width, NULL, NULL, NULL);
  if (!self->narrow)
    self->wide_width = child_width;
  self->wanted = width < MAX (self->threshold, self->wide_width);
  if (self->wanted != self->narrow && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, switch_form, self, NULL);
  child_width = MAX (width, child_width);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, child_width, &child_height, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, child_width, MAX (height, child_height), baseline, NULL);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, VIGIE_WIZARD_BODY (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
dispose (GObject *object)
{
  VigieWizardBody *self = VIGIE_WIZARD_BODY (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (vigie_wizard_body_parent_class)->dispose (object);
}

static void
vigie_wizard_body_class_init (VigieWizardBodyClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = get_property;
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->measure = measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = size_allocate;
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
vigie_wizard_body_init (VigieWizardBody *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
vigie_wizard_body_new (GtkWidget *child, int threshold, int min_width)
{
  VigieWizardBody *self = g_object_new (VIGIE_TYPE_WIZARD_BODY, NULL);

  self->child = child;
  self->threshold = threshold;
  self->min_width = min_width;
  gtk_widget_set_parent (child, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

gboolean
vigie_wizard_body_is_narrow (VigieWizardBody *self)
{
  return self->narrow;
}
