/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One thread takes connections, one for each moves what they say. A packet that is lost holds up what comes behind it
 * until it was sent again, as in TCP. */

#include "slow-line.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PACKET_BYTES 512
#define WAITING_MAX 64     /* packets on their way; then the sender has to wait */
#define LOOK_MS 50         /* at the end of the line, and at changes of its kind */

typedef struct
{
  gint64 due_usec;
  GBytes *data;
} Packet;

typedef struct
{
  int from, to;
  GQueue packets;
  gint64 free_usec;        /* when the line has room for the next packet */
  gint64 passed_bytes;
  gboolean ended;          /* @from has no more to say */
} Way;

struct _SlowLine
{
  int listener;
  guint port, target;
  GThread *thread;
  GMutex lock;             /* all that follows */
  SlowLineKind kind;
  GRand *rand;
  GPtrArray *threads;
  gboolean ending;
};

typedef struct
{
  SlowLine *line;
  int client;
} Start;

static void
packet_free (gpointer data)
{
  Packet *packet = data;

  g_bytes_unref (packet->data);
  g_free (packet);
}

static gboolean
look (SlowLine *line, SlowLineKind *kind)
{
  gboolean ending;

  g_mutex_lock (&line->lock);
  *kind = line->kind;
  ending = line->ending;
  g_mutex_unlock (&line->lock);

  return !ending;
}

/* How often it has to be sent again. */
static guint
losses (SlowLine *line, const SlowLineKind *kind)
{
  guint n = 0;

  g_mutex_lock (&line->lock);
  while (n < 5 && (guint) g_rand_int_range (line->rand, 0, 100) < kind->loss_percent)
    n++;
  g_mutex_unlock (&line->lock);

  return n;
}

/* FALSE: this way has ended. */
static gboolean
take (SlowLine *line, const SlowLineKind *kind, Way *way)
{
  guint8 buffer[PACKET_BYTES];
  gssize n = recv (way->from, buffer, sizeof buffer, 0);
  Packet *packet, *last = g_queue_peek_tail (&way->packets);

  if (n <= 0)
    return FALSE;
  packet = g_new0 (Packet, 1);
  packet->data = g_bytes_new (buffer, (gsize) n);
  way->free_usec = MAX (way->free_usec, g_get_monotonic_time ());
  if (kind->bytes_per_s > 0)
    way->free_usec += n * G_USEC_PER_SEC / kind->bytes_per_s;
  packet->due_usec = way->free_usec + (gint64) kind->delay_ms * 1000 + losses (line, kind) * (2 * (gint64) kind->delay_ms + 200) * 1000;
  if (last != NULL)
    packet->due_usec = MAX (packet->due_usec, last->due_usec);
  g_queue_push_tail (&way->packets, packet);

  return TRUE;
}

/* FALSE: the line is cut, or the other end has gone. */
static gboolean
give (const SlowLineKind *kind, Way *way, gboolean is_reply)
{
  Packet *packet;

  while ((packet = g_queue_peek_head (&way->packets)) != NULL && packet->due_usec <= g_get_monotonic_time ())
    {
      gsize length;
      const char *data = g_bytes_get_data (packet->data, &length);
      gboolean cut = is_reply && kind->cut_after_bytes >= 0 && way->passed_bytes + (gint64) length >= kind->cut_after_bytes;

      if (cut)
        length = (gsize) (kind->cut_after_bytes - way->passed_bytes);
      if (length > 0 && send (way->to, data, length, MSG_NOSIGNAL) != (gssize) length)
        return FALSE;
      way->passed_bytes += (gint64) length;
      if (cut)
        return FALSE;
      packet_free (g_queue_pop_head (&way->packets));
    }
  if (way->ended && g_queue_is_empty (&way->packets))
    shutdown (way->to, SHUT_WR);

  return TRUE;
}

