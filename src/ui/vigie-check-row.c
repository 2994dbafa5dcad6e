/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A finding. The level is told by shape, by word (to the screen reader and in the counts above) and by colour. */

#include "vigie-check-row.h"

#include <glib/gi18n-lib.h>

#include "vigie-page-parts.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

struct _VigieCheckRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *detail;
  GtkWidget *fact;              /* leads to the fact that the place is about */
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (VigieCheckRow, vigie_check_row, GTK_TYPE_LIST_BOX_ROW)

static guint act_signal;

static void
vigie_check_row_class_init (VigieCheckRowClass *klass)
{
  act_signal = g_signal_new ("act", VIGIE_TYPE_CHECK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
clicked_cb (VigieCheckRow *self)
{
  g_signal_emit (self, act_signal, 0);
}

static GtkLabel *
add_line (GtkWidget *box, const char *css_classes)
{
  GtkWidget *label = vigie_label_new (NULL, css_classes);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
vigie_check_row_init (VigieCheckRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->icon = GTK_IMAGE (vigie_icon_new ("vigie-overdue-symbolic", NULL));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->icon));
  self->title = add_line (words, "small strong");
  self->detail = add_line (words, "caption dim");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), words);
  self->fact = vigie_page_icon_button_new ("vigie-facts-symbolic", _("Open the fact"));
  gtk_widget_set_valign (self->fact, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->fact), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->fact), "win.go");
  gtk_box_append (GTK_BOX (line), self->fact);
  self->button = vigie_page_button_new ("", NULL, "compact");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (line), self->button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), line);
  gtk_widget_add_css_class (GTK_WIDGET (self), "check-row");
}

GtkWidget *
vigie_check_row_new (void)
{
  return g_object_new (VIGIE_TYPE_CHECK_ROW, NULL);
}

/* What the button does: a stop with a wording is mended, one without is gone to, a warning is looked at. */
static const char *
button_word (const VigieCheckFinding *finding)
{
  if (finding->proposal != NULL)
    return _("Fix");

  return finding->level == VIGIE_CHECK_STOP ? _("Go") : _("See");
}

static void
show_fact (VigieCheckRow *self, const VigieCheckFinding *finding)
{
  g_autofree char *target = finding->fact != NULL ? g_strconcat ("fact:", finding->fact, NULL) : NULL;
  g_autofree char *name = g_strdup_printf (_("%s: %s"), _("Open the fact"), finding->message);

  gtk_widget_set_visible (self->fact, target != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->fact), "s", target != NULL ? target : "");
  vigie_set_accessible_label (self->fact, name);
}

/**
 * vigie_check_row_set_finding:
 * @finding: what is shown; only looked at
 *
 * Shows @finding; what is the same already stays untouched, so that the focus does.
 */
void
vigie_check_row_set_finding (VigieCheckRow *self, const VigieCheckFinding *finding)
{
  gboolean stops = finding->level == VIGIE_CHECK_STOP;
  const char *word = button_word (finding);
  /* Translators: how loud a finding is, what it says, and why. For the screen reader. */
  g_autofree char *spoken = g_strdup_printf (stops ? _("Blocks: %s. %s") : _("Warns: %s. %s"), finding->message, finding->detail);
  /* Translators: a button and what it is about. For the screen reader. */
  g_autofree char *act = g_strdup_printf (_("%s: %s"), word, finding->message);

  gtk_image_set_from_icon_name (self->icon, stops ? "vigie-overdue-symbolic" : "vigie-warning-symbolic");
  vigie_set_class (GTK_WIDGET (self->icon), "late-text", stops);
  vigie_set_class (GTK_WIDGET (self->icon), "soon-text", !stops);
  vigie_set_class (GTK_WIDGET (self->title), "late-text", stops);
  vigie_set_class (GTK_WIDGET (self->title), "soon-text", !stops);
  vigie_label_set (self->title, finding->message);
  vigie_label_set (self->detail, finding->detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *finding->detail != '\0');
  vigie_set_tooltip (GTK_WIDGET (self), *finding->detail != '\0' ? finding->detail : finding->message);
  gtk_button_set_label (GTK_BUTTON (self->button), word);
  gtk_widget_set_visible (self->button, finding->field != VIGIE_CHECK_WHOLE);
  vigie_set_accessible_label (self->button, act);
  show_fact (self, finding);
  vigie_set_accessible_label (GTK_WIDGET (self), spoken);
}

GtkButton *
vigie_check_row_get_button (VigieCheckRow *self)
{
  return GTK_BUTTON (self->button);
}
