/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The report of an incident: sections at the left, the chosen one at the right, the record's seal and
 * the export at the foot. Everything at the right is drawn from the VigieReport that the files are made
 * of too, so that paper and screen cannot disagree; only the text of a section, its times and its
 * actions are widgets one can act on.
 *
 * A new fold arrives with each event of the incident. The report is made again once per turn of the
 * main loop at most, and only while the page is on screen. What is under the hand (editor, forms, the
 * list at the left) is kept and told of the news; only the drawn blocks are replaced. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-action-list.h"
#include "vigie-cause-tree.h"
#include "vigie-flow-strip.h"
#include "vigie-milestones-card.h"
#include "vigie-report-blocks.h"
#include "vigie-report-comments.h"
#include "vigie-report-editor.h"
#include "vigie-report-export.h"
#include "vigie-report-hints.h"
#include "vigie-report-history.h"
#include "vigie-report-nav.h"
#include "vigie-report-notice.h"
#include "vigie-report-rivals.h"
#include "vigie-report-typing.h"
#include "vigie-report.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

struct _VigieReportPage
{
  GtkWidget parent_instance;

  /* Children */
  GtkWidget *box;
  VigieFlowStrip *flow;
  VigieReportNav *nav;
  GtkWidget *scrolled;
  GtkWidget *title, *caption, *hint;
  GtkWidget *rivals;             /* box, filled while there are several versions */
  VigieReportNotice *notice;
  VigieReportEditor *editor;
  VigieReportHints *hints;
  VigieReportComments *comments;
  GtkWidget *take_back, *history, *typing;
  GtkWidget *times;              /* heading and card */
  VigieMilestonesCard *milestones;
  VigieActionList *actions;
  VigieCauseTree *causes;
  GtkWidget *surprise;           /* heading and editor, with the causes */
  VigieReportEditor *surprise_editor;
  GtkWidget *blocks;
  GtkWidget *chain;
  VigieReportExport *export;

  /* Owned */
  VigieIncidentModel *model;
  VigieReport *report;
  char *head_hash;
  char *rivals_key;              /* which versions stand in the box */
  GCancellable *cancellable;

  guint refresh_id;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (VigieReportPage, vigie_report_page, GTK_TYPE_WIDGET)

static const VigieReportPart *
current_part (VigieReportPage *self)
{
  guint index = vigie_report_nav_get_selected (self->nav);

  return self->report != NULL && index < self->report->parts->len ? self->report->parts->pdata[index] : NULL;
}

/* The two sections that are made of nothing but the record. */
static gboolean
has_editor (const VigieReportPart *part)
{
  return !g_str_equal (part->id, "timeline") && !g_str_equal (part->id, "actions");
}

/* ---- Words ---- */

static guint
count_entries (const VigieIncident *incident, const char *section)
{
  guint n = 0;

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = incident->entries->pdata[i];

      if (entry->retract_reason != NULL || entry->kind == VIGIE_ENTRY_FOLLOWUP)
        continue;
      if (g_str_equal (section, "timeline"))
        n++;
      else if (g_str_equal (section, "causes"))
        n += entry->kind == VIGIE_ENTRY_HYPOTHESIS ? 1 : 0;
      else if (g_str_equal (section, "resolution"))
        n += entry->kind == VIGIE_ENTRY_ACTION || entry->kind == VIGIE_ENTRY_DECISION ? 1 : 0;
    }

  return n;
}

static void
show_title (VigieReportPage *self, const VigieReportPart *part)
{
  const VigieReportSection *def = NULL;
  VigiePlaybook *playbook = vigie_session_get_playbook (vigie_incident_model_get_session (self->model));
  guint index = vigie_report_nav_get_selected (self->nav);
  guint n = count_entries (vigie_incident_model_get_incident (self->model), part->id);
  g_autofree char *title = g_strdup_printf ("%u. %s", index + 1, part->title);
  g_autofree char *caption = n > 0 ? g_strdup_printf (ngettext ("drawn from %u entry", "drawn from %u entries", n), n) : NULL;

  if (index < playbook->report_sections->len)
    def = playbook->report_sections->pdata[index];
  vigie_label_set (GTK_LABEL (self->title), title);
  vigie_label_set (GTK_LABEL (self->caption), caption);
  vigie_label_set (GTK_LABEL (self->hint), def != NULL ? vigie_text_get (&def->hint, self->report->lang) : NULL);
}

