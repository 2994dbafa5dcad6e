/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-mailing-trouble-item.h"

struct _VigieMailingTroubleItem
{
  GObject parent_instance;

  VigieMailingTrouble trouble;
  gboolean can_act;
};

G_DEFINE_FINAL_TYPE (VigieMailingTroubleItem, vigie_mailing_trouble_item, G_TYPE_OBJECT)

static void
vigie_mailing_trouble_item_finalize (GObject *object)
{
  VigieMailingTroubleItem *self = VIGIE_MAILING_TROUBLE_ITEM (object);

  g_free (self->trouble.address);
  g_free (self->trouble.name);
  g_free (self->trouble.reason);
  G_OBJECT_CLASS (vigie_mailing_trouble_item_parent_class)->finalize (object);
}

static void
vigie_mailing_trouble_item_class_init (VigieMailingTroubleItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vigie_mailing_trouble_item_finalize;
}

static void
vigie_mailing_trouble_item_init (VigieMailingTroubleItem *self)
{
}

VigieMailingTroubleItem *
vigie_mailing_trouble_item_new (const VigieMailingTrouble *trouble, gboolean can_act)
{
  VigieMailingTroubleItem *self = g_object_new (VIGIE_TYPE_MAILING_TROUBLE_ITEM, NULL);

  self->trouble = *trouble;
  self->trouble.address = g_strdup (trouble->address);
  self->trouble.name = g_strdup (trouble->name);
  self->trouble.reason = g_strdup (trouble->reason);
  self->can_act = can_act;

  return self;
}

const VigieMailingTrouble *
vigie_mailing_trouble_item_get (VigieMailingTroubleItem *self)
{
  return &self->trouble;
}

gboolean
vigie_mailing_trouble_item_can_act (VigieMailingTroubleItem *self)
{
  return self->can_act;
}
