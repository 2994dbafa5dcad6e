/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loaded before a program, it lets a test set the program's clock while it runs: VIGIE_MOVED_CLOCK names a file
 * of eight bytes, the seconds by which the time of day is ahead. Time that only runs (timeouts) is left alone, as
 * it is when a computer sleeps or its clock is set. It asks the kernel itself: looking up the function that stands
 * behind this one would need memory before there is any. */

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *offset_s;

__attribute__ ((constructor)) static void
find_offset (void)
{
  const char *path = getenv ("VIGIE_MOVED_CLOCK");
  int file = path != NULL ? open (path, O_RDONLY | O_CLOEXEC) : -1;
  void *at = file >= 0 ? mmap (NULL, sizeof *offset_s, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;

  if (at != MAP_FAILED)
    offset_s = at;
  if (file >= 0)
    close (file);
}

int
clock_gettime (clockid_t which, struct timespec *out)
{
  int status = (int) syscall (SYS_clock_gettime, which, out);

  if (status == 0 && offset_s != NULL && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE))
    out->tv_sec += *offset_s;

  return status;
}

int
gettimeofday (struct timeval *out, void *zone)
{
  struct timespec now;
  int status = clock_gettime (CLOCK_REALTIME, &now);

  (void) zone;
  out->tv_sec = now.tv_sec;
  out->tv_usec = now.tv_nsec / 1000;

  return status;
}

time_t
time (time_t *out)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  if (out != NULL)
    *out = now.tv_sec;

  return now.tv_sec;
}
