/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line of the timeline: time, kind, text, state, author, star. It measures and places its labels
 * itself, for three reasons: every row has the same height whatever it says (GTK 4.8 loses its place
 * in lists whose rows differ), the columns stand in the same place from row to row without a size
 * group over two hundred widgets, and the author gives way first when the window is narrow. A day is
 * an item like the others and uses the same widget, so that its height is the same too.
 *
 * A list holds two hundred rows and twenty are seen: a row is one empty label, which gives it its height,
 * until somebody fills it (vigie-timeline-scroller.c). */

#include "vigie-timeline-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-text-ui.h"
#include "vigie-time.h"

#define TIME_PX 40
#define BOTH_TIMES_PX 92
#define KIND_PX 96
#define STAR_PX 13
#define GAP_PX 10
#define TEXT_MIN_PX 100
#define STATE_MAX_PX 220
#define AUTHOR_FROM_PX 620
#define MIN_WIDTH_PX (TIME_PX + KIND_PX + TEXT_MIN_PX + STAR_PX + 3 * GAP_PX)
#define USUAL_DPI (96 * PANGO_SCALE)

/* Of a row that is out of view; in view its name is whole. */
#define NAME_CHARS 80

struct _VigieTimelineRow
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  VigieTimelineItem *item;
  gulong changed_id;
  gboolean follows_pending;
  gboolean both_times;
  gboolean is_filled;            /* shows what the item says */

  GtkWidget *text;
  /* Made when it is first filled, NULL before. */
  GtkWidget *time;
  GtkWidget *kind;
  GtkWidget *kind_icon;
  GtkWidget *kind_label;
  GtkWidget *author;

  /* Few rows have them: made when first needed, NULL before. */
  GtkWidget *state;
  GtkWidget *state_icon;
  GtkWidget *state_label;
  GtkWidget *star;
};

G_DEFINE_FINAL_TYPE (VigieTimelineRow, vigie_timeline_row, GTK_TYPE_WIDGET)

static const struct { const char *icon; const char *css_class; } kinds[VIGIE_N_ENTRY_KINDS] = {
  [VIGIE_ENTRY_NOTE] = { "vigie-note-symbolic", "kind-note" },
  [VIGIE_ENTRY_ACTION] = { "vigie-action-symbolic", "kind-action" },
  [VIGIE_ENTRY_DECISION] = { "vigie-decision-symbolic", "kind-decision" },
  [VIGIE_ENTRY_HYPOTHESIS] = { "vigie-hypothesis-symbolic", "kind-hypothesis" },
  [VIGIE_ENTRY_CALL] = { "vigie-call-symbolic", "kind-call" },
  [VIGIE_ENTRY_TODO] = { "vigie-todo-symbolic", "kind-todo" },
  [VIGIE_ENTRY_MESSAGE] = { "vigie-message-symbolic", "kind-message" },
  [VIGIE_ENTRY_FOLLOWUP] = { "vigie-followup-symbolic", "kind-followup" },
  [VIGIE_ENTRY_ALERT] = { "vigie-alert-symbolic", "kind-alert" },
  [VIGIE_ENTRY_ATTACHMENT] = { "vigie-attachment-symbolic", "kind-attachment" },
};

const char *
vigie_entry_kind_icon (VigieEntryKind kind)
{
  return kinds[kind < VIGIE_N_ENTRY_KINDS ? kind : VIGIE_ENTRY_NOTE].icon;
}

const char *
vigie_entry_kind_class (VigieEntryKind kind)
{
  return kinds[kind < VIGIE_N_ENTRY_KINDS ? kind : VIGIE_ENTRY_NOTE].css_class;
}

void
vigie_entry_kind_set_class (GtkWidget *widget, VigieEntryKind kind)
{
  for (int i = 0; i < VIGIE_N_ENTRY_KINDS; i++)
    vigie_set_class (widget, kinds[i].css_class, i == (int) kind);
}

/* ---- Words ---- */

static const VigieHypothesis *
find_hypothesis (VigieIncident *incident, const VigieEntry *entry)
{
  for (guint i = 0; i < incident->hypotheses->len; i++)
    {
      const VigieHypothesis *hypothesis = g_ptr_array_index (incident->hypotheses, i);

      if (g_strcmp0 (hypothesis->code, entry->code) == 0)
        return hypothesis;
    }

  return NULL;
}

