/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files and pictures dropped, pasted and shown in the timeline, with real widgets over a real store. With
 * VIGIE_SHOTS a folder gets pictures of what the tests see. */

#include "page-fixture.h"

#include <unistd.h>

#include "vigie-attachment.h"
#include "vigie-entry-detail.h"
#include "vigie-evidence-view.h"
#include "vigie-evidence.h"
#include "vigie-export-file.h"
#include "vigie-report-export.h"
#include "vigie-store-thread-content.h"
#include "vigie-test-support.h"
#include "vigie-timeline-drop.h"
#include "vigie-timeline-page.h"

#define find_type(fixture, type) find_in ((fixture)->page, type, NULL, NULL)

static void
set_up_page (Fixture *fixture)
{
  g_autofree char *stream = declare (fixture, "Paiements bloqués", VIGIE_LEVEL_P1, noon);
  GtkWidget *page = vigie_timeline_page_new ();

  open_model (fixture, stream);
  vigie_timeline_page_set_model (VIGIE_TIMELINE_PAGE (page), fixture->model);
  show_page (fixture, page, 900, 640);
}

static VigieTimelineDrop *
drop_of (Fixture *fixture)
{
  return VIGIE_TIMELINE_DROP (find_type (fixture, VIGIE_TYPE_TIMELINE_DROP));
}

/* The nth file kept, NULL if there are fewer. */
static const VigieEntry *
nth_entry (Fixture *fixture, guint n)
{
  VigieIncident *incident = incident_of (fixture);

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = incident->entries->pdata[i];

      if (entry->kind == VIGIE_ENTRY_ATTACHMENT && n-- == 0)
        return entry;
    }

  return NULL;
}

static VigieAttachment *
nth (Fixture *fixture, guint n)
{
  const VigieEntry *entry = nth_entry (fixture, n);

  return entry != NULL ? vigie_attachment_of_event (entry->event) : NULL;
}

static GFile *
make_file (Fixture *fixture, const char *name, const void *data, gsize length_bytes)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, data, (gssize) length_bytes, NULL));

  return g_file_new_for_path (path);
}

/* Takes the files. */
static gboolean
drop (Fixture *fixture, GFile *first, ...)
{
  g_auto(GValue) value = G_VALUE_INIT;
  GSList *files = NULL;
  va_list args;

  va_start (args, first);
  for (GFile *file = first; file != NULL; file = va_arg (args, GFile *))
    files = g_slist_append (files, file);
  va_end (args);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  g_slist_free_full (files, g_object_unref);

  return vigie_timeline_drop_take (drop_of (fixture), &value);
}

static GBytes *
read_back (Fixture *fixture, const char *hash)
{
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;
  GBytes *content;

  vigie_store_thread_read_content_async (fixture->store, hash, VIGIE_ATTACHMENT_MAX_BYTES, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  content = vigie_store_thread_read_content_finish (fixture->store, outcome, &error);
  g_assert_no_error (error);

  return content;
}

/* A picture of stripes. */
static GdkTexture *
make_texture (int width, int height)
{
  gsize stride = (gsize) width * 4;
  guint8 *pixels = g_malloc (stride * (gsize) height);
  g_autoptr(GBytes) bytes = NULL;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *pixel = pixels + (gsize) y * stride + (gsize) x * 4;

        pixel[0] = (guint8) (x * 255 / width);
        pixel[1] = (guint8) (y / 16 % 2 * 160 + 40);
        pixel[2] = (guint8) (y * 255 / height);
        pixel[3] = 255;
      }
  bytes = g_bytes_new_take (pixels, stride * (gsize) height);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8, bytes, stride);
}

static void
shoot (Fixture *fixture, const char *name)
{
  const char *folder = g_getenv ("VIGIE_SHOTS");
  g_autofree char *path = folder != NULL ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;
  g_autofree char *command = path != NULL ? g_strdup_printf ("import -window root '%s'", path) : NULL;

  if (command == NULL)
    return;
  for (guint i = 0; i < 40; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (20 * 1000);
    }
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
}

