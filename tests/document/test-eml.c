/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages as files: the same bytes each time, headers that nothing can break out of, and the same answers from Python's
 * email package and from mutt. */

#include "vigie-eml.h"

#include <glib/gstdio.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-mail-address.h"
#include "vigie-test-folder.h"
#include "vigie-test-hostile.h"
#include "vigie-test-support.h"

#define SUBJECT "Interruption de service : où nous en sommes — 1 500 clients"
#define BODY "Bonjour Awa,\n\nDepuis 14 h 32, les commandes échouent.\nFrom now on: <b>a & b</b>\n.\n\nL’équipe DISTRI-NIGHT"

static VigieEml
usual (void)
{
  return (VigieEml) {
    .from_name = "DISTRI-NIGHT, l’équipe",
    .from_address = "info@distri-night.example",
    .to_name = "Awa Koné",
    .to_address = "awa@client.example",
    .reply_to = "aide@distri-night.example",
    .subject = SUBJECT,
    .message_id = "7.019a@distri-night.example",
    .date_usec = vigie_test_time ("2026-11-22T14:32:05Z"),
    .lang = VIGIE_LANG_FR,
    .body = BODY,
  };
}

static char *
make (const VigieEml *eml)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = vigie_eml_make (eml, &error);

  g_assert_no_error (error);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
headers_of (const char *message)
{
  const char *end = strstr (message, "\r\n\r\n");

  g_assert_nonnull (end);

  return g_strndup (message, (gsize) (end - message));
}

static void
test_reproducible (void)
{
  VigieEml eml = usual ();
  g_autofree char *first = make (&eml);
  g_autofree char *second = make (&eml);
  g_autofree char *other = NULL;

  g_assert_cmpstr (first, ==, second);
  for (const char *at = first; *at != '\0'; at++)
    g_assert_true (*at != '\n' || at[-1] == '\r');
  eml.to_address = "b@client.example";
  other = make (&eml);
  g_assert_cmpstr (first, !=, other);
}

static void
test_addresses (void)
{
  static const struct { const char *given, *clean; } cases[] = {
    { "awa@client.example", "awa@client.example" },
    { "  Awa.Kone+x@Client.EXAMPLE\n", "Awa.Kone+x@client.example" },
    { "a@société.example", "a@xn--socit-esab.example" },
    { "", NULL }, { NULL, NULL }, { "awa", NULL }, { "@client.example", NULL }, { "awa@", NULL }, { "awa@client", NULL },
    { "awa@@client.example", NULL }, { "a wa@client.example", NULL }, { ".awa@client.example", NULL }, { "a..b@client.example", NULL },
    { "awa@client..example", NULL }, { "awa@-client.example", NULL }, { "awa@10.0.0.1", NULL }, { "awa@[10.0.0.1]", NULL },
    { "Awa <awa@client.example>", NULL }, { "a@x.example, b@x.example", NULL }, { "a@x.example\r\nBcc: b@x.example", NULL },
    { "\"a b\"@x.example", NULL }, { "a(c)@x.example", NULL }, { "é@x.example", NULL }, { "a@x.example\xff", NULL },
    { "a@x.example;b@x.example", NULL }, { "awa@cli ent.example", NULL }, { "awa@client.example>", NULL },
  };
  g_autofree char *long_local = g_strnfill (65, 'a');
  g_autofree char *too_long = g_strconcat (long_local, "@x.example", NULL);
  g_autofree char *key = vigie_mail_address_key ("Awa@x.example");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *clean = vigie_mail_address_clean (cases[i].given, &error);

      g_test_message ("%s", cases[i].given);
      g_assert_cmpstr (clean, ==, cases[i].clean);
      g_assert_true ((clean == NULL) == g_error_matches (error, VIGIE_ERROR, VIGIE_ERROR_INVALID));
    }
  g_assert_null (vigie_mail_address_clean (too_long, NULL));
  g_assert_cmpstr (key, ==, "awa@x.example");
}

static void
test_hostile_addresses (void)
{
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      g_autofree char *local = g_strconcat (vigie_test_hostile[i], "@x.example", NULL);
      g_autofree char *domain = g_strconcat ("a@", vigie_test_hostile[i], NULL);
      const char *given[] = { vigie_test_hostile[i], local, domain };

      for (guint j = 0; j < G_N_ELEMENTS (given); j++)
        {
          g_autofree char *clean = vigie_mail_address_clean (given[j], NULL);

          if (clean == NULL)
            continue;
          g_assert_true (g_str_is_ascii (clean));
          g_assert_null (strpbrk (clean, " \t\r\n<>(),;:\\\"[]"));
        }
    }
}

