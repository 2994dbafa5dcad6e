/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows come from the figure book, so no incident is folded to list its actions; pressing one opens its incident and
 * the form of the action over the board. Late ones come first, whatever their priority: a promise is a promise. At
 * most some hundred rows are made; beyond that a line says how many more, and the file has all. */

#include "vigie-actions-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-forms.h"
#include "vigie-action.h"
#include "vigie-compat.h"
#include "vigie-csv-actions.h"
#include "vigie-figure-book.h"
#include "vigie-registry-export.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"
#include "vigie-text.h"
#include "vigie-time.h"

#define MAX_ROWS 300
#define SOON_USEC (7 * VIGIE_DAY_USEC)

typedef enum { SHOW_OPEN, SHOW_LATE, SHOW_SETTLED, SHOW_ALL } Show;
typedef enum { GROUP_LATE, GROUP_SOON, GROUP_LATER, GROUP_SETTLED, N_GROUPS } Group;

struct _VigieActionsPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *stack;              /* "list" · "empty" · "nothing" · "wait" */
  GtkWidget *search, *show, *count, *export;
  GtkWidget *list;
  GtkWidget *more;

  VigieSession *session;
  VigieFigureBook *book;
  GCancellable *opening;
  guint n_shown;
  guint idle_id;
  gboolean is_wanting;
};

G_DEFINE_FINAL_TYPE (VigieActionsPage, vigie_actions_page, GTK_TYPE_WIDGET)

/* ---- Which ---- */

static Group
group_of (const VigieActionFigure *action, gint64 now_usec)
{
  if (vigie_action_is_settled (action->status))
    return GROUP_SETTLED;
  if (action->due_usec == VIGIE_TIME_NONE || action->due_usec > now_usec + SOON_USEC)
    return GROUP_LATER;

  return action->due_usec < now_usec ? GROUP_LATE : GROUP_SOON;
}

static gboolean
matches_words (const VigieFollowUp *one, GStrv words)
{
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;

  if (words[0] == NULL)
    return TRUE;
  all = g_strjoin (" ", one->action->text, one->action->owner, one->action->code, one->incident->ref, one->incident->title,
                   one->action->ticket != NULL ? one->action->ticket : "", NULL);
  folded = vigie_text_fold (all);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
is_asked (Show show, Group group)
{
  switch (show)
    {
    case SHOW_LATE:
      return group == GROUP_LATE;
    case SHOW_SETTLED:
      return group == GROUP_SETTLED;
    case SHOW_OPEN:
      return group != GROUP_SETTLED;
    case SHOW_ALL:
    default:
      return TRUE;
    }
}

/* What the filters let through, late ones first; owned. */
static GArray *
asked (VigieActionsPage *self)
{
  Show show = (Show) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->show));
  g_autofree char *folded = vigie_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_autofree char *line = g_strstrip (g_strdup (folded));
  g_auto(GStrv) words = g_strsplit_set (line, " \t", -1);
  g_autoptr(GArray) all = vigie_follow_ups (vigie_figure_book_get_all (self->book), show != SHOW_OPEN && show != SHOW_LATE, vigie_figure_book_has_only_examples (self->book));
  GArray *out = g_array_new (FALSE, FALSE, sizeof (VigieFollowUp));
  gint64 now_usec = vigie_session_now_usec (self->session);

  for (Group group = GROUP_LATE; group < N_GROUPS; group++)
    for (guint i = 0; is_asked (show, group) && i < all->len; i++)
      {
        VigieFollowUp *one = &g_array_index (all, VigieFollowUp, i);

        if (group_of (one->action, now_usec) == group && matches_words (one, words))
          g_array_append_vals (out, one, 1);
      }

  return out;
}

/* ---- Rows ---- */

static GtkWidget *
fixed_new (const char *text, const char *style, int width_chars)
{
  GtkWidget *label = vigie_label_new (text, style);

  gtk_label_set_width_chars (GTK_LABEL (label), width_chars);
  gtk_label_set_max_width_chars (GTK_LABEL (label), width_chars);

  return label;
}

static const char *
icon_of (const VigieActionFigure *action, Group group)
{
  if (strcmp (action->status, "dropped") == 0)
    return "vigie-dash-symbolic";
  if (group == GROUP_SETTLED)
    return "vigie-check-symbolic";

  return group == GROUP_LATE ? "vigie-overdue-symbolic" : "vigie-clock-symbolic";
}

