/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The field of the value follows the fact's definition: one choice is a drop-down, several are check buttons,
 * everything else is typed and read by the core, whose sentence is shown as it is when it cannot read it. What
 * is typed first is taken for an estimate: "confirmed" must be said. A value given to a fact that was unknown
 * moves the state along, because the other way round is always forgotten. */

#include "vigie-fact-form.h"

#include <glib/gi18n-lib.h>

#include "vigie-act.h"
#include "vigie-fact-display.h"
#include "vigie-page-parts.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

#define N_STATES 3

struct _VigieFactForm
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *name_entry; /* NULL when the name is given */
  GtkWidget *entry;      /* one of these three */
  GtkWidget *drop;
  GtkWidget *checks;
  GtkWidget *states[N_STATES];
  GtkWidget *source;
  GtkWidget *error;

  const VigieFactDef *def; /* borrowed, or NULL */
  VigieIncidentModel *model;
  VigieIncident *seen;     /* the fold from which the fields were filled */
  char *name;
  gboolean is_loading;
};

G_DEFINE_FINAL_TYPE (VigieFactForm, vigie_fact_form, GTK_TYPE_WIDGET)

enum { DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- Value ---- */

static char *
read_checks (VigieFactForm *self)
{
  GString *out = g_string_new (NULL);

  for (GtkWidget *check = gtk_widget_get_first_child (self->checks); check != NULL; check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      {
        if (out->len > 0)
          g_string_append_c (out, ',');
        g_string_append (out, g_object_get_data (G_OBJECT (check), "id"));
      }

  return g_string_free (out, FALSE);
}

static char *
read_value (VigieFactForm *self)
{
  guint selected;

  if (self->entry != NULL)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  if (self->checks != NULL)
    return read_checks (self);
  selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop));
  if (selected == 0 || selected > self->def->values->len)
    return g_strdup ("");

  return g_strdup (((const VigieFactValue *) g_ptr_array_index (self->def->values, selected - 1))->id);
}

void
vigie_fact_form_set_value (VigieFactForm *self, const char *value)
{
  g_auto(GStrv) ids = g_strsplit (value != NULL ? value : "", ",", -1);

  if (self->entry != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), value != NULL ? value : "");
  if (self->drop != NULL)
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), 0);
      for (guint i = 0; i < self->def->values->len; i++)
        if (g_strcmp0 (((const VigieFactValue *) g_ptr_array_index (self->def->values, i))->id, value) == 0)
          gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), i + 1);
    }
  for (GtkWidget *check = self->checks != NULL ? gtk_widget_get_first_child (self->checks) : NULL; check != NULL; check = gtk_widget_get_next_sibling (check))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_strv_contains ((const char *const *) ids, g_object_get_data (G_OBJECT (check), "id")));
}

/* What is shown for editing: a time as it is typed here, not as it is stored. */
static char *
editable_value (VigieFactForm *self, const VigieFact *fact)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autoptr(GDateTime) time = NULL;
  g_autoptr(GDateTime) local = NULL;

  if (fact == NULL || fact->value == NULL)
    return g_strdup ("");
  if (self->def == NULL || !g_str_equal (self->def->type, "time"))
    return g_strdup (fact->value);
  time = g_date_time_new_from_iso8601 (fact->value, NULL);
  if (time == NULL)
    return g_strdup (fact->value);
  local = g_date_time_to_timezone (time, vigie_session_get_zone (session));

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

/* ---- State ---- */

static VigieFactState
read_state (VigieFactForm *self)
{
  for (guint i = 0; i < N_STATES; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->states[i])))
      return (VigieFactState) i;

  return VIGIE_FACT_UNKNOWN;
}

static void
set_state (VigieFactForm *self, VigieFactState state)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->states[state]), TRUE);
}

static void
value_cb (VigieFactForm *self)
{
  g_autofree char *value = read_value (self);

  if (!self->is_loading && *value != '\0' && read_state (self) == VIGIE_FACT_UNKNOWN)
    set_state (self, VIGIE_FACT_ESTIMATED);
}

/* ---- Recording ---- */

static void
fail (VigieFactForm *self, const char *message)
{
  vigie_label_set (GTK_LABEL (self->error), message);
  gtk_widget_set_visible (self->error, message != NULL);
}

