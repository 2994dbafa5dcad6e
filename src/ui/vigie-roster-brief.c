/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The brief is first a list of lines, each with its heading, its mark and its words; the card and the copied
 * text are two ways of showing that list, so that what is pasted into a chat can never say something else
 * than what was read. It is made anew at each change of the fold: it holds nothing that could be lost. */

#include "vigie-roster-brief.h"

#include <glib/gi18n-lib.h>

#include "vigie-fact-display.h"
#include "vigie-hypothesis-card.h"
#include "vigie-page-parts.h"
#include "vigie-text.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define MAX_FACTS 12
#define MAX_CHARS 180

typedef struct
{
  const char *heading; /* static */
  const char *icon;    /* static */
  const char *css_class;
  char *words;
} Line;

struct _VigieRosterBrief
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *time;
  GtkWidget *lines_box;
  VigieIncidentModel *model;
  GPtrArray *lines;
};

G_DEFINE_FINAL_TYPE (VigieRosterBrief, vigie_roster_brief, GTK_TYPE_WIDGET)

static void
line_free (Line *line)
{
  g_free (line->words);
  g_free (line);
}

static void
add_line (VigieRosterBrief *self, const char *heading, const char *icon, const char *css_class, char *words_taken)
{
  Line *line = g_new0 (Line, 1);

  line->heading = heading;
  line->icon = icon;
  line->css_class = css_class;
  line->words = words_taken;
  g_ptr_array_add (self->lines, line);
}

/* ---- What it says ---- */

static void
add_state (VigieRosterBrief *self, VigieSession *session, const VigieIncident *incident)
{
  VigieLang lang = vigie_session_get_lang (session);
  const VigieLevelDef *level = vigie_playbook_level (vigie_session_get_playbook (session), incident->level);
  gint64 elapsed_usec = vigie_incident_elapsed_usec (incident, vigie_session_now_usec (session));
  g_autofree char *elapsed = vigie_duration_format (elapsed_usec, lang);
  const char *word = incident->level != VIGIE_LEVEL_NONE ? vigie_level_to_word (incident->level) : "—";

  add_line (self, _("State"), "vigie-alert-symbolic", "accent-text",
            g_strdup_printf ("%s %s · %s · %s", word, level != NULL ? vigie_text_get (&level->name, lang) : "", vigie_stage_label (incident->stage, lang), elapsed));
}

static void
add_hypotheses (VigieRosterBrief *self, VigieSession *session, const VigieIncident *incident)
{
  const VigieHypothesisState order[] = { VIGIE_HYPOTHESIS_CONFIRMED, VIGIE_HYPOTHESIS_OPEN, VIGIE_HYPOTHESIS_TESTED, VIGIE_HYPOTHESIS_ELIMINATED };

  for (guint s = 0; s < G_N_ELEMENTS (order); s++)
    for (guint i = 0; i < incident->hypotheses->len; i++)
      {
        const VigieHypothesis *hypothesis = g_ptr_array_index (incident->hypotheses, i);
        g_autofree char *text = NULL;

        if (hypothesis->state != order[s])
          continue;
        text = vigie_text_first_line (hypothesis->text != NULL ? hypothesis->text : "", MAX_CHARS);
        add_line (self, _("Hypotheses"), vigie_hypothesis_state_icon (order[s]), vigie_hypothesis_state_class (order[s]),
                  /* Translators: HX2, its state, its text. */
                  g_strdup_printf (_("%s %s: %s"), hypothesis->code, vigie_hypothesis_state_label (order[s], vigie_session_get_lang (session)), text));
      }
}

static const VigieMessage *
last_public_message (VigieSession *session, const VigieIncident *incident)
{
  for (guint i = incident->messages->len; i > 0; i--)
    {
      const VigieMessage *message = g_ptr_array_index (incident->messages, i - 1);
      const VigieAudience *audience = vigie_playbook_audience (vigie_session_get_playbook (session), message->audience);

      if (audience != NULL && audience->outside)
        return message;
    }

  return NULL;
}

