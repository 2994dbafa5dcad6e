/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is copied is exactly what is shown; how it is filled, and what is never filled, is core's (vigie-query-fill.c).
 * A query for one thing (an order) shows the orders that were confirmed; with none there is nothing to copy, and the
 * reason stands beside the button. */

#include "vigie-procedure-query.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-procedure-forms.h"
#include "vigie-page-parts.h"
#include "vigie-procedure.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

struct _VigieProcedureQuery
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *text;
  GtkWidget *missing;
  GtkWidget *facts;
  GtkWidget *copy;
  GtkWidget *subjects; /* NULL unless the query is for one thing */
  guint n_subjects;
  char *offered;       /* what the buttons were made for */
  char *key;
  char *confirmed_by;  /* key of the query whose confirmations count */
  const VigieQueryDef *def; /* borrowed */
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieProcedureQuery, vigie_procedure_query, GTK_TYPE_WIDGET)

char *
vigie_procedure_query_fill (const char *text, const VigieIncident *incident, char **missing)
{
  return vigie_query_fill (text, incident, missing);
}

static gboolean
needs_subject (VigieProcedureQuery *self)
{
  return self->def->subject[0] != '\0';
}

/* The order that is chosen, or NULL. Borrowed. */
static const char *
subject_of (VigieProcedureQuery *self)
{
  gpointer item = needs_subject (self) ? gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->subjects)) : NULL;

  return item != NULL ? gtk_string_object_get_string (item) : NULL;
}

/* The text as it is shown and copied; @missing as in vigie-procedure.h. Owned. */
static char *
present_text (VigieProcedureQuery *self, char **missing, gboolean *may_copy)
{
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  VigiePlaybook *playbook = vigie_session_get_playbook (vigie_incident_model_get_session (self->model));
  char *text = vigie_query_text (playbook, incident, self->key, subject_of (self), missing, NULL);

  *may_copy = text != NULL && (!needs_subject (self) || *missing == NULL);

  return text != NULL ? text : vigie_query_fill (self->def->text, incident, missing);
}

static void
copy_cb (VigieProcedureQuery *self)
{
  g_autofree char *missing = NULL;
  gboolean may_copy = FALSE;
  g_autofree char *text = present_text (self, &missing, &may_copy);

  if (may_copy)
    vigie_page_copy (GTK_WIDGET (self), text, _("Query copied."));
}

static void
confirm_cb (VigieProcedureQuery *self)
{
  vigie_act_form_confirm (GTK_WIDGET (self), self->model, self->key);
}

static int
compare_confirmations (gconstpointer a, gconstpointer b)
{
  const VigieConfirmation *left = a, *right = b;

  return left->occurred_usec < right->occurred_usec ? 1 : left->occurred_usec > right->occurred_usec ? -1 : strcmp (left->subject, right->subject);
}

/* The confirmed orders, latest first; the list is only made anew when one was added, so that the choice stays. */
static void
show_subjects (VigieProcedureQuery *self)
{
  GHashTable *table = vigie_incident_model_get_incident (self->model)->confirmations;
  g_autoptr(GList) all = g_list_sort (g_hash_table_get_values (table), compare_confirmations);
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

  for (GList *l = all; l != NULL; l = l->next)
    {
      const VigieConfirmation *confirmation = l->data;

      if (g_str_equal (confirmation->query, self->confirmed_by))
        gtk_string_list_append (list, confirmation->subject);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) != self->n_subjects)
    {
      self->n_subjects = g_list_model_get_n_items (G_LIST_MODEL (list));
      gtk_drop_down_set_model (GTK_DROP_DOWN (self->subjects), G_LIST_MODEL (list));
    }
  gtk_widget_set_visible (self->subjects, self->n_subjects > 0);
}

static void
fact_cb (VigieProcedureQuery *self, GtkButton *button)
{
  vigie_act_form_fact (GTK_WIDGET (self), self->model, g_object_get_data (G_OBJECT (button), "name"));
}

/* A button for each missing parameter that is a fact of the playbook. */
static void
offer_facts (VigieProcedureQuery *self, const char *missing)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_auto(GStrv) names = g_strsplit (missing != NULL ? missing : "", ", ", -1);

  if (g_strcmp0 (self->offered, missing) == 0)
    return;
  g_free (self->offered);
  self->offered = g_strdup (missing);
  vigie_clear_box (GTK_BOX (self->facts));
  for (guint i = 0; names[i] != NULL; i++)
    {
      const VigieFactDef *def = vigie_playbook_fact (vigie_session_get_playbook (session), names[i]);
      g_autofree char *words = NULL;
      GtkWidget *button;

      if (def == NULL)
        continue;
      /* Translators: %s is a fact, as “Operator”. */
      words = g_strdup_printf (_("Enter: %s…"), vigie_text_get (&def->label, vigie_session_get_lang (session)));
      button = vigie_page_button_new (words, NULL, "compact");
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      g_object_set_data_full (G_OBJECT (button), "name", g_strdup (names[i]), g_free);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (fact_cb), self);
      gtk_box_append (GTK_BOX (self->facts), button);
    }
}

