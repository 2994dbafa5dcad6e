/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding what was written apart.
 *
 * Who writes over a value names the event it was seen in, and whatever stands beside it; so of the writes of
 * one register those that nobody replaced are the ones whose writers did not know of each other. Two of them
 * that say the same are no conflict, nor are two of one device, which knew its own. Posts and handovers are
 * no registers: there the holdings and requests say it. Nothing here looks at a clock. */

#include "vigie-conflict.h"

#include <string.h>

#include "vigie-incident-private.h"
#include "vigie-time.h"

static const char *const kind_words[VIGIE_N_CONFLICT_KINDS] = {
  [VIGIE_CONFLICT_POST] = "post",
  [VIGIE_CONFLICT_HANDOVER] = "handover",
  [VIGIE_CONFLICT_LEVEL] = "level",
  [VIGIE_CONFLICT_TYPE] = "type",
  [VIGIE_CONFLICT_TITLE] = "title",
  [VIGIE_CONFLICT_STAGE] = "stage",
  [VIGIE_CONFLICT_MILESTONE] = "milestone",
  [VIGIE_CONFLICT_FACT] = "fact",
  [VIGIE_CONFLICT_OPTION] = "option",
  [VIGIE_CONFLICT_GATE] = "gate",
  [VIGIE_CONFLICT_STEP] = "step",
  [VIGIE_CONFLICT_CONFIRMATION] = "confirmation",
  [VIGIE_CONFLICT_HYPOTHESIS] = "hypothesis",
  [VIGIE_CONFLICT_REVIEW] = "review",
  [VIGIE_CONFLICT_ENTRY] = "entry",
  [VIGIE_CONFLICT_SECTION] = "section",
  [VIGIE_CONFLICT_NOTICE] = "notice",
  [VIGIE_CONFLICT_ACTION] = "action",
  [VIGIE_CONFLICT_COMMENT] = "comment",
  [VIGIE_CONFLICT_CAUSE] = "cause",
  [VIGIE_CONFLICT_TECHNIQUE] = "technique",
  [VIGIE_CONFLICT_SUPPORT] = "support",
  [VIGIE_CONFLICT_WAR_ROOM] = "war-room",
  [VIGIE_CONFLICT_VIDEO] = "video",
  [VIGIE_CONFLICT_MEETING] = "meeting",
  [VIGIE_CONFLICT_VERDICT] = "verdict",
  [VIGIE_CONFLICT_ANSWER] = "answer",
  [VIGIE_CONFLICT_REGISTER] = "register",
};

static char *
make_key (VigieConflictKind kind, const char *subject)
{
  return *subject != '\0' ? g_strconcat (kind_words[kind], "/", subject, NULL) : g_strdup (kind_words[kind]);
}

void
vigie_incident_note_write (VigieIncident *incident, VigieConflictKind kind, const char *subject, const char *value, const VigieEvent *event)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);
  VigieRegisterWrite write = { kind, subject, vigie_arena_string (priv->arena, value), event };

  g_array_append_val (priv->writes, write);
}

/* ---- Registers ---- */

static guint
write_hash (gconstpointer data)
{
  const VigieRegisterWrite *write = data;

  return g_str_hash (write->subject) * 31 + write->kind;
}

static gboolean
write_equal (gconstpointer a, gconstpointer b)
{
  const VigieRegisterWrite *left = a;
  const VigieRegisterWrite *right = b;

  return left->kind == right->kind && strcmp (left->subject, right->subject) == 0;
}

/* The same device wrote again later: it knew what it had written. */
static gboolean
is_outlived (GPtrArray *writes, guint index)
{
  const VigieEvent *event = ((const VigieRegisterWrite *) writes->pdata[index])->event;

  for (guint i = 0; i < writes->len; i++)
    {
      const VigieEvent *other = ((const VigieRegisterWrite *) writes->pdata[i])->event;

      if (other != event && other->dseq > event->dseq && memcmp (other->device, event->device, VIGIE_KEY_BYTES) == 0)
        return TRUE;
    }

  return FALSE;
}

