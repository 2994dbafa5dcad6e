/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The panel of checks and the preview of a notice, apart from the composer. */

#include <adwaita.h>
#include <string.h>

#include "vigie-check-panel.h"
#include "vigie-check-row.h"
#include "vigie-notice-preview.h"
#include "vigie-test-support.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-widgets.h"

static VigieCheckReport *
report_of (const char *body)
{
  VigieCheckInput input = { .kind = "status", .audience = "users", .channel = "status-page", .lang = VIGIE_LANG_EN, .body = body,
                            .next_update_usec = VIGIE_TIME_NONE, .playbook = vigie_test_playbook (), .now_usec = 0 };

  return vigie_notice_check (&input);
}

/* Every label under @widget, one on a line. */
static void
collect (GtkWidget *widget, GString *out)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    {
      g_assert_false (gtk_label_get_use_markup (GTK_LABEL (widget)));
      g_string_append_printf (out, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, out);
}

static void
assert_shows (GtkWidget *widget, const char *words, gboolean shows)
{
  g_autoptr(GString) out = g_string_new (NULL);

  collect (widget, out);
  g_test_message ("%s in:\n%s", words, out->str);
  g_assert_cmpint (strstr (out->str, words) != NULL, ==, shows);
}

static void
note_cb (GObject *object, guint index, gpointer data)
{
  *(int *) data = (int) index;
}

static GtkWidget *
find_type (GtkWidget *widget, GType type, guint *skip)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*skip)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type, skip);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_panel (void)
{
  GtkWidget *widget = g_object_ref_sink (vigie_check_panel_new ());
  VigieCheckPanel *panel = VIGIE_CHECK_PANEL (widget);
  int gone = -1, fixed = -1;
  guint skip = 1;
  VigieCheckRow *row;

  g_signal_connect (panel, "go", G_CALLBACK (note_cb), &gone);
  g_signal_connect (panel, "fix", G_CALLBACK (note_cb), &fixed);
  vigie_check_panel_take_report (panel, report_of ("Orders fail until [TIME]. See http://status.distri-night.ci. Next update: 03:38."));
  assert_shows (widget, "1 blocks", TRUE);
  assert_shows (widget, "1 warns", TRUE);
  assert_shows (widget, "“[TIME]”: fill this in", TRUE);
  assert_shows (widget, "Nothing to mend", FALSE);
  assert_shows (widget, "no jargon", TRUE);

  g_assert_true (vigie_check_panel_next (panel));
  g_assert_cmpint (gone, ==, 0);
  g_assert_true (vigie_check_panel_next (panel));
  g_assert_cmpint (gone, ==, 1);
  g_assert_true (vigie_check_panel_next (panel));
  g_assert_cmpint (gone, ==, 0);

  row = VIGIE_CHECK_ROW (find_type (widget, VIGIE_TYPE_CHECK_ROW, &skip));
  g_assert_cmpstr (gtk_button_get_label (vigie_check_row_get_button (row)), ==, "Fix");
  g_signal_emit_by_name (vigie_check_row_get_button (row), "clicked");
  g_assert_cmpint (fixed, ==, 1);

  vigie_check_panel_take_report (panel, report_of ("Orders fail. Next update: 03:38."));
  assert_shows (widget, "Nothing to mend", TRUE);
  g_assert_false (vigie_check_panel_next (panel));
  vigie_check_panel_take_report (panel, NULL);
  assert_shows (widget, "Nothing to mend", FALSE);
  g_object_unref (widget);
}

/* What is missing has no place: it is listed and gone past. */
static void
test_panel_without_place (void)
{
  GtkWidget *widget = g_object_ref_sink (vigie_check_panel_new ());
  int gone = -1;

  g_signal_connect (widget, "go", G_CALLBACK (note_cb), &gone);
  vigie_check_panel_take_report (VIGIE_CHECK_PANEL (widget), report_of ("Orders fail."));
  assert_shows (widget, "Say when the next update comes", TRUE);
  g_assert_false (vigie_check_panel_next (VIGIE_CHECK_PANEL (widget)));
  g_assert_cmpint (gone, ==, -1);
  g_object_unref (widget);
}

