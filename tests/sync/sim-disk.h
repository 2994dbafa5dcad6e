/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Disks that die. SQLite writes through them (a VFS in front of the real one, made the default), and what it wrote since its
 * last sync is only perhaps there after a crash: some writes whole, some cut at a sector, some not at all, in any
 * combination. A disk is a folder. One thread. */

G_BEGIN_DECLS

typedef struct _SimDisk SimDisk;

/* Once, before SQLite opens anything. */
void sim_disk_install (void);

SimDisk *sim_disk_new (const char *folder, GRand *rand); /* @rand: borrowed */
void sim_disk_free (SimDisk *disk);
/* The disk dies at its n-th write or sync from now on; 0: it lives. */
void sim_disk_set_fuse (SimDisk *disk, guint n);
gboolean sim_disk_is_dead (SimDisk *disk); /* a NULL disk never dies */
/* After a crash, when nothing has a file open: what was not synced is left to chance, and the disk lives again. */
void sim_disk_crash (SimDisk *disk);
guint64 sim_disk_count (SimDisk *disk); /* writes and syncs so far */

G_END_DECLS
