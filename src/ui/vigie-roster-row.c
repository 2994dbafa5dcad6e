/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The row shows one of three things at its end: the acts of a vacant post, the holder's time and last answer, or,
 * while a check-in runs, the answers to press. They are all there from the start and only shown or hidden, so
 * that rows keep their height and the focus its place. Duties and rarer acts are one press away under the row. */

#include "vigie-roster-row.h"

#include <glib/gi18n-lib.h>

#include "vigie-act.h"
#include "vigie-page-parts.h"
#include "vigie-page-prompt.h"
#include "vigie-roster-people.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define AVATAR_PX 34
#define DEFAULT_SPAN_USEC (4 * VIGIE_HOUR_USEC)

const char *const vigie_roster_answers[VIGIE_N_ANSWERS] = { "fit", "tired", "relieve", "no-answer" };

struct _VigieRosterRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *box;
  GtkWidget *avatar;
  GtkWidget *empty_mark;
  GtkWidget *post_name;
  GtkWidget *holder_name;
  GtkWidget *vacant;
  GtkWidget *load;
  GtkWidget *load_words;
  GtkWidget *progress;
  GtkWidget *answer;
  GtkWidget *answer_icon;
  GtkWidget *answer_words;
  GtkWidget *asking;
  GtkWidget *buttons[VIGIE_N_ANSWERS];
  GtkWidget *vacant_acts;
  GtkWidget *more;
  GtkWidget *details; /* NULL until opened */
  GtkWidget *held_acts;
  GtkWidget *prompt;  /* NULL until opened */

  VigieIncidentModel *model;
  char *post;
  char *said; /* accessible name */
  gboolean is_asking;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (VigieRosterRow, vigie_roster_row, GTK_TYPE_LIST_BOX_ROW)

enum { ANSWERED, N_SIGNALS };
static guint signals[N_SIGNALS];

const char *
vigie_roster_answer_label (const char *state)
{
  if (g_strcmp0 (state, "fit") == 0)
    return C_("state of a person", "Fit");
  if (g_strcmp0 (state, "tired") == 0)
    return C_("state of a person", "Tired");
  if (g_strcmp0 (state, "relieve") == 0)
    return C_("state of a person", "To relieve");

  return _("No answer");
}

/* ---- Acts ---- */

static gboolean
record (VigieRosterRow *self, const char *person, GError **error)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GPtrArray *drafts = vigie_act_role (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model), self->post, person,
                                      vigie_session_get_author (session), vigie_session_now_usec (session), error);

  if (drafts == NULL)
    return FALSE;
  vigie_session_do (session, drafts, NULL);

  return TRUE;
}

static void
record_or_say (VigieRosterRow *self, const char *person)
{
  GError *error = NULL;

  if (!record (self, person, &error))
    vigie_session_do (vigie_incident_model_get_session (self->model), NULL, error);
}

void
vigie_roster_row_take (VigieRosterRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  record_or_say (self, vigie_session_get_author (vigie_incident_model_get_session (self->model)));
}

static void
free_cb (VigieRosterRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  record_or_say (self, NULL);
}