static void
test_drop (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieAttachment) first = NULL;
  g_autoptr(VigieAttachment) second = NULL;
  g_autoptr(GBytes) content = NULL;

  set_up_page (fixture);
  g_assert_true (drop (fixture, make_file (fixture, "nginx.log", "502\n", 4),
                       make_file (fixture, "<b>été & fin.txt", "x", 1), NULL));
  wait_until (nth_entry (fixture, 1) != NULL);
  first = nth (fixture, 0);
  second = nth (fixture, 1);
  g_assert_cmpstr (first->name, ==, "nginx.log");
  g_assert_cmpint (first->size_bytes, ==, 4);
  g_assert_cmpstr (second->name, ==, "<b>été & fin.txt");
  g_assert_cmpstr (nth_entry (fixture, 0)->event->author, ==, "Awa Koné");
  content = read_back (fixture, first->hash);
  g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), "502\n", 4);
  wait_until (!gtk_widget_get_visible (GTK_WIDGET (drop_of (fixture))));
  wait_until (find_words (fixture, "nginx.log") != NULL);
  g_assert_null (fixture->failure);
}

/* Each kind of refusal is a sentence; nothing is recorded; what is good in the same drop is kept. */
static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieAttachment) kept = NULL;
  g_autofree char *large = g_build_filename (fixture->folder, "large.bin", NULL);

  set_up_page (fixture);
  g_object_unref (make_file (fixture, "large.bin", "", 0));
  g_assert_cmpint (truncate (large, VIGIE_ATTACHMENT_MAX_BYTES + 1), ==, 0);
  g_assert_true (drop (fixture, g_file_new_for_path (large), NULL));
  wait_until (fixture->failure != NULL);
  g_assert_nonnull (strstr (fixture->failure, "“large.bin” is larger than 25 MiB"));
  g_clear_pointer (&fixture->failure, g_free);
  g_assert_null (nth_entry (fixture, 0));
  g_assert_true (drop (fixture, g_file_new_for_path (fixture->folder), g_file_new_for_path ("/no/such/gone.png"),
                       make_file (fixture, "good.txt", "x", 1), g_file_new_for_path (large), NULL));
  wait_until (fixture->failure != NULL);
  g_assert_nonnull (strstr (fixture->failure, "3 files were not kept"));
  wait_until (nth_entry (fixture, 0) != NULL);
  kept = nth (fixture, 0);
  g_assert_cmpstr (kept->name, ==, "good.txt");
  g_assert_null (nth_entry (fixture, 1));
}

static void
test_paste_picture (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GdkTexture) texture = make_texture (640, 400);
  GdkClipboard *clipboard;
  g_autoptr(VigieAttachment) attachment = NULL;
  g_autoptr(GBytes) content = NULL;

  set_up_page (fixture);
  clipboard = gtk_widget_get_clipboard (fixture->page);
  gdk_clipboard_set_texture (clipboard, texture);
  g_assert_true (vigie_timeline_drop_paste (drop_of (fixture)));
  wait_until (nth_entry (fixture, 0) != NULL);
  attachment = nth (fixture, 0);
  g_assert_true (g_str_has_prefix (attachment->name, "Picture 2025-12-01 13-00-00"));
  g_assert_cmpstr (attachment->type, ==, "image/png");
  content = read_back (fixture, attachment->hash);
  g_assert_cmpmem (g_bytes_get_data (content, NULL), 8, "\x89PNG\r\n\x1a\n", 8);
}

static void
test_paste_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GFile) file = make_file (fixture, "pasted.txt", "x", 1);
  g_autoptr(GSList) files = g_slist_append (NULL, file);
  g_autoptr(VigieAttachment) attachment = NULL;
  GdkFileList *list = gdk_file_list_new_from_list (files);

  set_up_page (fixture);
  gdk_clipboard_set (gtk_widget_get_clipboard (fixture->page), GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  g_assert_true (vigie_timeline_drop_paste (drop_of (fixture)));
  wait_until (nth_entry (fixture, 0) != NULL);
  attachment = nth (fixture, 0);
  g_assert_cmpstr (attachment->name, ==, "pasted.txt");
}