static const char *
style_of (const VigieActionFigure *action, Group group)
{
  if (group == GROUP_LATE)
    return "late-text";

  return strcmp (action->status, "done") == 0 ? "ok-text" : "dim";
}

static GtkWidget *
words_new (const VigieFollowUp *one)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *about = one->action->ticket != NULL
                             ? g_strdup_printf ("%s · %s · %s · %s", one->action->code, one->incident->ref, one->incident->title, one->action->ticket)
                             : g_strdup_printf ("%s · %s · %s", one->action->code, one->incident->ref, one->incident->title);
  GtkWidget *text = vigie_label_new (one->action->text, NULL);

  vigie_set_tooltip (text, one->action->text);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), vigie_label_new (about, "caption dim"));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  return box;
}

static GtkWidget *
priority_new (const VigieActionFigure *action, VigieLang lang)
{
  int priority = vigie_action_priority (action->impact, action->effort);
  g_autofree char *words = priority > 0 ? g_strdup_printf ("%d", priority) : g_strdup ("–");
  g_autofree char *tip = priority > 0 ? g_strdup_printf (_("Priority %d: impact %s, effort %s"), priority, vigie_action_weight_label (action->impact, lang),
                                                         vigie_action_weight_label (action->effort, lang))
                                      : g_strdup (_("Impact and effort are not said"));
  GtkWidget *label = fixed_new (words, "count num", 2);

  gtk_label_set_xalign (GTK_LABEL (label), 0.5f);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  vigie_set_tooltip (label, tip);

  return label;
}

static GtkWidget *
row_new (VigieActionsPage *self, const VigieFollowUp *one, Group group)
{
  VigieLang lang = vigie_session_get_lang (self->session);
  const VigieActionFigure *action = one->action;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *owner = vigie_short_name (action->owner);
  g_autofree char *due = action->due_usec != VIGIE_TIME_NONE ? vigie_time_format_date (action->due_usec, vigie_session_get_zone (self->session), lang) : g_strdup (_("no date"));
  const char *state = group == GROUP_LATE ? _("Overdue") : vigie_action_status_label (action->status, lang);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s, %s, %s %s", action->text, owner, due, state, action->code, one->incident->ref);
  GtkWidget *words = fixed_new (state, "small", 10);

  vigie_add_classes (words, style_of (action, group));
  gtk_box_append (GTK_BOX (box), priority_new (action, lang));
  gtk_box_append (GTK_BOX (box), words_new (one));
  gtk_box_append (GTK_BOX (box), fixed_new (owner, "small dim", 12));
  gtk_box_append (GTK_BOX (box), fixed_new (due, "small num", 12));
  gtk_box_append (GTK_BOX (box), vigie_icon_new (icon_of (action, group), style_of (action, group)));
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_add_css_class (box, "card-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "stream", g_strdup (one->incident->stream), g_free);
  g_object_set_data_full (G_OBJECT (row), "action", g_strdup (action->id), g_free);
  g_object_set_data (G_OBJECT (row), "group", GUINT_TO_POINTER (group));
  vigie_set_accessible_label (row, name);

  return row;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  static const char *const titles[N_GROUPS] = { N_("Overdue"), N_("Within 7 days"), N_("Later"), N_("Done and dropped") };
  guint group = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "group"));
  GtkWidget *head;

  if (before != NULL && GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (before), "group")) == group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  head = vigie_label_new (_(titles[group]), "list-head");
  gtk_widget_set_margin_start (head, 14);
  gtk_widget_set_margin_top (head, 8);
  gtk_widget_set_margin_bottom (head, 4);
  gtk_list_box_row_set_header (row, head);
}

