/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the incident stands: past stages with a check mark, the present one as a filled pill with a
 * dot, later ones dim. The others are flat buttons, because a stage is passed by recording the time
 * that ended it, and this is where people look for it. The whole strip has one accessible name, and
 * each button says what it records. */

#include "vigie-stage-strip.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"

struct _VigieStageStrip
{
  GtkWidget parent_instance;

  GtkWidget *box;
  gboolean alone;
  int stage; /* -1 before the first is set */
};

G_DEFINE_FINAL_TYPE (VigieStageStrip, vigie_stage_strip, GTK_TYPE_WIDGET)

enum { STAGE, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
pressed_cb (GtkButton *button, VigieStageStrip *self)
{
  int stage = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "stage"));

  g_signal_emit (self, signals[STAGE], 0, stage);
}

static GtkWidget *
make_current (const char *word)
{
  g_autofree char *text = g_strconcat ("●\302\240", word, NULL);
  GtkWidget *label = vigie_label_new (text, "stage-current");

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);

  return label;
}

static GtkWidget *
make_other (VigieStageStrip *self, VigieStage stage, const char *word)
{
  gboolean past = (int) stage < self->stage;
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = vigie_label_new (NULL, NULL);
  g_autofree char *text = past ? g_strconcat ("✓\302\240", word, NULL) : g_strdup (word);
  g_autofree char *name = g_strdup_printf (past ? _("%s, passed") : _("%s, to come"), word);

  vigie_label_set (GTK_LABEL (label), text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE); /* five words whole, or the present one alone */
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, past ? "stage-past" : "stage-future");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (button, FALSE);
  g_object_set_data (G_OBJECT (button), "stage", GINT_TO_POINTER (stage));
  g_signal_connect (button, "clicked", G_CALLBACK (pressed_cb), self);
  vigie_set_accessible_label (button, name);

  return button;
}

static void
rebuild (VigieStageStrip *self, VigieLang lang)
{
  vigie_clear_box (GTK_BOX (self->box));
  for (int i = 0; i < VIGIE_N_STAGES; i++)
    {
      const char *word = vigie_stage_label (i, lang);

      if (self->alone && i != self->stage)
        continue;
      if (i > 0 && !self->alone)
        gtk_box_append (GTK_BOX (self->box), vigie_label_new ("›", "stage-sep"));
      gtk_box_append (GTK_BOX (self->box), i == self->stage ? make_current (word) : make_other (self, i, word));
    }
}

static void
vigie_stage_strip_dispose (GObject *object)
{
  VigieStageStrip *self = VIGIE_STAGE_STRIP (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_stage_strip_parent_class)->dispose (object);
}

static void
vigie_stage_strip_class_init (VigieStageStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_stage_strip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[STAGE] = g_signal_new ("stage", VIGIE_TYPE_STAGE_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
vigie_stage_strip_init (VigieStageStrip *self)
{
  self->stage = -1;
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 1);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * vigie_stage_strip_new:
 * @alone: shows the present stage only, for narrow places.
 *
 * Returns: (transfer floating): a strip without a stage
 */
GtkWidget *
vigie_stage_strip_new (gboolean alone)
{
  VigieStageStrip *self = g_object_new (VIGIE_TYPE_STAGE_STRIP, NULL);

  self->alone = alone;

  return GTK_WIDGET (self);
}

/**
 * vigie_stage_strip_set_stage:
 * @stage: the present stage.
 * @lang: language of its words.
 *
 * Shows @stage; does nothing when it is shown already.
 */
void
vigie_stage_strip_set_stage (VigieStageStrip *self, VigieStage stage, VigieLang lang)
{
  g_autofree char *name = NULL;

  g_return_if_fail (VIGIE_IS_STAGE_STRIP (self));

  if (self->stage == (int) stage)
    return;
  self->stage = stage;
  rebuild (self, lang);
  name = g_strdup_printf (_("Stage: %s"), vigie_stage_label (stage, lang));
  vigie_set_accessible_label (GTK_WIDGET (self), name);
}
