/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One invitation is on show at a time, because a link is for one person: the form gives way to the card with the link, so
 * that its code is seen whole, and comes back for the next one. */

#include "vigie-share-invite.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-qr-code.h"
#include "vigie-share-words.h"
#include "vigie-text-ui.h"
#include "vigie-text.h"
#include "vigie-time.h"
#include "vigie-widgets.h"

#define NAME_MAX_CHARS 80
#define DAYS 7
#define LINK_CHARS 46

struct _VigieShareInvite
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkWidget *form;
  GtkWidget *name;
  GtkWidget *role;
  GtkWidget *rights;
  GtkWidget *make;
  GtkWidget *failure;
  GtkWidget *result;             /* hidden until there is a link */
  GtkWidget *for_whom;
  GtkWidget *code;
  GtkWidget *link_text;
  GtkWidget *copy;

  VigieSession *session;
  GCancellable *cancellable;
  char *link;
  char *asked_for;               /* whom the one under way is for */
};

G_DEFINE_FINAL_TYPE (VigieShareInvite, vigie_share_invite, GTK_TYPE_WIDGET)

static VigieRole
chosen_role (VigieShareInvite *self)
{
  return (VigieRole) (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->role)) + VIGIE_ROLE_VIEWER);
}

static void
role_cb (VigieShareInvite *self)
{
  vigie_label_set (GTK_LABEL (self->rights), vigie_share_role_words (chosen_role (self)));
}

static void
fail (VigieShareInvite *self, const char *words)
{
  vigie_label_set (GTK_LABEL (self->failure), words);
  gtk_widget_set_visible (self->failure, words != NULL);
}

/* The link ------------------------------------------------------------------------------------------ */

static void
show_link (VigieShareInvite *self)
{
  gint64 until_usec = vigie_session_now_usec (self->session) + DAYS * VIGIE_DAY_USEC;
  g_autofree char *until = vigie_time_format_long_date (until_usec, vigie_session_get_zone (self->session),
                                                        vigie_session_get_lang (self->session));
  g_autofree char *shown = vigie_text_ui_clean (self->asked_for, NAME_MAX_CHARS);
  /* Translators: a name, and a date */
  g_autofree char *whom = g_strdup_printf (_("For %s alone: it works once, until %s."), shown, until);

  vigie_label_set (GTK_LABEL (self->for_whom), whom);
  gtk_widget_set_visible (self->code, vigie_qr_code_set_text (VIGIE_QR_CODE (self->code), self->link));
  vigie_label_set_whole (GTK_LABEL (self->link_text), self->link);
  gtk_button_set_label (GTK_BUTTON (self->copy), _("Copy the link"));
  gtk_widget_set_visible (self->result, TRUE);
  gtk_widget_grab_focus (self->copy);
  gtk_widget_set_visible (self->form, FALSE);
}

static void
again_cb (VigieShareInvite *self)
{
  gtk_widget_set_visible (self->form, TRUE);
  gtk_widget_grab_focus (self->name);
  gtk_widget_set_visible (self->result, FALSE);
}

static void
invited_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieShareInvite) self = user_data;
  g_autoptr(GError) error = NULL;
  char *link = vigie_sync_share_invite_finish (VIGIE_SYNC_SHARE (object), result, &error);

  if (self->root == NULL)
    {
      g_free (link);
      return;
    }
  gtk_widget_set_sensitive (self->make, TRUE);
  if (link == NULL)
    {
      fail (self, error->message);
      return;
    }
  g_free (self->link);
  self->link = link;
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  show_link (self);
}

/**
 * vigie_share_invite_make:
 * @self: the form
 *
 * Makes the invitation it describes.
 */
void
vigie_share_invite_make (VigieShareInvite *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->name));
  g_autoptr(GError) error = NULL;
  g_autofree char *name = vigie_text_clean_author (typed, _("The name"), NAME_MAX_CHARS, &error);

  fail (self, name == NULL ? error->message : NULL);
  if (name == NULL)
    {
      gtk_widget_grab_focus (self->name);
      return;
    }
  g_free (self->asked_for);
  self->asked_for = g_strdup (name);
  gtk_widget_set_sensitive (self->make, FALSE);
  vigie_sync_share_invite_async (vigie_session_get_share (self->session), name, chosen_role (self), DAYS, self->cancellable, invited_cb,
                                 g_object_ref (self));
}

static void
copy_cb (VigieShareInvite *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->link);
  gtk_button_set_label (GTK_BUTTON (self->copy), _("Copied"));
}

/* Object -------------------------------------------------------------------------------------------- */

static void
vigie_share_invite_dispose (GObject *object)
{
  VigieShareInvite *self = VIGIE_SHARE_INVITE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_share_invite_parent_class)->dispose (object);
}

/* Whoever finds the link can join in place of whom it was for. */
static void
vigie_share_invite_finalize (GObject *object)
{
  VigieShareInvite *self = VIGIE_SHARE_INVITE (object);

  if (self->link != NULL)
    vigie_wipe (self->link, strlen (self->link));
  g_free (self->link);
  g_free (self->asked_for);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (vigie_share_invite_parent_class)->finalize (object);
}

