/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The hub is told in which incident somebody types, and not in which section: that is all this can say. */

#include "vigie-report-typing.h"

#include "vigie-people-words.h"
#include "vigie-text-ui.h"

static VigieIncidentModel *
model_of (GtkWidget *typing)
{
  return g_object_get_data (G_OBJECT (typing), "model");
}

static VigieExchange *
exchange_of (VigieIncidentModel *model)
{
  return vigie_session_get_exchange (vigie_incident_model_get_session (model));
}

static void
people_cb (GtkWidget *typing)
{
  VigieIncidentModel *model = model_of (typing);
  g_autofree char *words = model != NULL ? vigie_people_typing_words (vigie_incident_model_get_session (model), vigie_incident_model_get_stream (model)) : NULL;

  vigie_label_set (GTK_LABEL (typing), words);
  gtk_widget_set_visible (typing, words != NULL);
}

GtkWidget *
vigie_report_typing_new (void)
{
  GtkWidget *typing = vigie_paragraph_new ("", "caption dim");

  gtk_widget_set_visible (typing, FALSE);

  return typing;
}

void
vigie_report_typing_set_model (GtkWidget *typing, VigieIncidentModel *model)
{
  g_return_if_fail (GTK_IS_LABEL (typing));

  if (model_of (typing) != NULL)
    g_signal_handlers_disconnect_by_data (exchange_of (model_of (typing)), typing);
  g_object_set_data_full (G_OBJECT (typing), "model", model != NULL ? g_object_ref (model) : NULL, g_object_unref);
  if (model != NULL)
    g_signal_connect_object (exchange_of (model), "changed", G_CALLBACK (people_cb), typing, G_CONNECT_SWAPPED);
  people_cb (typing);
}
