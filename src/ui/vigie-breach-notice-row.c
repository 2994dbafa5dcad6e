/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first choice of a drop-down is what the record says, so that taking an own answer back is a choice like any other.
 * Free words that an older record has for such a row stand as the last one. Several are ticked in a popover, made when it
 * is first opened, and recorded once, when it closes. */

#include "vigie-breach-notice-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-fact-links.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

#define LABEL_CHARS 24
#define STATE_CHARS 14
#define LEAST_CHARS 6
#define LIST_CHARS 48
#define LIST_MAX_PX 300
#define SEARCH_FROM 8

struct _VigieBreachNoticeRow
{
  GtkBox parent_instance;

  GtkWidget *icon;
  GtkWidget *state_label;
  GtkWidget *entry;             /* one of these three */
  GtkWidget *drop;
  GtkWidget *menu;
  GtkWidget *checks;            /* of the menu, once it was opened */
  GtkWidget *words;             /* beside a choice; in the popover of a menu */
  const VigieBreachChoices *choices;
  const char *id;
  char *label;
  char *fact;
  char *shown;                  /* the answer that the controls were given */
  char *known;
  VigieLang lang;
  VigieBreachFieldState state;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (VigieBreachNoticeRow, vigie_breach_notice_row, GTK_TYPE_BOX)

static guint answered_signal;

/* ---- Reading ---- */

static guint32
read_chosen (VigieBreachNoticeRow *self)
{
  guint32 chosen = 0;
  guint i = 0;

  if (self->drop != NULL)
    {
      guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop));

      return selected > 0 && selected <= self->choices->n ? 1u << (selected - 1) : 0;
    }
  for (GtkWidget *check = gtk_widget_get_first_child (self->checks); check != NULL; check = gtk_widget_get_next_sibling (check), i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      chosen |= 1u << i;

  return chosen;
}

/* Owned. */
static char *
read_value (VigieBreachNoticeRow *self)
{
  if (self->entry != NULL)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  /* The old words are chosen. */
  if (self->drop != NULL && gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop)) > self->choices->n)
    return g_strdup (self->shown);
  if (self->drop != NULL && read_chosen (self) == 0)
    return g_strdup ("");

  return vigie_breach_choices_write (self->choices, read_chosen (self), self->words != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->words)) : NULL);
}

static void
answer (VigieBreachNoticeRow *self)
{
  g_autofree char *value = read_value (self);

  if (self->is_filling || g_strcmp0 (value, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (value);
  g_signal_emit (self, answered_signal, 0, value);
}

/* ---- Showing ---- */

static const char *
state_icon (VigieBreachFieldState state)
{
  static const char *const icons[] = { "vigie-check-symbolic", "vigie-question-disc-symbolic", "vigie-warning-symbolic", "vigie-dash-symbolic" };

  return icons[state];
}

static const char *
state_words (const VigieBreachField *field)
{
  switch (field->state)
    {
    case VIGIE_FIELD_FILLED:
      return field->own ? _("own answer") : _("from the record");
    case VIGIE_FIELD_OPEN:
      return _("open, may follow");
    case VIGIE_FIELD_MISSING:
      return _("missing");
    case VIGIE_FIELD_EMPTY:
    default:
      return _("not required");
    }
}

/* What the record says, or that it says nothing; then the list; then old words. Owned. */
static GtkStringList *
list_of (VigieBreachNoticeRow *self, const VigieBreachField *field)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  g_autofree char *known = *field->known != '\0' ? g_strdup_printf (_("From the record: %s"), field->known) : g_strdup (_("Not answered"));
  const char *words = NULL;

  gtk_string_list_append (list, known);
  for (guint i = 0; i < self->choices->n; i++)
    gtk_string_list_append (list, self->choices->choices[i].labels[self->lang]);
  if (field->answer != NULL && vigie_breach_choices_read (self->choices, field->answer, &words) == 0)
    gtk_string_list_append (list, field->answer);

  return list;
}

static void
show_words_entry (VigieBreachNoticeRow *self)
{
  if (self->drop != NULL && self->words != NULL)
    gtk_widget_set_visible (self->words, read_chosen (self) != 0 && (self->choices->words || *gtk_editable_get_text (GTK_EDITABLE (self->words)) != '\0'));
}

static void
show_drop (VigieBreachNoticeRow *self, const VigieBreachField *field)
{
  g_autoptr(GtkStringList) list = list_of (self, field);
  const char *words = NULL;
  guint32 chosen = field->answer != NULL ? vigie_breach_choices_read (self->choices, field->answer, &words) : 0;
  guint selected = field->answer == NULL ? 0 : chosen != 0 ? (guint) g_bit_nth_lsf (chosen, -1) + 1 : self->choices->n + 1;

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), selected);
  gtk_editable_set_text (GTK_EDITABLE (self->words), chosen != 0 && words != NULL ? words : "");
  show_words_entry (self);
}

