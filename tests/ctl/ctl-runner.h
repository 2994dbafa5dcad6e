/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-json.h"

/* Runs the real vigiectl on a store of the test's own, in a folder that goes with it. */

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *store;
  int status;    /* of the last run */
  char *out;     /* its standard output, no trailing line end */
  char *err;
} Ctl;

Ctl *ctl_new (void);
void ctl_free (Ctl *ctl);
char *ctl_path (Ctl *ctl, const char *name); /* in the test's folder; owned */
/* NULL-terminated words after the program's name; --store is put in front. Returns standard output. */
const char *ctl_run (Ctl *ctl, ...) G_GNUC_NULL_TERMINATED;
/* The same, asserting status 0. */
const char *ctl_do (Ctl *ctl, ...) G_GNUC_NULL_TERMINATED;
/* The last output as JSON; the text lives until the next run. */
VigieJson *ctl_json (Ctl *ctl);
/* "a/b/0/c" below the root; NULL if it is not there; owned, strings decoded, others as they stand. */
char *ctl_value (VigieJson *json, const char *path);
void ctl_assert_value (Ctl *ctl, const char *path, const char *value);
/* Refused: status 1, one line on standard error that holds @words, nothing on standard output. */
void ctl_assert_refused (Ctl *ctl, const char *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ctl, ctl_free)

G_END_DECLS
