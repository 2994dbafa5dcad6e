/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One table says for each row of the template what it is called, whether it must be answered, and where its answer
 * comes from. Row 49, the reasons for lateness, is asked for when awareness and 72 hours lie in the past; a stored
 * version of the template has that sign the other way round. */

#include "vigie-breach-report-private.h"
#include "vigie-breach-notice.h"

#include <string.h>

#include "vigie-breach-private.h"

/* What the table's functions have at hand. */
typedef struct
{
  const VigieBreach *breach;
  const VigieIncident *incident;
  const VigiePlaybook *playbook;
  VigieBreachNotice *notice;
  gint64 now_usec;
  GTimeZone *zone;
  VigieLang lang;
} Filling;

typedef struct
{
  const char *id;
  guint section;
  VigieBreachFieldNeed need;
  gboolean may_be_open;      /* "to be determined" is allowed in an incomplete notice */
  const char *fact;          /* or NULL */
  const char *labels[2];     /* by VigieLang */
  char *(*fill) (const Filling *filling); /* or NULL; owned, NULL: nothing known */
  gboolean (*applies) (const Filling *filling); /* of a conditional field, or NULL */
} FieldDef;

static const char *const sections[][2] = {
  { "Notice", "Avis" },
  { "Who notifies", "Qui notifie" },
  { "Time of the breach", "Moment de la violation" },
  { "Nature of the breach", "Nature de la violation" },
  { "Persons and data", "Personnes et données" },
  { "Measures before", "Mesures antérieures" },
  { "Consequences and measures", "Conséquences et mesures" },
  { "Communication to the persons", "Communication aux personnes" },
  { "Other notifications", "Autres notifications" },
  { "Attachments", "Pièces jointes" },
};

/* ---- Where answers come from ---- */

static char *
time_words (const Filling *filling, gint64 time_usec)
{
  return time_usec != VIGIE_TIME_NONE ? vigie_time_format_full (time_usec, filling->zone, filling->lang) : NULL;
}

static char *
fact_words (const Filling *filling, const char *name)
{
  const VigieFact *fact = vigie_incident_fact_at (filling->incident, name, filling->now_usec);
  g_autofree char *words = NULL;

  if (fact == NULL || fact->state == VIGIE_FACT_UNKNOWN || *fact->value == '\0')
    return NULL;
  /* "Unknown" answers who received the data; anywhere else it is no answer. */
  if (strcmp (fact->value, "unknown") == 0 && strcmp (name, "recipients") != 0)
    return NULL;
  words = vigie_fact_value_words (filling->playbook, name, fact->value, filling->zone, filling->lang);
  if (fact->state == VIGIE_FACT_ESTIMATED)
    return vigie_say_with_brackets (g_steal_pointer (&words), vigie_say_pick (filling->lang, "estimated", "estimé"));

  return g_steal_pointer (&words);
}

static char *
fill_type (const Filling *filling)
{
  const char *const words[][2] = { { "New", "Nouvelle" }, { "Follow-up", "Suivi" }, { "Follow-up: withdrawal", "Suivi : retrait" } };

  return g_strdup (words[filling->notice->kind][filling->lang]);
}

static char *
fill_ref (const Filling *filling)
{
  return g_strdup (filling->incident->ref);
}

static char *
fill_organisation (const Filling *filling)
{
  return g_strdup (filling->playbook->organisation);
}

static char *
contact_words (const Filling *filling, const char *id)
{
  const VigieContactDef *contact = vigie_playbook_contact (filling->playbook, id);
  GString *out;

  if (contact == NULL)
    return NULL;
  out = g_string_new (vigie_text_get (&contact->name, filling->lang));
  for (guint i = 0; i < contact->emails->len; i++)
    g_string_append_printf (out, ", %s", (const char *) contact->emails->pdata[i]);
  for (guint i = 0; i < contact->phones->len; i++)
    g_string_append_printf (out, ", %s", (const char *) contact->phones->pdata[i]);

  return g_string_free (out, FALSE);
}

static char *
fill_dpo (const Filling *filling)
{
  return contact_words (filling, "dpo");
}

