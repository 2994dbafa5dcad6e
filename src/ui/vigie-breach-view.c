/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The widgets are made once; a change or a tick judges anew and patches them, so that focus and scroll stay. Wide, the
 * cells stand in a grid; narrow, the same cells stand under each other, one duty after the other and what to do
 * first: only their places change. */

#include "vigie-breach-view.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-breach-cell.h"
#include "vigie-breach-facts-bar.h"
#include "vigie-breach-forms.h"
#include "vigie-breach-report.h"
#include "vigie-breach-rules-list.h"
#include "vigie-breach-score-card.h"
#include "vigie-breach-todo.h"
#include "vigie-page-parts.h"
#include "vigie-document-save.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-wizard-body.h"

#define NARROW_PX 900
#define MIN_PX 340
#define HEAD_PX 104
#define TODO_PX 200
#define N_COLUMNS (2 + VIGIE_N_BREACH_BASES)

struct _VigieBreachView
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkWidget *scroller;
  GtkWidget *facts;
  GtkWidget *asked;             /* contradictions */
  GtkWidget *grid;
  GtkWidget *heads[N_COLUMNS];
  GtkWidget *names[VIGIE_N_BREACH_DUTIES];
  GtkWidget *cells[VIGIE_N_BREACH_DUTIES][VIGIE_N_BREACH_BASES];
  GtkWidget *todos[VIGIE_N_BREACH_DUTIES];
  GtkWidget *score;
  GtkWidget *rules;
  GtkWidget *print;
  GtkWidget *basis_note;
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieBreachView, vigie_breach_view, GTK_TYPE_WIDGET)

enum { COMPOSE, REGISTER, N_SIGNALS };
static guint signals[N_SIGNALS];

static VigieBreach *
judge (VigieBreachView *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);

  return vigie_breach_evaluate (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model), vigie_session_now_usec (session),
                                vigie_session_get_zone (session), vigie_session_get_lang (session));
}

/* ---- Patching ---- */

static void
show_contradictions (VigieBreachView *self, const VigieBreach *breach)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < breach->contradictions->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", ((const VigieContradiction *) breach->contradictions->pdata[i])->words);
  if (breach->times.aware_needs_reason)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", _("Awareness is later than the first alert: say why in the facts."));
  vigie_label_set (GTK_LABEL (self->asked), words->str);
  gtk_widget_set_visible (gtk_widget_get_parent (self->asked), words->len > 0);
}

static const char *
basis_words (const VigieBreach *breach)
{
  if (g_str_equal (breach->gdpr_basis, "law"))
    return _("applies by law");
  if (g_str_equal (breach->gdpr_basis, "no"))
    return _("not applied");

  return g_str_equal (breach->gdpr_basis, "unknown") ? _("applied until it is settled") : _("applied by company policy");
}

