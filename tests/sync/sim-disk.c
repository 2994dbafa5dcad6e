/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sim-disk.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define SECTOR_BYTES 512

struct _SimDisk
{
  char *folder;
  GRand *rand;
  guint fuse;
  gboolean dead;
  guint64 count;
  GHashTable *nodes;    /* path → Node */
};

/* A file, and what was written to it since the last sync. */
typedef struct
{
  SimDisk *disk;
  char *path;
  GPtrArray *writes;    /* Write */
} Node;

/* What stood there before, to take it back. A truncation has no new bytes. */
typedef struct
{
  gint64 offset;
  gint64 size_before;
  GBytes *before, *after;
} Write;

typedef struct
{
  sqlite3_file base;
  Node *node;           /* NULL: a file of no disk */
  sqlite3_file *real;   /* lies behind this struct */
} SimFile;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs sim_vfs;
static GPtrArray *disks;

static void
write_free (gpointer data)
{
  Write *one = data;

  g_bytes_unref (one->before);
  g_clear_pointer (&one->after, g_bytes_unref);
  g_free (one);
}

static void
node_free (gpointer data)
{
  Node *node = data;

  g_ptr_array_unref (node->writes);
  g_free (node->path);
  g_free (node);
}

static Node *
find_node (const char *path)
{
  for (guint i = 0; path != NULL && i < disks->len; i++)
    {
      SimDisk *disk = disks->pdata[i];
      Node *node;

      if (!g_str_has_prefix (path, disk->folder) || g_str_has_suffix (path, "-shm"))
        continue;
      node = g_hash_table_lookup (disk->nodes, path);
      if (node == NULL)
        {
          node = g_new0 (Node, 1);
          node->disk = disk;
          node->path = g_strdup (path);
          node->writes = g_ptr_array_new_with_free_func (write_free);
          g_hash_table_insert (disk->nodes, node->path, node);
        }
      return node;
    }

  return NULL;
}

/* FALSE: the disk is dead, perhaps since now. */
static gboolean
spend (SimDisk *disk)
{
  disk->count++;
  if (disk->fuse > 0 && --disk->fuse == 0)
    disk->dead = TRUE;

  return !disk->dead;
}

/* The file ------------------------------------------------------------------------------------------ */

static GBytes *
bytes_before (SimFile *file, gint64 offset, gint64 length, gint64 size)
{
  gint64 there = CLAMP (size - offset, 0, length);
  guint8 *data = g_malloc0 ((gsize) MAX (there, 1));

  if (there > 0)
    file->real->pMethods->xRead (file->real, data, (int) there, offset);

  return g_bytes_new_take (data, (gsize) there);
}

static void
remember (SimFile *file, gint64 offset, gint64 length, GBytes *after)
{
  Write *one = g_new0 (Write, 1);
  sqlite3_int64 size = 0;

  file->real->pMethods->xFileSize (file->real, &size);
  one->offset = offset;
  one->size_before = size;
  one->before = bytes_before (file, offset, after != NULL ? length : MAX (size - offset, 0), size);
  one->after = after;
  g_ptr_array_add (file->node->writes, one);
}

static int
sim_close (sqlite3_file *base)
{
  SimFile *file = (SimFile *) base;

  return file->real->pMethods != NULL ? file->real->pMethods->xClose (file->real) : SQLITE_OK;
}

static int
sim_read (sqlite3_file *base, void *data, int n, sqlite3_int64 offset)
{
  SimFile *file = (SimFile *) base;

  return file->real->pMethods->xRead (file->real, data, n, offset);
}

static int
sim_write (sqlite3_file *base, const void *data, int n, sqlite3_int64 offset)
{
  SimFile *file = (SimFile *) base;

  if (file->node == NULL)
    return file->real->pMethods->xWrite (file->real, data, n, offset);
  if (file->node->disk->dead)
    return SQLITE_IOERR_WRITE;
  remember (file, offset, n, g_bytes_new (data, (gsize) n));
  if (!spend (file->node->disk))
    return SQLITE_IOERR_WRITE;

  return file->real->pMethods->xWrite (file->real, data, n, offset);
}

