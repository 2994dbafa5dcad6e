/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A computed value is never shown in the place of a recorded one: it stands under it, with its inputs, until
 * somebody takes it. What is missing is named by the names of the sheet, so that one knows where to type. */

#include "vigie-fact-derived.h"

#include <glib/gi18n-lib.h>

#include "vigie-fact-display.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

struct _VigieFactDerived
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *words;
  GtkWidget *take;
  VigieIncidentModel *model;
  const char *name;              /* static */
  char *value, *formula;         /* what would be recorded; NULL: nothing to take */
  VigieFactState state;
};

G_DEFINE_FINAL_TYPE (VigieFactDerived, vigie_fact_derived, GTK_TYPE_WIDGET)

static char *
missing_words (VigieSession *session, const VigieDerived *derived)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < derived->missing->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", vigie_fact_label (session, g_ptr_array_index (derived->missing, i)));

  /* Translators: names of the facts that are missing. */
  return g_strdup_printf (_("To compute it, enter: %s"), names->str);
}

static char *
value_words (VigieSession *session, const VigieDerived *derived)
{
  const char *state = vigie_fact_state_label (derived->state, vigie_session_get_lang (session));

  if (derived->differs)
    /* Translators: value, its inputs, how sure it is. */
    return g_strdup_printf (_("Computed, and different: %s = %s (%s)"), derived->words, derived->formula, state);

  return g_strdup_printf (_("Computed: %s = %s (%s)"), derived->words, derived->formula, state);
}

void
vigie_fact_derived_show (VigieFactDerived *self, const VigieDerived *derived)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  gboolean is_new = derived != NULL && derived->value != NULL && (!derived->is_recorded || derived->differs);
  gboolean is_open = derived != NULL && derived->value == NULL && !derived->is_recorded;
  g_autofree char *words = NULL;

  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->formula, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self), is_new || is_open);
  if (!is_new && !is_open)
    return;
  words = is_new ? value_words (session, derived) : missing_words (session, derived);
  vigie_label_set (GTK_LABEL (self->words), words);
  vigie_set_class (self->words, "dim", is_open);
  vigie_set_tooltip (self->words, words);
  self->name = derived->name;
  /* A range is shown, but a count cannot hold one. */
  if (is_new && strchr (derived->value, '-') == NULL)
    {
      self->value = g_strdup (derived->value);
      self->formula = g_strdup (derived->formula);
      self->state = derived->state;
    }
  gtk_widget_set_visible (self->take, self->value != NULL);
}

gboolean
vigie_fact_derived_take (VigieFactDerived *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GError *error = NULL;
  GPtrArray *drafts;

  if (self->value == NULL)
    return FALSE;
  drafts = vigie_act_fact (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model), self->name, self->value,
                           self->state, self->formula, vigie_session_get_zone (session), vigie_session_get_author (session),
                           vigie_session_now_usec (session), &error);
  vigie_session_do (session, drafts, error);

  return TRUE;
}

static void
take_cb (VigieFactDerived *self)
{
  vigie_fact_derived_take (self);
}

static void
vigie_fact_derived_dispose (GObject *object)
{
  VigieFactDerived *self = VIGIE_FACT_DERIVED (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->formula, g_free);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (vigie_fact_derived_parent_class)->dispose (object);
}

static void
vigie_fact_derived_class_init (VigieFactDerivedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_fact_derived_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_fact_derived_init (VigieFactDerived *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->words = vigie_paragraph_new (NULL, "caption num");
  gtk_widget_set_hexpand (self->words, TRUE);
  self->take = vigie_page_button_new (_("Take it"), "R", "compact");
  gtk_widget_set_valign (self->take, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->take, "clicked", G_CALLBACK (take_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->words);
  gtk_box_append (GTK_BOX (self->box), self->take);
  gtk_widget_set_margin_start (self->box, 14);
  gtk_widget_set_margin_end (self->box, 14);
  gtk_widget_set_margin_bottom (self->box, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_fact_derived_new (VigieIncidentModel *model)
{
  VigieFactDerived *self = g_object_new (VIGIE_TYPE_FACT_DERIVED, NULL);

  self->model = g_object_ref (model);

  return GTK_WIDGET (self);
}
