/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A time, a decision, a clock and a fact each have a form: it opens over the list, and what it records takes its
 * line away, so that one works down the list without looking for it again. A step is ticked where its procedure
 * explains it: the list closes and the page leads to the step. The rows are only made anew when what is
 * missing has changed; the line with the focus then gives it to the one that took its place. */

#include "vigie-missing-list.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-act-procedure-forms.h"
#include "vigie-missing.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

#define LIST_MAX_PX 280
#define ROW_PX 36

struct _VigieMissingList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *scroller;
  GtkWidget *list;
  GtkWidget *nothing;

  VigieActWindow *window; /* borrowed: it holds this */
  VigieIncidentModel *model;
  GPtrArray *missing;     /* VigieMissing, as shown */
};

G_DEFINE_FINAL_TYPE (VigieMissingList, vigie_missing_list, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- Going there ---- */

static void
do_obligation (GtkWidget *from, VigieIncidentModel *model, const char *id)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (model);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);
      g_autofree char *key = *obligation->subject != '\0' ? g_strconcat (obligation->id, "/", obligation->subject, NULL) : g_strdup (obligation->id);

      if (!obligation->history && vigie_obligation_is_running (obligation) && g_str_equal (key, id))
        {
          vigie_obligation_act (from, model, obligation);
          return;
        }
    }
}

static void
go_to_step (VigieMissingList *self, const char *key)
{
  g_autoptr(GtkWidget) parent = g_object_ref (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self->window))));
  g_autofree char *where = g_strconcat ("step:", key, NULL);

  gtk_window_destroy (GTK_WINDOW (self->window));
  gtk_widget_activate_action (parent, "win.go", "s", where);
}

static void
activated_cb (VigieMissingList *self, GtkListBoxRow *row)
{
  const VigieMissing *missing = g_ptr_array_index (self->missing, (guint) gtk_list_box_row_get_index (row));
  VigieMilestone milestone;

  switch (missing->kind)
    {
    case VIGIE_MISSING_MILESTONE:
    case VIGIE_MISSING_ORDER:
      if (vigie_milestone_from_word (missing->id, &milestone))
        vigie_act_form_milestone (GTK_WIDGET (self), self->model, milestone, NULL);
      break;
    case VIGIE_MISSING_STEP:
      go_to_step (self, missing->id);
      break;
    case VIGIE_MISSING_DECISION:
      vigie_act_form_review (GTK_WIDGET (self), self->model, missing->id, NULL);
      break;
    case VIGIE_MISSING_OBLIGATION:
      do_obligation (GTK_WIDGET (self), self->model, missing->id);
      break;
    case VIGIE_MISSING_FACT:
    default:
      vigie_act_form_fact (GTK_WIDGET (self), self->model, missing->id);
      break;
    }
}

/* ---- Rows ---- */

static const char *
kind_words (VigieMissingKind kind)
{
  static const char *const words[] = { N_("time"), N_("order of times"), N_("open step"), N_("decision"), N_("late"), N_("unknown fact") };

  return _(words[kind]);
}

static GtkWidget *
row_new (const VigieMissing *missing)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = vigie_label_new (missing->words, NULL);
  g_autofree char *name = g_strdup_printf ("%s, %s", missing->words, kind_words (missing->kind));
  gboolean presses = missing->kind == VIGIE_MISSING_ORDER || missing->kind == VIGIE_MISSING_OBLIGATION;

  gtk_widget_set_hexpand (words, TRUE);
  vigie_set_tooltip (words, missing->words);
  gtk_box_append (GTK_BOX (box), vigie_icon_new (presses ? "vigie-warning-symbolic" : "vigie-todo-symbolic", "soon-text"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), vigie_label_new (kind_words (missing->kind), "caption dim"));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_size_request (box, -1, ROW_PX);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  vigie_set_accessible_label (row, name);
  gtk_widget_set_receives_default (row, TRUE); /* or Enter on it presses the button of the form */

  return row;
}

/* Not by the focus child: a window under another one has none. */
static int
focused_row (VigieMissingList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->list) && GTK_IS_LIST_BOX_ROW (focus) ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : -1;
}

static void
fill (VigieMissingList *self)
{
  GtkListBox *list = GTK_LIST_BOX (self->list);
  int at = focused_row (self), n_new = (int) self->missing->len, n_old = 0;

  while (gtk_list_box_get_row_at_index (list, n_old) != NULL)
    n_old++;
  for (int i = 0; i < n_new; i++)
    gtk_list_box_append (list, row_new (g_ptr_array_index (self->missing, (guint) i)));
  /* Before the old rows go: a window keeps the focus of one that is taken out of it. */
  if (at >= 0 && n_new > 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (list, n_old + MIN (at, n_new - 1))));
  else if (at >= 0)
    gtk_widget_grab_focus (gtk_window_get_default_widget (GTK_WINDOW (self->window)));
  for (int i = 0; i < n_old; i++)
    gtk_list_box_remove (list, GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)));
  gtk_widget_set_visible (self->scroller, n_new > 0);
  gtk_widget_set_visible (self->nothing, n_new == 0);
}

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const VigieMissing *first = g_ptr_array_index (a, i), *second = g_ptr_array_index (b, i);

      if (first->kind != second->kind || !g_str_equal (first->id, second->id) || !g_str_equal (first->words, second->words))
        return FALSE;
    }

  return TRUE;
}

static void
update_cb (VigieMissingList *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GPtrArray *missing = vigie_incident_missing (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model),
                                               vigie_session_now_usec (session), vigie_session_get_lang (session));

  if (is_same (self->missing, missing))
    {
      g_ptr_array_unref (missing);
      return;
    }
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  self->missing = missing;
  fill (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
vigie_missing_list_count (VigieMissingList *self)
{
  return self->missing->len;
}

/* ---- Object ---- */

static gboolean
grab_focus (GtkWidget *widget)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (GTK_LIST_BOX (VIGIE_MISSING_LIST (widget)->list), 0);

  return first != NULL && gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
dispose (GObject *object)
{
  VigieMissingList *self = VIGIE_MISSING_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (vigie_missing_list_parent_class)->dispose (object);
}

static void
vigie_missing_list_class_init (VigieMissingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", VIGIE_TYPE_MISSING_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_missing_list_init (VigieMissingList *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->list = gtk_list_box_new ();
  self->scroller = gtk_scrolled_window_new ();
  self->nothing = vigie_paragraph_new (_("Nothing is missing."), "ok-text");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "card-list");
  vigie_set_accessible_label (self->list, _("Still missing"));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), LIST_MAX_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_box_append (GTK_BOX (self->box), self->nothing);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_missing_list_new (VigieActWindow *window)
{
  VigieMissingList *self = g_object_new (VIGIE_TYPE_MISSING_LIST, NULL);

  self->window = window;
  self->model = g_object_ref (vigie_act_window_get_model (window));
  update_cb (self);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "tick", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
