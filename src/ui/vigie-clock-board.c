/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The board: every obligation of the incident in four groups by time left, late ones first, kept ones
 * folded. Rows are built anew only when the order changes, and an order that changed by time alone
 * waits while the pointer is over the board, so that nothing slips away from under a click; a new
 * fold is shown at once. Between, only words and dials change, each tick. A press on a row does what
 * the obligation asks; late rows show that act as a button, with "Postpone…" beside it. */

#include "vigie-widgets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-forms.h"
#include "vigie-clock-words.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define DIAL_PX 22
#define KEPT_DIAL_PX 17
#define KEPT_FOLDED 2
/* A night of thousands of decisions has as many reviews; each row costs a dozen widgets. */
#define GROUP_MAX_ROWS 40
#define KEPT_MAX_ROWS 200
#define FOLD_KEY "fold"
#define WITHIN_USEC (30 * VIGIE_MINUTE_USEC)

typedef enum { GROUP_LATE, GROUP_SOON, GROUP_LATER, GROUP_KEPT, N_GROUPS } Group;

typedef struct
{
  char *key;
  Group group;
  guint index;                  /* in the model's obligations; set at each refresh */
  GtkWidget *row;
  VigieClockDial *dial;
  GtkLabel *title, *line, *number, *due;
} Row;

struct _VigieClockBoard
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  GtkWidget *root;
  GtkLabel *summary;
  GtkWidget *scroller;
  GtkBox *groups;
  GtkWidget *fold;              /* of the kept ones, while there is one */
  GPtrArray *rows;              /* Row, as shown */
  guint counts[N_GROUPS];       /* as said in the sections' heads */
  gboolean kept_open;
  gboolean pointer_inside;
  gboolean stale;               /* order waits for the pointer to leave */
};

G_DEFINE_FINAL_TYPE (VigieClockBoard, vigie_clock_board, GTK_TYPE_WIDGET)

static void refresh (VigieClockBoard *self, gboolean may_move);

static void
row_free (Row *row)
{
  g_free (row->key);
  g_free (row);
}

static Group
group_of (const VigieObligation *obligation, gint64 now_usec)
{
  if (!vigie_obligation_is_running (obligation))
    return GROUP_KEPT;
  if (obligation->state == VIGIE_OBLIGATION_OVERDUE)
    return GROUP_LATE;
  if (obligation->due_usec != VIGIE_TIME_NONE && obligation->due_usec - now_usec <= WITHIN_USEC)
    return GROUP_SOON;

  return GROUP_LATER;
}

static gint64
now_of (VigieClockBoard *self)
{
  return vigie_session_now_usec (vigie_incident_model_get_session (self->model));
}

/* The obligation a row shows now, found by key: the array is a new one after each evaluation. */
static const VigieObligation *
find (VigieClockBoard *self, const char *key)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (self->model);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);
      g_autofree char *its_key = vigie_clock_key (obligation);

      if (g_str_equal (its_key, key))
        return obligation;
    }

  return NULL;
}

/* ---- Acts ---- */

static void
do_it (VigieClockBoard *self, const char *key)
{
  const VigieObligation *obligation = find (self, key);

  if (obligation != NULL && vigie_obligation_is_running (obligation))
    vigie_obligation_act (GTK_WIDGET (self), self->model, obligation);
}

static void
act_cb (GtkButton *button, VigieClockBoard *self)
{
  do_it (self, g_object_get_data (G_OBJECT (button), "key"));
}

static void
postpone_cb (GtkButton *button, VigieClockBoard *self)
{
  const VigieObligation *obligation = find (self, g_object_get_data (G_OBJECT (button), "key"));

  if (obligation != NULL)
    vigie_act_form_postpone (GTK_WIDGET (self), self->model, obligation);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, VigieClockBoard *self)
{
  const char *key = g_object_get_data (G_OBJECT (row), "key");

  if (key != NULL)
    do_it (self, key);
}

static void
kept_toggled_cb (GtkButton *button, VigieClockBoard *self)
{
  self->kept_open = !self->kept_open;
  g_ptr_array_set_size (self->rows, 0);
  refresh (self, TRUE);
}

/* ---- Words of a row ---- */

static void
say_kept (VigieClockBoard *self, Row *row, const VigieObligation *obligation, const char *title, const char *words)
{
  g_autofree char *name = g_strdup_printf ("%s, %s", title, words);

  vigie_label_set (row->title, title);
  vigie_label_set (row->number, words);
  vigie_set_tooltip (row->row, name);
  vigie_set_accessible_label (row->row, name);
}

