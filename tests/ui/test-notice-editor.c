/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text, findings and preview together: typed, gone to, mended. And hostile text in every place of a preview. */

#include <adwaita.h>
#include <string.h>

#include "vigie-check-row.h"
#include "vigie-notice-editor.h"
#include "vigie-test-hostile.h"
#include "vigie-test-support.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-widgets.h"
#include "wait-until.h"

typedef struct
{
  GtkWidget *window;
  VigieNoticeEditor *editor;
  GtkTextView *view;
  guint n_fills, n_changed;
} Fixture;

static void
fill_cb (VigieCheckInput *input, VigiePreviewData *preview, gpointer data)
{
  Fixture *fixture = data;

  input->kind = "status";
  input->audience = "users";
  input->channel = "status-page";
  input->playbook = vigie_test_playbook ();
  input->next_update_usec = VIGIE_TIME_NONE;
  preview->forms = 1u << VIGIE_PREVIEW_STATUS | 1u << VIGIE_PREVIEW_SMS;
  preview->organisation = "ACME";
  fixture->n_fills++;
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
count_cb (VigieNoticeEditor *editor, guint *n)
{
  (*n)++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = gtk_window_new ();
  fixture->editor = VIGIE_NOTICE_EDITOR (vigie_notice_editor_new ());
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1048, 640);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->editor));
  fixture->view = GTK_TEXT_VIEW (find_type (GTK_WIDGET (fixture->editor), GTK_TYPE_TEXT_VIEW));
  vigie_notice_editor_set_source (fixture->editor, fill_cb, fixture);
  g_signal_connect (fixture->editor, "changed", G_CALLBACK (count_cb), &fixture->n_changed);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static char *
selected (Fixture *fixture)
{
  GtkTextIter start, end;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->view);

  return gtk_text_buffer_get_selection_bounds (buffer, &start, &end) ? gtk_text_buffer_get_text (buffer, &start, &end, TRUE) : NULL;
}

static void
test_typed (Fixture *fixture, gconstpointer data)
{
  const VigieCheckReport *report;

  vigie_notice_editor_set_text (fixture->editor, VIGIE_LANG_EN, NULL, "Orders fail. Next update: 03:38.");
  g_assert_cmpuint (vigie_notice_editor_get_report (fixture->editor)->findings->len, ==, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (fixture->view), " Until [TIME].", -1);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  wait_until (vigie_notice_editor_get_report (fixture->editor)->n_stops == 1);
  report = vigie_notice_editor_get_report (fixture->editor);
  g_assert_cmpstr (((VigieCheckFinding *) report->findings->pdata[0])->rule, ==, "placeholder");
}

/* Places are told in bytes, the text view counts characters. */
static void
test_next_selects (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  vigie_notice_editor_set_text (fixture->editor, VIGIE_LANG_FR, NULL, "Déjà arrêté… jusqu’à [HEURE] été [LIEU]. Prochaine mise à jour : 03:38.");
  g_assert_true (vigie_notice_editor_next (fixture->editor));
  first = selected (fixture);
  g_assert_cmpstr (first, ==, "[HEURE]");
  g_assert_true (vigie_notice_editor_next (fixture->editor));
  second = selected (fixture);
  g_assert_cmpstr (second, ==, "[LIEU]");
}

static void
test_fix_can_be_undone (Fixture *fixture, gconstpointer data)
{
  const char *text = "É : commandes arrêtées. Voir http://status.distri-night.ci. Prochaine mise à jour : 03:38.";
  g_autofree char *mended = NULL;
  g_autofree char *undone = NULL;
  GtkWidget *row;

  vigie_notice_editor_set_text (fixture->editor, VIGIE_LANG_FR, NULL, text);
  row = find_type (GTK_WIDGET (fixture->editor), VIGIE_TYPE_CHECK_ROW);
  g_assert_nonnull (row);
  g_signal_emit_by_name (vigie_check_row_get_button (VIGIE_CHECK_ROW (row)), "clicked");
  mended = vigie_notice_editor_get_body (fixture->editor);
  g_assert_cmpstr (mended, ==, "É : commandes arrêtées. Voir https://status.distri-night.ci. Prochaine mise à jour : 03:38.");
  g_assert_cmpuint (vigie_notice_editor_get_report (fixture->editor)->findings->len, ==, 0);
  gtk_text_buffer_undo (gtk_text_view_get_buffer (fixture->view));
  undone = vigie_notice_editor_get_body (fixture->editor);
  g_assert_cmpstr (undone, ==, text);
}