gboolean
vigie_fact_form_record (VigieFactForm *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *value = read_value (self);
  g_autoptr(GError) error = NULL;
  const char *name = self->name != NULL ? self->name : gtk_editable_get_text (GTK_EDITABLE (self->name_entry));
  /* By what was seen: a value that came meanwhile is contested, not replaced unread. */
  GPtrArray *drafts = vigie_act_fact (vigie_session_get_playbook (session), self->seen, name, value, read_state (self),
                                      gtk_editable_get_text (GTK_EDITABLE (self->source)), vigie_session_get_zone (session),
                                      vigie_session_get_author (session), vigie_session_now_usec (session), &error);

  if (drafts == NULL)
    {
      fail (self, error->message);
      return FALSE;
    }
  fail (self, NULL);
  vigie_session_do (session, drafts, NULL);
  g_signal_emit (self, signals[DONE], 0);

  return TRUE;
}

static void
record_cb (VigieFactForm *self)
{
  vigie_fact_form_record (self);
}

static void
cancel_cb (VigieFactForm *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static gboolean
key_cb (VigieFactForm *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  cancel_cb (self);

  return GDK_EVENT_STOP;
}

void
vigie_fact_form_load (VigieFactForm *self)
{
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  const VigieFact *fact = self->name != NULL ? vigie_incident_fact (incident, self->name) : NULL;
  g_autofree char *value = editable_value (self, fact);

  vigie_incident_ref (incident);
  g_clear_pointer (&self->seen, vigie_incident_unref);
  self->seen = incident;
  self->is_loading = TRUE;
  fail (self, NULL);
  vigie_fact_form_set_value (self, value);
  gtk_editable_set_text (GTK_EDITABLE (self->source), fact != NULL && fact->source != NULL ? fact->source : "");
  set_state (self, fact != NULL ? fact->state : VIGIE_FACT_UNKNOWN);
  if (self->name_entry != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->name_entry), "");
  self->is_loading = FALSE;
}

/* Somebody else recorded the fact while the form was open. */
static void
changed_cb (VigieFactForm *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const VigieFact *seen = vigie_incident_fact (self->seen, self->name);
  const VigieFact *now = vigie_incident_fact (vigie_incident_model_get_incident (self->model), self->name);
  g_autofree char *value = NULL;
  g_autofree char *words = NULL;

  if (now == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) || (seen != NULL && g_str_equal (seen->event->id, now->event->id)))
    return;
  value = vigie_fact_words (session, now, self->name);
  words = g_strdup_printf (_("%1$s recorded %2$s meanwhile. Recording keeps both; one is chosen afterwards."), now->author, value);
  fail (self, words);
}

const char *
vigie_fact_form_get_error (VigieFactForm *self)
{
  return gtk_widget_get_visible (self->error) ? gtk_label_get_text (GTK_LABEL (self->error)) : NULL;
}

/* ---- Fields ---- */

static GtkWidget *
add_entry (VigieFactForm *self, const char *label)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_box_append (GTK_BOX (self->box), vigie_label_new (label, "caption dim"));
  gtk_box_append (GTK_BOX (self->box), entry);
  vigie_set_accessible_label (entry, label);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (record_cb), self);

  return entry;
}

static void
add_drop (VigieFactForm *self, VigieLang lang)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  g_strv_builder_add (words, "—");
  for (guint i = 0; i < self->def->values->len; i++)
    g_strv_builder_add (words, vigie_text_get (&((const VigieFactValue *) g_ptr_array_index (self->def->values, i))->label, lang));
  list = g_strv_builder_end (words);
  self->drop = gtk_drop_down_new_from_strings ((const char *const *) list);
  vigie_set_accessible_label (self->drop, vigie_text_get (&self->def->label, lang));
  gtk_box_append (GTK_BOX (self->box), vigie_label_new (_("Value"), "caption dim"));
  g_signal_connect_swapped (self->drop, "notify::selected", G_CALLBACK (value_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->drop);
}

