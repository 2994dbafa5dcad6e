/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The detail pane: the whole text of an entry, when it happened and when it was noted, by whom and on
 * which device, what it said before it was corrected, and what can be done with it. It is rebuilt for
 * each entry shown: it holds a handful of labels and is shown one at a time. Text over 4 kB goes to a
 * text view, since a wrapping label of a megabyte holds the window for most of a minute. */

#include "vigie-entry-detail.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-forms.h"
#include "vigie-conflict.h"
#include "vigie-evidence-view.h"
#include "vigie-json.h"
#include "vigie-long-text.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-timeline-row.h"

#define BODY_MAX_PX 108
#define EVIDENCE_MAX_PX 148
#define LABEL_MAX_BYTES 4096
#define DEVICE_CHARS 4

struct _VigieEntryDetail
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  char *id;
  GtkWidget *root;
  GtkBox *head;
  GtkBox *body;
  GtkWidget *scroller;
  GtkWidget *evidence;   /* of the entry shown, while it is a file; kept over changes of the incident */
};

G_DEFINE_FINAL_TYPE (VigieEntryDetail, vigie_entry_detail, GTK_TYPE_WIDGET)

enum { CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The entry in the present fold: the one it was shown from may be gone. */
static const VigieEntry *
present_entry (VigieEntryDetail *self)
{
  return self->model != NULL && self->id != NULL
         ? vigie_incident_entry (vigie_incident_model_get_incident (self->model), self->id) : NULL;
}

/* ---- Acts ---- */

static void
correct_cb (GtkButton *button, VigieEntryDetail *self)
{
  const VigieEntry *entry = present_entry (self);

  if (entry != NULL)
    vigie_act_form_correct (GTK_WIDGET (self), self->model, entry);
}

static void
retract_cb (GtkButton *button, VigieEntryDetail *self)
{
  const VigieEntry *entry = present_entry (self);

  if (entry != NULL)
    vigie_act_form_retract (GTK_WIDGET (self), self->model, entry);
}

static void
todo_cb (GtkButton *button, VigieEntryDetail *self)
{
  const VigieEntry *entry = present_entry (self);
  VigieSession *session;
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts;

  if (entry == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  drafts = vigie_act_todo_done (vigie_incident_model_get_incident (self->model), entry->event->id, !entry->done,
                                vigie_session_get_author (session), vigie_session_now_usec (session), &error);
  vigie_session_do (session, drafts, g_steal_pointer (&error));
}

static void
hypothesis_cb (GtkButton *button, VigieEntryDetail *self)
{
  const VigieEntry *entry = present_entry (self);

  if (entry != NULL && entry->code != NULL)
    vigie_act_form_hypothesis (GTK_WIDGET (self), self->model, entry->code,
                               GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "state")));
}

static void
review_cb (GtkButton *button, VigieEntryDetail *self)
{
  const VigieEntry *entry = present_entry (self);

  if (entry != NULL && entry->code != NULL)
    vigie_act_form_review (GTK_WIDGET (self), self->model, entry->code, NULL);
}

static void
close_cb (GtkButton *button, VigieEntryDetail *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static GtkWidget *
add_act (VigieEntryDetail *self, const char *label, const char *key, GCallback callback)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  if (key != NULL)
    gtk_box_append (GTK_BOX (box), vigie_kbd_new (key));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "compact");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (button, label);
  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (self->head, button);

  return button;
}

static void
add_kind_acts (VigieEntryDetail *self, const VigieEntry *entry)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));

  if (entry->kind == VIGIE_ENTRY_TODO)
    add_act (self, entry->done ? _("Reopen") : _("Mark as done"), NULL, G_CALLBACK (todo_cb));
  else if (entry->kind == VIGIE_ENTRY_DECISION && entry->code != NULL)
    add_act (self, _("Record the result…"), NULL, G_CALLBACK (review_cb));
  else if (entry->kind == VIGIE_ENTRY_HYPOTHESIS && entry->code != NULL)
    for (VigieHypothesisState state = VIGIE_HYPOTHESIS_TESTED; state <= VIGIE_HYPOTHESIS_CONFIRMED; state++)
      {
        g_autofree char *label = g_strconcat (vigie_hypothesis_state_label (state, lang), "…", NULL);

        g_object_set_data (G_OBJECT (add_act (self, label, NULL, G_CALLBACK (hypothesis_cb))), "state", GINT_TO_POINTER (state));
      }
}

/* ---- Head ---- */

