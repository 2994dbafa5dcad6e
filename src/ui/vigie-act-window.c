/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The frame of every small form: fields, one suggested button, an error line, and other ways out at
 * the left. What was typed is never lost to a refusal: a sentence appears over the buttons and the
 * window stays as it was, whether the act was refused (a reason is missing) or the disk was. It closes
 * only when the record is confirmed. Each form gives a function that makes drafts from its fields, so
 * this file knows nothing of any act. */

#include "vigie-act-window.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-time.h"

#define WIDTH_PX 460
#define SCROLL_FROM_PX 480
/* Title, sentence and buttons of a form, and some air. */
#define AROUND_FIELDS_PX 200
#define LEAST_FIELDS_PX 240
/* More buttons than this stand in two rows: seven beside each other are wider than a small screen. */
#define MOST_IN_A_ROW 5

struct _VigieActWindow
{
  AdwWindow parent_instance;

  VigieIncidentModel *model;     /* NULL: the act belongs to no incident */
  VigieSession *session;
  gpointer data;
  GDestroyNotify free_data;
  GtkBox *fields;
  GtkBox *foot;
  GtkBox *others;
  GtkBox *acts;
  guint n_buttons;
  GtkLabel *error;
  GtkWidget *first;
  GtkWidget *act;
  GCancellable *cancellable;
  gboolean recording;
};

G_DEFINE_FINAL_TYPE (VigieActWindow, vigie_act_window, ADW_TYPE_WINDOW)

enum { RECORDED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
recorded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieActWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_session_record_finish (VIGIE_SESSION (object), result, &error);

  self->recording = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (events == NULL)
    {
      vigie_act_window_fail (self, error->message);
      return;
    }
  g_signal_emit (self, signals[RECORDED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
submit (VigieActWindow *self, VigieActDraftsFunc func)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) drafts = NULL;

  if (self->recording || func == NULL)
    return;
  drafts = func (self, self->data, &error);
  if (drafts == NULL)
    {
      vigie_act_window_fail (self, error != NULL ? error->message : _("This cannot be recorded as it is."));
      return;
    }
  self->recording = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  vigie_session_record_async (self->session, g_steal_pointer (&drafts),
                              self->cancellable, recorded_cb, g_object_ref (self));
}

static void
act_cb (GtkButton *button, VigieActWindow *self)
{
  submit (self, (VigieActDraftsFunc) g_object_get_data (G_OBJECT (button), "func"));
}

static void
other_cb (GtkButton *button, VigieActWindow *self)
{
  VigieActOtherFunc func = (VigieActOtherFunc) g_object_get_data (G_OBJECT (button), "func");

  func (GTK_WIDGET (self), self->model, self->data);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
submit_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  VigieActWindow *self = VIGIE_ACT_WINDOW (widget);

  if (self->act == NULL)
    return FALSE;
  act_cb (GTK_BUTTON (self->act), self);

  return TRUE;
}

static gboolean
close_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static void
vigie_act_window_dispose (GObject *object)
{
  VigieActWindow *self = VIGIE_ACT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (vigie_act_window_parent_class)->dispose (object);
}

/* Fields may still speak while they are taken apart, so what they speak to goes last. */
static void
vigie_act_window_finalize (GObject *object)
{
  VigieActWindow *self = VIGIE_ACT_WINDOW (object);

  if (self->free_data != NULL)
    g_clear_pointer (&self->data, self->free_data);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_act_window_parent_class)->finalize (object);
}

static void
vigie_act_window_map (GtkWidget *widget)
{
  VigieActWindow *self = VIGIE_ACT_WINDOW (widget);

  /* A window whose act is among its fields has no foot. */
  gtk_widget_set_visible (GTK_WIDGET (self->foot), self->act != NULL || gtk_widget_get_first_child (GTK_WIDGET (self->others)) != NULL);
  GTK_WIDGET_CLASS (vigie_act_window_parent_class)->map (widget);
  if (self->first != NULL)
    gtk_widget_grab_focus (self->first);
  else if (self->act != NULL)
    gtk_widget_grab_focus (self->act);
}

static void
vigie_act_window_class_init (VigieActWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_act_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = vigie_act_window_finalize;
  widget_class->map = vigie_act_window_map;
  signals[RECORDED] = g_signal_new ("recorded", VIGIE_TYPE_ACT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_shortcut_cb, NULL);
}

