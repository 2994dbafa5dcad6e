/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The card of a contact. At night one reads a number aloud or presses one button, so the number that is called first is
 * large and each line has its acts beside it. What one does by day (change, verify, history) stands below. */

#include "vigie-contact-card.h"

#include <glib/gi18n-lib.h>

#include "vigie-contact-acts.h"
#include "vigie-contact-line.h"
#include "vigie-directory-row.h"
#include "vigie-oncall.h"
#include "vigie-page-parts.h"
#include "vigie-readiness.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

struct _VigieContactCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  VigieSession *session;
  char *contact;
  gboolean is_plain;
};

G_DEFINE_FINAL_TYPE (VigieContactCard, vigie_contact_card, GTK_TYPE_WIDGET)

enum { CONTACT, N_SIGNALS };
static guint signals[N_SIGNALS];

const VigieCategory *
vigie_contact_category (const VigiePlaybook *playbook, const VigieContactDef *contact)
{
  for (guint i = 0; i < playbook->categories->len; i++)
    {
      const VigieCategory *category = playbook->categories->pdata[i];

      if (g_str_equal (category->id, contact->category))
        return category;
    }

  return NULL;
}

static void
append (VigieContactCard *self, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (self->box), child);
}

/* ---- The head ---- */

static GtkWidget *
favourite_new (VigieContactCard *self)
{
  gboolean is = vigie_session_is_favourite (self->session, self->contact);
  GtkWidget *button = vigie_page_icon_button_new (is ? "vigie-star-symbolic" : "vigie-star-outline-symbolic",
                                                  is ? _("No favourite any more") : _("Make it a favourite"));

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "contact.favourite");
  return button;
}

static GtkWidget *
title_new (VigieContactCard *self, const VigieContact *contact)
{
  GtkWidget *title = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *tag = vigie_oncall_tag_new (self->session, contact->id, contact->on_call, TRUE);

  /* Whole, on two lines if need be: it is read aloud. */
  gtk_box_append (GTK_BOX (title), vigie_paragraph_new (vigie_text_get (&contact->name, vigie_session_get_lang (self->session)), "title-band"));
  if (tag != NULL)
    gtk_box_append (GTK_BOX (title), tag);
  return title;
}

static char *
place_words (VigieContactCard *self, const VigieContact *contact)
{
  VigieLang lang = vigie_session_get_lang (self->session);
  const char *parts[] = { vigie_text_get (&contact->role, lang), contact->organisation,
                          vigie_directory_category_title (vigie_session_get_directory (self->session), contact->category, lang) };
  g_autoptr(GString) words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", parts[i]);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static GtkWidget *
head_new (VigieContactCard *self, const VigieDirectoryEntry *entry, guint lacks)
{
  VigieLang lang = vigie_session_get_lang (self->session);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *letters = vigie_initials_text (vigie_text_get (&entry->contact->name, lang));
  g_autofree char *place = place_words (self, entry->contact);
  g_autofree char *verified = vigie_directory_verified_words (self->session, entry, FALSE);
  GtkWidget *avatar = adw_avatar_new (56, letters, TRUE);

  gtk_widget_set_valign (avatar, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title_new (self, entry->contact));
  gtk_box_append (GTK_BOX (words), vigie_paragraph_new (place, "small dim"));
  if (*vigie_text_get (&entry->contact->note, lang) != '\0')
    gtk_box_append (GTK_BOX (words), vigie_paragraph_new (vigie_text_get (&entry->contact->note, lang), "small"));
  gtk_box_append (GTK_BOX (words), vigie_paragraph_new (verified, (lacks & VIGIE_LACK_VERIFIED) != 0 ? "caption soon-text" : "caption dim"));
  gtk_box_append (GTK_BOX (head), avatar);
  gtk_box_append (GTK_BOX (head), words);
  if (!self->is_plain)
    gtk_box_append (GTK_BOX (head), favourite_new (self));

  return head;
}

/* ---- What two people wrote ---- */

static GtkWidget *
disputed_new (const VigieDirectoryEntry *entry)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_button_new_with_label (_("See both"));
  g_autofree char *words = vigie_contact_disputed_words (entry);
  GtkWidget *label = vigie_paragraph_new (words, "small");

  vigie_add_classes (bar, "notice-bar soon");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (button, "compact");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "contact.history");
  gtk_box_append (GTK_BOX (bar), vigie_icon_new ("vigie-warning-symbolic", NULL));
  gtk_box_append (GTK_BOX (bar), label);
  gtk_box_append (GTK_BOX (bar), button);

  return bar;
}

/* ---- Lines ---- */

