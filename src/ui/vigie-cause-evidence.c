/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Choosing what shows a cause. A long incident has thousands of lines, so only the first of those that match are made
 * into rows; what is ticked stays ticked while one searches on. */

#include "vigie-cause-evidence.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-cause.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

#define ROWS_MAX 60
#define LIST_HEIGHT_PX 150

struct _VigieCauseEvidence
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *search;
  GtkWidget *list;
  GtkWidget *more;

  VigieIncidentModel *model;     /* owned */
  VigieIncident *seen;           /* owned: what the rows are made of */
  GPtrArray *ticked;             /* char *, owned */
  char *words;                   /* folded search */
  guint n_shown, n_hidden;
};

G_DEFINE_FINAL_TYPE (VigieCauseEvidence, vigie_cause_evidence, GTK_TYPE_WIDGET)

static gboolean
is_ticked (VigieCauseEvidence *self, const char *id, guint *place)
{
  return g_ptr_array_find_with_equal_func (self->ticked, id, g_str_equal, place);
}

static void
toggled_cb (VigieCauseEvidence *self, GtkCheckButton *check)
{
  const char *id = g_object_get_data (G_OBJECT (check), "evidence");
  guint place;
  gboolean was = is_ticked (self, id, &place);

  if (gtk_check_button_get_active (check) && !was)
    g_ptr_array_add (self->ticked, g_strdup (id));
  else if (!gtk_check_button_get_active (check) && was)
    g_ptr_array_remove_index (self->ticked, place);
}

static gboolean
matches (VigieCauseEvidence *self, const char *text)
{
  g_autofree char *folded = *self->words != '\0' ? vigie_text_fold (text) : NULL;

  return folded == NULL || strstr (folded, self->words) != NULL;
}

static void
add_row (VigieCauseEvidence *self, const char *id)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *words = vigie_cause_evidence_words (self->seen, vigie_session_get_playbook (session), id, vigie_session_get_zone (session),
                                                       vigie_session_get_lang (session));
  GtkWidget *row, *check, *label;

  if (!is_ticked (self, id, NULL) && !matches (self, words))
    return;
  if (self->n_shown >= ROWS_MAX)
    {
      self->n_hidden++;
      return;
    }
  self->n_shown++;
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  check = gtk_check_button_new ();
  label = vigie_label_new (words, "small");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_ticked (self, id, NULL));
  vigie_set_accessible_label (check, words);
  vigie_set_tooltip (check, words);
  g_object_set_data_full (G_OBJECT (check), "evidence", g_strdup (id), g_free);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (self->list), row);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_facts (VigieCauseEvidence *self)
{
  guint n = 0;
  g_autofree const char **names = (const char **) g_hash_table_get_keys_as_array (self->seen->facts, &n);

  qsort (names, n, sizeof *names, compare_names);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strconcat (VIGIE_CAUSE_FACT, names[i], NULL);

      if (vigie_cause_evidence_stands (self->seen, id) && !is_ticked (self, id, NULL))
        add_row (self, id);
    }
}

static void
show (VigieCauseEvidence *self)
{
  g_autofree char *more = NULL;

  vigie_clear_box (GTK_BOX (self->list));
  self->n_shown = self->n_hidden = 0;
  for (guint i = 0; i < self->ticked->len; i++)
    add_row (self, self->ticked->pdata[i]);
  for (guint i = 0; i < self->seen->entries->len; i++)
    {
      const VigieEntry *entry = self->seen->entries->pdata[i];

      if (entry->kind != VIGIE_ENTRY_FOLLOWUP && entry->retract_reason == NULL && !is_ticked (self, entry->event->id, NULL))
        add_row (self, entry->event->id);
    }
  add_facts (self);
  if (self->n_hidden > 0)
    more = g_strdup_printf (ngettext ("%u more: type to narrow them down", "%u more: type to narrow them down", self->n_hidden), self->n_hidden);
  else if (self->n_shown == 0)
    more = g_strdup (_("Nothing in the timeline and the facts says so."));
  vigie_label_set (GTK_LABEL (self->more), more);
  gtk_widget_set_visible (self->more, more != NULL);
}

static void
search_cb (VigieCauseEvidence *self)
{
  g_free (self->words);
  self->words = vigie_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  show (self);
}

/* ---- Object ---- */

static gboolean
vigie_cause_evidence_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_CAUSE_EVIDENCE (widget)->search);
}

static void
vigie_cause_evidence_dispose (GObject *object)
{
  VigieCauseEvidence *self = VIGIE_CAUSE_EVIDENCE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_pointer (&self->seen, vigie_incident_unref);
  g_clear_pointer (&self->ticked, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_free);

  G_OBJECT_CLASS (vigie_cause_evidence_parent_class)->dispose (object);
}

static void
vigie_cause_evidence_class_init (VigieCauseEvidenceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_cause_evidence_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = vigie_cause_evidence_grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_cause_evidence_init (VigieCauseEvidence *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->ticked = g_ptr_array_new_with_free_func (g_free);
  self->words = g_strdup ("");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->search = gtk_search_entry_new ();
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->more = vigie_label_new ("", "small dim");
  vigie_set_accessible_label (self->search, _("Search the timeline and the facts"));
  g_object_set (self->search, "placeholder-text", _("Search the timeline and the facts"), NULL);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_cb), self);
  gtk_widget_set_margin_start (self->list, 8);
  gtk_widget_set_margin_top (self->list, 4);
  gtk_widget_set_margin_bottom (self->list, 4);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_size_request (scrolled, -1, LIST_HEIGHT_PX);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_box_append (GTK_BOX (self->box), vigie_label_new (_("Evidence: what shows it"), "caption dim"));
  gtk_box_append (GTK_BOX (self->box), self->search);
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_cause_evidence_new (VigieIncidentModel *model, GPtrArray *cited)
{
  VigieCauseEvidence *self = g_object_new (VIGIE_TYPE_CAUSE_EVIDENCE, NULL);

  self->model = g_object_ref (model);
  self->seen = vigie_incident_ref (vigie_incident_model_get_incident (model));
  for (guint i = 0; cited != NULL && i < cited->len; i++)
    g_ptr_array_add (self->ticked, g_strdup (cited->pdata[i]));
  show (self);

  return GTK_WIDGET (self);
}

GStrv
vigie_cause_evidence_get (VigieCauseEvidence *self)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  g_return_val_if_fail (VIGIE_IS_CAUSE_EVIDENCE (self), NULL);

  for (guint i = 0; i < self->ticked->len; i++)
    g_ptr_array_add (ids, g_strdup (self->ticked->pdata[i]));
  g_ptr_array_add (ids, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}
