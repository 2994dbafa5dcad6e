/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two people who declare the same night's outage twice split the war room: the likeness is shown before, and
 * errs on the side of showing. Similar means the same type, or a word of four letters in both titles. */

#include "vigie-wizard-twin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-compat.h"
#include "vigie-incident-model.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-widgets.h"

#define WORD_MIN_CHARS 4

struct _VigieWizardTwin
{
  GtkWidget parent_instance;

  VigieSession *session; /* owned */
  char *stream;
  GtkWidget *root;
  GtkLabel *text;
  GtkLabel *short_text;
};

G_DEFINE_FINAL_TYPE (VigieWizardTwin, vigie_wizard_twin, GTK_TYPE_WIDGET)

enum { OPEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
shares_word (const char *a, const char *b)
{
  g_autofree char *folded_a = vigie_text_fold (a);
  g_autofree char *folded_b = vigie_text_fold (b);
  g_auto(GStrv) words = g_strsplit_set (folded_a, " ,.;:!?/-'", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) >= WORD_MIN_CHARS && strstr (folded_b, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* "7NPN" of "2026-11-21-7NPN": what people say aloud. */
static const char *
short_ref (const char *ref)
{
  const char *dash = strrchr (ref, '-');

  return dash != NULL ? dash + 1 : ref;
}

static void
show_row (VigieWizardTwin *self, const VigieIncidentRow *row)
{
  g_autofree char *since = vigie_time_format_near (row->detected_usec, vigie_session_now_usec (self->session),
                                                   vigie_session_get_zone (self->session), vigie_session_get_lang (self->session));
  const char *level = vigie_level_to_word (row->level);
  /* Translators: reference, title, level, time. */
  g_autofree char *text = g_strdup_printf (_("An active incident looks like this one: %s, %s (%s), since %s."), short_ref (row->ref), row->title,
                                           level != NULL ? level : "–", since);
  /* Translators: reference, title, level. */
  g_autofree char *few = g_strdup_printf (_("Looks like %s, %s (%s)"), short_ref (row->ref), row->title, level != NULL ? level : "–");

  g_free (self->stream);
  self->stream = g_strdup (row->stream);
  vigie_label_set (self->text, text);
  vigie_label_set (self->short_text, few);
  vigie_set_tooltip (GTK_WIDGET (self->short_text), text);
  vigie_set_tooltip (GTK_WIDGET (self->text), text);
}

static void
compare_answered_cb (gboolean accepted, gpointer user_data)
{
  g_autoptr(VigieWizardTwin) self = user_data;

  if (accepted && self->stream != NULL)
    g_signal_emit (self, signals[OPEN], 0, self->stream);
}

static void
vigie_wizard_twin_dispose (GObject *object)
{
  VigieWizardTwin *self = VIGIE_WIZARD_TWIN (object);

  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->stream, g_free);

  G_OBJECT_CLASS (vigie_wizard_twin_parent_class)->dispose (object);
}

static void
vigie_wizard_twin_class_init (VigieWizardTwinClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_wizard_twin_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vigie_wizard_twin_init (VigieWizardTwin *self)
{
}

GtkWidget *
vigie_wizard_twin_new (VigieSession *session)
{
  VigieWizardTwin *self = g_object_new (VIGIE_TYPE_WIZARD_TWIN, "visible", FALSE, NULL);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->session = g_object_ref (session);
  self->root = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->text = GTK_LABEL (vigie_paragraph_new ("", "small"));
  gtk_label_set_lines (self->text, 2);
  gtk_label_set_ellipsize (self->text, PANGO_ELLIPSIZE_END);
  self->short_text = GTK_LABEL (vigie_label_new ("", "small"));
  gtk_widget_set_visible (GTK_WIDGET (self->short_text), FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->text), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->short_text), TRUE);
  gtk_box_append (GTK_BOX (box), gtk_label_new (_("Compare")));
  gtk_box_append (GTK_BOX (box), vigie_kbd_new ("Ctrl D"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  vigie_add_classes (button, "compact");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (vigie_wizard_twin_compare), self);
  vigie_add_classes (self->root, "notice-bar soon");
  gtk_box_append (GTK_BOX (self->root), vigie_icon_new ("vigie-warning-symbolic", "soon-text"));
  gtk_box_append (GTK_BOX (self->root), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (self->root), GTK_WIDGET (self->short_text));
  gtk_box_append (GTK_BOX (self->root), button);
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

void
vigie_wizard_twin_look_for (VigieWizardTwin *self, const char *title, const char *type)
{
  GListModel *active = vigie_session_get_active (self->session);
  gboolean found = FALSE;

  for (guint i = 0; !found && i < g_list_model_get_n_items (active); i++)
    {
      g_autoptr(VigieIncidentItem) item = g_list_model_get_item (active, i);
      const VigieIncidentRow *row = vigie_incident_item_get_row (item);

      found = !row->example && (g_strcmp0 (type, row->type) == 0 || shares_word (title, row->title));
      if (found)
        show_row (self, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), found);
}

void
vigie_wizard_twin_set_short (VigieWizardTwin *self, gboolean is_short)
{
  vigie_set_class (self->root, "notice-bar", !is_short);
  vigie_set_class (self->root, "soon", !is_short);
  gtk_widget_set_valign (self->root, is_short ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
  gtk_widget_set_visible (GTK_WIDGET (self->text), !is_short);
  gtk_widget_set_visible (GTK_WIDGET (self->short_text), is_short);
}

void
vigie_wizard_twin_compare (VigieWizardTwin *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  vigie_compat_ask (GTK_WIDGET (self), _("Is it the same incident?"), gtk_label_get_text (self->text), _("Open that incident"), FALSE, NULL,
                    compare_answered_cb, g_object_ref (self));
}
