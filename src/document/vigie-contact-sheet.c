/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The card is drawn onto nothing first, each time denser, until everybody has room; never smaller than 7 points. Who is called
 * at night comes first, so what is left out even then is what one needs least; how many that are is said. The words are
 * those of the language asked for, whatever the windows speak, so they stand here in both. */

#include "vigie-contact-sheet.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-pdf-canvas.h"
#include "vigie-readiness.h"
#include "vigie-rota.h"
#include "vigie-time.h"
#include "vigie-zones.h"

#define REST_POINTS 14.0           /* for the line that says who is left out */

/* From airy to dense. */
static const struct { guint n_columns; double points; gboolean with_detail; } densities[] = {
  { 2, 11.0, TRUE }, { 2, 9.5, TRUE }, { 2, 8.0, TRUE }, { 3, 8.0, TRUE }, { 3, 7.0, TRUE }, { 3, 7.0, FALSE },
};

typedef struct
{
  VigieDirectory *directory;
  VigiePlaybook *playbook;
  VigieRota *rota;
  const VigieZones *zones;
  VigieLang lang;
  GTimeZone *zone;
  gint64 now_usec;
  GPtrArray *contacts;             /* VigieContact, those needed most first */
} Sheet;

static const char *say (const Sheet *sheet, const char *english, const char *french) G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);

static const char *
say (const Sheet *sheet, const char *english, const char *french)
{
  return sheet->lang == VIGIE_LANG_FR ? french : english;
}

static void
section (VigieCanvas *canvas, const char *title)
{
  vigie_canvas_gap (canvas, 6);
  vigie_canvas_paragraph (canvas, title, VIGIE_FONT_STRONG, vigie_petrol);
  vigie_canvas_rule (canvas);
}

/* ---- Who is on call ---- */

static char *
person_words (const Sheet *sheet, const char *person)
{
  const VigieContact *contact = vigie_directory_find (sheet->directory, person);
  const char *number = contact != NULL ? vigie_contact_number (contact) : NULL;
  const char *name = contact != NULL ? vigie_text_get (&contact->name, sheet->lang) : person;

  return number != NULL && !vigie_number_is_placeholder (number) ? g_strdup_printf ("%s, %s", name, number) : g_strdup (name);
}

static char *
shift_words (const Sheet *sheet, const VigieShift *shift)
{
  g_autofree char *until = vigie_time_format_full (shift->to_usec, sheet->zone, sheet->lang);
  g_autofree char *who = shift->person != NULL ? person_words (sheet, shift->person) : g_strdup (say (sheet, "nobody", "personne"));

  return g_strdup_printf ("%s (%s %s)", who, say (sheet, "until", "jusqu’au"), until);
}

static void
draw_level (VigieCanvas *canvas, const Sheet *sheet, const VigieSupportLevel *level)
{
  const double shares[] = { 0.22, 0.78 };
  g_autoptr(VigieShift) now = NULL;
  g_autoptr(VigieShift) next = NULL;
  g_autofree char *words = NULL;
  g_autofree char *after = NULL;
  g_autofree char *line = NULL;
  char *cells[3] = { (char *) vigie_text_get (&level->title, sheet->lang), NULL, NULL };

  if (!vigie_rota_has_level (sheet->rota, level->id))
    return;
  now = vigie_rota_at (sheet->rota, level->id, sheet->now_usec, sheet->zones);
  next = vigie_rota_next (sheet->rota, level->id, sheet->now_usec, sheet->zones);
  words = now != NULL ? shift_words (sheet, now) : g_strdup (say (sheet, "nobody", "personne"));
  after = next != NULL && next->person != NULL ? person_words (sheet, next->person) : NULL;
  line = after != NULL ? g_strdup_printf ("%s · %s %s", words, say (sheet, "then", "puis"), after) : g_strdup (words);
  cells[1] = line;
  vigie_canvas_row (canvas, cells, shares, 2, VIGIE_ROW_FIELD);
}

static void
draw_on_call (VigieCanvas *canvas, const Sheet *sheet)
{
  section (canvas, say (sheet, "On call", "Astreinte"));
  for (guint i = 0; i < sheet->playbook->support_levels->len; i++)
    draw_level (canvas, sheet, sheet->playbook->support_levels->pdata[i]);
  if (vigie_rota_is_empty (sheet->rota))
    vigie_canvas_paragraph (canvas, vigie_text_get (&sheet->playbook->rotation, sheet->lang), VIGIE_FONT_BODY, vigie_ink);
}

