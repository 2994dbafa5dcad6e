/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines of the rotation. A stretch says who in words and a substitution is outlined, a gap is hatched by its word
 * “nobody”, so that nothing depends on colour; its whole sentence is the button's name. */

#include "vigie-rota-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-oncall.h"
#include "vigie-rota-forms.h"
#include "vigie-rota-strip.h"
#include "vigie-text-ui.h"

#define HEAD_WIDTH_PX 104
#define MAX_FAULTS 5

typedef struct { VigieSession *session; VigieShift shift; char *level, *person, *instead_of, *absent, *reason; } Bar;

static void
bar_free (gpointer data, GClosure *closure)
{
  Bar *bar = data;

  g_object_unref (bar->session);
  g_free (bar->level);
  g_free (bar->person);
  g_free (bar->instead_of);
  g_free (bar->absent);
  g_free (bar->reason);
  g_free (bar);
}

/* The directory may be another one by the time the button is pressed. */
static Bar *
bar_new (VigieSession *session, const VigieShift *shift)
{
  Bar *bar = g_new0 (Bar, 1);

  bar->session = g_object_ref (session);
  bar->shift = *shift;
  bar->shift.level = bar->level = g_strdup (shift->level);
  bar->shift.person = bar->person = g_strdup (shift->person);
  bar->shift.instead_of = bar->instead_of = g_strdup (shift->instead_of);
  bar->shift.absent = bar->absent = g_strdup (shift->absent);
  bar->shift.reason = bar->reason = g_strdup (shift->reason);

  return bar;
}

/* The stretch as it is now, whole: what was drawn is cut at the ends of the week. */
static void
bar_clicked_cb (GtkWidget *button, Bar *bar)
{
  g_autoptr(VigieShift) whole = vigie_rota_at (vigie_oncall_rota (bar->session), bar->level, bar->shift.from_usec, vigie_oncall_zones (bar->session));

  if (whole == NULL)
    return;
  /* A gap without an end is filled where it was pressed. */
  if (whole->to_usec - whole->from_usec > VIGIE_ROTA_MAX_WEEKS * VIGIE_WEEK_USEC)
    {
      whole->from_usec = bar->shift.from_usec;
      whole->to_usec = bar->shift.to_usec;
    }
  whole->level = bar->level;
  vigie_rota_form_shift (button, bar->session, whole);
}

static char *
bar_words (VigieSession *session, const VigieShift *shift)
{
  VigieDirectory *directory = vigie_session_get_directory (session);
  VigieLang lang = vigie_session_get_lang (session);

  if (shift->person == NULL)
    return g_strdup (_("nobody"));
  if (shift->instead_of != NULL)
    /* Translators: %s is a person, on call in place of another. */
    return g_strdup_printf (_("%s stands in"), vigie_directory_name (directory, shift->person, lang));

  return g_strdup (vigie_directory_name (directory, shift->person, lang));
}

static char *
bar_sentence (VigieSession *session, const VigieShift *shift)
{
  g_autofree char *words = bar_words (session, shift);
  g_autofree char *from = vigie_oncall_time (session, shift->from_usec);
  g_autofree char *to = vigie_oncall_time (session, shift->to_usec);
  const char *other = shift->instead_of != NULL ? shift->instead_of : shift->absent;

  if (other == NULL)
    return g_strdup_printf ("%s: %s, %s – %s", shift->level, words, from, to);

  return g_strdup_printf ("%s: %s, %s – %s (%s)", shift->level, words, from, to,
                          vigie_directory_name (vigie_session_get_directory (session), other, vigie_session_get_lang (session)));
}

