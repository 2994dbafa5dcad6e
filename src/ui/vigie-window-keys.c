/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keys of the window. On a French keyboard the row of digits gives signs without Shift, and "<Control>1" does not
 * fire there, so each digit is bound with its French twin and with the keypad. Escape is not an
 * accelerator of the application: those run before any widget sees the key, and Escape first belongs to
 * an open popover or field. It is bound in the bubble phase instead. So is "<Control>z": in a field it
 * takes back what was typed, and only where nothing was typed the last act. One Escape comes before all
 * others: the one that closes an error bar, which stands over everything. */

#include "vigie-window-private.h"

static const struct
{
  const char *action;
  const char *keys[5];
} accels[] = {
  { "win.declare", { "<Control>n" } },
  { "win.page(0)", { "<Control>1", "<Control>KP_1", "<Control>ampersand" } },
  { "win.page(1)", { "<Control>2", "<Control>KP_2", "<Control>eacute" } },
  { "win.page(2)", { "<Control>3", "<Control>KP_3", "<Control>quotedbl" } },
  { "win.page(3)", { "<Control>4", "<Control>KP_4", "<Control>apostrophe" } },
  { "win.page(4)", { "<Control>5", "<Control>KP_5", "<Control>parenleft" } },
  { "win.page(5)", { "<Control>6", "<Control>KP_6", "<Control>minus" } },
  { "win.obligation(0)", { "<Alt>1", "<Alt>KP_1", "<Alt>ampersand" } },
  { "win.obligation(1)", { "<Alt>2", "<Alt>KP_2", "<Alt>eacute" } },
  { "win.duties", { "F7" } },
  { "win.toggle-board", { "F8" } },
  { "win.next-pane", { "F6" } },
  { "win.sidebar", { "F9" } },
  { "win.search", { "<Control>f" } },
  { "win.palette", { "<Control>k" } },
  { "win.command('')", { "<Control>l" } },
  { "win.suggested", { "<Control>Return", "<Control>KP_Enter" } },
  { "win.example", { "<Control>g" } },
  { "win.export", { "<Control>e" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.show('home')", { "<Alt>Home" } },
  /* "?" needs Shift on most keyboards, and the sign before it differs; F1 is the same everywhere. */
  { "win.shortcuts", { "<Control>question", "<Control><Shift>question", "F1" } },
};

void
vigie_window_install_keys (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (application, accels[i].action, (const char *const *) accels[i].keys);
}

static gboolean
close_bar_cb (GtkWidget *widget,
              GVariant  *args,
              gpointer   user_data)
{
  VigieWindow *self = VIGIE_WINDOW (widget);

  if (!gtk_revealer_get_reveal_child (self->failure))
    return FALSE;
  gtk_revealer_set_reveal_child (self->failure, FALSE);
  return TRUE;
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (widget), "back", NULL);
  return TRUE;
}

static void
add_key (VigieWindow         *self,
         GtkPropagationPhase  phase,
         guint                key,
         GdkModifierType      modifiers,
         GtkShortcutAction   *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), action));
  gtk_event_controller_set_propagation_phase (controller, phase);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
vigie_window_add_keys (VigieWindow *self)
{
  add_key (self, GTK_PHASE_CAPTURE, GDK_KEY_Escape, 0, gtk_callback_action_new (close_bar_cb, NULL, NULL));
  add_key (self, GTK_PHASE_BUBBLE, GDK_KEY_Escape, 0, gtk_callback_action_new (escape_cb, NULL, NULL));
  add_key (self, GTK_PHASE_BUBBLE, GDK_KEY_z, GDK_CONTROL_MASK, gtk_named_action_new ("win.undo"));
}
