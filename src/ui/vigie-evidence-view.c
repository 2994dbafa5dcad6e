/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* First the beginning of the content is read, which says what it is: a picture is then read whole and
 * decoded elsewhere, a text shows its beginning, anything else a sentence. Until then the place of the
 * picture is empty; it has its size from the start, so nothing moves.
 *
 * To open a file, a copy goes to a folder of the session that only this account can enter and that goes
 * with the session: the record itself is in the store. */

#include "vigie-evidence-view.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "vigie-attachment.h"
#include "vigie-compat.h"
#include "vigie-document.h"
#include "vigie-page-parts.h"
#include "vigie-picture.h"
#include "vigie-store-thread-content.h"
#include "vigie-text-ui.h"

#define BEGIN_BYTES 4096
#define TEXT_CHARS 1500
#define PREVIEW_WIDTH_PX 220
#define PREVIEW_HEIGHT_PX 132

struct _VigieEvidenceView
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  VigieAttachment *attachment;
  char *id;
  GCancellable *cancellable;

  GtkWidget *root;
  GtkStack *preview;
  GtkWidget *picture;
  GtkWidget *damaged;           /* under the picture */
  GtkLabel *text;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (VigieEvidenceView, vigie_evidence_view, GTK_TYPE_WIDGET)

static VigieStoreThread *
store_of (VigieEvidenceView *self)
{
  return vigie_session_get_store (vigie_incident_model_get_session (self->model));
}

/* ---- The preview ---- */

static void
show_words (VigieEvidenceView *self, const char *words)
{
  vigie_label_set (self->words, words);
  gtk_stack_set_visible_child_name (self->preview, "words");
}

/* Disposed of, or cancelled: then nothing is shown any more. */
static gboolean
is_over (VigieEvidenceView *self, const GError *error)
{
  return self->root == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
picture_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieEvidenceView) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean is_part = FALSE;
  g_autoptr(GdkTexture) texture = vigie_picture_load_finish (result, &is_part, &error);

  if (is_over (self, error))
    return;
  if (texture == NULL)
    {
      show_words (self, error->message);
      return;
    }
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_widget_set_visible (self->damaged, is_part);
  gtk_stack_set_visible_child_name (self->preview, "picture");
}

static void
whole_picture_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieEvidenceView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) content = vigie_store_thread_read_content_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (is_over (self, error))
    return;
  if (content == NULL)
    show_words (self, error->message);
  else
    vigie_picture_load_async (content, 2 * PREVIEW_WIDTH_PX, self->cancellable, picture_cb, g_object_ref (self));
}

/* The end may cut a character in two; that much is left off before asking whether it is text. */
static char *
text_of (GBytes *begin)
{
  gsize length_bytes = 0;
  const char *data = g_bytes_get_data (begin, &length_bytes);
  const char *end = NULL;
  gsize good_bytes;

  if (length_bytes == 0 || memchr (data, '\0', length_bytes) != NULL)
    return NULL;
  g_utf8_validate (data, (gssize) length_bytes, &end);
  good_bytes = (gsize) (end - data);

  return length_bytes - good_bytes < 4 && good_bytes > 0 ? g_strndup (data, good_bytes) : NULL;
}

static void
show_text (VigieEvidenceView *self, const char *text)
{
  g_autofree char *clean = vigie_text_ui_clean (text, TEXT_CHARS);

  gtk_label_set_text (self->text, clean);
  gtk_stack_set_visible_child_name (self->preview, "text");
}

static void
begin_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieEvidenceView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) begin = vigie_store_thread_read_content_finish (VIGIE_STORE_THREAD (object), result, &error);
  g_autofree char *text = NULL;

  if (is_over (self, error))
    return;
  if (begin == NULL)
    {
      show_words (self, error->message);
      return;
    }
  if (vigie_picture_looks_like (begin))
    {
      vigie_store_thread_read_content_async (store_of (self), self->attachment->hash, VIGIE_ATTACHMENT_MAX_BYTES, self->cancellable,
                                             whole_picture_cb, g_object_ref (self));
      return;
    }
  text = text_of (begin);
  if (text != NULL)
    show_text (self, text);
  else
    show_words (self, self->attachment->size_bytes == 0 ? _("This file is empty.") : _("No preview of this kind of file."));
}

static void
load (VigieEvidenceView *self)
{
  if (store_of (self) != NULL)
    vigie_store_thread_read_content_async (store_of (self), self->attachment->hash, BEGIN_BYTES, self->cancellable, begin_cb,
                                           g_object_ref (self));
}

/* ---- Taking it out ---- */

