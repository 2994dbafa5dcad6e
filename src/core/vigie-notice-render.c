/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rendering: a template is gone through once, each place is replaced by its words, and where it went is noted.
 *
 * What is not known stays as {{name}}, so that the text cannot go out by mistake: the checks stop at it, and the editor
 * leads there. Three exceptions: a place that need not be filled vanishes, with its line when it stood alone; a letter's
 * reader is left for the list of recipients; and an authority is told that a fact is still being established. The time
 * of the next update is added to a text for people outside whose template forgot it. */

#include "vigie-notice-render.h"

#include <string.h>

#include "vigie-say.h"
#include "vigie-time.h"

typedef struct
{
  const VigieNoticeContext *context;
  const VigieTemplate *template;
  VigieLang lang;
  VigieNoticeRendering *out;
} Renderer;

static void
fact_free (gpointer data)
{
  VigieNoticeFact *fact = data;

  g_free ((char *) fact->name);
  g_free ((char *) fact->value);
  g_free (fact);
}

void
vigie_notice_rendering_free (VigieNoticeRendering *rendering)
{
  if (rendering == NULL)
    return;
  g_free (rendering->subject);
  g_free (rendering->body);
  g_array_unref (rendering->subject_spans);
  g_array_unref (rendering->body_spans);
  g_ptr_array_unref (rendering->facts);
  g_free (rendering);
}

/* The text draws on this fact: it is stale as soon as the fact changes. */
static void
draw_on (Renderer *renderer, const char *name)
{
  const VigieFact *fact = vigie_incident_fact (renderer->context->incident, name);
  VigieNoticeFact *drawn;

  for (guint i = 0; i < renderer->out->facts->len; i++)
    {
      if (strcmp (((const VigieNoticeFact *) renderer->out->facts->pdata[i])->name, name) == 0)
        return;
    }
  drawn = g_new0 (VigieNoticeFact, 1);
  drawn->name = g_strdup (name);
  drawn->value = g_strdup (fact != NULL ? fact->value : "");
  drawn->state = fact != NULL ? fact->state : VIGIE_FACT_UNKNOWN;
  g_ptr_array_add (renderer->out->facts, drawn);
}

static const VigiePlaceholder *
find_place (const VigieTemplate *template, const char *name, gsize length_bytes)
{
  for (guint i = 0; i < template->placeholders->len; i++)
    {
      const VigiePlaceholder *place = template->placeholders->pdata[i];

      if (strlen (place->name) == length_bytes && strncmp (place->name, name, length_bytes) == 0)
        return place;
    }

  return NULL;
}

static gboolean
may_be_later (const Renderer *renderer, const VigiePlaceholder *place)
{
  return strcmp (renderer->template->audience, "authority") == 0 && place->fact != NULL && *place->fact != '\0';
}

static void
add_span (Renderer *renderer, GString *text, GArray *spans, const VigiePlaceholder *place, const char *words, VigiePlaceState state)
{
  VigieNoticeSpan span = { text->len, text->len + strlen (words), place, state };

  g_string_append (text, words);
  g_array_append_val (spans, span);
  renderer->out->n_missing += state == VIGIE_PLACE_MISSING;
}

/* TRUE if the place that begins at @at stands alone on its line, @end behind it. */
static gboolean
is_whole_line (const char *all, const char *at, const char *end)
{
  return (at == all || at[-1] == '\n') && (*end == '\n' || *end == '\0');
}

static void
put_place (Renderer *renderer, GString *text, GArray *spans, const VigiePlaceholder *place)
{
  g_autofree char *words = vigie_notice_place_words (renderer->context, place, renderer->template->stage, renderer->lang);
  g_autofree char *mark = g_strdup_printf ("{{%s}}", place->name);

  if (place->fact != NULL && *place->fact != '\0')
    draw_on (renderer, place->fact);
  if (words != NULL)
    add_span (renderer, text, spans, place, words, VIGIE_PLACE_FILLED);
  else if (may_be_later (renderer, place))
    add_span (renderer, text, spans, place, vigie_say_pick (renderer->lang, "still being established", "en cours d’établissement"), VIGIE_PLACE_UNKNOWN);
  else
    add_span (renderer, text, spans, place, mark, VIGIE_PLACE_MISSING);
}

static gboolean
vanishes (Renderer *renderer, const VigiePlaceholder *place)
{
  g_autofree char *words = place->required ? NULL : vigie_notice_place_words (renderer->context, place, renderer->template->stage, renderer->lang);

  return !place->required && words == NULL;
}

static char *
render_text (Renderer *renderer, const char *source, GArray *spans)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *from = source;
  const char *at;

  while ((at = strstr (from, "{{")) != NULL)
    {
      const char *end = strstr (at, "}}");
      const VigiePlaceholder *place = end != NULL ? find_place (renderer->template, at + 2, (gsize) (end - at - 2)) : NULL;

      if (end == NULL)
        break;
      end += 2;
      g_string_append_len (text, from, at - from);
      if (place == NULL)
        g_string_append_len (text, at, end - at);
      else if (!vanishes (renderer, place))
        put_place (renderer, text, spans, place);
      else if (is_whole_line (source, at, end) && *end == '\n')
        end++;
      from = end;
    }
  g_string_append (text, from);

  return g_strdup (text->str);
}