static char *
fill_reporter (const Filling *filling)
{
  const VigieHolding *holding = vigie_incident_holder (filling->incident, "commander");

  return holding != NULL ? g_strdup (holding->person) : NULL;
}

static char *
fill_when (const Filling *filling)
{
  const VigieBreachTimes *times = &filling->breach->times;
  g_autofree char *from = time_words (filling, times->start_usec);
  g_autofree char *to = time_words (filling, times->contained_usec);

  if (from == NULL)
    return NULL;
  if (to == NULL)
    return g_strdup_printf (vigie_say_pick (filling->lang, "since %s, going on", "depuis le %s, en cours"), from);

  return g_strdup_printf (vigie_say_pick (filling->lang, "from %s to %s", "du %s au %s"), from, to);
}

static char *
fill_start (const Filling *filling)
{
  return time_words (filling, filling->breach->times.start_usec);
}

static char *
fill_end (const Filling *filling)
{
  return time_words (filling, filling->breach->times.contained_usec);
}

static char *
fill_aware (const Filling *filling)
{
  return time_words (filling, filling->breach->times.aware_usec);
}

static const VigieBreachAnswer *own_answer (const Filling *filling, const char *id);

/* How it was found stays said in words where the list says by whom. */
static char *
fill_found_detail (const Filling *filling)
{
  return own_answer (filling, "f50") != NULL ? fact_words (filling, "aware_reason") : NULL;
}

static gboolean
is_excepted (const Filling *filling)
{
  const VigieBreachAnswer *answer = own_answer (filling, "f97");

  return answer != NULL && g_str_has_prefix (answer->value, "excepted");
}

static gboolean
is_late (const Filling *filling)
{
  return filling->notice->is_late;
}

static char *
fill_told_by_processor (const Filling *filling)
{
  return time_words (filling, filling->breach->times.processor_usec);
}

static gboolean
has_processor (const Filling *filling)
{
  return filling->breach->times.processor_usec != VIGIE_TIME_NONE;
}

static gboolean
has_kind (const Filling *filling, const char *kind)
{
  const VigieFact *fact = vigie_incident_fact_at (filling->incident, "breach_kind", filling->now_usec);

  return fact == NULL || *fact->value == '\0' || strstr (fact->value, kind) != NULL;
}

static gboolean
is_confidentiality (const Filling *filling)
{
  return has_kind (filling, "confidentiality");
}

static gboolean
is_integrity (const Filling *filling)
{
  return has_kind (filling, "integrity");
}

static gboolean
is_availability (const Filling *filling)
{
  return has_kind (filling, "availability");
}

static char *
fill_severity (const Filling *filling)
{
  static const char *const outward[][2] = { { "minor", "mineure" }, { "moderate", "modérée" }, { "severe", "sévère" }, { "severe", "sévère" } };
  const VigieBreachScore *score = filling->breach->score;

  if (score == NULL || score->assumed->len > 0)
    return NULL;

  return g_strdup_printf (vigie_say_pick (filling->lang, "%s (ENISA %.2f, %s)", "%s (ENISA %.2f, %s)"), outward[score->band][filling->lang], score->total,
                          vigie_breach_band_label (score->band, filling->lang));
}

static char *
fill_method (const Filling *filling)
{
  return filling->breach->score != NULL ? g_strdup (vigie_say_pick (filling->lang, "ENISA methodology of 2013, and judgement", "Méthode ENISA de 2013, et appréciation")) : NULL;
}

static char *
fill_persons_told (const Filling *filling)
{
  g_autofree char *sent = time_words (filling, filling->breach->times.persons_sent_usec);
  const VigieBreachRule *rule = vigie_breach_rule (filling->breach, "G-6");

  if (sent != NULL)
    return g_strdup_printf (vigie_say_pick (filling->lang, "yes, on %s", "oui, le %s"), sent);
  if (vigie_breach_asks (filling->breach, VIGIE_BREACH_PERSONS, FALSE))
    return g_strdup (vigie_say_pick (filling->lang, "not yet, they will be", "pas encore, elles le seront"));

  return g_strdup_printf (vigie_say_pick (filling->lang, "no: %s", "non : %s"), rule->reason);
}

