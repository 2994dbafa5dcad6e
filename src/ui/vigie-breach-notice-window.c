/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One row a field, made once and patched; the entry under the cursor is never written over. An answer is recorded with
 * Enter or when the focus leaves its row, and is then part of the record like any other. Emptied, the field goes back to
 * what the facts say. */

#include "vigie-breach-notice-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-breach.h"
#include "vigie-document-save.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define WIDTH_PX 860
#define HEIGHT_PX 720
#define LEAST_PX 360
#define LABEL_CHARS 26

typedef struct
{
  const char *id;
  const char *fact;
  GtkWidget *row;
  GtkWidget *icon;
  GtkWidget *state;
  GtkWidget *entry;
  char *shown;                  /* what the entry was given */
} Row;

struct _VigieBreachNoticeWindow
{
  AdwWindow parent_instance;

  GtkWidget *kind;
  GtkWidget *summary;
  GtkWidget *list;
  GtkWidget *error;
  GtkWidget *draft;
  GArray *rows;                 /* Row */
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieBreachNoticeWindow, vigie_breach_notice_window, ADW_TYPE_WINDOW)

static VigieSession *
session_of (VigieBreachNoticeWindow *self)
{
  return vigie_incident_model_get_session (self->model);
}

static VigieBreachNoticeKind
kind_of (VigieBreachNoticeWindow *self)
{
  return (VigieBreachNoticeKind) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));
}

static VigieBreachNotice *
notice_in (VigieBreachNoticeWindow *self, VigieLang lang)
{
  VigieSession *session = session_of (self);
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  gint64 now_usec = vigie_session_now_usec (session);
  GTimeZone *zone = vigie_session_get_zone (session);
  g_autoptr(VigieBreach) breach = vigie_breach_evaluate (vigie_session_get_playbook (session), incident, now_usec, zone, lang);

  return vigie_breach_notice_new (breach, incident, vigie_session_get_playbook (session), kind_of (self), now_usec, zone, lang);
}

/* ---- Rows ---- */

static const char *
state_icon (VigieBreachFieldState state)
{
  static const char *const icons[] = { "vigie-check-symbolic", "vigie-question-disc-symbolic", "vigie-warning-symbolic", "vigie-dash-symbolic" };

  return icons[state];
}

static const char *
state_words (const VigieBreachField *field)
{
  switch (field->state)
    {
    case VIGIE_FIELD_FILLED:
      return field->own ? _("own answer") : _("from the record");
    case VIGIE_FIELD_OPEN:
      return _("open, may follow");
    case VIGIE_FIELD_MISSING:
      return _("missing");
    case VIGIE_FIELD_EMPTY:
    default:
      return _("not required");
    }
}

static void
show_field (Row *row, const VigieBreachField *field)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), state_icon (field->state));
  vigie_set_class (row->icon, "ok-text", field->state == VIGIE_FIELD_FILLED);
  vigie_set_class (row->icon, "soon-text", field->state == VIGIE_FIELD_OPEN);
  vigie_set_class (row->icon, "late-text", field->state == VIGIE_FIELD_MISSING);
  vigie_label_set (GTK_LABEL (row->state), state_words (field));
  if (g_strcmp0 (row->shown, field->value) == 0)
    return;
  /* What is being typed stays, unless nothing has been typed. */
  if (row->shown != NULL && gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row->entry))))
      && strcmp (gtk_editable_get_text (GTK_EDITABLE (row->entry)), row->shown) != 0)
    return;
  g_free (row->shown);
  row->shown = g_strdup (field->value);
  gtk_editable_set_text (GTK_EDITABLE (row->entry), field->value);
}

static void
show_summary (VigieBreachNoticeWindow *self, const VigieBreachNotice *notice)
{
  VigieSession *session = session_of (self);
  g_autofree char *due = notice->due_usec != VIGIE_TIME_NONE ? vigie_time_format_full (notice->due_usec, vigie_session_get_zone (session), vigie_session_get_lang (session)) : g_strdup ("–");
  g_autofree char *missing = vigie_breach_notice_list (notice, VIGIE_FIELD_MISSING);
  g_autofree char *open = vigie_breach_notice_list (notice, VIGIE_FIELD_OPEN);
  g_autoptr(GString) words = g_string_new (NULL);

  g_string_append_printf (words, _("Due before %s."), due);
  if (notice->is_late)
    g_string_append_printf (words, "\n%s", _("The 72 hours are over: the reasons for the delay must be given."));
  if (*missing != '\0')
    {
      g_string_append_c (words, '\n');
      g_string_append_printf (words, _("Missing before it may go out: %s."), missing);
    }
  if (*open != '\0')
    {
      g_string_append_c (words, '\n');
      g_string_append_printf (words, _("May follow in a complement: %s."), open);
    }
  vigie_label_set_whole (GTK_LABEL (self->summary), words->str);
  gtk_widget_set_sensitive (self->draft, notice->n_missing == 0);
  vigie_set_tooltip (self->draft, notice->n_missing > 0 ? _("Something is missing for which no blank may stand.") : NULL);
}

