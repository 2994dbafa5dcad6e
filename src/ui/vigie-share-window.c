/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One window with three faces. Sharing is the share's affair; this only follows it, so that it can be closed and opened
 * again at any time. */

#include "vigie-share-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-preferences.h"
#include "vigie-share-invite.h"
#include "vigie-share-members.h"
#include "vigie-share-people.h"
#include "vigie-share-words.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define WIDTH_PX 560
#define HEIGHT_PX 720
#define COLUMN_PX 500

struct _VigieShareWindow
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkWidget *off;
  GtkWidget *failure_box;
  GtkWidget *failure;
  GtkWidget *name_box;           /* with @name; hidden once it is known who sits here */
  GtkWidget *name;
  GtkWidget *start;
  GtkWidget *spinner;
  GtkWidget *headline;
  GtkWidget *addresses;
  GtkWidget *invite;
  GtkWidget *stays;

  VigieSession *session;
  const char *face;              /* as shown; NULL before the first time */
};

G_DEFINE_FINAL_TYPE (VigieShareWindow, vigie_share_window, ADW_TYPE_WINDOW)

static VigieSyncShare *
share_of (VigieShareWindow *self)
{
  return vigie_session_get_share (self->session);
}

/* Acts ---------------------------------------------------------------------------------------------- */

static void
fail (VigieShareWindow *self, const char *words)
{
  vigie_label_set (GTK_LABEL (self->failure), words);
  gtk_widget_set_visible (self->failure_box, words != NULL);
}

static gboolean
take_name (VigieShareWindow *self)
{
  g_autoptr(GError) error = NULL;

  if (!gtk_widget_get_visible (self->name_box)
      || vigie_preferences_set_author (self->session, gtk_editable_get_text (GTK_EDITABLE (self->name)), &error))
    return TRUE;
  fail (self, error->message);
  gtk_widget_grab_focus (self->name);

  return FALSE;
}

static void
start_cb (VigieShareWindow *self)
{
  if (take_name (self))
    vigie_sync_share_start (share_of (self), vigie_session_get_playbook (self->session)->organisation,
                            vigie_session_get_author (self->session));
}

static void
stop_cb (VigieShareWindow *self)
{
  vigie_sync_share_stop (share_of (self));
}

static void
stays_cb (VigieShareWindow *self)
{
  vigie_sync_share_set_stays (share_of (self), gtk_switch_get_active (GTK_SWITCH (self->stays)));
}

/* What it shows ------------------------------------------------------------------------------------- */

static char *
address_words (VigieShareWindow *self)
{
  const char *const *addresses = vigie_sync_share_get_addresses (share_of (self));

  if (addresses == NULL || addresses[0] == NULL)
    return g_strdup (_("This computer is in no network, so nobody else can reach it: connect it, then share again."));

  return g_strjoinv (", ", (GStrv) addresses);
}

static void
show_on (VigieShareWindow *self)
{
  const VigieStoreHub *hub = vigie_exchange_get_hub (vigie_session_get_exchange (self->session));
  g_autofree char *name = vigie_text_ui_clean (hub != NULL ? hub->name : vigie_session_get_playbook (self->session)->organisation, 0);
  /* Translators: %s is the name of the organisation */
  g_autofree char *headline = g_strdup_printf (_("%s is shared from this computer"), name);
  g_autofree char *addresses = address_words (self);

  vigie_label_set (GTK_LABEL (self->headline), headline);
  vigie_label_set (GTK_LABEL (self->addresses), addresses);
  gtk_switch_set_active (GTK_SWITCH (self->stays), vigie_sync_share_get_stays (share_of (self)));
}

static void
show (VigieShareWindow *self)
{
  static const char *const faces[] = { "off", "starting", "on", "starting" };
  VigieSyncShareState state = vigie_sync_share_get_state (share_of (self));
  gboolean is_new = g_strcmp0 (self->face, faces[state]) != 0;

  self->face = faces[state];
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), state == VIGIE_SYNC_SHARE_STARTING || state == VIGIE_SYNC_SHARE_STOPPING);
  fail (self, vigie_sync_share_get_failure (share_of (self)));
  gtk_widget_set_visible (self->name_box, vigie_session_author_is_guess (self->session));
  if (state == VIGIE_SYNC_SHARE_ON)
    show_on (self);
  gtk_stack_set_visible_child_name (self->stack, faces[state]);
  if (is_new && state == VIGIE_SYNC_SHARE_ON)
    gtk_widget_grab_focus (self->invite);
  else if (is_new && state == VIGIE_SYNC_SHARE_OFF)
    gtk_widget_grab_focus (gtk_widget_get_visible (self->name_box) ? self->name : self->start);
}

/* Making it ------------------------------------------------------------------------------------------ */

static GtkWidget *
column_new (void)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);

  gtk_widget_add_css_class (column, "share-column");

  return column;
}

static void
add_face (VigieShareWindow *self, GtkWidget *column, const char *name)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), COLUMN_PX);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_stack_add_named (self->stack, scroller, name);
}

static void
add_boxed (GtkWidget *column, GtkWidget *row)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_box_append (GTK_BOX (column), list);
}

