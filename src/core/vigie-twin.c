/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The likeness errs on the side of asking, for two war rooms on one outage cost more than a question. Each stream
 * says for itself whom it is linked to: a seat that has only one of the two still knows that there is another. */

#include "vigie-twin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-private.h"
#include "vigie-error.h"
#include "vigie-text.h"
#include "vigie-time.h"

#define SAME_INCIDENT "same-incident"
#define NEAR_USEC VIGIE_HOUR_USEC
#define FAR_USEC (4 * VIGIE_HOUR_USEC)
#define WORD_MIN_CHARS 4
#define SEPARATORS " ,.;:!?/-'\"()\t\n"

/* ---- Likeness ---- */

static gboolean
has_word (char **words, const char *wanted)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strcmp (words[i], wanted) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
shares_word (const char *a, const char *b)
{
  g_autofree char *folded_a = vigie_text_fold (a);
  g_autofree char *folded_b = vigie_text_fold (b);
  g_auto(GStrv) words_a = g_strsplit_set (folded_a, SEPARATORS, -1);
  g_auto(GStrv) words_b = g_strsplit_set (folded_b, SEPARATORS, -1);

  for (guint i = 0; words_a[i] != NULL; i++)
    {
      if (g_utf8_strlen (words_a[i], -1) >= WORD_MIN_CHARS && has_word (words_b, words_a[i]))
        return TRUE;
    }

  return FALSE;
}

gboolean
vigie_twin_is_likely (const VigieTwinSign *a, const VigieTwinSign *b)
{
  gint64 apart_usec;
  gboolean same_type, same_words;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (strcmp (a->id, b->id) == 0 || a->began_usec == VIGIE_TIME_NONE || b->began_usec == VIGIE_TIME_NONE)
    return FALSE;
  apart_usec = ABS (a->began_usec - b->began_usec);
  if (apart_usec > FAR_USEC)
    return FALSE;
  same_type = strcmp (a->type, b->type) == 0 && strcmp (a->type, "other") != 0;
  same_words = shares_word (a->title, b->title);

  return apart_usec <= NEAR_USEC ? same_type || same_words : same_type && same_words;
}

/* ---- The fold ---- */

static gboolean
read_twin (const VigieIncidentLink *link, VigieTwin *out)
{
  if (g_strcmp0 (link->relation, SAME_INCIDENT) != 0 || link->leads < 0)
    return FALSE;
  out->incident = link->incident;
  out->ref = link->ref != NULL ? link->ref : link->incident;
  out->leads = link->leads > 0;
  out->event = link->event;

  return TRUE;
}

/* Of two links to the same incident that did not know of each other, the last one counts. */
static gboolean
is_last (const GPtrArray *links, guint index)
{
  const VigieIncidentLink *link = links->pdata[index];

  for (guint i = index + 1; i < links->len; i++)
    {
      const VigieIncidentLink *later = links->pdata[i];

      if (g_strcmp0 (later->relation, SAME_INCIDENT) == 0 && strcmp (later->incident, link->incident) == 0)
        return FALSE;
    }

  return TRUE;
}

gboolean
vigie_incident_leader (const VigieIncident *incident, VigieTwin *out)
{
  const GPtrArray *links;

  g_return_val_if_fail (incident != NULL && out != NULL, FALSE);

  links = vigie_incident_priv (incident)->links;
  for (guint i = links->len; i > 0; i--)
    {
      if (is_last (links, i - 1) && read_twin (links->pdata[i - 1], out) && !out->leads)
        return TRUE;
    }

  return FALSE;
}

GArray *
vigie_incident_followers (const VigieIncident *incident)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (VigieTwin));
  const GPtrArray *links;
  VigieTwin twin;

  g_return_val_if_fail (incident != NULL, out);

  links = vigie_incident_priv (incident)->links;
  for (guint i = 0; i < links->len; i++)
    {
      if (is_last (links, i) && read_twin (links->pdata[i], &twin) && twin.leads)
        g_array_append_val (out, twin);
    }

  return out;
}

gboolean
vigie_incident_knows_twin (const VigieIncident *incident, const char *other_id)
{
  const VigieIncidentPriv *priv;

  g_return_val_if_fail (incident != NULL && other_id != NULL, FALSE);

  priv = vigie_incident_priv (incident);
  for (guint i = 0; i < priv->links->len; i++)
    {
      const VigieIncidentLink *link = priv->links->pdata[i];

      if (g_strcmp0 (link->relation, "same-cause") != 0 && strcmp (link->incident, other_id) == 0)
        return TRUE;
    }
  for (guint i = 0; i < priv->partings->len; i++)
    {
      const VigieIncidentLink *parting = priv->partings->pdata[i];

      if (strcmp (parting->incident, other_id) == 0)
        return TRUE;
    }

  return FALSE;
}