/* Before the field with the focus: a text view takes Ctrl Return for a new line. */
static void
add_submit_keys (VigieActWindow *self)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], GDK_CONTROL_MASK),
                                                            gtk_callback_action_new (submit_shortcut_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* Spacing is the stylesheet's. */
static void
add_foot (VigieActWindow *self)
{
  self->foot = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  self->others = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  self->acts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->foot), "foot-bar");
  gtk_widget_add_css_class (GTK_WIDGET (self->others), "foot-row");
  gtk_widget_add_css_class (GTK_WIDGET (self->acts), "foot-row");
  gtk_widget_set_hexpand (GTK_WIDGET (self->acts), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->acts), GTK_ALIGN_END);
  gtk_box_append (self->foot, GTK_WIDGET (self->others));
  gtk_box_append (self->foot, GTK_WIDGET (self->acts));
}

static void
vigie_act_window_init (VigieActWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  self->fields = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  gtk_widget_set_margin_top (GTK_WIDGET (self->fields), 14);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->fields), 14);
  gtk_widget_set_margin_start (GTK_WIDGET (self->fields), 16);
  gtk_widget_set_margin_end (GTK_WIDGET (self->fields), 16);
  gtk_widget_set_vexpand (GTK_WIDGET (self->fields), TRUE);

  self->error = GTK_LABEL (vigie_paragraph_new (NULL, "late-text small"));
  gtk_widget_set_margin_start (GTK_WIDGET (self->error), 16);
  gtk_widget_set_margin_end (GTK_WIDGET (self->error), 16);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->error), 8);
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);

  add_foot (self);

  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fields));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->foot));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH_PX, -1);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  add_submit_keys (self);
}

/* A form that gives way to another one hands its parent on. */
static GtkWindow *
parent_of (GtkWidget *from)
{
  GtkRoot *root = from != NULL ? gtk_widget_get_root (from) : NULL;

  while (VIGIE_IS_ACT_WINDOW (root))
    root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/**
 * vigie_act_window_new_plain:
 * @from: the widget that asked.
 * @session: a reference is taken.
 * @title: verb and object.
 * @intro: (nullable): one sentence over the fields.
 *
 * Makes an empty form for an act that belongs to no incident.
 *
 * Returns: (transfer none): the window, owned by GTK until it is closed
 */
VigieActWindow *
vigie_act_window_new_plain (GtkWidget *from, VigieSession *session, const char *title, const char *intro)
{
  VigieActWindow *self = g_object_new (VIGIE_TYPE_ACT_WINDOW,
                                       "transient-for", parent_of (from),
                                       "destroy-with-parent", TRUE,
                                       "title", title,
                                       NULL);

  self->session = g_object_ref (session);
  if (intro != NULL && *intro != '\0')
    gtk_box_append (self->fields, vigie_paragraph_new (intro, "dim"));

  return self;
}

/**
 * vigie_act_window_new:
 * @from: the widget that asked.
 * @model: the incident; a reference is taken.
 * @title: verb and object.
 * @intro: (nullable): one sentence over the fields.
 *
 * Makes an empty form over the window of @from. Present it with gtk_window_present().
 *
 * Returns: (transfer none): the window, owned by GTK until it is closed
 */
VigieActWindow *
vigie_act_window_new (GtkWidget *from, VigieIncidentModel *model, const char *title, const char *intro)
{
  VigieActWindow *self = vigie_act_window_new_plain (from, vigie_incident_model_get_session (model), title, intro);

  self->model = g_object_ref (model);

  return self;
}

void
vigie_act_window_set_scrolls (VigieActWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkBox *box = GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->fields)));
  GtkWidget *before = gtk_widget_get_prev_sibling (GTK_WIDGET (self->fields));
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  int room_px = parent != NULL ? gtk_widget_get_height (GTK_WIDGET (parent)) - AROUND_FIELDS_PX : 0;

  /* Not for every form: a scrolling child asks too little for lines that wrap, and the last field is cut. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), parent != NULL ? MAX (LEAST_FIELDS_PX, room_px) : SCROLL_FROM_PX);
  gtk_widget_set_vexpand (scroller, TRUE);
  g_object_ref (self->fields);
  gtk_box_remove (box, GTK_WIDGET (self->fields));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->fields));
  g_object_unref (self->fields);
  gtk_box_insert_child_after (box, scroller, before);
}

VigieIncidentModel *
vigie_act_window_get_model (VigieActWindow *self)
{
  return self->model;
}

VigieSession *
vigie_act_window_get_session (VigieActWindow *self)
{
  return self->session;
}

void
vigie_act_window_add (VigieActWindow *self, GtkWidget *child)
{
  gtk_box_append (self->fields, child);
}

static void
add_named (VigieActWindow *self, const char *label, GtkWidget *child, GtkWidget *focus)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *name = vigie_label_new (label, "small");

  gtk_widget_add_css_class (name, "dim");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);
  if (GTK_IS_DROP_DOWN (focus))
    vigie_set_accessible_label (focus, label);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), child);
  gtk_box_append (self->fields, box);
  if (self->first == NULL)
    self->first = focus;
}

GtkWidget *
vigie_act_window_add_entry (VigieActWindow *self, const char *label, const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  add_named (self, label, entry, entry);

  return entry;
}

void
vigie_act_window_set_first (VigieActWindow *self, GtkWidget *field)
{
  self->first = field;
}

GtkWidget *
vigie_act_window_add_time (VigieActWindow *self, const char *label, gint64 time_usec)
{
  g_autofree char *text = vigie_time_format_clock (time_usec, vigie_session_get_zone (self->session));
  GtkWidget *first = self->first;
  GtkWidget *entry = vigie_act_window_add_entry (self, label, text);

  vigie_set_tooltip (entry, _("14:32, −5 for five minutes ago, or yesterday 23:10"));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 14);
  gtk_widget_set_halign (entry, GTK_ALIGN_START);
  gtk_widget_add_css_class (entry, "num");
  self->first = first; /* the time is right most of the time: focus goes to what must be written */

  return entry;
}

