/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One line: the stages, how much is missing, the next act, and what else can be done. The list of what is missing opens under
 * its count; each line leads to the form or the section that mends it. Lists are made when they are opened, because a fold
 * arrives with each event and the whole report stands behind them. */

#include "vigie-flow-strip.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-comment.h"
#include "vigie-flow-forms.h"
#include "vigie-flow-trail.h"
#include "vigie-meeting-invite.h"
#include "vigie-meeting-window.h"
#include "vigie-page-parts.h"
#include "vigie-settle-form.h"
#include "vigie-text-ui.h"

#define LIST_PX 420
#define LIST_MAX_PX 320
#define COMMUNICATIONS_PAGE 4

struct _VigieFlowStrip
{
  GtkWidget parent_instance;

  GtkWidget *box;
  VigieFlowTrail *trail;
  GtkWidget *none;               /* why there is none */
  GtkWidget *missing, *missing_icon, *missing_words, *gaps;
  GtkWidget *act, *wait;
  GtkWidget *more, *ways;
  VigieIncidentModel *model;
  VigiePostMortemAct next;
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (VigieFlowStrip, vigie_flow_strip, GTK_TYPE_WIDGET)

enum { SECTION, N_SIGNALS };
static guint signals[N_SIGNALS];

static VigiePostMortem *
state_of (VigieFlowStrip *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);

  return vigie_post_mortem_new (vigie_incident_model_get_incident (self->model), vigie_session_get_playbook (session), vigie_session_now_usec (session));
}

static GPtrArray *
gaps_of (VigieFlowStrip *self, const VigiePostMortem *state)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);

  return vigie_post_mortem_gaps (state, vigie_incident_model_get_incident (self->model), vigie_session_get_playbook (session), vigie_session_get_lang (session),
                                 vigie_session_get_zone (session), vigie_session_now_usec (session));
}

/* ---- Going to what is missing ---- */

static void
lead_to_action (VigieFlowStrip *self, const VigieGap *gap)
{
  vigie_act_form_action (GTK_WIDGET (self), self->model, *gap->id != '\0' ? gap->id : NULL, NULL, NULL);
}

static void
lead_to_milestone (VigieFlowStrip *self, const VigieGap *gap)
{
  VigieMilestone milestone;

  if (vigie_milestone_from_word (gap->id, &milestone))
    vigie_act_form_milestone (GTK_WIDGET (self), self->model, milestone, NULL);
}

static void
lead_to_comment (VigieFlowStrip *self, const VigieGap *gap)
{
  const VigieComment *comment = vigie_incident_comment (vigie_incident_model_get_incident (self->model), gap->id);

  if (comment != NULL)
    g_signal_emit (self, signals[SECTION], 0, comment->section);
}

static void
lead_to_list (VigieFlowStrip *self, const VigieGap *gap)
{
  VigiePostMortemList list;

  if (vigie_post_mortem_list_from_word (gap->id, &list))
    vigie_flow_form_publish (GTK_WIDGET (self), self->model, list);
}

static void
lead_to (VigieFlowStrip *self, const VigieGap *gap)
{
  switch (gap->kind)
    {
    case VIGIE_GAP_SCHEDULE:
      vigie_flow_form_plan (GTK_WIDGET (self), self->model);
      break;
    case VIGIE_GAP_MEETING:
      vigie_meeting_window_present (GTK_WIDGET (self), self->model);
      break;
    case VIGIE_GAP_MILESTONE:
      lead_to_milestone (self, gap);
      break;
    case VIGIE_GAP_MESSAGE:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "i", COMMUNICATIONS_PAGE);
      break;
    case VIGIE_GAP_ACTION:
      lead_to_action (self, gap);
      break;
    case VIGIE_GAP_COMMENT:
      lead_to_comment (self, gap);
      break;
    case VIGIE_GAP_CONFLICT:
      vigie_settle_form_open (GTK_WIDGET (self), self->model, gap->id);
      break;
    case VIGIE_GAP_REVIEW:
      vigie_flow_form_request (GTK_WIDGET (self), self->model);
      break;
    case VIGIE_GAP_SIGNATURE:
      vigie_flow_form_sign (GTK_WIDGET (self), self->model);
      break;
    case VIGIE_GAP_PUBLICATION:
      lead_to_list (self, gap);
      break;
    case VIGIE_GAP_SECTION:
    case VIGIE_GAP_CAUSE:
    default:
      g_signal_emit (self, signals[SECTION], 0, gap->kind == VIGIE_GAP_SECTION ? gap->id : "causes");
      break;
    }
}

