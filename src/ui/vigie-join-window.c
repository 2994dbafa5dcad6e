/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* States: asking (the link is typed; what it says appears under it) → busy → done, or back to asking with a sentence.
 * Enter in the link only leads on to the button: what goes to the hub is seen before it goes. Closing the window while it
 * is busy ends the attempt. */

#include "vigie-join-window.h"

#include <glib/gi18n-lib.h>

#include "vigie-error.h"
#include "vigie-exchange-words.h"
#include "vigie-join-choice.h"
#include "vigie-preferences.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define WIDTH_PX 520
#define FINGERPRINT_BYTES 8

struct _VigieJoinWindow
{
  AdwWindow parent_instance;

  VigieSession *session;
  VigieJoinLink *link;           /* NULL: what is typed is none */
  GCancellable *cancellable;     /* while it is busy */
  GCancellable *listing;

  GtkWidget *fields;
  GtkWidget *entry;
  GtkWidget *hub;                /* box of what the link says */
  GtkWidget *address;
  GtkWidget *organisation;
  GtkWidget *certificate;
  GtkWidget *choice;
  GtkWidget *done;
  GtkWidget *done_title;
  GtkWidget *done_detail;
  GtkWidget *done_key;
  GtkWidget *busy;
  GtkWidget *error;
  GtkWidget *cancel;
  GtkWidget *act;
};

G_DEFINE_FINAL_TYPE (VigieJoinWindow, vigie_join_window, ADW_TYPE_WINDOW)

/* ---- The link ---- */

/* "5d7a 9bb1 …", to be read aloud. */
static char *
fingerprint (const guint8 *bytes)
{
  g_autofree char *hex = vigie_hex (bytes, FINGERPRINT_BYTES);
  GString *text = g_string_new (NULL);

  for (guint i = 0; hex[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, hex[i]);
    }

  return g_string_free (text, FALSE);
}

static void
say_error (VigieJoinWindow *self, const char *words)
{
  vigie_label_set (GTK_LABEL (self->error), words);
  gtk_widget_set_visible (self->error, words != NULL);
}

static void
show_link (VigieJoinWindow *self)
{
  g_autofree char *organisation = self->link != NULL ? fingerprint (self->link->organisation) : NULL;
  g_autofree char *certificate = self->link != NULL && self->link->has_certificate ? fingerprint (self->link->certificate) : NULL;
  g_autofree char *addresses = self->link != NULL ? g_strjoinv (", ", self->link->hubs) : NULL;

  gtk_widget_set_visible (self->hub, self->link != NULL);
  gtk_widget_set_visible (self->choice, self->link != NULL && vigie_exchange_get_hub (vigie_session_get_exchange (self->session)) == NULL);
  gtk_widget_set_sensitive (self->act, self->link != NULL && self->cancellable == NULL);
  vigie_label_set (GTK_LABEL (self->address), addresses);
  vigie_label_set (GTK_LABEL (self->organisation), organisation);
  vigie_label_set (GTK_LABEL (self->certificate), certificate != NULL ? certificate : _("none: a hub on this computer"));
}

/* A link that is half typed is no fault yet. */
static void
link_changed_cb (VigieJoinWindow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  g_clear_pointer (&self->link, vigie_join_link_free);
  self->link = vigie_join_link_parse (text, NULL);
  say_error (self, NULL);
  show_link (self);
}

static void
link_entered_cb (VigieJoinWindow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieJoinLink) link = vigie_join_link_parse (text, &error);

  if (link == NULL)
    say_error (self, error->message);
  else
    gtk_widget_grab_focus (self->act);
}

/* ---- Joining ---- */

/* What happened, and what to do now. */
static char *
failure_words (const GError *error)
{
  const char *next = NULL;

  if (g_error_matches (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND))
    next = _("Check the network and the address, then try again.");
  else if (g_error_matches (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED))
    next = _("Nothing was sent. Ask who invited you before you go on.");

  return next != NULL ? g_strdup_printf ("%s %s", error->message, next) : g_strdup (error->message);
}

static void
set_busy (VigieJoinWindow *self, gboolean is_busy)
{
  if (!is_busy)
    g_clear_object (&self->cancellable);
  gtk_widget_set_visible (self->busy, is_busy);
  gtk_widget_set_sensitive (self->fields, !is_busy);
  show_link (self);
}

