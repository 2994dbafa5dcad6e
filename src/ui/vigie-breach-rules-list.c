/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-breach-rules-list.h"

#include <glib/gi18n-lib.h>

#include "vigie-breach-cell.h"
#include "vigie-breach-forms.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

typedef struct
{
  GtkWidget *row;
  GtkWidget *icon;
  GtkWidget *verdict;
  GtkWidget *title;
  GtkWidget *when;
  GtkWidget *reason;
  GtkWidget *source;
  GtkWidget *lower;
} Line;

struct _VigieBreachRulesList
{
  GtkWidget parent_instance;

  GtkWidget *expander;
  GtkWidget *list;
  Line lines[VIGIE_N_BREACH_RULES];
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieBreachRulesList, vigie_breach_rules_list, GTK_TYPE_WIDGET)

static guint
index_of (VigieBreachRulesList *self, GtkWidget *button)
{
  for (guint i = 0; i < VIGIE_N_BREACH_RULES; i++)
    if (self->lines[i].lower == button)
      return i;

  return 0;
}

/* Judged anew: the form shows what is true when it opens. */
static void
lower_cb (VigieBreachRulesList *self, GtkWidget *button)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autoptr(VigieBreach) breach = vigie_breach_evaluate (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model),
                                                         vigie_session_now_usec (session), vigie_session_get_zone (session),
                                                         vigie_session_get_lang (session));
  const VigieBreachRule *rule = g_ptr_array_index (breach->rules, index_of (self, button));

  if (rule->lowering != NULL)
    vigie_breach_form_raise (button, self->model, rule);
  else
    vigie_breach_form_lower (button, self->model, rule);
}

static GtkWidget *
line_make (VigieBreachRulesList *self, Line *line)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  line->icon = vigie_icon_new ("vigie-dash-symbolic", NULL);
  line->verdict = vigie_label_new ("", "caption strong");
  line->title = vigie_paragraph_new (NULL, "small strong");
  line->when = vigie_paragraph_new (NULL, "caption num");
  line->reason = vigie_paragraph_new (NULL, "small");
  line->source = vigie_paragraph_new (NULL, "caption dim");
  line->lower = gtk_button_new_with_label ("");
  gtk_widget_set_size_request (mark, 110, -1);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (line->lower, GTK_ALIGN_START);
  vigie_add_classes (line->lower, "flat compact");
  vigie_add_classes (row, "breach-cell");
  gtk_box_append (GTK_BOX (mark), line->icon);
  gtk_box_append (GTK_BOX (mark), line->verdict);
  gtk_box_append (GTK_BOX (words), line->title);
  gtk_box_append (GTK_BOX (words), line->when);
  gtk_box_append (GTK_BOX (words), line->reason);
  gtk_box_append (GTK_BOX (words), line->source);
  gtk_box_append (GTK_BOX (row), mark);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), line->lower);
  g_signal_connect_swapped (line->lower, "clicked", G_CALLBACK (lower_cb), self);

  return row;
}

static char *
source_words (const VigieBreachRule *rule)
{
  g_autofree char *base = g_strdup_printf ("%s · %s", vigie_breach_basis_title (rule->basis), rule->source);
  g_autofree char *lowered = NULL;

  if (rule->lowering == NULL)
    return g_steal_pointer (&base);
  lowered = g_strdup_printf (_("Lowered from %1$s by %2$s: %3$s"), vigie_breach_verdict_label (rule->unlowered, vigie_ui_lang ()), rule->lowering->by, rule->lowering->reason);

  return g_strdup_printf ("%s\n%s", lowered, base);
}

static void
line_set (VigieBreachRulesList *self, Line *line, const VigieBreachRule *rule)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *title = g_strdup_printf ("%s · %s", rule->rule, vigie_breach_rule_title (rule->rule, lang));
  g_autofree char *when = vigie_breach_rule_when (rule, vigie_session_get_zone (session), lang);
  g_autofree char *source = source_words (rule);
  g_autofree char *name = g_strdup_printf (_("Lower %s: %s"), rule->rule, vigie_breach_rule_title (rule->rule, lang));

  for (VigieBreachVerdict each = VIGIE_BREACH_NO; each <= VIGIE_BREACH_YES; each++)
    vigie_set_class (line->icon, vigie_breach_mark_class (each), each == rule->verdict);
  gtk_image_set_from_icon_name (GTK_IMAGE (line->icon), vigie_breach_mark_icon (rule->verdict));
  vigie_label_set (GTK_LABEL (line->verdict), vigie_breach_verdict_label (rule->verdict, lang));
  vigie_label_set (GTK_LABEL (line->title), title);
  vigie_label_set (GTK_LABEL (line->when), when);
  gtk_widget_set_visible (line->when, *when != '\0');
  vigie_label_set (GTK_LABEL (line->reason), rule->reason);
  vigie_label_set (GTK_LABEL (line->source), source);
  gtk_widget_set_visible (line->lower, !rule->exempts && !rule->fixed && (rule->verdict != VIGIE_BREACH_NO || rule->lowering != NULL));
  gtk_button_set_label (GTK_BUTTON (line->lower), rule->lowering != NULL ? _("Take back…") : _("Lower…"));
  vigie_set_accessible_label (line->lower, name);
}

void
vigie_breach_rules_list_set (VigieBreachRulesList *self, VigieIncidentModel *model, const VigieBreach *breach)
{
  self->model = model;
  for (guint i = 0; i < breach->rules->len; i++)
    line_set (self, &self->lines[i], g_ptr_array_index (breach->rules, i));
}

void
vigie_breach_rules_list_open (VigieBreachRulesList *self)
{
  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), TRUE);
}

static void
dispose (GObject *object)
{
  g_clear_pointer (&VIGIE_BREACH_RULES_LIST (object)->expander, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_breach_rules_list_parent_class)->dispose (object);
}

static void
vigie_breach_rules_list_class_init (VigieBreachRulesListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
}

static void
vigie_breach_rules_list_init (VigieBreachRulesList *self)
{
  self->expander = gtk_expander_new (_("All rules, with their reasons"));
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  vigie_add_classes (self->list, "card-list");
  gtk_widget_set_margin_top (self->list, 6);
  for (guint i = 0; i < VIGIE_N_BREACH_RULES; i++)
    {
      GtkWidget *row = line_make (self, &self->lines[i]);

      gtk_widget_add_css_class (row, "card-row");
      gtk_box_append (GTK_BOX (self->list), row);
    }
  vigie_set_accessible_label (self->expander, _("All rules, with their reasons"));
  gtk_expander_set_child (GTK_EXPANDER (self->expander), self->list);
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
}

GtkWidget *
vigie_breach_rules_list_new (void)
{
  return g_object_new (VIGIE_TYPE_BREACH_RULES_LIST, NULL);
}
