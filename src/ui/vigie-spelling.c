/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Enchant behind a text view.
 *
 * A dictionary takes a tenth of a second to read and as long to think of proposals, so both happen in a thread: it makes broker
 * and dictionary and hands them over, and borrows them for each question; who does not have them leaves them alone. A text that
 * changes meanwhile is looked at when they are back. The whole text is looked at again after a pause: a notice is short, and answers are
 * kept by word. The word under the cursor is left alone while it is being typed. GtkSource's spelling was considered and is
 * not in the version we build for. */

#include "vigie-spelling.h"

#include <enchant.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-drawing.h"
#include "vigie-spelling-words.h"
#include "vigie-text-ui.h"

#define PAUSE_MS      400
#define MAX_PROPOSALS 5

typedef struct
{
  EnchantBroker *broker;
  EnchantDict *dict;            /* NULL: none of the names is there */
} Dictionary;

struct _VigieSpelling
{
  GObject parent_instance;

  GtkTextView *view;            /* borrowed; NULL once it is gone */
  GtkTextBuffer *buffer;
  GtkTextTag *tag;
  GHashTable *known;            /* lower case */
  GHashTable *answers;          /* word → GINT_TO_POINTER (1 right, 2 doubtful) */
  Dictionary *dictionary;       /* NULL while it is read, or lent to a thread */
  gboolean is_lent, look_again;
  GMenu *proposals;             /* the section of the view's menu, or NULL */
  GCancellable *reading;        /* or NULL */
  GSimpleActionGroup *actions;
  guint pause_id;
  gboolean is_ready;
};

G_DEFINE_FINAL_TYPE (VigieSpelling, vigie_spelling, G_TYPE_OBJECT)

static void
dictionary_free (gpointer data)
{
  Dictionary *dictionary = data;

  if (dictionary == NULL)
    return;
  if (dictionary->dict != NULL)
    enchant_broker_free_dict (dictionary->broker, dictionary->dict);
  enchant_broker_free (dictionary->broker);
  g_free (dictionary);
}

static void
vigie_spelling_dispose (GObject *object)
{
  VigieSpelling *self = VIGIE_SPELLING (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->view != NULL)
    {
      gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spelling", NULL);
      g_object_remove_weak_pointer (G_OBJECT (self->view), (gpointer *) &self->view);
      self->view = NULL;
    }
  g_clear_object (&self->buffer);
  g_clear_object (&self->actions);
  g_clear_object (&self->proposals);
  g_clear_pointer (&self->dictionary, dictionary_free);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  G_OBJECT_CLASS (vigie_spelling_parent_class)->dispose (object);
}

static void
vigie_spelling_class_init (VigieSpellingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_spelling_dispose;
}

static void
vigie_spelling_init (VigieSpelling *self)
{
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* ---- Asking ---- */

/* Enchant's dictionaries write the straight apostrophe. */
static char *
for_dictionary (const char *word)
{
  GString *plain = g_string_new (word);

  g_string_replace (plain, "’", "'", 0);

  return g_string_free (plain, FALSE);
}

static gboolean
is_doubtful (VigieSpelling *self, const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);
  gpointer answer = g_hash_table_lookup (self->answers, word);
  g_autofree char *plain = NULL;

  if (self->dictionary == NULL || self->dictionary->dict == NULL || g_hash_table_contains (self->known, lower))
    return FALSE;
  if (answer != NULL)
    return GPOINTER_TO_INT (answer) == 2;
  plain = for_dictionary (word);
  answer = GINT_TO_POINTER (enchant_dict_check (self->dictionary->dict, plain, -1) > 0 ? 2 : 1);
  g_hash_table_insert (self->answers, g_strdup (word), answer);

  return GPOINTER_TO_INT (answer) == 2;
}

typedef struct
{
  VigieSpelling *self;
  const char *text;
  int cursor;                   /* in characters; -1: nowhere */
  const char *counted;          /* how far the characters are counted, */
  int n_counted;                /* and how many they are */
} Look;

static int
offset_of (Look *look, gsize at_bytes)
{
  look->n_counted += (int) g_utf8_strlen (look->counted, look->text + at_bytes - look->counted);
  look->counted = look->text + at_bytes;

  return look->n_counted;
}

static void
look_at_word (const char *word, gsize start_bytes, gsize end_bytes, gpointer user_data)
{
  Look *look = user_data;
  GtkTextIter start, end;
  int from = offset_of (look, start_bytes), to = offset_of (look, end_bytes);

  if (look->cursor == to || !is_doubtful (look->self, word))
    return;
  gtk_text_buffer_get_iter_at_offset (look->self->buffer, &start, from);
  gtk_text_buffer_get_iter_at_offset (look->self->buffer, &end, to);
  gtk_text_buffer_apply_tag (look->self->buffer, look->self->tag, &start, &end);
}

