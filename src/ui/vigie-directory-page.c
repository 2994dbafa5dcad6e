/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The directory: who can be called, and how one calls. List and card stand side by side, one at a time
 * when both do not fit; the card is then a page behind the list with a way back (button, Escape).
 *
 * Numbers that are missing are counted above the list on every visit, because the night one needs
 * them is too late to find out. */

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-contact-card.h"
#include "vigie-directory-guide.h"
#include "vigie-directory-list.h"
#include "vigie-directory.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define VIGIE_TYPE_DIRECTORY_PAGE (vigie_directory_page_get_type ())
G_DECLARE_FINAL_TYPE (VigieDirectoryPage, vigie_directory_page, VIGIE, DIRECTORY_PAGE, GtkWidget)

struct _VigieDirectoryPage
{
  GtkWidget parent_instance;

  GtkWidget *split;
  GtkWidget *search;
  GtkWidget *review;             /* toggle: only those to complete; NULL when there are none */
  VigieDirectoryList *list;
  VigieContactCard *card;
  GtkWidget *back;

  VigieSession *session;
};

G_DEFINE_FINAL_TYPE (VigieDirectoryPage, vigie_directory_page, GTK_TYPE_WIDGET)

static void
filter (VigieDirectoryPage *self)
{
  gboolean only_incomplete = self->review != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->review));

  vigie_directory_list_filter (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search)), only_incomplete);
}

static void
selected_cb (VigieDirectoryPage *self)
{
  vigie_contact_card_set_contact (self->card, vigie_directory_list_get_selected (self->list));
}

static void
activated_cb (VigieDirectoryPage *self)
{
  selected_cb (self);
  if (vigie_compat_split_is_folded (self->split))
    vigie_compat_split_show_content (self->split, TRUE);
}

static void
back_cb (VigieDirectoryPage *self)
{
  vigie_compat_split_show_content (self->split, FALSE);
  vigie_directory_list_focus (self->list);
}

static void
split_cb (VigieDirectoryPage *self)
{
  gtk_widget_set_visible (self->back, vigie_compat_split_is_folded (self->split));
}

static void
search_activated_cb (VigieDirectoryPage *self)
{
  filter (self);
  if (vigie_directory_list_select_first (self->list, TRUE))
    activated_cb (self);
}

static gboolean
search_key_cb (VigieDirectoryPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return FALSE;
  filter (self);

  return vigie_directory_list_select_first (self->list, TRUE);
}

static gboolean
page_key_cb (VigieDirectoryPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape || !vigie_compat_split_is_folded (self->split) || !vigie_compat_split_shows_content (self->split))
    return FALSE;
  back_cb (self);

  return TRUE;
}

static void
add_key_handler (GtkWidget *widget, GtkPropagationPhase phase, GCallback pressed, VigieDirectoryPage *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, phase);
  g_signal_connect_swapped (controller, "key-pressed", pressed, self);
  gtk_widget_add_controller (widget, controller);
}

/* ---- Building ---- */

static GtkWidget *
banner_new (VigieDirectoryPage *self, guint n)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *words = g_strdup_printf (ngettext ("%u entry to check before you need it", "%u entries to check before you need them", n), n);
  GtkWidget *label = vigie_paragraph_new (words, "small");

  vigie_add_classes (bar, "notice-bar soon");
  gtk_widget_set_hexpand (label, TRUE);
  self->review = gtk_toggle_button_new_with_label (_("Review"));
  gtk_widget_add_css_class (self->review, "compact");
  gtk_widget_set_valign (self->review, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (self->review, _("Show only entries to check"));
  g_signal_connect_swapped (self->review, "toggled", G_CALLBACK (filter), self);
  gtk_box_append (GTK_BOX (bar), vigie_icon_new ("vigie-warning-symbolic", NULL));
  gtk_box_append (GTK_BOX (bar), label);
  gtk_box_append (GTK_BOX (bar), self->review);

  return bar;
}

static GtkWidget *
scrolled_new (GtkWidget *child, int width)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_size_request (scrolled, width, -1);

  return scrolled;
}

static void
set_margins (GtkWidget *widget, int top, int sides, int bottom)
{
  gtk_widget_set_margin_top (widget, top);
  gtk_widget_set_margin_bottom (widget, bottom);
  gtk_widget_set_margin_start (widget, sides);
  gtk_widget_set_margin_end (widget, sides);
}

