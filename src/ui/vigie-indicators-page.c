/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All figures of the page come out of one cut of the figure book, and its tables are blocks of the very report that is
 * exported: what is on the screen is what is in the file. Who cannot see the plots reads the table “Over time”. */

#include "vigie-indicators-page.h"

#include <glib/gi18n-lib.h>

#include "vigie-choice.h"
#include "vigie-compat.h"
#include "vigie-figure-book.h"
#include "vigie-indicator-card.h"
#include "vigie-report-blocks.h"
#include "vigie-report-save.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

#define N_CARDS (VIGIE_N_DELAYS + 1)
/* Under this width the cards stand in lines of three: of lines of four, the fifth would stand alone. */
#define ONE_LINE_PX 980
#define CARDS_IN_LINE 3

struct _VigieIndicatorsPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *stack;              /* "figures" · "empty" · "wait" */
  GtkWidget *period, *level, *type;
  GtkWidget *export;
  GtkWidget *note;               /* examples alone */
  GtkWidget *head;
  GtkWidget *cards[N_CARDS];
  GtkWidget *flow;               /* of the cards */
  GtkWidget *parts;

  VigieSession *session;
  VigieFigureBook *book;
  VigieMetrics metrics;
  guint idle_id, fold_id;
  double width;
  gboolean is_wanting;
  gboolean is_shown;             /* metrics are those of what is on screen */
};

G_DEFINE_FINAL_TYPE (VigieIndicatorsPage, vigie_indicators_page, GTK_TYPE_WIDGET)

/* ---- The cut ---- */

static void
set_period (VigieIndicatorsPage *self, VigieMetricsCut *cut)
{
  gint64 now_usec = vigie_session_now_usec (self->session);
  GTimeZone *zone = vigie_session_get_zone (self->session);

  switch ((VigiePeriod) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->period)))
    {
    case VIGIE_PERIOD_3_MONTHS:
      cut->from_usec = vigie_metrics_months_before_usec (now_usec, 3, zone);
      break;
    case VIGIE_PERIOD_12_MONTHS:
      cut->from_usec = vigie_metrics_months_before_usec (now_usec, 12, zone);
      break;
    case VIGIE_PERIOD_QUARTER:
      cut->from_usec = vigie_metrics_quarter_usec (now_usec, 0, zone);
      cut->to_usec = vigie_metrics_quarter_usec (now_usec, 1, zone);
      break;
    case VIGIE_PERIOD_LAST_QUARTER:
      cut->from_usec = vigie_metrics_quarter_usec (now_usec, -1, zone);
      cut->to_usec = vigie_metrics_quarter_usec (now_usec, 0, zone);
      break;
    case VIGIE_PERIOD_ALL:
    case VIGIE_N_PERIODS:
    default:
      break;
    }
}

static VigieMetricsCut
cut_of (VigieIndicatorsPage *self)
{
  guint level = vigie_choice_get (self->level);
  VigieMetricsCut cut = VIGIE_METRICS_CUT_ALL;

  set_period (self, &cut);
  cut.now_usec = vigie_session_now_usec (self->session);
  cut.levels = level >= VIGIE_LEVEL_P1 && level <= VIGIE_LEVEL_P4 ? 1u << level : 0;
  cut.type = vigie_type_choice_get (self->type, vigie_session_get_playbook (self->session));
  cut.examples = vigie_figure_book_has_only_examples (self->book);

  return cut;
}

static VigieReport *
report_of (VigieIndicatorsPage *self, const VigieMetricsCut *cut, VigieLang lang)
{
  return vigie_metrics_report_new (vigie_figure_book_get_all (self->book), cut, vigie_session_get_playbook (self->session), lang,
                                   vigie_session_get_zone (self->session), vigie_session_get_author (self->session), vigie_session_now_usec (self->session));
}

/* ---- What is shown ---- */

