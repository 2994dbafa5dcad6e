/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Checking one stream, event by event: does it agree with its hash, its identifier, its signature, its
 * place, and with the event its device made before. A flipped bit in any column of any row comes to
 * light here; so do an event taken away, put in, or moved.
 *
 * What cannot be read (damaged, or redacted) leaves a hole in its device's sequence; the event after
 * the hole must still name the hash that stands in it. */

#include "vigie-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"

/* How an event hangs on the one before it. */
typedef struct
{
  guint32 arrival;
  guint64 dseq;
  GBytes *device, *prev;
  guint8 hash[VIGIE_HASH_BYTES];
} Link;

typedef struct
{
  VigieStore *store;             /* borrowed */
  const VigieStreamName *stream; /* borrowed */
  GPtrArray *faults;             /* borrowed */
  GPtrArray *links;              /* Link, of each event that can be read */
  GHashTable *tails;             /* device (GBytes) → VigieStoreTail */
  GHashTable *holes;             /* hashes (GBytes) of events that cannot be read, or are withheld */
  GPtrArray *gone;               /* ids (hex) without bytes */
  GString *redactions;           /* bodies of event.redacted */
  guint32 expected;
} Check;

G_GNUC_PRINTF (2, 3)
static void
add_fault (Check *check, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (check->faults, g_strdup_printf ("%s: %s", check->stream->name, text));
}

static void
note_hole (Check *check, sqlite3_stmt *stmt)
{
  if (vigie_store_column_is_blob (stmt, 2, VIGIE_HASH_BYTES))
    g_hash_table_add (check->holes, g_bytes_new (sqlite3_column_blob (stmt, 2), VIGIE_HASH_BYTES));
}

static void
link_free (gpointer data)
{
  Link *link = data;

  g_bytes_unref (link->device);
  g_bytes_unref (link->prev);
  g_free (link);
}

static void
note_link (Check *check, guint32 arrival, const VigieEvent *event)
{
  Link *link = g_new0 (Link, 1);

  link->arrival = arrival;
  link->dseq = event->dseq;
  link->device = g_bytes_new (event->device, VIGIE_KEY_BYTES);
  link->prev = g_bytes_new (event->prev, VIGIE_HASH_BYTES);
  memcpy (link->hash, event->hash, VIGIE_HASH_BYTES);
  g_ptr_array_add (check->links, link);
}

static gboolean
follows (Check *check, const Link *link, const VigieStoreTail *tail)
{
  static const guint8 zero[VIGIE_HASH_BYTES];
  guint64 last = tail != NULL ? tail->dseq : 0;

  if (link->dseq == last + 1)
    return memcmp (g_bytes_get_data (link->prev, NULL), tail != NULL ? tail->hash : zero, VIGIE_HASH_BYTES) == 0;

  return link->dseq > last && g_hash_table_contains (check->holes, link->prev);
}

static void
check_link (Check *check, const Link *link)
{
  VigieStoreTail *tail = g_hash_table_lookup (check->tails, link->device);

  if (!follows (check, link, tail))
    add_fault (check, _("entry %u does not follow the entry its device made before"), link->arrival);
  if (tail == NULL)
    {
      tail = g_new0 (VigieStoreTail, 1);
      g_hash_table_insert (check->tails, g_bytes_ref (link->device), tail);
    }
  tail->dseq = link->dseq;
  memcpy (tail->hash, link->hash, VIGIE_HASH_BYTES);
}

static int
compare_links (gconstpointer a, gconstpointer b)
{
  const Link *one = *(const Link *const *) a, *two = *(const Link *const *) b;
  int order = g_bytes_compare (one->device, two->device);

  if (order != 0)
    return order;
  if (one->dseq != two->dseq)
    return one->dseq < two->dseq ? -1 : 1;

  return one->arrival < two->arrival ? -1 : one->arrival > two->arrival;
}

/* In the order in which each device recorded: what was withheld for a while arrived after what follows it. */
static void
check_links (Check *check)
{
  g_ptr_array_sort (check->links, compare_links);
  for (guint i = 0; i < check->links->len; i++)
    check_link (check, check->links->pdata[i]);
}

/* What cannot be looked up is a fault like any other here. */
static void
check_content (Check *check, gint64 key, const VigieEvent *event)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *fault = NULL;

  if (!vigie_store_content_check_use (check->store, key, event, &fault, &error))
    add_fault (check, "%s", error->message);
  else if (fault != NULL)
    add_fault (check, "%s", fault);
}

static void
check_event (Check *check, guint32 arrival, const VigieEvent *event, sqlite3_stmt *stmt)
{
  guint8 id[VIGIE_STORE_ID_BYTES] = { 0 };

  if (!vigie_event_verify (event, NULL)) /* the sentence is ours: it names the place */
    add_fault (check, _("entry %u does not bear the signature of its device"), arrival);
  if (!vigie_store_id_to_blob (event->id, id) || !vigie_store_column_is_blob (stmt, 4, sizeof id)
      || memcmp (sqlite3_column_blob (stmt, 4), id, sizeof id) != 0)
    add_fault (check, _("entry %u is filed under another identifier"), arrival);
  if (strcmp (event->stream, check->stream->name) != 0)
    add_fault (check, _("entry %u belongs to another incident"), arrival);
  if (strcmp (event->kind, "event.redacted") == 0)
    g_string_append_len (check->redactions, event->body, (gssize) event->body_length_bytes);
  note_link (check, arrival, event);
  check_content (check, sqlite3_column_int64 (stmt, 3), event);
}