static void
add_off (VigieShareWindow *self)
{
  GtkWidget *column = column_new ();

  self->failure_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->failure = vigie_paragraph_new ("", "strong");
  gtk_box_append (GTK_BOX (self->failure_box), vigie_icon_new ("dialog-warning-symbolic", "late-text"));
  gtk_box_append (GTK_BOX (self->failure_box), self->failure);
  self->name = gtk_entry_new ();
  self->name_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  vigie_share_add_field (GTK_BOX (self->name_box), _("Your name, as the others see it"), self->name);
  self->start = gtk_button_new_with_mnemonic (_("_Share from this computer"));
  gtk_widget_add_css_class (self->start, "suggested-action");
  gtk_widget_set_halign (self->start, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (column), self->failure_box);
  gtk_box_append (GTK_BOX (column), vigie_paragraph_new (_("Other computers in this network then see the same incidents within a second. You invite each person; nobody else gets in."), NULL));
  gtk_box_append (GTK_BOX (column), vigie_paragraph_new (_("All incidents of this computer are shared; examples and rehearsals never are. Nothing leaves this network."), "dim"));
  gtk_box_append (GTK_BOX (column), self->name_box);
  gtk_box_append (GTK_BOX (column), self->start);
  add_face (self, column, "off");
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (start_cb), self);
  g_signal_connect_swapped (self->start, "clicked", G_CALLBACK (start_cb), self);
}

static void
add_starting (VigieShareWindow *self)
{
  GtkWidget *column = column_new ();
  GtkWidget *words = vigie_label_new (_("One moment…"), NULL);
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  self->spinner = gtk_spinner_new ();
  gtk_widget_set_size_request (self->spinner, 32, 32);
  gtk_widget_set_halign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (cancel, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (column), self->spinner);
  gtk_box_append (GTK_BOX (column), words);
  gtk_box_append (GTK_BOX (column), cancel);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  add_face (self, column, "starting");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (stop_cb), self);
}

static GtkWidget *
head_new (VigieShareWindow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *stop = gtk_button_new_with_mnemonic (_("_Stop sharing"));

  self->headline = vigie_paragraph_new ("", "strong");
  self->addresses = vigie_paragraph_new ("", "num");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), self->headline);
  gtk_box_append (GTK_BOX (lines), self->addresses);
  gtk_widget_set_valign (stop, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), lines);
  gtk_box_append (GTK_BOX (head), stop);
  g_signal_connect_swapped (stop, "clicked", G_CALLBACK (stop_cb), self);

  return head;
}

static GtkWidget *
stays_row_new (VigieShareWindow *self)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Go on sharing when Vigie is closed"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("As long as this computer is on and nobody logs out."));
  self->stays = gtk_switch_new ();
  gtk_widget_set_valign (self->stays, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (self->stays, _("Go on sharing when Vigie is closed"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->stays);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->stays);
  g_signal_connect_swapped (self->stays, "notify::active", G_CALLBACK (stays_cb), self);

  return row;
}

static void
add_on (VigieShareWindow *self)
{
  GtkWidget *column = column_new ();

  self->invite = vigie_share_invite_new (self->session);
  gtk_box_append (GTK_BOX (column), head_new (self));
  gtk_box_append (GTK_BOX (column), vigie_label_new (_("Invite somebody"), "heading"));
  gtk_box_append (GTK_BOX (column), self->invite);
  gtk_box_append (GTK_BOX (column), vigie_label_new (_("Who has joined"), "heading"));
  gtk_box_append (GTK_BOX (column), vigie_share_people_new (self->session));
  add_boxed (column, vigie_share_members_row_new (self->session));
  add_boxed (column, stays_row_new (self));
  add_face (self, column, "on");
}

/* Object -------------------------------------------------------------------------------------------- */

static void
vigie_share_window_dispose (GObject *object)
{
  VigieShareWindow *self = VIGIE_SHARE_WINDOW (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (share_of (self), self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_share_window_parent_class)->dispose (object);
}

static void
vigie_share_window_class_init (VigieShareWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_share_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
vigie_share_window_init (VigieShareWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Share from this computer"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH_PX, HEIGHT_PX);
}

static VigieShareWindow *
find_open (GtkWindow *parent)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *i = windows; i != NULL; i = i->next)
    {
      if (VIGIE_IS_SHARE_WINDOW (i->data) && gtk_window_get_transient_for (i->data) == parent && gtk_widget_get_visible (i->data))
        return i->data;
    }

  return NULL;
}

static VigieShareWindow *
window_new (GtkWindow *parent, VigieSession *session)
{
  VigieShareWindow *self = g_object_new (VIGIE_TYPE_SHARE_WINDOW, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  add_off (self);
  add_starting (self);
  add_on (self);
  g_signal_connect_object (vigie_session_get_share (session), "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vigie_session_get_exchange (session), "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);

  return self;
}

/**
 * vigie_share_window_present:
 * @parent: the main window
 * @session: the session
 *
 * Returns: (transfer none): the window; it lives until it is closed
 */
VigieShareWindow *
vigie_share_window_present (GtkWindow *parent, VigieSession *session)
{
  VigieShareWindow *self = find_open (parent);

  if (self == NULL)
    {
      self = window_new (parent, session);
      if (vigie_sync_share_get_state (share_of (self)) == VIGIE_SYNC_SHARE_OFF && !vigie_session_author_is_guess (session))
        start_cb (self);
    }
  gtk_window_present (GTK_WINDOW (self));

  return self;
}

/**
 * vigie_share_window_get_invite:
 * @self: the window
 *
 * Returns: (transfer none): its form for an invitation
 */
GtkWidget *
vigie_share_window_get_invite (VigieShareWindow *self)
{
  g_return_val_if_fail (VIGIE_IS_SHARE_WINDOW (self), NULL);

  return self->invite;
}
