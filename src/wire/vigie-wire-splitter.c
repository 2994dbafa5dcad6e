/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The splitter: the line grammar of server-sent events, fed piece by piece.
 *
 * A line ends with CR, LF or both; the two may come in different pieces. An empty line ends a frame; one without data
 * is nothing. What is kept is bounded by the cap, whatever comes: an endless line, or endless lines. */

#include "vigie-wire-live.h"

#include <string.h>

#include "vigie-wire-live-private.h"
#include "vigie-wire-private.h"

typedef struct
{
  char *name;
  GBytes *data;
} Frame;

struct _VigieWireSplitter
{
  GString *line;        /* begun */
  GString *data;        /* of the frame that is begun */
  char *name;           /* its "event:", or NULL */
  gboolean has_data;
  gboolean after_cr;    /* a LF now belongs to the line that is done */
  GQueue frames;        /* Frame * */
};

static void
frame_free (Frame *frame)
{
  g_free (frame->name);
  g_bytes_unref (frame->data);
  g_free (frame);
}

/**
 * vigie_wire_splitter_new:
 *
 * Returns: (transfer full): a splitter at the beginning of a stream
 */
VigieWireSplitter *
vigie_wire_splitter_new (void)
{
  VigieWireSplitter *splitter = g_new0 (VigieWireSplitter, 1);

  splitter->line = g_string_new (NULL);
  splitter->data = g_string_new (NULL);
  g_queue_init (&splitter->frames);
  return splitter;
}

/**
 * vigie_wire_splitter_free:
 * @splitter: (nullable) (transfer full): a splitter
 */
void
vigie_wire_splitter_free (VigieWireSplitter *splitter)
{
  if (splitter == NULL)
    return;
  g_string_free (splitter->line, TRUE);
  g_string_free (splitter->data, TRUE);
  g_free (splitter->name);
  g_queue_clear_full (&splitter->frames, (GDestroyNotify) frame_free);
  g_free (splitter);
}

static void
end_frame (VigieWireSplitter *splitter)
{
  if (splitter->has_data)
    {
      Frame *frame = g_new0 (Frame, 1);

      frame->name = splitter->name != NULL ? g_steal_pointer (&splitter->name) : g_strdup ("message");
      frame->data = g_bytes_new (splitter->data->str, splitter->data->len);
      g_queue_push_tail (&splitter->frames, frame);
    }
  g_clear_pointer (&splitter->name, g_free);
  g_string_truncate (splitter->data, 0);
  splitter->has_data = FALSE;
}

static gboolean
is_field (const GString *line, const char *field, const char **value, gsize *length)
{
  gsize size = strlen (field);

  if (line->len < size || memcmp (line->str, field, size) != 0 || (line->len > size && line->str[size] != ':'))
    return FALSE;

  *value = line->str + MIN (size + 1, line->len);
  *length = line->len > size ? line->len - size - 1 : 0;
  if (*length > 0 && **value == ' ')
    {
      (*value)++;
      (*length)--;
    }
  return TRUE;
}

/* Comments, `id`, `retry` and what nobody knows are passed over. */
static void
end_line (VigieWireSplitter *splitter)
{
  const char *value;
  gsize length;

  if (splitter->line->len == 0)
    end_frame (splitter);
  else if (is_field (splitter->line, "event", &value, &length))
    {
      g_free (splitter->name);
      splitter->name = g_strndup (value, length);
    }
  else if (is_field (splitter->line, "data", &value, &length))
    {
      if (splitter->has_data)
        g_string_append_c (splitter->data, '\n');
      g_string_append_len (splitter->data, value, (gssize) length);
      splitter->has_data = TRUE;
    }
  g_string_truncate (splitter->line, 0);
}

static gboolean
check_cap (const VigieWireSplitter *splitter, GError **error)
{
  /* A name is kept too, and each frame that waits was bounded when it was made. */
  if (splitter->line->len + splitter->data->len <= VIGIE_WIRE_FRAME_CAP_BYTES)
    return TRUE;

  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("The hub sends more at once than a hub may."));
  return FALSE;
}

/**
 * vigie_wire_splitter_feed:
 * @splitter: a splitter
 * @data: what came
 * @length_bytes: how much
 * @error: return location
 *
 * Takes the next piece of a stream, cut anywhere. Whole frames wait for vigie_wire_splitter_next().
 *
 * Returns: %FALSE with %VIGIE_ERROR_TOO_LARGE when a frame is over the cap
 */
gboolean
vigie_wire_splitter_feed (VigieWireSplitter *splitter, const void *data, gsize length_bytes, GError **error)
{
  const char *at = data;
  const char *end = at + length_bytes;

  while (at < end)
    {
      const char *stop = at;

      if (splitter->after_cr && *at == '\n')
        {
          splitter->after_cr = FALSE;
          at++;
          continue;
        }
      splitter->after_cr = FALSE;
      while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
      g_string_append_len (splitter->line, at, stop - at);
      if (!check_cap (splitter, error))
        return FALSE;
      if (stop == end)
        break;
      splitter->after_cr = *stop == '\r';
      end_line (splitter);
      at = stop + 1;
    }

  return TRUE;
}

/**
 * vigie_wire_splitter_next:
 * @splitter: a splitter
 * @error: return location
 *
 * Takes the oldest whole frame.
 *
 * Returns: (nullable) (transfer full): the frame; %NULL without error when there is none yet; %NULL with an error when
 *   it cannot be believed: nothing after it may be either, so the caller hangs up
 */
VigieWireLive *
vigie_wire_splitter_next (VigieWireSplitter *splitter, GError **error)
{
  Frame *frame = g_queue_pop_head (&splitter->frames);
  VigieWireLive *live;

  if (frame == NULL)
    return NULL;
  live = vigie_wire_live_read (frame->name, frame->data, error);
  frame_free (frame);

  return live;
}