static void
gap_cb (VigieFlowStrip *self, GtkListBoxRow *row)
{
  g_autoptr(VigiePostMortem) state = state_of (self);
  g_autoptr(GPtrArray) gaps = gaps_of (self, state);
  const char *words = g_object_get_data (G_OBJECT (row), "words");

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->missing));
  for (guint i = 0; i < gaps->len; i++)
    if (g_str_equal (((const VigieGap *) gaps->pdata[i])->words, words))
      {
        lead_to (self, gaps->pdata[i]);
        return;
      }
}

static GtkWidget *
gap_row_new (const VigieGap *gap)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = vigie_paragraph_new (gap->words, NULL);
  g_autofree char *name = gap->blocks ? NULL : g_strdup_printf (_("%s The next stage does not wait for it."), gap->words);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), vigie_icon_new (gap->blocks ? "vigie-todo-symbolic" : "vigie-dash-symbolic", gap->blocks ? "soon-text" : "dim"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), vigie_icon_new ("vigie-arrow-right-symbolic", "dim"));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 7);
  gtk_widget_set_margin_bottom (box, 7);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "words", g_strdup (gap->words), g_free);
  vigie_set_accessible_label (row, name != NULL ? name : gap->words);

  return row;
}

static void
fill_gaps (VigieFlowStrip *self)
{
  GtkListBoxRow *row;
  g_autoptr(VigiePostMortem) state = NULL;
  g_autoptr(GPtrArray) gaps = NULL;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->gaps), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->gaps), GTK_WIDGET (row));
  if (self->model == NULL)
    return;
  state = state_of (self);
  gaps = gaps_of (self, state);
  for (guint i = 0; i < gaps->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->gaps), gap_row_new (gaps->pdata[i]));
}

/* ---- Other ways ---- */

static void
invite (VigieFlowStrip *self)
{
  vigie_meeting_invite_present (GTK_WIDGET (self), self->model);
}

static void
plan (VigieFlowStrip *self)
{
  vigie_flow_form_plan (GTK_WIDGET (self), self->model);
}

static void
meet (VigieFlowStrip *self)
{
  vigie_meeting_window_present (GTK_WIDGET (self), self->model);
}

static void
held (VigieFlowStrip *self)
{
  vigie_flow_form_held (GTK_WIDGET (self), self->model);
}

static void
ask (VigieFlowStrip *self)
{
  vigie_flow_form_request (GTK_WIDGET (self), self->model);
}

static void
sign (VigieFlowStrip *self)
{
  vigie_flow_form_sign (GTK_WIDGET (self), self->model);
}

static void
take_back (VigieFlowStrip *self)
{
  vigie_flow_form_take_back (GTK_WIDGET (self), self->model);
}

static void
publish (VigieFlowStrip *self)
{
  vigie_flow_do (GTK_WIDGET (self), self->model, VIGIE_POST_MORTEM_ACT_PUBLISH);
}

typedef struct { const char *words, *kind; void (*open) (VigieFlowStrip *self); VigiePostMortemStage from, to; gboolean planned; } Way;

