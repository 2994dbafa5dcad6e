/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Its lines are made once and hidden when they have nothing to say, so that a button keeps the focus while the state
 * changes under it. */

#include "vigie-exchange-card.h"

#include <glib/gi18n-lib.h>

#include "vigie-exchange-words.h"
#include "vigie-people-words.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-widgets.h"

#define WIDTH_CHARS 34

enum { LINE_ORGANISATION, LINE_ADDRESS, LINE_FINGERPRINT, LINE_WHO, LINE_WAITING, N_LINES };

struct _VigieExchangeCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *words;
  GtkWidget *reason;
  GtkWidget *retry;
  GtkWidget *try_now;
  GtkWidget *lines[N_LINES];     /* the values; hidden with their names */
  GtkWidget *grid;
  GtkWidget *pending;
  GtkWidget *people;
  GtkWidget *join;
  GtkWidget *share;
  GtkWidget *leave;
  const char *style;
  guint clock_id;                /* while an attempt is waited for */
  VigieSession *session;
};

G_DEFINE_FINAL_TYPE (VigieExchangeCard, vigie_exchange_card, GTK_TYPE_WIDGET)

static VigieExchange *
exchange_of (VigieExchangeCard *self)
{
  return vigie_session_get_exchange (self->session);
}

/* ---- What it says ---- */

static void
say (GtkWidget *label, const char *text)
{
  vigie_label_set (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
say_line (VigieExchangeCard *self, guint line, const char *text)
{
  GtkWidget *name = gtk_grid_get_child_at (GTK_GRID (self->grid), 0, (int) line);

  say (self->lines[line], text);
  gtk_widget_set_visible (name, gtk_widget_get_visible (self->lines[line]));
}

static char *
reason_words (VigieExchangeCard *self, const VigieSyncStatus *status)
{
  if (status->state == VIGIE_SYNC_NOT_JOINED)
    return g_strdup (_("Everything that is recorded stays on this computer."));
  if (status->reason == VIGIE_SYNC_REASON_NONE && vigie_sync_status_clock_is_wrong (status))
    return vigie_exchange_clock_words (status, vigie_session_get_lang (self->session));
  if (status->reason == VIGIE_SYNC_REASON_NONE && status->n_aside > 0)
    return g_strdup_printf (ngettext ("%u entry that the hub sent was set aside and is in no incident: who recorded it does not belong here, or it was altered. Tell an administrator; “vigiectl sync” gives the reason.",
                                      "%u entries that the hub sent were set aside and are in no incident: who recorded them does not belong here, or they were altered. Tell an administrator; “vigiectl sync” gives the reasons.",
                                      status->n_aside), status->n_aside);

  return g_strdup (vigie_sync_reason_words (status->reason));
}

static char *
retry_words (VigieExchangeCard *self)
{
  gint64 wait_usec = vigie_exchange_get_wait_usec (exchange_of (self));
  g_autofree char *span = NULL;

  if (wait_usec == VIGIE_TIME_NONE)
    return NULL;
  span = vigie_duration_format (wait_usec, vigie_session_get_lang (self->session));

  return g_strdup_printf (_("Next attempt in %s. What is recorded is safe here and is sent then."), span);
}

static void
show_hub (VigieExchangeCard *self, const VigieStoreHub *hub, const VigieSyncStatus *status)
{
  g_autofree char *fingerprint = hub != NULL ? vigie_hex (hub->organisation, 8) : NULL;
  g_autofree char *who = hub != NULL ? vigie_exchange_who (hub, vigie_session_get_lang (self->session)) : NULL;
  g_autofree char *waiting = g_strdup_printf ("%u", status->n_waiting);

  gtk_widget_set_visible (self->grid, hub != NULL);
  gtk_widget_set_visible (self->leave, hub != NULL);
  gtk_widget_set_visible (self->join, hub == NULL || status->reason == VIGIE_SYNC_REASON_TOKEN);
  say_line (self, LINE_ORGANISATION, hub != NULL ? hub->name : NULL);
  say_line (self, LINE_ADDRESS, hub != NULL ? hub->addresses[0] : NULL);
  say_line (self, LINE_FINGERPRINT, fingerprint);
  say_line (self, LINE_WHO, who);
  say_line (self, LINE_WAITING, hub != NULL ? waiting : NULL);
  gtk_widget_set_visible (self->pending, hub != NULL && status->n_waiting + status->n_parked > 0);
}

static void
show_people (VigieExchangeCard *self)
{
  g_autofree char *count = vigie_people_count_words (self->session, NULL);
  g_autofree char *names = count != NULL ? vigie_people_names (self->session, NULL) : NULL;
  g_autofree char *words = names != NULL ? g_strdup_printf ("%s\n%s", count, names) : NULL;

  say (self->people, words);
}

static gboolean
clock_cb (gpointer user_data)
{
  VigieExchangeCard *self = user_data;
  g_autofree char *retry = retry_words (self);

  say (self->retry, retry);

  return G_SOURCE_CONTINUE;
}

/* Seconds are counted only while somebody looks. */
static void
run_clock (VigieExchangeCard *self)
{
  gboolean wanted = gtk_widget_get_mapped (GTK_WIDGET (self)) && vigie_exchange_get_wait_usec (exchange_of (self)) != VIGIE_TIME_NONE;

  if (wanted && self->clock_id == 0)
    self->clock_id = g_timeout_add_seconds (1, clock_cb, self);
  else if (!wanted)
    g_clear_handle_id (&self->clock_id, g_source_remove);
}

static void
show (VigieExchangeCard *self)
{
  const VigieSyncStatus *status = vigie_exchange_get_status (exchange_of (self));
  g_autofree char *words = vigie_sync_status_words (status);
  g_autofree char *reason = reason_words (self, status);
  g_autofree char *retry = retry_words (self);
  const char *style = vigie_exchange_style (status);

  if (self->style != NULL)
    gtk_widget_remove_css_class (self->icon, self->style);
  gtk_widget_add_css_class (self->icon, style);
  self->style = style;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), vigie_exchange_icon (status));
  say (self->words, words);
  say (self->reason, reason);
  say (self->retry, retry);
  gtk_widget_set_visible (self->try_now, status->state == VIGIE_SYNC_OFFLINE || status->state == VIGIE_SYNC_REFUSED);
  show_hub (self, vigie_exchange_get_hub (exchange_of (self)), status);
  show_people (self);
  run_clock (self);
}

