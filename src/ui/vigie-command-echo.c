/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-command-echo.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-timeline-row.h"

struct _VigieCommandEcho
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *icon;
  GtkLabel *kind;
  GtkLabel *time;
};

G_DEFINE_FINAL_TYPE (VigieCommandEcho, vigie_command_echo, GTK_TYPE_WIDGET)

static void
vigie_command_echo_dispose (GObject *object)
{
  g_clear_pointer (&VIGIE_COMMAND_ECHO (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_command_echo_parent_class)->dispose (object);
}

static void
vigie_command_echo_class_init (VigieCommandEchoClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_command_echo_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_command_echo_init (VigieCommandEcho *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->icon = vigie_icon_new ("vigie-note-symbolic", NULL);
  self->kind = GTK_LABEL (vigie_label_new (NULL, "strong small"));
  self->time = GTK_LABEL (vigie_label_new (NULL, "small num dim"));
  gtk_label_set_ellipsize (self->kind, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (self->time, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (self->box, "command-echo");
  gtk_widget_set_margin_top (self->box, 2);
  gtk_widget_set_margin_bottom (self->box, 2);
  gtk_box_append (GTK_BOX (self->box), self->icon);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->kind));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->time));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * vigie_command_echo_new:
 *
 * Returns: (transfer floating): an echo that says nothing yet
 */
GtkWidget *
vigie_command_echo_new (void)
{
  return g_object_new (VIGIE_TYPE_COMMAND_ECHO, NULL);
}

/* What Enter would record: a fact, a time of the incident's life, or an entry of a kind. */
static const char *
kind_words (const VigieCommand *command, VigieLang lang)
{
  if (command == NULL)
    return vigie_entry_kind_label (VIGIE_ENTRY_NOTE, lang);
  if (command->fact_name != NULL)
    return C_("kind of an entry", "Fact");

  return command->is_milestone ? vigie_milestone_label (command->milestone, lang) : vigie_entry_kind_label (command->kind, lang);
}

void
vigie_command_echo_show (VigieCommandEcho *self, VigieSession *session, const VigieCommand *command)
{
  VigieEntryKind kind = command != NULL ? command->kind : VIGIE_ENTRY_NOTE;
  VigieLang lang = vigie_session_get_lang (session);
  gint64 now_usec = vigie_session_now_usec (session);
  gboolean is_fact = command != NULL && command->fact_name != NULL;
  g_autofree char *when = NULL;

  g_return_if_fail (VIGIE_IS_COMMAND_ECHO (self));

  when = vigie_time_format_near (command != NULL ? command->occurred_usec : now_usec, now_usec,
                                 vigie_session_get_zone (session), lang);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), is_fact ? "vigie-facts-symbolic" : vigie_entry_kind_icon (kind));
  vigie_label_set (self->kind, kind_words (command, lang));
  vigie_label_set (self->time, when);
  vigie_entry_kind_set_class (self->icon, kind);
  vigie_entry_kind_set_class (GTK_WIDGET (self->kind), kind);
  vigie_set_class (GTK_WIDGET (self->time), "accent-text", command != NULL && command->time_given);
  vigie_set_class (GTK_WIDGET (self->time), "dim", command == NULL || !command->time_given);
}