static void
close_prompt (VigieRosterRow *self)
{
  gtk_widget_set_visible (self->prompt, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
assigned_cb (VigieRosterRow *self, const char *person)
{
  g_autoptr(GError) error = NULL;

  if (!record (self, person, &error))
    vigie_page_prompt_fail (VIGIE_PAGE_PROMPT (self->prompt), error->message);
  else
    close_prompt (self);
}

void
vigie_roster_row_assign (VigieRosterRow *self)
{
  g_autoptr(GPtrArray) names = vigie_roster_people_offered (self->model);

  if (self->prompt == NULL)
    {
      self->prompt = vigie_page_prompt_new (_("Who takes this post?"), _("Assign"));
      gtk_widget_set_margin_start (self->prompt, 60);
      gtk_widget_set_margin_end (self->prompt, 14);
      gtk_widget_set_margin_bottom (self->prompt, 10);
      g_signal_connect_swapped (self->prompt, "accepted", G_CALLBACK (assigned_cb), self);
      g_signal_connect_swapped (self->prompt, "cancelled", G_CALLBACK (close_prompt), self);
      gtk_box_append (GTK_BOX (self->box), self->prompt);
    }
  vigie_page_prompt_set_text (VIGIE_PAGE_PROMPT (self->prompt), "");
  vigie_page_prompt_set_names (VIGIE_PAGE_PROMPT (self->prompt), names);
  vigie_page_prompt_fail (VIGIE_PAGE_PROMPT (self->prompt), NULL);
  gtk_widget_set_visible (self->prompt, TRUE);
  gtk_widget_grab_focus (self->prompt);
  vigie_page_reveal (GTK_WIDGET (self));
}

/* ---- Duties ---- */

static void
fill_details (VigieRosterRow *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const VigiePostDef *def = vigie_playbook_post (vigie_session_get_playbook (session), self->post);
  GtkWidget *assign = vigie_page_button_new (_("Assign someone else…"), NULL, "compact");
  GtkWidget *take = vigie_page_button_new (_("Take"), NULL, "compact");
  GtkWidget *release = vigie_page_button_new (_("Free the post"), NULL, "compact flat");

  self->details = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  for (guint i = 0; def != NULL && i < def->duties->len; i++)
    {
      g_autofree char *duty = g_strdup_printf ("• %s", vigie_text_get (g_ptr_array_index (def->duties, i), vigie_session_get_lang (session)));

      gtk_box_append (GTK_BOX (self->details), vigie_paragraph_new (duty, "small dim"));
    }
  self->held_acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_margin_top (self->held_acts, 4);
  gtk_box_append (GTK_BOX (self->held_acts), assign);
  gtk_box_append (GTK_BOX (self->held_acts), take);
  gtk_box_append (GTK_BOX (self->held_acts), release);
  gtk_box_append (GTK_BOX (self->details), self->held_acts);
  gtk_widget_set_margin_start (self->details, 60);
  gtk_widget_set_margin_end (self->details, 14);
  gtk_widget_set_margin_bottom (self->details, 10);
  g_signal_connect_swapped (assign, "clicked", G_CALLBACK (vigie_roster_row_assign), self);
  g_signal_connect_swapped (take, "clicked", G_CALLBACK (vigie_roster_row_take), self);
  g_signal_connect_swapped (release, "clicked", G_CALLBACK (free_cb), self);
  gtk_box_insert_child_after (GTK_BOX (self->box), self->details, gtk_widget_get_first_child (self->box));
}

static void
more_cb (VigieRosterRow *self, GtkToggleButton *button)
{
  gboolean open = gtk_toggle_button_get_active (button);

  if (self->details == NULL)
    fill_details (self);
  gtk_widget_set_visible (self->details, open);
  vigie_page_reveal (GTK_WIDGET (self));
  gtk_widget_set_visible (self->held_acts, vigie_roster_row_get_holder (self) != NULL);
  gtk_button_set_icon_name (GTK_BUTTON (button), open ? "vigie-up-symbolic" : "vigie-down-symbolic");
}

/* ---- Check-in ---- */

static void
answer_cb (VigieRosterRow *self, GtkToggleButton *button)
{
  if (self->is_updating || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < VIGIE_N_ANSWERS; i++)
    if (self->buttons[i] == GTK_WIDGET (button))
      g_signal_emit (self, signals[ANSWERED], 0, vigie_roster_answers[i]);
}

static void
add_asking (VigieRosterRow *self, GtkWidget *line)
{
  static const char *const keys[VIGIE_N_ANSWERS] = { "1", "2", "3", "0" };

  self->asking = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->asking, "linked");
  gtk_widget_set_valign (self->asking, GTK_ALIGN_CENTER);
  for (guint i = 0; i < VIGIE_N_ANSWERS; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
      const char *words = vigie_roster_answer_label (vigie_roster_answers[i]);

      /* The last is what is recorded anyway: a mark is enough, and leaves room for the name. */
      gtk_box_append (GTK_BOX (box), i < VIGIE_N_ANSWERS - 1 ? gtk_label_new (words) : vigie_icon_new ("vigie-dash-symbolic", NULL));
      gtk_box_append (GTK_BOX (box), vigie_kbd_new (keys[i]));
      self->buttons[i] = gtk_toggle_button_new ();
      gtk_button_set_child (GTK_BUTTON (self->buttons[i]), box);
      gtk_widget_add_css_class (self->buttons[i], "compact");
      gtk_widget_set_tooltip_text (self->buttons[i], words);
      vigie_set_accessible_label (self->buttons[i], words);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->buttons[i]), GTK_TOGGLE_BUTTON (self->buttons[0]));
      g_signal_connect_swapped (self->buttons[i], "toggled", G_CALLBACK (answer_cb), self);
      gtk_box_append (GTK_BOX (self->asking), self->buttons[i]);
    }
  gtk_box_append (GTK_BOX (line), self->asking);
}

void
vigie_roster_row_set_asking (VigieRosterRow *self, gboolean asking, const char *state)
{
  self->is_asking = asking;
  self->is_updating = TRUE;
  for (guint i = 0; i < VIGIE_N_ANSWERS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[i]), g_strcmp0 (state, vigie_roster_answers[i]) == 0);
  self->is_updating = FALSE;
  vigie_roster_row_update (self);
}

