/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-hub-error.h"

/* What the files of the program vigie-hub share. */

G_BEGIN_DECLS

/* Everything any command takes. */
typedef struct
{
  char *db;
  char *listen;
  char *certificate;
  char *key;
  gboolean self_signed;
  gboolean plain;
  gboolean behind_proxy;
  gboolean tether;
  char *organisation;
  int per_address;
  int rate;
  GStrv urls;
  char *name;
  char *role;
  char *member;
  char *reason;
  int days;
  gboolean with_keys;
  GStrv rest;           /* what is no option */
} VigieHubArguments;

/* Each prints what it has to say and returns the status of the process. */
int vigie_hub_program_serve (const VigieHubArguments *arguments);
int vigie_hub_program_invite (const VigieHubArguments *arguments);
int vigie_hub_program_revoke (const VigieHubArguments *arguments);
int vigie_hub_program_status (const VigieHubArguments *arguments);
int vigie_hub_program_stop (const VigieHubArguments *arguments);
int vigie_hub_program_admit (const VigieHubArguments *arguments);
int vigie_hub_program_withheld (const VigieHubArguments *arguments);
int vigie_hub_program_members (const VigieHubArguments *arguments);
int vigie_hub_program_membership (const VigieHubArguments *arguments);
int vigie_hub_program_adopt (const VigieHubArguments *arguments);
int vigie_hub_program_backup (const VigieHubArguments *arguments);
int vigie_hub_program_verify (const VigieHubArguments *arguments);

/* The real clock and the system's random bytes. */
void vigie_hub_program_seams (VigieHubSeams *seams);
/* One sentence on standard error; 2 for wrong usage, else 1. @error is taken over. */
int vigie_hub_program_fail (GError *error_taken);
char *vigie_hub_program_log_path (const VigieHubArguments *arguments); /* owned */
/* Where people reach a hub that listens at @listen: the addresses of this computer if that is any. Owned. */
GStrv vigie_hub_program_addresses (const char *listen);

G_END_DECLS
