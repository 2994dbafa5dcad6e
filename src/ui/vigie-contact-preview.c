/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preview of an import. Whoever differs from what stands here comes first and is asked about one by one: keep ours and
 * add, take the file's, leave out. The choice that is made already loses nothing. Of thousands the first hundreds are shown,
 * the others counted; what is chosen for them is what is suggested. Rows come a few at a time, between two frames. */

#include "vigie-contact-preview.h"

#include <glib/gi18n-lib.h>

#include "vigie-contact-acts.h"
#include "vigie-text-ui.h"

#define MOST_ROWS 200
#define IDLE_ROWS 4
#define MOST_FAULTS 20

typedef struct
{
  VigieSession *session;
  VigieContactPreviewData *data;
  GtkWindow *window;
  GtkWidget *record;
  GtkWidget *error;
  GtkWidget *content, *list;
  GPtrArray *order;              /* VigieImportItem, as shown; borrowed */
  guint n_shown;
  guint idle_id;
  gboolean is_recording;
} Preview;

VigieContactPreviewData *
vigie_contact_preview_data_new (VigieDirectory *directory, VigieContactFile *file, GPtrArray *columns)
{
  VigieContactPreviewData *data = g_new0 (VigieContactPreviewData, 1);

  data->file = file;
  data->columns = columns;
  data->plan = vigie_import_plan_new (directory, file->contacts);
  return data;
}

void
vigie_contact_preview_data_free (VigieContactPreviewData *data)
{
  if (data == NULL)
    return;
  vigie_import_plan_free (data->plan);
  vigie_contact_file_free (data->file);
  g_ptr_array_unref (data->columns);
  g_free (data);
}

static void
free_preview (gpointer data)
{
  Preview *preview = data;

  g_clear_handle_id (&preview->idle_id, g_source_remove);
  g_ptr_array_unref (preview->order);
  vigie_contact_preview_data_free (preview->data);
  g_object_unref (preview->session);
  g_free (preview);
}

/* ---- Recording ---- */

/* While it is recorded nothing is chosen any more: another thread reads the choices. */
static void
set_recording (Preview *preview, gboolean is_recording, const char *sentence)
{
  preview->is_recording = is_recording;
  if (preview->error == NULL)
    return;
  gtk_widget_set_sensitive (preview->content, !is_recording);
  gtk_widget_set_sensitive (preview->record, !is_recording);
  vigie_label_set (GTK_LABEL (preview->error), sentence);
}

static void
recorded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GtkWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_session_record_finish (VIGIE_SESSION (object), result, &error);
  Preview *preview = g_object_get_data (G_OBJECT (window), "preview");

  if (events == NULL)
    {
      set_recording (preview, FALSE, error->message);
      return;
    }
  if (preview->error != NULL)
    gtk_window_destroy (window);
}

static void
draft_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Preview *preview = data;
  GError *error = NULL;
  GPtrArray *drafts = vigie_import_plan_drafts (preview->data->plan, g_object_get_data (G_OBJECT (task), "author"),
                                                *(gint64 *) g_object_get_data (G_OBJECT (task), "now"), &error);

  if (drafts != NULL)
    g_task_return_pointer (task, drafts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
drafted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Preview *preview = g_object_get_data (object, "preview");
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = g_task_propagate_pointer (G_TASK (result), &error);

  if (drafts != NULL && drafts->len > 0)
    {
      vigie_session_record_async (preview->session, drafts, NULL, recorded_cb, g_object_ref (object));
      return;
    }
  g_clear_pointer (&drafts, g_ptr_array_unref);
  set_recording (preview, FALSE, error != NULL ? error->message : _("Nothing is chosen that would change the directory."));
}

