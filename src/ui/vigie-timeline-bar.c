/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pills, the count of hidden follow-ups and the search act on one filter, which the page's list
 * model reads: the bar itself knows no rows but those it counts. The count is said whether they are
 * shown or not, so that nobody takes the short list for the whole of it; it gives way to the search,
 * which needs its room. */

#include "vigie-timeline-bar.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-timeline-choices.h"

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
  GtkWidget *pill_all;
  GtkWidget *hidden;
  GtkLabel *hidden_label;
  GtkWidget *found;
  GtkWidget *search_button;
  GtkWidget *search;
  GtkWidget *choices_button;
  VigieTimelineChoices *choices;

  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (VigieTimelineBar, vigie_timeline_bar, GTK_TYPE_WIDGET)

enum { CHANGED, LEFT, ENTERED, BOTH_TIMES, JUMP, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
pill_cb (GtkToggleButton *pill, VigieTimelineBar *self)
{
  if (gtk_toggle_button_get_active (pill))
    vigie_timeline_filter_set_show (self->filter, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (pill), "show")));
  vigie_timeline_bar_count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- Kind, person, times ---- */

static void
choices_changed_cb (VigieTimelineChoices *choices, VigieTimelineBar *self)
{
  vigie_timeline_bar_count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
both_times_cb (VigieTimelineChoices *choices, gboolean both, VigieTimelineBar *self)
{
  g_signal_emit (self, signals[BOTH_TIMES], 0, both);
}

static void
jump_cb (VigieTimelineChoices *choices, gint64 time_usec, VigieTimelineBar *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->choices_button));
  g_signal_emit (self, signals[JUMP], 0, time_usec);
}

static void
choices_shown_cb (GtkWidget *popover, VigieTimelineBar *self)
{
  vigie_timeline_choices_refresh (self->choices);
}

static void
add_choices (VigieTimelineBar *self, GtkWidget *bar)
{
  GtkWidget *popover = gtk_popover_new ();

  self->choices = VIGIE_TIMELINE_CHOICES (vigie_timeline_choices_new (self->filter));
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->choices));
  self->choices_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->choices_button), C_("entries shown", "Filter"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->choices_button), popover);
  gtk_widget_set_valign (self->choices_button, GTK_ALIGN_CENTER);
  vigie_set_tooltip (self->choices_button, _("Kind, person, both times, go to a time (Ctrl J)"));
  gtk_widget_add_css_class (self->choices_button, "filter-pill");
  vigie_set_accessible_label (self->choices_button, C_("entries shown", "Filter"));
  g_signal_connect (popover, "map", G_CALLBACK (choices_shown_cb), self);
  g_signal_connect (self->choices, "changed", G_CALLBACK (choices_changed_cb), self);
  g_signal_connect (self->choices, "both-times", G_CALLBACK (both_times_cb), self);
  g_signal_connect (self->choices, "jump", G_CALLBACK (jump_cb), self);
  gtk_box_append (GTK_BOX (bar), self->choices_button);
}

/* Back to everything: pressed because what is sought is among the hidden. */
static void
hidden_cb (GtkButton *button, VigieTimelineBar *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->pill_all), TRUE);
  vigie_timeline_choices_reset (self->choices);
  choices_changed_cb (self->choices, self);
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
  vigie_timeline_bar_count (self);
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
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->pill_all = first = pill), TRUE);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (pill), GTK_TOGGLE_BUTTON (first));
      g_signal_connect (pill, "toggled", G_CALLBACK (pill_cb), self);
      gtk_box_append (GTK_BOX (bar), pill);
    }
}