/* ---- Acts ---- */

/* What was said of the two before, in either way. */
static void
replace_said (VigieDraft *draft, const VigieIncident *incident, const char *other_id)
{
  const VigieIncidentPriv *priv = vigie_incident_priv (incident);
  const GPtrArray *lists[] = { priv->links, priv->partings };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      for (guint j = 0; j < lists[i]->len; j++)
        {
          const VigieIncidentLink *link = lists[i]->pdata[j];

          if (g_strcmp0 (link->relation, "same-cause") != 0 && strcmp (link->incident, other_id) == 0)
            vigie_act_replace (draft, link->event);
        }
    }
}

static void
add_link (GPtrArray *drafts, const VigieIncident *incident, const VigieIncident *other, gboolean leads, const char *author, gint64 at_usec)
{
  VigieJsonWriter *writer = vigie_act_begin ();

  vigie_json_writer_member_string (writer, "incident", other->id);
  vigie_json_writer_member_string (writer, "relation", SAME_INCIDENT);
  vigie_json_writer_member_string (writer, "ref", other->ref);
  vigie_json_writer_member_boolean (writer, "leads", leads);
  replace_said (vigie_act_add (drafts, writer, incident->stream, "incident.linked", at_usec, author, NULL), incident, other->id);
}

static gboolean
check_twins (const VigieIncident *leader, const VigieIncident *follower, GError **error)
{
  g_autoptr(GArray) followers = vigie_incident_followers (follower);
  VigieTwin twin;

  if (strcmp (leader->id, follower->id) == 0)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Name another incident to link this one to."));
  if (leader->example != follower->example)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("An example is not the same incident as a real one."));
  if (leader->restricted != follower->restricted)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                             _("One of the two is restricted: its name must not stand in the other one. Restrict or open both first."));
  if (vigie_incident_leader (follower, &twin))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("This incident follows %s already."), twin.ref);
      return FALSE;
    }
  if (vigie_incident_leader (leader, &twin))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("That incident follows %s: link to the one that leads."), twin.ref);
      return FALSE;
    }
  if (followers->len > 0)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("%s follows this incident: it leads, and cannot follow another one."),
                   g_array_index (followers, VigieTwin, 0).ref);
      return FALSE;
    }

  return TRUE;
}

GPtrArray *
vigie_act_twin (const VigieIncident *leader, const VigieIncident *follower, const char *author, gint64 at_usec, GError **error)
{
  GPtrArray *drafts;

  g_return_val_if_fail (leader != NULL && follower != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !check_twins (leader, follower, error))
    return NULL;
  drafts = vigie_act_drafts_new ();
  add_link (drafts, leader, follower, TRUE, author, at_usec);
  add_link (drafts, follower, leader, FALSE, author, at_usec);

  return drafts;
}

static void
add_parting (GPtrArray *drafts, const VigieIncident *incident, const VigieIncident *other, const char *reason, const char *author, gint64 at_usec)
{
  VigieJsonWriter *writer = vigie_act_begin ();

  vigie_json_writer_member_string (writer, "incident", other->id);
  vigie_json_writer_member_string (writer, "ref", other->ref);
  vigie_json_writer_member_string (writer, "reason", reason);
  replace_said (vigie_act_add (drafts, writer, incident->stream, "incident.unlinked", at_usec, author, NULL), incident, other->id);
}

GPtrArray *
vigie_act_untwin (const VigieIncident *one, const VigieIncident *other, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = NULL;
  GPtrArray *drafts;

  g_return_val_if_fail (one != NULL && other != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  if (strcmp (one->id, other->id) == 0)
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Name another incident."));
      return NULL;
    }
  clean = vigie_act_text (reason, _("The reason"), error);
  if (clean == NULL)
    return NULL;
  if (one->restricted != other->restricted && !vigie_incident_knows_twin (one, other->id))
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                        _("One of the two is restricted: its name must not stand in the other one. Restrict or open both first."));
      return NULL;
    }
  drafts = vigie_act_drafts_new ();
  add_parting (drafts, one, other, clean, author, at_usec);
  add_parting (drafts, other, one, clean, author, at_usec);

  return drafts;
}