/* From which stage to which each can be done; @planned: only with a date. */
static const Way ways[] = {
  { N_("Plan the meeting…"), "post-mortem.scheduled", plan, VIGIE_POST_MORTEM_RESOLVED, VIGIE_POST_MORTEM_FOLLOWED_UP, FALSE },
  { N_("Invite…"), NULL, invite, VIGIE_POST_MORTEM_DOCUMENTING, VIGIE_POST_MORTEM_FOLLOWED_UP, TRUE },
  { N_("Run sheet of the meeting"), NULL, meet, VIGIE_POST_MORTEM_RESOLVED, VIGIE_POST_MORTEM_FOLLOWED_UP, FALSE },
  { N_("It was held elsewhere…"), "post-mortem.held", held, VIGIE_POST_MORTEM_RESOLVED, VIGIE_POST_MORTEM_DOCUMENTING, FALSE },
  { N_("Ask for the review…"), "review.requested", ask, VIGIE_POST_MORTEM_RESOLVED, VIGIE_POST_MORTEM_PUBLISHED, FALSE },
  { N_("Sign…"), "review.signed", sign, VIGIE_POST_MORTEM_REVIEWING, VIGIE_POST_MORTEM_FOLLOWED_UP, FALSE },
  { N_("Take a signature or the review back…"), "review.withdrawn", take_back, VIGIE_POST_MORTEM_REVIEWING, VIGIE_POST_MORTEM_FOLLOWED_UP, FALSE },
  { N_("Publish…"), "post-mortem.published", publish, VIGIE_POST_MORTEM_REVIEWING, VIGIE_POST_MORTEM_FOLLOWED_UP, FALSE },
};

static void
way_cb (VigieFlowStrip *self, GtkWidget *button)
{
  const Way *way = g_object_get_data (G_OBJECT (button), "way");

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->more));
  if (self->model != NULL)
    way->open (self);
}

static void
fill_ways (VigieFlowStrip *self)
{
  g_autoptr(VigiePostMortem) state = NULL;

  vigie_clear_box (GTK_BOX (self->ways));
  if (self->model == NULL)
    return;
  state = state_of (self);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      GtkWidget *button = gtk_button_new ();
      gboolean now = state->stage >= ways[i].from && state->stage <= ways[i].to && (!ways[i].planned || state->schedule != NULL);

      gtk_button_set_child (GTK_BUTTON (button), vigie_label_new (_(ways[i].words), NULL));
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_sensitive (button, now && (ways[i].kind == NULL || vigie_flow_may (vigie_incident_model_get_session (self->model), ways[i].kind)));
      g_object_set_data (G_OBJECT (button), "way", (gpointer) &ways[i]);
      vigie_set_accessible_label (button, _(ways[i].words));
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (way_cb), self);
      gtk_box_append (GTK_BOX (self->ways), button);
    }
}

/* ---- What is shown ---- */

static const char *
act_kind (VigiePostMortemAct act)
{
  static const char *const kinds[] = {
    [VIGIE_POST_MORTEM_ACT_SCHEDULE] = "post-mortem.scheduled",
    [VIGIE_POST_MORTEM_ACT_MEET] = "post-mortem.began",
    [VIGIE_POST_MORTEM_ACT_REQUEST] = "review.requested",
    [VIGIE_POST_MORTEM_ACT_SIGN] = "review.signed",
    [VIGIE_POST_MORTEM_ACT_PUBLISH] = "post-mortem.published",
    [VIGIE_POST_MORTEM_ACT_FOLLOW] = NULL,
  };

  return kinds[act];
}

