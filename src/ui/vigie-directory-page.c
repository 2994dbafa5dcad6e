/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The directory: who can be called, and how one calls, with the acts by which it is kept right. List and card stand side by side, one at a time
 * when both do not fit; the card is then a page behind the list with a way back (button, Escape).
 *
 * Numbers that are missing are counted above the list on every visit, because the night one needs
 * them is too late to find out. */

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-contact-acts.h"
#include "vigie-contact-card.h"
#include "vigie-contact-files.h"
#include "vigie-directory-guide.h"
#include "vigie-directory-list.h"
#include "vigie-directory-round.h"
#include "vigie-directory.h"
#include "vigie-page-parts.h"
#include "vigie-readiness.h"
#include "vigie-rota-view.h"
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
  GtkWidget *choice;             /* whom to show */
  GtkWidget *banner, *banner_words;
  GPtrArray *filters;            /* char *: of vigie_directory_list_filter(), beside the words of @choice */
  gboolean is_filling;
  VigieDirectoryList *list;
  VigieContactCard *card;
  GtkWidget *back;
  GtkWidget *rota;

  VigieSession *session;
};

G_DEFINE_FINAL_TYPE (VigieDirectoryPage, vigie_directory_page, GTK_TYPE_WIDGET)

#define MAX_FILTERS 100 /* nobody finds one among more, and a file may bring thousands of groups */

static const struct { const char *words, *action; } file_actions[] = {
  { N_("Import contacts…"), "directory.import" },
  { N_("Export as vCard…"), "directory.export-vcard" },
  { N_("Export as a table (CSV)…"), "directory.export-csv" },
  { N_("Print the card…"), "directory.print" },
  { N_("Save the card as PDF…"), "directory.save-card" },
};

/* ---- Searching ---- */

static const char *
chosen_filter (VigieDirectoryPage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  return selected < self->filters->len ? self->filters->pdata[selected] : "";
}

static void
filter (VigieDirectoryPage *self)
{
  if (!self->is_filling)
    vigie_directory_list_filter (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search)), chosen_filter (self));
}

static void
add_filter (VigieDirectoryPage *self, GStrvBuilder *words, const char *kind, const char *id, const char *title)
{
  g_autofree char *key = g_strconcat (kind, id, NULL);

  if (self->filters->len >= MAX_FILTERS || g_ptr_array_find_with_equal_func (self->filters, key, g_str_equal, NULL))
    return;
  g_ptr_array_add (self->filters, g_steal_pointer (&key));
  g_strv_builder_add (words, *title != '\0' ? title : _("Others"));
}

/* Those that choose somebody: the categories and groups that people are in. */
static void
add_filters (VigieDirectoryPage *self, GStrvBuilder *words)
{
  VigieDirectory *directory = vigie_session_get_directory (self->session);
  GPtrArray *entries = vigie_directory_entries (directory);

  add_filter (self, words, "", "", _("Everybody"));
  add_filter (self, words, "lack", "", _("To complete"));
  add_filter (self, words, "favourite", "", _("Favourites"));
  for (guint i = 0; i < entries->len; i++)
    {
      const char *category = ((const VigieDirectoryEntry *) entries->pdata[i])->contact->category;

      add_filter (self, words, "category:", category, vigie_directory_category_title (directory, category, vigie_session_get_lang (self->session)));
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const GPtrArray *groups = ((const VigieDirectoryEntry *) entries->pdata[i])->contact->groups;

      for (guint j = 0; j < groups->len; j++)
        add_filter (self, words, "group:", groups->pdata[j], groups->pdata[j]);
    }
}

/* What was chosen stays chosen. */
static void
fill_choice (VigieDirectoryPage *self)
{
  g_autofree char *chosen = g_strdup (chosen_filter (self));
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr(GtkStringList) model = NULL;
  g_auto(GStrv) strings = NULL;
  guint selected = 0;

  g_ptr_array_set_size (self->filters, 0);
  add_filters (self, words);
  strings = g_strv_builder_end (words);
  model = gtk_string_list_new ((const char *const *) strings);
  g_ptr_array_find_with_equal_func (self->filters, chosen, g_str_equal, &selected);
  self->is_filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), G_LIST_MODEL (model));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), selected);
  self->is_filling = FALSE;
}

