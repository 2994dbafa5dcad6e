/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A fact nobody knows yet has its row like the others and says so: what is missing is half of what the sheet
 * is for. The form is made when the row is first opened. Its last changes stand under it; earlier ones are many in a
 * long night, and come by the page when somebody wants them. */

#include "vigie-fact-row.h"

#include <glib/gi18n-lib.h>

#include "vigie-conflict.h"
#include "vigie-fact-derived.h"
#include "vigie-fact-display.h"
#include "vigie-fact-form.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

#define FIRST_CHANGES 8
#define MORE_CHANGES 50
#define LONG_VALUE 20

struct _VigieFactRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *box;
  GtkWidget *value;
  GtkWidget *icon;
  GtkWidget *state;
  GtkWidget *origin;
  GtkWidget *derived;            /* or NULL */
  GtkWidget *contest;            /* the other values and the way to decide, or NULL */
  GtkWidget *form;
  GtkWidget *history;
  guint n_shown;                 /* changes of its history */
  VigieIncidentModel *model;
  char *name;
};

G_DEFINE_FINAL_TYPE (VigieFactRow, vigie_fact_row, GTK_TYPE_LIST_BOX_ROW)

static char *
origin_words (VigieSession *session, const VigieFact *fact)
{
  g_autofree char *time = vigie_page_time (session, fact->occurred_usec);
  g_autofree char *author = vigie_short_name (fact->author);

  if (fact->source == NULL || *fact->source == '\0')
    return g_strdup_printf ("%s · %s", time, author);

  return g_strdup_printf ("%s · %s · %s", time, author, fact->source);
}

static void
show_state (VigieFactRow *self, VigieFactState state)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), vigie_fact_state_icon (state));
  vigie_label_set (GTK_LABEL (self->state), vigie_fact_state_label (state, lang));
  for (guint i = VIGIE_FACT_UNKNOWN; i <= VIGIE_FACT_CONFIRMED; i++)
    {
      const char *css_class = vigie_fact_state_class ((VigieFactState) i);

      vigie_set_class (self->icon, css_class, i == (guint) state);
      vigie_set_class (self->state, css_class, i == (guint) state);
    }
}

static void
add_change (VigieFactRow *self, const VigieFact *fact)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *value = vigie_fact_words (session, fact, self->name);
  g_autofree char *origin = origin_words (session, fact);
  g_autofree char *line = g_strdup_printf ("%s, %s · %s", value, vigie_fact_state_label (fact->state, vigie_session_get_lang (session)), origin);

  gtk_box_append (GTK_BOX (self->history), vigie_paragraph_new (line, "caption dim"));
}

static void fill_history (VigieFactRow *self);

static void
earlier_cb (VigieFactRow *self)
{
  self->n_shown += MORE_CHANGES;
  gtk_widget_grab_focus (GTK_WIDGET (self)); /* the button goes */
  fill_history (self);
  if (!gtk_widget_grab_focus (gtk_widget_get_last_child (self->history)))
    gtk_widget_grab_focus (self->form);
}

static void
add_earlier (VigieFactRow *self, guint n)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u earlier change", "%u earlier changes", n), n);
  GtkWidget *button = vigie_page_button_new (words, NULL, "compact flat");

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (earlier_cb), self);
  gtk_box_append (GTK_BOX (self->history), button);
}

static void
fill_history (VigieFactRow *self)
{
  GPtrArray *all = vigie_incident_model_get_incident (self->model)->fact_history;
  guint n = 0;

  vigie_clear_box (GTK_BOX (self->history));
  for (guint i = all->len; i > 0; i--)
    {
      const VigieFact *fact = g_ptr_array_index (all, i - 1);

      if (g_strcmp0 (fact->name, self->name) != 0 || n++ >= self->n_shown)
        continue;
      if (n == 1)
        gtk_box_append (GTK_BOX (self->history), vigie_label_new (_("History"), "caption strong dim"));
      add_change (self, fact);
    }
  if (n > self->n_shown)
    add_earlier (self, n - self->n_shown);
  gtk_widget_set_visible (self->history, n > 0);
}

