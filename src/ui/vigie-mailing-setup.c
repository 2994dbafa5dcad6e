/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list is read in a thread and shown as what it is worth: how many, how many rows were left out and why, line by line.
 * The preview goes through the real readers, since it is their names and orders that make a mailing go wrong. */

#include "vigie-mailing-setup.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-mailing-server.h"
#include "vigie-notice-preview.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"
#include "vigie-text.h"

#define FAULTS_HEIGHT_PX 132
#define FAULT_ROW_PX 27
#define PREVIEW_HEIGHT_PX 360

struct _VigieMailingSetup
{
  GtkBox parent_instance;

  VigieSession *session;
  VigieMailingPlan *offer;
  VigieRecipients *recipients;  /* NULL: none chosen */
  char *file_name;
  guint shown;                  /* index of the reader in the preview */
  GCancellable *cancellable;

  GtkWidget *summary, *detail, *choose, *spinner, *error;
  GtkStringList *faults;
  GtkWidget *faults_box, *faults_head, *faults_scroller;
  GtkWidget *preview_box, *preview, *position, *previous, *next;
  GtkWidget *server;
};

G_DEFINE_FINAL_TYPE (VigieMailingSetup, vigie_mailing_setup, GTK_TYPE_BOX)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

guint
vigie_mailing_setup_count (VigieMailingSetup *self)
{
  return self->recipients != NULL ? self->recipients->people->len : 0;
}

static char *
number (VigieMailingSetup *self, guint n)
{
  return vigie_text_number (n, vigie_ui_lang ());
}

/* ---- Preview ---- */

static char *
mailbox (const char *name, const char *address)
{
  if (name == NULL || *name == '\0')
    return g_strdup (address != NULL ? address : "");

  return g_strdup_printf ("%s <%s>", name, address != NULL ? address : "");
}

static void
show_message (VigieMailingSetup *self, const VigieMailingPlan *plan)
{
  const VigieRecipient *person = g_ptr_array_index (self->recipients->people, self->shown);
  g_autofree char *from = mailbox (plan->from_name, plan->from_address);
  g_autofree char *to = mailbox (person->name, person->address);
  g_autofree char *subject = NULL, *body = NULL;
  g_autoptr(GError) error = NULL;
  VigiePreviewData data = { .forms = 1u << VIGIE_PREVIEW_MAIL, .lang = person->lang, .from = from, .to = to };

  if (!vigie_mailing_texts (plan, self->recipients, self->shown, &subject, &body, &error))
    body = g_strdup (error->message);
  data.subject = subject;
  data.body = body;
  vigie_notice_preview_show (VIGIE_NOTICE_PREVIEW (self->preview), &data);
}

static void
show_preview (VigieMailingSetup *self)
{
  guint count = vigie_mailing_setup_count (self);
  g_autoptr(VigieMailingPlan) plan = NULL;
  g_autofree char *at = NULL, *all = NULL, *position = NULL;

  gtk_widget_set_visible (self->preview_box, count > 0);
  if (count == 0)
    return;
  plan = vigie_mailing_setup_plan (self);
  at = number (self, self->shown + 1);
  all = number (self, count);
  /* Translators: which reader of how many. */
  position = g_strdup_printf (_("%1$s of %2$s"), at, all);
  vigie_label_set (GTK_LABEL (self->position), position);
  gtk_widget_set_sensitive (self->previous, self->shown > 0);
  gtk_widget_set_sensitive (self->next, self->shown + 1 < count);
  show_message (self, plan);
}

static void
go (VigieMailingSetup *self, int by)
{
  guint count = vigie_mailing_setup_count (self);

  if (count == 0 || (by < 0 && self->shown == 0) || (by > 0 && self->shown + 1 >= count))
    return;
  self->shown += (guint) by;
  show_preview (self);
}

static void
previous_cb (VigieMailingSetup *self)
{
  go (self, -1);
}

static void
next_cb (VigieMailingSetup *self)
{
  go (self, 1);
}

/* ---- The list ---- */

