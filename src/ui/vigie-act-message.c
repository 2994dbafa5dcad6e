/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The form for a message that went out: audience, channel, stage, and its text from the playbook's
 * template with what the record knows filled in. Vigie does not send it: the person copies the text,
 * publishes, and marks it as published, which keeps the clock. What is not known stays as a
 * {{place}} in the text and is named under it; a text with such a place cannot be marked, because
 * nobody publishes one on purpose. A text somebody has touched is never replaced by a template. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-forms.h"
#include "vigie-act-form-private.h"
#include "vigie-error.h"
#include "vigie-message-rule.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"
#include "vigie-text.h"
#include "vigie-time.h"

#define TEXT_HEIGHT_PX      220
#define COMMUNICATIONS_PAGE 4

typedef struct
{
  VigieActForm form; /* first: the other ways look it up */
  GtkWidget *window; /* borrowed: it owns this */
  VigieIncidentModel *model; /* borrowed from the window */
  GPtrArray *audiences; /* const VigieAudience * */
  GPtrArray *channels; /* const VigieChannel *, of the audience chosen */
  GtkWidget *audience;
  GtkWidget *channel;
  GtkWidget *stage;
  GtkWidget *lang;
  GtkWidget *text;
  GtkLabel *places;
  GtkWidget *reader; /* who has read it first; shown where the playbook wants that */
  gboolean touched;
  gboolean filling;
} Composer;

static void
composer_free (Composer *composer)
{
  vigie_act_form_clear (&composer->form);
  g_ptr_array_unref (composer->audiences);
  g_ptr_array_unref (composer->channels);
  g_free (composer);
}

static VigieIncident *
incident_of (Composer *composer)
{
  return vigie_incident_model_get_incident (composer->model);
}

static VigieSession *
session_of (Composer *composer)
{
  return vigie_incident_model_get_session (composer->model);
}

static VigieLang
lang_of (Composer *composer)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (composer->lang)) == 0 ? VIGIE_LANG_FR
                                                                          : VIGIE_LANG_EN;
}

static const VigieAudience *
audience_of (Composer *composer)
{
  return g_ptr_array_index (composer->audiences,
                            gtk_drop_down_get_selected (GTK_DROP_DOWN (composer->audience)));
}

static const VigieChannel *
channel_of (Composer *composer)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (composer->channel));

  return selected < composer->channels->len ? g_ptr_array_index (composer->channels, selected)
                                            : NULL;
}

/* ---- What the record knows ---- */

static char *
say_time (Composer *composer, gint64 time_usec)
{
  VigieSession *session = session_of (composer);

  if (time_usec == VIGIE_TIME_NONE)
    return NULL;

  if (vigie_time_same_day (time_usec, vigie_session_now_usec (session),
                           vigie_session_get_zone (session)))
    return vigie_time_format_clock_zone (time_usec, vigie_session_get_zone (session));

  return vigie_time_format_full (time_usec, vigie_session_get_zone (session), lang_of (composer));
}

/* The values of a choice are ids; readers get their words. */
static char *
say_choice (const VigieFactDef *def, const char *value, VigieLang lang)
{
  g_auto (GStrv) ids = g_strsplit (value, ",", -1);
  GString *words = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *word = g_strstrip (ids[i]);

      for (guint v = 0; v < def->values->len; v++)
        {
          const VigieFactValue *known = g_ptr_array_index (def->values, v);

          if (g_str_equal (known->id, word))
            word = vigie_text_get (&known->label, lang);
        }
      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", word);
    }

  return g_string_free (words, FALSE);
}

static char *
say_fact (Composer *composer, const char *name)
{
  VigieLang lang = lang_of (composer);
  const VigieFact *fact = vigie_incident_fact (incident_of (composer), name);
  const VigieFactDef *def = vigie_playbook_fact (vigie_session_get_playbook (session_of (composer)),
                                                 name);
  gint64 time_usec;

  if (fact == NULL || def == NULL || fact->state == VIGIE_FACT_UNKNOWN || fact->value == NULL
      || *fact->value == '\0')
    return NULL;
  if (g_str_equal (def->type, "time") && vigie_time_parse_rfc3339 (fact->value, &time_usec, NULL))
    return say_time (composer, time_usec);
  if (g_str_equal (def->type, "choice") || g_str_equal (def->type, "choices"))
    return say_choice (def, fact->value, lang);
  if (g_str_equal (def->type, "count") || g_str_equal (def->type, "amount"))
    {
      g_autofree char *number = vigie_text_number (g_ascii_strtoll (fact->value, NULL, 10), lang);

      return def->unit == NULL || *def->unit == '\0'
                 ? g_steal_pointer (&number)
                 : g_strdup_printf ("%s\302\240%s", number, def->unit);
    }

  if (g_str_equal (def->type, "percent"))
    return g_strdup_printf (lang == VIGIE_LANG_FR ? "%s\302\240%%" : "%s%%", fact->value);

  return g_strdup (fact->value);
}