static void
show_chain (VigieReportPage *self)
{
  g_autofree char *words = NULL;
  gsize length = self->head_hash != NULL ? strlen (self->head_hash) : 0;

  if (length >= 8)
    words = g_strdup_printf (_("head of chain %.4s…%s"), self->head_hash, self->head_hash + length - 4);
  vigie_label_set (GTK_LABEL (self->chain), words);
  vigie_set_tooltip (self->chain, self->head_hash);
}

/* ---- The section ---- */

static void
show_rivals (VigieReportPage *self, const VigieReportPart *part)
{
  g_autofree char *key = has_editor (part) ? vigie_report_rivals_key (vigie_incident_model_get_incident (self->model), part->id, self->report->lang) : NULL;
  gboolean rivals = key != NULL;

  /* What is half chosen stays while other events arrive. */
  if (g_strcmp0 (key, self->rivals_key) != 0)
    {
      vigie_clear_box (GTK_BOX (self->rivals));
      if (rivals)
        gtk_box_append (GTK_BOX (self->rivals), vigie_report_rivals_new (self->model, part->id, self->report->lang));
      g_free (self->rivals_key);
      self->rivals_key = g_steal_pointer (&key);
    }
  gtk_widget_set_visible (self->rivals, rivals);
  /* No version is the default: the field waits until one is kept, unless it holds something new. */
  gtk_widget_set_visible (GTK_WIDGET (self->editor), has_editor (part) && (!rivals || vigie_report_editor_is_dirty (self->editor)));
}

static void
show_blocks (VigieReportPage *self, const VigieReportPart *part)
{
  vigie_clear_box (GTK_BOX (self->blocks));
  if (g_str_equal (part->id, "summary"))
    gtk_box_append (GTK_BOX (self->blocks), vigie_report_fields_new (self->report->head));
  for (guint i = 0; i < part->blocks->len; i++)
    {
      const VigieBlock *block = part->blocks->pdata[i];

      if (has_editor (part) && vigie_report_block_is_of_text (block, part->text))
        continue;
      /* So does the tree of causes. */
      if (g_str_equal (part->id, "causes") && block->type != VIGIE_BLOCK_MISSING)
        continue;
      /* The actions stand above, where one can change them. */
      if (g_str_equal (part->id, "actions") && block->type == VIGIE_BLOCK_TABLE)
        continue;
      gtk_box_append (GTK_BOX (self->blocks), vigie_report_block_new (block));
    }
}

static void
editor_state_cb (VigieReportPage *self)
{
  const VigieReportPart *part = current_part (self);

  gtk_widget_set_visible (self->take_back, part != NULL && has_editor (part) && (part->edited || vigie_report_editor_is_dirty (self->editor)));
}

/* The tree, and why it was a surprise: a text of its own. */
static void
show_causes (VigieReportPage *self, gboolean shown)
{
  const VigieSection *written = vigie_incident_section (vigie_incident_model_get_incident (self->model), "surprise", self->report->lang);
  gboolean edited = written != NULL && *written->text != '\0';

  gtk_widget_set_visible (GTK_WIDGET (self->causes), shown);
  gtk_widget_set_visible (self->surprise, shown);
  if (shown)
    vigie_report_editor_open (self->surprise_editor, self->model, "surprise", self->report->lang, edited ? written->text : "", edited);
  else
    vigie_report_editor_close (self->surprise_editor);
}

static void
show_review (VigieReportPage *self, const VigieReportPart *part)
{
  GtkTextView *text = has_editor (part) ? vigie_report_editor_get_view (self->editor) : NULL;
  g_autofree char *words = vigie_report_history_words (vigie_incident_model_get_incident (self->model), part->id, self->report->lang);

  vigie_report_hints_show (self->hints, self->model, part->id, self->report->lang, text);
  vigie_report_comments_show (self->comments, self->model, part->id, self->report->lang, text);
  gtk_widget_set_visible (self->history, words != NULL);
  gtk_button_set_label (GTK_BUTTON (self->history), words != NULL ? words : "");
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieReportPage *self = VIGIE_REPORT_PAGE (widget);
  const VigieReportPart *part = current_part (self);

  /* What is in the field becomes a version before versions are compared. */
  vigie_report_editor_record (self->editor);
  if (self->model != NULL && part != NULL && gtk_widget_get_visible (self->history))
    vigie_report_history_present (widget, self->model, part->id, part->title, self->report->lang);
}

