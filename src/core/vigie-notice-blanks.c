/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A label belongs to one place throughout the playbook, which a test looks after: so the words of a blank lead back to it
 * whatever template they were drawn from. */

#include "vigie-notice-blanks.h"

#include <string.h>

static gboolean
is_called (const VigiePlaceholder *place, const char *name, gboolean is_label)
{
  if (!is_label)
    return strcmp (place->name, name) == 0;

  return g_strcmp0 (place->label.en, name) == 0 || g_strcmp0 (place->label.fr, name) == 0;
}

static const VigiePlaceholder *
find (const VigiePlaybook *playbook, const char *name, gboolean is_label)
{
  for (guint i = 0; i < playbook->templates->len; i++)
    {
      const VigieTemplate *template = playbook->templates->pdata[i];

      for (guint j = 0; j < template->placeholders->len; j++)
        {
          const VigiePlaceholder *place = template->placeholders->pdata[j];

          if (is_called (place, name, is_label))
            return place;
        }
    }

  return NULL;
}

/**
 * vigie_notice_blank_placeholder:
 * @playbook: whose templates have such places
 * @words: "{{name}}" or "[label]"
 *
 * Returns: (nullable): the place, borrowed from @playbook
 */
const VigiePlaceholder *
vigie_notice_blank_placeholder (const VigiePlaybook *playbook, const char *words)
{
  gboolean is_label = words != NULL && *words == '[';
  gsize length = words != NULL ? strlen (words) : 0, edge = is_label ? 1 : 2;
  g_autofree char *name = NULL;

  g_return_val_if_fail (playbook != NULL, NULL);

  if (length <= 2 * edge
      || !(is_label ? g_str_has_suffix (words, "]")
                    : g_str_has_prefix (words, "{{") && g_str_has_suffix (words, "}}")))
    return NULL;
  name = g_strndup (words + edge, length - 2 * edge);

  return find (playbook, g_strstrip (name), is_label);
}

/**
 * vigie_notice_name_blanks:
 * @playbook: whose templates have such places
 * @text: as recorded
 * @lang: of @text
 *
 * Returns: (transfer full): @text, its blanks under their names
 */
char *
vigie_notice_name_blanks (const VigiePlaybook *playbook, const char *text, VigieLang lang)
{
  GString *out = g_string_new (NULL);
  const char *from = text, *at;

  while ((at = strstr (from, "{{")) != NULL)
    {
      const char *end = strstr (at, "}}");
      g_autofree char *words = end != NULL ? g_strndup (at, (gsize) (end + 2 - at)) : NULL;
      const VigiePlaceholder *place = words != NULL
                                          ? vigie_notice_blank_placeholder (playbook, words)
                                          : NULL;

      if (end == NULL)
        break;
      g_string_append_len (out, from, at - from);
      if (place != NULL)
        g_string_append_printf (out, "[%s]", vigie_text_get (&place->label, lang));
      else
        g_string_append (out, words);
      from = end + 2;
    }
  g_string_append (out, from);

  return g_string_free (out, FALSE);
}

static void
name_in (char **text, GArray *spans, VigieLang lang)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize from = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      VigieNoticeSpan *span = &g_array_index (spans, VigieNoticeSpan, i);
      gsize start = span->start_bytes, end = span->end_bytes;

      g_string_append_len (out, *text + from, (gssize) (start - from));
      span->start_bytes = out->len;
      if (span->state == VIGIE_PLACE_MISSING)
        g_string_append_printf (out, "[%s]", vigie_text_get (&span->placeholder->label, lang));
      else
        g_string_append_len (out, *text + start, (gssize) (end - start));
      span->end_bytes = out->len;
      from = end;
    }
  g_string_append (out, *text + from);
  g_free (*text);
  *text = g_strdup (out->str);
}

/**
 * vigie_notice_rendering_name_blanks:
 * @rendering: of a template; changed in place
 * @lang: of the text
 */
void
vigie_notice_rendering_name_blanks (VigieNoticeRendering *rendering, VigieLang lang)
{
  g_return_if_fail (rendering != NULL);

  name_in (&rendering->subject, rendering->subject_spans, lang);
  name_in (&rendering->body, rendering->body_spans, lang);
}