typedef struct
{
  VigieEvidenceView *view; /* reference */
  GFile *file;
  GBytes *content;
  gboolean open;           /* show it when it is written */
} Copy;

static void
copy_free (Copy *copy)
{
  g_clear_object (&copy->view);
  g_clear_object (&copy->file);
  g_clear_pointer (&copy->content, g_bytes_unref);
  g_free (copy);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Copy *copy = data;
  g_autofree char *path = g_file_get_path (copy->file);
  GError *error = NULL;

  if (path == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s", _("A file can only be written to a folder of this computer."));
  else if (vigie_document_save (path, copy->content, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
say_failed (VigieEvidenceView *self, const GError *error)
{
  g_autofree char *words = g_strdup_printf (_("Not written: %s"), error->message);

  if (self->root != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.fail", "s", words);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Copy *copy = user_data;
  VigieEvidenceView *self = copy->view;
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    say_failed (self, error);
  else if (copy->open && self->root != NULL)
    vigie_compat_show_file (GTK_WIDGET (self), copy->file);
  else if (self->root != NULL)
    {
      g_autofree char *name = g_file_get_basename (copy->file);
      g_autofree char *display = g_filename_display_name (name);
      g_autofree char *words = g_strdup_printf (_("Written: %s"), display);

      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
    }
  copy_free (copy);
}

static void
copy_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Copy *copy = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GTask) task = NULL;

  copy->content = vigie_store_thread_read_content_finish (VIGIE_STORE_THREAD (object), result, &error);
  if (copy->content == NULL)
    {
      say_failed (copy->view, error);
      copy_free (copy);
      return;
    }
  task = g_task_new (NULL, NULL, written_cb, copy);
  g_task_set_source_tag (task, copy_read_cb);
  g_task_set_task_data (task, copy, NULL);
  g_task_run_in_thread (task, write_in_thread);
}

static void
copy_to (VigieEvidenceView *self, GFile *file, gboolean open)
{
  Copy *copy = g_new0 (Copy, 1);

  copy->view = g_object_ref (self);
  copy->file = g_object_ref (file);
  copy->open = open;
  vigie_store_thread_read_content_async (store_of (self), self->attachment->hash, VIGIE_ATTACHMENT_MAX_BYTES, NULL, copy_read_cb, copy);
}

void
vigie_evidence_view_save (VigieEvidenceView *self, GFile *file)
{
  g_return_if_fail (VIGIE_IS_EVIDENCE_VIEW (self) && G_IS_FILE (file));

  copy_to (self, file, FALSE);
}

/* Names are other people's: no way out of the folder, and nothing hidden. */
static char *
safe_name (const char *name)
{
  char *safe = g_strdelimit (g_strdup (name), "/\\", '_');

  if (*safe == '.')
    *safe = '_';

  return safe;
}

static void
open_cb (GtkButton *button, VigieEvidenceView *self)
{
  g_autofree char *name = safe_name (self->attachment->name);
  g_autofree char *short_hash = g_strndup (self->attachment->hash, 16);
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "vigie", "evidence", short_hash, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    {
      copy_to (self, file, TRUE);
      return;
    }
  {
    g_autoptr(GError) error = g_error_new_literal (G_FILE_ERROR, (int) g_file_error_from_errno (errno), g_strerror (errno));

    say_failed (self, error);
  }
}

static void
save_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr(VigieEvidenceView) self = user_data;

  if (file != NULL && self->root != NULL)
    vigie_evidence_view_save (self, file);
}

static void
save_cb (GtkButton *button, VigieEvidenceView *self)
{
  g_autofree char *name = safe_name (self->attachment->name);

  vigie_compat_choose_save (GTK_WIDGET (self), _("Save the file"), name, save_chosen_cb, g_object_ref (self));
}

static void
hash_cb (GtkButton *button, VigieEvidenceView *self)
{
  vigie_page_copy (GTK_WIDGET (self), self->attachment->hash, _("Hash copied"));
}

/* ---- Object ---- */

static GtkWidget *
make_picture (VigieEvidenceView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = vigie_paragraph_new (_("Damaged file: only a part can be seen."), "caption soon-text");

  self->picture = gtk_picture_new ();
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), self->attachment->name);
  gtk_widget_set_vexpand (self->picture, TRUE);
  self->damaged = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  vigie_add_classes (self->damaged, "evidence-damaged");
  gtk_box_append (GTK_BOX (self->damaged), vigie_icon_new ("vigie-warning-symbolic", "soon-text"));
  gtk_box_append (GTK_BOX (self->damaged), words);
  gtk_widget_set_visible (self->damaged, FALSE);
  gtk_box_append (GTK_BOX (box), self->picture);
  gtk_box_append (GTK_BOX (box), self->damaged);

  return box;
}

