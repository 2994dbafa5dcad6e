/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The layer takes SQLite's calls for a file, looks whether it is the turn of a fault, and hands them on. It offers the
 * methods for shared memory but none for mapped files, which the stores do not use.
 *
 * For a power cut each file has an image of what is durable, which follows at each sync, and a list of the changes since.
 * That a new or removed name in a folder may be lost as well is not modelled. */

#include "fault-vfs.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <glib/gstdio.h>

#define SECTOR_BYTES 512

typedef struct
{
  gint64 offset;
  GBytes *data;           /* NULL: cut off at @offset */
} Change;

typedef struct
{
  GByteArray *durable;
  GPtrArray *changes;     /* Change, since the last sync */
} Disk;

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
  char *path;             /* NULL: a file without a name */
} FaultFile;

static sqlite3_vfs *below;
static sqlite3_vfs layer;
static struct
{
  FaultOperations which;
  FaultEffect effect;
  guint at, n;
  gboolean for_ever, armed;
} turn;
static GHashTable *disks; /* path → Disk; NULL: not tracked */
static void (*before_change) (gpointer user_data);
static gpointer before_data;
static gboolean looking; /* in before_change: what it does is not counted and not tracked */

/* What was written ------------------------------------------------------------------------------ */

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->data, g_bytes_unref);
  g_free (change);
}

static void
disk_free (gpointer data)
{
  Disk *disk = data;

  g_byte_array_unref (disk->durable);
  g_ptr_array_unref (disk->changes);
  g_free (disk);
}

static Disk *
disk_of (const char *path)
{
  Disk *disk = disks != NULL && path != NULL ? g_hash_table_lookup (disks, path) : NULL;
  char *data = NULL;
  gsize length = 0;

  if (disk != NULL || disks == NULL || path == NULL || looking)
    return disk;
  disk = g_new0 (Disk, 1);
  if (g_file_get_contents (path, &data, &length, NULL))
    disk->durable = g_byte_array_new_take ((guint8 *) data, length);
  else
    disk->durable = g_byte_array_new ();
  disk->changes = g_ptr_array_new_with_free_func (change_free);
  g_hash_table_insert (disks, g_strdup (path), disk);

  return disk;
}

static void
note_change (const char *path, const void *data, gsize length, gint64 offset)
{
  Disk *disk = disk_of (path);
  Change *change;

  if (disk == NULL)
    return;
  change = g_new0 (Change, 1);
  change->offset = offset;
  change->data = data != NULL ? g_bytes_new (data, length) : NULL;
  g_ptr_array_add (disk->changes, change);
}

static void
apply (GByteArray *image, const Change *change, gsize from, gsize to)
{
  gsize at = (gsize) change->offset + from, length = to - from;
  guint old = image->len;

  if (change->data == NULL)
    {
      g_byte_array_set_size (image, MIN (image->len, (guint) change->offset));
      return;
    }
  if (at + length > image->len)
    {
      g_byte_array_set_size (image, (guint) (at + length));
      memset (image->data + old, 0, image->len - old);
    }
  memcpy (image->data + at, (const guint8 *) g_bytes_get_data (change->data, NULL) + from, length);
}

static gsize
size_of (const Change *change)
{
  return change->data != NULL ? g_bytes_get_size (change->data) : 0;
}

static void
note_sync (const char *path)
{
  Disk *disk = disk_of (path);

  if (disk == NULL)
    return;
  for (guint i = 0; i < disk->changes->len; i++)
    apply (disk->durable, disk->changes->pdata[i], 0, size_of (disk->changes->pdata[i]));
  g_ptr_array_set_size (disk->changes, 0);
}

/* Half of them, in any order, one in four of them torn. */
static void
lose (Disk *disk, GByteArray *image, GRand *rand)
{
  g_autoptr(GPtrArray) left = g_ptr_array_copy (disk->changes, NULL, NULL);

  g_ptr_array_set_free_func (left, NULL);
  while (left->len > 0)
    {
      Change *change = g_ptr_array_steal_index_fast (left, (guint) g_rand_int_range (rand, 0, (gint32) left->len));
      gsize size = size_of (change), sectors = size / SECTOR_BYTES;
      gsize cut = sectors > 0 && g_rand_int_range (rand, 0, 4) == 0
                    ? (gsize) g_rand_int_range (rand, 0, (gint32) sectors + 1) * SECTOR_BYTES : size;

      if (g_rand_boolean (rand))
        apply (image, change, 0, cut);
      else if (cut < size)
        apply (image, change, cut, size);
    }
}

