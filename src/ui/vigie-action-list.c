/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Actions A1, A2 … with who does what by when. The form stands under the list and says itself what is
 * missing: a vague action is refused beside the field it was typed in, and what was typed stays there
 * until the record has it. */

#include "vigie-action-list.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-action.h"
#include "vigie-cause.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

struct _VigieActionList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *count;
  GtkWidget *list;
  GtkWidget *text, *owner, *due;
  GtkWidget *refusal, *refusal_title, *refusal_text;

  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieActionList, vigie_action_list, GTK_TYPE_WIDGET)

/* ---- Changing one ---- */

static const VigieActionItem *
find_action (VigieActionList *self, const char *id)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (self->model);

  for (guint i = 0; i < incident->actions->len; i++)
    {
      const VigieActionItem *action = incident->actions->pdata[i];

      if (g_str_equal (action->id, id))
        return action;
    }

  return NULL;
}

/* Done asks for what shows it; everything else of an action is in the same form. */
static void
done_cb (VigieActionList *self, GtkWidget *button)
{
  const char *id = g_object_get_data (G_OBJECT (button), "action");
  const VigieActionItem *action = self->model != NULL ? find_action (self, id) : NULL;

  if (action != NULL)
    vigie_act_form_action (GTK_WIDGET (self), self->model, id, vigie_action_is_settled (action->status) ? "open" : "done", NULL);
}

static void
change_cb (VigieActionList *self, GtkWidget *button)
{
  if (self->model != NULL)
    vigie_act_form_action (GTK_WIDGET (self), self->model, g_object_get_data (G_OBJECT (button), "action"), NULL, NULL);
}

/* ---- Rows ---- */

/* As wide in each row, so that the columns stand under each other. */
static GtkWidget *
aligned_new (const char *text, const char *style, int width_chars)
{
  GtkWidget *label = vigie_label_new (text, style);

  gtk_label_set_width_chars (GTK_LABEL (label), width_chars);
  gtk_label_set_max_width_chars (GTK_LABEL (label), width_chars);

  return label;
}

static GtkWidget *
status_new (const VigieActionItem *action, gint64 now_usec)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *icon = "vigie-clock-symbolic";
  const char *words = C_("action", "open");
  const char *style = "dim";

  if (g_str_equal (action->status, "done"))
    {
      icon = "vigie-check-symbolic";
      words = C_("action", "done");
      style = "ok-text";
    }
  else if (g_str_equal (action->status, "dropped"))
    {
      icon = "vigie-dash-symbolic";
      words = C_("action", "dropped");
    }
  else if (action->due_usec == VIGIE_TIME_NONE || action->due_usec >= now_usec)
    words = g_str_equal (action->status, "in-progress") ? C_("action", "in progress") : words;
  else
    {
      icon = "vigie-overdue-symbolic";
      words = C_("action", "overdue");
      style = "late-text";
    }
  gtk_box_append (GTK_BOX (box), vigie_icon_new (icon, style));
  gtk_box_append (GTK_BOX (box), aligned_new (words, "small", 9));
  vigie_add_classes (gtk_widget_get_last_child (box), style);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  return box;
}

/* "C3" of the cause it answers, "–" when there is none. */
static GtkWidget *
cause_new (VigieActionList *self, const VigieActionItem *action)
{
  const VigieCause *cause = action->cause != NULL ? vigie_incident_cause (vigie_incident_model_get_incident (self->model), action->cause) : NULL;
  gboolean known = cause != NULL && !cause->removed;
  GtkWidget *label = aligned_new (known ? cause->code : "–", "small num dim", 4);
  g_autofree char *tip = known ? vigie_text_ui_clean (cause->text, 300) : g_strdup (_("answers no cause"));

  vigie_set_tooltip (label, tip);

  return label;
}

