/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first screen: two acts, and what is ready for the next night. Each line of the list is found
 * out, not claimed: "written and read back" means that this page has just done so, with a text that
 * nobody else writes. A line that nothing here can change has no button; a button that does nothing
 * would cost trust at the worst moment. */

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-oncall.h"
#include "vigie-readiness.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define CHECK_PLACE "home/check"

#define VIGIE_TYPE_HOME_PAGE (vigie_home_page_get_type ())
G_DECLARE_FINAL_TYPE (VigieHomePage, vigie_home_page, VIGIE, HOME_PAGE, GtkWidget)

typedef struct
{
  GtkWidget *mark;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *end;                /* box: the word "ready", or a button */
  gboolean is_ready;
} Line;

#define OPEN_WEEKS 8

enum { LINE_PLAYBOOK, LINE_STORE, LINE_AUTHOR, LINE_DIRECTORY, LINE_ON_CALL, LINE_SEAT, N_LINES };

struct _VigieHomePage
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkBox *acts;
  GtkWidget *promise;
  GtkWidget *first_words;
  GtkWidget *ready_count;
  GtkBox *ready;
  GtkWidget *first_act;
  Line lines[N_LINES];

  VigieSession *session;
  GCancellable *cancellable;
  char *written;
  gint64 on_call_until_usec;     /* when the line of who is on call says something else */
};

G_DEFINE_FINAL_TYPE (VigieHomePage, vigie_home_page, GTK_TYPE_WIDGET)

/* ---- Acts ---- */

static GtkWidget *
add_act (VigieHomePage *self,
         const char    *icon,
         const char    *title,
         const char    *text,
         const char    *key,
         const char    *action,
         gboolean       primary)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *sentence = vigie_paragraph_new (text, "home-act-text");

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), vigie_label_new (title, "home-act-title"));
  gtk_box_append (GTK_BOX (words), sentence);
  gtk_box_append (GTK_BOX (box), vigie_icon_new (icon, NULL));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), vigie_kbd_new (key));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "home-act");
  vigie_set_class (button, "primary", primary);
  vigie_set_accessible_label (button, title);
  gtk_box_append (self->acts, button);
  return button;
}

/* ---- Lines ---- */

static void
add_line (VigieHomePage *self,
          guint          index)
{
  Line *line = &self->lines[index];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  line->mark = vigie_icon_new (NULL, NULL);
  line->title = vigie_label_new ("", "small strong");
  line->detail = vigie_label_new ("", "caption dim");
  line->end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (line->end, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "card-row");
  gtk_widget_set_margin_start (line->mark, 14);
  gtk_widget_set_margin_end (line->end, 14);
  gtk_widget_add_css_class (box, "ready-row");
  gtk_box_append (GTK_BOX (words), line->title);
  gtk_box_append (GTK_BOX (words), line->detail);
  gtk_box_append (GTK_BOX (box), line->mark);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), line->end);
  gtk_box_append (self->ready, box);
}

static void
set_line (VigieHomePage *self,
          guint          index,
          gboolean       is_ready,
          const char    *title,
          const char    *detail)
{
  Line *line = &self->lines[index];
  g_autofree char *count = NULL;
  guint n = 0;

  line->is_ready = is_ready;
  gtk_image_set_from_icon_name (GTK_IMAGE (line->mark), is_ready ? "vigie-check-symbolic" : "vigie-todo-symbolic");
  vigie_set_class (line->mark, "ok-text", is_ready);
  vigie_set_class (line->mark, "soon-text", !is_ready);
  vigie_label_set (GTK_LABEL (line->title), title);
  vigie_label_set (GTK_LABEL (line->detail), detail);
  vigie_clear_box (GTK_BOX (line->end));
  if (is_ready)
    gtk_box_append (GTK_BOX (line->end), vigie_label_new (_("ready"), "caption strong ok-text"));
  for (guint i = 0; i < N_LINES; i++)
    n += self->lines[i].is_ready;
  /* Translators: lines of the list that are ready, and how many there are. */
  count = g_strdup_printf (_("%u ready of %u"), n, N_LINES);
  vigie_label_set (GTK_LABEL (self->ready_count), count);
}

static GtkWidget *
add_button (VigieHomePage *self,
            guint          index,
            const char    *words)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_add_css_class (button, "compact");
  gtk_box_append (GTK_BOX (self->lines[index].end), button);
  return button;
}