static char *
act_words (const VigiePostMortem *state, VigiePostMortemAct act, VigieLang lang)
{
  VigiePostMortemList list;

  switch (act)
    {
    case VIGIE_POST_MORTEM_ACT_SCHEDULE:
      return g_strdup (_("Plan the meeting…"));
    case VIGIE_POST_MORTEM_ACT_MEET:
      return g_strdup (vigie_post_mortem_is_meeting (state) ? _("Back to the meeting") : _("Begin the meeting"));
    case VIGIE_POST_MORTEM_ACT_REQUEST:
      return g_strdup (_("Ask for the review…"));
    case VIGIE_POST_MORTEM_ACT_SIGN:
      return g_strdup (_("Sign…"));
    case VIGIE_POST_MORTEM_ACT_PUBLISH:
      /* Translators: %s is a list of readers: team, management, everybody. */
      return vigie_post_mortem_next_list (state, &list) ? g_strdup_printf (_("Publish: %s…"), vigie_post_mortem_list_label (list, lang)) : NULL;
    case VIGIE_POST_MORTEM_ACT_FOLLOW:
      return g_strdup (_("See the actions"));
    case VIGIE_POST_MORTEM_ACT_WAIT:
    case VIGIE_POST_MORTEM_ACT_NONE:
    default:
      return NULL;
    }
}

static void
show_act (VigieFlowStrip *self, const VigiePostMortem *state)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *words = NULL;
  gboolean may;

  self->next = vigie_post_mortem_next_act (state, vigie_incident_model_get_incident (self->model), vigie_session_get_author (session));
  words = act_words (state, self->next, vigie_session_get_lang (session));
  gtk_widget_set_visible (self->act, words != NULL);
  gtk_widget_set_visible (self->wait, self->next == VIGIE_POST_MORTEM_ACT_WAIT);
  if (words == NULL)
    return;
  may = act_kind (self->next) == NULL || vigie_flow_may (session, act_kind (self->next));
  gtk_button_set_label (GTK_BUTTON (self->act), words);
  gtk_widget_set_sensitive (self->act, may);
  vigie_set_tooltip (self->act, may ? NULL : _("Your role reads the post-mortem and does not change it"));
}

static void
show_missing (VigieFlowStrip *self, const VigiePostMortem *state)
{
  g_autoptr(GPtrArray) gaps = gaps_of (self, state);
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;
  guint n = 0;

  for (guint i = 0; i < gaps->len; i++)
    n += ((const VigieGap *) gaps->pdata[i])->blocks ? 1 : 0;
  words = n > 0 ? g_strdup_printf (ngettext ("%u missing", "%u missing", n), n) : g_strdup (_("Nothing missing"));
  name = n > 0 ? g_strdup_printf (ngettext ("%u thing is missing before the next stage", "%u things are missing before the next stage", n), n)
               : g_strdup (_("Nothing is missing before the next stage"));
  vigie_label_set (GTK_LABEL (self->missing_words), words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->missing_icon), n > 0 ? "vigie-warning-symbolic" : "vigie-check-symbolic");
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *widget = i == 0 ? self->missing_icon : self->missing_words;

      vigie_set_class (widget, "soon-text", n > 0);
      vigie_set_class (widget, "ok-text", n == 0);
    }
  gtk_widget_set_visible (self->missing, state->stage != VIGIE_POST_MORTEM_FOLLOWED_UP);
  gtk_widget_set_sensitive (self->missing, gaps->len > 0);
  vigie_set_accessible_label (self->missing, name);
}