static void
show_faults (VigieMailingSetup *self)
{
  const VigieRecipients *list = self->recipients;
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_autofree char *head = NULL;

  for (guint i = 0; list != NULL && i < list->faults->len; i++)
    g_ptr_array_add (words, ((VigieRecipientFault *) list->faults->pdata[i])->sentence);
  g_ptr_array_add (words, NULL);
  gtk_string_list_splice (self->faults, 0, g_list_model_get_n_items (G_LIST_MODEL (self->faults)), (const char *const *) words->pdata);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->faults_scroller), MIN ((int) (words->len - 1) * FAULT_ROW_PX, FAULTS_HEIGHT_PX));
  gtk_widget_set_visible (self->faults_box, words->len > 1);
  if (list == NULL)
    return;
  head = g_strdup_printf (ngettext ("%u row was left out", "%u rows were left out", list->n_faults + list->n_duplicates), list->n_faults + list->n_duplicates);
  vigie_label_set (GTK_LABEL (self->faults_head), head);
}

static void
show_list (VigieMailingSetup *self)
{
  guint count = vigie_mailing_setup_count (self);
  g_autofree char *people = number (self, count);
  g_autofree char *summary = NULL;

  if (self->recipients == NULL)
    summary = g_strdup (_("No list is chosen yet."));
  else
    summary = g_strdup_printf (ngettext ("%s person will get the message.", "%s people will get the message.", count), people);
  vigie_label_set (GTK_LABEL (self->summary), summary);
  vigie_label_set (GTK_LABEL (self->detail), self->recipients != NULL ? self->file_name
                                               : _("A CSV file with a column “email”; “name” and “language” are used too, and any column as a place such as {{to.order}}."));
  show_faults (self);
  show_preview (self);
}

static void
say_error (VigieMailingSetup *self, const char *words)
{
  vigie_label_set (GTK_LABEL (self->error), words);
  gtk_widget_set_visible (self->error, words != NULL);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  VigieRecipients *list = vigie_recipients_read_file (data, vigie_ui_lang (), &error);

  if (list == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, list, (GDestroyNotify) vigie_recipients_free);
}

static void
set_reading (VigieMailingSetup *self, gboolean reading)
{
  gtk_widget_set_sensitive (self->choose, !reading);
  gtk_widget_set_visible (self->spinner, reading);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), reading);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  VigieMailingSetup *self = VIGIE_MAILING_SETUP (object);
  g_autoptr(GError) error = NULL;
  VigieRecipients *list = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->session == NULL)
    {
      vigie_recipients_free (list);
      return;
    }
  set_reading (self, FALSE);
  say_error (self, error != NULL ? error->message : NULL);
  if (list == NULL)
    return;
  vigie_recipients_free (self->recipients);
  self->recipients = list;
  self->shown = 0;
  show_list (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
vigie_mailing_setup_read (VigieMailingSetup *self, GFile *file)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, read_cb, NULL);
  g_autofree char *base = g_file_get_basename (file);

  g_free (self->file_name);
  self->file_name = g_filename_display_name (base);
  set_reading (self, TRUE);
  g_task_set_return_on_cancel (task, FALSE);
  g_task_set_task_data (task, g_file_get_path (file), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr(VigieMailingSetup) self = user_data;

  if (file != NULL && self->session != NULL && g_file_peek_path (file) != NULL)
    vigie_mailing_setup_read (self, file);
}

static void
choose_cb (VigieMailingSetup *self)
{
  vigie_compat_choose_open (GTK_WIDGET (self), _("Choose the list of recipients"), "*.csv", _("Lists (CSV)"), chosen_cb, g_object_ref (self));
}

/* ---- What is filled in ---- */

VigieMailingPlan *
vigie_mailing_setup_plan (VigieMailingSetup *self)
{
  VigieMailingPlan *plan = vigie_mailing_plan_copy (self->offer);

  vigie_mailing_server_fill (VIGIE_MAILING_SERVER (self->server), plan);

  return plan;
}

gboolean
vigie_mailing_setup_check (VigieMailingSetup *self, const VigieMailingPlan *plan, GError **error)
{
  return self->recipients != NULL && vigie_mailing_plan_check (plan, self->recipients, error);
}

VigieRecipients *
vigie_mailing_setup_take (VigieMailingSetup *self)
{
  return g_steal_pointer (&self->recipients);
}

void
vigie_mailing_setup_keep (VigieMailingSetup *self)
{
  vigie_mailing_server_keep (VIGIE_MAILING_SERVER (self->server));
}

const char *
vigie_mailing_setup_get_password (VigieMailingSetup *self)
{
  return vigie_mailing_server_get_password (VIGIE_MAILING_SERVER (self->server));
}