static void
update_row (VigieClockBoard *self, Row *row, const VigieObligation *obligation)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GTimeZone *zone = vigie_session_get_zone (session);
  VigieLang lang = vigie_session_get_lang (session);
  gint64 now_usec = now_of (self);
  g_autofree char *title = vigie_obligation_title (obligation, lang);
  g_autofree char *words = vigie_clock_words (obligation, now_usec, zone, lang);
  g_autofree char *short_title = NULL;
  g_autofree char *line = NULL;
  g_autofree char *number = NULL;
  g_autofree char *due = NULL;
  g_autofree char *proof = NULL;
  g_autofree char *name = NULL;

  vigie_clock_dial_set (row->dial, obligation->state, vigie_clock_share (obligation, now_usec), FALSE);
  if (row->group == GROUP_KEPT)
    {
      say_kept (self, row, obligation, title, words);
      return;
    }
  short_title = vigie_clock_short_title (obligation, lang);
  line = vigie_clock_second_line (self->model, obligation);
  number = vigie_clock_number (obligation, now_usec, zone, lang);
  due = vigie_clock_due (obligation, now_usec, zone, lang);
  proof = vigie_clock_proof (obligation, now_usec, zone, lang);
  name = g_strdup_printf ("%s, %s. %s. %s. %s", title, words, due, line, proof);
  vigie_label_set (row->title, short_title);
  vigie_label_set (row->line, line);
  vigie_label_set (row->number, number);
  vigie_label_set (row->due, due);
  vigie_clock_set_class (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row->row)), obligation);
  vigie_set_tooltip (row->row, name);
  vigie_set_accessible_label (row->row, name);
}

/* ---- Building ---- */

/* A line of words and a figure. Each line by itself, so that a long due time takes nothing from the title. */
static GtkWidget *
make_line (GtkLabel **words, const char *words_class, GtkLabel **figure, const char *figure_class)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  *words = GTK_LABEL (vigie_label_new (NULL, words_class));
  *figure = GTK_LABEL (vigie_label_new (NULL, figure_class));
  gtk_widget_set_hexpand (GTK_WIDGET (*words), TRUE);
  gtk_label_set_xalign (*figure, 1);
  gtk_label_set_ellipsize (*figure, PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (*words));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (*figure));

  return line;
}

static GtkWidget *
make_clock_row (Row *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* spacing is the stylesheet's */
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->dial = VIGIE_CLOCK_DIAL (vigie_clock_dial_new (DIAL_PX));
  gtk_box_append (GTK_BOX (lines), make_line (&row->title, "clock-title", &row->number, "number-board"));
  gtk_box_append (GTK_BOX (lines), make_line (&row->line, "clock-owner", &row->due, "clock-due"));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "clock-row");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->dial));
  gtk_box_append (GTK_BOX (box), lines);

  return box;
}

static GtkWidget *
make_kept_row (Row *row, const VigieObligation *obligation)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  row->dial = VIGIE_CLOCK_DIAL (vigie_clock_dial_new (KEPT_DIAL_PX));
  row->title = GTK_LABEL (vigie_label_new (NULL, NULL));
  row->number = GTK_LABEL (vigie_label_new (NULL, "num"));
  gtk_label_set_max_width_chars (row->number, 20);
  gtk_label_set_width_chars (row->number, 9);
  gtk_label_set_xalign (row->number, 1);
  if (obligation->state == VIGIE_OBLIGATION_DONE)
    {
      gtk_widget_add_css_class (GTK_WIDGET (row->number), "kept-time");
      gtk_widget_add_css_class (GTK_WIDGET (row->dial), "ok-text");
    }
  gtk_widget_set_hexpand (GTK_WIDGET (row->title), TRUE);
  gtk_widget_add_css_class (box, "kept-row");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->dial));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->number));

  return box;
}

/* Position among the two urgent ones, for the key cap; -1 if neither. */
static int
urgent_index (VigieClockBoard *self, const VigieObligation *obligation)
{
  for (int i = 0; i < 2; i++)
    if (vigie_incident_model_get_urgent (self->model, i) == obligation)
      return i;

  return -1;
}

