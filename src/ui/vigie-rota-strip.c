/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Time drawn to scale out of ordinary widgets, so that each stretch is a button with a name. A stretch of an hour is
 * narrow and keeps a width that can be hit. */

#include "vigie-rota-strip.h"

#define MIN_WIDTH_PX 6
#define GAP_PX 2

typedef struct { gint64 from_usec, to_usec; } Place;

struct _VigieRotaStrip
{
  GtkWidget parent_instance;

  gint64 from_usec, to_usec;
};

G_DEFINE_FINAL_TYPE (VigieRotaStrip, vigie_rota_strip, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
vigie_rota_strip_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
vigie_rota_strip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        *minimum = MAX (*minimum, child_minimum);
      else
        *minimum += child_minimum + GAP_PX;
      *natural = MAX (*natural, *minimum);
    }
}

static void
vigie_rota_strip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VigieRotaStrip *self = VIGIE_ROTA_STRIP (widget);
  double scale = (double) width / (double) MAX (self->to_usec - self->from_usec, 1);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const Place *place = g_object_get_data (G_OBJECT (child), "place");
      int left = (int) ((double) (MAX (place->from_usec, self->from_usec) - self->from_usec) * scale);
      int right = (int) ((double) (MIN (place->to_usec, self->to_usec) - self->from_usec) * scale);
      int minimum = 0;
      GtkAllocation area;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      area = (GtkAllocation) { left, 0, MAX (MAX (right - left - GAP_PX, MIN_WIDTH_PX), minimum), height };
      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        area.x = width - area.x - area.width;
      gtk_widget_size_allocate (child, &area, -1);
    }
}

static void
vigie_rota_strip_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (vigie_rota_strip_parent_class)->dispose (object);
}

static void
vigie_rota_strip_class_init (VigieRotaStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_rota_strip_dispose;
  widget_class->get_request_mode = vigie_rota_strip_get_request_mode;
  widget_class->measure = vigie_rota_strip_measure;
  widget_class->size_allocate = vigie_rota_strip_size_allocate;
}

static void
vigie_rota_strip_init (VigieRotaStrip *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
vigie_rota_strip_new (gint64 from_usec, gint64 to_usec)
{
  VigieRotaStrip *self = g_object_new (VIGIE_TYPE_ROTA_STRIP, NULL);

  self->from_usec = from_usec;
  self->to_usec = to_usec;

  return GTK_WIDGET (self);
}

void
vigie_rota_strip_add (VigieRotaStrip *self, GtkWidget *child, gint64 from_usec, gint64 to_usec)
{
  Place *place = g_new (Place, 1);

  *place = (Place) { from_usec, to_usec };
  g_object_set_data_full (G_OBJECT (child), "place", place, g_free);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
