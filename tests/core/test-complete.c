/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the command line proposes, case by case: the cursor stands at ^, else at the end. */

#include "vigie-act-private.h"
#include "vigie-complete.h"
#include "obligation-scene.h"

#define NOW "2026-11-22T14:32:30Z"
#define FR VIGIE_LANG_FR
#define EN VIGIE_LANG_EN

/* @inserts: all that is proposed, joined by "|". */
static const struct
{
  VigieLang lang;
  const char *line, *inserts;
} cases[] = {
  /* words before a colon */
  { FR, "d", "" },
  { FR, "dé", "décision: |début: |détecté: " },
  { FR, "DEC", "décision: " },
  { EN, "dec", "decision: " },
  { EN, "déc", "decision: " },
  { FR, "ap", "appel: " },
  { FR, "ca", "cause trouvée: |call: " },
  { EN, "ca", "call: |cause found: " },
  { FR, "hypo", "hypothèse: " },
  { EN, "hypo", "hypothesis: " },
  { FR, "tod", "todo: " },
  { FR, "a f", "à faire: " },
  { FR, "à f", "à faire: " },
  { FR, "to d", "to do: " },
  { FR, "not", "note: " },
  { FR, "act", "action: " },
  { FR, "ré", "rétabli: |résolu: |responded: " },
  { EN, "res", "responded: |restored: |resolved: " },
  { FR, "cause t", "cause trouvée: " },
  { FR, "pris e", "pris en charge: " },
  { FR, "clo", "clos: " },
  { FR, "-5 dé", "décision: |début: |détecté: " },
  { FR, "14:10 ret", "rétabli: " },
  { FR, "hier 23:10 app", "appel: " },
  { FR, "décision: déc", "" },
  { FR, "le site a dé", "" },
  { FR, "décision: couper db1", "" },
  { FR, "dé^faut", "" },
  { FR, "dé^ le site", "décision: |début: |détecté: " },
  { FR, "  dec", "décision: " },
  { FR, "", "" },
  /* people */
  { FR, "@mar", "@Mariam.Traoré " },
  { FR, "@TRAO", "@Mariam.Traoré " },
  { FR, "appel: @mar", "@Mariam.Traoré " },
  { FR, "vu avec @mar^ et Yao", "@Mariam.Traoré " },
  { FR, "écrire à a@mar", "" },
  { FR, "@dr", "@\"Dr. Aya (SOC)\" " },
  { FR, "@cto", "@cto " },
  { FR, "@zzz", "" },
  /* facts */
  { FR, "#users_a", "#users_affected=" },
  { FR, "#utilis", "#users_affected=|#visible_impact=|#users_total=|#users_share=" },
  { FR, "utilis", "#users_affected=|#visible_impact=|#users_total=|#users_share=" },
  { EN, "orders l", "" },
  { EN, "oper", "#operator=" },
  { FR, "voir #users_a", "#users_affected " },
  { FR, "on voit des utilis", "" },
  { FR, "#zzz", "" },
  /* their values */
  { FR, "#attack_active=", "#attack_active=Oui|#attack_active=Non|#attack_active=Inconnu" },
  { FR, "#attack_active=i", "#attack_active=Inconnu" },
  { EN, "#attack_active o", "#attack_active=Yes" },
  { EN, "#attack_active unk", "#attack_active=Unknown" },
  { FR, "#attack_active: o", "#attack_active=Oui" },
  { FR, "#attack_active=ye", "#attack_active=Oui" },
  { FR, "#attack_active=oui", "" },
  { FR, "attaque=", "#attack_type=|#attack_active=Oui|#attack_active=Non|#attack_active=Inconnu" },
  { FR, "#attaque=o", "#attack_type=|#attack_active=Oui" },
  { FR, "#operator=mo", "#operator=Moov" },
  { FR, "#breach_kind=conf", "#breach_kind=Confidentialité" },
  { FR, "#breach_kind=Confidentialité,int", "#breach_kind=Confidentialité,Intégrité" },
  { FR, "#breach_kind=Confidentialité, integrity,", "#breach_kind=Confidentialité, integrity,Disponibilité" },
  { FR, "-5 #operator=w", "#operator=Wave" },
  { FR, "#outage_start=14:1", "14:10|14:15" },
  { FR, "#users_affected=12", "" },
  { FR, "zzz=1", "" },
  /* times */
  { FR, "-", "-5 |-10 |-15 |-30 |-1h " },
  { FR, "-5", "-5 |-50 |-55 |-5h " },
  { FR, "-12", "-12 |-12h " },
  { FR, "-1h", "-1h |-1h15 |-1h30 |-1h45 " },
  { FR, "-1h3", "-1h3 " },
  { FR, "- liste", "" },
  { FR, "-5 ", "" },
  { FR, "1", "" },
  { FR, "14", "14:00 |14:15 |14:30 |14:45 " },
  { FR, "14:", "14:00 |14:15 |14:30 |14:45 " },
  { FR, "14:1", "14:10 |14:15 " },
  { FR, "14:32", "14:32 " },
  { FR, "14h", "14h |14h15 |14h30 |14h45 " },
  { FR, "27", "" },
  { FR, "14 serveurs", "" },
  { FR, "hi", "hier " },
  { EN, "yest", "yesterday " },
  { FR, "avant", "avant-hier " },
  { FR, "hier ", "hier 23:00 |hier 22:00 |hier 21:00 |hier 20:00 " },
  { FR, "hier 23", "hier 23:00 |hier 23:15 |hier 23:30 |hier 23:45 " },
  { FR, "hier 23:10", "hier 23:10 " },
  { FR, "hier on a vu", "" },
  { FR, "21/11 9", "21/11 9:00 |21/11 9:15 |21/11 9:30 |21/11 9:45 " },
  { FR, "2026-11-21 09:3", "2026-11-21 09:30 |2026-11-21 09:35 " },
  { FR, "décision: 14:1", "14:10 |14:15 " },
  /* codes */
  { FR, "hx", "HX2 |HX5 |HX1 |HX3 |HX4 " },
  { FR, "on écarte HX", "HX2 |HX5 |HX1 |HX3 |HX4 " },
  { FR, "hypothèse: hx2", "" },
  { FR, "voir h", "" },
};

