/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verification round. Who lacks something is gone through one by one, the urgent ones first: V says that the numbers
 * are right, E changes them, the arrows go on and back. Whom to go through is settled when the round begins, so that the
 * count does not move under the hand; what was done shows on the card of each. */

#include "vigie-directory-round.h"

#include <glib/gi18n-lib.h>

#include "vigie-contact-acts.h"
#include "vigie-contact-card.h"
#include "vigie-page-parts.h"
#include "vigie-readiness.h"
#include "vigie-text-ui.h"

#define VIGIE_TYPE_DIRECTORY_ROUND (vigie_directory_round_get_type ())
G_DECLARE_FINAL_TYPE (VigieDirectoryRound, vigie_directory_round, VIGIE, DIRECTORY_ROUND, AdwWindow)

struct _VigieDirectoryRound
{
  AdwWindow parent_instance;

  VigieSession *session;
  GPtrArray *ids;                /* char *: whom */
  guint at;
  GtkWidget *stack;
  GtkWidget *count;
  GtkWidget *lacks;
  GtkWidget *done;
  GtkWidget *bar;
  VigieContactCard *card;
  GtkWidget *verify, *back;
};

G_DEFINE_FINAL_TYPE (VigieDirectoryRound, vigie_directory_round, ADW_TYPE_WINDOW)

static const char *
lack_words (guint lack)
{
  switch (lack)
    {
    case VIGIE_LACK_NUMBER:
      return _("its number is a placeholder");
    case VIGIE_LACK_REACH:
      return _("it has no number");
    case VIGIE_LACK_DEPUTY:
      return _("nobody stands in");
    case VIGIE_LACK_VERIFIED:
      return _("not verified since the review");
    default:
      return _("written twice: to settle");
    }
}

static const char *
current (VigieDirectoryRound *self)
{
  return self->at < self->ids->len ? self->ids->pdata[self->at] : NULL;
}

static void
show_lacks (VigieDirectoryRound *self)
{
  VigieDirectory *directory = vigie_session_get_directory (self->session);
  const VigieDirectoryEntry *entry = vigie_directory_entry (directory, current (self));
  guint lacks = entry != NULL && !entry->removed ? vigie_readiness_lacks (directory, entry, vigie_session_now_usec (self->session)) : 0;
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint bit = 0; bit < VIGIE_N_LACKS; bit++)
    if ((lacks & 1u << bit) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", lack_words (1u << bit));
  vigie_label_set (GTK_LABEL (self->lacks), lacks == 0 ? _("complete and verified") : words->str);
  vigie_set_class (self->lacks, "soon-text", lacks != 0);
  vigie_set_class (self->lacks, "ok-text", lacks == 0);
}

static void
show (VigieDirectoryRound *self)
{
  gboolean is_over = self->at >= self->ids->len;
  g_autofree char *count = NULL;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), is_over ? "done" : "card");
  gtk_widget_set_visible (self->bar, !is_over);
  gtk_widget_set_sensitive (self->back, self->at > 0);
  if (is_over)
    {
      vigie_label_set (GTK_LABEL (self->count), "");
      gtk_widget_grab_focus (self->done);
      return;
    }
  /* Translators: the third of seven contacts. */
  count = g_strdup_printf (_("%u of %u"), self->at + 1, self->ids->len);
  vigie_label_set (GTK_LABEL (self->count), count);
  vigie_contact_card_set_contact (self->card, current (self));
  show_lacks (self);
}

static void
go (VigieDirectoryRound *self, int by)
{
  if (by < 0 && self->at == 0)
    return;
  self->at = MIN (self->at + (guint) by, self->ids->len);
  show (self);
}

static void
next_cb (VigieDirectoryRound *self)
{
  go (self, 1);
}

static void
back_cb (VigieDirectoryRound *self)
{
  go (self, -1);
}

static void
verify_cb (VigieDirectoryRound *self)
{
  if (current (self) == NULL)
    return;
  vigie_contact_verify (self->session, current (self));
  go (self, 1);
}

static void
edit_cb (VigieDirectoryRound *self)
{
  if (current (self) != NULL)
    vigie_contact_edit (GTK_WIDGET (self), self->session, current (self));
}

static gboolean
key_cb (VigieDirectoryRound *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_v:
      verify_cb (self);
      return TRUE;
    case GDK_KEY_e:
      edit_cb (self);
      return TRUE;
    case GDK_KEY_n:
    case GDK_KEY_Right:
    case GDK_KEY_Page_Down:
      next_cb (self);
      return TRUE;
    case GDK_KEY_p:
    case GDK_KEY_Left:
    case GDK_KEY_Page_Up:
      back_cb (self);
      return TRUE;
    case GDK_KEY_Escape:
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    default:
      return FALSE;
    }
}