static int
sim_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  SimFile *file = (SimFile *) base;

  if (file->node == NULL)
    return file->real->pMethods->xTruncate (file->real, size);
  if (file->node->disk->dead)
    return SQLITE_IOERR_TRUNCATE;
  remember (file, size, 0, NULL);
  if (!spend (file->node->disk))
    return SQLITE_IOERR_TRUNCATE;

  return file->real->pMethods->xTruncate (file->real, size);
}

static int
sim_sync (sqlite3_file *base, int flags)
{
  SimFile *file = (SimFile *) base;

  if (file->node == NULL)
    return file->real->pMethods->xSync (file->real, flags);
  if (file->node->disk->dead || !spend (file->node->disk))
    return SQLITE_IOERR_FSYNC;
  g_ptr_array_set_size (file->node->writes, 0);

  return SQLITE_OK;
}

static int
sim_file_size (sqlite3_file *base, sqlite3_int64 *size)
{
  SimFile *file = (SimFile *) base;

  return file->real->pMethods->xFileSize (file->real, size);
}

static int
sim_lock (sqlite3_file *base, int level)
{
  SimFile *file = (SimFile *) base;

  return file->real->pMethods->xLock (file->real, level);
}

static int
sim_unlock (sqlite3_file *base, int level)
{
  SimFile *file = (SimFile *) base;

  return file->real->pMethods->xUnlock (file->real, level);
}

static int
sim_check_lock (sqlite3_file *base, int *out)
{
  SimFile *file = (SimFile *) base;

  return file->real->pMethods->xCheckReservedLock (file->real, out);
}

static int
sim_control (sqlite3_file *base, int op, void *arg)
{
  SimFile *file = (SimFile *) base;

  return file->real->pMethods->xFileControl (file->real, op, arg);
}

static int
sim_sector_size (sqlite3_file *base)
{
  return SECTOR_BYTES;
}

static int
sim_characteristics (sqlite3_file *base)
{
  SimFile *file = (SimFile *) base;

  return file->real->pMethods->xDeviceCharacteristics (file->real);
}

static int
sim_shm_map (sqlite3_file *base, int page, int size, int extend, void volatile **out)
{
  SimFile *file = (SimFile *) base;

  return file->real->pMethods->xShmMap (file->real, page, size, extend, out);
}

static int
sim_shm_lock (sqlite3_file *base, int offset, int n, int flags)
{
  SimFile *file = (SimFile *) base;

  return file->real->pMethods->xShmLock (file->real, offset, n, flags);
}

static void
sim_shm_barrier (sqlite3_file *base)
{
  SimFile *file = (SimFile *) base;

  file->real->pMethods->xShmBarrier (file->real);
}

static int
sim_shm_unmap (sqlite3_file *base, int delete_it)
{
  SimFile *file = (SimFile *) base;

  return file->real->pMethods->xShmUnmap (file->real, delete_it);
}

static const sqlite3_io_methods sim_methods = {
  .iVersion = 2,
  .xClose = sim_close,
  .xRead = sim_read,
  .xWrite = sim_write,
  .xTruncate = sim_truncate,
  .xSync = sim_sync,
  .xFileSize = sim_file_size,
  .xLock = sim_lock,
  .xUnlock = sim_unlock,
  .xCheckReservedLock = sim_check_lock,
  .xFileControl = sim_control,
  .xSectorSize = sim_sector_size,
  .xDeviceCharacteristics = sim_characteristics,
  .xShmMap = sim_shm_map,
  .xShmLock = sim_shm_lock,
  .xShmBarrier = sim_shm_barrier,
  .xShmUnmap = sim_shm_unmap,
};

/* The file system ----------------------------------------------------------------------------------- */

static int
sim_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *out_flags)
{
  SimFile *file = (SimFile *) base;
  int code;

  file->node = find_node (path);
  file->real = (sqlite3_file *) (file + 1);
  code = real_vfs->xOpen (real_vfs, path, file->real, flags, out_flags);
  base->pMethods = file->real->pMethods != NULL ? &sim_methods : NULL;

  return code;
}