static void
show_checks (VigieBreachNoticeRow *self)
{
  const char *words = NULL;
  guint32 chosen = vigie_breach_choices_read (self->choices, self->shown, &words);
  guint i = 0;

  if (self->checks == NULL)
    return;
  for (GtkWidget *check = gtk_widget_get_first_child (self->checks); check != NULL; check = gtk_widget_get_next_sibling (check), i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), (chosen & 1u << i) != 0);
  gtk_editable_set_text (GTK_EDITABLE (self->words), words != NULL ? words : "");
  gtk_widget_set_visible (self->words, self->choices->words || words != NULL);
}

static void
show_menu (VigieBreachNoticeRow *self, const VigieBreachField *field)
{
  const char *words = *field->value != '\0' ? field->value : _("Choose…");
  /* Translators: a field and its answer. For the screen reader. */
  g_autofree char *spoken = g_strdup_printf (_("%s: %s"), field->label, words);
  GtkWidget *label = gtk_menu_button_get_child (GTK_MENU_BUTTON (self->menu));

  vigie_label_set (GTK_LABEL (label), words);
  vigie_set_class (label, "dim", *field->value == '\0');
  vigie_set_tooltip (self->menu, *field->value != '\0' ? field->value : NULL);
  vigie_set_accessible_label (self->menu, spoken);
  show_checks (self);
}

static gboolean
is_typed (VigieBreachNoticeRow *self)
{
  GtkWidget *typed = self->entry != NULL ? self->entry : self->words;

  if (self->menu != NULL)
    return self->checks != NULL && gtk_widget_get_mapped (self->checks);
  if (self->shown == NULL || typed == NULL || !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (typed)))))
    return FALSE;

  return self->entry == NULL || strcmp (gtk_editable_get_text (GTK_EDITABLE (typed)), self->shown) != 0;
}

void
vigie_breach_notice_row_show (VigieBreachNoticeRow *self, const VigieBreachField *field)
{
  const char *value = self->choices == NULL ? field->value : field->answer != NULL ? field->answer : "";
  gboolean is_same = g_strcmp0 (self->shown, value) == 0 && g_strcmp0 (self->known, field->known) == 0;

  self->state = field->state;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), state_icon (field->state));
  vigie_set_class (self->icon, "ok-text", field->state == VIGIE_FIELD_FILLED);
  vigie_set_class (self->icon, "soon-text", field->state == VIGIE_FIELD_OPEN);
  vigie_set_class (self->icon, "late-text", field->state == VIGIE_FIELD_MISSING);
  vigie_label_set (GTK_LABEL (self->state_label), state_words (field));
  if (is_typed (self) || (is_same && self->menu == NULL))
    return;
  g_free (self->shown);
  self->shown = g_strdup (value);
  g_free (self->known);
  self->known = g_strdup (field->known);
  self->is_filling = TRUE;
  if (self->entry != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), field->value);
  else if (self->drop != NULL)
    show_drop (self, field);
  else
    show_menu (self, field);
  self->is_filling = FALSE;
}

const char *
vigie_breach_notice_row_get_id (VigieBreachNoticeRow *self)
{
  return self->id;
}

VigieBreachFieldState
vigie_breach_notice_row_get_state (VigieBreachNoticeRow *self)
{
  return self->state;
}

/* ---- Controls ---- */

static void
left_cb (GtkEventControllerFocus *focus, VigieBreachNoticeRow *self)
{
  answer (self);
}

static GtkWidget *
entry_new (VigieBreachNoticeRow *self, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), LEAST_CHARS);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (entry, name);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (answer), self);

  return entry;
}

static void
selected_cb (VigieBreachNoticeRow *self)
{
  if (self->is_filling)
    return;
  show_words_entry (self);
  answer (self);
}

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  vigie_label_set (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
set_up_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  set_up_cb (factory, item);
  gtk_label_set_width_chars (GTK_LABEL (gtk_list_item_get_child (item)), LIST_CHARS);
}

static GtkListItemFactory *
factory_new (GCallback set_up)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", set_up, NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);

  return factory;
}

/* The button is as wide as its row leaves it, however long the words; the list shows them. */
static void
let_shrink (GtkDropDown *drop)
{
  g_autoptr(GtkListItemFactory) button = factory_new (G_CALLBACK (set_up_cb));
  g_autoptr(GtkListItemFactory) list = factory_new (G_CALLBACK (set_up_item_cb));

  gtk_drop_down_set_factory (drop, button);
  gtk_drop_down_set_list_factory (drop, list);
}

