/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-breach-todo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-clock-words.h"
#include "vigie-page-parts.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-text.h"

#define WIDTH_CHARS 24

struct _VigieBreachTodo
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *icon;
  GtkWidget *state;
  GtkWidget *detail;
  GtkWidget *button;
  VigieBreachDuty duty;
};

G_DEFINE_FINAL_TYPE (VigieBreachTodo, vigie_breach_todo, GTK_TYPE_WIDGET)

enum { ACT, N_SIGNALS };
static guint signals[N_SIGNALS];

/* What is said; the owned parts are freed by the caller. */
typedef struct
{
  char *title;
  const char *icon, *style;     /* of the state */
  char *state;
  char *detail;
  const char *act;
  gboolean suggested;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->title);
  g_free (words->state);
  g_free (words->detail);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

const VigieObligation *
vigie_breach_todo_clock (VigieIncidentModel *model, VigieBreachDuty duty)
{
  static const char *const clocks[VIGIE_N_BREACH_DUTIES] = { "authority-notice", "persons-notice", NULL, NULL, NULL };
  GPtrArray *obligations = vigie_incident_model_get_obligations (model);

  for (guint i = 0; clocks[duty] != NULL && i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (!obligation->history && strcmp (obligation->id, clocks[duty]) == 0)
        return obligation;
    }

  return NULL;
}

const VigieDuty *
vigie_breach_todo_call (VigieIncidentModel *model, guint *n_reached, guint *n)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (model);
  GPtrArray *duties = vigie_incident_model_get_duties (model);

  *n = *n_reached = 0;
  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (strcmp (obligation->id, "breach-alert") != 0 || obligation->history)
        continue;
      (*n)++;
      *n_reached += !vigie_obligation_is_running (obligation);
    }
  for (guint i = 0; i < duties->len; i++)
    {
      const VigieDuty *duty = g_ptr_array_index (duties, i);

      if (vigie_duty_is_open (duty) && ((duty->clock != NULL && strcmp (duty->clock->id, "breach-alert") == 0)
                                        || (duty->also != NULL && strcmp (duty->also->id, "breach-alert") == 0)))
        return duty;
    }

  return NULL;
}

/* ---- Words ---- */

static void
say_clock (Words *words, VigieIncidentModel *model, const VigieObligation *clock)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const char *style = clock != NULL ? vigie_clock_class (clock) : NULL;

  if (clock == NULL)
    return;
  words->state = vigie_clock_words (clock, vigie_session_now_usec (session), vigie_session_get_zone (session), vigie_session_get_lang (session));
  words->icon = strcmp (style, "kept") == 0 ? "vigie-check-symbolic" : strcmp (style, "late") == 0 ? "vigie-overdue-symbolic"
                : strcmp (style, "waived") == 0 ? "vigie-dash-symbolic" : "vigie-clock-symbolic";
  words->style = strcmp (style, "kept") == 0 ? "ok-text" : strcmp (style, "late") == 0 ? "late-text" : strcmp (style, "soon") == 0 ? "soon-text" : NULL;
}

static void
say_nothing (Words *words)
{
  words->title = g_strdup (_("Nothing to do"));
  words->icon = "vigie-dash-symbolic";
  words->detail = g_strdup (_("None of the three books asks for it."));
}

static void
say_authority (Words *words, VigieIncidentModel *model, const VigieBreach *breach)
{
  guint n_missing = vigie_breach_rule (breach, "G-4")->missing->len;
  gboolean complement = vigie_breach_rule (breach, "G-11")->verdict == VIGIE_BREACH_YES;

  if (!vigie_breach_asks (breach, VIGIE_BREACH_AUTHORITY, TRUE))
    {
      say_nothing (words);
      return;
    }
  words->title = g_strdup (complement ? _("Send the complement") : _("Notify the authority"));
  words->act = complement ? _("Prepare the complement") : _("Prepare the notice");
  words->suggested = breach->times.authority_sent_usec == VIGIE_TIME_NONE || complement;
  say_clock (words, model, vigie_breach_todo_clock (model, VIGIE_BREACH_AUTHORITY));
  if (breach->times.authority_sent_usec == VIGIE_TIME_NONE && n_missing > 0)
    words->detail = g_strdup_printf (ngettext ("initial notice, %u fact missing", "initial notice, %u facts missing", n_missing), n_missing);
  else if (complement)
    words->detail = g_strdup (_("facts have changed since the notice"));
}