/* ---- Object ---- */

static void
vigie_exchange_card_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vigie_exchange_card_parent_class)->map (widget);
  show (VIGIE_EXCHANGE_CARD (widget));
}

static void
vigie_exchange_card_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vigie_exchange_card_parent_class)->unmap (widget);
  run_clock (VIGIE_EXCHANGE_CARD (widget));
}

static void
vigie_exchange_card_dispose (GObject *object)
{
  VigieExchangeCard *self = VIGIE_EXCHANGE_CARD (object);

  g_clear_handle_id (&self->clock_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_exchange_card_parent_class)->dispose (object);
}

static void
vigie_exchange_card_class_init (VigieExchangeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_exchange_card_dispose;
  widget_class->map = vigie_exchange_card_map;
  widget_class->unmap = vigie_exchange_card_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_paragraph (VigieExchangeCard *self, const char *css_class)
{
  GtkWidget *label = vigie_paragraph_new ("", css_class);

  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_box_append (GTK_BOX (self->box), label);

  return label;
}

static void
add_head (VigieExchangeCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->icon = vigie_icon_new ("vigie-lock-symbolic", "sync-icon");
  self->words = vigie_label_new ("", "strong");
  gtk_box_append (GTK_BOX (head), self->icon);
  gtk_box_append (GTK_BOX (head), self->words);
  gtk_box_append (GTK_BOX (self->box), head);
}

static GtkWidget *
add_button (VigieExchangeCard *self, const char *words, const char *action, const char *css_class)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  vigie_add_classes (button, css_class);
  gtk_box_append (GTK_BOX (self->box), button);

  return button;
}

static void
add_lines (VigieExchangeCard *self)
{
  static const char *const names[N_LINES] = { N_("Organisation"), N_("Address"), N_("Fingerprint"), N_("You"), N_("To send") };

  self->grid = gtk_grid_new ();
  gtk_widget_add_css_class (self->grid, "small");
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 4);
  for (guint i = 0; i < N_LINES; i++)
    {
      self->lines[i] = vigie_label_new ("", i == LINE_WAITING ? "num" : NULL);
      gtk_label_set_selectable (GTK_LABEL (self->lines[i]), i == LINE_ADDRESS || i == LINE_FINGERPRINT);
      gtk_widget_set_hexpand (self->lines[i], TRUE);
      gtk_grid_attach (GTK_GRID (self->grid), vigie_label_new (_(names[i]), "dim"), 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (self->grid), self->lines[i], 1, (int) i, 1, 1);
    }
  gtk_box_append (GTK_BOX (self->box), self->grid);
}

static void
vigie_exchange_card_init (VigieExchangeCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->box, "sync-card");
  add_head (self);
  self->reason = add_paragraph (self, NULL);
  self->retry = add_paragraph (self, "dim small num");
  self->try_now = add_button (self, _("Try now"), "win.try-now", "suggested-action");
  add_lines (self);
  self->people = add_paragraph (self, "small");
  self->pending = add_button (self, _("See what waits and why…"), "win.pending", NULL);
  self->join = add_button (self, _("Join a hub…"), "win.join-hub", NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->join), "s", "");
  self->share = add_button (self, _("Share from this computer"), "win.share", NULL);
  self->leave = add_button (self, _("Leave the hub…"), "win.leave-hub", "flat");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * vigie_exchange_card_new:
 * @session: whose exchange it shows
 *
 * Returns: (transfer floating): the card
 */
GtkWidget *
vigie_exchange_card_new (VigieSession *session)
{
  VigieExchangeCard *self = g_object_new (VIGIE_TYPE_EXCHANGE_CARD, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (vigie_session_get_exchange (session), "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);

  return GTK_WIDGET (self);
}
