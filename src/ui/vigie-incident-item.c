/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line of the sidebar and of the registry. The row comes from the store's derived table; the second
 * line ("1 late · 3 h 23") from the obligations the session watches. The object of a stream stays the
 * same while its row changes, so that lists keep selection and scrolling. */

#include "vigie-session-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-text.h"
#include "vigie-time.h"

struct _VigieIncidentItem
{
  GObject parent_instance;

  VigieSession *session;         /* weak: it owns the lists this is in */
  VigieIncidentRow *row;
  char *state_line;
  char *elapsed;
  char *folded; /* NULL until asked for */
  guint late;
};

enum
{
  PROP_STREAM = 1, PROP_REF, PROP_TITLE, PROP_TYPE, PROP_COMMANDER, PROP_LEVEL, PROP_STAGE, PROP_PROVISIONAL,
  PROP_EXAMPLE, PROP_ACTIVE, PROP_STARTED, PROP_DETECTED, PROP_DECLARED, PROP_RESOLVED, PROP_CLOSED, PROP_N_EVENTS,
  PROP_STATE_LINE, PROP_LATE, PROP_ELAPSED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (VigieIncidentItem, vigie_incident_item, G_TYPE_OBJECT)

static void
vigie_incident_item_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  VigieIncidentItem *self = VIGIE_INCIDENT_ITEM (object);
  const VigieIncidentRow *row = self->row;

