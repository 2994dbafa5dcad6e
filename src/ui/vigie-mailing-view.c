/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of who was not reached are made anew only when their number changes: it is what a screen reader and a mouse
 * stand on. What becomes of an uncertain message is decided in its row, by a person, while the mailing does not run. */

#include "vigie-mailing-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "vigie-mailing-trouble-item.h"
#include "vigie-page-parts.h"
#include "vigie-preferences.h"
#include "vigie-text-ui.h"
#include "vigie-text.h"
#include "vigie-widgets.h"

#define PER_MINUTE_MAX 6000

struct _VigieMailingView
{
  GtkBox parent_instance;

  VigieMailing *mailing;
  GtkWidget *state_icon, *state, *bar, *counts, *problem_box, *problem;
  GtkWidget *pace, *password;
  GtkWidget *trouble_box, *trouble_head;
  GListStore *troubles;
  guint n_troubles;
  gboolean runs;
};

G_DEFINE_FINAL_TYPE (VigieMailingView, vigie_mailing_view, GTK_TYPE_BOX)

static char *
number (guint n)
{
  return vigie_text_number (n, vigie_ui_lang ());
}

char *
vigie_mailing_words (const VigieMailingProgress *progress)
{
  g_autofree char *accepted = number (progress->accepted);
  g_autofree char *count = number (progress->count);
  g_autofree char *refused = number (progress->refused);
  g_autofree char *uncertain = number (progress->uncertain);

  /* Translators: how many messages of how many people, and how many were refused and are uncertain. */
  return g_strdup_printf (_("%1$s of %2$s sent; refused: %3$s; uncertain: %4$s"), accepted, count, refused, uncertain);
}

static const char *
state_words (const VigieMailingProgress *progress)
{
  if (progress->phase == VIGIE_MAILING_DONE)
    return progress->stopped ? _("Ended early") : _("Everybody was written to");
  if (progress->phase == VIGIE_MAILING_RUNNING)
    return progress->pausing ? _("Pausing after the message on its way") : progress->waiting > 0 || progress->later == 0 ? _("Sending") : _("Waiting for those who were refused for now");

  return progress->phase == VIGIE_MAILING_PAUSED ? _("Paused") : _("Ready");
}

static const char *
state_icon (const VigieMailingProgress *progress)
{
  if (progress->phase == VIGIE_MAILING_DONE)
    return progress->refused + progress->uncertain > 0 || progress->stopped ? "vigie-warning-symbolic" : "vigie-check-symbolic";

  return progress->phase == VIGIE_MAILING_RUNNING ? "vigie-message-symbolic" : "vigie-clock-symbolic";
}

static void
show_troubles (VigieMailingView *self, const VigieMailingProgress *progress)
{
  guint n = progress->refused + progress->uncertain;
  gboolean runs = progress->phase == VIGIE_MAILING_RUNNING;
  g_autoptr(GPtrArray) troubles = NULL;
  g_autoptr(GPtrArray) items = NULL;

  gtk_widget_set_visible (self->trouble_box, n > 0);
  if (n == self->n_troubles && runs == self->runs)
    return;
  self->n_troubles = n;
  self->runs = runs;
  troubles = vigie_mailing_dup_troubles (self->mailing);
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < troubles->len; i++)
    g_ptr_array_add (items, vigie_mailing_trouble_item_new (troubles->pdata[i], !runs && !progress->stopped));
  g_list_store_splice (self->troubles, 0, g_list_model_get_n_items (G_LIST_MODEL (self->troubles)), items->pdata, items->len);
}

