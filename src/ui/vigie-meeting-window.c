/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One window for one incident, whoever opens it. It keeps nothing of its own but the line that is being typed: the item, its
 * time, who is there and what was parked are read from the fold at each change, so that a second screen, or this one after a
 * restart, shows the same. Before the meeting the same window shows the agenda and its act is to begin.
 *
 * Keys: Page Down the next item, Page Up the one before, Enter notes, Ctrl Enter parks. */

#include "vigie-meeting-window.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-act-post-mortem.h"
#include "vigie-flow-forms.h"
#include "vigie-meeting-sheet.h"
#include "vigie-page-parts.h"
#include "vigie-report.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define WIDTH_PX 900
#define HEIGHT_PX 620
#define SIDE_PX 236
#define SOON_SHARE 0.2
#define WINDOW_KEY "vigie-meeting-window"

struct _VigieMeetingWindow
{
  AdwWindow parent_instance;

  /* Children */
  GtkWidget *sheet;              /* VigieMeetingSheet: agenda and people */
  GtkWidget *title, *left, *left_words, *icon, *bar, *total;
  GtkWidget *points, *noted, *parked, *parked_head;
  GtkWidget *entry, *park, *note, *add_action;
  GtkWidget *begin, *next, *end;
  GtkWidget *running;            /* all that only a running meeting has */
  GtkWidget *error;

  /* Owned */
  VigieIncidentModel *model;
  GCancellable *cancellable;
  char *shown;                   /* item whose points are there */

  gboolean recording;
};

G_DEFINE_FINAL_TYPE (VigieMeetingWindow, vigie_meeting_window, ADW_TYPE_WINDOW)

static VigieSession *
session_of (VigieMeetingWindow *self)
{
  return vigie_incident_model_get_session (self->model);
}

static VigiePostMortem *
state_of (VigieMeetingWindow *self)
{
  return vigie_post_mortem_new (vigie_incident_model_get_incident (self->model), vigie_session_get_playbook (session_of (self)),
                                vigie_session_now_usec (session_of (self)));
}

/* -1: none. */
static int
place_of (const VigiePlaybook *playbook, const char *item)
{
  for (guint i = 0; item != NULL && i < playbook->agenda->len; i++)
    if (g_str_equal (((const VigieAgendaItem *) playbook->agenda->pdata[i])->id, item))
      return (int) i;

  return -1;
}

static gint64
spent_on (const VigieMeeting *meeting, const char *item)
{
  for (guint i = 0; i < meeting->spans->len; i++)
    if (g_str_equal (g_array_index (meeting->spans, VigieMeetingSpan, i).item, item))
      return g_array_index (meeting->spans, VigieMeetingSpan, i).spent_usec;

  return 0;
}

/* ---- The present item ---- */

static void
show_left (VigieMeetingWindow *self, gint64 left_usec, gint64 span_usec)
{
  gboolean late = left_usec < 0;
  gboolean soon = !late && left_usec <= (gint64) (SOON_SHARE * (double) span_usec);
  gint64 seconds = ABS (left_usec) / VIGIE_SECOND_USEC;
  g_autofree char *number = g_strdup_printf ("%s%d:%02d", late ? "+" : "", (int) (seconds / 60), (int) (seconds % 60));
  const char *words = late ? _("over its time") : soon ? _("left: come to an end") : _("left");

  vigie_label_set (GTK_LABEL (self->left), number);
  vigie_label_set (GTK_LABEL (self->left_words), words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), late ? "vigie-overdue-symbolic" : soon ? "vigie-warning-symbolic" : "vigie-clock-symbolic");
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *widget = i == 0 ? self->left : i == 1 ? self->left_words : self->icon;

      vigie_set_class (widget, "late-text", late);
      vigie_set_class (widget, "soon-text", soon);
    }
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), span_usec > 0 ? CLAMP ((double) left_usec / (double) span_usec, 0.0, 1.0) : 0.0);
}

