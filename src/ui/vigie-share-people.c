/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list is read anew when the organisation's stream changes, and said anew when somebody comes or goes. Rows are kept
 * by member, so that a button keeps the focus while the words beside it change. */

#include "vigie-share-people.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-compat.h"
#include "vigie-id.h"
#include "vigie-share-words.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define SEEN_KEY "vigie-share-seen"

struct _VigieSharePeople
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkWidget *list;
  GtkWidget *failure;
  GHashTable *rows;              /* member → GtkWidget of the list */
  GPtrArray *members;            /* VigieSyncMember, as shown; NULL before the first answer */

  VigieSession *session;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (VigieSharePeople, vigie_share_people, GTK_TYPE_WIDGET)

/* Who was seen ------------------------------------------------------------------------------------- */

/* Member → when, of this run; it outlives the window. */
static GHashTable *
seen_of (VigieSession *session)
{
  GObject *share = G_OBJECT (vigie_session_get_share (session));
  GHashTable *seen = g_object_get_data (share, SEEN_KEY);

  if (seen == NULL)
    {
      seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_object_set_data_full (share, SEEN_KEY, seen, (GDestroyNotify) g_hash_table_unref);
    }

  return seen;
}

static gboolean
note_seen (VigieSession *session, const char *member, gint64 *seen_usec)
{
  GPtrArray *people = vigie_exchange_get_people (vigie_session_get_exchange (session), NULL);
  GHashTable *seen = seen_of (session);
  gboolean present = FALSE;
  gint64 *kept;

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const VigieWirePerson *person = people->pdata[i];

      if (strcmp (person->member, member) != 0)
        continue;
      present = present || person->state != VIGIE_WIRE_GONE;
      g_hash_table_insert (seen, g_strdup (member), g_memdup2 (&person->seen_usec, sizeof person->seen_usec));
    }
  kept = g_hash_table_lookup (seen, member);
  *seen_usec = kept != NULL ? *kept : VIGIE_TIME_NONE;

  return present;
}

/* Revoking ------------------------------------------------------------------------------------------ */

typedef struct
{
  VigieSharePeople *people;      /* owned */
  char *member;
} Revoke;

static void
revoked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieSharePeople) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = vigie_sync_share_revoke_finish (VIGIE_SYNC_SHARE (object), result, &error);

  if (self->root == NULL)
    return;
  vigie_label_set (GTK_LABEL (self->failure), good ? NULL : error->message);
  gtk_widget_set_visible (self->failure, !good);
}

static void
answered_cb (gboolean accepted, gpointer user_data)
{
  Revoke *revoke = user_data;

  if (accepted && revoke->people->root != NULL)
    vigie_sync_share_revoke_async (vigie_session_get_share (revoke->people->session), revoke->member, NULL, revoked_cb,
                                   g_object_ref (revoke->people));
  g_object_unref (revoke->people);
  g_free (revoke->member);
  g_free (revoke);
}

static void
revoke_cb (GtkWidget *button, VigieSharePeople *self)
{
  const VigieSyncMember *member = g_object_get_data (G_OBJECT (button), "member");
  g_autofree char *shown = vigie_text_ui_clean (member->name, 0);
  g_autofree char *heading = g_strdup_printf (_("Take away the access of %s?"), shown);
  Revoke *revoke = g_new (Revoke, 1);

  *revoke = (Revoke) { g_object_ref (self), g_strdup (member->id) };
  vigie_compat_ask (GTK_WIDGET (self), heading,
                    _("At once, on all their computers. What they recorded stays, and what they have read they keep."),
                    _("Take away the access"), TRUE, NULL, answered_cb, revoke);
}

/* Rows ---------------------------------------------------------------------------------------------- */

static void
say_row (VigieSharePeople *self, GtkWidget *row, const VigieSyncMember *member)
{
  GtkLabel *seen = g_object_get_data (G_OBJECT (row), "seen");
  GtkWidget *button = g_object_get_data (G_OBJECT (row), "button");
  gint64 seen_usec;
  gboolean present = note_seen (self->session, member->id, &seen_usec);
  g_autofree char *words = vigie_share_seen_words (self->session, member, present, seen_usec);

  vigie_label_set (seen, words);
  vigie_set_class (GTK_WIDGET (seen), "ok-text", present && member->active);
  vigie_set_class (GTK_WIDGET (seen), "dim", !present || !member->active);
  g_object_set_data (G_OBJECT (button), "member", (gpointer) member);
  gtk_widget_set_visible (button, member->active && !member->is_here);
}

