/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The column at the left: declare, the incidents that run, those to review, and the places of the
 * organisation. It only asks the window for things (win.* actions) and shows what the session's lists
 * say; the selected row is what is on screen, told by the window. No label in it may expand: one that
 * did stretched the whole column. */

#include "vigie-sidebar.h"

#include <glib/gi18n-lib.h>

#include "vigie-readiness.h"
#include "vigie-exchange-pill.h"
#include "vigie-figure-book.h"
#include "vigie-menu.h"
#include "vigie-text-ui.h"

struct _VigieSidebar
{
  GtkBox parent_instance;

  GtkWidget *header;
  GtkMenuButton *menu_button;
  GtkWidget *declare;
  GtkWidget *declare_box;
  GtkWidget *active_head;
  GtkWidget *calm;
  GtkListBox *active;
  GtkWidget *reviews_head;
  GtkListBox *reviews;
  GtkListBox *places;

  GtkWidget *foot;
  GtkWidget *directory_row;
  GtkWidget *to_complete;        /* how many contacts nobody can call */
  GtkWidget *open_actions, *actions_row;

  VigieSession *session;
  char *selected;
};

static const struct
{
  const char *id;
  const char *title;
  const char *icon;
} places[] = {
  { "registry", N_("Registry"), "vigie-registry-symbolic" },
  { "actions", N_("Actions"), "vigie-actions-symbolic" },
  { "directory", N_("Directory"), "vigie-directory-symbolic" },
  { "indicators", N_("Indicators"), "vigie-indicators-symbolic" },
};

G_DEFINE_FINAL_TYPE (VigieSidebar, vigie_sidebar, GTK_TYPE_BOX)

/* ---- Rows ---- */

static GtkWidget *
row_around (GtkWidget  *child,
            const char *what)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  g_object_set_data_full (G_OBJECT (row), "what", g_strdup (what), g_free);
  return row;
}

static void
show_item (VigieIncidentItem *item,
           GParamSpec        *pspec,
           GtkWidget         *row)
{
  const VigieIncidentRow *data = vigie_incident_item_get_row (item);
  GtkWidget *title = g_object_get_data (G_OBJECT (row), "title");
  GtkWidget *state = g_object_get_data (G_OBJECT (row), "state");
  const char *level = vigie_level_to_word (data->level);
  const char *line = vigie_incident_item_get_state_line (item);
  g_autofree char *name = g_strdup_printf ("%s %s, %s", level ? level : "", data->title, line);

  vigie_severity_badge_set_level (g_object_get_data (G_OBJECT (row), "badge"), data->level);
  vigie_label_set (GTK_LABEL (title), data->title);
  vigie_set_tooltip (title, data->title);
  vigie_label_set (GTK_LABEL (state), line);
  vigie_set_class (state, "late", vigie_incident_item_get_late (item) > 0);
  vigie_set_accessible_label (row, name);
}

static GtkWidget *
incident_row_new (gpointer object,
                  gpointer user_data)
{
  VigieIncidentItem *item = object;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *badge = vigie_severity_badge_new (28);
  GtkWidget *title = vigie_label_new ("", "incident-title");
  GtkWidget *state = vigie_label_new ("", "incident-state num");
  GtkWidget *row = row_around (box, vigie_incident_item_get_row (item)->stream);

  gtk_widget_add_css_class (box, "incident-row");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), state);
  g_object_set_data (G_OBJECT (row), "badge", badge);
  g_object_set_data (G_OBJECT (row), "title", title);
  g_object_set_data (G_OBJECT (row), "state", state);
  g_signal_connect_object (item, "notify", G_CALLBACK (show_item), row, 0);
  show_item (item, NULL, row);
  return row;
}

/* A label for a number at the end of a place's row. */
static GtkWidget *
add_number (GtkWidget *box)
{
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = vigie_label_new ("", "count num");

  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), space);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
add_place (VigieSidebar *self,
           guint         index)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *title = vigie_label_new (_(places[index].title), "nav-title");
  GtkWidget *row = row_around (box, places[index].id);

  gtk_widget_add_css_class (box, "nav-row");
  gtk_box_append (GTK_BOX (box), vigie_icon_new (places[index].icon, NULL));
  gtk_box_append (GTK_BOX (box), title);
  vigie_set_accessible_label (row, _(places[index].title));
  gtk_list_box_append (self->places, row);
  if (g_str_equal (places[index].id, "directory"))
    {
      self->to_complete = add_number (box);
      self->directory_row = row;
    }
  if (g_str_equal (places[index].id, "actions"))
    {
      self->open_actions = add_number (box);
      self->actions_row = row;
    }
}

static void
count_actions (VigieSidebar *self)
{
  guint count = vigie_figure_book_get_open_actions (vigie_figure_book_of (self->session));
  g_autofree char *words = g_strdup_printf ("%u", count);
  g_autofree char *tip = g_strdup_printf (ngettext ("%u action open", "%u actions open", count), count);
  g_autofree char *name = count > 0 ? g_strdup_printf ("%s, %s", _("Actions"), tip) : g_strdup (_("Actions"));

  vigie_label_set (GTK_LABEL (self->open_actions), words);
  gtk_widget_set_visible (self->open_actions, count > 0);
  vigie_set_tooltip (self->open_actions, tip);
  vigie_set_accessible_label (self->actions_row, name);
}

/* ---- Selection ---- */

static void
mark_selected (VigieSidebar *self,
               GtkListBox   *list)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)); i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "what"), self->selected) == 0)
      {
        gtk_list_box_select_row (list, row);
        return;
      }
  gtk_list_box_unselect_all (list);
}