/* Of an entry that came after the closing, and of the closing how many did. */
static char *
closing_words (VigieTimelineRow *self, const VigieEntry *entry)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  guint n = 0;

  if (vigie_entry_is_after_closing (incident, entry))
    return g_strdup (_("after the closing"));
  if (entry->event != incident->milestone_events[VIGIE_MILESTONE_CLOSED])
    return NULL;
  for (guint i = incident->entries->len; i > 0; i--)
    n += vigie_entry_is_after_closing (incident, g_ptr_array_index (incident->entries, i - 1));

  return n > 0 ? g_strdup_printf (ngettext ("%u entry came after", "%u entries came after", n), n) : NULL;
}

/* What the state column says of @entry; NULL when there is nothing to say. */
static char *
state_words (VigieTimelineRow *self, const VigieEntry *entry, const char **icon, const char **css_class)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigieLang lang = vigie_session_get_lang (session);
  const VigieSyncPending *pending;
  const VigieHypothesis *hypothesis;
  char *closing;

  *icon = NULL;
  *css_class = NULL;
  if (entry->retract_reason != NULL)
    {
      *icon = "vigie-retract-symbolic";
      *css_class = "mark-retracted";
      return g_strdup_printf (_("retracted, %s"), entry->retract_reason);
    }
  pending = vigie_pending_find (vigie_exchange_get_pending (vigie_session_get_exchange (session)), entry->event->id);
  if (pending != NULL)
    {
      *icon = pending->parked ? "vigie-warning-symbolic" : "vigie-tray-arrow-symbolic";
      *css_class = "mark-pending";
      return g_strdup (pending->parked ? _("not taken") : _("waiting"));
    }
  if (vigie_timeline_item_get_conflict (self->item) != NULL)
    {
      *icon = "vigie-warning-symbolic";
      *css_class = "soon-text";
      return g_strdup (_("several versions"));
    }
  if (entry->kind == VIGIE_ENTRY_TODO && entry->done)
    {
      *icon = "vigie-check-symbolic";
      *css_class = "ok-text";
      return g_strdup (_("done"));
    }
  if (entry->correction != NULL)
    {
      g_autofree char *clock = vigie_time_format_clock (entry->correction->stamp_usec, vigie_session_get_zone (session));

      *icon = "vigie-pencil-symbolic";
      *css_class = "mark-corrected";
      return g_strdup_printf (_("corrected %s"), clock);
    }
  if (vigie_timeline_item_get_came_usec (self->item) != VIGIE_TIME_NONE)
    {
      g_autofree char *clock = vigie_time_format_clock (vigie_timeline_item_get_came_usec (self->item), vigie_session_get_zone (session));

      *icon = "vigie-followup-symbolic";
      *css_class = "mark-corrected";
      /* Translators: an entry that was recorded elsewhere; %s is when it arrived here. */
      return g_strdup_printf (_("came later, %s"), clock);
    }
  if ((closing = closing_words (self, entry)) != NULL)
    {
      *icon = "vigie-followup-symbolic";
      *css_class = "mark-corrected";
      return closing;
    }
  if (entry->kind == VIGIE_ENTRY_HYPOTHESIS && entry->code != NULL)
    {
      hypothesis = find_hypothesis (vigie_incident_model_get_incident (self->model), entry);
      if (hypothesis == NULL || hypothesis->state == VIGIE_HYPOTHESIS_OPEN)
        return NULL;
      *icon = hypothesis->state == VIGIE_HYPOTHESIS_CONFIRMED ? "vigie-check-symbolic"
              : hypothesis->state == VIGIE_HYPOTHESIS_ELIMINATED ? "vigie-cross-symbolic" : "vigie-question-disc-symbolic";
      *css_class = hypothesis->state == VIGIE_HYPOTHESIS_CONFIRMED ? "state-confirmed"
                   : hypothesis->state == VIGIE_HYPOTHESIS_ELIMINATED ? "state-eliminated" : "state-open";
      return g_strdup (vigie_hypothesis_state_label (hypothesis->state, lang));
    }

  return NULL;
}

static GtkWidget *make_pair (GtkWidget **icon, GtkWidget **label, const char *css_class);

static gboolean
is_shown (GtkWidget *part)
{
  return part != NULL && gtk_widget_get_visible (part);
}

static void
hide_state (VigieTimelineRow *self)
{
  if (self->state != NULL)
    gtk_widget_set_visible (self->state, FALSE);
}

static void
show_star (VigieTimelineRow *self, gboolean starred)
{
  if (self->star == NULL && starred)
    {
      self->star = vigie_icon_new ("vigie-star-symbolic", "col-star");
      gtk_widget_set_parent (self->star, GTK_WIDGET (self));
    }
  if (self->star != NULL)
    gtk_widget_set_visible (self->star, starred);
}

