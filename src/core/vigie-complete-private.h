/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-complete.h"

/* Private to vigie-complete*.c. */

G_BEGIN_DECLS

/* A line being completed. */
typedef struct
{
  const VigieCompleteScene *scene;
  char *before;         /* the line up to the cursor; owned */
  guint cursor;         /* in characters */
  GPtrArray *found;     /* borrowed */
  GHashTable *seen;     /* what is proposed already, folded; owned */
} VigieCompleter;

/* Proposes @insert (@label and @detail as shown) in place of what stands from @from, a place in @before, to the cursor. */
VigieCompletion *vigie_completer_offer (VigieCompleter *self, VigieCompletionKind kind, const char *from, const char *insert, const char *label, const char *detail);
/* TRUE when a word of @text begins with @folded_start; "" fits everything. */
gboolean vigie_completer_begins_a_word (const char *text, const char *folded_start);

/* Kinds and milestones whose word begins with @folded, which stands at @from. */
void vigie_completer_offer_words (VigieCompleter *self, const char *from, const char *folded);

/* Times that @typed (a place in @before, to the cursor) may become. @space: something follows on the line. */
void vigie_completer_offer_times (VigieCompleter *self, const char *typed, gboolean space);
/* "14:27 · 5 min ago"; owned. */
char *vigie_completer_moment (VigieCompleter *self, gint64 time_usec);

/* Facts whose name, or a word of whose label, begins with @typed (folded); @from: its place, or that of the "#" before
 * it. @first: at the head of the line, where it is set. */
void vigie_completer_offer_facts (VigieCompleter *self, const char *from, const char *typed, gboolean first);
/* Values of the fact in "#name=value" or "name=value" at @from; FALSE when it is no such thing. */
gboolean vigie_completer_offer_values (VigieCompleter *self, const char *from);

G_END_DECLS
