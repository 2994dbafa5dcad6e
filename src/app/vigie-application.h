/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VIGIE_TYPE_APPLICATION (vigie_application_get_type ())
G_DECLARE_FINAL_TYPE (VigieApplication, vigie_application, VIGIE, APPLICATION, AdwApplication)

typedef struct
{
  const char *store_path;        /* NULL: the usual one */
  const char *playbook_path;     /* NULL: the one in the program */
  const char *tour_folder;       /* NULL: no tour */
  const char *link;              /* of a hub to join, or NULL; a window that is open already asks about it */
  gboolean demo;
  gboolean first_frame;          /* say when the first frame was drawn, and end */
  const char *frame_trace_path;  /* NULL: no trace of frames (vigie-frame-trace.h) */
} VigieStart;

/* One process for each store: a second start raises the window of the first. */
VigieApplication *vigie_application_new (const VigieStart *start);
/* Ends with @status; for the tour. */
void vigie_application_end (VigieApplication *self, int status);
int vigie_application_get_status (VigieApplication *self);

G_END_DECLS