static void
show_state (VigieTimelineRow *self, const VigieEntry *entry)
{
  static const char *const all[] = { "mark-retracted", "mark-pending", "mark-corrected", "soon-text", "ok-text", "state-confirmed", "state-eliminated", "state-open" };
  const char *icon, *css_class;
  g_autofree char *words = state_words (self, entry, &icon, &css_class);

  if (words == NULL)
    {
      hide_state (self);
      return;
    }
  if (self->state == NULL)
    {
      self->state = make_pair (&self->state_icon, &self->state_label, "col-state");
      gtk_widget_insert_before (self->state, GTK_WIDGET (self), self->author);
    }
  gtk_widget_set_visible (self->state, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    vigie_set_class (self->state, all[i], g_strcmp0 (all[i], css_class) == 0);
  vigie_label_set (GTK_LABEL (self->state_label), words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->state_icon), icon);
}

/* The list's own row is what a screen reader stops at; its name says the whole line. */
static void
name_row (VigieTimelineRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  const VigieEntry *entry = vigie_timeline_item_get_entry (self->item);
  g_autofree char *name = NULL;

  if (parent == NULL)
    return;
  if (entry == NULL)
    name = g_strdup (vigie_timeline_item_get_time (self->item));
  else
    name = g_strdup_printf ("%s, %s, %s, %s%s%s%s%s", vigie_timeline_item_get_time (self->item),
                            gtk_label_get_text (GTK_LABEL (self->kind_label)),
                            gtk_label_get_text (GTK_LABEL (self->text)), vigie_timeline_item_get_author (self->item),
                            is_shown (self->state) ? ", " : "",
                            is_shown (self->state) ? gtk_label_get_text (GTK_LABEL (self->state_label)) : "",
                            entry->starred ? ", " : "", entry->starred ? _("starred") : "");
  vigie_set_accessible_label (parent, name);
}

/* A screen reader also counts and reads rows that are out of view and wait to be filled. */
static void
name_waiting_row (VigieTimelineRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (parent == NULL)
    return;
  text = vigie_text_ui_clean (vigie_timeline_item_is_day (self->item) ? NULL : vigie_timeline_item_get_text (self->item), NAME_CHARS);
  name = g_strjoin (*text != '\0' ? ", " : "", vigie_timeline_item_get_time (self->item), text, NULL);
  vigie_set_accessible_label (parent, name);
}

static void
show_day (VigieTimelineRow *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *clock = vigie_time_format_clock_zone (vigie_session_now_usec (session), vigie_session_get_zone (session));
  const char *zone = strchr (clock, ' ');

  vigie_label_set (GTK_LABEL (self->text), vigie_timeline_item_get_time (self->item));
  vigie_label_set (GTK_LABEL (self->author), zone != NULL ? zone + 1 : NULL);
}

/* With the code people say aloud in front, unless the text has it. */
static void
show_text (VigieTimelineRow *self, const VigieEntry *entry)
{
  const char *text = vigie_timeline_item_get_text (self->item);
  g_autofree char *coded = NULL;

  if (entry->code != NULL && !g_str_has_prefix (text, entry->code))
    coded = g_strdup_printf ("%s %s", entry->code, text);
  vigie_label_set (GTK_LABEL (self->text), coded != NULL ? coded : text);
}

/* With when it was recorded beside when it happened; the days are in the tooltip. */
static void
show_time (VigieTimelineRow *self, const VigieEntry *entry)
{
  GTimeZone *zone = vigie_session_get_zone (vigie_incident_model_get_session (self->model));
  g_autofree char *recorded = NULL;
  g_autofree char *both = NULL;

  if (self->both_times)
    {
      recorded = vigie_time_format_clock (entry->event->stamp_usec, zone);
      both = g_strdup_printf ("%s · %s", vigie_timeline_item_get_time (self->item), recorded);
    }
  vigie_label_set (GTK_LABEL (self->time), both != NULL ? both : vigie_timeline_item_get_time (self->item));
}

