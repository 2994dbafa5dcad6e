/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything here follows from the last assessment; only the other level and its reason are the person's own.
 * Lists are made anew at each answer: they have ten rows at most. */

#include "vigie-wizard-side.h"

#include <glib/gi18n-lib.h>

#include "vigie-obligation.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-widgets.h"

#define SIDE_WIDTH 384
#define N_LAUNCH_ROWS 5
#define ASK_AGAIN_USEC (10 * VIGIE_MINUTE_USEC)

struct _VigieWizardSide
{
  GtkWidget parent_instance;

  VigieSession *session; /* owned */

  /* Children */
  GtkWidget *root;
  GtkWidget *badge;
  GtkLabel *caption;
  GtkLabel *name;
  GtkWidget *provisional;
  GtkLabel *again;
  GtkLabel *difference;
  GtkBox *derivation;
  GtkWidget *levels[5]; /* by VigieLevel */
  GtkWidget *reason_row;
  GtkWidget *reason;
  GtkLabel *level_hint;
  GtkBox *launch;
  GtkWidget *launch_box;
  GtkWidget *war_room;
  GtkLabel *war_room_text;

  char **open; /* ids of unanswered questions; owned */
  VigieLevel proposed;
  VigieLevel other; /* NONE: the proposed one */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (VigieWizardSide, vigie_wizard_side, GTK_TYPE_WIDGET)

enum { LEVEL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static VigieLang
lang_of (VigieWizardSide *self)
{
  return vigie_session_get_lang (self->session);
}

static char *
level_name (VigieWizardSide *self, VigieLevel level)
{
  const VigieLevelDef *def = vigie_playbook_level (vigie_session_get_playbook (self->session), level);

  if (def == NULL)
    return g_strdup (_("To be chosen"));

  return g_strdup_printf ("%s %s", vigie_level_to_word (level), vigie_text_get (&def->name, lang_of (self)));
}

static void
show_head (VigieWizardSide *self, gboolean is_provisional)
{
  VigieLevel level = vigie_wizard_side_get_level (self);
  g_autofree char *name = level_name (self, level);
  g_autofree char *at = vigie_time_format_clock_zone (vigie_session_now_usec (self->session) + ASK_AGAIN_USEC, vigie_session_get_zone (self->session));
  /* Translators: %s is a time of day; the wizard asks again because an answer is missing. */
  g_autofree char *again = g_strdup_printf (_("asked again at %s"), at);

  vigie_severity_badge_set_level (VIGIE_SEVERITY_BADGE (self->badge), level);
  vigie_label_set (self->caption, vigie_wizard_side_is_other (self) ? _("Chosen level") : _("Proposed level"));
  vigie_label_set (self->name, name);
  for (guint i = VIGIE_LEVEL_P1; i <= VIGIE_LEVEL_P4; i++)
    {
      g_autofree char *css_class = g_strdup_printf ("level-p%u", i);

      vigie_set_class (GTK_WIDGET (self->name), css_class, i == level);
    }
  gtk_widget_set_visible (self->provisional, is_provisional);
  vigie_label_set (self->again, is_provisional ? again : "");
}

static GtkWidget *
derive_row_new (const char *icon, const char *icon_class, const char *words, const char *mark, VigieLevel level)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *text = vigie_paragraph_new (words, NULL);
  GtkWidget *verdict = vigie_label_new (mark, "strong");
  g_autofree char *css_class = g_strdup_printf ("level-p%u", level);

  gtk_widget_add_css_class (row, "derive-row");
  gtk_widget_set_hexpand (text, TRUE);
  if (level != VIGIE_LEVEL_NONE)
    gtk_widget_add_css_class (verdict, css_class);
  gtk_box_append (GTK_BOX (row), vigie_icon_new (icon, icon_class));
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), verdict);

  return row;
}