static void
show_done (VigieJoinWindow *self, const GError *kept)
{
  const VigieStoreHub *hub = vigie_exchange_get_hub (vigie_session_get_exchange (self->session));
  g_autofree char *who = vigie_exchange_who (hub, vigie_session_get_lang (self->session));
  g_autofree char *title = g_strdup_printf (_("You are %s."), who);
  g_autofree char *detail = g_strdup_printf (_("This computer belongs to %s now. What is chosen is being sent, and what the others record arrives by itself."), hub->name);

  gtk_widget_set_visible (self->fields, FALSE);
  gtk_widget_set_visible (self->done, TRUE);
  gtk_widget_set_visible (self->cancel, FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH_PX, -1);
  vigie_label_set (GTK_LABEL (self->done_title), title);
  vigie_label_set (GTK_LABEL (self->done_detail), detail);
  say_error (self, kept != NULL ? kept->message : NULL);
  vigie_label_set (GTK_LABEL (self->done_key), vigie_sync_token_place_words (vigie_exchange_get_key_place (vigie_session_get_exchange (self->session))));
  gtk_widget_set_visible (self->done_key, kept == NULL);
  gtk_button_set_label (GTK_BUTTON (self->act), _("Start working"));
  gtk_widget_set_sensitive (self->act, TRUE);
  gtk_widget_grab_focus (self->act);
  if (vigie_session_author_is_guess (self->session))
    vigie_preferences_set_author (self->session, hub->person, NULL);
}

static void
joined_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieJoinWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = vigie_exchange_join_finish (VIGIE_EXCHANGE (object), result, &error);
  g_autofree char *words = NULL;

  if (self->session == NULL)
    return;
  set_busy (self, FALSE);
  if (good || g_object_get_data (G_OBJECT (self), "had-hub") != vigie_exchange_get_hub (VIGIE_EXCHANGE (object)))
    {
      show_done (self, error);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    words = failure_words (error);
  say_error (self, words);
  gtk_widget_grab_focus (self->act);
}

static void
join (VigieJoinWindow *self)
{
  VigieExchange *exchange = vigie_session_get_exchange (self->session);
  gboolean asks = gtk_widget_get_visible (self->choice);
  g_auto(GStrv) shared = asks ? vigie_join_choice_get (VIGIE_JOIN_CHOICE (self->choice), TRUE) : NULL;
  g_auto(GStrv) held_back = asks ? vigie_join_choice_get (VIGIE_JOIN_CHOICE (self->choice), FALSE) : NULL;

  say_error (self, NULL);
  self->cancellable = g_cancellable_new ();
  g_object_set_data (G_OBJECT (self), "had-hub", (gpointer) vigie_exchange_get_hub (exchange));
  set_busy (self, TRUE);
  gtk_widget_grab_focus (self->cancel);
  vigie_exchange_join_async (exchange, self->link, (const char *const *) shared, (const char *const *) held_back, self->cancellable,
                             joined_cb, g_object_ref (self));
}

static void
act_cb (VigieJoinWindow *self)
{
  if (gtk_widget_get_visible (self->done))
    gtk_window_close (GTK_WINDOW (self));
  else if (self->link != NULL && self->cancellable == NULL)
    join (self);
}

static void
cancel_cb (VigieJoinWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  cancel_cb (VIGIE_JOIN_WINDOW (widget));

  return TRUE;
}

static gboolean
submit_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  act_cb (VIGIE_JOIN_WINDOW (widget));

  return TRUE;
}

/* ---- What there is to share ---- */

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieJoinWindow) self = user_data;
  g_autoptr(GPtrArray) rows = vigie_store_thread_list_finish (VIGIE_STORE_THREAD (object), result, NULL);

  if (rows != NULL && self->choice != NULL && self->session != NULL)
    vigie_join_choice_set_rows (VIGIE_JOIN_CHOICE (self->choice), rows);
}

static void
list_incidents (VigieJoinWindow *self)
{
  const VigieIncidentFilter all = { .from_usec = VIGIE_TIME_NONE, .to_usec = VIGIE_TIME_NONE, .before_usec = VIGIE_TIME_NONE };

  vigie_store_thread_list_async (vigie_session_get_store (self->session), &all, self->listing, listed_cb, g_object_ref (self));
}

/* ---- Object ---- */

static void
vigie_join_window_dispose (GObject *object)
{
  VigieJoinWindow *self = VIGIE_JOIN_WINDOW (object);

  g_cancellable_cancel (self->listing);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_join_window_parent_class)->dispose (object);
}

static void
vigie_join_window_finalize (GObject *object)
{
  VigieJoinWindow *self = VIGIE_JOIN_WINDOW (object);

  g_clear_pointer (&self->link, vigie_join_link_free);
  g_object_unref (self->listing);
  G_OBJECT_CLASS (vigie_join_window_parent_class)->finalize (object);
}

static void
vigie_join_window_class_init (VigieJoinWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_join_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = vigie_join_window_finalize;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, submit_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, submit_cb, NULL);
}

static GtkWidget *
add_value (GtkWidget *grid, int row, const char *name)
{
  GtkWidget *label = vigie_label_new (name, "dim");
  GtkWidget *value = vigie_label_new ("", "num");

  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), value, 1, row, 1, 1);

  return value;
}

