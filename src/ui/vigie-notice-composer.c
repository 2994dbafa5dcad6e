/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The composer holds the text under the hand apart from the record. Its button does what comes next for whoever sits here:
 * it records the text first if it was changed, waits until the fold has that version, and takes the step then; so no step
 * is ever about another text than the one on the screen. When it cannot, the button is off and the reason stands beside it. */

#include "vigie-notice-composer-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-page-parts.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

/* Lower than this, the text needs the room of the steps: the button and its reason say what comes next. */
#define SHORT_PX 480

G_DEFINE_FINAL_TYPE (VigieNoticeComposer, vigie_notice_composer, GTK_TYPE_WIDGET)

void
vigie_composer_show_act (VigieNoticeComposer *self)
{
  VigieComposerNext next = vigie_composer_next (self);
  g_autofree char *reason = vigie_composer_obstacle (self, next);
  g_autofree char *words = reason ? g_strdup (reason) : vigie_composer_hint (self, next);

  gtk_button_set_label (GTK_BUTTON (self->act), vigie_composer_next_label (next));
  gtk_widget_set_sensitive (self->act, reason == NULL);
  vigie_label_set (GTK_LABEL (self->reason), words);
  vigie_set_class (self->reason, "late-text", reason != NULL && next != VIGIE_COMPOSER_NOTHING);
  vigie_notice_steps_show (VIGIE_NOTICE_STEPS (self->steps), self->model,
                           vigie_composer_notice (self), vigie_composer_is_edited (self));
}

static void
edited_cb (VigieNoticeComposer *self)
{
  if (!self->text || !self->model)
    return;
  vigie_composer_take_text (self);
  self->touched = TRUE;
  vigie_composer_keep_soon (self);
  vigie_composer_show_act (self);
}

static void
checked_cb (VigieNoticeComposer *self)
{
  if (self->text && self->model)
    vigie_composer_show_act (self);
}

static void
chosen_cb (VigieNoticeComposer *self)
{
  if (self->text)
    vigie_composer_fill (self);
}

static void
lang_cb (VigieNoticeComposer *self)
{
  if (self->text)
    vigie_composer_show_text (self);
}

static void
again_cb (VigieNoticeComposer *self)
{
  vigie_composer_fill (self);
  vigie_composer_keep (self, FALSE);
}

gboolean
vigie_notice_composer_next_check (VigieNoticeComposer *self)
{
  return vigie_notice_editor_next (VIGIE_NOTICE_EDITOR (self->editor));
}

/* ---- Showing ---- */

static void
take (VigieNoticeComposer *self, VigieDraftText *text)
{
  vigie_draft_text_free (self->text);
  self->text = text;
  g_clear_pointer (&self->awaited, g_free);
  self->then = VIGIE_COMPOSER_NOTHING;
  self->touched = FALSE;
}

void
vigie_notice_composer_begin (VigieNoticeComposer *self,
                             const char *audience,
                             const char *channel,
                             const char *template_id)
{
  g_return_if_fail (self->model != NULL);

  take (self, vigie_draft_text_new ());
  vigie_notice_choices_select (VIGIE_NOTICE_CHOICES (self->choices), audience ? audience : "users",
                               channel, template_id);
  vigie_composer_fill (self);
}

static void
show_choices (VigieNoticeComposer *self)
{
  vigie_notice_choices_select (VIGIE_NOTICE_CHOICES (self->choices), self->text->audience,
                               self->text->channel, self->text->template_id);
}

gboolean
vigie_notice_composer_open (VigieNoticeComposer *self, const char *id)
{
  const VigieNotice *notice = self->model
                                  ? vigie_incident_notice (vigie_composer_incident (self), id)
                                  : NULL;

  if (!notice)
    return FALSE;
  take (self, vigie_draft_text_from_notice (notice));
  show_choices (self);
  vigie_composer_show_text (self);
  return TRUE;
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VigieNoticeComposer) self = user_data;
  g_autofree char *json = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result,
                                                               NULL);
  VigieDraftText *text = json ? vigie_draft_text_from_json (json) : NULL;

  if (!text || !self->model || self->text)
    {
      vigie_draft_text_free (text);
      return;
    }
  take (self, text);
  show_choices (self);
  vigie_composer_show_text (self);
  g_signal_emit_by_name (self, "recalled");
}

void
vigie_notice_composer_recall (VigieNoticeComposer *self)
{
  g_autofree char *place = vigie_composer_place_of (self);

  vigie_store_thread_kept_text_async (vigie_session_get_store (vigie_composer_session (self)),
                                      place, NULL, kept_cb, g_object_ref (self));
}

/* Somebody else's edit shows at once where nothing is written here. */
static void
follow (VigieNoticeComposer *self)
{
  const VigieNotice *notice = vigie_composer_notice (self);

  if (!notice || self->awaited || g_strcmp0 (self->text->seen, notice->version->event->id) == 0)
    return;
  if (vigie_notice_version (notice, self->text->seen)
      && vigie_draft_text_equals (self->text, vigie_notice_version (notice, self->text->seen)))
    vigie_notice_composer_open (self, notice->id);
}

static void
changed_cb (VigieNoticeComposer *self)
{
  const VigieNotice *notice;

  if (!self->text)
    return;
  follow (self);
  notice = vigie_composer_notice (self);
  if (notice && self->awaited && g_str_equal (notice->version->event->id, self->awaited))
    {
      VigieComposerNext then = self->then;

      g_clear_pointer (&self->awaited, g_free);
      self->then = VIGIE_COMPOSER_NOTHING;
      vigie_composer_take_step (self, then);
    }
  vigie_notice_editor_set_editable (VIGIE_NOTICE_EDITOR (self->editor),
                                    vigie_composer_may_edit (self));
  vigie_notice_editor_check (VIGIE_NOTICE_EDITOR (self->editor));
  vigie_composer_show_strip (self);
  vigie_composer_show_act (self);
}

