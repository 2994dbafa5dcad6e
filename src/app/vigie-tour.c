/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The walk through the screens: a table of steps, each an act through the window's actions, a wait until
 * the screen stands still, and a picture taken inside the process (no tool of the display needed).
 *
 * "Stands still" means that nothing asked for a new frame for a while: pages read the store on another
 * thread, so a fixed number of frames would be too early on a slow machine. A step that never calms
 * down is pictured after a limit all the same, so that the walk always ends. */

#include "vigie-tour.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "vigie-document.h"
#include "vigie-text-ui.h"
#include "vigie-tour-forms.h"
#include "vigie-tour-scenes.h"
#include "vigie-widgets.h"

#define POLL_MS 40
#define QUIET_POLLS 8
#define LEAST_POLLS 12
#define MOST_POLLS 100

typedef struct
{
  const char *name;
  const char *action;            /* detailed names, apart by a space; "form." opens what has no action,
                                  * "scene." records a state of the night */
  gboolean dark;
  gboolean narrow;
  gboolean dialog;               /* the picture is of the window in front */
} Step;

static const Step steps[] = {
  { "01-home", "win.show('home')", FALSE, FALSE, FALSE },
  { "02-wizard", "win.page(0) win.declare", FALSE, FALSE, TRUE },
  { "03-war-room", "win.page(0)", FALSE, FALSE, FALSE },
  { "04-roster", "win.page(1)", FALSE, FALSE, FALSE },
  { "05-playbook", "win.page(2)", FALSE, FALSE, FALSE },
  { "06-facts", "win.page(3)", FALSE, FALSE, FALSE },
  { "06a-composer", "win.page(4) form.composer", FALSE, FALSE, FALSE },
  { "06b-composer-dark", "form.composer", TRUE, FALSE, FALSE },
  { "06c-composer-narrow", "scene.notices form.composer", FALSE, TRUE, FALSE },
  { "06d-notice-waits", "win.page(4) form.notice", FALSE, FALSE, FALSE },
  { "06e-approval", "form.approval", FALSE, FALSE, TRUE },
  { "06f-notice-narrow-dark", "form.notice", TRUE, TRUE, FALSE },
  { "06g-refuse", "form.refuse", FALSE, FALSE, TRUE },
  { "06h-withdraw-dark", "form.withdraw", TRUE, FALSE, TRUE },
  { "06i-publish", "form.publish", FALSE, FALSE, TRUE },
  { "06j-publish-narrow-dark", "form.publish", TRUE, TRUE, TRUE },
  { "06k-stale", "scene.stale form.notice", FALSE, FALSE, FALSE },
  { "06l-stale-narrow-dark", "form.notice", TRUE, TRUE, FALSE },
  { "07-report", "win.page(5)", FALSE, FALSE, FALSE },
  { "07a-causes", "form.causes", FALSE, FALSE, FALSE },
  { "07b-causes-narrow-dark", "form.causes", TRUE, TRUE, FALSE },
  { "07c-cause", "form.cause", FALSE, FALSE, TRUE },
  { "07d-cause-narrow-dark", "form.cause", TRUE, TRUE, TRUE },
  { "08-directory", "win.show('directory')", FALSE, FALSE, FALSE },
  { "09-registry", "win.show('registry')", FALSE, FALSE, FALSE },
  { "09a-similar", "win.page(0) win.similar('')", FALSE, FALSE, TRUE },
  { "09b-similar-narrow-dark", "win.page(0) win.similar('')", TRUE, TRUE, TRUE },
  { "10-shortcuts", "win.shortcuts", FALSE, FALSE, TRUE },
  { "11-war-room-dark", "win.page(0)", TRUE, FALSE, FALSE },
  { "12-wizard-dark", "win.page(0) win.declare", TRUE, FALSE, TRUE },
  { "13-playbook-dark", "win.page(2)", TRUE, FALSE, FALSE },
  { "14-home-dark", "win.show('home')", TRUE, FALSE, FALSE },
  { "15-war-room-narrow", "win.page(0)", FALSE, TRUE, FALSE },
  { "16-wizard-narrow", "win.page(0) win.declare", FALSE, TRUE, TRUE },
  { "17-roster-narrow", "win.page(1)", FALSE, TRUE, FALSE },
  { "18-playbook-narrow", "win.page(2)", FALSE, TRUE, FALSE },
  { "49-decisions-narrow", "form.decisions", FALSE, TRUE, FALSE },
  { "19-facts-narrow", "win.page(3)", FALSE, TRUE, FALSE },
  { "20-report-narrow", "win.page(5)", FALSE, TRUE, FALSE },
  { "21-directory-narrow", "win.show('directory')", FALSE, TRUE, FALSE },
  { "22-registry-narrow", "win.show('registry')", FALSE, TRUE, FALSE },
  { "23-sidebar-narrow", "win.sidebar", FALSE, TRUE, FALSE },
  { "27-acts-narrow", "win.page(0) win.duties", FALSE, TRUE, FALSE },
  { "25-acts", "win.page(0) win.duties", FALSE, FALSE, FALSE },
  { "26-acts-dark", "win.page(0) win.duties", TRUE, FALSE, FALSE },
  { "28-assess-again", "win.page(0) win.assess", FALSE, FALSE, TRUE },
  { "30-evidence", "win.page(0) form.evidence", FALSE, FALSE, FALSE },
  { "31-evidence-narrow-dark", "form.evidence", TRUE, TRUE, FALSE },
  { "40-palette", "win.palette", FALSE, FALSE, TRUE },
  { "41-palette-dark", "win.palette", TRUE, FALSE, TRUE },
  { "42-resolve", "win.page(0) win.resolve", FALSE, FALSE, TRUE },
  { "43-close", "win.page(0) win.close-incident", FALSE, FALSE, TRUE },
  { "44-reopen", "win.page(0) form.reopen", FALSE, FALSE, TRUE },
  { "45-stage", "form.stage", FALSE, FALSE, TRUE },
  { "46-support", "form.support", FALSE, FALSE, TRUE },
  { "48-playbook-board", "win.page(2) win.board(true)", FALSE, FALSE, FALSE },
  { "50-gate", "win.page(2) form.gate", FALSE, FALSE, TRUE },
  { "51-gate-dark", "win.page(2) form.gate", TRUE, FALSE, TRUE },
  { "52-retype", "win.page(2) form.retype", FALSE, FALSE, TRUE },
  { "53-retype-dark", "win.page(2) form.retype", TRUE, FALSE, TRUE },
  { "54-confirmation", "win.page(2) form.confirmation", FALSE, FALSE, TRUE },
  { "55-confirmation-dark", "win.page(2) form.confirmation", TRUE, FALSE, TRUE },
  { "56-decision", "win.page(2) form.decision", FALSE, FALSE, TRUE },
  { "57-decision-narrow", "win.page(2) form.decision", FALSE, TRUE, TRUE },
  { "58-review", "win.page(2) form.review", FALSE, FALSE, TRUE },
  { "59-retype-narrow", "win.page(2) form.retype", FALSE, TRUE, TRUE },
  { "60-handover-asked", "scene.handover win.page(1)", FALSE, FALSE, FALSE },
  { "61-handover-asked-dark", "win.page(1)", TRUE, FALSE, FALSE },
  { "62-handover-brief-narrow", "win.handover('')", FALSE, TRUE, FALSE },
  { "63-handover-bar-narrow", "win.page(0)", FALSE, TRUE, FALSE },
  { "64-handover-waits", "scene.commander win.page(1)", FALSE, FALSE, FALSE },
  { "65-two-commanders", "scene.rivals win.page(1)", FALSE, FALSE, FALSE },
  { "66-two-commanders-narrow", "win.page(1)", FALSE, TRUE, FALSE },
  { "67-video-link", "win.video-link", FALSE, FALSE, TRUE },
  { "68-check-in", "win.page(1) win.suggested", FALSE, FALSE, FALSE },
  { "69-check-in-dark", "win.page(1)", TRUE, TRUE, FALSE },
  { "70-proposals", "scene.proposals win.page(0) form.wave", FALSE, FALSE, FALSE },
  { "71-proposals-narrow-dark", "", TRUE, TRUE, FALSE },
  { "72-raised", "scene.raised win.duties", FALSE, FALSE, FALSE },
  { "73-call", "form.call", FALSE, FALSE, TRUE },
  { "74-call-narrow-dark", "form.call", TRUE, TRUE, TRUE },
  { "75-versions", "scene.versions win.page(0)", FALSE, FALSE, FALSE },
  { "76-versions-settle", "win.settle('')", FALSE, FALSE, TRUE },
  { "77-versions-settle-narrow-dark", "win.settle('fact/users_affected')", TRUE, TRUE, TRUE },
  { "78-versions-facts", "win.page(3)", FALSE, FALSE, FALSE },
  { "79-versions-facts-narrow-dark", "", TRUE, TRUE, FALSE },
  { "79a-breach-facts", "scene.breach win.page(3)", FALSE, FALSE, FALSE },
  { "79b-breach", "win.breach", FALSE, FALSE, FALSE },
  { "79c-breach-dark", "win.breach", TRUE, FALSE, FALSE },
  { "79d-breach-narrow", "win.breach", FALSE, TRUE, FALSE },
  { "79b1-breach-lower", "form.breach-lower", FALSE, FALSE, TRUE },
  { "79b2-breach-lower-narrow-dark", "form.breach-lower", TRUE, TRUE, TRUE },
  { "79e-breach-notice", "form.breach-notice", FALSE, FALSE, TRUE },
  { "79f-breach-notice-narrow-dark", "form.breach-notice", TRUE, TRUE, TRUE },
  { "79g-breach-register", "win.breach-register", FALSE, FALSE, TRUE },
  { "79h-breach-register-narrow-dark", "win.breach-register", TRUE, TRUE, TRUE },
  { "B1-review", "scene.review win.page(5) form.lessons", FALSE, FALSE, FALSE },
  { "B1a-review-comments", "win.page(5) form.lessons form.comments", FALSE, FALSE, FALSE },
  { "B2-review-narrow-dark", "scene.review-again win.page(5) form.lessons form.comments", TRUE, TRUE, FALSE },
  { "B3-review-versions", "win.page(5) form.lessons form.versions-of", FALSE, FALSE, TRUE },
  { "B4-review-versions-narrow-dark", "win.page(5) form.lessons form.versions-of", TRUE, TRUE, TRUE },
  { "B5-review-merge", "scene.review-apart win.page(5) form.lessons", FALSE, FALSE, FALSE },
  { "B6-review-merge-narrow-dark", "win.page(5) form.lessons", TRUE, TRUE, FALSE },
  { "80-offline", "scene.offline win.page(0)", FALSE, FALSE, FALSE },
  { "81-offline-narrow-dark", "", TRUE, TRUE, FALSE },
  { "82-live", "scene.live win.page(1)", FALSE, FALSE, FALSE },
  { "83-catching-up", "scene.catching-up win.page(0)", TRUE, FALSE, FALSE },
  { "84-clock", "scene.clock win.page(0)", FALSE, FALSE, FALSE },
  { "85-refused", "scene.refused win.page(0)", FALSE, FALSE, FALSE },
  { "86-refused-narrow", "", FALSE, TRUE, FALSE },
  { "A1-rota-week", "scene.rota win.show('directory') form.week", FALSE, FALSE, FALSE },
  { "A2-rota-month", "form.month", FALSE, FALSE, FALSE },
  { "A3-rota-month-dark", "form.month", TRUE, FALSE, FALSE },
  { "A4-rota-week-narrow-dark", "form.week", TRUE, TRUE, FALSE },
  { "A5-substitution", "form.substitution", FALSE, FALSE, TRUE },
  { "A6-rotation-narrow-dark", "form.rotation", TRUE, TRUE, TRUE },
  { "A7-follow", "form.follow", FALSE, FALSE, TRUE },
  { "A8-follow-narrow-dark", "form.follow", TRUE, TRUE, TRUE },
  { "93-actions", "scene.actions win.show('actions')", FALSE, FALSE, FALSE },
  { "94-actions-narrow-dark", "", TRUE, TRUE, FALSE },
  { "90-indicators", "win.show('indicators')", FALSE, FALSE, FALSE },
  { "91-indicators-dark", "", TRUE, FALSE, FALSE },
  { "92-indicators-narrow", "", FALSE, TRUE, FALSE },
  { "95-post-mortem", "scene.resolved form.night win.page(5)", FALSE, FALSE, FALSE },
  { "95a-plan", "form.plan", FALSE, FALSE, TRUE },
  { "95b-plan-narrow-dark", "form.plan", TRUE, TRUE, TRUE },
  { "95c-planned-dark", "scene.planned", TRUE, FALSE, FALSE },
  { "95d-invite", "form.invite", FALSE, FALSE, TRUE },
  { "95e-missing-narrow", "form.missing", FALSE, TRUE, FALSE },
  { "95f-request", "form.request", FALSE, FALSE, TRUE },
  { "96-meeting", "scene.meeting form.meeting", FALSE, FALSE, TRUE },
  { "96a-meeting-narrow-dark", "form.meeting", TRUE, TRUE, TRUE },
  { "97-asked-narrow", "scene.asked win.page(5)", FALSE, TRUE, FALSE },
  { "97a-sign", "form.sign", FALSE, FALSE, TRUE },
  { "97b-signed", "scene.signed", FALSE, FALSE, FALSE },
  { "97c-send", "form.send", FALSE, FALSE, TRUE },
  { "97d-send-narrow-dark", "form.send", TRUE, TRUE, TRUE },
  { "100-contacts", "scene.contacts win.show('directory')", FALSE, FALSE, FALSE },
  { "101-contacts-dark", "win.show('directory')", TRUE, FALSE, FALSE },
  { "102-contacts-narrow", "win.show('directory')", FALSE, TRUE, FALSE },
  { "103-contact-form", "form.contact", FALSE, FALSE, TRUE },
  { "104-contact-form-narrow-dark", "form.contact", TRUE, TRUE, TRUE },
  { "105-contact-code", "form.contact-code", FALSE, FALSE, TRUE },
  { "106-round", "form.round", FALSE, FALSE, TRUE },
  { "107-contact-apart", "scene.contacts-apart win.go('contact:ceo')", FALSE, FALSE, FALSE },
  { "108-contact-history", "form.contact-history", FALSE, FALSE, TRUE },
  { "109-contact-history-narrow-dark", "form.contact-history", TRUE, TRUE, TRUE },
  { "111-contacts-import", "win.show('directory') form.import", FALSE, FALSE, TRUE },
  { "112-contacts-import-narrow-dark", "form.import", TRUE, TRUE, TRUE },
  { "113-card", "win.show('directory') form.card", FALSE, FALSE, TRUE },
  { "114-card-narrow-dark", "form.card", TRUE, TRUE, TRUE },
  { "120-mailing", "win.page(0) form.mailing", FALSE, FALSE, TRUE },
  { "121-mailing-dark", "form.mailing", TRUE, TRUE, TRUE },
  { "122-mailing-interrupted", "form.mailing-view", FALSE, FALSE, TRUE },
  { "123-mailing-interrupted-dark", "form.mailing-view", TRUE, TRUE, TRUE },
  { "110-readiness", "win.show('home')", FALSE, FALSE, FALSE },
};

