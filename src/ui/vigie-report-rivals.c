/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two people wrote the same section apart from each other. The fold has to put one first, but that is
 * an accident of clocks, so no version is presented as the right one: they stand side by side, and a
 * person keeps one. Keeping one records it anew, which names all the others as replaced. */

#include "vigie-report-rivals.h"

#include <glib/gi18n-lib.h>

#include "vigie-diff-view.h"
#include "vigie-json.h"
#include "vigie-report-blocks.h"
#include "vigie-report-merge.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

const char *
vigie_report_author_of (const VigieIncident *incident, const char *section, VigieLang lang, const char *text)
{
  const char *author = "";

  for (guint i = 0; i < incident->events->len; i++)
    {
      const VigieEvent *event = incident->events->pdata[i];
      g_autoptr(VigieJson) body = NULL;
      g_autofree char *written_section = NULL;
      g_autofree char *written_lang = NULL;
      g_autofree char *written_text = NULL;

      if (event->redacted || !g_str_equal (event->kind, "section.written"))
        continue;
      body = vigie_json_parse (event->body, event->body_length_bytes, VIGIE_EVENT_MAX_BYTES, NULL);
      if (body == NULL)
        continue;
      written_section = vigie_json_member_string (body, 0, "section");
      written_lang = vigie_json_member_string (body, 0, "lang");
      written_text = vigie_json_member_string (body, 0, "text");
      if (g_strcmp0 (written_section, section) == 0 && g_strcmp0 (written_lang, vigie_lang_to_word (lang)) == 0 && g_strcmp0 (written_text, text) == 0)
        author = event->author;
    }

  return author;
}

typedef struct
{
  VigieIncidentModel *model;
  char *section;
  char *text;
  VigieLang lang;
} Version;

static void
version_free (gpointer data, GClosure *closure)
{
  Version *version = data;

  g_object_unref (version->model);
  g_free (version->section);
  g_free (version->text);
  g_free (version);
}

static void
keep_cb (GtkWidget *button, Version *version)
{
  VigieSession *session = vigie_incident_model_get_session (version->model);
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_section (vigie_incident_model_get_incident (version->model), version->section, version->lang, version->text,
                                         vigie_session_get_author (session), vigie_session_now_usec (session), &error);

  vigie_session_do (session, drafts, error);
}

/* @other: the version it is compared with, or NULL. */
static GtkWidget *
version_new (VigieIncidentModel *model, const char *section, VigieLang lang, const char *text, const char *other)
{
  const char *author = vigie_report_author_of (vigie_incident_model_get_incident (model), section, lang, text);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autofree char *title = g_strdup_printf (_("Version by %s"), *author != '\0' ? author : _("somebody else"));
  g_autofree char *name = g_strdup_printf (_("Keep the version by %s"), *author != '\0' ? author : _("somebody else"));
  GtkWidget *words = other != NULL ? vigie_diff_view_side_new (text, other, title) : vigie_report_text_new (text, NULL);
  GtkWidget *button = gtk_button_new_with_label (_("Keep this version"));
  Version *version = g_new0 (Version, 1);

  version->model = g_object_ref (model);
  version->section = g_strdup (section);
  version->text = g_strdup (text);
  version->lang = lang;
  g_signal_connect_data (button, "clicked", G_CALLBACK (keep_cb), version, version_free, 0);
  vigie_set_accessible_label (button, name);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_vexpand (words, TRUE);
  if (other == NULL)
    {
      gtk_widget_set_valign (words, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (card), vigie_label_new (title, "strong small"));
    }
  gtk_box_append (GTK_BOX (card), words);
  gtk_box_append (GTK_BOX (card), button);
  vigie_add_classes (card, "card hypothesis-card");

  return card;
}

char *
vigie_report_rivals_key (const VigieIncident *incident, const char *section, VigieLang lang)
{
  const VigieSection *written = vigie_incident_section (incident, section, lang);

  if (written == NULL || written->rivals->len == 0)
    return NULL;

  return g_strdup_printf ("%s/%s/%d/%u", written->event->id, section, (int) lang, written->rivals->len);
}

GtkWidget *
vigie_report_rivals_new (VigieIncidentModel *model, const char *section, VigieLang lang)
{
  const VigieSection *written = vigie_incident_section (vigie_incident_model_get_incident (model), section, lang);
  const char *first_rival;
  GtkWidget *box;
  GtkWidget *row;

  if (written == NULL || written->rivals == NULL || written->rivals->len == 0)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  first_rival = written->rivals->pdata[0];
  gtk_box_append (GTK_BOX (row), version_new (model, section, lang, written->text, first_rival));
  for (guint i = 0; i < written->rivals->len; i++)
    gtk_box_append (GTK_BOX (row), version_new (model, section, lang, written->rivals->pdata[i], written->text));
  gtk_box_append (GTK_BOX (box), vigie_paragraph_new (_("This section was written in several versions at the same time. Keep one whole, or put both together paragraph by paragraph."), "small strong soon-text"));
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), vigie_report_merge_new (model, section, lang));

  return box;
}
