/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pills, the count of hidden follow-ups and the search act on one filter, which the page's list
 * model reads: the bar itself knows no rows but those it counts. The count is said whether they are
 * shown or not, so that nobody takes the short list for the whole of it; it gives way to the search,
 * which needs its room. */

#include "vigie-timeline-bar.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"

struct _VigieTimelineBar
{
  GtkWidget parent_instance;

  /* Owned references */
  VigieTimelineFilter *filter;
  GListModel *timeline;

  /* Children */
  GtkWidget *root;
  GtkWidget *followups;
  GtkLabel *followups_label;
  GtkWidget *search_button;
  GtkWidget *search;
};

G_DEFINE_FINAL_TYPE (VigieTimelineBar, vigie_timeline_bar, GTK_TYPE_WIDGET)

enum { CHANGED, LEFT, ENTERED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
pill_cb (GtkToggleButton *pill, VigieTimelineBar *self)
{
  if (gtk_toggle_button_get_active (pill))
    vigie_timeline_filter_set_show (self->filter, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (pill), "show")));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
followups_cb (GtkToggleButton *button, VigieTimelineBar *self)
{
  vigie_timeline_filter_set_followups (self->filter, gtk_toggle_button_get_active (button));
  vigie_timeline_bar_count (self);
}

static void
search_changed_cb (GtkSearchEntry *entry, VigieTimelineBar *self)
{
  vigie_timeline_filter_set_words (self->filter, gtk_editable_get_text (GTK_EDITABLE (entry)));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_search (VigieTimelineBar *self, gboolean shown)
{
  gtk_widget_set_visible (self->search, shown);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search_button), shown);
  vigie_timeline_bar_count (self);
  if (shown)
    gtk_widget_grab_focus (self->search);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
search_toggled_cb (GtkToggleButton *button, VigieTimelineBar *self)
{
  if (gtk_widget_get_visible (self->search) != gtk_toggle_button_get_active (button))
    show_search (self, gtk_toggle_button_get_active (button));
}

static void
search_stopped_cb (GtkSearchEntry *entry, VigieTimelineBar *self)
{
  show_search (self, FALSE);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
search_entered_cb (GtkSearchEntry *entry, VigieTimelineBar *self)
{
  g_signal_emit (self, signals[ENTERED], 0);
}

static void
add_pills (VigieTimelineBar *self, GtkWidget *bar)
{
  const struct { const char *word; VigieTimelineShow show; } pills[] = {
    { C_("entries shown", "All"), VIGIE_TIMELINE_ALL },
    { _("Decisions"), VIGIE_TIMELINE_DECISIONS },
    { _("Hypotheses"), VIGIE_TIMELINE_HYPOTHESES },
    { _("Calls"), VIGIE_TIMELINE_CALLS },
    { _("Starred"), VIGIE_TIMELINE_STARRED },
  };
  GtkWidget *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (pills); i++)
    {
      GtkWidget *pill = gtk_toggle_button_new_with_label (pills[i].word);

      gtk_widget_add_css_class (pill, "filter-pill");
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      gtk_widget_set_focus_on_click (pill, FALSE);
      g_object_set_data (G_OBJECT (pill), "show", GINT_TO_POINTER (pills[i].show));
      if (first == NULL)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first = pill), TRUE);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (pill), GTK_TOGGLE_BUTTON (first));
      g_signal_connect (pill, "toggled", G_CALLBACK (pill_cb), self);
      gtk_box_append (GTK_BOX (bar), pill);
    }
}

static void
add_search (VigieTimelineBar *self, GtkWidget *bar)
{
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Search this timeline"), NULL);
  gtk_widget_set_size_request (self->search, 120, -1);
  gtk_widget_set_valign (self->search, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->search, FALSE);
  g_signal_connect (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (self->search, "stop-search", G_CALLBACK (search_stopped_cb), self);
  g_signal_connect (self->search, "activate", G_CALLBACK (search_entered_cb), self);
  gtk_box_append (GTK_BOX (bar), self->search);

  self->search_button = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->search_button), "vigie-search-symbolic");
  gtk_widget_add_css_class (self->search_button, "flat");
  gtk_widget_add_css_class (self->search_button, "compact");
  gtk_widget_set_valign (self->search_button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->search_button, _("Search this timeline"));
  vigie_set_accessible_label (self->search_button, _("Search this timeline"));
  g_signal_connect (self->search_button, "toggled", G_CALLBACK (search_toggled_cb), self);
  gtk_box_append (GTK_BOX (bar), self->search_button);
}