static GtkWidget *
make_preview (VigieEvidenceView *self)
{
  self->preview = GTK_STACK (gtk_stack_new ());
  self->text = GTK_LABEL (vigie_paragraph_new (NULL, "caption monospace"));
  self->words = GTK_LABEL (vigie_paragraph_new (NULL, "dim small"));
  gtk_label_set_wrap (self->text, FALSE);
  gtk_label_set_yalign (self->text, 0);
  gtk_label_set_yalign (self->words, 0.5);
  gtk_stack_add_named (self->preview, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "waiting");
  gtk_stack_add_named (self->preview, make_picture (self), "picture");
  gtk_stack_add_named (self->preview, GTK_WIDGET (self->text), "text");
  gtk_stack_add_named (self->preview, GTK_WIDGET (self->words), "words");
  gtk_widget_add_css_class (GTK_WIDGET (self->preview), "evidence-preview");
  gtk_widget_set_overflow (GTK_WIDGET (self->preview), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_size_request (GTK_WIDGET (self->preview), PREVIEW_WIDTH_PX, PREVIEW_HEIGHT_PX);
  gtk_widget_set_valign (GTK_WIDGET (self->preview), GTK_ALIGN_START);

  return GTK_WIDGET (self->preview);
}

static void
add_button (VigieEvidenceView *self, GtkWidget *row, const char *words, GCallback callback)
{
  GtkWidget *button = vigie_page_button_new (words, NULL, "compact");

  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (row), button);
}

static GtkWidget *
make_words (VigieEvidenceView *self)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *size = vigie_size_words (self->attachment->size_bytes, lang);
  g_autofree char *what = self->attachment->type != NULL ? g_strdup_printf ("%s · %s", size, self->attachment->type) : g_strdup (size);
  g_autofree char *hash = g_strdup_printf ("BLAKE2b-256 %s", self->attachment->hash);
  GtkWidget *hash_label = vigie_paragraph_new (hash, "caption dim monospace");

  gtk_label_set_wrap_mode (GTK_LABEL (hash_label), PANGO_WRAP_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (hash_label), 20);
  add_button (self, buttons, _("Open"), G_CALLBACK (open_cb));
  add_button (self, buttons, _("Save as…"), G_CALLBACK (save_cb));
  add_button (self, buttons, _("Copy the hash"), G_CALLBACK (hash_cb));
  gtk_box_append (GTK_BOX (column), vigie_paragraph_new (self->attachment->name, "strong"));
  gtk_box_append (GTK_BOX (column), vigie_label_new (what, "small num"));
  gtk_box_append (GTK_BOX (column), hash_label);
  gtk_box_append (GTK_BOX (column), buttons);
  gtk_widget_set_hexpand (column, TRUE);

  return column;
}

static void
vigie_evidence_view_dispose (GObject *object)
{
  VigieEvidenceView *self = VIGIE_EVIDENCE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_evidence_view_parent_class)->dispose (object);
}

static void
vigie_evidence_view_finalize (GObject *object)
{
  VigieEvidenceView *self = VIGIE_EVIDENCE_VIEW (object);

  g_clear_object (&self->model);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->attachment, vigie_attachment_free);
  g_free (self->id);
  G_OBJECT_CLASS (vigie_evidence_view_parent_class)->finalize (object);
}

static void
vigie_evidence_view_class_init (VigieEvidenceViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_evidence_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = vigie_evidence_view_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "evidence");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_evidence_view_init (VigieEvidenceView *self)
{
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
vigie_evidence_view_new (VigieIncidentModel *model, const VigieEntry *entry)
{
  g_autoptr(VigieAttachment) attachment = vigie_attachment_of_event (entry->event);
  VigieEvidenceView *self;

  if (attachment == NULL)
    return NULL;
  self = g_object_new (VIGIE_TYPE_EVIDENCE_VIEW, NULL);
  self->model = g_object_ref (model);
  self->attachment = g_steal_pointer (&attachment);
  self->id = g_strdup (entry->event->id);
  self->root = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (self->root), make_preview (self));
  gtk_box_append (GTK_BOX (self->root), make_words (self));
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
  load (self);

  return GTK_WIDGET (self);
}

const char *
vigie_evidence_view_get_id (VigieEvidenceView *self)
{
  g_return_val_if_fail (VIGIE_IS_EVIDENCE_VIEW (self), NULL);

  return self->id;
}

const char *
vigie_evidence_view_get_shown (VigieEvidenceView *self)
{
  g_return_val_if_fail (VIGIE_IS_EVIDENCE_VIEW (self), NULL);

  return gtk_stack_get_visible_child_name (self->preview);
}
