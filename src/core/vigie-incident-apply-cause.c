/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The events of the causes. Each version of a cause says all of it; the tree is put together at the end
 * (vigie-incident-causes.c), when it is known which versions stand. */

#include "vigie-incident-apply.h"

#include <string.h>

static const char *
said (const char *text)
{
  return text != NULL ? text : "";
}

/* The cause made by the event @id; its text may come later, or never. */
static VigieCauseItem *
find_cause (VigieApply *apply, const char *id)
{
  VigieCauseItem *item = g_hash_table_lookup (apply->priv->cause_by_id, id);

  if (item == NULL)
    {
      const VigieItem *maker = vigie_incident_target (apply->incident, id);

      item = vigie_arena_new0 (apply->arena, VigieCauseItem);
      item->cause.id = id;
      item->cause.made_usec = maker != NULL ? maker->entry.event->occurred_usec
                                            : apply->event->occurred_usec;
      g_hash_table_insert (apply->priv->cause_by_id, (gpointer) id, item);
      g_ptr_array_add (apply->priv->cause_items, item);
    }

  return item;
}

static gboolean
read_strings (VigieApply *apply, const char *name, GPtrArray *out)
{
  VigieJsonNode list = vigie_json_member (apply->body, 0, name);

  if (list == VIGIE_JSON_NONE || vigie_json_type (apply->body, list) == VIGIE_JSON_NULL)
    return TRUE;
  if (vigie_json_type (apply->body, list) != VIGIE_JSON_ARRAY)
    return FALSE;
  for (VigieJsonNode node = vigie_json_first (apply->body, list); node != VIGIE_JSON_NONE;
       node = vigie_json_next (apply->body, node))
    {
      char *text = vigie_arena_json_string (apply->arena, apply->body, node);

      if (text == NULL)
        return FALSE;
      g_ptr_array_add (out, text);
    }

  return TRUE;
}

static gboolean
maybe_boolean (const VigieJson *body, const char *name, gboolean *out)
{
  VigieJsonNode node = vigie_json_member (body, 0, name);

  *out = FALSE;

  return node == VIGIE_JSON_NONE || vigie_json_type (body, node) == VIGIE_JSON_NULL
         || vigie_json_boolean (body, node, out);
}

/* A kind or a state of another word is that of a newer version; confirmed without evidence is nothing: both are set aside. */
static gboolean
read_cause (VigieApply *apply, VigieCause *out, const char **kind)
{
  const char *state;

  return vigie_body_need_string (apply->arena, apply->body, "kind", kind)
         && (strcmp (*kind, "why") == 0 || strcmp (*kind, "factor") == 0)
         && vigie_body_need_string (apply->arena, apply->body, "text", &out->text)
         && vigie_body_need_string (apply->arena, apply->body, "state", &state)
         && vigie_cause_state_from_word (state, &out->state)
         && vigie_body_maybe_string (apply->arena, apply->body, "parent", &out->wanted)
         && maybe_boolean (apply->body, "root", &out->root)
         && vigie_body_maybe_string (apply->arena, apply->body, "term", &out->term)
         && vigie_body_maybe_string (apply->arena, apply->body, "note", &out->note)
         && read_strings (apply, "evidence", out->evidence)
         && (out->state != VIGIE_CAUSE_CONFIRMED || out->evidence->len > 0);
}

static void
write_cause (VigieApply *apply, const VigieCause *cause)
{
  g_autoptr(GString) value = g_string_new (NULL);

  g_string_append_printf (value, "%d %d %d %s\n%s\n%s\n%s", cause->is_factor, cause->state,
                          cause->root, said (cause->wanted), cause->text, said (cause->term),
                          said (cause->note));
  for (guint i = 0; i < cause->evidence->len; i++)
    g_string_append_printf (value, "\n%s", (const char *) cause->evidence->pdata[i]);
  vigie_apply_write (apply, VIGIE_CONFLICT_CAUSE, cause->id, value->str);
}

/* Without `cause` the event makes a new one, whose id is the event's. */
gboolean
vigie_apply_cause (VigieApply *apply)
{
  VigieCause read = { .evidence = g_ptr_array_new () };
  VigieCauseItem *item;
  const char *id, *kind;

  g_ptr_array_add (apply->priv->owned_arrays, read.evidence);
  if (!vigie_body_maybe_string (apply->arena, apply->body, "cause", &id)
      || !read_cause (apply, &read, &kind))
    return FALSE;
  if (!vigie_apply_counts (apply))
    return TRUE;

  /* What it cites may still come: whoever adds lines must then fold anew. */
  for (guint i = 0; i < read.evidence->len; i++)
    if (!g_str_has_prefix (read.evidence->pdata[i], VIGIE_CAUSE_FACT))
      vigie_incident_target (apply->incident, read.evidence->pdata[i]);
  item = find_cause (apply, id != NULL ? id : apply->event->id);
  read.id = item->cause.id;
  read.made_usec = item->cause.made_usec;
  read.removed = item->cause.removed;
  read.is_factor = strcmp (kind, "factor") == 0;
  read.occurred_usec = apply->event->occurred_usec;
  read.event = apply->event;
  item->cause = read;
  write_cause (apply, &item->cause);

  return TRUE;
}

gboolean
vigie_apply_cause_removed (VigieApply *apply)
{
  const char *id;
  gboolean removed;
  VigieCauseItem *item;

  if (!vigie_body_need_string (apply->arena, apply->body, "cause", &id)
      || !vigie_json_boolean (apply->body, vigie_json_member (apply->body, 0, "removed"), &removed))
    return FALSE;
  if (!vigie_apply_counts (apply))
    return TRUE;

  item = find_cause (apply, id);
  item->cause.removed = removed;
  item->removal = apply->event;

  return TRUE;
}

/* The array belongs to the fold and is filled anew: the last one that nobody replaced stands. */
gboolean
vigie_apply_technique (VigieApply *apply)
{
  GPtrArray *words = g_ptr_array_new ();
  g_autoptr(GString) value = g_string_new (NULL);
  const char *note;

  g_ptr_array_add (apply->priv->owned_arrays, words);
  if (vigie_json_member (apply->body, 0, "techniques") == VIGIE_JSON_NONE
      || !read_strings (apply, "techniques", words)
      || !vigie_body_maybe_string (apply->arena, apply->body, "note", &note))
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    if (!vigie_cause_technique_is_known (words->pdata[i]))
      return FALSE;
  if (!vigie_apply_counts (apply))
    return TRUE;

  g_ptr_array_set_size (apply->incident->techniques, 0);
  for (guint i = 0; i < words->len; i++)
    {
      g_ptr_array_add (apply->incident->techniques, words->pdata[i]);
      g_string_append_printf (value, "%s ", (const char *) words->pdata[i]);
    }
  apply->incident->technique_note = note;
  apply->priv->technique_event = apply->event;
  g_string_append (value, said (note));
  vigie_apply_write (apply, VIGIE_CONFLICT_TECHNIQUE, "", value->str);

  return TRUE;
}
