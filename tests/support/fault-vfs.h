/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A disk under SQLite that can be made to fail: a layer over the system's own, for all connections that are opened after
 * fault_vfs_install(). What reaches the disk is counted, and at the operation that was chosen something happens. One
 * thread. */

G_BEGIN_DECLS

typedef enum
{
  FAULT_READ = 1 << 0,
  FAULT_WRITE = 1 << 1,     /* and cutting off */
  FAULT_SYNC = 1 << 2,
  FAULT_DELETE = 1 << 3,
} FaultOperations;

#define FAULT_CHANGES (FAULT_WRITE | FAULT_SYNC | FAULT_DELETE)

typedef enum
{
  FAULT_NOTHING,            /* counts only */
  FAULT_KILL,               /* SIGKILL, half of a write done */
  FAULT_EIO,                /* half of a write done, then an error */
  FAULT_FULL,               /* no space; only for writes */
} FaultEffect;

void fault_vfs_install (void);

/* The @at th operation (from 1) of those in @which meets @effect, and all after it if @for_ever. */
void fault_vfs_arm (FaultOperations which, FaultEffect effect, guint at, gboolean for_ever);
/* Ends it; how many such operations there were. */
guint fault_vfs_disarm (void);

/* From now on what was written and not synced is remembered, for every file that is opened. @before (may be NULL) is
 * called before each change; what it does itself with files meets no fault. */
void fault_vfs_track (void (*before) (gpointer user_data), gpointer user_data);
void fault_vfs_untrack (void);
/* What a folder may look like after the power went at this moment: files are copied from @folder to the new folder @to;
 * of what was not synced any part is there, in any order, torn at sectors. */
void fault_vfs_power_cut (const char *folder, const char *to, GRand *rand);

/* Before SQLite is used for the first time: its memory can run out as well. The @at th allocation from now on fails, and
 * all after it if @for_ever; 0: none. Returns how many there were since the last call. */
void fault_memory_install (void);
guint fault_memory_arm (guint at, gboolean for_ever);

G_END_DECLS
