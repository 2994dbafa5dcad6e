/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page buttons in three forms: words with their key, words alone, and icons where only the current page keeps
 * its word. Its minimum is the narrow form and its natural size the wide one; the space it gets decides.
 * (A view switcher asks for twice this width, and a breakpoint does not exist in libadwaita 1.2.) All
 * forms are bound to the same action, so none can say another page than the others. */

#include "vigie-page-tabs.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-widgets.h"

struct _VigiePageTabs
{
  GtkWidget parent_instance;

  GtkWidget *wide;
  GtkWidget *middle;
  GtkWidget *narrow;
};

static const struct
{
  const char *name;
  const char *title;
  const char *icon;
} pages[VIGIE_N_PAGES] = {
  { "timeline", N_("Timeline"), "vigie-note-symbolic" },
  { "roster", N_("Roles"), "vigie-roster-symbolic" },
  { "playbook", N_("Playbook"), "vigie-playbook-symbolic" },
  { "facts", N_("Facts"), "vigie-facts-symbolic" },
  { "communications", N_("Communications"), "vigie-message-symbolic" },
  { "report", N_("Report"), "vigie-report-symbolic" },
};

G_DEFINE_FINAL_TYPE (VigiePageTabs, vigie_page_tabs, GTK_TYPE_WIDGET)

const char *
vigie_page_title (int page)
{
  g_return_val_if_fail (page >= 0 && page < VIGIE_N_PAGES, "");
  return _(pages[page].title);
}

const char *
vigie_page_name (int page)
{
  g_return_val_if_fail (page >= 0 && page < VIGIE_N_PAGES, "");
  return pages[page].name;
}

static GtkWidget *
tab_new (int        page,
         GtkWidget *child)
{
  GtkWidget *tab = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (tab), child);
  gtk_widget_add_css_class (tab, "flat");
  gtk_widget_add_css_class (tab, "page-tab");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (tab), "i", page);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (tab), "win.page");
  vigie_set_accessible_label (tab, vigie_page_title (page));
  gtk_widget_set_valign (tab, GTK_ALIGN_CENTER);
  return tab;
}

static GtkWidget *
middle_tab_new (int page)
{
  return tab_new (page, gtk_label_new (vigie_page_title (page)));
}

static GtkWidget *
wide_tab_new (int page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *key = g_strdup_printf ("%d", page + 1);
  GtkWidget *hint = g_object_new (GTK_TYPE_LABEL, "label", key, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (hint, "tab-key");
  gtk_box_append (GTK_BOX (box), gtk_label_new (vigie_page_title (page)));
  gtk_box_append (GTK_BOX (box), hint);
  return tab_new (page, box);
}

static void
show_word_cb (GtkToggleButton *tab,
              GParamSpec      *pspec,
              gpointer         label)
{
  gtk_widget_set_visible (label, gtk_toggle_button_get_active (tab));
}

static GtkWidget *
narrow_tab_new (int page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (vigie_page_title (page));
  GtkWidget *tab;

  gtk_box_append (GTK_BOX (box), vigie_icon_new (pages[page].icon, NULL));
  gtk_box_append (GTK_BOX (box), label);
  tab = tab_new (page, box);
  vigie_set_tooltip (tab, vigie_page_title (page));
  gtk_widget_set_visible (label, FALSE);
  g_signal_connect (tab, "notify::active", G_CALLBACK (show_word_cb), label);
  return tab;
}

static int
width_of (GtkWidget *form)
{
  int natural = 0;

  gtk_widget_measure (form, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
vigie_page_tabs_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  VigiePageTabs *self = VIGIE_PAGE_TABS (widget);
  int wide_height = 0;
  int narrow_height = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = width_of (self->narrow);
      *natural = MAX (*minimum, width_of (self->wide));
      return;
    }
  gtk_widget_measure (self->wide, orientation, -1, &wide_height, NULL, NULL, NULL);
  gtk_widget_measure (self->narrow, orientation, -1, &narrow_height, NULL, NULL, NULL);
  *minimum = *natural = MAX (wide_height, narrow_height);
}

static void
vigie_page_tabs_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  VigiePageTabs *self = VIGIE_PAGE_TABS (widget);
  GtkWidget *shown = width_of (self->wide) <= width ? self->wide : width_of (self->middle) <= width ? self->middle : self->narrow;

  gtk_widget_set_child_visible (self->wide, shown == self->wide);
  gtk_widget_set_child_visible (self->middle, shown == self->middle);
  gtk_widget_set_child_visible (self->narrow, shown == self->narrow);
  gtk_widget_size_allocate (shown, &(GtkAllocation) { 0, 0, MIN (width, width_of (shown)), height }, baseline);
}

static void
vigie_page_tabs_dispose (GObject *object)
{
  VigiePageTabs *self = VIGIE_PAGE_TABS (object);

  g_clear_pointer (&self->wide, gtk_widget_unparent);
  g_clear_pointer (&self->middle, gtk_widget_unparent);
  g_clear_pointer (&self->narrow, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_page_tabs_parent_class)->dispose (object);
}

static void
vigie_page_tabs_class_init (VigiePageTabsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_page_tabs_dispose;
  widget_class->measure = vigie_page_tabs_measure;
  widget_class->size_allocate = vigie_page_tabs_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_page_tabs_init (VigiePageTabs *self)
{
  self->wide = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->middle = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->narrow = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->wide, "page-tabs");
  gtk_widget_add_css_class (self->middle, "page-tabs");
  gtk_widget_add_css_class (self->narrow, "page-tabs");
  for (int page = 0; page < VIGIE_N_PAGES; page++)
    {
      gtk_box_append (GTK_BOX (self->wide), wide_tab_new (page));
      gtk_box_append (GTK_BOX (self->middle), middle_tab_new (page));
      gtk_box_append (GTK_BOX (self->narrow), narrow_tab_new (page));
    }
  gtk_widget_set_parent (self->wide, GTK_WIDGET (self));
  gtk_widget_set_parent (self->middle, GTK_WIDGET (self));
  gtk_widget_set_parent (self->narrow, GTK_WIDGET (self));
  vigie_set_accessible_label (GTK_WIDGET (self), _("Pages of the incident"));
}

GtkWidget *
vigie_page_tabs_new (void)
{
  return g_object_new (VIGIE_TYPE_PAGE_TABS, NULL);
}
