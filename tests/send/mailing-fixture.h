/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "vigie-mailing.h"
#include "vigie-test-folder.h"

/* A mailing to a list of addresses, in a folder of the test's own. */

#define MAILING_RUN "019a0000-0000-7000-8000-00000000000a"

static inline VigieMailingPlan *
mailing_plan (const char *url, const char *ca_file)
{
  VigieMailingPlan *plan = vigie_mailing_plan_new ();

  plan->run = g_strdup (MAILING_RUN);
  plan->stream = g_strdup ("incident/019a0000-0000-7000-8000-000000000001");
  plan->ref = g_strdup ("2026-11-22-K7QF");
  plan->audience = g_strdup ("users");
  plan->from_name = g_strdup ("DISTRI-NIGHT");
  plan->from_address = g_strdup ("info@distri-night.example");
  plan->url = g_strdup (url != NULL ? url : "smtps://localhost:1");
  plan->ca_file = g_strdup (ca_file);
  plan->subjects[VIGIE_LANG_FR] = g_strdup ("Interruption de service");
  plan->bodies[VIGIE_LANG_FR] = g_strdup ("Bonjour {{to.name|cher client}},\n\nLe service est interrompu.");
  memset (plan->salt, 7, sizeof plan->salt);

  return plan;
}

static inline VigieRecipients *
mailing_recipients (const char *first, ...)
{
  g_autoptr(GString) csv = g_string_new ("email\n");
  g_autoptr(GBytes) bytes = NULL;
  va_list more;

  va_start (more, first);
  for (const char *address = first; address != NULL; address = va_arg (more, const char *))
    g_string_append_printf (csv, "%s\n", address);
  va_end (more);
  bytes = g_bytes_new (csv->str, csv->len);

  return vigie_recipients_read (bytes, VIGIE_LANG_FR, NULL);
}