static int
wait_ms (Way *ways)
{
  int ms = LOOK_MS;

  for (guint i = 0; i < 2; i++)
    {
      Packet *packet = g_queue_peek_head (&ways[i].packets);

      if (packet != NULL)
        ms = MIN (ms, (int) (MAX (packet->due_usec - g_get_monotonic_time (), 0) / 1000 + 1));
    }

  return ms;
}

static void
move (SlowLine *line, Way *ways)
{
  SlowLineKind kind;

  while (look (line, &kind) && !(ways[0].ended && ways[1].ended && g_queue_is_empty (&ways[0].packets) && g_queue_is_empty (&ways[1].packets)))
    {
      struct pollfd fds[2];

      for (guint i = 0; i < 2; i++)
        {
          gboolean listens = !ways[i].ended && !kind.silent && ways[i].packets.length < WAITING_MAX;

          fds[i] = (struct pollfd) { listens ? ways[i].from : -1, POLLIN, 0 };
        }
      poll (fds, 2, wait_ms (ways));
      if (kind.silent)
        continue;
      for (guint i = 0; i < 2; i++)
        {
          if (fds[i].revents != 0)
            ways[i].ended = !take (line, &kind, &ways[i]);
          if (!give (&kind, &ways[i], i == 1))
            return;
        }
    }
}

static int
call (guint port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons ((guint16) port) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  if (connect (fd, (struct sockaddr *) &address, sizeof address) == 0)
    return fd;
  close (fd);

  return -1;
}

static gpointer
run_connection (gpointer user_data)
{
  Start *start = user_data;
  int server = call (start->line->target), on = 1;

  if (server >= 0)
    {
      Way ways[2] = { { .from = start->client, .to = server }, { .from = server, .to = start->client } };

      setsockopt (server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      setsockopt (start->client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      move (start->line, ways);
      for (guint i = 0; i < 2; i++)
        g_queue_clear_full (&ways[i].packets, packet_free);
      close (server);
    }
  close (start->client);
  g_free (start);

  return NULL;
}

static gpointer
run_line (gpointer user_data)
{
  SlowLine *line = user_data;
  SlowLineKind kind;

  while (look (line, &kind))
    {
      struct pollfd wait = { line->listener, POLLIN, 0 };
      Start *start;
      int client;

      if (poll (&wait, 1, LOOK_MS) <= 0)
        continue;
      client = accept4 (line->listener, NULL, NULL, SOCK_CLOEXEC);
      if (client < 0)
        continue;
      start = g_new0 (Start, 1);
      *start = (Start) { line, client };
      g_mutex_lock (&line->lock);
      g_ptr_array_add (line->threads, g_thread_new ("line", run_connection, start));
      g_mutex_unlock (&line->lock);
    }

  return NULL;
}

SlowLine *
slow_line_new (guint port, guint seed)
{
  SlowLine *line = g_new0 (SlowLine, 1);
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t length = sizeof address;

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  line->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (line->listener, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (listen (line->listener, 128), ==, 0);
  g_assert_cmpint (getsockname (line->listener, (struct sockaddr *) &address, &length), ==, 0);
  line->port = ntohs (address.sin_port);
  line->target = port;
  line->kind.cut_after_bytes = -1;
  line->rand = g_rand_new_with_seed (seed);
  line->threads = g_ptr_array_new ();
  g_mutex_init (&line->lock);
  line->thread = g_thread_new ("line", run_line, line);

  return line;
}

void
slow_line_free (SlowLine *line)
{
  g_mutex_lock (&line->lock);
  line->ending = TRUE;
  g_mutex_unlock (&line->lock);
  g_thread_join (line->thread);
  for (guint i = 0; i < line->threads->len; i++)
    g_thread_join (line->threads->pdata[i]);
  g_ptr_array_unref (line->threads);
  close (line->listener);
  g_rand_free (line->rand);
  g_mutex_clear (&line->lock);
  g_free (line);
}

guint
slow_line_port (SlowLine *line)
{
  return line->port;
}

void
slow_line_set (SlowLine *line, const SlowLineKind *kind)
{
  g_mutex_lock (&line->lock);
  line->kind = *kind;
  g_mutex_unlock (&line->lock);
}