static void
show (VigieMailingView *self)
{
  VigieMailingProgress progress;
  g_autofree char *counts = NULL;
  g_autofree char *problem = vigie_mailing_dup_problem (self->mailing);

  vigie_mailing_get_progress (self->mailing, &progress);
  counts = vigie_mailing_words (&progress);
  vigie_label_set (GTK_LABEL (self->state), state_words (&progress));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->state_icon), state_icon (&progress));
  vigie_label_set (GTK_LABEL (self->counts), counts);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), progress.count > 0 ? (double) progress.answered / progress.count : 0);
  vigie_label_set (GTK_LABEL (self->problem), problem);
  gtk_widget_set_visible (self->problem_box, problem != NULL);
  show_troubles (self, &progress);
}

/* ---- Rows ---- */

static void
settle (GtkWidget *button, gboolean again)
{
  VigieMailingView *self = VIGIE_MAILING_VIEW (gtk_widget_get_ancestor (button, VIGIE_TYPE_MAILING_VIEW));
  VigieMailingTroubleItem *item = g_object_get_data (G_OBJECT (button), "item");

  if (item != NULL)
    vigie_mailing_settle (self->mailing, vigie_mailing_trouble_item_get (item)->index, again);
}

static void
again_cb (GtkWidget *button)
{
  settle (button, TRUE);
}

static void
count_cb (GtkWidget *button)
{
  settle (button, FALSE);
}

static GtkWidget *
row_button (GtkWidget *row, const char *words, GCallback clicked, const char *key)
{
  GtkWidget *button = vigie_page_button_new (words, NULL, "compact");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", clicked, NULL);
  gtk_box_append (GTK_BOX (row), button);
  g_object_set_data (G_OBJECT (row), key, button);

  return button;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *who = vigie_label_new ("", "strong");
  GtkWidget *why = vigie_paragraph_new (NULL, "dim small");

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), who);
  gtk_box_append (GTK_BOX (words), why);
  gtk_box_append (GTK_BOX (row), words);
  g_object_set_data (G_OBJECT (row), "who", who);
  g_object_set_data (G_OBJECT (row), "why", why);
  row_button (row, _("Send again"), G_CALLBACK (again_cb), "again");
  row_button (row, _("Count as sent"), G_CALLBACK (count_cb), "count");
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GObject *row = G_OBJECT (gtk_list_item_get_child (item));
  VigieMailingTroubleItem *trouble = gtk_list_item_get_item (item);
  const VigieMailingTrouble *it = vigie_mailing_trouble_item_get (trouble);
  gboolean uncertain = it->state == VIGIE_MAIL_BEGUN;
  GtkWidget *again = g_object_get_data (row, "again");
  GtkWidget *count = g_object_get_data (row, "count");
  g_autofree char *who = *it->name != '\0' ? g_strdup_printf ("%s · %s", it->address, it->name) : g_strdup (it->address);
  g_autofree char *why = g_strdup_printf (uncertain ? _("Uncertain: %s") : _("Refused: %s"),
                                          it->reason != NULL ? it->reason : _("Vigie ended before the server answered."));

  vigie_label_set (GTK_LABEL (g_object_get_data (row, "who")), who);
  vigie_label_set (GTK_LABEL (g_object_get_data (row, "why")), why);
  g_object_set_data (G_OBJECT (again), "item", trouble);
  g_object_set_data (G_OBJECT (count), "item", trouble);
  gtk_widget_set_visible (again, vigie_mailing_trouble_item_can_act (trouble));
  gtk_widget_set_visible (count, uncertain && vigie_mailing_trouble_item_can_act (trouble));
}

/* ---- Object ---- */

static void
pace_cb (VigieMailingView *self)
{
  g_autoptr(GSettings) settings = vigie_preferences_settings ();
  guint per_minute = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->pace));

  if (self->mailing == NULL)
    return;
  vigie_mailing_set_pace (self->mailing, per_minute);
  if (settings != NULL)
    g_settings_set_uint (settings, "mail-per-minute", per_minute);
}

