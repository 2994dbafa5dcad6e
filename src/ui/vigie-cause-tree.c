/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tree of causes is a list in which each row is indented by its level, and one field under it. What is typed in the
 * field explains the chosen cause; recorded, the new one is chosen in its turn, so that five whys are five lines and
 * five times Enter. In the list, arrows go up and down, left to what is explained, right to what explains it.
 *
 * What is typed is kept while it is typed. The list is made anew with each fold: a tree of causes has tens of rows,
 * not thousands; choice and focus go by the id of the cause. */

#include "vigie-cause-tree.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-cause.h"
#include "vigie-act-forms.h"
#include "vigie-cause-form.h"
#include "vigie-cause-row.h"
#include "vigie-figure-book.h"
#include "vigie-missing.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

#define EARLIER_MAX 3

struct _VigieCauseTree
{
  GtkWidget parent_instance;

  /* Children */
  GtkWidget *box;
  GtkWidget *count;
  GtkWidget *earlier;            /* box: incidents that had the same cause */
  GtkWidget *empty;
  GtkWidget *list;
  GtkWidget *missing;
  GtkWidget *question;
  GtkWidget *entry;
  GtkWidget *refusal;
  GtkWidget *buttons;

  /* Owned */
  VigieIncidentModel *model;
  GCancellable *cancellable;
  char *chosen;                  /* id of the cause that is explained next; NULL: the problem itself */

  guint keep_id;
  gboolean wants_figures, filling;
};

G_DEFINE_FINAL_TYPE (VigieCauseTree, vigie_cause_tree, GTK_TYPE_WIDGET)

static VigieIncident *
incident_of (VigieCauseTree *self)
{
  return vigie_incident_model_get_incident (self->model);
}

static VigieSession *
session_of (VigieCauseTree *self)
{
  return vigie_incident_model_get_session (self->model);
}

static const VigieCause *
chosen_cause (VigieCauseTree *self)
{
  const VigieCause *cause = self->model != NULL && self->chosen != NULL ? vigie_incident_cause (incident_of (self), self->chosen) : NULL;

  return cause != NULL && !cause->removed ? cause : NULL;
}

static GtkListBoxRow *
row_of (VigieCauseTree *self, const char *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); id != NULL && row != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "cause"), id) == 0)
      return GTK_LIST_BOX_ROW (row);

  return NULL;
}

/* ---- What is shown ---- */

static void
show_question (VigieCauseTree *self)
{
  const VigieCause *cause = chosen_cause (self);
  g_autofree char *first = cause != NULL ? vigie_text_first_line (cause->text, 80) : NULL;
  g_autofree char *words = cause != NULL ? g_strdup_printf (_("Why %s “%s”?"), cause->code, first)
                           : self->model != NULL ? g_strdup_printf (_("Why “%s”?"), incident_of (self)->title)
                                                 : NULL;

  vigie_label_set (GTK_LABEL (self->question), words);
  vigie_set_accessible_label (self->entry, words != NULL ? words : "");
  gtk_widget_set_sensitive (self->buttons, cause != NULL);
}

static void
show_missing (VigieCauseTree *self)
{
  g_autoptr(GPtrArray) all = vigie_cause_missing (incident_of (self), vigie_session_get_lang (session_of (self)));
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < all->len && i < 8; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " · " : "", ((const VigieMissing *) all->pdata[i])->words);
  vigie_label_set (GTK_LABEL (self->missing), words->str);
  gtk_widget_set_visible (self->missing, words->len > 0 && incident_of (self)->causes->len > 0);
}

static GtkWidget *
earlier_new (const VigieFigures *figures)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *words = g_strdup_printf ("%s · %s", figures->ref, figures->title);

  gtk_button_set_child (GTK_BUTTON (button), vigie_label_new (words, NULL));
  vigie_set_accessible_label (button, words);
  vigie_add_classes (button, "flat compact");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-incident");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", figures->stream);

  return button;
}