static GtkWidget *
reason_row_new (const VigieReason *reason)
{
  const char *mark = reason->level != VIGIE_LEVEL_NONE ? vigie_level_to_word (reason->level)
                     : reason->shift < 0 ? "− 1" : reason->shift > 0 ? "+ 1" : reason->counts ? "=" : "—";

  return derive_row_new (reason->counts ? "vigie-check-symbolic" : "vigie-question-disc-symbolic", reason->counts ? "ok-text" : "dim",
                         reason->text, mark, reason->level);
}

/* The rule takes an unanswered question for unknown; here it is said as it is. */
static GtkWidget *
open_row_new (VigieWizardSide *self, const char *id)
{
  GPtrArray *questions = vigie_session_get_playbook (self->session)->questions;
  const char *title = id;
  g_autofree char *text = NULL;

  for (guint i = 0; i < questions->len; i++)
    {
      const VigieQuestionDef *question = g_ptr_array_index (questions, i);

      if (g_str_equal (question->id, id))
        title = vigie_text_get (&question->title, lang_of (self));
    }
  /* Translators: %s is a question of the severity wizard. */
  text = g_strdup_printf (_("%s: not answered yet"), title);

  return derive_row_new ("vigie-dash-symbolic", "dim", text, "", VIGIE_LEVEL_NONE);
}

/* Without the line that says "provisional": the head says it, with the time. */
static void
show_derivation (VigieWizardSide *self, const VigieAssessment *assessment)
{
  vigie_clear_box (self->derivation);
  for (guint i = 0; i < assessment->reasons->len; i++)
    {
      const VigieReason *reason = g_ptr_array_index (assessment->reasons, i);

      if (g_str_equal (reason->rule, "provisional"))
        continue;
      if (self->open != NULL && g_strv_contains ((const char *const *) self->open, reason->rule))
        gtk_box_append (self->derivation, open_row_new (self, reason->rule));
      else
        gtk_box_append (self->derivation, reason_row_new (reason));
    }
}

static GtkWidget *
launch_row_new (VigieWizardSide *self, const VigieObligation *obligation)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GTimeZone *zone = vigie_session_get_zone (self->session);
  g_autofree char *time = vigie_time_format_clock (obligation->due_usec, zone);
  g_autofree char *title = vigie_obligation_title (obligation, lang_of (self));

  gtk_widget_add_css_class (row, "launch-row");
  gtk_box_append (GTK_BOX (row), vigie_label_new (time, "launch-time"));
  gtk_box_append (GTK_BOX (row), vigie_label_new (title, NULL));

  return row;
}

static void
append_rest (VigieWizardSide *self, guint n_rest, gint64 detected_usec)
{
  g_autofree char *from = vigie_time_format_clock (detected_usec, vigie_session_get_zone (self->session));
  g_autofree char *text = g_strdup_printf (ngettext ("and %u more deadline, counted from %s", "and %u more deadlines, counted from %s", n_rest), n_rest, from);

  gtk_box_append (self->launch, vigie_label_new (text, "dim caption"));
}

static void
show_launch (VigieWizardSide *self, const VigieAnswers *answers, const char *type, gint64 detected_usec)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (self->session);
  VigieLevel level = vigie_wizard_side_get_level (self);
  const VigieLevelDef *def = vigie_playbook_level (playbook, level);
  g_autoptr(GPtrArray) obligations = NULL;
  guint n = 0, n_rest = 0;

  vigie_clear_box (self->launch);
  gtk_widget_set_visible (self->war_room, def != NULL && def->opens_war_room);
  if (level == VIGIE_LEVEL_NONE || detected_usec == VIGIE_TIME_NONE)
    return;
  obligations = vigie_obligations_preview (playbook, type, level, answers, detected_usec, vigie_session_now_usec (self->session));
  for (guint i = 0; obligations != NULL && i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (obligation->due_usec == VIGIE_TIME_NONE || !vigie_obligation_is_running (obligation))
        continue;
      if (n++ < N_LAUNCH_ROWS)
        gtk_box_append (self->launch, launch_row_new (self, obligation));
      else
        n_rest++;
    }
  if (n_rest > 0)
    append_rest (self, n_rest, detected_usec);
}