/* ---- Whom to call ---- */

/* The @index-th number that can be called; NULL: there is none. */
static const char *
number_at (const VigieContact *contact, guint index)
{
  for (guint i = 0; i < contact->numbers->len; i++)
    {
      const char *number = ((const VigieContactLine *) contact->numbers->pdata[i])->value;

      if (!vigie_number_is_placeholder (number) && index-- == 0)
        return number;
    }

  return NULL;
}

/* A mail address when there is no number; what is missing has its place, to be filled in by pen. */
static const char *
way_to (const Sheet *sheet, const VigieContact *contact)
{
  if (number_at (contact, 0) != NULL)
    return number_at (contact, 0);
  if (vigie_contact_mail (contact) != NULL)
    return vigie_contact_mail (contact);

  return contact->numbers->len > 0 ? say (sheet, "number missing", "numéro manquant") : NULL;
}

/* What one is and who stands in; NULL: nothing is known. */
static char *
detail_words (const Sheet *sheet, const VigieContact *contact)
{
  const VigieContact *deputy = vigie_directory_deputy (sheet->directory, contact->id);
  const char *role = vigie_text_get (&contact->role, sheet->lang);
  g_autoptr(GString) words = g_string_new (role);

  if (*role == '\0' && *contact->organisation != '\0')
    g_string_append (words, contact->organisation);
  if (deputy != NULL)
    g_string_append_printf (words, "%s%s %s", words->len > 0 ? " · " : "", say (sheet, "deputy:", "suppléance :"),
                            vigie_text_get (&deputy->name, sheet->lang));

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

static void
entry_clear (gpointer data)
{
  g_free ((char *) ((VigieCanvasEntry *) data)->detail);
}

static GArray *
list_entries (const Sheet *sheet)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (VigieCanvasEntry));

  g_array_set_clear_func (entries, entry_clear);
  for (guint i = 0; i < sheet->contacts->len; i++)
    {
      const VigieContact *contact = sheet->contacts->pdata[i];
      VigieCanvasEntry entry = { vigie_text_get (&contact->name, sheet->lang), way_to (sheet, contact), detail_words (sheet, contact), number_at (contact, 1) };

      g_array_append_val (entries, entry);
    }

  return entries;
}

/* How many found room. */
static guint
draw_contacts (VigieCanvas *canvas, const Sheet *sheet, guint density)
{
  g_autoptr(GArray) entries = list_entries (sheet);
  gboolean is_last = density + 1 == G_N_ELEMENTS (densities);
  guint n;

  section (canvas, say (sheet, "Whom to call", "Qui appeler"));
  n = vigie_canvas_columns (canvas, entries, densities[density].n_columns, densities[density].points, densities[density].with_detail,
                            is_last ? REST_POINTS : 0);
  if (n < entries->len)
    {
      g_autofree char *more = g_strdup_printf (say (sheet, "By order of need; %u more contacts are in Vigie.", "Par ordre de besoin ; %u autres fiches sont dans Vigie."),
                                               entries->len - n);

      vigie_canvas_paragraph (canvas, more, VIGIE_FONT_SMALL, vigie_dim);
    }

  return n;
}

/* ---- How, and where ---- */

static void
draw_protocol (VigieCanvas *canvas, const Sheet *sheet)
{
  const double shares[] = { 0.04, 0.96 };

  section (canvas, vigie_text_get (&sheet->playbook->call_protocol, sheet->lang));
  for (guint i = 0; i < sheet->playbook->call_steps->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      char *cells[] = { number, (char *) vigie_text_get (sheet->playbook->call_steps->pdata[i], sheet->lang), NULL };

      vigie_canvas_row (canvas, cells, shares, 2, VIGIE_ROW_PLAIN);
    }
}

static void
draw_channel (VigieCanvas *canvas, const char *title, const char *text)
{
  const double shares[] = { 0.27, 0.73 };
  char *cells[] = { (char *) title, (char *) text, NULL };

  if (text != NULL && *text != '\0')
    vigie_canvas_row (canvas, cells, shares, 2, VIGIE_ROW_FIELD);
}

