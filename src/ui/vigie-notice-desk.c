/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list and the composer, one at a time. What somebody was writing when the program ended comes back by itself. */

#include "vigie-notice-desk.h"

#include "vigie-notice-composer.h"
#include "vigie-notice-list.h"
#include "vigie-tab-order.h"

struct _VigieNoticeDesk
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *composer;
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieNoticeDesk, vigie_notice_desk, GTK_TYPE_WIDGET)

static void
show (VigieNoticeDesk *self, GtkWidget *half)
{
  gtk_widget_set_visible (half, TRUE);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), half);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (half);
}

void
vigie_notice_desk_compose (VigieNoticeDesk *self, const char *audience, const char *channel, const char *template_id)
{
  if (!self->model)
    return;
  vigie_notice_composer_begin (VIGIE_NOTICE_COMPOSER (self->composer), audience, channel, template_id);
  show (self, self->composer);
}

void
vigie_notice_desk_open (VigieNoticeDesk *self, const char *notice)
{
  if (self->model && vigie_notice_composer_open (VIGIE_NOTICE_COMPOSER (self->composer), notice))
    show (self, self->composer);
}

gboolean
vigie_notice_desk_is_composing (VigieNoticeDesk *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->composer;
}

void
vigie_notice_desk_suggested (VigieNoticeDesk *self)
{
  if (vigie_notice_desk_is_composing (self))
    vigie_notice_composer_suggested (VIGIE_NOTICE_COMPOSER (self->composer));
  else
    vigie_notice_desk_compose (self, NULL, NULL, NULL);
}

static void
begin_cb (VigieNoticeDesk *self)
{
  vigie_notice_desk_compose (self, NULL, NULL, NULL);
}

static void
open_cb (VigieNoticeDesk *self, const char *notice)
{
  vigie_notice_desk_open (self, notice);
}

static void
back_cb (VigieNoticeDesk *self)
{
  show (self, self->list);
}

static void
recalled_cb (VigieNoticeDesk *self)
{
  gtk_widget_set_visible (self->composer, TRUE);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->composer);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (gtk_stack_get_visible_child (GTK_STACK (VIGIE_NOTICE_DESK (widget)->stack)));
}

static void
dispose (GObject *object)
{
  VigieNoticeDesk *self = VIGIE_NOTICE_DESK (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_notice_desk_parent_class)->dispose (object);
}

static void
vigie_notice_desk_class_init (VigieNoticeDeskClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_notice_desk_init (VigieNoticeDesk *self)
{
  self->stack = gtk_stack_new ();
  self->list = vigie_notice_list_new ();
  self->composer = vigie_notice_composer_new ();
  gtk_stack_add_child (GTK_STACK (self->stack), self->list);
  /* Until it is used it has nothing to say to a screen reader. */
  gtk_widget_set_visible (self->composer, FALSE);
  gtk_stack_add_child (GTK_STACK (self->stack), self->composer);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "begin", G_CALLBACK (begin_cb), self);
  g_signal_connect_swapped (self->list, "open", G_CALLBACK (open_cb), self);
  g_signal_connect_swapped (self->composer, "back", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (self->composer, "recalled", G_CALLBACK (recalled_cb), self);
}

GtkWidget *
vigie_notice_desk_new (void)
{
  return g_object_new (VIGIE_TYPE_NOTICE_DESK, NULL);
}

void
vigie_notice_desk_set_model (VigieNoticeDesk *self, VigieIncidentModel *model)
{
  if (!g_set_object (&self->model, model))
    return;
  vigie_notice_list_set_model (VIGIE_NOTICE_LIST (self->list), model);
  vigie_notice_composer_set_model (VIGIE_NOTICE_COMPOSER (self->composer), model);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->list);
  if (model)
    vigie_notice_composer_recall (VIGIE_NOTICE_COMPOSER (self->composer));
}