typedef struct
{
  VigieApplication *application; /* borrowed: it ends with the tour */
  VigieWindow *window;           /* owned */
  VigieIncidentModel *model;     /* owned: the incident of the night */
  char *folder;
  guint step;
  guint polls;
  guint quiet;
  gboolean has_drawn;
  gboolean is_applied;
} Tour;

/* ---- Ending ---- */

static void
end_tour (Tour       *self,
          const char *sentence)
{
  VigieApplication *application = self->application;

  if (sentence)
    g_printerr ("vigie: %s\n", sentence);
  g_clear_object (&self->model);
  g_clear_object (&self->window);
  g_free (self->folder);
  g_free (self);
  vigie_application_end (application, sentence ? 1 : 0);
}

static char *
file_in (Tour       *self,
         const char *name,
         const char *extension)
{
  VigieLang lang = vigie_session_get_lang (vigie_window_get_session (self->window));
  g_autofree char *file = g_strdup_printf ("%s.%s.%s", name, vigie_lang_to_word (lang), extension);

  return g_build_filename (self->folder, file, NULL);
}

static gboolean
write_report (Tour    *self,
              GError **error)
{
  VigieSession *session = vigie_window_get_session (self->window);
  g_autofree char *path = file_in (self, "report", "pdf");
  g_autoptr(GBytes) bytes = vigie_document_make (vigie_incident_model_get_incident (self->model), vigie_session_get_playbook (session),
                                                 VIGIE_FORMAT_PDF, vigie_session_get_lang (session), vigie_session_get_zone (session),
                                                 vigie_session_get_author (session), vigie_session_now_usec (session), NULL, NULL, error);

  return bytes && vigie_document_save (path, bytes, error);
}