static gboolean
is_kept_by_message (const VigieObligation *obligation)
{
  for (guint i = 0; i < obligation->clock->fulfilled_by->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (obligation->clock->fulfilled_by, i), "message:users/"))
      return TRUE;

  return FALSE;
}

static void
add_messages (VigieRosterBrief *self, VigieSession *session, const VigieIncident *incident)
{
  const VigieMessage *message = last_public_message (session, incident);
  GPtrArray *obligations = vigie_incident_model_get_obligations (self->model);

  if (message != NULL)
    {
      g_autofree char *time = vigie_page_time (session, message->occurred_usec);
      g_autofree char *text = vigie_text_first_line (message->text != NULL ? message->text : "", MAX_CHARS);

      /* Translators: a time and the message that went out then. */
      add_line (self, _("Public word"), "vigie-message-symbolic", "ok-text", g_strdup_printf (_("%s “%s”"), time, text));
    }
  else
    add_line (self, _("Public word"), "vigie-dash-symbolic", "dim", g_strdup (_("Nothing published yet.")));
  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);
      g_autofree char *title = NULL;
      g_autofree char *time = NULL;
      gboolean late;

      if (obligation->history || !vigie_obligation_is_running (obligation) || obligation->due_usec == VIGIE_TIME_NONE || !is_kept_by_message (obligation))
        continue;
      title = vigie_obligation_title (obligation, vigie_session_get_lang (session));
      time = vigie_page_time (session, obligation->due_usec);
      late = obligation->state == VIGIE_OBLIGATION_OVERDUE;
      add_line (self, _("Public word"), late ? "vigie-overdue-symbolic" : "vigie-clock-symbolic", late ? "late-text" : "dim",
                /* Translators: what is due, and when. */
                late ? g_strdup_printf (_("Late: %s, due at %s"), title, time) : g_strdup_printf (_("Next: %s at %s"), title, time));
      return;
    }
}

static void
add_open_work (VigieRosterBrief *self, VigieSession *session, const VigieIncident *incident)
{
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = g_ptr_array_index (incident->entries, i);

      if (entry->kind == VIGIE_ENTRY_TODO && !entry->done && entry->retract_reason == NULL && entry->text != NULL)
        add_line (self, _("Under way"), "vigie-todo-symbolic", "dim", vigie_text_first_line (entry->text, MAX_CHARS));
    }
  for (guint i = 0; i < incident->decisions->len; i++)
    {
      const VigieDecision *decision = g_ptr_array_index (incident->decisions, i);
      g_autofree char *time = NULL;
      g_autofree char *text = NULL;

      if (decision->reviewed_usec != VIGIE_TIME_NONE || (decision->entry != NULL && decision->entry->retract_reason != NULL))
        continue;
      time = vigie_page_time (session, decision->taken_usec);
      text = vigie_text_first_line (decision->decide != NULL ? decision->decide : decision->entry != NULL && decision->entry->text != NULL ? decision->entry->text : "", MAX_CHARS);
      /* Translators: D3, the time it was taken, its words. */
      add_line (self, _("Under way"), "vigie-decision-symbolic", "accent-text", g_strdup_printf (_("%s of %s to review: %s"), decision->code, time, text));
    }
}

static void
add_facts (VigieRosterBrief *self, VigieSession *session, const VigieIncident *incident)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (session);
  guint n = 0;

  for (guint i = 0; i < playbook->facts->len && n < MAX_FACTS; i++)
    {
      const VigieFactDef *def = g_ptr_array_index (playbook->facts, i);
      const VigieFact *fact = vigie_incident_fact (incident, def->name);
      g_autofree char *value = NULL;

      if (fact == NULL || fact->state == VIGIE_FACT_UNKNOWN)
        continue;
      value = vigie_fact_words (session, fact, def->name);
      n++;
      add_line (self, _("Facts"), vigie_fact_state_icon (fact->state), vigie_fact_state_class (fact->state),
                g_strdup_printf ("%s · %s · %s", vigie_fact_label (session, def->name), value, vigie_fact_state_label (fact->state, vigie_session_get_lang (session))));
    }
}