static void
fill (VigieActionsPage *self, GArray *rows)
{
  gint64 now_usec = vigie_session_now_usec (self->session);
  GtkListBoxRow *old;
  g_autofree char *more = NULL;

  while ((old = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (old));
  self->n_shown = MIN (rows->len, MAX_ROWS);
  for (guint i = 0; i < self->n_shown; i++)
    {
      const VigieFollowUp *one = &g_array_index (rows, VigieFollowUp, i);

      gtk_list_box_append (GTK_LIST_BOX (self->list), row_new (self, one, group_of (one->action, now_usec)));
    }
  gtk_widget_set_visible (self->more, rows->len > self->n_shown);
  more = g_strdup_printf (ngettext ("And %u more: search for it, or export the list.", "And %u more: search for them, or export the list.", rows->len - self->n_shown), rows->len - self->n_shown);
  vigie_label_set (GTK_LABEL (self->more), more);
}

static void
show (VigieActionsPage *self)
{
  GPtrArray *all = vigie_figure_book_get_all (self->book);
  g_autoptr(GArray) rows = all != NULL ? asked (self) : NULL;
  g_autoptr(GArray) any = all != NULL ? vigie_follow_ups (all, TRUE, vigie_figure_book_has_only_examples (self->book)) : NULL;
  g_autofree char *count = NULL;

  if (rows != NULL)
    {
      fill (self, rows);
      count = g_strdup_printf (ngettext ("%u action", "%u actions", rows->len), rows->len);
    }
  vigie_label_set (GTK_LABEL (self->count), count);
  gtk_widget_set_sensitive (self->export, rows != NULL && rows->len > 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), rows == NULL ? "wait" : rows->len > 0 ? "list" : any->len == 0 ? "empty" : "nothing");
}

static gboolean
show_cb (gpointer user_data)
{
  VigieActionsPage *self = user_data;

  self->idle_id = 0;
  show (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (VigieActionsPage *self)
{
  if (self->idle_id == 0 && self->is_wanting)
    self->idle_id = g_idle_add (show_cb, self);
}

/* ---- Acts ---- */

typedef struct
{
  VigieActionsPage *page;
  char *action;
} Opening;

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieIncidentModel) model = vigie_session_open_finish (VIGIE_SESSION (object), result, &error);

  if (model != NULL && opening->page->box != NULL && gtk_widget_get_mapped (GTK_WIDGET (opening->page)))
    vigie_act_form_action (GTK_WIDGET (opening->page), model, opening->action, NULL, NULL);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_activate_action (GTK_WIDGET (opening->page), "win.fail", "s", error->message);
  g_object_unref (opening->page);
  g_free (opening->action);
  g_free (opening);
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  VigieActionsPage *self = user_data;
  Opening *opening = g_new0 (Opening, 1);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  opening->page = g_object_ref (self);
  opening->action = g_strdup (g_object_get_data (G_OBJECT (row), "action"));
  vigie_session_open_async (self->session, g_object_get_data (G_OBJECT (row), "stream"), self->opening, opened_cb, opening);
}

void
vigie_actions_page_export_to (VigieActionsPage *self, GFile *file, gboolean jira)
{
  g_autoptr(GArray) rows = NULL;
  char *csv;

  g_return_if_fail (VIGIE_IS_ACTIONS_PAGE (self) && G_IS_FILE (file));

  if (vigie_figure_book_get_all (self->book) == NULL)
    return;
  rows = asked (self);
  csv = jira ? vigie_csv_for_jira (rows, vigie_session_get_zone (self->session), vigie_session_get_document_lang (self->session))
             : vigie_csv_from_actions (rows, vigie_session_get_zone (self->session));
  vigie_registry_export (GTK_WIDGET (self), g_bytes_new_take (csv, strlen (csv)), file);
}

static void
csv_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr(VigieActionsPage) self = user_data;

  if (file != NULL && self->box != NULL)
    vigie_actions_page_export_to (self, file, FALSE);
}

static void
jira_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr(VigieActionsPage) self = user_data;

  if (file != NULL && self->box != NULL)
    vigie_actions_page_export_to (self, file, TRUE);
}

static void
csv_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vigie_compat_choose_save (widget, _("Export the actions"), _("actions.csv"), csv_chosen_cb, g_object_ref (widget));
}

static void
jira_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vigie_compat_choose_save (widget, _("Export the actions for Jira"), "jira.csv", jira_chosen_cb, g_object_ref (widget));
}

/* ---- Parts ---- */

static GtkWidget *
export_new (void)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _("As a table (CSV)…"), "actions.csv");
  g_menu_append (menu, _("For Jira’s import (CSV)…"), "actions.jira");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Export"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));

  return button;
}

