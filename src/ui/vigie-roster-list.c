/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A check-in runs inside the list: each holder's row shows the answers, keys 1, 2, 3 and 0 answer for the row with
 * the focus and go to the next one without an answer. Somebody with two posts is asked once, at the first of them; two
 * people in one post, as two commanders are after a merge, are asked one after the other in its row.
 * What was answered lives here until the check-in is closed, so that news from elsewhere, which redraws and sorts the
 * rows, takes nothing away; who did not answer is recorded as such. Rows are moved, never made anew: the focus and an
 * open field go with them. */

#include "vigie-roster-list.h"

#include <glib/gi18n-lib.h>

#include "vigie-act.h"
#include "vigie-check-in-words.h"
#include "vigie-page-parts.h"
#include "vigie-roster-people.h"
#include "vigie-text-ui.h"

struct _VigieRosterList
{
  GtkWidget parent_instance;

  GtkWidget *list;
  VigieIncidentModel *model;
  GPtrArray *needs;    /* VigiePostNeed; NULL without a model */
  GHashTable *answers; /* person → state, while a check-in runs; else NULL */
};

G_DEFINE_FINAL_TYPE (VigieRosterList, vigie_roster_list, GTK_TYPE_WIDGET)

enum { ROUND, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- Rows ---- */

static VigieRosterRow *
row_after (VigieRosterList *self, VigieRosterRow *row)
{
  GtkWidget *next = row != NULL ? gtk_widget_get_next_sibling (GTK_WIDGET (row)) : gtk_widget_get_first_child (self->list);

  while (next != NULL && !VIGIE_IS_ROSTER_ROW (next))
    next = gtk_widget_get_next_sibling (next);

  return next != NULL ? VIGIE_ROSTER_ROW (next) : NULL;
}

VigieRosterRow *
vigie_roster_list_find (VigieRosterList *self, const char *post)
{
  for (VigieRosterRow *row = row_after (self, NULL); row != NULL; row = row_after (self, row))
    if (g_strcmp0 (vigie_roster_row_get_post (row), post) == 0)
      return row;

  return NULL;
}

/* Somebody who is asked, and where. */
typedef struct
{
  VigieRosterRow *row;
  const char *person; /* borrowed from the fold */
} Asked;

static gboolean
is_listed (GArray *people, const char *person)
{
  for (guint i = 0; i < people->len; i++)
    if (g_strcmp0 (g_array_index (people, Asked, i).person, person) == 0)
      return TRUE;

  return FALSE;
}

/* Everybody who is asked in this round, in the order of the rows: Asked. Empty while there is none. */
static GArray *
list_asked (VigieRosterList *self)
{
  GArray *people = g_array_new (FALSE, FALSE, sizeof (Asked));

  for (VigieRosterRow *row = self->answers != NULL ? row_after (self, NULL) : NULL; row != NULL; row = row_after (self, row))
    {
      g_autoptr(GPtrArray) holders = vigie_roster_holders (vigie_incident_model_get_incident (self->model), vigie_roster_row_get_post (row));

      for (guint i = 0; i < holders->len; i++)
        {
          Asked asked = { row, ((const VigieHolding *) g_ptr_array_index (holders, i))->person };

          if (!is_listed (people, asked.person))
            g_array_append_val (people, asked);
        }
    }

  return people;
}

/* Whose turn it is at @row: the first without an answer, else the last; NULL if nobody is asked there. */
static const char *
turn_at (VigieRosterList *self, VigieRosterRow *row)
{
  g_autoptr(GArray) people = list_asked (self);
  const char *turn = NULL;

  for (guint i = 0; i < people->len; i++)
    {
      const Asked *asked = &g_array_index (people, Asked, i);

      if (asked->row != row)
        continue;
      turn = asked->person;
      if (!g_hash_table_contains (self->answers, turn))
        break;
    }

  return turn;
}

static void
show_asking (VigieRosterList *self)
{
  for (VigieRosterRow *row = row_after (self, NULL); row != NULL; row = row_after (self, row))
    {
      const char *turn = turn_at (self, row);

      vigie_roster_row_set_asking (row, turn, turn != NULL ? g_hash_table_lookup (self->answers, turn) : NULL);
    }
}

VigieRosterRow *
vigie_roster_list_first (VigieRosterList *self)
{
  return row_after (self, NULL);
}

void
vigie_roster_list_count (VigieRosterList *self, guint *held, guint *vacant)
{
  *held = *vacant = 0;
  for (VigieRosterRow *row = row_after (self, NULL); row != NULL; row = row_after (self, row))
    {
      if (vigie_roster_row_get_holder (row) != NULL)
        *held += 1;
      else
        *vacant += 1;
    }
}

/* ---- Check-in ---- */

gboolean
vigie_roster_list_is_round (VigieRosterList *self)
{
  return self->answers != NULL;
}

void
vigie_roster_list_get_round (VigieRosterList *self, guint *answered, guint *asked, char **missing)
{
  g_autoptr(GArray) people = list_asked (self);
  GString *names = g_string_new (NULL);

  *asked = people->len;
  *answered = 0;
  for (guint i = 0; i < people->len; i++)
    {
      const char *person = g_array_index (people, Asked, i).person;

      if (g_hash_table_contains (self->answers, person))
        *answered += 1;
      else
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", person);
    }
  *missing = g_string_free (names, FALSE);
}

void
vigie_roster_list_focus_unanswered (VigieRosterList *self)
{
  g_autoptr(GArray) people = list_asked (self);

  for (guint i = 0; i < people->len; i++)
    {
      const Asked *asked = &g_array_index (people, Asked, i);

      if (g_hash_table_contains (self->answers, asked->person))
        continue;
      gtk_widget_grab_focus (GTK_WIDGET (asked->row));
      return;
    }
}

void
vigie_roster_list_start_round (VigieRosterList *self)
{
  guint held, vacant;

  if (self->model == NULL || self->answers != NULL)
    return;
  vigie_roster_list_count (self, &held, &vacant);
  if (held == 0)
    {
      vigie_session_do (vigie_incident_model_get_session (self->model), NULL,
                        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, _("Nobody holds a post yet: assign the posts first.")));
      return;
    }
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  show_asking (self);
  g_signal_emit (self, signals[ROUND], 0);
  vigie_roster_list_focus_unanswered (self);
}