/* Made when asked for: thousands of rows pass by, few are pointed at. */
static gboolean
tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, VigieTimelineRow *self)
{
  const VigieEntry *entry = self->item != NULL ? vigie_timeline_item_get_entry (self->item) : NULL;
  VigieSession *session;
  g_autofree char *occurred = NULL;
  g_autofree char *recorded = NULL;
  g_autofree char *utc = NULL;
  g_autofree char *words = NULL;

  if (entry == NULL)
    return FALSE;
  session = vigie_incident_model_get_session (self->model);
  occurred = vigie_time_format_full (entry->occurred_usec, vigie_session_get_zone (session), vigie_session_get_lang (session));
  recorded = vigie_time_format_full (entry->event->stamp_usec, vigie_session_get_zone (session), vigie_session_get_lang (session));
  utc = vigie_time_format_rfc3339 (entry->occurred_usec);
  words = g_strdup_printf (_("Happened %s\nRecorded %s\nUTC %s"), occurred, recorded, utc);
  gtk_tooltip_set_text (tooltip, words);

  return TRUE;
}

static void
show_entry (VigieTimelineRow *self, const VigieEntry *entry)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));

  show_time (self, entry);
  vigie_label_set (GTK_LABEL (self->kind_label), vigie_entry_kind_label (entry->kind, lang));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->kind_icon), vigie_entry_kind_icon (entry->kind));
  show_text (self, entry);
  vigie_label_set (GTK_LABEL (self->author), vigie_timeline_item_get_author (self->item));
  vigie_entry_kind_set_class (GTK_WIDGET (self), entry->kind);
  show_state (self, entry);
}

static void
show (VigieTimelineRow *self)
{
  const VigieEntry *entry = vigie_timeline_item_get_entry (self->item);
  gboolean is_day = entry == NULL;

  vigie_set_class (GTK_WIDGET (self), "timeline-row", !is_day);
  vigie_set_class (GTK_WIDGET (self), "day-row", is_day);
  vigie_set_class (GTK_WIDGET (self), "retracted", !is_day && entry->retract_reason != NULL);
  vigie_set_class (GTK_WIDGET (self), "followup-row", vigie_timeline_item_is_followup (self->item));
  vigie_set_class (self->text, "col-text", !is_day);
  vigie_set_class (self->author, "col-author", !is_day);
  vigie_set_class (self->author, "day-zone", is_day);
  gtk_widget_set_visible (self->time, !is_day);
  gtk_widget_set_visible (self->kind, !is_day);
  show_star (self, !is_day && entry->starred);
  if (is_day)
    {
      hide_state (self);
      show_day (self);
    }
  else
    {
      show_entry (self, entry);
    }
  name_row (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
changed_cb (VigieTimelineItem *item, VigieTimelineRow *self)
{
  if (self->is_filled)
    show (self);
}

static void
pending_changed_cb (VigieTimelineRow *self)
{
  if (self->is_filled)
    show (self);
}

/* ---- Size ---- */

static int
natural_width (GtkWidget *widget)
{
  int natural = 0;

  if (gtk_widget_get_visible (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

/* Columns are the same in every row, so they cannot follow their words; they follow the size of text. */
static int
scaled (GtkWidget *widget, int width_px)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);

  return dpi > USUAL_DPI ? (int) ((gint64) width_px * dpi / USUAL_DPI) : width_px;
}

static void
vigie_timeline_row_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  VigieTimelineRow *self = VIGIE_TIMELINE_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = scaled (widget, MIN_WIDTH_PX);
      *natural = 2 * *minimum;
    }
  else
    {
      /* One label for all rows: it has one line whatever it says. */
      gtk_widget_measure (self->text, orientation, -1, minimum, NULL, NULL, NULL);
      *natural = *minimum;
    }
}

/* A child narrower than its minimum would only warn; the list clips what does not fit. */
static int
place (GtkWidget *child, int x, int width, int height)
{
  GtkAllocation allocation = { x, 0, 0, height };
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  allocation.width = MAX (width, minimum);
  gtk_widget_size_allocate (child, &allocation, -1);

  return allocation.width;
}

static void
allocate_day (VigieTimelineRow *self, int width, int height)
{
  int date = MIN (natural_width (self->text), width);

  place (self->text, 0, date, height);
  gtk_widget_set_child_visible (self->author, TRUE);
  place (self->author, date + 8, MAX (width - date - 8, 0), height);
}

static void
allocate_entry (VigieTimelineRow *self, int width, int height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_author = width >= scaled (widget, AUTHOR_FROM_PX);
  int x = 0, right = width;

  x += place (self->time, x, scaled (widget, self->both_times ? BOTH_TIMES_PX : TIME_PX), height) + GAP_PX;
  x += place (self->kind, x, scaled (widget, KIND_PX), height) + GAP_PX;
  right -= STAR_PX;
  if (is_shown (self->star))
    place (self->star, right, STAR_PX, height);
  right -= GAP_PX;
  gtk_widget_set_child_visible (self->author, has_author);
  if (has_author)
    {
      int author = natural_width (self->author);

      right -= author;
      place (self->author, right, author, height);
      right -= GAP_PX;
    }
  if (is_shown (self->state))
    {
      int state = MIN (natural_width (self->state), MIN (STATE_MAX_PX, MAX ((right - x) / 2, 0)));

      right -= state;
      place (self->state, right, state, height);
      right -= GAP_PX;
    }
  place (self->text, x, MAX (right - x, 0), height);
}

static void
vigie_timeline_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VigieTimelineRow *self = VIGIE_TIMELINE_ROW (widget);

  if (self->time == NULL)
    place (self->text, 0, width, height);
  else if (self->item != NULL && vigie_timeline_item_is_day (self->item))
    allocate_day (self, width, height);
  else
    allocate_entry (self, width, height);
}