static void
show_part (VigieIndicatorsPage *self, const VigieReportPart *part)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = vigie_label_new (part->title, "heading");

  gtk_widget_set_margin_top (box, 10);
  gtk_box_append (GTK_BOX (box), title);
  for (guint i = 0; i < part->blocks->len; i++)
    {
      const VigieBlock *block = part->blocks->pdata[i];
      GtkWidget *widget = vigie_report_block_new (block);

      if (block->type == VIGIE_BLOCK_TABLE)
        {
          GtkWidget *scrolled = gtk_scrolled_window_new ();

          gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
          gtk_widget_set_halign (widget, GTK_ALIGN_START);
          gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), widget);
          widget = scrolled;
        }
      vigie_set_accessible_label (widget, part->title);
      gtk_box_append (GTK_BOX (box), widget);
    }
  gtk_box_append (GTK_BOX (self->parts), box);
}

static char *
head_words (const VigieMetrics *metrics)
{
  g_autofree char *n = g_strdup_printf (ngettext ("%u incident", "%u incidents", metrics->n_incidents), metrics->n_incidents);
  g_autofree char *cancelled = NULL;
  g_autofree char *twice = NULL;

  if (metrics->n_cancelled > 0)
    cancelled = g_strdup_printf (ngettext ("%u cancelled, not counted", "%u cancelled, not counted", metrics->n_cancelled), metrics->n_cancelled);
  if (metrics->n_followers > 0)
    twice = g_strdup_printf (ngettext ("%u declared twice, counted once", "%u declared twice, counted once", metrics->n_followers), metrics->n_followers);

  return g_strdup_printf ("%s%s%s%s%s", n, cancelled != NULL ? " · " : "", cancelled != NULL ? cancelled : "", twice != NULL ? " · " : "", twice != NULL ? twice : "");
}

static void
show_figures (VigieIndicatorsPage *self)
{
  GPtrArray *all = vigie_figure_book_get_all (self->book);
  VigieLang lang = vigie_session_get_lang (self->session);
  VigieMetricsCut cut = cut_of (self);
  g_autoptr(VigieReport) report = report_of (self, &cut, lang);
  g_autoptr(GArray) series = vigie_metrics_series (all, &cut, vigie_session_get_playbook (self->session), vigie_session_now_usec (self->session),
                                                   vigie_session_get_zone (self->session), lang);
  g_autofree char *head = NULL;

  vigie_metrics_of (all, &cut, vigie_session_get_playbook (self->session), &self->metrics);
  head = head_words (&self->metrics);
  vigie_label_set (GTK_LABEL (self->head), head);
  gtk_widget_set_visible (self->note, cut.examples);
  for (guint i = 0; i < N_CARDS; i++)
    vigie_indicator_card_set (VIGIE_INDICATOR_CARD (self->cards[i]), &self->metrics, series);
  vigie_clear_box (GTK_BOX (self->parts));
  for (guint i = 0; i < report->parts->len; i++)
    show_part (self, report->parts->pdata[i]);
}

static void
show (VigieIndicatorsPage *self)
{
  GPtrArray *all = vigie_figure_book_get_all (self->book);

  self->is_shown = all != NULL && all->len > 0;
  if (self->is_shown)
    show_figures (self);
  gtk_widget_set_sensitive (self->export, self->is_shown);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), all == NULL ? "wait" : all->len == 0 ? "empty" : "figures");
}