static VigieConflict *
conflict_new (VigieIncident *incident, VigieConflictKind kind, const char *subject)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);
  VigieConflict *conflict = vigie_arena_new0 (priv->arena, VigieConflict);
  g_autofree char *key = make_key (kind, subject);

  conflict->kind = kind;
  conflict->subject = vigie_arena_string (priv->arena, subject);
  conflict->key = vigie_arena_string (priv->arena, key);
  conflict->versions = g_ptr_array_new ();
  g_ptr_array_add (priv->owned_arrays, conflict->versions);

  return conflict;
}

/* Each of @writes knows the others: who writes over one of them names all. */
static void
keep_rivals (VigieIncident *incident, GPtrArray *writes)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);
  GPtrArray *events = g_ptr_array_sized_new (writes->len);

  g_ptr_array_add (priv->owned_arrays, events);
  for (guint i = 0; i < writes->len; i++)
    {
      const VigieEvent *event = ((const VigieRegisterWrite *) writes->pdata[i])->event;

      g_ptr_array_add (events, (gpointer) event);
      g_hash_table_insert (priv->rivals, (gpointer) event->id, events);
    }
}

static gboolean
says_the_same (GPtrArray *writes)
{
  const char *value = NULL;

  for (guint i = 0; i < writes->len; i++)
    {
      const VigieRegisterWrite *write = writes->pdata[i];

      if (is_outlived (writes, i))
        continue;
      if (value != NULL && strcmp (value, write->value) != 0)
        return FALSE;
      value = write->value;
    }

  return TRUE;
}

static void
find_in_register (VigieIncident *incident, GPtrArray *writes)
{
  const VigieRegisterWrite *first = writes->pdata[0];
  VigieConflict *conflict;

  if (writes->len < 2)
    return;
  keep_rivals (incident, writes);
  if (says_the_same (writes))
    return;
  conflict = conflict_new (incident, first->kind, first->subject);
  for (guint i = 0; i < writes->len; i++)
    {
      if (!is_outlived (writes, i))
        g_ptr_array_add (conflict->versions, (gpointer) ((const VigieRegisterWrite *) writes->pdata[i])->event);
    }
  g_ptr_array_add (incident->conflicts, conflict);
}

/* An entry that was retracted asks nobody how it should read. */
static gboolean
asks_nobody (const VigieIncident *incident, const VigieRegisterWrite *write)
{
  const VigieItem *item = write->kind == VIGIE_CONFLICT_ENTRY ? vigie_incident_item (incident, write->subject) : NULL;

  return item != NULL && (!item->logged || item->entry.retract_reason != NULL);
}

static void
find_in_registers (VigieIncident *incident)
{
  GArray *writes = vigie_incident_priv (incident)->writes;
  g_autoptr(GHashTable) registers = g_hash_table_new_full (write_hash, write_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer list;

  for (guint i = 0; i < writes->len; i++)
    {
      VigieRegisterWrite *write = &g_array_index (writes, VigieRegisterWrite, i);
      GPtrArray *same = g_hash_table_lookup (registers, write);

      if (asks_nobody (incident, write))
        continue;
      if (same == NULL)
        g_hash_table_insert (registers, write, same = g_ptr_array_new ());
      g_ptr_array_add (same, write);
    }
  g_hash_table_iter_init (&iter, registers);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    find_in_register (incident, list);
}

/* ---- Posts and handovers ---- */

static gboolean
names_same (const VigieEvent *a, const VigieEvent *b)
{
  for (guint i = 0; a->replaces[i] != NULL; i++)
    {
      if (g_strv_contains (b->replaces, a->replaces[i]))
        return TRUE;
    }

  return FALSE;
}

/* Somebody freed the post of the holder whom @holding followed, and so did not know of it. */
static const VigieEvent *
freed_meanwhile (const VigieIncident *incident, const VigieHolding *holding)
{
  GPtrArray *freeings = vigie_incident_priv (incident)->freeings;

  for (guint i = 0; i < freeings->len; i++)
    {
      const VigieFreeing *freeing = freeings->pdata[i];

      if (strcmp (freeing->post, holding->post) == 0 && names_same (freeing->event, holding->event))
        return freeing->event;
    }

  return NULL;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  return vigie_event_compare (*(const VigieEvent *const *) a, *(const VigieEvent *const *) b);
}

static void
find_in_post (VigieIncident *incident, const char *post)
{
  VigieConflict *conflict = conflict_new (incident, VIGIE_CONFLICT_POST, post);
  const VigieEvent *freed = NULL;

  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = incident->holdings->pdata[i];

      if (holding->until_usec != VIGIE_TIME_NONE || strcmp (holding->post, post) != 0)
        continue;
      g_ptr_array_add (conflict->versions, (gpointer) holding->event);
      freed = freed != NULL ? freed : freed_meanwhile (incident, holding);
    }
  g_ptr_array_sort (conflict->versions, compare_events);
  if (freed != NULL)
    g_ptr_array_insert (conflict->versions, 0, (gpointer) freed);
  if (conflict->versions->len > 1)
    g_ptr_array_add (incident->conflicts, conflict);
}

