/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The session holds what is true now, GSettings what will be true after the next start, and this window
 * changes both. There is no button that applies: a choice holds when it is made. Only the name waits
 * until it is confirmed or the window is closed, since half a name must not stand in the record.
 *
 * GSettings ends the program when a schema or a key is missing, so both are looked up first: a program
 * that was copied somewhere without its schema still runs, and forgets. */

#include "vigie-preferences.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-text-ui.h"
#include "vigie-text.h"

#define SCHEMA "ci.distri_night.Vigie"
#define NAME_MAX_CHARS 80

/* ---- Keeping ---- */

GSettings *
vigie_preferences_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = source ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;

  /* The key that came last: with it, all others are there. */
  return schema && g_settings_schema_has_key (schema, "mail-per-minute") ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

char *
vigie_preferences_get_author (void)
{
  g_autoptr(GSettings) settings = vigie_preferences_settings ();
  g_autofree char *name = settings ? g_settings_get_string (settings, "author-name") : NULL;

  return name && *name ? g_steal_pointer (&name) : NULL;
}

gboolean
vigie_preferences_set_author (VigieSession  *session,
                              const char    *name,
                              GError       **error)
{
  g_autoptr(GSettings) settings = vigie_preferences_settings ();
  g_autofree char *clean = vigie_text_clean_author (name, _("The author’s name"), NAME_MAX_CHARS, error);

  if (!clean)
    return FALSE;
  vigie_session_set_author (session, clean);
  if (settings)
    g_settings_set_string (settings, "author-name", clean);
  return TRUE;
}

static const struct
{
  const char *word;
  AdwColorScheme scheme;
} styles[] = {
  { "system", ADW_COLOR_SCHEME_DEFAULT },
  { "light", ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "dark", ADW_COLOR_SCHEME_FORCE_DARK },
};

static const char *const languages[] = { "auto", "fr", "en" };

static void
apply_style (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (styles[i].word, word))
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), styles[i].scheme);
}

void
vigie_preferences_set_style (const char *word)
{
  g_autoptr(GSettings) settings = vigie_preferences_settings ();

  apply_style (word);
  if (settings)
    g_settings_set_string (settings, "style", word);
}

void
vigie_preferences_restore (VigieSession *session)
{
  g_autoptr(GSettings) settings = vigie_preferences_settings ();
  g_autofree char *language = NULL;
  g_autofree char *style = NULL;

  if (!settings)
    return;
  language = g_settings_get_string (settings, "document-language");
  style = g_settings_get_string (settings, "style");
  vigie_session_set_document_choice (session, language);
  vigie_session_set_bell (session, g_settings_get_boolean (settings, "bell-at-overdue"));
  vigie_exchange_set_keeps_key (vigie_session_get_exchange (session), g_settings_get_boolean (settings, "keep-hub-key"));
  apply_style (style);
}

/* ---- Choosing ---- */

/* NULL once the window is going away: rows being taken down change too, and that is no choice. */
static VigieSession *
session_of (gpointer widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root ? g_object_get_data (G_OBJECT (root), "session") : NULL;
}

static void
gone_cb (GtkWidget *window)
{
  g_object_set_data (G_OBJECT (window), "session", NULL);
}

static void
author_cb (GtkWidget *row)
{
  VigieSession *session = session_of (row);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autoptr(GError) error = NULL;

  if (!session)
    return;
  vigie_set_class (row, "error", !vigie_preferences_set_author (session, name, &error));
  vigie_set_tooltip (row, error ? error->message : NULL);
}

/* A name that was changed and not confirmed holds too; one that cannot be used does not. */
static gboolean
close_cb (GtkWindow *window,
          GtkWidget *row)
{
  VigieSession *session = session_of (row);

  if (session && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), vigie_session_get_author (session)))
    author_cb (row);
  return GDK_EVENT_PROPAGATE;
}

static void
bell_cb (GtkSwitch *bell)
{
  g_autoptr(GSettings) settings = vigie_preferences_settings ();
  VigieSession *session = session_of (bell);
  gboolean active = gtk_switch_get_active (bell);

  if (!session)
    return;
  vigie_session_set_bell (session, active);
  if (settings)
    g_settings_set_boolean (settings, "bell-at-overdue", active);
}

static void
key_cb (GtkSwitch *keeps)
{
  g_autoptr(GSettings) settings = vigie_preferences_settings ();
  VigieSession *session = session_of (keeps);
  gboolean active = gtk_switch_get_active (keeps);

  if (!session)
    return;
  vigie_exchange_set_keeps_key (vigie_session_get_exchange (session), active);
  if (settings)
    g_settings_set_boolean (settings, "keep-hub-key", active);
}

