/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A mail server is filled in once, on a quiet day or in the middle of the night, and is there the next time. The password
 * goes to the keyring, or stays in memory where that is chosen or there is none; never to a setting. */

#include "vigie-mailing-server.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-preferences.h"
#include "vigie-text-ui.h"

#define PURPOSE "mail"
#define PORT_TLS 465
#define PORT_STARTTLS 587

enum { TLS_FROM_START, TLS_STARTTLS };

struct _VigieMailingServer
{
  GtkBox parent_instance;

  VigieSession *session;
  GCancellable *cancellable;
  GtkWidget *from_name, *from_address, *reply_to;
  GtkWidget *host, *port, *encryption;
  GtkWidget *user, *password, *keep, *place;
  char *ca_file;                 /* from the settings alone */
};

G_DEFINE_FINAL_TYPE (VigieMailingServer, vigie_mailing_server, GTK_TYPE_BOX)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static char *
text_of (GtkWidget *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

static gboolean
is_starttls (VigieMailingServer *self)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (self->encryption)) == TLS_STARTTLS;
}

/* A whole address in the field is taken as it stands, so that it is refused with its reason. */
static char *
url_of (VigieMailingServer *self)
{
  g_autofree char *host = text_of (self->host);
  g_autofree char *port = text_of (self->port);

  if (host == NULL)
    return NULL;
  if (strstr (host, "://") != NULL)
    return g_steal_pointer (&host);

  return g_strdup_printf ("%s://%s:%s", is_starttls (self) ? "smtp" : "smtps", host, port != NULL ? port : is_starttls (self) ? "587" : "465");
}

static void
take (char **field, char *taken)
{
  g_free (*field);
  *field = taken;
}

void
vigie_mailing_server_fill (VigieMailingServer *self, VigieMailingPlan *plan)
{
  take (&plan->from_name, text_of (self->from_name));
  take (&plan->from_address, text_of (self->from_address));
  take (&plan->reply_to, text_of (self->reply_to));
  take (&plan->url, url_of (self));
  take (&plan->user, text_of (self->user));
  take (&plan->ca_file, g_strdup (self->ca_file));
}

void
vigie_mailing_server_offer_name (VigieMailingServer *self, const char *name)
{
  g_autofree char *kept = text_of (self->from_name);

  if (kept == NULL && name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->from_name), name);
}

char *
vigie_mailing_account (const VigieMailingPlan *plan)
{
  const char *host = plan->url != NULL ? strstr (plan->url, "://") : NULL;

  if (plan->user == NULL || host == NULL)
    return NULL;

  return g_strdup_printf ("%s@%s", plan->user, host + strlen ("://"));
}

const char *
vigie_mailing_server_get_password (VigieMailingServer *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->password));

  return *text != '\0' ? text : NULL;
}

/* ---- Keeping ---- */

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieMailingServer) self = user_data;
  VigieSecretPlace place = vigie_secrets_store_finish (VIGIE_SECRETS (object), result, NULL);

  if (self->place != NULL && place != VIGIE_SECRET_NOWHERE)
    vigie_label_set (GTK_LABEL (self->place), vigie_secret_place_words (place));
}

static void
keep_password (VigieMailingServer *self)
{
  g_autoptr(VigieMailingPlan) plan = vigie_mailing_plan_new ();
  g_autofree char *account = NULL;
  const char *password = vigie_mailing_server_get_password (self);
  gboolean session_only = gtk_switch_get_active (GTK_SWITCH (self->keep));

  vigie_mailing_server_fill (self, plan);
  account = vigie_mailing_account (plan);
  if (account != NULL && password != NULL)
    vigie_secrets_store_async (vigie_session_get_secrets (self->session), PURPOSE, account, _("Vigie: mail server"), password,
                               session_only ? VIGIE_SECRET_SESSION : VIGIE_SECRET_KEYRING, self->cancellable, stored_cb, g_object_ref (self));
}

static void
keep_text (GSettings *settings, const char *key, GtkWidget *row)
{
  g_autofree char *text = text_of (row);

  g_settings_set_string (settings, key, text != NULL ? text : "");
}

void
vigie_mailing_server_keep (VigieMailingServer *self)
{
  g_autoptr(GSettings) settings = vigie_preferences_settings ();

  keep_password (self);
  if (settings == NULL)
    return;
  keep_text (settings, "mail-from-name", self->from_name);
  keep_text (settings, "mail-from-address", self->from_address);
  keep_text (settings, "mail-reply-to", self->reply_to);
  keep_text (settings, "mail-host", self->host);
  keep_text (settings, "mail-port", self->port);
  keep_text (settings, "mail-user", self->user);
  g_settings_set_boolean (settings, "mail-starttls", is_starttls (self));
}

static void
restore_text (GSettings *settings, const char *key, GtkWidget *row)
{
  g_autofree char *text = g_settings_get_string (settings, key);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
looked_up_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieMailingServer) self = user_data;
  VigieSecretPlace place = VIGIE_SECRET_NOWHERE;
  g_autoptr(GError) error = NULL;
  char *password = vigie_secrets_look_up_finish (VIGIE_SECRETS (object), result, &place, &error);

  if (error == NULL && password != NULL && self->session != NULL && vigie_mailing_server_get_password (self) == NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->password), password);
      vigie_label_set (GTK_LABEL (self->place), vigie_secret_place_words (place));
    }
  vigie_secret_free (password);
}

