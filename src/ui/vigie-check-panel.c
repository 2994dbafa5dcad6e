/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The panel under the editor. It is filled again with each pause in typing: rows are kept and only told other words, so that
 * nothing jumps and the focus stays where it is. The first finding that blocks is said to the screen reader by the composer,
 * not here: a list that changes while somebody types must be silent. */

#include "vigie-check-panel.h"

#include <glib/gi18n-lib.h>

#include "vigie-check-row.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define LIST_MIN_PX 52
#define LIST_MAX_PX 136

struct _VigieCheckPanel
{
  GtkBox parent_instance;

  GtkWidget *stops, *warnings, *well;
  GtkWidget *scroller;
  GtkListBox *list;
  GtkFlowBox *passed;
  GPtrArray *rows;              /* VigieCheckRow *, of the list */
  VigieCheckReport *report;     /* or NULL */
  gboolean is_short;
};

G_DEFINE_FINAL_TYPE (VigieCheckPanel, vigie_check_panel, GTK_TYPE_BOX)

enum { GO, FIX, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
vigie_check_panel_finalize (GObject *object)
{
  VigieCheckPanel *self = VIGIE_CHECK_PANEL (object);

  g_ptr_array_unref (self->rows);
  vigie_check_report_free (self->report);
  G_OBJECT_CLASS (vigie_check_panel_parent_class)->finalize (object);
}

static void
vigie_check_panel_class_init (VigieCheckPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vigie_check_panel_finalize;
  signals[GO] = g_signal_new ("go", VIGIE_TYPE_CHECK_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FIX] = g_signal_new ("fix", VIGIE_TYPE_CHECK_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static const VigieCheckFinding *
finding_at (VigieCheckPanel *self, guint index)
{
  return self->report != NULL && index < self->report->findings->len ? self->report->findings->pdata[index] : NULL;
}

static void
go (VigieCheckPanel *self, guint index)
{
  const VigieCheckFinding *finding = finding_at (self, index);

  if (finding != NULL && finding->field != VIGIE_CHECK_WHOLE)
    g_signal_emit (self, signals[GO], 0, index);
}

static void
act_cb (VigieCheckRow *row, VigieCheckPanel *self)
{
  guint index = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  const VigieCheckFinding *finding = finding_at (self, index);

  if (finding != NULL && finding->proposal != NULL)
    g_signal_emit (self, signals[FIX], 0, index);
  else
    go (self, index);
}

static void
activated_cb (VigieCheckPanel *self, GtkListBoxRow *row)
{
  go (self, (guint) gtk_list_box_row_get_index (row));
}

static GtkWidget *
make_head (VigieCheckPanel *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = vigie_label_new (_("Checks"), "strong");
  GtkWidget *key = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

  gtk_box_append (GTK_BOX (head), title);
  self->stops = vigie_tag_new ("", "late");
  self->warnings = vigie_tag_new ("", "soon");
  self->well = vigie_tag_new (_("Nothing to mend"), "ok");
  gtk_box_append (GTK_BOX (head), self->stops);
  gtk_box_append (GTK_BOX (head), self->warnings);
  gtk_box_append (GTK_BOX (head), self->well);
  gtk_widget_set_hexpand (key, TRUE);
  gtk_widget_set_halign (key, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (key), vigie_kbd_new ("F4"));
  gtk_box_append (GTK_BOX (key), vigie_label_new (_("next"), "caption dim"));
  gtk_box_append (GTK_BOX (head), key);
  gtk_widget_add_css_class (head, "check-head");

  return head;
}

static void
vigie_check_panel_init (VigieCheckPanel *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->rows = g_ptr_array_new ();
  gtk_box_append (GTK_BOX (self), make_head (self));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_activate_on_single_click (self->list, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "check-list");
  vigie_set_accessible_label (GTK_WIDGET (self->list), _("Checks"));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), LIST_MIN_PX);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), LIST_MAX_PX);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self), self->scroller);

  self->passed = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->passed, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (self->passed, 8);
  gtk_flow_box_set_column_spacing (self->passed, 12);
  gtk_widget_set_can_focus (GTK_WIDGET (self->passed), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->passed), "check-passed");
  vigie_set_accessible_label (GTK_WIDGET (self->passed), _("Passed"));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->passed));
  gtk_widget_add_css_class (GTK_WIDGET (self), "check-panel");
  vigie_check_panel_take_report (self, NULL);
}