void
vigie_roster_list_leave_round (VigieRosterList *self)
{
  g_clear_pointer (&self->answers, g_hash_table_unref);
  show_asking (self);
  g_signal_emit (self, signals[ROUND], 0);
}

static void
answer_free (VigieCheckInAnswer *answer)
{
  g_free (answer->post);
  g_free (answer->person);
  g_free (answer->state);
  g_free (answer);
}

void
vigie_roster_list_record_round (VigieRosterList *self)
{
  VigieSession *session;
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  g_autoptr(GArray) people = NULL;
  GError *error = NULL;
  GPtrArray *drafts;

  if (self->answers == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  people = list_asked (self);
  for (guint i = 0; i < people->len; i++)
    {
      const Asked *asked = &g_array_index (people, Asked, i);
      const char *state = g_hash_table_lookup (self->answers, asked->person);
      VigieCheckInAnswer *answer = g_new0 (VigieCheckInAnswer, 1);

      answer->post = g_strdup (vigie_roster_row_get_post (asked->row));
      answer->person = g_strdup (asked->person);
      answer->state = g_strdup (state != NULL ? state : "no-answer");
      g_ptr_array_add (answers, answer);
    }
  drafts = vigie_act_check_in (vigie_incident_model_get_incident (self->model), answers, NULL, vigie_session_get_author (session), vigie_session_now_usec (session), &error);
  if (drafts != NULL)
    vigie_roster_list_leave_round (self);
  vigie_session_do (session, drafts, error);
}

static void
answered_cb (VigieRosterRow *row, const char *state, VigieRosterList *self)
{
  const char *turn = turn_at (self, row);

  if (turn == NULL)
    return;
  g_hash_table_insert (self->answers, g_strdup (turn), g_strdup (state));
  show_asking (self);
  g_signal_emit (self, signals[ROUND], 0);
}

gboolean
vigie_roster_list_answer (VigieRosterList *self, int digit)
{
  VigieRosterRow *row = vigie_page_focused (GTK_WIDGET (self), VIGIE_TYPE_ROSTER_ROW);

  if (self->answers == NULL || digit < 0 || digit >= VIGIE_N_ANSWERS || row == NULL || turn_at (self, row) == NULL)
    return FALSE;
  answered_cb (row, vigie_check_in_answers[digit == 0 ? VIGIE_N_ANSWERS - 1 : digit - 1], self);
  vigie_roster_list_focus_unanswered (self);

  return TRUE;
}

/* ---- Patching ---- */

/* The place of @post among the needs; their number if it is none of them. */
static guint
need_index (VigieRosterList *self, const char *post)
{
  guint i = 0;

  while (i < self->needs->len && !g_str_equal (((const VigiePostNeed *) g_ptr_array_index (self->needs, i))->post, post))
    i++;

  return i;
}

static int
sort_cb (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  VigieRosterList *self = user_data;
  VigieRosterRow *row = VIGIE_ROSTER_ROW (a), *other = VIGIE_ROSTER_ROW (b);
  int by_rank = vigie_roster_row_rank (row) - vigie_roster_row_rank (other);

  return by_rank != 0 ? by_rank : (int) need_index (self, vigie_roster_row_get_post (row)) - (int) need_index (self, vigie_roster_row_get_post (other));
}

static void
remove_rows (VigieRosterList *self)
{
  VigieRosterRow *next;

  for (VigieRosterRow *row = row_after (self, NULL); row != NULL; row = next)
    {
      next = row_after (self, row);
      if (need_index (self, vigie_roster_row_get_post (row)) == self->needs->len)
        gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
    }
}

static void
patch_rows (VigieRosterList *self)
{
  remove_rows (self);
  for (guint i = 0; i < self->needs->len; i++)
    {
      const VigiePostNeed *need = g_ptr_array_index (self->needs, i);
      VigieRosterRow *row = vigie_roster_list_find (self, need->post);

      if (row == NULL)
        {
          row = VIGIE_ROSTER_ROW (vigie_roster_row_new (self->model, need->post));
          g_signal_connect (row, "answered", G_CALLBACK (answered_cb), self);
          gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
        }
      vigie_roster_row_set_kind (row, need->kind);
    }
  gtk_list_box_invalidate_sort (GTK_LIST_BOX (self->list));
}

void
vigie_roster_list_update (VigieRosterList *self)
{
  VigieSession *session;
  g_autoptr(GtkListBoxRow) focused = NULL;
  int place;

  if (self->model == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  focused = gtk_widget_get_root (self->list) != NULL ? vigie_page_focused (self->list, GTK_TYPE_LIST_BOX_ROW) : NULL;
  if (focused != NULL)
    g_object_ref (focused);
  place = focused != NULL ? gtk_list_box_row_get_index (focused) : -1;
  g_clear_pointer (&self->needs, g_ptr_array_unref);
  self->needs = vigie_incident_posts (vigie_incident_model_get_incident (self->model), vigie_session_get_playbook (session));
  patch_rows (self);
  show_asking (self);
  if (place >= 0 && gtk_widget_get_parent (GTK_WIDGET (focused)) != NULL && gtk_list_box_row_get_index (focused) != place)
    vigie_page_reveal (GTK_WIDGET (focused)); /* it moved: the eye follows the focus */
}

void
vigie_roster_list_tick (VigieRosterList *self)
{
  for (VigieRosterRow *row = row_after (self, NULL); row != NULL; row = row_after (self, row))
    vigie_roster_row_update (row);
}

void
vigie_roster_list_set_model (VigieRosterList *self, VigieIncidentModel *model)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_set_object (&self->model, model);
  vigie_roster_list_update (self);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieRosterList *self = VIGIE_ROSTER_LIST (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_pointer (&self->needs, g_ptr_array_unref);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  G_OBJECT_CLASS (vigie_roster_list_parent_class)->dispose (object);
}

static void
vigie_roster_list_class_init (VigieRosterListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[ROUND] = g_signal_new ("round", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_roster_list_init (VigieRosterList *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_sort_func (GTK_LIST_BOX (self->list), sort_cb, self, NULL);
  gtk_widget_add_css_class (self->list, "card-list");
  vigie_set_accessible_label (self->list, _("Posts"));
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

GtkWidget *
vigie_roster_list_new (void)
{
  return g_object_new (VIGIE_TYPE_ROSTER_LIST, NULL);
}
