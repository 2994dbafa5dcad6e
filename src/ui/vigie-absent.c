/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Weak stand-ins, so that the program links while its pages are still being written: any real
 * definition takes their place. This file goes when all of them are there. */

#include "vigie-widgets.h"

#define WEAK __attribute__ ((weak))

#define ABSENT_WIDGET(Name, name) \
  struct _Vigie##Name { GtkWidget parent_instance; }; \
  WEAK GType vigie_##name##_get_type (void) \
  { \
    static gsize type = 0; \
    if (g_once_init_enter (&type)) \
      { \
        const GTypeInfo info = { .class_size = sizeof (Vigie##Name##Class), .instance_size = sizeof (Vigie##Name) }; \
        g_once_init_leave (&type, g_type_register_static (GTK_TYPE_WIDGET, "Vigie" #Name, &info, 0)); \
      } \
    return type; \
  }

ABSENT_WIDGET (SeverityBadge, severity_badge)
WEAK GtkWidget *vigie_severity_badge_new (int size_px)
{
  return g_object_new (VIGIE_TYPE_SEVERITY_BADGE, "width-request", size_px, NULL);
}
WEAK void vigie_severity_badge_set_level (VigieSeverityBadge *self, VigieLevel level) {}

ABSENT_WIDGET (ClockDial, clock_dial)
WEAK GtkWidget *vigie_clock_dial_new (int size_px)
{
  return g_object_new (VIGIE_TYPE_CLOCK_DIAL, "width-request", size_px, NULL);
}
WEAK void vigie_clock_dial_set (VigieClockDial *self, VigieObligationState state, double share, gboolean on_fill) {}

#define ABSENT_PAGE(Name, name, NAME) \
  ABSENT_WIDGET (Name, name) \
  WEAK GtkWidget *vigie_##name##_new (void) { return g_object_new (VIGIE_TYPE_##NAME, NULL); } \
  WEAK void vigie_##name##_set_model (Vigie##Name *self, VigieIncidentModel *model) {}

ABSENT_PAGE (IncidentBand, incident_band, INCIDENT_BAND)
ABSENT_PAGE (ClockBoard, clock_board, CLOCK_BOARD)
ABSENT_PAGE (TimelinePage, timeline_page, TIMELINE_PAGE)
ABSENT_PAGE (RosterPage, roster_page, ROSTER_PAGE)
ABSENT_PAGE (PlaybookPage, playbook_page, PLAYBOOK_PAGE)
ABSENT_PAGE (FactsPage, facts_page, FACTS_PAGE)
ABSENT_PAGE (ReportPage, report_page, REPORT_PAGE)

WEAK void vigie_obligation_act (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation) {}
WEAK void vigie_timeline_page_focus_command (VigieTimelinePage *self, const char *prefix) {}
WEAK void vigie_report_page_export (VigieReportPage *self) {}
WEAK GtkWidget *vigie_registry_page_new (VigieSession *session) { return gtk_label_new ("registry"); }
WEAK void vigie_registry_page_focus_search (GtkWidget *page) {}
WEAK GtkWidget *vigie_directory_page_new (VigieSession *session) { return gtk_label_new ("directory"); }
WEAK void vigie_directory_page_focus_search (GtkWidget *page) {}
