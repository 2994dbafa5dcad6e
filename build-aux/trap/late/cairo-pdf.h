/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#error "The layer late may not use cairo (see docs/architecture.md)."
