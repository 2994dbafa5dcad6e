/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One sheet, read by the report, the notices and the clocks. All rows are made once for a model and only
 * patched afterwards; a fact that somebody names anew gets a row at the end of the last card. The facts about
 * personal data are many and concern few incidents: they show for a breach, as soon as one of them is known,
 * or when asked for. */

#include <glib/gi18n-lib.h>

#include "vigie-fact-display.h"
#include "vigie-fact-form.h"
#include "vigie-fact-row.h"
#include "vigie-page-parts.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"
#include "vigie-wizard-body.h"

#define NARROW_PX 820
#define MIN_PX 340

typedef struct
{
  char *id;
  GtkWidget *box;
  GtkWidget *note;
  GtkWidget *list;
} Group;

struct _VigieFactsPage
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkWidget *count;
  GtkWidget *downtime;
  GtkWidget *breach_toggle;
  GtkWidget *sides; /* box of two columns */
  GtkWidget *columns[2];
  GtkWidget *add;
  GtkWidget *add_card;
  GtkWidget *form;
  GPtrArray *groups;
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieFactsPage, vigie_facts_page, GTK_TYPE_WIDGET)

static void
group_free (Group *group)
{
  g_free (group->id);
  g_free (group);
}

/* ---- Groups and rows ---- */

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row)
{
  vigie_fact_row_open (VIGIE_FACT_ROW (row));
}

static Group *
find_group (VigieFactsPage *self, const char *id)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = g_ptr_array_index (self->groups, i);

      if (g_str_equal (group->id, id))
        return group;
    }

  return NULL;
}

/* The first three on the left, the others on the right. */
static guint
column_of (const char *id)
{
  return g_str_equal (id, "scope") || g_str_equal (id, "outage") || g_str_equal (id, "business") ? 0 : 1;
}

static Group *
ensure_group (VigieFactsPage *self, const char *id)
{
  Group *group = find_group (self, id);

  if (group != NULL)
    return group;
  group = g_new0 (Group, 1);
  group->id = g_strdup (id);
  group->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  group->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (group->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (group->list, "card-list");
  vigie_set_accessible_label (group->list, vigie_fact_group_title (id));
  gtk_box_append (GTK_BOX (group->box), vigie_page_head_new (vigie_fact_group_title (id), &group->note));
  gtk_box_append (GTK_BOX (group->box), group->list);
  g_signal_connect (group->list, "row-activated", G_CALLBACK (activated_cb), NULL);
  if (g_str_equal (id, "breach"))
    gtk_box_prepend (GTK_BOX (self->columns[1]), group->box);
  else
    gtk_box_append (GTK_BOX (self->columns[column_of (id)]), group->box);
  g_ptr_array_add (self->groups, group);

  return group;
}

static VigieFactRow *
find_row (Group *group, const char *name)
{
  for (GtkWidget *row = gtk_widget_get_first_child (group->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (VIGIE_IS_FACT_ROW (row) && g_str_equal (vigie_fact_row_get_name (VIGIE_FACT_ROW (row)), name))
      return VIGIE_FACT_ROW (row);

  return NULL;
}

static void
add_other_rows (VigieFactsPage *self)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (vigie_incident_model_get_session (self->model));
  Group *group = ensure_group (self, "other");
  g_autoptr(GList) names = g_hash_table_get_keys (vigie_incident_model_get_incident (self->model)->facts);

  names = g_list_sort (names, (GCompareFunc) g_strcmp0);
  for (GList *l = names; l != NULL; l = l->next)
    if (vigie_playbook_fact (playbook, l->data) == NULL && find_row (group, l->data) == NULL)
      gtk_list_box_append (GTK_LIST_BOX (group->list), vigie_fact_row_new (self->model, l->data));
}

static void
rebuild (VigieFactsPage *self)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (vigie_incident_model_get_session (self->model));

  for (guint i = 0; i < playbook->facts->len; i++)
    {
      const VigieFactDef *def = g_ptr_array_index (playbook->facts, i);

      gtk_list_box_append (GTK_LIST_BOX (ensure_group (self, def->group)->list), vigie_fact_row_new (self->model, def->name));
    }
}

/* ---- Patching ---- */

static void
show_group (VigieFactsPage *self, Group *group, guint *n_known, guint *n)
{
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  guint known = 0, total = 0;
  g_autofree char *note = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (group->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      const VigieFact *fact = vigie_incident_fact (incident, vigie_fact_row_get_name (VIGIE_FACT_ROW (row)));

      vigie_fact_row_update (VIGIE_FACT_ROW (row));
      total++;
      known += fact != NULL && fact->state != VIGIE_FACT_UNKNOWN;
    }
  /* Translators: facts that are known, and how many there are. */
  note = g_strdup_printf (_("%u known of %u"), known, total);
  vigie_label_set (GTK_LABEL (group->note), note);
  *n_known += known;
  *n += total;
  if (g_str_equal (group->id, "breach"))
    {
      gboolean wanted = vigie_incident_is_breach (incident) || known > 0;

      gtk_widget_set_visible (self->breach_toggle, !wanted);
      gtk_widget_set_visible (group->box, wanted || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->breach_toggle)));
      if (!gtk_widget_get_visible (group->box))
        {
          *n_known -= known;
          *n -= total;
        }
    }
  else if (g_str_equal (group->id, "other"))
    gtk_widget_set_visible (group->box, total > 0);
}

