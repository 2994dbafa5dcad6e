/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-breach-cell.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"

#define REASON_LINES 3

struct _VigieBreachCell
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *book;
  GtkWidget *icon;
  GtkWidget *verdict;
  GtkWidget *when;
  GtkWidget *reason;
  GtkWidget *lowered;
  GtkWidget *source;
  GtkWidget *more;
  VigieBreachDuty duty;
  VigieBreachBasis basis;
  gboolean has_rule;
};

G_DEFINE_FINAL_TYPE (VigieBreachCell, vigie_breach_cell, GTK_TYPE_WIDGET)

const char *
vigie_breach_mark_icon (VigieBreachVerdict verdict)
{
  static const char *const icons[] = { "vigie-dash-symbolic", "vigie-question-disc-symbolic", "vigie-check-square-symbolic" };

  return icons[verdict];
}

const char *
vigie_breach_mark_class (VigieBreachVerdict verdict)
{
  static const char *const classes[] = { "dim", "soon-text", "accent-text" };

  return classes[verdict];
}

const char *
vigie_breach_basis_title (VigieBreachBasis basis)
{
  const char *const titles[] = { _("Company rule"), _("GDPR"), _("Ivorian law") };

  return titles[basis];
}

const char *
vigie_breach_duty_title (VigieBreachDuty duty)
{
  const char *const titles[] = { _("Authority"), _("Persons"), _("Register"), _("Management"), _("Others") };

  return titles[duty];
}

static void
set_mark (VigieBreachCell *self, VigieBreachVerdict verdict)
{
  for (VigieBreachVerdict each = VIGIE_BREACH_NO; each <= VIGIE_BREACH_YES; each++)
    {
      vigie_set_class (self->icon, vigie_breach_mark_class (each), each == verdict);
      vigie_set_class (self->verdict, vigie_breach_mark_class (each), each == verdict);
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), vigie_breach_mark_icon (verdict));
}

static void
set_or_hide (GtkWidget *label, const char *text)
{
  vigie_label_set (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
set_lowered (VigieBreachCell *self, const VigieBreachRule *rule, VigieLang lang)
{
  g_autofree char *words = NULL;

  if (rule->lowering != NULL)
    /* Translators: %1$s is the verdict before, %2$s a name, %3$s a reason. */
    words = g_strdup_printf (_("Lowered from %1$s by %2$s: %3$s"), vigie_breach_verdict_label (rule->unlowered, lang), rule->lowering->by, rule->lowering->reason);
  else if (rule->lowering_is_stale)
    words = g_strdup (_("A lowering no longer applies: the facts have changed since."));
  set_or_hide (self->lowered, words);
  vigie_set_tooltip (self->lowered, words);
}

/* The book's further rules about this duty that are to be followed; the others stand in the list of all rules. */
static void
set_more (VigieBreachCell *self, const VigieBreach *breach, const VigieBreachRule *lead, VigieLang lang)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < breach->rules->len; i++)
    {
      const VigieBreachRule *rule = g_ptr_array_index (breach->rules, i);

      if (rule == lead || rule->duty != self->duty || rule->basis != self->basis || rule->verdict == VIGIE_BREACH_NO || !rule->holds)
        continue;
      if (words->len > 0)
        g_string_append_c (words, '\n');
      /* Translators: id of a rule, its verdict, what it asks for. */
      g_string_append_printf (words, _("%1$s %2$s: %3$s"), rule->rule, vigie_breach_verdict_label (rule->verdict, lang),
                              vigie_breach_rule_title (rule->rule, lang));
    }
  set_or_hide (self->more, words->str);
}

static void
show_nothing (VigieBreachCell *self)
{
  set_mark (self, VIGIE_BREACH_NO);
  vigie_label_set (GTK_LABEL (self->verdict), vigie_breach_verdict_label (VIGIE_BREACH_NO, vigie_ui_lang ()));
  set_or_hide (self->when, NULL);
  set_or_hide (self->reason, _("No duty in this book."));
  set_or_hide (self->lowered, NULL);
  set_or_hide (self->source, NULL);
  set_or_hide (self->more, NULL);
}

void
vigie_breach_cell_set (VigieBreachCell *self, VigieSession *session, const VigieBreach *breach)
{
  VigieLang lang = vigie_session_get_lang (session);
  const VigieBreachRule *rule = vigie_breach_cell (breach, self->duty, self->basis);
  g_autofree char *when = NULL;
  g_autofree char *source = NULL;

  self->has_rule = rule != NULL;
  if (rule == NULL)
    {
      show_nothing (self);
      return;
    }
  when = vigie_breach_rule_when (rule, vigie_session_get_zone (session), lang);
  source = g_strdup_printf ("%s · %s", rule->rule, rule->source);
  set_mark (self, rule->verdict);
  vigie_label_set (GTK_LABEL (self->verdict), vigie_breach_verdict_label (rule->verdict, lang));
  set_or_hide (self->when, when);
  set_or_hide (self->reason, rule->reason);
  vigie_set_tooltip (self->reason, rule->reason);
  set_lowered (self, rule, lang);
  set_or_hide (self->source, source);
  set_more (self, breach, rule, lang);
}

void
vigie_breach_cell_set_narrow (VigieBreachCell *self, gboolean narrow)
{
  gtk_widget_set_visible (self->book, narrow);
}

const char *
vigie_breach_cell_get_verdict (VigieBreachCell *self)
{
  return self->has_rule ? gtk_label_get_text (GTK_LABEL (self->verdict)) : NULL;
}

static GtkWidget *
add_line (VigieBreachCell *self, const char *css_class, int lines)
{
  GtkWidget *label = vigie_paragraph_new (NULL, css_class);

  if (lines > 0)
    {
      gtk_label_set_lines (GTK_LABEL (label), lines);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    }
  gtk_widget_set_halign (label, GTK_ALIGN_FILL);
  gtk_box_append (GTK_BOX (self->box), label);

  return label;
}

static void
dispose (GObject *object)
{
  g_clear_pointer (&VIGIE_BREACH_CELL (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_breach_cell_parent_class)->dispose (object);
}

static void
vigie_breach_cell_class_init (VigieBreachCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_breach_cell_init (VigieBreachCell *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (self->box, "breach-cell");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_breach_cell_new (VigieBreachDuty duty, VigieBreachBasis basis)
{
  VigieBreachCell *self = g_object_new (VIGIE_TYPE_BREACH_CELL, NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->duty = duty;
  self->basis = basis;
  self->book = vigie_label_new (vigie_breach_basis_title (basis), "caption dim");
  self->icon = vigie_icon_new (vigie_breach_mark_icon (VIGIE_BREACH_CHECK), NULL);
  self->verdict = vigie_label_new ("", "breach-verdict");
  gtk_widget_set_visible (self->book, FALSE);
  gtk_box_append (GTK_BOX (head), self->icon);
  gtk_box_append (GTK_BOX (head), self->verdict);
  gtk_box_append (GTK_BOX (self->box), self->book);
  gtk_box_append (GTK_BOX (self->box), head);
  self->when = add_line (self, "small strong num", 2);
  self->reason = add_line (self, "small", REASON_LINES);
  self->lowered = add_line (self, "small soon-text", 3);
  self->source = add_line (self, "caption dim", 2);
  self->more = add_line (self, "caption", 0);

  return GTK_WIDGET (self);
}