static void
show_points (VigieMeetingWindow *self, const VigieAgendaItem *item)
{
  if (g_strcmp0 (self->shown, item->id) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (item->id);
  vigie_clear_box (GTK_BOX (self->points));
  for (guint i = 0; item->points != NULL && i < item->points->len; i++)
    {
      g_autofree char *point = g_strconcat ("– ", vigie_text_get (item->points->pdata[i], vigie_session_get_lang (session_of (self))), NULL);

      gtk_box_append (GTK_BOX (self->points), vigie_paragraph_new (point, NULL));
    }
}

/* What is in the section that the item's notes go to, as the report shows it; owned. */
static char *
section_text (VigieMeetingWindow *self, const char *section)
{
  g_autoptr(VigieReport) report = vigie_report_new (vigie_incident_model_get_incident (self->model), vigie_session_get_playbook (session_of (self)),
                                                    vigie_session_get_document_lang (session_of (self)), vigie_session_get_zone (session_of (self)),
                                                    vigie_session_get_author (session_of (self)), vigie_session_now_usec (session_of (self)), NULL);
  const VigieReportPart *part = vigie_report_part (report, section);

  return g_strdup (part != NULL ? part->text : "");
}

static char *
logged_text (VigieMeetingWindow *self, const VigieMeeting *meeting)
{
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = incident->entries->pdata[i];

      if (entry->kind == VIGIE_ENTRY_NOTE && entry->retract_reason == NULL && entry->text != NULL
          && vigie_event_compare (meeting->began->event, entry->event) < 0)
        g_string_append_printf (text, "%s– %s", text->len > 0 ? "\n" : "", entry->text);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_noted (VigieMeetingWindow *self, const VigieMeeting *meeting)
{
  const char *section = vigie_meeting_section (meeting->item);
  g_autofree char *text = section != NULL ? section_text (self, section) : logged_text (self, meeting);

  vigie_label_set (GTK_LABEL (self->noted), *text != '\0' ? text : _("Nothing noted yet."));
}

static void
show_parked (VigieMeetingWindow *self, const VigieMeeting *meeting)
{
  g_autoptr(GPtrArray) parked = vigie_meeting_parked (vigie_incident_model_get_incident (self->model), meeting);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < parked->len; i++)
    {
      const VigieEntry *entry = parked->pdata[i];

      g_string_append_printf (text, "%s%s %s", i > 0 ? "\n" : "", entry->done ? "☑" : "☐", entry->text);
    }
  vigie_label_set (GTK_LABEL (self->parked), text->str);
  gtk_widget_set_visible (self->parked, parked->len > 0);
  gtk_widget_set_visible (self->parked_head, parked->len > 0);
}

static const char *
place_words (VigieMeetingWindow *self, const char *item)
{
  const char *section = vigie_meeting_section (item);
  VigiePlaybook *playbook = vigie_session_get_playbook (session_of (self));

  for (guint i = 0; section != NULL && i < playbook->report_sections->len; i++)
    {
      const VigieReportSection *def = playbook->report_sections->pdata[i];

      if (g_str_equal (def->id, section))
        return vigie_text_get (&def->title, vigie_session_get_lang (session_of (self)));
    }

  return _("Timeline");
}

/* Where a note goes, in the field itself. */
static void
show_entry (VigieMeetingWindow *self, const char *item)
{
  /* Translators: %s is a section of the report, or the timeline. */
  g_autofree char *hint = g_strdup_printf (_("Note in “%s”"), place_words (self, item));

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), hint);
  vigie_set_accessible_label (self->entry, hint);
}

static void
show_next (VigieMeetingWindow *self, const VigiePlaybook *playbook, int place)
{
  const VigieAgendaItem *next = place + 1 < (int) playbook->agenda->len ? playbook->agenda->pdata[place + 1] : NULL;
  g_autofree char *words = next != NULL ? g_strdup_printf (_("Next: %s"), vigie_text_get (&next->title, vigie_session_get_lang (session_of (self)))) : NULL;

  gtk_widget_set_visible (self->next, next != NULL);
  vigie_set_class (self->end, "suggested-action", next == NULL);
  if (next != NULL)
    vigie_label_set (GTK_LABEL (gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (self->next)))), words);
}

