/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The queue of acts, in the pane of the clocks: whom to tell, what the level orders, what is settled. One
 * row for each duty, of two lines: whom and by when; how and what became of it. Enter opens the act. Rows
 * are built anew when the queue has another order or other keys, and only their words change else, so that
 * the focus stays where it is. */

#include "vigie-widgets.h"

#include <glib/gi18n-lib.h>

#include "vigie-page-parts.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define DIAL_PX 22

typedef enum { PART_TELL, PART_DO, PART_SETTLED, N_PARTS } Part;

typedef struct
{
  char *key;
  Part part;
  GtkWidget *row, *box;
  VigieClockDial *dial;
  GtkLabel *whom, *number, *line, *due;
} Row;

struct _VigieDutyList
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  GtkWidget *scroller;
  GtkBox *parts;
  GPtrArray *rows;              /* Row, as shown */
};

G_DEFINE_FINAL_TYPE (VigieDutyList, vigie_duty_list, GTK_TYPE_WIDGET)

static void
row_free (Row *row)
{
  g_free (row->key);
  g_free (row);
}

static Part
part_of (const VigieDuty *duty)
{
  if (!vigie_duty_is_open (duty))
    return PART_SETTLED;

  return duty->way == VIGIE_DUTY_ACTION ? PART_DO : PART_TELL;
}

/* ---- Words ---- */

static VigieObligationState
shape_of (const VigieDuty *duty, gint64 now_usec)
{
  if (duty->state == VIGIE_DUTY_DONE)
    return VIGIE_OBLIGATION_DONE;
  if (duty->state == VIGIE_DUTY_NOT_APPLICABLE)
    return VIGIE_OBLIGATION_WAIVED;
  if (duty->due_usec == VIGIE_TIME_NONE)
    return VIGIE_OBLIGATION_PENDING;
  if (now_usec > duty->due_usec)
    return VIGIE_OBLIGATION_OVERDUE;

  return duty->due_usec - now_usec <= vigie_obligation_soon_usec (duty->due_usec - duty->started_usec)
           ? VIGIE_OBLIGATION_DUE_SOON : VIGIE_OBLIGATION_PENDING;
}

static double
share_of (const VigieDuty *duty, gint64 now_usec)
{
  if (duty->due_usec == VIGIE_TIME_NONE || duty->due_usec <= duty->started_usec)
    return 0.0; /* an open ring: no time runs */

  return CLAMP ((double) (duty->due_usec - now_usec) / (double) (duty->due_usec - duty->started_usec), 0.0, 1.0);
}

static char *
number_of (const VigieDuty *duty, gint64 now_usec, VigieLang lang)
{
  g_autofree char *left = NULL;

  if (!vigie_duty_is_open (duty) || duty->due_usec == VIGIE_TIME_NONE)
    return g_strdup ("");
  left = vigie_duration_format (duty->due_usec - now_usec, lang);
  if (now_usec > duty->due_usec)
    return g_strconcat ("−\302\240", left, NULL);

  return g_steal_pointer (&left);
}

/* The figure as it is said: a sign before a number is not heard. */
static char *
spoken_number (const VigieDuty *duty, gint64 now_usec, const char *number, VigieLang lang)
{
  g_autofree char *late = NULL;

  if (*number == '\0' || now_usec <= duty->due_usec)
    return g_strdup (number);
  late = vigie_duration_format (now_usec - duty->due_usec, lang);

  /* Translators: %s is how long ago it was due: "4 min late". */
  return g_strdup_printf (_("%s late"), late);
}

static char *
due_of (const VigieDuty *duty, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  if (!vigie_duty_is_open (duty) || (duty->due_usec == VIGIE_TIME_NONE && duty->clock == NULL))
    return g_strdup ("");
  if (duty->due_usec == VIGIE_TIME_NONE)
    return g_strdup (g_str_equal (g_ptr_array_index (duty->clock->starts, 0), "milestone:resolved") ? _("after resolution")
                                                                                                   : _("start not known yet"));
  if (vigie_time_same_day (duty->due_usec, now_usec, zone))
    return vigie_time_format_clock_zone (duty->due_usec, zone);

  return vigie_time_format_near (duty->due_usec, now_usec, zone, lang);
}

/* "Phone call · 2 tries: busy 03:05, Awa"; a level's act has no channel. */
static char *
line_of (const VigieDuty *duty, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  g_autofree char *how = vigie_duty_how (duty, lang);
  g_autofree char *words = vigie_duty_words (duty, now_usec, zone, lang);

  return *how != '\0' ? g_strdup_printf ("%s · %s", how, words) : g_steal_pointer (&words);
}

