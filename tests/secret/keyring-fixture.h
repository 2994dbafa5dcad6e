/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A session bus of the test's own, on which nothing starts by itself, and GNOME's keyring on it with an empty folder. */

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  GSubprocess *daemon;           /* NULL: no keyring answers */
} Keyring;

/* First in main(): the programs that are started and this one use that bus. */
Keyring *keyring_new (void);
void keyring_free (Keyring *keyring);
/* FALSE: gnome-keyring-daemon is not installed. Unlocked when it returns. */
gboolean keyring_start (Keyring *keyring);
/* The same; without the daemon the case is skipped. */
gboolean keyring_start_or_skip (Keyring *keyring);
void keyring_stop (Keyring *keyring);
/* As if the person had locked it; nobody is there to unlock it again. */
void keyring_lock (Keyring *keyring);

G_END_DECLS
