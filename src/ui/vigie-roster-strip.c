/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-roster-strip.h"

#include <glib/gi18n-lib.h>

#include "vigie-check-in-words.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

struct _VigieRosterStrip
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *start;
  GtkWidget *abandon;
  GtkWidget *close;
};

G_DEFINE_FINAL_TYPE (VigieRosterStrip, vigie_roster_strip, GTK_TYPE_WIDGET)

enum { STARTED, CLOSED, ABANDONED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const VigieObligation *
find_clock (VigieIncidentModel *model)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (model);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (!obligation->history && vigie_obligation_is_running (obligation)
          && g_ptr_array_find_with_equal_func (obligation->clock->fulfilled_by, "check-in", g_str_equal, NULL))
        return obligation;
    }

  return NULL;
}

static void
set_look (VigieRosterStrip *self, const char *look, const char *icon)
{
  static const char *const looks[] = { "late", "soon", "acc" };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    vigie_set_class (self->box, looks[i], g_strcmp0 (looks[i], look) == 0);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  vigie_set_class (self->icon, "late-text", g_strcmp0 (look, "late") == 0);
}

static void
set_running (VigieRosterStrip *self, gboolean running)
{
  gtk_widget_set_visible (self->start, !running);
  gtk_widget_set_visible (self->abandon, running);
  gtk_widget_set_visible (self->close, running);
}

static char *
last_words (VigieIncidentModel *model)
{
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  const VigieCheckIn *last;
  g_autofree char *time = NULL;
  g_autofree char *outcome = NULL;
  g_autofree char *names = NULL;
  g_autofree char *words = NULL;

  if (incident->check_ins->len == 0)
    return g_strdup (_("None was held yet."));
  last = g_ptr_array_index (incident->check_ins, incident->check_ins->len - 1);
  time = vigie_page_time (vigie_incident_model_get_session (model), last->occurred_usec);
  outcome = vigie_check_in_outcome (last);
  names = vigie_check_in_names (last);

  /* Translators: a time, then "complete, 6 answers of 6". */
  words = g_strdup_printf (_("The last one, at %1$s: %2$s."), time, outcome);

  return *names != '\0' ? g_strdup_printf ("%s %s", words, names) : g_steal_pointer (&words);
}

void
vigie_roster_strip_show_clock (VigieRosterStrip *self, VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const VigieObligation *clock = find_clock (model);
  g_autofree char *title = NULL;
  g_autofree char *detail = last_words (model);

  set_running (self, FALSE);
  if (clock == NULL)
    {
      set_look (self, NULL, "vigie-roster-symbolic");
      title = g_strdup (_("Team check-in"));
    }
  else
    {
      g_autofree char *due = vigie_page_time (session, clock->due_usec);
      g_autofree char *words = vigie_obligation_words (clock, vigie_session_now_usec (session), vigie_session_get_zone (session), vigie_session_get_lang (session));
      gboolean late = clock->state == VIGIE_OBLIGATION_OVERDUE;

      set_look (self, late ? "late" : clock->state == VIGIE_OBLIGATION_DUE_SOON ? "soon" : NULL, late ? "vigie-overdue-symbolic" : "vigie-clock-symbolic");
      /* Translators: when the check-in is due, and how long until then or since. */
      title = g_strdup_printf (_("Check-in of %s, %s"), due, words);
    }
  vigie_label_set (GTK_LABEL (self->title), title);
  vigie_label_set (GTK_LABEL (self->detail), detail);
}

void
vigie_roster_strip_show_round (VigieRosterStrip *self, guint answered, guint asked, const char *missing)
{
  g_autofree char *detail = NULL;

  set_running (self, TRUE);
  set_look (self, "acc", "vigie-roster-symbolic");
  if (missing != NULL && *missing != '\0')
    /* Translators: answers, people asked, names of those who have not answered. */
    detail = g_strdup_printf (ngettext ("%u answer of %u; missing: %s.", "%u answers of %u; missing: %s.", answered), answered, asked, missing);
  else
    detail = g_strdup_printf (ngettext ("%u answer of %u.", "%u answers of %u.", answered), answered, asked);
  vigie_label_set (GTK_LABEL (self->title), _("Check-in under way: ask each person aloud"));
  vigie_label_set (GTK_LABEL (self->detail), detail);
}

/* ---- History ---- */

