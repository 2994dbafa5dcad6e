/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one declared first leads, whoever presses the button and wherever: two desks that link at once then mean the same. The
 * other incident is folded before anything is recorded, because the act checks both. */

#include "vigie-twin-bar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-form-private.h"
#include "vigie-id.h"
#include "vigie-notice-strip.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-twin.h"

struct _VigieTwinBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  VigieNoticeStrip *follows, *leads, *likely;
  GtkWidget *open_leader, *open_follower; /* buttons */
  VigieIncidentModel *model;
  char *leader, *follower, *other;        /* streams, or NULL */
};

G_DEFINE_FINAL_TYPE (VigieTwinBar, vigie_twin_bar, GTK_TYPE_WIDGET)

/* "K7QF" of "2026-11-22-K7QF": what people say aloud. */
static const char *
short_ref (const char *ref)
{
  const char *dash = strrchr (ref, '-');

  return dash != NULL && strlen (dash) == 5 ? dash + 1 : ref;
}

/* ---- Likeness ---- */

static gint64
began_usec (gint64 detected_usec, gint64 declared_usec)
{
  return detected_usec != VIGIE_TIME_NONE ? detected_usec : declared_usec;
}

static VigieTwinSign
sign_of (const VigieIncident *incident)
{
  return (VigieTwinSign){ incident->id, incident->title, incident->type,
                          began_usec (incident->milestones[VIGIE_MILESTONE_DETECTED], incident->milestones[VIGIE_MILESTONE_DECLARED]) };
}

static const VigieIncidentRow *
find_likely (VigieTwinBar *self)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  GListModel *active = vigie_session_get_active (vigie_incident_model_get_session (self->model));
  VigieTwinSign own = sign_of (incident);
  VigieTwin leader;

  if (incident->example || !vigie_incident_is_active (incident) || vigie_incident_leader (incident, &leader))
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (active); i++)
    {
      g_autoptr(VigieIncidentItem) item = g_list_model_get_item (active, i);
      const VigieIncidentRow *row = vigie_incident_item_get_row (item); /* the list keeps it */
      const char *id = vigie_stream_incident_id (row->stream);
      VigieTwinSign sign = { id, row->title, row->type, began_usec (row->detected_usec, row->declared_usec) };

      if (!row->example && id != NULL && vigie_twin_is_likely (&own, &sign) && !vigie_incident_knows_twin (incident, id))
        return row;
    }

  return NULL;
}

/* Declared first, else by id: every desk says the same. */
static gboolean
leads (gint64 declared_usec, const char *id, gint64 other_declared_usec, const char *other_id)
{
  return declared_usec != other_declared_usec ? declared_usec < other_declared_usec : strcmp (id, other_id) < 0;
}

static char *
likely_words (VigieTwinBar *self, const VigieIncidentRow *row)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *since = vigie_time_format_near (began_usec (row->detected_usec, row->declared_usec), vigie_session_now_usec (session),
                                                   vigie_session_get_zone (session), vigie_session_get_lang (session));
  gboolean own = leads (incident->milestones[VIGIE_MILESTONE_DECLARED], incident->id, row->declared_usec, vigie_stream_incident_id (row->stream));

  /* Translators: short reference, title, who commands it, since when. */
  return g_strdup_printf (own ? _("Declared twice? %1$s, “%2$s” (%3$s), since %4$s, looks like this incident. If it is the same, this one leads.")
                              : _("Declared twice? %1$s, “%2$s” (%3$s), since %4$s, looks like this incident. If it is the same, that one leads."),
                          short_ref (row->ref), row->title, row->commander != NULL ? row->commander : "–", since);
}

/* ---- Acts ---- */

/* What is to be done once the other incident is folded. */
typedef struct
{
  VigieIncidentModel *model; /* owned */
  char *reason;              /* of a parting; NULL: they are linked */
} Task;

static void
task_free (Task *task)
{
  g_object_unref (task->model);
  g_free (task->reason);
  g_free (task);
}

