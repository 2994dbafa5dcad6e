/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the palette and the list of what is missing ask of the window: to lead to one thing on one of its pages, and
 * to be light or dark. Each page knows how to show what is its own. */

#include "vigie-window-private.h"

#include "vigie-preferences.h"

static void
lead_to_contact (VigieWindow *self, const char *id)
{
  vigie_window_show (self, "directory");
  vigie_directory_page_show_contact (self->directory, id);
}

static void
lead_to_fact (VigieWindow *self, const char *name)
{
  vigie_window_set_page (self, 3);
  vigie_facts_page_lead_to (VIGIE_FACTS_PAGE (vigie_window_get_visible_page (self)), name);
}

/* A step or a query. */
static void
lead_to_step (VigieWindow *self, const char *key)
{
  vigie_window_set_page (self, 2);
  vigie_playbook_page_lead_to (VIGIE_PLAYBOOK_PAGE (vigie_window_get_visible_page (self)), key);
}

static void
lead_to_duty (VigieWindow *self, const char *key)
{
  VigieIncidentView *view = VIGIE_INCIDENT_VIEW (self->incident);

  vigie_incident_view_reveal_board (view, TRUE);
  vigie_side_board_lead_to (VIGIE_SIDE_BOARD (vigie_incident_view_get_board (view)), key);
}

static const struct { const char *kind; void (*lead) (VigieWindow *self, const char *id); } leads[] = {
  { "step", lead_to_step }, { "query", lead_to_step }, { "fact", lead_to_fact }, { "duty", lead_to_duty },
};

/* "step:INC-01/…", "query:INC-03/…", "fact:NAME", "duty:KEY", "contact:ID": shown where it stands, marked, with the focus. */
static void
go_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;
  g_auto(GStrv) words = g_strsplit (g_variant_get_string (parameter, NULL), ":", 2);

  if (g_strv_length (words) != 2)
    return;
  if (g_str_equal (words[0], "contact"))
    lead_to_contact (self, words[1]);
  for (gsize i = 0; i < G_N_ELEMENTS (leads) && self->model != NULL; i++)
    if (g_str_equal (words[0], leads[i].kind))
      leads[i].lead (self, words[1]);
}

static void
style_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  vigie_preferences_set_style (g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { .name = "go", .activate = go_action, .parameter_type = "s" },
  { .name = "style", .activate = style_action, .parameter_type = "s" },
};

void
vigie_window_add_lead_actions (VigieWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