static gboolean
show_cb (gpointer user_data)
{
  VigieIndicatorsPage *self = user_data;

  self->idle_id = 0;
  show (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (VigieIndicatorsPage *self)
{
  if (self->idle_id == 0 && self->is_wanting)
    self->idle_id = g_idle_add (show_cb, self);
}

/* ---- Acts ---- */

static gboolean
stands_behind (const VigieFigures *figures, guint indicator)
{
  return indicator < VIGIE_N_DELAYS || figures->recurs;
}

/* Leads to the incidents a figure is made of, those without it included: they are what is to be mended. */
static void
card_cb (VigieIndicatorsPage *self, GtkButton *button)
{
  GPtrArray *all = vigie_figure_book_get_all (self->book);
  guint indicator = vigie_indicator_card_get_indicator (VIGIE_INDICATOR_CARD (button));
  VigieMetricsCut cut = cut_of (self);
  g_autofree char *period = vigie_metrics_period_words (&cut, vigie_session_get_zone (self->session), vigie_session_get_lang (self->session));
  g_autofree char *words = g_strdup_printf ("%s, %s", vigie_indicator_title (self->session, indicator), period);
  GVariantBuilder streams;

  if (all == NULL)
    return;
  g_variant_builder_init (&streams, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < all->len; i++)
    {
      const VigieFigures *figures = all->pdata[i];

      if (vigie_metrics_cut_has (&cut, figures) && vigie_figures_count (figures) && stands_behind (figures, indicator))
        g_variant_builder_add (&streams, "s", figures->stream);
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.incidents", "(sas)", words, &streams);
}

void
vigie_indicators_page_export_to (VigieIndicatorsPage *self, GFile *file)
{
  VigieMetricsCut cut;

  g_return_if_fail (VIGIE_IS_INDICATORS_PAGE (self) && G_IS_FILE (file));

  if (vigie_figure_book_get_all (self->book) == NULL)
    return;
  cut = cut_of (self);
  vigie_report_save (GTK_WIDGET (self), report_of (self, &cut, vigie_session_get_document_lang (self->session)), file);
}

static void
file_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr(VigieIndicatorsPage) self = user_data;

  if (file != NULL && self->box != NULL)
    vigie_indicators_page_export_to (self, file);
}

static void
export_cb (VigieIndicatorsPage *self)
{
  vigie_compat_choose_save (GTK_WIDGET (self), _("Export the indicators"), _("indicators.pdf"), file_chosen_cb, g_object_ref (self));
}

void
vigie_indicators_page_choose (VigieIndicatorsPage *self, VigiePeriod period, VigieLevel level, const char *type)
{
  g_return_if_fail (VIGIE_IS_INDICATORS_PAGE (self));

  vigie_choice_set (self->period, period);
  vigie_choice_set (self->level, level);
  vigie_type_choice_set (self->type, vigie_session_get_playbook (self->session), type);
  show (self);
}

gboolean
vigie_indicators_page_get (VigieIndicatorsPage *self, VigieMetrics *out)
{
  g_return_val_if_fail (VIGIE_IS_INDICATORS_PAGE (self) && out != NULL, FALSE);

  if (self->is_shown)
    *out = self->metrics;

  return self->is_shown;
}

/* ---- Parts ---- */

static GtkWidget *
bar_new (VigieIndicatorsPage *self)
{
  const char *periods[] = { _("Last 3 months"), _("Last 12 months"), _("This quarter"),
                            _("Last quarter"),  _("All the time"),   NULL };
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->period = vigie_choice_new (periods, _("Period"), VIGIE_PERIOD_12_MONTHS,
                                   G_CALLBACK (changed_cb), self);
  self->level = vigie_level_choice_new (G_CALLBACK (changed_cb), self);
  self->type = vigie_type_choice_new (vigie_session_get_playbook (self->session),
                                      G_CALLBACK (changed_cb), self);
  self->head = vigie_label_new ("", "small dim");
  gtk_widget_set_hexpand (self->head, TRUE);
  self->export = gtk_button_new_with_label (_("Export…"));
  g_signal_connect_swapped (self->export, "clicked", G_CALLBACK (export_cb), self);
  gtk_box_append (GTK_BOX (bar), self->period);
  gtk_box_append (GTK_BOX (bar), self->level);
  gtk_box_append (GTK_BOX (bar), self->type);
  gtk_box_append (GTK_BOX (bar), self->head);
  gtk_box_append (GTK_BOX (bar), self->export);

  return bar;
}

static GtkWidget *
cards_new (VigieIndicatorsPage *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

  self->flow = flow;
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), N_CARDS);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 8);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 8);
  for (guint i = 0; i < N_CARDS; i++)
    {
      self->cards[i] = vigie_indicator_card_new (self->session, i);
      g_signal_connect_swapped (self->cards[i], "clicked", G_CALLBACK (card_cb), self);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), self->cards[i]);
      /* The card is the control; a stop of its own around it would only be in the way. */
      gtk_widget_set_focusable (gtk_widget_get_parent (self->cards[i]), FALSE);
    }

  return flow;
}

