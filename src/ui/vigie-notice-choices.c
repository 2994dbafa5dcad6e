/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each list follows the one before it: an audience has its channels, both have their templates, and the first choice is what
 * fits the incident's public stage. While lists are filled by the program nothing is said. */

#include "vigie-notice-choices.h"

#include <glib/gi18n-lib.h>

#include "vigie-notice-render.h"
#include "vigie-text-ui.h"

struct _VigieNoticeChoices
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *drops[3];           /* audience, channel, template */
  GtkWidget *langs[2];           /* by VigieLang */
  GPtrArray *channels;           /* const VigieChannel * */
  GPtrArray *templates;          /* const VigieTemplate *; NULL the last: a blank text */
  VigieIncidentModel *model;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (VigieNoticeChoices, vigie_notice_choices, GTK_TYPE_WIDGET)

static VigiePlaybook *
playbook_of (VigieNoticeChoices *self)
{
  return vigie_session_get_playbook (vigie_incident_model_get_session (self->model));
}

static VigieLang
screen_lang (VigieNoticeChoices *self)
{
  return vigie_session_get_lang (vigie_incident_model_get_session (self->model));
}

static gpointer
chosen (GtkWidget *drop, GPtrArray *among)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop));

  return selected < among->len ? g_ptr_array_index (among, selected) : NULL;
}

const VigieAudience *
vigie_notice_choices_get_audience (VigieNoticeChoices *self)
{
  return self->model ? chosen (self->drops[0], playbook_of (self)->audiences) : NULL;
}

const VigieChannel *
vigie_notice_choices_get_channel (VigieNoticeChoices *self)
{
  return self->model ? chosen (self->drops[1], self->channels) : NULL;
}

const VigieTemplate *
vigie_notice_choices_get_template (VigieNoticeChoices *self)
{
  return self->model ? chosen (self->drops[2], self->templates) : NULL;
}

VigieLang
vigie_notice_choices_get_lang (VigieNoticeChoices *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->langs[VIGIE_LANG_FR])) ? VIGIE_LANG_FR : VIGIE_LANG_EN;
}

static void
set_words (GtkWidget *drop, GPtrArray *words, guint selected)
{
  g_autoptr(GtkStringList) list = NULL;

  g_ptr_array_add (words, NULL);
  list = gtk_string_list_new ((const char *const *) words->pdata);
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), selected);
}

static void
list_audiences (VigieNoticeChoices *self, const char *wanted)
{
  GPtrArray *audiences = playbook_of (self)->audiences;
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  guint selected = 0;

  for (guint i = 0; i < audiences->len; i++)
    {
      const VigieAudience *audience = g_ptr_array_index (audiences, i);

      if (g_strcmp0 (audience->id, wanted) == 0)
        selected = i;
      g_ptr_array_add (words, (gpointer) vigie_text_get (&audience->title, screen_lang (self)));
    }
  set_words (self->drops[0], words, selected);
}

static void
list_channels (VigieNoticeChoices *self, const char *wanted)
{
  const VigieAudience *audience = vigie_notice_choices_get_audience (self);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  guint selected = 0;

  g_ptr_array_set_size (self->channels, 0);
  for (guint i = 0; audience && i < audience->channels->len; i++)
    {
      const VigieChannel *channel = vigie_playbook_channel (playbook_of (self), g_ptr_array_index (audience->channels, i));

      if (!channel)
        continue;
      if (g_strcmp0 (channel->id, wanted) == 0)
        selected = self->channels->len;
      g_ptr_array_add (self->channels, (gpointer) channel);
      g_ptr_array_add (words, (gpointer) vigie_text_get (&channel->title, screen_lang (self)));
    }
  set_words (self->drops[1], words, selected);
}

static void
list_templates (VigieNoticeChoices *self, const char *wanted)
{
  VigiePlaybook *playbook = playbook_of (self);
  const VigieAudience *audience = vigie_notice_choices_get_audience (self);
  const VigieChannel *channel = vigie_notice_choices_get_channel (self);
  const VigieTemplate *fits = wanted ? vigie_playbook_template (playbook, wanted) : NULL;
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  guint selected;

  if (!fits && audience && channel)
    fits = vigie_notice_pick_template (playbook, vigie_incident_model_get_incident (self->model), audience->id, channel->id, NULL);
  g_ptr_array_set_size (self->templates, 0);
  for (guint i = 0; audience && channel && i < playbook->templates->len; i++)
    {
      const VigieTemplate *template = g_ptr_array_index (playbook->templates, i);

      if (!g_str_equal (template->audience, audience->id) || !g_str_equal (template->channel, channel->id))
        continue;
      g_ptr_array_add (self->templates, (gpointer) template);
      g_ptr_array_add (words, (gpointer) vigie_text_get (&template->title, screen_lang (self)));
    }
  g_ptr_array_add (self->templates, NULL);
  g_ptr_array_add (words, _("Blank text"));
  if (!g_ptr_array_find (self->templates, fits, &selected))
    selected = self->templates->len - 1;
  set_words (self->drops[2], words, selected);
}

