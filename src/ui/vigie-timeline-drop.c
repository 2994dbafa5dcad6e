/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The three ways in, and the bar between list and command line. The drop target comes before the
 * field's own, which would take the paths of dropped files for text to write. A paste is evidence when
 * the clipboard holds files, or a picture and no text: a cell copied from a spreadsheet is both, and
 * whoever pastes it into a line means its words. */

#include "vigie-timeline-drop.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-evidence.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

#define PROGRESS_WIDTH_PX 160
/* What is done sooner shows in the list, and a bar would only flash. */
#define LATE_MS 300

struct _VigieTimelineDrop
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  VigieEvidence *evidence;
  GtkWidget *page;               /* borrowed: an ancestor */
  GtkWidget *root;
  GtkLabel *words;
  GtkWidget *progress;
  GtkWidget *cancel;
  gboolean hovering;
  gboolean is_late;
  guint late_id;
};

G_DEFINE_FINAL_TYPE (VigieTimelineDrop, vigie_timeline_drop, GTK_TYPE_WIDGET)

/* ---- The bar ---- */

static gboolean
is_worth_telling (VigieTimelineDrop *self)
{
  double share = vigie_evidence_get_share (self->evidence);

  return self->is_late || (share > 0 && share < 1);
}

static char *
words_now (VigieTimelineDrop *self)
{
  const char *name = vigie_evidence_get_name (self->evidence);
  guint n_left = vigie_evidence_get_n_left (self->evidence);

  if (self->hovering)
    return g_strdup (_("Drop the files here to keep them as evidence."));
  if (name == NULL || !is_worth_telling (self))
    return NULL;
  if (n_left > 1)
    return g_strdup_printf (ngettext ("Keeping “%1$s”, %2$u more to come…", "Keeping “%1$s”, %2$u more to come…", n_left - 1), name, n_left - 1);

  return g_strdup_printf (_("Keeping “%s”…"), name);
}

static void
refresh (VigieTimelineDrop *self)
{
  g_autofree char *words = words_now (self);
  gboolean busy = vigie_evidence_get_name (self->evidence) != NULL;

  vigie_label_set (self->words, words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), vigie_evidence_get_share (self->evidence));
  gtk_widget_set_visible (self->progress, busy && !self->hovering);
  gtk_widget_set_visible (self->cancel, busy && !self->hovering);
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
}

static gboolean
late_cb (gpointer user_data)
{
  VigieTimelineDrop *self = user_data;

  self->late_id = 0;
  self->is_late = TRUE;
  refresh (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (VigieEvidence *evidence, VigieTimelineDrop *self)
{
  gboolean busy = vigie_evidence_get_name (evidence) != NULL;

  if (!busy)
    {
      g_clear_handle_id (&self->late_id, g_source_remove);
      self->is_late = FALSE;
    }
  else if (!self->is_late && self->late_id == 0)
    self->late_id = g_timeout_add (LATE_MS, late_cb, self);
  refresh (self);
}

static void
kept_cb (VigieEvidence *evidence, const char *name, VigieTimelineDrop *self)
{
  g_autofree char *words = g_strdup_printf (_("Kept as evidence: %s"), name);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.announce", "s", words);
}

static void
failed_cb (VigieEvidence *evidence, const char *sentence, VigieTimelineDrop *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.fail", "s", sentence);
}

static void
cancel_cb (GtkButton *button, VigieTimelineDrop *self)
{
  /* The button goes with the bar; the cursor belongs in the command line. */
  gtk_widget_grab_focus (self->page);
  vigie_evidence_cancel (self->evidence);
}

/* ---- Taking ---- */

static void
take_files (VigieTimelineDrop *self, GdkFileList *list)
{
  g_autoptr(GSList) files = gdk_file_list_get_files (list);

  for (GSList *file = files; file != NULL; file = file->next)
    vigie_evidence_add_file (self->evidence, self->model, file->data);
}

gboolean
vigie_timeline_drop_take (VigieTimelineDrop *self, const GValue *value)
{
  g_return_val_if_fail (VIGIE_IS_TIMELINE_DROP (self), FALSE);

  if (self->model == NULL)
    return FALSE;
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) && g_value_get_boxed (value) != NULL)
    take_files (self, g_value_get_boxed (value));
  else if (G_VALUE_HOLDS (value, G_TYPE_FILE) && g_value_get_object (value) != NULL)
    vigie_evidence_add_file (self->evidence, self->model, g_value_get_object (value));
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE) && g_value_get_object (value) != NULL)
    vigie_evidence_add_texture (self->evidence, self->model, g_value_get_object (value));
  else
    return FALSE;

  return TRUE;
}

/* ---- Dropping ---- */

static void
hover (VigieTimelineDrop *self, gboolean hovering)
{
  self->hovering = hovering && self->model != NULL;
  refresh (self);
}

static GdkDragAction
enter_cb (GtkDropTarget *target, double x, double y, VigieTimelineDrop *self)
{
  hover (self, TRUE);

  return self->model != NULL ? GDK_ACTION_COPY : 0;
}