static void
fill_banner (VigieDirectoryPage *self)
{
  VigieReadiness readiness;
  g_autofree char *words = NULL;

  vigie_readiness_count (vigie_session_get_directory (self->session), vigie_session_now_usec (self->session), &readiness);
  words = readiness.n_urgent > 0
            ? g_strdup_printf (ngettext ("%u contact to complete before you need it", "%u contacts to complete before you need them", readiness.n_urgent), readiness.n_urgent)
            : g_strdup_printf (ngettext ("%u contact to verify", "%u contacts to verify", readiness.n_lacking), readiness.n_lacking);
  vigie_label_set (GTK_LABEL (self->banner_words), words);
  gtk_widget_set_visible (self->banner, readiness.n_lacking > 0);
}

static void
directory_changed_cb (VigieDirectoryPage *self)
{
  fill_choice (self);
  fill_banner (self);
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

/* ---- Acts ---- */

static void
new_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vigie_contact_edit (widget, VIGIE_DIRECTORY_PAGE (widget)->session, NULL);
}

/* The rotation, wherever the page is. */
static void
rota_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieDirectoryPage *self = VIGIE_DIRECTORY_PAGE (widget);

  vigie_compat_split_show_content (self->split, TRUE);
  gtk_widget_child_focus (self->rota, GTK_DIR_TAB_FORWARD);
  vigie_page_reveal (self->rota);
}

static void
round_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vigie_directory_round_present (widget, VIGIE_DIRECTORY_PAGE (widget)->session);
}

static void
files_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieSession *session = VIGIE_DIRECTORY_PAGE (widget)->session;

  if (g_str_equal (name, "directory.import"))
    vigie_contacts_import (widget, session);
  else if (g_str_equal (name, "directory.export-vcard"))
    vigie_contacts_export (widget, session, "vcard");
  else if (g_str_equal (name, "directory.export-csv"))
    vigie_contacts_export (widget, session, "csv");
  else if (g_str_equal (name, "directory.print"))
    vigie_contacts_show_sheet (widget, session);
  else
    vigie_contacts_save_sheet (widget, session);
}

/* Letters, where nobody types: the acts of the card that is shown. */
static const struct { guint keyval; const char *action; } page_keys[] = {
  { GDK_KEY_v, "contact.verify" }, { GDK_KEY_e, "contact.edit" },   { GDK_KEY_q, "contact.code" },     { GDK_KEY_h, "contact.history" },
  { GDK_KEY_f, "contact.favourite" }, { GDK_KEY_Delete, "contact.remove" }, { GDK_KEY_n, "directory.new" }, { GDK_KEY_r, "directory.round" }, { GDK_KEY_o, "directory.rota" },
};

static gboolean
act_key (VigieDirectoryPage *self, guint keyval)
{
  if (vigie_page_is_typing (GTK_WIDGET (self)))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (page_keys); i++)
    if (page_keys[i].keyval == gdk_keyval_to_lower (keyval))
      return gtk_widget_activate_action (GTK_WIDGET (self->card), page_keys[i].action, NULL);

  return FALSE;
}

