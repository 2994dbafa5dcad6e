/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A fuzz target is one function in libFuzzer's form. `clang -fsanitize=fuzzer` calls it for hours
 * (see tests/fuzz/meson.build); the test suite links vigie-fuzz-smoke.c instead, which feeds it the
 * corpus and seeded mutations of it for a second. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize length_bytes);