static GtkWidget *
note_new (void)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = vigie_paragraph_new (_("Nothing real is recorded yet: these are the figures of the examples."), "small");

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (bar), vigie_icon_new ("vigie-question-disc-symbolic", "accent-text"));
  gtk_box_append (GTK_BOX (bar), words);
  vigie_add_classes (bar, "notice-bar acc");
  gtk_widget_set_visible (bar, FALSE);

  return bar;
}

static gboolean
fold_cb (gpointer user_data)
{
  VigieIndicatorsPage *self = user_data;

  self->fold_id = 0;
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), self->width < ONE_LINE_PX ? CARDS_IN_LINE : N_CARDS);

  return G_SOURCE_REMOVE;
}

/* Lines cannot change while sizes are given out: after the frame. */
static void
width_cb (VigieIndicatorsPage *self, GParamSpec *pspec, GtkAdjustment *adjustment)
{
  self->width = gtk_adjustment_get_page_size (adjustment);
  if (self->width > 0 && self->fold_id == 0)
    self->fold_id = g_idle_add (fold_cb, self);
}

static GtkWidget *
figures_new (VigieIndicatorsPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->note = note_new ();
  self->parts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (box), self->note);
  gtk_box_append (GTK_BOX (box), cards_new (self));
  gtk_box_append (GTK_BOX (box), vigie_paragraph_new (_("● within the target · ▲ beyond it · × times are missing: counted, never guessed. A card leads to its incidents."), "caption dim"));
  gtk_box_append (GTK_BOX (box), self->parts);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled)), "notify::page-size",
                           G_CALLBACK (width_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

static GtkWidget *
empty_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *button = gtk_button_new_with_label (_("Declare an incident"));

  gtk_box_append (GTK_BOX (box), gtk_label_new (_("No incident is recorded on this computer yet: there is nothing to measure.")));
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.declare");
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "empty-state");

  return box;
}

static void
build (VigieIndicatorsPage *self)
{
  self->stack = gtk_stack_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_add_css_class (self->box, "report-page");
  gtk_box_append (GTK_BOX (self->box), bar_new (self));
  gtk_stack_add_named (GTK_STACK (self->stack), gtk_label_new (_("Working the figures out…")), "wait");
  gtk_stack_add_named (GTK_STACK (self->stack), empty_new (), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), figures_new (self), "figures");
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_sensitive (self->export, FALSE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/* ---- Object ---- */

static gboolean
vigie_indicators_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_INDICATORS_PAGE (widget)->period);
}

static void
want (VigieIndicatorsPage *self, gboolean wants)
{
  if (self->is_wanting == wants)
    return;
  self->is_wanting = wants;
  vigie_figure_book_want (self->book, wants);
}

static void
vigie_indicators_page_map (GtkWidget *widget)
{
  VigieIndicatorsPage *self = VIGIE_INDICATORS_PAGE (widget);

  want (self, TRUE);
  changed_cb (self);
  GTK_WIDGET_CLASS (vigie_indicators_page_parent_class)->map (widget);
}

static void
vigie_indicators_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vigie_indicators_page_parent_class)->unmap (widget);
  want (VIGIE_INDICATORS_PAGE (widget), FALSE);
}

static void
vigie_indicators_page_dispose (GObject *object)
{
  VigieIndicatorsPage *self = VIGIE_INDICATORS_PAGE (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_handle_id (&self->fold_id, g_source_remove);
  if (self->book != NULL)
    want (self, FALSE);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->book);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_indicators_page_parent_class)->dispose (object);
}

static void
vigie_indicators_page_class_init (VigieIndicatorsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_indicators_page_dispose;
  widget_class->grab_focus = vigie_indicators_page_grab_focus;
  widget_class->map = vigie_indicators_page_map;
  widget_class->unmap = vigie_indicators_page_unmap;
}

static void
vigie_indicators_page_init (VigieIndicatorsPage *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), vigie_page_layout_new ());
}

GtkWidget *
vigie_indicators_page_new (VigieSession *session)
{
  VigieIndicatorsPage *self = g_object_new (VIGIE_TYPE_INDICATORS_PAGE, NULL);

  self->session = g_object_ref (session);
  self->book = g_object_ref (vigie_figure_book_of (session));
  build (self);
  g_signal_connect_object (self->book, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