/* ---- Pictures ---- */

static GtkWindow *
dialog_of (Tour *self)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (toplevels);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (window != GTK_WINDOW (self->window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* NULL while the window waits to be laid out again, which a tick of the clock may just have asked for. */
static GdkTexture *
picture_of (GtkWindow *window)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GdkTexture *texture;
  GskRenderNode *node;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (!node)
    return NULL;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gsk_render_node_unref (node);
  return texture;
}

/* ---- Steps ---- */

static void
after_paint_cb (GdkFrameClock *clock,
                Tour          *self)
{
  self->has_drawn = TRUE;
}

/* The wizard as it stands before the last answer. */
static void
fill_wizard (Tour *self)
{
  VigieLang lang = vigie_session_get_lang (vigie_window_get_session (self->window));
  GtkWindow *wizard = dialog_of (self);

  if (wizard)
    vigie_wizard_fill (wizard, lang == VIGIE_LANG_FR ? "Application inaccessible, erreurs 503" : "Application unreachable, 503 errors", "INC-01", "-3", "4043");
}

/* The incident on the screen, or that of the night. */
static VigieIncidentModel *
model_of (Tour *self)
{
  VigieIncidentModel *shown = vigie_window_get_model (self->window);

  return shown ? shown : self->model;
}

static void
apply (Tour *self)
{
  const Step *step = &steps[self->step];
  g_auto(GStrv) actions = g_strsplit (step->action, " ", -1);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), step->dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_window_set_default_size (GTK_WINDOW (self->window), step->narrow ? 800 : 1280, step->narrow ? 600 : 800);
  for (guint i = 0; actions[i]; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr(GVariant) target = NULL;

      if (g_str_has_prefix (actions[i], "scene."))
        vigie_tour_scene (model_of (self), actions[i] + strlen ("scene."));
      else if (g_str_has_prefix (actions[i], "form."))
        vigie_tour_open (self->window, model_of (self), actions[i] + strlen ("form."));
      else if (g_action_parse_detailed_name (actions[i], &name, &target, NULL))
        g_action_group_activate_action (G_ACTION_GROUP (self->window), name + strlen ("win."), target);
    }
  if (strstr (step->action, "win.declare"))
    fill_wizard (self);
  self->is_applied = TRUE;
  self->polls = 0;
  self->quiet = 0;
  self->has_drawn = TRUE;
}