static GtkWidget *
make_acts (VigieClockBoard *self, const Row *row, const VigieObligation *obligation)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  GtkWidget *list_row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *act = gtk_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *postpone = gtk_button_new_with_label (_("Postpone…"));
  int urgent = urgent_index (self, obligation);

  gtk_box_append (GTK_BOX (words), vigie_label_new (vigie_text_get (&obligation->clock->act, lang), "strong"));
  if (urgent >= 0)
    {
      g_autofree char *key = g_strdup_printf (_("Alt %d"), urgent + 1);

      gtk_box_append (GTK_BOX (words), vigie_kbd_new (key));
    }
  gtk_button_set_child (GTK_BUTTON (act), words);
  vigie_set_accessible_label (act, vigie_text_get (&obligation->clock->act, lang));
  gtk_widget_add_css_class (act, "destructive-action");
  gtk_widget_add_css_class (act, "compact");
  gtk_widget_add_css_class (postpone, "flat");
  gtk_widget_add_css_class (postpone, "compact");
  g_object_set_data_full (G_OBJECT (act), "key", g_strdup (row->key), g_free);
  g_object_set_data_full (G_OBJECT (postpone), "key", g_strdup (row->key), g_free);
  g_signal_connect (act, "clicked", G_CALLBACK (act_cb), self);
  g_signal_connect (postpone, "clicked", G_CALLBACK (postpone_cb), self);
  gtk_widget_add_css_class (box, "clock-acts");
  gtk_box_append (GTK_BOX (box), act);
  gtk_box_append (GTK_BOX (box), postpone);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (list_row), FALSE);
  gtk_widget_set_focusable (list_row, FALSE);
  vigie_set_accessible_label (list_row, vigie_text_get (&obligation->clock->act, lang));

  return list_row;
}

static const char *
group_title (Group group)
{
  const char *const titles[N_GROUPS] = { _("Late"), _("Within 30 minutes"), _("Later"), _("Kept") };

  return titles[group];
}

static GtkWidget *
make_section (VigieClockBoard *self, Group group, guint count)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *number = g_strdup_printf ("%u", count);
  GtkWidget *count_label = vigie_label_new (number, "count");
  GtkWidget *title = vigie_label_new (group_title (group), NULL);

  gtk_widget_set_valign (count_label, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (box, "board-section");
  if (group == GROUP_LATE)
    gtk_widget_add_css_class (box, "late");
  else if (group == GROUP_SOON)
    gtk_widget_add_css_class (box, "soon");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count_label);
  if (group == GROUP_KEPT && count > KEPT_FOLDED)
    {
      GtkWidget *fold = gtk_button_new_from_icon_name (self->kept_open ? "vigie-down-symbolic" : "vigie-next-symbolic");
      const char *name = self->kept_open ? _("Fold the kept clocks") : _("Show all kept clocks");
      GtkWidget *spacer = vigie_label_new (NULL, NULL);

      gtk_widget_set_hexpand (spacer, TRUE);
      self->fold = fold;
      g_object_set_data (G_OBJECT (fold), "key", (gpointer) FOLD_KEY);
      gtk_widget_add_css_class (fold, "flat");
      gtk_widget_add_css_class (fold, "compact");
      gtk_widget_set_valign (fold, GTK_ALIGN_CENTER);
      vigie_set_tooltip (fold, name);
      vigie_set_accessible_label (fold, name);
      g_signal_connect (fold, "clicked", G_CALLBACK (kept_toggled_cb), self);
      gtk_box_append (GTK_BOX (box), spacer);
      gtk_box_append (GTK_BOX (box), fold);
    }

  return box;
}

static void
add_row (VigieClockBoard *self, GtkListBox *list, Row *row, const VigieObligation *obligation)
{
  row->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row),
                              row->group == GROUP_KEPT ? make_kept_row (row, obligation) : make_clock_row (row));
  g_object_set_data_full (G_OBJECT (row->row), "key", g_strdup (row->key), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row->row), row->group != GROUP_KEPT);
  gtk_list_box_append (list, row->row);
  if (row->group == GROUP_LATE)
    gtk_list_box_append (list, make_acts (self, row, obligation));
}

static guint
most_rows (VigieClockBoard *self, Group group)
{
  if (group != GROUP_KEPT)
    return GROUP_MAX_ROWS;

  return self->kept_open ? KEPT_MAX_ROWS : KEPT_FOLDED;
}

/* How many of @group are not shown, unless its own button folds them. */
static void
say_more (VigieClockBoard *self, Group group, guint count)
{
  guint most = most_rows (self, group);
  g_autofree char *words = NULL;

  if (count <= most || most == KEPT_FOLDED)
    return;
  words = g_strdup_printf (ngettext ("and %u more clock", "and %u more clocks", count - most), count - most);
  gtk_box_append (self->groups, vigie_paragraph_new (words, "empty-state"));
}