static void
changed_cb (VigieBreachNoticeWindow *self)
{
  g_autoptr(VigieBreachNotice) notice = NULL;

  if (self->model == NULL)
    return;
  notice = notice_in (self, vigie_session_get_lang (session_of (self)));
  for (guint i = 0; i < self->rows->len; i++)
    show_field (&g_array_index (self->rows, Row, i), g_ptr_array_index (notice->fields, i));
  show_summary (self, notice);
}

static Row *
row_of (VigieBreachNoticeWindow *self, GtkWidget *entry)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, Row, i).entry == entry)
      return &g_array_index (self->rows, Row, i);

  return NULL;
}

static void
fail (VigieBreachNoticeWindow *self, const char *message)
{
  vigie_label_set (GTK_LABEL (self->error), message);
  gtk_widget_set_visible (self->error, message != NULL);
}

static void
answered_cb (VigieBreachNoticeWindow *self, GtkWidget *entry)
{
  Row *row = row_of (self, entry);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  VigieSession *session;
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts;

  if (self->model == NULL || row == NULL || g_strcmp0 (text, row->shown) == 0)
    return;
  session = session_of (self);
  drafts = vigie_act_breach_answer (vigie_incident_model_get_incident (self->model), row->id, text, vigie_session_get_author (session), vigie_session_now_usec (session), &error);
  fail (self, error != NULL ? error->message : NULL);
  if (drafts == NULL)
    return;
  g_free (row->shown);
  row->shown = g_strdup (text);
  vigie_session_do (session, drafts, NULL);
}

static void
left_cb (GtkEventControllerFocus *focus, VigieBreachNoticeWindow *self)
{
  answered_cb (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus)));
}

static void
fact_cb (GtkWidget *button, const char *fact)
{
  g_autofree char *target = g_strconcat ("fact:", fact, NULL);

  gtk_widget_activate_action (button, "win.go", "s", target);
}

