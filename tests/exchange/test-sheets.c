/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of text tables: what was written is read, whatever the encoding, delimiter and line ends; what is no table is refused with
 * the reason. Expected cells come from csv-spectrum's own JSON and from Python's csv module.
 */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "../store/fixture.h"
#include "base/epc-error.h"
#include "exchange/epc-row-source.h"

/* All rows but blank lines. (element-type GPtrArray of utf8) */
static GPtrArray *
read_all (EpcRowSource *source)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GError) error = NULL;
  EpcRow row;

  while (epc_row_source_next (source, &row, &error))
    {
      GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < row.n_cells; i++)
        {
          g_assert_cmpuint (strlen (row.cells[i].text), ==, row.cells[i].length);
          g_ptr_array_add (cells, g_strdup (row.cells[i].text));
        }
      if (cells->len == 1 && *(char *) g_ptr_array_index (cells, 0) == '\0')
        g_ptr_array_unref (cells);
      else
        g_ptr_array_add (rows, cells);
    }
  g_assert_no_error (error);
  return rows;
}

static GPtrArray *
read_bytes (const char *bytes, gsize length, const char *name)
{
  g_autoptr (GBytes) all = g_bytes_new (bytes, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRowSource) source = epc_row_source_open_bytes (all, name, &error);

  g_assert_no_error (error);
  return read_all (source);
}

static const char *
cell (GPtrArray *rows, guint row, guint column)
{
  GPtrArray *cells = g_ptr_array_index (rows, row);

  return column < cells->len ? g_ptr_array_index (cells, column) : "";
}

static char *
shared (const char *path)
{
  const char *folder = g_getenv ("EPC_SHARED_DATA");
  char *full = g_build_filename (folder != NULL ? folder : "../shared/data", path, NULL);

  if (!g_file_test (full, G_FILE_TEST_EXISTS))
    g_clear_pointer (&full, g_free);
  return full;
}

/* --- csv-spectrum --- */

static void
test_spectrum (void)
{
  g_autofree char *folder = shared ("11_torture/csv-spectrum");
  guint n = 0;

  if (folder == NULL)
    {
      g_test_skip ("the shared data are not here");
      return;
    }
  g_autofree char *csvs = g_build_filename (folder, "csvs", NULL);
  g_autoptr (GDir) dir = g_dir_open (csvs, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (csvs, name, NULL);
      g_autofree char *base = g_strndup (name, strlen (name) - 4);
      g_autofree char *json_name = g_strconcat (base, ".json", NULL);
      g_autofree char *json_path = g_build_filename (folder, "json", json_name, NULL);
      g_autoptr (EpcRowSource) source = epc_row_source_open (path, &error);
      g_assert_no_error (error);
      g_autoptr (GPtrArray) rows = read_all (source);
      g_autoptr (JsonParser) parser = json_parser_new ();
      json_parser_load_from_file (parser, json_path, &error);
      g_assert_no_error (error);
      /* One file's JSON is an object, in another encoding than its table: it must only be read. */
      if (!JSON_NODE_HOLDS_ARRAY (json_parser_get_root (parser)))
        continue;
      JsonArray *expected = json_node_get_array (json_parser_get_root (parser));
      if (rows->len != json_array_get_length (expected) + 1)
        g_error ("%s: %u rows", name, rows->len);
      for (guint r = 1; r < rows->len; r++)
        {
          JsonObject *object = json_array_get_object_element (expected, r - 1);
          for (guint c = 0; c < ((GPtrArray *) g_ptr_array_index (rows, 0))->len; c++)
            {
              /* The copies here have lost some carriage returns on their way. */
              g_auto (GStrv) wanted = g_strsplit (json_object_get_string_member (object, cell (rows, 0, c)), "\r", -1);
              g_auto (GStrv) read = g_strsplit (cell (rows, r, c), "\r", -1);
              g_autofree char *wanted_text = g_strjoinv ("", wanted);
              g_autofree char *read_text = g_strjoinv ("", read);
              g_assert_cmpstr (read_text, ==, wanted_text);
            }
        }
      n++;
    }
  g_assert_cmpuint (n, ==, 11);
}

/* --- what Python reads --- */

static JsonParser *
ask_python (const char *path, const char *delimiter, const char *encoding)
{
  static const char script[]
      = "import csv,json,sys\n"
        "rows=[r for r in csv.reader(open(sys.argv[1],newline='',encoding=sys.argv[3]),delimiter=sys.argv[2]) "
        "if r not in ([],[''])]\n"
        "json.dump(rows,sys.stdout)\n";
  const char *argv[] = { "python3", "-c", script, path, delimiter, encoding, NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, NULL) || status != 0)
    return NULL;
  JsonParser *parser = json_parser_new ();
  json_parser_load_from_data (parser, out, -1, &error);
  g_assert_no_error (error);
  return parser;
}

