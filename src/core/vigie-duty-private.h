/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-duty.h"
#include "vigie-obligation-private.h"

/* Private to the vigie-duty*.c files: the queue of acts while it is made. */

G_BEGIN_DECLS

typedef struct
{
  VigieClockView view;
  const VigieDirectory *directory; /* or NULL: the playbook alone */
  GPtrArray *obligations;
  GPtrArray *out;
} VigieDutyQueue;

/* @author, @note: (nullable) borrowed from the incident */
void vigie_duty_settle (VigieDuty *duty, VigieDutyState state, gint64 time_usec, const char *author, const char *note);
/* Who did what settled @duty at @time_usec, or NULL. */
const char *vigie_duty_author (VigieDutyQueue *queue, const VigieDuty *duty, gint64 time_usec);
/* Times and state of the clock of @duty. */
void vigie_duty_read_clock (VigieDutyQueue *queue, VigieDuty *duty, const VigieObligation *obligation);
/* Attempts, running or over, and who answered instead; for a duty that is open. */
void vigie_duty_read_attempts (VigieDutyQueue *queue, VigieDuty *duty);

G_END_DECLS