static char *
say_duration (Composer *composer)
{
  VigieSession *session = session_of (composer);
  gint64 start_usec, end_usec;
  gboolean running;

  if (!vigie_incident_outage (incident_of (composer), vigie_session_get_playbook (session),
                              &start_usec, &end_usec, &running)
      || running)
    return NULL;

  return vigie_duration_format (end_usec - start_usec, lang_of (composer));
}

/* The next public update after this one: what the clock will say once this is published. */
static gint64
next_update_usec (Composer *composer)
{
  const VigieClockDef *clock = vigie_playbook_clock (
      vigie_session_get_playbook (session_of (composer)), "status-update");
  gint64 span_usec;

  if (clock == NULL)
    return VIGIE_TIME_NONE;
  span_usec = clock->span_usec[incident_of (composer)->level];
  if (span_usec == 0)
    span_usec = clock->span_usec[0];

  return span_usec > 0 ? vigie_session_now_usec (session_of (composer)) + span_usec
                       : VIGIE_TIME_NONE;
}

static char *
say_record (Composer *composer, const char *name)
{
  VigieIncident *incident = incident_of (composer);
  VigiePlaybook *playbook = vigie_session_get_playbook (session_of (composer));
  const VigieHolding *commander = vigie_incident_holder (incident, "commander");

  if (g_str_equal (name, "ref"))
    return g_strdup (incident->ref);
  if (g_str_equal (name, "title"))
    return g_strdup (incident->title);
  if (g_str_equal (name, "level"))
    return g_strdup (vigie_level_to_word (incident->level));
  if (g_str_equal (name, "stage"))
    return g_strdup (vigie_stage_label (incident->stage, lang_of (composer)));
  if (g_str_equal (name, "commander"))
    return commander != NULL ? g_strdup (commander->person) : NULL;
  if (g_str_equal (name, "sender"))
    return g_strdup (vigie_session_get_author (session_of (composer)));
  if (g_str_equal (name, "detected"))
    return say_time (composer, incident->milestones[VIGIE_MILESTONE_DETECTED]);
  if (g_str_equal (name, "started"))
    return say_time (composer, incident->milestones[VIGIE_MILESTONE_STARTED]);
  if (g_str_equal (name, "ended"))
    return say_time (composer, incident->milestones[VIGIE_MILESTONE_RESTORED]);
  if (g_str_equal (name, "duration"))
    return say_duration (composer);
  if (g_str_equal (name, "next_update"))
    return say_time (composer, next_update_usec (composer));
  if (g_str_equal (name, "status_url"))
    return g_strdup (playbook->status_page_url);
  if (g_str_equal (name, "call_link"))
    return g_strdup (incident->video_link);

  return NULL;
}

/* ---- The template ---- */

static const VigieTemplate *
pick_template (Composer *composer)
{
  GPtrArray *templates = vigie_session_get_playbook (session_of (composer))->templates;
  const VigieAudience *audience = audience_of (composer);
  const VigieChannel *channel = channel_of (composer);
  VigieStage stage = gtk_drop_down_get_selected (GTK_DROP_DOWN (composer->stage));
  gboolean is_resolved = stage >= VIGIE_STAGE_RESOLVED;
  const VigieTemplate *best = NULL;
  int best_rank = 0;

  for (guint i = 0; channel != NULL && i < templates->len; i++)
    {
      const VigieTemplate *template = g_ptr_array_index (templates, i);
      int rank = 1;

      if (!g_str_equal (template->audience, audience->id)
          || !g_str_equal (template->channel, channel->id))
        continue;
      if (g_str_equal (template->stage, vigie_stage_to_word (stage)))
        rank = 5;
      else if (g_str_equal (template->stage, "any"))
        rank = vigie_incident_is_breach (incident_of (composer)) ? 6 : 2;
      else if (!is_resolved
               && g_str_equal (template->stage,
                               stage == VIGIE_STAGE_INVESTIGATING ? "initial" : "update"))
        rank = 4;
      else if (!is_resolved && g_str_equal (template->stage, "initial"))
        rank = 3;
      else if (is_resolved && g_str_equal (template->stage, "recap"))
        rank = 4;
      if (rank > best_rank)
        {
          best = template;
          best_rank = rank;
        }
    }

  return best;
}

