/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vigie-types.h"

G_BEGIN_DECLS

#define VIGIE_EXAMPLE_PICTURE_TYPE "image/png"

/* The piece of evidence of the example's night, as PNG: how many connections the database had. The same bytes with each
 * call in one process. Owned. */
GBytes *vigie_example_picture (VigieLang lang);

G_END_DECLS