GtkWidget *
vigie_act_window_add_text (VigieActWindow *self, const char *label, const char *text, int height_px)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  if (text != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), height_px);
  gtk_widget_add_css_class (scroller, "card");
  add_named (self, label, scroller, view);

  return view;
}

GtkWidget *
vigie_act_window_add_choice (VigieActWindow *self, const char *label, const char *const *words, guint selected)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);

  vigie_drop_down_show_text (GTK_DROP_DOWN (choice));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  add_named (self, label, choice, choice);

  return choice;
}

gboolean
vigie_act_window_read_time (VigieActWindow *self, GtkWidget *entry, gint64 *out_usec, GError **error)
{
  VigieSession *session = self->session;

  return vigie_time_parse (gtk_editable_get_text (GTK_EDITABLE (entry)), vigie_session_now_usec (session),
                           vigie_session_get_zone (session), out_usec, error);
}

char *
vigie_act_window_read_text (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static GtkWidget *
add_button (VigieActWindow *self, const char *label, gpointer func, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "func", func);
  g_signal_connect (button, "clicked", callback, self);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (++self->n_buttons > MOST_IN_A_ROW)
    {
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->foot), GTK_ORIENTATION_VERTICAL);
      gtk_widget_add_css_class (GTK_WIDGET (self->foot), "two-rows");
    }

  return button;
}

void
vigie_act_window_set_act (VigieActWindow *self, const char *label, VigieActDraftsFunc func, gpointer data, GDestroyNotify free_data)
{
  g_return_if_fail (self->act == NULL);

  self->data = data;
  self->free_data = free_data;
  self->act = add_button (self, label, (gpointer) func, G_CALLBACK (act_cb));
  gtk_widget_add_css_class (self->act, "suggested-action");
  gtk_widget_add_css_class (self->act, "stress");
  gtk_box_append (self->acts, self->act);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->act);
}

void
vigie_act_window_add_act (VigieActWindow *self, const char *label, VigieActDraftsFunc func)
{
  GtkWidget *button = add_button (self, label, (gpointer) func, G_CALLBACK (act_cb));

  gtk_widget_add_css_class (button, "stress");
  gtk_box_prepend (self->acts, button);
}

void
vigie_act_window_add_other (VigieActWindow *self, const char *label, VigieActOtherFunc func)
{
  GtkWidget *button = add_button (self, label, (gpointer) func, G_CALLBACK (other_cb));

  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (self->others, button);
}

/**
 * vigie_act_window_fail:
 * @message: one sentence.
 *
 * Shows why the act was not recorded; what was typed stays.
 */
void
vigie_act_window_fail (VigieActWindow *self, const char *message)
{
  vigie_label_set (self->error, message);
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
}
