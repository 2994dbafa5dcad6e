/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A chip of the band. Its loudness is its filling (solid, tint, hairline), which the stylesheet gives
 * by class; its size never changes, so that nothing in the band moves when a clock runs out. What a
 * press does is the window's "win.obligation", the same as Alt 1 and Alt 2: it works on the clock
 * that is urgent when it is pressed, and chips are redrawn at that very change. */

#include "vigie-clock-chip.h"

#include <glib/gi18n-lib.h>

#include "vigie-clock-words.h"
#include "vigie-text-ui.h"

#define DIAL_PX 26

struct _VigieClockChip
{
  GtkButton parent_instance;

  VigieClockDial *dial;
  GtkLabel *title;
  GtkLabel *number;
};

G_DEFINE_FINAL_TYPE (VigieClockChip, vigie_clock_chip, GTK_TYPE_BUTTON)

static void
vigie_clock_chip_class_init (VigieClockChipClass *klass)
{
}

static void
vigie_clock_chip_init (VigieClockChip *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "clock-chip");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
vigie_clock_chip_new (int index)
{
  VigieClockChip *self = g_object_new (VIGIE_TYPE_CLOCK_CHIP, "action-name", "win.obligation", NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* spacing is the stylesheet's */
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *key = g_strdup_printf (_("Alt %d"), index + 1);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "i", index);
  self->dial = VIGIE_CLOCK_DIAL (vigie_clock_dial_new (DIAL_PX));
  self->title = GTK_LABEL (vigie_label_new (NULL, "chip-title"));
  gtk_label_set_width_chars (self->title, 8);
  gtk_label_set_max_width_chars (self->title, 20);
  self->number = GTK_LABEL (vigie_label_new (NULL, "number-chip"));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), vigie_kbd_new (key));
  gtk_box_append (GTK_BOX (words), head);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->number));
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->dial));
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (self), box);

  return GTK_WIDGET (self);
}

static void
say (VigieClockChip *self, VigieIncidentModel *model, const VigieObligation *obligation, const char *title, const char *words)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, words);
  g_autofree char *line = vigie_clock_second_line (model, obligation);
  g_autofree char *due = vigie_clock_due (obligation, vigie_session_now_usec (session),
                                          vigie_session_get_zone (session), vigie_session_get_lang (session));
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s\n%s", name, line, due);

  vigie_set_accessible_label (GTK_WIDGET (self), name);
  vigie_set_tooltip (GTK_WIDGET (self), tooltip);
}

/**
 * vigie_clock_chip_set:
 * @model: the incident.
 * @obligation: (nullable): what to show; borrowed for the call only.
 *
 * Shows the state of @obligation at the session's present time.
 */
void
vigie_clock_chip_set (VigieClockChip *self, VigieIncidentModel *model, const VigieObligation *obligation)
{
  VigieSession *session;
  VigieLang lang;
  gint64 now_usec;
  g_autofree char *title = NULL;
  g_autofree char *short_title = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (VIGIE_IS_CLOCK_CHIP (self));

  gtk_widget_set_visible (GTK_WIDGET (self), obligation != NULL);
  if (obligation == NULL)
    return;

  session = vigie_incident_model_get_session (model);
  lang = vigie_session_get_lang (session);
  now_usec = vigie_session_now_usec (session);
  title = vigie_obligation_title (obligation, lang);
  short_title = vigie_clock_short_title (obligation, lang);
  words = vigie_clock_words (obligation, now_usec, vigie_session_get_zone (session), lang);
  vigie_label_set (self->title, short_title);
  vigie_label_set (self->number, words);
  vigie_clock_set_class (GTK_WIDGET (self), obligation);
  vigie_clock_dial_set (self->dial, obligation->state, vigie_clock_share (obligation, now_usec),
                        obligation->state == VIGIE_OBLIGATION_OVERDUE);
  say (self, model, obligation, title, words);
}
