/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two seats set the rotation of a level without knowing of each other. Both stand side by side, who set them and when;
 * one press keeps one of them, and the record has what became of the other. */

#include "vigie-rota-forms.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-window.h"
#include "vigie-error.h"
#include "vigie-oncall.h"
#include "vigie-page-parts.h"
#include "vigie-rota-act.h"
#include "vigie-text-ui.h"

typedef struct
{
  VigieDirectory *seen;          /* keeps the rotations */
  GPtrArray *rivals;             /* const VigieRotation * */
  GPtrArray *buttons;            /* GtkWidget *, in the same order */
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_ptr_array_unref (form->rivals);
  g_ptr_array_unref (form->buttons);
  vigie_directory_unref (form->seen);
  g_free (form);
}

static GPtrArray *
keep_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  Form *form = data;
  VigieSession *session = vigie_act_window_get_session (window);

  for (guint i = 0; i < form->buttons->len; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (form->buttons->pdata[i])))
      return vigie_rota_act_keep (vigie_directory_rota (form->seen), form->rivals->pdata[i], vigie_session_get_author (session),
                                  vigie_session_now_usec (session), error);
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Choose the rotation that counts."));

  return NULL;
}

/* "Awa Koné, Kouassi N’Guessan: from 2026-11-23 08:00, 1 week each" */
static char *
rotation_words (VigieSession *session, const VigieRotation *rotation)
{
  g_autoptr(GString) names = g_string_new (NULL);
  GDate date;

  for (guint i = 0; i < rotation->people->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            vigie_directory_name (vigie_session_get_directory (session), rotation->people->pdata[i], vigie_session_get_lang (session)));
  if (names->len == 0)
    g_string_append (names, _("nobody"));
  g_date_clear (&date, 1);
  g_date_set_julian (&date, rotation->starts_julian);

  /* Translators: %1$s people, then a date in numbers, a time of day, a number of weeks. */
  return g_strdup_printf (ngettext ("%1$s: from %2$04d-%3$02d-%4$02d %5$02u:%6$02u, %7$u week each", "%1$s: from %2$04d-%3$02d-%4$02d %5$02u:%6$02u, %7$u weeks each", rotation->weeks),
                          names->str, g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), rotation->handover_minutes / 60,
                          rotation->handover_minutes % 60, rotation->weeks);
}

static void
add_rival (VigieActWindow *window, VigieSession *session, Form *form, const VigieRotation *rotation)
{
  g_autofree char *words = rotation_words (session, rotation);
  g_autofree char *time = vigie_page_time (session, rotation->event->stamp_usec);
  g_autofree char *origin = form->buttons->len == 0 ? g_strdup_printf (_("%1$s, noted %2$s. Counts now."), rotation->event->author, time)
                                                    : g_strdup_printf (_("%1$s, noted %2$s."), rotation->event->author, time);
  g_autofree char *name = g_strdup_printf (_("%1$s: %2$s"), origin, words);
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), vigie_paragraph_new (words, "body"));
  gtk_box_append (GTK_BOX (box), vigie_paragraph_new (origin, "caption dim"));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), box);
  vigie_set_accessible_label (button, name);
  vigie_add_classes (button, "card version-choice");
  if (form->buttons->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), form->buttons->pdata[0]);
  g_ptr_array_add (form->buttons, button);
  vigie_act_window_add (window, button);
}

void
vigie_rota_form_rivals (GtkWidget *from, VigieSession *session, const char *level)
{
  VigieDirectory *directory = vigie_session_get_directory (session);
  g_autoptr(GPtrArray) rivals = vigie_rota_rivals (vigie_directory_rota (directory), level);
  g_autofree char *title = NULL;
  VigieActWindow *window;
  Form *form;

  if (rivals->len == 0) /* somebody was quicker */
    return;
  title = g_strdup_printf (_("Rotation of %s"), vigie_directory_category_title (directory, level, vigie_session_get_lang (session)));
  window = vigie_act_window_new_plain (from, session, title, _("It was set twice, on computers that did not know of each other. Which one counts?"));
  form = g_new0 (Form, 1);
  form->seen = vigie_directory_ref (directory);
  form->buttons = g_ptr_array_new ();
  for (guint i = 0; i < rivals->len; i++)
    add_rival (window, session, form, rivals->pdata[i]);
  form->rivals = g_steal_pointer (&rivals);
  gtk_check_button_set_active (form->buttons->pdata[0], TRUE);
  vigie_act_window_set_first (window, form->buttons->pdata[0]);
  vigie_act_window_set_act (window, _("Keep this rotation"), keep_drafts, form, form_free);
  gtk_window_present (GTK_WINDOW (window));
}
