/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The band over every page of an incident: what it is, where it stands, since when, and the two most
 * urgent clocks as buttons. It has two forms, wide and narrow, both filled at all times; it asks for
 * the narrow form's width as its minimum and shows the wide one wherever that fits, deciding while it
 * is allocated (there are no breakpoints in libadwaita 1.2). Only child visibility changes there:
 * anything that would ask for a new size inside an allocation would never come to rest.
 *
 * Clocks are redrawn at each tick; seconds are asked for only while one of the two shows them. */

#include "vigie-widgets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-forms.h"
#include "vigie-clock-chip.h"
#include "vigie-clock-words.h"
#include "vigie-handover-mark.h"
#include "vigie-people-words.h"
#include "vigie-stage-strip.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define WIDE_BADGE_PX 50
#define NARROW_BADGE_PX 40
#define N_CHIPS 2

typedef struct
{
  GtkWidget *root;
  VigieSeverityBadge *badge;
  GtkLabel *title;
  GtkLabel *type;
  GtkWidget *provisional;
  GtkWidget *example;
  GtkLabel *ref;
  GtkWidget *command; /* its word, in the wide form */
  GtkLabel *commander;
  GtkWidget *mark;
  GtkLabel *present;
  VigieStageStrip *stage;
  GtkLabel *elapsed;
  GtkLabel *since;
  VigieClockChip *chips[N_CHIPS];
  GtkWidget *more;
  GtkLabel *more_count;
} Form;

struct _VigieIncidentBand
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  Form wide;
  Form narrow;
};

G_DEFINE_FINAL_TYPE (VigieIncidentBand, vigie_incident_band, GTK_TYPE_WIDGET)

/* ---- Filling ---- */

static void
show_commander (Form *form, VigieIncident *incident, gboolean is_wide)
{
  const VigieHolding *holding = vigie_incident_holder (incident, "commander");

  vigie_label_set (form->commander, holding != NULL ? holding->person : _("command vacant"));
  vigie_set_class (GTK_WIDGET (form->commander), "vacant", holding == NULL);
}

/* Who answered at the last check-in says more than who was once assigned. */
static char *
present_words (VigieIncident *incident, GTimeZone *zone)
{
  const VigieCheckIn *last = NULL;
  guint n_present = 0;
  g_autofree char *clock = NULL;

  if (incident->check_ins->len == 0)
    {
      g_autoptr(GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < incident->holdings->len; i++)
        {
          const VigieHolding *holding = g_ptr_array_index (incident->holdings, i);

          if (holding->until_usec == VIGIE_TIME_NONE)
            g_hash_table_add (people, (gpointer) holding->person);
        }
      n_present = g_hash_table_size (people);

      return g_strdup_printf (ngettext ("%u at a post", "%u at their posts", n_present), n_present);
    }
  last = g_ptr_array_index (incident->check_ins, incident->check_ins->len - 1);
  for (guint i = 0; i < last->answers->len; i++)
    n_present += !g_str_equal (((const VigieCheckInAnswer *) g_ptr_array_index (last->answers, i))->state, "no-answer");
  clock = vigie_time_format_clock (last->occurred_usec, zone);

  /* Translators: %1$u people answered at the check-in of %2$s. */
  return g_strdup_printf (ngettext ("%1$u present at %2$s", "%1$u present at %2$s", n_present), n_present, clock);
}

static const char *
short_ref (const char *ref)
{
  const char *dash = strrchr (ref, '-');

  return dash != NULL ? dash + 1 : ref;
}

/* Which support level has it, or NULL. */
static const VigieSupportLevel *
support_level (VigieSession *session, VigieIncident *incident)
{
  GPtrArray *levels = vigie_session_get_playbook (session)->support_levels;
  const char *id = vigie_incident_support_level (incident);

  for (guint i = 0; i < levels->len; i++)
    {
      const VigieSupportLevel *level = g_ptr_array_index (levels, i);

      if (g_strcmp0 (level->id, id) == 0)
        return level;
    }

  return NULL;
}

/* The band has no room for one more word beside the title: the support level is the tooltip of the type, and
 * stands in its place where there is no type. */