static void
test_refused (void)
{
  VigieEml cases[] = { usual (), usual (), usual (), usual () };

  cases[0].to_address = "awa@x.example\r\nBcc: b@x.example";
  cases[1].subject = "\r\n";
  cases[2].body = "";
  cases[3].reply_to = "nobody";
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (vigie_eml_make (&cases[i], &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
    }
}

static void
test_draft (void)
{
  VigieEml eml = usual ();
  g_autofree char *message = NULL;

  eml.to_address = eml.message_id = NULL;
  eml.date_usec = VIGIE_TIME_NONE;
  message = make (&eml);
  g_assert_nonnull (strstr (message, "X-Unsent: 1\r\n"));
  g_assert_null (strstr (message, "\r\nDate:"));
  g_assert_null (strstr (message, "\r\nTo:"));
  g_assert_null (strstr (message, "\r\nMessage-Id:"));
  g_clear_pointer (&message, g_free);
  eml.from_address = NULL;
  message = make (&eml);
  g_assert_null (strstr (message, "From: "));
}

static void
test_html (void)
{
  g_autofree char *html = vigie_eml_html ("a\r\n<b>&\n\nhttp://x.example \"q\"", VIGIE_LANG_FR);

  g_assert_nonnull (strstr (html, "<html lang=\"fr\">"));
  g_assert_nonnull (strstr (html, "<p>a<br>\n&lt;b&gt;&amp;</p>\n<p>http://x.example &quot;q&quot;</p>"));
  g_assert_null (strstr (html, "href"));
}

/* Every header a message may have, and no line that begins another. */
static void
assert_headers (const char *message)
{
  static const char *const known[] = { "From:", "To:", "Reply-To:", "Subject:", "Date:", "Message-Id:", "MIME-Version:", "Content-Type:", "Content-Transfer-Encoding:", "\t", " ", NULL };
  g_autofree char *headers = headers_of (message);
  g_auto(GStrv) lines = g_strsplit (headers, "\r\n", -1);

  g_assert_true (g_str_is_ascii (headers));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; known[j] != NULL; j++)
        found |= g_str_has_prefix (lines[i], known[j]);
      if (!found)
        g_error ("header: %s", lines[i]);
      g_assert_cmpuint (strlen (lines[i]), <=, 998);
      g_assert_null (strpbrk (lines[i], "\r\n"));
    }
}

static void
write_message (const char *folder, guint n, const char *message)
{
  g_autofree char *path = g_strdup_printf ("%s/%03u.eml", folder, n);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, message, -1, &error);
  g_assert_no_error (error);
}

static void
write_strings (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "strings", NULL);
  g_autoptr(GString) all = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      g_autofree char *line = vigie_eml_line (vigie_test_hostile[i]);

      g_string_append_len (all, line, (gssize) strlen (line) + 1);
      g_string_append_len (all, vigie_test_hostile[i], (gssize) strlen (vigie_test_hostile[i]) + 1);
    }
  g_file_set_contents (path, all->str, (gssize) all->len, &error);
  g_assert_no_error (error);
}

static void
run (const char *folder, const char *const *command)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *out = NULL, *said = NULL;
  int status = 0;

  g_spawn_sync (folder, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &said, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s\n%s", out, said);
}

/* 60 and more strings as names, subject, text and file name at once; Python reads each back. */
static void
test_python (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vigie-eml-XXXXXX", NULL);
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "document", "read-eml.py", NULL);
  g_autoptr(GBytes) pdf = g_bytes_new_static ("%PDF-1.5\n\0x\r\ny", 14);

  g_assert_cmpuint (vigie_test_n_hostile (), >=, 60);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      const char *text = vigie_test_hostile[i];
      g_autofree char *subject = g_strconcat ("S ", text, NULL);
      g_autofree char *body = g_strconcat ("B ", text, "\n\nend", NULL);
      VigieEmlFile file = { text, "application/pdf", pdf };
      VigieEml eml = usual ();
      g_autofree char *message = NULL;

      eml.from_name = eml.to_name = text;
      eml.subject = subject;
      eml.body = body;
      eml.files = &file;
      eml.n_files = 1;
      message = make (&eml);
      assert_headers (message);
      write_message (folder, i, message);
    }
  write_strings (folder);
  run (folder, (const char *[]) { "/usr/bin/python3", script, folder, NULL });
  vigie_test_remove_tree (folder);
}

/* What a reader of our mail sees in a terminal: mutt decodes the headers and prints the text. */
static void
test_mutt (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vigie-mutt-XXXXXX", NULL);
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "document", "read-mutt.py", NULL);
  g_autofree char *mutt = g_find_program_in_path ("mutt");
  VigieEml eml = usual ();
  g_autofree char *message = make (&eml);

  if (mutt == NULL)
    {
      g_test_skip ("mutt is not installed");
      vigie_test_remove_tree (folder);
      return;
    }
  write_message (folder, 0, message);
  run (folder, (const char *[]) { "/usr/bin/python3", script, folder, SUBJECT, NULL });
  vigie_test_remove_tree (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/eml/reproducible", test_reproducible);
  g_test_add_func ("/document/eml/addresses", test_addresses);
  g_test_add_func ("/document/eml/hostile-addresses", test_hostile_addresses);
  g_test_add_func ("/document/eml/refused", test_refused);
  g_test_add_func ("/document/eml/draft", test_draft);
  g_test_add_func ("/document/eml/html", test_html);
  g_test_add_func ("/document/eml/python", test_python);
  g_test_add_func ("/document/eml/mutt", test_mutt);

  return g_test_run ();
}