void
vigie_procedure_query_update (VigieProcedureQuery *self)
{
  gboolean may_copy = FALSE;
  g_autofree char *missing = NULL;
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  g_autofree char *shown = NULL;

  if (needs_subject (self))
    show_subjects (self);
  text = present_text (self, &missing, &may_copy);
  shown = vigie_text_ui_clean (text, 2000);
  if (needs_subject (self) && self->n_subjects == 0)
    words = g_strdup (_("Nothing to copy before an operator’s confirmation is recorded."));
  else if (missing != NULL)
    /* Translators: %s are names of parameters, as “pid, table”. */
    words = g_strdup_printf (_("To fill in: %s"), missing);
  vigie_label_set_whole (GTK_LABEL (self->text), shown);
  vigie_label_set (GTK_LABEL (self->missing), words);
  gtk_widget_set_visible (self->missing, words != NULL);
  gtk_widget_set_sensitive (self->copy, may_copy);
  offer_facts (self, missing);
}

static void
add_subject (VigieProcedureQuery *self)
{
  GtkWidget *confirm = vigie_page_button_new (_("Record a confirmation…"), NULL, "compact");

  self->subjects = gtk_drop_down_new (NULL, NULL);
  vigie_drop_down_show_text (GTK_DROP_DOWN (self->subjects));
  vigie_set_accessible_label (self->subjects, _("Order number"));
  gtk_widget_set_halign (confirm, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->box), self->subjects);
  gtk_box_append (GTK_BOX (self->box), confirm);
  g_signal_connect_swapped (confirm, "clicked", G_CALLBACK (confirm_cb), self);
  g_signal_connect_swapped (self->subjects, "notify::selected", G_CALLBACK (vigie_procedure_query_update), self);
}

const char *
vigie_procedure_query_get_key (VigieProcedureQuery *self)
{
  return self->key;
}

/* What can be pressed now: the copy, or what it waits for. */
static gboolean
grab_focus (GtkWidget *widget)
{
  VigieProcedureQuery *self = VIGIE_PROCEDURE_QUERY (widget);

  return gtk_widget_grab_focus (self->copy) || gtk_widget_child_focus (self->box, GTK_DIR_TAB_FORWARD);
}

static void
dispose (GObject *object)
{
  VigieProcedureQuery *self = VIGIE_PROCEDURE_QUERY (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_pointer (&self->offered, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->confirmed_by, g_free);
  G_OBJECT_CLASS (vigie_procedure_query_parent_class)->dispose (object);
}

static void
vigie_procedure_query_class_init (VigieProcedureQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_procedure_query_init (VigieProcedureQuery *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "hypothesis-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_procedure_query_new (VigieIncidentModel *model, const char *type, const VigieQueryDef *def)
{
  VigieProcedureQuery *self = g_object_new (VIGIE_TYPE_PROCEDURE_QUERY, NULL);
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = vigie_paragraph_new (vigie_text_get (&def->title, lang), "small strong");
  g_autofree char *copy_name = NULL;

  self->model = g_object_ref (model);
  self->def = def;
  self->key = g_strconcat (type, "/", def->id, NULL);
  self->confirmed_by = vigie_query_confirmed_by (vigie_session_get_playbook (vigie_incident_model_get_session (model)), self->key);
  self->facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->copy = vigie_page_icon_button_new ("vigie-copy-symbolic", _("Copy the query"));
  /* Translators: %s is what the query shows. */
  copy_name = g_strdup_printf (_("Copy the query: %s"), vigie_text_get (&def->title, lang));
  vigie_set_accessible_label (self->copy, copy_name);
  self->text = vigie_paragraph_new ("", "mono");
  self->missing = vigie_paragraph_new ("", "caption soon-text");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->copy);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->text);
  gtk_box_append (GTK_BOX (self->box), self->missing);
  gtk_box_append (GTK_BOX (self->box), self->facts);
  if (needs_subject (self))
    add_subject (self);
  if (*vigie_text_get (&def->note, lang) != '\0')
    gtk_box_append (GTK_BOX (self->box), vigie_paragraph_new (vigie_text_get (&def->note, lang), "caption dim"));
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (copy_cb), self);
  vigie_procedure_query_update (self);

  return GTK_WIDGET (self);
}