static void
language_cb (AdwComboRow *row)
{
  g_autoptr(GSettings) settings = vigie_preferences_settings ();
  VigieSession *session = session_of (row);
  guint selected = adw_combo_row_get_selected (row);

  if (!session || selected >= G_N_ELEMENTS (languages))
    return;
  vigie_session_set_document_choice (session, languages[selected]);
  if (settings)
    g_settings_set_string (settings, "document-language", languages[selected]);
}

static void
style_cb (AdwComboRow *row)
{
  guint selected = adw_combo_row_get_selected (row);

  if (session_of (row) && selected < G_N_ELEMENTS (styles))
    vigie_preferences_set_style (styles[selected].word);
}

/* ---- Rows ---- */

static GtkWidget *
set_up_row (GtkWidget  *row,
            const char *title)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  return row;
}

static GtkWidget *
author_row_new (VigieSession *session)
{
  GtkWidget *row = set_up_row (adw_entry_row_new (), _("Your name, as it is written beside what you record"));

  gtk_editable_set_text (GTK_EDITABLE (row), vigie_session_get_author (session));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect (row, "apply", G_CALLBACK (author_cb), NULL);
  g_signal_connect (row, "entry-activated", G_CALLBACK (author_cb), NULL);
  return row;
}

static GtkWidget *
switch_row_new (const char *title,
                const char *subtitle,
                gboolean    active,
                GCallback   turned)
{
  GtkWidget *row = set_up_row (adw_action_row_new (), title);
  GtkWidget *button = gtk_switch_new ();

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (button), active);
  g_signal_connect (button, "notify::active", turned, NULL);
  vigie_set_accessible_label (button, title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

static GtkWidget *
bell_row_new (VigieSession *session)
{
  return switch_row_new (_("Ring the bell when a clock becomes overdue"), _("Once for each; the notification comes in any case."),
                         vigie_session_get_bell (session), G_CALLBACK (bell_cb));
}

static GtkWidget *
key_row_new (VigieSession *session)
{
  return switch_row_new (_("Keep the key to the hub for the next start"),
                         _("In your keyring, or in a file beside the record where there is none. Otherwise this computer asks the hub for another one each time."),
                         vigie_exchange_get_keeps_key (vigie_session_get_exchange (session)), G_CALLBACK (key_cb));
}

static GtkWidget *
combo_row_new (const char        *title,
               const char *const *choices,
               guint              selected,
               GCallback          chosen)
{
  GtkWidget *row = set_up_row (adw_combo_row_new (), title);
  g_autoptr(GtkStringList) list = gtk_string_list_new (choices);

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect (row, "notify::selected", chosen, NULL);
  return row;
}

static GtkWidget *
language_row_new (VigieSession *session)
{
  const char *const choices[] = { _("Like the windows"), "Français", "English", NULL };
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i], vigie_session_get_document_choice (session)))
      selected = i;
  return combo_row_new (_("Language of documents"), choices, selected, G_CALLBACK (language_cb));
}

static GtkWidget *
style_row_new (void)
{
  const char *const choices[] = { _("Follow the system"), _("Light"), _("Dark"), NULL };
  AdwColorScheme scheme = adw_style_manager_get_color_scheme (adw_style_manager_get_default ());
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (styles[i].scheme == scheme)
      selected = i;
  return combo_row_new (_("Style"), choices, selected, G_CALLBACK (style_cb));
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page,
           const char         *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (page, group);
  return group;
}

/**
 * vigie_preferences_present:
 * @parent: the window over which it opens
 *
 * Opens the window of preferences. Main thread.
 *
 * Returns: (transfer none): the window; it goes away when it is closed
 */
GtkWindow *
vigie_preferences_present (GtkWindow    *parent,
                           VigieSession *session)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  GtkWidget *author = author_row_new (session);
  GtkWindow *window;
  AdwPreferencesGroup *group;

  group = add_group (page, _("You"));
  adw_preferences_group_add (group, author);
  group = add_group (page, _("Clocks and documents"));
  adw_preferences_group_add (group, bell_row_new (session));
  adw_preferences_group_add (group, language_row_new (session));
  group = add_group (page, _("Hub"));
  adw_preferences_group_add (group, key_row_new (session));
  group = add_group (page, _("Appearance"));
  adw_preferences_group_add (group, style_row_new ());

  window = vigie_compat_preferences_new (parent, _("Preferences"), GTK_WIDGET (page));
  g_object_set_data_full (G_OBJECT (window), "session", g_object_ref (session), g_object_unref);
  g_signal_connect (window, "destroy", G_CALLBACK (gone_cb), NULL);
  g_signal_connect_object (window, "close-request", G_CALLBACK (close_cb), author, 0);
  gtk_window_present (window);
  return window;
}