static void
changed_cb (VigieBreachView *self)
{
  g_autoptr(VigieBreach) breach = NULL;
  VigieSession *session;

  if (self->model == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  breach = judge (self);
  vigie_breach_facts_bar_set (VIGIE_BREACH_FACTS_BAR (self->facts), self->model, breach);
  show_contradictions (self, breach);
  vigie_label_set (GTK_LABEL (self->basis_note), basis_words (breach));
  for (VigieBreachDuty duty = 0; duty < VIGIE_N_BREACH_DUTIES; duty++)
    {
      for (VigieBreachBasis basis = 0; basis < VIGIE_N_BREACH_BASES; basis++)
        vigie_breach_cell_set (VIGIE_BREACH_CELL (self->cells[duty][basis]), session, breach);
      vigie_breach_todo_set (VIGIE_BREACH_TODO (self->todos[duty]), self->model, breach);
    }
  vigie_breach_score_card_set (VIGIE_BREACH_SCORE_CARD (self->score), session, breach);
  vigie_breach_rules_list_set (VIGIE_BREACH_RULES_LIST (self->rules), self->model, breach);
}

/* ---- Acts ---- */

static void
compose (VigieBreachView *self, const char *kind, const char *target)
{
  gboolean taken = FALSE;

  g_signal_emit (self, signals[COMPOSE], 0, kind, &taken);
  if (!taken)
    vigie_act_form_message (GTK_WIDGET (self), self->model, target, NULL);
}

static void
call_next (VigieBreachView *self)
{
  guint n_reached, n;
  const VigieDuty *duty = vigie_breach_todo_call (self->model, &n_reached, &n);

  if (duty != NULL)
    vigie_duty_act (GTK_WIDGET (self), self->model, duty);
}

static void
register_breach (VigieBreachView *self)
{
  gboolean taken = FALSE;

  if (vigie_incident_model_get_incident (self->model)->breach_entries->len > 0)
    g_signal_emit (self, signals[REGISTER], 0, &taken);
  if (!taken)
    vigie_breach_form_register (GTK_WIDGET (self), self->model);
}

static void
act_cb (VigieBreachView *self, GtkWidget *todo)
{
  g_autoptr(VigieBreach) breach = NULL;

  if (self->model == NULL)
    return;
  breach = judge (self);
  if (todo == self->todos[VIGIE_BREACH_AUTHORITY])
    compose (self, vigie_breach_rule (breach, "G-11")->verdict == VIGIE_BREACH_YES ? "authority-complement" : "authority-initial", "authority/*");
  else if (todo == self->todos[VIGIE_BREACH_PERSONS])
    compose (self, "persons", "persons/*");
  else if (todo == self->todos[VIGIE_BREACH_REGISTER])
    register_breach (self);
  else if (todo == self->todos[VIGIE_BREACH_MANAGEMENT])
    call_next (self);
  else
    compose (self, "press", "press/*");
}

static void
print_cb (VigieBreachView *self)
{
  VigieSession *session;
  VigieIncident *incident;
  g_autoptr(VigieBreach) breach = NULL;
  g_autofree char *name = NULL;
  VigieLang lang;

  if (self->model == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  incident = vigie_incident_model_get_incident (self->model);
  lang = vigie_session_get_document_lang (session);
  breach = vigie_breach_evaluate (vigie_session_get_playbook (session), incident, vigie_session_now_usec (session), vigie_session_get_zone (session), lang);
  /* Translators: the name of a file; %s is the reference of an incident. */
  name = g_strdup_printf (_("breach-decision-%s.pdf"), incident->ref);
  vigie_document_save_report (GTK_WIDGET (self), vigie_breach_decision_report (breach, incident, vigie_session_get_playbook (session), vigie_session_get_author (session),
                                                                      vigie_session_now_usec (session), vigie_session_get_zone (session), lang),
                     _("Print the decision (.pdf, .html or .md)"), name);
}

/* ---- Keys: row by row ---- */

static int
focused_duty (VigieBreachView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (int duty = 0; focus != NULL && duty < VIGIE_N_BREACH_DUTIES; duty++)
    if (focus == vigie_breach_todo_get_button (VIGIE_BREACH_TODO (self->todos[duty])))
      return duty;

  return -1;
}

static gboolean
move_to (VigieBreachView *self, int duty, int step)
{
  for (; duty >= 0 && duty < VIGIE_N_BREACH_DUTIES; duty += step)
    {
      GtkWidget *button = vigie_breach_todo_get_button (VIGIE_BREACH_TODO (self->todos[duty]));

      if (!gtk_widget_get_visible (button))
        continue;
      gtk_widget_grab_focus (button);
      vigie_page_reveal (self->todos[duty]);
      return TRUE;
    }

  return FALSE;
}

static gboolean
key_cb (VigieBreachView *self, guint keyval, guint keycode, GdkModifierType state)
{
  int duty = focused_duty (self);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || (duty < 0 && vigie_page_focused (self->facts, GTK_TYPE_BUTTON) == NULL))
    return FALSE;
  if (keyval == GDK_KEY_Down)
    return move_to (self, duty + 1, 1);
  if (keyval == GDK_KEY_Up)
    return move_to (self, duty - 1, -1);

  return FALSE;
}

static gboolean
grab_focus (GtkWidget *widget)
{
  VigieBreachView *self = VIGIE_BREACH_VIEW (widget);

  return move_to (self, 0, 1) || gtk_widget_child_focus (self->scroller, GTK_DIR_TAB_FORWARD);
}

/* ---- Wide and narrow ---- */

static void
place (VigieBreachView *self, GtkWidget *child, int column, int row, int width)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (self->grid);
  GtkGridLayoutChild *at = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, child));

  gtk_grid_layout_child_set_column (at, column);
  gtk_grid_layout_child_set_row (at, row);
  gtk_grid_layout_child_set_column_span (at, width);
}