static GPtrArray *
task_drafts (const Task *task, const VigieIncident *own, const VigieIncident *other, GError **error)
{
  VigieSession *session = vigie_incident_model_get_session (task->model);
  const char *author = vigie_session_get_author (session);
  gint64 now_usec = vigie_session_now_usec (session);
  gboolean own_leads = leads (own->milestones[VIGIE_MILESTONE_DECLARED], own->id, other->milestones[VIGIE_MILESTONE_DECLARED], other->id);

  if (task->reason != NULL)
    return vigie_act_untwin (own, other, task->reason, author, now_usec, error);

  return vigie_act_twin (own_leads ? own : other, own_leads ? other : own, author, now_usec, error);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  VigieSession *session = VIGIE_SESSION (object);
  Task *task = user_data;
  GError *error = NULL;
  g_autoptr(VigieIncidentModel) other = vigie_session_open_finish (session, result, &error);
  GPtrArray *drafts = other != NULL ? task_drafts (task, vigie_incident_model_get_incident (task->model), vigie_incident_model_get_incident (other), &error)
                                    : NULL;

  vigie_session_do (session, drafts, error);
  task_free (task);
}

static void
do_with (VigieIncidentModel *model, const char *stream, const char *reason)
{
  Task *task = g_new0 (Task, 1);

  task->model = g_object_ref (model);
  task->reason = g_strdup (reason);
  vigie_session_open_async (vigie_incident_model_get_session (model), stream, NULL, opened_cb, task);
}

static void
link_cb (VigieTwinBar *self)
{
  if (self->model != NULL && self->other != NULL)
    do_with (self->model, self->other, NULL);
}

/* ---- Parting ---- */

static GPtrArray *
part_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  VigieIncidentModel *other = g_object_get_data (G_OBJECT (window), "other");

  return vigie_act_untwin (vigie_act_form_incident (window), vigie_incident_model_get_incident (other),
                           gtk_editable_get_text (GTK_EDITABLE (form->fields[0])), vigie_act_form_author (window), vigie_act_form_now (window), error);
}

typedef struct { VigieTwinBar *bar; VigieIncidentModel *model; } Parting;

static void
part_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Parting *parting = user_data;
  g_autoptr(VigieTwinBar) self = parting->bar;
  g_autoptr(VigieIncidentModel) model = parting->model;
  GError *error = NULL;
  g_autoptr(VigieIncidentModel) other = vigie_session_open_finish (VIGIE_SESSION (object), result, &error);
  g_autofree char *intro = NULL;
  VigieActWindow *window;
  VigieActForm *form;

  if (other == NULL)
    {
      vigie_session_do (VIGIE_SESSION (object), NULL, error);
      return;
    }
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  /* Translators: two references. */
  intro = g_strdup_printf (_("%1$s and %2$s: each then has its own clocks and roster, and nobody is asked again."), vigie_incident_model_get_incident (model)->ref,
                           vigie_incident_model_get_incident (other)->ref);
  window = vigie_act_window_new (GTK_WIDGET (self), model, _("Not the same incident"), intro);
  form = vigie_act_form_new (model, NULL);
  form->fields[0] = vigie_act_window_add_entry (window, _("Why they are two"), NULL);
  g_object_set_data_full (G_OBJECT (window), "other", g_steal_pointer (&other), g_object_unref);
  vigie_act_window_set_act (window, _("Record that they are two"), part_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

static void
part (VigieTwinBar *self, const char *stream)
{
  Parting *parting;

  if (self->model == NULL || stream == NULL)
    return;
  parting = g_new0 (Parting, 1);
  parting->bar = g_object_ref (self);
  parting->model = g_object_ref (self->model);
  vigie_session_open_async (vigie_incident_model_get_session (self->model), stream, NULL, part_opened_cb, parting);
}

static void
part_leader_cb (VigieTwinBar *self)
{
  part (self, self->leader);
}

static void
part_follower_cb (VigieTwinBar *self)
{
  part (self, self->follower);
}

static void
part_likely_cb (VigieTwinBar *self)
{
  part (self, self->other);
}

/* ---- Showing ---- */

static void
set_open (GtkWidget *button, const char *stream, const char *ref)
{
  /* Translators: %s is a short reference. */
  g_autofree char *words = g_strdup_printf (_("Open %s"), short_ref (ref));

  gtk_button_set_label (GTK_BUTTON (button), words);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", stream);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-incident");
}

static char *
follows_words (VigieTwinBar *self, const VigieIncident *incident)
{
  VigieTwin twin;

  if (!vigie_incident_leader (incident, &twin))
    return NULL;
  self->leader = vigie_stream_for_incident (twin.incident, incident->example);
  set_open (self->open_leader, self->leader, twin.ref);

  /* Translators: %s is a short reference. */
  return g_strdup_printf (_("Same incident as %s, which leads: clocks, roster and what comes next are there. This log stays."), short_ref (twin.ref));
}