/* Text stays the field's business. */
static void
test_paste_text (Fixture *fixture, gconstpointer data)
{
  set_up_page (fixture);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->page), "502 since 02:14");
  g_assert_false (vigie_timeline_drop_paste (drop_of (fixture)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (drop_of (fixture))));
}

static VigieEvidenceView *
show (Fixture *fixture, guint n)
{
  vigie_timeline_page_show_entry (VIGIE_TIMELINE_PAGE (fixture->page), nth_entry (fixture, n)->event->id);
  wait_until (find_type (fixture, VIGIE_TYPE_EVIDENCE_VIEW) != NULL);

  return VIGIE_EVIDENCE_VIEW (find_type (fixture, VIGIE_TYPE_EVIDENCE_VIEW));
}

/* Of stripes, as JPEG with a small one inside that has an end of its own. */
static GBytes *
make_photo (void)
{
  static const guint8 thumbnail[] = { 0xff, 0xe1, 0, 10, 0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xd9 };
  g_autoptr(GdkTexture) texture = make_texture (1200, 800);
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_get_from_texture (texture);
  g_autofree char *content = NULL;
  GByteArray *photo = g_byte_array_new ();
  gsize length_bytes = 0;

  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &content, &length_bytes, "jpeg", NULL, NULL));
  g_byte_array_append (photo, (guint8 *) content, 2);
  g_byte_array_append (photo, thumbnail, sizeof thumbnail);
  g_byte_array_append (photo, (guint8 *) content + 2, (guint) length_bytes - 2);

  return g_byte_array_free_to_bytes (photo);
}

/* A photo that lost its end is shown as far as it goes, and called damaged; nobody takes it for the whole one. */
static void
test_cut_photo (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GBytes) photo = make_photo ();
  gsize length_bytes = 0;
  const guint8 *bytes = g_bytes_get_data (photo, &length_bytes);
  const gsize lengths[] = { length_bytes, length_bytes - 1, length_bytes / 2 };

  set_up_page (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *name = g_strdup_printf ("photo-%u.jpg", i);
      VigieEvidenceView *view;

      g_assert_true (drop (fixture, make_file (fixture, name, bytes, lengths[i]), NULL));
      wait_until (nth_entry (fixture, i) != NULL);
      view = show (fixture, i);
      wait_until (g_str_equal (vigie_evidence_view_get_shown (view), "picture"));
      g_assert_true ((find_words (fixture, "Damaged file") != NULL) == (i > 0));
    }
  shoot (fixture, "evidence-cut");
}

