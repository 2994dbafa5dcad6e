/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sharing from the window: real widgets, the real program behind them, and a seat that joins by the link on the screen. */

#include "exchange-fixture.h"

#include "vigie-qr-code.h"
#include "vigie-share-invite.h"
#include "vigie-share-window.h"
#include "vigie-share-words.h"

#define SHARE (vigie_session_get_share (fixture->session))

static void
remove_hub (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "vigie.db.hub", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
stop (Fixture *fixture)
{
  vigie_sync_share_stop (SHARE);
  wait_until (vigie_sync_share_get_state (SHARE) == VIGIE_SYNC_SHARE_OFF);
  remove_hub (fixture);
}

/* The first button on screen that says @words. */
static GtkWidget *
button (GtkWidget *root, const char *words)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_BUTTON (root) && find_words (root, words) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = button (child, words);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The button of a question over any window. */
static GtkWidget *
find_ask (const char *words)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *i = windows; i != NULL; i = i->next)
    {
      GtkWidget *found = gtk_widget_get_visible (i->data) && !VIGIE_IS_SHARE_WINDOW (i->data) ? button (i->data, words) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

static int
width_of (GtkWidget *widget)
{
  int natural = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static void
clipboard_cb (GObject *source, GAsyncResult *answer, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), answer, NULL);
}

/* The link for members leads back who has joined, without an invitation. */
static void
join_again (GtkWidget *window, Ctl *ctl)
{
  g_autofree char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (window), NULL, clipboard_cb, &text);
  wait_until (text != NULL);
  g_assert_true (g_str_has_suffix (text, "for=members"));
  ctl_do (ctl, "sync", NULL);
  ctl_do (ctl, "join", text, NULL);
}

/* Opening it starts; somebody is invited, joins by the link, is listed, is shown the door. */
static void
test_shares (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (vigie_share_window_present (NULL, fixture->session));
  VigieShareInvite *invite = VIGIE_SHARE_INVITE (vigie_share_window_get_invite (VIGIE_SHARE_WINDOW (window)));
  g_autoptr(Ctl) yao = ctl_new ();

  wait_until (find_words (window, "DISTRI-NIGHT is shared from this computer") != NULL);
  g_assert_null (vigie_share_invite_get_link (invite));
  vigie_share_invite_fill (invite, "", VIGIE_ROLE_VIEWER);
  vigie_share_invite_make (invite);
  g_assert_null (vigie_share_invite_get_link (invite));
  wait_until (find_words (window, "Reads what is not restricted, and records nothing.") != NULL);
  vigie_share_invite_fill (invite, "Yao <b>Kouassi</b>", VIGIE_ROLE_RESPONDER);
  wait_until (find_words (window, "Works on incidents: declares, writes, ticks, takes posts.") != NULL);
  vigie_share_invite_make (invite);
  wait_until (vigie_share_invite_get_link (invite) != NULL);
  g_assert_nonnull (find_words (window, "Copy the link"));
  g_assert_nonnull (find_words (window, vigie_share_invite_get_link (invite)));
  g_assert_null (find_words (window, "Make the invitation"));

  gtk_widget_activate (button (window, "Copy the link for members"));
  wait_until (find_words (window, "Copied") != NULL);
  ctl_do (yao, "join", vigie_share_invite_get_link (invite), NULL);
  wait_until (find_words (window, "Yao <b>Kouassi</b>, Responder") != NULL);
  join_again (window, yao);
  g_assert_nonnull (find_words (window, "You, at this computer"));
  gtk_widget_activate (button (window, "Take away…"));
  wait_until (find_ask ("Take away the access") != NULL);
  gtk_widget_activate (find_ask ("Take away the access"));
  wait_until (find_words (window, "Has no access any more") != NULL);
  ctl_run (yao, "sync", NULL);
  ctl_assert_refused (yao, "join again");

  gtk_widget_activate (button (window, "Invite somebody else"));
  wait_until (find_words (window, "Make the invitation") != NULL);
  g_assert_null (vigie_share_invite_get_link (invite));
  gtk_widget_activate (button (window, "Stop sharing"));
  wait_until (button (window, "Share from this computer") != NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  stop (fixture);
}

/* Closing the window stops nothing; it opens again as it is. */
static void
test_goes_on (Fixture *fixture, gconstpointer data)
{
  VigieShareWindow *window = vigie_share_window_present (NULL, fixture->session);

  wait_until (vigie_sync_share_get_state (SHARE) == VIGIE_SYNC_SHARE_ON);
  gtk_window_destroy (GTK_WINDOW (window));
  window = vigie_share_window_present (NULL, fixture->session);
  wait_until (find_words (GTK_WIDGET (window), "DISTRI-NIGHT is shared from this computer") != NULL);
  g_assert_true (vigie_share_window_present (NULL, fixture->session) == window);
  gtk_window_destroy (GTK_WINDOW (window));
  stop (fixture);
}

static void
test_not_installed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = g_strdup (g_getenv ("VIGIE_HUB"));
  GtkWidget *window;

  g_setenv ("VIGIE_HUB", "/nowhere/vigie-hub", TRUE);
  window = GTK_WIDGET (vigie_share_window_present (NULL, fixture->session));
  wait_until (find_words (window, "The program “vigie-hub” is not on this computer: install it, then try again.") != NULL);
  g_assert_true (gtk_widget_is_sensitive (button (window, "Share from this computer")));
  g_setenv ("VIGIE_HUB", before, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
  remove_hub (fixture);
}

static void
test_code (Fixture *fixture, gconstpointer data)
{
  GtkWidget *code = g_object_ref_sink (vigie_qr_code_new ("The link as a QR code"));
  g_autofree char *long_text = g_strnfill (4000, 'x');

  g_assert_cmpint (width_of (code), ==, 0);
  g_assert_true (vigie_qr_code_set_text (VIGIE_QR_CODE (code), "vigie"));
  /* The smallest one: 21 modules, and four on each side. */
  g_assert_cmpint (width_of (code), ==, 4 * (21 + 8));
  g_assert_false (vigie_qr_code_set_text (VIGIE_QR_CODE (code), long_text));
  g_assert_cmpint (width_of (code), ==, 0);
  g_assert_false (vigie_qr_code_set_text (VIGIE_QR_CODE (code), NULL));
  g_object_unref (code);
}

static void
add_tests (void)
{
  add_test ("/ui/share/shares", test_shares);
  add_test ("/ui/share/goes-on", test_goes_on);
  add_test ("/ui/share/not-installed", test_not_installed);
  add_test ("/ui/share/code", test_code);
}

int
main (int argc, char *argv[])
{
  int status;

  vigie_sync_init ();
  status = run_tests (&argc, &argv, add_tests);
  end_pool_threads ();

  return status;
}