/* ---- Building ---- */

static GtkWidget *
button_new (VigieDirectoryRound *self, const char *words, const char *key, const char *classes, GCallback clicked)
{
  GtkWidget *button = vigie_page_button_new (words, key, classes);

  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
bar_new (VigieDirectoryRound *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->back = button_new (self, _("Back"), "P", NULL, G_CALLBACK (back_cb));
  self->verify = button_new (self, _("Numbers are right"), "V", "suggested-action", G_CALLBACK (verify_cb));
  vigie_add_classes (bar, "foot-bar");
  vigie_add_classes (acts, "foot-row");
  gtk_widget_set_hexpand (acts, TRUE);
  gtk_widget_set_halign (acts, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (bar), self->back);
  gtk_box_append (GTK_BOX (acts), button_new (self, _("Change"), "E", NULL, G_CALLBACK (edit_cb)));
  gtk_box_append (GTK_BOX (acts), button_new (self, _("Later"), "N", NULL, G_CALLBACK (next_cb)));
  gtk_box_append (GTK_BOX (acts), self->verify);
  gtk_box_append (GTK_BOX (bar), acts);

  return bar;
}

static GtkWidget *
card_new (VigieDirectoryRound *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->card = VIGIE_CONTACT_CARD (vigie_contact_card_new (self->session));
  vigie_contact_card_set_plain (self->card);
  self->lacks = vigie_paragraph_new ("", "small strong");
  gtk_widget_set_margin_top (box, 14);
  gtk_widget_set_margin_bottom (box, 14);
  gtk_widget_set_margin_start (box, 14);
  gtk_widget_set_margin_end (box, 14);
  gtk_box_append (GTK_BOX (box), self->lacks);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->card));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);

  return scrolled;
}

static GtkWidget *
done_new (VigieDirectoryRound *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->done = gtk_button_new_with_label (_("Close"));
  gtk_widget_add_css_class (self->done, "suggested-action");
  gtk_widget_set_halign (self->done, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->done, "clicked", G_CALLBACK (gtk_window_close), self);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), vigie_icon_new ("vigie-check-symbolic", "ok-text"));
  gtk_box_append (GTK_BOX (box), vigie_paragraph_new (self->ids->len > 0 ? _("The round is done. What was left for later stays in the count.") : _("Every contact is complete and verified."), "heading"));
  gtk_box_append (GTK_BOX (box), self->done);

  return box;
}

static void
build (VigieDirectoryRound *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->count = vigie_label_new ("", "num strong");
  gtk_widget_set_margin_start (self->count, 8);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->count);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), card_new (self), "card");
  gtk_stack_add_named (GTK_STACK (self->stack), done_new (self), "done");
  self->bar = bar_new (self);
  gtk_box_append (GTK_BOX (content), header);
  gtk_box_append (GTK_BOX (content), self->stack);
  gtk_box_append (GTK_BOX (content), self->bar);
  gtk_widget_add_css_class (content, "paper");
  adw_window_set_content (ADW_WINDOW (self), content);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
vigie_directory_round_finalize (GObject *object)
{
  VigieDirectoryRound *self = VIGIE_DIRECTORY_ROUND (object);

  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_directory_round_parent_class)->finalize (object);
}

static void
vigie_directory_round_class_init (VigieDirectoryRoundClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vigie_directory_round_finalize;
}

static void
vigie_directory_round_init (VigieDirectoryRound *self)
{
}

static void
directory_changed_cb (VigieDirectoryRound *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_lacks (self);
}

GtkWindow *
vigie_directory_round_present (GtkWidget *from, VigieSession *session)
{
  VigieDirectoryRound *self = g_object_new (VIGIE_TYPE_DIRECTORY_ROUND, "transient-for", gtk_widget_get_root (from), "modal", TRUE,
                                            "destroy-with-parent", TRUE, "default-width", 560, "default-height", 560, "title", _("Verification round"), NULL);
  g_autoptr(GPtrArray) round = vigie_readiness_round (vigie_session_get_directory (session), ~0u, vigie_session_now_usec (session));

  self->session = g_object_ref (session);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < round->len; i++)
    g_ptr_array_add (self->ids, g_strdup (((const VigieDirectoryEntry *) round->pdata[i])->contact->id));
  build (self);
  g_signal_connect_object (session, "directory-changed", G_CALLBACK (directory_changed_cb), self, G_CONNECT_SWAPPED);
  show (self);
  gtk_window_present (GTK_WINDOW (self));
  if (self->ids->len > 0)
    gtk_widget_grab_focus (self->verify);

  return GTK_WINDOW (self);
}