static void
say_persons (Words *words, VigieIncidentModel *model, const VigieBreach *breach)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const VigieFact *persons = vigie_incident_fact (vigie_incident_model_get_incident (model), "persons");

  if (!vigie_breach_asks (breach, VIGIE_BREACH_PERSONS, TRUE))
    {
      say_nothing (words);
      return;
    }
  if (persons != NULL && persons->state != VIGIE_FACT_UNKNOWN && *persons->value != '\0')
    {
      g_autofree char *count = vigie_fact_value_words (vigie_session_get_playbook (session), "persons", persons->value, vigie_session_get_zone (session), vigie_session_get_lang (session));

      words->title = g_strdup_printf (_("Write to %s persons"), count);
    }
  else
    words->title = g_strdup (_("Write to the persons"));
  words->act = _("Write");
  words->suggested = breach->times.persons_sent_usec == VIGIE_TIME_NONE;
  say_clock (words, model, vigie_breach_todo_clock (model, VIGIE_BREACH_PERSONS));
  words->detail = g_strdup_printf (_("approved by: %s"), vigie_breach_rule (breach, "PB-5")->approval);
}

static void
say_register (Words *words, VigieIncidentModel *model, const VigieBreach *breach)
{
  GPtrArray *entries = vigie_incident_model_get_incident (model)->breach_entries;
  const VigieBreachEntry *entry = entries->len > 0 ? g_ptr_array_index (entries, entries->len - 1) : NULL;
  g_autofree char *time = NULL;

  if (!breach->is_breach || breach->is_excluded)
    {
      say_nothing (words);
      return;
    }
  words->title = g_strdup (entry != NULL ? _("Entered in the register") : _("Enter it in the register"));
  words->act = entry != NULL ? _("Open the register") : _("Enter in the register");
  words->suggested = entry == NULL;
  if (entry == NULL)
    {
      words->icon = "vigie-todo-symbolic";
      words->state = g_strdup (_("not entered yet"));
      return;
    }
  time = vigie_page_time (vigie_incident_model_get_session (model), entry->occurred_usec);
  words->icon = "vigie-check-symbolic";
  words->style = "ok-text";
  words->state = g_strdup_printf (_("done %s"), time);
  words->detail = g_strdup_printf (_("number %s"), entry->number);
}

static void
say_management (Words *words, VigieIncidentModel *model, const VigieBreach *breach)
{
  guint n_reached, n;
  const VigieDuty *call = vigie_breach_todo_call (model, &n_reached, &n);

  if (n == 0)
    {
      say_nothing (words);
      return;
    }
  /* Translators: how many persons were reached, of how many. */
  words->title = g_strdup_printf (_("%u reached of %u"), n_reached, n);
  if (call == NULL)
    {
      words->icon = "vigie-check-symbolic";
      words->style = "ok-text";
      words->state = g_strdup (_("all of them know"));
      return;
    }
  words->act = _("Call");
  words->suggested = TRUE;
  words->icon = call->overdue ? "vigie-overdue-symbolic" : "vigie-call-symbolic";
  words->style = call->overdue ? "late-text" : NULL;
  words->state = g_strdup_printf (ngettext ("%s not reached, %u try", "%s not reached, %u tries", call->n_tries),
                                  call->contact != NULL ? vigie_text_get (&call->contact->name, vigie_ui_lang ()) : "", call->n_tries);
}