  switch (id)
    {
    case PROP_STREAM: g_value_set_string (value, row->stream); break;
    case PROP_REF: g_value_set_string (value, row->ref); break;
    case PROP_TITLE: g_value_set_string (value, row->title); break;
    case PROP_TYPE: g_value_set_string (value, row->type); break;
    case PROP_COMMANDER: g_value_set_string (value, row->commander); break;
    case PROP_LEVEL: g_value_set_int (value, row->level); break;
    case PROP_STAGE: g_value_set_int (value, row->stage); break;
    case PROP_PROVISIONAL: g_value_set_boolean (value, row->provisional); break;
    case PROP_EXAMPLE: g_value_set_boolean (value, row->example); break;
    case PROP_ACTIVE: g_value_set_boolean (value, row->active); break;
    case PROP_STARTED: g_value_set_int64 (value, row->started_usec); break;
    case PROP_DETECTED: g_value_set_int64 (value, row->detected_usec); break;
    case PROP_DECLARED: g_value_set_int64 (value, row->declared_usec); break;
    case PROP_RESOLVED: g_value_set_int64 (value, row->resolved_usec); break;
    case PROP_CLOSED: g_value_set_int64 (value, row->closed_usec); break;
    case PROP_N_EVENTS: g_value_set_uint (value, row->n_events); break;
    case PROP_STATE_LINE: g_value_set_string (value, self->state_line); break;
    case PROP_LATE: g_value_set_uint (value, self->late); break;
    case PROP_ELAPSED: g_value_set_string (value, self->elapsed); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vigie_incident_item_finalize (GObject *object)
{
  VigieIncidentItem *self = VIGIE_INCIDENT_ITEM (object);

  g_clear_weak_pointer (&self->session);
  g_clear_pointer (&self->row, vigie_incident_row_free);
  g_free (self->state_line);
  g_free (self->elapsed);
  g_free (self->folded);
  G_OBJECT_CLASS (vigie_incident_item_parent_class)->finalize (object);
}

static GParamSpec *
string_prop (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
bool_prop (const char *name)
{
  return g_param_spec_boolean (name, NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
time_prop (const char *name)
{
  return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
vigie_incident_item_class_init (VigieIncidentItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = vigie_incident_item_get_property;
  object_class->finalize = vigie_incident_item_finalize;

  props[PROP_STREAM] = string_prop ("stream");
  props[PROP_REF] = string_prop ("ref");
  props[PROP_TITLE] = string_prop ("title");
  props[PROP_TYPE] = string_prop ("type");
  props[PROP_COMMANDER] = string_prop ("commander");
  props[PROP_LEVEL] = g_param_spec_int ("level", NULL, NULL, 0, 4, 0, flags);
  props[PROP_STAGE] = g_param_spec_int ("stage", NULL, NULL, 0, VIGIE_N_STAGES, 0, flags);
  props[PROP_PROVISIONAL] = bool_prop ("provisional");
  props[PROP_EXAMPLE] = bool_prop ("example");
  props[PROP_ACTIVE] = bool_prop ("active");
  props[PROP_STARTED] = time_prop ("started");
  props[PROP_DETECTED] = time_prop ("detected");
  props[PROP_DECLARED] = time_prop ("declared");
  props[PROP_RESOLVED] = time_prop ("resolved");
  props[PROP_CLOSED] = time_prop ("closed");
  props[PROP_N_EVENTS] = g_param_spec_uint ("n-events", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_STATE_LINE] = string_prop ("state-line");
  props[PROP_LATE] = g_param_spec_uint ("late", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_ELAPSED] = string_prop ("elapsed");
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
vigie_incident_item_init (VigieIncidentItem *self)
{
}

static VigieIncidentRow *
copy_row (const VigieIncidentRow *row)
{
  VigieIncidentRow *copy = g_memdup2 (row, sizeof *row);

  copy->stream = g_strdup (row->stream);
  copy->ref = g_strdup (row->ref);
  copy->title = g_strdup (row->title);
  copy->type = g_strdup (row->type);
  copy->commander = g_strdup (row->commander);
  return copy;
}

/**
 * vigie_incident_item_new:
 * @session: for zone, language and time; not owned
 * @row: copied
 *
 * Makes the line of an incident. Main thread.
 */
VigieIncidentItem *
vigie_incident_item_new (VigieSession           *session,
                         const VigieIncidentRow *row)
{
  VigieIncidentItem *self = g_object_new (VIGIE_TYPE_INCIDENT_ITEM, NULL);

  g_set_weak_pointer (&self->session, session);
  self->row = copy_row (row);
  vigie_incident_item_refresh (self, 0, VIGIE_TIME_NONE);
  return self;
}

const VigieIncidentRow *
vigie_incident_item_get_row (VigieIncidentItem *self)
{
  return self->row;
}

static gboolean
row_equal (const VigieIncidentRow *a,
           const VigieIncidentRow *b)
{
  return g_str_equal (a->stream, b->stream) && !g_strcmp0 (a->ref, b->ref) && !g_strcmp0 (a->title, b->title) &&
         !g_strcmp0 (a->type, b->type) && !g_strcmp0 (a->commander, b->commander) && a->level == b->level &&
         a->provisional == b->provisional && a->example == b->example && a->active == b->active &&
         a->stage == b->stage && a->started_usec == b->started_usec && a->detected_usec == b->detected_usec &&
         a->declared_usec == b->declared_usec && a->resolved_usec == b->resolved_usec &&
         a->closed_usec == b->closed_usec && a->n_events == b->n_events;
}

/* Takes the present @row; tells every property when one differs. */
void
vigie_incident_item_set_row (VigieIncidentItem      *self,
                             const VigieIncidentRow *row)
{
  if (row_equal (self->row, row))
    return;
  vigie_incident_row_free (self->row);
  self->row = copy_row (row);
  g_clear_pointer (&self->folded, g_free);
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* A search compares thousands of rows at each key: each is folded once. */
const char *
vigie_incident_item_get_folded (VigieIncidentItem *self)
{
  const VigieIncidentRow *row = self->row;

  if (!self->folded)
    {
      g_autofree char *all = g_strjoin (" ", row->title, row->ref, row->type ? row->type : "",
                                        row->commander ? row->commander : "", NULL);

      self->folded = vigie_text_fold (all);
    }
  return self->folded;
}

const char *
vigie_incident_item_get_state_line (VigieIncidentItem *self)
{
  return self->state_line;
}

guint
vigie_incident_item_get_late (VigieIncidentItem *self)
{
  return self->late;
}

static gint64
elapsed_usec (const VigieIncidentRow *row,
              gint64                  now_usec)
{
  gint64 from_usec = row->started_usec != VIGIE_TIME_NONE ? row->started_usec : row->detected_usec;
  gint64 to_usec = row->resolved_usec != VIGIE_TIME_NONE ? row->resolved_usec : now_usec;

  return MAX (to_usec - from_usec, 0);
}

/* Never seconds here: a list that changes each second cannot be read. */
static char *
elapsed_words (VigieIncidentItem *self,
               gint64             now_usec)
{
  gint64 usec = elapsed_usec (self->row, now_usec);

  if (usec < 5 * VIGIE_MINUTE_USEC)
    return g_strdup_printf (C_("minutes", "%d min"), (int) (usec / VIGIE_MINUTE_USEC));
  return vigie_duration_format (usec, vigie_session_get_lang (self->session));
}

static char *
state_words (VigieIncidentItem *self,
             guint              late,
             gint64             next_due_usec,
             gint64             now_usec)
{
  VigieLang lang = vigie_session_get_lang (self->session);

  if (late > 0)
    {
      g_autofree char *count = g_strdup_printf (ngettext ("%u late", "%u late", late), late);

      return g_strdup_printf ("%s · %s", count, self->elapsed);
    }
  if (next_due_usec != VIGIE_TIME_NONE)
    {
      g_autofree char *due = vigie_time_format_near (next_due_usec, now_usec, vigie_session_get_zone (self->session), lang);

      /* Translators: the next thing to do is due at that time. */
      return g_strdup_printf (_("Due %s"), due);
    }
  return g_strdup_printf ("%s · %s", vigie_stage_label (self->row->stage, lang), self->elapsed);
}

void
vigie_incident_item_refresh (VigieIncidentItem *self,
                             guint              late,
                             gint64             next_due_usec)
{
  gint64 now_usec;
  g_autofree char *elapsed = NULL;
  g_autofree char *line = NULL;

  if (!self->session)
    return;
  now_usec = vigie_session_now_usec (self->session);
  elapsed = elapsed_words (self, now_usec);
  if (g_strcmp0 (elapsed, self->elapsed) != 0)
    {
      g_free (self->elapsed);
      self->elapsed = g_steal_pointer (&elapsed);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ELAPSED]);
    }
  line = state_words (self, late, next_due_usec, now_usec);
  if (late != self->late)
    {
      self->late = late;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LATE]);
    }
  if (g_strcmp0 (line, self->state_line) != 0)
    {
      g_free (self->state_line);
      self->state_line = g_steal_pointer (&line);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE_LINE]);
    }
}