static GtkWidget *
bar_widget_new (VigieSession *session, const VigieShift *shift)
{
  g_autofree char *words = bar_words (session, shift);
  g_autofree char *sentence = bar_sentence (session, shift);
  gint64 now_usec = vigie_session_now_usec (session);
  GtkWidget *button = gtk_button_new ();
  g_autofree char *short_words = shift->person != NULL ? vigie_short_name (vigie_directory_name (vigie_session_get_directory (session), shift->person, vigie_session_get_lang (session))) : NULL;
  gint64 length_usec = shift->to_usec - shift->from_usec;
  /* A few hours are too narrow for a name, which the button has all the same. */
  GtkWidget *label = vigie_label_new (length_usec < 20 * VIGIE_HOUR_USEC ? "" : length_usec < 3 * VIGIE_DAY_USEC && short_words != NULL ? short_words : words, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.5);
  gtk_button_set_child (GTK_BUTTON (button), label);
  vigie_add_classes (button, shift->person == NULL ? "rota-bar gap" : shift->instead_of != NULL ? "rota-bar swap" : "rota-bar");
  vigie_set_class (button, "now", shift->from_usec <= now_usec && now_usec < shift->to_usec);
  vigie_set_class (button, "past", shift->to_usec <= now_usec);
  vigie_set_tooltip (button, sentence);
  vigie_set_accessible_label (button, sentence);
  g_signal_connect_data (button, "clicked", G_CALLBACK (bar_clicked_cb), bar_new (session, shift), bar_free, 0);

  return button;
}

static GtkWidget *
strip_new (VigieSession *session, const VigieSupportLevel *level, gint64 from_usec, gint64 to_usec)
{
  g_autoptr(GPtrArray) shifts = vigie_rota_shifts (vigie_oncall_rota (session), level->id, from_usec, to_usec, vigie_oncall_zones (session));
  GtkWidget *strip = vigie_rota_strip_new (from_usec, to_usec);

  for (guint i = 0; i < shifts->len; i++)
    {
      const VigieShift *shift = shifts->pdata[i];

      vigie_rota_strip_add (VIGIE_ROTA_STRIP (strip), bar_widget_new (session, shift), shift->from_usec, shift->to_usec);
    }

  return strip;
}

/* ---- A level ---- */

typedef struct { VigieSession *session; char *level; } Level;

static void
level_free (gpointer data, GClosure *closure)
{
  Level *level = data;

  g_object_unref (level->session);
  g_free (level->level);
  g_free (level);
}

static void
set_clicked_cb (GtkWidget *button, Level *level)
{
  vigie_rota_form_set (button, level->session, level->level);
}

/* The level's word is the button that changes its rotation. */
static GtkWidget *
level_button_new (VigieSession *session, const VigieSupportLevel *level)
{
  Level *data = g_new0 (Level, 1);
  const char *title = vigie_text_get (&level->title, vigie_session_get_lang (session));
  g_autofree char *word = g_strndup (title, strcspn (title, " "));
  g_autofree char *name = g_strdup_printf (_("Set the rotation of %s"), title);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = vigie_label_new (word, "strong small");

  gtk_button_set_child (GTK_BUTTON (button), label);
  vigie_add_classes (button, "flat compact");
  gtk_widget_set_size_request (button, HEAD_WIDTH_PX, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  vigie_set_tooltip (button, name);
  vigie_set_accessible_label (button, name);
  *data = (Level) { g_object_ref (session), g_strdup (level->id) };
  g_signal_connect_data (button, "clicked", G_CALLBACK (set_clicked_cb), data, level_free, 0);

  return button;
}

GtkWidget *
vigie_rota_row_new (VigieSession *session, const VigieSupportLevel *level, gint64 from_usec, gint64 to_usec, gboolean slim)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean has_any = vigie_rota_has_level (vigie_oncall_rota (session), level->id);

  gtk_box_append (GTK_BOX (row), level_button_new (session, level));
  if (has_any)
    gtk_box_append (GTK_BOX (row), strip_new (session, level, from_usec, to_usec));
  else
    gtk_box_append (GTK_BOX (row), vigie_label_new (_("no rotation"), "small dim"));
  vigie_set_class (row, "slim", slim);

  return row;
}

/* ---- Days ---- */