static void
set_state_class (GtkWidget *box, VigieObligationState shape)
{
  vigie_set_class (box, "late", shape == VIGIE_OBLIGATION_OVERDUE);
  vigie_set_class (box, "soon", shape == VIGIE_OBLIGATION_DUE_SOON);
  vigie_set_class (box, "kept", shape == VIGIE_OBLIGATION_DONE);
  vigie_set_class (box, "waived", shape == VIGIE_OBLIGATION_WAIVED);
}

static void
update_row (VigieDutyList *self, Row *row, const VigieDuty *duty)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GTimeZone *zone = vigie_session_get_zone (session);
  VigieLang lang = vigie_session_get_lang (session);
  gint64 now_usec = vigie_session_now_usec (session);
  VigieObligationState shape = shape_of (duty, now_usec);
  g_autofree char *whom = vigie_duty_whom (duty, lang);
  g_autofree char *number = number_of (duty, now_usec, lang);
  g_autofree char *line = line_of (duty, now_usec, zone, lang);
  g_autofree char *due = due_of (duty, now_usec, zone, lang);
  g_autofree char *spoken = spoken_number (duty, now_usec, number, lang);
  g_autofree char *name = g_strdup_printf ("%s. %s. %s%s%s %s", whom, vigie_text_get (duty->what, lang), line,
                                           *number != '\0' ? ". " : "", spoken, due);

  vigie_clock_dial_set (row->dial, shape, share_of (duty, now_usec), FALSE);
  set_state_class (row->box, shape);
  vigie_label_set (row->whom, whom);
  vigie_label_set (row->number, number);
  vigie_label_set (row->line, line);
  vigie_label_set (row->due, due);
  vigie_set_tooltip (row->row, name);
  vigie_set_accessible_label (row->row, name);
}

/* ---- Building ---- */

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

static void
make_row (Row *row)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* spacing is the stylesheet's */
  row->dial = VIGIE_CLOCK_DIAL (vigie_clock_dial_new (DIAL_PX));
  gtk_box_append (GTK_BOX (lines), make_line (&row->whom, "clock-title", &row->number, "number-board"));
  gtk_box_append (GTK_BOX (lines), make_line (&row->line, "clock-owner", &row->due, "clock-due"));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (row->box, "clock-row");
  gtk_box_append (GTK_BOX (row->box), GTK_WIDGET (row->dial));
  gtk_box_append (GTK_BOX (row->box), lines);
  row->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), row->box);
  g_object_set_data_full (G_OBJECT (row->row), "key", g_strdup (row->key), g_free);
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, VigieDutyList *self)
{
  const VigieDuty *duty = vigie_duties_find (vigie_incident_model_get_duties (self->model),
                                             g_object_get_data (G_OBJECT (row), "key"));

  if (duty != NULL && vigie_duty_is_open (duty))
    vigie_duty_act (GTK_WIDGET (self), self->model, duty);
}

static const char *
part_title (Part part)
{
  const char *const titles[N_PARTS] = { _("To tell"), _("To do"), _("Settled") };

  return titles[part];
}

static GtkWidget *
make_section (Part part, guint count)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *number = g_strdup_printf ("%u", count);
  GtkWidget *count_label = vigie_label_new (number, "count");

  gtk_widget_set_valign (count_label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "board-section");
  gtk_box_append (GTK_BOX (box), vigie_label_new (part_title (part), NULL));
  gtk_box_append (GTK_BOX (box), count_label);

  return box;
}

static guint
count_part (GPtrArray *duties, Part part)
{
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    n += part_of (g_ptr_array_index (duties, i)) == part;

  return n;
}

/* The row in focus, also while a form over the window has the keys; @at is its place. */
static char *
focused_key (VigieDutyList *self, guint *at)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->row != focus)
        continue;
      *at = i;
      return g_strdup (row->key);
    }

  return NULL;
}

/* The act that had the focus keeps it; one that is settled or gone leaves it to the next in its place. */
static void
restore_focus (VigieDutyList *self, const char *key, guint at)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->part != PART_SETTLED && g_str_equal (row->key, key))
        at = i;
    }
  if (self->rows->len == 0
      || !gtk_widget_grab_focus (((Row *) g_ptr_array_index (self->rows, MIN (at, self->rows->len - 1)))->row))
    gtk_widget_child_focus (self->scroller, GTK_DIR_TAB_FORWARD);
}