static void
show_type (Form *form, VigieSession *session, VigieIncident *incident)
{
  const VigieSupportLevel *level = support_level (session, incident);
  gboolean has_type = g_strcmp0 (incident->type, "other") != 0;
  g_autofree char *held = NULL;

  if (level != NULL)
    held = g_strdup_printf (_("Held now by: %s"), vigie_text_get (&level->title, vigie_session_get_lang (session)));
  if (has_type || level != NULL)
    vigie_label_set (form->type, has_type ? incident->type : vigie_text_get (&level->title, vigie_session_get_lang (session)));
  gtk_widget_set_visible (GTK_WIDGET (form->type), has_type || level != NULL);
  vigie_set_tooltip (GTK_WIDGET (form->type), held);
}

static void
fill_identity (VigieIncidentBand *self, Form *form)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  gboolean is_wide = form == &self->wide;
  const char *stream = vigie_incident_model_get_stream (self->model);
  g_autofree char *at_hub = vigie_people_count_words (session, stream);
  g_autofree char *names = at_hub != NULL ? vigie_people_names (session, stream) : NULL;
  g_autofree char *present = at_hub != NULL ? g_strdup (at_hub) : present_words (incident, vigie_session_get_zone (session));

  vigie_severity_badge_set_level (form->badge, incident->level);
  vigie_label_set (form->title, incident->title);
  vigie_set_tooltip (GTK_WIDGET (form->title), incident->title);
  if (form->type != NULL)
    show_type (form, session, incident);
  gtk_widget_set_visible (form->provisional, incident->provisional);
  gtk_widget_set_visible (form->example, incident->example);
  show_commander (form, incident, is_wide);
  vigie_label_set (form->present, present);
  vigie_set_tooltip (GTK_WIDGET (form->present), names);
  vigie_stage_strip_set_stage (form->stage, incident->stage, vigie_session_get_lang (session));
}

/* "23:41, 21 nov.": the time first, because that is what one looks for under the elapsed time. */
static char *
since_words (gint64 start_usec, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  g_autofree char *clock = vigie_time_format_clock (start_usec, zone);
  g_autofree char *near = NULL;

  if (vigie_time_same_day (start_usec, now_usec, zone))
    return g_steal_pointer (&clock);
  near = vigie_time_format_near (start_usec, now_usec, zone, lang);
  if (g_str_has_suffix (near, clock))
    near[strlen (near) - strlen (clock)] = '\0';
  g_strchomp (near);
  if (g_str_has_suffix (near, ","))
    near[strlen (near) - 1] = '\0';

  return g_strdup_printf ("%s, %s", clock, near);
}

static void
fill_elapsed (VigieIncidentBand *self, Form *form)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  GTimeZone *zone = vigie_session_get_zone (session);
  VigieLang lang = vigie_session_get_lang (session);
  gint64 now_usec = vigie_session_now_usec (session);
  gint64 elapsed_usec = vigie_incident_elapsed_usec (incident, now_usec);
  gint64 start_usec = incident->milestones[VIGIE_MILESTONE_STARTED];
  g_autofree char *elapsed = vigie_duration_format (elapsed_usec, lang);
  g_autofree char *near = NULL;
  g_autofree char *since = NULL;

  if (start_usec == VIGIE_TIME_NONE)
    start_usec = incident->milestones[VIGIE_MILESTONE_DETECTED];
  if (start_usec == VIGIE_TIME_NONE)
    start_usec = incident->milestones[VIGIE_MILESTONE_DECLARED];
  near = form == &self->wide ? since_words (start_usec, now_usec, zone, lang)
                             : vigie_time_format_clock (start_usec, zone);
  since = g_strdup_printf (_("since %s"), near);
  vigie_label_set (form->elapsed, elapsed);
  vigie_label_set (form->since, since);
}

static void
fill_clocks (VigieIncidentBand *self, Form *form)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (self->model);
  guint n_running = 0, n_more;
  g_autofree char *count = NULL;
  g_autofree char *name = NULL;

  for (int i = 0; i < N_CHIPS; i++)
    vigie_clock_chip_set (form->chips[i], self->model, vigie_incident_model_get_urgent (self->model, i));
  if (form->more == NULL)
    return;

  for (guint i = 0; i < obligations->len; i++)
    n_running += vigie_obligation_is_running (g_ptr_array_index (obligations, i));
  n_more = n_running > N_CHIPS ? n_running - N_CHIPS : 0;
  count = g_strdup_printf ("+\302\240%u", n_more);
  name = n_more > 0 ? g_strdup_printf (ngettext ("%u more clock", "%u more clocks", n_more), n_more) : g_strdup (_("Clocks"));
  vigie_label_set (form->more_count, count);
  gtk_widget_set_visible (GTK_WIDGET (form->more_count), n_more > 0);
  vigie_set_accessible_label (form->more, name);
  vigie_set_tooltip (form->more, name);
}