static GtkWidget *
day_new (VigieSession *session, gint64 day_usec, gboolean is_today, gboolean with_weekday)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (day_usec / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) here = g_date_time_to_timezone (utc, vigie_session_get_zone (session));
  g_autofree char *number = g_strdup_printf ("%d", g_date_time_get_day_of_month (here));
  g_autofree char *weekday = vigie_oncall_weekday (session, day_usec);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = vigie_label_new (number, is_today ? "small strong" : "small dim");

  gtk_label_set_xalign (GTK_LABEL (label), 0.5);
  vigie_add_classes (box, is_today ? "rota-day today" : "rota-day");
  if (with_weekday)
    {
      GtkWidget *name = vigie_label_new (weekday, is_today ? "caption strong" : "caption dim");

      gtk_label_set_xalign (GTK_LABEL (name), 0.5);
      gtk_box_append (GTK_BOX (box), name);
    }
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

GtkWidget *
vigie_rota_days_new (VigieSession *session, gint64 week_usec, gboolean with_weekday)
{
  GTimeZone *zone = vigie_session_get_zone (session);
  gint64 end_usec = vigie_week_add (week_usec, 1, zone), now_usec = vigie_session_now_usec (session);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *strip = vigie_rota_strip_new (week_usec, end_usec);

  gtk_widget_set_size_request (space, HEAD_WIDTH_PX, -1);
  gtk_box_append (GTK_BOX (row), space);
  for (gint64 day_usec = week_usec; day_usec < end_usec;)
    {
      /* Noon of the next day is in it, however long this one is. */
      g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc ((day_usec + 36 * VIGIE_HOUR_USEC) / VIGIE_SECOND_USEC);
      g_autoptr(GDateTime) here = g_date_time_to_timezone (utc, zone);
      g_autoptr(GDateTime) next = g_date_time_new (zone, g_date_time_get_year (here), g_date_time_get_month (here), g_date_time_get_day_of_month (here), 0, 0, 0);
      gint64 next_usec = MAX (g_date_time_to_unix (next) * VIGIE_SECOND_USEC, day_usec + VIGIE_HOUR_USEC);

      vigie_rota_strip_add (VIGIE_ROTA_STRIP (strip), day_new (session, day_usec, day_usec <= now_usec && now_usec < next_usec, with_weekday), day_usec, next_usec);
      day_usec = next_usec;
    }
  gtk_box_append (GTK_BOX (row), strip);

  return row;
}

/* ---- Now and next ---- */

static char *
next_words (VigieSession *session, const VigieShift *now, const VigieShift *next)
{
  VigieDirectory *directory = vigie_session_get_directory (session);
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *at = vigie_oncall_time (session, now->to_usec);

  if (next == NULL)
    return g_strdup (_("nothing changes within a year"));
  if (next->person == NULL)
    return g_strdup_printf (_("from %s nobody"), at);
  if (g_strcmp0 (next->person, now->person) == 0)
    return g_strdup_printf (_("again from %s"), at);

  /* Translators: %1$s is a time, %2$s a person who takes over. */
  return g_strdup_printf (_("%1$s: %2$s"), at, vigie_directory_name (directory, next->person, lang));
}

GtkWidget *
vigie_rota_now_new (VigieSession *session, const VigieSupportLevel *level)
{
  gint64 now_usec = vigie_session_now_usec (session);
  GtkWidget *row, *name, *next_label;
  g_autoptr(VigieShift) now = NULL;
  g_autoptr(VigieShift) next = NULL;
  g_autofree char *words = NULL;
  g_autofree char *then = NULL;
  const char *title = vigie_text_get (&level->title, vigie_session_get_lang (session));
  g_autofree char *word = g_strndup (title, strcspn (title, " "));

  if (!vigie_rota_has_level (vigie_oncall_rota (session), level->id))
    return NULL;
  now = vigie_rota_at (vigie_oncall_rota (session), level->id, now_usec, vigie_oncall_zones (session));
  next = vigie_rota_next (vigie_oncall_rota (session), level->id, now_usec, vigie_oncall_zones (session));
  words = bar_words (session, now);
  then = next_words (session, now, next);
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (row), vigie_tag_new (word, "acc"));
  name = vigie_paragraph_new (words, now->person != NULL ? "strong" : "strong late-text");
  next_label = vigie_paragraph_new (then, "small dim num");
  gtk_label_set_xalign (GTK_LABEL (next_label), 1.0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), next_label);

  return row;
}