static void
say_others (Words *words, VigieIncidentModel *model, const VigieBreach *breach)
{
  gboolean press = vigie_breach_rule (breach, "PB-6")->verdict == VIGIE_BREACH_YES;

  if (!press)
    {
      say_nothing (words);
      return;
    }
  words->title = g_strdup (_("Have a press text ready"));
  words->act = _("Prepare the press text");
  words->icon = vigie_breach_rule (breach, "PB-6")->done_usec != VIGIE_TIME_NONE ? "vigie-check-symbolic" : "vigie-lock-symbolic";
  words->state = g_strdup (_("only the CEO lets it out"));
}

static void (*const say[VIGIE_N_BREACH_DUTIES]) (Words *words, VigieIncidentModel *model, const VigieBreach *breach) = {
  say_authority, say_persons, say_register, say_management, say_others,
};

/* ---- Widget ---- */

static void
set_or_hide (GtkWidget *label, const char *text)
{
  vigie_label_set (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
set_style (VigieBreachTodo *self, const char *style)
{
  static const char *const styles[] = { "ok-text", "late-text", "soon-text" };

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      vigie_set_class (self->icon, styles[i], g_strcmp0 (styles[i], style) == 0);
      vigie_set_class (self->state, styles[i], g_strcmp0 (styles[i], style) == 0);
    }
}

void
vigie_breach_todo_set (VigieBreachTodo *self, VigieIncidentModel *model, const VigieBreach *breach)
{
  g_auto(Words) words = { 0 };

  say[self->duty](&words, model, breach);
  vigie_label_set (GTK_LABEL (self->title), words.title);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), words.icon != NULL ? words.icon : "vigie-clock-symbolic");
  gtk_widget_set_visible (gtk_widget_get_parent (self->icon), words.state != NULL);
  vigie_label_set (GTK_LABEL (self->state), words.state);
  set_style (self, words.style);
  set_or_hide (self->detail, words.detail);
  gtk_widget_set_visible (self->button, words.act != NULL);
  if (words.act != NULL && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (self->button)), words.act) != 0)
    gtk_button_set_label (GTK_BUTTON (self->button), words.act);
}

GtkWidget *
vigie_breach_todo_get_button (VigieBreachTodo *self)
{
  return self->button;
}

static void
clicked_cb (VigieBreachTodo *self)
{
  g_signal_emit (self, signals[ACT], 0);
}

static void
dispose (GObject *object)
{
  g_clear_pointer (&VIGIE_BREACH_TODO (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_breach_todo_parent_class)->dispose (object);
}

static void
vigie_breach_todo_class_init (VigieBreachTodoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  signals[ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_breach_todo_init (VigieBreachTodo *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget **labels[] = { &self->title, &self->state, &self->detail };

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->title = vigie_paragraph_new (NULL, "strong");
  self->icon = vigie_icon_new ("vigie-clock-symbolic", NULL);
  self->state = vigie_paragraph_new (NULL, "small strong num");
  self->detail = vigie_paragraph_new (NULL, "caption dim");
  self->button = gtk_button_new_with_label ("");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_valign (self->button, GTK_ALIGN_END);
  gtk_widget_set_margin_top (self->button, 4);
  vigie_add_classes (self->box, "breach-cell breach-todo");
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_label_set_max_width_chars (GTK_LABEL (*labels[i]), WIDTH_CHARS);
  gtk_box_append (GTK_BOX (line), self->icon);
  gtk_box_append (GTK_BOX (line), self->state);
  gtk_box_append (GTK_BOX (self->box), self->title);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), self->detail);
  gtk_box_append (GTK_BOX (self->box), self->button);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
}

GtkWidget *
vigie_breach_todo_new (VigieBreachDuty duty)
{
  VigieBreachTodo *self = g_object_new (VIGIE_TYPE_BREACH_TODO, NULL);

  self->duty = duty;

  return GTK_WIDGET (self);
}