/* What should stand on the board, in order; kept ones newest first. */
static GPtrArray *
plan (VigieClockBoard *self, guint counts[N_GROUPS])
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (self->model);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  gint64 now_usec = now_of (self);

  for (Group group = GROUP_LATE; group < N_GROUPS; group++)
    {
      counts[group] = 0;
      for (guint n = 0; n < obligations->len; n++)
        {
          guint i = group == GROUP_KEPT ? obligations->len - 1 - n : n;
          const VigieObligation *obligation = g_ptr_array_index (obligations, i);
          Row *row;

          if (group_of (obligation, now_usec) != group)
            continue;
          counts[group]++;
          if (counts[group] > most_rows (self, group))
            continue;
          row = g_new0 (Row, 1);
          row->key = vigie_clock_key (obligation);
          row->group = group;
          row->index = i;
          g_ptr_array_add (rows, row);
        }
    }

  return rows;
}

static gboolean
is_same_order (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const Row *x = g_ptr_array_index (a, i), *y = g_ptr_array_index (b, i);

      if (x->group != y->group || !g_str_equal (x->key, y->key))
        return FALSE;
    }

  return TRUE;
}

static void
show_empty (VigieClockBoard *self)
{
  GtkWidget *empty = vigie_paragraph_new (_("No clock is running."), "empty-state");

  gtk_box_append (self->groups, empty);
}

/* The key of the row that holds the focus, itself or one of its buttons; "" if the focus is elsewhere on the board. */
static char *
focused_key (VigieClockBoard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->groups)))
    return NULL;
  for (; focus != GTK_WIDGET (self->groups); focus = gtk_widget_get_parent (focus))
    {
      const char *key = g_object_get_data (G_OBJECT (focus), "key");

      if (key != NULL)
        return g_strdup (key);
    }

  return g_strdup ("");
}

/* The focus must not be lost with the row that had it: then the first row has it. */
static void
restore_focus (VigieClockBoard *self, const char *key)
{
  if (g_str_equal (key, FOLD_KEY) && self->fold != NULL && gtk_widget_grab_focus (self->fold))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (row->key, key) && gtk_widget_grab_focus (row->row))
        return;
    }
  gtk_widget_child_focus (self->scroller, GTK_DIR_TAB_FORWARD);
}

static void
rebuild (VigieClockBoard *self, GPtrArray *rows, const guint counts[N_GROUPS])
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (self->model);
  g_autofree char *focused = focused_key (self);
  GtkListBox *list = NULL;
  int group = -1;

  vigie_clear_box (self->groups);
  self->fold = NULL;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_ptr_array_ref (rows);
  memcpy (self->counts, counts, sizeof self->counts);
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);

      if ((int) row->group != group)
        {
          group = row->group;
          gtk_box_append (self->groups, make_section (self, group, counts[group]));
          list = GTK_LIST_BOX (gtk_list_box_new ());
          gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
          vigie_set_accessible_label (GTK_WIDGET (list), group_title (group));
          g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), self);
          gtk_box_append (self->groups, GTK_WIDGET (list));
        }
      add_row (self, list, row, g_ptr_array_index (obligations, row->index));
      if (i + 1 == rows->len || ((Row *) g_ptr_array_index (rows, i + 1))->group != row->group)
        say_more (self, row->group, counts[group]);
    }
  if (rows->len == 0)
    show_empty (self);
  if (focused != NULL)
    restore_focus (self, focused);
}

static void
show_summary (VigieClockBoard *self, const guint counts[N_GROUPS])
{
  guint all = counts[GROUP_LATE] + counts[GROUP_SOON] + counts[GROUP_LATER] + counts[GROUP_KEPT];
  g_autofree char *words = NULL;

  if (all > 0)
    /* Translators: %1$u clocks in all, %2$u of them kept. */
    words = g_strdup_printf (ngettext ("%1$u, %2$u kept", "%1$u, %2$u kept", counts[GROUP_KEPT]), all,
                             counts[GROUP_KEPT]);
  vigie_label_set (self->summary, words);
}

/* @may_move: rows may change places now. */
static void
refresh (VigieClockBoard *self, gboolean may_move)
{
  GPtrArray *obligations;
  guint counts[N_GROUPS];
  g_autoptr(GPtrArray) rows = NULL;
  gboolean wants_seconds = FALSE;
  gboolean same;

  if (self->model == NULL)
    return;
  obligations = vigie_incident_model_get_obligations (self->model);
  rows = plan (self, counts);
  same = self->rows->len > 0 && is_same_order (self->rows, rows) && memcmp (self->counts, counts, sizeof counts) == 0;
  self->stale = !same && !may_move;
  if (!same && may_move)
    rebuild (self, rows, counts);
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);
      const VigieObligation *obligation;

      if (same)
        row->index = ((Row *) g_ptr_array_index (rows, i))->index;
      obligation = self->stale ? find (self, row->key) : g_ptr_array_index (obligations, row->index);
      if (obligation == NULL)
        continue;
      update_row (self, row, obligation);
      wants_seconds = wants_seconds || vigie_clock_shows_seconds (obligation, now_of (self));
    }
  show_summary (self, counts);
  vigie_session_set_wants_seconds (vigie_incident_model_get_session (self->model), G_OBJECT (self),
                                   wants_seconds && obligations->len > 0);
}

