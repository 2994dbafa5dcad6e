/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Made from the fold of the moment a button is pressed, so that a date that somebody moved meanwhile is the one that goes out.
 * Whoever has no address in the directory is named: an invitation that quietly leaves somebody out is worse than none. */

#include "vigie-meeting-invite.h"

#include <glib/gi18n-lib.h>

#include "vigie-calendar.h"
#include "vigie-document-save.h"
#include "vigie-flow-mail.h"
#include "vigie-notice-handover.h"
#include "vigie-page-parts.h"
#include "vigie-post-mortem.h"
#include "vigie-text-ui.h"

#define WIDTH_PX 700

static VigiePostMortem *
state_of (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);

  return vigie_post_mortem_new (vigie_incident_model_get_incident (model), vigie_session_get_playbook (session), vigie_session_now_usec (session));
}

static char *
words_of (VigieIncidentModel *model, const VigiePostMortem *state)
{
  VigieSession *session = vigie_incident_model_get_session (model);

  return vigie_meeting_words (vigie_incident_model_get_incident (model), vigie_session_get_playbook (session), state->schedule, vigie_session_get_zone (session),
                              vigie_session_get_document_lang (session));
}

static char *
calendar_of (VigieIncidentModel *model, const VigiePostMortem *state)
{
  VigieSession *session = vigie_incident_model_get_session (model);

  return vigie_calendar_of_meeting (vigie_incident_model_get_incident (model), vigie_session_get_playbook (session), vigie_session_get_directory (session),
                                    state->schedule, vigie_session_get_document_lang (session), vigie_session_now_usec (session));
}

static char *
name_of (VigieIncidentModel *model)
{
  return g_strdup_printf ("post-mortem-%s", vigie_incident_model_get_incident (model)->ref);
}

static GtkWidget *
parent_of (GtkWidget *button)
{
  GtkRoot *root = gtk_widget_get_root (button);
  GtkWindow *parent = GTK_IS_WINDOW (root) ? gtk_window_get_transient_for (GTK_WINDOW (root)) : NULL;

  return parent != NULL ? GTK_WIDGET (parent) : button;
}

/* ---- Ways out ---- */

static void
save_cb (GtkWidget *button, VigieIncidentModel *model)
{
  g_autoptr(VigiePostMortem) state = state_of (model);
  g_autofree char *name = name_of (model);
  g_autofree char *file = g_strconcat (name, ".ics", NULL);

  if (state->schedule != NULL)
    vigie_document_save_text (parent_of (button), calendar_of (model, state), _("Save the invitation"), file);
}

static void
mail_cb (GtkWidget *button, VigieIncidentModel *model)
{
  g_autoptr(VigiePostMortem) state = state_of (model);
  VigieLang lang = vigie_session_get_document_lang (vigie_incident_model_get_session (model));
  g_autofree char *subject = vigie_post_mortem_subject (vigie_incident_model_get_incident (model), VIGIE_POST_MORTEM_TEAM, lang);
  g_autofree char *name = name_of (model);
  g_autofree char *words = NULL;

  if (state->schedule == NULL)
    return;
  words = words_of (model, state);
  vigie_flow_mail_save (parent_of (button), subject, words, NULL, calendar_of (model, state), lang, name);
}

static void
copy_cb (GtkWidget *button, VigieIncidentModel *model)
{
  g_autoptr(VigiePostMortem) state = state_of (model);
  g_autofree char *words = state->schedule != NULL ? words_of (model, state) : NULL;

  if (words != NULL)
    vigie_notice_handover_copy (parent_of (button), NULL, words);
}

