/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "vigie-config.h"
#include "vigie-widgets.h"

/**
 * vigie_about_present:
 * @parent: the window it belongs to
 *
 * Says what Vigie is, its version and its licence.
 */
void
vigie_about_present (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name", "Vigie",
                         "application-icon", VIGIE_APP_ID,
                         "version", VIGIE_VERSION,
                         "developer-name", _("The Vigie authors"),
                         "copyright", "© 2026 The Vigie authors",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Runs a major incident from the first alarm to the last signed line of its report."),
                         NULL);
}