/* The bodies of thousands of events take longer than a frame. */
static void
record_cb (Preview *preview)
{
  g_autoptr(GTask) task = NULL;
  gint64 *now = g_new (gint64, 1);

  if (preview->is_recording)
    {
      g_free (now);
      return;
    }
  set_recording (preview, TRUE, "");
  *now = vigie_session_now_usec (preview->session);
  task = g_task_new (preview->window, NULL, drafted_cb, NULL);
  g_object_set_data_full (G_OBJECT (task), "author", g_strdup (vigie_session_get_author (preview->session)), g_free);
  g_object_set_data_full (G_OBJECT (task), "now", now, g_free);
  g_task_set_task_data (task, preview, NULL);
  g_task_run_in_thread (task, draft_in_thread);
}

/* ---- Rows ---- */

static const char *
kind_words (VigieImportKind kind)
{
  switch (kind)
    {
    case VIGIE_IMPORT_NEW:
      return _("new");
    case VIGIE_IMPORT_ADDS:
      return _("adds");
    case VIGIE_IMPORT_DIFFERS:
      return _("differs");
    default:
      return _("the same");
    }
}

static void
append_difference (GString *words, Preview *preview, const VigieImportItem *item, const VigieContact *ours, VigieContactField field)
{
  VigieDirectory *directory = preview->data->plan->directory;
  VigieLang lang = vigie_session_get_lang (preview->session);
  gboolean differs = (item->differs & 1u << field) != 0;
  g_autofree char *here = vigie_contact_field_words (directory, ours, field, lang);
  g_autofree char *there = vigie_contact_field_words (directory, differs ? item->theirs : item->added, field, lang);

  if (!differs && vigie_contact_field_equal (ours, item->added, field))
    return;
  g_string_append (words, words->len > 0 ? "\n" : "");
  if (differs)
    /* Translators: a field, what it says here, what the file says. */
    g_string_append_printf (words, _("%s: here %s, in the file %s"), vigie_contact_field_title (field), here, there);
  else
    g_string_append_printf (words, _("%s: %s → %s"), vigie_contact_field_title (field), here, there);
}

static char *
item_words (Preview *preview, const VigieImportItem *item)
{
  const VigieDirectoryEntry *entry = vigie_directory_entry (preview->data->plan->directory, item->id);
  g_autoptr(GString) words = g_string_new (NULL);

  if (entry == NULL)
    {
      const char *number = vigie_contact_number (item->theirs), *mail = vigie_contact_mail (item->theirs);

      return g_strjoin (number != NULL && mail != NULL ? " · " : "", number != NULL ? number : "", mail != NULL ? mail : "", NULL);
    }
  for (VigieContactField field = 0; field < VIGIE_CONTACT_N_FIELDS; field++)
    append_difference (words, preview, item, entry->contact, field);
  if (entry->removed)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", _("This contact was removed here."));

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
chosen_cb (GtkDropDown *choice, GParamSpec *pspec, VigieImportItem *item)
{
  static const VigieImportChoice choices[] = { VIGIE_IMPORT_ADD, VIGIE_IMPORT_TAKE, VIGIE_IMPORT_SKIP };
  guint selected = gtk_drop_down_get_selected (choice);

  if (selected < G_N_ELEMENTS (choices))
    item->choice = choices[selected];
}

static GtkWidget *
choice_new (VigieImportItem *item, const char *name)
{
  const char *const words[] = { item->kind == VIGIE_IMPORT_NEW ? _("Add") : _("Keep ours, add"), _("Take the file’s"), _("Leave out"), NULL };
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);
  g_autofree char *spoken = g_strdup_printf (_("What becomes of %s"), name);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), item->choice == VIGIE_IMPORT_ADD ? 0 : item->choice == VIGIE_IMPORT_TAKE ? 1 : 2);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (choice, spoken);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (chosen_cb), item);
  return choice;
}

