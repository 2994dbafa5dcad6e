/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One row a field, made once and patched; the answer under the hand is never written over. It is recorded when it is
 * chosen, with Enter, or when the focus leaves its row, and is then part of the record like any other. Emptied, the field
 * goes back to what the facts say. F4 leads from one row that lacks an answer to the next. */

#include "vigie-breach-notice-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-breach.h"
#include "vigie-breach-changes-card.h"
#include "vigie-breach-notice-row.h"
#include "vigie-document-save.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define WIDTH_PX 860
#define HEIGHT_PX 720
#define LEAST_PX 360

struct _VigieBreachNoticeWindow
{
  AdwWindow parent_instance;

  GtkWidget *kind;
  GtkWidget *summary;
  GtkWidget *list;
  GtkWidget *error;
  GtkWidget *draft;
  GtkWidget *changes;
  GPtrArray *rows;              /* VigieBreachNoticeRow *, borrowed */
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
show_field (VigieBreachNoticeWindow *self, VigieBreachNoticeRow *row, const VigieBreachField *field, const VigieBreachNotice *notice)
{
  vigie_breach_notice_row_show (row, field);
  /* What has changed is said better by the card above; what such a notice never asks for is not in the way. */
  gtk_widget_set_visible (GTK_WIDGET (row), field->own || (field->applies && (!g_str_equal (field->id, "changes") || notice->changes->len == 0)));
}

static void
changed_cb (VigieBreachNoticeWindow *self)
{
  g_autoptr(VigieBreachNotice) notice = NULL;

  if (self->model == NULL)
    return;
  notice = notice_in (self, vigie_session_get_lang (session_of (self)));
  for (guint i = 0; i < self->rows->len; i++)
    show_field (self, self->rows->pdata[i], notice->fields->pdata[i], notice);
  vigie_breach_changes_card_show (VIGIE_BREACH_CHANGES_CARD (self->changes), notice);
  show_summary (self, notice);
}

static void
fail (VigieBreachNoticeWindow *self, const char *message)
{
  vigie_label_set (GTK_LABEL (self->error), message);
  gtk_widget_set_visible (self->error, message != NULL);
}

static void
record (VigieBreachNoticeWindow *self, const char *field, const char *value)
{
  VigieSession *session;
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts;