static void
show_item (VigieMeetingWindow *self, const VigieMeeting *meeting, const VigiePlaybook *playbook)
{
  int place = place_of (playbook, meeting->item);
  const VigieAgendaItem *item = place >= 0 ? playbook->agenda->pdata[place] : NULL;
  g_autofree char *title = NULL;

  if (item == NULL)
    return;
  title = g_strdup_printf ("%d. %s", place + 1, vigie_text_get (&item->title, vigie_session_get_lang (session_of (self))));
  vigie_label_set (GTK_LABEL (self->title), title);
  show_left (self, item->duration_usec - spent_on (meeting, item->id), item->duration_usec);
  show_points (self, item);
  show_noted (self, meeting);
  show_parked (self, meeting);
  show_entry (self, item->id);
  show_next (self, playbook, place);
  gtk_widget_set_visible (self->add_action, g_str_equal (item->id, "actions"));
}

/* Until it ends if each coming item keeps its time. */
static void
show_total (VigieMeetingWindow *self, const VigieMeeting *meeting, const VigiePlaybook *playbook)
{
  gint64 now_usec = vigie_session_now_usec (session_of (self));
  gint64 left_usec = 0;
  g_autofree char *end = NULL;
  g_autofree char *words = NULL;

  for (int i = place_of (playbook, meeting->item); i >= 0 && i < (int) playbook->agenda->len; i++)
    {
      const VigieAgendaItem *item = playbook->agenda->pdata[i];

      left_usec += MAX (item->duration_usec - spent_on (meeting, item->id), 0);
    }
  end = vigie_time_format_clock_zone (now_usec + left_usec, vigie_session_get_zone (session_of (self)));
  words = g_strdup_printf (_("ends about %s"), end);
  vigie_label_set (GTK_LABEL (self->total), words);
}

static void
show_before (VigieMeetingWindow *self, const VigiePostMortem *state)
{
  VigieSession *session = session_of (self);
  g_autofree char *when = state->schedule != NULL ? vigie_time_format_full (state->schedule->time_usec, vigie_session_get_zone (session), vigie_session_get_lang (session)) : NULL;
  g_autofree char *words = when != NULL ? g_strdup_printf (_("Planned: %s"), when) : g_strdup (_("No date is planned."));

  vigie_label_set (GTK_LABEL (self->title), state->held != NULL ? _("The meeting was held") : _("The meeting has not begun"));
  vigie_label_set (GTK_LABEL (self->total), words);
}

static void
update (VigieMeetingWindow *self)
{
  g_autoptr(VigiePostMortem) state = state_of (self);
  VigiePlaybook *playbook = vigie_session_get_playbook (session_of (self));
  gboolean runs = vigie_post_mortem_is_meeting (state) && state->stage != VIGIE_POST_MORTEM_NONE;

  gtk_widget_set_visible (self->running, runs);
  gtk_widget_set_visible (self->begin, !runs);
  gtk_widget_set_visible (self->end, runs);
  if (!runs)
    gtk_widget_set_visible (self->next, FALSE);
  vigie_session_set_wants_seconds (session_of (self), G_OBJECT (self), runs);
  vigie_meeting_sheet_show (VIGIE_MEETING_SHEET (self->sheet), state);
  if (!runs)
    {
      show_before (self, state);
      return;
    }
  show_item (self, &state->meeting, playbook);
  show_total (self, &state->meeting, playbook);
}

/* ---- Acts ---- */

static void
recorded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieMeetingWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_session_record_finish (VIGIE_SESSION (object), result, &error);

  self->recording = FALSE;
  if (events == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      vigie_label_set (GTK_LABEL (self->error), error->message);
      gtk_widget_set_visible (self->error, TRUE);
    }
}

/* Consumes both. FALSE: it was refused, and the sentence stands over the foot. */
static gboolean
record (VigieMeetingWindow *self, GPtrArray *drafts, GError *error)
{
  g_autoptr(GError) refused = error;

  gtk_widget_set_visible (self->error, drafts == NULL);
  if (drafts == NULL)
    {
      vigie_label_set (GTK_LABEL (self->error), refused != NULL ? refused->message : "");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, refused != NULL ? refused->message : "", -1);
      return FALSE;
    }
  self->recording = TRUE;
  vigie_session_record_async (session_of (self), drafts, self->cancellable, recorded_cb, g_object_ref (self));

  return TRUE;
}

#define WHO (vigie_session_get_author (session_of (self)))
#define NOW (vigie_session_now_usec (session_of (self)))
#define BOOK (vigie_session_get_playbook (session_of (self)))
#define FOLD (vigie_incident_model_get_incident (self->model))