/* What a proposal says of itself: the first one of each line. */
static const struct
{
  VigieLang lang;
  const char *line, *label, *detail;
} details[] = {
  { FR, "déc", "décision:", "ce qu’on décide (Ctrl Entrée : en quatre champs)" },
  { EN, "call", "call:", "who was called, and what was said" },
  { FR, "rét", "rétabli:", "fixe l’heure « Rétabli »" },
  { FR, "détec", "détecté:", "« Détecté », déjà fixée : 00:00 · il y a 14\u00a0h\u00a032" },
  { FR, "-5", "-5", "14:27 · il y a 5\u00a0min" },
  { EN, "23:10", "23:10", "21 Nov 23:10 · 15\u00a0h\u00a022 ago" },
  { FR, "hier 23:10", "hier 23:10", "21 nov. 23:10 · il y a 15\u00a0h\u00a022" },
  { FR, "14:34", "14:34", "14:34 · dans 1\u00a0min\u00a030" },
  { FR, "hi", "hier", "samedi 21 novembre 2026" },
  { FR, "@mar", "Mariam Traoré", "Responsable technique" },
  { FR, "#users_aff", "Utilisateurs touchés", "#users_affected · 1\u202f200" },
  { FR, "#users_tot", "Nombre total d’utilisateurs", "#users_total" },
  { FR, "#operator=w", "Wave", "Opérateur touché" },
  { FR, "hx5", "", "" },
  { FR, "hx", "HX2", "fournisseur · Ouverte" },
};

static GPtrArray *
complete (const Scene *scene, VigieLang lang, const char *line, gboolean asked)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  VigieCompleteScene given = { vigie_test_playbook (), scene->incident, vigie_test_time (NOW), zone, lang, asked };
  const char *mark = strchr (line, '^');
  g_autoptr(GString) text = g_string_new (line);
  guint cursor = (guint) g_utf8_strlen (line, mark != NULL ? mark - line : -1);

  if (mark != NULL)
    g_string_erase (text, mark - line, 1);

  return vigie_complete (&given, text->str, cursor);
}

static char *
inserts_of (GPtrArray *found)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", ((const VigieCompletion *) found->pdata[i])->insert);

  return g_string_free (out, FALSE);
}

