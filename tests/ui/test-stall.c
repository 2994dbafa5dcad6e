/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hostile files through the real window: each ends with one sentence, or with a preview of what is bounded, and no turn of
 * the main loop meanwhile works for more than 50 ms. What is counted is the processor time of this thread, so that other
 * programs do not count; VIGIE_TEST_PATIENCE multiplies it where the build is a slow one. Files are read and written on
 * other threads, and the memory of them all stays under 250 MB. */

#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "page-fixture.h"

#include "vigie-contact-files.h"
#include "vigie-rota-forms.h"

#define MOST_USEC (50 * 1000)
#define MOST_KB (250 * 1024)
#define DEADLINE_USEC (120 * G_USEC_PER_SEC)

static double
patience (void)
{
  const char *told = g_getenv ("VIGIE_TEST_PATIENCE");

  return told != NULL ? MAX (1.0, g_ascii_strtod (told, NULL)) : 1.0;
}

static gint64
own_usec (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* ---- The files ---- */

static void
write_many_cards (FILE *out)
{
  for (guint i = 0; i < 100000; i++)
    fprintf (out, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person %u\r\nTEL:+225 07 %08u\r\nEND:VCARD\r\n", i, i);
}

static void
write_photo (FILE *out)
{
  fputs ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Awa\r\nPHOTO;ENCODING=b:", out);
  for (guint i = 0; i < 200000; i++)
    fputc (1 + (int) (i * 37 % 255), out);
  fputs ("\r\nEND:VCARD\r\n", out);
}

static void
write_charset (FILE *out)
{
  fputs ("BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8:Zo\xe9 \xff\xfe\r\nTEL;CELL:185\r\nEND:VCARD\r\n", out);
}

/* As many as may be. */
static void
write_full_book (FILE *out)
{
  for (guint i = 0; i < 5000; i++)
    fprintf (out, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person %u\r\nTEL:+225 07 %08u\r\nEND:VCARD\r\n", i, i);
}

static void
write_rows (FILE *out)
{
  fputs ("name,phone\r\n", out);
  for (guint i = 0; i < 1000000; i++)
    fprintf (out, "Person %u,+225 07 %08u\r\n", i, i);
}

static void
write_secondly (FILE *out)
{
  fputs ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:19700101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=SECONDLY\r\nSUMMARY:Ann\r\n"
         "END:VEVENT\r\nEND:VCALENDAR\r\n", out);
}

static void
write_attendees (FILE *out)
{
  fputs ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20251201T080000Z\r\nDURATION:P1D\r\nSUMMARY:Ann\r\n", out);
  for (guint i = 0; i < 1000000; i++)
    fprintf (out, "ATTENDEE:mailto:a%u@x.ci\r\n", i);
  fputs ("END:VEVENT\r\nEND:VCALENDAR\r\n", out);
}

/* Of which nearly nothing is on the disk. */
static void
write_long_line (FILE *out)
{
  fputs ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nSUMMARY:", out);
  fflush (out);
  g_assert_cmpint (ftruncate (fileno (out), 1024 * 1024 * 1024), ==, 0);
}

/* As many shifts as may be. */
static void
write_full_year (FILE *out)
{
  fputs ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", out);
  for (guint i = 0; i < 4900; i++)
    fprintf (out, "BEGIN:VEVENT\r\nUID:%u\r\nDTSTART:202512%02uT%02u0000Z\r\nDURATION:PT1H\r\nSUMMARY:Person %u\r\nEND:VEVENT\r\n", i, 2 + i % 28, i / 28 % 24, i);
  fputs ("END:VCALENDAR\r\n", out);
}

static const struct
{
  const char *name;
  void (*write) (FILE *out);
  gboolean is_calendar, is_taken; /* it is shown, not refused */
} files[] = {
  { "many.vcf", write_many_cards, FALSE, FALSE },
  { "photo.vcf", write_photo, FALSE, TRUE },
  { "charset.vcf", write_charset, FALSE, TRUE },
  { "full.vcf", write_full_book, FALSE, TRUE },
  { "rows.csv", write_rows, FALSE, FALSE },
  { "secondly.ics", write_secondly, TRUE, FALSE },
  { "attendees.ics", write_attendees, TRUE, FALSE },
  { "line.ics", write_long_line, TRUE, FALSE },
  { "full.ics", write_full_year, TRUE, TRUE },
};

/* ---- The window ---- */

static GtkWindow *
other_window (Fixture *fixture)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (all, i);

      if (window != GTK_WINDOW (fixture->window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

/* Turns the main loop for as long as it has something to do, and a while after there is an answer. The longest turn. */
static gint64
turn (Fixture *fixture)
{
  gint64 began = g_get_monotonic_time (), answered = 0, longest = 0;

  while (answered == 0 || g_get_monotonic_time () < answered + 300 * 1000)
    {
      gint64 before = own_usec ();

      g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, own_usec () - before);
      if (answered == 0 && (fixture->failure != NULL || other_window (fixture) != NULL))
        answered = g_get_monotonic_time ();
      g_assert_cmpint (g_get_monotonic_time (), <, began + DEADLINE_USEC * patience ());
      g_usleep (200);
    }

  return longest;
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *path = g_build_filename (fixture->folder, files[i].name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  FILE *out = fopen (path, "wb");
  gint64 longest;

  g_assert_nonnull (out);
  files[i].write (out);
  fclose (out);
  show_page (fixture, gtk_label_new ("files"), 700, 500);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (files[i].is_calendar)
    vigie_rota_form_import_file (fixture->page, fixture->session, file);
  else
    vigie_contacts_import_file (fixture->page, fixture->session, file);
  longest = turn (fixture);
  g_test_message ("%s: %" G_GINT64_FORMAT " us, %s", files[i].name, longest, fixture->failure != NULL ? fixture->failure : "shown");
  g_assert_true (files[i].is_taken == (fixture->failure == NULL));
  g_assert_cmpint (longest, <, (gint64) (MOST_USEC * patience ()));
  if (other_window (fixture) != NULL)
    gtk_window_destroy (other_window (fixture));
}

/* This process and those that read for it. The address sanitizer keeps what was freed. */
static void
test_memory (Fixture *fixture, gconstpointer data)
{
#if !defined (__SANITIZE_ADDRESS__)
  struct rusage own, children;

  getrusage (RUSAGE_SELF, &own);
  getrusage (RUSAGE_CHILDREN, &children);
  g_test_message ("%ld kB, readers %ld kB", own.ru_maxrss, children.ru_maxrss);
  g_assert_cmpint (own.ru_maxrss, <, MOST_KB);
  g_assert_cmpint (children.ru_maxrss, <, MOST_KB);
#else
  g_test_skip ("the address sanitizer uses memory of its own");
#endif
}

static void
add_all (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/stall/%s", files[i].name);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), set_up, test_file, tear_down);
    }
  add_test ("/ui/stall/zz-memory", test_memory);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
