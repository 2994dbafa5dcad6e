/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The card of a contact. At night one reads a number aloud or presses one button, so the first number
 * is large and each line has its acts beside it: call or write, and copy. A number nobody can call is
 * shown as the playbook has it, said to be missing in words, and has no button that would only fail. */

#include "vigie-contact-card.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-directory.h"
#include "vigie-text-ui.h"

struct _VigieContactCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  VigiePlaybook *playbook;
  const VigieContactDef *contact;
  VigieLang lang;
};

G_DEFINE_FINAL_TYPE (VigieContactCard, vigie_contact_card, GTK_TYPE_WIDGET)

typedef enum { LINE_PHONE, LINE_MAIL, LINE_SITE } LineKind;

char *
vigie_contact_tel_uri (const char *number)
{
  g_autoptr(GString) uri = g_string_new ("tel:");

  if (number == NULL || vigie_number_is_placeholder (number))
    return NULL;
  for (const char *sign = number; *sign != '\0'; sign++)
    if (g_ascii_isdigit (*sign) || (*sign == '+' && uri->len == strlen ("tel:")))
      g_string_append_c (uri, *sign);

  return uri->len > strlen ("tel:+") ? g_string_free (g_steal_pointer (&uri), FALSE) : NULL;
}

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

static char *
uri_of (LineKind kind, const char *text)
{
  g_autofree char *escaped = NULL;

  switch (kind)
    {
    case LINE_PHONE:
      return vigie_contact_tel_uri (text);
    case LINE_MAIL:
      escaped = g_uri_escape_string (text, "@", FALSE);
      return g_strconcat ("mailto:", escaped, NULL);
    default:
      return g_strdup (text);
    }
}

/* ---- Acts ---- */

static void
copy_cb (GtkWidget *button, const char *text)
{
  g_autofree char *words = g_strdup_printf (_("Copied: %s"), text);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
  gtk_widget_activate_action (button, "win.toast", "s", words);
}

static void
open_cb (GtkWidget *button, const char *uri)
{
  vigie_compat_show_uri (button, uri);
}

static void
free_text (gpointer data, GClosure *closure)
{
  g_free (data);
}

static GtkWidget *
act_new (const char *icon, const char *words, const char *name, gboolean suggested)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), vigie_icon_new (icon, NULL));
  gtk_box_append (GTK_BOX (box), gtk_label_new (words));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, suggested ? "suggested-action" : "compact");
  if (suggested)
    gtk_widget_add_css_class (button, "stress");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (button, name);

  return button;
}

static GtkWidget *
copy_button_new (const char *text)
{
  g_autofree char *name = g_strdup_printf (_("Copy %s"), text);
  GtkWidget *button = act_new ("vigie-copy-symbolic", _("Copy"), name, FALSE);

  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), g_strdup (text), free_text, 0);

  return button;
}

static GtkWidget *
open_button_new (LineKind kind, const char *text, gboolean suggested)
{
  static const char *const icons[] = { "vigie-call-symbolic", "vigie-message-symbolic", "vigie-link-symbolic" };
  const char *const words[] = { _("Call"), _("Write"), _("Open") };
  g_autofree char *uri = uri_of (kind, text);
  g_autofree char *name = NULL;
  GtkWidget *button;

  if (uri == NULL)
    return NULL;
  name = g_strdup_printf ("%s %s", words[kind], text);
  button = act_new (icons[kind], words[kind], name, suggested);
  g_signal_connect_data (button, "clicked", G_CALLBACK (open_cb), g_steal_pointer (&uri), free_text, 0);

  return button;
}

/* ---- Lines ---- */

static GtkWidget *
line_new (LineKind kind, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = vigie_paragraph_new (text, "num");
  GtkWidget *open = open_button_new (kind, text, FALSE);

  gtk_widget_add_css_class (row, "card-row");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (row), label);
  if (kind == LINE_PHONE && open == NULL)
    {
      vigie_add_classes (label, "soon-text strong");
      gtk_box_append (GTK_BOX (row), vigie_label_new (_("number missing"), "caption soon-text"));
      return row;
    }
  if (open != NULL)
    gtk_box_append (GTK_BOX (row), open);
  gtk_box_append (GTK_BOX (row), copy_button_new (text));

  return row;
}