static void
draw_channels (VigieCanvas *canvas, const Sheet *sheet)
{
  const VigiePlaybook *playbook = sheet->playbook;
  g_auto(GStrv) parts = g_strsplit (playbook->war_room_channel, "{{ref}}", -1);
  /* On a wall there is no incident yet: the place of its reference is said. */
  g_autofree char *room = g_strjoinv (say (sheet, "REFERENCE", "RÉFÉRENCE"), parts);

  section (canvas, say (sheet, "Channels", "Canaux"));
  draw_channel (canvas, "Slack", playbook->slack_channel);
  draw_channel (canvas, say (sheet, "War room", "Cellule de crise"), room);
  draw_channel (canvas, say (sheet, "Who is on call", "Qui est d’astreinte"), playbook->on_call_command);
  draw_channel (canvas, say (sheet, "Status page", "Page d’état"), playbook->status_page_url);
}

/* ---- The whole ---- */

static guint
draw_sheet (cairo_surface_t *surface, const Sheet *sheet, guint density)
{
  g_autofree char *date = vigie_time_format_full (sheet->now_usec, sheet->zone, sheet->lang);
  g_autofree char *title = g_strdup_printf ("%s – %s", sheet->playbook->organisation, say (sheet, "whom to call in an incident", "qui appeler en cas d’incident"));
  g_autofree char *of = g_strdup_printf ("%s %s", say (sheet, "As of", "État au"), date);
  VigieCanvas *canvas = vigie_canvas_new (surface, title, 1);
  guint n;

  vigie_canvas_paragraph (canvas, title, VIGIE_FONT_SECTION, vigie_ink);
  vigie_canvas_paragraph (canvas, of, VIGIE_FONT_SMALL, vigie_dim);
  draw_on_call (canvas, sheet);
  draw_protocol (canvas, sheet);
  draw_channels (canvas, sheet);
  n = draw_contacts (canvas, sheet, density);
  vigie_canvas_finish (canvas);
  vigie_canvas_free (canvas);

  return n;
}

/* The airiest with room for everybody, else the densest; @n: how many that has room for. */
static guint
find_density (const Sheet *sheet, guint *n)
{
  guint density = 0;

  while (TRUE)
    {
      cairo_surface_t *trial = cairo_pdf_surface_create_for_stream (NULL, NULL, VIGIE_PAGE_WIDTH, VIGIE_PAGE_HEIGHT);

      *n = draw_sheet (trial, sheet, density);
      cairo_surface_destroy (trial);
      if (*n == sheet->contacts->len || density + 1 == G_N_ELEMENTS (densities))
        return density;
      density++;
    }
}

/* ---- Who is needed first ---- */

