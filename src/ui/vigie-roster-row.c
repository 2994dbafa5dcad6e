/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The row shows one of three things at its end: the acts of a vacant post, the holder's time, last answer and way
 * to be relieved, or, while a check-in runs, the answers to press. They are all there from the start and only shown
 * or hidden, so that rows keep their height and the focus its place. Duties and rarer acts are one press away under
 * the row. A post that somebody holds is asked for, not taken; "assign" remains, for what was agreed aloud. */

#include "vigie-roster-row.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-answer-buttons.h"
#include "vigie-check-in-words.h"
#include "vigie-page-parts.h"
#include "vigie-roster-details.h"
#include "vigie-roster-people.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define AVATAR_PX 34
#define DEFAULT_SPAN_USEC (4 * VIGIE_HOUR_USEC)

struct _VigieRosterRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *box;
  GtkWidget *avatar;
  GtkWidget *empty_mark;
  GtkWidget *line;
  GtkWidget *post_name;
  GtkWidget *need_tag;
  GtkWidget *holder_name;
  GtkWidget *vacant;
  GtkWidget *load;
  GtkWidget *load_words;
  GtkWidget *progress;
  GtkWidget *answer;
  GtkWidget *answer_icon;
  GtkWidget *answer_words;
  GtkWidget *relieve; /* asks for a handover, or leads to the request that waits */
  GtkWidget *asking;
  GtkWidget *vacant_acts;
  GtkWidget *more;
  GtkWidget *details;

  VigieIncidentModel *model;
  char *post;
  char *said;         /* accessible name */
  char *asked;            /* whose turn it is in a check-in, or NULL */
  char *relieve_says;
  VigiePostKind kind;
  gboolean is_asking;
};

G_DEFINE_FINAL_TYPE (VigieRosterRow, vigie_roster_row, GTK_TYPE_LIST_BOX_ROW)

enum { ANSWERED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- Acts ---- */

static void
focus_back (VigieRosterRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
vigie_roster_row_take (VigieRosterRow *self)
{
  vigie_roster_details_take (VIGIE_ROSTER_DETAILS (self->details));
}

void
vigie_roster_row_assign (VigieRosterRow *self)
{
  vigie_roster_details_assign (VIGIE_ROSTER_DETAILS (self->details));
}

void
vigie_roster_row_relieve (VigieRosterRow *self)
{
  if (vigie_roster_row_get_holder (self) == NULL)
    vigie_roster_row_assign (self);
  else if (!vigie_roster_details_show_request (VIGIE_ROSTER_DETAILS (self->details)))
    vigie_act_form_handover (GTK_WIDGET (self), self->model, self->post, NULL, NULL);
}

static void
more_cb (VigieRosterRow *self, GtkToggleButton *button)
{
  gboolean open = gtk_toggle_button_get_active (button);

  vigie_roster_details_show_duties (VIGIE_ROSTER_DETAILS (self->details), open);
  vigie_page_reveal (GTK_WIDGET (self));
  gtk_button_set_icon_name (GTK_BUTTON (button), open ? "vigie-up-symbolic" : "vigie-down-symbolic");
}

/* ---- Check-in ---- */

static void
answer_cb (VigieRosterRow *self, const char *state)
{
  g_signal_emit (self, signals[ANSWERED], 0, state);
}

void
vigie_roster_row_set_asking (VigieRosterRow *self, const char *person, const char *state)
{
  self->is_asking = person != NULL;
  g_free (self->asked);
  self->asked = g_strdup (person);
  vigie_answer_buttons_set_state (VIGIE_ANSWER_BUTTONS (self->asking), state);
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
  gtk_widget_set_visible (self->answer, answer != NULL && !self->is_asking);
  if (answer == NULL)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->answer_icon), vigie_check_in_icon (answer->state));
  for (guint i = 0; i < VIGIE_N_ANSWERS; i++)
    vigie_set_class (self->answer_icon, vigie_check_in_class (vigie_check_in_answers[i]), g_str_equal (answer->state, vigie_check_in_answers[i]));
  vigie_label_set (GTK_LABEL (self->answer_words), vigie_check_in_label (answer->state));
}