static const VigieContactLine *
first_line (const VigieContact *contact)
{
  const char *number = vigie_contact_number (contact);

  for (guint i = 0; i < contact->numbers->len; i++)
    if (((const VigieContactLine *) contact->numbers->pdata[i])->value == number)
      return contact->numbers->pdata[i];

  return NULL;
}

static GtkWidget *
detail_new (const char *title, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = vigie_paragraph_new (text, "small");

  gtk_widget_add_css_class (row, "card-row");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), vigie_label_new (title, "small dim"));
  gtk_box_append (GTK_BOX (row), label);
  gtk_label_set_xalign (GTK_LABEL (label), 1);

  return row;
}

static void
deputy_cb (VigieContactCard *self)
{
  const VigieContact *deputy = vigie_directory_deputy (vigie_session_get_directory (self->session), self->contact);

  if (deputy != NULL)
    g_signal_emit (self, signals[CONTACT], 0, deputy->id);
}

static GtkWidget *
deputy_new (VigieContactCard *self, const VigieContact *deputy)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = vigie_label_new (_("Deputy"), "small dim");
  GtkWidget *button = gtk_button_new ();
  GtkWidget *name = vigie_label_new (vigie_text_get (&deputy->name, vigie_session_get_lang (self->session)), "small");

  gtk_widget_add_css_class (row, "card-row");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_button_set_child (GTK_BUTTON (button), name);
  vigie_add_classes (button, "compact flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (deputy_cb), self);
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), button);

  return row;
}

/* "Africa/Abidjan, 03:04 there": who calls abroad wants to know whom it wakes. */
static char *
zone_words (VigieContactCard *self, const char *zone)
{
  g_autoptr(GTimeZone) there = g_time_zone_new_identifier (zone);
  g_autofree char *clock = there != NULL ? vigie_time_format_clock (vigie_session_now_usec (self->session), there) : NULL;

  return clock != NULL ? g_strdup_printf (_("%s, %s there now"), zone, clock) : g_strdup (zone);
}

static char *
join (const GPtrArray *strings)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < strings->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", (const char *) strings->pdata[i]);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
append_details (VigieContactCard *self, GtkBox *list, const VigieContact *contact, guint lacks)
{
  const VigieContact *deputy = vigie_directory_deputy (vigie_session_get_directory (self->session), contact->id);
  g_autofree char *languages = join (contact->languages);
  g_autofree char *groups = join (contact->groups);

  if (deputy != NULL)
    gtk_box_append (list, deputy_new (self, deputy));
  else if ((lacks & VIGIE_LACK_DEPUTY) != 0)
    {
      GtkWidget *row = detail_new (_("Deputy"), _("nobody stands in"));

      vigie_add_classes (gtk_widget_get_last_child (row), "soon-text strong");
      gtk_box_append (list, row);
    }
  if (*languages != '\0')
    gtk_box_append (list, detail_new (_("Languages"), languages));
  if (*contact->zone != '\0')
    {
      g_autofree char *zone = zone_words (self, contact->zone);

      gtk_box_append (list, detail_new (_("Time zone"), zone));
    }
  if (*groups != '\0')
    gtk_box_append (list, detail_new (_("Groups"), groups));
}

static void
append_list (VigieContactCard *self, const VigieContact *contact, guint lacks)
{
  GtkBox *list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  const VigieContactLine *first = first_line (contact);

  for (guint i = 0; i < contact->numbers->len; i++)
    if (contact->numbers->pdata[i] != first)
      gtk_box_append (list, vigie_contact_line_row_new (VIGIE_LINE_PHONE, contact->numbers->pdata[i]));
  for (guint i = 0; i < contact->addresses->len; i++)
    {
      const VigieContactLine *line = contact->addresses->pdata[i];

      gtk_box_append (list, vigie_contact_line_row_new (vigie_address_is_link (line->value) ? VIGIE_LINE_SITE : VIGIE_LINE_MAIL, line));
    }
  append_details (self, list, contact, lacks);
  if (gtk_widget_get_first_child (GTK_WIDGET (list)) == NULL)
    {
      g_object_ref_sink (list);
      g_object_unref (list);
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (list), "card-list");
  append (self, GTK_WIDGET (list));
}

/* ---- Acts by day ---- */