static void
leave_cb (GtkDropTarget *target, VigieTimelineDrop *self)
{
  hover (self, FALSE);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, VigieTimelineDrop *self)
{
  hover (self, FALSE);

  return vigie_timeline_drop_take (self, value);
}

static void
listen_for_drops (VigieTimelineDrop *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "enter", G_CALLBACK (enter_cb), self, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (self->page, GTK_EVENT_CONTROLLER (target));
}

/* ---- Pasting ---- */

static void
pasted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieTimelineDrop) self = user_data;
  g_autoptr(GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (object), result, &error);

  if (value != NULL && vigie_timeline_drop_take (self, value))
    return;
  if (self->root != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.fail", "s", _("What was copied cannot be read; save it as a file and choose that."));
}

gboolean
vigie_timeline_drop_paste (VigieTimelineDrop *self)
{
  GdkClipboard *clipboard;
  g_autoptr(GdkContentFormats) formats = NULL;
  GType type = G_TYPE_INVALID;

  g_return_val_if_fail (VIGIE_IS_TIMELINE_DROP (self), FALSE);

  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  formats = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (gdk_clipboard_get_formats (clipboard)));
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    type = GDK_TYPE_FILE_LIST;
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE) && !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    type = GDK_TYPE_TEXTURE;
  if (self->model == NULL || type == G_TYPE_INVALID)
    return FALSE;
  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, pasted_cb, g_object_ref (self));

  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, VigieTimelineDrop *self)
{
  GdkModifierType held = modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK);
  gboolean is_paste = (held == GDK_CONTROL_MASK && (keyval == GDK_KEY_v || keyval == GDK_KEY_V))
                      || (held == GDK_SHIFT_MASK && (keyval == GDK_KEY_Insert || keyval == GDK_KEY_KP_Insert));

  return is_paste && vigie_timeline_drop_paste (self);
}

static void
listen_for_pastes (VigieTimelineDrop *self, GtkWidget *where)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Before the field, which would paste nothing at all. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (where, keys);
}

/* ---- Choosing ---- */

static void
chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr(VigieTimelineDrop) self = user_data;

  if (file != NULL && self->model != NULL)
    vigie_evidence_add_file (self->evidence, self->model, file);
}

void
vigie_timeline_drop_choose (VigieTimelineDrop *self)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_DROP (self));

  if (self->model != NULL)
    vigie_compat_choose_open (self->page, _("Keep a file as evidence"), NULL, NULL, chosen_cb, g_object_ref (self));
}

static void
button_cb (GtkButton *button, VigieTimelineDrop *self)
{
  vigie_timeline_drop_choose (self);
}

/* ---- Object ---- */

static void
vigie_timeline_drop_dispose (GObject *object)
{
  VigieTimelineDrop *self = VIGIE_TIMELINE_DROP (object);

  if (self->evidence != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->evidence, self);
      vigie_evidence_cancel (self->evidence);
    }
  g_clear_handle_id (&self->late_id, g_source_remove);
  g_clear_object (&self->evidence);
  g_clear_object (&self->model);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_timeline_drop_parent_class)->dispose (object);
}

static void
vigie_timeline_drop_class_init (VigieTimelineDropClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_timeline_drop_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "evidence-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_timeline_drop_init (VigieTimelineDrop *self)
{
  self->evidence = vigie_evidence_new ();
  g_signal_connect (self->evidence, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->evidence, "kept", G_CALLBACK (kept_cb), self);
  g_signal_connect (self->evidence, "failed", G_CALLBACK (failed_cb), self);
  self->root = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->words = GTK_LABEL (vigie_label_new (NULL, "small"));
  self->progress = gtk_progress_bar_new ();
  self->cancel = vigie_page_button_new (_("Stop"), NULL, "flat compact");
  gtk_label_set_ellipsize (self->words, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_widget_set_size_request (self->progress, PROGRESS_WIDTH_PX, -1);
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (self->progress, _("Progress"));
  vigie_set_accessible_label (self->cancel, _("Stop keeping files"));
  g_signal_connect (self->cancel, "clicked", G_CALLBACK (cancel_cb), self);
  gtk_box_append (GTK_BOX (self->root), vigie_icon_new ("vigie-attachment-symbolic", "kind-attachment"));
  gtk_box_append (GTK_BOX (self->root), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (self->root), self->progress);
  gtk_box_append (GTK_BOX (self->root), self->cancel);
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_timeline_drop_new (GtkWidget *page, VigieCommandLine *command)
{
  VigieTimelineDrop *self = g_object_new (VIGIE_TYPE_TIMELINE_DROP, NULL);
  GtkWidget *button = vigie_page_icon_button_new ("vigie-attachment-symbolic", _("Keep a file as evidence… (Ctrl O)"));

  self->page = page;
  listen_for_drops (self);
  listen_for_pastes (self, GTK_WIDGET (command));
  gtk_widget_set_focus_on_click (button, FALSE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (button_cb), self, 0);
  vigie_command_line_add_end (command, button);

  return GTK_WIDGET (self);
}

void
vigie_timeline_drop_set_model (VigieTimelineDrop *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_DROP (self));

  /* What is under way goes on into the incident it was given to. */
  g_set_object (&self->model, model);
}