static void
refresh (VigieFlowStrip *self)
{
  g_autoptr(VigiePostMortem) state = NULL;
  VigieLang lang;
  gboolean none;

  if (self->model == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  state = state_of (self);
  lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  none = state->stage == VIGIE_POST_MORTEM_NONE;
  gtk_widget_set_visible (GTK_WIDGET (self), !none || state->cancelled || state->follows);
  gtk_widget_set_visible (GTK_WIDGET (self->trail), !none);
  gtk_widget_set_visible (self->none, none);
  gtk_widget_set_visible (self->more, !none);
  vigie_label_set (GTK_LABEL (self->none), none ? vigie_post_mortem_none_sentence (state, lang) : NULL);
  if (none)
    {
      gtk_widget_set_visible (self->missing, FALSE);
      gtk_widget_set_visible (self->act, FALSE);
      gtk_widget_set_visible (self->wait, FALSE);
      return;
    }
  vigie_flow_trail_set_stage (self->trail, state->stage, lang);
  show_missing (self, state);
  show_act (self, state);
}

static gboolean
refresh_cb (gpointer user_data)
{
  VigieFlowStrip *self = user_data;

  self->refresh_id = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (VigieFlowStrip *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
act_cb (VigieFlowStrip *self)
{
  if (self->model == NULL)
    return;
  if (self->next == VIGIE_POST_MORTEM_ACT_FOLLOW)
    g_signal_emit (self, signals[SECTION], 0, "actions");
  else
    vigie_flow_do (GTK_WIDGET (self), self->model, self->next);
}

void
vigie_flow_strip_show_missing (VigieFlowStrip *self)
{
  g_return_if_fail (VIGIE_IS_FLOW_STRIP (self));

  if (gtk_widget_get_sensitive (self->missing))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->missing));
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieFlowStrip *self = VIGIE_FLOW_STRIP (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_flow_strip_parent_class)->dispose (object);
}

static void
vigie_flow_strip_class_init (VigieFlowStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SECTION] = g_signal_new ("section", VIGIE_TYPE_FLOW_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
missing_new (VigieFlowStrip *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->missing_icon = vigie_icon_new (NULL, NULL);
  self->missing_words = vigie_label_new ("", "strong");
  self->gaps = gtk_list_box_new ();
  gtk_label_set_ellipsize (GTK_LABEL (self->missing_words), PANGO_ELLIPSIZE_NONE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->gaps), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->gaps, "card-list");
  vigie_set_accessible_label (self->gaps, _("Missing before the next stage"));
  gtk_box_append (GTK_BOX (line), self->missing_icon);
  gtk_box_append (GTK_BOX (line), self->missing_words);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), line);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_MAX_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->gaps);
  gtk_widget_set_size_request (scroller, LIST_PX, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (fill_gaps), self);
  g_signal_connect_swapped (self->gaps, "row-activated", G_CALLBACK (gap_cb), self);

  return button;
}

static GtkWidget *
more_new (VigieFlowStrip *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  self->ways = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_popover_set_child (GTK_POPOVER (popover), self->ways);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "vigie-more-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  vigie_set_tooltip (button, _("More of the post-mortem"));
  vigie_set_accessible_label (button, _("More of the post-mortem"));
  g_signal_connect_swapped (popover, "show", G_CALLBACK (fill_ways), self);

  return button;
}

static void
vigie_flow_strip_init (VigieFlowStrip *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->trail = VIGIE_FLOW_TRAIL (vigie_flow_trail_new ());
  self->none = vigie_paragraph_new (NULL, "dim");
  self->missing = missing_new (self);
  self->act = gtk_button_new_with_label ("");
  self->wait = vigie_label_new (_("Waiting for a reader"), "small dim");
  self->more = more_new (self);
  gtk_widget_set_hexpand (GTK_WIDGET (self->trail), TRUE);
  gtk_widget_set_hexpand (self->none, TRUE);
  gtk_widget_set_valign (self->act, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->act, "suggested-action");
  g_signal_connect_swapped (self->act, "clicked", G_CALLBACK (act_cb), self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->trail));
  gtk_box_append (GTK_BOX (self->box), self->none);
  gtk_box_append (GTK_BOX (self->box), self->missing);
  gtk_box_append (GTK_BOX (self->box), self->wait);
  gtk_box_append (GTK_BOX (self->box), self->act);
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_widget_add_css_class (self->box, "flow-strip");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  vigie_set_accessible_label (GTK_WIDGET (self), _("Way of the post-mortem"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_flow_strip_new (void)
{
  return g_object_new (VIGIE_TYPE_FLOW_STRIP, NULL);
}

void
vigie_flow_strip_set_model (VigieFlowStrip *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_FLOW_STRIP (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_swapped (model, "changed", G_CALLBACK (changed_cb), self);
  refresh (self);
}