/* On call now or next on any level. */
static gboolean
is_on_call (const Sheet *sheet, const VigieContact *contact)
{
  for (guint i = 0; i < sheet->playbook->support_levels->len; i++)
    {
      const char *level = ((const VigieSupportLevel *) sheet->playbook->support_levels->pdata[i])->id;
      g_autoptr(VigieShift) now = vigie_rota_at (sheet->rota, level, sheet->now_usec, sheet->zones);
      g_autoptr(VigieShift) next = vigie_rota_next (sheet->rota, level, sheet->now_usec, sheet->zones);

      if ((now != NULL && g_strcmp0 (now->person, contact->id) == 0) || (next != NULL && g_strcmp0 (next->person, contact->id) == 0))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_post (const Sheet *sheet, const VigieContact *contact)
{
  for (guint i = 0; i < sheet->playbook->posts->len; i++)
    if (strcmp (((const VigiePostDef *) sheet->playbook->posts->pdata[i])->contact, contact->id) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_of_level (const Sheet *sheet, const VigieContact *contact)
{
  for (guint i = 0; i < sheet->playbook->support_levels->len; i++)
    if (strcmp (((const VigieSupportLevel *) sheet->playbook->support_levels->pdata[i])->id, contact->category) == 0)
      return TRUE;

  return FALSE;
}

enum { RANK_ON_CALL, RANK_POST, RANK_LEVEL, RANK_AUTHORITY, RANK_OTHER, RANK_UNREACHABLE, N_RANKS };

static guint
rank_of (const Sheet *sheet, const VigieContact *contact)
{
  if (contact->on_call || is_on_call (sheet, contact))
    return RANK_ON_CALL;
  if (has_post (sheet, contact))
    return RANK_POST;
  if (number_at (contact, 0) == NULL && vigie_contact_mail (contact) == NULL)
    return RANK_UNREACHABLE;
  if (is_of_level (sheet, contact))
    return RANK_LEVEL;

  return strcmp (contact->category, "authorities") == 0 ? RANK_AUTHORITY : RANK_OTHER;
}

/* By rank, in each as the directory has them. */
static void
list_contacts (Sheet *sheet)
{
  GPtrArray *entries = vigie_directory_entries (sheet->directory);
  g_autofree guint *ranks = g_new (guint, entries->len + 1);

  sheet->contacts = g_ptr_array_new ();
  for (guint i = 0; i < entries->len; i++)
    ranks[i] = rank_of (sheet, ((const VigieDirectoryEntry *) entries->pdata[i])->contact);
  for (guint rank = 0; rank < N_RANKS; rank++)
    for (guint i = 0; i < entries->len; i++)
      if (ranks[i] == rank)
        g_ptr_array_add (sheet->contacts, (gpointer) ((const VigieDirectoryEntry *) entries->pdata[i])->contact);
}

typedef void (*DrawFunc) (const Sheet *sheet, guint density, gpointer data);

static void
with_sheet (VigieDirectory *directory, VigieLang lang, GTimeZone *zone, gint64 now_usec, DrawFunc draw, gpointer data)
{
  g_autoptr(VigieZoneTable) table = vigie_zone_table_new ();
  g_autoptr(VigieRota) rota = vigie_rota_fold (vigie_directory_events (directory));
  Sheet sheet = { .directory = directory, .playbook = vigie_directory_playbook (directory), .rota = rota, .zones = vigie_zone_table_get (table),
                  .lang = lang, .zone = zone, .now_usec = now_usec };

  guint n;

  list_contacts (&sheet);
  draw (&sheet, find_density (&sheet, &n), data);
  g_ptr_array_unref (sheet.contacts);
}

static cairo_status_t
write_to_array (void *closure, const unsigned char *data, unsigned int length_bytes)
{
  g_byte_array_append (closure, data, length_bytes);
  return CAIRO_STATUS_SUCCESS;
}

typedef struct { GByteArray *out; cairo_status_t status; } Pdf;

static void
draw_pdf (const Sheet *sheet, guint density, gpointer data)
{
  Pdf *pdf = data;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_to_array, pdf->out, VIGIE_PAGE_WIDTH, VIGIE_PAGE_HEIGHT);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, say (sheet, "Whom to call", "Qui appeler"));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Vigie");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  draw_sheet (surface, sheet, density);
  cairo_surface_finish (surface);
  pdf->status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
}

/**
 * vigie_contact_sheet_pdf:
 * @directory: the directory
 * @lang: its language
 * @zone: the zone of its times
 * @now_usec: the moment it is of
 * @error: return location; INVALID when it could not be drawn
 *
 * Returns: (transfer full) (nullable): a PDF of one page
 */
GBytes *
vigie_contact_sheet_pdf (VigieDirectory *directory, VigieLang lang, GTimeZone *zone, gint64 now_usec, GError **error)
{
  g_autoptr(GByteArray) out = g_byte_array_new ();
  Pdf pdf = { out, CAIRO_STATUS_SUCCESS };

  with_sheet (directory, lang, zone, now_usec, draw_pdf, &pdf);
  if (pdf.status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The PDF could not be drawn: %s."), cairo_status_to_string (pdf.status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static void
draw_recording (const Sheet *sheet, guint density, gpointer data)
{
  draw_sheet (data, sheet, density);
}

/**
 * vigie_contact_sheet_record:
 * @directory: the directory
 * @lang: its language
 * @zone: the zone of its times
 * @now_usec: the moment it is of
 *
 * Returns: (transfer full): the page
 */
cairo_surface_t *
vigie_contact_sheet_record (VigieDirectory *directory, VigieLang lang, GTimeZone *zone, gint64 now_usec)
{
  const cairo_rectangle_t page = { 0, 0, VIGIE_PAGE_WIDTH, VIGIE_PAGE_HEIGHT };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &page);

  with_sheet (directory, lang, zone, now_usec, draw_recording, surface);

  return surface;
}