static void
ask_for_seconds (VigieIncidentBand *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  gint64 now_usec = vigie_session_now_usec (session);
  gboolean wants = FALSE;

  for (int i = 0; i < N_CHIPS; i++)
    {
      const VigieObligation *obligation = vigie_incident_model_get_urgent (self->model, i);

      wants = wants || (obligation != NULL && vigie_clock_shows_seconds (obligation, now_usec));
    }
  vigie_session_set_wants_seconds (session, G_OBJECT (self), wants);
}

/* A handover that waits says more than who answered half an hour ago, and there is room for one of them. The name of
 * who commands is wanted whole beside it, so the reference gives way too. */
static void
show_mark (VigieIncidentBand *self, Form *form)
{
  gboolean shown = vigie_handover_mark_update (VIGIE_HANDOVER_MARK (form->mark), self->model);
  const char *ref = vigie_incident_model_get_incident (self->model)->ref;

  vigie_label_set (form->ref, form == &self->wide && !shown ? ref : short_ref (ref));
  gtk_widget_set_visible (GTK_WIDGET (form->present), !shown);
  if (form->command != NULL)
    gtk_widget_set_visible (form->command, !shown);
}

static void
tick_cb (VigieIncidentModel *model, VigieIncidentBand *self)
{
  show_mark (self, &self->wide);
  show_mark (self, &self->narrow);
  fill_elapsed (self, &self->wide);
  fill_elapsed (self, &self->narrow);
  fill_clocks (self, &self->wide);
  fill_clocks (self, &self->narrow);
  ask_for_seconds (self);
}

static void
changed_cb (VigieIncidentModel *model, VigieIncidentBand *self)
{
  fill_identity (self, &self->wide);
  fill_identity (self, &self->narrow);
  tick_cb (model, self);
}

static void
people_cb (VigieIncidentBand *self)
{
  fill_identity (self, &self->wide);
  fill_identity (self, &self->narrow);
}

/* A stage is passed by recording the time of the milestone that begins it. */
static void
stage_cb (VigieStageStrip *strip, int stage, VigieIncidentBand *self)
{
  const VigieMilestone milestones[VIGIE_N_STAGES] = {
    VIGIE_MILESTONE_DETECTED, VIGIE_MILESTONE_DIAGNOSED, VIGIE_MILESTONE_RESTORED, VIGIE_MILESTONE_RESOLVED, VIGIE_MILESTONE_CLOSED,
  };

  if (self->model == NULL)
    return;
  if (stage < VIGIE_STAGE_RESOLVED && !vigie_incident_is_active (vigie_incident_model_get_incident (self->model)))
    vigie_act_form_reopen (GTK_WIDGET (strip), self->model, stage);
  else if (stage == VIGIE_STAGE_RESOLVED)
    vigie_act_form_resolve (GTK_WIDGET (strip), self->model, NULL);
  else if (stage == VIGIE_STAGE_CLOSED)
    vigie_act_form_close (GTK_WIDGET (strip), self->model, VIGIE_TIME_NONE);
  else
    vigie_act_form_milestone (GTK_WIDGET (strip), self->model, milestones[stage], NULL);
}

/* ---- Building ---- */

