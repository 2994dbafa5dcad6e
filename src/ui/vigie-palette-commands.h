/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The commands that the palette offers. */

G_BEGIN_DECLS

typedef struct
{
  const char *words;             /* English; shown in the language of the windows */
  const char *action;            /* detailed window action */
  const char *keys;              /* "Ctrl E", or NULL */
  const char *also;              /* other names it answers to, or NULL */
} VigiePaletteCommand;

/* Borrowed; @n: how many. */
const VigiePaletteCommand *vigie_palette_commands (gsize *n);

G_END_DECLS