/* While an incident runs, what ended an earlier one of the same cause may end this one. */
static void
show_earlier (VigieCauseTree *self)
{
  GPtrArray *all = self->wants_figures ? vigie_figure_book_get_all (vigie_figure_book_of (session_of (self))) : NULL;
  g_autoptr(GPtrArray) terms = vigie_incident_cause_terms (incident_of (self), FALSE);
  g_autoptr(GPtrArray) earlier = all != NULL ? vigie_figures_of_causes (all, terms, incident_of (self)) : NULL;
  guint n = earlier != NULL ? earlier->len : 0;
  g_autofree char *words = NULL;

  vigie_clear_box (GTK_BOX (self->earlier));
  gtk_widget_set_visible (self->earlier, n > 0);
  if (n == 0)
    return;
  words = g_strdup_printf (ngettext ("%u earlier incident had the same root cause:", "%u earlier incidents had the same root cause:", n), n);
  gtk_box_append (GTK_BOX (self->earlier), vigie_paragraph_new (words, "small"));
  for (guint i = 0; i < MIN (n, EARLIER_MAX); i++)
    gtk_box_append (GTK_BOX (self->earlier), earlier_new (earlier->pdata[i]));
}

static void
fill_list (VigieCauseTree *self)
{
  const VigieIncident *incident = incident_of (self);
  GtkWidget *focus = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean had_focus = GTK_IS_ROOT (focus) && gtk_root_get_focus (GTK_ROOT (focus)) != NULL
                       && gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (focus)), self->list);
  GtkListBoxRow *row;

  self->filling = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (self->list); child != NULL; child = gtk_widget_get_first_child (self->list))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < incident->causes->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), vigie_cause_row_new (self->model, incident->causes->pdata[i]));
  /* One that was just recorded may come with the next fold; one that was removed comes no more. */
  if (self->chosen != NULL && chosen_cause (self) == NULL && vigie_incident_cause (incident, self->chosen) != NULL)
    g_clear_pointer (&self->chosen, g_free);
  row = row_of (self, self->chosen);
  if (row == NULL && had_focus)
    row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  if (had_focus)
    gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->entry);
  self->filling = FALSE;
}

static void
show (VigieCauseTree *self)
{
  const VigieIncident *incident;
  g_autofree char *words = NULL;
  guint n;

  if (self->model == NULL)
    return;
  incident = incident_of (self);
  n = incident->causes->len;
  words = n > 0 ? g_strdup_printf (ngettext ("%u cause", "%u causes", n), n) : g_strdup (_("none yet"));
  fill_list (self);
  vigie_label_set (GTK_LABEL (self->count), words);
  gtk_widget_set_visible (self->list, n > 0);
  gtk_widget_set_visible (self->empty, n == 0);
  show_earlier (self);
  show_missing (self);
  show_question (self);
}

/* ---- The field ---- */

static char *
place_of (VigieCauseTree *self)
{
  return g_strdup_printf ("cause/%s", vigie_incident_model_get_stream (self->model));
}

static void
keep_now (VigieCauseTree *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  VigieStoreThread *store = vigie_session_get_store (session_of (self));
  g_autofree char *place = place_of (self);

  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (store != NULL)
    vigie_store_thread_keep_text (store, place, *text != '\0' ? text : NULL);
}

static gboolean
keep_cb (gpointer user_data)
{
  VigieCauseTree *self = user_data;

  self->keep_id = 0;
  if (self->model != NULL)
    keep_now (self);

  return G_SOURCE_REMOVE;
}