static GtkWidget *
row_new (VigieSharePeople *self, const VigieSyncMember *member)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *avatar = adw_avatar_new (32, NULL, TRUE);
  GtkWidget *seen = vigie_label_new ("", "small");
  GtkWidget *button = gtk_button_new_with_label (_("Take away…"));
  g_autofree char *initials = vigie_initials_text (member->name);
  g_autofree char *shown = vigie_text_ui_clean (member->name, 0);
  /* Translators: a name, and what that person may do */
  g_autofree char *who = g_strdup_printf (_("%s, %s"), shown, vigie_role_label (member->role, vigie_session_get_lang (self->session)));
  g_autofree char *spoken = g_strdup_printf (_("Take away the access of %s"), shown);

  adw_avatar_set_text (ADW_AVATAR (avatar), initials);
  gtk_box_append (GTK_BOX (lines), vigie_label_new (who, NULL));
  gtk_box_append (GTK_BOX (lines), seen);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (button, spoken);
  gtk_widget_add_css_class (row, "share-person");
  gtk_box_append (GTK_BOX (row), avatar);
  gtk_box_append (GTK_BOX (row), lines);
  gtk_box_append (GTK_BOX (row), button);
  g_object_set_data (G_OBJECT (row), "seen", seen);
  g_object_set_data (G_OBJECT (row), "button", button);
  g_signal_connect (button, "clicked", G_CALLBACK (revoke_cb), self);

  return row;
}

/* Roles and names change seldom: then their row is made anew. */
static GtkWidget *
find_row (VigieSharePeople *self, const VigieSyncMember *member)
{
  g_autofree char *key = g_strdup_printf ("%s %d %s", member->id, member->role, member->name);
  GtkWidget *row = g_hash_table_lookup (self->rows, key);

  if (row == NULL)
    {
      row = g_object_ref_sink (row_new (self, member));
      g_hash_table_insert (self->rows, g_steal_pointer (&key), row);
    }

  return row;
}

static void
place_row (VigieSharePeople *self, GtkWidget *row, GtkWidget *after)
{
  if (gtk_widget_get_parent (row) == NULL)
    gtk_box_insert_child_after (GTK_BOX (self->list), row, after);
  else
    gtk_box_reorder_child_after (GTK_BOX (self->list), row, after);
}

static void
show (VigieSharePeople *self)
{
  GtkWidget *last = NULL, *next;

  if (self->root == NULL)
    return;
  for (guint i = 0; self->members != NULL && i < self->members->len; i++)
    {
      const VigieSyncMember *member = self->members->pdata[i];
      GtkWidget *row = find_row (self, member);

      place_row (self, row, last);
      say_row (self, row, member);
      last = row;
    }
  while ((next = last != NULL ? gtk_widget_get_next_sibling (last) : gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), next);
}

/* Reading ------------------------------------------------------------------------------------------- */

static void
members_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieSharePeople) self = user_data;
  GPtrArray *members = vigie_sync_share_members_finish (VIGIE_SYNC_SHARE (object), result, NULL);
  GPtrArray *before = self->members;

  if (self->root == NULL || members == NULL)
    {
      g_clear_pointer (&members, g_ptr_array_unref);
      return;
    }
  /* The rows look at the old ones until they are said anew. */
  self->members = members;
  show (self);
  g_clear_pointer (&before, g_ptr_array_unref);
}

static void
read_members (VigieSharePeople *self)
{
  vigie_sync_share_members_async (vigie_session_get_share (self->session), self->cancellable, members_cb, g_object_ref (self));
}

static void
store_changed_cb (VigieStoreThread *store, const char *stream, VigieSharePeople *self)
{
  if (self->root != NULL && vigie_stream_is_organisation (stream, NULL))
    read_members (self);
}

/* Object -------------------------------------------------------------------------------------------- */

static void
vigie_share_people_dispose (GObject *object)
{
  VigieSharePeople *self = VIGIE_SHARE_PEOPLE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_share_people_parent_class)->dispose (object);
}

static void
vigie_share_people_finalize (GObject *object)
{
  g_object_unref (VIGIE_SHARE_PEOPLE (object)->cancellable);
  G_OBJECT_CLASS (vigie_share_people_parent_class)->finalize (object);
}

static void
vigie_share_people_class_init (VigieSharePeopleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_share_people_dispose;
  G_OBJECT_CLASS (klass)->finalize = vigie_share_people_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_share_people_init (VigieSharePeople *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->failure = vigie_paragraph_new ("", "late-text small");
  gtk_widget_set_visible (self->failure, FALSE);
  gtk_box_append (GTK_BOX (self->root), self->list);
  gtk_box_append (GTK_BOX (self->root), self->failure);
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
}

/**
 * vigie_share_people_new:
 * @session: whose share it is
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
vigie_share_people_new (VigieSession *session)
{
  VigieSharePeople *self = g_object_new (VIGIE_TYPE_SHARE_PEOPLE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (vigie_session_get_store (session), "changed", G_CALLBACK (store_changed_cb), self, 0);
  g_signal_connect_object (vigie_session_get_exchange (session), "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  read_members (self);

  return GTK_WIDGET (self);
}