static void
begin_cb (VigieMeetingWindow *self)
{
  g_autoptr(VigiePostMortem) state = state_of (self);
  g_autoptr(GPtrArray) people = vigie_meeting_sheet_get_present (VIGIE_MEETING_SHEET (self->sheet));
  const char *facilitator = state->schedule != NULL && state->schedule->facilitator != NULL ? state->schedule->facilitator : WHO;
  GError *error = NULL;
  GPtrArray *drafts = self->recording ? NULL : vigie_act_meeting_begin (BOOK, FOLD, facilitator, people, WHO, NOW, &error);

  if (!self->recording && record (self, drafts, error))
    gtk_widget_grab_focus (self->entry);
}

static void
take_item (VigieMeetingWindow *self, const char *item)
{
  GError *error = NULL;
  GPtrArray *drafts;

  if (self->recording)
    return;
  drafts = vigie_act_meeting_item (BOOK, FOLD, item, WHO, NOW, &error);
  record (self, drafts, error);
}

static void
next_cb (VigieMeetingWindow *self)
{
  take_item (self, NULL);
}

static void
item_cb (VigieMeetingWindow *self, const char *item)
{
  g_autoptr(VigiePostMortem) state = state_of (self);

  if (vigie_post_mortem_is_meeting (state) && g_strcmp0 (state->meeting.item, item) != 0)
    take_item (self, item);
}

static void
present_cb (VigieMeetingWindow *self)
{
  g_autoptr(VigiePostMortem) state = state_of (self);
  g_autoptr(GPtrArray) people = vigie_meeting_sheet_get_present (VIGIE_MEETING_SHEET (self->sheet));
  GError *error = NULL;
  GPtrArray *drafts;

  /* Before it begins the ticks wait for the beginning. */
  if (!vigie_post_mortem_is_meeting (state))
    return;
  drafts = vigie_act_meeting_present (BOOK, FOLD, people, WHO, NOW, &error);
  record (self, drafts, error);
}

static void
write_note (VigieMeetingWindow *self, gboolean park)
{
  g_autoptr(VigiePostMortem) state = state_of (self);
  const char *section = vigie_meeting_section (state->meeting.item);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *before = NULL;
  GError *error = NULL;
  GPtrArray *drafts;

  if (self->recording || *text == '\0')
    return;
  before = section != NULL ? section_text (self, section) : NULL;
  drafts = park ? vigie_act_meeting_park (BOOK, FOLD, text, WHO, NOW, &error)
                : vigie_act_meeting_note (BOOK, FOLD, text, before, vigie_session_get_document_lang (session_of (self)), WHO, NOW, &error);
  if (record (self, drafts, error))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
note_cb (VigieMeetingWindow *self)
{
  write_note (self, FALSE);
}

static void
park_cb (VigieMeetingWindow *self)
{
  write_note (self, TRUE);
}

static void
add_action_cb (VigieMeetingWindow *self)
{
  vigie_act_form_action (GTK_WIDGET (self), self->model, NULL, NULL, NULL);
}

/* Pressed by mistake it costs little: another beginning goes on. */
static void
end_cb (VigieMeetingWindow *self)
{
  GError *error = NULL;
  GPtrArray *drafts;

  if (self->recording)
    return;
  drafts = vigie_act_meeting_end (BOOK, FOLD, NULL, WHO, NOW, &error);
  if (record (self, drafts, error))
    gtk_window_close (GTK_WINDOW (self));
}

/* ---- Keys ---- */

static gboolean
next_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  VigieMeetingWindow *self = VIGIE_MEETING_WINDOW (widget);

  if (gtk_widget_get_visible (self->next))
    next_cb (self);

  return TRUE;
}

static gboolean
back_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  VigieMeetingWindow *self = VIGIE_MEETING_WINDOW (widget);
  g_autoptr(VigiePostMortem) state = state_of (self);
  int place = place_of (BOOK, state->meeting.item);

  if (vigie_post_mortem_is_meeting (state) && place > 0)
    take_item (self, ((const VigieAgendaItem *) BOOK->agenda->pdata[place - 1])->id);

  return TRUE;
}

static gboolean
park_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  write_note (VIGIE_MEETING_WINDOW (widget), TRUE);

  return TRUE;
}

