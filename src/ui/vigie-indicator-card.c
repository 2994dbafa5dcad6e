/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The large number is the mean, because that is what the playbook sets its targets for; the median stands beside it,
 * since one long night moves a mean a great deal, and how many incidents both are made of. */

#include "vigie-indicator-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "vigie-metrics-report.h"
#include "vigie-plot.h"
#include "vigie-text-ui.h"

struct _VigieIndicatorCard
{
  GtkButton parent_instance;

  GtkWidget *number;
  GtkWidget *verdict_icon, *verdict;
  GtkWidget *target, *median, *before;
  GtkWidget *plot;
  GtkWidget *counted, *missing;

  VigieSession *session;         /* not owned: it outlives its windows */
  guint indicator;
};

G_DEFINE_FINAL_TYPE (VigieIndicatorCard, vigie_indicator_card, GTK_TYPE_BUTTON)

const char *
vigie_indicator_title (VigieSession *session, guint indicator)
{
  const char *id = indicator < VIGIE_N_DELAYS ? vigie_delay_to_word (indicator) : "recurrence";
  const VigieTarget *target = vigie_playbook_target (vigie_session_get_playbook (session), id);

  return target != NULL ? vigie_text_get (&target->title, vigie_session_get_lang (session)) : id;
}

/* ---- Words ---- */

typedef struct
{
  gboolean known, held;
  guint n_counted, n_missing;
  char *number, *target, *median, *before, *counted;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->number);
  g_free (words->target);
  g_free (words->median);
  g_free (words->before);
  g_free (words->counted);
}

static void
say_delay (VigieIndicatorCard *self, const VigieMetrics *metrics, Words *out)
{
  const VigieIndicator *indicator = &metrics->delay[self->indicator];
  VigieLang lang = vigie_session_get_lang (self->session);
  g_autofree char *target = vigie_metrics_span_words (indicator->target_usec, lang);
  g_autofree char *median = vigie_metrics_span_words (indicator->median_usec, lang);
  g_autofree char *before = vigie_metrics_span_words (indicator->baseline_usec, lang);

  out->held = vigie_indicator_is_held (indicator, &out->known);
  out->n_missing = indicator->missing;
  out->number = vigie_metrics_span_words (indicator->mean_usec, lang);
  /* Translators: the mean of the period, whose target is under 5 min. */
  out->target = g_strdup_printf (_("mean, target < %s"), target);
  out->median = indicator->count > 0 ? g_strdup_printf (_("median %s"), median) : g_strdup (_("no median"));
  /* Translators: what the playbook gives as the state when it was written. */
  out->before = g_strdup_printf (_("Nov 2025: %s"), before);
  /* Translators: so many of all incidents have this delay. */
  out->counted = g_strdup_printf (_("%u of %u"), indicator->count, metrics->n_incidents);
}

static void
say_recurrence (VigieIndicatorCard *self, const VigieMetrics *metrics, Words *out)
{
  VigieLang lang = vigie_session_get_lang (self->session);
  g_autofree char *target = vigie_metrics_share_words (metrics->recurrence_target, lang);
  g_autofree char *before = vigie_metrics_share_words (metrics->recurrence_baseline, lang);

  out->known = metrics->n_incidents > 0;
  out->held = out->known && metrics->recurrence_share < metrics->recurrence_target;
  out->n_missing = metrics->cause_missing;
  out->number = out->known ? vigie_metrics_share_words (metrics->recurrence_share, lang) : g_strdup ("–");
  out->target = g_strdup_printf (_("target < %s"), target);
  out->median = g_strdup (_("same confirmed cause"));
  out->before = g_strdup_printf (_("Nov 2025: %s"), before);
  out->counted = g_strdup_printf (_("%u of %u"), metrics->recurrence_count, metrics->n_incidents);
}

/* ---- The course ---- */

static VigiePlotPoint
point_of (VigieIndicatorCard *self, const VigieMetrics *metrics)
{
  VigiePlotPoint point = { NAN, FALSE, FALSE };
  gboolean known;

  if (self->indicator == VIGIE_N_DELAYS)
    {
      point.value = metrics->n_incidents > 0 ? metrics->recurrence_share : NAN;
      point.beyond = metrics->n_incidents > 0 && metrics->recurrence_share >= metrics->recurrence_target;
      point.missing = metrics->cause_missing > 0;
      return point;
    }
  point.beyond = !vigie_indicator_is_held (&metrics->delay[self->indicator], &known) && known;
  point.value = metrics->delay[self->indicator].count > 0 ? (double) metrics->delay[self->indicator].mean_usec : NAN;
  point.missing = metrics->delay[self->indicator].missing > 0;

  return point;
}

static void
show_course (VigieIndicatorCard *self, const VigieMetrics *metrics, GArray *series)
{
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (VigiePlotPoint));
  gint64 target_usec = self->indicator < VIGIE_N_DELAYS ? metrics->delay[self->indicator].target_usec : VIGIE_TIME_NONE;
  double target = self->indicator == VIGIE_N_DELAYS ? metrics->recurrence_target : target_usec != VIGIE_TIME_NONE ? (double) target_usec : NAN;

  for (guint i = 0; i < series->len; i++)
    {
      VigiePlotPoint point = point_of (self, &g_array_index (series, VigieBucket, i).metrics);

      g_array_append_val (points, point);
    }
  vigie_plot_set (VIGIE_PLOT (self->plot), points->len > 0 ? (VigiePlotPoint *) (void *) points->data : NULL, points->len, target);
}

