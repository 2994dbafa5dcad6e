/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The controls are the state: the query is read from them after each change, so that the two cannot disagree. While
 * several are set at once the changes in between are not told. */

#include "vigie-registry-bar.h"

#include <glib/gi18n-lib.h>

#include "vigie-cause.h"
#include "vigie-choice.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

/* Under this width the choices stand in lines of three: of lines of four, the fifth would stand alone. */
#define ONE_LINE_PX 980
#define CHOICES_IN_LINE 3
#define N_CHOICES 5

struct _VigieRegistryBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *search;
  GtkWidget *level, *type, *cause, *period, *state;
  GtkWidget *count, *export;
  GtkWidget *saved;
  GtkWidget *choices;

  VigieSession *session;
  VigieRegistryQuery *query;
  GPtrArray *terms; /* char *: the causes to choose, beside their words in the list, whose first line is all of them */
  char *missing_cause; /* asked for by a saved filter, not among the known ones (yet) */
  gboolean is_setting;
};

enum
{
  CHANGED,
  ENTERED,
  LEFT_DOWN,
  EXPORT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];
static const guint months[] = { 3, 12, 0 };

G_DEFINE_FINAL_TYPE (VigieRegistryBar, vigie_registry_bar, GTK_TYPE_WIDGET)

/* ---- The query ---- */

static GtkStringList *
causes_of (VigieRegistryBar *self)
{
  return GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (self->cause)));
}

static void
read_controls (VigieRegistryBar *self)
{
  VigieRegistryQuery *query = vigie_registry_query_new ();
  guint cause = vigie_choice_get (self->cause);

  query->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  query->level = (VigieLevel) vigie_choice_get (self->level);
  query->type = g_strdup (
      vigie_type_choice_get (self->type, vigie_session_get_playbook (self->session)));
  query->cause = g_strdup (cause > 0 && cause <= self->terms->len ? self->terms->pdata[cause - 1]
                                                                  : self->missing_cause);
  query->months = months[MIN (vigie_choice_get (self->period), G_N_ELEMENTS (months) - 1)];
  query->show = (VigieRegistryShow) vigie_choice_get (self->state);
  vigie_registry_query_free (self->query);
  self->query = query;
}

static void
changed_cb (VigieRegistryBar *self)
{
  if (self->is_setting)
    return;
  read_controls (self);
  vigie_registry_saved_set_query (VIGIE_REGISTRY_SAVED (self->saved), self->query);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cause_cb (VigieRegistryBar *self)
{
  if (!self->is_setting)
    g_clear_pointer (&self->missing_cause, g_free);
  changed_cb (self);
}

static void
choose_cause (VigieRegistryBar *self, const char *cause)
{
  guint place = 0;

  for (guint i = 0; cause != NULL && i < self->terms->len; i++)
    if (vigie_cause_term_equal (self->terms->pdata[i], cause))
      place = i + 1;
  g_free (self->missing_cause);
  self->missing_cause = place == 0 ? g_strdup (cause) : NULL;
  vigie_choice_set (self->cause, place);
}

const VigieRegistryQuery *
vigie_registry_bar_get_query (VigieRegistryBar *self)
{
  g_return_val_if_fail (VIGIE_IS_REGISTRY_BAR (self), NULL);

  return self->query;
}

void
vigie_registry_bar_set_query (VigieRegistryBar *self, const VigieRegistryQuery *query)
{
  guint period = 0;

  g_return_if_fail (VIGIE_IS_REGISTRY_BAR (self) && query != NULL);

  while (period + 1 < G_N_ELEMENTS (months) && months[period] != query->months)
    period++;
  self->is_setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), query->text != NULL ? query->text : "");
  vigie_choice_set (self->level, query->level);
  vigie_type_choice_set (self->type, vigie_session_get_playbook (self->session), query->type);
  choose_cause (self, query->cause);
  vigie_choice_set (self->period, period);
  vigie_choice_set (self->state, query->show);
  self->is_setting = FALSE;
  changed_cb (self);
}

static gboolean
are_same (GPtrArray *terms, GPtrArray *causes)
{
  if (terms->len != causes->len)
    return FALSE;
  for (guint i = 0; i < causes->len; i++)
    if (!g_str_equal (terms->pdata[i], causes->pdata[i]))
      return FALSE;

  return TRUE;
}

void
vigie_registry_bar_set_causes (VigieRegistryBar *self, GPtrArray *causes)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_autofree char *chosen = NULL;

  g_return_if_fail (VIGIE_IS_REGISTRY_BAR (self) && causes != NULL);

  if (are_same (self->terms, causes))
    return;
  chosen = g_strdup (self->query->cause);
  g_ptr_array_set_size (self->terms, 0);
  for (guint i = 0; i < causes->len; i++)
    {
      g_ptr_array_add (self->terms, g_strdup (causes->pdata[i]));
      g_ptr_array_add (words, (gpointer) vigie_cause_term_label (vigie_session_get_playbook (self->session), causes->pdata[i],
                                                                 vigie_session_get_lang (self->session)));
    }
  g_ptr_array_add (words, NULL);
  self->is_setting = TRUE;
  gtk_string_list_splice (causes_of (self), 1,
                          g_list_model_get_n_items (G_LIST_MODEL (causes_of (self))) - 1,
                          (const char *const *) words->pdata);
  choose_cause (self, chosen);
  self->is_setting = FALSE;
}

/* ---- Search ---- */

static void
entered_cb (VigieRegistryBar *self)
{
  /* Typed and Enter at once: what is opened is what fits the whole word. */
  changed_cb (self);
  g_signal_emit (self, signals[ENTERED], 0);
}