static gboolean
close_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static void
add_keys (VigieMeetingWindow *self)
{
  static const struct { guint key; GdkModifierType modifiers; GtkShortcutFunc func; } keys[] = {
    { GDK_KEY_Page_Down, 0, next_key_cb }, { GDK_KEY_KP_Page_Down, 0, next_key_cb }, { GDK_KEY_Page_Up, 0, back_key_cb },
    { GDK_KEY_KP_Page_Up, 0, back_key_cb }, { GDK_KEY_Return, GDK_CONTROL_MASK, park_key_cb }, { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, park_key_cb },
    { GDK_KEY_Escape, 0, close_key_cb },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                                                                                                  gtk_callback_action_new (keys[i].func, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* ---- Building ---- */

static GtkWidget *
clock_new (VigieMeetingWindow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  self->icon = vigie_icon_new ("vigie-clock-symbolic", NULL);
  self->left = vigie_label_new ("", "number-call");
  self->left_words = vigie_label_new ("", "strong");
  gtk_label_set_ellipsize (GTK_LABEL (self->left), PANGO_ELLIPSIZE_NONE);
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), 28);
  gtk_box_append (GTK_BOX (line), self->icon);
  gtk_box_append (GTK_BOX (line), self->left);
  gtk_box_append (GTK_BOX (line), self->left_words);

  return line;
}

static GtkWidget *
note_row_new (VigieMeetingWindow *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->entry = gtk_entry_new ();
  self->note = vigie_page_button_new (_("Note"), _("Enter"), NULL);
  self->park = vigie_page_button_new (_("Park"), _("Ctrl Enter"), NULL);
  vigie_set_tooltip (self->park, _("Not for now: it becomes a to-do in the timeline"));
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (note_cb), self);
  g_signal_connect_swapped (self->note, "clicked", G_CALLBACK (note_cb), self);
  g_signal_connect_swapped (self->park, "clicked", G_CALLBACK (park_cb), self);
  gtk_box_append (GTK_BOX (row), self->entry);
  gtk_box_append (GTK_BOX (row), self->note);
  gtk_box_append (GTK_BOX (row), self->park);

  return row;
}

static GtkWidget *
running_new (VigieMeetingWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->bar = gtk_progress_bar_new ();
  vigie_set_accessible_label (self->bar, _("Time left for this item"));
  self->points = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->noted = vigie_paragraph_new ("", "small");
  self->parked_head = vigie_label_new (_("Parked"), "small strong");
  self->parked = vigie_paragraph_new ("", "small");
  self->add_action = gtk_button_new_with_label (_("Add an action…"));
  gtk_widget_set_halign (self->add_action, GTK_ALIGN_START);
  g_signal_connect_swapped (self->add_action, "clicked", G_CALLBACK (add_action_cb), self);
  gtk_box_append (GTK_BOX (box), clock_new (self));
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->points);
  gtk_box_append (GTK_BOX (box), note_row_new (self));
  gtk_box_append (GTK_BOX (box), self->add_action);
  gtk_box_append (GTK_BOX (box), vigie_label_new (_("Noted so far"), "small strong"));
  gtk_box_append (GTK_BOX (box), self->noted);
  gtk_box_append (GTK_BOX (box), self->parked_head);
  gtk_box_append (GTK_BOX (box), self->parked);

  return box;
}

/* The one rule that stays in sight, with the others behind it. */
static GtkWidget *
rules_new (VigieMeetingWindow *self)
{
  VigiePlaybook *playbook = BOOK;
  VigieLang lang = vigie_session_get_lang (session_of (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "notice-bar");
  gtk_widget_add_css_class (box, "acc");
  gtk_widget_add_css_class (box, "meeting-rules");
  for (guint i = 0; i < playbook->rules->len; i++)
    {
      const VigieRule *rule = playbook->rules->pdata[i];
      const char *first = rule->points != NULL && rule->points->len > 0 ? vigie_text_get (rule->points->pdata[0], lang) : "";
      g_autofree char *words = *first != '\0' ? g_strdup_printf (lang == VIGIE_LANG_FR ? "%s\302\240: %s" : "%s: %s", vigie_text_get (&rule->title, lang), first)
                                              : g_strdup (vigie_text_get (&rule->title, lang));

      gtk_box_append (GTK_BOX (box), vigie_paragraph_new (words, "small"));
    }
  vigie_set_accessible_label (box, _("Rules of the meeting"));

  return box;
}

static GtkWidget *
main_new (VigieMeetingWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->title = vigie_label_new ("", "section-title");
  self->total = vigie_label_new ("", "small dim num");
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (self->total), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->total);
  self->running = running_new (self);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->running);
  gtk_box_append (GTK_BOX (box), rules_new (self));
  gtk_widget_set_margin_top (box, 14);
  gtk_widget_set_margin_bottom (box, 14);
  gtk_widget_set_margin_start (box, 16);
  gtk_widget_set_margin_end (box, 16);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_hexpand (scroller, TRUE);

  return scroller;
}