/* "02:55 GMT, noted 02:57 by Awa Koné on device 9f3c", the device only when it is not this one. */
static char *
provenance (VigieEntryDetail *self, const VigieEntry *entry)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GTimeZone *zone = vigie_session_get_zone (session);
  VigieStoreThread *store = vigie_session_get_store (session);
  gint64 now_usec = vigie_session_now_usec (session);
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *device = vigie_hex (entry->event->device, VIGIE_KEY_BYTES);
  const char *own = store != NULL ? vigie_store_thread_get_device (store) : NULL;
  g_autofree char *occurred = vigie_time_same_day (entry->occurred_usec, now_usec, zone)
                                ? vigie_time_format_clock_zone (entry->occurred_usec, zone)
                                : vigie_time_format_full (entry->occurred_usec, zone, lang);
  g_autofree char *noted = vigie_time_format_near (entry->event->stamp_usec, entry->occurred_usec, zone, lang);

  if (g_strcmp0 (own, device) == 0)
    /* Translators: %1$s when it happened, %2$s when it was written down, %3$s a person. */
    return g_strdup_printf (_("%1$s, noted %2$s by %3$s"), occurred, noted, entry->event->author);
  device[DEVICE_CHARS] = '\0';

  /* Translators: as before; %4$s is a short name of a device. */
  return g_strdup_printf (_("%1$s, noted %2$s by %3$s, recorded by device %4$s"), occurred, noted, entry->event->author, device);
}

static void
fill_head (VigieEntryDetail *self, const VigieEntry *entry)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  const char *kind = vigie_entry_kind_label (entry->kind, lang);
  g_autofree char *title = entry->code != NULL ? g_strdup_printf ("%s %s", kind, entry->code) : g_strdup (kind);
  g_autofree char *when = provenance (self, entry);
  GtkWidget *title_label = vigie_label_new (title, "heading");
  GtkWidget *when_label = vigie_label_new (when, "dim num");
  GtkWidget *close = gtk_button_new_from_icon_name ("vigie-down-symbolic");

  vigie_clear_box (self->head);
  gtk_label_set_ellipsize (GTK_LABEL (title_label), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (when_label, TRUE);
  vigie_set_tooltip (when_label, when);
  gtk_box_append (self->head, vigie_icon_new (vigie_entry_kind_icon (entry->kind), vigie_entry_kind_class (entry->kind)));
  gtk_box_append (self->head, title_label);
  gtk_box_append (self->head, when_label);
  if (entry->text != NULL && entry->retract_reason == NULL)
    {
      add_kind_acts (self, entry);
      add_act (self, _("Correct"), "F2", G_CALLBACK (correct_cb));
      add_act (self, _("Retract…"), NULL, G_CALLBACK (retract_cb));
    }
  else if (entry->kind == VIGIE_ENTRY_ATTACHMENT && entry->retract_reason == NULL)
    add_act (self, _("Retract…"), NULL, G_CALLBACK (retract_cb));
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_add_css_class (close, "compact");
  gtk_widget_set_valign (close, GTK_ALIGN_CENTER);
  vigie_set_tooltip (close, _("Close the detail (Esc)"));
  vigie_set_accessible_label (close, _("Close the detail"));
  g_signal_connect (close, "clicked", G_CALLBACK (close_cb), self);
  gtk_box_append (self->head, close);
}

/* ---- Body ---- */

/* vigie_label_set() would cut at 500 characters, which is for rows; here the whole text belongs. */
static GtkWidget *
whole_paragraph (const char *text, const char *css_class)
{
  GtkWidget *label = vigie_paragraph_new (NULL, css_class);

  vigie_label_set_whole (GTK_LABEL (label), text);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_label_set_yalign (GTK_LABEL (label), 0);

  return label;
}

static void
add_text (VigieEntryDetail *self, const char *text)
{
  if (strlen (text) > LABEL_MAX_BYTES)
    gtk_box_append (self->body, vigie_long_text_new (text));
  else
    gtk_box_append (self->body, whole_paragraph (text, "body"));
}

static void
add_column (GtkWidget *row, const char *title, const char *text)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *cut = vigie_text_ui_clean (text != NULL ? text : "—", 1000);

  gtk_box_append (GTK_BOX (column), vigie_label_new (title, "strong dim caption"));
  gtk_box_append (GTK_BOX (column), whole_paragraph (cut, "small"));
  gtk_box_append (GTK_BOX (row), column);
}