/* The addresses that are known, and the names without one; both owned. */
static void
split_people (VigieIncidentModel *model, const VigiePostMortem *state, char **addresses, char **without)
{
  VigieDirectory *directory = vigie_session_get_directory (vigie_incident_model_get_session (model));
  g_autoptr(GString) known = g_string_new (NULL);
  g_autoptr(GString) unknown = g_string_new (NULL);

  for (gsize i = 0; state->schedule->people[i] != NULL; i++)
    {
      const char *mail = vigie_meeting_mail (directory, state->schedule->people[i]);
      GString *out = mail != NULL ? known : unknown;

      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", mail != NULL ? mail : state->schedule->people[i]);
    }
  *addresses = g_string_free (g_steal_pointer (&known), FALSE);
  *without = g_string_free (g_steal_pointer (&unknown), FALSE);
}

static void
addresses_cb (GtkWidget *button, VigieIncidentModel *model)
{
  g_autoptr(VigiePostMortem) state = state_of (model);
  g_autofree char *addresses = NULL;
  g_autofree char *without = NULL;

  if (state->schedule == NULL)
    return;
  split_people (model, state, &addresses, &without);
  vigie_page_copy (parent_of (button), addresses, _("The addresses are on the clipboard"));
}

/* ---- The window ---- */

static GtkWidget *
way_new (GtkWidget *box, const char *words, const char *css_class, GCallback callback, VigieIncidentModel *model)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  vigie_add_classes (button, css_class);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (button, "clicked", callback, g_object_ref (model), (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static GtkWidget *
text_new (const char *words)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 10);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 10);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), words, -1);
  vigie_set_accessible_label (view, _("Text of the invitation"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 260);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "card");

  return scroller;
}

static void
add_without (GtkWidget *box, const char *without)
{
  g_autofree char *words = NULL;

  if (*without == '\0')
    return;
  /* Translators: %s are names. */
  words = g_strdup_printf (_("No address in the directory: %s"), without);
  gtk_box_append (GTK_BOX (box), vigie_paragraph_new (words, "small soon-text"));
}

static GtkWidget *
content_new (VigieIncidentModel *model, const VigiePostMortem *state, GtkWidget **first)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *words = words_of (model, state);
  g_autofree char *addresses = NULL;
  g_autofree char *without = NULL;

  split_people (model, state, &addresses, &without);
  gtk_widget_set_margin_top (fields, 14);
  gtk_widget_set_margin_bottom (fields, 14);
  gtk_widget_set_margin_start (fields, 16);
  gtk_widget_set_margin_end (fields, 16);
  gtk_box_append (GTK_BOX (fields), text_new (words));
  add_without (fields, without);
  gtk_widget_add_css_class (foot, "foot-bar");
  gtk_widget_set_vexpand (fields, TRUE);
  gtk_widget_set_sensitive (way_new (foot, _("Copy the addresses"), NULL, G_CALLBACK (addresses_cb), model), *addresses != '\0');
  way_new (foot, _("Copy the text"), NULL, G_CALLBACK (copy_cb), model);
  way_new (foot, _("Save as e-mail…"), NULL, G_CALLBACK (mail_cb), model);
  *first = way_new (foot, _("Save the invitation…"), "suggested-action", G_CALLBACK (save_cb), model);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), fields);
  gtk_box_append (GTK_BOX (box), foot);

  return box;
}

static gboolean
close_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

GtkWindow *
vigie_meeting_invite_present (GtkWidget *from, VigieIncidentModel *model)
{
  g_autoptr(VigiePostMortem) state = NULL;
  GtkRoot *root;
  GtkWidget *window, *first;
  GtkEventController *keys;

  g_return_val_if_fail (GTK_IS_WIDGET (from) && VIGIE_IS_INCIDENT_MODEL (model), NULL);

  state = state_of (model);
  if (state->schedule == NULL)
    return NULL;
  root = GTK_IS_WINDOW (from) ? GTK_ROOT (from) : gtk_widget_get_root (from);
  window = g_object_new (ADW_TYPE_WINDOW, "title", _("Invite to the post-mortem"), "modal", TRUE, "transient-for", root, "destroy-with-parent", TRUE,
                         "default-width", WIDTH_PX, NULL);
  adw_window_set_content (ADW_WINDOW (window), content_new (model, state, &first));
  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                                                          gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (first);

  return GTK_WINDOW (window);
}