static void
show_downtime (VigieFactsPage *self, const VigieDerived *downtime)
{
  g_autofree char *words = NULL;

  if (self->downtime == NULL)
    {
      self->downtime = vigie_paragraph_new (NULL, "caption num");
      gtk_widget_set_margin_start (self->downtime, 15);
      gtk_box_append (GTK_BOX (ensure_group (self, "outage")->box), self->downtime);
    }
  if (downtime->value == NULL)
    words = g_strdup_printf (_("Downtime: enter “%s” to count it"),
                             vigie_fact_label (vigie_incident_model_get_session (self->model), g_ptr_array_index (downtime->missing, 0)));
  else
    /* Translators: a duration, then from when until when. */
    words = g_strdup_printf (downtime->running ? _("Downtime, still running: %s (%s)") : _("Downtime: %s (%s)"), downtime->words, downtime->formula);
  vigie_label_set (GTK_LABEL (self->downtime), words);
}

/* What follows from the facts; it grows with every minute of a running outage. */
static void
derive_cb (VigieFactsPage *self)
{
  VigieSession *session;
  g_autoptr(GPtrArray) all = NULL;

  if (self->model == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  all = vigie_facts_derive (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model),
                            vigie_session_now_usec (session), vigie_session_get_zone (session), vigie_session_get_lang (session));
  show_downtime (self, vigie_derived_find (all, "downtime"));
  for (guint i = 0; i < all->len; i++)
    {
      const VigieDerived *derived = g_ptr_array_index (all, i);
      const VigieFactDef *def = vigie_playbook_fact (vigie_session_get_playbook (session), derived->name);
      VigieFactRow *row = def != NULL ? find_row (ensure_group (self, def->group), derived->name) : NULL;

      if (row != NULL)
        vigie_fact_row_set_derived (row, derived);
    }
}

static void
changed_cb (VigieFactsPage *self)
{
  guint n_known = 0, n = 0;
  g_autofree char *words = NULL;

  if (self->model == NULL)
    return;
  add_other_rows (self);
  for (guint i = 0; i < self->groups->len; i++)
    show_group (self, g_ptr_array_index (self->groups, i), &n_known, &n);
  words = g_strdup_printf (_("%u known of %u"), n_known, n);
  vigie_label_set (GTK_LABEL (self->count), words);
  derive_cb (self);
}

/* ---- Another fact ---- */

static void
close_form (VigieFactsPage *self)
{
  gtk_widget_set_visible (self->add_card, FALSE);
  gtk_widget_grab_focus (self->add);
}

static void
add_cb (VigieFactsPage *self)
{
  if (self->model == NULL)
    return;
  if (self->form == NULL)
    {
      self->form = vigie_fact_form_new (self->model, NULL);
      g_signal_connect_swapped (self->form, "done", G_CALLBACK (close_form), self);
      gtk_box_append (GTK_BOX (self->add_card), self->form);
    }
  vigie_fact_form_load (VIGIE_FACT_FORM (self->form));
  gtk_widget_set_visible (self->add_card, TRUE);
  gtk_widget_grab_focus (self->form);
}

static gboolean
is_row (GtkWidget *row, const char *name)
{
  return g_str_equal (vigie_fact_row_get_name (VIGIE_FACT_ROW (row)), name);
}