static void
typed_cb (VigieCauseTree *self)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  self->keep_id = g_timeout_add (300, keep_cb, self);
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieCauseTree) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result, &error);

  /* What one has begun to type meanwhile is newer. */
  if (text != NULL && self->entry != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static void
refuse (VigieCauseTree *self, const GError *error)
{
  vigie_label_set (GTK_LABEL (self->refusal), error != NULL ? error->message : NULL);
  gtk_widget_set_visible (self->refusal, error != NULL);
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.announce", "s", error->message);
}

/* Recorded: it is asked next. A factor is not: the next line stands where this one stood. */
static void
added_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieCauseTree) self = user_data;
  g_autoptr(GPtrArray) events = vigie_session_record_finish (VIGIE_SESSION (object), result, NULL);
  g_autoptr(VigieJson) body = NULL;
  g_autofree char *kind = NULL;

  /* A refusal of the disk is told by the session; what was typed stays. */
  if (events == NULL || self->entry == NULL || self->model == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  keep_now (self);
  body = vigie_event_body (events->pdata[0]);
  kind = vigie_json_member_string (body, 0, "kind");
  if (g_strcmp0 (kind, "why") == 0)
    vigie_cause_tree_choose (self, ((const VigieEvent *) events->pdata[0])->id);
}

gboolean
vigie_cause_tree_add (VigieCauseTree *self, const char *text, gboolean as_factor)
{
  const VigieCause *above = NULL;
  VigieCauseChange change = VIGIE_CAUSE_CHANGE_NONE;
  g_autoptr(GError) error = NULL;
  VigieSession *session;
  GPtrArray *drafts;

  g_return_val_if_fail (VIGIE_IS_CAUSE_TREE (self), FALSE);

  if (self->model == NULL)
    return FALSE;
  session = session_of (self);
  above = chosen_cause (self);
  change.text = text;
  change.kind = as_factor ? "factor" : "why";
  change.parent = above != NULL ? above->id : "";
  drafts = vigie_act_cause (vigie_session_get_playbook (session), incident_of (self), NULL, &change, vigie_session_get_author (session),
                            vigie_session_now_usec (session), &error);
  refuse (self, error);
  if (drafts == NULL)
    return FALSE;
  vigie_session_record_async (session, drafts, NULL, added_cb, g_object_ref (self));

  return TRUE;
}

static void
add_typed (VigieCauseTree *self, gboolean as_factor)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  vigie_cause_tree_add (self, text, as_factor);
  gtk_widget_grab_focus (self->entry);
}

static void
add_why_cb (VigieCauseTree *self)
{
  add_typed (self, FALSE);
}

static void
add_factor_cb (VigieCauseTree *self)
{
  add_typed (self, TRUE);
}

/* ---- Acts on the chosen one ---- */

static void
change_chosen (VigieCauseTree *self, const VigieCauseChange *change)
{
  const VigieCause *cause = chosen_cause (self);
  VigieSession *session;
  GError *error = NULL;
  GPtrArray *drafts;

  if (cause == NULL)
    return;
  session = session_of (self);
  drafts = vigie_act_cause (vigie_session_get_playbook (session), incident_of (self), cause->id, change, vigie_session_get_author (session),
                            vigie_session_now_usec (session), &error);
  vigie_session_do (session, drafts, error);
}

static void
edit_chosen (VigieCauseTree *self, const char *state, gboolean as_root)
{
  const VigieCause *cause = chosen_cause (self);

  if (cause != NULL)
    vigie_cause_form_open (GTK_WIDGET (self), self->model, cause->id, state, as_root);
}

static void
rule_out_chosen (VigieCauseTree *self)
{
  const VigieCause *cause = chosen_cause (self);
  VigieCauseChange change = VIGIE_CAUSE_CHANGE_NONE;

  if (cause == NULL)
    return;
  change.state = cause->state == VIGIE_CAUSE_RULED_OUT ? "supposed" : "ruled-out";
  change_chosen (self, &change);
}

static void
remove_chosen (VigieCauseTree *self)
{
  const VigieCause *cause = chosen_cause (self);
  g_auto(GStrv) branch = cause != NULL ? vigie_cause_branch (incident_of (self), cause) : NULL;
  VigieSession *session;
  GError *error = NULL;
  GPtrArray *drafts;

  if (branch == NULL)
    return;
  session = session_of (self);
  drafts = vigie_act_causes_removed (incident_of (self), (const char *const *) branch, TRUE, vigie_session_get_author (session),
                                     vigie_session_now_usec (session), &error);
  if (drafts != NULL)
    {
      g_free (self->chosen);
      self->chosen = g_strdup (cause->parent != NULL ? cause->parent->id : NULL);
    }
  vigie_session_do (session, drafts, error);
}