static gboolean
is_still (Tour *self)
{
  self->polls++;
  self->quiet = self->has_drawn ? 0 : self->quiet + 1;
  self->has_drawn = FALSE;
  return (self->polls >= LEAST_POLLS && self->quiet >= QUIET_POLLS) || self->polls >= MOST_POLLS;
}

/* FALSE when the walk is over. */
static gboolean
finish_step (Tour *self)
{
  const Step *step = &steps[self->step];
  GtkWindow *dialog = dialog_of (self);
  g_autofree char *path = file_in (self, step->name, "png");
  g_autofree char *sentence = NULL;
  g_autoptr(GdkTexture) texture = picture_of (step->dialog && dialog ? dialog : GTK_WINDOW (self->window));

  if (!texture && self->polls < 2 * MOST_POLLS)
    return TRUE;
  if (dialog)
    gtk_window_destroy (dialog);
  if (!texture || !gdk_texture_save_to_png (texture, path))
    {
      sentence = g_strdup_printf (_("The picture “%s” could not be written."), step->name);
      end_tour (self, sentence);
      return FALSE;
    }
  self->step++;
  self->is_applied = FALSE;
  return TRUE;
}

static gboolean
poll_cb (gpointer user_data)
{
  Tour *self = user_data;
  g_autoptr(GError) error = NULL;

  /* The most severe incident opens by itself at the start: wait for it. */
  if (!self->model)
    {
      g_set_object (&self->model, vigie_window_get_model (self->window));
      if (!self->model && ++self->polls > 10 * MOST_POLLS)
        {
          end_tour (self, _("The incident of the tour did not open."));
          return G_SOURCE_REMOVE;
        }
      return G_SOURCE_CONTINUE;
    }
  /* Before the scenes, which add to the record. */
  if (self->step == 0 && !self->is_applied && !write_report (self, &error))
    {
      end_tour (self, error->message);
      return G_SOURCE_REMOVE;
    }
  if (self->step == G_N_ELEMENTS (steps))
    {
      end_tour (self, NULL);
      return G_SOURCE_REMOVE;
    }
  if (!self->is_applied)
    apply (self);
  else if (is_still (self) && !finish_step (self))
    return G_SOURCE_REMOVE;
  return G_SOURCE_CONTINUE;
}

void
vigie_tour_start (VigieApplication *application,
                  VigieWindow      *window,
                  const char       *folder)
{
  Tour *self = g_new0 (Tour, 1);

  self->application = application;
  self->window = g_object_ref (window);
  self->folder = g_strdup (folder);
  if (g_mkdir_with_parents (folder, 0755) != 0)
    {
      end_tour (self, _("The folder of the tour cannot be made."));
      return;
    }
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_widget_realize (GTK_WIDGET (window));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint", G_CALLBACK (after_paint_cb), self);
  gtk_window_present (GTK_WINDOW (window));
  g_timeout_add (POLL_MS, poll_cb, self);
}