/* An outage with two people, a fact, and hypotheses of the playbook and of its own. */
static Scene *
furnished (void)
{
  Scene *scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  GError *error = NULL;
  GPtrArray *drafts;

  drafts = vigie_act_role (vigie_test_playbook (), scene->incident, "technical-lead", "Mariam Traoré", "Awa", scene->start_usec, &error);
  record (scene, 0, drafts, error);
  drafts = vigie_act_role (vigie_test_playbook (), scene->incident, "security-officer", "Dr. Aya (SOC)", "Awa", scene->start_usec, &error);
  record (scene, 0, drafts, error);
  set_fact (scene, "users_affected", "1200", MINUTES (2));
  drafts = vigie_act_hypothesis_add (scene->incident, "HX2", "fournisseur", "Awa", scene->start_usec, &error);
  record (scene, MINUTES (3), drafts, error);
  drafts = vigie_act_log (scene->incident, VIGIE_ENTRY_HYPOTHESIS, "verrou", NULL, "Awa", scene->start_usec, &error);
  record (scene, MINUTES (4), drafts, error);

  return scene;
}

static void
test_proposed (void)
{
  g_autoptr(Scene) scene = furnished ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) found = complete (scene, cases[i].lang, cases[i].line, FALSE);
      g_autofree char *inserts = inserts_of (found);

      g_test_message ("%s", cases[i].line);
      g_assert_cmpstr (inserts, ==, cases[i].inserts);
    }
}

static void
test_said (void)
{
  g_autoptr(Scene) scene = furnished ();

  for (gsize i = 0; i < G_N_ELEMENTS (details); i++)
    {
      g_autoptr(GPtrArray) found = complete (scene, details[i].lang, details[i].line, FALSE);
      const VigieCompletion *first = found->len > 0 ? found->pdata[0] : NULL;

      g_test_message ("%s", details[i].line);
      g_assert_cmpstr (first != NULL ? first->label : "", ==, details[i].label);
      g_assert_cmpstr (first != NULL ? first->detail : "", ==, details[i].detail);
    }
}

/* Asked for where nothing is typed: a word for each kind and each moment, and a few times. */
static void
test_asked (void)
{
  g_autoptr(Scene) scene = furnished ();
  g_autoptr(GPtrArray) empty = complete (scene, FR, "", TRUE);
  g_autoptr(GPtrArray) after_time = complete (scene, FR, "-5 ", TRUE);
  g_autoptr(GPtrArray) after_word = complete (scene, FR, "décision: ", TRUE);
  g_autofree char *all = inserts_of (empty);
  g_autofree char *words = inserts_of (after_time);
  g_autofree char *times = inserts_of (after_word);

  g_assert_cmpstr (all, ==, "décision: |action: |hypothèse: |appel: |à faire: |note: |début: |détecté: |pris en charge: "
                            "|cause trouvée: |atténué: |rétabli: |résolu: |clos: |-5 |-15 |hier ");
  g_assert_true (g_str_has_prefix (words, "décision: |action: ") && g_str_has_suffix (words, "|clos: "));
  g_assert_cmpstr (times, ==, "-5 |-15 |hier ");
}

/* @line with @completion in it, and a word behind where there is room for one. */
static char *
apply (const char *line, const VigieCompletion *completion)
{
  const char *start = g_utf8_offset_to_pointer (line, completion->start);
  const char *end = g_utf8_offset_to_pointer (line, completion->end);

  return g_strdup_printf ("%.*s%sx%s", (int) (start - line), line, completion->insert, end);
}

