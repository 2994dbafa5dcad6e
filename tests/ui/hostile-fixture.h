/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of hostile text ask of every widget: a label that says it, without markup, link, control or a sign
 * that turns the reading direction round; and in the record, byte for byte, what was typed. */

#include "page-fixture.h"

#include "vigie-json-writer.h"
#include "vigie-test-hostile.h"
#include "vigie-text-show.h"
#include "vigie-text-ui.h"
#include "vigie-text.h"

#define WHO "Awa Koné", vigie_session_now_usec (fixture->session)

/* ---- What is shown ---- */

static inline void
check_label (GtkLabel *label)
{
  const char *text = gtk_label_get_text (label);

  /* Where markup is wanted, as in the toolkit's own widgets, what is drawn must be what was given. */
  if (gtk_label_get_use_markup (label))
    g_assert_null (strpbrk (gtk_label_get_label (label), "<&"));
  g_assert_null (gtk_label_get_current_uri (label));
  g_test_message ("%s in %s: %s", G_OBJECT_TYPE_NAME (label), G_OBJECT_TYPE_NAME (gtk_widget_get_parent (GTK_WIDGET (label))), text);
  if (*text != '\0')
    vigie_test_assert_harmless (text);
}

static inline void
check_tooltip (GtkWidget *widget)
{
  const char *tip = gtk_widget_get_tooltip_text (widget);

  if (tip != NULL && *tip != '\0')
    vigie_test_assert_harmless (tip);
}

/* Fields that are typed into hold what was typed, so their insides are not looked at. */
static inline void
check_tree (GtkWidget *widget)
{
  if (GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget))
    return;
  g_assert_false (GTK_IS_LINK_BUTTON (widget));
  if (GTK_IS_LABEL (widget))
    check_label (GTK_LABEL (widget));
  check_tooltip (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_tree (child);
}

static inline gboolean
begins_like (GtkWidget *widget, gconstpointer words)
{
  const char *text = gtk_label_get_text (GTK_LABEL (widget));

  return gtk_widget_get_mapped (widget) && strstr (text, words) != NULL;
}

/* A row shows the beginning, and some labels say a line end otherwise. */
static inline gboolean
shows (GtkWidget *page, const char *text)
{
  g_autofree char *first = vigie_text_first_line (text, 40);
  g_autofree char *isolated = vigie_text_isolate (first);
  g_autofree char *line = vigie_text_show_line (text);
  g_autofree char *isolated_line = vigie_text_isolate (line);
  g_autofree char *plain = g_strdup (first);

  if (g_str_has_suffix (plain, "…"))
    plain[strlen (plain) - strlen ("…")] = '\0';

  return find_in (page, GTK_TYPE_LABEL, begins_like, isolated) != NULL || find_in (page, GTK_TYPE_LABEL, begins_like, isolated_line) != NULL
         || find_in (page, GTK_TYPE_LABEL, begins_like, plain) != NULL;
}

/* ---- What is typed ---- */

/* The newest events hold @text, whole, as a value. */
static inline gboolean
is_recorded (Fixture *fixture, guint n_before, const char *text)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autofree char *spelt = NULL;
  GPtrArray *events = incident_of (fixture)->events;

  vigie_json_writer_string (writer, text);
  spelt = vigie_json_writer_steal (writer);
  for (guint i = n_before; i < events->len; i++)
    if (strstr (((VigieEvent *) g_ptr_array_index (events, i))->body, spelt) != NULL)
      return TRUE;

  return FALSE;
}

static inline gboolean
can_type (GtkWidget *widget, gconstpointer unused)
{
  return gtk_widget_get_mapped (widget) && (GTK_IS_TEXT_VIEW (widget) ? gtk_text_view_get_editable (GTK_TEXT_VIEW (widget)) : GTK_IS_ENTRY (widget));
}

static inline void
type_into (GtkWidget *field, const char *text)
{
  if (GTK_IS_TEXT_VIEW (field))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (field), text);
}