static void
look_up (VigieMailingServer *self)
{
  g_autoptr(VigieMailingPlan) plan = vigie_mailing_plan_new ();
  g_autofree char *account = NULL;

  vigie_mailing_server_fill (self, plan);
  account = vigie_mailing_account (plan);
  if (account != NULL)
    vigie_secrets_look_up_async (vigie_session_get_secrets (self->session), PURPOSE, account, self->cancellable, looked_up_cb, g_object_ref (self));
}

static void
restore (VigieMailingServer *self)
{
  g_autoptr(GSettings) settings = vigie_preferences_settings ();

  if (settings == NULL)
    return;
  restore_text (settings, "mail-from-name", self->from_name);
  restore_text (settings, "mail-from-address", self->from_address);
  restore_text (settings, "mail-reply-to", self->reply_to);
  restore_text (settings, "mail-host", self->host);
  restore_text (settings, "mail-user", self->user);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->encryption), g_settings_get_boolean (settings, "mail-starttls") ? TLS_STARTTLS : TLS_FROM_START);
  restore_text (settings, "mail-port", self->port);
  take (&self->ca_file, g_settings_get_string (settings, "mail-ca-file"));
  if (*self->ca_file == '\0')
    g_clear_pointer (&self->ca_file, g_free);
}

/* ---- Object ---- */

static void
edited_cb (VigieMailingServer *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The usual port goes with the choice, unless another one was typed. */
static void
encryption_cb (VigieMailingServer *self)
{
  g_autofree char *port = text_of (self->port);

  if (port == NULL || g_str_equal (port, G_STRINGIFY (PORT_TLS)) || g_str_equal (port, G_STRINGIFY (PORT_STARTTLS)))
    gtk_editable_set_text (GTK_EDITABLE (self->port), is_starttls (self) ? G_STRINGIFY (PORT_STARTTLS) : G_STRINGIFY (PORT_TLS));
  edited_cb (self);
}

static GtkWidget *
add_entry (VigieMailingServer *self, GtkWidget *group, GType type, const char *title)
{
  GtkWidget *row = g_object_new (type, "title", title, NULL);

  g_signal_connect_swapped (row, "changed", G_CALLBACK (edited_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return row;
}

static GtkWidget *
add_group (VigieMailingServer *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (self), group);

  return group;
}

static void
add_keep (VigieMailingServer *self, GtkWidget *group)
{
  GtkWidget *row = adw_action_row_new ();

  self->keep = gtk_switch_new ();
  gtk_widget_set_valign (self->keep, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Keep the password for this session only"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->keep);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->keep);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  self->place = vigie_paragraph_new (NULL, "dim small");
  gtk_box_append (GTK_BOX (self), self->place);
}

static void
add_server (VigieMailingServer *self)
{
  const char *const words[] = { _("TLS from the start"), _("STARTTLS"), NULL };
  GtkWidget *group = add_group (self, _("Mail server"));
  g_autoptr(GtkStringList) choices = gtk_string_list_new (words);

  self->host = add_entry (self, group, ADW_TYPE_ENTRY_ROW, _("Server"));
  self->encryption = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->encryption), _("Encryption"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->encryption), G_LIST_MODEL (choices));
  g_signal_connect_swapped (self->encryption, "notify::selected", G_CALLBACK (encryption_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->encryption);
  self->port = add_entry (self, group, ADW_TYPE_ENTRY_ROW, _("Port"));
  gtk_editable_set_text (GTK_EDITABLE (self->port), G_STRINGIFY (PORT_TLS));
  self->user = add_entry (self, group, ADW_TYPE_ENTRY_ROW, _("User name"));
  self->password = add_entry (self, group, ADW_TYPE_PASSWORD_ENTRY_ROW, _("Password"));
  add_keep (self, group);
}

static void
vigie_mailing_server_dispose (GObject *object)
{
  VigieMailingServer *self = VIGIE_MAILING_SERVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->ca_file, g_free);
  self->place = NULL;
  G_OBJECT_CLASS (vigie_mailing_server_parent_class)->dispose (object);
}

static void
vigie_mailing_server_class_init (VigieMailingServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_mailing_server_dispose;
  signals[CHANGED] = g_signal_new ("changed", VIGIE_TYPE_MAILING_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_mailing_server_init (VigieMailingServer *self)
{
  GtkWidget *group;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 14);
  self->cancellable = g_cancellable_new ();
  group = add_group (self, _("Sender"));
  self->from_name = add_entry (self, group, ADW_TYPE_ENTRY_ROW, _("Name"));
  self->from_address = add_entry (self, group, ADW_TYPE_ENTRY_ROW, _("E-mail address"));
  self->reply_to = add_entry (self, group, ADW_TYPE_ENTRY_ROW, _("Replies go to (optional)"));
  add_server (self);
}

GtkWidget *
vigie_mailing_server_new (VigieSession *session)
{
  VigieMailingServer *self = g_object_new (VIGIE_TYPE_MAILING_SERVER, NULL);

  self->session = g_object_ref (session);
  restore (self);
  look_up (self);

  return GTK_WIDGET (self);
}