static void
rebuild (VigieDutyList *self, GPtrArray *duties)
{
  guint at = 0;
  g_autofree char *focused = focused_key (self, &at);

  vigie_clear_box (self->parts);
  g_ptr_array_set_size (self->rows, 0);
  for (Part part = PART_TELL; part < N_PARTS; part++)
    {
      guint n = count_part (duties, part);
      GtkWidget *list;

      if (n == 0)
        continue;
      gtk_box_append (self->parts, make_section (part, n));
      list = gtk_list_box_new ();
      gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
      vigie_set_accessible_label (list, part_title (part));
      g_signal_connect (list, "row-activated", G_CALLBACK (activated_cb), self);
      gtk_box_append (self->parts, list);
      for (guint i = 0; i < duties->len; i++)
        {
          const VigieDuty *duty = g_ptr_array_index (duties, i);
          Row *row;

          if (part_of (duty) != part)
            continue;
          row = g_new0 (Row, 1);
          row->key = g_strdup (duty->key);
          row->part = part;
          make_row (row);
          gtk_list_box_append (GTK_LIST_BOX (list), row->row);
          gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row->row), part != PART_SETTLED);
          g_ptr_array_add (self->rows, row);
        }
    }
  if (duties->len == 0)
    gtk_box_append (self->parts, vigie_paragraph_new (_("Nobody has to be told."), "empty-state"));
  if (focused != NULL)
    restore_focus (self, focused, at);
}

/* TRUE if the rows shown are those of @duties, part by part. */
static gboolean
is_shown (VigieDutyList *self, GPtrArray *duties)
{
  guint at = 0;

  if (self->rows->len != duties->len || duties->len == 0)
    return FALSE;
  for (Part part = PART_TELL; part < N_PARTS; part++)
    for (guint i = 0; i < duties->len; i++)
      {
        const VigieDuty *duty = g_ptr_array_index (duties, i);
        const Row *row;

        if (part_of (duty) != part)
          continue;
        row = g_ptr_array_index (self->rows, at);
        if (row->part != part || !g_str_equal (row->key, duty->key))
          return FALSE;
        at++;
      }

  return TRUE;
}

static void
refresh_cb (VigieDutyList *self)
{
  GPtrArray *duties = vigie_incident_model_get_duties (self->model);

  if (!is_shown (self, duties))
    rebuild (self, duties);
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      update_row (self, row, vigie_duties_find (duties, row->key));
    }
}

/* One list a part would stop the arrows at its end. */
static gboolean
key_cb (VigieDutyList *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  int step = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1 : keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up ? -1 : 0;

  if (step == 0 || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  for (int i = 0; i < (int) self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (!gtk_widget_has_focus (row->row))
        continue;
      if (i + step >= 0 && i + step < (int) self->rows->len)
        gtk_widget_grab_focus (((Row *) g_ptr_array_index (self->rows, i + step))->row);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

/* ---- Object ---- */

static gboolean
vigie_duty_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (VIGIE_DUTY_LIST (widget)->scroller, GTK_DIR_TAB_FORWARD);
}

static void
vigie_duty_list_dispose (GObject *object)
{
  VigieDutyList *self = VIGIE_DUTY_LIST (object);

  if (self->scroller != NULL)
    vigie_duty_list_set_model (self, NULL);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (vigie_duty_list_parent_class)->dispose (object);
}

static void
vigie_duty_list_class_init (VigieDutyListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_duty_list_dispose;
  widget_class->grab_focus = vigie_duty_list_grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_duty_list_init (VigieDutyList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->parts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_add_css_class (self->scroller, "board");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->parts));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  vigie_set_accessible_label (GTK_WIDGET (self), _("Whom to tell, what to do"));
}

/**
 * vigie_duty_list_new:
 *
 * Returns: (transfer floating): a list without an incident
 */
GtkWidget *
vigie_duty_list_new (void)
{
  return g_object_new (VIGIE_TYPE_DUTY_LIST, NULL);
}

/**
 * vigie_duty_list_set_model:
 * @model: (nullable): the incident to show
 */
void
vigie_duty_list_set_model (VigieDutyList *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_DUTY_LIST (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  g_ptr_array_set_size (self->rows, 0);
  vigie_clear_box (self->parts);
  if (model == NULL)
    return;
  g_signal_connect_object (model, "changed", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "tick", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  refresh_cb (self);
}

gboolean
vigie_duty_list_lead_to (VigieDutyList *self, const char *key)
{
  g_return_val_if_fail (VIGIE_IS_DUTY_LIST (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (!g_str_equal (row->key, key))
        continue;
      vigie_page_lead_to (row->row);
      return TRUE;
    }

  return FALSE;
}