static GtkWidget *
row_new (VigieActionList *self, const VigieActionItem *action)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *text = vigie_label_new (action->text, NULL);
  gboolean open = !vigie_action_is_settled (action->status);
  GtkWidget *button = gtk_button_new_with_label (open ? _("Mark done…") : _("Reopen…"));
  GtkWidget *change = gtk_button_new_with_label (_("Change…"));
  g_autofree char *owner = vigie_short_name (action->owner);
  g_autofree char *due = action->due_usec != VIGIE_TIME_NONE ? vigie_time_format_date (action->due_usec, vigie_session_get_zone (session), vigie_session_get_lang (session))
                                                             : g_strdup (_("no date"));
  g_autofree char *name = g_strdup_printf ("%s, %s", open ? _("Mark done…") : _("Reopen…"), action->code);
  g_autofree char *change_name = g_strdup_printf ("%s, %s", _("Change…"), action->code);
  g_autofree char *tip = vigie_text_ui_clean (action->text, 500);

  gtk_widget_set_hexpand (text, TRUE);
  vigie_set_tooltip (text, tip);
  gtk_widget_add_css_class (button, "compact");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (button, name);
  g_object_set_data_full (G_OBJECT (button), "action", g_strdup (action->id), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (done_cb), self);
  gtk_widget_add_css_class (change, "compact");
  gtk_widget_set_valign (change, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (change, change_name);
  g_object_set_data_full (G_OBJECT (change), "action", g_strdup (action->id), g_free);
  g_signal_connect_swapped (change, "clicked", G_CALLBACK (change_cb), self);
  gtk_widget_add_css_class (row, "card-row");
  gtk_box_append (GTK_BOX (row), vigie_label_new (action->code, "dim num"));
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), cause_new (self, action));
  gtk_box_append (GTK_BOX (row), aligned_new (owner, "small dim", 12));
  gtk_box_append (GTK_BOX (row), aligned_new (due, "small num", 11));
  gtk_box_append (GTK_BOX (row), status_new (action, vigie_session_now_usec (session)));
  gtk_box_append (GTK_BOX (row), change);
  gtk_box_append (GTK_BOX (row), button);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_widget_get_first_child (row)), PANGO_ELLIPSIZE_NONE);

  return row;
}

static void
show (VigieActionList *self)
{
  const VigieIncident *incident;
  g_autofree char *words = NULL;
  guint n_open = 0;

  vigie_clear_box (GTK_BOX (self->list));
  if (self->model == NULL)
    return;
  incident = vigie_incident_model_get_incident (self->model);
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const VigieActionItem *action = incident->actions->pdata[i];

      gtk_box_append (GTK_BOX (self->list), row_new (self, action));
      n_open += vigie_action_is_settled (action->status) ? 0 : 1;
    }
  gtk_widget_set_visible (self->list, incident->actions->len > 0);
  if (incident->actions->len == 0)
    words = g_strdup (_("none yet"));
  else
    words = g_strdup_printf (ngettext ("%u open", "%u open", n_open), n_open);
  vigie_label_set (GTK_LABEL (self->count), words);
}

/* ---- The form ---- */

static void
refuse (VigieActionList *self, const char *text, const GError *error)
{
  gtk_widget_set_visible (self->refusal, error != NULL);
  if (error == NULL)
    return;

  g_autofree char *first = vigie_text_first_line (text, 60);
  g_autofree char *title = *first != '\0' ? g_strdup_printf (_("“%s”: action refused"), first) : g_strdup (_("Action refused"));

  vigie_label_set (GTK_LABEL (self->refusal_title), title);
  vigie_label_set (GTK_LABEL (self->refusal_text), error->message);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.announce", "s", error->message);
}

static void
added_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieActionList) self = user_data;
  g_autoptr(GPtrArray) events = vigie_session_record_finish (VIGIE_SESSION (object), result, NULL);

  /* A refusal of the disk is told by the session; what was typed stays. */
  if (events == NULL || self->box == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  gtk_editable_set_text (GTK_EDITABLE (self->owner), "");
  gtk_editable_set_text (GTK_EDITABLE (self->due), "");
}

gboolean
vigie_action_list_add (VigieActionList *self, const char *text, const char *owner, const char *due)
{
  g_autoptr(GError) error = NULL;
  VigieSession *session;
  GPtrArray *drafts = NULL;
  gint64 due_usec = VIGIE_TIME_NONE;

  g_return_val_if_fail (VIGIE_IS_ACTION_LIST (self), FALSE);

  if (self->model == NULL)
    return FALSE;
  session = vigie_incident_model_get_session (self->model);
  if (*due == '\0' || vigie_action_due_parse (due, vigie_session_now_usec (session), vigie_session_get_zone (session), &due_usec, &error))
    drafts = vigie_act_action_item (vigie_incident_model_get_incident (self->model), NULL, text, owner, due_usec, NULL,
                                    vigie_session_get_author (session), vigie_session_now_usec (session), &error);
  refuse (self, text, error);
  if (drafts == NULL)
    return FALSE;
  vigie_session_record_async (session, drafts, NULL, added_cb, g_object_ref (self));

  return TRUE;
}