static void
test_forms (void)
{
  static const struct { VigiePreviewForm form; const char *shows, *hides; } rows[] = {
    { VIGIE_PREVIEW_STATUS, "ACME, état du service", "support@acme.ci" },
    { VIGIE_PREVIEW_STATUS, "Enquête", "Objet" },
    { VIGIE_PREVIEW_MAIL, "support@acme.ci", "Enquête" },
    { VIGIE_PREVIEW_MAIL, "Objet", "Rue 12" },
    { VIGIE_PREVIEW_LETTER, "Abidjan, le 22 novembre 2026", "support@acme.ci" },
    { VIGIE_PREVIEW_LETTER, "Objet\302\240: Sujet", "Enquête" },
    { VIGIE_PREVIEW_IN_APP, "Sujet", "Abidjan" },
    { VIGIE_PREVIEW_SMS, "1 part · UCS-2", "Sujet" },
  };
  GtkWidget *widget = g_object_ref_sink (vigie_notice_preview_new ());
  g_autoptr(GPtrArray) past = g_ptr_array_new ();
  VigiePreviewPast before = { "Enquête", "23:49", "Avant." };
  VigiePreviewData data = { .forms = 31, .lang = VIGIE_LANG_FR, .organisation = "ACME", .state = "Panne", .stage = "Stade", .subject = "Sujet",
                            .body = "Service arrêté.", .date = "22 novembre 2026", .time = "03:04", .from = "support@acme.ci", .to = "Vous",
                            .address = "Rue 12", .place = "Abidjan", .past = past };

  g_ptr_array_add (past, &before);
  vigie_notice_preview_show (VIGIE_NOTICE_PREVIEW (widget), &data);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      vigie_notice_preview_set_form (VIGIE_NOTICE_PREVIEW (widget), rows[i].form);
      assert_shows (widget, rows[i].shows, TRUE);
      assert_shows (widget, rows[i].hides, FALSE);
    }
  g_object_unref (widget);
}

static void
test_form_that_is_not_there (void)
{
  GtkWidget *widget = g_object_ref_sink (vigie_notice_preview_new ());
  VigiePreviewData data = { .forms = 1u << VIGIE_PREVIEW_SMS, .body = "x" };

  vigie_notice_preview_show (VIGIE_NOTICE_PREVIEW (widget), &data);
  g_assert_cmpint (vigie_notice_preview_get_form (VIGIE_NOTICE_PREVIEW (widget)), ==, VIGIE_PREVIEW_SMS);
  data.forms = 1u << VIGIE_PREVIEW_MAIL;
  vigie_notice_preview_show (VIGIE_NOTICE_PREVIEW (widget), &data);
  g_assert_cmpint (vigie_notice_preview_get_form (VIGIE_NOTICE_PREVIEW (widget)), ==, VIGIE_PREVIEW_MAIL);
  g_object_unref (widget);
}

static void
keep_cb (GObject *object, const char *wording, gpointer data)
{
  *(char **) data = g_strdup (wording);
}

static void
test_reword (void)
{
  GtkWidget *widget = g_object_ref_sink (vigie_notice_preview_new ());
  VigiePreviewData data = { .forms = 1u << VIGIE_PREVIEW_SMS, .lang = VIGIE_LANG_FR,
                            .body = "Les commandes sont arrêtées depuis 23:41. Nous y travaillons. Prochain point 03:38 sur notre page." };
  g_autofree char *wording = NULL;
  guint skip = 5;               /* the switch */
  GtkWidget *button;

  g_signal_connect (widget, "reword", G_CALLBACK (keep_cb), &wording);
  vigie_notice_preview_show (VIGIE_NOTICE_PREVIEW (widget), &data);
  assert_shows (widget, "2 parts · UCS-2", TRUE);
  assert_shows (widget, "“ê”", TRUE);
  assert_shows (widget, "Reword it to take 1 part", TRUE);
  button = find_type (widget, GTK_TYPE_BUTTON, &skip);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (wording, ==, "Les commandes sont arretées depuis 23:41. Nous y travaillons. Prochain point 03:38 sur notre page.");
  g_object_unref (widget);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  vigie_ui_init ();
  g_test_add_func ("/ui/notice-preview/panel", test_panel);
  g_test_add_func ("/ui/notice-preview/panel-without-place", test_panel_without_place);
  g_test_add_func ("/ui/notice-preview/forms", test_forms);
  g_test_add_func ("/ui/notice-preview/form-that-is-not-there", test_form_that_is_not_there);
  g_test_add_func ("/ui/notice-preview/reword", test_reword);

  return g_test_run ();
}