GtkWidget *
vigie_check_panel_new (void)
{
  return g_object_new (VIGIE_TYPE_CHECK_PANEL, NULL);
}

static void
show_counts (VigieCheckPanel *self)
{
  guint n_stops = self->report != NULL ? self->report->n_stops : 0;
  guint n_warnings = self->report != NULL ? self->report->n_warnings : 0;
  g_autofree char *stops = g_strdup_printf (ngettext ("%u blocks", "%u block", n_stops), n_stops);
  g_autofree char *warnings = g_strdup_printf (ngettext ("%u warns", "%u warn", n_warnings), n_warnings);

  vigie_label_set (GTK_LABEL (self->stops), stops);
  vigie_label_set (GTK_LABEL (self->warnings), warnings);
  gtk_widget_set_visible (self->stops, n_stops > 0);
  gtk_widget_set_visible (self->warnings, n_warnings > 0);
  gtk_widget_set_visible (self->well, self->report != NULL && n_stops + n_warnings == 0);
  gtk_widget_set_visible (self->scroller, n_stops + n_warnings > 0);
}

static void
show_rows (VigieCheckPanel *self)
{
  guint wanted = self->report != NULL ? self->report->findings->len : 0;

  while (self->rows->len > wanted)
    {
      gtk_list_box_remove (self->list, self->rows->pdata[self->rows->len - 1]);
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }
  while (self->rows->len < wanted)
    {
      GtkWidget *row = vigie_check_row_new ();

      g_signal_connect (row, "act", G_CALLBACK (act_cb), self);
      gtk_list_box_append (self->list, row);
      g_ptr_array_add (self->rows, row);
    }
  for (guint i = 0; i < wanted; i++)
    vigie_check_row_set_finding (self->rows->pdata[i], self->report->findings->pdata[i]);
}

static void
show_whether_passed (VigieCheckPanel *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->passed), !self->is_short && self->report != NULL && self->report->passed->len > 0);
}

static void
show_passed (VigieCheckPanel *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->passed))) != NULL)
    gtk_flow_box_remove (self->passed, child);
  for (guint i = 0; self->report != NULL && i < self->report->passed->len; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
      GtkWidget *label = gtk_label_new (NULL);

      vigie_label_set (GTK_LABEL (label), self->report->passed->pdata[i]);
      vigie_add_classes (label, "caption dim");
      gtk_box_append (GTK_BOX (box), vigie_icon_new ("vigie-check-symbolic", "ok-text"));
      gtk_box_append (GTK_BOX (box), label);
      gtk_flow_box_append (self->passed, box);
      gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
    }
  show_whether_passed (self);
}

/**
 * vigie_check_panel_set_short:
 * @is_short: whether room is scarce
 *
 * Leaves out what passed, so that the text keeps its lines.
 */
void
vigie_check_panel_set_short (VigieCheckPanel *self, gboolean is_short)
{
  self->is_short = is_short;
  show_whether_passed (self);
}

/**
 * vigie_check_panel_take_report:
 * @report: (nullable) (transfer full): what was found
 *
 * Shows it in place of what stood there.
 */
void
vigie_check_panel_take_report (VigieCheckPanel *self, VigieCheckReport *report)
{
  vigie_check_report_free (self->report);
  self->report = report;
  show_counts (self);
  show_rows (self);
  show_passed (self);
}

const VigieCheckReport *
vigie_check_panel_get_report (VigieCheckPanel *self)
{
  return self->report;
}

/**
 * vigie_check_panel_next:
 *
 * Goes to the next finding that has a place. The focus is left to whoever shows the place.
 *
 * Returns: whether there is one
 */
gboolean
vigie_check_panel_next (VigieCheckPanel *self)
{
  GtkListBoxRow *chosen = gtk_list_box_get_selected_row (self->list);
  guint first = chosen != NULL ? (guint) gtk_list_box_row_get_index (chosen) + 1 : 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      guint index = (first + i) % self->rows->len;

      if (finding_at (self, index)->field == VIGIE_CHECK_WHOLE)
        continue;
      gtk_list_box_select_row (self->list, self->rows->pdata[index]);
      go (self, index);
      return TRUE;
    }

  return FALSE;
}