static void
show_other (VigieWizardSide *self)
{
  VigieLevel level = vigie_wizard_side_get_level (self);
  gboolean other = vigie_wizard_side_is_other (self);

  self->updating = TRUE;
  for (guint i = VIGIE_LEVEL_P1; i <= VIGIE_LEVEL_P4; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->levels[i]), i == level);
  self->updating = FALSE;
  gtk_widget_set_visible (self->reason_row, other);
  gtk_widget_set_visible (GTK_WIDGET (self->level_hint), !other);
  vigie_label_set (self->level_hint, self->proposed == VIGIE_LEVEL_NONE ? _("Nothing is proposed: choose; when in doubt, the more severe.")
                                                                          : _("Another choice needs a reason."));
}

static void
level_toggled_cb (VigieWizardSide *self, GtkToggleButton *button)
{
  VigieLevel level = VIGIE_LEVEL_NONE;

  if (self->updating)
    return;
  for (guint i = VIGIE_LEVEL_P1; i <= VIGIE_LEVEL_P4; i++)
    if (self->levels[i] == GTK_WIDGET (button))
      level = i;
  self->other = level == self->proposed ? VIGIE_LEVEL_NONE : level;
  show_other (self);
  g_signal_emit (self, signals[LEVEL_CHANGED], 0);
  if (vigie_wizard_side_is_other (self))
    gtk_widget_grab_focus (self->reason);
}

static void
reason_changed_cb (VigieWizardSide *self)
{
  g_signal_emit (self, signals[LEVEL_CHANGED], 0);
}

static GtkWidget *
head_new (VigieWizardSide *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->badge = vigie_severity_badge_new (92);
  self->caption = GTK_LABEL (vigie_label_new ("", "dim caption strong"));
  self->name = GTK_LABEL (vigie_label_new ("", "title-home"));
  self->provisional = vigie_label_new (_("provisional"), "tag tag-provisional");
  self->again = GTK_LABEL (vigie_label_new ("", "dim caption"));
  gtk_box_append (GTK_BOX (line), self->provisional);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->again));
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->caption));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (words), line);
  gtk_box_append (GTK_BOX (row), self->badge);
  gtk_box_append (GTK_BOX (row), words);

  return row;
}

static GtkWidget *
level_button_new (VigieWizardSide *self, VigieLevel level)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *badge = vigie_severity_badge_new (20);
  g_autofree char *name = level_name (self, level);

  vigie_severity_badge_set_level (VIGIE_SEVERITY_BADGE (badge), level);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), gtk_label_new (vigie_level_to_word (level)));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "level-choice");
  gtk_widget_set_hexpand (button, TRUE);
  vigie_set_accessible_label (button, name);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (level_toggled_cb), self);

  return button;
}

static GtkWidget *
other_new (VigieWizardSide *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (head), vigie_label_new (_("Another level"), "dim caption strong"));
  gtk_box_append (GTK_BOX (head), vigie_kbd_new ("F2"));
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  for (guint i = VIGIE_LEVEL_P1; i <= VIGIE_LEVEL_P4; i++)
    {
      self->levels[i] = level_button_new (self, i);
      gtk_box_append (GTK_BOX (row), self->levels[i]);
    }
  self->level_hint = GTK_LABEL (vigie_paragraph_new ("", "dim caption"));
  self->reason_row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->reason = gtk_entry_new ();
  vigie_set_accessible_label (self->reason, _("Reason for the other level"));
  g_signal_connect_swapped (self->reason, "changed", G_CALLBACK (reason_changed_cb), self);
  gtk_box_append (GTK_BOX (self->reason_row), vigie_label_new (_("Reason for the other level"), "dim caption strong"));
  gtk_box_append (GTK_BOX (self->reason_row), self->reason);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->level_hint));
  gtk_box_append (GTK_BOX (box), self->reason_row);

  return box;
}