static void
add_search (VigieTimelineBar *self, GtkWidget *bar)
{
  self->found = vigie_label_new (NULL, "caption dim num");
  /* Beside the field there is room for the number alone, and it must not be cut. */
  gtk_label_set_ellipsize (GTK_LABEL (self->found), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_visible (self->found, FALSE);
  gtk_box_append (GTK_BOX (bar), self->found);
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
  vigie_set_tooltip (self->search_button, _("Search this timeline"));
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
  gtk_widget_add_css_class (self->followups, "hidden-count");
  gtk_widget_set_valign (self->followups, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (self->followups, FALSE);
  g_signal_connect (self->followups, "toggled", G_CALLBACK (followups_cb), self);
  gtk_box_append (GTK_BOX (bar), self->followups);
}

static void
add_hidden (VigieTimelineBar *self, GtkWidget *bar)
{
  self->hidden = gtk_button_new ();
  self->hidden_label = GTK_LABEL (vigie_label_new (NULL, "caption num"));
  gtk_button_set_child (GTK_BUTTON (self->hidden), GTK_WIDGET (self->hidden_label));
  gtk_widget_add_css_class (self->hidden, "flat");
  gtk_widget_add_css_class (self->hidden, "compact");
  gtk_widget_add_css_class (self->hidden, "hidden-count");
  gtk_widget_set_valign (self->hidden, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (self->hidden, FALSE);
  gtk_widget_set_visible (self->hidden, FALSE);
  vigie_set_tooltip (self->hidden, _("Show everything again"));
  g_signal_connect (self->hidden, "clicked", G_CALLBACK (hidden_cb), self);
  gtk_box_append (GTK_BOX (bar), self->hidden);
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
  signals[BOTH_TIMES] = g_signal_new ("both-times", VIGIE_TYPE_TIMELINE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[JUMP] = g_signal_new ("jump", VIGIE_TYPE_TIMELINE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
vigie_timeline_bar_init (VigieTimelineBar *self)
{
  self->root = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* spacing is the stylesheet's */
  gtk_widget_add_css_class (self->root, "filter-bar");
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
}

static void
fill (VigieTimelineBar *self)
{
  GtkWidget *spacer = vigie_label_new (NULL, NULL);

  add_pills (self, self->root);
  add_choices (self, self->root);
  gtk_widget_set_hexpand (spacer, TRUE);
  gtk_box_append (GTK_BOX (self->root), spacer);
  add_hidden (self, self->root);
  add_followups (self, self->root);
  add_search (self, self->root);
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
  fill (self);
  vigie_timeline_bar_count (self);

  return GTK_WIDGET (self);
}

void
vigie_timeline_bar_set_model (VigieTimelineBar *self, VigieIncidentModel *model)
{
  GListModel *timeline = model != NULL ? vigie_incident_model_get_timeline (model) : NULL;

  g_return_if_fail (VIGIE_IS_TIMELINE_BAR (self));

  g_set_object (&self->timeline, timeline);
  vigie_timeline_choices_set_model (self->choices, model);
  vigie_timeline_bar_count (self);
}

/* @whole is what the count means; @brief is enough beside another one. */
static void
say_count (VigieTimelineBar *self, GtkWidget *button, GtkLabel *label, const char *whole, const char *brief, gboolean is_brief)
{
  vigie_label_set (label, is_brief ? brief : whole);
  /* Words give way where there is little room, a number alone must not. */
  gtk_label_set_ellipsize (label, is_brief && self->narrow ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  vigie_set_accessible_label (button, whole);
}

/* What a choice hides; while one searches, how many were found. */
static guint
count_narrowed (VigieTimelineBar *self, gboolean is_brief)
{
  gboolean searching = gtk_widget_get_visible (self->search) && *vigie_timeline_bar_get_words (self) != '\0';
  g_autofree char *found = NULL;
  g_autofree char *digits = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *brief = NULL;
  guint n_shown, n_hidden;

  vigie_timeline_filter_count (self->filter, &n_shown, &n_hidden);
  found = g_strdup_printf (ngettext ("%u found", "%u found", n_shown), n_shown);
  digits = g_strdup_printf ("%u", n_shown);
  vigie_label_set (GTK_LABEL (self->found), digits);
  vigie_set_accessible_label (self->found, found);
  vigie_set_tooltip (self->found, found);
  gtk_widget_set_visible (self->found, searching);
  whole = g_strdup_printf (ngettext ("%u other entry hidden", "%u other entries hidden", n_hidden), n_hidden);
  /* Translators: entries of the timeline, where there is little room. */
  brief = self->narrow ? g_strdup_printf ("−%u", n_hidden) : g_strdup_printf (ngettext ("%u hidden", "%u hidden", n_hidden), n_hidden);
  say_count (self, self->hidden, self->hidden_label, whole, brief, is_brief);

  return n_hidden;
}

static void
count_followups (VigieTimelineBar *self, guint n, gboolean is_brief)
{
  gboolean shown = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->followups));
  g_autofree char *whole = NULL;
  /* Translators: automatic follow-ups, where there is little room. */
  g_autofree char *brief = self->narrow ? g_strdup_printf ("+%u", n) : g_strdup_printf (ngettext ("%u follow-up", "%u follow-ups", n), n);

  if (shown)
    whole = g_strdup_printf (ngettext ("%u automatic follow-up shown", "%u automatic follow-ups shown", n), n);
  else
    whole = g_strdup_printf (ngettext ("%u automatic follow-up hidden", "%u automatic follow-ups hidden", n), n);
  say_count (self, self->followups, self->followups_label, whole, brief, is_brief);
  vigie_set_tooltip (self->followups, whole);
}

/* Both counts are there as long as nobody searches: in whole words alone, in few beside each other; where it is
 * narrow too, as numbers, less and more, whose names and tooltips say of what. */
void
vigie_timeline_bar_count (VigieTimelineBar *self)
{
  gboolean has_room = !gtk_widget_get_visible (self->search);
  guint n_items = self->timeline != NULL ? g_list_model_get_n_items (self->timeline) : 0;
  guint n_followups = 0, n_hidden;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(VigieTimelineItem) item = g_list_model_get_item (self->timeline, i);

      n_followups += vigie_timeline_item_is_followup (item);
    }
  n_hidden = count_narrowed (self, n_followups > 0);
  count_followups (self, n_followups, n_hidden > 0);
  gtk_widget_set_visible (self->hidden, has_room && n_hidden > 0);
  gtk_widget_set_visible (self->followups, has_room && n_followups > 0);
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

void
vigie_timeline_bar_set_narrow (VigieTimelineBar *self, gboolean narrow)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_BAR (self));

  self->narrow = narrow;
  vigie_timeline_bar_count (self);
}

void
vigie_timeline_bar_stop_search (VigieTimelineBar *self)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_BAR (self));

  if (gtk_widget_get_visible (self->search))
    show_search (self, FALSE);
}

void
vigie_timeline_bar_ask_time (VigieTimelineBar *self)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_BAR (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->choices_button));
  vigie_timeline_choices_focus_time (self->choices);
}

void
vigie_timeline_bar_toggle_both (VigieTimelineBar *self)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_BAR (self));

  vigie_timeline_choices_toggle_both (self->choices);
}