static void
changed_cb (VigieIncidentModel *model, VigieClockBoard *self)
{
  refresh (self, TRUE);
}

static void
tick_cb (VigieIncidentModel *model, VigieClockBoard *self)
{
  refresh (self, !self->pointer_inside);
}

static void
enter_cb (GtkEventControllerMotion *motion, double x, double y, VigieClockBoard *self)
{
  self->pointer_inside = TRUE;
}

static void
leave_cb (GtkEventControllerMotion *motion, VigieClockBoard *self)
{
  self->pointer_inside = FALSE;
  if (self->stale)
    refresh (self, TRUE);
}

static GtkWidget *
row_widget (VigieClockBoard *self, guint index)
{
  return ((const Row *) g_ptr_array_index (self->rows, index))->row;
}

/* One list a group would stop the arrows at its end, and its rows of buttons take no focus. */
static gboolean
key_cb (VigieClockBoard *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  int step = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1 : keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up ? -1 : 0;
  int from = -1;

  if (step == 0 || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < self->rows->len; i++)
    if (row_widget (self, i) != NULL && gtk_widget_has_focus (row_widget (self, i)))
      from = (int) i;
  if (from < 0)
    return GDK_EVENT_PROPAGATE;
  for (int i = from + step; i >= 0 && i < (int) self->rows->len; i += step)
    {
      GtkWidget *row = row_widget (self, (guint) i);

      if (row != NULL && gtk_widget_get_mapped (row) && gtk_widget_grab_focus (row))
        break;
    }

  return GDK_EVENT_STOP;
}

/* ---- Object ---- */

static gboolean
vigie_clock_board_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (VIGIE_CLOCK_BOARD (widget)->scroller, GTK_DIR_TAB_FORWARD);
}

static void
vigie_clock_board_dispose (GObject *object)
{
  VigieClockBoard *self = VIGIE_CLOCK_BOARD (object);

  vigie_clock_board_set_model (self, NULL);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (vigie_clock_board_parent_class)->dispose (object);
}

static void
vigie_clock_board_class_init (VigieClockBoardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_clock_board_dispose;
  widget_class->grab_focus = vigie_clock_board_grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "clock-board");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_clock_board_init (VigieClockBoard *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* spacing is the stylesheet's */
  GtkWidget *title = vigie_label_new (_("Clocks"), "heading");

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->root, "board");
  gtk_widget_add_css_class (head, "board-head");
  gtk_box_append (GTK_BOX (head), vigie_icon_new ("vigie-clock-symbolic", "dim"));
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  self->summary = GTK_LABEL (vigie_label_new (NULL, "caption dim num"));
  gtk_label_set_ellipsize (self->summary, PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (self->root), head);

  self->groups = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->groups));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (self->root), self->scroller);
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);

  g_signal_connect (motion, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  vigie_set_accessible_label (GTK_WIDGET (self), _("Clocks"));
}

/**
 * vigie_clock_board_new:
 *
 * Returns: (transfer floating): a board without an incident
 */
GtkWidget *
vigie_clock_board_new (void)
{
  return g_object_new (VIGIE_TYPE_CLOCK_BOARD, NULL);
}

/**
 * vigie_clock_board_hide_head:
 *
 * Takes its title away, where something over it says what it is.
 */
void
vigie_clock_board_hide_head (VigieClockBoard *self)
{
  g_return_if_fail (VIGIE_IS_CLOCK_BOARD (self));

  gtk_widget_set_visible (gtk_widget_get_first_child (self->root), FALSE);
}

/**
 * vigie_clock_board_set_model:
 * @model: (nullable): the incident to show.
 *
 * Shows and follows @model.
 */
void
vigie_clock_board_set_model (VigieClockBoard *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_CLOCK_BOARD (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      vigie_session_set_wants_seconds (vigie_incident_model_get_session (self->model), G_OBJECT (self), FALSE);
    }
  g_set_object (&self->model, model);
  self->kept_open = FALSE;
  g_ptr_array_set_size (self->rows, 0);
  vigie_clear_box (self->groups);
  if (model == NULL)
    return;
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (model, "tick", G_CALLBACK (tick_cb), self, 0);
  refresh (self, TRUE);
}