/* Looks at the whole text. @typing: the word at the cursor is left alone. */
static void
look (VigieSpelling *self, gboolean typing)
{
  GtkTextIter start, end, at;
  g_autofree char *text = NULL;
  Look found = { .self = self, .cursor = -1 };

  self->look_again = self->is_lent;
  if (self->dictionary == NULL)
    return;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->tag, &start, &end);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &at, gtk_text_buffer_get_insert (self->buffer));
  if (typing && self->view != NULL && gtk_widget_has_focus (GTK_WIDGET (self->view)))
    found.cursor = gtk_text_iter_get_offset (&at);
  text = gtk_text_buffer_get_slice (self->buffer, &start, &end, TRUE);
  found.text = found.counted = text;
  vigie_spelling_each_word (text, look_at_word, &found);
  self->is_ready = self->dictionary->dict != NULL;
}

static gboolean
pause_cb (gpointer data)
{
  VigieSpelling *self = data;

  self->pause_id = 0;
  look (self, TRUE);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (VigieSpelling *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (PAUSE_MS, pause_cb, self);
}

/* ---- Reading a dictionary ---- */

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *const *tags = task_data;
  Dictionary *dictionary = g_new0 (Dictionary, 1);

  dictionary->broker = enchant_broker_init ();
  for (guint i = 0; tags[i] != NULL && dictionary->dict == NULL; i++)
    if (enchant_broker_dict_exists (dictionary->broker, tags[i]))
      dictionary->dict = enchant_broker_request_dict (dictionary->broker, tags[i]);
  g_task_return_pointer (task, dictionary, dictionary_free);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  VigieSpelling *self = VIGIE_SPELLING (object);
  Dictionary *dictionary = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Another language was asked for since, or the view is gone. */
  if (dictionary == NULL)
    return;
  g_clear_object (&self->reading);
  g_clear_pointer (&self->dictionary, dictionary_free);
  self->dictionary = dictionary;
  g_hash_table_remove_all (self->answers);
  look (self, FALSE);
}

void
vigie_spelling_set_dictionaries (VigieSpelling *self, const char *const *tags)
{
  g_autoptr(GTask) task = NULL;

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  self->is_ready = FALSE;
  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_set_source_tag (task, vigie_spelling_set_dictionaries);
  g_task_set_task_data (task, g_strdupv ((char **) tags), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, read_in_thread);
}

void
vigie_spelling_set_lang (VigieSpelling *self, VigieLang lang)
{
  static const char *const french[] = { "fr_FR", "fr", NULL };
  static const char *const english[] = { "en_GB", "en_US", "en", NULL };

  vigie_spelling_set_dictionaries (self, lang == VIGIE_LANG_FR ? french : english);
}

gboolean
vigie_spelling_is_ready (VigieSpelling *self)
{
  return self->is_ready;
}

/* ---- Proposals ---- */

/* The underlined word at the cursor or selected. */
static gboolean
word_at_cursor (VigieSpelling *self, GtkTextIter *start, GtkTextIter *end)
{
  if (!gtk_text_buffer_get_selection_bounds (self->buffer, start, end))
    *end = *start;
  if (!gtk_text_iter_has_tag (start, self->tag) && !gtk_text_iter_ends_tag (start, self->tag))
    return FALSE;
  if (!gtk_text_iter_starts_tag (start, self->tag))
    gtk_text_iter_backward_to_tag_toggle (start, self->tag);
  *end = *start;

  return gtk_text_iter_forward_to_tag_toggle (end, self->tag);
}

typedef struct
{
  Dictionary *dictionary;       /* lent */
  char *word;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  dictionary_free (question->dictionary);
  g_free (question->word);
  g_free (question);
}

static void
think_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Question *question = task_data;
  gsize n = 0;
  char **all = enchant_dict_suggest (question->dictionary->dict, question->word, -1, &n);
  GStrv out = g_new0 (char *, MIN (n, MAX_PROPOSALS) + 1);

  for (gsize i = 0; i < MIN (n, MAX_PROPOSALS); i++)
    out[i] = g_strdup (all[i]);
  if (all != NULL)
    enchant_dict_free_string_list (question->dictionary->dict, all);
  g_task_return_pointer (task, out, (GDestroyNotify) g_strfreev);
}

/**
 * vigie_spelling_proposals_async:
 * @callback: when they are there
 *
 * Asks for words that may stand for the underlined one at the cursor.
 */
void
vigie_spelling_proposals_async (VigieSpelling *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  Question *question;
  GtkTextIter start, end;
  g_autofree char *word = NULL;

  g_task_set_source_tag (task, vigie_spelling_proposals_async);
  if (self->dictionary == NULL || self->dictionary->dict == NULL || !word_at_cursor (self, &start, &end))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  word = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  question = g_new0 (Question, 1);
  question->word = for_dictionary (word);
  question->dictionary = g_steal_pointer (&self->dictionary);
  self->is_lent = TRUE;
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, think_in_thread);
}

/* The dictionary comes back, unless one of another language took its place. */
static void
take_back (VigieSpelling *self, Question *question)
{
  self->is_lent = FALSE;
  if (self->dictionary == NULL && self->reading == NULL && self->answers != NULL)
    self->dictionary = g_steal_pointer (&question->dictionary);
  if (self->look_again)
    look (self, TRUE);
}

