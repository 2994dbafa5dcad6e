/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What goes out, in two halves: the messages, and, for an incident with personal data at risk, what the breach asks for. The
 * switch between them shows only then; nobody else has a choice to make. */

#include <glib/gi18n-lib.h>

#include "vigie-breach-notice-window.h"
#include "vigie-breach-view.h"
#include "vigie-notice-desk.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

struct _VigieCommunicationsPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *switcher;
  GtkWidget *halves[2];          /* toggle buttons */
  GtkWidget *stack;
  GtkWidget *desk;
  GtkWidget *breach;
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieCommunicationsPage, vigie_communications_page, GTK_TYPE_WIDGET)

static gboolean
is_breach (VigieCommunicationsPage *self)
{
  return self->model && vigie_breach_is_suspected (vigie_incident_model_get_incident (self->model),
                                                   vigie_session_now_usec (vigie_incident_model_get_session (self->model)));
}

void
vigie_communications_page_show_breach (VigieCommunicationsPage *self, gboolean breach)
{
  gboolean shows = breach && self->model;

  gtk_widget_set_visible (self->switcher, shows || is_breach (self));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->halves[shows]), TRUE);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), shows ? self->breach : self->desk);
}

gboolean
vigie_communications_page_shows_breach (VigieCommunicationsPage *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->breach;
}

void
vigie_communications_page_compose (VigieCommunicationsPage *self, const char *audience, const char *channel, const char *template_id)
{
  vigie_communications_page_show_breach (self, FALSE);
  vigie_notice_desk_compose (VIGIE_NOTICE_DESK (self->desk), audience, channel, template_id);
}

/* A notice that the breach asks for is written in the other half; the one to the authority begins with its fields. */
static gboolean
compose_cb (VigieCommunicationsPage *self, const char *kind)
{
  static const struct { const char *kind, *audience, *template_id; } notices[] = {
    { "persons", "persons", "persons.email.initial" },
    { "press", "press", "press.press-release.any" },
    { "partners", "partners", "partners.email.recap" },
  };

  if (self->model && g_str_has_prefix (kind, "authority-"))
    {
      vigie_breach_notice_window_present (GTK_WIDGET (self), self->model,
                                          g_str_equal (kind, "authority-complement") ? VIGIE_BREACH_NOTICE_COMPLEMENT : VIGIE_BREACH_NOTICE_INITIAL);
      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      const VigieTemplate *template;

      if (!g_str_equal (notices[i].kind, kind) || !self->model)
        continue;
      template = vigie_playbook_template (vigie_session_get_playbook (vigie_incident_model_get_session (self->model)), notices[i].template_id);
      vigie_communications_page_compose (self, notices[i].audience, template ? template->channel : NULL, template ? template->id : NULL);
      return TRUE;
    }
  return FALSE;
}

static gboolean
register_cb (VigieCommunicationsPage *self)
{
  return gtk_widget_activate_action (GTK_WIDGET (self), "win.breach-register", NULL);
}

static void
half_cb (VigieCommunicationsPage *self)
{
  gboolean breach = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->halves[1]));

  gtk_stack_set_visible_child (GTK_STACK (self->stack), breach ? self->breach : self->desk);
}

static void
changed_cb (VigieCommunicationsPage *self)
{
  /* Who asked for the breach of an incident without any sign of one has it before the eyes. */
  gtk_widget_set_visible (self->switcher, is_breach (self) || vigie_communications_page_shows_breach (self));
}

/* Ctrl Enter is the window's key, which runs before this page sees it. */
static void
suggested_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieCommunicationsPage *self = VIGIE_COMMUNICATIONS_PAGE (widget);

  if (!vigie_communications_page_shows_breach (self))
    vigie_notice_desk_suggested (VIGIE_NOTICE_DESK (self->desk));
}

static gboolean
grab_focus (GtkWidget *widget)
{
  VigieCommunicationsPage *self = VIGIE_COMMUNICATIONS_PAGE (widget);

  return gtk_widget_grab_focus (gtk_stack_get_visible_child (GTK_STACK (self->stack)));
}

static void
dispose (GObject *object)
{
  VigieCommunicationsPage *self = VIGIE_COMMUNICATIONS_PAGE (object);

  vigie_communications_page_set_model (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_communications_page_parent_class)->dispose (object);
}

static void
vigie_communications_page_class_init (VigieCommunicationsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "page.suggested", NULL, suggested_action);
}

static GtkWidget *
half_new (VigieCommunicationsPage *self, const char *words)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (words);

  gtk_widget_add_css_class (button, "compact");
  gtk_box_append (GTK_BOX (self->switcher), button);
  return button;
}

static void
add_switcher (VigieCommunicationsPage *self)
{
  self->switcher = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->switcher, "linked");
  gtk_widget_set_halign (self->switcher, GTK_ALIGN_START);
  gtk_widget_set_margin_start (self->switcher, 16);
  gtk_widget_set_margin_top (self->switcher, 8);
  gtk_widget_set_margin_bottom (self->switcher, 4);
  vigie_set_accessible_label (self->switcher, _("Messages or breach"));
  self->halves[0] = half_new (self, _("Messages"));
  self->halves[1] = half_new (self, _("Breach"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->halves[1]), GTK_TOGGLE_BUTTON (self->halves[0]));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->halves[0]), TRUE);
  g_signal_connect_swapped (self->halves[1], "toggled", G_CALLBACK (half_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->switcher);
}

static void
vigie_communications_page_init (VigieCommunicationsPage *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->stack = gtk_stack_new ();
  self->desk = vigie_notice_desk_new ();
  add_switcher (self);
  gtk_widget_set_visible (self->switcher, FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), self->desk, "messages");
  self->breach = vigie_breach_view_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), self->breach, "breach");
  g_signal_connect_swapped (self->breach, "compose", G_CALLBACK (compose_cb), self);
  g_signal_connect_swapped (self->breach, "register", G_CALLBACK (register_cb), self);
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_communications_page_new (void)
{
  return g_object_new (VIGIE_TYPE_COMMUNICATIONS_PAGE, NULL);
}

void
vigie_communications_page_set_model (VigieCommunicationsPage *self, VigieIncidentModel *model)
{
  if (self->model == model)
    return;
  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  vigie_notice_desk_set_model (VIGIE_NOTICE_DESK (self->desk), model);
  vigie_breach_view_set_model (VIGIE_BREACH_VIEW (self->breach), model);
  vigie_communications_page_show_breach (self, FALSE);
  if (!model)
    return;
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}