static GtkWidget *
act_new (const char *words, const char *key, const char *action, const char *classes)
{
  GtkWidget *button = vigie_page_button_new (words, key, "compact");

  vigie_add_classes (button, classes);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* Two rows: in one they are wider than a small window. */
static GtkWidget *
acts_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *rows[2];

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      rows[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_box_append (GTK_BOX (box), rows[i]);
    }
  gtk_box_append (GTK_BOX (rows[0]), act_new (_("Numbers are right"), "V", "contact.verify", NULL));
  gtk_box_append (GTK_BOX (rows[0]), act_new (_("Change"), "E", "contact.edit", NULL));
  gtk_box_append (GTK_BOX (rows[1]), act_new (_("QR code"), "Q", "contact.code", NULL));
  gtk_box_append (GTK_BOX (rows[1]), act_new (_("History"), "H", "contact.history", NULL));
  gtk_box_append (GTK_BOX (rows[1]), act_new (_("Remove"), NULL, "contact.remove", NULL));

  return box;
}

static void
act_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieContactCard *self = VIGIE_CONTACT_CARD (widget);
  g_autofree char *id = g_strdup (self->contact);

  if (id == NULL || vigie_directory_contact (vigie_session_get_directory (self->session), id) == NULL)
    return;
  if (g_str_equal (name, "contact.favourite"))
    vigie_session_set_favourite (self->session, id, !vigie_session_is_favourite (self->session, id));
  else if (g_str_equal (name, "contact.verify"))
    vigie_contact_verify (self->session, id);
  else if (g_str_equal (name, "contact.edit"))
    vigie_contact_edit (widget, self->session, id);
  else if (g_str_equal (name, "contact.code"))
    vigie_contact_show_code (widget, self->session, id);
  else if (g_str_equal (name, "contact.history"))
    vigie_contact_show_history (widget, self->session, id);
  else
    vigie_contact_remove (self->session, id);
}

/* ---- The whole ---- */

static void
fill (VigieContactCard *self)
{
  VigieDirectory *directory = vigie_session_get_directory (self->session);
  const VigieDirectoryEntry *entry = vigie_directory_entry (directory, self->contact);
  guint lacks;

  vigie_clear_box (GTK_BOX (self->box));
  if (entry == NULL || entry->removed)
    {
      append (self, vigie_paragraph_new (entry != NULL ? _("This contact was removed.") : _("Choose somebody in the list to see every number and address."), "dim"));
      return;
    }
  lacks = vigie_readiness_lacks (directory, entry, vigie_session_now_usec (self->session));
  append (self, head_new (self, entry, lacks));
  if (entry->disputed != 0 || entry->disputed_removal)
    append (self, disputed_new (entry));
  if (first_line (entry->contact) != NULL)
    append (self, vigie_contact_number_new (first_line (entry->contact)));
  append_list (self, entry->contact, lacks);
  if (!self->is_plain)
    append (self, acts_new ());
}

/* ---- Object ---- */

static void
vigie_contact_card_dispose (GObject *object)
{
  VigieContactCard *self = VIGIE_CONTACT_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->contact, g_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (vigie_contact_card_parent_class)->dispose (object);
}

static void
vigie_contact_card_class_init (VigieContactCardClass *klass)
{
  static const char *const actions[] = { "favourite", "verify", "edit", "code", "history", "remove" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_contact_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *name = g_strconcat ("contact.", actions[i], NULL);

      gtk_widget_class_install_action (widget_class, name, NULL, act_cb);
    }
  signals[CONTACT] = g_signal_new ("contact", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vigie_contact_card_init (VigieContactCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  gtk_widget_set_margin_top (self->box, 18);
  gtk_widget_set_margin_bottom (self->box, 18);
  gtk_widget_set_margin_start (self->box, 20);
  gtk_widget_set_margin_end (self->box, 20);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
}

/**
 * vigie_contact_card_new:
 * @session: a reference is taken
 *
 * Makes an empty card. Main thread.
 */
GtkWidget *
vigie_contact_card_new (VigieSession *session)
{
  VigieContactCard *self = g_object_new (VIGIE_TYPE_CONTACT_CARD, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "directory-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);

  return GTK_WIDGET (self);
}

void
vigie_contact_card_set_contact (VigieContactCard *self, const char *id)
{
  g_return_if_fail (VIGIE_IS_CONTACT_CARD (self));

  if (g_strcmp0 (self->contact, id) == 0)
    return;
  g_free (self->contact);
  self->contact = g_strdup (id);
  fill (self);
}

const char *
vigie_contact_card_get_contact (VigieContactCard *self)
{
  g_return_val_if_fail (VIGIE_IS_CONTACT_CARD (self), NULL);

  return self->contact;
}

void
vigie_contact_card_set_plain (VigieContactCard *self)
{
  g_return_if_fail (VIGIE_IS_CONTACT_CARD (self));

  self->is_plain = TRUE;
  fill (self);
}