static void
find_in_posts (VigieIncident *incident)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = incident->holdings->pdata[i];

      if (holding->until_usec == VIGIE_TIME_NONE && g_hash_table_add (seen, (gpointer) holding->post))
        find_in_post (incident, holding->post);
    }
}

/* A request that stepped back for a later one, though nobody named it. */
static gboolean
stepped_back (const VigieIncident *incident, const VigieHandover *handover)
{
  const VigieItem *item = vigie_incident_item (incident, handover->event->id);

  return strcmp (handover->state, "replaced") == 0 && item != NULL && item->replaced_by == NULL;
}

static void
find_in_handovers (VigieIncident *incident)
{
  for (guint i = 0; i < incident->handovers->len; i++)
    {
      const VigieHandover *waiting = incident->handovers->pdata[i];
      VigieConflict *conflict;

      if (strcmp (waiting->state, "pending") != 0)
        continue;
      conflict = conflict_new (incident, VIGIE_CONFLICT_HANDOVER, waiting->post);
      for (guint j = 0; j < i; j++)
        {
          const VigieHandover *earlier = incident->handovers->pdata[j];

          if (strcmp (earlier->post, waiting->post) == 0 && stepped_back (incident, earlier) && strcmp (earlier->to, waiting->to) != 0)
            g_ptr_array_add (conflict->versions, (gpointer) earlier->event);
        }
      g_ptr_array_add (conflict->versions, (gpointer) waiting->event);
      if (conflict->versions->len > 1)
        g_ptr_array_add (incident->conflicts, conflict);
    }
}

/* ---- All ---- */

static int
compare_conflicts (gconstpointer a, gconstpointer b)
{
  const VigieConflict *left = *(const VigieConflict *const *) a;
  const VigieConflict *right = *(const VigieConflict *const *) b;

  return left->kind != right->kind ? (int) left->kind - (int) right->kind : strcmp (left->subject, right->subject);
}

void
vigie_incident_find_conflicts (VigieIncident *incident)
{
  find_in_posts (incident);
  find_in_handovers (incident);
  find_in_registers (incident);
  g_ptr_array_sort (incident->conflicts, compare_conflicts);
}

const VigieConflict *
vigie_incident_conflict (const VigieIncident *incident, VigieConflictKind kind, const char *subject)
{
  g_return_val_if_fail (incident != NULL, NULL);

  for (guint i = 0; i < incident->conflicts->len; i++)
    {
      const VigieConflict *conflict = incident->conflicts->pdata[i];

      if (conflict->kind == kind && strcmp (conflict->subject, subject != NULL ? subject : "") == 0)
        return conflict;
    }

  return NULL;
}

const VigieConflict *
vigie_incident_conflict_by_key (const VigieIncident *incident, const char *key)
{
  g_return_val_if_fail (incident != NULL && key != NULL, NULL);

  for (guint i = 0; i < incident->conflicts->len; i++)
    {
      const VigieConflict *conflict = incident->conflicts->pdata[i];

      if (strcmp (conflict->key, key) == 0)
        return conflict;
    }

  return NULL;
}