static char *
fill_template (Composer *composer, const VigieTemplate *template)
{
  VigieLang lang = lang_of (composer);
  const char *subject = vigie_text_get (&template->subject, lang);
  GString *text = g_string_new (NULL);

  if (subject != NULL && *subject != '\0')
    g_string_append_printf (text, "%s\n\n", subject);
  g_string_append (text, vigie_text_get (&template->body, lang));
  for (guint i = 0; i < template->placeholders->len; i++)
    {
      const VigiePlaceholder *place = g_ptr_array_index (template->placeholders, i);
      g_autofree char *mark = g_strdup_printf ("{{%s}}", place->name);
      g_autofree char *value = place->fact != NULL && *place->fact != '\0'
                                   ? say_fact (composer, place->fact)
                                   : NULL;

      if (value == NULL)
        value = say_record (composer, place->name);
      if (value != NULL)
        g_string_replace (text, mark, value, 0);
    }

  return g_string_free (text, FALSE);
}

/* ---- The form ---- */

static char *
open_places (const char *text)
{
  GString *places = g_string_new (NULL);
  const char *from = text;

  while ((from = strstr (from, "{{")) != NULL)
    {
      const char *to = strstr (from, "}}");

      if (to == NULL)
        break;
      if (places->len > 0)
        g_string_append (places, ", ");
      g_string_append_len (places, from, to + 2 - from);
      from = to + 2;
    }

  return g_string_free (places, FALSE);
}

/* What the playbook wants for this audience before a message may be recorded here. */
static VigieMessageFault
rule_of (Composer *composer, const char *read_by)
{
  return vigie_message_rule_now (vigie_session_get_playbook (session_of (composer)),
                                 incident_of (composer), audience_of (composer)->id,
                                 vigie_session_get_author (session_of (composer)), read_by);
}

static const char *
rule_words (VigieMessageFault fault)
{
  return fault == VIGIE_MESSAGE_NEEDS_READER
             ? _ ("Data is at risk: somebody must read this first. Name who has.")
             : _ ("This audience needs approval: go on with checks and approval.");
}

/* FALSE: nothing stands in the way, or what is still open comes first. */
static gboolean
show_rule (Composer *composer, gboolean is_open)
{
  VigieMessageFault fault = rule_of (composer, NULL);

  gtk_widget_set_visible (gtk_widget_get_parent (composer->reader),
                          fault == VIGIE_MESSAGE_NEEDS_READER);
  if (fault == VIGIE_MESSAGE_COUNTS || (fault == VIGIE_MESSAGE_NEEDS_READER && is_open))
    return FALSE;
  vigie_label_set (composer->places, rule_words (fault));
  vigie_set_class (GTK_WIDGET (composer->places), "soon-text", TRUE);

  return TRUE;
}

static void
show_places (Composer *composer)
{
  g_autofree char *text = vigie_act_window_read_text (composer->text);
  g_autofree char *places = open_places (text);
  g_autofree char *sentence = NULL;

  if (show_rule (composer, *places != '\0'))
    return;
  if (*places != '\0')
    sentence = g_strdup_printf (_ ("Still to fill in: %s"), places);
  else
    sentence = g_strdup (_ ("Vigie does not send this: copy the text, publish it, then mark it."));
  vigie_label_set (composer->places, sentence);
  vigie_set_class (GTK_WIDGET (composer->places), "soon-text", *places != '\0');
}

/* Typing goes on where the text is still open. */
static void
select_first_place (Composer *composer)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (composer->text));
  GtkTextIter start, from, to;

  gtk_text_buffer_get_start_iter (buffer, &start);
  if (gtk_text_iter_forward_search (&start, "{{", GTK_TEXT_SEARCH_TEXT_ONLY, &from, NULL, NULL)
      && gtk_text_iter_forward_search (&from, "}}", GTK_TEXT_SEARCH_TEXT_ONLY, NULL, &to, NULL))
    gtk_text_buffer_select_range (buffer, &to, &from);
  else
    gtk_text_buffer_place_cursor (buffer, &start);
}