/* The worst that was answered, in a shape and a word: "2 tired". */
static GtkWidget *
fatigue_new (const VigieCheckIn *check_in)
{
  const char *worst = vigie_check_in_worst (check_in);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *icon;
  g_autofree char *words = NULL;
  guint n;

  if (worst == NULL)
    return line;
  n = vigie_check_in_count (check_in, worst);
  if (g_str_equal (worst, "relieve"))
    words = g_strdup_printf (ngettext ("%u to relieve", "%u to relieve", n), n);
  else if (g_str_equal (worst, "tired"))
    words = g_strdup_printf (ngettext ("%u tired", "%u tired", n), n);
  else
    words = g_strdup (C_("state of people", "fit"));
  icon = vigie_icon_new (vigie_check_in_icon (worst), vigie_check_in_class (worst));
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), vigie_label_new (words, "caption"));

  return line;
}

static GtkWidget *
history_cell_new (VigieSession *session, const VigieCheckIn *check_in)
{
  GtkWidget *cell = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gboolean complete = vigie_check_in_is_complete (check_in);
  guint asked = check_in->answers->len;
  g_autofree char *time = vigie_page_time (session, check_in->occurred_usec);
  g_autofree char *outcome = vigie_check_in_outcome (check_in);
  g_autofree char *names = vigie_check_in_names (check_in);
  g_autofree char *said = g_strdup_printf ("%s, %s. %s %s", time, outcome, names, check_in->note != NULL ? check_in->note : "");
  /* Translators: people who answered, people asked. */
  g_autofree char *count = g_strdup_printf (complete ? _("complete, %u of %u") : _("incomplete, %u of %u"),
                                            asked - vigie_check_in_count (check_in, "no-answer"), asked);

  g_strchomp (said);
  gtk_box_append (GTK_BOX (cell), vigie_label_new (time, "small strong num"));
  gtk_box_append (GTK_BOX (cell), vigie_label_new (count, complete ? "caption dim" : "caption strong soon-text"));
  gtk_box_append (GTK_BOX (cell), fatigue_new (check_in));
  gtk_widget_add_css_class (cell, "check-in-cell");
  vigie_set_accessible_label (cell, said);
  vigie_set_tooltip (cell, said);

  return cell;
}

void
vigie_roster_strip_fill_history (GtkBox *box, VigieIncidentModel *model, guint max)
{
  GPtrArray *all = vigie_incident_model_get_incident (model)->check_ins;

  vigie_clear_box (box);
  for (guint i = all->len > max ? all->len - max : 0; i < all->len; i++)
    {
      if (gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL)
        gtk_box_append (box, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
      gtk_box_append (box, history_cell_new (vigie_incident_model_get_session (model), g_ptr_array_index (all, i)));
    }
}

/* ---- Object ---- */

static void
start_cb (VigieRosterStrip *self)
{
  g_signal_emit (self, signals[STARTED], 0);
}

static void
close_cb (VigieRosterStrip *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
abandon_cb (VigieRosterStrip *self)
{
  g_signal_emit (self, signals[ABANDONED], 0);
}

static void
dispose (GObject *object)
{
  VigieRosterStrip *self = VIGIE_ROSTER_STRIP (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_roster_strip_parent_class)->dispose (object);
}

static void
vigie_roster_strip_class_init (VigieRosterStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[STARTED] = g_signal_new ("started", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ABANDONED] = g_signal_new ("abandoned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_roster_strip_init (VigieRosterStrip *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->icon = vigie_icon_new (NULL, NULL);
  self->title = vigie_paragraph_new ("", "strong notice-title");
  self->detail = vigie_paragraph_new ("", "small");
  self->start = vigie_page_button_new (_("Run check-in"), NULL, "compact suggested-action");
  self->abandon = vigie_page_button_new (_("Cancel"), NULL, "compact flat");
  self->close = vigie_page_button_new (_("Close check-in"), _("Ctrl ↵"), "compact suggested-action");
  gtk_widget_add_css_class (self->box, "notice-bar");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (words, 4);
  gtk_widget_set_margin_bottom (words, 4);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->detail);
  gtk_box_append (GTK_BOX (self->box), self->icon);
  gtk_box_append (GTK_BOX (self->box), words);
  gtk_box_append (GTK_BOX (self->box), self->abandon);
  gtk_box_append (GTK_BOX (self->box), self->start);
  gtk_box_append (GTK_BOX (self->box), self->close);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->start, "clicked", G_CALLBACK (start_cb), self);
  g_signal_connect_swapped (self->close, "clicked", G_CALLBACK (close_cb), self);
  g_signal_connect_swapped (self->abandon, "clicked", G_CALLBACK (abandon_cb), self);
  set_running (self, FALSE);
}

GtkWidget *
vigie_roster_strip_new (void)
{
  return g_object_new (VIGIE_TYPE_ROSTER_STRIP, NULL);
}