static gboolean
page_key_cb (VigieDirectoryPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0 && act_key (self, keyval))
    return TRUE;
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
banner_new (VigieDirectoryPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_button_new_with_label (_("Go through"));

  self->banner_words = vigie_paragraph_new ("", "small");
  vigie_add_classes (bar, "notice-bar soon");
  gtk_widget_set_hexpand (self->banner_words, TRUE);
  gtk_widget_add_css_class (button, "compact");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (button, _("Go through the contacts to check, one by one"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "directory.round");
  gtk_box_append (GTK_BOX (bar), vigie_icon_new ("vigie-warning-symbolic", NULL));
  gtk_box_append (GTK_BOX (bar), self->banner_words);
  gtk_box_append (GTK_BOX (bar), button);

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
menu_button_new (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr(GMenu) menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (file_actions); i++)
    g_menu_append (menu, _(file_actions[i].words), file_actions[i].action);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "vigie-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  vigie_set_accessible_label (button, _("Import, export and print"));
  vigie_set_tooltip (button, _("Import, export and print"));

  return button;
}

static GtkWidget *
search_line_new (VigieDirectoryPage *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *add = vigie_page_icon_button_new ("vigie-add-symbolic", _("New contact"));

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Name, role, number"), NULL);
  vigie_set_accessible_label (self->search, _("Search the directory"));
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->search), 0); /* a key among thousands costs less than a frame */
  gtk_widget_set_hexpand (self->search, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "directory.new");
  gtk_box_append (GTK_BOX (line), self->search);
  gtk_box_append (GTK_BOX (line), add);
  gtk_box_append (GTK_BOX (line), menu_button_new ());
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (filter), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activated_cb), self);
  add_key_handler (self->search, GTK_PHASE_CAPTURE, G_CALLBACK (search_key_cb), self);

  return line;
}

static GtkWidget *
list_pane_new (VigieDirectoryPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = search_line_new (self);

  self->list = VIGIE_DIRECTORY_LIST (vigie_directory_list_new (self->session));
  self->choice = gtk_drop_down_new (NULL, NULL);
  vigie_drop_down_show_text (GTK_DROP_DOWN (self->choice));
  vigie_set_accessible_label (self->choice, _("Show only"));
  self->banner = banner_new (self);
  set_margins (line, 12, 14, 0);
  set_margins (self->choice, 0, 14, 0);
  set_margins (self->banner, 0, 14, 0);
  set_margins (GTK_WIDGET (self->list), 0, 14, 14);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->choice);
  gtk_box_append (GTK_BOX (box), self->banner);
  gtk_box_append (GTK_BOX (box), scrolled_new (GTK_WIDGET (self->list), 340));
  fill_choice (self);
  fill_banner (self);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (filter), self);
  g_signal_connect_swapped (self->list, "selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (activated_cb), self);

  return box;
}

static GtkWidget *
card_pane_new (VigieDirectoryPage *self)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (self->session);
  VigieLang lang = vigie_session_get_lang (self->session);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled;

  self->card = VIGIE_CONTACT_CARD (vigie_contact_card_new (self->session));
  g_signal_connect_swapped (self->card, "contact", G_CALLBACK (vigie_directory_page_show_contact), self);
  self->back = gtk_button_new_with_label (_("Back to the list"));
  gtk_widget_set_halign (self->back, GTK_ALIGN_START);
  gtk_widget_set_visible (self->back, FALSE);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  set_margins (box, 12, 14, 14);
  gtk_box_append (GTK_BOX (box), self->back);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->card));
  self->rota = vigie_rota_view_new (self->session);
  gtk_box_append (GTK_BOX (box), self->rota);
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
  g_clear_pointer (&self->filters, g_ptr_array_unref);
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
  gtk_widget_class_install_action (widget_class, "directory.new", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "directory.rota", NULL, rota_cb);
  gtk_widget_class_install_action (widget_class, "directory.round", NULL, round_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (file_actions); i++)
    gtk_widget_class_install_action (widget_class, file_actions[i].action, NULL, files_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_directory_page_init (VigieDirectoryPage *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "paper");
  self->filters = g_ptr_array_new_with_free_func (g_free);
}

/**
 * vigie_directory_page_new:
 * @session: a reference is taken
 *
 * Makes the page of the directory. Main thread.
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
  g_signal_connect_object (session, "directory-changed", G_CALLBACK (directory_changed_cb), self, G_CONNECT_SWAPPED);

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
 * @id: a contact
 *
 * Shows the card of the contact, whatever was searched before.
 */
void
vigie_directory_page_show_contact (GtkWidget *page, const char *id)
{
  VigieDirectoryPage *self = VIGIE_DIRECTORY_PAGE (page);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), 0);
  filter (self);
  if (vigie_directory_list_select (self->list, id))
    activated_cb (self);
}