static void
lists_changed_cb (VigieSidebar *self)
{
  gboolean none = g_list_model_get_n_items (vigie_session_get_active (self->session)) == 0;
  gboolean reviews = g_list_model_get_n_items (vigie_session_get_reviews (self->session)) > 0;

  gtk_widget_set_visible (self->calm, none);
  gtk_widget_set_visible (self->reviews_head, reviews);
  mark_selected (self, self->active);
  mark_selected (self, self->reviews);
}

/* The arrows move the focus; what is marked stays what is on screen until another is opened. */
static void
row_selected_cb (GtkListBox    *list,
                 GtkListBoxRow *row,
                 gpointer       user_data)
{
  VigieSidebar *self = user_data;
  const char *what = row ? g_object_get_data (G_OBJECT (row), "what") : NULL;

  if (row && g_strcmp0 (what, self->selected) != 0)
    mark_selected (self, list);
}

static void
incident_activated_cb (GtkListBox    *list,
                       GtkListBoxRow *row,
                       gpointer       user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (list), "win.open-incident", "s", g_object_get_data (G_OBJECT (row), "what"));
}

static void
place_activated_cb (GtkListBox    *list,
                    GtkListBoxRow *row,
                    gpointer       user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (list), "win.show", "s", g_object_get_data (G_OBJECT (row), "what"));
}

void
vigie_sidebar_select (VigieSidebar *self,
                      const char   *what)
{
  g_free (self->selected);
  self->selected = g_strdup (what);
  /* Home has that act itself; the same one twice would make one look for the difference. */
  gtk_widget_set_visible (self->declare, g_strcmp0 (what, "home") != 0);
  mark_selected (self, self->active);
  mark_selected (self, self->reviews);
  mark_selected (self, self->places);
}

void
vigie_sidebar_set_alone (VigieSidebar *self,
                         gboolean      alone)
{
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (self->header), alone);
}

void
vigie_sidebar_open_exchange (VigieSidebar *self)
{
  vigie_exchange_pill_open (VIGIE_EXCHANGE_PILL (self->foot));
}

/* ---- Object ---- */

static void
vigie_sidebar_dispose (GObject *object)
{
  VigieSidebar *self = VIGIE_SIDEBAR (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->selected, g_free);
  G_OBJECT_CLASS (vigie_sidebar_parent_class)->dispose (object);
}

static void
vigie_sidebar_class_init (VigieSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_sidebar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/ci/distri_night/Vigie/ui/vigie-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, VigieSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, VigieSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, VigieSidebar, declare);
  gtk_widget_class_bind_template_child (widget_class, VigieSidebar, declare_box);
  gtk_widget_class_bind_template_child (widget_class, VigieSidebar, active_head);
  gtk_widget_class_bind_template_child (widget_class, VigieSidebar, calm);
  gtk_widget_class_bind_template_child (widget_class, VigieSidebar, active);
  gtk_widget_class_bind_template_child (widget_class, VigieSidebar, reviews_head);
  gtk_widget_class_bind_template_child (widget_class, VigieSidebar, reviews);
  gtk_widget_class_bind_template_child (widget_class, VigieSidebar, places);
  gtk_widget_class_bind_template_callback (widget_class, incident_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
}

static void
count_contacts (VigieSidebar *self)
{
  VigieReadiness readiness;
  g_autofree char *words = NULL;
  g_autofree char *tip = NULL;
  g_autofree char *name = NULL;

  vigie_readiness_count (vigie_session_get_directory (self->session), vigie_session_now_usec (self->session), &readiness);
  words = g_strdup_printf ("%u", readiness.n_urgent);
  tip = g_strdup_printf (ngettext ("%u contact to complete", "%u contacts to complete", readiness.n_urgent), readiness.n_urgent);
  name = g_strdup_printf ("%s, %s", _("Directory"), tip);
  vigie_label_set (GTK_LABEL (self->to_complete), words);
  vigie_set_tooltip (self->to_complete, tip);
  gtk_widget_set_visible (self->to_complete, readiness.n_urgent > 0);
  vigie_set_accessible_label (self->directory_row, readiness.n_urgent > 0 ? name : _("Directory"));
}

static void
vigie_sidebar_init (VigieSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vigie_menu_attach (self->menu_button, "main_menu");
  gtk_box_append (GTK_BOX (self->declare_box), vigie_kbd_new (_("Ctrl N")));
}

GtkWidget *
vigie_sidebar_new (VigieSession *session)
{
  VigieSidebar *self = g_object_new (VIGIE_TYPE_SIDEBAR, NULL);

  self->session = g_object_ref (session);
  self->foot = vigie_exchange_pill_new (session, TRUE);
  gtk_box_append (GTK_BOX (self), self->foot);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    add_place (self, i);
  count_contacts (self);
  count_actions (self);
  g_signal_connect_object (vigie_figure_book_of (session), "changed", G_CALLBACK (count_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "directory-changed", G_CALLBACK (count_contacts), self, G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->active, vigie_session_get_active (session), incident_row_new, self, NULL);
  gtk_list_box_bind_model (self->reviews, vigie_session_get_reviews (session), incident_row_new, self, NULL);
  g_signal_connect_object (vigie_session_get_active (session), "items-changed", G_CALLBACK (lists_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (vigie_session_get_reviews (session), "items-changed", G_CALLBACK (lists_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect (self->active, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect (self->reviews, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect (self->places, "row-selected", G_CALLBACK (row_selected_cb), self);
  lists_changed_cb (self);
  return GTK_WIDGET (self);
}