static char *
leads_words (VigieTwinBar *self, const VigieIncident *incident)
{
  g_autoptr(GArray) followers = vigie_incident_followers (incident);
  const VigieTwin *last;

  if (followers->len == 0)
    return NULL;
  last = &g_array_index (followers, VigieTwin, followers->len - 1);
  self->follower = vigie_stream_for_incident (last->incident, incident->example);
  set_open (self->open_follower, self->follower, last->ref);

  /* Translators: %s is a short reference. */
  return g_strdup_printf (_("Also declared as %s: its log stays readable, this incident leads."), short_ref (last->ref));
}

static void
show (VigieTwinBar *self)
{
  const VigieIncident *incident = self->model != NULL ? vigie_incident_model_get_incident (self->model) : NULL;
  const VigieIncidentRow *row = self->model != NULL ? find_likely (self) : NULL;
  g_autofree char *follows = NULL;
  g_autofree char *lead = NULL;
  g_autofree char *likely = row != NULL ? likely_words (self, row) : NULL;

  g_clear_pointer (&self->leader, g_free);
  g_clear_pointer (&self->follower, g_free);
  g_free (self->other);
  self->other = row != NULL ? g_strdup (row->stream) : NULL;
  if (incident != NULL)
    {
      follows = follows_words (self, incident);
      lead = leads_words (self, incident);
    }
  vigie_notice_strip_say (self->follows, follows);
  vigie_notice_strip_say (self->leads, lead);
  vigie_notice_strip_say (self->likely, likely);
  gtk_widget_set_visible (GTK_WIDGET (self), follows != NULL || lead != NULL || likely != NULL);
}

/* ---- Object ---- */

static VigieNoticeStrip *
add_strip (VigieTwinBar *self)
{
  GtkWidget *strip = vigie_notice_strip_new ("soon", "vigie-warning-symbolic", "win.announce");

  gtk_box_append (GTK_BOX (self->box), strip);

  return VIGIE_NOTICE_STRIP (strip);
}

static void
add_button (VigieTwinBar *self, VigieNoticeStrip *strip, const char *label, const char *css_classes, GCallback callback)
{
  g_signal_connect_swapped (vigie_notice_strip_add (strip, label, css_classes), "clicked", callback, self);
}

static void
disconnect (VigieTwinBar *self)
{
  if (self->model == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_signal_handlers_disconnect_by_data (vigie_session_get_active (vigie_incident_model_get_session (self->model)), self);
}

static void
dispose (GObject *object)
{
  VigieTwinBar *self = VIGIE_TWIN_BAR (object);

  disconnect (self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->leader, g_free);
  g_clear_pointer (&self->follower, g_free);
  g_clear_pointer (&self->other, g_free);
  G_OBJECT_CLASS (vigie_twin_bar_parent_class)->dispose (object);
}

static void
vigie_twin_bar_class_init (VigieTwinBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_twin_bar_init (VigieTwinBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->follows = add_strip (self);
  self->open_leader = vigie_notice_strip_add (self->follows, "", "suggested-action");
  add_button (self, self->follows, _("They are two…"), NULL, G_CALLBACK (part_leader_cb));
  self->leads = add_strip (self);
  self->open_follower = vigie_notice_strip_add (self->leads, "", NULL);
  add_button (self, self->leads, _("They are two…"), NULL, G_CALLBACK (part_follower_cb));
  self->likely = add_strip (self);
  add_button (self, self->likely, _("The same incident"), "suggested-action", G_CALLBACK (link_cb));
  add_button (self, self->likely, _("They are two…"), NULL, G_CALLBACK (part_likely_cb));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  vigie_set_accessible_label (GTK_WIDGET (self), _("Declared twice"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_twin_bar_new (void)
{
  return g_object_new (VIGIE_TYPE_TWIN_BAR, NULL);
}

void
vigie_twin_bar_set_model (VigieTwinBar *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_TWIN_BAR (self));

  if (self->model == model)
    return;
  disconnect (self);
  g_set_object (&self->model, model);
  if (model != NULL)
    {
      g_signal_connect_object (model, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (vigie_session_get_active (vigie_incident_model_get_session (model)), "items-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
    }
  show (self);
}