static GtkWidget *
bar_new (VigieActionsPage *self)
{
  const char *shows[] = { C_("actions", "Open"), _("Overdue"), _("Done and dropped"), _("All actions"), NULL };
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Search the actions"), NULL);
  vigie_set_accessible_label (self->search, _("Search the actions"));
  gtk_widget_set_hexpand (self->search, TRUE);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (changed_cb), self);
  self->show = gtk_drop_down_new_from_strings (shows);
  vigie_set_accessible_label (self->show, _("Which actions"));
  g_signal_connect_swapped (self->show, "notify::selected", G_CALLBACK (changed_cb), self);
  self->count = vigie_label_new ("", "small dim num");
  self->export = export_new ();
  gtk_box_append (GTK_BOX (bar), self->search);
  gtk_box_append (GTK_BOX (bar), self->show);
  gtk_box_append (GTK_BOX (bar), self->count);
  gtk_box_append (GTK_BOX (bar), self->export);

  return bar;
}

static GtkWidget *
list_new (VigieActionsPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->list = gtk_list_box_new ();
  self->more = vigie_paragraph_new ("", "small dim");
  gtk_widget_add_css_class (self->list, "card-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), header_cb, NULL, NULL);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  vigie_set_accessible_label (self->list, _("Actions"));
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->more);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

static GtkWidget *
sentence_new (const char *words)
{
  GtkWidget *label = vigie_paragraph_new (words, "empty-state");

  gtk_label_set_xalign (GTK_LABEL (label), 0.5f);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);

  return label;
}

static void
build (VigieActionsPage *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  self->stack = gtk_stack_new ();
  gtk_widget_add_css_class (self->box, "report-page");
  gtk_box_append (GTK_BOX (self->box), bar_new (self));
  gtk_stack_add_named (GTK_STACK (self->stack), sentence_new (_("Looking for the actions…")), "wait");
  gtk_stack_add_named (GTK_STACK (self->stack), sentence_new (_("No action follows any incident yet. They are added in the report of an incident.")), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), sentence_new (_("No action fits these filters.")), "nothing");
  gtk_stack_add_named (GTK_STACK (self->stack), list_new (self), "list");
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_sensitive (self->export, FALSE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/* ---- Object ---- */

static gboolean
vigie_actions_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_ACTIONS_PAGE (widget)->search);
}

static void
want (VigieActionsPage *self, gboolean wants)
{
  if (self->is_wanting == wants)
    return;
  self->is_wanting = wants;
  vigie_figure_book_want (self->book, wants);
}

static void
vigie_actions_page_map (GtkWidget *widget)
{
  VigieActionsPage *self = VIGIE_ACTIONS_PAGE (widget);

  want (self, TRUE);
  changed_cb (self);
  GTK_WIDGET_CLASS (vigie_actions_page_parent_class)->map (widget);
}

static void
vigie_actions_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vigie_actions_page_parent_class)->unmap (widget);
  want (VIGIE_ACTIONS_PAGE (widget), FALSE);
}

static void
vigie_actions_page_dispose (GObject *object)
{
  VigieActionsPage *self = VIGIE_ACTIONS_PAGE (object);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (self->book != NULL)
    want (self, FALSE);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->book);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_actions_page_parent_class)->dispose (object);
}

static void
vigie_actions_page_class_init (VigieActionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_actions_page_dispose;
  widget_class->grab_focus = vigie_actions_page_grab_focus;
  widget_class->map = vigie_actions_page_map;
  widget_class->unmap = vigie_actions_page_unmap;
  gtk_widget_class_install_action (widget_class, "actions.csv", NULL, csv_action);
  gtk_widget_class_install_action (widget_class, "actions.jira", NULL, jira_action);
}

static void
vigie_actions_page_init (VigieActionsPage *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), vigie_page_layout_new ());
}

GtkWidget *
vigie_actions_page_new (VigieSession *session)
{
  VigieActionsPage *self = g_object_new (VIGIE_TYPE_ACTIONS_PAGE, NULL);

  self->session = g_object_ref (session);
  self->book = g_object_ref (vigie_figure_book_of (session));
  build (self);
  g_signal_connect_object (self->book, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

guint
vigie_actions_page_get_n_shown (VigieActionsPage *self)
{
  g_return_val_if_fail (VIGIE_IS_ACTIONS_PAGE (self), 0);

  return self->n_shown;
}
