/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of an incident under its band. A page is made when it is first shown, so that opening a war
 * room costs one page and not six; from then on it is kept and only gets another model. The board is
 * shown or not for the timeline and for the other pages apart: beside the timeline it belongs, beside a
 * report it is in the way. When it lies over the page it starts hidden. */

#include "vigie-incident-view.h"

#include "vigie-compat.h"
#include "vigie-page-tabs.h"

#define LEAST_PAGE_WIDTH 600

struct _VigieIncidentView
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *pane;
  GtkWidget *board;
  GtkWidget *pages[VIGIE_N_PAGES];

  VigieIncidentModel *model;
  int page;
  gboolean wanted[2];            /* the board, beside the timeline and beside other pages */
  gboolean is_arranging;
};

G_DEFINE_FINAL_TYPE (VigieIncidentView, vigie_incident_view, GTK_TYPE_WIDGET)

static GtkWidget *
make_page (int page)
{
  switch (page)
    {
    case 0: return vigie_timeline_page_new ();
    case 1: return vigie_roster_page_new ();
    case 2: return vigie_playbook_page_new ();
    case 3: return vigie_facts_page_new ();
    case 4: return vigie_communications_page_new ();
    default: return vigie_report_page_new ();
    }
}

static void
set_page_model (GtkWidget          *widget,
                int                 page,
                VigieIncidentModel *model)
{
  switch (page)
    {
    case 0: vigie_timeline_page_set_model (VIGIE_TIMELINE_PAGE (widget), model); break;
    case 1: vigie_roster_page_set_model (VIGIE_ROSTER_PAGE (widget), model); break;
    case 2: vigie_playbook_page_set_model (VIGIE_PLAYBOOK_PAGE (widget), model); break;
    case 3: vigie_facts_page_set_model (VIGIE_FACTS_PAGE (widget), model); break;
    case 4: vigie_communications_page_set_model (VIGIE_COMMUNICATIONS_PAGE (widget), model); break;
    default: vigie_report_page_set_model (VIGIE_REPORT_PAGE (widget), model); break;
    }
}

static void
arrange_board (VigieIncidentView *self)
{
  gboolean folded = vigie_compat_pane_is_folded (self->pane);

  self->is_arranging = TRUE;
  vigie_compat_pane_reveal (self->pane, !folded && self->wanted[self->page != 0]);
  self->is_arranging = FALSE;
}

static void
pane_cb (VigieIncidentView *self,
         GParamSpec        *pspec)
{
  if (self->is_arranging)
    return;
  if (g_str_equal (pspec->name, "folded"))
    arrange_board (self);
}

static void
vigie_incident_view_dispose (GObject *object)
{
  VigieIncidentView *self = VIGIE_INCIDENT_VIEW (object);

  vigie_incident_view_set_model (self, NULL);
  g_clear_pointer (&self->pane, gtk_widget_unparent);
  g_clear_object (&self->stack);
  G_OBJECT_CLASS (vigie_incident_view_parent_class)->dispose (object);
}

static void
vigie_incident_view_class_init (VigieIncidentViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_incident_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/ci/distri_night/Vigie/ui/vigie-incident-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VigieIncidentView, stack);
}

static void
vigie_incident_view_init (VigieIncidentView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->wanted[0] = TRUE;
  self->board = vigie_side_board_new ();
  gtk_widget_set_hexpand (self->board, FALSE);
  g_object_ref_sink (self->stack);
  /* Less than this beside the board and the timeline cannot be read: the board lies over it instead. */
  gtk_widget_set_size_request (self->stack, LEAST_PAGE_WIDTH, -1);
  self->pane = vigie_compat_pane_new (self->stack, self->board);
  gtk_widget_set_parent (self->pane, GTK_WIDGET (self));
  vigie_compat_pane_watch (self->pane, G_CALLBACK (pane_cb), self);
  vigie_incident_view_show_page (self, 0);
}

GtkWidget *
vigie_incident_view_new (void)
{
  return g_object_new (VIGIE_TYPE_INCIDENT_VIEW, NULL);
}

void
vigie_incident_view_set_model (VigieIncidentView  *self,
                               VigieIncidentModel *model)
{
  if (!g_set_object (&self->model, model))
    return;
  for (int page = 0; page < VIGIE_N_PAGES; page++)
    if (self->pages[page])
      set_page_model (self->pages[page], page, model);
  if (self->board)
    vigie_side_board_set_model (VIGIE_SIDE_BOARD (self->board), model);
}

GtkWidget *
vigie_incident_view_get_page (VigieIncidentView *self,
                              int                page)
{
  g_return_val_if_fail (page >= 0 && page < VIGIE_N_PAGES, NULL);

  if (!self->pages[page])
    {
      self->pages[page] = make_page (page);
      gtk_stack_add_named (GTK_STACK (self->stack), self->pages[page], vigie_page_name (page));
      if (self->model)
        set_page_model (self->pages[page], page, self->model);
    }
  return self->pages[page];
}

void
vigie_incident_view_show_page (VigieIncidentView *self,
                               int                page)
{
  g_return_if_fail (page >= 0 && page < VIGIE_N_PAGES);

  self->page = page;
  gtk_stack_set_visible_child (GTK_STACK (self->stack), vigie_incident_view_get_page (self, page));
  arrange_board (self);
}

int
vigie_incident_view_get_page_number (VigieIncidentView *self)
{
  return self->page;
}

GtkWidget *
vigie_incident_view_get_board (VigieIncidentView *self)
{
  return self->board;
}

void
vigie_incident_view_reveal_board (VigieIncidentView *self,
                                  gboolean           reveal)
{
  if (!vigie_compat_pane_is_folded (self->pane))
    self->wanted[self->page != 0] = reveal;
  vigie_compat_pane_reveal (self->pane, reveal);
}

gboolean
vigie_incident_view_board_is_revealed (VigieIncidentView *self)
{
  return vigie_compat_pane_is_revealed (self->pane);
}

gboolean
vigie_incident_view_board_is_folded (VigieIncidentView *self)
{
  return vigie_compat_pane_is_folded (self->pane);
}

void
vigie_incident_view_watch_board (VigieIncidentView *self,
                                 GCallback          changed,
                                 gpointer           object)
{
  vigie_compat_pane_watch (self->pane, changed, object);
}
