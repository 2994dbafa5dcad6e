/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-qr-code.h"

#include <qrencode.h>
#include <string.h>

#include "vigie-text-ui.h"

#define QUIET_MODULES 4         /* around it, as the standard asks */
#define MODULE_PX 4             /* a whole number: no camera likes blurred edges */
#define DARK 1                  /* lowest bit of a module */

struct _VigieQrCode
{
  GtkWidget parent_instance;

  QRcode *code;
};

G_DEFINE_FINAL_TYPE (VigieQrCode, vigie_qr_code, GTK_TYPE_WIDGET)

static int
side_px (const VigieQrCode *self)
{
  return self->code != NULL ? (self->code->width + 2 * QUIET_MODULES) * MODULE_PX : 0;
}

static void
vigie_qr_code_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = side_px (VIGIE_QR_CODE (widget));
}

/* One rectangle for a run of dark modules in a row. */
static void
draw_row (VigieQrCode *self, GtkSnapshot *snapshot, int y)
{
  static const GdkRGBA dark = { 0, 0, 0, 1 };
  const unsigned char *row = self->code->data + y * self->code->width;
  int from = 0;

  while (from < self->code->width)
    {
      int to = from;

      while (to < self->code->width && (row[to] & DARK) != 0)
        to++;
      if (to > from)
        gtk_snapshot_append_color (snapshot, &dark,
                                   &GRAPHENE_RECT_INIT ((float) (QUIET_MODULES + from) * MODULE_PX, (float) (QUIET_MODULES + y) * MODULE_PX,
                                                        (float) (to - from) * MODULE_PX, MODULE_PX));
      from = MAX (to, from + 1);
    }
}

static void
vigie_qr_code_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const GdkRGBA light = { 1, 1, 1, 1 };
  VigieQrCode *self = VIGIE_QR_CODE (widget);
  float side = (float) side_px (self);

  if (self->code == NULL)
    return;
  gtk_snapshot_append_color (snapshot, &light, &GRAPHENE_RECT_INIT (0, 0, side, side));
  for (int y = 0; y < self->code->width; y++)
    draw_row (self, snapshot, y);
}

static void
vigie_qr_code_finalize (GObject *object)
{
  g_clear_pointer (&VIGIE_QR_CODE (object)->code, QRcode_free);
  G_OBJECT_CLASS (vigie_qr_code_parent_class)->finalize (object);
}

static void
vigie_qr_code_class_init (VigieQrCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vigie_qr_code_finalize;
  widget_class->measure = vigie_qr_code_measure;
  widget_class->snapshot = vigie_qr_code_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vigie_qr_code_init (VigieQrCode *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
}

/**
 * vigie_qr_code_new:
 * @label: what a screen reader says in place of it
 *
 * Returns: (transfer floating): a code without a text
 */
GtkWidget *
vigie_qr_code_new (const char *label)
{
  GtkWidget *self = g_object_new (VIGIE_TYPE_QR_CODE, NULL);

  vigie_set_accessible_label (self, label);

  return self;
}

/**
 * vigie_qr_code_set_text:
 * @self: a code
 * @text: (nullable): what it says, byte for byte
 *
 * Returns: %TRUE if it is drawn now
 */
gboolean
vigie_qr_code_set_text (VigieQrCode *self, const char *text)
{
  g_return_val_if_fail (VIGIE_IS_QR_CODE (self), FALSE);

  g_clear_pointer (&self->code, QRcode_free);
  /* Level M stands a fold in the paper or a reflection on the screen. */
  if (text != NULL && *text != '\0')
    self->code = QRcode_encodeData ((int) strlen (text), (const unsigned char *) text, 0, QR_ECLEVEL_M);
  gtk_widget_queue_resize (GTK_WIDGET (self));

  return self->code != NULL;
}
