/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A mailing's folder: plan.json and list.csv, written once, and "states", to which a line is appended and synced before
 * each message ("begun") and after it (what the server said).
 *
 *   STATE INDEX USEC REASON<TAB>HASH8\n
 *
 * Whatever moment the process dies in, the lines say the truth: begun without an answer is the one message nobody can
 * know about. A last line that is torn was not synced, so what it announces had not happened yet: it is cut off. A line
 * that does not match its hash further up is damage, and damage is not guessed at. SQLite would do as well and was not
 * used: the store's connection belongs to another thread, and its log is the record, which must hold no addresses.
 *
 * The lock is flock() on a file of the folder; the kernel frees it however the process ends. */

#include "vigie-mailing-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "vigie-csv.h"
#include "vigie-document.h"
#include "vigie-eml.h"
#include "vigie-error.h"
#include "vigie-event.h"
#include "vigie-id.h"

#define PLAN "plan.json"
#define LIST "list.csv"
#define STATES "states"
#define LOCK "lock"
#define MAKING ".making-"
#define STOPPED "stopped"
#define HASH_CHARS 8
#define REASON_MAX_CHARS 300
#define FILE_MAX_BYTES ((gsize) 1024 * 1024 * 1024)

static const char *const words[VIGIE_N_MAIL_STATES] = { "waiting", "begun", "accepted", "later", "refused", "settled" };

const char *
vigie_mail_state_to_word (VigieMailState state)
{
  return words[state];
}