/* ---- Drawing ---- */

/* How long one may hold a post: what the clock of its handover says. */
static gint64
holding_span (VigieRosterRow *self)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (self->model);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (g_strcmp0 (obligation->subject, self->post) == 0 && g_strcmp0 (obligation->clock->subjects, "holders") == 0 && obligation->span_usec > 0)
        return obligation->span_usec;
    }

  return DEFAULT_SPAN_USEC;
}

static void
show_load (VigieRosterRow *self, const VigieHolding *holding)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigieLang lang = vigie_session_get_lang (session);
  gint64 span_usec = holding_span (self);
  gint64 held_usec = MAX (0, vigie_session_now_usec (session) - holding->since_usec);
  g_autofree char *held = vigie_duration_format (held_usec / VIGIE_MINUTE_USEC * VIGIE_MINUTE_USEC, lang);
  g_autofree char *span = vigie_duration_format_span (span_usec, lang);
  /* Translators: how long somebody has held a post, and how long they should: “3 h 18 of 4 h”. */
  g_autofree char *words = g_strdup_printf (_("%s of %s"), held, span);

  vigie_label_set (GTK_LABEL (self->load_words), words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), MIN (1.0, (double) held_usec / (double) span_usec));
  vigie_set_class (self->progress, "late", held_usec > span_usec);
  vigie_set_class (self->progress, "soon", held_usec <= span_usec && held_usec > span_usec - span_usec / 8);
  vigie_set_class (self->load_words, "late-text", held_usec > span_usec);
}

static void
show_answer (VigieRosterRow *self, const VigieCheckInAnswer *answer)
{
  gboolean well = answer != NULL && (g_str_equal (answer->state, "fit") || g_str_equal (answer->state, "tired"));

  gtk_widget_set_visible (self->answer, answer != NULL && !self->is_asking);
  if (answer == NULL)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->answer_icon), well ? "vigie-check-symbolic" : "vigie-warning-symbolic");
  vigie_set_class (self->answer_icon, "ok-text", well);
  vigie_set_class (self->answer_icon, "soon-text", !well);
  vigie_label_set (GTK_LABEL (self->answer_words), vigie_roster_answer_label (answer->state));
}

static void
show_held (VigieRosterRow *self, GPtrArray *holders)
{
  const VigieHolding *holding = g_ptr_array_index (holders, holders->len - 1);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < holders->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((const VigieHolding *) g_ptr_array_index (holders, i))->person);
  vigie_label_set (GTK_LABEL (self->holder_name), names->str);
  adw_avatar_set_text (ADW_AVATAR (self->avatar), holding->person);
  show_load (self, holding);
  show_answer (self, vigie_roster_last_answer (vigie_incident_model_get_incident (self->model), holding->person));
  if (holders->len > 1)
    vigie_label_set (GTK_LABEL (self->vacant), _("held by more than one person: assign it to one"));
  gtk_widget_set_visible (self->vacant, holders->len > 1);
  g_string_free (names, TRUE);
}

static void
show_vacant (VigieRosterRow *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *time = vigie_page_time (session, vigie_roster_vacant_since (vigie_incident_model_get_incident (self->model), self->post));
  /* Translators: nobody holds this post since this time. */
  g_autofree char *words = g_strdup_printf (_("vacant since %s"), time);

  vigie_label_set (GTK_LABEL (self->vacant), words);
  gtk_widget_set_visible (self->vacant, TRUE);
  gtk_widget_set_visible (self->answer, FALSE);
}

void
vigie_roster_row_update (VigieRosterRow *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autoptr(GPtrArray) holders = vigie_roster_holders (vigie_incident_model_get_incident (self->model), self->post);
  gboolean held = holders->len > 0;
  const char *title = vigie_page_post_title (session, self->post);
  g_autofree char *name = NULL;

  if (held)
    show_held (self, holders);
  else
    show_vacant (self);
  gtk_widget_set_visible (self->avatar, held);
  gtk_widget_set_visible (self->empty_mark, !held);
  gtk_widget_set_visible (self->holder_name, held);
  gtk_widget_set_visible (self->load, held && !self->is_asking);
  gtk_widget_set_visible (self->asking, held && self->is_asking);
  gtk_widget_set_visible (self->more, !self->is_asking);
  gtk_widget_set_visible (self->vacant_acts, !held);
  vigie_set_class (self->post_name, "post-name", held);
  vigie_set_class (self->post_name, "strong", !held);
  if (self->held_acts != NULL)
    gtk_widget_set_visible (self->held_acts, held);
  /* Translators: a post or a fact, and who holds it or how it is. */
  name = g_strdup_printf (_("%1$s: %2$s"), title, gtk_label_get_text (GTK_LABEL (held ? self->holder_name : self->vacant)));
  if (g_strcmp0 (name, self->said) != 0)
    {
      vigie_set_accessible_label (GTK_WIDGET (self), name);
      g_free (self->said);
      self->said = g_steal_pointer (&name);
    }
}