/**
 * vigie_facts_page_lead_to:
 * @name: a fact
 *
 * Opens its row and marks it.
 *
 * Returns: %FALSE if the sheet has no such fact
 */
gboolean
vigie_facts_page_lead_to (VigieFactsPage *self, const char *name)
{
  GtkWidget *row = vigie_page_find (self->sides, VIGIE_TYPE_FACT_ROW, is_row, name);

  if (row == NULL)
    return FALSE;
  if (!gtk_widget_is_visible (row) && gtk_widget_get_visible (self->breach_toggle))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->breach_toggle), TRUE);
  vigie_fact_row_open (VIGIE_FACT_ROW (row));
  vigie_page_lead_to (row);
  gtk_widget_grab_focus (vigie_fact_row_get_form (VIGIE_FACT_ROW (row)));

  return TRUE;
}

/* ---- Object ---- */

static void
narrow_cb (VigieFactsPage *self)
{
  gboolean narrow = vigie_wizard_body_is_narrow (VIGIE_WIZARD_BODY (self->body));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->sides), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (self->sides), !narrow);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (VIGIE_FACTS_PAGE (widget)->columns[0], GTK_DIR_TAB_FORWARD);
}

static void
dispose (GObject *object)
{
  VigieFactsPage *self = VIGIE_FACTS_PAGE (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  G_OBJECT_CLASS (vigie_facts_page_parent_class)->dispose (object);
}

static void
vigie_facts_page_class_init (VigieFactsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
content_new (VigieFactsPage *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = vigie_page_head_new (_("Fact sheet"), &self->count);

  self->breach_toggle = gtk_toggle_button_new_with_label (_("Personal data"));
  self->add = vigie_page_button_new (_("Add a fact"), NULL, "compact");
  self->add_card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  vigie_add_classes (self->breach_toggle, "compact");
  gtk_widget_set_valign (self->breach_toggle, GTK_ALIGN_CENTER);
  vigie_set_tooltip (self->breach_toggle, _("Show the facts about personal data"));
  vigie_add_classes (self->add_card, "card hypothesis-card");
  gtk_widget_set_visible (self->add_card, FALSE);
  gtk_box_append (GTK_BOX (head), self->breach_toggle);
  gtk_box_append (GTK_BOX (head), self->add);
  gtk_box_append (GTK_BOX (content), head);
  gtk_box_append (GTK_BOX (content), self->add_card);
  gtk_box_append (GTK_BOX (content), self->sides);
  for (guint i = 0; i < 2; i++)
    {
      self->columns[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
      gtk_widget_set_hexpand (self->columns[i], TRUE);
      gtk_box_append (GTK_BOX (self->sides), self->columns[i]);
    }
  gtk_widget_set_margin_top (content, 8);
  gtk_widget_set_margin_bottom (content, 16);
  gtk_widget_set_margin_start (content, 16);
  gtk_widget_set_margin_end (content, 16);

  return content;
}

static void
vigie_facts_page_init (VigieFactsPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), content_new (self));
  self->body = vigie_wizard_body_new (scrolled, NARROW_PX, MIN_PX);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "paper");
  narrow_cb (self);
  g_signal_connect_swapped (self->body, "notify::narrow", G_CALLBACK (narrow_cb), self);
  g_signal_connect_swapped (self->breach_toggle, "toggled", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
}

GtkWidget *
vigie_facts_page_new (void)
{
  return g_object_new (VIGIE_TYPE_FACTS_PAGE, NULL);
}

/**
 * vigie_facts_page_set_model:
 * @model: (nullable): the incident to show
 */
void
vigie_facts_page_set_model (VigieFactsPage *self, VigieIncidentModel *model)
{
  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  g_ptr_array_set_size (self->groups, 0);
  vigie_clear_box (GTK_BOX (self->columns[0]));
  vigie_clear_box (GTK_BOX (self->columns[1]));
  vigie_clear_box (GTK_BOX (self->add_card));
  self->form = NULL;
  self->downtime = NULL;
  gtk_widget_set_visible (self->add_card, FALSE);
  if (model == NULL)
    return;
  rebuild (self);
  changed_cb (self);
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "tick", G_CALLBACK (derive_cb), self, G_CONNECT_SWAPPED);
}