static gboolean
is_withdrawal (const Filling *filling)
{
  return filling->notice->kind == VIGIE_BREACH_NOTICE_WITHDRAWAL;
}

static gboolean
is_follow_up (const Filling *filling)
{
  return filling->notice->kind != VIGIE_BREACH_NOTICE_INITIAL;
}

static char *
fill_changes (const Filling *filling)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < filling->notice->changes->len; i++)
    {
      const char *const *row = filling->notice->changes->pdata[i];

      g_string_append_printf (out, vigie_say_pick (filling->lang, "%s%s: was %s; now %s; why: %s", "%s%s : avant %s ; maintenant %s ; pourquoi : %s"),
                              i > 0 ? "\n" : "", row[0], row[1], row[2], row[3]);
    }
  if (out->len == 0)
    return g_string_free (out, TRUE), NULL;

  return g_string_free (out, FALSE);
}

/* Field of an own answer: why a fact has changed. */
#define WHY "why."

/* ---- The table ---- */

#define M VIGIE_FIELD_MANDATORY
#define C VIGIE_FIELD_CONDITIONAL
#define O VIGIE_FIELD_OPTIONAL

static const FieldDef defs[] = {
  { "f3", 0, M, FALSE, NULL, { "Type of notice", "Type d’avis" }, fill_type, NULL },
  { "f4", 0, O, FALSE, NULL, { "Complete or incomplete", "Complet ou incomplet" }, NULL, NULL },
  { "f5", 0, C, FALSE, NULL, { "Why it is withdrawn", "Motif du retrait" }, NULL, is_withdrawal },
  { "f6", 0, C, FALSE, NULL, { "Number of the notice before", "Numéro de l’avis précédent" }, NULL, is_follow_up },
  { "f7", 0, O, FALSE, NULL, { "Internal reference", "Référence interne" }, fill_ref, NULL },
  { "changes", 0, C, FALSE, NULL, { "What has changed (was, now, why)", "Ce qui a changé (avant, maintenant, pourquoi)" }, fill_changes, is_follow_up },
  { "f12", 1, M, FALSE, NULL, { "Organisation", "Organisation" }, fill_organisation, NULL },
  { "f14", 1, O, FALSE, NULL, { "Private or public", "Privé ou public" }, NULL, NULL },
  { "f15", 1, O, FALSE, NULL, { "Size and activity", "Taille et activité" }, NULL, NULL },
  { "f18", 1, C, TRUE, NULL, { "Representative in the EEA", "Représentant dans l’EEE" }, NULL, NULL },
  { "f21", 1, M, FALSE, NULL, { "Person who reports, and function", "Personne déclarante, et fonction" }, fill_reporter, NULL },
  { "f22", 1, O, FALSE, NULL, { "Function of that person", "Fonction de cette personne" }, NULL, NULL },
  { "f29", 1, M, FALSE, NULL, { "DPO or contact point", "DPO ou point de contact" }, fill_dpo, NULL },
  { "f38", 1, C, TRUE, NULL, { "Processor or joint controller", "Sous-traitant ou responsable conjoint" }, NULL, has_processor },
  { "f44", 2, M, TRUE, "outage_start", { "When it happened", "Quand elle a eu lieu" }, fill_when, NULL },
  { "f46", 2, C, TRUE, "outage_start", { "Start", "Début" }, fill_start, NULL },
  { "f47", 2, C, TRUE, "contained_at", { "End", "Fin" }, fill_end, NULL },
  { "f45", 2, O, TRUE, NULL, { "Are the dates exact?", "Dates exactes ?" }, NULL, NULL },
  { "f48", 2, M, FALSE, "aware_at", { "Awareness", "Prise de connaissance" }, fill_aware, NULL },
  { "f49", 2, C, FALSE, NULL, { "Reasons for the late notice", "Motifs du retard" }, NULL, is_late },
  { "f50", 2, M, TRUE, "aware_reason", { "How it was found", "Comment elle a été découverte" }, NULL, NULL },
  { "f51", 2, O, TRUE, NULL, { "How, in more words", "Comment, en détail" }, fill_found_detail, NULL },
  { "f52", 2, C, TRUE, "processor_notice_at", { "Told by the processor on", "Information par le sous-traitant" }, fill_told_by_processor, has_processor },
  { "f55", 3, M, TRUE, "breach_kind", { "Confidentiality, integrity, availability", "Confidentialité, intégrité, disponibilité" }, NULL, NULL },
  { "f56", 3, C, TRUE, "exfiltrated", { "Data taken out", "Données sorties" }, NULL, is_confidentiality },
  { "f57", 3, C, TRUE, "protection", { "Data unintelligible", "Données inintelligibles" }, NULL, is_confidentiality },
  { "f58", 3, C, TRUE, "integrity", { "Loss of integrity", "Perte d’intégrité" }, NULL, is_integrity },
  { "f59", 3, C, TRUE, "availability", { "Loss of availability", "Perte de disponibilité" }, NULL, is_availability },
  { "f60", 3, M, TRUE, "attack_type", { "Kind of incident", "Nature de l’incident" }, NULL, NULL },
  { "f61", 3, M, TRUE, "malicious", { "Malicious intent", "Intention malveillante" }, NULL, NULL },
  { "f62", 3, M, TRUE, "vector", { "What happened", "Ce qui s’est passé" }, NULL, NULL },
  { "f63", 3, O, TRUE, "systems", { "Systems and where they are", "Systèmes et leur lieu" }, NULL, NULL },
  { "f65", 4, M, TRUE, NULL, { "Kinds of persons", "Catégories de personnes" }, NULL, NULL },
  { "f67", 4, M, TRUE, "persons", { "Number of persons", "Nombre de personnes" }, NULL, NULL },
  { "f68", 4, O, TRUE, NULL, { "Is that number exact?", "Ce nombre est-il exact ?" }, NULL, NULL },
  { "f70", 4, M, TRUE, "data_touched", { "Data touched", "Données touchées" }, NULL, NULL },
  { "f71", 4, O, TRUE, "data_untouched", { "Data proved untouched", "Données prouvées non touchées" }, NULL, NULL },
  { "f72", 4, M, TRUE, "records", { "Number of records", "Nombre d’enregistrements" }, NULL, NULL },
  { "f73", 4, O, TRUE, NULL, { "Is the number of records exact?", "Nombre d’enregistrements exact ?" }, NULL, NULL },
  { "f75", 5, O, TRUE, NULL, { "Measures in place before", "Mesures en place avant" }, NULL, NULL },
  { "f79", 6, M, TRUE, NULL, { "Likely consequences", "Conséquences probables" }, NULL, NULL },
  { "f85", 6, M, TRUE, NULL, { "Impact on the persons", "Impact sur les personnes" }, NULL, NULL },
  { "f87", 6, M, TRUE, NULL, { "Severity", "Gravité" }, fill_severity, NULL },
  { "f89", 6, M, TRUE, "risk", { "Risk for the persons", "Risque pour les personnes" }, NULL, NULL },
  { "f90", 6, O, TRUE, NULL, { "Method used", "Méthode utilisée" }, fill_method, NULL },
  { "f92", 6, M, TRUE, "measures", { "Measures taken", "Mesures prises" }, NULL, NULL },
  { "f94", 6, O, TRUE, NULL, { "Measures so that it does not happen again", "Mesures pour l’éviter à l’avenir" }, NULL, NULL },
  { "f97", 7, M, TRUE, NULL, { "Have the persons been told?", "Personnes informées ?" }, fill_persons_told, NULL },
  { "f100", 7, C, TRUE, NULL, { "Which exception, and why", "Quelle exception, et pourquoi" }, NULL, is_excepted },
  { "f102", 7, O, TRUE, NULL, { "Have all been told?", "Toutes informées ?" }, NULL, NULL },
  { "f104", 7, O, TRUE, NULL, { "By what means", "Par quels moyens" }, NULL, NULL },
  { "f106", 7, O, TRUE, NULL, { "Content of the message", "Contenu du message" }, NULL, NULL },
  { "f109", 8, O, TRUE, NULL, { "Police", "Police" }, NULL, NULL },
  { "f110", 8, O, TRUE, NULL, { "Other authorities", "Autres autorités" }, NULL, NULL },
  { "f113", 8, C, TRUE, NULL, { "Countries and persons in each", "Pays et personnes par pays" }, NULL, NULL },
  { "f125", 9, O, TRUE, NULL, { "Attachments", "Pièces jointes" }, NULL, NULL },
};

