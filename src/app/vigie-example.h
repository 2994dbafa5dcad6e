/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-playbook.h"

/* Incidents that never happened: the guided example anyone can open and remove, and a small registry
 * for demonstrations and pictures. Made by the same acts as real ones, ending at a given moment. */

G_BEGIN_DECLS

/**
 * vigie_example_drafts:
 * @now_usec: the moment at which the example stands in its fourth hour
 * @is_example: in a local stream, marked as an example
 * @random: for the ids
 * @stream_out: (out) (transfer full): the stream it will be in
 *
 * Returns: (transfer full): VigieDraft, to be recorded in one batch; NULL with an error when the playbook lacks
 *   something the example needs.
 */
GPtrArray *vigie_example_drafts (VigiePlaybook *playbook, VigieLang lang, gint64 now_usec, gboolean is_example, GRand *random, char **stream_out, GError **error);

/* Two more active incidents and a few closed ones; same conventions. */
GPtrArray *vigie_example_registry_drafts (VigiePlaybook *playbook, VigieLang lang, gint64 now_usec, GRand *random, GError **error);

G_END_DECLS
