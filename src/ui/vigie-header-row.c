/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Both children have a form with words and one without. The toolkit shares what room there is evenly, which is too
 * little for either form with words and leaves both with icons beside an empty gap. Here the links have their words
 * first: a lone # or handset says too little, while the icons of the pages stand beside the word of the present one. */

#include "vigie-header-row.h"

#define SPACING_PX 6
/* More than any screen has: the bar gives what stands in its middle no more than it asks for. */
#define ALL_PX 8192

struct _VigieHeaderRow
{
  GtkWidget parent_instance;

  GtkWidget *tabs;
  GtkWidget *links;
};

G_DEFINE_FINAL_TYPE (VigieHeaderRow, vigie_header_row, GTK_TYPE_WIDGET)

static int
gap_of (VigieHeaderRow *self)
{
  return gtk_widget_should_layout (self->tabs) && gtk_widget_should_layout (self->links) ? SPACING_PX : 0;
}

static void
vigie_header_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  VigieHeaderRow *self = VIGIE_HEADER_ROW (widget);
  int tabs[2] = { 0 }, links[2] = { 0 };

  gtk_widget_measure (self->tabs, orientation, -1, &tabs[0], &tabs[1], NULL, NULL);
  gtk_widget_measure (self->links, orientation, -1, &links[0], &links[1], NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = MAX (tabs[0], links[0]);
      *natural = MAX (tabs[1], links[1]);
      return;
    }
  *minimum = tabs[0] + gap_of (self) + links[0];
  *natural = tabs[1] + links[1] > 0 ? ALL_PX : 0;
}

static void
vigie_header_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VigieHeaderRow *self = VIGIE_HEADER_ROW (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int tabs_least = 0, links_least = 0, links_width = 0, tabs_width;

  gtk_widget_measure (self->tabs, GTK_ORIENTATION_HORIZONTAL, -1, &tabs_least, NULL, NULL, NULL);
  gtk_widget_measure (self->links, GTK_ORIENTATION_HORIZONTAL, -1, &links_least, &links_width, NULL, NULL);
  if (tabs_least + gap_of (self) + links_width > width)
    links_width = links_least;
  tabs_width = MAX (tabs_least, width - gap_of (self) - links_width);
  if (gtk_widget_should_layout (self->tabs))
    gtk_widget_size_allocate (self->tabs, &(GtkAllocation) { is_rtl ? width - tabs_width : 0, 0, tabs_width, height }, baseline);
  if (gtk_widget_should_layout (self->links))
    gtk_widget_size_allocate (self->links, &(GtkAllocation) { is_rtl ? 0 : width - links_width, 0, links_width, height }, baseline);
}

static void
vigie_header_row_dispose (GObject *object)
{
  VigieHeaderRow *self = VIGIE_HEADER_ROW (object);

  g_clear_pointer (&self->tabs, gtk_widget_unparent);
  g_clear_pointer (&self->links, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_header_row_parent_class)->dispose (object);
}

static void
vigie_header_row_class_init (VigieHeaderRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_header_row_dispose;
  widget_class->measure = vigie_header_row_measure;
  widget_class->size_allocate = vigie_header_row_size_allocate;
}

static void
vigie_header_row_init (VigieHeaderRow *self)
{
}

GtkWidget *
vigie_header_row_new (GtkWidget *tabs, GtkWidget *links)
{
  VigieHeaderRow *self = g_object_new (VIGIE_TYPE_HEADER_ROW, NULL);

  self->tabs = tabs;
  self->links = links;
  gtk_widget_set_parent (tabs, GTK_WIDGET (self));
  gtk_widget_set_parent (links, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}
