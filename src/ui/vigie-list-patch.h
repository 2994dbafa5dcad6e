/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Makes @store hold @items (GObject *, borrowed) in that order with one splice over what differs, so that
 * selection and scrolling of views stay where they are. Objects are compared by identity. */
void vigie_list_patch (GListStore *store, GPtrArray *items);

G_END_DECLS