static void
test_python (void)
{
  static const struct
  {
    const char *path, *delimiter, *encoding;
  } files[] = {
    { "11_torture/messytables/excel_pasting.csv", ",", "utf-8-sig" },
    { "11_torture/messytables/mixedGLB.csv", ",", "cp1252" },
    { "11_torture/messytables/simple.psv", "|", "utf-8" },
    { "11_torture/messytables/simple.ssv", ";", "utf-8" },
    { "11_torture/messytables/skip_initials.csv", ",", "utf-8" },
    { "11_torture/messytables/utf8bom.csv", ",", "utf-8-sig" },
    { "11_torture/messytables/weird_head_padding.csv", ";", "utf-8" },
    { "11_torture/messytables/spanish_chars.csv", ",", "cp1252" },
    { "11_torture/messytables/begrotingsanalyse-2011.csv", ",", "cp1252" },
    { "01_dtm/iom-haiti-dtm.csv", ",", "utf-8-sig" },
    { "01_dtm/DTM_Dataset_26102014.csv", ",", "utf-8-sig" },
    { "02_flows_lac/iom_irreg_darien_nat.csv", ",", "utf-8-sig" },
    { "03_hxl_3w/whowhatwhere_345w_guatemala.csv", ",", "utf-8-sig" },
    { "03_hxl_3w/rowca-3w-hxl.csv", ",", "utf-8-sig" },
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = shared (files[i].path);
      g_autoptr (JsonParser) parser = path != NULL ? ask_python (path, files[i].delimiter, files[i].encoding) : NULL;
      g_autoptr (GError) error = NULL;
      if (parser == NULL)
        {
          g_test_message ("%s: Python does not read it, or it is not here", files[i].path);
          continue;
        }
      g_autoptr (EpcRowSource) source = epc_row_source_open (path, &error);
      g_assert_no_error (error);
      g_autoptr (GPtrArray) rows = read_all (source);
      JsonArray *expected = json_node_get_array (json_parser_get_root (parser));
      if (rows->len != json_array_get_length (expected))
        g_error ("%s: %u rows, Python %u (%s)", files[i].path, rows->len, json_array_get_length (expected), source->detail);
      for (guint r = 0; r < rows->len; r++)
        {
          JsonArray *wanted = json_array_get_array_element (expected, r);
          g_assert_cmpuint (((GPtrArray *) g_ptr_array_index (rows, r))->len, ==, json_array_get_length (wanted));
          for (guint c = 0; c < json_array_get_length (wanted); c++)
            g_assert_cmpstr (cell (rows, r, c), ==, json_array_get_string_element (wanted, c));
        }
      n++;
    }
  if (n == 0)
    g_test_skip ("neither the shared data nor Python are here");
}

/* --- what we write --- */

static const char *const pieces[]
    = { "a", "Léogâne", ",", ";", "\t", "|", "\"", "\n", "\r\n", " ", "1,5", "'", "=", "ñ", "12", "x" };

static char *
random_cell (GRand *random, gboolean latin)
{
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (random, 0, 6); n > 0; n--)
    g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  if (!latin && g_rand_int_range (random, 0, 4) == 0)
    g_string_append (text, "مرحلة 🏕");
  return g_string_free (text, FALSE);
}

static void
append_quoted (GString *out, const char *text, char delimiter)
{
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  if (strpbrk (text, ",;\t|\"\n\r") != NULL || *text == ' ')
    g_string_append_printf (out, "\"%s\"", doubled);
  else
    g_string_append (out, text);
}

static GString *
encode (const GString *text, int encoding)
{
  static const char *const names[] = { "UTF-8", "UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1252" };
  static const char *const marks[] = { "", "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff", "" };
  g_autoptr (GError) error = NULL;
  gsize written;
  g_autofree char *bytes = g_convert (text->str, (gssize) text->len, names[encoding], "UTF-8", NULL, &written, &error);

  g_assert_no_error (error);
  GString *out = g_string_new (marks[encoding]);
  g_string_append_len (out, bytes, (gssize) written);
  return out;
}

static void
test_written_is_read (void)
{
  static const char delimiters[] = { ',', ';', '\t', '|' };
  static const char *const ends[] = { "\n", "\r\n", "\r" };
  g_autoptr (GRand) random = g_rand_new_with_seed (fixture_seed ());

  for (guint round = 0; round < 400; round++)
    {
      char delimiter = delimiters[g_rand_int_range (random, 0, 4)];
      const char *end = ends[g_rand_int_range (random, 0, 3)];
      int encoding = g_rand_int_range (random, 0, 5);
      guint width = (guint) g_rand_int_range (random, 2, 8), height = (guint) g_rand_int_range (random, 3, 30);
      g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GString) text = g_string_new (NULL);
      for (guint r = 0; r < height; r++)
        for (guint c = 0; c < width; c++)
          {
            char *value = r == 0 || c == 0 ? g_strdup_printf ("column%uo\xc3\xb1o%u", r, c) : random_cell (random, encoding == 4);
            if (c > 0)
              g_string_append_c (text, delimiter);
            append_quoted (text, value, delimiter);
            if (c == width - 1 && (r < height - 1 || g_rand_boolean (random)))
              g_string_append (text, end);
            g_ptr_array_add (written, value);
          }
      g_autoptr (GString) bytes = encode (text, encoding);
      g_autoptr (GPtrArray) rows = read_bytes (bytes->str, bytes->len, "made.csv");
      if (rows->len != height)
        g_error ("round %u, delimiter '%c', encoding %d: %u rows of %u", round, delimiter, encoding, rows->len, height);
      for (guint r = 0; r < height; r++)
        {
          g_assert_cmpuint (((GPtrArray *) g_ptr_array_index (rows, r))->len, ==, width);
          for (guint c = 0; c < width; c++)
            g_assert_cmpstr (cell (rows, r, c), ==, g_ptr_array_index (written, r * width + c));
        }
    }
}