static void
calendar_cb (VigieHomePage *self)
{
  vigie_compat_show_uri (GTK_WIDGET (self), vigie_session_get_playbook (self->session)->calendar_url);
}

static void
fill_playbook (VigieHomePage *self)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (self->session);
  g_autofree char *title = g_strdup_printf (_("Playbook %s %s"), playbook->organisation, playbook->version);
  g_autofree char *types = g_strdup_printf (ngettext ("%u type", "%u types", playbook->types->len), playbook->types->len);
  g_autofree char *clocks = g_strdup_printf (ngettext ("%u clock", "%u clocks", playbook->clocks->len), playbook->clocks->len);
  g_autofree char *texts = g_strdup_printf (ngettext ("%u text in French and English", "%u texts in French and English", playbook->templates->len), playbook->templates->len);
  g_autofree char *detail = g_strdup_printf ("%s, %s, %s", types, clocks, texts);

  set_line (self, LINE_PLAYBOOK, TRUE, title, detail);
}

static void
fill_author (VigieHomePage *self)
{
  g_autofree char *author = vigie_text_ui_clean (vigie_session_get_author (self->session), 60);
  g_autofree char *title = NULL;
  GtkWidget *button;

  if (!vigie_session_author_is_guess (self->session))
    {
      /* Translators: the name of the person at this computer. */
      title = g_strdup_printf (_("Your name: %s"), author);
      set_line (self, LINE_AUTHOR, TRUE, title, _("written beside everything you record"));
      return;
    }
  title = g_strdup_printf (_("Your name: %s, as it will be written"), author);
  set_line (self, LINE_AUTHOR, FALSE, title, _("the login of this computer stands in for it"));
  button = add_button (self, LINE_AUTHOR, _("Give your name"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.author");
}

/* Who has never recorded anything is told what the first act leads to. */
static void
registry_cb (VigieHomePage *self)
{
  gboolean is_empty = g_list_model_get_n_items (vigie_session_get_registry (self->session)) == 0;

  gtk_widget_set_visible (self->first_words, is_empty);
}

static void
add_lack (GString *words,
          guint    n,
          char    *part)
{
  if (n > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", part);
  g_free (part);
}

/* What would cost minutes in the night, counted by day. */
static char *
lack_words (const VigieReadiness *readiness)
{
  const guint *n = readiness->n;
  GString *words = g_string_new (NULL);

  add_lack (words, n[0], g_strdup_printf (ngettext ("%u placeholder for a number", "%u placeholders for numbers", n[0]), n[0]));
  add_lack (words, n[1], g_strdup_printf (ngettext ("%u without a number", "%u without a number", n[1]), n[1]));
  add_lack (words, n[4], g_strdup_printf (ngettext ("%u written twice", "%u written twice", n[4]), n[4]));
  add_lack (words, n[2], g_strdup_printf (ngettext ("%u post without a deputy", "%u posts without a deputy", n[2]), n[2]));
  add_lack (words, n[3], g_strdup_printf (ngettext ("%u not verified since the review", "%u not verified since the review", n[3]), n[3]));
  return g_string_free (words, FALSE);
}

/* A line that has its button keeps it: the focus may be there. */
static void
fill_directory (VigieHomePage *self)
{
  VigieReadiness readiness;
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;
  GtkWidget *button;

  vigie_readiness_count (vigie_session_get_directory (self->session), vigie_session_now_usec (self->session), &readiness);
  if (readiness.n_lacking == 0)
    {
      set_line (self, LINE_DIRECTORY, TRUE, _("Directory"), _("every contact can be reached and was verified"));
      return;
    }
  title = readiness.n_urgent > 0 ? g_strdup_printf (ngettext ("Directory: %u contact to complete", "Directory: %u contacts to complete", readiness.n_urgent), readiness.n_urgent)
                                 : g_strdup_printf (ngettext ("Directory: %u contact to verify", "Directory: %u contacts to verify", readiness.n_lacking), readiness.n_lacking);
  detail = lack_words (&readiness);
  gtk_label_set_ellipsize (GTK_LABEL (self->lines[LINE_DIRECTORY].detail), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (self->lines[LINE_DIRECTORY].detail), TRUE);
  if (!self->lines[LINE_DIRECTORY].is_ready && gtk_widget_get_first_child (self->lines[LINE_DIRECTORY].end))
    {
      vigie_label_set (GTK_LABEL (self->lines[LINE_DIRECTORY].title), title);
      vigie_label_set (GTK_LABEL (self->lines[LINE_DIRECTORY].detail), detail);
      return;
    }
  set_line (self, LINE_DIRECTORY, FALSE, title, detail);
  button = add_button (self, LINE_DIRECTORY, _("See who"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "directory");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show");
}

/* No rotation is set here: the playbook’s calendar decides. */
static void
fill_calendar (VigieHomePage *self)
{
  const char *url = vigie_session_get_playbook (self->session)->calendar_url;

  set_line (self, LINE_ON_CALL, FALSE, _("On-call week"), _("nobody is designated here; the team’s calendar decides"));
  if (url && g_str_has_prefix (url, "https://"))
    g_signal_connect_swapped (add_button (self, LINE_ON_CALL, _("Open the calendar")), "clicked", G_CALLBACK (calendar_cb), self);
}

/* Levels whose rotation two people set apart from each other; NULL: none. */
static char *
rival_words (VigieHomePage *self)
{
  GPtrArray *levels = vigie_session_get_playbook (self->session)->support_levels;
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < levels->len; i++)
    {
      const char *id = ((const VigieSupportLevel *) levels->pdata[i])->id;
      g_autoptr(GPtrArray) rivals = vigie_rota_rivals (vigie_oncall_rota (self->session), id);

      if (rivals->len > 0)
        g_string_append_printf (ids, "%s%s", ids->len > 0 ? ", " : "", id);
    }

  /* Translators: %s are support levels. */
  return ids->len > 0 ? g_strdup_printf (_("On call: two rotations for %s, one has to be chosen"), ids->str) : NULL;
}

static void
fill_on_call (VigieHomePage *self)
{
  const VigieRota *rota = vigie_oncall_rota (self->session);
  gint64 week_usec = vigie_week_start (vigie_session_now_usec (self->session), vigie_session_get_zone (self->session));
  g_autofree char *sentence = vigie_oncall_sentence (self->session);
  g_autofree char *title = NULL;
  g_autofree char *rivals = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *button;
  gboolean had_focus;
  guint n;

  self->on_call_until_usec = MIN (vigie_oncall_next_change (self->session), vigie_week_add (week_usec, 1, vigie_session_get_zone (self->session)));
  if (vigie_rota_is_empty (rota))
    {
      fill_calendar (self);
      return;
    }
  n = vigie_rota_count_open_weeks (rota, vigie_session_get_playbook (self->session), vigie_session_now_usec (self->session), OPEN_WEEKS,
                                   vigie_session_get_zone (self->session), vigie_oncall_zones (self->session));
  rivals = rival_words (self);
  title = rivals != NULL ? g_strdup (rivals)
          : n == 0 ? g_strdup (_("On call: somebody for each of the next 8 weeks"))
                   : g_strdup_printf (ngettext ("On call: %u of the next 8 weeks has a gap", "On call: %u of the next 8 weeks have a gap", n), n);
  gtk_label_set_ellipsize (GTK_LABEL (self->lines[LINE_ON_CALL].detail), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (self->lines[LINE_ON_CALL].detail), TRUE);
  had_focus = focus != NULL && gtk_widget_is_ancestor (focus, self->lines[LINE_ON_CALL].end);
  set_line (self, LINE_ON_CALL, n == 0 && rivals == NULL, title, sentence != NULL ? sentence : _("nobody is on call now"));
  button = add_button (self, LINE_ON_CALL, _("Show the rotation"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "directory");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show");
  if (had_focus)
    gtk_widget_grab_focus (button);
}

/* At the hand-over hour somebody else is on call, and with each week another one counts. */
static void
tick_cb (VigieHomePage *self)
{
  if (vigie_session_now_usec (self->session) >= self->on_call_until_usec)
    fill_on_call (self);
}

/* A line that has its button keeps it: the focus may be there. */
static void
fill_seat (VigieHomePage *self)
{
  const VigieStoreHub *hub = vigie_exchange_get_hub (vigie_session_get_exchange (self->session));
  Line *line = &self->lines[LINE_SEAT];
  GtkWidget *button;

  vigie_label_set (GTK_LABEL (self->promise), hub ? _("What you note is kept here first, and goes to the others by the hub.")
                                                  : _("No account, no server. What you note stays on this computer."));
  if (hub)
    set_line (self, LINE_SEAT, TRUE, _("Second seat"), hub->name);
  else if (line->is_ready || !gtk_widget_get_first_child (line->end))
    {
      set_line (self, LINE_SEAT, FALSE, _("Second seat"), _("none: this computer shares with nobody"));
      button = add_button (self, LINE_SEAT, _("Join a hub…"));
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.join-hub");
      button = add_button (self, LINE_SEAT, _("Share from this computer"));
      gtk_widget_set_margin_start (button, 6);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.share");
    }
}

static void
check_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VigieHomePage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *read = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->session)
    return;
  vigie_store_thread_keep_text (VIGIE_STORE_THREAD (object), CHECK_PLACE, NULL);
  if (read && g_strcmp0 (read, self->written) == 0)
    set_line (self, LINE_STORE, TRUE, _("Local record"), _("open, written and read back just now"));
  else
    set_line (self, LINE_STORE, FALSE, _("Local record"), error ? error->message : _("what was written could not be read back"));
}

static void
check_store (VigieHomePage *self)
{
  VigieStoreThread *store = vigie_session_get_store (self->session);

  g_free (self->written);
  self->written = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  vigie_store_thread_keep_text (store, CHECK_PLACE, self->written);
  vigie_store_thread_kept_text_async (store, CHECK_PLACE, self->cancellable, check_read_cb, g_object_ref (self));
}

static void
map_cb (VigieHomePage *self)
{
  if (self->session)
    check_store (self);
}

/* ---- Object ---- */

static gboolean
vigie_home_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_HOME_PAGE (widget)->first_act);
}