static GtkWidget *
war_room_new (VigieWizardSide *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GPtrArray *posts = vigie_playbook_required_posts (vigie_session_get_playbook (self->session), NULL, FALSE, FALSE);
  g_autofree char *text = g_strdup_printf (ngettext ("Opens the war room; %u post to fill", "Opens the war room; %u posts to fill", posts->len), posts->len);

  gtk_box_append (GTK_BOX (row), vigie_icon_new ("vigie-beacon-symbolic", "accent-text"));
  self->war_room_text = GTK_LABEL (vigie_paragraph_new (text, "small"));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->war_room_text));
  g_ptr_array_unref (posts);

  return row;
}

static void
build (VigieWizardSide *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->launch_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->difference = GTK_LABEL (vigie_paragraph_new ("", "small"));
  self->derivation = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->derivation), "card-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->derivation), "derivation");
  self->launch = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->war_room = war_room_new (self);
  gtk_box_append (GTK_BOX (self->launch_box), vigie_label_new (_("Declaring starts"), "dim caption strong"));
  gtk_box_append (GTK_BOX (self->launch_box), GTK_WIDGET (self->launch));
  gtk_box_append (GTK_BOX (self->launch_box), self->war_room);

  gtk_box_append (GTK_BOX (box), head_new (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->difference));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->derivation));
  gtk_box_append (GTK_BOX (box), other_new (self));
  gtk_box_append (GTK_BOX (box), self->launch_box);
  gtk_widget_set_margin_start (box, 20);
  gtk_widget_set_margin_end (box, 20);
  gtk_widget_set_margin_top (box, 20);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  self->root = scroller;
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
  gtk_widget_set_size_request (GTK_WIDGET (self), SIDE_WIDTH, -1);
}

static void
vigie_wizard_side_dispose (GObject *object)
{
  VigieWizardSide *self = VIGIE_WIZARD_SIDE (object);

  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->open, g_strfreev);

  G_OBJECT_CLASS (vigie_wizard_side_parent_class)->dispose (object);
}

static void
vigie_wizard_side_class_init (VigieWizardSideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_wizard_side_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[LEVEL_CHANGED] = g_signal_new ("level-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_wizard_side_init (VigieWizardSide *self)
{
  vigie_add_classes (GTK_WIDGET (self), "pane-left");
}

GtkWidget *
vigie_wizard_side_new (VigieSession *session)
{
  VigieWizardSide *self = g_object_new (VIGIE_TYPE_WIZARD_SIDE, NULL);

  self->session = g_object_ref (session);
  build (self);

  return GTK_WIDGET (self);
}

void
vigie_wizard_side_show (VigieWizardSide *self, const VigieAssessment *assessment, const VigieAnswers *answers, const char *type, gint64 detected_usec, gboolean again, const char *difference)
{
  self->proposed = assessment->level;
  if (self->other == self->proposed)
    self->other = VIGIE_LEVEL_NONE;
  show_other (self);
  show_head (self, assessment->provisional);
  show_derivation (self, assessment);
  gtk_widget_set_visible (self->launch_box, !again);
  if (!again)
    show_launch (self, answers, type, detected_usec);
  gtk_widget_set_visible (GTK_WIDGET (self->difference), difference != NULL);
  vigie_label_set (self->difference, difference);
}

void
vigie_wizard_side_set_open (VigieWizardSide *self, char **questions)
{
  g_strfreev (self->open);
  self->open = g_strdupv (questions);
}

VigieLevel
vigie_wizard_side_get_level (VigieWizardSide *self)
{
  return self->other != VIGIE_LEVEL_NONE ? self->other : self->proposed;
}

gboolean
vigie_wizard_side_is_other (VigieWizardSide *self)
{
  return self->other != VIGIE_LEVEL_NONE && self->proposed != VIGIE_LEVEL_NONE && self->other != self->proposed;
}

const char *
vigie_wizard_side_get_reason (VigieWizardSide *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->reason));
}

void
vigie_wizard_side_focus_other (VigieWizardSide *self)
{
  VigieLevel level = vigie_wizard_side_get_level (self);

  gtk_widget_grab_focus (vigie_wizard_side_is_other (self) ? self->reason : self->levels[level == VIGIE_LEVEL_NONE ? VIGIE_LEVEL_P1 : level]);
}