/* Nothing that somebody typed is left behind: it is recorded as the draft it is. */
static void
back_cb (VigieNoticeComposer *self)
{
  if (self->touched && vigie_composer_is_edited (self) && vigie_composer_may_edit (self)
      && !self->awaited)
    vigie_composer_record (self, VIGIE_COMPOSER_NOTHING);
  g_signal_emit_by_name (self, "back");
}

/* ---- Object ---- */

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  gtk_widget_measure (VIGIE_NOTICE_COMPOSER (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static gboolean
fit_cb (gpointer user_data)
{
  VigieNoticeComposer *self = user_data;

  self->fit_id = 0;
  gtk_widget_set_visible (self->steps, !self->is_short);
  vigie_notice_editor_set_short (VIGIE_NOTICE_EDITOR (self->editor), self->is_short);
  return G_SOURCE_REMOVE;
}

/* What is shown may not change while it is laid out. */
static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VigieNoticeComposer *self = VIGIE_NOTICE_COMPOSER (widget);

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  if (self->is_short == (height < SHORT_PX))
    return;
  self->is_short = height < SHORT_PX;
  if (self->fit_id == 0)
    self->fit_id = g_idle_add (fit_cb, self);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_NOTICE_COMPOSER (widget)->editor);
}

static void
dispose (GObject *object)
{
  VigieNoticeComposer *self = VIGIE_NOTICE_COMPOSER (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);
  vigie_notice_composer_set_model (self, NULL);
  vigie_notice_source_clear (&self->source);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_notice_composer_parent_class)->dispose (object);
}

static void
vigie_notice_composer_class_init (VigieNoticeComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  vigie_composer_install_menu (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "notice.save",
                                       NULL);
  g_signal_new ("back", VIGIE_TYPE_NOTICE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("recalled", VIGIE_TYPE_NOTICE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
add_head (VigieNoticeComposer *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->back = vigie_page_icon_button_new ("go-previous-symbolic",
                                           _ ("All messages of this incident"));
  self->choices = vigie_notice_choices_new ();
  gtk_widget_set_hexpand (self->choices, TRUE);
  gtk_box_append (GTK_BOX (head), self->back);
  gtk_box_append (GTK_BOX (head), self->choices);
  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 12);
  gtk_widget_set_margin_top (head, 8);
  gtk_widget_set_margin_bottom (head, 8);
  gtk_box_append (GTK_BOX (self->box), head);
  self->strip = vigie_notice_strip_new ("soon", "vigie-message-symbolic", "win.announce");
  self->again = vigie_notice_strip_add (VIGIE_NOTICE_STRIP (self->strip), _ ("Draw the text anew"),
                                        "compact");
  gtk_box_append (GTK_BOX (self->box), self->strip);
}

static void
add_foot (VigieNoticeComposer *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autoptr (GMenu) menu = vigie_composer_menu_new ();

  self->steps = vigie_notice_steps_new ();
  self->reason = vigie_label_new (NULL, "small");
  self->more = gtk_menu_button_new ();
  self->act = gtk_button_new_with_label (_ ("Ask for approval"));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->more), _ ("Hand over"));
  vigie_set_accessible_label (self->more, _ ("Hand over"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), G_MENU_MODEL (menu));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->more), GTK_ARROW_UP);
  gtk_widget_set_hexpand (self->reason, TRUE);
  gtk_widget_add_css_class (self->act, "suggested-action");
  vigie_set_tooltip (self->act, _ ("Ctrl Enter"));
  gtk_box_append (GTK_BOX (line), self->reason);
  gtk_box_append (GTK_BOX (line), self->more);
  gtk_box_append (GTK_BOX (line), self->act);
  gtk_box_append (GTK_BOX (foot), self->steps);
  gtk_box_append (GTK_BOX (foot), line);
  vigie_add_classes (foot, "foot-bar two-rows");
  gtk_box_append (GTK_BOX (self->box), foot);
}

static void
vigie_notice_composer_init (VigieNoticeComposer *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  add_head (self);
  self->editor = vigie_notice_editor_new ();
  gtk_widget_set_vexpand (self->editor, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->editor);
  add_foot (self);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  vigie_notice_editor_set_source (VIGIE_NOTICE_EDITOR (self->editor), vigie_notice_source_fill,
                                  &self->source);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (self->choices, "changed", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->choices, "lang", G_CALLBACK (lang_cb), self);
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (again_cb), self);
  g_signal_connect_swapped (self->editor, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->editor, "checked", G_CALLBACK (checked_cb), self);
  g_signal_connect_swapped (self->act, "clicked", G_CALLBACK (vigie_notice_composer_suggested),
                            self);
}

GtkWidget *
vigie_notice_composer_new (void)
{
  return g_object_new (VIGIE_TYPE_NOTICE_COMPOSER, NULL);
}

void
vigie_notice_composer_set_model (VigieNoticeComposer *self, VigieIncidentModel *model)
{
  if (self->model == model)
    return;
  if (self->model)
    {
      if (self->keep_id != 0)
        vigie_composer_keep (self, FALSE);
      g_signal_handlers_disconnect_by_data (self->model, self);
    }
  vigie_notice_source_clear (&self->source);
  take (self, NULL);
  g_set_object (&self->model, model);
  vigie_notice_choices_set_model (VIGIE_NOTICE_CHOICES (self->choices), model);
  if (model)
    g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}