static void
fill (Composer *composer)
{
  const VigieTemplate *template = pick_template (composer);
  g_autofree char *text = NULL;

  if (!composer->touched)
    {
      text = template != NULL ? fill_template (composer, template) : g_strdup ("");
      composer->filling = TRUE;
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (composer->text)), text,
                                -1);
      composer->filling = FALSE;
      select_first_place (composer);
    }
  show_places (composer);
}

static void
text_changed_cb (GtkTextBuffer *buffer, Composer *composer)
{
  if (composer->filling || gtk_widget_in_destruction (composer->window))
    return;
  composer->touched = TRUE;
  show_places (composer);
}

static void
choice_changed_cb (GObject *object, GParamSpec *pspec, Composer *composer)
{
  if (!gtk_widget_in_destruction (composer->window))
    fill (composer);
}

static void
list_channels (Composer *composer, const char *wanted)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (session_of (composer));
  VigieLang lang = vigie_session_get_lang (session_of (composer));
  const VigieAudience *audience = audience_of (composer);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (composer->channels, 0);
  for (guint i = 0; i < audience->channels->len; i++)
    {
      const VigieChannel *channel = vigie_playbook_channel (
          playbook, g_ptr_array_index (audience->channels, i));

      if (channel == NULL)
        continue;
      if (g_strcmp0 (channel->id, wanted) == 0)
        selected = composer->channels->len;
      g_ptr_array_add (composer->channels, (gpointer) channel);
      gtk_string_list_append (words, vigie_text_get (&channel->title, lang));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (composer->channel), G_LIST_MODEL (words));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (composer->channel), selected);
}

static void
audience_changed_cb (GObject *object, GParamSpec *pspec, Composer *composer)
{
  if (gtk_widget_in_destruction (composer->window))
    return;
  list_channels (composer, NULL);
  fill (composer);
}

static void
copy_cb (GtkButton *button, Composer *composer)
{
  g_autofree char *text = vigie_act_window_read_text (composer->text);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), text);
}

static GPtrArray *
message_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  Composer *composer = data;
  const VigieChannel *channel = channel_of (composer);
  g_autofree char *text = vigie_act_window_read_text (composer->text);
  g_autofree char *places = open_places (text);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (composer->reader));
  const char *read_by = rule_of (composer, NULL) == VIGIE_MESSAGE_NEEDS_READER ? typed : NULL;

  if (*places != '\0')
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                   _ ("Fill in or remove what the text still leaves open: %s"), places);
      return NULL;
    }

  return vigie_act_message_read (
      vigie_act_form_playbook (window), vigie_act_form_incident (window),
      audience_of (composer)->id, channel != NULL ? channel->id : "",
      vigie_stage_to_word (gtk_drop_down_get_selected (GTK_DROP_DOWN (composer->stage))), text,
      read_by, vigie_act_form_author (window), vigie_act_form_now (window), error);
}

static guint
list_audiences (Composer *composer, GPtrArray *words, const char *wanted)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (session_of (composer));
  VigieLang lang = vigie_session_get_lang (session_of (composer));
  guint selected = 0;

  for (guint i = 0; i < playbook->audiences->len; i++)
    {
      const VigieAudience *audience = g_ptr_array_index (playbook->audiences, i);

      if (g_strcmp0 (audience->id, wanted) == 0)
        selected = i;
      g_ptr_array_add (composer->audiences, (gpointer) audience);
      g_ptr_array_add (words, (gpointer) vigie_text_get (&audience->title, lang));
    }
  g_ptr_array_add (words, NULL);

  return selected;
}

static GtkWidget *
choice (VigieActWindow *window,
        GtkWidget *row,
        const char *label,
        const char *const *words,
        guint selected)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *name = vigie_label_new (label, "dim small");
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (words);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  vigie_set_accessible_label (drop_down, label);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), drop_down);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (row), box);

  return drop_down;
}