char *
vigie_mailing_folder (const char *store_path)
{
  return g_strconcat (store_path, ".mailings", NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Ids begin with their time, so the order of the names is that of the mailings. */
GStrv
vigie_mailing_list (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  const char *name;
  GStrv runs;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (vigie_id_is_valid (name))
      g_strv_builder_add (builder, name);
  runs = g_strv_builder_end (builder);
  g_qsort_with_data (runs, (int) g_strv_length (runs), sizeof *runs, compare_names, NULL);

  return runs;
}

static gboolean
fail_errno (const char *path, GError **error)
{
  int saved = errno;
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (saved), _("“%s” cannot be written: %s"), name, g_strerror (saved));

  return FALSE;
}

static gboolean
sync_folder (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean good = fd >= 0 && fsync (fd) == 0;

  if (!good)
    fail_errno (path, error);
  if (fd >= 0)
    close (fd);

  return good;
}

static VigieMailingJournal *
journal_new (const char *folder, const char *run)
{
  VigieMailingJournal *journal = g_new0 (VigieMailingJournal, 1);

  journal->path = g_build_filename (folder, run, NULL);
  journal->lock_fd = journal->log_fd = -1;

  return journal;
}

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

void
vigie_mailing_journal_close (VigieMailingJournal *journal)
{
  if (journal == NULL)
    return;
  for (guint i = 0; journal->entries != NULL && i < journal->plan->count; i++)
    g_free (journal->entries[i].reason);
  g_free (journal->entries);
  g_clear_pointer (&journal->plan, vigie_mailing_plan_free);
  g_clear_pointer (&journal->recipients, vigie_recipients_free);
  close_fd (&journal->log_fd);
  close_fd (&journal->lock_fd);
  g_free (journal->path);
  g_free (journal);
}

static gboolean
take_lock (VigieMailingJournal *journal, GError **error)
{
  g_autofree char *path = g_build_filename (journal->path, LOCK, NULL);

  journal->lock_fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (journal->lock_fd < 0)
    return fail_errno (path, error);
  if (flock (journal->lock_fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  if (errno != EWOULDBLOCK)
    return fail_errno (path, error);
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("Another window or program is sending this mailing."));

  return FALSE;
}

static gboolean
open_log (VigieMailingJournal *journal, GError **error)
{
  g_autofree char *path = g_build_filename (journal->path, STATES, NULL);

  journal->log_fd = open (path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);

  return journal->log_fd >= 0 || fail_errno (path, error);
}

static char *
digest_of (const VigieMailingPlan *plan, const char *list)
{
  g_autoptr(GByteArray) all = g_byte_array_new ();
  guint8 hash[VIGIE_HASH_BYTES];

  g_byte_array_append (all, plan->salt, sizeof plan->salt);
  g_byte_array_append (all, (const guint8 *) list, (guint) strlen (list));
  vigie_hash (all->data, all->len, hash);

  return vigie_hex (hash, sizeof hash);
}

static gboolean
save (const char *path, const char *name, const char *text, GError **error)
{
  g_autofree char *file = g_build_filename (path, name, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return vigie_document_save (file, bytes, error);
}

static void
remove_folder (const char *path)
{
  static const char *const names[] = { LIST, STATES, PLAN, LOCK };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (path, names[i], NULL);

      g_remove (file);
    }
  g_rmdir (path);
}

/* Under another name until it is whole: a list that is found is a list that can be sent. */
static gboolean
write_folder (VigieMailingJournal *journal, const char *folder, const char *list, GError **error)
{
  g_autofree char *name = g_strconcat (MAKING, journal->plan->run, NULL);
  g_autofree char *making = g_build_filename (folder, name, NULL);
  g_autofree char *plan = vigie_mailing_plan_to_json (journal->plan);

  if (g_mkdir_with_parents (folder, 0700) != 0 || g_mkdir (making, 0700) != 0)
    return fail_errno (folder, error);
  if (save (making, LIST, list, error) && save (making, PLAN, plan, error) && sync_folder (making, error))
    {
      if (g_rename (making, journal->path) == 0)
        return sync_folder (folder, error);
      fail_errno (journal->path, error);
    }
  remove_folder (making);

  return FALSE;
}

VigieMailingJournal *
vigie_mailing_journal_create (const char *folder, VigieMailingPlan *plan, VigieRecipients *recipients, GError **error)
{
  g_autoptr(VigieMailingJournal) journal = NULL;
  g_autofree char *list = NULL;

  g_return_val_if_fail (plan->run != NULL && vigie_id_is_valid (plan->run), NULL);

  journal = journal_new (folder, plan->run);
  journal->plan = plan;
  journal->recipients = recipients;
  list = vigie_recipients_to_csv (recipients);
  plan->count = recipients->people->len;
  g_free (plan->digest);
  plan->digest = digest_of (plan, list);
  journal->entries = g_new0 (VigieMailEntry, plan->count);
  journal->counts[VIGIE_MAIL_WAITING] = plan->count;
  if (!vigie_mailing_plan_check (plan, recipients, error) || !write_folder (journal, folder, list, error)
      || !take_lock (journal, error) || !open_log (journal, error) || !sync_folder (journal->path, error))
    return NULL;

  return g_steal_pointer (&journal);
}

static gboolean
fail_damaged (GError **error)
{
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED,
                       _("What was kept of this mailing is damaged; who has been written to is no longer known for sure."));

  return FALSE;
}

static GBytes *
load (VigieMailingJournal *journal, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (journal->path, name, NULL);

  return vigie_document_read (path, FILE_MAX_BYTES, error);
}

static gboolean
load_list (VigieMailingJournal *journal, GError **error)
{
  g_autoptr(GBytes) bytes = load (journal, LIST, error);
  g_autofree char *text = bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
  g_autofree char *digest = NULL;

  if (bytes == NULL)
    return FALSE;
  digest = digest_of (journal->plan, text);
  if (g_strcmp0 (digest, journal->plan->digest) != 0)
    return fail_damaged (error);
  journal->recipients = vigie_recipients_read (bytes, VIGIE_LANG_FR, error);
  if (journal->recipients == NULL)
    return FALSE;

  return journal->recipients->people->len == journal->plan->count || fail_damaged (error);
}

static void
apply (VigieMailingJournal *journal, guint index, VigieMailState state, const char *reason, gint64 when_usec)
{
  VigieMailEntry *entry = &journal->entries[index];

  journal->counts[entry->state]--;
  journal->counts[state]++;
  entry->state = state;
  entry->when_usec = when_usec;
  if (state == VIGIE_MAIL_BEGUN && entry->tries < G_MAXUINT8)
    entry->tries++;
  /* Somebody's choice to send again begins anew. */
  else if (state == VIGIE_MAIL_WAITING)
    entry->tries = 0;
  g_free (entry->reason);
  entry->reason = reason != NULL && *reason != '\0' ? g_strdup (reason) : NULL;
}

static void
line_hash (const char *line, gsize length_bytes, char out[HASH_CHARS + 1])
{
  guint8 hash[VIGIE_HASH_BYTES];
  g_autofree char *hex = NULL;

  vigie_hash (line, length_bytes, hash);
  hex = vigie_hex (hash, HASH_CHARS / 2);
  memcpy (out, hex, HASH_CHARS + 1);
}

static gboolean
apply_words (VigieMailingJournal *journal, const char *line)
{
  g_auto(GStrv) fields = g_strsplit (line, " ", 4);
  guint64 index = 0;
  gint64 when_usec = 0;

  if (g_strv_length (fields) < 3)
    return FALSE;
  if (strcmp (fields[0], STOPPED) == 0)
    return journal->stopped = TRUE;
  if (!g_ascii_string_to_unsigned (fields[1], 10, 0, journal->plan->count - 1, &index, NULL)
      || !g_ascii_string_to_signed (fields[2], 10, G_MININT64, G_MAXINT64, &when_usec, NULL))
    return FALSE;
  for (guint state = 0; state < VIGIE_N_MAIL_STATES; state++)
    if (strcmp (fields[0], words[state]) == 0)
      {
        apply (journal, (guint) index, (VigieMailState) state, fields[3], when_usec);
        return TRUE;
      }

  return FALSE;
}

static gboolean
apply_line (VigieMailingJournal *journal, const char *line, gsize length_bytes)
{
  g_autofree char *text = NULL;
  char hash[HASH_CHARS + 1];

  if (length_bytes <= HASH_CHARS + 1 || memchr (line, '\0', length_bytes) != NULL || line[length_bytes - HASH_CHARS - 1] != '\t')
    return FALSE;
  line_hash (line, length_bytes - HASH_CHARS - 1, hash);
  if (memcmp (hash, line + length_bytes - HASH_CHARS, HASH_CHARS) != 0)
    return FALSE;
  text = g_strndup (line, length_bytes - HASH_CHARS - 1);

  return g_utf8_validate (text, -1, NULL) && apply_words (journal, text);
}

/* Cuts what was not synced, so that the next line does not run on from it. */
static gboolean
cut (VigieMailingJournal *journal, gsize length_bytes, GError **error)
{
  if (ftruncate (journal->log_fd, (off_t) length_bytes) == 0 && fsync (journal->log_fd) == 0)
    return TRUE;

  return fail_errno (journal->path, error);
}

static gboolean
load_states (VigieMailingJournal *journal, GError **error)
{
  g_autoptr(GBytes) bytes = load (journal, STATES, error);
  gsize length_bytes = 0, at = 0;
  const char *data;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length_bytes);
  while (at < length_bytes)
    {
      const char *end = memchr (data + at, '\n', length_bytes - at);

      if (end == NULL || !apply_line (journal, data + at, (gsize) (end - data) - at))
        break;
      at = (gsize) (end - data) + 1;
    }
  if (at == length_bytes)
    return TRUE;
  /* Only the last line can be torn. */
  if (memchr (data + at, '\n', length_bytes - at - 1) != NULL)
    return fail_damaged (error);

  return cut (journal, at, error);
}