static GtkWidget *
list_pane_new (VigieDirectoryPage *self)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (self->session);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  guint n_incomplete = vigie_directory_count_incomplete (playbook);
  GtkWidget *scrolled;

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Name, role, number"), NULL);
  vigie_set_accessible_label (self->search, _("Search the directory"));
  set_margins (self->search, 12, 14, 0);
  self->list = VIGIE_DIRECTORY_LIST (vigie_directory_list_new (playbook, vigie_session_get_lang (self->session)));
  set_margins (GTK_WIDGET (self->list), 0, 14, 14);
  gtk_box_append (GTK_BOX (box), self->search);
  if (n_incomplete > 0)
    {
      GtkWidget *banner = banner_new (self, n_incomplete);

      set_margins (banner, 0, 14, 0);
      gtk_box_append (GTK_BOX (box), banner);
    }
  scrolled = scrolled_new (GTK_WIDGET (self->list), 340);
  gtk_box_append (GTK_BOX (box), scrolled);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (filter), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activated_cb), self);
  g_signal_connect_swapped (self->list, "selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (activated_cb), self);
  add_key_handler (self->search, GTK_PHASE_CAPTURE, G_CALLBACK (search_key_cb), self);

  return box;
}

static GtkWidget *
card_pane_new (VigieDirectoryPage *self)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (self->session);
  VigieLang lang = vigie_session_get_lang (self->session);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled;

  self->card = VIGIE_CONTACT_CARD (vigie_contact_card_new (playbook, lang));
  self->back = gtk_button_new_with_label (_("Back to the list"));
  gtk_widget_set_halign (self->back, GTK_ALIGN_START);
  gtk_widget_set_visible (self->back, FALSE);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  set_margins (box, 12, 14, 14);
  gtk_box_append (GTK_BOX (box), self->back);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->card));
  gtk_box_append (GTK_BOX (box), vigie_directory_protocol_new (playbook, lang));
  gtk_box_append (GTK_BOX (box), vigie_directory_levels_new (playbook, lang));
  scrolled = scrolled_new (box, 360);
  gtk_widget_set_hexpand (scrolled, TRUE);

  return scrolled;
}

/* ---- Object ---- */

static gboolean
vigie_directory_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_DIRECTORY_PAGE (widget)->search);
}

static void
vigie_directory_page_dispose (GObject *object)
{
  VigieDirectoryPage *self = VIGIE_DIRECTORY_PAGE (object);

  g_clear_pointer (&self->split, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (vigie_directory_page_parent_class)->dispose (object);
}

static void
vigie_directory_page_class_init (VigieDirectoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_directory_page_dispose;
  widget_class->grab_focus = vigie_directory_page_grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_directory_page_init (VigieDirectoryPage *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "paper");
}

/**
 * vigie_directory_page_new:
 * @session: a reference is taken
 *
 * Makes the page of the playbook's contacts. Main thread.
 */
GtkWidget *
vigie_directory_page_new (VigieSession *session)
{
  VigieDirectoryPage *self = g_object_new (VIGIE_TYPE_DIRECTORY_PAGE, NULL);
  GtkWidget *list_pane;

  self->session = g_object_ref (session);
  list_pane = list_pane_new (self);
  self->split = vigie_compat_split_new (list_pane, card_pane_new (self));
  gtk_widget_set_parent (self->split, GTK_WIDGET (self));
  vigie_compat_split_show_content (self->split, FALSE);
  vigie_compat_split_watch (self->split, G_CALLBACK (split_cb), self);
  add_key_handler (GTK_WIDGET (self), GTK_PHASE_BUBBLE, G_CALLBACK (page_key_cb), self);
  vigie_directory_list_select_first (self->list, FALSE);

  return GTK_WIDGET (self);
}

/**
 * vigie_directory_page_focus_search:
 * @page: what vigie_directory_page_new() gave
 *
 * Puts the focus into the search, with what is typed there selected.
 */
void
vigie_directory_page_focus_search (GtkWidget *page)
{
  VigieDirectoryPage *self = VIGIE_DIRECTORY_PAGE (page);

  vigie_compat_split_show_content (self->split, FALSE);
  gtk_widget_grab_focus (self->search);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/**
 * vigie_directory_page_show_contact:
 * @page: what vigie_directory_page_new() gave
 * @id: a contact of the playbook
 *
 * Shows the card of the contact, whatever was searched before.
 */
void
vigie_directory_page_show_contact (GtkWidget *page, const char *id)
{
  VigieDirectoryPage *self = VIGIE_DIRECTORY_PAGE (page);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (self->review != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->review), FALSE);
  filter (self);
  if (vigie_directory_list_select (self->list, id))
    activated_cb (self);
}