static void
show_verdict (VigieIndicatorCard *self, gboolean known, gboolean held)
{
  const char *icon = !known ? "vigie-question-disc-symbolic" : held ? "vigie-check-symbolic" : "vigie-warning-symbolic";

  vigie_label_set (GTK_LABEL (self->verdict), !known ? _("no figure") : held ? C_("target", "held") : C_("target", "beyond"));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->verdict_icon), icon);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *widget = i == 0 ? self->verdict : self->verdict_icon;

      vigie_set_class (widget, "ok-text", known && held);
      vigie_set_class (widget, "late-text", known && !held);
      vigie_set_class (widget, "dim", !known);
    }
}

void
vigie_indicator_card_set (VigieIndicatorCard *self, const VigieMetrics *metrics, GArray *series)
{
  g_autofree char *missing = NULL;
  g_autofree char *name = NULL;
  Words words = { 0 };

  g_return_if_fail (VIGIE_IS_INDICATOR_CARD (self) && metrics != NULL && series != NULL);

  if (self->indicator < VIGIE_N_DELAYS)
    say_delay (self, metrics, &words);
  else
    say_recurrence (self, metrics, &words);
  missing = g_strdup_printf (ngettext ("%u is missing", "%u are missing", words.n_missing), words.n_missing);
  vigie_label_set (GTK_LABEL (self->number), words.number);
  vigie_label_set (GTK_LABEL (self->target), words.target);
  vigie_label_set (GTK_LABEL (self->median), words.median);
  vigie_label_set (GTK_LABEL (self->before), words.before);
  vigie_label_set (GTK_LABEL (self->counted), words.counted);
  vigie_label_set (GTK_LABEL (self->missing), missing);
  vigie_set_class (self->missing, "soon-text", words.n_missing > 0);
  vigie_set_class (self->missing, "strong", words.n_missing > 0);
  show_verdict (self, words.known, words.held);
  show_course (self, metrics, series);
  name = g_strdup_printf ("%s, %s, %s, %s, %s, %s, %s", vigie_indicator_title (self->session, self->indicator), words.number,
                          gtk_label_get_text (GTK_LABEL (self->verdict)), words.target, words.median, words.counted, missing);
  vigie_set_accessible_label (GTK_WIDGET (self), name);
  words_clear (&words);
}

guint
vigie_indicator_card_get_indicator (VigieIndicatorCard *self)
{
  g_return_val_if_fail (VIGIE_IS_INDICATOR_CARD (self), 0);

  return self->indicator;
}

/* ---- Object ---- */

static GtkWidget *
line_new (GtkWidget *start, GtkWidget *end)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_hexpand (start, TRUE);
  gtk_box_append (GTK_BOX (line), start);
  gtk_box_append (GTK_BOX (line), end);

  return line;
}

static GtkWidget *
verdict_new (VigieIndicatorCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->verdict_icon = vigie_icon_new ("vigie-check-symbolic", NULL);
  self->verdict = vigie_label_new ("", "small strong");
  gtk_label_set_ellipsize (GTK_LABEL (self->verdict), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), self->verdict_icon);
  gtk_box_append (GTK_BOX (box), self->verdict);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  return box;
}

static void
vigie_indicator_card_class_init (VigieIndicatorCardClass *klass)
{
}

static void
vigie_indicator_card_init (VigieIndicatorCard *self)
{
  self->number = vigie_label_new ("–", "elapsed");
  self->target = vigie_label_new ("", "caption dim");
  self->median = vigie_label_new ("", "caption dim num");
  self->before = vigie_label_new ("", "caption dim num");
  self->plot = vigie_plot_new ();
  self->counted = vigie_label_new ("", "caption dim num");
  self->missing = vigie_label_new ("", "caption num");
  gtk_label_set_ellipsize (GTK_LABEL (self->number), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "indicator-card");
}

GtkWidget *
vigie_indicator_card_new (VigieSession *session, guint indicator)
{
  VigieIndicatorCard *self = g_object_new (VIGIE_TYPE_INDICATOR_CARD, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *title = vigie_indicator_title (session, indicator);

  self->session = session;
  self->indicator = indicator;
  gtk_box_append (GTK_BOX (box), vigie_label_new (title, "small strong"));
  gtk_box_append (GTK_BOX (box), line_new (self->number, verdict_new (self)));
  gtk_box_append (GTK_BOX (box), self->target);
  gtk_box_append (GTK_BOX (box), self->median);
  gtk_box_append (GTK_BOX (box), self->before);
  gtk_widget_set_margin_top (self->plot, 4);
  gtk_box_append (GTK_BOX (box), self->plot);
  gtk_box_append (GTK_BOX (box), line_new (self->counted, self->missing));
  gtk_button_set_child (GTK_BUTTON (self), box);
  vigie_set_accessible_label (GTK_WIDGET (self), title);
  vigie_set_tooltip (GTK_WIDGET (self), indicator < VIGIE_N_DELAYS ? vigie_delay_formula (indicator, vigie_session_get_lang (session)) : NULL);

  return GTK_WIDGET (self);
}