/* "Also recorded: 900 · Estimated (radio), Koffi 03:12" for each value that does not stand. */
static char *
contest_words (VigieFactRow *self, const VigieConflict *conflict)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = conflict->versions->len - 1; i > 0; i--)
    {
      const VigieEvent *version = g_ptr_array_index (conflict->versions, i - 1);
      g_autofree char *words = vigie_conflict_version_words (conflict, version, vigie_incident_model_get_incident (self->model),
                                                             vigie_session_get_playbook (session), vigie_session_get_zone (session),
                                                             vigie_session_get_lang (session));
      g_autofree char *time = vigie_page_time (session, version->occurred_usec);

      g_string_append (out, out->len > 0 ? "\n" : "");
      /* Translators: another value of a fact with its state and source, who recorded it, when. */
      g_string_append_printf (out, _("Contested: also %1$s, %2$s %3$s"), words, version->author, time);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
decide_cb (VigieFactRow *self)
{
  const VigieConflict *conflict = vigie_incident_conflict (vigie_incident_model_get_incident (self->model), VIGIE_CONFLICT_FACT, self->name);

  if (conflict != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.settle", "s", conflict->key);
}

static void
make_contest (VigieFactRow *self)
{
  GtkWidget *words = vigie_paragraph_new (NULL, "caption strong soon-text");
  GtkWidget *button = vigie_page_button_new (_("Decide…"), NULL, "compact");

  self->contest = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_margin_start (self->contest, 14);
  gtk_widget_set_margin_end (self->contest, 14);
  gtk_widget_set_margin_bottom (self->contest, 8);
  gtk_box_append (GTK_BOX (self->contest), vigie_icon_new ("vigie-warning-symbolic", "soon-text"));
  gtk_box_append (GTK_BOX (self->contest), words);
  gtk_box_append (GTK_BOX (self->contest), button);
  gtk_box_insert_child_after (GTK_BOX (self->box), self->contest, gtk_widget_get_first_child (self->box));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (decide_cb), self);
}

static void
show_contest (VigieFactRow *self)
{
  const VigieConflict *conflict = vigie_incident_conflict (vigie_incident_model_get_incident (self->model), VIGIE_CONFLICT_FACT, self->name);
  g_autofree char *words = conflict != NULL ? contest_words (self, conflict) : NULL;

  if (conflict != NULL && self->contest == NULL)
    make_contest (self);
  if (self->contest == NULL)
    return;
  gtk_widget_set_visible (self->contest, conflict != NULL);
  vigie_label_set_whole (GTK_LABEL (gtk_widget_get_next_sibling (gtk_widget_get_first_child (self->contest))), words != NULL ? words : "");
}

void
vigie_fact_row_update (VigieFactRow *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const VigieFact *fact = vigie_incident_fact (vigie_incident_model_get_incident (self->model), self->name);
  VigieFactState state = fact != NULL ? fact->state : VIGIE_FACT_UNKNOWN;
  g_autofree char *words = vigie_fact_words (session, fact, self->name);
  g_autofree char *origin = fact != NULL ? origin_words (session, fact) : NULL;
  g_autofree char *name = NULL;
  gboolean has_value = fact != NULL && fact->value != NULL && *fact->value != '\0';

  show_state (self, state);
  vigie_label_set (GTK_LABEL (self->value), has_value ? words : "");
  vigie_label_set (GTK_LABEL (self->origin), origin);
  gtk_widget_set_visible (self->origin, origin != NULL);
  vigie_set_tooltip (self->value, g_utf8_strlen (words, -1) > LONG_VALUE ? words : NULL);
  name = has_value
           /* Translators: a fact, its value, its state. */
           ? g_strdup_printf (_("%1$s: %2$s, %3$s"), vigie_fact_label (session, self->name), words,
                              vigie_fact_state_label (state, vigie_session_get_lang (session)))
           /* Translators: a post or a fact, and who holds it or how it is. */
           : g_strdup_printf (_("%1$s: %2$s"), vigie_fact_label (session, self->name), words);
  vigie_set_accessible_label (GTK_WIDGET (self), name);
  show_contest (self);
  if (self->form != NULL)
    fill_history (self);
}

static void
done_cb (VigieFactRow *self)
{
  gtk_widget_set_visible (self->form, FALSE);
  gtk_widget_set_visible (self->history, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
make_form (VigieFactRow *self)
{
  self->form = vigie_fact_form_new (self->model, self->name);
  gtk_widget_set_margin_start (self->form, 14);
  gtk_widget_set_margin_end (self->form, 14);
  gtk_widget_set_margin_bottom (self->form, 10);
  self->history = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_margin_start (self->history, 14);
  gtk_widget_set_margin_end (self->history, 14);
  gtk_widget_set_margin_bottom (self->history, 10);
  gtk_box_append (GTK_BOX (self->box), self->form);
  gtk_box_append (GTK_BOX (self->box), self->history);
  g_signal_connect_swapped (self->form, "done", G_CALLBACK (done_cb), self);
}

void
vigie_fact_row_open (VigieFactRow *self)
{
  if (self->form == NULL)
    make_form (self);
  else if (gtk_widget_get_visible (self->form))
    return;
  vigie_fact_form_load (VIGIE_FACT_FORM (self->form));
  gtk_widget_set_visible (self->form, TRUE);
  self->n_shown = FIRST_CHANGES;
  fill_history (self);
  gtk_widget_grab_focus (self->form);
  vigie_page_reveal (GTK_WIDGET (self));
}

void
vigie_fact_row_set_derived (VigieFactRow *self, const VigieDerived *derived)
{
  if (self->derived == NULL)
    {
      self->derived = vigie_fact_derived_new (self->model);
      gtk_box_insert_child_after (GTK_BOX (self->box), self->derived, gtk_widget_get_first_child (self->box));
    }
  vigie_fact_derived_show (VIGIE_FACT_DERIVED (self->derived), derived);
}

/* On the row itself; in its form the letter belongs to the field. */
static gboolean
key_pressed_cb (VigieFactRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((keyval != GDK_KEY_r && keyval != GDK_KEY_R) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || self->derived == NULL
      || vigie_page_is_typing (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;

  return vigie_fact_derived_take (VIGIE_FACT_DERIVED (self->derived));
}

GtkWidget *
vigie_fact_row_get_form (VigieFactRow *self)
{
  return self->form;
}

const char *
vigie_fact_row_get_name (VigieFactRow *self)
{
  return self->name;
}

static void
dispose (GObject *object)
{
  VigieFactRow *self = VIGIE_FACT_ROW (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (vigie_fact_row_parent_class)->dispose (object);
}

static void
vigie_fact_row_class_init (VigieFactRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
vigie_fact_row_init (VigieFactRow *self)
{
}

GtkWidget *
vigie_fact_row_new (VigieIncidentModel *model, const char *name)
{
  VigieFactRow *self = g_object_new (VIGIE_TYPE_FACT_ROW, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->model = g_object_ref (model);
  self->name = g_strdup (name);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->value = vigie_label_new ("", "fact-value");
  self->icon = vigie_icon_new (NULL, NULL);
  self->state = vigie_label_new ("", "caption");
  self->origin = vigie_label_new ("", "caption dim num");
  gtk_label_set_xalign (GTK_LABEL (self->value), 1);
  gtk_label_set_width_chars (GTK_LABEL (self->state), 8);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (line, "fact-row");
  gtk_box_append (GTK_BOX (words), vigie_label_new (vigie_fact_label (vigie_incident_model_get_session (model), name), "fact-name"));
  gtk_box_append (GTK_BOX (words), self->origin);
  gtk_box_append (GTK_BOX (state), self->icon);
  gtk_box_append (GTK_BOX (state), self->state);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), self->value);
  gtk_box_append (GTK_BOX (line), state);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  vigie_fact_row_update (self);

  return GTK_WIDGET (self);
}