static void
chosen_cb (VigieNoticeChoices *self, GParamSpec *pspec, GtkWidget *drop)
{
  if (self->is_filling || !self->model)
    return;
  self->is_filling = TRUE;
  if (drop == self->drops[0])
    list_channels (self, NULL);
  if (drop != self->drops[2])
    list_templates (self, NULL);
  self->is_filling = FALSE;
  g_signal_emit_by_name (self, "changed");
}

static void
lang_cb (VigieNoticeChoices *self)
{
  if (!self->is_filling)
    g_signal_emit_by_name (self, "lang");
}

void
vigie_notice_choices_select (VigieNoticeChoices *self, const char *audience, const char *channel, const char *template_id)
{
  g_return_if_fail (self->model != NULL);

  self->is_filling = TRUE;
  list_audiences (self, audience);
  list_channels (self, channel);
  list_templates (self, template_id);
  self->is_filling = FALSE;
}

void
vigie_notice_choices_set_editable (VigieNoticeChoices *self, gboolean editable)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->drops); i++)
    gtk_widget_set_sensitive (self->drops[i], editable);
}

static void
dispose (GObject *object)
{
  VigieNoticeChoices *self = VIGIE_NOTICE_CHOICES (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->channels, g_ptr_array_unref);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  G_OBJECT_CLASS (vigie_notice_choices_parent_class)->dispose (object);
}

static void
vigie_notice_choices_class_init (VigieNoticeChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  g_signal_new ("changed", VIGIE_TYPE_NOTICE_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("lang", VIGIE_TYPE_NOTICE_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_drops (VigieNoticeChoices *self)
{
  const char *const names[] = { _("Audience"), _("Channel"), _("Template") };

  for (guint i = 0; i < G_N_ELEMENTS (self->drops); i++)
    {
      self->drops[i] = gtk_drop_down_new (NULL, NULL);
      vigie_drop_down_show_text (GTK_DROP_DOWN (self->drops[i]));
      vigie_set_accessible_label (self->drops[i], names[i]);
      gtk_widget_set_hexpand (self->drops[i], TRUE);
      g_signal_connect_swapped (self->drops[i], "notify::selected", G_CALLBACK (chosen_cb), self);
      gtk_box_append (GTK_BOX (self->box), self->drops[i]);
    }
}

static void
add_langs (VigieNoticeChoices *self)
{
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (pair, "linked");
  vigie_set_accessible_label (pair, _("Language of the text"));
  self->langs[VIGIE_LANG_FR] = gtk_toggle_button_new_with_label ("FR");
  self->langs[VIGIE_LANG_EN] = gtk_toggle_button_new_with_label ("EN");
  vigie_set_accessible_label (self->langs[VIGIE_LANG_FR], "Français");
  vigie_set_accessible_label (self->langs[VIGIE_LANG_EN], "English");
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->langs[VIGIE_LANG_EN]), GTK_TOGGLE_BUTTON (self->langs[VIGIE_LANG_FR]));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->langs[VIGIE_LANG_FR]), TRUE);
  gtk_box_append (GTK_BOX (pair), self->langs[VIGIE_LANG_FR]);
  gtk_box_append (GTK_BOX (pair), self->langs[VIGIE_LANG_EN]);
  g_signal_connect_swapped (self->langs[VIGIE_LANG_FR], "toggled", G_CALLBACK (lang_cb), self);
  gtk_box_append (GTK_BOX (self->box), pair);
}

static void
vigie_notice_choices_init (VigieNoticeChoices *self)
{
  self->channels = g_ptr_array_new ();
  self->templates = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  add_drops (self);
  add_langs (self);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_notice_choices_new (void)
{
  return g_object_new (VIGIE_TYPE_NOTICE_CHOICES, NULL);
}

void
vigie_notice_choices_set_model (VigieNoticeChoices *self, VigieIncidentModel *model)
{
  VigieLang lang;

  if (!g_set_object (&self->model, model) || !model)
    return;
  lang = vigie_session_get_document_lang (vigie_incident_model_get_session (model));
  self->is_filling = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->langs[lang]), TRUE);
  self->is_filling = FALSE;
}