char **
vigie_spelling_proposals_finish (VigieSpelling *self, GAsyncResult *result)
{
  Question *question = g_task_get_task_data (G_TASK (result));

  if (question != NULL)
    take_back (self, question);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
proposed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  VigieSpelling *self = VIGIE_SPELLING (object);
  g_autoptr(GMenu) section = user_data;
  g_auto(GStrv) proposals = vigie_spelling_proposals_finish (self, result);

  /* Another word was asked about since. */
  if (section != self->proposals || proposals == NULL)
    return;
  for (guint i = 0; proposals[i] != NULL; i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (proposals[i], NULL);

      g_menu_item_set_action_and_target (item, "spelling.replace", "s", proposals[i]);
      g_menu_insert_item (section, (int) i, item);
    }
  if (proposals[0] == NULL)
    g_menu_insert (section, 0, _("No proposal"), "spelling.none");
}

/* What the view's menu offers for the word at the cursor; the proposals come into it when they are thought of. */
static void
fill_menu (VigieSpelling *self)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  GMenu *section = g_menu_new ();
  GtkTextIter start, end;

  g_set_object (&self->proposals, section);
  if (word_at_cursor (self, &start, &end))
    {
      g_menu_append (section, _("Ignore this word"), "spelling.ignore");
      vigie_spelling_proposals_async (self, proposed_cb, g_object_ref (section));
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  gtk_text_view_set_extra_menu (self->view, G_MENU_MODEL (menu));
  g_object_unref (section);
}

gboolean
vigie_spelling_next (VigieSpelling *self)
{
  GtkTextIter at, end;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &at, gtk_text_buffer_get_selection_bound (self->buffer));
  gtk_text_buffer_get_iter_at_mark (self->buffer, &end, gtk_text_buffer_get_insert (self->buffer));
  if (gtk_text_iter_compare (&at, &end) < 0)
    at = end;
  while (gtk_text_iter_forward_to_tag_toggle (&at, self->tag) && !gtk_text_iter_starts_tag (&at, self->tag))
    ;
  if (!gtk_text_iter_starts_tag (&at, self->tag))
    {
      gtk_text_buffer_get_start_iter (self->buffer, &at);
      if (!gtk_text_iter_starts_tag (&at, self->tag))
        gtk_text_iter_forward_to_tag_toggle (&at, self->tag);
    }
  if (!gtk_text_iter_starts_tag (&at, self->tag))
    return FALSE;
  end = at;
  gtk_text_iter_forward_to_tag_toggle (&end, self->tag);
  gtk_text_buffer_select_range (self->buffer, &at, &end);
  if (self->view != NULL)
    {
      gtk_text_view_scroll_to_iter (self->view, &at, 0.1, FALSE, 0, 0);
      fill_menu (self);
    }

  return TRUE;
}

static void
replace_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  VigieSpelling *self = data;
  const char *word = g_variant_get_string (target, NULL);
  GtkTextIter start, end;

  if (!word_at_cursor (self, &start, &end))
    return;
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, word, -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

static void
ignore_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  VigieSpelling *self = data;
  GtkTextIter start, end;

  if (word_at_cursor (self, &start, &end))
    {
      g_autofree char *word = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);

      g_hash_table_add (self->known, g_utf8_strdown (word, -1));
      gtk_text_buffer_remove_tag (self->buffer, self->tag, &start, &end);
      look (self, FALSE);
    }
}

/* ---- The view ---- */

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, VigieSpelling *self)
{
  GtkTextIter at;
  int buffer_x, buffer_y;

  if (self->view == NULL)
    return;
  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x, &buffer_y);
  if (gtk_text_view_get_iter_at_location (self->view, &at, buffer_x, buffer_y) && gtk_text_iter_has_tag (&at, self->tag))
    gtk_text_buffer_place_cursor (self->buffer, &at);
  fill_menu (self);
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, VigieSpelling *self)
{
  if (self->view == NULL)
    return FALSE;
  if (key == GDK_KEY_F7 && (state & GDK_SHIFT_MASK) != 0 && vigie_spelling_next (self))
    return gtk_widget_activate_action (GTK_WIDGET (self->view), "menu.popup", NULL);
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    fill_menu (self);

  return FALSE;
}

static void
watch_view (VigieSpelling *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spelling", G_ACTION_GROUP (self->actions));
}

static void
make_tag (VigieSpelling *self)
{
  GdkRGBA color;

  vigie_drawing_color (GTK_WIDGET (self->view), "late_fg", &color);
  self->tag = gtk_text_buffer_create_tag (self->buffer, NULL, "underline", PANGO_UNDERLINE_ERROR, "underline-rgba", &color, NULL);
}

VigieSpelling *
vigie_spelling_new (GtkTextView *view, const VigiePlaybook *playbook)
{
  static const GActionEntry entries[] = { { .name = "replace", .activate = replace_cb, .parameter_type = "s" }, { .name = "ignore", .activate = ignore_cb } };
  VigieSpelling *self = g_object_new (VIGIE_TYPE_SPELLING, NULL);

  self->view = view;
  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &self->view);
  self->buffer = g_object_ref (gtk_text_view_get_buffer (view));
  self->known = vigie_spelling_known_words (playbook);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  make_tag (self);
  watch_view (self);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}