static gboolean
key_cb (VigieRegistryBar *self, guint keyval)
{
  gboolean went = FALSE;

  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    g_signal_emit (self, signals[LEFT_DOWN], 0, &went);

  return went;
}

void
vigie_registry_bar_focus_search (VigieRegistryBar *self)
{
  g_return_if_fail (VIGIE_IS_REGISTRY_BAR (self));

  gtk_widget_grab_focus (self->search);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

void
vigie_registry_bar_set_count (VigieRegistryBar *self, guint n_shown)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u incident", "%u incidents", n_shown),
                                            n_shown);

  vigie_label_set (GTK_LABEL (self->count), words);
  gtk_widget_set_sensitive (self->export, n_shown > 0);
}

void
vigie_registry_bar_fold (VigieRegistryBar *self, double width)
{
  g_return_if_fail (VIGIE_IS_REGISTRY_BAR (self));

  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->choices), width < ONE_LINE_PX ? CHOICES_IN_LINE : N_CHOICES);
}

VigieRegistrySaved *
vigie_registry_bar_get_saved (VigieRegistryBar *self)
{
  g_return_val_if_fail (VIGIE_IS_REGISTRY_BAR (self), NULL);

  return VIGIE_REGISTRY_SAVED (self->saved);
}

/* ---- Parts ---- */

static void
chosen_cb (VigieRegistryBar *self, const VigieRegistryQuery *query)
{
  vigie_registry_bar_set_query (self, query);
}

static void
export_cb (VigieRegistryBar *self)
{
  g_signal_emit (self, signals[EXPORT], 0);
}

static void
make_search (VigieRegistryBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Search the incidents"), NULL);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), NULL);
  vigie_set_accessible_label (self->search, _("Search the incidents"));
  gtk_widget_set_hexpand (self->search, TRUE);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (entered_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->search, keys);
}

static void
make_choices (VigieRegistryBar *self)
{
  const char *periods[] = { _("Last 3 months"), _("Last 12 months"), _("All the time"), NULL };
  const char *states[] = { _("Active and past"),   _("Active"),           _("Past"),
                           _("With open actions"), _("Of a known cause"), NULL };
  const char *causes[] = { _("All causes"), NULL };

  self->level = vigie_level_choice_new (G_CALLBACK (changed_cb), self);
  self->type = vigie_type_choice_new (vigie_session_get_playbook (self->session),
                                      G_CALLBACK (changed_cb), self);
  self->cause = vigie_choice_new (causes, _("Cause"), 0, G_CALLBACK (cause_cb), self);
  vigie_drop_down_show_text (GTK_DROP_DOWN (self->cause));
  self->period = vigie_choice_new (periods, _("Period"), G_N_ELEMENTS (months) - 1,
                                   G_CALLBACK (changed_cb), self);
  self->state = vigie_choice_new (states, _("Active or past"), VIGIE_REGISTRY_ALL,
                                  G_CALLBACK (changed_cb), self);
}

static void
build (VigieRegistryBar *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->count = vigie_label_new ("", "small dim");
  self->export = gtk_button_new_with_label (_("Export…"));
  g_signal_connect_swapped (self->export, "clicked", G_CALLBACK (export_cb), self);
  self->saved = vigie_registry_saved_new (self->session);
  g_signal_connect_swapped (self->saved, "chosen", G_CALLBACK (chosen_cb), self);
  make_search (self);
  make_choices (self);
  gtk_box_append (GTK_BOX (head), vigie_label_new (_("Registry"), "heading"));
  gtk_box_append (GTK_BOX (head), self->count);
  gtk_box_append (GTK_BOX (head), self->search);
  gtk_box_append (GTK_BOX (head), self->saved);
  gtk_box_append (GTK_BOX (head), self->export);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->choices = vigie_choice_row_new ((GtkWidget *const[]){ self->level, self->type, self->cause,
                                                              self->period, self->state },
                                        5));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  read_controls (self);
}

/* ---- Object ---- */

static gboolean
vigie_registry_bar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_REGISTRY_BAR (widget)->search);
}

static void
vigie_registry_bar_dispose (GObject *object)
{
  VigieRegistryBar *self = VIGIE_REGISTRY_BAR (object);

  self->is_setting = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_registry_bar_parent_class)->dispose (object);
}

static void
vigie_registry_bar_finalize (GObject *object)
{
  VigieRegistryBar *self = VIGIE_REGISTRY_BAR (object);

  vigie_registry_query_free (self->query);
  g_free (self->missing_cause);
  g_ptr_array_unref (self->terms);
  G_OBJECT_CLASS (vigie_registry_bar_parent_class)->finalize (object);
}

static void
vigie_registry_bar_class_init (VigieRegistryBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vigie_registry_bar_dispose;
  object_class->finalize = vigie_registry_bar_finalize;
  widget_class->grab_focus = vigie_registry_bar_grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", VIGIE_TYPE_REGISTRY_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ENTERED] = g_signal_new ("entered", VIGIE_TYPE_REGISTRY_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT_DOWN] = g_signal_new ("left-down", VIGIE_TYPE_REGISTRY_BAR, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_BOOLEAN, 0);
  signals[EXPORT] = g_signal_new ("export", VIGIE_TYPE_REGISTRY_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_registry_bar_init (VigieRegistryBar *self)
{
  self->terms = g_ptr_array_new_with_free_func (g_free);
}

GtkWidget *
vigie_registry_bar_new (VigieSession *session)
{
  VigieRegistryBar *self = g_object_new (VIGIE_TYPE_REGISTRY_BAR, NULL);

  self->session = g_object_ref (session);
  build (self);

  return GTK_WIDGET (self);
}
