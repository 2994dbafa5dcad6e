/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sheets of paper. Words that a reader finds on every such page are in the language of the text, not of the screen. Blanks are
 * shown loud: what is forgotten here is seen here. */

#include "vigie-notice-paper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-drawing.h"
#include "vigie-notice-blocks.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

static const char *words (const VigiePreviewData *data, const char *en, const char *fr) G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);

static const char *
words (const VigiePreviewData *data, const char *en, const char *fr)
{
  return data->lang == VIGIE_LANG_FR ? fr : en;
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static GtkWidget *
paper_label (const char *text, const char *css_classes)
{
  GtkWidget *label = vigie_paragraph_new (NULL, css_classes);

  vigie_label_set_whole (GTK_LABEL (label), text != NULL ? text : "");

  return label;
}

static void
add (GtkBox *box, const char *text, const char *css_classes)
{
  if (!is_empty (text))
    gtk_box_append (box, paper_label (text, css_classes));
}

static void
add_rule (GtkBox *box)
{
  GtkWidget *rule = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (rule, "paper-rule");
  gtk_box_append (box, rule);
}

static PangoAttribute *
color_attr (const GdkRGBA *color, gboolean is_ground)
{
  guint16 red = (guint16) (color->red * 65535), green = (guint16) (color->green * 65535), blue = (guint16) (color->blue * 65535);

  return is_ground ? pango_attr_background_new (red, green, blue) : pango_attr_foreground_new (red, green, blue);
}

/* The blank under @x, @y. Owned, or NULL. */
static char *
blank_under (GtkLabel *label, GRegex *blank, double x, double y)
{
  g_autoptr(GMatchInfo) info = NULL;
  int left, top, index, trailing, start, end;

  gtk_label_get_layout_offsets (label, &left, &top);
  if (!pango_layout_xy_to_index (gtk_label_get_layout (label), ((int) x - left) * PANGO_SCALE, ((int) y - top) * PANGO_SCALE, &index, &trailing))
    return NULL;
  for (g_regex_match (blank, gtk_label_get_text (label), 0, &info); g_match_info_matches (info); g_match_info_next (info, NULL))
    if (g_match_info_fetch_pos (info, 0, &start, &end) && start <= index && index < end)
      return g_match_info_fetch (info, 0);

  return NULL;
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, GRegex *blank)
{
  GtkWidget *label = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));
  g_autofree char *words = blank_under (GTK_LABEL (label), blank, x, y);

  if (words != NULL)
    gtk_widget_activate_action (label, "editor.blank", "s", words);
}

static gboolean
tooltip_cb (GtkLabel *label, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip, GRegex *blank)
{
  g_autofree char *words = is_keyboard ? NULL : blank_under (label, blank, x, y);

  gtk_tooltip_set_text (tooltip, _("A click leads to what fills it in."));

  return words != NULL;
}

/* The keyboard has the rows of the checks for it; @blank lives as long as the program. */
static void
lead_from_blanks (GtkLabel *label, GRegex *blank)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), blank);
  gtk_widget_add_controller (GTK_WIDGET (label), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_has_tooltip (GTK_WIDGET (label), TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (tooltip_cb), blank);
}

/* White on red, at what is still to be filled in. The places are those of the text shown, stand-ins and all. */
static void
mark_blanks (GtkLabel *label)
{
  static GRegex *blank;
  const char *shown = gtk_label_get_text (label);
  g_autoptr(PangoAttrList) attrs = pango_attr_list_new ();
  g_autoptr(GMatchInfo) info = NULL;
  GdkRGBA ground, ink;

  vigie_drawing_color (GTK_WIDGET (label), "late_bg", &ground);
  vigie_drawing_color (GTK_WIDGET (label), "fill_fg", &ink);
  if (blank == NULL)
    blank = g_regex_new ("\\[(?!\\d+\\])[^\\[\\]\\n]{1,80}\\]|\\{\\{[^{}\\n]{1,60}\\}\\}|\\bX{2,}(?:[ ,.]?X{2,})*\\b", G_REGEX_OPTIMIZE, 0, NULL);
  for (g_regex_match (blank, shown, 0, &info); g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      PangoAttribute *all[] = { color_attr (&ground, TRUE), color_attr (&ink, FALSE), pango_attr_weight_new (PANGO_WEIGHT_BOLD) };
      int start, end;

      g_match_info_fetch_pos (info, 0, &start, &end);
      for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
        {
          all[i]->start_index = (guint) start;
          all[i]->end_index = (guint) end;
          pango_attr_list_insert (attrs, all[i]);
        }
    }
  gtk_label_set_attributes (label, attrs);
  if (gtk_label_get_attributes (label) != NULL && strpbrk (shown, "[{") != NULL)
    lead_from_blanks (label, blank);
}

static void
add_item (GtkBox *box, const VigieNoticeBlock *block, guint i, const char *css_classes)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *mark = block->kind == VIGIE_NOTICE_BLOCK_BULLETS ? g_strdup ("•") : g_strdup_printf ("%u.", i + 1);
  GtkWidget *sign = paper_label (mark, css_classes);
  GtkWidget *label = paper_label (block->lines->pdata[i], css_classes);

  mark_blanks (GTK_LABEL (label));
  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), sign);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (box, line);
}

static void
add_lines (GtkBox *box, const VigieNoticeBlock *block, const char *css_classes)
{
  g_autofree char *classes = g_strconcat (css_classes != NULL ? css_classes : "", block->kind == VIGIE_NOTICE_BLOCK_HEADING ? " strong" : " paper-paragraph", NULL);
  g_autoptr(GString) text = g_string_new (NULL);
  GtkWidget *label;

  for (guint i = 0; i < block->lines->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) block->lines->pdata[i]);
  label = paper_label (text->str, classes);
  mark_blanks (GTK_LABEL (label));
  gtk_box_append (box, label);
}