static void
add_state (VigieMailingView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->state_icon = vigie_icon_new ("vigie-message-symbolic", "accent-text");
  self->state = vigie_label_new ("", "heading");
  self->bar = gtk_progress_bar_new ();
  gtk_widget_add_css_class (self->bar, "progress");
  vigie_set_accessible_label (self->bar, _("Messages answered for"));
  self->counts = vigie_paragraph_new (NULL, "num");
  gtk_box_append (GTK_BOX (head), self->state_icon);
  gtk_box_append (GTK_BOX (head), self->state);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), self->bar);
  gtk_box_append (GTK_BOX (self), self->counts);
  self->problem_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  vigie_add_classes (self->problem_box, "notice-bar soon");
  self->problem = vigie_paragraph_new (NULL, NULL);
  gtk_widget_set_hexpand (self->problem, TRUE);
  gtk_box_append (GTK_BOX (self->problem_box), vigie_icon_new ("vigie-warning-symbolic", "soon-text"));
  gtk_box_append (GTK_BOX (self->problem_box), self->problem);
  gtk_box_append (GTK_BOX (self), self->problem_box);
}

static void
add_settings (VigieMailingView *self)
{
  g_autoptr(GSettings) settings = vigie_preferences_settings ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = vigie_paragraph_new (_("Messages per minute at most (0: as fast as the server takes them)"), NULL);

  self->pace = gtk_spin_button_new_with_range (0, PER_MINUTE_MAX, 10);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->pace), settings != NULL ? g_settings_get_uint (settings, "mail-per-minute") : 60);
  gtk_widget_set_valign (self->pace, GTK_ALIGN_CENTER);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->pace), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);
  g_signal_connect_swapped (self->pace, "value-changed", G_CALLBACK (pace_cb), self);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), self->pace);
  gtk_box_append (GTK_BOX (self), row);
  self->password = gtk_password_entry_new ();
  g_object_set (self->password, "placeholder-text", _("Password of the mail server"), "show-peek-icon", TRUE, NULL);
  vigie_set_accessible_label (self->password, _("Password of the mail server"));
  gtk_widget_set_visible (self->password, FALSE);
  gtk_box_append (GTK_BOX (self), self->password);
}

static void
add_troubles (VigieMailingView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  self->troubles = g_list_store_new (VIGIE_TYPE_MAILING_TROUBLE_ITEM);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->troubles)))), factory);
  vigie_set_accessible_label (list, _("Not reached"));
  gtk_widget_add_css_class (list, "mailing-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_vexpand (scroller, TRUE);
  self->trouble_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (self->trouble_box), vigie_page_head_new (_("Not reached"), NULL));
  gtk_box_append (GTK_BOX (self->trouble_box), scroller);
  gtk_box_append (GTK_BOX (self), self->trouble_box);
}

static void
vigie_mailing_view_dispose (GObject *object)
{
  VigieMailingView *self = VIGIE_MAILING_VIEW (object);

  g_clear_object (&self->mailing);
  g_clear_object (&self->troubles);
  G_OBJECT_CLASS (vigie_mailing_view_parent_class)->dispose (object);
}

static void
vigie_mailing_view_class_init (VigieMailingViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_mailing_view_dispose;
}

static void
vigie_mailing_view_init (VigieMailingView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  add_state (self);
  add_settings (self);
  add_troubles (self);
}

const char *
vigie_mailing_view_get_password (VigieMailingView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->password));

  return *text != '\0' ? text : NULL;
}

void
vigie_mailing_view_ask_password (VigieMailingView *self, gboolean ask)
{
  gtk_widget_set_visible (self->password, ask);
  if (ask)
    gtk_widget_grab_focus (self->password);
}

GtkWidget *
vigie_mailing_view_new (VigieMailing *mailing)
{
  VigieMailingView *self = g_object_new (VIGIE_TYPE_MAILING_VIEW, NULL);

  self->mailing = g_object_ref (mailing);
  self->n_troubles = G_MAXUINT;
  g_signal_connect_object (mailing, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  pace_cb (self);
  show (self);

  return GTK_WIDGET (self);
}