#undef M
#undef C
#undef O

gboolean
vigie_breach_notice_knows (const char *field)
{
  if (field != NULL && g_str_has_prefix (field, WHY) && field[strlen (WHY)] != '\0')
    return TRUE;
  for (gsize i = 0; field != NULL && i < G_N_ELEMENTS (defs); i++)
    {
      if (strcmp (defs[i].id, field) == 0)
        return TRUE;
    }

  return FALSE;
}

const char *
vigie_breach_notice_label (const char *field, VigieLang lang)
{
  for (gsize i = 0; i < G_N_ELEMENTS (defs); i++)
    if (strcmp (defs[i].id, field) == 0)
      return defs[i].labels[lang];

  return NULL;
}

/* ---- Filling ---- */

static void
field_free (VigieBreachField *field)
{
  g_free (field->value);
  g_free (field->known);
  g_free (field);
}

void
vigie_breach_notice_free (VigieBreachNotice *notice)
{
  g_ptr_array_unref (notice->fields);
  g_ptr_array_unref (notice->changes);
  g_free (notice);
}

static const VigieBreachAnswer *
own_answer (const Filling *filling, const char *id)
{
  const VigieBreachAnswer *answer = g_hash_table_lookup (filling->incident->breach_answers, id);

  return answer != NULL && answer->occurred_usec <= filling->now_usec && *answer->value != '\0' ? answer : NULL;
}