static GtkWidget *
make_identity (VigieIncidentBand *self, Form *form, gboolean is_wide)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, is_wide ? 3 : 1);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* spacing is the stylesheet's */

  form->title = GTK_LABEL (vigie_label_new (NULL, is_wide ? "title-band" : "heading"));
  gtk_label_set_width_chars (form->title, is_wide ? 16 : 12);
  form->provisional = vigie_label_new (_("provisional"), "tag-provisional");
  form->example = vigie_label_new (_("example"), "pill");
  form->ref = GTK_LABEL (vigie_label_new (NULL, "strong num"));
  form->commander = GTK_LABEL (vigie_label_new (NULL, "strong"));
  form->mark = vigie_handover_mark_new ();
  form->present = GTK_LABEL (vigie_label_new (NULL, "dim"));
  form->stage = VIGIE_STAGE_STRIP (vigie_stage_strip_new (!is_wide));
  g_signal_connect (form->stage, "stage", G_CALLBACK (stage_cb), self);
  gtk_widget_set_valign (form->provisional, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (form->example, GTK_ALIGN_CENTER);

  gtk_box_append (GTK_BOX (head), GTK_WIDGET (form->title));
  if (is_wide)
    {
      form->type = GTK_LABEL (vigie_label_new (NULL, "pill"));
      gtk_widget_set_valign (GTK_WIDGET (form->type), GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (head), GTK_WIDGET (form->type));
    }
  gtk_box_append (GTK_BOX (head), form->provisional);
  gtk_box_append (GTK_BOX (head), form->example);

  gtk_widget_add_css_class (line, "band-line");
  gtk_label_set_ellipsize (form->ref, PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (form->ref));
  gtk_box_append (GTK_BOX (line), vigie_label_new ("·", "dim"));
  if (is_wide)
    {
      form->command = vigie_label_new (_("Command:"), "dim");
      gtk_box_append (GTK_BOX (line), form->command);
    }
  else
    {
      gtk_box_append (GTK_BOX (line), GTK_WIDGET (form->stage));
      gtk_box_append (GTK_BOX (line), vigie_label_new ("·", "dim"));
    }
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (form->commander));
  gtk_box_append (GTK_BOX (line), vigie_label_new ("·", "dim"));
  gtk_box_append (GTK_BOX (line), form->mark);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (form->present));

  gtk_box_append (GTK_BOX (column), head);
  gtk_box_append (GTK_BOX (column), line);
  if (is_wide)
    gtk_box_append (GTK_BOX (column), GTK_WIDGET (form->stage));
  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);

  return column;
}

static GtkWidget *
make_elapsed (Form *form, gboolean is_wide)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  form->elapsed = GTK_LABEL (vigie_label_new (NULL, is_wide ? "elapsed" : "title-band"));
  form->since = GTK_LABEL (vigie_label_new (NULL, "caption dim num"));
  gtk_label_set_xalign (form->elapsed, 1);
  gtk_label_set_xalign (form->since, 1);
  gtk_label_set_ellipsize (form->elapsed, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (form->since, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (form->elapsed), "num");
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (form->elapsed));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (form->since));
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);

  return column;
}

static void
make_wide (VigieIncidentBand *self)
{
  Form *form = &self->wide;

  form->root = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (form->root, "band");
  form->badge = VIGIE_SEVERITY_BADGE (vigie_severity_badge_new (WIDE_BADGE_PX));
  gtk_box_append (GTK_BOX (form->root), GTK_WIDGET (form->badge));
  gtk_box_append (GTK_BOX (form->root), make_identity (self, form, TRUE));
  gtk_box_append (GTK_BOX (form->root), make_elapsed (form, TRUE));
  for (int i = 0; i < N_CHIPS; i++)
    {
      form->chips[i] = VIGIE_CLOCK_CHIP (vigie_clock_chip_new (i));
      gtk_box_append (GTK_BOX (form->root), GTK_WIDGET (form->chips[i]));
    }
  gtk_widget_set_parent (form->root, GTK_WIDGET (self));
}

static void
make_more (Form *form)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  form->more = gtk_button_new ();
  form->more_count = GTK_LABEL (vigie_label_new (NULL, "strong num"));
  gtk_label_set_ellipsize (form->more_count, PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), vigie_icon_new ("vigie-clock-symbolic", NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (form->more_count));
  gtk_box_append (GTK_BOX (box), vigie_kbd_new ("F8"));
  gtk_button_set_child (GTK_BUTTON (form->more), box);
  gtk_widget_add_css_class (form->more, "flat");
  gtk_widget_set_valign (form->more, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (form->more), "win.board");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (form->more), "b", TRUE);
}

