/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-page-parts.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-time.h"

/* More than any screen of the organisation needs. */
#define PAGE_NATURAL_PX 1600

#define FIRST_DIGIT_KEYCODE 10

gboolean
vigie_page_is_typing (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus));
}

int
vigie_page_digit (guint keyval, guint keycode)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (int) (keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (int) (keyval - GDK_KEY_KP_0);
  if (keycode >= FIRST_DIGIT_KEYCODE && keycode < FIRST_DIGIT_KEYCODE + 10)
    return (int) (keycode - FIRST_DIGIT_KEYCODE + 1) % 10;

  return -1;
}

gpointer
vigie_page_focused (GtkWidget *page, GType type)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *found;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, page))
    return NULL;
  found = g_type_is_a (G_OBJECT_TYPE (focus), type) ? focus : gtk_widget_get_ancestor (focus, type);

  return found != NULL && gtk_widget_is_ancestor (found, page) ? found : NULL;
}

void
vigie_page_copy (GtkWidget *from, const char *text, const char *said)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (from), text);
  gtk_widget_activate_action (from, "win.toast", "s", said);
}

typedef struct
{
  guint frames;
} Reveal;

/* The first frame lays the widget out; where it is can be asked at the second. */
static gboolean
reveal_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Reveal *reveal = user_data;
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double top;

  if (reveal->frames++ == 0)
    return G_SOURCE_CONTINUE;
  if (scrolled == NULL || g_object_get_data (G_OBJECT (scrolled), "revealed") != widget || !gtk_widget_get_mapped (widget) || !gtk_widget_compute_bounds (widget, scrolled, &bounds))
    return G_SOURCE_REMOVE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  top = gtk_adjustment_get_value (adjustment) + bounds.origin.y;
  gtk_adjustment_clamp_page (adjustment, top, top + bounds.size.height + 8);

  return G_SOURCE_REMOVE;
}

void
vigie_page_reveal (GtkWidget *widget)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  /* The last one asked for: turning to a page reveals what is at work there, and then what was looked for. */
  if (scrolled != NULL)
    g_object_set_data (G_OBJECT (scrolled), "revealed", widget);
  gtk_widget_add_tick_callback (widget, reveal_cb, g_new0 (Reveal, 1), g_free);
}

GtkWidget *
vigie_page_find (GtkWidget *root, GType type, gboolean (*is) (GtkWidget *widget, const char *name), const char *name)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type) && is (root, name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = vigie_page_find (child, type, is, name);

  return found;
}

/* By the window's focus and not by a controller: going to another window and back takes no mark away. */
static void
focus_moved_cb (GtkWindow *window, GParamSpec *pspec, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus == NULL || focus == widget || gtk_widget_is_ancestor (focus, widget))
    return;
  gtk_widget_remove_css_class (widget, "led-to");
  g_signal_handlers_disconnect_by_func (window, focus_moved_cb, widget);
}

void
vigie_page_lead_to (GtkWidget *widget)
{
  gtk_widget_grab_focus (widget);
  vigie_page_reveal (widget);
  if (gtk_widget_has_css_class (widget, "led-to") || gtk_widget_get_root (widget) == NULL)
    return;
  gtk_widget_add_css_class (widget, "led-to");
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget", G_CALLBACK (focus_moved_cb), widget, 0);
}

GtkWidget *
vigie_page_button_new (const char *words, const char *key, const char *css_classes)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = vigie_label_new (words, NULL);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), label);
  if (key != NULL)
    gtk_box_append (GTK_BOX (box), vigie_kbd_new (key));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  vigie_add_classes (button, css_classes);
  vigie_set_accessible_label (button, words);

  return button;
}

GtkWidget *
vigie_page_icon_button_new (const char *icon_name, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "compact");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  vigie_set_tooltip (button, name);
  vigie_set_accessible_label (button, name);

  return button;
}

GtkWidget *
vigie_page_head_new (const char *title, GtkWidget **note)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = vigie_label_new (title, NULL);

  gtk_widget_add_css_class (box, "group-title");
  gtk_box_append (GTK_BOX (box), words);
  if (note != NULL)
    {
      *note = vigie_label_new ("", "group-note");
      gtk_widget_set_hexpand (*note, TRUE);
      gtk_box_append (GTK_BOX (box), *note);
    }
  else
    gtk_widget_set_hexpand (words, TRUE);

  return box;
}

char *
vigie_page_time (VigieSession *session, gint64 time_usec)
{
  if (time_usec == VIGIE_TIME_NONE)
    return g_strdup ("");

  return vigie_time_format_near (time_usec, vigie_session_now_usec (session), vigie_session_get_zone (session), vigie_session_get_lang (session));
}

const char *
vigie_page_post_title (VigieSession *session, const char *post)
{
  const VigiePostDef *def = vigie_playbook_post (vigie_session_get_playbook (session), post);

  return def != NULL ? vigie_text_get (&def->title, vigie_session_get_lang (session)) : post;
}

/* ---- As wide as the window gives ---- */

static GtkSizeRequestMode
page_mode (GtkWidget *page)
{
  GtkWidget *child = gtk_widget_get_first_child (page);

  return child != NULL ? gtk_widget_get_request_mode (child) : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
measure_page (GtkWidget *page, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (page);

  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*natural, PAGE_NATURAL_PX);
}

static void
allocate_page (GtkWidget *page, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (page);

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

GtkLayoutManager *
vigie_page_layout_new (void)
{
  return gtk_custom_layout_new (page_mode, measure_page, allocate_page);
}
