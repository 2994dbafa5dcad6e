/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text, findings and preview together: typed, gone to, mended. And hostile text in every place of a preview. */

#include <adwaita.h>
#include <string.h>

#include "vigie-check-row.h"
#include "vigie-notice-correction.h"
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
  GPtrArray *earlier;           /* what went out before, or NULL */
  char *gone;                   /* target of the last "win.go" */
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
  input->earlier = fixture->earlier;
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
go_cb (GSimpleAction *action, GVariant *target, Fixture *fixture)
{
  g_free (fixture->gone);
  fixture->gone = g_variant_dup_string (target, NULL);
}

/* What the window has: the way to a fact. */
static void
add_way (Fixture *fixture)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) action = g_simple_action_new ("go", G_VARIANT_TYPE_STRING);

  g_signal_connect (action, "activate", G_CALLBACK (go_cb), fixture);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
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
  add_way (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_pointer (&fixture->earlier, g_ptr_array_unref);
  g_clear_pointer (&fixture->gone, g_free);
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

/* ---- From the text to the facts ---- */

static GtkWidget *
find_words (GtkWidget *widget, const char *words)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_words (child, words);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The record writes {{impact}}; nobody who reads the window sees it so, and the blank leads to its fact by each way. */
static void
test_blank_leads_to_fact (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  vigie_notice_editor_set_text (fixture->editor, VIGIE_LANG_FR, NULL, "À l’arrêt : {{impact}}. Prochaine mise à jour : 03:38.");
  row = find_type (GTK_WIDGET (fixture->editor), VIGIE_TYPE_CHECK_ROW);
  g_assert_null (find_words (row, "{{"));
  g_assert_nonnull (find_words (row, "What no longer works"));
  g_assert_null (find_words (GTK_WIDGET (vigie_notice_editor_get_preview (fixture->editor)), "{{"));
  g_assert_nonnull (find_words (GTK_WIDGET (vigie_notice_editor_get_preview (fixture->editor)), "[Ce qui ne fonctionne plus]"));

  g_assert_true (vigie_notice_editor_next (fixture->editor));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.fact", NULL));
  g_assert_cmpstr (fixture->gone, ==, "fact:functions");
}

static void
test_preview_leads_to_fact (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = NULL;

  vigie_notice_editor_set_text (fixture->editor, VIGIE_LANG_FR, NULL, "À l’arrêt : [Ce qui ne fonctionne plus], dès [HEURE]. Prochaine mise à jour : 03:38.");
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.blank", "s", "[Ce qui ne fonctionne plus]");
  g_assert_cmpstr (fixture->gone, ==, "fact:functions");
  /* Without a fact behind it, the click leads to the place. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.blank", "s", "[HEURE]");
  words = selected (fixture);
  g_assert_cmpstr (words, ==, "[HEURE]");
}

static void
test_marked_words_lead_to_fact (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->view);
  GtkTextIter place;

  vigie_notice_editor_set_text (fixture->editor, VIGIE_LANG_FR, NULL, "1 840 clients. Prochaine mise à jour : 03:38.");
  vigie_notice_editor_mark (fixture->editor, 0, strlen ("1 840"), VIGIE_EDITOR_MARK_FILLED, "users_affected");
  gtk_text_buffer_get_iter_at_offset (buffer, &place, 20);
  gtk_text_buffer_place_cursor (buffer, &place);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.fact", NULL);
  g_assert_null (fixture->gone);
  /* The words move, and their fact with them. */
  gtk_text_buffer_get_start_iter (buffer, &place);
  gtk_text_buffer_insert (buffer, &place, "Environ ", -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &place, (int) strlen ("Environ 1"));
  gtk_text_buffer_place_cursor (buffer, &place);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.fact", NULL);
  g_assert_cmpstr (fixture->gone, ==, "fact:users_affected");
}

/* Both figures are named in one line, which is put behind their paragraph as one act; then the check has no more to ask. */
static void
test_correction (Fixture *fixture, gconstpointer data)
{
  GtkWidget *correction = find_type (GTK_WIDGET (fixture->editor), VIGIE_TYPE_NOTICE_CORRECTION);
  GtkWidget *entry = find_type (correction, GTK_TYPE_ENTRY);
  g_autofree char *line = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *body = NULL;

  fixture->earlier = g_ptr_array_new ();
  g_ptr_array_add (fixture->earlier, (char *) "1 840 clients touchés. Commandes perdues : 900.");
  vigie_notice_editor_set_text (fixture->editor, VIGIE_LANG_FR, NULL, "Les commandes sont arrêtées.\n\n- 1 920 clients touchés.\n- Commandes perdues : 950.\n\nProchaine mise à jour : 03:38.");
  g_assert_true (gtk_widget_get_visible (correction));
  line = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  g_assert_nonnull (strstr (line, "1 920, et non 1 840"));
  g_assert_nonnull (strstr (line, "950, et non 900"));
  gtk_widget_grab_focus (entry);
  g_signal_emit_by_name (entry, "activate");
  wanted = g_strdup_printf ("Les commandes sont arrêtées.\n\n- 1 920 clients touchés.\n- Commandes perdues : 950.\n\n%s\n\nProchaine mise à jour : 03:38.", line);
  body = vigie_notice_editor_get_body (fixture->editor);
  g_assert_cmpstr (body, ==, wanted);
  g_assert_false (gtk_widget_get_visible (correction));
  g_assert_false (vigie_check_report_has (vigie_notice_editor_get_report (fixture->editor), "earlier-differs"));
  gtk_text_buffer_undo (gtk_text_view_get_buffer (fixture->view));
  g_assert_cmpuint (fixture->n_changed, ==, 2);
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
  ADD ("blank-leads-to-fact", test_blank_leads_to_fact);
  ADD ("preview-leads-to-fact", test_preview_leads_to_fact);
  ADD ("marked-words-lead-to-fact", test_marked_words_lead_to_fact);
  ADD ("correction", test_correction);
  ADD ("without-source", test_without_source);
  g_test_add_func ("/ui/notice-editor/hostile", test_hostile);
  ADD ("hostile-findings", test_hostile_findings);

  return g_test_run ();
}