static void
make_narrow (VigieIncidentBand *self)
{
  Form *form = &self->narrow;
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *bottom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  form->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (form->root, "band");
  gtk_widget_add_css_class (form->root, "narrow");
  form->badge = VIGIE_SEVERITY_BADGE (vigie_severity_badge_new (NARROW_BADGE_PX));
  gtk_box_append (GTK_BOX (top), GTK_WIDGET (form->badge));
  gtk_box_append (GTK_BOX (top), make_identity (self, form, FALSE));
  gtk_box_append (GTK_BOX (top), make_elapsed (form, FALSE));
  for (int i = 0; i < N_CHIPS; i++)
    {
      form->chips[i] = VIGIE_CLOCK_CHIP (vigie_clock_chip_new (i));
      gtk_widget_set_hexpand (GTK_WIDGET (form->chips[i]), TRUE);
      gtk_box_append (GTK_BOX (bottom), GTK_WIDGET (form->chips[i]));
    }
  make_more (form);
  gtk_box_append (GTK_BOX (bottom), form->more);
  gtk_widget_set_margin_top (top, 8);
  gtk_box_append (GTK_BOX (form->root), top);
  gtk_box_append (GTK_BOX (form->root), bottom);
  gtk_widget_set_parent (form->root, GTK_WIDGET (self));
}

/* ---- Size ---- */

static int
minimum_width (Form *form)
{
  int minimum;

  gtk_widget_measure (form->root, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

static Form *
form_for (VigieIncidentBand *self, int width_px)
{
  return width_px >= minimum_width (&self->wide) ? &self->wide : &self->narrow;
}

static GtkSizeRequestMode
vigie_incident_band_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
vigie_incident_band_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  VigieIncidentBand *self = VIGIE_INCIDENT_BAND (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = minimum_width (&self->narrow);
      gtk_widget_measure (self->wide.root, orientation, -1, NULL, natural, NULL, NULL);
      *natural = MAX (*natural, *minimum);
    }
  else
    {
      Form *form = form_for (self, for_size < 0 ? minimum_width (&self->narrow) : for_size);

      gtk_widget_measure (form->root, orientation, for_size, minimum, natural, NULL, NULL);
    }
}

static void
vigie_incident_band_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VigieIncidentBand *self = VIGIE_INCIDENT_BAND (widget);
  Form *form = form_for (self, width);

  gtk_widget_set_child_visible (self->wide.root, form == &self->wide);
  gtk_widget_set_child_visible (self->narrow.root, form == &self->narrow);
  gtk_widget_allocate (form->root, width, height, baseline, NULL);
}

/* ---- Object ---- */

static void
vigie_incident_band_dispose (GObject *object)
{
  VigieIncidentBand *self = VIGIE_INCIDENT_BAND (object);

  vigie_incident_band_set_model (self, NULL);
  g_clear_pointer (&self->wide.root, gtk_widget_unparent);
  g_clear_pointer (&self->narrow.root, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_incident_band_parent_class)->dispose (object);
}

static void
vigie_incident_band_class_init (VigieIncidentBandClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_incident_band_dispose;
  widget_class->get_request_mode = vigie_incident_band_get_request_mode;
  widget_class->measure = vigie_incident_band_measure;
  widget_class->size_allocate = vigie_incident_band_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "incident-band");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_incident_band_init (VigieIncidentBand *self)
{
  make_wide (self);
  make_narrow (self);
}

/**
 * vigie_incident_band_new:
 *
 * Returns: (transfer floating): a band without an incident
 */
GtkWidget *
vigie_incident_band_new (void)
{
  return g_object_new (VIGIE_TYPE_INCIDENT_BAND, NULL);
}

/**
 * vigie_incident_band_set_model:
 * @model: (nullable): the incident to show.
 *
 * Shows and follows @model.
 */
void
vigie_incident_band_set_model (VigieIncidentBand *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_INCIDENT_BAND (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      g_signal_handlers_disconnect_by_data (vigie_session_get_exchange (vigie_incident_model_get_session (self->model)), self);
      vigie_session_set_wants_seconds (vigie_incident_model_get_session (self->model), G_OBJECT (self), FALSE);
    }
  g_set_object (&self->model, model);
  if (model == NULL)
    return;
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (model, "tick", G_CALLBACK (tick_cb), self, 0);
  g_signal_connect_object (vigie_session_get_exchange (vigie_incident_model_get_session (model)), "changed", G_CALLBACK (people_cb), self, G_CONNECT_SWAPPED);
  changed_cb (model, self);
}
