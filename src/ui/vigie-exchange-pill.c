/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-exchange-pill.h"

#include <glib/gi18n-lib.h>

#include "vigie-exchange-card.h"
#include "vigie-exchange-words.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

struct _VigieExchangePill
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *words;
  GtkWidget *detail;             /* NULL: a pill */
  const char *style;             /* static */
  gboolean is_narrow;
  VigieSession *session;
};

G_DEFINE_FINAL_TYPE (VigieExchangePill, vigie_exchange_pill, GTK_TYPE_WIDGET)

static void
show_style (VigieExchangePill *self, const char *style)
{
  if (self->style == style)
    return;
  if (self->style != NULL)
    gtk_widget_remove_css_class (self->box, self->style);
  gtk_widget_add_css_class (self->box, style);
  self->style = style;
}

static char *
lines (VigieExchangePill *self, const VigieSyncStatus *status)
{
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;

  if (self->detail == NULL)
    return self->is_narrow ? vigie_exchange_brief (status) : vigie_sync_status_words (status);
  title = vigie_exchange_title (self->session);
  detail = vigie_exchange_detail (self->session);
  vigie_label_set (GTK_LABEL (self->detail), detail);

  return g_steal_pointer (&title);
}

static void
show (VigieExchangePill *self)
{
  const VigieSyncStatus *status = vigie_exchange_get_status (vigie_session_get_exchange (self->session));
  g_autofree char *all = vigie_sync_status_words (status);
  g_autofree char *words = lines (self, status);
  const char *reason = vigie_sync_reason_words (status->reason);
  g_autofree char *tip = *reason != '\0' ? g_strdup_printf ("%s\n%s", all, reason) : g_strdup (all);

  show_style (self, vigie_exchange_style (status));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), vigie_exchange_icon (status));
  vigie_label_set (GTK_LABEL (self->words), words);
  gtk_widget_set_visible (self->words, *words != '\0');
  vigie_set_tooltip (self->button, tip);
  vigie_set_accessible_label (self->button, tip);
}

void
vigie_exchange_pill_set_narrow (VigieExchangePill *self, gboolean is_narrow)
{
  self->is_narrow = is_narrow;
  show (self);
}

void
vigie_exchange_pill_open (VigieExchangePill *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}

/* ---- Object ---- */

static void
make_card (GtkMenuButton *button, gpointer user_data)
{
  VigieExchangePill *self = user_data;
  GtkWidget *popover;

  /* Called each time. */
  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), vigie_exchange_card_new (self->session));
  vigie_set_accessible_label (popover, _("Exchange with the hub"));
  gtk_menu_button_set_popover (button, popover);
}

/* A popover that is open when its window goes is never given back (GTK 4.8). */
static void
vigie_exchange_pill_unroot (GtkWidget *widget)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (VIGIE_EXCHANGE_PILL (widget)->button));
  GTK_WIDGET_CLASS (vigie_exchange_pill_parent_class)->unroot (widget);
}

static void
vigie_exchange_pill_dispose (GObject *object)
{
  VigieExchangePill *self = VIGIE_EXCHANGE_PILL (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_exchange_pill_parent_class)->dispose (object);
}

static void
vigie_exchange_pill_class_init (VigieExchangePillClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_exchange_pill_dispose;
  GTK_WIDGET_CLASS (klass)->unroot = vigie_exchange_pill_unroot;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_exchange_pill_init (VigieExchangePill *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->icon = vigie_icon_new ("vigie-lock-symbolic", NULL);
  self->words = vigie_label_new ("", NULL);
  gtk_box_append (GTK_BOX (self->box), self->icon);
  self->button = gtk_menu_button_new ();
  gtk_widget_add_css_class (self->button, "sync-button");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->box);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), make_card, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

static void
make_pill (VigieExchangePill *self)
{
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), 14);
  gtk_widget_set_valign (self->box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->box, "sync-pill");
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_NONE); /* it is what the room is for */
  gtk_box_append (GTK_BOX (self->box), self->words);
}

static void
make_foot (VigieExchangePill *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->detail = vigie_label_new ("", "side-foot-detail");
  gtk_widget_add_css_class (self->words, "strong");
  gtk_box_append (GTK_BOX (column), self->words);
  gtk_box_append (GTK_BOX (column), self->detail);
  gtk_widget_add_css_class (self->box, "side-foot");
  gtk_widget_set_hexpand (self->box, TRUE);
  gtk_box_append (GTK_BOX (self->box), column);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->button), GTK_ARROW_UP);
  /* The button has its child in the middle, by whatever it wraps it in. */
  for (GtkWidget *widget = self->box; widget != self->button; widget = gtk_widget_get_parent (widget))
    gtk_widget_set_halign (widget, GTK_ALIGN_FILL);
}

/**
 * vigie_exchange_pill_new:
 * @session: whose exchange it shows
 * @is_foot: two lines for the sidebar
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
vigie_exchange_pill_new (VigieSession *session, gboolean is_foot)
{
  VigieExchangePill *self = g_object_new (VIGIE_TYPE_EXCHANGE_PILL, NULL);

  self->session = g_object_ref (session);
  if (is_foot)
    make_foot (self);
  else
    make_pill (self);
  g_signal_connect_object (vigie_session_get_exchange (session), "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);

  return GTK_WIDGET (self);
}
