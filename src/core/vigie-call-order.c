/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The playbook says in which order a category is called, the directory who stands in for whom, the rota who is away: the
 * order is made of the three, so that “no answer” never leads past the one who was named for it. */

#include "vigie-call-order.h"

#include <string.h>

typedef struct
{
  const VigiePlaybook *playbook;
  const VigieDirectory *directory; /* or NULL */
  gint64 now_usec;
  GPtrArray *present, *away;
} Order;

static gboolean
names (const VigieContactDef *contact, const char *whom)
{
  return g_ascii_strcasecmp (whom, contact->id) == 0 || strcmp (whom, contact->name.en) == 0 || strcmp (whom, contact->name.fr) == 0;
}

gboolean
vigie_call_order_is (const VigieDirectory *directory, const VigieContactDef *contact, const char *whom)
{
  const VigieContactDef *known = directory != NULL ? vigie_directory_def (directory, contact->id) : NULL;

  g_return_val_if_fail (contact != NULL && whom != NULL, FALSE);

  return names (contact, whom) || (known != NULL && names (known, whom));
}

/* A person of the rota is the id of a contact, or a name. */
static gboolean
is_person (const Order *order, const VigieContactDef *contact, const char *person)
{
  const VigieContact *found = vigie_directory_find (order->directory, person);

  return found != NULL ? strcmp (found->id, contact->id) == 0 : names (contact, person);
}

static gboolean
is_now (const Order *order, gint64 from_usec, gint64 to_usec)
{
  return from_usec <= order->now_usec && order->now_usec < to_usec;
}

static gboolean
is_away (const Order *order, const VigieContactDef *contact)
{
  GPtrArray *absences = order->directory != NULL ? vigie_rota_absences (vigie_directory_rota (order->directory)) : NULL;

  for (guint i = 0; absences != NULL && i < absences->len; i++)
    {
      const VigieAbsence *one = absences->pdata[i];

      if (is_now (order, one->from_usec, one->to_usec) && is_person (order, contact, one->person))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_number (const Order *order, const VigieContactDef *contact)
{
  const VigieContactDef *known = order->directory != NULL ? vigie_directory_def (order->directory, contact->id) : contact;

  return known != NULL && known->phones->len > 0;
}

/* The playbook's own where it has one: it is compared by identity. */
static void
add (Order *order, const VigieContactDef *contact, gboolean is_wanted)
{
  const VigieContactDef *own = vigie_playbook_contact (order->playbook, contact->id);
  gpointer one = (gpointer) (own != NULL ? own : contact);

  if ((!is_wanted && !has_number (order, contact)) || g_ptr_array_find (order->present, one, NULL) || g_ptr_array_find (order->away, one, NULL))
    return;
  g_ptr_array_add (is_away (order, contact) ? order->away : order->present, one);
}

/* Whoever was set in place of @contact for this moment; the last word counts. */
static const VigieContact *
substitute_of (const Order *order, const VigieContactDef *contact)
{
  GPtrArray *all = vigie_rota_substitutions (vigie_directory_rota (order->directory));

  for (guint i = all->len; i > 0; i--)
    {
      const VigieSubstitution *one = all->pdata[i - 1];

      if (one->instead_of != NULL && is_now (order, one->from_usec, one->to_usec) && is_person (order, contact, one->instead_of))
        return vigie_directory_find (order->directory, one->person);
    }

  return NULL;
}

static void
add_with_deputies (Order *order, const VigieContactDef *contact, gboolean is_wanted)
{
  const VigieContact *substitute, *deputy;

  add (order, contact, is_wanted);
  if (order->directory == NULL)
    return;
  substitute = substitute_of (order, contact);
  deputy = vigie_directory_deputy (order->directory, contact->id);
  if (substitute != NULL)
    add (order, &substitute->def, FALSE);
  if (deputy != NULL)
    add (order, &deputy->def, FALSE);
}

GPtrArray *
vigie_call_order (const VigiePlaybook *playbook, const VigieDirectory *directory, const VigieContactDef *contact, gint64 now_usec)
{
  Order order = { playbook, directory, now_usec, g_ptr_array_new (), g_ptr_array_new () };
  gboolean follows = FALSE;

  g_return_val_if_fail (playbook != NULL && contact != NULL, order.present);

  add_with_deputies (&order, contact, TRUE);
  for (guint i = 0; i < playbook->contacts->len; i++)
    {
      const VigieContactDef *other = playbook->contacts->pdata[i];

      if (follows && strcmp (other->category, contact->category) == 0)
        add_with_deputies (&order, other, FALSE);
      follows = follows || other == contact;
    }
  g_ptr_array_extend_and_steal (order.present, order.away);

  return order.present;
}
