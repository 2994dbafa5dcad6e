/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each level is indented, and says its number to assistive technology. Beyond the tenth the text would have no room
 * in a small window; the code of what is explained then tells where it belongs. */

#include "vigie-cause-row.h"

#include <glib/gi18n-lib.h>

#include "vigie-conflict.h"
#include "vigie-text-ui.h"

#define INDENT_PX 22
#define INDENT_MAX 10

static GtkWidget *
state_new (const VigieCause *cause, VigieLang lang)
{
  static const struct { const char *icon, *style; } looks[VIGIE_N_CAUSE_STATES] = {
    [VIGIE_CAUSE_SUPPOSED] = { "vigie-question-disc-symbolic", "soon-text" },
    [VIGIE_CAUSE_CONFIRMED] = { "vigie-check-symbolic", "ok-text" },
    [VIGIE_CAUSE_RULED_OUT] = { "vigie-cross-symbolic", "dim" },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *word = vigie_label_new (vigie_cause_state_label (cause->state, lang), "small");

  vigie_add_classes (word, looks[cause->state].style);
  gtk_label_set_ellipsize (GTK_LABEL (word), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), vigie_icon_new (looks[cause->state].icon, looks[cause->state].style));
  gtk_box_append (GTK_BOX (box), word);
  gtk_widget_set_valign (box, GTK_ALIGN_START);

  return box;
}

static void
append_evidence (GString *out, VigieIncidentModel *model, const VigieCause *cause)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const VigieIncident *incident = vigie_incident_model_get_incident (model);

  for (guint i = 0; i < cause->evidence->len; i++)
    {
      const char *id = cause->evidence->pdata[i];
      g_autofree char *words = vigie_cause_evidence_words (incident, vigie_session_get_playbook (session), id, vigie_session_get_zone (session),
                                                           vigie_session_get_lang (session));
      g_autofree char *line = vigie_text_first_line (words, 90);

      g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", line);
      if (!vigie_cause_evidence_stands (incident, id))
        g_string_append_printf (out, " (%s)", _("no longer stands"));
    }
}

static char *
actions_words (VigieIncidentModel *model, const VigieCause *cause)
{
  g_autoptr(GPtrArray) actions = vigie_cause_actions (vigie_incident_model_get_incident (model), cause);
  g_autoptr(GString) codes = g_string_new (NULL);

  for (guint i = 0; i < actions->len; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "", ((const VigieActionItem *) actions->pdata[i])->code);
  if (codes->len > 0)
    return g_strdup_printf (_("Actions: %s"), codes->str);
  if (cause->state == VIGIE_CAUSE_CONFIRMED && (cause->root || cause->is_factor))
    return g_strdup (_("No action yet"));

  return NULL;
}

/* Root cause, factor, out of place: what is more than an answer among others. */
static void
add_tags (GtkWidget *line, VigieIncidentModel *model, const VigieCause *cause)
{
  VigieSession *session = vigie_incident_model_get_session (model);

  if (cause->is_factor)
    gtk_box_append (GTK_BOX (line), vigie_tag_new (_("contributing factor"), NULL));
  if (vigie_cause_is_root (cause))
    {
      const char *term = cause->term != NULL ? vigie_cause_term_label (vigie_session_get_playbook (session), cause->term, vigie_session_get_lang (session)) : NULL;
      g_autofree char *words = term != NULL ? g_strdup_printf (_("root cause: %s"), term) : g_strdup (_("root cause, without a term"));

      gtk_box_append (GTK_BOX (line), vigie_tag_new (words, term != NULL ? "acc" : "soon"));
    }
  if (cause->circular)
    gtk_box_append (GTK_BOX (line), vigie_tag_new (_("moved on two sides: give it its place"), "soon"));
  if (vigie_incident_conflict (vigie_incident_model_get_incident (model), VIGIE_CONFLICT_CAUSE, cause->id) != NULL)
    gtk_box_append (GTK_BOX (line), vigie_tag_new (_("written apart"), "soon"));
}

static GtkWidget *
body_new (VigieIncidentModel *model, const VigieCause *cause)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *tags = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = vigie_paragraph_new (cause->text, cause->state == VIGIE_CAUSE_RULED_OUT ? "dim" : NULL);
  g_autoptr(GString) evidence = g_string_new (NULL);
  g_autofree char *actions = actions_words (model, cause);

  append_evidence (evidence, model, cause);
  add_tags (tags, model, cause);
  gtk_box_append (GTK_BOX (box), text);
  if (gtk_widget_get_first_child (tags) != NULL)
    gtk_box_append (GTK_BOX (box), tags);
  else
    g_object_ref_sink (tags), g_object_unref (tags);
  if (evidence->len > 0)
    gtk_box_append (GTK_BOX (box), vigie_paragraph_new (evidence->str, "small dim"));
  if (cause->note != NULL)
    gtk_box_append (GTK_BOX (box), vigie_paragraph_new (cause->note, "small"));
  if (actions != NULL)
    gtk_box_append (GTK_BOX (box), vigie_paragraph_new (actions, g_str_has_prefix (actions, _("No action yet")) ? "small soon-text" : "small"));
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

static void
name_row (GtkWidget *row, VigieIncidentModel *model, const VigieCause *cause)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  g_autofree char *name = g_strdup_printf ("%s, %s%s: %s, %s", cause->code, vigie_cause_state_label (cause->state, lang),
                                           vigie_cause_is_root (cause) ? _(", root cause") : cause->is_factor ? _(", contributing factor") : "", cause->text,
                                           cause->parent != NULL ? cause->parent->code : _("the problem itself"));

  vigie_set_accessible_label (row, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LEVEL, (int) cause->depth + 1, -1);
}

GtkWidget *
vigie_cause_row_new (VigieIncidentModel *model, const VigieCause *cause)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "accessible-role", GTK_ACCESSIBLE_ROLE_TREE_ITEM, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *code = vigie_label_new (cause->code, "dim num");

  gtk_label_set_ellipsize (GTK_LABEL (code), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (code, GTK_ALIGN_START);
  gtk_widget_set_margin_start (line, 14 + INDENT_PX * (int) MIN (cause->depth, INDENT_MAX));
  gtk_widget_set_margin_end (line, 14);
  gtk_widget_set_margin_top (line, 8);
  gtk_widget_set_margin_bottom (line, 8);
  gtk_box_append (GTK_BOX (line), code);
  gtk_box_append (GTK_BOX (line), body_new (model, cause));
  gtk_box_append (GTK_BOX (line), state_new (cause, lang));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  g_object_set_data_full (G_OBJECT (row), "cause", g_strdup (cause->id), g_free);
  name_row (row, model, cause);

  return row;
}