static void
show_section (VigieReportPage *self)
{
  const VigieReportPart *part = current_part (self);

  if (part == NULL)
    return;
  show_title (self, part);
  if (has_editor (part))
    vigie_report_editor_open (self->editor, self->model, part->id, self->report->lang, part->text, part->edited);
  else
    vigie_report_editor_close (self->editor);
  show_rivals (self, part);
  gtk_widget_set_visible (self->times, g_str_equal (part->id, "timeline"));
  gtk_widget_set_visible (GTK_WIDGET (self->actions), g_str_equal (part->id, "actions"));
  show_causes (self, g_str_equal (part->id, "causes"));
  show_blocks (self, part);
  show_review (self, part);
  editor_state_cb (self);
}

static void
selected_cb (VigieReportPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  show_section (self);
  gtk_adjustment_set_value (adjustment, 0);
}

/* ---- The report ---- */

static void
make_report (VigieReportPage *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigieLang lang = vigie_report_nav_get_lang (self->nav);

  g_clear_pointer (&self->report, vigie_report_free);
  self->report = vigie_report_new (vigie_incident_model_get_incident (self->model), vigie_session_get_playbook (session), lang,
                                   vigie_session_get_zone (session), vigie_session_get_author (session),
                                   vigie_session_now_usec (session), self->head_hash);
  vigie_report_nav_show (self->nav, self->report);
  vigie_report_export_set_document (self->export, lang, self->head_hash);
  show_section (self);
}

static void
chain_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieReportPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *head = vigie_store_thread_chain_head_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (self->model == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_strcmp0 (head, self->head_hash) == 0)
    return;
  g_free (self->head_hash);
  self->head_hash = g_steal_pointer (&head);
  show_chain (self);
  make_report (self);
}

static void
ask_chain (VigieReportPage *self)
{
  VigieStoreThread *store = vigie_session_get_store (vigie_incident_model_get_session (self->model));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  vigie_store_thread_chain_head_async (store, vigie_incident_model_get_stream (self->model), self->cancellable, chain_cb, g_object_ref (self));
}

static void
refresh (VigieReportPage *self)
{
  self->stale = FALSE;
  if (self->model == NULL)
    return;
  make_report (self);
  ask_chain (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  VigieReportPage *self = user_data;

  self->refresh_id = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (VigieReportPage *self)
{
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->refresh_id == 0)
    self->refresh_id = g_idle_add (refresh_cb, self);
}

/* A section was pressed: to its text, or to the first thing in it that takes keys. */
static void
opened_cb (VigieReportPage *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->editor)) || !gtk_widget_grab_focus (GTK_WIDGET (self->editor)))
    gtk_widget_child_focus (self->scrolled, GTK_DIR_TAB_FORWARD);
}

static void
language_cb (VigieReportPage *self)
{
  if (self->model != NULL)
    make_report (self);
}

/* ---- Acts ---- */

static void
suggested_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieReportPage *self = VIGIE_REPORT_PAGE (widget);

  vigie_report_editor_record (self->editor);
  vigie_report_editor_record (self->surprise_editor);
}

void
vigie_report_page_show_section (VigieReportPage *self, const char *section)
{
  g_return_if_fail (VIGIE_IS_REPORT_PAGE (self) && section != NULL);

  for (guint i = 0; self->report != NULL && i < self->report->parts->len; i++)
    if (g_str_equal (((const VigieReportPart *) self->report->parts->pdata[i])->id, section))
      vigie_report_nav_select (self->nav, i);
}

/* What is missing is in that section. */
static void
lead_to_cb (VigieReportPage *self, const char *id)
{
  for (guint i = 0; self->report != NULL && i < self->report->parts->len; i++)
    if (g_str_equal (((const VigieReportPart *) self->report->parts->pdata[i])->id, id))
      {
        vigie_report_nav_select (self->nav, i);
        opened_cb (self);
      }
}

static void
add_action_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieReportPage *self = VIGIE_REPORT_PAGE (widget);

  vigie_report_page_show_section (self, "actions");
  vigie_action_list_focus_form (self->actions);
}

static void
comment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieReportPage *self = VIGIE_REPORT_PAGE (widget);

  if (self->model != NULL)
    vigie_report_comments_begin (self->comments);
}

void
vigie_report_page_export (VigieReportPage *self)
{
  g_return_if_fail (VIGIE_IS_REPORT_PAGE (self));

  /* What is in the field belongs to the report that goes out. */
  vigie_report_editor_record (self->editor);
  vigie_report_editor_record (self->surprise_editor);
  vigie_report_export_popup (self->export);
}

/* ---- Building ---- */