static int
sim_delete (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  Node *node = find_node (path);

  if (node != NULL && (node->disk->dead || !spend (node->disk)))
    return SQLITE_IOERR_DELETE;
  if (node != NULL)
    g_hash_table_remove (node->disk->nodes, path);

  return real_vfs->xDelete (real_vfs, path, 0);
}

void
sim_disk_install (void)
{
  if (real_vfs != NULL)
    return;
  sqlite3_initialize ();
  disks = g_ptr_array_new ();
  real_vfs = sqlite3_vfs_find (NULL);
  sim_vfs = *real_vfs;
  sim_vfs.szOsFile = (int) sizeof (SimFile) + real_vfs->szOsFile;
  sim_vfs.zName = "vigie-sim";
  sim_vfs.xOpen = sim_open;
  sim_vfs.xDelete = sim_delete;
  g_assert_cmpint (sqlite3_vfs_register (&sim_vfs, 1), ==, SQLITE_OK);
}

/* The disk ------------------------------------------------------------------------------------------ */

SimDisk *
sim_disk_new (const char *folder, GRand *rand)
{
  SimDisk *disk = g_new0 (SimDisk, 1);

  disk->folder = g_strconcat (folder, "/", NULL);
  disk->rand = rand;
  disk->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, node_free);
  g_ptr_array_add (disks, disk);

  return disk;
}

void
sim_disk_free (SimDisk *disk)
{
  g_ptr_array_remove (disks, disk);
  g_hash_table_unref (disk->nodes);
  g_free (disk->folder);
  g_free (disk);
}

void
sim_disk_set_fuse (SimDisk *disk, guint n)
{
  disk->fuse = n;
}

gboolean
sim_disk_is_dead (SimDisk *disk)
{
  return disk != NULL && disk->dead;
}

guint64
sim_disk_count (SimDisk *disk)
{
  return disk->count;
}

static void
put (int fd, gint64 offset, GBytes *bytes, gsize length)
{
  g_assert_cmpint (pwrite (fd, g_bytes_get_data (bytes, NULL), length, offset), ==, (gssize) length);
}

static void
take_back (int fd, const Write *one)
{
  put (fd, one->offset, one->before, g_bytes_get_size (one->before));
  g_assert_cmpint (ftruncate (fd, one->size_before), ==, 0);
}

/* Whole, cut at a sector, or not at all. */
static void
perhaps_do (SimDisk *disk, int fd, const Write *one)
{
  guint what = (guint) g_rand_int_range (disk->rand, 0, 4);
  gsize length;

  if (what == 0)
    return;
  if (one->after == NULL)
    {
      g_assert_cmpint (ftruncate (fd, one->offset), ==, 0);
      return;
    }
  length = g_bytes_get_size (one->after);
  if (what == 1)
    length = length / SECTOR_BYTES / 2 * SECTOR_BYTES;
  put (fd, one->offset, one->after, length);
}

static void
crash_node (SimDisk *disk, Node *node)
{
  int fd = node->writes->len > 0 ? open (node->path, O_RDWR | O_CLOEXEC) : -1;

  if (fd >= 0)
    {
      for (guint i = node->writes->len; i > 0; i--)
        take_back (fd, node->writes->pdata[i - 1]);
      for (guint i = 0; i < node->writes->len; i++)
        perhaps_do (disk, fd, node->writes->pdata[i]);
      close (fd);
    }
  g_ptr_array_set_size (node->writes, 0);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Node *) a)->path, ((const Node *) b)->path);
}

void
sim_disk_crash (SimDisk *disk)
{
  g_autoptr(GList) nodes = g_list_sort (g_hash_table_get_values (disk->nodes), compare_paths);

  for (GList *l = nodes; l != NULL; l = l->next)
    {
      Node *node = l->data;
      g_autofree char *shared = g_strconcat (node->path, "-shm", NULL);

      crash_node (disk, node);
      g_unlink (shared);
    }
  g_hash_table_remove_all (disk->nodes);
  disk->dead = FALSE;
  disk->fuse = 0;
}