static void
test_read_only_is_not_mended (Fixture *fixture, gconstpointer data)
{
  const char *text = "Commandes arrêtées. Voir http://status.distri-night.ci. Prochaine mise à jour : 03:38.";
  g_autofree char *after = NULL;

  vigie_notice_editor_set_text (fixture->editor, VIGIE_LANG_FR, NULL, text);
  vigie_notice_editor_set_editable (fixture->editor, FALSE);
  g_signal_emit_by_name (vigie_check_row_get_button (VIGIE_CHECK_ROW (find_type (GTK_WIDGET (fixture->editor), VIGIE_TYPE_CHECK_ROW))), "clicked");
  after = vigie_notice_editor_get_body (fixture->editor);
  g_assert_cmpstr (after, ==, text);
}

static void
test_without_source (Fixture *fixture, gconstpointer data)
{
  vigie_notice_editor_set_source (fixture->editor, NULL, NULL);
  vigie_notice_editor_set_text (fixture->editor, VIGIE_LANG_EN, "Subject", "[TIME]");
  g_assert_null (vigie_notice_editor_get_report (fixture->editor));
  g_assert_false (vigie_notice_editor_next (fixture->editor));
}

/* ---- Hostile text ---- */

static void
assert_labels (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    {
      const char *text = gtk_label_get_text (GTK_LABEL (widget));

      g_assert_false (gtk_label_get_use_markup (GTK_LABEL (widget)));
      g_assert_null (gtk_label_get_current_uri (GTK_LABEL (widget)));
      if (*text != '\0')
        vigie_test_assert_harmless (text);
    }
  g_assert_false (GTK_IS_LINK_BUTTON (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_labels (child);
}

static void
test_hostile (void)
{
  GtkWidget *preview = g_object_ref_sink (vigie_notice_preview_new ());

  g_assert_cmpuint (vigie_test_n_hostile (), >=, 60);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      const char *text = vigie_test_hostile[i];
      g_autofree char *list = g_strdup_printf ("Title\n%s\n\n- %s\n\n1. %s", text, text, text);
      g_autoptr(GPtrArray) past = g_ptr_array_new ();
      VigiePreviewPast before = { text, text, list };
      VigiePreviewData data = { .forms = 31, .lang = VIGIE_LANG_EN, .organisation = text, .state = text, .stage = text, .subject = text, .body = list,
                                .date = text, .time = text, .from = text, .to = text, .address = text, .place = text, .past = past };

      g_test_message ("%u: %s", i, text);
      g_ptr_array_add (past, &before);
      vigie_notice_preview_show (VIGIE_NOTICE_PREVIEW (preview), &data);
      for (VigiePreviewForm form = 0; form < VIGIE_N_PREVIEWS; form++)
        {
          vigie_notice_preview_set_form (VIGIE_NOTICE_PREVIEW (preview), form);
          assert_labels (preview);
        }
    }
  g_object_unref (preview);
}

/* What the panel quotes of a hostile text is harmless, too. */
static void
test_hostile_findings (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      g_autofree char *body = g_strdup_printf ("Orders fail [%s]. See http://x.example/%s", vigie_test_hostile[i], vigie_test_hostile[i]);

      g_test_message ("%u: %s", i, vigie_test_hostile[i]);
      vigie_notice_editor_set_text (fixture->editor, VIGIE_LANG_EN, vigie_test_hostile[i], body);
      assert_labels (find_type (GTK_WIDGET (fixture->editor), VIGIE_TYPE_CHECK_ROW));
    }
}

#define ADD(name, func) g_test_add ("/ui/notice-editor/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  vigie_ui_init ();
  ADD ("typed", test_typed);
  ADD ("next-selects", test_next_selects);
  ADD ("fix-can-be-undone", test_fix_can_be_undone);
  ADD ("read-only-is-not-mended", test_read_only_is_not_mended);
  ADD ("without-source", test_without_source);
  g_test_add_func ("/ui/notice-editor/hostile", test_hostile);
  ADD ("hostile-findings", test_hostile_findings);

  return g_test_run ();
}