static void
add_choices (VigieActWindow *window, Composer *composer, const char *audience, const char *channel)
{
  VigieLang lang = vigie_session_get_lang (session_of (composer));
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  const char *stages[VIGIE_N_STAGES + 1] = { NULL };
  const char *const langs[] = { "Français", "English", NULL };
  const char *const none[] = { NULL };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  guint selected = list_audiences (composer, words, audience);

  for (guint i = 0; i < VIGIE_N_STAGES; i++)
    stages[i] = vigie_stage_label (i, lang);
  composer->audience = choice (window, row, _ ("Audience"), (const char *const *) words->pdata,
                               selected);
  composer->channel = choice (window, row, _ ("Channel"), none, 0);
  composer->stage = choice (window, row, _ ("Stage"), stages, incident_of (composer)->stage);
  composer->lang = choice (
      window, row, _ ("Language"), langs,
      vigie_session_get_document_lang (session_of (composer)) == VIGIE_LANG_FR ? 0 : 1);
  list_channels (composer, channel);
  vigie_act_window_add (window, row);
}

static void
add_text (VigieActWindow *window, Composer *composer)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *copy = gtk_button_new_with_label (_ ("Copy the text"));

  composer->text = vigie_act_window_add_text (window, _ ("Text"), NULL, TEXT_HEIGHT_PX);
  composer->reader = vigie_act_window_add_entry (window, _ ("Read first by"), NULL);
  composer->places = GTK_LABEL (vigie_paragraph_new (NULL, "caption"));
  gtk_widget_set_hexpand (GTK_WIDGET (composer->places), TRUE);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (composer->places));
  gtk_widget_add_css_class (copy, "compact");
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  g_signal_connect (copy, "clicked", G_CALLBACK (copy_cb), composer);
  gtk_box_append (GTK_BOX (row), copy);
  vigie_act_window_add (window, row);
}

static gboolean
is_any (GtkWidget *widget, const char *name)
{
  return TRUE;
}

/* The same message with checks and approval, in place of this form. */
static void
compose_instead (GtkWidget *from, VigieIncidentModel *model, gpointer data)
{
  Composer *composer = data;
  g_autofree char *audience = g_strdup (audience_of (composer)->id);
  g_autofree char *channel = channel_of (composer) != NULL ? g_strdup (channel_of (composer)->id)
                                                           : NULL;
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (gtk_widget_get_root (from)));
  GtkWidget *page;

  if (window == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "i", COMMUNICATIONS_PAGE);
  page = vigie_page_find (GTK_WIDGET (window), VIGIE_TYPE_COMMUNICATIONS_PAGE, is_any, NULL);
  if (page != NULL)
    vigie_communications_page_compose (VIGIE_COMMUNICATIONS_PAGE (page), audience, channel, NULL);
}

/**
 * vigie_act_form_message:
 * @target: "users/status-page", or an asterisk for any channel.
 * @obligation: (nullable): the clock it keeps; borrowed for the call only.
 *
 * Asks for a message that went out, its text ready from the playbook.
 */
void
vigie_act_form_message (GtkWidget *from,
                        VigieIncidentModel *model,
                        const char *target,
                        const VigieObligation *obligation)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  g_auto (GStrv) parts = g_strsplit (target, "/", 2);
  const char *title = obligation != NULL ? vigie_text_get (&obligation->clock->act, lang)
                                         : _ ("Record a message");
  VigieActWindow *window = vigie_act_window_new (from, model, title, NULL);
  Composer *composer = g_new0 (Composer, 1);

  vigie_act_form_init (&composer->form, model, obligation);
  composer->window = GTK_WIDGET (window);
  composer->model = model;
  composer->audiences = g_ptr_array_new ();
  composer->channels = g_ptr_array_new ();
  add_choices (window, composer, parts[0], parts[0] != NULL ? parts[1] : NULL);
  add_text (window, composer);
  fill (composer);
  g_signal_connect (composer->audience, "notify::selected", G_CALLBACK (audience_changed_cb),
                    composer);
  g_signal_connect (composer->channel, "notify::selected", G_CALLBACK (choice_changed_cb),
                    composer);
  g_signal_connect (composer->stage, "notify::selected", G_CALLBACK (choice_changed_cb), composer);
  g_signal_connect (composer->lang, "notify::selected", G_CALLBACK (choice_changed_cb), composer);
  g_signal_connect (gtk_text_view_get_buffer (GTK_TEXT_VIEW (composer->text)), "changed",
                    G_CALLBACK (text_changed_cb), composer);
  gtk_window_set_default_size (GTK_WINDOW (window), 680, -1);
  vigie_act_window_set_act (window, _ ("Mark as published"), message_drafts, composer,
                            (GDestroyNotify) composer_free);
  vigie_act_window_add_other (window, _ ("With checks and approval…"), compose_instead);
  vigie_act_form_add_others (window, obligation);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (composer->text);
  select_first_place (composer);
}
