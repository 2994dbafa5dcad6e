/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* No version is chosen beforehand but the one that stands, and it says so: who only wants to read closes the
 * window and nothing changes. Once one is settled the next one comes up, since they often arrive together. */

#include "vigie-settle-form.h"

#include <glib/gi18n-lib.h>

#include "vigie-page-parts.h"
#include "vigie-rivals-card.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define TITLES_MAX 3
#define VERSION_MAX_PX 84
#define MANY_VERSIONS 3
#define MERGE_PX 90

typedef struct
{
  VigieIncidentModel *model;    /* owned */
  GtkWidget *from;              /* weak */
  char *key;
  GPtrArray *versions;          /* char *: ids, in the order of the buttons */
  GPtrArray *buttons;           /* GtkWidget *: borrowed */
  GtkWidget *merge;             /* its button, or NULL */
  GtkWidget *text;              /* what is typed there, or NULL */
} Form;

static void
form_free (Form *form)
{
  if (form->from != NULL)
    g_object_remove_weak_pointer (G_OBJECT (form->from), (gpointer *) &form->from);
  g_object_unref (form->model);
  g_free (form->key);
  g_ptr_array_unref (form->versions);
  g_ptr_array_unref (form->buttons);
  g_free (form);
}

/* ---- What waits ---- */

/* Two commanders have their own card, with the ways in which they can agree. */
static gboolean
is_elsewhere (VigieIncidentModel *model, const VigieConflict *conflict)
{
  g_autofree char *rivals = NULL;

  if (conflict->kind != VIGIE_CONFLICT_POST || !g_str_equal (conflict->subject, "commander"))
    return FALSE;
  rivals = vigie_rivals_title (model);

  return rivals != NULL;
}

char *
vigie_settle_words (VigieIncidentModel *model)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (model);
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autoptr(GString) titles = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < incident->conflicts->len; i++)
    {
      const VigieConflict *conflict = g_ptr_array_index (incident->conflicts, i);
      g_autofree char *title = NULL;

      if (is_elsewhere (model, conflict) || n++ >= TITLES_MAX)
        continue;
      title = vigie_conflict_title (conflict, incident, vigie_session_get_playbook (session), vigie_session_get_zone (session),
                                    vigie_session_get_lang (session));
      g_string_append_printf (titles, "%s%s", titles->len > 0 ? ", " : "", title);
    }
  if (n == 0)
    return NULL;
  if (n > TITLES_MAX)
    {
      g_string_append (titles, ", ");
      g_string_append_printf (titles, ngettext ("%u more", "%u more", n - TITLES_MAX), n - TITLES_MAX);
    }

  /* Translators: of values, what they are: “Users affected, Title”. */
  return g_strdup_printf (_("Written in several versions: %s"), titles->str);
}

static const VigieConflict *
first_but (VigieIncidentModel *model, const char *key)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (model);

  for (guint i = 0; i < incident->conflicts->len; i++)
    {
      const VigieConflict *conflict = g_ptr_array_index (incident->conflicts, i);

      if (!is_elsewhere (model, conflict) && g_strcmp0 (conflict->key, key) != 0)
        return conflict;
    }

  return NULL;
}

static const VigieConflict *
find (VigieIncidentModel *model, const char *key)
{
  const VigieConflict *conflict = vigie_incident_conflict_by_key (vigie_incident_model_get_incident (model), key);

  return conflict != NULL ? conflict : first_but (model, NULL);
}

/* ---- Recording ---- */

static GPtrArray *
drafts (VigieActWindow *window, gpointer data, GError **error)
{
  Form *form = data;
  VigieSession *session = vigie_incident_model_get_session (form->model);
  VigieIncident *incident = vigie_incident_model_get_incident (form->model);
  const char *author = vigie_session_get_author (session);
  gint64 now_usec = vigie_session_now_usec (session);

  if (form->merge != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (form->merge)))
    {
      g_autofree char *text = vigie_act_window_read_text (form->text);

      return vigie_act_settle_text (incident, form->key, text, author, now_usec, error);
    }
  for (guint i = 0; i < form->buttons->len; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (g_ptr_array_index (form->buttons, i))))
      return vigie_act_settle (vigie_session_get_playbook (session), incident, form->key, g_ptr_array_index (form->versions, i), author, now_usec, error);

  return vigie_act_settle (vigie_session_get_playbook (session), incident, form->key, NULL, author, now_usec, error);
}

/* The fold on screen may still have the one that is settled. */
static void
recorded_cb (VigieActWindow *window, Form *form)
{
  const VigieConflict *next = first_but (form->model, form->key);

  if (next != NULL && form->from != NULL)
    vigie_settle_form_open (form->from, form->model, next->key);
}

/* ---- Building ---- */

/* "Koffi, noted 03:12; shown now" */
static char *
origin_words (Form *form, const VigieEvent *version, gboolean stands)
{
  VigieSession *session = vigie_incident_model_get_session (form->model);
  g_autofree char *time = vigie_page_time (session, version->stamp_usec);

  if (stands)
    /* Translators: a person, when they noted it; it is the version that is shown. */
    return g_strdup_printf (_("%1$s, noted %2$s. Shown now."), version->author, time);

  /* Translators: a person, when they noted it. */
  return g_strdup_printf (_("%1$s, noted %2$s."), version->author, time);
}