static VigieBreachFieldState
state_of (const Filling *filling, const FieldDef *def, const char *value, gboolean is_later)
{
  if (is_later)
    return def->may_be_open ? VIGIE_FIELD_OPEN : VIGIE_FIELD_MISSING;
  if (value != NULL && *value != '\0')
    return VIGIE_FIELD_FILLED;
  if (def->need == VIGIE_FIELD_OPTIONAL || (def->need == VIGIE_FIELD_CONDITIONAL && (def->applies == NULL || !def->applies (filling))))
    return VIGIE_FIELD_EMPTY;

  return def->may_be_open ? VIGIE_FIELD_OPEN : VIGIE_FIELD_MISSING;
}

static char *
answer_words (const VigieBreachField *field, VigieLang lang)
{
  if (field->answer == NULL)
    return g_strdup (field->known);

  return field->choices != NULL ? vigie_breach_choices_words (field->choices, field->answer, lang) : g_strdup (field->answer);
}

static VigieBreachField *
fill (const Filling *filling, const FieldDef *def)
{
  VigieBreachField *field = g_new0 (VigieBreachField, 1);
  const VigieBreachAnswer *answer = own_answer (filling, def->id);
  gboolean applies = def->applies == NULL || def->applies (filling);

  if (applies && def->fill != NULL)
    field->known = def->fill (filling);
  else if (applies && def->fact != NULL)
    field->known = fact_words (filling, def->fact);
  if (field->known == NULL)
    field->known = g_strdup ("");
  field->choices = vigie_breach_choices_of (def->id);
  field->answer = answer != NULL ? answer->value : NULL;
  field->value = answer_words (field, filling->lang);
  field->id = def->id;
  field->section = sections[def->section][filling->lang];
  field->label = def->labels[filling->lang];
  field->fact = def->fact;
  field->need = def->need;
  field->own = answer != NULL;
  field->applies = applies;
  field->state = state_of (filling, def, field->value, answer != NULL && vigie_breach_choices_is_later (field->choices, answer->value));

  return field;
}

