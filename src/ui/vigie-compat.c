/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything that GTK 4.10 or libadwaita 1.4 deprecates, in one place.
 *
 * Widgets are handed out as plain GtkWidget so that no caller can name their type. Dialogs are
 * answered through one callback, exactly once, also when the parent goes away first: a caller that
 * keeps data for the answer would leak it or wait for ever otherwise. */

#include "vigie-compat.h"

#include <glib/gi18n-lib.h>

/* ---- Sidebar and content ---- */

GtkWidget *
vigie_compat_split_new (GtkWidget *sidebar,
                        GtkWidget *content)
{
  AdwLeaflet *leaflet = ADW_LEAFLET (adw_leaflet_new ());

  /* The default folds at the natural width, which no laptop has. */
  adw_leaflet_set_fold_threshold_policy (leaflet, ADW_FOLD_THRESHOLD_POLICY_MINIMUM);
  adw_leaflet_set_transition_type (leaflet, ADW_LEAFLET_TRANSITION_TYPE_SLIDE);
  adw_leaflet_set_can_navigate_back (leaflet, TRUE);
  gtk_widget_set_hexpand (sidebar, FALSE);
  adw_leaflet_append (leaflet, sidebar);
  adw_leaflet_append (leaflet, content);
  adw_leaflet_set_visible_child (leaflet, content);
  /* Its first and last children are not always ours: it keeps shadows among them. */
  g_object_set_data (G_OBJECT (leaflet), "sidebar", sidebar);
  g_object_set_data (G_OBJECT (leaflet), "content", content);
  return GTK_WIDGET (leaflet);
}

static GtkWidget *
split_child (GtkWidget *split,
             gboolean   content)
{
  return g_object_get_data (G_OBJECT (split), content ? "content" : "sidebar");
}

void
vigie_compat_split_show_content (GtkWidget *split,
                                 gboolean   content)
{
  adw_leaflet_set_visible_child (ADW_LEAFLET (split), split_child (split, content));
}

gboolean
vigie_compat_split_shows_content (GtkWidget *split)
{
  return adw_leaflet_get_visible_child (ADW_LEAFLET (split)) == split_child (split, TRUE);
}

gboolean
vigie_compat_split_is_folded (GtkWidget *split)
{
  return adw_leaflet_get_folded (ADW_LEAFLET (split));
}

void
vigie_compat_split_force_fold (GtkWidget *split,
                               gboolean   force)
{
  adw_leaflet_set_can_unfold (ADW_LEAFLET (split), !force);
}

void
vigie_compat_split_watch (GtkWidget *split,
                          GCallback  changed,
                          gpointer   object)
{
  g_signal_connect_object (split, "notify::folded", changed, object, G_CONNECT_SWAPPED);
  g_signal_connect_object (split, "notify::visible-child", changed, object, G_CONNECT_SWAPPED);
}

/* ---- Pane at the end ---- */

GtkWidget *
vigie_compat_pane_new (GtkWidget *content,
                       GtkWidget *pane)
{
  AdwFlap *flap = ADW_FLAP (adw_flap_new ());

  adw_flap_set_content (flap, content);
  adw_flap_set_flap (flap, pane);
  adw_flap_set_flap_position (flap, GTK_PACK_END);
  adw_flap_set_fold_policy (flap, ADW_FLAP_FOLD_POLICY_AUTO);
  adw_flap_set_fold_threshold_policy (flap, ADW_FOLD_THRESHOLD_POLICY_MINIMUM);
  adw_flap_set_transition_type (flap, ADW_FLAP_TRANSITION_TYPE_OVER);
  adw_flap_set_swipe_to_open (flap, FALSE);
  adw_flap_set_swipe_to_close (flap, FALSE);
  adw_flap_set_modal (flap, FALSE);
  return GTK_WIDGET (flap);
}

void
vigie_compat_pane_reveal (GtkWidget *self,
                          gboolean   reveal)
{
  adw_flap_set_reveal_flap (ADW_FLAP (self), reveal);
}

gboolean
vigie_compat_pane_is_revealed (GtkWidget *self)
{
  return adw_flap_get_reveal_flap (ADW_FLAP (self));
}

gboolean
vigie_compat_pane_is_folded (GtkWidget *self)
{
  return adw_flap_get_folded (ADW_FLAP (self));
}

