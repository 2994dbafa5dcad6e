/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Calendars in and out of the rotation. A file is read by the program made for it, off the main thread; what it would
 * change is shown, with the names that nobody in the directory has, and only then recorded. */

#include "vigie-rota-forms.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-window.h"
#include "vigie-calendar.h"
#include "vigie-compat.h"
#include "vigie-document.h"
#include "vigie-oncall.h"
#include "vigie-rota-feeds.h"
#include "vigie-rota-import.h"
#include "vigie-sync-feed.h"
#include "vigie-text-ui.h"

#define IMPORT_WEEKS 53
#define EXPORT_WEEKS 26
#define N_SHOWN 60

typedef struct
{
  GtkWidget *from;               /* weak */
  VigieSession *session;
  char *source;
  char *address;                 /* that is followed from then on, or NULL */
  char *etag, *modified;         /* of it, or NULL */
} Asked;

static Asked *
asked_new (GtkWidget *from, VigieSession *session)
{
  Asked *asked = g_new0 (Asked, 1);

  g_set_weak_pointer (&asked->from, from);
  asked->session = g_object_ref (session);

  return asked;
}

static void
asked_free (Asked *asked)
{
  g_clear_weak_pointer (&asked->from);
  g_object_unref (asked->session);
  g_free (asked->source);
  g_free (asked->address);
  g_free (asked->etag);
  g_free (asked->modified);
  g_free (asked);
}

static void
say (Asked *asked, const char *action, const char *words)
{
  if (asked->from != NULL)
    gtk_widget_activate_action (asked->from, action, "s", words);
}

/* ---- The preview ---- */

typedef struct
{
  VigieForeignCalendar *calendar;
  char *source;
  char *address, *etag, *modified; /* of what is followed, or NULL */
  GtkWidget *level;              /* drop-down */
  GtkBox *preview;
  VigieSession *session;
} Preview;

static void
preview_free (gpointer data)
{
  Preview *preview = data;

  vigie_foreign_calendar_free (preview->calendar);
  g_free (preview->source);
  g_free (preview->address);
  g_free (preview->etag);
  g_free (preview->modified);
  g_object_unref (preview->session);
  g_free (preview);
}

static const char *
chosen_level (Preview *preview)
{
  GPtrArray *levels = vigie_session_get_playbook (preview->session)->support_levels;
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (preview->level));

  return ((const VigieSupportLevel *) levels->pdata[MIN (selected, levels->len - 1)])->id;
}

static VigieRotaImport *
prepare (Preview *preview, GError **error)
{
  return vigie_rota_import_prepare (preview->calendar, vigie_session_get_directory (preview->session), chosen_level (preview), error);
}

static GPtrArray *
import_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  Preview *preview = data;
  g_autoptr(VigieRotaImport) import = prepare (preview, error);

  if (import == NULL)
    return NULL;

  /* Of an address its host: by that name it is found again. */
  return vigie_rota_import_drafts (import, vigie_session_get_directory (preview->session),
                                   preview->calendar->name != NULL && preview->address == NULL ? preview->calendar->name : preview->source, vigie_session_get_author (preview->session),
                                   vigie_session_now_usec (preview->session), error);
}

/* "L3 · Mon 30 Nov 08:00 – Mon 7 Dec 08:00 · Awa Koné (now Kouassi N’Guessan)" */
static char *
shift_line (Preview *preview, const char *level, const VigieReadShift *shift)
{
  VigieDirectory *directory = vigie_session_get_directory (preview->session);
  VigieLang lang = vigie_session_get_lang (preview->session);
  g_autofree char *from = vigie_oncall_time (preview->session, shift->from_usec);
  g_autofree char *to = vigie_oncall_time (preview->session, shift->to_usec);
  g_autoptr(GPtrArray) now = vigie_rota_shifts (vigie_oncall_rota (preview->session), level, shift->from_usec, shift->from_usec + 1,
                                                vigie_oncall_zones (preview->session));
  const char *present = ((const VigieShift *) now->pdata[0])->person;
  const char *name = vigie_directory_name (directory, shift->person, lang);

  if (present == NULL || g_str_equal (present, shift->person))
    return g_strdup_printf ("%s · %s – %s · %s", level, from, to, name);

  /* Translators: %1$s level, %2$s and %3$s times, %4$s who will be on call, %5$s who is by the present rotation. */
  return g_strdup_printf (_("%1$s · %2$s – %3$s · %4$s (so far %5$s)"), level, from, to, name, vigie_directory_name (directory, present, lang));
}