static const VigieDecision *
find_decision (VigieIncident *incident, const VigieEntry *entry)
{
  for (guint i = 0; i < incident->decisions->len; i++)
    {
      const VigieDecision *decision = g_ptr_array_index (incident->decisions, i);

      if (g_strcmp0 (decision->code, entry->code) == 0)
        return decision;
    }

  return NULL;
}

/* What is done, who does it, by when, and what came of it. Owned. */
static char *
act_words (VigieEntryDetail *self, const VigieDecision *decision)
{
  g_autofree char *words = g_strdup (decision->act != NULL ? decision->act : "—");

  if (decision->who != NULL)
    {
      char *more = g_strdup_printf (_("%1$s\nWho: %2$s"), words, decision->who);

      g_free (words);
      words = more;
    }
  if (decision->by_usec != VIGIE_TIME_NONE)
    {
      g_autofree char *time = vigie_page_time (vigie_incident_model_get_session (self->model), decision->by_usec);
      char *more = g_strdup_printf (_("%1$s\nBy when: %2$s"), words, time);

      g_free (words);
      words = more;
    }

  return decision->result != NULL ? g_strdup_printf (_("%1$s\nResult: %2$s"), words, decision->result) : g_steal_pointer (&words);
}

static gboolean
add_decision (VigieEntryDetail *self, const VigieEntry *entry)
{
  const VigieDecision *decision = find_decision (vigie_incident_model_get_incident (self->model), entry);
  GtkWidget *row;
  g_autofree char *act = NULL;

  if (decision == NULL)
    return FALSE;
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  act = act_words (self, decision);
  add_column (row, C_("part of a decision", "Observe"), decision->observe);
  add_column (row, C_("part of a decision", "Orient"), decision->orient);
  add_column (row, C_("part of a decision", "Decide"), decision->decide != NULL ? decision->decide : entry->text);
  add_column (row, C_("part of a decision", "Act"), act);
  gtk_box_append (self->body, row);

  return TRUE;
}

static void
add_history_line (VigieEntryDetail *self, const char *words, const char *text)
{
  g_autofree char *cut = vigie_text_ui_clean (text, 0);
  /* Translators: %1$s says when and by whom, %2$s what the entry said then. */
  g_autofree char *line = g_strdup_printf (_("%1$s: “%2$s”"), words, cut);

  gtk_box_append (self->body, vigie_paragraph_new (line, "caption dim"));
}

/* What it said first, then each correction, oldest first; the present text stands above already. */
static void
add_history (VigieEntryDetail *self, const VigieEntry *entry)
{
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  GTimeZone *zone = vigie_session_get_zone (vigie_incident_model_get_session (self->model));
  g_autoptr(VigieJson) first = vigie_event_body (entry->event);
  g_autofree char *first_text = first != NULL ? vigie_json_member_string (first, 0, "text") : NULL;
  g_autofree char *first_clock = vigie_time_format_clock (entry->event->stamp_usec, zone);
  g_autofree char *first_words = g_strdup_printf (_("Written %1$s by %2$s"), first_clock, entry->event->author);

  add_history_line (self, first_words, first_text);
  for (guint i = 0; i < incident->events->len; i++)
    {
      const VigieEvent *event = g_ptr_array_index (incident->events, i);
      g_autoptr(VigieJson) body = NULL;
      g_autofree char *target = NULL;
      g_autofree char *text = NULL;
      g_autofree char *clock = NULL;
      g_autofree char *words = NULL;

      if (!g_str_equal (event->kind, "entry.corrected"))
        continue;
      body = vigie_event_body (event);
      target = body != NULL ? vigie_json_member_string (body, 0, "entry") : NULL;
      if (g_strcmp0 (target, entry->event->id) != 0)
        continue;
      text = vigie_json_member_string (body, 0, "text");
      clock = vigie_time_format_clock (event->stamp_usec, zone);
      words = g_strdup_printf (_("Corrected %1$s by %2$s"), clock, event->author);
      add_history_line (self, words, text != NULL ? text : entry->text);
    }
}

static gboolean
add_evidence (VigieEntryDetail *self, const VigieEntry *entry)
{
  if (entry->kind != VIGIE_ENTRY_ATTACHMENT)
    return FALSE;
  if (self->evidence == NULL || !g_str_equal (vigie_evidence_view_get_id (VIGIE_EVIDENCE_VIEW (self->evidence)), entry->event->id))
    {
      g_clear_object (&self->evidence);
      self->evidence = vigie_evidence_view_new (self->model, entry);
      if (self->evidence == NULL)
        return FALSE;
      g_object_ref_sink (self->evidence);
    }
  gtk_box_append (self->body, self->evidence);

  return TRUE;
}

