/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-breach-forms.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-breach.h"
#include "vigie-act-form-private.h"
#include "vigie-text-ui.h"

/* fields: 0 verdict (choice), 1 by, 2 reason; word: the rule; number: the verdict it comes from. */

static GPtrArray *
lower_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  g_autofree char *reason = vigie_act_window_read_text (form->fields[2]);
  VigieBreachVerdict to = VIGIE_BREACH_NO;

  if (form->fields[0] != NULL && gtk_drop_down_get_selected (GTK_DROP_DOWN (form->fields[0])) == 0)
    to = VIGIE_BREACH_CHECK;

  return vigie_act_breach_lower (vigie_act_form_playbook (window), vigie_act_form_incident (window), form->word, to,
                                 gtk_editable_get_text (GTK_EDITABLE (form->fields[1])), reason, vigie_act_form_author (window),
                                 vigie_act_form_now (window), error);
}

void
vigie_breach_form_lower (GtkWidget *from, VigieIncidentModel *model, const VigieBreachRule *rule)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  const char *const words[] = { vigie_breach_verdict_label (VIGIE_BREACH_CHECK, lang), vigie_breach_verdict_label (VIGIE_BREACH_NO, lang), NULL };
  /* Translators: id of a rule, what it asks for. */
  g_autofree char *title = g_strdup_printf (_("Lower %s: %s"), rule->rule, vigie_breach_rule_title (rule->rule, lang));
  VigieActWindow *window = vigie_act_window_new (from, model, title, rule->reason);
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->word = g_strdup (rule->rule);
  if (rule->unlowered == VIGIE_BREACH_YES)
    form->fields[0] = vigie_act_window_add_choice (window, _("The verdict becomes"), words, 1);
  form->fields[1] = vigie_act_window_add_entry (window, _("Who decided (name and post)"), "");
  form->fields[2] = vigie_act_window_add_text (window, _("Written reason, kept in the register"), "", 90);
  vigie_act_window_set_first (window, form->fields[1]);
  vigie_act_window_set_act (window, _("Lower the verdict"), lower_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

static GPtrArray *
raise_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;

  return vigie_act_breach_raise (vigie_act_form_incident (window), form->word, gtk_editable_get_text (GTK_EDITABLE (form->fields[0])),
                                 vigie_act_form_author (window), vigie_act_form_now (window), error);
}

void
vigie_breach_form_raise (GtkWidget *from, VigieIncidentModel *model, const VigieBreachRule *rule)
{
  g_autofree char *title = g_strdup_printf (_("Take back the lowering of %s"), rule->rule);
  VigieActWindow *window = vigie_act_window_new (from, model, title, rule->reason);
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->word = g_strdup (rule->rule);
  form->fields[0] = vigie_act_window_add_entry (window, _("Reason (may be left out)"), "");
  vigie_act_window_set_act (window, _("Take it back"), raise_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- Register ---- */

static GPtrArray *
register_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;

  return vigie_act_breach_register (vigie_act_form_incident (window), gtk_editable_get_text (GTK_EDITABLE (form->fields[0])),
                                    gtk_editable_get_text (GTK_EDITABLE (form->fields[1])), vigie_act_form_author (window),
                                    vigie_act_form_now (window), error);
}

void
vigie_breach_form_register (GtkWidget *from, VigieIncidentModel *model)
{
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  const VigieBreachEntry *entry = incident->breach_entries->len > 0 ? g_ptr_array_index (incident->breach_entries, incident->breach_entries->len - 1) : NULL;
  VigieActWindow *window = vigie_act_window_new (from, model, _("Enter in the breach register"),
                                                 _("Facts, numbers, verdicts, decisions and notices are taken from the record."));
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->fields[0] = vigie_act_window_add_entry (window, _("Number in the register"), entry != NULL ? entry->number : incident->ref);
  form->fields[1] = vigie_act_window_add_entry (window, _("Note (may be left out)"), entry != NULL ? entry->note : "");
  vigie_act_window_set_act (window, _("Enter in the register"), register_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}