static GtkWidget *
row_new (Preview *preview, VigieImportItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *name = vigie_text_ui_clean (vigie_text_get (&item->theirs->name, vigie_session_get_lang (preview->session)), 80);
  g_autofree char *text = item_words (preview, item);

  gtk_widget_set_margin_top (row, 8);
  gtk_widget_set_margin_bottom (row, 8);
  gtk_widget_set_margin_start (row, 14);
  gtk_widget_set_margin_end (row, 14);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (head), vigie_label_new (name, "strong"));
  gtk_box_append (GTK_BOX (head), vigie_tag_new (kind_words (item->kind), item->kind == VIGIE_IMPORT_DIFFERS ? "soon" : item->kind == VIGIE_IMPORT_NEW ? "acc" : NULL));
  gtk_box_append (GTK_BOX (words), head);
  if (*text != '\0')
    gtk_box_append (GTK_BOX (words), vigie_paragraph_new (text, "small dim"));
  gtk_box_append (GTK_BOX (row), words);
  if (item->kind != VIGIE_IMPORT_SAME)
    gtk_box_append (GTK_BOX (row), choice_new (item, name));

  return row;
}

static void
append_rest (Preview *preview)
{
  guint n = preview->order->len - preview->n_shown;
  g_autofree char *more = g_strdup_printf (ngettext ("and %u more, as suggested", "and %u more, as suggested", n), n);
  GtkWidget *label = vigie_paragraph_new (more, "dim");

  gtk_widget_set_margin_start (label, 14);
  gtk_widget_set_margin_bottom (label, 10);
  gtk_widget_set_margin_top (label, 10);
  gtk_box_append (GTK_BOX (preview->list), label);
}

static gboolean
rows_cb (gpointer user_data)
{
  Preview *preview = user_data;
  guint most = MIN (preview->order->len, MOST_ROWS);

  for (guint i = 0; i < IDLE_ROWS && preview->n_shown < most; i++)
    gtk_box_append (GTK_BOX (preview->list), row_new (preview, preview->order->pdata[preview->n_shown++]));
  if (preview->n_shown < most)
    return G_SOURCE_CONTINUE;
  if (preview->order->len > most)
    append_rest (preview);
  preview->idle_id = 0;
  return G_SOURCE_REMOVE;
}

static GtkWidget *
list_new (Preview *preview)
{
  static const VigieImportKind order[] = { VIGIE_IMPORT_DIFFERS, VIGIE_IMPORT_ADDS, VIGIE_IMPORT_NEW, VIGIE_IMPORT_SAME };
  GPtrArray *items = preview->data->plan->items;

  preview->order = g_ptr_array_sized_new (items->len);
  for (gsize k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < items->len; i++)
      if (((VigieImportItem *) items->pdata[i])->kind == order[k])
        g_ptr_array_add (preview->order, items->pdata[i]);
  preview->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (preview->list, "card-list");
  preview->idle_id = g_idle_add (rows_cb, preview);

  return preview->list;
}

/* ---- The window ---- */

static char *
summary (const VigieContactPreviewData *data)
{
  const guint *n = data->plan->n;
  g_autofree char *new = g_strdup_printf (ngettext ("%u new", "%u new", n[VIGIE_IMPORT_NEW]), n[VIGIE_IMPORT_NEW]);
  g_autofree char *adds = g_strdup_printf (ngettext ("%u with additions", "%u with additions", n[VIGIE_IMPORT_ADDS]), n[VIGIE_IMPORT_ADDS]);
  g_autofree char *differ = g_strdup_printf (ngettext ("%u that differs", "%u that differ", n[VIGIE_IMPORT_DIFFERS]), n[VIGIE_IMPORT_DIFFERS]);
  g_autofree char *same = g_strdup_printf (ngettext ("%u the same", "%u the same", n[VIGIE_IMPORT_SAME]), n[VIGIE_IMPORT_SAME]);

  return g_strdup_printf ("%s · %s · %s · %s", new, adds, differ, same);
}