static GtkWidget *
long_words_new (const char *text)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label = vigie_paragraph_new (NULL, "body");

  vigie_label_set_whole (GTK_LABEL (label), text);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), VERSION_MAX_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_widget_set_hexpand (scroller, TRUE);

  return scroller;
}

static GtkWidget *
choice_new (Form *form, GtkWidget *content, const char *name)
{
  GtkWidget *button = gtk_check_button_new ();

  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), content);
  vigie_set_accessible_label (button, name);
  vigie_add_classes (button, "card version-choice");
  if (form->buttons->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), g_ptr_array_index (form->buttons, 0));

  return button;
}

static void
add_version (Form *form, VigieActWindow *window, const VigieConflict *conflict, const VigieEvent *version, gboolean stands)
{
  VigieSession *session = vigie_incident_model_get_session (form->model);
  g_autofree char *words = vigie_conflict_version_words (conflict, version, vigie_incident_model_get_incident (form->model),
                                                         vigie_session_get_playbook (session), vigie_session_get_zone (session),
                                                         vigie_session_get_lang (session));
  g_autofree char *origin = origin_words (form, version, stands);
  g_autofree char *name = g_strdup_printf (_("%1$s: %2$s"), origin, words);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *button = choice_new (form, box, name);

  gtk_box_append (GTK_BOX (box), long_words_new (words));
  gtk_box_append (GTK_BOX (box), vigie_paragraph_new (origin, "caption dim"));
  g_ptr_array_add (form->versions, g_strdup (version->id));
  g_ptr_array_add (form->buttons, button);
  vigie_act_window_add (window, button);
  if (!stands)
    return;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  vigie_act_window_set_first (window, button);
}

static void
typed_cb (Form *form)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (form->merge), TRUE);
}

/* Both texts, for whoever makes one of them. */
static void
add_merge (Form *form, VigieActWindow *window, const VigieConflict *conflict)
{
  g_autoptr(GString) all = g_string_new (NULL);
  const char *title = _("Text made of both");

  for (guint i = 0; i < conflict->versions->len; i++)
    {
      g_autofree char *text = vigie_conflict_version_text (conflict, g_ptr_array_index (conflict->versions, i));

      if (text == NULL)
        return;
      g_string_append_printf (all, "%s%s", i > 0 ? (conflict->kind == VIGIE_CONFLICT_TITLE ? " / " : "\n") : "", text);
    }
  form->merge = choice_new (form, vigie_label_new (title, "strong small"), title);
  vigie_act_window_add (window, form->merge);
  form->text = vigie_act_window_add_text (window, _("Text"), all->str, MERGE_PX);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (form->text)), "changed", G_CALLBACK (typed_cb), form);
}

static char *
window_title (VigieIncidentModel *model, const VigieConflict *conflict)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autofree char *title = vigie_conflict_title (conflict, vigie_incident_model_get_incident (model), vigie_session_get_playbook (session),
                                                 vigie_session_get_zone (session), vigie_session_get_lang (session));

  /* Translators: %s is a value, a post or an entry. */
  return g_strdup_printf (_("Settle: %s"), title);
}

static Form *
form_new (GtkWidget *from, VigieIncidentModel *model, const VigieConflict *conflict)
{
  Form *form = g_new0 (Form, 1);

  form->model = g_object_ref (model);
  form->from = from;
  g_object_add_weak_pointer (G_OBJECT (from), (gpointer *) &form->from);
  form->key = g_strdup (conflict->key);
  form->versions = g_ptr_array_new_with_free_func (g_free);
  form->buttons = g_ptr_array_new ();

  return form;
}

VigieActWindow *
vigie_settle_form_open (GtkWidget *from, VigieIncidentModel *model, const char *key)
{
  const VigieConflict *conflict = find (model, key);
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autofree char *title = NULL;
  g_autofree char *sentence = NULL;
  VigieActWindow *window;
  Form *form;

  if (conflict == NULL)
    return NULL;
  title = window_title (model, conflict);
  sentence = vigie_conflict_sentence (conflict, vigie_incident_model_get_incident (model), vigie_session_get_playbook (session),
                                      vigie_session_get_lang (session));
  window = vigie_act_window_new (from, model, title, sentence);
  form = form_new (from, model, conflict);
  for (guint i = conflict->versions->len; i > 0; i--)
    add_version (form, window, conflict, g_ptr_array_index (conflict->versions, i - 1), i == conflict->versions->len);
  add_merge (form, window, conflict);
  if (conflict->versions->len >= MANY_VERSIONS)
    vigie_act_window_set_scrolls (window);
  vigie_act_window_set_act (window, _("Record what stands"), drafts, form, (GDestroyNotify) form_free);
  g_signal_connect (window, "recorded", G_CALLBACK (recorded_cb), form);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}