static void
edited_cb (VigieMailingSetup *self)
{
  show_preview (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- Object ---- */

static void
setup_fault_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, vigie_paragraph_new (NULL, "small"));
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_fault_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  vigie_label_set (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
faults_new (VigieMailingSetup *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list, *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_fault_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_fault_cb), NULL);
  self->faults = gtk_string_list_new (NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->faults)))), factory);
  vigie_set_accessible_label (list, _("Rows that were left out"));
  gtk_widget_add_css_class (list, "mailing-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), FAULTS_HEIGHT_PX);
  self->faults_scroller = scroller;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  self->faults_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->faults_head = vigie_label_new ("", "strong");
  gtk_box_append (GTK_BOX (head), vigie_icon_new ("vigie-warning-symbolic", "soon-text"));
  gtk_box_append (GTK_BOX (head), self->faults_head);
  gtk_box_append (GTK_BOX (self->faults_box), head);
  gtk_box_append (GTK_BOX (self->faults_box), scroller);

  return self->faults_box;
}

static void
add_list (VigieMailingSetup *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->summary = vigie_paragraph_new (NULL, "strong");
  self->detail = vigie_paragraph_new (NULL, "dim small");
  self->spinner = gtk_spinner_new ();
  self->choose = gtk_button_new_with_mnemonic (_("Choose a _list…"));
  gtk_widget_set_valign (self->choose, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (choose_cb), self);
  gtk_box_append (GTK_BOX (words), self->summary);
  gtk_box_append (GTK_BOX (words), self->detail);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), self->spinner);
  gtk_box_append (GTK_BOX (row), self->choose);
  self->error = vigie_paragraph_new (NULL, "late-text small");
  gtk_box_append (GTK_BOX (self), vigie_page_head_new (_("Recipients"), NULL));
  gtk_box_append (GTK_BOX (self), row);
  gtk_box_append (GTK_BOX (self), self->error);
  gtk_box_append (GTK_BOX (self), faults_new (self));
}

static void
add_preview (VigieMailingSetup *self)
{
  GtkWidget *head = vigie_page_head_new (_("As each of them gets it"), NULL);

  self->preview_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->position = vigie_label_new ("", "dim num");
  self->previous = vigie_page_icon_button_new ("vigie-back-symbolic", _("The reader before"));
  self->next = vigie_page_icon_button_new ("vigie-next-symbolic", _("The next reader"));
  g_signal_connect_swapped (self->previous, "clicked", G_CALLBACK (previous_cb), self);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (next_cb), self);
  gtk_box_append (GTK_BOX (head), self->position);
  gtk_box_append (GTK_BOX (head), self->previous);
  gtk_box_append (GTK_BOX (head), self->next);
  self->preview = vigie_notice_preview_new ();
  gtk_widget_set_size_request (self->preview, -1, PREVIEW_HEIGHT_PX);
  gtk_box_append (GTK_BOX (self->preview_box), head);
  gtk_box_append (GTK_BOX (self->preview_box), self->preview);
  gtk_box_append (GTK_BOX (self), self->preview_box);
}

static void
vigie_mailing_setup_dispose (GObject *object)
{
  VigieMailingSetup *self = VIGIE_MAILING_SETUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->faults);
  g_clear_pointer (&self->offer, vigie_mailing_plan_free);
  g_clear_pointer (&self->recipients, vigie_recipients_free);
  g_clear_pointer (&self->file_name, g_free);
  G_OBJECT_CLASS (vigie_mailing_setup_parent_class)->dispose (object);
}

static void
vigie_mailing_setup_class_init (VigieMailingSetupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_mailing_setup_dispose;
  signals[CHANGED] = g_signal_new ("changed", VIGIE_TYPE_MAILING_SETUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_mailing_setup_init (VigieMailingSetup *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->cancellable = g_cancellable_new ();
  add_list (self);
  add_preview (self);
}

GtkWidget *
vigie_mailing_setup_new (VigieSession *session, const VigieMailingPlan *offer)
{
  VigieMailingSetup *self = g_object_new (VIGIE_TYPE_MAILING_SETUP, NULL);

  self->session = g_object_ref (session);
  self->offer = vigie_mailing_plan_copy (offer);
  self->server = vigie_mailing_server_new (session);
  vigie_mailing_server_offer_name (VIGIE_MAILING_SERVER (self->server), offer->from_name);
  g_signal_connect_swapped (self->server, "changed", G_CALLBACK (edited_cb), self);
  gtk_box_append (GTK_BOX (self), self->server);
  set_reading (self, FALSE);
  say_error (self, NULL);
  show_list (self);

  return GTK_WIDGET (self);
}