static void
add_cb (VigieActionList *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text)));
  g_autofree char *owner = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->owner)));
  g_autofree char *due = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->due)));

  if (vigie_action_list_add (self, text, owner, due))
    gtk_widget_grab_focus (self->text);
}

void
vigie_action_list_focus_form (VigieActionList *self)
{
  g_return_if_fail (VIGIE_IS_ACTION_LIST (self));

  gtk_widget_grab_focus (self->text);
}

static GtkWidget *
field_new (VigieActionList *self, const char *label, const char *placeholder, int width_chars, GtkWidget **entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  *entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (*entry), placeholder);
  gtk_editable_set_width_chars (GTK_EDITABLE (*entry), width_chars);
  vigie_set_accessible_label (*entry, label);
  g_signal_connect_swapped (*entry, "activate", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (box), vigie_label_new (label, "caption dim"));
  gtk_box_append (GTK_BOX (box), *entry);
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

static GtkWidget *
form_new (VigieActionList *self)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (words), gtk_label_new (_("Add the action")));
  gtk_box_append (GTK_BOX (words), vigie_kbd_new (_("Enter")));
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_widget_set_valign (button, GTK_ALIGN_END);
  vigie_set_accessible_label (button, _("Add the action"));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (form), field_new (self, _("Action: a verb and its object"), _("Alert at 80 % of connections for 2 min"), 20, &self->text));
  gtk_box_append (GTK_BOX (line), field_new (self, _("Owner: one person"), "Awa Koné", 12, &self->owner));
  gtk_box_append (GTK_BOX (line), field_new (self, _("Deadline"), _("27/11 or +7"), 10, &self->due));
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (form), line);

  return form;
}

static GtkWidget *
refusal_new (VigieActionList *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *icon = vigie_icon_new ("vigie-overdue-symbolic", "late-text");

  self->refusal_title = vigie_paragraph_new ("", "notice-title");
  self->refusal_text = vigie_paragraph_new ("", NULL);
  gtk_widget_set_margin_top (words, 8);
  gtk_widget_set_margin_bottom (words, 8);
  gtk_widget_set_margin_top (icon, 10);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), self->refusal_title);
  gtk_box_append (GTK_BOX (words), self->refusal_text);
  gtk_box_append (GTK_BOX (bar), icon);
  gtk_box_append (GTK_BOX (bar), words);
  vigie_add_classes (bar, "notice-bar late");
  gtk_widget_set_visible (bar, FALSE);

  return bar;
}

/* ---- Object ---- */

static void
vigie_action_list_dispose (GObject *object)
{
  VigieActionList *self = VIGIE_ACTION_LIST (object);

  if (self->box != NULL)
    vigie_action_list_set_model (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vigie_action_list_parent_class)->dispose (object);
}

static void
vigie_action_list_class_init (VigieActionListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_action_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_action_list_init (VigieActionList *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->count = vigie_label_new ("", "group-note");
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->refusal = refusal_new (self);
  gtk_widget_add_css_class (self->list, "card-list");
  gtk_widget_add_css_class (head, "group-title");
  gtk_box_append (GTK_BOX (head), vigie_label_new (_("Actions"), NULL));
  gtk_box_append (GTK_BOX (head), self->count);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), form_new (self));
  gtk_box_append (GTK_BOX (self->box), self->refusal);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_action_list_new (void)
{
  return g_object_new (VIGIE_TYPE_ACTION_LIST, NULL);
}

void
vigie_action_list_set_model (VigieActionList *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_ACTION_LIST (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  refuse (self, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  gtk_editable_set_text (GTK_EDITABLE (self->owner), "");
  gtk_editable_set_text (GTK_EDITABLE (self->due), "");
  if (model != NULL)
    g_signal_connect_swapped (model, "changed", G_CALLBACK (show), self);
  show (self);
}