/* Under one heading, with the way to settle it: the versions themselves stand in its window. */
static void
add_conflict (VigieEntryDetail *self, const VigieEntry *entry)
{
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  VigieSession *session = vigie_incident_model_get_session (self->model);
  static const VigieConflictKind kinds[] = { VIGIE_CONFLICT_ENTRY, VIGIE_CONFLICT_HYPOTHESIS, VIGIE_CONFLICT_REVIEW };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const VigieConflict *conflict = vigie_incident_conflict (incident, kinds[i], entry->event->id);
      g_autofree char *sentence = NULL;
      GtkWidget *row;
      GtkWidget *button;

      if (conflict == NULL)
        continue;
      sentence = vigie_conflict_sentence (conflict, incident, vigie_session_get_playbook (session), vigie_session_get_lang (session));
      row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      button = gtk_button_new_with_label (_("Compare and settle…"));
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", conflict->key);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.settle");
      vigie_add_classes (button, "compact");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (row), vigie_icon_new ("vigie-warning-symbolic", "soon-text"));
      gtk_box_append (GTK_BOX (row), vigie_paragraph_new (sentence, "small strong soon-text"));
      gtk_widget_set_hexpand (gtk_widget_get_last_child (row), TRUE);
      gtk_box_append (GTK_BOX (row), button);
      gtk_box_append (self->body, row);
    }
}

static void
fill_body (VigieEntryDetail *self, const VigieEntry *entry)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *text = NULL;

  vigie_clear_box (self->body);
  if (entry->retract_reason != NULL)
    {
      g_autofree char *clock = vigie_time_format_clock (entry->retracted_usec, vigie_session_get_zone (session));
      g_autofree char *line = g_strdup_printf (_("Retracted %1$s: %2$s"), clock, entry->retract_reason);

      gtk_box_append (self->body, vigie_paragraph_new (line, "strong"));
    }
  add_conflict (self, entry);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller),
                                              entry->kind == VIGIE_ENTRY_ATTACHMENT ? EVIDENCE_MAX_PX : BODY_MAX_PX);
  if (!add_evidence (self, entry) && (entry->kind != VIGIE_ENTRY_DECISION || !add_decision (self, entry)))
    {
      text = vigie_entry_text (entry, vigie_incident_model_get_incident (self->model),
                               vigie_session_get_playbook (session), vigie_session_get_lang (session));
      add_text (self, text);
    }
  if (entry->correction != NULL)
    add_history (self, entry);
}

/* ---- Object ---- */

static void
vigie_entry_detail_dispose (GObject *object)
{
  VigieEntryDetail *self = VIGIE_ENTRY_DETAIL (object);

  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->evidence);
  g_clear_object (&self->model);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (vigie_entry_detail_parent_class)->dispose (object);
}

static void
vigie_entry_detail_class_init (VigieEntryDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_entry_detail_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "entry-detail");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CLOSED] = g_signal_new ("closed", VIGIE_TYPE_ENTRY_DETAIL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_entry_detail_init (VigieEntryDetail *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->scroller = scroller;
  self->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->head = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0)); /* spacing is the stylesheet's */
  self->body = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_widget_add_css_class (self->root, "detail");
  gtk_widget_add_css_class (GTK_WIDGET (self->head), "detail-head");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), BODY_MAX_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->body));
  gtk_box_append (GTK_BOX (self->root), GTK_WIDGET (self->head));
  gtk_box_append (GTK_BOX (self->root), scroller);
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
}

/**
 * vigie_entry_detail_new:
 *
 * Returns: (transfer floating): an empty pane
 */
GtkWidget *
vigie_entry_detail_new (void)
{
  return g_object_new (VIGIE_TYPE_ENTRY_DETAIL, NULL);
}

void
vigie_entry_detail_show (VigieEntryDetail *self, VigieIncidentModel *model, const VigieEntry *entry)
{
  g_return_if_fail (VIGIE_IS_ENTRY_DETAIL (self));

  g_set_object (&self->model, model);
  g_clear_pointer (&self->id, g_free);
  if (entry == NULL)
    {
      vigie_clear_box (self->head);
      vigie_clear_box (self->body);
      g_clear_object (&self->evidence);
      return;
    }
  self->id = g_strdup (entry->event->id);
  fill_head (self, entry);
  fill_body (self, entry);
}