static void
append_faults (GtkBox *box, const VigieContactFile *file)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *head = NULL;

  if (file->n_faults == 0)
    return;
  head = g_strdup_printf (ngettext ("%u entry of the file cannot be taken:", "%u entries of the file cannot be taken:", file->n_faults), file->n_faults);
  g_string_append (text, head);
  for (guint i = 0; i < file->faults->len && i < MOST_FAULTS; i++)
    g_string_append_printf (text, "\n%s", (const char *) file->faults->pdata[i]);
  gtk_box_append (box, vigie_paragraph_new (text->str, "small soon-text"));
}

static void
append_notes (GtkBox *box, const VigieContactPreviewData *data)
{
  append_faults (box, data->file);
  if (data->file->n_dropped > 0)
    {
      g_autofree char *dropped = g_strdup_printf (ngettext ("%u picture, sound or over-long line is left out.", "%u pictures, sounds or over-long lines are left out.", data->file->n_dropped), data->file->n_dropped);

      gtk_box_append (box, vigie_paragraph_new (dropped, "small dim"));
    }
  if (data->columns->len > 0)
    {
      g_autoptr(GString) columns = g_string_new (_("Columns:"));

      for (guint i = 0; i < data->columns->len && i < 30; i++)
        g_string_append_printf (columns, "%s %s", i > 0 ? "," : "", (const char *) data->columns->pdata[i]);
      gtk_box_append (box, vigie_paragraph_new (columns->str, "small dim"));
    }
}

static GtkWidget *
foot_new (Preview *preview)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  preview->error = vigie_paragraph_new ("", "late-text small");
  gtk_widget_set_hexpand (preview->error, TRUE);
  gtk_widget_set_valign (preview->error, GTK_ALIGN_CENTER);
  preview->record = gtk_button_new_with_label (_("Record what is chosen"));
  gtk_widget_add_css_class (preview->record, "suggested-action");
  gtk_widget_set_valign (preview->record, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (preview->record, "clicked", G_CALLBACK (record_cb), preview);
  gtk_widget_add_css_class (foot, "foot-bar");
  gtk_widget_add_css_class (acts, "foot-row");
  gtk_box_append (GTK_BOX (foot), preview->error);
  gtk_box_append (GTK_BOX (acts), preview->record);
  gtk_box_append (GTK_BOX (foot), acts);

  return foot;
}

static void
destroy_cb (GtkWindow *window, Preview *preview)
{
  g_clear_handle_id (&preview->idle_id, g_source_remove);
  preview->error = NULL;
}

GtkWindow *
vigie_contact_preview_present (GtkWidget *from, VigieSession *session, VigieContactPreviewData *data)
{
  Preview *preview = g_new0 (Preview, 1);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autofree char *words = summary (data);

  preview->session = g_object_ref (session);
  preview->data = data;
  preview->content = box;
  gtk_widget_set_margin_top (box, 14);
  gtk_widget_set_margin_bottom (box, 14);
  gtk_widget_set_margin_start (box, 14);
  gtk_widget_set_margin_end (box, 14);
  gtk_box_append (GTK_BOX (box), vigie_paragraph_new (words, "strong"));
  gtk_box_append (GTK_BOX (box), vigie_paragraph_new (_("Nothing that stands here is overwritten unless you choose so."), "small dim"));
  append_notes (GTK_BOX (box), data);
  gtk_box_append (GTK_BOX (box), list_new (preview));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (content), scrolled);
  gtk_box_append (GTK_BOX (content), foot_new (preview));
  gtk_widget_add_css_class (content, "paper");
  preview->window = vigie_contact_window_new (from, _("Import contacts"), content);
  gtk_window_set_default_size (preview->window, 640, 560);
  g_object_set_data_full (G_OBJECT (preview->window), "preview", preview, free_preview);
  g_signal_connect (preview->window, "destroy", G_CALLBACK (destroy_cb), preview);
  gtk_window_present (preview->window);
  gtk_widget_grab_focus (preview->record);

  return preview->window;
}