static void
place_wide (VigieBreachView *self)
{
  for (int column = 0; column < N_COLUMNS; column++)
    place (self, self->heads[column], column, 0, 1);
  for (int duty = 0; duty < VIGIE_N_BREACH_DUTIES; duty++)
    {
      place (self, self->names[duty], 0, duty + 1, 1);
      for (int basis = 0; basis < VIGIE_N_BREACH_BASES; basis++)
        place (self, self->cells[duty][basis], basis + 1, duty + 1, 1);
      place (self, self->todos[duty], N_COLUMNS - 1, duty + 1, 1);
    }
}

static void
place_narrow (VigieBreachView *self)
{
  int row = 0;

  for (int column = 0; column < N_COLUMNS; column++)
    place (self, self->heads[column], 0, row++, 1);
  for (int duty = 0; duty < VIGIE_N_BREACH_DUTIES; duty++)
    {
      place (self, self->names[duty], 0, row++, 1);
      place (self, self->todos[duty], 0, row++, 1);
      for (int basis = 0; basis < VIGIE_N_BREACH_BASES; basis++)
        place (self, self->cells[duty][basis], 0, row++, 1);
    }
}

static void
narrow_cb (VigieBreachView *self)
{
  gboolean narrow = vigie_wizard_body_is_narrow (VIGIE_WIZARD_BODY (self->body));

  for (int column = 0; column < N_COLUMNS; column++)
    gtk_widget_set_visible (self->heads[column], !narrow);
  for (int duty = 0; duty < VIGIE_N_BREACH_DUTIES; duty++)
    {
      gtk_widget_set_size_request (self->names[duty], narrow ? -1 : HEAD_PX, -1);
      gtk_widget_set_size_request (self->todos[duty], narrow ? -1 : TODO_PX, -1);
      gtk_widget_set_hexpand (self->todos[duty], narrow);
      vigie_set_class (self->names[duty], "narrow", narrow);
      for (int basis = 0; basis < VIGIE_N_BREACH_BASES; basis++)
        vigie_breach_cell_set_narrow (VIGIE_BREACH_CELL (self->cells[duty][basis]), narrow);
    }
  if (narrow)
    place_narrow (self);
  else
    place_wide (self);
  /* What was in sight has moved. */
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieBreachView *self = VIGIE_BREACH_VIEW (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_breach_view_parent_class)->dispose (object);
}

static void
vigie_breach_view_class_init (VigieBreachViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[COMPOSE] = g_signal_new ("compose", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL,
                                   G_TYPE_BOOLEAN, 1, G_TYPE_STRING);
  signals[REGISTER] = g_signal_new ("register", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL,
                                    G_TYPE_BOOLEAN, 0);
}

static GtkWidget *
head_new (const char *title, const char *note, GtkWidget **note_label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *label = vigie_paragraph_new (note, "caption dim");

  vigie_add_classes (box, "breach-cell breach-head");
  gtk_box_append (GTK_BOX (box), vigie_label_new (title, "strong"));
  gtk_box_append (GTK_BOX (box), label);
  if (note_label != NULL)
    *note_label = label;

  return box;
}

static GtkWidget *
name_new (VigieBreachDuty duty)
{
  static const char *const icons[] = { "vigie-playbook-symbolic", "vigie-roster-symbolic", "vigie-followup-symbolic", "vigie-beacon-symbolic", "vigie-message-symbolic" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *icon = vigie_icon_new (icons[duty], "dim");

  gtk_widget_set_halign (icon, GTK_ALIGN_START);
  vigie_add_classes (box, "breach-cell breach-head");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), vigie_label_new (vigie_breach_duty_title (duty), "strong"));

  return box;
}