static void
vigie_home_page_dispose (GObject *object)
{
  VigieHomePage *self = VIGIE_HOME_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_home_page_parent_class)->dispose (object);
}

static void
vigie_home_page_finalize (GObject *object)
{
  VigieHomePage *self = VIGIE_HOME_PAGE (object);

  g_object_unref (self->cancellable);
  g_free (self->written);
  G_OBJECT_CLASS (vigie_home_page_parent_class)->finalize (object);
}

static void
vigie_home_page_class_init (VigieHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_home_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = vigie_home_page_finalize;
  widget_class->grab_focus = vigie_home_page_grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/ci/distri_night/Vigie/ui/vigie-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VigieHomePage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, VigieHomePage, acts);
  gtk_widget_class_bind_template_child (widget_class, VigieHomePage, promise);
  gtk_widget_class_bind_template_child (widget_class, VigieHomePage, first_words);
  gtk_widget_class_bind_template_child (widget_class, VigieHomePage, ready_count);
  gtk_widget_class_bind_template_child (widget_class, VigieHomePage, ready);
}

static void
vigie_home_page_init (VigieHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->first_act = add_act (self, "vigie-beacon-symbolic", _("Declare an incident"),
                             _("Five questions, one key an answer. No network, no account."), _("Ctrl N"), "win.declare", TRUE);
  add_act (self, "vigie-action-symbolic", _("Open the guided example"),
           _("A P1 outage as it stands in its fourth hour; it can be removed afterwards."), _("Ctrl G"), "win.example", FALSE);
  for (guint i = 0; i < N_LINES; i++)
    add_line (self, i);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

GtkWidget *
vigie_home_page_new (VigieSession *session)
{
  VigieHomePage *self = g_object_new (VIGIE_TYPE_HOME_PAGE, NULL);

  self->session = g_object_ref (session);
  fill_playbook (self);
  set_line (self, LINE_STORE, FALSE, _("Local record"), _("being checked"));
  fill_author (self);
  fill_directory (self);
  fill_on_call (self);
  fill_seat (self);
  g_signal_connect_object (vigie_session_get_exchange (session), "changed", G_CALLBACK (fill_seat), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "directory-changed", G_CALLBACK (fill_directory), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "directory-changed", G_CALLBACK (fill_on_call), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::author", G_CALLBACK (fill_author), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vigie_session_get_registry (session), "items-changed", G_CALLBACK (registry_cb), self, G_CONNECT_SWAPPED);
  registry_cb (self);
  return GTK_WIDGET (self);
}