/* Beside what it explains, or beneath the one above it in the list that stands at its level. */
static void
move_chosen (VigieCauseTree *self, gboolean inwards)
{
  const VigieCause *cause = chosen_cause (self);
  const VigieCause *before = NULL;
  VigieCauseChange change = VIGIE_CAUSE_CHANGE_NONE;

  if (cause == NULL || (!inwards && cause->parent == NULL))
    return;
  for (guint i = 0; i < incident_of (self)->causes->len; i++)
    {
      const VigieCause *other = incident_of (self)->causes->pdata[i];

      if (other == cause)
        break;
      if (other->parent == cause->parent)
        before = other;
    }
  if (inwards && before == NULL)
    return;
  change.parent = inwards ? before->id : cause->parent->parent != NULL ? cause->parent->parent->id : "";
  change_chosen (self, &change);
}

static void
ask_why (VigieCauseTree *self, gboolean beside)
{
  const VigieCause *cause = chosen_cause (self);

  if (beside && cause != NULL)
    vigie_cause_tree_choose (self, cause->parent != NULL ? cause->parent->id : NULL);
  gtk_widget_grab_focus (self->entry);
}

static void
act_on_chosen (VigieCauseTree *self)
{
  const VigieCause *cause = chosen_cause (self);

  if (cause != NULL)
    vigie_act_form_action_for (GTK_WIDGET (self), self->model, cause->id);
}