  if (self->model == NULL)
    return;
  session = session_of (self);
  drafts = vigie_act_breach_answer (vigie_incident_model_get_incident (self->model), field, value, vigie_session_get_author (session), vigie_session_now_usec (session), &error);
  fail (self, error != NULL ? error->message : NULL);
  if (drafts != NULL)
    vigie_session_do (session, drafts, NULL);
}

static void
answered_cb (VigieBreachNoticeRow *row, const char *value, VigieBreachNoticeWindow *self)
{
  record (self, vigie_breach_notice_row_get_id (row), value);
}

static void
add_row (VigieBreachNoticeWindow *self, GtkWidget *box, const VigieBreachField *field)
{
  GtkWidget *row = vigie_breach_notice_row_new (field, vigie_session_get_lang (session_of (self)));

  g_signal_connect (row, "answered", G_CALLBACK (answered_cb), self);
  gtk_box_append (GTK_BOX (box), row);
  g_ptr_array_add (self->rows, row);
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

/* ---- What is missing ---- */

static guint
focused_row (VigieBreachNoticeWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  for (guint i = 0; focus != NULL && i < self->rows->len; i++)
    if (focus == self->rows->pdata[i] || gtk_widget_is_ancestor (focus, self->rows->pdata[i]))
      return i;

  return self->rows->len - 1;
}

/* What must be answered first; when nothing must, what may follow. */
static gboolean
lead_to_next (VigieBreachNoticeWindow *self, VigieBreachFieldState state)
{
  guint from = focused_row (self);

  for (guint i = 1; i <= self->rows->len; i++)
    {
      VigieBreachNoticeRow *row = self->rows->pdata[(from + i) % self->rows->len];

      if (vigie_breach_notice_row_get_state (row) != state || !gtk_widget_get_visible (GTK_WIDGET (row)))
        continue;
      gtk_widget_grab_focus (GTK_WIDGET (row));
      vigie_page_reveal (GTK_WIDGET (row));
      return TRUE;
    }

  return FALSE;
}

static void
next_cb (VigieBreachNoticeWindow *self)
{
  if (!lead_to_next (self, VIGIE_FIELD_MISSING) && !lead_to_next (self, VIGIE_FIELD_OPEN))
    gtk_widget_error_bell (GTK_WIDGET (self));
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
  g_ptr_array_unref (VIGIE_BREACH_NOTICE_WINDOW (object)->rows);
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
  GtkWidget *next = vigie_page_button_new (_("Next to answer"), "F4", NULL);
  GtkWidget *save = vigie_page_button_new (_("Save as PDF"), NULL, NULL);

  self->error = vigie_paragraph_new (NULL, "late-text small");
  self->draft = vigie_page_button_new (_("Write the message"), NULL, "suggested-action");
  gtk_widget_set_hexpand (self->error, TRUE);
  gtk_widget_set_visible (self->error, FALSE);
  gtk_widget_set_halign (self->draft, GTK_ALIGN_END);
  gtk_widget_set_hexpand (next, TRUE);
  gtk_widget_set_halign (next, GTK_ALIGN_START);
  gtk_widget_add_css_class (foot, "foot-bar");
  gtk_box_append (GTK_BOX (foot), next);
  gtk_box_append (GTK_BOX (foot), self->error);
  gtk_box_append (GTK_BOX (foot), save);
  gtk_box_append (GTK_BOX (foot), self->draft);
  g_signal_connect_swapped (next, "clicked", G_CALLBACK (next_cb), self);
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

  self->rows = g_ptr_array_new ();
  self->changes = vigie_breach_changes_card_new ();
  g_signal_connect_swapped (self->changes, "why", G_CALLBACK (record), self);
  self->kind = gtk_drop_down_new_from_strings (kinds);
  self->summary = vigie_paragraph_new (NULL, "small");
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  vigie_set_accessible_label (self->kind, _("Kind of notice"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->kind);
  gtk_widget_add_css_class (content, "breach-page");
  gtk_box_append (GTK_BOX (content), self->summary);
  gtk_box_append (GTK_BOX (content), self->changes);
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

static gboolean
next_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  next_cb (VIGIE_BREACH_NOTICE_WINDOW (widget));

  return TRUE;
}

static gboolean
draft_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  VigieBreachNoticeWindow *self = VIGIE_BREACH_NOTICE_WINDOW (widget);

  if (gtk_widget_is_sensitive (self->draft))
    draft_cb (self);
  else
    next_cb (self);

  return TRUE;
}

static void
add_keys (VigieBreachNoticeWindow *self)
{
  static const struct { guint key; GdkModifierType state; GtkShortcutFunc act; } keys[] = {
    { GDK_KEY_Escape, 0, close_cb }, { GDK_KEY_F4, 0, next_key_cb }, { GDK_KEY_Return, GDK_CONTROL_MASK, draft_key_cb },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_BUBBLE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].state),
                                                                                                  gtk_callback_action_new (keys[i].act, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

VigieBreachNoticeWindow *
vigie_breach_notice_window_present (GtkWidget *from, VigieIncidentModel *model, VigieBreachNoticeKind kind)
{
  VigieBreachNoticeWindow *self = g_object_new (VIGIE_TYPE_BREACH_NOTICE_WINDOW, NULL);
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (from));
  int width, height;

  self->model = g_object_ref (model);
  gtk_window_get_default_size (parent, &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width - 40, LEAST_PX, WIDTH_PX), CLAMP (height - 20, LEAST_PX, HEIGHT_PX));
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  if (G_IS_ACTION_GROUP (parent))
    gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (parent));
  add_keys (self);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), kind);
  make_rows (self);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (model, "changed", G_CALLBACK (changed_cb), self);
  changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));

  return self;
}
