/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A zip archive that somebody else made, read in memory and never written out. Everything is bounded before anything is
 * unpacked: the file, the number of entries, their sizes together, how much one swells. Names lead nowhere. Any thread. */

G_BEGIN_DECLS

typedef struct _VigieZip VigieZip;

/* One sentence for whatever is wrong (VIGIE_ERROR); nothing of such a file is taken. */
VigieZip *vigie_zip_open (const char *path, GError **error);
void vigie_zip_free (VigieZip *zip);
guint vigie_zip_n_entries (const VigieZip *zip);
const char *
vigie_zip_name (const VigieZip *zip, guint index); /* UTF-8, relative, without ".."; borrowed */
/* The index of @name, or -1. */
int vigie_zip_find (const VigieZip *zip, const char *name);
/* The content of an entry, checked against its sum. Owned. */
GBytes *vigie_zip_read (const VigieZip *zip, guint index, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieZip, vigie_zip_free)

G_END_DECLS