void
vigie_notice_paper_add_text (GtkBox *box, const char *text, const char *css_classes)
{
  g_autoptr(GPtrArray) blocks = vigie_notice_blocks (text != NULL ? text : "");

  for (guint i = 0; i < blocks->len; i++)
    {
      const VigieNoticeBlock *block = blocks->pdata[i];

      if (block->kind == VIGIE_NOTICE_BLOCK_BULLETS || block->kind == VIGIE_NOTICE_BLOCK_NUMBERS)
        for (guint j = 0; j < block->lines->len; j++)
          add_item (box, block, j, css_classes);
      else
        add_lines (box, block, css_classes);
    }
}

static GtkBox *
sheet (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "notice-paper");

  return GTK_BOX (box);
}

static GtkWidget *
line_of (GtkWidget *icon, const char *left, const char *left_class, const char *right)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = paper_label (left, left_class);

  if (icon != NULL)
    gtk_box_append (GTK_BOX (line), icon);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (line), name);
  if (!is_empty (right))
    gtk_box_append (GTK_BOX (line), vigie_label_new (right, "small paper-dim"));

  return line;
}

static void
add_past (GtkBox *box, const VigiePreviewPast *past)
{
  add_rule (box);
  add (box, past->title, "small strong paper-dim");
  add (box, past->time, "small paper-dim num");
  vigie_notice_paper_add_text (box, past->body, "small paper-dim");
}

static GtkWidget *
status_page (const VigiePreviewData *data)
{
  GtkBox *box = sheet ();
  g_autofree char *name = g_strdup_printf (words (data, "%s, service status", "%s, état du service"), data->organisation != NULL ? data->organisation : "");

  gtk_box_append (box, line_of (vigie_icon_new ("vigie-beacon-symbolic", NULL), name, "strong", NULL));
  if (!is_empty (data->state))
    gtk_box_append (box, line_of (vigie_icon_new ("vigie-warning-symbolic", NULL), data->state, "strong", data->date));
  add_rule (box);
  add (box, !is_empty (data->subject) ? data->subject : data->stage, "heading");
  if (!is_empty (data->subject))
    add (box, data->stage, "small strong");
  add (box, data->time, "small paper-dim num");
  vigie_notice_paper_add_text (box, data->body, NULL);
  for (guint i = 0; data->past != NULL && i < data->past->len; i++)
    add_past (box, data->past->pdata[i]);

  return GTK_WIDGET (box);
}

static void
add_header (GtkGrid *grid, int row, const char *name, const char *value)
{
  GtkWidget *label = paper_label (!is_empty (value) ? value : "–", row == 2 ? "strong" : NULL);
  GtkWidget *title = vigie_label_new (name, "small paper-dim");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (title, GTK_ALIGN_START);
  gtk_grid_attach (grid, title, 0, row, 1, 1);
  gtk_grid_attach (grid, label, 1, row, 1, 1);
}

static GtkWidget *
mail (const VigiePreviewData *data)
{
  GtkBox *box = sheet ();
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_grid_set_column_spacing (grid, 12);
  gtk_grid_set_row_spacing (grid, 4);
  add_header (grid, 0, words (data, "From", "De"), data->from);
  add_header (grid, 1, words (data, "To", "À"), data->to);
  add_header (grid, 2, words (data, "Subject", "Objet"), data->subject);
  gtk_box_append (box, GTK_WIDGET (grid));
  add_rule (box);
  vigie_notice_paper_add_text (box, data->body, NULL);

  return GTK_WIDGET (box);
}

static GtkWidget *
letter (const VigiePreviewData *data)
{
  GtkBox *box = sheet ();
  g_autofree char *place = is_empty (data->place) ? g_strdup (data->date) : g_strdup_printf (words (data, "%s, %s", "%s, le %s"), data->place, data->date != NULL ? data->date : "");
  g_autofree char *subject = g_strdup_printf (words (data, "Subject: %s", "Objet\302\240: %s"), data->subject != NULL ? data->subject : "");
  GtkWidget *address = paper_label (data->address, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (box), "letter");
  add (box, data->organisation, "heading");
  gtk_widget_set_halign (address, GTK_ALIGN_END);
  gtk_box_append (box, address);
  add (box, place, "paper-dim");
  add (box, subject, "strong");
  vigie_notice_paper_add_text (box, data->body, NULL);

  return GTK_WIDGET (box);
}

static GtkWidget *
in_app (const VigiePreviewData *data)
{
  GtkBox *box = sheet ();

  gtk_widget_add_css_class (GTK_WIDGET (box), "in-app");
  gtk_box_append (box, line_of (vigie_icon_new ("vigie-alert-symbolic", NULL), data->organisation, "small strong", data->time));
  add (box, data->subject, "strong");
  vigie_notice_paper_add_text (box, data->body, NULL);

  return GTK_WIDGET (box);
}

/**
 * vigie_notice_paper_new:
 * @form: any but the SMS
 * @data: what stands on it; only looked at
 *
 * Returns: (transfer floating): the sheet
 */
GtkWidget *
vigie_notice_paper_new (VigiePreviewForm form, const VigiePreviewData *data)
{
  switch (form)
    {
    case VIGIE_PREVIEW_MAIL:
      return mail (data);
    case VIGIE_PREVIEW_LETTER:
      return letter (data);
    case VIGIE_PREVIEW_IN_APP:
      return in_app (data);
    case VIGIE_PREVIEW_STATUS:
    default:
      return status_page (data);
    }
}