static gboolean
vigie_share_invite_grab_focus (GtkWidget *widget)
{
  VigieShareInvite *self = VIGIE_SHARE_INVITE (widget);

  return gtk_widget_grab_focus (gtk_widget_get_visible (self->form) ? self->name : self->copy);
}

static void
vigie_share_invite_class_init (VigieShareInviteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_share_invite_dispose;
  G_OBJECT_CLASS (klass)->finalize = vigie_share_invite_finalize;
  widget_class->grab_focus = vigie_share_invite_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
role_choice_new (void)
{
  const char *labels[VIGIE_N_ROLES] = { NULL };
  GtkWidget *choice;

  for (guint i = VIGIE_ROLE_VIEWER; i < VIGIE_N_ROLES; i++)
    labels[i - VIGIE_ROLE_VIEWER] = vigie_role_label (i, vigie_ui_lang ());
  choice = gtk_drop_down_new_from_strings (labels);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), VIGIE_ROLE_RESPONDER - VIGIE_ROLE_VIEWER);
  gtk_widget_set_halign (choice, GTK_ALIGN_START);

  return choice;
}

static void
add_form (VigieShareInvite *self)
{
  GtkBox *form = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));

  self->form = GTK_WIDGET (form);
  self->name = gtk_entry_new ();
  self->role = role_choice_new ();
  vigie_share_add_field (form, _("Name of the person"), self->name);
  vigie_share_add_field (form, _("They may"), self->role);
  self->rights = vigie_paragraph_new ("", "dim small");
  self->failure = vigie_paragraph_new ("", "late-text small");
  gtk_widget_set_visible (self->failure, FALSE);
  self->make = gtk_button_new_with_mnemonic (_("Make the _invitation"));
  gtk_widget_add_css_class (self->make, "suggested-action");
  gtk_widget_set_halign (self->make, GTK_ALIGN_START);
  gtk_box_append (form, self->rights);
  gtk_box_append (form, self->failure);
  gtk_box_append (form, self->make);
  gtk_box_append (GTK_BOX (self->root), self->form);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (vigie_share_invite_make), self);
  g_signal_connect_swapped (self->role, "notify::selected", G_CALLBACK (role_cb), self);
  g_signal_connect_swapped (self->make, "clicked", G_CALLBACK (vigie_share_invite_make), self);
  role_cb (self);
}

/* Cut anywhere, with no hyphen that is not part of it. */
static GtkWidget *
link_label_new (void)
{
  GtkWidget *label = vigie_paragraph_new ("", "mono");
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINK_CHARS);

  return label;
}

static void
add_result (VigieShareInvite *self)
{
  GtkWidget *how = vigie_paragraph_new (_("Send the link by a way that only they read. In Vigie on their computer: main menu, Join a hub…, and paste it."), NULL);

  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *again = gtk_button_new_with_mnemonic (_("Invite somebody _else"));

  self->result = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_add_css_class (self->result, "invitation");
  self->for_whom = vigie_paragraph_new ("", "strong");
  self->code = vigie_qr_code_new (_("The link as a QR code"));
  self->link_text = link_label_new ();
  self->copy = gtk_button_new_with_label (_("Copy the link"));
  gtk_widget_add_css_class (self->copy, "suggested-action");
  gtk_box_append (GTK_BOX (acts), self->copy);
  gtk_box_append (GTK_BOX (acts), again);
  gtk_box_append (GTK_BOX (self->result), self->for_whom);
  gtk_box_append (GTK_BOX (self->result), acts);
  gtk_box_append (GTK_BOX (self->result), how);
  gtk_box_append (GTK_BOX (self->result), self->code);
  gtk_box_append (GTK_BOX (self->result), self->link_text);
  gtk_widget_set_visible (self->result, FALSE);
  gtk_box_append (GTK_BOX (self->root), self->result);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (copy_cb), self);
  g_signal_connect_swapped (again, "clicked", G_CALLBACK (again_cb), self);
}

static void
vigie_share_invite_init (VigieShareInvite *self)
{
  self->cancellable = g_cancellable_new ();
  self->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
  add_form (self);
  add_result (self);
}

/**
 * vigie_share_invite_new:
 * @session: whose share it invites to
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *
vigie_share_invite_new (VigieSession *session)
{
  VigieShareInvite *self = g_object_new (VIGIE_TYPE_SHARE_INVITE, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

/**
 * vigie_share_invite_get_link:
 * @self: the form
 *
 * Returns: (nullable): the link on show
 */
const char *
vigie_share_invite_get_link (VigieShareInvite *self)
{
  g_return_val_if_fail (VIGIE_IS_SHARE_INVITE (self), NULL);

  return gtk_widget_get_visible (self->result) ? self->link : NULL;
}

/**
 * vigie_share_invite_fill:
 * @self: the form
 * @name: whom it is for
 * @role: what they may do
 */
void
vigie_share_invite_fill (VigieShareInvite *self, const char *name, VigieRole role)
{
  g_return_if_fail (VIGIE_IS_SHARE_INVITE (self) && role > VIGIE_ROLE_NONE && role < VIGIE_N_ROLES);

  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->role), (guint) role - VIGIE_ROLE_VIEWER);
}