/* ---- What is wrong ---- */

static void
add_fault (GtkBox *box, const char *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = vigie_paragraph_new (words, "small");

  gtk_box_append (GTK_BOX (row), vigie_icon_new ("vigie-warning-symbolic", "soon-text"));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (box, row);
}

static void
settle_clicked_cb (GtkWidget *button, Level *level)
{
  vigie_rota_form_rivals (button, level->session, level->level);
}

/* Set twice, apart: whoever sees it first can settle it. */
static void
add_rivals (GtkBox *box, VigieSession *session, const VigieSupportLevel *level)
{
  g_autofree char *words = g_strdup_printf (_("%s: the rotation was set twice, on computers that did not know of each other"), level->id);
  GtkWidget *button = gtk_button_new_with_label (_("Settle…"));
  Level *data = g_new0 (Level, 1);

  add_fault (box, words);
  *data = (Level) { g_object_ref (session), g_strdup (level->id) };
  gtk_widget_add_css_class (button, "compact");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (button, words);
  g_signal_connect_data (button, "clicked", G_CALLBACK (settle_clicked_cb), data, level_free, 0);
  gtk_box_append (GTK_BOX (gtk_widget_get_last_child (GTK_WIDGET (box))), button);
}

static char *
gap_words (VigieSession *session, const VigieShift *gap)
{
  g_autofree char *from = vigie_oncall_time (session, gap->from_usec);
  g_autofree char *to = vigie_oncall_time (session, gap->to_usec);

  if (gap->absent == NULL)
    return g_strdup_printf (_("%1$s: nobody from %2$s to %3$s"), gap->level, from, to);

  return g_strdup_printf (_("%1$s: nobody from %2$s to %3$s, %4$s is away"), gap->level, from, to,
                          vigie_directory_name (vigie_session_get_directory (session), gap->absent, vigie_session_get_lang (session)));
}

static char *
double_words (VigieSession *session, const VigieDoubleBooking *one)
{
  g_autofree char *from = vigie_oncall_time (session, one->from_usec);
  g_autofree char *to = vigie_oncall_time (session, one->to_usec);

  return g_strdup_printf (_("%1$s is on call twice, %2$s and %3$s, from %4$s to %5$s"),
                          vigie_directory_name (vigie_session_get_directory (session), one->person, vigie_session_get_lang (session)),
                          one->level, one->other_level, from, to);
}

guint
vigie_rota_add_faults (GtkBox *box, VigieSession *session, gint64 from_usec, gint64 to_usec)
{
  gint64 since_usec = MAX (from_usec, vigie_session_now_usec (session));
  const VigiePlaybook *playbook = vigie_session_get_playbook (session);
  g_autoptr(GPtrArray) gaps = vigie_rota_gaps (vigie_oncall_rota (session), playbook, since_usec, to_usec, vigie_oncall_zones (session));
  g_autoptr(GPtrArray) doubles = vigie_rota_double_bookings (vigie_oncall_rota (session), playbook, since_usec, to_usec, vigie_oncall_zones (session));
  guint n = gaps->len + doubles->len;

  for (guint i = 0; i < playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *level = playbook->support_levels->pdata[i];
      g_autoptr(GPtrArray) rivals = vigie_rota_rivals (vigie_oncall_rota (session), level->id);

      if (rivals->len > 0)
        add_rivals (box, session, level);
      n += rivals->len > 0;
    }
  for (guint i = 0; i < gaps->len && i < MAX_FAULTS; i++)
    {
      g_autofree char *words = gap_words (session, gaps->pdata[i]);

      add_fault (box, words);
    }
  for (guint i = 0; i < doubles->len && i < MAX_FAULTS; i++)
    {
      g_autofree char *words = double_words (session, doubles->pdata[i]);

      add_fault (box, words);
    }

  return n;
}