static void
show_strangers (Preview *preview, const VigieRotaImport *import)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; i < import->strangers->len && i < 8; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", (const char *) import->strangers->pdata[i]);
  if (import->strangers->len > 8)
    g_string_append (names, " …");
  if (names->len == 0)
    return;
  words = g_strdup_printf (_("Not in the directory, kept as names: %s"), names->str);
  gtk_box_append (preview->preview, vigie_paragraph_new (words, "soon-text small"));
}

static void
show_shifts (Preview *preview, const VigieRotaImport *import)
{
  guint n = 0;

  for (guint i = 0; i < import->levels->len; i++)
    {
      const VigieRotaImportLevel *level = import->levels->pdata[i];

      for (guint k = 0; k < level->shifts->len && n < N_SHOWN; k++, n++)
        {
          g_autofree char *line = shift_line (preview, level->level, level->shifts->pdata[k]);

          gtk_box_append (preview->preview, vigie_label_new (line, "small num"));
        }
    }
  if (import->n_shifts > n)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u shift more", "and %u shifts more", import->n_shifts - n), import->n_shifts - n);

      gtk_box_append (preview->preview, vigie_label_new (more, "small dim"));
    }
}

static void
fill_cb (Preview *preview)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieRotaImport) import = prepare (preview, &error);
  g_autofree char *words = NULL;

  vigie_clear_box (preview->preview);
  if (import == NULL)
    {
      gtk_box_append (preview->preview, vigie_paragraph_new (error->message, "late-text"));
      return;
    }
  words = g_strdup_printf (ngettext ("%u shift. In its time it stands in place of the rotation; substitutions stay.",
                                     "%u shifts. In their time they stand in place of the rotation; substitutions stay.", import->n_shifts), import->n_shifts);
  gtk_box_append (preview->preview, vigie_paragraph_new (words, "strong small"));
  show_strangers (preview, import);
  if (import->n_skipped > 0)
    {
      g_autofree char *skipped = g_strdup_printf (ngettext ("%u entry has no name or no time and is left out.",
                                                            "%u entries have no name or no time and are left out.", import->n_skipped), import->n_skipped);

      gtk_box_append (preview->preview, vigie_paragraph_new (skipped, "soon-text small"));
    }
  show_shifts (preview, import);
}

static void
add_level_choice (VigieActWindow *window, Preview *preview)
{
  GPtrArray *levels = vigie_session_get_playbook (preview->session)->support_levels;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) words = NULL;

  for (guint i = 0; i < levels->len; i++)
    g_strv_builder_add (builder, vigie_text_get (&((const VigieSupportLevel *) levels->pdata[i])->title, vigie_session_get_lang (preview->session)));
  words = g_strv_builder_end (builder);
  preview->level = vigie_act_window_add_choice (window, _("Support level, where the calendar names none"), (const char *const *) words, MIN (2, levels->len - 1));
  g_signal_connect_data (preview->level, "notify::selected", G_CALLBACK (fill_cb), preview, NULL, G_CONNECT_SWAPPED);
}

static void
recorded_cb (VigieActWindow *window, Preview *preview)
{
  vigie_rota_feeds_follow (vigie_rota_feeds_of (preview->session), preview->address, chosen_level (preview), preview->etag, preview->modified);
}