const char *
vigie_roster_row_get_post (VigieRosterRow *self)
{
  return self->post;
}

const char *
vigie_roster_row_get_holder (VigieRosterRow *self)
{
  const VigieHolding *holding = vigie_incident_holder (vigie_incident_model_get_incident (self->model), self->post);

  return holding != NULL ? holding->person : NULL;
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieRosterRow *self = VIGIE_ROSTER_ROW (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->post, g_free);
  g_clear_pointer (&self->said, g_free);
  G_OBJECT_CLASS (vigie_roster_row_parent_class)->dispose (object);
}

static void
vigie_roster_row_class_init (VigieRosterRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vigie_roster_row_init (VigieRosterRow *self)
{
}

static void
add_load (VigieRosterRow *self, GtkWidget *line)
{
  self->load = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->load_words = vigie_label_new ("", "caption num");
  self->progress = g_object_new (GTK_TYPE_PROGRESS_BAR, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->progress, "progress");
  gtk_widget_set_size_request (self->load, 92, -1);
  gtk_widget_set_valign (self->load, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->load), self->load_words);
  gtk_box_append (GTK_BOX (self->load), self->progress);
  gtk_box_append (GTK_BOX (line), self->load);
}

static void
add_answer (VigieRosterRow *self, GtkWidget *line)
{
  self->answer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->answer_icon = vigie_icon_new (NULL, NULL);
  self->answer_words = vigie_label_new ("", "small");
  gtk_label_set_width_chars (GTK_LABEL (self->answer_words), 10);
  gtk_box_append (GTK_BOX (self->answer), self->answer_icon);
  gtk_box_append (GTK_BOX (self->answer), self->answer_words);
  gtk_box_append (GTK_BOX (line), self->answer);
}

static void
add_acts (VigieRosterRow *self, GtkWidget *line)
{
  GtkWidget *take = vigie_page_button_new (_("Take"), "P", "compact");
  GtkWidget *assign = vigie_page_button_new (_("Assign…"), "A", "compact");
  g_autofree char *duties = g_strdup_printf (_("Duties of the post: %s"), vigie_page_post_title (vigie_incident_model_get_session (self->model), self->post));

  self->vacant_acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (self->vacant_acts), take);
  gtk_box_append (GTK_BOX (self->vacant_acts), assign);
  gtk_box_append (GTK_BOX (line), self->vacant_acts);
  self->more = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->more), "vigie-down-symbolic");
  vigie_add_classes (self->more, "flat compact");
  gtk_widget_set_valign (self->more, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->more, duties);
  vigie_set_accessible_label (self->more, duties);
  gtk_box_append (GTK_BOX (line), self->more);
  g_signal_connect_swapped (take, "clicked", G_CALLBACK (vigie_roster_row_take), self);
  g_signal_connect_swapped (assign, "clicked", G_CALLBACK (vigie_roster_row_assign), self);
  g_signal_connect_swapped (self->more, "toggled", G_CALLBACK (more_cb), self);
}

static void
add_names (VigieRosterRow *self, GtkWidget *line)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->avatar = adw_avatar_new (AVATAR_PX, NULL, TRUE);
  self->empty_mark = vigie_icon_new ("vigie-dash-symbolic", "soon-text");
  self->post_name = vigie_label_new (vigie_page_post_title (vigie_incident_model_get_session (self->model), self->post), "post-name");
  self->holder_name = vigie_label_new ("", "holder-name");
  self->vacant = vigie_label_new ("", "vacant");
  gtk_widget_set_valign (self->avatar, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (self->empty_mark, AVATAR_PX, AVATAR_PX);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), self->post_name);
  gtk_box_append (GTK_BOX (words), self->holder_name);
  gtk_box_append (GTK_BOX (words), self->vacant);
  gtk_box_append (GTK_BOX (line), self->avatar);
  gtk_box_append (GTK_BOX (line), self->empty_mark);
  gtk_box_append (GTK_BOX (line), words);
}

GtkWidget *
vigie_roster_row_new (VigieIncidentModel *model, const char *post)
{
  VigieRosterRow *self = g_object_new (VIGIE_TYPE_ROSTER_ROW, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->model = g_object_ref (model);
  self->post = g_strdup (post);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (line, "roster-row");
  add_names (self, line);
  add_load (self, line);
  add_answer (self, line);
  add_asking (self, line);
  add_acts (self, line);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  vigie_roster_row_update (self);

  return GTK_WIDGET (self);
}