static GtkWidget *
foot_new (VigieMeetingWindow *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->error = vigie_paragraph_new ("", "late-text small");
  self->end = gtk_button_new_with_label (_("End the meeting"));
  self->next = vigie_page_button_new (_("Next"), _("Page Down"), "suggested-action");
  self->begin = vigie_page_button_new (_("Begin the meeting"), NULL, "suggested-action");
  gtk_widget_add_css_class (foot, "foot-bar");
  gtk_widget_set_valign (self->end, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (acts, TRUE);
  gtk_widget_set_halign (acts, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (acts), self->end);
  gtk_box_append (GTK_BOX (acts), self->next);
  gtk_box_append (GTK_BOX (acts), self->begin);
  gtk_box_append (GTK_BOX (foot), self->error);
  gtk_box_append (GTK_BOX (foot), acts);
  g_signal_connect_swapped (self->end, "clicked", G_CALLBACK (end_cb), self);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (self->begin, "clicked", G_CALLBACK (begin_cb), self);

  return foot;
}

static void
build (VigieMeetingWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->sheet = vigie_meeting_sheet_new (self->model);
  gtk_widget_set_size_request (self->sheet, SIDE_PX, -1);
  g_signal_connect_swapped (self->sheet, "item", G_CALLBACK (item_cb), self);
  g_signal_connect_swapped (self->sheet, "present", G_CALLBACK (present_cb), self);
  gtk_widget_set_vexpand (columns, TRUE);
  gtk_box_append (GTK_BOX (columns), self->sheet);
  gtk_box_append (GTK_BOX (columns), main_new (self));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), columns);
  gtk_box_append (GTK_BOX (box), foot_new (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_widget_set_visible (self->error, FALSE);
  add_keys (self);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieMeetingWindow *self = VIGIE_MEETING_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      vigie_session_set_wants_seconds (session_of (self), object, FALSE);
      g_object_set_data (G_OBJECT (self->model), WINDOW_KEY, NULL);
    }
  G_OBJECT_CLASS (vigie_meeting_window_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  VigieMeetingWindow *self = VIGIE_MEETING_WINDOW (object);

  g_clear_object (&self->model);
  g_clear_object (&self->cancellable);
  g_free (self->shown);
  G_OBJECT_CLASS (vigie_meeting_window_parent_class)->finalize (object);
}

static void
vigie_meeting_window_class_init (VigieMeetingWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
vigie_meeting_window_init (VigieMeetingWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH_PX, HEIGHT_PX);
}

VigieMeetingWindow *
vigie_meeting_window_present (GtkWidget *from, VigieIncidentModel *model)
{
  VigieMeetingWindow *self;
  GtkRoot *root;
  g_autofree char *title = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (from) && VIGIE_IS_INCIDENT_MODEL (model), NULL);

  self = g_object_get_data (G_OBJECT (model), WINDOW_KEY);
  if (self == NULL)
    {
      root = GTK_IS_WINDOW (from) ? GTK_ROOT (from) : gtk_widget_get_root (from);
      title = g_strdup_printf (_("Post-mortem of %s"), vigie_incident_model_get_incident (model)->ref);
      self = g_object_new (VIGIE_TYPE_MEETING_WINDOW, "title", title, "transient-for", root, "destroy-with-parent", TRUE, NULL);
      self->model = g_object_ref (model);
      build (self);
      update (self);
      g_signal_connect_swapped (model, "changed", G_CALLBACK (update), self);
      g_signal_connect_swapped (model, "tick", G_CALLBACK (update), self);
      g_object_set_data (G_OBJECT (model), WINDOW_KEY, self);
    }
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (gtk_widget_get_visible (self->running) ? self->entry : self->begin);

  return self;
}