static void
show_preview (Asked *asked, VigieForeignCalendar *calendar_taken)
{
  VigieActWindow *window = vigie_act_window_new_plain (asked->from, asked->session, _("Take over a calendar"),
                                                       calendar_taken->name != NULL ? calendar_taken->name : asked->source);
  Preview *preview = g_new0 (Preview, 1);

  preview->calendar = calendar_taken;
  preview->source = g_strdup (asked->source);
  preview->address = g_strdup (asked->address);
  preview->etag = g_strdup (asked->etag);
  preview->modified = g_strdup (asked->modified);
  preview->session = g_object_ref (asked->session);
  vigie_act_window_set_scrolls (window);
  add_level_choice (window, preview);
  preview->preview = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  vigie_act_window_add (window, GTK_WIDGET (preview->preview));
  fill_cb (preview);
  vigie_act_window_set_act (window, preview->address != NULL ? _("Take over and follow") : _("Take over these shifts"), import_drafts, preview, preview_free);
  if (preview->address != NULL)
    g_signal_connect (window, "recorded", G_CALLBACK (recorded_cb), preview);
  gtk_window_present (GTK_WINDOW (window));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr(GError) error = NULL;
  VigieForeignCalendar *calendar = vigie_foreign_calendar_read_finish (result, &error);

  if (calendar == NULL)
    say (asked, "win.fail", error->message);
  else if (asked->from != NULL)
    show_preview (asked, calendar);
  else
    vigie_foreign_calendar_free (calendar);
  asked_free (asked);
}

void
vigie_rota_form_import_file (GtkWidget *from, VigieSession *session, GFile *file)
{
  Asked *asked = asked_new (from, session);
  g_autofree char *path = g_file_get_path (file);
  gint64 from_usec = vigie_session_now_usec (session);

  if (path == NULL)
    {
      say (asked, "win.fail", _("A calendar can only be read from a folder of this computer."));
      asked_free (asked);
      return;
    }
  asked->source = g_path_get_basename (path);
  vigie_foreign_calendar_read_async (path, from_usec, from_usec + IMPORT_WEEKS * VIGIE_WEEK_USEC, vigie_session_get_playbook (asked->session)->zone, NULL,
                                     read_cb, asked);
}

static void
import_chosen_cb (GFile *file, gpointer user_data)
{
  Asked *asked = user_data;

  if (file != NULL && asked->from != NULL)
    vigie_rota_form_import_file (asked->from, asked->session, file);
  asked_free (asked);
}

void
vigie_rota_form_import (GtkWidget *from, VigieSession *session)
{
  vigie_compat_choose_open (from, _("Calendar (.ics), PagerDuty or Grafana OnCall export (.json)"), NULL, NULL, import_chosen_cb, asked_new (from, session));
}

void
vigie_rota_form_preview (GtkWidget *from, VigieSession *session, const char *address, VigieRotaFetched *fetched_taken)
{
  Asked *asked = asked_new (from, session);

  asked->source = vigie_sync_feed_host (address);
  asked->address = g_strdup (address);
  asked->etag = g_steal_pointer (&fetched_taken->etag);
  asked->modified = g_steal_pointer (&fetched_taken->modified);
  show_preview (asked, g_steal_pointer (&fetched_taken->calendar));
  vigie_rota_fetched_free (fetched_taken);
  asked_free (asked);
}

/* ---- Out ---- */

void
vigie_rota_form_export_file (GtkWidget *from, VigieSession *session, GFile *file)
{
  gint64 now_usec = vigie_session_now_usec (session);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  char *text;

  if (path == NULL)
    {
      gtk_widget_activate_action (from, "win.fail", "s", _("A calendar can only be written to a folder of this computer."));
      return;
    }
  text = vigie_calendar_of_rota (vigie_session_get_directory (session), NULL, now_usec, now_usec + EXPORT_WEEKS * VIGIE_WEEK_USEC,
                                 vigie_oncall_zones (session), vigie_session_get_lang (session), now_usec);
  bytes = g_bytes_new_take (text, strlen (text));
  if (vigie_document_save (path, bytes, &error))
    gtk_widget_activate_action (from, "win.toast", "s", _("Calendar written: 26 weeks from now"));
  else
    gtk_widget_activate_action (from, "win.fail", "s", error->message);
}

static void
export_chosen_cb (GFile *file, gpointer user_data)
{
  Asked *asked = user_data;

  if (file != NULL && asked->from != NULL)
    vigie_rota_form_export_file (asked->from, asked->session, file);
  asked_free (asked);
}

void
vigie_rota_form_export (GtkWidget *from, VigieSession *session)
{
  vigie_compat_choose_save (from, _("Write who is on call as a calendar"), "vigie-oncall.ics", export_chosen_cb, asked_new (from, session));
}