/* "Hand over…", or that a request waits. */
static void
show_relieve (VigieRosterRow *self)
{
  const VigieHandover *waiting = vigie_incident_handover (vigie_incident_model_get_incident (self->model), self->post);
  g_autofree char *name = NULL;

  if (waiting != NULL)
    name = g_strdup_printf (_("Show the request: handover to %s"), waiting->to);
  else
    name = g_strdup_printf (_("Hand over: %s"), vigie_page_post_title (vigie_incident_model_get_session (self->model), self->post));
  if (g_strcmp0 (name, self->relieve_says) == 0)
    return;
  gtk_button_set_label (GTK_BUTTON (self->relieve), waiting != NULL ? _("Request waits") : _("Hand over…"));
  vigie_set_class (self->relieve, "soon", waiting != NULL);
  vigie_set_tooltip (self->relieve, name);
  vigie_set_accessible_label (self->relieve, name);
  g_free (self->relieve_says);
  self->relieve_says = g_steal_pointer (&name);
}

/* Which of them is asked now, or what to do about it. */
static void
show_several (VigieRosterRow *self)
{
  /* Translators: %s is who is asked at a check-in. */
  g_autofree char *words = self->asked != NULL ? g_strdup_printf (_("answers now: %s"), self->asked) : NULL;

  vigie_label_set (GTK_LABEL (self->vacant), words != NULL ? words : _("several holders: choose one"));
}

static void
show_held (VigieRosterRow *self, GPtrArray *holders)
{
  const VigieHolding *holding = g_ptr_array_index (holders, holders->len - 1);
  g_autofree char *letters = vigie_initials_text (holding->person);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < holders->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((const VigieHolding *) g_ptr_array_index (holders, i))->person);
  vigie_label_set (GTK_LABEL (self->holder_name), names->str);
  adw_avatar_set_text (ADW_AVATAR (self->avatar), letters);
  vigie_answer_buttons_set_person (VIGIE_ANSWER_BUTTONS (self->asking), self->asked != NULL ? self->asked : holding->person);
  show_load (self, holding);
  show_answer (self, vigie_roster_last_answer (vigie_incident_model_get_incident (self->model), holding->person));
  if (holders->len > 1)
    show_several (self);
  gtk_widget_set_visible (self->vacant, holders->len > 1);
  show_relieve (self);
  g_string_free (names, TRUE);
}

static const char *
need_words (VigieRosterRow *self)
{
  switch (self->kind)
    {
    case VIGIE_POST_REQUIRED: return C_("post", "required");
    case VIGIE_POST_SUGGESTED: return C_("post", "suggested");
    case VIGIE_POST_EXTRA:
    default: return "";
    }
}

static void
show_vacant (VigieRosterRow *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  gboolean required = self->kind == VIGIE_POST_REQUIRED;
  g_autofree char *time = vigie_page_time (session, vigie_roster_vacant_since (vigie_incident_model_get_incident (self->model), self->post));
  /* Translators: nobody holds this post since this time. */
  g_autofree char *words = g_strdup_printf (_("vacant since %s"), time);

  vigie_label_set (GTK_LABEL (self->vacant), words);
  vigie_label_set (GTK_LABEL (self->need_tag), need_words (self));
  vigie_set_class (self->need_tag, "soon", required);
  vigie_set_class (self->vacant, "vacant", required);
  vigie_set_class (self->vacant, "dim", !required);
  vigie_set_class (self->vacant, "small", !required);
  vigie_set_class (self->empty_mark, "soon-text", required);
  gtk_widget_set_visible (self->vacant, TRUE);
  gtk_widget_set_visible (self->answer, FALSE);
}

/* "Scribe: vacant since 23:44, required", "Commander: Awa Koné, handover to Yao waits for an answer". */
static void
say_name (VigieRosterRow *self, gboolean held)
{
  const VigieHandover *waiting = vigie_incident_handover (vigie_incident_model_get_incident (self->model), self->post);
  const char *title = vigie_page_post_title (vigie_incident_model_get_session (self->model), self->post);
  const char *words = gtk_label_get_text (GTK_LABEL (held ? self->holder_name : self->vacant));
  g_autofree char *name = NULL;

  if (waiting != NULL)
    /* Translators: a post, its holder, who is asked to take it. */
    name = g_strdup_printf (_("%1$s: %2$s, handover to %3$s waits for an answer"), title, words, waiting->to);
  else if (!held && self->kind != VIGIE_POST_EXTRA)
    /* Translators: a post, since when it is vacant, whether it is required. */
    name = g_strdup_printf (_("%1$s: %2$s, %3$s"), title, words, need_words (self));
  else
    /* Translators: a post or a fact, and who holds it or how it is. */
    name = g_strdup_printf (_("%1$s: %2$s"), title, words);
  if (g_strcmp0 (name, self->said) == 0)
    return;
  vigie_set_accessible_label (GTK_WIDGET (self), name);
  g_free (self->said);
  self->said = g_steal_pointer (&name);
}

