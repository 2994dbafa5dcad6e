/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-notice-desk.h"

#include "vigie-act-forms.h"
#include "vigie-notice-list.h"
#include "vigie-tab-order.h"

struct _VigieNoticeDesk
{
  GtkWidget parent_instance;

  GtkWidget *list;
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieNoticeDesk, vigie_notice_desk, GTK_TYPE_WIDGET)

void
vigie_notice_desk_compose (VigieNoticeDesk *self, const char *audience, const char *channel, const char *template_id)
{
  g_autofree char *target = g_strdup_printf ("%s/%s", audience ? audience : "users", channel ? channel : "*");

  if (self->model)
    vigie_act_form_message (GTK_WIDGET (self), self->model, target, NULL);
}

void
vigie_notice_desk_suggested (VigieNoticeDesk *self)
{
  vigie_notice_desk_compose (self, NULL, NULL, NULL);
}

static void
begin_cb (VigieNoticeDesk *self)
{
  vigie_notice_desk_compose (self, NULL, NULL, NULL);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_NOTICE_DESK (widget)->list);
}

static void
dispose (GObject *object)
{
  VigieNoticeDesk *self = VIGIE_NOTICE_DESK (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->list, gtk_widget_unparent);
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
  self->list = vigie_notice_list_new ();
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "begin", G_CALLBACK (begin_cb), self);
}

GtkWidget *
vigie_notice_desk_new (void)
{
  return g_object_new (VIGIE_TYPE_NOTICE_DESK, NULL);
}

void
vigie_notice_desk_set_model (VigieNoticeDesk *self, VigieIncidentModel *model)
{
  g_set_object (&self->model, model);
  vigie_notice_list_set_model (VIGIE_NOTICE_LIST (self->list), model);
}