static void
add_checks (VigieFactForm *self, VigieLang lang)
{
  self->checks = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->checks), TRUE);
  for (guint i = 0; i < self->def->values->len; i++)
    {
      const VigieFactValue *value = g_ptr_array_index (self->def->values, i);
      GtkWidget *check = gtk_check_button_new ();
      GtkWidget *words = vigie_paragraph_new (vigie_text_get (&value->label, lang), "small");

      gtk_check_button_set_child (GTK_CHECK_BUTTON (check), words);
      vigie_set_accessible_label (check, vigie_text_get (&value->label, lang));
      g_object_set_data (G_OBJECT (check), "id", value->id);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (value_cb), self);
      gtk_grid_attach (GTK_GRID (self->checks), check, (int) i % 2, (int) i / 2, 1, 1);
    }
  gtk_box_append (GTK_BOX (self->box), self->checks);
}

static void
add_value (VigieFactForm *self, VigieLang lang)
{
  const char *type = self->def != NULL ? self->def->type : "text";

  if (g_str_equal (type, "choice"))
    add_drop (self, lang);
  else if (g_str_equal (type, "choices"))
    add_checks (self, lang);
  else
    {
      g_autofree char *label = NULL;

      if (g_str_equal (type, "time"))
        label = g_strdup (_("Time: 14:32, yesterday 23:10 or 2026-11-22 14:32"));
      else if (self->def != NULL && self->def->unit != NULL && *self->def->unit != '\0')
        /* Translators: %s is a unit, as FCFA. */
        label = g_strdup_printf (_("Value in %s"), self->def->unit);
      else
        label = g_strdup (g_str_equal (type, "percent") ? _("Value in %") : _("Value"));
      self->entry = add_entry (self, label);
      g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (value_cb), self);
    }
}

static void
add_last_line (VigieFactForm *self, VigieLang lang)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *states = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *cancel = vigie_page_button_new (_("Cancel"), NULL, "compact flat");
  GtkWidget *record = vigie_page_button_new (_("Record"), NULL, "compact suggested-action");

  gtk_widget_add_css_class (states, "linked");
  for (guint i = 0; i < N_STATES; i++)
    {
      self->states[i] = gtk_toggle_button_new_with_label (vigie_fact_state_label ((VigieFactState) i, lang));
      gtk_widget_add_css_class (self->states[i], "compact");
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->states[i]), GTK_TOGGLE_BUTTON (self->states[0]));
      gtk_box_append (GTK_BOX (states), self->states[i]);
    }
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (row), states);
  gtk_box_append (GTK_BOX (row), space);
  gtk_box_append (GTK_BOX (row), cancel);
  gtk_box_append (GTK_BOX (row), record);
  gtk_box_append (GTK_BOX (self->box), row);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect_swapped (record, "clicked", G_CALLBACK (record_cb), self);
}

/* ---- Object ---- */

static gboolean
grab_focus (GtkWidget *widget)
{
  VigieFactForm *self = VIGIE_FACT_FORM (widget);

  if (self->name_entry != NULL)
    return gtk_widget_grab_focus (self->name_entry);
  if (self->checks != NULL)
    return gtk_widget_child_focus (self->checks, GTK_DIR_TAB_FORWARD);

  return gtk_widget_grab_focus (self->entry != NULL ? self->entry : self->drop);
}

static void
dispose (GObject *object)
{
  VigieFactForm *self = VIGIE_FACT_FORM (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->seen, vigie_incident_unref);
  g_clear_object (&self->model);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (vigie_fact_form_parent_class)->dispose (object);
}

static void
vigie_fact_form_class_init (VigieFactFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_fact_form_init (VigieFactForm *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->is_loading = TRUE;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
vigie_fact_form_new (VigieIncidentModel *model, const char *name)
{
  VigieFactForm *self = g_object_new (VIGIE_TYPE_FACT_FORM, NULL);
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieLang lang = vigie_session_get_lang (session);

  self->model = g_object_ref (model);
  self->name = g_strdup (name);
  self->def = name != NULL ? vigie_playbook_fact (vigie_session_get_playbook (session), name) : NULL;
  if (name == NULL)
    self->name_entry = add_entry (self, _("What it is about"));
  add_value (self, lang);
  self->source = add_entry (self, _("Source: who or what says so"));
  self->error = vigie_paragraph_new ("", "caption late-text strong");
  gtk_box_append (GTK_BOX (self->box), self->error);
  add_last_line (self, lang);
  vigie_fact_form_load (self);
  if (name != NULL)
    g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