void
fault_vfs_power_cut (const char *folder, const char *to, GRand *rand)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *copy = g_build_filename (to, name, NULL);
      Disk *disk = disks != NULL ? g_hash_table_lookup (disks, path) : NULL;
      g_autoptr(GByteArray) image = g_byte_array_new ();
      g_autofree char *data = NULL;
      gsize length = 0;

      /* Memory that is shared lives on no disk. */
      if (g_str_has_suffix (name, "-shm") || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      if (disk != NULL)
        g_byte_array_append (image, disk->durable->data, disk->durable->len);
      else if (g_file_get_contents (path, &data, &length, NULL))
        g_byte_array_append (image, (guint8 *) data, (guint) length);
      if (disk != NULL)
        lose (disk, image, rand);
      g_assert_true (g_file_set_contents_full (copy, (char *) image->data, image->len, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
}

/* Whose turn it is ------------------------------------------------------------------------------- */

static gboolean
is_struck (FaultOperations operation)
{
  if (looking)
    return FALSE;
  if (before_change != NULL && (operation & FAULT_CHANGES) != 0)
    {
      looking = TRUE;
      before_change (before_data);
      looking = FALSE;
    }
  if (!turn.armed || (turn.which & operation) == 0)
    return FALSE;
  turn.n++;

  return turn.n == turn.at || (turn.for_ever && turn.n > turn.at);
}

static int
strike (FaultOperations operation)
{
  switch (turn.effect)
    {
    case FAULT_KILL:
      raise (SIGKILL);
      break;
    case FAULT_FULL:
      return operation == FAULT_WRITE ? SQLITE_FULL : SQLITE_OK;
    case FAULT_EIO:
      return operation == FAULT_READ    ? SQLITE_IOERR_READ
             : operation == FAULT_WRITE ? SQLITE_IOERR_WRITE
             : operation == FAULT_SYNC  ? SQLITE_IOERR_FSYNC
                                        : SQLITE_IOERR_DELETE;
    case FAULT_NOTHING:
    default:
      break;
    }

  return SQLITE_OK;
}

/* The file ---------------------------------------------------------------------------------------- */

static sqlite3_file *
real_file (sqlite3_file *file)
{
  return ((FaultFile *) file)->real;
}

static const char *
path_of (sqlite3_file *file)
{
  return ((FaultFile *) file)->path;
}

#define BELOW(file) (real_file (file)->pMethods)

static int
close_file (sqlite3_file *file)
{
  FaultFile *self = (FaultFile *) file;
  int code = self->real->pMethods != NULL ? BELOW (file)->xClose (self->real) : SQLITE_OK;

  g_clear_pointer (&self->path, g_free);

  return code;
}

static int
read_file (sqlite3_file *file, void *data, int length, sqlite3_int64 offset)
{
  int code = is_struck (FAULT_READ) ? strike (FAULT_READ) : SQLITE_OK;

  return code != SQLITE_OK ? code : BELOW (file)->xRead (real_file (file), data, length, offset);
}

static int
write_file (sqlite3_file *file, const void *data, int length, sqlite3_int64 offset)
{
  int code = SQLITE_OK;

  if (is_struck (FAULT_WRITE))
    {
      if (turn.effect != FAULT_FULL && length > 1)
        {
          note_change (path_of (file), data, (gsize) length / 2, offset);
          BELOW (file)->xWrite (real_file (file), data, length / 2, offset);
        }
      code = strike (FAULT_WRITE);
    }
  if (code != SQLITE_OK)
    return code;
  note_change (path_of (file), data, (gsize) length, offset);

  return BELOW (file)->xWrite (real_file (file), data, length, offset);
}

static int
cut_file (sqlite3_file *file, sqlite3_int64 size)
{
  int code = is_struck (FAULT_WRITE) ? strike (FAULT_WRITE) : SQLITE_OK;

  if (code != SQLITE_OK)
    return code == SQLITE_IOERR_WRITE ? SQLITE_IOERR_TRUNCATE : code;
  note_change (path_of (file), NULL, 0, size);

  return BELOW (file)->xTruncate (real_file (file), size);
}

static int
sync_file (sqlite3_file *file, int flags)
{
  int code = is_struck (FAULT_SYNC) ? strike (FAULT_SYNC) : SQLITE_OK;

  if (code != SQLITE_OK)
    return code;
  note_sync (path_of (file));

  return BELOW (file)->xSync (real_file (file), flags);
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return BELOW (file)->xFileSize (real_file (file), size);
}

static int
lock_file (sqlite3_file *file, int lock)
{
  return BELOW (file)->xLock (real_file (file), lock);
}

static int
unlock_file (sqlite3_file *file, int lock)
{
  return BELOW (file)->xUnlock (real_file (file), lock);
}

static int
check_lock (sqlite3_file *file, int *out)
{
  return BELOW (file)->xCheckReservedLock (real_file (file), out);
}

static int
control_file (sqlite3_file *file, int what, void *data)
{
  return BELOW (file)->xFileControl (real_file (file), what, data);
}

static int
sector_size (sqlite3_file *file)
{
  return BELOW (file)->xSectorSize (real_file (file));
}

static int
characteristics (sqlite3_file *file)
{
  return BELOW (file)->xDeviceCharacteristics (real_file (file));
}

static int
map_shared (sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  return BELOW (file)->xShmMap (real_file (file), page, size, extend, out);
}

static int
lock_shared (sqlite3_file *file, int offset, int n, int flags)
{
  return BELOW (file)->xShmLock (real_file (file), offset, n, flags);
}

static void
barrier_shared (sqlite3_file *file)
{
  BELOW (file)->xShmBarrier (real_file (file));
}

static int
unmap_shared (sqlite3_file *file, int remove)
{
  return BELOW (file)->xShmUnmap (real_file (file), remove);
}

static const sqlite3_io_methods methods = {
  2, close_file, read_file, write_file, cut_file, sync_file, file_size, lock_file, unlock_file, check_lock, control_file,
  sector_size, characteristics, map_shared, lock_shared, barrier_shared, unmap_shared, NULL, NULL,
};

/* The layer --------------------------------------------------------------------------------------- */

static int
open_file (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultFile *self = (FaultFile *) file;
  int code;

  self->real = (sqlite3_file *) (self + 1);
  self->path = NULL;
  code = below->xOpen (below, name, self->real, flags, out_flags);
  self->base.pMethods = self->real->pMethods != NULL ? &methods : NULL;
  if (self->base.pMethods != NULL)
    {
      self->path = g_strdup (name);
      disk_of (self->path);
    }

  return code;
}

static int
delete_file (sqlite3_vfs *vfs, const char *name, int sync_dir)
{
  int code = is_struck (FAULT_DELETE) ? strike (FAULT_DELETE) : SQLITE_OK;

  if (code != SQLITE_OK)
    return code;
  if (disks != NULL)
    g_hash_table_remove (disks, name);

  return below->xDelete (below, name, sync_dir);
}

void
fault_vfs_install (void)
{
  if (below != NULL)
    return;
  below = sqlite3_vfs_find (NULL);
  g_assert_nonnull (below);
  layer = *below;
  layer.zName = "fault";
  layer.pNext = NULL;
  layer.szOsFile = (int) sizeof (FaultFile) + below->szOsFile;
  layer.xOpen = open_file;
  layer.xDelete = delete_file;
  g_assert_cmpint (sqlite3_vfs_register (&layer, 1), ==, SQLITE_OK);
}

void
fault_vfs_arm (FaultOperations which, FaultEffect effect, guint at, gboolean for_ever)
{
  turn.which = which;
  turn.effect = effect;
  turn.at = at;
  turn.for_ever = for_ever;
  turn.n = 0;
  turn.armed = TRUE;
}

guint
fault_vfs_disarm (void)
{
  turn.armed = FALSE;

  return turn.n;
}

void
fault_vfs_track (void (*before) (gpointer user_data), gpointer user_data)
{
  g_clear_pointer (&disks, g_hash_table_unref);
  disks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, disk_free);
  before_change = before;
  before_data = user_data;
}

void
fault_vfs_untrack (void)
{
  before_change = NULL;
  g_clear_pointer (&disks, g_hash_table_unref);
}

/* Memory ------------------------------------------------------------------------------------------- */

static sqlite3_mem_methods memory;
static struct
{
  guint at, n;
  gboolean for_ever;
} scarce;

static gboolean
is_spent (void)
{
  scarce.n++;

  return scarce.at > 0 && (scarce.n == scarce.at || (scarce.for_ever && scarce.n > scarce.at));
}

static void *
allocate (int length)
{
  return is_spent () ? NULL : memory.xMalloc (length);
}

static void *
reallocate (void *old, int length)
{
  return is_spent () ? NULL : memory.xRealloc (old, length);
}

void
fault_memory_install (void)
{
  sqlite3_mem_methods failing;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &memory), ==, SQLITE_OK);
  failing = memory;
  failing.xMalloc = allocate;
  failing.xRealloc = reallocate;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &failing), ==, SQLITE_OK);
}

guint
fault_memory_arm (guint at, gboolean for_ever)
{
  guint n = scarce.n;

  scarce.at = at;
  scarce.n = 0;
  scarce.for_ever = for_ever;

  return n;
}