static gboolean
is_outside (const Renderer *renderer)
{
  const VigieAudience *audience = vigie_playbook_audience (renderer->context->playbook, renderer->template->audience);

  return audience != NULL && audience->outside;
}

/* People outside are always told when they hear the next word. */
static void
add_next_update (Renderer *renderer)
{
  VigieNoticeRendering *out = renderer->out;
  g_autoptr(GTimeZone) zone = renderer->context->zone != NULL ? g_time_zone_ref (renderer->context->zone) : g_time_zone_new_utc ();
  g_autofree char *clock = NULL;
  char *longer;

  if (find_place (renderer->template, "next_update", strlen ("next_update")) != NULL)
    {
      out->next_update_usec = vigie_notice_next_update (renderer->context, renderer->template->stage);
      return;
    }
  if (!is_outside (renderer))
    return;
  out->next_update_usec = vigie_notice_next_update (renderer->context, renderer->template->stage);
  if (out->next_update_usec == VIGIE_TIME_NONE)
    return;
  clock = vigie_time_format_full (out->next_update_usec, zone, renderer->lang);
  longer = g_strdup_printf (vigie_say_pick (renderer->lang, "%s\n\nNext update: %s.", "%s\n\nProchaine mise à jour\302\240: %s."), out->body, clock);
  g_free (out->body);
  out->body = longer;
}

/**
 * vigie_notice_render:
 * @context: the record and who writes; its playbook and incident must not be %NULL
 * @template: one of the playbook's
 * @lang: of the text
 *
 * Returns: (transfer full): the text; it cannot fail
 */
VigieNoticeRendering *
vigie_notice_render (const VigieNoticeContext *context, const VigieTemplate *template, VigieLang lang)
{
  VigieNoticeRendering *out;
  Renderer renderer = { context, template, lang, NULL };

  g_return_val_if_fail (context != NULL && template != NULL, NULL);

  renderer.out = out = g_new0 (VigieNoticeRendering, 1);
  out->subject_spans = g_array_new (FALSE, FALSE, sizeof (VigieNoticeSpan));
  out->body_spans = g_array_new (FALSE, FALSE, sizeof (VigieNoticeSpan));
  out->facts = g_ptr_array_new_with_free_func (fact_free);
  out->next_update_usec = VIGIE_TIME_NONE;
  out->subject = template->subject.en != NULL || template->subject.fr != NULL
                   ? render_text (&renderer, vigie_text_get (&template->subject, lang), out->subject_spans)
                   : g_strdup ("");
  g_strdelimit (out->subject, "\r\n", ' ');
  out->body = render_text (&renderer, vigie_text_get (&template->body, lang), out->body_spans);
  add_next_update (&renderer);

  return out;
}

const char *
vigie_notice_list_reader (const VigieTemplate *template, VigieLang lang)
{
  g_return_val_if_fail (template != NULL, NULL);

  if (strcmp (template->channel, "email") != 0 || strcmp (template->audience, "persons") != 0)
    return NULL;

  return vigie_say_pick (lang, "{{to.name|Sir or Madam}}", "{{to.name|Madame, Monsieur}}");
}

GPtrArray *
vigie_notice_open_places (const char *text)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *at = text;

  g_return_val_if_fail (text != NULL, names);

  while ((at = strstr (at, "{{")) != NULL)
    {
      const char *end = strstr (at, "}}");
      g_autofree char *name = end != NULL ? g_strndup (at + 2, (gsize) (end - at - 2)) : NULL;

      if (end == NULL)
        break;
      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
      at = end + 2;
    }

  return names;
}

static int
rank_of (const VigieTemplate *template, const VigieIncident *incident, const char *stage)
{
  gboolean is_over = strcmp (stage, "resolved") == 0 || strcmp (stage, "closed") == 0;
  gboolean is_first = strcmp (stage, "investigating") == 0;

  if (strcmp (template->stage, stage) == 0)
    return 5;
  if (strcmp (template->stage, "any") == 0)
    return vigie_incident_is_breach (incident) ? 6 : 2;
  if (!is_over && strcmp (template->stage, is_first ? "initial" : "update") == 0)
    return 4;
  if (is_over && (strcmp (template->stage, "recap") == 0 || strcmp (template->stage, "resolved") == 0))
    return 4;

  return !is_over && strcmp (template->stage, "initial") == 0 ? 3 : 1;
}

const VigieTemplate *
vigie_notice_pick_template (const VigiePlaybook *playbook, const VigieIncident *incident, const char *audience, const char *channel, const char *stage)
{
  const VigieTemplate *best = NULL;
  int best_rank = 0;

  g_return_val_if_fail (playbook != NULL && incident != NULL && audience != NULL, NULL);

  stage = stage != NULL ? stage : vigie_stage_to_word (incident->stage);
  for (guint i = 0; i < playbook->templates->len; i++)
    {
      const VigieTemplate *template = playbook->templates->pdata[i];
      int rank;

      if (strcmp (template->audience, audience) != 0 || (channel != NULL && strcmp (template->channel, channel) != 0))
        continue;
      rank = rank_of (template, incident, stage);
      if (rank > best_rank)
        {
          best = template;
          best_rank = rank;
        }
    }

  return best;
}