static void
add_drop (VigieBreachNoticeRow *self)
{
  g_autofree char *name = g_strdup_printf (_("%s, in words"), self->label);

  self->drop = gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  let_shrink (GTK_DROP_DOWN (self->drop));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->drop), self->choices->n >= SEARCH_FROM);
  gtk_widget_set_hexpand (self->drop, TRUE);
  gtk_widget_set_valign (self->drop, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (self->drop, self->label);
  gtk_box_append (GTK_BOX (self), self->drop);
  self->words = entry_new (self, name);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->words), _("in words"));
  gtk_box_append (GTK_BOX (self), self->words);
  g_signal_connect_swapped (self->drop, "notify::selected", G_CALLBACK (selected_cb), self);
}

static void
fill_popover (GtkMenuButton *menu, gpointer user_data)
{
  VigieBreachNoticeRow *self = user_data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *popover = gtk_popover_new ();

  if (self->checks != NULL)
    return;
  self->checks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  for (guint i = 0; i < self->choices->n; i++)
    gtk_box_append (GTK_BOX (self->checks), gtk_check_button_new_with_label (self->choices->choices[i].labels[self->lang]));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_MAX_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->checks);
  self->words = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->words), _("in words"));
  vigie_set_accessible_label (self->words, _("In words"));
  g_signal_connect_swapped (self->words, "activate", G_CALLBACK (gtk_popover_popdown), popover);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  vigie_set_accessible_label (popover, self->label);
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (answer), self);
  gtk_menu_button_set_popover (menu, popover);
  show_checks (self);
}

static void
add_menu (VigieBreachNoticeRow *self)
{
  GtkWidget *label = vigie_label_new ("", NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->menu), label);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->menu), TRUE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), fill_popover, self, NULL);
  gtk_widget_set_hexpand (self->menu, TRUE);
  gtk_widget_set_valign (self->menu, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), self->menu);
}

static void
fact_cb (VigieBreachNoticeRow *self)
{
  vigie_fact_links_open (GTK_WIDGET (self), self->fact);
}

/* Its place is kept, so that all answers end in one line. */
static void
add_way (VigieBreachNoticeRow *self)
{
  GtkWidget *open = vigie_page_icon_button_new ("vigie-facts-symbolic", _("Open the fact"));
  g_autofree char *name = g_strdup_printf (_("%s: %s"), _("Open the fact"), self->label);

  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_widget_set_opacity (open, self->fact != NULL ? 1 : 0);
  gtk_widget_set_sensitive (open, self->fact != NULL);
  vigie_set_accessible_label (open, name);
  g_signal_connect_swapped (open, "clicked", G_CALLBACK (fact_cb), self);
  gtk_box_append (GTK_BOX (self), open);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  VigieBreachNoticeRow *self = VIGIE_BREACH_NOTICE_ROW (widget);

  return gtk_widget_grab_focus (self->entry != NULL ? self->entry : self->drop != NULL ? self->drop : self->menu);
}

static void
finalize (GObject *object)
{
  VigieBreachNoticeRow *self = VIGIE_BREACH_NOTICE_ROW (object);

  g_free (self->label);
  g_free (self->fact);
  g_free (self->shown);
  g_free (self->known);
  G_OBJECT_CLASS (vigie_breach_notice_row_parent_class)->finalize (object);
}

static void
vigie_breach_notice_row_class_init (VigieBreachNoticeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  answered_signal = g_signal_new ("answered", VIGIE_TYPE_BREACH_NOTICE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vigie_breach_notice_row_init (VigieBreachNoticeRow *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card-row");
}

GtkWidget *
vigie_breach_notice_row_new (const VigieBreachField *field, VigieLang lang)
{
  VigieBreachNoticeRow *self = g_object_new (VIGIE_TYPE_BREACH_NOTICE_ROW, NULL);
  GtkWidget *label = vigie_paragraph_new (field->label, "small");

  self->id = field->id;
  self->label = g_strdup (field->label);
  self->fact = g_strdup (field->fact);
  self->choices = field->choices;
  self->lang = lang;
  self->icon = vigie_icon_new ("vigie-dash-symbolic", NULL);
  gtk_label_set_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_box_append (GTK_BOX (self), self->icon);
  gtk_box_append (GTK_BOX (self), label);
  if (self->choices == NULL)
    gtk_box_append (GTK_BOX (self), self->entry = entry_new (self, field->label));
  else if (self->choices->many)
    add_menu (self);
  else
    add_drop (self);
  self->state_label = vigie_label_new ("", "caption dim");
  gtk_label_set_width_chars (GTK_LABEL (self->state_label), STATE_CHARS);
  gtk_box_append (GTK_BOX (self), self->state_label);
  add_way (self);
  vigie_breach_notice_row_show (self, field);

  return GTK_WIDGET (self);
}