static void
go_to_parent (VigieCauseTree *self)
{
  const VigieCause *cause = chosen_cause (self);
  GtkListBoxRow *row = cause != NULL && cause->parent != NULL ? row_of (self, cause->parent->id) : NULL;

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
go_to_child (VigieCauseTree *self)
{
  const VigieCause *cause = chosen_cause (self);
  GtkListBoxRow *row = NULL;

  for (guint i = 0; cause != NULL && row == NULL && i < incident_of (self)->causes->len; i++)
    {
      const VigieCause *other = incident_of (self)->causes->pdata[i];

      if (other->parent == cause)
        row = row_of (self, other->id);
    }
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* ---- Keys ---- */

static gboolean
key_with_control (VigieCauseTree *self, guint keyval)
{
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    ask_why (self, FALSE);
  else if (keyval == GDK_KEY_t)
    act_on_chosen (self);
  else
    return FALSE;

  return TRUE;
}

static gboolean
key_alone (VigieCauseTree *self, guint keyval)
{
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      edit_chosen (self, NULL, FALSE);
      return TRUE;
    case GDK_KEY_e:
      edit_chosen (self, "confirmed", FALSE);
      return TRUE;
    case GDK_KEY_r:
      edit_chosen (self, NULL, TRUE);
      return TRUE;
    case GDK_KEY_x:
      rule_out_chosen (self);
      return TRUE;
    case GDK_KEY_Delete:
      remove_chosen (self);
      return TRUE;
    case GDK_KEY_Left:
      go_to_parent (self);
      return TRUE;
    case GDK_KEY_Right:
      go_to_child (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
list_key_cb (VigieCauseTree *self, guint keyval, guint keycode, GdkModifierType state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (self->model == NULL)
    return FALSE;
  if (modifiers == GDK_CONTROL_MASK)
    return key_with_control (self, keyval);
  if (modifiers == GDK_SHIFT_MASK && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter))
    {
      ask_why (self, TRUE);
      return TRUE;
    }
  if (modifiers == GDK_ALT_MASK && (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right))
    {
      move_chosen (self, keyval == GDK_KEY_Right);
      return TRUE;
    }

  return modifiers == 0 && key_alone (self, keyval);
}

/* From the field: Escape or the arrow up to the list, Ctrl with Enter a factor. */
static gboolean
entry_key_cb (VigieCauseTree *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkListBoxRow *row = row_of (self, self->chosen);

  if (keyval == GDK_KEY_Return && (state & GDK_CONTROL_MASK) != 0)
    {
      add_factor_cb (self);
      return TRUE;
    }
  if (keyval != GDK_KEY_Escape && keyval != GDK_KEY_Up)
    return FALSE;
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
selected_cb (VigieCauseTree *self, GtkListBoxRow *row)
{
  /* Rows also go when the list is made anew, and with the widget. */
  if (self->filling || self->model == NULL)
    return;
  g_free (self->chosen);
  self->chosen = row != NULL ? g_strdup (g_object_get_data (G_OBJECT (row), "cause")) : NULL;
  show_question (self);
}

void
vigie_cause_tree_choose (VigieCauseTree *self, const char *id)
{
  const VigieCause *cause;

  g_return_if_fail (VIGIE_IS_CAUSE_TREE (self));

  cause = self->model != NULL && id != NULL ? vigie_incident_cause (incident_of (self), id) : NULL;
  g_free (self->chosen);
  self->chosen = g_strdup (cause != NULL ? cause->id : id);
  self->filling = TRUE;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row_of (self, self->chosen));
  self->filling = FALSE;
  show_question (self);
}

/* ---- Buttons ---- */

static void
confirm_cb (VigieCauseTree *self)
{
  edit_chosen (self, "confirmed", FALSE);
}

static void
root_cb (VigieCauseTree *self)
{
  edit_chosen (self, NULL, TRUE);
}

static void
edit_cb (VigieCauseTree *self)
{
  edit_chosen (self, NULL, FALSE);
}

static void
another_cb (VigieCauseTree *self)
{
  vigie_cause_tree_choose (self, NULL);
  gtk_widget_grab_focus (self->entry);
}

static void
add_button (GtkWidget *box, VigieCauseTree *self, const char *label, const char *key, void (*pressed) (VigieCauseTree *self))
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (line), gtk_label_new (label));
  if (key != NULL)
    gtk_box_append (GTK_BOX (line), vigie_kbd_new (key));
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "compact");
  vigie_set_accessible_label (button, label);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (pressed), self);
  gtk_flow_box_insert (GTK_FLOW_BOX (box), button, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static GtkWidget *
flow_new (void)
{
  GtkWidget *box = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (box), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (box), 6);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 8);

  return box;
}

/* Acts on the chosen cause; each has its key in the list. */
static GtkWidget *
buttons_new (VigieCauseTree *self)
{
  GtkWidget *box = flow_new ();

  add_button (box, self, _("Change…"), _("Enter"), edit_cb);
  add_button (box, self, _("Confirm…"), "E", confirm_cb);
  add_button (box, self, _("Root cause…"), "R", root_cb);
  add_button (box, self, _("Rule out"), "X", rule_out_chosen);
  add_button (box, self, _("Add an action…"), "Ctrl T", act_on_chosen);
  add_button (box, self, _("Remove"), _("Del"), remove_chosen);
  add_button (box, self, _("Another branch"), NULL, another_cb);

  return box;
}

static GtkWidget *
form_new (VigieCauseTree *self)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *acts = flow_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->question = vigie_paragraph_new ("", "strong");
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Because…"));
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (add_why_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (typed_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  self->refusal = vigie_paragraph_new ("", "late-text");
  gtk_widget_set_visible (self->refusal, FALSE);
  add_button (acts, self, _("Add the why"), _("Enter"), add_why_cb);
  add_button (acts, self, _("Add as a factor"), _("Ctrl Enter"), add_factor_cb);
  gtk_box_append (GTK_BOX (form), self->question);
  gtk_box_append (GTK_BOX (form), self->entry);
  gtk_box_append (GTK_BOX (form), self->refusal);
  gtk_box_append (GTK_BOX (form), acts);

  return form;
}

/* ---- Object ---- */

static void
want_figures (VigieCauseTree *self, gboolean wants)
{
  VigieFigureBook *book;

  if (self->model == NULL || self->wants_figures == wants)
    return;
  book = vigie_figure_book_of (session_of (self));
  self->wants_figures = wants;
  vigie_figure_book_want (book, wants);
  if (wants)
    g_signal_connect_object (book, "changed", G_CALLBACK (show_earlier), self, G_CONNECT_SWAPPED);
  else
    g_signal_handlers_disconnect_by_data (book, self);
}

static void
vigie_cause_tree_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vigie_cause_tree_parent_class)->map (widget);
  want_figures (VIGIE_CAUSE_TREE (widget), TRUE);
}