static GtkWidget *
head_new (VigieReportPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->title = vigie_label_new ("", "section-title");
  self->caption = vigie_label_new ("", "small dim");
  self->hint = vigie_paragraph_new ("", "small dim");
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_box_append (GTK_BOX (line), self->title);
  gtk_box_append (GTK_BOX (line), self->caption);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->hint);

  return box;
}

static GtkWidget *
times_new (VigieReportPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->milestones = VIGIE_MILESTONES_CARD (vigie_milestones_card_new ());
  gtk_widget_add_css_class (head, "group-title");
  gtk_box_append (GTK_BOX (head), vigie_label_new (_("Times of the incident"), NULL));
  gtk_box_append (GTK_BOX (head), vigie_label_new (_("press a time to change it"), "group-note"));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->milestones));

  return box;
}

static GtkWidget *
surprise_new (VigieReportPage *self)
{
  self->surprise = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->surprise_editor = VIGIE_REPORT_EDITOR (vigie_report_editor_new ());
  gtk_box_append (GTK_BOX (self->surprise), vigie_label_new (_("Why were we surprised?"), "group-title"));
  gtk_box_append (GTK_BOX (self->surprise), vigie_paragraph_new (_("What did people believe that was not so? It is where the next incident hides."), "small dim"));
  gtk_box_append (GTK_BOX (self->surprise), GTK_WIDGET (self->surprise_editor));

  return self->surprise;
}

static GtkWidget *
section_new (VigieReportPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *under = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->notice = VIGIE_REPORT_NOTICE (vigie_report_notice_new ());
  self->rivals = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->editor = VIGIE_REPORT_EDITOR (vigie_report_editor_new ());
  self->typing = vigie_report_typing_new ();
  self->hints = VIGIE_REPORT_HINTS (vigie_report_hints_new ());
  self->comments = VIGIE_REPORT_COMMENTS (vigie_report_comments_new ());
  self->history = gtk_button_new_with_label ("");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->history), "page.history");
  gtk_widget_add_css_class (self->history, "compact");
  self->take_back = gtk_button_new_with_label (_("Take the record’s text back"));
  self->actions = VIGIE_ACTION_LIST (vigie_action_list_new ());
  self->causes = VIGIE_CAUSE_TREE (vigie_cause_tree_new ());
  self->blocks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->times = times_new (self);
  gtk_widget_add_css_class (self->take_back, "compact");
  gtk_widget_set_halign (self->take_back, GTK_ALIGN_START);
  g_signal_connect_swapped (self->take_back, "clicked", G_CALLBACK (vigie_report_editor_take_back), self->editor);
  g_signal_connect_swapped (self->editor, "state", G_CALLBACK (editor_state_cb), self);
  gtk_box_append (GTK_BOX (box), head_new (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->notice));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->causes));
  gtk_box_append (GTK_BOX (box), self->rivals);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->editor));
  gtk_box_append (GTK_BOX (box), self->typing);
  gtk_box_append (GTK_BOX (under), self->take_back);
  gtk_box_append (GTK_BOX (under), self->history);
  gtk_box_append (GTK_BOX (box), under);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hints));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->comments));
  gtk_box_append (GTK_BOX (box), self->times);
  gtk_box_append (GTK_BOX (box), surprise_new (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->actions));
  gtk_box_append (GTK_BOX (box), self->blocks);
  gtk_widget_add_css_class (box, "report-page");

  return box;
}

static GtkWidget *
foot_new (VigieReportPage *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->chain = vigie_label_new ("", "small dim");
  self->export = VIGIE_REPORT_EXPORT (vigie_report_export_new ());
  gtk_widget_set_hexpand (self->chain, TRUE);
  gtk_widget_add_css_class (foot, "foot-bar");
  gtk_box_append (GTK_BOX (foot), vigie_icon_new ("vigie-lock-symbolic", NULL));
  gtk_box_append (GTK_BOX (foot), self->chain);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->export));

  return foot;
}

/* ---- Object ---- */

static gboolean
vigie_report_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (VIGIE_REPORT_PAGE (widget)->nav));
}

static void
vigie_report_page_map (GtkWidget *widget)
{
  VigieReportPage *self = VIGIE_REPORT_PAGE (widget);

  GTK_WIDGET_CLASS (vigie_report_page_parent_class)->map (widget);
  if (self->stale)
    changed_cb (self);
}