static void
add_followups (VigieTimelineBar *self, GtkWidget *bar)
{
  self->followups = gtk_toggle_button_new ();
  self->followups_label = GTK_LABEL (vigie_label_new (NULL, "caption dim num"));
  gtk_button_set_child (GTK_BUTTON (self->followups), GTK_WIDGET (self->followups_label));
  gtk_widget_add_css_class (self->followups, "flat");
  gtk_widget_add_css_class (self->followups, "compact");
  gtk_widget_set_valign (self->followups, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (self->followups, FALSE);
  g_signal_connect (self->followups, "toggled", G_CALLBACK (followups_cb), self);
  gtk_box_append (GTK_BOX (bar), self->followups);
}

static void
vigie_timeline_bar_dispose (GObject *object)
{
  VigieTimelineBar *self = VIGIE_TIMELINE_BAR (object);

  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->filter);
  g_clear_object (&self->timeline);
  G_OBJECT_CLASS (vigie_timeline_bar_parent_class)->dispose (object);
}

static void
vigie_timeline_bar_class_init (VigieTimelineBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_timeline_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHANGED] = g_signal_new ("changed", VIGIE_TYPE_TIMELINE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", VIGIE_TYPE_TIMELINE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ENTERED] = g_signal_new ("entered", VIGIE_TYPE_TIMELINE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_timeline_bar_init (VigieTimelineBar *self)
{
  GtkWidget *spacer = vigie_label_new (NULL, NULL);

  self->root = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* spacing is the stylesheet's */
  gtk_widget_add_css_class (self->root, "filter-bar");
  add_pills (self, self->root);
  gtk_widget_set_hexpand (spacer, TRUE);
  gtk_box_append (GTK_BOX (self->root), spacer);
  add_followups (self, self->root);
  add_search (self, self->root);
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
}

/**
 * vigie_timeline_bar_new:
 * @filter: what the bar sets; kept.
 *
 * Returns: (transfer floating): a bar that shows everything but the automatic follow-ups
 */
GtkWidget *
vigie_timeline_bar_new (VigieTimelineFilter *filter)
{
  VigieTimelineBar *self = g_object_new (VIGIE_TYPE_TIMELINE_BAR, NULL);

  self->filter = g_object_ref (filter);
  vigie_timeline_bar_count (self);

  return GTK_WIDGET (self);
}

void
vigie_timeline_bar_set_timeline (VigieTimelineBar *self, GListModel *timeline)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_BAR (self));

  g_set_object (&self->timeline, timeline);
  vigie_timeline_bar_count (self);
}

void
vigie_timeline_bar_count (VigieTimelineBar *self)
{
  guint n_items = self->timeline != NULL ? g_list_model_get_n_items (self->timeline) : 0;
  guint n_followups = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(VigieTimelineItem) item = g_list_model_get_item (self->timeline, i);

      n_followups += vigie_timeline_item_is_followup (item);
    }
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->followups)))
    words = g_strdup_printf (ngettext ("%u automatic follow-up shown", "%u automatic follow-ups shown", n_followups), n_followups);
  else
    words = g_strdup_printf (ngettext ("%u automatic follow-up hidden", "%u automatic follow-ups hidden", n_followups), n_followups);
  vigie_label_set (self->followups_label, words);
  vigie_set_accessible_label (self->followups, words);
  gtk_widget_set_visible (self->followups, n_followups > 0 && !gtk_widget_get_visible (self->search));
}

const char *
vigie_timeline_bar_get_words (VigieTimelineBar *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

void
vigie_timeline_bar_search (VigieTimelineBar *self)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_BAR (self));

  show_search (self, TRUE);
}
