/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* How a test of the screens waits: the main loop runs until what is expected holds, and the test fails when
 * it does not within 20 seconds. */

static inline gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

#define wait_until(condition) \
  G_STMT_START { \
    gint64 end_usec_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < end_usec_) \
      { \
        guint wake_ = g_timeout_add (20, G_SOURCE_FUNC (wake_cb), NULL); \
        g_main_context_iteration (NULL, TRUE); \
        g_source_remove (wake_); \
      } \
    g_assert_true (condition); \
  } G_STMT_END

/* For an asynchronous call whose outcome is waited for: @user_data is where it goes (owned). */
static inline void
take_result_cb (GObject *object, GAsyncResult *outcome, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (outcome);
}