/* What stands where the picture would, for good files and for bad ones. */
static void
test_shown (Fixture *fixture, gconstpointer data)
{
  static const guint8 giant[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\x86\xa0\0\1\x86\xa0\x08\2\0\0\0\0\0\0\0";
  static const char broken[] = "\xff\xd8\xff\xe0 this is no picture at all";
  g_autoptr(GdkTexture) texture = make_texture (1200, 800);
  g_autoptr(GBytes) png = gdk_texture_save_to_png_bytes (texture);
  gsize png_bytes = g_bytes_get_size (png);
  const guint8 *png_data = g_bytes_get_data (png, NULL);
  const struct { const char *name; const void *data; gsize length_bytes; const char *shown; } cases[] = {
    { "capture écran.png", png_data, png_bytes, "picture" },
    { "half.png", png_data, png_bytes / 2, "words" },
    { "giant.png", giant, sizeof giant - 1, "words" },
    { "broken.jpg", broken, sizeof broken - 1, "words" },
    { "nginx.log", "02:14 <b>502</b> Bad Gateway\n02:15 502 Bad Gateway\n", 51, "text" },
    { "core.bin", "\0\1\2\3", 4, "words" },
    { "empty.txt", "", 0, "words" },
  };

  set_up_page (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VigieEvidenceView *view;
      g_autofree char *shot = g_strdup_printf ("evidence-%u", i);

      g_test_message ("%s", cases[i].name);
      g_assert_true (drop (fixture, make_file (fixture, cases[i].name, cases[i].data, cases[i].length_bytes), NULL));
      wait_until (nth_entry (fixture, i) != NULL);
      view = show (fixture, i);
      wait_until (g_str_equal (vigie_evidence_view_get_shown (view), cases[i].shown));
      g_assert_cmpstr (vigie_evidence_view_get_id (view), ==, nth_entry (fixture, i)->event->id);
      if (i == 0 || i == 3 || i == 4)
        shoot (fixture, shot);
    }
  g_assert_null (fixture->failure);
}

static gboolean
is_in_sight (Fixture *fixture, const char *words)
{
  GtkWidget *label = find_words (fixture, words);
  GtkWidget *scroller = label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_SCROLLED_WINDOW) : NULL;
  graphene_rect_t row, view = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  if (scroller == NULL || !gtk_widget_compute_bounds (label, scroller, &row))
    return FALSE;
  view.size.width = (float) gtk_widget_get_width (scroller);
  view.size.height = (float) gtk_widget_get_height (scroller);

  return graphene_rect_contains_rect (&view, &row);
}

static const VigieEntry *
entry_saying (Fixture *fixture, const char *text)
{
  VigieIncident *incident = incident_of (fixture);

  for (guint i = 0; i < incident->entries->len; i++)
    if (g_strcmp0 (((const VigieEntry *) incident->entries->pdata[i])->text, text) == 0)
      return incident->entries->pdata[i];

  return NULL;
}

static void
go_to_end (Fixture *fixture)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (find_words (fixture, "Entry"), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  wait_until (is_in_sight (fixture, "Entry 29."));
}

/* The detail takes room from the list, and a lower window takes more; the row whose detail it is stays in sight, be it
 * the topmost or one that is nearly at the end. */
static void
test_row_in_sight (Fixture *fixture, gconstpointer data)
{
  set_up_page (fixture);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *text = g_strdup_printf ("Entry %u.", i);

      record (fixture, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_NOTE, text, NULL, "Awa Koné", noon + i * VIGIE_MINUTE_USEC, NULL));
    }
  wait_until (entry_saying (fixture, "Entry 29.") != NULL && is_in_sight (fixture, "Entry 29."));
  for (guint i = 15; i < 28; i++)
    {
      g_autofree char *text = g_strdup_printf ("Entry %u.", i);
      int height = gtk_widget_get_height (fixture->page);

      go_to_end (fixture);
      vigie_timeline_page_show_entry (VIGIE_TIMELINE_PAGE (fixture->page), entry_saying (fixture, text)->event->id);
      wait_until (gtk_widget_get_height (find_type (fixture, VIGIE_TYPE_ENTRY_DETAIL)) > 60 && is_in_sight (fixture, text));
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, height - 12);
      wait_until (gtk_widget_get_height (fixture->page) == height - 12);
      wait_until (is_in_sight (fixture, text));
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_true (is_in_sight (fixture, text));
    }
}