static void
make_grid (VigieBreachView *self)
{
  int column = 0;

  self->grid = gtk_grid_new ();
  vigie_add_classes (self->grid, "card breach-grid");
  gtk_widget_set_overflow (self->grid, GTK_OVERFLOW_HIDDEN);
  self->heads[column++] = head_new ("", "", NULL);
  self->heads[column++] = head_new (vigie_breach_basis_title (VIGIE_BREACH_PLAYBOOK), _("the playbook; not law"), NULL);
  self->heads[column++] = head_new (vigie_breach_basis_title (VIGIE_BREACH_GDPR), "", &self->basis_note);
  self->heads[column++] = head_new (vigie_breach_basis_title (VIGIE_BREACH_IVORIAN_LAW), _("Law 2013-450; a lawyer’s opinion is needed"), NULL);
  self->heads[column++] = head_new (_("To do"), _("the most demanding of the three"), NULL);
  for (int i = 0; i < N_COLUMNS; i++)
    gtk_grid_attach (GTK_GRID (self->grid), self->heads[i], i, 0, 1, 1);
  for (VigieBreachDuty duty = 0; duty < VIGIE_N_BREACH_DUTIES; duty++)
    {
      self->names[duty] = name_new (duty);
      gtk_grid_attach (GTK_GRID (self->grid), self->names[duty], 0, (int) duty + 1, 1, 1);
      for (VigieBreachBasis basis = 0; basis < VIGIE_N_BREACH_BASES; basis++)
        {
          self->cells[duty][basis] = vigie_breach_cell_new (duty, basis);
          gtk_widget_set_hexpand (self->cells[duty][basis], TRUE);
          gtk_grid_attach (GTK_GRID (self->grid), self->cells[duty][basis], (int) basis + 1, (int) duty + 1, 1, 1);
        }
      self->todos[duty] = vigie_breach_todo_new (duty);
      gtk_grid_attach (GTK_GRID (self->grid), self->todos[duty], N_COLUMNS - 1, (int) duty + 1, 1, 1);
      g_signal_connect_swapped (self->todos[duty], "act", G_CALLBACK (act_cb), self);
    }
}

static GtkWidget *
make_asked (VigieBreachView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->asked = vigie_paragraph_new (NULL, NULL);
  vigie_add_classes (bar, "notice-bar soon");
  gtk_box_append (GTK_BOX (bar), vigie_icon_new ("vigie-warning-symbolic", NULL));
  gtk_box_append (GTK_BOX (bar), self->asked);
  gtk_widget_set_visible (bar, FALSE);

  return bar;
}

static GtkWidget *
make_foot (VigieBreachView *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = vigie_paragraph_new (_("Decision aid, not legal advice. A verdict is lowered with a name and a reason."), "small dim");

  self->print = vigie_page_button_new (_("Print the decision"), NULL, NULL);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (self->print, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (foot, "foot-bar");
  gtk_box_append (GTK_BOX (foot), words);
  gtk_box_append (GTK_BOX (foot), vigie_breach_facts_bar_get_missing (VIGIE_BREACH_FACTS_BAR (self->facts)));
  gtk_box_append (GTK_BOX (foot), self->print);
  g_signal_connect_swapped (self->print, "clicked", G_CALLBACK (print_cb), self);

  return foot;
}

static void
vigie_breach_view_init (VigieBreachView *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->facts = vigie_breach_facts_bar_new ();
  make_grid (self);
  self->score = vigie_breach_score_card_new ();
  self->rules = vigie_breach_rules_list_new ();
  gtk_widget_add_css_class (content, "breach-page");
  gtk_box_append (GTK_BOX (content), self->facts);
  gtk_box_append (GTK_BOX (content), make_asked (self));
  gtk_box_append (GTK_BOX (content), self->grid);
  gtk_box_append (GTK_BOX (content), self->score);
  gtk_box_append (GTK_BOX (content), self->rules);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), content);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (page), self->scroller);
  gtk_box_append (GTK_BOX (page), make_foot (self));
  self->body = vigie_wizard_body_new (page, NARROW_PX, MIN_PX);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  g_signal_connect_swapped (self->body, "notify::narrow", G_CALLBACK (narrow_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  narrow_cb (self);
}

GtkWidget *
vigie_breach_view_new (void)
{
  return g_object_new (VIGIE_TYPE_BREACH_VIEW, NULL);
}

/**
 * vigie_breach_view_set_model:
 * @model: (nullable): the incident
 */
void
vigie_breach_view_set_model (VigieBreachView *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_BREACH_VIEW (self));

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model == NULL)
    return;
  g_signal_connect_swapped (model, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (model, "tick", G_CALLBACK (changed_cb), self);
  changed_cb (self);
}
