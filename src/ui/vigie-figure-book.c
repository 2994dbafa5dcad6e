/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A round: have the store make what is behind, some incidents at a time so that what somebody records meanwhile does
 * not wait; then, if somebody wants them, read all. What changes during a round asks for one more. A round begins a
 * little after the last change: while people type, nothing is worked out for nobody. */

#include "vigie-figure-book.h"

#define CALM_MS 1200

struct _VigieFigureBook
{
  GObject parent_instance;

  VigieSession *session;         /* not owned: it owns this */
  GCancellable *cancellable;
  GPtrArray *all;                /* VigieFigures, or NULL */
  guint n_open;
  guint n_wanting;
  guint timeout_id;
  gboolean only_examples;
  gboolean is_running;
  gboolean again;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VigieFigureBook, vigie_figure_book, G_TYPE_OBJECT)

static void learn (VigieFigureBook *self);
static void begin_soon (VigieFigureBook *self, guint delay_ms);

static void
end_round (VigieFigureBook *self)
{
  self->is_running = FALSE;
  if (self->again)
    begin_soon (self, CALM_MS);
  self->again = FALSE;
}

static void
take_all (VigieFigureBook *self, GPtrArray *all)
{
  gboolean real = FALSE;

  g_clear_pointer (&self->all, g_ptr_array_unref);
  self->all = all;
  for (guint i = 0; i < all->len && !real; i++)
    real = !((const VigieFigures *) all->pdata[i])->example;
  self->only_examples = !real && all->len > 0;
}

static void
figures_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieFigureBook) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *all = vigie_store_thread_figures_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (all == NULL)
    g_debug ("The figures could not be read: %s", error->message);
  else if (self->n_wanting > 0)
    take_all (self, all);
  else
    g_ptr_array_unref (all);
  g_signal_emit (self, signals[CHANGED], 0);
  end_round (self);
}

static void
learnt_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieFigureBook) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean more = FALSE;
  guint n_open = self->n_open;

  if (!vigie_store_thread_learn_finish (VIGIE_STORE_THREAD (object), result, &more, &n_open, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      g_debug ("The figures could not be made: %s", error->message);
      more = FALSE;
    }
  if (more)
    {
      learn (self);
      return;
    }
  if (n_open != self->n_open)
    {
      self->n_open = n_open;
      g_signal_emit (self, signals[CHANGED], 0);
    }
  if (self->n_wanting > 0)
    vigie_store_thread_figures_async (VIGIE_STORE_THREAD (object), self->cancellable, figures_cb, g_object_ref (self));
  else
    end_round (self);
}

static void
learn (VigieFigureBook *self)
{
  vigie_store_thread_learn_async (vigie_session_get_store (self->session), self->cancellable, learnt_cb, g_object_ref (self));
}

static gboolean
begin_cb (gpointer user_data)
{
  VigieFigureBook *self = user_data;

  self->timeout_id = 0;
  self->is_running = TRUE;
  learn (self);

  return G_SOURCE_REMOVE;
}

static void
begin_soon (VigieFigureBook *self, guint delay_ms)
{
  if (self->is_running)
    {
      self->again = TRUE;
      return;
    }
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = delay_ms > 0 ? g_timeout_add (delay_ms, begin_cb, self) : g_idle_add (begin_cb, self);
}

static void
incident_changed_cb (VigieFigureBook *self)
{
  /* Who looks at an empty page does not wait for a calm moment. */
  begin_soon (self, self->n_wanting > 0 && self->all == NULL ? 0 : CALM_MS);
}

/* ---- Object ---- */

static void
vigie_figure_book_dispose (GObject *object)
{
  VigieFigureBook *self = VIGIE_FIGURE_BOOK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  G_OBJECT_CLASS (vigie_figure_book_parent_class)->dispose (object);
}

static void
vigie_figure_book_class_init (VigieFigureBookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_figure_book_dispose;
  signals[CHANGED] = g_signal_new ("changed", VIGIE_TYPE_FIGURE_BOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_figure_book_init (VigieFigureBook *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
drop_book (gpointer data)
{
  g_object_run_dispose (data);
  g_object_unref (data);
}

VigieFigureBook *
vigie_figure_book_of (VigieSession *session)
{
  VigieFigureBook *self;

  g_return_val_if_fail (VIGIE_IS_SESSION (session), NULL);

  self = g_object_get_data (G_OBJECT (session), "vigie-figure-book");
  if (self != NULL)
    return self;
  self = g_object_new (VIGIE_TYPE_FIGURE_BOOK, NULL);
  self->session = session;
  g_signal_connect_object (session, "incident-changed", G_CALLBACK (incident_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (session), "vigie-figure-book", self, drop_book);
  begin_soon (self, CALM_MS);

  return self;
}

void
vigie_figure_book_want (VigieFigureBook *self, gboolean wants)
{
  g_return_if_fail (VIGIE_IS_FIGURE_BOOK (self));
  g_return_if_fail (wants || self->n_wanting > 0);

  self->n_wanting += wants ? 1 : -1;
  if (wants && self->all == NULL)
    begin_soon (self, 0);
  if (self->n_wanting == 0)
    g_clear_pointer (&self->all, g_ptr_array_unref);
}

GPtrArray *
vigie_figure_book_get_all (VigieFigureBook *self)
{
  g_return_val_if_fail (VIGIE_IS_FIGURE_BOOK (self), NULL);

  return self->all;
}

gboolean
vigie_figure_book_has_only_examples (VigieFigureBook *self)
{
  g_return_val_if_fail (VIGIE_IS_FIGURE_BOOK (self), FALSE);

  return self->only_examples;
}

guint
vigie_figure_book_get_open_actions (VigieFigureBook *self)
{
  g_return_val_if_fail (VIGIE_IS_FIGURE_BOOK (self), 0);

  return self->n_open;
}