VigieMailingJournal *
vigie_mailing_journal_open (const char *folder, const char *run, GError **error)
{
  g_autoptr(VigieMailingJournal) journal = journal_new (folder, run);
  g_autoptr(GBytes) plan = load (journal, PLAN, error);

  if (plan == NULL || !take_lock (journal, error))
    return NULL;
  journal->plan = vigie_mailing_plan_from_json (plan, error);
  if (journal->plan == NULL)
    return NULL;
  journal->entries = g_new0 (VigieMailEntry, journal->plan->count);
  journal->counts[VIGIE_MAIL_WAITING] = journal->plan->count;
  if (!load_list (journal, error) || !open_log (journal, error) || !load_states (journal, error))
    return NULL;

  return g_steal_pointer (&journal);
}

/* A failed sync is never repeated: what is on the disk is no longer known, so the journal is opened anew. */
static gboolean
append (VigieMailingJournal *journal, const char *words_of_line, GError **error)
{
  g_autoptr(GString) line = g_string_new (words_of_line);
  char hash[HASH_CHARS + 1];

  line_hash (line->str, line->len, hash);
  g_string_append_printf (line, "\t%s\n", hash);
  if (journal->log_fd >= 0 && write (journal->log_fd, line->str, line->len) == (gssize) line->len && fdatasync (journal->log_fd) == 0)
    return TRUE;
  fail_errno (journal->path, error);
  close_fd (&journal->log_fd);

  return FALSE;
}

gboolean
vigie_mailing_journal_note (VigieMailingJournal *journal, guint index, VigieMailState state, const char *reason, gint64 now_usec, GError **error)
{
  g_autofree char *line = vigie_eml_line (reason);
  g_autofree char *short_line = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (index < journal->plan->count, FALSE);

  short_line = g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), REASON_MAX_CHARS));
  text = g_strdup_printf ("%s %u %" G_GINT64_FORMAT " %s", words[state], index, now_usec, short_line);
  if (!append (journal, text, error))
    return FALSE;
  apply (journal, index, state, short_line, now_usec);

  return TRUE;
}

gboolean
vigie_mailing_journal_stop (VigieMailingJournal *journal, gint64 now_usec, GError **error)
{
  g_autofree char *text = g_strdup_printf (STOPPED " 0 %" G_GINT64_FORMAT " ", now_usec);

  return journal->stopped || (journal->stopped = append (journal, text, error));
}

gboolean
vigie_mailing_journal_forget (VigieMailingJournal *journal, GError **error)
{
  g_autofree char *path = g_strdup (journal->path);

  vigie_mailing_journal_close (journal);
  remove_folder (path);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  return fail_errno (path, error);
}

gboolean
vigie_mailing_journal_is_done (const VigieMailingJournal *journal)
{
  return journal->stopped || (journal->counts[VIGIE_MAIL_WAITING] == 0 && journal->counts[VIGIE_MAIL_LATER] == 0);
}

char *
vigie_mailing_journal_report (const VigieMailingJournal *journal)
{
  GString *out = g_string_new ("email,name,state,reason\r\n");

  for (guint i = 0; i < journal->plan->count; i++)
    {
      const VigieMailEntry *entry = &journal->entries[i];
      const VigieRecipient *person = g_ptr_array_index (journal->recipients->people, i);

      if (entry->state == VIGIE_MAIL_ACCEPTED)
        continue;
      vigie_csv_append_field (out, person->address, FALSE);
      vigie_csv_append_field (out, person->name, FALSE);
      vigie_csv_append_field (out, entry->state == VIGIE_MAIL_BEGUN ? "uncertain" : words[entry->state], FALSE);
      vigie_csv_append_field (out, entry->reason != NULL ? entry->reason : "", TRUE);
    }

  return g_string_free (out, FALSE);
}