static void
test_decimal_commas_do_not_part_cells (void)
{
  static const char text[] = "name;latitude;longitude\nOne;18,53;-72,33\nTwo;18,54;-72,34\nThree;18,1;-72,2\n";
  g_autoptr (GPtrArray) rows = read_bytes (text, strlen (text), "semicolon.csv");

  g_assert_cmpuint (((GPtrArray *) g_ptr_array_index (rows, 0))->len, ==, 3);
  g_assert_cmpstr (cell (rows, 1, 1), ==, "18,53");
}

static void
test_mixed_encoding (void)
{
  /* One cell in UTF-8, one in Windows-1252, in one file: files glued together have this. */
  static const char text[] = "name,place\nL\xc3\xa9og\xc3\xa2ne,a\nP\xe9tion,b\n";
  g_autoptr (GPtrArray) rows = read_bytes (text, strlen (text), "mixed.csv");

  g_assert_cmpstr (cell (rows, 1, 0), ==, "Léogâne");
  g_assert_cmpstr (cell (rows, 2, 0), ==, "Pétion");
}

static void
test_one_byte_encodings (void)
{
  static const char *const charsets[] = { "WINDOWS-1252", "ISO-8859-15", "MACINTOSH" };
  static const char text[] = "Sitio,Municipio,Valor\nCañón de Léogâne,Pétion-Ville,20 €\nPeñón,São João,35 €\nCœur,Île à Vache,7 €\n";

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      gsize written;
      g_autoptr (GError) error = NULL;
      g_autofree char *bytes = g_convert (text, -1, charsets[i], "UTF-8", NULL, &written, &error);
      /* The sign of the euro is not in every Mac Roman of iconv. */
      if (bytes == NULL)
        bytes = g_convert_with_fallback (text, -1, charsets[i], "UTF-8", "?", NULL, &written, NULL);
      g_assert_nonnull (bytes);
      g_autoptr (GPtrArray) rows = read_bytes (bytes, written, "one-byte.csv");
      g_assert_cmpstr (cell (rows, 1, 0), ==, "Cañón de Léogâne");
      g_assert_cmpstr (cell (rows, 2, 1), ==, "São João");
      g_assert_cmpstr (cell (rows, 3, 0), ==, "Cœur");
      if (i < 2)
        g_assert_cmpstr (cell (rows, 3, 2), ==, "7 €");
    }
}

static void
assert_refused (const char *bytes, gsize length, int code, const char *part)
{
  g_autofree char *path = fixture_path ("refused.csv");
  g_autoptr (GError) error = NULL;
  EpcRow row;

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  g_autoptr (EpcRowSource) source = epc_row_source_open (path, &error);
  while (source != NULL && epc_row_source_next (source, &row, &error))
    ;
  g_assert_error (error, EPC_ERROR, code);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
  g_assert_nonnull (strstr (error->message, "refused.csv"));
  g_unlink (path);
}

static void
test_refusals (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *missing = fixture_path ("not-there.csv");

  assert_refused ("", 0, EPC_ERROR_DAMAGED, "empty");
  assert_refused ("%PDF-1.4\n1 0 obj", 16, EPC_ERROR_DAMAGED, "PDF");
  assert_refused ("PK\x03\x04\x14\x00\x06\x00", 8, EPC_ERROR_DAMAGED, "packed");
  assert_refused ("a,b\0\x01\x02\x03\x04\x05\x06\x07zz", 13, EPC_ERROR_DAMAGED, "binary");
  assert_refused ("a,b\n1,2\n3,\"cut here\nand on", 26, EPC_ERROR_DAMAGED, "line 3");
  g_assert_null (epc_row_source_open (missing, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_READ);
  g_clear_error (&error);
  g_assert_null (epc_row_source_open (g_get_tmp_dir (), &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_READ);
  g_assert_nonnull (strstr (error->message, "folder"));
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/exchange/sheets/csv-spectrum-reads-as-its-authors-say", test_spectrum);
  g_test_add_func ("/exchange/sheets/real-files-read-as-python-reads-them", test_python);
  g_test_add_func ("/exchange/sheets/what-is-written-is-read", test_written_is_read);
  g_test_add_func ("/exchange/sheets/decimal-commas-do-not-part-cells", test_decimal_commas_do_not_part_cells);
  g_test_add_func ("/exchange/sheets/two-encodings-in-one-file", test_mixed_encoding);
  g_test_add_func ("/exchange/sheets/one-byte-encodings-are-told-apart", test_one_byte_encodings);
  g_test_add_func ("/exchange/sheets/what-is-no-table-is-refused", test_refusals);
  return fixture_run ();
}