void
vigie_compat_pane_watch (GtkWidget *self,
                         GCallback  changed,
                         gpointer   object)
{
  g_signal_connect_object (self, "notify::reveal-flap", changed, object, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::folded", changed, object, G_CONNECT_SWAPPED);
}

/* ---- Questions ---- */

typedef struct
{
  VigieAskFunc answered;
  gpointer user_data;
} Ask;

static GtkWindow *
window_of (GtkWidget *from)
{
  GtkRoot *root = from ? gtk_widget_get_root (from) : NULL;

  if (GTK_IS_WINDOW (from))
    return GTK_WINDOW (from);
  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
finish_ask (Ask      *ask,
            gboolean  accepted)
{
  VigieAskFunc answered = g_steal_pointer (&ask->answered);

  if (answered)
    answered (accepted, ask->user_data);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  finish_ask (user_data, g_strcmp0 (response, "act") == 0);
}

static void
dialog_gone_cb (GtkWidget *dialog,
                gpointer   user_data)
{
  finish_ask (user_data, FALSE);
}

static void
free_ask (gpointer  data,
          GClosure *closure)
{
  g_free (data);
}

GtkWindow *
vigie_compat_ask (GtkWidget    *from,
                  const char   *heading,
                  const char   *body,
                  const char   *act,
                  gboolean      destructive,
                  GtkWidget    *extra,
                  VigieAskFunc  answered,
                  gpointer      user_data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window_of (from), heading, body));
  Ask *ask = g_new0 (Ask, 1);

  ask->answered = answered;
  ask->user_data = user_data;
  adw_message_dialog_add_response (dialog, "cancel", _("Cancel"));
  adw_message_dialog_add_response (dialog, "act", act);
  adw_message_dialog_set_response_appearance (dialog, "act", destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (dialog, "cancel");
  if (!destructive)
    adw_message_dialog_set_default_response (dialog, "act");
  if (extra)
    adw_message_dialog_set_extra_child (dialog, extra);

  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), ask, NULL, 0);
  g_signal_connect_data (dialog, "destroy", G_CALLBACK (dialog_gone_cb), ask, free_ask, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  if (extra)
    gtk_widget_child_focus (extra, GTK_DIR_TAB_FORWARD);
  return GTK_WINDOW (dialog);
}

void
vigie_compat_ask_set_ready (GtkWindow *dialog,
                            gboolean   ready)
{
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "act", ready);
}

void
vigie_compat_ask_accept (GtkWindow *dialog)
{
  if (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "act"))
    {
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "act");
      gtk_window_close (dialog);
    }
}

/* ---- Preferences ---- */

GtkWindow *
vigie_compat_preferences_new (GtkWindow  *parent,
                              const char *title,
                              GtkWidget  *page)
{
  AdwPreferencesWindow *window = ADW_PREFERENCES_WINDOW (adw_preferences_window_new ());

  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 520);
  adw_preferences_window_set_search_enabled (window, FALSE);
  adw_preferences_window_add (window, ADW_PREFERENCES_PAGE (page));
  return GTK_WINDOW (window);
}

/* ---- Files ---- */

typedef struct
{
  GtkFileChooserNative *chooser;
  VigieFileFunc chosen;
  gpointer user_data;
} Choice;

static void
choice_cb (GtkNativeDialog *dialog,
           int              response,
           gpointer         user_data)
{
  Choice *choice = user_data;
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  choice->chosen (file, choice->user_data);
  g_object_unref (choice->chooser);
  g_free (choice);
}

static void
present_chooser (GtkFileChooserNative *chooser,
                 VigieFileFunc         chosen,
                 gpointer              user_data)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->chooser = chooser;
  choice->chosen = chosen;
  choice->user_data = user_data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (choice_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
vigie_compat_choose_save (GtkWidget     *from,
                          const char    *title,
                          const char    *name,
                          VigieFileFunc  chosen,
                          gpointer       user_data)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, window_of (from), GTK_FILE_CHOOSER_ACTION_SAVE, _("Save"), _("Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  present_chooser (chooser, chosen, user_data);
}

void
vigie_compat_choose_open (GtkWidget     *from,
                          const char    *title,
                          const char    *pattern,
                          const char    *pattern_title,
                          VigieFileFunc  chosen,
                          gpointer       user_data)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, window_of (from), GTK_FILE_CHOOSER_ACTION_OPEN, _("Open"), _("Cancel"));

  if (pattern)
    {
      g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, pattern_title);
      gtk_file_filter_add_pattern (filter, pattern);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
    }
  present_chooser (chooser, chosen, user_data);
}

/* ---- Addresses ---- */

gboolean
vigie_compat_show_uri (GtkWidget  *from,
                       const char *uri)
{
  static const char *const schemes[] = { "https", "tel", "mailto", NULL };
  g_autofree char *scheme = uri ? g_uri_parse_scheme (uri) : NULL;

  /* A playbook is a file somebody sent: an address in it must not start anything local. */
  if (!scheme || !g_strv_contains (schemes, scheme))
    return FALSE;
  gtk_show_uri (window_of (from), uri, GDK_CURRENT_TIME);
  return TRUE;
}

void
vigie_compat_show_file (GtkWidget *from,
                        GFile     *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (window_of (from), uri, GDK_CURRENT_TIME);
}