/* ---- Showing ---- */

static void
show_line (VigieRosterBrief *self, const Line *line, const char *previous)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = vigie_icon_new (line->icon, line->css_class);

  if (g_strcmp0 (line->heading, previous) != 0)
    {
      GtkWidget *heading = vigie_label_new (line->heading, "caption strong dim");

      gtk_widget_set_margin_top (heading, previous != NULL ? 6 : 0);
      gtk_box_append (GTK_BOX (self->lines_box), heading);
    }
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), vigie_paragraph_new (line->words, "small"));
  gtk_box_append (GTK_BOX (self->lines_box), row);
}

void
vigie_roster_brief_update (VigieRosterBrief *self)
{
  VigieSession *session;
  VigieIncident *incident;
  const char *heading = NULL;
  g_autofree char *now = NULL;
  g_autofree char *words = NULL;

  if (self->model == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  incident = vigie_incident_model_get_incident (self->model);
  g_ptr_array_set_size (self->lines, 0);
  add_state (self, session, incident);
  add_hypotheses (self, session, incident);
  add_messages (self, session, incident);
  add_open_work (self, session, incident);
  add_facts (self, session, incident);

  now = vigie_time_format_clock_zone (vigie_session_now_usec (session), vigie_session_get_zone (session));
  /* Translators: the brief stands as of this time. */
  words = g_strdup_printf (_("as of %s"), now);
  vigie_label_set (GTK_LABEL (self->time), words);
  vigie_clear_box (GTK_BOX (self->lines_box));
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);

      show_line (self, line, heading);
      heading = line->heading;
    }
}

char *
vigie_roster_brief_to_text (VigieRosterBrief *self)
{
  GString *out = g_string_new (NULL);
  const char *heading = NULL;

  if (self->model != NULL)
    {
      VigieIncident *incident = vigie_incident_model_get_incident (self->model);

      g_string_append_printf (out, "%s · %s (%s)\n", incident->ref, incident->title, gtk_label_get_text (GTK_LABEL (self->time)));
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);

      if (g_strcmp0 (heading, line->heading) != 0)
        g_string_append_printf (out, "\n%s\n", line->heading);
      heading = line->heading;
      g_string_append_printf (out, "- %s\n", line->words);
    }

  return g_string_free (out, FALSE);
}

static void
copy_cb (VigieRosterBrief *self)
{
  g_autofree char *text = vigie_roster_brief_to_text (self);

  vigie_page_copy (GTK_WIDGET (self), text, _("Brief copied."));
}

void
vigie_roster_brief_set_model (VigieRosterBrief *self, VigieIncidentModel *model)
{
  if (!g_set_object (&self->model, model))
    return;
  g_ptr_array_set_size (self->lines, 0);
  vigie_clear_box (GTK_BOX (self->lines_box));
  vigie_roster_brief_update (self);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieRosterBrief *self = VIGIE_ROSTER_BRIEF (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (vigie_roster_brief_parent_class)->dispose (object);
}

static void
vigie_roster_brief_class_init (VigieRosterBriefClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_roster_brief_init (VigieRosterBrief *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = vigie_label_new (_("Brief"), "heading");
  GtkWidget *copy = vigie_page_button_new (_("Copy"), NULL, "compact");

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->time = vigie_label_new ("", "caption dim num");
  self->lines_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_hexpand (title, TRUE);
  vigie_set_accessible_label (copy, _("Copy the brief"));
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->time);
  gtk_box_append (GTK_BOX (head), copy);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->lines_box);
  vigie_add_classes (self->box, "card hypothesis-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (copy_cb), self);
}

GtkWidget *
vigie_roster_brief_new (void)
{
  return g_object_new (VIGIE_TYPE_ROSTER_BRIEF, NULL);
}