void
vigie_roster_row_update (VigieRosterRow *self)
{
  g_autoptr(GPtrArray) holders = vigie_roster_holders (vigie_incident_model_get_incident (self->model), self->post);
  gboolean held = holders->len > 0;

  if (held)
    show_held (self, holders);
  else
    show_vacant (self);
  gtk_widget_set_visible (self->avatar, held);
  gtk_widget_set_visible (self->empty_mark, !held);
  gtk_widget_set_visible (self->need_tag, !held && self->kind != VIGIE_POST_EXTRA);
  gtk_widget_set_visible (self->holder_name, held);
  gtk_widget_set_visible (self->load, held && !self->is_asking);
  gtk_widget_set_visible (self->relieve, held && !self->is_asking);
  gtk_widget_set_visible (self->asking, held && self->is_asking);
  gtk_widget_set_visible (self->more, !self->is_asking);
  gtk_widget_set_visible (self->vacant_acts, !held);
  vigie_set_class (self->line, "soon", !held && self->kind == VIGIE_POST_REQUIRED);
  vigie_set_class (self->post_name, "post-name", held);
  vigie_set_class (self->post_name, "strong", !held);
  vigie_roster_details_set_held (VIGIE_ROSTER_DETAILS (self->details), held);
  say_name (self, held);
}

void
vigie_roster_row_set_kind (VigieRosterRow *self, VigiePostKind kind)
{
  self->kind = kind;
}

/* What is empty and required comes first, then who is there, then what is only suggested. */
int
vigie_roster_row_rank (VigieRosterRow *self)
{
  if (vigie_roster_row_get_holder (self) != NULL)
    return 1;

  return self->kind == VIGIE_POST_REQUIRED ? 0 : 2;
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
  g_clear_pointer (&self->relieve_says, g_free);
  g_clear_pointer (&self->asked, g_free);
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
  gtk_label_set_width_chars (GTK_LABEL (self->answer_words), 9);
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
  self->relieve = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->relieve, "compact");
  gtk_widget_set_valign (self->relieve, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->relieve, "clicked", G_CALLBACK (vigie_roster_row_relieve), self);
  gtk_box_append (GTK_BOX (line), self->relieve);
  self->more = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->more), "vigie-down-symbolic");
  vigie_add_classes (self->more, "flat compact");
  gtk_widget_set_valign (self->more, GTK_ALIGN_CENTER);
  vigie_set_tooltip (self->more, duties);
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
  GtkWidget *title = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->avatar = adw_avatar_new (AVATAR_PX, NULL, TRUE);
  self->empty_mark = vigie_icon_new ("vigie-dash-symbolic", "soon-text");
  self->post_name = vigie_label_new (vigie_page_post_title (vigie_incident_model_get_session (self->model), self->post), "post-name");
  self->holder_name = vigie_label_new ("", "holder-name");
  self->vacant = vigie_label_new ("", "vacant");
  gtk_widget_set_valign (self->avatar, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (self->empty_mark, AVATAR_PX, AVATAR_PX);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  self->need_tag = vigie_tag_new ("", NULL);
  gtk_widget_set_valign (self->need_tag, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (title), self->post_name);
  gtk_box_append (GTK_BOX (title), self->need_tag);
  gtk_box_append (GTK_BOX (words), title);
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
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* spacing is the stylesheet's */

  self->line = line;
  self->model = g_object_ref (model);
  self->post = g_strdup (post);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (line, "roster-row");
  add_names (self, line);
  add_load (self, line);
  add_answer (self, line);
  self->asking = vigie_answer_buttons_new ();
  g_signal_connect_swapped (self->asking, "answered", G_CALLBACK (answer_cb), self);
  gtk_box_append (GTK_BOX (line), self->asking);
  add_acts (self, line);
  gtk_box_append (GTK_BOX (self->box), line);
  self->details = vigie_roster_details_new (model, post);
  g_signal_connect_swapped (self->details, "left", G_CALLBACK (focus_back), self);
  gtk_box_append (GTK_BOX (self->box), self->details);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  vigie_roster_row_update (self);

  return GTK_WIDGET (self);
}
