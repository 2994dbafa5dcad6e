/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Chips are made anew only when what they say has changed, so that one keeps the focus while clocks tick. */

#include "vigie-breach-facts-bar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-fact-display.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

#define CHIP_CHARS 46

struct _VigieBreachFactsBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *count;
  GtkWidget *flow;
  GtkWidget *missing;           /* menu button */
  GtkWidget *missing_words;
  GtkWidget *missing_list;
  char *shown;                  /* what the chips say */
};

G_DEFINE_FINAL_TYPE (VigieBreachFactsBar, vigie_breach_facts_bar, GTK_TYPE_WIDGET)

/* Always worth a look, in this order; others follow. */
static const char *const first[] = { "aware_at", "data_touched", "data_untouched", "data_unknown", "persons", "records", "exfiltrated",
                                     "protection", "risk", "gdpr_basis", NULL };

static void
go_cb (GtkWidget *button, const char *name)
{
  g_autofree char *target = g_strconcat ("fact:", name, NULL);
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_activate_action (button, "win.go", "s", target);
}

static GtkWidget *
chip_new (VigieSession *session, const VigieFact *fact)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  g_autofree char *value = vigie_fact_words (session, fact, fact->name);
  g_autofree char *short_value = vigie_text_ui_clean (value, CHIP_CHARS);
  /* Translators: a fact and its value. */
  g_autofree char *words = g_strdup_printf (_("%s: %s"), vigie_fact_label (session, fact->name), short_value);
  g_autofree char *name = g_strdup_printf ("%s, %s", words, vigie_fact_state_label (fact->state, vigie_session_get_lang (session)));

  gtk_box_append (GTK_BOX (line), vigie_icon_new (vigie_fact_state_icon (fact->state), vigie_fact_state_class (fact->state)));
  gtk_box_append (GTK_BOX (line), vigie_label_new (words, "caption"));
  gtk_button_set_child (GTK_BUTTON (button), line);
  vigie_add_classes (button, "flat breach-chip");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  vigie_set_accessible_label (button, name);
  vigie_set_tooltip (button, name);
  g_signal_connect_data (button, "clicked", G_CALLBACK (go_cb), g_strdup (fact->name), (GClosureNotify) (void (*) (void)) g_free, 0);

  return button;
}

static void
add_name (GPtrArray *names, const char *name)
{
  if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, (gpointer) name);
}

static GPtrArray *
used_facts (const VigieIncident *incident, const VigieBreach *breach)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; first[i] != NULL; i++)
    if (vigie_incident_fact (incident, first[i]) != NULL)
      add_name (names, first[i]);
  for (guint i = 0; i < breach->rules->len; i++)
    {
      const VigieBreachRule *rule = g_ptr_array_index (breach->rules, i);

      for (guint j = 0; j < rule->facts->len; j++)
        add_name (names, rule->facts->pdata[j]);
    }

  return names;
}

static char *
signature (const VigieIncident *incident, GPtrArray *names, const VigieBreach *breach)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      const VigieFact *fact = vigie_incident_fact (incident, names->pdata[i]);

      g_string_append_printf (out, "%s=%d%s;", (const char *) names->pdata[i], fact->state, fact->value);
    }
  for (guint i = 0; i < breach->missing->len; i++)
    g_string_append_printf (out, "-%s", (const char *) breach->missing->pdata[i]);

  return g_string_free (out, FALSE);
}

static void
clear_flow (GtkWidget *flow)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (flow)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (flow), child);
}

static void
show_missing (VigieBreachFactsBar *self, VigieSession *session, const VigieBreach *breach)
{
  guint n = breach->missing->len;
  g_autofree char *words = g_strdup_printf (ngettext ("%u to be settled", "%u to be settled", n), n);
  g_autofree char *button = g_strdup_printf (_("Missing facts (%u)"), n);

  vigie_label_set (GTK_LABEL (self->count), n > 0 ? words : _("nothing missing"));
  vigie_set_class (self->count, "soon-text", n > 0);
  vigie_label_set (GTK_LABEL (self->missing_words), button);
  vigie_set_accessible_label (self->missing, button);
  /* What is pressed stands in it. */
  vigie_set_accessible_label (gtk_widget_get_first_child (self->missing), button);
  gtk_widget_set_sensitive (self->missing, n > 0);
  vigie_clear_box (GTK_BOX (self->missing_list));
  for (guint i = 0; i < n; i++)
    {
      const char *name = breach->missing->pdata[i];
      GtkWidget *row = gtk_button_new ();

      gtk_button_set_child (GTK_BUTTON (row), vigie_label_new (vigie_fact_label (session, name), NULL));
      gtk_widget_add_css_class (row, "flat");
      g_signal_connect_data (row, "clicked", G_CALLBACK (go_cb), g_strdup (name), (GClosureNotify) (void (*) (void)) g_free, 0);
      gtk_box_append (GTK_BOX (self->missing_list), row);
    }
}

void
vigie_breach_facts_bar_set (VigieBreachFactsBar *self, VigieIncidentModel *model, const VigieBreach *breach)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const VigieIncident *incident = vigie_incident_model_get_incident (model);
  g_autoptr(GPtrArray) names = used_facts (incident, breach);
  g_autofree char *says = signature (incident, names, breach);

  if (g_strcmp0 (says, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&says);
  clear_flow (self->flow);
  for (guint i = 0; i < names->len; i++)
    {
      GtkWidget *chip = chip_new (session, vigie_incident_fact (incident, names->pdata[i]));

      gtk_flow_box_append (GTK_FLOW_BOX (self->flow), chip);
      gtk_widget_set_focusable (gtk_widget_get_parent (chip), FALSE);
    }
  gtk_widget_set_visible (self->flow, names->len > 0);
  show_missing (self, session, breach);
}

GtkWidget *
vigie_breach_facts_bar_get_missing (VigieBreachFactsBar *self)
{
  return self->missing;
}

static void
dispose (GObject *object)
{
  VigieBreachFactsBar *self = VIGIE_BREACH_FACTS_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->missing);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (vigie_breach_facts_bar_parent_class)->dispose (object);
}

static void
vigie_breach_facts_bar_class_init (VigieBreachFactsBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
}

static void
make_missing (VigieBreachFactsBar *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->missing = g_object_ref_sink (gtk_menu_button_new ());
  self->missing_words = vigie_label_new ("", NULL);
  self->missing_list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 380);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->missing_list);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->missing), self->missing_words);
  gtk_widget_set_valign (self->missing, GTK_ALIGN_CENTER);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->missing), popover);
}

static void
vigie_breach_facts_bar_init (VigieBreachFactsBar *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->count = vigie_label_new ("", "caption");
  self->flow = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), 12);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->flow), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->flow), 4);
  gtk_widget_set_hexpand (self->flow, TRUE);
  gtk_widget_set_valign (self->flow, GTK_ALIGN_START);
  vigie_set_accessible_label (self->flow, _("Facts used"));
  gtk_widget_set_valign (words, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (words), vigie_label_new (_("Facts used"), "small strong"));
  gtk_box_append (GTK_BOX (words), self->count);
  gtk_box_append (GTK_BOX (self->box), words);
  gtk_box_append (GTK_BOX (self->box), self->flow);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  make_missing (self);
}

GtkWidget *
vigie_breach_facts_bar_new (void)
{
  return g_object_new (VIGIE_TYPE_BREACH_FACTS_BAR, NULL);
}