static void
vigie_cause_tree_unmap (GtkWidget *widget)
{
  want_figures (VIGIE_CAUSE_TREE (widget), FALSE);
  GTK_WIDGET_CLASS (vigie_cause_tree_parent_class)->unmap (widget);
}

static gboolean
vigie_cause_tree_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_CAUSE_TREE (widget)->entry);
}

static void
vigie_cause_tree_dispose (GObject *object)
{
  VigieCauseTree *self = VIGIE_CAUSE_TREE (object);

  if (self->box != NULL)
    vigie_cause_tree_set_model (self, NULL);
  self->entry = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->chosen, g_free);

  G_OBJECT_CLASS (vigie_cause_tree_parent_class)->dispose (object);
}

static void
vigie_cause_tree_class_init (VigieCauseTreeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_cause_tree_dispose;
  widget_class->map = vigie_cause_tree_map;
  widget_class->unmap = vigie_cause_tree_unmap;
  widget_class->grab_focus = vigie_cause_tree_grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
list_new (VigieCauseTree *self)
{
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_TREE, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_add_css_class (list, "card-list");
  vigie_set_accessible_label (list, _("Causes"));
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (list), FALSE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (list_key_cb), self);
  gtk_widget_add_controller (list, keys);
  g_signal_connect_swapped (list, "row-selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (edit_cb), self);

  return list;
}

static void
vigie_cause_tree_init (VigieCauseTree *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->count = vigie_label_new ("", "group-note");
  self->earlier = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->empty = vigie_paragraph_new (_("No cause is noted yet. Say why it happened, then why that was so: five times is usually enough."), "dim");
  self->list = list_new (self);
  self->buttons = buttons_new (self);
  self->missing = vigie_paragraph_new ("", "small soon-text");
  gtk_widget_add_css_class (head, "group-title");
  gtk_box_append (GTK_BOX (head), vigie_label_new (_("Causes"), NULL));
  gtk_box_append (GTK_BOX (head), self->count);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->earlier);
  gtk_box_append (GTK_BOX (self->box), self->empty);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), self->buttons);
  gtk_box_append (GTK_BOX (self->box), self->missing);
  gtk_box_append (GTK_BOX (self->box), form_new (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_cause_tree_new (void)
{
  return g_object_new (VIGIE_TYPE_CAUSE_TREE, NULL);
}

static void
leave_model (VigieCauseTree *self)
{
  if (self->keep_id != 0)
    keep_now (self);
  want_figures (self, FALSE);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
}

void
vigie_cause_tree_set_model (VigieCauseTree *self, VigieIncidentModel *model)
{
  VigieStoreThread *store;
  g_autofree char *place = NULL;

  g_return_if_fail (VIGIE_IS_CAUSE_TREE (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    leave_model (self);
  g_clear_pointer (&self->chosen, g_free);
  refuse (self, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (model == NULL)
    return;
  self->model = g_object_ref (model);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_swapped (model, "changed", G_CALLBACK (show), self);
  store = vigie_session_get_store (session_of (self));
  place = place_of (self);
  if (store != NULL)
    vigie_store_thread_kept_text_async (store, place, self->cancellable, kept_cb, g_object_ref (self));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    want_figures (self, TRUE);
  show (self);
}