/* What is noted meanwhile does not load the picture anew. */
static void
test_view_stays (Fixture *fixture, gconstpointer data)
{
  VigieEvidenceView *view;
  GPtrArray *drafts;

  set_up_page (fixture);
  g_assert_true (drop (fixture, make_file (fixture, "a.log", "x\n", 2), NULL));
  wait_until (nth_entry (fixture, 0) != NULL);
  view = show (fixture, 0);
  wait_until (g_str_equal (vigie_evidence_view_get_shown (view), "text"));
  drafts = vigie_act_log (incident_of (fixture), VIGIE_ENTRY_NOTE, "meanwhile", NULL, "Awa Koné", noon, NULL);
  record (fixture, drafts);
  wait_until (find_words (fixture, "meanwhile") != NULL);
  g_assert_true (find_type (fixture, VIGIE_TYPE_EVIDENCE_VIEW) == GTK_WIDGET (view));
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "out.log", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "out.log", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFile) bad = g_file_new_for_path (nowhere);
  g_autofree char *text = NULL;
  VigieEvidenceView *view;

  set_up_page (fixture);
  g_assert_true (drop (fixture, make_file (fixture, "a.log", "x\n", 2), NULL));
  wait_until (nth_entry (fixture, 0) != NULL);
  view = show (fixture, 0);
  vigie_evidence_view_save (view, file);
  wait_until (fixture->toast != NULL);
  g_assert_cmpstr (fixture->toast, ==, "Written: out.log");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "x\n");
  vigie_evidence_view_save (view, bad);
  wait_until (fixture->failure != NULL);
  g_assert_true (g_str_has_prefix (fixture->failure, "Not written: "));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_ROLE_GROUP);
  g_assert_nonnull (find_button (fixture, "Save as…"));
  g_assert_nonnull (find_button (fixture, "Copy the hash"));
  g_assert_nonnull (find_button (fixture, "Retract…"));
}

static void
exported_cb (VigieReportExport *export, gboolean written, int *outcome)
{
  *outcome = written;
}

/* The record as the report page writes it has the contents in it. */
static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "record.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *export = g_object_ref_sink (vigie_report_export_new ());
  int outcome = -1;

  set_up_page (fixture);
  g_assert_true (drop (fixture, make_file (fixture, "a.log", "x\n", 2), NULL));
  wait_until (nth_entry (fixture, 0) != NULL);
  vigie_report_export_set_model (VIGIE_REPORT_EXPORT (export), fixture->model);
  g_signal_connect (export, "finished", G_CALLBACK (exported_cb), &outcome);
  g_assert_true (vigie_report_export_to (VIGIE_REPORT_EXPORT (export), VIGIE_FORMAT_JSON, file));
  wait_until (outcome != -1);
  g_assert_true (outcome);
  events = vigie_export_load (path, playbook, NULL, NULL, missing, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, incident_of (fixture)->events->len);
  g_assert_cmpuint (missing->len, ==, 0);
  g_object_unref (export);
}

/* Stopped in the middle of a large file: nothing of it is recorded, and the bar goes. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "large.bin", NULL);
  VigieTimelineDrop *bar;

  set_up_page (fixture);
  bar = drop_of (fixture);
  g_object_unref (make_file (fixture, "large.bin", "", 0));
  g_assert_cmpint (truncate (path, VIGIE_ATTACHMENT_MAX_BYTES), ==, 0);
  g_assert_true (drop (fixture, g_file_new_for_path (path), make_file (fixture, "after.txt", "x", 1), NULL));
  wait_until (find_words (fixture, "Keeping “large.bin”, 1 more to come…") != NULL);
  shoot (fixture, "evidence-progress");
  g_signal_emit_by_name (find_button (fixture, "Stop"), "clicked");
  wait_until (!gtk_widget_get_visible (GTK_WIDGET (bar)));
  g_assert_null (nth_entry (fixture, 0));
  g_assert_null (fixture->failure);
}

static void
add_all (void)
{
  add_test ("/ui/evidence/drop", test_drop);
  add_test ("/ui/evidence/refusals", test_refusals);
  add_test ("/ui/evidence/paste-picture", test_paste_picture);
  add_test ("/ui/evidence/paste-files", test_paste_files);
  add_test ("/ui/evidence/paste-text", test_paste_text);
  add_test ("/ui/evidence/shown", test_shown);
  add_test ("/ui/evidence/cut-photo", test_cut_photo);
  add_test ("/ui/evidence/row-in-sight", test_row_in_sight);
  add_test ("/ui/evidence/view-stays", test_view_stays);
  add_test ("/ui/evidence/save", test_save);
  add_test ("/ui/evidence/export", test_export);
  add_test ("/ui/evidence/cancel", test_cancel);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