static void
assert_understood (const Scene *scene, const char *line, const VigieCompletion *completion)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GError) error = NULL;
  g_autofree char *text = apply (line, completion);
  g_autoptr(VigieCommand) command = vigie_command_parse (text, vigie_test_time (NOW), zone, &error);

  g_test_message ("%s", text);
  g_assert_no_error (error);
  switch (completion->kind)
    {
    case VIGIE_COMPLETION_KIND: g_assert_true (!command->is_milestone && command->kind == completion->entry_kind); break;
    case VIGIE_COMPLETION_MILESTONE: g_assert_true (command->is_milestone); break;
    /* The word for a day is a time only with the clock time that follows. */
    case VIGIE_COMPLETION_TIME: g_assert_true (command->time_given || command->fact_name != NULL || (g_ascii_isalpha (*completion->label) && strchr (completion->label, ' ') == NULL)); break;
    case VIGIE_COMPLETION_PERSON: g_assert_cmpuint (command->people->len, ==, 1); break;
    case VIGIE_COMPLETION_FACT: g_assert_true (command->fact_name == NULL || vigie_playbook_fact (vigie_test_playbook (), command->fact_name) != NULL); break;
    case VIGIE_COMPLETION_VALUE: g_assert_nonnull (vigie_playbook_fact (vigie_test_playbook (), command->fact_name)); break;
    case VIGIE_COMPLETION_CODE: g_assert_nonnull (strstr (command->text, completion->label)); break;
    default: g_assert_not_reached ();
    }
}

/* Whatever is proposed, the line that comes of it is understood as it was shown. */
static void
test_understood (void)
{
  g_autoptr(Scene) scene = furnished ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) found = complete (scene, cases[i].lang, cases[i].line, FALSE);

      for (guint j = 0; strchr (cases[i].line, '^') == NULL && j < found->len; j++)
        assert_understood (scene, cases[i].line, found->pdata[j]);
    }
}

/* Every value that is proposed for a fact is one that can be recorded for it. */
static void
test_values_are_taken (void)
{
  g_autoptr(Scene) scene = furnished ();
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  GPtrArray *facts = vigie_test_playbook ()->facts;
  guint n_tried = 0;

  for (guint i = 0; i < facts->len; i++)
    {
      const VigieFactDef *def = facts->pdata[i];
      g_autofree char *line = g_strdup_printf ("#%s=", def->name);
      g_autoptr(GPtrArray) found = complete (scene, i % 2 == 0 ? FR : EN, line, FALSE);

      g_assert_cmpuint (found->len, ==, def->values != NULL ? def->values->len : 0);
      for (guint j = 0; j < found->len; j++, n_tried++)
        {
          const VigieCompletion *completion = found->pdata[j];
          g_autoptr(GError) error = NULL;
          g_autofree char *value = vigie_fact_normalise (def, strchr (completion->insert, '=') + 1, vigie_test_time (NOW), zone, &error);

          g_assert_no_error (error);
          g_assert_cmpstr (value, ==, ((const VigieFactValue *) def->values->pdata[j])->id);
        }
    }
  g_assert_cmpuint (n_tried, >, 50);
}

/* At each place of lines of every sort the span lies in the line, and ends at the cursor. */
static void
test_everywhere (void)
{
  g_autoptr(Scene) scene = furnished ();
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  VigieCompleteScene given = { vigie_test_playbook (), scene->incident, vigie_test_time (NOW), zone, FR, TRUE };
  const char *const lines[] = { "−5 décision: @\"Awa Koné\" voit #users_affected", "hier 23:10 #data_touched=Nom,é", "@ # - : =",
                                "#=#:@@", "\u202e@\u00a0#é=", "14h32 à faire: 😀 HX" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    for (guint cursor = 0; cursor <= (guint) g_utf8_strlen (lines[i], -1) + 3; cursor++)
      {
        g_autoptr(GPtrArray) found = vigie_complete (&given, lines[i], cursor);

        g_assert_cmpuint (found->len, <=, VIGIE_COMPLETE_MAX);
        for (guint j = 0; j < found->len; j++)
          {
            const VigieCompletion *completion = found->pdata[j];

            g_assert_cmpuint (completion->start, <=, completion->end);
            g_assert_cmpuint (completion->end, ==, MIN (cursor, (guint) g_utf8_strlen (lines[i], -1)));
            g_assert_true (*completion->label != '\0' && *completion->insert != '\0');
          }
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/complete/proposed", test_proposed);
  g_test_add_func ("/core/complete/said", test_said);
  g_test_add_func ("/core/complete/asked", test_asked);
  g_test_add_func ("/core/complete/understood", test_understood);
  g_test_add_func ("/core/complete/values-are-taken", test_values_are_taken);
  g_test_add_func ("/core/complete/everywhere", test_everywhere);

  return g_test_run ();
}
