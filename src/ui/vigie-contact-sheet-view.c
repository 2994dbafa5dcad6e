/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The card was drawn on another thread; what is shown here and what is printed is that one drawing, at two sizes. */

#include "vigie-contact-sheet-view.h"

#include <glib/gi18n-lib.h>

#include "vigie-contact-acts.h"
#include "vigie-contact-files.h"
#include "vigie-text-ui.h"

#define PAGE_WIDTH 595.28          /* points, A4 */
#define PAGE_HEIGHT 841.89
#define SHOWN_WIDTH_PX 420

static void
paint (cairo_t *cr, cairo_surface_t *surface, double width, double height)
{
  double scale = MIN (width / PAGE_WIDTH, height / PAGE_HEIGHT);

  cairo_translate (cr, (width - PAGE_WIDTH * scale) / 2, 0);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
}

/* ---- On paper ---- */

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, cairo_surface_t *surface)
{
  paint (gtk_print_context_get_cairo_context (context), surface, gtk_print_context_get_width (context), gtk_print_context_get_height (context));
}

static void
free_surface (gpointer data, GClosure *closure)
{
  cairo_surface_destroy (data);
}

GtkPrintOperation *
vigie_contact_sheet_operation_new (cairo_surface_t *surface)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr(GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, _("Whom to call"));
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), cairo_surface_reference (surface), free_surface, 0);

  return operation;
}

static void
print_cb (GtkWidget *button, cairo_surface_t *surface)
{
  g_autoptr(GtkPrintOperation) operation = vigie_contact_sheet_operation_new (surface);
  g_autoptr(GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (button);
  GtkWindow *main_window = gtk_window_get_transient_for (GTK_WINDOW (root));

  gtk_print_operation_set_allow_async (operation, TRUE);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (root), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_widget_activate_action (GTK_WIDGET (main_window), "win.fail", "s", error->message);
}

/* ---- On the screen ---- */

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer surface)
{
  cairo_set_source_rgb (cr, 1, 1, 1); /* paper, in the dark too */
  cairo_paint (cr);
  paint (cr, surface, width, height);
}

static void
save_cb (GtkWidget *button, VigieSession *session)
{
  vigie_contacts_save_sheet (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (gtk_widget_get_root (button)))), session);
}

static GtkWidget *
page_new (cairo_surface_t *surface_taken)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SHOWN_WIDTH_PX);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), (int) (SHOWN_WIDTH_PX * PAGE_HEIGHT / PAGE_WIDTH));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, surface_taken, (GDestroyNotify) cairo_surface_destroy);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (area, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The card as it will be printed"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), area);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

void
vigie_contact_sheet_present (GtkWidget *from, VigieSession *session, cairo_surface_t *surface_taken)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *print = gtk_button_new_with_label (_("Print…")), *save = gtk_button_new_with_label (_("Save as PDF…"));
  GtkWindow *window;

  g_signal_connect_data (print, "clicked", G_CALLBACK (print_cb), cairo_surface_reference (surface_taken), free_surface, 0);
  g_signal_connect_object (save, "clicked", G_CALLBACK (save_cb), session, 0);
  gtk_widget_add_css_class (print, "suggested-action");
  gtk_widget_set_halign (acts, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (acts), save);
  gtk_box_append (GTK_BOX (acts), print);
  gtk_widget_set_margin_top (acts, 8);
  gtk_widget_set_margin_bottom (acts, 8);
  gtk_widget_set_margin_end (acts, 8);
  gtk_box_append (GTK_BOX (box), page_new (surface_taken));
  gtk_box_append (GTK_BOX (box), acts);
  window = vigie_contact_window_new (from, _("Card for the wall"), box);
  gtk_window_set_default_size (window, SHOWN_WIDTH_PX + 40, 560);
  gtk_window_present (window);
  gtk_widget_grab_focus (print);
}