static void
add_row (VigieBreachNoticeWindow *self, GtkWidget *box, const VigieBreachField *field)
{
  Row row = { .id = field->id, .fact = field->fact };
  GtkWidget *label = vigie_paragraph_new (field->label, "small");
  GtkWidget *open = vigie_page_icon_button_new ("vigie-facts-symbolic", _("Open the fact"));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  row.row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  row.icon = vigie_icon_new ("vigie-dash-symbolic", NULL);
  row.state = vigie_label_new ("", "caption dim");
  row.entry = gtk_entry_new ();
  gtk_label_set_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_label_set_width_chars (GTK_LABEL (row.state), 14);
  gtk_widget_set_hexpand (row.entry, TRUE);
  gtk_widget_set_valign (row.entry, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (row.entry, field->label);
  gtk_widget_add_css_class (row.row, "card-row");
  gtk_box_append (GTK_BOX (row.row), row.icon);
  gtk_box_append (GTK_BOX (row.row), label);
  gtk_box_append (GTK_BOX (row.row), row.entry);
  gtk_box_append (GTK_BOX (row.row), row.state);
  gtk_box_append (GTK_BOX (row.row), open);
  /* Its place is kept, so that all entries end in one line. */
  gtk_widget_set_opacity (open, field->fact != NULL ? 1 : 0);
  gtk_widget_set_sensitive (open, field->fact != NULL);
  if (field->fact != NULL)
    g_signal_connect_data (open, "clicked", G_CALLBACK (fact_cb), (gpointer) field->fact, NULL, 0);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (row.entry, focus);
  g_signal_connect_swapped (row.entry, "activate", G_CALLBACK (answered_cb), self);
  gtk_box_append (GTK_BOX (box), row.row);
  g_array_append_val (self->rows, row);
}

static void
make_rows (VigieBreachNoticeWindow *self)
{
  g_autoptr(VigieBreachNotice) notice = notice_in (self, vigie_session_get_lang (session_of (self)));
  const char *section = NULL;
  GtkWidget *box = NULL;

  for (guint i = 0; i < notice->fields->len; i++)
    {
      const VigieBreachField *field = g_ptr_array_index (notice->fields, i);

      if (g_strcmp0 (section, field->section) != 0)
        {
          box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
          gtk_widget_add_css_class (box, "card-list");
          gtk_box_append (GTK_BOX (self->list), vigie_page_head_new (field->section, NULL));
          gtk_box_append (GTK_BOX (self->list), box);
        }
      section = field->section;
      add_row (self, box, field);
    }
}

/* ---- Acts ---- */

static void
draft_cb (VigieBreachNoticeWindow *self)
{
  VigieSession *session = session_of (self);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = vigie_act_breach_notice (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model), kind_of (self),
                                               vigie_session_get_zone (session), vigie_session_get_author (session), vigie_session_now_usec (session), &error);

  fail (self, error != NULL ? error->message : NULL);
  if (drafts == NULL)
    return;
  vigie_session_do (session, drafts, NULL);
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.toast", "s", _("Written as a message: it waits to be submitted and approved."));
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_cb (VigieBreachNoticeWindow *self)
{
  VigieSession *session = session_of (self);
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  g_autoptr(VigieBreachNotice) notice = notice_in (self, vigie_session_get_document_lang (session));
  /* Translators: the name of a file; %s is the reference of an incident. */
  g_autofree char *name = g_strdup_printf (_("notice-authority-%s.pdf"), incident->ref);

  vigie_document_save_report (GTK_WIDGET (self), vigie_breach_notice_report (notice, incident, vigie_session_get_author (session), vigie_session_now_usec (session),
                                                                             vigie_session_get_zone (session)),
                              _("Save the notice (.pdf, .html or .md)"), name);
}

/* ---- Object ---- */

static void
row_clear (gpointer data)
{
  g_free (((Row *) data)->shown);
}

static void
dispose (GObject *object)
{
  VigieBreachNoticeWindow *self = VIGIE_BREACH_NOTICE_WINDOW (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (vigie_breach_notice_window_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_array_unref (VIGIE_BREACH_NOTICE_WINDOW (object)->rows);
  G_OBJECT_CLASS (vigie_breach_notice_window_parent_class)->finalize (object);
}

static void
vigie_breach_notice_window_class_init (VigieBreachNoticeWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static GtkWidget *
make_foot (VigieBreachNoticeWindow *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *save = vigie_page_button_new (_("Save as PDF"), NULL, NULL);

  self->error = vigie_paragraph_new (NULL, "late-text small");
  self->draft = vigie_page_button_new (_("Write the message"), NULL, "suggested-action");
  gtk_widget_set_hexpand (self->error, TRUE);
  gtk_widget_set_visible (self->error, FALSE);
  gtk_widget_set_halign (self->draft, GTK_ALIGN_END);
  gtk_widget_set_hexpand (save, TRUE);
  gtk_widget_set_halign (save, GTK_ALIGN_END);
  gtk_widget_add_css_class (foot, "foot-bar");
  gtk_box_append (GTK_BOX (foot), self->error);
  gtk_box_append (GTK_BOX (foot), save);
  gtk_box_append (GTK_BOX (foot), self->draft);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->draft, "clicked", G_CALLBACK (draft_cb), self);

  return foot;
}

static void
vigie_breach_notice_window_init (VigieBreachNoticeWindow *self)
{
  const char *const kinds[] = { _("Initial notice"), _("Complement"), _("Withdrawal"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *header = adw_header_bar_new ();

  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (self->rows, row_clear);
  self->kind = gtk_drop_down_new_from_strings (kinds);
  self->summary = vigie_paragraph_new (NULL, "small");
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  vigie_set_accessible_label (self->kind, _("Kind of notice"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->kind);
  gtk_widget_add_css_class (content, "breach-page");
  gtk_box_append (GTK_BOX (content), self->summary);
  gtk_box_append (GTK_BOX (content), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), content);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), make_foot (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Notice to the authority"));
  gtk_widget_add_css_class (GTK_WIDGET (self), "paper");
}

static gboolean
close_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

VigieBreachNoticeWindow *
vigie_breach_notice_window_present (GtkWidget *from, VigieIncidentModel *model, VigieBreachNoticeKind kind)
{
  VigieBreachNoticeWindow *self = g_object_new (VIGIE_TYPE_BREACH_NOTICE_WINDOW, NULL);
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (from));
  GtkEventController *keys = gtk_shortcut_controller_new ();
  int width, height;

  self->model = g_object_ref (model);
  gtk_window_get_default_size (parent, &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width - 40, LEAST_PX, WIDTH_PX), CLAMP (height - 20, LEAST_PX, HEIGHT_PX));
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  if (G_IS_ACTION_GROUP (parent))
    gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (parent));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), kind);
  make_rows (self);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (model, "changed", G_CALLBACK (changed_cb), self);
  changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));

  return self;
}