static void
vigie_report_page_unmap (GtkWidget *widget)
{
  VigieReportPage *self = VIGIE_REPORT_PAGE (widget);

  vigie_report_editor_record (self->editor);
  vigie_report_editor_record (self->surprise_editor);
  GTK_WIDGET_CLASS (vigie_report_page_parent_class)->unmap (widget);
}

static void
vigie_report_page_dispose (GObject *object)
{
  VigieReportPage *self = VIGIE_REPORT_PAGE (object);

  if (self->box != NULL)
    vigie_report_page_set_model (self, NULL);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vigie_report_page_parent_class)->dispose (object);
}

static void
vigie_report_page_finalize (GObject *object)
{
  VigieReportPage *self = VIGIE_REPORT_PAGE (object);

  g_clear_pointer (&self->report, vigie_report_free);
  g_clear_object (&self->cancellable);
  g_free (self->head_hash);
  g_free (self->rivals_key);

  G_OBJECT_CLASS (vigie_report_page_parent_class)->finalize (object);
}

static void
vigie_report_page_class_init (VigieReportPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vigie_report_page_dispose;
  object_class->finalize = vigie_report_page_finalize;
  widget_class->grab_focus = vigie_report_page_grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  widget_class->map = vigie_report_page_map;
  widget_class->unmap = vigie_report_page_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "page.suggested", NULL, suggested_action);
  gtk_widget_class_install_action (widget_class, "page.add-action", NULL, add_action_action);
  gtk_widget_class_install_action (widget_class, "page.comment", NULL, comment_action);
  gtk_widget_class_install_action (widget_class, "page.history", NULL, history_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK | GDK_ALT_MASK, "page.comment", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK | GDK_ALT_MASK, "page.history", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "page.add-action", NULL);
}

static void
vigie_report_page_init (VigieReportPage *self)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->nav = VIGIE_REPORT_NAV (vigie_report_nav_new ());
  vigie_report_nav_set_lang (self->nav, vigie_ui_lang ());
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), section_new (self));
  gtk_widget_set_hexpand (self->scrolled, TRUE);
  gtk_widget_set_vexpand (columns, TRUE);
  gtk_box_append (GTK_BOX (columns), GTK_WIDGET (self->nav));
  gtk_box_append (GTK_BOX (columns), self->scrolled);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->flow = VIGIE_FLOW_STRIP (vigie_flow_strip_new ());
  g_signal_connect_swapped (self->flow, "section", G_CALLBACK (lead_to_cb), self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->flow));
  gtk_box_append (GTK_BOX (self->box), columns);
  gtk_box_append (GTK_BOX (self->box), foot_new (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "paper");
  g_signal_connect_swapped (self->nav, "selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->nav, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (self->nav, "language", G_CALLBACK (language_cb), self);
}

GtkWidget *
vigie_report_page_new (void)
{
  return g_object_new (VIGIE_TYPE_REPORT_PAGE, NULL);
}

/**
 * vigie_report_page_set_model:
 * @model: (nullable): the incident to report on; a reference is taken
 *
 * Shows another incident; what is being typed for the present one is recorded first. Main thread.
 */
void
vigie_report_page_set_model (VigieReportPage *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_REPORT_PAGE (self));

  if (self->model == model)
    return;
  vigie_report_editor_close (self->editor);
  vigie_report_editor_close (self->surprise_editor);
  g_cancellable_cancel (self->cancellable);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_pointer (&self->report, vigie_report_free);
  g_clear_pointer (&self->head_hash, g_free);
  g_set_object (&self->model, model);
  vigie_flow_strip_set_model (self->flow, model);
  vigie_report_notice_set_model (self->notice, model);
  vigie_milestones_card_set_model (self->milestones, model);
  vigie_action_list_set_model (self->actions, model);
  vigie_cause_tree_set_model (self->causes, model);
  vigie_report_export_set_model (self->export, model);
  vigie_report_typing_set_model (self->typing, model);
  g_clear_pointer (&self->rivals_key, g_free);
  vigie_clear_box (GTK_BOX (self->rivals));
  if (model == NULL)
    {
      vigie_report_hints_show (self->hints, NULL, NULL, VIGIE_LANG_EN, NULL);
      vigie_report_comments_show (self->comments, NULL, NULL, VIGIE_LANG_EN, NULL);
    }
  show_chain (self);
  if (model == NULL)
    return;
  vigie_report_nav_set_lang (self->nav, vigie_session_get_document_lang (vigie_incident_model_get_session (model)));
  g_signal_connect_swapped (model, "changed", G_CALLBACK (changed_cb), self);
  changed_cb (self);
}