/* What the authority was told of @fact, what is true now, and what says so. */
static void
add_change (const Filling *filling, const VigieFactDef *def, gint64 sent_usec)
{
  const VigieFact *now = vigie_incident_fact_at (filling->incident, def->name, filling->now_usec);
  const VigieFact *then = vigie_incident_fact_at (filling->incident, def->name, sent_usec);
  g_autofree char *was = NULL;
  g_autofree char *is = NULL;
  g_autofree char *field = g_strconcat (WHY, def->name, NULL);
  const VigieBreachAnswer *why = own_answer (filling, field);

  if (now == NULL || now->occurred_usec <= sent_usec || (then != NULL && strcmp (then->value, now->value) == 0))
    return;
  was = then != NULL && *then->value != '\0' ? vigie_fact_value_words (filling->playbook, def->name, then->value, filling->zone, filling->lang)
                                             : g_strdup (vigie_say_pick (filling->lang, "not known", "inconnu"));
  is = *now->value != '\0' ? vigie_fact_value_words (filling->playbook, def->name, now->value, filling->zone, filling->lang)
                           : g_strdup (vigie_say_pick (filling->lang, "not known", "inconnu"));
  {
    const char *const row[] = { vigie_text_get (&def->label, filling->lang), was, is, why != NULL ? why->value : *now->source != '\0' ? now->source : "–", def->name, NULL };

    g_ptr_array_add (filling->notice->changes, g_strdupv ((GStrv) row));
  }
}

static void
find_changes (const Filling *filling)
{
  gint64 sent = filling->breach->times.authority_sent_usec;

  if (sent == VIGIE_TIME_NONE || filling->notice->kind == VIGIE_BREACH_NOTICE_INITIAL)
    return;
  for (guint i = 0; i < filling->playbook->facts->len; i++)
    {
      const VigieFactDef *def = g_ptr_array_index (filling->playbook->facts, i);

      if (strcmp (def->group, "breach") == 0 || strcmp (def->group, "measures") == 0)
        add_change (filling, def, sent);
    }
}

/* Row 4 follows from the others; an own answer stands. */
static void
say_whether_complete (VigieBreachNotice *notice)
{
  VigieBreachField *field = (VigieBreachField *) vigie_breach_notice_field (notice, "f4");
  const char *const words[][2] = { { "complete", "complet" }, { "incomplete", "incomplet" } };

  if (field->own)
    return;
  g_free (field->value);
  g_free (field->known);
  field->known = g_strdup (words[notice->is_incomplete][notice->lang]);
  field->value = g_strdup (field->known);
  field->state = VIGIE_FIELD_FILLED;
}

/**
 * vigie_breach_notice_new:
 * @breach: the verdicts at @now_usec
 * @incident: the incident; must outlive the result
 * @playbook: names and contacts
 * @kind: what notice it is
 * @now_usec: when it would go out, in microseconds since 1970 UTC
 * @zone: (nullable): zone of the times; %NULL for UTC
 * @lang: language of labels and values
 *
 * Returns: (transfer full): the fields, filled as far as they are known
 */
VigieBreachNotice *
vigie_breach_notice_new (const VigieBreach *breach, const VigieIncident *incident, const VigiePlaybook *playbook, VigieBreachNoticeKind kind, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  VigieBreachNotice *notice = g_new0 (VigieBreachNotice, 1);
  Filling filling = { breach, incident, playbook, notice, now_usec, zone != NULL ? zone : utc, lang };

  notice->kind = kind;
  notice->lang = lang;
  notice->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
  notice->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  notice->due_usec = vigie_breach_due_usec (breach, VIGIE_BREACH_AUTHORITY);
  notice->is_late = kind == VIGIE_BREACH_NOTICE_INITIAL && breach->times.aware_usec != VIGIE_TIME_NONE
                    && now_usec > breach->times.aware_usec + VIGIE_NOTICE_SPAN_USEC;
  find_changes (&filling);
  for (gsize i = 0; i < G_N_ELEMENTS (defs); i++)
    {
      VigieBreachField *field = fill (&filling, &defs[i]);

      notice->n_open += field->state == VIGIE_FIELD_OPEN;
      notice->n_missing += field->state == VIGIE_FIELD_MISSING;
      g_ptr_array_add (notice->fields, field);
    }
  notice->is_incomplete = notice->n_open > 0;
  say_whether_complete (notice);

  return notice;
}

const VigieBreachField *
vigie_breach_notice_field (const VigieBreachNotice *notice, const char *id)
{
  for (guint i = 0; i < notice->fields->len; i++)
    {
      const VigieBreachField *field = g_ptr_array_index (notice->fields, i);

      if (strcmp (field->id, id) == 0)
        return field;
    }

  return NULL;
}