static void
add_hub (VigieJoinWindow *self)
{
  GtkWidget *grid = gtk_grid_new ();

  self->hub = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  self->address = add_value (grid, 0, _("Address"));
  self->organisation = add_value (grid, 1, _("Organisation"));
  self->certificate = add_value (grid, 2, _("Certificate"));
  gtk_box_append (GTK_BOX (self->hub), grid);
  gtk_box_append (GTK_BOX (self->hub), vigie_paragraph_new (_("If you are in doubt, have these signs read to you by who invited you."), "dim small"));
  gtk_box_append (GTK_BOX (self->fields), self->hub);
}

static void
add_fields (VigieJoinWindow *self)
{
  GtkWidget *name = vigie_label_new (_("Link of the invitation"), "dim small");

  self->fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->entry = gtk_entry_new ();
  g_object_set (self->entry, "placeholder-text", "vigie://join?…", NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (link_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (link_entered_cb), self);
  gtk_box_append (GTK_BOX (self->fields), name);
  gtk_box_append (GTK_BOX (self->fields), self->entry);
  add_hub (self);
  self->choice = vigie_join_choice_new ();
  gtk_box_append (GTK_BOX (self->fields), self->choice);
}

static void
add_done (VigieJoinWindow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->done = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->done_title = vigie_label_new ("", "strong");
  self->done_detail = vigie_paragraph_new ("", "dim");
  gtk_box_append (GTK_BOX (head), vigie_icon_new ("vigie-check-symbolic", "ok-text"));
  gtk_box_append (GTK_BOX (head), self->done_title);
  gtk_box_append (GTK_BOX (self->done), head);
  self->done_key = vigie_paragraph_new ("", "dim small");
  gtk_box_append (GTK_BOX (self->done), self->done_detail);
  gtk_box_append (GTK_BOX (self->done), self->done_key);
  gtk_widget_set_visible (self->done, FALSE);
}

static void
add_busy (VigieJoinWindow *self)
{
  GtkWidget *spinner = gtk_spinner_new ();

  self->busy = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_box_append (GTK_BOX (self->busy), spinner);
  gtk_box_append (GTK_BOX (self->busy), vigie_label_new (_("Asking the hub…"), "small"));
  gtk_widget_set_visible (self->busy, FALSE);
}

static GtkWidget *
foot_new (VigieJoinWindow *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->cancel = gtk_button_new_with_label (_("Cancel"));
  self->act = gtk_button_new_with_label (_("Join the hub"));
  gtk_widget_add_css_class (self->act, "suggested-action");
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect_swapped (self->act, "clicked", G_CALLBACK (act_cb), self);
  gtk_widget_add_css_class (foot, "foot-bar");
  gtk_widget_add_css_class (acts, "foot-row");
  gtk_widget_set_hexpand (acts, TRUE);
  gtk_widget_set_halign (acts, GTK_ALIGN_END);
  gtk_widget_set_valign (self->cancel, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->act, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (acts), self->cancel);
  gtk_box_append (GTK_BOX (acts), self->act);
  gtk_box_append (GTK_BOX (foot), acts);

  return foot;
}

static void
vigie_join_window_init (VigieJoinWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->listing = g_cancellable_new ();
  gtk_widget_add_css_class (body, "join-body");
  gtk_widget_set_vexpand (body, TRUE);
  add_fields (self);
  add_done (self);
  add_busy (self);
  self->error = vigie_paragraph_new (NULL, "late-text small");
  gtk_widget_set_visible (self->error, FALSE);
  gtk_box_append (GTK_BOX (body), self->fields);
  gtk_box_append (GTK_BOX (body), self->done);
  gtk_box_append (GTK_BOX (body), self->busy);
  gtk_box_append (GTK_BOX (body), self->error);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), body);
  gtk_box_append (GTK_BOX (box), foot_new (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH_PX, -1);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * vigie_join_window_present:
 * @parent: the main window
 * @session: whose exchange joins
 * @link: (nullable): a link; with one that is good the focus is on the button
 *
 * Returns: (transfer none): the window, owned by GTK until it is closed
 */
GtkWindow *
vigie_join_window_present (GtkWindow *parent, VigieSession *session, const char *link)
{
  VigieJoinWindow *self = g_object_new (VIGIE_TYPE_JOIN_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE,
                                        "title", _("Join a hub"), NULL);

  self->session = g_object_ref (session);
  list_incidents (self);
  show_link (self);
  if (link != NULL && *link != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), link);
  gtk_widget_grab_focus (self->link != NULL ? self->act : self->entry);
  if (link != NULL && *link != '\0' && self->link == NULL)
    link_entered_cb (self);
  gtk_window_present (GTK_WINDOW (self));

  return GTK_WINDOW (self);
}