static void
append_lines (GtkBox *list, LineKind kind, GPtrArray *texts, guint first)
{
  for (guint i = first; i < texts->len; i++)
    gtk_box_append (list, line_new (kind, texts->pdata[i]));
}

static GtkWidget *
head_new (VigieContactCard *self)
{
  const VigieCategory *category = vigie_contact_category (self->playbook, self->contact);
  const char *name = vigie_text_get (&self->contact->name, self->lang);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *letters = vigie_initials_text (name);
  GtkWidget *avatar = adw_avatar_new (56, letters, TRUE);

  gtk_widget_set_valign (avatar, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (title), vigie_label_new (name, "title-band"));
  if (self->contact->on_call)
    gtk_box_append (GTK_BOX (title), vigie_tag_new (_("on call"), "acc"));
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), vigie_label_new (category != NULL ? vigie_text_get (&category->title, self->lang) : "", "small dim"));
  if (*vigie_text_get (&self->contact->note, self->lang) != '\0')
    gtk_box_append (GTK_BOX (words), vigie_paragraph_new (vigie_text_get (&self->contact->note, self->lang), "small"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (head), avatar);
  gtk_box_append (GTK_BOX (head), words);

  return head;
}

/* The number one reads aloud, with the one suggested act of this page. */
static GtkWidget *
number_new (const char *number)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = vigie_label_new (number, "number-phone");
  GtkWidget *call = open_button_new (LINE_PHONE, number, TRUE);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (call == NULL)
    {
      gtk_widget_add_css_class (label, "soon-text");
      gtk_box_append (GTK_BOX (acts), vigie_icon_new ("vigie-warning-symbolic", "soon-text"));
      gtk_box_append (GTK_BOX (acts), vigie_paragraph_new (_("Number missing: the playbook has none that can be called."), "soon-text strong small"));
    }
  else
    {
      gtk_box_append (GTK_BOX (acts), call);
      gtk_box_append (GTK_BOX (acts), copy_button_new (number));
    }
  gtk_box_append (GTK_BOX (box), acts);

  return box;
}

static void
fill (VigieContactCard *self)
{
  const VigieContactDef *contact = self->contact;
  GtkWidget *list;

  vigie_clear_box (GTK_BOX (self->box));
  if (contact == NULL)
    {
      gtk_box_append (GTK_BOX (self->box), vigie_paragraph_new (_("Choose somebody in the list to see every number and address."), "dim"));
      return;
    }
  gtk_box_append (GTK_BOX (self->box), head_new (self));
  if (contact->phones->len > 0)
    gtk_box_append (GTK_BOX (self->box), number_new (contact->phones->pdata[0]));
  if (contact->phones->len + contact->emails->len + contact->urls->len > (contact->phones->len > 0 ? 1 : 0))
    {
      list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_add_css_class (list, "card-list");
      append_lines (GTK_BOX (list), LINE_PHONE, contact->phones, 1);
      append_lines (GTK_BOX (list), LINE_MAIL, contact->emails, 0);
      append_lines (GTK_BOX (list), LINE_SITE, contact->urls, 0);
      gtk_box_append (GTK_BOX (self->box), list);
    }
}

/* ---- Object ---- */

static void
vigie_contact_card_dispose (GObject *object)
{
  VigieContactCard *self = VIGIE_CONTACT_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  self->contact = NULL;
  g_clear_pointer (&self->playbook, vigie_playbook_unref);

  G_OBJECT_CLASS (vigie_contact_card_parent_class)->dispose (object);
}

static void
vigie_contact_card_class_init (VigieContactCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_contact_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
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

GtkWidget *
vigie_contact_card_new (VigiePlaybook *playbook, VigieLang lang)
{
  VigieContactCard *self = g_object_new (VIGIE_TYPE_CONTACT_CARD, NULL);

  self->playbook = vigie_playbook_ref (playbook);
  self->lang = lang;
  fill (self);

  return GTK_WIDGET (self);
}

void
vigie_contact_card_set_contact (VigieContactCard *self, const VigieContactDef *contact)
{
  g_return_if_fail (VIGIE_IS_CONTACT_CARD (self));

  if (self->contact == contact)
    return;
  self->contact = contact;
  fill (self);
}

const VigieContactDef *
vigie_contact_card_get_contact (VigieContactCard *self)
{
  g_return_val_if_fail (VIGIE_IS_CONTACT_CARD (self), NULL);

  return self->contact;
}