/* ---- Object ---- */

static void
vigie_timeline_row_dispose (GObject *object)
{
  VigieTimelineRow *self = VIGIE_TIMELINE_ROW (object);
  GtkWidget *child;

  vigie_timeline_row_set_item (self, NULL, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (vigie_timeline_row_parent_class)->dispose (object);
}

static void
vigie_timeline_row_class_init (VigieTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_timeline_row_dispose;
  widget_class->measure = vigie_timeline_row_measure;
  widget_class->size_allocate = vigie_timeline_row_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "timeline-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static GtkWidget *
make_pair (GtkWidget **icon, GtkWidget **label, const char *css_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* spacing is the stylesheet's */

  *icon = vigie_icon_new (NULL, NULL);
  *label = vigie_label_new (NULL, NULL);
  gtk_widget_add_css_class (box, css_class);
  gtk_box_append (GTK_BOX (box), *icon);
  gtk_box_append (GTK_BOX (box), *label);

  return box;
}

static void
make_parts (VigieTimelineRow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->time = vigie_label_new (NULL, "col-time");
  gtk_label_set_ellipsize (GTK_LABEL (self->time), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_has_tooltip (self->time, TRUE);
  g_signal_connect (self->time, "query-tooltip", G_CALLBACK (tooltip_cb), self);
  self->kind = make_pair (&self->kind_icon, &self->kind_label, "col-kind");
  self->author = vigie_label_new (NULL, "col-author");
  gtk_widget_insert_before (self->time, widget, self->text);
  gtk_widget_insert_before (self->kind, widget, self->text);
  gtk_widget_insert_after (self->author, widget, self->text);
}

static void
vigie_timeline_row_init (VigieTimelineRow *self)
{
  self->text = vigie_label_new (NULL, "col-text");
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
}

/**
 * vigie_timeline_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
vigie_timeline_row_new (void)
{
  return g_object_new (VIGIE_TYPE_TIMELINE_ROW, NULL);
}

void
vigie_timeline_row_set_item (VigieTimelineRow *self, VigieIncidentModel *model, VigieTimelineItem *item)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_ROW (self));

  g_clear_signal_handler (&self->changed_id, self->item);
  g_set_object (&self->model, model);
  g_set_object (&self->item, item);
  self->is_filled = FALSE;
  if (item == NULL)
    return;
  self->changed_id = g_signal_connect (item, "changed", G_CALLBACK (changed_cb), self);
  name_waiting_row (self);
}

void
vigie_timeline_row_fill (VigieTimelineRow *self)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_ROW (self));

  if (self->is_filled || self->item == NULL)
    return;
  if (self->time == NULL)
    make_parts (self);
  if (!self->follows_pending)
    g_signal_connect_object (vigie_exchange_get_pending (vigie_session_get_exchange (vigie_incident_model_get_session (self->model))),
                             "changed", G_CALLBACK (pending_changed_cb), self, G_CONNECT_SWAPPED);
  self->follows_pending = TRUE;
  self->is_filled = TRUE;
  show (self);
}

gboolean
vigie_timeline_row_is_filled (VigieTimelineRow *self)
{
  return self->is_filled;
}

VigieTimelineItem *
vigie_timeline_row_get_item (VigieTimelineRow *self)
{
  return self->item;
}

void
vigie_timeline_row_set_both_times (VigieTimelineRow *self, gboolean both)
{
  g_return_if_fail (VIGIE_IS_TIMELINE_ROW (self));

  if (self->both_times == both)
    return;
  self->both_times = both;
  if (self->is_filled)
    show (self);
}