static void
check_stmt_row (Check *check, sqlite3_stmt *stmt)
{
  guint32 arrival = (guint32) (sqlite3_column_int64 (stmt, 3) & G_MAXUINT32);
  g_autoptr(VigieEvent) event = NULL;

  if (arrival != check->expected)
    add_fault (check, _("entry %u is missing or out of place"), check->expected);
  check->expected = arrival + 1;
  if (sqlite3_column_type (stmt, 0) == SQLITE_NULL)
    {
      note_hole (check, stmt);
      g_ptr_array_add (check->gone, vigie_store_column_is_blob (stmt, 4, VIGIE_STORE_ID_BYTES)
                                      ? vigie_hex (sqlite3_column_blob (stmt, 4), VIGIE_STORE_ID_BYTES)
                                      : g_strdup (""));
      return;
    }
  event = vigie_store_row_to_event (stmt, NULL);
  if (event == NULL)
    {
      note_hole (check, stmt);
      add_fault (check, _("entry %u does not agree with its hash"), arrival);
      return;
    }
  check_event (check, arrival, event, stmt);
}

static gboolean
check_rows (VigieStore *store, Check *check, GError **error)
{
  sqlite3_stmt *stmt;
  gboolean row = FALSE;

  stmt = vigie_store_sql (store, "SELECT bytes, signature, hash, key, id FROM event WHERE key BETWEEN ? AND ? ORDER BY key", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, check->stream->number << 32);
  sqlite3_bind_int64 (stmt, 2, check->stream->number << 32 | G_MAXUINT32);
  while (vigie_store_step (store, stmt, &row, error))
    {
      if (!row)
        return TRUE;
      check_stmt_row (check, stmt);
    }

  return FALSE;
}

/* Bytes may be gone only where an event says that somebody redacted them, and why. */
static void
check_redactions (Check *check)
{
  g_autoptr(GString) plain = g_string_new (check->redactions->str);

  g_string_replace (plain, "-", "", 0);
  for (guint i = 0; i < check->gone->len; i++)
    {
      const char *id = check->gone->pdata[i];

      if (id[0] == '\0' || strstr (plain->str, id) == NULL)
        add_fault (check, _("an entry lost its text and nobody redacted it"));
    }
}

static gboolean
tail_agrees (Check *check, sqlite3_stmt *stmt)
{
  g_autoptr(GBytes) device = g_bytes_new (sqlite3_column_blob (stmt, 0), (gsize) sqlite3_column_bytes (stmt, 0));
  VigieStoreTail *tail = g_hash_table_lookup (check->tails, device);
  guint64 dseq = (guint64) sqlite3_column_int64 (stmt, 1);

  if (tail != NULL && dseq == tail->dseq)
    return vigie_store_column_is_blob (stmt, 2, VIGIE_HASH_BYTES)
           && memcmp (sqlite3_column_blob (stmt, 2), tail->hash, VIGIE_HASH_BYTES) == 0;

  /* A device's newest events may be among those that cannot be read. */
  return dseq > (tail != NULL ? tail->dseq : 0) && g_hash_table_size (check->holes) > 0;
}

static gboolean
check_tails (VigieStore *store, Check *check, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "SELECT device, dseq, hash FROM tail WHERE stream = ?", error);
  gboolean row = FALSE;
  guint n = 0;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, check->stream->number);
  while (vigie_store_step (store, stmt, &row, error))
    {
      if (!row)
        break;
      n++;
      if (!tail_agrees (check, stmt))
        add_fault (check, _("the end of a device's entries is not where it was; rebuild it"));
    }
  if (n < g_hash_table_size (check->tails))
    add_fault (check, _("the end of a device's entries is not known; rebuild it"));

  return !row;
}

gboolean
vigie_store_verify_stream (VigieStore *store, const VigieStreamName *stream, GPtrArray *faults, GError **error)
{
  g_autoptr(GHashTable) tails = NULL;
  g_autoptr(GHashTable) holes = NULL;
  g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func (link_free);
  g_autoptr(GString) redactions = g_string_new (NULL);
  Check check = { .store = store, .stream = stream, .faults = faults, .gone = gone, .redactions = redactions, .expected = 1 };

  tails = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
  holes = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  check.tails = tails;
  check.holes = holes;
  check.links = links;
  if (!vigie_store_withheld_hashes (store, stream->number, holes, error) || !check_rows (store, &check, error))
    return FALSE;
  check_links (&check);
  if (check.expected != stream->arrival + 1)
    add_fault (&check, _("there are %u entries where %u are expected"), check.expected - 1, stream->arrival);
  check_redactions (&check);

  return check_tails (store, &check, error);
}
